/* scr_calendar.c - a month, a cell a day: how much is due, rest days and days worked for
 * them; below it what is due on the day one stands on. */
#include <stdio.h>
#include <string.h>

#include "page.h"
#include "scr_dues.h"

enum { WEEKS = 6, CELL = 10, LEFT = 2, BELOW = 60, DUE = 1 };

struct calendar_view {
	bool mine;
	sifa_day day;	       /* one stands on it */
	sifa_day first, shown; /* of the month; of the grid, a Monday */
	uint32_t count[WEEKS * 7];
	struct sifa_due due[BELOW]; /* of the day */
	size_t n, total;
	int y, x;
};

/* ---- read ---------------------------------------------------------------------------- */

static void read_day(struct screen *sc)
{
	struct calendar_view *v = sc->data;
	const struct sifa_due_query q = {.from = v->day, .until = v->day, .mine = v->mine};
	struct sifa_err err = {0};

	if (sifa_dues(sc->desk->se, &q, v->due, BELOW, &v->n, &v->total, NULL, &err))
		desk_error(sc->desk, &err);
}

static void read_month(struct screen *sc)
{
	struct calendar_view *v = sc->data;
	struct sifa_due_query q = {.mine = v->mine, .per_day = v->count};
	struct sifa_err err = {0};
	int year, month, day;
	size_t n;

	sifa_day_split(v->day, &year, &month, &day);
	v->first = sifa_day_of(year, month, 1);
	v->shown = v->first - (sifa_day_weekday(v->first) + 6) % 7;
	q.from = v->shown;
	q.until = v->shown + WEEKS * 7 - 1;
	memset(v->count, 0, sizeof v->count);
	if (sifa_dues(sc->desk->se, &q, NULL, 0, &n, NULL, NULL, &err))
		desk_error(sc->desk, &err);
	read_day(sc);
}

/* Years of four digits, so that every day can be written. */
static void go(struct screen *sc, sifa_day day)
{
	struct calendar_view *v = sc->data;
	bool here = day >= v->shown && day < v->shown + WEEKS * 7;
	int y0, m0, y1, m1, d;

	if (day < sifa_day_of(1900, 1, 1) || day > sifa_day_of(2999, 12, 31))
		return;
	sifa_day_split(v->day, &y0, &m0, &d);
	sifa_day_split(day, &y1, &m1, &d);
	v->day = day;
	if (here && y0 == y1 && m0 == m1)
		read_day(sc);
	else
		read_month(sc);
}

static enum sifa_rc calendar_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct calendar_view *v = sc->data;

	(void)err;
	if (arg)
		v->mine = ((const struct dues_arg *)arg)->mine;
	v->day = sifa_today(sc->desk->se);
	read_month(sc);
	return SIFA_OK;
}

/* ---- drawn ----------------------------------------------------------------------------- */

static const char *weekday(int n)
{
	static const char *const names[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"),
					    N_("Fri"), N_("Sat"), N_("Sun")};

	return _(names[n]);
}

/* Rest days, and the Saturdays and Sundays that are worked for them. */
static const char *day_mark(struct desk *d, sifa_day day)
{
	int w = sifa_day_weekday(day);

	if (!sifa_working(d->sifa, day))
		return _("rest");
	return w == 0 || w == 6 ? _("work") : "";
}

static void draw_cell(struct screen *sc, size_t i, int y, int x, int cols)
{
	struct calendar_view *v = sc->data;
	struct desk *d = sc->desk;
	sifa_day day = v->shown + (sifa_day)i, today = sifa_today(d->se);
	int year, month, dom, m0, unused;
	char text[60], many[40], number[16];

	sifa_day_split(day, &year, &month, &dom);
	sifa_day_split(v->day, &unused, &m0, &unused);
	frame_mark(d, y, x, day == v->day);
	if (day == v->day) {
		v->y = y;
		v->x = x;
	}
	/* Days of other months stand in brackets. */
	snprintf(text, sizeof text, month == m0 ? "%d%s %s" : "(%d)%s %s", dom,
		 day == today ? "*" : "", day_mark(d, day));
	draw_text(d->tty, y, x + 2, cols - 2, day == today ? DRAW_TITLE : DRAW_TEXT, text);
	text[0] = '\0';
	snprintf(number, sizeof number, "%u", v->count[i]);
	if (v->count[i])
		snprintf(text, sizeof text, "%s%s", day < today ? "! " : "  ",
			 lang_fill(many, sizeof many, _("{1} due"), number, NULL));
	draw_text(d->tty, y + 1, x + 2, cols - 2, day < today ? DRAW_ALERT : DRAW_TEXT, text);
}

/* What is due on the day, as far as there is room. */
static void draw_day(struct screen *sc, int y, int rows)
{
	struct calendar_view *v = sc->data;
	struct desk *d = sc->desk;
	struct page page = {0};
	char number[24], day[16], text[100];

	snprintf(number, sizeof number, "%zu", v->total);
	lang_fill(text, sizeof text, _("{1}: {2} due"), sifa_day_format(v->day, day), number, NULL);
	draw_text(d->tty, y, 0, d->cols, DRAW_TITLE, text);
	for (size_t i = 0; i < v->n && (int)i + 1 < rows; i++)
		dues_add(sc, &page, DUE, &v->due[i], i);
	for (size_t i = 0; i < page.n; i++)
		draw_text(d->tty, y + 1 + (int)i, 2, d->cols - 2,
			  page.row[i].alert ? DRAW_ALERT : DRAW_TEXT, page.row[i].text);
	page_free(&page);
}

