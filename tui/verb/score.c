/* score.c - sifa score: the sheet of an office, of all, or what is behind a clause. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "verb.h"

struct wish {
	const char *letter, *office, *clause;
	sifa_day as_of;
	uint64_t year; /* 0: the letter in force */
	bool ranking;
};

static const char *percent(const struct sifa_clause *c, char *buf)
{
	char p[32];

	if (c->completion < 0)
		return "";
	snprintf(buf, 40, "%s%%", sifa_points_format(c->completion, p));
	return buf;
}

enum { COLUMNS = 9 };

struct cells { /* of a line, and the memory some of them need */
	const char *cell[COLUMNS];
	char id[32], number[5][48], how[420];
};

/* A broken veto is marked, and said where the points are explained. */
static void mark_veto(const struct sifa_clause *c, struct cells *line)
{
	if (!c->veto)
		return;
	snprintf(line->id, sizeof line->id, "%s !", c->id);
	snprintf(line->how, sizeof line->how, "%s  ! %s", line->cell[6], c->note[lang_now()]);
	line->cell[0] = line->id;
	line->cell[6] = line->how;
}

static void clause_cells(const struct sifa_clause *c, struct cells *line)
{
	bool scored = c->standing == SIFA_SCORED;
	const char **cell = line->cell;
	char(*buf)[48] = line->number;

	cell[0] = c->id;
	cell[1] = c->bonus || c->standing == SIFA_PRINTED || c->standing == SIFA_GUARD ||
				  c->standing == SIFA_SAME || c->standing == SIFA_ELSEWHERE
			  ? ""
			  : sifa_points_format(c->weight, buf[0]);
	cell[2] = scored || c->standing == SIFA_UNJUDGED || c->standing == SIFA_UNVERIFIED
			  ? sifa_points_format(c->points, buf[1])
			  : "";
	cell[3] = c->has_target ? report_amount(c, c->target, buf[2]) : "";
	cell[4] = scored ? report_amount(c, c->actual, buf[3]) : "";
	cell[5] = scored ? percent(c, buf[4]) : "";
	cell[6] = scored ? c->formula[lang_now()] : report_standing(c->standing);
	cell[7] = c->date[lang_now()];
	cell[8] = c->text[lang_now()];
	mark_veto(c, line);
}

static void sheet_table(const struct sifa_sheet *s)
{
	const char *head[COLUMNS] = {_("clause"), _("weight"),	   _("points"),
				     _("target"), _("actual"),	   _("completion"),
				     _("how"),	  _("counted by"), _("text")};
	struct verb_table t = {
		.columns = COLUMNS,
		.right = {[1] = true, [2] = true, [3] = true, [4] = true, [5] = true}};
	char a[32], b[32], d[3][16], msg[300];

	printf("%s  %s  %s\n", sifa_letter_title(s->letter, lang_now()), s->office_name,
	       lang_fill(msg, sizeof msg, _("{1} to {2}, as of {3}"),
			 sifa_day_format(s->from, d[0]), sifa_day_format(s->to, d[1]),
			 sifa_day_format(s->as_of, d[2]), NULL));
	if (s->closed != SIFA_DAY_NONE)
		puts(verb_closed(s, msg, sizeof msg));
	if (sifa_letter_template(s->letter))
		puts(_("the weights are a template"));
	if (s->moved)
		puts(_("! signed by another text than counts here: see sifa letter diff"));
	for (size_t i = 0; i < COLUMNS; i++)
		verb_cell(&t, head[i]);
	for (size_t i = 0; i < s->n; i++) {
		const struct sifa_section *sec = &s->section[i];
		const char *cell[COLUMNS] = {sec->number,
					     sifa_points_format(sec->weight, a),
					     sifa_points_format(sec->points, b),
					     "",
					     "",
					     "",
					     "",
					     "",
					     sec->title[lang_now()]};

		for (size_t j = 0; j < COLUMNS; j++)
			verb_cell(&t, cell[j]);
		for (size_t j = 0; j < sec->n; j++) {
			struct cells line = {.how = ""};

			clause_cells(&sec->clause[j], &line);
			for (size_t k = 0; k < COLUMNS; k++)
				verb_cell(&t, line.cell[k]);
		}
	}
	verb_print(&t);
	verb_table_free(&t);
	printf("%s\n", lang_fill(msg, sizeof msg, _("total {1} of {2}"),
				 sifa_letter_points(s->letter, s->points, a),
				 sifa_letter_points(s->letter, s->weight, b), NULL));
	if (s->points != s->raw)
		printf("%s\n", lang_fill(msg, sizeof msg, _("sum of the clauses, before caps: {1}"),
					 sifa_letter_points(s->letter, s->raw, a), NULL));
	if (s->bonus)
		printf("%s\n", lang_fill(msg, sizeof msg, _("of it beyond the total: {1}"),
					 sifa_letter_points(s->letter, s->bonus, a), NULL));
	if (s->veto)
		puts(_("a veto stands: see the clauses marked !"));
}

