/* entry.c - sifa reverse, sifa balance: books whose entries are never changed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "verb.h"

/* ---- reverse ---- */

static int reverse(struct verb_env *env, uint64_t id, const char *reason)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *red;
	char text[32];
	int code = 0;

	if (sifa_reverse(env->se, id, reason, &red, &f, &err)) {
		code = verb_fail(&err);
		verb_findings(&f, 0);
	} else {
		verb_findings(&f, 0);
		puts(sifa_id_format(sifa_record_id(red), text));
	}
	sifa_record_free(red);
	sifa_findings_free(&f);
	return code;
}

static int run_reverse(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--reason", true}};
	struct verb_args a = {.verb = &verb_reverse, .env = env, .options = options, .n = 1};
	const char *name, *value, *which = NULL, *reason = "";
	struct sifa_record *r;
	int is, code = 0;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (is)
			reason = value;
		else
			which = value;
	}
	if (is == -2)
		return 2;
	if (!which)
		return verb_usage(&verb_reverse, _("one record is expected, like 10203-4571"));
	r = verb_record(env, &verb_reverse, which, &code);
	if (!r)
		return code;
	code = reverse(env, sifa_record_id(r), reason);
	sifa_record_free(r);
	return code;
}

const struct verb verb_reverse = {"reverse",
				  "ID --reason TEXT",
				  N_("take an entry of a book back with a red one"),
				  N_("Prints the number of the red entry.\n\n"
				     "  sifa reverse 10203-881 --reason 金额有误"),
				  VERB_STORE,
				  run_reverse};

/* ---- balance ---- */

static void print_balances(struct verb_env *env, const struct sifa_kind *k,
			   const struct sifa_balance *b, size_t n)
{
	struct verb_table t = {.columns = k->entries->nby + 4};
	char text[200];

	for (size_t i = 0; i < k->entries->nby; i++)
		verb_cell(&t, k->field[k->entries->by[i]].label[lang_now()]);
	for (size_t i = 0; i < 4; i++)
		t.right[k->entries->nby + i] = true;
	verb_cell(&t, _("entries"));
	verb_cell(&t, _("in"));
	verb_cell(&t, _("out"));
	verb_cell(&t, _("left"));
	for (size_t i = 0; i < n; i++) {
		for (size_t j = 0; j < k->entries->nby; j++)
			verb_cell(&t, sifa_format(env->se, &k->field[k->entries->by[j]],
						  &b[i].by[j], lang_now(), text, sizeof text));
		snprintf(text, sizeof text, "%llu", (unsigned long long)b[i].n);
		verb_cell(&t, text);
		verb_cell(&t, sifa_money_format(b[i].plus, text));
		verb_cell(&t, sifa_money_format(b[i].minus, text));
		verb_cell(&t, sifa_money_format(b[i].plus - b[i].minus, text));
	}
	verb_print(&t);
	verb_table_free(&t);
}

static int run_balance(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--where", true}};
	struct verb_args a = {.verb = &verb_balance, .env = env, .options = options, .n = 1};
	struct sifa_test test[16];
	char pair[16][200];
	struct sifa_query q = {.tests = test};
	struct sifa_balance *b;
	struct sifa_err err = {0};
	const char *name, *value, *eq;
	size_t n;
	int is;

	while ((is = verb_next(&a, &name, &value)) >= 0) {
		if (!is) {
			q.kind = verb_kind(env, value);
			if (!q.kind)
				return 2;
			continue;
		}
		eq = strchr(value, '=');
		if (!eq || q.ntests == 16 || strlen(value) >= sizeof pair[0])
			return verb_misuse(&verb_balance, N_("{1} is not FIELD=VALUE"), value);
		snprintf(pair[q.ntests], sizeof pair[0], "%.*s", (int)(eq - value), value);
		test[q.ntests] = (struct sifa_test){pair[q.ntests], eq + 1};
		q.ntests++;
	}
	if (is == -2)
		return 2;
	if (!q.kind)
		return verb_usage(&verb_balance, _("a kind is expected"));
	if (sifa_balances(env->se, &q, &b, &n, &err))
		return verb_fail(&err);
	print_balances(env, q.kind, b, n);
	free(b);
	return 0;
}

const struct verb verb_balance = {"balance",
				  "KIND [--where FIELD=VALUE]...",
				  N_("what came in, went out and is left in a book"),
				  N_("  sifa balance FND --where year=2013"),
				  VERB_STORE,
				  run_balance};
