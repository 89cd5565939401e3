/* scr_columns.c - self-score, check and final of an office, clause by clause, beside what
 * the records say. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "scr_score.h"

struct columns {
	struct page page;
	struct clause_arg arg;
	struct sifa_sheet *sheet;
	struct sifa_columns columns;
};

enum {
	NUMBER = 6,
	POINTS = 8,
	FLAG = 2,
	TYPED = 10,
	SIDE = NUMBER + 5 * POINTS + TYPED + FLAG + 2
};

static int text_cols(const struct desk *d)
{
	return (d->cols > MIN_COLS ? d->cols : MIN_COLS) - SIDE;
}

static void draw_header(struct screen *sc)
{
	const char *const head[] = {_("computed"), _("self"), _("checked"), _("final"),
				    _("locked")};
	struct cells c = {.n = 0};

	cells_put(&c, NUMBER + 2, _("  No."));
	cells_put(&c, text_cols(sc->desk), _("Clause"));
	for (size_t i = 0; i < sizeof head / sizeof *head; i++)
		cells_right(&c, POINTS, head[i]);
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
	cells_right(&c, POINTS,
		    cl->standing == SIFA_SCORED ? points(cl->points, a) : clause_standing(cl));
	cells_right(&c, POINTS, r->self.record ? points(r->self.points, a) : "");
	cells_right(&c, POINTS, r->checked.record ? points(r->checked.points, a) : "");
	cells_right(&c, POINTS, r->final.record ? points(r->final.points, a) : "");
	cells_right(&c, POINTS, points(r->correct >= 0 ? r->correct : r->locked, a));
	cells_right(&c, TYPED, typed(r, t, sizeof t));
	cells_right(&c, FLAG, r->differs ? "!" : "");
	row = page_add(&v->page, 1, c.s);
	if (row) {
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

	lang_fill(buf, size, _("{1}  self-score, check, final"), v->sheet->office_name, NULL);
}

static void columns_draw(struct screen *sc)
{
	struct columns *v = sc->data;

	draw_header(sc);
	page_draw(sc, &v->page, BODY_TOP + 1, body_rows(sc->desk) - 1);
	frame_note(sc->desk, v->columns.lock
				     ? _("The score is locked; ! what differs.")
				     : _("! what differs; typed: as typed / by the records."));
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

static const struct screen_cmd columns_cmds[] = {{CMD_OPEN, cmd_open, false},
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
	.list = columns_list,
};
