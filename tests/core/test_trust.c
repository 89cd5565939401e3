/* Making, opening and entering a store; who sees and changes what; the clock. */
#include "work_fixture.h"

#include <sys/stat.h>
#include <sys/wait.h>

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
	r = get(x->county, x->clerk[0]->user);
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

	assert_int_equal(x->county->nunits, 5);
	assert_int_equal(x->clerk[0]->nunits, 2);
	sifa_record_free(get(x->clerk[0], id));
	sifa_record_free(get(x->county, id));
	assert_int_equal(sifa_record_get(x->clerk[1], id, &r, &err), SIFA_E_NOTFOUND);
	assert_null(r);
	assert_string_equal(sifa_title(x->clerk[1], id, true, SIFA_ZH, title, sizeof title), "");
	assert_int_equal(counted(x->clerk[0], x->person), 1);
	assert_int_equal(counted(x->clerk[1], x->person), 0);
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
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, &err), SIFA_E_DENIED);
	assert_int_equal(sifa_record_id(r), 0);
	sifa_record_free(r);
	assert_int_equal(sifa_delete(x->clerk[0], id, 1, "错录", &err), SIFA_E_NOTFOUND);
	/* a record cannot be carried into another unit */
	mine = get(x->county, id);
	mine->unit = x->office[0];
	err = (struct sifa_err){0};
	sifa_record_reason(mine, "照录原件");
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
	copy = get(x->clerk[0], id);
	sifa_record_reason(copy, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], copy, NULL, &err), SIFA_E_DENIED);
	sifa_record_free(copy);
	err = (struct sifa_err){0};
	copy = get(x->county, id);
	sifa_record_reason(copy, "照录原件");
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

	r = get(x->county, x->office[0]);
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
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(se, r, NULL, &err), SIFA_E_CLOCK);
	err = (struct sifa_err){0};
	assert_int_equal(sifa_delete(se, x->committee[0], 1, "x", &err), SIFA_E_CLOCK);
	sifa_clock_confirm(se);
	assert_false(sifa_clock_behind(se, NULL));
	err = (struct sifa_err){0};
	sifa_record_reason(r, "照录原件");
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
	sifa_record_reason(r, "照录原件");
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

/* The shipped configuration with one change, in DIR/NAME. */
static const char *changed_config(const struct fix *x, const char *name, const char *sed,
				  const char *file, char *dir, size_t size)
{
	char cmd[600];

	snprintf(dir, size, "%s/%s", x->dir, name);
	snprintf(cmd, sizeof cmd, "cp -r config '%s' && sed -i '%s' '%s/%s'", dir, sed, dir, file);
	assert_int_equal(system(cmd), 0);
	return dir;
}

static void reopen(struct fix *x)
{
	struct sifa_err err = {0};
	char path[80];

	for (int i = 0; i < 2; i++)
		sifa_logout(x->clerk[i]);
	sifa_logout(x->county);
	sifa_close(x->sifa);
	snprintf(path, sizeof path, "%s/s", x->dir);
	ok(sifa_open(path, 0, &x->sifa, &err), &err);
	x->county = enter(x->sifa, NULL, noon(2013, 12, 20));
	x->clerk[0] = enter(x->sifa, "li", noon(2013, 12, 20));
	x->clerk[1] = enter(x->sifa, "wang", noon(2013, 12, 20));
	x->med = sifa_kind(x->sifa, "mediation");
	x->person = sifa_kind(x->sifa, "person");
}

static void sound(struct fix *x)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t n;

	ok(sifa_verify(x->county, &n, &f, &err), &err);
	for (size_t i = 0; i < f.n; i++)
		print_error("%s [%s] [%s]\n", f.v[i].err.msg, f.v[i].err.arg[0], f.v[i].err.arg[1]);
	assert_int_equal(f.total, 0);
	sifa_findings_free(&f);
}

/* A county adds an order, a search, a counting date, a legal period: what is stored
 * already is found by them as well. */
