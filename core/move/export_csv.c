/* export_csv.c - one row a record: plain fields, tables as FIELD.N.SUB, persons
 * as name, identity number, birth and village. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "export.h"

struct layout {
	struct bind *column; /* what stands where, as an import binds it */
	size_t n, cap;
	size_t *rows; /* by field index: most rows of a table */
};

/* ---- columns ---- */

static enum sifa_rc measure(struct export *x, const struct sifa_record *r, struct sifa_err *err)
{
	struct layout *s = x->layout;

	(void)err;
	for (size_t i = 0; i < x->kind->nfields; i++)
		if (x->kind->field[i].type == SIFA_ROWS && r->v[i].len > s->rows[i])
			s->rows[i] = r->v[i].len;
	return SIFA_OK;
}

/* Of a register with nothing in it, one row of each table: the heading is a form. */
static void one_row_each(struct export *x)
{
	struct layout *s = x->layout;

	for (size_t i = 0; i < x->kind->nfields; i++)
		s->rows[i] = x->kind->field[i].type == SIFA_ROWS;
}

static bool add(struct layout *s, const struct bind *b)
{
	if (!grow(&s->column, &s->cap, s->n + 1, sizeof *s->column))
		return false;
	s->column[s->n++] = *b;
	return true;
}

static bool add_field(struct export *x, struct bind b)
{
	static const enum bind_part parts[] = {PART_NAME, PART_IDNO, PART_BIRTH, PART_VILLAGE};
	struct layout *s = x->layout;
	const struct sifa_field *f = b.sub ? b.sub : b.f;

	b.what = BIND_FIELD;
	if (f->type != SIFA_REF || f->target != x->person.kind)
		return add(s, &b);
	b.what = BIND_PART;
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		b.part = parts[i];
		if (x->person.part[b.part] && !add(s, &b))
			return false;
	}
	return true;
}

static enum sifa_rc lay_out(struct export *x, struct sifa_err *err)
{
	struct layout *s = x->layout;
	bool ok = add(s, &(struct bind){.what = BIND_UNIT});

	for (size_t i = 0; i < x->kind->nfields && ok; i++) {
		const struct sifa_field *f = &x->kind->field[i];

		if (f->type != SIFA_ROWS)
			ok = add_field(x, (struct bind){.f = f});
		for (size_t row = 0; f->type == SIFA_ROWS && row < s->rows[i] && ok; row++)
			for (size_t j = 0; j < f->nrow && ok; j++)
				ok = add_field(x, (struct bind){.f = f,
								.sub = &f->row[j],
								.row = (uint16_t)row});
	}
	return ok ? SIFA_OK : err_nomem(err);
}

/* ---- the header ---- */

/* The label, or the id where the label would lead to another field. */
static const char *heading(const struct export *x, const struct sifa_field *all, size_t n,
			   const struct sifa_field *f)
{
	const char *label = f->label[x->lang];

	if (x->ex->ids || !*label || strchr(label, '.') || *label == '#' ||
	    bind_field(all, n, label, strlen(label)) != f)
		return f->id;
	return label;
}

static const char *unit_heading(const struct export *x)
{
	static const char zh[] = "所属单位";

	if (x->ex->ids || x->lang == SIFA_EN ||
	    bind_field(x->kind->field, x->kind->nfields, zh, sizeof zh - 1))
		return "unit";
	return zh;
}

static void put_heading(struct export *x, const struct bind *b)
{
	const struct sifa_kind *k = x->kind;
	struct buf *c = &x->cell;
	const struct sifa_field *part = b->what == BIND_PART ? x->person.part[b->part] : NULL;

	c->n = 0;
	if (b->what == BIND_UNIT)
		buf_str(c, unit_heading(x));
	if (b->f)
		buf_str(c, heading(x, k->field, k->nfields, b->f));
	if (b->f && b->sub)
		buf_printf(c, ".%u.%s", b->row + 1U, heading(x, b->f->row, b->f->nrow, b->sub));
	if (part)
		buf_printf(c, ".%s",
			   heading(x, x->person.kind->field, x->person.kind->nfields, part));
	csv_put(&x->out, ',', c->p, c->n, CSV_GUARD);
}

/* ---- cells ---- */

static void put_codes(struct export *x, const struct sifa_field *f, uint64_t set)
{
	for (unsigned no = 0; no < 64; no++) {
		const struct sifa_code *c = set >> no & 1 ? code_by_no(f->codes, no) : NULL;

		if (!c)
			continue;
		buf_str(&x->cell, x->cell.n ? "、" : "");
		buf_str(&x->cell, export_code(x, f->codes, c));
	}
}

static void put_refs(struct export *x, uint64_t unit, const struct sifa_field *f,
		     const struct sifa_value *v)
{
	struct buf all = {0};

	for (size_t i = 0; i < v->len; i++) {
		buf_str(&all, i ? "、" : "");
		buf_str(&all, export_ref(x, unit, f->target, v->id[i], true));
	}
	x->cell.n = 0;
	buf_add(&x->cell, all.p, all.n);
	x->cell.failed = x->cell.failed || all.failed;
	buf_free(&all);
}

