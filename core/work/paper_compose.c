/* paper_compose.c - the blocks of a paper into lines. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "paper.h"
#include "rate.h"

static const char blank[] = "________";

/* The text as the arena keeps it. */
static const char *text_of(struct flow *fl, const struct paper_at *at, const struct paper_text *t,
			   const char *empty)
{
	struct buf b = {0};
	char *s;

	paper_text_value(fl->e, at, t, empty, &b);
	s = arena_copy(fl->e->arena, b.p ? b.p : "", b.n);
	buf_free(&b);
	fl->e->failed = fl->e->failed || !s;
	return s ? s : "";
}

/* No page begins behind line `from`. */
static void keep(struct flow *fl, size_t from)
{
	for (size_t i = from + 1; i < fl->n; i++)
		fl->line[i].glue = true;
}

static void compose_line(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	const char *s = text_of(fl, at, &b->text, blank);

	flow_text(fl, s, strlen(s), fl->e->cols, b->op == BLOCK_PARA ? 4 : 0, b->align, b->style);
}

static void repeat(struct flow *fl, const char *s, enum sifa_line_style style)
{
	struct buf b = {0};

	for (int i = 0; i < fl->e->cols; i++)
		buf_str(&b, s);
	flow_add(fl, b.p ? b.p : "", b.n, style);
	fl->e->failed = fl->e->failed || b.failed;
	buf_free(&b);
}

/* - - - - text - - - - */
static void compose_cut(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	const char *s = text_of(fl, at, &b->text, blank);
	int side = (fl->e->cols - sifa_text_width(s, strlen(s)) - 2) / 2;
	struct buf out = {0};

	for (int i = 0; i + 1 < side; i += 2)
		buf_str(&out, "- ");
	buf_printf(&out, " %s ", s);
	for (int i = 0; i + 1 < side; i += 2)
		buf_str(&out, " -");
	flow_text(fl, out.p ? out.p : "", out.n, fl->e->cols, 0, ALIGN_CENTRE, b->style);
	buf_free(&out);
}

static void compose_grid(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	struct grid g = {.fl = fl, .ruled = true};

	for (size_t i = 0; i < b->nrows; i++) {
		struct grid_row row = {.n = b->row[i].n};
		size_t col = 0;

		for (size_t c = 0; c < row.n; c++) {
			const struct paper_cell *cell = &b->row[i].cell[c];

			row.text[c] = text_of(fl, at, &cell->text, "");
			row.align[c] = cell->align;
			row.lines = cell->lines > row.lines ? cell->lines : row.lines;
			for (unsigned s = 0; s < cell->span && col < b->ncolumns; s++)
				row.width[c] = (uint16_t)(row.width[c] + b->width[col++] + (s > 0));
		}
		grid_row(&g, &row);
	}
	grid_end(&g);
}

/* ---- tables ---- */

struct tabling {
	struct grid g;
	const struct paper_block *b;
};

static void table_row(void *arg, const struct paper_at *at)
{
	struct tabling *t = arg;
	struct grid_row row = {.n = t->b->ncolumns};

	for (size_t i = 0; i < row.n; i++) {
		const struct paper_column *c = &t->b->column[i];

		row.text[i] = text_of(t->g.fl, at, &c->text, "");
		row.align[i] = c->align;
		row.width[i] = c->width;
	}
	grid_row(&t->g, &row);
}

/* The heading, kept to be repeated on the next pages. */
static void table_head(struct tabling *t)
{
	struct flow *fl = t->g.fl;
	struct grid_row row = {.n = t->b->ncolumns};
	size_t from = fl->n + 1; /* behind the upper edge */
	const char *s;

	for (size_t i = 0; i < row.n; i++) {
		row.text[i] = t->b->column[i].label;
		row.align[i] = ALIGN_CENTRE;
		row.width[i] = t->b->column[i].width;
	}
	grid_row(&t->g, &row);
	if (fl->e->failed || fl->n <= from)
		return;
	t->g.head = arena_array(fl->e->arena, fl->n - from, sizeof *t->g.head);
	if (!t->g.head)
		return;
	t->g.nhead = fl->n - from;
	for (size_t i = 0; i < t->g.nhead; i++) {
		s = fl->line[from + i].text;
		t->g.head[i] = (struct flow_line){.text = s};
	}
}

