/* letter.h - a scheme of config/letters, compiled: sections, clauses, and the
 * list of everything that must be counted for them. */
#ifndef SIFA_SCORE_LETTER_H
#define SIFA_SCORE_LETTER_H

#include "measure.h"
#include "returns.h"

struct rule;

enum empty { EMPTY_NA, EMPTY_ZERO, EMPTY_FULL };

struct quota { /* a number of things to reach */
	int64_t n;
	struct measure *of; /* not NULL: `n` hundredths of a percent of this, rounded up */
};
struct target {
	bool blank;  /* left empty in the letter: stands in the office's letter record */
	bool forced; /* tried: stands instead of what units signed */
	bool whole;  /* not cut down for part of a year */
	struct quota quota;
};

/* One of several things a clause looks at: an event that costs points, a line
 * of a checklist, an act due for each member, a band. */
struct item {
	const char *label[SIFA_LANGS];
	struct measure *measure, *none;
	int64_t deduct; /* per_event; band: its points */
	bool all;	/* per_event: costs the whole weight */
	enum sifa_veto veto;
	int64_t n;    /* checklist: at least; acts: needed; band: from percent */
	unsigned per; /* acts: months of a sub-period, 0: in the whole period */
	const struct sifa_field *from, *to; /* delay */
};

struct clause {
	const char *id, *number;
	const char *text[SIFA_LANGS], *unit[SIFA_LANGS];
	const char *date[SIFA_LANGS], *date_id; /* it counts by */
	const struct rule *rule;
	struct yaml *yaml; /* while compiling */
	int64_t weight;
	enum sifa_veto veto;
	sifa_day until;		   /* the last day it is in force; SIFA_DAY_NONE */
	struct measure *verified;  /* must be at least 1 */
	struct measure *applies;   /* 0: nobody it could apply to */
	const struct clause *of;   /* guard: the clause that is guarded; same: that it repeats */
	const struct clause *stop; /* guarded: the clause that guards it */
	struct measure *actual, *whole;
	struct target target;
	enum empty empty; /* when nobody is to be counted */
	int64_t cap;	  /* percent */
	int64_t deduct, limit, least, free, low, high;
	unsigned every; /* months_met: months of a sub-period */
	bool mean;	/* each_member: mean, else met; checklist: deduct, else share */
	struct item *item;
	size_t nitems;
	const struct sifa_field **field; /* filled, yes */
	size_t nfields;
	const struct return_def *ret;
	int64_t late, missing, returned;
	struct {
		uint8_t month, day;
	} between[2];
	int64_t factor[64];	       /* grade: by code number, hundredths; -1 none */
	const char *place[SIFA_LANGS]; /* elsewhere: where the program keeps it, in words */
	int64_t *curve;		       /* percent expected by the end of each month; or NULL */
	size_t ncurve;
	const char **twin; /* "LETTER/CLAUSE": the same duty in other letters */
	size_t ntwins;
};

struct section {
	const char *number, *title[SIFA_LANGS];
	struct clause *clause;
	size_t n;
};

/* Fields of the inspection kind that rules read; of the letter kind the target
 * rows. NULL where the configuration has none. */
struct score_fields {
	const struct sifa_kind *inspection, *letter, *return_;
	const struct sifa_field *ins_letter, *ins_clause, *ins_on, *ins_grade, *ins_points;
	const struct sifa_field *ins_samples, *ins_score;
	const struct sifa_field *let_scheme, *let_from, *let_to, *let_cutoff, *let_signed;
	const struct sifa_field *let_ended, *let_targets, *let_clause, *let_target;
	struct return_fields ret;
};

#define LETTER_UNITS 8

struct sifa_letter {
	const char *id, *title[SIFA_LANGS];
	const char *file; /* "letters/NAME.yaml" */
	bool template;	  /* its weights are a proposal */
	sifa_day from, to, cutoff;
	int64_t total;
	uint64_t unit_slot[LETTER_UNITS]; /* kinds of units that sign it, as slots of unit.kind */
	size_t nunits;
	struct section *section;
	size_t n, nclauses;
	struct probe **probe;
	size_t nprobes;
	struct probe *inspections, *returns; /* NULL when no clause needs them */
	struct score_fields fields;
};

struct letters { /* all of a configuration */
	struct arena arena;
	struct sifa_letter **letter;
	size_t n;
	struct return_def *ret;
	size_t nret;
};

/* The clause of that id; NULL. */
const struct clause *letter_clause(const struct sifa_letter *l, const char *id);
/* Names the days the clauses of a compiled letter count by; false when memory is out. */
bool letter_dates(struct arena *a, struct sifa_letter *l);
/* Compiles every letter and return of the configuration. NULL when memory is
 * out; errors go into f. A letter with an error is not in the list. */
struct letters *letters_new(const struct config *c, struct sifa_findings *f);
/* One letter alone, beside those of the configuration; file and tree are borrowed as long as
 * it lives. NULL when memory is out; a letter with an error is not in the list. */
struct letters *letters_one(const struct config *c, const char *file, struct yaml *tree,
			    struct sifa_findings *f);
void letters_free(void *letters);
/* Those of an open store; compiled at the first call. NULL when memory is out. */
struct letters *letters_of(const struct sifa *s);
/* All errors of letters and returns, for a configuration to be adopted. */
void letter_check_all(const struct config *c, struct sifa_findings *f);

#endif
