/* rules_judged.c - rules that rest on an inspector's entry (sample_score, grade,
 * manual), and clauses without points of their own (guard, print). */
#include <string.h>

#include "points.h"
#include "rule.h"

enum what { SAMPLES, GRADE, POINTS };

static bool tells(const struct inspection *in, enum what what)
{
	if (what == SAMPLES)
		return in->samples > 0;
	return what == GRADE ? in->grade != 0 : in->points >= 0;
}

static bool about(const struct eval *e, const struct inspection *in, enum what what)
{
	return in->office == e->office && strcmp(in->clause, e->clause->id) == 0 && tells(in, what);
}

/* The day of the latest entry; entries of that day count together. */
static sifa_day latest(const struct eval *e, enum what what)
{
	sifa_day day = SIFA_DAY_NONE;

	for (size_t i = 0; i < e->run->ninspections; i++) {
		const struct inspection *in = &e->run->inspection[i];

		if (about(e, in, what) && in->day > day)
			day = in->day;
	}
	if (day == SIFA_DAY_NONE) {
		e->out->standing = SIFA_UNJUDGED;
		e->out->gain = e->weight;
	}
	return day;
}

static bool needs_inspections(struct rule_compile *rc, const struct clause *cl, struct yaml *y,
			      const struct sifa_field *f)
{
	if (f && rc->letter->inspections)
		return true;
	yaml_error(
		rc->c.f, rc->c.file, y,
		N_("Rule {1} needs a kind `inspection` with letter, clause, inspected_on (a counting "
		   "date), grade, points, and samples with a score."),
		cl->rule->name, NULL);
	return false;
}

/* ---- sample_score ---- */

static bool sample_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	return needs_inspections(rc, cl, y, rc->letter->fields.ins_score);
}

