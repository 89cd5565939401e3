/* reindex.c - an adopted configuration that sorts, finds, times or counts a kind
 * otherwise than before: its records get the keys and facts that the new one
 * makes. The records themselves stay as they lie: fields keep their numbers. */
#include <errno.h>
#include <stdio.h>

#include "own.h"

struct pass {
	struct store *s;
	MDB_txn *txn;
	const struct config *old, *now;
	struct keylist was, is;
};

/* ---- does a kind need it? ---- */

static uint16_t number(const struct sifa_kind *k, uint16_t field)
{
	return field == SIFA_NO_FIELD ? 0 : k->field[field].no;
}

static bool same_fields(const struct sifa_kind *a, const uint16_t *x, size_t n,
			const struct sifa_kind *b, const uint16_t *y, size_t m)
{
	if (n != m)
		return false;
	for (size_t i = 0; i < n; i++)
		if (number(a, x[i]) != number(b, y[i]))
			return false;
	return true;
}

static bool same_sorts(const struct sifa_kind *a, const struct sifa_kind *b)
{
	if (a->nsorts != b->nsorts)
		return false;
	for (size_t i = 0; i < a->nsorts; i++) {
		const struct sifa_sort *x = &a->sort[i], *y = &b->sort[i];

		if (x->descending != y->descending ||
		    !same_fields(a, x->field, x->nfields, b, y->field, y->nfields))
			return false;
	}
	return true;
}

static bool same_keys(const struct sifa_kind *a, const struct sifa_kind *b)
{
	if (a->nkeys != b->nkeys)
		return false;
	for (size_t i = 0; i < a->nkeys; i++)
		if (!same_fields(a, a->key[i].field, a->key[i].n, b, b->key[i].field, b->key[i].n))
			return false;
	return true;
}

static bool same_when(const struct sifa_kind *a, const struct sifa_when *x,
		      const struct sifa_kind *b, const struct sifa_when *y)
{
	return number(a, x->field) == number(b, y->field) && x->in == y->in;
}

static bool same_periods(const struct sifa_clock_def *x, const struct sifa_clock_def *y)
{
	if (x->nperiods != y->nperiods)
		return false;
	for (size_t i = 0; i < x->nperiods; i++) {
		const struct sifa_period *p = &x->period[i], *q = &y->period[i];

		if (p->from != q->from || p->to != q->to || p->days != q->days ||
		    p->workdays != q->workdays || p->months != q->months)
			return false;
	}
	return true;
}

static bool same_clocks(const struct sifa_kind *a, const struct sifa_kind *b)
{
	if (a->nclocks != b->nclocks)
		return false;
	for (size_t i = 0; i < a->nclocks; i++) {
		const struct sifa_clock_def *x = &a->clock[i], *y = &b->clock[i];

		if (x->npauses != y->npauses || x->last != y->last || !same_periods(x, y) ||
		    number(a, x->from) != number(b, y->from) ||
		    number(a, x->done) != number(b, y->done) ||
		    !same_when(a, &x->when, b, &y->when))
			return false;
		for (size_t j = 0; j < x->npauses; j++)
			if (!same_fields(a, x->pause[j], 2, b, y->pause[j], 2))
				return false;
	}
	return true;
}

/* The states in which no clock runs. */
static bool same_ends(const struct sifa_kind *a, const struct sifa_kind *b)
{
	size_t j = 0;

	for (size_t i = 0; i < a->nstates; i++) {
		const struct sifa_state_def *x = &a->state[i], *y;

		if (!x->final)
			continue;
		while (j < b->nstates && !b->state[j].final)
			j++;
		if (j == b->nstates)
			return false;
		y = &b->state[j++];
		if (number(a, x->date) != number(b, y->date) ||
		    number(a, x->until) != number(b, y->until) ||
		    !same_when(a, &x->when, b, &y->when))
			return false;
	}
	while (j < b->nstates && !b->state[j].final)
		j++;
	return j == b->nstates;
}

static bool same_calendar(const struct calendar *a, const struct calendar *b)
{
	return a->nrest == b->nrest && a->nwork == b->nwork &&
	       (!a->nrest || !memcmp(a->rest, b->rest, a->nrest * sizeof *a->rest)) &&
	       (!a->nwork || !memcmp(a->work, b->work, a->nwork * sizeof *a->work));
}

static const struct sifa_field *by_no(const struct sifa_field *f, size_t n, uint16_t no)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].no == no)
			return &f[i];
	return NULL;
}

static bool refers(const struct sifa_field *f)
{
	return f->type == SIFA_REF || f->type == SIFA_REFS || f->type == SIFA_PLACE;
}

/* Is all that the fields of one give to search and references given by the other, too?
 * What only one of them declares may hold values from before. */
static bool covers(const struct sifa_kind *a, const struct sifa_kind *b)
{
	for (size_t i = 0; i < a->nfields; i++) {
		const struct sifa_field *x = &a->field[i], *y = by_no(b->field, b->nfields, x->no);

		if (x->search != (y ? y->search : 0) || (refers(x) && !y))
			return false;
		for (size_t j = 0; j < x->nrow; j++)
			if (refers(&x->row[j]) && (!y || !by_no(y->row, y->nrow, x->row[j].no)))
				return false;
	}
	return true;
}

