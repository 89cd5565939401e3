/* money.c - sifa subsidy, sifa allowance: what a record is paid, and what the records of a
 * month bring to one of those named in them, with the arithmetic. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

static const char *title_of(struct verb_env *env, uint64_t id, char *buf, size_t size)
{
	return sifa_title(env->se, id, false, lang_now(), buf, size);
}

/* ---- subsidy ---- */

static void print_sheet(struct verb_env *env, const struct sifa_rate_sheet *s)
{
	char title[200], day[16], amount[32], line[400];

	printf("%s  %s\n", sifa_rate_label(s->rate, lang_now()),
	       title_of(env, s->record, title, sizeof title));
	puts(lang_fill(line, sizeof line, _("table in force on {1}: {2}"),
		       sifa_day_format(s->day, day), s->source, NULL));
	for (size_t i = 0; i < s->n; i++)
		printf("  %zu. %s\n", i + 1, s->line[i].text[lang_now()]);
	puts(lang_fill(line, sizeof line, _("total: {1} yuan"), sifa_money_format(s->total, amount),
		       NULL));
}

/* The sums of the sheet into the record, saved. */
static int write_sums(struct verb_env *env, const struct sifa_rate_sheet *s, struct sifa_record *r)
{
	struct sifa_err err = {0};

	return sifa_rate_fill(s, r, &err) ? verb_fail(&err) : verb_save(env, r);
}

static int subsidy_of(struct verb_env *env, struct sifa_record *r, bool write)
{
	const struct sifa_rate *rate = sifa_rate_of_kind(env->sifa, sifa_record_kind(r));
	struct sifa_rate_sheet s;
	struct sifa_err err = {0};

	if (!rate)
		return verb_misuse(&verb_subsidy, N_("config/rates has no schedule for {1}"),
				   sifa_record_kind(r)->label[lang_now()]);
	if (sifa_rate_compute(env->se, rate, r, &s, &err))
		return verb_fail(&err);
	print_sheet(env, &s);
	return write ? write_sums(env, &s, r) : 0;
}

static int run_subsidy(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--write", false}};
	struct verb_args a = {.verb = &verb_subsidy, .env = env, .options = options, .n = 1};
	const char *name, *value, *which = NULL;
	struct sifa_record *r;
	bool write = false;
	int is, n = 0, code = 0;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		write = write || is;
		if (!is) {
			which = value;
			n++;
		}
	}
	if (is == -2)
		return 2;
	if (n != 1)
		return verb_usage(&verb_subsidy, _("one record is expected, like 10203-4571"));
	r = verb_record(env, &verb_subsidy, which, &code);
	if (!r)
		return code;
	code = subsidy_of(env, r, write);
	sifa_record_free(r);
	return code;
}

const struct verb verb_subsidy = {
	"subsidy",
	"ID [--write]",
	N_("what a record is paid by the schedule in force, step by step"),
	N_("  --write   keep the sums in the record\n\n"
	   "  sifa subsidy 10203-4571"),
	VERB_STORE,
	run_subsidy};

/* ---- allowance ---- */

static bool read_month(const char *s, sifa_day *from, sifa_day *to)
{
	int y, m, d;
	char day[16];

	if (strlen(s) != 7 || s[4] != '-')
		return false;
	snprintf(day, sizeof day, "%.7s-01", s);
	if (sifa_day_parse(day, 10, SIFA_DAY_NONE, from))
		return false;
	sifa_day_split(*from, &y, &m, &d);
	*to = sifa_day_of(y + m / 12, m % 12 + 1, 1) - 1;
	return true;
}

static void cells_of(struct verb_table *t, const struct sifa_allowance_item *it)
{
	char id[32], day[16], amount[32], among[16], share[32];

	snprintf(among, sizeof among, "%u", it->among);
	verb_cell(t, sifa_id_format(it->record, id));
	verb_cell(t, sifa_day_format(it->day, day));
	verb_cell(t, it->title);
	verb_cell(t, it->why ? "" : sifa_money_format(it->amount, amount));
	verb_cell(t, it->why ? "" : among);
	verb_cell(t, it->why ? "0.00" : sifa_money_format(it->share, share));
	verb_cell(t, it->why ? _(it->why) : "");
}

