/* input.c - line editor and screen brought together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "input.h"

void input_draw(struct desk *d, int y, int x, int cols, struct line *l, int *cx)
{
	size_t n;
	const char *s = line_view(l, cols, &n, cx);
	char *row = strndup(s, n);

	draw_text(d->tty, y, x, cols, DRAW_TEXT, row ? row : "");
	free(row);
}

static const struct {
	bool (*run)(struct line *l);
	int32_t code;
	bool changes;
} actions[] = {
	{line_backspace, K_BACKSPACE, true}, {line_delete, K_DEL, true},
	{line_left, K_LEFT, false},	     {line_right, K_RIGHT, false},
	{line_home, K_HOME, false},	     {line_end, K_END, false},
	{line_home, K_CTRL('A'), false},     {line_end, K_CTRL('E'), false},
	{line_clear, K_CTRL('U'), true},     {line_cut_word, K_CTRL('W'), true},
	{line_undo, K_CTRL('Z'), true},	     {line_redo, K_CTRL('Y'), true},
};

bool input_key(struct line *l, const struct key *k, bool *changed)
{
	bool did;

	if (key_is_text(k->code) || k->code == K_PASTE) {
		did = line_insert(l, k->code == K_PASTE ? k->paste : k->text, k->len, NULL);
		if (changed)
			*changed = did;
		return true;
	}
	for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
		if (actions[i].code != k->code)
			continue;
		did = actions[i].run(l);
		if (changed)
			*changed = did && actions[i].changes;
		return true;
	}
	return false;
}

bool burst_end(struct burst *b)
{
	bool card = sifa_card_line(b->s, b->n);

	if (!card)
		b->n = 0;
	return card;
}

bool burst_add(struct burst *b, const struct key *k)
{
	const char *s = k->code == K_PASTE ? k->paste : k->text;

	if ((k->code != K_PASTE && !key_is_text(k->code)) || b->n + k->len >= sizeof b->s) {
		b->n = 0;
		return false;
	}
	memcpy(b->s + b->n, s, k->len);
	b->n += k->len;
	return k->code == K_PASTE && sifa_card_line(b->s, b->n);
}
