/* return_sum.c - what a return will lack, and the sum of what offices sent. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "return.h"

static void tell_missing(const struct sifa_rollup *sum)
{
	char msg[300], n[24], all[24];

	snprintf(n, sizeof n, "%zu", sum->n - sum->missing);
	snprintf(all, sizeof all, "%zu", sum->n);
	fprintf(stderr, "%s\n",
		lang_fill(msg, sizeof msg, _("{1} of {2} offices are in this sum"), n, all, NULL));
	for (size_t i = 0; i < sum->n; i++)
		if (!sum->unit[i].sent)
			fprintf(stderr, "  %s  %s\n", sum->unit[i].name,
				sum->unit[i].state ? sum->unit[i].state->label[lang_now()]
						   : _("not begun"));
}

int return_sum(struct return_wish *w)
{
	struct sifa_rollup sum;
	struct sifa_err err = {0};
	const struct sifa_table *t;
	uint64_t unit;
	sifa_day day;
	int code = return_place(w, &t, &unit, &day);

	if (code)
		return code;
	if (w->office && sifa_session_visit(w->env->se, unit, &err))
		return verb_fail(&err);
	if (sifa_return_rollup(w->env->se, t, day, &sum, &err))
		return verb_fail(&err);
	code = return_print(w, sum.sum);
	tell_missing(&sum);
	sifa_rollup_free(&sum);
	return code;
}

static void lack_row(struct return_wish *w, struct verb_table *t, const struct sifa_lack *l)
{
	static const char *const name[] = {"id", "severity", "what", "title"};
	bool error = l->finding.severity == SIFA_ERROR;
	char id[32], text[600], title[160];
	const char *cell[4] = {
		sifa_id_format(l->record, id),
		w->env->format != VERB_TABLE ? error ? "error" : "warning"
		: error			     ? _("error")
					     : _("warning"),
		lang_error(text, sizeof text, &l->finding.err),
		sifa_title(w->env->se, l->record, false, lang_now(), title, sizeof title)};

	verb_row(w->env, t, name, cell, 4);
}

int return_lacks(struct return_wish *w)
{
	struct verb_table t = {.columns = 4};
	struct sifa_figures *f;
	struct sifa_lacks l;
	struct sifa_err err = {0};
	int code = return_figures(w, &f);

	if (code)
		return code;
	if (sifa_return_lacks(w->env->se, f, &l, &err)) {
		code = verb_fail(&err);
	} else {
		if (w->env->format == VERB_CSV)
			puts("id,severity,what,title");
		for (size_t i = 0; i < l.n; i++)
			lack_row(w, &t, &l.v[i]);
		if (!l.n && w->env->format == VERB_TABLE)
			puts(_("nothing is lacking"));
		verb_print(&t);
		verb_table_free(&t);
		sifa_lacks_free(&l);
	}
	sifa_figures_free(f);
	return code;
}
