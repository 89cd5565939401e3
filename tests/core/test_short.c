/* What files mostly hold is read by a short way: the same text written so that it goes
 * the long way, with a blank in front or the unit behind, must come to the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/date.h"
#include "../../core/base/ident.h"
#include "../../core/base/text.h"

static uint64_t seed = 20131220;

static uint64_t next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* n characters of those in set, or where told to, of `like`. */
static void text_of(char *s, size_t n, const char *set, const char *like)
{
	for (size_t i = 0; i < n; i++)
		s[i] = like && next() % 12 ? like[i] : set[next() % strlen(set)];
	s[n] = '\0';
}

static void test_days(void **state)
{
	size_t good = 0;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		const char *const like[] = {"2012-02-29", "1999/12/31", "2013.03.15"};
		char s[32] = " ";
		sifa_day a = 1, b = 1;
		enum sifa_rc ra, rb;

		text_of(s + 1, 10, "0123456789-./", like[i % 3]);
		ra = sifa_day_parse(s + 1, 10, SIFA_DAY_NONE, &a);
		rb = sifa_day_parse(s, 11, SIFA_DAY_NONE, &b);
		assert_int_equal(ra, rb);
		assert_int_equal(a, b);
		good += !ra;
	}
	assert_in_range(good, 30000, 299999);
}

static void test_minutes(void **state)
{
	size_t good = 0;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		const char *like = i % 2 ? "2013-03-15 09:30" : "2013/12/31T23:59";
		char s[32] = " ";
		int64_t a = 1, b = 1;
		enum sifa_rc ra, rb;

		text_of(s + 1, 16, "0123456789-/ T:", like);
		ra = minute_parse(s + 1, 16, SIFA_DAY_NONE, &a);
		rb = minute_parse(s, 17, SIFA_DAY_NONE, &b);
		assert_int_equal(ra, rb);
		assert_int_equal(a, b);
		good += !ra;
	}
	assert_in_range(good, 30000, 299999);
}

static void test_amounts(void **state)
{
	size_t good = 0;

	(void)state;
	for (int i = 0; i < 300000; i++) {
		char s[64];
		size_t n = 1 + next() % 24;
		int64_t a = 1, b = 1;
		enum sifa_rc ra, rb;

		text_of(s, n, "00112233445566778899.,", NULL);
		ra = money_parse(s, n, &a);
		memcpy(s + n, "元", 3);
		rb = money_parse(s, n + 3, &b);
		assert_int_equal(ra, rb);
		assert_int_equal(a, b);
		good += !ra;
	}
	assert_in_range(good, 10000, 299999);
}

static void test_telephones(void **state)
{
	size_t good = 0;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		char s[64] = " ", a[64], b[64];
		bool ok;

		text_of(s + 1, 11, "0123456789- ", i % 2 ? "13525083850" : "03596022345");
		ok = phone_normal(s + 1, 11, a);
		assert_int_equal(ok, phone_normal(s, 12, b));
		if (ok)
			assert_string_equal(a, b);
		good += ok;
	}
	assert_in_range(good, 10000, 99999);
}

static void test_eight_digits(void **state)
{
	(void)state;
	for (unsigned place = 0; place < 8; place++)
		for (unsigned c = 0; c < 256; c++) {
			uint64_t w = 0;

			for (unsigned i = 0; i < 8; i++)
				w |= (uint64_t)(i == place ? c : '0' + next() % 10) << 8 * i;
			assert_int_equal(text_digits(w), c >= '0' && c <= '9');
		}
}

static const char *const pieces[] = {
	"0",
	"1",
	"9",
	"0000",
	"19950101",
	"140827199501015557",
	"a",
	"Z",
	"(",
	")",
	"[",
	"】",
	"（",
	"〔",
	"法",
	"王霞伟",
	"·",
	"１",
	"\xE3\x82\xA2",
	"é",
};

/* Spaces fall away in the folded form and stand in the way of every run. */
static void test_folding(void **state)
{
	(void)state;
	for (int i = 0; i < 200000; i++) {
		char s[400] = "", spaced[800], a[400], b[800];
		size_t n, used = 0;

		for (size_t k = next() % 12; k; k--)
			strcat(s, pieces[next() % (sizeof pieces / sizeof *pieces)]);
		n = strlen(s);
		for (size_t at = 0; at < n;) {
			size_t from = at;

			text_decode(s, n, &at);
			memcpy(spaced + used, s + from, at - from);
			used += at - from;
			spaced[used++] = ' ';
		}
		n = text_fold(s, n, a);
		used = text_fold(spaced, used, b);
		assert_int_equal(n, used);
		assert_memory_equal(a, b, n);
	}
}

static size_t round_pair(const char *s, size_t n, char *out)
{
	return text_brackets(s, n, "〔〕", out);
}

/* What is mapped character by character does not depend on its neighbours. */
static void alone(size_t (*map)(const char *s, size_t n, char *out), const char *s, size_t n)
{
	char whole[1200], single[1200];
	size_t used = 0;

	for (size_t at = 0; at < n;) {
		size_t from = at;

		text_decode(s, n, &at);
		used += map(s + from, at - from, single + used);
	}
	assert_int_equal(map(s, n, whole), used);
	assert_memory_equal(whole, single, used);
}

static void test_mappings(void **state)
{
	(void)state;
	for (int i = 0; i < 100000; i++) {
		char s[400] = "";

		for (size_t k = next() % 12; k; k--)
			strcat(s, pieces[next() % (sizeof pieces / sizeof *pieces)]);
		alone(text_halfwidth, s, strlen(s));
		alone(round_pair, s, strlen(s));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),	     cmocka_unit_test(test_minutes),
		cmocka_unit_test(test_amounts),	     cmocka_unit_test(test_telephones),
		cmocka_unit_test(test_eight_digits), cmocka_unit_test(test_folding),
		cmocka_unit_test(test_mappings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
