/* scr_ask.c - popups that ask one thing: yes or no, or a line; and a notice
 * that only wants to be read. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../edit/wrap.h"
#include "input.h"

struct asking {
	struct ask ask;
	char *question, *before; /* the text it was asked with */
	struct line line;
	int y, x;
};

static enum sifa_rc ask_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct asking *a = sc->data;

	(void)err;
	a->ask = *(const struct ask *)arg;
	a->question = strdup(a->ask.question);
	a->before = strdup(a->ask.text ? a->ask.text : "");
	if (!a->question || !a->before)
		return SIFA_E_NOMEM;
	if (a->ask.text)
		line_set(&a->line, a->ask.text, strlen(a->ask.text));
	return SIFA_OK;
}

static void ask_close(struct screen *sc)
{
	struct asking *a = sc->data;

	free(a->question);
	free(a->before);
	line_free(&a->line);
}

/* Rows of a wrapped text inside the popup; returns how many. */
static int paragraphs(struct desk *d, int y, int x, int cols, const char *s, int most)
{
	size_t n = strlen(s), from = 0, len;
	int row = 0;

	while (from <= n && row < most) {
		size_t next = wrap_row(s, n, from, cols, &len);
		char *part = strndup(s + from, len);

		draw_text(d->tty, y + row++, x, cols, DRAW_TEXT, part ? part : "");
		free(part);
		from = next;
	}
	return row;
}

static int popup_cols(const struct desk *d, const char *s, int least)
{
	int w = sifa_text_width(s, strlen(s)) + 4;

	if (w < least)
		w = least;
	return w > d->cols - 8 ? d->cols - 8 : w;
}

/* In the row of messages: what is asked for shows above while it is typed. */
static void draw_strip(struct screen *sc)
{
	struct asking *a = sc->data;
	struct desk *d = sc->desk;
	char label[160];
	int w;

	snprintf(label, sizeof label, "%s> ", a->question);
	w = sifa_text_width(label, strlen(label));
	if (w > d->cols / 2)
		w = d->cols / 2;
	a->y = d->rows - 2;
	draw_text(d->tty, a->y, 0, w, DRAW_TITLE, label);
	input_draw(d, a->y, w, d->cols - w, &a->line, &a->x);
	a->x += w;
}

static void draw_over(struct screen *sc)
{
	struct asking *a = sc->data;
	int cols = popup_cols(sc->desk, a->question, 50), y, x, inside, rows;

	rows = (int)wrap_count(a->question, strlen(a->question), cols - 4) + 4;
	frame_popup(sc->desk, rows, cols, "", &y, &x, &inside);
	y += paragraphs(sc->desk, y, x, inside, a->question, rows - 4) + 1;
	frame_mark(sc->desk, y, x, true);
	frame_note(sc->desk, "");
	a->y = y;
	if (a->ask.text) {
		input_draw(sc->desk, y, x + 2, inside - 2, &a->line, &a->x);
		a->x += x + 2;
	} else {
		draw_text(sc->desk->tty, y, x + 2, inside - 2, DRAW_TEXT,
			  a->ask.enter ? _("y yes (Enter)   n no (Esc)") : _("y yes   n no (Esc)"));
		a->x = x;
	}
}

static void ask_draw(struct screen *sc)
{
	struct asking *a = sc->data;

	if (a->ask.each)
		draw_strip(sc);
	else
		draw_over(sc);
}

static void ask_focus(struct screen *sc, int *y, int *x)
{
	const struct asking *a = sc->data;

	*y = a->y;
	*x = a->x;
}

static void answer(struct screen *sc, bool yes)
{
	struct asking *a = sc->data;
	struct ask ask = a->ask;
	char *text = strdup(!a->ask.text ? "y" : a->line.s ? a->line.s : "");

	if (!yes && ask.each)
		ask.each(ask.owner, a->before);
	desk_close(sc);
	if (yes && ask.done && text)
		ask.done(ask.owner, text);
	else if (!yes && ask.left && text)
		ask.left(ask.owner, text);
	free(text);
}

static void ask_yes(struct screen *sc)
{
	answer(sc, true);
}

static void ask_no(struct screen *sc)
{
	answer(sc, false);
}

/* Enter alone must not lose anything. */
static bool ask_can(struct screen *sc, enum cmd c)
{
	const struct asking *a = sc->data;

	if (c == CMD_GO_ON)
		return a->ask.text || a->ask.enter;
	return c != CMD_YES || !a->ask.text;
}

static void type(struct screen *sc, const struct key *k)
{
	struct asking *a = sc->data;
	bool changed = false;

	input_key(&a->line, k, &changed);
	if (changed && a->ask.each)
		a->ask.each(a->ask.owner, a->line.s ? a->line.s : "");
}

static void ask_key(struct screen *sc, const struct key *k)
{
	struct asking *a = sc->data;

	if (a->ask.text)
		type(sc, k);
	else if (cmd_has_key(CMD_YES, k->code) || k->code == 'Y')
		answer(sc, true);
	else if (cmd_has_key(CMD_NO, k->code) || k->code == 'N')
		answer(sc, false);
}

static const struct screen_cmd ask_cmds[] = {{CMD_GO_ON, ask_yes, false},
					     {CMD_YES, ask_yes, true},
					     {CMD_NO, ask_no, true},
					     {CMD_NONE, NULL, false}};

const struct screen_ops screen_ask = {
	.name = "ask",
	.size = sizeof(struct asking),
	.popup = true,
	.typing = true,
	.cmds = ask_cmds,
	.open = ask_open,
	.close = ask_close,
	.draw = ask_draw,
	.focus = ask_focus,
	.key = ask_key,
	.can = ask_can,
};

void desk_ask(struct screen *owner, const char *question,
	      void (*done)(struct screen *owner, const char *text))
{
	struct ask ask = {.owner = owner, .question = question, .done = done};

	desk_open(owner->desk, &screen_ask, &ask);
}

void desk_prompt(struct screen *owner, const char *question, const char *text,
		 void (*done)(struct screen *owner, const char *text))
{
	struct ask ask = {.owner = owner, .question = question, .text = text, .done = done};

	desk_open(owner->desk, &screen_ask, &ask);
}

/* ---- a notice ------------------------------------------------------------------- */

static enum sifa_rc notice_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct asking *a = sc->data;

	(void)err;
	a->question = strdup(arg);
	return a->question ? SIFA_OK : SIFA_E_NOMEM;
}

static void notice_draw(struct screen *sc)
{
	struct asking *a = sc->data;
	int cols = popup_cols(sc->desk, a->question, 50), y, x, inside, rows;

	rows = (int)wrap_count(a->question, strlen(a->question), cols - 4) + 4;
	if (rows > sc->desk->rows - 4)
		rows = sc->desk->rows - 4;
	frame_popup(sc->desk, rows, cols, "", &y, &x, &inside);
	y += paragraphs(sc->desk, y, x, inside, a->question, rows - 4) + 1;
	frame_mark(sc->desk, y, x, true);
	draw_text(sc->desk->tty, y, x + 2, inside - 2, DRAW_TEXT, _("Enter goes on"));
	a->y = y;
	a->x = x;
}

static void notice_shut(struct screen *sc)
{
	desk_close(sc);
}

static const struct screen_cmd notice_cmds[] = {{CMD_GO_ON, notice_shut, false},
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_notice = {
	.name = "notice",
	.size = sizeof(struct asking),
	.popup = true,
	.cmds = notice_cmds,
	.open = notice_open,
	.close = ask_close,
	.draw = notice_draw,
	.focus = ask_focus,
};
