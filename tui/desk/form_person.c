/* form_person.c - what the form knows of persons: lines of card readers, and who else may
 * be meant by what is typed. */
#include <stdio.h>
#include <string.h>

#include "scr_form.h"

bool form_is_person(const struct screen *sc)
{
	const struct form_view *v = sc->data;

	return v->form->rec && v->form->kind == sifa_kind(sc->desk->sifa, "person");
}

void form_alike(struct screen *sc)
{
	static const char *const known_by[] = {"name", "birth", "id_no", "phone", "village"};
	static const char *const words[] = {
		[SIFA_LIKE_NUMBER] = N_("{1} ({2}) has the same identity number."),
		[SIFA_LIKE_BIRTH] = N_("{1} ({2}) has the same name and day of birth."),
		[SIFA_LIKE_PHONE] = N_("{1} ({2}) has the same name and telephone."),
		[SIFA_LIKE_VILLAGE] = N_("{1} ({2}) of the same village has the same name."),
	};
	struct form_view *v = sc->data;
	const char *field = form_item(v->form)->f->id;
	struct sifa_like like;
	char title[160], id[32], text[300];
	bool asked = false;

	for (size_t i = 0; i < sizeof known_by / sizeof *known_by; i++)
		asked = asked || !strcmp(field, known_by[i]);
	if (!asked || !v->form->rec || !sifa_alike(sc->desk->se, v->form->rec, &like, 1))
		return;
	desk_message(sc->desk, lang_fill(text, sizeof text, words[like.why],
					 sifa_title(sc->desk->se, like.id, true, lang_now(), title,
						    sizeof title),
					 sifa_id_format(like.id, id), NULL));
}

void form_card(struct screen *sc, const char *s, size_t n)
{
	struct form_view *v = sc->data;
	struct sifa_err err = {0};
	size_t at = form_find(v->form, "phone");

	if (sifa_card_read(sc->desk->se, v->form->rec, s, n, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	form_reread(v->form);
	form_keep(sc);
	form_go(v->form, form_find(v->form, "id_no"));
	desk_message(sc->desk, _("Filled from the identity card."));
	form_alike(sc);
	if (at < v->form->n) /* what no card tells */
		form_go(v->form, at);
}
