/* scr_return.c - the table of one return: counted now, or what has changed since it was
 * sent. The column marked is the one whose cells open. */
#include "scr_return.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "scr_steps.h"

enum { CELL = 1, RECORD, LINE };
enum { NUMBER = 11, UNIT = 6, LABEL_LEAST = 15 };

struct table {
	struct page page;
	struct return_arg arg;
	struct sifa_figures *f;
	size_t column;
	bool changes;	   /* shows what has changed since */
	const char *state; /* of the record, in words */
};

/* ---- the table ------------------------------------------------------------------- */

/* So many columns as there is room for, the marked one among them. */
static size_t columns_shown(const struct screen *sc, size_t *first)
{
	const struct table *v = sc->data;
	int room = (sc->desk->cols - 4 - UNIT - LABEL_LEAST) / NUMBER;
	size_t n = room < 1 ? 1 : (size_t)room;

	n = n < v->f->ncolumns ? n : v->f->ncolumns;
	*first = v->column < n ? 0 : v->column - n + 1;
	return n;
}

static int label_cols(const struct screen *sc)
{
	size_t first;
	int cols = sc->desk->cols - 4 - UNIT - NUMBER * (int)columns_shown(sc, &first);

	return cols > 46 ? 46 : cols < 12 ? 12 : cols;
}

static void add_header(struct screen *sc)
{
	struct table *v = sc->data;
	struct cells c = {.n = 0};
	size_t first, n = columns_shown(sc, &first);
	char text[80];

	snprintf(text, sizeof text, "%s  %zu-%zu/%zu", _("  Item"), first + 1, first + n,
		 v->f->ncolumns);
	cells_put(&c, 2 + label_cols(sc), n < v->f->ncolumns ? text : _("  Item"));
	cells_put(&c, UNIT, _("unit"));
	for (size_t k = first; k < first + n; k++) {
		snprintf(text, sizeof text, k == v->column ? "[%s]" : "%s",
			 v->f->column[k].label[lang_now()]);
		cells_right(&c, NUMBER, text);
	}
	page_head(&v->page, c.s);
}

static void add_row(struct screen *sc, size_t i)
{
	struct table *v = sc->data;
	const struct sifa_table_row *r = &v->f->row[i];
	struct cells c = {.n = 0};
	size_t first, shown = columns_shown(sc, &first);
	char text[480], n[40];
	struct page_row *row;

	if (!*r->id) {
		page_head(&v->page, r->label[lang_now()]);
		return;
	}
	snprintf(text, sizeof text, "%*s%s", (int)r->level * 2, "", r->label[lang_now()]);
	cells_put(&c, label_cols(sc), text);
	cells_put(&c, UNIT, r->unit[lang_now()]);
	for (size_t k = first; k < first + shown; k++)
		cells_right(&c, NUMBER, sifa_cell_text(v->f, i, k, n));
	row = page_add(&v->page, CELL, c.s);
	if (row)
		row->at = i;
}

static void add_findings(struct screen *sc)
{
	struct table *v = sc->data;
	struct sifa_findings found = {0};
	char text[600];

	sifa_figures_check(v->f, &found);
	if (found.n)
		page_head(&v->page, _("It does not add up"));
	for (size_t i = 0; i < found.n; i++) {
		struct page_row *row;

		page_pair(&v->page, sc->desk->cols - 3, 0, "",
			  lang_error(text, sizeof text, &found.v[i].err), LINE, 0);
		row = &v->page.row[v->page.n - 1];
		row->alert = true;
	}
	sifa_findings_free(&found);
}

/* ---- what it will lack ----------------------------------------------------------- */

/* From the 25th on, or when its days are over, of one that is not sent yet. */
static bool looks_ahead(struct screen *sc)
{
	const struct table *v = sc->data;
	sifa_day today = sifa_today(sc->desk->se);
	struct sifa_figures *sent = NULL;
	struct sifa_record *r = NULL;
	int year, month, day;
	bool is_sent;

	sifa_day_split(today, &year, &month, &day);
	if (!sifa_table_sent(v->arg.table) || today < v->f->first ||
	    (day < 25 && today < v->f->last))
		return false;
	is_sent = v->arg.record && !sifa_record_get(sc->desk->se, v->arg.record, &r, NULL) &&
		  !sifa_return_sent(sc->desk->se, r, &sent, NULL);
	sifa_figures_free(sent);
	sifa_record_free(r);
	return !is_sent;
}

