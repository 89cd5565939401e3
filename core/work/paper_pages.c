/* paper_pages.c - lines into pages: where one may end, what is repeated, heads and feet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paper.h"

static const char draft_mark[] = "【草　　稿】";

struct sifa_pages *pages_new(const struct sifa_paper *p, const struct sifa_compose *how)
{
	struct sifa_pages *pages = calloc(1, sizeof *pages);

	if (!pages || !(pages->memory = calloc(1, sizeof *pages->memory))) {
		free(pages);
		return NULL;
	}
	pages->paper = p;
	pages->cols = p->landscape ? PAPER_COLS_WIDE : PAPER_COLS;
	pages->lines = p->lines;
	pages->draft = how->draft;
	pages->public = how->public;
	pages->wide = how->wide;
	return pages;
}

void sifa_pages_free(struct sifa_pages *pages)
{
	if (!pages)
		return;
	arena_free(&pages->memory->arena);
	free(pages->memory->page);
	free(pages->memory);
	free(pages);
}

/* Lines of the running head with the blank below it, and of the foot. */
static size_t head_lines(const struct paper_env *e)
{
	return e->how.draft || (e->body->head.n && !e->body->paper.ledger) ? 2 : 0;
}

static size_t foot_lines(const struct paper_env *e)
{
	size_t n = 2;

	for (size_t i = 0; i < e->body->foot.n; i++)
		for (const char *s = e->body->foot.part[i].text; s && *s; s++)
			n += *s == '\n';
	return n;
}

struct sifa_page *pages_add(struct paper_env *e, struct sifa_pages *pages)
{
	struct pages_memory *m = pages->memory;
	struct sifa_line *line = arena_array(e->arena, pages->lines + 2, sizeof *line);

	if (!line || !grow(&m->page, &m->cap, pages->n + 1, sizeof *m->page)) {
		e->failed = true;
		return NULL;
	}
	pages->page = m->page;
	m->page[pages->n] = (struct sifa_page){.line = line};
	for (size_t i = 0; i < head_lines(e); i++)
		line[i].text = "";
	m->page[pages->n].n = head_lines(e);
	return &m->page[pages->n++];
}

static void put(struct sifa_page *page, const char *text, enum sifa_line_style style)
{
	struct sifa_line *line = (struct sifa_line *)(uintptr_t)page->line;

	line[page->n++] = (struct sifa_line){text, style};
}

void pages_put(struct paper_env *e, struct sifa_page *page, const struct flow_line *line, size_t n)
{
	for (size_t i = 0; i < n && page->n < e->body->paper.lines; i++)
		put(page, line[i].text, line[i].style);
}

/* Where the page that begins at `from` ends. */
static size_t page_end(const struct flow *fl, size_t from, size_t room)
{
	size_t i = from, back;

	while (i < fl->n && !(i > from && fl->line[i].page) &&
	       i - from + 1 + (fl->line[i].close != NULL) <= room)
		i++;
	if (i == fl->n || fl->line[i].page)
		return i;
	for (back = i; back > from + 1 && fl->line[back].glue; back--)
		;
	if (back > from + 1)
		return back;
	return i > from ? i : from + 1;
}

static bool is_empty(const struct flow_line *l)
{
	return !*l->text && !l->open;
}

void pages_break(struct paper_env *e, struct sifa_pages *pages, const struct flow *fl)
{
	size_t body = pages->lines - head_lines(e) - foot_lines(e), at = 0, end;

	do {
		struct sifa_page *page = pages_add(e, pages);
		const struct flow_line *l = fl->line + at;
		size_t used = 0;

		if (!page)
			return;
		if (at < fl->n && l->open) { /* a box goes on */
			put(page, l->open, SIFA_LINE_TEXT);
			pages_put(e, page, l->head, l->nhead);
			used = 1 + l->nhead;
			if (l->nhead) {
				put(page, l->border ? l->text : l->open, SIFA_LINE_TEXT);
				used++;
			}
			at += l->border;
		}
		end = page_end(fl, at, body > used ? body - used : 1);
		pages_put(e, page, fl->line + at, end - at);
		if (end < fl->n && end > at && fl->line[end].open) {
			const char *close = fl->line[end - 1].close;

			if (fl->line[end - 1].border)
				page->n--;
			if (close)
				put(page, close, SIFA_LINE_TEXT);
		}
		at = end;
		if (at < fl->n && fl->line[at].page)
			at++;
		else
			while (at < fl->n && is_empty(&fl->line[at]))
				at++;
	} while (at < fl->n);
}

static const char *framed(struct paper_env *e, const char *s, size_t n)
{
	struct buf b = {0};
	char *copy;

	flow_pad(e, &b, s, n, e->cols, ALIGN_CENTRE);
	while (b.n && b.p[b.n - 1] == ' ')
		b.n--;
	copy = arena_copy(e->arena, b.p ? b.p : "", b.n);
	e->failed = e->failed || !copy;
	buf_free(&b);
	return copy ? copy : "";
}

/* The page's number in the dossier, at the right end of the foot. */
static const char *numbered(struct paper_env *e, const char *s)
{
	unsigned number = e->how.number + (unsigned)e->page - 1;
	char text[60];
	struct buf b = {0};
	char *copy;

	snprintf(text, sizeof text, "卷内第%u页", number);
	flow_pad(e, &b, s, strlen(s), e->cols - sifa_text_width(text, strlen(text)), ALIGN_LEFT);
	buf_str(&b, text);
	copy = arena_copy(e->arena, b.p ? b.p : "", b.n);
	e->failed = e->failed || !copy;
	buf_free(&b);
	return copy ? copy : "";
}

static void put_foot(struct paper_env *e, struct sifa_page *page, const struct paper_at *at)
{
	struct buf b = {0};
	const char *s, *lf;

	if (e->body->foot.n)
		paper_text_value(e, at, &e->body->foot, "________", &b);
	else
		buf_printf(&b, "第%zu页　共%zu页", e->page, e->pages);
	for (s = buf_add(&b, "", 1) ? b.p : ""; *s; s = *lf ? lf + 1 : lf) {
		lf = s + strcspn(s, "\n");
		if (page->n < e->body->paper.lines) {
			const char *line = framed(e, s, (size_t)(lf - s));

			put(page, e->how.number && !*lf ? numbered(e, line) : line, SIFA_LINE_HEAD);
		}
	}
	e->failed = e->failed || b.failed;
	buf_free(&b);
}

void pages_frame(struct paper_env *e, struct sifa_pages *pages, const struct paper_at *at)
{
	e->pages = pages->n;
	for (size_t i = 0; i < pages->n && !e->failed; i++) {
		struct sifa_page *page = &pages->memory->page[i];
		struct sifa_line *line = (struct sifa_line *)(uintptr_t)page->line;
		struct buf b = {0};

		e->page = i + 1;
		if (e->how.draft)
			line[0] = (struct sifa_line){framed(e, draft_mark, strlen(draft_mark)),
						     SIFA_LINE_HEAD};
		else if (i && head_lines(e)) {
			paper_text_value(e, at, &e->body->head, "", &b);
			line[0] =
				(struct sifa_line){framed(e, b.p ? b.p : "", b.n), SIFA_LINE_HEAD};
			buf_free(&b);
		}
		while (page->n + foot_lines(e) - 1 < pages->lines)
			put(page, "", SIFA_LINE_TEXT);
		put_foot(e, page, at);
	}
}
