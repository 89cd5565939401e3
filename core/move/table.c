/* table.c - a second file that holds the rows of a table: a column with the
 * number of the record, whose rows stand together. Rows are kept until their
 * record is complete: it takes all of them or none. */
#include <string.h>

#include "../base/err.h"
#include "../base/text.h"
#include "../work/check.h"
#include "import.h"

struct table {
	struct import *im;
	const struct sifa_field *f;
	uint64_t id;	    /* of the record whose rows are kept; im->old */
	struct buf kept;    /* its rows in the file */
	struct arena arena; /* and as values: */
	struct sifa_row *row;
	size_t n, cap;
	bool persons;		    /* some are told by name: they may have to be made */
	struct sifa_findings whole; /* wrong with the record, not with one row */
	struct prints done;
};

/* ---- values ---- */

/* Texts and sets of the row move out of the buffers that the next row uses. */
static bool keep_values(struct table *t, const struct sifa_row *from, struct sifa_row *to)
{
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
	t->row[t->n].id = (uint16_t)(t->n + 1);
	return keep_values(t, &v->row[0], &t->row[t->n++]) ? SIFA_OK : err_nomem(err);
}

/* Persons who stand in the same row already are they. */
static enum sifa_rc know_persons(struct table *t, bool make, struct sifa_err *err)
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
	return rc ? rc : cells_persons(im, make, err);
}

static enum sifa_rc read_row(struct table *t, bool make, struct sifa_err *err)
{
	struct import *im = t->im;
	enum sifa_rc rc = offices_of(&im->offices, im->old->unit, &im->office, err);

	im->bad.n = im->bad.total = im->bad.errors = 0;
	if (!rc)
		rc = import_view(im, err);
	if (!rc)
		rc = cells_read(im, err);
	t->persons = t->persons || im->npend;
	if (!rc && !import_is_bad(im))
		rc = know_persons(t, make, err);
	return rc || import_is_bad(im) ? rc : add_row(t, err);
}

/* ---- a record ---- */

/* Reads the kept rows into im->r; *bad counts those with errors. */
static enum sifa_rc read_rows(struct table *t, bool make, size_t *bad, struct sifa_err *err)
{
	struct import *im = t->im;
	size_t at = 0;
	enum sifa_rc rc = SIFA_OK;

	arena_reset(&t->arena);
	t->row = NULL;
	t->n = t->cap = 0;
	t->persons = false;
	*bad = 0;
	while (!rc && at < t->kept.n) {
		rc = import_again(im, &t->kept, &at, err);
		if (!rc)
			rc = read_row(t, make, err);
		*bad += import_is_bad(im);
	}
	record_clear(im->r);
	memcpy(im->r->v, im->old->v, im->im->kind->nfields * sizeof *im->r->v);
	im->r->v[t->f->index] = (struct sifa_value){
		.state = t->n ? SIFA_SET : SIFA_ABSENT, .row = t->row, .len = t->n};
	import_as_old(im);
	derive_record(NULL, im->r);
	return rc;
}

/* Findings on the record as a whole, at its first row, go into t->whole. */
static enum sifa_rc judge(struct table *t, bool twice, struct sifa_err *err)
{
	struct import *im = t->im;
	struct sifa_findings f = {0}, none = t->whole;
	struct sifa_err e = {0};
	size_t at = 0;
	enum sifa_rc rc = import_again(im, &t->kept, &at, err);

	if (!rc)
		rc = check_record(&im->v, im->r, CHECK_IMPORT, &f, err);
	for (size_t i = 0; i < f.n; i++)
		if (f.v[i].severity == SIFA_ERROR)
			import_bad(im, SIZE_MAX, &f.v[i].err);
	sifa_findings_free(&f);
	if (twice)
		import_say(im, im->b.number,
			   N_("The rows of \"{1}\" do not stand together; sort the file."), NULL,
			   NULL);
	else if (im->old->v[t->f->index].len && !im->im->update)
		import_say(im, im->b.number,
			   N_("\"{1}\" holds other rows already; import with --update to replace "
			      "them."),
			   NULL, NULL);
	if (!rc)
		rc = guard(im->se, GUARD_IMPORT, im->im->kind, im->old->holder, im->old->secrecy,
			   &e);
	if (rc == SIFA_E_DENIED)
		import_bad(im, im->b.number, &e);
	else if (e.rc && err && !err->rc)
		*err = e;
	t->whole = im->bad;
	im->bad = none;
	return rc == SIFA_E_DENIED ? SIFA_OK : rc;
}

