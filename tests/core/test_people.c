/* Who is meant: typed references, and the persons that an import finds or makes.
 * Same name in one village is never merged silently. */
#include "work_fixture.h"

#include "../../core/work/people.h"
#include "../../core/work/refer.h"

/* ---- references ---- */

static enum sifa_rc find(struct sifa_session *se, uint64_t unit, const struct sifa_kind *k,
			 const char *text, uint64_t *id, struct sifa_err *err)
{
	struct refer *r;
	struct view v;
	enum sifa_rc rc;

	*err = (struct sifa_err){0};
	ok(refer_new(se, unit, &r, err), err);
	ok(view_begin(se, &v, err), err);
	rc = refer_find(r, &v, k, text, strlen(text), id, err);
	if (!rc) { /* the second time from memory, with the same answer */
		uint64_t again;

		ok(refer_find(r, &v, k, text, strlen(text), &again, err), err);
		assert_int_equal(again, *id);
	}
	view_end(&v);
	refer_free(r);
	return rc;
}

static void a_reference_is_an_id_a_number_or_a_name(void **state)
{
	struct fix *x = *state;
	const struct sifa_kind *com = sifa_kind(x->sifa, "committee");
	struct sifa_record *r = new_case(x, 0, "(2013)垣新人调字第001号", "2013-03-05");
	uint64_t id = save(x->clerk[0], r), got, who;
	struct sifa_err err;
	char text[32];

	ok(find(x->clerk[0], x->office[0], x->med, sifa_id_format(id, text), &got, &err), &err);
	assert_int_equal(got, id);
	ok(find(x->clerk[0], x->office[0], x->med, " 〔2013〕垣新人调字第1号 ", &got, &err), &err);
	assert_int_equal(got, id);
	ok(find(x->clerk[0], x->office[0], com, "甲调委会", &got, &err), &err);
	assert_int_equal(got, x->committee[0]);
	r = blank(x->clerk[0], "person");
	set(r, "name", "买买提·吐尔逊");
	set(r, "id_no", "14082719800101001X");
	who = save(x->clerk[0], r);
	ok(find(x->clerk[0], x->office[0], x->person, "14082719800101001x", &got, &err), &err);
	assert_int_equal(got, who);
	ok(find(x->clerk[0], x->office[0], x->person, "买买提吐尔逊", &got, &err), &err);
	assert_int_equal(got, who);
	/* exact only: a beginning is no name */
	assert_int_equal(find(x->clerk[0], x->office[0], x->person, "买买提", &got, &err),
			 SIFA_E_NOTFOUND);
	assert_int_equal(find(x->clerk[0], x->office[0], com, "甲调委", &got, &err),
			 SIFA_E_NOTFOUND);
	assert_string_equal(err.arg[2], "甲调委"); /* behind the label in both languages */
	/* an id of another kind is none of this */
	assert_int_equal(
		find(x->clerk[0], x->office[0], com, sifa_id_format(who, text), &got, &err),
		SIFA_E_NOTFOUND);
}

static void a_mediator_is_found_by_the_person(void **state)
{
	struct fix *x = *state;
	const struct sifa_kind *k = sifa_kind(x->sifa, "mediator");
	struct sifa_record *r = blank(x->clerk[0], "mediator");
	uint64_t id, got;
	struct sifa_err err;

	set_id(r, "person", make_person(x, 0, "李调解"));
	set(r, "start", "2013-01-01");
	id = save(x->clerk[0], r);
	ok(find(x->clerk[0], x->office[0], k, "李调解", &got, &err), &err);
	assert_int_equal(got, id);
}

static void what_the_session_may_not_see_is_not_found(void **state)
{
	struct fix *x = *state;
	const struct sifa_kind *com = sifa_kind(x->sifa, "committee");
	uint64_t got, theirs = make_person(x, 1, "别所人");
	struct sifa_err err;
	char text[32];

	assert_int_equal(find(x->clerk[0], x->office[0], com, "乙调委会", &got, &err),
			 SIFA_E_NOTFOUND);
	assert_int_equal(find(x->clerk[0], x->office[0], x->person, "别所人", &got, &err),
			 SIFA_E_NOTFOUND);
	assert_int_equal(find(x->clerk[0], x->office[0], x->person, sifa_id_format(theirs, text),
			      &got, &err),
			 SIFA_E_NOTFOUND);
	ok(find(x->county, x->bureau, com, "乙调委会", &got, &err), &err);
	assert_int_equal(got, x->committee[1]);
}

