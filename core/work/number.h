/* number.h - case and document numbers (domain.md 3.5): which numbering a record
 * falls under, and the counter it takes its number from. */
#ifndef SIFA_WORK_NUMBER_H
#define SIFA_WORK_NUMBER_H

#include "../trust/session.h"

enum { NUMBERS_MOST = 8 };

/* Will saving r give this field its number? Then it need not be filled in. */
bool number_comes(const struct sifa_record *r, const struct sifa_field *f);
/* The numbers r takes when it is saved, by a step or (NULL) without; *n of at most
 * NUMBERS_MOST. A unit without a short name, which stands in the number, gives a
 * finding. */
enum sifa_rc number_plan(struct view *v, const struct sifa_record *r,
			 const struct sifa_step_def *step, struct act_number *out, size_t *n,
			 struct sifa_findings *findings, struct sifa_err *err);
/* The counter of a numbering for a unit and year, and the text around its numbers. */
enum sifa_rc number_of(struct view *v, const struct sifa_kind *k, const struct sifa_number_def *d,
		       uint64_t unit, int year, struct act_number *out, struct sifa_err *err);

#endif
