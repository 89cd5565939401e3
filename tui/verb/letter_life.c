/* letter_life.c - the life of a letter: where each unit's stands, what differs from the
 * signed copy, and the next year. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letter.h"

/* The units' letters of a year: options --year and --above, one argument. */
static int read_ask(struct verb_env *env, const struct verb *v, struct letter_ask *a, bool *amended,
		    const char **to)
{
	static const struct verb_option options[] = {{"--year", true},
						     {"--above", true},
						     {"--office", true},
						     {"--amended", false},
						     {"--to", true}};
	/* The last two are of one act each. */
	struct verb_args args = {v, env, options, amended ? 4u : to ? 5u : 3u, 0};
	const char *name, *value;
	int is, code = 0;

	while (!code && (is = verb_next(&args, &name, &value)) >= 0) {
		if (!is && a->name)
			return verb_usage(v, _("one letter is expected"));
		if (!is)
			a->name = value;
		else if (!strcmp(name, "--office"))
			a->unit = value;
		else if (amended && !strcmp(name, "--amended"))
			*amended = true;
		else if (to && !strcmp(name, "--to"))
			*to = value;
		else
			letter_option(env, v, a, name, value, &code);
	}
	if (code || is == -2)
		return code ? code : 2;
	return letter_asked(env, v, a, NULL);
}

/* The letter record of the unit named by --office; an exit code after a message. */
static int find_record(struct verb_env *env, const struct verb *v, const struct letter_ask *a,
		       struct sifa_record **r)
{
	const struct sifa_target_unit *u = NULL;
	struct sifa_targets *t = NULL;
	struct sifa_err err = {0};
	uint64_t id = 0;
	int code = 0;

	if (!a->unit)
		return verb_usage(v, _("--office is expected"));
	if (sifa_targets(env->se, a->letter, (int)a->year, a->above_id, &t, &err))
		return verb_fail(&err);
	u = letter_unit(t, v, a->unit);
	id = u ? u->record : 0;
	if (!u)
		code = 2;
	else if (!id)
		code = verb_misuse(v, N_("{1} has no letter of that year yet"), u->name);
	sifa_targets_free(t);
	if (!code && sifa_record_get(env->se, id, r, &err))
		code = verb_fail(&err);
	return code;
}

/* ---- show ---- */

static void blanks_of(struct verb_env *env, const struct sifa_record *r, char *buf, size_t size)
{
	const char *const *id = NULL;
	size_t n = 0, at = 0;

	buf[0] = '\0';
	if (sifa_letter_blanks(env->se, r, &id, &n, NULL))
		return;
	for (size_t i = 0; i < n && at < size; i++)
		at += (size_t)snprintf(buf + at, size - at, "%s%s", i ? " " : "", id[i]);
	free((void *)(uintptr_t)id);
}

static void differing(struct verb_env *env, const struct sifa_record *r, char *buf, size_t size)
{
	struct sifa_letter_change *c = NULL;
	size_t n = 0;
	char text[24];

	buf[0] = '\0';
	if (sifa_letter_diff(env->se, r, &c, &n, NULL) || !n)
		return;
	snprintf(text, sizeof text, "%zu", n);
	lang_fill(buf, size, _("{1} differences from the signed copy"), text, NULL);
	sifa_letter_diff_free(c, n);
}

enum { SHOWN = 7 };
static const char *const shown[SHOWN] = {"unit", "id",	   "state",  "signed",
					 "hash", "blanks", "differs"};

static void show_unit(struct verb_env *env, struct verb_table *t, const struct sifa_target_unit *u)
{
	char id[32] = "", day[32] = "", hash[80] = "", blank[600] = "", differ[200] = "";
	const char *cell[SHOWN] = {u->name, id, _("no letter yet"), day, hash, blank, differ};
	struct sifa_record *r = NULL;

	if (u->record && !sifa_record_get(env->se, u->record, &r, NULL)) {
		sifa_id_format(u->record, id);
		cell[2] = u->state ? u->state->label[lang_now()] : "";
		report_shown(env->se, r, "signed_on", day, sizeof day);
		report_shown(env->se, r, "copy_hash", hash, sizeof hash);
		if (env->format == VERB_TABLE && strlen(hash) > 12)
			hash[12] = '\0';
		blanks_of(env, r, blank, sizeof blank);
		differing(env, r, differ, sizeof differ);
	}
	verb_row(env, t, shown, cell, SHOWN);
	sifa_record_free(r);
}

static int run_show(struct verb_env *env)
{
	struct verb_table table = {.columns = SHOWN};
	struct letter_ask a = {.from = SIFA_DAY_NONE};
	struct sifa_targets *t = NULL;
	struct sifa_err err = {0};
	int code = read_ask(env, &letter_show, &a, NULL, NULL);

	if (code)
		return code;
	if (sifa_targets(env->se, a.letter, (int)a.year, a.above_id, &t, &err))
		return verb_fail(&err);
	if (env->format == VERB_CSV)
		verb_row(env, &table, shown, shown, SHOWN);
	if (t->above.record && !a.unit)
		show_unit(env, &table, &t->above);
	for (size_t i = 0; i < t->nunits; i++)
		if (!a.unit || !strcmp(a.unit, t->unit[i].name) || !strcmp(a.unit, t->unit[i].code))
			show_unit(env, &table, &t->unit[i]);
	verb_print(&table);
	verb_table_free(&table);
	sifa_targets_free(t);
	return 0;
}

