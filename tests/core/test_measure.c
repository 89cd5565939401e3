/* What a measure counts: stocks, sums, different values, records without a date,
 * units below, and the rules that no clause of the shipped letter uses. */
#include "letter_text.h"

static int64_t actual(struct county *c, const char *as_of, const char *id)
{
	struct sifa_sheet *s = score(c, c->office[0], as_of);
	int64_t n = clause(s, id)->actual;

	sifa_sheet_free(s);
	return n;
}

static void a_stock_is_on_register_from_its_first_to_before_its_last_day(void **state)
{
	struct county *c = *state;

	letter_use(c,
		   HEAD CLAUSE("P", "50",
			       "rule: range, actual: {count: station, stock: {from: founded_on, "
			       "to: closed_on}}")
			   CLAUSE("D", "50",
				  "rule: range, actual: {count: station, stock: {from: founded_on, "
				  "to: closed_on, at: as_of}}"));
	add(c, "station", c->office[0], "name=a", "kind=contact", "founded_on=2010-01-01",
	    "closed_on=2013-01-01", NULL); /* gone on the first day */
	add(c, "station", c->office[0], "name=b", "kind=contact", "founded_on=2010-01-01",
	    "closed_on=2013-01-02", NULL); /* there on the first day alone */
	add(c, "station", c->office[0], "name=c", "kind=contact", "founded_on=2013-06-30", NULL);
	add(c, "station", c->office[0], "name=d", "kind=contact", "founded_on=2013-07-01",
	    "closed_on=2013-07-01", NULL);				 /* never there */
	add(c, "station", c->office[0], "name=e", "kind=contact", NULL); /* no beginning */
	assert_int_equal(actual(c, "2013-06-29", "P"), 1);
	assert_int_equal(actual(c, "2013-06-30", "P"), 2);
	assert_int_equal(actual(c, "2013-12-31", "P"), 2);
	assert_int_equal(actual(c, "2013-01-01", "D"), 1);
	assert_int_equal(actual(c, "2013-01-02", "D"), 0);
	assert_int_equal(actual(c, "2014-06-01", "D"), 1); /* not beyond the period */
}

/* Nobody may read it, and it is counted all the same. */
static void what_is_sealed_is_counted(void **state)
{
	struct county *c = *state;
	struct sifa_record *r;
	struct sifa_err err = {0};
	uint64_t id;

	letter_use(c, HEAD CLAUSE("P", "100",
				  "rule: range, actual: {count: correction, date: papers_in}"));
	add(c, "correction", c->office[0], "kind=suspended", "papers_in=2013-02-01", NULL);
	assert_int_equal(actual(c, "2013-12-31", "P"), 1);
	r = blank(c, "correction", c->office[0]);
	fill(r, "kind=suspended");
	fill(r, "papers_in=2013-03-01");
	fill(r, "minor=yes"); /* and archived: sealed by the rule of the kind */
	fill(r, "end_on=2013-06-01");
	fill(r, "end_reason=expired");
	fill(r, "archived_on=2013-06-20");
	r->secrecy = 3;
	id = put(c, r);
	assert_int_equal(sifa_record_get(c->se, id, &r, &err), SIFA_E_NOTFOUND);
	assert_int_equal(actual(c, "2013-12-31", "P"), 2);
}

static void records_without_a_date_test_count_by_their_first_date(void **state)
{
	struct county *c = *state;

	letter_use(c,
		   HEAD CLAUSE("N", "100",
			       "rule: range, actual: {count: committee, where: {kind: village}}"));
	add(c, "committee", c->village[0][0], "name=甲", "kind=village", NULL);
	add(c, "committee", c->village[0][1], "name=乙", "kind=village", "founded_on=2005-01-01",
	    "standard_on=2013-05-01", "elected_on=2012-05-01", NULL);
	add(c, "committee", c->village[0][2], "name=丙", "kind=village", "founded_on=2014-01-05",
	    NULL);
	add(c, "committee", c->village[1][2], "name=丁", "kind=village", NULL);
	assert_int_equal(actual(c, "2013-12-31", "N"), 2);
	assert_int_equal(actual(c, "2014-06-01", "N"), 2); /* founded after the period */
}

