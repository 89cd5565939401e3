/* select.h - which rows of a chunk pass which tests. Many probes ask the same: a test is
 * put to the rows of a chunk once, when the first of them asks, and answered by a set of
 * rows; the rows of a probe are those in the sets of all its tests. */
#ifndef SIFA_SCORE_SELECT_H
#define SIFA_SCORE_SELECT_H

#include "scan.h"

enum { CHUNK = 128, CHUNK_WORDS = CHUNK / 64 };

struct rows { /* a set of a chunk's rows, a bit each */
	uint64_t word[CHUNK_WORDS];
};

struct chunk { /* rows of one month */
	const uint8_t *row;
	size_t width, n;
	int32_t month;
	sifa_day first, last; /* none: no month */
	uint64_t no;	      /* another one for each chunk of a scan */
	struct rows all;
};

struct test { /* of a range of slots, or of the day by which a plan counts */
	struct where_range range;
	const struct plan *day; /* NULL: the range */
	uint64_t asked;		/* of this chunk */
	struct rows passed;
};

/* One of the tests that a plan's rows must pass. The steps of all plans are a tree, written
 * down depth first: plans that begin alike share the beginning. */
struct step {
	size_t test, depth;
	size_t skip;		 /* the next one that does not go on from this one */
	const struct plan *plan; /* that ends here, or NULL */
};

/* The tests of all plans of the scan, and the steps. False when memory is out. */
bool tests_make(struct scan *s);
void tests_free(struct tests *t);
/* Calls f with the rows of each plan that has some in the chunk, until the scan fails. */
typedef void select_fn(struct scan *s, const struct plan *pl, const struct chunk *c,
		       const struct rows *set, void *arg);
void select_rows(struct scan *s, const struct chunk *c, select_fn *f, void *arg);

static inline const uint8_t *chunk_row(const struct chunk *c, size_t i)
{
	return c->row + i * c->width;
}

/* Takes the first row out of a set; false when it is empty. */
static inline bool rows_next(struct rows *set, size_t *at)
{
	for (size_t w = 0; w < CHUNK_WORDS; w++) {
		if (!set->word[w])
			continue;
		*at = w * 64 + (size_t)__builtin_ctzll(set->word[w]);
		set->word[w] &= set->word[w] - 1;
		return true;
	}
	return false;
}

#endif
