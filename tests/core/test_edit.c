/* What is typed into a stored record may not get past a step, and what is written down
 * afterwards nags nobody; over fixtures/flow, where only a head closes a case. */
#include "small_fixture.h"

/* No head of office any more: a role once given limits. */
static void become_a_clerk(struct fix *x)
{
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_get(x->se, sifa_session_user(x->se), &r, &err), &err);
	set(r, "roles", "clerk");
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	sifa_record_free(r);
	sifa_logout(x->se);
	x->se = login(x->sifa);
}

static int up(void **state)
{
	struct fix *x = small_up(
		"flow", "aid",
		"sed -i 's/{id: close, from: .granted., to: closed,/& by: [head],/' kinds/aid.yaml && "
		"grep -q 'by: .head' kinds/aid.yaml");

	become_a_clerk(x);
	*state = x;
	return 0;
}

static struct sifa_record *a_case(struct fix *x)
{
	struct sifa_record *r = blank(x, "aid");

	set(r, "no", "〔2013〕1");
	set(r, "name", "某某");
	set(r, "applied_on", "2013-12-02");
	return r;
}

static void saves(struct fix *x, struct sifa_record *r)
{
	struct sifa_err err = {0};

	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
}

/* Refused, with a finding at each of the fields, and that advice. */
static void refuses(struct fix *x, struct sifa_record *r, const char *field, const char *step)
{
	struct sifa_findings f = {0}, before = {0};
	struct sifa_err err = {0};
	bool said = false, advised = false;
	uint32_t rev = r->rev;

	ok(sifa_check_record(x->se, r, &before, &err), &err);
	assert_true(before.errors > 0); /* the form tells before anything is tried */
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->se, r, &f, &err), SIFA_E_DATA);
	for (size_t i = 0; i < f.n; i++) {
		said |= !strcmp(f.v[i].err.field, field);
		advised |= strstr(f.v[i].err.msg, "take it") && !strcmp(f.v[i].err.arg[3], step);
	}
	assert_true(said);
	assert_true(advised);
	assert_int_equal(r->rev, rev);
	sifa_findings_free(&f);
	sifa_findings_free(&before);
}

static void sign(struct sifa_record *r, const char *step)
{
	const struct sifa_field *f = sifa_field(r->kind, "signatures");
	struct sifa_value cell[4] = {
		{.state = SIFA_SET, .s = step, .len = strlen(step)},
		{.state = SIFA_SET, .s = "王主任", .len = strlen("王主任")},
		{.state = SIFA_SET, .n = sifa_day_of(2013, 12, 18)},
	};
	struct sifa_row row = {.v = cell};
	struct sifa_value rows = {.state = SIFA_SET, .len = 1, .row = &row};
	struct sifa_err err = {0};

	ok(sifa_set(r, f, &rows, &err), &err);
}

static void grant(struct sifa_record *r, const char *approver)
{
	set(r, "cause", "欠薪");
	set(r, "reviewer", "甲");
	set(r, "approver", approver);
	set(r, "decision", "1");
	set(r, "decided_on", "2013-12-05");
}

/* ---- past a step ---- */

static void a_typed_day_meets_the_guard(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	saves(x, r);
	grant(r, "甲"); /* reviewed and approved by one */
	refuses(x, r, "approver", "Grant");
	set(r, "approver", "乙");
	saves(x, r);
	assert_string_equal(sifa_record_state(r)->id, "granted");
	sifa_record_free(r);
}

static void a_typed_day_meets_the_actor(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	saves(x, r);
	grant(r, "乙");
	saves(x, r);
	set(r, "closed_on", "2013-12-10");
	refuses(x, r, "unit", "Close");
	sign(r, "结案");
	saves(x, r);
	assert_string_equal(sifa_record_state(r)->id, "closed");
	sifa_record_free(r);
}

static void another_steps_signature_does_not_help(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	saves(x, r);
	grant(r, "乙");
	sign(r, "决定给予");
	saves(x, r);
	set(r, "closed_on", "2013-12-10");
	refuses(x, r, "unit", "Close");
	sifa_record_free(r);
}

/* Typed in one go, every state on the way is asked for. */
static void no_state_is_jumped_over(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	saves(x, r);
	grant(r, "甲");
	set(r, "closed_on", "2013-12-10");
	sign(r, "结案");
	refuses(x, r, "approver", "Grant");
	sifa_record_free(r);
}

static void a_turned_decision_is_asked_again(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	saves(x, r);
	grant(r, "甲");
	set(r, "decision", "2");
	saves(x, r); /* to refuse has no guard */
	set(r, "decision", "1");
	refuses(x, r, "approver", "Grant");
	sifa_record_free(r);
}

