/* paper_ledger.c - a register on paper: so many rows a page, what the page sums to, and
 * what all up to here does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "paper.h"

enum { CHUNK = 500, TOTAL_LINES = 6 /* two rows, their lines and the foot */ };

struct ledger {
	struct sifa_session *se;
	const struct sifa_paper *p;
	struct sifa_pages *pages;
	struct paper_env e;
	struct flow fl;
	struct grid g;
	size_t on_page, seq;
	int64_t page_sum[GRID_MOST], sum[GRID_MOST], balance;
	char *head;
	char unit[200];
};

/* ---- the head of a page ---- */

static void page_head(struct ledger *l)
{
	const struct paper_body *b = l->p->body;
	struct grid_row row = {.n = b->ncolumns};
	char day[12];
	struct buf left = {0}, line = {0};

	flow_text(&l->fl, l->p->label[SIFA_ZH], strlen(l->p->label[SIFA_ZH]), l->e.cols, 0,
		  ALIGN_CENTRE, SIFA_LINE_TITLE);
	flow_blank(&l->fl, 1, true);
	buf_printf(&left, "%s", l->head ? l->head : "");
	if (!l->head)
		buf_printf(&left, "单位：%s", l->unit);
	flow_pad(&l->e, &line, left.p ? left.p : "", left.n, l->e.cols - 24, ALIGN_LEFT);
	buf_free(&left);
	buf_printf(&left, "打印日期：%s", sifa_day_format(sifa_today(l->se), day));
	flow_pad(&l->e, &line, left.p ? left.p : "", left.n, 24, ALIGN_RIGHT);
	flow_add(&l->fl, line.p ? line.p : "", line.n, SIFA_LINE_TEXT);
	buf_free(&left);
	buf_free(&line);
	for (size_t i = 0; i < row.n; i++) {
		row.text[i] = b->column[i].label;
		row.align[i] = ALIGN_CENTRE;
		row.width[i] = b->column[i].width;
	}
	grid_row(&l->g, &row);
}

/* ---- sums ---- */

static const char *amount(struct ledger *l, const struct sifa_field *f, int64_t n)
{
	char text[40];

	if (f->type == SIFA_MONEY)
		sifa_money_format(n, text);
	else
		snprintf(text, sizeof text, "%lld", (long long)n);
	return arena_str(l->e.arena, text);
}

/* The words take the columns before the first sum. */
static void total_row(struct ledger *l, const char *words, size_t n, const int64_t *sum)
{
	const struct paper_body *b = l->p->body;
	struct grid_row row = {.n = 1};
	size_t i = 1;
	char text[64];

	snprintf(text, sizeof text, "%s　%zu条", words, n);
	row.text[0] = arena_str(l->e.arena, text);
	row.align[0] = ALIGN_CENTRE;
	row.width[0] = b->column[0].width;
	for (; i < b->ncolumns && !b->column[i].sum; i++)
		row.width[0] = (uint16_t)(row.width[0] + b->column[i].width + 1);
	for (; i < b->ncolumns; i++, row.n++) {
		row.width[row.n] = b->column[i].width;
		row.align[row.n] = ALIGN_RIGHT;
		row.text[row.n] = b->column[i].entry == ENTRY_BALANCE
					  ? amount(l, b->column[i].sum, l->balance)
				  : b->column[i].sum ? amount(l, b->column[i].sum, sum[i])
						     : "";
	}
	grid_row(&l->g, &row);
}

static void end_page(struct ledger *l)
{
	struct sifa_page *page;

	l->g.ruled = true;
	total_row(l, "本页小计", l->on_page, l->page_sum);
	total_row(l, "累　　计", l->seq, l->sum);
	grid_end(&l->g);
	page = pages_add(&l->e, l->pages);
	if (page)
		pages_put(&l->e, page, l->fl.line, l->fl.n);
	l->fl.n = 0;
	l->on_page = 0;
	memset(l->page_sum, 0, sizeof l->page_sum);
}

