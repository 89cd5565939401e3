/* rules_amount.c - rules that compare a number with another: ratio, shortfall,
 * rate_min, rate_max, band, range, window. */
#include <string.h>

#include "points.h"
#include "rule.h"

/* ---- ratio ---- */

static const char *const ratio_keys[] = {"actual", "target", "of", "cap", NULL};

static bool ratio_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_measure(rc, y, "actual", true, PROBE_VALUE, &cl->actual);

	cl->cap = yaml_int(yaml_get(y, "cap"), rc->c.file, 1, 1000, rc->c.f, 100);
	return rule_aim(rc, cl, y) && ok;
}

bool eval_aim(struct eval *e, int64_t *target)
{
	const struct clause *cl = e->clause;

	if (cl->whole) {
		*target = eval_value(e, cl->whole);
		if (*target > 0)
			return true;
		eval_empty(e);
		return false;
	}
	if (!eval_office(e)->months) {
		e->out->standing = SIFA_NOT_DUE;
		return false;
	}
	if (eval_target(e, target))
		return true;
	e->out->actual = eval_value(e, cl->actual);
	e->out->standing = SIFA_NOT_SET;
	return false;
}

static void say_fraction(struct eval *e, int64_t a, int64_t t)
{
	const struct measure *m = e->clause->actual;

	eval_say(e, "{1} × {2}/{3}", "{1} × {2}/{3}", PTS(e->weight), AMT(m, a), AMT(m, t), NULL);
}

static void ratio_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t a = eval_value(e, cl->actual), t, points;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	eval_short(e, cl->whole, cl->actual);
	if (!eval_aim(e, &t))
		return;
	eval_numbers(e, a, t);
	points = points_ratio(e->weight, a, t, cl->cap);
	if (t == 0)
		eval_say(e, "{1} (指标为0，全得)", "{1} (target 0: full)", PTS(e->weight), NULL);
	else
		say_fraction(e, a, t);
	if (t > 0 && a > points_down(t, cl->cap, 100))
		eval_say(e, " (上限{1}%)", " (at most {1}%)", NUM(cl->cap), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- shortfall ---- */

static const char *const shortfall_keys[] = {"actual", "target", "of", "deduct", "floor", NULL};

static bool shortfall_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_measure(rc, y, "actual", true, PROBE_VALUE, &cl->actual);

	cl->deduct = rule_points(rc, y, "deduct", -1);
	rule_floor(rc, cl, y);
	return rule_aim(rc, cl, y) && ok;
}

static void shortfall_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t a = eval_value(e, cl->actual), t, lack, lost;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	eval_short(e, cl->whole, cl->actual);
	if (!eval_aim(e, &t))
		return;
	eval_numbers(e, a, t);
	lack = t > a ? t - a : 0;
	if (cl->actual->scaled) /* a started yuan counts */
		lack = (lack + 99) / 100;
	lost = points_times(cl->deduct, lack);
	eval_full(e);
	eval_say(e, " − {1}×{2}", " − {1}×{2}", PTS(cl->deduct), NUM(lack), NULL);
	eval_left(e, lost, 0);
}

/* ---- rate_min, rate_max ---- */

static const char *const rate_keys[] = {"actual", "of", "limit", "deduct", "floor", NULL};

static bool rate_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_measure(rc, y, "actual", true, PROBE_VALUE, &cl->actual);

	if (!yaml_get(y, "of")) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("Rule {1} needs a denominator: `of:` (a measure)."), cl->rule->name,
			   NULL);
		ok = false;
	} else {
		ok = rule_measure(rc, y, "of", true, PROBE_VALUE, &cl->whole) && ok;
		ok = ok && rule_alike(rc, cl, yaml_get(y, "of"));
	}
	cl->limit = rule_points(rc, y, "limit", -1);
	cl->deduct = rule_points(rc, y, "deduct", -1);
	rule_floor(rc, cl, y);
	return ok;
}

