/* The sets of rows that answer a test of a range, against one row after the other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../core/score/ask.h"

enum { HEAD = 5, FROM = HEAD, SLOT = HEAD + 4 }; /* nothing is aligned; the slot ends the row */

static uint64_t state = 20131220;

static uint64_t dice(uint64_t most)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (state >> 33) % (most + 1);
}

static uint64_t most_of(unsigned width)
{
	return width == 8 ? UINT64_MAX : (UINT64_C(1) << 8 * width) - 1;
}

/* Absent, pending, a value; the least and the greatest; around the middle, where a sign
 * would be. */
static uint64_t some_slot(unsigned width)
{
	uint64_t most = most_of(width), half = most / 2;
	const uint64_t at[] = {0, 3, 4, 5, 9, half - 1, half, half + 1, half + 2, most - 1, most};

	return at[dice(sizeof at / sizeof *at - 1)];
}

static bool holds(const struct where_range *r, const uint8_t *row)
{
	uint64_t v = slot_load(row + r->offset, r->width), since;

	if (!r->other)
		return v >= r->lo && v <= r->hi;
	since = slot_load(row + r->other, r->width);
	return since >= SIFA_SET && v >= since && v - since <= r->hi;
}

/* Rows in memory of their very size: what reads behind them is found out. */
static void compare(size_t n, unsigned width, const struct where_range *r)
{
	size_t stride = SLOT + width;
	uint8_t *rows = malloc(n * stride);
	struct chunk c = {.row = rows, .width = stride, .n = n};
	struct test t = {.range = *r};
	struct scan none = {0};
	struct rows got;

	assert_non_null(rows);
	for (size_t i = 0; i < n; i++) {
		memset(rows + i * stride, 0xEE, HEAD);
		put_le(rows + i * stride + FROM, some_slot(4), 4);
		put_le(rows + i * stride + SLOT, some_slot(width), width);
	}
	got = ask(&none, &c, &t);
	for (size_t i = 0; i < CHUNK; i++) {
		bool in = got.word[i / 64] >> i % 64 & 1;

		assert_int_equal(in, i < n && holds(r, chunk_row(&c, i)));
	}
	free(rows);
}

static void ranges_of_every_width_hold_as_row_by_row(void **unused)
{
	static const unsigned widths[] = {1, 2, 4, 8};

	(void)unused;
	for (size_t n = 1; n <= CHUNK; n++)
		for (size_t w = 0; w < 4; w++)
			for (int turn = 0; turn < 8; turn++) {
				struct where_range r = {SLOT, 0, (uint8_t)widths[w],
							some_slot(widths[w]), some_slot(widths[w])};

				compare(n, widths[w], &r);
				r.hi = UINT64_MAX; /* no upper bound, whatever the width */
				compare(n, widths[w], &r);
			}
}

static void days_since_another_date_hold_as_row_by_row(void **unused)
{
	(void)unused;
	for (size_t n = 1; n <= CHUNK; n++)
		for (int turn = 0; turn < 8; turn++) {
			struct where_range r = {SLOT, FROM, 4, 0, dice(6)};

			compare(n, 4, &r);
			r.hi = UINT64_MAX;
			compare(n, 4, &r);
		}
}

/* A row written before the field was declared has nothing in it. */
static void a_field_behind_the_row_is_absent(void **unused)
{
	uint8_t rows[9 * SLOT] = {0};
	struct chunk c = {.row = rows, .width = SLOT, .n = 9, .all = {{0x1FF, 0}}};
	struct test absent = {.range = {SLOT, 0, 2, 0, 3}}, set = {.range = {SLOT, 0, 2, 4, 9}};
	struct test since = {.range = {FROM, SLOT, 4, 0, 9}};
	struct scan none = {0};

	(void)unused;
	assert_int_equal(ask(&none, &c, &absent).word[0], 0x1FF);
	assert_int_equal(ask(&none, &c, &set).word[0], 0);
	assert_int_equal(ask(&none, &c, &since).word[0], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ranges_of_every_width_hold_as_row_by_row),
		cmocka_unit_test(days_since_another_date_hold_as_row_by_row),
		cmocka_unit_test(a_field_behind_the_row_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
