/* measure.h - a measure: what a clause counts, compiled from its YAML map. It
 * is one probe, or several whose values are added. A probe is one question to
 * the fact rows of one kind; run.h answers all probes of a list in one pass. */
#ifndef SIFA_SCORE_MEASURE_H
#define SIFA_SCORE_MEASURE_H

#include "../model/where.h"

enum probe_op { PROBE_COUNT, PROBE_SUM, PROBE_DISTINCT };

/* What is kept of the rows that satisfy it. */
enum probe_shape {
	PROBE_VALUE,  /* one number an office */
	PROBE_SERIES, /* one number an office and sub-period */
	PROBE_ROWS,   /* the rows themselves */
	PROBE_PAIRS,  /* (record it refers to, day) */
};

enum bound_name { BOUND_DAY, BOUND_START, BOUND_END, BOUND_CUTOFF, BOUND_AS_OF, BOUND_YEARLY };
struct bound {
	enum bound_name name;
	sifa_day day;
	uint8_t month, dom; /* YEARLY: its first occurrence in the period */
};

struct probe {
	const struct sifa_kind *kind;
	enum probe_op op;
	enum probe_shape shape;
	const struct sifa_field *field; /* summed, distinct, or the reference of a pair */
	const struct sifa_field *since; /* SUM of a date: the days from this one to it */
	const struct sifa_field *date; /* counting date; of a stock its beginning; NULL: home day */
	const struct sifa_field *until; /* a stock's end */
	bool stock, on_day;		/* on_day: on register on the last day, not in the period */
	struct bound lo, hi;
	struct { /* of a clause that is in force only for a part of the period */
		bool set;
		sifa_day from, to;
	} term;
	unsigned aged;		      /* the counting day lies at least so many days before as_of */
	const struct sifa_field *via; /* counts for the unit of this record */
	const struct sifa_field *with, *percent; /* shared: with this unit; its own share */
	struct where *where;
	struct where *latest; /* only the last day's records, of which those that satisfy it */
	struct where *guard;  /* condition of another clause; rows that fail it are told apart */
	const struct probe *members;	 /* PAIRS: of these rows */
	const struct sifa_field *amount; /* PAIRS: what an act counts; NULL: one */
	unsigned step;			 /* months of a sub-period (SERIES) */
	struct yaml *at;		 /* while compiling */
	size_t slot;			 /* place in its list */
};

/* Probes that one pass answers: those of a letter, or of a table. */
struct probes {
	struct probe **v;
	size_t n, cap;
};

struct measure {
	struct probe **probe;
	size_t n;
	bool scaled; /* in hundredths: a sum of money, or split; letters write whole ones */
};

/* A file being compiled. Errors go into f; compiling goes on after one. */
struct compile {
	struct arena *arena;
	const struct config *config;
	const char *file;
	struct sifa_findings *f;
	struct probes probes; /* all of the letter or table, in the arena's memory */
	bool failed;	      /* memory was out */
};

/* NULL after an error. */
struct measure *measure_compile(struct compile *c, struct yaml *y, enum probe_shape shape);
/* The keys of a measure, for maps that hold others beside them. */
extern const char *const measure_keys[];
extern const size_t measure_nkeys;
/* Field of a kind by name; an error with the nearest one. want: one type, or
 * SIFA_TYPES for any. */
const struct sifa_field *measure_field(struct compile *c, const struct sifa_kind *k, struct yaml *y,
				       enum sifa_type want);
/* Such a field that is also one of the kind's counting dates. */
const struct sifa_field *measure_date(struct compile *c, const struct sifa_kind *k, struct yaml *y);
/* The kind a scalar names. */
const struct sifa_kind *measure_kind(struct compile *c, struct yaml *y);
/* An empty probe of the kind, counted in the period by the home day. */
struct probe *measure_probe(struct compile *c, const struct sifa_kind *k, enum probe_shape shape);
/* Sub-periods of `months` for every probe of m. */
void measure_step(struct measure *m, unsigned months);
/* The kind that a measure's YAML counts, sums or tells apart; NULL for `all:`. */
struct yaml *measure_counted(struct yaml *m);
/* Its YAML with one test more; NULL when memory is out. */
struct yaml *measure_narrowed(struct compile *c, const struct yaml *m, const char *field,
			      const char *code);
/* Two field lists as one, for yaml_known(). */
void measure_known(struct compile *c, struct yaml *m, const char *const *more, size_t n);

#endif