/* A locked figure stays, whatever the records say by now. */
static void print_lock(struct verb_env *env, const struct sifa_sheet *s)
{
	struct sifa_columns c;
	struct sifa_err err = {0};
	char a[32], b[32], msg[300];

	if (env->format != VERB_TABLE || sifa_score_columns(env->se, s, &c, &err))
		return;
	if (c.lock)
		puts(lang_fill(msg, sizeof msg, _("locked as final: {1}, with corrections {2}"),
			       sifa_letter_points(s->letter, c.locked, a),
			       sifa_letter_points(s->letter, c.correct, b), NULL));
	sifa_columns_free(&c);
}

static const char *standing_id(enum sifa_standing s)
{
	static const char *const id[] = {"scored",     "printed",  "guard", "not_set", "not_due",
					 "unverified", "unjudged", "off",   "same",    "elsewhere"};

	return (size_t)s < sizeof id / sizeof *id ? id[s] : "";
}

static const char *const field_name[] = {"office",  "clause", "rule",	"standing",
					 "weight",  "points", "target", "actual",
					 "formula", "veto",   "date",	"template"};
enum { FIELDS = sizeof field_name / sizeof *field_name };

/* Machine forms are the same in every language. */
static void clause_row(const struct verb_env *env, const struct sifa_sheet *s,
		       const struct sifa_clause *c)
{
	static const char *const veto[] = {"", "award", "tier", "total"};
	char w[32], p[32], t[48] = "", a[48];
	const char *v[FIELDS] = {s->office_name,
				 c->id,
				 c->rule,
				 standing_id(c->standing),
				 sifa_points_format(c->weight, w),
				 sifa_points_format(c->points, p),
				 t,
				 report_amount(c, c->actual, a),
				 c->formula[lang_now()],
				 veto[c->veto],
				 c->date_id,
				 sifa_letter_template(s->letter) ? "yes" : "no"};

	if (c->has_target)
		v[6] = report_amount(c, c->target, t);
	verb_row(env, NULL, field_name, v, FIELDS);
}

static void print_sheet(const struct verb_env *env, const struct sifa_sheet *s, bool head)
{
	if (env->format == VERB_TABLE) {
		sheet_table(s);
		return;
	}
	if (env->format == VERB_CSV && head)
		verb_row(env, NULL, field_name, field_name, FIELDS);
	for (size_t i = 0; i < s->n; i++)
		for (size_t j = 0; j < s->section[i].n; j++)
			clause_row(env, s, &s->section[i].clause[j]);
}

static void print_behind(const struct verb_env *env, const struct sifa_behind *b,
			 struct verb_table *t)
{
	char id[32], n[32], title[256];

	sifa_id_format(b->id, id);
	snprintf(n, sizeof n, "%lld", (long long)b->amount);
	sifa_title(env->se, b->id, true, lang_now(), title, sizeof title);
	if (env->format != VERB_JSONL) {
		verb_row(env, t, NULL, (const char *const[]){id, verb_role(env, b->role), n, title},
			 4);
		return;
	}
	printf("{\"id\":\"%s\",\"role\":\"%s\",\"amount\":%s,\"title\":", id,
	       verb_role(env, b->role), n);
	verb_json(title);
	puts("}");
}

static int print_records(struct verb_env *env, const struct sifa_sheet *s, const char *clause)
{
	struct verb_table t = {.columns = 4, .right = {[2] = true}};
	struct sifa_behind_list l = {0};
	struct sifa_err err = {0};
	char n[32], msg[200];

	if (sifa_score_records(env->se, s, clause, &l, &err))
		return verb_fail(&err);
	if (env->format == VERB_CSV)
		puts("id,role,amount,title");
	for (size_t i = 0; i < l.n; i++)
		print_behind(env, &l.v[i], &t);
	verb_print(&t);
	verb_table_free(&t);
	if (l.hidden) {
		snprintf(n, sizeof n, "%zu", l.hidden);
		fprintf(stderr, "%s\n",
			lang_fill(msg, sizeof msg, _("{1} more are not yours to see"), n, NULL));
	}
	sifa_behind_free(&l);
	return 0;
}

