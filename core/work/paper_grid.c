/* paper_grid.c - boxes: rows of cells, each row with its own columns, and the lines
 * between them. A page may end between two rows; the box is then closed and opened
 * again. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "paper.h"

enum { TALL = 12 }; /* lines of a row that may be divided between pages */

/* What stands where an edge comes from above, goes on below, at a side. */
static const char *corner(bool ascii, bool up, bool down, bool left, bool right)
{
	static const char *const line[2][2][3] = {
		{{"─", "─", "─"}, {"┌", "┬", "┐"}},
		{{"└", "┴", "┘"}, {"├", "┼", "┤"}},
	};

	if (ascii)
		return up || down ? "+" : "-";
	return line[up][down][left ? 0 : right ? 2 : 1];
}

static int row_width(const struct grid_row *r)
{
	int w = 1;

	for (size_t i = 0; r && i < r->n; i++)
		w += r->width[i] + 1;
	return w;
}

static bool has_edge(const struct grid_row *r, int x)
{
	int at = 0;

	if (!r || x == 0)
		return r != NULL;
	for (size_t i = 0; i < r->n; i++) {
		at += r->width[i] + 1;
		if (at == x)
			return true;
	}
	return false;
}

static const char *border(struct grid *g, const struct grid_row *above,
			  const struct grid_row *below)
{
	int w = row_width(above ? above : below);
	struct buf b = {0};
	char *copy;

	for (int x = 0; x < w; x++)
		buf_str(&b, corner(g->fl->e->how.ascii, has_edge(above, x), has_edge(below, x),
				   x == 0, x == w - 1));
	copy = b.failed ? NULL : arena_copy(g->fl->e->arena, b.p, b.n);
	g->fl->e->failed = g->fl->e->failed || !copy;
	buf_free(&b);
	return copy ? copy : "";
}

/* A blank at each side, unless a short text just fits without. */
static int inside(const struct grid *g, const struct grid_row *r, size_t i)
{
	const char *s = r->text[i] ? r->text[i] : "";
	int w = text_width(s, strlen(s), g->fl->e->how.wide);

	if (g->tight || r->align[i] == ALIGN_CENTRE || r->width[i] < 4)
		return r->width[i];
	return w > r->width[i] - 2 && w <= r->width[i] ? r->width[i] : r->width[i] - 2;
}

/* Row number `want` of the wrapped text; its length in *n. Returns how many there are. */
static size_t wrapped(const struct grid *g, const struct grid_row *r, size_t i, size_t want,
		      const char **s, size_t *n)
{
	const char *text = r->text[i] ? r->text[i] : "";
	size_t len = strlen(text), from = 0, rows = 0, row;

	*s = "";
	*n = 0;
	do {
		size_t next = text_wrap(text, len, from, inside(g, r, i), g->fl->e->how.wide, &row);

		if (rows++ == want) {
			*s = text + from;
			*n = row;
		}
		from = next;
	} while (from <= len);
	return rows;
}

static size_t height(const struct grid *g, const struct grid_row *r)
{
	size_t h = r->lines ? r->lines : 1, n;
	const char *s;

	for (size_t i = 0; i < r->n; i++) {
		size_t rows = wrapped(g, r, i, 0, &s, &n);

		h = rows > h ? rows : h;
	}
	return h;
}

static void cell(struct grid *g, const struct grid_row *r, size_t i, size_t line, size_t high,
		 struct buf *out)
{
	int in = inside(g, r, i), pad = (r->width[i] - in) / 2;
	const char *s;
	size_t n, rows = wrapped(g, r, i, SIZE_MAX, &s, &n);
	size_t top = r->align[i] == ALIGN_CENTRE || rows == 1 ? (high - rows) / 2 : 0;

	if (high > TALL && r->align[i] != ALIGN_CENTRE)
		top = 0;
	if (line >= top)
		wrapped(g, r, i, line - top, &s, &n);
	buf_add(out, " ", (size_t)pad);
	flow_pad(g->fl->e, out, s, n, in, r->align[i]);
	buf_add(out, " ", (size_t)(r->width[i] - in - pad));
	buf_str(out, g->fl->e->how.ascii ? "|" : "│");
}

static void add_border(struct grid *g, const struct grid_row *next)
{
	const struct grid_row *last = g->begun ? &g->last : NULL;
	const char *s = border(g, last, next);
	struct flow_line *l = flow_add(g->fl, s, strlen(s), SIFA_LINE_TEXT);

	if (!l || !last)
		return;
	l->border = true;
	l->open = border(g, NULL, next);
	l->close = border(g, last, NULL);
	l->head = g->head;
	l->nhead = g->nhead;
}

static void add_lines(struct grid *g, const struct grid_row *row, bool first)
{
	const char *open = border(g, NULL, row), *close = border(g, row, NULL);
	size_t high = height(g, row);

	for (size_t i = 0; i < high; i++) {
		struct buf b = {0};
		struct flow_line *l;

		buf_str(&b, g->fl->e->how.ascii ? "|" : "│");
		for (size_t c = 0; c < row->n; c++)
			cell(g, row, c, i, high, &b);
		l = flow_add(g->fl, b.p ? b.p : "", b.n, SIFA_LINE_TEXT);
		buf_free(&b);
		if (!l)
			return;
		l->open = open;
		l->close = close;
		l->head = g->head;
		l->nhead = g->nhead;
		l->glue = i == 0 ? first : high <= TALL || i < 3 || i + 1 == high;
	}
}

void grid_row(struct grid *g, const struct grid_row *row)
{
	bool ruled = !g->begun || g->ruled;

	if (ruled)
		add_border(g, row);
	add_lines(g, row, ruled);
	g->last = *row;
	g->begun = true;
}

void grid_end(struct grid *g)
{
	const char *s = g->begun ? border(g, &g->last, NULL) : "";
	struct flow_line *l = g->begun ? flow_add(g->fl, s, strlen(s), SIFA_LINE_TEXT) : NULL;

	if (l)
		l->glue = true;
	g->begun = false;
}
