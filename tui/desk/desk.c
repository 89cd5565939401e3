/* desk.c - the console's loop: keys in, the top screen asked, one frame out.
 * Owns the stack of screens. */
#include <signal.h>
#include <stdio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdlib.h>
#include <string.h>

#include "scr_score.h"
#include "../desk.h"

/* ---- commands of every screen ------------------------------------------------ */

static void back(struct screen *sc)
{
	desk_close(sc);
}

static void help(struct screen *sc)
{
	desk_open(sc->desk, &screen_help, sc);
}

static void commands(struct screen *sc)
{
	desk_open(sc->desk, &screen_commands, sc);
}

static void registers(struct screen *sc)
{
	desk_open(sc->desk, &screen_registers, NULL);
}

char *desk_no_letter(struct desk *d, char *buf, size_t size)
{
	char year[16];
	size_t n;

	sifa_letters(d->sifa, &n);
	sifa_day_format(sifa_today(d->se), year);
	year[4] = '\0';
	return lang_fill(buf, size,
			 n ? _("No letter is signed for {1}: k on the list of offices gives out "
			       "its numbers.")
			   : _("There is no target letter in the configuration."),
			 year, NULL);
}

enum sifa_rc desk_units(struct sifa_session *se, const struct sifa_letter *l,
			struct desk_units *out)
{
	uint64_t *id = NULL;
	enum sifa_rc rc;

	*out = (struct desk_units){0};
	rc = l ? sifa_letter_units(se, l, &id, &out->n, NULL)
	       : sifa_offices(se, &id, &out->n, NULL);
	for (size_t i = 0; i < out->n && !rc; i++)
		out->own |= id[i] == sifa_session_unit(se);
	free(id);
	return rc;
}

bool desk_is_bureau(struct sifa_session *se)
{
	struct desk_units offices;

	return !desk_units(se, NULL, &offices) && offices.n > offices.own;
}

/* Is the unit one that signs the letter? A bureau has no sheet of its own among its offices'. */
static bool is_judged(struct sifa_session *se)
{
	const struct sifa_letter **letter = NULL;
	struct desk_units u = {0};
	size_t letters = 0;

	if (sifa_letters_now(se, sifa_today(se), &letter, &letters, NULL) || !letters ||
	    desk_units(se, letter[0], &u))
		u.own = true; /* the sheet says what is wrong */
	free(letter);
	return u.own;
}

static void score(struct screen *sc)
{
	struct score_arg arg = {.office = sifa_session_unit(sc->desk->se)};

	if (is_judged(sc->desk->se))
		desk_open(sc->desk, &screen_score, &arg);
	else
		desk_open(sc->desk, &screen_matrix, NULL);
}

static void repaint(struct screen *sc)
{
	tty_repaint(sc->desk->tty);
}

static void leave(struct screen *sc, const char *answer)
{
	(void)answer;
	if (sc->ops->hangup)
		sc->ops->hangup(sc);
	for (struct screen *s = sc->below; s; s = s->below)
		if (s->ops->hangup)
			s->ops->hangup(s);
	sc->desk->quit = true;
}

static void quit(struct screen *sc)
{
	struct ask ask = {.owner = sc, .question = _("Leave the program?"), .done = leave};

	ask.enter = true;
	desk_open(sc->desk, &screen_ask, &ask);
}

const struct screen_cmd desk_cmds[] = {
	{CMD_BACK, back, false},	  {CMD_HELP, help, false},  {CMD_COMMANDS, commands, false},
	{CMD_REGISTERS, registers, true}, {CMD_SCORE, score, true}, {CMD_REPAINT, repaint, true},
	{CMD_QUIT, quit, true},		  {CMD_NONE, NULL, false},
};

/* ---- the stack ------------------------------------------------------------------ */

void desk_message(struct desk *d, const char *text)
{
	if (sifa_text_width(text, strlen(text)) > d->cols - 2) {
		desk_open(d, &screen_notice, text);
		return;
	}
	snprintf(d->say, sizeof d->say, "%s", text);
}

static void clock_is_right(struct screen *sc, const char *answer)
{
	(void)answer;
	sifa_clock_confirm(sc->desk->se);
	desk_message(sc->desk, _("The date is confirmed; records can be changed."));
}

