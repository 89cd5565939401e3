/* record_life.h - what of a record is due, and what was done with it. */
#ifndef SIFA_DESK_RECORD_LIFE_H
#define SIFA_DESK_RECORD_LIFE_H

#include "page.h"

/* Clocks that are over or end within 30 days, rows of `field` with the field that ends one
 * in `at`, and duties still owed in this period, rows of `act` with their place among the
 * kind's in `at`; rows of `line` where nothing is to be filled in. Labels have so many
 * columns. */
void record_dues(struct desk *d, struct page *p, const struct sifa_record *r, int label, int field,
		 int act, int line);
/* Begins the form of an act that such a duty asks for. */
void record_act(struct desk *d, uint64_t id, const struct sifa_duty_def *def);
/* The last entries of the journal, under a heading. */
void record_history(struct desk *d, struct page *p, uint64_t id, const struct sifa_kind *k,
		    int line);

#endif
