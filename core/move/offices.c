/* offices.c - references and persons by unit. */
#include <stdlib.h>

#include "../base/err.h"
#include "offices.h"

enum sifa_rc offices_of(struct offices *o, uint64_t unit, struct office **out, struct sifa_err *err)
{
	struct office *f;
	enum sifa_rc rc;

	for (size_t i = o->n; i-- > 0;)
		if (o->v[i]->unit == unit) {
			*out = o->v[i];
			return SIFA_OK;
		}
	if (!grow(&o->v, &o->cap, o->n + 1, sizeof *o->v) || !(f = calloc(1, sizeof *f)))
		return err_nomem(err);
	f->unit = unit;
	rc = refer_new(o->se, unit, &f->refer, err);
	if (rc) {
		free(f);
		return rc;
	}
	o->v[o->n++] = *out = f;
	return SIFA_OK;
}

enum sifa_rc office_people(struct offices *o, struct office *office, struct people **out,
			   struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	if (!office->people)
		rc = people_new(o->se, office->unit, &office->people, err);
	*out = office->people;
	return rc;
}

uint64_t offices_made(const struct offices *o)
{
	uint64_t n = 0;

	for (size_t i = 0; i < o->n; i++)
		if (o->v[i]->people)
			n += people_made(o->v[i]->people);
	return n;
}

void offices_free(struct offices *o)
{
	for (size_t i = 0; i < o->n; i++) {
		refer_free(o->v[i]->refer);
		people_free(o->v[i]->people);
		free(o->v[i]);
	}
	free(o->v);
	*o = (struct offices){0};
}
