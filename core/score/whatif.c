/* whatif.c - a letter in memory beside the configuration: a file that is not adopted, or a
 * copy whose numbers are changed. Nothing of it reaches the store. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../model/config.h"
#include "../trust/session.h"
#include "rule.h"

struct sifa_try {
	struct arena arena; /* of the tree and its name */
	struct letters *letters;
	struct sifa_letter *letter;
};

void sifa_try_free(struct sifa_try *t)
{
	if (!t)
		return;
	letters_free(t->letters);
	arena_free(&t->arena);
	free(t);
}

const struct sifa_letter *sifa_try_of(const struct sifa_try *t)
{
	return t->letter;
}

/* Takes the findings as the reason of SIFA_E_DATA. */
static enum sifa_rc refused(const struct sifa_findings *f, struct sifa_err *err)
{
	if (err && f->n)
		*err = f->v[0].err;
	if (err)
		err->rc = SIFA_E_DATA;
	return SIFA_E_DATA;
}

static enum sifa_rc compile(struct sifa_session *se, struct sifa_try *t, const char *file,
			    struct yaml *tree, struct sifa_findings *f, struct sifa_err *err)
{
	t->letters = letters_one(se->sifa->config, file, tree, f);
	config_rest(se->sifa->config);
	if (!t->letters)
		return err_nomem(err);
	if (f->errors || !t->letters->n)
		return refused(f, err);
	t->letter = t->letters->letter[0];
	t->letter->tried = true;
	return SIFA_OK;
}

static enum sifa_rc begin(struct sifa_session *se, struct sifa_try **t, struct sifa_err *err)
{
	enum sifa_rc rc = guard(se, GUARD_SCORE, se->sifa->config->letter, se->unit, 0, err);

	*t = rc ? NULL : calloc(1, sizeof **t);
	return rc || *t ? rc : err_nomem(err);
}

static enum sifa_rc end(enum sifa_rc rc, struct sifa_try *t, struct sifa_try **out)
{
	if (rc)
		sifa_try_free(t);
	*out = rc ? NULL : t;
	return rc;
}

enum sifa_rc sifa_try_text(struct sifa_session *se, const char *name, const char *text, size_t n,
			   struct sifa_try **out, struct sifa_findings *findings,
			   struct sifa_err *err)
{
	struct yaml *tree = NULL;
	struct sifa_try *t;
	enum sifa_rc rc = begin(se, &t, err);
	const char *file = NULL;

	if (!rc && !(file = arena_str(&t->arena, name)))
		rc = err_nomem(err);
	if (!rc && !(tree = yaml_parse(&t->arena, file, text, n, findings)))
		rc = refused(findings, err);
	if (!rc)
		rc = compile(se, t, file, tree, findings, err);
	return end(rc, t, out);
}

static struct yaml *tree_of(const struct config *c, const struct sifa_letter *l)
{
	for (size_t i = 0; i < c->nfiles; i++)
		if (strcmp(c->file[i].name, l->file) == 0)
			return config_tree_in(c, &c->file[i], "letters/");
	return NULL;
}

enum sifa_rc sifa_try_letter(struct sifa_session *se, const struct sifa_letter *l,
			     struct sifa_try **out, struct sifa_err *err)
{
	struct sifa_findings f = {0};
	struct yaml *tree;
	struct sifa_try *t;
	enum sifa_rc rc = begin(se, &t, err);

	if (!rc && !(tree = tree_of(se->sifa->config, l)))
		rc = err_set(err, SIFA_E_NOTFOUND,
			     N_("The letter {1} is not in the configuration."), l->id, NULL);
	else if (!rc)
		rc = compile(se, t, l->file, tree, &f, err);
	sifa_findings_free(&f);
	return end(rc, t, out);
}

/* ---- numbers ---- */

enum number { WEIGHT, TARGET, PLAIN, EVENT };

