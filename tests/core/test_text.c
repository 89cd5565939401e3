/* Text: what may be stored, columns, character boundaries, mappings, GB18030. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/text.h"

struct sample {
	const char *s;
	size_t n, at; /* at: offset of the offence */
};
#define SAMPLE(text, offset) \
	{ \
		text, sizeof(text) - 1, offset \
	}

static void good_text_is_accepted(void **state)
{
	static const char *const good[] = {
		"",
		"abc",
		"垣曲县司法局",
		"买买提·吐尔逊",
		"𠅤𬱖",			     /* plane 2 */
		"\xF0\xB2\x8E\xB0",		     /* U+323B0, unassigned */
		"\xF0\xBA\xBC\x80",		     /* U+3AF00, unassigned */
		"\xEE\xA0\x80",			     /* U+E800, private use */
		"葛\xF3\xA0\x84\x80",		     /* with a variation selector */
		"e\xCC\x81\xCC\x81\xCC\x81\xCC\x81", /* four marks */
		"بىر",
		"བོད",
		"\xEF\xBF\xBD",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		size_t at = 99;
		const char *why = NULL;

		if (!sifa_text_check(good[i], strlen(good[i]), 0, &at, &why))
			fail_msg("%s refused at %zu: %s", good[i], at, why);
	}
}

static void bad_text_is_refused_with_its_place(void **state)
{
	static const struct sample bad[] = {
		SAMPLE("a\x80", 1),	       /* continuation alone */
		SAMPLE("\xC0\xAF", 0),	       /* overlong */
		SAMPLE("\xC1\xBF", 0),	       /* overlong */
		SAMPLE("\xE0\x80\xAF", 0),     /* overlong */
		SAMPLE("\xF0\x80\x80\xAF", 0), /* overlong */
		SAMPLE("法\xED\xA0\x80", 3),   /* surrogate */
		SAMPLE("\xED\xBF\xBF", 0),     /* surrogate */
		SAMPLE("\xF4\x90\x80\x80", 0), /* over 10FFFF */
		SAMPLE("\xF5\x80\x80\x80", 0),
		SAMPLE("\xFF", 0),
		SAMPLE("法\xE6\xB3", 3), /* cut */
		SAMPLE("\xF0\xA0\x85", 0),
		SAMPLE("a\0b", 1),
		SAMPLE("a\x1b[2J", 1),
		SAMPLE("a\tb", 1),
		SAMPLE("a\nb", 1),
		SAMPLE("a\rb", 1),
		SAMPLE("a\x7F", 1),
		SAMPLE("a\xC2\x80", 1),
		SAMPLE("a\xC2\x9B", 1),
		SAMPLE("a\xC2\xAD", 1),
		SAMPLE("a\xD8\x9C", 1),	    /* 061C */
		SAMPLE("a\xE2\x80\x8B", 1), /* 200B */
		SAMPLE("a\xE2\x80\x8D", 1), /* 200D */
		SAMPLE("a\xE2\x80\x8E", 1), /* 200E */
		SAMPLE("a\xE2\x80\x8F", 1),
		SAMPLE("a\xE2\x80\xA8", 1), /* 2028 */
		SAMPLE("a\xE2\x80\xA9", 1),
		SAMPLE("a\xE2\x80\xAA", 1), /* 202A */
		SAMPLE("a\xE2\x80\xAE", 1), /* 202E */
		SAMPLE("a\xE2\x81\xA0", 1), /* 2060 */
		SAMPLE("a\xE2\x81\xA4", 1), /* 2064 */
		SAMPLE("a\xE2\x81\xA6", 1), /* 2066 */
		SAMPLE("a\xE2\x81\xA9", 1), /* 2069 */
		SAMPLE("\xEF\xBB\xBF", 0),  /* FEFF */
		SAMPLE("a\xEF\xBF\xB9", 1), /* FFF9 */
		SAMPLE("a\xEF\xBF\xBB", 1),
		SAMPLE("a\xEF\xB7\x90", 1), /* FDD0 */
		SAMPLE("a\xEF\xBF\xBE", 1), /* FFFE */
		SAMPLE("a\xEF\xBF\xBF", 1),
		SAMPLE("a\xF0\xAF\xBF\xBF", 1), /* 2FFFF */
		SAMPLE("a\xF4\x8F\xBF\xBE", 1), /* 10FFFE */
		SAMPLE("a\xF3\xA0\x80\x80", 1), /* E0000 */
		SAMPLE("a\xF3\xA0\x81\xBF", 1), /* E007F */
		SAMPLE("e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81", 9),
		SAMPLE("\xCC\x81", 0), /* a mark without a base */
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		size_t at = 99;
		const char *why = NULL;

		if (sifa_text_check(bad[i].s, bad[i].n, 0, &at, &why))
			fail_msg("sample %zu accepted", i);
		assert_int_equal(at, bad[i].at);
		assert_non_null(why);
	}
	assert_false(sifa_text_check("\x1b", 1, 0, NULL, NULL));
}

