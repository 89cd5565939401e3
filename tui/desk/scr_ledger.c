/* scr_ledger.c - the register of a kind, a page of rows at a time. Only the
 * rows in view are in memory; the store keeps the order. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger_row.h"
#include "scr_paper.h"

struct ledger {
	const struct sifa_kind *kind;
	struct sifa_query query;
	char find[100];
	struct sifa_rows rows;
	char **line; /* of each row, formatted once */
	size_t at;
	bool below;	/* rows follow the page */
	uint64_t *mark; /* ids; on other pages too */
	size_t nmark;
	bool county;   /* holds records of several offices */
	uint64_t unit; /* whose record the cursor was on, and its title */
	char whose[100];
};

static size_t height(const struct screen *sc)
{
	int h = body_rows(sc->desk) - 1;

	return h > 1 ? (size_t)h : 1;
}

/* ---- the page ------------------------------------------------------------------ */

static void drop_lines(struct ledger *l)
{
	for (size_t i = 0; l->line && i < l->rows.n; i++)
		free(l->line[i]);
	free(l->line);
	l->line = NULL;
}

/* In a bureau's registers each row says whose it is, where there is room for it. */
static struct ledger_look look(const struct screen *sc)
{
	const struct ledger *l = sc->data;

	return (struct ledger_look){sc->desk, l->kind,
				    l->kind->by_unit ||
					    (l->county && ledger_has_room(sc->desk, l->kind))};
}

/* The rows take the place of those in view. */
static void adopt(struct screen *sc, struct sifa_rows *rows)
{
	struct ledger *l = sc->data;
	struct ledger_look how = look(sc);

	drop_lines(l);
	sifa_rows_free(&l->rows);
	l->unit = 0;
	l->rows = *rows;
	l->line = calloc(l->rows.n ? l->rows.n : 1, sizeof *l->line);
	for (size_t i = 0; l->line && i < l->rows.n; i++)
		l->line[i] = ledger_line(&how, l->rows.hit[i].record);
	if (l->at >= l->rows.n)
		l->at = l->rows.n ? l->rows.n - 1 : 0;
}

static bool fetch(struct screen *sc, enum sifa_dir dir, const struct sifa_cursor *at, size_t limit,
		  struct sifa_rows *out)
{
	struct ledger *l = sc->data;
	struct sifa_query shown = l->query;
	struct sifa_err err = {0};

	shown.columns = true;
	memset(out, 0, sizeof *out);
	if (!sifa_list(sc->desk->se, &shown, dir, at, limit, out, &err))
		return true;
	desk_error(sc->desk, &err);
	return false;
}

static bool load(struct screen *sc, enum sifa_dir dir, const struct sifa_cursor *at)
{
	struct ledger *l = sc->data;
	struct sifa_rows rows;

	if (!fetch(sc, dir, at, height(sc), &rows))
		return false;
	if (!rows.n && dir != SIFA_FIRST) {
		sifa_rows_free(&rows);
		return false;
	}
	l->below = dir != SIFA_LAST && rows.more;
	adopt(sc, &rows);
	return true;
}

/* The page again, from its first row, the cursor on the record it was on. */
static void reload(struct screen *sc)
{
	struct ledger *l = sc->data;
	uint64_t id = l->rows.n ? sifa_record_id(l->rows.hit[l->at].record) : 0;
	struct sifa_cursor top;

	if (l->rows.n)
		top = l->rows.hit[0].at;
	if (!l->rows.n || !load(sc, SIFA_FROM, &top))
		load(sc, SIFA_FIRST, NULL);
	for (size_t i = 0; i < l->rows.n; i++)
		if (sifa_record_id(l->rows.hit[i].record) == id)
			l->at = i;
}

/* ---- moving --------------------------------------------------------------------- */

static void cmd_down(struct screen *sc)
{
	struct ledger *l = sc->data;
	struct sifa_cursor from;
	struct sifa_rows next;

	if (l->at + 1 < l->rows.n) {
		l->at++;
		return;
	}
	if (!l->rows.n || !fetch(sc, SIFA_AFTER, &l->rows.hit[l->rows.n - 1].at, 1, &next))
		return;
	if (next.n) {
		from = l->rows.n > 1 ? l->rows.hit[1].at : next.hit[0].at;
		load(sc, SIFA_FROM, &from);
		l->at = l->rows.n - 1;
	}
	sifa_rows_free(&next);
}

