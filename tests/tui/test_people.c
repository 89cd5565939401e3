/* test_people.c - persons at the keyboard: a card reader's line, namesakes, all that a
 * person had part in, and two rows made one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

#define CARD \
	"王小满|男|汉|19800101|山西省垣曲县新城镇西滩村3组12号|142723198001011230|垣曲县公安局|" \
	"20100101-20200101<Enter>"

static void a_card_readers_line_fills_the_form(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, " 人员名册");
	vt_keys(v, "<Ins>");
	vt_keys(v, CARD);
	vt_expect(v, "[王小满");
	vt_expect(v, "[142723198001011230");
	vt_expect(v, "[1980-01-01");
	vt_expect(v, "[汉族");
	vt_expect(v, "已核对原件");
	vt_keys(v, "13803591234<Enter><F2>");
	vt_expect(v, "已保存");
	vt_keys(v, "<Ins>王小满<Enter><Enter><Enter><Enter><Enter>142723198001011230<Enter>");
	vt_expect(v, "身份证号码相同"); /* while typing */
	vt_stop(v);
}

static void a_card_in_a_picker_finds_or_makes_the_person(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "刑释解教人员花名册");
	vt_keys(v, "<Ins>");
	vt_expect(v, "编号");
	vt_keys(v, "<Enter><F4>");
	vt_expect(v, "查找>");
	vt_keys(v, CARD);
	vt_expect(v, "新建：人员");
	vt_expect(v, "[142723198001011230");
	vt_keys(v, "<F2>");
	vt_expect(v, "[王小满");
	vt_keys(v, "<Up><F4>"); /* the same card again: there by now */
	vt_expect(v, "查找>");
	vt_keys(v, CARD);
	vt_expect(v, "[王小满");
	vt_stop(v);
}

static void all_of_a_person_stands_on_one_screen(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "同人认定登记簿");
	vt_keys(v, "<Enter>");
	vt_expect(v, "15位旧号与18位新号是同一人");
	vt_keys(v, "i");
	vt_expect(v, "已认定");
	vt_expect(v, "社区矫正对象");
	console_go(v, "社区矫正对象");
	vt_keys(v, "<Enter>");
	vt_expect(v, "矫正");
	vt_keys(v, "<Esc>");
	vt_keys(v, "<Home>");
	console_go(v, "已认定");
	vt_keys(v, "j不是同一人<Enter>");
	vt_expect(v, "待拆分");
	vt_keys(v, "y"); /* not by oneself */
	vt_expect(v, "须由另一用户");
	vt_stop(v);
}

static void two_rows_are_proposed_as_one(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, " 人员名册");
	vt_keys(v, "<Ins>甄一一<F2>");
	vt_expect(v, "已保存");
	vt_keys(v, "<Ins>甄二二<F2>");
	vt_expect(v, "已保存");
	console_go(v, "甄一一");
	vt_keys(v, "<Enter>i");
	vt_expect(v, "全部记录");
	vt_keys(v, "jzee");
	vt_expect(v, "甄二二");
	vt_keys(v, "<Enter>电话相同<Enter>");
	vt_expect(v, "待审核");
	vt_expect(v, "甄二二");
	vt_stop(v);
}

static void a_record_is_handed_over_and_moved(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "<Enter>l<Down><Enter>");
	vt_expect(v, "查找>");
	vt_keys(v, "石桥司法所");
	console_pick(v, "石桥司法所");
	vt_keys(v, "区划调整<Enter>");
	vt_expect(v, "由对方答复");
	console_register(v, "移交登记簿");
	vt_keys(v, "<Enter>");
	vt_expect(v, "区划调整");
	vt_keys(v, "l<Enter><Enter>");
	vt_expect(v, "须由另一用户");
	vt_keys(v, "<Esc>");
	console_register(v, " 人员名册");
	vt_keys(v, "<Ins>甄三三<F2>");
	vt_expect(v, "已保存");
	console_go(v, "甄三三");
	vt_keys(v, "<Enter>l<Enter>石桥司法所");
	console_pick(v, "石桥司法所");
	vt_keys(v, "录错单位<Enter>");
	vt_expect(v, "已改正归属");
	vt_stop(v);
}

/* Several are marked in a register: the print has these alone, the colleague takes them. */
static void marked_records_go_to_a_colleague(void **state)
{
	struct vt *v = console_as("sfs002");

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "   ");
	vt_expect(v, "已选3条");
	vt_keys(v, "<Up> ");
	vt_expect(v, "已选2条");
	vt_keys(v, "p<PgDn>");
	vt_expect(v, "计　2条");
	vt_keys(v, "<Esc>l<Down><Enter>");
	vt_expect(v, "查找>");
	vt_keys(v, "<Esc><Esc>");
	vt_expect(v, "已选2条"); /* given up: they stay marked */
	vt_keys(v, "l<Down><Enter>sfs002a");
	console_pick(v, "sfs002a");
	vt_keys(v, "轮岗二<Enter>");
	vt_expect(v, "由接任人答复");
	vt_refuse(v, "已选2条");
	vt_stop(v);
	v = console_as("sfs002a");
	console_register(v, "移交登记簿");
	console_go(v, "sfs002a");
	vt_keys(v, "<Enter>");
	if (!vt_sees(v, "轮岗二")) { /* the one that was answered stands first */
		vt_keys(v, "<Esc><Down>");
		console_go(v, "sfs002a");
		vt_keys(v, "<Enter>");
	}
	vt_expect(v, "轮岗二");
	vt_keys(v, "l<Enter>");
	vt_keys(v, "已清点<Enter>");
	vt_expect(v, "已接收");
	vt_stop(v);
}

/* Who leaves hands over all he has, from his own row among the users. */
static void all_that_a_user_has_goes_over(void **state)
{
	struct vt *v = console_as("sfs002");

	(void)state;
	console_register(v, "用户登记簿");
	console_go(v, "sfs002a");
	vt_keys(v, "<Enter>l<Down>");
	vt_expect(v, "在办的全部移交给本单位同事");
	vt_keys(v, "<Enter>sfs002");
	console_pick(v, "sfs002 ");
	vt_keys(v, "调离<Enter>");
	vt_expect(v, "由接任人答复");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_card_readers_line_fills_the_form, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_card_in_a_picker_finds_or_makes_the_person,
						console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(all_of_a_person_stands_on_one_screen, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(two_rows_are_proposed_as_one, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_record_is_handed_over_and_moved, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(marked_records_go_to_a_colleague, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(all_that_a_user_has_goes_over, console_fresh,
						console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
