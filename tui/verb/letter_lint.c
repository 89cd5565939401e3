/* letter_lint.c - sifa letter lint: what is odd in a letter. */
#include <stdio.h>

#include "letter.h"

static int lint_one(const struct sifa_letter *l)
{
	struct sifa_findings f = {0};
	int code = 0;

	sifa_letter_lint(l, &f);
	verb_findings(&f, 0);
	for (size_t i = 0; i < f.n; i++)
		if (f.v[i].severity != SIFA_HINT)
			code = 1;
	if (!f.total)
		printf("%s: %s\n", sifa_letter_id(l), _("nothing found"));
	sifa_findings_free(&f);
	return code;
}

static int run(struct verb_env *env)
{
	const struct sifa_letter *const *all, *one;
	size_t n;
	int code = letter_one(env, &letter_lint, &one);
	bool odd = false;

	if (code)
		return code;
	all = sifa_letters(env->sifa, &n);
	for (size_t i = 0; i < n; i++)
		if (!one || one == all[i])
			odd |= lint_one(all[i]) != 0;
	return odd;
}

const struct verb letter_lint = {"letter lint",
				 "[LETTER]",
				 N_("what is odd in a letter: counts twice, by no day, not proved"),
				 "",
				 VERB_STORE,
				 run};
