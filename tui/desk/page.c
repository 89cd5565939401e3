/* page.c - rows of text under a cursor. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../edit/wrap.h"
#include "page.h"

static bool is_head(const void *arg, size_t i)
{
	const struct page *p = arg;

	return p->row[i].head;
}

void page_clear(struct page *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->row[i].text);
	p->n = 0;
}

void page_free(struct page *p)
{
	page_clear(p);
	free(p->row);
}

struct page_row *page_add(struct page *p, int what, const char *text)
{
	struct page_row *row;

	if (p->n == p->cap) {
		size_t cap = p->cap ? 2 * p->cap : 64;

		row = realloc(p->row, cap * sizeof *row);
		if (!row)
			return NULL;
		p->row = row;
		p->cap = cap;
	}
	row = &p->row[p->n];
	memset(row, 0, sizeof *row);
	row->what = what;
	row->text = text ? strdup(text) : NULL;
	if (text && !row->text)
		return NULL;
	p->n++;
	return row;
}

void page_head(struct page *p, const char *text)
{
	struct page_row *row = page_add(p, 0, text);

	if (row)
		row->head = true;
}

/* Role and amount travel in one number until the row is shown. */
void page_behind(struct page *p, const struct sifa_behind_list *list, int what)
{
	char number[24], hidden[24], text[160];

	snprintf(number, sizeof number, "%zu", list->n);
	snprintf(hidden, sizeof hidden, "%zu", list->hidden);
	page_head(p, lang_fill(text, sizeof text,
			       list->hidden ? _("Records behind it: {1}, and {2} you may not see")
					    : _("Records behind it: {1}"),
			       number, hidden, NULL));
	for (size_t i = 0; i < list->n; i++) {
		struct page_row *row = page_add(p, what, NULL);

		if (!row)
			return;
		row->id = list->v[i].id;
		row->at = (size_t)(list->v[i].amount << 3) | (size_t)list->v[i].role;
	}
}

enum sifa_role page_role(const struct page_row *row)
{
	return (enum sifa_role)(row->at & 7);
}

int64_t page_amount(const struct page_row *row)
{
	return (int64_t)row->at >> 3;
}

void page_pair(struct page *p, int cols, int label_cols, const char *label, const char *value,
	       int what, uint64_t id)
{
	size_t n = strlen(value), from = 0, len;
	bool first = true;

	if (cols - label_cols < 10)
		label_cols = 0;
	do {
		struct cells c = {.n = 0};
		size_t next = wrap_row(value, n, from, cols - label_cols, &len);
		struct page_row *row;
		char *part = strndup(value + from, len);

		cells_put(&c, label_cols, first ? label : "");
		cells_rest(&c, part ? part : "");
		free(part);
		row = page_add(p, what, c.s);
		if (row)
			row->id = id;
		first = false;
		from = next;
	} while (from <= n);
}

struct page_row *page_current(struct page *p)
{
	return p->list.at < p->n && !p->row[p->list.at].head ? &p->row[p->list.at] : NULL;
}

bool page_has_rows(const struct page *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (!p->row[i].head)
			return true;
	return false;
}

void page_part(struct page *p)
{
	size_t i = p->list.at;

	for (size_t tried = 0; tried < p->n; tried++) {
		i = (i + 1) % p->n;
		if (!p->row[i].head && (i == 0 || p->row[i - 1].head))
			break;
	}
	if (p->n)
		list_go(&p->list, i);
}

void page_draw(struct screen *sc, struct page *p, int y, int rows)
{
	struct desk *d = sc->desk;

	p->list.skip = is_head;
	p->list.arg = p;
	list_fit(&p->list, p->n, (size_t)rows);
	p->y = y;
	for (int i = 0; i < rows && p->list.top + (size_t)i < p->n; i++) {
		size_t at = p->list.top + (size_t)i;
		struct page_row *row = &p->row[at];

		if (!row->text && p->late)
			row->text = p->late(sc, row);
		if (row->head) {
			draw_text(d->tty, y + i, 0, d->cols, DRAW_TITLE,
				  row->text ? row->text : "");
			continue;
		}
		frame_mark(d, y + i, 0, at == p->list.at);
		draw_text(d->tty, y + i, 2, d->cols - 2, row->alert ? DRAW_ALERT : DRAW_TEXT,
			  row->text ? row->text : "");
		if (at == p->list.at)
			p->y = y + i;
	}
	if (!page_current(p))
		frame_mark(d, y, 0, true);
}

/* ---- cells ------------------------------------------------------------------- */

static void put(struct cells *c, const char *s, size_t n)
{
	if (c->n + n >= sizeof c->s)
		n = sizeof c->s - 1 - c->n;
	memcpy(c->s + c->n, s, n);
	c->n += n;
	c->s[c->n] = '\0';
}

static void blanks(struct cells *c, int n)
{
	while (n-- > 0)
		put(c, " ", 1);
}

static const char CUT[] = "…";

void cells_put(struct cells *c, int cols, const char *text)
{
	int used;
	size_t all = strlen(text), n = sifa_text_fit(text, all, cols, &used);

	if (n < all && cols > 2) {
		put(c, text, sifa_text_fit(text, all, cols - 1, &used));
		put(c, CUT, sizeof CUT - 1);
		used++;
	} else {
		put(c, text, n);
	}
	blanks(c, cols - used);
}

void cells_tail(struct cells *c, int cols, const char *text)
{
	size_t all = strlen(text), from = 0;

	if (sifa_text_width(text, all) <= cols || cols < 3) {
		cells_put(c, cols, text);
		return;
	}
	while (from < all && sifa_text_width(text + from, all - from) > cols - 1)
		from = sifa_text_next(text, all, from);
	put(c, CUT, sizeof CUT - 1);
	put(c, text + from, all - from);
	blanks(c, cols - 1 - sifa_text_width(text + from, all - from));
}

void cells_right(struct cells *c, int cols, const char *text)
{
	int used;
	size_t n = sifa_text_fit(text, strlen(text), cols, &used);

	blanks(c, cols - used);
	put(c, text, n);
}

void cells_rest(struct cells *c, const char *text)
{
	size_t room = sizeof c->s - 1 - c->n, n = strlen(text);

	while (n > room)
		n = sifa_text_prev(text, strlen(text), room);
	put(c, text, n);
}

void cells_bar(struct cells *c, int cols, int64_t part, int64_t all)
{
	int full = all > 0 && part > 0 ? (int)(part * (cols - 2) / all) : 0;

	put(c, "[", 1);
	for (int i = 0; i < cols - 2; i++)
		put(c, i < full ? "#" : "-", 1);
	put(c, "]", 1);
}
