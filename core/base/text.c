/* text.c - UTF-8: decoding, the one judge of what may be stored, columns and
 * character boundaries. */
#include "text.h"

#include <string.h>
#include <wchar.h>

#include "err.h"

#define INVALID	   0xFFFFFFFFu
#define MARKS_MOST 4 /* on one character */

uint32_t text_decode_rare(const char *s, size_t n, size_t *at)
{
	const unsigned char *p = (const unsigned char *)s + *at;
	size_t left = n - *at, more;
	uint32_t cp, least;

	more = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
	least = more == 3 ? 0x10000 : more == 2 ? 0x800 : 0x80;
	if (p[0] < 0xC2 || p[0] > 0xF4 || left <= more)
		goto invalid;
	cp = p[0] & (0x3Fu >> more);
	for (size_t i = 1; i <= more; i++) {
		if ((p[i] & 0xC0) != 0x80)
			goto invalid;
		cp = cp << 6 | (p[i] & 0x3F);
	}
	if (cp < least || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		goto invalid;
	*at += more + 1;
	return cp;
invalid:
	*at += 1;
	return INVALID;
}

/* Zero for eight bytes of printable ASCII; else the lowest bit is in the first other one. */
static uint64_t not_ascii(uint64_t w)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);

	return (w | (w - 0x20 * ones) | (w + ones)) & 0x80 * ones;
}

size_t text_plain(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	size_t i = 0;

	for (;;) {
		while (n - i >= 8) { /* most text, several characters at a time */
			uint64_t w = get_le(p + i, 8), other = not_ascii(w);

			if (text_han_pair(w)) {
				i += 6;
			} else if (!other) {
				i += 8;
			} else {
				i += (size_t)__builtin_ctzll(other) / 8;
				break;
			}
		}
		while (i < n && p[i] >= 0x20 && p[i] < 0x7F)
			i++;
		if (n - i < 3 || p[i] < 0xE4 || p[i] > 0xE9 || (p[i + 1] & 0xC0) != 0x80 ||
		    (p[i + 2] & 0xC0) != 0x80)
			return i;
		i += 3;
	}
}

size_t text_encode(uint32_t cp, char *out)
{
	size_t n = cp < 0x80 ? 1 : cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;

	if (n == 1) {
		out[0] = (char)cp;
		return 1;
	}
	for (size_t i = n; i-- > 1; cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3F));
	out[0] = (char)((0xF00u >> n & 0xF0) | cp);
	return n;
}

