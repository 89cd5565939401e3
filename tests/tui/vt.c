/* vt.c - pty, libvterm, marker. */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "vt.h"

enum { LIMIT_MS = 30000, LOG_MAX = 4 << 20, TEXT_MAX = 256 * 1024 };
#define HALF ((uint32_t)-1) /* the second cell of a wide character */

struct vt {
	VTerm *vterm;
	VTermScreen *screen;
	int rows, cols, fd;
	pid_t pid;
	bool ended, free_form;
	int status;
	unsigned long sent, seen; /* keys sent; keys the last marker told of */
	char *log;
	size_t nlog, scanned, frame_start;
	size_t frame_bytes, frame_all; /* of the last frame, without and with its marker */
	char *text;
};

const char *vt_program(void)
{
	const char *p = getenv("SIFA_BIN");

	return p && *p ? p : "build/sifa";
}

/* ---- cells ---------------------------------------------------------------- */

static bool cell(const struct vt *v, int row, int col, VTermScreenCell *c)
{
	VTermPos pos = {.row = row, .col = col};

	return vterm_screen_get_cell(v->screen, pos, c) != 0;
}

static size_t utf8(uint32_t cp, char *out)
{
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	if (cp < 0x800) {
		out[0] = (char)(0xc0 | cp >> 6);
		out[1] = (char)(0x80 | (cp & 0x3f));
		return 2;
	}
	if (cp < 0x10000) {
		out[0] = (char)(0xe0 | cp >> 12);
		out[1] = (char)(0x80 | (cp >> 6 & 0x3f));
		out[2] = (char)(0x80 | (cp & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | cp >> 18);
	out[1] = (char)(0x80 | (cp >> 12 & 0x3f));
	out[2] = (char)(0x80 | (cp >> 6 & 0x3f));
	out[3] = (char)(0x80 | (cp & 0x3f));
	return 4;
}

static size_t row_text(const struct vt *v, int row, char *out)
{
	size_t n = 0, end = 0;
	VTermScreenCell c;

	for (int col = 0; col<v->cols; col += c.width> 0 ? c.width : 1) {
		if (!cell(v, row, col, &c))
			break;
		if (!c.chars[0])
			out[n++] = ' ';
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c.chars[i]; i++)
			n += utf8(c.chars[i], out + n);
		if (c.chars[0] && c.chars[0] != ' ')
			end = n;
	}
	out[end] = '\0';
	return end;
}

const char *vt_screen(struct vt *v)
{
	size_t n = 0;

	for (int row = 0; row < v->rows; row++) {
		n += row_text(v, row, v->text + n);
		v->text[n++] = '\n';
	}
	v->text[n] = '\0';
	return v->text;
}

int vt_row(struct vt *v, const char *text)
{
	char line[8192];

	for (int row = 0; row < v->rows; row++) {
		row_text(v, row, line);
		if (strstr(line, text))
			return row;
	}
	return -1;
}

bool vt_sees(struct vt *v, const char *text)
{
	return vt_row(v, text) >= 0;
}

bool vt_marked(struct vt *v, int row)
{
	VTermScreenCell c;

	for (int col = 0; col < v->cols; col++)
		if (cell(v, row, col, &c) && (c.attrs.reverse || c.attrs.bold || c.attrs.underline))
			return true;
	return false;
}

void vt_cursor(struct vt *v, int *y, int *x)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(v->vterm), &pos);
	*y = pos.row;
	*x = pos.col;
}

const char *vt_line(struct vt *v, int row)
{
	row_text(v, row, v->text);
	return v->text;
}

const char *vt_cursor_row(struct vt *v)
{
	int y, x;

	vt_cursor(v, &y, &x);
	return vt_line(v, y);
}

/* ---- failing --------------------------------------------------------------- */

void vt_fail(struct vt *v, const char *why)
{
	size_t from = v->nlog > 600 ? v->nlog - 600 : 0;
	int y, x;

	vt_cursor(v, &y, &x);
	fprintf(stderr, "%s\n--- screen %dx%d, cursor %d,%d, keys %lu of %lu%s\n%s---\n", why,
		v->cols, v->rows, y, x, v->seen, v->sent, v->ended ? ", ended" : "", vt_screen(v));
	fprintf(stderr, "last bytes: ");
	for (size_t i = from; i < v->nlog; i++) {
		unsigned char c = (unsigned char)v->log[i];

		if (c < 0x20 || c == 0x7f)
			fprintf(stderr, "\\x%02x", c);
		else
			fprintf(stderr, "%c", c);
	}
	fprintf(stderr, "\n");
	kill(v->pid, SIGKILL);
	fail();
}