/* ---- rows ---- */

/* The amount of an entry where it stands on the column's side; else 0. */
static int64_t entry_amount(const struct paper_at *at, const struct paper_column *c)
{
	const struct sifa_value *v = paper_value(at, 0, c->sum);
	bool plus;

	if (v->state != SIFA_SET)
		return 0;
	plus = c->entry == ENTRY_NONE || when_holds(&at->record->kind->entries->plus, at->record);
	if (c->entry == ENTRY_BALANCE)
		return plus ? v->n : -v->n;
	return plus == (c->entry != ENTRY_OUT) ? v->n : 0;
}

static void entry_text(struct ledger *l, const struct paper_at *at, const struct paper_column *c,
		       struct buf *out)
{
	int64_t n = entry_amount(at, c);
	char text[40];

	if (c->entry == ENTRY_BALANCE)
		n = l->balance;
	if (n || c->entry == ENTRY_BALANCE)
		buf_str(out, sifa_money_format(n, text));
}

static void make_row(struct ledger *l, const struct paper_at *at, struct grid_row *row)
{
	const struct paper_body *b = l->p->body;

	for (size_t i = 0; i < row->n; i++) {
		struct buf text = {0};

		if (b->column[i].entry)
			entry_text(l, at, &b->column[i], &text);
		else
			paper_text_value(&l->e, at, &b->column[i].text, "", &text);
		row->text[i] = arena_copy(l->e.arena, text.p ? text.p : "", text.n);
		row->align[i] = b->column[i].align;
		row->width[i] = b->column[i].width;
		l->e.failed = l->e.failed || !row->text[i];
		buf_free(&text);
	}
}

/* A row that the page has no room for begins the next one. */
static void add_row(struct ledger *l, const struct grid_row *row)
{
	size_t room = l->p->lines - (l->e.how.draft ? 2U : 0U) - TOTAL_LINES, before;

	if (!l->fl.n)
		page_head(l);
	before = l->fl.n;
	l->g.ruled = l->on_page == 0;
	grid_row(&l->g, row);
	if (l->on_page && (l->fl.n > room || l->on_page == l->p->body->rows)) {
		l->fl.n = before;
		l->seq--;
		end_page(l);
		l->seq++;
		page_head(l);
		l->g.ruled = true;
		grid_row(&l->g, row);
	}
	l->on_page++;
}

static void one_record(struct ledger *l, const struct sifa_record *r)
{
	const struct paper_body *b = l->p->body;
	struct paper_at at = {.record = r, .seq = ++l->seq};
	struct grid_row row = {.n = b->ncolumns};

	if (l->e.how.public) {
		l->e.nnames = 0;
		paper_mask_names(&l->e, r);
	}
	for (size_t i = 0; i < b->ncolumns; i++)
		l->balance +=
			b->column[i].entry == ENTRY_BALANCE ? entry_amount(&at, &b->column[i]) : 0;
	make_row(l, &at, &row);
	add_row(l, &row);
	for (size_t i = 0; i < b->ncolumns; i++) {
		int64_t n = b->column[i].sum ? entry_amount(&at, &b->column[i]) : 0;

		l->page_sum[i] += n;
		l->sum[i] += n;
	}
}

/* A chunk of the register under one view, in the order of paper. */
static enum sifa_rc chunk(struct ledger *l, const struct sifa_rows *rows, bool falling,
			  struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(l->se, &v, err);

	if (rc)
		return rc;
	l->e.v = &v;
	for (size_t i = 0; i < rows->n && !l->e.failed; i++)
		one_record(l, rows->hit[falling ? rows->n - 1 - i : i].record);
	paper_forget(&l->e);
	view_end(&v);
	return SIFA_OK;
}

