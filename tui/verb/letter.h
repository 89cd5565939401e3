/* letter.h - the acts of sifa letter: a row in letter.c, a file each. */
#ifndef SIFA_TUI_VERB_LETTER_H
#define SIFA_TUI_VERB_LETTER_H

#include "verb.h"

extern const struct verb letter_coverage, letter_lint, letter_targets, letter_split,
	letter_supplement, letter_show, letter_diff, letter_copy, letter_next_year;

/* What the acts that deal with numbers are asked: options of several acts. */
struct letter_ask {
	const struct sifa_letter *letter;
	const char *name, *above, *unit; /* as typed */
	const char *doc, *text;
	sifa_day from;
	uint64_t above_id; /* 0: the user's own unit */
	uint64_t year;	   /* 0: the letter's own */
	struct sifa_supplement paper;
};
/* Takes one of --year, --above, --doc, --text, --from; false: it is another one. An exit
 * code in *code after a message. */
bool letter_option(struct verb_env *env, const struct verb *v, struct letter_ask *a,
		   const char *name, const char *value, int *code);
/* Finds letter and unit after all was read, and the supplement if there is one (*s, else
 * NULL); an exit code after a message. */
int letter_asked(struct verb_env *env, const struct verb *v, struct letter_ask *a,
		 const struct sifa_supplement **s);
/* A unit of the table by code or name; NULL after a message. */
const struct sifa_target_unit *letter_unit(const struct sifa_targets *t, const struct verb *v,
					   const char *name);

#endif
