/* scr_score.h - what the screens of a score share. */
#ifndef SIFA_DESK_SCR_SCORE_H
#define SIFA_DESK_SCR_SCORE_H

#include "screen.h"

struct clause_arg {
	const struct sifa_letter *letter;
	uint64_t office;
	size_t clause; /* its place in the whole sheet */
};

/* The sheet of an office today. */
enum sifa_rc score_sheet(struct screen *sc, const struct sifa_letter *letter, uint64_t office,
			 struct sifa_sheet **out, struct sifa_err *err);

/* The clause by its place in the whole sheet; NULL beyond the end. */
const struct sifa_clause *sheet_clause(const struct sifa_sheet *sheet, size_t flat);
/* Why a clause has no points: "not set" and the like; "" when scored. */
const char *clause_standing(const struct sifa_clause *c);

/* Why the clause has its points, in words. */
extern const struct screen_ops screen_explain; /* arg struct clause_arg */
/* What other numbers of the clause would do to every office. */
extern const struct screen_ops screen_try; /* arg struct clause_arg */
/* All offices side by side. */
extern const struct screen_ops screen_matrix; /* arg NULL */

#endif
