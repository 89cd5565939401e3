/* demo.c - makes the store and feeds every kind's rows to the import. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "demo.h"

/* One kind's file, made a piece at a time so that memory stays flat. */
struct feed {
	const struct demo *demo;
	const struct demo_kind *kind;
	int office, year, month; /* the next piece */
	bool header, done;
	char *text;
	size_t n, at;
};

/* Moves on to the next office, year and month that the span names. */
static void advance(struct feed *f)
{
	const struct demo *d = f->demo;

	if (f->kind->span == DEMO_MONTH && ++f->month <= 12)
		return;
	f->month = 1;
	if (f->kind->span >= DEMO_YEAR && ++f->year <= d->last_year)
		return;
	f->year = d->last_year - d->years + 1;
	if (f->kind->span >= DEMO_OFFICE && ++f->office < d->offices)
		return;
	f->done = true;
}

enum sifa_rc demo_no_memory(struct sifa_err *err)
{
	if (err)
		*err = (struct sifa_err){.rc = SIFA_E_NOMEM, .msg = N_("out of memory")};
	return SIFA_E_NOMEM;
}

static enum sifa_rc piece(struct feed *f, struct sifa_err *err)
{
	FILE *out;

	free(f->text);
	f->text = NULL;
	f->n = f->at = 0;
	out = open_memstream(&f->text, &f->n);
	if (!out)
		return demo_no_memory(err);
	if (f->header) {
		fprintf(out, "%s\n", f->kind->header);
		f->header = false;
	}
	f->kind->rows(f->demo, out, f->office, f->year, f->month);
	if (fclose(out))
		return demo_no_memory(err);
	advance(f);
	return SIFA_OK;
}

static enum sifa_rc feed_read(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct feed *f = arg;

	while (f->at == f->n && !f->done) {
		enum sifa_rc rc = piece(f, err);

		if (rc)
			return rc;
	}
	*n = f->n - f->at < size ? f->n - f->at : size;
	if (*n)
		memcpy(buf, f->text + f->at, *n);
	f->at += *n;
	return SIFA_OK;
}

static int import_kind(struct sifa *s, struct sifa_session *se, const struct demo *d,
		       const struct demo_kind *k)
{
	struct feed f = {d, k, 0, d->last_year - d->years + 1, 1, true, false, NULL, 0, 0};
	struct sifa_import im = {.kind = sifa_kind(s, k->kind), .source = {k->kind, feed_read, &f}};
	struct sifa_import_result res = {0};
	struct sifa_err err = {0};
	int code = 0;

	if (!im.kind) {
		err.rc = SIFA_E_CONFIG;
		err.msg = N_("the demonstration needs the kind {1}, which the configuration lacks");
		snprintf(err.arg[0], sizeof err.arg[0], "%s", k->kind);
		return verb_fail(&err);
	}
	if (sifa_import(se, &im, &res, &err)) {
		code = verb_findings(&res.findings, 0);
		if (!code)
			code = verb_fail(&err);
	}
	sifa_findings_free(&res.findings);
	free(f.text);
	return code;
}

/* What is not imported: files, official lists, acts of people. */
static int act(struct verb_env *env, struct sifa *s, struct sifa_session *se)
{
	struct demo_offices o = {0};
	struct sifa_err err = {0};
	enum sifa_rc rc = sifa_offices(se, &o.id, &o.n, &err);

	if (!rc && o.n)
		rc = demo_files(env, s, se, o.id[o.n - 1], &err);
	if (!rc)
		rc = demo_lists(env, s, se, &o, &err);
	if (!rc)
		rc = demo_acts(s, se, &o, &err);
	free(o.id);
	return rc ? verb_fail(&err) : 0;
}

static int fill(struct verb_env *env, const struct demo *d)
{
	static const struct demo_kind *const groups[] = {
		demo_units,	  demo_mediations, demo_aid,	demo_cases,
		demo_supervision, demo_affairs,	   demo_papers, demo_house,
		demo_people,	  demo_life,	   demo_county};
	struct sifa_login login = {.now = env->now, .host = "demo"};
	struct sifa *s = NULL;
	struct sifa_session *se = NULL;
	struct sifa_err err = {0};
	int code = 0;

	if (sifa_open(env->store, SIFA_OPEN_BATCH, &s, &err) || sifa_login(s, &login, &se, &err)) {
		sifa_close(s);
		return verb_fail(&err);
	}
	for (size_t g = 0; !code && g < sizeof groups / sizeof *groups; g++)
		for (const struct demo_kind *k = groups[g]; !code && k->kind; k++)
			code = import_kind(s, se, d, k);
	if (!code)
		code = act(env, s, se);
	sifa_logout(se);
	sifa_close(s);
	return code;
}

static bool number(const char *s, long least, long most, long *out)
{
	char *end;

	errno = 0;
	*out = strtol(s, &end, 10);
	return *s && !*end && !errno && *out >= least && *out <= most;
}

static bool options(struct verb_env *env, struct demo *d)
{
	for (int i = 1; i < env->argc; i++) {
		const char *a = env->argv[i];
		long v;

		if (i + 1 == env->argc)
			return false;
		if (!strcmp(a, "--offices") && number(env->argv[i + 1], 1, 900, &v))
			d->offices = (int)v;
		else if (!strcmp(a, "--years") && number(env->argv[i + 1], 1, 9, &v))
			d->years = (int)v;
		else if (!strcmp(a, "--seed") && number(env->argv[i + 1], 0, INT32_MAX, &v))
			d->seed = (uint64_t)v;
		else
			return false;
		i++;
	}
	return true;
}

int demo_run(struct verb_env *env)
{
	struct demo d = {1, 11, 1, 2013, sifa_day_of(2013, 12, 20)};
	struct sifa_init init = {.origin = 10203,
				 .config_dir = env->config,
				 .name = "云泉县司法局",
				 .user = "demo",
				 .fixed_clock = d.today};
	struct sifa_findings findings = {0};
	struct sifa_err err = {0};
	int code = 0;

	if (!options(env, &d)) {
		fprintf(stderr, "%s\n",
			_("usage: sifa demo [--offices 1..900] [--years 1..9] [--seed N]"));
		return 2;
	}
	init.now = (int64_t)d.today * 86400 + 9 * 3600 - 8 * 3600;
	if (sifa_create(env->store, &init, &findings, &err)) {
		code = verb_findings(&findings, 0);
		code = code ? 78 : verb_fail(&err);
	} else {
		env->now = init.now;
		code = fill(env, &d);
	}
	sifa_findings_free(&findings);
	return code;
}
