/* draft.c - half-typed forms as small files beside the store: written to a
 * temporary name, synced, renamed, so that a power cut leaves the old or the
 * new one. A file is a head line, named values with their lengths, and pairs of
 * field and text with theirs; what does not read so to its last byte is not
 * taken. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../trust/session.h"

#define HEAD   "sifa-draft 1\n"
#define SAVING ".saving"

enum { FILE_MAX = 4 << 20, FIELDS_MAX = 4096, DRAFTS_MAX = 1000 };

/* ---- names and folder ---- */

static bool good_name(const char *s)
{
	size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return n > 0 && n < sizeof((struct sifa_draft *)0)->name - sizeof SAVING && !s[n];
}

static enum sifa_rc io_error(int e, struct sifa_err *err)
{
	if (e == ENOSPC || e == EDQUOT)
		return err_set(err, SIFA_E_FULL, N_("The disk is full; the draft was not kept."),
			       NULL);
	if (e == EACCES || e == EPERM || e == EROFS)
		return err_set(err, SIFA_E_DENIED,
			       N_("There is no permission to keep drafts beside the store."), NULL);
	if (e == ENOENT)
		return err_set(err, SIFA_E_NOTFOUND, N_("This draft is no longer there."), NULL);
	return err_set(err, SIFA_E_IO, N_("The draft cannot be kept or read: {1}."), strerror(e),
		       NULL);
}

static enum sifa_rc open_folder(const struct sifa_session *se, int *fd, struct sifa_err *err)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/drafts", session_dir(se));
	if (mkdir(path, 0700) && errno != EEXIST)
		return io_error(errno, err);
	*fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	return *fd < 0 ? io_error(errno, err) : SIFA_OK;
}

static enum sifa_rc new_name(char *name, size_t size, struct sifa_err *err)
{
	uint64_t r;

	if (getrandom(&r, sizeof r, 0) != (ssize_t)sizeof r)
		return io_error(errno, err);
	snprintf(name, size, "d-%016" PRIx64, r);
	return SIFA_OK;
}

/* ---- writing ---- */

static void put_text(struct buf *b, const char *s)
{
	size_t n = strlen(s);

	buf_printf(b, "%zu:", n);
	buf_add(b, s, n);
	buf_add(b, "\n", 1);
}

static enum sifa_rc write_all(int fd, const char *p, size_t n, struct sifa_err *err)
{
	while (n) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return io_error(w ? errno : EIO, err);
		p += w;
		n -= (size_t)w;
	}
	return SIFA_OK;
}

static enum sifa_rc write_file(int dir, const char *name, const struct buf *b, struct sifa_err *err)
{
	char part[64];
	enum sifa_rc rc;
	int fd;

	snprintf(part, sizeof part, "%s" SAVING, name);
	fd = openat(dir, part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return io_error(errno, err);
	rc = write_all(fd, b->p, b->n, err);
	if (!rc && fdatasync(fd))
		rc = io_error(errno, err);
	if (close(fd) && !rc)
		rc = io_error(errno, err);
	if (!rc && renameat(dir, part, dir, name))
		rc = io_error(errno, err);
	if (rc)
		unlinkat(dir, part, 0);
	else
		fsync(dir); /* should only the name be lost, the draft before it is there */
	return rc;
}

enum sifa_rc sifa_draft_save(struct sifa_session *se, struct sifa_draft *d,
			     const char *const *field, const char *const *text, size_t n,
			     struct sifa_err *err)
{
	struct buf b = {0};
	enum sifa_rc rc = SIFA_OK;
	int dir = -1;

