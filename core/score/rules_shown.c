/* rules_shown.c - clauses without points of their own: conditions of another one
 * (guard), preambles and signatures (print), a duty that stands twice in one letter
 * (same), and rules that the program keeps elsewhere than in the score (elsewhere). */
#include <stdio.h>
#include <string.h>

#include "rule.h"

static const char *const guard_keys[] = {"of", "where", NULL};

/* `of` and `where` are read when all clauses are known: tie_guard(). */
static bool guard_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	(void)cl;
	if (yaml_get(y, "of") && yaml_get(y, "where"))
		return true;
	yaml_error(rc->c.f, rc->c.file, y,
		   N_("A guard names the clause it stands before (`of:`) and a `where:`."), NULL);
	return false;
}

static void guard_eval(struct eval *e)
{
	const struct measure *m = e->clause->of->actual;
	int64_t failed = eval_failed(e, m);

	e->out->standing = SIFA_GUARD;
	e->out->weight = 0;
	e->out->actual = failed;
	e->out->records = (size_t)failed;
	for (size_t i = 0; e->behind && i < m->n; i++) {
		const struct tally *t = eval_tally(e, m->probe[i]);

		e->out->records -= t->nfail;
		for (size_t k = 0; k < t->nfail; k++)
			eval_tell(e, t->fail[k].id, SIFA_MISSING_GUARD, 0);
	}
	if (failed)
		eval_note(e, "{1} 件不计入{2}", "{1} not counted in {2}", NUM(failed),
			  e->clause->of->id, NULL);
}

static bool print_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	(void)rc, (void)cl, (void)y;
	return true;
}

static void print_eval(struct eval *e)
{
	e->out->standing = SIFA_PRINTED;
}

/* ---- same ---- */

static const char *const same_keys[] = {"as", NULL};

/* `as` is read when all clauses are known: tie_same(). */
static bool same_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	(void)cl;
	if (yaml_get(y, "as"))
		return true;
	yaml_error(rc->c.f, rc->c.file, y, N_("Name the clause that scores this duty: `as: ID`."),
		   NULL);
	return false;
}

/* Numbers and records of the other clause; its points are counted there. */
static void same_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	const char *as = cl->of->id;

	e->clause = cl->of;
	eval_clause(e);
	e->clause = cl;
	e->out->standing = SIFA_SAME;
	e->out->weight = e->out->points = e->out->gain = 0;
	e->out->lacking = -1;
	e->out->veto = SIFA_VETO_NONE;
	eval_unsay(e);
	eval_say(e, "与{1}同一事项，在{1}计分", "the same duty as {1}, scored there", as, NULL);
}

/* ---- elsewhere ---- */

static const char *const elsewhere_keys[] = {"at", NULL};

struct place { /* in words, as far as they fit */
	char text[SIFA_LANGS][200];
};

static void place_add(struct place *p, const char *const label[SIFA_LANGS], const char *gap)
{
	for (int l = 0; l < SIFA_LANGS; l++) {
		size_t n = strlen(p->text[l]);

		if (n + strlen(gap) + strlen(label[l]) < sizeof p->text[l])
			snprintf(p->text[l] + n, sizeof p->text[l] - n, "%s%s", n ? gap : "",
				 label[l]);
	}
}

static bool place_field(struct rule_compile *rc, struct place *p, struct yaml *at)
{
	struct yaml *field = yaml_get(at, "field");
	const struct sifa_kind *k = measure_kind(&rc->c, yaml_get(at, "kind"));
	const struct sifa_field *f;

	if (!k)
		return false;
	place_add(p, (const char *const *)k->label, "; ");
	if (!field)
		return true;
	f = measure_field(&rc->c, k, field, SIFA_TYPES);
	if (f)
		place_add(p, (const char *const *)f->label, ": ");
	return f;
}

