/* select.c - the tests of a scan, and the sets of rows that answer them. */
#include "select.h"

#include <stdlib.h>
#include <string.h>

/* ---- making the tests ---- */

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 29;
}

static bool same_range(const struct where_range *a, const struct where_range *b)
{
	return a->offset == b->offset && a->other == b->other && a->lo == b->lo && a->hi == b->hi;
}

static bool same_day(const struct plan *a, const struct plan *b)
{
	return !a == !b && (!a || (a->p->date == b->p->date && a->lo == b->lo && a->hi == b->hi));
}

/* Two that fall on one number are two tests, whether they are the same or not. */
static bool add_test(struct scan *s, struct plan *pl, const struct test *t)
{
	const struct where_range *r = &t->range;
	struct tests *all = &s->tests;
	uint64_t h = mix(mix(mix(mix(1, (uint64_t)r->offset << 32 | r->other), r->lo), r->hi),
			 t->day ? (uint64_t)(uint32_t)t->day->lo << 32 | (uint32_t)t->day->hi : 0);
	uint32_t at = idmap_get(&all->index, h | 1);

	if (at == IDMAP_NONE || !same_range(&all->v[at].range, r) ||
	    !same_day(all->v[at].day, t->day)) {
		at = (uint32_t)all->n;
		if (!grow(&all->v, &all->cap, all->n + 1, sizeof *all->v) ||
		    !idmap_put(&all->index, h | 1, at))
			return false;
		all->v[all->n++] = *t;
	}
	pl->test[pl->ntests++] = at;
	return true;
}

