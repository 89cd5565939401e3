/* letter_lock.c - sifa letter lock, reopen, final, correct: a score that stays, and what
 * was found to be wrong in it. */
#include <stdio.h>
#include <string.h>

#include "letter.h"

/* ---- lock, reopen ---- */

struct wish {
	struct letter_of of;
	const char *reason;
	bool yes, no;
	int n;
};

static int read_args(struct verb_env *env, const struct verb *v, struct wish *w)
{
	static const struct verb_option options[] = {{"--office", true},
						     {"--as-of", true},
						     {"--reason", true},
						     {"--yes", false},
						     {"--no", false}};
	struct verb_args a = {v, env, options, 5, 0};
	const char *name, *value;
	int got;

	w->of.as_of = sifa_today(env->se);
	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got)
			w->of.letter = value;
		w->n += !got;
		w->yes = w->yes || (got && !strcmp(name, "--yes"));
		w->no = w->no || (got && !strcmp(name, "--no"));
		if (got && !strcmp(name, "--office"))
			w->of.office = value;
		if (got && !strcmp(name, "--reason"))
			w->reason = value;
		if (got && !strcmp(name, "--as-of") &&
		    sifa_day_parse(value, strlen(value), sifa_today(env->se), &w->of.as_of))
			return verb_usage(v, _("--as-of takes a date like 2013-06-30"));
	}
	if (got == -2)
		return 2;
	if (w->n > 1 || (w->yes && w->no) || ((w->yes || w->no) && !w->n))
		return verb_usage(v,
				  _("a letter with --office, or the number of a locked score, is "
				    "expected"));
	return 0;
}

static int decide(struct verb_env *env, const struct verb *v, const struct wish *w)
{
	struct sifa_err err = {0};
	uint64_t id;
	int code = letter_id(v, w->of.letter, &id);

	if (code)
		return code;
	if (sifa_lock_decide(env->se, id, w->yes, w->reason, &err))
		return verb_fail(&err);
	return verb_state(env, v, w->of.letter);
}

static int lock(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_sheet *sheet = NULL;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id;
	char text[32];
	int code = read_args(env, &letter_lock, &w);

	if (!code && (w.yes || w.no))
		return decide(env, &letter_lock, &w);
	if (!code)
		code = letter_sheet(env, &letter_lock, &w.of, &sheet);
	if (code)
		return code;
	if (sifa_lock_propose(env->se, sheet, w.reason, &id, &f, &err))
		code = verb_fail(&err);
	else
		puts(sifa_id_format(id, text));
	verb_findings(&f, 0);
	sifa_findings_free(&f);
	sifa_sheet_free(sheet);
	return code;
}

const struct verb letter_lock = {
	"letter lock",
	"[LETTER] --office OFFICE --reason TEXT [--as-of DATE] | LOCK --yes|--no [--reason TEXT]",
	N_("make the score of an office final, by two users"),
	N_("  Points, records behind them with their revisions, and the configuration's hash are\n"
	   "  frozen. The number printed is that of the proposal, which another user answers.\n\n"
	   "  sifa letter lock yuanqu-2013 --office 柳河司法所 --reason 局务会2014年第1次\n"
	   "  sifa --as zhang letter lock 10203-4999 --yes"),
	VERB_STORE | VERB_BATCH,
	lock};

static int reopen(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_err err = {0};
	uint64_t id;
	int code = read_args(env, &letter_reopen, &w);

	if (!code && (w.yes || w.no))
		return decide(env, &letter_reopen, &w);
	if (!code && !w.n)
		code = verb_usage(&letter_reopen, _("the number of a locked score is expected"));
	if (!code)
		code = letter_id(&letter_reopen, w.of.letter, &id);
	if (code)
		return code;
	if (sifa_lock_reopen(env->se, id, w.reason, &err))
		return verb_fail(&err);
	return verb_state(env, &letter_reopen, w.of.letter);
}

const struct verb letter_reopen = {"letter reopen",
				   "LOCK --reason TEXT | LOCK --yes|--no",
				   N_("open a locked score again, by two users"),
				   N_("  sifa letter reopen 10203-4999 --reason 复核改分\n"
				      "  sifa --as zhang letter reopen 10203-4999 --yes"),
				   VERB_STORE,
				   reopen};

/* ---- final ---- */

static void print_clauses(struct verb_env *env, const struct sifa_lock_sheet *s)
{
	static const char *const key[] = {"clause", "locked", "corrected", "now"};
	const char *head[] = {_("clause"), _("locked"), _("corrected"), _("now")};
	struct verb_table t = {.columns = 4, .right = {[1] = true, [2] = true, [3] = true}};
	char a[32], b[32], c[32];

	if (env->format != VERB_JSONL)
		verb_row(env, &t, key, env->format == VERB_TABLE ? head : key, 4);
	for (size_t i = 0; i < s->n; i++) {
		const struct sifa_lock_clause *l = &s->clause[i];
		const char *cell[4] = {l->clause, sifa_points_format(l->locked, a),
				       l->correct < 0 ? "" : sifa_points_format(l->correct, b),
				       sifa_points_format(l->now, c)};

		/* On a terminal only what is not as it was. */
		if (env->format == VERB_TABLE && l->locked == l->now && l->correct < 0)
			continue;
		verb_row(env, &t, key, cell, 4);
	}
	verb_print(&t);
	verb_table_free(&t);
}

