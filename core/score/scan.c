/* scan.c - the hot loop of the score. A block of fact rows holds one month;
 * for each probe the rows whose own counting day lies in that month are
 * selected first, then each range test shortens the selection. So a record with
 * rows in several months is counted once, and most probes end after one test. */
#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "kept.h"
#include "points.h"

enum { CHUNK = 128 };

struct block { /* a chunk of rows and what several probes want to know of it */
	const uint8_t *rows;
	size_t width, n;
	int32_t month;
	sifa_day first, last;
	bool mapped;
	uint32_t claim[CHUNK];	/* the first one on the row's unit */
	uint32_t office[CHUNK]; /* of a whole claim; else noffices */
	bool divided;		/* some claims are not whole */
	/* the rows of the day, then after each range of the plan before: the next
	 * plan goes on from where both begin alike */
	uint8_t sel[SCAN_RANGES + 1][CHUNK];
	size_t nsel[SCAN_RANGES + 1], levels;
	bool started;
};

/* ---- selecting rows ---- */

/* Of the rows `from` those whose slot lies in the range; `to` may be `from`. */
static inline size_t keep(const uint8_t *rows, size_t stride, unsigned width,
			  const struct where_range *r, const uint8_t *from, size_t n, uint8_t *to)
{
	const uint64_t lo = r->lo, span = r->hi - lo;
	size_t k = 0, i = 0;

	/* Four at a time: a byte written to `to` might be of the ranges, for all the compiler
	 * knows, and a row's place is known only when the one before it was judged. */
	for (; i + 4 <= n; i += 4) {
		uint8_t a = from[i], b = from[i + 1], c = from[i + 2], d = from[i + 3];
		size_t ka = slot_load(rows + a * stride, width) - lo <= span;
		size_t kb = slot_load(rows + b * stride, width) - lo <= span;
		size_t kc = slot_load(rows + c * stride, width) - lo <= span;
		size_t kd = slot_load(rows + d * stride, width) - lo <= span;

		to[k] = a;
		to[k += ka] = b;
		to[k += kb] = c;
		to[k += kc] = d;
		k += kd;
	}
	for (; i < n; i++) {
		uint8_t row = from[i];

		to[k] = row;
		k += slot_load(rows + row * stride, width) - lo <= span;
	}
	return k;
}

/* The same of days since another date of the row. */
static size_t keep_since(const uint8_t *rows, size_t stride, const struct where_range *r,
			 const uint8_t *from, size_t n, uint8_t *to)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t row = from[i];
		uint64_t v = slot_load(rows + row * stride + r->offset, r->width);
		uint64_t since = slot_load(rows + row * stride + r->other, r->width);

		to[k] = row;
		k += (since >= SIFA_SET) & (v >= since) & (v - since <= r->hi);
	}
	return k;
}

static size_t select_range(const struct block *b, const struct where_range *r, const uint8_t *from,
			   size_t n, uint8_t *to)
{
	const uint8_t *rows = b->rows + r->offset;

	if (r->offset + r->width > b->width) { /* written before the field was: all absent */
		memmove(to, from, n);
		return r->lo == 0 && !r->other ? n : 0;
	}
	if (r->other)
		return r->other + r->width > b->width
			       ? 0
			       : keep_since(b->rows, b->width, r, from, n, to);
	if (r->lo > r->hi)
		return 0;
	switch (r->width) { /* a loop for each width: the compiler makes each tight */
	case 1:
		return keep(rows, b->width, 1, r, from, n, to);
	case 2:
		return keep(rows, b->width, 2, r, from, n, to);
	case 4:
		return keep(rows, b->width, 4, r, from, n, to);
	default:
		return keep(rows, b->width, 8, r, from, n, to);
	}
}

static sifa_day home_day(const struct sifa_kind *k, const uint8_t *row, size_t width)
{
	for (size_t i = 0; i < k->ndate; i++) {
		sifa_day d = day_of_slot(slot_get(&k->field[k->date[i]], row, width));

		if (d != SIFA_DAY_NONE)
			return d;
	}
	return SIFA_DAY_NONE;
}