static void rate_eval(struct eval *e, bool above)
{
	const struct clause *cl = e->clause;
	int64_t a = eval_value(e, cl->actual), n = eval_value(e, cl->whole);
	int64_t started, lost, allowed;

	e->out->actual = a;
	e->out->target = n;
	eval_behind(e, cl->actual, above ? SIFA_AGAINST : SIFA_COUNTED);
	if (!above)
		eval_short(e, cl->whole, cl->actual);
	if (n <= 0) {
		eval_empty(e);
		return;
	}
	started = points_started(a, n, cl->limit, above);
	lost = points_times(cl->deduct, started);
	e->out->has_target = true;
	e->out->completion = points_percent(a, n);
	/* whole cases, rounded down: with few people one of them decides */
	allowed = above ? points_down(n, cl->limit, 10000) : n - points_up(n, cl->limit, 10000);
	eval_full(e);
	eval_say(e, " − {1}×{2} ({3}/{4} = {5}%", " − {1}×{2} ({3}/{4} = {5}%", PTS(cl->deduct),
		 NUM(started), AMT(cl->actual, a), AMT(cl->actual, n), PTS(e->out->completion),
		 NULL);
	eval_say(e, above ? "，上限{1}%)" : "，下限{1}%)",
		 above ? ", at most {1}%)" : ", at least {1}%)", PTS(cl->limit), NULL);
	if (above)
		eval_note(e, "基数{1}，允许数{2}", "of {1}, {2} allowed", NUM(n), NUM(allowed),
			  NULL);
	else
		eval_note(e, "基数{1}，允许未达{2}", "of {1}, {2} may fail", NUM(n), NUM(allowed),
			  NULL);
	if (!above)
		e->out->lacking = n - allowed > a ? n - allowed - a : 0;
	eval_left(e, lost, above ? lost : 0);
}

static void rate_min_eval(struct eval *e)
{
	rate_eval(e, false);
}

static void rate_max_eval(struct eval *e)
{
	rate_eval(e, true);
}

/* ---- band ---- */

static const char *const band_keys[] = {"actual", "target", "of", "bands", NULL};

static bool band_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	static const char *const keys[] = {"from", "points"};
	bool ok = rule_measure(rc, y, "actual", true, PROBE_VALUE, &cl->actual);
	size_t i = 0;

	ok = rule_aim(rc, cl, y) && ok;
	if (!rule_items(rc, cl, y, "bands"))
		return false;
	for (struct yaml *b = yaml_get(y, "bands")->child; b; b = b->next, i++) {
		yaml_known(b, rc->c.file, keys, 2, rc->c.f);
		cl->item[i].n = rule_points(rc, b, "from", -1);
		cl->item[i].deduct = rule_points(rc, b, "points", -1);
		if (i && cl->item[i].n >= cl->item[i - 1].n) {
			yaml_error(rc->c.f, rc->c.file, b, N_("Bands go from the highest down."),
				   NULL);
			ok = false;
		}
	}
	return ok;
}

static void band_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t a = eval_value(e, cl->actual), t, points = 0;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	eval_short(e, cl->whole, cl->actual);
	if (!eval_aim(e, &t))
		return;
	eval_numbers(e, a, t);
	for (size_t i = 0; i < cl->nitems; i++) {
		if (t > 0 && !points_reach(a, t, cl->item[i].n))
			continue;
		points = eval_worth(e, cl->item[i].deduct);
		break;
	}
	eval_say(e, "{1}/{2} → {3}", "{1}/{2} → {3}", AMT(cl->actual, a), AMT(cl->actual, t),
		 PTS(points), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- range ---- */

static const char *const range_keys[] = {"actual", "low", "high", NULL};

static bool range_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_measure(rc, y, "actual", true, PROBE_VALUE, &cl->actual);

	cl->low = rule_number(rc, y, "low", 0, 0, cl->actual);
	cl->high = rule_number(rc, y, "high", 0, 1000000000, cl->actual);
	return ok;
}

