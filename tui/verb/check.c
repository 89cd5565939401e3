/* check.c - sifa check: the whole store against itself. */
#include <stdio.h>

#include "verb.h"

static int run(struct verb_env *env)
{
	struct verb_args a = {.verb = &verb_check, .env = env};
	struct sifa_findings findings = {0};
	struct sifa_err err = {0};
	const char *name, *value;
	uint64_t records = 0;
	char n[24], bad[24], msg[200];
	int got, code = 0;

	got = verb_next(&a, &name, &value);
	if (got == -2)
		return 2;
	if (got >= 0)
		return verb_usage(&verb_check, _("check takes no argument"));
	if (sifa_verify(env->se, &records, &findings, &err)) {
		code = verb_fail(&err);
	} else {
		verb_findings(&findings, 0);
		snprintf(n, sizeof n, "%llu", (unsigned long long)records);
		snprintf(bad, sizeof bad, "%zu", findings.total);
		puts(lang_fill(msg, sizeof msg, _("{1} records read, {2} findings"), n, bad, NULL));
		code = findings.total ? 1 : 0;
	}
	sifa_findings_free(&findings);
	return code;
}

const struct verb verb_check = {"check",
				"",
				N_("read the whole store and compare everything in it"),
				N_("Exit code 1 if something was found. Nothing is changed."),
				VERB_STORE | VERB_BATCH,
				run};
