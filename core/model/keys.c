/* keys.c - bytes that order and identify records: sort keys, import keys, due
 * days. All compare with memcmp. */
#include <stdio.h>
#include <string.h>

#include "../base/date.h"
#include "../base/ident.h"
#include "../base/text.h"
#include "record.h"

#define TEXT_MOST   1600
#define RUN_MOST    30
#define NUMBER_MOST 20		   /* of decimal_put() */
#define KEY_KEPT    (KEY_MAX - 17) /* of a longer key; then a mark and its hash */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Folded text in which a run of digits begins with its length, so that 9 comes
 * before 10. */
static size_t text_natural(const char *s, size_t n, uint8_t *out, size_t size)
{
	char folded[TEXT_MOST];
	size_t len = text_fold(s, n < sizeof folded ? n : sizeof folded, folded), used = 0;

	for (size_t i = 0; i < len && used < size;) {
		size_t run = 0;

		if (!is_digit(folded[i])) {
			out[used++] = (uint8_t)folded[i++];
			continue;
		}
		while (i + run < len && run < RUN_MOST && is_digit(folded[i + run]))
			run++;
		out[used++] = (uint8_t)('0' + run);
		if (run > size - used)
			run = size - used;
		memcpy(out + used, folded + i, run);
		used += run;
		i += run;
	}
	return used;
}

static size_t sort_part(const struct sifa_field *f, const struct sifa_value *v,
			struct sort_text *last, uint8_t *out)
{
	unsigned width = slot_width(f->type);

	if (!type_is_var(f->type)) {
		put_be(out, slot_of(f, v), width);
		return width;
	}
	if (v->state != SIFA_SET || !v->s) {
		out[0] = 0;
		return 1;
	}
	if (last->s != v->s || last->len != v->len) {
		last->s = v->s;
		last->len = v->len;
		last->n = text_natural(v->s, v->len, last->key, SORT_TEXT - 1);
		last->key[last->n++] = 0;
	}
	memcpy(out, last->key, last->n);
	return last->n;
}

static void invert(uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		p[i] = (uint8_t)~p[i];
}

size_t record_sort_key(const struct sifa_record *r, const struct sifa_sort *sort,
		       struct sort_text *last, uint8_t *out)
{
	size_t n = 0;

	for (size_t i = 0; i < sort->nfields; i++)
		n += sort_part(&r->kind->field[sort->field[i]], &r->v[sort->field[i]], last,
			       out + n);
	if (sort->descending)
		invert(out, n);
	return n;
}

/* A year or month as people type it: 2013, 2013-03, 201303, 2013年3月. Gives the
 * end from which a list in that direction begins. */
static bool typed_period(const char *s, bool last, sifa_day *out)
{
	int year = 0, month = 0, end = 0, m = 0;
	sifa_day d;

	if (sscanf(s, "%4d%n", &year, &end) != 1 || end != 4)
		return false;
	s += end;
	if (*s == '-' || *s == '.' || *s == '/')
		s++;
	else if (strncmp(s, "年", strlen("年")) == 0)
		s += strlen("年");
	if (*s) {
		if (sscanf(s, "%2d%n", &month, &m) != 1)
			return false;
		s += m;
		if (strcmp(s, "月") == 0)
			s += strlen("月");
		if (*s || month < 1 || month > 12)
			return false;
	}
	d = sifa_day_of(year, month ? month : last ? 12 : 1, 1);
	if (d == SIFA_DAY_NONE)
		return false;
	*out = last ? month_last(day_month(d)) : d;
	return true;
}

size_t sort_key_of_text(const struct sifa_kind *k, const struct sifa_sort *sort, const char *text,
			sifa_day today, uint8_t *out)
{
	const struct sifa_field *f = &k->field[sort->field[0]];
	struct sifa_value v = {0};
	struct sort_text last = {0};
	char buf[512];
	size_t n = strlen(text);
	sifa_day d;

	if (n > sizeof buf - 64)
		return 0;
	if (type_is_var(f->type)) {
		n = text_natural(text, n, out, SORT_TEXT - 1);
	} else {
		/* a day first: 1020 is the 20th of October, not a year */
		bool none = field_parse(f, text, n, today, &v, buf, sizeof buf, NULL);

		if (none && (f->type != SIFA_DATE || !typed_period(text, sort->descending, &d)))
			return 0;
		if (none)
			v = (struct sifa_value){.state = SIFA_SET, .n = d};
		n = v.state == SIFA_ABSENT ? 0 : sort_part(f, &v, &last, out);
	}
	if (sort->descending)
		invert(out, n);
	return n;
}

/* ---- import keys ---- */

static uint64_t key_hash(const char *s, size_t n)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001b3);
	return h;
}

/* One field of a key that is set, without zero bytes; 0 where there is no text. */
static size_t key_part(const struct sifa_field *f, const struct sifa_value *v, char *out,
		       size_t size)
{
	size_t n;

	if (!type_is_var(f->type))
		return decimal_put(v->n, out);
	if (!v->s)
		return 0;
	n = text_fold(v->s, v->len < size ? v->len : size, out);
	if (n == 0) { /* nothing but brackets or zeros: then as it stands */
		n = v->len < size ? v->len : size;
		memcpy(out, v->s, n);
	}
	return n;
}

size_t record_key(const struct sifa_record *r, size_t which, uint8_t *out)
{
	const struct sifa_key_def *key;
	char whole[4 * (TEXT_MOST + 1)], hash[18], *to = whole;
	size_t n = 0, most;

	if (which >= r->kind->nkeys)
		return 0;
	key = &r->kind->key[which];
	most = key->n;
	for (size_t i = 0; i < key->n; i++) {
		const struct sifa_value *v = &r->v[key->field[i]];

		if (v->state != SIFA_SET)
			return 0;
		most += type_is_var(r->kind->field[key->field[i]].type) ? v->len : NUMBER_MOST;
	}
	if (most <= KEY_MAX) /* nearly always */
		to = (char *)out;
	for (size_t i = 0; i < key->n; i++) {
		size_t len = key_part(&r->kind->field[key->field[i]], &r->v[key->field[i]],
				      to + n + (i > 0), TEXT_MOST);

		if (len == 0)
			return 0;
		if (i > 0)
			to[n++] = 1;
		n += len;
	}
	if (to != whole)
		return n;
	if (n <= KEY_MAX) {
		memcpy(out, whole, n);
		return n;
	}
	snprintf(hash, sizeof hash, "%016llx", (unsigned long long)key_hash(whole, n));
	memcpy(out, whole, KEY_KEPT);
	out[KEY_KEPT] = 1;
	memcpy(out + KEY_KEPT + 1, hash, 16);
	return KEY_MAX;
}
