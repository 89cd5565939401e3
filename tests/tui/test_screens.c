/* test_screens.c - every screen as a person sees it, against the texts in
 * tests/fixtures/screens. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* Opens every screen in turn and compares it; names end in `suffix`. */
static void tour(struct vt *v, const char *suffix)
{
	char name[64];

#define GOLDEN(n) (snprintf(name, sizeof name, "%s%s", n, suffix), vt_golden(v, name))
	GOLDEN("county");
	while (!strstr(vt_cursor_row(v), "柳河司法所"))
		vt_keys(v, "<Down>");
	vt_keys(v, "<Enter>");
	GOLDEN("home");
	vt_keys(v, "<F8>");
	GOLDEN("registers");
	vt_keys(v, "11<Enter>");
	GOLDEN("ledger");
	vt_keys(v, "<Enter>");
	GOLDEN("record");
	vt_keys(v, "e");
	GOLDEN("form");
	vt_keys(v, "<Esc><Esc><Esc><Esc><F11>");
	GOLDEN("score");
	vt_keys(v, "<Down>");
	GOLDEN("clause");
#undef GOLDEN
}

static void chinese_at_80x24(void **state)
{
	struct vt *v = console_open(24, 80, "zh");

	(void)state;
	tour(v, "");
	assert_int_equal(vt_stop(v), 129);
}

static void chinese_at_200x50(void **state)
{
	struct vt *v = console_open(50, 200, "zh");

	(void)state;
	tour(v, "-wide");
	assert_int_equal(vt_stop(v), 129);
}

static void english_at_80x24(void **state)
{
	struct vt *v = console_open(24, 80, "en");

	(void)state;
	tour(v, "-en");
	assert_int_equal(vt_stop(v), 129);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(chinese_at_80x24, console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(chinese_at_200x50, console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(english_at_80x24, console_fresh, console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
