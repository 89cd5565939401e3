/* The arithmetic of scores, by the numbers a person can check by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../core/score/points.h"
#include "../../core/score/returns.h"

static void ratio_is_capped_and_rounds_half_up(void **state)
{
	(void)state;
	assert_int_equal(points_ratio(1000, 34, 40, 100), 850);
	assert_int_equal(points_ratio(1000, 45, 40, 100), 1000);
	assert_int_equal(points_ratio(1000, 45, 40, 110), 1100);
	assert_int_equal(points_ratio(1000, 42, 40, 110), 1050);
	assert_int_equal(points_ratio(1000, 27, 40, 100), 675);
	assert_int_equal(points_ratio(300, 1, 8, 100), 38); /* 0.375 */
	assert_int_equal(points_ratio(300, 27, 31, 100), 261);
	assert_int_equal(points_ratio(700, 4, 7, 100), 400);
	assert_int_equal(points_ratio(500, 0, 0, 100), 500); /* target 0 */
	assert_int_equal(points_ratio(500, 0, 9, 100), 0);
}

static void amounts_beyond_64_bits_stop_at_a_limit(void **state)
{
	const int64_t most = INT64_MAX / 4;

	(void)state;
	assert_int_equal(points_sum(most, most), most);
	assert_int_equal(points_part(INT64_MAX, INT64_MAX, 1), most);
	assert_int_equal(points_up(INT64_MAX / 8, 100000000, 100000000), INT64_MAX / 8);
	assert_int_equal(points_up(7, 1, 2), 4);
	assert_int_equal(points_down(7, 1, 2), 3);
	assert_true(points_reach(INT64_MAX, INT64_MAX, 10000));
	assert_false(points_reach(INT64_MAX - 1, INT64_MAX, 10000));
	assert_int_equal(points_ratio(700, INT64_MAX / 2, INT64_MAX, 100), 350);
}

static void deductions_do_not_wrap(void **state)
{
	(void)state;
	assert_int_equal(points_times(100, 2), 200);
	assert_true(points_times(1000000, INT64_MAX / 2) > 1000000); /* does not wrap */
}

static void a_started_point_counts_whole(void **state)
{
	(void)state;
	/* 1 of 26 is 3.846 percent: 0.846 above three */
	assert_int_equal(points_started(1, 26, 300, true), 1);
	assert_int_equal(points_started(0, 26, 300, true), 0);
	assert_int_equal(points_started(3, 100, 300, true), 0); /* 3 percent is within */
	assert_int_equal(points_started(4, 100, 300, true), 1);
	/* 118 of 122 is 96.72 percent: 1.28 below 98 */
	assert_int_equal(points_started(118, 122, 9800, false), 2);
	assert_int_equal(points_started(98, 100, 9800, false), 0);
}

static void part_of_a_year_rounds_the_target_up(void **state)
{
	(void)state;
	assert_int_equal(points_prorate(40, 6, 12), 20);
	assert_int_equal(points_prorate(3, 6, 12), 2);
	assert_int_equal(points_prorate(40, 12, 12), 40);
	assert_int_equal(points_prorate(40, 0, 12), 0);
}

static int64_t spread_sum(const int64_t *v, size_t n)
{
	int64_t s = 0;

	for (size_t i = 0; i < n; i++)
		s += v[i];
	return s;
}

static void weight_of_absent_clauses_goes_to_the_others(void **state)
{
	const int64_t w[] = {3800, 2500, 2100, 1600};
	const bool all[] = {true, true, true, true}, some[] = {true, false, true, true};
	int64_t out[4];

	(void)state;
	points_spread(w, all, 4, 46, out); /* largest remainders */
	assert_int_equal(out[0], 17);
	assert_int_equal(out[1], 12);
	assert_int_equal(out[2], 10);
	assert_int_equal(out[3], 7);
	points_spread(w, all, 4, 10000, out);
	assert_int_equal(out[0], 3800);
	points_spread(w, some, 4, 10000, out);
	assert_int_equal(out[1], 0);
	assert_int_equal(spread_sum(out, 4), 10000);
	assert_int_equal(out[0], 5067); /* 5066.67 */
	assert_int_equal(out[2], 2800);
	assert_int_equal(out[3], 2133);
}