static void sample_eval(struct eval *e)
{
	sifa_day day = latest(e, SAMPLES);
	int64_t sum = 0, n = 0, points;

	if (day == SIFA_DAY_NONE)
		return;
	for (size_t i = 0; i < e->run->ninspections; i++) {
		const struct inspection *in = &e->run->inspection[i];

		if (!about(e, in, SAMPLES) || in->day != day)
			continue;
		sum += in->sum;
		n += in->samples;
		eval_tell(e, in->id, SIFA_COUNTED, in->sum);
	}
	points = points_part(e->weight, sum, n * 100);
	e->out->actual = points_part(100, sum, n);
	e->out->completion = points_part(100, sum, n);
	eval_say(e, "{1} × {2}% (抽查{3}卷)", "{1} × {2}% ({3} sampled)", PTS(e->weight),
		 PTS(e->out->actual), NUM(n), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- grade ---- */

static const char *const grade_keys[] = {"factors", NULL};

static bool grade_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *map = yaml_get(y, "factors");
	const struct sifa_field *f = rc->letter->fields.ins_grade;
	bool ok = true;

	if (!needs_inspections(rc, cl, y, f))
		return false;
	if (!map || map->type != YAML_MAP || !map->n) {
		yaml_error(rc->c.f, rc->c.file, map ? map : y,
			   N_("`factors:` maps grades to factors, such as {good: 1.00}."), NULL);
		return false;
	}
	for (size_t i = 0; i < sizeof cl->factor / sizeof *cl->factor; i++)
		cl->factor[i] = -1;
	for (struct yaml *g = map->child; g; g = g->next) {
		const struct sifa_code *code = code_find(f->codes, g->key, strlen(g->key));
		int64_t v = yaml_hundredths(g, rc->c.file, rc->c.f, 0);

		g->used = true;
		if (code && code->no < 64 && v >= 0 && v <= 1000) {
			cl->factor[code->no] = v;
			continue;
		}
		ok = false;
		yaml_error(
			rc->c.f, rc->c.file, g,
			N_("{1} is no grade of code list {2}, or its factor is not between 0 and 10."),
			g->key, f->codes->id, NULL);
	}
	return ok;
}

static void grade_eval(struct eval *e)
{
	sifa_day day = latest(e, GRADE);
	int64_t sum = 0, n = 0, points;

	if (day == SIFA_DAY_NONE)
		return;
	for (size_t i = 0; i < e->run->ninspections; i++) {
		const struct inspection *in = &e->run->inspection[i];
		int64_t f = in->grade < 64 ? e->clause->factor[in->grade] : -1;

		if (!about(e, in, GRADE) || in->day != day)
			continue;
		sum += f > 0 ? f : 0;
		n++;
		eval_tell(e, in->id, SIFA_COUNTED, f > 0 ? f : 0);
	}
	points = points_part(e->weight, sum, n * 100);
	e->out->completion = points_part(100, sum, n);
	e->out->actual = n;
	eval_say(e, "{1} × {2}% ({3}份评定)", "{1} × {2}% ({3} judgements)", PTS(e->weight),
		 PTS(e->out->completion), NUM(n), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- manual ---- */

static bool manual_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	return needs_inspections(rc, cl, y, rc->letter->fields.ins_points);
}

static void manual_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	sifa_day day = latest(e, POINTS);
	int64_t sum = 0, n = 0, points;

	if (day == SIFA_DAY_NONE)
		return;
	for (size_t i = 0; i < e->run->ninspections; i++) {
		const struct inspection *in = &e->run->inspection[i];

		if (!about(e, in, POINTS) || in->day != day)
			continue;
		sum += in->points < cl->weight ? in->points : cl->weight;
		n++;
		eval_tell(e, in->id, SIFA_COUNTED, in->points);
	}
	/* typed against the weight of the letter, worth the weight it has now */
	points = cl->weight ? points_part(e->weight, sum, n * cl->weight) : 0;
	e->out->completion = points_percent(sum, n * cl->weight);
	e->out->actual = n;
	eval_say(e, "{1} × {2}/{3} (评定{4}份)", "{1} × {2}/{3} ({4} judgements)", PTS(e->weight),
		 PTS(sum), PTS(n * cl->weight), NUM(n), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- guard, print ---- */

static const char *const guard_keys[] = {"of", "where", NULL};
static const char *const none[] = {NULL};

/* `of` and `where` are read when all clauses are known: letter_guards(). */
static bool guard_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	(void)cl;
	if (yaml_get(y, "of") && yaml_get(y, "where"))
		return true;
	yaml_error(rc->c.f, rc->c.file, y,
		   N_("A guard names the clause it stands before (`of:`) and a `where:`."), NULL);
	return false;
}

static void guard_eval(struct eval *e)
{
	const struct measure *m = e->clause->of->actual;
	int64_t failed = eval_failed(e, m);

	e->out->standing = SIFA_GUARD;
	e->out->weight = 0;
	e->out->actual = failed;
	e->out->records = (size_t)failed;
	for (size_t i = 0; e->behind && i < m->n; i++) {
		const struct tally *t = eval_tally(e, m->probe[i]);

		e->out->records -= t->nfail;
		for (size_t k = 0; k < t->nfail; k++)
			eval_tell(e, t->fail[k].id, SIFA_MISSING_GUARD, 0);
	}
	if (failed)
		eval_note(e, "{1} 件不计入{2}", "{1} not counted in {2}", NUM(failed),
			  e->clause->of->id, NULL);
}

static bool print_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	(void)rc, (void)cl, (void)y;
	return true;
}

static void print_eval(struct eval *e)
{
	e->out->standing = SIFA_PRINTED;
}

const struct rule rules_judged[] = {
	{"sample_score", none, sample_compile, sample_eval, RULE_SCORES},
	{"grade", grade_keys, grade_compile, grade_eval, RULE_SCORES},
	{"manual", none, manual_compile, manual_eval, RULE_SCORES},
	{"guard", guard_keys, guard_compile, guard_eval, RULE_GUARD},
	{"print", none, print_compile, print_eval, RULE_PRINT},
	{NULL, NULL, NULL, NULL, RULE_SCORES},
};
