/* scr_marks.c - the sample of an inspection: what each inspector gives each dossier, and what
 * the row comes to. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "page.h"

enum { ROW = 4, NO = 27, HANDLER = 8, MARK = 8, SCORE = 6, MARKS = 3 };

struct marks {
	struct page page;
	uint64_t id, inspector;
	uint64_t looked_from; /* the unit to go back to: inspectors are seen from the user's own */
	struct sifa_record *record;
	char title[300], by[MARKS][120], who[120]; /* who gave each mark; who gives them now */
	const struct sifa_field *samples;
	const struct sifa_field *column[10]; /* of the table, by enum cell */
	size_t row;			     /* being marked */
};

enum cell { C_NO, C_HANDLER, C_RECORD, C_FIRST, C_SECOND, C_THIRD, C_SCORE, C_DEFECTS, CELLS };
static const char *const by[MARKS] = {"first_by", "second_by", "third_by"};

/* ---- the record ---- */

static void find_columns(struct marks *v)
{
	static const char *const name[CELLS] = {"no",	  "handler", "record", "first",
						"second", "third",   "score",  "defects"};

	for (int c = 0; c < CELLS; c++)
		v->column[c] = v->samples ? sifa_rows_field(v->samples, name[c]) : NULL;
}

static size_t rows_of(const struct marks *v)
{
	return v->samples ? sifa_get(v->record, v->samples)->len : 0;
}

static const struct sifa_value *value(const struct marks *v, size_t row, enum cell c)
{
	static const struct sifa_value none = {.state = SIFA_ABSENT};

	return !v->column[c] || row >= rows_of(v)
		       ? &none
		       : &sifa_get(v->record, v->samples)->row[row].v[v->column[c]->index];
}

static const char *text(struct screen *sc, size_t row, enum cell c, char *buf, size_t size)
{
	const struct marks *v = sc->data;

	buf[0] = '\0';
	return v->column[c] ? sifa_format(sc->desk->se, v->column[c], value(v, row, c), lang_now(),
					  buf, size)
			    : buf;
}

/* Who gave the i-th mark; 0: nobody yet. */
static uint64_t inspector(const struct marks *v, size_t i)
{
	const struct sifa_value *who = report_value(v->record, by[i]);

	return who->state == SIFA_SET ? (uint64_t)who->n : 0;
}

/* ---- the page ---- */

static void add_row(struct screen *sc, size_t i)
{
	struct marks *v = sc->data;
	struct cells c = {.n = 0};
	char buf[300], number[24];
	struct page_row *row;

	snprintf(number, sizeof number, "%zu", i + 1);
	cells_right(&c, ROW, number);
	cells_put(&c, 1, "");
	cells_put(&c, NO, text(sc, i, C_NO, buf, sizeof buf));
	cells_put(&c, HANDLER, text(sc, i, C_HANDLER, buf, sizeof buf));
	for (int m = C_FIRST; m <= C_THIRD; m++)
		cells_right(&c, MARK, text(sc, i, (enum cell)m, buf, sizeof buf));
	cells_right(&c, SCORE, text(sc, i, C_SCORE, buf, sizeof buf));
	cells_put(&c, 2, "");
	cells_rest(&c, text(sc, i, C_DEFECTS, buf, sizeof buf));
	row = page_add(&v->page, 1, c.s);
	if (row)
		row->at = i;
}

static void build(struct screen *sc)
{
	struct marks *v = sc->data;

	page_clear(&v->page);
	for (size_t i = 0; i < rows_of(v); i++)
		add_row(sc, i);
}

static char *name_of(struct screen *sc, uint64_t id, char *buf, size_t size)
{
	buf[0] = '\0';
	return id ? sifa_title(sc->desk->se, id, false, lang_now(), buf, size) : buf;
}

static void name_all(struct screen *sc)
{
	struct marks *v = sc->data;
	char unit[120], title[120];

	lang_fill(v->title, sizeof v->title, _("{1}  {2}: marks"),
		  name_of(sc, sifa_record_unit(v->record), unit, sizeof unit),
		  name_of(sc, v->id, title, sizeof title), NULL);
	for (size_t i = 0; i < MARKS; i++)
		name_of(sc, inspector(v, i), v->by[i], sizeof v->by[i]);
	name_of(sc, v->inspector, v->who, sizeof v->who);
}

