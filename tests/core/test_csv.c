/* Cells written are the cells read, whatever they hold and wherever the blocks
 * of the reader end; a row kept is the row read again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/text.h"
#include "../../core/move/csv.h"

struct text {
	const char *p;
	size_t n, at;
	uint64_t seed;
};

static uint64_t next(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

/* Pieces of all sizes, as a pipe gives them. */
static enum sifa_rc read_text(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct text *t = arg;
	size_t piece = 1 + next(&t->seed) % 70000;

	(void)err;
	*n = t->n - t->at;
	*n = *n < size ? *n : size;
	*n = *n < piece ? *n : piece;
	memcpy(buf, t->p + t->at, *n);
	t->at += *n;
	return SIFA_OK;
}

struct table {
	char **cell;
	size_t *len, rows, columns;
	uint64_t seed;
};

static const char *const bits[] = {
	"a", "\"", ",", ";", "\t",	     "\n",   "'",  "=", "+",
	"-", "@",  " ", "0", "123456789012", "司法", "𠮷", "é", "＝",
};

static void make_table(struct table *t, size_t rows, size_t columns, uint64_t seed)
{
	*t = (struct table){.rows = rows, .columns = columns, .seed = seed};
	t->cell = calloc(rows * columns, sizeof *t->cell);
	t->len = calloc(rows * columns, sizeof *t->len);
	for (size_t i = 0; i < rows * columns; i++) {
		/* now and then a cell longer than a block of the reader */
		size_t parts = next(&t->seed) % 5000 ? next(&t->seed) % 12 : 90000;
		struct buf b = {0};

		for (size_t j = 0; j < parts; j++)
			buf_str(&b, bits[next(&t->seed) % (sizeof bits / sizeof *bits)]);
		buf_add(&b, "", 1);
		assert_false(b.failed);
		t->cell[i] = b.p;
		t->len[i] = b.n - 1;
	}
}

static void free_table(struct table *t)
{
	for (size_t i = 0; i < t->rows * t->columns; i++)
		free(t->cell[i]);
	free(t->cell);
	free(t->len);
}

static void write_table(const struct table *t, char separator, const char *end, struct buf *out)
{
	for (size_t i = 0; i < t->rows * t->columns; i++) {
		unsigned flags = CSV_GUARD | (i % 3 ? CSV_DIGITS : 0U) | (i % 5 ? 0U : CSV_QUOTE);

		assert_true(csv_put(out, separator, t->cell[i], t->len[i], flags));
		if ((i + 1) % t->columns)
			buf_add(out, &separator, 1);
		else
			buf_str(out, end);
	}
}

static void same_row(const struct table *t, size_t row, const struct csv_row *r)
{
	assert_null(r->bad);
	assert_int_equal(r->n, t->columns);
	for (size_t i = 0; i < t->columns; i++) {
		const char *s = r->cell[i].s;
		size_t n = r->cell[i].n;

		csv_unguard(&s, &n);
		assert_int_equal(n, t->len[row * t->columns + i]);
		assert_memory_equal(s, t->cell[row * t->columns + i], n);
	}
}

static void read_back(const struct table *t, struct buf *text, char separator)
{
	struct text from = {text->p, text->n, 0, t->seed};
	struct sifa_source source = {"t.csv", read_text, &from, NULL};
	struct sifa_err err = {0};
	struct csv *c = NULL;
	struct csv_row row;
	int line = 1;
	bool more;

	assert_int_equal(csv_open(&source, &c, &err), SIFA_OK);
	assert_int_equal(csv_separator(c), separator);
	for (size_t i = 0; i < t->rows; i++) {
		struct buf kept = {0};

		assert_int_equal(csv_next(c, &row, &more, &err), SIFA_OK);
		assert_true(more);
		assert_int_equal(row.line, line);
		same_row(t, i, &row);
		buf_add(&kept, row.raw, row.raw_n);
		for (size_t j = 0; j < row.raw_n; j++)
			line += row.raw[j] == '\n';
		line++;
		assert_non_null(buf_room(&kept, 8));
		memset(kept.p + kept.n, '"', 8);
		assert_int_equal(csv_again(c, kept.p, kept.n, 7, &row, &err), SIFA_OK);
		assert_int_equal(row.line, 7);
		same_row(t, i, &row);
		buf_free(&kept);
	}
	assert_int_equal(csv_next(c, &row, &more, &err), SIFA_OK);
	assert_false(more);
	csv_close(c);
}

static void test_written_is_read(void **state)
{
	static const struct {
		char separator;
		const char *end;
	} dress[] = {{',', "\n"}, {';', "\r\n"}, {'\t', "\n"}};

	(void)state;
	for (uint64_t seed = 1; seed <= 6; seed++) {
		const char separator = dress[seed % 3].separator;
		struct buf out = {0};
		struct table t;

		make_table(&t, 6000, 7, seed * 7919);
		for (size_t i = 0; i < t.columns;
		     i++) { /* a header, by which the separator is found */
			free(t.cell[i]);
			t.cell[i] = strdup("heading");
			t.len[i] = 7;
		}
		write_table(&t, separator, dress[seed % 3].end, &out);
		read_back(&t, &out, separator);
		buf_free(&out);
		free_table(&t);
	}
}

/* A character is never cut in two, wherever a block of GB18030 ends. */
static void test_gb18030_blocks(void **state)
{
	static const char gb[] = "\xcb\xbe\xb7\xa8" /* 司法 */
				 "\x95\x34\xb2\x35" /* 𠮷, four bytes */
				 "a,";
	static const char utf8[] = "司法𠮷a";
	struct buf text = {0};
	struct text from;
	struct sifa_source source = {"t.csv", read_text, &from, NULL};
	struct sifa_err err = {0};
	struct csv *c = NULL;
	struct csv_row row;
	size_t rows = 0;
	bool more = true;

	(void)state;
	for (int i = 0; i < 40000; i++) {
		for (int j = 0; j < 4; j++)
			buf_str(&text, gb);
		buf_str(&text, i % 7 ? "x\n" : "xy\n"); /* so that blocks end everywhere */
	}
	from = (struct text){text.p, text.n, 0, 5};
	assert_int_equal(csv_open(&source, &c, &err), SIFA_OK);
	while (!csv_next(c, &row, &more, &err) && more) {
		assert_int_equal(row.n, 5);
		for (int j = 0; j < 4; j++) {
			assert_int_equal(row.cell[j].n, sizeof utf8 - 1);
			assert_memory_equal(row.cell[j].s, utf8, sizeof utf8 - 1);
		}
		rows++;
	}
	assert_int_equal(err.rc, SIFA_OK);
	assert_int_equal(rows, 40000);
	csv_close(c);
	buf_free(&text);
}

static enum sifa_rc read_and_fail(void *arg, char *buf, size_t size, size_t *n,
				  struct sifa_err *err)
{
	struct text *t = arg;

	if (t->at < t->n)
		return read_text(arg, buf, size, n, err);
	err->rc = SIFA_E_IO;
	return SIFA_E_IO;
}

/* What a source says of itself comes through. */
static void test_failing_source(void **state)
{
	struct text from = {"a,b\n1,2\n", 8, 0, 3};
	struct sifa_source source = {"t.csv", read_and_fail, &from, NULL};
	struct sifa_err err = {0};
	struct csv *c = NULL;

	(void)state;
	assert_int_equal(csv_open(&source, &c, &err), SIFA_E_IO);
	assert_int_equal(err.rc, SIFA_E_IO);
	assert_null(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_written_is_read),
		cmocka_unit_test(test_gb18030_blocks),
		cmocka_unit_test(test_failing_source),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