static void calendar_draw(struct screen *sc)
{
	struct calendar_view *v = sc->data;
	struct desk *d = sc->desk;
	int cols = d->cols >= 120 ? 16 : CELL, y = BODY_TOP, weeks = WEEKS;

	/* A week that is wholly the next month's is left out. */
	while (weeks > 4) {
		int year, month, day, m0;
		sifa_day_split(v->first, &year, &m0, &day);
		sifa_day_split(v->shown + (weeks - 1) * 7, &year, &month, &day);
		if (month == m0)
			break;
		weeks--;
	}
	for (int i = 0; i < 7; i++)
		draw_text(d->tty, y, LEFT + i * cols + 2, cols - 2, DRAW_TITLE, weekday(i));
	y++;
	for (int i = 0; i < weeks * 7; i++)
		draw_cell(sc, (size_t)i, y + i / 7 * 2, LEFT + i % 7 * cols, cols);
	y += weeks * 2;
	draw_day(sc, y, BODY_TOP + body_rows(d) - y);
	frame_note(d, _("* today, ! overdue; rest and work: by the calendar of holidays"));
}

static void calendar_title(struct screen *sc, char *buf, size_t size)
{
	const struct calendar_view *v = sc->data;
	int year, month, day;
	char y[16], m[16], text[60];

	sifa_day_split(v->day, &year, &month, &day);
	snprintf(y, sizeof y, "%d", year);
	snprintf(m, sizeof m, "%02d", month);
	snprintf(buf, size, "%s  %s",
		 lang_fill(text, sizeof text, _("Calendar {1}-{2}"), y, m, NULL),
		 v->mine ? _("mine") : _("whole office"));
}

static void calendar_focus(struct screen *sc, int *y, int *x)
{
	const struct calendar_view *v = sc->data;

	*y = v->y;
	*x = v->x;
}

/* ---- moved -------------------------------------------------------------------------------- */

static void by(struct screen *sc, int days)
{
	struct calendar_view *v = sc->data;

	go(sc, v->day + days);
}

/* The same day of another month, or its last one. */
static void by_month(struct screen *sc, int months)
{
	struct calendar_view *v = sc->data;
	int year, month, day;
	sifa_day to;

	sifa_day_split(v->day, &year, &month, &day);
	month += months;
	if (month < 1) {
		month = 12;
		year--;
	} else if (month > 12) {
		month = 1;
		year++;
	}
	do
		to = sifa_day_of(year, month, day);
	while (to == SIFA_DAY_NONE && day-- > 28);
	if (to != SIFA_DAY_NONE)
		go(sc, to);
}

static void cmd_left(struct screen *sc)
{
	by(sc, -1);
}

static void cmd_right(struct screen *sc)
{
	by(sc, 1);
}

static void cmd_up(struct screen *sc)
{
	by(sc, -7);
}

static void cmd_down(struct screen *sc)
{
	by(sc, 7);
}

static void cmd_pgup(struct screen *sc)
{
	by_month(sc, -1);
}

static void cmd_pgdn(struct screen *sc)
{
	by_month(sc, 1);
}

static void cmd_first(struct screen *sc)
{
	struct calendar_view *v = sc->data;

	go(sc, v->first);
}

static void cmd_last(struct screen *sc)
{
	struct calendar_view *v = sc->data;
	int year, month, day;

	sifa_day_split(v->first + 31, &year, &month, &day);
	go(sc, sifa_day_of(year, month, 1) - 1);
}

static void jumped(struct screen *sc, const char *text)
{
	sifa_day day;

	if (*text && sifa_day_parse(text, strlen(text), sifa_today(sc->desk->se), &day))
		desk_message(sc->desk, _("This is no date: 2013-03-15, 0315, 15 or . (today)."));
	else if (*text)
		go(sc, day);
}

static void cmd_jump(struct screen *sc)
{
	desk_prompt(sc, _("Go to the day:"), "", jumped);
}

static void cmd_open(struct screen *sc)
{
	struct calendar_view *v = sc->data;
	struct dues_arg arg = {.mine = v->mine, .one_day = true, .day = v->day};

	desk_open(sc->desk, &screen_dues, &arg);
}

static void cmd_mine(struct screen *sc)
{
	struct calendar_view *v = sc->data;

	v->mine = !v->mine;
	read_month(sc);
}

static const struct screen_cmd calendar_cmds[] = {
	{CMD_OPEN, cmd_open, false}, {CMD_LEFT, cmd_left, true},  {CMD_RIGHT, cmd_right, true},
	{CMD_UP, cmd_up, true},	     {CMD_DOWN, cmd_down, true},  {CMD_PGUP, cmd_pgup, false},
	{CMD_PGDN, cmd_pgdn, false}, {CMD_HOME, cmd_first, true}, {CMD_END, cmd_last, true},
	{CMD_JUMP, cmd_jump, false}, {CMD_MINE, cmd_mine, false}, {CMD_REFRESH, read_month, false},
	{CMD_NONE, NULL, false}};

const struct screen_ops screen_calendar = {
	.name = "calendar",
	.size = sizeof(struct calendar_view),
	.cmds = calendar_cmds,
	.open = calendar_open,
	.resume = read_month,
	.title = calendar_title,
	.draw = calendar_draw,
	.focus = calendar_focus,
};
