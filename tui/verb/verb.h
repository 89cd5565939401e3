/* verb.h - the command line: one row a verb, one small file each. */
#ifndef SIFA_TUI_VERB_H
#define SIFA_TUI_VERB_H

#include "../lang.h"

enum verb_format { VERB_TABLE, VERB_CSV, VERB_JSONL };

struct verb_env {		    /* common options, and what they opened */
	const char *store, *config; /* folders */
	const char *user;	    /* login name; NULL: the first user */
	int64_t now;		    /* UTC seconds */
	bool now_forced;
	enum verb_format format;
	struct sifa *sifa; /* NULL for verbs that need no store */
	struct sifa_session *se;
	int argc; /* the verb's own arguments, argv[0] its name */
	char **argv;
};

enum { VERB_STORE = 1, VERB_BATCH = 2, VERB_MAKES = 4 /* a store */ };

struct verb {
	const char *name;
	const char *args;    /* "KIND FILE" */
	const char *summary; /* N_() */
	const char *help;    /* N_(): options and an example; "" if none */
	unsigned flags;
	int (*run)(struct verb_env *env); /* exit code */
};

extern const struct verb *const verbs[]; /* ended by NULL; in the order of the help */
extern const struct verb verb_init, verb_demo, verb_config, verb_import, verb_export, verb_due,
	verb_list, verb_show, verb_of_print, verb_step, verb_number, verb_subsidy, verb_allowance,
	verb_reverse, verb_balance, verb_of_kind, verb_score, verb_letter_, verb_of_return,
	verb_check, verb_person, verb_same, verb_move, verb_hand, verb_help, verb_put, verb_get,
	verb_dossier;

/* What is due and where the office stands, as text: sifa without a terminal. */
int verb_brief(struct verb_env *env);

/* Prints an error to standard error; returns its exit code. */
int verb_fail(const struct sifa_err *err);
/* Prints every finding; returns 65 if one is an error, else code. */
int verb_findings(const struct sifa_findings *f, int code);
/* Saves the record, or tells why it could not be; the exit code. */
int verb_save(struct verb_env *env, struct sifa_record *r);

/* Runs the act of the verb v that argv[1] names, of acts[] ended by NULL; its argv[0] is
 * then that name. Without one, or with an unknown one, says which there are. */
int verb_act(struct verb_env *env, const struct verb *v, const struct verb *const *acts);
/* Wrong use: one sentence and the verb's usage; returns 2. */
int verb_usage(const struct verb *v, const char *what);
/* The same with {1} of an untranslated message replaced. */
int verb_misuse(const struct verb *v, const char *msgid, const char *arg);
/* Of names[0..], ended by NULL, the one most like s, or NULL. */
const char *verb_nearest(const char *s, const char *const *names);
const char *verb_nearest_verb(const char *s);
extern const char *const verb_common[]; /* options of every verb; ended by NULL */

/* The verb's own options, one after the other: 1 an option (its value in *value when it takes
 * one), 0 an argument (in *value), -1 the end, -2 wrong use (said already). */
struct verb_option {
	const char *name;
	bool value;
};
struct verb_args {
	const struct verb *verb;
	const struct verb_env *env;
	const struct verb_option *options;
	size_t n;
	int at;
};
int verb_next(struct verb_args *a, const char **name, const char **value);
/* Is s the option, alone or as OPTION=VALUE? */
bool verb_is_option(const char *s, const char *option);
/* A whole number from least to most. */
bool verb_whole(const char *s, uint64_t least, uint64_t most, uint64_t *out);

/* The record of that number, to be freed; NULL after a message (code in *code). */
struct sifa_record *verb_record(const struct verb_env *env, const struct verb *v,
				const char *number, int *code);
/* That no letter counts on the day, and what to do. */
char *verb_no_letter(sifa_day day, char *buf, size_t size);
/* The letter of that id; without one the letter in force on the day. NULL after a message:
 * exit code 2. */
const struct sifa_letter *verb_letter(const struct verb_env *env, const char *id, sifa_day day);
/* A kind by id or code; NULL after a message: exit code 2. */
const struct sifa_kind *verb_kind(const struct verb_env *env, const char *name);

/* The office of that name or code; an exit code after a message. */
int verb_office(const struct verb_env *env, const struct verb *v, const char *name, uint64_t *out);
/* The unit of that name or code that signs the letter; an exit code after a message. */
int verb_letter_office(struct verb_env *env, const struct sifa_letter *l, const char *name,
		       uint64_t *id);
/* The person meant by a number, name, initials, identity number or telephone; an exit
 * code after a message. */
int verb_find_person(const struct verb_env *env, const char *text, uint64_t *id);

/* FIELD=VALUE into the record; an exit code after a message. */
int verb_give(struct verb_env *env, const struct verb *v, struct sifa_record *r, const char *pair);

/* A table on standard output: columns padded to their widest cell, measured in
 * display columns. Printing empties it and keeps the widths for what follows. */
struct verb_table {
	char **cell;
	size_t columns, n, cap;
	bool right[128];
	int width[128];
};
void verb_cell(struct verb_table *t, const char *text);
void verb_print(struct verb_table *t);
/* Cell i of a line of n in the form asked for: into the table (needed for VERB_TABLE only), as
 * CSV, or as the member key[i] of an object (keys are needed for VERB_JSONL only). */
void verb_column(const struct verb_env *env, struct verb_table *t, const char *const *key, size_t i,
		 size_t n, const char *text);
/* A whole line. */
void verb_row(const struct verb_env *env, struct verb_table *t, const char *const *key,
	      const char *const *cell, size_t n);
void verb_table_free(struct verb_table *t);
/* How a record stands behind a number: in words, or for programs by its key. */
const char *verb_role(const struct verb_env *env, enum sifa_role r);
/* Prints the state that the record is in; an exit code after a message. */
int verb_state(const struct verb_env *env, const struct verb *v, const char *number);
/* One CSV cell (what a spreadsheet would take for a formula gets a '), one JSON string. */
void verb_csv(const char *text, bool last);
void verb_json(const char *text);
extern const struct sifa_sink verb_stdout;

/* ---- scores (ranking.c) ---- */

/* "" for an office that goes on. */
const char *verb_closed(const struct sifa_sheet *s, char *buf, size_t size);
/* Prints the ranking of all offices in the form asked for. */
int verb_ranking(struct verb_env *env, const struct sifa_letter *l, int year, sifa_day as_of);
/* Under a sheet on a terminal: rank, tier, money, where the letter has them. */
int verb_place(struct verb_env *env, const struct sifa_letter *l, uint64_t office, int year,
	       sifa_day as_of);

#endif
