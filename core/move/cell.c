/* cell.c - the cells of a row as values of a record: typed by their fields,
 * references looked up, persons collected for later. */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "../base/ident.h"
#include "../base/text.h"
#include "../work/check.h"
#include "import.h"

static bool of_the_row(enum sifa_rc rc)
{
	return rc == SIFA_E_DATA || rc == SIFA_E_NOTFOUND || rc == SIFA_E_USAGE;
}

enum sifa_rc cell_found(struct import *im, size_t column, enum sifa_rc rc, const struct sifa_err *e,
			struct sifa_err *err)
{
	if (!of_the_row(rc)) {
		if (err && !err->rc)
			*err = *e;
		return rc;
	}
	import_bad(im, column, e);
	return SIFA_OK;
}

static inline void bare(const struct csv_cell *c, const char **s, size_t *n)
{
	*s = c->s;
	*n = c->n;
	csv_unguard(s, n);
	text_trim(s, n);
}

void cell_text(const struct import *im, size_t column, const char **s, size_t *n)
{
	*s = "";
	*n = 0;
	if (column < im->row.n)
		bare(&im->row.cell[column], s, n);
}

struct sifa_value *cell_place_in(struct import *im, const struct sifa_field *f,
				 const struct sifa_field *sub, size_t row)
{
	struct sifa_value *v = &im->r->v[f->index];
	struct sifa_row *rows;

	if (!v->row) {
		v->len = im->b.nrows[f->index];
		v->row = arena_array(&im->r->arena, v->len, sizeof *v->row);
		v->state = SIFA_SET;
	}
	rows = (struct sifa_row *)v->row;
	if (!rows)
		return NULL;
	if (!rows[row].v)
		rows[row].v = arena_array(&im->r->arena, f->nrow, sizeof *rows[row].v);
	return rows[row].v ? &rows[row].v[sub->index] : NULL;
}

/* ---- plain values ---- */

static inline enum sifa_rc parse(struct import *im, const struct sifa_field *f, const char *s,
				 size_t n, struct sifa_value *out, struct sifa_err *err)
{
	char *room = im->text.p + im->text.n;
	size_t size = 3 * n + 64;

	return im->row.clean ? field_parse_clean(f, s, n, SIFA_DAY_NONE, out, room, size, err)
			     : field_parse(f, s, n, SIFA_DAY_NONE, out, room, size, err);
}

/* Again, for what is wrong. */
static enum sifa_rc parse_bad(struct import *im, size_t column, const struct sifa_field *f,
			      const char *s, size_t n, struct sifa_value *out, struct sifa_err *err)
{
	struct sifa_err e;
	enum sifa_rc rc;

	err_new(&e);
	rc = parse(im, f, s, n, out, &e);
	*out = (struct sifa_value){0};
	e.field[0] = '\0';
	return cell_found(im, column, rc, &e, err);
}

static inline enum sifa_rc parse_cell(struct import *im, size_t column, const struct sifa_field *f,
				      const char *s, size_t n, struct sifa_value *out,
				      struct sifa_err *err)
{
	if (parse(im, f, s, n, out, NULL))
		return parse_bad(im, column, f, s, n, out, err);
	if (out->s)
		im->text.n += out->len + 1;
	return SIFA_OK;
}

enum sifa_rc cell_parse(struct import *im, size_t column, const struct sifa_field *f, const char *s,
			size_t n, struct sifa_value *out, struct sifa_err *err)
{
	return parse_cell(im, column, f, s, n, out, err);
}

static enum sifa_rc parse_cached(struct import *im, size_t column, const struct sifa_field *f,
				 const char *s, size_t n, struct sifa_value *out,
				 struct sifa_err *err)
{
	struct bind_cache *c = bind_kept(&im->b, column, s, n);
	enum sifa_rc rc;

	if (bind_is_kept(c, s, n, NULL)) {
		*out = (struct sifa_value){.state = (enum sifa_state)c->state, .n = c->v};
		return SIFA_OK;
	}
	rc = parse_cell(im, column, f, s, n, out, err);
	if (c && !rc && out->state != SIFA_ABSENT)
		bind_keep(c, s, n, out->n, out->state, NULL);
	return rc;
}

/* ---- one cell ---- */

