/* page.h - a screen made of rows of text, some of which open something. */
#ifndef SIFA_DESK_PAGE_H
#define SIFA_DESK_PAGE_H

#include "screen.h"

struct page_row {
	char *text; /* NULL: made by late() when it first comes into view */
	int what;   /* the screen's own meaning; 0 opens nothing */
	uint64_t id;
	size_t at;
	bool head; /* never current */
	bool alert;
};

struct page {
	struct page_row *row;
	size_t n, cap;
	struct list list;
	int y;
	char *(*late)(struct screen *sc, const struct page_row *row); /* the caller frees */
};

void page_clear(struct page *p); /* keeps the place of the cursor */
void page_free(struct page *p);
/* Copies the text; the row is returned to be filled further, NULL when memory
 * is short. */
struct page_row *page_add(struct page *p, int what, const char *text);
void page_head(struct page *p, const char *text);
/* A heading that counts the records behind a number, and a row for each, whose text late()
 * makes of its role and amount. */
void page_behind(struct page *p, const struct sifa_behind_list *list, int what);
enum sifa_role page_role(const struct page_row *row);
int64_t page_amount(const struct page_row *row);
/* "label  value", the value wrapped to the columns that are left; every row is
 * the same `what` and `id`. */
void page_pair(struct page *p, int cols, int label_cols, const char *label, const char *value,
	       int what, uint64_t id);
struct page_row *page_current(struct page *p); /* NULL if there is none */
bool page_has_rows(const struct page *p);
/* To the row behind the next heading, around at the end. */
void page_part(struct page *p);
void page_draw(struct screen *sc, struct page *p, int y, int rows);

/* A row put together from cells of exact width. */
struct cells {
	char s[600];
	size_t n;
};
void cells_put(struct cells *c, int cols, const char *text);
/* The same, but what does not fit is cut in front: of numbers the end tells them apart. */
void cells_tail(struct cells *c, int cols, const char *text);
void cells_right(struct cells *c, int cols, const char *text);
void cells_rest(struct cells *c, const char *text);
/* "[#####-----]" of part in all. */
void cells_bar(struct cells *c, int cols, int64_t part, int64_t all);

#endif
