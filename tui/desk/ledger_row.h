/* ledger_row.h - a row of a register, and the heading above it. */
#ifndef SIFA_DESK_LEDGER_ROW_H
#define SIFA_DESK_LEDGER_ROW_H

#include "page.h"

struct ledger_look { /* for the window as it is */
	const struct desk *desk;
	const struct sifa_kind *kind;
	bool unit; /* a column says whose each record is */
};

/* Whether the window is wide enough for the unit's column beside the others. */
bool ledger_has_room(const struct desk *d, const struct sifa_kind *k);

/* free(). NULL when memory is short. */
char *ledger_line(const struct ledger_look *l, const struct sifa_record *r);
void ledger_head(const struct ledger_look *l, struct cells *c);

#endif