static void a_village_is_told_by_its_township_or_office(void **state)
{
	struct fix *x = *state;
	uint64_t town = make_unit(x, "新城镇", "township", x->office[0]), got;
	struct sifa_err err;

	/* of two the one of the writing office */
	ok(find(x->clerk[1], x->office[1], x->unit, "西滩村", &got, &err), &err);
	assert_int_equal(got, x->village[1]);
	/* the county has two: it is an error that lists both with their place */
	assert_int_equal(find(x->county, x->bureau, x->unit, "西滩村", &got, &err), SIFA_E_DATA);
	assert_non_null(strstr(err.arg[1], "西滩村 甲司法所"));
	assert_non_null(strstr(err.arg[1], "西滩村 乙司法所"));
	ok(find(x->county, x->bureau, x->unit, "乙司法所/西滩村", &got, &err), &err);
	assert_int_equal(got, x->village[1]);
	ok(find(x->county, x->bureau, x->unit, "乙司法所／西滩村", &got, &err), &err);
	assert_int_equal(got, x->village[1]);
	ok(find(x->county, x->bureau, x->unit, "乙司法所西滩村", &got, &err), &err);
	assert_int_equal(got, x->village[1]);
	/* the township stands beside its villages, both below the office */
	ok(find(x->county, x->bureau, x->unit, "新城镇/西滩村", &got, &err), &err);
	assert_int_equal(got, x->village[0]);
	ok(find(x->county, x->bureau, x->unit, "新城镇西滩村", &got, &err), &err);
	assert_int_equal(got, x->village[0]);
	assert_int_equal(find(x->county, x->bureau, x->unit, "新城镇/东滩村", &got, &err),
			 SIFA_E_NOTFOUND);
	assert_int_equal(find(x->county, x->bureau, x->unit, "无此镇/西滩村", &got, &err),
			 SIFA_E_NOTFOUND);
	(void)town;
}

/* 河西镇 may end another name: the longest unit that is there decides. */
static void a_name_that_only_looks_like_a_path_is_a_name(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_unit(x, "甲司法所西滩村", "village", x->office[1]), got;
	struct sifa_err err;

	ok(find(x->county, x->bureau, x->unit, "甲司法所西滩村", &got, &err), &err);
	assert_int_equal(got, id);
}

static void namesakes_are_an_error_not_a_guess(void **state)
{
	struct fix *x = *state;
	uint64_t got, a = make_person(x, 0, "张三");
	struct sifa_err err;

	make_person(x, 1, "张三");
	ok(find(x->clerk[0], x->office[0], x->person, "张三", &got, &err), &err);
	assert_int_equal(got, a);
	ok(find(x->county, x->office[0], x->person, "张三", &got, &err), &err);
	assert_int_equal(got, a); /* the county writing for the office */
	assert_int_equal(find(x->county, x->bureau, x->person, "张三", &got, &err), SIFA_E_DATA);
	make_person(x, 0, "张三");
	assert_int_equal(find(x->clerk[0], x->office[0], x->person, "张三", &got, &err),
			 SIFA_E_DATA);
}

static void very_long_or_empty_is_found_by_nothing(void **state)
{
	struct fix *x = *state;
	char text[400];
	uint64_t got;
	struct sifa_err err;

	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(find(x->county, x->bureau, x->unit, text, &got, &err), SIFA_E_NOTFOUND);
	text[240] = '\0';
	assert_int_equal(find(x->county, x->bureau, x->unit, text, &got, &err), SIFA_E_NOTFOUND);
	assert_int_equal(find(x->county, x->bureau, x->unit, "()", &got, &err), SIFA_E_NOTFOUND);
	assert_int_equal(find(x->county, x->bureau, x->unit, "/", &got, &err), SIFA_E_NOTFOUND);
	assert_int_equal(find(x->county, x->bureau, x->unit, "", &got, &err), SIFA_E_NOTFOUND);
}

/* What an import made itself is known to its later rows, also after more texts than
 * the memory for looked-up ones holds. */
static void what_was_learned_is_never_forgotten(void **state)
{
	struct fix *x = *state;
	const struct sifa_kind *com = sifa_kind(x->sifa, "committee");
	struct sifa_err err = {0};
	struct refer *r;
	struct view v;
	uint64_t id;
	char text[32];

	ok(refer_new(x->clerk[0], x->office[0], &r, &err), &err);
	for (uint64_t i = 1; i <= 2000; i++) {
		snprintf(text, sizeof text, "新调委会%04llu", (unsigned long long)i);
		ok(refer_learn(r, com, text, strlen(text), 1000000 + i, &err), &err);
	}
	ok(view_begin(x->clerk[0], &v, &err), &err);
	for (uint64_t i = 1; i <= 2000; i++) {
		snprintf(text, sizeof text, "新调委会%04llu", (unsigned long long)i);
		ok(refer_find(r, &v, com, text, strlen(text), &id, &err), &err);
		assert_int_equal(id, 1000000 + i);
	}
	view_end(&v);
	refer_free(r);
}

