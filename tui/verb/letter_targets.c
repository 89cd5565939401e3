/* letter_targets.c - the numbers of a letter: units by clauses, divided, out of a file,
 * changed by a supplement. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../infile.h"
#include "letter.h"

enum { LOCKS_MOST = 200, PUTS_MOST = 400 };

/* ---- the table ---- */

static const char *number(const struct sifa_target *t, char *buf, size_t size)
{
	if (!t->set)
		return "____";
	snprintf(buf, size, "%lld%s", (long long)t->n, t->locked ? "*" : t->by_hand ? "'" : "");
	return buf;
}

static const char *plain(const struct sifa_target *t, char *buf, size_t size)
{
	snprintf(buf, size, "%lld", (long long)t->n);
	return t->set ? buf : "";
}

static const char *divided(const struct sifa_target_clause *c)
{
	return !c->above.set ? "" : sifa_target_divided(c) ? _("divided") : _("not divided");
}

static const char *unit_state(const struct sifa_target_unit *u)
{
	return !u->record ? _("no letter yet") : u->state ? u->state->label[lang_now()] : "";
}

/* A line a clause and a column a unit would be too wide for a county: clauses go across
 * only in a file. */
static void print_clause(const struct sifa_targets *t, size_t k)
{
	const struct sifa_target_clause *c = &t->clause[k];
	struct verb_table table = {.columns = 4, .right = {[1] = true}};
	char buf[40], sum[40];

	snprintf(sum, sizeof sum, "%lld", (long long)c->sum);
	printf("%s  %s\n", c->id, c->text[lang_now()]);
	for (size_t i = 0; i < t->nunits; i++) {
		const struct sifa_target *cell = &t->cell[i * t->nclauses + k];

		verb_cell(&table, t->unit[i].name);
		verb_cell(&table, number(cell, buf, sizeof buf));
		verb_cell(&table, cell->by);
		verb_cell(&table, unit_state(&t->unit[i]));
	}
	verb_cell(&table, _("sum"));
	verb_cell(&table, sum);
	verb_cell(&table, divided(c));
	verb_cell(&table, "");
	verb_cell(&table, t->above.name);
	verb_cell(&table, number(&c->above, buf, sizeof buf));
	verb_cell(&table, c->above.by);
	verb_cell(&table, "");
	verb_print(&table);
	verb_table_free(&table);
}

static void csv_line(const struct sifa_targets *t, const struct sifa_target_unit *u, size_t row)
{
	char buf[40];

	verb_csv(u->code, false);
	verb_csv(u->name, !t->nclauses);
	for (size_t k = 0; k < t->nclauses; k++)
		verb_csv(plain(row ? &t->cell[(row - 1) * t->nclauses + k] : &t->clause[k].above,
			       buf, sizeof buf),
			 k + 1 == t->nclauses);
}

static void print_csv(const struct sifa_targets *t)
{
	verb_csv("code", false);
	verb_csv("name", !t->nclauses);
	for (size_t k = 0; k < t->nclauses; k++)
		verb_csv(t->clause[k].id, k + 1 == t->nclauses);
	csv_line(t, &t->above, 0);
	for (size_t i = 0; i < t->nunits; i++)
		csv_line(t, &t->unit[i], i + 1);
}

static void print_json(const struct sifa_targets *t)
{
	for (size_t i = 0; i <= t->nunits; i++) {
		const struct sifa_target_unit *u = i ? &t->unit[i - 1] : &t->above;

		for (size_t k = 0; k < t->nclauses; k++) {
			const struct sifa_target *c =
				i ? &t->cell[(i - 1) * t->nclauses + k] : &t->clause[k].above;

			if (!c->set)
				continue;
			fputs("{\"unit\":", stdout);
			verb_json(u->name);
			fputs(",\"clause\":", stdout);
			verb_json(t->clause[k].id);
			printf(",\"target\":%lld,\"locked\":%s,\"versions\":%zu}\n",
			       (long long)c->n, c->locked ? "true" : "false", c->versions);
		}
	}
}

static int print_targets(struct verb_env *env, const struct letter_ask *a)
{
	struct sifa_targets *t = NULL;
	struct sifa_err err = {0};

	if (sifa_targets(env->se, a->letter, (int)a->year, a->above_id, &t, &err))
		return verb_fail(&err);
	if (env->format == VERB_CSV)
		print_csv(t);
	else if (env->format == VERB_JSONL)
		print_json(t);
	else
		for (size_t k = 0; k < t->nclauses; k++)
			print_clause(t, k);
	sifa_targets_free(t);
	return 0;
}

/* ---- out of a file ---- */