static void lines_allow_tab_and_line_feed_only(void **state)
{
	size_t at;
	const char *why;

	(void)state;
	assert_true(sifa_text_check("一\n\t二\n", 9, SIFA_TEXT_LINES, &at, &why));
	assert_false(sifa_text_check("一\r\n", 5, SIFA_TEXT_LINES, &at, &why));
	assert_int_equal(at, 3);
	assert_false(sifa_text_check("一\n\xCC\x81", 6, SIFA_TEXT_LINES, &at, &why));
	assert_int_equal(at, 4);
}

static void every_code_point_survives_coding(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		char b[4];
		size_t at = 0, n;

		if (cp == 0xD800)
			cp = 0xE000;
		n = text_encode(cp, b);
		if (text_decode(b, n, &at) != cp || at != n)
			fail_msg("U+%04X", cp);
	}
}

static void widths(void)
{
	int used = -1;

	assert_int_equal(sifa_text_width("", 0), 0);
	assert_int_equal(sifa_text_width("abc", 3), 3);
	assert_int_equal(sifa_text_width("司法所", 9), 6);
	assert_int_equal(sifa_text_width("ａ１（）", 12), 8);
	assert_int_equal(sifa_text_width("한국", 6), 4);
	assert_int_equal(sifa_text_width("、。「", 9), 6);
	assert_int_equal(sifa_text_width("𠅤", 4), 2);
	assert_int_equal(sifa_text_width("\xF0\xB2\x8E\xB0", 4), 2);
	assert_int_equal(sifa_text_width("\xF0\xBA\xBC\x80", 4), 2);
	assert_int_equal(sifa_text_width("e\xCC\x81x", 4), 2);
	assert_int_equal(sifa_text_width("葛\xF3\xA0\x84\x80", 7), 2);
	assert_int_equal(sifa_text_width("\xEE\xA0\x80", 3), 1);
	assert_int_equal(sifa_text_width("é·", 4), 2);
	assert_int_equal(sifa_text_width("a\xFF\xFE", 3), 3);
	assert_int_equal(sifa_text_width("\n\x1b", 2), 2);

	assert_int_equal(sifa_text_fit("司法所", 9, 5, &used), 6);
	assert_int_equal(used, 4);
	assert_int_equal(sifa_text_fit("司法所", 9, 6, &used), 9);
	assert_int_equal(sifa_text_fit("司法所", 9, 1, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(sifa_text_fit("ae\xCC\x81z", 5, 2, &used), 4);
	assert_int_equal(used, 2);
	assert_int_equal(sifa_text_fit("abc", 3, 0, NULL), 0);
	assert_int_equal(sifa_text_fit("abc", 3, -4, NULL), 0);
}

static void widths_are_right_in_a_utf8_locale(void **state)
{
	(void)state;
	assert_non_null(setlocale(LC_ALL, "C.UTF-8"));
	widths();
}

static void widths_are_right_without_a_locale(void **state)
{
	(void)state;
	setlocale(LC_ALL, "C");
	widths();
}

static void the_cursor_steps_over_whole_characters(void **state)
{
	static const char s[] = "a法e\xCC\x81\xCC\x82𠅤\xFF葛\xF3\xA0\x84\x80";
	static const size_t stops[] = {0, 1, 4, 9, 13, 14, 21};
	size_t n = sizeof s - 1;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof stops / sizeof stops[0]; i++) {
		assert_int_equal(sifa_text_next(s, n, stops[i]), stops[i + 1]);
		assert_int_equal(sifa_text_prev(s, n, stops[i + 1]), stops[i]);
	}
	assert_int_equal(n, 21);
	assert_int_equal(sifa_text_next(s, n, n), n);
	assert_int_equal(sifa_text_next(s, n, n + 5), n);
	assert_int_equal(sifa_text_prev(s, n, 0), 0);
	assert_int_equal(sifa_text_prev(s, n, n + 5), 14);
	assert_int_equal(sifa_text_chars(s, n), 9);
}

static void broken_bytes_never_lead_outside(void **state)
{
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t n = (size_t)round % 24, at = 0;
		char *s = malloc(n + 1), *out = malloc(3 * n + 1);

		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			s[i] = "\xE6\xB3\x95\xCC\x81\xF0\xA0\x80\x30. \xFF"[(seed >> 16) % 12];
			if (seed >> 24 & 1)
				s[i] = (char)(seed >> 8);
		}
		while (at < n) {
			size_t next = sifa_text_next(s, n, at);

			assert_true(next > at && next <= n);
			at = next;
		}
		while (at > 0) {
			size_t back = sifa_text_prev(s, n, at);

			assert_true(back < at);
			at = back;
		}
		assert_true(sifa_text_fit(s, n, 1000, NULL) == n);
		assert_true(text_fold(s, n, out) <= n);
		assert_true(text_halfwidth(s, n, out) <= n);
		assert_true(text_name(s, n, out) <= 2 * n);
		assert_true(text_brackets(s, n, "〔〕", out) <= 3 * n);
		free(out);
		free(s);
	}
}

