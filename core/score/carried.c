/* carried.c - corrections of returns that were sent, repeated in the figures of the return that
 * carries them: each an entry of its own, under the columns whose figures it is a part of. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/ident.h"
#include "table.h"

/* ---- rows behind those of the table ---- */

bool figures_append(struct sifa_figures *face, const struct sifa_table_row *row,
		    const struct sifa_cell *cell, uint64_t source)
{
	struct figures *f = (struct figures *)face;
	size_t n = face->n, columns = face->ncolumns;

	if (n >= f->cap) {
		size_t cap = 2 * n + 16;
		struct sifa_table_row *rows = arena_array(&f->arena, cap, sizeof *rows);
		struct sifa_cell *cells = arena_array(&f->arena, cap * columns, sizeof *cells);
		uint64_t *sources = arena_array(&f->arena, cap, sizeof *sources);

		if (!rows || !cells || !sources)
			return false;
		if (n) {
			memcpy(rows, face->row, n * sizeof *rows);
			memcpy(cells, face->cell, n * columns * sizeof *cells);
		}
		if (f->source)
			memcpy(sources, f->source, n * sizeof *sources);
		face->row = f->rows = rows;
		face->cell = cells;
		f->source = sources;
		f->cap = cap;
	}
	f->rows[n] = *row;
	f->source[n] = source;
	memcpy(face->cell + n * columns, cell, columns * sizeof *cell);
	face->n++;
	return true;
}

uint64_t figures_source(const struct sifa_figures *face, size_t row)
{
	const struct figures *f = (const struct figures *)face;

	return f->source && row < face->n ? f->source[row] : 0;
}

bool figures_is_carried(const struct sifa_table_row *row)
{
	return row->id[0] >= '0' && row->id[0] <= '9' && strchr(row->id, '.');
}

/* ---- whose corrections ---- */

struct carrying {
	struct view *v;
	struct sifa_figures *f;
	const struct return_fields *rf;
	const struct sifa_field *rows, *corrected;
	const struct return_def *def;
	struct return_item it;
	struct idlist id; /* of returns with corrections */
	bool failed;
	/* of the record being read */
	struct sifa_record *r;
	struct return_item of;
	char when[16];
};

static bool corrected_rows(void *arg, int32_t month, const uint8_t *row, size_t width, size_t n)
{
	struct carrying *c = arg;

	(void)month;
	for (size_t i = 0; i < n && !c->failed; i++, row += width) {
		if (get_le(row + FIX_UNIT, 8) != c->f->unit ||
		    slot_get(c->corrected, row, width) < SIFA_SET ||
		    slot_get(c->rf->type, row, width) != c->def->code + 3u)
			continue;
		c->failed = !idlist_add(&c->id, get_le(row + FIX_ID, 8));
	}
	return !c->failed;
}

/* ---- one correction ---- */

static const struct sifa_value *cell_of(const struct carrying *c, const struct sifa_row *row,
					const char *column)
{
	static const struct sifa_value none;
	const struct sifa_field *f = sifa_rows_field(c->rows, column);

	return f ? &row->v[f->index] : &none;
}

static const char *text_of(const struct carrying *c, const struct sifa_row *row, const char *column)
{
	const struct sifa_value *v = cell_of(c, row, column);

	return v->state == SIFA_SET && v->s ? v->s : "";
}

static bool goes_here(const struct carrying *c, const struct sifa_row *row)
{
	const struct sifa_value *into = cell_of(c, row, "into");

	/* Written before the column was: into the next. */
	if (into->state != SIFA_SET)
		return c->of.to + 1 == c->it.from;
	return into->n >= c->it.from && into->n <= c->it.to;
}

/* Do figures of this row for parts of a year add up to the year's? */
static bool adds_up(const struct sifa_table *t, size_t row)
{
	const struct table_row *d = &t->row[row];
	bool ok = d->op == ROW_MEASURE ? !d->opening : d->op == ROW_SUM;

	for (size_t i = 0; ok && d->measure && i < d->measure->n; i++)
		ok = !d->measure->probe[i]->stock && d->measure->probe[i]->date;
	for (size_t i = 0; ok && i < d->nterms; i++)
		ok = adds_up(t, d->term[i].row);
	return ok;
}

/* A number as sifa_cell_text() wrote it. */
static bool number_of(enum sifa_cell_form form, const char *s, int64_t *out)
{
	int places = form == SIFA_CELL_WHOLE ? 0 : form == SIFA_CELL_PERCENT ? 1 : 2;
	bool less = *s == '-';
	uint64_t n;

	s += less;
	if (!decimal_parse(s, strlen(s), places, &n) ||
	    __builtin_mul_overflow(n, form == SIFA_CELL_WAN ? 10000 : 1, out))
		return false;
	*out = less ? -*out : *out;
	return true;
}

static void set_cells(const struct carrying *c, size_t row, const char *was, const char *now,
		      struct sifa_cell *cell)
{
	const struct sifa_table *t = c->f->table;
	int64_t a, b, more;
	struct days d;

	memset(cell, 0, t->ncolumns * sizeof *cell);
	if (row == SIZE_MAX || !adds_up(t, row) || !number_of(t->face[row].form, was, &a) ||
	    !number_of(t->face[row].form, now, &b) || __builtin_sub_overflow(b, a, &more))
		return;
	for (size_t k = 0; k < t->ncolumns; k++)
		if (table_days(t, &t->column[k], &c->it, &d) && d.from <= c->of.first &&
		    c->of.last <= d.to)
			cell[k] = (struct sifa_cell){more, true};
}

