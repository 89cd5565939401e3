/* The memory of a running import: fingerprints to ids, against a plain list. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "../../core/work/seen.h"

enum { MANY = 60000 };

static uint64_t roll(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void an_empty_one_knows_nothing(void **state)
{
	struct seen s = {0};

	(void)state;
	assert_int_equal(seen_find(&s, 0), 0);
	assert_int_equal(seen_find(&s, UINT64_MAX), 0);
	seen_free(&s);
}

static void everything_added_is_found_at_every_size(void **state)
{
	struct seen s = {0};
	uint64_t *print = calloc(MANY, sizeof *print), seed = 4571;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		print[i] = roll(&seed) >> 8;
		assert_true(seen_add(&s, print[i], 1000 + i));
		if (i % 4999 == 0)
			for (size_t j = 0; j <= i; j += 97)
				assert_int_equal(seen_find(&s, print[j]), 1000 + j);
	}
	for (size_t j = 0; j < MANY; j++)
		assert_int_equal(seen_find(&s, print[j]), 1000 + j);
	for (size_t j = 0; j < 1000; j++)
		assert_int_equal(seen_find(&s, roll(&seed) >> 8), 0);
	free(print);
	seen_free(&s);
}

/* Badly spread ones are slower, not wrong; the ends of the range are fingerprints. */
static void crowded_fingerprints_are_kept_apart(void **state)
{
	struct seen s = {0};
	uint64_t last = (UINT64_C(1) << 56) - 1;

	(void)state;
	assert_true(seen_add(&s, 0, 7));
	assert_true(seen_add(&s, last, 8));
	for (uint64_t i = 1; i < 17000; i++)
		assert_true(seen_add(&s, i < 9000 ? i : last - i, 8 + i));
	assert_int_equal(seen_find(&s, 0), 7);
	assert_int_equal(seen_find(&s, last), 8);
	for (uint64_t i = 1; i < 17000; i += 61)
		assert_int_equal(seen_find(&s, i < 9000 ? i : last - i), 8 + i);
	assert_int_equal(seen_find(&s, 9001), 0);
	seen_free(&s);
}

static void two_ids_of_one_fingerprint_are_several(void **state)
{
	struct seen s = {0};

	(void)state;
	assert_true(seen_add(&s, 42, 100));
	assert_true(seen_add(&s, 42, 100));
	assert_int_equal(seen_find(&s, 42), 100);
	assert_true(seen_add(&s, 42, 101));
	assert_int_equal(seen_find(&s, 42), SEEN_SEVERAL);
	for (uint64_t i = 0; i < 40000; i++) /* also after it was merged */
		assert_true(seen_add(&s, (1000 + i) * UINT64_C(0x9E3779B97F4A7C15), 200 + i));
	assert_int_equal(seen_find(&s, 42), SEEN_SEVERAL);
	seen_free(&s);
}

static void ids_far_from_the_first_are_refused(void **state)
{
	struct seen s = {0};

	(void)state;
	assert_true(seen_add(&s, 1, 100));
	assert_false(seen_add(&s, 2, 99));
	assert_false(seen_add(&s, 3, 100 + (UINT64_C(1) << 32)));
	assert_int_equal(seen_find(&s, 2), 0);
	seen_free(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_empty_one_knows_nothing),
		cmocka_unit_test(everything_added_is_found_at_every_size),
		cmocka_unit_test(crowded_fingerprints_are_kept_apart),
		cmocka_unit_test(two_ids_of_one_fingerprint_are_several),
		cmocka_unit_test(ids_far_from_the_first_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
