/* own.h - what tty.c and draw.c share. */
#ifndef SIFA_DRAW_OWN_H
#define SIFA_DRAW_OWN_H

#include <curses.h>
#include <signal.h>

#include "draw.h"

struct tty {
	SCREEN *screen;
	int in, signals;
	sigset_t old_mask;
	bool line_art;	      /* draw borders with line characters */
	bool marker;	      /* under test: tell when idle */
	bool behind_esc;      /* curses may hold bytes that came after an Esc */
	bool ended;	      /* end of input was seen */
	unsigned long events; /* keys handed out */
	int32_t ahead;	      /* a key read too far, 0 for none */
	int unread;	      /* a byte, or code of curses, read too far */
	int role[DRAW_ROLES];
	char *paste;
	size_t paste_cap;
};

/* Registers the function keys of every terminal family. */
void decode_define(void);
/* What curses' code stands for; DECODE_BAD if nothing. */
int32_t decode_code(int code);
enum { DECODE_PASTE_ON = K_LAST + 1, DECODE_PASTE_OFF, DECODE_BAD };

#endif
