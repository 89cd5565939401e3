/* kind_parts.c - what a kind's file says about its fields: pages, ledger
 * columns, sort orders, clocks, checks, states, keys, title, counting dates. */
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

/* Names a single field; NULL after a finding. */
static const struct sifa_field *one_field(struct link *l, const struct sifa_kind *k,
					  struct yaml *map, const char *key, bool required)
{
	struct yaml *y = required ? link_need(l, map, key) : yaml_get(map, key);

	return y ? link_field(l, k, y) : NULL;
}

static const struct sifa_field *date_field(struct link *l, const struct sifa_kind *k,
					   struct yaml *map, const char *key, bool required)
{
	const struct sifa_field *f = one_field(l, k, map, key, required);

	if (!f || f->type == SIFA_DATE)
		return f;
	link_error(l, yaml_get(map, key), N_("The field \"{1}\" is no date; a date was expected."),
		   f->id, NULL);
	return NULL;
}

/* Fields named in the list map[key], at most `most`; returns how many. */
static size_t field_list(struct link *l, const struct sifa_kind *k, struct yaml *map,
			 const char *key, size_t least, size_t most,
			 bool (*fits)(const struct sifa_field *), const char *refusal,
			 uint16_t *out)
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
	p->n = field_list(l, k, y, "fields", 1, PAGE_LINES, NULL, NULL, field);
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
	unsigned width = 0;
	char sum[16];

	for (struct yaml *y = list && column ? list->child : NULL; y; y = y->next) {
		const struct sifa_field *f;

		LINK_KNOWN(l, y, known);
		f = y->type == YAML_MAP ? one_field(l, k, y, "field", true) : NULL;
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
		s->nfields = (uint8_t)field_list(
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

/* ---- clocks and states ---- */

static void read_clock(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_clock_def *c)
{
	const struct sifa_field *from = date_field(l, k, y, "from", true);
	const struct sifa_field *until = date_field(l, k, y, "until", false);

	link_label(l, y, "label", true, c->label);
	c->source = link_str(l, y, "source");
	c->from = from ? from->index : 0;
	c->done = until ? until->index : SIFA_NO_FIELD;
	c->days = (uint16_t)yaml_int(yaml_get(y, "days"), l->file, 1, 20000, l->f, 0);
	c->months = (uint16_t)yaml_int(yaml_get(y, "months"), l->file, 1, 600, l->f, 0);
	if (c->days && c->months)
		link_error(l, y, N_("A clock counts days or months, not both."), NULL, NULL);
}

static void read_clocks(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id",    "from",  "days",  "months",
					    "until", "label", "source"};
	struct yaml *list = link_list(l, tree, "clocks", 0, PARTS_MOST);
	struct sifa_clock_def *clock = link_array(l, list ? list->n : 0, sizeof *clock);

	for (struct yaml *y = list && clock ? list->child : NULL; y; y = y->next) {
		struct sifa_clock_def *c = &clock[k->nclocks];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(c->id = link_id(l, y, "id")))
			continue;
		read_clock(l, k, y, c);
		for (size_t i = 0; i < k->nclocks; i++)
			if (strcmp(clock[i].id, c->id) == 0)
				link_error(l, y, N_("The clock \"{1}\" is declared twice."), c->id,
					   NULL);
		k->nclocks++;
	}
	k->clock = clock;
}

static void read_states(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id", "date", "label"};
	struct yaml *list = link_list(l, tree, "states", 0, PARTS_MOST);
	struct sifa_state_def *state = link_array(l, list ? list->n : 0, sizeof *state);

	for (struct yaml *y = list && state ? list->child : NULL; y; y = y->next) {
		struct sifa_state_def *s = &state[k->nstates];
		const struct sifa_field *date;

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(s->id = link_id(l, y, "id")))
			continue;
		link_label(l, y, "label", true, s->label);
		date = date_field(l, k, y, "date", true);
		s->date = date ? date->index : 0;
		for (size_t i = 0; i < k->nstates; i++)
			if (strcmp(state[i].id, s->id) == 0)
				link_error(l, y, N_("The state \"{1}\" is declared twice."), s->id,
					   NULL);
		k->nstates += date != NULL;
	}
	k->state = state;
}

/* ---- checks ---- */

static void read_condition(struct link *l, const struct sifa_kind *k, struct yaml *y,
			   struct sifa_check_def *c)
{
	struct yaml *when = yaml_get(y, "when"), *is = when ? when->child : NULL, one;
	const struct sifa_field *f;
	struct yaml name;

