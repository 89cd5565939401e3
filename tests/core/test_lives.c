/* Whole lives of the shipped kinds: a legal-aid case from the window to the subsidy,
 * a mediation registered orally, one with a dossier that a court confirms; under the
 * old law and the new; what is refused, with its sentence; a case typed afterwards. */
#include "work_fixture.h"

struct lives {
	struct fix *x;
	struct sifa_session *clerk, *window, *centre, *bureau, *lawyer;
	uint64_t person[2], staff[3], firm, practitioner, station, committee, mediator;
};

static uint64_t made(struct sifa_session *se, const char *kind, const char *const *pair)
{
	struct sifa_record *r = blank(se, kind);

	for (; *pair; pair += 2)
		set(r, pair[0], pair[1]);
	return save(se, r);
}
#define MADE(se, kind, ...) made(se, kind, (const char *const[]){__VA_ARGS__, NULL})

static struct sifa_session *user(struct fix *x, const char *login, const char *role, uint64_t unit)
{
	struct sifa_record *r = blank(x->county, "user");

	sifa_record_set_unit(r, unit);
	set(r, "login", login);
	set(r, "name", login);
	set(r, "roles", role);
	save(x->county, r);
	return enter(x->sifa, login, noon(2013, 12, 20));
}

static void shorten(struct fix *x, uint64_t unit, const char *name)
{
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_get(x->county, unit, &r, &err), &err);
	set(r, "short", name);
	save(x->county, r);
}

static struct lives born(struct fix *x)
{
	struct lives v = {.x = x};

	shorten(x, x->bureau, "垣");
	shorten(x, x->office[0], "垣新");
	v.clerk = user(x, "operator", "司法所工作人员", x->office[0]);
	v.window = user(x, "window", "司法所工作人员", x->bureau);
	v.lawyer = user(x, "worker", "法律服务人员", x->bureau);
	v.centre = user(x, "centre", "法律援助中心主任", x->bureau);
	v.bureau = user(x, "leader", "县局领导", x->bureau);
	v.person[0] = MADE(x->county, "person", "name", "李春生");
	v.person[1] = MADE(x->county, "person", "name", "王桂兰");
	v.staff[0] = MADE(x->county, "staff", "name", "郑助理", "post", "13", "from", "2010-01-01");
	v.staff[1] = MADE(x->county, "staff", "name", "周主任", "post", "12", "from", "2010-01-01");
	v.staff[2] = MADE(x->county, "staff", "name", "王局长", "post", "11", "from", "2010-01-01");
	v.firm = MADE(x->county, "law_firm", "name", "垣曲律师事务所", "kind", "1");
	v.practitioner = MADE(x->county, "practitioner", "name", "陈律师", "kind", "1");
	return v;
}

static void gone(struct lives *v)
{
	sifa_logout(v->clerk);
	sifa_logout(v->window);
	sifa_logout(v->lawyer);
	sifa_logout(v->centre);
	sifa_logout(v->bureau);
}

/* The text of a row's only cells, in the order of its fields. */
static void add_row(struct sifa_record *r, const char *rows, const char *date, const char *text)
{
	const struct sifa_field *f = kind_field(r->kind, rows);
	struct sifa_value cell[40] = {0}, v = {.state = SIFA_SET, .len = 1};
	struct sifa_row row = {.v = cell};
	struct sifa_err err = {0};

	for (size_t i = 0; i < f->nrow; i++) {
		if (f->row[i].type == SIFA_DATE) {
			sifa_day day;

			sifa_day_parse(date, strlen(date), SIFA_DAY_NONE, &day);
			cell[i] = (struct sifa_value){.state = SIFA_SET, .n = day};
		} else if (f->row[i].type == SIFA_TEXT) {
			cell[i] = (struct sifa_value){
				.state = SIFA_SET, .s = text, .len = strlen(text)};
		}
	}
	v.row = &row;
	ok(sifa_set(r, f, &v, &err), &err);
}

static bool says(const struct sifa_findings *f, const char *words)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].err.msg && strstr(f->v[i].err.msg, words))
			return true;
		for (size_t j = 0; j < 4; j++)
			if (strstr(f->v[i].err.arg[j], words))
				return true;
	}
	return false;
}

