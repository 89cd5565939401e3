/* test_keys.c - keys and what they cost: every function key's second route, the
 * dialects of terminals, hostile input, bytes and writes a key. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

/* ---- second routes ------------------------------------------------------------ */

/* Each key of the list does what the first one does; `undo` leads back. */
static void same(struct vt *v, const char *keys, const char *undo)
{
	char list[200], *save = NULL, *first = NULL, *before = strdup(vt_screen(v));

	assert_non_null(before);
	snprintf(list, sizeof list, "%s", keys);
	for (char *k = strtok_r(list, " ", &save); k; k = strtok_r(NULL, " ", &save)) {
		vt_keys(v, k);
		if (!first) {
			first = strdup(vt_screen(v));
			assert_non_null(first);
			if (!strcmp(first, before))
				vt_fail(v, k);
		} else if (strcmp(first, vt_screen(v)) != 0) {
			fprintf(stderr, "%s leads to another screen than %s\n%s", k, keys, first);
			vt_fail(v, k);
		}
		vt_keys(v, undo);
		if (strcmp(before, vt_screen(v)) != 0)
			vt_fail(v, "the way back leads elsewhere");
	}
	free(first);
	free(before);
}

static void every_function_key_has_a_second_route(void **state)
{
	struct vt *v = console_office();

	(void)state;
	same(v, "<F1> <C-G> ? <E1>", "<Esc>");
	same(v, "<F1> <F1>", "<C-G>");
	same(v, "<F8> <C-B> m <E8>", "<Esc>");
	same(v, "<F8> <F8>", "<F3>");
	same(v, "<F8> <F8>", "<F12>");
	same(v, "<F8> <F8>", "<C-C>");
	same(v, "<F10> <C-X> <E0>", "<Esc>");
	same(v, "<F11> <C-T> t", "<Esc>");
	same(v, "<C-Q> q", "n");
	console_register(v, "人民调解登记簿");
	same(v, "<F7> / <C-F> <E7>", "<Esc>");
	same(v, "g :", "<Esc>");
	same(v, "<Ins> n <C-N> +", "<Esc>");
	same(v, "<F2> e <E2>", "<Esc>");
	same(v, "s <F6> <C-W>", "sss");
	same(v, "<Down><Down> <Down><Down>", "<C-P><Up>");
	same(v, "<End> <C-E>", "<Home>");
	same(v, "<PgDn> <PgDn>", "<C-A>");
	vt_keys(v, "<F5><C-R>r<Enter>");
	same(v, "d <Del>", "<Esc>");
	same(v, "e <F2>", "<Esc>");
	vt_stop(v);
}

static void every_key_of_the_form_has_a_second_route(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n");
	same(v, "<Enter> <Tab> <Down>", "<Up>");
	same(v, "<Enter> <Enter>", "<S-Tab>");
	same(v, "<Enter> <Enter>", "<C-P>");
	same(v, "<PgDn> <C-V>", "<PgUp>");
	same(v, "<PgDn> <PgDn>", "<C-R>");
	same(v, "<F2> <C-S>", "<Esc>");
	vt_keys(v, "<Tab>");
	same(v, "<F4> <C-K> ? <E4>", "<Esc>");
	vt_keys(v, "<Up>");
	vt_keys(v, "甲乙<C-Z>");
	vt_expect(v, "[    ");
	vt_keys(v, "<C-Y>");
	vt_expect(v, "[甲乙 ");
	vt_keys(v, "<C-U><C-Z><BS><C-W>");
	vt_expect(v, "[   ");

	/* The value of the last record: F5, and its second key. */
	vt_keys(v, "甲-1<Enter>1<Enter>上窑村人民<Enter><Enter>");
	console_go(v, "受理日期");
	vt_keys(v, ".");
	console_save(v);
	vt_expect(v, "已保存");
	vt_keys(v, "n<F5>");
	vt_expect(v, "[甲-1");
	vt_keys(v, "<Up><C-U><C-D>");
	vt_expect(v, "[甲-1");
	vt_stop(v);
}

