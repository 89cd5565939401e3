/* table.c - a second file that holds the rows of a table: its first column is
 * the number of the record, whose rows stand together. */
#include <string.h>

#include "../base/err.h"
#include "../base/text.h"
#include "../work/check.h"
#include "import.h"

struct table {
	struct import *im;
	const struct sifa_field *f;
	struct arena arena;
	struct sifa_row *row;
	size_t n, cap;
	uint64_t id; /* of the record whose rows are read; im->old */
	bool bad;
	struct prints done;
};

/* ---- one record ---- */

static enum sifa_rc write_record(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	struct sifa_findings f = {0};
	enum sifa_rc rc = check_record(&im->v, im->r, CHECK_IMPORT, &f, err);

	im->bad.n = im->bad.total = im->bad.errors = 0;
	for (size_t i = 0; i < f.n; i++)
		if (f.v[i].severity == SIFA_ERROR)
			import_bad(im, SIZE_MAX, &f.v[i].err);
	sifa_findings_free(&f);
	if (!rc && import_is_bad(im))
		return import_reject(im, err);
	if (!rc && !im->dry)
		rc = import_bulk(im, err);
	if (!rc && !im->dry)
		rc = bulk_replace(im->bulk, im->r, err);
	im->res->updated += !rc;
	return rc;
}

static enum sifa_rc end_record(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	size_t had;

	if (!t->id || t->bad)
		return SIFA_OK;
	had = im->old->v[t->f->index].len;
	record_clear(im->r);
	memcpy(im->r->v, im->old->v, im->im->kind->nfields * sizeof *im->r->v);
	for (size_t i = 0; i < t->n; i++)
		t->row[i].id = (uint16_t)(i + 1);
	im->r->v[t->f->index] = (struct sifa_value){.state = SIFA_SET, .row = t->row, .len = t->n};
	if (record_equal(im->r, im->old)) {
		im->res->same++;
		return SIFA_OK;
	}
	if (had && !im->im->update) {
		im->bad.n = im->bad.total = im->bad.errors = 0;
		import_say(im, 0,
			   N_("The record of the rows before this line holds other rows already; "
			      "import with --update to replace them."),
			   NULL, NULL);
		return import_reject(im, err);
	}
	im->r->id = im->old->id;
	im->r->rev = im->old->rev;
	im->r->unit = im->old->unit;
	im->r->holder = im->old->holder;
	im->r->flags = im->old->flags;
	im->r->secrecy = im->old->secrecy;
	im->r->entered = im->old->entered;
	im->r->created = im->old->created;
	im->r->created_by = im->old->created_by;
	return write_record(t, err);
}

static enum sifa_rc begin_record(struct table *t, uint64_t id, struct sifa_err *err)
{
	struct import *im = t->im;
	struct sifa_err e = {0};
	size_t at = 0;
	enum sifa_rc rc;

	arena_reset(&t->arena);
	t->row = NULL;
	t->n = t->cap = 0;
	t->id = id;
	t->bad = false;
	if (prints_next(&t->done, id, &at))
		import_say(im, 0, N_("The rows of \"{1}\" do not stand together; sort the file."),
			   NULL, NULL);
	if (!prints_add(&t->done, id, id))
		return err_nomem(err);
	record_clear(im->old);
	rc = import_view(im, err);
	if (!rc)
		rc = view_load(&im->v, id, im->old, err);
	if (rc)
		return rc;
	rc = guard(im->se, GUARD_IMPORT, im->im->kind, im->old->holder, im->old->secrecy, &e);
	if (rc == SIFA_E_DENIED)
		import_bad(im, 0, &e);
	else if (rc && err && !err->rc)
		*err = e;
	return rc == SIFA_E_DENIED ? SIFA_OK : rc;
}

/* ---- one row ---- */

static enum sifa_rc know_persons(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	struct people *people;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < im->npend && !rc; i++) {
		struct pending *p = &im->pend[i], there = *p;
		uint64_t id;

