/* take.h - what a row brings to the tally of a probe and an office. */
#ifndef SIFA_SCORE_TAKE_H
#define SIFA_SCORE_TAKE_H

#include "select.h"

/* Of a duty of two offices what falls to the one that keeps the record, or to the other.
 * Hundredths; without the other office, or a percentage, all of it is the first one's. */
int64_t share_of(const struct run *r, const struct probe *p, const uint8_t *row, size_t width,
		 bool other);
/* The row at `at` counts by this claim, or would if the guard did not refuse it. False when
 * memory is out. */
bool take_row(struct scan *s, const struct plan *pl, const struct chunk *c, size_t at,
	      const struct claim *claim, bool other);
bool refuse_row(struct scan *s, const struct plan *pl, const struct chunk *c, size_t at,
		const struct claim *claim);

#endif