static int import_file(struct verb_env *env, const struct letter_ask *a, const char *file,
		       const struct sifa_supplement *paper)
{
	struct infile in;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	size_t changed;
	char n[24], text[200];
	int code;

	if (infile_open(&in, file, &err))
		return verb_fail(&err);
	code = sifa_targets_import(env->se, a->letter, (int)a->year, a->above_id, &in.source, paper,
				   &changed, &found, &err)
		       ? verb_fail(&err)
		       : 0;
	code = verb_findings(&found, code);
	snprintf(n, sizeof n, "%zu", changed);
	if (!code)
		puts(lang_fill(text, sizeof text, _("{1} numbers written"), n, NULL));
	infile_close(&in);
	sifa_findings_free(&found);
	return code;
}

static int run_targets(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--year", true}, {"--above", true},
						     {"--doc", true},  {"--text", true},
						     {"--day", true},  {"--from", true}};
	struct verb_args args = {&letter_targets, env, options, 6, 0};
	struct letter_ask a = {.from = SIFA_DAY_NONE};
	const struct sifa_supplement *paper;
	const char *name, *value, *file = NULL;
	int is, code = 0;

	while (!code && (is = verb_next(&args, &name, &value)) >= 0) {
		if (!is && a.name)
			return verb_usage(&letter_targets, _("one letter is expected"));
		if (!is)
			a.name = value;
		else if (!strcmp(name, "--from"))
			file = value;
		else
			letter_option(env, &letter_targets, &a, name, value, &code);
	}
	if (code || is == -2)
		return code ? code : 2;
	code = letter_asked(env, &letter_targets, &a, &paper);
	if (code)
		return code;
	return file ? import_file(env, &a, file, paper) : print_targets(env, &a);
}

/* ---- divided ---- */

struct divide {
	struct letter_ask a;
	struct sifa_split s;
	const char *lock[LOCKS_MOST]; /* UNIT=N as typed */
	struct sifa_split_lock locked[LOCKS_MOST];
	bool dry;
};

/* "1.1" as 110. */
static bool read_factor(const char *s, int64_t *out)
{
	char *end;
	double d = strtod(s, &end);

	*out = (int64_t)(d * 100 + 0.5);
	return *s && !*end && d >= 1 && d <= 2;
}

static int divide_option(struct verb_env *env, struct divide *d, const char *name,
			 const char *value)
{
	uint64_t n;
	int code = 0;

	if (!strcmp(name, "--by")) {
		d->s.by = value;
	} else if (!strcmp(name, "--dry-run")) {
		d->dry = true;
	} else if (!strcmp(name, "--total")) {
		if (!verb_whole(value, 0, 1000000, &n))
			return verb_misuse(&letter_split, N_("{1} is no whole number"), value);
		d->s.total = (int64_t)n;
	} else if (!strcmp(name, "--factor")) {
		if (!read_factor(value, &d->s.factor))
			return verb_misuse(&letter_split, N_("{1} is no factor from 1 to 2"),
					   value);
	} else if (!strcmp(name, "--lock")) {
		if (d->s.nlocks == LOCKS_MOST)
			return verb_usage(&letter_split, _("these are too many locks"));
		d->lock[d->s.nlocks++] = value;
	} else {
		letter_option(env, &letter_split, &d->a, name, value, &code);
	}
	return code;
}

/* UNIT=N; false after a message. */
static bool read_pair(const struct sifa_targets *t, const struct verb *v, const char *pair,
		      uint64_t *unit, int64_t *n)
{
	const char *eq = strrchr(pair, '=');
	const struct sifa_target_unit *u;
	char name[128];
	uint64_t is;

	if (!eq || !verb_whole(eq + 1, 0, 1000000, &is)) {
		verb_misuse(v, N_("{1} is not UNIT=NUMBER"), pair);
		return false;
	}
	snprintf(name, sizeof name, "%.*s", (int)(eq - pair), pair);
	u = letter_unit(t, v, name);
	if (!u)
		return false;
	*unit = u->unit;
	*n = (int64_t)is;
	return true;
}

