/* kept_file.c - the file of kept numbers as a whole: read if its sum is right, and
 * written under another name that then takes its place. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "kept_part.h"

enum {
	HEAD_BYTES = sizeof KEPT_HEAD - 1,
	SUM_AT = HEAD_BYTES,
	ENTRIES_AT = KEPT_ENTRIES,
	STALE = 60, /* seconds after which a half-written file is nobody's */
};

static bool read_whole(int fd, struct buf *out)
{
	struct stat st;
	char *to;

	if (fstat(fd, &st) || st.st_size < ENTRIES_AT || st.st_size > KEPT_MOST)
		return false;
	to = buf_room(out, (size_t)st.st_size);
	while (to && out->n < (size_t)st.st_size) {
		ssize_t got = read(fd, out->p + out->n, (size_t)st.st_size - out->n);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		out->n += (size_t)got;
	}
	return to;
}

static uint64_t sum_of_entries(const struct sifa_session *se, const struct buf *b)
{
	return session_sum(se, b->p + ENTRIES_AT, b->n - ENTRIES_AT);
}

void kept_load(const struct sifa_session *se, const char *path, struct buf *out)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return;
	if (!read_whole(fd, out) || memcmp(out->p, KEPT_HEAD, HEAD_BYTES) != 0 ||
	    get_le(out->p + SUM_AT, 8) != sum_of_entries(se, out))
		out->n = 0;
	close(fd);
}

static bool write_whole(int fd, const char *p, size_t n)
{
	while (n) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return false;
		p += w;
		n -= (size_t)w;
	}
	return true;
}

/* Not synced: a power cut leaves a file whose sum is wrong, and that is no file. */
void kept_save(const struct sifa_session *se, const char *path, struct buf *b)
{
	char new[KEPT_PATH + 8], *slash;
	struct stat st;
	int fd;

	put_le(b->p + SUM_AT, sum_of_entries(se, b), 8);
	snprintf(new, sizeof new, "%s", path);
	slash = strrchr(new, '/');
	*slash = '\0';
	if (mkdir(new, 0700) && errno != EEXIST)
		return;
	snprintf(new, sizeof new, "%s.new", path);
	fd = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) { /* somebody writes it just now, or died of it */
		if (errno == EEXIST && !stat(new, &st) && time(NULL) - st.st_mtime > STALE)
			unlink(new);
		return;
	}
	if (!write_whole(fd, b->p, b->n) || rename(new, path))
		unlink(new);
	close(fd);
}
