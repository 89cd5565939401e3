/* same.h - rows of one person: which are known to be the same, and which lead to
 * another since they were merged. Links are records of the kind same_person; nothing
 * else is written when two rows become one, and nothing when they are parted. */
#ifndef SIFA_WORK_SAME_H
#define SIFA_WORK_SAME_H

#include "../trust/session.h"

struct same_node {
	uint64_t id, lead; /* lead: the row it was merged into; 0: none */
	uint32_t group;	   /* place of the first row known as the same person */
};

struct same {			/* zero-initialise; of the whole store, whoever may see it */
	struct same_node *node; /* by id */
	size_t n;
	uint64_t (*open)[2];  /* pairs proposed and not decided */
	uint64_t (*apart)[2]; /* pairs judged to be two persons */
	size_t nopen, napart, nodecap, opencap, apartcap;
	bool failed; /* memory was out */
};
/* Reads the links; cheap where there are none. */
enum sifa_rc same_load(struct view *v, struct same *s, struct sifa_err *err);
void same_free(struct same *s);
/* One id for all rows of a person: what is counted once. */
uint64_t same_of(const struct same *s, uint64_t id);
/* The row that this one leads to: itself if it was merged into none. */
uint64_t same_lead(const struct same *s, uint64_t id);
bool same_apart(const struct same *s, uint64_t a, uint64_t b);
/* What links say that cannot be: circles, rows merged twice, one user in both parts. */
enum sifa_rc same_verify(struct view *v, struct sifa_findings *out, struct sifa_err *err);

#endif
