/* kind.c - sifa kind: what a kind declares; all kinds in numbers; its life as a
 * diagram. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

/* ---- all kinds, counted ---- */

enum { COUNTS = 8 };
static const char *const count_name[COUNTS] = {N_("fields"), N_("states"), N_("steps"),
					       N_("clocks"), N_("duties"), N_("numbers"),
					       N_("papers"), N_("columns")};

/* Documents, and ledgers that are declared: one made of the columns bears the kind's name. */
static size_t papers_of(const struct verb_env *env, const struct sifa_kind *k)
{
	size_t n, count = 0;
	const struct sifa_paper *const *p = sifa_papers(env->sifa, &n);

	for (size_t i = 0; i < n; i++)
		count += p[i]->kind == k && strcmp(p[i]->id, k->id) != 0;
	return count;
}

static void counts(const struct verb_env *env, const struct sifa_kind *k, size_t n[COUNTS])
{
	n[0] = k->nfields;
	n[1] = k->nstates;
	n[2] = k->nsteps;
	n[3] = k->nclocks;
	n[4] = k->nduties;
	n[5] = k->nnumbers;
	n[6] = papers_of(env, k);
	n[7] = k->ncolumns;
}

static void heading(struct verb_env *env, struct verb_table *t)
{
	const char *cell[3 + COUNTS] = {_("code"), _("kind"), _("name")};

	for (size_t i = 0; i < COUNTS; i++)
		cell[3 + i] = _(count_name[i]);
	verb_row(env, t, NULL, cell, 3 + COUNTS);
}

static void one_row(struct verb_env *env, struct verb_table *t, const char *code, const char *id,
		    const char *label, const size_t n[COUNTS])
{
	const char *cell[3 + COUNTS] = {code, id, label};
	char text[COUNTS][24];

	for (size_t i = 0; i < COUNTS; i++) {
		snprintf(text[i], sizeof text[i], "%zu", n[i]);
		cell[3 + i] = text[i];
	}
	verb_row(env, t, NULL, cell, 3 + COUNTS);
}

static int all_kinds(struct verb_env *env)
{
	struct verb_table t = {.columns = 3 + COUNTS};
	size_t n, sum[COUNTS] = {0}, one[COUNTS];
	const struct sifa_kind *const *k = sifa_kinds(env->sifa, &n);
	char total[24];

	for (size_t i = 3; i < t.columns; i++)
		t.right[i] = true;
	if (env->format != VERB_JSONL)
		heading(env, &t);
	for (size_t i = 0; i < n; i++) {
		counts(env, k[i], one);
		for (size_t j = 0; j < COUNTS; j++)
			sum[j] += one[j];
		if (env->format == VERB_JSONL) {
			printf("{\"code\":\"%s\",\"kind\":\"%s\"", k[i]->code, k[i]->id);
			for (size_t j = 0; j < COUNTS; j++)
				printf(",\"%s\":%zu", count_name[j], one[j]);
			puts("}");
			continue;
		}
		one_row(env, &t, k[i]->code, k[i]->id, k[i]->label[lang_now()], one);
	}
	snprintf(total, sizeof total, "%zu", n);
	if (env->format == VERB_TABLE) {
		one_row(env, &t, _("sum"), total, "", sum);
		verb_print(&t);
	}
	verb_table_free(&t);
	return 0;
}

static void period_text(const struct sifa_period *p, char *buf, size_t size)
{
	char n[16];

	snprintf(n, sizeof n, "%d", p->days ? p->days : p->workdays ? p->workdays : p->months);
	lang_fill(buf, size,
		  p->days	? _("{1} days")
		  : p->workdays ? _("{1} working days")
				: _("{1} months"),
		  n, NULL);
}

/* ---- its life ---- */

static void list_word(const char *before, const char *text, bool *any)
{
	printf("%s%s", *any ? lang_now() == SIFA_ZH ? "、" : ", " : before, text);
	*any = true;
}

/* Who may take it. */
static void actors(const struct verb_env *env, const struct sifa_step_def *s)
{
	const struct sifa_kind *user = sifa_kind(env->sifa, "user");
	const struct sifa_field *f = user ? sifa_field(user, "roles") : NULL;
	bool any = false;

	for (size_t i = 0; s->actors && f && f->codes && i < f->codes->n; i++)
		if (f->codes->code[i].no < 64 && (s->actors >> f->codes->code[i].no & 1))
			list_word("  @ ", f->codes->code[i].label[lang_now()], &any);
}

static void step_line(const struct verb_env *env, const struct sifa_kind *k,
		      const struct sifa_step_def *s)
{
	const struct sifa_state_def *to = s->to == SIFA_NO_STATE ? NULL : &k->state[s->to];
	const char *law[16];
	size_t n = sifa_step_sources(s, law, 16);
	bool any = false;

	printf("    %s%s%s", s->label[lang_now()], to ? " → " : "",
	       to ? to->label[lang_now()] : "");
	actors(env, s);
	for (size_t i = 0; i < s->npapers; i++) {
		const struct sifa_paper *p = sifa_paper(env->sifa, s->paper[i]);

		list_word("  ⎙ ", p ? p->label[lang_now()] : s->paper[i], &any);
	}
	for (size_t i = 0; i < n; i++)
		printf("%s%s%s", i ? "; " : "  (", law[i], i + 1 == n ? ")" : "");
	putchar('\n');
}

