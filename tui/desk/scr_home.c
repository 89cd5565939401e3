/* scr_home.c - the first screen: unfinished drafts, what is due, the score by
 * section, and what is missing, what one act brings most first. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_dues.h"
#include "scr_score.h"

enum { DRAFT = 1, DUE, SECTION, CLAUSE, REGISTERS };
enum {
	DAYS_AHEAD = 30,
	DRAFTS_SHOWN = 3,
	MISSING_SHOWN = 4,
	MISSING_MOST = 100,
	DUE_SHOWN = 5,
	DUE_MOST = 40
};

struct home {
	struct page page;
	struct sifa_draft *draft;
	size_t ndrafts;
	struct sifa_sheet *sheet;
	struct sifa_due due[DUE_MOST];
};

/* A taller window shows more of what is cut on a small one. */
static size_t spare(const struct desk *d)
{
	return d->rows > MIN_ROWS ? (size_t)(d->rows - MIN_ROWS) / 2 : 0;
}

/* ---- parts -------------------------------------------------------------------- */

static void add_drafts(struct screen *sc)
{
	struct home *h = sc->data;
	struct sifa_err err = {0};
	char number[24], text[80];
	size_t n = 0;

	free(h->draft);
	h->draft = NULL;
	h->ndrafts = 0;
	if (sifa_draft_list(sc->desk->se, &h->draft, &n, &err))
		desk_error(sc->desk, &err);
	if (!n)
		return;
	h->ndrafts = n;
	snprintf(number, sizeof number, "%zu", n);
	page_head(&h->page, lang_fill(text, sizeof text, _("Unfinished forms: {1}"), number, NULL));
	for (size_t i = 0; i < n && i < DRAFTS_SHOWN + spare(sc->desk); i++) {
		const struct sifa_draft *d = &h->draft[i];
		const struct sifa_kind *k = sifa_kind(sc->desk->sifa, d->kind);
		struct cells c = {.n = 0};
		struct page_row *row;
		char day[16];

		cells_put(&c, 2, "");
		cells_put(&c, 12, sifa_day_format(sifa_day_of_time(d->saved), day));
		cells_put(&c, 7, d->record ? _("change") : _("new one"));
		cells_put(&c, 21, k ? k->label[lang_now()] : d->kind);
		cells_put(&c, 1, "");
		cells_rest(&c, d->title[0] ? d->title : _("(nothing to name it by)"));
		row = page_add(&h->page, DRAFT, c.s);
		if (row)
			row->at = i;
	}
}

static void add_due(struct screen *sc)
{
	struct home *h = sc->data;
	size_t n = 0, total = 0, overdue = 0, show;
	char a[24], b[24], text[160];
	struct sifa_err err = {0};

	show = DUE_SHOWN + spare(sc->desk);
	if (show > DUE_MOST)
		show = DUE_MOST;
	if (sifa_due(sc->desk->se, sifa_today(sc->desk->se) + DAYS_AHEAD, h->due, show, &n, &total,
		     &overdue, &err))
		desk_error(sc->desk, &err);
	snprintf(a, sizeof a, "%zu", overdue);
	snprintf(b, sizeof b, "%zu", total - overdue);
	page_head(&h->page, lang_fill(text, sizeof text, _("Due: {1} overdue, {2} within 30 days"),
				      a, b, NULL));
	for (size_t i = 0; i < n; i++)
		dues_add(sc, &h->page, DUE, &h->due[i], i);
}

static void add_score(struct screen *sc)
{
	struct home *h = sc->data;
	char got[32], all[32], text[300];
	struct page_row *row;

	lang_fill(text, sizeof text, _("{2} of {3} points: {1}"),
		  sifa_letter_title(h->sheet->letter, lang_now()),
		  sifa_points_format(h->sheet->points, got),
		  sifa_points_format(h->sheet->weight, all), NULL);
	page_head(&h->page, text);
	if (h->sheet->moved && (row = page_add(&h->page, 0,
					       _("! The letter was signed by another "
						 "text: F11, then d"))))
		row->alert = true;
	for (size_t i = 0; i < h->sheet->n; i++) {
		const struct sifa_section *s = &h->sheet->section[i];
		struct cells c = {.n = 0};

		if (!s->weight && !s->points)
			continue;
		cells_put(&c, 4, s->number);
		cells_put(&c, 34, s->title[lang_now()]);
		cells_bar(&c, 22, s->points, s->weight);
		cells_right(&c, 8, sifa_points_format(s->points, got));
		snprintf(text, sizeof text, "/ %s", sifa_points_format(s->weight, all));
		cells_right(&c, 8, text);
		row = page_add(&h->page, SECTION, c.s);
		if (row)
			row->at = i;
	}
}