static bool same(const struct sifa_kind *a, const struct sifa_kind *b)
{
	return same_sorts(a, b) && same_keys(a, b) && same_clocks(a, b) && same_ends(a, b) &&
	       (!a->nclocks || same_calendar(a->calendar, b->calendar)) && covers(a, b) &&
	       covers(b, a) && same_fields(a, a->date, a->ndate, b, b->date, b->ndate);
}

/* ---- one record ---- */

static int apply_key(void *arg, bool add, enum table t, MDB_val *key)
{
	struct pass *p = arg;
	MDB_val none = {0, NULL};
	int rc;

	if (add)
		return mdb_put(p->txn, p->s->t[t], key, &none, 0);
	rc = mdb_del(p->txn, p->s->t[t], key, NULL);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

static bool holds(const int32_t *month, size_t n, int32_t m)
{
	for (size_t i = 0; i < n; i++)
		if (month[i] == m)
			return true;
	return false;
}

static int move_facts(struct pass *p, const struct sifa_kind *a, const struct sifa_kind *b,
		      uint64_t id, const uint8_t *fixed, size_t n)
{
	int32_t was[8] = {0}, is[8] = {0};
	size_t nwas = fact_months(a, fixed, n, was), nis = fact_months(b, fixed, n, is);
	int rc = 0;

	for (size_t i = 0; !rc && i < nwas; i++)
		if (!holds(is, nis, was[i]))
			rc = fact_del(p->s, p->txn, a->no, was[i], id);
	for (size_t i = 0; !rc && i < nis; i++)
		if (!holds(was, nwas, is[i]))
			rc = fact_put(p->s, p->txn, b->no, is[i], fixed, n);
	return rc;
}

static enum sifa_rc one_record(struct pass *p, const struct sifa_kind *a, const struct sifa_kind *b,
			       const uint8_t *bytes, size_t n, struct sifa_err *err)
{
	struct sifa_record *x = record_new(a), *y = record_new(b);
	enum sifa_rc rc = x && y ? record_decode(x, bytes, n, err) : err_nomem(err);
	const uint8_t *fixed;
	size_t len = 0;

	if (!rc)
		rc = record_decode(y, bytes, n, err);
	if (!rc && (!keylist_fill(&p->was, x) || !keylist_fill(&p->is, y)))
		rc = err_nomem(err);
	if (!rc)
		rc = store_mdb(p->s, keylist_diff(&p->was, &p->is, apply_key, p), err);
	fixed = record_fixed(bytes, n, &len);
	if (!rc && fixed)
		rc = store_mdb(p->s, move_facts(p, a, b, y->id, fixed, len), err);
	sifa_record_free(x);
	sifa_record_free(y);
	return rc;
}

/* ---- all of them ---- */

static enum sifa_rc gone_kinds(struct pass *p, struct sifa_err *err)
{
	for (size_t i = 0; i < p->old->nkinds; i++) {
		const struct sifa_kind *k = p->old->kind[i];
		int64_t n = 0;
		char text[24];

		if (config_kind(p->now, k->id) || config_kind_no(p->now, k->no))
			continue;
		if (count_read(p->s, p->txn, k->no, &n))
			continue;
		snprintf(text, sizeof text, "%lld", (long long)n);
		if (n)
			return err_set(
				err, SIFA_E_CONFIG,
				N_("the kind {1} has {2} records: keep its file, and take it "
				   "out of the menu instead"),
				k->id, text, NULL);
	}
	return SIFA_OK;
}

static enum sifa_rc look_at(struct pass *p, uint64_t id, const MDB_val *v, struct sifa_err *err)
{
	const struct sifa_kind *a, *b;
	const uint8_t *bytes, *fixed;
	size_t n, len;

	bytes = rec_bytes(p->s, id, v, &n);
	fixed = bytes ? record_fixed(bytes, n, &len) : NULL;
	if (!fixed || (fixed[FIX_FLAGS] & SIFA_REC_DELETED)) /* damage is the check's to tell */
		return SIFA_OK;
	a = config_kind_no(p->old, (uint16_t)get_le(fixed + FIX_KIND, 2));
	b = config_kind_no(p->now, (uint16_t)get_le(fixed + FIX_KIND, 2));
	return !a || !b || same(a, b) ? SIFA_OK : one_record(p, a, b, bytes, n, err);
}

static bool any_differs(const struct config *old, const struct config *now)
{
	for (size_t i = 0; i < now->nkinds; i++) {
		const struct sifa_kind *k = config_kind_no(old, now->kind[i]->no);

		if (k && !same(k, now->kind[i]))
			return true;
	}
	return false;
}

enum sifa_rc reindex(struct store *s, MDB_txn *txn, const struct config *old,
		     const struct config *now, struct sifa_err *err)
{
	struct pass p = {.s = s, .txn = txn, .old = old, .now = now};
	MDB_cursor *cu = NULL;
	MDB_val k, v;
	enum sifa_rc rc = gone_kinds(&p, err);
	int m;

	if (rc || !any_differs(old, now))
		return rc;
	m = mdb_cursor_open(txn, s->t[T_REC], &cu);
	while (!m && !rc && !(m = mdb_cursor_get(cu, &k, &v, MDB_NEXT)))
		rc = look_at(&p, get_be(k.mv_data, 8), &v, err);
	if (cu)
		mdb_cursor_close(cu);
	keylist_free(&p.was);
	keylist_free(&p.is);
	if (!rc && m != MDB_NOTFOUND)
		rc = store_mdb(s, m, err);
	return rc;
}
