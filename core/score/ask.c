/* ask.c - puts a test to the rows of a chunk. */
#include <endian.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "ask.h"

/* ---- a range ---- */

/* Eight slots are compared at a time, of four bytes in two halves; what holds is -1. */
typedef uint16_t eight __attribute__((vector_size(16)));
typedef uint32_t four __attribute__((vector_size(16)));

struct slots { /* of the same field of some rows, at most 64 */
	const uint8_t *first;
	size_t stride, n;
};

/* A bit a row, the first one's lowest. */
static inline uint64_t bits_of(eight holds)
{
#ifdef __SSE2__
	return (uint64_t)_mm_movemask_epi8(_mm_packs_epi16((__m128i)holds, _mm_setzero_si128()));
#else
	uint64_t bits = 0;

	for (int i = 0; i < 8; i++)
		bits |= (uint64_t)(holds[i] & 1) << i;
	return bits;
#endif
}

static inline eight joined(four low, four high)
{
#ifdef __SSE2__
	return (eight)_mm_packs_epi32((__m128i)low, (__m128i)high);
#else
	return (eight){(uint16_t)low[0],  (uint16_t)low[1],  (uint16_t)low[2],	(uint16_t)low[3],
		       (uint16_t)high[0], (uint16_t)high[1], (uint16_t)high[2], (uint16_t)high[3]};
#endif
}

/* As slot_load(), of the very width: so the compiler loads them into their places. */
static inline uint16_t narrow_slot(const uint8_t *p, unsigned width)
{
	uint16_t v;

	if (width == 1)
		return *p;
	memcpy(&v, p, sizeof v);
	return le16toh(v);
}

static inline uint32_t four_bytes(const uint8_t *p)
{
	uint32_t v;

	memcpy(&v, p, sizeof v);
	return le32toh(v);
}

static inline eight narrow_slots(const uint8_t *p, size_t s, unsigned width)
{
	const uint8_t *q = p + 4 * s;

	return (eight){narrow_slot(p, width),	      narrow_slot(p + s, width),
		       narrow_slot(p + 2 * s, width), narrow_slot(p + 3 * s, width),
		       narrow_slot(q, width),	      narrow_slot(q + s, width),
		       narrow_slot(q + 2 * s, width), narrow_slot(q + 3 * s, width)};
}

static inline four four_slots(const uint8_t *p, size_t s)
{
	return (four){four_bytes(p), four_bytes(p + s), four_bytes(p + 2 * s),
		      four_bytes(p + 3 * s)};
}

/* One row after the other: of what is wide, and of the rows behind the last eight. From the
 * last one on; what is outside is taken off, for that is one instruction less. */
static inline uint64_t one_by_one(struct slots at, unsigned width, const struct where_range *r)
{
	const uint64_t lo = r->lo, span = r->hi - lo;
	const uint8_t *p = at.first + at.n * at.stride;
	uint64_t less = 0;

	for (size_t n = at.n; n; n--) {
		p -= at.stride;
		less = 2 * less - (slot_load(p, width) - lo > span);
	}
	return (less - 1) & (UINT64_MAX >> (64 - at.n));
}

static inline uint64_t within_narrow(struct slots at, unsigned width, const struct where_range *r)
{
	const eight lo = (eight){0} + (uint16_t)r->lo;
	const eight span = (eight){0} + (uint16_t)(r->hi - r->lo);
	const size_t step = 8 * at.stride;
	const uint8_t *p = at.first + at.n / 8 * step;
	uint64_t out = at.n % 8 ? one_by_one((struct slots){p, at.stride, at.n % 8}, width, r) : 0;

	for (size_t n = at.n / 8; n; n--) {
		p -= step;
		out = out << 8 | bits_of((eight)(narrow_slots(p, at.stride, width) - lo <= span));
	}
	return out;
}

static uint64_t within_four(struct slots at, const struct where_range *r)
{
	const four lo = (four){0} + (uint32_t)r->lo, span = (four){0} + (uint32_t)(r->hi - r->lo);
	const size_t step = 4 * at.stride;
	const uint8_t *p = at.first + at.n / 8 * 2 * step;
	uint64_t out = at.n % 8 ? one_by_one((struct slots){p, at.stride, at.n % 8}, 4, r) : 0;

	for (size_t n = at.n / 8; n; n--) {
		four low, high;

		p -= 2 * step;
		low = (four)(four_slots(p, at.stride) - lo <= span);
		high = (four)(four_slots(p + step, at.stride) - lo <= span);
		out = out << 8 | bits_of(joined(low, high));
	}
	return out;
}

/* Days since another date of the row, which stands so many bytes further on. */
static uint64_t days_one_by_one(struct slots at, ptrdiff_t other, uint64_t most)
{
	const uint8_t *p = at.first + at.n * at.stride;
	uint64_t out = 0;

	for (size_t n = at.n; n; n--) {
		uint64_t v, since;

		p -= at.stride;
		v = get_le(p, 4);
		since = get_le(p + other, 4);
		out = 2 * out + ((since >= SIFA_SET) & (v >= since) & (v - since <= most));
	}
	return out;
}

static inline four days_hold(four v, four since, four most)
{
	return (four)((since >= SIFA_SET) & (v >= since) & (v - since <= most));
}

static uint64_t within_days(struct slots at, const struct where_range *r)
{
	const four most = (four){0} + (uint32_t)r->hi;
	const size_t s = at.stride, step = 4 * s;
	const ptrdiff_t other = (ptrdiff_t)r->other - (ptrdiff_t)r->offset;
	const uint8_t *p = at.first + at.n / 8 * 2 * step;
	uint64_t out = days_one_by_one((struct slots){p, s, at.n % 8}, other, r->hi);

	for (size_t n = at.n / 8; n; n--) {
		four low, high;

		p -= 2 * step;
		low = days_hold(four_slots(p, s), four_slots(p + other, s), most);
		high = days_hold(four_slots(p + step, s), four_slots(p + step + other, s), most);
		out = out << 8 | bits_of(joined(low, high));
	}
	return out;
}

static uint64_t pass_range(struct slots at, const struct where_range *r)
{
	if (r->other)
		return within_days(at, r);
	switch (r->width) { /* a loop for each width: the compiler makes each tight */
	case 1:
		return within_narrow(at, 1, r);
	case 2:
		return within_narrow(at, 2, r);
	case 4:
		return within_four(at, r);
	default:
		return one_by_one(at, 8, r);
	}
}

static struct rows ask_range(const struct chunk *c, struct where_range r)
{
	uint64_t most = r.width < 8 ? (UINT64_C(1) << 8 * r.width) - 1 : UINT64_MAX;
	struct rows out = {{0}};

	if (r.offset + r.width > c->width) /* written before the field was: all absent */
		return r.lo == 0 && !r.other ? c->all : out;
	r.hi = r.hi < most ? r.hi : most;
	if (r.lo > r.hi || (r.other && r.other + r.width > c->width))
		return out;
	for (size_t i = 0; i < c->n; i += 64)
		out.word[i / 64] = pass_range((struct slots){chunk_row(c, i) + r.offset, c->width,
							     c->n - i < 64 ? c->n - i : 64},
					      &r);
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
