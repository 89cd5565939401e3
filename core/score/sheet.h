/* sheet.h - what the sheet, the records behind it and the due returns share. */
#ifndef SIFA_SCORE_SHEET_H
#define SIFA_SCORE_SHEET_H

#include "office.h"
#include "run.h"

/* The days a run counts in, for an office's period as of a day. */
void sheet_period(struct run *r, const struct office *o, sifa_day as_of);
/* Sheets of offices as office_read() gave them, or with periods set otherwise. */
enum sifa_rc sheet_offices(struct view *v, const struct sifa_letter *l, struct office *o, size_t n,
			   sifa_day as_of, struct sifa_sheet **out, struct sifa_err *err);
/* Marks by slot the probes a clause needs. */
void sheet_want(const struct sifa_letter *l, const struct clause *cl, bool *want);
/* A behind_fn: records of the clause, of a run that has collected them, into *list, a struct
 * sifa_behind_list. */
enum sifa_rc behind_tell(struct run *r, const struct clause *cl, void *list, struct sifa_err *err);
/* Looks the clause up, asks the guard, counts again what it needs and hands that over;
 * clause NULL: what all clauses need, in one pass, and cl is NULL. */
typedef enum sifa_rc behind_fn(struct run *r, const struct clause *cl, void *arg,
			       struct sifa_err *err);
enum sifa_rc behind_asked(struct sifa_session *se, const struct sifa_sheet *sheet,
			  const char *clause, behind_fn *tell, void *arg, struct sifa_err *err);
/* Sheets of the units, with the points that depend on each other: *n of them, of those
 * that stood in their period. year 0: by the letter in force; as_of may be SIFA_DAY_NONE for today.
 */
enum sifa_rc sheet_score(struct sifa_session *se, struct view *v, const struct sifa_letter *l,
			 const uint64_t *ids, size_t *n, int year, sifa_day as_of,
			 struct sifa_sheet **out, struct sifa_err *err);
/* sifa->due_more: the returns an office owes by a letter and has not begun. */
enum sifa_rc returns_due(struct view *v, sifa_day until,
			 void (*add)(void *arg, const struct sifa_due *d), void *arg,
			 struct sifa_err *err);

struct eval_words;
/* Gives the clause of the sheet its words, where no note is said leaves the one it has; false
 * when memory is out. */
bool sheet_say(struct sifa_sheet *sheet, struct sifa_clause *cl, const struct eval_words *said);

#endif
