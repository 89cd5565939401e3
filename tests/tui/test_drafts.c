/* test_drafts.c - nothing typed is lost: drafts after kill -9, a lost line and
 * leaving; two people in one record; a store that another process holds. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console.h"

/* A new case, its first two fields accepted, the cursor in the third. */
static void begin(struct vt *v, const char *no)
{
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n");
	if (vt_sees(v, "继续填写"))
		console_pick(v, "新建一条");
	vt_keys(v, no);
	vt_keys(v, "<Enter>2<Enter>");
	vt_expect(v, "口头协议登记");
}

static void to_home(struct vt *v)
{
	for (int i = 0; i < 6 && !vt_sees(v, "今日"); i++)
		vt_keys(v, "<Esc>");
	vt_expect(v, "今日");
}

static void what_is_typed_outlives_kill_9(void **state)
{
	struct vt *v = console_office();

	(void)state;
	begin(v, "甲-1");
	vt_keys(v, "<PgDn><PgUp>");
	console_go(v, "当事人");
	vt_keys(v, "<Enter><Enter>1<Enter><Tab>某公司<Enter>"); /* in the middle of a row */
	assert_int_equal(vt_kill(v, SIGKILL), 128 + SIGKILL);
	vt_stop(v);

	v = console_office();
	vt_expect(v, "未完成的表单：1份");
	console_go(v, "甲-1");
	vt_keys(v, "<Enter>");
	vt_expect(v, "[甲-1");
	vt_expect(v, "口头协议登记");
	vt_expect(v, "[某公司 ");
	if (!strstr(vt_cursor_row(v), "当事人")) /* where it was left */
		vt_fail(v, "not at the last field");
	vt_keys(v, "<Enter>");
	vt_expect(v, "申请人");
	vt_expect(v, "某公司");
	vt_stop(v);
}

static void several_drafts_are_offered_again(void **state)
{
	struct vt *v = console_office();

	(void)state;
	begin(v, "甲-1");
	vt_keys(v, "<Esc><Enter><Esc><Esc>");
	begin(v, "乙-2");
	vt_keys(v, "<Esc><Enter><Esc><Esc>");
	console_register(v, "人民调解登记簿");
	vt_keys(v, "e");
	console_go(v, "难易程度");
	vt_keys(v, "4<Enter><Esc><Enter>");
	to_home(v);
	vt_expect(v, "未完成的表单：3份");
	vt_expect(v, "甲-1");
	vt_expect(v, "乙-2");
	vt_expect(v, "修改   人民调解案件");

	/* A new case is offered the two new ones, not the change. */
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n");
	vt_expect(v, "草稿： 甲-1");
	vt_expect(v, "草稿： 乙-2");
	vt_refuse(v, "草稿： (2013)");
	console_go(v, "乙-2");
	vt_keys(v, "d");
	vt_expect(v, "丢弃此草稿吗");
	vt_keys(v, "<Enter>"); /* alone loses nothing */
	vt_expect(v, "丢弃此草稿吗");
	vt_keys(v, "y");
	vt_refuse(v, "乙-2");
	vt_expect(v, "甲-1");
	vt_keys(v, "<Esc>");
	to_home(v);
	vt_expect(v, "未完成的表单：2份");

	/* Saved, it is no draft any more. */
	console_go(v, "甲-1");
	vt_keys(v, "<Enter><Tab>上窑村人民调解委员会<Enter><Enter>");
	console_go(v, "受理日期");
	vt_keys(v, ".");
	console_save(v);
	vt_expect(v, "已保存");
	vt_expect(v, "未完成的表单：1份");
	vt_stop(v);
}

static void esc_changes_nothing_and_nothing_is_no_draft(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n<Tab><Tab><Esc>");
	vt_expect(v, "排序：");
	vt_keys(v, "nX<Esc>");
	vt_expect(v, "离开表单吗");
	vt_keys(v, "<Esc>"); /* no: back into the form */
	vt_expect(v, "[X");
	vt_keys(v, "<Esc>y");
	vt_expect(v, "排序：");
	vt_stop(v);
}

static void a_lost_line_keeps_the_draft(void **state)
{
	struct vt *v = console_office();

	(void)state;
	begin(v, "丙-3");
	vt_keys(v, "没有确认的文字");
	assert_int_equal(vt_hangup(v), 128 + SIGHUP);
	vt_stop(v);
	v = console_office();
	console_go(v, "丙-3");
	vt_keys(v, "<Enter>");
	vt_expect(v, "没有确认的文字");
	vt_keys(v, "<Tab>"); /* the picker of what is not known */
	vt_expect(v, "没有查到");
	vt_keys(v, "<Esc><C-U><Esc><Enter>");
	begin(v, "丁-4");
	console_go(v, "当事人");
	vt_keys(v, "<Enter><Enter>2<Enter><Tab>某某商店");
	assert_int_equal(vt_kill(v, SIGTERM), 128 + SIGTERM);
	vt_stop(v);
	v = console_office();
	console_go(v, "丁-4");
	vt_keys(v, "<Enter>");
	vt_expect(v, "某某商店");
	vt_stop(v);
}

static void leaving_the_program_keeps_it_too(void **state)
{
	struct vt *v = console_office();

	(void)state;
	begin(v, "戊-5");
	vt_keys(v, "半句");
	vt_keys(v, "<C-Q>");
	vt_expect(v, "退出程序吗");
	vt_keys(v, "<Enter>");
	assert_int_equal(vt_ended(v), 0);
	vt_stop(v);
	v = console_office();
	console_go(v, "戊-5");
	vt_keys(v, "<Enter>");
	vt_expect(v, "半句");
	vt_stop(v);
}

