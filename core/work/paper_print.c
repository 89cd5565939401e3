/* paper_print.c - pages as bytes: plain text, GB18030, needle printers, and the stream
 * that sifa-pdf reads. */
#include <stdio.h>
#include <string.h>

#include "../base/text.h"
#include "paper.h"

struct printing {
	const struct sifa_pages *pages;
	const struct sifa_print *how;
	const struct sifa_sink *sink;
	struct text_gb *gb; /* NULL: UTF-8 */
	bool failed;
	struct buf out;
};

static bool needle(const struct printing *p)
{
	return p->how->form == SIFA_PRINT_NEEDLE;
}

/* The printer has what GBK has, two bytes a character, and prints 〓 for the rest. */
static void put_char(struct printing *p, const char *s, size_t n)
{
	static const char geta[] = "〓";
	char gb[4];
	size_t len = text_gb_char(p->gb, s, n, gb);

	if (!len || (needle(p) && len > 2))
		len = text_gb_char(p->gb, geta, sizeof geta - 1, gb);
	buf_add(&p->out, gb, len);
}

static void put_text(struct printing *p, const char *s)
{
	size_t n = strlen(s);

	if (!p->gb) {
		buf_add(&p->out, s, n);
		return;
	}
	for (size_t at = 0; at < n;) {
		size_t from = at;

		text_decode(s, n, &at);
		put_char(p, s + from, at - from);
	}
}

static bool is_big(enum sifa_line_style style)
{
	return style == SIFA_LINE_TITLE || style == SIFA_LINE_RED_NAME;
}

static void put_line(struct printing *p, const struct sifa_line *l)
{
	static const char letter[] = {
		[SIFA_LINE_TEXT] = 'T',	    [SIFA_LINE_TITLE] = 'B',	[SIFA_LINE_HEAD] = 'H',
		[SIFA_LINE_RED_NAME] = 'N', [SIFA_LINE_RED_RULE] = 'R', [SIFA_LINE_SEAL] = 'S',
		[SIFA_LINE_CUT] = 'C'};
	bool stream = p->how->form == SIFA_PRINT_STREAM;

	if (stream)
		buf_add(&p->out, &letter[l->style], 1);
	for (unsigned i = 0; !stream && *l->text && i < p->how->left; i++)
		buf_str(&p->out, " ");
	if (needle(p) && is_big(l->style))
		buf_str(&p->out, "\x1b"
				 "E"); /* bold */
	put_text(p, l->text);
	if (needle(p) && is_big(l->style))
		buf_str(&p->out, "\x1b"
				 "F");
	buf_str(&p->out, needle(p) ? "\r\n" : "\n");
}

/* ESC/P: reset, page length, 10 characters an inch, Chinese mode with a Han character
 * as wide as two others. */
static void put_begin(struct printing *p)
{
	const struct sifa_pages *s = p->pages;
	char length = (char)(s->lines + p->how->top + 2);

	if (p->how->form == SIFA_PRINT_STREAM) /* a page may have a shape of its own: put_page() */
		buf_printf(&p->out, "sifa-pages 1 %u %u %s %s %s\n", s->cols, s->lines,
			   s->paper->landscape ? "landscape" : "portrait",
			   s->draft ? "draft" : "final", s->paper->red_head ? "red" : "plain");
	if (!needle(p))
		return;
	buf_str(&p->out, "\x1b@\x1b"
			 "2\x1b"
			 "C");
	buf_add(&p->out, &length, 1);
	buf_str(&p->out, "\x1bP\x1c&\x1cS");
	buf_add(&p->out, "\0\x0c", 2);
}

static void put_page(struct printing *p, const struct sifa_page *page, bool first)
{
	bool stream = p->how->form == SIFA_PRINT_STREAM;

	if (stream && page->cols)
		buf_printf(&p->out, "P %u %u %s %s\n", page->cols, page->lines,
			   page->landscape ? "landscape" : "portrait",
			   page->red_head ? "red" : "plain");
	else if (stream)
		buf_str(&p->out, "P\n");
	else if (!first)
		buf_str(&p->out, "\f");
	for (unsigned i = 0; !stream && i < p->how->top; i++)
		buf_str(&p->out, needle(p) ? "\r\n" : "\n");
	for (size_t i = 0; i < page->n; i++)
		put_line(p, &page->line[i]);
}

static enum sifa_rc give(struct printing *p, struct sifa_err *err)
{
	enum sifa_rc rc = p->out.failed ? err_nomem(err) : SIFA_OK;

	if (!rc && p->out.n)
		rc = p->sink->write(p->sink->arg, p->out.p, p->out.n, err);
	p->out.n = 0;
	return rc;
}

static enum sifa_rc note(struct sifa_session *se, const struct sifa_pages *s,
			 const struct sifa_print *how, struct sifa_err *err)
{
	struct act_step step = {.op = ACT_NOTE, .id = s->record};
	char text[160];

	snprintf(text, sizeof text, "%s %zu/%zu%s%s", s->paper->id, how->from ? how->from : 1, s->n,
		 s->draft ? " draft" : "", s->public ? " public" : "");
	return session_act(se, "print", text, &step, 1, err);
}

enum sifa_rc sifa_print(struct sifa_session *se, const struct sifa_pages *pages,
			const struct sifa_print *how, const struct sifa_sink *sink,
			struct sifa_err *err)
{
	struct printing p = {.pages = pages, .how = how, .sink = sink};
	size_t from = how->from ? how->from - 1 : 0;
	enum sifa_rc rc = SIFA_OK;
	char n[24];

	snprintf(n, sizeof n, "%zu", pages->n);
	if (from >= pages->n)
		return err_set(err, SIFA_E_USAGE, N_("The paper has only {1} pages."), n, NULL);
	if (how->form == SIFA_PRINT_GB || needle(&p)) {
		p.gb = text_gb_writer();
		if (!p.gb)
			return err_set(err, SIFA_E_USAGE,
				       N_("This system cannot write GB18030 (iconv lacks it)."),
				       NULL);
	}
	rc = note(se, pages, how, err);
	if (!rc)
		put_begin(&p);
	for (size_t i = from; i < pages->n && !rc; i++) {
		put_page(&p, &pages->page[i], i == from);
		rc = give(&p, err);
	}
	if (!rc && needle(&p)) {
		buf_str(&p.out, "\f\x1c.\x1b@");
		rc = give(&p, err);
	}
	buf_free(&p.out);
	text_gb_free(p.gb);
	return rc;
}

size_t sifa_pages_lacking(const struct sifa_pages *pages, char *buf, size_t size)
{
	struct text_gb *gb = text_gb_writer();
	size_t found = 0, used = 0;
	char out[4];

	if (size)
		buf[0] = '\0';
	for (size_t i = 0; gb && i < pages->n; i++) {
		for (size_t j = 0; j < pages->page[i].n; j++) {
			const char *s = pages->page[i].line[j].text;
			size_t n = strlen(s), at = 0;

			while (at < n) {
				size_t from = at, len;

				text_decode(s, n, &at);
				len = text_gb_char(gb, s + from, at - from, out);
				if ((len && len <= 2) || memmem(buf, used, s + from, at - from))
					continue;
				found++;
				if (used + (at - from) + 1 > size)
					continue;
				memcpy(buf + used, s + from, at - from);
				used += at - from;
				buf[used] = '\0';
			}
		}
	}
	text_gb_free(gb);
	return found;
}