static void sums_and_different_values(void **state)
{
	struct county *c = *state;

	letter_use(c,
		   HEAD CLAUSE("S", "50",
			       "rule: range, actual: {sum: aid_matter, field: persons, date: at}")
			   CLAUSE("D", "50",
				  "rule: range, actual: {distinct: works_site, field: village, "
				  "date: built_on}"));
	add(c, "aid_matter", c->office[0], "kind=visit", "at=2013-02-01", "persons=4", NULL);
	add(c, "aid_matter", c->office[0], "kind=visit", "at=2013-02-02", NULL);
	add(c, "aid_matter", c->office[0], "kind=visit", "at=2013-02-03", "persons=3", NULL);
	for (int i = 0; i < 5; i++)
		add(c, "works_site", c->office[0], ref("village", c->village[0][i % 2]),
		    "title=墙头诗", "built_on=2013-05-01", NULL);
	add(c, "works_site", c->office[0], "title=无村", "built_on=2013-05-01", NULL);
	assert_int_equal(actual(c, "2013-12-31", "S"), 7);
	assert_int_equal(actual(c, "2013-12-31", "D"), 2);
}

/* Ids begin with the county's number: those of high ones have the highest bit set. */
static void records_of_the_last_county_are_told_apart(void **state)
{
	struct county *c = county_of(262143, SIFA_DAY_NONE);
	struct sifa_sheet *s;
	uint64_t p;

	(void)state;
	letter_use(
		c,
		HEAD CLAUSE("D", "50",
			    "rule: range, actual: {distinct: works_site, field: village, date: "
			    "built_on}")
			CLAUSE("M", "50",
			       "rule: each_member, members: {count: correction, stock: {from: "
			       "reported_on, to: end_on}}, acts: [{count: correction_event, via: "
			       "correction, date: at, need: 1}]"));
	add(c, "works_site", c->office[0], ref("village", c->village[0][0]), "title=墙头诗",
	    "built_on=2013-05-01", NULL);
	p = add(c, "correction", c->office[0], "kind=suspended", "reported_on=2013-01-01", NULL);
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=talk", "at=2013-05-01",
	    NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "D")->actual, 1);
	assert_int_equal(clause(s, "M")->actual, 1);
	sifa_sheet_free(s);
	county_free(c);
}

static void sums_of_money_are_written_in_yuan(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("R", "40",
				  "rule: ratio, target: 5000, "
				  "actual: {sum: aid_case, field: amount_won, date: closed_on}")
			      CLAUSE("L", "30",
				     "rule: shortfall, target: 2001, deduct: 0.01, "
				     "actual: {sum: aid_case, field: amount_won, date: closed_on}")
				      CLAUSE("B", "30",
					     "rule: range, low: 1000, high: 1001, "
					     "actual: {sum: aid_case, field: amount_won, "
					     "date: closed_on}"));
	add(c, "aid_case", c->office[0], "closed_on=2013-05-01", "amount_won=1000.50", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_true(clause(s, "R")->scaled);
	assert_int_equal(clause(s, "R")->target, 500000);
	assert_int_equal(clause(s, "R")->points, 800);	/* 40 x 1000.50 / 5000 = 8.004 */
	assert_int_equal(clause(s, "L")->points, 1999); /* 1000.50 lacking: 1001 begun */
	assert_int_equal(clause(s, "B")->points, 3000);
	sifa_sheet_free(s);
}

static void aged_leaves_out_what_is_too_young(void **state)
{
	struct county *c = *state;

	letter_use(c,
		   HEAD CLAUSE("A", "100",
			       "rule: range, actual: {count: correction, date: end_on, aged: 30}"));
	add(c, "correction", c->office[0], "kind=suspended", "papers_in=2012-01-01",
	    "end_on=2013-03-01", NULL);
	assert_int_equal(actual(c, "2013-03-30", "A"), 0);
	assert_int_equal(actual(c, "2013-03-31", "A"), 1);
	assert_int_equal(actual(c, "2015-03-31", "A"), 1);
}

