/* The short way for text that is looked at sixteen bytes at a time: what it calls clean,
 * the judge of what may be stored accepts, whatever stands where; and bytes that are no
 * UTF-8 are found at the same place as one character at a time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/text.h"
#include "../../core/move/csv.h"

static uint64_t next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static bool told_clean(uint32_t cp)
{
	return (cp >= 0x20 && cp <= 0x7E) || (cp >= 0x2010 && cp <= 0x2027) ||
	       (cp >= 0x3000 && cp <= 0x3020) || (cp >= 0x4000 && cp <= 0x9FFF) ||
	       (cp >= 0xFF00 && cp <= 0xFF7F);
}

/* Every character, at the edges and inside of what is looked at together. */
static void test_every_character(void **state)
{
	static const size_t before[] = {0, 1, 2, 13, 14, 15, 16, 17, 31, 40};
	char s[64];

	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		size_t at = before[cp % (sizeof before / sizeof *before)], n;
		bool clean = told_clean(cp);

		if (cp >= 0xD800 && cp <= 0xDFFF)
			continue;
		memset(s, 'x', sizeof s);
		n = at + text_encode(cp, s + at);
		if (text_clean(s, n) != clean || text_clean(s, 60) != clean)
			fail_msg("U+%04X behind %zu bytes", (unsigned)cp, at);
		if (clean)
			assert_true(sifa_text_check(s, n, 0, NULL, NULL));
	}
	assert_true(text_clean("", 0));
}

static const char *const pieces[] = {
	"a",	  "140827199501015557",
	"司法",	  "，该员思想状况稳定。",
	"（１）", "“——”",
	"𠮷",	  "é",
	"·",	  "e\xCC\x81",
	"\t",	  "\x1B",
	"\x7F",	  "\xE2\x80\x8B",
	"〪",	  "か\xE3\x82\x99",
	"\xEF",	  "\xEF\xBB\xBF",
	"\x80",	  "\xE5\x8F",
	"\xE2",	  "\xED\xA0\x80",
	"\xC3",	  "\xF0\x9F",
};
enum { PIECES = sizeof pieces / sizeof *pieces, GOOD = 6 };

/* Mostly what is clean, or few would be. */
static size_t make(char *s, size_t size, uint64_t *seed)
{
	size_t n = 0, want = next(seed) % (size - 32);
	bool pure = next(seed) % 4 == 0;

	while (n < want) {
		const char *p = pieces[next(seed) % (pure || next(seed) % 16 ? GOOD : PIECES)];

		memcpy(s + n, p, strlen(p));
		n += strlen(p);
	}
	if (n && next(seed) % 8 == 0) /* cut anywhere */
		n -= next(seed) % (n < 4 ? n : 4);
	return n;
}

static size_t first_broken(const char *s, size_t n)
{
	size_t at = 0, from;

	while (at < n) {
		from = at;
		if (text_decode(s, n, &at) == 0xFFFFFFFF)
			return from;
	}
	return n;
}

/* A run ends at a character, and nothing in it would be refused but for its place. */
static void runs(char *s, size_t n, uint64_t *seed)
{
	char t[400];
	size_t from = 0, end;

	memcpy(t, s, n);
	for (size_t i = next(seed) % 3; i && n; i--) /* a line end anywhere */
		t[next(seed) % n] = next(seed) % 2 ? '\n' : '\r';
	while (from < first_broken(t, n) && next(seed) % 4)
		text_decode(t, n, &from);
	assert_in_range(end = text_common(t, from, n), from, n);
	assert_int_equal(first_broken(t + from, end - from), end - from);
	assert_in_range(end = text_clean_lines(t, from, n), from, n);
	for (size_t i = from; i < end; i++)
		t[i] = t[i] == '\r' ? '\n' : t[i];
	assert_true(sifa_text_check(t + from, end - from, SIFA_TEXT_LINES, NULL, NULL));
}

static void test_clean_is_accepted(void **state)
{
	uint64_t seed = 4711;
	size_t clean = 0, good = 0;
	char s[400];

	(void)state;
	for (int i = 0; i < 200000; i++) {
		size_t n = make(s, sizeof s, &seed);
		bool cut, ok = sifa_text_check(s, n, 0, NULL, NULL);

		runs(s, n, &seed);
		assert_int_equal(csv_valid(s, n, &cut), first_broken(s, n));
		good += ok;
		if (!text_clean(s, n))
			continue;
		clean++;
		assert_true(ok);
	}
	assert_in_range(good, 50000, 199999);
	assert_in_range(clean, 40000, good);
}

struct text {
	const char *p;
	size_t n, at;
};

static enum sifa_rc read_text(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct text *t = arg;

	(void)err;
	*n = t->n - t->at < size ? t->n - t->at : size;
	memcpy(buf, t->p + t->at, *n);
	t->at += *n;
	return SIFA_OK;
}

static void one_row(struct buf *out, uint64_t *seed)
{
	char s[120];

	for (int i = 0; i < 6; i++) {
		size_t n = make(s, sizeof s, seed);

		if (first_broken(s, n) < n) /* the file would end here */
			n = 0;
		if (next(seed) % 64 == 0)
			s[n++] = '\n';
		if (next(seed) % 64 == 0)
			s[n++] = '\r';
		csv_put(out, ',', s, n, next(seed) % 4 ? 0U : CSV_QUOTE);
		buf_str(out, i < 5 ? "," : next(seed) % 4 ? "\n" : "\r\n");
	}
}

static void read_rows(const char *p, size_t n, size_t want)
{
	struct text from = {p, n, 0};
	struct sifa_source source = {"t.csv", read_text, &from, NULL};
	struct sifa_err err = {0};
	struct csv *c = NULL;
	struct csv_row row;
	size_t clean = 0, good = 0, rows = 0;
	bool more;

	assert_int_equal(csv_open(&source, &c, &err), SIFA_OK);
	while (!csv_next(c, &row, &more, &err) && more) {
		bool ok = true;

		for (size_t i = 0; i < row.n; i++)
			ok = ok && sifa_text_check(row.cell[i].s, row.cell[i].n, 0, NULL, NULL);
		if (row.clean)
			assert_true(ok);
		clean += row.clean;
		good += ok;
		rows++;
	}
	assert_int_equal(err.rc, SIFA_OK);
	assert_int_equal(rows, want);
	assert_in_range(good, rows / 8, rows - 1);
	assert_in_range(clean, rows / 8, good);
	csv_close(c);
}

static void to_gb18030(const struct buf *in, struct buf *out)
{
	struct text_gb *g = text_gb_writer();

	assert_non_null(g);
	for (size_t at = 0; at < in->n;) {
		char c[4];
		size_t from = at;

		text_decode(in->p, in->n, &at);
		buf_add(out, c, text_gb_char(g, in->p + from, at - from, c));
	}
	text_gb_free(g);
}

/* Rows with marks, controls and line breaks among others, in both encodings. */
static void test_rows(void **state)
{
	struct buf text = {0}, gb = {0};
	uint64_t seed = 99;

	(void)state;
	buf_str(&text, "\xEF\xBB\xBF");
	for (int i = 0; i < 8000; i++)
		one_row(&text, &seed);
	assert_false(text.failed);
	read_rows(text.p, text.n, 8000);
	text.p += 3;
	text.n -= 3;
	to_gb18030(&text, &gb);
	text.p -= 3;
	assert_false(gb.failed);
	read_rows(gb.p, gb.n, 8000);
	buf_free(&text);
	buf_free(&gb);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_character),
		cmocka_unit_test(test_clean_is_accepted),
		cmocka_unit_test(test_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