static void print_changes(struct verb_env *env, const struct sifa_lock_sheet *s)
{
	struct verb_table t = {.columns = 4};

	for (size_t i = 0; i < s->nchanges; i++) {
		const struct sifa_lock_change *c = &s->change[i];
		char id[32], title[256], what[64], a[16], b[16];

		snprintf(a, sizeof a, "%u", c->was);
		snprintf(b, sizeof b, "%u", c->is);
		lang_fill(what, sizeof what,
			  !c->was  ? _("counts only now")
			  : !c->is ? _("counts no more")
				   : _("changed: revision {1}, now {2}"),
			  a, b, NULL);
		verb_cell(&t, c->clause);
		verb_cell(&t, sifa_id_format(c->id, id));
		verb_cell(&t, what);
		sifa_title(env->se, c->id, true, lang_now(), title, sizeof title);
		verb_cell(&t, *title ? title : _("not shown"));
	}
	verb_print(&t);
	verb_table_free(&t);
}

static void print_final(struct verb_env *env, const struct sifa_letter *l,
			const struct sifa_lock_sheet *s)
{
	char text[400], day[16], a[32], b[32], c[32];

	print_clauses(env, s);
	if (env->format != VERB_TABLE)
		return;
	print_changes(env, s);
	puts(lang_fill(text, sizeof text,
		       _("locked {1}, with corrections {2}; the records say {3}"),
		       sifa_letter_points(l, s->points, a), sifa_letter_points(l, s->correct, b),
		       sifa_letter_points(l, s->now, c), NULL));
	puts(lang_fill(text, sizeof text, _("counted up to {1}; frozen as {2}"),
		       sifa_day_format(s->as_of, day), s->frozen, NULL));
	if (!s->same_config)
		puts(lang_fill(text, sizeof text,
			       _("the configuration is another one now; then it was {1}"),
			       s->config, NULL));
}

static int final(struct verb_env *env)
{
	struct letter_of of = {0};
	const struct sifa_letter *l;
	struct sifa_lock_sheet s;
	struct sifa_err err = {0};
	uint64_t office, id = 0;
	bool waits;
	int code = letter_of_args(env, &letter_final, &of);

	if (!code && !of.office)
		code = verb_usage(&letter_final, _("--office is needed"));
	l = code ? NULL : verb_letter(env, of.letter, of.as_of);
	if (!l)
		return code ? code : 2;
	code = verb_letter_office(env, l, of.office, &office);
	if (code)
		return code;
	if (sifa_lock_of(env->se, l, office, SIFA_DAY_NONE, &id, &waits, &err))
		return verb_fail(&err);
	if (!id) {
		puts(_("This score is not locked."));
		return 1;
	}
	if (sifa_lock_sheet(env->se, id, &s, &err))
		return verb_fail(&err);
	print_final(env, l, &s);
	code = s.nchanges ? 1 : 0;
	sifa_lock_sheet_free(&s);
	return code;
}

const struct verb letter_final = {
	"letter final",
	"[LETTER] --office OFFICE",
	N_("the locked score, and what has changed behind it"),
	N_("  Exit code 1 if a record is not what it was, or nothing is locked.\n\n"
	   "  sifa letter final yuanqu-2013 --office 柳河司法所"),
	VERB_STORE | VERB_BATCH,
	final};

/* ---- correct ---- */

static int correct(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--reason", true}};
	struct verb_args a = {&letter_correct, env, options, 1, 0};
	const char *name, *value, *arg[3] = {NULL}, *reason = NULL;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t lock, id;
	int64_t points;
	char text[32];
	int got, n = 0, code;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (got)
			reason = value;
		else if (n < 3)
			arg[n] = value;
		n += !got;
	}
	if (got == -2)
		return 2;
	if (n != 3 || !report_points(arg[2], &points))
		return verb_usage(&letter_correct,
				  _("a locked score, a clause and points like 2.50 are expected"));
	code = letter_id(&letter_correct, arg[0], &lock);
	if (code)
		return code;
	if (sifa_lock_correct(env->se, lock, arg[1], points, reason, &id, &f, &err)) {
		code = verb_fail(&err);
		verb_findings(&f, 0);
	} else {
		puts(sifa_id_format(id, text));
	}
	sifa_findings_free(&f);
	return code;
}

const struct verb letter_correct = {
	"letter correct",
	"LOCK CLAUSE POINTS --reason TEXT",
	N_("enter what a clause of a locked score should have been"),
	N_("  The locked figure stays; the entry stands beside it.\n\n"
	   "  sifa letter correct 10203-4999 C4 6.50 --reason 一件重复登记"),
	VERB_STORE,
	correct};
