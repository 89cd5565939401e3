/* form_save.c - a form's way into the store: checks, findings, conflict. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_form.h"

enum { NAMES = 200 };

/* ---- saving ------------------------------------------------------------------ */

static void keep_mine(void *arg, const struct sifa_field *f)
{
	(void)arg;
	(void)f;
}

/* The record's own form was saved from here: this one stands over its new version. */
static void filled_in(struct screen *sc, uint64_t id)
{
	struct form_view *v = sc->data;
	struct sifa_record *newer;

	if (sifa_record_get(sc->desk->se, id, &newer, NULL))
		return;
	form_rebase(v->form, newer, keep_mine, NULL);
	v->kept = 0;
	form_keep(sc);
}

/* A small form lacks the field, the record's own has it. */
static struct screen *go_abroad(struct screen *sc, const char *id)
{
	struct form_view *v = sc->data;
	struct form_arg arg = {.record = v->form->rec ? sifa_record_id(v->form->rec) : 0,
			       .kind = v->form->kind,
			       .owner = sc,
			       .done = filled_in};
	struct screen *to = NULL;

	if (v->form->kind && (arg.field = sifa_field(v->form->kind, id)) != NULL)
		to = desk_open(sc->desk, &screen_form, &arg);
	return to ? to : sc;
}

/* The form goes to a field; into the row of a table where one is meant. */
static struct screen *go_to(struct screen *sc, const char *path)
{
	struct form_view *v = sc->data;
	char id[64] = "", sub[64] = "";
	const struct sifa_field *cell;
	const struct form_item *it;
	unsigned row = 0;
	size_t at;

	sscanf(path, "%63[^.].%u.%63s", id, &row, sub);
	/* What is wrong with no field is who may take the step, and a signature helps. */
	at = form_find(v->form, *id ? id : "@by");
	if (at == v->form->n)
		return go_abroad(sc, id);
	v->why[0] = '\0';
	form_go(v->form, at);
	it = &v->form->item[at];
	cell = row && row <= it->v.len ? sifa_rows_field(it->f, sub) : NULL;
	if (cell) {
		struct table_arg table = {.parent = sc, .table = at, .row = row - 1};
		struct form_arg arg = {.row = &table, .field = cell};
		struct screen *into = desk_open(sc->desk, &screen_form, &arg);

		return into ? into : sc;
	}
	return sc;
}

static void show_found(struct screen *sc, size_t i)
{
	struct form_view *v = sc->data, *to;

	v->at_found = i;
	to = go_to(sc, v->found[i].err.field)->data;
	finding_text(NULL, &v->found[i], to->said, sizeof to->said);
}

static void jump(struct screen *sc, size_t i)
{
	struct form_view *v = sc->data;

	if (i < v->nfound)
		show_found(sc, i);
}

void form_cmd_finding(struct screen *sc)
{
	struct form_view *v = sc->data;

	if (!form_all_accepted(sc))
		return;
	if (v->parent) {
		struct screen *up = v->parent;

		form_close_row(sc);
		sc = up;
		v = sc->data;
	}
	if (v->nfound)
		show_found(sc, (v->at_found + 1) % v->nfound);
}

static void keep_found(struct form_view *v, const struct sifa_findings *found)
{
	free(v->found);
	v->found = calloc(found->n ? found->n : 1, sizeof *v->found);
	v->nfound = v->found ? found->n : 0;
	v->at_found = 0;
	if (v->nfound)
		memcpy(v->found, found->v, found->n * sizeof *v->found);
}

static void show_findings(struct screen *sc, const struct sifa_findings *found,
			  void (*go_on)(struct screen *sc))
{
	struct form_view *v = sc->data;
	struct findings_arg arg = {
		.owner = sc, .kind = v->form->kind, .found = found, .jump = jump, .go_on = go_on};

	keep_found(v, found);
	desk_open(sc->desk, &screen_findings, &arg);
}

static void both_changed(void *arg, const struct sifa_field *f)
{
	char *names = arg;
	size_t n = strlen(names);

	snprintf(names + n, NAMES - n, "%s%s", n ? ", " : "", f->label[lang_now()]);
	/* A cut name must still be text. */
	names[sifa_text_fit(names, strlen(names), NAMES, NULL)] = '\0';
}

