/* scan.c - the hot loop of the score. A block of fact rows holds one month; each probe
 * takes the rows whose own counting day lies in that month, so a record with rows in
 * several months is counted once. */
#include <stdlib.h>
#include <string.h>

#include "kept.h"
#include "take.h"

struct whose {			/* the rows of a chunk */
	uint32_t claim[CHUNK];	/* the first one on the row's unit */
	uint32_t office[CHUNK]; /* of a whole claim; else noffices */
	bool divided;		/* some claims are not whole */
	bool mapped;		/* all this is known */
};

/* ---- whose row it is ---- */

/* A unit is itself what counts for those above it, whoever keeps its record. */
static size_t unit_offset(const struct scan *s, const struct sifa_kind *k)
{
	return k == s->run->view->se->sifa->config->unit ? FIX_ID : FIX_UNIT;
}

static bool is_handed(const struct scan *s, const uint8_t *row)
{
	return s->run->handed.n && (row[FIX_FLAGS] & SIFA_REC_HANDED);
}

static void map_units(const struct scan *s, const struct chunk *c, struct whose *w)
{
	const uint32_t none = (uint32_t)s->run->noffices;
	const size_t unit_at = unit_offset(s, s->kind);
	const bool handed = s->run->handed.n;
	uint32_t claim = IDMAP_NONE, office = none;
	uint64_t last = 0;

	w->divided = false;
	for (size_t i = 0; i < c->n; i++) {
		const uint8_t *row = chunk_row(c, i);
		uint64_t unit = get_le(row + unit_at, 8);

		if (unit != last) {
			const struct claim *of;

			last = unit;
			claim = idmap_get(&s->claims->unit, unit);
			of = claim == IDMAP_NONE ? NULL : &s->claims->v[claim];
			office = of && of->whole ? of->office : none;
			w->divided |= of && !of->whole;
		}
		w->claim[i] = claim;
		w->office[i] = office;
		if (handed && (row[FIX_FLAGS] & SIFA_REC_HANDED)) {
			w->office[i] = none;
			w->divided = true;
		}
	}
	w->mapped = true;
}

/* Through a reference, such as the station that took the case in. */
static uint32_t claim_via(struct scan *s, const struct plan *pl, const struct chunk *c,
			  const struct whose *w, size_t at)
{
	const struct sifa_field *via = pl->p->via;
	uint64_t to = slot_get(via, chunk_row(c, at), c->width);
	uint32_t nobody = (uint32_t)s->claims->n, claim;
	const uint8_t *fixed;
	size_t n;

	if (to <= SIFA_PENDING)
		return w->claim[at];
	claim = idmap_get(&s->via, to);
	if (claim == IDMAP_NONE) {
		if (view_score_fixed(s->run->view, to, &fixed, &n, NULL))
			return w->claim[at];
		/* one behind the last claim: nobody's */
		claim = idmap_get(&s->claims->unit, get_le(fixed + unit_offset(s, via->target), 8));
		if (!idmap_put(&s->via, to, claim == IDMAP_NONE ? nobody : claim))
			s->failed = true;
	}
	return claim == nobody ? IDMAP_NONE : claim;
}

/* Does the row count on a day of the claim? What happened counts on its day; what
 * is on register, or on the books, while it is there. */
static bool falls_to(const struct scan *s, const struct probe *p, const uint8_t *row, size_t width,
		     const struct claim *c)
{
	const struct days *d = &c->days, own = stock_days(s->run, p);
	sifa_day a = own.from, b = own.to, day;

	if (c->whole)
		return true;
	if (p->date && !p->stock) {
		day = day_of_slot(slot_get(p->date, row, width));
		return day >= d->from && day <= d->to;
	}
	a = d->from > a ? d->from : a;
	b = d->to < b ? d->to : b;
	if (a > b || p->stock)
		return a <= b && run_on_register(p, row, width, a, b);
	day = home_day(s->kind, row, width);
	return day == SIFA_DAY_NONE || day <= b;
}

/* The claims on the row: of what was handed over those on whom it was with on the day
 * that counts; what is on register is with whom it is with at the end. */
static uint32_t claim_on(const struct scan *s, const struct probe *p, const struct chunk *c,
			 const struct whose *w, size_t at)
{
	const uint8_t *row = chunk_row(c, at);
	sifa_day day = s->run->end;

	if (!is_handed(s, row))
		return w->claim[at];
	if (p->date && !p->stock)
		day = day_of_slot(slot_get(p->date, row, c->width));
	return idmap_get(&s->claims->unit, handed_unit(&s->run->handed, get_le(row + FIX_ID, 8),
						       day, get_le(row + FIX_UNIT, 8)));
}

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
