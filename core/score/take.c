/* take.c - what a row brings to the tally of a probe and an office. */
#include "take.h"

#include <string.h>

#include "points.h"

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

int64_t share_of(const struct run *r, const struct probe *p, const uint8_t *row, size_t width,
		 bool other)
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
		       const struct chunk *c, const uint8_t *row, const struct days *d,
		       int64_t amount)
{
	const struct run *r = s->run;
	unsigned step = pl->p->step;

	if (!pl->p->stock) {
		int32_t m = c->month - r->month0;

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
		if (first <= last && run_on_register(pl->p, row, c->width, first, last))
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

bool take_row(struct scan *s, const struct plan *pl, const struct chunk *c, size_t at,
	      const struct claim *claim, bool other)
{
	const uint8_t *row = chunk_row(c, at);
	const struct probe *p = pl->p;
	struct tally *t = &s->run->tally[p->slot * s->run->noffices + claim->office];
	struct hit h = {get_le(row + FIX_ID, 8), share_of(s->run, p, row, c->width, other),
			SIFA_DAY_NONE, 1};

	if ((p->op == PROBE_DISTINCT || p->shape == PROBE_PAIRS) &&
	    (uint64_t)h.amount <= SIFA_PENDING)
		return true; /* no value to tell apart */
	if (p->amount)
		h.n = run_act_amount(p, row, c->width);
	if (p->op == PROBE_DISTINCT && s->run->same.n)
		h.amount = (int64_t)same_of(&s->run->same, (uint64_t)h.amount);
	if (p->date)
		h.day = day_of_slot(slot_get(p->date, row, c->width));
	if (p->latest && !is_latest(t, pl, row, c->width, h.day))
		return true;
	t->records++;
	if (p->op != PROBE_DISTINCT)
		t->value = points_sum(t->value, p->shape == PROBE_PAIRS ? 1 : h.amount);
	if (p->shape == PROBE_SERIES)
		add_series(s, t, pl, c, row, &claim->days, h.amount);
	if (p->shape == PROBE_ROWS && !add_row(t, s->kind, row, c->width, claim->days))
		return false;
	if (s->run->collect || p->op == PROBE_DISTINCT || p->shape == PROBE_PAIRS)
		return add_hit(&t->hit, &t->nhit, &t->hitcap, h);
	return true;
}

bool refuse_row(struct scan *s, const struct plan *pl, const struct chunk *c, size_t at,
		const struct claim *claim)
{
	const uint8_t *row = chunk_row(c, at);
	struct tally *t = &s->run->tally[pl->p->slot * s->run->noffices + claim->office];
	struct hit h = {get_le(row + FIX_ID, 8), 0, SIFA_DAY_NONE, 1};

	t->failed++;
	return !s->run->collect || add_hit(&t->fail, &t->nfail, &t->failcap, h);
}
