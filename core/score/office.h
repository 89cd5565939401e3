/* office.h - who is judged: offices, their letters' targets, the part of the
 * period they stood, and the inspectors' entries about them. */
#ifndef SIFA_SCORE_OFFICE_H
#define SIFA_SCORE_OFFICE_H

#include "run.h"

/* The year a letter is of: in which its own period ends. */
int letter_year(const struct sifa_letter *l);
/* Reads unit records and the letter records in force at as_of (year 0) or those of a
 * year, and what part of the period each stood. `ids` are units; *out is an array of n, freed with
 * office_free(). */
enum sifa_rc office_read(struct view *v, const struct sifa_letter *l, const uint64_t *ids, size_t n,
			 int year, sifa_day as_of, struct office **out, struct sifa_err *err);
void office_free(struct office *o, size_t n);
/* The period of a letter record, with what its scheme says where it says nothing; false
 * where it is of another letter, or has no first day. */
struct letter_days {
	sifa_day from, to, cutoff;
};
bool letter_days(const struct sifa_letter *l, const struct sifa_record *r, struct letter_days *out);
/* Did it stand on some day of its period? */
bool office_stood(const struct office *o);
/* Judges it only from one day of its period to another (SIFA_DAY_NONE: to its end): of
 * them its whole months, out of all that the period has there. */
void office_narrow(struct office *o, sifa_day from, sifa_day to);
/* Is what ends on that day, a month or the time for a return, the office's to answer for? */
bool office_judged(const struct office *o, sifa_day last);
/* Units at and below `unit` of the kinds that sign the letter (NULL: of kind office),
 * those closed by `day` left out unless it is SIFA_DAY_NONE; free(*out). */
enum sifa_rc office_list(struct view *v, const struct sifa_letter *l, uint64_t unit, sifa_day day,
			 uint64_t **out, size_t *n, struct sifa_err *err);
/* The letters that `unit` or those below it signed for a period (to its cut-off) that
 * `day` lies in: the latest period first, of one period the one most units signed. Where
 * none is signed, all that are meant for a unit there. Their number in *n; free(*out). */
enum sifa_rc office_letters(struct view *v, uint64_t unit, sifa_day day,
			    const struct sifa_letter ***out, size_t *n, struct sifa_err *err);

#endif
