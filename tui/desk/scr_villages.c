/* scr_villages.c - villages by months: what each of them found, a zero that was told included;
 * and the records of one village. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "page.h"

enum { NAME = 20, NAME_WIDE = 36, WIDE = 120, MONTH = 4, RECORDS_MOST = 2000 };

struct villages {
	struct page page;
	const struct sifa_kind *kind;
	struct sifa_village *v;
	size_t n;
	int year;
	bool county; /* villages of several offices, of which two may have one name */
};

static const struct sifa_kind *next_kind(struct desk *d, const struct sifa_kind *k)
{
	size_t n, at = 0;
	const struct sifa_kind *const *all = sifa_kinds(d->sifa, &n);

	while (at < n && all[at] != k)
		at++;
	for (size_t i = 1; i <= n; i++) {
		const struct sifa_kind *next = all[(at + i) % n];

		if (next->villages)
			return next;
	}
	return NULL;
}

/* ---- the matrix ---- */

static int name_cols(const struct desk *d)
{
	return d->cols > WIDE ? NAME_WIDE : NAME;
}

static char *late(struct screen *sc, const struct page_row *row)
{
	const struct villages *v = sc->data;
	const struct sifa_village *of = &v->v[row->at];
	struct cells c = {.n = 0};
	char n[24], name[160];

	cells_put(&c, name_cols(sc->desk),
		  v->county
			  ? sifa_title(sc->desk->se, of->unit, true, lang_now(), name, sizeof name)
			  : of->name);
	for (size_t m = 0; m < 12; m++)
		cells_right(&c, MONTH, report_village(&of->month[m], n));
	cells_put(&c, 2, "");
	cells_rest(&c, report_village_by(of));
	return strdup(c.s);
}

static void build(struct screen *sc)
{
	struct villages *v = sc->data;

	page_clear(&v->page);
	for (size_t i = 0; i < v->n; i++) {
		struct page_row *row = page_add(&v->page, 1, NULL);

		if (row)
			row->at = i;
	}
}

static enum sifa_rc read(struct screen *sc, struct sifa_err *err)
{
	struct villages *v = sc->data;
	struct sifa_village *fresh;
	size_t n;
	enum sifa_rc rc = sifa_villages(sc->desk->se, v->kind, 0, v->year, &fresh, &n, err);

	if (rc)
		return rc;
	free(v->v);
	v->v = fresh;
	v->n = n;
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc villages_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct villages *v = sc->data;
	struct desk_units offices;
	int month, day;

	v->kind = arg ? arg : next_kind(sc->desk, NULL);
	v->county = !desk_units(sc->desk->se, NULL, &offices) && offices.n > 1;
	v->page.late = late;
	sifa_day_split(sifa_today(sc->desk->se), &v->year, &month, &day);
	if (v->kind)
		return read(sc, err);
	desk_message(sc->desk, _("No register of the configuration answers for villages."));
	return SIFA_E_NOTFOUND;
}

static void villages_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read(sc, &err))
		desk_error(sc->desk, &err);
}

static void villages_close(struct screen *sc)
{
	struct villages *v = sc->data;

	page_free(&v->page);
	free(v->v);
}

static void villages_title(struct screen *sc, char *buf, size_t size)
{
	const struct villages *v = sc->data;

	snprintf(buf, size, "%s  %d", v->kind->label[lang_now()], v->year);
}

static void villages_draw(struct screen *sc)
{
	struct villages *v = sc->data;
	struct cells c = {.n = 0};
	char month[24];

	cells_put(&c, 2, "");
	cells_put(&c, name_cols(sc->desk), _("village"));
	for (int m = 1; m <= 12; m++) {
		snprintf(month, sizeof month, "%02d", m);
		cells_right(&c, MONTH, month);
	}
	cells_put(&c, 2, "");
	cells_rest(&c, _("told by"));
	draw_text(sc->desk->tty, BODY_TOP, 0, sc->desk->cols, DRAW_TITLE, c.s);
	page_draw(sc, &v->page, BODY_TOP + 1, body_rows(sc->desk) - 1);
	frame_note(sc->desk,
		   v->n ? _("Empty: nothing came; 0 a zero that somebody told; 0? one that "
			    "nobody did.")
			: _("No village is below this unit."));
}