static void begins(const struct sifa_kind *k, const struct sifa_clock_def *c, const char *indent)
{
	char text[80] = "";

	if (c->nperiods)
		period_text(&c->period[c->nperiods - 1], text, sizeof text);
	printf("%s⏱ %s  %s%s%s\n", indent, c->label[lang_now()],
	       k->field[c->from].label[lang_now()], *text ? "  " : "", text);
}

/* The days that begin a state begin and end clocks, too. */
static void clocks_of(const struct sifa_kind *k, const struct sifa_state_def *s)
{
	for (size_t i = 0; s->date != SIFA_NO_FIELD && i < k->nclocks; i++) {
		if (k->clock[i].from == s->date)
			begins(k, &k->clock[i], "    ");
		else if (k->clock[i].done == s->date)
			printf("    ⏹ %s\n", k->clock[i].label[lang_now()]);
	}
}

static bool begins_state(const struct sifa_kind *k, uint16_t date)
{
	for (size_t i = 0; i < k->nstates; i++)
		if (k->state[i].date == date)
			return true;
	return false;
}

static int states(const struct verb_env *env, const struct sifa_kind *k)
{
	printf("%s (%s)\n", k->label[lang_now()], k->code);
	for (size_t i = 0; i < k->nstates; i++) {
		const struct sifa_state_def *s = &k->state[i];

		printf("%s %s%s%s\n",
		       s->final	 ? "■"
		       : s->side ? "◇"
				 : "●",
		       s->label[lang_now()], s->date == SIFA_NO_FIELD ? "" : "  ",
		       s->date == SIFA_NO_FIELD ? "" : k->field[s->date].label[lang_now()]);
		clocks_of(k, s);
		for (size_t j = 0; j < k->nsteps; j++)
			if (k->step[j].from >> i & 1)
				step_line(env, k, &k->step[j]);
	}
	for (size_t i = 0; i < k->nclocks; i++) /* on days that begin no state */
		if (!begins_state(k, k->clock[i].from))
			begins(k, &k->clock[i], "");
	return 0;
}

/* ---- one kind ---- */

static void field_line(struct verb_table *t, const struct sifa_field *f, const char *indent)
{
	char id[64];

	snprintf(id, sizeof id, "%s%s", indent, f->id);
	verb_cell(t, id);
	verb_cell(t, sifa_type_name(f->type));
	verb_cell(t, f->label[lang_now()]);
	verb_cell(t, f->target ? f->target->id : f->codes ? f->codes->id : "");
	verb_cell(t, f->required ? _("required") : "");
}

static void clocks(const struct sifa_kind *k)
{
	for (size_t i = 0; i < k->nclocks; i++) {
		const struct sifa_clock_def *c = &k->clock[i];
		char text[80], from[12], to[12];

		printf("%s: %s\n", c->label[lang_now()], k->field[c->from].label[lang_now()]);
		for (size_t j = 0; j < c->nperiods; j++) {
			const struct sifa_period *p = &c->period[j];

			period_text(p, text, sizeof text);
			printf("    %s  %s..%s  %s\n", text, sifa_day_format(p->from, from),
			       sifa_day_format(p->to, to), p->source);
		}
		if (!c->nperiods)
			printf("    %s\n", c->source);
	}
}

static int describe(const struct sifa_kind *k)
{
	struct verb_table t = {.columns = 5};

	printf("%s (%s)  %s\n\n", k->label[lang_now()], k->code, k->ledger[lang_now()]);
	for (size_t i = 0; i < k->nfields; i++) {
		field_line(&t, &k->field[i], "");
		for (size_t j = 0; j < k->field[i].nrow; j++)
			field_line(&t, &k->field[i].row[j], "  ");
	}
	verb_print(&t);
	verb_table_free(&t);
	if (k->nclocks)
		putchar('\n');
	clocks(k);
	return 0;
}

static int run(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--all", false}, {"--states", false}};
	struct verb_args a = {.verb = &verb_of_kind, .env = env, .options = options, .n = 2};
	const char *name, *value, *kind = NULL;
	const struct sifa_kind *k;
	bool all = false, life = false;
	int is;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (is && !strcmp(name, "--all"))
			all = true;
		else if (is)
			life = true;
		else
			kind = value;
	}
	if (is == -2)
		return 2;
	if (all && !kind)
		return all_kinds(env);
	if (!kind)
		return verb_usage(&verb_of_kind, _("a kind is expected, or --all"));
	k = verb_kind(env, kind);
	return !k ? 2 : life ? states(env, k) : describe(k);
}

const struct verb verb_of_kind = {
	"kind",
	"KIND [--states] | --all",
	N_("show what a kind declares: fields, clocks, states and steps"),
	N_("  --all      every kind, counted\n"
	   "  --states   its life: ● state, ◇ beside it, ■ end; under each the steps to\n"
	   "             take, @ who may, ⎙ papers; ⏱ a clock begins, ⏹ ends\n\n"
	   "  sifa kind MED --states"),
	VERB_STORE,
	run};
