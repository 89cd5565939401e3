/* import.c - sifa import: registers from CSV. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "verb.h"

struct file {
	int fd;
	uint64_t size;
	int percent;
	FILE *rejects;
	const char *rejects_name;
};

static enum sifa_rc fail(struct sifa_err *err, enum sifa_rc rc, const char *msg, const char *name)
{
	*err = (struct sifa_err){.rc = rc, .msg = msg};
	snprintf(err->arg[0], sizeof err->arg[0], "%s", name);
	snprintf(err->arg[1], sizeof err->arg[1], "%s", strerror(errno));
	return rc;
}

static enum sifa_rc file_read(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct file *f = arg;
	ssize_t got;

	do
		got = read(f->fd, buf, size);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail(err, SIFA_E_IO, N_("cannot read {1}: {2}"), "");
	*n = (size_t)got;
	return SIFA_OK;
}

/* Made at the first bad row, so that a clean import leaves no empty file. */
static enum sifa_rc reject_write(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	struct file *f = arg;

	if (!f->rejects) {
		int fd = open(f->rejects_name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

		f->rejects = fd < 0 ? NULL : fdopen(fd, "w");
	}
	if (!f->rejects || fwrite(s, 1, n, f->rejects) != n)
		return fail(err, SIFA_E_IO, N_("cannot write {1}: {2}"), f->rejects_name);
	return SIFA_OK;
}

static void progress(void *arg, uint64_t bytes, uint64_t rows)
{
	struct file *f = arg;
	int percent = f->size ? (int)(bytes * 100 / f->size) : 0;

	if (percent == f->percent)
		return;
	f->percent = percent;
	fprintf(stderr, "\r[%-50.*s] %3d%% %llu", percent / 2,
		"##################################################", percent,
		(unsigned long long)rows);
}

static void report(const struct sifa_import_result *r)
{
	char msg[300], n[6][24];
	const uint64_t v[] = {r->rows, r->added, r->updated, r->same, r->rejected, r->persons};

	for (int i = 0; i < 6; i++)
		snprintf(n[i], sizeof n[i], "%llu", (unsigned long long)v[i]);
	fprintf(stderr, "%s",
		lang_fill(msg, sizeof msg, _("{1} rows: {2} added, {3} changed, {4} known"), n[0],
			  n[1], n[2], n[3], NULL));
	fprintf(stderr, "%s\n",
		lang_fill(msg, sizeof msg, _(", {1} rejected; {2} persons made"), n[4], n[5],
			  NULL));
}

static int import(struct verb_env *env, struct sifa_import *im, struct file *f, const char *path)
{
	struct sifa_import_result res = {0};
	struct sifa_err err = {0};
	struct stat st;
	int code;

	f->fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	if (f->fd < 0) {
		fail(&err, SIFA_E_NOTFOUND, N_("cannot read {1}: {2}"), path);
		return verb_fail(&err);
	}
	if (!fstat(f->fd, &st) && S_ISREG(st.st_mode))
		f->size = (uint64_t)st.st_size;
	im->source = (struct sifa_source){path, file_read, f};
	if (isatty(STDERR_FILENO) && f->size) {
		im->progress = progress;
		im->progress_arg = f;
	}
	code = sifa_import(env->se, im, &res, &err) ? 1 : 0;
	if (im->progress)
		fprintf(stderr, "\r\033[K");
	verb_findings(&res.findings, 0);
	if (code && !res.findings.errors)
		code = verb_fail(&err);
	else if (code)
		code = lang_exit_code(err.rc ? err.rc : SIFA_E_DATA);
	else
		report(&res);
	if (code)
		fprintf(stderr, "%s\n", _("nothing was imported"));
	if (f->rejects && fclose(f->rejects) && !code)
		code = 74;
	sifa_findings_free(&res.findings);
	if (f->fd != STDIN_FILENO)
		close(f->fd);
	return code;
}

static int run(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--rows", true},
						     {"--create-references", false},
						     {"--update", false},
						     {"--rejects", true}};
	struct verb_args a = {&verb_import, env, options, 4, 0};
	struct sifa_import im = {0};
	struct file f = {.percent = -1};
	const char *name, *value, *arg[2] = {NULL, NULL}, *rows = NULL;
	char msg[200];
	int got, n = 0, code = 0;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (!got && n < 2)
			arg[n++] = value;
		else if (!got)
			return verb_usage(&verb_import, _("one kind and one file are expected"));
		else if (!strcmp(name, "--rows"))
			rows = value;
		else if (!strcmp(name, "--create-references"))
			im.create_references = true;
		else if (!strcmp(name, "--update"))
			im.update = true;
		else
			f.rejects_name = value;
	}
	if (got == -2)
		return 2;
	if (n != 2)
		return verb_usage(&verb_import, _("one kind and one file are expected"));
	im.kind = verb_kind(env, arg[0], &code);
	if (!im.kind)
		return code;
	if (rows && (!(im.rows = sifa_field(im.kind, rows)) || im.rows->type != SIFA_ROWS))
		return verb_usage(&verb_import,
				  lang_fill(msg, sizeof msg, _("{1} is not a table of this kind"),
					    rows, NULL));
	if (f.rejects_name)
		im.rejects = (struct sifa_sink){reject_write, &f};
	return import(env, &im, &f, arg[1]);
}

const struct verb verb_import = {
	"import",
	"KIND FILE [--rows FIELD] [--create-references] [--update] [--rejects FILE]",
	N_("read records from CSV"),
	N_("All or nothing: every bad cell is named by line and column. --rejects takes the good rows\n"
	   "and writes the bad ones with their reasons, to be corrected and imported again.\n"
	   "  sifa import MED cases.csv --rejects bad.csv"),
	VERB_STORE | VERB_BATCH,
	run};
