/* brief.c - sifa without a terminal: what the first screen says, as text. */
#include <stdio.h>
#include <stdlib.h>

#include "verb.h"

enum { SHOWN = 40 };

static int print_due(struct verb_env *env)
{
	struct sifa_due due[SHOWN];
	struct verb_table t = {.columns = 4, .right = {[1] = true}};
	size_t n = 0, total = 0, overdue = 0;
	struct sifa_err err = {0};
	sifa_day today = sifa_today(env->se);
	char day[16], left[32], a[24], b[24], msg[200];

	if (sifa_due(env->se, today + 30, due, SHOWN, &n, &total, &overdue, &err))
		return verb_fail(&err);
	snprintf(a, sizeof a, "%zu", total);
	snprintf(b, sizeof b, "%zu", overdue);
	puts(lang_fill(msg, sizeof msg, _("due in the next 30 days: {1}, of these overdue: {2}"), a,
		       b, NULL));
	for (size_t i = 0; i < n; i++) {
		snprintf(left, sizeof left, "%d", due[i].due - today);
		verb_cell(&t, sifa_day_format(due[i].due, day));
		verb_cell(&t, left);
		verb_cell(&t, due[i].what[0] ? due[i].what[lang_now()] : _("return"));
		verb_cell(&t, due[i].title);
	}
	verb_print(&t);
	verb_table_free(&t);
	return 0;
}

int verb_brief(struct verb_env *env)
{
	char *arg[] = {(char *)(uintptr_t) "score", NULL};
	const struct sifa_letter **letter = NULL;
	char name[128], day[16], msg[300];
	size_t letters = 0;
	int code;

	printf("%s  %s\n",
	       sifa_title(env->se, sifa_session_unit(env->se), false, lang_now(), name,
			  sizeof name),
	       sifa_day_format(sifa_today(env->se), day));
	code = print_due(env);
	if (code)
		return code;
	putchar('\n');
	sifa_letters_now(env->se, sifa_today(env->se), &letter, &letters, NULL);
	free(letter);
	if (!letters) {
		puts(verb_no_letter(sifa_today(env->se), msg, sizeof msg));
		return 0;
	}
	env->format = VERB_TABLE; /* one page for people, whatever --format says */
	env->argc = 1;
	env->argv = arg;
	return verb_score.run(env);
}
