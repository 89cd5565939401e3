/* letter_sample.c - sifa letter sample: draws what an inspector looks at; sifa letter mark:
 * what he gives it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "letter.h"

enum { INSPECTORS = 9 };

struct wish {
	struct letter_of of;
	struct sifa_sample_wish w;
	uint64_t inspector[INSPECTORS];
	bool dry;
};

static int number(const struct verb *v, const char *option, const char *value, unsigned most,
		  unsigned *out)
{
	uint64_t n;

	if (!verb_whole(value, 1, most, &n))
		return verb_misuse(v, N_("{1} takes a whole number"), option);
	*out = (unsigned)n;
	return 0;
}

static int option(struct verb_env *env, struct wish *w, const char *name, const char *value)
{
	if (!strcmp(name, "--office"))
		w->of.office = value;
	else if (!strcmp(name, "--method"))
		w->w.method = value;
	else if (!strcmp(name, "--seed"))
		w->w.seed = value;
	else if (!strcmp(name, "--from"))
		w->w.from = value;
	else if (!strcmp(name, "--dry-run"))
		w->dry = true;
	else if (!strcmp(name, "--n"))
		return number(&letter_sample, name, value, 100000, &w->w.n);
	else if (!strcmp(name, "--percent"))
		return number(&letter_sample, name, value, 100, &w->w.percent);
	else if (!strcmp(name, "--as-of"))
		return sifa_day_parse(value, strlen(value), sifa_today(env->se), &w->of.as_of)
			       ? verb_usage(&letter_sample,
					    _("--as-of takes a date like 2013-06-30"))
			       : 0;
	else if (w->w.ninspectors == INSPECTORS)
		return verb_usage(&letter_sample, _("nine inspectors at most"));
	else
		return letter_staff(env, &letter_sample, value, &w->inspector[w->w.ninspectors++]);
	return 0;
}

static int read_args(struct verb_env *env, struct wish *w)
{
	static const struct verb_option options[] = {
		{"--office", true},  {"--method", true},    {"--n", true},
		{"--percent", true}, {"--seed", true},	    {"--from", true},
		{"--as-of", true},   {"--inspector", true}, {"--dry-run", false}};
	struct verb_args a = {&letter_sample, env, options, sizeof options / sizeof *options, 0};
	const char *name, *value;
	int got, code = 0;

	while (!code && (got = verb_next(&a, &name, &value)) >= 0) {
		if (got)
			code = option(env, w, name, value);
		else if (!w->of.letter)
			w->of.letter = value;
		else if (!w->w.clause)
			w->w.clause = value;
		else
			code = verb_usage(&letter_sample,
					  _("one letter and one clause are expected"));
	}
	if (!code && got == -2)
		return 2;
	if (!code && !w->w.clause)
		code = verb_usage(&letter_sample, _("one letter and one clause are expected"));
	if (!code && w->w.n && w->w.percent)
		code = verb_usage(&letter_sample, _("--n or --percent, not both"));
	w->w.inspector = w->inspector;
	return code;
}

/* How it can be drawn again; beside the list, which may be read by a program. */
static void print_how(const struct sifa_sample *s)
{
	char n[24], all[24], text[400];

	snprintf(n, sizeof n, "%zu", s->n);
	snprintf(all, sizeof all, "%zu", s->population);
	fprintf(stderr, "%s\n",
		lang_fill(text, sizeof text,
			  _("{1} of {2} records that clause {3} counts; seed {4}"), n, all, s->from,
			  s->seed, NULL));
	fprintf(stderr, "%s\n",
		lang_fill(text, sizeof text, _("SHA-256 of the list: {1}"), s->hash, NULL));
}

static int sample(struct verb_env *env)
{
	struct wish w = {.of = {.as_of = sifa_today(env->se)}};
	struct sifa_sheet *sheet = NULL;
	struct sifa_sample s = {0};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id = 0;
	char text[32];
	int code = read_args(env, &w);

	if (!code)
		code = letter_sheet(env, &letter_sample, &w.of, &sheet);
	if (code)
		return code;
	if (w.dry ? sifa_sample_draw(env->se, sheet, &w.w, &s, &err)
		  : sifa_sample_keep(env->se, sheet, &w.w, &s, &id, &f, &err)) {
		code = verb_fail(&err);
		verb_findings(&f, 0);
	} else {
		if (id)
			printf("%s\n", sifa_id_format(id, text));
		letter_records(env, s.id, s.n);
		print_how(&s);
	}
	sifa_sample_free(&s);
	sifa_findings_free(&f);
	sifa_sheet_free(sheet);
	return code;
}

const struct verb letter_sample = {
	"letter sample",
	"LETTER CLAUSE --office OFFICE [--from CLAUSE] [--method random|systematic|risk|all] "
	"[--n N|--percent P] [--seed SEED] [--inspector NAME]... [--as-of DATE] [--dry-run]",
	N_("draw a sample of what a clause counted, and keep it in an inspection"),
	N_("  Without --n and --percent: five records, or ten in a hundred if that is more; one\n"
	   "  at least of each handler and all of what is never passed over are added. The same\n"
	   "  seed draws the same sample from the same records. The number printed first is that\n"
	   "  of the inspection; --dry-run keeps nothing.\n\n"
	   "  sifa letter sample yuanqu-2013 C5 --office 柳河司法所 --inspector 周文清 --seed 2013"),
	VERB_STORE | VERB_BATCH,
	sample};

/* ---- marks ---- */

struct mark {
	const char *arg[3]; /* inspection, row, points */
	int n;
	const char *by, *defects;
};

static int read_mark(struct verb_env *env, struct mark *m)
{
	static const struct verb_option options[] = {{"--by", true}, {"--defects", true}};
	struct verb_args a = {&letter_mark, env, options, 2, 0};
	const char *name, *value;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && m->n < 3)
			m->arg[m->n] = value;
		m->n += !got;
		if (got && !strcmp(name, "--by"))
			m->by = value;
		else if (got)
			m->defects = value;
	}
	if (got == -2)
		return 2;
	if (m->n != 3 || !m->by)
		return verb_usage(&letter_mark,
				  _("an inspection, a row, points and --by are expected"));
	return 0;
}

static int mark(struct verb_env *env)
{
	struct mark m = {0};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id = 0, row = 0, points = 0, who = 0;
	int64_t score;
	int code = read_mark(env, &m);

	if (!code)
		code = letter_id(&letter_mark, m.arg[0], &id);
	if (!code &&
	    (!verb_whole(m.arg[1], 1, 200, &row) || !verb_whole(m.arg[2], 0, 100, &points)))
		code = verb_usage(&letter_mark, _("a row is 1 to 200, points are 0 to 100"));
	if (!code)
		code = letter_staff(env, &letter_mark, m.by, &who);
	if (code)
		return code;
	if (sifa_sample_mark(env->se, id, (size_t)row, who, (int64_t)points, m.defects, &score, &f,
			     &err))
		code = verb_fail(&err);
	else if (score >= 0)
		printf("%lld\n", (long long)score);
	verb_findings(&f, 0);
	sifa_findings_free(&f);
	return code;
}

const struct verb letter_mark = {
	"letter mark",
	"INSPECTION ROW POINTS --by NAME [--defects CODE,...]",
	N_("what an inspector gives a dossier of the sample"),
	N_("  Two inspectors mark each row; where they differ by more than ten a third one does.\n"
	   "  Prints what the row comes to once that is known.\n\n"
	   "  sifa letter mark 10203-4571 1 92 --by 周文清 --defects no_seal"),
	VERB_STORE,
	mark};