static void missing_row(struct page *p, const struct sifa_sheet *sheet, size_t flat)
{
	const struct sifa_clause *cl = sifa_sheet_clause(sheet, flat);
	struct cells c = {.n = 0};
	struct sifa_progress pr;
	char number[32], text[120];
	struct page_row *row;

	sifa_progress(sheet, flat, &pr);
	snprintf(text, sizeof text, "+%s", sifa_points_format(cl->gain, number));
	cells_right(&c, 8, text);
	text[0] = '\0';
	if (cl->standing == SIFA_UNVERIFIED) {
		snprintf(text, sizeof text, "%s", _("unverified"));
	} else if (cl->lacking > 0) {
		snprintf(number, sizeof number, "%lld", (long long)cl->lacking);
		lang_fill(text, sizeof text, _("lacks {1} {2}"), number, cl->unit[lang_now()],
			  NULL);
	}
	cells_put(&c, 2, "");
	cells_put(&c, 18, text);
	cells_put(&c, 1, "");
	text[0] = '\0';
	if (pr.per_act >= 0)
		lang_fill(text, sizeof text, _("{1} each"), sifa_points_format(pr.per_act, number),
			  NULL);
	cells_put(&c, 10, text);
	cells_put(&c, 1, "");
	cells_put(&c, 7, cl->number);
	cells_rest(&c, cl->text[lang_now()]);
	row = page_add(p, CLAUSE, c.s);
	if (row)
		row->at = flat;
}

static void add_missing(struct screen *sc)
{
	struct home *h = sc->data;
	size_t flat[MISSING_MOST], shown = MISSING_SHOWN + spare(sc->desk), n;

	page_head(&h->page, _("Missing: what one act brings most first"));
	n = sifa_cheapest(h->sheet, flat, shown < MISSING_MOST ? shown : MISSING_MOST);
	for (size_t i = 0; i < n; i++)
		missing_row(&h->page, h->sheet, flat[i]);
}

/* ---- last year's letter, until its cut-off -----------------------------------------

 * Its papers may still come in while the new one has begun. */

