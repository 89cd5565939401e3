/* What is due: clocks of records in all units seen, oldest first, overdue counted; and
 * how many records there are, from the facts. */
#include "work_fixture.h"

struct dues { /* those of records; returns not yet begun are score's */
	struct sifa_due v[64];
	size_t n, total, overdue, others;
};

static struct dues due_until(struct sifa_session *se, sifa_day until)
{
	static struct sifa_due all[2000];
	struct dues d = {.n = 0};
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_due(se, until, all, 2000, &n, &d.total, &d.overdue, &err), &err);
	assert_int_equal(n, d.total);
	for (size_t i = 0; i < n; i++) {
		if (i)
			assert_true(all[i - 1].due <= all[i].due);
		assert_true(all[i].due <= until);
		if (all[i].record)
			d.v[d.n++] = all[i];
		else
			d.others++;
	}
	return d;
}

static void a_month_ends_on_its_last_day(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)1", "2013-01-31");
	uint64_t id = save(x->clerk[0], r);
	struct dues d = due_until(x->clerk[0], sifa_day_of(2013, 12, 31));

	assert_int_equal(d.n, 1);
	assert_int_equal(d.v[0].record, id);
	assert_int_equal(d.v[0].due, sifa_day_of(2013, 2, 28));
	assert_string_equal(d.v[0].what[SIFA_EN], "Mediation limit");
	assert_string_equal(d.v[0].kind->id, "mediation");
	assert_string_equal(d.v[0].title, "(2013)1");
}

static void a_clock_stops_when_it_is_done(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)2", "2013-12-05");
	uint64_t id = save(x->clerk[0], r);

	assert_int_equal(due_until(x->clerk[0], sifa_day_of(2014, 1, 5)).n, 0); /* a Sunday */
	assert_int_equal(due_until(x->clerk[0], sifa_day_of(2014, 1, 6)).n, 1);
	r = get(x->clerk[0], id);
	set(r, "closed_on", "2013-12-10");
	set(r, "perform_by", "2014-01-31");
	save(x->clerk[0], r);
	assert_int_equal(due_until(x->clerk[0], sifa_day_of(2014, 1, 6)).n, 0);
	assert_string_equal(due_until(x->clerk[0], sifa_day_of(2014, 1, 31)).v[0].what[SIFA_EN],
			    "Agreement to be performed");
	/* the day it starts from is moved */
	r = get(x->clerk[0], id);
	set(r, "perform_by", "2014-03-31");
	save(x->clerk[0], r);
	assert_int_equal(due_until(x->clerk[0], sifa_day_of(2014, 1, 31)).n, 0);
	/* no day starts no clock */
	r = get(x->clerk[0], id);
	r->v[kind_field(x->med, "perform_by")->index] = (struct sifa_value){0};
	save(x->clerk[0], r);
	assert_int_equal(due_until(x->clerk[0], sifa_day_of(2020, 1, 31)).n, 0);
}

static void overdue_is_before_today(void **state)
{
	static const char *const accepted[] = {"2013-11-18", "2013-11-19", "2013-11-20",
					       "2013-11-21"};
	struct fix *x = *state; /* today is 2013-12-20 */
	size_t base = due_until(x->clerk[0], sifa_day_of(2013, 12, 20)).overdue;
	struct dues d;

	for (int i = 0; i < 4; i++) {
		char no[32];

		snprintf(no, sizeof no, "(2013)3%d", i);
		save(x->clerk[0], new_case(x, 0, no, accepted[i]));
	}
	d = due_until(x->clerk[0], sifa_day_of(2013, 12, 20));
	assert_int_equal(d.n, 3); /* the 18th, 19th and today */
	assert_int_equal(d.overdue - base, 2);
	d = due_until(x->clerk[0], sifa_day_of(2013, 12, 23)); /* the 21st was a Saturday */
	assert_int_equal(d.n, 4);
	assert_int_equal(d.v[0].due, sifa_day_of(2013, 12, 18));
}

static void each_sees_the_dues_of_his_units(void **state)
{
	struct fix *x = *state;
	struct sifa_err err = {0};

	save(x->clerk[0], new_case(x, 0, "(2013)41", "2013-11-10"));
	save(x->clerk[1], new_case(x, 1, "(2013)42", "2013-11-05"));
	assert_int_equal(due_until(x->clerk[0], sifa_day_of(2013, 12, 31)).n, 1);
	assert_int_equal(due_until(x->clerk[1], sifa_day_of(2013, 12, 31)).n, 1);
	assert_int_equal(due_until(x->county, sifa_day_of(2013, 12, 31)).n, 2);
	assert_string_equal(due_until(x->county, sifa_day_of(2013, 12, 31)).v[0].title, "(2013)42");
	ok(sifa_session_visit(x->county, x->office[0], &err), &err);
	assert_string_equal(due_until(x->county, sifa_day_of(2013, 12, 31)).v[0].title, "(2013)41");
	ok(sifa_session_visit(x->county, 0, &err), &err);
}

/* A short list holds the oldest; the counts are of all. */
static void a_short_list_holds_the_oldest(void **state)
{
	struct fix *x = *state;
	struct sifa_due due[3];
	struct dues all;
	struct sifa_err err = {0};
	size_t n, total, overdue;

	for (int i = 0; i < 8; i++) {
		char no[32], day[12];

		snprintf(no, sizeof no, "(2013)5%d", i);
		save(x->clerk[0],
		     new_case(x, 0, no, sifa_day_format(sifa_day_of(2013, 1, 1) + i * 5 % 8, day)));
	}
	all = due_until(x->clerk[0], sifa_day_of(2013, 12, 31));
	ok(sifa_due(x->clerk[0], sifa_day_of(2013, 12, 31), due, 3, &n, &total, &overdue, &err),
	   &err);
	assert_int_equal(n, 3);
	assert_int_equal(total, all.total);
	assert_int_equal(overdue, all.overdue);
	ok(sifa_due(x->clerk[0], sifa_day_of(2013, 12, 31), NULL, 0, &n, &total, NULL, &err), &err);
	assert_int_equal(n, 0);
	assert_int_equal(total, all.total);
}

/* ---- counts ---- */

static void a_record_in_several_months_counts_once(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)6", "2013-01-10");

	set(r, "agreed_on", "2013-02-10");
	set(r, "closed_on", "2013-03-10");
	set(r, "archived_on", "2013-04-10");
	save(x->clerk[0], r);
	save(x->clerk[0], new_case(x, 0, "(2013)7", "2013-03-10"));
	assert_int_equal(counted(x->clerk[0], x->med), 2);
	assert_int_equal(counted(x->clerk[1], x->med), 0);
	assert_int_equal(counted(x->county, x->med), 2);
	/* without a counting date it counts as well */
	make_person(x, 0, "无日期");
	assert_int_equal(counted(x->clerk[0], x->person), 1);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_month_ends_on_its_last_day),  T(a_clock_stops_when_it_is_done),
		T(overdue_is_before_today),	  T(each_sees_the_dues_of_his_units),
		T(a_short_list_holds_the_oldest), T(a_record_in_several_months_counts_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
