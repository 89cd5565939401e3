/* scan.h - the pass over one kind's fact rows for all probes of that kind. */
#ifndef SIFA_SCORE_SCAN_H
#define SIFA_SCORE_SCAN_H

#include "claim.h"

#define SCAN_RANGES 12
#define SCAN_TESTS  (SCAN_RANGES + 1) /* the day, too */
#define SCAN_OWNERS 128

struct test; /* select.h */
struct step;

struct filter { /* a where: ranges first, then what they cannot say */
	const struct where *where;
	struct where_range range[SCAN_RANGES];
	size_t n;
	bool whole; /* the ranges say it all */
};

struct plan { /* one probe of the kind being scanned */
	const struct probe *p;
	sifa_day lo, hi; /* of the counting day */
	int32_t m0, m1;	 /* months that can hold such a day */
	struct filter where;
	uint32_t test[SCAN_TESTS]; /* of the scan: that its rows pass, in their order */
	size_t ntests;
	int64_t *count; /* [sub * (noffices + 1) + office]; the last office is "none" */
	bool fast;	/* only counts */
};

struct kept;

struct scan {
	struct run *run;
	struct kept *kept; /* NULL: everything is counted afresh */
	const struct sifa_kind *kind;
	struct plan *plan;
	size_t nplans;
	struct tests {
		struct test *v;
		size_t n, cap;
		struct idmap index; /* a number made of the test -> the test */
		struct step *step;
		size_t nsteps;
	} tests;
	uint64_t chunks; /* so far */
	const struct claims *claims;
	struct owner {		 /* of the rows of a unit, as met last at its place */
		uint64_t unit;	 /* 0: none yet */
		uint32_t claim;	 /* the first one on it */
		uint32_t office; /* of a whole claim; else noffices */
		bool divided;	 /* there are claims, and not a whole one */
	} owner[SCAN_OWNERS];
	struct idmap via; /* referred record -> first claim, as met */
	bool failed;	  /* memory was out */
};

enum sifa_rc scan_kind(struct scan *s, struct sifa_err *err);
/* Adds the rows of months m0..m1 to run->tally. */
enum sifa_rc scan_months(struct scan *s, int32_t m0, int32_t m1, struct sifa_err *err);
/* Adds the rows of the month's blocks that begin with ids first..last. */
enum sifa_rc scan_piece(struct scan *s, int32_t month, uint64_t first, uint64_t last,
			struct sifa_err *err);
/* Can the plan count a row of this month? */
bool scan_wants(const struct plan *pl, int32_t month);

#endif
