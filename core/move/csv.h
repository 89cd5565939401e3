/* csv.h - separated values: bytes to rows of cells, and cells to bytes.
 *
 * A reader takes UTF-8 (with or without byte order mark) or GB18030: valid UTF-8
 * in the first MiB, else GB18030; a break after that is an error with its line. So
 * is an early break after a byte order mark or more UTF-8 characters than GB18030
 * could look like by chance.
 * The separator is found by looking: comma, tab or semicolon. Memory does not
 * grow with the file; a row of more than 4 MiB is an error. */
#ifndef SIFA_MOVE_CSV_H
#define SIFA_MOVE_CSV_H

#include "../base/arena.h"
#include "../sifa.h"

struct csv_cell {
	const char *s; /* without quotes, 8 readable bytes behind; borrowed until the next row */
	uint32_t n;
	uint32_t raw; /* offset of its first byte in the row */
	int line;
};

struct csv_row {
	struct csv_cell *cell;
	size_t n;
	const char *raw; /* as it stands in the file, without line end */
	size_t raw_n;
	int line;
	bool clean;	 /* text_clean(): every cell may be stored as it stands */
	const char *bad; /* a message id: cell number bad_cell cannot be read; else NULL */
	size_t bad_cell;
};

struct csv;
enum sifa_rc csv_open(const struct sifa_source *source, struct csv **out, struct sifa_err *err);
void csv_close(struct csv *c);
/* The next row; *more is false at the end. */
enum sifa_rc csv_next(struct csv *c, struct csv_row *row, bool *more, struct sifa_err *err);
/* Reads a row that was kept: text[0..n) with at least 8 readable bytes behind. */
enum sifa_rc csv_again(struct csv *c, const char *text, size_t n, int line, struct csv_row *row,
		       struct sifa_err *err);
/* Where a cell begins in its line, in characters from 1. */
int csv_column(const struct csv_row *row, size_t cell);
char csv_separator(const struct csv *c);
uint64_t csv_bytes(const struct csv *c); /* taken from the source so far */

/* ---- cells that a spreadsheet could take for a formula or round as a number ---- */

/* Takes off the ' that csv_put() sets, if the ' in front is one. */
void csv_unguard_mark(const char **s, size_t *n);
static inline void csv_unguard(const char **s, size_t *n)
{
	if (*n && **s == '\'')
		csv_unguard_mark(s, n);
}

enum {
	CSV_GUARD = 1,	/* a text: ' before what begins like a formula */
	CSV_DIGITS = 2, /* and before digits that a number would lose: an identity number */
	CSV_QUOTE = 4,	/* in quotes even if it need not be: numbers that are texts */
};
bool csv_put(struct buf *out, char separator, const char *s, size_t n, unsigned flags);

/* ---- between bytes and csv.c ---- */

/* What a reader holds; csv_bytes.c fills it. */
struct csv {
	const struct sifa_source *source;
	char *buf;		 /* 8 bytes more than cap */
	size_t at, n, have, cap; /* n: checked text; have: with the rest of a character */
	size_t clean, clean_end; /* between these all is clean but for line ends, see text.h */
	bool end, broken;	 /* nothing comes after n; a broken character does */
	bool gb;
	struct text_gb *conv;
	struct buf in, out; /* GB18030 not yet converted; converted */
	uint64_t taken;
	char separator;
	int line;
	struct csv_cell *cell;
	size_t cells;
	char *side; /* cells that had doubled quotes; as long as buf */
	size_t side_n;
};
enum sifa_rc csv_begin(struct csv *c, struct sifa_err *err);
/* More text behind c->n, at least one byte unless c->end; moves c->at to 0. */
enum sifa_rc csv_fill(struct csv *c, struct sifa_err *err);
/* Bytes of s[0..n) that are whole and valid UTF-8; *cut: the rest may be the
 * beginning of a character. */
size_t csv_valid(const char *s, size_t n, bool *cut);

#endif
