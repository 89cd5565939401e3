/* scr_dues.c - what is due: overdue first, then today, seven days and thirty; of the office
 * or mine alone; or that of one day. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "scr_dues.h"

enum { DUE = 1, MOST = 2000, DAYS = 30 };

struct dues {
	struct page page;
	struct dues_arg arg;
	struct sifa_due *due; /* MOST */
	size_t n, total;
	bool mine;
};

/* ---- rows, here and on the first screen ------------------------------------------- */

char *dues_when(int left, char *buf, size_t size)
{
	char number[16];

	snprintf(number, sizeof number, "%d", left < 0 ? -left : left);
	return lang_fill(buf, size,
			 left < 0    ? _("{1} days over")
			 : left == 0 ? _("today")
				     : _("in {1} days"),
			 number, NULL);
}

void dues_add(struct screen *sc, struct page *p, int what, const struct sifa_due *due, size_t at)
{
	int left = due->due - sifa_today(sc->desk->se);
	struct cells c = {.n = 0};
	struct page_row *row;
	char day[16], text[80];

	cells_put(&c, 2, left < 0 ? "!" : " ");
	cells_put(&c, 12, sifa_day_format(due->due, day));
	cells_put(&c, lang_now() == SIFA_EN ? 14 : 11, dues_when(left, text, sizeof text));
	cells_put(&c, lang_now() == SIFA_EN ? 30 : 33, due->title);
	cells_put(&c, 1, "");
	cells_rest(&c, due->what[0] ? due->what[lang_now()] : _("return"));
	row = page_add(p, what, c.s);
	if (row) {
		row->id = due->record;
		row->at = at;
		row->alert = left < 0;
	}
}

void dues_open(struct desk *d, const struct sifa_due *due)
{
	struct form_arg form = {.kind = due->kind};

	if (due->record)
		desk_open(d, &screen_record, &due->record);
	else if (due->kind)
		desk_form(d, &form);
}

/* ---- the list ---------------------------------------------------------------------- */

enum { LATE, TODAY, WEEK, MONTH, PARTS };

static int part_of(int left)
{
	return left < 0 ? LATE : left == 0 ? TODAY : left <= 7 ? WEEK : MONTH;
}

static void add_heading(struct dues *v, int part, size_t n)
{
	static const char *const names[PARTS] = {N_("Overdue: {1}"), N_("Today: {1}"),
						 N_("Within 7 days: {1}"),
						 N_("Within 30 days: {1}")};
	char number[24], text[80];

	snprintf(number, sizeof number, "%zu", n);
	page_head(&v->page, lang_fill(text, sizeof text, _(names[part]), number, NULL));
}

/* Headings count what stands under them; one day has no parts. */
static void show(struct screen *sc)
{
	struct dues *v = sc->data;
	sifa_day today = sifa_today(sc->desk->se);
	size_t count[PARTS] = {0};
	int part = PARTS;

	page_clear(&v->page);
	for (size_t i = 0; i < v->n; i++)
		count[part_of(v->due[i].due - today)]++;
	for (size_t i = 0; i < v->n; i++) {
		int p = part_of(v->due[i].due - today);

		if (!v->arg.one_day && p != part)
			add_heading(v, part = p, count[p]);
		dues_add(sc, &v->page, DUE, &v->due[i], i);
	}
	if (!v->n)
		page_head(&v->page, v->mine ? _("Nothing of mine is due.") : _("Nothing is due."));
}

static enum sifa_rc read_dues(struct screen *sc, struct sifa_err *err)
{
	struct dues *v = sc->data;
	sifa_day today = sifa_today(sc->desk->se);
	const struct sifa_due_query q = {.from = v->arg.one_day ? v->arg.day : SIFA_DAY_NONE,
					 .until = v->arg.one_day ? v->arg.day : today + DAYS,
					 .mine = v->mine};
	enum sifa_rc rc = sifa_dues(sc->desk->se, &q, v->due, MOST, &v->n, &v->total, NULL, err);

	if (!rc)
		show(sc);
	return rc;
}

static enum sifa_rc dues_begin(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct dues *v = sc->data;

	if (arg)
		v->arg = *(const struct dues_arg *)arg;
	v->mine = v->arg.mine;
	v->due = calloc(MOST, sizeof *v->due);
	return v->due ? read_dues(sc, err) : SIFA_E_NOMEM;
}

static void dues_close(struct screen *sc)
{
	struct dues *v = sc->data;

	page_free(&v->page);
	free(v->due);
}

static void dues_resume(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read_dues(sc, &err))
		desk_error(sc->desk, &err);
}

static void dues_title(struct screen *sc, char *buf, size_t size)
{
	const struct dues *v = sc->data;
	char day[16];

	if (v->arg.one_day)
		snprintf(buf, size, "%s  %s", v->mine ? _("Due, mine") : _("Due, whole office"),
			 sifa_day_format(v->arg.day, day));
	else
		snprintf(buf, size, "%s", v->mine ? _("Due, mine") : _("Due, whole office"));
}

static void dues_draw(struct screen *sc)
{
	struct dues *v = sc->data;
	char number[24], all[24], text[160] = "";

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	snprintf(number, sizeof number, "%zu", v->n);
	snprintf(all, sizeof all, "%zu", v->total);
	if (v->total > v->n)
		lang_fill(text, sizeof text, _("The first {1} of {2} are shown."), number, all,
			  NULL);
	frame_note(sc->desk, text);
}

static void dues_focus(struct screen *sc, int *y, int *x)
{
	const struct dues *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *dues_list(struct screen *sc)
{
	struct dues *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct dues *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row && row->what == DUE)
		dues_open(sc->desk, &v->due[row->at]);
}

static void cmd_mine(struct screen *sc)
{
	struct dues *v = sc->data;

	v->mine = !v->mine;
	v->page.list.at = v->page.list.top = 0;
	dues_resume(sc);
}

static void cmd_calendar(struct screen *sc)
{
	struct dues *v = sc->data;
	struct dues_arg arg = {.mine = v->mine};

	desk_open(sc->desk, &screen_calendar, &arg);
}

static void cmd_part(struct screen *sc)
{
	struct dues *v = sc->data;

	page_part(&v->page);
}

static bool dues_can(struct screen *sc, enum cmd c)
{
	const struct dues *v = sc->data;

	return c != CMD_CALENDAR || !v->arg.one_day; /* it was opened from there */
}

static const struct screen_cmd dues_cmds[] = {{CMD_OPEN, cmd_open, false},
					      {CMD_MINE, cmd_mine, false},
					      {CMD_CALENDAR, cmd_calendar, false},
					      {CMD_PART, cmd_part, false},
					      {CMD_REFRESH, dues_resume, false},
					      SCREEN_MOVES,
					      {CMD_NONE, NULL, false}};

const struct screen_ops screen_dues = {
	.name = "dues",
	.size = sizeof(struct dues),
	.cmds = dues_cmds,
	.open = dues_begin,
	.close = dues_close,
	.resume = dues_resume,
	.title = dues_title,
	.draw = dues_draw,
	.focus = dues_focus,
	.can = dues_can,
	.list = dues_list,
};
