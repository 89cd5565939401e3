/* What the shipped ladder proposes for persons in correction: every threshold from both sides,
 * under the measures of 2012 and the law of 2020 (domain.md 2.9, 11.2). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../core/trust/session.h"
#include "scratch.h"

struct fix {
	char dir[64];
	struct sifa *sifa;
	uint64_t person;
};

static void ok(enum sifa_rc rc, const struct sifa_err *err)
{
	if (rc)
		print_error("rc %d: %s [%s] [%s] %s %s\n", (int)rc, err->msg ? err->msg : "",
			    err->arg[0], err->arg[1], err->source, err->field);
	assert_int_equal(rc, SIFA_OK);
}

static sifa_day day(const char *s)
{
	sifa_day d;

	assert_int_equal(sifa_day_parse(s, strlen(s), SIFA_DAY_NONE, &d), SIFA_OK);
	return d;
}

static struct sifa_session *on(struct fix *x, const char *s)
{
	struct sifa_login l = {
		.now = (int64_t)day(s) * 86400 + 3600, .now_forced = true, .host = "t"};
	struct sifa_session *se;
	struct sifa_err err = {0};

	ok(sifa_login(x->sifa, &l, &se, &err), &err);
	sifa_clock_confirm(se);
	return se;
}

static void type(struct sifa_record *r, const char *field, const char *text)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);
	struct sifa_value v;
	struct sifa_err err = {0};
	char buf[512];

	assert_non_null(f);
	ok(sifa_parse(f, text, strlen(text), SIFA_DAY_NONE, &v, buf, sizeof buf, &err), &err);
	ok(sifa_set(r, f, &v, &err), &err);
}

static void refer(struct sifa_record *r, const char *field, uint64_t id)
{
	struct sifa_err err = {0};

	ok(sifa_set(r, sifa_field(sifa_record_kind(r), field),
		    &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)id}, &err),
	   &err);
}

static struct sifa_record *blank(struct fix *x, struct sifa_session *se, const char *kind)
{
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_new(se, sifa_kind(x->sifa, kind), &r, &err), &err);
	return r;
}

static uint64_t keep(struct sifa_session *se, struct sifa_record *r)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id;

	sifa_record_reason(r, "照录原件");
	ok(sifa_save(se, r, &f, &err), &err);
	id = sifa_record_id(r);
	sifa_record_free(r);
	sifa_findings_free(&f);
	return id;
}

static int up(void **state)
{
	struct fix *x = calloc(1, sizeof *x);
	struct sifa_init in = {.origin = 7,
			       .config_dir = "config",
			       .name = "垣曲县司法局",
			       .user = "li",
			       .now = (int64_t)sifa_day_of(2011, 1, 4) * 86400,
			       .fixed_clock = SIFA_DAY_NONE};
	struct sifa_err err = {0};
	struct sifa_session *se;
	struct sifa_record *r;
	char store[80];

	assert_true(scratch_make(x->dir, sizeof x->dir));
	snprintf(store, sizeof store, "%s/s", x->dir);
	ok(sifa_create(store, &in, NULL, &err), &err);
	ok(sifa_open(store, 0, &x->sifa, &err), &err);
	se = on(x, "2026-01-05");
	ok(sifa_record_get(se, sifa_session_unit(se), &r, &err), &err);
	type(r, "short", "垣"); /* its mark in numbers */
	keep(se, r);
	r = blank(x, se, "person");
	type(r, "name", "某某");
	x->person = keep(se, r);
	sifa_logout(se);
	*state = x;
	return 0;
}

static int down(void **state)
{
	struct fix *x = *state;

	sifa_close(x->sifa);
	scratch_drop(x->dir);
	free(x);
	return 0;
}

/* A person in correction: kind, effective on, reported on ("" not yet). */
static uint64_t person(struct fix *x, const char *kind, const char *effective, const char *reported)
{
	struct sifa_session *se = on(x, "2026-01-05");
	struct sifa_record *r = blank(x, se, "correction");
	uint64_t id;

	refer(r, "person", x->person);
	type(r, "kind", kind);
	type(r, "effective_on", effective);
	type(r, "papers_in", effective);
	if (*reported)
		type(r, "reported_on", reported);
	id = keep(se, r);
	sifa_logout(se);
	return id;
}

static void event(struct fix *x, uint64_t of, const char *kind, const char *at, const char *field,
		  const char *value)
{
	struct sifa_session *se = on(x, "2026-01-05");
	struct sifa_record *r = blank(x, se, "correction_event");

	refer(r, "correction", of);
	type(r, "kind", kind);
	type(r, "at", at);
	if (*field)
		type(r, field, value);
	keep(se, r);
	sifa_logout(se);
}

