/* Places of offices: blends, ranks with ties, tiers with little room, vetoes, money. Numbers
 * are those of the paper that describes assessment (4.4). */
#include "letter_text.h"

#define OFFICES 5

struct place_county {
	struct county *c;
	uint64_t office[OFFICES];
};

static int setup(void **state)
{
	struct place_county *p = calloc(1, sizeof *p);
	char name[40];

	p->c = county_new(SIFA_DAY_NONE);
	p->office[0] = p->c->office[0];
	p->office[1] = p->c->office[1];
	for (int i = 2; i < OFFICES; i++) {
		snprintf(name, sizeof name, "name=所%d", i);
		p->office[i] = add(p->c, "unit", p->c->bureau, name, "kind=office",
				   ref("parent", p->c->bureau), NULL);
	}
	county_login(p->c);
	*state = p;
	return 0;
}

static int teardown(void **state)
{
	struct place_county *p = *state;

	county_free(p->c);
	free(p);
	return 0;
}

/* Points are articles: one each, of a hundred. */
#define ARTICLES \
	HEAD CLAUSE("A", "100", \
		    "rule: ratio, target: 100, actual: {count: article, date: published_on}")

static void articles(struct place_county *p, int o, int n, const char *on)
{
	while (n-- > 0)
		add(p->c, "article", p->office[o], "kind=web", "title=甲", with("published_on", on),
		    NULL);
}

static struct sifa_ranking rank(struct place_county *p, const char *as_of)
{
	struct sifa_ranking r;
	struct sifa_err err = {0};

	ok(sifa_rank(p->c->se, p->c->letter, 0, day(as_of), &r, &err), &err);
	return r;
}

static const struct sifa_place *of(const struct sifa_ranking *r, uint64_t office)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->place[i].sheet->office == office)
			return &r->place[i];
	fail_msg("no place");
	return NULL;
}

static void equal_ones_share_a_rank(void **state)
{
	struct place_county *p = *state;
	struct sifa_ranking r;

	letter_use(p->c, ARTICLES);
	articles(p, 0, 3, "2013-05-01");
	articles(p, 1, 3, "2013-05-01");
	articles(p, 2, 2, "2013-05-01");
	r = rank(p, "2013-12-31");
	assert_int_equal(r.n, OFFICES);
	assert_int_equal(of(&r, p->office[0])->rank, 1);
	assert_int_equal(of(&r, p->office[1])->rank, 1);
	assert_int_equal(of(&r, p->office[2])->rank, 3);
	assert_int_equal(of(&r, p->office[2])->of, OFFICES);
	assert_int_equal(r.place[0].rank, 1);
	sifa_ranking_free(&r);
}

#define TIERS \
	"tiers:\n" \
	"  - {id: excellent, label: {zh: 优秀, en: Excellent}, min: 3, share: 20}\n" \
	"  - {id: good, label: {zh: 良好, en: Good}, min: 2}\n" \
	"  - {id: pass, label: {zh: 合格, en: Passed}, min: 1}\n" \
	"  - {id: fail, label: {zh: 不合格, en: Failed}, min: 0}\n"

static void a_tier_has_room_for_so_many(void **state)
{
	struct place_county *p = *state;
	struct sifa_ranking r;

	letter_use(p->c, TIERS ARTICLES);
	articles(p, 0, 4, "2013-05-01");
	articles(p, 1, 3, "2013-05-01");
	articles(p, 2, 1, "2013-05-01");
	r = rank(p, "2013-12-31");
	assert_string_equal(of(&r, p->office[0])->tier_id, "excellent"); /* 20 % of five: one */
	assert_string_equal(of(&r, p->office[1])->tier_id, "good");	 /* has the points */
	assert_string_equal(of(&r, p->office[2])->tier_id, "pass");
	assert_string_equal(of(&r, p->office[3])->tier_id, "fail");
	sifa_ranking_free(&r);
	articles(p, 1, 1, "2013-05-01"); /* two for one place: neither */
	r = rank(p, "2013-12-31");
	assert_string_equal(of(&r, p->office[0])->tier_id, "good");
	assert_string_equal(of(&r, p->office[1])->tier_id, "good");
	sifa_ranking_free(&r);
	articles(p, 2, 2, "2013-05-01"); /* nor the one behind them */
	r = rank(p, "2013-12-31");
	assert_int_equal(of(&r, p->office[2])->rank, 3);
	assert_string_equal(of(&r, p->office[2])->tier_id, "good");
	sifa_ranking_free(&r);
}

