/* Records in the wrong place: the unit corrected before a return was received, and records
 * handed over with a list, accepted or refused; who sees, writes and counts them then. */
#include "work_fixture.h"

static uint64_t correction_of(struct fix *x, int office, uint64_t person)
{
	struct sifa_record *r = blank(x->clerk[office], "correction");

	set_id(r, "person", person);
	set(r, "kind", "1");
	set(r, "papers_in", "2013-01-08");
	set(r, "start", "2013-01-10");
	set(r, "end", "2014-01-09");
	return save(x->clerk[office], r);
}

static uint64_t visit_of(struct fix *x, int office, uint64_t correction)
{
	struct sifa_record *r = blank(x->clerk[office], "correction_event");

	set_id(r, "correction", correction);
	set(r, "kind", "visit");
	set(r, "at", "2013-03-01");
	return save(x->clerk[office], r);
}

static void what_belongs_to_it_goes_along(void **state)
{
	struct fix *x = *state;
	uint64_t person = make_person(x, 0, "王小明"), other = make_person(x, 0, "李二");
	uint64_t id = correction_of(x, 0, person), visit = visit_of(x, 0, id);
	struct sifa_entry entry;
	struct sifa_record *r;
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_move(x->clerk[0], id, x->office[1], "录错单位", &n, &err), &err);
	assert_int_equal(n, 3);
	r = get(x->clerk[1], id); /* the same number, seen and written there */
	assert_int_equal(sifa_record_unit(r), x->office[1]);
	set(r, "remark", "已核");
	save(x->clerk[1], r);
	sifa_record_free(get(x->clerk[1], visit));
	sifa_record_free(get(x->clerk[1], person));
	assert_int_equal(sifa_record_get(x->clerk[0], id, &r, NULL), SIFA_E_NOTFOUND);
	sifa_record_free(get(x->clerk[0], other));
	ok(sifa_journal(x->clerk[1], visit, &entry, 1, &n, &err), &err);
	assert_string_equal(entry.what, "move");
	verified(x, 0);
}

static void a_person_others_name_stays(void **state)
{
	struct fix *x = *state;
	uint64_t person = make_person(x, 0, "王小明"), id = correction_of(x, 0, person);
	struct sifa_record *r = blank(x->clerk[0], "released");
	struct sifa_err err = {0};
	size_t n;

	set_id(r, "person", person);
	set(r, "released_on", "2013-06-01");
	save(x->clerk[0], r);
	ok(sifa_move(x->county, id, x->office[1], "录错单位", &n, &err), &err);
	assert_int_equal(n, 1);
	sifa_record_free(get(x->clerk[0], person));
	verified(x, 0);
}

static void a_received_return_locks(void **state)
{
	struct fix *x = *state;
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第1号", "2013-05-02")),
		 late;
	struct sifa_record *r = blank(x->clerk[0], "return");
	struct sifa_err err = {0};
	size_t n;

	late = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第2号", "2013-06-02"));
	set(r, "type", "med_monthly");
	set(r, "period_from", "2013-05-01");
	set(r, "period_to", "2013-05-31");
	set(r, "submitted_on", "2013-06-02");
	set(r, "received_on", "2013-06-03");
	save(x->clerk[0], r);
	assert_int_equal(sifa_move(x->clerk[0], id, x->office[1], "录错", &n, &err), SIFA_E_DENIED);
	ok(sifa_move(x->clerk[0], late, x->office[1], "录错", &n, NULL), NULL);
	assert_int_equal(sifa_move(x->clerk[0], late, x->office[0], "又", &n, NULL),
			 SIFA_E_NOTFOUND); /* another's by now */
	verified(x, 0);
}

