/* test_screens.c - every screen as a person sees it, against the texts in
 * tests/fixtures/screens. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* The main screens, one after the other. */
static void tour(struct vt *v, const char *suffix)
{
	vt_golden(v, "county", suffix);
	console_go(v, "柳河司法所");
	vt_keys(v, "<Enter>");
	vt_golden(v, "home", suffix);
	vt_keys(v, "a");
	vt_golden(v, "dues", suffix);
	vt_keys(v, "c");
	vt_golden(v, "calendar", suffix);
	vt_keys(v, "<Esc><Esc>");
	vt_keys(v, "<F8>");
	vt_golden(v, "registers", suffix);
	vt_keys(v, "12<Enter>");
	vt_golden(v, "ledger", suffix);
	vt_keys(v, "<Enter>");
	vt_golden(v, "record", suffix);
	vt_keys(v, "e");
	vt_golden(v, "form", suffix);
	vt_keys(v, "<Esc><Esc><Esc><Esc><F11>");
	vt_golden(v, "score", suffix);
	console_go(v, "一1");
	vt_keys(v, "<Enter>");
	vt_golden(v, "clause", suffix);
	vt_keys(v, "<Tab>");
	vt_golden(v, "behind", suffix);
	vt_keys(v, "y");
	vt_golden(v, "explain", suffix);
	vt_keys(v, "p");
	vt_golden(v, "explain-paper", suffix);
	vt_keys(v, "<Esc><Esc><Esc><Esc>");
}

/* From the county: side by side, the bulletin, what must be pressed, what if. */
static void tour_matrix(struct vt *v, const char *suffix)
{
	vt_keys(v, "<Esc>x");
	vt_golden(v, "matrix", suffix);
	vt_keys(v, "<Right><Right>s");
	vt_golden(v, "matrix-sorted", suffix);
	vt_keys(v, "p");
	vt_golden(v, "bulletin", suffix);
	vt_keys(v, "<Esc>k");
	vt_golden(v, "press", suffix);
	vt_keys(v, "<Esc>v<Right>t");
	vt_golden(v, "try", suffix);
	vt_keys(v, "<Enter>");
	vt_keys(v, "<BS><BS><BS><BS>14<Enter>");
	vt_golden(v, "try-weight", suffix);
	vt_keys(v, "<Esc><Enter>");
	vt_golden(v, "matrix-clause", suffix);
	vt_keys(v, "<Esc><Esc>");
}

/* Forms and what opens from them. */
static void tour_form(struct vt *v, const char *suffix)
{
	vt_keys(v, "<F8>12<Enter><Ins>");
	vt_golden(v, "form-new", suffix);
	vt_keys(v, "X<Tab>");
	vt_keys(v, "<F4>");
	vt_golden(v, "codes", suffix);
	vt_keys(v, "<Esc><Tab><F4>");
	vt_golden(v, "pick", suffix);
	vt_keys(v, "柳<BS>王");
	vt_golden(v, "pick-none", suffix);
	vt_keys(v, "<Esc><F1>");
	vt_golden(v, "help", suffix);
	vt_keys(v, "<Esc><F10>");
	vt_golden(v, "commands", suffix);
	vt_keys(v, "<Esc><F2>");
	vt_golden(v, "findings", suffix);
	vt_keys(v, "<Esc><Esc>");
	vt_golden(v, "leave", suffix);
	vt_keys(v, "<Enter><Ins>");
	vt_golden(v, "drafts", suffix);
	vt_keys(v, "d");
	vt_golden(v, "discard", suffix);
	vt_keys(v, "n<Enter>");
	console_go(v, "当事人");
	vt_keys(v, "<Enter>");
	vt_golden(v, "table-empty", suffix);
	vt_keys(v, "<Enter>1");
	vt_golden(v, "row", suffix);
	vt_keys(v, "<Enter>李");
	vt_keys(v, "<F4>");
	vt_golden(v, "pick-person", suffix);
	vt_keys(v, "<Enter><F2>");
	vt_golden(v, "table", suffix);
	vt_keys(v, "<Down><Enter>");
	vt_golden(v, "form-page2", suffix);
	vt_keys(v, "<Esc><Enter><Esc><Esc>");
	vt_golden(v, "home-drafts", suffix);
}

static void chinese_at_80x24(void **state)
{
	struct vt *v = console_open(24, 80, "zh");

	(void)state;
	tour(v, "");
	tour_matrix(v, "");
	vt_keys(v, "<Enter>");
	tour_form(v, "");
	assert_int_equal(vt_stop(v), 129);
}

static void a_window_too_small(void **state)
{
	struct vt *v = console_open(10, 60, "zh");

	(void)state;
	vt_golden(v, "small", "");
	vt_stop(v);
	v = console_open(23, 79, "en");
	vt_golden(v, "small-en", "");
	vt_stop(v);
}

static void chinese_at_200x50(void **state)
{
	struct vt *v = console_open(50, 200, "zh");

	(void)state;
	tour(v, "-wide");
	tour_matrix(v, "-wide");
	assert_int_equal(vt_stop(v), 129);
}

static void english_at_80x24(void **state)
{
	struct vt *v = console_open(24, 80, "en");

	(void)state;
	tour(v, "-en");
	tour_matrix(v, "-en");
	assert_int_equal(vt_stop(v), 129);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(chinese_at_80x24, console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(a_window_too_small, console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(chinese_at_200x50, console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(english_at_80x24, console_fresh, console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