static void cmd_up(struct screen *sc)
{
	struct ledger *l = sc->data;
	struct sifa_rows before;

	if (l->at) {
		l->at--;
		return;
	}
	if (!l->rows.n || !fetch(sc, SIFA_BEFORE, &l->rows.hit[0].at, 1, &before))
		return;
	if (before.n) {
		struct sifa_cursor from = before.hit[0].at;

		load(sc, SIFA_FROM, &from);
	}
	sifa_rows_free(&before);
}

static void cmd_pgdn(struct screen *sc)
{
	struct ledger *l = sc->data;
	struct sifa_rows next;
	struct sifa_cursor from;

	if (!l->rows.n)
		return;
	from = l->rows.hit[l->rows.n - 1].at;
	if (!fetch(sc, SIFA_AFTER, &from, 1, &next))
		return;
	if (next.n)
		load(sc, SIFA_FROM, &from);
	else
		l->at = l->rows.n - 1;
	sifa_rows_free(&next);
}

static void cmd_pgup(struct screen *sc)
{
	struct ledger *l = sc->data;
	struct sifa_rows before;
	size_t h = height(sc);

	if (!l->rows.n || !fetch(sc, SIFA_BEFORE, &l->rows.hit[0].at, h > 1 ? h - 1 : 1, &before))
		return;
	if (before.n) {
		struct sifa_cursor from = before.hit[0].at;

		load(sc, SIFA_FROM, &from);
	} else {
		l->at = 0;
	}
	sifa_rows_free(&before);
}

static void cmd_home(struct screen *sc)
{
	struct ledger *l = sc->data;

	load(sc, SIFA_FIRST, NULL);
	l->at = 0;
}

static void cmd_end(struct screen *sc)
{
	struct ledger *l = sc->data;

	if (load(sc, SIFA_LAST, NULL))
		l->at = l->rows.n ? l->rows.n - 1 : 0;
}

/* ---- order, filter, jump ------------------------------------------------------------ */

static void cmd_sort(struct screen *sc)
{
	struct ledger *l = sc->data;

	l->query.sort = (l->query.sort + 1) % l->kind->nsorts;
	cmd_home(sc);
}

static void filtered(struct screen *sc, const char *text)
{
	struct ledger *l = sc->data;
	char find[sizeof l->find];

	snprintf(find, sizeof find, "%s", text);
	find[sifa_text_fit(find, strlen(find), 80, NULL)] = '\0';
	if (!strcmp(find, l->find))
		return;
	memcpy(l->find, find, sizeof find);
	cmd_home(sc);
}

static void cmd_filter(struct screen *sc)
{
	struct ledger *l = sc->data;
	struct ask ask = {.owner = sc,
			  .question = _("Find (name or number; empty shows all)"),
			  .text = l->find,
			  .done = filtered,
			  .each = filtered};

	desk_open(sc->desk, &screen_ask, &ask);
}

