/* explain.h - why a clause has the points it has: the parts of a page in plain words. */
#ifndef SIFA_SCORE_EXPLAIN_H
#define SIFA_SCORE_EXPLAIN_H

#include "../base/words.h"
#include "run.h"

/* explain_words.c: the rule of a clause with its numbers, ... */
void explain_rule(const struct clause *cl, struct sifa_words *out);
/* ... what a probe counts, ... */
void explain_probe(const struct run *r, const struct probe *p, struct sifa_words *out);
/* ... and where its target comes from; *record: the letter record. */
enum sifa_aim explain_aim(const struct run *r, const struct clause *cl, struct sifa_words *out,
			  uint64_t *record);
/* Those whose fields a clause looks at one by one, and which of them are wanting. */
enum sifa_rc explain_fields(struct run *r, const struct clause *cl, struct sifa_explain *x,
			    struct sifa_err *err);
/* What was deleted since the first day of the period, of all kinds; free(out->v), also after
 * an error. */
struct gone {
	struct gone_record {
		const uint8_t *fixed; /* good until the view ends */
		size_t n;
	} * v;
	size_t n, cap;
	bool failed; /* memory was out */
};
enum sifa_rc explain_gone(const struct run *r, struct gone *out, struct sifa_err *err);
/* explain_near.c: records that the measure nearly counted, of a run for one office that has
 * collected ids; appended to x->near, at most SIFA_NEAR_MOST of a reason. against: it counts
 * what must not happen, so that a missing date is no want. */
enum sifa_rc explain_near(struct run *r, const struct measure *m, bool against,
			  const struct gone *g, struct sifa_explain *x, struct sifa_err *err);

#endif
