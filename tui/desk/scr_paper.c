/* scr_paper.c - the papers of a record to choose from, and one as it will be printed:
 * to be read, written to the outbox, or sent to the printer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../outbox.h"
#include "page.h"
#include "record_files.h"
#include "scr_paper.h"

enum { PAPERS = 60, MISSING = 24, SHIFT = 8, PAPER_LINE = 1 };

/* ---- which paper --------------------------------------------------------------- */

struct papers {
	uint64_t record;
	const struct sifa_step_def *step;
	const struct sifa_paper *paper[PAPERS];
	bool lacks[PAPERS], may_dossier;
	size_t n;
	struct list list;
	int y, x;
};

/* Keeps those of the step, if there is one. */
static size_t papers_called_for(struct papers *p, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		bool called = !p->step;

		for (size_t j = 0; p->step && j < p->step->npapers; j++)
			called |= !strcmp(p->step->paper[j], p->paper[i]->id);
		if (called)
			p->paper[kept++] = p->paper[i];
	}
	return kept;
}

static enum sifa_rc papers_read(struct screen *sc, struct sifa_err *err)
{
	struct papers *p = sc->data;
	struct sifa_record *r;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, p->record, &r, err);
	uint64_t dossier;

	if (rc)
		return rc;
	p->n = papers_called_for(p, sifa_papers_of(sc->desk->sifa, r, p->paper, PAPERS));
	for (size_t i = 0; i < p->n; i++) {
		struct sifa_findings f = {0};

		sifa_paper_missing(p->paper[i], r, &f);
		p->lacks[i] = f.total > 0;
		sifa_findings_free(&f);
	}
	sifa_record_free(r);
	if (sifa_dossier_of(sc->desk->se, p->record, &dossier, &p->may_dossier, NULL))
		p->may_dossier = false;
	list_fit(&p->list, p->n, 1);
	return SIFA_OK;
}

static enum sifa_rc papers_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct papers *p = sc->data;
	const struct papers_arg *a = arg;
	enum sifa_rc rc;

	p->record = a->record;
	p->step = a->step;
	rc = papers_read(sc, err);
	if (!rc && !p->n) {
		desk_message(sc->desk, _("This record has no papers."));
		return SIFA_E_NOTFOUND;
	}
	return rc;
}

static void papers_resume(struct screen *sc)
{
	struct sifa_err err = {0};

	if (papers_read(sc, &err))
		desk_error(sc->desk, &err);
}

static void papers_draw(struct screen *sc)
{
	struct papers *p = sc->data;
	struct desk *d = sc->desk;
	int y, x, cols, room = d->rows - 8;

	if (room > (int)p->n)
		room = (int)p->n;
	frame_popup(d, room + 2, 60, p->step ? _("Papers of this step") : _("Papers"), &y, &x,
		    &cols);
	list_fit(&p->list, p->n, (size_t)(room ? room : 1));
	for (int i = 0; i < room; i++) {
		size_t at = p->list.top + (size_t)i;

		frame_mark(d, y + i, x, at == p->list.at);
		draw_text(d->tty, y + i, x + 2, cols - 14, DRAW_TEXT,
			  p->paper[at]->label[lang_now()]);
		draw_text(d->tty, y + i, x + cols - 12, 12, DRAW_TEXT,
			  p->lacks[at] ? _("incomplete") : "");
	}
	p->y = y + (int)(p->list.at - p->list.top);
	p->x = x;
}

static void papers_focus(struct screen *sc, int *y, int *x)
{
	const struct papers *p = sc->data;

	*y = p->y;
	*x = p->x;
}

static struct list *papers_list(struct screen *sc)
{
	struct papers *p = sc->data;

	return &p->list;
}

static void preview(struct screen *sc)
{
	struct papers *p = sc->data;
	struct paper_arg arg = {.paper = p->paper[p->list.at], .record = p->record};

	desk_open(sc->desk, &screen_paper, &arg);
}