/* ---- diff ---- */

void letter_print_change(const struct verb_env *env, const struct sifa_letter_change *c)
{
	if (env->format == VERB_CSV) {
		verb_csv(c->clause, false);
		verb_csv(c->path, false);
		verb_csv(c->was, false);
		verb_csv(c->now, true);
	} else if (env->format == VERB_JSONL) {
		fputs("{\"clause\":", stdout);
		verb_json(c->clause);
		fputs(",\"what\":", stdout);
		verb_json(c->what);
		fputs(",\"path\":", stdout);
		verb_json(c->path);
		fputs(",\"was\":", stdout);
		verb_json(c->was);
		fputs(",\"now\":", stdout);
		verb_json(c->now);
		puts("}");
	} else {
		printf("%s%s%s %s\n", c->clause, *c->clause ? " " : "", _(c->what), c->path);
		printf("  - %s\n  + %s\n", *c->was ? c->was : _("none"),
		       *c->now ? c->now : _("none"));
	}
}

static int run_diff(struct verb_env *env)
{
	struct letter_ask a = {.from = SIFA_DAY_NONE};
	struct sifa_letter_change *c = NULL;
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};
	size_t n = 0;
	int code = read_ask(env, &letter_diff, &a, NULL, NULL);

	if (!code)
		code = find_record(env, &letter_diff, &a, &r);
	if (!code && sifa_letter_diff(env->se, r, &c, &n, &err))
		code = verb_fail(&err);
	if (!code && env->format == VERB_CSV)
		puts("clause,path,was,now");
	for (size_t i = 0; i < n; i++)
		letter_print_change(env, &c[i]);
	if (!code && !n && env->format == VERB_TABLE)
		puts(_("nothing differs from the signed copy"));
	sifa_letter_diff_free(c, n);
	sifa_record_free(r);
	return code ? code : n > 0;
}

/* ---- copy ---- */

static int run_copy(struct verb_env *env)
{
	struct letter_ask a = {.from = SIFA_DAY_NONE};
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};
	bool amended = false;
	int code = read_ask(env, &letter_copy, &a, &amended, NULL);

	if (!code)
		code = find_record(env, &letter_copy, &a, &r);
	if (!code && sifa_letter_copy(env->se, r, amended, &verb_stdout, &err))
		code = verb_fail(&err);
	sifa_record_free(r);
	return code;
}

/* ---- the next year ---- */

static int run_next_year(struct verb_env *env)
{
	struct letter_ask a = {.from = SIFA_DAY_NONE};
	const struct sifa_letter *next = NULL;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	const char *to = NULL;
	size_t made = 0;
	char n[24], text[200];
	int code = read_ask(env, &letter_next_year, &a, NULL, &to);

	if (!code && to && !(next = verb_letter(env, to, sifa_today(env->se))))
		code = 2;
	if (code)
		return code;
	if (sifa_letter_next_year(env->se, a.letter, (int)a.year, next, &made, &found, &err))
		code = verb_fail(&err);
	code = verb_findings(&found, code);
	sifa_findings_free(&found);
	snprintf(n, sizeof n, "%zu", made);
	if (!code)
		puts(lang_fill(text, sizeof text, _("{1} letters drafted"), n, NULL));
	return code;
}

/* ---- the acts ---- */

const struct verb letter_show = {"letter show",
				 "[LETTER] [--office UNIT] [--year YEAR] [--above UNIT]",
				 N_("where the letter of each unit stands, and its signed copy"),
				 N_("Blanks are the clauses whose number is still missing.\n"
				    "  sifa letter show yuanqu-2013"),
				 VERB_STORE,
				 run_show};

const struct verb letter_diff = {
	"letter diff",
	"LETTER --office UNIT [--year YEAR] [--above UNIT]",
	N_("what differs from the signed copy, clause by clause"),
	N_("Compared with the last supplement where there is one; exit code 1 when something\n"
	   "differs.\n"
	   "  sifa letter diff yuanqu-2013 --office SFS001"),
	VERB_STORE,
	run_diff};

const struct verb letter_copy = {"letter copy",
				 "LETTER --office UNIT [--amended] [--year YEAR] [--above UNIT]",
				 N_("the frozen copy of a signed letter"),
				 N_("  --amended  as the last supplement left it"),
				 VERB_STORE,
				 run_copy};

const struct verb letter_next_year = {
	"letter next-year",
	"LETTER [--year YEAR] [--to LETTER]",
	N_("draft next year's letters with this year's numbers"),
	N_("  --to  the letter they are of, where next year's is another file\n\n"
	   "Cases and rosters are records by date: they go on by themselves.\n"
	   "  sifa letter next-year yuanqu-2013"),
	VERB_STORE | VERB_BATCH,
	run_next_year};
