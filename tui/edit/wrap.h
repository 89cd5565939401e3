/* wrap.h - a text in rows of a given width. Pure. */
#ifndef SIFA_EDIT_WRAP_H
#define SIFA_EDIT_WRAP_H

#include "line.h"

/* The row that begins at byte `from`: *len bytes to show. Returns where the
 * next row begins, which is beyond n when this was the last one. Breaks at LF,
 * behind blanks, and between any two Chinese characters, but never before
 * closing or behind opening punctuation. */
size_t wrap_row(const char *s, size_t n, size_t from, int cols, size_t *len);
size_t wrap_count(const char *s, size_t n, int cols);
/* The byte where row `row` begins (0 is the first). */
size_t wrap_start(const char *s, size_t n, int cols, size_t row);
/* Row and column of byte `at`. */
void wrap_find(const char *s, size_t n, int cols, size_t at, size_t *row, int *col);
/* The byte nearest to column `col` in the row that begins at `from`. */
size_t wrap_at_col(const char *s, size_t n, int cols, size_t from, int col);

/* The cursor of a text of several lines, one row up or down (by = -1, 1);
 * false at the edge. */
bool wrap_move(struct line *l, int cols, int by);

#endif