typedef size_t (*mapping)(const char *s, size_t n, char *out);

static void maps(mapping f, const char *from, const char *to)
{
	char out[200];
	size_t n = f(from, strlen(from), out);

	out[n] = '\0';
	assert_string_equal(out, to);
}

static void spaces_are_trimmed_at_both_ends(void **state)
{
	const char *s = " \t　张 三　 ";
	size_t n = strlen(s);

	(void)state;
	text_trim(&s, &n);
	assert_int_equal(n, 7);
	assert_memory_equal(s, "张 三", 7);
	s = "　";
	n = 3;
	text_trim(&s, &n);
	assert_int_equal(n, 0);
}

static void full_width_ascii_becomes_ascii(void **state)
{
	(void)state;
	maps(text_halfwidth, "１４０８２７　Ｘ（）", "140827 X()");
	maps(text_halfwidth, "法，。a", "法,。a");
}

static void names_lose_spaces_and_get_the_standard_interpunct(void **state)
{
	(void)state;
	maps(text_name, "张 三", "张三");
	maps(text_name, "张　　三", "张三");
	maps(text_name, "买买提•吐尔逊", "买买提·吐尔逊");
	maps(text_name, "买买提・吐尔逊", "买买提·吐尔逊");
	maps(text_name, "买买提‧吐尔逊", "买买提·吐尔逊");
	maps(text_name, "买买提．吐尔逊", "买买提·吐尔逊");
	maps(text_name, "买买提.吐尔逊", "买买提·吐尔逊");
	maps(text_name, "买买提 · 吐尔逊", "买买提·吐尔逊");
	maps(text_name, "𠅤 𬱖", "𠅤𬱖");
	maps(text_name, "John Q. Smith", "John Q. Smith");
	maps(text_name, "张三 Smith", "张三 Smith");
	maps(text_name, "张三 ", "张三 ");
	maps(text_name, ".张三.", ".张三.");
	maps(text_name, "", "");
}

static size_t round_pair(const char *s, size_t n, char *out)
{
	return text_brackets(s, n, "()", out);
}

static size_t shell_pair(const char *s, size_t n, char *out)
{
	return text_brackets(s, n, "〔〕", out);
}

static void brackets_of_numbers_become_one_pair(void **state)
{
	(void)state;
	maps(round_pair, "（2013）垣新人调字第001号", "(2013)垣新人调字第001号");
	maps(round_pair, "[1]【2】﹝3﹞〔4〕(5)", "(1)(2)(3)(4)(5)");
	maps(shell_pair, "黄政办发[2011]23号", "黄政办发〔2011〕23号");
}

