/* The edge cases of assessment: what the engine answers to each. The table at the end names
 * every row of the paper (4.11, as its section 11.3 corrects it) and the test that holds it. */
#include "letter_text.h"
#include "score_rows.h"

#define FILL(w) CLAUSE("X", w, "rule: sample_score")
#define ARTICLES(id, w, more) \
	CLAUSE(id, w, "rule: ratio, actual: {count: article, date: published_on}, " more)

static void articles(struct county *c, uint64_t office, int n, const char *on)
{
	while (n-- > 0)
		add(c, "article", office, "kind=web", "title=甲", with("published_on", on), NULL);
}

/* Returns that are due, of a letter for the year of the fixture's clock. */
#define YEAR_HEAD \
	"letter: t\ntitle: {zh: 试, en: T}\n" \
	"period: {from: 2017-01-01, to: 2017-12-31, cutoff: 2018-01-15}\n" \
	"total: 100\nsections:\n  - number: 一\n    title: {zh: 节, en: S}\n    clauses:\n"
#define RETURN(id, more) CLAUSE(id, "50", "rule: timely, late: 1, missing: 1, " more)

static void count_due(struct county *c, int *mediation, int *released)
{
	struct sifa_due due[100];
	struct sifa_err err = {0};
	size_t n = 0;

	*mediation = *released = 0;
	ok(sifa_session_visit(c->se, c->office[0], &err), &err);
	ok(sifa_due(c->se, day("2018-01-31"), due, 100, &n, NULL, NULL, &err), &err);
	for (size_t i = 0; i < n; i++) {
		*mediation += strstr(due[i].title, "人民调解案件情况") != NULL;
		*released += strstr(due[i].title, "安置帮教") != NULL;
	}
	ok(sifa_session_visit(c->se, 0, &err), &err);
}

static void returns_are_due_while_their_clause_is_in_force(void **state)
{
	struct county *c = *state;
	int mediation, released;

	letter_use(c, YEAR_HEAD RETURN("R1", "return: med_monthly, until: 2017-06-30")
			      RETURN("R2", "return: released_monthly, from: 2017-07-01"));
	count_due(c, &mediation, &released);
	assert_int_equal(mediation, 6);
	assert_int_equal(released, 6);
	letter_drop(c);
	/* One clause after the other asks for the same return: every month once. */
	letter_use(c, YEAR_HEAD RETURN("R1", "return: med_monthly, until: 2017-06-30")
			      RETURN("R2", "return: med_monthly, from: 2017-07-01"));
	count_due(c, &mediation, &released);
	assert_int_equal(mediation, 12);
	letter_drop(c);
}

/* Row: zero denominator. Not applicable, and the weight goes over the whole letter (11.3.20). */
static void nothing_to_divide_by(void **state)
{
	static const char *const empty[] = {"not_applicable", "zero", "full"};
	struct county *c = *state;
	char text[3000];
	struct sifa_sheet *s;

	for (int i = 0; i < 3; i++) {
		snprintf(text, sizeof text,
			 HEAD CLAUSE("Z", "10",
				     "rule: ratio, empty: %s, actual: {count: released, date: "
				     "reoffend_on}, of: {count: released, stock: {from: "
				     "released_on}}") ARTICLES("A", "90", "target: 1"),
			 empty[i]);
		letter_use(c, text);
		s = score(c, c->office[0], "2013-12-31");
		assert_int_equal(clause(s, "Z")->standing, i ? SIFA_SCORED : SIFA_NOT_DUE);
		assert_int_equal(clause(s, "Z")->weight, i ? 1000 : 0);
		assert_int_equal(clause(s, "Z")->points, i == 2 ? 1000 : 0);
		assert_int_equal(clause(s, "A")->weight, i ? 9000 : 10000);
		sifa_sheet_free(s);
		letter_drop(c);
	}
}

