/* test_step.c - the steps of a record in the console, on fixtures/flow: which there are and
 * why not, the form of one, a signature on paper, the papers that follow, drafts; and a
 * case written down afterwards. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* One case under review, and the console on its record. */
static struct vt *a_case(int rows, int cols, const char *lang)
{
	struct vt *v;

	console_import("aid", "no,name,cause,applied_on\n〔2013〕援字第1号,某甲,欠薪,2013-12-02\n");
	v = console_open(rows, cols, lang);
	console_register(v, !strcmp(lang, "en") ? "Register of aid" : "援助登记簿");
	vt_keys(v, "<Enter>");
	return v;
}

static struct vt *the_case(void)
{
	struct vt *v = a_case(0, 0, "zh");

	vt_expect(v, "状态");
	vt_expect(v, "受理审查 2013-12-02");
	return v;
}

/* ---- one act ---- */

static void a_step_is_taken_and_its_paper_offered(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_keys(v, "b");
	vt_expect(v, "通知补正");
	vt_keys(v, "<Enter>");
	vt_expect(v, "通知补正  某甲"); /* its form asks for the day alone */
	vt_refuse(v, "案由");
	vt_keys(v, "1205<Enter>");
	vt_expect(v, "办理这一步吗？");
	vt_keys(v, "<Enter>");
	vt_expect(v, "本步骤的文书");
	vt_expect(v, "补充材料通知书");
	vt_expect(v, "已办理：通知补正。现在是：补正");
	vt_keys(v, "<Enter>");
	vt_expect(v, "补充材料通知书  共1页");
	vt_keys(v, "<Esc><Esc>");
	vt_expect(v, "补正 2013-12-05");
	console_go(v, "通知补正"); /* its history */
	vt_stop(v);
	assert_non_null(
		strstr(console_verb(0, "list aid --where state=completing"), "〔2013〕援字第1号"));
	console_verb(0, "check");
}

/* Today, where the case is worked on now; of an old one no day is known. */
static void the_day_of_a_step_is_proposed(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_expect(v, "2013-12-11  逾期9天  审查决定（填“决定日期”）");
	vt_keys(v, "b<Enter>");
	assert_non_null(strstr(vt_cursor_row(v), ">*="));
	assert_non_null(strstr(vt_cursor_row(v), "2013-12-20"));
	vt_keys(v, "<Esc><Esc><Esc>");
	vt_keys(v, "n〔2013〕援字第9号<Enter>某丙<Enter>欠薪<Enter>20130601<Enter><F2>");
	vt_expect(v, "已保存");
	console_go(v, "第9号");
	vt_keys(v, "<Enter>b<Enter>");
	assert_non_null(strstr(vt_cursor_row(v), ">*  "));
	assert_null(strstr(vt_cursor_row(v), "2013-12-20"));
	vt_stop(v);
}

static void a_guard_refuses_and_a_signature_helps(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_keys(v, "b");
	console_go(v, "决定给予");
	vt_keys(v, "<Enter>1206<Enter>赵<Enter>赵<F2>");
	vt_expect(v, "审查人与审批人不得为同一人");
	vt_keys(v, "<Enter>"); /* to the field that is meant */
	vt_expect(v, "> ~ 审批人");
	vt_keys(v, "<Enter>王局长<Enter>1207<Enter>司〔2013〕8号<F2>");
	vt_expect(v, "已办理：决定给予。现在是：给予");
	console_go(v, "王局长"); /* in the table of signatures */
	vt_stop(v);
	console_verb(0, "check");
}

static void a_signature_needs_its_day(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_keys(v, "b");
	console_go(v, "决定给予");
	vt_keys(v, "<Enter>1206<Enter><Enter><Enter>王局长<F2>");
	vt_expect(v, "纸面签批须写明签批人和日期");
	vt_stop(v);
	assert_null(strstr(console_verb(0, "list aid --where state=granted"), "〔2013〕援字第1号"));
}

/* What is still to be filled in is not of the step: its own form is opened at the field,
 * and the step goes on where it was. */
