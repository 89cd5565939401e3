/* paper_given.c - what another floor gives to a paper: the clauses of a letter, its
 * numbers, its score. Papers know nothing of them but text. */
#include <string.h>

#include "paper.h"

struct giving {
	struct flow *fl;
	const struct paper_block *b;
	struct grid g;
	size_t rows;
};

static void give_para(struct giving *gv, const struct given *g)
{
	struct flow *fl = gv->fl;
	size_t from = fl->n;
	const char *s = g->n ? g->cell[0] : "";

	if (g->spaced)
		flow_blank(fl, 1, false);
	flow_text(fl, s, strlen(s), fl->e->cols, g->head ? 0 : 4, ALIGN_LEFT, SIFA_LINE_TEXT);
	if (g->head) /* no page ends with a heading */
		flow_blank(fl, 0, true);
	for (size_t i = from + 1; g->head && i < fl->n; i++)
		fl->line[i].glue = true;
}

static void give_row(struct giving *gv, const struct given *g)
{
	struct grid_row row = {.n = gv->b->ncolumns};

	for (size_t i = 0; i < row.n; i++) {
		row.text[i] = i < g->n && g->cell[i] ? g->cell[i] : "";
		row.align[i] = gv->b->column[i].align;
		row.width[i] = gv->b->column[i].width;
	}
	grid_row(&gv->g, &row);
	gv->rows++;
}

/* The heading, kept to be repeated on the next pages. */
static void give_head(struct giving *gv)
{
	struct flow *fl = gv->fl;
	struct grid_row row = {.n = gv->b->ncolumns};
	size_t from = fl->n + 1; /* behind the upper edge */

	for (size_t i = 0; i < row.n; i++) {
		row.text[i] = gv->b->column[i].label;
		row.align[i] = ALIGN_CENTRE;
		row.width[i] = gv->b->column[i].width;
	}
	grid_row(&gv->g, &row);
	if (fl->e->failed || fl->n <= from)
		return;
	gv->g.head = arena_array(fl->e->arena, fl->n - from, sizeof *gv->g.head);
	if (!gv->g.head)
		return;
	gv->g.nhead = fl->n - from;
	for (size_t i = 0; i < gv->g.nhead; i++)
		gv->g.head[i] = (struct flow_line){.text = fl->line[from + i].text};
}

static void give(void *arg, const struct given *g)
{
	struct giving *gv = arg;

	if (gv->fl->e->failed)
		return;
	if (gv->b->ncolumns)
		give_row(gv, g);
	else
		give_para(gv, g);
}

void compose_letter(struct flow *fl, const struct paper_at *at, const struct paper_block *b)
{
	struct giving gv = {.fl = fl, .b = b, .g = {.fl = fl, .ruled = true}};
	const struct sifa *s = fl->e->v->se->sifa;

	while (at->up)
		at = at->up;
	if (!s->paper_more || !at->record || fl->e->err.rc)
		return;
	if (b->ncolumns)
		give_head(&gv);
	s->paper_more(fl->e->v, at->record, b->given, fl->e->how.draft, give, &gv, &fl->e->err);
	if (b->ncolumns && !fl->e->failed)
		grid_end(&gv.g);
}