static enum sifa_rc read(struct screen *sc, struct sifa_err *err)
{
	struct marks *v = sc->data;
	struct sifa_record *fresh = NULL;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, v->id, &fresh, err);

	if (rc)
		return rc;
	sifa_record_free(v->record);
	v->record = fresh;
	v->samples = sifa_field(sifa_record_kind(fresh), "samples");
	find_columns(v);
	name_all(sc);
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc marks_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct marks *v = sc->data;
	enum sifa_rc rc;

	v->id = *(const uint64_t *)arg;
	v->looked_from = sifa_session_unit(sc->desk->se);
	rc = sifa_session_visit(sc->desk->se, 0, err);
	if (!rc)
		rc = read(sc, err);
	if (!rc && !rows_of(v)) {
		desk_message(sc->desk, _("This inspection has no sample: z on a clause of the "
					 "score sheet draws one."));
		rc = SIFA_E_NOTFOUND;
	}
	if (rc)
		sifa_session_visit(sc->desk->se, v->looked_from, NULL);
	return rc;
}

static void marks_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read(sc, &err))
		desk_error(sc->desk, &err);
}

static void marks_close(struct screen *sc)
{
	struct marks *v = sc->data;

	page_free(&v->page);
	sifa_record_free(v->record);
}

static void marks_title(struct screen *sc, char *buf, size_t size)
{
	const struct marks *v = sc->data;

	snprintf(buf, size, "%s", v->title);
}

/* A mark's column is headed by who gives it. */
static void draw_header(struct screen *sc)
{
	static const char *const word[MARKS] = {N_("mark 1"), N_("mark 2"), N_("mark 3")};
	const struct marks *v = sc->data;
	struct cells c = {.n = 0};

	cells_put(&c, 2 + ROW + 1, _("  No."));
	cells_put(&c, NO, _("dossier no."));
	cells_put(&c, HANDLER, _("handler"));
	for (size_t i = 0; i < MARKS; i++)
		cells_right(&c, MARK, *v->by[i] ? v->by[i] : _(word[i]));
	cells_right(&c, SCORE, _("score"));
	cells_put(&c, 2, "");
	cells_rest(&c, _("faults"));
	draw_text(sc->desk->tty, BODY_TOP, 0, sc->desk->cols, DRAW_TITLE, c.s);
}

/* Whose marks are typed; and in full the defects of the row, which its column cuts. */
static const char *note(struct screen *sc, char *buf, size_t size)
{
	struct marks *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	char defects[300] = "", who[200] = "";

	if (row)
		text(sc, row->at, C_DEFECTS, defects, sizeof defects);
	if (v->inspector)
		lang_fill(who, sizeof who, _("Marks typed now are those of {1}."), v->who, NULL);
	if (!*who && !*defects)
		return _("Two inspectors mark each dossier; a third where they differ by more than "
			 "ten.");
	snprintf(buf, size, "%s%s%s", who, *who && *defects ? "  " : "", defects);
	return buf;
}

static void marks_draw(struct screen *sc)
{
	struct marks *v = sc->data;
	char buf[600];

	draw_header(sc);
	page_draw(sc, &v->page, BODY_TOP + 1, body_rows(sc->desk) - 1);
	frame_note(sc->desk, note(sc, buf, sizeof buf));
}

