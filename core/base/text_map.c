/* text_map.c - exact mappings that field types declare, and the folded form
 * that searches and keys compare. None of them changes what it does not name. */
#include <string.h>

#include "text.h"

/* One of U+4000 to U+9FFF? */
static inline bool han(const char *s)
{
	const unsigned char *p = (const unsigned char *)s;

	return p[0] >= 0xE4 && p[0] <= 0xE9 && (p[1] & 0xC0) == 0x80 && (p[2] & 0xC0) == 0x80;
}

static bool is_space(uint32_t cp)
{
	return cp == ' ' || cp == '\t' || cp == '\n' || cp == '\r' || cp == 0x3000;
}

/* What people type for the point inside a name of several parts. */
static bool is_interpunct(uint32_t cp)
{
	return cp == 0xB7 || cp == 0x2022 || cp == 0x30FB || cp == 0x2027 || cp == 0xFF0E ||
	       cp == '.';
}

/* May a bracket begin so? */
static inline bool like_bracket(char c)
{
	static const bool first[256] = {
		['('] = true, [')'] = true,  ['['] = true,
		[']'] = true, [0xE3] = true, [0xEF] = true,
	};

	return first[(unsigned char)c];
}

/* 1 opens, 2 closes, 0 neither. */
static inline unsigned bracket(uint32_t cp)
{
	switch (cp) {
	case '(':
	case '[':
	case 0xFF08:
	case 0x3010:
	case 0xFE5D:
	case 0x3014:
	case 0xFF3B:
		return 1;
	case ')':
	case ']':
	case 0xFF09:
	case 0x3011:
	case 0xFE5E:
	case 0x3015:
	case 0xFF3D:
		return 2;
	default:
		return 0;
	}
}

static uint32_t half(uint32_t cp)
{
	return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp == 0x3000 ? ' ' : cp;
}

void text_trim_ends(const char **s, size_t *n)
{
	size_t from = 0, to = *n;

	while (from < to) {
		size_t i = from;

		if (!is_space(text_decode(*s, to, &i)))
			break;
		from = i;
	}
	while (to > from) {
		if (is_space((unsigned char)(*s)[to - 1]))
			to--;
		else if (to - from >= 3 && memcmp(*s + to - 3, "\xE3\x80\x80", 3) == 0)
			to -= 3;
		else
			break;
	}
	*s += from;
	*n = to - from;
}

static size_t ascii(const char *s, size_t n)
{
	size_t i = 0;

	while (n - i >= 8 && !(get_le(s + i, 8) & UINT64_C(0x8080808080808080)))
		i += 8;
	while (i < n && (unsigned char)s[i] < 0x80)
		i++;
	return i;
}

size_t text_halfwidth(const char *s, size_t n, char *out)
{
	size_t at = ascii(s, n), used = at;

	memmove(out, s, at);
	while (at < n) {
		size_t from = at, run = text_plain(s + at, n - at);
		uint32_t cp, to;

		if (run) {
			memmove(out + used, s + at, run);
			used += run;
			at += run;
			continue;
		}
		cp = text_decode(s, n, &at);
		to = half(cp);
		if (to == cp) {
			memmove(out + used, s + from, at - from);
			used += at - from;
		} else {
			out[used++] = (char)to;
		}
	}
	return used;
}

/* End of the run of spaces and interpuncts that starts at `at`. */
static size_t joint_end(const char *s, size_t n, size_t at)
{
	while (at < n) {
		size_t i = at;
		uint32_t cp = text_decode(s, n, &i);

		if (!is_space(cp) && !is_interpunct(cp))
			break;
		at = i;
	}
	return at;
}

/* Spaces and interpuncts are ASCII, or begin with one of four bytes. */
static bool may_have_joints(const char *s, size_t n)
{
	size_t i = 0;

	while (n - i >= 3 && han(s + i))
		i += 3;
	for (; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c < 0x80 || c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF)
			return true;
	}
	return false;
}

