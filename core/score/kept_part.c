/* kept_part.c - a part: for each tally that counted anything its probe and office, what
 * stands there, and that. Numbers are seven bits a byte, the low ones first. */
#include <stdlib.h>
#include <string.h>

#include "kept_part.h"
#include "points.h"

enum { HAS_VALUE = 1, HAS_FAILED = 2, HAS_LAST = 4, HAS_SERIES = 8, HAS_ROWS = 16, HAS_HITS = 32 };

/* Who adds a member to what is counted adds it to the parts as well: here it shows. */
_Static_assert(sizeof(struct hit) == 3 * 8, "a part holds every member of a hit");
_Static_assert(sizeof(void *) != 8 || sizeof(struct tally) == 16 * 8,
	       "a part holds every member of a tally");

/* ---- writing ---- */

static void put(struct buf *b, uint64_t v)
{
	uint8_t byte[10];
	size_t n = 0;

	for (; v > 0x7F; v >>= 7)
		byte[n++] = (uint8_t)(v | 0x80);
	byte[n++] = (uint8_t)v;
	buf_add(b, byte, n);
}

static int by_amount(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return (x->amount > y->amount) - (x->amount < y->amount);
}

/* Of those that are told apart by their amounts one each will do. */
static void each_once(struct tally *t)
{
	size_t n = 0;

	qsort(t->hit, t->nhit, sizeof *t->hit, by_amount);
	for (size_t i = 0; i < t->nhit; i++)
		if (!n || t->hit[n - 1].amount != t->hit[i].amount)
			t->hit[n++] = t->hit[i];
	t->nhit = n;
}

static void put_rows(struct buf *b, const struct tally *t, size_t width)
{
	put(b, t->nrows);
	buf_add(b, t->rows, t->nrows * width);
	for (size_t i = 0; i < t->nrows; i++) {
		put(b, (uint32_t)t->term[i].from);
		put(b, (uint32_t)t->term[i].to);
	}
}

static void put_hits(struct buf *b, const struct tally *t)
{
	put(b, t->nhit);
	for (size_t i = 0; i < t->nhit; i++) {
		put(b, t->hit[i].id);
		put(b, (uint64_t)t->hit[i].amount);
		put(b, (uint32_t)t->hit[i].day);
		put(b, (uint32_t)t->hit[i].n);
	}
}

static size_t subs_counted(const struct tally *t, size_t subs)
{
	size_t n = 0;

	for (size_t i = 0; t->series && i < subs; i++)
		n += t->series[i] != 0;
	return n;
}

static void put_series(struct buf *b, const struct tally *t, size_t subs, size_t counted)
{
	put(b, counted);
	for (size_t i = 0; i < subs; i++) {
		if (!t->series[i])
			continue;
		put(b, i);
		put(b, (uint64_t)t->series[i]);
	}
}

static void put_tally(struct buf *b, const struct plan *pl, size_t office, struct tally *t,
		      size_t subs)
{
	size_t counted = subs_counted(t, subs);
	unsigned has = 0;

	has |= t->value || t->records ? HAS_VALUE : 0;
	has |= t->failed ? HAS_FAILED : 0;
	has |= t->last != SIFA_DAY_NONE ? HAS_LAST : 0;
	has |= counted ? HAS_SERIES : 0;
	has |= t->nrows ? HAS_ROWS : 0;
	has |= t->nhit ? HAS_HITS : 0;
	if (!has)
		return;
	put(b, pl->p->slot);
	put(b, office);
	put(b, has);
	if (has & HAS_LAST)
		put(b, (uint32_t)t->last);
	if (has & HAS_VALUE) {
		put(b, (uint64_t)t->value);
		put(b, (uint64_t)t->records);
	}
	if (has & HAS_FAILED)
		put(b, (uint64_t)t->failed);
	if (has & HAS_SERIES)
		put_series(b, t, subs, counted);
	if (has & HAS_ROWS)
		put_rows(b, t, pl->p->kind->fixed);
	if (has & HAS_HITS)
		put_hits(b, t);
}

/* What it has allocated it may use again. */
static void empty(struct tally *t, size_t subs)
{
	t->value = t->records = t->failed = 0;
	t->last = SIFA_DAY_NONE;
	t->nrows = t->nhit = 0;
	if (t->series)
		memset(t->series, 0, subs * sizeof *t->series);
}

