/* scr_form.c - the form: moving from field to field, accepting, drafts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../edit/wrap.h"
#include "input.h"
#include "scr_form.h"

static bool is_row(const struct form_view *v)
{
	return v->parent != NULL;
}

/* ---- the screen ---------------------------------------------------------------- */

static void form_close(struct screen *sc)
{
	struct form_view *v = sc->data;

	form_free(v->form);
}

static void form_focus(struct screen *sc, int *y, int *x)
{
	const struct form_view *v = sc->data;

	*y = v->cy;
	*x = v->cx;
}

static void form_hangup(struct screen *sc)
{
	struct form_view *v = sc->data;

	/* A draft of a row keeps values only. */
	if (is_row(v))
		form_accept(v->form, NULL);
	form_keep(sc);
}

/* ---- from field to field ----------------------------------------------------------- */

static void go(struct form_view *v, size_t at)
{
	v->why[0] = '\0';
	v->text_top = 0;
	form_go(v->form, at);
}

static void refused(struct screen *sc, const struct sifa_err *err)
{
	struct form_view *v = sc->data;
	struct sifa_err bare = *err;

	if (!err->msg)
		return;
	/* The field is before the person's eyes. */
	bare.field[0] = '\0';
	lang_error(v->why, sizeof v->why, &bare);
	desk_message(sc->desk, v->why);
}

static void asked_save(struct screen *sc, const char *answer)
{
	(void)answer;
	form_cmd_save(sc);
}

void form_forward(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct ask ask = {.owner = sc, .done = asked_save, .enter = true};

	if (v->form->at + 1 < v->form->n) {
		go(v, v->form->at + 1);
	} else if (is_row(v)) {
		form_cmd_save(sc);
	} else {
		ask.question = v->arg.step ? _("Take this step?") : _("Save?");
		desk_open(sc->desk, &screen_ask, &ask);
	}
}

/* True when the key only moved inside a text of several lines. */
static bool inside_text(struct screen *sc, int by)
{
	struct form_view *v = sc->data;
	struct form_item *it = form_item(v->form);

	if (it->f->type != SIFA_LONGTEXT || (sc->desk->key != K_UP && sc->desk->key != K_DOWN))
		return false;
	form_touch(v->form);
	return wrap_move(&it->line, form_text_cols(sc->desk, v, v->form->at), by);
}

static void cmd_next(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct sifa_err err = {0};

	if (inside_text(sc, 1))
		return;
	if (form_item(v->form)->f->type == SIFA_ROWS && sc->desk->key == K_ENTER) {
		form_cmd_list(sc);
		return;
	}
	switch (form_accept(v->form, &err)) {
	case FORM_TAKEN:
		form_keep(sc);
		form_forward(sc);
		break;
	case FORM_PICK:
		form_pick(sc);
		break;
	default:
		refused(sc, &err);
		break;
	}
}

/* Backwards nobody is held up: what cannot be accepted keeps its mark. */
static void cmd_prev(struct screen *sc)
{
	struct form_view *v = sc->data;

	if (inside_text(sc, -1))
		return;
	form_accept(v->form, NULL);
	form_keep(sc);
	if (v->form->at)
		go(v, v->form->at - 1);
}

static void turn(struct screen *sc, bool forward)
{
	struct form_view *v = sc->data;
	struct form *f = v->form;
	size_t page = f->item[f->at].page, to = forward ? page + 1 : page - 1;

	form_accept(f, NULL);
	form_keep(sc);
	if (to >= f->npages)
		return;
	for (size_t i = 0; i < f->n; i++) {
		if (f->item[i].page == to) {
			go(v, i);
			return;
		}
	}
}

static void cmd_page_next(struct screen *sc)
{
	turn(sc, true);
}

static void cmd_page_prev(struct screen *sc)
{
	turn(sc, false);
}

/* ---- in a field --------------------------------------------------------------------- */

/* This field of the record saved last, or of the row above; NULL if there is none. */
static const struct sifa_value *last_value(struct screen *sc)
{
	struct form_view *v = sc->data, *up = is_row(v) ? v->parent->data : NULL;
	const struct sifa_value *table = up ? &up->form->item[v->table].v : NULL;
	const struct sifa_record *rec = up ? NULL : desk_last(sc->desk, v->form->kind);

	if (rec)
		return sifa_get(rec, form_item(v->form)->f);
	return table && v->row > 0 && v->row <= table->len ? &table->row[v->row - 1].v[v->form->at]
							   : NULL;
}

static void cmd_same(struct screen *sc)
{
	struct form_view *v = sc->data;
	const struct sifa_value *last = last_value(sc);

	if (last->state == SIFA_ABSENT) {
		desk_message(sc->desk, _("The last record has nothing in this field."));
		return;
	}
	if (form_give(v->form, v->form->at, last, NULL) == FORM_TAKEN) {
		form_item(v->form)->copied = true;
		form_keep(sc);
		form_forward(sc);
	}
}