	c->when = SIFA_NO_FIELD;
	if (!when)
		return;
	if (when->type != YAML_MAP || when->n != 1) {
		yaml_error(l->f, l->file, when,
			   N_("A condition on one field was expected: when: {field: [codes]}."),
			   NULL);
		return;
	}
	name = (struct yaml){.text = is->key, .line = is->key_line, .column = is->key_column};
	f = link_field(l, k, &name);
	if (!f)
		return;
	if (f->type != SIFA_BOOL && f->type != SIFA_CODE && f->type != SIFA_CODES) {
		link_error(l, is,
			   N_("A condition needs a field of codes or yes/no; \"{1}\" is none."),
			   f->id, NULL);
		return;
	}
	c->when = f->index;
	one = *is;
	one.next = NULL;
	for (struct yaml *e = is->type == YAML_LIST ? is->child : &one; e; e = e->next) {
		const char *s = yaml_str(e, l->file, l->f, NULL);
		const struct sifa_code *code;

		if (f->type == SIFA_BOOL) {
			c->in |= yaml_bool(e, l->file, l->f, false) ? 2 : 1;
			continue;
		}
		code = s ? code_find(f->codes, s, strlen(s)) : NULL;
		if (code && code->no < 64)
			c->in |= UINT64_C(1) << code->no;
		else if (s && f->codes->n)
			yaml_error(l->f, l->file, e, N_("The list {1} has no code \"{2}\"."),
				   f->codes->id, s, NULL);
	}
}

static bool ordered(const struct sifa_field *f)
{
	return f->type == SIFA_DATE || f->type == SIFA_DATETIME || f->type == SIFA_INT ||
	       f->type == SIFA_MONEY;
}

static void read_pair(struct link *l, const struct sifa_kind *k, struct yaml *y, const char *key,
		      struct sifa_check_def *c)
{
	uint16_t field[2] = {0, 0};
	bool order = c->op == CHECK_ORDER;
	size_t n = field_list(l, k, y, key, 2, 2, order ? ordered : NULL,
			      N_("\"{1}\" has no order: a date or number was expected."), field);

	c->a = field[0];
	c->b = field[1];
	if (n == 2 && order && k->field[c->a].type != k->field[c->b].type)
		link_error(l, yaml_get(y, key), N_("\"{1}\" and \"{2}\" cannot be compared."),
			   k->field[c->a].id, k->field[c->b].id);
}

static void read_at_least(struct link *l, const struct sifa_kind *k, struct yaml *y,
			  struct sifa_check_def *c)
{
	struct yaml *list = link_list(l, y, "at_least", 2, 2);
	const struct sifa_field *f = list ? link_field(l, k, list->child) : NULL;

	if (!f)
		return;
	if (f->type != SIFA_ROWS && f->type != SIFA_REFS && f->type != SIFA_CODES)
		link_error(l, list->child,
			   N_("\"{1}\" has no members to be counted: rows, refs or codes were "
			      "expected."),
			   f->id, NULL);
	c->a = f->index;
	c->n = yaml_int(list->child->next, l->file, 1, 10000, l->f, 1);
}

static bool read_check(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_check_def *c)
{
	static const char *const severities[] = {"error", "warning", "hint"};
	static const char *const ops[] = {
		[CHECK_ORDER] = "order",
		[CHECK_NEEDS] = "needs",
		[CHECK_EXCLUDES] = "excludes",
		[CHECK_AT_LEAST] = "at_least",
	};
	unsigned found = 0;

	for (unsigned i = 0; i < 4; i++)
		if (yaml_get(y, ops[i])) {
			c->op = (enum check_op)i;
			found++;
		}
	if (found != 1) {
		link_error(l, y, N_("A check is exactly one of order, needs, excludes, at_least."),
			   NULL, NULL);
		return false;
	}
	if (c->op == CHECK_AT_LEAST)
		read_at_least(l, k, y, c);
	else
		read_pair(l, k, y, ops[c->op], c);
	c->severity = (enum sifa_severity)link_word(l, y, "severity", severities, 3, SIFA_WARNING);
	read_condition(l, k, y, c);
	link_label(l, y, "text", false, c->text);
	c->source = link_str(l, y, "source");
	return true;
}

static void read_checks(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"order",	"needs", "excludes", "at_least",
					    "severity", "when",	 "text",     "source"};
	struct yaml *list = link_list(l, tree, "checks", 0, PARTS_MOST);
	struct sifa_check_def *check = link_array(l, list ? list->n : 0, sizeof *check);

	for (struct yaml *y = list && check ? list->child : NULL; y; y = y->next) {
		LINK_KNOWN(l, y, known);
		if (y->type == YAML_MAP && read_check(l, k, y, &check[k->nchecks]))
			k->nchecks++;
	}
	k->check = check;
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
		key->n = (uint8_t)field_list(
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
		field_list(l, k, tree, "title", 1, 4, is_title,
			   N_("\"{1}\" is too long for a title; name a short field."), k->title);
	k->ndate = field_list(l, k, tree, "dates", 0, 8, is_date,
			      N_("The field \"{1}\" is no date; a date was expected."), k->date);
	read_keys(l, k, tree);
	read_pages(l, k, tree);
	read_columns(l, k, tree);
	read_sorts(l, k, tree);
	read_clocks(l, k, tree);
	read_states(l, k, tree);
	read_checks(l, k, tree);
}
