/* tty.c - taking and giving back the terminal, and reading keys from it.
 * Keys are read only when bytes are there, so that a character split over two
 * packets is waited for and an idle screen costs nothing. */
#include <langinfo.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <wchar.h>

#include "own.h"
#include <term.h>

#include "../lang.h"

enum {
	SPLIT_MS = 300,		/* how long a half-arrived character is waited for */
	PASTE_MAX = 256 * 1024, /* bytes; more is dropped */
};

/* ---- open and close ------------------------------------------------------- */

static enum sifa_rc refuse(struct sifa_err *err, const char *msg, const char *arg)
{
	if (err) {
		memset(err, 0, sizeof *err);
		err->rc = SIFA_E_USAGE;
		err->msg = msg;
		snprintf(err->arg[0], sizeof err->arg[0], "%s", arg);
	}
	return SIFA_E_USAGE;
}

/* terminfo is asked before curses, which would print and leave. */
static enum sifa_rc look(struct sifa_err *err)
{
	const char *name = getenv("TERM");
	int found = 0;
	char *cup;

	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		return refuse(err,
			      N_("The console needs a UTF-8 locale, but this one uses {1}: set "
				 "LC_ALL=C.UTF-8"),
			      nl_langinfo(CODESET));
	if (!name || !*name)
		return refuse(err,
			      N_("TERM is not set: set it to your terminal's name, such as "
				 "xterm-256color{1}"),
			      "");
	if (setupterm(NULL, STDOUT_FILENO, &found) == ERR)
		return refuse(
			err,
			N_("The terminal type {1} is not known here: set TERM to another one, "
			   "such as xterm"),
			name);
	cup = tigetstr("cup");
	del_curterm(cur_term);
	if (!cup || cup == (char *)-1)
		return refuse(err,
			      N_("The terminal type {1} cannot place a cursor: set TERM to another "
				 "one, or use the command line (sifa help)"),
			      name);
	return SIFA_OK;
}

static void roles(struct tty *t)
{
	const char *no_color = getenv("NO_COLOR");

	t->role[DRAW_TITLE] = (int)A_BOLD;
	t->role[DRAW_FOCUS] = (int)A_REVERSE;
	t->role[DRAW_ALERT] = (int)A_BOLD;
	if ((no_color && *no_color) || !has_colors() || start_color() == ERR)
		return;
	/* The default colours of the terminal; yellow is safe for every eye. */
	if (use_default_colors() == OK && init_pair(1, COLOR_YELLOW, -1) == OK)
		t->role[DRAW_ALERT] = (int)(A_BOLD | COLOR_PAIR(1));
}

static bool watch_signals(struct tty *t)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGWINCH);
	if (sigprocmask(SIG_BLOCK, &set, &t->old_mask))
		return false;
	t->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
	if (t->signals < 0)
		sigprocmask(SIG_SETMASK, &t->old_mask, NULL);
	return t->signals >= 0;
}

static void modes(struct tty *t)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	meta(stdscr, TRUE);
	idlok(stdscr, TRUE);
	idcok(stdscr, FALSE);
	if (!getenv("ESCDELAY"))
		set_escdelay(50);
	decode_define();
	roles(t);
	putp("\033[?2004h"); /* paste brackets; terminals without them ignore it */
}

enum sifa_rc tty_open(struct tty **out, struct sifa_err *err)
{
	const char *border = getenv("SIFA_BORDER");
	enum sifa_rc rc = look(err);
	struct tty *t;

	*out = NULL;
	if (rc)
		return rc;
	t = calloc(1, sizeof *t);
	if (!t)
		return refuse(err, N_("There is not enough memory{1}"), "");
	t->in = STDIN_FILENO;
	t->marker = getenv("SIFA_TEST") != NULL;
	t->line_art = border && !strcmp(border, "line");
	if (!watch_signals(t)) {
		free(t);
		return refuse(err, N_("Signals cannot be watched{1}"), "");
	}
	/* The size comes from the terminal, never from LINES and COLUMNS. */
	use_env(FALSE);
	use_tioctl(TRUE);
	t->screen = newterm(NULL, stdout, stdin);
	if (!t->screen) {
		sigprocmask(SIG_SETMASK, &t->old_mask, NULL);
		close(t->signals);
		free(t);
		return refuse(err, N_("The terminal type {1} cannot be used"), getenv("TERM"));
	}
	modes(t);
	*out = t;
	return SIFA_OK;
}

void tty_close(struct tty *t)
{
	if (!t)
		return;
	putp("\033[?2004l");
	endwin();
	delscreen(t->screen);
	close(t->signals);
	sigprocmask(SIG_SETMASK, &t->old_mask, NULL);
	free(t->paste);
	free(t);
}

/* ---- keys ------------------------------------------------------------------- */

/* One code of curses, waiting at most `ms`; KEY_BASE when there is none. */
static int32_t get(struct tty *t, int ms)
{
	wint_t ch = 0;
	int got;

	(void)t;
	wtimeout(stdscr, ms);
	got = wget_wch(stdscr, &ch);
	if (got == KEY_CODE_YES)
		return decode_code((int)ch);
	if (got == ERR)
		return KEY_BASE;
	switch (ch) {
	case '\r':
	case '\n':
		return K_ENTER;
	case '\t':
		return K_TAB;
	case 0x1b:
		return K_ESC;
	case 0x08:
	case 0x7f:
		return K_BACKSPACE;
	case 0:
		return KEY_BASE;
	default:
		return (int32_t)ch;
	}
}

