/* scr_help.c - what the keys do, and the menu of commands: both made from the
 * command table and the asked screen's own list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_form.h"

enum { KEYS = 22, MOST = 100 };

struct help {
	struct list list;
	const char *title;
	bool typing; /* the asked screen takes letters as text */
	enum cmd *cmd;
	size_t n;
	int y, x;
};

static bool known(const struct help *h, enum cmd c)
{
	for (size_t i = 0; i < h->n; i++)
		if (h->cmd[i] == c)
			return true;
	return false;
}

static enum sifa_rc gather(struct screen *sc, const void *arg, bool runnable)
{
	struct screen *of = (struct screen *)(uintptr_t)arg;
	const struct screen_cmd *lists[] = {of->ops->cmds, desk_cmds};
	struct help *h = sc->data;

	h->typing = of->ops->typing;
	h->title = runnable ? _("Commands") : _("Keys");
	h->cmd = calloc(CMDS, sizeof *h->cmd);
	if (!h->cmd)
		return SIFA_E_NOMEM;
	for (size_t l = 0; l < 2; l++)
		for (const struct screen_cmd *row = lists[l]; row->cmd != CMD_NONE; row++) {
			bool move = row->cmd >= CMD_UP && row->cmd <= CMD_END;

			if (known(h, row->cmd) || !screen_can(of, row->cmd) ||
			    (runnable && (move || row->cmd == CMD_COMMANDS)))
				continue;
			h->cmd[h->n++] = row->cmd;
		}
	return SIFA_OK;
}

static enum sifa_rc help_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	(void)err;
	return gather(sc, arg, false);
}

static enum sifa_rc commands_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	(void)err;
	return gather(sc, arg, true);
}

static void help_close(struct screen *sc)
{
	struct help *h = sc->data;

	free(h->cmd);
}

static void help_draw(struct screen *sc)
{
	struct help *h = sc->data;
	struct desk *d = sc->desk;
	int y, x, cols, room = d->rows - 8;
	const char *note;
	char keys[80];

	if (room > (int)h->n)
		room = (int)h->n;
	frame_popup(d, room + 2, d->cols - 4 < MOST ? d->cols - 4 : MOST, h->title, &y, &x, &cols);
	list_fit(&h->list, h->n, (size_t)room);
	for (int i = 0; i < room; i++) {
		size_t at = h->list.top + (size_t)i;
		const struct cmd_def *def = cmd_def(h->cmd[at]);

		frame_mark(d, y + i, x, at == h->list.at);
		draw_text(d->tty, y + i, x + 2, KEYS, DRAW_TITLE,
			  cmd_keys(h->cmd[at], h->typing, keys, sizeof keys));
		draw_text(d->tty, y + i, x + 3 + KEYS, cols - 3 - KEYS, DRAW_TEXT, _(def->help));
	}
	h->y = y + (int)(h->list.at - h->list.top);
	h->x = x;
	/* What does not fit into the row stands below, whole. */
	note = h->n ? _(cmd_def(h->cmd[h->list.at])->help) : "";
	frame_note(d, sifa_text_width(note, strlen(note)) > cols - 3 - KEYS ? note : "");
}

static void help_focus(struct screen *sc, int *y, int *x)
{
	const struct help *h = sc->data;

	*y = h->y;
	*x = h->x;
}

static struct list *help_list(struct screen *sc)
{
	struct help *h = sc->data;

	return &h->list;
}

static void help_shut(struct screen *sc)
{
	desk_close(sc);
}

static void run(struct screen *sc)
{
	struct help *h = sc->data;
	struct desk *d = sc->desk;
	enum cmd c = h->cmd[h->list.at];

	desk_close(sc);
	desk_command(d, c);
}

static const struct screen_cmd help_cmds[] = {{CMD_OPEN, help_shut, true},
					      SCREEN_MOVES,
					      {CMD_HELP, help_shut, true},
					      {CMD_NONE, NULL, false}};
static const struct screen_cmd commands_cmds[] = {{CMD_TAKE, run, false},
						  SCREEN_MOVES,
						  {CMD_COMMANDS, help_shut, true},
						  {CMD_NONE, NULL, false}};

const struct screen_ops screen_help = {
	.name = "help",
	.size = sizeof(struct help),
	.popup = true,
	.cmds = help_cmds,
	.open = help_open,
	.close = help_close,
	.draw = help_draw,
	.focus = help_focus,
	.list = help_list,
};

const struct screen_ops screen_commands = {
	.name = "commands",
	.size = sizeof(struct help),
	.popup = true,
	.cmds = commands_cmds,
	.open = commands_open,
	.close = help_close,
	.draw = help_draw,
	.focus = help_focus,
	.list = help_list,
};

/* ---- the rules of a field ---------------------------------------------------- */

enum { RULES = 12 };

void form_cmd_rules(struct screen *sc)
{
	const struct form_view *v = sc->data;
	const struct form *f = v->form;
	const struct sifa_field *field = f->n ? f->item[f->at].f : NULL;
	struct sifa_rule rule[RULES];
	size_t n = f->kind && field ? sifa_rules(f->kind, field, rule, RULES) : 0, used = 0;
	const char *part[4];
	char text[2800] = "";

	if (!field) {
		desk_open(sc->desk, &screen_help, sc);
		return;
	}
	part[0] = field->label[lang_now()];
	part[1] = field->help[lang_now()];
	part[2] = form_hint(f, field);
	part[3] = field->unknown ? _("Also: unknown, refused, pending.") : "";
	for (size_t i = 0; i < 4; i++)
		if (*part[i])
			used += (size_t)snprintf(text + used, sizeof text - used, "%s%s",
						 i ? "\n" : "", part[i]);
	for (size_t i = 0; i < n && used < sizeof text; i++) {
		used += (size_t)snprintf(text + used, sizeof text - used, "\n%s",
					 rule[i].text[lang_now()]);
		if (rule[i].source[0] && used < sizeof text) {
			lang_fill(text + used, sizeof text - used, _(" (source: {1})"),
				  rule[i].source, NULL);
			used += strlen(text + used);
		}
	}
	if (used < sizeof text)
		snprintf(text + used, sizeof text - used, "\n%s\n%s",
			 _("Marks: * needed, ~ changed, = proposed, ! wrong."),
			 _("F10 lists the keys."));
	text[sifa_text_fit(text, strlen(text), sizeof text, NULL)] = '\0';
	desk_open(sc->desk, &screen_notice, text);
}
