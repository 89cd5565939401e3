/* division.c - names of the country's divisions, present and former, by the first six
 * digits of an identity number (divisions.txt, compiled in). */
#include <string.h>

#include "ident.h"

extern const char divisions[];
extern const size_t divisions_size;

enum { CODE = 6 };

/* The line of a code: its mark (+ present, - former) and name; NULL if there is none. */
static const char *find(const char *code, size_t *n)
{
	const char *lo = divisions, *hi = divisions + divisions_size;

	while (lo < hi) {
		const char *mid = lo + (hi - lo) / 2,
			   *before = memrchr(lo, '\n', (size_t)(mid - lo));
		const char *line = before ? before + 1 : lo, *end;
		int order = memcmp(line, code, CODE);

		if (order > 0) {
			hi = line;
			continue;
		}
		end = memchr(mid, '\n', (size_t)(hi - mid));
		end = end ? end : hi;
		if (!order) {
			*n = (size_t)(end - line) - CODE;
			return line + CODE;
		}
		lo = end < hi ? end + 1 : hi;
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
	char upper[CODE];
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
		memset(upper, '0', CODE);
		memcpy(upper, code, part);
		s = memcmp(upper, code, CODE) ? find(upper, &m) : NULL;
		if (s && *s == '+')
			used = add(s + 1, m - 1, buf, used);
	}
	return add(own + 1, n - 1, buf, used) > 0;
}
