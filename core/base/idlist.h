/* idlist.h - lists of record ids that grow, sorted when they are asked. */
#ifndef SIFA_BASE_IDLIST_H
#define SIFA_BASE_IDLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct idlist { /* zero-initialise; free(id) */
	uint64_t *id;
	size_t n, cap;
	bool failed; /* memory was out: ids are missing */
};
/* False when memory is out; remembered, so that a scan may stop and tell later. */
bool idlist_add(struct idlist *l, uint64_t id);
/* Sorts and drops doubles. */
void idlist_sort(struct idlist *l);
bool idlist_has(const struct idlist *l, uint64_t id); /* sorted */
/* The order of ids, for qsort() and bsearch(). */
int id_compare(const void *a, const void *b);

#endif
