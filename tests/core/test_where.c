/* Queries: compiled from YAML and from FIELD=VALUE, run over encoded records. */
#include "mini.h"

static struct mini mini;
static struct arena arena;

static int setup(void **state)
{
	(void)state;
	mini_load(&mini);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(&arena);
	mini_free(&mini);
	return 0;
}

static const struct where_env *env_2013(void)
{
	static struct where_env env;

	env.period_start = sifa_day_of(2013, 1, 1);
	env.period_end = sifa_day_of(2013, 12, 31);
	env.cutoff = sifa_day_of(2014, 1, 15);
	env.as_of = SIFA_DAY_NONE;
	return &env;
}

static struct where *compile(const char *kind, const char *yaml)
{
	struct sifa_findings f = {0};
	struct yaml *y = yaml_parse(&arena, "w", yaml, strlen(yaml), &f);
	struct where *w;

	assert_non_null(y);
	w = where_compile(&arena, mini.config, mini_kind(&mini, kind), y, "w", &f);
	if (!w)
		fail_msg("%s: %d:%d %s (%s, %s)", yaml, f.v[0].err.line, f.v[0].err.column,
			 f.v[0].err.msg, f.v[0].err.arg[0], f.v[0].err.arg[1]);
	where_bind(w, env_2013());
	return w;
}

static bool match_record(const struct where *w, const struct sifa_record *r)
{
	struct buf b = {0};
	const uint8_t *fixed;
	size_t n = 0;
	bool yes;

	assert_int_equal(record_encode(r, &b, NULL), SIFA_OK);
	fixed = record_fixed((uint8_t *)b.p, b.n, &n);
	assert_non_null(fixed);
	yes = where_match(w, fixed, n);
	buf_free(&b);
	return yes;
}

static struct sifa_record *a_case(void)
{
	struct sifa_record *r = record_new(mini_kind(&mini, "mediation"));

	assert_non_null(r);
	mini_type(r, "form", "written");
	mini_type(r, "type", "neighbour");
	mini_type(r, "committee", "1-7");
	mini_type(r, "accepted_on", "2013-03-01");
	mini_type(r, "closed_on", "2013-03-31");
	mini_type(r, "archived_on", "2013-04-30");
	mini_type(r, "begun_at", "2013-12-31 23:59");
	mini_type(r, "amount", "500");
	mini_type(r, "people", "4");
	mini_type(r, "evidence", "notes,photo");
	mini_type(r, "filed_at_court", "yes");
	mini_type(r, "terms", "x");
	r->id = 700;
	r->unit = 12;
	r->entered = sifa_day_of(2013, 3, 2);
	return r;
}

static bool matches(const char *yaml)
{
	struct sifa_record *r = a_case();
	bool yes = match_record(compile("mediation", yaml), r);

	sifa_record_free(r);
	return yes;
}

#define HOLDS(yaml) assert_true(matches(yaml))
#define FAILS(yaml) assert_false(matches(yaml))

static void equal_and_one_of(void **state)
{
	(void)state;
	HOLDS("{form: written}");
	FAILS("{form: oral}");
	HOLDS("{form: [oral, written]}");
	FAILS("{form: [oral, none]}");
	HOLDS("{form: written, type: neighbour}");
	FAILS("{form: written, type: family}");
	HOLDS("{people: 4}");
	HOLDS("{people: [3, 4]}");
	FAILS("{people: [3, 5]}");
	HOLDS("{filed_at_court: yes}");
	FAILS("{filed_at_court: no}");
	HOLDS("{accepted_on: 2013-03-01}");
	FAILS("{accepted_on: 2013-03-02}");
	HOLDS("{committee: 1-7}");
	FAILS("{agreed_on: cutoff}");
	FAILS("{type: unknown}");
}

