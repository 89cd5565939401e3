/* kind_check.c - what a kind demands of its values, and conditions on a field. */
#include <string.h>

#include "link.h"

#define CHECKS_MOST 60

uint64_t link_bit(struct link *l, const struct sifa_field *f, struct yaml *e)
{
	const char *s = yaml_str(e, l->file, l->f, NULL);
	const struct sifa_code *code;

	if (f->type == SIFA_BOOL)
		return yaml_bool(e, l->file, l->f, false) ? 2 : 1;
	code = s ? code_find(f->codes, s, strlen(s)) : NULL;
	if (code && code->no < 64)
		return UINT64_C(1) << code->no;
	if (s && f->codes->n)
		yaml_error(l->f, l->file, e, N_("The list {1} has no code \"{2}\"."), f->codes->id,
			   s, NULL);
	return 0;
}

struct sifa_when link_when(struct link *l, const struct sifa_kind *k, struct yaml *map,
			   const char *key)
{
	struct sifa_when w = {.field = SIFA_NO_FIELD};
	struct yaml *when = yaml_get(map, key), *is = when ? when->child : NULL, one;
	const struct sifa_field *f;
	struct yaml name;

	if (!when)
		return w;
	if (when->type != YAML_MAP || when->n != 1) {
		yaml_error(l->f, l->file, when,
			   N_("A condition on one field was expected: when: {field: [codes]}."),
			   NULL);
		return w;
	}
	name = (struct yaml){.text = is->key, .line = is->key_line, .column = is->key_column};
	f = link_field(l, k, &name);
	if (!f)
		return w;
	if (f->type != SIFA_BOOL && f->type != SIFA_CODE && f->type != SIFA_CODES) {
		link_error(l, is,
			   N_("A condition needs a field of codes or yes/no; \"{1}\" is none."),
			   f->id, NULL);
		return w;
	}
	w.field = f->index;
	one = *is;
	one.next = NULL;
	for (struct yaml *e = is->type == YAML_LIST ? is->child : &one; e; e = e->next)
		w.in |= link_bit(l, f, e);
	return w;
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
	bool order = c->op == CHECK_ORDER, same = order || c->op == CHECK_DIFFERS;
	size_t n = link_fields(l, k, y, key, 2, 2, order ? ordered : NULL,
			       N_("\"{1}\" has no order: a date or number was expected."), field);

	c->a = field[0];
	c->b = field[1];
	if (n == 2 && same && k->field[c->a].type != k->field[c->b].type)
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

/* The contents of a dossier: what they must be is said in dossiers/. */
static void read_complete(struct link *l, const struct sifa_kind *k, struct yaml *y,
			  struct sifa_check_def *c)
{
	const struct sifa_field *f = link_one(l, k, y, "complete", true);

	if (f && f->type != SIFA_ROWS)
		link_error(l, yaml_get(y, "complete"), N_("\"{1}\" is no table of rows."), f->id,
			   NULL);
	c->a = f ? f->index : 0;
}

static bool read_check(struct link *l, const struct sifa_kind *k, struct yaml *y, int fixed,
		       struct sifa_check_def *c)
{
	static const char *const severities[] = {"error", "warning", "hint"};
	static const char *const ops[CHECK_OPS] = {
		[CHECK_ORDER] = "order",       [CHECK_NEEDS] = "needs",
		[CHECK_EXCLUDES] = "excludes", [CHECK_AT_LEAST] = "at_least",
		[CHECK_DIFFERS] = "differs",   [CHECK_TILES] = "tiles",
		[CHECK_COMPLETE] = "complete",
	};
	unsigned found = 0;

	for (unsigned i = 0; i < CHECK_OPS; i++)
		if (yaml_get(y, ops[i])) {
			c->op = (enum check_op)i;
			found++;
		}
	if (found != 1) {
		link_error(
			l, y,
			N_("A check is exactly one of order, needs, excludes, at_least, differs, tiles, complete."),
			NULL, NULL);
		return false;
	}
	if (c->op == CHECK_AT_LEAST)
		read_at_least(l, k, y, c);
	else if (c->op == CHECK_TILES)
		link_tiles(l, k, y, c);
	else if (c->op == CHECK_COMPLETE)
		read_complete(l, k, y, c);
	else
		read_pair(l, k, y, ops[c->op], c);
	if (fixed < 0)
		fixed = link_word(l, y, "severity", severities, 3, SIFA_WARNING);
	c->severity = (enum sifa_severity)fixed;
	c->when = link_when(l, k, y, "when");
	link_label(l, y, "text", false, c->text);
	c->source = link_str(l, y, "source");
	return true;
}

const struct sifa_check_def *link_checks(struct link *l, const struct sifa_kind *k,
					 struct yaml *map, const char *key, int fixed, size_t *n)
{
	static const char *const known[] = {"order",   "needs", "excludes", "at_least",
					    "differs", "tiles", "complete", "severity",
					    "when",    "text",	"source"};
	struct yaml *list = link_list(l, map, key, 0, CHECKS_MOST);
	struct sifa_check_def *check = link_array(l, list ? list->n : 0, sizeof *check);

	*n = 0;
	for (struct yaml *y = list && check ? list->child : NULL; y; y = y->next) {
		LINK_KNOWN(l, y, known);
		if (fixed >= 0 && yaml_get(y, "severity"))
			link_error(l, yaml_get(y, "severity"),
				   N_("A guard always refuses; take the severity out."), NULL,
				   NULL);
		if (y->type == YAML_MAP && read_check(l, k, y, fixed, &check[*n]))
			++*n;
	}
	return check;
}

void kind_checks(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	k->check = link_checks(l, k, tree, "checks", -1, &k->nchecks);
}
