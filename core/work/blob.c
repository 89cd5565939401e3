/* blob.c - written under a name of its own, synced, renamed, and the folders synced: a
 * power cut leaves the whole file or none. The hash is libsodium's, linked already. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "blob.h"

#define NEW "new-"

enum { PIECE = 64 * 1024, SUB = 3 };

static enum sifa_rc io_error(int e, const char *what, struct sifa_err *err)
{
	if (e == ENOSPC || e == EDQUOT)
		return err_set(err, SIFA_E_FULL, N_("The disk is full; the file was not kept."),
			       NULL);
	if (e == EACCES || e == EPERM || e == EROFS)
		return err_set(err, SIFA_E_DENIED, N_("There is no permission for the file {1}."),
			       what, NULL);
	if (e == ENOENT)
		return err_set(err, SIFA_E_NOTFOUND, N_("The file {1} is not there."), what, NULL);
	return err_set(err, SIFA_E_IO, N_("The file {1} cannot be read or written: {2}."), what,
		       strerror(e), NULL);
}

/* ---- the folder ---- */

enum sifa_rc blobs_open(const struct sifa_session *se, bool sweep, struct blobs *b,
			struct sifa_err *err)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/files", session_dir(se));
	if (mkdir(path, 0700) && errno != EEXIST)
		return io_error(errno, path, err);
	b->dir = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (b->dir < 0)
		return io_error(errno, path, err);
	while (flock(b->dir, sweep ? LOCK_EX | LOCK_NB : LOCK_SH)) {
		int e = errno;

		if (e == EINTR)
			continue;
		blobs_close(b);
		if (e == EWOULDBLOCK)
			return err_set(err, SIFA_E_BUSY,
				       N_("Somebody is putting a file in; try again."), NULL);
		return io_error(e, path, err);
	}
	return SIFA_OK;
}

void blobs_close(struct blobs *b)
{
	if (b->dir >= 0)
		close(b->dir);
	b->dir = -1;
}

bool blob_is_name(const char *s, size_t n)
{
	return n == BLOB_NAME - 1 && strspn(s, "0123456789abcdef") >= n;
}

void blob_name(const uint8_t *p, size_t n, char name[BLOB_NAME])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256(hash, p, n);
	sodium_bin2hex(name, BLOB_NAME, hash, sizeof hash);
}

/* ---- in ---- */

static enum sifa_rc write_all(int fd, const uint8_t *p, size_t n, const char *name,
			      struct sifa_err *err)
{
	while (n) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return io_error(w ? errno : EIO, name, err);
		p += w;
		n -= (size_t)w;
	}
	return fsync(fd) ? io_error(errno, name, err) : SIFA_OK;
}

/* The bytes under a name that nobody else has. */
static enum sifa_rc write_new(int dir, const uint8_t *p, size_t n, char *name, size_t size,
			      struct sifa_err *err)
{
	enum sifa_rc rc;
	uint64_t r;
	int fd;

	if (getrandom(&r, sizeof r, 0) != (ssize_t)sizeof r)
		return io_error(errno, name, err);
	snprintf(name, size, NEW "%016" PRIx64, r);
	fd = openat(dir, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0400);
	if (fd < 0)
		return io_error(errno, name, err);
	rc = write_all(fd, p, n, name, err);
	if (close(fd) && !rc)
		rc = io_error(errno, name, err);
	if (rc)
		unlinkat(dir, name, 0);
	return rc;
}

/* The folder of the first two digits, itself on disk. */
static enum sifa_rc open_sub(int dir, const char *name, bool make, int *fd, struct sifa_err *err)
{
	char sub[SUB];

	snprintf(sub, sizeof sub, "%.2s", name);
	if (make && mkdirat(dir, sub, 0700) && errno != EEXIST)
		return io_error(errno, name, err);
	if (make && fsync(dir))
		return io_error(errno, name, err);
	*fd = openat(dir, sub, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return *fd < 0 ? io_error(errno, name, err) : SIFA_OK;
}

enum sifa_rc blob_put(const struct blobs *b, const uint8_t *p, size_t n, char name[BLOB_NAME],
		      struct sifa_err *err)
{
	char part[32] = "";
	enum sifa_rc rc;
	int sub = -1;

	blob_name(p, n, name);
	rc = open_sub(b->dir, name, true, &sub, err);
	if (!rc)
		rc = write_new(b->dir, p, n, part, sizeof part, err);
	if (!rc && renameat(b->dir, part, sub, name + 2)) {
		rc = io_error(errno, name, err);
		unlinkat(b->dir, part, 0);
	}
	if (!rc && fsync(sub))
		rc = io_error(errno, name, err);
	if (sub >= 0)
		close(sub);
	return rc;
}

/* ---- out ---- */

static enum sifa_rc damaged(const char *name, struct sifa_err *err)
{
	return err_set(err, SIFA_E_DAMAGED,
		       N_("The file {1} is damaged on disk: restore it from a backup."), name,
		       NULL);
}

static enum sifa_rc copy(int fd, const char *name, const struct sifa_sink *sink,
			 struct sifa_err *err)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state st;
	char buf[PIECE], hex[BLOB_NAME];
	enum sifa_rc rc = SIFA_OK;
	ssize_t n = 1;