static void a_veto_caps_the_tier_or_takes_the_total_and_the_raw_score_stays(void **state)
{
	static const char *const kind[] = {"tier", "award", "total"};
	struct place_county *p = *state;
	struct sifa_ranking r;
	char text[4000];

	articles(p, 0, 4, "2013-05-01");
	articles(p, 1, 2, "2013-05-01");
	add(p->c, "discipline", p->office[0], "at=2013-05-01", NULL);
	for (int i = 0; i < 3; i++) {
		snprintf(text, sizeof text,
			 "ranks: {ties: [veto]}\nveto_tier: pass\n" TIERS HEAD CLAUSE(
				 "A", "90",
				 "rule: ratio, target: 90, actual: {count: article, date: "
				 "published_on}")
				 CLAUSE("V", "10",
					"rule: per_event, events: [{count: discipline, date: at, "
					"deduct: all, veto: %s}]"),
			 kind[i]);
		letter_use(p->c, text);
		r = rank(p, "2013-12-31");
		assert_int_equal(of(&r, p->office[0])->sheet->raw, 400);
		assert_int_equal(of(&r, p->office[0])->points, i == 2 ? 0 : 400);
		assert_false(of(&r, p->office[0])->award);
		assert_true(of(&r, p->office[1])->award);
		assert_string_equal(of(&r, p->office[0])->tier_id, i == 0   ? "pass"
								   : i == 1 ? "good"
									    : "fail");
		sifa_ranking_free(&r);
		letter_drop(p->c);
	}
}

static void mid_year_and_final_are_blended(void **state)
{
	struct place_county *p = *state;
	struct sifa_ranking r;

	letter_use(p->c, "blend:\n"
			 "  - {label: {zh: 年中, en: Mid-year}, share: 40, as_of: \"06-30\"}\n"
			 "  - {label: {zh: 年终, en: Final}, share: 60}\n"
			 "money: {price: 30, least: 60, groups: {large: 50}}\n" ARTICLES);
	articles(p, 0, 88, "2013-06-30");
	articles(p, 0, 5, "2013-07-01");
	articles(p, 1, 59, "2013-03-01");
	articles(p, 2, 60, "2013-03-01");
	put_on(p->c, p->office[2], "group_size=large");
	r = rank(p, "2013-12-31");
	assert_int_equal(of(&r, p->office[0])->part[0], 8800);
	assert_int_equal(of(&r, p->office[0])->part[1], 9300);
	assert_int_equal(of(&r, p->office[0])->points, 9100);
	assert_int_equal(of(&r, p->office[0])->money, 273000);
	assert_int_equal(of(&r, p->office[1])->money, 0); /* below 60 */
	assert_int_equal(of(&r, p->office[2])->money, 300000);
	sifa_ranking_free(&r);
	r = rank(p, "2013-05-01"); /* the middle is not yet reached: so far */
	assert_int_equal(of(&r, p->office[2])->points, 6000);
	sifa_ranking_free(&r);
}

static void votes_are_blended_as_they_come(void **state)
{
	struct place_county *p = *state;
	struct sifa_ranking r;
	uint64_t l;

	letter_use(p->c,
		   "blend:\n"
		   "  - {label: {zh: 领导, en: Leaders}, share: 60, points: adjusted, entries: "
		   "{count: score_entry, date: at, where: {part: final}}}\n"
		   "  - {label: {zh: 科室, en: Departments}, share: 40, points: adjusted, entries: "
		   "{count: score_entry, date: at, where: {part: review}}}\n" ARTICLES);
	l = add(p->c, "letter", p->office[0], "scheme=t", "year=2013", "period_from=2013-01-01",
		NULL);
	add(p->c, "score_entry", p->office[0], ref("letter", l), "item=LEADERS", "part=final",
	    "at=2013-12-20", "adjusted=9400", NULL);
	r = rank(p, "2013-12-31");
	assert_int_equal(of(&r, p->office[0])->points, 9400);
	assert_int_equal(of(&r, p->office[0])->part[1], -1);
	sifa_ranking_free(&r);
	add(p->c, "score_entry", p->office[0], ref("letter", l), "item=DEPARTMENTS", "part=review",
	    "at=2013-12-20", "adjusted=8800", NULL);
	r = rank(p, "2013-12-31");
	assert_int_equal(of(&r, p->office[0])->points, 9160);
	assert_string_equal(sifa_letter_part(p->c->letter, 1, SIFA_EN), "Departments");
	sifa_ranking_free(&r);
}

