/* due.c - sifa due: what is due, as a list; a month also as a calendar. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

struct wish {
	uint64_t days;
	const char *month, *office;
	struct sifa_due_query query;
};

static bool read_month(const char *s, struct sifa_due_query *q)
{
	char first[16];
	int year, month, day;

	if (strlen(s) != 7 || s[4] != '-')
		return false;
	snprintf(first, sizeof first, "%s-01", s);
	if (sifa_day_parse(first, strlen(first), SIFA_DAY_NONE, &q->from))
		return false;
	sifa_day_split(q->from + 31, &year, &month, &day);
	q->until = sifa_day_of(year, month, 1) - 1;
	return true;
}

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {
		{"--days", true}, {"--mine", false}, {"--month", true}, {"--office", true}};
	struct verb_args a = {.verb = &verb_due, .env = env, .options = options, .n = 4};
	const char *name, *value;
	int is;

	w->days = 30;
	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is)
			return verb_misuse(&verb_due, N_("{1} is one argument too many"), value);
		if (!strcmp(name, "--mine"))
			w->query.mine = true;
		else if (!strcmp(name, "--month"))
			w->month = value;
		else if (!strcmp(name, "--office"))
			w->office = value;
		else if (!verb_whole(value, 0, 36500, &w->days))
			return verb_usage(&verb_due, _("--days takes a number of days"));
	}
	if (is == -2)
		return 2;
	w->query.from = SIFA_DAY_NONE;
	w->query.until = sifa_today(env->se) + (sifa_day)w->days;
	if (w->month && !read_month(w->month, &w->query))
		return verb_usage(&verb_due, _("--month takes a month, such as 2013-12"));
	return 0;
}

/* That office's alone. */
static int visit(struct verb_env *env, const char *name)
{
	struct sifa_err err = {0};
	uint64_t office;
	int code = verb_office(env, &verb_due, name, &office);

	if (code)
		return code;
	return sifa_session_visit(env->se, office, &err) ? verb_fail(&err) : 0;
}

/* ---- the month ---- */

static const char *mark(const struct verb_env *env, sifa_day day)
{
	int w = sifa_day_weekday(day);

	if (!sifa_working(env->sifa, day))
		return _("rest");
	return w == 0 || w == 6 ? _("work") : "";
}

/* A row a week, from Monday: the day, whether it is worked, how much is due. */
static void grid(const struct verb_env *env, const struct sifa_due_query *q, const uint32_t *count)
{
	static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					    N_("Fri"), N_("Sat"), N_("Sun")};
	struct verb_table t = {.columns = 7};
	sifa_day day = q->from - (sifa_day_weekday(q->from) + 6) % 7;
	char text[60], many[40], number[16];

	for (int i = 0; i < 7; i++)
		verb_cell(&t, _(names[i]));
	while (day <= q->until || (t.n % 7)) {
		uint32_t n = day < q->from || day > q->until ? 0 : count[day - q->from];

		snprintf(number, sizeof number, "%u", n);
		snprintf(text, sizeof text, "%d%s %s %s", (int)(day - q->from) + 1,
			 day == sifa_today(env->se) ? "*" : "", mark(env, day),
			 n ? lang_fill(many, sizeof many, _("{1} due"), number, NULL) : "");
		verb_cell(&t, day < q->from || day > q->until ? "" : text);
		day++;
	}
	verb_print(&t);
	verb_table_free(&t);
	putchar('\n');
}

/* ---- the list ---- */

static void one_row(struct verb_env *env, struct verb_table *t, const struct sifa_due *d)
{
	char day[16], left[16], id[32] = "";
	const char *what = d->what[0] ? d->what[lang_now()] : _("return");
	const char *kind = d->kind ? d->kind->id : "";

	sifa_day_format(d->due, day);
	snprintf(left, sizeof left, "%d", d->due - sifa_today(env->se));
	if (d->record)
		sifa_id_format(d->record, id);
	if (env->format == VERB_JSONL) {
		printf("{\"due\":\"%s\",\"left\":%s,\"kind\":\"%s\",\"what\":", day, left, kind);
		verb_json(what);
		printf(",\"record\":\"%s\",\"title\":", id);
		verb_json(d->title);
		puts("}");
	} else if (env->format == VERB_CSV) {
		verb_csv(day, false);
		verb_csv(left, false);
		verb_csv(kind, false);
		verb_csv(what, false);
		verb_csv(id, false);
		verb_csv(d->title, true);
	} else {
		verb_cell(t, day);
		verb_cell(t, left);
		verb_cell(t, what);
		verb_cell(t, id);
		verb_cell(t, d->title);
	}
}

static int print_list(struct verb_env *env, const struct sifa_due *due, size_t n, size_t overdue)
{
	struct verb_table t = {.columns = 5, .right = {[1] = true}};
	char a[24], b[24], msg[200];

	if (env->format == VERB_CSV)
		puts("due,left,kind,what,record,title");
	snprintf(a, sizeof a, "%zu", n);
	snprintf(b, sizeof b, "%zu", overdue);
	if (env->format == VERB_TABLE)
		puts(lang_fill(msg, sizeof msg, _("due: {1}, of these overdue: {2}"), a, b, NULL));
	for (size_t i = 0; i < n; i++)
		one_row(env, &t, &due[i]);
	verb_print(&t);
	verb_table_free(&t);
	return 0;
}

static int run(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_due *due;
	struct sifa_err err = {0};
	uint32_t count[31] = {0};
	size_t n, total = 0, overdue = 0;
	int code = read_args(env, &w);

	if (!code && w.office)
		code = visit(env, w.office);
	if (code)
		return code;
	if (sifa_dues(env->se, &w.query, NULL, 0, &n, &total, NULL, &err))
		return verb_fail(&err);
	due = calloc(total ? total : 1, sizeof *due);
	if (!due)
		return 71;
	if (w.month)
		w.query.per_day = count;
	if (sifa_dues(env->se, &w.query, due, total, &n, &total, &overdue, &err)) {
		code = verb_fail(&err);
	} else {
		if (w.month && env->format == VERB_TABLE)
			grid(env, &w.query, count);
		code = print_list(env, due, n, overdue);
	}
	free(due);
	return code;
}

const struct verb verb_due = {
	"due",
	"[--days N] [--month YYYY-MM] [--mine] [--office NAME]",
	N_("list what is due, overdue first"),
	N_("  --days N          so many days ahead; 30 by default\n"
	   "  --mine            what names me, or what I made and nobody is named in\n"
	   "  --month YYYY-MM   of this month, with its calendar\n"
	   "  --office NAME     of this office\n\n"
	   "  sifa due --days 7 --mine\n"
	   "  sifa due --month 2013-12"),
	VERB_STORE,
	run};
