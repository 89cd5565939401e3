/* draw.c - texts, rules and frames as cells. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "own.h"

enum { COLS_MAX = 512 };

void draw_size(const struct tty *t, int *rows, int *cols)
{
	(void)t;
	getmaxyx(stdscr, *rows, *cols);
}

void draw_erase(struct tty *t)
{
	(void)t;
	erase();
}

/* Characters that this libc cannot place are shown by others of the width
 * that sifa_text_width() gives them: U+3013 for planes 2 and 3, '?' else. */
static size_t show(wchar_t *out, size_t max, const char *s, size_t n)
{
	mbstate_t state = {0};
	size_t at = 0, used = 0;

	while (at < n && used + 1 < max) {
		wchar_t wc;
		size_t len = mbrtowc(&wc, s + at, n - at, &state);

		if (len == (size_t)-1 || len == (size_t)-2) {
			memset(&state, 0, sizeof state);
			wc = L'?';
			len = 1;
		} else if (wc == L'\t' || wc == L'\n') {
			wc = L' ';
		} else if (wcwidth(wc) < 0) {
			wc = wc >= 0x20000 && wc < 0x40000 ? 0x3013 : L'?';
		}
		out[used++] = wc;
		at += len ? len : 1;
	}
	out[used] = L'\0';
	return used;
}

static void put(struct tty *t, int y, int x, int cols, enum draw_role role, const char *s,
		bool right)
{
	wchar_t wide[COLS_MAX + 1];
	int rows, all, used = 0;
	bool cut = false;
	size_t n, len;

	getmaxyx(stdscr, rows, all);
	if (y < 0 || y >= rows || x < 0 || x >= all || cols <= 0)
		return;
	if (cols > all - x)
		cols = all - x;
	if (cols > COLS_MAX)
		cols = COLS_MAX;
	n = sifa_text_fit(s, strlen(s), cols, &used);
	if (s[n + strspn(s + n, " ")] && cols > 2 &&
	    !right) { /* half a name must not look like a whole one */
		n = sifa_text_fit(s, strlen(s), cols - 1, &used);
		cut = true;
	}
	wmove(stdscr, y, x);
	if (right)
		hline(' ', cols - used);
	len = show(wide, COLS_MAX, s, n);
	if (cut) {
		wide[len++] = 0x2026;
		wide[len] = L'\0';
		used++;
	}
	attrset(t->role[role]);
	mvaddwstr(y, right ? x + cols - used : x, wide);
	attrset(A_NORMAL);
	if (!right && used < cols)
		mvhline(y, x + used, ' ', cols - used);
}

void draw_text(struct tty *t, int y, int x, int cols, enum draw_role role, const char *s)
{
	put(t, y, x, cols, role, s, false);
}

void draw_right(struct tty *t, int y, int x, int cols, enum draw_role role, const char *s)
{
	put(t, y, x, cols, role, s, true);
}

void draw_rule(struct tty *t, int y, int x, int cols)
{
	mvhline(y, x, t->line_art ? ACS_HLINE : (chtype)'-', cols);
}

void draw_box(struct tty *t, int y, int x, int rows, int cols, const char *title)
{
	char name[128];
	int used;

	for (int i = 1; i < rows - 1; i++) {
		mvhline(y + i, x, ' ', cols);
		mvaddch(y + i, x, t->line_art ? ACS_VLINE : (chtype)'|');
		mvaddch(y + i, x + cols - 1, t->line_art ? ACS_VLINE : (chtype)'|');
	}
	draw_rule(t, y, x, cols);
	draw_rule(t, y + rows - 1, x, cols);
	mvaddch(y, x, t->line_art ? ACS_ULCORNER : (chtype)'+');
	mvaddch(y, x + cols - 1, t->line_art ? ACS_URCORNER : (chtype)'+');
	mvaddch(y + rows - 1, x, t->line_art ? ACS_LLCORNER : (chtype)'+');
	mvaddch(y + rows - 1, x + cols - 1, t->line_art ? ACS_LRCORNER : (chtype)'+');
	if (*title && cols > 8) {
		snprintf(name, sizeof name, " %s ", title);
		used = sifa_text_width(name, strlen(name));
		draw_text(t, y, x + 2, used < cols - 4 ? used : cols - 4, DRAW_TITLE, name);
	}
}

void draw_cursor(struct tty *t, int y, int x)
{
	(void)t;
	wmove(stdscr, y, x);
}