	if (n > FIELDS_MAX)
		return err_set(err, SIFA_E_USAGE, N_("This form is too large for a draft."), NULL);
	if (!d->name[0])
		rc = new_name(d->name, sizeof d->name, err);
	else if (!good_name(d->name))
		rc = err_set(err, SIFA_E_USAGE, N_("{1} is no name of a draft."), d->name, NULL);
	if (rc)
		return rc;
	d->saved = se->now;
	buf_printf(&b, HEAD "%" PRIu64 " %" PRIu64 " %" PRIu32 " %" PRId64 " %zu\n", se->user,
		   d->record, d->rev, d->saved, n);
	put_text(&b, d->kind);
	put_text(&b, d->title);
	for (size_t i = 0; i < n; i++) {
		put_text(&b, field[i]);
		put_text(&b, text[i]);
	}
	if (b.failed)
		rc = err_nomem(err);
	else if (b.n > FILE_MAX)
		rc = err_set(err, SIFA_E_USAGE, N_("This form is too large for a draft."), NULL);
	if (!rc)
		rc = open_folder(se, &dir, err);
	if (!rc) {
		rc = write_file(dir, d->name, &b, err);
		close(dir);
	}
	buf_free(&b);
	return rc;
}

/* ---- reading ---- */

struct scan {
	char *p;
	size_t n, at;
};

static enum sifa_rc damaged(struct sifa_err *err)
{
	return err_set(err, SIFA_E_DAMAGED, N_("This draft is damaged and cannot be opened."),
		       NULL);
}

static enum sifa_rc read_file(int dir, const char *name, struct scan *s, struct sifa_err *err)
{
	int fd = openat(dir, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;
	enum sifa_rc rc = SIFA_OK;

	*s = (struct scan){0};
	if (fd < 0)
		return io_error(errno, err);
	if (fstat(fd, &st) || !S_ISREG(st.st_mode) || st.st_size > FILE_MAX)
		rc = damaged(err);
	else if (!(s->p = malloc((size_t)st.st_size + 1)))
		rc = err_nomem(err);
	while (!rc && s->n < (size_t)st.st_size) {
		ssize_t r = read(fd, s->p + s->n, (size_t)st.st_size - s->n);

		if (r < 0 && errno == EINTR)
			continue;
		if (r <= 0)
			rc = damaged(err);
		else
			s->n += (size_t)r;
	}
	close(fd);
	if (!rc)
		s->p[s->n] = '\0';
	return rc;
}

/* Digits and the byte that ends them. */
static bool take_number(struct scan *s, uint64_t most, char end, uint64_t *out)
{
	size_t from = s->at;

	for (*out = 0; s->at < s->n && s->p[s->at] >= '0' && s->p[s->at] <= '9'; s->at++) {
		uint64_t digit = (uint64_t)(s->p[s->at] - '0');

		if (*out > (most - digit) / 10)
			return false;
		*out = *out * 10 + digit;
	}
	if (s->at == from || s->at >= s->n || s->p[s->at] != end)
		return false;
	s->at++;
	return true;
}

/* LENGTH:BYTES and a line end, which becomes the terminator. */
static bool take_text(struct scan *s, char **out, size_t *len)
{
	size_t bad;
	const char *why;
	uint64_t n;

	if (!take_number(s, FILE_MAX, ':', &n) || n >= s->n - s->at || s->p[s->at + n] != '\n')
		return false;
	*out = s->p + s->at;
	*len = (size_t)n;
	s->p[s->at + n] = '\0';
	s->at += n + 1;
	return sifa_text_check(*out, *len, SIFA_TEXT_LINES, &bad, &why);
}

static bool take_short(struct scan *s, char *out, size_t size)
{
	char *text;
	size_t n;

	if (!take_text(s, &text, &n))
		return false;
	n = n < size ? n : sifa_text_fit(text, size - 1, (int)size, NULL);
	memcpy(out, text, n);
	out[n] = '\0';
	return true;
}

/* The head; fields follow at s->at. */
static bool take_head(struct scan *s, struct sifa_draft *d, uint64_t *user, size_t *fields)
{
	const size_t n = sizeof HEAD - 1;
	uint64_t rev, saved, count;

	if (s->n < n || memcmp(s->p, HEAD, n) != 0)
		return false;
	s->at = n;
	if (!take_number(s, UINT64_MAX, ' ', user) ||
	    !take_number(s, UINT64_MAX, ' ', &d->record) ||
	    !take_number(s, UINT32_MAX, ' ', &rev) || !take_number(s, INT64_MAX, ' ', &saved) ||
	    !take_number(s, FIELDS_MAX, '\n', &count))
		return false;
	d->rev = (uint32_t)rev;
	d->saved = (int64_t)saved;
	*fields = (size_t)count;
	return take_short(s, d->kind, sizeof d->kind) && take_short(s, d->title, sizeof d->title);
}

/* A draft of this user; other people's do not exist for him. */
static enum sifa_rc read_draft(const struct sifa_session *se, int dir, const char *name,
			       struct scan *s, struct sifa_draft *d, size_t *fields,
			       struct sifa_err *err)
{
	enum sifa_rc rc = read_file(dir, name, s, err);
	uint64_t user;