static void rebase(struct screen *sc, const char *answer)
{
	struct form_view *v = sc->data;
	struct sifa_record *newer;
	struct sifa_err err = {0};
	char names[NAMES] = "", text[NAMES + 200];

	(void)answer;
	if (sifa_record_get(sc->desk->se, sifa_record_id(v->form->rec), &newer, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	form_rebase(v->form, newer, both_changed, names);
	form_name(sc);
	v->kept = 0;
	form_keep(sc);
	lang_fill(text, sizeof text,
		  *names ? N_("Your fields (~) now stand over the present version. The other one "
			      "changed these too: {1}. Look at them and save again.")
			 : N_("Your fields (~) now stand over the present version; look at them "
			      "and save again."),
		  names, NULL);
	desk_message(sc->desk, text);
}

/* A hint only speaks: the first one stands behind what was saved. */
static void add_hint(const struct sifa_findings *found, char *text, size_t size)
{
	size_t n = strlen(text);

	for (size_t i = 0; i < found->n; i++)
		if (found->v[i].severity == SIFA_HINT) {
			snprintf(text + n, size - n, "  ");
			finding_text(NULL, &found->v[i], text + n + 2, size - n - 2);
			return;
		}
}

static void saved(struct screen *sc, const struct sifa_findings *found)
{
	struct form_view *v = sc->data;
	struct desk *d = sc->desk;
	struct form_arg arg = v->arg;
	uint64_t id = sifa_record_id(v->form->rec);
	char text[700], title[160];

	if (v->draft.name[0])
		sifa_draft_drop(d->se, &v->draft);
	form_saved(v->form);
	desk_saved(d, v->form->rec);
	sifa_title(d->se, id, false, lang_now(), title, sizeof title);
	lang_fill(text, sizeof text, _("Saved: {1}"), title, NULL);
	add_hint(found, text, sizeof text);
	desk_close(sc);
	if (arg.done)
		arg.done(arg.owner, id);
	desk_message(d, text);
}

static void ask_reason(struct screen *sc);

void form_refused(struct screen *sc, enum sifa_rc rc, const struct sifa_findings *found,
		  const struct sifa_err *err)
{
	struct form_view *v = sc->data;

	if (rc == SIFA_E_CONFLICT) {
		form_keep(sc);
		desk_ask(sc,
			 _("Somebody else changed this record while you were typing. Your entries "
			   "are kept as a draft. Lay your fields over the present version?"),
			 rebase);
	} else if (found->errors) {
		show_findings(sc, found, NULL);
	} else if (rc == SIFA_E_REASON) {
		show_findings(sc, found, ask_reason);
	} else if (rc == SIFA_E_NOTFOUND && sifa_record_id(v->form->rec)) {
		form_keep(sc);
		desk_message(sc->desk, _("Somebody deleted this record meanwhile. What you changed "
					 "is kept as a draft, which can begin a new one."));
	} else {
		form_keep(sc);
		desk_error(sc->desk, err);
	}
}

static void commit(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	enum sifa_rc rc = sifa_save(sc->desk->se, v->form->rec, &found, &err);

	if (!rc)
		saved(sc, &found);
	else
		form_refused(sc, rc, &found, &err);
	sifa_findings_free(&found);
}

/* ---- warnings --------------------------------------------------------------- */

static void reasoned(struct screen *sc, const char *reason)
{
	struct form_view *v = sc->data;

	if (!*reason) {
		desk_message(sc->desk, _("Nothing was saved: a warning is saved with a reason."));
		return;
	}
	snprintf(sc->desk->reason, sizeof sc->desk->reason, "%s", reason);
	sc->desk->reason[sifa_text_fit(reason, strlen(reason), sizeof sc->desk->reason / 2, NULL)] =
		'\0';
	sifa_record_reason(v->form->rec, sc->desk->reason);
	if (v->arg.step)
		form_take_step(sc);
	else
		commit(sc);
}

static void ask_reason(struct screen *sc)
{
	const char *last = sc->desk->reason;

	desk_prompt(sc, _("Why is it saved all the same? The reason is kept in its history."),
		    *last ? last : _("As it stands on paper"), reasoned);
}

enum { SPOKEN = 1, TO_SETTLE = 2, NEW_WARNING = 4 };

static unsigned what_found(const struct sifa_findings *f)
{
	unsigned what = 0;

	for (size_t i = 0; i < f->n; i++)
		what |= f->v[i].severity == SIFA_HINT ? SPOKEN
			: f->v[i].known		      ? TO_SETTLE
						      : TO_SETTLE | NEW_WARNING;
	return what;
}

static bool pick_sure(struct screen *sc);

/* A field left behind unaccepted is the first thing to settle. */
bool form_all_accepted(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct sifa_err err = {0};
	char text[400], why[300];

	for (size_t i = 0; i < v->form->n; i++) {
		struct form_item *it = &v->form->item[i];
		enum form_answer answer;

		if (!it->typed && !it->bad)
			continue;
		form_go(v->form, i);
		memset(&err, 0, sizeof err);
		answer = form_accept(v->form, &err);
		if (answer == FORM_TAKEN || (answer == FORM_PICK && pick_sure(sc)))
			continue;
		err.field[0] = '\0';
		if (answer == FORM_PICK)
			snprintf(why, sizeof why, "%s",
				 _("nothing is picked yet: F4 picks, Ctrl-U empties the field."));
		else if (err.msg)
			lang_error(why, sizeof why, &err);
		else
			snprintf(why, sizeof why, "%s", _("This value cannot be kept."));
		snprintf(text, sizeof text, "%s: %s", it->f->label[lang_now()], why);
		desk_message(sc->desk, text);
		return false;
	}
	return true;
}

void form_cmd_save(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	enum sifa_rc rc;

	if (!form_all_accepted(sc))
		return;
	if (v->parent) {
		form_close_row(sc);
		return;
	}
	form_keep(sc);
	if (v->arg.step) {
		form_take_step(sc);
		return;
	}
	rc = sifa_check_record(sc->desk->se, v->form->rec, &found, &err);
	if (rc)
		form_refused(sc, rc, &found, &err);
	else if (found.errors)
		show_findings(sc, &found, NULL);
	else if (what_found(&found) & TO_SETTLE)
		show_findings(sc, &found, what_found(&found) & NEW_WARNING ? ask_reason : commit);
	else
		commit(sc);
	sifa_findings_free(&found);
}

/* ---- references --------------------------------------------------------------- */

static void give(struct screen *sc, const struct sifa_value *v)
{
	struct form_view *view = sc->data;
	struct sifa_err err = {0};

	if (form_give(view->form, view->form->at, v, &err) == FORM_TAKEN)
		form_keep(sc);
	else if (err.msg)
		desk_error(sc->desk, &err);
}

/* A reference becomes this one, a set takes it as another one. */
static void take(struct screen *sc, uint64_t id)
{
	struct form_view *view = sc->data;
	struct form_item *it = form_item(view->form);
	struct sifa_value v = {.state = SIFA_SET, .n = (int64_t)id};

	if (it->f->type != SIFA_REFS) {
		give(sc, &v);
	} else if (value_copy(&v, it->f, &it->v)) {
		if (value_put_id(&v, id))
			give(sc, &v);
		value_free(&v, it->f);
	}
}

/* A set waits for more; Enter without typing goes on. */
static void picked(struct screen *sc, uint64_t id)
{
	struct form_view *view = sc->data;

	take(sc, id);
	if (form_item(view->form)->f->type != SIFA_REFS)
		form_forward(sc);
}

static void open_pick(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct form_item *it = form_item(v->form);
	struct pick_arg arg = {.owner = sc,
			       .field = it->f,
			       .text = it->typed && it->line.s ? it->line.s : "",
			       .done = picked};

	desk_open(sc->desk, &screen_pick, &arg);
}

/* One candidate of exactly the typed name or number needs no picking. */
static uint64_t sure(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct form_item *it = form_item(v->form);
	struct sifa_rows rows = {0};
	uint64_t id = 0;
	char title[160];

	if (!sifa_pick(sc->desk->se, it->f, it->line.s, 2, &rows, NULL) && rows.n == 1) {
		id = sifa_record_id(rows.hit[0].record);
		sifa_title(sc->desk->se, id, false, lang_now(), title, sizeof title);
		if (strcmp(title, it->line.s) != 0)
			id = 0;
	}
	sifa_rows_free(&rows);
	return id;
}

static bool pick_sure(struct screen *sc)
{
	uint64_t id = sure(sc);

	if (id)
		take(sc, id);
	return id != 0;
}

void form_pick(struct screen *sc)
{
	uint64_t id = sure(sc);

	if (id)
		picked(sc, id);
	else
		open_pick(sc);
}

/* ---- lists ------------------------------------------------------------------------ */

static void coded(struct screen *sc, int64_t n)
{
	struct form_view *v = sc->data;
	bool set = form_item(v->form)->f->type == SIFA_CODES;

	give(sc, &(struct sifa_value){.state = n ? SIFA_SET : SIFA_ABSENT, .n = n});
	if (!set)
		form_forward(sc);
}

static void open_codes(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct form_item *it = form_item(v->form);
	struct codes_arg arg = {.owner = sc,
				.field = it->f,
				.set = it->v.state == SIFA_SET ? it->v.n : 0,
				.text = it->typed ? it->line.s : NULL,
				.done = coded};

	desk_open(sc->desk, &screen_codes, &arg);
}

static void open_table(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct table_arg arg = {.parent = sc, .table = v->form->at};

	desk_open(sc->desk, &screen_table, &arg);
}

void form_cmd_list(struct screen *sc)
{
	struct form_view *v = sc->data;
	const struct form_item *it = form_item(v->form);

	switch (it->f->type) {
	case SIFA_CODE:
	case SIFA_CODES:
		open_codes(sc);
		break;
	case SIFA_ROWS:
		open_table(sc);
		break;
	case SIFA_BOOL:
		give(sc, &(struct sifa_value){.state = SIFA_SET,
					      .n = it->v.state == SIFA_SET ? !it->v.n : 1});
		break;
	case SIFA_DATE:
		give(sc, &(struct sifa_value){.state = SIFA_SET, .n = sifa_today(sc->desk->se)});
		break;
	default:
		open_pick(sc);
		break;
	}
}