static void an_office_below_an_office_counts_for_both(void **state)
{
	struct county *c = *state;
	struct sifa_sheet **all;
	struct sifa_err err = {0};
	struct sifa_record *r;
	uint64_t below, village;
	size_t n;

	letter_use(c, HEAD CLAUSE("A", "50",
				  "rule: range, actual: {count: mediation, date: closed_on}")
			      CLAUSE("D", "50",
				     "rule: range, actual: {distinct: works_site, field: village, "
				     "date: built_on}"));
	r = blank(c, "unit", c->office[0]);
	fill(r, "name=分所");
	fill(r, "kind=office");
	fill(r, ref("parent", c->office[0]));
	below = put(c, r);
	r = blank(c, "unit", below);
	fill(r, "name=分所村");
	fill(r, "kind=village");
	fill(r, ref("parent", below));
	village = put(c, r);
	county_login(c);
	add(c, "mediation", village, "no=1", "form=oral", "accepted_on=2013-01-01",
	    "closed_on=2013-02-01", NULL);
	add(c, "mediation", c->office[0], "no=2", "form=oral", "accepted_on=2013-01-01",
	    "closed_on=2013-02-01", NULL);
	add(c, "works_site", village, ref("village", village), "title=a", "built_on=2013-05-01",
	    NULL);
	add(c, "works_site", c->office[0], ref("village", village), "title=b",
	    "built_on=2013-05-01", NULL);
	ok(sifa_score_all(c->se, c->letter, day("2013-12-20"), &all, &n, &err), &err);
	assert_int_equal(n, 3);
	for (size_t i = 0; i < n; i++) {
		struct sifa_sheet *one = score(c, all[i]->office, "2013-12-20");
		int64_t want = all[i]->office == below ? 1 : all[i]->office == c->office[0] ? 2 : 0;

		assert_int_equal(clause(all[i], "A")->actual, want);
		assert_int_equal(clause(one, "A")->actual, want);
		assert_int_equal(clause(all[i], "D")->actual, want > 0);
		assert_int_equal(clause(one, "D")->actual, want > 0);
		sifa_sheet_free(one);
		sifa_sheet_free(all[i]);
	}
	free(all);
}

static void units_count_for_those_above_them_whoever_keeps_the_records(void **state)
{
	struct county *c = *state;
	struct sifa_behind_list b;
	struct sifa_err err = {0};
	struct sifa_sheet *s;
	struct sifa_record *r;

	letter_use(c,
		   HEAD CLAUSE("S", "40",
			       "rule: ratio, actual: {count: committee}, "
			       "target: {share: 60, of: {count: unit, where: {kind: village}}}")
			   CLAUSE("N", "30",
				  "rule: range, actual: {count: unit, where: {kind: village}}")
				   CLAUSE("V", "30",
					  "rule: range, actual: {count: letter, date: signed_on, "
					  "unit: {via: upper}}"));
	for (int i = 0; i < 4; i++) { /* nine villages now */
		r = blank(c, "unit", c->bureau);
		fill(r, i ? "name=甲村" : "name=乙村");
		fill(r, "kind=village");
		fill(r, ref("parent", c->office[0]));
		put(c, r);
	}
	r = blank(c, "unit", c->office[0]); /* kept by the office, below the other one */
	fill(r, "name=丙村");
	fill(r, "kind=village");
	fill(r, ref("parent", c->office[1]));
	add(c, "letter", c->bureau, ref("upper", put(c, r)), "scheme=x", "year=2013",
	    "period_from=2013-01-01", "signed_on=2013-05-01", NULL);
	county_login(c);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "N")->actual, 9);
	assert_int_equal(clause(s, "S")->target, 6); /* 5.4 */
	assert_int_equal(clause(s, "S")->points, 0);
	assert_int_equal(clause(s, "V")->actual, 0);
	ok(sifa_score_records(c->se, s, "N", &b, &err), &err);
	assert_int_equal(b.n, 9);
	sifa_behind_free(&b);
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2013-12-31");
	assert_int_equal(clause(s, "N")->actual, 6);
	assert_int_equal(clause(s, "V")->actual, 1);
	sifa_sheet_free(s);
}

static void a_deleted_record_no_longer_counts(void **state)
{
	struct county *c = *state;
	struct sifa_err err = {0};
	uint64_t id;

	letter_use(c, HEAD CLAUSE("A", "100",
				  "rule: range, actual: {count: mediation, date: closed_on}"));
	id = add(c, "mediation", c->office[0], "no=1", "form=oral", "accepted_on=2013-01-01",
		 "closed_on=2013-02-01", NULL);
	assert_int_equal(actual(c, "2013-12-31", "A"), 1);
	ok(session_act(c->se, "delete", "重复",
		       &(struct act_step){.op = ACT_HIDE, .id = id, .rev = 1}, 1, &err),
	   &err);
	assert_int_equal(actual(c, "2013-12-31", "A"), 0);
}