	crypto_hash_sha256_init(&st);
	while (!rc && n) {
		n = read(fd, buf, sizeof buf);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return io_error(errno, name, err);
		crypto_hash_sha256_update(&st, (unsigned char *)buf, (size_t)n);
		if (n && sink)
			rc = sink->write(sink->arg, buf, (size_t)n, err);
	}
	crypto_hash_sha256_final(&st, hash);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	return rc ? rc : strcmp(hex, name) ? damaged(name, err) : SIFA_OK;
}

enum sifa_rc blob_get(const struct blobs *b, const char *name, const struct sifa_sink *sink,
		      struct sifa_err *err)
{
	enum sifa_rc rc;
	int sub, fd;

	if (!blob_is_name(name, strlen(name)))
		return io_error(ENOENT, name, err);
	rc = open_sub(b->dir, name, false, &sub, err);
	if (rc)
		return rc;
	fd = openat(sub, name + 2, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	rc = fd < 0 ? io_error(errno, name, err) : copy(fd, name, sink, err);
	if (fd >= 0)
		close(fd);
	close(sub);
	return rc;
}

/* ---- all ---- */

static enum sifa_rc each_in(const struct blobs *b, const char *sub, blob_fn *f, void *arg,
			    struct sifa_err *err)
{
	int fd = openat(b->dir, sub, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *e;
	char name[300];

	if (!d) {
		if (fd >= 0)
			close(fd);
		return io_error(errno, sub, err);
	}
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(name, sizeof name, "%s%s", sub, e->d_name);
		if (f(arg, name))
			unlinkat(fd, e->d_name, 0);
	}
	closedir(d);
	return SIFA_OK;
}

enum sifa_rc blob_each(const struct blobs *b, blob_fn *f, void *arg, struct sifa_err *err)
{
	int fd = openat(b->dir, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *d = fd < 0 ? NULL : fdopendir(fd);
	enum sifa_rc rc = SIFA_OK;
	struct dirent *e;

	if (!d) {
		if (fd >= 0)
			close(fd);
		return io_error(errno, "files", err);
	}
	while (!rc && (e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		if (strlen(e->d_name) == SUB - 1)
			rc = each_in(b, e->d_name, f, arg, err);
		else if (f(arg, e->d_name))
			unlinkat(b->dir, e->d_name, 0);
	}
	closedir(d);
	return rc;
}

/* ---- what is brought in ---- */

static enum sifa_rc too_large(const char *path, int64_t most, struct sifa_err *err)
{
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)most);
	return err_set(err, SIFA_E_DATA,
		       N_("The file {1} is larger than {2} bytes; make it smaller."), path, text,
		       NULL);
}

/* One byte more than it may have shows that it grew. */
static enum sifa_rc read_whole(int fd, const char *path, int64_t most, uint8_t *p, size_t size,
			       size_t *n, struct sifa_err *err)
{
	*n = 0;
	while (*n < size) {
		ssize_t got = read(fd, p + *n, size - *n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return io_error(errno, path, err);
		if (!got)
			break;
		*n += (size_t)got;
	}
	return *n > (size_t)most ? too_large(path, most, err) : SIFA_OK;
}

enum sifa_rc file_read(int at, const char *path, int64_t most, uint8_t **out, size_t *n,
		       int64_t *modified, struct sifa_err *err)
{
	int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int fd = openat(at, path, at == AT_FDCWD ? flags : flags | O_NOFOLLOW);
	enum sifa_rc rc = SIFA_OK;
	struct stat st;

	*out = NULL;
	*n = 0;
	if (fd < 0)
		return io_error(errno, path, err);
	if (fstat(fd, &st))
		rc = io_error(errno, path, err);
	else if (!S_ISREG(st.st_mode))
		rc = err_set(err, SIFA_E_DATA, N_("{1} is no regular file."), path, NULL);
	else if (st.st_size > most)
		rc = too_large(path, most, err);
	else if (!(*out = malloc((size_t)st.st_size + 1)))
		rc = err_nomem(err);
	if (!rc)
		rc = read_whole(fd, path, most, *out, (size_t)st.st_size + 1, n, err);
	if (!rc && *n != (size_t)st.st_size)
		rc = err_set(err, SIFA_E_CONFLICT,
			     N_("The file {1} is still being written; try again."), path, NULL);
	*modified = rc ? 0 : (int64_t)st.st_mtime;
	close(fd);
	if (rc) {
		free(*out);
		*out = NULL;
	}
	return rc;
}
