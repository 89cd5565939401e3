/* csv.c - rows and cells (RFC 4180, and what spreadsheets make of it), in place:
 * a cell is copied only where quotes were doubled inside it. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/text.h"
#include "csv.h"

enum sifa_rc csv_open(const struct sifa_source *source, struct csv **out, struct sifa_err *err)
{
	struct csv *c = calloc(1, sizeof *c);
	enum sifa_rc rc;

	*out = c;
	if (!c)
		return err_nomem(err);
	c->source = source;
	rc = csv_begin(c, err);
	if (rc) {
		csv_close(c);
		*out = NULL;
	}
	return rc;
}

void csv_close(struct csv *c)
{
	if (!c)
		return;
	text_gb_free(c->conv);
	buf_free(&c->in);
	buf_free(&c->out);
	free(c->buf);
	free(c->side);
	free(c->cell);
	free(c);
}

char csv_separator(const struct csv *c)
{
	return c->separator;
}

uint64_t csv_bytes(const struct csv *c)
{
	return c->taken;
}

/* ---- scanning ---- */

enum scanned { SCAN_ROW, SCAN_MORE, SCAN_NOMEM };

struct scan {
	struct csv *c;
	const char *start, *p, *end;
	bool last;		       /* nothing follows end */
	const char *clean, *clean_end; /* between these all is clean but for line ends */
	int line;
	const char *word; /* eight bytes that are looked at */
	uint64_t met;	  /* 0x80 where in them cells end that are yet to come */
	struct csv_row *row;
};

/* Looks for separators and line ends from p on. */
static void seek(struct scan *s, const char *p)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), low = 0x7F * ones;
	uint64_t w = get_le(p, 8);
	uint64_t a = w ^ ones * (unsigned char)s->c->separator, b = w ^ ones * '\n';

	/* bit 7 of a byte is 0 where that is neither */
	s->met = ~((((a & low) + low) | a) & (((b & low) + low) | b)) & ~low;
	s->word = p;
}

/* The next of them, or the end. Reads up to 7 bytes behind the end. */
static const char *next_mark(struct scan *s)
{
	const char *p;

	while (!s->met) {
		if (s->end - s->word <= 8)
			return s->end;
		seek(s, s->word + 8);
	}
	p = s->word + __builtin_ctzll(s->met) / 8;
	s->met &= s->met - 1;
	return p < s->end ? p : s->end;
}

static void count_lines(struct scan *s, const char *p, const char *end)
{
	while ((p = memchr(p, '\n', (size_t)(end - p)))) {
		s->line++;
		p++;
	}
}

/* A cell without doubled quotes and with LF for CR LF. */
static void unescape(struct csv *c, struct csv_cell *cell, const char *p, const char *end)
{
	char *out = c->side + c->side_n;

	cell->s = out;
	for (; p < end; p++) {
		if (*p == '"')
			p++;
		else if (*p == '\r' && p + 1 < end && p[1] == '\n')
			continue;
		*out++ = *p;
	}
	cell->n = (uint32_t)(out - cell->s);
	c->side_n += cell->n;
}

static void bad_cell(struct scan *s, const char *msg)
{
	if (s->row->bad)
		return;
	s->row->bad = msg;
	s->row->bad_cell = s->row->n;
}

/* s->p stands behind the opening quote. */
static enum scanned scan_quoted(struct scan *s, struct csv_cell *cell)
{
	const char *from = s->p, *q = from;
	bool doubled = false;

	for (;;) {
		q = memchr(q, '"', (size_t)(s->end - q));
		if (!q || (q + 1 == s->end && !s->last)) {
			if (!s->last)
				return SCAN_MORE;
			bad_cell(s, N_("The quotation mark that opens this cell is not closed."));
			q = s->end;
			break;
		}
		if (q + 1 == s->end || q[1] != '"')
			break;
		doubled = true;
		q += 2;
	}
	cell->s = from;
	cell->n = (uint32_t)(q - from);
	if (doubled || memchr(from, '\r', cell->n))
		unescape(s->c, cell, from, q);
	count_lines(s, from, q);
	s->p = q < s->end ? q + 1 : q;
	from = s->p;
	seek(s, s->p);
	s->p = next_mark(s);
	if (s->p > from && !(s->p == from + 1 && *from == '\r'))
		bad_cell(s, N_("Text follows the closing quotation mark of this cell; a quotation "
			       "mark inside is written twice."));
	return SCAN_ROW;
}

/* s->p becomes the separator or line end behind the cell. */
static enum scanned scan_cell(struct scan *s)
{
	struct csv *c = s->c;
	const char *from = s->p;
	struct csv_cell *cell;

	if (s->row->n == c->cells && !grow(&c->cell, &c->cells, s->row->n + 1, sizeof *c->cell))
		return SCAN_NOMEM;
	cell = &c->cell[s->row->n];
	cell->raw = (uint32_t)(from - s->start);
	cell->line = s->line;
	if (from < s->end && *from == '"') {
		s->p++;
		return scan_quoted(s, cell);
	}
	s->p = next_mark(s);
	cell->s = from;
	cell->n = (uint32_t)(s->p - from);
	return SCAN_ROW;
}

/* Was the row looked at with its block, and has no line end inside? */
static bool seen_clean(const struct scan *s)
{
	const struct csv_row *row = s->row;

	return row->raw >= s->clean && s->p <= s->clean_end && s->line == row->line &&
	       !memchr(row->raw, '\r', row->raw_n);
}

