/* kind_parts.c - what a kind's file says about its fields: pages, ledger
 * columns, sort orders, keys, title, counting dates. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "link.h"

#define PAGES_MOST   12
#define PAGE_LINES   18
#define COLUMNS_MOST 16
#define LEDGER_WIDTH 76
#define PARTS_MOST   60

static bool is_scalar(const struct sifa_field *f)
{
	switch (f->type) {
	case SIFA_LONGTEXT:
	case SIFA_CODES:
	case SIFA_REFS:
	case SIFA_ROWS:
		return false;
	default:
		return true;
	}
}

const struct sifa_field *link_one(struct link *l, const struct sifa_kind *k, struct yaml *map,
				  const char *key, bool required)
{
	struct yaml *y = required ? link_need(l, map, key) : yaml_get(map, key);

	return y ? link_field(l, k, y) : NULL;
}

const struct sifa_field *link_date(struct link *l, const struct sifa_kind *k, struct yaml *map,
				   const char *key, bool required)
{
	const struct sifa_field *f = link_one(l, k, map, key, required);

	if (!f || f->type == SIFA_DATE)
		return f;
	link_error(l, yaml_get(map, key), N_("The field \"{1}\" is no date; a date was expected."),
		   f->id, NULL);
	return NULL;
}

size_t link_fields(struct link *l, const struct sifa_kind *k, struct yaml *map, const char *key,
		   size_t least, size_t most, bool (*fits)(const struct sifa_field *),
		   const char *refusal, uint16_t *out)
{
	struct yaml *list = link_list(l, map, key, least, most);
	size_t n = 0;

	for (struct yaml *y = list ? list->child : NULL; y; y = y->next) {
		const struct sifa_field *f = link_field(l, k, y);

		if (f && fits && !fits(f))
			link_error(l, y, refusal, f->id, NULL);
		else if (f)
			out[n++] = f->index;
	}
	return n;
}

/* ---- pages ---- */

static void read_page(struct link *l, const struct sifa_kind *k, struct yaml *y,
		      struct sifa_page_def *p, uint8_t *seen)
{
	static const char *const known[] = {"label", "fields"};
	uint16_t *field = link_array(l, PAGE_LINES, sizeof *field);
	struct yaml *list;

	LINK_KNOWN(l, y, known);
	if (!field || y->type != YAML_MAP)
		return;
	link_label(l, y, "label", true, p->label);
	p->field = field;
	p->n = link_fields(l, k, y, "fields", 1, PAGE_LINES, NULL, NULL, field);
	list = yaml_get(y, "fields");
	for (struct yaml *e = list ? list->child : NULL; e && list->type == YAML_LIST;
	     e = e->next) {
		for (size_t i = 0; i < k->nfields && e->type == YAML_SCALAR; i++) {
			if (strcmp(k->field[i].id, e->text) != 0)
				continue;
			if (seen[i]++)
				link_error(l, e, N_("The field \"{1}\" is on a page already."),
					   e->text, NULL);
			if (k->field[i].withdrawn)
				link_error(
					l, e,
					N_("The field \"{1}\" is withdrawn; take it off the page."),
					e->text, NULL);
		}
	}
}

static void read_pages(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	struct yaml *list = link_list(l, tree, "pages", 1, PAGES_MOST);
	struct sifa_page_def *page = link_array(l, list ? list->n : 0, sizeof *page);
	uint8_t *seen = link_array(l, k->nfields, 1);

	if (!list || !page || !seen)
		return;
	for (struct yaml *y = list->child; y; y = y->next)
		read_page(l, k, y, &page[k->npages++], seen);
	k->page = page;
	for (size_t i = 0; i < k->nfields; i++)
		if (!seen[i] && !k->field[i].withdrawn)
			link_error(l, list, N_("The field \"{1}\" is on no page; add it to one."),
				   k->field[i].id, NULL);
}

/* ---- ledger ---- */

