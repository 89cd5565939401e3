/* scr_findings.c - what the checks found; Enter jumps to the field, warnings
 * alone can be saved over. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../edit/wrap.h"
#include "scr_form.h"

enum { DETAIL = 4, MOST = 100 };

struct findings {
	struct findings_arg arg;
	struct sifa_finding *v;
	size_t n;
	struct list list;
	int y, x;
};

static enum sifa_rc findings_open(struct screen *sc, const void *p, struct sifa_err *err)
{
	struct findings *f = sc->data;
	const struct sifa_findings *found;

	(void)err;
	f->arg = *(const struct findings_arg *)p;
	found = f->arg.found;
	f->arg.found = NULL;
	f->v = calloc(found->n ? found->n : 1, sizeof *f->v);
	if (!f->v)
		return SIFA_E_NOMEM;
	f->n = found->n;
	if (f->n)
		memcpy(f->v, found->v, f->n * sizeof *f->v);
	list_fit(&f->list, f->n, 1);
	return SIFA_OK;
}

static void findings_close(struct screen *sc)
{
	struct findings *f = sc->data;

	free(f->v);
}

static void sentence(const struct findings *f, const struct sifa_finding *v, char *buf, size_t size)
{
	struct sifa_err bare = v->err;
	const struct sifa_field *field;
	char why[400];

	bare.field[strcspn(bare.field, ".")] = '\0';
	field = f->arg.kind ? sifa_field(f->arg.kind, bare.field) : NULL;
	if (field || !strcmp(bare.field, "unit")) /* "unit": of the record as a whole */
		bare.field[0] = '\0';
	lang_error(why, sizeof why, &bare);
	snprintf(buf, size, "%s%s%s", field ? field->label[lang_now()] : "", field ? ": " : "",
		 why);
}

/* The whole of a sentence that its row cuts. */
static void detail(struct desk *d, int y, int x, int cols, const char *s)
{
	size_t n = strlen(s), from = 0, len;

	draw_rule(d->tty, y, x, cols);
	for (int i = 1; i < DETAIL && from <= n; i++) {
		size_t next = wrap_row(s, n, from, cols, &len);
		char *part = strndup(s + from, len);

		draw_text(d->tty, y + i, x, cols, DRAW_TEXT, part ? part : "");
		free(part);
		from = next;
	}
}

static void findings_draw(struct screen *sc)
{
	struct findings *f = sc->data;
	struct desk *d = sc->desk;
	int y, x, cols, room = d->rows - 8 - DETAIL;

	if (room > (int)f->n)
		room = (int)f->n;
	frame_popup(d, room + 2 + DETAIL, d->cols - 4 < MOST ? d->cols - 4 : MOST,
		    _("To settle before saving"), &y, &x, &cols);
	list_fit(&f->list, f->n, (size_t)(room ? room : 1));
	for (int i = 0; i < room; i++) {
		size_t at = f->list.top + (size_t)i;
		bool bad = f->v[at].severity == SIFA_ERROR;
		char text[500];

		sentence(f, &f->v[at], text, sizeof text);
		if (at == f->list.at && sifa_text_width(text, strlen(text)) > cols - 4)
			detail(d, y + room, x, cols, text);
		frame_mark(d, y + i, x, at == f->list.at);
		draw_text(d->tty, y + i, x + 2, 2, bad ? DRAW_ALERT : DRAW_TEXT, bad ? "!" : "?");
		draw_text(d->tty, y + i, x + 4, cols - 4, DRAW_TEXT, text);
	}
	frame_note(d, f->arg.go_on ? _("Only warnings (?): F2 or Ctrl-S saves all the same.")
				   : _("Errors (!) must be settled; Enter goes to the field."));
	f->y = y + (int)(f->list.at - f->list.top);
	f->x = x;
}

static void findings_focus(struct screen *sc, int *y, int *x)
{
	const struct findings *f = sc->data;

	*y = f->y;
	*x = f->x;
}

static struct list *findings_list(struct screen *sc)
{
	struct findings *f = sc->data;

	return &f->list;
}

static void cmd_jump(struct screen *sc)
{
	struct findings *f = sc->data;
	struct findings_arg arg = f->arg;
	char field[64] = "";

	if (f->n)
		snprintf(field, sizeof field, "%s", f->v[f->list.at].err.field);
	desk_close(sc);
	if (arg.jump)
		arg.jump(arg.owner, field);
}

static void cmd_save(struct screen *sc)
{
	struct findings *f = sc->data;
	struct findings_arg arg = f->arg;

	desk_close(sc);
	arg.go_on(arg.owner);
}

static bool findings_can(struct screen *sc, enum cmd c)
{
	const struct findings *f = sc->data;

	return c != CMD_SAVE || f->arg.go_on != NULL;
}

static const struct screen_cmd findings_cmds[] = {{CMD_FIELD, cmd_jump, false},
						  {CMD_SAVE, cmd_save, false},
						  SCREEN_MOVES,
						  {CMD_NONE, NULL, false}};

const struct screen_ops screen_findings = {
	.name = "findings",
	.size = sizeof(struct findings),
	.popup = true,
	.cmds = findings_cmds,
	.open = findings_open,
	.close = findings_close,
	.draw = findings_draw,
	.focus = findings_focus,
	.can = findings_can,
	.list = findings_list,
};
