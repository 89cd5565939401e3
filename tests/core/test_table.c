/* Tables of returns: what is counted for which days, what is worked out from it, that
 * every cell opens, and that mistakes in a table are told with their place. */
#include "figures_fixture.h"
#include "letter_text.h"

/* ---- a month as a city reported it ---- */

enum { TYPES = 15, ACCEPTED = 869, SETTLED = 842 };
static const struct {
	const char *id;
	int n;
} types[TYPES] = {{"family", 160},    {"neighbour", 278}, {"housing", 67}, {"contract", 44},
		  {"production", 31}, {"damage", 76},	  {"land", 18},	   {"demolition", 28},
		  {"environment", 4}, {"labour", 13},	  {"consumer", 7}, {"medical", 55},
		  {"traffic", 33},    {"property", 1},	  {"other", 54}};

static struct sifa_record *one_case(struct county *c, int i, const char *type)
{
	static const char *const sent[] = {"source=court", "source=police", "source=petition",
					   "source=department"};
	struct sifa_record *r = blank(c, "mediation", c->village[0][i % 5]);
	char no[24];

	snprintf(no, sizeof no, "no=(2013)%d", i);
	fill(r, no);
	fill(r, i % 3 ? "form=oral" : "form=written");
	fill(r, i < 455 ? "source=own" : i < 455 + 378 ? "source=application" : sent[i % 4]);
	fill(r, with("type", type));
	fill(r, i % 2 ? "accepted_on=2013-10-26" : "accepted_on=2013-11-25");
	if (i >= SETTLED)
		return r;
	fill(r, "agreed_on=2013-11-25");
	fill(r, "closed_on=2013-11-25");
	fill(r, i ? "amount=34000" : "amount=144000");
	if (i == 1)
		fill(r, "prevented=crime"), fill(r, "prevented_n=4");
	if (i >= 2 && i < 5)
		fill(r, "prevented=mass_petition"), fill(r, "prevented_n=5");
	return r;
}

static void put_all(struct county *c, struct sifa_record **r, size_t n)
{
	struct act_step *step = calloc(n, sizeof *step);
	struct sifa_err err = {0};

	for (size_t i = 0; i < n; i++)
		step[i] = (struct act_step){.op = ACT_PUT, .record = r[i]};
	ok(session_act(c->se, "create", "", step, n, &err), &err);
	for (size_t i = 0; i < n; i++)
		sifa_record_free(r[i]);
	free(step);
}

/* The cases of the month in every village, and a few that are none of its. */
static void huangshi(struct county *c)
{
	static const char *const outside[] = {"accepted_on=2013-10-25", "accepted_on=2013-11-26",
					      "accepted_on=2012-11-10"};
	struct sifa_record *r[ACCEPTED + 4];
	size_t n = 0;

	for (int t = 0; t < TYPES; t++)
		for (int i = 0; i < types[t].n; i++, n++)
			r[n] = one_case(c, (int)n, types[t].id);
	assert_int_equal(n, ACCEPTED);
	for (int i = 0; i < 3; i++) {
		r[n] = blank(c, "mediation", c->office[0]);
		fill(r[n], "source=own");
		fill(r[n], "type=village_affairs");
		fill(r[n++], outside[i]);
	}
	r[n] = blank(c, "mediation", c->office[1]); /* of another office */
	fill(r[n++], "accepted_on=2013-11-10");
	put_all(c, r, n);
}

static void types_of_the_month(const struct sifa_figures *f)
{
	char id[40], n[16];

	for (int t = 0; t < TYPES; t++) {
		snprintf(id, sizeof id, "type_%s", types[t].id);
		snprintf(n, sizeof n, "%d", types[t].n);
		cell(f, id, "now", n);
	}
}

