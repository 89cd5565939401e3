/* form_draw.c - a page of a form as lines: marker, flags, label, field, echo. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../edit/wrap.h"
#include "input.h"
#include "scr_form.h"

enum { LABEL_MOST = 32, LABEL_X = 4, TEXT_ROWS = 3, MOST = 100 };

static int item_rows(const struct form_item *it)
{
	return it->f->type == SIFA_LONGTEXT ? TEXT_ROWS : 1;
}

static int label_cols(const struct form_view *v, size_t page)
{
	int most = 4;

	for (size_t i = 0; i < v->form->n; i++) {
		const struct form_item *it = &v->form->item[i];
		const char *s = it->f->label[lang_now()];
		int w = sifa_text_width(s, strlen(s));

		if (it->page == page && w > most)
			most = w;
	}
	return most > LABEL_MOST ? LABEL_MOST : most;
}

/* What the type needs; the rest of the row is for the echo. */
static int wanted(const struct sifa_field *f)
{
	switch (f->type) {
	case SIFA_INT:
	case SIFA_BOOL:
		return 12;
	case SIFA_DATE:
		return 14;
	case SIFA_MONEY:
	case SIFA_DATETIME:
		return 20;
	case SIFA_IDNO:
	case SIFA_PHONE:
		return 24;
	case SIFA_CODE:
		return 30;
	case SIFA_TEXT:
		return 2 * f->max + 1;
	default:
		return MOST;
	}
}

static int input_cols(const struct desk *d, const struct form_view *v, size_t i)
{
	const struct form_item *it = &v->form->item[i];
	int room = d->cols - LABEL_X - label_cols(v, it->page) - 4, want = wanted(it->f);

	if (want > MOST)
		want = MOST;
	return want < room ? want : room;
}

int form_text_cols(const struct desk *d, const struct form_view *v, size_t i)
{
	return input_cols(d, v, i) - 1;
}

/* ---- one field ---------------------------------------------------------------- */

static const char *weekday(sifa_day day)
{
	static const char *const names[] = {N_("Sunday"),    N_("Monday"),   N_("Tuesday"),
					    N_("Wednesday"), N_("Thursday"), N_("Friday"),
					    N_("Saturday")};

	return _(names[sifa_day_weekday(day) % 7]);
}

static void echo(const struct form_item *it, char *buf, size_t size)
{
	buf[0] = '\0';
	if (it->typed)
		return;
	if (it->f->type == SIFA_DATE && it->v.state == SIFA_SET)
		snprintf(buf, size, "%s", weekday((sifa_day)it->v.n));
	if (it->f->type == SIFA_CODE && it->v.state == SIFA_SET)
		for (size_t i = 0; i < it->f->codes->n; i++)
			if (it->f->codes->code[i].no == it->v.n)
				snprintf(buf, size, "%s", it->f->codes->code[i].digits);
}

static void draw_long(struct desk *d, struct form_view *v, size_t i, int y, int x, int cols,
		      int hidden)
{
	struct form_item *it = &v->form->item[i];
	const char *s = it->line.s ? it->line.s : "";
	size_t n = it->line.n, row = 0, top = 0, from, len;
	int col = 0, wide = form_text_cols(d, v, i);

	if (i == v->form->at) {
		wrap_find(s, n, wide, it->line.at, &row, &col);
		if (row < v->text_top)
			v->text_top = row;
		if (row >= v->text_top + TEXT_ROWS)
			v->text_top = row - TEXT_ROWS + 1;
		top = v->text_top;
		v->cy = y + (int)(row - top);
		v->cx = x + 1 + col;
	}
	from = wrap_start(s, n, wide, top);
	for (int r = 0; r < TEXT_ROWS - hidden; r++) {
		size_t next = from <= n ? wrap_row(s, n, from, wide, &len) : from;
		char *part = strndup(from <= n ? s + from : "", from <= n ? len : 0);

		/* The mark stands where the cursor is. */
		frame_mark(d, y + r, 0, i == v->form->at && y + r == v->cy);
		draw_text(d->tty, y + r, x, 1, DRAW_TEXT, "[");
		draw_text(d->tty, y + r, x + 1, cols, DRAW_TEXT, part ? part : "");
		draw_text(d->tty, y + r, x + 1 + cols, 1, DRAW_TEXT, "]");
		free(part);
		from = next > n ? n + 1 : next;
	}
}

