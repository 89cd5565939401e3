/* form_open.c - how a form begins: of a record, of a row, of a step, of a few fields, or
 * where a draft left it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_form.h"

static enum sifa_rc open_row(struct form_view *v, const struct table_arg *arg)
{
	struct form_view *up = arg->parent->data;
	struct form_item *it = &up->form->item[arg->table];
	const struct sifa_row *row = arg->row < it->v.len ? &it->v.row[arg->row] : NULL;

	v->parent = arg->parent;
	v->table = arg->table;
	v->row = arg->row;
	v->form = form_of_row(up->form->se, it->f, row, lang_now());
	return v->form ? SIFA_OK : SIFA_E_NOMEM;
}

/* A name typed in a picker begins the new record. */
static void begin_with(struct form *f, const char *name)
{
	for (size_t i = 0; name && *name && i < f->n; i++) {
		const struct sifa_field *d = f->item[i].f;

		if (d != &f->kind->field[f->kind->title[0]] || d->type != SIFA_TEXT)
			continue;
		form_go(f, i);
		form_type(f, name, strlen(name), NULL);
		form_go(f, 0);
	}
}

/* The record that the form is of, to be owned by it. */
static enum sifa_rc get_record(struct screen *sc, const struct sifa_kind *k,
			       struct sifa_record **rec, struct sifa_err *err)
{
	struct form_view *v = sc->data;
	uint64_t id = v->arg.draft ? v->arg.draft->record : v->arg.record;

	if (v->arg.begun) {
		*rec = v->arg.begun;
		return SIFA_OK;
	}
	if (id && v->arg.draft && k) {
		if (!sifa_record_get(sc->desk->se, id, rec, NULL))
			return SIFA_OK;
		desk_message(sc->desk,
			     _("The record was deleted since: the draft begins a new one."));
		v->arg.step = NULL;
	} else if (id) {
		return sifa_record_get(sc->desk->se, id, rec, err);
	}
	if (k)
		return sifa_record_new(sc->desk->se, k, rec, err);
	desk_message(sc->desk, _("The configuration has no such kind any more."));
	return SIFA_E_NOTFOUND;
}

static struct form *form_of(struct form_view *v, struct sifa_session *se, struct sifa_record *rec)
{
	const struct sifa_kind *k = sifa_record_kind(rec);
	const struct sifa_field *field[FORM_ONLY];
	size_t n = 0;

	if (v->arg.step)
		return form_of_step(v, se, rec);
	for (; n < v->arg.nonly && n < FORM_ONLY; n++)
		field[n] = &k->field[v->arg.only[n]];
	return n ? form_of_fields(se, rec, field, n, lang_now())
		 : form_of_record(se, rec, lang_now());
}

/* What a draft kept, laid over the record. */
struct kept {
	char **path, **text;
	size_t n;
};

static void restore(struct screen *sc, const struct kept *kept)
{
	struct form_view *v = sc->data;

	form_restore(v->form, kept->path, kept->text, kept->n);
	v->draft = *v->arg.draft;
	if (sifa_record_id(v->form->rec) && sifa_record_rev(v->form->rec) != v->draft.rev)
		desk_message(sc->desk, _("The record was changed since; the draft is laid over "
					 "its present version."));
}

static enum sifa_rc open_record(struct screen *sc, const struct kept *kept, struct sifa_err *err)
{
	struct form_view *v = sc->data;
	struct desk *d = sc->desk;
	const struct sifa_kind *k = v->arg.kind;
	struct sifa_record *rec;
	const char *step;
	enum sifa_rc rc;

	if (v->arg.draft) {
		k = sifa_kind(d->sifa, v->arg.draft->kind);
		step = form_step(kept->path, kept->text, kept->n);
		v->arg.step = k && step ? sifa_step(k, step) : NULL;
		v->arg.nonly = 0;
	}
	rc = get_record(sc, k, &rec, err);
	if (rc)
		return rc;
	v->form = form_of(v, d->se, rec);
	if (!v->form)
		return SIFA_E_NOMEM;
	form_name(sc);
	if (v->arg.draft)
		restore(sc, kept);
	else if (!sifa_record_id(v->form->rec) && desk_last(d, k))
		form_sticky(v->form, desk_last(d, k));
	if (v->arg.name && sifa_card_line(v->arg.name, strlen(v->arg.name)) && form_is_person(sc))
		form_card(sc, v->arg.name, strlen(v->arg.name));
	else
		begin_with(v->form, v->arg.name);
	if (v->arg.begun) {
		form_begun(v->form);
		form_keep(sc);
	}
	v->arg.begun = NULL;
	if (v->arg.field)
		form_go(v->form, form_find(v->form, v->arg.field->id));
	v->arg.draft = NULL;
	v->arg.name = NULL;
	v->arg.only = NULL;
	return SIFA_OK;
}

enum sifa_rc form_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct form_view *v = sc->data;
	struct kept kept = {0};
	enum sifa_rc rc = SIFA_OK;

	v->arg = *(const struct form_arg *)arg;
	if (v->arg.row) {
		rc = open_row(v, v->arg.row);
		if (!rc && v->arg.field)
			form_go(v->form, form_find(v->form, v->arg.field->id));
		return rc;
	}
	if (v->arg.draft)
		rc = sifa_draft_load(sc->desk->se, v->arg.draft, &kept.path, &kept.text, &kept.n,
				     err);
	if (!rc)
		rc = open_record(sc, &kept, err);
	free(kept.path);
	return rc;
}

void form_name(struct screen *sc)
{
	struct form_view *v = sc->data;
	uint64_t id = sifa_record_id(v->form->rec);

	if (id)
		sifa_title(sc->desk->se, id, false, lang_now(), v->name, sizeof v->name);
}

void form_title(struct screen *sc, char *buf, size_t size)
{
	struct form_view *v = sc->data;
	const struct form *f = v->form;

	if (f->table) {
		const struct form_view *up = v->parent->data;

		snprintf(buf, size, "%s  %s", up->form->kind->label[lang_now()],
			 f->table->label[lang_now()]);
		return;
	}
	if (v->arg.step)
		snprintf(buf, size, "%s  %s", v->arg.step->label[lang_now()], v->name);
	else
		lang_fill(buf, size, sifa_record_id(f->rec) ? N_("Change: {1}") : N_("New: {1}"),
			  *v->name ? v->name : f->kind->label[lang_now()], NULL);
}
