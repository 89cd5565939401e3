/* input.h - a line editor on a screen: painting one and feeding it keys. */
#ifndef SIFA_DESK_INPUT_H
#define SIFA_DESK_INPUT_H

#include "../edit/line.h"
#include "screen.h"

/* Draws the line in cols columns; *cx is the cursor's column. */
void input_draw(struct desk *d, int y, int x, int cols, struct line *l, int *cx);
/* Typing, paste, Backspace, Delete, moves, Ctrl-U, Ctrl-W, undo. False if the
 * key means nothing to a line. *changed (may be NULL) tells of another text. */
bool input_key(struct line *l, const struct key *k, bool *changed);

/* What was typed at a stretch, for lines that a card reader types: longer than most
 * fields, and meant for none. */
struct burst {
	char s[600];
	size_t n;
};
/* Adds a key's text; another key begins anew. True when a paste made it a line of a card
 * reader. */
bool burst_add(struct burst *b, const struct key *k);
/* Enter was pressed: is it a line of a card reader? If not, it begins anew. */
bool burst_end(struct burst *b);

#endif