/* The form was saved: it may be complete now. */
static void filled(struct screen *sc, uint64_t id)
{
	(void)id;
	papers_resume(sc);
	preview(sc);
}

/* What the paper needs is asked for first, alone. */
static void ask_missing(struct screen *sc, const struct sifa_findings *f)
{
	struct papers *p = sc->data;
	struct form_arg form = {.kind = p->paper[p->list.at]->kind,
				.record = p->record,
				.field = sifa_field(p->paper[p->list.at]->kind, f->v[0].err.field),
				.owner = sc,
				.done = filled};
	char names[200] = "", text[400];
	uint16_t only[MISSING];

	form.only = only;
	for (size_t i = 0; i < f->n && i < MISSING; i++) {
		const struct sifa_field *field = sifa_field(form.kind, f->v[i].err.field);
		size_t used = strlen(names);

		if (field)
			only[form.nonly++] = field->index;
		if (field && used < 150)
			snprintf(names + used, sizeof names - used, "%s%s", used ? " " : "",
				 field->label[lang_now()]);
	}
	names[sifa_text_fit(names, strlen(names), 46, NULL)] = '\0';
	desk_form(sc->desk, &form);
	desk_message(sc->desk,
		     lang_fill(text, sizeof text, _("The paper needs: {1}"), names, NULL));
}

