/* scr_reconcile.c - an official list, laid into the inbox, against a register: who differs, who
 * stands on the list only, who in the register only. Looked at first, then kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../infile.h"
#include "../report.h"
#include "page.h"

enum { FILE_ROW = 1, RECORD, LINE };
enum { NAME = 16, NUMBER = 14 };

struct reconcile {
	struct page page;
	const struct sifa_kind *kind;
	struct sifa_inbox_file *file;
	size_t n, at; /* at: the one compared */
	struct sifa_reconciliation r;
	bool compared;
};

/* The registers that are compared with lists: the codes of this field have their ids. */
static const struct sifa_field *registers(struct desk *d)
{
	const struct sifa_kind *kept = sifa_kind(d->sifa, "reconciliation");
	const struct sifa_field *of = kept ? sifa_field(kept, "of") : NULL;

	return of && of->codes ? of : NULL;
}

static bool is_kept(struct desk *d, const struct sifa_kind *k)
{
	return registers(d) && k == sifa_kind(d->sifa, "reconciliation");
}

bool desk_reconciles(struct desk *d, const struct sifa_kind *k)
{
	const struct sifa_field *of = registers(d);

	for (size_t i = 0; of && i < of->codes->n; i++)
		if (!strcmp(of->codes->code[i].id, k->id))
			return true;
	return is_kept(d, k);
}

/* ---- rows ---- */

static void add_files(struct screen *sc)
{
	struct reconcile *v = sc->data;
	char path[300], text[400];

	sifa_inbox_path(sc->desk->sifa, "", path, sizeof path);
	page_head(&v->page, lang_fill(text, sizeof text, _("Lists in {1}"), path, NULL));
	for (size_t i = 0; i < v->n; i++) {
		struct page_row *row = page_add(&v->page, FILE_ROW, v->file[i].name);

		if (row)
			row->at = i;
	}
	if (!v->n)
		page_add(
			&v->page, LINE,
			_("No list yet: lay it there as .csv, its first line naming the columns."));
}

static void add_one(struct screen *sc, const struct sifa_reconciled *x)
{
	struct reconcile *v = sc->data;
	struct cells c = {.n = 0};
	char id[32] = "", number[24], text[120] = "";
	struct page_row *row;

	snprintf(number, sizeof number, "%d", x->line);
	if (x->line)
		lang_fill(text, sizeof text, _("line {1}"), number, NULL);
	cells_put(&c, NAME, x->name);
	cells_put(&c, 1, "");
	cells_put(&c, 9, text);
	cells_put(&c, NUMBER, x->record ? sifa_id_format(x->record, id) : "");
	cells_rest(&c, x->what);
	row = page_add(&v->page, x->record ? RECORD : LINE, c.s);
	if (row)
		row->id = x->record;
}

static void add_verdict(struct screen *sc, enum sifa_verdict verdict)
{
	struct reconcile *v = sc->data;
	char n[24], text[200];

	snprintf(n, sizeof n, "%zu", v->r.count[verdict]);
	page_head(&v->page,
		  lang_fill(text, sizeof text, _("{1}: {2}"), report_verdict(verdict), n, NULL));
	for (size_t i = 0; i < v->r.n; i++)
		if (v->r.v[i].verdict == verdict)
			add_one(sc, &v->r.v[i]);
}

static void build(struct screen *sc)
{
	struct reconcile *v = sc->data;

	page_clear(&v->page);
	add_files(sc);
	for (int i = SIFA_BOTH_DIFFER; v->compared && i <= SIFA_REGISTER_ONLY; i++)
		add_verdict(sc, (enum sifa_verdict)i);
}

/* ---- the screen ---- */

static enum sifa_rc read(struct screen *sc, struct sifa_err *err)
{
	struct reconcile *v = sc->data;
	struct sifa_inbox_file *file;
	size_t n;
	enum sifa_rc rc = sifa_inbox_lists(sc->desk->se, &file, &n, err);

	if (rc)
		return rc;
	free(v->file);
	v->file = file;
	v->n = n;
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc reconcile_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct reconcile *v = sc->data;

	v->kind = arg;
	return read(sc, err);
}

static void reconcile_close(struct screen *sc)
{
	struct reconcile *v = sc->data;

	page_free(&v->page);
	free(v->file);
	sifa_reconciliation_free(&v->r);
}

