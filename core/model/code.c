/* code.c - finding a code by what people write for it: id, digits or label. */
#include <string.h>
#include <strings.h>

#include "record.h"

static bool same(const char *a, const char *s, size_t n)
{
	/* the first byte decides nearly always */
	return (a[0] == s[0] || (a[0] ^ s[0]) == 0x20) && strlen(a) == n &&
	       strncasecmp(a, s, n) == 0;
}

static bool is_digits(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return n > 0 && i == n;
}

/* Digits as a spreadsheet leaves them, without leading zeros. */
static const struct sifa_code *by_short_digits(const struct sifa_codelist *l, const char *s,
					       size_t n)
{
	const struct sifa_code *found = NULL;

	while (n > 1 && *s == '0') {
		s++;
		n--;
	}
	for (size_t i = 0; i < l->n; i++) {
		const char *d = l->code[i].digits;

		while (d[0] == '0' && d[1])
			d++;
		if (strlen(d) != n || memcmp(d, s, n) != 0)
			continue;
		if (found)
			return NULL;
		found = &l->code[i];
	}
	return found;
}

const struct sifa_code *code_find(const struct sifa_codelist *l, const char *s, size_t n)
{
	if (n == 0)
		return NULL;
	for (size_t i = 0; i < l->n; i++) {
		const struct sifa_code *c = &l->code[i];

		if (same(c->label[SIFA_ZH], s, n) || same(c->digits, s, n) || same(c->id, s, n) ||
		    same(c->label[SIFA_EN], s, n))
			return c;
	}
	return is_digits(s, n) ? by_short_digits(l, s, n) : NULL;
}

const struct sifa_code *code_by_prefix(const struct sifa_codelist *l, const char *s, size_t n)
{
	const struct sifa_code *found = NULL;

	for (size_t i = 0; n > 0 && i < l->n; i++) {
		const struct sifa_code *c = &l->code[i];

		if (c->withdrawn || (strncasecmp(c->label[SIFA_ZH], s, n) != 0 &&
				     strncasecmp(c->label[SIFA_EN], s, n) != 0))
			continue;
		if (found)
			return NULL;
		found = c;
	}
	return found;
}

const struct sifa_code *code_by_no(const struct sifa_codelist *l, uint64_t no)
{
	/* numbers are given in order, so a code mostly stands at its own place */
	if (no > 0 && no <= l->n && l->code[no - 1].no == no)
		return &l->code[no - 1];
	for (size_t i = 0; i < l->n; i++)
		if (l->code[i].no == no)
			return &l->code[i];
	return NULL;
}
