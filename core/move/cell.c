/* cell.c - the cells of a row as values of a record: typed by their fields,
 * references looked up, persons collected for later. */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "../base/ident.h"
#include "../base/text.h"
#include "../work/check.h"
#include "import.h"

#define KEPT_MOST (16u << 20) /* bytes of rows that wait for later ones */

static bool of_the_row(enum sifa_rc rc)
{
	return rc == SIFA_E_DATA || rc == SIFA_E_NOTFOUND || rc == SIFA_E_USAGE;
}

/* A finding of the row, or an end of the import. */
static enum sifa_rc found(struct import *im, size_t column, enum sifa_rc rc,
			  const struct sifa_err *e, struct sifa_err *err)
{
	if (!of_the_row(rc)) {
		if (err && !err->rc)
			*err = *e;
		return rc;
	}
	import_bad(im, column, e);
	return SIFA_OK;
}

static void cell_text(const struct import *im, size_t column, const char **s, size_t *n)
{
	*s = "";
	*n = 0;
	if (column >= im->row.n)
		return;
	*s = im->row.cell[column].s;
	*n = im->row.cell[column].n;
	csv_unguard(s, n);
	text_trim(s, n);
}

/* The place of a value in the record; tables grow rows as they are met. */
static struct sifa_value *place_of(struct import *im, const struct sifa_field *f,
				   const struct sifa_field *sub, size_t row)
{
	struct sifa_value *v = &im->r->v[f->index];
	struct sifa_row *rows;

	if (!sub)
		return v;
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

static enum sifa_rc parse(struct import *im, size_t column, const struct sifa_field *f,
			  const char *s, size_t n, struct sifa_value *out, struct sifa_err *err)
{
	struct sifa_err e;
	enum sifa_rc rc;

	err_new(&e);
	rc = field_parse(f, s, n, SIFA_DAY_NONE, out, im->text.p + im->text.n, 3 * n + 64, &e);

	if (rc) {
		*out = (struct sifa_value){0};
		e.field[0] = '\0';
		return found(im, column, rc, &e, err);
	}
	if (out->s)
		im->text.n += out->len + 1;
	return SIFA_OK;
}

static enum sifa_rc parse_cached(struct import *im, size_t column, const struct sifa_field *f,
				 const char *s, size_t n, struct sifa_value *out,
				 struct sifa_err *err)
{
	struct bind_cache *c = im->b.v[column].cache;
	enum sifa_rc rc;

	if (!c || n > BIND_TEXT)
		return parse(im, column, f, s, n, out, err);
	c += print_mix(0, s, n) % BIND_CACHE;
	if (c->n == n && !memcmp(c->s, s, n)) {
		*out = (struct sifa_value){.state = (enum sifa_state)c->state, .n = c->v};
		return SIFA_OK;
	}
	rc = parse(im, column, f, s, n, out, err);
	if (!rc && out->state != SIFA_ABSENT) {
		c->n = (uint8_t)n;
		c->state = (uint8_t)out->state;
		c->v = out->n;
		memcpy(c->s, s, n);
	}
	return rc;
}

/* ---- references ---- */

static const struct sifa_field *title_field(const struct sifa_kind *k)
{
	return k->ntitle ? &k->field[k->title[0]] : NULL;
}

/* Fills the title of a record made for a name; false if its kind has none that a
 * name could fill. */
static enum sifa_rc name_it(struct import *im, struct sifa_record *r, const char *s, size_t n,
			    struct sifa_err *err)
{
	const struct sifa_field *t = title_field(r->kind), *up = kind_field(r->kind, "parent");
	struct sifa_value *v = t ? &r->v[t->index] : NULL;
	struct person_spec spec;
	struct people *people;
	char *room = arena_alloc(&r->arena, 3 * n + 64);
	uint64_t id;
	bool made;
	enum sifa_rc rc;

	if (!room)
		return err_nomem(err);
	if (up && up->target == r->kind && r->kind == im->se->sifa->config->unit)
		r->v[up->index] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)r->unit};
	if (t && t->type == SIFA_TEXT)
		return field_parse(t, s, n, SIFA_DAY_NONE, v, room, 3 * n + 64, err);
	if (!t || t->type != SIFA_REF || t->target != im->b.person.kind)
		return err_set(err, SIFA_E_DATA,
			       N_("\"{1}\" cannot be made from a name; import it first."), s, NULL);
	rc = office_people(&im->offices, im->office, &people, err);
	if (!rc)
		rc = people_cell(people, im->office->refer, &im->v, s, n, &spec, err);
	if (!rc)
		rc = people_resolve(people, &im->v, im->bulk, &spec, (uint32_t)im->row.line, &id,
				    &made, err);
	if (!rc)
		*v = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)id};
	return rc;
}

