/* csv_bytes.c - from the source to checked UTF-8: encoding, byte order mark,
 * and blocks that end between characters. */
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/text.h"
#include "csv.h"

enum { HEAD = 1 << 20, BLOCK = 256 << 10, ROW_MOST = 4 << 20, PAD = 8 };

/* Length of the valid sequence at s, 0 if broken, -1 if cut off by the end. */
static int sequence(const unsigned char *s, size_t n)
{
	int len = s[0] < 0xC2 ? 0 : s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : s[0] < 0xF5 ? 4 : 0;

	for (int i = 1; i < len; i++) {
		if ((size_t)i >= n)
			return -1;
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		if (i == 1 && ((s[0] == 0xE0 && s[1] < 0xA0) || (s[0] == 0xED && s[1] > 0x9F) ||
			       (s[0] == 0xF0 && s[1] < 0x90) || (s[0] == 0xF4 && s[1] > 0x8F)))
			return 0;
	}
	return len;
}

size_t csv_valid(const char *text, size_t n, bool *cut)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t i = 0;

	*cut = false;
	while (i < n) {
		int len;

		i = text_common(text, i, n);
		while (i < n && s[i] < 0x80)
			i++;
		while (i + 3 <= n && s[i] >= 0xE1 && s[i] <= 0xEC && (s[i + 1] & 0xC0) == 0x80 &&
		       (s[i + 2] & 0xC0) == 0x80)
			i += 3;
		if (i >= n || s[i] < 0x80)
			continue;
		len = sequence(s + i, n - i);
		*cut = len < 0;
		if (len <= 0)
			return i;
		i += (size_t)len;
	}
	return i;
}

static bool grow_buf(struct csv *c, size_t cap)
{
	char *p = realloc(c->buf, cap + PAD), *q;

	if (!p)
		return false;
	c->buf = p;
	q = realloc(c->side, cap + PAD);
	if (!q)
		return false;
	c->side = q;
	c->cap = cap;
	return true;
}

/* Reads until `want` bytes stand in p or the source ends. */
static enum sifa_rc take(struct csv *c, char *p, size_t want, size_t *got, struct sifa_err *err)
{
	*got = 0;
	while (*got < want) {
		size_t n = 0;
		enum sifa_rc rc = c->source->read(c->source->arg, p + *got, want - *got, &n, err);

		if (rc)
			return rc;
		if (!n)
			break;
		*got += n;
	}
	c->taken += *got;
	return SIFA_OK;
}

/* What is looked at eight bytes at a time ends in zeros. */
static void pad(struct csv *c)
{
	memset(c->buf + c->have, 0, PAD);
}

/* Marks how much of what is there is text. */
static void check(struct csv *c, bool last)
{
	bool cut;

	c->clean = c->n;
	c->clean_end = text_clean_lines(c->buf, c->n, c->have);
	pad(c);
	c->n = c->clean_end;
	c->n += csv_valid(c->buf + c->n, c->have - c->n, &cut);
	c->broken = c->n < c->have && (!cut || last);
	c->end = c->broken || (last && c->n == c->have);
}

static enum sifa_rc fill_utf8(struct csv *c, struct sifa_err *err)
{
	size_t got;
	enum sifa_rc rc = take(c, c->buf + c->have, BLOCK, &got, err);

	if (rc)
		return rc;
	c->have += got;
	check(c, got < BLOCK);
	return SIFA_OK;
}

static enum sifa_rc fill_gb(struct csv *c, struct sifa_err *err)
{
	enum { PIECE = 64 << 10 };
	size_t got = 0, used;
	enum sifa_rc rc = SIFA_OK;
	bool good, last = false;

	if (c->in.n < PIECE) {
		char *p = buf_room(&c->in, PIECE);

		if (!p)
			return err_nomem(err);
		rc = take(c, p, PIECE, &got, err);
		if (rc)
			return rc;
		c->in.n += got;
		last = got < PIECE;
	}
	used = c->in.n < PIECE ? c->in.n : PIECE;
	last = last && used == c->in.n;
	c->out.n = 0;
	good = text_gb_feed(c->conv, c->in.p, &used, &c->out);
	if (c->out.failed || (c->n + c->out.n > c->cap && !grow_buf(c, c->n + c->out.n)))
		return err_nomem(err);
	if (c->out.n)
		memcpy(c->buf + c->n, c->out.p, c->out.n);
	c->n += c->out.n;
	c->have = c->n;
	pad(c);
	c->in.n -= used;
	memmove(c->in.p, c->in.p + used, c->in.n);
	c->broken = !good || (last && c->in.n);
	c->end = c->broken || (last && !c->in.n);
	return SIFA_OK;
}