static void compose_table(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	struct tabling t = {.g = {.fl = fl, .ruled = true}, .b = b};
	struct paper_at none = {.up = at, .rows = b->of.from ? NULL : b->of.field};
	size_t from = fl->n, n;

	table_head(&t);
	if (fl->e->failed)
		return;
	n = paper_each(fl->e, at, &b->of, table_row, &t);
	while (n++ < b->n) {
		none.rows = b->of.scope.rows;
		none.seq = n;
		table_row(&t, &none);
	}
	grid_end(&t.g);
	if (fl->n - from < 6)
		keep(fl, from);
}

/* ---- repeated blocks ---- */

struct repeating {
	struct flow *fl;
	const struct paper_block *b;
};

static void each_one(void *arg, const struct paper_at *at)
{
	struct repeating *r = arg;

	compose_blocks(r->fl, at, r->b->block, r->b->nblocks);
}

static void compose_each(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	struct repeating r = {fl, b};
	size_t n = paper_each(fl->e, at, &b->of, each_one, &r);

	while (n++ < b->n) {
		struct paper_at none = {.up = at, .rows = b->of.scope.rows, .seq = n};

		each_one(&r, &none);
	}
}

/* ---- side by side ---- */

/* One line of every column, in as many rows as the longest text takes. */
static void columns_line(struct flow *fl, const char *const *text, size_t n, int width)
{
	size_t from[GRID_MOST] = {0}, len;
	bool more = true;

	while (more) {
		struct buf out = {0};

		more = false;
		for (size_t i = 0; i < n; i++) {
			size_t all = strlen(text[i]), next = all + 1;

			len = 0;
			if (from[i] <= all)
				next = text_wrap(text[i], all, from[i], width - 1, fl->e->how.wide,
						 &len);
			flow_pad(fl->e, &out, text[i] + (len ? from[i] : all), len, width,
				 ALIGN_LEFT);
			from[i] = next;
			more = more || next <= all;
		}
		while (out.n && out.p[out.n - 1] == ' ')
			out.n--;
		flow_add(fl, out.p ? out.p : "", out.n, SIFA_LINE_TEXT);
		buf_free(&out);
	}
}

/* Columns of equal width; each cell of the row is a line of its column. */
static void compose_columns(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	int width = fl->e->cols / (int)(b->nrows ? b->nrows : 1);
	const char *text[GRID_MOST];
	size_t most = 0, from = fl->n;

	for (size_t i = 0; i < b->nrows; i++)
		most = b->row[i].n > most ? b->row[i].n : most;
	for (size_t line = 0; line < most; line++) {
		if (b->op == BLOCK_SIGN)
			flow_blank(fl, 1, line > 0);
		for (size_t i = 0; i < b->nrows; i++)
			text[i] = line < b->row[i].n
					  ? text_of(fl, at, &b->row[i].cell[line].text, blank)
					  : "";
		columns_line(fl, text, b->nrows, width);
	}
	keep(fl, from);
}

/* Who seals, in the right half, with room for the seal above and below. */
static void compose_seal(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	int half = fl->e->cols / 2;
	size_t from = fl->n;

	flow_blank(fl, 3, true);
	for (size_t i = 0; i < b->nrows; i++) {
		for (size_t c = 0; c < b->row[i].n; c++) {
			const char *s = text_of(fl, at, &b->row[i].cell[c].text, blank);
			struct buf out = {0};

			flow_pad(fl->e, &out, "", 0, half, ALIGN_LEFT);
			flow_pad(fl->e, &out, s, strlen(s), half, ALIGN_CENTRE);
			while (out.n && out.p[out.n - 1] == ' ')
				out.n--;
			flow_add(fl, out.p ? out.p : "", out.n,
				 i || c ? SIFA_LINE_TEXT : SIFA_LINE_SEAL);
			buf_free(&out);
		}
	}
	flow_blank(fl, 1, true);
	keep(fl, from);
}

