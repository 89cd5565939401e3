/* common.c - what any clause, or the letter as a whole, may say besides its rule:
 * exemption, sharing of records, floor, caps of groups, ties to another clause. */
#include <string.h>

#include "points.h"
#include "rule.h"

/* ---- clauses ---- */

bool clause_common(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_measure(rc, y, "exempt", false, PROBE_VALUE, &cl->exempt);

	if (ok && !cl->exempt && cl->rule->what == RULE_SCORES)
		cl->exempt = rc->letter->exempt;
	cl->shared = yaml_bool(yaml_get(y, "shared"), rc->c.file, rc->c.f, false);
	return ok;
}

void clause_each(const struct clause *cl, void (*f)(void *arg, struct measure *m), void *arg)
{
	struct measure *const own[] = {cl->actual, cl->whole, cl->target.quota.of, cl->applies};

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (own[i])
			f(arg, own[i]);
	for (size_t i = 0; i < cl->nitems; i++) {
		if (cl->item[i].measure)
			f(arg, cl->item[i].measure);
		if (cl->item[i].none)
			f(arg, cl->item[i].none);
	}
}

static void set_term(void *arg, struct measure *m)
{
	const struct clause *cl = arg;

	for (size_t i = 0; i < m->n; i++) {
		m->probe[i]->term.set = true;
		m->probe[i]->term.from = cl->from;
		m->probe[i]->term.to = cl->until == SIFA_DAY_NONE ? INT32_MAX : cl->until;
	}
}

void clause_term(struct clause *cl)
{
	if (cl->from != SIFA_DAY_NONE || cl->until != SIFA_DAY_NONE)
		clause_each(cl, set_term, cl);
}

bool clause_runs(const struct clause *cl, sifa_day day)
{
	return (cl->from == SIFA_DAY_NONE || day >= cl->from) &&
	       (cl->until == SIFA_DAY_NONE || day <= cl->until);
}

void rule_other(struct rule_compile *rc, struct clause *cl, struct yaml *y, const char *key)
{
	cl->other_at = yaml_get(y, key);
	yaml_str(cl->other_at, rc->c.file, rc->c.f, "");
}

void tie_other(struct rule_compile *rc, struct clause *cl)
{
	const char *id = yaml_str(cl->other_at, rc->c.file, rc->c.f, NULL);
	const struct clause *to = id ? letter_clause(rc->letter, id) : NULL;

	if (!id)
		return;
	if (!to) {
		letter_unknown_clause(rc, cl->other_at, id);
		return;
	}
	if (!to->rule || to->rule->what != RULE_SCORES || to->other_at) {
		yaml_error(rc->c.f, rc->c.file, cl->other_at,
			   N_("Clause {1} counts nothing of its own that another could go by."), id,
			   NULL);
		return;
	}
	cl->other = to;
}

/* As low as anything can go, and far from overflow. */
#define FLOOR_NONE (-INT64_C(100000000))

void rule_floor(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *f = yaml_get(y, "floor");

	if (f && f->type == YAML_SCALAR && strcmp(f->text, "none") == 0) {
		cl->floor = FLOOR_NONE;
		return;
	}
	cl->floor = yaml_hundredths(f, rc->c.file, rc->c.f, 0);
	if (cl->floor > cl->weight || cl->floor < FLOOR_NONE)
		yaml_error(rc->c.f, rc->c.file, f,
			   N_("`floor:` is at most the weight, or none for no floor at all."),
			   NULL);
}

bool rule_alike(struct rule_compile *rc, const struct clause *cl, struct yaml *at)
{
	if (!cl->actual || !cl->whole || cl->actual->scaled == cl->whole->scaled)
		return true;
	yaml_error(rc->c.f, rc->c.file, at,
		   N_("`actual:` and `of:` are not alike: one counts, the other sums money or "
		      "splits records."),
		   NULL);
	return false;
}

/* ---- points by code ---- */

bool rule_by_code(struct rule_compile *rc, struct item *it, struct yaml *y, const char *key,
		  enum probe_shape *shape)
{
	struct yaml *v = yaml_get(y, key);

	if (!v || v->type != YAML_MAP) {
		it->deduct = rule_points(rc, y, key, -1);
		return v;
	}
	*shape = PROBE_ROWS;
	return true;
}