static void cmd_undo(struct screen *sc)
{
	struct form_view *v = sc->data;

	if (!form_undo(v->form))
		desk_message(sc->desk, _("Nothing to undo in this field."));
}

static void cmd_redo(struct screen *sc)
{
	struct form_view *v = sc->data;

	if (!form_redo(v->form))
		desk_message(sc->desk, _("Nothing to redo in this field."));
}

static void cmd_clear(struct screen *sc)
{
	struct form_view *v = sc->data;

	form_clear(v->form);
}

static void cmd_newline(struct screen *sc)
{
	struct form_view *v = sc->data;

	form_type(v->form, "\n", 1, NULL);
}

static void type(struct screen *sc, const char *s, size_t n)
{
	struct form_view *v = sc->data;
	size_t dropped = 0;

	form_type(v->form, s, n, &dropped);
	if (dropped)
		desk_message(sc->desk, _("The field is full, or a character may not be stored; "
					 "not everything was taken."));
}

static bool is_listed(const struct form_item *it)
{
	enum sifa_type t = it->f->type;

	if (it->f->derived)
		return false;
	return t == SIFA_CODE || t == SIFA_CODES || t == SIFA_REF || t == SIFA_REFS ||
	       t == SIFA_PLACE || t == SIFA_BOOL || t == SIFA_ROWS || t == SIFA_DATE;
}

static void form_key(struct screen *sc, const struct key *k)
{
	struct form_view *v = sc->data;
	struct form_item *it = form_item(v->form);

	v->form->item[v->form->at].bad = false;
	if (it->f->derived) {
		desk_message(sc->desk, _("The program works this out; it is never typed."));
		return;
	}
	if (k->code == '?' && is_listed(it) && (!it->typed || !it->line.n)) {
		form_cmd_list(sc);
	} else if (key_is_text(k->code)) {
		type(sc, k->text, k->len);
	} else if (k->code == K_PASTE) {
		type(sc, k->paste, k->len);
	} else if (k->code == K_BACKSPACE) {
		form_backspace(v->form);
	} else if (k->code == K_DEL) {
		form_delete(v->form);
	} else if (k->code == K_CTRL('W')) {
		form_cut_word(v->form);
	} else {
		form_touch(v->form);
		input_key(&it->line, k, NULL);
	}
}

/* ---- leaving -------------------------------------------------------------------------- */

static void left(struct screen *sc, const char *answer)
{
	(void)answer;
	desk_close(sc);
}

static void cmd_back(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct ask ask = {.owner = sc, .done = left, .enter = true};

	if (is_row(v)) {
		if (form_all_accepted(sc))
			form_close_row(sc);
		return;
	}
	if (!form_changed(v->form)) {
		desk_close(sc);
		return;
	}
	form_accept(v->form, NULL);
	form_keep(sc);
	ask.question = _("What was typed is kept as a draft, offered again on the first screen. "
			 "Leave the form?");
	desk_open(sc->desk, &screen_ask, &ask);
}

static bool form_can(struct screen *sc, enum cmd c)
{
	struct form_view *v = sc->data;
	const struct form_item *it = form_item(v->form);

	switch (c) {
	case CMD_LIST:
		return is_listed(it);
	case CMD_SAME:
		return last_value(sc) != NULL && !it->f->derived;
	case CMD_NEWLINE:
		return it->f->type == SIFA_LONGTEXT;
	case CMD_PAGE_NEXT:
	case CMD_PAGE_PREV:
		return v->form->npages > 1;
	case CMD_REGISTERS:
	case CMD_SCORE:
		return false;
	default:
		return true;
	}
}

static const struct screen_cmd form_cmds[] = {{CMD_NEXT, cmd_next, false},
					      {CMD_PREV, cmd_prev, true},
					      {CMD_SAVE, form_cmd_save, false},
					      {CMD_LIST, form_cmd_list, false},
					      {CMD_SAME, cmd_same, false},
					      {CMD_NEWLINE, cmd_newline, false},
					      {CMD_PAGE_NEXT, cmd_page_next, false},
					      {CMD_PAGE_PREV, cmd_page_prev, true},
					      {CMD_UNDO, cmd_undo, true},
					      {CMD_REDO, cmd_redo, true},
					      {CMD_CLEAR, cmd_clear, true},
					      {CMD_BACK, cmd_back, false},
					      {CMD_NONE, NULL, false}};

const struct screen_ops screen_form = {
	.name = "form",
	.size = sizeof(struct form_view),
	.typing = true,
	.cmds = form_cmds,
	.open = form_open,
	.close = form_close,
	.hangup = form_hangup,
	.title = form_title,
	.draw = form_draw,
	.focus = form_focus,
	.key = form_key,
	.can = form_can,
};
