/* claim.h - which offices the facts of a unit count for, and on which days.
 *
 * A unit counts for every office it is or stands below. From the day a unit is
 * closed it counts for what its successor stands below; without a successor it
 * goes on to count for those above it. */
#ifndef SIFA_SCORE_CLAIM_H
#define SIFA_SCORE_CLAIM_H

#include "run.h"

/* id -> number, open addressing. */
struct idmap {
	uint64_t *key; /* 0 = free */
	uint32_t *value;
	size_t n, cap;
};
#define IDMAP_NONE UINT32_MAX
/* Where the key stands, or the free place for it; of a map that is not empty. */
static inline size_t idmap_slot(const struct idmap *m, uint64_t key)
{
	size_t at = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (m->cap - 1);

	while (m->key[at] && m->key[at] != key)
		at = (at + 1) & (m->cap - 1);
	return at;
}
static inline uint32_t idmap_get(const struct idmap *m, uint64_t key)
{
	size_t at = m->cap ? idmap_slot(m, key) : 0;

	return m->cap && m->key[at] ? m->value[at] : IDMAP_NONE;
}
bool idmap_put(struct idmap *m, uint64_t key, uint32_t value);
void idmap_free(struct idmap *m);

struct claim {		 /* of an office on a unit */
	uint32_t office; /* in run->office */
	uint32_t next;	 /* another on the same unit, IDMAP_NONE: no more */
	struct days days;
	bool whole; /* the only claim on the unit, for all time: what nearly all are */
};

struct claims {
	struct idmap unit; /* -> its first claim */
	struct claim *v;
	size_t n, cap;
};

/* Of the run's offices on all units of the store, as their records stand. */
enum sifa_rc claims_read(struct claims *c, const struct run *r, struct sifa_err *err);
void claims_free(struct claims *c);

#endif