static void what_is_lacking_is_filled_in_on_the_way(void **state)
{
	struct vt *v;

	(void)state;
	console_import("aid", "no,name,applied_on\n〔2013〕援字第1号,某甲,2013-12-02\n");
	v = console_open(0, 0, "zh");
	console_register(v, "援助登记簿");
	vt_keys(v, "<Enter>b");
	console_go(v, "决定不予");
	vt_expect(v, "! 决定不予");
	vt_expect(v, "案由：");
	vt_keys(v, "<Enter>1206<F2>");
	vt_expect(v, "案由: ");
	vt_keys(v, "<Enter>");
	vt_expect(v, "修改：某甲");
	vt_expect(v, "> ");
	vt_keys(v, "欠薪<F2>");
	vt_expect(v, "决定不予  某甲");
	vt_expect(v, "[2013-12-06");
	vt_keys(v, "<F2>");
	vt_expect(v, "现在是：不予");
	vt_stop(v);
	console_verb(0, "check");
}

/* A step that begins another record opens its form, filled in; left alone it is a draft. */
static void what_a_step_begins_is_offered(void **state)
{
	struct vt *v;

	(void)state;
	console_import("aid", "no,name,cause,applied_on,decision,decided_on\n"
			      "〔2013〕援字第1号,某甲,欠薪,2013-12-02,1,2013-12-05\n");
	v = console_open(0, 0, "zh");
	console_register(v, "援助登记簿");
	vt_keys(v, "<Enter>b");
	console_go(v, "结案");
	vt_keys(v, "<Enter>1210<F2>");
	vt_expect(v, "现在是：结案");
	vt_expect(v, "新建：回访");
	vt_expect(v, "[2013-12-10");
	vt_expect(v, "[某甲");
	vt_keys(v, "<Esc>");
	vt_expect(v, "存为草稿");
	vt_keys(v, "<Enter><Esc><Esc><Esc>");
	vt_expect(v, "回访");
	vt_keys(v, "<Enter>");
	vt_expect(v, "[某甲");
	vt_keys(v, "<F2>");
	vt_expect(v, "已保存");
	vt_stop(v);
	assert_non_null(strstr(console_verb(0, "list visit"), "2013-12-10"));
	console_verb(0, "check");
}

/* ---- told ---- */

static void a_step_with_warnings_needs_a_reason(void **state)
{
	struct vt *v;

	(void)state;
	console_import("aid", "no,name,cause,applied_on,decision,decided_on\n"
			      "〔2013〕援字第1号,某甲,欠薪,2013-12-02,1,2013-12-05\n");
	v = console_open(0, 0, "zh");
	console_register(v, "援助登记簿");
	vt_keys(v, "<Enter>b");
	console_go(v, "结案");
	vt_keys(v, "<Enter>1204<F2>");
	vt_expect(v, "结案早于决定");
	vt_refuse(v, "现在是：结案");
	vt_keys(v, "<F2>");
	vt_expect(v, "理由");
	vt_keys(v, "<C-u><Enter>");
	vt_expect(v, "没有保存");
	vt_keys(v, "<F2><F2><C-u>决定书补签<Enter>");
	vt_expect(v, "现在是：结案");
	vt_stop(v);
	assert_non_null(
		strstr(console_verb(0, "list aid --where state=closed"), "〔2013〕援字第1号"));
	console_verb(0, "check");
}

static void f1_tells_the_law(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_keys(v, "b");
	console_go(v, "决定给予");
	vt_keys(v, "<F1>");
	vt_expect(v, "依据：法律援助法第四十三条");
	vt_expect(v, "要填：决定日期；审查人；审批人");
	vt_keys(v, "<Enter><C-G>"); /* its second route */
	vt_expect(v, "依据：法律援助法第四十三条");
	vt_stop(v);
}

static void the_state_opens_the_steps_too(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_keys(v, "<Enter>");
	vt_expect(v, "决定不予");
	vt_keys(v, "<Esc><F10>");
	console_go(v, "可以办理的步骤");
	vt_keys(v, "<Enter>");
	vt_expect(v, "决定不予");
	vt_stop(v);
}

/* ---- drafts ---- */