static void reconcile_title(struct screen *sc, char *buf, size_t size)
{
	const struct reconcile *v = sc->data;

	lang_fill(buf, size, _("Official list: {1}"), v->kind->ledger[lang_now()], NULL);
}

static void reconcile_draw(struct screen *sc)
{
	struct reconcile *v = sc->data;
	char text[300];

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	frame_note(sc->desk, v->compared ? report_reconciled(&v->r, text, sizeof text)
					 : _("Enter compares a list; nothing is kept before F2."));
}

static void reconcile_focus(struct screen *sc, int *y, int *x)
{
	const struct reconcile *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *reconcile_list(struct screen *sc)
{
	struct reconcile *v = sc->data;

	return &v->page.list;
}

/* ---- compared ---- */

static bool compare(struct screen *sc, size_t at, bool keep)
{
	struct reconcile *v = sc->data;
	const struct sifa_query q = {.kind = v->kind};
	struct sifa_reconciliation fresh = {0};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct infile in;
	char path[4200];
	enum sifa_rc rc;

	sifa_inbox_path(sc->desk->sifa, v->file[at].name, path, sizeof path);
	rc = infile_open(&in, path, &err);
	if (!rc) {
		rc = sifa_reconcile(sc->desk->se, &q, &in.source, keep, &fresh, &f, &err);
		infile_close(&in);
	}
	if (rc) {
		desk_refused(sc->desk, &f, &err);
	} else {
		sifa_reconciliation_free(&v->r);
		v->r = fresh;
		v->at = at;
		v->compared = true;
	}
	sifa_findings_free(&f);
	return !rc;
}

static void cmd_open(struct screen *sc)
{
	struct reconcile *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row && row->what == RECORD) {
		desk_open(sc->desk, &screen_record, &row->id);
	} else if (row && row->what == FILE_ROW && compare(sc, row->at, false)) {
		build(sc);
		list_fit(&v->page.list, v->page.n, v->page.list.h);
		page_part(&v->page);
	}
}

/* Compared anew: the list or the register may have changed meanwhile. */
static void cmd_save(struct screen *sc)
{
	struct reconcile *v = sc->data;
	uint64_t id;

	if (!compare(sc, v->at, true))
		return;
	id = v->r.id;
	build(sc);
	desk_open(sc->desk, &screen_record, &id);
	desk_message(sc->desk, _("Kept; say of each difference what was done, then settle it."));
}

static void cmd_part(struct screen *sc)
{
	struct reconcile *v = sc->data;

	page_part(&v->page);
}

static void reconcile_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read(sc, &err))
		desk_error(sc->desk, &err);
}

static bool reconcile_can(struct screen *sc, enum cmd c)
{
	const struct reconcile *v = sc->data;

	return c != CMD_SAVE || v->compared;
}

static const struct screen_cmd reconcile_cmds[] = {{CMD_OPEN, cmd_open, false},
						   {CMD_SAVE, cmd_save, false},
						   {CMD_PART, cmd_part, false},
						   {CMD_REFRESH, reconcile_refresh, false},
						   SCREEN_MOVES,
						   {CMD_NONE, NULL, false}};

static const struct screen_ops screen_reconcile = {
	.name = "reconcile",
	.size = sizeof(struct reconcile),
	.cmds = reconcile_cmds,
	.open = reconcile_open,
	.close = reconcile_close,
	.resume = build,
	.resize = build,
	.title = reconcile_title,
	.draw = reconcile_draw,
	.focus = reconcile_focus,
	.can = reconcile_can,
	.list = reconcile_list,
};

/* ---- which register ---- */

static void chosen(struct screen *sc, int64_t n)
{
	const struct sifa_codelist *l = registers(sc->desk)->codes;
	const struct sifa_kind *k = NULL;

	for (size_t i = 0; i < l->n; i++)
		if (l->code[i].no == n)
			k = sifa_kind(sc->desk->sifa, l->code[i].id);
	if (k)
		desk_open(sc->desk, &screen_reconcile, k);
}

void desk_reconcile(struct screen *sc, const struct sifa_kind *k)
{
	const struct codes_arg arg = {.owner = sc, .field = registers(sc->desk), .done = chosen};

	if (is_kept(sc->desk, k))
		desk_open(sc->desk, &screen_codes, &arg);
	else
		desk_open(sc->desk, &screen_reconcile, k);
}