static void draw_short(struct desk *d, struct form_view *v, size_t i, int y, int x, int cols)
{
	struct form_item *it = &v->form->item[i];
	char text[200];
	int cx = 0;

	draw_text(d->tty, y, x, 1, DRAW_TEXT, it->f->derived ? " " : "[");
	if (i == v->form->at && !it->f->derived && it->f->type != SIFA_ROWS) {
		input_draw(d, y, x + 1, cols, &it->line, &cx);
	} else {
		draw_text(d->tty, y, x + 1, cols, DRAW_TEXT, it->line.s ? it->line.s : "");
	}
	draw_text(d->tty, y, x + 1 + cols, 1, DRAW_TEXT, it->f->derived ? " " : "]");
	echo(it, text, sizeof text);
	if (text[0])
		draw_text(d->tty, y, x + cols + 3, d->cols - x - cols - 3, DRAW_TEXT, text);
	if (i == v->form->at) {
		v->cy = y;
		v->cx = x + 1 + cx;
	}
}

static void draw_item(struct desk *d, struct form_view *v, size_t i, int y, int hidden)
{
	struct form_item *it = &v->form->item[i];
	int lw = label_cols(v, it->page), cols = input_cols(d, v, i), x = LABEL_X + lw + 1;
	bool touched = it->typed || it->changed;
	char flags[3] = {it->f->required || it->must ? '*' : ' ',
			 it->bad      ? '!'
			 : touched    ? '~'
			 : it->copied ? '='
				      : ' ',
			 '\0'};

	if (it->f->type == SIFA_LONGTEXT) {
		draw_long(d, v, i, y, x, cols, hidden);
	} else {
		frame_mark(d, y, 0, i == v->form->at);
		draw_short(d, v, i, y, x, cols);
	}
	draw_text(d->tty, y, 1, 2, it->bad ? DRAW_ALERT : DRAW_TEXT, flags);
	draw_text(d->tty, y, LABEL_X, lw, DRAW_TEXT, it->f->label[lang_now()]);
}

/* ---- the page --------------------------------------------------------------------- */

static int tab_width(const struct sifa_kind *k, size_t p)
{
	const char *s = k->page[p].label[lang_now()];

	return sifa_text_width(s, strlen(s)) + 2;
}

/* The first tab, so that the one in use has room. */
static size_t first_tab(const struct desk *d, const struct sifa_kind *k, size_t page)
{
	size_t first = page;
	int x = LABEL_X + tab_width(k, page);

	while (first && x + 1 + tab_width(k, first - 1) < d->cols)
		x += 1 + tab_width(k, --first);
	return first;
}

static void draw_tabs(struct desk *d, const struct form_view *v, size_t page)
{
	const struct sifa_kind *k = v->form->kind;
	size_t p = 0, n = k && v->form->npages > 1 ? v->form->npages : 0;
	int x = LABEL_X;

	if (n)
		p = first_tab(d, k, page);
	draw_text(d->tty, BODY_TOP, 2, 1, DRAW_TEXT, p ? "<" : "");
	for (; p < n; p++) {
		int w = tab_width(k, p);
		char text[120];

		snprintf(text, sizeof text, p == page ? "[%s]" : " %s ",
			 k->page[p].label[lang_now()]);
		if (x + w >= d->cols)
			break;
		draw_text(d->tty, BODY_TOP, x, w, p == page ? DRAW_TITLE : DRAW_TEXT, text);
		x += w + 1;
	}
	if (p < n)
		draw_text(d->tty, BODY_TOP, x - 1, 1, DRAW_TEXT, ">");
}

static void draw_back_entry(struct desk *d, const struct form_view *v)
{
	const char *s = _("Back entry: nothing is due, nothing is late");
	int w = sifa_text_width(s, strlen(s)) + 2;

	if (v->form->rec && sifa_back_entry(d->se, v->form->rec))
		draw_right(d->tty, BODY_TOP, d->cols - w, w, DRAW_TITLE, s);
}

/* The line of the page where item `at` begins, and the lines of the page. */
static int line_of(const struct form *f, size_t at, int *all)
{
	int line = 0, found = 0;

	for (size_t i = 0; i < f->n; i++) {
		if (f->item[i].page != f->item[at].page)
			continue;
		if (i == at)
			found = line;
		line += item_rows(&f->item[i]);
	}
	*all = line;
	return found;
}

