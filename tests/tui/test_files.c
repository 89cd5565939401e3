/* test_files.c - evidence and dossiers in the console: files of the inbox picked by number,
 * the list on the record, out to the outbox; a dossier begun and seen whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "console.h"

static bool in_inbox(const char *name)
{
	char path[700];

	snprintf(path, sizeof path, "%s/inbox/%s", console_dir(), name);
	return !access(path, F_OK);
}

static struct vt *a_lecture(void)
{
	struct vt *v = console_office();

	console_register(v, "讲座登记簿");
	vt_keys(v, "<Enter>");
	vt_expect(v, "讲座题目");
	return v;
}

static void files_are_picked_by_number(void **state)
{
	struct vt *v;

	(void)state;
	console_inbox("a.jpg", "\xff\xd8\xff one");
	console_inbox("b.txt", "two\n");
	console_inbox("c.part", "still coming");
	v = a_lecture();
	vt_expect(v, "收件夹2件");
	vt_keys(v, "a");
	vt_expect(v, "a.jpg");
	vt_expect(v, "b.txt");
	vt_refuse(v, "c.part");
	vt_keys(v, "2");
	vt_expect(v, "b.txt已附到");
	vt_refuse(v, "2  "); /* one file is left, and it is number one */
	assert_false(in_inbox("b.txt"));
	assert_true(in_inbox("a.jpg"));
	vt_keys(v, "1"); /* the last one closes the list */
	vt_expect(v, "a.jpg已附到");
	assert_false(in_inbox("a.jpg"));
	console_go(v, "b.txt");
	vt_keys(v, "w");
	vt_expect(v, "outbox/");
	vt_keys(v, "<Enter>");
	vt_expect(v, "text/plain");
	vt_keys(v, "<Esc>a");
	vt_expect(v, "收件夹是空的");
	vt_stop(v);
}

static void a_dossier_is_begun_with_one_key(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	console_go(v, "调字第019号"); /* written, closed */
	vt_keys(v, "<Enter>");
	vt_expect(v, "书面卷宗");
	vt_keys(v, "v");
	vt_expect(v, "档案卷");
	vt_keys(v, "p");
	vt_expect(v, "案卷封面");
	vt_keys(v, "v");
	vt_expect(v, "整卷档案");
	vt_keys(v, "<PgDn><PgDn><PgDn>");
	vt_expect(v, "申请书或受理登记表");
	vt_keys(v, "w");
	vt_expect(v, "outbox/dossier-");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(files_are_picked_by_number, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_dossier_is_begun_with_one_key, console_fresh,
						console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