static void add_lacks(struct screen *sc)
{
	struct table *v = sc->data;
	struct sifa_lacks lacks;
	struct sifa_err err = {0};
	char text[600], title[160], line[800];

	if (!looks_ahead(sc))
		return;
	if (sifa_return_lacks(sc->desk->se, v->f, &lacks, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	if (lacks.n)
		page_head(&v->page, _("What it will lack"));
	for (size_t i = 0; i < lacks.n; i++) {
		struct page_row *row;

		snprintf(line, sizeof line, "%s  %s",
			 sifa_title(sc->desk->se, lacks.v[i].record, false, lang_now(), title,
				    sizeof title),
			 lang_error(text, sizeof text, &lacks.v[i].finding.err));
		row = page_add(&v->page, RECORD, line);
		if (row)
			row->id = lacks.v[i].record;
	}
	sifa_lacks_free(&lacks);
}

/* ---- what has changed ------------------------------------------------------------ */

static void add_moved_cell(struct screen *sc, const struct sifa_return_diff *d,
			   const struct sifa_moved_cell *m)
{
	struct table *v = sc->data;
	struct cells c = {.n = 0};
	char n[40];

	cells_put(&c, label_cols(sc), d->sent->row[m->row].label[lang_now()]);
	cells_put(&c, 2, "");
	cells_put(&c, NUMBER, d->sent->column[m->column].label[lang_now()]);
	cells_right(&c, NUMBER, sifa_cell_text(d->sent, m->row, m->column, n));
	cells_right(&c, 4, "→");
	cells_right(&c, NUMBER,
		    m->now_row == SIZE_MAX ? ""
					   : sifa_cell_text(d->now, m->now_row, m->now_column, n));
	page_add(&v->page, LINE, c.s);
}

static void add_moved_record(struct screen *sc, const struct sifa_moved_record *m)
{
	static const char *const word[] = {N_("came in"), N_("fell out"), N_("changed")};
	struct table *v = sc->data;
	struct cells c = {.n = 0};
	char id[32], title[160];
	struct page_row *row;

	cells_put(&c, 14, sifa_id_format(m->id, id));
	cells_put(&c, 10, _(word[m->what]));
	cells_rest(&c, sifa_title(sc->desk->se, m->id, false, lang_now(), title, sizeof title));
	row = page_add(&v->page, RECORD, c.s);
	if (row)
		row->id = m->id;
}

static void add_changes(struct screen *sc)
{
	struct table *v = sc->data;
	struct sifa_return_diff d = {0};
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};

	if (sifa_record_get(sc->desk->se, v->arg.record, &r, &err) ||
	    sifa_return_diff(sc->desk->se, r, &d, &err)) {
		desk_error(sc->desk, &err);
		v->changes = false;
	} else {
		page_head(&v->page, _("As sent, and now"));
		for (size_t i = 0; i < d.ncells; i++)
			add_moved_cell(sc, &d, &d.cell[i]);
		page_head(&v->page, _("Records"));
		for (size_t i = 0; i < d.nrecords; i++)
			add_moved_record(sc, &d.record[i]);
		if (!d.ncells && !d.nrecords)
			page_add(&v->page, LINE, _("nothing has changed since it was sent"));
	}
	sifa_return_diff_free(&d);
	sifa_record_free(r);
}

/* ---- the screen ------------------------------------------------------------------ */

static void build(struct screen *sc)
{
	struct table *v = sc->data;

	page_clear(&v->page);
	if (v->changes)
		add_changes(sc);
	if (v->changes)
		return;
	add_header(sc);
	for (size_t i = 0; i < v->f->n; i++)
		add_row(sc, i);
	add_findings(sc);
	add_lacks(sc);
}

static const char *state_word(struct screen *sc)
{
	const struct table *v = sc->data;
	const struct sifa_state_def *state = NULL;
	struct sifa_record *r;

	if (!sifa_table_sent(v->arg.table))
		return "";
	if (!v->arg.record || sifa_record_get(sc->desk->se, v->arg.record, &r, NULL))
		return _("not begun");
	state = sifa_record_state(r);
	sifa_record_free(r);
	return state ? state->label[lang_now()] : "";
}

static enum sifa_rc count(struct screen *sc, struct sifa_err *err)
{
	struct table *v = sc->data;
	struct sifa_figures *fresh;
	enum sifa_rc rc =
		sifa_figures(sc->desk->se, v->arg.table, v->arg.unit, v->arg.from, &fresh, err);

	if (rc)
		return rc;
	sifa_figures_free(v->f);
	v->f = fresh;
	v->state = state_word(sc);
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc table_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct table *v = sc->data;

	v->arg = *(const struct return_arg *)arg;
	return count(sc, err);
}

static void table_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (count(sc, &err))
		desk_error(sc->desk, &err);
}

