/* scr_county.c - every office of the county with its total; Enter looks at the
 * store from there. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_dues.h"
#include "scr_score.h"

struct county {
	struct page page;
};

/* With tiers, raw sums and the like the bar makes room for them. */
static void office_row(struct page *p, const struct sifa_letter *l, const struct sifa_place *at)
{
	const struct sifa_sheet *s = at->sheet;
	bool more = sifa_letter_places(l) || at->points != s->raw;
	struct cells c = {.n = 0};
	char text[80], points[32];
	struct page_row *row;

	snprintf(text, sizeof text, "%zu", at->rank);
	cells_right(&c, 4, at->rank ? text : "");
	cells_put(&c, 2, s->veto ? " !" : "");
	cells_put(&c, more ? 24 : 30, s->office_name);
	cells_bar(&c, more ? 10 : 24, at->points, s->weight);
	cells_right(&c, 8, sifa_letter_points(l, at->points, points));
	snprintf(text, sizeof text, "/ %s", sifa_letter_points(l, s->weight, points));
	cells_right(&c, 9, text);
	if (more) {
		snprintf(text, sizeof text, "(%s)", sifa_letter_points(l, s->raw, points));
		cells_right(&c, 10, at->points != s->raw ? text : "");
		cells_put(&c, 1, "");
		cells_put(&c, 10, at->tier_id ? at->tier[lang_now()] : "");
	}
	row = page_add(p, 1, c.s);
	if (row)
		row->id = s->office;
}

static void add_year(struct screen *sc, const struct sifa_letter *letter, int year)
{
	struct county *v = sc->data;
	struct desk *d = sc->desk;
	struct sifa_ranking r = {0};
	struct sifa_err err = {0};
	char title[300], days[40] = "";

	if (sifa_rank(d->se, letter, year, sifa_today(d->se), &r, &err))
		desk_error(d, &err);
	if (year)
		snprintf(days, sizeof days, "  %d", year);
	snprintf(title, sizeof title, "%s%s", sifa_letter_title(letter, lang_now()), days);
	if (r.n)
		page_head(&v->page, title);
	for (size_t i = 0; i < r.n; i++)
		office_row(&v->page, letter, &r.place[i]);
	sifa_ranking_free(&r);
}

/* In January last year's letter stands below the new one until its cut-off. */
static void add_letter(struct screen *sc, const struct sifa_letter *letter)
{
	struct sifa_err err = {0};
	int year[4];
	size_t n = 0;

	if (sifa_letter_years(sc->desk->se, letter, sifa_today(sc->desk->se), year, 4, &n, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	if (n == 1) {
		add_year(sc, letter, 0);
		return;
	}
	while (n--)
		add_year(sc, letter, year[n]);
}

/* Without a letter they have no points, and are there all the same. */
static void add_offices(struct screen *sc)
{
	struct county *v = sc->data;
	struct desk *d = sc->desk;
	struct sifa_err err = {0};
	uint64_t *id = NULL;
	char text[200];
	size_t n = 0;

	if (sifa_offices(d->se, &id, &n, &err))
		desk_error(d, &err);
	if (n)
		page_head(&v->page, desk_no_letter(d, text, sizeof text));
	for (size_t i = 0; i < n; i++) {
		struct page_row *row;

		sifa_title(d->se, id[i], false, lang_now(), text, sizeof text);
		row = page_add(&v->page, 1, text);
		if (row)
			row->id = id[i];
	}
	free(id);
}

static void build(struct screen *sc)
{
	struct county *v = sc->data;
	struct desk *d = sc->desk;
	struct sifa_err err = {0};
	size_t letters = 0;
	const struct sifa_letter **letter = NULL;

	page_clear(&v->page);
	if (sifa_letters_now(d->se, sifa_today(d->se), &letter, &letters, &err))
		desk_error(d, &err);
	for (size_t i = 0; i < letters; i++)
		if (!i || sifa_letter_before(sc->desk->se, letter[i], letter[0],
					     sifa_today(sc->desk->se)))
			add_letter(sc, letter[i]);
	free(letter);
	if (!letters && !err.rc)
		add_offices(sc);
}

static enum sifa_rc county_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	(void)arg;
	(void)err;
	build(sc);
	return SIFA_OK;
}

static void county_close(struct screen *sc)
{
	struct county *v = sc->data;

	page_free(&v->page);
}

/* Back from an office: the county's own eyes again. */
static void county_resume(struct screen *sc)
{
	sifa_session_visit(sc->desk->se, 0, NULL);
	build(sc);
}

static void county_title(struct screen *sc, char *buf, size_t size)
{
	(void)sc;
	snprintf(buf, size, "sifa  %s", _("Offices"));
}

static void county_draw(struct screen *sc)
{
	struct county *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
}

static void county_focus(struct screen *sc, int *y, int *x)
{
	const struct county *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *county_list(struct screen *sc)
{
	struct county *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct county *v = sc->data;
	struct sifa_err err = {0};
	const struct page_row *row = page_current(&v->page);

	if (!row)
		return;
	if (sifa_session_visit(sc->desk->se, row->id, &err))
		desk_error(sc->desk, &err);
	else
		desk_open(sc->desk, &screen_home, NULL);
}

static void cmd_score(struct screen *sc)
{
	struct county *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	struct score_arg arg = {.office = row ? row->id : 0};

	if (row)
		desk_open(sc->desk, &screen_score, &arg);
}

static void cmd_targets(struct screen *sc)
{
	desk_open(sc->desk, &screen_targets, NULL);
}

static void cmd_today(struct screen *sc)
{
	desk_open(sc->desk, &screen_home, NULL);
}

static void cmd_matrix(struct screen *sc)
{
	desk_open(sc->desk, &screen_matrix, NULL);
}

static void cmd_back(struct screen *sc)
{
	desk_command(sc->desk, CMD_QUIT);
}

static void cmd_registers(struct screen *sc)
{
	desk_open(sc->desk, &screen_registers, NULL);
}

static void cmd_dues(struct screen *sc)
{
	desk_open(sc->desk, &screen_dues, NULL);
}

static void cmd_calendar(struct screen *sc)
{
	desk_open(sc->desk, &screen_calendar, NULL);
}

static void cmd_returns(struct screen *sc)
{
	desk_open(sc->desk, &screen_returns, NULL);
}

static const struct screen_cmd county_cmds[] = {{CMD_OPEN, cmd_open, false},
						{CMD_SCORE, cmd_score, false},
						{CMD_MATRIX, cmd_matrix, false},
						{CMD_TODAY, cmd_today, true},
						{CMD_TARGETS, cmd_targets, false},
						{CMD_REGISTERS, cmd_registers, false},
						{CMD_RETURNS, cmd_returns, true},
						{CMD_DUES, cmd_dues, true},
						{CMD_CALENDAR, cmd_calendar, true},
						{CMD_REFRESH, county_resume, true},
						{CMD_BACK, cmd_back, false},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_county = {
	.name = "county",
	.size = sizeof(struct county),
	.cmds = county_cmds,
	.open = county_open,
	.close = county_close,
	.resume = county_resume,
	.title = county_title,
	.draw = county_draw,
	.focus = county_focus,
	.list = county_list,
};
