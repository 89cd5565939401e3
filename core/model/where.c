/* where.c - the compiler of queries: a YAML map of tests to a flat program. */
#include <stdlib.h>
#include <string.h>

#include "where_node.h"

#define NAMES_MOST 400

/* ---- joins ---- */

static bool add_join(struct where_job *c, struct where_join *j)
{
	struct where_build *b = &c->b;

	if (!j || !grow(&b->join, &b->cap_joins, b->njoins + 1, sizeof(struct where_join *))) {
		b->nomem = true;
		return false;
	}
	b->join[b->njoins++] = j;
	return true;
}

/* Compiles the tests on the other kind; its joins come before this one. */
static void join(struct where_job *c, const struct sifa_field *slot, const struct sifa_kind *k,
		 const struct sifa_field *via, struct yaml *tests)
{
	struct where *w = where_compile(c->arena, c->config, k, tests, c->file, c->f);
	struct where_join *j = w ? arena_alloc(c->arena, sizeof *j) : NULL;
	struct where_node *n;

	if (!w)
		return;
	for (size_t i = 0; i < w->njoins; i++)
		if (!add_join(c, w->join[i]))
			return;
	if (!add_join(c, j) || !(n = where_node_add(&c->b, WHERE_JOIN, slot)))
		return;
	*j = (struct where_join){.kind = k, .via = via, .where = w};
	n->lo = c->b.njoins - 1;
}

void where_later(struct where_job *c, const struct sifa_field *f, const struct sifa_field *ref,
		 const struct sifa_field *date)
{
	struct where_join *j = arena_alloc(c->arena, sizeof *j);
	struct where_node *n;

	if (!add_join(c, j) || !(n = where_node_add(&c->b, WHERE_LATER, f)))
		return;
	*j = (struct where_join){
		.kind = ref->target,
		.slot = date,
		.where = where_compile(c->arena, c->config, ref->target, NULL, c->file, c->f)};
	n->other = ref->offset;
	n->lo = c->b.njoins - 1;
}

void where_is(struct where_job *c, const struct sifa_field *f, struct yaml *map)
{
	if (f->target)
		join(c, f, f->target, NULL, yaml_get(map, "is"));
}

static bool refers_to(const struct sifa_field *f, const struct sifa_kind *k)
{
	if (f->type == SIFA_REF || f->type == SIFA_REFS || f->type == SIFA_PLACE)
		return f->target == k;
	for (size_t i = 0; f->type == SIFA_ROWS && i < f->nrow; i++)
		if (refers_to(&f->row[i], k))
			return true;
	return false;
}

static const struct sifa_kind *find_kind(struct where_job *c, const struct yaml *y)
{
	const struct sifa_kind *k = config_kind(c->config, y->text);
	const char *names[NAMES_MOST], *near;
	size_t n = 0;

	if (k)
		return k;
	for (; n < c->config->nkinds && n < NAMES_MOST; n++)
		names[n] = c->config->kind[n]->id;
	near = nearest_name(y->text, names, n);
	if (near)
		where_complain(c, y, N_("There is no kind \"{1}\"; \"{2}\" is the nearest."),
			       y->text, near);
	else
		where_complain(c, y, N_("There is no kind \"{1}\"; expected kinds/{1}.yaml."),
			       y->text, NULL);
	return NULL;
}

static void has_one(struct where_job *c, struct yaml *y)
{
	static const char *const known[] = {"kind", "via", "where"};
	struct yaml *kind = yaml_get(y, "kind"), *via = yaml_get(y, "via");
	struct yaml *tests = yaml_get(y, "where");
	const struct sifa_field *f, *id = where_field(c->arena, c->kind, NULL, "id");
	const struct sifa_kind *k;

	yaml_known(y, c->file, known, 3, c->f);
	if (!kind || !via || kind->type != YAML_SCALAR || via->type != YAML_SCALAR) {
		where_complain(
			c, y,
			N_("\"has\" was expected as {kind: ..., via: its field, where: {...}}."),
			NULL, NULL);
		return;
	}
	if (!(k = find_kind(c, kind)) || !(f = where_find(c, k, via)))
		return;
	if (!refers_to(f, c->kind))
		where_complain(c, via, N_("The field \"{1}\" does not refer to the kind {2}."),
			       f->id, c->kind->id);
	else if (id)
		join(c, id, k, f, tests);
	else
		c->b.nomem = true;
}

static void compile_map(struct where_job *c, struct yaml *y);

/* ---- groups ---- */

static void group(struct where_job *c, enum where_op op, struct yaml *y)
{
	size_t at = c->b.n;

	if (!where_node_add(&c->b, op, NULL))
		return;
	if (op == WHERE_ANY) {
		for (struct yaml *e = y->child; e; e = e->next)
			group(c, WHERE_ALL, e);
	} else {
		compile_map(c, y);
	}
	if (!c->b.nomem)
		c->b.node[at].end = (uint32_t)c->b.n;
}

static void test_any(struct where_job *c, struct yaml *y)
{
	if (y->type == YAML_LIST && y->child)
		group(c, WHERE_ANY, y);
	else
		where_complain(c, y, N_("\"any\" needs a list of tests: any: [{...}, {...}]."),
			       NULL, NULL);
}

static void test_not(struct where_job *c, struct yaml *y)
{
	group(c, WHERE_NOT, y);
}

static void test_has(struct where_job *c, struct yaml *y)
{
	if (y->type != YAML_LIST) {
		has_one(c, y);
		return;
	}
	for (struct yaml *e = y->child; e; e = e->next)
		has_one(c, e);
}

static void compile_map(struct where_job *c, struct yaml *y)
{
	static const struct {
		const char *key;
		void (*test)(struct where_job *c, struct yaml *y);
	} words[] = {{"has", test_has}, {"not", test_not}, {"any", test_any}};

	if (y->type != YAML_MAP) {
		where_complain(c, y, N_("Tests were expected as a map: {field: value, ...}."), NULL,
			       NULL);
		return;
	}
	for (struct yaml *e = y->child; e; e = e->next) {
		size_t i = 0;

		e->used = true;
		while (i < 3 && strcmp(words[i].key, e->key) != 0)
			i++;
		if (i < 3)
			words[i].test(c, e);
		else
			where_test(c, e);
	}
}

struct where *where_compile(struct arena *a, const struct config *c, const struct sifa_kind *k,
			    struct yaml *y, const char *file, struct sifa_findings *findings)
{
	struct sifa_findings own = {0};
	struct where_job co = {
		.arena = a, .config = c, .kind = k, .file = file, .f = findings ? findings : &own};
	size_t errors = co.f->errors;
	struct where *w;

	if (y)
		compile_map(&co, y);
	if (co.b.nomem) {
		struct sifa_err err = {0};

		err_nomem(&err);
		findings_add(co.f, SIFA_ERROR, &err);
	}
	w = where_finish(&co.b, a);
	if (co.f->errors != errors)
		w = NULL;
	sifa_findings_free(&own);
	return w;
}
