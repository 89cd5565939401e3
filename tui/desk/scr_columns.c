/* scr_columns.c - self-score, check and final of an office, clause by clause, beside what
 * the records say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "page.h"
#include "scr_score.h"

struct columns {
	struct page page;
	struct clause_arg arg;
	struct sifa_sheet *sheet;
	struct sifa_columns columns;
	char clause[20]; /* being corrected, */
	int64_t points;	 /* to this */
};

enum {
	NUMBER = 6,
	COMPUTED = 11, /* or why there are none */
	POINTS = 8,
	FLAG = 2,
	WIDEST = 140,
	TYPED = 8,
	SIDE = NUMBER + COMPUTED + 4 * POINTS + TYPED + FLAG + 2
};

static int text_cols(const struct desk *d)
{
	int cols = d->cols < WIDEST ? d->cols : WIDEST;

	return (cols > MIN_COLS ? cols : MIN_COLS) - SIDE;
}

static void draw_header(struct screen *sc)
{
	const char *const head[] = {_("computed"), _("self"), _("checked"), _("final"),
				    _("locked")};
	struct cells c = {.n = 0};

	cells_put(&c, NUMBER + 2, _("  No."));
	cells_put(&c, text_cols(sc->desk), _("Clause"));
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		cells_right(&c, i ? POINTS : COMPUTED, head[i]);
	cells_right(&c, TYPED, _("typed"));
	draw_text(sc->desk->tty, BODY_TOP, 0, sc->desk->cols, DRAW_TITLE, c.s);
}

static const char *points(int64_t n, char *buf)
{
	return n < 0 ? "" : sifa_points_format(n, buf);
}

/* What was typed as done where it contradicts the records: "23/24". */
static const char *typed(const struct sifa_column_row *r, char *buf, size_t size)
{
	const struct sifa_said *said[] = {&r->self, &r->checked, &r->final};

	buf[0] = '\0';
	for (size_t i = 0; i < 3; i++)
		if (said[i]->record && said[i]->actual >= 0 && !r->clause->scaled &&
		    said[i]->actual != r->clause->actual)
			snprintf(buf, size, "%lld/%lld", (long long)said[i]->actual,
				 (long long)r->clause->actual);
	return r->clause->standing == SIFA_SCORED ? buf : "";
}

static void add_row(struct screen *sc, const struct sifa_column_row *r)
{
	struct columns *v = sc->data;
	const struct sifa_clause *cl = r->clause;
	struct cells c = {.n = 0};
	char a[32], t[48];
	struct page_row *row;

	cells_put(&c, NUMBER, cl->number);
	cells_put(&c, text_cols(sc->desk), cl->text[lang_now()]);
	cells_right(&c, COMPUTED,
		    cl->standing == SIFA_SCORED ? points(cl->points, a) : clause_standing(cl));
	cells_right(&c, POINTS, r->self.record ? points(r->self.points, a) : "");
	cells_right(&c, POINTS, r->checked.record ? points(r->checked.points, a) : "");
	cells_right(&c, POINTS, r->final.record ? points(r->final.points, a) : "");
	cells_right(&c, POINTS, points(r->correct >= 0 ? r->correct : r->locked, a));
	cells_right(&c, TYPED, typed(r, t, sizeof t));
	cells_right(&c, FLAG, r->differs ? "!" : "");
	row = page_add(&v->page, 1, c.s);
	if (row) {
		row->at = (size_t)(r - v->columns.row);
		row->alert = r->differs;
		row->id = r->final.record     ? r->final.record
			  : r->checked.record ? r->checked.record
					      : r->self.record;
	}
}

static void build(struct screen *sc)
{
	struct columns *v = sc->data;

	page_clear(&v->page);
	for (size_t i = 0; i < v->columns.n; i++)
		add_row(sc, &v->columns.row[i]);
}

static enum sifa_rc load(struct screen *sc, struct sifa_err *err)
{
	struct columns *v = sc->data;
	struct sifa_sheet *sheet = NULL;
	struct sifa_columns fresh;
	enum sifa_rc rc = score_sheet(sc, v->arg.letter, v->arg.office, &sheet, err);

	if (!rc)
		rc = sifa_score_columns(sc->desk->se, sheet, &fresh, err);
	if (rc) {
		sifa_sheet_free(sheet);
		return rc;
	}
	sifa_columns_free(&v->columns);
	sifa_sheet_free(v->sheet);
	v->sheet = sheet;
	v->columns = fresh;
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc columns_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct columns *v = sc->data;

	v->arg = *(const struct clause_arg *)arg;
	return load(sc, err);
}

static void columns_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (load(sc, &err))
		desk_error(sc->desk, &err);
}

static void columns_close(struct screen *sc)
{
	struct columns *v = sc->data;

	page_free(&v->page);
	sifa_columns_free(&v->columns);
	sifa_sheet_free(v->sheet);
}

static void columns_title(struct screen *sc, char *buf, size_t size)
{
	const struct columns *v = sc->data;

	lang_fill(buf, size, _("{1}  scores compared"), v->sheet->office_name, NULL);
}

