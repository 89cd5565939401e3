/* kind_rows.c - what a kind says of the rows of its tables: ranges that lie side by side. */
#include <string.h>

#include "link.h"

/* A field of the rows of f, of that type; NULL after a finding. */
static const struct sifa_field *sub_field(struct link *l, const struct sifa_field *f,
					  struct yaml *y, enum sifa_type type)
{
	const char *s = yaml_str(y, l->file, l->f, NULL), *names[64], *near;
	size_t n = 0;

	for (size_t i = 0; s && i < f->nrow; i++) {
		if (!strcmp(f->row[i].id, s) && f->row[i].type == type)
			return &f->row[i];
		if (n < 64 && f->row[i].type == type)
			names[n++] = f->row[i].id;
	}
	if (!s)
		return NULL;
	near = nearest_name(s, names, n);
	yaml_error(l->f, l->file, y,
		   near ? N_("The rows of \"{1}\" have no such field \"{2}\"; \"{3}\" is the "
			     "nearest.")
			: N_("The rows of \"{1}\" have no such field \"{2}\"."),
		   f->id, s, near, NULL);
	return NULL;
}

static const struct sifa_field *rows_field(struct link *l, const struct sifa_kind *k,
					   struct yaml *y)
{
	const struct sifa_field *f = link_field(l, k, y);

	if (f && f->type != SIFA_ROWS) {
		link_error(l, y, N_("\"{1}\" is no table of rows."), f->id, NULL);
		return NULL;
	}
	return f;
}

/* ---- tiles: [rows, from, to] and the field that holds the end ---- */

static bool is_int(const struct sifa_field *f)
{
	return f->type == SIFA_INT;
}

void link_tiles(struct link *l, const struct sifa_kind *k, struct yaml *y, struct sifa_check_def *c)
{
	struct yaml *list = link_list(l, y, "tiles", 3, 4), *from;
	const struct sifa_field *rows = list ? rows_field(l, k, list->child) : NULL, *a, *b, *end;

	c->b = SIFA_NO_FIELD;
	if (!rows)
		return;
	from = list->child->next;
	a = sub_field(l, rows, from, SIFA_INT);
	b = sub_field(l, rows, from->next, SIFA_INT);
	end = from->next->next ? link_field(l, k, from->next->next) : NULL;
	c->a = rows->index;
	c->sub[0] = a ? a->index : 0;
	c->sub[1] = b ? b->index : 0;
	if (end && !is_int(end))
		link_error(l, from->next->next, N_("\"{1}\" is no number."), end->id, NULL);
	else if (end)
		c->b = end->index;
}
