/* letter_explain.c - sifa letter explain: why a clause has the points it has. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letter.h"

enum { PAGE_COLS = 78 };

static const char *const near_key[] = {"guard",	   "undated",  "date", "test",
				       "register", "replaced", "unit", "deleted"};
static const char *const role_key[] = {"counted", "population", "guard", "against"};
static const char *const aim_key[] = {"", "unset", "letter", "signed", "share", "measured"};
static const char *const pace_key[] = {"", "green", "yellow", "red"};

static void json(const char *key, const char *text)
{
	printf(",\"%s\":", key);
	verb_json(text);
}

static void json_number(const char *key, const struct sifa_clause *c, int64_t v)
{
	char n[40];

	printf(",\"%s\":%s", key, report_amount(c, v, n));
}

static void json_records(struct verb_env *env, const struct sifa_explain *x)
{
	char id[32], title[256];

	printf(",\"records\":[");
	for (size_t i = 0; i < x->behind.n; i++) {
		const struct sifa_behind *b = &x->behind.v[i];

		printf("%s{\"id\":\"%s\"", i ? "," : "", sifa_id_format(b->id, id));
		json("role", role_key[b->role]);
		printf(",\"amount\":%lld", (long long)b->amount);
		json("title", sifa_title(env->se, b->id, false, lang_now(), title, sizeof title));
		putchar('}');
	}
	printf("],\"near\":[");
	for (size_t i = 0; i < x->nnear; i++) {
		const struct sifa_near_miss *m = &x->near[i];

		printf("%s{\"id\":\"%s\"", i ? "," : "", sifa_id_format(m->id, id));
		json("why", near_key[m->why]);
		json("words", m->words.text[lang_now()]);
		json("title", sifa_title(env->se, m->id, false, lang_now(), title, sizeof title));
		putchar('}');
	}
	printf("],\"hidden\":%zu", x->behind.hidden + x->near_hidden);
}

static void json_page(struct verb_env *env, const struct sifa_sheet *s, size_t flat,
		      const struct sifa_explain *x)
{
	const struct sifa_clause *c = sifa_sheet_clause(s, flat);
	struct sifa_progress p;
	char day[16], id[32];

	printf("{\"office\":");
	verb_json(s->office_name);
	json("clause", c->id);
	json("text", c->text[lang_now()]);
	json("as_of", sifa_day_format(s->as_of, day));
	json("rule", c->rule);
	json("rule_words", x->rule.text[lang_now()]);
	printf(",\"measures\":[");
	for (size_t i = 0; i < x->nmeasures; i++) {
		printf("%s", i ? "," : "");
		verb_json(x->measure[i].text[lang_now()]);
	}
	printf("]");
	json("standing", report_standing(c->standing));
	json("target_from", aim_key[x->aim]);
	json("target_words", x->aim_words.text[lang_now()]);
	json("target_record", x->aim_record ? sifa_id_format(x->aim_record, id) : "");
	if (c->has_target)
		json_number("target", c, c->target);
	json_number("actual", c, c->actual);
	json("formula", c->formula[lang_now()]);
	json("note", c->note[lang_now()]);
	json("weight", sifa_points_format(c->weight, id));
	json("points", sifa_points_format(c->points, id));
	json("gain", sifa_points_format(c->gain, id));
	sifa_progress(s, flat, &p);
	json("pace", pace_key[p.pace]);
	json_records(env, x);
	puts("}");
}

static void csv_page(struct verb_env *env, const struct sifa_explain *x)
{
	char id[32], title[256];

	puts("id,kept,why,words,title");
	for (size_t i = 0; i < x->behind.n; i++) {
		verb_csv(sifa_id_format(x->behind.v[i].id, id), false);
		verb_csv("yes", false);
		verb_csv(role_key[x->behind.v[i].role], false);
		verb_csv("", false);
		verb_csv(sifa_title(env->se, x->behind.v[i].id, false, lang_now(), title,
				    sizeof title),
			 true);
	}
	for (size_t i = 0; i < x->nnear; i++) {
		verb_csv(sifa_id_format(x->near[i].id, id), false);
		verb_csv("no", false);
		verb_csv(near_key[x->near[i].why], false);
		verb_csv(x->near[i].words.text[lang_now()], false);
		verb_csv(sifa_title(env->se, x->near[i].id, false, lang_now(), title, sizeof title),
			 true);
	}
}

static int print(struct verb_env *env, const struct letter_wish *w, const struct sifa_sheet *s,
		 size_t flat, const struct sifa_explain *x)
{
	struct report r = {.cols = PAGE_COLS};
	char id[64];
	int code = 0;

	if (env->format == VERB_JSONL && !w->paper) {
		json_page(env, s, flat, x);
	} else if (env->format == VERB_CSV && !w->paper) {
		csv_page(env, x);
	} else {
		snprintf(id, sizeof id, "explain-%s", sifa_sheet_clause(s, flat)->id);
		report_explain(&r, env->se, s, flat, x);
		code = letter_report(env, w, id, &r);
		free(r.text);
	}
	return code;
}

/* The clause's place; past the last when there is none. */
static size_t find(const struct sifa_sheet *s, const char *id)
{
	const struct sifa_clause *c;
	size_t flat = 0;

	while ((c = sifa_sheet_clause(s, flat)) && strcmp(c->id, id) != 0)
		flat++;
	return flat;
}

static int explain(struct verb_env *env, const struct letter_wish *w, const char *clause)
{
	struct sifa_explain x = {0};
	struct sifa_sheet *s;
	struct sifa_err err = {0};
	int code = letter_wish_sheet(env, w, &s);

	if (code)
		return code;
	if (sifa_explain(env->se, s, clause, &x, &err))
		code = verb_fail(&err);
	else
		code = print(env, w, s, find(s, clause), &x);
	sifa_explain_free(&x);
	sifa_sheet_free(s);
	return code;
}

static int run(struct verb_env *env)
{
	struct letter_wish w = {.verb = &letter_explain};
	struct verb_args a = {&letter_explain, env, letter_options, LETTER_OPTIONS, 0};
	const char *name, *value, *clause = NULL;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (got)
			letter_take(&w, name, value);
		else if (!w.letter)
			w.letter = value;
		else if (!clause)
			clause = value;
		else
			return verb_usage(&letter_explain,
					  _("a letter and one clause are expected"));
	}
	if (got == -2)
		return 2;
	if (!clause)
		return verb_usage(&letter_explain, _("a letter and one clause are expected"));
	return explain(env, &w, clause);
}

const struct verb letter_explain = {
	"letter explain",
	"LETTER CLAUSE [--office NAME] [--as-of DATE] [--out FILE] [--pdf] [--gb18030]",
	N_("why a clause has its points: rule, target, what counted and what nearly did"),
	"",
	VERB_STORE,
	run};
