/* Every worked number of the paper's rules of assessment (4.3), each through a letter and
 * records. Those of bonus, rank, days and discounts stand in test_bonus.c, those of totals
 * (4.4) in test_place.c. Articles stand for whatever is counted: `words` tells the groups. */
#include "letter_text.h"
#include "score_rows.h"

#define FILL(w)	       CLAUSE("X", w, "rule: sample_score")
#define OF(n)	       "{count: article, date: published_on, where: {words: " n "}}"
#define EVENT(n, rest) "{count: article, date: published_on, where: {words: " n "}, " rest "}"

static void articles(struct county *c, int group, int n)
{
	char cell[40];

	snprintf(cell, sizeof cell, "words=%d", group);
	while (n-- > 0)
		add(c, "article", c->office[0], "kind=web", "title=甲", cell,
		    "published_on=2013-05-01", NULL);
}

static void numbers_of_amounts(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(
		c,
		HEAD CLAUSE("ratio", "10", "rule: ratio, target: 40, actual: " OF("1")) CLAUSE(
			"shortfall", "5", "rule: shortfall, target: 8, deduct: 1, actual: " OF("2"))
			CLAUSE("rate_min", "4",
			       "rule: rate_min, limit: 98, deduct: 0.5, actual: " OF(
				       "3") ", of: {count: article, date: "
					    "published_on, where: {words: [3, 4]}}")
				CLAUSE("rate_max", "10",
				       "rule: rate_max, limit: 3, deduct: 2, actual: " OF(
					       "5") ", of: {count: article, date: "
						    "published_on, where: {words: "
						    "[5, 6]}}")
					CLAUSE("band", "10",
					       "rule: band, target: 40, bands: "
					       "[{from: 100, points: 10}, {from: 90, "
					       "points: 8}, {from: 70, points: 5}], "
					       "actual: " OF("7"))
						CLAUSE("range", "2",
						       "rule: range, low: 5, high: "
						       "7, actual: " OF("8"))
							CLAUSE("over", "2",
							       "rule: range, low: "
							       "5, high: 7, "
							       "actual: " OF("2")) FILL("57"));
	articles(c, 1, 34);
	articles(c, 2, 6);
	articles(c, 3, 118);
	articles(c, 4, 4);
	articles(c, 5, 1);
	articles(c, 6, 25);
	articles(c, 7, 37);
	articles(c, 8, 8);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "ratio")->points, 850);
	assert_int_equal(clause(s, "shortfall")->points, 300);
	assert_int_equal(clause(s, "rate_min")->completion, 9672);
	assert_int_equal(clause(s, "rate_min")->points, 300); /* 1.28 short: 2 started */
	assert_int_equal(clause(s, "rate_max")->completion, 385);
	assert_int_equal(clause(s, "rate_max")->points, 800);
	assert_int_equal(clause(s, "band")->points, 800); /* 92.5 % */
	assert_int_equal(clause(s, "range")->points, 0);  /* 8 of 5 to 7 */
	assert_int_equal(clause(s, "over")->points, 200); /* 6 */
	sifa_sheet_free(s);
}

static void numbers_of_events(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(
		c,
		HEAD CLAUSE("three", "8", "rule: per_event, events: [" EVENT("1", "deduct: 2") "]")
			CLAUSE("five", "8",
			       "rule: per_event, events: [" EVENT("2", "deduct: 2") "]")
				CLAUSE("none", "6", "rule: all_or_none, none: [" OF("9") "]")
					CLAUSE("one", "6", "rule: all_or_none, none: [" OF("1") "]")
						FILL("72"));
	articles(c, 1, 3);
	articles(c, 2, 5);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "three")->points, 200);
	assert_int_equal(clause(s, "five")->points, 0);
	assert_int_equal(clause(s, "none")->points, 600);
	assert_int_equal(clause(s, "one")->points, 0);
	sifa_sheet_free(s);
}

static void numbers_of_checklists(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(
		c,
		HEAD CLAUSE("share", "6",
			    "rule: checklist, items: [" OF("1") "," OF("2") "," OF("3") "," OF(
				    "4") "," OF("5") "," OF("6") "]")
			CLAUSE("deduct", "6",
			       "rule: checklist, mode: deduct, deduct: 0.5, items: [" OF("1") "," OF(
				       "2") "," OF("3") "," OF("4") "," OF("5") "," OF("6") "]")
				FILL("88"));
	for (int i = 1; i <= 5; i++)
		articles(c, i, 1);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "share")->points, 500);
	assert_int_equal(clause(s, "deduct")->points, 550);
	sifa_sheet_free(s);
}

