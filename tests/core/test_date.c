/* Days, months, minutes, and the calendar of working days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/date.h"

static sifa_day today(void)
{
	return sifa_day_of(2013, 12, 20);
}

static void every_day_survives_splitting(void **state)
{
	sifa_day expected = sifa_day_of(1, 1, 1);
	int y, m, d;

	(void)state;
	assert_int_equal(sifa_day_of(1970, 1, 1), 0);
	assert_int_equal(sifa_day_of(2000, 3, 1), 11017);
	assert_int_equal(sifa_day_of(1969, 12, 31), -1);
	assert_int_equal(sifa_day_of(9999, 12, 31), 2932896);
	for (sifa_day i = expected; i <= 2932896; i++) {
		sifa_day_split(i, &y, &m, &d);
		if (sifa_day_of(y, m, d) != i)
			fail_msg("day %d: %d-%d-%d", i, y, m, d);
	}
	sifa_day_split(INT32_MAX, &y, &m, &d);
	assert_in_range(m, 1, 12);
	sifa_day_split(INT32_MIN, &y, &m, &d);
	assert_in_range(d, 1, 31);
}

static void days_that_are_none_are_refused(void **state)
{
	static const int none[][3] = {
		{2013, 2, 29}, {1900, 2, 29},	  {2013, 4, 31},	{2013, 0, 1},
		{2013, 13, 1}, {2013, 1, 0},	  {2013, 1, 32},	{0, 1, 1},
		{10000, 1, 1}, {-1, 1, 1},	  {2013, -3, 1},	{2013, 1, -1},
		{1979, 2, 29}, {INT32_MAX, 1, 1}, {2013, INT32_MIN, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		assert_int_equal(sifa_day_of(none[i][0], none[i][1], none[i][2]), SIFA_DAY_NONE);
	assert_int_not_equal(sifa_day_of(2000, 2, 29), SIFA_DAY_NONE);
	assert_int_not_equal(sifa_day_of(2012, 2, 29), SIFA_DAY_NONE);
}

static void weekdays(void **state)
{
	(void)state;
	assert_int_equal(sifa_day_weekday(0), 4);
	assert_int_equal(sifa_day_weekday(sifa_day_of(2013, 12, 20)), 5);
	assert_int_equal(sifa_day_weekday(sifa_day_of(2013, 12, 22)), 0);
	assert_int_equal(sifa_day_weekday(sifa_day_of(1949, 10, 1)), 6);
	assert_in_range(sifa_day_weekday(INT32_MIN), 0, 6);
}

static void the_day_changes_at_four_in_the_afternoon_utc(void **state)
{
	(void)state;
	assert_int_equal(sifa_day_of_time(0), 0);
	assert_int_equal(sifa_day_of_time(16 * 3600 - 1), 0);
	assert_int_equal(sifa_day_of_time(16 * 3600), 1);
	assert_int_equal(sifa_day_of_time(-1), 0);
	assert_int_equal(sifa_day_of_time(-8 * 3600 - 1), -1);
	assert_int_equal(sifa_day_of_time(INT64_MAX), SIFA_DAY_NONE);
	assert_int_equal(sifa_day_of_time(INT64_MIN), SIFA_DAY_NONE);
}

static void days_are_shown_in_one_form(void **state)
{
	char buf[12];

	(void)state;
	assert_string_equal(sifa_day_format(sifa_day_of(2013, 3, 5), buf), "2013-03-05");
	assert_string_equal(sifa_day_format(sifa_day_of(9999, 12, 31), buf), "9999-12-31");
	assert_string_equal(sifa_day_format(sifa_day_of(1, 1, 1), buf), "0001-01-01");
	assert_string_equal(sifa_day_format(SIFA_DAY_NONE, buf), "");
	assert_string_equal(sifa_day_format(INT32_MAX, buf), "");
}

static void typed_dates(void **state)
{
	static const struct {
		const char *typed, *meant;
	} forms[] = {
		{"20130315", "2013-03-15"},
		{"2013-3-15", "2013-03-15"},
		{"2013-03-15", "2013-03-15"},
		{"2013.3.15", "2013-03-15"},
		{"2013/3/15", "2013-03-15"},
		{"2013年3月15日", "2013-03-15"},
		{"2013年3月15", "2013-03-15"},
		{" 2013-3-15　", "2013-03-15"},
		{"２０１３．３．１５", "2013-03-15"},
		{"２０１３年３月１５日", "2013-03-15"},
		{"0315", "2013-03-15"},
		{"3.15", "2013-03-15"},
		{"3-15", "2013-03-15"},
		{"3月15日", "2013-03-15"},
		{"3月15号", "2013-03-15"},
		{"15", "2013-12-15"},
		{"5", "2013-12-05"},
		{"15日", "2013-12-15"},
		{".", "2013-12-20"},
		{"。", NULL},
		{"今", "2013-12-20"},
		{"今天", "2013-12-20"},
		{"昨", "2013-12-19"},
		{"昨天", "2013-12-19"},
		{"-3", "2013-12-17"},
		{"－3", "2013-12-17"},
		{"+7", "2013-12-27"},
		{"+1m", "2014-01-20"},
		{"-10m", "2013-02-20"},
		{"+0", "2013-12-20"},
		{"2012-2-29", "2012-02-29"},
		{"", NULL},
		{"2013-2-29", NULL},
		{"20130229", NULL},
		{"2013", NULL},
		{"0229", NULL},
		{"1331", NULL},
		{"31.4", NULL},
		{"13-3-15", NULL},
		{"2013-3.15", NULL},
		{"2013-3-", NULL},
		{"2013-3", NULL},
		{"2013--3-15", NULL},
		{"2013-3-15-1", NULL},
		{"2013-3-15x", NULL},
		{"2013-003-15", NULL},
		{"2013年3-15", NULL},
		{"2013年15日", NULL},
		{"3月", NULL},
		{"32", NULL},
		{"0", NULL},
		{"201303151", NULL},
		{"99999999999999", NULL},
		{"+", NULL},
		{"-", NULL},
		{"+m", NULL},
		{"+-3", NULL},
		{"+999999999", NULL},
		{"+99999m", NULL},
		{"abc", NULL},
		{"2013 3 15", NULL},
		{"明年", NULL},
		{"00000101", NULL},
		{"\xFF", NULL},
		{"12345678901234567890123456789012345678901234567890", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		sifa_day d = SIFA_DAY_NONE;
		char buf[12];
		enum sifa_rc rc =
			sifa_day_parse(forms[i].typed, strlen(forms[i].typed), today(), &d);

		if (rc != (forms[i].meant ? SIFA_OK : SIFA_E_DATA))
			fail_msg("%s: %d", forms[i].typed, rc);
		if (forms[i].meant)
			assert_string_equal(sifa_day_format(d, buf), forms[i].meant);
	}
}

static void short_forms_need_a_today(void **state)
{
	static const char *const forms[] = {"0315", "3.15", "15", ".",	 "今",
					    "昨",   "-3",   "+7", "+1m", "3月15日"};
	sifa_day d;

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		assert_int_equal(sifa_day_parse(forms[i], strlen(forms[i]), SIFA_DAY_NONE, &d),
				 SIFA_E_DATA);
	assert_int_equal(sifa_day_parse("2013-03-15", 10, SIFA_DAY_NONE, &d), SIFA_OK);
}

static void months_are_counted_from_1970(void **state)
{
	(void)state;
	assert_int_equal(day_month(0), 0);
	assert_int_equal(day_month(-1), -1);
	assert_int_equal(day_month(sifa_day_of(2013, 12, 31)), 43 * 12 + 11);
	for (int32_t m = -1900 * 12; m < 8000 * 12; m++) {
		assert_int_equal(day_month(month_first(m)), m);
		assert_int_equal(day_month(month_last(m)), m);
		assert_int_equal(month_last(m) + 1, month_first(m + 1));
	}
	assert_int_equal(month_first(INT32_MAX), SIFA_DAY_NONE);
	assert_int_equal(month_last(INT32_MIN), SIFA_DAY_NONE);
}

static void a_month_later_is_the_same_day_or_the_last(void **state)
{
	(void)state;
	assert_int_equal(day_add_months(sifa_day_of(2013, 1, 31), 1), sifa_day_of(2013, 2, 28));
	assert_int_equal(day_add_months(sifa_day_of(2012, 1, 31), 1), sifa_day_of(2012, 2, 29));
	assert_int_equal(day_add_months(sifa_day_of(2013, 1, 15), 1), sifa_day_of(2013, 2, 15));
	assert_int_equal(day_add_months(sifa_day_of(2013, 12, 31), 2), sifa_day_of(2014, 2, 28));
	assert_int_equal(day_add_months(sifa_day_of(2013, 3, 31), -1), sifa_day_of(2013, 2, 28));
	assert_int_equal(day_add_months(sifa_day_of(2013, 3, 31), 0), sifa_day_of(2013, 3, 31));
	assert_int_equal(day_add_months(SIFA_DAY_NONE, 1), SIFA_DAY_NONE);
	assert_int_equal(day_add_months(0, INT32_MAX), SIFA_DAY_NONE);
}

static void typed_times(void **state)
{
	static const struct {
		const char *typed, *meant;
	} forms[] = {
		{"2013-03-15 09:30", "2013-03-15 09:30"},
		{"20130315 0930", "2013-03-15 09:30"},
		{"2013-03-15T09:30", "2013-03-15 09:30"},
		{"2013年3月15日 9:30", "2013-03-15 09:30"},
		{"３.１５　９：３０", "2013-03-15 09:30"},
		{"今 23:59", "2013-12-20 23:59"},
		{"9:30", "2013-12-20 09:30"},
		{"1969-12-31 23:59", "1969-12-31 23:59"},
		{"2013-03-15 00:00", "2013-03-15 00:00"},
		{"2013-03-15", NULL},
		{"0930", NULL},
		{"2013-03-15 24:00", NULL},
		{"2013-03-15 09:60", NULL},
		{"2013-03-15 9", NULL},
		{"2013-03-15 9:3", NULL},
		{"2013-02-30 09:30", NULL},
		{"2013-03-15 ", NULL},
		{" ", NULL},
		{"T", NULL},
		{"2013-03-15 09:30:00", NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
		int64_t minute = 0;
		char buf[17];
		enum sifa_rc rc =
			minute_parse(forms[i].typed, strlen(forms[i].typed), today(), &minute);

		if (rc != (forms[i].meant ? SIFA_OK : SIFA_E_DATA))
			fail_msg("%s: %d", forms[i].typed, rc);
		if (forms[i].meant)
			assert_string_equal(minute_format(minute, buf), forms[i].meant);
	}
}

static void times_out_of_range_are_shown_empty(void **state)
{
	char buf[17];
	int64_t minute;

	(void)state;
	assert_string_equal(minute_format(0, buf), "1970-01-01 00:00");
	assert_string_equal(minute_format(-1, buf), "1969-12-31 23:59");
	assert_string_equal(minute_format(INT64_MAX, buf), "");
	assert_string_equal(minute_format(INT64_MIN, buf), "");
	assert_int_equal(minute_parse("9:30", 4, SIFA_DAY_NONE, &minute), SIFA_E_DATA);
}

static void working_days_follow_the_calendar(void **state)
{
	sifa_day rest[] = {sifa_day_of(2013, 1, 1), sifa_day_of(2013, 1, 2)};
	sifa_day work[] = {sifa_day_of(2013, 1, 5)};
	struct calendar c = {.rest = rest, .work = work, .nrest = 2, .nwork = 1}, none = {0};

	(void)state;
	assert_false(calendar_working(&c, sifa_day_of(2013, 1, 1)));
	assert_true(calendar_working(&c, sifa_day_of(2013, 1, 4)));
	assert_true(calendar_working(&c, sifa_day_of(2013, 1, 5)));
	assert_false(calendar_working(&c, sifa_day_of(2013, 1, 6)));
	assert_true(calendar_working(&none, sifa_day_of(2013, 1, 1)));
	assert_false(calendar_working(&none, sifa_day_of(2013, 1, 5)));
	assert_true(calendar_working(NULL, sifa_day_of(2013, 1, 1)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_survives_splitting),
		cmocka_unit_test(days_that_are_none_are_refused),
		cmocka_unit_test(weekdays),
		cmocka_unit_test(the_day_changes_at_four_in_the_afternoon_utc),
		cmocka_unit_test(days_are_shown_in_one_form),
		cmocka_unit_test(typed_dates),
		cmocka_unit_test(short_forms_need_a_today),
		cmocka_unit_test(months_are_counted_from_1970),
		cmocka_unit_test(a_month_later_is_the_same_day_or_the_last),
		cmocka_unit_test(typed_times),
		cmocka_unit_test(times_out_of_range_are_shown_empty),
		cmocka_unit_test(working_days_follow_the_calendar),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
