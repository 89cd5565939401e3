/* rules_member.c - rules about each one of many: each_member (every person has
 * what is due), months_met (every month or quarter has something). */
#include <stdlib.h>
#include <string.h>

#include "owed.h"
#include "points.h"
#include "rule.h"

/* A member's share is kept in tiny parts, rounded up, so that a mean of just half
 * a hundredth is never taken for less. */
#define PARTS INT64_C(100000000000)

/* ---- each_member ---- */

static const char *const each_member_keys[] = {"members", "mode", "filled", "acts", "duties", NULL};

static bool act_compile(struct rule_compile *rc, struct clause *cl, struct item *it, struct yaml *y)
{
	static const char *const keys[] = {"label", "via",	 "amount",
					   "need",  "per_month", "per_quarter"};
	static const char *const how[] = {"need", "per_month", "per_quarter"};
	static const unsigned months[] = {0, 1, 3};
	const struct probe *members = cl->whole->probe[0];
	struct yaml *via = yaml_get(y, "via"), *amount = yaml_get(y, "amount");
	unsigned ways = 0;
	struct probe *p;

	measure_known(&rc->c, y, keys, 6);
	rule_label(rc, yaml_get(y, "label"), it->label);
	for (size_t i = 0; i < 3; i++) {
		struct yaml *n = yaml_get(y, how[i]);

		if (!n)
			continue;
		it->n = yaml_int(n, rc->c.file, 1, 100000, rc->c.f, 1);
		it->per = months[i];
		ways++;
	}
	if (ways != 1 || !via) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("An act needs `via:`, and one of need, per_month, per_quarter."),
			   NULL);
		return false;
	}
	it->measure = measure_compile(&rc->c, y, PROBE_PAIRS);
	if (!it->measure || !rule_one_kind(rc, y, it->measure))
		return false;
	p = it->measure->probe[0];
	p->field = measure_field(&rc->c, p->kind, via, SIFA_TYPES);
	p->members = members;
	if (amount)
		p->amount = measure_field(&rc->c, p->kind, amount, SIFA_INT);
	if (!p->field || (amount && !p->amount))
		return false;
	if ((p->field->type != SIFA_REF && p->field->type != SIFA_REFS) ||
	    p->field->target != members->kind || p->stock) {
		yaml_error(rc->c.f, rc->c.file, via, N_("Field {1} does not refer to {2}."),
			   p->field->id, members->kind->id, NULL);
		return false;
	}
	if (!p->date) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("What is due for each member is counted by a `date:`."), NULL);
		return false;
	}
	if (it->per && !members->stock) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("Acts due by month need members with a `stock:`."), NULL);
		return false;
	}
	return true;
}

static bool each_member_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *mode = yaml_get(y, "mode"), *filled = yaml_get(y, "filled");
	const char *s = yaml_str(mode, rc->c.file, rc->c.f, "met");
	bool ok = rule_measure(rc, y, "members", true, PROBE_ROWS, &cl->whole);
	size_t i = 0;

	cl->mean = strcmp(s, "mean") == 0;
	if (!cl->mean && strcmp(s, "met") != 0)
		yaml_error(rc->c.f, rc->c.file, mode, N_("`mode:` is met or mean."), NULL);
	if (!!filled + !!yaml_get(y, "acts") + !!yaml_get(y, "duties") != 1) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("Rule each_member has one of `filled:`, `acts:` and `duties:`."),
			   NULL);
		return false;
	}
	if (!ok)
		return false;
	if (!rule_one_kind(rc, yaml_get(y, "members"), cl->whole))
		return false;
	if (filled)
		return rule_fields(rc, cl, cl->whole->probe[0]->kind, filled, SIFA_TYPES);
	if (yaml_get(y, "duties"))
		return owed_compile(rc, cl, y);
	if (!rule_items(rc, cl, y, "acts"))
		return false;
	for (struct yaml *v = yaml_get(y, "acts")->child; v; v = v->next)
		ok = act_compile(rc, cl, &cl->item[i++], v) && ok;
	return ok;
}

