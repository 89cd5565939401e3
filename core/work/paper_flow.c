/* paper_flow.c - texts into lines of exact widths, before they are divided into pages. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "paper.h"

struct flow_line *flow_add(struct flow *fl, const char *text, size_t n, enum sifa_line_style style)
{
	char *copy = arena_copy(fl->e->arena, text, n);
	struct flow_line *l;

	if (!copy || !grow(&fl->line, &fl->cap, fl->n + 1, sizeof *fl->line)) {
		fl->e->failed = true;
		return NULL;
	}
	for (size_t i = 0; i < n; i++)
		if (copy[i] == '\t')
			copy[i] = ' ';
	l = &fl->line[fl->n++];
	*l = (struct flow_line){.text = copy, .style = style};
	return l;
}

static void spaces(struct buf *out, int n)
{
	while (n-- > 0)
		buf_str(out, " ");
}

void flow_pad(struct paper_env *e, struct buf *out, const char *s, size_t n, int cols,
	      enum paper_align align)
{
	int used, left;
	size_t fit = text_fit(s, n, cols, e->how.wide, &used);

	left = align == ALIGN_LEFT ? 0 : align == ALIGN_RIGHT ? cols - used : (cols - used) / 2;
	spaces(out, left);
	buf_add(out, s, fit);
	spaces(out, cols - used - left);
	e->failed = e->failed || out->failed;
}

/* One line with what stands before it, and no blanks behind. */
static void add_line(struct flow *fl, const char *s, size_t n, int cols, int indent,
		     enum paper_align align, enum sifa_line_style style)
{
	struct buf b = {0};

	spaces(&b, indent);
	flow_pad(fl->e, &b, s, n, cols - indent, align);
	while (b.n && b.p[b.n - 1] == ' ')
		b.n--;
	flow_add(fl, b.p ? b.p : "", b.n, style);
	buf_free(&b);
}

void flow_text(struct flow *fl, const char *s, size_t n, int cols, int indent,
	       enum paper_align align, enum sifa_line_style style)
{
	size_t at = 0;

	do {
		const char *lf = memchr(s + at, '\n', n - at);
		size_t end = lf ? (size_t)(lf - s) : n, len, from = 0;
		int in = indent;

		do {
			size_t next =
				text_wrap(s + at, end - at, from, cols - in, fl->e->how.wide, &len);

			add_line(fl, s + at + from, len, cols, in, align, style);
			from = next;
			in = 0;
		} while (from <= end - at);
		at = end + 1;
	} while (at <= n);
}

void flow_blank(struct flow *fl, size_t n, bool glue)
{
	while (n--) {
		struct flow_line *l = flow_add(fl, "", 0, SIFA_LINE_TEXT);

		if (l)
			l->glue = glue;
	}
}
