/* value.c - copying, comparing and freeing values. */
#include <stdlib.h>
#include <string.h>

#include "value.h"

/* Owned memory is const in struct sifa_value because core lends it. */
static void *own(const void *p)
{
	return (void *)(uintptr_t)p;
}

static bool is_text(const struct sifa_field *f)
{
	return f->type == SIFA_TEXT || f->type == SIFA_LONGTEXT || f->type == SIFA_IDNO ||
	       f->type == SIFA_PHONE;
}

static void row_free(struct sifa_row *row, const struct sifa_field *f)
{
	for (size_t i = 0; row->v && i < f->nrow; i++)
		value_free(&row->v[i], &f->row[i]);
	free(row->v);
}

static bool row_copy(struct sifa_row *dst, const struct sifa_field *f, const struct sifa_row *src)
{
	dst->id = src->id;
	dst->v = calloc(f->nrow ? f->nrow : 1, sizeof *dst->v);
	for (size_t i = 0; dst->v && i < f->nrow; i++) {
		if (!value_copy(&dst->v[i], &f->row[i], &src->v[i])) {
			row_free(dst, f);
			dst->v = NULL;
		}
	}
	return dst->v != NULL;
}

void value_free(struct sifa_value *v, const struct sifa_field *f)
{
	if (f->type == SIFA_ROWS)
		for (size_t i = 0; v->row && i < v->len; i++)
			row_free(own(&v->row[i]), f);
	if (is_text(f))
		free(own(v->s));
	if (f->type == SIFA_REFS)
		free(own(v->id));
	if (f->type == SIFA_ROWS)
		free(own(v->row));
	memset(v, 0, sizeof *v);
}

static bool copy_rows(struct sifa_value *dst, const struct sifa_field *f,
		      const struct sifa_value *src)
{
	struct sifa_row *row = calloc(src->len ? src->len : 1, sizeof *row);

	dst->row = row;
	for (dst->len = 0; row && dst->len < src->len; dst->len++) {
		if (!row_copy(&row[dst->len], f, &src->row[dst->len])) {
			value_free(dst, f);
			return false;
		}
	}
	return row != NULL;
}

bool value_copy(struct sifa_value *dst, const struct sifa_field *f, const struct sifa_value *src)
{
	size_t n = is_text(f) ? src->len : src->len * sizeof(uint64_t);
	const void *from = is_text(f) ? (const void *)src->s : (const void *)src->id;
	char *p;

	memset(dst, 0, sizeof *dst);
	dst->state = src->state;
	dst->n = src->n;
	if (src->state != SIFA_SET)
		return true;
	if (f->type == SIFA_ROWS)
		return copy_rows(dst, f, src);
	if (!is_text(f) && f->type != SIFA_REFS)
		return true;
	p = malloc(n + 1);
	if (!p)
		return false;
	if (n)
		memcpy(p, from, n);
	p[n] = '\0';
	dst->len = src->len;
	if (is_text(f))
		dst->s = p;
	else
		dst->id = (uint64_t *)(void *)p;
	return true;
}

static bool rows_equal(const struct sifa_value *a, const struct sifa_value *b,
		       const struct sifa_field *f)
{
	for (size_t i = 0; i < a->len; i++) {
		if (a->row[i].id != b->row[i].id)
			return false;
		for (size_t c = 0; c < f->nrow; c++)
			if (!value_equal(&a->row[i].v[c], &b->row[i].v[c], &f->row[c]))
				return false;
	}
	return true;
}

bool value_equal(const struct sifa_value *a, const struct sifa_value *b, const struct sifa_field *f)
{
	if (a->state != b->state)
		return false;
	if (a->state != SIFA_SET)
		return true;
	if (is_text(f))
		return a->len == b->len && !memcmp(a->s, b->s, a->len);
	if (f->type == SIFA_REFS)
		return a->len == b->len && !memcmp(a->id, b->id, a->len * sizeof *a->id);
	if (f->type == SIFA_ROWS)
		return a->len == b->len && rows_equal(a, b, f);
	return a->n == b->n;
}

bool value_put_row(struct sifa_value *v, const struct sifa_field *f, size_t at,
		   const struct sifa_row *row)
{
	struct sifa_row fresh, *rows;

	if (at > v->len || !row_copy(&fresh, f, row))
		return false;
	if (at < v->len) {
		rows = own(v->row);
		row_free(&rows[at], f);
	} else {
		rows = realloc(own(v->row), (v->len + 1) * sizeof *rows);
		if (!rows) {
			row_free(&fresh, f);
			return false;
		}
		v->row = rows;
		v->len++;
	}
	rows[at] = fresh;
	v->state = SIFA_SET;
	return true;
}

void value_cut_row(struct sifa_value *v, const struct sifa_field *f, size_t at)
{
	struct sifa_row *rows = own(v->row);

	if (at >= v->len)
		return;
	row_free(&rows[at], f);
	memmove(rows + at, rows + at + 1, (v->len - at - 1) * sizeof *rows);
	v->len--;
}

static bool has_id(const struct sifa_value *v, uint64_t id)
{
	for (size_t i = 0; v->state == SIFA_SET && i < v->len; i++)
		if (v->id[i] == id)
			return true;
	return false;
}

bool value_put_id(struct sifa_value *v, uint64_t id)
{
	uint64_t *ids;

	if (has_id(v, id))
		return true;
	ids = realloc(own(v->id), (v->len + 1) * sizeof *ids);
	if (!ids)
		return false;
	ids[v->len++] = id;
	v->id = ids;
	v->state = SIFA_SET;
	return true;
}

void value_cut_id(struct sifa_value *v, uint64_t id)
{
	uint64_t *ids = own(v->id);

	for (size_t i = 0; i < v->len; i++) {
		if (ids[i] != id)
			continue;
		memmove(ids + i, ids + i + 1, (v->len - i - 1) * sizeof *ids);
		v->len--;
		break;
	}
	if (!v->len)
		v->state = SIFA_ABSENT;
}
