/* tty.h - the terminal: taken, read key by key, given back.
 *
 * One terminal a process (curses allows no more). Signals that concern the
 * screen (window size, hang-up, end) are blocked between open and close and
 * arrive as keys, so nothing ever runs inside a signal handler. */
#ifndef SIFA_DRAW_TTY_H
#define SIFA_DRAW_TTY_H

#include "../../core/sifa.h"
#include "key.h"

struct tty;

/* Takes the terminal of standard input and output. Fails, with the screen
 * untouched, when TERM names none that can place a cursor or when the locale
 * is not UTF-8. */
enum sifa_rc tty_open(struct tty **out, struct sifa_err *err);
/* Gives it back as it was. NULL is accepted. */
void tty_close(struct tty *t);

/* Waits for the next key. */
void tty_key(struct tty *t, struct key *k);
/* True when a key can be had without waiting. */
bool tty_pending(struct tty *t);
/* Brings the cells to the screen in one write. */
void tty_flush(struct tty *t);
/* Forgets what the screen shows: the next flush paints every cell. */
void tty_repaint(struct tty *t);

#endif