static void read_columns(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"field", "width"};
	struct yaml *list = link_list(l, tree, "columns", 1, COLUMNS_MOST);
	struct sifa_column *column = link_array(l, list ? list->n : 0, sizeof *column);
	unsigned width = k->by_unit ? SIFA_UNIT_WIDTH + 1 : 0;
	char sum[16];

	for (struct yaml *y = list && column ? list->child : NULL; y; y = y->next) {
		const struct sifa_field *f;

		LINK_KNOWN(l, y, known);
		f = y->type == YAML_MAP ? link_one(l, k, y, "field", true) : NULL;
		if (!f)
			continue;
		column[k->ncolumns].field = f->index;
		column[k->ncolumns].width = (uint16_t)yaml_int(link_need(l, y, "width"), l->file, 1,
							       LEDGER_WIDTH, l->f, 10);
		width += column[k->ncolumns++].width + 1U;
	}
	k->column = column;
	snprintf(sum, sizeof sum, "%u", width);
	if (width > LEDGER_WIDTH)
		link_warning(
			l, list,
			N_("The columns take {1} places, with one between them; a screen of 80 "
			   "shows 76."),
			sum, NULL);
}

static void read_sorts(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id", "by", "descending", "label"};
	struct yaml *list = link_list(l, tree, "sorts", 1, 4);
	struct sifa_sort *sort = link_array(l, list ? list->n : 0, sizeof *sort);

	for (struct yaml *y = list && sort ? list->child : NULL; y; y = y->next) {
		struct sifa_sort *s = &sort[k->nsorts];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(s->id = link_id(l, y, "id")))
			continue;
		link_label(l, y, "label", true, s->label);
		s->nfields = (uint8_t)link_fields(
			l, k, y, "by", 1, 3, is_scalar,
			N_("Nothing can be sorted by \"{1}\": a text of one line, a number, a date, a "
			   "code or a reference was expected."),
			s->field);
		s->descending = yaml_bool(yaml_get(y, "descending"), l->file, l->f, false);
		for (size_t i = 0; i < k->nsorts; i++)
			if (strcmp(sort[i].id, s->id) == 0)
				link_error(l, y, N_("The sort order \"{1}\" is declared twice."),
					   s->id, NULL);
		k->nsorts++;
	}
	k->sort = sort;
}

/* ---- keys, title, dates ---- */

static void read_keys(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"fields", "unique"};
	struct yaml *list = link_list(l, tree, "keys", 0, 3);

	for (struct yaml *y = list ? list->child : NULL; y; y = y->next) {
		struct sifa_key_def *key = &k->key[k->nkeys];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP)
			continue;
		key->n = (uint8_t)link_fields(
			l, k, y, "fields", 1, 4, is_scalar,
			N_("\"{1}\" cannot be part of a key: a text of one line, a number, a date, a "
			   "code or a reference was expected."),
			key->field);
		key->unique = yaml_bool(yaml_get(y, "unique"), l->file, l->f, false);
		k->nkeys += key->n > 0;
	}
}

static bool is_date(const struct sifa_field *f)
{
	return f->type == SIFA_DATE;
}

static bool is_title(const struct sifa_field *f)
{
	return f->type != SIFA_ROWS && f->type != SIFA_LONGTEXT;
}

void kind_parts(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	if (!k->field)
		return;
	k->ntitle =
		link_fields(l, k, tree, "title", 1, 4, is_title,
			    N_("\"{1}\" is too long for a title; name a short field."), k->title);
	k->ndate = link_fields(l, k, tree, "dates", 0, 8, is_date,
			       N_("The field \"{1}\" is no date; a date was expected."), k->date);
	read_keys(l, k, tree);
	read_pages(l, k, tree);
	read_columns(l, k, tree);
	read_sorts(l, k, tree);
	kind_states(l, k, tree);
	kind_clocks(l, k, tree);
	kind_entries(l, k, tree);
	kind_derived(l, k, tree);
	kind_checks(l, k, tree);
}