static void ranges(void **state)
{
	(void)state;
	HOLDS("{amount: {min: 500.00, max: 500}}");
	FAILS("{amount: {min: 500.01}}");
	FAILS("{amount: {max: 499.99}}");
	HOLDS("{people: {min: 1}}");
	HOLDS("{accepted_on: {from: 2013-03-01, to: 2013-03-01}}");
	FAILS("{accepted_on: {from: 2013-03-02}}");
	HOLDS("{archived_on: {to: cutoff}}");
	HOLDS("{accepted_on: {from: period_start, to: period_end}}");
	HOLDS("{begun_at: {to: period_end}}");
	FAILS("{begun_at: {to: 2013-12-30}}");
	FAILS("{accepted_on: {to: as_of}}"); /* not bound: holds for nothing */
	HOLDS("{entered: {from: 2013-03-02, to: 2013-03-02}}");
}

static void absent_values_match_no_range(void **state)
{
	struct sifa_record *r = a_case();

	(void)state;
	FAILS("{agreed_on: {to: cutoff}}");
	FAILS("{agreed_on: {from: 1900-01-01}}");
	HOLDS("{agreed_on: {known: no}}");
	HOLDS("{closed_on: {known: yes}}");
	HOLDS("{terms: {known: yes}}");
	FAILS("{no: {known: yes}}");
	mini_type(r, "type", "不详");
	assert_false(match_record(compile("mediation", "{type: {known: yes}}"), r));
	assert_true(match_record(compile("mediation", "{type: {known: no}}"), r));
	assert_true(match_record(compile("mediation", "{type: unknown}"), r));
	assert_false(match_record(compile("mediation", "{type: [family, neighbour]}"), r));
	sifa_record_free(r);
}

static void sets(void **state)
{
	(void)state;
	HOLDS("{evidence: notes}");
	FAILS("{evidence: video}");
	HOLDS("{evidence: {all: [notes, photo]}}");
	FAILS("{evidence: {all: [notes, video]}}");
	HOLDS("{evidence: {any: [video, photo]}}");
	FAILS("{evidence: {any: [video, signin]}}");
	HOLDS("{evidence: {known: yes}}");
}

static void two_dates(void **state)
{
	(void)state;
	HOLDS("{archived_on: {within: 30, of: closed_on}}");
	FAILS("{archived_on: {within: 29, of: closed_on}}");
	FAILS("{accepted_on: {within: 30, of: closed_on}}");
	HOLDS("{closed_on: {after: accepted_on}}");
	FAILS("{accepted_on: {after: closed_on}}");
	FAILS("{closed_on: {after: agreed_on}}");
	FAILS("{archived_on: {within: 30, of: agreed_on}}");
}

