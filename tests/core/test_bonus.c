/* Rules beyond the total and beyond one record: bonus, rank, days covered, samples that
 * discount, deductions by code, floors, duties of two offices, exemption. Numbers are those
 * of the paper that describes assessment (4.3). */
#include "letter_text.h"
#include "score_rows.h"

#define FILL(w) CLAUSE("X", w, "rule: sample_score")
#define BONUS(id, rest) \
	"      - {id: " id ", number: \"1\", text: {zh: 文, en: Text}, rule: " rest "}\n"

static void every_day_is_covered_but_four(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	char at[40];

	letter_use(c, "letter: t\ntitle: {zh: 试, en: T}\n"
		      "period: {from: 2013-03-01, to: 2013-03-31}\ntotal: 100\n"
		      "sections:\n  - title: {zh: 节, en: S}\n    clauses:\n" CLAUSE(
			      "D", "3",
			      "rule: coverage_days, actual: {count: article, date: published_on}")
			      CLAUSE("W", "3",
				     "rule: coverage_days, days: work, actual: {count: article, "
				     "date: published_on}") FILL("94"));
	for (int d = 1; d <= 27; d++) {
		snprintf(at, sizeof at, "published_on=2013-03-%02d", d);
		add(c, "article", c->office[0], "kind=web", "title=甲", at, NULL);
	}
	add(c, "article", c->office[0], "kind=web", "title=乙", "published_on=2013-03-02", NULL);
	s = score(c, c->office[0], "2013-03-31");
	assert_int_equal(clause(s, "D")->target, 31);
	assert_int_equal(clause(s, "D")->actual, 27);
	assert_int_equal(clause(s, "D")->points, 261);
	assert_int_equal(clause(s, "D")->records, 28);
	/* 21 working days of March 2013, the last two of them without a post */
	assert_int_equal(clause(s, "W")->target, 21);
	assert_int_equal(clause(s, "W")->actual, 19);
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-03-10"); /* what is to come is not due */
	assert_int_equal(clause(s, "D")->target, 10);
	assert_int_equal(clause(s, "D")->points, 300);
	sifa_sheet_free(s);
}

/* Days and duties of a part are those that lie in it. */
static void days_and_duties_of_a_part(void **state)
{
	static const char *const on[] = {"published_on=2013-03-09", "published_on=2013-03-10",
					 "published_on=2013-05-20"};
	struct county *c = *state;
	uint64_t p = add(c, "correction", c->office[0], "no=矫1", "class=strict",
			 "reported_on=2013-01-01", "announced_on=2013-01-01", NULL);
	char at[32];
	struct sifa_sheet *s;

	letter_use(
		c,
		HEAD CLAUSE("D", "50",
			    "rule: coverage_days, from: 2013-03-10, until: 2013-05-20, actual: "
			    "{count: article, date: published_on}")
			CLAUSE("V", "50",
			       "rule: each_member, mode: mean, from: 2013-07-01, members: {count: "
			       "correction, stock: {from: reported_on, to: end_on}}, duties: "
			       "[visit_strict]"));
	for (size_t i = 0; i < sizeof on / sizeof *on; i++)
		add(c, "article", c->office[0], "kind=web", "title=甲", on[i], NULL);
	for (int m = 7; m <= 12; m++) {
		snprintf(at, sizeof at, "at=2013-%02d-05", m);
		add(c, "correction_event", c->office[0], ref("correction", p), "kind=visit", at,
		    NULL);
	}
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "D")->target, 72);
	assert_int_equal(clause(s, "D")->actual, 2);
	assert_int_equal(clause(s, "V")->points, 5000); /* nobody asks for those before July */
	sifa_sheet_free(s);
}

static void a_sample_discounts_what_counts(void **state)
{
	static const int64_t scores[] = {92, 88, 76, 95, 58};
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("A", "10",
				  "rule: sample_discount, target: 40, actual: {count: article, "
				  "date: published_on}") FILL("90"));
	for (int i = 0; i < 34; i++)
		add(c, "article", c->office[0], "kind=web", "title=甲", "published_on=2013-05-01",
		    NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->standing, SIFA_UNJUDGED);
	assert_int_equal(clause(s, "A")->actual, 34);
	sifa_sheet_free(s);
	samples(c, "t", "A", "2013-12-20", scores, 5);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->actual, 27); /* 34 x 4/5 = 27.2 */
	assert_int_equal(clause(s, "A")->points, 675);
	assert_non_null(strstr(clause(s, "A")->formula[SIFA_ZH], "34×4/5 合格 → 27"));
	sifa_sheet_free(s);
}