static void mediations(struct county *c, int n)
{
	char no[16];

	for (int i = 0; i < n; i++) {
		snprintf(no, sizeof no, "no=%d", i);
		add(c, "mediation", c->office[0], no, "form=oral", "accepted_on=2013-01-01",
		    i % 4 ? "closed_on=2013-02-01" : "closed_on=2013-08-01", NULL);
	}
}

static void check(struct county *c, uint64_t unit, const char *on, const char *answer)
{
	add(c, "checklist", unit, "item=std_sign", "line=office", on, answer, NULL);
}

static void the_latest_answer_decides(void **state)
{
	struct county *c = *state;
	struct sifa_behind_list b;
	struct sifa_err err = {0};
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("L", "100",
				  "rule: range, actual: {count: checklist, date: checked_on, to: "
				  "cutoff, where: {item: std_sign}, latest: {ok: yes}}"));
	check(c, c->office[0], "checked_on=2012-11-01", "ok=yes"); /* not this year's */
	assert_int_equal(actual(c, "2013-12-31", "L"), 0);
	check(c, c->office[0], "checked_on=2013-11-05", "ok=no");
	check(c, c->office[0], "checked_on=2013-03-05", "ok=yes");
	check(c, c->office[1], "checked_on=2013-12-05", "ok=yes"); /* another office's */
	assert_int_equal(actual(c, "2013-03-31", "L"), 1);
	assert_int_equal(actual(c, "2013-12-31", "L"), 0);
	check(c, c->village[0][0], "checked_on=2014-01-15", "ok=yes");
	check(c, c->office[0], "checked_on=2014-01-16", "ok=no"); /* after the cut-off */
	s = score(c, c->office[0], "2014-02-01");
	assert_int_equal(clause(s, "L")->actual, 1);
	ok(sifa_score_records(c->se, s, "L", &b, &err), &err);
	assert_int_equal(b.n, 1);
	sifa_behind_free(&b);
	sifa_sheet_free(s);
}

static void bands_ranges_and_minimum_rates(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(
		c,
		HEAD CLAUSE(
			"B", "10",
			"rule: band, target: 10, actual: {count: mediation, date: closed_on}, bands: "
			"[{from: 100, points: 10}, {from: 90, points: 8}, {from: 70, points: 5}]")
			CLAUSE("R", "20",
			       "rule: range, low: 5, high: 7, actual: {count: mediation, date: closed_on}")
				CLAUSE("M", "30",
				       "rule: rate_min, limit: 98, deduct: 0.5, actual: {count: "
				       "mediation, date: closed_on, to: 2013-06-30}, of: {count: "
				       "mediation, date: closed_on}")
					CLAUSE("E", "40",
					       "rule: ratio, empty: zero, actual: {count: released, "
					       "date: released_on}, of: {count: released, date: "
					       "released_on}"));
	mediations(c, 8);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "B")->points, 500);
	assert_int_equal(clause(s, "R")->points, 0);
	assert_int_equal(clause(s, "M")->points, 3000 - 23 * 50); /* 75 percent */
	assert_int_equal(clause(s, "E")->points, 0);
	assert_int_equal(clause(s, "E")->standing, SIFA_SCORED);
	sifa_sheet_free(s);
}

static void a_window_is_due_when_it_is_over(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("W", "50",
				  "rule: window, between: [\"02-01\", \"03-31\"], actual: {count: "
				  "document, date: at, where: {kind: plan}}")
			      CLAUSE("X", "50", "rule: sample_score"));
	s = score(c, c->office[0], "2013-03-15");
	assert_int_equal(clause(s, "W")->standing, SIFA_NOT_DUE);
	assert_int_equal(clause(s, "X")->weight, 10000);
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-03-31");
	assert_int_equal(clause(s, "W")->standing, SIFA_SCORED);
	assert_int_equal(clause(s, "W")->points, 0);
	sifa_sheet_free(s);
	add(c, "document", c->office[0], "kind=plan", "title=计划", "at=2013-01-31", NULL);
	assert_int_equal(actual(c, "2013-12-31", "W"), 0);
	add(c, "document", c->office[0], "kind=plan", "title=计划", "at=2013-03-31", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "W")->points, 5000);
	sifa_sheet_free(s);
}