bool text_han(uint32_t cp)
{
	return (cp >= 0x4E00 && cp <= 0x9FFF) || (cp >= 0x3400 && cp <= 0x4DBF) || cp == 0x3005 ||
	       cp == 0x3007 || (cp >= 0xE000 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

static const char not_utf8[] = N_("The text is not UTF-8 here. Convert the file, then try again.");
static const char control[] = N_("A control character stands here; take it out.");
static const char direction[] =
	N_("An invisible character that turns the writing direction stands here; take it out.");
static const char invisible[] = N_("An invisible character stands here; take it out.");
static const char no_character[] =
	N_("A code that is no character in Unicode stands here; take it out.");
static const char crowded[] = N_("More than four combining marks stand on one character here.");
static const char lone_mark[] =
	N_("A combining mark stands here without a character before it; take it out.");

static const struct {
	uint32_t first, last;
	const char *why;
} refused[] = {
	{0x00, 0x1F, control},	     {0x7F, 0x9F, control},	  {0xAD, 0xAD, invisible},
	{0x61C, 0x61C, direction},   {0x200B, 0x200D, invisible}, {0x200E, 0x200F, direction},
	{0x2028, 0x2029, control},   {0x202A, 0x202E, direction}, {0x2060, 0x2065, invisible},
	{0x2066, 0x2069, direction}, {0x206A, 0x206F, invisible}, {0xFDD0, 0xFDEF, no_character},
	{0xFEFF, 0xFEFF, invisible}, {0xFFF9, 0xFFFB, invisible}, {0xE0000, 0xE007F, invisible},
};

const char *text_refused(uint32_t cp, unsigned flags)
{
	if ((cp >= 0x3000 && cp <= 0xD7FF) || (cp >= 0xFF01 && cp <= 0xFF5E))
		return NULL;
	if (cp == INVALID)
		return not_utf8;
	if ((cp == '\n' || cp == '\t') && flags & SIFA_TEXT_LINES)
		return NULL;
	if ((cp & 0xFFFE) == 0xFFFE)
		return no_character;
	for (size_t i = 0; i < sizeof refused / sizeof refused[0] && cp >= refused[i].first; i++) {
		if (cp <= refused[i].last)
			return refused[i].why;
	}
	return NULL;
}

bool sifa_text_check(const char *s, size_t n, unsigned flags, size_t *at, const char **why)
{
	bool carrier = false;
	unsigned marks = 0;
	size_t i = 0;

	while (i < n) {
		size_t run = text_plain(s + i, n - i), from = i += run;
		const char *reason;
		uint32_t cp;

		if (run) {
			carrier = true;
			marks = 0;
		}
		if (i == n)
			break;
		cp = text_decode(s, n, &i);
		reason = text_refused(cp, flags);
		if (!reason && text_mark(cp)) {
			reason = !carrier ? lone_mark : ++marks > MARKS_MOST ? crowded : NULL;
		} else {
			carrier = cp >= ' ';
			marks = 0;
		}
		if (reason) {
			if (at)
				*at = from;
			if (why)
				*why = reason;
			return false;
		}
	}
	return true;
}

/* What libc does not know: in the C locale, or newer than its tables. */
static int width_by_range(uint32_t cp)
{
	if (text_mark(cp) || (cp >= 0x1160 && cp <= 0x11FF))
		return 0;
	if ((cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF && cp != 0x303F) ||
	    (cp >= 0xA960 && cp <= 0xA97F) || (cp >= 0xAC00 && cp <= 0xD7A3) ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0xFE30 && cp <= 0xFE6F) ||
	    (cp >= 0xFF01 && cp <= 0xFF60) || (cp >= 0xFFE0 && cp <= 0xFFE6) ||
	    (cp >= 0x1F300 && cp <= 0x1F64F) || (cp >= 0x1F900 && cp <= 0x1F9FF) ||
	    (cp >= 0x20000 && cp <= 0x3FFFF))
		return 2;
	return 1;
}

static int width_of(uint32_t cp)
{
	int w;

	if (cp < 0x80 || cp == INVALID)
		return 1;
	w = wcwidth((wchar_t)cp);
	return w < 0 ? width_by_range(cp) : w;
}

/* What Chinese fonts draw as wide as a Han character although terminals give it
 * one column (East Asian Ambiguous, GB 2312's part); but not what boxes are made of. */
static bool ambiguous(uint32_t cp)
{
	static const struct {
		uint16_t first, last;
	} range[] = {
		{0xA4, 0xA4},	  {0xA7, 0xA8},	    {0xB0, 0xB1},     {0xB7, 0xB7},
		{0xD7, 0xD7},	  {0xF7, 0xF7},	    {0x391, 0x3C9},   {0x401, 0x451},
		{0x2010, 0x2016}, {0x2018, 0x2019}, {0x201C, 0x201D}, {0x2025, 0x2026},
		{0x2030, 0x2033}, {0x203B, 0x203B}, {0x2103, 0x2103}, {0x2116, 0x2116},
		{0x2160, 0x217B}, {0x2190, 0x2193}, {0x2208, 0x22A5}, {0x2460, 0x24E9},
		{0x25A0, 0x25CF}, {0x2605, 0x2606}, {0x2640, 0x2642},
	};

	for (size_t i = 0; i < sizeof range / sizeof *range; i++)
		if (cp >= range[i].first && cp <= range[i].last)
			return true;
	return false;
}

size_t text_fit(const char *s, size_t n, int cols, bool wide, int *used)
{
	size_t at = 0;
	int sum = 0;

	while (at < n) {
		size_t next = at;
		uint32_t cp = text_decode(s, n, &next);
		int w = width_of(cp);

		if (wide && w == 1 && cp >= 0x80 && ambiguous(cp))
			w = 2;
		if (w > cols - sum)
			break;
		sum += w;
		at = next;
	}
	if (used)
		*used = sum;
	return at;
}

int text_width(const char *s, size_t n, bool wide)
{
	int sum;

	text_fit(s, n, INT32_MAX, wide, &sum);
	return sum;
}

size_t sifa_text_fit(const char *s, size_t n, int cols, int *used)
{
	return text_fit(s, n, cols, false, used);
}

int sifa_text_width(const char *s, size_t n)
{
	return text_width(s, n, false);
}

int sifa_text_width_wide(const char *s, size_t n)
{
	return text_width(s, n, true);
}

size_t sifa_text_next(const char *s, size_t n, size_t at)
{
	size_t i = at;

	if (at >= n)
		return n;
	text_decode(s, n, &i);
	while (i < n) {
		size_t next = i;

		if (!text_mark(text_decode(s, n, &next)))
			break;
		i = next;
	}
	return i;
}

static size_t step_back(const char *s, size_t at, uint32_t *cp)
{
	for (size_t back = at < 4 ? at : 4; back > 1; back--) {
		size_t i = at - back;

		*cp = text_decode(s, at, &i);
		if (i == at)
			return at - back;
	}
	*cp = (unsigned char)s[at - 1] < 0x80 ? (unsigned char)s[at - 1] : INVALID;
	return at - 1;
}

size_t sifa_text_prev(const char *s, size_t n, size_t at)
{
	uint32_t cp = 0;

	if (at > n)
		at = n;
	while (at > 0) {
		at = step_back(s, at, &cp);
		if (!text_mark(cp))
			break;
	}
	return at;
}

size_t sifa_text_chars(const char *s, size_t n)
{
	size_t at = 0, count = 0;

	for (; at < n; count++)
		text_decode(s, n, &at);
	return count;
}

void text_keep(char *buf, size_t size, const char *s, size_t n)
{
	size_t at = !s ? 0 : n < size ? n : size - 1;

	while (at && at < n && ((unsigned char)s[at] & 0xC0) == 0x80)
		at--;
	if (at)
		memcpy(buf, s, at);
	buf[at] = '\0';
}
