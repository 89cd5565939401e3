/* return.c - sifa return: the tables of returns, the records behind a cell, and what
 * becomes of a return. */
#include "return.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct sifa_table *return_table(const struct return_wish *w, int *code)
{
	size_t n;
	const struct sifa_table *const *all = sifa_tables(w->env->sifa, &n);
	const struct sifa_table *t = w->arg[0] ? sifa_table(w->env->sifa, w->arg[0]) : NULL;
	char msg[300];

	if (t)
		return t;
	*code = 2;
	fprintf(stderr, "sifa: %s",
		lang_fill(msg, sizeof msg,
			  w->arg[0] ? _("there is no table {1}; known are")
				    : _("which table? known are"),
			  w->arg[0], NULL));
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, " %s", sifa_table_id(all[i]));
	fputc('\n', stderr);
	return NULL;
}

/* The period named on the command line; without one the present one. */
static int period_of(const struct return_wish *w, const struct sifa_table *t, sifa_day *day)
{
	char msg[300], like[16];

	*day = sifa_today(w->env->se);
	if (!w->arg[1])
		return 0;
	*day = sifa_table_period(t, w->arg[1]);
	if (*day != SIFA_DAY_NONE)
		return 0;
	return verb_usage(&verb_of_return,
			  lang_fill(msg, sizeof msg,
				    _("{1} is no period of {2}; write it like {3}"), w->arg[1],
				    sifa_table_label(t, lang_now()),
				    sifa_table_when(t, sifa_today(w->env->se), like), NULL));
}

int return_place(const struct return_wish *w, const struct sifa_table **t, uint64_t *unit,
		 sifa_day *day)
{
	int code = 0;

	*unit = sifa_session_unit(w->env->se);
	*t = return_table(w, &code);
	if (*t)
		code = period_of(w, *t, day);
	if (!code && w->office)
		code = verb_office(w->env, &verb_of_return, w->office, unit);
	return code;
}

int return_figures(const struct return_wish *w, struct sifa_figures **out)
{
	struct sifa_err err = {0};
	const struct sifa_table *t;
	uint64_t unit = 0;
	sifa_day day = SIFA_DAY_NONE;
	int code = return_place(w, &t, &unit, &day);

	*out = NULL;
	if (code)
		return code;
	if (w->closing ? sifa_figures_closing(w->env->se, t, unit, day, out, &err)
		       : sifa_figures(w->env->se, t, unit, day, out, &err))
		return verb_fail(&err);
	return 0;
}

/* ---- printing a table ---- */

static void print_head(const struct sifa_figures *f)
{
	char name[16], d[2][16], msg[300];

	printf("%s  %s  %s  %s\n", f->label[lang_now()], f->unit_name,
	       f->table ? sifa_table_when(f->table, f->from, name) : "",
	       lang_fill(msg, sizeof msg, _("counted from {1} to {2}"),
			 sifa_day_format(f->first, d[0]), sifa_day_format(f->last, d[1]), NULL));
}

static void print_rows(const struct sifa_figures *f)
{
	struct verb_table t = {.columns = f->ncolumns + 3};
	char buf[40], text[1200];

	verb_cell(&t, _("cell"));
	verb_cell(&t, _("item"));
	verb_cell(&t, _("unit"));
	for (size_t k = 0; k < f->ncolumns; k++) {
		t.right[k + 3] = k + 3 < 16;
		verb_cell(&t, f->column[k].label[lang_now()]);
	}
	for (size_t i = 0; i < f->n; i++) {
		const struct sifa_table_row *r = &f->row[i];

		snprintf(text, sizeof text, "%*s%s%s%s", (int)r->level * 2, "", *r->id ? "" : "[",
			 r->label[lang_now()], *r->id ? "" : "]");
		verb_cell(&t, r->id);
		verb_cell(&t, text);
		verb_cell(&t, r->unit[lang_now()]);
		for (size_t k = 0; k < f->ncolumns; k++)
			verb_cell(&t, sifa_cell_text(f, i, k, buf));
	}
	verb_print(&t);
	verb_table_free(&t);
}

static void csv_rows(const struct sifa_figures *f)
{
	char buf[40];

	verb_csv("cell", false);
	verb_csv("item", false);
	verb_csv("unit", false);
	for (size_t k = 0; k < f->ncolumns; k++)
		verb_csv(f->column[k].id, k + 1 == f->ncolumns);
	for (size_t i = 0; i < f->n; i++) {
		verb_csv(f->row[i].id, false);
		verb_csv(f->row[i].label[lang_now()], false);
		verb_csv(f->row[i].unit[lang_now()], false);
		for (size_t k = 0; k < f->ncolumns; k++)
			verb_csv(sifa_cell_text(f, i, k, buf), k + 1 == f->ncolumns);
	}
}