enum sifa_rc csv_fill(struct csv *c, struct sifa_err *err)
{
	size_t from = c->n;
	enum sifa_rc rc = SIFA_OK;

	if (c->at) {
		memmove(c->buf, c->buf + c->at, c->have - c->at);
		c->n -= c->at;
		c->have -= c->at;
		c->at = 0;
		from = c->n;
	}
	if (c->n > ROW_MOST) {
		err_set(err, SIFA_E_DATA,
			N_("The row is longer than 4 MiB; perhaps a quotation mark is not closed."),
			NULL);
		err_at(err, c->source->name, c->line, 1);
		return SIFA_E_DATA;
	}
	if (c->cap - c->have < BLOCK && !grow_buf(c, c->have + c->have / 2 + BLOCK))
		return err_nomem(err);
	while (!rc && c->n == from && !c->end)
		rc = c->gb ? fill_gb(c, err) : fill_utf8(c, err);
	return rc;
}

static enum sifa_rc foreign(struct csv *c, const char *msg, struct sifa_err *err)
{
	err_set(err, SIFA_E_DATA, msg, NULL);
	err_at(err, c->source->name, 1, 1);
	return SIFA_E_DATA;
}

static enum sifa_rc to_gb(struct csv *c, struct sifa_err *err)
{
	c->gb = true;
	c->conv = text_gb_new();
	if (!c->conv)
		return foreign(c,
			       N_("The file is not UTF-8, and GB18030 cannot be read on this "
				  "machine; save it as UTF-8."),
			       err);
	if (!buf_add(&c->in, c->buf, c->have))
		return err_nomem(err);
	c->n = c->have = 0;
	c->end = c->broken = false;
	return csv_fill(c, err);
}

/* Counts separators outside quotes in the first lines; text holds few of them. */
static char look_for_separator(const char *s, size_t n)
{
	static const char mark[] = {'\t', ',', ';'};
	size_t count[sizeof mark] = {0}, best = 1;
	bool quoted = false;

	for (size_t i = 0, lines = 0; i < n && lines < 20; i++) {
		quoted ^= s[i] == '"';
		lines += !quoted && s[i] == '\n';
		for (size_t m = 0; m < sizeof mark && !quoted; m++)
			count[m] += s[i] == mark[m];
	}
	for (size_t m = 0; m < sizeof mark; m++)
		if (count[m] > count[best])
			best = m;
	return mark[best];
}

/* GB18030 text that happens to be so many characters of UTF-8 is not met with. */
static bool surely_utf8(const char *s, size_t n)
{
	enum { ENOUGH = 16 };
	size_t wide = 0;

	for (size_t i = 0; i < n && wide < ENOUGH; i++)
		wide += (unsigned char)s[i] >= 0xC0;
	return wide == ENOUGH;
}

enum sifa_rc csv_begin(struct csv *c, struct sifa_err *err)
{
	bool bom = false;
	enum sifa_rc rc;
	size_t got;

	c->line = 1;
	if (!grow_buf(c, HEAD + BLOCK))
		return err_nomem(err);
	rc = take(c, c->buf, HEAD, &got, err);
	if (rc)
		return rc;
	c->have = got;
	if (got >= 2 && (!memcmp(c->buf, "\xFF\xFE", 2) || !memcmp(c->buf, "\xFE\xFF", 2)))
		return foreign(c, N_("This is UTF-16 text; save it as CSV in UTF-8."), err);
	if (got >= 4 && (!memcmp(c->buf, "PK\3\4", 4) || !memcmp(c->buf, "\xD0\xCF\x11\xE0", 4)))
		return foreign(c, N_("This is a spreadsheet; save it as CSV in UTF-8."), err);
	if (got >= 3 && !memcmp(c->buf, "\xEF\xBB\xBF", 3)) {
		bom = true;
		memmove(c->buf, c->buf + 3, c->have -= 3);
	}
	check(c, got < HEAD);
	if (c->broken && !bom && !surely_utf8(c->buf, c->n))
		rc = to_gb(c, err);
	if (!rc)
		c->separator = look_for_separator(c->buf, c->n < BLOCK ? c->n : BLOCK);
	return rc;
}