static void range_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t a = eval_value(e, cl->actual);
	bool in = a >= cl->low && a <= cl->high;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	e->out->actual = a;
	e->out->lacking = a < cl->low ? cl->low - a : 0;
	eval_say(e, "{1} ≤ {2} ≤ {3}", "{1} ≤ {2} ≤ {3}", AMT(cl->actual, cl->low),
		 AMT(cl->actual, a), AMT(cl->actual, cl->high), NULL);
	eval_points(e, in ? e->weight : 0, a < cl->low ? e->weight : 0);
}

/* ---- window ---- */

static const char *const window_keys[] = {"actual", "between", "least", NULL};

static bool window_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *b = yaml_get(y, "between"), *d;
	bool ok = rule_measure(rc, y, "actual", true, PROBE_VALUE, &cl->actual);

	cl->least = rule_number(rc, y, "least", 1, 1, cl->actual);
	d = b && b->type == YAML_LIST && b->n == 2 ? b->child : NULL;
	for (size_t i = 0; i < 2 && d; i++, d = d->next) {
		const char *s = yaml_str(d, rc->c.file, rc->c.f, "");

		if (!returns_month_day(s, &cl->between[i].month, &cl->between[i].day))
			b = NULL;
	}
	if (!b || b->type != YAML_LIST || b->n != 2) {
		yaml_error(
			rc->c.f, rc->c.file, yaml_get(y, "between") ? yaml_get(y, "between") : y,
			N_("`between:` has two days written MM-DD, such as [\"01-01\", \"03-31\"]."),
			NULL);
		return false;
	}
	for (size_t i = 0; ok && i < cl->actual->n; i++) {
		struct probe *p = cl->actual->probe[i];

		p->lo = (struct bound){BOUND_YEARLY, 0, cl->between[0].month, cl->between[0].day};
		p->hi = (struct bound){BOUND_YEARLY, 0, cl->between[1].month, cl->between[1].day};
		if (!p->date) {
			yaml_error(rc->c.f, rc->c.file, yaml_get(y, "actual"),
				   N_("What happens in a window is counted by a `date:`."), NULL);
			ok = false;
		}
	}
	return ok;
}

static void window_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	sifa_day lo = run_yearly(e->run->start, cl->between[0].month, cl->between[0].day);
	sifa_day hi = run_yearly(lo, cl->between[1].month, cl->between[1].day);
	int64_t a = eval_value(e, cl->actual);
	bool in = a >= cl->least;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	eval_numbers(e, a, cl->least);
	if (!in &&
	    (hi > e->run->as_of || hi > e->run->period_end || !office_judged(eval_office(e), hi))) {
		e->out->standing = SIFA_NOT_DUE;
		return;
	}
	eval_say(e, "{1} × ({2} 至 {3}：{4}/{5})", "{1} × ({2} to {3}: {4}/{5})", PTS(e->weight),
		 sifa_day_format(lo, (char[16]){0}), sifa_day_format(hi, (char[16]){0}),
		 AMT(cl->actual, a), AMT(cl->actual, cl->least), NULL);
	eval_points(e, in ? e->weight : 0, 0);
}

const struct rule rules_amount[] = {
	{"ratio", ratio_keys, ratio_compile, ratio_eval, RULE_SCORES, false},
	{"shortfall", shortfall_keys, shortfall_compile, shortfall_eval, RULE_SCORES, false},
	{"rate_min", rate_keys, rate_compile, rate_min_eval, RULE_SCORES, false},
	{"rate_max", rate_keys, rate_compile, rate_max_eval, RULE_SCORES, false},
	{"band", band_keys, band_compile, band_eval, RULE_SCORES, false},
	{"range", range_keys, range_compile, range_eval, RULE_SCORES, false},
	{"window", window_keys, window_compile, window_eval, RULE_SCORES, false},
	{NULL, NULL, NULL, NULL, RULE_SCORES, false},
};
