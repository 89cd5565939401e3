/* scr_hand.c - records that are in the wrong unit, or go to another one or to a colleague:
 * what can be done with them, to whom, the reason. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

enum { MOVE = 1, HAND, COLLEAGUE, ALL, ACCEPT, REFUSE };

struct hand {
	struct page page;
	uint64_t *id, to;
	size_t n;
	struct screen *owner;
	void (*done)(struct screen *owner);
	int what; /* chosen */
	char title[200];
};

static void add(struct hand *h, int what, const char *text)
{
	page_add(&h->page, what, text);
}

static void add_choices(struct hand *h, const struct sifa *s, const struct sifa_kind *k)
{
	if (k == sifa_kind(s, "handover")) {
		add(h, ACCEPT, _("Accept all of the list"));
		add(h, REFUSE, _("Refuse it"));
		return;
	}
	if (h->n == 1)
		add(h, MOVE, _("Correct the unit: it was entered in the wrong one"));
	if (k == sifa_kind(s, "user")) {
		add(h, ALL, _("Hand over all that this user has in hand to a colleague"));
		return;
	}
	add(h, HAND, _("Hand over to another unit"));
	add(h, COLLEAGUE, _("Hand over to a colleague of the same unit"));
}

static void name_it(struct screen *sc)
{
	struct hand *h = sc->data;
	char count[24];

	snprintf(count, sizeof count, "%zu", h->n);
	if (h->n == 1)
		sifa_title(sc->desk->se, h->id[0], true, lang_now(), h->title, sizeof h->title);
	else
		lang_fill(h->title, sizeof h->title, _("{1} marked"), count, NULL);
}

static enum sifa_rc hand_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	const struct hand_arg *a = arg;
	struct hand *h = sc->data;
	struct sifa_record *r;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, a->id[0], &r, err);

	if (rc)
		return rc;
	h->id = calloc(a->n, sizeof *h->id);
	if (h->id) {
		memcpy(h->id, a->id, a->n * sizeof *h->id);
		h->n = a->n;
		h->owner = a->owner;
		h->done = a->done;
		name_it(sc);
		add_choices(h, sc->desk->sifa, sifa_record_kind(r));
	}
	sifa_record_free(r);
	return SIFA_OK;
}

static void hand_close(struct screen *sc)
{
	struct hand *h = sc->data;

	page_free(&h->page);
	free(h->id);
}

static void hand_title(struct screen *sc, char *buf, size_t size)
{
	const struct hand *h = sc->data;

	snprintf(buf, size, "%s", h->title);
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

/* Without records: all that `of` has in hand. */
static enum sifa_rc release(struct sifa_session *se, const uint64_t *id, size_t n, uint64_t of,
			    uint64_t to, const char *reason, struct sifa_err *err)
{
	uint64_t *handover;
	size_t lists;
	enum sifa_rc rc = sifa_hand_all(se, id, n, of, to, reason, &handover, &lists, err);

	free(handover);
	return rc;
}

static enum sifa_rc act(struct sifa_session *se, const struct hand *h, const char *reason,
			struct sifa_err *err)
{
	size_t moved;

	switch (h->what) {
	case MOVE:
		return sifa_move(se, h->id[0], h->to, reason, &moved, err);
	case HAND:
	case COLLEAGUE:
		return release(se, h->id, h->n, 0, h->to, reason, err);
	case ALL:
		return release(se, NULL, 0, h->id[0], h->to, reason, err);
	default:
		return sifa_hand_answer(se, h->id[0], h->what == ACCEPT, reason, err);
	}
}

static const char *what_was_done(int what)
{
	switch (what) {
	case MOVE:
		return _("The unit is corrected.");
	case HAND:
		return _("Released; the other unit answers.");
	case COLLEAGUE:
	case ALL:
		return _("Released; the colleague answers.");
	case ACCEPT:
		return _("Accepted.");
	default:
		return _("Refused.");
	}
}

static void reason_given(struct screen *sc, const char *text)
{
	const struct hand *h = sc->data;
	struct desk *d = sc->desk;
	struct sifa_err err = {0};
	const char *say = what_was_done(h->what);

	if (act(d->se, h, text, &err)) {
		desk_error(d, &err);
		return;
	}
	if (h->done)
		h->done(h->owner);
	desk_close(sc);
	desk_message(d, say);
}

static void picked(struct screen *sc, uint64_t id)
{
	struct hand *h = sc->data;

	h->to = id;
	desk_prompt(sc, _("Reason:"), "", reason_given);
}

static void cmd_open(struct screen *sc)
{
	struct hand *h = sc->data;
	const struct page_row *row = page_current(&h->page);
	struct pick_arg arg = {.owner = sc, .text = "", .done = picked};
	const struct sifa *s = sc->desk->sifa;

	if (!row)
		return;
	h->what = row->what;
	arg.field = h->what == COLLEAGUE || h->what == ALL
			    ? sifa_field(sifa_kind(s, "handover"), "to_user")
			    : sifa_field(sifa_kind(s, "unit"), "parent");
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
