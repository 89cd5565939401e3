/* One person in several rows: proposed by one user, decided by another, in one unit and
 * across units; what leads where, what is counted once, and the way back. Namesakes, hints,
 * and all that a person had part in. */
#include "../../core/work/same.h"
#include "work_fixture.h"

static uint64_t propose(struct sifa_session *se, uint64_t keep, uint64_t other)
{
	struct sifa_err err = {0};
	uint64_t link = 0;

	ok(sifa_same_propose(se, keep, other, "身份证号相同", &link, &err), &err);
	return link;
}

static void decide(struct sifa_session *se, uint64_t link, bool yes)
{
	struct sifa_err err = {0};

	ok(sifa_same_decide(se, link, yes, "", &err), &err);
}

static uint64_t case_of(struct fix *x, int office, const char *no, uint64_t person)
{
	struct sifa_record *r = new_case(x, office, no, "2013-05-02");
	const struct sifa_field *parties = kind_field(x->med, "parties");
	struct sifa_value cell[40] = {0}, rows = {.state = SIFA_SET, .len = 1};
	struct sifa_row row = {.v = cell};
	struct sifa_err err = {0};

	for (size_t i = 0; i < parties->nrow; i++)
		if (!strcmp(parties->row[i].id, "person"))
			cell[i] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)person};
		else if (!strcmp(parties->row[i].id, "side"))
			cell[i] = (struct sifa_value){.state = SIFA_SET, .n = 1};
	rows.row = &row;
	ok(sifa_set(r, parties, &rows, &err), &err);
	return save(x->clerk[office], r);
}

static size_t parts(struct sifa_session *se, uint64_t person, size_t hidden)
{
	struct sifa_part *part;
	struct sifa_err err = {0};
	size_t n, not_shown;

	ok(sifa_person_history(se, person, &part, &n, &not_shown, &err), &err);
	assert_int_equal(not_shown, hidden);
	free(part);
	return n;
}

static void a_merge_is_two_users_act(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 0, "王晓明");
	uint64_t one = case_of(x, 0, "(2013)垣甲人调字第1号", a), again = 0;
	uint64_t two = case_of(x, 0, "(2013)垣甲人调字第2号", b), link = propose(x->clerk[0], a, b);
	struct sifa_err err = {0};

	assert_true(one && two);
	assert_int_equal(sifa_same_decide(x->clerk[0], link, true, "", &err), SIFA_E_DENIED);
	assert_int_equal(sifa_same_lead(x->clerk[0], b), b); /* nothing is merged yet */
	assert_int_equal(sifa_same_propose(x->clerk[0], b, a, "又", &again, NULL), SIFA_E_EXISTS);
	decide(x->county, link, true);
	assert_int_equal(sifa_same_lead(x->clerk[0], b), a);
	assert_int_equal(sifa_same_lead(x->clerk[0], a), a);
	assert_int_equal(counted(x->clerk[0], x->person), 1);
	assert_int_equal(listed(x->clerk[0], x->person, NULL), 1);
	assert_int_equal(listed(x->clerk[0], x->med, "王晓明"), 1); /* found as it was written */
	assert_int_equal(parts(x->clerk[0], a, 0), 2);
	assert_int_equal(parts(x->clerk[0], b, 0), 2);
	assert_int_equal(sifa_same_decide(x->county, link, true, "", NULL), SIFA_E_USAGE);
	verified(x, 0);
}

static void a_picker_offers_what_a_merged_row_leads_to(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(sifa_kind(x->sifa, "released"), "person");
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 0, "汪晓明");
	struct sifa_err err = {0};
	struct sifa_rows rows;

	decide(x->county, propose(x->clerk[0], a, b), true);
	ok(sifa_pick(x->clerk[0], f, "汪晓明", 9, &rows, &err), &err);
	assert_int_equal(rows.n, 1);
	assert_int_equal(sifa_record_id(rows.hit[0].record), a);
	sifa_rows_free(&rows);
}