static void jumped(struct screen *sc, const char *text)
{
	struct ledger *l = sc->data;
	struct sifa_cursor to;
	struct sifa_err err = {0};

	if (sifa_seek(sc->desk->se, &l->query, text, &to, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	if (load(sc, SIFA_FROM, &to))
		l->at = 0;
	else
		cmd_end(sc);
}

static void cmd_jump(struct screen *sc)
{
	const struct ledger *l = sc->data;
	char text[160];

	lang_fill(text, sizeof text, _("Jump to ({1}):"),
		  l->kind->sort[l->query.sort].label[lang_now()], NULL);
	desk_prompt(sc, text, "", jumped);
}

/* ---- records ------------------------------------------------------------------------- */

static const struct sifa_record *current(const struct ledger *l)
{
	return l->rows.n ? l->rows.hit[l->at].record : NULL;
}

static void cmd_open(struct screen *sc)
{
	struct ledger *l = sc->data;
	uint64_t id = current(l) ? sifa_record_id(current(l)) : 0;

	if (id)
		desk_open(sc->desk, &screen_record, &id);
}

/* A new record is shown where it stands, if that is the first page or this one. */
static void made(struct screen *sc, uint64_t id)
{
	struct ledger *l = sc->data;

	for (int look = 0; look < 2; look++) {
		for (size_t i = 0; i < l->rows.n; i++) {
			if (sifa_record_id(l->rows.hit[i].record) != id)
				continue;
			l->at = i;
			return;
		}
		cmd_home(sc);
	}
}

static void cmd_new(struct screen *sc)
{
	const struct ledger *l = sc->data;
	struct form_arg arg = {.kind = l->kind, .owner = sc, .done = made};

	desk_form(sc->desk, &arg);
}

static void cmd_edit(struct screen *sc)
{
	const struct ledger *l = sc->data;
	struct form_arg arg = {.kind = l->kind};

	if (!current(l))
		return;
	arg.record = sifa_record_id(current(l));
	desk_form(sc->desk, &arg);
}

/* ---- marked ones ---------------------------------------------------------------------- */

static size_t mark_of(const struct ledger *l, uint64_t id)
{
	size_t i = 0;

	while (i < l->nmark && l->mark[i] != id)
		i++;
	return i;
}

static void cmd_mark(struct screen *sc)
{
	struct ledger *l = sc->data;
	uint64_t id = current(l) ? sifa_record_id(current(l)) : 0, *more;
	size_t i = mark_of(l, id);

	if (!id)
		return;
	if (i < l->nmark) {
		l->mark[i] = l->mark[--l->nmark];
	} else {
		more = realloc(l->mark, (l->nmark + 1) * sizeof *more);
		if (!more)
			return;
		l->mark = more;
		l->mark[l->nmark++] = id;
	}
	cmd_down(sc);
}

/* What was handed over is not marked any more. */
static void handed(struct screen *sc)
{
	struct ledger *l = sc->data;

	l->nmark = 0;
}

/* The marked ones, else the one under the cursor. */
static void cmd_unit(struct screen *sc)
{
	struct ledger *l = sc->data;
	uint64_t id = current(l) ? sifa_record_id(current(l)) : 0;
	struct hand_arg arg = {l->nmark ? l->mark : &id, l->nmark ? l->nmark : 1, sc, handed};

	if (id)
		desk_open(sc->desk, &screen_hand, &arg);
}

/* ---- the screen ------------------------------------------------------------------------ */

static enum sifa_rc ledger_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct ledger *l = sc->data;

	(void)err;
	l->kind = arg;
	l->query.kind = l->kind;
	l->query.find = l->find;
	l->county = desk_is_bureau(sc->desk->se);
	load(sc, SIFA_FIRST, NULL);
	return SIFA_OK;
}

static void ledger_close(struct screen *sc)
{
	struct ledger *l = sc->data;

	drop_lines(l);
	sifa_rows_free(&l->rows);
	free(l->mark);
}

static void ledger_title(struct screen *sc, char *buf, size_t size)
{
	const struct ledger *l = sc->data;

	snprintf(buf, size, "%s%s%s", l->kind->ledger[lang_now()], *l->find ? "  / " : "", l->find);
}

/* Whose the record under the cursor is, where its row does not say it. */
static const char *whose(struct screen *sc)
{
	struct ledger *l = sc->data;
	uint64_t unit = current(l) ? sifa_record_unit(current(l)) : 0;

	if (!unit || unit == sifa_session_unit(sc->desk->se) || look(sc).unit)
		return "";
	if (unit != l->unit)
		sifa_title(sc->desk->se, unit, false, lang_now(), l->whose, sizeof l->whose);
	l->unit = unit;
	return l->whose;
}

static void draw_note(struct screen *sc)
{
	const struct ledger *l = sc->data;
	char order[160] = "", text[500], n[24], marked[60] = "";
	const char *unit = whose(sc);

	if (l->kind->nsorts)
		lang_fill(order, sizeof order, _("In order of: {1}"),
			  l->kind->sort[l->query.sort].label[lang_now()], NULL);
	snprintf(n, sizeof n, "%zu", l->nmark);
	if (l->nmark)
		lang_fill(marked, sizeof marked, _("{1} marked"), n, NULL);
	snprintf(text, sizeof text, "%s%s%s%s%s%s%s", marked, *marked ? "   " : "", unit,
		 *unit ? "   " : "", order, *order && l->below ? "   " : "",
		 l->below ? _("more below: PgDn") : "");
	frame_note(sc->desk, text);
}

static void ledger_draw(struct screen *sc)
{
	const struct ledger *l = sc->data;
	struct desk *d = sc->desk;
	struct ledger_look how = look(sc);
	struct cells head = {.n = 0};
	size_t h = height(sc);

	ledger_head(&how, &head);
	draw_text(d->tty, BODY_TOP, 2, d->cols - 2, DRAW_TITLE, head.s);
	for (size_t i = 0; i < l->rows.n && i < h; i++) {
		int y = BODY_TOP + 1 + (int)i;

		frame_mark(d, y, 0, i == l->at);
		if (mark_of(l, sifa_record_id(l->rows.hit[i].record)) < l->nmark)
			draw_text(d->tty, y, 1, 1, DRAW_TEXT, "*");
		draw_text(d->tty, y, 2, d->cols - 2, DRAW_TEXT,
			  l->line && l->line[i] ? l->line[i] : "");
	}
	if (!l->rows.n) {
		frame_mark(d, BODY_TOP + 1, 0, true);
		draw_text(d->tty, BODY_TOP + 1, 2, d->cols - 2, DRAW_TEXT,
			  *l->find ? _("Nothing is found; / changes the filter.")
				   : _("No records yet: Ins begins one."));
	}
	draw_note(sc);
}

static void ledger_focus(struct screen *sc, int *y, int *x)
{
	const struct ledger *l = sc->data;

	*y = BODY_TOP + 1 + (int)l->at;
	*x = 0;
}

static void ledger_resize(struct screen *sc)
{
	struct ledger *l = sc->data;

	if (l->at >= height(sc)) {
		struct sifa_cursor from = l->rows.hit[l->at].at;

		if (load(sc, SIFA_FROM, &from))
			l->at = 0;
		return;
	}
	reload(sc);
}

static bool ledger_can(struct screen *sc, enum cmd c)
{
	const struct ledger *l = sc->data;

	switch (c) {
	case CMD_OPEN:
	case CMD_EDIT:
	case CMD_MARK:
	case CMD_UNIT:
		return l->rows.n > 0;
	case CMD_SORT:
		return l->kind->nsorts > 1;
	case CMD_COMPARE:
		return l->kind->matches || desk_reconciles(sc->desk, l->kind);
	case CMD_VILLAGES:
		return l->kind->villages != NULL;
	case CMD_JUMP:
		return l->kind->nsorts > 0;
	default:
		return true;
	}
}

/* The register on paper, as far as it is filtered here; of marked ones these alone. */
static void cmd_print(struct screen *sc)
{
	const struct ledger *l = sc->data;
	struct paper_arg arg = {.paper = sifa_ledger(sc->desk->sifa, l->kind), .query = l->query};

	if (l->nmark) {
		arg.query.ids = l->mark; /* stays below what it opens */
		arg.query.nids = l->nmark;
	}
	if (arg.paper)
		desk_open(sc->desk, &screen_paper, &arg);
}

static void cmd_compare(struct screen *sc)
{
	const struct ledger *l = sc->data;

	if (l->kind->matches)
		desk_open(sc->desk, &screen_match, l->kind);
	else
		desk_reconcile(sc, l->kind);
}

static void cmd_villages(struct screen *sc)
{
	const struct ledger *l = sc->data;

	desk_open(sc->desk, &screen_villages, l->kind);
}

static const struct screen_cmd ledger_cmds[] = {
	{CMD_OPEN, cmd_open, false},	  {CMD_NEW, cmd_new, false},
	{CMD_EDIT, cmd_edit, false},	  {CMD_FILTER, cmd_filter, false},
	{CMD_JUMP, cmd_jump, false},	  {CMD_SORT, cmd_sort, false},
	{CMD_MARK, cmd_mark, true},	  {CMD_UNIT, cmd_unit, true},
	{CMD_COMPARE, cmd_compare, true}, {CMD_VILLAGES, cmd_villages, true},
	{CMD_PRINT, cmd_print, true},	  {CMD_REFRESH, reload, true},
	{CMD_UP, cmd_up, true},		  {CMD_DOWN, cmd_down, true},
	{CMD_PGUP, cmd_pgup, true},	  {CMD_PGDN, cmd_pgdn, true},
	{CMD_HOME, cmd_home, true},	  {CMD_END, cmd_end, true},
	{CMD_NONE, NULL, false}};

const struct screen_ops screen_ledger = {
	.name = "ledger",
	.size = sizeof(struct ledger),
	.cmds = ledger_cmds,
	.open = ledger_open,
	.close = ledger_close,
	.resume = reload,
	.resize = ledger_resize,
	.title = ledger_title,
	.draw = ledger_draw,
	.focus = ledger_focus,
	.can = ledger_can,
};
