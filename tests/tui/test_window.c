/* test_window.c - the window and the terminal: other sizes in the middle of a
 * form, terminals of every kind, and giving back what was taken. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

static void another_size_keeps_text_and_cursor(void **state)
{
	static const int size[][2] = {{50, 200}, {24, 80}, {30, 100}, {10, 40}, {24, 79},
				      {23, 80},	 {1, 2},   {43, 132}, {24, 80}};
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n");
	console_go(v, "发生日期");
	vt_keys(v, "12");
	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		vt_resize(v, size[i][0], size[i][1]);
		if (size[i][0] < 24 || size[i][1] < 80) {
			if (size[i][0] > 2)
				vt_expect(v, "80x24");
			vt_keys(v, "9<Enter><Esc>"); /* nobody types blindly */
			continue;
		}
		if (!strstr(vt_cursor_row(v), "[12 "))
			vt_fail(v, "the cursor is elsewhere");
	}
	vt_keys(v, "15<Enter>");
	vt_refuse(v, "[1215 ");
	vt_expect(v, "2013-12-15");
	vt_stop(v);
}

static void popups_and_lists_follow_the_window(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "<End>");
	vt_resize(v, 24, 100);
	vt_resize(v, 50, 200);
	vt_resize(v, 24, 80);
	if (!strstr(vt_cursor_row(v), "纠纷"))
		vt_fail(v, "the cursor is on no row");
	vt_keys(v, "n<Tab><Tab><F4>");
	vt_resize(v, 50, 200);
	vt_expect(v, "龙王庙村人民调解委员会");
	vt_resize(v, 24, 80);
	vt_keys(v, "<Esc><F1>");
	vt_resize(v, 30, 90);
	vt_resize(v, 24, 80);
	vt_expect(v, "左边记号");
	vt_keys(v, "<Esc><F10>");
	vt_resize(v, 25, 80);
	vt_keys(v, "<Esc><Esc><Esc><Esc>");
	vt_resize(v, 60, 81);
	vt_expect(v, "今日");
	vt_stop(v);
}

static void a_small_window_says_so(void **state)
{
	struct vt *v = console_open(10, 60, "zh");

	(void)state;
	vt_expect(v, "窗口太小：需要80x24");
	vt_resize(v, 24, 80);
	vt_expect(v, "柳河司法所");
	vt_stop(v);
}

/* ---- terminals ------------------------------------------------------------------ */

static void every_terminal_shows_the_same(void **state)
{
	static const char *const term[] = {"xterm", "linux", "vt220", "screen-256color",
					   "tmux-256color"};
	struct vt *v = console_open(0, 0, "zh");
	char *want = strdup(vt_screen(v));

	(void)state;
	assert_non_null(want);
	vt_stop(v);
	for (size_t i = 0; i < sizeof term / sizeof *term; i++) {
		v = console_open_term(term[i], NULL);
		if (strcmp(want, vt_screen(v)) != 0)
			vt_fail(v, term[i]);
		vt_keys(v, "<Down><F8><Esc><Up>");
		if (strcmp(want, vt_screen(v)) != 0)
			vt_fail(v, term[i]);
		vt_stop(v);
	}
	free(want);
}

/* CSI ... m with a parameter of 30 to 49. */
static bool sets_colour(const char *s, size_t n)
{
	for (size_t i = 0; i + 2 < n; i++) {
		int arg = 0;
		bool colour = false;

		if (s[i] != '\033' || s[i + 1] != '[')
			continue;
		for (i += 2; i < n && (s[i] == ';' || (s[i] >= '0' && s[i] <= '9')); i++) {
			arg = s[i] == ';' ? 0 : 10 * arg + s[i] - '0';
			colour |= arg >= 30 && arg < 50;
		}
		if (i < n && s[i] == 'm' && colour)
			return true;
	}
	return false;
}

static void no_color_means_none(void **state)
{
	static const char *const env[] = {"NO_COLOR=1", NULL};
	struct vt *v = console_open_term("xterm-256color", env);
	const char *log;
	size_t n;

	(void)state;
	vt_keys(v, "<Enter><F11><Esc>");
	log = vt_log(v, &n);
	assert_false(sets_colour(log, n));
	assert_true(vt_marked(v, 2)); /* attributes still tell */
	vt_stop(v);
}

static void lines_of_the_border_are_line_characters_when_asked(void **state)
{
	static const char *const env[] = {"SIFA_BORDER=line", NULL};
	struct vt *v = console_open_term("xterm-256color", env);

	(void)state;
	vt_expect(v, "────────");
	vt_keys(v, "<F1>");
	vt_expect(v, "┌─ 按键 ─");
	vt_expect(v, "┘");
	vt_stop(v);
}

/* ---- giving back ------------------------------------------------------------------ */

static bool has(const char *log, size_t n, const char *s)
{
	return memmem(log, n, s, strlen(s)) != NULL;
}

/* Cursor, alternate screen, paste brackets, and the terminal's own modes. */
static void restored(struct vt *v, int code, int want)
{
	const char *log;
	size_t n;

	assert_int_equal(code, want);
	log = vt_log(v, &n);
	assert_true(has(log, n, "\033[?2004h"));
	assert_true(has(log, n, "\033[?2004l"));
	assert_true(has(log, n, "\033[?1049l"));
	assert_true(vt_cooked(v));
	vt_stop(v);
}

static void the_terminal_is_given_back(void **state)
{
	struct vt *v = console_office();

	(void)state;
	assert_false(vt_cooked(v));
	vt_keys(v, "<C-Z>"); /* a key like others */
	vt_expect(v, "今日");
	vt_keys(v, "q<Enter>");
	restored(v, vt_ended(v), 0);
	v = console_office();
	restored(v, vt_kill(v, SIGTERM), 128 + SIGTERM);
	v = console_office();
	restored(v, vt_kill(v, SIGINT), 128 + SIGINT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(another_size_keeps_text_and_cursor),
		TEST(popups_and_lists_follow_the_window),
		TEST(a_small_window_says_so),
		TEST(every_terminal_shows_the_same),
		TEST(no_color_means_none),
		TEST(lines_of_the_border_are_line_characters_when_asked),
		TEST(the_terminal_is_given_back),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