/* Length of the separator of a set at s, 0 if there is none. */
static size_t set_separator(const char *s, size_t n)
{
	static const char *const marks[] = {"、", ",", "，", ";", "；", "\n"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strlen(marks[i]) <= n && !memcmp(s, marks[i], strlen(marks[i])))
			return strlen(marks[i]);
	return 0;
}

static size_t set_part(const char *s, size_t n, size_t *sep)
{
	size_t i = 0;

	*sep = 0;
	while (i < n && !(*sep = set_separator(s + i, n - i)))
		i++;
	return i;
}

static enum sifa_rc set_member(struct import *im, struct pending *p, const struct sifa_field *f,
			       uint64_t *id, const char *s, size_t n, struct sifa_err *err)
{
	if (f->target == im->b.person.kind) {
		size_t before = im->npend;
		enum sifa_rc rc = cell_person(im, p, s, n, err);

		if (im->npend > before)
			*id = im->pend[before].known ? im->pend[before].id : PEOPLE_DRY;
		return rc;
	}
	return cells_refer(im, p->column, f->target, s, n, id, err);
}

static enum sifa_rc set_cell(struct import *im, const struct bind *b, struct pending *p,
			     const char *s, size_t n, struct sifa_value *v, struct sifa_err *err)
{
	const struct sifa_field *f = b->of;
	size_t count = 1, sep, len;
	uint64_t *id;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < n; i += sep ? sep : 1)
		count += (sep = set_separator(s + i, n - i)) > 0;
	id = arena_array(&im->r->arena, count, sizeof *id);
	if (!id)
		return err_nomem(err);
	*v = (struct sifa_value){.state = SIFA_SET, .id = id, .len = count};
	for (count = 0; n && !rc; s += len + sep, n -= len + sep) {
		const char *part = s;
		size_t part_n = len = set_part(s, n, &sep);

		text_trim(&part, &part_n);
		if (!part_n)
			continue;
		p->member = count;
		p->known = false;
		rc = set_member(im, p, f, &id[count], part, part_n, err);
		count += id[count] != 0;
	}
	v->len = count;
	if (!count)
		*v = (struct sifa_value){0};
	return rc;
}

static enum sifa_rc refer_cell(struct import *im, size_t column, const struct bind *b,
			       const char *s, size_t n, struct sifa_value *v, struct sifa_err *err)
{
	const struct sifa_field *f = b->of;
	struct pending p = {.f = b->f, .sub = b->sub, .row = b->row, .column = column};
	uint64_t id;
	enum sifa_rc rc;

	if (f->unknown && state_of_word(s, n) != SIFA_ABSENT) {
		v->state = state_of_word(s, n);
		return SIFA_OK;
	}
	if (f->type == SIFA_REFS)
		return set_cell(im, b, &p, s, n, v, err);
	if (f->target == im->b.person.kind)
		return cell_person(im, &p, s, n, err);
	rc = cells_refer(im, column, f->target, s, n, &id, err);
	if (id)
		*v = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)id};
	return rc;
}

static enum sifa_rc read_cell(struct import *im, const struct bind *b, size_t column,
			      struct sifa_err *err)
{
	struct sifa_value *v;
	const char *s;
	size_t n;

	bare(&im->row.cell[column], &s, &n);
	if (!n)
		return SIFA_OK;
	v = cell_place(im, b->f, b->sub, b->row);
	if (!v)
		return err_nomem(err);
	if (b->refers)
		return refer_cell(im, column, b, s, n, v, err);
	return parse_cached(im, column, b->of, s, n, v, err);
}

/* ---- the row ---- */

/* The unit of the row: its `unit` cell, else the session's. */
static enum sifa_rc cells_unit(struct import *im, struct sifa_err *err)
{
	uint64_t unit = im->se->unit;
	struct sifa_err e;
	const char *s = "";
	size_t n = 0;
	enum sifa_rc rc = SIFA_OK;

