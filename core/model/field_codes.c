/* field_codes.c - codes and sets of codes as people type them. */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "../base/text.h"
#include "field.h"

static const struct sifa_code *code_typed(const struct sifa_codelist *l, const char *s, size_t n)
{
	const struct sifa_code *c = code_find(l, s, n);
	char half[128];

	if (!c && n <= sizeof half) {
		n = text_halfwidth(s, n, half);
		c = code_find(l, half, n);
		if (!c)
			c = code_by_prefix(l, half, n);
	}
	return c;
}

/* Are all characters of s in the text, in this order? 乡镇 in 乡(镇). */
static bool runs_through(const char *text, const char *s, size_t n)
{
	size_t all = strlen(text), at = 0;

	for (size_t i = 0; i < n;) {
		size_t next = sifa_text_next(s, n, i);
		const char *hit = memmem(text + at, all - at, s + i, next - i);

		if (!hit)
			return false;
		at = (size_t)(hit - text) + (next - i);
		i = next;
	}
	return n > 0;
}

static bool may_be(const struct sifa_code *c, const struct typed *t)
{
	return !c->withdrawn && runs_through(c->label[SIFA_ZH], t->s, t->n);
}

/* The codes that may be meant, else the first few, for messages: "1 书面, 2 口头". */
static void list_codes(const struct typed *t, char *buf, size_t size)
{
	const struct sifa_codelist *l = t->f->codes;
	size_t used = 0;
	bool near = false;

	for (size_t i = 0; i < l->n; i++)
		near = near || may_be(&l->code[i], t);
	buf[0] = '\0';
	for (size_t i = 0; i < l->n; i++) {
		const struct sifa_code *c = &l->code[i];
		size_t need = strlen(c->digits) + strlen(c->label[SIFA_ZH]) + 3;

		if (c->withdrawn || (near && !may_be(c, t)))
			continue;
		if (used + need + 5 > size) {
			snprintf(buf + used, size - used, " ...");
			return;
		}
		used += (size_t)snprintf(buf + used, size - used, "%s%s %s", used ? ", " : "",
					 c->digits, c->label[SIFA_ZH]);
	}
}

static enum sifa_rc no_code(struct typed *t)
{
	char list[150];

	list_codes(t, list, sizeof list);
	return typed_refuse(t, N_("\"{1}\" is not in the list of this field; expected one of {2}."),
			    list, NULL);
}

enum sifa_rc typed_code(struct typed *t)
{
	const struct sifa_code *c = code_typed(t->f->codes, t->s, t->n);

	return c ? typed_number(t, c->no) : no_code(t);
}

/* Length of the separator at s, 0 if there is none. */
static size_t separator(const char *s, size_t n, bool spaces)
{
	static const char *const marks[] = {"、", ",", "，", ";", "；", NULL};
	static const char *const blanks[] = {" ", "\xE3\x80\x80", NULL};

	for (const char *const *m = marks; *m; m++)
		if (strlen(*m) <= n && memcmp(s, *m, strlen(*m)) == 0)
			return strlen(*m);
	for (const char *const *m = blanks; spaces && *m; m++)
		if (strlen(*m) <= n && memcmp(s, *m, strlen(*m)) == 0)
			return strlen(*m);
	return 0;
}

bool typed_part(const char **s, size_t *n, bool spaces, const char **part, size_t *len)
{
	while (*n > 0) {
		size_t end = 0, sep = 0;

		while (end < *n && !(sep = separator(*s + end, *n - end, spaces)))
			end++;
		*part = *s;
		*len = end;
		*s += end + sep;
		*n -= end + sep;
		text_trim(part, len);
		if (*len > 0)
			return true;
	}
	return false;
}

/* The code whose whole label stands at s before a separator or the end, the
 * longest one: labels may hold commas themselves. */
static const struct sifa_code *label_at(const struct sifa_codelist *l, const char *s, size_t n,
					size_t *len)
{
	const struct sifa_code *found = NULL;

	*len = 0;
	for (size_t i = 0; i < 2 * l->n; i++) {
		const char *label = l->code[i / 2].label[i % 2];
		size_t size = strlen(label);

		if (size <= *len || size > n || memcmp(s, label, size) != 0 ||
		    (size < n && !separator(s + size, n - size, false)))
			continue;
		found = &l->code[i / 2];
		*len = size;
	}
	return found;
}

/* Adds the codes of s; labels may hold spaces, so spaces divide only what is
 * no code as a whole. */
static enum sifa_rc add_codes(struct typed *t, const char *s, size_t n, bool spaces, uint64_t *set)
{
	const char *part;
	size_t len;

	for (;;) {
		const struct sifa_code *c;
		enum sifa_rc rc = SIFA_OK;

		text_trim(&s, &n);
		if ((c = label_at(t->f->codes, s, n, &len)) != NULL) {
			part = s;
			s += len;
			n -= len;
			len = separator(s, n, false);
			s += len;
			n -= len;
		} else if (!typed_part(&s, &n, spaces, &part, &len)) {
			return SIFA_OK;
		} else {
			c = code_typed(t->f->codes, part, len);
		}
		if (c && c->no < 64) {
			*set |= UINT64_C(1) << c->no;
		} else if (spaces || c) {
			t->s = part;
			t->n = len;
			rc = no_code(t);
		} else {
			rc = add_codes(t, part, len, true, set);
		}
		if (rc)
			return rc;
	}
}

enum sifa_rc typed_codes(struct typed *t)
{
	uint64_t set = 0;
	enum sifa_rc rc = add_codes(t, t->s, t->n, false, &set);
	char most[16];

	if (rc)
		return rc;
	if (t->f->max && __builtin_popcountll(set) > t->f->max) {
		snprintf(most, sizeof most, "%u", t->f->max);
		return typed_refuse(t, N_("\"{1}\" names more than {2} entries."), most, NULL);
	}
	*t->out = (struct sifa_value){.state = set ? SIFA_SET : SIFA_ABSENT, .n = (int64_t)set};
	return SIFA_OK;
}
