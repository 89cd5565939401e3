/* test_paper.c - papers in the console: what a record has, what one still needs,
 * the preview, the outbox, the journal; and a register on paper. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* The text of the only file in the outbox whose name begins so. */
static char *outbox(const char *begin)
{
	static char text[65536];
	char cmd[600];
	FILE *f;
	size_t n;

	snprintf(cmd, sizeof cmd, "cat '%s/outbox/%s'*.txt", console_dir(), begin);
	f = popen(cmd, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	assert_int_equal(pclose(f), 0);
	text[n] = '\0';
	return text;
}

static struct vt *an_oral_case(void)
{
	struct vt *v = console_office();

	console_register(v, "人民调解登记簿");
	console_go(v, "调口字");
	vt_keys(v, "<Enter>");
	vt_expect(v, "口头协议登记");
	return v;
}

static void what_is_missing_is_asked_for_and_stored(void **state)
{
	struct vt *v = an_oral_case();

	(void)state;
	vt_keys(v, "p");
	vt_expect(v, "人民调解申请书");
	vt_refuse(v, "卷宗封面"); /* an oral agreement has no dossier */
	console_go(v, "人民调解申请书");
	vt_expect(v, "有缺项");
	vt_keys(v, "<Enter>");
	vt_expect(v, "还要填：申请事项");
	vt_refuse(v, "调委会"); /* nothing else is asked for */
	vt_expect(v, "修改：");
	vt_keys(v, "请求清理水渠<F2>");
	if (vt_sees(v, "只有提醒"))
		vt_keys(v, "<F2>");
	vt_expect(v, "人民调解申请书  共1页");
	console_go(v, "请求清理水渠");
	vt_keys(v, "w");
	vt_expect(v, "outbox/mediation_application");
	assert_non_null(strstr(outbox("mediation_application"), "    请求清理水渠"));
	vt_keys(v, "<Esc><Esc>");
	console_go(v, "mediation_application 1/1"); /* in the record's history */
	assert_non_null(strstr(vt_cursor_row(v), "打印"));
	vt_stop(v);
}

static void a_draft_needs_nothing_and_is_marked(void **state)
{
	struct vt *v = an_oral_case();

	(void)state;
	vt_keys(v, "p");
	console_go(v, "人民调解申请书");
	vt_keys(v, "x");
	vt_expect(v, "【草　　稿】");
	vt_keys(v, "x"); /* and back */
	vt_refuse(v, "【草　　稿】");
	vt_keys(v, "u");
	console_go(v, "姓名");
	assert_non_null(strstr(vt_cursor_row(v), "*"));
	vt_stop(v);
}

static void a_register_is_wider_than_the_window(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "p");
	vt_expect(v, "人民调解登记簿  共");
	vt_expect(v, "受理日期");
	vt_refuse(v, "金额（元）");
	vt_keys(v, "<Right><Right><Right><Right><Right>");
	vt_expect(v, "金额（元）");
	vt_keys(v, "<Left><Left><Left><Left><Left>");
	vt_refuse(v, "金额（元）");
	console_go(v, "本页小计");
	console_go(v, "累　　计");
	console_go(v, "第1页　共");
	vt_keys(v, "w");
	vt_expect(v, "outbox/mediation_register-2013-12-20.txt");
	vt_keys(v, "w");
	vt_expect(v, "outbox/mediation_register-2013-12-20-2.txt");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_missing_is_asked_for_and_stored,
						console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(a_draft_needs_nothing_and_is_marked, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_register_is_wider_than_the_window, console_fresh,
						console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