static void every_dialect_of_function_keys_is_read(void **state)
{
	static const char *const f1[] = {"\033OP", "\033[11~", "\033[[A", "\0331"};
	static const char *const f8[] = {"\033[19~", "\0338"};
	static const char *const home[] = {"\033OH", "\033[H", "\033[1~", "\033[7~"};
	struct vt *v = console_office();
	char first[300], row[300];

	(void)state;
	console_row(v, first, sizeof first);
	for (size_t i = 0; i < 4; i++) {
		vt_send(v, f1[i], strlen(f1[i]), 1);
		vt_expect(v, "- 按键 -");
		vt_keys(v, "<Esc>");
	}
	for (size_t i = 0; i < 2; i++) {
		vt_send(v, f8[i], strlen(f8[i]), 1);
		vt_expect(v, "1  人民调解");
		vt_keys(v, "<Esc>");
	}
	for (size_t i = 0; i < 4; i++) {
		vt_keys(v, "<Down><Down>");
		vt_send(v, home[i], strlen(home[i]), 1);
		if (strcmp(first, console_row(v, row, sizeof row)) != 0)
			vt_fail(v, "not at the first row");
	}
	vt_stop(v);
}

/* ---- hostile input --------------------------------------------------------------- */

static void unknown_sequences_do_nothing(void **state)
{
	static const char *const seqs[] = {
		"\033[1;5A", "\033[1;3D", "\033[25;2~", "\033[<0;10;5M",
		"\033[Man!", "\033O5q",	  "\033[?6c",	"\033[200;300;400;500X",
	};
	struct vt *v = console_office();
	char *before = strdup(vt_screen(v));

	(void)state;
	assert_non_null(before);
	for (size_t i = 0; i < sizeof seqs / sizeof *seqs; i++) {
		vt_send(v, seqs[i], strlen(seqs[i]), 1);
		if (strcmp(before, vt_screen(v)) != 0)
			vt_fail(v, "an unknown sequence did something");
	}
	free(before);
	vt_stop(v);
}

static void broken_bytes_never_reach_a_field(void **state)
{
	static const char bytes[] = "a\xff\xfe\xc3(\xe4\xb8z\xf5\x80\x80\x80\xed\xa0\x80"
				    "\xe4\xb8\xad" /* whole again: 中 */
				    "\033OP";
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n");
	vt_send_until(v, bytes, sizeof bytes - 1, "F10列出各键");
	vt_keys(v, "<Esc>");
	vt_expect(v, "[a");
	vt_expect(v, "中");
	vt_keys(v, "<Enter><Up>");
	vt_expect(v, "中");
	vt_stop(v);
}

static void a_paste_is_text_and_nothing_else(void **state)
{
	struct vt *v = console_office();
	char *huge = malloc(1 << 20);

	(void)state;
	assert_non_null(huge);
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n");
	vt_paste(v, "甲\t乙\r\n丙\033[31m\x01q\033");
	vt_expect(v, "甲 乙 丙[31mq");
	vt_keys(v, "<C-U>");

	/* Too long for the field: cut and told. */
	for (size_t i = 0; i < 60000; i++)
		memcpy(huge + 3 * i, "长", 3);
	huge[180000] = '\0';
	vt_paste(v, huge);
	vt_expect(v, "长长长");
	vt_expect(v, "未全部填入");
	vt_keys(v, "<C-Z><PgDn>");
	vt_paste(v, "一行\n二行\n三行");
	vt_expect(v, "[二行");
	free(huge);
	vt_stop(v);
}

/* ---- bytes and writes ---------------------------------------------------------------- */

static size_t cost(struct vt *v, const char *key)
{
	vt_keys(v, key);
	return vt_bytes(v);
}

static size_t most(struct vt *v, const char *key, int times)
{
	size_t n, top = 0;

	while (times--) {
		n = cost(v, key);
		top = n > top ? n : top;
	}
	return top;
}

