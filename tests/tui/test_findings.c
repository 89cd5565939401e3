/* test_findings.c - what the checks found: from finding to finding, rules and sources on
 * F1, warnings saved with a reason; and a clock that stands behind the last entry. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* A person with two things to look at, the telephone and the day of birth, and a hint. */
static void begin(struct vt *v)
{
	console_register(v, " 人员名册");
	vt_keys(v, "<Ins>牛二<Enter>1<Enter>1990-01-01<Enter><Enter><Enter>");
	vt_keys(v, "140827198001010018<Enter><Enter>123<Enter>");
}

static void at(struct vt *v, const char *label)
{
	if (!strstr(vt_cursor_row(v), label))
		vt_fail(v, label);
}

static void from_finding_to_finding(void **state)
{
	struct vt *v = console_office();

	(void)state;
	begin(v);
	vt_keys(v, "<F2>");
	vt_expect(v, "只有提醒");
	vt_expect(v, "1980-01-01");
	vt_keys(v, "<Enter>");
	at(v, "电话");
	vt_keys(v, "<F6>");
	at(v, "出生日期");
	vt_expect(v, "1980-01-01"); /* what was found there stands below */
	vt_keys(v, "<C-T>");
	at(v, "证件核对情况");
	vt_keys(v, "<F1>");
	vt_expect(v, "请注明证件号码是否核对过原件");
	vt_keys(v, "<Enter><F6>");
	at(v, "电话");
	vt_stop(v);
}

static void a_warning_needs_its_reason_once(void **state)
{
	struct vt *v = console_office();

	(void)state;
	begin(v);
	vt_keys(v, "<F2><F2>");
	vt_expect(v, "照纸质材料录入");
	vt_keys(v, "<C-U><Enter>");
	vt_expect(v, "没有保存");
	vt_keys(v, "<F2><F2><C-U>本人坚持<Enter>");
	vt_expect(v, "已保存");
	console_go(v, "牛二");
	vt_keys(v, "<Enter><End>"); /* its history stands at the end of the page */
	vt_expect(v, "本人坚持");
	/* the next save has nothing new to be asked about */
	vt_keys(v, "e");
	console_go(v, "民族");
	vt_keys(v, "01<Enter><F2>");
	vt_expect(v, "只有提醒");
	vt_keys(v, "<F2>");
	vt_expect(v, "已保存");
	vt_stop(v);
}

static void a_clock_behind_is_confirmed_by_a_person(void **state)
{
	char dir[120], line[400];
	const char *argv[] = {"--store", dir, NULL};
	struct vt_setup s = {.argv = argv};
	struct vt *v;

	(void)state;
	snprintf(dir, sizeof dir, "%s-later", console_dir());
	snprintf(line, sizeof line,
		 "'%s' --store '%s' --config config --now 2099-01-01 init --origin 9 --name 某县 "
		 "--user li",
		 vt_program(), dir);
	assert_int_equal(system(line), 0);
	v = vt_start(&s);
	vt_expect(v, "2099-01-01");
	vt_keys(v, "n"); /* no: it stays as it is, and asks again where something is changed */
	vt_refuse(v, "2099-01-01");
	vt_stop(v);
	v = vt_start(&s);
	vt_keys(v, "y");
	vt_expect(v, "日期已确认");
	vt_stop(v);
	snprintf(line, sizeof line, "rm -rf '%s'", dir);
	assert_int_equal(system(line), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(from_finding_to_finding),
		TEST(a_warning_needs_its_reason_once),
		TEST(a_clock_behind_is_confirmed_by_a_person),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
