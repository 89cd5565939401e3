/* ledger_row.c - how a register writes one of its rows: a cell of each column, as wide as the
 * window lets it be. */
#include <string.h>

#include "ledger_row.h"

enum { CELL = 160 };

static const struct sifa_field *column_field(const struct sifa_kind *k, size_t i)
{
	return &k->field[k->column[i].field];
}

static bool is_number(const struct sifa_field *f)
{
	return f->type == SIFA_INT || f->type == SIFA_MONEY;
}

/* Columns of words grow with the window, to twice their width at most. */
static bool grows(const struct sifa_field *f)
{
	return f->type == SIFA_TEXT || f->type == SIFA_CODE || f->type == SIFA_CODES ||
	       f->type == SIFA_REF || f->type == SIFA_REFS || f->type == SIFA_PLACE ||
	       f->type == SIFA_ROWS;
}

/* Display columns that the columns of the register leave free. */
static int room(const struct desk *d, const struct sifa_kind *k)
{
	int spare = d->cols - 2;

	for (size_t i = 0; i < k->ncolumns; i++)
		spare -= k->column[i].width + 1;
	return spare;
}

bool ledger_has_room(const struct desk *d, const struct sifa_kind *k)
{
	return room(d, k) > SIFA_UNIT_WIDTH;
}

static int column_width(const struct ledger_look *l, size_t i)
{
	const struct sifa_kind *k = l->kind;
	int width = k->column[i].width, growing = 0;
	int spare = room(l->desk, k) - (l->unit ? SIFA_UNIT_WIDTH + 1 : 0);

	for (size_t j = 0; j < k->ncolumns; j++)
		growing += grows(column_field(k, j));
	if (spare <= 0 || !growing || !grows(column_field(k, i)))
		return width;
	return spare / growing < width ? width + spare / growing : 2 * width;
}

/* A case number, or records that are known by one. */
static bool is_case_number(const struct sifa_field *f)
{
	const struct sifa_kind *k = f->type == SIFA_REF ? f->target : NULL;

	if (k)
		f = &k->field[k->title[0]];
	return f->type == SIFA_TEXT && f->search == 2;
}

/* A cell of the row, or of the heading; the last column takes what is left, and
 * a number is never cut. */
static void put_cell(struct cells *c, const struct ledger_look *l, size_t i, const char *text,
		     bool head)
{
	const struct sifa_kind *k = l->kind;
	bool last = i + 1 == k->ncolumns;
	int width = last ? l->desk->cols - 2 - sifa_text_width(c->s, c->n) : column_width(l, i);
	bool number = is_number(column_field(k, i));

	if (!head && is_case_number(column_field(k, i)))
		cells_tail(c, width, text);
	else if (number && !last && (head || sifa_text_width(text, strlen(text)) <= width))
		cells_right(c, width, text);
	else if (number || last)
		cells_rest(c, text);
	else
		cells_put(c, width, text);
	cells_put(c, 1, "");
}

static void put_unit(struct cells *c, const char *text)
{
	cells_put(c, SIFA_UNIT_WIDTH, text);
	cells_put(c, 1, "");
}

char *ledger_line(const struct ledger_look *l, const struct sifa_record *r)
{
	struct sifa_session *se = l->desk->se;
	struct cells c = {.n = 0};
	char text[CELL];

	if (l->unit)
		put_unit(&c,
			 sifa_title(se, sifa_record_unit(r), false, lang_now(), text, sizeof text));
	for (size_t i = 0; i < l->kind->ncolumns; i++) {
		const struct sifa_field *f = column_field(l->kind, i);

		sifa_format(se, f, sifa_get(r, f), lang_now(), text, sizeof text);
		put_cell(&c, l, i, text, false);
	}
	return strdup(c.s);
}

void ledger_head(const struct ledger_look *l, struct cells *c)
{
	if (l->unit)
		put_unit(c, _("Unit"));
	for (size_t i = 0; i < l->kind->ncolumns; i++)
		put_cell(c, l, i, column_field(l->kind, i)->label[lang_now()], true);
}