	if (rc)
		return rc;
	snprintf(d->name, sizeof d->name, "%s", name);
	if (!take_head(s, d, &user, fields))
		return damaged(err);
	return user == se->user ? SIFA_OK : io_error(ENOENT, err);
}

static int newest_first(const void *a, const void *b)
{
	const struct sifa_draft *x = a, *y = b;

	if (x->saved != y->saved)
		return (x->saved < y->saved) - (x->saved > y->saved);
	return strcmp(x->name, y->name);
}

enum sifa_rc sifa_draft_list(struct sifa_session *se, struct sifa_draft **out, size_t *n,
			     struct sifa_err *err)
{
	size_t cap = 0, fields;
	struct dirent *e;
	enum sifa_rc rc;
	DIR *d;
	int fd;

	*out = NULL;
	*n = 0;
	rc = open_folder(se, &fd, err);
	if (rc)
		return rc;
	if (!(d = fdopendir(fd))) {
		close(fd);
		return err_nomem(err);
	}
	while (!rc && *n < DRAFTS_MAX && (e = readdir(d))) {
		struct sifa_draft draft = {0};
		struct scan s = {0};

		if (good_name(e->d_name) &&
		    !read_draft(se, fd, e->d_name, &s, &draft, &fields, NULL)) {
			if (grow(out, &cap, *n + 1, sizeof **out))
				(*out)[(*n)++] = draft;
			else
				rc = err_nomem(err);
		}
		free(s.p);
	}
	closedir(d);
	if (rc) {
		free(*out);
		*out = NULL;
		*n = 0;
	} else if (*n) {
		qsort(*out, *n, sizeof **out, newest_first);
	}
	return rc;
}

/* Pointers in front, then the texts they point to, in one block. */
static enum sifa_rc give_fields(struct scan *s, size_t n, char ***field, char ***text,
				struct sifa_err *err)
{
	size_t heads = 2 * n * sizeof(char *), rest = s->n - s->at + 1;
	char **all = malloc(heads + rest), *at, *from;
	size_t len;

	if (!all)
		return err_nomem(err);
	at = (char *)all + heads;
	for (size_t i = 0; i < 2 * n; i++) {
		if (!take_text(s, &from, &len)) {
			free(all);
			return damaged(err);
		}
		memcpy(at, from, len + 1);
		all[i % 2 ? n + i / 2 : i / 2] = at;
		at += len + 1;
	}
	if (s->at != s->n) {
		free(all);
		return damaged(err);
	}
	*field = all;
	*text = all + n;
	return SIFA_OK;
}

enum sifa_rc sifa_draft_load(struct sifa_session *se, const struct sifa_draft *d, char ***field,
			     char ***text, size_t *n, struct sifa_err *err)
{
	struct sifa_draft found = {0};
	struct scan s = {0};
	size_t fields = 0;
	enum sifa_rc rc;
	int dir;

	*field = *text = NULL;
	*n = 0;
	if (!good_name(d->name))
		return io_error(ENOENT, err);
	rc = open_folder(se, &dir, err);
	if (rc)
		return rc;
	rc = read_draft(se, dir, d->name, &s, &found, &fields, err);
	if (!rc)
		rc = give_fields(&s, fields, field, text, err);
	if (!rc)
		*n = fields;
	close(dir);
	free(s.p);
	return rc;
}

void sifa_draft_drop(struct sifa_session *se, const struct sifa_draft *d)
{
	struct sifa_draft found = {0};
	struct scan s = {0};
	size_t fields;
	int dir;

	if (!good_name(d->name) || open_folder(se, &dir, NULL))
		return;
	if (!read_draft(se, dir, d->name, &s, &found, &fields, NULL)) {
		unlinkat(dir, d->name, 0);
		fsync(dir);
	}
	free(s.p);
	close(dir);
}
