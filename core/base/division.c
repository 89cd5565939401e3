/* division.c - names of the country's divisions, present and former, by the first six
 * digits of an identity number (divisions.txt, compiled in). */
#include <string.h>

#include "ident.h"

/* Made of divisions.txt by the Makefile: sorted, with an end behind the last. */
extern const struct division {
	uint32_t code, at; /* where its mark (+ present, - former) and name begin */
} divisions[];
extern const size_t divisions_n;
extern const char division_names[];

enum { CODE = 6 };

/* Among the first n; NULL if there is none. */
static const struct division *find(uint32_t code, size_t n)
{
	size_t lo = 0;

	while (n) {
		size_t half = n / 2;

		if (divisions[lo + half].code < code) {
			lo += half + 1;
			n -= half + 1;
		} else {
			n = half;
		}
	}
	return lo < divisions_n && divisions[lo].code == code ? &divisions[lo] : NULL;
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

static size_t add_name(const struct division *d, char *buf, size_t used)
{
	return add(division_names + d->at + 1, d[1].at - d->at - 1, buf, used);
}

bool division_name(const char *code, char *buf)
{
	static const uint32_t part[] = {10000, 100};
	const struct division *own, *above;
	size_t used = 0;
	uint32_t n = 0;

	for (size_t i = 0; i < CODE; i++)
		n = n * 10 + (uint32_t)(code[i] - '0');
	own = find(n, divisions_n);
	buf[0] = '\0';
	if (!own)
		return false;
	if (division_names[own->at] == '-') {
		used = add("原", strlen("原"), buf, 0);
		return add_name(own, buf, used) > 0;
	}
	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		above = n % part[i] ? find(n - n % part[i], (size_t)(own - divisions)) : NULL;
		if (above && division_names[above->at] == '+')
			used = add_name(above, buf, used);
	}
	return add_name(own, buf, used) > 0;
}