/* ---- money ---- */

static void arithmetic_line(struct flow *fl, size_t n, const char *words)
{
	struct buf b = {0};

	if (n)
		buf_printf(&b, "%zu. ", n);
	buf_str(&b, words);
	flow_text(fl, b.p ? b.p : "", b.n, fl->e->cols, 0, ALIGN_LEFT, SIFA_LINE_TEXT);
	fl->e->failed = fl->e->failed || b.failed;
	buf_free(&b);
}

/* How the record's payment comes about; nothing where it cannot be told yet. */
static void compose_arithmetic(struct flow *fl, const struct paper_at *at)
{
	const struct sifa_rate *rate =
		sifa_rate_of_kind(fl->e->v->se->sifa, fl->e->body->paper.kind);
	struct sifa_rate_sheet sheet;
	size_t from = fl->n;
	struct buf b = {0};
	char amount[32];

	while (at->up)
		at = at->up;
	if (!rate || !at->record || rate_compute(fl->e->v, rate, at->record, &sheet, NULL))
		return;
	buf_printf(&b, "%s计算（%s）：", rate->label[SIFA_ZH], sheet.source);
	arithmetic_line(fl, 0, b.p ? b.p : "");
	for (size_t i = 0; i < sheet.n; i++)
		arithmetic_line(fl, i + 1, sheet.line[i].text[SIFA_ZH]);
	b.n = 0;
	buf_printf(&b, "合计%s元。", sifa_money_format(sheet.total, amount));
	arithmetic_line(fl, 0, b.p ? b.p : "");
	buf_free(&b);
	keep(fl, from);
}

/* ---- the table of a return ---- */

struct figuring {
	struct grid g;
	size_t n; /* columns */
};

enum { FIGURE_UNIT = 8, FIGURE = 10 };

static int label_width(const struct flow *fl, size_t columns)
{
	int w = fl->e->cols - 2 - FIGURE_UNIT - 1 - (int)(columns - 2) * (FIGURE + 1);

	return w < 12 ? 12 : w;
}

static void figure_row(void *arg, const char *const *cell, size_t n, bool head)
{
	struct figuring *f = arg;
	struct flow *fl = f->g.fl;
	struct grid_row row = {.n = n};

	f->n = n > 1 ? n : f->n;
	for (size_t i = 0; i < n && i < GRID_MOST; i++) {
		row.text[i] = arena_str(fl->e->arena, cell[i]);
		row.align[i] = n == 1  ? ALIGN_LEFT
			       : head  ? ALIGN_CENTRE
			       : i > 1 ? ALIGN_RIGHT
				       : ALIGN_LEFT;
		row.width[i] = (uint16_t)(i == 0   ? label_width(fl, f->n)
					  : i == 1 ? FIGURE_UNIT
						   : FIGURE);
		fl->e->failed = fl->e->failed || !row.text[i];
	}
	if (n == 1) /* a heading, across all columns */
		row.width[0] = (uint16_t)(label_width(fl, f->n) + 1 + FIGURE_UNIT +
					  (int)(f->n - 2) * (FIGURE + 1));
	if (!fl->e->failed)
		grid_row(&f->g, &row);
}

static void compose_figures(struct flow *fl, const struct paper_at *at)
{
	struct figuring f = {.g = {.fl = fl, .ruled = true, .tight = true}, .n = 2};

	while (at->up)
		at = at->up;
	if (!at->record)
		return;
	if (trust_above.figures(fl->e->v, at->record, figure_row, &f, NULL))
		flow_text(fl, "（数据无法读取）", strlen("（数据无法读取）"), fl->e->cols, 0,
			  ALIGN_LEFT, SIFA_LINE_TEXT);
	grid_end(&f.g);
}

/* ---- any ---- */