/* Sets have no states: their slot holds the set itself. */
static bool is_filled(const struct sifa_field *f, const uint8_t *row, size_t width)
{
	uint64_t slot = slot_get(f, row, width);

	return f->type == SIFA_CODES ? slot != 0 : slot != 0 && slot != SIFA_PENDING;
}

/* First hit that refers to the member on or after the day. */
static size_t first_act(const struct tally *t, uint64_t member, sifa_day day)
{
	size_t lo = 0, hi = t->nhit;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		uint64_t id = (uint64_t)t->hit[mid].amount;

		if (id < member || (id == member && t->hit[mid].day < day))
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

int64_t acts_between(const struct tally *t, uint64_t member, sifa_day from, sifa_day to)
{
	size_t i = first_act(t, member, from);
	int64_t n = 0;

	while (i < t->nhit && (uint64_t)t->hit[i].amount == member && t->hit[i].day <= to) {
		n += t->hit[i++].n;
	}
	return n;
}

/* On register, and with the office, on the first and the last day and, so, on all between. */
static bool whole_time(const struct probe *p, const uint8_t *row, const struct days *term,
		       sifa_day a, sifa_day b)
{
	return a >= term->from && b <= term->to && run_on_register(p, row, p->kind->fixed, a, a) &&
	       run_on_register(p, row, p->kind->fixed, b, b);
}

static void acts_of(const struct eval *e, const struct item *it, const uint8_t *row,
		    const struct days *term, struct due *d)
{
	const struct run *r = e->run;
	const struct probe *members = e->clause->whole->probe[0];
	const struct tally *t = eval_tally(e, it->measure->probe[0]);
	uint64_t id = get_le(row + FIX_ID, 8);
	int64_t n;

	if (!it->per) {
		n = acts_between(t, id, r->start - 366 * 200, r->as_of);
		d->need += it->n;
		d->done += n < it->n ? n : it->n;
		return;
	}
	for (unsigned m = 0; m + it->per <= r->months; m += it->per) {
		sifa_day a = month_first(r->month0 + (int32_t)m);
		sifa_day b = month_last(r->month0 + (int32_t)(m + it->per) - 1);

		if (!office_judged(eval_office(e), b) || b > r->end ||
		    !whole_time(members, row, term, a, b))
			continue;
		n = acts_between(t, id, a, b);
		d->need += it->n;
		d->done += n < it->n ? n : it->n;
	}
}

static struct due due_of(const struct eval *e, const uint8_t *row, const struct days *term)
{
	const struct clause *cl = e->clause;
	struct due d = {0, 0};

	for (size_t i = 0; i < cl->nfields; i++) {
		d.need++;
		d.done += is_filled(cl->field[i], row, cl->whole->probe[0]->kind->fixed);
	}
	for (size_t i = 0; i < cl->nitems; i++)
		(cl->item[i].duty ? owed_of : acts_of)(e, &cl->item[i], row, term, &d);
	return d;
}

static void each_member_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	const struct probe *p = cl->whole->probe[0];
	const struct tally *t = eval_tally(e, p);
	int64_t members = 0, met = 0, parts = 0, lacking = 0, points;

	for (size_t i = 0; i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * p->kind->fixed;
		struct due d = due_of(e, row, &t->term[i]);

		if (!d.need)
			continue;
		members++;
		met += d.done == d.need;
		parts = points_sum(parts, points_up(PARTS, d.done, d.need));
		lacking += d.need - d.done;
		eval_tell(e, get_le(row + FIX_ID, 8),
			  d.done == d.need ? SIFA_COUNTED : SIFA_POPULATION, d.done);
	}
	if (!members) {
		eval_empty(e);
		return;
	}
	eval_numbers(e, met, members);
	e->out->lacking = lacking;
	if (cl->mean) {
		points = points_part(e->weight, parts, points_times(PARTS, members));
		e->out->completion = points_part(10000, parts, points_times(PARTS, members));
		eval_say(e, "{1} × {2}% ({3}人(件)平均)", "{1} × {2}% (mean of {3})",
			 PTS(e->weight), PTS(e->out->completion), NUM(members), NULL);
	} else {
		points = points_ratio(e->weight, met, members, 100);
		eval_say(e, "{1} × {2}/{3}", "{1} × {2}/{3}", PTS(e->weight), NUM(met),
			 NUM(members), NULL);
	}
	eval_points(e, points, e->weight - points);
}

