/* return_xlsx.c - the table of a return for sifa-xlsx: a line a row, as it expects them. */
#include <stdio.h>
#include <string.h>

#include "../outbox.h"
#include "return.h"

struct sheet {
	struct outbox *box;
	enum sifa_rc rc;
	struct sifa_err err;
};

static void put(struct sheet *s, const char *text)
{
	if (!s->rc)
		s->rc = s->box->sink.write(s->box->sink.arg, text, strlen(text), &s->err);
}

static void put_cell(struct sheet *s, const char *kind, const char *text)
{
	put(s, "\t");
	put(s, kind);
	put(s, text);
}

static void put_row(struct sheet *s, const struct sifa_figures *f, size_t i)
{
	char n[40];

	put(s, "R");
	put_cell(s, "s", f->row[i].label[lang_now()]);
	put_cell(s, "s", f->row[i].unit[lang_now()]);
	for (size_t k = 0; k < f->ncolumns; k++)
		put_cell(s, "n", sifa_cell_text(f, i, k, n));
	put(s, "\n");
}

static void put_table(struct sheet *s, const struct sifa_figures *f)
{
	char d[2][16], msg[300];

	put(s, "T");
	put_cell(s, "", f->label[lang_now()]);
	put(s, "\nT");
	put_cell(s, "", f->unit_name);
	put_cell(s, "",
		 lang_fill(msg, sizeof msg, _("counted from {1} to {2}"),
			   sifa_day_format(f->first, d[0]), sifa_day_format(f->last, d[1]), NULL));
	put(s, "\nH");
	put_cell(s, "", _("item"));
	put_cell(s, "", _("unit"));
	for (size_t k = 0; k < f->ncolumns; k++)
		put_cell(s, "", f->column[k].label[lang_now()]);
	put(s, "\n");
	for (size_t i = 0; i < f->n; i++)
		put_row(s, f, i);
}

int return_xlsx(const struct return_wish *w, const struct sifa_figures *f)
{
	struct outbox box = {.path = strcmp(w->xlsx, "-") != 0 ? w->xlsx : NULL, .xlsx = true};
	struct sheet s = {.box = &box};
	enum sifa_rc rc = outbox_open(&box, &s.err);

	if (!rc) {
		put_table(&s, f);
		rc = outbox_close(&box, s.rc, &s.err);
	}
	return rc ? verb_fail(&s.err) : 0;
}