void vt_expect(struct vt *v, const char *text)
{
	char why[400];

	if (vt_sees(v, text))
		return;
	snprintf(why, sizeof why, "the screen does not show: %s", text);
	vt_fail(v, why);
}

void vt_refuse(struct vt *v, const char *text)
{
	char why[400];

	if (!vt_sees(v, text))
		return;
	snprintf(why, sizeof why, "the screen shows: %s", text);
	vt_fail(v, why);
}

/* ---- frames ------------------------------------------------------------------- */

static bool is_rule(uint32_t c)
{
	return c == '-' || c == 0x2500;
}

/* Rows of exactly the width, wide characters whole, nothing but text. */
static void frame_cells(struct vt *v)
{
	VTermScreenCell c, half;

	for (int row = 0; row < v->rows; row++) {
		for (int col = 0; col < v->cols; col += c.width) {
			if (!cell(v, row, col, &c) || c.width < 1 || c.chars[0] == HALF ||
			    col + c.width > v->cols)
				vt_fail(v, "a half character");
			if (c.width == 2 &&
			    (!cell(v, row, col + 1, &half) || half.chars[0] != HALF))
				vt_fail(v, "a wide character is covered by half");
			if (c.chars[0] == 0xfffd || (c.chars[0] && c.chars[0] < 0x20) ||
			    (c.chars[0] >= 0x7f && c.chars[0] < 0xa0))
				vt_fail(v, "a control or replacement character");
		}
	}
}

/* No move of the cursor beyond the window: CSI row ; col H, CSI row d, CSI col G. */
static void frame_moves(struct vt *v, const char *s, size_t n)
{
	for (size_t i = 0; i + 2 < n; i++) {
		int arg[2] = {0, 0}, k = 0;

		if (s[i] != '\033' || s[i + 1] != '[')
			continue;
		for (i += 2; i < n && (s[i] == ';' || (s[i] >= '0' && s[i] <= '9')); i++)
			if (s[i] == ';')
				k = 1;
			else
				arg[k] = 10 * arg[k] + s[i] - '0';
		if (i < n &&
		    ((s[i] == 'H' && (arg[0] > v->rows || arg[1] > v->cols)) ||
		     (s[i] == 'd' && arg[0] > v->rows) || (s[i] == 'G' && arg[0] > v->cols)))
			vt_fail(v, "a cursor move beyond the window");
	}
}

/* Title, rule and footer are there, and the cursor rests on a row that bears
 * the mark, at it or behind it. */
static void frame_layout(struct vt *v)
{
	VTermScreenCell c;
	int y, x, mark = -1;

	vt_cursor(v, &y, &x);
	if (y < 0 || y >= v->rows || x < 0 || x >= v->cols)
		vt_fail(v, "the cursor is outside");
	if (v->rows < 24 || v->cols < 80)
		return;
	if (!cell(v, 1, 0, &c) || !is_rule(c.chars[0]) || !cell(v, v->rows - 3, 0, &c) ||
	    !is_rule(c.chars[0]))
		vt_fail(v, "a rule of the frame is missing");
	if (!row_text(v, 0, v->text) || !row_text(v, v->rows - 1, v->text))
		vt_fail(v, "title or footer is missing");
	for (int col = 0; col <= x; col++)
		if (cell(v, y, col, &c) && c.chars[0] == '>')
			mark = col;
	if (mark < 0)
		vt_fail(v, "the cursor's row bears no mark before it");
}

static void vt_frame(struct vt *v)
{
	frame_cells(v);
	frame_moves(v, v->log + v->scanned - v->frame_all, v->frame_all);
	frame_layout(v);
}

