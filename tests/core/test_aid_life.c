/* The life of a legal-aid case, from the window to the subsidy, under the old law and
 * the new: what is refused, with its sentence; a case typed afterwards. */
#include "lives_fixture.h"

static struct sifa_record *application(struct lives *v, const char *day)
{
	struct sifa_record *r = blank(v->centre, "aid_case");

	set(r, "applied_on", day);
	set_id(r, "applicant", v->person[0]);
	return r;
}

/* Under review, and all the papers there, by 9 October. */
static void taken_in(struct lives *v, struct sifa_record *r)
{
	step(v->window, r, "accept", "The day of this step is missing");
	set(r, "accepted_on", "2013-09-23");
	set(r, "source", "当事人申请");
	set(r, "cause", "支付劳动报酬(确认劳动关系)");
	step(v->window, r, "accept", "申请渠道");
	set(r, "channel", "乡镇工作站");
	step(v->lawyer, r, "accept", "司法所工作人员"); /* whose it is to do */
	step(v->window, r, "accept", NULL);
	is_in(r, "reviewing", NULL);
	assert_string_equal(text(r, "no"), "〔2013〕垣法援字第001号");
	assert_string_equal(text(r, "application_no"), "(垣)援申字[2013]第001号");
	due(r, "decide", "2013-10-08"); /* seven working days over the holidays */
	set(r, "supp_on", "2013-09-25");
	step(v->window, r, "complete", "一次性告知");
	set(r, "supp_list", "工资欠条");
	set(r, "supp_due", "2013-10-12");
	step(v->window, r, "complete", NULL);
	is_in(r, "completing", NULL);
	assert_string_equal(text(r, "supp_no"), "垣法援补〔2013〕1号");
	due(r, "decide", ""); /* stands still */
	set(r, "supp_done", "2013-10-09");
	step(v->window, r, "completed", NULL);
	due(r, "decide", "2013-10-15");
	set(r, "supp_on", "2013-10-10");
	step(v->window, r, "complete", "只能要求一次");
	set(r, "supp_on", "2013-09-25");
	set(r, "supp_done", "2013-10-09");
}

static void granted(struct lives *v, struct sifa_record *r)
{
	set(r, "matter_class", "民事");
	set(r, "form", "民事诉讼代理");
	set(r, "decided_on", "2013-10-14");
	set_id(r, "reviewer", v->staff[0]);
	set_id(r, "approver", v->staff[0]);
	step(v->centre, r, "grant", "经济困难");
	set(r, "means_mode", "免予核查");
	step(v->centre, r, "grant", "免予核查理由");
	set(r, "exempt_reason", "进城务工人员请求劳动报酬");
	step(v->centre, r, "grant", "不得为同一人");
	set_id(r, "approver", v->staff[1]);
	step(v->window, r, "grant", "法律援助中心主任");
	step(v->centre, r, "grant", NULL);
	is_in(r, "granted", NULL);
	assert_string_equal(text(r, "grant_no"), "垣法援予〔2013〕1号");
	due(r, "assign", "2013-10-23"); /* seven working days */
	due(r, "assign_criminal", "");
}

static void handled(struct lives *v, struct sifa_record *r)
{
	set(r, "assigned_on", "2013-10-18");
	set_id(r, "firm", v->firm);
	set_id(r, "lawyer", v->practitioner);
	step(v->centre, r, "assign", "利益冲突审查");
	set(r, "conflict", "有利益冲突");
	step(v->centre, r, "assign", "另行指派");
	set(r, "conflict", "无利益冲突");
	set(r, "serious", "yes");
	step(v->centre, r, "assign", "三年以上");
	set(r, "serious", "no");
	step(v->centre, r, "assign", NULL);
	assert_string_equal(text(r, "assign_no"), "垣法援指〔2013〕1号");
	due(r, "agree", "2013-10-25"); /* five working days */
	set(r, "taken_on", "2013-10-21");
	set(r, "agreed_on", "2013-10-22");
	step(v->lawyer, r, "take", NULL);
	is_in(r, "handling", NULL);
	set(r, "change_on", "2013-11-04");
	step(v->centre, r, "change", "更换理由");
	set(r, "change_reason", "承办人因病住院");
	step(v->centre, r, "change", NULL);
	is_in(r, "handling", "changing");
	due(r, "change", "2013-11-11");
	set(r, "changed_on", "2013-11-06");
	step(v->centre, r, "changed", "移交的材料");
	add_row(r, "handlers", "2013-11-06", "案件材料12页");
	step(v->centre, r, "changed", NULL);
	is_in(r, "handling", NULL);
}