static void print_allowance(struct verb_env *env, const struct sifa_allowance *a)
{
	struct verb_table t = {.columns = 7, .right = {[3] = true, [4] = true, [5] = true}};
	char title[200], from[16], to[16], sum[32], line[400];

	printf("%s  %s  %s..%s\n", sifa_rate_label(a->rate, lang_now()),
	       title_of(env, a->member, title, sizeof title), sifa_day_format(a->from, from),
	       sifa_day_format(a->to, to));
	for (const char *const *h =
		     (const char *const[]){N_("record"), N_("day"), N_("title"), N_("amount"),
					   N_("among"), N_("share"), N_("note"), NULL};
	     *h; h++)
		verb_cell(&t, _(*h));
	for (size_t i = 0; i < a->n; i++)
		cells_of(&t, &a->item[i]);
	verb_print(&t);
	verb_table_free(&t);
	puts(lang_fill(line, sizeof line, _("total: {1} yuan"), sifa_money_format(a->sum, sum),
		       NULL));
	if (a->paid != a->sum)
		puts(lang_fill(line, sizeof line, _("at most a month: {1} yuan are paid"),
			       sifa_money_format(a->paid, sum), NULL));
}

/* For programs: a row or an object each record. */
static void write_items(const struct verb_env *env, const struct sifa_allowance *a)
{
	static const char *const name[] = {"record", "day", "title", "amount", "among", "share"};

	if (env->format == VERB_CSV)
		verb_row(env, NULL, name, name, 6);
	for (size_t i = 0; i < a->n; i++) {
		const struct sifa_allowance_item *it = &a->item[i];
		char id[32], day[16], amount[32], among[16], share[32];
		const char *const cell[] = {sifa_id_format(it->record, id),
					    sifa_day_format(it->day, day),
					    it->title,
					    sifa_money_format(it->amount, amount),
					    among,
					    sifa_money_format(it->share, share)};

		snprintf(among, sizeof among, "%u", it->among);
		verb_row(env, NULL, name, cell, 6);
	}
}

/* Each record with its arithmetic; with `write` its sums are kept. */
static int records_behind(struct verb_env *env, const struct sifa_allowance *a, bool show,
			  bool write)
{
	int code = 0;

	for (size_t i = 0; i < a->n && !code; i++) {
		struct sifa_rate_sheet s;
		struct sifa_record *r;
		struct sifa_err err = {0};

		if (a->item[i].why)
			continue;
		if (sifa_record_get(env->se, a->item[i].record, &r, &err))
			return verb_fail(&err);
		if (sifa_rate_compute(env->se, a->rate, r, &s, &err)) {
			code = verb_fail(&err);
		} else {
			if (show) {
				putchar('\n');
				print_sheet(env, &s);
			}
			code = write ? write_sums(env, &s, r) : 0;
		}
		sifa_record_free(r);
	}
	return code;
}

struct wish {
	const char *who;
	sifa_day from, to;
	bool month, write;
};

static int read_wish(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {{"--month", true}, {"--write", false}};
	struct verb_args a = {.verb = &verb_allowance, .env = env, .options = options, .n = 2};
	const char *name, *value;
	int is;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is) {
			w->who = value;
		} else if (!strcmp(name, "--write")) {
			w->write = true;
		} else if (!(w->month = read_month(value, &w->from, &w->to))) {
			return verb_misuse(&verb_allowance,
					   N_("{1} is no month; 2013-11 was expected"), value);
		}
	}
	if (is == -2)
		return 2;
	if (!w->who)
		return verb_usage(&verb_allowance, _("one record is expected, like 10203-4571"));
	return w->month ? 0 : verb_usage(&verb_allowance, _("--month YYYY-MM is expected"));
}

static int run_allowance(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_allowance a;
	struct sifa_record *r;
	struct sifa_err err = {0};
	int code = read_wish(env, &w);

	if (code)
		return code;
	r = verb_record(env, &verb_allowance, w.who, &code);
	if (!r)
		return code;
	if (sifa_allowance(env->se, sifa_record_id(r), w.from, w.to, &a, &err)) {
		code = verb_fail(&err);
	} else {
		if (env->format == VERB_TABLE)
			print_allowance(env, &a);
		else
			write_items(env, &a);
		code = records_behind(env, &a, env->format == VERB_TABLE, w.write);
		free(a.item);
	}
	sifa_record_free(r);
	return code;
}

const struct verb verb_allowance = {
	"allowance",
	"ID --month YYYY-MM [--write]",
	N_("what the records of a month bring to a mediator or a committee"),
	N_("  --month   the month of the records' day, such as 2013-11\n"
	   "  --write   keep the sum of each record in it\n\n"
	   "  sifa allowance 10203-318 --month 2013-11"),
	VERB_STORE,
	run_allowance};
