/* letter_number_ask.c - what the acts about numbers share: which letter, year and unit, and
 * the paper that changes it. */
#include <stdlib.h>
#include <string.h>

#include "letter.h"

bool letter_option(struct verb_env *env, const struct verb *v, struct letter_ask *a,
		   const char *name, const char *value, int *code)
{
	*code = 0;
	if (!strcmp(name, "--above")) {
		a->above = value;
	} else if (!strcmp(name, "--doc")) {
		a->doc = value;
	} else if (!strcmp(name, "--text")) {
		a->text = value;
	} else if (!strcmp(name, "--year")) {
		if (!verb_whole(value, 2000, 2100, &a->year))
			*code = verb_misuse(v, N_("{1} is no year"), value);
	} else if (!strcmp(name, "--day")) {
		if (sifa_day_parse(value, strlen(value), sifa_today(env->se), &a->from))
			*code = verb_misuse(v, N_("{1} is no date"), value);
	} else {
		return false;
	}
	return true;
}

/* Of the units below the user's own by code or name, else any office. */
static int find_above(struct verb_env *env, const struct verb *v, struct letter_ask *a)
{
	struct sifa_targets *t = NULL;

	if (!sifa_targets(env->se, a->letter, (int)a->year, 0, &t, NULL))
		for (size_t i = 0; i < t->nunits && !a->above_id; i++)
			if (!strcmp(t->unit[i].code, a->above) ||
			    !strcmp(t->unit[i].name, a->above))
				a->above_id = t->unit[i].unit;
	sifa_targets_free(t);
	return a->above_id ? 0 : verb_office(env, v, a->above, &a->above_id);
}

static bool has_numbers(const struct verb_env *env, const struct sifa_letter *l)
{
	struct sifa_targets *t = NULL;
	bool has = !sifa_targets(env->se, l, 0, 0, &t, NULL) && t->nclauses;

	sifa_targets_free(t);
	return has;
}

/* Which one, where none is named: numbers are given out before anything is signed, of the
 * first letter that leaves some open. */
static const struct sifa_letter *to_sign(const struct verb_env *env)
{
	const struct sifa_letter **now = NULL, *l = NULL;
	const struct sifa_letter *const *all;
	size_t n = 0;

	sifa_letters_to_sign(env->se, sifa_today(env->se), &now, &n, NULL);
	for (size_t i = 0; i < n && !l; i++)
		l = has_numbers(env, now[i]) ? now[i] : NULL;
	l = !l && n ? now[0] : l;
	free(now);
	all = sifa_letters(env->sifa, &n);
	if (!l && n) /* a county without units yet */
		l = all[0];
	return l ? l : verb_letter(env, NULL, sifa_today(env->se));
}

int letter_asked(struct verb_env *env, const struct verb *v, struct letter_ask *a,
		 const struct sifa_supplement **s)
{
	int code = 0;

	if (s)
		*s = NULL;
	a->letter = a->name ? verb_letter(env, a->name, sifa_today(env->se)) : to_sign(env);
	if (!a->letter)
		return 2;
	if (a->above)
		code = find_above(env, v, a);
	if (code || !a->doc)
		return code;
	if (!a->text || !s)
		return verb_usage(v, _("a supplement needs --doc NUMBER and --text WORDS"));
	a->paper = (struct sifa_supplement){
		a->from == SIFA_DAY_NONE ? sifa_today(env->se) : a->from, a->doc, a->text};
	*s = &a->paper;
	return 0;
}

const struct sifa_target_unit *letter_unit(const struct sifa_targets *t, const struct verb *v,
					   const char *name)
{
	for (size_t i = 0; i < t->nunits; i++)
		if (!strcmp(t->unit[i].code, name) || !strcmp(t->unit[i].name, name))
			return &t->unit[i];
	if (!strcmp(t->above.code, name) || !strcmp(t->above.name, name))
		return &t->above;
	verb_misuse(v, N_("{1} is no unit that gets numbers of this letter"), name);
	return NULL;
}
