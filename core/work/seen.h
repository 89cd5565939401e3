/* seen.h - which fingerprints an import has met and what became of them: 56-bit
 * keyed fingerprint to id, 11 bytes each. Ids lie within 2^32 of the first. */
#ifndef SIFA_WORK_SEEN_H
#define SIFA_WORK_SEEN_H

#include "../base/arena.h"

struct seen_fresh {
	uint64_t print;
	uint8_t off[4];
	bool used;
};

struct seen {
	uint8_t *run; /* sorted: fingerprint 7, big-endian; offset of the id 4 */
	size_t n, cap;
	struct seen_fresh *fresh; /* a hash table of the latest */
	size_t nfresh;
	uint64_t base;
};

#define SEEN_SEVERAL UINT64_MAX

/* The id, 0 if unknown, SEEN_SEVERAL if more than one was added. */
uint64_t seen_find(const struct seen *s, uint64_t print);
/* False when memory is out (or an id lies too far from the first). */
bool seen_add(struct seen *s, uint64_t print, uint64_t id);
void seen_free(struct seen *s);

#endif