static void marks_focus(struct screen *sc, int *y, int *x)
{
	const struct marks *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *marks_list(struct screen *sc)
{
	struct marks *v = sc->data;

	return &v->page.list;
}

/* ---- marked ---- */

/* What the inspector of the day has given the row; absent: nothing, or he is new here. */
static const struct sifa_value *own_mark(const struct marks *v, size_t row)
{
	for (size_t i = 0; i < MARKS; i++)
		if (inspector(v, i) == v->inspector)
			return value(v, row, (enum cell)(C_FIRST + i));
	return value(v, SIZE_MAX, C_FIRST);
}

static void mark(struct screen *sc, int64_t points, const char *defects)
{
	struct marks *v = sc->data;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	int64_t score;
	char n[24], said[300];
	enum sifa_rc rc = sifa_sample_mark(sc->desk->se, v->id, v->row + 1, v->inspector, points,
					   defects, &score, &f, &err);

	for (size_t i = 0; i < f.n; i++) /* the row is before one's eyes */
		f.v[i].err.field[0] = '\0';
	if (rc) {
		desk_refused(sc->desk, &f, &err);
	} else if (score >= 0) {
		snprintf(n, sizeof n, "%lld", (long long)score);
		desk_message(sc->desk,
			     lang_fill(said, sizeof said, _("The dossier comes to {1}."), n, NULL));
	} else if (f.n) {
		desk_message(sc->desk, lang_error(said, sizeof said, &f.v[0].err));
	}
	sifa_findings_free(&f);
	marks_refresh(sc);
}

static void points_given(struct screen *sc, const char *typed)
{
	char *end;
	long n = strtol(typed, &end, 10);

	if (*typed < '0' || *typed > '9' || *end || n > 100)
		desk_message(sc->desk, _("Whole points from 0 to 100 are expected."));
	else
		mark(sc, n, NULL);
}

static void ask_points(struct screen *sc)
{
	struct marks *v = sc->data;
	const struct sifa_value *was = own_mark(v, v->row);
	char question[400], n[24] = "", no[120];

	if (was->state == SIFA_SET)
		snprintf(n, sizeof n, "%lld", (long long)was->n);
	desk_prompt(sc,
		    lang_fill(question, sizeof question, _("{1}: points of {2}, 0 to 100"),
			      text(sc, v->row, C_NO, no, sizeof no), v->who, NULL),
		    n, points_given);
}

/* ---- who ---- */

static void chosen(struct screen *sc, uint64_t id)
{
	struct marks *v = sc->data;

	v->inspector = id;
	name_of(sc, id, v->who, sizeof v->who);
}

static void chosen_to_mark(struct screen *sc, uint64_t id)
{
	chosen(sc, id);
	ask_points(sc);
}

static void choose(struct screen *sc, void (*done)(struct screen *sc, uint64_t id))
{
	const struct marks *v = sc->data;
	struct pick_arg arg = {.owner = sc,
			       .field = sifa_field(sifa_record_kind(v->record), by[0]),
			       .text = "",
			       .done = done};

	if (arg.field)
		desk_open(sc->desk, &screen_pick, &arg);
}

static void cmd_inspector(struct screen *sc)
{
	choose(sc, chosen);
}

/* ---- commands ---- */

static bool on_row(struct marks *v)
{
	const struct page_row *row = page_current(&v->page);

	v->row = row ? row->at : 0;
	return row != NULL;
}

static void cmd_points(struct screen *sc)
{
	struct marks *v = sc->data;

	if (!on_row(v))
		return;
	if (v->inspector)
		ask_points(sc);
	else
		choose(sc, chosen_to_mark);
}

static void defects_given(struct screen *sc, int64_t set)
{
	struct marks *v = sc->data;
	const struct sifa_codelist *l = v->column[C_DEFECTS]->codes;
	char words[1000] = "";
	size_t n = 0;

	for (size_t i = 0; i < l->n && n < sizeof words; i++)
		if ((uint64_t)set >> l->code[i].no & 1)
			n += (size_t)snprintf(words + n, sizeof words - n, "%s,", l->code[i].id);
	mark(sc, own_mark(v, v->row)->n, words);
}

static void cmd_defects(struct screen *sc)
{
	struct marks *v = sc->data;
	struct codes_arg arg = {.owner = sc, .done = defects_given};

	if (!on_row(v) || !v->column[C_DEFECTS])
		return;
	arg.field = v->column[C_DEFECTS];
	if (!v->inspector || own_mark(v, v->row)->state != SIFA_SET)
		desk_message(sc->desk, _("Give the dossier its points first: Enter."));
	else
		desk_open(sc->desk, &screen_codes, &arg);
}

static void cmd_back(struct screen *sc)
{
	const struct marks *v = sc->data;

	sifa_session_visit(sc->desk->se, v->looked_from, NULL);
	desk_close(sc);
}

static void cmd_behind(struct screen *sc)
{
	struct marks *v = sc->data;
	char id[64];
	uint64_t record;

	if (on_row(v) && !sifa_id_parse(text(sc, v->row, C_RECORD, id, sizeof id), &record))
		desk_open(sc->desk, &screen_record, &record);
	else
		desk_message(sc->desk, _("No record stands behind this row."));
}

static const struct screen_cmd marks_cmds[] = {{CMD_POINTS, cmd_points, false},
					       {CMD_DEFECTS, cmd_defects, false},
					       {CMD_INSPECTOR, cmd_inspector, false},
					       {CMD_BEHIND, cmd_behind, false},
					       {CMD_REFRESH, marks_refresh, true},
					       {CMD_BACK, cmd_back, false},
					       SCREEN_MOVES,
					       {CMD_NONE, NULL, false}};

const struct screen_ops screen_marks = {
	.name = "marks",
	.size = sizeof(struct marks),
	.cmds = marks_cmds,
	.open = marks_open,
	.close = marks_close,
	.resume = marks_refresh,
	.resize = build,
	.title = marks_title,
	.draw = marks_draw,
	.focus = marks_focus,
	.list = marks_list,
};
