/* dossier_print.c - a whole dossier on paper: cover, contents, everything it holds with
 * pages that run on, back cover. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dossier.h"
#include "evidence.h"

enum { TOKEN = 80 };

/* ---- a part ---- */

static enum sifa_rc of_record(struct sifa_session *se, const struct sifa_paper *p, uint64_t id,
			      const struct sifa_compose *how, struct sifa_pages **out,
			      struct sifa_err *err)
{
	struct sifa_record *r;
	enum sifa_rc rc = sifa_record_get(se, id, &r, err);

	if (rc)
		return rc;
	rc = sifa_compose(se, p, r, how, out, err);
	sifa_record_free(r);
	return rc;
}

/* The sheet on which a piece of evidence is described or glued; more originals follow. */
static enum sifa_rc evidence_part(struct sifa_session *se, uint64_t id,
				  const struct sifa_compose *how, struct sifa_pages **out,
				  int64_t *leaves, struct sifa_err *err)
{
	const struct sifa_paper *p = sifa_paper(se->sifa, "evidence_sheet");
	const struct sifa_field *f;
	struct sifa_record *r;
	enum sifa_rc rc = sifa_record_get(se, id, &r, err);

	if (rc)
		return rc;
	f = kind_field(r->kind, "pages");
	*leaves = f && r->v[f->index].state == SIFA_SET ? r->v[f->index].n : 1;
	if (p && p->kind == r->kind)
		rc = sifa_compose(se, p, r, how, out, err);
	if (!rc && *out && *leaves < (int64_t)(*out)->n)
		*leaves = (int64_t)(*out)->n;
	sifa_record_free(r);
	return rc;
}

enum sifa_rc dossier_part(struct sifa_session *se, const struct dossier_def *def,
			  const struct sifa_record *dossier, const char *token, size_t n,
			  const struct sifa_compose *how, struct sifa_pages **out, int64_t *leaves,
			  struct sifa_err *err)
{
	uint64_t id = (uint64_t)dossier->v[def->via->index].n;
	const struct sifa_paper *p;
	char text[TOKEN], *slash;
	enum sifa_rc rc;

	*out = NULL;
	*leaves = 0;
	snprintf(text, sizeof text, "%.*s", (int)(n < TOKEN ? n : TOKEN - 1), token);
	slash = strchr(text, '/');
	if (!slash && !sifa_id_parse(text, &id))
		return evidence_part(se, id, how, out, leaves, err);
	if (slash) {
		*slash = '\0';
		if (sifa_id_parse(slash + 1, &id))
			id = 0;
	}
	p = sifa_paper(se->sifa, text);
	if (!p || !id)
		return err_set(err, SIFA_E_DATA,
			       N_("The contents name {1}, which is neither a paper nor evidence."),
			       text, NULL);
	rc = of_record(se, p, id, how, out, err);
	if (!rc)
		*leaves = (int64_t)(*out)->n;
	return rc;
}

/* ---- bound together ---- */

struct volume {
	struct sifa_session *se;
	const struct dossiers *d;
	const struct dossier_def *def;
	const struct sifa_record *r;
	struct sifa_compose how;
	struct sifa_pages *pages;
	struct sifa_findings *out;
};

/* The part's pages, copied behind those that are there. */
static enum sifa_rc bind(struct volume *vo, const struct sifa_pages *part, struct sifa_err *err)
{
	struct sifa_pages *all = vo->pages;
	struct pages_memory *m = all->memory;

	for (size_t i = 0; i < part->n; i++) {
		const struct sifa_page *from = &part->page[i];
		struct sifa_line *line = arena_array(&m->arena, from->n, sizeof *line);

		if (!line || !grow(&m->page, &m->cap, all->n + 1, sizeof *m->page))
			return err_nomem(err);
		for (size_t k = 0; k < from->n; k++) {
			line[k].style = from->line[k].style;
			line[k].text = arena_str(&m->arena, from->line[k].text);
			if (!line[k].text)
				return err_nomem(err);
		}
		all->page = m->page;
		m->page[all->n++] = (struct sifa_page){.line = line,
						       .n = from->n,
						       .cols = part->cols,
						       .lines = part->lines,
						       .landscape = part->paper->landscape,
						       .red_head = part->paper->red_head};
	}
	return SIFA_OK;
}

/* A paper of the dossier or of its case. */
static enum sifa_rc bind_paper(struct volume *vo, const struct sifa_paper *p, struct sifa_err *err)
{
	struct sifa_pages *part = NULL;
	enum sifa_rc rc;

