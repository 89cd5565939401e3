/* check.c - sifa check: the whole store against itself. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

struct wish {
	bool sweep, padding, province;
	sifa_day from, to;
};

static int read_day(struct verb_env *env, const char *value, sifa_day *out)
{
	return sifa_day_parse(value, strlen(value), sifa_today(env->se), out)
		       ? verb_usage(&verb_check,
				    _("--since and --until take a date like 2013-06-30"))
		       : 0;
}

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {{"--sweep", false},
						     {"--padding", false},
						     {"--province", false},
						     {"--since", true},
						     {"--until", true}};
	struct verb_args a = {.verb = &verb_check, .env = env, .options = options, .n = 5};
	const char *name, *value;
	int got, code = 0;

	while (!code && (got = verb_next(&a, &name, &value)) == 1) {
		w->sweep = w->sweep || !strcmp(name, "--sweep");
		w->padding = w->padding || !strcmp(name, "--padding");
		w->province = w->province || !strcmp(name, "--province");
		if (!strcmp(name, "--since"))
			code = read_day(env, value, &w->from);
		if (!strcmp(name, "--until"))
			code = read_day(env, value, &w->to);
	}
	if (code || got == -2)
		return 2;
	return got < 0 ? 0 : verb_usage(&verb_check, _("check takes no argument"));
}

/* ---- padding ---- */

static const char *why(const struct sifa_pad *p, char *buf, size_t size)
{
	char n[24], day[16];

	snprintf(n, sizeof n, "%zu", p->n);
	return lang_fill(buf, size,
			 p->why == SIFA_PAD_TEXT      ? _("{1}: {2} have the same \"{3}\"")
			 : p->why == SIFA_PAD_PARTIES ? _("{1}: {2} have the same persons")
						      : _("{1}: {2} have the day {4} in \"{3}\""),
			 p->kind->label[lang_now()], n, p->field->label[lang_now()],
			 sifa_day_format(p->day, day), NULL);
}

static void print_pad(struct verb_env *env, const struct sifa_pad *p)
{
	static const char *const word[] = {"text", "parties", "day"};
	static const char *const key[] = {"kind", "why", "field", "id"};
	char text[400], id[32], title[256];

	if (env->format == VERB_TABLE)
		puts(why(p, text, sizeof text));
	for (size_t i = 0; i < p->kept; i++) {
		sifa_id_format(p->id[i], id);
		sifa_title(env->se, p->id[i], true, lang_now(), title, sizeof title);
		if (env->format == VERB_TABLE)
			printf("    %s  %s\n", id, title);
		else
			verb_row(env, NULL, key,
				 (const char *const[]){p->kind->id, word[p->why], p->field->id, id},
				 4);
	}
}

static int padding(struct verb_env *env, const struct wish *w)
{
	struct sifa_pad *p;
	struct sifa_err err = {0};
	size_t n;

	if (sifa_padding(env->se, w->from, w->to, &p, &n, &err))
		return verb_fail(&err);
	if (env->format == VERB_CSV)
		puts("kind,why,field,id");
	for (size_t i = 0; i < n; i++)
		print_pad(env, &p[i]);
	if (!n && env->format == VERB_TABLE)
		puts(_("Nothing looks as if it was entered twice over."));
	sifa_pads_free(p, n);
	return n ? 1 : 0;
}

/* ---- the provincial system ---- */

enum { PAGE = 500 };

static int unreported(struct verb_env *env, const struct sifa_kind *k, size_t *found)
{
	static const struct sifa_test absent = {"platform_on", ""};
	const struct sifa_query q = {.kind = k, .tests = &absent, .ntests = 1};
	struct sifa_cursor at = {{0}, 0};
	struct sifa_err err = {0};
	bool more = true;
	char id[32], title[256];

	while (more) {
		struct sifa_rows rows = {0};

		if (sifa_list(env->se, &q, at.len ? SIFA_AFTER : SIFA_FIRST, at.len ? &at : NULL,
			      PAGE, &rows, &err))
			return verb_fail(&err);
		for (size_t i = 0; i < rows.n; i++) {
			uint64_t r = sifa_record_id(rows.hit[i].record);

			at = rows.hit[i].at;
			verb_csv(k->id, false);
			verb_csv(sifa_id_format(r, id), false);
			verb_csv(sifa_title(env->se, r, true, lang_now(), title, sizeof title),
				 true);
			++*found;
		}
		more = rows.more && rows.n;
		sifa_rows_free(&rows);
	}
	return 0;
}

static int province(struct verb_env *env)
{
	size_t kinds, found = 0;
	const struct sifa_kind *const *k = sifa_kinds(env->sifa, &kinds);
	char n[24], text[200];
	int code = 0;

	puts("kind,id,title");
	for (size_t i = 0; i < kinds && !code; i++)
		if (sifa_field(k[i], "platform_on"))
			code = unreported(env, k[i], &found);
	snprintf(n, sizeof n, "%zu", found);
	fprintf(stderr, "%s\n",
		lang_fill(text, sizeof text, _("not on the provincial system yet: {1}"), n, NULL));
	return code ? code : found ? 1 : 0;
}

static int run(struct verb_env *env)
{
	struct sifa_findings findings = {0};
	struct sifa_err err = {0};
	uint64_t records = 0, files = 0, removed = 0;
	char n[24], m[24], bad[24], msg[200];
	struct wish w = {.from = INT32_MIN + 1, .to = INT32_MAX};
	int code = read_args(env, &w);

	if (code)
		return code;
	if (w.padding)
		return padding(env, &w);
	if (w.province)
		return province(env);
	if (sifa_verify(env->se, &records, &findings, &err) ||
	    sifa_verify_files(env->se, w.sweep && !findings.errors, &files, &removed, &findings,
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

const struct verb verb_check = {
	"check",
	"[--sweep] | --padding [--since DATE] [--until DATE] | --province",
	N_("read the whole store and compare everything in it"),
	N_("  --sweep     remove files that no record names\n"
	   "  --padding   list records with the same text, the same persons, or\n"
	   "              too many on one day\n"
	   "  --province  list what is not on the provincial system yet\n\n"
	   "Exit code 1 if something was found. Nothing else is changed."),
	VERB_STORE | VERB_BATCH,
	run};
