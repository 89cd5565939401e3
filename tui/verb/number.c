/* number.c - sifa number: the registers' numbers: next, continue from paper, gaps. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

struct wish {
	const struct sifa_kind *kind;
	const struct sifa_number_def *number;
	const char *what, *block;
	uint64_t unit;
	int year;
};

/* "46" or "46-90". */
static bool read_block(const char *s, uint64_t *next, uint64_t *last)
{
	char *end;

	*last = 0;
	*next = strtoull(s, &end, 10);
	if (*end == '-')
		*last = strtoull(end + 1, &end, 10);
	return end != s && !*end && *next;
}

static void gap(void *arg, uint64_t first, uint64_t last)
{
	size_t *n = arg;

	++*n;
	if (first == last)
		printf("%llu\n", (unsigned long long)first);
	else
		printf("%llu-%llu\n", (unsigned long long)first, (unsigned long long)last);
}

static int show_next(struct verb_env *env, const struct wish *w)
{
	for (size_t i = 0; i < w->kind->nnumbers; i++) {
		const struct sifa_number_def *d = &w->kind->number[i];
		struct sifa_err err = {0};
		uint64_t next, last;

		if (w->number && d != w->number)
			continue;
		if (sifa_number_next(env->se, w->kind, d, w->unit, w->year, &next, &last, &err))
			return verb_fail(&err);
		printf("%s  %s  %d  %llu", d->id, d->pattern, w->year, (unsigned long long)next);
		if (last)
			printf("-%llu", (unsigned long long)last);
		putchar('\n');
	}
	return 0;
}

static int do_it(struct verb_env *env, const struct wish *w)
{
	struct sifa_err err = {0};
	uint64_t next, last;
	size_t n = 0;

	if (!w->what)
		return show_next(env, w);
	if (!strcmp(w->what, "gaps"))
		return sifa_number_gaps(env->se, w->kind, w->number, w->unit, w->year, gap, &n,
					&err)
			       ? verb_fail(&err)
			       : 0;
	if (strcmp(w->what, "set") || !w->block || !read_block(w->block, &next, &last))
		return verb_usage(&verb_number, _("expected: set FIRST[-LAST], or gaps"));
	if (sifa_number_set(env->se, w->kind, w->number, w->unit, w->year, next, last, &err))
		return verb_fail(&err);
	return show_next(env, w);
}

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {{"--office", true}, {"--year", true}};
	struct verb_args a = {.verb = &verb_number, .env = env, .options = options, .n = 2};
	const char *name, *value, *kind = NULL, *number = NULL;
	int is, month, day, code = 0;

	sifa_day_split(sifa_today(env->se), &w->year, &month, &day);
	while ((is = verb_next(&a, &name, &value)) >= 0 && !code) {
		if (is && !strcmp(name, "--year"))
			w->year = atoi(value);
		else if (is)
			code = verb_office(env, &verb_number, value, &w->unit);
		else if (!kind)
			kind = value;
		else if (!number)
			number = value;
		else if (!w->what)
			w->what = value;
		else
			w->block = value;
	}
	if (is == -2 || code)
		return code ? code : 2;
	if (!kind)
		return verb_usage(&verb_number, _("a kind is expected"));
	w->kind = verb_kind(env, kind);
	if (!w->kind)
		return 2;
	if (number && !(w->number = sifa_number(w->kind, number)))
		return verb_usage(&verb_number, _("the kind has no such numbering"));
	if (w->year < 1949 || w->year > 2200)
		return verb_usage(&verb_number, _("a year is expected, like 2013"));
	return 0;
}

static int run(struct verb_env *env)
{
	struct wish w = {0};
	int code = read_args(env, &w);

	return code ? code : do_it(env, &w);
}

const struct verb verb_number = {
	"number",
	"KIND [NUMBERING [set FIRST[-LAST] | gaps]] [--office NAME] [--year YEAR]",
	N_("show, continue or look over the numbers of a register"),
	N_("  set     goes on from the paper register; FIRST-LAST is a reserved block\n"
	   "  gaps    numbers between the first and the last that no record has\n\n"
	   "  sifa number MED written set 46 --office 新城司法所"),
	VERB_STORE,
	run};
