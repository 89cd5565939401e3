/* test_case.c - the work of a day, by keyboard alone: a mediation case from the
 * first screen into the ledger, the score that follows it, and back down to the
 * record; changing and deleting it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* A person of this village and group, without identity number, birth or phone. */
static void person(struct vt *v, const char *name, const char *group)
{
	vt_keys(v, "<Ins>");
	vt_keys(v, name);
	vt_keys(v, "<Enter>不详<Enter>待核<Enter><Enter><Enter>拒绝提供<Enter><Enter>不详<Enter>");
	vt_expect(v, "拒绝提供");
	vt_keys(v, "<C-U>东风村<Enter>");
	vt_expect(v, "柳河司法所"); /* in the picker: which 东风村 */
	vt_keys(v, "<Enter>");
	vt_keys(v, group);
	vt_keys(v, "<F2>");
	if (!strcmp(group, "二组")) { /* perhaps the same one: a warning can be saved over */
		vt_expect(v, "只有提醒");
		vt_keys(v, "<F2>");
		vt_expect(v, "照纸质材料录入"); /* with a reason, the usual one offered */
		vt_keys(v, "<Enter>");
	}
	vt_expect(v, "已保存");
	vt_expect(v, name);
}

static void a_person_needs_no_papers(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, " 人员名册");
	person(v, "欧阳小满", "一组");
	console_go(v, "欧阳小满");
	vt_keys(v, "<Enter>");
	vt_expect(v, "性别                  不详");
	vt_expect(v, "出生日期              待核");
	vt_expect(v, "证件号码              拒绝提供");
	vt_expect(v, "电话                  不详");
	vt_expect(v, "一组");
	vt_stop(v);
}

static void register_page(struct vt *v)
{
	vt_keys(v, "（2013）云柳河人调字第99号<Enter>");
	vt_expect(v, "(2013)云柳河人调字第99号");
	vt_keys(v, "1<Enter>");
	vt_expect(v, "书面卷宗");
	vt_keys(v, "长坪村人民调解委员会<Enter>"); /* unlike any whole name: to be picked */
	vt_expect(v, "查找>");
	vt_keys(v, "<Enter>");
	vt_expect(v, "[柳河镇长坪村人民调解委员会");
	vt_keys(v, "排查发现<Enter>");
	vt_keys(v, "?"); /* the list, by its second key */
	vt_expect(v, "物业纠纷");
	vt_keys(v, "02<Enter>");
	vt_expect(v, "[邻里纠纷");
	vt_keys(v, "0<Enter>2<Enter>");
	vt_expect(v, "[一般");
	vt_keys(v, "东风村<Enter><Enter>");
	vt_keys(v, "不详<Enter>");
	vt_keys(v, "1201<Enter>");
	vt_expect(v, "2013-12-01");
	vt_expect(v, "星期日");
	vt_keys(v, "<F4><Enter>"); /* a mediator from the list */
	vt_keys(v, "<Enter>");	   /* nobody else */
}

static void parties(struct vt *v)
{
	vt_keys(v, "<Enter>");
	vt_expect(v, "（添加一行）");
	vt_keys(v, "<Enter>1<Enter>");
	vt_expect(v, "申请人");
	vt_keys(v, "欧阳小满<Enter>"); /* two of them: township, village and group tell */
	vt_expect(v, "查找>");
	vt_expect(v, "东风村");
	vt_expect(v, "一组");
	vt_expect(v, "二组");
	console_pick(v, "二组");
	vt_keys(v, "<Enter><Enter><Enter>"); /* organisation, agent, note: the row is done */
	vt_expect(v, "申请人");
	vt_keys(v, "<Enter>2<Enter>");
	vt_keys(v, "阿依努尔·王𠅤<Enter>"); /* not known yet: made on the way */
	vt_expect(v, "没有查到");
	vt_keys(v, "<Ins>");
	vt_expect(v, "[阿依努尔·王𠅤");
	vt_keys(v, "<F2>");
	vt_expect(v, "[阿依努尔·王𠅤"); /* in the row */
	vt_keys(v, "<Enter><Enter><Enter>");
	vt_expect(v, "被申请人");
	console_go(v, "填完了");
	vt_keys(v, "<Enter>");
}

