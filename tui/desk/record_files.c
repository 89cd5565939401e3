/* record_files.c - on a record's screen: its evidence, what does not count without it, what
 * a dossier lacks; files out, and the dossier begun. */
#include <stdio.h>
#include <string.h>

#include "../outbox.h"
#include "../report.h"
#include "record_files.h"

enum { EVIDENCE = 60 };

static void put_field(struct desk *d, struct cells *c, int cols, const struct sifa_record *r,
		      const char *field)
{
	char text[200];

	cells_put(c, cols, report_shown(d->se, r, field, text, sizeof text));
	cells_put(c, 2, "");
}

static void add_item(struct desk *d, struct page *page, int what, size_t no,
		     const struct sifa_record *r)
{
	struct cells c = {.n = 0};
	char text[200], number[24], id[32];
	struct page_row *row;

	snprintf(number, sizeof number, "%zu", no);
	cells_right(&c, 3, number);
	cells_put(&c, 2, "");
	put_field(d, &c, 10, r, "taken_on");
	put_field(d, &c, 10, r, "kind");
	if (report_value(r, "sha256")->state == SIFA_SET)
		snprintf(text, sizeof text, "%lld K",
			 (long long)(report_value(r, "size")->n + 1023) / 1024);
	else
		snprintf(text, sizeof text, "%s", _("on paper"));
	cells_put(&c, 8, text);
	cells_put(&c, 2, "");
	cells_rest(&c, sifa_title(d->se, sifa_record_id(r), false, lang_now(), text, sizeof text));
	row = page_add(page, what, *c.s ? c.s : sifa_id_format(sifa_record_id(r), id));
	if (row)
		row->id = sifa_record_id(r);
}

static void add_alert(struct page *page, const char *text)
{
	struct cells c = {.n = 0};
	struct page_row *row;

	cells_put(&c, 2, "");
	cells_rest(&c, text);
	row = page_add(page, 0, c.s);
	if (row)
		row->alert = true;
}

/* The findings on the field in which the record lists its evidence. */
static void find_missing(struct desk *d, const struct sifa_record *r, struct sifa_findings *out)
{
	const struct sifa_field *f = sifa_evidence_field(d->sifa, sifa_record_kind(r));
	size_t n = 0;

	if (!f || sifa_check_record(d->se, r, out, NULL))
		out->n = 0;
	for (size_t i = 0; i < out->n; i++)
		if (!strcmp(out->v[i].err.field, f->id))
			out->v[n++] = out->v[i];
	out->n = n;
}

static void add_alerts(struct page *page, struct sifa_findings *found)
{
	char text[500];

	for (size_t i = 0; i < found->n; i++) {
		found->v[i].err.field[0] = '\0';
		add_alert(page, lang_error(text, sizeof text, &found->v[i].err));
	}
	sifa_findings_free(found);
}

const struct sifa_kind *record_evidence(struct desk *d, struct page *page,
					const struct sifa_record *r, int what)
{
	struct sifa_findings missing = {0};
	const struct sifa_kind *kind = NULL;
	struct sifa_rows rows = {0};

	if (sifa_evidence(d->se, sifa_record_id(r), EVIDENCE, &rows, NULL))
		rows.n = 0;
	find_missing(d, r, &missing);
	if (rows.n || missing.n)
		page_head(page, _("Evidence"));
	if (rows.n)
		kind = sifa_record_kind(rows.hit[0].record);
	for (size_t i = 0; i < rows.n; i++)
		add_item(d, page, what, i + 1, rows.hit[i].record);
	sifa_rows_free(&rows);
	add_alerts(page, &missing);
	return kind;
}

void record_lacks(struct desk *d, struct page *page, const struct sifa_record *r)
{
	struct sifa_findings found = {0};

	if (sifa_dossier_lacks(d->se, r, &found, NULL))
		found.n = 0;
	if (found.n)
		page_head(page, _("The dossier is not complete"));
	add_alerts(page, &found);
}

void desk_file_out(struct desk *d, const char *stem, const char *end,
		   enum sifa_rc (*write)(void *arg, const struct sifa_sink *sink,
					 struct sifa_err *err),
		   void *arg)
{
	char path[4200], text[4400];
	struct outbox box = {.path = path, .quiet = true};
	struct sifa_err err = {0};
	enum sifa_rc rc;

	if (!*stem) {
		desk_message(d, _("There is no file: it is kept on paper."));
	} else if (!outbox_name(sifa_dir(d->sifa), stem, end, path, sizeof path)) {
		desk_message(d, _("The outbox is full of this paper; clear it up."));
	} else {
		rc = outbox_open(&box, &err);
		if (!rc)
			rc = outbox_close(&box, write(arg, &box.sink, &err), &err);
		if (rc)
			desk_error(d, &err);
		else
			desk_message(d,
				     lang_fill(text, sizeof text, _("Written: {1}"), path, NULL));
	}
}

struct getting {
	struct sifa_session *se;
	uint64_t id;
};

static enum sifa_rc get_file(void *arg, const struct sifa_sink *sink, struct sifa_err *err)
{
	const struct getting *g = arg;

	return sifa_get_file(g->se, g->id, sink, err);
}

void record_file_out(struct screen *sc, uint64_t id)
{
	struct getting g = {sc->desk->se, id};
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};
	char stem[200];
	const char *end;

	if (sifa_record_get(g.se, id, &r, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	sifa_file_name(r, stem, &end);
	desk_file_out(sc->desk, stem, end, get_file, &g);
	sifa_record_free(r);
}

uint64_t record_dossier(struct screen *sc, uint64_t of)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id = 0;

	if (sifa_dossier_make(sc->desk->se, of, &id, &f, &err)) {
		desk_refused(sc->desk, &f, &err);
		id = 0;
	}
	sifa_findings_free(&f);
	return id;
}