/* Full years on as_of, as people grow older: of 29 February on the 28th. */
static void years_are_full(void **state)
{
	static const struct {
		const char *day, *as_of, *test;
		bool holds;
	} t[] = {
		{"1953-12-20", "2013-12-20", "{min: 60}", true},
		{"1953-12-21", "2013-12-20", "{min: 60}", false},
		{"1953-12-21", "2013-12-20", "{max: 59}", true},
		{"1953-12-20", "2013-12-20", "{max: 59}", false},
		{"1948-02-29", "2013-02-28", "{min: 65}", true},
		{"1948-02-29", "2013-02-27", "{min: 65}", false},
		{"1951-02-28", "2012-02-28", "{min: 61}", true},
		{"1951-03-01", "2012-02-29", "{min: 61}", false},
		{"1951-03-01", "2012-02-29", "{min: 60, max: 60}", true},
		{"2013-12-21", "2013-12-20", "{max: 30}", false}, /* not born */
		{"2013-12-20", "2013-12-20", "{min: 0, max: 0}", true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct sifa_record *r = record_new(mini_kind(&mini, "mediation"));
		char yaml[64];
		struct where *w;
		struct where_env env = {0};

		assert_non_null(r);
		mini_type(r, "accepted_on", t[i].day);
		assert_int_equal(sifa_day_parse(t[i].as_of, 10, SIFA_DAY_NONE, &env.as_of),
				 SIFA_OK);
		snprintf(yaml, sizeof yaml, "{accepted_on: {years: %s}}", t[i].test);
		w = compile("mediation", yaml);
		where_bind(w, &env);
		if (match_record(w, r) != t[i].holds)
			fail_msg("%s on %s: %s", t[i].day, t[i].as_of, t[i].test);
		sifa_record_free(r);
	}
	FAILS("{agreed_on: {years: {min: 0}}}"); /* empty */
}

static void groups(void **state)
{
	(void)state;
	FAILS("{not: {form: written}}");
	HOLDS("{not: {form: oral, type: neighbour}}");
	HOLDS("{any: [{form: oral}, {type: neighbour}]}");
	FAILS("{any: [{form: oral}, {type: family}]}");
	HOLDS("{any: [{form: oral, type: family}, {not: {any: [{type: land}, {form: none}]}}], people: 4}");
	FAILS("{any: [{form: written}], people: 5}");
}

static void built_in_fields(void **state)
{
	struct sifa_record *r = a_case();
	uint64_t id = UINT64_C(1) << 46 | 5;

	(void)state;
	r->unit = id;
	r->holder = id + 1;
	assert_true(match_record(compile("mediation", "{unit: 1-5, holder: 1-6}"), r));
	assert_false(match_record(compile("mediation", "{unit: 1-6}"), r));
	sifa_record_free(r);
}

static void joins_come_inner_first(void **state)
{
	struct sifa_record *r = a_case();
	struct where *w = compile("mediation", "{committee: {is: {place: {is: {kind: village}}}},\n"
					       " unit: {is: {kind: office}}}");
	uint64_t committees[] = {UINT64_C(1) << 46 | 3, UINT64_C(1) << 46 | 7}, units[] = {12};
	struct where_join **j;
	size_t n;

	(void)state;
	j = where_joins(w, &n);
	assert_int_equal(n, 3);
	assert_string_equal(j[0]->kind->id, "unit");
	assert_string_equal(j[1]->kind->id, "committee");
	assert_null(j[1]->via);
	assert_false(match_record(w, r));
	j[1]->set = (struct id_set){.id = committees, .n = 2};
	assert_false(match_record(w, r));
	j[2]->set = (struct id_set){.id = units, .n = 1};
	assert_true(match_record(w, r));
	j[1]->ready = true;
	where_bind(w, env_2013());
	assert_false(j[1]->ready);
	sifa_record_free(r);
}

static void a_date_is_later_than_that_of_the_referred_record(void **state)
{
	struct sifa_record *r = a_case(); /* of committee 1-7, closed on 2013-03-31 */
	struct where *w = compile("mediation", "{closed_on: {after: founded_on, of: committee}}");
	uint64_t ids[] = {UINT64_C(1) << 46 | 3, UINT64_C(1) << 46 | 7};
	uint64_t slots[] = {slot_of_day(sifa_day_of(2014, 1, 1)),
			    slot_of_day(sifa_day_of(2013, 3, 30))};
	struct where_join **j;
	size_t n;

	(void)state;
	j = where_joins(w, &n);
	assert_int_equal(n, 1);
	assert_string_equal(j[0]->kind->id, "committee");
	assert_string_equal(j[0]->slot->id, "founded_on");
	assert_false(match_record(w, r)); /* nobody has joined yet */
	j[0]->set = (struct id_set){.id = ids, .n = 2, .slot = slots};
	assert_true(match_record(w, r));
	slots[1] = slot_of_day(sifa_day_of(2013, 3, 31));
	assert_false(match_record(w, r));
	slots[1] = 0; /* the committee has no such day */
	assert_false(match_record(w, r));
	sifa_record_free(r);
}

static void has_looks_from_the_other_side(void **state)
{
	struct sifa_record *r = record_new(mini_kind(&mini, "person"));
	struct where *w =
		compile("person", "has:\n"
				  "  - {kind: training, via: attendees, where: {hours: {min: 8}}}\n"
				  "  - {kind: mediation, via: parties}\n");
	uint64_t ids[] = {4, 70, 900};
	struct where_join **j;
	size_t n;

	(void)state;
	j = where_joins(w, &n);
	assert_int_equal(n, 2);
	assert_string_equal(j[0]->via->id, "attendees");
	assert_string_equal(j[1]->via->id, "parties");
	j[0]->set = j[1]->set = (struct id_set){.id = ids, .n = 3};
	r->id = 70;
	assert_true(match_record(w, r));
	r->id = 71;
	assert_false(match_record(w, r));
	sifa_record_free(r);
}

static void names_inside_joins_are_bound(void **state)
{
	struct where *w = compile("person", "has: {kind: training, via: attendees,\n"
					    "      where: {held_on: {from: period_start}}}");
	struct sifa_record *r = record_new(mini_kind(&mini, "training"));
	struct where_join **j;
	size_t n;

	(void)state;
	j = where_joins(w, &n);
	mini_type(r, "held_on", "2012-12-31");
	assert_false(match_record(j[0]->where, r));
	mini_type(r, "held_on", "2013-01-01");
	assert_true(match_record(j[0]->where, r));
	sifa_record_free(r);
}

static void no_tests_hold_for_all(void **state)
{
	struct sifa_record *r = a_case();
	struct where *w =
		where_compile(&arena, mini.config, mini_kind(&mini, "mediation"), NULL, "w", NULL);

	(void)state;
	assert_non_null(w);
	assert_true(match_record(w, r));
	assert_true(matches("{}"));
	sifa_record_free(r);
}

static void short_rows_are_absent_at_the_end(void **state)
{
	uint8_t row[FIX_FIELDS] = {0};

	(void)state;
	assert_false(where_match(compile("mediation", "{form: written}"), row, sizeof row));
	assert_false(where_match(compile("mediation", "{form: [written, oral]}"), row, 3));
	assert_true(where_match(compile("mediation", "{form: {known: no}}"), row, sizeof row));
	assert_false(where_match(compile("mediation", "{closed_on: {within: 3, of: agreed_on}}"),
				 row, 0));
}

/* ---- errors ---- */

static void refused(const char *yaml, int line, int column, const char *arg)
{
	struct sifa_findings f = {0};
	struct yaml *y = yaml_parse(&arena, "w", yaml, strlen(yaml), &f);
	const struct sifa_err *e;
	bool told = false;

	assert_non_null(y);
	assert_null(where_compile(&arena, mini.config, mini_kind(&mini, "mediation"), y, "w", &f));
	assert_true(f.n > 0);
	e = &f.v[0].err;
	assert_string_equal(e->source, "w");
	if (e->line != line || e->column != column)
		fail_msg("%s: %d:%d %s (%s, %s)", yaml, e->line, e->column, e->msg, e->arg[0],
			 e->arg[1]);
	for (size_t i = 0; i < SIFA_ERR_ARGS; i++)
		told |= strcmp(e->arg[i], arg) == 0;
	if (!told)
		fail_msg("%s: %s does not tell %s", yaml, e->msg, arg);
	sifa_findings_free(&f);
}

static void errors_have_place_and_nearest(void **state)
{
	(void)state;
	refused("{fomr: written}", 1, 2, "form");
	refused("{form: writen}", 1, 8, "written");
	refused("{form: 书面}", 1, 8, "书面");
	refused("{amount: {mim: 3}}", 1, 11, "min");
	refused("{amount: {from: 3}}", 1, 11, "from");
	refused("{people: many}", 1, 10, "people");
	refused("{accepted_on: {from: period_strat}}", 1, 22, "period_strat");
	refused("{no: abc}", 1, 6, "no");
	refused("{has: {kind: trainning, via: attendees}}", 1, 14, "training");
	refused("{has: {kind: training, via: attendees}}", 1, 29, "attendees");
	refused("{closed_on: {within: 3, of: amount}}", 1, 29, "amount");
	refused("{closed_on: {years: {}}}", 1, 21, "");
	refused("{amount: {years: {min: 3}}}", 1, 11, "years");
	refused("{closed_on: {after: foundd_on, of: committee}}", 1, 21, "founded_on");
	refused("{closed_on: {after: founded_on, of: amount}}", 1, 37, "amount");
	refused("{any: {form: written}}", 1, 7, "");
	refused("{form: {is: {kind: x}}}", 1, 9, "is");
	refused("form: written\ntype: [family, nieghbour]\n", 2, 16, "neighbour");
	refused("{committee: {is: {nmae: {known: yes}}}}", 1, 19, "name");
}

/* ---- FIELD=VALUE ---- */

static struct where *tests_of(const char *field, const char *value, struct sifa_err *err)
{
	const struct sifa_test t = {field, value};

	return where_from_tests(&arena, mini_kind(&mini, "mediation"), &t, 1,
				sifa_day_of(2013, 12, 20), err);
}

static bool test_holds(const char *field, const char *value)
{
	struct sifa_record *r = a_case();
	struct sifa_err err = {0};
	struct where *w = tests_of(field, value, &err);
	bool yes;

	if (!w)
		fail_msg("%s=%s: %s (%s)", field, value, err.msg, err.arg[0]);
	yes = match_record(w, r);
	sifa_record_free(r);
	return yes;
}

static void command_line_tests(void **state)
{
	(void)state;
	assert_true(test_holds("form", "书面"));
	assert_true(test_holds("协议形式", "1"));
	assert_true(test_holds("form", "oral,written"));
	assert_false(test_holds("form", "oral"));
	assert_true(test_holds("accepted_on", "2013-03-01..2013-03-31"));
	assert_true(test_holds("accepted_on", "..2013-03-01"));
	assert_false(test_holds("accepted_on", "2013-03-02.."));
	assert_true(test_holds("amount", "100..500"));
	assert_true(test_holds("people", "4"));
	assert_false(test_holds("people", "0"));
	assert_true(test_holds("agreed_on", ""));
	assert_false(test_holds("closed_on", ""));
	assert_false(test_holds("terms", ""));
	assert_true(test_holds("evidence", "notes"));
	assert_true(test_holds("evidence", "笔录、照片"));
	assert_false(test_holds("evidence", "笔录、视频"));
	assert_true(test_holds("committee", "1-7"));
	assert_false(test_holds("id", "1-7"));
	assert_true(test_holds("entered", "2013-03-02"));
	assert_false(test_holds("type", "不详"));
}

static void wrong_command_line_tests(void **state)
{
	struct sifa_err err = {0};

	(void)state;
	assert_null(tests_of("fomr", "1", &err));
	assert_int_equal(err.rc, SIFA_E_USAGE);
	assert_string_equal(err.arg[2], "form");
	err = (struct sifa_err){0};
	assert_null(tests_of("form", "9", &err));
	assert_int_equal(err.rc, SIFA_E_DATA);
	assert_string_equal(err.field, "form");
	err = (struct sifa_err){0};
	assert_null(tests_of("terms", "x", &err));
	assert_int_equal(err.rc, SIFA_E_USAGE);
	err = (struct sifa_err){0};
	assert_null(tests_of("accepted_on", "2013-13-01..", &err));
	assert_string_equal(err.field, "accepted_on");
}

static void flat_ranges_for_the_scan(void **state)
{
	struct where_range range[4];
	size_t n = 0;

	(void)state;
	assert_true(where_ranges(
		compile("mediation", "{form: written, accepted_on: {from: period_start}}"), range,
		4, &n));
	assert_int_equal(n, 2);
	assert_int_equal(range[0].width, 2);
	assert_true(range[0].lo == range[0].hi);
	assert_true(range[1].lo == slot_of_day(sifa_day_of(2013, 1, 1)));
	assert_false(where_ranges(compile("mediation", "{not: {form: written}}"), range, 4, &n));
	assert_false(where_ranges(compile("mediation", "{form: [oral, written]}"), range, 4, &n));
	assert_false(where_ranges(compile("mediation", "{form: oral, people: 3}"), range, 1, &n));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_and_one_of),
		cmocka_unit_test(ranges),
		cmocka_unit_test(absent_values_match_no_range),
		cmocka_unit_test(sets),
		cmocka_unit_test(two_dates),
		cmocka_unit_test(years_are_full),
		cmocka_unit_test(groups),
		cmocka_unit_test(built_in_fields),
		cmocka_unit_test(joins_come_inner_first),
		cmocka_unit_test(a_date_is_later_than_that_of_the_referred_record),
		cmocka_unit_test(has_looks_from_the_other_side),
		cmocka_unit_test(names_inside_joins_are_bound),
		cmocka_unit_test(no_tests_hold_for_all),
		cmocka_unit_test(short_rows_are_absent_at_the_end),
		cmocka_unit_test(errors_have_place_and_nearest),
		cmocka_unit_test(command_line_tests),
		cmocka_unit_test(wrong_command_line_tests),
		cmocka_unit_test(flat_ranges_for_the_scan),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
