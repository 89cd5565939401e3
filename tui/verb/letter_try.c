/* letter_try.c - sifa letter try: what a letter that is not adopted would change. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letter.h"

static const char *const key[] = {"office", "clause", "before", "after", "change"};
static const char *const head[] = {N_("office"), N_("clause"), N_("before"), N_("after"),
				   N_("difference")};
enum { COLUMNS = 5, LARGEST = 1 << 20 };

static int read_file(const char *path, char **text, size_t *n)
{
	FILE *f = fopen(path, "rb");
	struct sifa_err err = {.rc = SIFA_E_NOTFOUND, .msg = N_("{1}: cannot be read: {2}")};

	*text = f ? malloc(LARGEST + 1) : NULL;
	*n = *text ? fread(*text, 1, LARGEST + 1, f) : 0;
	if (f && *text && !ferror(f)) {
		fclose(f);
		return 0;
	}
	snprintf(err.arg[0], sizeof err.arg[0], "%s", path);
	snprintf(err.arg[1], sizeof err.arg[1], "%s", strerror(errno));
	if (f)
		fclose(f);
	free(*text);
	*text = NULL;
	return verb_fail(&err);
}

static void line(struct letter_cells *out, const char *office, const char *clause, bool has_before,
		 int64_t before, bool has_after, int64_t after)
{
	char a[40], b[40], d[40];

	letter_cell(out, office);
	letter_cell(out, clause);
	letter_cell(out, has_before ? sifa_points_format(before, a) : "");
	letter_cell(out, has_after ? sifa_points_format(after, b) : "");
	letter_cell(out, has_before && has_after ? sifa_points_format(after - before, d) : "");
}

static const struct sifa_clause *same(const struct sifa_sheet *s, const char *id)
{
	const struct sifa_clause *c = NULL;

	for (size_t i = 0; s && (c = sifa_sheet_clause(s, i)) && strcmp(c->id, id) != 0; i++)
		;
	return c;
}

/* Clauses that are worth something else now, and those that came or went. */
static void moved(struct letter_cells *out, const struct sifa_sheet *before,
		  const struct sifa_sheet *after)
{
	const struct sifa_clause *c, *was;

	for (size_t i = 0; (c = sifa_sheet_clause(after, i)); i++) {
		was = same(before, c->id);
		if (was ? was->points != c->points : c->weight > 0)
			line(out, after->office_name, c->id, was != NULL, was ? was->points : 0,
			     true, c->points);
	}
	for (size_t i = 0; before && (c = sifa_sheet_clause(before, i)); i++)
		if (!same(after, c->id) && c->weight > 0)
			line(out, after->office_name, c->id, true, c->points, false, 0);
}

static int compare(struct verb_env *env, const struct sifa_letter *old,
		   const struct sifa_letter *new, sifa_day day)
{
	struct verb_table t = {.columns = COLUMNS, .right = {[2] = true, [3] = true, [4] = true}};
	struct letter_cells out = {env, &t, key, COLUMNS, 0};
	struct sifa_sheet **before = NULL, **after = NULL;
	size_t n = 0, m = 0;
	struct sifa_err err = {0};
	int code = 0;

	if ((old && sifa_score_all(env->se, old, day, &before, &n, &err)) ||
	    sifa_score_all(env->se, new, day, &after, &m, &err))
		code = verb_fail(&err);
	if (!code)
		letter_head(&out, head);
	for (size_t i = 0; i < m; i++) {
		const struct sifa_sheet *was = NULL;

		for (size_t k = 0; k < n; k++)
			if (before[k]->office == after[i]->office)
				was = before[k];
		if (code)
			continue;
		line(&out, after[i]->office_name, "", was, was ? was->points : 0, true,
		     after[i]->points);
		moved(&out, was, after[i]);
	}
	verb_print(&t);
	verb_table_free(&t);
	for (size_t i = 0; i < n; i++)
		sifa_sheet_free(before[i]);
	for (size_t i = 0; i < m; i++)
		sifa_sheet_free(after[i]);
	free(before);
	free(after);
	return code;
}

static int try_file(struct verb_env *env, const char *path, sifa_day day)
{
	struct sifa_findings f = {0};
	struct sifa_try *t = NULL;
	struct sifa_err err = {0};
	size_t n;
	char *text;
	int code = read_file(path, &text, &n);

	if (code)
		return code;
	if (sifa_try_text(env->se, path, text, n, &t, &f, &err))
		code = f.total ? verb_findings(&f, 65) : verb_fail(&err);
	else
		code = compare(env, sifa_letter(env->sifa, sifa_letter_id(sifa_try_of(t))),
			       sifa_try_of(t), day);
	sifa_try_free(t);
	sifa_findings_free(&f);
	free(text);
	return code;
}

static int run(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--as-of", true}};
	struct letter_wish w = {.verb = &letter_try};
	struct verb_args a = {&letter_try, env, options, 1, 0};
	const char *name, *value, *file = NULL;
	sifa_day day;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (got)
			letter_take(&w, name, value);
		else if (!file)
			file = value;
		else
			return verb_usage(&letter_try, _("one file is expected"));
	}
	if (got == -2)
		return 2;
	if (!file)
		return verb_usage(&letter_try, _("one file is expected"));
	got = letter_wish_day(env, &w, &day);
	return got ? got : try_file(env, file, day);
}

const struct verb letter_try = {
	"letter try",
	"FILE [--as-of DATE]",
	N_("what a letter in FILE would change for every office; nothing is stored"),
	"",
	VERB_STORE | VERB_BATCH,
	run};