static void ties_are_broken_as_the_letter_says(void **state)
{
	struct place_county *p = *state;
	struct sifa_ranking r;

	letter_use(
		p->c,
		"ranks: {ties: [weight], groups: yes}\n"
		"letter: t\ntitle: {zh: 试, en: T}\n"
		"period: {from: 2013-01-01, to: 2013-12-31}\ntotal: 100\nsections:\n"
		"  - title: {zh: 轻, en: Light}\n    clauses:\n" CLAUSE("L", "40", "rule: ratio, target: 4, actual: {count: honour, date: on}") "  - title: {zh: 重, en: Heavy}\n    clauses:\n" CLAUSE(
			"H", "60",
			"rule: ratio, target: 6, actual: {count: article, date: published_on}"));
	add(p->c, "honour", p->office[0], "name=先进", "on=2013-05-01", NULL);
	articles(p, 1, 1, "2013-05-01");
	put_on(p->c, p->office[0], "group_size=small");
	r = rank(p, "2013-12-31");
	assert_int_equal(of(&r, p->office[0])->points, of(&r, p->office[1])->points);
	assert_int_equal(of(&r, p->office[1])->rank, 1);
	assert_int_equal(of(&r, p->office[0])->rank, 2);
	assert_int_equal(of(&r, p->office[0])->group_rank, 1); /* alone among the small */
	assert_int_equal(of(&r, p->office[0])->group_of, 1);
	assert_int_equal(of(&r, p->office[1])->group_of, OFFICES - 1);
	sifa_ranking_free(&r);
}

/* Of equal points, fewer returns late or missing. */
static void who_was_late_less_often_goes_first(void **state)
{
	struct place_county *p = *state;
	struct sifa_ranking r;

	letter_use(p->c,
		   "ranks: {ties: [late]}\n" HEAD CLAUSE(
			   "T", "10", "rule: timely, return: med_monthly, late: 0, missing: 0")
			   CLAUSE("A", "90",
				  "rule: ratio, target: 90, actual: {count: article, "
				  "date: published_on}"));
	add(p->c, "return", p->office[1], "type=med_monthly", "period_from=2013-03-01",
	    "submitted_on=2013-03-26", NULL);
	r = rank(p, "2013-12-31");
	assert_int_equal(of(&r, p->office[0])->points, of(&r, p->office[1])->points);
	assert_int_equal(of(&r, p->office[1])->rank, 1);
	assert_int_equal(of(&r, p->office[0])->rank, 2);
	sifa_ranking_free(&r);
}

static void the_last_has_no_award(void **state)
{
	struct place_county *p = *state;
	struct sifa_ranking r;

	letter_use(p->c, "ranks: {last: no_award}\n" ARTICLES);
	r = rank(p, "2013-12-31"); /* all alike: nobody is last */
	for (int i = 0; i < OFFICES; i++)
		assert_true(of(&r, p->office[i])->award);
	sifa_ranking_free(&r);
	for (int i = 0; i < OFFICES; i++)
		articles(p, i, i < 2 ? 1 : 3 - (i == 4), "2013-05-01");
	r = rank(p, "2013-12-31"); /* 1 1 3 3 2 */
	for (int i = 0; i < OFFICES; i++)
		assert_int_equal(of(&r, p->office[i])->award, i >= 2);
	sifa_ranking_free(&r);
	letter_drop(p->c);
	letter_use(p->c, ARTICLES);
	r = rank(p, "2013-12-31");
	assert_true(of(&r, p->office[0])->award);
	sifa_ranking_free(&r);
}

static void totals_are_printed_as_the_letter_says(void **state)
{
	struct place_county *p = *state;
	char buf[32];

	letter_use(p->c, "scale: 10\ndecimals: 1\n" ARTICLES);
	assert_string_equal(sifa_letter_points(p->c->letter, 9145, buf), "914.5");
	letter_drop(p->c);
	letter_use(p->c, "decimals: 0\n" ARTICLES);
	assert_string_equal(sifa_letter_points(p->c->letter, 9150, buf), "92");
	assert_string_equal(sifa_letter_points(p->c->letter, 9149, buf), "91");
	letter_drop(p->c);
	letter_use(p->c, ARTICLES);
	assert_string_equal(sifa_letter_points(p->c->letter, 9149, buf), "91.49");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(equal_ones_share_a_rank, setup, teardown),
		cmocka_unit_test_setup_teardown(a_tier_has_room_for_so_many, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_veto_caps_the_tier_or_takes_the_total_and_the_raw_score_stays, setup,
			teardown),
		cmocka_unit_test_setup_teardown(mid_year_and_final_are_blended, setup, teardown),
		cmocka_unit_test_setup_teardown(votes_are_blended_as_they_come, setup, teardown),
		cmocka_unit_test_setup_teardown(the_last_has_no_award, setup, teardown),
		cmocka_unit_test_setup_teardown(who_was_late_less_often_goes_first, setup,
						teardown),
		cmocka_unit_test_setup_teardown(ties_are_broken_as_the_letter_says, setup,
						teardown),
		cmocka_unit_test_setup_teardown(totals_are_printed_as_the_letter_says, setup,
						teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
