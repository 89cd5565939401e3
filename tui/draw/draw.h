/* draw.h - cells. Every text goes through draw_text(), which fills exactly the
 * columns it was given; nothing else writes on the screen. */
#ifndef SIFA_DRAW_DRAW_H
#define SIFA_DRAW_DRAW_H

#include "tty.h"

/* What a text is, not how it looks: on a terminal without colour every role
 * but DRAW_TEXT still differs by an attribute. */
enum draw_role {
	DRAW_TEXT,
	DRAW_TITLE, /* headings */
	DRAW_FOCUS, /* the marker of the row or field in use */
	DRAW_ALERT, /* overdue, wrong; always beside a '!' or a word */
	DRAW_ROLES
};

void draw_size(const struct tty *t, int *rows, int *cols);
void draw_erase(struct tty *t);
/* s, cut between characters or padded to exactly cols columns. */
void draw_text(struct tty *t, int y, int x, int cols, enum draw_role role, const char *s);
/* The same, set to the right. */
void draw_right(struct tty *t, int y, int x, int cols, enum draw_role role, const char *s);
void draw_rule(struct tty *t, int y, int x, int cols);
/* An empty frame with a title in its upper edge. */
void draw_box(struct tty *t, int y, int x, int rows, int cols, const char *title);
/* Where the cursor rests after the flush. */
void draw_cursor(struct tty *t, int y, int x);

#endif