static void a_row_is_not_left_with_a_name_unpicked(void **state)
{
	struct vt *v = console_office();

	(void)state;
	begin(v, "己-6");
	console_go(v, "当事人");
	vt_keys(v, "<Enter><Enter>1<Enter>查无此人<Esc>");
	vt_expect(v, "还没有选定");
	vt_expect(v, "[查无此人");
	vt_keys(v, "<F2>");
	vt_expect(v, "还没有选定");
	vt_keys(v, "<C-U><Esc>");
	vt_expect(v, "（添加一行）");
	vt_expect(v, "申请人");
	vt_keys(v, "<Up><Enter><C-U><Esc>"); /* an emptied row is no row */
	vt_refuse(v, "申请人");
	vt_expect(v, "> （添加一行）");
	vt_stop(v);
}

/* ---- two people ------------------------------------------------------------- */

static void edit_first(struct vt *v)
{
	console_register(v, "人民调解登记簿");
	vt_keys(v, "e");
	if (vt_sees(v, "继续填写")) /* the same account types elsewhere */
		console_pick(v, "修改现有记录");
	vt_expect(v, "修改：(2013)");
}

static void two_in_one_record_learn_of_it(void **state)
{
	struct vt *a = console_office(), *b = console_office();

	(void)state;
	edit_first(a);
	edit_first(b);
	console_go(a, "难易程度");
	vt_keys(a, "4<Enter>");
	console_go(b, "发生日期");
	vt_keys(b, "1210<Enter>");
	console_save(a);
	vt_expect(a, "已保存");
	console_save(b);
	vt_expect(b, "他人改动了此记录");
	vt_keys(b, "y");
	vt_expect(b, "请看过后再保存");
	vt_expect(b, "重大"); /* what the first one wrote */
	vt_expect(b, "2013-12-10");
	console_save(b);
	vt_expect(b, "已保存");

	/* The first one, going on from an old page, learns of the second. */
	vt_keys(a, "e");
	vt_expect(a, "2013-12-10");
	vt_stop(a);
	vt_stop(b);
	console_verb(0, "check");
}

static void the_same_field_by_both_is_named(void **state)
{
	struct vt *a = console_office(), *b = console_office();

	(void)state;
	edit_first(a);
	edit_first(b);
	console_go(a, "难易程度");
	vt_keys(a, "4<Enter>");
	console_go(b, "难易程度");
	vt_keys(b, "1<Enter>");
	console_save(a);
	console_save(b);
	vt_expect(b, "他人改动了此记录");
	vt_keys(b, "n");
	vt_expect(b, "简易"); /* nothing lost by saying no */
	console_save(b);
	vt_keys(b, "y");
	vt_expect(b, "难易程度。"); /* named as changed by both */
	vt_keys(b, "<Enter>");
	console_save(b);
	vt_expect(b, "已保存");
	vt_stop(b);
	assert_non_null(strstr(console_verb(0, "list MED --where difficulty=simple"), "云柳河"));
	vt_stop(a);
}

static void deleted_meanwhile_keeps_what_was_typed(void **state)
{
	struct vt *a = console_office(), *b = console_office();

	(void)state;
	edit_first(a);
	console_go(a, "难易程度");
	vt_keys(a, "4<Enter>");
	console_register(b, "人民调解登记簿");
	vt_keys(b, "<Enter>d重复<Enter>y");
	vt_expect(b, "已删除");
	console_save(a);
	vt_refuse(a, "已保存");
	vt_expect(a, "他人已删除此记录");
	vt_keys(a, "<Enter>");
	vt_expect(a, "[重大");
	vt_keys(a, "<Esc><Enter>");
	for (int i = 0; i < 3 && !vt_sees(a, "今日"); i++)
		vt_keys(a, "<Esc>");
	console_go(a, "修改   人民调解案件"); /* the draft begins a new one */
	vt_keys(a, "<Enter>");
	vt_expect(a, "新建：人民调解案件");
	vt_expect(a, "[重大");
	vt_stop(a);
	vt_stop(b);
}

/* ---- a held store -------------------------------------------------------------- */

static void a_held_store_is_told_and_nothing_lost(void **state)
{
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 1};
	struct vt *v = console_office();
	char path[200];
	int gate;

	(void)state;
	edit_first(v);
	console_go(v, "难易程度");
	vt_keys(v, "4<Enter>");
	snprintf(path, sizeof path, "%s/gate", console_dir());
	gate = open(path, O_RDWR | O_CLOEXEC);
	assert_true(gate >= 0);
	assert_int_equal(pwrite(gate, "nightly import", 15, 16), 15);
	assert_int_equal(fcntl(gate, F_OFD_SETLK, &l), 0);
	console_save(v);
	vt_expect(v, "nightly import");
	vt_expect(v, "[重大");
	close(gate);
	console_save(v);
	vt_expect(v, "已保存");
	vt_stop(v);
	assert_non_null(strstr(console_verb(0, "list MED --where difficulty=major"), "云柳河"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_typed_outlives_kill_9),
		TEST(several_drafts_are_offered_again),
		TEST(esc_changes_nothing_and_nothing_is_no_draft),
		TEST(a_lost_line_keeps_the_draft),
		TEST(leaving_the_program_keeps_it_too),
		TEST(a_row_is_not_left_with_a_name_unpicked),
		TEST(two_in_one_record_learn_of_it),
		TEST(the_same_field_by_both_is_named),
		TEST(deleted_meanwhile_keeps_what_was_typed),
		TEST(a_held_store_is_told_and_nothing_lost),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