/* All that is proposed on that day, in English, divided by / */
static void proposed(struct fix *x, uint64_t id, const char *today, const char *want)
{
	struct sifa_session *se = on(x, today);
	struct sifa_proposal p[8];
	struct sifa_record *r;
	struct sifa_err err = {0};
	char got[400] = "";
	size_t n;

	ok(sifa_record_get(se, id, &r, &err), &err);
	ok(sifa_ladder(se, r, p, 8, &n, &err), &err);
	for (size_t i = 0; i < n; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? "/" : "",
			 p[i].propose[SIFA_EN]);
	if (strcmp(got, want) != 0)
		print_error("on %s%s%s\n", today, n ? ": " : "", n ? p[0].why[SIFA_EN] : "");
	assert_string_equal(got, want);
	sifa_record_free(r);
	sifa_logout(se);
}

static const char WARN[] = "Propose a warning", ADMONISH[] = "Propose an admonition",
		  REVOKE[] = "Propose revocation", PRISON[] = "Propose imprisonment",
		  POLICE[] = "Propose a penalty by the police", NONE[] = "";

static void late_under_the_measures_of_2012(void **state)
{
	struct fix *x = *state;
	uint64_t id = person(x, "suspended", "2013-03-01", ""); /* to report by 11 March */

	proposed(x, id, "2013-03-11", NONE);
	proposed(x, id, "2013-03-12", WARN);
	proposed(x, id, "2013-04-11", WARN);
	proposed(x, id, "2013-04-12", REVOKE);
	id = person(x, "suspended", "2013-03-01", "2013-03-11");
	proposed(x, id, "2013-06-01", NONE);
	id = person(x, "parole", "2013-03-01", "2013-03-12");
	proposed(x, id, "2013-06-01", WARN);
	event(x, id, "warn", "2013-03-20", "", "");
	proposed(x, id, "2013-06-01", NONE);
}

static void late_under_the_law_of_2020(void **state)
{
	struct fix *x = *state;
	uint64_t id = person(x, "suspended", "2020-07-06", ""); /* by 16 July */

	proposed(x, id, "2020-07-16", NONE);
	proposed(x, id, "2020-07-17", ADMONISH);
	proposed(x, id, "2020-07-26", ADMONISH); /* ten days */
	proposed(x, id, "2020-07-27", WARN);
	proposed(x, id, "2020-08-16", WARN); /* a month */
	proposed(x, id, "2020-08-17", REVOKE);
	id = person(x, "control", "2020-07-06", "2020-08-17");
	proposed(x, id, "2020-09-01", POLICE);
}

/* Late in reporting for more than a month, then lost: the stronger comes first. */
static void two_facts_are_two_proposals(void **state)
{
	struct fix *x = *state;
	uint64_t id = person(x, "suspended", "2020-09-01", "");

	event(x, id, "lost", "2020-10-15", "", "");
	proposed(x, id, "2020-10-20", "Propose revocation/Propose an admonition");
}

static void a_month_is_a_calendar_month(void **state)
{
	struct fix *x = *state;
	uint64_t a = person(x, "suspended", "2012-12-03", "2012-12-04"),
		 b = person(x, "suspended", "2012-12-03", "2012-12-04");

	event(x, a, "lost", "2013-01-30", "", "");
	proposed(x, a, "2013-01-30", NONE);
	proposed(x, a, "2013-01-31", WARN);
	proposed(x, a, "2013-02-28", WARN);   /* 29 days */
	proposed(x, a, "2013-03-01", REVOKE); /* 30 days, but more than a month */
	event(x, b, "lost", "2013-03-30", "", "");
	proposed(x, b, "2013-04-30", WARN); /* 31 days are no more than a month */
	proposed(x, b, "2013-05-01", REVOKE);
}

static void the_kind_decides_what_comes_last(void **state)
{
	static const char *const kind[][2] = {{"suspended", REVOKE},
					      {"parole", REVOKE},
					      {"outside", PRISON},
					      {"control", POLICE}};
	struct fix *x = *state;

	for (size_t i = 0; i < 4; i++) {
		uint64_t old = person(x, kind[i][0], "2012-12-03", "2012-12-04"),
			 new = person(x, kind[i][0], "2020-07-06", "2020-07-07");

		event(x, old, "lost", "2013-03-04", "ended_on", "2013-04-05");
		proposed(x, old, "2013-04-05", kind[i][1]);
		event(x, new, "lost", "2020-09-01", "ended_on", "2020-10-02");
		proposed(x, new, "2020-10-02", kind[i][1]);
	}
}

static void the_law_of_the_day_it_began(void **state)
{
	struct fix *x = *state;
	uint64_t old = person(x, "suspended", "2020-06-01", "2020-06-02"),
		 new = person(x, "suspended", "2020-06-01", "2020-06-02");

	event(x, old, "lost", "2020-06-30", "", "");
	event(x, new, "lost", "2020-07-01", "", "");
	proposed(x, old, "2020-07-06", WARN);
	proposed(x, new, "2020-07-01", ADMONISH);
	proposed(x, new, "2020-07-11", ADMONISH); /* ten days */
	proposed(x, new, "2020-07-12", WARN);
	proposed(x, new, "2020-08-01", WARN);
	proposed(x, new, "2020-08-02", REVOKE);
	event(x, new, "admonish", "2020-07-03", "", ""); /* is no answer to a longer loss */
	proposed(x, new, "2020-07-11", NONE);
	proposed(x, new, "2020-07-12", WARN);
}