static void tell(const struct sifa_findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		print_error("%s: %s [%s]\n", f->v[i].err.field, f->v[i].err.msg,
			    f->v[i].err.arg[0]);
}

/* The step is taken, or refused with these words. */
static void step(struct sifa_session *se, struct sifa_record *r, const char *id,
		 const char *refused)
{
	const struct sifa_step_def *s = sifa_step(r->kind, id);
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	enum sifa_rc rc;

	if (!s)
		fail_msg("%s has no step %s", r->kind->id, id);
	rc = sifa_step_take(se, r, s, NULL, &f, &err);
	if (rc != (refused ? SIFA_E_DATA : SIFA_OK) || (refused && !says(&f, refused))) {
		tell(&f);
		fail_msg("%s: rc %d, %s", id, (int)rc, refused ? refused : "not refused");
	}
	sifa_findings_free(&f);
}

static void is_in(const struct sifa_record *r, const char *state, const char *beside)
{
	const struct sifa_state_def *in[8];
	size_t n = sifa_states(r, in, 8);
	bool found = !beside;

	assert_string_equal(sifa_record_state(r)->id, state);
	for (size_t i = 0; i < n; i++)
		found |= beside && !strcmp(in[i]->id, beside);
	assert_true(found);
}

static const char *text(const struct sifa_record *r, const char *field)
{
	const struct sifa_value *v = sifa_get(r, kind_field(r->kind, field));

	return v->state == SIFA_SET ? v->s : "";
}

static void due(const struct sifa_record *r, const char *clock, const char *day)
{
	char got[12] = "";

	for (size_t i = 0; i < r->kind->nclocks; i++)
		if (!strcmp(r->kind->clock[i].id, clock)) {
			sifa_day d = record_due(r, &r->kind->clock[i]);

			if (d != SIFA_DAY_NONE)
				sifa_day_format(d, got);
			if (strcmp(got, day))
				fail_msg("%s: %s, not %s", clock, got, day);
			return;
		}
	fail_msg("no clock %s", clock);
}

static void nothing_due(const struct sifa_record *r)
{
	for (size_t i = 0; i < r->kind->nclocks; i++)
		due(r, r->kind->clock[i].id, "");
}

/* ---- legal aid ---- */

static struct sifa_record *application(struct lives *v, const char *day)
{
	struct sifa_record *r = blank(v->centre, "aid_case");

	set(r, "applied_on", day);
	set_id(r, "applicant", v->person[0]);
	return r;
}

static void saved(struct sifa_session *se, struct sifa_record *r)
{
	struct sifa_err err = {0};

	ok(sifa_save(se, r, NULL, &err), &err);
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
	assert_int_equal(sifa_step_take(v.window, r, sifa_step(r->kind, "grant"), &paper, &f, &err),
			 SIFA_E_DATA);
	set(r, "decided_on", "2013-12-06");
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

/* ---- mediation ---- */

static void two_parties(struct lives *v, struct sifa_record *r)
{
	const struct sifa_field *f = kind_field(r->kind, "parties");
	struct sifa_value cell[2][40] = {{{0}}}, rows = {.state = SIFA_SET, .len = 2};
	struct sifa_row row[2] = {{.v = cell[0]}, {.v = cell[1]}};
	struct sifa_err err = {0};

	for (int i = 0; i < 2; i++) {
		cell[i][0] =
			(struct sifa_value){.state = SIFA_SET, .n = f->row[0].codes->code[i].no};
		cell[i][1] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)v->person[i]};
	}
	rows.row = row;
	ok(sifa_set(r, f, &rows, &err), &err);
}

static struct sifa_record *registered(struct lives *v, const char *day)
{
	struct sifa_record *r = blank(v->clerk, "mediation");

	set(r, "name", "李春生与王桂兰邻里纠纷");
	set(r, "registered_on", day);
	set_id(r, "committee", v->x->committee[0]);
	set(r, "source", "当事人申请");
	set(r, "type", "邻里纠纷");
	set(r, "summary", "排水沟堵塞");
	saved(v->clerk, r);
	is_in(r, "registered", NULL);
	assert_string_equal(text(r, "no"), "");
	return r;
}