static bool add_day(struct scan *s, struct plan *pl)
{
	const struct sifa_field *date = pl->p->date;
	struct test t = {.day = pl};

	if (date) {
		t.range.offset = date->offset;
		t.range.width = (uint8_t)slot_width(SIFA_DATE);
	}
	pl->ntests = 0;
	return add_test(s, pl, &t);
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool add_ranges(struct scan *s, struct plan *pl)
{
	for (size_t i = 0; i < pl->where.n; i++)
		if (!add_test(s, pl, &(struct test){.range = pl->where.range[i]}))
			return false;
	qsort(pl->test, pl->ntests, sizeof *pl->test, by_number);
	return true;
}

/* ---- the order in which they are asked ---- */

static size_t alike(const struct plan *a, const struct plan *b)
{
	size_t n = 0;

	while (n < a->ntests && n < b->ntests && a->test[n] == b->test[n])
		n++;
	return n;
}

static int by_tests(const void *a, const void *b)
{
	const struct plan *x = *(const struct plan *const *)a, *y = *(const struct plan *const *)b;
	size_t n = alike(x, y);

	if (n < x->ntests && n < y->ntests)
		return x->test[n] < y->test[n] ? -1 : 1;
	return (x->ntests > y->ntests) - (x->ntests < y->ntests);
}

/* The steps of a plan behind those that it has in common with the plan before. */
static void add_steps(struct tests *t, const struct plan *before, const struct plan *pl)
{
	size_t depth = before ? alike(before, pl) : 0;

	if (depth == pl->ntests)
		depth--;
	for (; depth < pl->ntests; depth++)
		t->step[t->nsteps++] = (struct step){.test = pl->test[depth], .depth = depth};
	t->step[t->nsteps - 1].plan = pl;
}

/* Behind a step at which no row is left, whatever goes on from it is passed over. */
static void set_skips(struct tests *t)
{
	size_t next[SCAN_TESTS];

	for (size_t d = 0; d < SCAN_TESTS; d++)
		next[d] = t->nsteps;
	for (size_t i = t->nsteps; i-- > 0;) {
		t->step[i].skip = next[t->step[i].depth];
		for (size_t d = t->step[i].depth; d < SCAN_TESTS; d++)
			next[d] = i;
	}
}

static bool add_tree(struct scan *s)
{
	const struct plan **order = calloc(s->nplans + 1, sizeof *order);
	size_t most = 0;

	for (size_t i = 0; order && i < s->nplans; i++) {
		order[i] = &s->plan[i];
		most += s->plan[i].ntests;
	}
	s->tests.step = calloc(most + 1, sizeof *s->tests.step);
	if (order && s->tests.step) {
		qsort(order, s->nplans, sizeof *order, by_tests);
		for (size_t i = 0; i < s->nplans; i++)
			add_steps(&s->tests, i ? order[i - 1] : NULL, order[i]);
		set_skips(&s->tests);
	}
	free(order);
	return order && s->tests.step;
}

/* Days come first: most months are not those of most plans. */
bool tests_make(struct scan *s)
{
	for (size_t i = 0; i < s->nplans; i++)
		if (!add_day(s, &s->plan[i]))
			return false;
	for (size_t i = 0; i < s->nplans; i++)
		if (!add_ranges(s, &s->plan[i]))
			return false;
	return add_tree(s);
}

void tests_free(struct tests *t)
{
	free(t->v);
	free(t->step);
	idmap_free(&t->index);
	*t = (struct tests){0};
}

/* ---- asking a range ---- */

/* Of at most 64 rows those whose slot lies in the range. From the last one on, so that the
 * first one's bit ends up lowest; what is outside is taken off, for that is one instruction
 * less. */
static inline uint64_t within(const uint8_t *slot, size_t stride, size_t n, unsigned width,
			      const struct where_range *r)
{
	const uint64_t lo = r->lo, span = r->hi - lo;
	const uint8_t *p = slot + n * stride;
	uint64_t less = 0;

	for (; n >= 4; n -= 4) {
		p -= 4 * stride;
		less = 2 * less - (slot_load(p + 3 * stride, width) - lo > span);
		less = 2 * less - (slot_load(p + 2 * stride, width) - lo > span);
		less = 2 * less - (slot_load(p + stride, width) - lo > span);
		less = 2 * less - (slot_load(p, width) - lo > span);
	}
	for (; n; n--) {
		p -= stride;
		less = 2 * less - (slot_load(p, width) - lo > span);
	}
	return less - 1;
}

/* The same of days since another date of the row. */
static uint64_t within_days(const uint8_t *row, size_t stride, size_t n,
			    const struct where_range *r)
{
	const uint8_t *p = row + n * stride + r->offset, *from = row + n * stride + r->other;
	const uint64_t most = r->hi;
	uint64_t out = 0;

	for (; n; n--) {
		uint64_t v, since;

		p -= stride;
		from -= stride;
		v = get_le(p, 4);
		since = get_le(from, 4);
		out = 2 * out + ((since >= SIFA_SET) & (v >= since) & (v - since <= most));
	}
	return out;
}

static uint64_t pass_range(const uint8_t *row, size_t stride, size_t n, const struct where_range *r)
{
	if (r->other)
		return within_days(row, stride, n, r);
	switch (r->width) { /* a loop for each width: the compiler makes each tight */
	case 1:
		return within(row + r->offset, stride, n, 1, r);
	case 2:
		return within(row + r->offset, stride, n, 2, r);
	case 4:
		return within(row + r->offset, stride, n, 4, r);
	default:
		return within(row + r->offset, stride, n, 8, r);
	}
}

static struct rows ask_range(const struct chunk *c, struct where_range r)
{
	static const struct rows none;
	struct rows out = c->all;

	if (r.offset + r.width > c->width) /* written before the field was: all absent */
		return r.lo == 0 && !r.other ? c->all : none;
	if (r.other ? r.other + r.width > c->width : r.lo > r.hi)
		return none;
	for (size_t w = 0; w * 64 < c->n; w++)
		out.word[w] &= pass_range(chunk_row(c, w * 64), c->width,
					  c->n - w * 64 < 64 ? c->n - w * 64 : 64, &r);
	return out;
}

/* ---- asking for the day ---- */

sifa_day home_day(const struct sifa_kind *k, const uint8_t *row, size_t width)
{
	for (size_t i = 0; i < k->ndate; i++) {
		sifa_day d = day_of_slot(slot_get(&k->field[k->date[i]], row, width));

		if (d != SIFA_DAY_NONE)
			return d;
	}
	return SIFA_DAY_NONE;
}

static void drop(struct rows *set, size_t at)
{
	set->word[at / 64] &= ~(UINT64_C(1) << at % 64);
}

/* Rows whose counting day lies in this month and in the probe's bounds. */
static struct rows ask_day(const struct scan *s, const struct chunk *c, const struct test *t)
{
	const struct plan *pl = t->day;
	sifa_day lo = pl->lo > c->first ? pl->lo : c->first;
	sifa_day hi = pl->hi < c->last ? pl->hi : c->last;
	struct where_range r = t->range;
	struct rows out = c->all, left = c->all;
	size_t at;

	if (pl->p->date ? lo == c->first && hi == c->last && s->kind->ndate == 1
			: c->month == FACT_NO_MONTH)
		return out; /* it is what put the rows into this month */
	if (pl->p->date) {
		r.lo = slot_of_day(lo);
		r.hi = lo > hi ? 0 : slot_of_day(hi);
		return ask_range(c, r);
	}
	while (rows_next(&left, &at)) {
		sifa_day d = home_day(s->kind, chunk_row(c, at), c->width);

		if (d == SIFA_DAY_NONE || d < lo || d > hi)
			drop(&out, at);
	}
	return out;
}

/* ---- the rows of a plan ---- */

/* Of `from` those of `by`; false: none. */
static bool narrow(const struct rows *from, const struct rows *by, struct rows *to)
{
	uint64_t left = 0;

	for (size_t w = 0; w < CHUNK_WORDS; w++)
		left |= to->word[w] = from->word[w] & by->word[w];
	return left;
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

struct days stock_days(const struct run *r, const struct probe *p)
{
	struct days d = {p->on_day ? r->end : r->start, r->end};

	if (!p->term.set)
		return d;
	d.to = d.to < p->term.to ? d.to : p->term.to;
	if (p->on_day)
		d.from = d.to;
	d.from = d.from > p->term.from ? d.from : p->term.from;
	return d;
}

/* What no range could say. */
static void narrow_by_row(const struct scan *s, const struct plan *pl, const struct chunk *c,
			  struct rows *set)
{
	const struct where *w = pl->where.whole ? NULL : pl->where.where;
	struct days d = stock_days(s->run, pl->p);
	struct rows left = *set;
	size_t at;

	while (rows_next(&left, &at)) {
		const uint8_t *row = chunk_row(c, at);

		if ((w && !where_match(w, row, c->width)) ||
		    (pl->p->stock &&
		     (d.from > d.to || !run_on_register(pl->p, row, c->width, d.from, d.to))))
			drop(set, at);
	}
}

static const struct rows *answer(struct scan *s, const struct chunk *c, struct test *t)
{
	if (t->asked != c->no) {
		t->asked = c->no;
		t->passed = t->day ? ask_day(s, c, t) : ask_range(c, t->range);
	}
	return &t->passed;
}

void select_rows(struct scan *s, const struct chunk *c, select_fn *f, void *arg)
{
	struct rows set[SCAN_TESTS + 1];

	set[0] = c->all;
	for (size_t i = 0; i < s->tests.nsteps && !s->failed;) {
		const struct step *st = &s->tests.step[i];
		const struct plan *pl = st->plan;
		struct rows *left = &set[st->depth + 1];

		if (!narrow(left - 1, answer(s, c, &s->tests.v[st->test]), left)) {
			i = st->skip;
			continue;
		}
		i++;
		if (!pl)
			continue;
		if (pl->where.whole && !pl->p->stock) {
			f(s, pl, c, left, arg);
		} else {
			struct rows rest = *left;

			narrow_by_row(s, pl, c, &rest);
			f(s, pl, c, &rest, arg);
		}
	}
}
