/* import.c - sifa import: registers from CSV. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "verb.h"

struct file {
	const char *name;
	int fd;
	struct stat st;
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

static enum sifa_rc open_error(struct sifa_err *err, const char *name)
{
	switch (errno) {
	case ENOENT:
	case ENOTDIR:
		return fail(err, SIFA_E_NOTFOUND, N_("there is no file {1}"), name);
	case EACCES:
	case EPERM:
		return fail(err, SIFA_E_DENIED, N_("no permission to read {1}"), name);
	default:
		return fail(err, SIFA_E_IO, N_("cannot read {1}: {2}"), name);
	}
}

static enum sifa_rc file_open(struct file *f, struct sifa_err *err)
{
	struct stat rejects;

	f->fd = strcmp(f->name, "-") ? open(f->name, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	if (f->fd < 0 || fstat(f->fd, &f->st))
		return open_error(err, f->name);
	if (S_ISDIR(f->st.st_mode))
		return fail(err, SIFA_E_NOTFOUND, N_("{1} is a folder, not a file"), f->name);
	if (f->rejects_name && !stat(f->rejects_name, &rejects) && rejects.st_dev == f->st.st_dev &&
	    rejects.st_ino == f->st.st_ino)
		return fail(err, SIFA_E_USAGE, N_("{1} cannot be read and take the rejected rows"),
			    f->name);
	return SIFA_OK;
}

static enum sifa_rc file_read(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct file *f = arg;
	ssize_t got;

	do
		got = read(f->fd, buf, size);
	while (got < 0 && errno == EINTR);
	if (got < 0)
		return fail(err, SIFA_E_IO, N_("cannot read {1}: {2}"), f->name);
	*n = (size_t)got;
	return SIFA_OK;
}

/* A pipe may have to be waited for. */
static bool file_waits(void *arg)
{
	struct pollfd p = {((struct file *)arg)->fd, POLLIN, 0};

	return !poll(&p, 1, 0);
}

/* Made at the first bad row. Written out at once: what is said to be in the file
 * must be there before the good rows are published. */
static enum sifa_rc reject_write(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	struct file *f = arg;

	if (!f->rejects) {
		int fd = open(f->rejects_name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

		f->rejects = fd < 0 ? NULL : fdopen(fd, "w");
	}
	if (!f->rejects || fwrite(s, 1, n, f->rejects) != n || fflush(f->rejects))
		return fail(err, SIFA_E_IO, N_("cannot write {1}: {2}"), f->rejects_name);
	return SIFA_OK;
}

/* What stands there when no row was rejected is left from an earlier import. */
static int reject_end(struct file *f, int code)
{
	struct sifa_err err = {0};
	struct stat st;

	if (!f->rejects_name)
		return code;
	if (f->rejects && fclose(f->rejects)) {
		fail(&err, SIFA_E_IO, N_("cannot write {1}: {2}"), f->rejects_name);
		return verb_fail(&err);
	}
	if (!f->rejects && !code && !stat(f->rejects_name, &st) && S_ISREG(st.st_mode))
		unlink(f->rejects_name);
	return code;
}

/* Beside its row a reason needs no place. */
static char *sentence(char *buf, size_t size, const struct sifa_err *err)
{
	struct sifa_err e = *err;

	e.source[0] = '\0';
	return lang_error(buf, size, &e);
}

static void progress(void *arg, uint64_t bytes, uint64_t rows)
{
	struct file *f = arg;
	int percent = (int)(bytes * 100 / (uint64_t)f->st.st_size);

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

static int import(struct verb_env *env, struct sifa_import *im, struct file *f)
{
	struct sifa_import_result res = {0};
	struct sifa_err err = {0};
	int code = 0;

	im->source = (struct sifa_source){f->name, file_read, f, file_waits};
	im->sentence = sentence;
	im->labels = true;
	im->lang = lang_now();
	if (isatty(STDERR_FILENO) && S_ISREG(f->st.st_mode) && f->st.st_size) {
		im->progress = progress;
		im->progress_arg = f;
	}
	if (sifa_import(env->se, im, &res, &err))
		code = lang_exit_code(err.rc ? err.rc : SIFA_E_DATA);
	if (im->progress)
		fprintf(stderr, "\r%80s\r", ""); /* also where a terminal knows no more */
	verb_findings(&res.findings, 0);
	if (code && err.rc != SIFA_E_DATA)
		verb_fail(&err);
	if (code)
		fprintf(stderr, "%s\n", _("nothing was imported"));
	else
		report(&res);
	sifa_findings_free(&res.findings);
	return reject_end(f, code);
}

static int run(struct verb_env *env)
{
	static const struct verb_option options[] = {{"--rows", true},
						     {"--create-references", false},
						     {"--update", false},
						     {"--rejects", true},
						     {"--reason", true}};
	struct verb_args a = {&verb_import, env, options, 5, 0};
	struct sifa_import im = {0};
	struct file f = {.fd = -1, .percent = -1};
	struct sifa_err err = {0};
	const char *name, *value, *arg[2] = {NULL, NULL}, *rows = NULL;
	int got, n = 0, code;

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
		else if (!strcmp(name, "--reason"))
			im.reason = value;
		else
			f.rejects_name = value;
	}
	if (got == -2)
		return 2;
	if (n != 2)
		return verb_usage(&verb_import, _("one kind and one file are expected"));
	im.kind = verb_kind(env, arg[0]);
	if (!im.kind)
		return 2;
	if (rows && (!(im.rows = sifa_field(im.kind, rows)) || im.rows->type != SIFA_ROWS))
		return verb_misuse(&verb_import, N_("{1} is not a table of this kind"), rows);
	if (f.rejects_name)
		im.rejects = (struct sifa_sink){reject_write, &f};
	f.name = arg[1];
	code = file_open(&f, &err) ? verb_fail(&err) : import(env, &im, &f);
	if (f.fd > STDIN_FILENO)
		close(f.fd);
	return code;
}

const struct verb verb_import = {
	"import",
	"KIND FILE [--rows FIELD] [--create-references] [--update] [--rejects FILE] "
	"[--reason TEXT]",
	N_("read records from CSV"),
	N_("All or nothing: every bad cell is named by line and column. --rejects takes the good rows\n"
	   "and writes the bad ones with their reasons, to be corrected and imported again.\n"
	   "With --reason warnings are looked for, too: each is a line on standard error, and the\n"
	   "reason is kept in the journal.\n"
	   "  sifa import MED cases.csv --rejects bad.csv"),
	VERB_STORE | VERB_BATCH,
	run};