/* ---- persons of an import ---- */

struct run { /* an import that only meets persons */
	struct fix *x;
	struct people *people;
	struct refer *refer;
	struct bulk *bulk;
};

static struct run run_begin(struct fix *x, int office)
{
	struct run r = {.x = x};
	struct sifa_err err = {0};

	ok(people_new(x->clerk[office], x->office[office], &r.people, &err), &err);
	ok(refer_new(x->clerk[office], x->office[office], &r.refer, &err), &err);
	ok(session_bulk(x->clerk[office], x->person, &r.bulk, &err), &err);
	return r;
}

static void run_end(struct run *r, bool publish)
{
	struct sifa_err err = {0};

	if (publish)
		ok(bulk_publish(r->bulk, "persons", &err), &err);
	bulk_end(r->bulk);
	people_free(r->people);
	refer_free(r->refer);
}

static enum sifa_rc meet_rc(struct run *r, const char *cell, uint64_t *id, bool *made,
			    struct sifa_err *err)
{
	struct person_spec spec;
	struct view v;
	enum sifa_rc rc;

	ok(view_begin(r->x->clerk[0], &v, err), err);
	rc = people_cell(r->people, r->refer, &v, cell, strlen(cell), &spec, err);
	if (!rc)
		rc = people_resolve(r->people, &v, r->bulk, &spec, 1, id, made, err);
	view_end(&v);
	return rc;
}

static uint64_t meet(struct run *r, const char *cell, bool made)
{
	struct sifa_err err = {0};
	bool is = !made;
	uint64_t id;

	ok(meet_rc(r, cell, &id, &is, &err), &err);
	assert_int_equal(is, made);
	return id;
}

static unsigned flags_of(struct fix *x, uint64_t id)
{
	struct sifa_record *r;
	unsigned flags;

	r = get(x->clerk[0], id);
	flags = sifa_record_flags(r);
	sifa_record_free(r);
	return flags;
}

static void a_bare_name_is_always_somebody_new(void **state)
{
	struct fix *x = *state;
	uint64_t stored = make_person(x, 0, "张三"), a, b;
	struct run r = run_begin(x, 0);

	a = meet(&r, "张三", true);
	b = meet(&r, "张三", true);
	assert_true(a != b && a != stored && b != stored);
	assert_int_equal(people_made(r.people), 2);
	run_end(&r, true);
	/* and waits for somebody to look at it */
	assert_int_equal(flags_of(x, a), SIFA_REC_IMPORTED | SIFA_REC_UNCONFIRMED);
}

static void a_number_makes_one_person_a_unit(void **state)
{
	struct fix *x = *state;
	struct sifa_record *p = blank(x->clerk[0], "person");
	uint64_t stored, made;
	struct run r;

	set(p, "name", "李四");
	set(p, "id_no", "140827198001010018");
	stored = save(x->clerk[0], p);
	r = run_begin(x, 0);
	assert_int_equal(meet(&r, "李四/140827198001010018", false), stored);
	assert_int_equal(meet(&r, "李四／１４０８２７１９８００１０１００１８", false), stored);
	made = meet(&r, "王五/421102200002290034", true); /* so that no number is lost */
	assert_int_equal(meet(&r, "王五/421102200002290034", false), made);
	run_end(&r, true);
	assert_int_equal(flags_of(x, made), SIFA_REC_IMPORTED);
	/* another unit has its own row */
	r = run_begin(x, 1);
	assert_int_not_equal(meet(&r, "李四/140827198001010018", true), stored);
	run_end(&r, true);
}

/* The number of one with the name of another is a slip in the one or the other:
 * nobody is merged by it and nothing is lost. */
static void a_number_with_another_name_merges_nobody(void **state)
{
	struct fix *x = *state;
	struct sifa_record *p = blank(x->clerk[0], "person");
	uint64_t stored, other, made, third;
	struct run r;

	set(p, "name", "李四");
	set(p, "alias", "李小四");
	set(p, "id_no", "140827198001010018");
	stored = save(x->clerk[0], p);
	r = run_begin(x, 0);
	other = meet(&r, "赵六/140827198001010018", true);
	assert_int_not_equal(other, stored);
	assert_int_equal(meet(&r, "赵六/140827198001010018", false), other);
	assert_int_equal(meet(&r, "李小四/140827198001010018", false), stored); /* former name */
	made = meet(&r, "孙七/421102200002290034", true);
	third = meet(&r, "孙八/421102200002290034", true);
	assert_int_not_equal(made, third);
	assert_int_equal(meet(&r, "孙七/421102200002290034", false), made);
	run_end(&r, true);
	assert_true(flags_of(x, other) & SIFA_REC_UNCONFIRMED);
	/* the same file again makes nobody */
	r = run_begin(x, 0);
	assert_int_equal(meet(&r, "李四/140827198001010018", false), stored);
	assert_int_equal(meet(&r, "赵六/140827198001010018", false), other);
	assert_int_equal(meet(&r, "孙八/421102200002290034", false), third);
	run_end(&r, true);
}