static const char *kept_text(struct carrying *c, const char *s)
{
	const char *copy = arena_str(&((struct figures *)c->f)->arena, s);

	c->failed = c->failed || !copy;
	return copy ? copy : "";
}

/* "2013-11.accepted"; of one corrected again "2013-11.accepted-2". */
static const char *entry_id(struct carrying *c, const char *cell)
{
	char id[120];

	snprintf(id, sizeof id, "%s.%s", c->when, cell);
	for (int i = 2; sifa_figures_row(c->f, id) != SIZE_MAX && i < 1000; i++)
		snprintf(id, sizeof id, "%s.%s-%d", c->when, cell, i);
	return kept_text(c, id);
}

static void add_entry(struct carrying *c, const struct sifa_row *row)
{
	const struct sifa_table *t = c->f->table;
	const char *id = text_of(c, row, "cell"), *item = text_of(c, row, "item");
	const char *was = text_of(c, row, "was"), *now = text_of(c, row, "now");
	size_t at = table_row(t, id);
	struct sifa_table_row face = {.id = entry_id(c, id), .unit = {"", ""}, .level = 1};
	struct sifa_cell cell[COLUMNS_MOST];
	char text[400];

	for (int l = 0; l < SIFA_LANGS; l++) {
		snprintf(text, sizeof text, "%s %s→%s",
			 at != SIZE_MAX ? t->face[at].label[l] : item, was, now);
		face.label[l] = kept_text(c, text);
	}
	if (at != SIZE_MAX) {
		face.form = t->face[at].form;
		memcpy(face.unit, t->face[at].unit, sizeof face.unit);
	}
	set_cells(c, at, was, now, cell);
	c->failed = c->failed || !figures_append(c->f, &face, cell, c->r->id);
}

/* Which return, when, by whom and why. */
static void add_head(struct carrying *c, const struct sifa_row *row)
{
	const struct sifa_value *on = cell_of(c, row, "on");
	const char *by = text_of(c, row, "by"), *reason = text_of(c, row, "reason");
	struct sifa_table_row face = {.id = "", .unit = {"", ""}};
	struct sifa_cell cell[COLUMNS_MOST] = {{0}};
	char day[16] = "", text[1000];

	if (on->state == SIFA_SET)
		sifa_day_format((sifa_day)on->n, day);
	snprintf(text, sizeof text, "更正%s报表，已含在所列各栏中（%s %s）：%s", c->when, day, by,
		 reason);
	face.label[SIFA_ZH] = kept_text(c, text);
	snprintf(text, sizeof text,
		 "Corrections of %s, part of the figures they stand under (%s %s): %s", c->when,
		 day, by, reason);
	face.label[SIFA_EN] = kept_text(c, text);
	c->failed = c->failed || !figures_append(c->f, &face, cell, 0);
}

static bool same_act(const struct carrying *c, const struct sifa_row *a, const struct sifa_row *b)
{
	return !strcmp(text_of(c, a, "reason"), text_of(c, b, "reason")) &&
	       !strcmp(text_of(c, a, "by"), text_of(c, b, "by")) &&
	       cell_of(c, a, "on")->n == cell_of(c, b, "on")->n;
}

/* ---- all of a period ---- */

static void carry_record(struct carrying *c)
{
	const struct sifa_value *v = &c->r->v[c->rows->index];
	size_t last = SIZE_MAX;

	if (!return_item_of(c->def, c->r, c->rf, &c->of))
		return;
	returns_name(c->def, &c->of, c->when);
	for (size_t i = 0; v->state == SIFA_SET && i < v->len && !c->failed; i++) {
		if (!goes_here(c, &v->row[i]))
			continue;
		if (last == SIZE_MAX || !same_act(c, &v->row[last], &v->row[i]))
			add_head(c, &v->row[i]);
		add_entry(c, &v->row[i]);
		last = i;
	}
}

static enum sifa_rc carry_all(struct carrying *c, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	idlist_sort(&c->id); /* facts stand in each of its months */
	for (size_t i = 0; i < c->id.n && !rc && !c->failed; i++) {
		rc = view_get(c->v, c->id.id[i], &c->r, err);
		if (!rc)
			carry_record(c);
		sifa_record_free(c->r);
		c->r = NULL;
	}
	return !rc && c->failed ? err_nomem(err) : rc;
}

enum sifa_rc table_carry(struct view *v, struct sifa_figures *f, const struct return_item *it,
			 struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->return_;
	struct return_fields rf;
	struct carrying c = {.v = v, .f = f, .rf = &rf, .def = f->table->ret, .it = *it};
	enum sifa_rc rc;

	if (c.def->unsent || !returns_fields(v->se->sifa->config, &rf))
		return SIFA_OK;
	c.rows = kind_field(k, "corrections");
	c.corrected = kind_field(k, "corrected_on");
	if (!c.rows || c.rows->type != SIFA_ROWS || !c.corrected)
		return SIFA_OK;
	rc = view_facts(v, k, FACT_NO_MONTH, INT32_MAX, corrected_rows, &c, err);
	if (!rc)
		rc = carry_all(&c, err);
	free(c.id.id);
	return rc;
}
