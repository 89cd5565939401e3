/* test_numbers.c - the numbers of a letter on the console: typed, locked, refused where the
 * letter is signed; all by keyboard. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

static struct vt *the_numbers(void)
{
	struct vt *v;

	console_import("ORG", "code,name,kind,parent,established_on,population\n"
			      "SFS900,新设司法所,司法所,云泉县司法局,2013-01-01,9000\n");
	v = console_open(24, 80, "zh");
	vt_expect(v, "k 目标数");
	vt_keys(v, "k");
	vt_expect(v, "目标数  ");
	return v;
}

static void a_number_is_typed_and_locked(void **state)
{
	struct vt *v = the_numbers();

	(void)state;
	console_go(v, "新设司法所");
	assert_non_null(strstr(vt_cursor_row(v), "[____]"));
	vt_keys(v, "<Enter>12<Enter>");
	console_go(v, "新设司法所");
	assert_non_null(strstr(vt_cursor_row(v), "[12']"));
	vt_keys(v, " ");
	vt_expect(v, "[12*]");
	vt_keys(v, "<Right>");
	assert_non_null(strstr(vt_cursor_row(v), "[____]"));
	assert_non_null(strstr(vt_cursor_row(v), "12*"));
	vt_stop(v);
	assert_non_null(
		strstr(console_verb(0, "letter targets --format csv"), "SFS900,新设司法所,12,"));
}

static void a_signed_letter_is_left_alone(void **state)
{
	struct vt *v = the_numbers();

	(void)state;
	console_go(v, "柳河司法所");
	vt_keys(v, "<Enter>7<Enter>");
	vt_expect(v, "责任书已签订");
	vt_stop(v);
}

static void a_number_that_cannot_be_divided_says_why(void **state)
{
	struct vt *v = the_numbers();

	(void)state;
	vt_keys(v, "s");
	vt_expect(v, "分解总数是多少");
	vt_keys(v, "abc<Enter>");
	vt_expect(v, "请填整数");
	vt_keys(v, "s30<Enter>");
	vt_expect(v, "分解依据");
	vt_keys(v, "<C-U>nothing<Enter>");
	vt_expect(v, "不能按");
	vt_keys(v, "<Enter><Esc>"); /* the notice, then the screen */
	vt_expect(v, "k 目标数");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_number_is_typed_and_locked, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_signed_letter_is_left_alone, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_number_that_cannot_be_divided_says_why,
						console_fresh, console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
