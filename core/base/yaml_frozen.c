/* yaml_frozen.c - a tree as bytes and back, checked as if they came from an
 * enemy.
 *
 * "Y1", then the root. A node: 1 byte (type in bits 0-1, 4 quoted, 8 has a
 * key), line, column; with a key: its line, column and text; then the text of
 * a scalar, or the count of children and they themselves. A text is its length
 * and bytes. Numbers are 7 bits a byte, low ones first, the high bit set on all
 * but the last. */
#include <string.h>

#include "yaml.h"

enum { MARK_TYPE = 3, MARK_QUOTED = 4, MARK_KEY = 8 };

#define NODE_LEAST 4 /* bytes: mark, line, column, length */

static bool put_number(struct buf *out, uint64_t v)
{
	unsigned char b[10];
	size_t n = 0;

	for (; v >= 0x80; v >>= 7)
		b[n++] = (unsigned char)(v | 0x80);
	b[n++] = (unsigned char)v;
	return buf_add(out, b, n);
}

static bool put_text(struct buf *out, const char *s)
{
	size_t n = strlen(s);

	return put_number(out, n) && buf_add(out, s, n);
}

static bool put_node(struct buf *out, const struct yaml *y)
{
	unsigned char mark = (unsigned char)((unsigned)y->type | (y->quoted ? MARK_QUOTED : 0) |
					     (y->key ? MARK_KEY : 0));

	if (!buf_add(out, &mark, 1) || !put_number(out, (uint64_t)y->line) ||
	    !put_number(out, (uint64_t)y->column))
		return false;
	if (y->key && (!put_number(out, (uint64_t)y->key_line) ||
		       !put_number(out, (uint64_t)y->key_column) || !put_text(out, y->key)))
		return false;
	if (y->type == YAML_SCALAR)
		return put_text(out, y->text);
	if (!put_number(out, y->n))
		return false;
	for (const struct yaml *c = y->child; c; c = c->next) {
		if (!put_node(out, c))
			return false;
	}
	return true;
}

bool yaml_freeze(const struct yaml *y, struct buf *out)
{
	return buf_add(out, "Y1", 2) && put_node(out, y);
}

enum { KEYS = 64 };

struct thaw {
	struct arena *nodes, *texts;
	const unsigned char *p;
	size_t left;
	const char *key[KEYS]; /* met lately: a few are most of them */
};

static bool get_number(struct thaw *t, uint64_t most, uint64_t *out)
{
	uint64_t v = 0;

	for (unsigned shift = 0; shift <= 28 && t->left > 0; shift += 7) {
		unsigned char b = *t->p++;

		t->left--;
		v |= (uint64_t)(b & 0x7F) << shift;
		if (!(b & 0x80)) {
			*out = v;
			return v <= most;
		}
	}
	return false;
}

static bool get_place(struct thaw *t, int *line, int *column)
{
	uint64_t l, c;

	if (!get_number(t, INT32_MAX, &l) || !get_number(t, INT32_MAX, &c))
		return false;
	*line = (int)l;
	*column = (int)c;
	return true;
}

static const char *take_text(struct thaw *t, size_t *n)
{
	const char *s;
	uint64_t len;

	if (!get_number(t, t->left, &len) || len > t->left)
		return NULL;
	s = (const char *)t->p;
	t->p += len;
	t->left -= (size_t)len;
	*n = (size_t)len;
	return s;
}

static const char *get_text(struct thaw *t)
{
	size_t n;
	const char *s = take_text(t, &n);

	if (!s || !sifa_text_check(s, n, SIFA_TEXT_LINES, NULL, NULL))
		return NULL;
	return arena_copy(t->texts, s, n);
}

static const char *get_key(struct thaw *t)
{
	size_t n;
	const char *s = take_text(t, &n), **met;

	if (!s || !n)
		return NULL;
	met = &t->key[((unsigned char)s[0] * 5U + (unsigned char)s[n - 1] * 3U + n) % KEYS];
	if (*met && !strncmp(*met, s, n) && !(*met)[n])
		return *met;
	if (!sifa_text_check(s, n, 0, NULL, NULL))
		return NULL;
	return *met = arena_copy(t->texts, s, n);
}

static struct yaml *get_node(struct thaw *t, bool in_map, int depth)
{
	struct yaml *y = arena_alloc(t->nodes, sizeof *y), **to;
	unsigned mark = t->left ? *t->p : MARK_TYPE;
	uint64_t n;

	if (!y || (mark & MARK_TYPE) > YAML_MAP || mark > 15 || !!(mark & MARK_KEY) != in_map)
		return NULL;
	t->p++;
	t->left--;
	y->type = (enum yaml_type)(mark & MARK_TYPE);
	y->quoted = mark & MARK_QUOTED;
	if (!get_place(t, &y->line, &y->column))
		return NULL;
	if (in_map) {
		if (!get_place(t, &y->key_line, &y->key_column))
			return NULL;
		y->key = get_key(t);
		if (!y->key)
			return NULL;
	}
	if (y->type == YAML_SCALAR) {
		y->text = get_text(t);
		return y->text ? y : NULL;
	}
	if (depth == YAML_DEPTH || !get_number(t, t->left / NODE_LEAST, &n))
		return NULL;
	y->n = (uint32_t)n;
	to = &y->child;
	for (; n > 0; n--, to = &(*to)->next) {
		*to = get_node(t, y->type == YAML_MAP, depth + 1);
		if (!*to)
			return NULL;
	}
	return y;
}

struct yaml *yaml_thaw(struct arena *nodes, struct arena *texts, const void *p, size_t n)
{
	struct thaw t = {.nodes = nodes, .texts = texts, .p = p, .left = n};
	struct yaml *y;

	if (n < 2 || memcmp(p, "Y1", 2) != 0)
		return NULL;
	t.p += 2;
	t.left -= 2;
	y = get_node(&t, false, 0);
	return y && t.left == 0 ? y : NULL;
}
