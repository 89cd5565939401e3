/* cell_refer.c - cells that name other records, and persons told by one cell or
 * by several columns. */
#include <string.h>

#include "../base/err.h"
#include "../base/ident.h"
#include "../base/text.h"
#include "import.h"

#define KEPT_MOST (16u << 20) /* bytes of rows that wait for later ones */

/* ---- references ---- */

static const struct sifa_field *title_field(const struct sifa_kind *k)
{
	return k->ntitle ? &k->field[k->title[0]] : NULL;
}

/* Fills the title of a record made for a name; an error if its kind has none that
 * a name could fill. */
static enum sifa_rc name_it(struct import *im, struct sifa_record *r, const char *s, size_t n,
			    struct sifa_err *err)
{
	const struct sifa_field *t = title_field(r->kind), *up = kind_field(r->kind, "parent");
	struct sifa_value *v = t ? &r->v[t->index] : NULL;
	struct person_spec spec;
	struct people *people;
	const size_t size = 3 * n + 64;
	char *room = arena_alloc(&r->arena, size), *whole = arena_copy(&r->arena, s, n);
	uint64_t id;
	bool made;
	enum sifa_rc rc;

	if (!room || !whole)
		return err_nomem(err);
	if (up && up->target == r->kind && r->kind == im->se->sifa->config->unit)
		r->v[up->index] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)r->unit};
	if (t && t->type == SIFA_TEXT)
		return field_parse(t, s, n, SIFA_DAY_NONE, v, room, size, err);
	if (!t || t->type != SIFA_REF || t->target != im->b.person.kind)
		return err_set(err, SIFA_E_DATA,
			       N_("\"{1}\" cannot be made from a name; import it first."), whole,
			       NULL);
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
	struct bind_cache *c = bind_kept(&im->b, column, s, n);
	struct sifa_err e;
	enum sifa_rc rc;

	if (bind_is_kept(c, s, n, im->office)) {
		*id = (uint64_t)c->v;
		return SIFA_OK;
	}
	*id = 0;
	rc = import_view(im, err);
	if (rc)
		return rc;
	err_new(&e);
	rc = refer_find(im->office->refer, &im->v, target, s, n, id, &e);
	if (!rc) {
		if (c)
			bind_keep(c, s, n, (int64_t)*id, SIFA_SET, im->office);
		return SIFA_OK;
	}
	*id = 0;
	if (rc == SIFA_E_NOTFOUND && im->self && target == im->im->kind) {
		bool wait = !im->last && im->kept.n < KEPT_MOST;

		*id = in_this_file(im, s, n);
		im->later = im->later || (!*id && wait);
		if (*id || wait)
			return SIFA_OK;
	}
	if (im->im->create_references && column != im->b.number && rc == SIFA_E_NOTFOUND &&
	    target != im->b.person.kind && target != im->se->sifa->config->user) {
		struct sifa_err why = {0};

		rc = make_reference(im, target, s, n, id, &why);
		return rc ? cell_found(im, column, rc, &why, err) : SIFA_OK;
	}
	return cell_found(im, column, rc, &e, err);
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

enum sifa_rc cell_person(struct import *im, struct pending *p, const char *s, size_t n,
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
	return rc ? cell_found(im, p->column, rc, &e, err) : add_pending(im, p, err);
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
		rc = cell_parse(im, g->column[part], f, s, n, v, err);
	}
	return rc;
}

/* Nothing but the name has a column: all may stand in it, as 王五/1990-05-05. */
static bool name_alone(const struct bind_group *g)
{
	for (enum bind_part i = 0; i < PARTS; i++)
		if ((g->column[i] != SIZE_MAX) != (i == PART_NAME))
			return false;
	return true;
}

enum sifa_rc cell_person_columns(struct import *im, const struct bind_group *g,
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
	if (!cell_place(im, g->f, g->sub, g->row))
		return err_nomem(err);
	if (name_alone(g) || like_id(v[PART_NAME].s, v[PART_NAME].len))
		return cell_person(im, &p, v[PART_NAME].s, v[PART_NAME].len, err);
	p.spec = (struct person_spec){
		.parsed = true,
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
			rc = cell_found(im, p->column, rc, &e, err);
			continue;
		}
		p->known = p->id != PEOPLE_DRY;
		cells_place(im, p, p->id);
	}
	return rc;
}
