/* scr_codes.c - the codes of a field: one is picked, or several are marked.
 * Digits and letters go to the first code they begin. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"

struct codes {
	struct codes_arg arg;
	const struct sifa_code **code;
	size_t n;
	struct list list;
	char typed[64];
	int y, x;
};

static bool many(const struct codes *c)
{
	return c->arg.field->type == SIFA_CODES;
}

/* To the first code that begins so. */
static bool go_to(struct codes *c, const char *text)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < c->n; i++)
		if (!strncmp(c->code[i]->digits, text, n) ||
		    !strncasecmp(c->code[i]->label[lang_now()], text, n)) {
			list_go(&c->list, i);
			return true;
		}
	return false;
}

static enum sifa_rc codes_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct codes *c = sc->data;
	const struct sifa_codelist *l;

	(void)err;
	c->arg = *(const struct codes_arg *)arg;
	l = c->arg.field->codes;
	c->code = calloc(l->n ? l->n : 1, sizeof *c->code);
	if (!c->code)
		return SIFA_E_NOMEM;
	c->n = 0;
	for (size_t i = 0; i < l->n; i++)
		if (!l->code[i].withdrawn)
			c->code[c->n++] = &l->code[i];
	c->list.n = c->n;
	c->list.h = 1;
	for (size_t i = 0; i < c->n && !many(c); i++)
		if (c->code[i]->no == c->arg.set)
			list_go(&c->list, i);
	if (c->arg.text && *c->arg.text)
		go_to(c, c->arg.text);
	c->arg.text = NULL;
	return SIFA_OK;
}

static void codes_close(struct screen *sc)
{
	struct codes *c = sc->data;

	free(c->code);
}

static void codes_draw(struct screen *sc)
{
	struct codes *c = sc->data;
	struct desk *d = sc->desk;
	int y, x, cols, room = d->rows - 8;

	if (room > (int)c->n)
		room = (int)c->n;
	frame_popup(d, room + 2, 60, c->arg.field->label[lang_now()], &y, &x, &cols);
	list_fit(&c->list, c->n, (size_t)room);
	for (int i = 0; i < room && c->n; i++) {
		size_t at = c->list.top + (size_t)i;
		const struct sifa_code *code = c->code[at];
		bool set = many(c) && (c->arg.set >> code->no & 1);

		frame_mark(d, y + i, x, at == c->list.at);
		if (many(c))
			draw_text(d->tty, y + i, x + 2, 4, DRAW_TEXT, set ? "[x]" : "[ ]");
		draw_text(d->tty, y + i, x + (many(c) ? 6 : 2), 5, DRAW_TEXT, code->digits);
		draw_text(d->tty, y + i, x + (many(c) ? 11 : 7), cols - (many(c) ? 11 : 7),
			  DRAW_TEXT, code->label[lang_now()]);
	}
	c->y = y + (int)(c->list.at - c->list.top);
	c->x = x;
	frame_note(d, _("Type a code or the beginning of a name to go there."));
}

static void codes_focus(struct screen *sc, int *y, int *x)
{
	const struct codes *c = sc->data;

	*y = c->y;
	*x = c->x;
}

static struct list *codes_list(struct screen *sc)
{
	struct codes *c = sc->data;

	c->typed[0] = '\0';
	return &c->list;
}

static void codes_mark(struct screen *sc)
{
	struct codes *c = sc->data;

	if (c->n)
		c->arg.set ^= INT64_C(1) << c->code[c->list.at]->no;
	c->typed[0] = '\0';
}

static void codes_take(struct screen *sc)
{
	struct codes *c = sc->data;
	struct codes_arg arg = c->arg;
	int64_t n = many(c) ? arg.set : c->n ? c->code[c->list.at]->no : 0;

	desk_close(sc);
	arg.done(arg.owner, n);
}

static bool codes_can(struct screen *sc, enum cmd cmd)
{
	return cmd != CMD_MARK || many(sc->data);
}

/* What was typed so far looks for a code; what finds none begins anew. */
static void codes_key(struct screen *sc, const struct key *k)
{
	struct codes *c = sc->data;
	size_t n = strlen(c->typed);

	if (!key_is_text(k->code) || n + k->len >= sizeof c->typed)
		return;
	memcpy(c->typed + n, k->text, k->len + 1);
	for (int again = 0; again < 2; again++) {
		if (go_to(c, c->typed))
			return;
		memcpy(c->typed, k->text, k->len + 1);
	}
}

static const struct screen_cmd codes_cmds[] = {{CMD_TAKE, codes_take, false},
					       {CMD_MARK, codes_mark, false},
					       SCREEN_MOVES,
					       {CMD_NONE, NULL, false}};

const struct screen_ops screen_codes = {
	.name = "codes",
	.size = sizeof(struct codes),
	.popup = true,
	.cmds = codes_cmds,
	.open = codes_open,
	.close = codes_close,
	.draw = codes_draw,
	.focus = codes_focus,
	.key = codes_key,
	.can = codes_can,
	.list = codes_list,
};