static void json_pair(char before, const char *key, const char *value)
{
	putchar(before);
	verb_json(key);
	putchar(':');
	verb_json(value);
}

static void json_rows(const struct sifa_figures *f)
{
	char buf[40], name[16];

	for (size_t i = 0; i < f->n; i++) {
		if (!*f->row[i].id)
			continue;
		json_pair('{', "table", f->id);
		json_pair(',', "period", sifa_day_format(f->from, name));
		json_pair(',', "office", f->unit_name);
		json_pair(',', "cell", f->row[i].id);
		for (size_t k = 0; k < f->ncolumns; k++)
			json_pair(',', f->column[k].id, sifa_cell_text(f, i, k, buf));
		puts("}");
	}
}

int return_print(const struct return_wish *w, const struct sifa_figures *f)
{
	struct sifa_findings found = {0};
	int code;

	if (w->xlsx) {
		code = return_xlsx(w, f);
		if (code)
			return code;
	} else if (w->env->format == VERB_CSV) {
		csv_rows(f);
	} else if (w->env->format == VERB_JSONL) {
		json_rows(f);
	} else {
		print_head(f);
		print_rows(f);
	}
	sifa_figures_check(f, &found);
	fflush(stdout);
	code = verb_findings(&found, 0);
	sifa_findings_free(&found);
	return code;
}

static int cmd_table(struct return_wish *w)
{
	struct sifa_figures *f;
	int code = return_figures(w, &f);

	if (!code)
		code = return_print(w, f);
	sifa_figures_free(f);
	return code;
}

/* ---- records behind a cell ---- */

static void print_record(const struct return_wish *w, const struct sifa_figures *f, size_t row,
			 const struct sifa_behind *b, struct verb_table *t)
{
	static const char *const key[] = {"id", "role", "amount", "title"};
	enum sifa_cell_form form = f->row[row].form;
	char id[32], n[32], title[256];
	bool money = form == SIFA_CELL_WAN || form == SIFA_CELL_YUAN;

	sifa_id_format(b->id, id);
	snprintf(n, sizeof n, "%lld", (long long)b->amount);
	if (money)
		sifa_money_format(b->amount, n);
	sifa_title(w->env->se, b->id, true, lang_now(), title, sizeof title);
	verb_row(w->env, t, key, (const char *const[]){id, verb_role(w->env, b->role), n, title},
		 4);
}

static int print_records(const struct return_wish *w, const struct sifa_figures *f, size_t row,
			 size_t column)
{
	struct verb_table t = {.columns = 4, .right = {[2] = true}};
	struct sifa_behind_list list;
	struct sifa_err err = {0};
	char n[24], msg[200];

	if (sifa_figures_records(w->env->se, f, row, column, &list, &err))
		return verb_fail(&err);
	if (w->env->format == VERB_CSV)
		puts("id,role,amount,title");
	for (size_t i = 0; i < list.n; i++)
		print_record(w, f, row, &list.v[i], &t);
	verb_print(&t);
	verb_table_free(&t);
	snprintf(n, sizeof n, "%zu", list.hidden);
	if (list.hidden)
		fprintf(stderr, "%s\n",
			lang_fill(msg, sizeof msg, _("{1} more are not yours to see"), n, NULL));
	sifa_behind_free(&list);
	return 0;
}

/* One of the rows' or columns' names; SIZE_MAX after a message. */
static size_t named(const struct sifa_figures *f, const char *name, bool row)
{
	size_t i = row ? sifa_figures_row(f, name) : sifa_figures_column(f, name), n = 0;
	const char **names, *near;
	char msg[300];

	if (i != SIZE_MAX)
		return i;
	names = calloc((row ? f->n : f->ncolumns) + 1, sizeof *names);
	for (size_t k = 0; names && k < (row ? f->n : f->ncolumns); k++)
		if (!row || *f->row[k].id)
			names[n++] = row ? f->row[k].id : f->column[k].id;
	near = names ? verb_nearest(name, names) : NULL;
	if (near)
		verb_usage(&verb_of_return,
			   lang_fill(msg, sizeof msg,
				     row ? _("there is no cell {1}; did you mean {2}?")
					 : _("there is no column {1}; did you mean {2}?"),
				     name, near, NULL));
	else
		verb_misuse(&verb_of_return,
			    row ? N_("there is no cell {1}") : N_("there is no column {1}"), name);
	free(names);
	return SIZE_MAX;
}

