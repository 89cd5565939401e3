/* test_inspect.c - three columns of a score, a sample drawn from a clause, and a list that is
 * matched at the keyboard. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

static void three_columns_stand_beside_the_score(void **state)
{
	struct vt *v;
	char id[CONSOLE_ID], csv[200];

	(void)state;
	console_id("LTR", "\"title\":\"柳河司法所\"", id);
	snprintf(csv, sizeof csv,
		 "unit,letter,item,part,at,actual,raw\n"
		 "SFS001,%s,C4,self,2013-12-10,20,600\n",
		 id);
	console_import("SCR", csv);
	v = console_office();
	vt_keys(v, "<F11>");
	vt_expect(v, "完成人民调解案件卷宗");
	vt_keys(v, "k");
	vt_expect(v, "自评、核查、终评");
	vt_expect(v, "4.96");
	vt_expect(v, "6.00");
	vt_expect(v, "20/17"); /* typed, and by the records */
	vt_keys(v, "<Home><Enter>");
	vt_expect(v, "自评");
	vt_stop(v);
}

static void a_sample_is_drawn_from_a_clause(void **state)
{
	struct vt *v = console_office();

	(void)state;
	vt_keys(v, "<F11>");
	vt_expect(v, "完成人民调解案件卷宗");
	vt_keys(v, "<Down><Enter>");
	vt_expect(v, "且案卷规范");
	vt_keys(v, "z");
	vt_expect(v, "抽样种子");
	vt_keys(v, "2013<Enter>");
	vt_expect(v, "随机抽取");
	vt_expect(v, "总体名单摘要");
	vt_stop(v);
	console_verb(0, "--format csv letter sample yuanqu-2013 C5 --office 柳河司法所 --seed 2013 "
			"--dry-run");
}

static void a_list_is_matched_by_hand(void **state)
{
	struct vt *v;

	(void)state;
	console_import("PET", "unit,no,at,name,village,listed_on\n"
			      "SFS001,信1号,2013-12-02,无此人,,2013-12-18\n");
	v = console_office();
	console_register(v, "信访来访登记簿");
	vt_keys(v, "k");
	vt_expect(v, "待核对");
	vt_expect(v, "信1号");
	vt_keys(v, "<Enter>");
	vt_expect(v, "查找>");
	vt_keys(v, "<Esc>x");
	vt_expect(v, "无关");
	vt_keys(v, "y");
	vt_expect(v, "没有待核对的了");
	vt_keys(v, "<F2>");
	vt_expect(v, "已核对完毕");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(three_columns_stand_beside_the_score, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_sample_is_drawn_from_a_clause, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_list_is_matched_by_hand, console_fresh,
						console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
