/* scr_score.c - the score sheet of one office, clause by clause. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "page.h"
#include "scr_paper.h"
#include "scr_score.h"

struct score {
	char locked[160]; /* a locked figure beside this sheet; "" */
	struct page page;
	struct sifa_sheet *sheet;
};

enum { WIDEST = 140 };

const struct sifa_clause *sheet_clause(const struct sifa_sheet *sheet, size_t flat)
{
	for (size_t s = 0; s < sheet->n; flat -= sheet->section[s++].n)
		if (flat < sheet->section[s].n)
			return &sheet->section[s].clause[flat];
	return NULL;
}

const char *clause_standing(const struct sifa_clause *c)
{
	switch (c->standing) {
	case SIFA_GUARD:
		return _("condition");
	case SIFA_NOT_SET:
		return _("not set");
	case SIFA_NOT_DUE:
		return _("not due");
	case SIFA_UNVERIFIED:
		return _("unverified");
	case SIFA_UNJUDGED:
		return _("unjudged");
	case SIFA_SWITCHED_OFF:
		return _("switched off");
	case SIFA_SAME:
		return _("see another");
	case SIFA_ELSEWHERE:
		return _("elsewhere"); /* in the width of the points */
	default:
		return "";
	}
}

/* ---- rows ---------------------------------------------------------------------- */

/* Numbers stay near their words on a wide window. */
static int text_cols(const struct desk *d)
{
	int cols = d->cols < WIDEST ? d->cols : WIDEST;

	return (cols > MIN_COLS ? cols : MIN_COLS) - 43;
}

static void draw_header(struct screen *sc)
{
	struct cells c = {.n = 0};

	cells_put(&c, 8, _("  No."));
	cells_put(&c, text_cols(sc->desk), _("Clause"));
	cells_right(&c, 7, _("target"));
	cells_right(&c, 8, _("actual"));
	cells_right(&c, 8, _("done %"));
	cells_right(&c, 12, _("points"));
	draw_text(sc->desk->tty, BODY_TOP, 0, sc->desk->cols, DRAW_TITLE, c.s);
}

static void add_section(struct screen *sc, const struct sifa_section *sec)
{
	struct score *s = sc->data;
	struct cells c = {.n = 0};
	char got[32], all[32], text[80], title[200];

	snprintf(title, sizeof title, "%s %s", sec->number, sec->title[lang_now()]);
	if (!sec->weight && !sec->points) {
		page_head(&s->page, title);
		return;
	}
	cells_put(&c, 8 + text_cols(sc->desk), title);
	cells_bar(&c, 22, sec->points, sec->weight);
	snprintf(text, sizeof text, "%s/%s", sifa_points_format(sec->points, got),
		 sifa_points_format(sec->weight, all));
	cells_right(&c, 13, text);
	page_head(&s->page, c.s);
}

static void add_clause(struct screen *sc, const struct sifa_clause *cl, size_t flat)
{
	struct score *s = sc->data;
	struct cells c = {.n = 0};
	char a[40], b[32], text[80];
	const char *standing = clause_standing(cl);
	struct sifa_progress p;
	struct page_row *row;

	cells_put(&c, 6, cl->number);
	sifa_progress(s->sheet, flat, &p);
	cells_put(&c, text_cols(sc->desk) - 4, cl->text[lang_now()]);
	cells_put(&c, 1, "");
	cells_put(&c, 1, cl->veto ? "!" : "");
	cells_put(&c, 2, report_mark(p.pace));
	cells_right(&c, 7, cl->has_target ? report_amount(cl, cl->target, a) : "");
	cells_right(&c, 8,
		    cl->standing == SIFA_PRINTED || cl->standing == SIFA_ELSEWHERE
			    ? ""
			    : report_amount(cl, cl->actual, a));
	cells_right(&c, 8,
		    cl->completion >= 0 && cl->standing == SIFA_SCORED
			    ? sifa_points_format(cl->completion, a)
			    : "");
	snprintf(text, sizeof text, "%s/%s", sifa_points_format(cl->points, a),
		 sifa_points_format(cl->weight, b));
	cells_right(&c, 12, *standing ? standing : cl->standing == SIFA_PRINTED ? "" : text);
	row = page_add(&s->page, 1, c.s);
	if (row) {
		row->at = flat;
		row->alert = cl->veto;
	}
}