static void closed_and_paid(struct lives *v, struct sifa_record *r)
{
	set(r, "closed_on", "2013-11-20");
	set(r, "result", "胜诉");
	set(r, "closing_doc", "收到判决书、裁定书");
	step(v->lawyer, r, "close", "承办经过");
	add_row(r, "progress", "2013-11-12", "开庭");
	step(v->lawyer, r, "close", NULL);
	due(r, "hand_in", "2013-12-20");
	set(r, "archived_on", "2013-12-10");
	set(r, "handed_in_on", "2013-12-05");
	set(r, "complete", "no");
	step(v->centre, r, "archive", "质量等级");
	set(r, "quality", "优秀");
	step(v->centre, r, "archive", "不得归档");
	set(r, "complete", "yes");
	step(v->centre, r, "archive", NULL);
	due(r, "hand_in", "");
	due(r, "review", "2014-01-06"); /* the 30th day is a Saturday */
	set(r, "paid_on", "2013-12-18");
	set_id(r, "subsidy_approver", v->staff[1]);
	set_id(r, "payer", v->staff[1]);
	step(v->centre, r, "pay", "must be filled in before"); /* the total */
	set(r, "subsidy_total", "1400");
	step(v->centre, r, "pay", "不得为同一人");
	set_id(r, "payer", v->staff[0]);
	step(v->centre, r, "pay", NULL);
	is_in(r, "paid", NULL);
	nothing_due(r);
}

static void aid_from_window_to_subsidy(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = application(&v, "2013-09-23");

	saved(v.centre, r);
	is_in(r, "registered", NULL);
	taken_in(&v, r);
	granted(&v, r);
	handled(&v, r);
	closed_and_paid(&v, r);
	sifa_record_free(r);
	gone(&v);
}

/* Refused, objected to, and put right: the centre does not rule on itself. */
static void an_objection_is_ruled_on_by_the_bureau(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = application(&v, "2013-11-18");

	set(r, "source", "当事人申请");
	set(r, "channel", "信函");
	set(r, "cause", "其他");
	set(r, "accepted_on", "2013-11-18");
	set(r, "matter_class", "民事");
	set(r, "form", "民事诉讼代理");
	set(r, "means_mode", "经济状况证明");
	set_id(r, "reviewer", v.staff[0]);
	set_id(r, "approver", v.staff[1]);
	saved(v.centre, r);
	set(r, "decided_on", "2013-11-25");
	step(v.centre, r, "refuse", "不予援助请填理由");
	set(r, "refuse_reason", "不符合经济困难标准");
	step(v.centre, r, "refuse", NULL);
	is_in(r, "refused", NULL);
	assert_string_equal(text(r, "refuse_no"), "垣法援不予〔2013〕1号");
	set(r, "objected_on", "2013-12-02");
	step(v.centre, r, "object", "书面");
	set(r, "objection", "家庭收入低于标准");
	step(v.centre, r, "object", NULL);
	is_in(r, "refused", "objection");
	due(r, "object", "2013-12-09"); /* five working days */
	set(r, "ruled_on", "2013-12-06");
	set(r, "objection_result", "责令改正");
	set_id(r, "objection_by", v.staff[2]);
	step(v.centre, r, "rule", "县局领导");
	step(v.bureau, r, "rule", NULL);
	due(r, "object", "");
	set(r, "decided_on", "2013-12-09");
	step(v.centre, r, "correct", NULL);
	is_in(r, "granted", NULL);
	assert_string_equal(text(r, "grant_no"), "垣法援予〔2013〕1号");
	sifa_record_free(r);
	gone(&v);
}

