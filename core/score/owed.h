/* owed.h - what a kind's duties say is owed for each member, as a rule counts it. */
#ifndef SIFA_SCORE_OWED_H
#define SIFA_SCORE_OWED_H

#include "rule.h"

struct due { /* of one member */
	int64_t need, done;
};

/* `duties:`, ids of duties of the members' kind, into cl->item; cl->whole is there. */
bool owed_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y);
/* Adds what was owed in the whole periods of the duty that are over, and what of it was
 * done in each; term: when the member was the office's. */
void owed_of(const struct eval *e, const struct item *it, const uint8_t *row,
	     const struct days *term, struct due *d);
/* How much was done for the member on these days (rules_member.c). */
int64_t acts_between(const struct tally *t, uint64_t member, sifa_day from, sifa_day to);

#endif
