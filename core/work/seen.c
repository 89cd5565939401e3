/* seen.c - a sorted run and a small table of what came since; the table is
 * merged into the run in place, from the end, so that growing needs no second
 * copy. Fingerprints are even, so that places in the run are guessed. */
#include <stdlib.h>
#include <string.h>

#include "seen.h"

enum { ENTRY = 11, PRINT = 7, OFFSET = 4, SLOTS = 1 << 15, FRESH_MAX = SLOTS / 2 };
#define PRINT_MASK (((uint64_t)1 << 56) - 1)
#define MANY	   0xFFFFFFFFu

static uint64_t print_at(const struct seen *s, size_t i)
{
	return get_be(s->run + i * ENTRY, PRINT);
}

/* The entry of the run with this fingerprint, or NULL. */
static uint8_t *run_find(const struct seen *s, uint64_t print)
{
	size_t lo = 0, hi = s->n;
	uint64_t least = 0, most = PRINT_MASK;

	while (lo < hi) {
		double part = (double)(print - least) / (double)(most - least + 1);
		size_t mid = lo + (size_t)((double)(hi - lo) * part);
		uint64_t at;

		if (mid >= hi)
			mid = hi - 1;
		at = print_at(s, mid);
		if (at == print)
			return s->run + mid * ENTRY;
		if (at < print) {
			lo = mid + 1;
			least = at + 1;
		} else {
			hi = mid;
			most = at - 1;
		}
		if (print < least || print > most)
			return NULL;
	}
	return NULL;
}

static struct seen_fresh *fresh_place(const struct seen *s, uint64_t print)
{
	size_t i = (size_t)print & (SLOTS - 1);

	while (s->fresh[i].used && s->fresh[i].print != print)
		i = (i + 1) & (SLOTS - 1);
	return &s->fresh[i];
}

static uint8_t *offset_of(const struct seen *s, uint64_t print)
{
	uint8_t *e;

	if (s->fresh) {
		struct seen_fresh *f = fresh_place(s, print);

		if (f->used)
			return f->off;
	}
	e = run_find(s, print);
	return e ? e + PRINT : NULL;
}

uint64_t seen_find(const struct seen *s, uint64_t print)
{
	const uint8_t *off = offset_of(s, print & PRINT_MASK);
	uint64_t v = off ? get_be(off, OFFSET) : 0;

	return !off ? 0 : v == MANY ? SEEN_SEVERAL : s->base + v;
}

static int by_print(const void *a, const void *b)
{
	const struct seen_fresh *x = a, *y = b;

	return (x->print > y->print) - (x->print < y->print);
}

static bool merge(struct seen *s)
{
	size_t m = 0, i = s->n, out;

	if (s->n + s->nfresh > s->cap) { /* by an eighth: twice would cost as much as it holds */
		size_t cap = s->n + s->n / 8 + s->nfresh;
		uint8_t *more = realloc(s->run, cap * ENTRY);

		if (!more)
			return false;
		s->run = more;
		s->cap = cap;
	}
	for (size_t j = 0; j < SLOTS; j++)
		if (s->fresh[j].used)
			s->fresh[m++] = s->fresh[j];
	qsort(s->fresh, m, sizeof *s->fresh, by_print);
	for (out = s->n + m; m > 0; out--) {
		uint8_t *to = s->run + (out - 1) * ENTRY;

		if (i > 0 && print_at(s, i - 1) > s->fresh[m - 1].print) {
			memcpy(to, s->run + --i * ENTRY, ENTRY);
		} else {
			m--;
			put_be(to, s->fresh[m].print, PRINT);
			memcpy(to + PRINT, s->fresh[m].off, OFFSET);
		}
	}
	s->n += s->nfresh;
	s->nfresh = 0;
	memset(s->fresh, 0, SLOTS * sizeof *s->fresh);
	return true;
}

bool seen_add(struct seen *s, uint64_t print, uint64_t id)
{
	struct seen_fresh *f;
	uint8_t *off;

	print &= PRINT_MASK;
	if (!s->base)
		s->base = id;
	if (id < s->base || id - s->base >= MANY)
		return false;
	if (!s->fresh && !(s->fresh = calloc(SLOTS, sizeof *s->fresh)))
		return false;
	off = offset_of(s, print);
	if (off) {
		if (get_be(off, OFFSET) != id - s->base)
			put_be(off, MANY, OFFSET);
		return true;
	}
	if (s->nfresh == FRESH_MAX && !merge(s))
		return false;
	f = fresh_place(s, print);
	f->print = print;
	f->used = true;
	put_be(f->off, id - s->base, OFFSET);
	s->nfresh++;
	return true;
}

void seen_free(struct seen *s)
{
	free(s->run);
	free(s->fresh);
	*s = (struct seen){0};
}
