/* ledger_row.h - a row of a register, and the heading above it. */
#ifndef SIFA_DESK_LEDGER_ROW_H
#define SIFA_DESK_LEDGER_ROW_H

#include "page.h"

/* For the window as it is; free(). NULL when memory is short. */
char *ledger_line(struct desk *d, const struct sifa_record *r);
void ledger_head(struct desk *d, const struct sifa_kind *k, struct cells *c);

#endif