static void a_merge_is_undone_by_two_users_again(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 0, "王小明");
	uint64_t link = propose(x->clerk[0], a, b);
	struct sifa_err err = {0};
	struct sifa_entry entry[9];
	size_t n;

	decide(x->county, link, true);
	ok(sifa_same_part(x->county, link, "是两兄弟", &err), &err);
	assert_int_equal(sifa_same_lead(x->clerk[0], b), a); /* until somebody agrees */
	assert_int_equal(sifa_same_decide(x->county, link, true, "", NULL), SIFA_E_DENIED);
	decide(x->clerk[0], link, false);
	assert_int_equal(sifa_same_lead(x->clerk[0], b), a);
	ok(sifa_same_part(x->clerk[0], link, "是两兄弟", &err), &err);
	decide(x->county, link, true);
	assert_int_equal(sifa_same_lead(x->clerk[0], b), b);
	assert_int_equal(counted(x->clerk[0], x->person), 2);
	ok(sifa_journal(x->clerk[0], b, entry, 9, &n, &err), &err);
	assert_string_equal(entry[0].what, "split");
	assert_string_equal(entry[n - 3].what, "merge");
	verified(x, 0);
}

static void what_was_rejected_is_not_suggested_again(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 0, "王小明");
	struct sifa_record *r;
	struct sifa_like like[4];

	r = get(x->clerk[0], a);
	set(r, "birth", "1970-1-2");
	save(x->clerk[0], r);
	r = get(x->clerk[0], b);
	set(r, "birth", "1970-1-2");
	assert_int_equal(sifa_alike(x->clerk[0], r, like, 4), 1);
	assert_int_equal(like[0].id, a);
	assert_int_equal(like[0].why, SIFA_LIKE_BIRTH);
	decide(x->county, propose(x->clerk[0], a, b), false);
	assert_int_equal(sifa_alike(x->clerk[0], r, like, 4), 0);
	assert_int_equal(sifa_same_lead(x->clerk[0], b), b);
	sifa_record_free(r);
}

static void rows_of_two_units_are_linked_and_stay(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 1, "王小明"), link;
	struct sifa_err err = {0};

	case_of(x, 0, "(2013)垣甲人调字第1号", a);
	case_of(x, 1, "(2013)垣乙人调字第1号", b);
	link = propose(x->clerk[0], a, b); /* b is known by its number only */
	decide(x->clerk[1], link, true);
	assert_int_equal(sifa_same_lead(x->clerk[1], b), b);
	assert_int_equal(counted(x->county, x->person), 2);
	assert_int_equal(parts(x->county, a, 0), 2);
	assert_int_equal(parts(x->clerk[0], a, 1), 1); /* the other unit's is not shown */
	assert_int_equal(parts(x->clerk[1], b, 1), 1);
	ok(sifa_same_part(x->clerk[0], link, "不是", &err), &err);
	decide(x->clerk[1], link, true);
	assert_int_equal(parts(x->county, a, 0), 1);
	verified(x, 0);
}

static void nobody_links_strangers_or_writes_links_by_hand(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 0, "王小明"), link = 0;
	struct sifa_record *r;

	assert_int_equal(sifa_same_propose(x->clerk[1], a, b, "同", &link, NULL), SIFA_E_DENIED);
	assert_int_equal(sifa_same_propose(x->clerk[0], a, x->office[0], "同", &link, NULL),
			 SIFA_E_NOTFOUND);
	assert_int_equal(sifa_same_propose(x->clerk[0], a, a, "同", &link, NULL), SIFA_E_EXISTS);
	assert_int_equal(sifa_same_propose(x->clerk[0], a, b, "", &link, NULL), SIFA_E_USAGE);
	link = propose(x->clerk[0], a, b);
	r = get(x->clerk[0], link);
	set(r, "approved_on", "2013-12-20");
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, NULL), SIFA_E_USAGE);
	assert_int_equal(sifa_delete(x->clerk[0], link, r->rev, "试", NULL), SIFA_E_USAGE);
	sifa_record_free(r);
}

static void the_check_finds_a_link_one_user_made_alone(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 0, "王小明");
	uint64_t link = propose(x->clerk[0], a, b);
	struct sifa_record *r;
	struct sifa_err err = {0};
	struct act_step step = {.op = ACT_PUT};

	r = get(x->clerk[0], link);
	set(r, "approved_on", "2013-12-20");
	set_id(r, "decided_by", sifa_session_user(x->clerk[0]));
	step.record = r;
	ok(session_act(x->clerk[0], "update", "", &step, 1, &err), &err); /* past the rules */
	verified(x, 1);
	sifa_record_free(r);
}

static void a_second_row_of_a_merged_person_leads_all_the_way(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明"), b = make_person(x, 0, "王小明"),
		 c = make_person(x, 0, "王小明"), link;

	decide(x->county, propose(x->clerk[0], b, c), true);
	decide(x->county, propose(x->clerk[0], a, c), true); /* c stands for b */
	assert_int_equal(sifa_same_lead(x->clerk[0], c), a);
	assert_int_equal(sifa_same_propose(x->clerk[0], c, a, "同", &link, NULL), SIFA_E_EXISTS);
	assert_int_equal(counted(x->clerk[0], x->person), 1);
	verified(x, 0);
}