static void add_total(struct screen *sc)
{
	struct score *s = sc->data;
	struct cells c = {.n = 0};
	char got[32], all[32], text[80];

	cells_put(&c, 8 + text_cols(sc->desk),
		  s->sheet->veto ? _("Total (! a veto clause is broken)") : _("Total"));
	cells_bar(&c, 22, s->sheet->points, s->sheet->weight);
	snprintf(text, sizeof text, "%s/%s", sifa_points_format(s->sheet->points, got),
		 sifa_points_format(s->sheet->weight, all));
	cells_right(&c, 13, text);
	page_head(&s->page, c.s);
}

static void build(struct screen *sc)
{
	struct score *s = sc->data;
	size_t flat = 0;

	page_clear(&s->page);
	for (size_t i = 0; i < s->sheet->n; i++) {
		add_section(sc, &s->sheet->section[i]);
		for (size_t k = 0; k < s->sheet->section[i].n; k++)
			add_clause(sc, &s->sheet->section[i].clause[k], flat++);
	}
	add_total(sc);
}

/* ---- the screen -------------------------------------------------------------------- */

enum sifa_rc score_sheet(struct screen *sc, const struct sifa_letter *letter, uint64_t office,
			 struct sifa_sheet **out, struct sifa_err *err)
{
	return sifa_score(sc->desk->se, letter, office, sifa_today(sc->desk->se), out, err);
}

/* What is locked stays, whatever the records say by now. */
static void note_lock(struct screen *sc)
{
	struct score *s = sc->data;
	struct sifa_columns c;
	char a[32], b[32];

	s->locked[0] = '\0';
	if (sifa_score_columns(sc->desk->se, s->sheet, &c, NULL))
		return;
	if (c.lock)
		lang_fill(s->locked, sizeof s->locked,
			  _("locked as final: {1}, with corrections {2}"),
			  sifa_letter_points(s->sheet->letter, c.locked, a),
			  sifa_letter_points(s->sheet->letter, c.correct, b), NULL);
	sifa_columns_free(&c);
}

static enum sifa_rc score_open(struct screen *sc, const void *p, struct sifa_err *err)
{
	const struct score_arg *arg = p;
	struct score *s = sc->data;
	size_t n = 0, flat = 0;
	char none[200];
	const struct sifa_letter **letter = NULL;
	enum sifa_rc rc =
		sifa_letters_now(sc->desk->se, sifa_today(sc->desk->se), &letter, &n, err);

	if (!rc && !n) {
		desk_message(sc->desk, desk_no_letter(sc->desk, none, sizeof none));
		rc = SIFA_E_NOTFOUND;
	}
	if (!rc)
		rc = score_sheet(sc, letter[0], arg->office, &s->sheet, err);
	free(letter);
	if (rc)
		return rc;
	note_lock(sc);
	build(sc);
	for (size_t i = 0; i < arg->section && i < s->sheet->n; i++)
		flat += s->sheet->section[i].n;
	/* What is printed only, such as the preamble, is not where one begins. */
	while (sheet_clause(s->sheet, flat) &&
	       sheet_clause(s->sheet, flat)->standing == SIFA_PRINTED)
		flat++;
	for (size_t i = 0; i < s->page.n; i++)
		if (!s->page.row[i].head && s->page.row[i].at == flat)
			s->page.list.at = i;
	return SIFA_OK;
}

static void score_close(struct screen *sc)
{
	struct score *s = sc->data;

	page_free(&s->page);
	sifa_sheet_free(s->sheet);
}

