/* where.h - the one query form (DESIGN 1.3), compiled once and run over the
 * fixed part of a record or over its fact row alike.
 *
 * YAML, a map of tests that must all hold; the key is a field of the kind, or
 * `unit`, `entered`, `holder`:
 *   form: written                     equal (code id, yes/no, number, date)
 *   type: [family, neighbour]         one of
 *   amount: {min: 100.00, max: 500}   inclusive; money in yuan
 *   agreed_on: {from: period_start, to: cutoff}   inclusive; names below
 *   birth: {years: {min: 36, max: 45}}   full years from that day to as_of
 *   evidence: {all: [notes]} / {any: [photo, video]}      sets
 *   terms: {known: yes}               a value stands there (no: none, or 不详 ...)
 *   archived_on: {within: 30, of: closed_on}   0..30 days later
 *   reported_on: {after: found_on}    later than the other date (both set)
 *   at: {after: agreed_on, of: mediation}   later than that date of the referred record
 *   committee: {is: {kind: village}}  the referred record satisfies the tests
 *   has: {kind: training, via: attendees, where: {...}}   some record of that
 *        kind refers to this one (a list of such maps: all must hold); via may
 *        be a rows field: the references in its rows
 *   not: {...}     any: [{...}, {...}]
 * Dates may be literals or the names period_start, period_end, cutoff, as_of.
 */
#ifndef SIFA_MODEL_WHERE_H
#define SIFA_MODEL_WHERE_H

#include "config.h"

struct where;

/* Values of the date names at run time. */
struct where_env {
	sifa_day period_start, period_end, cutoff, as_of;
};

/* Joins are sets of ids the caller computes once a run, or questions that he
 * answers, where the set would be large. */
struct id_set {
	uint64_t *id; /* sorted, unique */
	size_t n;
	uint64_t *slot; /* after: of each id; else NULL */
};
struct where_join {
	const struct sifa_kind *kind;  /* whose records are looked at */
	const struct sifa_field *via;  /* has: their reference to us; else NULL */
	const struct sifa_field *slot; /* after: the date to be known of them; else NULL */
	const struct where *where;
	struct id_set set; /* has: ids they refer to; is: ids that satisfy; after: all */
	/* NULL: see set. Else the answer for one id: 0 no; with `slot` that date. */
	uint64_t (*ask)(void *arg, const struct where_join *j, uint64_t id);
	void *arg;
	bool ready;
};

/* Compiles tree y for records of kind k into the arena. NULL y: always true.
 * Errors (unknown field with the nearest one, unknown code, wrong type) with
 * places go into findings; returns NULL then. */
struct where *where_compile(struct arena *a, const struct config *c, const struct sifa_kind *k,
			    struct yaml *y, const char *file, struct sifa_findings *findings);
/* From FIELD=VALUE tests of the command line: =, and for dates and numbers
 * A..B, A.., ..B; `FIELD=` tests absence. state=ID: the state a record is in,
 * `state=` none yet. */
struct where *where_from_tests(struct arena *a, const struct sifa_kind *k,
			       const struct sifa_test *t, size_t n, sifa_day today,
			       struct sifa_err *err);
/* Sets the date names of w and its joins, which are no longer ready; call before
 * a run. A test against a name without a day holds for no record. */
void where_bind(struct where *w, const struct where_env *env);
/* Joins to be filled before a run, in an order in which each needs only
 * earlier ones (inner where of a join comes first). */
struct where_join **where_joins(struct where *w, size_t *n);
bool where_match(const struct where *w, const uint8_t *fixed, size_t n);
bool id_set_has(const struct id_set *s, uint64_t id);
void id_set_free(struct id_set *s);

/* The range tests of the top level (at most max), for the one-pass scan: a row
 * must pass them all. True if that is the whole program; else where_match()
 * decides about what they leave. */
struct where_range {
	uint32_t offset, other; /* other: of the date it is counted from, or 0 */
	uint8_t width;
	uint64_t lo, hi; /* of the slot; with `other` of the days since then */
};
bool where_ranges(const struct where *w, struct where_range *out, size_t max, size_t *n);

#endif