static void numbers_of_returns(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	char from[40], sent[40];

	letter_use(c, HEAD CLAUSE("timely", "6",
				  "rule: timely, return: med_monthly, late: 0.5, missing: 1")
			      FILL("94"));
	for (int m = 1; m <= 11; m++) { /* December is missing */
		snprintf(from, sizeof from, "period_from=2013-%02d-01", m);
		snprintf(sent, sizeof sent, "submitted_on=2013-%02d-%d", m, m == 2 ? 28 : 30);
		if (m == 5 || m == 6)
			snprintf(sent, sizeof sent, "submitted_on=2013-%02d-05", m + 1);
		add(c, "return", c->office[0], "type=med_monthly", from, sent, NULL);
	}
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "timely")->target, 12);
	assert_int_equal(clause(s, "timely")->points, 400);
	sifa_sheet_free(s);
}

static void numbers_of_members(void **state)
{
	static const int acts[] = {6, 5, 5, 4, 2, 0, 8};
	struct county *c = *state;
	struct sifa_sheet *s;

#define MEMBERS \
	"members: {count: correction, stock: {from: reported_on}}, acts: [{count: " \
	"correction_event, via: correction, date: at, need: 5}]"
	letter_use(c, HEAD CLAUSE("met", "7", "rule: each_member, " MEMBERS) CLAUSE(
			      "mean", "7", "rule: each_member, mode: mean, " MEMBERS) FILL("86"));
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		uint64_t p = add(c, "correction", c->office[0], "kind=suspended",
				 "reported_on=2013-01-01", NULL);

		for (int k = 0; k < acts[i]; k++)
			add(c, "correction_event", c->office[0], ref("correction", p), "kind=talk",
			    "at=2013-05-01", NULL);
	}
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "met")->points, 400);
	assert_int_equal(clause(s, "mean")->points, 520);
	sifa_sheet_free(s);
}

static void numbers_of_months_and_days(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	uint64_t p = add(c, "correction", c->office[0], "kind=suspended", "reported_on=2013-01-01",
			 NULL);
	char on[40];

	letter_use(c, HEAD CLAUSE("months", "4",
				  "rule: months_met, least: 3, actual: {count: article, date: "
				  "published_on}")
			      CLAUSE("window", "1",
				     "rule: window, between: [\"12-01\", \"12-07\"], actual: "
				     "{count: publicity, date: at}")
				      CLAUSE("delay", "1",
					     "rule: delay, free: 1, deduct: 0.25, late: [{count: "
					     "correction_event, date: discovered_on, begin: "
					     "discovered_on, end: reported_on}]") FILL("94"));
	for (int m = 1; m <= 12; m++) {
		snprintf(on, sizeof on, "published_on=2013-%02d-10", m);
		for (int k = 0; k < (m > 10 ? 2 : 3); k++)
			add(c, "article", c->office[0], "kind=web", "title=甲", on, NULL);
	}
	add(c, "publicity", c->office[0], "at=2013-12-04", NULL);
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=lost", "at=2013-05-01",
	    "discovered_on=2013-05-01", "reported_on=2013-05-04", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "months")->points, 333);
	assert_int_equal(clause(s, "window")->points, 100);
	assert_int_equal(clause(s, "delay")->points, 50);
	sifa_sheet_free(s);
}

static void judge(struct county *c, const char *id, const char *what)
{
	add(c, "inspection", c->office[0], "letter=t", with("clause", id),
	    "inspected_on=2013-12-20", what, NULL);
}

static void numbers_of_inspectors(void **state)
{
	static const int64_t scores[] = {92, 88, 76, 95, 58};
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("sample", "10", "rule: sample_score")
			      CLAUSE("grade", "4",
				     "rule: grade, factors: {good: 1.00, fairly_good: 0.85, fair: "
				     "0.70, poor: 0.40}") CLAUSE("manual", "2.5", "rule: manual")
				      CLAUSE("R", "83.5", "rule: range, actual: " OF("1")));
	samples(c, "t", "sample", "2013-12-20", scores, 5);
	judge(c, "grade", "grade=good");
	judge(c, "grade", "grade=fairly_good");
	judge(c, "grade", "grade=fairly_good");
	judge(c, "manual", "points=175");
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "sample")->points, 818);
	assert_int_equal(clause(s, "grade")->points, 360);
	assert_int_equal(clause(s, "manual")->points, 175);
	sifa_sheet_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(numbers_of_amounts, county_up, county_down),
		cmocka_unit_test_setup_teardown(numbers_of_events, county_up, county_down),
		cmocka_unit_test_setup_teardown(numbers_of_checklists, county_up, county_down),
		cmocka_unit_test_setup_teardown(numbers_of_returns, county_up, county_down),
		cmocka_unit_test_setup_teardown(numbers_of_members, county_up, county_down),
		cmocka_unit_test_setup_teardown(numbers_of_months_and_days, county_up, county_down),
		cmocka_unit_test_setup_teardown(numbers_of_inspectors, county_up, county_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
