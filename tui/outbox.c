/* outbox.c - prints to files and helpers. A helper is a program beside this one or in
 * PATH that reads what is printed from its standard input. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
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
			strcpy(slash + 1, name);
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

static _Noreturn void become(const char *path, const char *name, int in, int out)
{
	if (dup2(in, 0) < 0 || (out >= 0 && dup2(out, 1) < 0))
		_exit(126);
	signal(SIGPIPE, SIG_DFL);
	execl(path, name, (char *)NULL);
	_exit(127);
}

/* What the sink writes goes to the helper, what that writes to the file. */
static enum sifa_rc start(struct outbox *o, const char *name, struct sifa_err *err)
{
	char path[4096];
	int end[2];

	if (!find_helper(name, path, sizeof path))
		return fail(err, SIFA_E_NOTFOUND, N_("{1} is not installed."), name);
	if (pipe2(end, O_CLOEXEC))
		return fail(err, SIFA_E_IO, N_("{1} cannot be run: {2}."), name);
	o->pid = fork();
	if (!o->pid)
		become(path, name, end[0], o->fd);
	close(end[0]);
	if (o->pid < 0) {
		o->pid = 0;
		close(end[1]);
		return fail(err, SIFA_E_IO, N_("{1} cannot be run: {2}."), name);
	}
	if (o->fd > 1)
		close(o->fd);
	o->fd = end[1];
	o->pipe = signal(SIGPIPE, SIG_IGN);
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
	if (!o->path)
		fflush(stdout);
	else if ((o->fd = open(o->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600)) < 0)
		return fail(err, SIFA_E_IO, N_("The print cannot be written to {1}: {2}."),
			    o->path);
	if (o->pdf)
		rc = start(o, "sifa-pdf", err);
	else if (o->lp)
		rc = start(o, "lp", err);
	if (rc && o->path) {
		close(o->fd);
		unlink(o->path);
	}
	return rc;
}

enum sifa_rc outbox_close(struct outbox *o, enum sifa_rc rc, struct sifa_err *err)
{
	int status = 0;

	if (o->fd > 1 && close(o->fd) && !rc)
		rc = fail(err, SIFA_E_IO, N_("The print cannot be written to {1}: {2}."),
			  o->path ? o->path : "-");
	if (o->pid) {
		while (waitpid(o->pid, &status, 0) < 0 && errno == EINTR)
			;
		signal(SIGPIPE, o->pipe);
		if (status && !rc)
			rc = fail(err, SIFA_E_IO, N_("{1} failed; see what it said."),
				  o->pdf ? "sifa-pdf" : "lp");
	}
	if (rc && o->path)
		unlink(o->path);
	return rc;
}
