/* division.c - names of the country's divisions, present and former, by the first six
 * digits of an identity number (divisions.txt, compiled in). */
#include <stdio.h>
#include <string.h>

#include "ident.h"

extern const char divisions[];
extern const size_t divisions_size;

enum { CODE = 6 };

/* The line of a code: its mark (+ present, - former) and name; NULL if there is none. */
static const char *find(const char *code, size_t *n)
{
	size_t lo = 0, hi = divisions_size;

	while (lo < hi) {
		size_t at = lo + (hi - lo) / 2, end;
		int order;

		while (at > lo && divisions[at - 1] != '\n')
			at--;
		for (end = at; end < divisions_size && divisions[end] != '\n'; end++)
			;
		order = memcmp(divisions + at, code, CODE);
		if (!order) {
			*n = end - at - CODE;
			return divisions + at + CODE;
		}
		if (order < 0)
			lo = end + 1;
		else
			hi = at;
	}
	return NULL;
}

/* Names that only stand between others: 市辖区, 县, 省直辖县级行政区划 ... */
static bool is_filler(const char *s, size_t n)
{
	static const char *const fillers[] = {"市辖区", "县", "直辖县级", "省直辖县级行政区划",
					      "自治区直辖县级行政区划"};

	for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
		if (n == strlen(fillers[i]) && !memcmp(s, fillers[i], n))
			return true;
	return false;
}

static size_t add(const char *s, size_t n, char *buf, size_t used)
{
	if (is_filler(s, n) || used + n >= DIVISION_MOST)
		return used;
	memcpy(buf + used, s, n);
	buf[used + n] = '\0';
	return used + n;
}

bool division_name(const char *code, char *buf)
{
	char upper[CODE + 1];
	size_t n, m, used = 0;
	const char *own = find(code, &n), *s;

	buf[0] = '\0';
	if (!own)
		return false;
	if (*own == '-') {
		used = add("原", strlen("原"), buf, 0);
		return add(own + 1, n - 1, buf, used) > 0;
	}
	for (size_t part = 2; part < CODE; part += 2) {
		snprintf(upper, sizeof upper, "%.*s%s", (int)part, code, part == 2 ? "0000" : "00");
		s = memcmp(upper, code, CODE) ? find(upper, &m) : NULL;
		if (s && *s == '+')
			used = add(s + 1, m - 1, buf, used);
	}
	return add(own + 1, n - 1, buf, used) > 0;
}
