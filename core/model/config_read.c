/* config_read.c - a configuration folder from disk. Whatever stands there may
 * be anything: only regular files of moderate size are read. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/err.h"
#include "config.h"

#define FILES_MOST 4000
#define NAME_MOST  160

struct folder {
	const char *dir;
	char (*name)[NAME_MOST]; /* "kinds/mediation.yaml" */
	size_t n, cap;
	struct sifa_findings *f;
	struct sifa_err *err;
};

static enum sifa_rc refuse(struct sifa_err *err, int why, const char *what)
{
	switch (why) {
	case ENOENT:
	case ENOTDIR:
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("{1} is not there; a configuration folder with kinds/ and codes/ "
				  "was expected."),
			       what, NULL);
	case EACCES:
	case EPERM:
		return err_set(err, SIFA_E_DENIED,
			       N_("{1} may not be read; ask its owner for permission."), what,
			       NULL);
	default:
		return err_set(err, SIFA_E_IO, N_("{1} cannot be read: {2}."), what, strerror(why),
			       NULL);
	}
}

static void complain(struct sifa_findings *f, enum sifa_severity severity, const char *name,
		     const char *msg)
{
	struct sifa_err err = {0};

	err_set(&err, SIFA_E_CONFIG, msg, name, NULL);
	err_at(&err, name, 0, 0);
	findings_add(f, severity, &err);
}

static enum sifa_rc add_name(struct folder *fo, const char *sub, const char *entry)
{
	size_t n = strlen(entry);
	char name[NAME_MOST];

	if (entry[0] == '.')
		return SIFA_OK;
	if (snprintf(name, sizeof name, "%s/%s", sub, entry) >= (int)sizeof name) {
		complain(fo->f, SIFA_ERROR, name, N_("The name of this file is too long."));
		return SIFA_OK;
	}
	if (n < 6 || strcmp(entry + n - 5, ".yaml") != 0) {
		complain(fo->f, SIFA_WARNING, name,
			 N_("{1} is passed over: its name does not end in .yaml."));
		return SIFA_OK;
	}
	if (fo->n >= FILES_MOST)
		return err_set(
			fo->err, SIFA_E_CONFIG,
			N_("The folder {1} holds more than 4000 files; it is no configuration."),
			fo->dir, NULL);
	if (!grow(&fo->name, &fo->cap, fo->n + 1, sizeof *fo->name))
		return err_nomem(fo->err);
	memcpy(fo->name[fo->n++], name, sizeof name);
	return SIFA_OK;
}

static enum sifa_rc list_folder(struct folder *fo, const char *sub, bool required)
{
	char path[4096];
	enum sifa_rc rc = SIFA_OK;
	struct dirent *e;
	DIR *d;

	if (snprintf(path, sizeof path, "%s/%s", fo->dir, sub) >= (int)sizeof path)
		return refuse(fo->err, ENAMETOOLONG, fo->dir);
	d = opendir(path);
	if (!d && errno == ENOENT && !required)
		return SIFA_OK;
	if (!d)
		return refuse(fo->err, errno, path);
	errno = 0;
	while (!rc && (e = readdir(d)) != NULL) {
		rc = add_name(fo, sub, e->d_name);
		errno = 0;
	}
	if (!rc && errno)
		rc = refuse(fo->err, errno, path);
	closedir(d);
	return rc;
}

/* The file's text, NULL after a finding or an error. A pipe must not stop us,
 * so it is opened without waiting. */
static char *read_text(struct folder *fo, struct arena *a, const char *name, size_t *n,
		       enum sifa_rc *rc)
{
	char path[4096];
	struct stat st;
	char *text = NULL;
	ssize_t got = 1;
	int fd;

	snprintf(path, sizeof path, "%s/%s", fo->dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0 || fstat(fd, &st) < 0) {
		*rc = refuse(fo->err, errno, path);
	} else if (!S_ISREG(st.st_mode)) {
		complain(fo->f, SIFA_ERROR, name, N_("{1} is not a regular file; take it away."));
	} else if (st.st_size > YAML_SIZE) {
		complain(fo->f, SIFA_ERROR, name, N_("{1} is larger than 1 MiB; divide it."));
	} else if (!(text = arena_alloc(a, (size_t)st.st_size + 1))) {
		*rc = err_nomem(fo->err);
	}
	for (*n = 0; text && got > 0 && *n<(size_t)st.st_size; *n += got> 0 ? (size_t)got : 0)
		got = read(fd, text + *n, (size_t)st.st_size - *n);
	if (got < 0) {
		*rc = refuse(fo->err, errno, path);
		text = NULL;
	}
	if (fd >= 0)
		close(fd);
	return text;
}

static enum sifa_rc read_file(struct folder *fo, struct config *c, const char *name)
{
	struct arena a = {0};
	enum sifa_rc rc = SIFA_OK;
	struct yaml *tree = NULL;
	size_t n = 0;
	char *text = read_text(fo, &a, name, &n, &rc);

	if (!rc && text)
		tree = yaml_parse(&c->arena, name, text, n, fo->f);
	if (!rc)
		rc = config_add(c, name, text ? text : "", text ? n : 0, tree, fo->err);
	arena_free(&a);
	return rc;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

enum sifa_rc config_read(const char *dir, struct config **out, struct sifa_findings *findings,
			 struct sifa_err *err)
{
	static const char *const subs[] = {"kinds",    "codes",	   "letters", "returns", "papers",
					   "dossiers", "calendar", "rates",   "ladders"};
	struct sifa_findings own = {0};
	struct folder fo = {.dir = dir, .f = findings ? findings : &own, .err = err};
	struct config *c = config_new();
	enum sifa_rc rc = c ? SIFA_OK : err_nomem(err);

	*out = NULL;
	for (size_t i = 0; i < sizeof subs / sizeof subs[0] && !rc; i++)
		rc = list_folder(&fo, subs[i], i < 2);
	if (!rc && fo.n)
		qsort(fo.name, fo.n, sizeof *fo.name, by_name);
	for (size_t i = 0; i < fo.n && !rc; i++)
		rc = read_file(&fo, c, fo.name[i]);
	free(fo.name);
	sifa_findings_free(&own);
	if (rc)
		config_free(c);
	else
		*out = c;
	return rc;
}
