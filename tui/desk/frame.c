/* frame.c - what every screen shares: title, rules, message line, footer,
 * popups and the too-small notice. */
#include <stdio.h>
#include <string.h>

#include "screen.h"

int body_rows(const struct desk *d)
{
	return d->rows - FRAME_ROWS;
}

/* ---- title -------------------------------------------------------------------- */

static void title_right(struct desk *d, char *buf, size_t size)
{
	char day[16];
	sifa_day today = sifa_today(d->se);

	sifa_day_format(today, day);
	snprintf(buf, size, "%s%s%s%s%s", d->unit, *d->unit ? "  " : "", day,
		 sifa_fixed_clock(d->sifa) == today ? " " : "",
		 sifa_fixed_clock(d->sifa) == today ? _("(demo date)") : "");
}

static void paint_title(struct desk *d, struct screen *sc)
{
	char left[200] = "", right[200];
	int room;

	title_right(d, right, sizeof right);
	room = sifa_text_width(right, strlen(right)) + 1;
	if (sc->ops->title)
		sc->ops->title(sc, left, sizeof left);
	draw_text(d->tty, 0, 0, d->cols - room, DRAW_TITLE, left);
	draw_right(d->tty, 0, d->cols - room, room, DRAW_TEXT, right);
	draw_rule(d->tty, 1, 0, d->cols);
	draw_rule(d->tty, d->rows - 3, 0, d->cols);
}

/* ---- footer -------------------------------------------------------------------- */

static int footer_entry(struct desk *d, enum cmd c, int x, int cols)
{
	bool leaves = c == CMD_BACK && !d->top->below;
	char key[16], entry[100];
	int w, of_key;

	snprintf(entry, sizeof entry, "%s %s", cmd_key(c, key),
		 _(cmd_def(leaves ? CMD_QUIT : c)->label));
	w = sifa_text_width(entry, strlen(entry));
	if (x + w > cols)
		return x;
	of_key = sifa_text_width(key, strlen(key));
	draw_text(d->tty, d->rows - 1, x, of_key, DRAW_TITLE, key);
	draw_text(d->tty, d->rows - 1, x + of_key, w - of_key, DRAW_TEXT, entry + strlen(key));
	return x + w + 2;
}

/* Only what is valid now, as far as there is room; there is always some for help. */
static void paint_footer(struct desk *d, struct screen *sc)
{
	const struct screen_cmd *lists[] = {sc->ops->cmds, desk_cmds};
	int x = 0, cols = d->cols;

	draw_text(d->tty, d->rows - 1, 0, d->cols, DRAW_TEXT, "");
	if (screen_can(sc, CMD_HELP))
		cols -= sifa_text_width(_("help"), strlen(_("help"))) + 5; /* "  F1 " */
	for (size_t l = 0; l < 2; l++)
		for (const struct screen_cmd *row = lists[l]; row->cmd != CMD_NONE; row++) {
			if (row->quiet || !screen_can(sc, row->cmd) ||
			    (l && screen_has(sc, row->cmd)))
				continue;
			if (row->cmd == CMD_HELP)
				cols = d->cols;
			x = footer_entry(d, row->cmd, x, cols);
		}
}

void frame_note(struct desk *d, const char *text)
{
	bool waiting = d->say[0] != '\0';

	draw_text(d->tty, d->rows - 2, 0, d->cols, waiting ? DRAW_ALERT : DRAW_TEXT,
		  waiting ? d->say : text);
}

/* ---- popups and marks ------------------------------------------------------------- */

void frame_popup(struct desk *d, int rows, int cols, const char *title, int *y, int *x, int *inside)
{
	if (rows > d->rows - 6) /* the rules stay in sight */
		rows = d->rows - 6;
	if (cols > d->cols - 4)
		cols = d->cols - 4;
	*y = (d->rows - rows) / 2;
	*x = (d->cols - cols) / 2;
	draw_box(d->tty, *y, *x, rows, cols, title);
	*y += 1;
	*x += 2;
	*inside = cols - 4;
}

void frame_mark(struct desk *d, int y, int x, bool focus)
{
	draw_text(d->tty, y, x, 1, focus ? DRAW_FOCUS : DRAW_TEXT, focus ? ">" : " ");
	draw_text(d->tty, y, x + 1, 1, DRAW_TEXT, "");
}

/* ---- the whole ------------------------------------------------------------------------ */

static void too_small(struct desk *d)
{
	char need[16], text[200];

	draw_erase(d->tty);
	snprintf(need, sizeof need, "%dx%d", (int)MIN_COLS, (int)MIN_ROWS);
	lang_fill(text, sizeof text,
		  _("The window is too small: {1} is needed. Enlarge it, or take a smaller font."),
		  need, NULL);
	for (int y = 0, at = 0; y < d->rows && text[at]; y++) {
		size_t n = sifa_text_fit(text + at, strlen(text + at), d->cols, NULL);
		char row[200];

		snprintf(row, sizeof row, "%.*s", (int)n, text + at);
		draw_text(d->tty, y, 0, d->cols, DRAW_TEXT, row);
		at += n ? (int)n : 1;
	}
	draw_cursor(d->tty, 0, 0);
}

/* The lowest screen of this one's popups is drawn first. */
static void paint_from(struct desk *d, struct screen *sc)
{
	if (sc->ops->popup && sc->below) {
		paint_from(d, sc->below);
	} else {
		draw_erase(d->tty);
		paint_title(d, sc);
		frame_note(d, "");
	}
	sc->ops->draw(sc);
}

void frame_paint(struct desk *d)
{
	int y = 0, x = 0;

	if (d->rows < MIN_ROWS || d->cols < MIN_COLS) {
		too_small(d);
		return;
	}
	paint_from(d, d->top);
	paint_footer(d, d->top);
	d->top->ops->focus(d->top, &y, &x);
	draw_cursor(d->tty, y, x);
}
