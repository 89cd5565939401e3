/* join.c - a query's joins. Of a kind with few records the ids are collected once
 * a run: `is` from the records that satisfy, `has` from those whom the satisfying
 * records refer to, `after` from all, each with its date. Of a large one each id is
 * asked for as it comes. */
#include <stdlib.h>
#include <string.h>

#include "session.h"

enum { FEW = 2000 };

struct filling {
	struct view *v;
	struct where_join *join;
	struct pair { /* slot: for `after`, else 0 */
		uint64_t id, slot;
	} * pair;
	size_t n, cap;
	struct sifa_record *scratch; /* for references that stand behind the fixed part */
	struct sifa_err *err;
	enum sifa_rc rc;
};

static bool keep(struct filling *f, uint64_t id, uint64_t slot)
{
	if (grow(&f->pair, &f->cap, f->n + 1, sizeof *f->pair)) {
		f->pair[f->n++] = (struct pair){id, slot};
		return true;
	}
	f->rc = err_nomem(f->err);
	return false;
}

static void keep_ref(void *arg, uint64_t to, const struct sifa_field *field)
{
	struct filling *f = arg;

	if (!f->rc && field->no == f->join->via->no)
		keep(f, to, 0);
}

static bool keep_referred(struct filling *f, uint64_t id)
{
	struct stored at;

	f->rc = snap_get(f->v->snap, id, false, &at, f->err);
	if (!f->rc)
		f->rc = record_decode(f->scratch, at.p, at.n, f->err);
	if (!f->rc)
		record_refs(f->scratch, keep_ref, f);
	return !f->rc;
}

static bool one_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct filling *f = arg;
	const struct sifa_field *via = f->join->via, *date = f->join->slot;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width) {
		uint64_t id = get_le(rows + FIX_ID, 8), slot;

		if (!where_match(f->join->where, rows, width))
			continue;
		if (!via) {
			if (!keep(f, id, date ? slot_get(date, rows, width) : 0))
				return false;
			continue;
		}
		slot = slot_get(via, rows, width);
		if (slot <= SIFA_PENDING)
			continue;
		if (via->type == SIFA_REF || via->type == SIFA_PLACE ? !keep(f, slot, 0)
								     : !keep_referred(f, id))
			return false;
	}
	return true;
}

static int by_id(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

/* The pairs, sorted and each id once, as the join's set. */
static enum sifa_rc make_set(struct filling *f)
{
	struct id_set set = {.id = calloc(f->n + 1, sizeof *set.id)};

	if (set.id && f->join->slot)
		set.slot = calloc(f->n + 1, sizeof *set.slot);
	if (!set.id || (f->join->slot && !set.slot)) {
		id_set_free(&set);
		return err_nomem(f->err);
	}
	if (f->n)
		qsort(f->pair, f->n, sizeof *f->pair, by_id);
	for (size_t i = 0; i < f->n; i++) {
		if (set.n && set.id[set.n - 1] == f->pair[i].id)
			continue;
		if (set.slot)
			set.slot[set.n] = f->pair[i].slot;
		set.id[set.n++] = f->pair[i].id;
	}
	id_set_free(&f->join->set);
	f->join->set = set;
	f->join->ready = true;
	return SIFA_OK;
}

static enum sifa_rc fill(struct view *v, struct where_join *j, struct sifa_err *err)
{
	struct filling f = {.v = v, .join = j, .err = err};
	enum sifa_rc rc;

	if (j->via && type_is_var(j->via->type) && !(f.scratch = record_new(j->kind)))
		return err_nomem(err);
	rc = snap_facts(v->snap, j->kind, FACT_NO_MONTH, INT32_MAX, one_block, &f, err);
	if (!rc)
		rc = f.rc;
	sifa_record_free(f.scratch);
	if (!rc)
		rc = make_set(&f);
	free(f.pair);
	return rc;
}

/* ---- one id at a time ---- */

static bool satisfies(struct view *v, const struct where_join *j, uint64_t id)
{
	struct stored at;

	return !snap_get(v->snap, id, false, &at, NULL) &&
	       get_le(at.fixed + FIX_KIND, 2) == j->kind->no &&
	       where_match(j->where, at.fixed, at.nfixed);
}

static uint64_t ask_is(void *arg, const struct where_join *j, uint64_t id)
{
	return satisfies(arg, j, id);
}

static uint64_t ask_date(void *arg, const struct where_join *j, uint64_t id)
{
	struct view *v = arg;
	struct stored at;

	if (snap_get(v->snap, id, false, &at, NULL) ||
	    get_le(at.fixed + FIX_KIND, 2) != j->kind->no)
		return 0;
	return slot_get(j->slot, at.fixed, at.nfixed);
}

struct asking {
	struct view *v;
	const struct where_join *j;
	bool found;
};

static bool ask_one(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct asking *a = arg;

	(void)kind, (void)field, (void)day;
	a->found = satisfies(a->v, a->j, from);
	return !a->found;
}

static uint64_t ask_has(void *arg, const struct where_join *j, uint64_t id)
{
	struct asking a = {arg, j, false};

	return !snap_refs(a.v->snap, id, j->kind->no, j->via->no, ask_one, &a, NULL) && a.found;
}

static enum sifa_rc make_ready(struct view *v, struct where_join *j, struct sifa_err *err)
{
	uint64_t records;
	enum sifa_rc rc = snap_count(v->snap, j->kind, &records, err);

	j->ask = NULL;
	if (rc)
		return rc;
	if (records <= FEW)
		return fill(v, j, err);
	j->ask = j->slot ? ask_date : j->via ? ask_has : ask_is;
	j->arg = v;
	j->ready = true;
	return SIFA_OK;
}

enum sifa_rc view_join(struct view *v, struct where *w, const struct where_env *env,
		       struct sifa_err *err)
{
	struct where_join **join;
	enum sifa_rc rc = SIFA_OK;
	size_t n;

	if (!w)
		return SIFA_OK;
	where_bind(w, env);
	join = where_joins(w, &n);
	for (size_t i = 0; i < n && !rc; i++)
		rc = make_ready(v, join[i], err);
	return rc;
}
