/* scr_hand.c - a record that is in the wrong unit or goes to another one: what can be done
 * with it, the unit, the reason. */
#include <stdio.h>

#include "page.h"

enum { MOVE = 1, HAND, ACCEPT, REFUSE };

struct hand {
	struct page page;
	uint64_t id, unit;
	int what; /* chosen */
};

static void add(struct hand *h, int what, const char *text)
{
	page_add(&h->page, what, text);
}

static enum sifa_rc hand_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct hand *h = sc->data;
	struct sifa_record *r;
	enum sifa_rc rc;

	h->id = *(const uint64_t *)arg;
	rc = sifa_record_get(sc->desk->se, h->id, &r, err);
	if (rc)
		return rc;
	if (sifa_record_kind(r) == sifa_kind(sc->desk->sifa, "handover")) {
		add(h, ACCEPT, _("Accept all of the list"));
		add(h, REFUSE, _("Refuse it"));
	} else {
		add(h, MOVE, _("Correct the unit: it was entered in the wrong one"));
		add(h, HAND, _("Hand it over to another unit"));
	}
	sifa_record_free(r);
	return SIFA_OK;
}

static void hand_close(struct screen *sc)
{
	struct hand *h = sc->data;

	page_free(&h->page);
}

static void hand_title(struct screen *sc, char *buf, size_t size)
{
	const struct hand *h = sc->data;

	sifa_title(sc->desk->se, h->id, true, lang_now(), buf, size);
}

static void hand_draw(struct screen *sc)
{
	struct hand *h = sc->data;

	page_draw(sc, &h->page, BODY_TOP, body_rows(sc->desk));
	frame_note(sc->desk, "");
}

static void hand_focus(struct screen *sc, int *y, int *x)
{
	const struct hand *h = sc->data;

	*y = h->page.y;
	*x = 0;
}

static struct list *hand_list(struct screen *sc)
{
	struct hand *h = sc->data;

	return &h->page.list;
}

/* ---- doing it ---- */

static enum sifa_rc act(struct sifa_session *se, const struct hand *h, const char *reason,
			struct sifa_err *err)
{
	uint64_t handover;
	size_t moved;

	switch (h->what) {
	case MOVE:
		return sifa_move(se, h->id, h->unit, reason, &moved, err);
	case HAND:
		return sifa_hand_release(se, &h->id, 1, h->unit, reason, &handover, err);
	default:
		return sifa_hand_answer(se, h->id, h->what == ACCEPT, reason, err);
	}
}

static void reason_given(struct screen *sc, const char *text)
{
	const struct hand *h = sc->data;
	struct desk *d = sc->desk;
	struct sifa_err err = {0};
	const char *say = h->what == MOVE     ? _("The unit is corrected.")
			  : h->what == HAND   ? _("Released; the other unit answers.")
			  : h->what == ACCEPT ? _("Accepted.")
					      : _("Refused.");

	if (act(d->se, h, text, &err)) {
		desk_error(d, &err);
		return;
	}
	desk_close(sc);
	desk_message(d, say);
}

static void unit_picked(struct screen *sc, uint64_t id)
{
	struct hand *h = sc->data;

	h->unit = id;
	desk_prompt(sc, _("Reason:"), "", reason_given);
}

static void cmd_open(struct screen *sc)
{
	struct hand *h = sc->data;
	const struct page_row *row = page_current(&h->page);
	struct pick_arg arg = {.owner = sc, .text = "", .done = unit_picked};

	if (!row)
		return;
	h->what = row->what;
	arg.field = sifa_field(sifa_kind(sc->desk->sifa, "unit"), "parent");
	if (h->what == ACCEPT || h->what == REFUSE)
		desk_prompt(sc, _("Remark:"), "", reason_given);
	else if (arg.field)
		desk_open(sc->desk, &screen_pick, &arg);
}

static const struct screen_cmd hand_cmds[] = {
	{CMD_OPEN, cmd_open, false}, SCREEN_MOVES, {CMD_NONE, NULL, false}};

const struct screen_ops screen_hand = {
	.name = "hand",
	.size = sizeof(struct hand),
	.cmds = hand_cmds,
	.open = hand_open,
	.close = hand_close,
	.title = hand_title,
	.draw = hand_draw,
	.focus = hand_focus,
	.list = hand_list,
};
