/* eval.c - what all rules share when a clause is judged: reading tallies,
 * targets, the formula in words, and the records behind. */
#include "../base/ident.h"
#include "../base/words.h"
#include "points.h"
#include "rule.h"

#include <stdio.h>
#include <string.h>

char *eval_num(int64_t v, char *buf)
{
	buf[decimal_put(v, buf)] = '\0';
	return buf;
}

const struct office *eval_office(const struct eval *e)
{
	return e->who ? e->who : &e->run->office[e->office];
}

const struct tally *eval_tally(const struct eval *e, const struct probe *p)
{
	return &e->run->tally[p->slot * e->run->noffices + e->office];
}

int64_t eval_value(const struct eval *e, const struct measure *m)
{
	int64_t sum = 0;

	for (size_t i = 0; m && i < m->n; i++)
		sum = points_sum(sum, eval_tally(e, m->probe[i])->value);
	return sum;
}

int64_t eval_whole(const struct eval *e, const struct measure *m)
{
	return eval_value(e, m) / (m->scaled ? 100 : 1);
}

int64_t eval_records(const struct eval *e, const struct measure *m)
{
	int64_t sum = 0;

	for (size_t i = 0; m && i < m->n; i++)
		sum = points_sum(sum, eval_tally(e, m->probe[i])->records);
	return sum;
}

int64_t eval_failed(const struct eval *e, const struct measure *m)
{
	int64_t sum = 0;

	for (size_t i = 0; m && i < m->n; i++)
		sum = points_sum(sum, eval_tally(e, m->probe[i])->failed);
	return sum;
}

/* ---- targets ---- */

static int64_t quota(const struct eval *e, const struct quota *q)
{
	const struct measure *m = e->clause->actual;
	const struct office *o = eval_office(e);
	/* of a year's money a part goes to the hundredth; a target of what is split stays whole */
	bool scaled = m && m->scaled;
	int64_t fen = scaled && !m->probe[0]->with ? 100 : 1, n;

	if (q->of) {
		n = eval_value(e, q->of);
		n = n > 0 ? points_up(n, q->n, q->of->scaled && !scaled ? 1000000 : 10000) : 0;
		return scaled && !q->of->scaled ? n * 100 : n;
	}
	n = e->clause->target.whole ? q->n * fen : points_prorate(q->n * fen, o->months, o->of);
	return scaled ? n * (100 / fen) : n;
}

/* Cases are never compared with persons: such a number is as good as none. */
static bool other_unit(const struct eval *e, uint16_t unit)
{
	const struct sifa_field *f = e->run->letter->fields.let_unit;
	struct eval said = *e;

	if (!unit || !e->clause->unit_code || unit == e->clause->unit_code)
		return false;
	for (size_t i = 0; i < f->codes->n; i++) {
		const struct sifa_code *c = &f->codes->code[i];

		if (c->no == unit)
			eval_note(&said, "目标单位不符：{1}，应为{2}",
				  "the target is in {3}, not in {4}", c->label[SIFA_ZH],
				  e->clause->unit[SIFA_ZH], c->label[SIFA_EN],
				  e->clause->unit[SIFA_EN], NULL);
	}
	return true;
}

bool eval_target(const struct eval *e, int64_t *out)
{
	const struct target *t = &e->clause->target;
	const struct office *o = eval_office(e);

	for (size_t i = 0; i < o->ntargets && !t->forced; i++) {
		if (strcmp(o->target[i].clause, e->clause->id) == 0) {
			if (other_unit(e, o->target[i].unit))
				return false;
			*out = quota(e, &(struct quota){o->target[i].n, NULL});
			return true;
		}
	}
	if (t->blank)
		return false;
	*out = quota(e, &t->quota);
	return true;
}

/* ---- outcome ---- */

void eval_empty(struct eval *e)
{
	if (e->clause->empty == EMPTY_NA) {
		e->out->standing = SIFA_NOT_DUE;
		return;
	}
	eval_say(e, "{1} × 0/0", "{1} × 0/0", PTS(e->weight), NULL);
	if (e->clause->empty == EMPTY_FULL)
		eval_points(e, e->weight, 0);
	else
		eval_points(e, 0, e->weight);
}

void eval_numbers(struct eval *e, int64_t actual, int64_t target)
{
	e->out->actual = actual;
	e->out->target = target;
	e->out->has_target = true;
	e->out->completion = points_percent(actual, target);
	e->out->lacking = target > actual ? target - actual : 0;
}

void eval_points(struct eval *e, int64_t points, int64_t gain)
{
	e->out->standing = SIFA_SCORED;
	e->out->points = points;
	e->out->gain = gain > 0 ? gain : 0;
	eval_say(e, " = {1}", " = {1}", PTS(points), NULL);
}

int64_t eval_worth(const struct eval *e, int64_t points)
{
	if (!e->clause->weight)
		return 0;
	return points < 0 ? -points_part(e->weight, -points, e->clause->weight)
			  : points_part(e->weight, points, e->clause->weight);
}

