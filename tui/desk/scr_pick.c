/* scr_pick.c - candidates for a reference, narrowed while typing, each with
 * township, village and group so that two of one name can be told apart. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

enum { CANDIDATES = 50, TITLE = 160, MOST = 100 };

struct pick {
	struct pick_arg arg;
	struct line line;
	struct burst burst;
	struct sifa_rows rows;
	char (*title)[TITLE];
	struct list list;
	int y, x;
};

static void look(struct screen *sc)
{
	struct pick *p = sc->data;
	struct sifa_err err = {0};

	sifa_rows_free(&p->rows);
	memset(&p->rows, 0, sizeof p->rows);
	free(p->title);
	p->title = NULL;
	if (sifa_pick(sc->desk->se, p->arg.field, p->line.s ? p->line.s : "", CANDIDATES, &p->rows,
		      &err))
		desk_error(sc->desk, &err);
	p->title = calloc(p->rows.n ? p->rows.n : 1, sizeof *p->title);
	for (size_t i = 0; p->title && i < p->rows.n; i++)
		sifa_title(sc->desk->se, sifa_record_id(p->rows.hit[i].record), true, lang_now(),
			   p->title[i], TITLE);
	p->list.at = p->list.top = 0;
	list_fit(&p->list, p->title ? p->rows.n : 0, 1);
}

static enum sifa_rc pick_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct pick *p = sc->data;

	(void)err;
	p->arg = *(const struct pick_arg *)arg;
	line_init(&p->line, 60, false);
	if (p->arg.text)
		line_set(&p->line, p->arg.text, strlen(p->arg.text));
	p->arg.text = NULL;
	look(sc);
	return SIFA_OK;
}

static void pick_close(struct screen *sc)
{
	struct pick *p = sc->data;

	sifa_rows_free(&p->rows);
	free(p->title);
	line_free(&p->line);
}

static void pick_draw(struct screen *sc)
{
	struct pick *p = sc->data;
	struct desk *d = sc->desk;
	int y, x, w, cols = d->cols - 8 < MOST ? d->cols - 8 : MOST, room = d->rows - 10;
	char label[40];

	frame_popup(d, room + 4, cols, p->arg.field->label[lang_now()], &y, &x, &cols);
	snprintf(label, sizeof label, "%s> ", _("find"));
	w = sifa_text_width(label, strlen(label));
	draw_text(d->tty, y, x, w, DRAW_TITLE, label);
	input_draw(d, y, x + w, cols - w, &p->line, &p->x);
	p->x += x + w;
	p->y = y;
	draw_rule(d->tty, y + 1, x, cols);
	list_fit(&p->list, p->list.n, (size_t)room);
	if (!p->list.n)
		draw_text(d->tty, y + 2, x + 2, cols - 2, DRAW_TEXT,
			  screen_can(sc, CMD_CREATE)
				  ? _("Nothing is found; Enter or Ins makes a new record.")
				  : _("Nothing is found."));
	for (int i = 0; i < room && p->list.top + (size_t)i < p->list.n; i++) {
		size_t at = p->list.top + (size_t)i;

		frame_mark(d, y + 2 + i, x, at == p->list.at);
		draw_text(d->tty, y + 2 + i, x + 2, cols - 2, DRAW_TEXT, p->title[at]);
	}
}

/* The cursor stays in the text: an input method follows it. */
static void pick_focus(struct screen *sc, int *y, int *x)
{
	const struct pick *p = sc->data;

	*y = p->y;
	*x = p->x;
}

static struct list *pick_list(struct screen *sc)
{
	struct pick *p = sc->data;

	return &p->list;
}

static void take(struct screen *sc, uint64_t id)
{
	struct pick *p = sc->data;
	struct pick_arg arg = p->arg;

	desk_close(sc);
	arg.done(arg.owner, id);
}

static void created(struct screen *sc, uint64_t id)
{
	take(sc, id);
}

/* A card reader's line: the person of that number, else a new one filled from it. */
static bool take_card(struct screen *sc)
{
	struct pick *p = sc->data;
	struct form_arg arg = {
		.kind = p->arg.field->target, .name = p->burst.s, .owner = sc, .done = created};
	uint64_t id;

	if (!burst_end(&p->burst) || p->arg.field->target != sifa_kind(sc->desk->sifa, "person"))
		return false;
	p->burst.s[p->burst.n] = '\0';
	p->burst.n = 0;
	line_clear(&p->line);
	look(sc);
	id = sifa_card_find(sc->desk->se, p->burst.s, strlen(p->burst.s));
	if (id)
		take(sc, id);
	else
		desk_open(sc->desk, &screen_form, &arg);
	return true;
}

static void pick_take(struct screen *sc)
{
	struct pick *p = sc->data;

	if (take_card(sc))
		return;
	if (p->list.n)
		take(sc, sifa_record_id(p->rows.hit[p->list.at].record));
}

static void pick_create(struct screen *sc)
{
	struct pick *p = sc->data;
	struct form_arg arg = {
		.kind = p->arg.field->target, .name = p->line.s, .owner = sc, .done = created};

	desk_open(sc->desk, &screen_form, &arg);
}

static bool pick_can(struct screen *sc, enum cmd c)
{
	const struct pick *p = sc->data;

	if (c == CMD_TAKE)
		return p->list.n > 0 || sifa_card_line(p->burst.s, p->burst.n);
	/* Units are the bureau's to make, not the typist's. */
	return c != CMD_CREATE || p->arg.field->type != SIFA_PLACE;
}

static void pick_key(struct screen *sc, const struct key *k)
{
	struct pick *p = sc->data;
	bool changed = false;

	if (burst_add(&p->burst, k) && take_card(sc))
		return;
	if (k->code == K_ENTER && p->line.n && screen_can(sc, CMD_CREATE)) {
		pick_create(sc); /* there was nothing to take */
		return;
	}
	input_key(&p->line, k, &changed);
	if (changed)
		look(sc);
}

static void pick_resume(struct screen *sc)
{
	look(sc);
}

static const struct screen_cmd pick_cmds[] = {
	{CMD_TAKE, pick_take, false}, {CMD_CREATE, pick_create, false}, {CMD_UP, NULL, true},
	{CMD_DOWN, NULL, true},	      {CMD_PGUP, NULL, true},		{CMD_PGDN, NULL, true},
	{CMD_NONE, NULL, false}};

const struct screen_ops screen_pick = {
	.name = "pick",
	.size = sizeof(struct pick),
	.popup = true,
	.typing = true,
	.cmds = pick_cmds,
	.open = pick_open,
	.close = pick_close,
	.resume = pick_resume,
	.draw = pick_draw,
	.focus = pick_focus,
	.key = pick_key,
	.can = pick_can,
	.list = pick_list,
};