static void name_birth_and_village_make_one_person(void **state)
{
	struct fix *x = *state;
	struct sifa_record *p = blank(x->clerk[0], "person");
	uint64_t stored, made;
	struct run r;

	set(p, "name", "周八");
	set(p, "birth", "1980-01-01");
	set_id(p, "village", x->village[0]);
	stored = save(x->clerk[0], p);
	r = run_begin(x, 0);
	assert_int_equal(meet(&r, "周八/1980-01-01/西滩村", false), stored);
	assert_int_not_equal(meet(&r, "周八/1980-01-02/西滩村", true), stored);
	/* without the village it is not enough, and waits to be confirmed */
	made = meet(&r, "周八/1980-01-01", true);
	assert_int_not_equal(made, stored);
	/* one just made is met again */
	made = meet(&r, "吴九/1970-05-05/西滩村", true);
	assert_int_equal(meet(&r, "吴九/19700505/西滩村", false), made);
	run_end(&r, true);
	assert_int_equal(flags_of(x, made), SIFA_REC_IMPORTED);
}

static uint64_t met(struct run *r, const struct person_spec *spec, bool made)
{
	struct sifa_err err = {0};
	bool is = !made;
	struct view v;
	uint64_t id;

	ok(view_begin(r->x->clerk[0], &v, &err), &err);
	ok(people_resolve(r->people, &v, r->bulk, spec, 1, &id, &is, &err), &err);
	view_end(&v);
	assert_int_equal(is, made);
	return id;
}

/* Birth and sex follow from the number, and one told by it is met again by his birth
 * and village; texts that were read already are taken as they are. */
static void what_follows_from_a_number_is_known_of_who_is_made(void **state)
{
	struct fix *x = *state;
	struct person_spec number = {.name = "王五",
				     .name_len = strlen("王五"),
				     .idno = "421102200002290034",
				     .idno_len = 18,
				     .birth = SIFA_DAY_NONE,
				     .village = x->village[0],
				     .parsed = true};
	struct person_spec birth = {.name = "王五",
				    .name_len = strlen("王五"),
				    .birth = sifa_day_of(2000, 2, 29),
				    .village = x->village[0]};
	const struct sifa_field *f = sifa_field(x->person, "sex");
	struct run r = run_begin(x, 0);
	uint64_t id = met(&r, &number, true);
	struct sifa_record *p;

	assert_int_equal(met(&r, &birth, false), id);
	assert_int_equal(met(&r, &number, false), id);
	run_end(&r, true);
	r = run_begin(x, 0);
	assert_int_equal(met(&r, &birth, false), id);
	assert_int_equal(met(&r, &number, false), id);
	run_end(&r, false);
	p = get(x->clerk[0], id);
	assert_int_equal(sifa_get(p, sifa_field(x->person, "birth"))->n, birth.birth);
	assert_int_equal(sifa_get(p, f)->state, SIFA_SET);
	assert_string_equal(code_by_no(f->codes, (uint64_t)sifa_get(p, f)->n)->id, "male");
	sifa_record_free(p);
}

static void of_two_who_answer_none_is_taken(void **state)
{
	struct fix *x = *state;
	uint64_t twins[2], got;
	struct run r;

	for (int i = 0; i < 2; i++) {
		struct sifa_record *p = blank(x->clerk[0], "person");

		set(p, "name", "郑十");
		set(p, "birth", "1980-01-01");
		set_id(p, "village", x->village[0]);
		set(p, "group", i ? "一组" : "二组");
		twins[i] = save(x->clerk[0], p);
	}
	r = run_begin(x, 0);
	got = meet(&r, "郑十/1980-01-01/西滩村", true);
	assert_true(got != twins[0] && got != twins[1]);
	run_end(&r, true);
}