static uint64_t mediator(struct lives *v)
{
	struct sifa_record *r = blank(v->clerk, "mediator");

	set_id(r, "person", v->person[1]);
	set(r, "start", "2011-01-01");
	return save(v->clerk, r);
}

static void refs(struct sifa_record *r, const char *field, uint64_t id)
{
	struct sifa_value v = {.state = SIFA_SET, .len = 1, .id = &id};
	struct sifa_err err = {0};

	ok(sifa_set(r, kind_field(r->kind, field), &v, &err), &err);
}

static void seen_performed(struct lives *v, struct sifa_record *r, const char *day)
{
	struct sifa_record *visit = blank(v->clerk, "follow_up");

	set(visit, "at", day);
	set(visit, "who", "王桂兰");
	set_id(visit, "mediation", r->id);
	set(visit, "way", "上门");
	set(r, "performed_on", day);
	step(v->clerk, r, "performed", "请先登记回访");
	set_id(r, "followup", save(v->clerk, visit));
	step(v->clerk, r, "performed", NULL);
	is_in(r, "performed", NULL);
}

static void an_oral_mediation(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = registered(&v, "2013-12-02");

	set(r, "accepted_on", "2013-12-02");
	set(r, "form", "口头协议登记");
	set(r, "refusing", "yes");
	step(v.clerk, r, "accept", "不得调解");
	set(r, "refusing", "no");
	step(v.clerk, r, "accept", "两方以上");
	two_parties(&v, r);
	step(v.clerk, r, "accept", NULL);
	assert_string_equal(text(r, "no"), "(2013)垣新人调口字第001号");
	due(r, "settle", "2014-01-02");
	refs(r, "mediators", mediator(&v));
	set(r, "agreed_on", "2013-12-03");
	set(r, "closed_on", "2013-12-03");
	step(v.clerk, r, "agree", "协议内容");
	set(r, "terms", "三日内清淤");
	set(r, "perform_by", "2013-12-06");
	step(v.clerk, r, "agree", NULL); /* oral: nothing to sign */
	is_in(r, "agreed", NULL);
	due(r, "settle", "");
	due(r, "perform", "2013-12-06");
	step(v.clerk, r, "perform", NULL);
	is_in(r, "performing", NULL);
	seen_performed(&v, r, "2013-12-05");
	set(r, "followed_on", "2013-12-09");
	step(v.clerk, r, "visit", NULL);
	set(r, "archived_on", "2013-12-18");
	step(v.clerk, r, "archive", NULL);
	is_in(r, "archived", NULL);
	nothing_due(r);
	sifa_record_free(r);
	gone(&v);
}

static void agreed_in_writing(struct lives *v, struct sifa_record *r)
{
	set(r, "mediated_on", "2013-03-08");
	step(v->clerk, r, "mediate", "告知权利义务");
	set(r, "notices", "yes");
	step(v->clerk, r, "mediate", NULL);
	set(r, "extended_to", "2013-05-06");
	step(v->clerk, r, "extend", "双方同意");
	set(r, "extend_agreed", "yes");
	step(v->clerk, r, "extend", NULL);
	due(r, "settle", "2013-05-06");
	refs(r, "mediators", mediator(v));
	set(r, "terms", "赔偿200元");
	set(r, "agreed_on", "2013-03-15");
	set(r, "closed_on", "2013-03-15");
	set(r, "confirm_wanted", "yes");
	step(v->clerk, r, "agree", "签名盖章日期");
	set(r, "signed_on", "2013-03-15");
	step(v->clerk, r, "agree", NULL);
	due(r, "confirm", "2013-04-15"); /* the 30th day is a Sunday */
}