static int cmd_records(struct return_wish *w)
{
	struct sifa_figures *f;
	size_t row, column = 0;
	int code = return_figures(w, &f);

	if (code)
		return code;
	if (!w->arg[2]) {
		code = verb_usage(&verb_of_return, _("which cell? name it after the period"));
	} else {
		row = named(f, w->arg[2], true);
		if (row != SIZE_MAX && w->column)
			column = named(f, w->column, false);
		code = row == SIZE_MAX || column == SIZE_MAX ? 2 : print_records(w, f, row, column);
	}
	sifa_figures_free(f);
	return code;
}

/* ---- the verb ---- */

static const struct {
	const char *name;
	int (*run)(struct return_wish *w);
} commands[] = {
	{"list", return_list},	     {"table", cmd_table},	{"records", cmd_records},
	{"prepare", return_prepare}, {"submit", return_submit}, {"withdraw", return_withdraw},
	{"sent", return_sent},	     {"diff", return_diff},	{"correct", return_correct},
	{"sum", return_sum},	     {"lacks", return_lacks},	{"villages", return_villages},
};

static int read_args(struct verb_env *env, struct return_wish *w, const char **command)
{
	static const struct verb_option options[] = {{"--office", true},   {"--column", true},
						     {"--reason", true},   {"--zero", false},
						     {"--closing", false}, {"--xlsx", true}};
	struct verb_args a = {.verb = &verb_of_return,
			      .env = env,
			      .options = options,
			      .n = sizeof options / sizeof *options};
	const char *name, *value;
	size_t n = 0;
	int is;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is && !*command)
			*command = value;
		else if (!is && n < sizeof w->arg / sizeof *w->arg)
			w->arg[n++] = value;
		else if (!is)
			return verb_misuse(&verb_of_return, N_("{1} is one argument too many"),
					   value);
		else if (!strcmp(name, "--office"))
			w->office = value;
		else if (!strcmp(name, "--reason"))
			w->reason = value;
		else if (!strcmp(name, "--xlsx"))
			w->xlsx = value;
		else if (!strcmp(name, "--zero"))
			w->zero = true;
		else if (!strcmp(name, "--closing"))
			w->closing = true;
		else
			w->column = value;
	}
	return is == -2 ? 2 : 0;
}

static int run(struct verb_env *env)
{
	const char *command = NULL, *names[sizeof commands / sizeof *commands + 1], *near;
	struct return_wish w = {.env = env};
	int code = read_args(env, &w, &command);
	size_t n = 0;
	char msg[300];

	if (code)
		return code;
	for (; n < sizeof commands / sizeof *commands; n++) {
		if (command && !strcmp(commands[n].name, command))
			return commands[n].run(&w);
		names[n] = commands[n].name;
	}
	names[n] = NULL;
	if (!command)
		return verb_usage(&verb_of_return, _("say what to do with returns"));
	near = verb_nearest(command, names);
	return verb_usage(&verb_of_return,
			  lang_fill(msg, sizeof msg,
				    near ? _("{1} cannot be done with returns; did you mean {2}?")
					 : _("{1} cannot be done with returns"),
				    command, near, NULL));
}

const struct verb verb_of_return = {
	"return",
	"list [YEAR] | table|records|lacks|sum|prepare TABLE [PERIOD [CELL]] [--office CODE] [--column COLUMN] [--closing] [--xlsx FILE] | "
	"villages [YEAR] [--office CODE] | submit|withdraw|sent|diff|correct ID [--zero] [--reason TEXT]",
	N_("the tables of returns, and what becomes of them"),
	N_("list shows what is due in a year, and how far it has come.\n"
	   "table counts a table; records lists what one of its cells was counted from.\n"
	   "lacks tells what it will lack, sum adds up what the offices sent.\n"
	   "prepare begins the return, submit sends and freezes it, sent shows what was\n"
	   "sent, diff what has changed since, correct writes the change down.\n"
	   "villages shows which village answered in which month, zeros told by telephone too.\n"
	   "--xlsx FILE writes a table as a spreadsheet.\n"
	   "  sifa return table med_monthly 2013-11\n"
	   "  sifa return records med_monthly 2013-11 settled --column year"),
	VERB_STORE | VERB_BATCH,
	run};
