/* Making, opening and entering a store; who sees and changes what; the clock. */
#include "work_fixture.h"

#include <sys/stat.h>

static size_t entries(const char *dir)
{
	char cmd[128];
	FILE *p;
	int n = 0;

	snprintf(cmd, sizeof cmd, "ls -A '%s' 2>/dev/null | wc -l", dir);
	p = popen(cmd, "r");
	assert_non_null(p);
	assert_int_equal(fscanf(p, "%d", &n), 1);
	pclose(p);
	return (size_t)n;
}

static void test_create_whole_or_none(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_init init;
	char path[80];

	init_of(&init);
	snprintf(path, sizeof path, "%s/s", x->dir);
	assert_int_equal(sifa_create(path, &init, &f, &err), SIFA_E_EXISTS);
	snprintf(path, sizeof path, "%s/bad", x->dir);
	init.config_dir = "tests/core";
	err = (struct sifa_err){0};
	assert_int_not_equal(sifa_create(path, &init, &f, &err), SIFA_OK);
	assert_int_not_equal(access(path, F_OK), 0);
	init_of(&init);
	init.origin = 0;
	err = (struct sifa_err){0};
	assert_int_equal(sifa_create(path, &init, &f, &err), SIFA_E_USAGE);
	assert_int_not_equal(access(path, F_OK), 0);
	init_of(&init);
	init.user = "";
	err = (struct sifa_err){0};
	assert_int_equal(sifa_create(path, &init, &f, &err), SIFA_E_USAGE);
	snprintf(path, sizeof path, "%s/no/such/place", x->dir);
	init_of(&init);
	err = (struct sifa_err){0};
	assert_int_equal(sifa_create(path, &init, &f, &err), SIFA_E_NOTFOUND);
	/* into a folder that is there: the store and nothing of its making */
	snprintf(path, sizeof path, "%s/there", x->dir);
	assert_int_equal(mkdir(path, 0700), 0);
	err = (struct sifa_err){0};
	ok(sifa_create(path, &init, &f, &err), &err);
	assert_int_equal(entries(path), 1);
	sifa_findings_free(&f);
}

static void test_open_refuses(void **state)
{
	struct fix *x = *state;
	struct sifa_err err = {0};
	struct sifa *s;

	assert_int_not_equal(sifa_open(x->dir, 0, &s, &err), SIFA_OK);
	assert_null(s);
	assert_non_null(err.msg);
}

static void test_root_and_first_user(void **state)
{
	struct fix *x = *state;
	char title[64];

	assert_string_equal(sifa_title(x->county, x->bureau, false, SIFA_ZH, title, sizeof title),
			    "垣曲县司法局");
	assert_int_equal(sifa_session_unit(x->county), x->bureau);
	assert_int_not_equal(sifa_session_user(x->county), 0);
	assert_int_equal(sifa_today(x->county), sifa_day_of(2013, 12, 20));
	assert_int_equal(sifa_fixed_clock(x->sifa), SIFA_DAY_NONE);
}

static void test_login_refuses(void **state)
{
	struct fix *x = *state;
	struct sifa_login login = {.user = "nobody", .now = noon(2013, 12, 20)};
	struct sifa_session *se;
	struct sifa_err err = {0};
	struct sifa_record *r;

	assert_int_equal(sifa_login(x->sifa, &login, &se, &err), SIFA_E_DENIED);
	assert_null(se);
	ok(sifa_record_get(x->county, x->clerk[0]->user, &r, &(struct sifa_err){0}), &err);
	set(r, "valid_to", "2013-12-19");
	save(x->county, r);
	login.user = "li";
	err = (struct sifa_err){0};
	assert_int_equal(sifa_login(x->sifa, &login, &se, &err), SIFA_E_DENIED);
	assert_string_equal(err.arg[0], "2013-12-19");
}