static void a_number_taken_there_stops_the_move(void **state)
{
	struct fix *x = *state;
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)垣人调字第1号", "2013-05-02"));
	struct sifa_record *r;
	size_t n;

	save(x->clerk[1], new_case(x, 1, "(2013)垣人调字第1号", "2013-05-03"));
	assert_int_equal(sifa_move(x->clerk[0], id, x->office[1], "录错", &n, NULL), SIFA_E_EXISTS);
	r = get(x->clerk[0], id); /* nothing moved */
	assert_int_equal(sifa_record_unit(r), x->office[0]);
	sifa_record_free(r);
	assert_int_equal(sifa_move(x->clerk[0], id, x->office[1], "", &n, NULL), SIFA_E_USAGE);
	assert_int_equal(sifa_move(x->clerk[0], x->office[0], x->office[1], "x", &n, NULL),
			 SIFA_E_USAGE);
	verified(x, 0);
}

/* ---- handed over ---- */

static uint64_t release(struct fix *x, uint64_t id)
{
	struct sifa_err err = {0};
	uint64_t h;

	ok(sifa_hand_release(x->clerk[0], &id, 1, 0, x->office[1], "区划调整", &h, &err), &err);
	return h;
}

static void the_new_unit_holds_what_it_accepted(void **state)
{
	struct fix *x = *state;
	uint64_t person = make_person(x, 0, "王小明"), id = correction_of(x, 0, person), h;
	const struct sifa_kind *k = sifa_kind(x->sifa, "correction");
	struct sifa_record *r;
	struct sifa_err err = {0};
	char title[64];

	h = release(x, id);
	assert_int_equal(sifa_record_get(x->clerk[1], id, &r, NULL), SIFA_E_NOTFOUND); /* not yet */
	assert_int_equal(sifa_hand_answer(x->clerk[0], h, true, "", NULL), SIFA_E_DENIED);
	ok(sifa_hand_answer(x->clerk[1], h, true, "材料齐全", &err), &err);
	r = get(x->clerk[1], id);
	assert_int_equal(sifa_record_unit(r), x->office[0]);
	assert_int_equal(r->holder, x->office[1]);
	set(r, "remark", "已接收");
	save(x->clerk[1], r);
	r = get(x->clerk[0], id); /* to be read still, not to be written */
	set(r, "remark", "晚了");
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, NULL), SIFA_E_DENIED);
	sifa_record_free(r);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(listed(x->clerk[i], k, NULL), 1);
		assert_int_equal(counted(x->clerk[i], k), 1);
	}
	assert_int_equal(listed(x->county, k, NULL), 1); /* in two registers, shown once */
	assert_int_equal(rows_of(x->county, &(struct sifa_query){.kind = k}, SIFA_LAST), 1);
	assert_int_equal(counted(x->county, k), 1);
	assert_string_equal(sifa_title(x->clerk[1], person, false, SIFA_ZH, title, sizeof title),
			    "王小明");
	assert_int_equal(sifa_hand_answer(x->clerk[1], h, true, "", NULL), SIFA_E_USAGE);
	verified(x, 0);
}

static void a_refused_hand_over_changes_nothing(void **state)
{
	struct fix *x = *state;
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第1号", "2013-05-02"));
	uint64_t h = release(x, id);
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_hand_answer(x->clerk[1], h, false, "材料不全", &err), &err);
	assert_int_equal(sifa_record_get(x->clerk[1], id, &r, NULL), SIFA_E_NOTFOUND);
	r = get(x->clerk[0], id);
	set(r, "closed_on", "2013-06-01");
	save(x->clerk[0], r);
	verified(x, 0);
}