/* Finds markers in what came since the last look. */
static bool scan(struct vt *v)
{
	static const char head[] = "\033]2;sifa ";
	bool found = false;

	while (v->scanned < v->nlog) {
		const char *p =
			memmem(v->log + v->scanned, v->nlog - v->scanned, head, sizeof head - 1);
		const char *end;

		if (!p) {
			v->scanned = v->nlog > sizeof head ? v->nlog - sizeof head + 1 : 0;
			if (v->scanned < v->frame_start)
				v->scanned = v->frame_start;
			break;
		}
		v->scanned = (size_t)(p - v->log);
		end = memchr(p, '\a', v->nlog - v->scanned);
		if (!end)
			break;
		v->seen = strtoul(p + sizeof head - 1, NULL, 10);
		v->frame_bytes = v->scanned - v->frame_start;
		v->scanned = (size_t)(end + 1 - v->log);
		v->frame_all = v->scanned - v->frame_start;
		v->frame_start = v->scanned;
		found = true;
	}
	return found;
}

static void keep(struct vt *v, const char *buf, size_t n)
{
	if (v->nlog + n >= LOG_MAX) { /* keep only the unread end */
		memmove(v->log, v->log + v->frame_start, v->nlog - v->frame_start);
		v->nlog -= v->frame_start;
		v->scanned -= v->frame_start;
		v->frame_start = 0;
	}
	if (v->nlog + n >= LOG_MAX)
		vt_fail(v, "too much output in one frame");
	memcpy(v->log + v->nlog, buf, n);
	v->nlog += n;
	v->log[v->nlog] = '\0';
}

static void reap(struct vt *v)
{
	if (v->ended)
		return;
	waitpid(v->pid, &v->status, 0);
	v->ended = true;
}

/* Reads until the program has told of every key sent, or has ended. */
static void sync_frames(struct vt *v, bool until_end)
{
	struct timespec t0, t;

	clock_gettime(CLOCK_MONOTONIC, &t0);
	while (!v->ended && (until_end || v->seen < v->sent || v->frame_start == 0)) {
		struct pollfd p = {v->fd, POLLIN, 0};
		char buf[4096];
		ssize_t n;

		poll(&p, 1, 200);
		clock_gettime(CLOCK_MONOTONIC, &t);
		if ((t.tv_sec - t0.tv_sec) * 1000 > LIMIT_MS)
			vt_fail(v, "no answer");
		if (!p.revents)
			continue;
		n = read(v->fd, buf, sizeof buf);
		if (n <= 0) {
			reap(v);
			break;
		}
		vterm_input_write(v->vterm, buf, (size_t)n);
		keep(v, buf, (size_t)n);
		if (scan(v) && v->seen >= v->sent && !v->free_form && !until_end)
			vt_frame(v);
	}
}

/* ---- start and stop ----------------------------------------------------------- */

static void child(const struct vt_setup *s)
{
	const char *argv[40] = {vt_program()};
	char term[80], home[300];
	const char *tmp = getenv("TMPDIR"), *asan = getenv("ASAN_OPTIONS");

	for (int i = 0; s->argv && s->argv[i] && i < 38; i++)
		argv[i + 1] = s->argv[i];
	snprintf(term, sizeof term, "TERM=%s", s->term ? s->term : "xterm-256color");
	snprintf(home, sizeof home, "HOME=%s", tmp ? tmp : "/tmp");
	if (asan)
		asan = strdup(asan);
	clearenv();
	putenv(term);
	putenv(home);
	putenv((char *)(uintptr_t) "LC_ALL=C.UTF-8");
	putenv((char *)(uintptr_t) "TZ=Asia/Shanghai");
	putenv((char *)(uintptr_t) "PATH=/usr/bin:/bin");
	putenv((char *)(uintptr_t) "SIFA_TEST=1");
	if (asan)
		setenv("ASAN_OPTIONS", asan, 1);
	for (int i = 0; s->env && s->env[i]; i++)
		putenv((char *)(uintptr_t)s->env[i]);
	execv(argv[0], (char *const *)(uintptr_t)argv);
	perror(argv[0]);
	_exit(127);
}

struct vt *vt_start(const struct vt_setup *s)
{
	struct vt *v = calloc(1, sizeof *v);
	struct winsize ws = {0};