static bool place_code(struct rule_compile *rc, struct place *p, struct yaml *at)
{
	struct yaml *code = yaml_get(at, "code");
	const struct config *c = rc->c.config;
	const char *id = yaml_str(yaml_get(at, "codes"), rc->c.file, rc->c.f, "");
	const char *s = yaml_str(code, rc->c.file, rc->c.f, "");
	const struct sifa_codelist *list = NULL;
	const struct sifa_code *found;

	for (size_t i = 0; i < c->nlists; i++)
		if (strcmp(c->list[i].id, id) == 0)
			list = &c->list[i];
	if (!list) {
		yaml_error(rc->c.f, rc->c.file, at, N_("There is no code list {1}."), id, NULL);
		return false;
	}
	if (!code) {
		place_add(p, (const char *const[]){list->id, list->id}, "; ");
		return true;
	}
	found = code_find(list, s, strlen(s));
	if (found)
		place_add(p, (const char *const *)found->label, "; ");
	else
		yaml_error(rc->c.f, rc->c.file, code, N_("Code list {1} has no code {2}."), id, s,
			   NULL);
	return found;
}

/* A paper or return, by the name of its file. */
static bool place_file(struct rule_compile *rc, struct place *p, struct yaml *at,
		       const char *folder)
{
	const struct config *c = rc->c.config;
	const char *id = yaml_str(at, rc->c.file, rc->c.f, "");
	char name[100];

	snprintf(name, sizeof name, "%s/%s.yaml", folder, id);
	for (size_t i = 0; i < c->nfiles; i++) {
		if (strcmp(c->file[i].name, name) == 0) {
			place_add(p, (const char *const[]){name, name}, "; ");
			return true;
		}
	}
	yaml_error(rc->c.f, rc->c.file, at, N_("There is no file {1} in the configuration."), name,
		   NULL);
	return false;
}

static bool read_place(struct rule_compile *rc, struct place *p, struct yaml *at)
{
	static const char *const keys[] = {"kind", "field", "codes", "code", "paper", "return"};

	yaml_known(at, rc->c.file, keys, sizeof keys / sizeof *keys, rc->c.f);
	if (yaml_get(at, "kind"))
		return place_field(rc, p, at);
	if (yaml_get(at, "codes"))
		return place_code(rc, p, at);
	if (yaml_get(at, "paper"))
		return place_file(rc, p, yaml_get(at, "paper"), "papers");
	if (yaml_get(at, "return"))
		return place_file(rc, p, yaml_get(at, "return"), "returns");
	yaml_error(rc->c.f, rc->c.file, at,
		   N_("A place is {kind:, field:}, {codes:, code:}, {paper:} or {return:}."), NULL);
	return false;
}

static bool elsewhere_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *list = yaml_get(y, "at");
	struct place p = {{""}};
	bool ok = list && list->type == YAML_LIST && list->n;

	if (!ok)
		yaml_error(rc->c.f, rc->c.file, list ? list : y,
			   N_("Rule {1} needs a list `{2}:`."), cl->rule->name, "at", NULL);
	for (struct yaml *at = ok ? list->child : NULL; at; at = at->next)
		ok = read_place(rc, &p, at) && ok;
	for (int l = 0; l < SIFA_LANGS; l++) {
		cl->place[l] = arena_str(rc->c.arena, p.text[l]);
		rc->c.failed |= !cl->place[l];
	}
	return ok;
}

static void elsewhere_eval(struct eval *e)
{
	const struct clause *cl = e->clause;

	e->out->standing = SIFA_ELSEWHERE;
	eval_say(e, "由程序落实：{1}", "kept by the program: {2}", cl->place[SIFA_ZH],
		 cl->place[SIFA_EN], NULL);
}

static const char *const none[] = {NULL};

const struct rule rules_shown[] = {
	{"guard", guard_keys, guard_compile, guard_eval, RULE_GUARD, false},
	{"print", none, print_compile, print_eval, RULE_PRINT, false},
	{"same", same_keys, same_compile, same_eval, RULE_SAME, false},
	{"elsewhere", elsewhere_keys, elsewhere_compile, elsewhere_eval, RULE_ELSEWHERE, false},
	{NULL, NULL, NULL, NULL, RULE_SCORES, false},
};