static void the_month_of_huangshi_comes_out_of_its_records(void **state)
{
	struct county *c = *state;
	struct sifa_findings found = {0};
	struct sifa_figures *f;

	huangshi(c);
	f = figures(c, "med_monthly", c->office[0], "2013-11");
	assert_int_equal(f->first, day("2013-10-26"));
	assert_int_equal(f->last, day("2013-11-25"));
	cell(f, "accepted", "now", "869");
	cell(f, "settled", "now", "842");
	cell(f, "rate", "now", "96.9");
	cell(f, "own", "now", "455");
	cell(f, "applied", "now", "378");
	cell(f, "sent", "now", "36");
	cell(f, "amount", "now", "2873.80");
	cell(f, "crime", "now", "1");
	cell(f, "crime_people", "now", "4");
	cell(f, "mass_petition", "now", "3");
	cell(f, "mass_petition_people", "now", "15");
	types_of_the_month(f);
	cell(f, "accepted", "year", "870"); /* with 25 October, without 26 November */
	cell(f, "accepted", "before", "1");
	cell(f, "accepted", "change", "86800.0");
	cell(f, "sent", "change", "");
	sifa_figures_check(f, &found);
	assert_int_equal(found.total, 0);
	sifa_figures_free(f);
	f = figures(c, "med_monthly", c->office[0], "2013-12");
	cell(f, "accepted", "now", "1");
	cell(f, "type_other", "now", "1"); /* a local type is no head of the form */
	cell(f, "accepted", "year", "871");
	sifa_figures_free(f);
}

static void every_cell_opens_its_records(void **state)
{
	struct county *c = *state;
	struct sifa_figures *f;

	huangshi(c);
	f = figures(c, "med_monthly", c->office[0], "2013-11");
	assert_int_equal(behind(c, f, "accepted", "now", SIFA_COUNTED), 869);
	assert_int_equal(behind(c, f, "sent", "now", SIFA_COUNTED), 36);
	assert_int_equal(behind(c, f, "rate", "now", SIFA_COUNTED), 842);
	assert_int_equal(behind(c, f, "rate", "now", SIFA_POPULATION), 869);
	assert_int_equal(behind(c, f, "accepted", "change", SIFA_COUNTED), 869);
	assert_int_equal(behind(c, f, "accepted", "before", SIFA_COUNTED), 1);
	assert_int_equal(behind(c, f, "amount", "year", SIFA_COUNTED), 842);
	sifa_figures_free(f);
}

/* ---- tables written here ---- */

#define TABLE(rows) \
	"table: t\n" \
	"label: {zh: 表, en: Table}\n" \
	"every: month\n" \
	"columns:\n" \
	"  - {id: now, count: period, label: {zh: 本月, en: Month}}\n" \
	"  - {id: m3, count: month, month: 3, label: {zh: 三月, en: March}}\n" \
	"rows:\n" rows

#define TABLE_PATH "returns/t.yaml"

/* What is on the books is with the successor at the end of the year, and nowhere else. */
static void books_go_on_with_the_successor(void **state)
{
	struct county *c = *state;
	uint64_t old =
		add(c, "unit", c->bureau, "name=撤销所", "kind=office", ref("parent", c->bureau),
		    "closed_on=2013-08-12", ref("successor", c->office[0]), NULL);
	struct sifa_figures *f;

	add(c, "wall_rule", old, NULL);
	county_login(c);
	f = figures(c, "equipment", old, "2012");
	cell(f, "rules", "now", "1");
	sifa_figures_free(f);
	f = figures(c, "equipment", old, "2013");
	cell(f, "rules", "now", "0");
	sifa_figures_free(f);
	f = figures(c, "equipment", c->office[0], "2013");
	cell(f, "rules", "now", "1");
	sifa_figures_free(f);
}

#define ON_REGISTER \
	TABLE("  - {id: before, label: {zh: 期初, en: Before}, at: opening, measure: {count: " \
	      "correction, stock: {from: reported_on, to: end_on, at: as_of}}}\n" \
	      "  - {id: in, label: {zh: 接收, en: In}, measure: {count: correction, date: " \
	      "reported_on}}\n" \
	      "  - {id: out, label: {zh: 解除, en: Out}, measure: {count: correction, date: " \
	      "end_on}}\n" \
	      "  - {id: after, label: {zh: 期末, en: After}, measure: {count: correction, " \
	      "stock: {from: reported_on, to: end_on, at: as_of}}}\n" \
	      "  - {id: total, label: {zh: 计, en: Total}, sum: [before, in, -out]}\n" \
	      "checks:\n" \
	      "  - {equal: [[before, in, -out], after]}\n" \
	      "  - {equal: [in, out], severity: warning}\n")