static void a_notice_needs_no_decision(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = application(&v, "2013-12-10");

	set(r, "source", "当事人申请");
	set(r, "cause", "刑事辩护(代理)");
	saved(v.centre, r);
	due(r, "notice", "");
	set(r, "assigned_on", "2013-12-12");
	set_id(r, "firm", v.firm);
	set_id(r, "lawyer", v.practitioner);
	set(r, "conflict", "无利益冲突");
	step(v.centre, r, "assign_notice", "须先审查决定");
	set(r, "source", "人民法院通知");
	due(r, "notice", ""); /* it is assigned */
	step(v.centre, r, "assign_notice", NULL);
	is_in(r, "assigned", NULL);
	sifa_record_free(r);
	gone(&v);
}

/* A signature on paper stands for the head and for every guard, but not for a day. */
static void a_signed_grant_is_enough(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = application(&v, "2013-12-02");
	const struct sifa_signed paper = {"周主任", sifa_day_of(2013, 12, 6), "审批表第9号"};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	set(r, "source", "当事人申请");
	set(r, "cause", "其他");
	set(r, "accepted_on", "2013-12-02");
	set(r, "matter_class", "民事");
	set(r, "form", "民事诉讼代理");
	saved(v.centre, r);
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_step_take(v.window, r, sifa_step(r->kind, "grant"), &paper, &f, &err),
			 SIFA_E_DATA);
	set(r, "decided_on", "2013-12-06");
	sifa_record_reason(r, "照录原件");
	ok(sifa_step_take(v.window, r, sifa_step(r->kind, "grant"), &paper, &f, &err), &err);
	assert_int_equal(sifa_get(r, kind_field(r->kind, "signatures"))->len, 1);
	is_in(r, "granted", NULL);
	sifa_findings_free(&f);
	sifa_record_free(r);
	gone(&v);
}

static void a_case_of_last_year_is_typed_as_it_ended(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = application(&v, "2012-03-01");
	static const char *const day[] = {"accepted_on", "2012-03-01", "decided_on",  "2012-03-06",
					  "assigned_on", "2012-03-08", "taken_on",    "2012-03-09",
					  "closed_on",	 "2012-06-05", "archived_on", "2012-07-30",
					  "paid_on",	 "2012-08-20", NULL};

	set(r, "no", "垣援(2012)民字7号");
	set(r, "decision", "给予法律援助");
	for (size_t i = 0; day[i]; i += 2)
		set(r, day[i], day[i + 1]);
	saved(v.centre, r);
	is_in(r, "paid", NULL);
	nothing_due(r);
	assert_string_equal(text(r, "no"), "垣援〔2012〕民字7号"); /* but for the brackets */
	assert_string_equal(text(r, "grant_no"), "");
	sifa_record_free(r);
	gone(&v);
}

/* A case that this practitioner handles, who is this person. */
static uint64_t handled_by(struct lives *v, uint64_t practitioner)
{
	struct sifa_record *r = application(v, "2013-09-23");

	set(r, "assigned_on", "2013-10-18");
	set_id(r, "firm", v->firm);
	set_id(r, "lawyer", practitioner);
	return save(v->centre, r);
}

static bool refused(struct lives *v, const struct sifa_record *r, const char *words)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	bool is;

	ok(sifa_check_record(v->centre, r, &f, &err), &err);
	is = says(&f, words);
	sifa_findings_free(&f);
	return is;
}