/* Rows whose counting day lies in this month and in the probe's bounds. */
static void select_day(const struct scan *s, struct block *b, const struct plan *pl)
{
	const struct sifa_field *date = pl->p->date;
	sifa_day lo = pl->lo > b->first ? pl->lo : b->first;
	sifa_day hi = pl->hi < b->last ? pl->hi : b->last;
	uint8_t *sel = b->sel[0];

	for (size_t i = 0; i < b->n; i++)
		sel[i] = (uint8_t)i;
	b->nsel[0] = b->n;
	if (date && lo == b->first && hi == b->last && s->kind->ndate == 1)
		return; /* it is what put the rows into this month */
	if (date) {
		struct where_range r = {date->offset, 0, (uint8_t)slot_width(SIFA_DATE),
					slot_of_day(lo), slot_of_day(hi)};

		b->nsel[0] = lo > hi ? 0 : select_range(b, &r, sel, b->n, sel);
		return;
	}
	if (b->month == FACT_NO_MONTH)
		return;
	b->nsel[0] = 0;
	for (size_t i = 0; i < b->n; i++) {
		sifa_day d = home_day(s->kind, b->rows + i * b->width, b->width);

		if (d != SIFA_DAY_NONE && d >= lo && d <= hi)
			sel[b->nsel[0]++] = (uint8_t)i;
	}
}

/* Rows that pass the day and every range; its level in b->sel. */
static size_t select_ranges(const struct scan *s, struct block *b, const struct plan *pl)
{
	size_t at = pl->shared < b->levels ? pl->shared : b->levels;

	if (!b->started || !pl->same_day) {
		select_day(s, b, pl);
		b->started = true;
		at = 0;
	}
	for (; at < pl->where.n && b->nsel[at]; at++)
		b->nsel[at + 1] = select_range(b, &pl->where.range[at], b->sel[at], b->nsel[at],
					       b->sel[at + 1]);
	b->levels = at; /* behind it nothing is left, or no range */
	return at;
}

bool run_on_register(const struct probe *p, const uint8_t *row, size_t width, sifa_day a,
		     sifa_day b)
{
	sifa_day from = day_of_slot(slot_get(p->date, row, width));
	sifa_day until = p->until ? day_of_slot(slot_get(p->until, row, width)) : SIFA_DAY_NONE;

	if (from == SIFA_DAY_NONE || from > b)
		return false;
	return until == SIFA_DAY_NONE || (from > a ? from : a) < until;
}

/* The days of the period on which a stock counts, or what is on the books: of a table, where
 * one unit's figures are added to another's, those of whoever has it at the end. */
static struct days stock_days(const struct run *r, const struct probe *p)
{
	bool at_end = p->on_day || (!p->date && !r->letter);
	struct days d = {at_end ? r->end : r->start, r->end};

	if (!p->term.set)
		return d;
	d.to = d.to < p->term.to ? d.to : p->term.to;
	if (p->on_day)
		d.from = d.to;
	d.from = d.from > p->term.from ? d.from : p->term.from;
	return d;
}

static size_t select_stock(const struct scan *s, const struct block *b, const struct probe *p,
			   const uint8_t *from_rows, size_t n, uint8_t *to)
{
	struct days d = stock_days(s->run, p);
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t row = from_rows[i];

		to[k] = row;
		k += d.from <= d.to &&
		     run_on_register(p, b->rows + row * b->width, b->width, d.from, d.to);
	}
	return k;
}

/* ---- whose row it is ---- */

/* A unit is itself what counts for those above it, whoever keeps its record. */
static uint64_t unit_of(const struct scan *s, const struct sifa_kind *k, const uint8_t *fixed)
{
	bool is_unit = k == s->run->view->se->sifa->config->unit;

	return get_le(fixed + (is_unit ? FIX_ID : FIX_UNIT), 8);
}

static bool is_handed(const struct scan *s, const uint8_t *row)
{
	return s->run->handed.n && (row[FIX_FLAGS] & SIFA_REC_HANDED);
}

static void map_units(const struct scan *s, struct block *b)
{
	uint32_t none = (uint32_t)s->run->noffices, claim = IDMAP_NONE, office = none;
	uint64_t last = 0;

	for (size_t i = 0; i < b->n; i++) {
		uint64_t unit = unit_of(s, s->kind, b->rows + i * b->width);

		if (unit != last) {
			const struct claim *c;

			last = unit;
			office = none;
			claim = idmap_get(&s->claims->unit, unit);
			c = claim == IDMAP_NONE ? NULL : &s->claims->v[claim];
			if (c && c->whole)
				office = c->office;
			b->divided = b->divided || (c && office == none);
		}
		b->claim[i] = claim;
		b->office[i] = office;
		if (is_handed(s, b->rows + i * b->width)) {
			b->office[i] = none;
			b->divided = true;
		}
	}
	b->mapped = true;
}