static void a_balance_carries_over_from_month_to_month(void **state)
{
	struct county *c = *state;
	struct sifa_findings found = {0};
	struct sifa_figures *f;

	config_use(c, TABLE_PATH, ON_REGISTER);
	add(c, "correction", c->office[0], "reported_on=2013-01-10", NULL);
	add(c, "correction", c->office[0], "reported_on=2013-02-10", "end_on=2013-03-01", NULL);
	add(c, "correction", c->office[0], "reported_on=2013-03-31", NULL);
	add(c, "correction", c->office[0], "reported_on=2013-03-05", "end_on=2013-03-20", NULL);
	f = figures(c, "t", c->office[0], "2013-03");
	cell(f, "before", "now", "2");
	cell(f, "in", "now", "2");
	cell(f, "out", "now", "2");
	cell(f, "after", "now", "2");
	cell(f, "total", "m3", "2");
	assert_int_equal(behind(c, f, "before", "now", SIFA_COUNTED), 2);
	assert_int_equal(behind(c, f, "total", "now", SIFA_AGAINST), 2);
	sifa_figures_check(f, &found);
	assert_int_equal(found.total, 0);
	sifa_figures_free(f);
	f = figures(c, "t", c->office[0], "2013-04");
	cell(f, "before", "now", "2");
	sifa_figures_free(f);
	f = figures(c, "t", c->office[0], "2013-01"); /* March is not over */
	cell(f, "in", "m3", "");
	sifa_figures_check(f, &found); /* one came, nobody left: a warning */
	assert_int_equal(found.total, 1);
	assert_int_equal(found.errors, 0);
	assert_non_null(strstr(found.v[0].err.arg[1], "In 1"));
	sifa_findings_free(&found);
	sifa_figures_free(f);
}

/* ---- mistakes ---- */

static void wrong(const char *text, int line, const char *words)
{
	struct config *c;
	struct arena names = {0};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	bool found = false;

	ok(config_read("config", &c, &f, &err), &err);
	ok(config_link(c, namer_fresh(&names), &f, &err), &err);
	config_text(c, TABLE_PATH, text);
	letter_check_all(c, &f);
	for (size_t i = 0; i < f.n; i++) {
		const struct sifa_err *e = &f.v[i].err;
		char all[600];

		snprintf(all, sizeof all, "%s|%s|%s|%s", e->msg, e->arg[0], e->arg[1], e->arg[2]);
		found = found || (e->line == line && e->column > 0 && strstr(all, words) &&
				  !strcmp(e->source, TABLE_PATH));
		if (!strstr(all, words))
			print_message("%s:%d:%d %s\n", e->source, e->line, e->column, all);
	}
	if (!found)
		fail_msg("not told: line %d, %s", line, words);
	sifa_findings_free(&f);
	config_free(c);
	arena_free(&names);
}

#define ROW(id, rest) "  - {id: " id ", label: {zh: 行, en: Row}, " rest "}\n"
#define COUNT(id)     ROW(id, "measure: {count: mediation, date: accepted_on}")

#define EACH(rest) \
	"table: t\nlabel: {zh: 表, en: T}\nevery: year\neach: {count: practitioner}\n" \
	"columns:\n  - {id: a, label: {zh: 甲, en: A}, " rest "}\n"

