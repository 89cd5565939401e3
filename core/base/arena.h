/* arena.h - memory that is freed all at once, and a growing buffer. Out of
 * memory is NULL or false; nothing aborts. */
#ifndef SIFA_BASE_ARENA_H
#define SIFA_BASE_ARENA_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct arena {
	struct arena_block *head;
	size_t used; /* bytes handed out since the last reset */
};
/* Zeroed, aligned to 8 bytes; NULL when memory is out. Zero-init the arena. */
void *arena_alloc(struct arena *a, size_t size);
/* An empty one with room for that many bytes at once. */
bool arena_begin(struct arena *a, size_t size);
/* p[0..size), aligned to 8, is used first; it stays the lender's. Too little is left alone. */
void arena_lend(struct arena *a, void *p, size_t size);
#define ARENA_HEAD 32 /* of lent memory, not to be had */
/* The same with any bytes in it. */
void *arena_room(struct arena *a, size_t size);
/* count * size checked against overflow. */
void *arena_array(struct arena *a, size_t count, size_t size);
char *arena_copy(struct arena *a, const char *s, size_t n); /* adds a NUL */
char *arena_str(struct arena *a, const char *s);
/* Keeps the first block for reuse. */
void arena_reset(struct arena *a);
void arena_free(struct arena *a);

struct buf {
	char *p;
	size_t n, cap;
	bool failed; /* memory was out once: contents end before that */
};
bool buf_add(struct buf *b, const void *p, size_t n);
bool buf_str(struct buf *b, const char *s);
bool buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Room for n more bytes at b->p + b->n; the caller adds to b->n. */
char *buf_room(struct buf *b, size_t n);
void buf_free(struct buf *b);

/* Makes room in a growing array: *v has *cap elements of `size` bytes. */
bool grow(void *v, size_t *cap, size_t need, size_t size);

/* Little-endian load and store (bytes on disk), big-endian for keys; 1 to 8
 * bytes. A width the compiler knows is one instruction or two. */
static inline void put_le(void *p, uint64_t v, unsigned bytes)
{
	unsigned char *q = p;

	if (__builtin_constant_p(bytes)) {
		v = htole64(v);
		memcpy(p, &v, bytes);
		return;
	}
	for (unsigned i = 0; i < bytes; i++)
		q[i] = (unsigned char)(v >> (8 * i));
}
static inline uint64_t get_le(const void *p, unsigned bytes)
{
	const unsigned char *q = p;
	uint64_t v = 0;

	if (__builtin_constant_p(bytes)) {
		memcpy(&v, p, bytes);
		return le64toh(v);
	}
	for (unsigned i = bytes; i-- > 0;)
		v = v << 8 | q[i];
	return v;
}
static inline void put_be(void *p, uint64_t v, unsigned bytes)
{
	unsigned char *q = p;

	if (__builtin_constant_p(bytes)) {
		v = htobe64(v << (64 - 8 * bytes));
		memcpy(p, &v, bytes);
		return;
	}
	for (unsigned i = bytes; i-- > 0; v >>= 8)
		q[i] = (unsigned char)v;
}
static inline uint64_t get_be(const void *p, unsigned bytes)
{
	const unsigned char *q = p;
	uint64_t v = 0;

	if (__builtin_constant_p(bytes)) {
		memcpy(&v, p, bytes);
		return be64toh(v) >> (64 - 8 * bytes);
	}
	for (unsigned i = 0; i < bytes; i++)
		v = v << 8 | q[i];
	return v;
}

#endif
