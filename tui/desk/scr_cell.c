/* scr_cell.c - the records behind one cell of a return. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "scr_return.h"

struct cell {
	struct page page;
	struct return_arg ret;
	size_t row, column;
	char title[200];
	bool money;
};

static const char *role_word(enum sifa_role role)
{
	switch (role) {
	case SIFA_POPULATION:
		return _("population");
	case SIFA_AGAINST:
		return _("against");
	default:
		return _("counted");
	}
}

static char *late(struct screen *sc, const struct page_row *row)
{
	const struct cell *v = sc->data;
	struct cells c = {.n = 0};
	char title[160], id[32], amount[32];
	int64_t n = page_amount(row);

	cells_put(&c, 14, sifa_id_format(row->id, id));
	snprintf(amount, sizeof amount, "%lld", (long long)n);
	cells_right(&c, 14, v->money ? sifa_money_format(n, amount) : amount);
	cells_put(&c, 2, "");
	cells_put(&c, 8, role_word(page_role(row)));
	cells_rest(&c, sifa_title(sc->desk->se, row->id, false, lang_now(), title, sizeof title));
	return strdup(c.s);
}

static enum sifa_rc build(struct screen *sc, struct sifa_err *err)
{
	struct cell *v = sc->data;
	struct sifa_behind_list list = {0};
	struct sifa_figures *f = NULL;
	char n[40];
	enum sifa_rc rc =
		sifa_figures(sc->desk->se, v->ret.table, v->ret.unit, v->ret.from, &f, err);

	if (!rc)
		rc = sifa_figures_records(sc->desk->se, f, v->row, v->column, &list, err);
	if (!rc) {
		page_clear(&v->page);
		v->money = f->row[v->row].form == SIFA_CELL_WAN ||
			   f->row[v->row].form == SIFA_CELL_YUAN;
		snprintf(v->title, sizeof v->title, "%s  %s  %s", f->row[v->row].label[lang_now()],
			 f->column[v->column].label[lang_now()],
			 sifa_cell_text(f, v->row, v->column, n));
		page_behind(&v->page, &list, 1);
	}
	sifa_behind_free(&list);
	sifa_figures_free(f);
	return rc;
}

static enum sifa_rc cell_open(struct screen *sc, const void *p, struct sifa_err *err)
{
	const struct cell_arg *arg = p;
	struct cell *v = sc->data;

	v->ret = *arg->ret;
	v->row = arg->row;
	v->column = arg->column;
	v->page.late = late;
	return build(sc, err);
}

static void cell_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (build(sc, &err))
		desk_error(sc->desk, &err);
}

static void cell_close(struct screen *sc)
{
	struct cell *v = sc->data;

	page_free(&v->page);
}

static void cell_title(struct screen *sc, char *buf, size_t size)
{
	const struct cell *v = sc->data;

	snprintf(buf, size, "%s", v->title);
}

static void cell_draw(struct screen *sc)
{
	struct cell *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
}

static void cell_focus(struct screen *sc, int *y, int *x)
{
	const struct cell *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *cell_list(struct screen *sc)
{
	struct cell *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct cell *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row)
		desk_open(sc->desk, &screen_record, &row->id);
}

static const struct screen_cmd cell_cmds[] = {{CMD_OPEN, cmd_open, false},
					      {CMD_REFRESH, cell_refresh, false},
					      SCREEN_MOVES,
					      {CMD_NONE, NULL, false}};

const struct screen_ops screen_cell = {
	.name = "cell",
	.size = sizeof(struct cell),
	.cmds = cell_cmds,
	.open = cell_open,
	.close = cell_close,
	.resume = cell_refresh,
	.title = cell_title,
	.draw = cell_draw,
	.focus = cell_focus,
	.list = cell_list,
};
