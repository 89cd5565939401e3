/* test_progress.c - expected by the day, marks, what helps most, and letters in memory. */
#include "letter_text.h"

static const char plain[] = HEAD CLAUSE(
	"A", "40", "rule: ratio, target: 40, actual: {count: mediation, date: closed_on}")
	CLAUSE("B", "40", "rule: all_or_none, none: [{count: petition, date: at}]")
		CLAUSE("C", "20", "rule: ratio, target: 10, actual: {count: lecture, date: at}");

static void close_cases(struct county *c, int n)
{
	while (n--)
		add(c, "mediation", c->office[0], "form=written", "closed_on=2013-03-01", NULL);
}

static size_t place(const struct sifa_sheet *s, const char *id)
{
	size_t i = 0;

	while (strcmp(sifa_sheet_clause(s, i)->id, id) != 0)
		i++;
	return i;
}

static struct sifa_progress progress(struct county *c, const char *id, const char *as_of)
{
	struct sifa_sheet *s = score(c, c->office[0], as_of);
	struct sifa_progress p;

	assert_true(sifa_progress(s, place(s, id), &p));
	sifa_sheet_free(s);
	return p;
}

/* domain.md 4.9: T 40, day 181 of 365 -> 19.84; A 15 -> 75.6 % -> yellow. */
static void the_worked_number_of_the_county(void **state)
{
	struct county *c = *state;
	struct sifa_progress p;

	letter_use(c, plain);
	close_cases(c, 15);
	p = progress(c, "A", "2013-06-30");
	assert_int_equal(p.expected, 1984);
	assert_int_equal(p.schedule, 7560);
	assert_int_equal(p.pace, SIFA_PACE_YELLOW);
	assert_int_equal(p.per_month, 417); /* 25 in six months */
	assert_int_equal(p.forecast, 3025); /* 15 x 365/181 */
	assert_int_equal(p.per_act, 100);   /* 25.00 points for 25 cases */
	assert_int_equal(p.days_left, 184);
}

static void marks_change_at_ninety_and_seventy(void **state)
{
	struct county *c = *state;

	letter_use(c, plain);
	close_cases(c, 13); /* 65.5 % */
	assert_int_equal(progress(c, "A", "2013-06-30").pace, SIFA_PACE_RED);
	close_cases(c, 1); /* 70.6 % */
	assert_int_equal(progress(c, "A", "2013-06-30").pace, SIFA_PACE_YELLOW);
	close_cases(c, 4); /* 90.7 % */
	assert_int_equal(progress(c, "A", "2013-06-30").pace, SIFA_PACE_GREEN);
}

static void what_must_not_be_is_green_or_red(void **state)
{
	struct county *c = *state;
	struct sifa_progress p;

	letter_use(c, plain);
	p = progress(c, "B", "2013-06-30");
	assert_int_equal(p.pace, SIFA_PACE_GREEN);
	assert_int_equal(p.expected, -1);
	add(c, "petition", c->office[0], "at=2013-05-01", NULL);
	assert_int_equal(progress(c, "B", "2013-06-30").pace, SIFA_PACE_RED);
}

static void a_curve_expects_by_month(void **state)
{
	struct county *c = *state;
	struct sifa_progress p;

	letter_use(c,
		   HEAD CLAUSE("A", "100",
			       "rule: ratio, target: 40, actual: {count: mediation, date: "
			       "closed_on}, curve: [0, 0, 0, 0, 0, 25, 25, 25, 25, 50, 75, 100]"));
	close_cases(c, 9);
	p = progress(c, "A", "2013-06-30");
	assert_int_equal(p.expected, 1000);
	assert_int_equal(p.pace, SIFA_PACE_GREEN);
	assert_int_equal(p.forecast, 3600);
	p = progress(c, "A", "2013-06-15"); /* half of June */
	assert_int_equal(p.expected, 500);
	p = progress(c, "A", "2013-10-31");
	assert_int_equal(p.expected, 2000);
	assert_int_equal(p.pace, SIFA_PACE_RED);
}

static void what_one_act_brings_most_stands_first(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;
	size_t flat[4];

	letter_use(c, plain);
	close_cases(c, 15); /* 25 more for 25.00; 10 lectures for 20.00 */
	s = score(c, c->office[0], "2013-06-30");
	assert_int_equal(sifa_cheapest(s, flat, 4), 2);
	assert_int_equal(flat[0], place(s, "C"));
	assert_int_equal(flat[1], place(s, "A"));
	sifa_sheet_free(s);
}

/* ---- letters in memory ---- */

