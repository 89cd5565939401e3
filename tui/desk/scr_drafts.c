/* scr_drafts.c - unfinished forms of a kind or record, offered before a new
 * one is begun. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"

struct drafts {
	struct form_arg arg;
	struct sifa_draft *draft;
	size_t n;
	struct list list;
	int y, x;
};

static bool belongs(const struct form_arg *arg, const struct sifa_draft *d)
{
	if (arg->record)
		return d->record == arg->record;
	return !d->record && !strcmp(d->kind, arg->kind->id);
}

static enum sifa_rc read_drafts(struct screen *sc, struct sifa_err *err)
{
	struct drafts *v = sc->data;
	struct sifa_draft *all = NULL;
	size_t n = 0, kept = 0;
	enum sifa_rc rc = sifa_draft_list(sc->desk->se, &all, &n, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < n; i++)
		if (belongs(&v->arg, &all[i]))
			all[kept++] = all[i];
	free(v->draft);
	v->draft = all;
	v->n = kept;
	return SIFA_OK;
}

static enum sifa_rc drafts_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct drafts *v = sc->data;
	enum sifa_rc rc;

	v->arg = *(const struct form_arg *)arg;
	rc = read_drafts(sc, err);
	list_fit(&v->list, v->n + 1, 1);
	return rc;
}

static void drafts_close(struct screen *sc)
{
	struct drafts *v = sc->data;

	free(v->draft);
}

static void row_text(const struct drafts *v, size_t i, char *buf, size_t size)
{
	char day[16];

	if (i == v->n) {
		snprintf(buf, size, "%s",
			 v->arg.record ? _("Change the record as it stands")
				       : _("Begin a new one"));
		return;
	}
	sifa_day_format(sifa_day_of_time(v->draft[i].saved), day);
	snprintf(buf, size, "%s  %s %s", day, _("Draft:"),
		 v->draft[i].title[0] ? v->draft[i].title : _("(nothing to name it by)"));
}

static void drafts_draw(struct screen *sc)
{
	struct drafts *v = sc->data;
	struct desk *d = sc->desk;
	int y, x, cols, room = d->rows - 8;

	if (room > (int)v->n + 1)
		room = (int)v->n + 1;
	frame_popup(d, room + 2, d->cols - 12, _("Go on with an unfinished form?"), &y, &x, &cols);
	list_fit(&v->list, v->n + 1, (size_t)room);
	for (int i = 0; i < room; i++) {
		size_t at = v->list.top + (size_t)i;
		char text[200];

		row_text(v, at, text, sizeof text);
		frame_mark(d, y + i, x, at == v->list.at);
		draw_text(d->tty, y + i, x + 2, cols - 2, DRAW_TEXT, text);
	}
	v->y = y + (int)(v->list.at - v->list.top);
	v->x = x;
}

static void drafts_focus(struct screen *sc, int *y, int *x)
{
	const struct drafts *v = sc->data;

	*y = v->y;
	*x = v->x;
}

static struct list *drafts_list(struct screen *sc)
{
	struct drafts *v = sc->data;

	return &v->list;
}

static void cmd_open(struct screen *sc)
{
	struct drafts *v = sc->data;
	struct desk *d = sc->desk;
	struct form_arg arg = v->arg;
	struct sifa_draft draft;

	if (v->list.at < v->n) {
		draft = v->draft[v->list.at];
		arg.draft = &draft;
	}
	desk_close(sc);
	desk_open(d, &screen_form, &arg);
}

static void drop(struct screen *sc, const char *answer)
{
	struct drafts *v = sc->data;

	(void)answer;
	sifa_draft_drop(sc->desk->se, &v->draft[v->list.at]);
	read_drafts(sc, NULL);
}

static void cmd_drop(struct screen *sc)
{
	desk_ask(sc, _("Discard this draft? What was typed is lost."), drop);
}

static bool drafts_can(struct screen *sc, enum cmd c)
{
	const struct drafts *v = sc->data;

	return c != CMD_DROP || v->list.at < v->n;
}

static const struct screen_cmd drafts_cmds[] = {{CMD_OPEN, cmd_open, false},
						{CMD_DROP, cmd_drop, false},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_drafts = {
	.name = "drafts",
	.size = sizeof(struct drafts),
	.popup = true,
	.cmds = drafts_cmds,
	.open = drafts_open,
	.close = drafts_close,
	.draw = drafts_draw,
	.focus = drafts_focus,
	.can = drafts_can,
	.list = drafts_list,
};

void desk_form(struct desk *d, const struct form_arg *arg)
{
	struct sifa_draft *all = NULL;
	size_t n = 0;
	bool any = false;

	if (!arg->draft && !sifa_draft_list(d->se, &all, &n, NULL))
		for (size_t i = 0; i < n; i++)
			any |= belongs(arg, &all[i]);
	free(all);
	desk_open(d, any ? &screen_drafts : &screen_form, arg);
}
