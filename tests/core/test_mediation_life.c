/* The life of a mediation: registered orally; with a dossier, confirmed by a court; not
 * accepted; ended without agreement. */
#include "lives_fixture.h"

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
	set_id(r, "mediators", mediator(&v));
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
	set_id(r, "mediators", mediator(v));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_oral_mediation),
		T(a_written_mediation_to_confirmation_and_archive),
		T(a_mediation_not_accepted_or_ended),
		T(the_limits_of_today),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