static void strangers_release_and_take_nothing(void **state)
{
	struct fix *x = *state;
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第1号", "2013-05-02"));
	uint64_t h, again, back;
	struct sifa_err err = {0};

	assert_int_equal(sifa_hand_release(x->clerk[1], &id, 1, 0, x->office[1], "要", &h, NULL),
			 SIFA_E_NOTFOUND);
	h = release(x, id);
	again = release(x, id); /* by mistake twice: the second one comes to nothing */
	ok(sifa_hand_answer(x->clerk[1], h, true, "", &err), &err);
	assert_int_equal(sifa_hand_answer(x->clerk[1], again, true, "", NULL), SIFA_E_CONFLICT);
	assert_int_equal(sifa_hand_release(x->clerk[0], &id, 1, 0, x->bureau, "要", &back, NULL),
			 SIFA_E_DENIED);
	ok(sifa_hand_release(x->clerk[1], &id, 1, 0, x->office[0], "退回", &back, &err), &err);
	ok(sifa_hand_answer(x->clerk[0], back, true, "", &err), &err);
	assert_int_equal(counted(x->clerk[0], x->med), 1);
	verified(x, 0);
}

static void what_is_due_goes_to_the_holder(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)垣甲人调字第1号", "2013-12-02");
	struct sifa_due due[9];
	struct sifa_err err = {0};
	size_t n, before, after;
	uint64_t id = save(x->clerk[0], r);

	ok(sifa_due(x->clerk[1], sifa_day_of(2014, 6, 1), due, 9, &n, &before, NULL, &err), &err);
	ok(sifa_hand_answer(x->clerk[1], release(x, id), true, "", &err), &err);
	ok(sifa_due(x->clerk[1], sifa_day_of(2014, 6, 1), due, 9, &n, &after, NULL, &err), &err);
	assert_true(after > before);
	verified(x, 0);
}

/* ---- to a colleague ---- */

/* The user's own record of the staff. */
static uint64_t staff_of(struct fix *x, uint64_t user, const char *name)
{
	struct sifa_record *r = blank(x->clerk[0], "staff");
	uint64_t id;

	set(r, "name", name);
	set(r, "from", "2010-01-01");
	id = save(x->clerk[0], r);
	r = get(x->county, user);
	set_id(r, "staff", id);
	save(x->county, r);
	return id;
}

static uint64_t task_of(struct fix *x, uint64_t staff, const char *done)
{
	struct sifa_record *r = blank(x->clerk[0], "task");

	set(r, "title", "排查");
	set(r, "received_on", "2013-11-01");
	set(r, "due_on", "2013-12-25");
	set_id(r, "staff", staff);
	if (done) {
		set(r, "done_on", done);
		set(r, "judged_on", done);
	}
	return save(x->clerk[0], r);
}

static size_t due_to(struct sifa_session *se, uint64_t id)
{
	struct sifa_due_query q = {
		.from = SIFA_DAY_NONE, .until = sifa_day_of(2014, 6, 1), .mine = true};
	struct sifa_due due[60];
	struct sifa_err err = {0};
	size_t n, told = 0;

	ok(sifa_dues(se, &q, due, 60, &n, NULL, NULL, &err), &err);
	for (size_t i = 0; i < n; i++)
		told += due[i].record == id;
	return told;
}

static uint64_t id_in(struct sifa_session *se, uint64_t id, const char *field)
{
	struct sifa_record *r = get(se, id);
	uint64_t to = (uint64_t)sifa_get(r, sifa_field(r->kind, field))->n;

	sifa_record_free(r);
	return to;
}

