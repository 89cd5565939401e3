/* return_villages.c - sifa return villages: villages by months, a zero that was told by
 * telephone included, with who told it last. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "return.h"

enum { COLUMNS = 14 };

static void print(const struct verb_env *env, const struct sifa_village *v, size_t n)
{
	static const char *const key[COLUMNS] = {"village", "01", "02", "03", "04", "05", "06",
						 "07",	    "08", "09", "10", "11", "12", "by"};
	const char *text[COLUMNS];
	struct verb_table t = {.columns = COLUMNS};
	char number[12][24];

	for (size_t i = 0; i < COLUMNS; i++) {
		t.right[i] = i && i < 13;
		text[i] = key[i];
	}
	if (env->format == VERB_TABLE) {
		text[0] = _("village");
		text[13] = _("told by");
	}
	if (env->format != VERB_JSONL)
		verb_row(env, &t, key, text, COLUMNS);
	for (size_t i = 0; i < n; i++) {
		text[0] = v[i].name;
		for (size_t m = 0; m < 12; m++)
			text[m + 1] = report_village(&v[i].month[m], number[m]);
		text[13] = report_village_by(&v[i]);
		verb_row(env, &t, key, text, COLUMNS);
	}
	verb_print(&t);
	verb_table_free(&t);
}

static int year_of(const struct return_wish *w, int *year)
{
	uint64_t y;
	int month, day;

	sifa_day_split(sifa_today(w->env->se), year, &month, &day);
	if (!w->arg[0])
		return 0;
	if (!verb_whole(w->arg[0], 1990, 2100, &y))
		return verb_misuse(&verb_of_return, N_("{1} is no year"), w->arg[0]);
	*year = (int)y;
	return 0;
}

int return_villages(struct return_wish *w)
{
	size_t kinds;
	const struct sifa_kind *const *k = sifa_kinds(w->env->sifa, &kinds);
	struct sifa_err err = {0};
	uint64_t unit = 0;
	int year, code = year_of(w, &year);

	if (!code && w->office)
		code = verb_office(w->env, &verb_of_return, w->office, &unit);
	for (size_t i = 0; i < kinds && !code; i++) {
		struct sifa_village *v;
		size_t n;

		if (!k[i]->villages)
			continue;
		if (sifa_villages(w->env->se, k[i], unit, year, &v, &n, &err))
			return verb_fail(&err);
		if (w->env->format == VERB_TABLE)
			printf("%s  %d\n", k[i]->label[lang_now()], year);
		print(w->env, v, n);
		free(v);
	}
	return code;
}
