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

/* The row as it stands, so that what is not bad stays as it was, without the
 * reasons of an earlier import. */
static void add_row(struct import *im)
{
	const struct csv_row *row = &im->row;
	size_t from = im->b.reasons && row->n > 1 ? row->cell[1].raw : 0;

	buf_add(&im->out, row->raw + from, row->raw_n - from);
	buf_add(&im->out, "\n", 1);
}

enum sifa_rc reject_header(struct import *im, struct sifa_err *err)
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

enum sifa_rc reject_row(struct import *im, struct sifa_err *err)
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
