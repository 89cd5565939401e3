/* wrap.c - breaking texts into rows. */
#include <string.h>

#include "wrap.h"

size_t wrap_row(const char *s, size_t n, size_t from, int cols, size_t *len)
{
	return sifa_text_wrap(s, n, from, cols, len);
}

size_t wrap_count(const char *s, size_t n, int cols)
{
	size_t rows = 0, from = 0, len;

	do {
		from = wrap_row(s, n, from, cols, &len);
		rows++;
	} while (from <= n);
	return rows;
}

size_t wrap_start(const char *s, size_t n, int cols, size_t row)
{
	size_t from = 0, len;

	while (row--) {
		size_t next = wrap_row(s, n, from, cols, &len);

		if (next > n)
			break;
		from = next;
	}
	return from;
}

void wrap_find(const char *s, size_t n, int cols, size_t at, size_t *row, int *col)
{
	size_t from = 0, next, len;

	for (*row = 0;; ++*row) {
		next = wrap_row(s, n, from, cols, &len);
		if (next > n || at < next)
			break;
		from = next;
	}
	*col = sifa_text_width(s + from, at - from);
}

size_t wrap_at_col(const char *s, size_t n, int cols, size_t from, int col)
{
	size_t len, next = wrap_row(s, n, from, cols, &len);
	size_t at = from + sifa_text_fit(s + from, len, col, NULL);

	/* Behind the last character of a broken row is the next row already. */
	if (at == next && at > from)
		at = sifa_text_prev(s, n, at);
	return at;
}

bool wrap_move(struct line *l, int cols, int by)
{
	size_t row;
	int col;

	if (!l->n)
		return false;
	wrap_find(l->s, l->n, cols, l->at, &row, &col);
	if (by < 0 ? row == 0 : row + 1 >= wrap_count(l->s, l->n, cols))
		return false;
	row = by < 0 ? row - 1 : row + 1;
	return line_to(l, wrap_at_col(l->s, l->n, cols, wrap_start(l->s, l->n, cols, row), col));
}
