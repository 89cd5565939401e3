/* ask.c - puts a test to the rows of a chunk. */
#include "ask.h"

/* ---- a range ---- */

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

/* ---- the day ---- */

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

struct rows ask(const struct scan *s, const struct chunk *c, const struct test *t)
{
	return t->day ? ask_day(s, c, t) : ask_range(c, t->range);
}

/* ---- what no range can say ---- */

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

void ask_rows(const struct scan *s, const struct plan *pl, const struct chunk *c, struct rows *set)
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