/* Rows: no target set; target = 0; a target in another unit. */
static void targets_not_set_and_zero(void **state)
{
	static const int64_t n[] = {0};
	static const char *const id[] = {"A"};
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD "      - {id: A, text: {zh: 文, en: T}, unit: {zh: 篇, en: articles}, "
			   "weight: 10, rule: ratio, target: {blank: yes}, actual: {count: "
			   "article, date: published_on}}\n" FILL("90"));
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->standing, SIFA_NOT_SET);
	assert_int_equal(clause(s, "X")->weight, 10000);
	sifa_sheet_free(s);
	targets_of(c, "t", "2013-01-01", id, n, "person_time", 1);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->standing, SIFA_NOT_SET);
	assert_non_null(strstr(clause(s, "A")->note[SIFA_ZH], "目标单位不符：人次，应为篇"));
	sifa_sheet_free(s);
	targets_of(c, "t", "2013-01-02", id, n, "article", 1); /* a later one holds */
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->points, 1000);
	sifa_sheet_free(s);
}

/* Row: over-fulfilment. 100 %, a cap of 120 %, or a bonus for each unit. */
static void more_than_the_target(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c,
		   HEAD ARTICLES("A", "10", "target: 4") ARTICLES("B", "10", "target: 4, cap: 120")
			   FILL("80") "      - {id: E, text: {zh: 文, en: T}, rule: bonus, over: "
				      "A, points: 0.5}\n");
	articles(c, c->office[0], 6, "2013-05-01");
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->points, 1000);
	assert_int_equal(clause(s, "B")->points, 1200);
	assert_int_equal(clause(s, "E")->points, 100);
	sifa_sheet_free(s);
}

/* Row: part year. T' = ceil(40 x 6/12) = 20; months due only; = 0 clauses unchanged. */
static void a_part_of_the_year(void **state)
{
	struct county *c = *state;
	uint64_t young = add(c, "unit", c->bureau, "name=新设所", "kind=office",
			     ref("parent", c->bureau), "established_on=2013-07-01", NULL);
	struct sifa_sheet *s;

	county_login(c);
	letter_use(
		c,
		HEAD ARTICLES("A", "10", "target: 40") CLAUSE(
			"M", "10", "rule: months_met, actual: {count: article, date: published_on}")
			CLAUSE("N", "10", "rule: all_or_none, none: [{count: petition, date: at}]")
				FILL("70"));
	articles(c, young, 10, "2013-08-01");
	s = score(c, young, "2013-12-31");
	assert_int_equal(clause(s, "A")->target, 20);
	assert_int_equal(clause(s, "M")->target, 6);
	assert_int_equal(clause(s, "N")->points, 1000);
	sifa_sheet_free(s);
}

/* Row: office abolished or merged. Rows: year 1 to year 2; entered after the due date. */
static void a_case_counts_once_by_its_counting_date(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("A", "100",
				  "rule: ratio, target: 10, actual: {count: mediation, date: "
				  "closed_on}"));
	add(c, "mediation", c->office[0], "form=written", "accepted_on=2012-12-20",
	    "closed_on=2013-01-10", NULL);
	add(c, "mediation", c->office[0], "form=written", "accepted_on=2013-12-20",
	    "closed_on=2014-01-10", NULL); /* next year's */
	s = score(c, c->office[0], "2014-06-01");
	assert_int_equal(clause(s, "A")->actual, 1);
	sifa_sheet_free(s);
	put_on(c, c->office[0], "closed_on=2013-07-01");
	put_on(c, c->office[0], ref("successor", c->office[1]));
	add(c, "mediation", c->village[0][0], "form=written", "closed_on=2013-08-10", NULL);
	s = score(c, c->office[1], "2013-12-31");
	assert_int_equal(clause(s, "A")->actual, 1); /* from the day of the merger */
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->actual, 1); /* both are shown */
	sifa_sheet_free(s);
}

/* Row: rule changed in mid-year. Each version judges its part, and the parts are added. */
static void a_rule_that_changes_in_the_middle_of_the_year(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c,
		   HEAD ARTICLES("A1", "5", "target: 20, until: 2013-06-30")
			   ARTICLES("A2", "5", "target: 30, from: 2013-07-01")
				   CLAUSE("M1", "5",
					  "rule: months_met, until: 2013-06-30, actual: {count: "
					  "article, date: published_on}")
					   CLAUSE("M2", "5",
						  "rule: months_met, least: 2, from: 2013-07-01, "
						  "actual: {count: article, date: published_on}")
						   FILL("80"));
	articles(c, c->office[0], 10, "2013-06-30");
	articles(c, c->office[0], 15, "2013-07-01");
	articles(c, c->office[0], 1, "2013-09-01");
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A1")->actual, 10);
	assert_int_equal(clause(s, "A1")->target, 20); /* is meant for its part */
	assert_int_equal(clause(s, "A1")->points, 250);
	assert_int_equal(clause(s, "A2")->actual, 16);
	assert_int_equal(clause(s, "A2")->points, 267);
	assert_int_equal(clause(s, "M1")->target, 6);
	assert_int_equal(clause(s, "M1")->actual, 1);
	assert_int_equal(clause(s, "M2")->target, 6);
	assert_int_equal(clause(s, "M2")->actual, 1);
	assert_non_null(strstr(clause(s, "A2")->note[SIFA_ZH], "只计 2013-07-01 至 2013-12-31"));
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-06-01"); /* the second is not in force yet */
	assert_int_equal(clause(s, "A2")->standing, SIFA_NOT_DUE);
	assert_int_equal(clause(s, "A2")->weight, 0);
	sifa_sheet_free(s);
}