/* After an Esc that began no sequence we know: Esc 1 .. Esc 0 are F1 to F10,
 * an unknown sequence is swallowed whole, so that its letters do nothing. */
static int32_t after_esc(struct tty *t)
{
	int32_t next = get(t, 0);

	t->behind_esc = true;
	if (next == KEY_BASE) {
		t->behind_esc = false;
		return K_ESC;
	}
	if (next >= '0' && next <= '9')
		return K_F(next == '0' ? 10 : next - '0');
	if (next == '[' || next == 'O') {
		do
			next = get(t, 0);
		while (next >= 0x20 && next < 0x40);
		return KEY_BASE;
	}
	if (next == K_ENTER)
		return K_CTRL('O');
	if (next != K_ESC)
		t->ahead = next;
	return K_ESC;
}

static void paste_add(struct tty *t, size_t *n, int32_t code)
{
	char utf8[MB_LEN_MAX + 1];
	mbstate_t state = {0};
	size_t len;

	code = code == K_ENTER ? '\n' : code == K_TAB ? '\t' : code;
	if (code <= 0 || code >= KEY_BASE || *n + sizeof utf8 > PASTE_MAX)
		return;
	len = wcrtomb(utf8, (wchar_t)code, &state);
	if (len == (size_t)-1)
		return;
	if (*n + len > t->paste_cap) {
		size_t cap = t->paste_cap ? 2 * t->paste_cap : 256;
		char *p = realloc(t->paste, cap);

		if (!p)
			return;
		t->paste = p;
		t->paste_cap = cap;
	}
	memcpy(t->paste + *n, utf8, len);
	*n += len;
}

static void read_paste(struct tty *t, struct key *k)
{
	size_t n = 0;
	int32_t code;

	/* A bracket that never closes ends with the bytes. */
	while ((code = get(t, 2 * SPLIT_MS)) != DECODE_PASTE_OFF && code != KEY_BASE)
		paste_add(t, &n, code);
	k->code = n ? K_PASTE : KEY_BASE;
	k->paste = t->paste;
	k->len = n;
}

static void read_signal(struct tty *t, struct key *k)
{
	struct signalfd_siginfo info;
	struct winsize ws;

	k->code = KEY_BASE;
	if (read(t->signals, &info, sizeof info) != (ssize_t)sizeof info)
		return;
	if (info.ssi_signo != SIGWINCH) {
		k->code = K_HANGUP;
		k->signal = (int)info.ssi_signo;
		return;
	}
	if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) && ws.ws_row && ws.ws_col)
		resize_term(ws.ws_row, ws.ws_col);
	clearok(curscr, TRUE);
	k->code = K_RESIZE;
}

static void read_key(struct tty *t, struct key *k)
{
	int left = 0;

	k->code = t->ahead ? t->ahead : get(t, t->behind_esc ? 0 : SPLIT_MS);
	t->ahead = 0;
	if (k->code == KEY_BASE) {
		t->behind_esc = false;
		if (!ioctl(t->in, FIONREAD, &left) && left == 0 && t->ended)
			k->code = K_HANGUP;
	}
	if (k->code == K_ESC)
		k->code = after_esc(t);
	if (k->code == DECODE_PASTE_ON)
		read_paste(t, k);
	else if (k->code == DECODE_PASTE_OFF)
		k->code = KEY_BASE;
	if (key_is_text(k->code)) {
		mbstate_t state = {0};
		char utf8[MB_LEN_MAX];
		size_t n = wcrtomb(utf8, (wchar_t)k->code, &state);

		if (n > sizeof k->text - 1) {
			k->code = KEY_BASE;
			return;
		}
		memcpy(k->text, utf8, n);
		k->len = n;
	}
}

/* Waits until there is something to read; false when a signal came first. */
static bool wait_input(struct tty *t)
{
	struct pollfd p[2] = {{t->in, POLLIN, 0}, {t->signals, POLLIN, 0}};
	int left = 0;

	while (poll(p, 2, -1) < 0)
		;
	if (p[1].revents)
		return false;
	/* Readable without bytes is the end of input. */
	t->ended = (p[0].revents & (POLLHUP | POLLERR | POLLNVAL)) ||
		   (!ioctl(t->in, FIONREAD, &left) && left == 0);
	return true;
}

void tty_key(struct tty *t, struct key *k)
{
	memset(k, 0, sizeof *k);
	if (t->ahead || t->behind_esc || wait_input(t)) {
		bool inside = t->ahead || t->behind_esc;

		read_key(t, k);
		if (inside && k->code == KEY_BASE)
			return; /* only a look: nothing was behind that Esc */
	} else {
		read_signal(t, k);
	}
	t->events++;
}

bool tty_pending(struct tty *t)
{
	struct pollfd p[2] = {{t->in, POLLIN, 0}, {t->signals, POLLIN, 0}};

	return t->ahead || t->behind_esc || poll(p, 2, 0) > 0;
}

/* ---- output ------------------------------------------------------------------- */

void tty_flush(struct tty *t)
{
	wnoutrefresh(stdscr);
	doupdate();
	if (t->marker) {
		char mark[40];
		int n = snprintf(mark, sizeof mark, "\033]2;sifa %lu\a", t->events);

		if (write(STDOUT_FILENO, mark, (size_t)n) != n)
			t->ended = true;
	}
}

void tty_repaint(struct tty *t)
{
	(void)t;
	clearok(curscr, TRUE);
}
