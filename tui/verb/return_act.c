/* return_act.c - what becomes of a return: begun, sent, compared, corrected. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "return.h"

static int tell_findings(const struct sifa_err *err, struct sifa_findings *f)
{
	int code = verb_fail(err);

	verb_findings(f, 0);
	sifa_findings_free(f);
	return code;
}

int return_record(const struct return_wish *w, struct sifa_record **out)
{
	const struct sifa_kind *k = sifa_kind(w->env->sifa, "return");
	int code = 0;

	*out = NULL;
	if (!w->arg[0])
		return verb_usage(&verb_of_return, _("which return? give its number"));
	*out = verb_record(w->env, &verb_of_return, w->arg[0], &code);
	if (*out && sifa_record_kind(*out) != k) {
		sifa_record_free(*out);
		*out = NULL;
		code = verb_misuse(&verb_of_return, N_("{1} is the number of no return"),
				   w->arg[0]);
	}
	return code;
}

/* ---- what is due ---- */

static void list_row(struct return_wish *w, struct verb_table *t, const struct sifa_return *r)
{
	static const char *const name[] = {"due", "period", "state", "id", "table", "title"};
	bool words = w->env->format == VERB_TABLE;
	char due[16], id[32] = "";
	const char *cell[6] = {sifa_day_format(r->due, due),
			       r->when,
			       !r->state ? words ? _("not begun") : ""
			       : words	 ? r->state->label[lang_now()]
					 : r->state->id,
			       id,
			       r->table ? sifa_table_id(r->table) : "",
			       r->label[lang_now()]};

	if (r->record)
		sifa_id_format(r->record, id);
	verb_row(w->env, t, name, cell, 6);
}

int return_list(struct return_wish *w)
{
	uint64_t unit = sifa_session_unit(w->env->se), year;
	struct verb_table t = {.columns = 6};
	struct sifa_return *v;
	struct sifa_err err = {0};
	int y, m, d, code = 0;
	size_t n;

	sifa_day_split(sifa_today(w->env->se), &y, &m, &d);
	year = (uint64_t)y;
	if (w->arg[0] && !verb_whole(w->arg[0], 1900, 9998, &year))
		return verb_misuse(&verb_of_return, N_("{1} is no year"), w->arg[0]);
	if (w->office)
		code = verb_office(w->env, &verb_of_return, w->office, &unit);
	if (code)
		return code;
	if (sifa_returns(w->env->se, unit, sifa_day_of((int)year, 1, 1),
			 sifa_day_of((int)year, 12, 31), &v, &n, &err))
		return verb_fail(&err);
	if (w->env->format == VERB_CSV)
		puts("due,period,state,id,table,title");
	for (size_t i = 0; i < n; i++)
		list_row(w, &t, &v[i]);
	verb_print(&t);
	verb_table_free(&t);
	free(v);
	return 0;
}

/* ---- begun ---- */

int return_prepare(struct return_wish *w)
{
	struct sifa_err err = {0};
	struct sifa_record *r = NULL;
	const struct sifa_table *t;
	uint64_t unit = sifa_session_unit(w->env->se);
	sifa_day day;
	char id[32];
	int code = return_place(w, &t, &unit, &day);

	if (code)
		return code;
	if (sifa_return_begin(w->env->se, t, unit, day, &r, &err))
		return verb_fail(&err);
	if (!sifa_record_id(r))
		code = verb_save(w->env, r);
	if (!code)
		printf("%s\n", sifa_id_format(sifa_record_id(r), id));
	sifa_record_free(r);
	return code;
}

/* ---- sent ---- */

static void set_today(struct sifa_record *r, const struct sifa_step_def *s, sifa_day today)
{
	const struct sifa_kind *k = sifa_record_kind(r);
	const struct sifa_field *f = &k->field[s->ask[0]];
	struct sifa_value v = {.state = SIFA_SET, .n = today};

	if (f->type == SIFA_DATE)
		sifa_set(r, f, &v, NULL);
}

/* The step of that name which may be taken now; else the first of the names, so that the
 * refusal speaks of it. */
static const struct sifa_step_def *step_now(const struct sifa_record *r, const char *const *name)
{
	const struct sifa_step_def *may[16];
	size_t n = sifa_steps(r, may, 16);

	for (size_t i = 0; name[i]; i++)
		for (size_t k = 0; k < n; k++)
			if (!strcmp(may[k]->id, name[i]))
				return may[k];
	return sifa_step(sifa_record_kind(r), name[0]);
}

