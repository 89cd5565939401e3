/* letter_reconcile.c - sifa letter reconcile: an official list against the register; sifa
 * letter match: a list of petitions against the cases. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../infile.h"
#include "letter.h"

/* ---- reconcile ---- */

struct wish {
	const char *kind, *file, *office;
	char field[16][64];
	struct sifa_test test[16];
	size_t n;
	bool dry;
};

static int add_test(struct wish *w, const char *pair)
{
	const char *eq = strchr(pair, '=');

	if (!eq || eq - pair > 63 || w->n == sizeof w->test / sizeof *w->test)
		return verb_usage(&letter_reconcile, _("--where takes FIELD=VALUE"));
	snprintf(w->field[w->n], sizeof w->field[0], "%.*s", (int)(eq - pair), pair);
	w->test[w->n] = (struct sifa_test){w->field[w->n], eq + 1};
	w->n++;
	return 0;
}

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {
		{"--office", true}, {"--where", true}, {"--dry-run", false}};
	struct verb_args a = {&letter_reconcile, env, options, 3, 0};
	const char *name, *value;
	int got, code = 0;

	while (!code && (got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && !w->kind)
			w->kind = value;
		else if (!got && !w->file)
			w->file = value;
		else if (!got)
			code = verb_usage(&letter_reconcile, _("a kind and a file are expected"));
		else if (!strcmp(name, "--office"))
			w->office = value;
		else if (!strcmp(name, "--where"))
			code = add_test(w, value);
		else
			w->dry = true;
	}
	if (!code && got == -2)
		return 2;
	if (!code && !w->file)
		code = verb_usage(&letter_reconcile, _("a kind and a file are expected"));
	return code;
}

static const char *const key[] = {"equal", "differs", "list_only", "register_only"};

static void print_line(const struct verb_env *env, const struct sifa_reconciled *r,
		       struct verb_table *t)
{
	char id[32] = "", line[24] = "";
	const char *cell[5] = {env->format == VERB_TABLE ? report_verdict(r->verdict)
							 : key[r->verdict],
			       line, id, r->name, r->what};
	static const char *const name[5] = {"verdict", "line", "id", "name", "what"};

	if (r->record)
		sifa_id_format(r->record, id);
	if (r->line)
		snprintf(line, sizeof line, "%d", r->line);
	verb_row(env, t, name, cell, 5);
}

static void print(const struct verb_env *env, const struct sifa_reconciliation *r)
{
	struct verb_table t = {.columns = 5, .right = {[1] = true}};
	char text[300], id[32];

	if (env->format == VERB_CSV)
		puts("verdict,line,id,name,what");
	for (size_t i = 0; i < r->n; i++)
		if (env->format != VERB_TABLE || r->v[i].verdict != SIFA_BOTH_EQUAL)
			print_line(env, &r->v[i], &t);
	verb_print(&t);
	verb_table_free(&t);
	fprintf(stderr, "%s\n", report_reconciled(r, text, sizeof text));
	if (r->id)
		fprintf(stderr, "%s\n",
			lang_fill(text, sizeof text, _("kept as {1}"), sifa_id_format(r->id, id),
				  NULL));
}

static int reconcile(struct verb_env *env)
{
	struct wish w = {0};
	struct sifa_query q = {0};
	struct sifa_reconciliation r;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct infile in;
	int code = read_args(env, &w);

	if (code)
		return code;
	q = (struct sifa_query){.kind = verb_kind(env, w.kind), .tests = w.test, .ntests = w.n};
	if (!q.kind)
		return 2;
	if (w.office && (code = verb_office(env, &letter_reconcile, w.office, &q.unit)))
		return code;
	if (infile_open(&in, w.file, &err))
		return verb_fail(&err);
	if (sifa_reconcile(env->se, &q, &in.source, !w.dry, &r, &f, &err)) {
		code = verb_fail(&err);
		verb_findings(&f, 0);
	} else {
		print(env, &r);
		code = r.count[SIFA_BOTH_EQUAL] == r.n ? 0 : 1;
		sifa_reconciliation_free(&r);
	}
	infile_close(&in);
	sifa_findings_free(&f);
	return code;
}

