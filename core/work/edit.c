/* edit.c - a day edited in the form must not get past a step: who may take it and what
 * it guards hold for the state that a stored record so comes to, too. */
#include <string.h>

#include "check.h"

/* Does the table of signatures hold one for the step? */
static bool has_signature(const struct sifa_record *r, const struct sifa_step_def *s)
{
	const struct sifa_field *f = kind_field(r->kind, "signatures");
	const struct sifa_field *step, *by, *on;
	const struct sifa_value *v = f ? &r->v[f->index] : NULL;

	if (!v || v->state != SIFA_SET || f->type != SIFA_ROWS ||
	    !(step = sifa_rows_field(f, "step")) || !(by = sifa_rows_field(f, "by")) ||
	    !(on = sifa_rows_field(f, "on")))
		return false;
	for (size_t i = 0; i < v->len; i++) {
		const struct sifa_value *cell = v->row[i].v, *name = &cell[step->index];

		if (name->state == SIFA_SET && cell[by->index].state == SIFA_SET &&
		    cell[on->index].state == SIFA_SET &&
		    (!strcmp(name->s, s->label[SIFA_ZH]) || !strcmp(name->s, s->label[SIFA_EN])))
			return true;
	}
	return false;
}

static bool ended(const struct sifa_state_def *s, const struct sifa_record *was,
		  const struct sifa_record *r)
{
	return s && s->until != SIFA_NO_FIELD && r->v[s->until].state == SIFA_SET &&
	       was->v[s->until].state != SIFA_SET;
}

/* Is the state entered by the change? Not one returned to by emptying a later day,
 * nor one passed before whose day is filled in now. */
static bool entered(const struct sifa_record *was, const struct sifa_record *r,
		    const struct sifa_state_def *s)
{
	const struct sifa_state_def *before = sifa_record_state(was), *now = sifa_record_state(r);

	if (s == now && s != before && ended(before, was, r))
		return true;
	if (!state_holds(s, r) || state_holds(s, was))
		return false;
	return s->side || s == now || !before || s > before;
}

/* A step that leads there and whose actor and guards do not stand in the way, or the one
 * to take instead. *passes also where no step leads there. */
static const struct sifa_step_def *step_to(struct view *v, const struct sifa_record *was,
					   const struct sifa_record *r,
					   const struct sifa_state_def *s, bool *passes)
{
	const struct sifa_state_def *before = sifa_record_state(was);
	uint64_t in = before ? UINT64_C(1) << (before - r->kind->state) : 0;
	const struct sifa_step_def *take = NULL;

	*passes = true;
	for (size_t i = 0; i < r->kind->nsteps; i++) {
		const struct sifa_step_def *d = &r->kind->step[i];
		struct sifa_findings f = {0};
		struct checking c = {.v = v, .r = r, .today = sifa_today(v->se), .out = &f};

		if (d->to == SIFA_NO_STATE || &r->kind->state[d->to] != s)
			continue;
		check_actor(&c, d);
		check_each(&c, d->guard, d->nguards);
		*passes = !f.errors || has_signature(r, d);
		sifa_findings_free(&f);
		if (*passes)
			return d;
		if (!take || (d->from & in && !(take->from & in)))
			take = d;
	}
	*passes = !take;
	return take;
}

static void check_entered(struct view *v, const struct sifa_record *was,
			  const struct sifa_record *r, const struct sifa_state_def *s,
			  struct sifa_findings *out)
{
	struct checking c = {.v = v, .r = r, .today = sifa_today(v->se), .out = out};
	bool passes;
	const struct sifa_step_def *d = step_to(v, was, r, s, &passes);

	if (passes)
		return;
	check_actor(&c, d);
	check_each(&c, d->guard, d->nguards);
	check_say(&c, SIFA_ERROR, s->date == SIFA_NO_FIELD ? NULL : &r->kind->field[s->date], 0,
		  NULL,
		  N_("\"{2}\" is reached by the step \"{4}\": take it, or enter its signature on "
		     "paper."),
		  s->label[SIFA_ZH], s->label[SIFA_EN], d->label[SIFA_ZH], d->label[SIFA_EN], NULL);
}

enum sifa_rc edit_check(struct view *v, const struct sifa_record *r, struct sifa_findings *out,
			struct sifa_err *err)
{
	struct sifa_record *was;
	enum sifa_rc rc;

	if (!r->id || !r->kind->nsteps)
		return SIFA_OK;
	rc = view_get(v, r->id, &was, NULL);
	if (rc) /* gone, or not to be seen: the save will say so */
		return rc == SIFA_E_NOTFOUND ? SIFA_OK : view_get(v, r->id, &was, err);
	for (size_t i = 0; i < r->kind->nstates; i++)
		if (entered(was, r, &r->kind->state[i]))
			check_entered(v, was, r, &r->kind->state[i], out);
	sifa_record_free(was);
	return SIFA_OK;
}