/* A record that a row names and that is not there: made, to be completed. */
static enum sifa_rc make_reference(struct import *im, const struct sifa_kind *k, const char *s,
				   size_t n, uint64_t *id, struct sifa_err *err)
{
	struct sifa_record *r;
	enum sifa_rc rc;

	*id = PEOPLE_DRY;
	if (!im->dry) {
		if (!(r = record_new(k)))
			return err_nomem(err);
		r->unit = r->holder = im->office->unit;
		r->flags = SIFA_REC_UNCONFIRMED;
		rc = import_bulk(im, err);
		if (!rc)
			rc = name_it(im, r, s, n, err);
		if (!rc)
			rc = bulk_put(im->bulk, r, (uint32_t)im->row.line, err);
		*id = r->id;
		sifa_record_free(r);
		if (rc)
			return rc;
	}
	return refer_learn(im->office->refer, k, s, n, *id, err);
}

/* A record of this import that bears the name; 0 if none or several. */
static uint64_t in_this_file(const struct import *im, const char *s, size_t n)
{
	char folded[256];
	uint64_t print, first;
	size_t at = 0;

	if (n > sizeof folded)
		return 0;
	print = print_mix(get_le(im->salt, 8), folded, text_fold(s, n, folded));
	first = prints_next(&im->named, print, &at);
	return first && !prints_next(&im->named, print, &at) ? first : 0;
}

enum sifa_rc cells_refer(struct import *im, size_t column, const struct sifa_kind *target,
			 const char *s, size_t n, uint64_t *id, struct sifa_err *err)
{
	struct sifa_err e;
	enum sifa_rc rc = import_view(im, err);

	*id = 0;
	if (rc)
		return rc;
	err_new(&e);
	rc = refer_find(im->office->refer, &im->v, target, s, n, id, &e);
	if (!rc)
		return SIFA_OK;
	*id = 0;
	if (rc == SIFA_E_NOTFOUND && im->self && target == im->im->kind) {
		bool wait = !im->last && im->kept.n < KEPT_MOST;

		*id = in_this_file(im, s, n);
		im->later = im->later || (!*id && wait);
		if (*id || wait)
			return SIFA_OK;
	}
	if (im->im->create_references && rc == SIFA_E_NOTFOUND && target != im->b.person.kind &&
	    target != im->se->sifa->config->user) {
		struct sifa_err why = {0};

		rc = make_reference(im, target, s, n, id, &why);
		return rc ? found(im, column, rc, &why, err) : SIFA_OK;
	}
	return found(im, column, rc, &e, err);
}

/* ---- persons ---- */

static struct sifa_value *pending_place(const struct sifa_record *r, const struct pending *p)
{
	struct sifa_value *v = &r->v[p->f->index];

	if (!p->sub)
		return v;
	if (v->state != SIFA_SET || p->row >= v->len)
		return NULL;
	return &v->row[p->row].v[p->sub->index];
}

void cells_place(struct import *im, const struct pending *p, uint64_t id)
{
	struct sifa_value *v = pending_place(im->r, p);

	if (v && (p->sub ? p->sub : p->f)->type == SIFA_REFS)
		((uint64_t *)v->id)[p->member] = id;
	else if (v)
		*v = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)id};
}

uint64_t cells_placed(const struct sifa_record *r, const struct pending *p)
{
	const struct sifa_value *v = pending_place(r, p);

	if (!v || v->state != SIFA_SET)
		return 0;
	if ((p->sub ? p->sub : p->f)->type != SIFA_REFS)
		return (uint64_t)v->n;
	return p->member < v->len ? v->id[p->member] : 0;
}

static enum sifa_rc add_pending(struct import *im, const struct pending *p, struct sifa_err *err)
{
	if (!grow(&im->pend, &im->pend_cap, im->npend + 1, sizeof *im->pend))
		return err_nomem(err);
	im->pend[im->npend++] = *p;
	cells_place(im, p, p->known ? p->id : PEOPLE_DRY);
	return SIFA_OK;
}