static void put_other(struct export *x, const struct sifa_field *f, const struct sifa_value *v)
{
	enum sifa_lang lang = x->ex->ids ? SIFA_EN : x->lang;
	char *room = buf_room(&x->cell, v->len + 64);

	if (room)
		x->cell.n += field_format(f, v, lang, room, v->len + 64);
}

static bool digits_only(const struct buf *c)
{
	size_t i = 0;

	while (i < c->n && c->p[i] >= '0' && c->p[i] <= '9')
		i++;
	return c->n > 0 && i == c->n;
}

/* Numbers that are names (identity numbers, codes) stay texts: with a mark that
 * a spreadsheet keeps, for programs in quotes. */
static unsigned cell_flags(const struct export *x, const struct sifa_field *f, const struct buf *c)
{
	switch (f->type) {
	case SIFA_INT:
	case SIFA_MONEY:
	case SIFA_DATE:
	case SIFA_DATETIME:
		return 0;
	default:
		if (!x->ex->ids)
			return CSV_GUARD | CSV_DIGITS;
		return CSV_GUARD | (digits_only(c) ? CSV_QUOTE : 0U);
	}
}

static void put_value(struct export *x, uint64_t unit, const struct sifa_field *f,
		      const struct sifa_value *v)
{
	const struct sifa_code *c =
		f->type == SIFA_CODE ? code_by_no(f->codes, (uint64_t)v->n) : NULL;

	x->cell.n = 0;
	if (v->state != SIFA_SET)
		buf_str(&x->cell, state_word(v->state, x->ex->ids ? SIFA_EN : x->lang));
	else if (f->type == SIFA_REF || f->type == SIFA_PLACE)
		buf_str(&x->cell, export_ref(x, unit, f->target, (uint64_t)v->n, false));
	else if (f->type == SIFA_REFS)
		put_refs(x, unit, f, v);
	else if (c)
		buf_str(&x->cell, export_code(x, f->codes, c));
	else if (f->type == SIFA_CODES)
		put_codes(x, f, (uint64_t)v->n);
	else
		put_other(x, f, v);
	csv_put(&x->out, ',', x->cell.p, x->cell.n, cell_flags(x, f, &x->cell));
}

static void put_person(struct export *x, uint64_t unit, const struct bind *b,
		       const struct sifa_value *v)
{
	const struct sifa_field *f = x->person.part[b->part];
	const char *s = "";

	if (v->state == SIFA_SET)
		s = export_part(x, unit, (uint64_t)v->n, b->part);
	else if (b->part == PART_NAME)
		s = state_word(v->state, x->ex->ids ? SIFA_EN : x->lang);
	csv_put(&x->out, ',', s, strlen(s),
		cell_flags(x, f, &(struct buf){.p = (char *)s, .n = strlen(s)}));
}

static void put_cell(struct export *x, const struct sifa_record *r, const struct bind *b)
{
	const struct sifa_value *v;

	if (b->what == BIND_UNIT) {
		const char *s = export_ref(x, r->unit, x->se->sifa->config->unit, r->unit, false);

		csv_put(&x->out, ',', s, strlen(s), CSV_GUARD | (x->ex->ids ? 0 : CSV_DIGITS));
		return;
	}
	v = &r->v[b->f->index];
	if (b->sub) {
		if (v->state != SIFA_SET || b->row >= v->len)
			return;
		v = &v->row[b->row].v[b->sub->index];
	}
	if (b->what == BIND_PART)
		put_person(x, r->unit, b, v);
	else
		put_value(x, r->unit, b->sub ? b->sub : b->f, v);
}

static enum sifa_rc put_record(struct export *x, const struct sifa_record *r, struct sifa_err *err)
{
	const struct layout *s = x->layout;

	for (size_t i = 0; i < s->n; i++) {
		if (i)
			buf_add(&x->out, ",", 1);
		put_cell(x, r, &s->column[i]);
	}
	buf_add(&x->out, "\n", 1);
	if (x->cell.failed)
		return err_nomem(err);
	return export_soon(x, err);
}

static bool has_tables(const struct sifa_kind *k)
{
	for (size_t i = 0; i < k->nfields; i++)
		if (k->field[i].type == SIFA_ROWS)
			return true;
	return false;
}

enum sifa_rc csv_export(struct export *x, uint64_t *n, struct sifa_err *err)
{
	struct layout s = {0};
	enum sifa_rc rc = SIFA_OK;

	/* cppcheck-suppress autoVariables ; taken back below */
	x->layout = &s;
	s.rows = calloc(x->kind->nfields + 1, sizeof *s.rows);
	if (!s.rows)
		return err_nomem(err);
	if (has_tables(x->kind))
		rc = export_each(x, measure, n, err);
	if (!rc && !*n)
		one_row_each(x);
	if (!rc)
		rc = lay_out(x, err);
	if (!rc && x->ex->bom)
		buf_str(&x->out, "\xEF\xBB\xBF");
	for (size_t i = 0; i < s.n && !rc; i++) {
		if (i)
			buf_add(&x->out, ",", 1);
		put_heading(x, &s.column[i]);
	}
	buf_add(&x->out, "\n", 1);
	if (!rc)
		rc = export_each(x, put_record, n, err);
	if (!rc)
		rc = export_flush(x, err);
	x->layout = NULL;
	free(s.rows);
	free(s.column);
	return rc;
}
