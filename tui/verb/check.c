/* check.c - sifa check: the whole store against itself. */
#include <stdio.h>

#include "verb.h"

static int read_args(struct verb_env *env, bool *sweep)
{
	static const struct verb_option options[] = {{"--sweep", false}};
	struct verb_args a = {.verb = &verb_check, .env = env, .options = options, .n = 1};
	const char *name, *value;
	int got;

	while ((got = verb_next(&a, &name, &value)) == 1)
		*sweep = true;
	if (got == -2)
		return 2;
	return got < 0 ? 0 : verb_usage(&verb_check, _("check takes no argument"));
}

static int run(struct verb_env *env)
{
	struct sifa_findings findings = {0};
	struct sifa_err err = {0};
	uint64_t records = 0, files = 0, removed = 0;
	char n[24], m[24], bad[24], msg[200];
	bool sweep = false;
	int code = read_args(env, &sweep);

	if (code)
		return code;
	if (sifa_verify(env->se, &records, &findings, &err) ||
	    sifa_verify_files(env->se, sweep && !findings.errors, &files, &removed, &findings,
			      &err)) {
		code = verb_fail(&err);
	} else {
		verb_findings(&findings, 0);
		snprintf(n, sizeof n, "%llu", (unsigned long long)records);
		snprintf(m, sizeof m, "%llu", (unsigned long long)files);
		snprintf(bad, sizeof bad, "%zu", findings.total);
		puts(lang_fill(msg, sizeof msg, _("{1} records read, {2} files, {3} findings"), n,
			       m, bad, NULL));
		snprintf(n, sizeof n, "%llu", (unsigned long long)removed);
		if (removed)
			puts(lang_fill(msg, sizeof msg, _("files removed: {1}"), n, NULL));
		code = findings.total ? 1 : 0;
	}
	sifa_findings_free(&findings);
	return code;
}

const struct verb verb_check = {"check",
				"[--sweep]",
				N_("read the whole store and compare everything in it"),
				N_("  --sweep   remove files that no record names\n\n"
				   "Exit code 1 if something was found. Nothing else is changed."),
				VERB_STORE | VERB_BATCH,
				run};
