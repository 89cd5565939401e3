/* line.h - a text being typed. Pure: knows no terminal and no field.
 *
 * The text is always what sifa_text_check() accepts; the cursor and the left
 * edge always stand on character boundaries. Functions that change the text
 * return false when nothing changed. */
#ifndef SIFA_EDIT_LINE_H
#define SIFA_EDIT_LINE_H

#include "../../core/sifa.h"

struct line_op { /* one change: at `at`, `del` became `ins` */
	size_t at, ndel, nins;
	char *del, *ins;
};

struct line {
	char *s; /* always terminated */
	size_t n, cap;
	size_t at;   /* the cursor */
	size_t left; /* first byte in view */
	size_t max;  /* characters, 0 for no limit */
	bool many;   /* several lines: LF may be in it */
	struct line_op *op;
	size_t nop, done; /* changes that can be undone; op[done..nop) redone */
	bool joined;	  /* the next typed character belongs to the last change */
};

/* Zero-initialised is an empty line without limit. */
void line_init(struct line *l, size_t max, bool many);
void line_free(struct line *l);
/* Another text, cursor at its end, nothing to undo. */
bool line_set(struct line *l, const char *s, size_t n);

/* At the cursor. What may not be stored is dropped; LF and TAB become a blank
 * in a single line. *dropped (may be NULL) counts characters not taken. */
bool line_insert(struct line *l, const char *s, size_t n, size_t *dropped);
bool line_backspace(struct line *l);
bool line_delete(struct line *l);
bool line_clear(struct line *l); /* all of it */
/* Another text, as one change that can be undone. */
bool line_replace(struct line *l, const char *s, size_t n);
bool line_cut_word(struct line *l); /* the word before the cursor */
bool line_undo(struct line *l);
bool line_redo(struct line *l);

bool line_to(struct line *l, size_t at); /* a boundary */
bool line_left(struct line *l);
bool line_right(struct line *l);
bool line_home(struct line *l);
bool line_end(struct line *l);

/* Moves the left edge so that the cursor stands inside `cols` columns (2 or
 * more). *n are the bytes from the left edge that fit, *cursor the column. */
const char *line_view(struct line *l, int cols, size_t *n, int *cursor);

#endif
