/* lint.c - what is odd in a letter that can be loaded: measures that must read whole
 * records, clauses that count by no day, records that count twice, numbers left blank,
 * weights that are a proposal, rules that no evidence stands behind, words and rules that
 * do not say the same. */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "rule.h"

struct lint {
	const struct sifa_letter *l;
	struct sifa_findings *out;
	const struct clause *cl;
};

static void say(struct lint *x, enum sifa_severity severity, const char *msg, const char *what)
{
	struct sifa_err err = {0};

	err_set(&err, SIFA_E_CONFIG, msg, x->cl ? x->cl->id : x->l->id, what ? what : "", NULL);
	err_at(&err, x->l->file, x->cl ? x->cl->line : 1, x->cl ? x->cl->column : 1);
	findings_add(x->out, severity, &err);
}

/* ---- measures ---- */

/* Tables and sets of references stand in no fact row. */
static void check_joins(struct lint *x, const struct probe *p, struct where *w)
{
	size_t n = 0;
	struct where_join **j = w ? where_joins(w, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		if (j[i]->via && (j[i]->via->type == SIFA_ROWS || j[i]->via->type == SIFA_REFS))
			say(x, SIFA_HINT,
			    N_("Clause {1}: `has:` goes through {2}, which is read record by record; "
			       "a single reference is read from the facts."),
			    j[i]->via->id);
	if (p->shape == PROBE_PAIRS && p->field->type == SIFA_REFS && w == p->where)
		say(x, SIFA_HINT,
		    N_("Clause {1}: {2} is a set of references, which is read member by member."),
		    p->field->id);
}

/* The kind ticks its evidence, or a file can be put to its records. */
static bool has_evidence(const struct sifa_letter *l, const struct probe *p)
{
	const struct sifa_field *f = kind_field(p->kind, "evidence");
	const struct sifa_kind *files = l->fields.evidence;

	if (f && f->type == SIFA_CODES)
		return true;
	for (size_t i = 0; files && i < files->nfields; i++)
		if ((files->field[i].type == SIFA_REFS || files->field[i].type == SIFA_REF) &&
		    files->field[i].target == p->kind)
			return true;
	return false;
}

static void check_measure(void *arg, struct measure *m)
{
	struct lint *x = arg;

	for (size_t i = 0; i < m->n; i++) {
		const struct probe *p = m->probe[i];

		check_joins(x, p, p->where);
		check_joins(x, p, p->guard);
		check_joins(x, p, p->latest);
		if (!p->date && !p->stock)
			say(x, SIFA_HINT,
			    N_("Clause {1} counts {2} without a `date:`: all that is on the books."),
			    p->kind->id);
	}
}

/* What is done is to be proved; what is on register, or is held against one, is not. */
static void check_evidence(struct lint *x)
{
	const struct measure *m = x->cl->actual;

	for (size_t i = 0; m && i < m->n; i++) {
		const struct probe *p = m->probe[i];

		if (p->date && !p->stock && !has_evidence(x->l, p))
			say(x, SIFA_HINT,
			    N_("Clause {1}: no evidence can be put to {2}, nor is any ticked there."),
			    p->kind->id);
	}
}

/* ---- words ---- */

static bool says(const struct clause *cl, const char *const *words)
{
	for (size_t i = 0; words[i]; i++)
		if (strstr(cl->text[SIFA_ZH], words[i]))
			return true;
	return false;
}

static bool is_rule(const struct clause *cl, const char *name)
{
	return strcmp(cl->rule->name, name) == 0;
}

static void check_words(struct lint *x)
{
	static const char *const most[] = {"以下", "以内", "不超过", "不高于", NULL};
	static const char *const least[] = {"以上", "不少于", "不低于", "至少", NULL};
	static const char *const none[] = {"杜绝", "零发生", NULL};
	const struct clause *cl = x->cl;
	bool up = is_rule(cl, "rate_min") || is_rule(cl, "shortfall"),
	     down = is_rule(cl, "rate_max");

	if (says(cl, most) && !says(cl, least) && up)
		say(x, SIFA_WARNING,
		    N_("Clause {1} says at most, and rule {2} wants at least so much."),
		    cl->rule->name);
	if (says(cl, least) && !says(cl, most) && down)
		say(x, SIFA_WARNING,
		    N_("Clause {1} says at least, and rule {2} wants at most so much."),
		    cl->rule->name);
	if (says(cl, none) && (up || is_rule(cl, "ratio")))
		say(x, SIFA_WARNING, N_("Clause {1} wants none at all, and rule {2} rewards more."),
		    cl->rule->name);
}

/* ---- the letter ---- */

static void check_clause(struct lint *x)
{
	const struct clause *cl = x->cl;

	clause_each(cl, check_measure, x);
	if (cl->rule->what != RULE_SCORES)
		return;
	check_evidence(x);
	check_words(x);
	if (cl->target.blank)
		say(x, SIFA_HINT,
		    N_("Clause {1} leaves its number to each office's letter record."), NULL);
	if (cl->rule->judged && !x->l->inspections)
		say(x, SIFA_WARNING,
		    N_("Clause {1} waits for inspections, which nobody can enter."), NULL);
}

/* One finding a clause, with all that it may share records with. */
static void check_twices(struct lint *x)
{
	const struct sifa_letter *l = x->l;

	for (size_t i = 0, k; i < l->ntwices; i = k) {
		char names[120] = "";
		size_t n = 0;

		for (k = i; k < l->ntwices && l->twice[k].a == l->twice[i].a; k++)
			if (n + strlen(l->twice[k].b->id) + 3 < sizeof names)
				n += (size_t)snprintf(names + n, sizeof names - n, "%s%s",
						      n ? ", " : "", l->twice[k].b->id);
		x->cl = l->twice[i].a;
		say(x, SIFA_WARNING,
		    N_("A record may count in clause {1} and in {2}: if it may, all say `shared: "
		       "yes`, else their tests exclude each other."),
		    names);
	}
}

void sifa_letter_lint(const struct sifa_letter *l, struct sifa_findings *out)
{
	struct lint x = {l, out, NULL};

	if (l->template)
		say(&x, SIFA_HINT, N_("The weights of {1} are a template; the paper has none."),
		    NULL);
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++) {
			x.cl = &l->section[i].clause[k];
			check_clause(&x);
		}
	check_twices(&x);
}
