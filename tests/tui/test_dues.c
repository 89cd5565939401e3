/* test_dues.c - what is due: the list, mine and the office's, the month, a day of it, and
 * back down to the record; all by keyboard. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

static struct vt *the_office(void)
{
	struct vt *v = console_office();

	vt_expect(v, "a 到期");
	return v;
}

static void overdue_comes_first_and_opens(void **state)
{
	struct vt *v;

	(void)state;
	console_import("TSK", "unit,title,received_on,due_on\n"
			      "柳河司法所,上报名册,2013-12-01,2013-12-19\n"
			      "柳河司法所,上报总结,2013-12-01,2013-12-20\n");
	v = the_office();
	vt_keys(v, "a");
	vt_expect(v, "到期事项（全所）");
	vt_expect(v, "逾期：");
	console_go(v, "上报名册");
	assert_non_null(strstr(vt_cursor_row(v), "! 2013-12-19  逾期1天"));
	vt_keys(v, "<Enter>");
	vt_expect(v, "交办事项  上报名册");
	vt_expect(v, "到期                  2013-12-19  逾期1天"); /* and what ends it */
	console_go(v, "逾期1天");
	vt_keys(v, "<Enter>");
	vt_expect(v, "修改：上报名册");
	assert_non_null(strstr(vt_cursor_row(v), "办结日期"));
	vt_keys(v, "<Esc><Esc>");
	console_go(v, "上报总结"); /* behind it, under a heading of its own */
	assert_non_null(strstr(vt_cursor_row(v), "2013-12-20"));
	vt_expect(v, "今天：");
	vt_stop(v);
}

/* A duty opens the form of the act that it asks for. */
static void what_is_owed_is_entered_from_there(void **state)
{
	struct vt *v = the_office();

	(void)state;
	vt_keys(v, "a");
	console_go(v, "电话汇报");
	vt_keys(v, "<Enter>");
	console_go(v, "电话汇报：应做1，已做0");
	vt_keys(v, "<Enter>");
	vt_expect(v, "新建：矫正日常记录");
	vt_expect(v, "矫正对象     [(2013)云柳河社矫字第");
	vt_stop(v);
}

/* A return not yet begun is nobody's own. */
static void mine_and_back(void **state)
{
	struct vt *v = the_office();

	(void)state;
	vt_keys(v, "ao");
	vt_expect(v, "到期事项（本人）");
	vt_refuse(v, "报表");
	vt_keys(v, "o");
	vt_expect(v, "到期事项（全所）");
	console_go(v, "报表");
	vt_stop(v);
}

static void a_day_of_the_month_opens(void **state)
{
	struct vt *v = the_office();

	(void)state;
	vt_keys(v, "c");
	vt_expect(v, "日历 2013-12");
	vt_expect(v, "> 20*");
	vt_keys(v, "<Right><Right><Right><Right><Right>");
	vt_expect(v, "> 25");
	vt_expect(v, "2013-12-25：到期2件");
	vt_expect(v, "第4季度矛盾纠纷排查情况汇总");
	vt_keys(v, "<Enter>");
	vt_expect(v, "到期事项（全所）  2013-12-25");
	console_go(v, "第4季度矛盾纠纷排查");
	vt_keys(v, "<Enter>");
	vt_expect(v, "交办事项  第4季度矛盾纠纷排查情况汇总");
	vt_keys(v, "<Esc><Esc>");
	vt_expect(v, "> 25");
	vt_stop(v);
}

static void moving_by_day_week_and_month(void **state)
{
	struct vt *v = the_office();

	(void)state;
	vt_keys(v, "c+");
	vt_expect(v, "> 21");
	vt_keys(v, "-<Up>");
	vt_expect(v, "> 13");
	vt_keys(v, "<Down><Down><Down>");
	vt_expect(v, "日历 2014-01");
	vt_expect(v, "> 3");
	vt_keys(v, "<End>");
	vt_expect(v, "> 31");
	vt_keys(v, "<PgDn>"); /* February has no 31st */
	vt_expect(v, "日历 2014-02");
	vt_expect(v, "> 28");
	vt_keys(v, "<PgUp><PgUp><Home>");
	vt_expect(v, "日历 2013-12");
	vt_expect(v, "> 1 休");
	vt_keys(v, "g2013-9-29<Enter>"); /* a Sunday worked for the holiday */
	vt_expect(v, "> 29 班");
	vt_keys(v, "g13-13<Enter>");
	vt_expect(v, "这不是日期");
	vt_expect(v, "> 29 班");
	vt_keys(v, "<PgDn>");
	vt_expect(v, " 1 休");
	vt_keys(v, "g.<Enter>");
	vt_expect(v, "> 20*");
	vt_stop(v);
}

static void the_menu_has_them_too(void **state)
{
	struct vt *v = the_office();

	(void)state;
	vt_keys(v, "<F10>");
	console_go(v, "月历");
	vt_keys(v, "<Enter>");
	vt_expect(v, "日历 2013-12");
	vt_keys(v, "<F10>");
	console_go(v, "本人的到期");
	vt_keys(v, "<Enter>");
	vt_expect(v, "日历 2013-12  本人");
	vt_stop(v);
}

#define T(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(overdue_comes_first_and_opens),
		T(what_is_owed_is_entered_from_there),
		T(mine_and_back),
		T(a_day_of_the_month_opens),
		T(moving_by_day_week_and_month),
		T(the_menu_has_them_too),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
