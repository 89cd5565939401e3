/* verb.h - the command line: one row a verb, one small file each. */
#ifndef SIFA_TUI_VERB_H
#define SIFA_TUI_VERB_H

#include "../lang.h"

enum verb_format { VERB_TABLE, VERB_CSV, VERB_JSONL };

struct verb_env {		    /* common options, and what they opened */
	const char *store, *config; /* folders */
	int64_t now;		    /* UTC seconds */
	bool now_forced;
	enum verb_format format;
	bool lang_given;
	struct sifa *sifa; /* NULL for verbs that need no store */
	struct sifa_session *se;
	int argc; /* the verb's own arguments, argv[0] its name */
	char **argv;
};

enum { VERB_STORE = 1, VERB_BATCH = 2 };

struct verb {
	const char *name;
	const char *args;    /* "KIND FILE" */
	const char *summary; /* N_() */
	const char *help;    /* N_(): options and an example; "" if none */
	unsigned flags;
	int (*run)(struct verb_env *env); /* exit code */
};

extern const struct verb *const verbs[]; /* ended by NULL; in the order of the help */

/* Prints an error to standard error; returns its exit code. */
int verb_fail(const struct sifa_err *err);
/* Prints every finding; returns 65 if one is an error, else 0. */
int verb_findings(const struct sifa_findings *f, int code);

#endif
