/* draft.c - a form as paths and texts, and back. A table is written whole:
 * "parties" = number of rows, "parties.1.id", "parties.1.side", ... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "form.h"

#define STEP "@step" /* no field is called so */

/* ---- out ------------------------------------------------------------------- */

struct texts {
	char *bytes;
	size_t used, cap, n;
	bool failed;
};

static void put(struct texts *t, const char *s, size_t n)
{
	if (t->failed)
		return;
	if (t->used + n + 1 > t->cap) {
		size_t cap = 2 * t->cap + n + 256;
		char *p = realloc(t->bytes, cap);

		if (!p) {
			t->failed = true;
			return;
		}
		t->bytes = p;
		t->cap = cap;
	}
	if (n)
		memcpy(t->bytes + t->used, s, n);
	t->bytes[t->used + n] = '\0';
	t->used += n + 1;
}

static void pair(struct texts *t, const char *path, const char *text, size_t n)
{
	put(t, path, strlen(path));
	put(t, text, n);
	t->n++;
}

static void value_text(struct texts *t, const struct form *f, const struct sifa_field *d,
		       const char *path, const struct sifa_value *v)
{
	char buf[1024], id[32];
	size_t n = 0;

	if (v->state == SIFA_SET && v->s) {
		pair(t, path, v->s, v->len);
		return;
	}
	buf[0] = '\0';
	if (v->state == SIFA_SET && (d->type == SIFA_REF || d->type == SIFA_PLACE))
		sifa_id_format((uint64_t)v->n, buf);
	else if (v->state == SIFA_SET && d->type == SIFA_REFS)
		for (size_t i = 0; i < v->len && n + sizeof id < sizeof buf; i++)
			n += (size_t)snprintf(buf + n, sizeof buf - n, "%s%s", i ? " " : "",
					      sifa_id_format(v->id[i], id));
	else
		sifa_format(f->se, d, v, f->lang, buf, sizeof buf);
	pair(t, path, buf, strlen(buf));
}

static void table_texts(struct texts *t, const struct form *f, const struct form_item *it)
{
	const struct sifa_field *d = it->f;
	char path[200], number[24];

	snprintf(number, sizeof number, "%zu", it->v.len);
	pair(t, d->id, number, strlen(number));
	for (size_t r = 0; r < it->v.len; r++) {
		snprintf(path, sizeof path, "%s.%zu.id", d->id, r + 1);
		snprintf(number, sizeof number, "%u", it->v.row[r].id);
		pair(t, path, number, strlen(number));
		for (size_t c = 0; c < d->nrow; c++) {
			if (it->v.row[r].v[c].state == SIFA_ABSENT)
				continue;
			snprintf(path, sizeof path, "%s.%zu.%s", d->id, r + 1, d->row[c].id);
			value_text(t, f, &d->row[c], path, &it->v.row[r].v[c]);
		}
	}
}

bool form_texts(const struct form *f, char ***path, char ***text, size_t *n)
{
	struct texts t = {0};
	char **all = NULL, *s;

	if (f->step)
		pair(&t, STEP, f->step, strlen(f->step));
	for (size_t i = 0; i < f->n; i++) {
		const struct form_item *it = &f->item[i];

		if (it->typed)
			pair(&t, it->f->id, it->line.s, it->line.n);
		else if (!it->changed && !it->copied)
			continue;
		else if (it->f->type == SIFA_ROWS)
			table_texts(&t, f, it);
		else
			value_text(&t, f, it->f, it->f->id, &it->v);
	}
	if (!t.failed)
		all = malloc(2 * t.n * sizeof *all + t.used + 1);
	if (all) {
		s = (char *)(all + 2 * t.n);
		if (t.used)
			memcpy(s, t.bytes, t.used);
		for (size_t i = 0; i < 2 * t.n; i++, s += strlen(s) + 1)
			all[i / 2 + (i % 2) * t.n] = s;
		*path = all;
		*text = all + t.n;
		*n = t.n;
	}
	free(t.bytes);
	return all != NULL;
}

/* ---- back -------------------------------------------------------------------- */

/* Parses into a value of its own; false if the text does not fit the field. */
static bool parse(const struct form *f, const struct sifa_field *d, const char *s,
		  struct sifa_value *out)
{
	size_t n = strlen(s), size = 2 * n + 512;
	char *buf = malloc(size);
	struct sifa_value v = {0};
	bool ok = buf && (!n || !sifa_parse(d, s, n, sifa_today(f->se), &v, buf, size, NULL)) &&
		  value_copy(out, d, &v);

	free(buf);
	return ok;
}

static void restore_one(struct form *f, size_t i, const char *s)
{
	struct form_item *it = &f->item[i];
	struct sifa_value v;

	if (it->f->type == SIFA_ROWS)
		return;
	if (parse(f, it->f, s, &v)) {
		form_give(f, i, &v, NULL);
		value_free(&v, it->f);
		return;
	}
	line_replace(&it->line, s, strlen(s));
	it->typed = true;
}

/* "2.side" of a table: row and cell. */
static void restore_cell(const struct form *f, const struct sifa_field *d, struct sifa_value *table,
			 const char *rest, const char *s)
{
	char *end;
	unsigned long r = strtoul(rest, &end, 10);
	struct sifa_row *row;

	if (*end != '.' || r < 1 || r > table->len + 1 || r > d->max)
		return;
	if (r == table->len + 1) {
		struct sifa_row empty = {0};

		empty.v = calloc(d->nrow ? d->nrow : 1, sizeof *empty.v);
		if (!empty.v || !value_put_row(table, d, table->len, &empty)) {
			free(empty.v);
			return;
		}
		free(empty.v);
	}
	row = (struct sifa_row *)(uintptr_t)&table->row[r - 1];
	if (!strcmp(end + 1, "id"))
		row->id = (uint16_t)strtoul(s, NULL, 10);
	for (size_t c = 0; c < d->nrow; c++) {
		struct sifa_value v;

		if (strcmp(d->row[c].id, end + 1) != 0 || !parse(f, &d->row[c], s, &v))
			continue;
		value_free(&row->v[c], &d->row[c]);
		row->v[c] = v;
	}
}

static void restore_table(struct form *f, size_t i, char *const *path, char *const *text, size_t n)
{
	const struct sifa_field *d = f->item[i].f;
	struct sifa_value table = {0};
	size_t len = strlen(d->id);
	bool any = false;

	for (size_t p = 0; p < n; p++) {
		if (!strcmp(path[p], d->id))
			any = true;
		else if (!strncmp(path[p], d->id, len) && path[p][len] == '.')
			restore_cell(f, d, &table, path[p] + len + 1, text[p]);
	}
	if (any)
		form_give(f, i, &table, NULL);
	value_free(&table, d);
}

const char *form_step(char *const *path, char *const *text, size_t n)
{
	return n && !strcmp(path[0], STEP) ? text[0] : NULL;
}

void form_restore(struct form *f, char *const *path, char *const *text, size_t n)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->item[i].f->type == SIFA_ROWS)
			restore_table(f, i, path, text, n);
	for (size_t p = 0; p < n; p++) {
		size_t i = form_find(f, path[p]);

		if (i < f->n)
			restore_one(f, i, text[p]);
	}
	/* On where it was left: at the last field that was filled in. */
	for (size_t i = 0; i < f->n; i++)
		if (f->item[i].typed || f->item[i].changed)
			form_go(f, i);
}