/* A clause of one half asks an office that came in its third month for two thirds of it. */
static void an_office_that_came_in_a_part(void **state)
{
	struct county *c = *state;
	uint64_t young = add(c, "unit", c->bureau, "name=新设所", "kind=office",
			     ref("parent", c->bureau), "established_on=2013-09-01", NULL);
	struct sifa_sheet *s;

	county_login(c);
	letter_use(c, HEAD ARTICLES("A1", "50", "target: 20, until: 2013-06-30")
			      ARTICLES("A2", "50", "target: 30, from: 2013-07-01"));
	s = score(c, young, "2013-12-31");
	assert_int_equal(clause(s, "A2")->target, 20);
	assert_int_equal(clause(s, "A1")->standing, SIFA_NOT_DUE);
	sifa_sheet_free(s);
}

/* Nor is one that closed in its third month asked for more than a third; what is counted
 * in halves is asked for whole. */
static void an_office_that_closed_in_a_part(void **state)
{
	struct county *c = *state;
	uint64_t old =
		add(c, "unit", c->bureau, "name=撤销所", "kind=office", ref("parent", c->bureau),
		    "established_on=2004-01-01", "closed_on=2013-09-16", NULL);
	struct sifa_sheet *s;

	county_login(c);
	letter_use(c, HEAD ARTICLES("A2", "50", "target: 30, from: 2013-07-01")
			      CLAUSE("S", "50",
				     "rule: ratio, target: 5, actual: {count: publicity, date: at, "
				     "split: {with: partner, percent: share}}"));
	s = score(c, old, "2013-12-31");
	assert_int_equal(clause(s, "A2")->target, 10);
	assert_int_equal(clause(s, "S")->target, 400); /* 5 x 8/12 = 3.33 */
	sifa_sheet_free(s);
}

/* 11.3.18: the period is a field of the letter; one county ran from December to November. */
static void a_year_from_december_to_november(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, "letter: t\ntitle: {zh: 试, en: T}\n"
		      "period: {from: 2012-12-01, to: 2013-11-30, cutoff: 2013-12-15}\ntotal: 100\n"
		      "sections:\n  - title: {zh: 节, en: S}\n    clauses:\n" ARTICLES("A", "50",
										       "target: 4")
			      CLAUSE("M", "50",
				     "rule: months_met, actual: {count: article, date: "
				     "published_on}"));
	articles(c, c->office[0], 1, "2012-11-30");
	articles(c, c->office[0], 1, "2012-12-01");
	articles(c, c->office[0], 1, "2013-11-30");
	articles(c, c->office[0], 1, "2013-12-01");
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->actual, 2);
	assert_int_equal(clause(s, "M")->target, 12);
	assert_int_equal(clause(s, "M")->actual, 2);
	sifa_sheet_free(s);
}

/* Row: negative item total. Row: rounding, items first and half up. */
static void floors_and_rounding(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("F", "2",
				  "rule: per_event, events: [{count: article, date: "
				  "published_on, deduct: 1}]")
			      CLAUSE("N", "2",
				     "rule: per_event, floor: none, events: [{count: article, "
				     "date: published_on, deduct: 1}]")
				      CLAUSE("G", "2",
					     "rule: per_event, floor: 0.5, events: [{count: "
					     "article, date: published_on, deduct: 1}]")
					      ARTICLES("R", "0.05", "target: 10") FILL("93.95"));
	articles(c, c->office[0], 5, "2013-05-01");
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "F")->points, 0);
	assert_int_equal(clause(s, "N")->points, -300);
	assert_int_equal(clause(s, "G")->points, 50);
	assert_int_equal(clause(s, "R")->points, 3); /* 0.025 */
	assert_non_null(strstr(clause(s, "F")->formula[SIFA_ZH], "(最低0.00)"));
	assert_int_equal(s->raw, -247);
	assert_int_equal(s->points, 0);
	sifa_sheet_free(s);
}