/* A row ends in CR LF or LF: CR is no part of a cell without quotes. */
static void end_row(struct scan *s)
{
	struct csv_row *row = s->row;
	struct csv_cell *last = &s->c->cell[row->n - 1];

	row->cell = s->c->cell;
	row->raw_n = (size_t)(s->p - s->start);
	if (last->n && last->s + last->n == s->p && s->p[-1] == '\r')
		last->n--;
	if (row->raw_n && s->p[-1] == '\r')
		row->raw_n--;
	row->clean = seen_clean(s) || text_clean(row->raw, row->raw_n);
	if (s->p < s->end) {
		s->p++;
		s->line++;
	}
}

static enum scanned scan_row(struct scan *s)
{
	struct csv_row *row = s->row;
	enum scanned r;

	*row = (struct csv_row){.raw = s->start, .line = s->line};
	s->c->side_n = 0;
	seek(s, s->p);
	for (;; s->p++) {
		r = scan_cell(s);
		if (r != SCAN_ROW)
			return r;
		row->n++;
		if (s->p == s->end && !s->last)
			return SCAN_MORE;
		if (s->p == s->end || *s->p == '\n')
			break;
	}
	end_row(s);
	return SCAN_ROW;
}

static enum sifa_rc broken(struct csv *c, struct sifa_err *err)
{
	int line = c->line;

	for (size_t i = c->at; i < c->n; i++)
		line += c->buf[i] == '\n';
	err_set(err, SIFA_E_DATA,
		c->gb ? N_("Here the text is neither UTF-8 nor GB18030; save the file as UTF-8.")
		      : N_("Here the text breaks off being UTF-8; save the file as UTF-8."),
		NULL);
	err_at(err, c->source->name, line, 1);
	return SIFA_E_DATA;
}

enum sifa_rc csv_next(struct csv *c, struct csv_row *row, bool *more, struct sifa_err *err)
{
	*more = false;
	for (;;) {
		struct scan s = {.c = c,
				 .start = c->buf + c->at,
				 .p = c->buf + c->at,
				 .end = c->buf + c->n,
				 .last = c->end && !c->broken,
				 .clean = c->buf + c->clean,
				 .clean_end = c->buf + c->clean_end,
				 .line = c->line,
				 .row = row};
		enum scanned r = s.p == s.end && !c->end ? SCAN_MORE : SCAN_ROW;
		enum sifa_rc rc;

		if (s.p == s.end && c->end)
			return c->broken ? broken(c, err) : SIFA_OK;
		if (r == SCAN_ROW)
			r = scan_row(&s);
		if (r == SCAN_NOMEM)
			return err_nomem(err);
		if (r == SCAN_ROW) {
			c->at = (size_t)(s.p - c->buf);
			c->line = s.line;
			*more = true;
			return SIFA_OK;
		}
		if (c->broken)
			return broken(c, err);
		rc = csv_fill(c, err);
		if (rc)
			return rc;
	}
}

enum sifa_rc csv_again(struct csv *c, const char *text, size_t n, int line, struct csv_row *row,
		       struct sifa_err *err)
{
	struct scan s = {.c = c,
			 .start = text,
			 .p = text,
			 .end = text + n,
			 .last = true,
			 .clean = text,
			 .clean_end = text,
			 .line = line,
			 .row = row};

	return scan_row(&s) == SCAN_NOMEM ? err_nomem(err) : SIFA_OK;
}

int csv_column(const struct csv_row *row, size_t cell)
{
	size_t at = row->n ? row->cell[cell < row->n ? cell : row->n - 1].raw : 0;
	size_t from = at;

	while (from > 0 && row->raw[from - 1] != '\n')
		from--;
	return (int)sifa_text_chars(row->raw + from, at - from) + 1;
}

/* ---- cells written ---- */

/* = + - @, also full width, TAB and CR: what begins a formula somewhere. */
static bool formula(const char *s, size_t n)
{
	static const char *const wide[] = {"\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D",
					   "\xEF\xBC\xA0"};

	if (n && memchr("=+-@\t\r", *s, 6))
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof *wide && n >= 3; i++)
		if (!memcmp(s, wide[i], 3))
			return true;
	return false;
}

/* More digits than a spreadsheet keeps of a number, or zeros it drops. */
static bool digits_lost(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return false;
	return n > 11 || (n > 1 && *s == '0');
}

/* A text that has a ' before any of these itself gets one more: it must come back. */
static bool guarded(const char *s, size_t n, bool digits)
{
	size_t marks = 0;

	while (marks < n && s[marks] == '\'')
		marks++;
	return formula(s + marks, n - marks) ||
	       ((digits || marks) && digits_lost(s + marks, n - marks));
}

void csv_unguard_mark(const char **s, size_t *n)
{
	if (guarded(*s, *n, true)) {
		++*s;
		--*n;
	}
}

bool csv_put(struct buf *out, char separator, const char *s, size_t n, unsigned flags)
{
	bool guard = (flags & CSV_GUARD) && n && guarded(s, n, flags & CSV_DIGITS);
	bool quote = flags & CSV_QUOTE;

	for (size_t i = 0; i < n && !quote; i++)
		quote = s[i] == separator || s[i] == '"' || s[i] == '\n' || s[i] == '\r';
	quote = quote || (n && (s[0] == ' ' || s[n - 1] == ' '));
	if (!quote)
		return (!guard || buf_add(out, "'", 1)) && buf_add(out, s, n);
	buf_add(out, "\"'", guard ? 2 : 1);
	while (n) {
		const char *q = memchr(s, '"', n);
		size_t len = q ? (size_t)(q - s) + 1 : n;

		buf_add(out, s, len);
		if (q)
			buf_add(out, "\"", 1);
		s += len;
		n -= len;
	}
	return buf_add(out, "\"", 1);
}