static const char *note(const struct columns *v, char *buf, size_t size)
{
	char a[32], b[32];

	if (v->columns.lock)
		return lang_fill(
			buf, size,
			v->columns.waits
				? _("Locked at {1}, with corrections {2}; reopening is "
				    "proposed, l answers.")
				: _("Locked at {1}, with corrections {2}. ! what differs."),
			sifa_letter_points(v->arg.letter, v->columns.locked, a),
			sifa_letter_points(v->arg.letter, v->columns.correct, b), NULL);
	return v->columns.waits ? _("It is proposed to lock this score; l answers.")
				: _("! what differs; typed: as typed / by the records.");
}

static void columns_draw(struct screen *sc)
{
	struct columns *v = sc->data;
	char text[300];

	draw_header(sc);
	page_draw(sc, &v->page, BODY_TOP + 1, body_rows(sc->desk) - 1);
	frame_note(sc->desk, note(v, text, sizeof text));
}

static void columns_focus(struct screen *sc, int *y, int *x)
{
	const struct columns *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *columns_list(struct screen *sc)
{
	struct columns *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct columns *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row && row->id)
		desk_open(sc->desk, &screen_record, &row->id);
	else
		desk_message(sc->desk, _("Nobody has given this clause points yet."));
}

/* ---- locked by two users ---- */

static void done(struct screen *sc, enum sifa_rc rc, const struct sifa_err *err, const char *said)
{
	if (rc) {
		desk_error(sc->desk, err);
		return;
	}
	columns_refresh(sc);
	desk_message(sc->desk, said);
}

static void propose(struct screen *sc, const char *reason)
{
	struct columns *v = sc->data;
	struct sifa_err err = {0};
	uint64_t id;
	enum sifa_rc rc = sifa_lock_propose(sc->desk->se, v->sheet, reason, &id, NULL, &err);

	done(sc, rc, &err, _("Proposed; another user answers it here with l."));
}

static void reopen(struct screen *sc, const char *reason)
{
	struct columns *v = sc->data;
	struct sifa_err err = {0};
	enum sifa_rc rc = sifa_lock_reopen(sc->desk->se, v->columns.latest, reason, &err);

	done(sc, rc, &err, _("Proposed; another user answers it here with l."));
}

static void answer(struct screen *sc, const char *text)
{
	struct columns *v = sc->data;
	struct sifa_err err = {0};
	bool open = v->columns.lock != 0, yes = *text == 'y' || *text == 'Y';
	enum sifa_rc rc;

	if (!yes && *text != 'n' && *text != 'N') {
		desk_message(sc->desk, _("Nothing was decided: y agrees, n rejects."));
		return;
	}
	rc = sifa_lock_decide(sc->desk->se, v->columns.latest, yes, NULL, &err);
	done(sc, rc, &err,
	     !yes   ? _("Rejected.")
	     : open ? _("The score is open again.")
		    : _("The score is locked."));
}

static void cmd_final(struct screen *sc)
{
	struct columns *v = sc->data;

	if (v->columns.waits)
		desk_prompt(sc,
			    v->columns.lock ? _("Open this score again? y agrees, n rejects")
					    : _("Lock this score as final? y agrees, n rejects"),
			    "", answer);
	else if (v->columns.latest)
		desk_prompt(sc, _("Why is the locked score to be opened again?"), "", reopen);
	else
		desk_prompt(sc, _("On what grounds is the score final?"), "", propose);
}

/* ---- corrected afterwards ---- */

static void correct(struct screen *sc, const char *reason)
{
	struct columns *v = sc->data;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id;
	enum sifa_rc rc = sifa_lock_correct(sc->desk->se, v->columns.latest, v->clause, v->points,
					    reason, &id, &f, &err);

	if (rc)
		desk_refused(sc->desk, &f, &err);
	else
		done(sc, rc, &err, _("Corrected; the locked figure stays beside it."));
	sifa_findings_free(&f);
}

static void correct_why(struct screen *sc, const char *points_typed)
{
	struct columns *v = sc->data;

	if (!report_points(points_typed, &v->points))
		desk_message(sc->desk, _("Points like 2.50 are expected."));
	else
		desk_prompt(sc, _("Why is it corrected?"), "", correct);
}

static void cmd_correct(struct screen *sc)
{
	struct columns *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	const struct sifa_column_row *r;
	char was[32], text[200];

	if (!row)
		return;
	r = &v->columns.row[row->at];
	snprintf(v->clause, sizeof v->clause, "%s", r->clause->id);
	desk_prompt(sc,
		    lang_fill(text, sizeof text, _("Points of clause {1} as they should have been"),
			      r->clause->number, NULL),
		    points(r->correct >= 0 ? r->correct : r->locked, was), correct_why);
}

static bool columns_can(struct screen *sc, enum cmd c)
{
	const struct columns *v = sc->data;

	return c != CMD_CORRECT || v->columns.lock;
}

static const struct screen_cmd columns_cmds[] = {{CMD_OPEN, cmd_open, false},
						 {CMD_FINAL, cmd_final, false},
						 {CMD_CORRECT, cmd_correct, false},
						 {CMD_REFRESH, columns_refresh, false},
						 SCREEN_MOVES,
						 {CMD_NONE, NULL, false}};

const struct screen_ops screen_columns = {
	.name = "columns",
	.size = sizeof(struct columns),
	.cmds = columns_cmds,
	.open = columns_open,
	.close = columns_close,
	.resume = columns_refresh,
	.resize = build,
	.title = columns_title,
	.draw = columns_draw,
	.focus = columns_focus,
	.can = columns_can,
	.list = columns_list,
};
