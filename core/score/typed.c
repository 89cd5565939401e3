/* typed.c - numbers that an office typed for a clause (`typed:` of the letter), beside what
 * its records say: the sheet scores by records, and tells where the two differ. */
#include <stdlib.h>
#include <string.h>

#include "rule.h"

void typed_read(struct rule_compile *rc, struct yaml *y)
{
	static const char *const keys[] = {"entries", "clause", "actual"};
	struct sifa_letter *l = rc->letter;
	const struct sifa_kind *k;

	if (!y)
		return;
	yaml_known(y, rc->c.file, keys, 3, rc->c.f);
	if (!rule_measure(rc, y, "entries", true, PROBE_ROWS, &l->typed.entries))
		return;
	if (l->typed.entries->n != 1 || !l->typed.entries->probe[0]->date ||
	    !yaml_get(y, "clause") || !yaml_get(y, "actual")) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("`typed:` has entries of one kind with a `date:`, and the fields "
			      "`clause:` and `actual:`."),
			   NULL);
		return;
	}
	k = l->typed.entries->probe[0]->kind;
	l->typed.clause = measure_field(&rc->c, k, yaml_get(y, "clause"), SIFA_TEXT);
	l->typed.actual = measure_field(&rc->c, k, yaml_get(y, "actual"), SIFA_INT);
}

/* Of a clause the latest number counts. */
static enum sifa_rc take(struct run *r, size_t office, sifa_day day, const struct sifa_value *id,
			 int64_t actual, struct sifa_err *err)
{
	struct typed t = {.office = office, .day = day, .actual = actual};

	if (id->len >= sizeof t.clause)
		return SIFA_OK;
	memcpy(t.clause, id->s, id->len);
	for (size_t i = 0; i < r->ntyped; i++) {
		struct typed *o = &r->typed[i];

		if (o->office != office || strcmp(o->clause, t.clause) != 0)
			continue;
		if (day >= o->day)
			*o = t;
		return SIFA_OK;
	}
	if (!grow(&r->typed, &r->typedcap, r->ntyped + 1, sizeof t))
		return err_nomem(err);
	r->typed[r->ntyped++] = t;
	return SIFA_OK;
}

static enum sifa_rc take_row(struct run *r, size_t office, const uint8_t *row,
			     const struct sifa_record *rec, struct sifa_err *err)
{
	const struct sifa_letter *l = r->letter;
	const struct probe *p = l->typed.entries->probe[0];

	if (rec->v[l->typed.clause->index].state != SIFA_SET ||
	    rec->v[l->typed.actual->index].state != SIFA_SET)
		return SIFA_OK;
	return take(r, office, day_of_slot(slot_get(p->date, row, p->kind->fixed)),
		    &rec->v[l->typed.clause->index], rec->v[l->typed.actual->index].n, err);
}

enum sifa_rc run_typed(struct run *r, struct sifa_err *err)
{
	const struct measure *m = r->letter ? r->letter->typed.entries : NULL;

	return run_each_row(r, m ? m->probe[0] : NULL, take_row, err);
}

void eval_typed(struct eval *e)
{
	const struct run *r = e->run;
	int64_t records = e->out->actual;

	if (e->out->scaled)
		records /= 100;
	for (size_t i = 0; i < r->ntyped; i++)
		if (r->typed[i].office == e->office &&
		    strcmp(r->typed[i].clause, e->clause->id) == 0 && r->typed[i].actual != records)
			eval_note(e, "填报{1}，记录{2}，不一致", "typed {1}, records say {2}",
				  NUM(r->typed[i].actual), NUM(records), NULL);
}
