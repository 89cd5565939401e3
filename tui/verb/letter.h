/* letter.h - the acts of sifa letter: a row in letter.c, a file each. */
#ifndef SIFA_TUI_VERB_LETTER_H
#define SIFA_TUI_VERB_LETTER_H

#include "../report.h"
#include "verb.h"

extern const struct verb letter_coverage, letter_explain, letter_progress, letter_try,
	letter_matrix, letter_bulletin, letter_press, letter_lint;

/* What most acts are asked with; letter_common.c. */
struct letter_wish {
	const struct verb *verb;
	const char *letter, *office, *as_of; /* as given; NULL */
	const char *out;
	bool paper, pdf, gb; /* pages: for a file, as PDF, as GB18030 */
};
/* Those options; 0 when `name` is none of them. */
extern const struct verb_option letter_options[];
enum { LETTER_OPTIONS = 5 };
/* Takes one of them; false for others. */
bool letter_take(struct letter_wish *w, const char *name, const char *value);
/* The day of --as-of, or today; an exit code after a message. */
int letter_day(const struct verb_env *env, const struct letter_wish *w, sifa_day *out);
/* The letter of that id, or in force, and the sheet of the office, or of the session's unit;
 * an exit code after a message. */
int letter_sheet(struct verb_env *env, const struct letter_wish *w, struct sifa_sheet **out);
/* Prints the report, or its pages; an exit code. */
int letter_report(struct verb_env *env, const struct letter_wish *w, const char *id,
		  const struct report *r);
/* A cell of a line: with its key for JSON lines. */
struct letter_cells {
	const struct verb_env *env;
	struct verb_table *t;
	const char *const *key;
	size_t n, at;
};
void letter_cell(struct letter_cells *c, const char *text);
void letter_head(struct letter_cells *c, const char *const *words);

#endif
