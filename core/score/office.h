/* office.h - who is judged: offices, their letters' targets, the part of the
 * period they stood, and the inspectors' entries about them. */
#ifndef SIFA_SCORE_OFFICE_H
#define SIFA_SCORE_OFFICE_H

#include "run.h"

/* Reads unit records and the letter records in force at as_of. `ids` are units;
 * *out is an array of n, freed with office_free(). */
enum sifa_rc office_read(struct view *v, const struct sifa_letter *l, const uint64_t *ids, size_t n,
			 sifa_day as_of, struct office **out, struct sifa_err *err);
void office_free(struct office *o, size_t n);
/* Units of kind office at and below `unit`, those closed before `day` left out;
 * free(*out). */
enum sifa_rc office_list(struct view *v, uint64_t unit, sifa_day day, uint64_t **out, size_t *n,
			 struct sifa_err *err);
/* First day of the first month the office is judged in: the period's first
 * calendar month, or the first whole month it stood. */
int32_t office_month(const struct run *r, const struct office *o);
/* Months of the period the office stood, of r->months. */
int64_t office_months(const struct run *r, const struct office *o);

#endif
