/* letter.h - the acts of sifa letter: a row in letter.c, a file each. */
#ifndef SIFA_TUI_VERB_LETTER_H
#define SIFA_TUI_VERB_LETTER_H

#include "../report.h"
#include "verb.h"

extern const struct verb letter_coverage, letter_lint, letter_targets, letter_split,
	letter_supplement, letter_show, letter_diff, letter_copy, letter_next_year;

/* The one letter that may be named (NULL: all); an exit code after a message. */
int letter_one(struct verb_env *env, const struct verb *v, const struct sifa_letter **one);

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
/* Takes one of --year, --above, --doc, --text, --day; false: it is another one. An exit
 * code in *code after a message. */
bool letter_option(struct verb_env *env, const struct verb *v, struct letter_ask *a,
		   const char *name, const char *value, int *code);
/* Finds letter and unit after all was read, and the supplement if there is one (*s, else
 * NULL); an exit code after a message. */
int letter_asked(struct verb_env *env, const struct verb *v, struct letter_ask *a,
		 const struct sifa_supplement **s);
/* A value that differs from the signed one. */
void letter_print_change(const struct verb_env *env, const struct sifa_letter_change *c);
/* A unit of the table by code or name; NULL after a message. */
const struct sifa_target_unit *letter_unit(const struct sifa_targets *t, const struct verb *v,
					   const char *name);

extern const struct verb letter_columns, letter_sample, letter_mark, letter_lock, letter_reopen,
	letter_final, letter_correct, letter_reconcile, letter_match;

/* ---- what several acts are told (letter_ask.c); exit codes after a message ---- */

struct letter_of {
	const char *letter, *office; /* letter NULL: the one in force */
	sifa_day as_of;
};
/* The sheet, to be freed; without an office that of the session's unit. */
int letter_score(struct verb_env *env, const struct letter_of *of, struct sifa_sheet **out);
/* The same where the office must be named. */
int letter_sheet(struct verb_env *env, const struct verb *v, const struct letter_of *of,
		 struct sifa_sheet **out);
/* A member of the staff by name or number. */
int letter_staff(struct verb_env *env, const struct verb *v, const char *name, uint64_t *out);
/* LETTER --office --as-of. */
int letter_of_args(struct verb_env *env, const struct verb *v, struct letter_of *of);
int letter_id(const struct verb *v, const char *s, uint64_t *out);

extern const struct verb letter_explain, letter_progress, letter_try, letter_matrix,
	letter_bulletin, letter_press;

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
int letter_wish_day(const struct verb_env *env, const struct letter_wish *w, sifa_day *out);
/* The letter of that id, or in force, and the sheet of the office, or of the session's unit;
 * an exit code after a message. */
int letter_wish_sheet(struct verb_env *env, const struct letter_wish *w, struct sifa_sheet **out);
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
/* Records, each with its title in full. */
void letter_records(const struct verb_env *env, const uint64_t *id, size_t n);

#endif
