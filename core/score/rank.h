/* rank.h - what can be said of offices only together: the ranks that bring points, and
 * how the clauses of a sheet add up to its total. */
#ifndef SIFA_SCORE_RANK_H
#define SIFA_SCORE_RANK_H

#include "letter.h"

/* Sums of sections and letter from the clauses: floors, caps of groups, veto. */
void sheet_add_up(struct sifa_sheet *s);
struct eval_words;
/* Points of rank_bonus clauses in the sheets of all offices; a closed one has no rank. False
 * when memory is out. */
bool rank_offices(const struct sifa_letter *l, struct sifa_sheet *const *sheet, size_t n);
/* The points of the clause for that rank, 0: no rank; the formula says so (rules_bonus.c). */
void rank_settle(const struct clause *cl, struct sifa_clause *out, int64_t rank,
		 struct eval_words *said);

#endif
