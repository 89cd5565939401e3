/* frozen.h - the copy that is kept when a letter is signed: its clauses, numbers and
 * period, under the SHA-256 of all that. */
#ifndef SIFA_SCORE_FROZEN_H
#define SIFA_SCORE_FROZEN_H

#include "../trust/session.h"
#include "letter.h"

/* sifa->save_more: what a signed letter keeps, and what stands against signing. A letter
 * that is signed or supplemented now gets its copy and the hashes. */
enum sifa_rc letter_save_more(struct view *v, struct sifa_record *r, const struct sifa_step_def *by,
			      struct sifa_findings *out, struct sifa_err *err);
/* sifa->paper_more: "clauses" with their numbers, "targets" in all versions, "progress", "score" as
 * a sheet (letter_paper.c). */
enum sifa_rc letter_paper_more(struct view *v, const struct sifa_record *r, const char *what,
			       bool draft, given_fn *add, void *arg, struct sifa_err *err);
/* A tree in one line, the same for the same content wherever it stands in its file. */
void frozen_line(const struct yaml *y, struct buf *out);
/* The file of a letter as it was adopted. */
enum sifa_rc letter_text(struct view *v, const struct sifa_letter *l, struct buf *out,
			 struct sifa_err *err);
/* The letter that the record is of; NULL if it is in no file any more. */
const struct sifa_letter *letter_of_record(const struct sifa *s, const struct sifa_record *r);

#endif
