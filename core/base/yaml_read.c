/* yaml_read.c - reading values out of a tree; every complaint has its place
 * and says what was expected. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "yaml.h"

/* Of the many keys that are not meant most differ at once. */
static bool same(const char *a, const char *b)
{
	return *a == *b && !strcmp(a, b);
}

struct yaml *yaml_get(struct yaml *m, const char *key)
{
	if (!m || m->type != YAML_MAP)
		return NULL;
	for (struct yaml *y = m->child; y; y = y->next) {
		if (same(y->key, key)) {
			y->used = true;
			return y;
		}
	}
	return NULL;
}

void yaml_error(struct sifa_findings *f, const char *name, const struct yaml *y, const char *msg,
		...)
{
	struct sifa_err err = {0};
	va_list ap;

	va_start(ap, msg);
	err_vfill(&err, SIFA_E_CONFIG, msg, ap);
	va_end(ap);
	err_at(&err, name, y ? y->line : 0, y ? y->column : 0);
	if (y && y->key)
		err_field(&err, y->key);
	findings_add(f, SIFA_ERROR, &err);
}

/* How a node is called in messages. */
static const char *called(const struct yaml *y)
{
	return y->key ? y->key : y->type == YAML_SCALAR ? y->text : "-";
}

const char *yaml_str(struct yaml *y, const char *name, struct sifa_findings *f, const char *def)
{
	if (!y)
		return def;
	if (y->type != YAML_SCALAR) {
		yaml_error(f, name, y, N_("A text was expected for \"{1}\", not a list or map."),
			   called(y), NULL);
		return def;
	}
	if (!y->text[0] && !y->quoted) {
		yaml_error(f, name, y,
			   N_("A value was expected after \"{1}\"; write \"\" for none."),
			   called(y), NULL);
		return def;
	}
	return y->text;
}

/* Digits with a sign and at most `places` decimals, as an integer scaled by
 * 10^places. */
static bool scaled(const struct yaml *y, int places, int64_t *out)
{
	const char *s = y->text;
	bool negative, point = false;
	int64_t v = 0;

	if (y->type != YAML_SCALAR || y->quoted)
		return false;
	negative = *s == '-';
	s += negative;
	for (const char *start = s; *s; s++) {
		if (*s == '.' && !point && s > start && s[1]) {
			point = true;
			continue;
		}
		if (*s < '0' || *s > '9' || (point && places-- == 0))
			return false;
		if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, *s - '0', &v))
			return false;
	}
	if (s == y->text + negative)
		return false;
	for (; places > 0; places--) {
		if (__builtin_mul_overflow(v, 10, &v))
			return false;
	}
	*out = negative ? -v : v;
	return true;
}

int64_t yaml_int(struct yaml *y, const char *name, int64_t least, int64_t most,
		 struct sifa_findings *f, int64_t def)
{
	char lo[24], hi[24];
	int64_t v;

	if (!y)
		return def;
	if (scaled(y, 0, &v) && v >= least && v <= most)
		return v;
	snprintf(lo, sizeof lo, "%lld", (long long)least);
	snprintf(hi, sizeof hi, "%lld", (long long)most);
	yaml_error(f, name, y,
		   N_("A whole number from {2} to {3} without quotes was expected for \"{1}\"."),
		   called(y), lo, hi, NULL);
	return def;
}

bool yaml_bool(struct yaml *y, const char *name, struct sifa_findings *f, bool def)
{
	if (!y)
		return def;
	if (y->type == YAML_SCALAR && !y->quoted) {
		if (strcmp(y->text, "yes") == 0 || strcmp(y->text, "true") == 0)
			return true;
		if (strcmp(y->text, "no") == 0 || strcmp(y->text, "false") == 0)
			return false;
	}
	yaml_error(f, name, y, N_("yes or no without quotes was expected for \"{1}\"."), called(y),
		   NULL);
	return def;
}

int64_t yaml_hundredths(struct yaml *y, const char *name, struct sifa_findings *f, int64_t def)
{
	int64_t v;

	if (!y)
		return def;
	if (scaled(y, 2, &v))
		return v;
	yaml_error(f, name, y,
		   N_("A number with at most two decimals, as 2.5, was expected for \"{1}\"."),
		   called(y), NULL);
	return def;
}

/* "a, b, c" as far as it fits. */
static void list_names(char *out, size_t size, const char *const *names, size_t n)
{
	size_t used = 0;

	out[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		int len = snprintf(out + used, size - used, "%s%s", i ? ", " : "", names[i]);

		if (len < 0 || (size_t)len >= size - used) {
			out[used] = '\0';
			return;
		}
		used += (size_t)len;
	}
}

void yaml_known(struct yaml *m, const char *name, const char *const *known, size_t n,
		struct sifa_findings *f)
{
	if (m && m->type != YAML_MAP) {
		yaml_error(f, name, m, N_("Entries \"key: value\" were expected for \"{1}\"."),
			   called(m), NULL);
		return;
	}
	for (struct yaml *y = m ? m->child : NULL; y; y = y->next) {
		struct yaml at = {.line = y->key_line, .column = y->key_column, .key = y->key};
		const char *near;
		char all[150];
		size_t i = 0;

		while (i < n && !same(known[i], y->key))
			i++;
		if (i < n)
			continue;
		near = nearest_name(y->key, known, n);
		list_names(all, sizeof all, known, n);
		if (near)
			yaml_error(f, name, &at,
				   N_("The key \"{1}\" is unknown here; \"{2}\" is the nearest."),
				   y->key, near, NULL);
		else
			yaml_error(f, name, &at,
				   N_("The key \"{1}\" is unknown here; expected were: {2}."),
				   y->key, all, NULL);
	}
}