static uint64_t last_entry(struct county *c)
{
	struct sifa_entry e = {0};
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_journal(c->se, 0, &e, 1, &n, &err), &err);
	return e.seq;
}

static int64_t points_of(struct county *c, const struct sifa_letter *l, const char *id)
{
	struct sifa_sheet *s = NULL;
	struct sifa_err err = {0};
	int64_t points;

	ok(sifa_score(c->se, l, c->office[0], day("2013-06-30"), &s, &err), &err);
	points = id ? clause(s, id)->points : s->points;
	sifa_sheet_free(s);
	return points;
}

static void a_changed_number_moves_the_copy_alone(void **state)
{
	struct county *c = *state;
	struct sifa_try *t = NULL;
	struct sifa_rule_number n;
	struct sifa_err err = {0};
	uint64_t before;

	letter_use(c, plain);
	close_cases(c, 15);
	before = last_entry(c);
	ok(sifa_try_letter(c->se, c->letter, &t, &err), &err);
	assert_int_equal(points_of(c, sifa_try_of(t), "A"), 1500);
	assert_true(sifa_try_number(t, "A", 0, &n));
	assert_string_equal(n.id, "weight");
	assert_int_equal(n.value, 4000);
	ok(sifa_try_set(t, "A", "weight", 8000, &err), &err);
	assert_int_equal(points_of(c, sifa_try_of(t), "A"), 3000);
	ok(sifa_try_set(t, "A", "target", 20, &err), &err);
	assert_int_equal(points_of(c, sifa_try_of(t), "A"), 6000);
	assert_int_equal(points_of(c, sifa_try_of(t), "B"), 4000);
	assert_int_equal(points_of(c, c->letter, "A"), 1500);
	assert_int_equal(sifa_try_set(t, "A", "deduct", 1, &err), SIFA_E_USAGE);
	assert_int_equal(sifa_try_set(t, "A", "weight", -1, &err), SIFA_E_USAGE);
	assert_int_equal(sifa_try_set(t, "Z", "weight", 1, &err), SIFA_E_NOTFOUND);
	assert_int_equal(last_entry(c), before);
	sifa_try_free(t);
}

static void a_tried_target_stands_instead_of_what_was_signed(void **state)
{
	struct county *c = *state;
	struct sifa_try *t = NULL;
	struct sifa_err err = {0};
	struct sifa_rule_number n;

	letter_use(c, HEAD CLAUSE("A", "100",
				  "rule: ratio, target: {blank: yes}, actual: {count: mediation, "
				  "date: closed_on}"));
	close_cases(c, 5);
	ok(sifa_try_letter(c->se, c->letter, &t, &err), &err);
	assert_true(sifa_try_number(t, "A", 1, &n));
	assert_string_equal(n.id, "target");
	assert_true(n.blank);
	assert_int_equal(points_of(c, sifa_try_of(t), "A"), 0); /* nobody has set one */
	ok(sifa_try_set(t, "A", "target", 10, &err), &err);
	assert_int_equal(points_of(c, sifa_try_of(t), "A"), 5000);
	sifa_try_free(t);
}

static void a_file_is_compiled_beside_the_configuration(void **state)
{
	static const char bad[] = HEAD CLAUSE("A", "90", "rule: ratoi");
	struct county *c = *state;
	struct sifa_findings f = {0};
	struct sifa_try *t = NULL;
	struct sifa_err err = {0};

	ok(sifa_try_text(c->se, "x.yaml", plain, strlen(plain), &t, &f, &err), &err);
	assert_int_equal(f.total, 0);
	close_cases(c, 15);
	assert_int_equal(points_of(c, sifa_try_of(t), "A"), 1500);
	assert_null(sifa_letter(c->sifa, "t"));
	sifa_try_free(t);
	assert_int_equal(sifa_try_text(c->se, "x.yaml", bad, strlen(bad), &t, &f, &err),
			 SIFA_E_DATA);
	assert_null(t);
	assert_int_equal(f.total, 2); /* no such rule; 90 of 100 */
	assert_string_equal(f.v[0].err.source, "x.yaml");
	assert_int_equal(f.v[0].err.line, 9);
	assert_true(f.v[0].err.column > 1);
	sifa_findings_free(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_worked_number_of_the_county, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(marks_change_at_ninety_and_seventy, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(what_must_not_be_is_green_or_red, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_curve_expects_by_month, county_up, county_down),
		cmocka_unit_test_setup_teardown(what_one_act_brings_most_stands_first, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_changed_number_moves_the_copy_alone, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_tried_target_stands_instead_of_what_was_signed,
						county_up, county_down),
		cmocka_unit_test_setup_teardown(a_file_is_compiled_beside_the_configuration,
						county_up, county_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
