/* cell.c - the face of tables: names, cells as text, and what must agree. */
#include <stdio.h>
#include <string.h>

#include "table.h"

const struct sifa_table *const *sifa_tables(const struct sifa *s, size_t *n)
{
	const struct tables *t = letters_tables(s);

	*n = t ? t->n : 0;
	return t ? (const struct sifa_table *const *)t->v : NULL;
}

const struct sifa_table *sifa_table(const struct sifa *s, const char *id)
{
	size_t n;
	const struct sifa_table *const *t = sifa_tables(s, &n);

	for (size_t i = 0; i < n; i++)
		if (strcmp(t[i]->ret->id, id) == 0)
			return t[i];
	return NULL;
}

const char *sifa_table_id(const struct sifa_table *t)
{
	return t->ret->id;
}

const char *sifa_table_label(const struct sifa_table *t, enum sifa_lang lang)
{
	return t->ret->label[lang];
}

bool sifa_table_sent(const struct sifa_table *t)
{
	return !t->ret->unsent;
}

sifa_day sifa_table_period(const struct sifa_table *t, const char *text)
{
	struct return_item it;

	return returns_period(t->ret, text, &it) ? it.from : SIFA_DAY_NONE;
}

char *sifa_table_when(const struct sifa_table *t, sifa_day day, char *buf)
{
	struct return_item it = returns_at(t->ret, day);

	return returns_name(t->ret, &it, buf);
}

size_t sifa_figures_row(const struct sifa_figures *f, const char *id)
{
	for (size_t i = 0; i < f->n; i++)
		if (*id && strcmp(f->row[i].id, id) == 0)
			return i;
	return SIZE_MAX;
}

size_t sifa_figures_column(const struct sifa_figures *f, const char *id)
{
	for (size_t i = 0; i < f->ncolumns; i++)
		if (strcmp(f->column[i].id, id) == 0)
			return i;
	return SIZE_MAX;
}

/* ---- as text ---- */

static char *decimal(int64_t n, int64_t unit, char *buf)
{
	int64_t size = n < 0 ? -n : n;

	snprintf(buf, 40, "%s%lld.%0*u", n < 0 ? "-" : "", (long long)(size / unit),
		 unit == 10 ? 1 : 2, (unsigned)(size % unit) % 100);
	return buf;
}

static char *number(enum sifa_cell_form form, int64_t n, char *buf)
{
	switch (form) {
	case SIFA_CELL_WAN: /* 10,000 yuan are a million fen, of which two places remain */
		return decimal((n + (n < 0 ? -5000 : 5000)) / 10000, 100, buf);
	case SIFA_CELL_YUAN:
	case SIFA_CELL_MEAN:
		return decimal(n, 100, buf);
	case SIFA_CELL_PERCENT:
		return decimal(n, 10, buf);
	case SIFA_CELL_WHOLE:
		break;
	}
	snprintf(buf, 40, "%lld", (long long)n);
	return buf;
}

char *sifa_cell_text(const struct sifa_figures *f, size_t row, size_t column, char *buf)
{
	const struct sifa_cell *c = &f->cell[row * f->ncolumns + column];

	buf[0] = '\0';
	if (!c->known)
		return buf;
	return number(f->column[column].change ? SIFA_CELL_PERCENT : f->row[row].form, c->n, buf);
}

/* ---- what must agree ---- */

/* "12 + 3 - 1 = 14" with the rows' labels; false where a cell has no value. */
static bool side(const struct sifa_figures *f, const struct term *t, size_t n, size_t column,
		 int64_t *sum, char (*words)[160])
{
	char num[40];

	*sum = 0;
	words[SIFA_ZH][0] = words[SIFA_EN][0] = '\0';
	for (size_t i = 0; i < n; i++) {
		const struct sifa_cell *c = &f->cell[t[i].row * f->ncolumns + column];

		if (!c->known)
			return false;
		*sum += t[i].less ? -c->n : c->n;
		for (int l = 0; l < SIFA_LANGS; l++) {
			size_t at = strlen(words[l]);
			const char *sign = t[i].less ? " − " : i ? " + " : "";

			snprintf(words[l] + at, 160 - at, "%s%s %s", sign,
				 f->row[t[i].row].label[l],
				 sifa_cell_text(f, t[i].row, column, num));
		}
	}
	return true;
}

static void check_column(const struct sifa_figures *f, const struct table_check *k, size_t column,
			 struct sifa_findings *out)
{
	char left[SIFA_LANGS][160], right[SIFA_LANGS][160], zh[400], en[400];
	int64_t a, b;
	struct sifa_err e = {0};

	if (!side(f, k->left, k->nleft, column, &a, left) ||
	    !side(f, k->right, k->nright, column, &b, right) || (k->at_most ? a <= b : a == b))
		return;
	snprintf(zh, sizeof zh, "%s；%s %s %s", f->column[column].label[SIFA_ZH], left[SIFA_ZH],
		 k->at_most ? ">" : "≠", right[SIFA_ZH]);
	snprintf(en, sizeof en, "%s; %s %s %s", f->column[column].label[SIFA_EN], left[SIFA_EN],
		 k->at_most ? ">" : "≠", right[SIFA_EN]);
	err_set(&e, SIFA_E_DATA, N_("The table does not add up: {2} {4}"), zh, en, k->text[SIFA_ZH],
		k->text[SIFA_EN], NULL);
	findings_add(out, k->severity, &e);
}

void sifa_figures_check(const struct sifa_figures *f, struct sifa_findings *out)
{
	const struct sifa_table *t = f->table;

	for (size_t i = 0; t && !f->config && i < t->nchecks; i++)
		for (size_t k = 0; k < t->ncolumns; k++)
			if (t->column[k].op != COLUMN_CHANGE)
				check_column(f, &t->check[i], k, out);
}
