/* scr_matrix.c - all offices side by side, by section or by clause; Left and Right choose a
 * column, which may be sorted by; Enter goes down to the sheet or the clause. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../matrix.h"
#include "page.h"
#include "scr_paper.h"
#include "scr_score.h"

enum { RANK = 4, NAME = 14, CELL = 8, PAPER_COLS = 78 };

struct matrix_screen {
	struct page page;
	struct matrix m;
	const struct sifa_letter *letter;
	size_t column, left; /* chosen; the first one shown behind the total */
	bool up;
	struct report paper;
	struct sifa_plain plain;
};

static size_t shown(const struct desk *d)
{
	int room = (d->cols - 2 - RANK - NAME) / CELL - 1;

	return room > 1 ? (size_t)room : 1;
}

/* The chosen column stays in view. */
static void scroll(struct screen *sc)
{
	struct matrix_screen *v = sc->data;
	size_t room = shown(sc->desk);

	if (v->left < 1)
		v->left = 1;
	if (v->column && v->column < v->left)
		v->left = v->column;
	if (v->column >= v->left + room)
		v->left = v->column - room + 1;
}

static void put_value(const struct matrix *m, struct cells *c, size_t row, size_t column)
{
	char n[40];
	int64_t value;

	cells_right(c, CELL,
		    matrix_value(m, row, column, &value) ? sifa_points_format(value, n) : "-");
}

static void build(struct screen *sc)
{
	struct matrix_screen *v = sc->data;
	size_t room = shown(sc->desk);

	page_clear(&v->page);
	scroll(sc);
	for (size_t i = 0; i < v->m.n; i++) {
		const struct sifa_sheet *s = v->m.row[i].sheet;
		struct cells c = {.n = 0};
		struct page_row *row;
		char n[24];

		snprintf(n, sizeof n, "%zu%s", v->m.row[i].place->rank, s->veto ? "!" : " ");
		cells_right(&c, RANK - 1, n);
		cells_put(&c, 1, "");
		cells_put(&c, NAME, s->office_name);
		put_value(&v->m, &c, i, 0);
		for (size_t k = v->left; k < v->m.columns && k < v->left + room; k++)
			put_value(&v->m, &c, i, k);
		row = page_add(&v->page, 1, c.s);
		if (row) {
			row->id = s->office;
			row->at = i;
		}
	}
}

static enum sifa_rc read(struct screen *sc, struct sifa_err *err)
{
	struct matrix_screen *v = sc->data;
	struct matrix fresh;
	size_t sort = v->m.sort;
	enum sifa_rc rc = matrix_read(&fresh, sc->desk->se, v->letter, sifa_today(sc->desk->se),
				      v->m.by_clause, MATRIX_SAME_DAY, err);

	if (rc) {
		matrix_free(&fresh);
		return rc;
	}
	matrix_free(&v->m);
	v->m = fresh;
	matrix_sort(&v->m, sort < v->m.columns ? sort : 0, v->up);
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc matrix_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct matrix_screen *v = sc->data;
	const struct sifa_letter **letter = NULL;
	char none[200];
	size_t n = 0;
	enum sifa_rc rc =
		sifa_letters_now(sc->desk->se, sifa_today(sc->desk->se), &letter, &n, err);

	(void)arg;
	if (!rc && !n) {
		desk_message(sc->desk, desk_no_letter(sc->desk, none, sizeof none));
		rc = SIFA_E_NOTFOUND;
	}
	if (!rc)
		v->letter = letter[0];
	free(letter);
	return rc ? rc : read(sc, err);
}

static void matrix_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read(sc, &err))
		desk_error(sc->desk, &err);
}

static void matrix_close(struct screen *sc)
{
	struct matrix_screen *v = sc->data;

	page_free(&v->page);
	matrix_free(&v->m);
	free(v->paper.text);
}

static void matrix_title(struct screen *sc, char *buf, size_t size)
{
	const struct matrix_screen *v = sc->data;

	snprintf(buf, size, "sifa  %s",
		 v->m.by_clause ? _("Offices by clause") : _("Offices by section"));
}

/* The chosen column stands in brackets; v and ^ tell the order. */
static void head_cell(const struct matrix_screen *v, struct cells *c, size_t column)
{
	char text[80];

	snprintf(text, sizeof text, column == v->column ? "[%s]%s" : "%s%s",
		 matrix_label(&v->m, column),
		 column != v->m.sort ? ""
		 : v->up	     ? "^"
				     : "v");
	cells_right(c, CELL, text);
}

