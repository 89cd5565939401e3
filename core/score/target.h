/* target.h - letter records as the score's floor writes them: the rows of their
 * numbers, and all records of one letter and year. */
#ifndef SIFA_SCORE_TARGET_H
#define SIFA_SCORE_TARGET_H

#include "../trust/session.h"
#include "letter.h"

/* The letter records of all letters, each once, sorted; free(out->id), also after an error. */
enum sifa_rc letter_ids(struct view *v, const struct sifa_kind *letter, struct idlist *out,
			struct sifa_err *err);
struct letter_records { /* of one letter and year, by unit */
	struct sifa_record **v;
	size_t n, cap;
};
/* Of a year (0: all) at every unit, whoever sees it: the caller asks the guard. */
enum sifa_rc letter_records_read(struct view *v, const struct sifa_letter *l, int year,
				 struct letter_records *out, struct sifa_err *err);
void letter_records_free(struct letter_records *r);
struct sifa_record *letter_records_of(const struct letter_records *r, uint64_t unit);
/* Appends a draft of the letter for a unit, with the period of the year. */
struct sifa_record *letter_records_add(struct view *v, struct letter_records *rs,
				       const struct sifa_letter *l, int year, uint64_t unit,
				       struct sifa_err *err);

/* The row of the clause that is in force on the day; NULL. *versions may be NULL. */
const struct sifa_row *target_row(const struct sifa_letter *l, const struct sifa_record *r,
				  const char *clause, sifa_day day, size_t *versions);
/* Does the letter have the clause, and does its rule go by a number? */
const struct clause *target_clause(const struct sifa_letter *l, const char *id);
/* Writes one number into the rows of r. supplement may be NULL. */
enum sifa_rc target_write(const struct sifa_letter *l, struct sifa_record *r,
			  const struct sifa_target_put *put,
			  const struct sifa_supplement *supplement, sifa_day today,
			  struct sifa_err *err);
/* Units below `above` to which its numbers go, that stand on the day; free(*out). */
enum sifa_rc target_units(struct view *v, const struct sifa_letter *l, uint64_t above, sifa_day day,
			  uint64_t **out, size_t *n, struct sifa_err *err);

/* Values of the letter record by name; 0 and SIFA_DAY_NONE where there is none. */
const struct sifa_value *letter_value(const struct sifa_record *r, const char *field);
sifa_day letter_day(const struct sifa_record *r, const char *field);
enum sifa_rc letter_set_n(struct sifa_record *r, const char *field, int64_t n,
			  struct sifa_err *err);
enum sifa_rc letter_set_text(struct sifa_record *r, const char *field, const char *s,
			     struct sifa_err *err);

#endif
