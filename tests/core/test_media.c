/* What a file is and when it was made; bytes that lie about themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/media.h"

struct bytes {
	uint8_t p[600];
	size_t n;
};

static void add(struct bytes *b, const void *p, size_t n)
{
	assert_true(b->n + n <= sizeof b->p);
	memcpy(b->p + b->n, p, n);
	b->n += n;
}

static void num(struct bytes *b, uint32_t v, int bytes, bool big)
{
	for (int i = 0; i < bytes; i++) {
		uint8_t c = (uint8_t)(v >> 8 * (big ? bytes - 1 - i : i));

		add(b, &c, 1);
	}
}

static void entry(struct bytes *b, uint16_t tag, uint16_t type, uint32_t count, uint32_t value,
		  bool big)
{
	num(b, tag, 2, big);
	num(b, type, 2, big);
	num(b, count, 4, big);
	num(b, value, 4, big);
}

/* Exif with DateTime 2011 and, in its own directory, DateTimeOriginal. */
static void exif(struct bytes *b, const char *taken, bool big)
{
	char day[20] = "";

	add(b, big ? "MM\0*" : "II*\0", 4);
	num(b, 8, 4, big);
	num(b, 2, 2, big);
	entry(b, 0x0132, 2, 20, 56, big);
	entry(b, 0x8769, 4, 1, 38, big);
	num(b, 0, 4, big);
	num(b, 1, 2, big);
	entry(b, 0x9003, 2, 20, 76, big);
	num(b, 0, 4, big);
	add(b, "2011:01:02 03:04:05", 20);
	snprintf(day, sizeof day, "%s", taken);
	add(b, day, sizeof day);
}

static struct bytes jpeg(const char *taken, bool big)
{
	struct bytes b = {.n = 0}, x = {.n = 0};

	exif(&x, taken, big);
	add(&b, "\xff\xd8\xff\xe0\0\x04..", 8);
	add(&b, "\xff\xff\xe1", 3);
	num(&b, (uint32_t)x.n + 8, 2, true);
	add(&b, "Exif\0\0", 6);
	add(&b, x.p, x.n);
	add(&b, "\xff\xda\0\x04..\xff\xd9", 8);
	return b;
}

static void chunk(struct bytes *b, const char *type, const void *p, size_t n)
{
	num(b, (uint32_t)n, 4, true);
	add(b, type, 4);
	add(b, p, n);
	num(b, 0, 4, true);
}

static struct bytes png(const char *taken, const char *time)
{
	struct bytes b = {.n = 0}, x = {.n = 0};

	exif(&x, taken ? taken : "", true);
	add(&b, "\x89PNG\r\n\x1a\n", 8);
	chunk(&b, "IHDR", "0123456789abc", 13);
	if (time)
		chunk(&b, "tIME", time, 7);
	if (taken)
		chunk(&b, "eXIf", x.p, x.n);
	chunk(&b, "IEND", "", 0);
	return b;
}

static void expect(const struct bytes *b, const char *type, sifa_day day, enum sifa_taken from)
{
	struct media m = media_look(b->p, b->n);

	assert_string_equal(m.type, type);
	assert_int_equal(m.taken, day);
	if (day != SIFA_DAY_NONE)
		assert_int_equal(m.taken_from, from);
}

static void the_camera_says_when(void **state)
{
	struct bytes b = jpeg("2013:04:12 10:20:30", false);

	(void)state;
	expect(&b, "image/jpeg", sifa_day_of(2013, 4, 12), SIFA_TAKEN_CAMERA);
	b = jpeg("2013:04:12 10:20:30", true);
	expect(&b, "image/jpeg", sifa_day_of(2013, 4, 12), SIFA_TAKEN_CAMERA);
	b = png("2013:04:12 10:20:30", "\x07\xdd\x05\x01\x0a\0\0");
	expect(&b, "image/png", sifa_day_of(2013, 4, 12), SIFA_TAKEN_CAMERA);
}