/* Li leaves: what is open and his goes to Zhao, who says yes; what is over stays. */
static void a_colleague_takes_all_that_is_open(void **state)
{
	struct fix *x = *state;
	uint64_t li = sifa_session_user(x->clerk[0]),
		 zhao = save(x->county, new_user(x, x->office[0], "zhao"));
	uint64_t his = staff_of(x, li, "李一"), hers = staff_of(x, zhao, "赵二");
	uint64_t open = task_of(x, his, NULL), over = task_of(x, his, "2013-11-20");
	uint64_t other = task_of(x, hers, NULL), *ids, h;
	uint64_t entered = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第1号", "2013-12-02"));
	struct sifa_session *se = enter(x->sifa, "zhao", noon(2013, 12, 20));
	struct sifa_entry entry;
	struct sifa_err err = {0};
	size_t n, found = 0;

	assert_true(due_to(x->clerk[0], open) > 0);
	assert_int_equal(due_to(se, open), 0);
	ok(sifa_user_open(x->clerk[0], li, &ids, &n, &err), &err);
	for (size_t i = 0; i < n; i++) {
		found += ids[i] == open || ids[i] == entered;
		assert_int_not_equal(ids[i], over);
		assert_int_not_equal(ids[i], other);
	}
	assert_int_equal(found, 2);
	ok(sifa_hand_release(x->clerk[0], ids, n, li, zhao, "调离", &h, &err), &err);
	assert_int_equal(sifa_hand_answer(x->clerk[0], h, true, "", NULL), SIFA_E_DENIED);
	assert_int_equal(sifa_hand_answer(x->county, h, true, "", NULL), SIFA_E_DENIED);
	assert_int_equal(id_in(se, open, "staff"), his); /* not yet */
	ok(sifa_hand_answer(se, h, true, "", &err), &err);
	assert_int_equal(id_in(se, open, "staff"), hers);
	assert_int_equal(id_in(se, over, "staff"), his);
	assert_int_equal(due_to(x->clerk[0], open), 0);
	assert_true(due_to(se, open) > 0);
	assert_int_equal(due_to(x->clerk[0], entered), 0);
	assert_true(due_to(se, entered) > 0);
	for (int i = 0; i < 2; i++) {
		ok(sifa_journal(se, i ? entered : open, &entry, 1, &n, &err), &err);
		assert_string_equal(entry.what, "hand");
		assert_int_equal(entry.actor, zhao);
		assert_non_null(strstr(entry.note, "调离"));
	}
	free(ids);
	ok(sifa_user_open(se, li, &ids, &n, &err), &err);
	assert_int_equal(n, 0);
	free(ids);
	/* rights are those of the unit, as before: both may write it still */
	save(x->clerk[0], get(x->clerk[0], entered));
	save(se, get(se, entered));
	ok(sifa_hand_release(se, &entered, 1, 0, li, "回来", &h, &err), &err);
	ok(sifa_hand_answer(x->clerk[0], h, true, "", &err), &err);
	assert_true(due_to(x->clerk[0], entered) > 0);
	assert_int_equal(due_to(se, entered), 0);
	sifa_logout(se);
	verified(x, 0);
}

static void a_colleague_is_of_the_same_unit(void **state)
{
	struct fix *x = *state;
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第1号", "2013-05-02"));
	uint64_t there = sifa_session_user(x->clerk[1]),
		 gone = save(x->county, new_user(x, x->office[0], "qian"));
	uint64_t self = sifa_session_user(x->clerk[0]), h, more[2] = {id, 0};
	struct sifa_record *r = get(x->county, gone);

	set(r, "valid_to", "2013-12-01");
	save(x->county, r);
	assert_int_equal(sifa_hand_release(x->clerk[0], &id, 1, 0, there, "调离", &h, NULL),
			 SIFA_E_USAGE);
	assert_int_equal(sifa_hand_release(x->clerk[0], &id, 1, 0, gone, "调离", &h, NULL),
			 SIFA_E_DENIED);
	assert_int_equal(sifa_hand_release(x->clerk[0], &id, 1, 0, self, "调离", &h, NULL),
			 SIFA_E_USAGE);
	assert_int_equal(sifa_hand_release(x->clerk[1], &id, 1, 0, there, "要", &h, NULL),
			 SIFA_E_NOTFOUND);
	more[1] = save(x->clerk[1], new_case(x, 1, "(2013)垣乙人调字第1号", "2013-05-02"));
	assert_int_equal(sifa_hand_release(x->county, more, 2, 0, there, "要", &h, NULL),
			 SIFA_E_USAGE);
	assert_int_equal(counted(x->county, sifa_kind(x->sifa, "handover")), 0);
	verified(x, 0);
}

