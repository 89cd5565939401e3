/* figures_text.c - frozen figures as text: a line a thing, its parts divided by tabs.
 * Words stand in it, so that it can be read when the configuration has changed. */
#include <stdio.h>
#include <stdlib.h>

#include "table.h"

#define FIRST "sifa figures 1\n"
#define LAST  "end\n"

enum { PARTS = 32 };

/* ---- out ---- */

static void write_rows(const struct sifa_figures *f, struct buf *out)
{
	for (size_t k = 0; k < f->ncolumns; k++)
		buf_printf(out, "column\t%s\t%d\t%s\t%s\n", f->column[k].id, f->column[k].change,
			   f->column[k].label[SIFA_ZH], f->column[k].label[SIFA_EN]);
	for (size_t i = 0; i < f->n; i++) {
		const struct sifa_table_row *r = &f->row[i];

		buf_printf(out, "row\t%s\t%d\t%u\t%s\t%s\t%s\t%s", r->id, (int)r->form, r->level,
			   r->label[SIFA_ZH], r->label[SIFA_EN], r->unit[SIFA_ZH],
			   r->unit[SIFA_EN]);
		for (size_t k = 0; k < f->ncolumns; k++) {
			const struct sifa_cell *c = &f->cell[i * f->ncolumns + k];

			if (c->known)
				buf_printf(out, "\t%lld", (long long)c->n);
			else
				buf_str(out, "\t-");
		}
		buf_str(out, "\n");
	}
}

bool figures_write(const struct sifa_figures *f, struct buf *out)
{
	char d[5][16];

	buf_str(out, FIRST);
	buf_printf(out, "config\t%s\n", f->config);
	buf_printf(out, "table\t%s\t%s\t%s\n", f->id, f->label[SIFA_ZH], f->label[SIFA_EN]);
	buf_printf(out, "unit\t%llu\t%s\n", (unsigned long long)f->unit, f->unit_name);
	buf_printf(out, "period\t%s\t%s\t%s\n", sifa_day_format(f->from, d[0]),
		   sifa_day_format(f->to, d[1]), sifa_day_format(f->due, d[2]));
	buf_printf(out, "days\t%s\t%s\n", sifa_day_format(f->first, d[3]),
		   sifa_day_format(f->last, d[4]));
	buf_printf(out, "size\t%zu\t%zu\t%zu\n", f->ncolumns, f->n, f->nkept);
	write_rows(f, out);
	for (size_t i = 0; i < f->nkept; i++)
		buf_printf(out, "record\t%llu\t%u\n", (unsigned long long)f->kept[i].id,
			   f->kept[i].rev);
	buf_str(out, LAST);
	return !out->failed;
}

/* ---- in ---- */

struct reader {
	char *at, *end;
	char *part[PARTS]; /* of the line read last */
	size_t n;
	struct figures *f;
	struct sifa_table_row *row;
	struct sifa_table_column *column;
	struct sifa_kept *kept;
};

/* The next line: its first part must be `word`, and it has `n` parts behind it. */
static bool line(struct reader *r, const char *word, size_t n)
{
	char *end = r->at < r->end ? memchr(r->at, '\n', (size_t)(r->end - r->at)) : NULL;

	if (!end)
		return false;
	*end = '\0';
	r->n = 0;
	for (char *s = r->at; s && r->n < PARTS; r->n++) {
		char *tab = strchr(s, '\t');

		r->part[r->n] = s;
		if (tab)
			*tab = '\0';
		s = tab ? tab + 1 : NULL;
	}
	r->at = end + 1;
	return r->n == n + 1 && strcmp(r->part[0], word) == 0;
}

static bool number(const char *s, long long *out)
{
	char *end;

	*out = strtoll(s, &end, 10);
	return *s && !*end;
}

static bool unsigned_number(const char *s, uint64_t *out)
{
	char *end;

	*out = strtoull(s, &end, 10);
	return *s >= '0' && *s <= '9' && !*end;
}

static bool read_day(const char *s, sifa_day *out)
{
	*out = SIFA_DAY_NONE;
	return !*s || sifa_day_parse(s, strlen(s), SIFA_DAY_NONE, out) == SIFA_OK;
}

static const char *keep(struct reader *r, size_t part)
{
	const char *s = arena_str(&r->f->arena, r->part[part]);

	return s ? s : "";
}

