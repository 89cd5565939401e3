/* twice.c - finds, while a letter is read, which clauses may count one record twice, and
 * targets in a unit that their measure does not count. */
#include <string.h>

#include "rule.h"

/* ---- records that count twice ---- */

static bool in_values(const struct yaml *y, const char *s)
{
	if (y->type == YAML_SCALAR)
		return strcmp(y->text, s) == 0;
	for (const struct yaml *v = y->child; v; v = v->next)
		if (v->type == YAML_SCALAR && strcmp(v->text, s) == 0)
			return true;
	return false;
}

static bool plain(const struct yaml *y)
{
	return y->type == YAML_SCALAR || y->type == YAML_LIST;
}

/* No value of one is among those of the other. */
static bool apart(const struct yaml *a, const struct yaml *b)
{
	if (!plain(a) || !plain(b))
		return false;
	if (a->type == YAML_SCALAR)
		return !in_values(b, a->text);
	for (const struct yaml *v = a->child; v; v = v->next)
		if (v->type != YAML_SCALAR || in_values(b, v->text))
			return false;
	return true;
}

static const struct yaml *child(const struct yaml *m, const char *key)
{
	for (const struct yaml *c = m ? m->child : NULL; c; c = c->next)
		if (c->key && strcmp(c->key, key) == 0)
			return c;
	return NULL;
}

/* Of the tests `not` of b one says what a says: `form: oral` and `not: {form: oral}`. */
static bool denied(const struct yaml *a, const struct yaml *b)
{
	const struct yaml *no = child(b, "not");

	if (!no || no->type != YAML_MAP || no->n != 1)
		return false;
	for (const struct yaml *t = a ? a->child : NULL; t; t = t->next)
		if (t->key && strcmp(t->key, no->child->key) == 0 && plain(t) && plain(no->child) &&
		    t->type == YAML_SCALAR && in_values(no->child, t->text))
			return true;
	return false;
}

static bool exclude(const struct yaml *a, const struct yaml *b)
{
	const struct yaml *x = child(a, "where"), *y = child(b, "where");

	for (const struct yaml *t = x ? x->child : NULL; t; t = t->next) {
		const struct yaml *u = t->key ? child(y, t->key) : NULL;

		if (u && strcmp(t->key, "not") != 0 && strcmp(t->key, "any") != 0 && apart(t, u))
			return true;
	}
	return denied(x, y) || denied(y, x);
}

/* Bounds that never meet: one is over before the other begins. */
static bool at_other_times(const struct probe *a, const struct probe *b)
{
	return a->term.set && b->term.set &&
	       (a->term.to < b->term.from || b->term.to < a->term.from);
}

static bool measures_meet(const struct measure *a, const struct measure *b)
{
	for (size_t i = 0; a && b && i < a->n; i++)
		for (size_t k = 0; k < b->n; k++) {
			const struct probe *p = a->probe[i], *q = b->probe[k];

			if (p->kind == q->kind && p->date && q->date && !p->stock && !q->stock &&
			    p->at && q->at && !exclude(p->at, q->at) && !at_other_times(p, q))
				return true;
		}
	return false;
}

/* Others look at whether something is there, or how late. */
static bool rule_counts_events(const struct rule *r)
{
	return strcmp(r->name, "per_event") == 0 || strcmp(r->name, "all_or_none") == 0;
}

static bool items_meet(const struct clause *a, const struct clause *b)
{
	if (!rule_counts_events(a->rule))
		return false;
	for (size_t i = 0; i < a->nitems; i++) {
		if (measures_meet(a->item[i].measure, b->actual))
			return true;
		for (size_t k = 0; k < b->nitems && rule_counts_events(b->rule); k++)
			if (measures_meet(a->item[i].measure, b->item[k].measure))
				return true;
	}
	return false;
}

static bool meet(const struct clause *a, const struct clause *b)
{
	return measures_meet(a->actual, b->actual) || items_meet(a, b) ||
	       (b->nitems && items_meet(b, a));
}

/* What is counted for points, or against: not shares of a population, nor what need only
 * be there once. */
static bool may_meet(const struct clause *a)
{
	return a->rule && a->rule->what == RULE_SCORES && !a->whole &&
	       (a->actual || rule_counts_events(a->rule));
}

static bool note_twice(struct rule_compile *rc, const struct clause *a, const struct clause *b)
{
	struct sifa_letter *l = rc->letter;

	if (l->ntwices == l->twicecap) {
		size_t cap = l->twicecap ? l->twicecap * 2 : 32;
		struct twice *v = arena_array(rc->c.arena, cap, sizeof *v);

		if (!v)
			return false;
		if (l->ntwices)
			memcpy(v, l->twice, l->ntwices * sizeof *v);
		l->twice = v;
		l->twicecap = cap;
	}
	l->twice[l->ntwices++] = (struct twice){a, b};
	return true;
}

static bool pairs_of(struct rule_compile *rc, const struct clause *a, size_t i, size_t k)
{
	const struct sifa_letter *l = rc->letter;

	for (k++; i < l->n; i++, k = 0)
		for (; k < l->section[i].n; k++) {
			const struct clause *b = &l->section[i].clause[k];

			if (!may_meet(b) || (a->shared && b->shared) || !meet(a, b))
				continue;
			if (!note_twice(rc, a, b))
				return false;
		}
	return true;
}

void letter_twice(struct rule_compile *rc)
{
	const struct sifa_letter *l = rc->letter;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++)
			if (may_meet(&l->section[i].clause[k]) &&
			    !pairs_of(rc, &l->section[i].clause[k], i, k))
				rc->c.failed = true;
}

/* ---- units of targets ---- */

/* Units by what is done to reach them: rows are counted, or numbers in them summed. */
static const struct {
	const char *code;
	bool count, sum;
} units[] = {
	{"case", true, false},	{"case_time", true, false}, {"article", true, false},
	{"event", true, false}, {"village", true, false},   {"person_time", false, true},
	{"piece", true, true},	{"item", true, true},	    {"instance", true, true},
};

static bool fits(const struct measure *m, const char *code)
{
	bool sum = false, count = false;

	for (size_t i = 0; i < m->n; i++) {
		sum = sum || m->probe[i]->op == PROBE_SUM;
		count = count || m->probe[i]->op != PROBE_SUM;
	}
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (strcmp(units[i].code, code) == 0)
			return (!sum || units[i].sum) && (!count || units[i].count);
	return true;
}

/* The code of target_unit that the clause's unit is, by its word. */
static const struct sifa_code *unit_code(const struct rule_compile *rc, const char *zh)
{
	const struct sifa_field *f = rc->letter->fields.let_unit;

	for (size_t i = 0; f && i < f->codes->n; i++)
		if (strcmp(f->codes->code[i].label[SIFA_ZH], zh) == 0)
			return &f->codes->code[i];
	return NULL;
}

void clause_unit(struct rule_compile *rc, struct clause *cl)
{
	struct yaml *at = yaml_get(cl->yaml, "unit");
	const struct sifa_code *c = at ? unit_code(rc, cl->unit[SIFA_ZH]) : NULL;

	if (!c)
		return;
	cl->unit_code = c->no;
	if (!cl->actual || !yaml_get(cl->yaml, "target") || fits(cl->actual, c->id))
		return;
	yaml_error(rc->c.f, rc->c.file, at,
		   N_("A target with the wrong unit: {1} are not what `actual:` counts. Rows are "
		      "counted as {2}, persons are summed as {3}."),
		   cl->unit[SIFA_ZH], "件, 件(次), 篇, 场, 村", "人次", NULL);
}
