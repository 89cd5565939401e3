/* scr_dues.h - what is due, as a list and as a month. */
#ifndef SIFA_DESK_SCR_DUES_H
#define SIFA_DESK_SCR_DUES_H

#include "page.h"

struct dues_arg {
	bool mine, one_day;
	sifa_day day; /* of one_day */
};
extern const struct screen_ops screen_dues;	/* arg struct dues_arg, or NULL */
extern const struct screen_ops screen_calendar; /* the same: `mine` */

/* "3 days over", "today", "in 5 days". */
char *dues_when(int left, char *buf, size_t size);
/* A row of what is due; `at` is kept with it. */
void dues_add(struct screen *sc, struct page *p, int what, const struct sifa_due *due, size_t at);
/* Its record; what is not yet begun begins. */
void dues_open(struct desk *d, const struct sifa_due *due);

#endif
