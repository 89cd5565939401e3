/* list.c - sifa list and sifa export: a register. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

struct wish {
	struct sifa_test test[16];
	char field[16][64];
	size_t ntests;
	const char *kind, *sort, *find;
	unsigned long limit;
	bool ids;
};

static bool add_test(struct wish *w, const char *s)
{
	const char *eq = strchr(s, '=');
	size_t n = eq ? (size_t)(eq - s) : 0;

	if (!eq || !n || n >= sizeof w->field[0] || w->ntests == 16)
		return false;
	memcpy(w->field[w->ntests], s, n);
	w->field[w->ntests][n] = '\0';
	w->test[w->ntests] = (struct sifa_test){w->field[w->ntests], eq + 1};
	w->ntests++;
	return true;
}

static int read_args(struct verb_env *env, const struct verb *verb, struct wish *w)
{
	static const struct verb_option options[] = {{"--where", true},
						     {"--sort", true},
						     {"--limit", true},
						     {"--find", true},
						     {"--ids", false}};
	struct verb_args a = {verb, env, options, 5, 0};
	const char *name, *value;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && !w->kind)
			w->kind = value;
		else if (!got)
			return verb_usage(verb, _("one kind is expected"));
		else if (!strcmp(name, "--where") && !add_test(w, value))
			return verb_usage(verb, _("--where takes FIELD=VALUE"));
		else if (!strcmp(name, "--sort"))
			w->sort = value;
		else if (!strcmp(name, "--find"))
			w->find = value;
		else if (!strcmp(name, "--limit"))
			w->limit = strtoul(value, NULL, 10);
		else if (!strcmp(name, "--ids"))
			w->ids = true;
	}
	if (got == -2)
		return 2;
	return w->kind ? 0 : verb_usage(verb, _("one kind is expected"));
}

static int make_query(struct verb_env *env, const struct verb *verb, struct wish *w,
		      struct sifa_query *q)
{
	int code = 0;
	char msg[200];

	*q = (struct sifa_query){.kind = verb_kind(env, w->kind, &code),
				 .tests = w->test,
				 .ntests = w->ntests,
				 .find = w->find};
	if (!q->kind || !w->sort)
		return code;
	for (size_t i = 0; i < q->kind->nsorts; i++)
		if (!strcmp(q->kind->sort[i].id, w->sort)) {
			q->sort = i;
			return 0;
		}
	return verb_usage(
		verb, lang_fill(msg, sizeof msg, _("this kind has no order {1}"), w->sort, NULL));
}

static void cells(struct verb_env *env, struct verb_table *t, const struct sifa_kind *k,
		  const struct sifa_record *r)
{
	char buf[512];

	verb_cell(t, sifa_id_format(sifa_record_id(r), buf));
	for (size_t i = 0; i < k->ncolumns; i++) {
		const struct sifa_field *f = &k->field[k->column[i].field];

		verb_cell(t, sifa_format(env->se, f, sifa_get(r, f), lang_now(), buf, sizeof buf));
	}
}

/* Pages of the register, one after the other; a table needs a page at a time. */
static int print_pages(struct verb_env *env, const struct sifa_query *q, unsigned long limit)
{
	struct verb_table t = {.columns = q->kind->ncolumns + 1};
	struct sifa_rows rows = {0};
	struct sifa_cursor at = {.len = 0};
	struct sifa_err err = {0};
	enum sifa_dir dir = SIFA_FIRST;
	bool more = true;

	verb_cell(&t, _("record"));
	for (size_t i = 0; i < q->kind->ncolumns; i++)
		verb_cell(&t, q->kind->field[q->kind->column[i].field].label[lang_now()]);
	while (more && limit) {
		if (sifa_list(env->se, q, dir, &at, limit < 500 ? limit : 500, &rows, &err)) {
			verb_print(&t);
			return verb_fail(&err);
		}
		for (size_t i = 0; i < rows.n; i++)
			cells(env, &t, q->kind, rows.hit[i].record);
		more = rows.more && rows.n;
		if (rows.n)
			at = rows.hit[rows.n - 1].at;
		limit -= rows.n < limit ? rows.n : limit;
		sifa_rows_free(&rows);
		dir = SIFA_AFTER;
	}
	verb_print(&t);
	return 0;
}

static int write_out(struct verb_env *env, const struct sifa_query *q, enum sifa_shape shape,
		     bool ids)
{
	struct sifa_export ex = {.query = *q, .shape = shape, .lang = lang_now(), .ids = ids};
	struct sifa_err err = {0};
	uint64_t rows;

	return sifa_export(env->se, &ex, &verb_stdout, &rows, &err) ? verb_fail(&err) : 0;
}

static int run_list(struct verb_env *env)
{
	struct wish w = {.limit = ~0ul};
	struct sifa_query q;
	int code = read_args(env, &verb_list, &w);

	if (!code)
		code = make_query(env, &verb_list, &w, &q);
	if (code)
		return code;
	if (env->format != VERB_TABLE)
		return write_out(env, &q, env->format == VERB_CSV ? SIFA_CSV : SIFA_JSONL, w.ids);
	return print_pages(env, &q, w.limit);
}

static int run_export(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_query q;
	int code = read_args(env, &verb_export, &w);

	if (!code)
		code = make_query(env, &verb_export, &w, &q);
	return code ? code
		    : write_out(env, &q, env->format == VERB_JSONL ? SIFA_JSONL : SIFA_CSV, w.ids);
}

const struct verb verb_list = {
	"list",
	"KIND [--where FIELD=VALUE]... [--find TEXT] [--sort ORDER] [--limit N]",
	N_("list a register"),
	N_("A value may be a range, or empty for records without the field.\n"
	   "  sifa list MED --where form=written --where accepted_on=2013-01-01..2013-06-30"),
	VERB_STORE,
	run_list};

const struct verb verb_export = {
	"export",
	"KIND [--where FIELD=VALUE]... [--ids]",
	N_("write records as CSV that import reads back"),
	N_("--ids writes field and record ids instead of labels and names.\n"
	   "  sifa export MED > cases.csv"),
	VERB_STORE | VERB_BATCH,
	run_export};