static void compose_block(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	struct flow_line *l;

	switch (b->op) {
	case BLOCK_LINE:
	case BLOCK_PARA:
		compose_line(fl, at, b);
		break;
	case BLOCK_BLANK:
		flow_blank(fl, b->n, false);
		break;
	case BLOCK_RULE:
		repeat(fl, fl->e->how.ascii ? "-" : "─", SIFA_LINE_TEXT);
		break;
	case BLOCK_CUT:
		compose_cut(fl, at, b);
		break;
	case BLOCK_BREAK:
		l = flow_add(fl, "", 0, SIFA_LINE_TEXT);
		if (l)
			l->page = true;
		break;
	case BLOCK_GRID:
		compose_grid(fl, at, b);
		break;
	case BLOCK_TABLE:
		compose_table(fl, at, b);
		break;
	case BLOCK_EACH:
		compose_each(fl, at, b);
		break;
	case BLOCK_GROUP:
		compose_blocks(fl, at, b->block, b->nblocks);
		break;
	case BLOCK_COLUMNS:
	case BLOCK_SIGN:
		compose_columns(fl, at, b);
		break;
	case BLOCK_SEAL:
		compose_seal(fl, at, b);
		break;
	case BLOCK_FIGURES:
		compose_figures(fl, at);
		break;
	case BLOCK_ARITHMETIC:
		compose_arithmetic(fl, at);
		break;
	case BLOCK_LETTER:
		compose_letter(fl, at, b);
		break;
	}
}

void compose_blocks(struct flow *fl, const struct paper_at *at, const struct paper_block *b,
		    size_t n)
{
	for (size_t i = 0; i < n && !fl->e->failed; i++)
		if (paper_holds(at, &b[i].cond))
			compose_block(fl, at, &b[i]);
}

/* The face of an official document: who issues it, its number, the red line. */
static void compose_face(struct flow *fl, const struct paper_at *at)
{
	const struct paper_body *b = fl->e->body;
	const char *s = text_of(fl, at, &b->red_name, blank);

	flow_text(fl, s, strlen(s), fl->e->cols, 0, ALIGN_CENTRE, SIFA_LINE_RED_NAME);
	flow_blank(fl, 1, false);
	if (b->red_no.n) {
		s = text_of(fl, at, &b->red_no, blank);
		flow_text(fl, s, strlen(s), fl->e->cols, 0, ALIGN_CENTRE, SIFA_LINE_TEXT);
	}
	repeat(fl, fl->e->how.ascii ? "=" : "━", SIFA_LINE_RED_RULE);
	flow_blank(fl, 1, false);
}

enum sifa_rc sifa_compose(struct sifa_session *se, const struct sifa_paper *p,
			  const struct sifa_record *r, const struct sifa_compose *how,
			  struct sifa_pages **out, struct sifa_err *err)
{
	struct sifa_pages *pages = pages_new(p, how);
	struct view v;
	struct paper_at at = {.record = r};
	struct paper_env e = {.v = &v, .body = p->body, .how = *how};
	struct flow fl = {.e = &e};
	enum sifa_rc rc = pages ? view_begin(se, &v, err) : err_nomem(err);

	*out = NULL;
	if (!rc && (p->ledger || p->kind != sifa_record_kind(r))) {
		rc = err_set(err, SIFA_E_USAGE, N_("The paper {1} is not for this record."), p->id,
			     NULL);
		view_end(&v);
	}
	if (rc) {
		sifa_pages_free(pages);
		return rc;
	}
	pages->record = r->id;
	e.cols = (int)pages->cols;
	e.arena = &pages->memory->arena;
	if (how->public)
		paper_mask_names(&e, r);
	if (p->red_head)
		compose_face(&fl, &at);
	compose_blocks(&fl, &at, p->body->block, p->body->nblocks);
	if (!e.failed)
		pages_break(&e, pages, &fl);
	if (!e.failed)
		pages_frame(&e, pages, &at);
	view_end(&v);
	paper_forget(&e);
	free(e.name);
	free(fl.line);
	if (e.err.rc && !e.failed) {
		sifa_pages_free(pages);
		if (err && !err->rc)
			*err = e.err;
		return e.err.rc;
	}
	if (!e.failed) {
		*out = pages;
		return SIFA_OK;
	}
	sifa_pages_free(pages);
	return err_nomem(err);
}