static void warnings_add_up(void **state)
{
	struct fix *x = *state;
	uint64_t a = person(x, "suspended", "2012-12-03", "2012-12-04"),
		 b = person(x, "outside", "2012-12-03", "2012-12-04"),
		 c = person(x, "control", "2020-07-06", "2020-07-07"),
		 d = person(x, "parole", "2020-07-06", "2020-07-07");

	event(x, a, "warn", "2013-01-10", "", "");
	event(x, a, "warn", "2013-02-10", "", "");
	proposed(x, a, "2013-03-10", NONE);
	event(x, a, "warn", "2013-03-10", "", "");
	proposed(x, a, "2013-03-09", NONE);
	proposed(x, a, "2013-03-10", REVOKE); /* three in 2012 */
	event(x, a, "revoke", "2013-03-12", "", "");
	proposed(x, a, "2013-03-12", NONE);
	event(x, b, "warn", "2013-01-10", "", "");
	proposed(x, b, "2013-02-10", NONE);
	event(x, b, "warn", "2013-02-10", "", "");
	proposed(x, b, "2013-02-10", PRISON);
	event(x, c, "warn", "2020-08-03", "", "");
	proposed(x, c, "2020-09-01", NONE);
	event(x, c, "warn", "2020-08-10", "", "");
	proposed(x, c, "2020-09-01", POLICE);
	event(x, d, "warn", "2020-08-03", "corrected", "yes"); /* no longer counts */
	event(x, d, "warn", "2020-08-10", "", "");
	proposed(x, d, "2020-09-01", NONE);
	event(x, d, "warn", "2020-08-20", "", "");
	proposed(x, d, "2020-09-01", REVOKE);
}

static void admonitions_add_up_since_the_last_warning(void **state)
{
	struct fix *x = *state;
	uint64_t id = person(x, "suspended", "2020-07-06", "2020-07-07"),
		 old = person(x, "suspended", "2012-12-03", "2012-12-04");

	event(x, id, "admonish", "2020-08-03", "", "");
	proposed(x, id, "2020-08-31", NONE);
	event(x, id, "admonish", "2020-09-03", "", "");
	proposed(x, id, "2020-09-03", WARN);
	event(x, id, "warn", "2020-09-07", "", "");
	proposed(x, id, "2020-09-30", NONE);
	event(x, id, "admonish", "2020-10-12", "", "");
	proposed(x, id, "2020-10-12", NONE);
	event(x, id, "admonish", "2020-11-12", "", "");
	proposed(x, id, "2020-11-12", WARN);
	event(x, old, "admonish", "2013-01-10", "", ""); /* no such step then */
	event(x, old, "admonish", "2013-02-10", "", "");
	proposed(x, old, "2013-03-10", NONE);
}

static void what_comes_next_is_foreseen(void **state)
{
	struct fix *x = *state;
	uint64_t id = person(x, "suspended", "2020-06-01", "2020-06-02");
	struct sifa_session *se;
	struct sifa_proposal p[8];
	struct sifa_due due[60];
	struct sifa_record *r;
	struct sifa_err err = {0};
	size_t n, total, overdue;
	bool found = false;

	event(x, id, "lost", "2020-07-01", "", "");
	se = on(x, "2020-07-06");
	ok(sifa_record_get(se, id, &r, &err), &err);
	ok(sifa_ladder(se, r, p, 8, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_int_equal(p[0].next, day("2020-07-12"));
	assert_string_equal(p[0].next_propose[SIFA_EN], WARN);
	assert_string_equal(p[0].why[SIFA_ZH], "脱离监管5日（2020-07-01至今）");
	assert_true(p[0].because != 0);
	ok(sifa_due(se, day("2020-07-06"), due, 60, &n, &total, &overdue, &err), &err);
	for (size_t i = 0; i < n; i++)
		found = found || (due[i].record == id && due[i].due == day("2020-07-06") &&
				  strcmp(due[i].what[SIFA_EN], ADMONISH) == 0);
	assert_true(found);
	type(r, "end_on", "2020-07-06");
	keep(se, r);
	sifa_logout(se);
	proposed(x, id, "2020-07-20", NONE); /* it is over */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(late_under_the_measures_of_2012, up, down),
		cmocka_unit_test_setup_teardown(late_under_the_law_of_2020, up, down),
		cmocka_unit_test_setup_teardown(two_facts_are_two_proposals, up, down),
		cmocka_unit_test_setup_teardown(a_month_is_a_calendar_month, up, down),
		cmocka_unit_test_setup_teardown(the_kind_decides_what_comes_last, up, down),
		cmocka_unit_test_setup_teardown(the_law_of_the_day_it_began, up, down),
		cmocka_unit_test_setup_teardown(warnings_add_up, up, down),
		cmocka_unit_test_setup_teardown(admonitions_add_up_since_the_last_warning, up,
						down),
		cmocka_unit_test_setup_teardown(what_comes_next_is_foreseen, up, down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
