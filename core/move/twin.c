/* twin.c - what is stored already: by the kind's keys, and for rows without a
 * key by their scalar fields, compared cell by cell. */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "../work/check.h"
#include "import.h"

enum { CANDIDATES = 64 };

struct candidates {
	uint64_t id[CANDIDATES];
	size_t n;
};

static bool collect(void *arg, uint64_t id)
{
	struct candidates *c = arg;

	c->id[c->n++] = id;
	return c->n < CANDIDATES;
}

/* ---- comparing ---- */

/* Persons of the row who answer to those of the stored record are they. */
static enum sifa_rc match_persons(struct import *im, struct sifa_err *err)
{
	struct people *people;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < im->npend && !rc; i++) {
		struct pending *p = &im->pend[i];
		uint64_t id = p->known ? 0 : cells_placed(im->old, p);

		if (!id)
			continue;
		rc = office_people(&im->offices, im->office, &people, err);
		if (!rc && people_answers(people, &im->v, id, &p->spec)) {
			p->id = id;
			p->known = true;
			cells_place(im, p, id);
		}
	}
	return rc;
}

/* Loads the candidate and takes over what the file has no column for. */
static enum sifa_rc compare(struct import *im, uint64_t id, enum twin *out, struct sifa_err *err)
{
	const struct sifa_kind *k = im->im->kind;
	struct sifa_err e = {0};
	enum sifa_rc rc;

	*out = TWIN_NEW;
	record_clear(im->old);
	rc = view_load(&im->v, id, im->old, &e);
	if (rc == SIFA_E_NOTFOUND || rc == SIFA_E_DENIED || rc == SIFA_E_USAGE)
		return SIFA_OK;
	if (rc) {
		if (err && !err->rc)
			*err = e;
		return rc;
	}
	rc = match_persons(im, err);
	for (size_t i = 0; i < k->nfields; i++)
		if (!im->b.bound[i] || derive_abroad(k, &k->field[i]))
			im->r->v[i] = im->old->v[i];
	derive_record(NULL, im->r);
	*out = record_equal(im->r, im->old) ? TWIN_SAME : TWIN_OTHER;
	return rc;
}

struct kept_row { /* the row as read, to compare with the next candidate */
	struct sifa_value *v;
	struct pending *p;
};

static bool keep_row(struct import *im, struct kept_row *k)
{
	size_t n = im->im->kind->nfields;

	k->v = arena_array(&im->r->arena, n, sizeof *k->v);
	k->p = arena_array(&im->r->arena, im->npend + 1, sizeof *k->p);
	if (!k->v || !k->p)
		return false;
	memcpy(k->v, im->r->v, n * sizeof *k->v);
	if (im->npend)
		memcpy(k->p, im->pend, im->npend * sizeof *k->p);
	return true;
}

static void restore_row(struct import *im, const struct kept_row *k)
{
	memcpy(im->r->v, k->v, im->im->kind->nfields * sizeof *k->v);
	for (size_t i = 0; i < im->npend; i++) {
		im->pend[i] = k->p[i];
		cells_place(im, &im->pend[i], k->p[i].known ? k->p[i].id : PEOPLE_DRY);
	}
}

/* Tries candidates: the same cells end the search; with `one` the first other is
 * the record meant, too. */
static enum sifa_rc try_all(struct import *im, const struct candidates *c, bool one, enum twin *out,
			    struct sifa_err *err)
{
	struct kept_row kept;
	enum sifa_rc rc = SIFA_OK;

	if (c->n && !keep_row(im, &kept))
		return err_nomem(err);
	for (size_t i = 0; i < c->n && !rc; i++) {
		rc = compare(im, c->id[i], out, err);
		if (*out == TWIN_SAME || (*out == TWIN_OTHER && one))
			return rc;
		restore_row(im, &kept);
		*out = TWIN_NEW;
	}
	return rc;
}

/* ---- by key ---- */

static bool in_keys(const struct sifa_kind *k, const struct sifa_field *f)
{
	for (size_t i = 0; i < k->nkeys; i++)
		for (size_t j = 0; j < k->key[i].n; j++)
			if (&k->field[k->key[i].field[j]] == f)
				return true;
	return false;
}

/* A key with a person told by name alone names nobody: such a row is looked for
 * by its other fields, and its person compared with the one stored. */
static bool names_somebody(const struct import *im, const struct sifa_key_def *key)
{
	for (size_t i = 0; i < im->npend; i++)
		for (size_t j = 0; j < key->n && !im->pend[i].known; j++)
			if (!im->pend[i].sub && im->pend[i].f->index == key->field[j])
				return false;
	return true;
}

/* A key that holds a person needs to know who it is. */
static enum sifa_rc know_key_persons(struct import *im, struct sifa_err *err)
{
	for (size_t i = 0; i < im->npend; i++)
		if (!im->pend[i].known && !im->pend[i].sub && in_keys(im->im->kind, im->pend[i].f))
			return cells_persons(im, false, err);
	return SIFA_OK;
}

static enum sifa_rc by_keys(struct import *im, enum twin *out, bool *keyed, struct sifa_err *err)
{
	const struct config *c = im->se->sifa->config;
	const struct sifa_kind *k = im->im->kind;
	bool everywhere = k == c->unit || k == c->user;
	enum sifa_rc rc = SIFA_OK;
	uint8_t key[KEY_MAX];