static bool like_id(const char *s, size_t n)
{
	char buf[40];
	uint64_t id;

	if (n >= sizeof buf)
		return false;
	memcpy(buf, s, n);
	buf[n] = '\0';
	return sifa_id_parse(buf, &id) == SIFA_OK;
}

static bool like_idno(const char *s, size_t n)
{
	return (n == 15 || n == 18) && !(idno_check(s, n) & (IDNO_LENGTH | IDNO_CHARS));
}

/* One person in one cell: id, identity number, or a name with what follows it. */
static enum sifa_rc person_cell(struct import *im, struct pending *p, const char *s, size_t n,
				struct sifa_err *err)
{
	struct sifa_err e = {0};
	struct people *people;
	enum sifa_rc rc = import_view(im, err);

	if (rc)
		return rc;
	if (like_id(s, n) || like_idno(s, n)) {
		rc = cells_refer(im, p->column, im->b.person.kind, s, n, &p->id, err);
		p->known = p->id != 0;
		return rc || !p->id ? rc : add_pending(im, p, err);
	}
	rc = office_people(&im->offices, im->office, &people, err);
	if (rc)
		return rc;
	rc = people_cell(people, im->office->refer, &im->v, s, n, &p->spec, &e);
	return rc ? found(im, p->column, rc, &e, err) : add_pending(im, p, err);
}

/* A part of a person; `v` is absent where nothing is told (不详 is nothing). */
static enum sifa_rc part_value(struct import *im, const struct bind_group *g, enum bind_part part,
			       struct sifa_value *v, struct sifa_err *err)
{
	const struct sifa_field *f = im->b.person.part[part];
	enum sifa_rc rc = SIFA_OK;
	const char *s;
	size_t n;

	*v = (struct sifa_value){0};
	if (g->column[part] == SIZE_MAX)
		return SIFA_OK;
	cell_text(im, g->column[part], &s, &n);
	if (!n || (part != PART_NAME && state_of_word(s, n) != SIFA_ABSENT))
		return SIFA_OK;
	if (part == PART_VILLAGE) {
		uint64_t id;

		rc = cells_refer(im, g->column[part], f->target, s, n, &id, err);
		*v = (struct sifa_value){.state = id ? SIFA_SET : SIFA_ABSENT, .n = (int64_t)id};
	} else if (part == PART_NAME && like_id(s, n)) {
		*v = (struct sifa_value){.state = SIFA_SET, .s = s, .len = n};
	} else {
		rc = parse(im, g->column[part], f, s, n, v, err);
	}
	return rc;
}

static enum sifa_rc person_columns(struct import *im, const struct bind_group *g,
				   struct sifa_err *err)
{
	struct pending p = {.f = g->f, .sub = g->sub, .row = g->row, .column = SIZE_MAX};
	struct sifa_value v[PARTS];
	size_t errors = im->bad.errors;
	bool any = false;

	for (enum bind_part i = 0; i < PARTS; i++) {
		enum sifa_rc rc = part_value(im, g, i, &v[i], err);

		if (rc)
			return rc;
		any = any || v[i].state == SIFA_SET;
		if (p.column == SIZE_MAX)
			p.column = g->column[i];
	}
	if (im->bad.errors > errors || !any)
		return SIFA_OK;
	if (v[PART_NAME].state != SIFA_SET) {
		import_say(im, p.column, N_("A person needs a name here."), NULL, NULL);
		return SIFA_OK;
	}
	if (!place_of(im, g->f, g->sub, g->row))
		return err_nomem(err);
	if (like_id(v[PART_NAME].s, v[PART_NAME].len))
		return person_cell(im, &p, v[PART_NAME].s, v[PART_NAME].len, err);
	p.spec = (struct person_spec){
		.name = v[PART_NAME].s,
		.name_len = v[PART_NAME].len,
		.idno = v[PART_IDNO].s,
		.idno_len = v[PART_IDNO].len,
		.phone = v[PART_PHONE].s,
		.phone_len = v[PART_PHONE].len,
		.birth =
			v[PART_BIRTH].state == SIFA_SET ? (sifa_day)v[PART_BIRTH].n : SIFA_DAY_NONE,
		.village = v[PART_VILLAGE].state == SIFA_SET ? (uint64_t)v[PART_VILLAGE].n : 0,
	};
	return add_pending(im, &p, err);
}