static bool read_head(struct reader *r)
{
	struct sifa_figures *f = &r->f->face;
	bool ok = line(r, "sifa figures 1", 0) && line(r, "config", 1);

	if (ok)
		f->config = keep(r, 1);
	ok = ok && line(r, "table", 3);
	if (ok) {
		f->id = keep(r, 1);
		f->label[SIFA_ZH] = keep(r, 2);
		f->label[SIFA_EN] = keep(r, 3);
	}
	ok = ok && line(r, "unit", 2) && unsigned_number(r->part[1], &f->unit);
	if (ok)
		snprintf(f->unit_name, sizeof f->unit_name, "%s", r->part[2]);
	ok = ok && line(r, "period", 3) && read_day(r->part[1], &f->from) &&
	     read_day(r->part[2], &f->to) && read_day(r->part[3], &f->due);
	return ok && line(r, "days", 2) && read_day(r->part[1], &f->first) &&
	       read_day(r->part[2], &f->last);
}

static bool read_sizes(struct reader *r)
{
	struct sifa_figures *f = &r->f->face;
	struct arena *a = &r->f->arena;
	long long n[3];

	if (!line(r, "size", 3) || !number(r->part[1], &n[0]) || !number(r->part[2], &n[1]) ||
	    !number(r->part[3], &n[2]) || n[0] < 1 || n[0] > COLUMNS_MOST || n[1] < 0 ||
	    n[1] > r->end - r->at || n[2] < 0 || n[2] > r->end - r->at)
		return false;
	f->ncolumns = (size_t)n[0];
	f->n = (size_t)n[1];
	f->nkept = (size_t)n[2];
	r->column = arena_array(a, f->ncolumns, sizeof *r->column);
	r->row = arena_array(a, f->n + 1, sizeof *r->row);
	r->kept = arena_array(a, f->nkept + 1, sizeof *r->kept);
	f->cell = arena_array(a, f->n * f->ncolumns + 1, sizeof *f->cell);
	f->column = r->column;
	f->row = r->row;
	f->kept = r->kept;
	return r->column && r->row && r->kept && f->cell;
}

static bool read_row(struct reader *r, size_t i)
{
	struct sifa_figures *f = &r->f->face;
	struct sifa_table_row *row = &r->row[i];
	long long form, level, n;

	if (!line(r, "row", 7 + f->ncolumns) || !number(r->part[2], &form) ||
	    !number(r->part[3], &level) || form < 0 || form > SIFA_CELL_MEAN || level < 0 ||
	    level > 9)
		return false;
	row->id = keep(r, 1);
	row->form = (enum sifa_cell_form)form;
	row->level = (unsigned)level;
	for (size_t l = 0; l < SIFA_LANGS; l++) {
		row->label[l] = keep(r, 4 + l);
		row->unit[l] = keep(r, 6 + l);
	}
	for (size_t k = 0; k < f->ncolumns; k++) {
		struct sifa_cell *c = &f->cell[i * f->ncolumns + k];

		c->known = strcmp(r->part[8 + k], "-") != 0;
		if (c->known && !number(r->part[8 + k], &n))
			return false;
		c->n = c->known ? n : 0;
	}
	return true;
}

static bool read_body(struct reader *r)
{
	struct sifa_figures *f = &r->f->face;
	uint64_t rev;

	for (size_t k = 0; k < f->ncolumns; k++) {
		if (!line(r, "column", 4))
			return false;
		r->column[k].id = keep(r, 1);
		r->column[k].change = *r->part[2] == '1';
		r->column[k].label[SIFA_ZH] = keep(r, 3);
		r->column[k].label[SIFA_EN] = keep(r, 4);
	}
	for (size_t i = 0; i < f->n; i++)
		if (!read_row(r, i))
			return false;
	for (size_t i = 0; i < f->nkept; i++) {
		if (!line(r, "record", 2) || !unsigned_number(r->part[1], &r->kept[i].id) ||
		    !unsigned_number(r->part[2], &rev))
			return false;
		r->kept[i].rev = (uint32_t)rev;
	}
	return line(r, "end", 0) && r->at == r->end;
}

enum sifa_rc figures_read(char *text, size_t n, struct sifa_figures **out, struct sifa_err *err)
{
	struct reader r = {.at = text, .end = text + n, .f = calloc(1, sizeof *r.f)};

	*out = NULL;
	if (!r.f)
		return err_nomem(err);
	if (read_head(&r) && read_sizes(&r) && read_body(&r)) {
		*out = &r.f->face;
		return SIFA_OK;
	}
	sifa_figures_free(&r.f->face);
	return err_set(err, SIFA_E_DAMAGED,
		       N_("What was frozen with this record cannot be read: it was made by a newer "
			  "program, or is damaged."),
		       NULL);
}