static void equal_remainders_go_to_the_earlier_clause(void **state)
{
	const int64_t w[] = {100, 100, 100};
	const bool all[] = {true, true, true}, none[] = {false, false, false};
	int64_t out[3];

	(void)state;
	points_spread(w, all, 3, 10001, out);
	assert_int_equal(out[0], 3334);
	assert_int_equal(out[1], 3334);
	assert_int_equal(out[2], 3333);
	points_spread(w, none, 3, 10000, out);
	assert_int_equal(spread_sum(out, 3), 0);
}

static sifa_day day(int y, int m, int d)
{
	return sifa_day_of(y, m, d);
}

static void a_monthly_return_is_due_by_the_30th_or_the_last_day(void **state)
{
	struct return_def d = {.id = "m", .months = 1, .day = 30, .inclusive = true};
	struct return_item it[40];

	(void)state;
	assert_int_equal(returns_items(&d, day(2013, 1, 1), day(2013, 12, 31), it, 40), 12);
	assert_int_equal(it[0].due, day(2013, 1, 30));
	assert_int_equal(it[1].due, day(2013, 2, 28));
	assert_int_equal(it[3].due, day(2013, 4, 30));
	assert_int_equal(it[11].due, day(2013, 12, 30));
	assert_int_equal(returns_items(&d, day(2024, 1, 1), day(2024, 12, 31), it, 40), 12);
	assert_int_equal(it[1].due, day(2024, 2, 29));
	d.shorter = RETURN_NEXT;
	assert_int_equal(returns_items(&d, day(2013, 2, 1), day(2013, 2, 28), it, 40), 1);
	assert_int_equal(it[0].due, day(2013, 3, 1));
	d.shorter = RETURN_SKIP;
	assert_int_equal(returns_items(&d, day(2013, 2, 1), day(2013, 2, 28), it, 40), 0);
}

static void half_years_are_due_on_their_dates(void **state)
{
	struct return_def d = {
		.id = "h", .months = 6, .date = {{6, 30}, {12, 30}}, .inclusive = true};
	struct return_def late = {
		.id = "l", .months = 6, .date = {{7, 2}, {2, 2}}, .inclusive = true};
	struct return_item it[8];

	(void)state;
	assert_int_equal(returns_items(&d, day(2013, 1, 1), day(2013, 12, 31), it, 8), 2);
	assert_int_equal(it[0].due, day(2013, 6, 30));
	assert_int_equal(it[0].to, day(2013, 6, 30));
	assert_int_equal(it[1].due, day(2013, 12, 30));
	assert_int_equal(returns_items(&late, day(2013, 1, 1), day(2013, 12, 31), it, 8), 2);
	assert_int_equal(it[0].due, day(2013, 7, 2));
	assert_int_equal(it[1].due, day(2014, 2, 2)); /* in the next year */
	/* a period that begins in December: only halves that begin inside it */
	assert_int_equal(returns_items(&d, day(2012, 12, 1), day(2013, 11, 30), it, 8), 2);
	assert_int_equal(it[0].from, day(2013, 1, 1));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ratio_is_capped_and_rounds_half_up),
		cmocka_unit_test(amounts_beyond_64_bits_stop_at_a_limit),
		cmocka_unit_test(deductions_do_not_wrap),
		cmocka_unit_test(a_started_point_counts_whole),
		cmocka_unit_test(part_of_a_year_rounds_the_target_up),
		cmocka_unit_test(weight_of_absent_clauses_goes_to_the_others),
		cmocka_unit_test(equal_remainders_go_to_the_earlier_clause),
		cmocka_unit_test(a_monthly_return_is_due_by_the_30th_or_the_last_day),
		cmocka_unit_test(half_years_are_due_on_their_dates),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