/* ---- months_met ---- */

static const char *const months_met_keys[] = {"actual", "every", "least", "while", NULL};

static bool months_met_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *every = yaml_get(y, "every");
	const char *s = yaml_str(every, rc->c.file, rc->c.f, "month");
	unsigned step = strcmp(s, "quarter") == 0 ? 3 : 1;
	bool ok = rule_measure(rc, y, "actual", true, PROBE_SERIES, &cl->actual);

	ok = rule_measure(rc, y, "while", false, PROBE_SERIES, &cl->whole) && ok;
	if (step == 1 && strcmp(s, "month") != 0)
		yaml_error(rc->c.f, rc->c.file, every, N_("`every:` is month or quarter here."),
			   NULL);
	cl->least = rule_number(rc, y, "least", 1, 1, cl->actual);
	if (!ok)
		return false;
	measure_step(cl->actual, step);
	measure_step(cl->whole, step);
	cl->every = step;
	for (size_t i = 0; cl->whole && i < cl->whole->n; i++) {
		if (cl->whole->probe[i]->stock)
			continue;
		yaml_error(rc->c.f, rc->c.file, yaml_get(y, "while"),
			   N_("`while:` is a measure with a `stock:`."), NULL);
		ok = false;
	}
	for (size_t i = 0; i < cl->actual->n; i++) {
		if (cl->actual->probe[i]->date)
			continue;
		yaml_error(rc->c.f, rc->c.file, yaml_get(y, "actual"),
			   N_("What is counted by month needs a `date:`."), NULL);
		ok = false;
	}
	return ok;
}

static int64_t series(const struct eval *e, const struct measure *m, unsigned sub)
{
	int64_t sum = 0;

	for (size_t i = 0; i < m->n; i++) {
		const struct tally *t = eval_tally(e, m->probe[i]);

		sum = points_sum(sum, t->series ? t->series[sub] : 0);
	}
	return sum;
}

static void months_met_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	const struct run *r = e->run;
	unsigned step = cl->every;
	int64_t due = 0, met = 0, rest = 0, lacking = 0, points, best;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	for (unsigned i = 0; (i + 1) * step <= r->months; i++) {
		sifa_day last = month_last(r->month0 + (int32_t)((i + 1) * step) - 1);
		bool ok = series(e, cl->actual, i) >= cl->least;

		if (!office_judged(eval_office(e), last))
			continue;
		if (last > r->end) { /* still running, or to come */
			rest++;
			lacking += !ok;
			continue;
		}
		if (cl->whole && series(e, cl->whole, i) == 0)
			continue;
		due++;
		met += ok;
	}
	if (!due) {
		e->out->standing = SIFA_NOT_DUE;
		return;
	}
	eval_numbers(e, met, due);
	e->out->lacking = lacking;
	points = points_ratio(e->weight, met, due, 100);
	best = points_ratio(e->weight, met + rest, due + rest, 100);
	eval_say(e, "{1} × {2}/{3}", "{1} × {2}/{3}", PTS(e->weight), NUM(met), NUM(due), NULL);
	eval_say(e, step == 3 ? " 季" : " 月", step == 3 ? " quarters" : " months", NULL);
	eval_points(e, points, best - points);
}

const struct rule rules_member[] = {
	{"each_member", each_member_keys, each_member_compile, each_member_eval, RULE_SCORES,
	 false},
	{"months_met", months_met_keys, months_met_compile, months_met_eval, RULE_SCORES, false},
	{NULL, NULL, NULL, NULL, RULE_SCORES, false},
};