static void test_units_bound_sight(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "张三");
	struct sifa_record *r;
	struct sifa_err err = {0};
	char title[64];
	uint64_t n;

	assert_int_equal(x->county->nunits, 5);
	assert_int_equal(x->clerk[0]->nunits, 2);
	ok(sifa_record_get(x->clerk[0], id, &r, &err), &err);
	sifa_record_free(r);
	ok(sifa_record_get(x->county, id, &r, &err), &err);
	sifa_record_free(r);
	assert_int_equal(sifa_record_get(x->clerk[1], id, &r, &err), SIFA_E_NOTFOUND);
	assert_null(r);
	assert_string_equal(sifa_title(x->clerk[1], id, true, SIFA_ZH, title, sizeof title), "");
	ok(sifa_count(x->clerk[0], x->person, &n, &err), &err);
	assert_int_equal(n, 1);
	ok(sifa_count(x->clerk[1], x->person, &n, &err), &err);
	assert_int_equal(n, 0);
	/* units are known to everybody by name */
	assert_string_equal(
		sifa_title(x->clerk[1], x->office[0], false, SIFA_ZH, title, sizeof title),
		"甲司法所");
}

static void test_units_bound_writing(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person"), *mine;
	struct sifa_err err = {0};
	uint64_t id = make_person(x, 1, "李四");

	set(r, "name", "王五");
	sifa_record_set_unit(r, x->office[1]);
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, &err), SIFA_E_DENIED);
	assert_int_equal(sifa_record_id(r), 0);
	sifa_record_free(r);
	assert_int_equal(sifa_delete(x->clerk[0], id, 1, "错录", &err), SIFA_E_NOTFOUND);
	/* a record cannot be carried into another unit */
	ok(sifa_record_get(x->county, id, &mine, &(struct sifa_err){0}), &err);
	mine->unit = x->office[0];
	err = (struct sifa_err){0};
	assert_int_equal(sifa_save(x->county, mine, NULL, &err), SIFA_E_USAGE);
	sifa_record_free(mine);
}

static void test_holder_writes(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person"), *copy;
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct sifa_err err = {0};
	uint64_t id;

	set(r, "name", "赵六");
	r->holder = x->bureau; /* handed over to the county */
	ok(session_act(x->clerk[0], "create", "", &step, 1, &err), &err);
	id = r->id;
	sifa_record_free(r);
	ok(sifa_record_get(x->clerk[0], id, &copy, &err), &err);
	assert_int_equal(sifa_save(x->clerk[0], copy, NULL, &err), SIFA_E_DENIED);
	sifa_record_free(copy);
	err = (struct sifa_err){0};
	ok(sifa_record_get(x->county, id, &copy, &err), &err);
	ok(sifa_save(x->county, copy, NULL, &err), &err);
	sifa_record_free(copy);
}

static void test_visit(void **state)
{
	struct fix *x = *state;
	struct sifa_err err = {0};
	struct sifa_record *r;

	ok(sifa_session_visit(x->county, x->office[1], &err), &err);
	assert_int_equal(sifa_session_unit(x->county), x->office[1]);
	assert_int_equal(x->county->nunits, 2);
	r = blank(x->county, "person");
	assert_int_equal(sifa_record_unit(r), x->office[1]);
	sifa_record_free(r);
	ok(sifa_session_visit(x->county, 0, &err), &err);
	assert_int_equal(x->county->nunits, 5);
	assert_int_equal(sifa_session_visit(x->clerk[0], x->office[1], &err), SIFA_E_DENIED);
	assert_int_equal(sifa_session_visit(x->clerk[0], x->bureau, NULL), SIFA_E_DENIED);
	assert_int_equal(sifa_session_unit(x->clerk[0]), x->office[0]);
}

static void test_new_unit_is_seen_at_once(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_unit(x, "丙司法所", "office", x->bureau), *ids;
	struct sifa_err err = {0};
	size_t n;

	assert_int_equal(x->county->nunits, 6);
	ok(sifa_offices(x->county, &ids, &n, &err), &err);
	assert_int_equal(n, 3);
	assert_int_equal(ids[2], id);
	free(ids);
}

