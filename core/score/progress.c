/* progress.c - how far a clause is by the day of its sheet, and what would help most.
 * Pure arithmetic over a sheet and its letter. */
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "points.h"
#include "rule.h"

#define YELLOW_BELOW 9000 /* hundredths of a percent of what was expected */
#define RED_BELOW    7000

enum how {
	NO_PACE,  /* somebody judges it */
	BY_TIME,  /* its target grows with the period */
	DUE_NOW,  /* its target is what was due by the day */
	FROM_LOW, /* BY_TIME towards the lower end of a range */
	NOTHING,  /* any is too much */
	AT_LEAST, /* a rate with a lower limit */
	IN_TIME,  /* done, or too late */
};

static const struct {
	const char *rule;
	enum how how;
} rules[] = {
	{"ratio", BY_TIME},	 {"shortfall", BY_TIME},     {"band", BY_TIME},
	{"checklist", BY_TIME},	 {"range", FROM_LOW},	     {"window", IN_TIME},
	{"months_met", DUE_NOW}, {"each_member", DUE_NOW},   {"timely", DUE_NOW},
	{"per_event", NOTHING},	 {"all_or_none", NOTHING},   {"delay", NOTHING},
	{"rate_max", NOTHING},	 {"coverage_days", DUE_NOW}, {"sample_discount", BY_TIME},
	{"rate_min", AT_LEAST},
};

static enum how how_of(const struct clause *cl)
{
	enum how how = NO_PACE;

	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (strcmp(rules[i].rule, cl->rule->name) == 0)
			how = rules[i].how;
	/* What is to be done because something happened is due when it happened; what is to
	 * be done of a stock has the whole period. */
	if (how == BY_TIME && cl->actual && cl->whole && !cl->whole->probe[0]->stock)
		how = DUE_NOW;
	return how;
}

static const struct clause *nth(const struct sifa_letter *l, size_t flat)
{
	for (size_t i = 0; i < l->n; i++) {
		if (flat < l->section[i].n)
			return &l->section[i].clause[flat];
		flat -= l->section[i].n;
	}
	return NULL;
}

const struct sifa_clause *sifa_sheet_clause(const struct sifa_sheet *sheet, size_t flat)
{
	for (size_t i = 0; i < sheet->n; i++) {
		if (flat < sheet->section[i].n)
			return &sheet->section[i].clause[flat];
		flat -= sheet->section[i].n;
	}
	return NULL;
}

/* ---- time ---- */

struct span { /* of an office's period */
	int64_t elapsed, all;
	int64_t months_left; /* hundredths */
	sifa_day today;
};

static int64_t months_from(sifa_day from, sifa_day to) /* hundredths */
{
	int64_t sum = 0;

	for (sifa_day d = from; d <= to;) {
		int32_t m = day_month(d);
		sifa_day last = month_last(m) < to ? month_last(m) : to;

		sum += points_part(last - d + 1, 100, month_last(m) - month_first(m) + 1);
		d = last + 1;
	}
	return sum;
}

static struct span span_of(const struct sifa_sheet *s)
{
	sifa_day from = s->since > s->from ? s->since : s->from;
	struct span t = {.today = s->as_of < s->to ? s->as_of : s->to};

	t.all = s->to >= from ? s->to - from + 1 : 1;
	t.elapsed = t.today >= from ? t.today - from + 1 : 0;
	t.months_left = months_from(t.today + 1, s->to);
	return t;
}

/* Hundredths of a percent of the target that the letter's curve expects by the day. */
static int64_t curve_at(const struct clause *cl, sifa_day from, sifa_day day)
{
	int32_t m = day_month(day), at = m - day_month(from);
	int64_t before, days;

	if (at < 0)
		return 0;
	if (at >= (int32_t)cl->ncurve)
		return 10000;
	before = at ? cl->curve[at - 1] : 0;
	days = month_last(m) - month_first(m) + 1;
	return before * 100 +
	       points_part((cl->curve[at] - before) * 100, day - month_first(m) + 1, days);
}

/* ---- a clause ---- */

static void by_schedule(struct sifa_progress *p)
{
	p->pace = p->schedule < RED_BELOW      ? SIFA_PACE_RED
		  : p->schedule < YELLOW_BELOW ? SIFA_PACE_YELLOW
					       : SIFA_PACE_GREEN;
}

static void by_time(const struct sifa_sheet *s, const struct clause *cl, int64_t actual,
		    int64_t target, struct sifa_progress *p)
{
	struct span t = span_of(s);
	int64_t part = t.elapsed, all = t.all;

	if (cl->ncurve) {
		part = curve_at(cl, s->from, t.today);
		all = 10000;
	}
	p->expected = points_part(target, part, all);
	p->schedule = p->expected ? points_percent(actual, p->expected) : 10000;
	if (part)
		p->forecast = points_part(actual, all, part);
	if (target > actual && t.months_left)
		p->per_month = points_up(target - actual, 100, t.months_left);
	by_schedule(p);
}

