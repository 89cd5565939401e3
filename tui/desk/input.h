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

#endif