static const struct {
	const char *id, *rules; /* rules with blanks around; NULL: all that score */
	size_t offset;		/* of the clause; EVENT: which one */
	enum number what;
	bool hundredths; /* points or percent; else a number of what is counted */
} numbers[] = {
	{"weight", NULL, offsetof(struct clause, weight), WEIGHT, true},
	{"target", " ratio shortfall band ", 0, TARGET, false},
	{"cap", " ratio ", offsetof(struct clause, cap), PLAIN, false},
	{"limit", " rate_min rate_max ", offsetof(struct clause, limit), PLAIN, true},
	{"deduct", " shortfall rate_min rate_max delay checklist ", offsetof(struct clause, deduct),
	 PLAIN, true},
	{"least", " window months_met ", offsetof(struct clause, least), PLAIN, false},
	{"low", " range ", offsetof(struct clause, low), PLAIN, false},
	{"high", " range ", offsetof(struct clause, high), PLAIN, false},
	{"free", " delay ", offsetof(struct clause, free), PLAIN, false},
	{"late", " timely ", offsetof(struct clause, late), PLAIN, true},
	{"missing", " timely ", offsetof(struct clause, missing), PLAIN, true},
	{"returned", " timely ", offsetof(struct clause, returned), PLAIN, true},
	{"event1", " per_event ", 0, EVENT, true},
	{"event2", " per_event ", 1, EVENT, true},
	{"event3", " per_event ", 2, EVENT, true},
	{"event4", " per_event ", 3, EVENT, true},
};
#define NUMBERS (sizeof numbers / sizeof *numbers)

static bool has_number(const struct clause *cl, size_t i)
{
	char name[40];

	if (cl->rule->what != RULE_SCORES)
		return false;
	snprintf(name, sizeof name, " %s ", cl->rule->name);
	if (numbers[i].rules && !strstr(numbers[i].rules, name))
		return false;
	if (numbers[i].what == TARGET)
		return !cl->whole;
	if (numbers[i].what == EVENT)
		return numbers[i].offset < cl->nitems && !cl->item[numbers[i].offset].all &&
		       !cl->item[numbers[i].offset].by;
	return strcmp(numbers[i].id, "deduct") != 0 || strcmp(cl->rule->name, "checklist") != 0 ||
	       cl->mean;
}

static int64_t *place(struct clause *cl, size_t i)
{
	if (numbers[i].what == TARGET)
		return &cl->target.quota.n;
	if (numbers[i].what == EVENT)
		return &cl->item[numbers[i].offset].deduct;
	return (int64_t *)(void *)((char *)cl + numbers[i].offset);
}

static struct clause *clause_of(const struct sifa_try *t, const char *id)
{
	return (struct clause *)(uintptr_t)letter_clause(t->letter, id);
}

bool sifa_try_number(const struct sifa_try *t, const char *clause, size_t i,
		     struct sifa_rule_number *out)
{
	struct clause *cl = clause_of(t, clause);

	*out = (struct sifa_rule_number){0};
	for (size_t k = 0; cl && k < NUMBERS; k++) {
		if (!has_number(cl, k) || i--)
			continue;
		out->id = numbers[k].id;
		out->value = *place(cl, k);
		out->hundredths = numbers[k].hundredths ||
				  (numbers[k].what == PLAIN && strcmp(numbers[k].id, "cap") != 0 &&
				   cl->actual && cl->actual->scaled);
		out->blank = numbers[k].what == TARGET && cl->target.blank;
		return true;
	}
	return false;
}

enum sifa_rc sifa_try_set(struct sifa_try *t, const char *clause, const char *id, int64_t value,
			  struct sifa_err *err)
{
	struct clause *cl = clause_of(t, clause);
	size_t k = 0;

	if (!cl)
		return err_set(err, SIFA_E_NOTFOUND, N_("Letter {1} has no clause {2}."),
			       t->letter->id, clause, NULL);
	while (k < NUMBERS && !(has_number(cl, k) && strcmp(numbers[k].id, id) == 0))
		k++;
	if (k == NUMBERS)
		return err_set(err, SIFA_E_USAGE, N_("Clause {1} has no number {2}."), clause, id,
			       NULL);
	if (value < 0 || value > 100000000 || (!value && !strcmp(id, "cap")))
		return err_set(err, SIFA_E_USAGE, N_("{1} cannot be that number."), id, NULL);
	if (numbers[k].what == WEIGHT)
		t->letter->total += value - cl->weight;
	if (numbers[k].what == TARGET) {
		cl->target.quota.of = NULL;
		cl->target.blank = false;
		cl->target.forced = true;
	}
	*place(cl, k) = value;
	return SIFA_OK;
}
