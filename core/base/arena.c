/* arena.c - memory of one owner: blocks freed together, a growing buffer and
 * growing arrays. Every size is checked before it is added or multiplied. */
#include "arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST 1000
#define BLOCK_MOST  (256 * 1024)

struct arena_block {
	struct arena_block *next; /* the one before; the first block has none */
	size_t size, used;
	bool lent;
	_Alignas(8) unsigned char bytes[];
};

bool arena_begin(struct arena *a, size_t room)
{
	struct arena_block *b;

	if (room > SIZE_MAX - sizeof *b)
		return false;
	b = malloc(sizeof *b + room);
	if (!b)
		return false;
	*b = (struct arena_block){.next = a->head, .size = room};
	a->head = b;
	return true;
}

_Static_assert(sizeof(struct arena_block) == ARENA_HEAD, "known to who lends");

void arena_lend(struct arena *a, void *p, size_t size)
{
	if (size <= ARENA_HEAD)
		return;
	a->head = p;
	*a->head = (struct arena_block){.size = size - ARENA_HEAD, .lent = true};
}

static void *take(struct arena *a, size_t whole)
{
	void *p = a->head->bytes + a->head->used;

	a->head->used += whole;
	a->used += whole;
	return p;
}

/* Apart, for it is rare: what is always done stays without a frame. */
__attribute__((noinline)) static void *take_more(struct arena *a, size_t whole)
{
	size_t room = a->head ? a->head->size * 2 : BLOCK_FIRST;

	if (room > BLOCK_MOST)
		room = BLOCK_MOST;
	return arena_begin(a, room < whole ? whole : room) ? take(a, whole) : NULL;
}

void *arena_room(struct arena *a, size_t size)
{
	size_t whole = size ? (size + 7) / 8 * 8 : 8;

	if (size > SIZE_MAX / 2)
		return NULL;
	return a->head && a->head->size - a->head->used >= whole ? take(a, whole)
								 : take_more(a, whole);
}

void *arena_alloc(struct arena *a, size_t size)
{
	void *p = arena_room(a, size);

	return p ? memset(p, 0, size) : NULL;
}

void *arena_array(struct arena *a, size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		return NULL;
	return arena_alloc(a, whole);
}

char *arena_copy(struct arena *a, const char *s, size_t n)
{
	char *p = n < SIZE_MAX ? arena_room(a, n + 1) : NULL;

	if (!p)
		return NULL;
	if (n)
		memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *arena_str(struct arena *a, const char *s)
{
	return arena_copy(a, s, strlen(s));
}

void arena_reset(struct arena *a)
{
	while (a->head && a->head->next) {
		struct arena_block *b = a->head;

		a->head = b->next;
		free(b);
	}
	if (a->head)
		a->head->used = 0;
	a->used = 0;
}

void arena_free(struct arena *a)
{
	arena_reset(a);
	if (a->head && !a->head->lent)
		free(a->head);
	a->head = NULL;
}

char *buf_room(struct buf *b, size_t n)
{
	size_t need;

	if (b->failed)
		return NULL;
	if (__builtin_add_overflow(b->n, n, &need) || !grow(&b->p, &b->cap, need ? need : 1, 1)) {
		b->failed = true;
		return NULL;
	}
	return b->p + b->n;
}

bool buf_add(struct buf *b, const void *p, size_t n)
{
	char *room = buf_room(b, n);

	if (!room)
		return false;
	if (n)
		memcpy(room, p, n);
	b->n += n;
	return true;
}

bool buf_str(struct buf *b, const char *s)
{
	return buf_add(b, s, strlen(s));
}

bool buf_printf(struct buf *b, const char *fmt, ...)
{
	va_list ap, again;
	char *room;
	int n;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, ap);
	room = n < 0 ? NULL : buf_room(b, (size_t)n + 1);
	if (room) {
		vsnprintf(room, (size_t)n + 1, fmt, again);
		b->n += (size_t)n;
	} else {
		b->failed = true;
	}
	va_end(again);
	va_end(ap);
	return room != NULL;
}

void buf_free(struct buf *b)
{
	free(b->p);
	*b = (struct buf){0};
}

bool grow(void *v, size_t *cap, size_t need, size_t size)
{
	size_t more, bytes;
	void *p, *q;

	if (need <= *cap)
		return true;
	more = *cap > SIZE_MAX / 2 ? need : *cap * 2;
	if (more < 8)
		more = 8;
	if (more < need)
		more = need;
	if (__builtin_mul_overflow(more, size, &bytes))
		return false;
	/* through memcpy: the caller's pointer has its own type */
	memcpy(&p, v, sizeof p);
	q = realloc(p, bytes);
	if (!q)
		return false;
	memcpy(v, &q, sizeof q);
	*cap = more;
	/* cppcheck-suppress memleak ; v owns it now */
	return true;
}