static int take(struct return_wish *w, const char *const *name)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *r;
	const struct sifa_step_def *s;
	char id[32];
	int code = return_record(w, &r);

	if (code)
		return code;
	s = step_now(r, name);
	if (!s) {
		code = verb_misuse(&verb_of_return, N_("returns have no step {1}"), name[0]);
	} else {
		if (s->nasks)
			set_today(r, s, sifa_today(w->env->se));
		if (w->zero)
			sifa_set(r, sifa_field(sifa_record_kind(r), "zero"),
				 &(struct sifa_value){.state = SIFA_SET, .n = 1}, NULL);
		if (sifa_step_take(w->env->se, r, s, NULL, &f, &err))
			code = tell_findings(&err, &f);
		else
			printf("%s %s\n", sifa_id_format(sifa_record_id(r), id),
			       s->label[lang_now()]);
		sifa_findings_free(&f);
	}
	sifa_record_free(r);
	return code;
}

int return_submit(struct return_wish *w)
{
	static const char *const names[] = {"submit", "resubmit", NULL};

	return take(w, names);
}

int return_withdraw(struct return_wish *w)
{
	static const char *const names[] = {"withdraw", NULL};

	return take(w, names);
}

int return_sent(struct return_wish *w)
{
	struct sifa_figures *f = NULL;
	struct sifa_err err = {0};
	struct sifa_record *r;
	int code = return_record(w, &r);

	if (code)
		return code;
	if (sifa_return_sent(w->env->se, r, &f, &err))
		code = verb_fail(&err);
	else
		code = return_print(w, f);
	sifa_figures_free(f);
	sifa_record_free(r);
	return code;
}

/* ---- compared ---- */

static void diff_row(struct return_wish *w, struct verb_table *t, const char *const *cell)
{
	static const char *const name[] = {"what", "name", "column", "was", "now"};

	verb_row(w->env, t, name, cell, 5);
}

static void diff_cells(struct return_wish *w, struct verb_table *t,
		       const struct sifa_return_diff *d)
{
	bool words = w->env->format == VERB_TABLE;
	char was[40], now[40];

	for (size_t i = 0; i < d->ncells; i++) {
		const struct sifa_moved_cell *m = &d->cell[i];
		const struct sifa_table_row *row = &d->sent->row[m->row];
		const char *cell[5] = {words ? _("cell") : "cell",
				       words ? row->label[lang_now()] : row->id,
				       words ? d->sent->column[m->column].label[lang_now()]
					     : d->sent->column[m->column].id,
				       sifa_cell_text(d->sent, m->row, m->column, was), ""};

		if (m->now_row != SIZE_MAX)
			cell[4] = sifa_cell_text(d->now, m->now_row, m->now_column, now);
		diff_row(w, t, cell);
	}
}

static void diff_records(struct return_wish *w, struct verb_table *t,
			 const struct sifa_return_diff *d)
{
	static const char *const id[] = {"came", "left", "revised"};
	static const char *const word[] = {N_("came in"), N_("fell out"), N_("changed")};

	for (size_t i = 0; i < d->nrecords; i++) {
		const struct sifa_moved_record *m = &d->record[i];
		char number[32], title[160], was[16] = "", now[16] = "";
		const char *cell[5] = {
			w->env->format == VERB_TABLE ? _(word[m->what]) : id[m->what],
			sifa_id_format(m->id, number),
			sifa_title(w->env->se, m->id, false, lang_now(), title, sizeof title), was,
			now};

		if (m->was)
			snprintf(was, sizeof was, "%u", m->was);
		if (m->is)
			snprintf(now, sizeof now, "%u", m->is);
		diff_row(w, t, cell);
	}
}

int return_diff(struct return_wish *w)
{
	struct verb_table t = {.columns = 5, .right = {[3] = true, [4] = true}};
	struct sifa_return_diff d = {0};
	struct sifa_err err = {0};
	struct sifa_record *r;
	int code = return_record(w, &r);

	if (code)
		return code;
	if (sifa_return_diff(w->env->se, r, &d, &err)) {
		code = verb_fail(&err);
	} else {
		if (w->env->format == VERB_CSV)
			puts("what,name,column,was,now");
		diff_cells(w, &t, &d);
		diff_records(w, &t, &d);
		if (!d.ncells && !d.nrecords && w->env->format == VERB_TABLE)
			puts(_("nothing has changed since it was sent"));
		verb_print(&t);
	}
	verb_table_free(&t);
	sifa_return_diff_free(&d);
	sifa_record_free(r);
	return code;
}

int return_correct(struct return_wish *w)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *r;
	char id[32];
	int code;

	if (!w->reason)
		return verb_usage(&verb_of_return, _("a correction needs --reason"));
	code = return_record(w, &r);
	if (code)
		return code;
	if (sifa_return_correct(w->env->se, r, w->reason, &f, &err))
		code = tell_findings(&err, &f);
	else
		printf("%s\n", sifa_id_format(sifa_record_id(r), id));
	sifa_findings_free(&f);
	sifa_record_free(r);
	return code;
}
