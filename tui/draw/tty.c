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
	SPLIT_MS = 300,		/* how long a half-arrived character or sequence is waited for */
	PASTE_MS = 5000,	/* and the rest of a paste */
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

/* Past curses, and past stdio, which nobody flushes here. */
static void say(struct tty *t, const char *s)
{
	if (write(STDOUT_FILENO, s, strlen(s)) != (ssize_t)strlen(s))
		t->ended = true;
}

static void modes(struct tty *t)
{
	/* Until a screen was left once, curses takes it for half set up and writes
	 * at every move of the cursor; afterwards a frame is one write. */
	endwin();
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
	say(t, "\033[?2004h"); /* paste brackets; terminals without them ignore it */
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
	say(t, "\033[?2004l");
	endwin();
	delscreen(t->screen);
	close(t->signals);
	sigprocmask(SIG_SETMASK, &t->old_mask, NULL);
	free(t->paste);
	free(t);
}

/* ---- keys ------------------------------------------------------------------- */

/* One byte, or a code of curses above 255, waiting at most `ms`; -1 when there
 * is none. */
static int next_byte(struct tty *t, int ms)
{
	int c = t->unread;

	if (c) {
		t->unread = 0;
		return c;
	}
	wtimeout(stdscr, ms);
	c = wgetch(stdscr);
	return c == ERR ? -1 : c;
}

/* A character from its first byte on. curses would swallow up to sixteen bytes
 * behind a broken one: here only the broken one is lost. */
static int32_t character(struct tty *t, int lead)
{
	static const int32_t least[] = {0, 0x80, 0x800, 0x10000};
	int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
	int32_t cp = lead & (0x3f >> more);

	if (lead < 0xc2 || lead > 0xf4)
		return DECODE_BAD;
	for (int i = 0; i < more; i++) {
		int c = next_byte(t, SPLIT_MS);

		if (c < 0x80 || c > 0xbf) {
			t->unread = c > 0 ? c : 0;
			return DECODE_BAD;
		}
		cp = cp << 6 | (c & 0x3f);
	}
	return cp < least[more] || cp > 0x10ffff || (cp >= 0xd800 && cp < 0xe000) ? DECODE_BAD : cp;
}

/* The next key, waiting at most `ms`; KEY_BASE when there is none. */
static int32_t get(struct tty *t, int ms)
{
	int c = next_byte(t, ms);

	if (c < 0)
		return KEY_BASE;
	if (c > 0xff)
		return decode_code(c);
	switch (c) {
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
		return DECODE_BAD;
	default:
		return c < 0x80 ? c : character(t, c);
	}
}

/* The rest of a sequence, to its last byte; an old mouse report has three more. */
static void swallow(struct tty *t)
{
	int32_t next = get(t, SPLIT_MS);
	bool mouse = next == 'M';

	while (next >= 0x20 && next < 0x40)
		next = get(t, SPLIT_MS);
	for (int i = 0; mouse && i < 3; i++)
		next_byte(t, SPLIT_MS);
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
		swallow(t);
		return KEY_BASE;
	}
	if (next == K_ENTER)
		return K_CTRL('O');
	if (next != K_ESC && next != DECODE_BAD)
		t->ahead = next;
	return K_ESC;
}

static void paste_add(struct tty *t, size_t *n, char c)
{
	if (*n == PASTE_MAX)
		return;
	if (*n == t->paste_cap) {
		size_t cap = t->paste_cap ? 2 * t->paste_cap : 256;
		char *p = realloc(t->paste, cap);

		if (!p)
			return;
		t->paste = p;
		t->paste_cap = cap;
	}
	t->paste[(*n)++] = c;
}

/* Bytes as they come: who takes them checks them. A bracket that never closes
 * ends when the line has been silent for long. */
static void read_paste(struct tty *t, struct key *k)
{
	size_t n = 0;
	int c;

	while ((c = next_byte(t, PASTE_MS)) >= 0 &&
	       (c <= 0xff || decode_code(c) != DECODE_PASTE_OFF))
		if (c && c <= 0xff)
			paste_add(t, &n, (char)c);
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

/* Bytes that can be read at once; a terminal that is gone has none. */
static int waiting(const struct tty *t)
{
	int n = 0;

	return ioctl(t->in, FIONREAD, &n) ? 0 : n;
}

static void read_key(struct tty *t, struct key *k)
{
	k->code = t->ahead ? t->ahead : get(t, t->behind_esc ? 0 : SPLIT_MS);
	t->ahead = 0;
	if (k->code == KEY_BASE) {
		t->behind_esc = false;
		if (t->ended && !waiting(t))
			k->code = K_HANGUP;
	}
	if (k->code == K_ESC)
		k->code = after_esc(t);
	if (k->code == DECODE_PASTE_ON)
		read_paste(t, k);
	else if (k->code == DECODE_PASTE_OFF || k->code == DECODE_BAD)
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

	while (poll(p, 2, -1) < 0)
		;
	if (p[1].revents)
		return false;
	/* Readable without bytes is the end of input. */
	t->ended = (p[0].revents & (POLLHUP | POLLERR | POLLNVAL)) || !waiting(t);
	return true;
}

void tty_key(struct tty *t, struct key *k)
{
	memset(k, 0, sizeof *k);
	if (t->ahead || t->unread || t->behind_esc || wait_input(t)) {
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

	return t->ahead || t->unread || t->behind_esc || poll(p, 2, 0) > 0;
}

/* ---- output ------------------------------------------------------------------- */

void tty_flush(struct tty *t)
{
	wnoutrefresh(stdscr);
	doupdate();
	if (t->marker) {
		char mark[40];

		snprintf(mark, sizeof mark, "\033]2;sifa %lu\a", t->events);
		say(t, mark);
	}
}

void tty_repaint(struct tty *t)
{
	(void)t;
	clearok(curscr, TRUE);
}