static void what_is_deducted_grows_with_the_weight(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("A", "4",
				  "rule: shortfall, target: 4, deduct: 1, actual: {count: article, "
				  "date: sent_on}")
			      CLAUSE("T", "6",
				     "rule: timely, return: med_monthly, late: 0.5, missing: 1")
				      CLAUSE("W", "90",
					     "rule: ratio, actual: {count: article}, "
					     "target: {blank: yes}"));
	s = score(c, c->office[0], "2013-03-31"); /* nothing done is worth nothing */
	assert_int_equal(clause(s, "A")->weight, 4000);
	assert_int_equal(clause(s, "A")->points, 0);
	assert_string_equal(clause(s, "A")->formula[SIFA_EN],
			    "(4.00 − 1.00×4) × 40.00/4.00 = 0.00");
	assert_int_equal(clause(s, "T")->points, 3000); /* three of six */
	sifa_sheet_free(s);
	for (int i = 0; i < 3; i++)
		add(c, "article", c->office[0], "title=a", "sent_on=2013-02-01", NULL);
	s = score(c, c->office[0], "2013-03-31");
	assert_int_equal(clause(s, "A")->points, 3000);
	assert_int_equal(clause(s, "A")->gain, 1000);
	sifa_sheet_free(s);
}

static void the_veto_is_that_of_the_event_that_happened(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE(
			      "E", "100",
			      "rule: per_event, events: [{deduct: 1, veto: award, count: petition, "
			      "date: at}, {deduct: all, veto: tier, count: petition, date: at, "
			      "where: {mass: yes}}]"));
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(s->veto, SIFA_VETO_NONE);
	sifa_sheet_free(s);
	add(c, "petition", c->office[0], "at=2013-05-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(s->veto, SIFA_VETO_AWARD);
	assert_string_equal(clause(s, "E")->note[SIFA_EN], "veto: no award");
	sifa_sheet_free(s);
	add(c, "petition", c->office[0], "at=2013-06-01", "mass=yes", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(s->veto, SIFA_VETO_TIER);
	assert_string_equal(clause(s, "E")->note[SIFA_EN], "veto: grade");
	assert_string_equal(clause(s, "E")->date[SIFA_EN], "Petition: Date");
	sifa_sheet_free(s);
}

static void a_mean_of_just_half_a_hundredth_rounds_up(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(
		c,
		HEAD CLAUSE("M", "3.06",
			    "rule: each_member, mode: mean, members: {count: released, stock: "
			    "{from: released_on, to: end_on}}, filled: [released_on, kind, crime, "
			    "sentence, prison, registered_on, handover, risk, until, placed, "
			    "reoffend_on, offence_kind]")
			CLAUSE("X", "96.94", "rule: sample_score"));
	add(c, "released", c->office[0], "released_on=2012-05-01", NULL);
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "M")->points, 26); /* 25.5 */
	sifa_sheet_free(s);
}

static void a_switched_off_clause_gives_its_weight_away(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	letter_use(c, HEAD CLAUSE("U", "30", "rule: sample_score, until: 2012-12-31")
			      CLAUSE("V", "30", "rule: sample_score, until: 2013-01-01")
				      CLAUSE("X", "40", "rule: sample_score"));
	s = score(c, c->office[0], "2013-12-31");
	assert_int_equal(clause(s, "U")->standing, SIFA_SWITCHED_OFF);
	assert_int_equal(clause(s, "V")->standing, SIFA_UNJUDGED);
	assert_int_equal(clause(s, "V")->weight, 4286);
	assert_int_equal(clause(s, "X")->weight, 5714);
	sifa_sheet_free(s);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, county_up, county_down)
	const struct CMUnitTest tests[] = {
		T(a_stock_is_on_register_from_its_first_to_before_its_last_day),
		T(what_is_sealed_is_counted),
		T(records_without_a_date_test_count_by_their_first_date),
		T(sums_and_different_values),
		cmocka_unit_test(records_of_the_last_county_are_told_apart),
		T(sums_of_money_are_written_in_yuan),
		T(aged_leaves_out_what_is_too_young),
		T(an_office_below_an_office_counts_for_both),
		T(units_count_for_those_above_them_whoever_keeps_the_records),
		T(a_deleted_record_no_longer_counts),
		T(the_latest_answer_decides),
		T(bands_ranges_and_minimum_rates),
		T(a_window_is_due_when_it_is_over),
		T(what_is_deducted_grows_with_the_weight),
		T(the_veto_is_that_of_the_event_that_happened),
		T(a_mean_of_just_half_a_hundredth_rounds_up),
		T(a_switched_off_clause_gives_its_weight_away),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
