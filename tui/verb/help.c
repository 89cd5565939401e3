/* help.c - sifa help. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

static int one(const struct verb *v)
{
	printf("sifa %s%s%s\n%s\n", v->name, *v->args ? " " : "", v->args, _(v->summary));
	if (*v->help)
		printf("\n%s\n", _(v->help));
	return 0;
}

static int all(void)
{
	puts(_("sifa - registers of a judicial office, and the letter that scores itself"));
	printf("\n%s sifa [--store DIR] [--config DIR] [--now DATE] [--lang zh|en]\n"
	       "     [--format table|csv|jsonl] [VERB ...]\n\n",
	       _("usage:"));
	for (size_t i = 0; verbs[i]; i++)
		printf("  %-8s %s\n", verbs[i]->name, _(verbs[i]->summary));
	printf("\n%s\n%s\n",
	       _("Without a verb: the console; without a terminal: what is due, and the score."),
	       _("sifa help VERB tells more. Manual: sifa(1), sifa-kind(5), sifa-letter(5)."));
	return 0;
}

static int run(struct verb_env *env)
{
	if (env->argc < 2)
		return all();
	for (size_t i = 0; verbs[i]; i++)
		if (!strcmp(verbs[i]->name, env->argv[1]))
			return one(verbs[i]);
	return verb_misuse(&verb_help, N_("there is no verb {1}; see sifa help"), env->argv[1]);
}

const struct verb verb_help = {"help", "[VERB]", N_("help on all verbs, or on one"), "", 0, run};