/* Of the times that the key is pressed, the dearest. */
static void costs(struct vt *v, const char *what, const char *key, int times, size_t limit)
{
	size_t n = most(v, key, times);

	print_message("%s: %zu bytes\n", what, n);
	assert_in_range(n, 1, limit);
}

static void a_key_costs_few_bytes(void **state)
{
	struct vt *v = console_office();

	(void)state;
	costs(v, "a row of the first screen", "<Down>", 3, 40);
	vt_keys(v, "<F8>");
	vt_keys(v, "<Down>");
	costs(v, "a row of the menu", "<Up>", 1, 40);
	vt_keys(v, "<Esc>");
	console_register(v, "人民调解登记簿");
	costs(v, "a row of a register", "<Down>", 16, 40);
	print_message("a page of a register: %zu bytes\n", cost(v, "<PgDn>"));
	vt_keys(v, "<Enter>");
	costs(v, "a row of a record", "<Down>", 8, 40);
	vt_keys(v, "<Esc>n");
	vt_keys(v, "a");
	costs(v, "a letter in a field", "b", 20, 1 + 8);
	costs(v, "a Chinese character in a field", "字", 10, 3 + 8);
	vt_keys(v, "<PgDn>字");
	costs(v, "a Chinese character in a long text", "字", 20, 3 + 8);
	costs(v, "back in it", "<Left>", 10, 11);
	vt_keys(v, "<Esc><Enter><Esc><Esc><F11>");
	costs(v, "a row of the score", "<Down>", 8, 40);
	vt_stop(v);
}

/* In a column of its own where there is room for it, else for the row at hand. */
static void a_bureau_sees_whose_each_row_is(void **state)
{
	struct vt *v = console_open(24, 80, "zh");

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_refuse(v, "单位");
	vt_expect(v, "司法所   排序：受理日期");
	vt_resize(v, 24, 120);
	vt_expect(v, "单位         编号");
	vt_refuse(v, "司法所   排序：受理日期");
	costs(v, "a row of a bureau's register", "<Down>", 16, 40);
	vt_stop(v);
}

/* The frame is one write; the marker of the test is the other. */
static void a_key_is_one_write(void **state)
{
	static const char *const keys[] = {"<Down>", "<F8>",  "<Down>", "<Esc>", "<F1>",
					   "<Esc>",  "<F11>", "<PgDn>", "<End>", "<C-L>"};
	struct vt *v = console_office();
	long before = vt_writes(v), after;

	(void)state;
	if (before < 0) {
		print_message("the system does not count writes\n");
		vt_stop(v);
		skip();
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		vt_keys(v, keys[i]);
		after = vt_writes(v);
		if (after != before + 2) {
			fprintf(stderr, "%ld writes, %zu bytes\n", after - before, vt_bytes(v));
			vt_fail(v, keys[i]);
		}
		before = after;
	}
	vt_keys(v, "<C-O>"); /* means nothing here: nothing is written */
	assert_int_equal(vt_writes(v), before + 1);
	assert_int_equal(vt_bytes(v), 0);
	vt_stop(v);
}

static void a_key_without_meaning_says_so(void **state)
{
	struct vt *v = console_office();

	(void)state;
	vt_keys(v, "z");
	vt_expect(v, "z键在这里没有作用");
	vt_keys(v, "/张"); /* people, from the first screen */
	vt_expect(v, "人员名册  / 张");
	vt_keys(v, "<Esc><Esc>");
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n<F10>"); /* q is text in a form */
	vt_expect(v, "Ctrl-Q");
	vt_refuse(v, "Ctrl-Q q");
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(every_function_key_has_a_second_route),
		TEST(every_key_of_the_form_has_a_second_route),
		TEST(every_dialect_of_function_keys_is_read),
		TEST(unknown_sequences_do_nothing),
		TEST(broken_bytes_never_reach_a_field),
		TEST(a_paste_is_text_and_nothing_else),
		TEST(a_key_costs_few_bytes),
		TEST(a_bureau_sees_whose_each_row_is),
		TEST(a_key_is_one_write),
		TEST(a_key_without_meaning_says_so),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
