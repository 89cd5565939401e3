/* init.c - sifa init: an empty store. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

static int run(struct verb_env *env)
{
	static const struct verb_option options[] = {
		{"--name", true}, {"--origin", true}, {"--user", true}};
	struct verb_args a = {&verb_init, env, options, 3, 0};
	struct sifa_init init = {.origin = 1,
				 .config_dir = env->config,
				 .user = "admin",
				 .now = env->now,
				 .fixed_clock = SIFA_DAY_NONE};
	struct sifa_findings findings = {0};
	struct sifa_err err = {0};
	const char *name, *value;
	char msg[4200];
	uint64_t origin;
	int got, code = 0;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got)
			return verb_usage(&verb_init, _("init takes no argument"));
		if (!strcmp(name, "--name"))
			init.name = value;
		else if (!strcmp(name, "--user"))
			init.user = value;
		else if (verb_whole(value, 1, 262143, &origin))
			init.origin = (uint32_t)origin;
		else
			return verb_usage(&verb_init, _("the origin is a number from 1 to 262143, "
							"given by the county"));
	}
	if (got == -2)
		return 2;
	if (sifa_create(env->store, &init, &findings, &err)) {
		code = verb_findings(&findings, 0) ? 78 : verb_fail(&err);
	} else {
		fprintf(stderr, "%s\n",
			lang_fill(msg, sizeof msg, _("made an empty store in {1}"), env->store,
				  NULL));
	}
	sifa_findings_free(&findings);
	return code;
}

const struct verb verb_init = {
	"init",
	"[--name NAME] [--origin N] [--user LOGIN]",
	N_("make an empty store"),
	N_("The origin (1 to 262143) is given by the county and stands in every record's number.\n"
	   "  sifa init --name 垣曲县司法局 --origin 10203"),
	VERB_MAKES,
	run};