/* Through a reference, such as the station that took the case in. */
static uint32_t claim_via(struct scan *s, const struct plan *pl, const struct block *b, size_t i)
{
	const struct sifa_field *via = pl->p->via;
	uint64_t to = slot_get(via, b->rows + i * b->width, b->width);
	uint32_t nobody = (uint32_t)s->claims->n, claim;
	const uint8_t *fixed;
	size_t n;

	if (to <= SIFA_PENDING)
		return b->claim[i];
	claim = idmap_get(&s->via, to);
	if (claim == IDMAP_NONE) {
		if (view_score_fixed(s->run->view, to, &fixed, &n, NULL))
			return b->claim[i];
		/* one behind the last claim: nobody's */
		claim = idmap_get(&s->claims->unit, unit_of(s, via->target, fixed));
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
static uint32_t claim_on(const struct scan *s, const struct probe *p, const struct block *b,
			 size_t i)
{
	const uint8_t *row = b->rows + i * b->width;
	sifa_day day = s->run->end;

	if (!is_handed(s, row))
		return b->claim[i];
	if (p->date && !p->stock)
		day = day_of_slot(slot_get(p->date, row, b->width));
	return idmap_get(&s->claims->unit, handed_unit(&s->run->handed, get_le(row + FIX_ID, 8),
						       day, get_le(row + FIX_UNIT, 8)));
}

/* ---- keeping ---- */

static bool add_hit(struct hit **v, size_t *n, size_t *cap, struct hit h)
{
	if (!grow(v, cap, *n + 1, sizeof **v))
		return false;
	(*v)[(*n)++] = h;
	return true;
}

static bool add_row(struct tally *t, const struct sifa_kind *k, const uint8_t *row, size_t width,
		    struct days term)
{
	uint8_t *to;

	if (!grow(&t->rows, &t->rowcap, (t->nrows + 1) * k->fixed, 1) ||
	    !grow(&t->term, &t->termcap, t->nrows + 1, sizeof *t->term))
		return false;
	t->term[t->nrows] = term;
	to = t->rows + t->nrows++ * k->fixed;
	memset(to, 0, k->fixed);
	memcpy(to, row, width < k->fixed ? width : k->fixed);
	return true;
}

/* Nothing where one of the days is not known, or they stand in the wrong order. */
static int64_t days_since(const struct probe *p, const struct sifa_value *day, const uint8_t *row,
			  size_t width)
{
	struct sifa_value first;

	slot_value(p->since, slot_get(p->since, row, width), &first);
	return day->state == SIFA_SET && first.state == SIFA_SET && day->n > first.n
		       ? day->n - first.n
		       : 0;
}

/* Points are not lost by what is below nothing; a table adds what was taken back, too. */
static int64_t amount_of(const struct run *r, const struct probe *p, const uint8_t *row,
			 size_t width)
{
	struct sifa_value v;
	uint64_t slot;

	if (p->op == PROBE_COUNT && p->shape != PROBE_PAIRS)
		return 1;
	slot = slot_get(p->field, row, width);
	if (p->op == PROBE_DISTINCT || p->shape == PROBE_PAIRS)
		return (int64_t)slot;
	slot_value(p->field, slot, &v);
	if (p->since)
		return days_since(p, &v, row, width);
	return v.state == SIFA_SET && (v.n > 0 || !r->letter) ? v.n : 0;
}

/* Of a duty of two offices what falls to the one that keeps the record, or to the other.
 * Hundredths; without the other office, or a percentage, all of it is the first one's. */
static int64_t share_of(const struct run *r, const struct probe *p, const uint8_t *row,
			size_t width, bool other)
{
	int64_t all = amount_of(r, p, row, width), first;
	struct sifa_value percent;

	if (!p->with)
		return other ? 0 : all;
	if (p->op == PROBE_COUNT || p->field->type != SIFA_MONEY)
		all = points_times(all, 100);
	slot_value(p->percent, slot_get(p->percent, row, width), &percent);
	if (slot_get(p->with, row, width) <= SIFA_PENDING || percent.state != SIFA_SET ||
	    percent.n < 0 || percent.n > 100)
		return other ? 0 : all;
	first = all < 0 ? -points_part(-all, percent.n, 100) : points_part(all, percent.n, 100);
	return other ? all - first : first;
}

int32_t run_act_amount(const struct probe *p, const uint8_t *row, size_t width)
{
	struct sifa_value v = {0};

	if (!p->amount)
		return 1;
	slot_value(p->amount, slot_get(p->amount, row, width), &v);
	return v.state == SIFA_SET && v.n > 0 && v.n < 1000000 ? (int32_t)v.n : 0;
}

/* A sub-period's number by month; a row in a stock belongs to several. */
static void add_series(const struct scan *s, struct tally *t, const struct plan *pl,
		       const struct block *b, const uint8_t *row, const struct days *d,
		       int64_t amount)
{
	const struct run *r = s->run;
	unsigned step = pl->p->step;

	if (!pl->p->stock) {
		int32_t m = b->month - r->month0;

		if (m >= 0 && m < (int32_t)r->months)
			t->series[(unsigned)m / step] =
				points_sum(t->series[(unsigned)m / step], amount);
		return;
	}
	for (unsigned i = 0; i * step < r->months; i++) {
		int32_t m = r->month0 + (int32_t)(i * step);
		sifa_day first = month_first(m), last = month_last(m + (int32_t)step - 1);

		first = d->from > first ? d->from : first;
		last = d->to < last ? d->to : last;
		if (first <= last && run_on_register(pl->p, row, b->width, first, last))
			t->series[i] = points_sum(t->series[i], amount);
	}
}

/* The last day's records replace those of days before, whatever they say. */
static bool is_latest(struct tally *t, const struct plan *pl, const uint8_t *row, size_t width,
		      sifa_day day)
{
	if (day < t->last)
		return false;
	if (day > t->last) {
		t->last = day;
		t->value = t->records = 0;
		t->nhit = 0;
	}
	return where_match(pl->p->latest, row, width);
}

static bool take(struct scan *s, const struct plan *pl, const struct block *b, size_t i,
		 const struct claim *c, bool other)
{
	const uint8_t *row = b->rows + i * b->width;
	const struct probe *p = pl->p;
	struct tally *t = &s->run->tally[p->slot * s->run->noffices + c->office];
	struct hit h = {get_le(row + FIX_ID, 8), share_of(s->run, p, row, b->width, other),
			SIFA_DAY_NONE, 1};

	if ((p->op == PROBE_DISTINCT || p->shape == PROBE_PAIRS) &&
	    (uint64_t)h.amount <= SIFA_PENDING)
		return true; /* no value to tell apart */
	if (p->amount)
		h.n = run_act_amount(p, row, b->width);
	if (p->op == PROBE_DISTINCT && s->run->same.n)
		h.amount = (int64_t)same_of(&s->run->same, (uint64_t)h.amount);
	if (p->date)
		h.day = day_of_slot(slot_get(p->date, row, b->width));
	if (p->latest && !is_latest(t, pl, row, b->width, h.day))
		return true;
	t->records++;
	if (p->op != PROBE_DISTINCT)
		t->value = points_sum(t->value, p->shape == PROBE_PAIRS ? 1 : h.amount);
	if (p->shape == PROBE_SERIES)
		add_series(s, t, pl, b, row, &c->days, h.amount);
	if (p->shape == PROBE_ROWS && !add_row(t, s->kind, row, b->width, c->days))
		return false;
	if (s->run->collect || p->op == PROBE_DISTINCT || p->shape == PROBE_PAIRS)
		return add_hit(&t->hit, &t->nhit, &t->hitcap, h);
	return true;
}

static bool refuse(struct scan *s, const struct plan *pl, const struct block *b, size_t i,
		   const struct claim *c)
{
	const uint8_t *row = b->rows + i * b->width;
	struct tally *t = &s->run->tally[pl->p->slot * s->run->noffices + c->office];
	struct hit h = {get_le(row + FIX_ID, 8), 0, SIFA_DAY_NONE, 1};

	t->failed++;
	return !s->run->collect || add_hit(&t->fail, &t->nfail, &t->failcap, h);
}

/* ---- a probe over a chunk ---- */

static void count_claims(struct scan *s, const struct plan *pl, const struct block *b, size_t at,
			 uint32_t k, bool other)
{
	const uint8_t *row = b->rows + at * b->width;

	for (; k != IDMAP_NONE && !s->failed; k = s->claims->v[k].next) {
		const struct claim *c = &s->claims->v[k];

		if (!falls_to(s, pl->p, row, b->width, c))
			continue;
		if (pl->p->guard && !where_match(pl->p->guard, row, b->width))
			s->failed = !refuse(s, pl, b, at, c);
		else
			s->failed = !take(s, pl, b, at, c, other);
	}
}

static void count_slow(struct scan *s, const struct plan *pl, struct block *b, const uint8_t *sel,
		       size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t at = sel[i];
		const uint8_t *row = b->rows + at * b->width;
		uint32_t k = pl->p->via ? claim_via(s, pl, b, at) : claim_on(s, pl->p, b, at);

		count_claims(s, pl, b, at, k, false);
		if (pl->p->with && share_of(s->run, pl->p, row, b->width, true) > 0)
			count_claims(
				s, pl, b, at,
				idmap_get(&s->claims->unit, slot_get(pl->p->with, row, b->width)),
				true);
	}
}

static void count_divided(const struct scan *s, const struct plan *pl, const struct block *b,
			  const uint8_t *sel, size_t n, int64_t *count)
{
	for (size_t i = 0; i < n; i++) {
		const uint8_t *row = b->rows + sel[i] * b->width;

		if (b->office[sel[i]] != s->run->noffices)
			continue;
		for (uint32_t k = claim_on(s, pl->p, b, sel[i]); k != IDMAP_NONE;
		     k = s->claims->v[k].next)
			if (falls_to(s, pl->p, row, b->width, &s->claims->v[k]))
				count[s->claims->v[k].office]++;
	}
}

static void count_fast(const struct scan *s, const struct plan *pl, const struct block *b,
		       const uint8_t *sel, size_t n)
{
	int64_t *count = pl->count;

	if (pl->p->shape == PROBE_SERIES) {
		int32_t m = b->month - s->run->month0;

		if (m < 0 || m >= (int32_t)s->run->months)
			return;
		count += (size_t)m / pl->p->step * (s->run->noffices + 1);
	}
	for (size_t i = 0; i < n; i++)
		count[b->office[sel[i]]]++;
	if (b->divided)
		count_divided(s, pl, b, sel, n, count);
}

/* What the ranges could not say. */
static size_t select_rest(const struct block *b, const struct filter *f, const uint8_t *from,
			  size_t n, uint8_t *to)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t row = from[i];

		to[k] = row;
		k += where_match(f->where, b->rows + row * b->width, b->width);
	}
	return k;
}