static void score_refresh(struct screen *sc)
{
	struct score *s = sc->data;
	struct sifa_sheet *fresh = NULL;
	struct sifa_err err = {0};

	if (score_sheet(sc, s->sheet->letter, s->sheet->office, &fresh, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	sifa_sheet_free(s->sheet);
	s->sheet = fresh;
	note_lock(sc);
	build(sc);
}

static void score_title(struct screen *sc, char *buf, size_t size)
{
	const struct score *s = sc->data;
	char from[16], to[16];

	lang_fill(buf, size, _("{1}  {2} to {3}"), s->sheet->office_name,
		  sifa_day_format(s->sheet->from, from), sifa_day_format(s->sheet->as_of, to),
		  NULL);
}

static void score_draw(struct screen *sc)
{
	struct score *s = sc->data;
	char note[300];

	draw_header(sc);
	page_draw(sc, &s->page, BODY_TOP + 1, body_rows(sc->desk) - 1);
	if (*s->locked) {
		frame_note(sc->desk, s->locked);
		return;
	}
	frame_note(sc->desk,
		   lang_fill(note, sizeof note,
			     s->sheet->moved ? _("! Signed by another text than counts here: d "
						 "shows what differs")
			     : sifa_letter_template(s->sheet->letter)
				     ? _("The weights are a template: {1}")
				     : "{1}",
			     sifa_letter_title(s->sheet->letter, lang_now()), NULL));
}

static void score_focus(struct screen *sc, int *y, int *x)
{
	const struct score *s = sc->data;

	*y = s->page.y;
	*x = 0;
}

static struct list *score_list(struct screen *sc)
{
	struct score *s = sc->data;

	return &s->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct score *s = sc->data;
	const struct page_row *row = page_current(&s->page);
	struct clause_arg arg = {.letter = s->sheet->letter, .office = s->sheet->office};

	if (!row)
		return;
	arg.clause = row->at;
	desk_open(sc->desk, &screen_clause, &arg);
}

static void cmd_compare(struct screen *sc)
{
	const struct score *s = sc->data;
	const struct clause_arg arg = {.letter = s->sheet->letter, .office = s->sheet->office};

	desk_open(sc->desk, &screen_columns, &arg);
}

/* The papers of the letter that the office signed: score sheet, progress, the letter. */
static void cmd_print(struct screen *sc)
{
	const struct score *s = sc->data;
	const struct papers_arg arg = {.record = s->sheet->record};

	if (arg.record)
		desk_open(sc->desk, &screen_papers, &arg);
	else
		desk_message(sc->desk,
			     _("The office has no letter yet: k on the list of offices drafts one "
			       "with its first number."));
}

/* What the office signed, and what differs from it now. */
static void cmd_diff(struct screen *sc)
{
	const struct score *s = sc->data;

	desk_open(sc->desk, &screen_signed, &s->sheet->record);
}

static void cmd_part(struct screen *sc)
{
	struct score *s = sc->data;

	page_part(&s->page);
}

static bool score_can(struct screen *sc, enum cmd c)
{
	const struct score *s = sc->data;

	return c != CMD_SCORE && (c != CMD_DIFF || s->sheet->record);
}

static const struct screen_cmd score_cmds[] = {{CMD_OPEN, cmd_open, false},
					       {CMD_PART, cmd_part, false},
					       {CMD_COMPARE, cmd_compare, false},
					       {CMD_PRINT, cmd_print, false},
					       {CMD_DIFF, cmd_diff, true},
					       {CMD_REFRESH, score_refresh, false},
					       SCREEN_MOVES,
					       {CMD_NONE, NULL, false}};

const struct screen_ops screen_score = {
	.name = "score",
	.size = sizeof(struct score),
	.cmds = score_cmds,
	.open = score_open,
	.close = score_close,
	.resume = score_refresh,
	.resize = build,
	.title = score_title,
	.draw = score_draw,
	.focus = score_focus,
	.can = score_can,
	.list = score_list,
};