static void villages_focus(struct screen *sc, int *y, int *x)
{
	const struct villages *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *villages_list(struct screen *sc)
{
	struct villages *v = sc->data;

	return &v->page.list;
}

static void year_by(struct screen *sc, int by)
{
	struct villages *v = sc->data;

	v->year += by;
	villages_refresh(sc);
}

static void cmd_before(struct screen *sc)
{
	year_by(sc, -1);
}

static void cmd_after(struct screen *sc)
{
	year_by(sc, 1);
}

static void cmd_next(struct screen *sc)
{
	struct villages *v = sc->data;

	v->kind = next_kind(sc->desk, v->kind);
	villages_refresh(sc);
}

/* ---- the records of one village ---- */

struct village_arg {
	const struct sifa_kind *kind;
	uint64_t unit;
	int year;
};

struct village {
	struct page page;
	struct village_arg arg;
	char name[120];
};

static void add_record(struct screen *sc, const struct sifa_record *r)
{
	struct village *v = sc->data;
	const struct sifa_kind *k = v->arg.kind;
	const struct sifa_field *day = &k->field[k->villages->day];
	const struct sifa_field *found = &k->field[k->villages->found];
	struct cells c = {.n = 0};
	char text[200];
	struct page_row *row;

	cells_put(&c, 12,
		  sifa_format(sc->desk->se, day, sifa_get(r, day), lang_now(), text, sizeof text));
	cells_right(&c, 6,
		    sifa_format(sc->desk->se, found, sifa_get(r, found), lang_now(), text,
				sizeof text));
	cells_put(&c, 2, "");
	cells_rest(&c, sifa_title(sc->desk->se, sifa_record_id(r), false, lang_now(), text,
				  sizeof text));
	row = page_add(&v->page, 1, c.s);
	if (row)
		row->id = sifa_record_id(r);
}

static bool in_year(const struct village *v, const struct sifa_record *r)
{
	const struct sifa_kind *k = v->arg.kind;
	const struct sifa_value *day = sifa_get(r, &k->field[k->villages->day]);
	int year, month, d;

	if (day->state != SIFA_SET)
		return false;
	sifa_day_split((sifa_day)day->n, &year, &month, &d);
	return year == v->arg.year;
}

static enum sifa_rc village_read(struct screen *sc, struct sifa_err *err)
{
	struct village *v = sc->data;
	struct sifa_rows rows = {0};
	enum sifa_rc rc =
		sifa_referrers(sc->desk->se, v->arg.unit, v->arg.kind, RECORDS_MOST, &rows, err);

	if (rc)
		return rc;
	sifa_title(sc->desk->se, v->arg.unit, false, lang_now(), v->name, sizeof v->name);
	page_clear(&v->page);
	for (size_t i = 0; i < rows.n; i++)
		if (in_year(v, rows.hit[i].record))
			add_record(sc, rows.hit[i].record);
	if (!v->page.n)
		page_add(&v->page, 0, _("Nothing came from this village in the year."));
	sifa_rows_free(&rows);
	return SIFA_OK;
}

static enum sifa_rc village_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct village *v = sc->data;

	v->arg = *(const struct village_arg *)arg;
	return village_read(sc, err);
}

static void village_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (village_read(sc, &err))
		desk_error(sc->desk, &err);
}

static void village_close(struct screen *sc)
{
	struct village *v = sc->data;

	page_free(&v->page);
}

static void village_title(struct screen *sc, char *buf, size_t size)
{
	const struct village *v = sc->data;

	snprintf(buf, size, "%s  %s  %d", v->name, v->arg.kind->label[lang_now()], v->arg.year);
}

static void village_draw(struct screen *sc)
{
	struct village *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	frame_note(sc->desk, "");
}

static void village_focus(struct screen *sc, int *y, int *x)
{
	const struct village *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *village_list(struct screen *sc)
{
	struct village *v = sc->data;

	return &v->page.list;
}

static void village_cmd_open(struct screen *sc)
{
	struct village *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row && row->id)
		desk_open(sc->desk, &screen_record, &row->id);
}

static const struct screen_cmd village_cmds[] = {{CMD_OPEN, village_cmd_open, false},
						 {CMD_REFRESH, village_refresh, true},
						 SCREEN_MOVES,
						 {CMD_NONE, NULL, false}};

static const struct screen_ops screen_village = {
	.name = "village",
	.size = sizeof(struct village),
	.cmds = village_cmds,
	.open = village_open,
	.close = village_close,
	.resume = village_refresh,
	.title = village_title,
	.draw = village_draw,
	.focus = village_focus,
	.list = village_list,
};

/* ---- the screen of the matrix ---- */

static void cmd_open(struct screen *sc)
{
	struct villages *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	struct village_arg arg = {.kind = v->kind, .year = v->year};

	if (!row)
		return;
	arg.unit = v->v[row->at].unit;
	desk_open(sc->desk, &screen_village, &arg);
}

static bool villages_can(struct screen *sc, enum cmd c)
{
	const struct villages *v = sc->data;

	return c != CMD_PART || next_kind(sc->desk, v->kind) != v->kind;
}

static const struct screen_cmd villages_cmds[] = {{CMD_OPEN, cmd_open, false},
						  {CMD_YEAR_BACK, cmd_before, false},
						  {CMD_YEAR_ON, cmd_after, false},
						  {CMD_PART, cmd_next, false},
						  {CMD_REFRESH, villages_refresh, true},
						  SCREEN_MOVES,
						  {CMD_NONE, NULL, false}};

const struct screen_ops screen_villages = {
	.name = "villages",
	.size = sizeof(struct villages),
	.cmds = villages_cmds,
	.open = villages_open,
	.close = villages_close,
	.resume = villages_refresh,
	.resize = build,
	.title = villages_title,
	.draw = villages_draw,
	.focus = villages_focus,
	.can = villages_can,
	.list = villages_list,
};