	if (!p)
		return SIFA_OK;
	vo->how.number = 0;
	if (p->kind == vo->d->of)
		rc = sifa_compose(vo->se, p, vo->r, &vo->how, &part, err);
	else
		rc = of_record(vo->se, p, (uint64_t)vo->r->v[vo->def->via->index].n, &vo->how,
			       &part, err);
	if (!rc)
		rc = bind(vo, part, err);
	sifa_pages_free(part);
	return rc;
}

static void say_moved(struct volume *vo, const struct sifa_value *title, int64_t has, int64_t takes)
{
	struct sifa_err e = {0};
	char name[120], a[24], b[24];

	snprintf(name, sizeof name, "%.*s", title->state == SIFA_SET ? (int)title->len : 0,
		 title->s ? title->s : "");
	snprintf(a, sizeof a, "%lld", (long long)has);
	snprintf(b, sizeof b, "%lld", (long long)takes);
	err_set(&e, SIFA_E_DATA,
		N_("\"{1}\" has {2} pages in the contents and takes {3} now: bring the contents up "
		   "to date, or print a draft."),
		name, a, b, NULL);
	err_field(&e, vo->d->rows->id);
	findings_add(vo->out, SIFA_ERROR, &e);
}

static enum sifa_rc bind_row(struct volume *vo, const struct sifa_row *row, struct sifa_err *err)
{
	const struct sifa_value *holds = &row->v[vo->d->holds->index];
	const struct sifa_value *from = &row->v[vo->d->from->index];
	const struct sifa_value *to = &row->v[vo->d->to->index];
	const struct sifa_value *leaves = &row->v[vo->d->leaves->index];
	int64_t used = 0, n, has;
	enum sifa_rc rc = SIFA_OK;

	if (from->state != SIFA_SET || holds->state != SIFA_SET)
		return SIFA_OK;
	for (size_t at = 0, len; at < holds->len && !rc; at += len + 1) {
		struct sifa_pages *part = NULL;

		len = 0;
		while (at + len < holds->len && !strchr(" \n", holds->s[at + len]))
			len++;
		if (!len)
			continue;
		vo->how.number = (unsigned)(from->n + used);
		rc = dossier_part(vo->se, vo->def, vo->r, holds->s + at, len, &vo->how, &part, &n,
				  err);
		if (!rc && part)
			rc = bind(vo, part, err);
		sifa_pages_free(part);
		used += n;
	}
	used += leaves->state == SIFA_SET ? leaves->n : 0;
	has = to->state == SIFA_SET ? to->n - from->n + 1 : 0;
	if (!rc && has != used && !vo->how.draft)
		say_moved(vo, &row->v[vo->d->title->index], has, used);
	return rc;
}

static enum sifa_rc bind_all(struct volume *vo, struct sifa_err *err)
{
	const struct sifa_value *rows = &vo->r->v[vo->d->rows->index];
	enum sifa_rc rc = bind_paper(vo, vo->def->cover, err);

	if (!rc)
		rc = bind_paper(vo, vo->def->contents, err);
	for (size_t i = 0; rows->state == SIFA_SET && i < rows->len && !rc; i++)
		rc = bind_row(vo, &rows->row[i], err);
	return rc ? rc : bind_paper(vo, vo->def->back, err);
}

enum sifa_rc sifa_compose_dossier(struct sifa_session *se, const struct sifa_record *dossier,
				  const struct sifa_compose *how, struct sifa_pages **out,
				  struct sifa_findings *findings, struct sifa_err *err)
{
	const struct dossiers *d = dossiers_of(se->sifa);
	struct volume vo = {.se = se, .d = d, .r = dossier, .how = *how, .out = findings};
	size_t before = findings->errors;
	struct sifa_paper *p;
	char id[32];
	enum sifa_rc rc;

	*out = NULL;
	vo.def = dossier_def_of(d, dossier);
	if (!vo.def || !vo.def->contents)
		return err_set(err, SIFA_E_USAGE,
			       N_("Record {1} is no dossier of a case; print its papers."),
			       sifa_id_format(dossier->id, id), NULL);
	vo.pages = pages_new(vo.def->contents, how);
	p = vo.pages ? arena_array(&vo.pages->memory->arena, 1, sizeof *p) : NULL;
	if (!p) {
		sifa_pages_free(vo.pages);
		return err_nomem(err);
	}
	*p = *vo.def->contents;
	p->id = "dossier"; /* so the journal calls it */
	p->red_head = false;
	vo.pages->paper = p;
	vo.pages->record = dossier->id;
	rc = bind_all(&vo, err);
	if (!rc && findings->errors > before)
		rc = err_set(err, SIFA_E_DATA, N_("The dossier does not agree with its contents."),
			     NULL);
	if (rc)
		sifa_pages_free(vo.pages);
	else
		*out = vo.pages;
	return rc;
}