	assert_non_null(v);
	v->rows = s->rows ? s->rows : 24;
	v->cols = s->cols ? s->cols : 80;
	v->free_form = s->free_form;
	v->log = malloc(LOG_MAX + 1);
	v->text = malloc(TEXT_MAX);
	assert_true(v->log && v->text);
	v->vterm = vterm_new(v->rows, v->cols);
	vterm_set_utf8(v->vterm, 1);
	v->screen = vterm_obtain_screen(v->vterm);
	vterm_screen_enable_altscreen(v->screen, 1);
	vterm_screen_reset(v->screen, 1);
	ws.ws_row = (unsigned short)v->rows;
	ws.ws_col = (unsigned short)v->cols;
	v->pid = forkpty(&v->fd, NULL, NULL, &ws);
	assert_true(v->pid >= 0);
	if (!v->pid)
		child(s);
	sync_frames(v, false);
	return v;
}

static int code_of(int status)
{
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int vt_ended(struct vt *v)
{
	sync_frames(v, true);
	return code_of(v->status);
}

bool vt_over(const struct vt *v)
{
	return v->ended;
}

int vt_pid(const struct vt *v)
{
	return (int)v->pid;
}

int vt_kill(struct vt *v, int sig)
{
	kill(v->pid, sig);
	return vt_ended(v);
}

int vt_hangup(struct vt *v)
{
	close(v->fd);
	v->fd = -1;
	reap(v);
	return code_of(v->status);
}

long vt_writes(const struct vt *v)
{
	char path[64], line[80];
	long n = -1;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%d/io", (int)v->pid);
	f = fopen(path, "r");
	while (f && n < 0 && fgets(line, sizeof line, f))
		sscanf(line, "syscw: %ld", &n);
	if (f)
		fclose(f);
	return n;
}

int vt_stop(struct vt *v)
{
	int code;

	if (!v->ended)
		kill(v->pid, SIGHUP);
	code = vt_ended(v);
	if (v->fd >= 0)
		close(v->fd);
	vterm_free(v->vterm);
	free(v->log);
	free(v->text);
	free(v);
	return code;
}

/* ---- keys ------------------------------------------------------------------------ */

/* Since its marker the program has waited for a key: nothing may have come. */
static void check_idle(struct vt *v)
{
	struct pollfd p = {v->fd, POLLIN, 0};

	if (v->ended || v->free_form)
		return;
	if (v->seen > v->sent)
		vt_fail(v, "it took more keys than were sent");
	if (poll(&p, 1, 0) > 0 && (p.revents & POLLIN))
		vt_fail(v, "it wrote while idle");
}

static void put(struct vt *v, const char *bytes, size_t n)
{
	check_idle(v);
	while (n && !v->ended) {
		ssize_t done = write(v->fd, bytes, n);

		if (done <= 0)
			break;
		bytes += done;
		n -= (size_t)done;
	}
}

void vt_send(struct vt *v, const char *bytes, size_t n, unsigned events)
{
	put(v, bytes, n);
	v->sent += events;
	sync_frames(v, false);
}

void vt_send_until(struct vt *v, const char *bytes, size_t n, const char *text)
{
	put(v, bytes, n);
	do {
		v->sent = v->seen + 1;
		sync_frames(v, false);
	} while (!v->ended && !vt_sees(v, text));
	v->sent = v->seen;
}

void vt_paste(struct vt *v, const char *text)
{
	size_t n = strlen(text);
	char *all = malloc(n + 20);

	assert_non_null(all);
	n = (size_t)sprintf(all, "\033[200~%s\033[201~", text);
	vt_send(v, all, n, 1);
	free(all);
}

static const struct {
	const char *name, *bytes;
} keys[] = {
	{"Enter", "\r"},     {"Tab", "\t"},	  {"S-Tab", "\033[Z"}, {"Esc", "\033"},
	{"BS", "\x7f"},	     {"Up", "\033OA"},	  {"Down", "\033OB"},  {"Left", "\033OD"},
	{"Right", "\033OC"}, {"Home", "\033OH"},  {"End", "\033OF"},   {"PgUp", "\033[5~"},
	{"PgDn", "\033[6~"}, {"Ins", "\033[2~"},  {"Del", "\033[3~"},  {"lt", "<"},
	{"F1", "\033OP"},    {"F2", "\033OQ"},	  {"F3", "\033OR"},    {"F4", "\033OS"},
	{"F5", "\033[15~"},  {"F6", "\033[17~"},  {"F7", "\033[18~"},  {"F8", "\033[19~"},
	{"F9", "\033[20~"},  {"F10", "\033[21~"}, {"F11", "\033[23~"}, {"F12", "\033[24~"},
	{"Space", " "},
};

static const char *key_bytes(const char *name, size_t n, char *buf)
{
	if (n == 3 && name[0] == 'C' && name[1] == '-') {
		buf[0] = (char)(name[2] & 0x1f);
		buf[1] = '\0';
		return buf;
	}
	if (n == 2 && name[0] == 'E') {
		buf[0] = '\033';
		buf[1] = name[1];
		buf[2] = '\0';
		return buf;
	}
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (strlen(keys[i].name) == n && !memcmp(keys[i].name, name, n))
			return keys[i].bytes;
	return NULL;
}

void vt_keys(struct vt *v, const char *script)
{
	while (*script && !v->ended) {
		size_t n = 1;
		char buf[3];

		if (*script == '<') {
			const char *end = strchr(script, '>');
			const char *bytes =
				end ? key_bytes(script + 1, (size_t)(end - script - 1), buf) : NULL;

			if (!bytes)
				vt_fail(v, script);
			else
				vt_send(v, bytes, strlen(bytes), 1);
			script = end ? end + 1 : script + 1;
			continue;
		}
		while (((unsigned char)script[n] & 0xc0) == 0x80)
			n++;
		vt_send(v, script, n, 1);
		script += n;
	}
}

void vt_resize(struct vt *v, int rows, int cols)
{
	struct winsize ws = {0};

	if (rows == v->rows && cols == v->cols) /* the kernel tells nobody */
		return;
	check_idle(v);
	ws.ws_row = (unsigned short)rows;
	ws.ws_col = (unsigned short)cols;
	v->rows = rows;
	v->cols = cols;
	vterm_set_size(v->vterm, rows, cols);
	v->sent++;
	ioctl(v->fd, TIOCSWINSZ, &ws);
	sync_frames(v, false);
}

bool vt_cooked(const struct vt *v)
{
	struct termios m;

	return !tcgetattr(v->fd, &m) && (m.c_lflag & ICANON) && (m.c_lflag & ECHO);
}

size_t vt_bytes(const struct vt *v)
{
	return v->frame_bytes;
}

const char *vt_log(const struct vt *v, size_t *n)
{
	*n = v->nlog;
	return v->log;
}

/* ---- golden screens ------------------------------------------------------------- */

/* The rows that differ, with their numbers; the others once each. */
static void show_difference(const char *want, const char *have)
{
	for (int row = 1; *want || *have; row++) {
		size_t a = strcspn(want, "\n"), b = strcspn(have, "\n");

		if (a == b && !memcmp(want, have, a)) {
			fprintf(stderr, "%3d   %.*s\n", row, (int)a, want);
		} else {
			fprintf(stderr, "%3d - %.*s\n", row, (int)a, want);
			fprintf(stderr, "%3d + %.*s\n", row, (int)b, have);
		}
		want += a + (want[a] != '\0');
		have += b + (have[b] != '\0');
	}
}

void vt_golden(struct vt *v, const char *name, const char *suffix)
{
	const char *text = vt_screen(v);
	char path[200], *old;
	size_t n = 0;
	FILE *f;

	snprintf(path, sizeof path, "tests/fixtures/screens/%s%s.txt", name, suffix);
	if (getenv("GOLDEN")) {
		f = fopen(path, "w");
		if (!f || fputs(text, f) < 0 || fclose(f))
			vt_fail(v, path);
		return;
	}
	old = malloc(TEXT_MAX);
	assert_non_null(old);
	f = fopen(path, "r");
	if (f) {
		n = fread(old, 1, TEXT_MAX - 1, f);
		fclose(f);
	}
	old[n] = '\0';
	if (strcmp(old, text) != 0) {
		fprintf(stderr, "%s: - expected, + shown (make golden rewrites it)\n", path);
		show_difference(old, text);
		free(old);
		vt_fail(v, "another screen");
	}
	free(old);
}