static void of_one_matter_the_highest_level_counts(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	struct sifa_behind_list b;
	struct sifa_err err = {0};
	uint64_t first;

	letter_use(c,
		   HEAD FILL("100") BONUS(
			   "B", "bonus, same_matter: highest, events: [{count: article, date: "
				"published_on, matter: same_as, by: level, points: {county: 0.5, "
				"city: 1, province: 2}, label: {zh: 稿件, en: articles}}]"));
	first = add(c, "article", c->office[0], "kind=web", "title=甲", "level=county",
		    "published_on=2013-05-01", NULL);
	add(c, "article", c->office[0], "kind=web", "title=甲", "level=province",
	    ref("same_as", first), "published_on=2013-05-02", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "B")->points, 200);
	assert_true(clause(s, "B")->bonus);
	assert_int_equal(clause(s, "B")->weight, 0);
	assert_int_equal(s->weight, 10000);
	assert_int_equal(s->points, 200);
	ok(sifa_score_records(c->se, s, "B", &b, &err), &err);
	assert_int_equal(b.n, 2);
	for (size_t i = 0; i < b.n; i++)
		assert_int_equal(b.v[i].role, b.v[i].id == first ? SIFA_POPULATION : SIFA_COUNTED);
	sifa_behind_free(&b);
	sifa_sheet_free(s);
	/* the same text in five papers, and another one */
	for (int i = 0; i < 3; i++)
		add(c, "article", c->office[0], "kind=web", "title=甲", "level=city",
		    ref("same_as", first), "published_on=2013-06-02", NULL);
	add(c, "article", c->office[0], "kind=web", "title=乙", "level=county",
	    "published_on=2013-05-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "B")->points, 250);
	assert_int_equal(clause(s, "B")->actual, 2);
	sifa_sheet_free(s);
}

static void items_clauses_and_groups_have_caps(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c,
		   "caps: {news: 5}\n" HEAD FILL("100") BONUS(
			   "B", "bonus, group: news, events: [{count: article, date: published_on, "
				"points: 0.5, where: {level: county}, cap: 1.5}, {count: article, "
				"date: published_on, points: 2, where: {level: province}}]")
			   BONUS("E", "bonus, group: news, cap: 3, events: [{count: honour, "
				      "date: on, points: 1.5}]"));
	for (int i = 0; i < 4; i++) /* 2.00, of which 1.50 */
		add(c, "article", c->office[0], "kind=web", "title=甲", "level=county",
		    "published_on=2013-05-01", NULL);
	add(c, "article", c->office[0], "kind=web", "title=乙", "level=province",
	    "published_on=2013-05-01", NULL);
	for (int i = 0; i < 3; i++) /* 4.50, of which 3 */
		add(c, "honour", c->office[0], "name=先进", "on=2013-05-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "B")->points, 350);
	assert_int_equal(clause(s, "E")->points, 300);
	assert_int_equal(s->raw, 650); /* stays visible */
	assert_int_equal(s->bonus, 500);
	assert_int_equal(s->points, 500);
	assert_non_null(strstr(clause(s, "B")->formula[SIFA_ZH], "2.00 [4] (上限1.50)"));
	sifa_sheet_free(s);
}

static void more_than_the_target_brings_points_a_unit(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("A", "10",
				  "rule: ratio, target: 4, actual: {count: article, date: "
				  "published_on}") FILL("90")
			      BONUS("B", "bonus, over: A, points: 0.2, cap: 0.5"));
	for (int i = 0; i < 6; i++)
		add(c, "article", c->office[0], "kind=web", "title=甲", "published_on=2013-05-01",
		    NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->points, 1000);
	assert_int_equal(clause(s, "B")->actual, 2);
	assert_int_equal(clause(s, "B")->points, 40);
	sifa_sheet_free(s);
	for (int i = 0; i < 4; i++)
		add(c, "article", c->office[0], "kind=web", "title=甲", "published_on=2013-05-01",
		    NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "B")->points, 50);
	sifa_sheet_free(s);
}