enum sifa_rc cells_persons(struct import *im, bool write, struct sifa_err *err)
{
	struct people *people;
	enum sifa_rc rc = SIFA_OK;

	if (im->npend)
		rc = office_people(&im->offices, im->office, &people, err);
	for (size_t i = 0; i < im->npend && !rc; i++) {
		struct pending *p = &im->pend[i];
		struct sifa_err e;
		bool made = false;

		if (p->known)
			continue;
		rc = import_view(im, err);
		if (!rc && write)
			rc = import_bulk(im, err);
		if (rc)
			return rc;
		err_new(&e);
		rc = people_resolve(people, &im->v, write ? im->bulk : NULL, &p->spec,
				    (uint32_t)im->row.line, &p->id, &made, &e);
		if (rc) {
			rc = found(im, p->column, rc, &e, err);
			continue;
		}
		p->known = p->id != PEOPLE_DRY;
		cells_place(im, p, p->id);
	}
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
		enum sifa_rc rc = person_cell(im, p, s, n, err);

		if (im->npend > before)
			*id = im->pend[before].known ? im->pend[before].id : PEOPLE_DRY;
		return rc;
	}
	return cells_refer(im, p->column, f->target, s, n, id, err);
}

static enum sifa_rc set_cell(struct import *im, const struct bind *b, struct pending *p,
			     const char *s, size_t n, struct sifa_value *v, struct sifa_err *err)
{
	const struct sifa_field *f = b->sub ? b->sub : b->f;
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
	const struct sifa_field *f = b->sub ? b->sub : b->f;
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
		return person_cell(im, &p, s, n, err);
	rc = cells_refer(im, column, f->target, s, n, &id, err);
	if (id)
		*v = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)id};
	return rc;
}

static enum sifa_rc read_cell(struct import *im, size_t column, struct sifa_err *err)
{
	const struct bind *b = &im->b.v[column];
	const struct sifa_field *f = b->sub ? b->sub : b->f;
	struct sifa_value *v;
	const char *s;
	size_t n;

	cell_text(im, column, &s, &n);
	if (!n)
		return SIFA_OK;
	v = place_of(im, b->f, b->sub, b->row);
	if (!v)
		return err_nomem(err);
	if (f->type == SIFA_REF || f->type == SIFA_PLACE || f->type == SIFA_REFS)
		return refer_cell(im, column, b, s, n, v, err);
	return parse_cached(im, column, f, s, n, v, err);
}

/* ---- the row ---- */

enum sifa_rc cells_unit(struct import *im, struct sifa_err *err)
{
	uint64_t unit = im->se->unit;
	struct sifa_err e;
	const char *s = "";
	size_t n = 0;
	enum sifa_rc rc = SIFA_OK;

	if (im->b.rows) /* the record has its unit already */
		return SIFA_OK;
	rc = offices_of(&im->offices, im->se->unit, &im->office, err);
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
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < im->row.n && !rc; i++) {
		if (!im->row.cell[i].n)
			continue;
		if (i >= im->b.n || im->b.v[i].what == BIND_NONE) {
			const char *s;
			size_t n;

			cell_text(im, i, &s, &n);
			if (n && !(im->b.rows && i == 0))
				import_say(im, i, N_("\"{1}\" stands in a column without heading."),
					   NULL, NULL);
		} else if (im->b.v[i].what == BIND_FIELD) {
			rc = read_cell(im, i, err);
		}
	}
	for (size_t i = 0; i < im->b.ngroups && !rc; i++)
		rc = person_columns(im, &im->b.group[i], err);
	return rc;
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
	if (im->row.bad)
		import_say(im, im->row.bad_cell, im->row.bad, NULL, NULL);
	rc = cells_unit(im, err);
	if (!rc && im->office)
		rc = read_row(im, err);
	for (size_t i = 0; i < k->nfields && !rc; i++)
		if (k->field[i].type == SIFA_ROWS)
			close_gaps(im, &k->field[i]);
	if (!rc && !im->b.rows)
		derive_record(im->r);
	return rc;
}