/* A clock never set says 0000:00:00; then what else the file says. */
static void no_day_is_no_day(void **state)
{
	struct bytes b = jpeg("0000:00:00 00:00:00", false);

	(void)state;
	expect(&b, "image/jpeg", sifa_day_of(2011, 1, 2), SIFA_TAKEN_CAMERA);
	b = jpeg("2013:02:29 00:00:00", false);
	expect(&b, "image/jpeg", sifa_day_of(2011, 1, 2), SIFA_TAKEN_CAMERA);
	b = jpeg("2013/02/28 00:00:00", false);
	expect(&b, "image/jpeg", sifa_day_of(2011, 1, 2), SIFA_TAKEN_CAMERA);
}

/* 2013-12-03 16:30 in UTC is the 4th here. */
static void a_png_says_when_it_was_changed(void **state)
{
	struct bytes b = png(NULL, "\x07\xdd\x0c\x03\x10\x1e\0");

	(void)state;
	expect(&b, "image/png", sifa_day_of(2013, 12, 4), SIFA_TAKEN_PICTURE);
	b = png(NULL, "\x07\xdd\x0c\x03\x0f\x1e\0");
	expect(&b, "image/png", sifa_day_of(2013, 12, 3), SIFA_TAKEN_PICTURE);
	b = png(NULL, "\x07\xdd\x0d\x03\x0f\x1e\0");
	expect(&b, "image/png", SIFA_DAY_NONE, 0);
	b = png(NULL, NULL);
	expect(&b, "image/png", SIFA_DAY_NONE, 0);
}

static void types_by_first_bytes(void **state)
{
	static const struct {
		const char *bytes, *type;
		size_t n;
	} is[] = {{"%PDF-1.4\n", "application/pdf", 9},
		  {"P5\n2 2\n255\n....", "image/x-portable-anymap", 14},
		  {"会议记录\n", "text/plain", 13},
		  {"\x01\x02", "application/octet-stream", 2},
		  {"", "application/octet-stream", 0},
		  {"\0\0\0\x18"
		   "ftypmp42",
		   "video/mp4", 12}};

	(void)state;
	for (size_t i = 0; i < sizeof is / sizeof *is; i++)
		assert_string_equal(media_look((const uint8_t *)is[i].bytes, is[i].n).type,
				    is[i].type);
}

/* Each byte wrong in turn, cut anywhere, and many at random; the bytes stand at the very
 * end of their memory, so that a sanitizer sees any read behind them. */
static void look_at(const uint8_t *p, size_t n)
{
	uint8_t *exact = malloc(n ? n : 1);
	struct media m;

	assert_non_null(exact);
	memcpy(exact, p, n);
	m = media_look(exact, n);
	free(exact);
	if (m.taken != SIFA_DAY_NONE)
		assert_in_range(m.taken, 0, sifa_day_of(2200, 12, 31));
}

static void hostile(struct bytes b)
{
	static const uint8_t bad[] = {0, 1, 0x7f, 0x80, 0xff};

	for (size_t i = 0; i <= b.n; i++)
		look_at(b.p, i);
	for (size_t i = 0; i < b.n; i++) {
		uint8_t was = b.p[i];

		for (size_t k = 0; k < sizeof bad; k++) {
			b.p[i] = bad[k];
			look_at(b.p, b.n);
		}
		b.p[i] = was;
	}
	srand(11);
	for (int i = 0; i < 20000; i++) {
		struct bytes c = b;

		for (int k = rand() % 6; k >= 0; k--)
			c.p[(size_t)rand() % c.n] = (uint8_t)rand();
		look_at(c.p, c.n);
	}
}

static void hostile_bytes_break_nothing(void **state)
{
	(void)state;
	hostile(jpeg("2013:04:12 10:20:30", false));
	hostile(jpeg("2013:04:12 10:20:30", true));
	hostile(png("2013:04:12 10:20:30", "\x07\xdd\x05\x01\x0a\0\0"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_camera_says_when),
		cmocka_unit_test(no_day_is_no_day),
		cmocka_unit_test(a_png_says_when_it_was_changed),
		cmocka_unit_test(types_by_first_bytes),
		cmocka_unit_test(hostile_bytes_break_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