static void test_circle_of_units_ends(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_get(x->county, x->office[0], &r, &err), &err);
	set_id(r, "parent", x->village[0]);
	save(x->county, r);
	assert_int_equal(x->county->nunits, 3); /* the circle is below nobody */
	sifa_logout(x->clerk[0]);
	x->clerk[0] = enter(x->sifa, "li", noon(2013, 12, 20));
	assert_int_equal(x->clerk[0]->nunits, 2);
}

static void test_clock_behind(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = enter(x->sifa, "li", noon(2013, 12, 19));
	struct sifa_record *r = blank(se, "person");
	struct sifa_err err = {0};
	sifa_day last;

	assert_false(sifa_clock_behind(x->county, NULL));
	assert_true(sifa_clock_behind(se, &last));
	assert_int_equal(last, sifa_day_of(2013, 12, 20));
	set(r, "name", "孙七");
	assert_int_equal(sifa_save(se, r, NULL, &err), SIFA_E_CLOCK);
	err = (struct sifa_err){0};
	assert_int_equal(sifa_delete(se, x->committee[0], 1, "x", &err), SIFA_E_CLOCK);
	sifa_clock_confirm(se);
	assert_false(sifa_clock_behind(se, NULL));
	err = (struct sifa_err){0};
	ok(sifa_save(se, r, NULL, &err), &err);
	sifa_record_free(r);
	sifa_logout(se);
}

static void test_sessions_of_one_day(void **state)
{
	struct fix *x = *state;
	struct sifa_session *late = enter(x->sifa, "wang", noon(2013, 12, 20) + 3600);
	struct sifa_session *next = enter(x->sifa, "wang", noon(2013, 12, 21));
	struct sifa_record *r = blank(late, "person");
	struct sifa_err err = {0};

	set(r, "name", "周八");
	save(late, r);
	make_person(x, 0, "吴九"); /* began an hour earlier and goes on */
	r = blank(next, "person");
	set(r, "name", "郑十");
	save(next, r);
	r = blank(x->clerk[0], "person");
	set(r, "name", "冯一");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, &err), SIFA_E_CLOCK);
	assert_string_equal(err.arg[0], "2013-12-21");
	sifa_record_free(r);
	sifa_logout(late);
	sifa_logout(next);
}

static void test_fixed_clock(void **state)
{
	struct fix *x = *state;
	struct sifa_login login = {.now = noon(2026, 1, 1)};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_session *se;
	struct sifa_record *r;
	struct sifa_init init;
	struct sifa *s;
	char path[80];

	init_of(&init);
	init.now = noon(2026, 1, 1);
	init.fixed_clock = sifa_day_of(2013, 12, 20);
	snprintf(path, sizeof path, "%s/demo", x->dir);
	ok(sifa_create(path, &init, &f, &err), &err);
	ok(sifa_open(path, 0, &s, &err), &err);
	assert_int_equal(sifa_fixed_clock(s), sifa_day_of(2013, 12, 20));
	ok(sifa_login(s, &login, &se, &err), &err);
	assert_int_equal(sifa_today(se), sifa_day_of(2013, 12, 20));
	assert_false(sifa_clock_behind(se, NULL));
	sifa_logout(se);
	login.now = noon(2014, 1, 15);
	login.now_forced = true;
	ok(sifa_login(s, &login, &se, &err), &err);
	assert_int_equal(sifa_today(se), sifa_day_of(2014, 1, 15));
	r = blank(se, "person");
	set(r, "name", "陈二");
	save(se, r);
	sifa_logout(se);
	/* its own date stays usable though the journal went ahead */
	login.now_forced = false;
	ok(sifa_login(s, &login, &se, &err), &err);
	assert_false(sifa_clock_behind(se, NULL));
	sifa_logout(se);
	sifa_close(s);
	sifa_findings_free(&f);
}

static void count_line(void *arg, const char *line)
{
	size_t *n = arg;

	assert_non_null(line);
	++*n;
}