static void mistakes_have_their_place_and_the_nearest_name(void **state)
{
	(void)state;
	wrong(TABLE(ROW("a", "measure: {count: mediaton}")), 8, "mediation");
	wrong(TABLE(ROW("a", "measure: {count: mediation, date: acepted_on}")), 8, "|accepted_on");
	wrong(TABLE(ROW("a", "measure: {count: mediation, dat: accepted_on}")), 8, "date");
	wrong(TABLE(ROW("a", "measure: {sum: mediation, field: closed_on, since: amount}")), 8,
	      "is of type {3}");
	wrong(TABLE(ROW("a", "measure: {sum: mediation, field: amount, since: closed_on}")), 8,
	      "is of type {3}");
	wrong(TABLE(ROW("a", "measure: {distinct: mediation, field: closed_on, since: "
			     "accepted_on}")),
	      8, "a plain sum of days");
	wrong(TABLE(ROW("a", "measure: {count: mediation, field: closed_on, since: accepted_on}")),
	      8, "a plain sum of days");
	wrong(TABLE(COUNT("all") ROW("b", "sum: [al]")), 9, "Did you mean {2}?|al|all");
	wrong(TABLE(COUNT("a") ROW("b", "percent: [a]")), 9, "percent and mean name two rows");
	wrong(TABLE(COUNT("a") ROW("b", "sum: [a], percent: [a, a]")), 9, "exactly one of");
	wrong(TABLE(ROW("a", "sum: [b]") ROW("b", "sum: [a]")), 8, "made of itself.|a");
	wrong(TABLE(COUNT("a") COUNT("a")), 9, "stands here twice");
	wrong(TABLE(COUNT("a")) "checks:\n  - {equal: [a, c]}\n", 10, "no row {1}");
	wrong(TABLE(COUNT("a")) "checks:\n  - {equal: a}\n", 10, "a list of two");
	wrong(TABLE(ROW("a", "by: typ, measure: {count: mediation}")), 8, "|type");
	wrong(TABLE(ROW("a", "by: no, measure: {count: mediation}")), 8, "is of type {3}");
	wrong(TABLE(COUNT("m") ROW("a", "measure: {sum: mediation, field: amount}")
			    ROW("b", "sum: [m, a]")),
	      10, "like to like");
	wrong("table: t\nlabel: {zh: 表, en: T}\nevery: moon\nrows: []\n", 3, "month, quarter");
	wrong("table: t\nlabel: {zh: 表, en: T}\nevery: month\n", 1, "needs `rows:`");
	wrong(EACH("measure: {count: duty_entry, date: at}"), 6, "stands `via:`");
	wrong(EACH("via: firm, measure: {count: duty_entry, date: at}"), 6, "does not refer to");
	wrong(EACH("via: practitioner, measure: {count: duty_entry}"), 6, "a plain count");
	wrong(EACH("duty: all"), 6, "owed or short");
	wrong(EACH("sum: [b]"), 6, "no column {1}");
	wrong(EACH("duty: owed, sum: [a]"), 6, "exactly one of");
	wrong("table: t\nlabel: {zh: 表, en: T}\nevery: year\neach: {sum: fund, field: amount}\n"
	      "columns:\n  - {id: a, label: {zh: 甲, en: A}, duty: owed}\n",
	      4, "the count of one kind");
	wrong("table: t\nlabel: {zh: 表, en: T}\nevery: month\ncolumns:\n"
	      "  - {id: a, label: {zh: 甲, en: A}, count: moth}\nrows:\n" COUNT("a"),
	      5, "period, year, year_before");
	wrong("table: t\nlabel: {zh: 表, en: T}\nevery: month\ncolumns:\n"
	      "  - {id: a, label: {zh: 甲, en: A}, count: period}\n"
	      "  - {id: c, label: {zh: 丙, en: C}, change: [b, a]}\nrows:\n" COUNT("a"),
	      6, "no column {1}");
}

/* ---- days ---- */

static void span(const struct return_def *d, const char *period, const char *first,
		 const char *last, const char *due)
{
	struct return_item it;

	assert_true(returns_period(d, period, &it));
	assert_int_equal(it.first, day(first));
	assert_int_equal(it.last, day(last));
	assert_int_equal(it.due, day(due));
}

static void cut_offs_follow_on_one_another(void **state)
{
	struct return_def d = {.id = "m", .months = 1, .day = 30, .cutoff = 25};
	struct return_item it;
	char name[16];

	(void)state;
	span(&d, "2013-03", "2013-02-26", "2013-03-25", "2013-03-30");
	span(&d, "2013-02", "2013-01-26", "2013-02-25", "2013-02-28");
	span(&d, "2024-02", "2024-01-26", "2024-02-25", "2024-02-29");
	span(&d, "2013-04", "2013-03-26", "2013-04-25", "2013-04-30");
	d.cutoff = 20;
	span(&d, "2013-01", "2012-12-21", "2013-01-20", "2013-01-30");
	d.cutoff = 30; /* a day February does not have */
	span(&d, "2013-02", "2013-01-31", "2013-02-28", "2013-02-28");
	span(&d, "2013-03", "2013-03-01", "2013-03-30", "2013-03-30");
	d.cutoff = 0;
	span(&d, "2013-02", "2013-02-01", "2013-02-28", "2013-02-28");
	d = (struct return_def){
		.id = "h", .months = 6, .cutoff = 20, .date = {{6, 30}, {12, 30}, {0, 0}, {0, 0}}};
	span(&d, "2013-H1", "2012-12-21", "2013-06-20", "2013-06-30");
	span(&d, "2013-h2", "2013-06-21", "2013-12-20", "2013-12-30");
	assert_false(returns_period(&d, "2013-H3", &it));
	assert_false(returns_period(&d, "2013-06", &it));
	assert_false(returns_period(&d, "2013", &it));
	it = returns_at(&d, day("2013-08-01"));
	assert_string_equal(returns_name(&d, &it, name), "2013-H2");
}

