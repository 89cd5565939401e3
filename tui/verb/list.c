/* list.c - sifa list and sifa export: a register. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

enum { PAGE = 500 };

struct wish {
	struct sifa_test test[16];
	char field[16][64];
	size_t ntests;
	const char *kind, *sort, *find;
	uint64_t limit; /* 0: all */
	bool ids, bom;
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
	static const struct verb_option options[] = {{"--where", true}, {"--sort", true},
						     {"--limit", true}, {"--find", true},
						     {"--ids", false},	{"--bom", false}};
	struct verb_args a = {verb, env, options, 6, 0};
	const char *name, *value;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && !w->kind)
			w->kind = value;
		else if (!got)
			return verb_usage(verb, _("one kind is expected"));
		else if (!strcmp(name, "--where") && !add_test(w, value))
			return verb_usage(verb, _("--where takes FIELD=VALUE, up to 16 times"));
		else if (!strcmp(name, "--sort"))
			w->sort = value;
		else if (!strcmp(name, "--find"))
			w->find = value;
		else if (!strcmp(name, "--limit") && !verb_whole(value, 1, UINT32_MAX, &w->limit))
			return verb_usage(verb, _("--limit takes a number from 1 on"));
		else if (!strcmp(name, "--ids"))
			w->ids = true;
		else if (!strcmp(name, "--bom"))
			w->bom = true;
	}
	if (got == -2)
		return 2;
	return w->kind ? 0 : verb_usage(verb, _("one kind is expected"));
}

static int no_order(const struct verb *verb, const struct sifa_kind *k, const char *sort)
{
	char msg[300], known[200] = "";
	size_t n = 0;

	for (size_t i = 0; i < k->nsorts && n < sizeof known; i++)
		n += (size_t)snprintf(known + n, sizeof known - n, "%s%s", i ? " " : "",
				      k->sort[i].id);
	return verb_usage(verb,
			  lang_fill(msg, sizeof msg, _("this kind has no order {1}; known: {2}"),
				    sort, known, NULL));
}

static int make_query(struct verb_env *env, const struct verb *verb, struct wish *w,
		      struct sifa_query *q)
{
	*q = (struct sifa_query){.kind = verb_kind(env, w->kind),
				 .tests = w->test,
				 .ntests = w->ntests,
				 .find = w->find};
	if (!q->kind)
		return 2;
	if (!w->sort)
		return 0;
	for (size_t i = 0; i < q->kind->nsorts; i++)
		if (!strcmp(q->kind->sort[i].id, w->sort)) {
			q->sort = i;
			return 0;
		}
	return no_order(verb, q->kind, w->sort);
}

static void cells(struct verb_env *env, struct verb_table *t, const struct sifa_kind *k,
		  const struct sifa_record *r)
{
	char buf[512];

	verb_cell(t, sifa_id_format(sifa_record_id(r), buf));
	if (k->by_unit)
		verb_cell(t, sifa_title(env->se, sifa_record_unit(r), false, lang_now(), buf,
					sizeof buf));
	for (size_t i = 0; i < k->ncolumns; i++) {
		const struct sifa_field *f = &k->field[k->column[i].field];

		verb_cell(t, sifa_format(env->se, f, sifa_get(r, f), lang_now(), buf, sizeof buf));
	}
}

/* A page is printed as soon as it is read; later pages keep the widths of the
 * earlier ones or widen them. */
static int print_pages(struct verb_env *env, const struct sifa_query *q, uint64_t limit)
{
	struct verb_table t = {.columns = q->kind->ncolumns + 1 + q->kind->by_unit};
	struct sifa_query shown = *q;
	struct sifa_rows rows = {0};
	struct sifa_cursor at = {.len = 0};
	struct sifa_err err = {0};
	enum sifa_dir dir = SIFA_FIRST;
	bool more = true;
	int code = 0;

	shown.columns = true;
	verb_cell(&t, _("record"));
	if (q->kind->by_unit)
		verb_cell(&t, _("unit"));
	for (size_t i = 0; i < q->kind->ncolumns; i++)
		verb_cell(&t, q->kind->field[q->kind->column[i].field].label[lang_now()]);
	while (!code && more && limit) {
		if (sifa_list(env->se, &shown, dir, &at, limit < PAGE ? limit : PAGE, &rows,
			      &err)) {
			code = verb_fail(&err);
			break;
		}
		for (size_t i = 0; i < rows.n; i++)
			cells(env, &t, q->kind, rows.hit[i].record);
		if (rows.n)
			at = rows.hit[rows.n - 1].at;
		limit -= rows.n < limit ? rows.n : limit;
		dir = SIFA_AFTER;
		more = rows.more && rows.n;
		verb_print(&t);
		sifa_rows_free(&rows);
	}
	verb_table_free(&t);
	return code;
}

static int write_out(struct verb_env *env, const struct sifa_query *q, const struct wish *w)
{
	struct sifa_export ex = {.query = *q,
				 .shape = env->format == VERB_JSONL ? SIFA_JSONL : SIFA_CSV,
				 .lang = lang_now(),
				 .ids = w->ids,
				 .bom = w->bom,
				 .limit = w->limit};
	struct sifa_err err = {0};

	return sifa_export(env->se, &ex, &verb_stdout, NULL, &err) ? verb_fail(&err) : 0;
}

static int run_list(struct verb_env *env)
{
	struct wish w = {.limit = 0};
	struct sifa_query q;
	int code = read_args(env, &verb_list, &w);

	if (!code)
		code = make_query(env, &verb_list, &w, &q);
	if (code)
		return code;
	return env->format == VERB_TABLE ? print_pages(env, &q, w.limit ? w.limit : UINT64_MAX)
					 : write_out(env, &q, &w);
}

static int run_export(struct verb_env *env)
{
	struct wish w = {.limit = 0};
	struct sifa_query q;
	int code = read_args(env, &verb_export, &w);

	if (!code)
		code = make_query(env, &verb_export, &w, &q);
	return code ? code : write_out(env, &q, &w);
}

const struct verb verb_list = {
	"list",
	"KIND [--where FIELD=VALUE]... [--find TEXT] [--sort ORDER] [--limit N]",
	N_("list a register"),
	N_("A value may be a range, a number or name where the field refers to a record, or empty\n"
	   "for records without the field; state=ID asks for the state reached.\n"
	   "  sifa list MED --where state=closed --where accepted_on=2013-01-01..2013-06-30"),
	VERB_STORE,
	run_list};

const struct verb verb_export = {
	"export",
	"KIND [--where FIELD=VALUE]... [--find TEXT] [--sort ORDER] [--limit N] [--ids] [--bom]",
	N_("write records as CSV that import reads back"),
	N_("Long numbers get a ' so that a spreadsheet keeps their digits; --bom makes it see\n"
	   "UTF-8. --ids is for programs: ids of fields and codes, and numbers as they are.\n"
	   "  sifa export MED > cases.csv"),
	VERB_STORE | VERB_BATCH,
	run_export};
