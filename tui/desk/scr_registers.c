/* scr_registers.c - the menu: sections and their registers under number paths;
 * digits typed go to the row they begin. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

enum { KIND = 1, COMMAND };

struct registers {
	struct page page;
	const struct sifa_kind *const *kind;
	char typed[16];
};

static const struct {
	const char *id, *label;
} sections[] = {
	{"mediation", N_("Mediation")},
	{"correction", N_("Community correction")},
	{"released", N_("Released persons")},
	{"aid", N_("Legal aid")},
	{"publicity", N_("Publicity and education")},
	{"office", N_("Office and staff")},
	{"people", N_("People and units")},
	{"returns", N_("Letters, returns, inspections")},
};

/* "1.2" and a label; the path is found again at the head of the row. */
static struct page_row *add(struct page *p, size_t section, size_t i, int what, const char *label)
{
	struct cells c = {.n = 0};
	char path[32];

	snprintf(path, sizeof path, "%zu.%zu", section, i);
	cells_put(&c, 2, "");
	cells_put(&c, 7, path);
	cells_rest(&c, label);
	return page_add(p, what, c.s);
}

static void add_section(struct registers *r, size_t s, size_t n)
{
	char text[160];
	size_t i = 0;

	snprintf(text, sizeof text, "%zu  %s", s + 1, _(sections[s].label));
	page_head(&r->page, text);
	for (size_t k = 0; k < n; k++) {
		struct page_row *row;

		if (strcmp(r->kind[k]->menu, sections[s].id) != 0)
			continue;
		row = add(&r->page, s + 1, ++i, KIND, r->kind[k]->ledger[lang_now()]);
		if (row)
			row->at = k;
	}
	if (!i) /* no register: no heading either */
		free(r->page.row[--r->page.n].text);
}

static void add_program(struct registers *r)
{
	static const enum cmd own[] = {CMD_SCORE, CMD_HELP, CMD_REPAINT, CMD_QUIT};
	size_t s = sizeof sections / sizeof *sections + 1;
	char text[160];

	snprintf(text, sizeof text, "%zu  %s", s, _("Program"));
	page_head(&r->page, text);
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		struct page_row *row = add(&r->page, s, i + 1, COMMAND, _(cmd_def(own[i])->help));

		if (row)
			row->at = (size_t)own[i];
	}
}

static enum sifa_rc registers_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct registers *r = sc->data;
	size_t n = 0;

	(void)arg;
	(void)err;
	r->kind = sifa_kinds(sc->desk->sifa, &n);
	for (size_t s = 0; s < sizeof sections / sizeof *sections; s++)
		add_section(r, s, n);
	add_program(r);
	return SIFA_OK;
}

static void registers_close(struct screen *sc)
{
	struct registers *r = sc->data;

	page_free(&r->page);
}

static void registers_title(struct screen *sc, char *buf, size_t size)
{
	(void)sc;
	snprintf(buf, size, "%s", _("Registers"));
}

static void registers_draw(struct screen *sc)
{
	struct registers *r = sc->data;
	char text[120];

	page_draw(sc, &r->page, BODY_TOP, body_rows(sc->desk));
	frame_note(sc->desk, lang_fill(text, sizeof text, _("Type a number path such as 1.2: {1}"),
				       r->typed, NULL));
}

static void registers_focus(struct screen *sc, int *y, int *x)
{
	const struct registers *r = sc->data;

	*y = r->page.y;
	*x = 0;
}

static struct list *registers_list(struct screen *sc)
{
	struct registers *r = sc->data;

	r->typed[0] = '\0';
	return &r->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct registers *r = sc->data;
	const struct page_row *row = page_current(&r->page);

	r->typed[0] = '\0';
	if (!row)
		return;
	if (row->what == KIND)
		desk_open(sc->desk, &screen_ledger, r->kind[row->at]);
	else
		desk_command(sc->desk, (enum cmd)row->at);
}

/* Does the row's path begin with what was typed? A dot may be left out. */
static bool begins(const char *path, const char *typed)
{
	while (*path == ' ')
		path++;
	for (; *typed; typed++, path++) {
		if (*path == '.' && *typed != '.')
			path++;
		if (*path != *typed)
			return false;
	}
	return true;
}

static bool find(struct registers *r)
{
	for (size_t i = 0; i < r->page.n; i++) {
		if (r->page.row[i].head || !begins(r->page.row[i].text, r->typed))
			continue;
		list_go(&r->page.list, i);
		return true;
	}
	return false;
}

static void registers_key(struct screen *sc, const struct key *k)
{
	struct registers *r = sc->data;
	size_t n = strlen(r->typed);

	if (k->code == K_BACKSPACE && n) {
		r->typed[n - 1] = '\0';
		return;
	}
	if ((k->code != '.' && (k->code < '0' || k->code > '9')) || n + 2 > sizeof r->typed)
		return;
	r->typed[n] = (char)k->code;
	r->typed[n + 1] = '\0';
	if (find(r))
		return;
	/* No such path: begin anew with this digit. */
	r->typed[0] = (char)k->code;
	r->typed[1] = '\0';
	if (!find(r))
		r->typed[0] = '\0';
}

static bool registers_can(struct screen *sc, enum cmd c)
{
	(void)sc;
	return c != CMD_REGISTERS;
}

static void cmd_part(struct screen *sc)
{
	struct registers *r = sc->data;

	page_part(&r->page);
}

static const struct screen_cmd registers_cmds[] = {{CMD_OPEN, cmd_open, false},
						   {CMD_PART, cmd_part, false},
						   SCREEN_MOVES,
						   {CMD_NONE, NULL, false}};

const struct screen_ops screen_registers = {
	.name = "registers",
	.size = sizeof(struct registers),
	.cmds = registers_cmds,
	.open = registers_open,
	.close = registers_close,
	.title = registers_title,
	.draw = registers_draw,
	.focus = registers_focus,
	.key = registers_key,
	.can = registers_can,
	.list = registers_list,
};