static void cells_that_tell_no_person_are_refused(void **state)
{
	static const char *const cells[] = {"", "  ", "/140827198001010018", "张三/昨天",
					    "张三/1980-01-01/无此村"};
	struct fix *x = *state;
	struct run r = run_begin(x, 0);

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		struct sifa_err err = {0};
		uint64_t id;
		bool made;

		assert_int_not_equal(meet_rc(&r, cells[i], &id, &made, &err), SIFA_OK);
		assert_non_null(err.msg);
	}
	assert_int_equal(people_made(r.people), 0);
	run_end(&r, false);
}

static void checking_makes_nobody(void **state)
{
	struct fix *x = *state;
	struct run r = run_begin(x, 0);
	struct bulk *bulk = r.bulk;

	r.bulk = NULL;
	assert_int_equal(meet(&r, "张三", true), PEOPLE_DRY);
	assert_int_equal(people_made(r.people), 0);
	r.bulk = bulk;
	run_end(&r, false);
}

static void a_person_answers_to_what_is_told_of_him(void **state)
{
	struct fix *x = *state;
	struct sifa_record *p = blank(x->clerk[0], "person");
	static const struct {
		const char *cell;
		bool answers;
	} cases[] = {
		{"冯一", true},
		{"冯二", false},
		{"冯一/140827198001010018", true},
		{"冯一/421102200002290034", false},
		{"冯一/1980-01-01", true},
		{"冯一/1980-01-02", false},
		{"冯一/1980-01-01/西滩村", true},
		{"冯一/1980-01-01/甲司法所", false},
	};
	struct sifa_err err = {0};
	struct run r;
	struct view v;
	uint64_t id;

	set(p, "name", "冯一");
	set(p, "id_no", "140827198001010018");
	set_id(p, "village", x->village[0]);
	id = save(x->clerk[0], p);
	r = run_begin(x, 0);
	ok(view_begin(x->clerk[0], &v, &err), &err);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct person_spec spec;

		ok(people_cell(r.people, r.refer, &v, cases[i].cell, strlen(cases[i].cell), &spec,
			       &err),
		   &err);
		assert_int_equal(people_answers(r.people, &v, id, &spec), cases[i].answers);
	}
	view_end(&v);
	run_end(&r, false);
}

/* Until an import is published it is in no list, search or picker; dropped it
 * leaves nothing. */
static void a_running_import_is_seen_by_nobody(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *who = &kind_field(x->med, "parties")->row[1];
	struct sifa_query q = {.kind = x->person};
	struct sifa_findings f = {0};
	struct sifa_rows rows;
	struct sifa_err err = {0};
	struct run r = run_begin(x, 0);
	uint64_t n;

	for (int i = 0; i < 300; i++)
		meet(&r, "卫十一", true);
	ok(bulk_publish(r.bulk, "persons", &err), &err);
	bulk_end(r.bulk);
	r.bulk = NULL;
	ok(session_bulk(x->clerk[0], x->person, &r.bulk, &err), &err);
	for (int i = 0; i < 300; i++)
		meet(&r, "蒋十二", true);
	ok(sifa_count(x->clerk[0], x->person, &n, &err), &err);
	assert_int_equal(n, 300);
	q.find = "蒋十二";
	ok(sifa_list(x->clerk[0], &q, SIFA_FIRST, NULL, 10, &rows, &err), &err);
	assert_int_equal(rows.n, 0);
	sifa_rows_free(&rows);
	ok(sifa_pick(x->clerk[0], who, "蒋十二", 10, &rows, &err), &err);
	assert_int_equal(rows.n, 0);
	sifa_rows_free(&rows);
	run_end(&r, false);
	ok(sifa_verify(x->county, &n, &f, &err), &err);
	assert_int_equal(f.total, 0);
	sifa_findings_free(&f);
	ok(sifa_count(x->clerk[0], x->person, &n, &err), &err);
	assert_int_equal(n, 300);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_reference_is_an_id_a_number_or_a_name),
		T(a_mediator_is_found_by_the_person),
		T(what_the_session_may_not_see_is_not_found),
		T(a_village_is_told_by_its_township_or_office),
		T(a_name_that_only_looks_like_a_path_is_a_name),
		T(namesakes_are_an_error_not_a_guess),
		T(very_long_or_empty_is_found_by_nothing),
		T(what_was_learned_is_never_forgotten),
		T(a_bare_name_is_always_somebody_new),
		T(a_number_makes_one_person_a_unit),
		T(a_number_with_another_name_merges_nobody),
		T(name_birth_and_village_make_one_person),
		T(what_follows_from_a_number_is_known_of_who_is_made),
		T(of_two_who_answer_none_is_taken),
		T(cells_that_tell_no_person_are_refused),
		T(checking_makes_nobody),
		T(a_person_answers_to_what_is_told_of_him),
		T(a_running_import_is_seen_by_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
