/* letter_progress.c - sifa letter progress: how far each clause is, and what helps most. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letter.h"

static const char *const key[] = {"clause",   "standing",  "pace",     "target",
				  "actual",   "expected",  "schedule", "per_month",
				  "forecast", "gain",	   "per_act",  "lacking",
				  "next",     "days_left", "below",    "text"};
static const char *const head[] = {N_("clause"),   N_("standing"),  N_("pace"),	    N_("target"),
				   N_("actual"),   N_("expected"),  N_("schedule"), N_("a month"),
				   N_("forecast"), N_("to be had"), N_("an act"),   N_("lacking"),
				   N_("next"),	   N_("days left"), N_("below"),    N_("text")};
enum { COLUMNS = sizeof key / sizeof *key };

static const char *const pace_key[] = {"", "green", "yellow", "red"};

/* Members who fall short, by name. */
static void names_below(struct verb_env *env, const struct sifa_sheet *s, const char *clause,
			char *buf, size_t size)
{
	struct sifa_behind_list l = {0};
	size_t n = 0;
	char title[160];

	if (sifa_score_records(env->se, s, clause, &l, NULL))
		return;
	for (size_t i = 0; i < l.n; i++) {
		if (l.v[i].role != SIFA_POPULATION || n + sizeof title > size)
			continue;
		sifa_title(env->se, l.v[i].id, false, lang_now(), title, sizeof title);
		n += (size_t)snprintf(buf + n, size - n, "%s%s", n ? "; " : "", title);
	}
	sifa_behind_free(&l);
}

static const char *number(int64_t v, char *buf)
{
	return v < 0 ? "" : report_hundredths(v, buf);
}

static void line(struct verb_env *env, struct letter_cells *out, const struct sifa_sheet *s,
		 const struct sifa_clause *c, const struct sifa_progress *p)
{
	bool names = env->format != VERB_TABLE, scored = c->standing == SIFA_SCORED;
	char n[10][40], below[1200] = "", word[80];

	if (p->members)
		names_below(env, s, c->id, below, sizeof below);
	snprintf(word, sizeof word, "%s %s", report_mark(p->pace), report_pace(p));
	snprintf(n[9], sizeof n[9], "%d", p->next == SIFA_DAY_NONE ? 0 : p->next - s->as_of);
	letter_cell(out, c->id);
	letter_cell(out, report_standing(c->standing));
	letter_cell(out, names ? pace_key[p->pace] : p->pace ? word : "");
	letter_cell(out, c->has_target ? report_amount(c, c->target, n[0]) : "");
	letter_cell(out, scored ? report_amount(c, c->actual, n[1]) : "");
	letter_cell(out, p->expected < 0 ? "" : sifa_points_format(p->expected, n[2]));
	letter_cell(out, p->schedule < 0 ? "" : sifa_points_format(p->schedule, n[3]));
	letter_cell(out, number(p->per_month, n[4]));
	letter_cell(out, number(p->forecast, n[5]));
	letter_cell(out, c->gain > 0 ? sifa_points_format(c->gain, n[6]) : "");
	letter_cell(out, p->per_act < 0 ? "" : sifa_points_format(p->per_act, n[7]));
	letter_cell(out, c->lacking > 0 ? report_amount(c, c->lacking, n[8]) : "");
	letter_cell(out, sifa_day_format(p->next, word));
	letter_cell(out, p->next == SIFA_DAY_NONE ? "" : n[9]);
	letter_cell(out, below);
	letter_cell(out, c->text[lang_now()]);
}

/* Clauses that say something about progress, in the order of the letter, or (cheapest) what
 * one act brings first. */
static void lines(struct verb_env *env, const struct sifa_sheet *s, bool cheapest)
{
	struct verb_table t = {.columns = COLUMNS};
	struct letter_cells out = {env, &t, key, COLUMNS, 0};
	struct sifa_progress p;
	size_t order[1000], n = 0;

	for (size_t i = 3; i < 12; i++)
		t.right[i] = true;
	if (cheapest)
		n = sifa_cheapest(s, order, 1000);
	else
		for (; n < 1000 && sifa_sheet_clause(s, n); n++)
			order[n] = n;
	letter_head(&out, head);
	for (size_t i = 0; i < n; i++) {
		const struct sifa_clause *c = sifa_sheet_clause(s, order[i]);

		sifa_progress(s, order[i], &p);
		if (cheapest || p.pace || p.next != SIFA_DAY_NONE)
			line(env, &out, s, c, &p);
	}
	verb_print(&t);
	verb_table_free(&t);
}

static int run(struct verb_env *env)
{
	static const struct verb_option options[] = {
		{"--office", true}, {"--as-of", true}, {"--cheapest", false}};
	struct letter_wish w = {.verb = &letter_progress};
	struct verb_args a = {&letter_progress, env, options, 3, 0};
	struct sifa_sheet *s;
	const char *name, *value;
	bool cheapest = false;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (got && !strcmp(name, "--cheapest"))
			cheapest = true;
		else if (got)
			letter_take(&w, name, value);
		else if (!w.letter)
			w.letter = value;
		else
			return verb_usage(&letter_progress, _("one letter is expected"));
	}
	if (got == -2)
		return 2;
	got = letter_wish_sheet(env, &w, &s);
	if (got)
		return got;
	lines(env, s, cheapest);
	sifa_sheet_free(s);
	return 0;
}

const struct verb letter_progress = {
	"letter progress",
	"[LETTER] [--office NAME] [--as-of DATE] [--cheapest]",
	N_("how far each clause is by the day, what is needed, and what one act brings"),
	"",
	VERB_STORE,
	run};