static void confirmed_by_court(struct lives *v, struct sifa_record *r)
{
	set(r, "confirm_on", "2013-03-20");
	set(r, "status_matter", "yes");
	step(v->clerk, r, "ask_court", "身份关系");
	set(r, "status_matter", "no");
	step(v->clerk, r, "ask_court", NULL);
	is_in(r, "agreed", "confirming");
	due(r, "confirm", "");
	due(r, "court", "2013-04-19"); /* thirty days since 2013 */
	set(r, "court_accepted_on", "2013-03-22");
	step(v->clerk, r, "court_accept", NULL);
	set(r, "confirmed_on", "2013-04-10");
	set(r, "court_no", "(2013)垣调确字第1号");
	step(v->clerk, r, "confirm", NULL);
	is_in(r, "agreed", "confirmed");
	due(r, "court", "");
}

static void a_written_mediation_to_confirmation_and_archive(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = registered(&v, "2013-03-05");

	set(r, "accepted_on", "2013-03-05");
	set(r, "form", "书面卷宗");
	two_parties(&v, r);
	step(v.clerk, r, "accept", NULL);
	assert_string_equal(text(r, "no"), "(2013)垣新人调字第001号");
	due(r, "settle", "2013-04-07"); /* a month, and past the Qingming holiday */
	agreed_in_writing(&v, r);
	set(r, "escalated_on", "2013-03-16");
	step(v.clerk, r, "warn", "报告的单位");
	set(r, "escalated_to", "新城派出所");
	step(v.clerk, r, "warn", NULL);
	is_in(r, "agreed", "escalated");
	set(r, "calmed_on", "2013-03-17");
	step(v.clerk, r, "calm", NULL);
	confirmed_by_court(&v, r);
	step(v.clerk, r, "archive", "cannot be taken"); /* performed or not? */
	seen_performed(&v, r, "2013-04-20");
	set(r, "archived_on", "2013-05-10");
	set(r, "dossier_no", "(2013)垣新人调字第001号");
	step(v.clerk, r, "archive", "必须材料");
	set(r, "complete", "yes");
	step(v.clerk, r, "archive", NULL);
	is_in(r, "archived", "confirmed");
	nothing_due(r);
	sifa_record_free(r);
	gone(&v);
}

static void a_mediation_not_accepted_or_ended(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = registered(&v, "2013-12-02");

	set(r, "refused_on", "2013-12-03");
	step(v.clerk, r, "not_accept", "不予受理理由");
	set(r, "refuse_reason", "人民法院已经受理");
	step(v.clerk, r, "not_accept", NULL);
	is_in(r, "not_accepted", NULL);
	assert_string_equal(text(r, "no"), "");
	sifa_record_free(r);
	r = registered(&v, "2013-12-04");
	set(r, "accepted_on", "2013-12-04");
	set(r, "form", "书面卷宗");
	two_parties(&v, r);
	step(v.clerk, r, "accept", NULL);
	set(r, "closed_on", "2013-12-10");
	step(v.clerk, r, "fail", "其他救济途径");
	set(r, "told_ways", "yes");
	step(v.clerk, r, "fail", NULL);
	is_in(r, "failed", NULL);
	due(r, "archive", "2014-01-09");
	sifa_record_free(r);
	gone(&v);
}

static void the_limits_of_today(void **state)
{
	struct lives v = born(*state);
	struct sifa_record *r = blank(v.clerk, "mediation");

	set(r, "accepted_on", "2024-02-05");
	due(r, "settle", "2024-03-06"); /* thirty days; a month until 2020 */
	set(r, "accepted_on", "2020-02-05");
	due(r, "settle", "2020-03-05");
	set(r, "agreed_on", "2012-05-02");
	set(r, "confirm_on", "2012-05-07");
	due(r, "court", "2012-05-22"); /* fifteen days, and ten more */
	set(r, "court_extended_to", "2012-06-01");
	due(r, "court", "2012-06-01");
	sifa_record_free(r);
	gone(&v);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(aid_from_window_to_subsidy),
		T(an_objection_is_ruled_on_by_the_bureau),
		T(a_notice_needs_no_decision),
		T(a_signed_grant_is_enough),
		T(a_case_of_last_year_is_typed_as_it_ended),
		T(the_law_of_2022),
		T(an_oral_mediation),
		T(a_written_mediation_to_confirmation_and_archive),
		T(a_mediation_not_accepted_or_ended),
		T(the_limits_of_today),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