static enum sifa_rc all_rows(struct ledger *l, const struct sifa_query *q, struct sifa_err *err)
{
	bool falling = q->kind->sort[q->sort].descending, more = true;
	enum sifa_dir dir = falling ? SIFA_LAST : SIFA_FIRST;
	struct sifa_cursor at = {.len = 0};
	enum sifa_rc rc = SIFA_OK;

	while (!rc && more && !l->e.failed) {
		struct sifa_rows rows;

		rc = sifa_list(l->se, q, dir, &at, CHUNK, &rows, err);
		if (rc)
			break;
		more = rows.more && rows.n;
		if (rows.n)
			at = rows.hit[falling ? 0 : rows.n - 1].at;
		rc = chunk(l, &rows, falling, err);
		sifa_rows_free(&rows);
		dir = falling ? SIFA_BEFORE : SIFA_AFTER;
	}
	return rc;
}

static enum sifa_rc begin(struct ledger *l, uint64_t unit, struct sifa_err *err)
{
	struct view v;
	struct buf head = {0};
	enum sifa_rc rc = view_begin(l->se, &v, err);
	struct paper_at at = {0};

	if (rc)
		return rc;
	l->e.v = &v;
	view_title(&v, unit, false, SIFA_ZH, l->unit, sizeof l->unit);
	if (l->p->body->head.n) {
		at.record = paper_get(&l->e, unit);
		paper_text_value(&l->e, &at, &l->p->body->head, "", &head);
		l->head = arena_copy(l->e.arena, head.p ? head.p : "", head.n);
		buf_free(&head);
	}
	paper_forget(&l->e);
	view_end(&v);
	return SIFA_OK;
}

/* The tests of the ledger and of the one who asks. */
static enum sifa_rc make_query(const struct sifa_paper *p, const struct sifa_query *q,
			       struct sifa_test *test, size_t most, struct sifa_query *out,
			       struct sifa_err *err)
{
	const struct paper_body *b = p->body;

	if (!p->ledger || b->ntests + q->ntests > most)
		return err_set(err, SIFA_E_USAGE,
			       p->ledger ? N_("These are too many tests.")
					 : N_("The paper {1} is no ledger."),
			       p->id, NULL);
	*out = *q;
	out->kind = p->kind;
	out->sort = b->sort;
	out->tests = test;
	out->ntests = b->ntests + q->ntests;
	for (size_t i = 0; i < out->ntests; i++)
		test[i] = i < b->ntests ? b->test[i] : q->tests[i - b->ntests];
	return SIFA_OK;
}

enum sifa_rc sifa_compose_ledger(struct sifa_session *se, const struct sifa_paper *p,
				 const struct sifa_query *q, const struct sifa_compose *how,
				 struct sifa_pages **out, struct sifa_err *err)
{
	struct sifa_test test[32];
	struct sifa_query all;
	enum sifa_rc rc = make_query(p, q, test, 32, &all, err);
	struct ledger l = {.se = se,
			   .p = p,
			   .pages = rc ? NULL : pages_new(p, how),
			   .e = {.body = p->body, .how = *how}};

	*out = NULL;
	if (rc || !l.pages)
		return rc ? rc : err_nomem(err);
	l.e.cols = (int)l.pages->cols;
	l.e.arena = &l.pages->memory->arena;
	l.fl.e = &l.e;
	l.g.fl = &l.fl;
	l.g.tight = true;
	rc = begin(&l, q->unit ? q->unit : sifa_session_unit(se), err);
	if (!rc)
		rc = all_rows(&l, &all, err);
	if (!rc && !l.e.failed) {
		if (!l.fl.n)
			page_head(&l);
		end_page(&l);
		pages_frame(&l.e, l.pages, &(struct paper_at){0});
	}
	free(l.e.name);
	free(l.fl.line);
	if (!rc && l.e.failed)
		rc = err_nomem(err);
	if (rc)
		sifa_pages_free(l.pages);
	else
		*out = l.pages;
	return rc;
}
