/* place.h - the place of an office among all: blended points, ranks, tiers, money. */
#ifndef SIFA_SCORE_PLACE_H
#define SIFA_SCORE_PLACE_H

#include "rule.h"

/* The letter's keys scale, decimals, blend, tiers, veto_tier, ranks, money (place_read.c). */
void place_read(struct rule_compile *rc, struct yaml *root);
/* What records say for the parts of the blend. */
void place_entered(const struct run *r, size_t office, struct sifa_sheet *s);

#endif
