/* letter.c - sifa letter: what is done with a letter as a whole, an act a row; and
 * what becomes of each of its clauses. */
#include <stdio.h>
#include <string.h>

#include "letter.h"

/* ---- coverage ---- */

enum { COLUMNS = 7 };
static const char *const column[COLUMNS] = {N_("clause"), N_("how"),  N_("rule"), N_("counts"),
					    N_("points"), N_("same"), N_("text")};
static const char *const key[COLUMNS] = {"clause", "how",  "rule", "counts",
					 "points", "same", "text"};

static const char *const how_key[] = {"scored", "printed", "condition", "same", "elsewhere"};
static const char *how_word(enum sifa_how how)
{
	static const char *const word[] = {N_("scored"), N_("printed"), N_("condition"),
					   N_("see another"), N_("kept elsewhere")};

	return _(word[how]);
}

struct line {
	const char *cell[COLUMNS];
	char points[32], kinds[300], same[300];
};

/* "mediation.closed_on lecture.at" as kinds: "mediation lecture". */
static void kinds_of(const char *counts, char *buf, size_t size)
{
	size_t n = 0;
	bool skip = false;

	for (; *counts && n + 1 < size; counts++) {
		skip = *counts == '.' || (skip && *counts != ' ');
		if (!skip)
			buf[n++] = *counts;
	}
	buf[n] = '\0';
}

static void same_as(const struct sifa_clause_text *c, char *buf, size_t size)
{
	size_t n = (size_t)snprintf(buf, size, "%s", c->of ? c->of : "");

	for (size_t i = 0; i < c->ntwins && n < size; i++)
		n += (size_t)snprintf(buf + n, size - n, "%s%s", n ? " " : "", c->twin[i]);
}

static void fill_line(const struct sifa_clause_text *c, bool names, struct line *l)
{
	kinds_of(c->counts, l->kinds, sizeof l->kinds);
	same_as(c, l->same, sizeof l->same);
	l->cell[0] = c->id;
	l->cell[1] = names ? how_key[c->how] : how_word(c->how);
	l->cell[2] = c->rule;
	l->cell[3] = c->how == SIFA_HOW_ELSEWHERE ? c->place[lang_now()] : l->kinds;
	l->cell[4] = c->how == SIFA_HOW_SCORED ? sifa_points_format(c->weight, l->points) : "";
	l->cell[5] = l->same;
	l->cell[6] = c->text[lang_now()];
}

static void print_line(const struct verb_env *env, struct verb_table *t, const struct line *l)
{
	/* On a terminal the words of a clause would break the columns. */
	size_t n = env->format == VERB_TABLE ? COLUMNS - 1 : COLUMNS;

	verb_row(env, t, key, l->cell, n);
}

static void cover(const struct verb_env *env, const struct sifa_letter *letter)
{
	struct verb_table t = {.columns = COLUMNS - 1, .right = {[4] = true}};
	struct sifa_clause_text c;
	struct line l;
	size_t by[SIFA_HOW_ELSEWHERE + 1] = {0}, all = 0;
	char text[400], n[6][24];

	for (size_t i = 0; env->format == VERB_TABLE && i < COLUMNS - 1; i++)
		verb_cell(&t, _(column[i]));
	for (; sifa_letter_clause(letter, all, &c); all++) {
		fill_line(&c, env->format != VERB_TABLE, &l);
		print_line(env, &t, &l);
		by[c.how]++;
	}
	verb_print(&t);
	verb_table_free(&t);
	for (size_t i = 0; i < 5; i++)
		snprintf(n[i], sizeof n[i], "%zu", by[i]);
	snprintf(n[5], sizeof n[5], "%zu", all);
	fprintf(stderr, "%s: ", sifa_letter_id(letter));
	fprintf(stderr, "%s",
		lang_fill(text, sizeof text,
			  _("{1} clauses: {2} scored, {3} printed, {4} conditions, "), n[5], n[0],
			  n[1], n[2], NULL));
	fprintf(stderr, "%s\n",
		lang_fill(text, sizeof text, _("{1} the same as another, {2} kept elsewhere"), n[3],
			  n[4], NULL));
}

int letter_one(struct verb_env *env, const struct verb *v, const struct sifa_letter **one)
{
	struct verb_args a = {v, env, NULL, 0, 0};
	const char *name, *value, *id = NULL;
	int got;

	*one = NULL;
	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (id)
			return verb_usage(v, _("one letter is expected"));
		id = value;
	}
	if (got == -2)
		return 2;
	*one = id ? verb_letter(env, id, sifa_today(env->se)) : NULL;
	return id && !*one ? 2 : 0;
}

static int coverage(struct verb_env *env)
{
	size_t n;
	const struct sifa_letter *const *all = sifa_letters(env->sifa, &n);
	const struct sifa_letter *one;
	int code = letter_one(env, &letter_coverage, &one);

	if (!code && env->format == VERB_CSV)
		verb_row(env, NULL, key, key, COLUMNS);
	for (size_t i = 0; i < n && !code; i++)
		if (!one || one == all[i])
			cover(env, all[i]);
	return code;
}

const struct verb letter_coverage = {"letter coverage",
				     "[LETTER]",
				     N_("what becomes of each clause: its rule and what it counts"),
				     "",
				     VERB_STORE,
				     coverage};

/* ---- the verb ---- */

static const struct verb *const acts[] = {
	&letter_coverage, &letter_explain,    &letter_progress,	 &letter_try,	&letter_matrix,
	&letter_bulletin, &letter_press,      &letter_lint,	 &letter_show,	&letter_targets,
	&letter_split,	  &letter_supplement, &letter_diff,	 &letter_copy,	&letter_next_year,
	&letter_columns,  &letter_sample,     &letter_mark,	 &letter_lock,	&letter_reopen,
	&letter_final,	  &letter_correct,    &letter_reconcile, &letter_match, NULL};

static int run(struct verb_env *env)
{
	return verb_act(env, &verb_letter_, acts);
}

const struct verb verb_letter_ = {"letter",
				  "ACT ...",
				  N_("what is done with a target letter as a whole"),
				  N_("sifa letter alone lists its acts.\n"
				     "  sifa letter coverage yuanqu-2013\n"
				     "  sifa letter explain yuanqu-2013 C4"),
				  VERB_STORE | VERB_BATCH,
				  run};