/* Two days stand against each other: the machine's and the last entry's. */
static bool ask_clock(struct desk *d)
{
	char today[12], then[12], text[400];
	sifa_day last;

	if (!d->top || !sifa_clock_behind(d->se, &last))
		return false;
	lang_fill(
		text, sizeof text,
		_("This machine says it is {1}, but the last entry was made on {2}. Nothing can be "
		  "changed until the date is certain. Is it {1} today?"),
		sifa_day_format(sifa_today(d->se), today), sifa_day_format(last, then), NULL);
	desk_ask(d->top, text, clock_is_right);
	return true;
}

void desk_error(struct desk *d, const struct sifa_err *err)
{
	char buf[700];

	if (err->rc == SIFA_E_CLOCK && ask_clock(d))
		return;
	desk_message(d, lang_error(buf, sizeof buf, err));
}

void desk_refused(struct desk *d, const struct sifa_findings *f, const struct sifa_err *err)
{
	enum sifa_severity by = err->rc == SIFA_E_REASON ? SIFA_WARNING : SIFA_ERROR;

	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].severity == by) {
			desk_error(d, &f->v[i].err);
			return;
		}
	desk_error(d, err);
}

static void name_unit(struct desk *d)
{
	sifa_title(d->se, sifa_session_unit(d->se), false, lang_now(), d->unit, sizeof d->unit);
}

struct screen *desk_open(struct desk *d, const struct screen_ops *ops, const void *arg)
{
	struct screen *sc = calloc(1, sizeof *sc);
	struct sifa_err err = {.rc = SIFA_E_NOMEM, .msg = N_("There is not enough memory")};

	if (sc)
		sc->data = calloc(1, ops->size ? ops->size : 1);
	if (!sc || !sc->data) {
		free(sc);
		desk_error(d, &err);
		return NULL;
	}
	sc->ops = ops;
	sc->desk = d;
	sc->below = d->top;
	memset(&err, 0, sizeof err);
	if (ops->open(sc, arg, &err)) {
		if (ops->close)
			ops->close(sc);
		free(sc->data);
		free(sc);
		if (err.rc)
			desk_error(d, &err);
		return NULL;
	}
	d->top = sc;
	name_unit(d);
	return sc;
}

void desk_close(struct screen *sc)
{
	struct desk *d = sc->desk;

	while (!sc->closed) {
		struct screen *top = d->top;

		d->top = top->below;
		top->closed = true;
		top->below = d->dead;
		d->dead = top;
	}
	if (!d->top)
		d->quit = true;
	else if (d->top->ops->resume)
		d->top->ops->resume(d->top);
	name_unit(d);
}

static void bury(struct desk *d)
{
	while (d->dead) {
		struct screen *sc = d->dead;

		d->dead = sc->below;
		if (sc->ops->close)
			sc->ops->close(sc);
		free(sc->data);
		free(sc);
	}
}

/* ---- keys ---------------------------------------------------------------------- */

/* A popup belongs to the screen below it: nothing else is begun from there. */
bool screen_can(struct screen *sc, enum cmd c)
{
	if (sc->ops->popup && (c == CMD_REGISTERS || c == CMD_SCORE))
		return false;
	return !sc->ops->can || sc->ops->can(sc, c);
}

static const struct screen_cmd *find(const struct screen_cmd *list, enum cmd c)
{
	while (list->cmd != CMD_NONE && list->cmd != c)
		list++;
	return list->cmd == CMD_NONE ? NULL : list;
}

bool screen_has(const struct screen *sc, enum cmd c)
{
	return find(sc->ops->cmds, c) != NULL;
}

static bool step(struct screen *sc, enum cmd c)
{
	static const enum list_move moves[] = {LIST_UP,	  LIST_DOWN, LIST_PGUP,
					       LIST_PGDN, LIST_HOME, LIST_END};

	if (c < CMD_UP || c > CMD_END || !sc->ops->list)
		return false;
	list_step(sc->ops->list(sc), moves[c - CMD_UP]);
	return true;
}

bool desk_command(struct desk *d, enum cmd c)
{
	struct screen *sc = d->top;
	const struct screen_cmd *row = find(sc->ops->cmds, c);

	if (!row)
		row = find(desk_cmds, c);
	if (!row || !screen_can(sc, c))
		return false;
	if (row->run)
		row->run(sc);
	else
		step(sc, c);
	return true;
}

static enum cmd lookup(struct screen *sc, const struct screen_cmd *list, int32_t code)
{
	for (; list->cmd != CMD_NONE; list++)
		if (cmd_has_key(list->cmd, code) && screen_can(sc, list->cmd))
			return list->cmd;
	return CMD_NONE;
}

