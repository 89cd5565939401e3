/* list.h - which of n rows is current and which are in view. Pure. */
#ifndef SIFA_EDIT_LIST_H
#define SIFA_EDIT_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list {
	size_t n;				 /* rows */
	size_t at;				 /* the current one, below n unless n is 0 */
	size_t top;				 /* the first in view */
	size_t h;				 /* rows in view, at least 1 */
	bool (*skip)(const void *arg, size_t i); /* rows that are never current; may be NULL */
	const void *arg;
};

enum list_move { LIST_UP, LIST_DOWN, LIST_PGUP, LIST_PGDN, LIST_HOME, LIST_END };

/* Another number of rows or another height; the current row stays if it can. */
void list_fit(struct list *l, size_t n, size_t h);
/* The current row, or the nearest that may be current. */
void list_go(struct list *l, size_t at);
/* False when nothing moved. */
bool list_step(struct list *l, enum list_move move);

#endif