static void test_adopted_orders_hold_what_is_stored(void **state)
{
	static const char sed[] =
		"s/- {id: type, by: .type, accepted_on.,/- {id: type, by: [amount, accepted_on], "
		"descending: yes,/; "
		"s/{id: escalated_to, type: text, max: 60,/& search: name,/; "
		"s/performed_on, followed_on,$/performed_on, occurred_on,/; "
		"s/months: 1, source/months: 2, source/";
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_query q = {.kind = x->med};
	struct sifa_rows rows;
	struct sifa_due due[200];
	uint64_t id[40];
	char dir[80];
	size_t n, i;

	for (i = 0; i < 40; i++) {
		struct sifa_record *r;
		char text[24];

		snprintf(text, sizeof text, "(2013)%zu", i);
		r = new_case(x, 0, text, "2013-05-10");
		set(r, "occurred_on", "2013-02-03");
		set(r, "agreed_on", "2013-06-10");
		set(r, "escalated_to", "城关派出所");
		snprintf(text, sizeof text, "%zu", i * 7 % 40);
		if (i % 10)
			set(r, "amount", text);
		id[i] = save(x->clerk[0], r);
	}
	changed_config(x, "config2", sed, "kinds/mediation.yaml", dir, sizeof dir);
	ok(sifa_config_adopt(x->county, dir, false, NULL, NULL, &f, &err), &err);
	sifa_findings_free(&f);
	reopen(x);
	sound(x);
	q = (struct sifa_query){.kind = x->med, .sort = 3};
	ok(sifa_list(x->clerk[0], &q, SIFA_FIRST, NULL, 100, &rows, &err), &err);
	assert_int_equal(rows.n, 40);
	for (i = 1; i < 40; i++) /* the largest first, those without an amount at the end */
		assert_true(sifa_get(rows.hit[i - 1].record, kind_field(x->med, "amount"))->n >=
			    sifa_get(rows.hit[i].record, kind_field(x->med, "amount"))->n);
	sifa_rows_free(&rows);
	ok(sifa_list(x->clerk[0], &q, SIFA_LAST, NULL, 4, &rows, &err), &err);
	assert_int_equal(rows.n, 4);
	assert_int_equal(sifa_get(rows.hit[3].record, kind_field(x->med, "amount"))->state,
			 SIFA_ABSENT);
	sifa_rows_free(&rows);
	q.find = "城关派出所";
	ok(sifa_list(x->clerk[0], &q, SIFA_FIRST, NULL, 100, &rows, &err), &err);
	assert_int_equal(rows.n, 40);
	sifa_rows_free(&rows);
	ok(sifa_due(x->clerk[0], sifa_day_of(2013, 12, 31), due, 200, &n, NULL, NULL, &err), &err);
	for (size_t j = i = 0; j < n; j++)
		if (due[j].record) {
			assert_int_equal(due[j].due, sifa_day_of(2013, 7, 10));
			i++;
		}
	assert_int_equal(i, 40);
	ok(sifa_delete(x->clerk[0], id[7], 1, "试验", &err), &err);
	sound(x);
}

/* A searched field and a reference that are declared no more are in no index, either. */
static void test_removed_fields_leave_the_indexes(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *r = blank(x->clerk[0], "person");
	char dir[80], cmd[400];
	uint64_t who;

	set(r, "name", "张三");
	set(r, "alias", "张小三");
	who = save(x->clerk[0], r);
	r = blank(x->clerk[0], "staff");
	set_id(r, "person", who);
	set(r, "name", "张三");
	set(r, "from", "2010-01-01");
	who = save(x->clerk[0], r);
	r = new_case(x, 0, "(2013)1", "2013-05-10");
	set_id(r, "follow_by", who);
	save(x->clerk[0], r);
	changed_config(x, "config2", "/{id: alias,/d; s/alias, //", "kinds/person.yaml", dir,
		       sizeof dir);
	snprintf(cmd, sizeof cmd,
		 "sed -i '/{id: follow_by,/d; s/follow_by, //' '%s/kinds/mediation.yaml' && "
		 "sed -i '/alias/d; /follow_by/d' '%s'/papers/*.yaml",
		 dir, dir);
	assert_int_equal(system(cmd), 0);
	ok(sifa_config_adopt(x->county, dir, false, NULL, NULL, &f, &err), &err);
	sifa_findings_free(&f);
	reopen(x);
	assert_null(kind_field(x->person, "alias"));
	assert_null(kind_field(x->med, "follow_by"));
	sound(x);
}

/* All ends of descending orders, also where nothing stands in any of the fields. */
static void test_the_end_of_a_descending_order(void **state)
{
	static const char sed[] = "s/- {id: type, by: .type, accepted_on.,/- {id: type, by: "
				  "[amount, subsidy, closed_on], descending: yes,/";
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_query q;
	struct sifa_rows rows;
	char dir[80];
	uint64_t bare;

	changed_config(x, "config2", sed, "kinds/mediation.yaml", dir, sizeof dir);
	ok(sifa_config_adopt(x->county, dir, false, NULL, NULL, &f, &err), &err);
	sifa_findings_free(&f);
	reopen(x);
	bare = save(x->clerk[0], new_case(x, 0, "(2013)1", "2013-05-10"));
	q = (struct sifa_query){.kind = x->med, .sort = 3};
	ok(sifa_list(x->clerk[0], &q, SIFA_LAST, NULL, 4, &rows, &err), &err);
	assert_int_equal(rows.n, 1);
	assert_int_equal(sifa_record_id(rows.hit[0].record), bare);
	sifa_rows_free(&rows);
}