static void folding_forgets_brackets_padding_and_width(void **state)
{
	(void)state;
	maps(text_fold, "(2013)垣新人调字第001号", "2013垣新人调字第1号");
	maps(text_fold, "〔２０１３〕垣新人调字第１号", "2013垣新人调字第1号");
	maps(text_fold, "买买提·吐尔逊", "买买提吐尔逊");
	maps(text_fold, "ABC-x 000", "abc-x0");
	maps(text_fold, "100", "100");
	maps(text_fold, "138 0000 0001", "13800000001");
	maps(text_fold, "0", "0");
	maps(text_fold, "0a00b7", "0a0b7");
}

static void collect(void *arg, const char *gram, size_t len)
{
	struct buf *b = arg;

	assert_true(len <= 8);
	buf_add(b, gram, len);
	buf_str(b, "|");
}

static void grams(const char *s, const char *expected)
{
	struct buf b = {0};

	buf_str(&b, "");
	text_grams(s, strlen(s), collect, &b);
	assert_int_equal(b.n, strlen(expected));
	assert_memory_equal(b.n ? b.p : "", expected, b.n);
	buf_free(&b);
}

static void grams_are_pairs_of_characters(void **state)
{
	(void)state;
	grams("买买提", "买买|买提|");
	grams("a法𠅤𬱖", "a法|法𠅤|𠅤𬱖|");
	grams("张", "张|");
	grams("", "");
}

static void gb18030_is_read_at_every_cut(void **state)
{
	/* 司法所, a four-byte character (U+20164 𠅤), ASCII */
	static const char gb[] = "\xCB\xBE\xB7\xA8\xCB\xF9\x95\x32\xA6\x32"
				 "ok";
	size_t n = sizeof gb - 1;

	(void)state;
	for (size_t cut = 0; cut <= n; cut++) {
		struct text_gb *g = text_gb_new();
		struct buf out = {0};
		size_t first = cut, rest;

		assert_non_null(g);
		assert_true(text_gb_feed(g, gb, &first, &out));
		assert_true(first <= cut);
		rest = n - first;
		assert_true(text_gb_feed(g, gb + first, &rest, &out));
		assert_int_equal(first + rest, n);
		assert_int_equal(out.n, 15);
		assert_memory_equal(out.p, "司法所𠅤ok", 15);
		buf_free(&out);
		text_gb_free(g);
	}
}

static void bytes_that_are_not_gb18030_are_refused(void **state)
{
	struct text_gb *g = text_gb_new();
	struct buf out = {0};
	size_t n = 4;

	(void)state;
	assert_non_null(g);
	assert_false(text_gb_feed(g, "\xCB\xBE\xFF\xFF", &n, &out));
	assert_int_equal(n, 2);
	assert_memory_equal(out.p, "司", 3);
	buf_free(&out);
	text_gb_free(g);
	text_gb_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_text_is_accepted),
		cmocka_unit_test(bad_text_is_refused_with_its_place),
		cmocka_unit_test(lines_allow_tab_and_line_feed_only),
		cmocka_unit_test(every_code_point_survives_coding),
		cmocka_unit_test(widths_are_right_in_a_utf8_locale),
		cmocka_unit_test(widths_are_right_without_a_locale),
		cmocka_unit_test(the_cursor_steps_over_whole_characters),
		cmocka_unit_test(broken_bytes_never_lead_outside),
		cmocka_unit_test(spaces_are_trimmed_at_both_ends),
		cmocka_unit_test(full_width_ascii_becomes_ascii),
		cmocka_unit_test(names_lose_spaces_and_get_the_standard_interpunct),
		cmocka_unit_test(brackets_of_numbers_become_one_pair),
		cmocka_unit_test(folding_forgets_brackets_padding_and_width),
		cmocka_unit_test(grams_are_pairs_of_characters),
		cmocka_unit_test(gb18030_is_read_at_every_cut),
		cmocka_unit_test(bytes_that_are_not_gb18030_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