void eval_full(struct eval *e)
{
	const char *open = e->weight == e->clause->weight ? "" : "(";

	eval_say(e, "{1}{2}", "{1}{2}", open, PTS(e->clause->weight), NULL);
}

/* What is left of the weight, not below the floor: 0 unless the clause says another. */
static int64_t eval_floor(const struct clause *cl, int64_t lost)
{
	int64_t left = cl->weight - lost;

	return left > cl->floor ? left : cl->floor;
}

void eval_left(struct eval *e, int64_t lost, int64_t least)
{
	const struct clause *cl = e->clause;
	int64_t full = cl->weight, left = eval_floor(cl, lost), points = eval_worth(e, left);

	if (e->weight != full)
		eval_say(e, ") × {1}/{2}", ") × {1}/{2}", PTS(e->weight), PTS(full), NULL);
	if (full - lost < left)
		eval_say(e, " (最低{1})", " (at least {1})", PTS(left), NULL);
	eval_points(e, points, eval_worth(e, eval_floor(cl, least)) - points);
}

/* ---- words ---- */

/* Adds to both languages. */
static void say_both(char *zh, char *en, size_t size, const char *text_zh, const char *text_en,
		     const char *const *arg, size_t n)
{
	words_fill(zh, size, text_zh, arg, n);
	words_fill(en, size, text_en, arg, n);
}

/* A formula that reads the same in both languages, as most do, is written once: the English
 * one stays empty until they differ. */
void eval_say(struct eval *e, const char *zh, const char *en, ...)
{
	enum { SIZE = sizeof e->said->formula[0] };
	const char *arg[WORDS_ARGUMENTS];
	char *to_zh, *to_en;
	va_list ap;
	size_t n;

	if (!e->said)
		return;
	va_start(ap, en);
	n = words_arguments(ap, arg);
	va_end(ap);
	to_zh = e->said->formula[SIFA_ZH];
	to_en = e->said->formula[SIFA_EN];
	if (!*to_en && (zh == en || !strcmp(zh, en))) {
		words_fill(to_zh, SIZE, zh, arg, n);
		return;
	}
	if (!*to_en)
		memcpy(to_en, to_zh, strlen(to_zh) + 1);
	say_both(to_zh, to_en, SIZE, zh, en, arg, n);
}

void eval_note(struct eval *e, const char *zh, const char *en, ...)
{
	enum { SIZE = sizeof e->said->note[0] };
	const char *arg[WORDS_ARGUMENTS];
	char *to_zh, *to_en;
	va_list ap;
	size_t n;

	if (!e->said)
		return;
	va_start(ap, en);
	n = words_arguments(ap, arg);
	va_end(ap);
	to_zh = e->said->note[SIFA_ZH];
	to_en = e->said->note[SIFA_EN];
	if (*to_zh)
		say_both(to_zh, to_en, SIZE, "；", "; ", NULL, 0);
	say_both(to_zh, to_en, SIZE, zh, en, arg, n);
}

static void unsay_formula(struct eval *e)
{
	for (int i = 0; e->said && i < SIFA_LANGS; i++)
		e->said->formula[i][0] = '\0';
}

void eval_unsay(struct eval *e)
{
	unsay_formula(e);
	for (int i = 0; e->said && i < SIFA_LANGS; i++)
		e->said->note[i][0] = '\0';
}

/* ---- records behind ---- */

void eval_tell(struct eval *e, uint64_t id, enum sifa_role role, int64_t amount)
{
	struct behind *b = e->behind;

	e->out->records++;
	if (!b)
		return;
	if (!grow(&b->v, &b->cap, b->n + 1, sizeof *b->v)) {
		b->failed = true;
		return;
	}
	b->v[b->n++] = (struct sifa_behind){id, role, amount};
}

static void tell_hits(struct eval *e, const struct probe *p, enum sifa_role role)
{
	const struct tally *t = eval_tally(e, p);

	for (size_t i = 0; i < t->nhit; i++)
		eval_tell(e, t->hit[i].id, role, p->op == PROBE_DISTINCT ? 1 : t->hit[i].amount);
	for (size_t i = 0; i < t->nfail; i++)
		eval_tell(e, t->fail[i].id, SIFA_MISSING_GUARD, 0);
}

void eval_behind(struct eval *e, const struct measure *m, enum sifa_role role)
{
	if (!e->behind)
		e->out->records += (size_t)(eval_records(e, m) + eval_failed(e, m));
	for (size_t i = 0; e->behind && m && i < m->n; i++)
		tell_hits(e, m->probe[i], role);
	if (eval_failed(e, m) > 0)
		eval_note(e, "{1} 件缺佐证未计", "{1} not counted for want of evidence",
			  NUM(eval_failed(e, m)), NULL);
}

static bool counted(const struct eval *e, const struct measure *m, uint64_t id)
{
	for (size_t i = 0; m && i < m->n; i++) {
		const struct tally *t = eval_tally(e, m->probe[i]);
		size_t lo = 0, hi = t->nhit;

		if (m->probe[i]->op == PROBE_DISTINCT) /* sorted by value */
			continue;
		while (lo < hi) {
			size_t mid = lo + (hi - lo) / 2;

			if (t->hit[mid].id < id)
				lo = mid + 1;
			else
				hi = mid;
		}
		if (lo < t->nhit && t->hit[lo].id == id)
			return true;
	}
	return false;
}