static void cmd_choose(struct screen *sc)
{
	struct papers *p = sc->data;
	struct sifa_findings f = {0};
	struct sifa_record *r;
	struct sifa_err err = {0};

	if (sifa_record_get(sc->desk->se, p->record, &r, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	sifa_paper_missing(p->paper[p->list.at], r, &f);
	sifa_record_free(r);
	if (f.total)
		ask_missing(sc, &f);
	else
		preview(sc);
	sifa_findings_free(&f);
}

/* As far as it goes, marked as a draft. */
static void cmd_as_draft(struct screen *sc)
{
	struct papers *p = sc->data;
	struct paper_arg arg = {
		.paper = p->paper[p->list.at], .record = p->record, .how.draft = true};

	desk_open(sc->desk, &screen_paper, &arg);
}

/* One key prints it all. */
static void cmd_dossier(struct screen *sc)
{
	struct papers *p = sc->data;
	struct paper_arg arg = {.paper = p->paper[0], .record = p->record};

	arg.dossier = record_dossier(sc, p->record);
	if (arg.dossier)
		desk_open(sc->desk, &screen_paper, &arg);
}

static bool papers_can(struct screen *sc, enum cmd c)
{
	const struct papers *p = sc->data;

	return c == CMD_DOSSIER ? p->may_dossier : true;
}

static const struct screen_cmd papers_cmds[] = {{CMD_OPEN, cmd_choose, false},
						{CMD_DOSSIER, cmd_dossier, false},
						{CMD_DRAFT, cmd_as_draft, false},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_papers = {
	.name = "papers",
	.size = sizeof(struct papers),
	.popup = true,
	.cmds = papers_cmds,
	.open = papers_open,
	.resume = papers_resume,
	.draw = papers_draw,
	.focus = papers_focus,
	.can = papers_can,
	.list = papers_list,
};

/* ---- the paper ---------------------------------------------------------------------- */

struct preview {
	struct paper_arg arg;
	char find[200];
	struct sifa_pages *pages;
	struct page page;
	int left; /* columns scrolled to the right */
	bool lp, pdf;
};

static enum sifa_rc compose_dossier(struct screen *sc, const struct sifa_compose *how,
				    struct sifa_pages **out, struct sifa_err *err)
{
	const struct preview *p = sc->data;
	struct sifa_findings f = {0};
	struct sifa_record *r;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, p->arg.dossier, &r, err);

	if (rc)
		return rc;
	rc = sifa_compose_dossier(sc->desk->se, r, how, out, &f, err);
	if (rc && f.n)
		*err = f.v[0].err;
	sifa_findings_free(&f);
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc compose(struct screen *sc, bool wide, struct sifa_pages **out,
			    struct sifa_err *err)
{
	struct preview *p = sc->data;
	struct sifa_compose how = p->arg.how;
	struct sifa_record *r;
	enum sifa_rc rc;

	how.wide = wide;
	if (p->arg.plain)
		return sifa_compose_plain(sc->desk->se, p->arg.plain, &how, out, err);
	if (p->arg.dossier)
		return compose_dossier(sc, &how, out, err);
	if (p->arg.paper->ledger)
		return sifa_compose_ledger(sc->desk->se, p->arg.paper, &p->arg.query, &how, out,
					   err);
	rc = sifa_record_get(sc->desk->se, p->arg.record, &r, err);
	if (rc)
		return rc;
	rc = sifa_compose(sc->desk->se, p->arg.paper, r, &how, out, err);
	sifa_record_free(r);
	return rc;
}

/* The columns from `left` on. */
static const char *shifted(const char *s, int left)
{
	return s + sifa_text_fit(s, strlen(s), left, NULL);
}

static void show(struct screen *sc)
{
	struct preview *p = sc->data;
	char text[100], page[24], all[24];

	page_clear(&p->page);
	for (size_t i = 0; i < p->pages->n; i++) {
		const struct sifa_page *pg = &p->pages->page[i];

		snprintf(page, sizeof page, "%zu", i + 1);
		snprintf(all, sizeof all, "%zu", p->pages->n);
		if (i)
			page_head(&p->page,
				  lang_fill(text, sizeof text, _("---- page {1} of {2} ----"), page,
					    all, NULL));
		for (size_t j = 0; j < pg->n; j++)
			page_add(&p->page, PAPER_LINE, shifted(pg->line[j].text, p->left));
	}
}

static enum sifa_rc recompose(struct screen *sc, struct sifa_err *err)
{
	struct preview *p = sc->data;
	struct sifa_pages *pages;
	enum sifa_rc rc = compose(sc, false, &pages, err);

	if (rc)
		return rc;
	sifa_pages_free(p->pages);
	p->pages = pages;
	show(sc);
	return SIFA_OK;
}

static enum sifa_rc paper_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct preview *p = sc->data;

	p->arg = *(const struct paper_arg *)arg;
	if (p->arg.query.find) {
		snprintf(p->find, sizeof p->find, "%s", p->arg.query.find);
		p->arg.query.find = p->find;
	}
	p->lp = outbox_has_lp();
	p->pdf = outbox_has_pdf();
	return recompose(sc, err);
}

static void paper_close(struct screen *sc)
{
	struct preview *p = sc->data;

	sifa_pages_free(p->pages);
	page_free(&p->page);
}

static void paper_title(struct screen *sc, char *buf, size_t size)
{
	const struct preview *p = sc->data;
	char n[24];
	size_t used;

	snprintf(buf, size, "%s  ",
		 p->arg.dossier ? _("Whole dossier") : p->pages->paper->label[lang_now()]);
	used = strlen(buf);
	snprintf(n, sizeof n, "%zu", p->pages->n);
	lang_fill(buf + used, size - used, _("pages: {1}"), n, NULL);
}

static void paper_draw(struct screen *sc)
{
	struct preview *p = sc->data;

	page_draw(sc, &p->page, BODY_TOP, body_rows(sc->desk));
}

static void paper_focus(struct screen *sc, int *y, int *x)
{
	const struct preview *p = sc->data;

	*y = p->page.y;
	*x = 0;
}

static struct list *paper_list(struct screen *sc)
{
	struct preview *p = sc->data;

	return &p->page.list;
}

/* Left and Right move wide papers under the window. */
static void paper_key(struct screen *sc, const struct key *k)
{
	struct preview *p = sc->data;
	int most = (int)p->pages->cols + 2 - sc->desk->cols;

	if (k->code == K_RIGHT && p->left < most)
		p->left += SHIFT;
	else if (k->code == K_LEFT && p->left > 0)
		p->left -= SHIFT;
	else
		return;
	show(sc);
}

static bool paper_can(struct screen *sc, enum cmd c)
{
	const struct preview *p = sc->data;

	if (c == CMD_MASKED && p->arg.plain)
		return false;
	return c == CMD_PRINT ? p->lp : c == CMD_PDF ? p->pdf : true;
}

/* ---- out ---------------------------------------------------------------------------- */

/* PAPER-RECORD.txt */
static bool paper_path(struct screen *sc, const char *end, char *buf, size_t size)
{
	const struct preview *p = sc->data;
	char stem[200], id[32], day[16];

	snprintf(stem, sizeof stem, "%s-%s", p->arg.dossier ? "dossier" : p->pages->paper->id,
		 p->arg.record ? sifa_id_format(p->arg.record, id)
			       : sifa_day_format(sifa_today(sc->desk->se), day));
	return outbox_name(sifa_dir(sc->desk->sifa), stem, end, buf, size);
}

static void print(struct screen *sc, struct outbox *box, bool wide, const char *said)
{
	struct preview *p = sc->data;
	struct sifa_print how = {.form = box->pdf ? SIFA_PRINT_STREAM : SIFA_PRINT_TEXT};
	struct sifa_pages *pages = p->pages;
	struct sifa_err err = {0};
	char text[400];
	enum sifa_rc rc = wide ? compose(sc, true, &pages, &err) : SIFA_OK;

	if (!rc)
		rc = outbox_open(box, &err);
	if (!rc) {
		rc = sifa_print(sc->desk->se, pages, &how, &box->sink, &err);
		rc = outbox_close(box, rc, &err);
	}
	if (pages != p->pages)
		sifa_pages_free(pages);
	if (rc)
		desk_error(sc->desk, &err);
	else
		desk_message(sc->desk, lang_fill(text, sizeof text, said, box->path, NULL));
}

static void to_outbox(struct screen *sc, bool pdf)
{
	char path[4200];
	struct outbox box = {.path = path, .pdf = pdf, .quiet = true};

	if (paper_path(sc, pdf ? ".pdf" : ".txt", path, sizeof path))
		print(sc, &box, pdf, _("Written: {1}"));
	else
		desk_message(sc->desk, _("The outbox is full of this paper; clear it up."));
}

static void cmd_outbox(struct screen *sc)
{
	to_outbox(sc, false);
}

static void cmd_pdf(struct screen *sc)
{
	to_outbox(sc, true);
}

static void cmd_lp(struct screen *sc)
{
	const struct preview *p = sc->data;
	struct outbox box = {.lp = true, .pdf = p->pdf, .quiet = true};

	print(sc, &box, p->pdf, _("Sent to the printer."));
}

static void changed(struct screen *sc)
{
	struct sifa_err err = {0};

	if (recompose(sc, &err))
		desk_error(sc->desk, &err);
}

static void cmd_draft(struct screen *sc)
{
	struct preview *p = sc->data;

	p->arg.how.draft = !p->arg.how.draft;
	changed(sc);
}

static void cmd_masked(struct screen *sc)
{
	struct preview *p = sc->data;

	p->arg.how.public = !p->arg.how.public;
	changed(sc);
}

static const struct screen_cmd paper_cmds[] = {
	{CMD_OUTBOX, cmd_outbox, false}, {CMD_PDF, cmd_pdf, false},
	{CMD_PRINT, cmd_lp, false},	 {CMD_DRAFT, cmd_draft, false},
	{CMD_MASKED, cmd_masked, false}, SCREEN_MOVES,
	{CMD_NONE, NULL, false}};

const struct screen_ops screen_paper = {
	.name = "paper",
	.size = sizeof(struct preview),
	.cmds = paper_cmds,
	.open = paper_open,
	.close = paper_close,
	.title = paper_title,
	.draw = paper_draw,
	.focus = paper_focus,
	.key = paper_key,
	.can = paper_can,
	.list = paper_list,
};
