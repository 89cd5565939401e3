/* rules_judged.c - rules that rest on an inspector's entry: sample_score, grade,
 * manual. */
#include <string.h>

#include "points.h"
#include "rule.h"

enum what { SAMPLES, GRADE, POINTS };

struct entry { /* one judgement, by an inspector or on a sheet of another kind */
	uint64_t id;
	sifa_day day;
	int64_t sum, n;
};

struct judged { /* the latest judgements of a clause */
	sifa_day day;
	int64_t sum, n;
	struct eval *e;
	bool tell;
};

/* Entries of the latest day count together, older ones not at all. */
static void take(struct judged *j, const struct entry *in)
{
	if (in->n <= 0 || in->day < j->day)
		return;
	if (in->day > j->day) {
		j->sum = j->n = 0;
		j->day = in->day;
	}
	j->sum += in->sum;
	j->n += in->n;
	if (j->tell)
		eval_tell(j->e, in->id, SIFA_COUNTED, in->sum);
}

static int64_t factor(const struct clause *cl, uint64_t grade)
{
	int64_t f = grade < 64 ? cl->factor[grade] : -1;

	return f > 0 ? f : 0;
}

static int64_t worth(const struct clause *cl, enum what what, int64_t v)
{
	if (what == GRADE)
		return factor(cl, (uint64_t)v);
	return v < cl->weight ? v : cl->weight;
}

static void from_inspections(struct judged *j, enum what what)
{
	const struct run *r = j->e->run;
	const struct clause *cl = j->e->clause;

	for (size_t i = 0; i < r->ninspections; i++) {
		const struct inspection *in = &r->inspection[i];
		struct entry en = {in->id, in->day, in->sum, in->samples};

		if (in->office != j->e->office || strcmp(in->clause, cl->id) != 0)
			continue;
		if (what == GRADE)
			en = (struct entry){in->id, in->day, worth(cl, what, in->grade),
					    in->grade != 0};
		if (what == POINTS)
			en = (struct entry){in->id, in->day, worth(cl, what, in->points),
					    in->points >= 0};
		take(j, &en);
	}
}

/* `entries:` - sheets of another kind that carry a grade or points. */
static void from_entries(struct judged *j, enum what what)
{
	const struct clause *cl = j->e->clause;
	const struct probe *p = cl->whole ? cl->whole->probe[0] : NULL;
	const struct tally *t = p ? eval_tally(j->e, p) : NULL;

	for (size_t i = 0; t && i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * p->kind->fixed;
		struct sifa_value v;
		struct entry en = {get_le(row + FIX_ID, 8),
				   day_of_slot(slot_get(p->date, row, p->kind->fixed)), 0, 0};

		slot_value(cl->field[0], slot_get(cl->field[0], row, p->kind->fixed), &v);
		if (v.state != SIFA_SET)
			continue;
		en.sum = worth(cl, what, v.n);
		en.n = 1;
		take(j, &en);
	}
}

/* False, with the standing set, when nobody has judged yet. */
static bool judge(struct eval *e, enum what what, struct judged *out)
{
	struct judged j = {SIFA_DAY_NONE, 0, 0, e, false};

	from_inspections(&j, what);
	from_entries(&j, what);
	*out = j;
	if (j.day == SIFA_DAY_NONE) {
		e->out->standing = SIFA_UNJUDGED;
		e->out->gain = e->weight;
		return false;
	}
	j.sum = j.n = 0; /* again, now that the latest day is known */
	j.tell = true;
	from_inspections(&j, what);
	from_entries(&j, what);
	return true;
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

/* entries: {count: KIND, date: F, where: ...}; the kind has a field `name`. */
static bool read_entries(struct rule_compile *rc, struct clause *cl, struct yaml *y,
			 const char *name, enum sifa_type type)
{
	const struct probe *p;
	const struct sifa_field *f;

	if (!yaml_get(y, "entries"))
		return true;
	if (!rule_measure(rc, y, "entries", true, PROBE_ROWS, &cl->whole))
		return false;
	p = cl->whole->probe[0];
	f = kind_field(p->kind, name);
	cl->field = arena_alloc(rc->c.arena, sizeof *cl->field);
	if (!cl->field) {
		rc->c.failed = true;
		return false;
	}
	cl->field[0] = f;
	if (cl->whole->n == 1 && p->date && !p->stock && f && f->type == type &&
	    (type != SIFA_CODE || f->codes == rc->letter->fields.ins_grade->codes))
		return true;
	yaml_error(
		rc->c.f, rc->c.file, yaml_get(y, "entries"),
		N_("Entries are records of one kind with a `date:` and a field {1} as inspections "
		   "have it."),
		name, NULL);
	return false;
}

/* ---- sample_score ---- */

static const char *const none[] = {NULL};

static bool sample_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	return needs_inspections(rc, cl, y, rc->letter->fields.ins_score);
}

static void sample_eval(struct eval *e)
{
	struct judged j;
	int64_t points;

	if (!judge(e, SAMPLES, &j))
		return;
	points = points_part(e->weight, j.sum, j.n * 100);
	e->out->actual = e->out->completion = points_part(100, j.sum, j.n);
	eval_say(e, "{1} × {2}% (抽查{3}卷)", "{1} × {2}% ({3} sampled)", PTS(e->weight),
		 PTS(e->out->actual), NUM(j.n), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- grade ---- */

static const char *const grade_keys[] = {"factors", "entries", NULL};

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
	return read_entries(rc, cl, y, "grade", SIFA_CODE) && ok;
}

static void grade_eval(struct eval *e)
{
	struct judged j;
	int64_t points;

	if (!judge(e, GRADE, &j))
		return;
	points = points_part(e->weight, j.sum, j.n * 100);
	e->out->completion = points_part(100, j.sum, j.n);
	e->out->actual = j.n;
	eval_say(e, "{1} × {2}% (评定{3}份)", "{1} × {2}% ({3} judgements)", PTS(e->weight),
		 PTS(e->out->completion), NUM(j.n), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- manual ---- */

static const char *const manual_keys[] = {"entries", NULL};

static bool manual_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	return needs_inspections(rc, cl, y, rc->letter->fields.ins_points) &&
	       read_entries(rc, cl, y, "points", SIFA_INT);
}

static void manual_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	struct judged j;
	int64_t points, full;

	if (!judge(e, POINTS, &j))
		return;
	/* typed in points of the letter */
	full = j.n * cl->weight;
	points = full ? points_part(e->weight, j.sum, full) : 0;
	e->out->completion = points_percent(j.sum, full);
	e->out->actual = j.n;
	eval_say(e, "{1} × {2}/{3} (评定{4}份)", "{1} × {2}/{3} ({4} judgements)", PTS(e->weight),
		 PTS(j.sum), PTS(full), NUM(j.n), NULL);
	eval_points(e, points, e->weight - points);
}

const struct rule rules_judged[] = {
	{"sample_score", none, sample_compile, sample_eval, RULE_SCORES, true},
	{"grade", grade_keys, grade_compile, grade_eval, RULE_SCORES, true},
	{"manual", manual_keys, manual_compile, manual_eval, RULE_SCORES, true},
	{NULL, NULL, NULL, NULL, RULE_SCORES, false},
};
