/* config.c - sifa config adopt: make a folder the running configuration. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

static void print_change(void *arg, const char *line)
{
	(void)arg;
	puts(line);
}

static int run(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--dry-run", false}};
	struct verb_args a = {&verb_config, env, options, 1, 0};
	struct sifa_findings findings = {0};
	struct sifa_err err = {0};
	const char *name, *value, *dir = NULL;
	bool dry = false;
	int got, n = 0, code = 0;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (got)
			dry = true;
		else if (n++ == 0 && strcmp(value, "adopt"))
			return verb_usage(&verb_config, _("config knows only: adopt DIR"));
		else if (n == 2)
			dir = value;
	}
	if (got == -2)
		return 2;
	if (n != 2)
		return verb_usage(&verb_config, _("config knows only: adopt DIR"));
	if (sifa_config_adopt(env->se, dir, dry, print_change, NULL, &findings, &err)) {
		code = verb_findings(&findings, 0) ? 78 : verb_fail(&err);
	} else {
		verb_findings(&findings, 0);
		fprintf(stderr, "%s\n", dry ? _("nothing was changed") : _("adopted"));
	}
	sifa_findings_free(&findings);
	return code;
}

const struct verb verb_config = {
	"config",
	"adopt DIR [--dry-run]",
	N_("check a configuration folder and make it the running one"),
	N_("Every error is named by file, line and column; a folder with an error changes nothing."),
	VERB_STORE,
	run};
