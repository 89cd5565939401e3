/* vt.h - a terminal inside the test: the real program in a real pty, its
 * output drawn by libvterm.
 *
 * The program, under SIFA_TEST, ends every frame with a title sequence that
 * tells how many keys it has consumed. It travels in the output itself, so
 * when the test has seen it, every cell of that frame has been drawn: nothing
 * here sleeps. On every frame is checked: every row has the window's width, no
 * half and no control character, no move beyond the window, title, rules and
 * footer in place, the cursor behind the mark of its row, and not a byte
 * between the frame and the next key. */
#ifndef SIFA_TESTS_VT_H
#define SIFA_TESTS_VT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

struct vt;

struct vt_setup {
	int rows, cols;		 /* 0: 24, 80 */
	const char *term;	 /* NULL: xterm-256color */
	const char *const *env;	 /* more "NAME=value"; ended by NULL, may be NULL */
	const char *const *argv; /* the program's arguments behind its name */
	bool free_form;		 /* no frame invariants: for programs that are not the console */
};

/* The path of the program: SIFA_BIN, or build/sifa. */
const char *vt_program(void);
/* Starts it and waits for its first frame, or its end. */
struct vt *vt_start(const struct vt_setup *s);
/* Hangs up, waits for the end, frees. Returns the exit code, 128 + signal. */
int vt_stop(struct vt *v);
/* Waits until the program has ended by itself; its exit code. */
int vt_ended(struct vt *v);
/* Has it ended? */
bool vt_over(const struct vt *v);
/* Its process, to signal it. */
int vt_pid(const struct vt *v);
/* Sends a signal and waits for the end; the exit code as of vt_stop(). */
int vt_kill(struct vt *v, int sig);
/* Closes the line, as a lost connection does, and waits for the end. */
int vt_hangup(struct vt *v);
/* Calls to write() since its start; -1 where the system does not tell. */
long vt_writes(const struct vt *v);

/* Types: text, and keys as <Enter> <Tab> <S-Tab> <Esc> <BS> <Up> <Down> <Left>
 * <Right> <Home> <End> <PgUp> <PgDn> <Ins> <Del> <F1>..<F12> <C-A>..<C-Z>
 * <E0>..<E9> (Esc and the digit) <lt>; waits for the frame behind every one. */
void vt_keys(struct vt *v, const char *keys);
/* Bytes as they are, counted as `events` keys; waits. */
void vt_send(struct vt *v, const char *bytes, size_t n, unsigned events);
/* Bytes of which nobody can say how many keys they are, the last of them a key
 * that brings up `text`; waits for the frame that shows it. */
void vt_send_until(struct vt *v, const char *bytes, size_t n, const char *text);
/* Bytes in one piece between paste brackets. */
void vt_paste(struct vt *v, const char *text);
void vt_resize(struct vt *v, int rows, int cols);

/* The rows as text, each without blanks at its end; borrowed until the next
 * key. */
const char *vt_screen(struct vt *v);
bool vt_sees(struct vt *v, const char *text);
/* The row that shows `text`, -1 if none does. */
int vt_row(struct vt *v, const char *text);
void vt_cursor(struct vt *v, int *y, int *x);
/* The text of one row, and of the one where the cursor rests; borrowed as vt_screen(). */
const char *vt_line(struct vt *v, int row);
const char *vt_cursor_row(struct vt *v);
/* Bytes of the last frame, without the marker. */
size_t vt_bytes(const struct vt *v);
/* True if a cell of that row is reverse, bold or underlined. */
bool vt_marked(struct vt *v, int row);
/* Is the terminal in the modes a shell leaves it in? */
bool vt_cooked(const struct vt *v);
/* Everything written so far, for what a grid does not show (colour, modes). */
const char *vt_log(const struct vt *v, size_t *n);

/* Fails the test, showing the screen, unless `text` is (not) there. */
void vt_expect(struct vt *v, const char *text);
void vt_refuse(struct vt *v, const char *text);
/* Compares the screen with tests/fixtures/screens/NAMESUFFIX.txt, or writes it (GOLDEN=1). */
void vt_golden(struct vt *v, const char *name, const char *suffix);
/* Fails the test with a sentence, showing screen, cursor and the last bytes. */
void vt_fail(struct vt *v, const char *why);

#endif
