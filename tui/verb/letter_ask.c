/* letter_ask.c - what several acts of sifa letter are told: a letter, an office, a day,
 * members of the staff, points. */
#include <stdlib.h>
#include <string.h>

#include "letter.h"

int letter_score(struct verb_env *env, const struct letter_of *of, struct sifa_sheet **out)
{
	const struct sifa_letter *l = verb_letter(env, of->letter, of->as_of);
	struct sifa_err err = {0};
	uint64_t office = sifa_session_unit(env->se);
	int code = l ? 0 : 2;

	*out = NULL;
	if (!code && of->office)
		code = verb_letter_office(env, l, of->office, &office);
	if (code)
		return code;
	return sifa_score(env->se, l, office, of->as_of, out, &err) ? verb_fail(&err) : 0;
}

int letter_sheet(struct verb_env *env, const struct verb *v, const struct letter_of *of,
		 struct sifa_sheet **out)
{
	return of->office ? letter_score(env, of, out) : verb_usage(v, _("--office is needed"));
}

/* The one called exactly so; else, of several or none, a sentence. */
int letter_staff(struct verb_env *env, const struct verb *v, const char *name, uint64_t *out)
{
	const struct sifa_kind *k = sifa_kind(env->sifa, "inspection");
	const struct sifa_field *f = k ? sifa_field(k, "first_by") : NULL;
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	char title[200];
	size_t found = 0;

	*out = 0;
	if (!sifa_id_parse(name, out))
		return 0;
	if (!f || sifa_pick(env->se, f, name, 20, &rows, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < rows.n; i++) {
		uint64_t id = sifa_record_id(rows.hit[i].record);

		if (strcmp(sifa_title(env->se, id, false, SIFA_ZH, title, sizeof title), name) != 0)
			continue;
		*out = id;
		found++;
	}
	sifa_rows_free(&rows);
	if (found == 1)
		return 0;
	return verb_misuse(v,
			   found ? N_("several of the staff are called {1}: give the number of "
				      "the record")
				 : N_("nobody of the staff is called {1}"),
			   name);
}

int letter_id(const struct verb *v, const char *s, uint64_t *out)
{
	if (!sifa_id_parse(s, out))
		return 0;
	return verb_misuse(v, N_("{1} is not the number of a record, like 10203-4571"), s);
}