static void a_half_typed_step_is_kept(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_keys(v, "b");
	console_go(v, "决定给予");
	vt_keys(v, "<Enter>1206<Enter>钱<Enter><Enter>王局长<Enter><Esc>");
	vt_expect(v, "存为草稿");
	vt_keys(v, "<Enter><Esc><Esc><Esc><Esc>");
	vt_expect(v, "决定给予 某甲");
	vt_keys(v, "<Enter>"); /* from the first screen: the form of that step again */
	vt_expect(v, "决定给予  某甲");
	vt_expect(v, "[钱");
	vt_expect(v, "[王局长");
	assert_int_equal(vt_stop(v), 129); /* the line is cut */
	v = console_open(0, 0, "zh");
	vt_keys(v, "<Enter>");
	vt_expect(v, "[王局长");
	vt_keys(v, "<Enter>1206<F2>"); /* on where it was left */
	vt_expect(v, "现在是：给予");
	vt_keys(v, "<Esc>");
	vt_stop(v);
	console_verb(0, "check");
}

/* ---- past a step ---- */

static void the_form_sends_to_the_step(void **state)
{
	struct vt *v = the_case();

	(void)state;
	vt_keys(v, "e");
	console_go(v, "审查人");
	vt_keys(v, "赵<Enter>赵<Enter>1<Enter>1206<F2>");
	vt_expect(v, "审查人与审批人不得为同一人");
	vt_expect(v, "要经“决定给予”这一步");
	vt_stop(v);
	assert_null(strstr(console_verb(0, "list aid --where state=granted"), "〔2013〕援字第1号"));
}

static void written_down_afterwards(void **state)
{
	struct vt *v = console_open(0, 0, "zh");

	(void)state;
	console_register(v, "援助登记簿");
	vt_keys(v, "n旧字7号<Enter>某乙<Enter>欠薪<Enter>20120301<Enter>");
	vt_refuse(v, "补录");
	console_go(v, "审查人");
	vt_keys(v, "赵<Enter>赵<Enter>1<Enter>20120320<Enter>");
	console_go(v, "结案日期");
	vt_refuse(v, "补录");
	vt_keys(v, "20120903<Enter>");
	vt_expect(v, "补录：不提醒，不算逾期");
	vt_keys(v, "<F2>");
	vt_expect(v, "已保存：某乙");
	vt_keys(v, "<Enter>");
	vt_expect(v, "结案 2012-09-03");
	console_go(v, "新建      admin");
	assert_non_null(strstr(vt_cursor_row(v), "补录"));
	vt_keys(v, "<Esc><Esc><Esc>");
	vt_expect(v, "逾期0件");
	vt_stop(v);
}

/* ---- as it looks ---- */

static void tour(int rows, int cols, const char *lang, const char *suffix)
{
	struct vt *v = a_case(rows, cols, lang);

	vt_golden(v, "flow-record", suffix);
	vt_keys(v, "b");
	vt_golden(v, "flow-steps", suffix);
	vt_keys(v, "<Down><F1>");
	vt_golden(v, "flow-law", suffix);
	vt_keys(v, "<Esc><Enter>");
	vt_golden(v, "flow-form", suffix);
	vt_keys(v, "<Esc><Up><Enter>1205<F2>");
	vt_golden(v, "flow-papers", suffix);
	assert_int_equal(vt_stop(v), 129);
}

static void as_it_looks(void **state)
{
	(void)state;
	tour(0, 0, "zh", "");
}

static void as_it_looks_wide(void **state)
{
	(void)state;
	tour(50, 200, "zh", "-wide");
}

static void as_it_looks_in_english(void **state)
{
	(void)state;
	tour(0, 0, "en", "-en");
}

#define T(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_step_is_taken_and_its_paper_offered),
		T(the_day_of_a_step_is_proposed),
		T(a_guard_refuses_and_a_signature_helps),
		T(a_signature_needs_its_day),
		T(what_is_lacking_is_filled_in_on_the_way),
		T(what_a_step_begins_is_offered),
		T(a_step_with_warnings_needs_a_reason),
		T(f1_tells_the_law),
		T(the_state_opens_the_steps_too),
		T(a_half_typed_step_is_kept),
		T(the_form_sends_to_the_step),
		T(written_down_afterwards),
		T(as_it_looks),
		T(as_it_looks_wide),
		T(as_it_looks_in_english),
	};

	return cmocka_run_group_tests(tests, console_make_flow, console_drop);
}
