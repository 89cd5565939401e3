/* What is due, chosen: between two days, a day at a time, and that of one person. */
#include "work_fixture.h"

static size_t count(struct sifa_session *se, sifa_day from, sifa_day until, bool mine)
{
	const struct sifa_due_query q = {.from = from, .until = until, .mine = mine};
	struct sifa_err err = {0};
	size_t n, total;

	ok(sifa_dues(se, &q, NULL, 0, &n, &total, NULL, &err), &err);
	return total;
}

static const sifa_day END = 20000;

/* Accepted on the day, so due a month later. */
static uint64_t a_case(struct fix *x, struct sifa_session *se, const char *no, const char *day,
		       uint64_t follow_by)
{
	struct sifa_record *r = blank(se, "mediation");

	set(r, "no", no);
	set(r, "form", "1");
	set_id(r, "committee", x->committee[0]);
	set(r, "accepted_on", day);
	if (follow_by)
		set_id(r, "follow_by", follow_by);
	return save(se, r);
}

static uint64_t make_staff(struct fix *x, const char *name)
{
	struct sifa_record *r = blank(x->clerk[0], "staff");

	set(r, "name", name);
	set(r, "from", "2010-01-01");
	return save(x->clerk[0], r);
}

/* A second account of the first office, of this staff member. */
static struct sifa_session *colleague(struct fix *x, const char *login, uint64_t staff)
{
	struct sifa_record *r = new_user(x, x->office[0], login);

	set_id(r, "staff", staff);
	save(x->county, r);
	return enter(x->sifa, login, noon(2013, 12, 20));
}

static void mine_is_what_names_me_or_else_what_i_made(void **state)
{
	struct fix *x = *state;
	uint64_t zhao = make_staff(x, "赵"), qian = make_staff(x, "钱");
	struct sifa_session *a = colleague(x, "zhao", zhao), *b = colleague(x, "qian", qian);
	size_t others = count(a, SIFA_DAY_NONE, END, false); /* returns of letters */

	a_case(x, a, "(2013)1", "2013-12-02", 0);    /* nobody named: the one who made it */
	a_case(x, a, "(2013)2", "2013-12-03", qian); /* made by one, another's work */
	a_case(x, b, "(2013)3", "2013-12-04", qian);
	assert_int_equal(count(a, SIFA_DAY_NONE, END, true), 1);
	assert_int_equal(count(b, SIFA_DAY_NONE, END, true), 2);
	assert_int_equal(count(a, SIFA_DAY_NONE, END, false), 3 + others);
	assert_int_equal(count(x->clerk[0], SIFA_DAY_NONE, END, true), 0);
	sifa_logout(a);
	sifa_logout(b);
}

static void a_span_holds_its_days_only(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = x->clerk[0];
	sifa_day first = sifa_day_of(2014, 1, 1);
	uint32_t day[6] = {0};
	const struct sifa_due_query q = {
		.from = first, .until = first + 5, .mine = true, .per_day = day};
	struct sifa_due due[4];
	struct sifa_err err = {0};
	size_t n, total, overdue;

	a_case(x, se, "(2013)1", "2013-11-30", 0); /* 2013-12-30 */
	a_case(x, se, "(2013)2", "2013-12-06", 0);
	a_case(x, se, "(2013)3", "2013-12-06", 0);
	ok(sifa_dues(se, &q, due, 4, &n, &total, &overdue, &err), &err);
	assert_int_equal(n, 2);
	assert_int_equal(total, 2);
	assert_int_equal(overdue, 0);
	assert_int_equal(due[0].due, sifa_day_of(2014, 1, 6));
	assert_int_equal(day[5], 2);
	assert_int_equal(day[0] + day[1] + day[2] + day[3] + day[4], 0);
	assert_int_equal(count(se, first, first + 4, true), 0);
}

static void holidays_and_the_days_worked_for_them(void **state)
{
	struct fix *x = *state;

	assert_true(sifa_working(x->sifa, sifa_day_of(2013, 12, 20)));
	assert_false(sifa_working(x->sifa, sifa_day_of(2013, 12, 21)));
	assert_false(sifa_working(x->sifa, sifa_day_of(2013, 10, 1))); /* a Tuesday */
	assert_true(sifa_working(x->sifa, sifa_day_of(2013, 9, 29)));  /* a Sunday */
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(mine_is_what_names_me_or_else_what_i_made),
		T(a_span_holds_its_days_only),
		T(holidays_and_the_days_worked_for_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
