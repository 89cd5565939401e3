/* scr_inbox.c - what lies in the inbox, by number: one key attaches a file to the record
 * on the screen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"

enum { NUMBERED = 9, MOST = 100 };

struct inbox {
	uint64_t record;
	struct sifa_inbox_file *file;
	size_t n;
	struct list list;
	int y, x;
};

static enum sifa_rc inbox_read(struct screen *sc, struct sifa_err *err)
{
	struct inbox *b = sc->data;
	struct sifa_inbox_file *file;
	size_t n;
	enum sifa_rc rc = sifa_inbox(sc->desk->se, &file, &n, err);

	if (rc)
		return rc;
	free(b->file);
	b->file = file;
	b->n = n;
	list_fit(&b->list, n, 1);
	return SIFA_OK;
}

static enum sifa_rc inbox_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct inbox *b = sc->data;
	char text[400], path[300];
	enum sifa_rc rc;

	b->record = *(const uint64_t *)arg;
	rc = inbox_read(sc, err);
	if (rc || b->n)
		return rc;
	sifa_inbox_path(sc->desk->sifa, "", path, sizeof path);
	desk_message(sc->desk,
		     lang_fill(text, sizeof text,
			       _("The inbox is empty: lay photographs and scans into {1}."), path,
			       NULL));
	return SIFA_E_NOTFOUND;
}

static void inbox_close(struct screen *sc)
{
	struct inbox *b = sc->data;

	free(b->file);
}

static void inbox_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (inbox_read(sc, &err))
		desk_error(sc->desk, &err);
}

static const char *day_word(const struct sifa_inbox_file *f)
{
	return f->large				  ? _("too large")
	       : f->taken_from == SIFA_TAKEN_FILE ? _("time of the file")
						  : _("date in the picture");
}

static void draw_file(struct desk *d, int y, int x, int cols, size_t no,
		      const struct sifa_inbox_file *f)
{
	char text[400], day[16] = "", number[24] = " ";

	if (no < NUMBERED)
		snprintf(number, sizeof number, "%zu", no + 1);
	if (!f->large)
		sifa_day_format(f->taken, day);
	snprintf(text, sizeof text, "%s  %10s  %6lld K  %s", number, day,
		 (long long)((f->size + 1023) / 1024), day_word(f));
	draw_text(d->tty, y, x, 40, DRAW_TEXT, text);
	draw_text(d->tty, y, x + 42, cols - 42, DRAW_TEXT, f->name);
}

/* Numbers count from the top of what is seen: one key reaches nine files. */
static void inbox_draw(struct screen *sc)
{
	struct inbox *b = sc->data;
	struct desk *d = sc->desk;
	int y, x, cols = d->cols - 6 < MOST ? d->cols - 6 : MOST, room = d->rows - 9;

	if (room > (int)b->n)
		room = (int)b->n;
	frame_popup(d, room + 3, cols, _("Inbox: a number attaches the file"), &y, &x, &cols);
	list_fit(&b->list, b->n, (size_t)(room ? room : 1));
	for (int i = 0; i < room; i++) {
		size_t at = b->list.top + (size_t)i;

		frame_mark(d, y + i, x, at == b->list.at);
		draw_file(d, y + i, x + 2, cols - 2, (size_t)i, &b->file[at]);
	}
	b->y = y + (int)(b->list.at - b->list.top);
	b->x = x;
}

static void inbox_focus(struct screen *sc, int *y, int *x)
{
	const struct inbox *b = sc->data;

	*y = b->y;
	*x = b->x;
}

static struct list *inbox_list(struct screen *sc)
{
	struct inbox *b = sc->data;

	return &b->list;
}

static void attach(struct screen *sc, size_t at)
{
	struct inbox *b = sc->data;
	struct sifa_put put = {.inbox = true, .to = b->record, .taken = SIFA_DAY_NONE};
	char name[256], title[120], text[500];
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id;
	bool known;

	if (at >= b->n)
		return;
	snprintf(name, sizeof name, "%s", b->file[at].name);
	put.path = name;
	put.size = b->file[at].size;
	if (sifa_put(sc->desk->se, &put, &id, &known, &f, &err)) {
		desk_refused(sc->desk, &f, &err);
	} else {
		sifa_title(sc->desk->se, b->record, false, lang_now(), title, sizeof title);
		desk_message(sc->desk, lang_fill(text, sizeof text, _("{1} belongs to {2} now."),
						 name, title, NULL));
	}
	sifa_findings_free(&f);
	inbox_refresh(sc);
	if (!b->n)
		desk_close(sc);
}

static void cmd_attach(struct screen *sc)
{
	struct inbox *b = sc->data;

	attach(sc, b->list.at);
}

static void inbox_key(struct screen *sc, const struct key *k)
{
	struct inbox *b = sc->data;

	if (k->code >= '1' && k->code <= '9')
		attach(sc, b->list.top + (size_t)(k->code - '1'));
}

static const struct screen_cmd inbox_cmds[] = {{CMD_TAKE, cmd_attach, false},
					       {CMD_REFRESH, inbox_refresh, false},
					       SCREEN_MOVES,
					       {CMD_NONE, NULL, false}};

const struct screen_ops screen_inbox = {
	.name = "inbox",
	.size = sizeof(struct inbox),
	.popup = true,
	.cmds = inbox_cmds,
	.open = inbox_open,
	.close = inbox_close,
	.resume = inbox_refresh,
	.draw = inbox_draw,
	.focus = inbox_focus,
	.key = inbox_key,
	.list = inbox_list,
};
