/* text_wrap.c - breaking texts into rows. */
#include <string.h>

#include "text.h"

static bool one_of(const char *set, const char *c, size_t len)
{
	while (*set) {
		size_t n = 1;

		while (((unsigned char)set[n] & 0xc0) == 0x80)
			n++;
		if (n == len && !memcmp(set, c, n))
			return true;
		set += n;
	}
	return false;
}

/* May a row end between the characters a and b? */
static bool may_break(const char *a, size_t na, const char *b, size_t nb)
{
	if (*b == ' ')
		return false;
	if (*a == ' ')
		return true;
	if (one_of("，。、；：？！）〕】》」』”’%％…,.;:?!)]}", b, nb) ||
	    one_of("（〔【《「『“‘([{￥", a, na))
		return false;
	return na > 1 || nb > 1;
}

size_t text_wrap(const char *s, size_t n, size_t from, int cols, bool wide, size_t *len)
{
	const char *lf = memchr(s + from, '\n', n - from);
	size_t end = lf ? (size_t)(lf - s) : n;
	size_t fit = from + text_fit(s + from, end - from, cols, wide, NULL), at = fit;

	if (fit == end) {
		*len = end - from;
		return end + 1;
	}
	if (fit == from) /* not even one character: take it all the same */
		at = fit = sifa_text_next(s, n, from);
	while (at > from) {
		size_t prev = sifa_text_prev(s, n, at), next = sifa_text_next(s, n, at);

		if (may_break(s + prev, at - prev, s + at, next - at))
			break;
		at = prev;
	}
	if (at == from)
		at = fit;
	*len = at - from;
	return at;
}

size_t sifa_text_wrap(const char *s, size_t n, size_t from, int cols, size_t *len)
{
	return text_wrap(s, n, from, cols, false, len);
}
