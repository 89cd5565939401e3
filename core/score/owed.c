/* owed.c - the duties of a kind, such as a visit a month to persons under strict
 * supervision, as a rule of a letter counts them: the law stands in one place, and
 * the letter says only which duties a clause is about. */
#include "owed.h"

#include <string.h>

#include "../work/duty.h"

static const struct sifa_duty_def *find_duty(struct rule_compile *rc, const struct sifa_kind *k,
					     struct yaml *y)
{
	const char *s = yaml_str(y, rc->c.file, rc->c.f, NULL), *names[32], *near;
	size_t n = 0;

	for (size_t i = 0; s && i < k->nduties; i++) {
		if (strcmp(k->duty[i].id, s) == 0)
			return &k->duty[i];
		if (n < 32)
			names[n++] = k->duty[i].id;
	}
	near = s ? nearest_name(s, names, n) : NULL;
	if (near)
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("Kind {1} has no duty {2}. Did you mean {3}?"), k->id, s, near, NULL);
	else if (s)
		yaml_error(rc->c.f, rc->c.file, y, N_("Kind {1} has no duty {2}."), k->id, s, NULL);
	return NULL;
}

/* The acts that fulfil the duty, by the reference they name the member with. */
static struct measure *acts_measure(struct rule_compile *rc, const struct sifa_duty_def *d,
				    const struct probe *members)
{
	struct measure *m = arena_alloc(rc->c.arena, sizeof *m);
	struct probe *p = m ? measure_probe(&rc->c, d->done, PROBE_PAIRS) : NULL;

	if (m)
		m->probe = arena_alloc(rc->c.arena, sizeof(struct probe *));
	if (!p || !m->probe) {
		rc->c.failed = true;
		return NULL;
	}
	for (size_t i = 0; i < d->done->nfields; i++)
		if (d->done->field[i].no == d->via)
			p->field = &d->done->field[i];
	p->date = &d->done->field[d->done->date[0]];
	p->lo = (struct bound){BOUND_DAY, sifa_day_of(1900, 1, 1), 0, 0};
	p->where = d->where;
	p->members = members;
	if (d->amount != SIFA_NO_FIELD)
		p->amount = &d->done->field[d->amount];
	m->probe[0] = p;
	m->n = 1;
	return m;
}

static bool owed_item(struct rule_compile *rc, struct clause *cl, struct item *it, struct yaml *y)
{
	const struct probe *members = cl->whole->probe[0];
	const struct sifa_duty_def *d = find_duty(rc, members->kind, y);
	const struct sifa_field *via;

	if (!d || !d->done || !d->done->ndate)
		return false;
	it->duty = d;
	memcpy(it->label, d->label, sizeof it->label);
	it->measure = acts_measure(rc, d, members);
	via = it->measure ? it->measure->probe[0]->field : NULL;
	if (!via)
		return false;
	if (via->type == SIFA_REF || via->type == SIFA_REFS)
		return true;
	yaml_error(rc->c.f, rc->c.file, y, N_("Field {1} does not refer to {2}."), via->id,
		   members->kind->id, NULL);
	return false;
}

bool owed_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_items(rc, cl, y, "duties");
	size_t i = 0;

	if (!ok)
		return false;
	for (struct yaml *v = yaml_get(y, "duties")->child; v; v = v->next)
		ok = owed_item(rc, cl, &cl->item[i++], v) && ok;
	return ok;
}

/* ---- judging ---- */

static sifa_day day_in(const struct sifa_kind *k, uint16_t field, const uint8_t *row)
{
	if (field == SIFA_NO_FIELD)
		return SIFA_DAY_NONE;
	return day_of_slot(slot_get(&k->field[field], row, k->fixed));
}

static bool holds(const struct sifa_when *w, const struct sifa_kind *k, const uint8_t *row)
{
	struct sifa_value v = {0};

	if (w->field == SIFA_NO_FIELD)
		return true;
	slot_value(&k->field[w->field], slot_get(&k->field[w->field], row, k->fixed), &v);
	return value_among(&k->field[w->field], &v, w->in);
}

/* As the list of duties has it. */
static bool is_owed(const struct sifa_duty_def *d, const struct sifa_kind *k, const uint8_t *row,
		    struct duty_span p)
{
	if (!duty_runs(d, day_in(k, d->from, row), day_in(k, d->until, row), p) ||
	    !holds(&d->when, k, row))
		return false;
	for (size_t i = 0; i < d->npauses; i++)
		if (duty_paused(day_in(k, d->pause[i][0], row), day_in(k, d->pause[i][1], row),
				p.to))
			return false;
	return true;
}

void owed_of(const struct eval *e, const struct item *it, const uint8_t *row,
	     const struct days *term, struct due *d)
{
	const struct run *r = e->run;
	const struct sifa_kind *k = e->clause->whole->probe[0]->kind;
	const struct tally *t = eval_tally(e, it->measure->probe[0]);
	struct duty_span p = duty_period(it->duty->every, r->start);
	int64_t n;

	if (p.from < r->start)
		p = duty_period(it->duty->every, p.to + 1);
	for (; p.to <= r->end; p = duty_period(it->duty->every, p.to + 1)) {
		if (!office_judged(&r->office[e->office], p.to) || p.from < term->from ||
		    p.to > term->to || !clause_runs(e->clause, p.from) ||
		    !clause_runs(e->clause, p.to) || !is_owed(it->duty, k, row, p))
			continue;
		n = acts_between(t, get_le(row + FIX_ID, 8), p.from, p.to);
		d->need += it->duty->times;
		d->done += n < it->duty->times ? n : it->duty->times;
	}
}
