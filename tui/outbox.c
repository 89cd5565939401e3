/* outbox.c - prints to files and helpers. A helper is a program beside this one or in
 * PATH that reads what is printed from its standard input. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "outbox.h"

static enum sifa_rc fail(struct sifa_err *err, enum sifa_rc rc, const char *msg, const char *a)
{
	if (err && !err->rc) {
		*err = (struct sifa_err){.rc = rc, .msg = msg};
		snprintf(err->arg[0], sizeof err->arg[0], "%s", a);
		snprintf(err->arg[1], sizeof err->arg[1], "%s", strerror(errno));
	}
	return rc;
}

bool outbox_name(const char *store, const char *stem, const char *end, char *buf, size_t size)
{
	snprintf(buf, size, "%s/outbox", store);
	mkdir(buf, 0700);
	for (int i = 1; i < 1000; i++) {
		char no[16] = "";

		if (i > 1)
			snprintf(no, sizeof no, "-%d", i);
		snprintf(buf, size, "%s/outbox/%s%s%s", store, stem, no, end);
		if (access(buf, F_OK))
			return true;
	}
	return false;
}

/* ---- helpers ---- */

/* NAME beside this program, else in PATH. */
static bool find_helper(const char *name, char *buf, size_t size)
{
	const char *path = getenv("PATH");
	ssize_t n = readlink("/proc/self/exe", buf, size - 1);
	char *slash;

	if (n > 0) {
		buf[n] = '\0';
		slash = strrchr(buf, '/');
		if (slash && (size_t)(slash - buf) + strlen(name) + 2 < size) {
			memcpy(slash + 1, name, strlen(name) + 1);
			if (!access(buf, X_OK))
				return true;
		}
	}
	while (path && *path) {
		size_t len = strcspn(path, ":");

		if (len && (size_t)snprintf(buf, size, "%.*s/%s", (int)len, path, name) < size &&
		    !access(buf, X_OK))
			return true;
		path += len + (path[len] == ':');
	}
	return false;
}

bool outbox_has_lp(void)
{
	char path[4096];

	return find_helper("lp", path, sizeof path);
}

bool outbox_has_pdf(void)
{
	char path[4096];

	return find_helper("sifa-pdf", path, sizeof path);
}

static _Noreturn void become(const struct outbox *o, const char *path, const char *name, int in,
			     int out)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (dup2(in, 0) < 0 || dup2(out, 1) < 0 || (o->quiet && dup2(nowhere, 2) < 0))
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	execl(path, name, (char *)NULL);
	_exit(127);
}

/* What the sink writes goes to the helper, what that writes to where it went before. */
static enum sifa_rc start(struct outbox *o, const char *name, pid_t *pid, struct sifa_err *err)
{
	char path[4096];
	int end[2];

	if (!find_helper(name, path, sizeof path))
		return fail(err, SIFA_E_NOTFOUND, N_("{1} is not installed."), name);
	if (pipe2(end, O_CLOEXEC))
		return fail(err, SIFA_E_IO, N_("{1} cannot be run: {2}."), name);
	*pid = fork();
	if (!*pid)
		become(o, path, name, end[0], o->fd);
	close(end[0]);
	if (*pid < 0) {
		*pid = 0;
		close(end[1]);
		return fail(err, SIFA_E_IO, N_("{1} cannot be run: {2}."), name);
	}
	if (o->fd > STDOUT_FILENO)
		close(o->fd);
	o->fd = end[1];
	return SIFA_OK;
}

/* ---- the box ---- */

static enum sifa_rc put(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	struct outbox *o = arg;

	while (n) {
		ssize_t done = write(o->fd, s, n);

		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return fail(err, SIFA_E_IO, N_("The print cannot be written to {1}: {2}."),
				    o->path ? o->path : "-");
		s += done;
		n -= (size_t)done;
	}
	return SIFA_OK;
}

enum sifa_rc outbox_open(struct outbox *o, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	o->sink = (struct sifa_sink){put, o};
	o->fd = STDOUT_FILENO;
	if (o->lp)
		o->fd = open("/dev/null", O_WRONLY | O_CLOEXEC);
	else if (o->path)
		o->fd = open(o->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	else
		fflush(stdout);
	if (o->fd < 0)
		return fail(err, SIFA_E_IO, N_("The print cannot be written to {1}: {2}."),
			    o->path ? o->path : "-");
	o->pipe = signal(SIGPIPE, SIG_IGN);
	if (o->lp)
		rc = start(o, "lp", &o->pid[0], err);
	if (!rc && o->pdf)
		rc = start(o, "sifa-pdf", &o->pid[1], err);
	if (!rc && o->xlsx)
		rc = start(o, "sifa-xlsx", &o->pid[1], err);
	return rc ? outbox_close(o, rc, err) : SIFA_OK;
}

static bool ended_well(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return status == 0;
}

enum sifa_rc outbox_close(struct outbox *o, enum sifa_rc rc, struct sifa_err *err)
{
	const char *const name[] = {"lp", o->xlsx ? "sifa-xlsx" : "sifa-pdf"};

	if (o->fd > STDOUT_FILENO && close(o->fd) && !rc)
		rc = fail(err, SIFA_E_IO, N_("The print cannot be written to {1}: {2}."),
			  o->path ? o->path : "-");
	for (size_t i = 2; i-- > 0;)
		if (o->pid[i] && !ended_well(o->pid[i]) && !rc)
			rc = fail(err, SIFA_E_IO, N_("{1} failed."), name[i]);
	signal(SIGPIPE, o->pipe);
	if (rc && o->path)
		unlink(o->path);
	return rc;
}
