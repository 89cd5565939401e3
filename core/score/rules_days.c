/* rules_days.c - coverage_days: something on every day, or working day, of the period;
 * sample_discount: only so much counts as a sample of it passed. */
#include <string.h>

#include "points.h"
#include "rule.h"

/* ---- coverage_days ---- */

#define DAYS_MOST 1200 /* a period has at most three years */

static const char *const coverage_keys[] = {"actual", "days", "least", NULL};

static bool coverage_probe(struct rule_compile *rc, struct yaml *y, struct probe *p)
{
	struct yaml *from = yaml_get(y, "from"), *to = yaml_get(y, "to");

	if (p->op != PROBE_COUNT || !p->date || p->stock || p->latest || p->aged) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("Days are covered by counted records with a `date:`."), NULL);
		return false;
	}
	if (from || to) {
		yaml_error(rc->c.f, rc->c.file, from ? from : to,
			   N_("The days due are those of the period: no bounds stand here."), NULL);
		return false;
	}
	/* every record with its day: one that is there twice on a day is still one day */
	p->shape = PROBE_ROWS;
	return true;
}

static bool coverage_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *days = yaml_get(y, "days"), *actual = yaml_get(y, "actual");
	const char *s = yaml_str(days, rc->c.file, rc->c.f, "all");
	bool ok = rule_measure(rc, y, "actual", true, PROBE_ROWS, &cl->actual);

	cl->work = strcmp(s, "work") == 0;
	if (!cl->work && strcmp(s, "all") != 0)
		yaml_error(rc->c.f, rc->c.file, days,
			   N_("`days:` is all, or work for working days."), NULL);
	cl->least = yaml_int(yaml_get(y, "least"), rc->c.file, 1, 200, rc->c.f, 1);
	for (size_t i = 0; ok && i < cl->actual->n; i++)
		ok = coverage_probe(rc, actual, cl->actual->probe[i]);
	return ok;
}

/* How many records each day of the period has, as far as a byte goes. */
static void count_days(const struct eval *e, uint8_t *n, size_t most)
{
	const struct measure *m = e->clause->actual;

	for (size_t i = 0; i < m->n; i++) {
		const struct probe *p = m->probe[i];
		const struct tally *t = eval_tally(e, p);

		for (size_t k = 0; k < t->nrows; k++) {
			sifa_day d = day_of_slot(
				slot_get(p->date, t->rows + k * p->kind->fixed, p->kind->fixed));
			int64_t at = (int64_t)d - e->run->start;

			if (at >= 0 && at < (int64_t)most && n[at] < UINT8_MAX)
				n[at]++;
		}
	}
}

static void coverage_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	const struct run *r = e->run;
	const struct calendar *cal = &r->view->se->sifa->config->calendar;
	uint8_t n[DAYS_MOST] = {0};
	int64_t due = 0, hit = 0, rest = 0, points;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	count_days(e, n, DAYS_MOST);
	for (sifa_day d = r->start; d <= r->period_end && d - r->start < DAYS_MOST; d++) {
		if ((cl->work && !calendar_working(cal, d)) || !clause_runs(cl, d) ||
		    !office_judged(&r->office[e->office], d)) /* its days, not its whole months */
			continue;
		if (d > r->end) {
			rest++;
			continue;
		}
		due++;
		hit += n[d - r->start] >= cl->least;
	}
	if (!due) {
		e->out->standing = SIFA_NOT_DUE;
		return;
	}
	eval_numbers(e, hit, due);
	points = points_ratio(e->weight, hit, due, 100);
	eval_say(e, "{1} × {2}/{3}", "{1} × {2}/{3}", PTS(e->weight), NUM(hit), NUM(due), NULL);
	eval_say(e, cl->work ? " 个工作日" : " 天", cl->work ? " working days" : " days", NULL);
	eval_points(e, points, points_ratio(e->weight, hit + rest, due + rest, 100) - points);
}

/* ---- sample_discount ---- */

static const char *const discount_keys[] = {"actual", "target", "of", "cap",
					    "pass",   "sample", NULL};

static bool discount_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_measure(rc, y, "actual", true, PROBE_VALUE, &cl->actual);

	cl->cap = yaml_int(yaml_get(y, "cap"), rc->c.file, 1, 1000, rc->c.f, 100);
	cl->limit = yaml_int(yaml_get(y, "pass"), rc->c.file, 1, 100, rc->c.f, 60);
	rule_other(rc, cl, y, "sample");
	if (!rc->letter->inspections || !rc->letter->fields.ins_score) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("Rule {1} needs a kind `inspection` with samples that have a score."),
			   cl->rule->name, NULL);
		ok = false;
	}
	return rule_aim(rc, cl, y) && ok;
}

struct sample {
	sifa_day day; /* the latest */
	int64_t passed, n;
};

static void take_sample(const struct eval *e, const struct inspection *in, struct sample *s)
{
	if (!in->samples || in->day < s->day)
		return;
	if (in->day > s->day)
		*s = (struct sample){in->day, 0, 0};
	s->n += in->samples;
	for (int64_t k = e->clause->limit; k <= 100; k++)
		s->passed += in->score[k];
}

static struct sample find_sample(struct eval *e)
{
	const struct clause *cl = e->clause;
	const char *id = cl->other ? cl->other->id : cl->id;
	struct sample s = {SIFA_DAY_NONE, 0, 0};

	for (size_t i = 0; i < e->run->ninspections; i++) {
		const struct inspection *in = &e->run->inspection[i];

		if (in->office == e->office && strcmp(in->clause, id) == 0)
			take_sample(e, in, &s);
	}
	for (size_t i = 0; i < e->run->ninspections; i++) {
		const struct inspection *in = &e->run->inspection[i];

		if (in->office == e->office && strcmp(in->clause, id) == 0 && in->samples &&
		    in->day == s.day)
			eval_tell(e, in->id, SIFA_POPULATION, in->samples);
	}
	return s;
}

static void discount_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t a = eval_value(e, cl->actual), t, real, points;
	int64_t unit = cl->actual->scaled ? 100 : 1;
	struct sample s;

	eval_behind(e, cl->actual, SIFA_COUNTED);
	s = find_sample(e);
	if (!eval_aim(e, &t))
		return;
	eval_numbers(e, a, t);
	if (!s.n) {
		e->out->standing = SIFA_UNJUDGED;
		e->out->gain = e->weight;
		return;
	}
	real = points_down(a, s.passed, s.n * unit) * unit;
	eval_numbers(e, real, t);
	points = points_ratio(e->weight, real, t, cl->cap);
	eval_say(e, "{1}×{2}/{3} 合格 → {4}", "{1}×{2}/{3} passed → {4}", AMT(cl->actual, a),
		 NUM(s.passed), NUM(s.n), AMT(cl->actual, real), NULL);
	eval_say(e, "；{1} × {2}/{3}", "; {1} × {2}/{3}", PTS(e->weight), AMT(cl->actual, real),
		 AMT(cl->actual, t), NULL);
	eval_points(e, points, e->weight - points);
}

const struct rule rules_days[] = {
	{"coverage_days", coverage_keys, coverage_compile, coverage_eval, RULE_SCORES, false},
	{"sample_discount", discount_keys, discount_compile, discount_eval, RULE_SCORES, true},
	{NULL, NULL, NULL, NULL, RULE_SCORES, false},
};