static void ranks_bring_points_and_equal_ones_share(void **state)
{
	struct county *c = *state;
	uint64_t third = add(c, "unit", c->bureau, "name=第三司法所", "kind=office",
			     ref("parent", c->bureau), NULL);
	struct sifa_sheet *s;

	county_login(c);
	letter_use(c, HEAD CLAUSE("A", "10",
				  "rule: ratio, target: 4, actual: {count: article, date: "
				  "published_on}") FILL("90")
			      BONUS("R", "rank_bonus, by: A, points: [4, 3.5, 3]")
				      BONUS("L", "rank_bonus, order: low, points: [1], actual: "
						 "{count: article, date: published_on}"));
	for (int i = 0; i < 2; i++)
		add(c, "article", c->office[0], "kind=web", "title=甲", "published_on=2013-05-01",
		    NULL);
	add(c, "article", c->office[1], "kind=web", "title=甲", "published_on=2013-05-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "R")->points, 400);
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2013-12-31");
	assert_int_equal(clause(s, "R")->points, 350); /* rank 2 */
	assert_int_equal(clause(s, "L")->points, 0);
	assert_string_equal(clause(s, "R")->formula[SIFA_ZH], "第2名 = 3.50");
	assert_int_equal(s->bonus, 350);
	sifa_sheet_free(s);
	s = score(c, third, "2013-12-31"); /* nothing done: no rank where the most come first */
	assert_int_equal(clause(s, "R")->points, 0);
	assert_int_equal(clause(s, "L")->points, 100);
	sifa_sheet_free(s);
	add(c, "article", third, "kind=web", "title=甲", "published_on=2013-05-01", NULL);
	s = score(c, third, "2013-12-31"); /* 1, 2, 2 */
	assert_int_equal(clause(s, "R")->points, 350);
	sifa_sheet_free(s);
	add(c, "article", third, "kind=web", "title=甲", "published_on=2013-05-01", NULL);
	s = score(c, c->office[1], "2013-12-31"); /* 1, 1, 3 */
	assert_int_equal(clause(s, "R")->points, 300);
	sifa_sheet_free(s);
}

static void ranks_may_be_those_of_a_group(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c,
		   HEAD FILL("100") BONUS("R", "rank_bonus, groups: yes, points: [2, 1], actual: "
					       "{count: article, date: published_on}"));
	put_on(c, c->office[0], "group_size=large");
	put_on(c, c->office[1], "group_size=small");
	for (int i = 0; i < 3; i++)
		add(c, "article", c->office[i % 2], "kind=web", "title=甲",
		    "published_on=2013-05-01", NULL);
	s = score(c, c->office[1], "2013-12-31");
	assert_int_equal(clause(s, "R")->points, 200);
	sifa_sheet_free(s);
}

static void a_rank_may_be_recorded(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD FILL("100") BONUS("R", "rank_bonus, points: [4, 3.5], rank: rank, "
						  "recorded: {count: vote_tally, date: at}"));
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "R")->points, 0);
	sifa_sheet_free(s);
	add(c, "vote_tally", c->office[0], "kind=conduct", "at=2013-06-01", "rank=1", NULL);
	add(c, "vote_tally", c->office[0], "kind=conduct", "at=2013-12-01", "rank=2", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "R")->points, 350);
	sifa_sheet_free(s);
}

static void an_event_costs_by_its_code(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	uint64_t p = add(c, "correction", c->office[0], "kind=suspended", "reported_on=2013-01-01",
			 NULL);

	letter_use(c,
		   HEAD CLAUSE("E", "8",
			       "rule: per_event, floor: -3, events: [{count: correction_event, "
			       "date: at, by: kind, deduct: {lost: all, missed: 2}}]") FILL("92"));
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=missed",
	    "at=2013-05-01", NULL);
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=talk", "at=2013-05-01",
	    NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "E")->points, 600);
	assert_int_equal(clause(s, "E")->actual, 1);
	sifa_sheet_free(s);
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=lost", "at=2013-05-01",
	    NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "E")->points, -200); /* 8 - 2 - 8 */
	assert_int_equal(s->section[0].points, 0);	/* a section is not below 0 */
	assert_int_equal(s->raw, -200);
	sifa_sheet_free(s);
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=lost", "at=2013-06-01",
	    NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "E")->points, -300);
	sifa_sheet_free(s);
}