static void hangup(struct desk *d, int signal)
{
	for (struct screen *sc = d->top; sc; sc = sc->below)
		if (sc->ops->hangup)
			sc->ops->hangup(sc);
	d->quit = true;
	d->code = 128 + (signal ? signal : SIGHUP);
}

static void resize(struct desk *d)
{
	draw_size(d->tty, &d->rows, &d->cols);
	for (struct screen *sc = d->top; sc; sc = sc->below)
		if (sc->ops->resize)
			sc->ops->resize(sc);
}

/* Not for control characters: they may be noise of the line. */
static void no_such_key(struct desk *d, int32_t code)
{
	char key[16], text[200];

	key_label(code, key);
	if (*key && (key_is_text(code) || (code > K_F0 && code <= K_LAST)))
		desk_message(d,
			     lang_fill(text, sizeof text,
				       _("{1} does nothing here; F1 lists the keys."), key, NULL));
}

static void press(struct desk *d, const struct key *k)
{
	struct screen *sc = d->top;
	enum cmd c = CMD_NONE;

	if (k->code == K_HANGUP) {
		hangup(d, k->signal);
		return;
	}
	if (k->code == K_RESIZE) {
		resize(d);
		return;
	}
	if (k->code == KEY_BASE || d->rows < MIN_ROWS || d->cols < MIN_COLS)
		return;
	d->say[0] = '\0';
	d->key = k->code;
	if (!(sc->ops->typing && key_is_text(k->code))) {
		c = lookup(sc, sc->ops->cmds, k->code);
		if (c == CMD_NONE)
			c = lookup(sc, desk_cmds, k->code);
	}
	if (c == CMD_NONE || !desk_command(d, c)) {
		if (sc->ops->key)
			sc->ops->key(sc, k);
		else
			no_such_key(d, k->code);
	}
	bury(d);
}

/* ---- the last records --------------------------------------------------------------- */

void desk_saved(struct desk *d, const struct sifa_record *r)
{
	struct sifa_record *copy, **p;

	if (sifa_record_get(d->se, sifa_record_id(r), &copy, NULL))
		return;
	for (size_t i = 0; i < d->nlast; i++) {
		if (sifa_record_kind(d->last[i]) == sifa_record_kind(copy)) {
			sifa_record_free(d->last[i]);
			d->last[i] = copy;
			return;
		}
	}
	p = realloc(d->last, (d->nlast + 1) * sizeof *p);
	if (!p) {
		sifa_record_free(copy);
		return;
	}
	d->last = p;
	d->last[d->nlast++] = copy;
}

const struct sifa_record *desk_last(struct desk *d, const struct sifa_kind *k)
{
	for (size_t i = 0; i < d->nlast; i++)
		if (sifa_record_kind(d->last[i]) == k)
			return d->last[i];
	return NULL;
}

/* ---- the loop ------------------------------------------------------------------------- */

enum { BURST = 256 }; /* keys taken before a frame is painted all the same */

static void loop(struct desk *d)
{
	struct key k;

	frame_paint(d);
	tty_flush(d->tty);
	while (!d->quit) {
		int burst = 0;

		do {
			tty_key(d->tty, &k);
			press(d, &k);
		} while (!d->quit && ++burst < BURST && tty_pending(d->tty));
		if (d->quit)
			break;
		frame_paint(d);
		tty_flush(d->tty);
	}
}

/* What opening took and nobody needs any more goes back to a machine that has little. */
static void give_back(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

int desk_run(struct sifa *s, struct sifa_session *se)
{
	struct desk d = {.sifa = s, .se = se};
	struct sifa_err err = {0};
	char say[700];

	if (tty_open(&d.tty, &err)) {
		fprintf(stderr, "sifa: %s\n", lang_error(say, sizeof say, &err));
		return 69;
	}
	draw_size(d.tty, &d.rows, &d.cols);
	desk_open(&d, desk_is_bureau(se) ? &screen_county : &screen_home, NULL);
	give_back();
	if (d.top) {
		ask_clock(&d);
		loop(&d);
	}
	while (d.top) {
		struct screen *sc = d.top;

		d.top = sc->below;
		sc->below = d.dead;
		d.dead = sc;
	}
	bury(&d);
	for (size_t i = 0; i < d.nlast; i++)
		sifa_record_free(d.last[i]);
	free(d.last);
	tty_close(d.tty);
	return d.code;
}