/* A ranking, or for programs every clause of every office. */
static int all_offices(struct verb_env *env, const struct sifa_letter *l, int year,
		       const struct wish *w)
{
	struct sifa_sheet **sheet = NULL;
	struct sifa_err err = {0};
	size_t n = 0;

	if (w->ranking || env->format == VERB_TABLE)
		return verb_ranking(env, l, year, w->as_of);
	if (sifa_score_all_year(env->se, l, year, w->as_of, &sheet, &n, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < n; i++) {
		print_sheet(env, sheet[i], !i);
		sifa_sheet_free(sheet[i]);
	}
	free(sheet);
	return 0;
}

/* In January last year's letter beside the new one, until its cut-off. */
static int all_open(struct verb_env *env, const struct wish *w)
{
	const struct sifa_letter **letter = NULL;
	struct sifa_err err = {0};
	size_t n = 0, years = 0, shown = 0;
	int year[4], code = 0;

	if (sifa_letters_now(env->se, w->as_of, &letter, &n, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < n && !code; i++) {
		if (i && !sifa_letter_before(env->se, letter[i], letter[0], w->as_of))
			continue;
		if (sifa_letter_years(env->se, letter[i], w->as_of, year, 4, &years, &err))
			code = verb_fail(&err);
		while (years-- && !code) {
			if (shown++)
				putchar('\n');
			printf(year[years] ? "%s  %d\n" : "%s\n",
			       sifa_letter_title(letter[i], lang_now()), year[years]);
			code = all_offices(env, letter[i], year[years], w);
		}
	}
	free(letter);
	return code;
}

/* Does more than one year's letter stand open? */
static bool several_open(struct verb_env *env, const struct sifa_letter *l, sifa_day as_of)
{
	const struct sifa_letter **letter = NULL;
	int year[4];
	size_t n = 0, open = 0;

	if (!sifa_letters_now(env->se, as_of, &letter, &n, NULL))
		for (size_t i = 0; i < n; i++)
			open += i && sifa_letter_before(env->se, letter[i], letter[0], as_of);
	free(letter);
	n = 0;
	if (!sifa_letter_years(env->se, l, as_of, year, 4, &n, NULL))
		open += n;
	return open > 1;
}

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {{"--office", true},
						     {"--as-of", true},
						     {"--records", true},
						     {"--year", true},
						     {"--ranking", false}};
	struct verb_args a = {&verb_score, env, options, 5, 0};
	const char *name, *value;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && !w->letter)
			w->letter = value;
		else if (!got)
			return verb_usage(&verb_score, _("one letter is expected"));
		else if (!strcmp(name, "--office"))
			w->office = value;
		else if (!strcmp(name, "--records"))
			w->clause = value;
		else if (!strcmp(name, "--year")) {
			if (!verb_whole(value, 2000, 2100, &w->year))
				return verb_misuse(&verb_score, N_("{1} is no year"), value);
		} else if (!strcmp(name, "--ranking"))
			w->ranking = true;
		else if (sifa_day_parse(value, strlen(value), sifa_today(env->se), &w->as_of))
			return verb_usage(&verb_score, _("--as-of takes a date like 2013-06-30"));
	}
	return got == -2 ? 2 : 0;
}

static int run(struct verb_env *env)
{
	struct wish w = {.as_of = sifa_today(env->se)};
	const struct sifa_letter *l;
	struct sifa_sheet *sheet = NULL;
	struct sifa_err err = {0};
	uint64_t office = 0;
	int code = read_args(env, &w);

	if (code)
		return code;
	l = verb_letter(env, w.letter, w.as_of);
	if (!l)
		return 2;
	if (w.office && w.ranking)
		return verb_usage(&verb_score, _("--ranking is of all offices, without --office"));
	if (!w.office && w.clause)
		return verb_usage(&verb_score, _("--records needs --office"));
	if (!w.office && !w.letter && !w.year && env->format == VERB_TABLE &&
	    several_open(env, l, w.as_of))
		return all_open(env, &w);
	if (!w.office)
		return all_offices(env, l, (int)w.year, &w);
	code = verb_letter_office(env, l, w.office, &office);
	if (code)
		return code;
	if (sifa_score_year(env->se, l, office, (int)w.year, w.as_of, &sheet, &err))
		return verb_fail(&err);
	if (w.clause)
		code = print_records(env, sheet, w.clause);
	else
		print_sheet(env, sheet, true);
	if (!w.clause)
		print_lock(env, sheet);
	if (!w.clause)
		code = verb_place(env, l, office, (int)w.year, w.as_of);
	sifa_sheet_free(sheet);
	return code;
}

const struct verb verb_score = {
	"score",
	"[LETTER] [--office CODE] [--as-of DATE] [--year YEAR] [--records CLAUSE] [--ranking]",
	N_("the score sheet of an office, or the ranking of all"),
	N_("--records lists what a clause was computed from; --year takes that\n"
	   "year's letter. While two years are open, both are shown.\n"
	   "  sifa score yuanqu-2013 --office SFS001 --records C4"),
	VERB_STORE | VERB_BATCH,
	run};