static void add_older(struct screen *sc, const struct sifa_letter *letter, int year)
{
	struct home *h = sc->data;
	struct sifa_sheet *sheet = NULL;
	struct sifa_err err = {0};
	char got[32], all[32], day[16], text[300];

	if (sifa_score_year(sc->desk->se, letter, sifa_session_unit(sc->desk->se), year,
			    sifa_today(sc->desk->se), &sheet, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	lang_fill(text, sizeof text, _("{2} of {3} points to {4}: {1}"),
		  sifa_letter_title(letter, lang_now()), sifa_points_format(sheet->points, got),
		  sifa_points_format(sheet->weight, all), sifa_day_format(sheet->to, day), NULL);
	page_head(&h->page, text);
	sifa_sheet_free(sheet);
}

static void add_last_year(struct screen *sc, const struct sifa_letter *const *letter, size_t n)
{
	int year[4];
	size_t years = 0;

	for (size_t i = 0; i < n; i++) {
		if (i && !sifa_letter_before(sc->desk->se, letter[i], letter[0],
					     sifa_today(sc->desk->se)))
			continue;
		if (sifa_letter_years(sc->desk->se, letter[i], sifa_today(sc->desk->se), year, 4,
				      &years, NULL))
			return;
		for (size_t k = i ? years : years - (years > 0); k-- > 0;)
			add_older(sc, letter[i], year[k]);
	}
}

/* ---- the whole ------------------------------------------------------------------- */

static void build(struct screen *sc)
{
	struct home *h = sc->data;
	const struct sifa_letter **letter = NULL;
	struct sifa_err err = {0};
	char none[200];
	struct desk_units offices;
	size_t n = 0, letters = 0;

	page_clear(&h->page);
	sifa_sheet_free(h->sheet);
	h->sheet = NULL;
	add_drafts(sc);
	add_due(sc);
	if (!desk_units(sc->desk->se, NULL, &offices) && offices.own &&
	    sifa_letters_now(sc->desk->se, sifa_today(sc->desk->se), &letter, &n, &err))
		desk_error(sc->desk, &err);
	if (n) {
		if (sifa_score(sc->desk->se, letter[0], sifa_session_unit(sc->desk->se),
			       sifa_today(sc->desk->se), &h->sheet, &err)) {
			desk_error(sc->desk, &err);
		} else {
			add_score(sc);
			add_missing(sc);
			add_last_year(sc, letter, n);
		}
	}
	free(letter);
	sifa_letters(sc->desk->sifa, &letters);
	if (letters && !n && !err.rc && offices.own)
		page_head(&h->page, desk_no_letter(sc->desk, none, sizeof none));
	/* A store that has nothing to tell yet shows the way in. */
	if (!page_has_rows(&h->page))
		page_add(&h->page, REGISTERS, _("All registers, by number (F8)"));
}

static enum sifa_rc home_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	(void)arg;
	(void)err;
	build(sc);
	return SIFA_OK;
}

static void home_close(struct screen *sc)
{
	struct home *h = sc->data;

	page_free(&h->page);
	sifa_sheet_free(h->sheet);
	free(h->draft);
}

static void home_title(struct screen *sc, char *buf, size_t size)
{
	(void)sc;
	snprintf(buf, size, "sifa  %s", _("Today"));
}

static void home_draw(struct screen *sc)
{
	struct home *h = sc->data;

	page_draw(sc, &h->page, BODY_TOP, body_rows(sc->desk));
}

static void home_focus(struct screen *sc, int *y, int *x)
{
	const struct home *h = sc->data;

	*y = h->page.y;
	*x = 0;
}

static struct list *home_list(struct screen *sc)
{
	struct home *h = sc->data;

	return &h->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct home *h = sc->data;
	const struct page_row *row = page_current(&h->page);
	struct form_arg form = {0};
	struct score_arg score = {.office = sifa_session_unit(sc->desk->se)};
	struct clause_arg clause = {.office = score.office};

	switch (row ? row->what : 0) {
	case DRAFT:
		form.draft = &h->draft[row->at];
		desk_open(sc->desk, &screen_form, &form);
		break;
	case DUE:
		dues_open(sc->desk, &h->due[row->at]);
		break;
	case SECTION:
		score.section = row->at;
		desk_open(sc->desk, &screen_score, &score);
		break;
	case CLAUSE:
		clause.letter = h->sheet->letter;
		clause.clause = row->at;
		desk_open(sc->desk, &screen_clause, &clause);
		break;
	default:
		desk_command(sc->desk, CMD_REGISTERS);
		break;
	}
}

static void cmd_part(struct screen *sc)
{
	struct home *h = sc->data;

	page_part(&h->page);
}

static void discard(struct screen *sc, const char *answer)
{
	struct home *h = sc->data;
	const struct page_row *row = page_current(&h->page);

	(void)answer;
	if (row && row->what == DRAFT)
		sifa_draft_drop(sc->desk->se, &h->draft[row->at]);
	build(sc);
}

static void cmd_drop(struct screen *sc)
{
	struct home *h = sc->data;
	const struct page_row *row = page_current(&h->page);

	if (!row || row->what != DRAFT)
		desk_message(sc->desk, _("Only an unfinished form can be discarded here."));
	else
		desk_ask(sc, _("Discard this draft? What was typed is lost."), discard);
}

static void cmd_back(struct screen *sc)
{
	/* The last screen of all asks before it goes. */
	if (sc->below)
		desk_close(sc);
	else
		desk_command(sc->desk, CMD_QUIT);
}

static bool home_can(struct screen *sc, enum cmd c)
{
	struct home *h = sc->data;

	/* Not by row: the footer stands still while the cursor moves. */
	if (c == CMD_DROP)
		return h->ndrafts > 0;
	if (c == CMD_SCORE)
		return h->sheet != NULL;
	return true;
}

static void registers(struct screen *sc)
{
	desk_open(sc->desk, &screen_registers, NULL);
}

static void score(struct screen *sc)
{
	struct score_arg arg = {.office = sifa_session_unit(sc->desk->se)};

	desk_open(sc->desk, &screen_score, &arg);
}

static void dues(struct screen *sc)
{
	desk_open(sc->desk, &screen_dues, NULL);
}

static void calendar(struct screen *sc)
{
	desk_open(sc->desk, &screen_calendar, NULL);
}

static void cmd_returns(struct screen *sc)
{
	desk_open(sc->desk, &screen_returns, NULL);
}

/* A person first: the case is found on his page. */
static void find_person(struct screen *sc)
{
	if (desk_open(sc->desk, &screen_ledger, sifa_kind(sc->desk->sifa, "person")))
		desk_command(sc->desk, CMD_FILTER);
}

static const struct screen_cmd home_cmds[] = {{CMD_OPEN, cmd_open, false},
					      {CMD_DUES, dues, false},
					      {CMD_CALENDAR, calendar, true},
					      {CMD_FILTER, find_person, false},
					      {CMD_REGISTERS, registers, false},
					      {CMD_SCORE, score, false},
					      {CMD_RETURNS, cmd_returns, true},
					      {CMD_PART, cmd_part, true},
					      {CMD_DROP, cmd_drop, false},
					      {CMD_REFRESH, build, true},
					      {CMD_BACK, cmd_back, false},
					      SCREEN_MOVES,
					      {CMD_NONE, NULL, false}};

const struct screen_ops screen_home = {
	.name = "home",
	.size = sizeof(struct home),
	.cmds = home_cmds,
	.open = home_open,
	.close = home_close,
	.resume = build,
	.resize = build,
	.title = home_title,
	.draw = home_draw,
	.focus = home_focus,
	.can = home_can,
	.list = home_list,
};
