/* line.c - the line editor: a gap-free buffer (texts are short), changes kept
 * as a list of small replacements for undo. */
#include <stdlib.h>
#include <string.h>

#include "line.h"

enum { OPS_MAX = 200 };

void line_init(struct line *l, size_t max, bool many)
{
	memset(l, 0, sizeof *l);
	l->max = max;
	l->many = many;
}

static void op_free(struct line_op *op)
{
	free(op->del);
	free(op->ins);
	memset(op, 0, sizeof *op);
}

static void forget(struct line *l)
{
	for (size_t i = 0; i < l->nop; i++)
		op_free(&l->op[i]);
	l->nop = l->done = 0;
	l->joined = false;
}

void line_free(struct line *l)
{
	forget(l);
	free(l->op);
	free(l->s);
	memset(l, 0, sizeof *l);
}

/* ---- the buffer ------------------------------------------------------------ */

static char *copy(const char *s, size_t n)
{
	char *p = malloc(n + 1);

	if (p) {
		memcpy(p, s, n);
		p[n] = '\0';
	}
	return p;
}

static bool reserve(struct line *l, size_t n)
{
	size_t cap = l->cap ? l->cap : 32;
	char *p;

	if (n + 1 <= l->cap)
		return true;
	while (cap < n + 1)
		cap *= 2;
	p = realloc(l->s, cap);
	if (!p)
		return false;
	if (!l->s)
		p[0] = '\0';
	l->s = p;
	l->cap = cap;
	return true;
}

/* The boundary at or before `at`: an edit may have joined a mark to a base. */
static size_t snap(const struct line *l, size_t at)
{
	size_t prev;

	if (at >= l->n)
		return l->n;
	while (at && ((unsigned char)l->s[at] & 0xc0) == 0x80)
		at--;
	if (at == 0)
		return 0;
	prev = sifa_text_prev(l->s, l->n, at);
	return sifa_text_next(l->s, l->n, prev) == at ? at : prev;
}

static bool splice(struct line *l, size_t at, size_t ndel, const char *ins, size_t nins)
{
	if (!reserve(l, l->n - ndel + nins))
		return false;
	memmove(l->s + at + nins, l->s + at + ndel, l->n - at - ndel + 1);
	if (nins)
		memcpy(l->s + at, ins, nins);
	l->n = l->n - ndel + nins;
	l->at = at + nins;
	/* A mark typed behind its base leaves the cursor behind both. */
	if (snap(l, l->at) != l->at)
		l->at = sifa_text_next(l->s, l->n, snap(l, l->at));
	l->left = snap(l, l->left);
	return true;
}

/* ---- changes ---------------------------------------------------------------- */

static bool join(struct line *l, size_t at, const char *ins, size_t nins)
{
	struct line_op *op;
	char *p;

	if (!l->joined || !l->done || l->done != l->nop)
		return false;
	op = &l->op[l->nop - 1];
	if (op->ndel || op->at + op->nins != at)
		return false;
	p = realloc(op->ins, op->nins + nins + 1);
	if (!p)
		return false;
	memcpy(p + op->nins, ins, nins);
	op->ins = p;
	op->nins += nins;
	return true;
}

static bool note(struct line *l, size_t at, size_t ndel, const char *ins, size_t nins)
{
	struct line_op op = {.at = at, .ndel = ndel, .nins = nins};
	struct line_op *p;

	if (!ndel && join(l, at, ins, nins))
		return true;
	while (l->nop > l->done)
		op_free(&l->op[--l->nop]);
	if (l->nop == OPS_MAX) {
		op_free(&l->op[0]);
		memmove(l->op, l->op + 1, (OPS_MAX - 1) * sizeof *l->op);
		l->nop = --l->done;
	}
	p = realloc(l->op, (l->nop + 1) * sizeof *p);
	if (p)
		l->op = p;
	op.del = copy(l->s + at, ndel);
	op.ins = copy(ins, nins);
	if (!p || !op.del || !op.ins) {
		op_free(&op);
		return false;
	}
	l->op[l->nop++] = op;
	l->done = l->nop;
	return true;
}

static bool change(struct line *l, size_t at, size_t ndel, const char *ins, size_t nins)
{
	if ((!ndel && !nins) || !reserve(l, l->n + nins) || !note(l, at, ndel, ins, nins))
		return false;
	return splice(l, at, ndel, ins, nins);
}

bool line_set(struct line *l, const char *s, size_t n)
{
	forget(l);
	if (!reserve(l, n))
		return false;
	if (n)
		memcpy(l->s, s, n);
	l->s[n] = '\0';
	l->n = l->at = n;
	l->left = 0;
	return true;
}

