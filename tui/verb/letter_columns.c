/* letter_columns.c - sifa letter columns: self-score, check and final side by side. */
#include <stdio.h>
#include <string.h>

#include "letter.h"

enum { COLUMNS = 9 };

static const char *points(int64_t n, char *buf)
{
	return n < 0 ? "" : sifa_points_format(n, buf);
}

/* "2.30 (5)": what was typed as done stands beside where it contradicts the records. */
static const char *said(const struct sifa_said *s, const struct sifa_clause *c, char *buf)
{
	char p[32];

	if (!s->record)
		return "";
	if (s->actual >= 0 && s->actual != c->actual && c->standing == SIFA_SCORED && !c->scaled)
		snprintf(buf, 80, "%s (%lld)", points(s->points, p), (long long)s->actual);
	else
		snprintf(buf, 80, "%s", points(s->points, p));
	return buf;
}

struct cells {
	const char *cell[COLUMNS];
	char buf[7][80];
};

static void fill(const struct sifa_column_row *r, struct cells *l)
{
	const struct sifa_clause *c = r->clause;
	char p[32];

	l->cell[0] = c->id;
	l->cell[1] = c->standing == SIFA_SCORED ? sifa_points_format(c->points, l->buf[0]) : "";
	if (c->scaled)
		sifa_points_format(c->actual, l->buf[1]);
	else
		snprintf(l->buf[1], sizeof l->buf[1], "%lld", (long long)c->actual);
	l->cell[2] = c->standing == SIFA_SCORED ? l->buf[1] : "";
	l->cell[3] = said(&r->self, c, l->buf[2]);
	l->cell[4] = said(&r->checked, c, l->buf[3]);
	l->cell[5] = said(&r->final, c, l->buf[4]);
	if (r->before >= 0 && r->before != r->final.points)
		snprintf(l->buf[4] + strlen(l->buf[4]), sizeof l->buf[4] - strlen(l->buf[4]),
			 " < %s", points(r->before, p));
	l->cell[6] = points(r->locked, l->buf[5]);
	l->cell[7] = points(r->correct, l->buf[6]);
	l->cell[8] = r->differs ? "!" : "";
}

static const char *const key[COLUMNS] = {"clause", "computed", "actual",  "self",   "checked",
					 "final",  "locked",   "correct", "differs"};

static void print(struct verb_env *env, const struct sifa_columns *c)
{
	const char *head[COLUMNS] = {_("clause"), _("computed"),  _("actual"),
				     _("self"),	  _("checked"),	  _("final"),
				     _("locked"), _("corrected"), ""};
	struct verb_table t = {.columns = COLUMNS,
			       .right = {[1] = true,
					 [2] = true,
					 [3] = true,
					 [4] = true,
					 [5] = true,
					 [6] = true,
					 [7] = true}};

	if (env->format != VERB_JSONL)
		verb_row(env, &t, key, env->format == VERB_TABLE ? head : key, COLUMNS);
	for (size_t r = 0; r < c->n; r++) {
		struct cells l;

		fill(&c->row[r], &l);
		verb_row(env, &t, key, l.cell, COLUMNS);
	}
	verb_print(&t);
	verb_table_free(&t);
}

int letter_of_args(struct verb_env *env, const struct verb *v, struct letter_of *of)
{
	static const struct verb_option options[] = {{"--office", true}, {"--as-of", true}};
	struct verb_args a = {v, env, options, 2, 0};
	const char *name, *value;
	int got;

	of->as_of = sifa_today(env->se);
	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && !of->letter)
			of->letter = value;
		else if (!got)
			return verb_usage(v, _("one letter is expected"));
		else if (!strcmp(name, "--office"))
			of->office = value;
		else if (sifa_day_parse(value, strlen(value), sifa_today(env->se), &of->as_of))
			return verb_usage(v, _("--as-of takes a date like 2013-06-30"));
	}
	return got == -2 ? 2 : 0;
}

static int columns(struct verb_env *env)
{
	struct letter_of of = {0};
	struct sifa_sheet *sheet = NULL;
	struct sifa_columns c;
	struct sifa_err err = {0};
	int code = letter_of_args(env, &letter_columns, &of);

	if (!code)
		code = letter_sheet(env, &letter_columns, &of, &sheet);
	if (code)
		return code;
	if (sifa_score_columns(env->se, sheet, &c, &err)) {
		code = verb_fail(&err);
	} else {
		print(env, &c);
		sifa_columns_free(&c);
	}
	sifa_sheet_free(sheet);
	return code;
}

const struct verb letter_columns = {
	"letter columns",
	"[LETTER] --office OFFICE [--as-of DATE]",
	N_("self-score, check and final beside what the records say"),
	N_("  ! marks a line whose columns differ. A typed actual that contradicts the records\n"
	   "  stands in brackets; points before a review behind <.\n\n"
	   "  sifa letter columns yuanqu-2013 --office 柳河司法所"),
	VERB_STORE | VERB_BATCH,
	columns};
