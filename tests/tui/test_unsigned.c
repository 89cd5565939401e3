/* test_unsigned.c - a year for which no letter is signed yet: the screens say so and what to do,
 * the offices are there all the same, and the first number makes the score. */
#include "console.h"

#define SENTENCE "2016年还没有签订责任书"

static void a_year_without_a_letter_says_what_to_do(void **state)
{
	struct vt *v;

	(void)state;
	console_day("2016-03-01");
	v = console_open(24, 80, "zh");
	vt_expect(v, SENTENCE "：在司法所列表按 k 下达目标数");
	console_go(v, "石桥司法所");
	vt_keys(v, "<F11>");
	vt_expect(v, SENTENCE);
	vt_refuse(v, "人民调解工作");
	vt_keys(v, "<Enter>");
	vt_expect(v, "石桥司法所");
	vt_expect(v, SENTENCE);
	vt_stop(v);
	v = console_open(24, 80, "zh");
	vt_keys(v, "k"); /* what can be signed is there to be given out */
	vt_expect(v, "完成人民调解案件卷宗");
	vt_stop(v);
}

static void the_first_number_makes_the_score(void **state)
{
	struct vt *v;

	(void)state;
	console_day("2016-03-01");
	console_import("letter", "unit,scheme,year,period_from,period_to,targets.1.clause,"
				 "targets.1.target\n"
				 "石桥司法所,yuanqu-2013,2016,2016-01-01,2016-12-31,C4,20\n");
	v = console_open(24, 80, "zh");
	vt_refuse(v, SENTENCE);
	console_go(v, "石桥司法所");
	vt_keys(v, "<F11>");
	vt_expect(v, "2016-01-01至2016-03-01");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_year_without_a_letter_says_what_to_do,
						console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(the_first_number_makes_the_score, console_fresh,
						console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
