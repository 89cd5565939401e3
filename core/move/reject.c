/* reject.c - writes rejected rows. */
#include <stdio.h>
#include <string.h>

#include "../base/err.h"
#include "reject.h"

static enum sifa_rc flush(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (im->out.failed)
		return err_nomem(err);
	rc = im->im->rejects.write(im->im->rejects.arg, im->out.p, im->out.n, err);
	im->out.n = 0;
	return rc;
}

static void add_cells(struct import *im)
{
	char separator = csv_separator(im->csv);

	for (size_t i = 0; i < im->row.n || i < im->b.n; i++) {
		/* raw cells: what guards them stays on them */
		if (i < im->row.n)
			csv_put(&im->out, separator, im->row.cell[i].s, im->row.cell[i].n, 0);
		buf_add(&im->out, &separator, 1);
	}
}

enum sifa_rc reject_header(struct import *im, struct sifa_err *err)
{
	buf_str(&im->out, "\xEF\xBB\xBF");
	add_cells(im);
	buf_str(&im->out, "#\n");
	return flush(im, err);
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

enum sifa_rc reject_row(struct import *im, struct sifa_err *err)
{
	struct buf why = {0};
	char one[1200];
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
	if (im->row.bad) /* cells cannot be told apart: the line as it stands, in one */
		csv_put(&im->out, csv_separator(im->csv), im->row.raw, im->row.raw_n, 0);
	else
		add_cells(im);
	csv_put(&im->out, csv_separator(im->csv), why.n ? why.p : "", why.n, 0);
	buf_str(&im->out, "\n");
	rc = why.failed ? err_nomem(err) : flush(im, err);
	buf_free(&why);
	return rc;
}