static void matrix_draw(struct screen *sc)
{
	struct matrix_screen *v = sc->data;
	size_t room = shown(sc->desk), at;
	struct cells c = {.n = 0};

	cells_put(&c, 2 + RANK, "");
	cells_put(&c, NAME, _("office"));
	for (size_t i = 0; i < v->m.columns; i++)
		if (!i || (i >= v->left && i < v->left + room))
			head_cell(v, &c, i);
	draw_text(sc->desk->tty, BODY_TOP, 0, sc->desk->cols, DRAW_TITLE, c.s);
	page_draw(sc, &v->page, BODY_TOP + 1, body_rows(sc->desk) - 1);
	if (!matrix_part(&v->m, v->column, &at))
		frame_note(sc->desk, sifa_letter_title(v->letter, lang_now()));
	else
		frame_note(sc->desk,
			   v->m.by_clause
				   ? sifa_sheet_clause(v->m.row[0].sheet, at)->text[lang_now()]
				   : v->m.row[0].sheet->section[at].title[lang_now()]);
}

static void matrix_focus(struct screen *sc, int *y, int *x)
{
	const struct matrix_screen *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *matrix_list(struct screen *sc)
{
	struct matrix_screen *v = sc->data;

	return &v->page.list;
}

static void matrix_key(struct screen *sc, const struct key *k)
{
	struct matrix_screen *v = sc->data;

	if (k->code == K_RIGHT && v->column + 1 < v->m.columns)
		v->column++;
	else if (k->code == K_LEFT && v->column)
		v->column--;
	else
		return;
	build(sc);
}

/* ---- commands ---- */

static void cmd_open(struct screen *sc)
{
	struct matrix_screen *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	struct score_arg score = {.office = row ? row->id : 0};
	struct clause_arg clause = {.letter = v->letter, .office = score.office};
	size_t at = 0;

	if (!row)
		return;
	if (matrix_part(&v->m, v->column, &at) && v->m.by_clause) {
		clause.clause = at;
		desk_open(sc->desk, &screen_clause, &clause);
	} else {
		score.section = at;
		desk_open(sc->desk, &screen_score, &score);
	}
}

/* The same column again: the other way round. */
static void cmd_sort(struct screen *sc)
{
	struct matrix_screen *v = sc->data;

	v->up = v->m.sort == v->column && !v->up;
	matrix_sort(&v->m, v->column, v->up);
	build(sc);
}

static void cmd_by(struct screen *sc)
{
	struct matrix_screen *v = sc->data;

	matrix_by(&v->m, !v->m.by_clause);
	v->column = 0;
	v->left = 1;
	v->up = false;
	matrix_sort(&v->m, 0, false);
	build(sc);
}

static void paper(struct screen *sc, const char *id,
		  void (*make)(struct report *r, const struct matrix *m))
{
	struct matrix_screen *v = sc->data;
	struct paper_arg arg = {.plain = &v->plain};
	size_t sort = v->m.sort;

	free(v->paper.text);
	v->paper = (struct report){.cols = PAPER_COLS};
	matrix_sort(&v->m, 0, false);
	make(&v->paper, &v->m);
	matrix_sort(&v->m, sort, v->up);
	v->plain = (struct sifa_plain){id, v->paper.title, v->paper.text ? v->paper.text : ""};
	desk_open(sc->desk, &screen_paper, &arg);
}

/* By section: a bulletin with a column a clause would not fit a page. */
static void bulletin(struct report *r, const struct matrix *m)
{
	struct matrix by_section = *m;

	matrix_by(&by_section, false);
	report_bulletin(r, &by_section);
}

static void cmd_print(struct screen *sc)
{
	paper(sc, "bulletin", bulletin);
}

static void cmd_press(struct screen *sc)
{
	paper(sc, "press", report_press);
}

static void cmd_try(struct screen *sc)
{
	struct matrix_screen *v = sc->data;
	struct clause_arg arg = {.letter = v->letter};

	if (v->m.by_clause && matrix_part(&v->m, v->column, &arg.clause))
		desk_open(sc->desk, &screen_try, &arg);
	else
		desk_message(sc->desk, _("Choose a clause first: v shows clauses, Right moves."));
}

static bool matrix_can(struct screen *sc, enum cmd c)
{
	(void)sc;
	return c != CMD_SCORE;
}

static const struct screen_cmd matrix_cmds[] = {{CMD_OPEN, cmd_open, false},
						{CMD_SORT, cmd_sort, false},
						{CMD_BY, cmd_by, false},
						{CMD_PRINT, cmd_print, false},
						{CMD_PRESS, cmd_press, false},
						{CMD_TRY, cmd_try, true},
						{CMD_REFRESH, matrix_refresh, true},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_matrix = {
	.name = "matrix",
	.size = sizeof(struct matrix_screen),
	.cmds = matrix_cmds,
	.open = matrix_open,
	.close = matrix_close,
	.resume = matrix_refresh,
	.resize = build,
	.title = matrix_title,
	.draw = matrix_draw,
	.focus = matrix_focus,
	.key = matrix_key,
	.can = matrix_can,
	.list = matrix_list,
};