	for (size_t i = 0; i < k->nkeys && !rc && *out == TWIN_NEW; i++) {
		struct candidates found = {.n = 0};
		size_t n = record_key(im->r, i, key);
		bool one;

		if (!n || !names_somebody(im, &k->key[i]))
			continue;
		*keyed = true;
		rc = import_view(im, err);
		if (rc)
			break;
		rc = view_key(&im->v, k, i, everywhere ? 0 : im->r->unit, key, n, collect, &found,
			      err);
		one = k->key[i].unique || (im->im->update && i == 0 && found.n == 1);
		if (!rc)
			rc = try_all(im, &found, one, out, err);
	}
	return rc;
}

/* ---- by scalars ---- */

static bool in_print(const struct import *im, const struct sifa_field *f)
{
	bool person =
		(f->type == SIFA_REF || f->type == SIFA_PLACE) && f->target == im->b.person.kind;

	return im->b.bound[f->index] && !type_is_var(f->type) && !person;
}

static uint64_t mix_slot(uint64_t h, uint64_t slot)
{
	uint8_t bytes[8];

	put_le(bytes, slot, 8);
	return print_mix(h, bytes, sizeof bytes);
}

struct facts_arg {
	struct import *im;
	bool failed;
};

static bool print_facts(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct facts_arg *a = arg;
	struct import *im = a->im;
	const struct sifa_kind *k = im->im->kind;

	(void)month;
	for (size_t i = 0; i < n && !a->failed; i++, rows += width) {
		uint64_t unit = get_le(rows + FIX_UNIT, 8), h;

		if (!view_sees_unit(&im->v, unit))
			continue;
		h = mix_slot(get_le(im->salt, 8), unit);
		for (size_t f = 0; f < k->nfields; f++)
			if (in_print(im, &k->field[f]))
				h = mix_slot(h, slot_get(&k->field[f], rows, width));
		a->failed = !prints_add(&im->stored, h, get_le(rows + FIX_ID, 8));
	}
	return !a->failed;
}

static enum sifa_rc by_scalars(struct import *im, enum twin *out, struct sifa_err *err)
{
	const struct sifa_kind *k = im->im->kind;
	struct facts_arg a = {im, false};
	struct candidates found = {.n = 0};
	uint64_t h = mix_slot(get_le(im->salt, 8), im->r->unit), id;
	size_t at = 0;
	enum sifa_rc rc = SIFA_OK;

	if (!im->stored_ready)
		rc = view_facts(&im->v, k, INT32_MIN, INT32_MAX, print_facts, &a, err);
	im->stored_ready = true;
	if (!rc && a.failed)
		return err_nomem(err);
	for (size_t f = 0; f < k->nfields; f++)
		if (in_print(im, &k->field[f]))
			h = mix_slot(h, slot_of(&k->field[f], &im->r->v[f]));
	while (found.n < CANDIDATES && (id = prints_next(&im->stored, h, &at)))
		found.id[found.n++] = id;
	return rc ? rc : try_all(im, &found, false, out, err);
}

/* ---- the row ---- */

static uint64_t id_cell(const struct import *im)
{
	const struct csv_cell *c;
	char buf[40];
	uint64_t id = 0;

	if (im->b.id >= im->row.n)
		return 0;
	c = &im->row.cell[im->b.id];
	if (c->n >= sizeof buf)
		return 0;
	memcpy(buf, c->s, c->n);
	buf[c->n] = '\0';
	return sifa_id_parse(buf, &id) ? 0 : id;
}

enum sifa_rc twin_find(struct import *im, enum twin *out, struct sifa_err *err)
{
	struct candidates named = {.n = 0};
	bool keyed = false;
	enum sifa_rc rc = import_view(im, err);

	*out = TWIN_NEW;
	named.id[0] = id_cell(im);
	named.n = named.id[0] != 0;
	if (!rc)
		rc = try_all(im, &named, true, out, err);
	if (!rc && *out == TWIN_NEW)
		rc = know_key_persons(im, err);
	if (rc || !view_holds(&im->v, im->im->kind))
		return rc;
	if (*out == TWIN_NEW)
		rc = by_keys(im, out, &keyed, err);
	if (!rc && *out == TWIN_NEW && !keyed)
		rc = by_scalars(im, out, err);
	return rc;
}

void twin_say(struct import *im)
{
	const struct sifa_kind *k = im->im->kind;
	char a[160], b[160], id[32];
	size_t column = SIZE_MAX;

	sifa_id_format(im->old->id, id);
	b[0] = '\0';
	for (size_t i = 0; i < k->nfields && column == SIZE_MAX; i++) {
		const struct sifa_field *f = &k->field[i];

		if (!im->b.bound[i])
			continue;
		field_format(f, &im->r->v[i], SIFA_ZH, a, sizeof a);
		field_format(f, &im->old->v[i], SIFA_ZH, b, sizeof b);
		if (strcmp(a, b))
			column = bind_column(&im->b, f, SIZE_MAX, NULL);
	}
	if (column == SIZE_MAX)
		import_say(im, 0,
			   N_("The row is stored already, as {2}, with other cells; import with "
			      "--update to change it."),
			   id, NULL);
	else
		import_say(im, column,
			   N_("\"{1}\" was found, but the stored record {2} has \"{3}\"; import "
			      "with --update to change it."),
			   id, b);
}
