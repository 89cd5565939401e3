/* letter.h - a scheme of config/letters, compiled: sections, clauses, and the
 * list of everything that must be counted for them. */
#ifndef SIFA_SCORE_LETTER_H
#define SIFA_SCORE_LETTER_H

#include "measure.h"
#include "returns.h"

struct rule;
struct sifa_table;

struct tables { /* of returns, without those in error */
	struct sifa_table **v;
	size_t n;
};

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
	const struct sifa_field *by;	    /* points by this code ... */
	const int64_t *by_code;		    /* ... of each number; POINTS_ALL: the whole weight */
	const struct sifa_field *matter;    /* bonus: what it is about */
	int64_t most;			    /* bonus: of all its points */
	const struct sifa_duty_def *duty;   /* acts: what the kind says is owed */
};
#define ITEM_CODES    256	  /* numbers of a list that can be told apart */
#define POINTS_ALL    INT64_C(-1) /* by_code */
#define POINTS_NO_END INT64_MAX	  /* no cap; of a floor: negated, none */

struct clause {
	const char *id, *number;
	const char *text[SIFA_LANGS], *unit[SIFA_LANGS];
	const char *date[SIFA_LANGS], *date_id; /* it counts by */
	const struct rule *rule;
	struct yaml *yaml;  /* while compiling */
	int line, column;   /* in the letter's file */
	uint16_t unit_code; /* of the list that letter records take units from; 0: another */
	int64_t weight;
	enum sifa_veto veto;
	sifa_day from, until;	   /* first and last day it is in force; SIFA_DAY_NONE */
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
	int64_t factor[64]; /* grade: by code number, hundredths; -1 none */
	int64_t floor;	    /* points of the letter below which deductions do not go */
	int64_t most;	    /* bonus: of all its events */
	const char *group;  /* bonus: capped together with others; NULL */
	bool highest;	    /* bonus: of one matter only what counts most */
	bool work;	    /* coverage_days: only working days are due */
	bool fewest;	    /* rank_bonus: the fewest come first */
	bool in_groups;	    /* rank_bonus: among offices of one group */
	bool shared;	    /* its records may serve another clause, too */
	int64_t *table;	    /* rank_bonus: points by rank */
	size_t ntable;
	struct yaml *other_at;	       /* names another clause ... */
	const struct clause *other;    /* ... whose numbers it goes by */
	struct measure *exempt;	       /* 1 or more: the office is let off */
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
	const struct sifa_kind *inspection, *letter, *return_, *evidence;
	const struct sifa_field *ins_letter, *ins_clause, *ins_on, *ins_grade, *ins_points;
	const struct sifa_field *ins_samples, *ins_score;
	const struct sifa_field *let_scheme, *let_from, *let_to, *let_cutoff, *let_signed;
	const struct sifa_field *let_ended, *let_targets, *let_clause, *let_target;
	const struct sifa_field *let_unit;
	const struct sifa_field *let_since, *let_version, *let_year, *let_text_hash;
	struct return_fields ret;
};

#define LETTER_UNITS 8

/* ---- how offices are placed (place.h) ---- */

struct part { /* of a blend */
	const char *label[SIFA_LANGS];
	int64_t share;		 /* hundredths of a percent */
	uint8_t month, day;	 /* the score as of this day of the period; 0: of the day asked */
	struct measure *entries; /* or what records say, in ... */
	const struct sifa_field *points;
};
struct tier {
	const char *id, *label[SIFA_LANGS];
	int64_t min;
	int64_t share, number; /* at most so many percent (hundredths), or offices; -1 */
};
enum tie { TIE_VETO, TIE_WEIGHT, TIE_LATE };
struct placing {
	int64_t scale, decimals;
	struct part part[SIFA_PARTS];
	size_t nparts;
	struct tier *tier; /* from the best down */
	size_t ntiers, veto_tier;
	enum tie tie[3];
	size_t nties;
	bool groups;
	bool last_out; /* the last one has no award */
	bool pays;
	int64_t price, least;	    /* fen a point; none below so many points */
	const int64_t *group_price; /* by number of group_size, -1: price; NULL */
};

struct sifa_letter {
	const char *id, *title[SIFA_LANGS];
	const char *file; /* "letters/NAME.yaml" */
	const struct config_file *paper;
	char hash[65]; /* SHA-256 of its content */
	bool template; /* its weights are a proposal */
	sifa_day from, to, cutoff;
	int64_t total;
	uint64_t unit_slot[LETTER_UNITS]; /* kinds of units that sign it, as slots of unit.kind */
	size_t nunits;
	struct section *section;
	size_t n, nclauses;
	struct probes probes;
	struct probe *inspections, *returns; /* NULL when no clause needs them */
	struct score_fields fields;
	struct measure *exempt; /* of every clause without its own; NULL */
	struct bonus_cap {	/* of the clauses of one group */
		const char *group;
		int64_t most;
	} * cap;
	size_t ncaps;
	bool tried;  /* in memory only, beside the configuration */
	bool ranked; /* points of an office depend on the others' */
	struct placing place;
	struct { /* numbers that offices typed (typed.c) */
		struct measure *entries;
		const struct sifa_field *clause, *actual;
	} typed;
	struct twice { /* clauses that may count one record both */
		const struct clause *a, *b;
	} * twice;
	size_t ntwices, twicecap;
};

struct letters { /* all of a configuration */
	struct arena arena;
	struct sifa_letter **letter;
	size_t n;
	struct return_def *ret;
	size_t nret;
	struct tables tables;
};

/* The clause of that id; NULL. */
const struct clause *letter_clause(const struct sifa_letter *l, const char *id);
/* Names the days the clauses of a compiled letter count by; false when memory is out. */
bool letter_dates(struct arena *a, struct sifa_letter *l);
/* Reads one file into ls; false when memory is out. A letter with an error is not added. */
bool letter_read(struct letters *ls, const struct config *c, const char *file, struct yaml *tree,
		 struct sifa_findings *f);
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
/* The tables of returns of an open store, compiled at the first call: a console that only
 * scores does without their memory. NULL when memory is out. */
const struct tables *letters_tables(const struct sifa *s);
/* All errors of letters and returns, for a configuration to be adopted. */
void letter_check_all(const struct config *c, struct sifa_findings *f);

#endif
