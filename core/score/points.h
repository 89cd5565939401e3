/* points.h - the arithmetic of scores: whole hundredths of a point, half up.
 * Pure functions; what they mean stands in sifa-letter(5). */
#ifndef SIFA_SCORE_POINTS_H
#define SIFA_SCORE_POINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* a * b / c for a, b >= 0, c > 0, without overflow: half up, or to the next whole
 * number up or down. */
int64_t points_part(int64_t a, int64_t b, int64_t c);
int64_t points_up(int64_t a, int64_t b, int64_t c);
int64_t points_down(int64_t a, int64_t b, int64_t c);
/* a + b, stopping where a product does. */
int64_t points_sum(int64_t a, int64_t b);
/* Does actual reach so many percent, in hundredths, of target? */
bool points_reach(int64_t actual, int64_t target, int64_t percent);
/* w * min(cap percent, actual / target); target 0 is full. */
int64_t points_ratio(int64_t w, int64_t actual, int64_t target, int64_t cap);
/* deduct * n, stopping at INT64_MAX / 4. */
int64_t points_times(int64_t deduct, int64_t n);
/* Started percentage points by which part/whole lies above (above) or below the
 * limit, which is in hundredths of a percent; whole > 0. */
int64_t points_started(int64_t part, int64_t whole, int64_t limit, bool above);
/* part/whole in hundredths of a percent, half up; -1 when whole is 0. */
int64_t points_percent(int64_t part, int64_t whole);
/* The target of an office that stood for `months` of `of` months, rounded up. */
int64_t points_prorate(int64_t target, int64_t months, int64_t of);
/* Shares `total` over the weights of the active ones by largest remainder, ties
 * to the earlier; the others get 0. */
void points_spread(const int64_t *w, const bool *active, size_t n, int64_t total, int64_t *out);

#endif
