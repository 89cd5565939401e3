/* paper_plain.c - text that somebody else composed, as pages that print like any paper. */
#include <stdlib.h>
#include <string.h>

#include "paper.h"

static struct sifa_pages *begin(const struct sifa_plain *p, const struct sifa_compose *how,
				struct paper_body **body)
{
	const struct sifa_paper paper = {.id = p->id, .lines = 60};
	struct sifa_pages *pages = pages_new(&paper, how);
	struct arena *a = pages ? &pages->memory->arena : NULL;
	struct sifa_paper *own;

	if (!pages)
		return NULL;
	*body = arena_alloc(a, sizeof **body);
	if (!*body || !((*body)->paper.id = arena_str(a, p->id))) {
		sifa_pages_free(pages);
		return NULL;
	}
	own = &(*body)->paper;
	own->lines = paper.lines;
	for (int l = 0; l < SIFA_LANGS; l++)
		own->label[l] = arena_str(a, p->title);
	own->body = *body;
	pages->paper = own;
	return pages;
}

enum sifa_rc sifa_compose_plain(struct sifa_session *se, const struct sifa_plain *p,
				const struct sifa_compose *how, struct sifa_pages **out,
				struct sifa_err *err)
{
	struct paper_body *body = NULL;
	struct sifa_pages *pages = begin(p, how, &body);
	struct paper_env e = {.body = body, .how = *how};
	struct flow fl = {.e = &e};

	(void)se;
	*out = NULL;
	if (!pages)
		return err_nomem(err);
	e.cols = (int)pages->cols;
	e.arena = &pages->memory->arena;
	flow_text(&fl, p->title, strlen(p->title), e.cols, 0, ALIGN_CENTRE, SIFA_LINE_TITLE);
	flow_blank(&fl, 1, true);
	flow_text(&fl, p->text, strlen(p->text), e.cols, 0, ALIGN_LEFT, SIFA_LINE_TEXT);
	pages_break(&e, pages, &fl);
	pages_frame(&e, pages, &(struct paper_at){0});
	free(fl.line);
	if (!e.failed && body->paper.label[SIFA_ZH] && body->paper.label[SIFA_EN]) {
		*out = pages;
		return SIFA_OK;
	}
	sifa_pages_free(pages);
	return err_nomem(err);
}
