/* prints.c - open addressing; a search goes on to the first empty place. */
#include <stdlib.h>
#include <string.h>

#include "prints.h"

static size_t place(const struct prints *p, uint64_t print)
{
	return (size_t)((print ^ print >> 32) * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (p->cap - 1);
}

static void put(struct prints *p, uint64_t print, uint64_t id)
{
	size_t i = place(p, print);

	while (p->v[i].id) {
		if (p->v[i].print == print && p->v[i].id == id)
			return;
		i = (i + 1) & (p->cap - 1);
	}
	p->v[i].print = print;
	p->v[i].id = id;
	p->n++;
}

static bool widen(struct prints *p)
{
	struct prints more = {.cap = p->cap ? 2 * p->cap : 256};

	more.v = calloc(more.cap, sizeof *more.v);
	if (!more.v)
		return false;
	for (size_t i = 0; i < p->cap; i++)
		if (p->v[i].id)
			put(&more, p->v[i].print, p->v[i].id);
	free(p->v);
	*p = more;
	return true;
}

bool prints_add(struct prints *p, uint64_t print, uint64_t id)
{
	if (4 * p->n >= 3 * p->cap && !widen(p))
		return false;
	put(p, print, id);
	return true;
}

uint64_t prints_next(const struct prints *p, uint64_t print, size_t *at)
{
	size_t i;

	if (!p->cap)
		return 0;
	i = (place(p, print) + *at) & (p->cap - 1);
	for (; p->v[i].id; i = (i + 1) & (p->cap - 1)) {
		++*at;
		if (p->v[i].print == print)
			return p->v[i].id;
	}
	return 0;
}

void prints_free(struct prints *p)
{
	free(p->v);
	*p = (struct prints){0};
}

static uint64_t stir(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	h ^= h >> 32;
	h *= UINT64_C(0xD6E8FEB86659FD93);
	return h ^ h >> 32;
}

uint64_t print_mix(uint64_t h, const void *p, size_t n)
{
	const unsigned char *s = p;
	uint64_t w;

	for (; n >= 8; s += 8, n -= 8) {
		memcpy(&w, s, 8);
		h = stir(h ^ w);
	}
	w = (uint64_t)n << 56;
	for (size_t i = 0; i < n; i++)
		w |= (uint64_t)s[i] << (8 * i);
	return stir(h ^ w) + UINT64_C(0x9E3779B97F4A7C15);
}
