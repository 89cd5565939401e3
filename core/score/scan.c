/* scan.c - the hot loop of the score. A block of fact rows holds one month; each probe
 * takes the rows whose own counting day lies in that month, so a record with rows in
 * several months is counted once. */
#include <stdlib.h>
#include <string.h>

#include "kept.h"
#include "take.h"
#include "whose.h"

/* ---- a probe over a chunk ---- */

static void count_claims(struct scan *s, const struct plan *pl, const struct chunk *c, size_t at,
			 uint32_t k, bool other)
{
	const uint8_t *row = chunk_row(c, at);

	for (; k != IDMAP_NONE && !s->failed; k = s->claims->v[k].next) {
		const struct claim *by = &s->claims->v[k];

		if (!falls_to(s, pl->p, row, c->width, by))
			continue;
		if (pl->p->guard && !where_match(pl->p->guard, row, c->width))
			s->failed = !refuse_row(s, pl, c, at, by);
		else
			s->failed = !take_row(s, pl, c, at, by, other);
	}
}

static void count_slow(struct scan *s, const struct plan *pl, const struct chunk *c,
		       const struct whose *w, struct rows set)
{
	const struct probe *p = pl->p;
	size_t at;

	while (rows_next(&set, &at)) {
		const uint8_t *row = chunk_row(c, at);

		count_claims(s, pl, c, at,
			     p->via ? claim_via(s, pl, c, w, at) : claim_on(s, p, c, w, at), false);
		if (p->with && share_of(s->run, p, row, c->width, true) > 0)
			count_claims(s, pl, c, at,
				     idmap_get(&s->claims->unit, slot_get(p->with, row, c->width)),
				     true);
	}
}

static void count_divided(const struct scan *s, const struct plan *pl, const struct chunk *c,
			  const struct whose *w, struct rows set, int64_t *count)
{
	size_t at;

	while (rows_next(&set, &at)) {
		if (w->office[at] != s->run->noffices)
			continue;
		for (uint32_t k = claim_on(s, pl->p, c, w, at); k != IDMAP_NONE;
		     k = s->claims->v[k].next)
			if (falls_to(s, pl->p, chunk_row(c, at), c->width, &s->claims->v[k]))
				count[s->claims->v[k].office]++;
	}
}

static void count_fast(const struct scan *s, const struct plan *pl, const struct chunk *c,
		       const struct whose *w, const struct rows *set)
{
	int64_t *count = pl->count;

	if (pl->p->shape == PROBE_SERIES) {
		int32_t m = c->month - s->run->month0;

		if (m < 0 || m >= (int32_t)s->run->months)
			return;
		count += (size_t)m / pl->p->step * (s->run->noffices + 1);
	}
	for (size_t i = 0; i < CHUNK_WORDS; i++)
		for (uint64_t left = set->word[i]; left; left &= left - 1)
			count[w->office[i * 64 + (size_t)__builtin_ctzll(left)]]++;
	if (w->divided)
		count_divided(s, pl, c, w, *set, count);
}

static void count_rows(struct scan *s, const struct plan *pl, const struct chunk *c,
		       const struct rows *set, void *arg)
{
	struct whose *w = arg;

	if (!w->mapped)
		map_units(s, c, w);
	if (pl->fast)
		count_fast(s, pl, c, w, set);
	else
		count_slow(s, pl, c, w, *set);
}

bool scan_wants(const struct plan *pl, int32_t month)
{
	return month == FACT_NO_MONTH ? !pl->p->date : month >= pl->m0 && month <= pl->m1;
}

/* The first rows, as many as a chunk takes. */
static struct chunk next_chunk(struct scan *s, int32_t month, const uint8_t *rows, size_t width,
			       size_t n)
{
	struct chunk c = {.row = rows,
			  .width = width,
			  .n = n < CHUNK ? n : CHUNK,
			  .month = month,
			  .first = 1,
			  .no = ++s->chunks};

	if (month != FACT_NO_MONTH) { /* no probe that counts by a date looks into that one */
		c.first = month_first(month);
		c.last = month_last(month);
	}
	for (size_t i = 0; i < c.n; i += 64)
		c.all.word[i / 64] = UINT64_MAX >> (c.n - i < 64 ? 64 - (c.n - i) : 0);
	return c;
}

static bool one_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct scan *s = arg;

	while (n && !s->failed) {
		struct chunk c = next_chunk(s, month, rows, width, n);
		struct whose w;

		w.mapped = false;
		select_rows(s, &c, count_rows, &w);
		rows += c.n * width;
		n -= c.n;
	}
	return !s->failed;
}

/* What a plan only counted goes into its tallies; its counters begin again. */
static void fold(struct run *r, const struct plan *pl)
{
	size_t row = r->noffices + 1, subs = run_subs(r, pl->p);

	for (size_t o = 0; o < r->noffices; o++) {
		struct tally *t = &r->tally[pl->p->slot * r->noffices + o];

		for (size_t i = 0; i < subs; i++) {
			int64_t n = pl->count[i * row + o];

			t->value += n;
			t->records += n;
			if (t->series)
				t->series[i] += n;
		}
	}
	memset(pl->count, 0, row * subs * sizeof *pl->count);
}

static enum sifa_rc fold_all(struct scan *s, enum sifa_rc rc, struct sifa_err *err)
{
	if (!rc && s->failed)
		rc = err_nomem(err);
	for (size_t i = 0; i < s->nplans && !rc; i++)
		if (s->plan[i].fast)
			fold(s->run, &s->plan[i]);
	return rc;
}

enum sifa_rc scan_months(struct scan *s, int32_t m0, int32_t m1, struct sifa_err *err)
{
	return fold_all(s, view_facts(s->run->view, s->kind, m0, m1, one_block, s, err), err);
}

enum sifa_rc scan_piece(struct scan *s, int32_t month, uint64_t first, uint64_t last,
			struct sifa_err *err)
{
	enum sifa_rc rc = view_piece(s->run->view, s->kind, month, first, last, one_block, s, err);

	return fold_all(s, rc, err);
}

enum sifa_rc scan_kind(struct scan *s, struct sifa_err *err)
{
	int32_t m0 = INT32_MAX, m1 = FACT_NO_MONTH;
	enum sifa_rc rc;

	for (size_t i = 0; i < s->nplans; i++) {
		const struct plan *pl = &s->plan[i];

		if (!pl->p->date)
			m0 = FACT_NO_MONTH;
		else if (pl->m0 < m0)
			m0 = pl->m0;
		if (pl->m1 > m1)
			m1 = pl->m1;
	}
	if (!tests_make(s))
		rc = err_nomem(err);
	else
		rc = s->kept ? kept_scan(s->kept, s, m0, m1, err) : scan_months(s, m0, m1, err);
	idmap_free(&s->via);
	tests_free(&s->tests);
	return rc;
}