/* Row: staff or person moved mid-year: counts stay where the event happened. */
static void what_happened_stays_where_it_happened(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	uint64_t p = add(c, "correction", c->office[0], "kind=suspended", "reported_on=2013-01-01",
			 NULL);

	letter_use(c, HEAD CLAUSE("A", "100",
				  "rule: ratio, target: 10, actual: {count: correction_event, "
				  "date: at}"));
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=talk", "at=2013-02-01",
	    NULL);
	add(c, "correction_event", c->office[1], ref("correction", p), "kind=talk", "at=2013-08-01",
	    NULL);
	for (int o = 0; o < 2; o++) {
		s = score(c, c->office[o], "2013-12-31");
		assert_int_equal(clause(s, "A")->actual, 1);
		sifa_sheet_free(s);
	}
}

/* 4.5: 以上, 以下, 以内 include the number. 4.6: what a percentage allows of few. */
static void bounds_are_inclusive_and_small_numbers_say_what_they_allow(void **state)
{
	static const struct {
		int n, bad;
		int64_t points;
		const char *allowed;
	} row[] = {
		{26, 0, 1000, "允许数0"}, {26, 1, 800, "允许数0"},  {33, 1, 800, "允许数0"},
		{34, 1, 1000, "允许数1"}, {67, 2, 1000, "允许数2"}, {100, 3, 1000, "允许数3"},
	};
	struct county *c = *state;
	struct sifa_sheet *s;
	uint64_t id[100];
	int n = 0, bad = 0;

	letter_use(c, HEAD CLAUSE("C", "10",
				  "rule: rate_max, limit: 3, deduct: 2, actual: {count: released, "
				  "date: reoffend_on}, of: {count: released, stock: {from: "
				  "released_on}}")
			      CLAUSE("G", "10",
				     "rule: range, low: 0, high: 3, actual: {count: released, "
				     "date: reoffend_on}") FILL("80"));
	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		for (; n < row[i].n; n++)
			id[n] = add(c, "released", c->office[0], "kind=sentence",
				    "released_on=2012-05-01", NULL);
		for (; bad < row[i].bad; bad++)
			put_on(c, id[bad], "reoffend_on=2013-08-01");
		s = score(c, c->office[0], "2013-12-31");
		assert_non_null(strstr(clause(s, "C")->note[SIFA_ZH], row[i].allowed));
		assert_int_equal(clause(s, "C")->points, row[i].points);
		assert_int_equal(clause(s, "G")->points, 1000); /* up to 3, 3 included */
		sifa_sheet_free(s);
	}
}

/* Row: typed actual contradicts records. Both are told, and the records score. */
static void a_number_that_contradicts_the_records(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	uint64_t l = add(c, "letter", c->office[0], "scheme=t", "year=2013",
			 "period_from=2013-01-01", NULL);

	letter_use(c, "typed: {entries: {count: score_entry, date: at, where: {part: self}}, "
		      "clause: item, actual: actual}\n" HEAD ARTICLES("A", "10", "target: 10")
			      FILL("90"));
	articles(c, c->office[0], 4, "2013-05-01");
	add(c, "score_entry", c->office[0], ref("letter", l), "item=A", "part=self",
	    "at=2013-12-20", "actual=6", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->points, 400);
	assert_non_null(strstr(clause(s, "A")->note[SIFA_ZH], "填报6，记录4"));
	sifa_sheet_free(s);
	articles(c, c->office[0], 2, "2013-05-01");
	s = score(c, c->office[0], "2013-12-31");
	assert_string_equal(clause(s, "A")->note[SIFA_ZH], "");
	sifa_sheet_free(s);
}

/* ---- every row ---- */