	if (im->b.rows) /* the record has its unit already */
		return SIFA_OK;
	if (!im->home)
		rc = offices_of(&im->offices, unit, &im->home, err);
	im->office = im->home;
	im->r->unit = im->r->holder = unit;
	if (!rc && im->b.unit != SIZE_MAX)
		cell_text(im, im->b.unit, &s, &n);
	if (!rc && n)
		rc = cells_refer(im, im->b.unit, im->se->sifa->config->unit, s, n, &unit, err);
	if (rc || !unit || unit == PEOPLE_DRY)
		return rc;
	im->r->unit = im->r->holder = unit;
	err_new(&e);
	rc = guard(im->se, GUARD_IMPORT, im->im->kind, unit, im->r->secrecy, &e);
	if (rc == SIFA_E_DENIED) {
		import_bad(im, im->b.unit, &e);
		rc = SIFA_OK;
	} else if (rc && err && !err->rc) {
		*err = e;
	}
	return rc ? rc : offices_of(&im->offices, unit, &im->office, err);
}

/* Rows that no cell filled are left out; those after them move up. */
static void close_gaps(struct import *im, const struct sifa_field *f)
{
	struct sifa_value *v = &im->r->v[f->index];
	struct sifa_row *rows = (struct sifa_row *)v->row;
	size_t n = 0;

	for (size_t i = 0; rows && i < v->len; i++) {
		if (!rows[i].v)
			continue;
		for (size_t p = 0; p < im->npend && i != n; p++)
			if (im->pend[p].f == f && im->pend[p].row == i)
				im->pend[p].row = n;
		rows[n] = rows[i];
		rows[n].id = (uint16_t)(n + 1);
		n++;
	}
	v->len = n;
	if (!n)
		*v = (struct sifa_value){0};
}

static enum sifa_rc read_row(struct import *im, struct sifa_err *err)
{
	const struct csv_row row = im->row;
	const struct bindings *b = &im->b;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < row.n && !rc; i++) {
		if (!row.cell[i].n)
			continue;
		if (i < b->n && b->v[i].what == BIND_FIELD) {
			rc = read_cell(im, &b->v[i], i, err);
		} else if (i >= b->n || b->v[i].what == BIND_NONE) {
			const char *s;
			size_t n;

			cell_text(im, i, &s, &n);
			if (n && i != im->b.number)
				import_say(im, i, N_("\"{1}\" stands in a column without heading."),
					   NULL, NULL);
		}
	}
	for (size_t i = 0; i < im->b.ngroups && !rc; i++)
		rc = cell_person_columns(im, &im->b.group[i], err);
	return rc;
}

/* What the program works out is not taken from the file; another value there is an
 * error, unless what it is made of is not at hand. */
static void cells_derive(struct import *im)
{
	const struct sifa_kind *k = im->im->kind;
	struct sifa_value typed[k->nderived + 1];
	char text[160];

	for (size_t i = 0; i < k->nderived; i++) {
		struct sifa_value *v = &im->r->v[k->derived[i]];

		typed[i] = *v;
		*v = (struct sifa_value){0};
	}
	derive_record(NULL, im->r);
	for (size_t i = 0; i < k->nderived; i++) {
		const struct sifa_field *f = &k->field[k->derived[i]];
		const struct sifa_value *v = &im->r->v[f->index];

		if (v->state != SIFA_SET || typed[i].state != SIFA_SET || typed[i].n == v->n)
			continue;
		field_format(f, v, SIFA_ZH, text, sizeof text);
		import_say(im, bind_column(&im->b, f, SIZE_MAX, NULL),
			   N_("The program works this out, and comes to {2}, not \"{1}\"."), text,
			   NULL);
	}
}

enum sifa_rc cells_read(struct import *im, struct sifa_err *err)
{
	const struct sifa_kind *k = im->im->kind;
	enum sifa_rc rc;

	record_clear(im->r);
	im->r->id = 0;
	im->r->rev = 0;
	im->r->flags = SIFA_REC_IMPORTED;
	im->npend = 0;
	im->later = false;
	im->text.n = 0;
	if (!buf_room(&im->text, 3 * im->row.raw_n + 80 * (im->row.n + im->b.n)))
		return err_nomem(err);
	if (im->row.bad) { /* its cells cannot be told apart: nothing more is said of it */
		import_say(im, im->row.bad_cell, im->row.bad, NULL, NULL);
		return SIFA_OK;
	}
	rc = cells_unit(im, err);
	if (!rc && im->office)
		rc = read_row(im, err);
	for (size_t i = 0; i < k->nfields && !rc; i++)
		if (k->field[i].type == SIFA_ROWS)
			close_gaps(im, &k->field[i]);
	if (!rc && !im->b.rows)
		cells_derive(im);
	return rc;
}
