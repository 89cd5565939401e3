/* scr_return.h - the table of one return, and the records behind one cell. */
#ifndef SIFA_DESK_SCR_RETURN_H
#define SIFA_DESK_SCR_RETURN_H

#include "screen.h"

struct return_arg {
	const struct sifa_table *table;
	uint64_t unit;
	sifa_day from;
	uint64_t record; /* 0: not begun */
};
extern const struct screen_ops screen_return; /* arg struct return_arg */

struct cell_arg {
	const struct return_arg *ret;
	size_t row, column;
};
extern const struct screen_ops screen_cell; /* arg struct cell_arg */

#endif
