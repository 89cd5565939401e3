/* idlist.c - see idlist.h. */
#include "idlist.h"

#include <stdlib.h>

#include "arena.h"

bool idlist_add(struct idlist *l, uint64_t id)
{
	if (!grow(&l->id, &l->cap, l->n + 1, sizeof *l->id)) {
		l->failed = true;
		return false;
	}
	l->id[l->n++] = id;
	return true;
}

int id_compare(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void idlist_sort(struct idlist *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->id, l->n, sizeof *l->id, id_compare);
	for (size_t i = 0; i < l->n; i++)
		if (!n || l->id[n - 1] != l->id[i])
			l->id[n++] = l->id[i];
	l->n = n;
}

bool idlist_has(const struct idlist *l, uint64_t id)
{
	return l->n && bsearch(&id, l->id, l->n, sizeof id, id_compare) != NULL;
}
