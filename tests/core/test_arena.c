/* Arenas, buffers, growing arrays, and error values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/arena.h"
#include "../../core/base/err.h"

static void allocations_are_zeroed_aligned_and_apart(void **state)
{
	struct arena a = {0};
	unsigned char *p[400];

	(void)state;
	for (size_t i = 0; i < 400; i++) {
		p[i] = arena_alloc(&a, i);
		assert_non_null(p[i]);
		assert_int_equal((uintptr_t)p[i] % 8, 0);
		for (size_t k = 0; k < i; k++)
			assert_int_equal(p[i][k], 0);
		memset(p[i], (int)i & 0xFF, i);
	}
	for (size_t i = 1; i < 400; i++) {
		assert_int_equal(p[i][0], i & 0xFF);
		assert_int_equal(p[i][i - 1], i & 0xFF);
	}
	assert_true(a.used >= 399 * 400 / 2);
	arena_free(&a);
	assert_int_equal(a.used, 0);
	assert_null(a.head);
}

static void big_allocations_fit(void **state)
{
	struct arena a = {0};
	char *p = arena_alloc(&a, 3 << 20);

	(void)state;
	assert_non_null(p);
	memset(p, 1, 3 << 20);
	assert_string_equal(arena_str(&a, "调解"), "调解");
	assert_string_equal(arena_copy(&a, "调解书", 6), "调解");
	assert_string_equal(arena_copy(&a, NULL, 0), "");
	arena_free(&a);
}

static void reset_reuses_the_first_block_and_zeroes_again(void **state)
{
	struct arena a = {0};
	char *first = arena_alloc(&a, 64), *again;

	(void)state;
	memset(first, 7, 64);
	assert_non_null(arena_alloc(&a, 100000));
	arena_reset(&a);
	assert_int_equal(a.used, 0);
	again = arena_alloc(&a, 64);
	assert_ptr_equal(again, first);
	assert_int_equal(again[63], 0);
	arena_free(&a);
	arena_reset(&a);
	arena_free(&a);
}

static void sizes_that_overflow_are_refused(void **state)
{
	struct arena a = {0};
	struct buf b = {0};
	int *v = NULL;
	size_t cap = 0;

	(void)state;
	assert_null(arena_alloc(&a, SIZE_MAX));
	assert_null(arena_alloc(&a, SIZE_MAX - 8));
	assert_null(arena_array(&a, SIZE_MAX / 2, 3));
	assert_null(arena_copy(&a, "", SIZE_MAX));
	assert_false(grow(&v, &cap, SIZE_MAX / 2, sizeof *v));
	assert_null(v);
	assert_true(buf_str(&b, "ab"));
	assert_null(buf_room(&b, SIZE_MAX));
	assert_true(b.failed);
	assert_false(buf_str(&b, "c"));
	assert_int_equal(b.n, 2);
	buf_free(&b);
	arena_free(&a);
}

static void buffers_grow(void **state)
{
	struct buf b = {0};

	(void)state;
	for (int i = 0; i < 1000; i++)
		assert_true(buf_printf(&b, "%d,", i));
	assert_int_equal(b.n, 10 * 2 + 90 * 3 + 900 * 4);
	assert_memory_equal(b.p, "0,1,2,", 6);
	assert_memory_equal(b.p + b.n - 4, "999,", 4);
	assert_true(buf_add(&b, NULL, 0));
	buf_free(&b);
	assert_null(b.p);
}

static void arrays_grow(void **state)
{
	uint64_t *v = NULL;
	size_t cap = 0;

	(void)state;
	for (size_t i = 0; i < 5000; i++) {
		assert_true(grow(&v, &cap, i + 1, sizeof *v));
		v[i] = i;
	}
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(v[i], i);
	free(v);
}

static void numbers_keep_their_bytes(void **state)
{
	unsigned char b[8];

	(void)state;
	put_le(b, 0x0102030405060708, 8);
	assert_memory_equal(b, "\x08\x07\x06\x05\x04\x03\x02\x01", 8);
	assert_int_equal(get_le(b, 8), 0x0102030405060708);
	put_be(b, 0x010203, 3);
	assert_memory_equal(b, "\x01\x02\x03", 3);
	assert_int_equal(get_be(b, 3), 0x010203);
}

static void the_first_error_wins(void **state)
{
	struct sifa_err e = {0};

	(void)state;
	assert_int_equal(err_set(&e, SIFA_E_DATA, "one {1} {2}", "a", "b", NULL), SIFA_E_DATA);
	assert_int_equal(err_set(&e, SIFA_E_IO, "two", NULL), SIFA_E_IO);
	assert_int_equal(e.rc, SIFA_E_DATA);
	assert_string_equal(e.msg, "one {1} {2}");
	assert_string_equal(e.arg[0], "a");
	assert_string_equal(e.arg[1], "b");
	assert_string_equal(e.arg[2], "");
	err_at(&e, "cases.csv", 7, 3);
	err_at(&e, "other.csv", 8, 4);
	assert_string_equal(e.source, "cases.csv");
	assert_int_equal(e.line, 7);
	assert_int_equal(e.column, 3);
	err_field(&e, "no");
	err_field(&e, "form");
	assert_string_equal(e.field, "no");
	err_clear(&e);
	assert_int_equal(e.rc, SIFA_OK);
	err_at(&e, "x", 1, 1);
	assert_int_equal(e.line, 0);
	assert_int_equal(err_set(NULL, SIFA_E_FULL, "x", NULL), SIFA_E_FULL);
	assert_int_equal(err_nomem(&e), SIFA_E_NOMEM);
}

static void arguments_are_cut_and_made_safe_to_print(void **state)
{
	struct sifa_err e = {0};
	char longer[400];

	(void)state;
	longer[0] = 'a';
	for (size_t i = 0; i < 100; i++)
		memcpy(longer + 1 + i * 3, "法", 4);
	err_set(&e, SIFA_E_DATA, "m", longer, "a\x1b[2J\nb\xff", "\xE2\x80\xAE", NULL);
	assert_int_equal(strlen(e.arg[0]), 1 + 52 * 3);
	assert_string_equal(e.arg[1], "a\xEF\xBF\xBD[2J b\xEF\xBF\xBD");
	assert_string_equal(e.arg[2], "\xEF\xBF\xBD");
}

static void findings_stop_growing_but_go_on_counting(void **state)
{
	struct sifa_findings f = {0};

	(void)state;
	for (int i = 0; i < SIFA_FINDINGS_MAX + 500; i++) {
		struct sifa_err e = {.rc = SIFA_E_DATA, .line = i};

		findings_add(&f, i % 2 ? SIFA_WARNING : SIFA_ERROR, &e);
	}
	assert_int_equal(f.n, SIFA_FINDINGS_MAX);
	assert_int_equal(f.total, SIFA_FINDINGS_MAX + 500);
	assert_int_equal(f.errors, (SIFA_FINDINGS_MAX + 500) / 2);
	for (int i = 0; i < SIFA_FINDINGS_MAX; i++)
		assert_int_equal(f.v[i].err.line, i);
	sifa_findings_free(&f);
	assert_null(f.v);
	assert_int_equal(f.total, 0);
	sifa_findings_free(&f);
	sifa_findings_free(NULL);
}

static void a_slip_finds_the_name_that_was_meant(void **state)
{
	static const char *const names[] = {"label", "ledger", "fields", "columns", "secrecy"};
	char big[5000];

	(void)state;
	assert_string_equal(nearest_name("lable", names, 5), "label");
	assert_string_equal(nearest_name("feilds", names, 5), "fields");
	assert_string_equal(nearest_name("column", names, 5), "columns");
	assert_string_equal(nearest_name("SECRECY", names, 5), "secrecy");
	assert_null(nearest_name("mediation", names, 5));
	assert_null(nearest_name("", names, 5));
	memset(big, 'x', sizeof big);
	big[sizeof big - 1] = '\0';
	assert_null(nearest_name(big, names, 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
		cmocka_unit_test(big_allocations_fit),
		cmocka_unit_test(reset_reuses_the_first_block_and_zeroes_again),
		cmocka_unit_test(sizes_that_overflow_are_refused),
		cmocka_unit_test(buffers_grow),
		cmocka_unit_test(arrays_grow),
		cmocka_unit_test(numbers_keep_their_bytes),
		cmocka_unit_test(the_first_error_wins),
		cmocka_unit_test(arguments_are_cut_and_made_safe_to_print),
		cmocka_unit_test(findings_stop_growing_but_go_on_counting),
		cmocka_unit_test(a_slip_finds_the_name_that_was_meant),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