static void test_adopt(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	size_t lines = 0;
	char cmd[512], dir[80];

	ok(sifa_config_adopt(x->county, "config", true, count_line, &lines, &f, &err), &err);
	assert_int_equal(lines, 0); /* nothing differs */
	snprintf(dir, sizeof dir, "%s/config", x->dir);
	snprintf(cmd, sizeof cmd,
		 "cp -r config '%s' && sed -i 's/zh: 曾用名, en: Former name/zh: 别名, en: Alias/' "
		 "'%s/kinds/person.yaml'",
		 dir, dir);
	assert_int_equal(system(cmd), 0);
	ok(sifa_config_adopt(x->county, dir, true, count_line, &lines, &f, &err), &err);
	assert_int_equal(lines, 2); /* a file, a field */
	assert_int_equal(sifa_config_adopt(x->clerk[0], dir, false, NULL, NULL, &f, &err),
			 SIFA_E_DENIED);
	err = (struct sifa_err){0};
	ok(sifa_config_adopt(x->county, dir, false, NULL, NULL, &f, &err), &err);
	sifa_findings_free(&f);
}

static void test_kinds(void **state)
{
	struct fix *x = *state;
	size_t n;
	const struct sifa_kind *const *k = sifa_kinds(x->sifa, &n);

	assert_true(n > 30);
	assert_non_null(k[0]);
	assert_ptr_equal(sifa_kind(x->sifa, "MED"), x->med);
	assert_null(sifa_kind(x->sifa, "nosuch"));
}

/* Does the record satisfy the query, as a run would ask? */
static bool satisfies(struct fix *x, uint64_t id, const char *query)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct arena a = {0};
	const struct sifa_kind *k;
	const uint8_t *fixed;
	struct where *w;
	struct view v;
	size_t n;
	bool yes;

	ok(view_begin(x->county, &v, &err), &err);
	ok(view_fixed(&v, id, &fixed, &n, &k, &err), &err);
	w = where_compile(&a, x->sifa->config, k, yaml_parse(&a, "w", query, strlen(query), &f),
			  "w", &f);
	assert_int_equal(f.total, 0);
	assert_non_null(w);
	ok(view_join(&v, w, &(struct where_env){0}, &err), &err);
	yes = where_match(w, fixed, n);
	view_end(&v);
	for (struct where_join **j = where_joins(w, &n); n; n--, j++)
		free((*j)->set.id);
	arena_free(&a);
	sifa_findings_free(&f);
	return yes;
}

static void add_many(struct fix *x, const char *kind, int n)
{
	struct sifa_err err = {0};
	char text[32];
	struct bulk *b;

	ok(session_bulk(x->clerk[0], sifa_kind(x->sifa, kind), &b, &err), &err);
	for (int i = 0; i < n; i++) {
		bool committee = !strcmp(kind, "committee");
		struct sifa_record *r;

		snprintf(text, sizeof text, "(2012)%d", i);
		r = committee ? blank(x->clerk[0], kind) : new_case(x, 0, text, "2012-03-01");
		if (committee)
			set(r, "name", text);
		ok(bulk_put(b, r, (uint32_t)i + 2, &err), &err);
		sifa_record_free(r);
	}
	ok(bulk_publish(b, "", &err), &err);
	bulk_end(b);
}

/* Joins answer the same whether the other kind has few records or many. */
static void test_joins_of_any_size(void **state)
{
	static const char is[] = "committee: {is: {name: {known: yes}, kind: village}}";
	static const char isnt[] = "committee: {is: {kind: township}}";
	static const char has[] = "has: {kind: mediation, via: committee, where: {form: written}}";
	struct fix *x = *state;
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)1", "2013-03-01"));

	for (int many = 0; many < 2; many++) {
		assert_true(satisfies(x, id, is));
		assert_false(satisfies(x, id, isnt));
		assert_true(satisfies(x, x->committee[0], has));
		assert_false(satisfies(x, x->committee[1], has));
		if (!many) {
			add_many(x, "committee", 2100);
			add_many(x, "mediation", 2100);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_create_whole_or_none, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_open_refuses, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_root_and_first_user, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_login_refuses, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_units_bound_sight, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_units_bound_writing, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_holder_writes, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_visit, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_new_unit_is_seen_at_once, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_circle_of_units_ends, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_clock_behind, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_sessions_of_one_day, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_fixed_clock, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_adopt, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_kinds, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_joins_of_any_size, fix_up, fix_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