static sifa_day next_return(const struct sifa_sheet *s, const struct clause *cl)
{
	struct return_item item[400];
	size_t n = returns_items(cl->ret, s->from, s->to, item, 400);

	for (size_t i = 0; i < n; i++)
		if (item[i].due >= s->as_of)
			return item[i].due;
	return SIFA_DAY_NONE;
}

static sifa_day window_end(const struct sifa_sheet *s, const struct clause *cl)
{
	sifa_day lo = run_yearly(s->from, cl->between[0].month, cl->between[0].day);
	sifa_day hi = run_yearly(lo, cl->between[1].month, cl->between[1].day);

	return hi >= s->as_of ? hi : SIFA_DAY_NONE;
}

static void measure_pace(const struct sifa_sheet *s, const struct clause *cl,
			 const struct sifa_clause *c, enum how how, struct sifa_progress *p)
{
	int64_t unit = c->scaled ? 1 : 100;
	int64_t actual = c->actual * unit, target = c->target * unit;

	switch (how) {
	case BY_TIME:
		if (c->has_target)
			by_time(s, cl, actual, target, p);
		break;
	case FROM_LOW:
		by_time(s, cl, actual, cl->low * unit, p);
		if (c->actual > cl->high)
			p->pace = SIFA_PACE_RED;
		break;
	case DUE_NOW:
		p->expected = target;
		p->schedule = c->completion >= 0 ? c->completion : points_percent(actual, target);
		by_schedule(p);
		break;
	case AT_LEAST:
		p->expected = points_part(target, cl->limit, 10000);
		p->schedule = cl->limit ? points_percent(c->completion, cl->limit) : 10000;
		by_schedule(p);
		break;
	case NOTHING:
	case IN_TIME:
		p->pace = c->points >= c->weight ? SIFA_PACE_GREEN : SIFA_PACE_RED;
		break;
	case NO_PACE:
		break;
	}
}

bool sifa_progress(const struct sifa_sheet *sheet, size_t flat, struct sifa_progress *out)
{
	const struct sifa_clause *c = sifa_sheet_clause(sheet, flat);
	const struct clause *cl = nth(sheet->letter, flat);

	*out = (struct sifa_progress){.expected = -1,
				      .schedule = -1,
				      .per_month = -1,
				      .forecast = -1,
				      .per_act = -1,
				      .next = SIFA_DAY_NONE};
	if (!c || !cl)
		return false;
	out->days_left = sheet->as_of < sheet->to ? sheet->to - sheet->as_of : 0;
	if (cl->ret)
		out->next = next_return(sheet, cl);
	else if (how_of(cl) == IN_TIME && (c->standing != SIFA_SCORED || c->actual < cl->least))
		out->next = window_end(sheet, cl);
	if (c->standing != SIFA_SCORED)
		return true;
	out->members = strcmp(cl->rule->name, "each_member") == 0;
	if (c->gain > 0 && c->lacking > 0)
		out->per_act = points_part(c->gain, c->scaled ? 100 : 1, c->lacking);
	measure_pace(sheet, cl, c, how_of(cl), out);
	return true;
}

/* ---- what helps most ---- */

struct gain {
	size_t flat;
	int64_t per_act, gain;
};

static int by_value(const void *a, const void *b)
{
	const struct gain *x = a, *y = b;

	if (x->per_act != y->per_act)
		return x->per_act < y->per_act ? 1 : -1;
	if (x->gain != y->gain)
		return x->gain < y->gain ? 1 : -1;
	return (x->flat > y->flat) - (x->flat < y->flat);
}

size_t sifa_cheapest(const struct sifa_sheet *sheet, size_t *flat, size_t max)
{
	const struct sifa_clause *c;
	struct sifa_progress p;
	struct gain *v;
	size_t all = 0, n = 0;

	while (sifa_sheet_clause(sheet, all))
		all++;
	v = calloc(all + 1, sizeof *v);
	for (size_t i = 0; v && sifa_progress(sheet, i, &p); i++) {
		c = sifa_sheet_clause(sheet, i);
		if (c->gain > 0)
			v[n++] = (struct gain){i, p.per_act, c->gain};
	}
	if (n)
		qsort(v, n, sizeof *v, by_value);
	n = n < max ? n : max;
	for (size_t i = 0; i < n; i++)
		flat[i] = v[i].flat;
	free(v);
	return n;
}