/* A record corrected after the lock, and the like, is no business of the score alone. */
static const struct {
	const char *row, *file, *test;
} rows[] = {
	{"zero denominator", "test_edges.c", "nothing_to_divide_by"},
	{"no target set", "test_edges.c", "targets_not_set_and_zero"},
	{"target = 0", "test_edges.c", "targets_not_set_and_zero"},
	{"over-fulfilment", "test_edges.c", "more_than_the_target"},
	{"part year", "test_edges.c", "a_part_of_the_year"},
	{"office abolished or merged", "test_edges.c", "a_case_counts_once_by_its_counting_date"},
	{"staff or person moved mid-year", "test_edges.c", "what_happened_stays_where_it_happened"},
	{"year 1 to year 2", "test_edges.c", "a_case_counts_once_by_its_counting_date"},
	{"record entered after the due date", "test_score.c",
	 "returns_are_late_missing_or_sent_back"},
	{"record corrected after the lock", "test_corrected.c", "main"},
	{"record deleted after lock", "test_corrected.c", "main"},
	{"February", "test_score.c", "returns_are_late_missing_or_sent_back"},
	{"duty shared by two offices", "test_bonus.c", "a_duty_of_two_offices_is_split"},
	{"one record serves two clauses", "test_lint.c",
	 "a_record_that_counts_twice_is_told_unless_both_share_it"},
	{"same article in five papers", "test_bonus.c", "of_one_matter_the_highest_level_counts"},
	{"typed actual contradicts records", "test_edges.c",
	 "a_number_that_contradicts_the_records"},
	{"rule changed in mid-year", "test_edges.c",
	 "a_rule_that_changes_in_the_middle_of_the_year"},
	{"negative item total", "test_edges.c", "floors_and_rounding"},
	{"rounding", "test_edges.c", "floors_and_rounding"},
	{"unit suspended", "test_bonus.c", "a_document_lets_an_office_off"},
	{"11.3.17 rows or persons", "test_lint.c", "a_target_in_the_wrong_unit_is_refused"},
	{"11.3.18 period and cut-off", "test_score.c",
	 "a_case_counts_once_by_its_own_date_and_by_the_cutoff"},
	{"11.3.18 December to November", "test_edges.c", "a_year_from_december_to_november"},
	{"11.3.19 ownership", "test_score.c",
	 "a_legal_aid_case_counts_for_the_station_that_took_it_in"},
	{"11.3.20 not applicable", "test_edges.c", "nothing_to_divide_by"},
	{"11.3.21 petitions", "test_score.c",
	 "petitions_are_unverified_until_the_list_is_confirmed"},
	{"11.3.22 deduction by code", "test_bonus.c", "an_event_costs_by_its_code"},
	{"11.3.22 guard", "test_score.c", "study_without_notes_does_not_count"},
};

static void every_row_has_a_test(void **state)
{
	static char text[400000];

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char path[100], name[120];
		FILE *f;
		size_t n;

		snprintf(path, sizeof path, "tests/core/%s", rows[i].file);
		f = fopen(path, "r");
		if (!f)
			fail_msg("%s: no file %s", rows[i].row, path);
		n = fread(text, 1, sizeof text - 1, f);
		fclose(f);
		text[n] = '\0';
		snprintf(name, sizeof name, " %s(", rows[i].test);
		if (!strstr(text, name))
			fail_msg("%s: %s has no %s", rows[i].row, path, rows[i].test);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(returns_are_due_while_their_clause_is_in_force,
						county_up, county_down),
		cmocka_unit_test_setup_teardown(nothing_to_divide_by, county_up, county_down),
		cmocka_unit_test_setup_teardown(targets_not_set_and_zero, county_up, county_down),
		cmocka_unit_test_setup_teardown(more_than_the_target, county_up, county_down),
		cmocka_unit_test_setup_teardown(a_part_of_the_year, county_up, county_down),
		cmocka_unit_test_setup_teardown(a_case_counts_once_by_its_counting_date, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_rule_that_changes_in_the_middle_of_the_year,
						county_up, county_down),
		cmocka_unit_test_setup_teardown(an_office_that_closed_in_a_part, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(an_office_that_came_in_a_part, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_year_from_december_to_november, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(floors_and_rounding, county_up, county_down),
		cmocka_unit_test_setup_teardown(what_happened_stays_where_it_happened, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(
			bounds_are_inclusive_and_small_numbers_say_what_they_allow, county_up,
			county_down),
		cmocka_unit_test_setup_teardown(a_number_that_contradicts_the_records, county_up,
						county_down),
		cmocka_unit_test(every_row_has_a_test),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