/* ---- namesakes ---- */

static struct sifa_record *villager(struct fix *x, const char *name)
{
	struct sifa_record *r = blank(x->clerk[0], "person");

	set(r, "name", name);
	set_id(r, "village", x->village[0]);
	return r;
}

static void namesakes_of_a_village_must_be_told_apart(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_record *r = villager(x, "王小明");

	set(r, "group", "三组");
	save(x->clerk[0], r);
	r = villager(x, "王 小明");
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, &f, NULL), SIFA_E_DATA);
	assert_true(found(&f, SIFA_ERROR, "group"));
	set(r, "father", "王大");
	save(x->clerk[0], r);
	r = villager(x, "王大明"); /* another name */
	save(x->clerk[0], r);
	r = blank(x->clerk[0], "person"); /* another village, or none */
	set(r, "name", "王小明");
	save(x->clerk[0], r);
	sifa_findings_free(&f);
}

static void hints_come_by_number_birth_and_telephone(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct sifa_like like[4];
	uint64_t id;

	set(r, "name", "王小明");
	set(r, "id_no", "142723198001011239");
	set(r, "phone", "13803591234");
	id = save(x->clerk[0], r);
	r = blank(x->clerk[0], "person");
	set(r, "name", "王小明");
	assert_int_equal(sifa_alike(x->clerk[0], r, like, 4), 0); /* the name is not enough */
	set(r, "phone", "13803591234");
	assert_int_equal(sifa_alike(x->clerk[0], r, like, 4), 1);
	assert_int_equal(like[0].why, SIFA_LIKE_PHONE);
	set(r, "name", "汪晓明");
	assert_int_equal(sifa_alike(x->clerk[0], r, like, 4), 0);
	set(r, "id_no", "142723198001011239");
	assert_int_equal(sifa_alike(x->clerk[0], r, like, 4), 1);
	assert_int_equal(like[0].why, SIFA_LIKE_NUMBER);
	assert_int_equal(like[0].id, id);
	r->unit = r->holder = x->office[1]; /* each unit has its own */
	assert_int_equal(sifa_alike(x->clerk[0], r, like, 4), 0);
	sifa_record_free(r);
}

static void a_history_names_the_roles(void **state)
{
	struct fix *x = *state;
	uint64_t a = make_person(x, 0, "王小明");
	struct sifa_record *r = blank(x->clerk[0], "released");
	struct sifa_part *part;
	struct sifa_err err = {0};
	size_t n, hidden;

	case_of(x, 0, "(2013)垣甲人调字第1号", a);
	set_id(r, "person", a);
	set(r, "released_on", "2013-06-01");
	set(r, "registered_on", "2013-06-03");
	save(x->clerk[0], r);
	ok(sifa_person_history(x->clerk[0], a, &part, &n, &hidden, &err), &err);
	assert_int_equal(n, 2);
	assert_string_equal(part[0].role[SIFA_ZH], "刑释解教人员"); /* the latest first */
	assert_string_equal(part[0].state->id, "registered");
	assert_string_equal(part[1].role[SIFA_ZH], "申请人");
	assert_string_equal(part[1].title, "(2013)垣甲人调字第1号");
	free(part);
	assert_int_equal(sifa_person_history(x->clerk[0], x->office[0], &part, &n, &hidden, NULL),
			 SIFA_E_USAGE);
	assert_int_equal(sifa_person_history(x->clerk[1], a, &part, &n, &hidden, NULL),
			 SIFA_E_NOTFOUND);
}

#define WITH_OFFICES(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_OFFICES(a_merge_is_two_users_act),
		WITH_OFFICES(a_picker_offers_what_a_merged_row_leads_to),
		WITH_OFFICES(a_merge_is_undone_by_two_users_again),
		WITH_OFFICES(what_was_rejected_is_not_suggested_again),
		WITH_OFFICES(rows_of_two_units_are_linked_and_stay),
		WITH_OFFICES(nobody_links_strangers_or_writes_links_by_hand),
		WITH_OFFICES(the_check_finds_a_link_one_user_made_alone),
		WITH_OFFICES(a_second_row_of_a_merged_person_leads_all_the_way),
		WITH_OFFICES(namesakes_of_a_village_must_be_told_apart),
		WITH_OFFICES(hints_come_by_number_birth_and_telephone),
		WITH_OFFICES(a_history_names_the_roles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
