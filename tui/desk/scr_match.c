/* scr_match.c - what stands on another body's list and waits to be matched with a case. */
#include <stdio.h>
#include <stdlib.h>

#include "page.h"

struct match {
	struct page page;
	const struct sifa_kind *kind;
	size_t matched; /* by the program, when the screen opened */
	uint64_t at;	/* being matched */
};

static enum sifa_rc load(struct screen *sc, bool try_it, struct sifa_err *err)
{
	struct match *v = sc->data;
	uint64_t *id;
	size_t n, matched;
	enum sifa_rc rc = sifa_unmatched(sc->desk->se, v->kind, try_it, &id, &n, &matched, err);

	if (rc)
		return rc;
	v->matched += matched;
	page_clear(&v->page);
	for (size_t i = 0; i < n; i++) {
		char title[256];
		struct page_row *row = page_add(
			&v->page, 1,
			sifa_title(sc->desk->se, id[i], true, lang_now(), title, sizeof title));

		if (row)
			row->id = id[i];
	}
	free(id);
	return SIFA_OK;
}

static enum sifa_rc match_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct match *v = sc->data;

	v->kind = arg;
	return load(sc, true, err);
}

static void match_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (load(sc, false, &err))
		desk_error(sc->desk, &err);
}

static void match_close(struct screen *sc)
{
	struct match *v = sc->data;

	page_free(&v->page);
}

static void match_title(struct screen *sc, char *buf, size_t size)
{
	const struct match *v = sc->data;

	lang_fill(buf, size, _("{1}: to be matched"), v->kind->ledger[lang_now()], NULL);
}

static void match_draw(struct screen *sc)
{
	struct match *v = sc->data;
	char n[24], text[200];

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	snprintf(n, sizeof n, "%zu", v->matched);
	frame_note(sc->desk,
		   page_has_rows(&v->page)
			   ? lang_fill(text, sizeof text,
				       _("{1} were matched by name and village."), n, NULL)
			   : _("Nothing waits; saving says so in the check-lists."));
}

static void match_focus(struct screen *sc, int *y, int *x)
{
	const struct match *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *match_list(struct screen *sc)
{
	struct match *v = sc->data;

	return &v->page.list;
}

static void put(struct screen *sc, uint64_t to)
{
	struct match *v = sc->data;
	struct sifa_err err = {0};

	if (sifa_match(sc->desk->se, v->at, to, NULL, &err))
		desk_error(sc->desk, &err);
	match_refresh(sc);
}

static bool current(struct screen *sc)
{
	struct match *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	v->at = row ? row->id : 0;
	return row != NULL;
}

static void cmd_open(struct screen *sc)
{
	const struct match *v = sc->data;
	struct pick_arg arg = {.owner = sc,
			       .field = &v->kind->field[v->kind->matches->to],
			       .text = "",
			       .done = put};

	if (current(sc))
		desk_open(sc->desk, &screen_pick, &arg);
}

static void apart(struct screen *sc, const char *answer)
{
	(void)answer;
	put(sc, 0);
}

static void cmd_apart(struct screen *sc)
{
	if (current(sc))
		desk_ask(sc, _("Does it concern no case of ours?"), apart);
}

static void cmd_show(struct screen *sc)
{
	struct match *v = sc->data;

	if (current(sc))
		desk_open(sc->desk, &screen_record, &v->at);
}

static void cmd_done(struct screen *sc)
{
	const struct match *v = sc->data;
	struct sifa_err err = {0};
	size_t offices;
	char n[24], text[200];

	if (sifa_matched(sc->desk->se, v->kind, &offices, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	snprintf(n, sizeof n, "%zu", offices);
	desk_message(sc->desk,
		     lang_fill(text, sizeof text,
			       _("matched; the check-lists of {1} offices say so"), n, NULL));
}

static bool match_can(struct screen *sc, enum cmd c)
{
	const struct match *v = sc->data;

	if (c == CMD_OPEN || c == CMD_APART || c == CMD_EDIT)
		return page_has_rows(&v->page);
	return c != CMD_SAVE || !page_has_rows(&v->page);
}

static const struct screen_cmd match_cmds[] = {
	{CMD_OPEN, cmd_open, false}, {CMD_APART, cmd_apart, false},	 {CMD_EDIT, cmd_show, true},
	{CMD_SAVE, cmd_done, false}, {CMD_REFRESH, match_refresh, true}, SCREEN_MOVES,
	{CMD_NONE, NULL, false}};

const struct screen_ops screen_match = {
	.name = "match",
	.size = sizeof(struct match),
	.cmds = match_cmds,
	.open = match_open,
	.close = match_close,
	.resume = match_refresh,
	.title = match_title,
	.draw = match_draw,
	.focus = match_focus,
	.can = match_can,
	.list = match_list,
};
