/* text_clean.c - what nearly all text is made of, looked at sixteen bytes at a time:
 * imports pass every byte of a file through here, and the compiler makes a few
 * machine instructions of each line. Only bit 7 of each byte of an answer counts. */
#include <string.h>

#include "text.h"

typedef unsigned char piece __attribute__((vector_size(16)));
typedef signed char signs __attribute__((vector_size(16)));

static inline piece at(const char *s)
{
	piece p;

	memcpy(&p, s, sizeof p);
	return p;
}

static inline bool none(piece p)
{
	uint64_t half[2];

	memcpy(half, &p, sizeof half);
	return !((half[0] | half[1]) & UINT64_C(0x8080808080808080));
}

static inline piece is(piece c, int b)
{
	return (piece)(c == (unsigned char)b);
}

static inline piece range(piece c, int first, int last)
{
	return (piece)((signs)(c + (unsigned char)(128 - first)) <
		       (signed char)(last - first - 127));
}

/* 10xxxxxx */
static inline piece follows(piece c)
{
	return c & ~(c + c);
}

/* 11xxxxxx */
static inline piece leads(piece c)
{
	return c & (c + c);
}

/* Bytes c that do not stand as the two before them, a and b, demand where characters
 * have one byte or three. */
static inline piece torn(piece a, piece b, piece c)
{
	return follows(c) ^ (leads(a) | leads(b));
}

/* Bytes that belong to no clean character, see text.h, nor, if they may be there, to line
 * ends; the two before s are read. */
static inline piece unclean(const char *s, bool lines)
{
	piece a = at(s - 2), b = at(s - 1), c = at(s);
	piece known = follows(c) | range(c, ' ', '~') | range(c, 0xE2, 0xE9) | is(c, 0xEF);
	piece low = is(b, 0x80);
	piece general = is(a, 0xE2) & ~(low & range(c, 0x90, 0xA7));
	piece han = is(a, 0xE3) & ~(low & range(c, 0x80, 0xA0));
	piece wide = is(a, 0xEF) & ~is(b & 0xFE, 0xBC);

	if (lines)
		known |= is(c, '\n') | is(c, '\r');
	return torn(a, b, c) | ~known | general | han | wide;
}

/* Bytes of other characters than text_common() passes over. */
static inline piece uncommon(const char *s)
{
	piece c = at(s), other = range(c, 0xC0, 0xE0) | is(c, 0xED) | range(c, 0xF0, 0xFF);

	return torn(at(s - 2), at(s - 1), c) | other;
}

/* The end of the run from..at, or where the character begins that it cuts. */
static size_t whole(const char *s, size_t from, size_t at)
{
	for (size_t back = 1; at > from && back <= 2; back++)
		if ((unsigned char)s[at - back] >= 0xE0)
			return at - back;
	return at;
}

/* A character of two bytes looks as if it led a third. */
static bool unsure(const char *s, size_t from)
{
	return from < 2 || (unsigned char)s[from - 2] >= 0xC0;
}

size_t text_common(const char *s, size_t from, size_t n)
{
	size_t i = from;

	if (unsure(s, from))
		return from;
	while (n - i >= sizeof(piece) && none(uncommon(s + i)))
		i += sizeof(piece);
	return whole(s, from, i);
}

size_t text_clean_lines(const char *s, size_t from, size_t n)
{
	size_t i = from;

	if (unsure(s, from))
		return from;
	while (n - i >= sizeof(piece) && none(unclean(s + i, true)))
		i += sizeof(piece);
	return whole(s, from, i);
}

bool text_clean(const char *s, size_t n)
{
	char edge[2 + sizeof(piece)];
	size_t i = sizeof(piece);
	piece bad;

	memset(edge, ' ', sizeof edge);
	memcpy(edge + 2, s, n < i ? n : i);
	bad = unclean(edge + 2, false);
	if (n < i)
		return none(bad);
	for (; n - i >= sizeof(piece); i += sizeof(piece))
		bad |= unclean(s + i, false);
	memset(edge, ' ', sizeof edge); /* the rest, and whether the last character is whole */
	memcpy(edge, s + i - 2, n - i + 2);
	return none(bad | unclean(edge + 2, false));
}