void eval_short(struct eval *e, const struct measure *of, const struct measure *m)
{
	if (!e->behind) {
		int64_t all = eval_records(e, of), done = eval_records(e, m);

		e->out->records += all > done ? (size_t)(all - done) : 0;
		return;
	}
	for (size_t i = 0; of && i < of->n; i++) {
		const struct tally *t = eval_tally(e, of->probe[i]);

		for (size_t k = 0; k < t->nhit; k++)
			if (!counted(e, m, t->hit[k].id))
				eval_tell(e, t->hit[k].id, SIFA_POPULATION, t->hit[k].amount);
	}
}

/* ---- a clause ---- */

static void reset(struct eval *e)
{
	struct sifa_clause *o = e->out;

	o->standing = SIFA_SCORED;
	o->weight = e->weight;
	o->points = o->gain = o->target = o->actual = 0;
	o->has_target = false;
	o->veto = SIFA_VETO_NONE;
	o->completion = o->lacking = -1;
	o->records = 0;
	for (int i = 0; i < SIFA_LANGS; i++)
		o->formula[i] = o->note[i] = "";
	eval_unsay(e);
}

static void unscored(struct eval *e, enum sifa_standing standing)
{
	e->out->standing = standing;
	e->out->points = 0;
	unsay_formula(e);
}

/* Off before it begins and after it ended; not due while it is still to come. */
static bool in_force(struct eval *e)
{
	const struct clause *cl = e->clause;
	const struct run *r = e->run;

	if ((cl->until != SIFA_DAY_NONE && r->start > cl->until) ||
	    (cl->from != SIFA_DAY_NONE && r->period_end < cl->from)) {
		unscored(e, SIFA_SWITCHED_OFF);
		return false;
	}
	if (cl->from == SIFA_DAY_NONE || r->end >= cl->from)
		return true;
	unscored(e, SIFA_NOT_DUE);
	eval_note(e, "{1} 起执行", "in force from {1}", sifa_day_format(cl->from, (char[16]){0}),
		  NULL);
	return false;
}

/* A clause in force for a part of the period judges the office for that part. */
static void judge_term(struct eval *e)
{
	const struct clause *cl = e->clause;
	sifa_day from = cl->from > e->run->start ? cl->from : e->run->start;
	sifa_day to = cl->until != SIFA_DAY_NONE && cl->until < e->run->period_end
			      ? cl->until
			      : e->run->period_end;
	struct office part;

	if (from == e->run->start && to == e->run->period_end) {
		cl->rule->eval(e);
		return;
	}
	part = *eval_office(e);
	office_narrow(&part, from, cl->until);
	e->who = &part;
	cl->rule->eval(e);
	e->who = NULL;
	eval_note(e, "只计 {1} 至 {2}", "counts from {1} to {2}",
		  sifa_day_format(from, (char[16]){0}), sifa_day_format(to, (char[16]){0}), NULL);
}

static void note_veto(struct eval *e)
{
	static const char *const word[][SIFA_LANGS] = {
		[SIFA_VETO_AWARD] = {"一票否决：评优资格", "veto: no award"},
		[SIFA_VETO_TIER] = {"一票否决：等次", "veto: grade"},
		[SIFA_VETO_TOTAL] = {"一票否决：总分", "veto: total"},
	};

	eval_note(e, word[e->out->veto][SIFA_ZH], word[e->out->veto][SIFA_EN], NULL);
}

/* A register without entries waits as well: left empty, it would give its weight away. */
static void wait_for_verification(struct eval *e)
{
	const struct clause *cl = e->clause;

	if (!cl->verified || eval_value(e, cl->verified) > 0 ||
	    (e->out->standing != SIFA_SCORED && e->out->standing != SIFA_NOT_DUE))
		return;
	unscored(e, SIFA_UNVERIFIED);
	e->out->gain = e->weight;
	e->out->lacking = -1;
}

void eval_clause(struct eval *e)
{
	const struct clause *cl = e->clause;

	reset(e);
	if (cl->rule->what == RULE_PRINT) {
		unscored(e, SIFA_PRINTED);
		return;
	}
	if (!in_force(e))
		return;
	if (cl->exempt && eval_value(e, cl->exempt) > 0) {
		unscored(e, SIFA_NOT_DUE);
		eval_note(e, "已批准免予考核", "let off by a document", NULL);
		return;
	}
	if (cl->applies && eval_value(e, cl->applies) == 0) {
		unscored(e, SIFA_NOT_DUE);
		return;
	}
	judge_term(e);
	wait_for_verification(e);
	if (e->out->standing != SIFA_SCORED && e->out->standing != SIFA_UNVERIFIED) {
		e->out->points = e->out->standing == SIFA_UNJUDGED ? 0 : e->out->points;
		return;
	}
	if (e->out->veto)
		note_veto(e);
	eval_typed(e);
}