bool part_write(struct scan *s, struct buf *out)
{
	struct run *r = s->run;

	for (size_t i = 0; i < s->nplans; i++) {
		const struct plan *pl = &s->plan[i];
		size_t subs = run_subs(r, pl->p);

		for (size_t o = 0; o < r->noffices; o++) {
			struct tally *t = &r->tally[pl->p->slot * r->noffices + o];

			if (pl->p->op == PROBE_DISTINCT && t->nhit > 1)
				each_once(t);
			put_tally(out, pl, o, t, subs);
			empty(t, subs);
		}
	}
	return !out->failed;
}

/* ---- reading ---- */

struct reading {
	const uint8_t *p, *end;
	bool bad;
};

static uint64_t take(struct reading *r)
{
	uint64_t v = 0;

	for (unsigned shift = 0; r->p < r->end && shift < 64; shift += 7) {
		uint8_t byte = *r->p++;

		v |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return v;
	}
	r->bad = true;
	return 0;
}

/* How many of at least `size` bytes each can still follow. */
static size_t take_count(struct reading *r, size_t size)
{
	uint64_t n = take(r);

	if (n > (size_t)(r->end - r->p) / size) {
		r->bad = true;
		return 0;
	}
	return (size_t)n;
}

static void add_series(struct reading *r, struct tally *t, size_t subs)
{
	size_t n = take_count(r, 2);

	for (size_t i = 0; i < n && !r->bad; i++) {
		uint64_t at = take(r);
		int64_t v = (int64_t)take(r);

		if (at >= subs || !t->series)
			r->bad = true;
		else
			t->series[at] = points_sum(t->series[at], v);
	}
}

static bool add_rows(struct reading *r, struct tally *t, size_t width)
{
	size_t n = take_count(r, width + 2);

	if (!n)
		return true;
	if (!grow(&t->rows, &t->rowcap, (t->nrows + n) * width, 1) ||
	    !grow(&t->term, &t->termcap, t->nrows + n, sizeof *t->term))
		return false;
	memcpy(t->rows + t->nrows * width, r->p, n * width);
	r->p += n * width;
	for (size_t i = 0; i < n; i++) {
		struct days d = {0, 0};

		d.from = (sifa_day)(uint32_t)take(r);
		d.to = (sifa_day)(uint32_t)take(r);
		t->term[t->nrows++] = d;
	}
	return true;
}

static bool add_hits(struct reading *r, struct tally *t, bool skip)
{
	size_t n = take_count(r, 4);

	if (!skip && !grow(&t->hit, &t->hitcap, t->nhit + n, sizeof *t->hit))
		return false;
	for (size_t i = 0; i < n && !r->bad; i++) {
		struct hit h = {0};

		h.id = take(r);
		h.amount = (int64_t)take(r);
		h.day = (sifa_day)(uint32_t)take(r);
		h.n = (int32_t)(uint32_t)take(r);
		if (!skip)
			t->hit[t->nhit++] = h;
	}
	return true;
}

/* Of the last day only: what came before is replaced; a day before it adds nothing. */
static bool is_older(struct tally *t, sifa_day last)
{
	if (last > t->last) {
		t->last = last;
		t->value = t->records = 0;
		t->nhit = 0;
	}
	return last < t->last;
}

static bool add_tally(struct run *run, struct reading *r)
{
	uint64_t slot = take(r), office = take(r), has = take(r);
	const struct probe *p;
	bool skip = false;
	struct tally *t;

	if (r->bad || slot >= run->probes->n || office >= run->noffices) {
		r->bad = true;
		return true;
	}
	p = run->probes->v[slot];
	t = &run->tally[slot * run->noffices + office];
	if (has & HAS_LAST)
		skip = is_older(t, (sifa_day)(uint32_t)take(r));
	if (has & HAS_VALUE) {
		int64_t value = (int64_t)take(r), records = (int64_t)take(r);

		t->value = points_sum(t->value, skip ? 0 : value);
		t->records += skip ? 0 : records;
	}
	if (has & HAS_FAILED)
		t->failed += (int64_t)take(r);
	if (has & HAS_SERIES)
		add_series(r, t, run_subs(run, p));
	if (has & HAS_ROWS && !add_rows(r, t, p->kind->fixed))
		return false;
	return !(has & HAS_HITS) || add_hits(r, t, skip);
}

enum sifa_rc part_add(struct run *run, const uint8_t *p, size_t n)
{
	struct reading r = {p, p + n, false};

	while (r.p < r.end && !r.bad)
		if (!add_tally(run, &r))
			return SIFA_E_NOMEM;
	return r.bad ? SIFA_E_DAMAGED : SIFA_OK;
}
