/* form_keep.c - what is typed is kept: a row in its table, a form in its draft. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_form.h"

static void put_row(struct screen *sc)
{
	struct form_view *v = sc->data, *up = v->parent->data;
	struct form_item *it = &up->form->item[v->table];
	struct sifa_value table, *cells;
	struct sifa_row row;

	if (form_empty(v->form) || !value_copy(&table, it->f, &it->v))
		return;
	cells = calloc(it->f->nrow ? it->f->nrow : 1, sizeof *cells);
	if (cells) {
		row = form_row(v->form, cells);
		if (v->row < it->v.len)
			row.id = it->v.row[v->row].id;
		if (value_put_row(&table, it->f, v->row, &row))
			form_give(up->form, v->table, &table, NULL);
	}
	free(cells);
	value_free(&table, it->f);
}

void form_close_row(struct screen *sc)
{
	struct form_view *v = sc->data, *up = v->parent->data;
	struct form_item *it = &up->form->item[v->table];
	struct sifa_value less;

	form_keep(sc);
	if (form_empty(v->form) && v->row < it->v.len && value_copy(&less, it->f, &it->v)) {
		value_cut_row(&less, it->f, v->row);
		form_give(up->form, v->table, &less, NULL);
		value_free(&less, it->f);
		form_keep(v->parent);
	}
	desk_close(sc);
}

/* By what the form names it; a small form lacks the fields that do. */
static void draft_title(struct screen *sc)
{
	struct form_view *v = sc->data;

	v->draft.title[0] = '\0';
	for (size_t t = 0; t < v->form->kind->ntitle; t++) {
		size_t i = form_find(v->form, v->form->kind->field[v->form->kind->title[t]].id);
		size_t used = strlen(v->draft.title);

		if (i < v->form->n && v->form->item[i].line.n)
			snprintf(v->draft.title + used, sizeof v->draft.title - used, "%s%s",
				 used ? " " : "", v->form->item[i].line.s);
	}
	if (v->arg.step)
		snprintf(v->draft.title, sizeof v->draft.title, "%.60s ",
			 v->arg.step->label[lang_now()]);
	if (v->arg.step || !v->draft.title[0]) {
		size_t used = strlen(v->draft.title);

		sifa_title(sc->desk->se, v->draft.record, false, lang_now(), v->draft.title + used,
			   sizeof v->draft.title - used);
	}
	/* A cut title must still be text. */
	v->draft.title[sifa_text_fit(v->draft.title, strlen(v->draft.title), 60, NULL)] = '\0';
}

void form_keep(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct sifa_err err = {0};
	char **path, **text;
	size_t n;

	if (v->parent) {
		put_row(sc);
		form_keep(v->parent);
		return;
	}
	if (!form_changed(v->form) || v->kept == v->form->edits)
		return;
	snprintf(v->draft.kind, sizeof v->draft.kind, "%s", v->form->kind->id);
	v->draft.record = sifa_record_id(v->form->rec);
	v->draft.rev = sifa_record_rev(v->form->rec);
	draft_title(sc);
	if (!form_texts(v->form, &path, &text, &n))
		return;
	if (sifa_draft_save(sc->desk->se, &v->draft, (const char *const *)path,
			    (const char *const *)text, n, &err))
		desk_error(sc->desk, &err);
	else
		v->kept = v->form->edits;
	free(path);
}