/* Somebody else adopts another configuration while this program runs: it may read on,
 * but what it writes would be laid out as before. */
static void test_adopted_elsewhere(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person"), *mine;
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id = make_person(x, 0, "旧人");
	char dir[80], path[80];
	int status;
	pid_t pid;

	set(r, "name", "新人");
	changed_config(x, "config2", "s/max: 1000, label: {zh: 备注/max: 900, label: {zh: 备注/",
		       "kinds/person.yaml", dir, sizeof dir);
	snprintf(path, sizeof path, "%s/s", x->dir);
	pid = fork();
	if (!pid) { /* another program: it opens the store itself */
		struct sifa_login login = {.now = noon(2013, 12, 20), .host = "elsewhere"};
		struct sifa_session *se;
		struct sifa *s;

		_exit(sifa_open(path, 0, &s, NULL) || sifa_login(s, &login, &se, NULL) ||
		      sifa_config_adopt(se, dir, false, NULL, NULL, NULL, NULL));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, &err), SIFA_E_CONFIG);
	err = (struct sifa_err){0};
	assert_int_equal(session_act(x->clerk[0], "create", "", &step, 1, &err), SIFA_E_CONFIG);
	err = (struct sifa_err){0};
	/* its names are of yesterday, too */
	assert_int_equal(sifa_config_adopt(x->county, "config", false, NULL, NULL, &f, &err),
			 SIFA_E_CONFIG);
	err = (struct sifa_err){0};
	mine = get(x->clerk[0], id);
	sifa_record_free(mine);
	sifa_record_free(r);
	sifa_findings_free(&f);
	reopen(x);
	r = blank(x->clerk[0], "person");
	set(r, "name", "新人");
	save(x->clerk[0], r);
	sound(x);
}

static void test_adopt_stops_writing(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *r;
	uint64_t id = make_person(x, 0, "旧人");
	char dir[80];

	changed_config(x, "config2", "s/max: 1000, label: {zh: 备注/max: 900, label: {zh: 备注/",
		       "kinds/person.yaml", dir, sizeof dir);
	ok(sifa_config_adopt(x->county, dir, false, NULL, NULL, &f, &err), &err);
	assert_int_equal(sifa_delete(x->clerk[0], id, 1, "试验", &err), SIFA_E_CONFIG);
	r = get(x->clerk[0], id);
	sifa_record_free(r);
	assert_int_equal(counted(x->clerk[0], x->person), 1);
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

/* A ledger shows who the parties are; a table that names nothing, how many lines. */
static void test_rows_are_shown_by_their_names(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)甲人调字第77号", "2013-03-01");
	const struct sifa_field *f = kind_field(x->med, "parties");
	struct sifa_value cell[2][8] = {0};
	struct sifa_row row[2] = {{.v = cell[0]}, {.v = cell[1]}};
	struct sifa_value rows = {.state = SIFA_SET, .row = row, .len = 2};
	char buf[80];

	for (size_t i = 0; i < f->nrow; i++) {
		if (strcmp(f->row[i].id, "person") == 0)
			cell[0][i] = (struct sifa_value){.state = SIFA_SET,
							 .n = (int64_t)make_person(x, 0, "张三")};
		if (strcmp(f->row[i].id, "org") == 0)
			cell[1][i] = (struct sifa_value){
				.state = SIFA_SET, .s = "某公司", .len = strlen("某公司")};
	}
	assert_string_equal(sifa_format(x->clerk[0], f, &rows, SIFA_ZH, buf, sizeof buf),
			    "张三、某公司");
	memset(cell, 0, sizeof cell);
	assert_string_equal(sifa_format(x->clerk[0], f, &rows, SIFA_ZH, buf, sizeof buf), "2");
	sifa_record_free(r);
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
		cmocka_unit_test_setup_teardown(test_adopted_orders_hold_what_is_stored, fix_up,
						fix_down),
		cmocka_unit_test_setup_teardown(test_removed_fields_leave_the_indexes, fix_up,
						fix_down),
		cmocka_unit_test_setup_teardown(test_the_end_of_a_descending_order, fix_up,
						fix_down),
		cmocka_unit_test_setup_teardown(test_adopted_elsewhere, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_adopt_stops_writing, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_kinds, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(test_rows_are_shown_by_their_names, fix_up,
						fix_down),
		cmocka_unit_test_setup_teardown(test_joins_of_any_size, fix_up, fix_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