static void a_refusal_leaves_it_where_it_was(void **state)
{
	struct fix *x = *state;
	uint64_t zhao = save(x->county, new_user(x, x->office[0], "zhao")), h;
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第1号", "2013-12-02"));
	struct sifa_session *se = enter(x->sifa, "zhao", noon(2013, 12, 20));
	struct sifa_err err = {0};

	ok(sifa_hand_release(x->clerk[0], &id, 1, 0, zhao, "轮岗", &h, &err), &err);
	ok(sifa_hand_answer(se, h, false, "不熟悉", &err), &err);
	assert_true(due_to(x->clerk[0], id) > 0);
	assert_int_equal(due_to(se, id), 0);
	assert_int_equal(sifa_hand_answer(se, h, true, "", NULL), SIFA_E_USAGE);
	sifa_logout(se);
	verified(x, 0);
}

/* In as many lists as it takes, each with its number; if one is not released, none is. */
static void all_lists_are_released_or_none(void **state)
{
	enum { MANY = SIFA_HAND_MOST + 1 };
	struct fix *x = *state;
	const struct sifa_kind *kind = sifa_kind(x->sifa, "handover");
	uint64_t id = save(x->clerk[0], new_case(x, 0, "(2013)垣甲人调字第1号", "2013-12-02"));
	uint64_t there = save(x->clerk[1], new_case(x, 1, "(2013)垣乙人调字第1号", "2013-05-02"));
	uint64_t li = sifa_session_user(x->clerk[0]),
		 zhao = save(x->county, new_user(x, x->office[0], "zhao"));
	uint64_t ids[MANY], one, *h;
	struct sifa_err err = {0};
	size_t n;

	for (size_t i = 0; i < MANY; i++)
		ids[i] = id;
	ids[MANY - 1] = there;
	assert_int_equal(sifa_hand_all(x->clerk[0], ids, MANY, 0, zhao, "调离", &h, &n, NULL),
			 SIFA_E_NOTFOUND);
	assert_null(h);
	assert_int_equal(counted(x->county, kind), 0);
	ids[MANY - 1] = id;
	assert_int_equal(sifa_hand_release(x->clerk[0], ids, MANY, 0, zhao, "调离", &one, NULL),
			 SIFA_E_USAGE);
	assert_int_equal(sifa_hand_all(x->clerk[0], ids, MANY, 0, zhao, "", &h, &n, NULL),
			 SIFA_E_USAGE);
	ok(sifa_hand_all(x->clerk[0], ids, MANY, 0, zhao, "调离", &h, &n, &err), &err);
	assert_int_equal(n, 2);
	assert_int_not_equal(h[0], h[1]);
	assert_int_equal(counted(x->county, kind), 2);
	free(h);
	ok(sifa_hand_all(x->clerk[0], NULL, 0, li, zhao, "调离", &h, &n, &err), &err);
	assert_int_equal(n, 1); /* what he has in hand */
	free(h);
	assert_int_equal(sifa_hand_all(x->clerk[0], NULL, 0, zhao, li, "调离", &h, &n, NULL),
			 SIFA_E_NOTFOUND);
	verified(x, 0);
}

#define WITH_OFFICES(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_OFFICES(what_belongs_to_it_goes_along),
		WITH_OFFICES(a_person_others_name_stays),
		WITH_OFFICES(a_received_return_locks),
		WITH_OFFICES(a_number_taken_there_stops_the_move),
		WITH_OFFICES(the_new_unit_holds_what_it_accepted),
		WITH_OFFICES(a_refused_hand_over_changes_nothing),
		WITH_OFFICES(strangers_release_and_take_nothing),
		WITH_OFFICES(a_colleague_takes_all_that_is_open),
		WITH_OFFICES(a_colleague_is_of_the_same_unit),
		WITH_OFFICES(a_refusal_leaves_it_where_it_was),
		WITH_OFFICES(all_lists_are_released_or_none),
		WITH_OFFICES(what_is_due_goes_to_the_holder),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
