/* scr_steps.h - the steps of a record. */
#ifndef SIFA_DESK_SCR_STEPS_H
#define SIFA_DESK_SCR_STEPS_H

#include "screen.h"

extern const struct screen_ops screen_steps; /* arg uint64_t id */

#endif