static bool read_codes(struct rule_compile *rc, struct item *it, struct yaml *map)
{
	const struct sifa_codelist *list = it->by->codes;
	int64_t *to = arena_array(rc->c.arena, ITEM_CODES, sizeof *to);
	bool ok = true;

	if (!to) {
		rc->c.failed = true;
		return false;
	}
	it->by_code = to;
	for (struct yaml *g = map->child; g; g = g->next) {
		const struct sifa_code *code = code_find(list, g->key, strlen(g->key));
		bool all = g->type == YAML_SCALAR && strcmp(g->text, "all") == 0;

		if (code && code->no < ITEM_CODES) {
			to[code->no] = all ? POINTS_ALL : rule_points(rc, map, g->key, -1);
			continue;
		}
		ok = false;
		yaml_error(rc->c.f, rc->c.file, g, N_("{1} is no code of the list {2}."), g->key,
			   list->id, NULL);
	}
	return ok;
}

bool rule_by_field(struct rule_compile *rc, struct item *it, struct yaml *y, const char *key)
{
	struct yaml *map = yaml_get(y, key), *by = yaml_get(y, "by");
	bool is_map = map && map->type == YAML_MAP;

	if (is_map != (by != NULL)) {
		yaml_error(rc->c.f, rc->c.file, by ? by : map,
			   N_("`by:` names the field whose codes the map `{1}:` gives points to."),
			   key, NULL);
		return false;
	}
	if (!is_map)
		return true;
	if (!rule_one_kind(rc, y, it->measure))
		return false;
	it->by = measure_field(&rc->c, it->measure->probe[0]->kind, by, SIFA_CODE);
	return it->by && read_codes(rc, it, map);
}

int64_t eval_by_code(const struct item *it, const uint8_t *row, size_t width)
{
	struct sifa_value v;

	if (!it->by_code)
		return it->deduct;
	slot_value(it->by, slot_get(it->by, row, width), &v);
	return v.state == SIFA_SET && v.n > 0 && v.n < ITEM_CODES ? it->by_code[v.n] : 0;
}

bool eval_other(const struct eval *e, struct sifa_clause *face)
{
	struct eval o = *e;

	*face = (struct sifa_clause){0};
	o.clause = e->clause->other;
	o.weight = o.clause->weight;
	o.out = face;
	o.behind = NULL;
	o.said = NULL;
	eval_clause(&o);
	return face->standing == SIFA_SCORED;
}

/* ---- letters ---- */

static void read_caps(struct rule_compile *rc, struct yaml *y)
{
	struct sifa_letter *l = rc->letter;

	if (!y)
		return;
	if (y->type != YAML_MAP || !y->n) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("`caps:` maps groups of bonus clauses to points, such as {news: 5}."),
			   NULL);
		return;
	}
	l->cap = arena_array(rc->c.arena, y->n, sizeof *l->cap);
	if (!l->cap) {
		rc->c.failed = true;
		return;
	}
	for (struct yaml *g = y->child; g; g = g->next)
		l->cap[l->ncaps++] = (struct bonus_cap){g->key, rule_points(rc, y, g->key, -1)};
}

void letter_common(struct rule_compile *rc, struct yaml *root)
{
	rule_measure(rc, root, "exempt", false, PROBE_VALUE, &rc->letter->exempt);
	read_caps(rc, yaml_get(root, "caps"));
	typed_read(rc, yaml_get(root, "typed"));
}

static void check_group(struct rule_compile *rc, const struct clause *cl)
{
	const struct sifa_letter *l = rc->letter;
	struct yaml *at = yaml_get(cl->yaml, "group");
	const char *names[64], *near;
	size_t n = 0;

	for (size_t i = 0; i < l->ncaps; i++) {
		if (strcmp(l->cap[i].group, cl->group) == 0)
			return;
		if (n < 64)
			names[n++] = l->cap[i].group;
	}
	near = nearest_name(cl->group, names, n);
	if (near)
		yaml_error(rc->c.f, rc->c.file, at,
			   N_("The letter has no cap for group {1}. Did you mean {2}?"), cl->group,
			   near, NULL);
	else
		yaml_error(rc->c.f, rc->c.file, at,
			   N_("The letter has no cap for group {1}; write it under `caps:`."),
			   cl->group, NULL);
}

void letter_together(struct rule_compile *rc)
{
	const struct sifa_letter *l = rc->letter;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++)
			if (l->section[i].clause[k].group)
				check_group(rc, &l->section[i].clause[k]);
}