static void probe_block(struct scan *s, const struct plan *pl, struct block *b)
{
	size_t at = select_ranges(s, b, pl), n = b->nsel[at];
	const uint8_t *sel = b->sel[at];
	uint8_t rest[CHUNK];

	if (n && !pl->where.whole) {
		n = select_rest(b, &pl->where, sel, n, rest);
		sel = rest;
	}
	if (n && pl->p->stock) {
		n = select_stock(s, b, pl->p, sel, n, rest);
		sel = rest;
	}
	if (!n)
		return;
	if (!b->mapped)
		map_units(s, b);
	if (pl->fast)
		count_fast(s, pl, b, sel, n);
	else
		count_slow(s, pl, b, sel, n);
}

bool scan_wants(const struct plan *pl, int32_t month)
{
	return month == FACT_NO_MONTH ? !pl->p->date : month >= pl->m0 && month <= pl->m1;
}

static bool one_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct scan *s = arg;

	while (n && !s->failed) {
		struct block b = {.rows = rows, .width = width, .month = month};

		b.n = n < CHUNK ? n : CHUNK;
		if (month != FACT_NO_MONTH) {
			b.first = month_first(month);
			b.last = month_last(month);
		} else { /* no probe that counts by a date looks in here */
			b.first = 1;
			b.last = 0;
		}
		for (size_t i = 0; i < s->nplans; i++) {
			const struct plan *pl = &s->plan[i];

			if (scan_wants(pl, month))
				probe_block(s, pl, &b);
		}
		rows += b.n * width;
		n -= b.n;
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
	rc = s->kept ? kept_scan(s->kept, s, m0, m1, err) : scan_months(s, m0, m1, err);
	idmap_free(&s->via);
	return rc;
}
