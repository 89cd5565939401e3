/* desk.h - the console, as main.c starts it. */
#ifndef SIFA_TUI_DESK_H
#define SIFA_TUI_DESK_H

#include "../core/sifa.h"

/* Runs the console on the terminal of standard input and output until the
 * person leaves. Returns the process's exit code; the terminal is restored in
 * every case. */
int desk_run(struct sifa *s, struct sifa_session *se);

#endif