static void a_duty_of_two_offices_is_split(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("S", "10",
				  "rule: ratio, target: 4, actual: {count: publicity, date: at, "
				  "split: {with: partner, percent: share}}")
			      CLAUSE("M", "10",
				     "rule: ratio, target: 4, actual: {count: publicity, date: at}")
				      FILL("80"));
	add(c, "publicity", c->office[0], "at=2013-03-01", ref("partner", c->office[1]), "share=60",
	    NULL);
	add(c, "publicity", c->office[0], "at=2013-04-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "S")->actual, 160);
	assert_int_equal(clause(s, "S")->points, 400);
	assert_int_equal(clause(s, "M")->actual, 2);
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2013-12-31");
	assert_int_equal(clause(s, "S")->actual, 40);
	assert_int_equal(clause(s, "S")->points, 100);
	assert_int_equal(clause(s, "M")->actual, 0); /* the main office only */
	sifa_sheet_free(s);
}

/* One by one whole ones count, and for a rule that wants none the least part. */
static void halves_one_by_one(void **state)
{
#define HALVES "{count: publicity, date: at, split: {with: partner, percent: share}"
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("E", "10", "rule: per_event, events: [" HALVES ", deduct: 2}]")
			      CLAUSE("N", "10", "rule: all_or_none, none: [" HALVES "}]")
				      CLAUSE("T", "10",
					     "rule: ratio, actual: " HALVES
					     "}, target: {share: 50, of: {count: article, date: "
					     "published_on}}") FILL("70")
					      BONUS("B", "rank_bonus, by: T, points: [1]")
						      BONUS("Q", "same, as: T"));
	for (int i = 0; i < 3; i++)
		add(c, "article", c->office[0], "kind=web", "title=甲", "published_on=2013-05-01",
		    NULL);
	add(c, "publicity", c->office[0], "at=2013-03-01", ref("partner", c->office[1]), "share=60",
	    NULL);
	add(c, "publicity", c->office[0], "at=2013-04-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "E")->actual, 1);
	assert_int_equal(clause(s, "E")->points, 800);
	assert_int_equal(clause(s, "T")->target, 200); /* half of three, rounded up */
	assert_int_equal(clause(s, "T")->points, 800);
	assert_true(clause(s, "B")->scaled);
	assert_int_equal(clause(s, "B")->actual, 160);
	assert_true(clause(s, "Q")->scaled);
	assert_int_equal(clause(s, "Q")->actual, 160);
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2013-12-31");
	assert_int_equal(clause(s, "E")->points, 1000);
	assert_int_equal(clause(s, "N")->points, 0);
	assert_int_equal(clause(s, "N")->actual, 1);
	sifa_sheet_free(s);
#undef HALVES
}

static void a_document_lets_an_office_off(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, "exempt: {count: document, date: at, where: {kind: exemption, no: {known: "
		      "yes}, line: correction}}\n" HEAD CLAUSE(
			      "A", "10",
			      "rule: ratio, target: 4, actual: {count: article, date: "
			      "published_on}") FILL("90"));
	add(c, "document", c->office[0], "kind=exemption", "line=correction", "title=无文号",
	    "at=2013-08-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->standing, SIFA_SCORED);
	sifa_sheet_free(s);
	add(c, "document", c->office[0], "kind=exemption", "line=correction", "title=洪灾停考",
	    "no=垣司发〔2013〕9号", "at=2013-08-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "A")->standing, SIFA_NOT_DUE);
	assert_non_null(strstr(clause(s, "A")->note[SIFA_ZH], "免予考核"));
	sifa_sheet_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_day_is_covered_but_four, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(days_and_duties_of_a_part, county_up, county_down),
		cmocka_unit_test_setup_teardown(a_sample_discounts_what_counts, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(of_one_matter_the_highest_level_counts, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(items_clauses_and_groups_have_caps, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(more_than_the_target_brings_points_a_unit,
						county_up, county_down),
		cmocka_unit_test_setup_teardown(ranks_bring_points_and_equal_ones_share, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(ranks_may_be_those_of_a_group, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_rank_may_be_recorded, county_up, county_down),
		cmocka_unit_test_setup_teardown(an_event_costs_by_its_code, county_up, county_down),
		cmocka_unit_test_setup_teardown(a_duty_of_two_offices_is_split, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(halves_one_by_one, county_up, county_down),
		cmocka_unit_test_setup_teardown(a_document_lets_an_office_off, county_up,
						county_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