/* 30 November 2013 was a Saturday: told of on Friday, due on Saturday. */
static void a_rest_day_is_told_of_on_the_working_day_before(void **state)
{
	struct county *c = *state;
	struct sifa_login login = {.now = 1383321600, .now_forced = true, .host = "test"};
	struct sifa_err err = {0};
	struct sifa_due due[100];
	size_t n, found[2] = {0, 0};
	const char *until[] = {"2013-11-28", "2013-11-29"};

	sifa_logout(c->se);
	ok(sifa_login(c->sifa, &login, &c->se, &err), &err);
	ok(sifa_session_visit(c->se, c->office[0], &err), &err);
	for (int i = 0; i < 2; i++) {
		ok(sifa_due(c->se, day(until[i]), due, 100, &n, NULL, NULL, &err), &err);
		for (size_t k = 0; k < n; k++) {
			if (!strstr(due[k].title, "2013-11 人民调解案件"))
				continue;
			found[i]++;
			assert_int_equal(due[k].due, day("2013-11-30"));
		}
	}
	assert_int_equal(found[0], 0);
	assert_int_equal(found[1], 1);
}

static void the_tail_of_a_year_closes_it(void **state)
{
	struct county *c = *state;
	struct sifa_figures *f = NULL;
	struct sifa_err err = {0};

	add(c, "mediation", c->office[0], "no=1", "accepted_on=2013-12-25", NULL);
	add(c, "mediation", c->office[0], "no=2", "accepted_on=2013-12-26", NULL);
	add(c, "mediation", c->office[0], "no=3", "accepted_on=2013-12-31", NULL);
	f = figures(c, "med_monthly", c->office[0], "2014-01");
	cell(f, "accepted", "now", "2");
	cell(f, "accepted", "year", "2");
	sifa_figures_free(f);
	f = figures(c, "med_year", c->office[0], "2013");
	cell(f, "accepted", "now", "3");
	sifa_figures_free(f);
	ok(sifa_figures_closing(c->se, sifa_table(c->sifa, "med_monthly"), c->office[0],
				day("2013-06-01"), &f, &err),
	   &err);
	assert_int_equal(f->first, day("2013-12-26"));
	cell(f, "accepted", "now", "2");
	assert_int_equal(behind(c, f, "accepted", "now", SIFA_COUNTED), 2);
	sifa_figures_free(f);
	assert_int_equal(sifa_figures_closing(c->se, sifa_table(c->sifa, "med_year"), c->office[0],
					      day("2013-06-01"), &f, NULL),
			 SIFA_E_USAGE);
}

/* C7: 3 points, 12 returns; one of January in each of these ways. */
static void what_came_back_is_late_only_after_days_and_the_due_day(void **state)
{
	static const struct {
		const char *again, *withdrawn;
		const char *words;
	} way[] = {{"resubmitted_on=2013-02-01", NULL, "退回"},
		   {"resubmitted_on=2013-02-08", NULL, "迟报"},
		   {NULL, "withdrawn_on=2013-01-29", "缺报"}};

	(void)state;
	for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
		struct county *c = county_new(SIFA_DAY_NONE);
		uint64_t id = add(c, "return", c->office[0], "type=med_monthly",
				  "period_from=2013-01-01", "submitted_on=2013-01-28", NULL);
		struct sifa_sheet *s;
		char words[256];

		if (way[i].again) {
			put_on(c, id, "returned_times=1");
			put_on(c, id, "returned_on=2013-01-30"); /* a Wednesday */
			put_on(c, id, way[i].again);
		} else {
			put_on(c, id, way[i].withdrawn);
		}
		s = score(c, c->office[0], "2013-02-15");
		snprintf(words, sizeof words, "%s", clause(s, "C7")->formula[SIFA_ZH]);
		if (!strstr(words, way[i].words))
			fail_msg("%s: %s", way[i].words, words);
		assert_true((clause(s, "C7")->actual == 1) == (i == 0));
		sifa_sheet_free(s);
		county_free(c);
	}
}

#define T(f) cmocka_unit_test_setup_teardown(f, county_up, county_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_month_of_huangshi_comes_out_of_its_records),
		T(every_cell_opens_its_records),
		T(a_balance_carries_over_from_month_to_month),
		T(books_go_on_with_the_successor),
		cmocka_unit_test(mistakes_have_their_place_and_the_nearest_name),
		cmocka_unit_test(cut_offs_follow_on_one_another),
		T(a_rest_day_is_told_of_on_the_working_day_before),
		T(the_tail_of_a_year_closes_it),
		cmocka_unit_test(what_came_back_is_late_only_after_days_and_the_due_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
