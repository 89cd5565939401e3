/* step.c - sifa step: the steps of a record, and taking one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

enum { STEPS = 60 };

static void list_steps(const struct verb_env *env, const struct sifa_record *r)
{
	const struct sifa_step_def *step[STEPS];
	const struct sifa_state_def *state[8];
	struct verb_table t = {.columns = 4};
	size_t n = sifa_states(r, state, 8);

	(void)env;
	for (size_t i = 0; i < n; i++)
		printf("%s%s", i ? ", " : "", state[i]->label[lang_now()]);
	putchar('\n');
	n = sifa_steps(r, step, STEPS);
	for (size_t i = 0; i < n; i++) {
		char asks[400] = "";

		for (size_t j = 0; j < step[i]->nasks; j++) {
			const struct sifa_kind *k = sifa_record_kind(r);
			size_t used = strlen(asks);

			snprintf(asks + used, sizeof asks - used, "%s%s", used ? " " : "",
				 k->field[step[i]->ask[j]].id);
		}
		verb_cell(&t, step[i]->id);
		verb_cell(&t, step[i]->label[lang_now()]);
		verb_cell(&t, step[i]->to == SIFA_NO_STATE
				      ? ""
				      : sifa_record_kind(r)->state[step[i]->to].label[lang_now()]);
		verb_cell(&t, asks);
	}
	verb_print(&t);
	verb_table_free(&t);
}

struct wish {
	const char *id, *step;
	struct sifa_signed paper;
	const char *reason; /* for warnings; "" */
	bool on_paper, begin;
	const char *pair[60];
	size_t n;
};

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {{"--signed", true},
						     {"--on", true},
						     {"--no", true},
						     {"--begin", false},
						     {"--reason", true}};
	struct verb_args a = {.verb = &verb_step, .env = env, .options = options, .n = 5};
	const char *name, *value;
	int is;

	w->paper.on = sifa_today(env->se);
	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is && !w->id) {
			w->id = value;
		} else if (!is && !w->step) {
			w->step = value;
		} else if (!is && w->n < 60) {
			w->pair[w->n++] = value;
		} else if (is && !strcmp(name, "--signed")) {
			w->paper.by = value;
			w->on_paper = true;
		} else if (is && !strcmp(name, "--begin")) {
			w->begin = true;
		} else if (is && !strcmp(name, "--no")) {
			w->paper.no = value;
		} else if (is && !strcmp(name, "--reason")) {
			w->reason = value;
		} else if (is && sifa_day_parse(value, strlen(value), sifa_today(env->se),
						&w->paper.on)) {
			return verb_misuse(&verb_step, N_("{1} is no date"), value);
		}
	}
	if (is == -2)
		return 2;
	return w->id ? 0 : verb_usage(&verb_step, _("one record is expected, like 10203-4571"));
}

/* Saves the record that the step begins, and prints its id. */
static int begin(struct verb_env *env, const struct sifa_record *r, const struct sifa_step_def *s,
		 const char *reason)
{
	struct sifa_findings f = {0};
	struct sifa_record *other;
	struct sifa_err err = {0};
	char id[32];
	int code = 0;

	if (sifa_step_begin(env->se, r, s, &other, &err))
		return verb_fail(&err);
	if (!other)
		return verb_misuse(&verb_step, N_("the step {1} begins no record"), s->id);
	sifa_record_reason(other, reason);
	if (sifa_save(env->se, other, &f, &err))
		code = verb_fail(&err);
	verb_findings(&f, 0);
	if (!code)
		printf("%s %s\n", sifa_record_kind(other)->label[lang_now()],
		       sifa_id_format(sifa_record_id(other), id));
	sifa_findings_free(&f);
	sifa_record_free(other);
	return code;
}

static int take(struct verb_env *env, struct sifa_record *r, const struct wish *w)
{
	const struct sifa_step_def *s = sifa_step(sifa_record_kind(r), w->step);
	const struct sifa_state_def *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	int code = 0;

	if (!s)
		return verb_misuse(
			&verb_step,
			N_("the kind has no step {1}; without a step, those possible now are listed"),
			w->step);
	for (size_t i = 0; i < w->n && !code; i++)
		code = verb_give(env, &verb_step, r, w->pair[i]);
	if (code)
		return code;
	sifa_record_reason(r, w->reason);
	if (sifa_step_take(env->se, r, s, w->on_paper ? &w->paper : NULL, &f, &err)) {
		code = verb_fail(&err);
		verb_findings(&f, 0);
	} else {
		verb_findings(&f, 0);
		state = sifa_record_state(r);
		puts(state ? state->label[lang_now()] : "");
		if (w->begin)
			code = begin(env, r, s, w->reason);
	}
	sifa_findings_free(&f);
	return code;
}

static int run(struct verb_env *env)
{
	struct wish w = {.reason = ""};
	struct sifa_record *r;
	int code = read_args(env, &w);

	if (code)
		return code;
	r = verb_record(env, &verb_step, w.id, &code);
	if (!r)
		return code;
	if (w.step)
		code = take(env, r, &w);
	else
		list_steps(env, r);
	sifa_record_free(r);
	return code;
}

const struct verb verb_step = {
	"step",
	"ID [STEP [FIELD=VALUE]... [--signed NAME [--on DATE] [--no NUMBER]] [--begin] "
	"[--reason TEXT]]",
	N_("show the steps of a record's life, or take one"),
	N_("  --signed   it was signed on paper: by whom, on which day, document number\n"
	   "  --begin    also make the record that the step begins\n"
	   "  --reason   why it is taken in spite of warnings\n\n"
	   "  sifa step 10203-4571\n"
	   "  sifa step 10203-4571 agree agreed_on=2013-12-10"),
	VERB_STORE,
	run};