static void scroll(struct form_view *v, int room)
{
	const struct form_item *it = &v->form->item[v->form->at];
	int all, line = line_of(v->form, v->form->at, &all);

	if (line < v->top)
		v->top = line;
	if (line + item_rows(it) > v->top + room)
		v->top = line + item_rows(it) - room;
	if (all <= room)
		v->top = 0;
}

/* Does the program give a number where none is typed? */
static bool is_numbered(const struct sifa_kind *k, const struct sifa_field *f)
{
	for (size_t i = 0; k && i < k->nnumbers; i++)
		if (&k->field[k->number[i].field] == f)
			return true;
	return false;
}

const char *form_hint(const struct form *form, const struct sifa_field *f)
{
	static const char *const hints[SIFA_TYPES] = {
		[SIFA_LONGTEXT] = N_("Ctrl-O begins a new line; Enter goes to the next field."),
		[SIFA_INT] = N_("A whole number."),
		[SIFA_MONEY] = N_("Yuan, with two decimals if need be."),
		[SIFA_DATE] = N_("20130315, 0315, 15 (this month), . (today), -3; F4: today."),
		[SIFA_DATETIME] = N_("Date and time, such as 2013-03-15 14:30."),
		[SIFA_BOOL] = N_("1 yes, 0 no; F4 changes it."),
		[SIFA_CODE] = N_("Type the code or its name, or pick it with F4."),
		[SIFA_CODES] = N_("Several may be marked: F4."),
		[SIFA_REF] = N_("Type a name or number; Enter or F4 picks."),
		[SIFA_REFS] = N_("Type a name, Enter takes it; then the next one, or Enter again."),
		[SIFA_PLACE] = N_("Type the name of the village; Enter or F4 picks."),
		[SIFA_IDNO] = N_("18 digits; * stands for X. Birth and sex follow from it."),
		[SIFA_PHONE] = N_("Mobile, or area code and number."),
		[SIFA_ROWS] = N_("Enter opens the table; Tab goes on without it."),
	};

	if (f->derived)
		return "";
	if (is_numbered(form->kind, f))
		return _("Empty: the program numbers it.");
	if (f->type == SIFA_DATE && f->ahead)
		return _("20130315, 0315, 15 (this month), . (today), +10 (ten days on).");
	return hints[f->type] ? _(hints[f->type]) : "";
}

/* As much of what helps here as has room, whole sentences only. */
static void say(char *buf, size_t size, int cols, const char *text)
{
	size_t n = strlen(buf);
	int w = sifa_text_width(buf, n) + (n ? 2 : 0) + sifa_text_width(text, strlen(text));

	if (*text && (!n || w <= cols))
		snprintf(buf + n, size - n, "%s%s", n ? "  " : "", text);
}

static void note(struct desk *d, const struct form_view *v)
{
	const struct form_item *it = form_item(v->form);
	char text[600] = "";

	if (it->bad && v->why[0])
		say(text, sizeof text, d->cols, v->why);
	else if (v->said[0])
		say(text, sizeof text, d->cols, v->said);
	else
		say(text, sizeof text, d->cols, it->f->help[lang_now()]);
	if (!it->bad && !v->said[0])
		say(text, sizeof text, d->cols, form_hint(v->form, it->f));
	if (it->f->unknown)
		say(text, sizeof text, d->cols, _("Also: unknown, refused, pending."));
	frame_note(d, text);
}

void form_draw(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct desk *d = sc->desk;
	struct form *f = v->form;
	size_t page = f->n ? f->item[f->at].page : 0;
	int room = body_rows(d) - 1, line = 0;

	draw_tabs(d, v, page);
	draw_back_entry(d, v);
	if (!f->n)
		return;
	scroll(v, room);
	for (size_t i = 0; i < f->n; i++) {
		int rows = item_rows(&f->item[i]), y = line - v->top;

		if (f->item[i].page != page)
			continue;
		line += rows;
		if (y < 0 || y >= room)
			continue;
		draw_item(d, v, i, BODY_TOP + 1 + y, y + rows > room ? y + rows - room : 0);
	}
	note(d, v);
}