static int find_locks(struct verb_env *env, struct divide *d)
{
	struct sifa_targets *t = NULL;
	struct sifa_err err = {0};
	int code = 0;

	if (!d->s.nlocks)
		return 0;
	if (sifa_targets(env->se, d->s.letter, d->s.year, d->s.above, &t, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < d->s.nlocks && !code; i++)
		if (!read_pair(t, &letter_split, d->lock[i], &d->locked[i].unit, &d->locked[i].n))
			code = 2;
	d->s.lock = d->locked;
	sifa_targets_free(t);
	return code;
}

static void print_plan(const struct verb_env *env, const struct sifa_split_plan *p)
{
	struct verb_table t = {.columns = 4, .right = {[1] = true, [2] = true}};
	int64_t sum = 0;
	char n[32], w[32], text[200], all[3][32];

	if (env->format == VERB_CSV)
		puts("unit,weight,target,locked");
	for (size_t i = 0; i < p->n; i++) {
		const struct sifa_split_line *l = &p->line[i];

		sum += l->n;
		snprintf(n, sizeof n, "%lld", (long long)l->n);
		snprintf(w, sizeof w, "%lld", (long long)l->weight);
		if (env->format == VERB_TABLE) {
			verb_cell(&t, l->name);
			verb_cell(&t, w);
			verb_cell(&t, n);
			verb_cell(&t, l->locked ? _("locked") : "");
		} else {
			verb_csv(l->name, false);
			verb_csv(w, false);
			verb_csv(n, false);
			verb_csv(l->locked ? "yes" : "no", true);
		}
	}
	verb_print(&t);
	verb_table_free(&t);
	snprintf(all[0], sizeof all[0], "%lld", (long long)p->total);
	snprintf(all[1], sizeof all[1], "%lld", (long long)p->goal);
	snprintf(all[2], sizeof all[2], "%lld", (long long)sum);
	fprintf(stderr, "%s\n",
		lang_fill(text, sizeof text, _("number above {1}, given out {2}, sum {3}"), all[0],
			  all[1], all[2], NULL));
}

static int divide(struct verb_env *env, struct divide *d, const struct sifa_supplement *paper)
{
	struct sifa_split_plan p;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	int code = 0;

	if (sifa_split_plan(env->se, &d->s, &p, &err))
		return verb_fail(&err);
	print_plan(env, &p);
	if (!d->dry && sifa_split_save(env->se, &d->s, &p, paper, &found, &err))
		code = verb_fail(&err);
	code = verb_findings(&found, code);
	sifa_findings_free(&found);
	sifa_split_free(&p);
	return code;
}

static int run_split(struct verb_env *env)
{
	static const struct verb_option options[] = {
		{"--by", true},	  {"--total", true},   {"--factor", true}, {"--lock", true},
		{"--year", true}, {"--above", true},   {"--doc", true},	   {"--text", true},
		{"--day", true},  {"--dry-run", false}};
	struct verb_args args = {&letter_split, env, options, 10, 0};
	struct divide d = {.a = {.from = SIFA_DAY_NONE}, .s = {.total = -1, .factor = 100}};
	const struct sifa_supplement *paper;
	const char *name, *value;
	int is, code = 0;

	while (!code && (is = verb_next(&args, &name, &value)) >= 0) {
		if (is)
			code = divide_option(env, &d, name, value);
		else if (!d.a.name)
			d.a.name = value;
		else if (!d.s.clause)
			d.s.clause = value;
		else
			return verb_usage(&letter_split,
					  _("one letter and one clause are expected"));
	}
	if (code || is == -2)
		return code ? code : 2;
	if (!d.s.clause || !d.s.by)
		return verb_usage(&letter_split, _("a letter, a clause and --by are expected"));
	code = letter_asked(env, &letter_split, &d.a, &paper);
	d.s.letter = d.a.letter;
	d.s.year = (int)d.a.year;
	d.s.above = d.a.above_id;
	if (!code)
		code = find_locks(env, &d);
	return code ? code : divide(env, &d, paper);
}

/* ---- changed ---- */

struct taken_in { /* what the letter's text has become since it was signed */
	struct sifa_letter_change *v;
	size_t n;
};

/* Asked before, for afterwards the text in force is the one that is signed. */
static void look_at_text(struct verb_env *env, const struct sifa_targets *t, uint64_t unit,
			 struct taken_in *out)
{
	struct sifa_record *r = NULL;

	for (size_t i = 0; i < t->nunits; i++)
		if (t->unit[i].unit == unit && t->unit[i].record &&
		    !sifa_record_get(env->se, t->unit[i].record, &r, NULL))
			sifa_letter_diff(env->se, r, &out->v, &out->n, NULL);
	sifa_record_free(r);
}

static void print_text(struct verb_env *env, const char *pair, struct taken_in *in, bool done)
{
	char text[300], unit[128];

	snprintf(unit, sizeof unit, "%.*s", (int)strcspn(pair, "="), pair);
	if (in->n && done && env->format == VERB_TABLE)
		puts(lang_fill(
			text, sizeof text,
			_("{1}: with this supplement the text in force becomes the signed one"),
			unit, NULL));
	for (size_t i = 0; i < in->n && done; i++)
		letter_print_change(env, &in->v[i]);
	sifa_letter_diff_free(in->v, in->n);
}

static int write_pairs(struct verb_env *env, const struct letter_ask *a, const char *clause,
		       const char *const *pair, size_t n, const struct sifa_supplement *paper)
{
	struct sifa_target_put put[PUTS_MOST];
	struct taken_in in[PUTS_MOST] = {{0}};
	struct sifa_targets *t = NULL;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	int code = 0;

	if (sifa_targets(env->se, a->letter, (int)a->year, a->above_id, &t, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < n && !code; i++) {
		put[i] = (struct sifa_target_put){.clause = clause, .above = -1, .by_hand = true};
		if (!read_pair(t, &letter_supplement, pair[i], &put[i].unit, &put[i].n))
			code = 2;
		else
			look_at_text(env, t, put[i].unit, &in[i]);
	}
	if (!code &&
	    sifa_targets_put(env->se, a->letter, (int)a->year, put, n, paper, &found, &err))
		code = verb_fail(&err);
	code = verb_findings(&found, code);
	for (size_t i = 0; i < n; i++)
		print_text(env, pair[i], &in[i], !code);
	sifa_findings_free(&found);
	sifa_targets_free(t);
	return code;
}

static int run_supplement(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--year", true},
						     {"--above", true},
						     {"--doc", true},
						     {"--text", true},
						     {"--day", true}};
	struct verb_args args = {&letter_supplement, env, options, 5, 0};
	struct letter_ask a = {.from = SIFA_DAY_NONE};
	const struct sifa_supplement *paper;
	const char *name, *value, *clause = NULL, *pair[PUTS_MOST];
	size_t n = 0;
	int is, code = 0;

	while (!code && (is = verb_next(&args, &name, &value)) >= 0) {
		if (is)
			letter_option(env, &letter_supplement, &a, name, value, &code);
		else if (!a.name)
			a.name = value;
		else if (!clause)
			clause = value;
		else if (n < PUTS_MOST)
			pair[n++] = value;
	}
	if (code || is == -2)
		return code ? code : 2;
	if (!n)
		return verb_usage(&letter_supplement,
				  _("a letter, a clause and UNIT=NUMBER are expected"));
	code = letter_asked(env, &letter_supplement, &a, &paper);
	if (!code && !paper)
		code = verb_usage(&letter_supplement,
				  _("a supplement needs --doc NUMBER and --text WORDS"));
	return code ? code : write_pairs(env, &a, clause, pair, n, paper);
}

/* ---- the acts ---- */

const struct verb letter_targets = {
	"letter targets",
	"[LETTER] [--year YEAR] [--above UNIT] [--from FILE [--doc NO --text WORDS [--day DATE]]]",
	N_("the numbers of a letter, units by clauses; or out of a file"),
	N_("  --above   the unit whose numbers are divided; else the user's own\n"
	   "  --from    numbers of a CSV file as --format csv writes it, all or none; - is\n"
	   "            standard input. An empty cell leaves the number alone\n\n"
	   "  sifa letter targets yuanqu-2013 --format csv >targets.csv\n"
	   "  sifa letter targets yuanqu-2013 --from targets.csv"),
	VERB_STORE,
	run_targets};

const struct verb letter_split = {
	"letter split",
	"LETTER CLAUSE --by equal|villages|last-year|FIELD [--total N] [--factor F] [--lock UNIT=N]... "
	"[--above UNIT] [--year YEAR] [--doc NO --text WORDS [--day DATE]] [--dry-run]",
	N_("divide a number among the units below"),
	N_("  --by      what is shared by: a number of the kind unit, such as population\n"
	   "  --total   the number; else what the unit above has\n"
	   "  --factor  1.1 gives out a tenth more\n"
	   "  --lock    a number that stays; the other units share the rest\n\n"
	   "  sifa letter split yuanqu-2013 C4 --by population --total 46"),
	VERB_STORE | VERB_BATCH,
	run_split};

const struct verb letter_supplement = {
	"letter supplement",
	"LETTER CLAUSE UNIT=NUMBER... --doc NO --text WORDS [--day DATE] [--year YEAR] [--above UNIT]",
	N_("change numbers by a document, also of signed letters"),
	N_("The number counts from --day on (else today); both versions stay and print.\n"
	   "  sifa letter supplement yuanqu-2013 C4 SFS001=18 --doc '垣司〔2013〕18号'\n"
	   "      --text '下半年调整' --day 2013-07-01"),
	VERB_STORE,
	run_supplement};