size_t text_name(const char *s, size_t n, char *out)
{
	size_t at = 0, used = 0;
	bool after_han = false;

	if (!may_have_joints(s, n)) {
		memcpy(out, s, n);
		return n;
	}
	while (at < n) {
		size_t from = at, end = joint_end(s, n, at), next = end;

		if (end > from && after_han && end < n && text_han(text_decode(s, n, &next))) {
			while (at < end) {
				if (is_interpunct(text_decode(s, n, &at)))
					used += text_encode(0xB7, out + used);
			}
			continue;
		}
		at = end;
		after_han = end == from && text_han(text_decode(s, n, &at));
		memcpy(out + used, s + from, at - from);
		used += at - from;
	}
	return used;
}

size_t text_brackets(const char *s, size_t n, const char *pair, char *out)
{
	size_t at = 0, used = 0, len = strlen(pair), first = 0;

	if (len)
		text_decode(pair, len, &first);
	while (at < n) {
		const char *part = s + at;
		size_t from = at, take;
		unsigned b = 0;

		if (like_bracket(s[at]))
			b = bracket(text_decode(s, n, &at));
		else
			while (++at < n && !like_bracket(s[at]))
				;
		take = b == 1 ? first : b == 2 ? len - first : at - from;
		if (b)
			part = b == 1 ? pair : pair + first;
		memcpy(out + used, part, take);
		used += take;
	}
	return used;
}

static inline bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Copies the run of digits at the beginning, eight at once while there are so many:
 * identity numbers are folded for every key. */
static size_t copy_digits(const char *s, size_t n, char *out)
{
	size_t i = 0;

	for (; n - i >= 8 && text_digits(get_le(s + i, 8)); i += 8)
		memcpy(out + i, s + i, 8);
	for (; i < n && is_digit(s[i]); i++)
		out[i] = s[i];
	return i;
}

size_t text_fold(const char *s, size_t n, char *out)
{
	size_t at = 0, used = 0;
	bool zeros = false, digits = false; /* in a run of digits: only zeros yet; more */

	while (at < n) {
		bool plain = n - at >= 3 && han(s + at);
		size_t from = at, run;
		uint32_t c = plain ? 0x4000 : half(text_decode(s, n, &at));

		if (!plain && is_space(c))
			continue; /* a spaced number is still one number */
		if (c == '0' && !digits) {
			zeros = true;
			while (at < n && s[at] == '0')
				at++;
			continue;
		}
		if (zeros && (c < '0' || c > '9'))
			out[used++] = '0'; /* the run was a zero */
		zeros = false;
		digits = c >= '0' && c <= '9';
		if (plain) {
			for (; n - at >= 8 && text_han_pair(get_le(s + at, 8)); at += 6, used += 6)
				memcpy(out + used, s + at, 6);
			for (; n - at >= 3 && han(s + at); at += 3, used += 3)
				memcpy(out + used, s + at, 3);
		} else if (digits) {
			out[used++] = (char)c;
			run = copy_digits(s + at, n - at, out + used);
			at += run;
			used += run;
		} else if (c < 0x80 && c >= 'A') {
			if (!bracket(c))
				out[used++] = (char)(c <= 'Z' ? c + 0x20 : c);
		} else if (bracket(c) || is_interpunct(c)) {
			continue;
		} else if (c < 0x80) {
			out[used++] = (char)c;
		} else {
			memmove(out + used, s + from, at - from);
			used += at - from;
		}
	}
	if (zeros)
		out[used++] = '0';
	return used;
}

void text_grams(const char *s, size_t n, void (*f)(void *arg, const char *gram, size_t len),
		void *arg)
{
	size_t at = 0, mid;

	if (n == 0)
		return;
	text_decode(s, n, &at);
	if (at == n) {
		f(arg, s, n);
		return;
	}
	for (size_t from = 0; at < n; from = mid) {
		mid = at;
		text_decode(s, n, &at);
		f(arg, s + from, at - from);
	}
}
