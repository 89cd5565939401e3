/* scr_table.c - the rows of a field: a small table to add to, change and cut.
 * Below the rows stand two entries, to add one and to go on, so that Enter alone
 * leads through it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_form.h"

enum { ADD, DONE, ENTRIES }; /* behind the rows */

struct table {
	struct table_arg arg;
	size_t rows; /* as last seen */
	struct list list;
	int y;
};

static struct form_item *item_of(struct screen *sc)
{
	struct table *t = sc->data;
	struct form_view *up = t->arg.parent->data;

	return &up->form->item[t->arg.table];
}

static enum sifa_rc table_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct table *t = sc->data;

	(void)err;
	t->arg = *(const struct table_arg *)arg;
	t->rows = item_of(sc)->v.len;
	list_fit(&t->list, t->rows + ENTRIES, 1);
	list_go(&t->list, t->rows + ADD);
	return SIFA_OK;
}

static void table_title(struct screen *sc, char *buf, size_t size)
{
	const struct table *t = sc->data;
	const struct form_view *up = t->arg.parent->data;

	snprintf(buf, size, "%s  %s", up->form->kind->label[lang_now()],
		 item_of(sc)->f->label[lang_now()]);
}

/* Equal columns for as many fields as have at least twelve. */
static void draw_cells(struct desk *d, int y, const struct sifa_field *f,
		       const struct sifa_row *row)
{
	int n = f->nrow, cols = d->cols - 2, each;
	char text[200];

	if (n > cols / 12)
		n = cols / 12;
	each = n ? cols / n : cols;
	for (int c = 0; c < n; c++) {
		const struct sifa_field *cf = &f->row[c];

		if (row)
			sifa_format(d->se, cf, &row->v[c], lang_now(), text, sizeof text);
		else
			snprintf(text, sizeof text, "%s", cf->label[lang_now()]);
		draw_text(d->tty, y, 2 + c * each, each - 1, row ? DRAW_TEXT : DRAW_TITLE, text);
	}
}

static void table_draw(struct screen *sc)
{
	struct table *t = sc->data;
	struct form_item *it = item_of(sc);
	int room = body_rows(sc->desk) - 1;

	draw_cells(sc->desk, BODY_TOP, it->f, NULL);
	list_fit(&t->list, it->v.len + ENTRIES, (size_t)room);
	for (int i = 0; i < room && t->list.top + (size_t)i < t->list.n; i++) {
		size_t at = t->list.top + (size_t)i;
		int y = BODY_TOP + 1 + i;

		frame_mark(sc->desk, y, 0, at == t->list.at);
		if (at < it->v.len)
			draw_cells(sc->desk, y, it->f, &it->v.row[at]);
		else
			draw_text(sc->desk->tty, y, 2, sc->desk->cols - 2, DRAW_TEXT,
				  at == it->v.len + ADD ? _("(add a row)")
							: _("(done, back to the form)"));
	}
	t->y = BODY_TOP + 1 + (int)(t->list.at - t->list.top);
	frame_note(sc->desk, _("Enter opens a row or adds one; F2 or Esc goes back to the form, "
			       "which saves all."));
}

static void table_focus(struct screen *sc, int *y, int *x)
{
	const struct table *t = sc->data;

	*y = t->y;
	*x = 0;
}

static struct list *table_list(struct screen *sc)
{
	struct table *t = sc->data;

	return &t->list;
}

static void open_row(struct screen *sc, size_t row)
{
	struct table *t = sc->data;
	struct table_arg arg = t->arg;
	struct form_arg form = {.row = &arg};

	arg.row = row;
	desk_open(sc->desk, &screen_form, &form);
}

static void cmd_new(struct screen *sc)
{
	const struct form_item *it = item_of(sc);
	char most[16], text[120];

	if (it->f->max && it->v.len >= it->f->max) {
		snprintf(most, sizeof most, "%u", it->f->max);
		lang_fill(text, sizeof text, _("The table is full: it holds {1} rows."), most,
			  NULL);
		desk_message(sc->desk, text);
		return;
	}
	open_row(sc, it->v.len);
}

/* Done with the table: on with the form. */
static void cmd_back(struct screen *sc)
{
	struct table *t = sc->data;
	struct screen *parent = t->arg.parent;

	desk_close(sc);
	form_forward(parent);
}

static void cmd_open(struct screen *sc)
{
	struct table *t = sc->data;
	size_t rows = item_of(sc)->v.len;

	if (t->list.at < rows)
		open_row(sc, t->list.at);
	else if (t->list.at == rows + ADD)
		cmd_new(sc);
	else
		cmd_back(sc);
}

static void cut(struct screen *sc, const char *answer)
{
	struct table *t = sc->data;
	struct form_view *up = t->arg.parent->data;
	struct form_item *it = item_of(sc);
	struct sifa_value less;

	(void)answer;
	if (!value_copy(&less, it->f, &it->v))
		return;
	value_cut_row(&less, it->f, t->list.at);
	form_give(up->form, t->arg.table, &less, NULL);
	value_free(&less, it->f);
	form_keep(t->arg.parent);
}

static void cmd_delete(struct screen *sc)
{
	const struct table *t = sc->data;

	if (t->list.at < item_of(sc)->v.len)
		desk_ask(sc, _("Remove this row?"), cut);
}

static bool table_can(struct screen *sc, enum cmd c)
{
	if (c == CMD_REGISTERS || c == CMD_SCORE)
		return false;
	return c != CMD_DELETE || item_of(sc)->v.len > 0;
}

/* After a new row Enter adds another one. */
static void table_resume(struct screen *sc)
{
	struct table *t = sc->data;
	size_t n = item_of(sc)->v.len, at = n > t->rows ? n + ADD : t->list.at;

	t->rows = n;
	list_fit(&t->list, n + ENTRIES, t->list.h);
	list_go(&t->list, at);
}

static const struct screen_cmd table_cmds[] = {
	{CMD_OPEN, cmd_open, false}, {CMD_NEW, cmd_new, false},	  {CMD_DELETE, cmd_delete, false},
	{CMD_SAVE, cmd_back, true},  {CMD_BACK, cmd_back, false}, SCREEN_MOVES,
	{CMD_NONE, NULL, false}};

const struct screen_ops screen_table = {
	.name = "table",
	.size = sizeof(struct table),
	.cmds = table_cmds,
	.open = table_open,
	.resume = table_resume,
	.title = table_title,
	.draw = table_draw,
	.focus = table_focus,
	.can = table_can,
	.list = table_list,
};