/* Rows without an error of their own are handed back with the others. */
static enum sifa_rc reject_rows(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	size_t at = 0;
	enum sifa_rc rc = SIFA_OK;

	t->n = 0;
	while (!rc && at < t->kept.n) {
		rc = import_again(im, &t->kept, &at, err);
		if (!rc)
			rc = read_row(t, false, err);
		for (size_t i = 0; i < t->whole.n; i++)
			import_bad(im, SIZE_MAX, &t->whole.v[i].err);
		t->whole.n = 0;
		if (!rc && !import_is_bad(im) && im->im->rejects.write)
			import_say(im, im->b.number, N_("Another row of this record is in error."),
				   NULL, NULL);
		if (!rc && import_is_bad(im))
			rc = import_reject(im, err);
	}
	return rc;
}

static enum sifa_rc write_record(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	size_t bad;
	enum sifa_rc rc;

	im->res->updated++;
	if (im->dry)
		return SIFA_OK;
	rc = import_bulk(im, err);
	if (!rc && t->persons) /* all is well: now those not yet known are made */
		rc = read_rows(t, true, &bad, err);
	return rc ? rc : bulk_replace(im->bulk, im->r, err);
}

static enum sifa_rc end_record(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	size_t bad, at = 0;
	bool twice;
	enum sifa_rc rc;

	t->whole.n = t->whole.total = t->whole.errors = 0;
	if (!t->id)
		return SIFA_OK;
	twice = prints_next(&t->done, t->id, &at) != 0;
	if (!prints_add(&t->done, t->id, t->id))
		return err_nomem(err);
	record_clear(im->old);
	rc = import_view(im, err);
	if (!rc)
		rc = view_load(&im->v, t->id, im->old, err);
	if (!rc)
		rc = read_rows(t, false, &bad, err);
	if (!rc && !bad && !twice && record_equal(im->r, im->old)) {
		im->res->same++;
		return SIFA_OK;
	}
	if (!rc && !bad)
		rc = judge(t, twice, err);
	if (rc)
		return rc;
	return bad || t->whole.errors ? reject_rows(t, err) : write_record(t, err);
}

/* ---- the file ---- */

static enum sifa_rc number_of(struct import *im, uint64_t *id, struct sifa_err *err)
{
	const size_t column = im->b.number;
	const char *s = column < im->row.n ? im->row.cell[column].s : "";
	size_t n = column < im->row.n ? im->row.cell[column].n : 0;
	enum sifa_rc rc;

	*id = 0;
	im->bad.n = im->bad.total = im->bad.errors = 0;
	csv_unguard(&s, &n);
	text_trim(&s, &n);
	rc = offices_of(&im->offices, im->se->unit, &im->office, err);
	if (!rc && n)
		rc = cells_refer(im, column, im->im->kind, s, n, id, err);
	if (!n)
		import_say(im, column, N_("The first column must hold the number of the record."),
			   NULL, NULL);
	return rc;
}

static enum sifa_rc take_row(struct table *t, struct sifa_err *err)
{
	struct import *im = t->im;
	struct csv_row row;
	uint64_t id;
	enum sifa_rc rc = number_of(im, &id, err);

	if (rc || !id)
		return rc ? rc : import_reject(im, err);
	row = im->row; /* its text stays; its cells give way to those of kept rows */
	if (id != t->id) {
		rc = end_record(t, err);
		t->id = id;
		t->kept.n = 0;
	}
	return rc ? rc : import_keep(&t->kept, &row, err);
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
	buf_free(&t.kept);
	sifa_findings_free(&t.whole);
	arena_free(&t.arena);
	prints_free(&t.done);
	return rc;
}