static void table_close(struct screen *sc)
{
	struct table *v = sc->data;

	page_free(&v->page);
	sifa_figures_free(v->f);
}

static void table_title(struct screen *sc, char *buf, size_t size)
{
	const struct table *v = sc->data;
	char when[16];

	snprintf(buf, size, "%s  %s  %s", v->f->label[lang_now()],
		 sifa_table_when(v->arg.table, v->arg.from, when), v->state);
}

static void table_draw(struct screen *sc)
{
	struct table *v = sc->data;
	char day[2][16], text[200];

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	frame_note(sc->desk, lang_fill(text, sizeof text, _("{1}: counted from {2} to {3}"),
				       v->f->unit_name, sifa_day_format(v->f->first, day[0]),
				       sifa_day_format(v->f->last, day[1]), NULL));
}

static void table_focus(struct screen *sc, int *y, int *x)
{
	const struct table *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *table_list(struct screen *sc)
{
	struct table *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct table *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	struct cell_arg arg = {&v->arg, row ? row->at : 0, v->column};

	if (row && row->what == RECORD)
		desk_open(sc->desk, &screen_record, &row->id);
	else if (row && row->what == CELL)
		desk_open(sc->desk, &screen_cell, &arg);
}

static void cmd_column(struct screen *sc)
{
	struct table *v = sc->data;

	v->column = (v->column + 1) % v->f->ncolumns;
	build(sc);
}

static void cmd_changes(struct screen *sc)
{
	struct table *v = sc->data;

	v->changes = !v->changes;
	build(sc);
}

static void begin(struct screen *sc, const char *answer)
{
	struct table *v = sc->data;
	struct sifa_record *r = NULL;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};

	(void)answer;
	if (sifa_return_begin(sc->desk->se, v->arg.table, v->arg.unit, v->arg.from, &r, &err) ||
	    (!sifa_record_id(r) && sifa_save(sc->desk->se, r, &found, &err))) {
		desk_error(sc->desk, &err);
	} else {
		v->arg.record = sifa_record_id(r);
		v->state = state_word(sc);
		desk_open(sc->desk, &screen_steps, &v->arg.record);
	}
	sifa_findings_free(&found);
	sifa_record_free(r);
}

static void cmd_step(struct screen *sc)
{
	struct table *v = sc->data;

	if (v->arg.record)
		desk_open(sc->desk, &screen_steps, &v->arg.record);
	else
		desk_ask(sc, _("Begin this return?"), begin);
}

static bool table_can(struct screen *sc, enum cmd c)
{
	const struct table *v = sc->data;

	if (c == CMD_CHANGES)
		return v->arg.record;
	if (c == CMD_STEP)
		return sifa_table_sent(v->arg.table);
	return c != CMD_COLUMN || !v->changes;
}

static void cmd_villages(struct screen *sc)
{
	desk_open(sc->desk, &screen_villages, NULL);
}

static const struct screen_cmd table_cmds[] = {{CMD_OPEN, cmd_open, false},
					       {CMD_COLUMN, cmd_column, false},
					       {CMD_STEP, cmd_step, false},
					       {CMD_CHANGES, cmd_changes, false},
					       {CMD_VILLAGES, cmd_villages, false},
					       {CMD_REFRESH, table_refresh, true},
					       SCREEN_MOVES,
					       {CMD_NONE, NULL, false}};

const struct screen_ops screen_return = {
	.name = "return",
	.size = sizeof(struct table),
	.cmds = table_cmds,
	.open = table_open,
	.close = table_close,
	.resume = table_refresh,
	.resize = build,
	.title = table_title,
	.draw = table_draw,
	.focus = table_focus,
	.can = table_can,
	.list = table_list,
};
