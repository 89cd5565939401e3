/* letter.h - the acts of sifa letter: a row in letter.c, a file each. */
#ifndef SIFA_TUI_VERB_LETTER_H
#define SIFA_TUI_VERB_LETTER_H

#include "verb.h"

extern const struct verb letter_coverage, letter_lint;
extern const struct verb letter_columns, letter_sample, letter_mark, letter_lock, letter_reopen,
	letter_final, letter_correct, letter_reconcile, letter_match;

/* ---- what several acts are told (letter_ask.c); exit codes after a message ---- */

struct letter_of {
	const char *letter, *office; /* letter NULL: the one in force */
	sifa_day as_of;
};
/* The sheet, to be freed. */
int letter_sheet(struct verb_env *env, const struct verb *v, const struct letter_of *of,
		 struct sifa_sheet **out);
/* A member of the staff by name or number. */
int letter_staff(struct verb_env *env, const struct verb *v, const char *name, uint64_t *out);
/* "2.5" as 250. */
bool letter_points(const char *s, int64_t *out);
/* LETTER --office --as-of. */
int letter_of_args(struct verb_env *env, const struct verb *v, struct letter_of *of);
int letter_id(const struct verb *v, const char *s, uint64_t *out);

#endif