const struct verb letter_reconcile = {
	"letter reconcile",
	"KIND FILE.csv [--office OFFICE] [--where FIELD=VALUE]... [--dry-run]",
	N_("compare an official list of persons with the register"),
	N_("  The list has a header as import knows it. Who has a number is found by it, else by\n"
	   "  name. Kept as a reconciliation unless --dry-run; exit code 1 if they differ.\n"
	   "  Clauses that wait for it count for the office it was made of, once every\n"
	   "  difference is settled: open the reconciliation and take the step.\n\n"
	   "  sifa letter reconcile RLS 监狱名单.csv --office 柳河司法所"),
	VERB_STORE | VERB_BATCH,
	reconcile};

/* ---- match ---- */

static int list(struct verb_env *env, const struct sifa_kind *k)
{
	struct sifa_err err = {0};
	uint64_t *id = NULL;
	size_t n, matched;
	char a[24], b[24], text[256];

	if (sifa_unmatched(env->se, k, true, &id, &n, &matched, &err))
		return verb_fail(&err);
	letter_records(env, id, n);
	free(id);
	snprintf(a, sizeof a, "%zu", matched);
	snprintf(b, sizeof b, "%zu", n);
	fprintf(stderr, "%s\n",
		lang_fill(text, sizeof text, _("{1} matched now, {2} wait to be matched by hand"),
			  a, b, NULL));
	return n ? 1 : 0;
}

static int by_hand(struct verb_env *env, const char *from, const char *to)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id, other = 0;
	int code = letter_id(&letter_match, from, &id);

	if (!code && strcmp(to, "none") != 0)
		code = letter_id(&letter_match, to, &other);
	if (code)
		return code;
	if (sifa_match(env->se, id, other, &f, &err)) {
		code = verb_fail(&err);
		verb_findings(&f, 0);
	}
	sifa_findings_free(&f);
	return code;
}

static int done(struct verb_env *env, const struct sifa_kind *k)
{
	struct sifa_err err = {0};
	size_t offices;
	char n[24], text[200];

	if (sifa_matched(env->se, k, &offices, &err))
		return verb_fail(&err);
	snprintf(n, sizeof n, "%zu", offices);
	puts(lang_fill(text, sizeof text, _("matched; the check-lists of {1} offices say so"), n,
		       NULL));
	return 0;
}

static int match(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--done", false}};
	struct verb_args a = {&letter_match, env, options, 1, 0};
	const char *name, *value, *arg[2] = {NULL};
	const struct sifa_kind *k;
	bool finished = false;
	int got, n = 0;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && n < 2)
			arg[n] = value;
		n += !got;
		finished = finished || got;
	}
	if (got == -2)
		return 2;
	if (n < 1 || n > 2 || (n == 2 && finished))
		return verb_usage(&letter_match,
				  _("a kind, or a record and its case (or none), are expected"));
	if (n == 2)
		return by_hand(env, arg[0], arg[1]);
	k = verb_kind(env, arg[0]);
	if (!k)
		return 2;
	return finished ? done(env, k) : list(env, k);
}

const struct verb letter_match = {
	"letter match",
	"KIND [--done] | ID CASE|none",
	N_("match the petition office's list with mediation cases"),
	N_("  Import the list with its listed_on first. What has one case of the same person and\n"
	   "  village is matched at once; the rest is listed and matched by number, or concerns\n"
	   "  none. --done, when nothing waits, says so in the check-list of every office, and\n"
	   "  clauses that wait for it are verified.\n\n"
	   "  sifa letter match PET\n"
	   "  sifa letter match 10203-4571 10203-2204\n"
	   "  sifa letter match PET --done"),
	VERB_STORE | VERB_BATCH,
	match};
