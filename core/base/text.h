/* text.h - what core itself needs of text beyond sifa.h: decoding, folding,
 * search grams, GB18030. */
#ifndef SIFA_BASE_TEXT_H
#define SIFA_BASE_TEXT_H

#include "../sifa.h"
#include "arena.h"

/* What is neither ASCII nor most of the three-byte forms; see text_decode(). */
uint32_t text_decode_rare(const char *s, size_t n, size_t *at);
/* One code point at s[*at]; advances *at. Invalid: returns 0xFFFFFFFF and
 * advances one byte. */
static inline uint32_t text_decode(const char *s, size_t n, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s + *at;

	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if (p[0] >= 0xE1 && p[0] <= 0xEC && n - *at > 2 && (p[1] & 0xC0) == 0x80 &&
	    (p[2] & 0xC0) == 0x80) {
		*at += 3;
		return (p[0] & 0x0Fu) << 12 | (p[1] & 0x3Fu) << 6 | (p[2] & 0x3Fu);
	}
	return text_decode_rare(s, n, at);
}
/* Length of the plain beginning: printable ASCII and U+4000 to U+9FFF, which may
 * all be stored, are no marks and have no other width. */
size_t text_plain(const char *s, size_t n);
/* Nothing but printable ASCII, U+2010 to U+2027, U+3000 to U+3020, U+4000 to U+9FFF and
 * U+FF00 to U+FF7F, in valid UTF-8: sifa_text_check() refuses nothing in it. False tells
 * nothing. */
bool text_clean(const char *s, size_t n);
/* Where a run of such text, line ends allowed, ends that begins at `from`, a character; or
 * before, at a character. */
size_t text_clean_lines(const char *s, size_t from, size_t n);
/* The same of ASCII, U+1000 to U+CFFF and U+E000 to U+FFFF. */
size_t text_common(const char *s, size_t from, size_t n);
/* Encodes cp; returns bytes written (1..4). */
size_t text_encode(uint32_t cp, char *out);
/* NULL if the code point may be stored, else why not (a message id). */
const char *text_refused(uint32_t cp, unsigned flags);
/* A combining mark or variation selector: it stands on what is before it. */
bool text_mark(uint32_t cp);
/* sifa_text_fit() and sifa_text_width() where `wide` takes two columns for what
 * Chinese printers and fonts draw so wide and terminals do not: · — … □ ①. */
size_t text_fit(const char *s, size_t n, int cols, bool wide, int *used);
int text_width(const char *s, size_t n, bool wide);
/* As sifa_text_wrap(). */
size_t text_wrap(const char *s, size_t n, size_t from, int cols, bool wide, size_t *len);
bool text_han(uint32_t cp); /* also private use: rare names in old codings */

/* Are the six bytes in front two of U+4000 to U+9FFF? */
static inline bool text_han_pair(uint64_t w)
{
	return (w & UINT64_C(0xC0C0F0C0C0F0)) == UINT64_C(0x8080E08080E0) &&
	       (uint8_t)(w - 0xE4) <= 5 && (uint8_t)((w >> 24) - 0xE4) <= 5;
}
/* Are the eight bytes of w digits? */
static inline bool text_digits(uint64_t w)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);

	return !(((w ^ 0x30 * ones) | ((w + 6 * ones) ^ 0x30 * ones)) & 0xF0 * ones);
}
/* Trims ASCII and U+3000 spaces at both ends. */
void text_trim_ends(const char **s, size_t *n);
static inline void text_trim(const char **s, size_t *n)
{
	unsigned char first = *n ? (unsigned char)**s : 'x';
	unsigned char last = *n ? (unsigned char)(*s)[*n - 1] : 'x';

	if (first <= ' ' || first == 0xE3 || last <= ' ' || last == 0x80)
		text_trim_ends(s, n);
}
/* Copies what fits into buf, cut between characters; s NULL: nothing. */
void text_keep(char *buf, size_t size, const char *s, size_t n);
/* Exact mappings that a field type declares (domain.md 3); each writes at most
 * n bytes to out and returns how many:
 * full-width ASCII to ASCII; */
size_t text_halfwidth(const char *s, size_t n, char *out);
/* personal names: inner spaces between Han characters dropped, the interpuncts
 * U+2022, U+30FB, U+2027, U+FF0E and '.' between Han characters become U+00B7
 * (n*1 bytes suffice: U+00B7 is two bytes and replaces three, or '.' one: so
 * out needs 2n). */
size_t text_name(const char *s, size_t n, char *out);
/* numbers of cases and documents: [] () （） 【】 ﹝﹞ 〔〕 become `pair` ("()" or
 * "〔〕"); out needs 3n. */
size_t text_brackets(const char *s, size_t n, const char *pair, char *out);
/* Search form: lower case ASCII, half width, no brackets, spaces, interpuncts
 * or leading zeros of digit runs. out needs n bytes. */
size_t text_fold(const char *s, size_t n, char *out);
/* Two-character grams of a folded text: calls f with the UTF-8 bytes of each
 * (at most 8); a text of one character gives that one. */
void text_grams(const char *s, size_t n, void (*f)(void *arg, const char *gram, size_t len),
		void *arg);

/* GB18030 to UTF-8, streaming. Opaque iconv state. */
struct text_gb;
struct text_gb *text_gb_new(void); /* NULL when iconv lacks it */
/* Converts what it can of in[0..*n_in); *n_in becomes what was consumed.
 * False on a byte sequence that is not GB18030. */
bool text_gb_feed(struct text_gb *g, const char *in, size_t *n_in, struct buf *out);
void text_gb_free(struct text_gb *g);
/* One character of UTF-8 as GB18030: bytes written to out (at most 4), 0 if it
 * has none. */
size_t text_gb_char(struct text_gb *g, const char *s, size_t n, char *out);
struct text_gb *text_gb_writer(void); /* for text_gb_char() */

#endif
