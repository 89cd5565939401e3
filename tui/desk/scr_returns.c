/* scr_returns.c - the returns of the year: when due, how far each has come; and the tables
 * that are only looked at. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "scr_return.h"

enum { RETURN = 1, TABLE };

struct returns {
	struct page page;
	struct sifa_return *v;
	size_t n;
	int year;
	char unit[96];
};

static bool is_sent(const struct sifa_return *r)
{
	return r->state && strcmp(r->state->id, "due") != 0 &&
	       strcmp(r->state->id, "prepared") != 0 && strcmp(r->state->id, "approved") != 0;
}

static void add_row(struct screen *sc, size_t i)
{
	struct returns *v = sc->data;
	const struct sifa_return *r = &v->v[i];
	bool late = !is_sent(r) && r->due < sifa_today(sc->desk->se);
	struct cells c = {.n = 0};
	char day[16];
	struct page_row *row;

	cells_put(&c, 2, late ? "!" : "");
	cells_put(&c, 12, sifa_day_format(r->due, day));
	cells_put(&c, 9, r->when);
	cells_put(&c, 14, r->state ? r->state->label[lang_now()] : _("not begun"));
	cells_rest(&c, r->label[lang_now()]);
	row = page_add(&v->page, RETURN, c.s);
	if (row) {
		row->at = i;
		row->alert = late;
	}
}

static void add_tables(struct screen *sc)
{
	struct returns *v = sc->data;
	size_t n;
	const struct sifa_table *const *t = sifa_tables(sc->desk->sifa, &n);
	bool any = false;

	for (size_t i = 0; i < n; i++) {
		struct cells c = {.n = 0};
		char when[16];
		struct page_row *row;

		if (sifa_table_sent(t[i]))
			continue;
		if (!any)
			page_head(&v->page, _("Tables that are only looked at"));
		any = true;
		cells_put(&c, 14, "");
		cells_put(&c, 23, sifa_table_when(t[i], sifa_day_of(v->year, 1, 1), when));
		cells_rest(&c, sifa_table_label(t[i], lang_now()));
		row = page_add(&v->page, TABLE, c.s);
		if (row)
			row->at = i;
	}
}

static void build(struct screen *sc)
{
	struct returns *v = sc->data;
	struct sifa_err err = {0};

	sifa_title(sc->desk->se, sifa_session_unit(sc->desk->se), false, lang_now(), v->unit,
		   sizeof v->unit);
	page_clear(&v->page);
	free(v->v);
	v->v = NULL;
	v->n = 0;
	if (sifa_returns(sc->desk->se, sifa_session_unit(sc->desk->se), sifa_day_of(v->year, 1, 1),
			 sifa_day_of(v->year, 12, 31), &v->v, &v->n, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	page_head(&v->page, _("    Due         Period   State         Return"));
	for (size_t i = 0; i < v->n; i++)
		add_row(sc, i);
	add_tables(sc);
}

/* The next one to be sent; where none is, the oldest that was not. */
static size_t next_one(const struct returns *v, sifa_day today)
{
	size_t oldest = 0;

	for (size_t i = 0; i < v->page.n; i++) {
		const struct page_row *row = &v->page.row[i];

		if (row->head || row->what != RETURN || is_sent(&v->v[row->at]))
			continue;
		if (v->v[row->at].due >= today)
			return i;
		oldest = oldest ? oldest : i;
	}
	return oldest;
}

static enum sifa_rc returns_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct returns *v = sc->data;
	int month, day;

	(void)arg;
	(void)err;
	sifa_day_split(sifa_today(sc->desk->se), &v->year, &month, &day);
	build(sc);
	v->page.list.at = next_one(v, sifa_today(sc->desk->se));
	return SIFA_OK;
}

static void returns_close(struct screen *sc)
{
	struct returns *v = sc->data;

	page_free(&v->page);
	free(v->v);
}

static void returns_title(struct screen *sc, char *buf, size_t size)
{
	const struct returns *v = sc->data;
	char year[16], title[160];

	snprintf(year, sizeof year, "%d", v->year);
	snprintf(buf, size, "%s",
		 lang_fill(title, sizeof title, _("{1}  Returns of {2}"), v->unit, year, NULL));
}

static void returns_draw(struct screen *sc)
{
	struct returns *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
}

static void returns_focus(struct screen *sc, int *y, int *x)
{
	const struct returns *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *returns_list(struct screen *sc)
{
	struct returns *v = sc->data;

	return &v->page.list;
}

static void open_table(struct screen *sc, size_t at)
{
	struct returns *v = sc->data;
	size_t n;
	const struct sifa_table *const *t = sifa_tables(sc->desk->sifa, &n);
	struct return_arg arg = {t[at], sifa_session_unit(sc->desk->se), sifa_day_of(v->year, 1, 1),
				 0};

	desk_open(sc->desk, &screen_return, &arg);
}

static void cmd_open(struct screen *sc)
{
	struct returns *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	const struct sifa_return *r = row && row->what == RETURN ? &v->v[row->at] : NULL;
	struct return_arg arg;

	if (row && row->what == TABLE)
		open_table(sc, row->at);
	if (!r)
		return;
	arg = (struct return_arg){r->table, r->unit, r->from, r->record};
	if (r->table)
		desk_open(sc->desk, &screen_return, &arg);
	else if (r->record)
		desk_open(sc->desk, &screen_record, &r->record);
	else
		desk_message(sc->desk, _("This is a report without a table: begin it in the "
					 "register of returns."));
}

static void year_by(struct screen *sc, int by)
{
	struct returns *v = sc->data;

	v->year += by;
	build(sc);
}

static void cmd_before(struct screen *sc)
{
	year_by(sc, -1);
}

static void cmd_after(struct screen *sc)
{
	year_by(sc, 1);
}

static void cmd_villages(struct screen *sc)
{
	desk_open(sc->desk, &screen_villages, NULL);
}

static const struct screen_cmd returns_cmds[] = {
	{CMD_OPEN, cmd_open, false},	 {CMD_YEAR_BACK, cmd_before, false},
	{CMD_YEAR_ON, cmd_after, false}, {CMD_VILLAGES, cmd_villages, false},
	{CMD_REFRESH, build, false},	 SCREEN_MOVES,
	{CMD_NONE, NULL, false}};

const struct screen_ops screen_returns = {
	.name = "returns",
	.size = sizeof(struct returns),
	.cmds = returns_cmds,
	.open = returns_open,
	.close = returns_close,
	.resume = build,
	.title = returns_title,
	.draw = returns_draw,
	.focus = returns_focus,
	.list = returns_list,
};
