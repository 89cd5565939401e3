/* ask.h - puts a test to the rows of a chunk. */
#ifndef SIFA_SCORE_ASK_H
#define SIFA_SCORE_ASK_H

#include "select.h"

struct rows ask(const struct scan *s, const struct chunk *c, const struct test *t);
/* Takes out of the set what does not pass the plan's tests that are none of ranges. */
void ask_rows(const struct scan *s, const struct plan *pl, const struct chunk *c, struct rows *set);
/* The day of a row that no date is named for: its kind's first counting date that is set. */
sifa_day home_day(const struct sifa_kind *k, const uint8_t *row, size_t width);
/* The days of the period on which a stock counts. */
struct days stock_days(const struct run *r, const struct probe *p);

#endif
