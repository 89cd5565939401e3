/* export_table.c - a register as aligned text: the id, then the ledger's columns
 * in display widths. */
#include <string.h>

#include "../base/err.h"
#include "export.h"

enum { ID_WIDTH = 14, LAST_WIDTH = 200, CELL = 800 };

/* s cut to `cols` columns and filled with spaces; the last cell is not filled. */
static void put_cell(struct buf *out, const char *s, int cols, bool last)
{
	int used = 0;
	size_t n = strlen(s), fit = sifa_text_fit(s, n, last ? LAST_WIDTH : cols, &used);

	buf_add(out, s, fit);
	if (last) {
		buf_add(out, "\n", 1);
		return;
	}
	for (; used < cols + 1; used++)
		buf_add(out, " ", 1);
}

/* What must stay on one line does. */
static void one_line(char *s)
{
	for (; *s; s++)
		if ((unsigned char)*s < 0x20)
			*s = ' ';
}

static void show(struct export *x, const struct sifa_field *f, const struct sifa_value *v,
		 char *buf)
{
	size_t n = 0;

	buf[0] = '\0';
	if (v->state == SIFA_SET && (f->type == SIFA_REF || f->type == SIFA_PLACE)) {
		view_title(&x->v, (uint64_t)v->n, false, x->lang, buf, CELL);
	} else if (v->state == SIFA_SET && f->type == SIFA_REFS) {
		for (size_t i = 0; i < v->len && n + 40 < CELL; i++) {
			if (n)
				n += strlen(strcpy(buf + n, "、"));
			view_title(&x->v, v->id[i], false, x->lang, buf + n, CELL - n);
			n += strlen(buf + n);
		}
	} else {
		field_format(f, v, x->lang, buf, CELL);
	}
	one_line(buf);
}

static enum sifa_rc put_record(struct export *x, const struct sifa_record *r, struct sifa_err *err)
{
	const struct sifa_kind *k = x->kind;
	char buf[CELL];

	put_cell(&x->out, sifa_id_format(r->id, buf), ID_WIDTH, !k->ncolumns);
	for (size_t i = 0; i < k->ncolumns; i++) {
		const struct sifa_column *c = &k->column[i];

		show(x, &k->field[c->field], &r->v[c->field], buf);
		put_cell(&x->out, buf, c->width, i + 1 == k->ncolumns);
	}
	return export_soon(x, err);
}

enum sifa_rc table_export(struct export *x, uint64_t *n, struct sifa_err *err)
{
	const struct sifa_kind *k = x->kind;
	enum sifa_rc rc;

	put_cell(&x->out, "id", ID_WIDTH, !k->ncolumns);
	for (size_t i = 0; i < k->ncolumns; i++) {
		const struct sifa_field *f = &k->field[k->column[i].field];

		put_cell(&x->out, x->ex->ids ? f->id : f->label[x->lang], k->column[i].width,
			 i + 1 == k->ncolumns);
	}
	rc = export_each(x, put_record, n, err);
	return rc ? rc : export_flush(x, err);
}
