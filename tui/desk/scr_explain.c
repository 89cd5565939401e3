/* scr_explain.c - why a clause has its points, in plain words; its records open, and the
 * page prints. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "page.h"
#include "scr_paper.h"
#include "scr_score.h"

enum { LINE = 1, RECORD, PAPER_COLS = 78 };

struct explain {
	struct page page;
	struct clause_arg arg;
	struct sifa_sheet *sheet;
	struct sifa_explain x;
	struct report paper;
	struct sifa_plain plain;
	char id[40];
};

static void line(void *arg, enum report_what what, const char *text, uint64_t record)
{
	struct page *p = arg;
	struct page_row *row;

	if (what == REPORT_HEAD) {
		page_head(p, text);
		return;
	}
	row = page_add(p, what == REPORT_RECORD ? RECORD : LINE, text);
	if (row)
		row->id = record;
}

static void build(struct screen *sc)
{
	struct explain *v = sc->data;
	struct report r = {.cols = sc->desk->cols - 3, .line = line, .arg = &v->page};

	page_clear(&v->page);
	report_explain(&r, sc->desk->se, v->sheet, v->arg.clause, &v->x);
}

static enum sifa_rc read(struct screen *sc, struct sifa_err *err)
{
	struct explain *v = sc->data;
	struct sifa_sheet *sheet = NULL;
	struct sifa_explain x = {0};
	const struct sifa_clause *c;
	enum sifa_rc rc = score_sheet(sc, v->arg.letter, v->arg.office, &sheet, err);

	c = rc ? NULL : sifa_sheet_clause(sheet, v->arg.clause);
	if (!rc && !c)
		rc = SIFA_E_NOTFOUND;
	if (!rc)
		rc = sifa_explain(sc->desk->se, sheet, c->id, &x, err);
	if (rc) {
		sifa_explain_free(&x);
		sifa_sheet_free(sheet);
		return rc;
	}
	sifa_explain_free(&v->x);
	sifa_sheet_free(v->sheet);
	v->x = x;
	v->sheet = sheet;
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc explain_open(struct screen *sc, const void *p, struct sifa_err *err)
{
	struct explain *v = sc->data;

	v->arg = *(const struct clause_arg *)p;
	return read(sc, err);
}

static void explain_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read(sc, &err))
		desk_error(sc->desk, &err);
}

static void explain_close(struct screen *sc)
{
	struct explain *v = sc->data;

	page_free(&v->page);
	sifa_explain_free(&v->x);
	sifa_sheet_free(v->sheet);
	free(v->paper.text);
}

static void explain_title(struct screen *sc, char *buf, size_t size)
{
	const struct explain *v = sc->data;

	lang_fill(buf, size, _("{1}: clause {2} explained"), v->sheet->office_name,
		  sifa_sheet_clause(v->sheet, v->arg.clause)->id, NULL);
}

static void explain_draw(struct screen *sc)
{
	struct explain *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
}

static void explain_focus(struct screen *sc, int *y, int *x)
{
	const struct explain *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *explain_list(struct screen *sc)
{
	struct explain *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct explain *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row && row->what == RECORD)
		desk_open(sc->desk, &screen_record, &row->id);
	else
		page_part(&v->page);
}

static void cmd_part(struct screen *sc)
{
	struct explain *v = sc->data;

	page_part(&v->page);
}

static void cmd_print(struct screen *sc)
{
	struct explain *v = sc->data;
	struct paper_arg arg = {.plain = &v->plain};

	free(v->paper.text);
	v->paper = (struct report){.cols = PAPER_COLS};
	report_explain(&v->paper, sc->desk->se, v->sheet, v->arg.clause, &v->x);
	snprintf(v->id, sizeof v->id, "explain-%s", sifa_sheet_clause(v->sheet, v->arg.clause)->id);
	v->plain = (struct sifa_plain){v->id, v->paper.title, v->paper.text ? v->paper.text : ""};
	desk_open(sc->desk, &screen_paper, &arg);
}

static const struct screen_cmd explain_cmds[] = {{CMD_OPEN, cmd_open, false},
						 {CMD_PART, cmd_part, false},
						 {CMD_PRINT, cmd_print, false},
						 {CMD_REFRESH, explain_refresh, false},
						 SCREEN_MOVES,
						 {CMD_NONE, NULL, false}};

const struct screen_ops screen_explain = {
	.name = "explain",
	.size = sizeof(struct explain),
	.cmds = explain_cmds,
	.open = explain_open,
	.close = explain_close,
	.resize = build,
	.title = explain_title,
	.draw = explain_draw,
	.focus = explain_focus,
	.list = explain_list,
};