/* Who handled a case neither assesses it nor visits its applicant; nobody types that. */
static void nobody_judges_his_own_case(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *pr, *st, *q, *visit;
	struct sifa_err err = {0};
	uint64_t other = MADE(v.x->county, "practitioner", "name", "郝律师", "kind", "1"), aid,
		 two[2] = {v.practitioner, other};

	pr = get(v.x->county, v.practitioner);
	set_id(pr, "person", v.person[1]);
	save(v.x->county, pr);
	st = get(v.x->county, v.staff[0]);
	set_id(st, "person", v.person[1]);
	save(v.x->county, st);
	aid = handled_by(&v, v.practitioner);

	q = blank(v.centre, "quality");
	set(q, "at", "2013-12-10");
	set_id(q, "case", aid);
	ok(sifa_set(q, kind_field(q->kind, "assessors"),
		    &(struct sifa_value){.state = SIFA_SET, .len = 2, .id = two}, &err),
	   &err);
	assert_true(refused(&v, q, "评估人不得是被评估案件的承办人"));
	set_id(q, "case",
	       handled_by(&v, MADE(v.x->county, "practitioner", "name", "丁律师", "kind", "1")));
	assert_false(refused(&v, q, "评估人不得是被评估案件的承办人"));
	sifa_record_free(q);

	visit = blank(v.centre, "follow_up");
	set(visit, "at", "2013-12-10");
	set(visit, "who", "李春生");
	set_id(visit, "aid_case", aid);
	set_id(visit, "by", v.staff[0]); /* the same person under another name of office */
	assert_true(refused(&v, visit, "回访人不得是案件承办人"));
	set_id(visit, "by", v.staff[1]);
	assert_false(refused(&v, visit, "回访人不得是案件承办人"));
	sifa_record_free(visit);
	gone(&v);
}

static void the_law_of_2022(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = application(&v, "2024-01-05");

	set(r, "accepted_on", "2024-01-05");
	due(r, "decide", "2024-01-12"); /* seven days */
	set(r, "source", "人民法院通知");
	due(r, "notice", "2024-01-08"); /* three days */
	set(r, "source", "当事人申请");
	set(r, "matter_class", "刑事");
	set(r, "decided_on", "2024-01-10");
	set(r, "decision", "给予法律援助");
	due(r, "assign_criminal", "2024-01-15"); /* the third day is a Saturday */
	set(r, "assigned_on", "2023-09-04");
	set(r, "matter_class", "民事");
	due(r, "agree", "2023-09-11"); /* five days, a Saturday; until August five working days */
	set(r, "assigned_on", "2023-08-30");
	due(r, "agree", "2023-09-06");
	set(r, "decision", "不予法律援助");
	set(r, "objected_on", "2024-01-11");
	due(r, "object", "2024-01-16"); /* five days */
	sifa_record_free(r);
	gone(&v);
}

/* One register for the county: a number that stands in another unit's case is passed over. */
static void a_number_is_given_once_in_the_county(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = application(&v, "2013-09-16"), *other = blank(v.clerk, "aid_case");

	set(other, "applied_on", "2013-09-10");
	set(other, "accepted_on", "2013-09-11");
	set(other, "no", "〔2013〕垣法援字第001号");
	set_id(other, "applicant", v.person[1]);
	saved(v.clerk, other);
	assert_int_not_equal(other->unit, r->unit);
	set(r, "accepted_on", "2013-09-23");
	saved(v.centre, r);
	assert_string_equal(text(r, "no"), "〔2013〕垣法援字第002号");
	sifa_record_free(other);
	sifa_record_free(r);
	gone(&v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(aid_from_window_to_subsidy),
		T(an_objection_is_ruled_on_by_the_bureau),
		T(a_notice_needs_no_decision),
		T(a_signed_grant_is_enough),
		T(a_case_of_last_year_is_typed_as_it_ended),
		T(nobody_judges_his_own_case),
		T(the_law_of_2022),
		T(a_number_is_given_once_in_the_county),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
