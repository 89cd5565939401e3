/* reject.c - what is wrong with a row, and rows that are handed back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "import.h"

/* ---- findings ---- */

/* A finding at its cell, or at the row. */
static void found(struct import *im, struct sifa_findings *out, enum sifa_severity severity,
		  size_t column, const struct sifa_err *e)
{
	struct sifa_err at = *e;
	char path[100];
	bool cell = column < im->row.n;

	at.rc = SIFA_E_DATA;
	at.source[0] = '\0';
	at.line = 0;
	err_at(&at, im->im->source.name, cell ? im->row.cell[column].line : im->row.line,
	       cell ? csv_column(&im->row, column) : 1);
	if (!at.field[0] && column < im->b.n)
		err_field(&at, bind_path(&im->b.person, &im->b.v[column], path));
	if (im->im->labels)
		bind_words(&im->b.person, im->im->kind, im->im->lang, at.field, sizeof at.field);
	findings_add(out, severity, &at);
}

void import_bad(struct import *im, size_t column, const struct sifa_err *e)
{
	found(im, &im->bad, SIFA_ERROR, column, e);
}

void import_warn(struct import *im, size_t column, const struct sifa_err *e)
{
	im->res->warnings++;
	found(im, &im->res->findings, SIFA_WARNING, column, e);
}

void import_say(struct import *im, size_t column, const char *msg, const char *a2, const char *a3)
{
	struct sifa_err e = {0};
	char shown[120] = "";

	if (column < im->row.n) {
		const struct csv_cell *c = &im->row.cell[column];

		snprintf(shown, sizeof shown, "%.*s", (int)sifa_text_fit(c->s, c->n, 40, NULL),
			 c->s);
	}
	err_set(&e, SIFA_E_DATA, msg, shown, a2 ? a2 : "", a3 ? a3 : "", NULL);
	import_bad(im, column, &e);
}

bool import_is_bad(const struct import *im)
{
	return im->bad.errors > 0;
}

/* ---- rows ---- */

static enum sifa_rc flush(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (im->out.failed)
		return err_nomem(err);
	rc = im->im->rejects.write(im->im->rejects.arg, im->out.p, im->out.n, err);
	im->out.n = 0;
	return rc;
}

/* The row as it stands, so that what is not bad stays as it was, without the
 * reasons of an earlier import. */
static void add_row(struct import *im)
{
	const struct csv_row *row = &im->row;
	size_t from = im->b.reasons && row->n > 1 ? row->cell[1].raw : 0;

	buf_add(&im->out, row->raw + from, row->raw_n - from);
	buf_add(&im->out, "\n", 1);
}

enum sifa_rc import_reject_header(struct import *im, struct sifa_err *err)
{
	char separator = csv_separator(im->csv);

	buf_str(&im->out, "\xEF\xBB\xBF#");
	buf_add(&im->out, &separator, 1);
	add_row(im);
	return im->out.failed ? err_nomem(err) : SIFA_OK;
}

/* Without a translator: English. */
static void plain(char *buf, size_t size, const struct sifa_err *e)
{
	size_t n = 0;

	for (const char *m = e->msg; *m && n + 1 < size; m++) {
		if (m[0] == '{' && m[1] >= '1' && m[1] <= '4' && m[2] == '}') {
			int len = snprintf(buf + n, size - n, "%s", e->arg[m[1] - '1']);

			n += len < 0 ? 0 : (size_t)len < size - n ? (size_t)len : size - n - 1;
			m += 2;
		} else {
			buf[n++] = *m;
		}
	}
	buf[n] = '\0';
}

static enum sifa_rc reject_row(struct import *im, struct sifa_err *err)
{
	char one[1200], separator = csv_separator(im->csv);
	struct buf why = {0};
	enum sifa_rc rc;

	for (size_t i = 0; i < im->bad.n; i++) {
		if (im->bad.v[i].severity != SIFA_ERROR)
			continue;
		if (im->im->sentence)
			im->im->sentence(one, sizeof one, &im->bad.v[i].err);
		else
			plain(one, sizeof one, &im->bad.v[i].err);
		buf_str(&why, why.n ? " | " : "");
		buf_str(&why, one);
	}
	csv_put(&im->out, separator, why.n ? why.p : "", why.n, CSV_GUARD);
	buf_add(&im->out, &separator, 1);
	add_row(im);
	rc = why.failed ? err_nomem(err) : flush(im, err);
	buf_free(&why);
	return rc;
}

static int by_place(const void *a, const void *b)
{
	const struct sifa_err *x = &((const struct sifa_finding *)a)->err,
			      *y = &((const struct sifa_finding *)b)->err;

	return x->line != y->line ? x->line - y->line : x->column - y->column;
}

enum sifa_rc import_reject(struct import *im, struct sifa_err *err)
{
	if (im->bad.n)
		qsort(im->bad.v, im->bad.n, sizeof *im->bad.v, by_place);
	for (size_t i = 0; i < im->bad.n; i++)
		if (im->bad.v[i].severity == SIFA_ERROR)
			findings_add(&im->res->findings, SIFA_ERROR, &im->bad.v[i].err);
	im->res->rejected++;
	if (im->im->rejects.write)
		return reject_row(im, err);
	if (!im->dry) { /* nothing of it will be kept */
		import_unview(im);
		bulk_end(im->bulk);
		im->bulk = NULL;
		im->dry = true;
	}
	return SIFA_OK;
}