		there.row = t->n;
		id = p->known ? 0 : cells_placed(im->old, &there);
		if (!id)
			continue;
		rc = office_people(&im->offices, im->office, &people, err);
		if (!rc && people_answers(people, &im->v, id, &p->spec)) {
			p->id = id;
			p->known = true;
			cells_place(im, p, id);
		}
	}
	return rc ? rc : cells_persons(im, !im->dry, err);
}

/* Texts and sets of the row move out of the buffers that the next row uses. */
static bool keep_values(struct table *t, const struct sifa_row *from, struct sifa_row *to)
{
	to->id = 0;
	to->v = arena_array(&t->arena, t->f->nrow, sizeof *to->v);
	if (!to->v)
		return false;
	for (size_t i = 0; i < t->f->nrow; i++) {
		struct sifa_value *v = &to->v[i];

		*v = from->v[i];
		if (v->s && !(v->s = arena_copy(&t->arena, v->s, v->len)))
			return false;
		if (v->id) {
			uint64_t *ids = arena_array(&t->arena, v->len, sizeof *ids);

			if (!ids)
				return false;
			memcpy(ids, v->id, v->len * sizeof *ids);
			v->id = ids;
		}
	}
	return true;
}

static enum sifa_rc add_row(struct table *t, struct sifa_err *err)
{
	const struct sifa_value *v = &t->im->r->v[t->f->index];

	if (v->state != SIFA_SET)
		return SIFA_OK;
	if (t->n == t->cap) {
		size_t cap = t->cap ? 2 * t->cap : 8;
		struct sifa_row *row = arena_array(&t->arena, cap, sizeof *row);

		if (!row)
			return err_nomem(err);
		if (t->n)
			memcpy(row, t->row, t->n * sizeof *row);
		t->row = row;
		t->cap = cap;
	}
	return keep_values(t, &v->row[0], &t->row[t->n++]) ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc number_of(struct import *im, uint64_t *id, struct sifa_err *err)
{
	const char *s = im->row.n ? im->row.cell[0].s : "";
	size_t n = im->row.n ? im->row.cell[0].n : 0;
	enum sifa_rc rc;

	*id = 0;
	csv_unguard(&s, &n);
	text_trim(&s, &n);
	rc = offices_of(&im->offices, im->se->unit, &im->office, err);
	if (!rc && n)
		rc = cells_refer(im, 0, im->im->kind, s, n, id, err);
	if (!n)
		import_say(im, 0, N_("The first column must hold the number of the record."), NULL,
			   NULL);
	return rc;
}

static enum sifa_rc take_row(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	struct csv_row row = im->row;
	uint64_t id;
	enum sifa_rc rc;

	im->bad.n = im->bad.total = im->bad.errors = 0;
	rc = number_of(im, &id, err);
	if (!rc && id && id != t->id) {
		rc = end_record(t, err);
		im->bad.n = im->bad.total = im->bad.errors = 0;
		im->row = row;
		if (!rc)
			rc = begin_record(t, id, err);
	}
	if (!rc && id && t->id)
		rc = offices_of(&im->offices, im->old->unit, &im->office, err);
	if (!rc && id)
		rc = cells_read(im, err);
	if (!rc && !import_is_bad(im))
		rc = know_persons(t, err);
	if (!rc && id && !import_is_bad(im))
		rc = add_row(t, err);
	if (rc || !import_is_bad(im))
		return rc;
	t->bad = true; /* a record takes all its rows or none */
	return import_reject(im, err);
}

enum sifa_rc table_import(struct import *im, struct sifa_err *err)
{
	struct table t = {.im = im, .f = im->b.rows};
	bool more = true;
	enum sifa_rc rc = SIFA_OK;

	im->last = true;
	while (!rc && more) {
		rc = import_next(im, &more, err);
		if (!rc && more)
			rc = take_row(&t, err);
	}
	if (!rc)
		rc = end_record(&t, err);
	arena_free(&t.arena);
	prints_free(&t.done);
	return rc;
}