/* Copies to out what may stand in the line, at most `room` characters. */
static size_t sieve(const struct line *l, const char *s, size_t n, size_t room, char *out,
		    size_t *dropped)
{
	size_t used = 0, at = 0;

	while (at < n) {
		const char *c = s + at;
		size_t len = 1, bad;
		const char *why;

		while (at + len < n && ((unsigned char)c[len] & 0xc0) == 0x80)
			len++;
		at += len;
		if (*c == '\r' && at < n && s[at] == '\n')
			continue;
		if (*c == '\n' || *c == '\r' || *c == '\t') {
			c = l->many && *c != '\t' ? "\n" : " ";
			len = 1;
		}
		if (!room || !sifa_text_check(c, len, l->many ? SIFA_TEXT_LINES : 0, &bad, &why)) {
			++*dropped;
			continue;
		}
		memcpy(out + used, c, len);
		used += len;
		room--;
	}
	return used;
}

bool line_insert(struct line *l, const char *s, size_t n, size_t *dropped)
{
	size_t room = SIZE_MAX, lost = 0, used;
	char *clean = malloc(n + 1);
	bool ok, typed;

	if (!clean)
		return false;
	if (l->max) {
		size_t have = sifa_text_chars(l->s ? l->s : "", l->n);

		room = have < l->max ? l->max - have : 0;
	}
	used = sieve(l, s, n, room, clean, &lost);
	typed = sifa_text_chars(clean, used) == 1;
	ok = change(l, l->at, 0, clean, used);
	l->joined = ok && typed;
	free(clean);
	if (dropped)
		*dropped = lost;
	return ok;
}

static bool cut(struct line *l, size_t from, size_t to)
{
	l->joined = false;
	return from < to && change(l, from, to - from, "", 0);
}

bool line_backspace(struct line *l)
{
	return l->at && cut(l, sifa_text_prev(l->s, l->n, l->at), l->at);
}

bool line_delete(struct line *l)
{
	return l->at < l->n && cut(l, l->at, sifa_text_next(l->s, l->n, l->at));
}

bool line_clear(struct line *l)
{
	return cut(l, 0, l->n);
}

bool line_replace(struct line *l, const char *s, size_t n)
{
	l->joined = false;
	if (l->s && l->n == n && !memcmp(l->s, s, n))
		return false;
	return change(l, 0, l->n, s, n);
}

bool line_cut_word(struct line *l)
{
	size_t from = l->at;

	while (from && l->s[from - 1] == ' ')
		from--;
	while (from && l->s[from - 1] != ' ' && l->s[from - 1] != '\n')
		from--;
	return cut(l, snap(l, from), l->at);
}

bool line_undo(struct line *l)
{
	const struct line_op *op;

	l->joined = false;
	if (!l->done || !reserve(l, l->n + l->op[l->done - 1].ndel))
		return false;
	op = &l->op[--l->done];
	return splice(l, op->at, op->nins, op->del, op->ndel);
}

bool line_redo(struct line *l)
{
	const struct line_op *op;

	l->joined = false;
	if (l->done == l->nop || !reserve(l, l->n + l->op[l->done].nins))
		return false;
	op = &l->op[l->done++];
	return splice(l, op->at, op->ndel, op->ins, op->nins);
}

/* ---- the cursor ----------------------------------------------------------------- */

bool line_to(struct line *l, size_t at)
{
	bool moved;

	at = l->n ? snap(l, at) : 0;
	moved = at != l->at;
	l->joined = false;
	l->at = at;
	return moved;
}

bool line_left(struct line *l)
{
	return l->at && line_to(l, sifa_text_prev(l->s, l->n, l->at));
}

bool line_right(struct line *l)
{
	return l->at < l->n && line_to(l, sifa_text_next(l->s, l->n, l->at));
}

bool line_home(struct line *l)
{
	return line_to(l, 0);
}

bool line_end(struct line *l)
{
	return line_to(l, l->n);
}

/* Columns from the left edge to behind the character at the cursor; the end of
 * the text needs one column for the cursor itself. */
static int needed(const struct line *l)
{
	if (l->at == l->n)
		return sifa_text_width(l->s + l->left, l->n - l->left) + 1;
	return sifa_text_width(l->s + l->left, sifa_text_next(l->s, l->n, l->at) - l->left);
}

const char *line_view(struct line *l, int cols, size_t *n, int *cursor)
{
	if (!l->s && !reserve(l, 0)) {
		*n = 0;
		*cursor = 0;
		return "";
	}
	if (l->at < l->left || sifa_text_width(l->s, l->n) < cols)
		l->left = 0;
	if (needed(l) > cols) {
		/* By a third at once, so that most keys paint one character only. */
		int back = cols * 2 / 3;

		l->left = l->at;
		while (l->left) {
			size_t prev = sifa_text_prev(l->s, l->n, l->left);

			if (sifa_text_width(l->s + prev, l->at - prev) > back)
				break;
			l->left = prev;
		}
	}
	*n = sifa_text_fit(l->s + l->left, l->n - l->left, cols, NULL);
	*cursor = sifa_text_width(l->s + l->left, l->at - l->left);
	return l->s + l->left;
}