static void putting_right_is_free(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	saves(x, r);
	grant(r, "乙");
	saves(x, r);
	set(r, "approver", "甲"); /* no day is touched: this is for checks, not for steps */
	saves(x, r);
	set(r, "decided_on", "2013-12-06"); /* the same state on another day */
	saves(x, r);
	set(r, "decided_on", "");
	saves(x, r); /* back to where it was */
	assert_string_equal(sifa_record_state(r)->id, "applied");
	sifa_record_free(r);
}

/* ---- written down afterwards ---- */

static struct sifa_record *of_last_year(struct fix *x, const char *closed)
{
	struct sifa_record *r = a_case(x);

	set(r, "no", "2012年援字7号");
	set(r, "applied_on", "2012-03-01");
	grant(r, "甲"); /* whoever approved it then */
	set(r, "decided_on", "2012-03-20");
	set(r, "objected_on", "2012-03-25");
	set(r, "pay_by", "2012-06-01");
	if (*closed)
		set(r, "closed_on", closed);
	return r;
}

static void nothing_nags_about_a_case_of_last_year(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = of_last_year(x, "2012-09-03");
	struct sifa_duty *duty;
	struct sifa_err err = {0};
	struct sifa_entry e;
	size_t n, total, overdue;

	assert_true(sifa_back_entry(x->se, r));
	saves(x, r);
	assert_string_equal(sifa_get(r, sifa_field(r->kind, "no"))->s, "2012年援字7号");
	assert_string_equal(sifa_record_state(r)->id, "closed");
	assert_false(sifa_back_entry(x->se, r)); /* stored, it is like any other */
	ok(sifa_due(x->se, sifa_day_of(2030, 1, 1), NULL, 0, &n, &total, &overdue, &err), &err);
	assert_int_equal(total, 0);
	for (int m = 9; m <= 12; m++) {
		ok(sifa_duties(x->se, 0, sifa_day_of(2012, m, 15), &duty, &n, &err), &err);
		assert_int_equal(n, 0);
		free(duty);
	}
	ok(sifa_journal(x->se, r->id, &e, 1, &n, &err), &err);
	assert_string_equal(e.what, "create");
	assert_string_equal(e.note, "back entry; 照录原件");
	sifa_record_free(r);
}

static void a_case_still_open_is_none(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = of_last_year(x, "");
	struct sifa_err err = {0};
	struct sifa_entry e;
	size_t n, total, overdue;

	assert_false(sifa_back_entry(x->se, r));
	saves(x, r);
	ok(sifa_due(x->se, sifa_day_of(2013, 12, 20), NULL, 0, &n, &total, &overdue, &err), &err);
	assert_true(overdue > 0);
	ok(sifa_journal(x->se, r->id, &e, 1, &n, &err), &err);
	assert_string_equal(e.note, "照录原件");
	sifa_record_free(r);
	r = of_last_year(x, "2013-12-03"); /* of this month: the ordinary way */
	assert_false(sifa_back_entry(x->se, r));
	sifa_record_free(r);
}

static void what_is_over_owes_nothing_more(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);
	struct sifa_duty *duty;
	struct sifa_err err = {0};
	size_t n;

	set(r, "applied_on", "2012-03-01");
	grant(r, "乙");
	set(r, "decided_on", "2012-03-20");
	saves(x, r);
	ok(sifa_duties(x->se, r->id, sifa_day_of(2012, 5, 15), &duty, &n, &err), &err);
	assert_true(n > 0);
	free(duty);
	set(r, "closed_on", "2012-06-10");
	sign(r, "结案");
	saves(x, r);
	ok(sifa_duties(x->se, r->id, sifa_day_of(2012, 5, 15), &duty, &n, &err), &err);
	assert_true(n > 0); /* it was owed then */
	free(duty);
	ok(sifa_duties(x->se, r->id, sifa_day_of(2012, 6, 15), &duty, &n, &err), &err);
	assert_int_equal(n, 0);
	free(duty);
	sifa_record_free(r);
}

#define T(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_typed_day_meets_the_guard),
		T(a_typed_day_meets_the_actor),
		T(another_steps_signature_does_not_help),
		T(no_state_is_jumped_over),
		T(a_turned_decision_is_asked_again),
		T(putting_right_is_free),
		T(nothing_nags_about_a_case_of_last_year),
		T(a_case_still_open_is_none),
		T(what_is_over_owes_nothing_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