static void rest(struct vt *v)
{
	vt_expect(v, "[调解]");
	vt_keys(v, "相邻排水纠纷。<C-O>经调解达成一致。<Enter>疏通水渠<Enter>");
	vt_keys(v, "<Enter>1201<Enter>1<Enter>"); /* registered that day; told of their rights */
	vt_keys(v, "<Enter><Enter><Enter>"); /* no days of their own; the limit is worked out */
	vt_keys(v, "<Enter><Enter>5<Enter>村委会<Enter><Enter>双方到场<Enter>");
	vt_expect(v, "2013-12-05");
	console_go(v, "填完了");
	vt_keys(v, "<Enter><Enter><Enter>");		     /* not extended */
	vt_keys(v, "<Enter><Enter><Enter>1<Enter>.<Enter>"); /* not refused */
	vt_expect(v, "2013-12-20");
	vt_keys(v, "<Enter>各退一步<Enter>1500.5<Enter>");
	vt_expect(v, "1500.50");
	vt_keys(v, "+7<Enter><Enter>4<Enter>");
	console_go(v, "结案日期");
	vt_keys(v, "今<Enter>");
	vt_expect(v, "[司法确认与诉讼]");
	vt_keys(v, "<PgDn>");
	console_go(v, "防止激化");
	vt_keys(v, "<F4> <Down><Down> <Enter>");
	vt_expect(v, "防止自杀、防止群体性上访");
	vt_keys(v, "<Enter>12<Enter><PgDn>(2013)99<Enter>");
	console_go(v, "卷宗页数");
	vt_keys(v, "33<Enter>.<Enter>30<Enter>");
	console_go(v, "备注");
	vt_keys(v, "无<Enter>");
	vt_expect(v, "保存吗？");
	vt_keys(v, "<Enter>");
}

static void a_case_from_home_to_score(void **state)
{
	struct vt *v = console_office();
	double before = console_number(v, "得"), cases;
	char text[64];

	(void)state;
	console_register(v, " 人员名册");
	person(v, "欧阳小满", "一组");
	person(v, "欧阳小满", "二组");
	vt_keys(v, "<Esc><Esc>");
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n");
	register_page(v);
	parties(v);
	rest(v);
	vt_expect(v, "已保存");
	vt_expect(v, "> (2013)云柳河人调字第99号");
	vt_keys(v, "<Esc><Esc>");
	assert_true(console_number(v, "得") > before);

	/* The sheet, its clause, the records behind it, the record. */
	vt_keys(v, "t");
	console_go(v, "完成人民调解案件卷宗");
	vt_keys(v, "<Enter>");
	cases = console_number(v, "7.00 × ");
	console_go(v, "第99号");
	vt_keys(v, "<Enter>");
	vt_expect(v, "欧阳小满");
	vt_expect(v, "阿依努尔·王𠅤");

	/* Without its archive day it no longer counts, seen from below upwards. */
	console_go(v, "归档日期");
	vt_keys(v, "<Enter>");
	vt_expect(v, "修改：(2013)云柳河人调字第99号");
	vt_keys(v, "<C-U><F2>");
	vt_expect(v, "已保存");
	vt_keys(v, "<Esc>");
	vt_refuse(v, "第99号");
	vt_keys(v, "<Home>");
	assert_true(console_number(v, "7.00 × ") == cases - 1);
	vt_keys(v, "<Esc><Esc>");
	snprintf(text, sizeof text, "得%.2f分", before);
	vt_expect(v, text);
	vt_stop(v);
	assert_non_null(strstr(console_verb(0, "check"), "0"));
}

static void a_record_is_deleted_with_a_reason(void **state)
{
	struct vt *v = console_office();
	char row[300];

	(void)state;
	console_register(v, "人民调解登记簿");
	console_row(v, row, sizeof row);
	vt_keys(v, "<Enter>d<Enter>");
	vt_expect(v, "应写明理由");
	vt_keys(v, "d重复登记<Enter>");
	vt_expect(v, "删除(2013)云柳河人调");
	vt_keys(v, "n");
	vt_expect(v, "> 状态"); /* no is no */
	vt_keys(v, "<Del>重复登记<Enter>y");
	vt_expect(v, "已删除");
	vt_refuse(v, row + strlen("> "));
	vt_stop(v);
	console_verb(0, "check");
}

static void who_is_referred_to_stays(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解委员会登记簿");
	vt_keys(v, "<Enter>d撤销<Enter>y");
	vt_refuse(v, "已删除");
	vt_expect(v, "上窑村人民调解委员会");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_person_needs_no_papers, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_case_from_home_to_score, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_record_is_deleted_with_a_reason, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(who_is_referred_to_stays, console_fresh,
						console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
