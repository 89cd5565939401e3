/* draft.c - half-typed forms as files: they work when the store is full or held,
 * and survive a power cut. A file is a first line, then texts with their
 * length before them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../trust/session.h"

#define MAGIC "sifa draft 1\n"
enum { DRAFT_MAX = 1 << 20, FIELDS_MAX = 4000, DRAFTS_MAX = 500 };

static enum sifa_rc fail(struct sifa_err *err, const char *path)
{
	return err_set(err, errno == ENOSPC ? SIFA_E_FULL : SIFA_E_IO,
		       N_("the draft {1} cannot be kept: {2}"), path, strerror(errno), NULL);
}

static void folder(const struct sifa_session *se, char *buf, size_t size)
{
	snprintf(buf, size, "%s/drafts", store_dir(se->sifa->store));
}

/* ---- writing ---- */

static bool put(struct buf *b, const char *s, size_t n)
{
	return buf_printf(b, "%zu:", n) && buf_add(b, s, n) && buf_add(b, "\n", 1);
}

static bool put_int(struct buf *b, uint64_t v)
{
	char text[24];
	int n = snprintf(text, sizeof text, "%llu", (unsigned long long)v);

	return put(b, text, (size_t)n);
}

static bool compose(struct buf *b, const struct sifa_session *se, const struct sifa_draft *d,
		    const char *const *field, const char *const *text, size_t n)
{
	bool ok = buf_str(b, MAGIC) && put_int(b, se->user) && put(b, d->kind, strlen(d->kind)) &&
		  put_int(b, d->record) && put_int(b, d->rev) && put_int(b, (uint64_t)d->saved) &&
		  put(b, d->title, strlen(d->title)) && put_int(b, n);

	for (size_t i = 0; ok && i < n; i++)
		ok = put(b, field[i], strlen(field[i])) && put(b, text[i], strlen(text[i]));
	return ok;
}

static enum sifa_rc write_file(const char *path, const struct buf *b, struct sifa_err *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	size_t done = 0;
	bool ok = fd >= 0;

	while (ok && done < b->n) {
		ssize_t w = write(fd, b->p + done, b->n - done);

		if (w < 0 && errno == EINTR)
			continue;
		ok = w > 0;
		done += ok ? (size_t)w : 0;
	}
	ok = ok && !fdatasync(fd);
	if (fd >= 0 && close(fd))
		ok = false;
	return ok ? SIFA_OK : fail(err, path);
}

static void new_name(struct sifa_draft *d, const char *dir)
{
	char path[4400];

	for (unsigned i = 0;; i++) {
		snprintf(d->name, sizeof d->name, "%lld-%ld-%u", (long long)d->saved,
			 (long)getpid(), i);
		snprintf(path, sizeof path, "%s/%s", dir, d->name);
		if (access(path, F_OK))
			return;
	}
}

enum sifa_rc sifa_draft_save(struct sifa_session *se, struct sifa_draft *d,
			     const char *const *field, const char *const *text, size_t n,
			     struct sifa_err *err)
{
	char dir[4200], path[4400], temp[4420];
	struct buf b = {0};
	enum sifa_rc rc;

	folder(se, dir, sizeof dir);
	if (mkdir(dir, 0700) && errno != EEXIST)
		return fail(err, dir);
	d->saved = se->now;
	if (!d->name[0])
		new_name(d, dir);
	snprintf(path, sizeof path, "%s/%s", dir, d->name);
	snprintf(temp, sizeof temp, "%s.tmp", path);
	rc = compose(&b, se, d, field, text, n) ? write_file(temp, &b, err) : err_nomem(err);
	buf_free(&b);
	if (!rc && rename(temp, path))
		rc = fail(err, path);
	return rc;
}

/* ---- reading: every length is checked, the file may be anything ---- */

struct reader {
	const char *p;
	size_t n, at;
};

static bool get(struct reader *r, const char **s, size_t *len)
{
	size_t v = 0, i = r->at;

	while (i < r->n && r->p[i] >= '0' && r->p[i] <= '9' && v < DRAFT_MAX)
		v = v * 10 + (size_t)(r->p[i++] - '0');
	if (i == r->at || i >= r->n || r->p[i] != ':' || v > r->n - i - 1)
		return false;
	*s = r->p + i + 1;
	*len = v;
	r->at = i + 1 + v;
	if (r->at >= r->n || r->p[r->at] != '\n')
		return false;
	r->at++;
	return true;
}

static bool get_text(struct reader *r, char *out, size_t size)
{
	const char *s;
	size_t n;

	if (!get(r, &s, &n) || n >= size || memchr(s, '\0', n))
		return false;
	memcpy(out, s, n);
	out[n] = '\0';
	return true;
}

static bool get_int(struct reader *r, uint64_t *v)
{
	char text[24], *end;

	if (!get_text(r, text, sizeof text) || !*text)
		return false;
	*v = strtoull(text, &end, 10);
	return !*end;
}

static char *read_file(const char *path, size_t *n)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	struct stat st;
	char *p = NULL;
	ssize_t got = -1;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && S_ISREG(st.st_mode) && st.st_size <= DRAFT_MAX &&
	    (p = malloc((size_t)st.st_size + 1)))
		got = read(fd, p, (size_t)st.st_size);
	close(fd);
	if (got < 0) {
		free(p);
		return NULL;
	}
	*n = (size_t)got;
	p[got] = '\0';
	return p;
}

static bool head(struct reader *r, struct sifa_draft *d, uint64_t *user, uint64_t *count)
{
	uint64_t rev, saved;

	if (r->n < strlen(MAGIC) || memcmp(r->p, MAGIC, strlen(MAGIC)))
		return false;
	r->at = strlen(MAGIC);
	if (!get_int(r, user) || !get_text(r, d->kind, sizeof d->kind) || !get_int(r, &d->record) ||
	    !get_int(r, &rev) || !get_int(r, &saved) || !get_text(r, d->title, sizeof d->title) ||
	    !get_int(r, count))
		return false;
	d->rev = (uint32_t)rev;
	d->saved = (int64_t)saved;
	return *count <= FIELDS_MAX;
}

static int newest_first(const void *a, const void *b)
{
	const struct sifa_draft *x = a, *y = b;

	return x->saved != y->saved ? (x->saved < y->saved ? 1 : -1) : strcmp(y->name, x->name);
}

static bool list_one(const char *dir, const char *name, uint64_t user, struct sifa_draft *out)
{
	char path[4400];
	struct reader r = {0};
	uint64_t owner, count;
	size_t n;
	char *p;
	bool ok;

	*out = (struct sifa_draft){0};
	if (strlen(name) >= sizeof out->name || name[0] == '.' || strstr(name, ".tmp"))
		return false;
	snprintf(path, sizeof path, "%s/%s", dir, name);
	p = read_file(path, &n);
	if (!p)
		return false;
	r = (struct reader){p, n, 0};
	ok = head(&r, out, &owner, &count) && owner == user;
	snprintf(out->name, sizeof out->name, "%s", name);
	free(p);
	return ok;
}

enum sifa_rc sifa_draft_list(struct sifa_session *se, struct sifa_draft **out, size_t *n,
			     struct sifa_err *err)
{
	char dir[4200];
	struct dirent *e;
	size_t cap = 0;
	DIR *d;

	*out = NULL;
	*n = 0;
	folder(se, dir, sizeof dir);
	d = opendir(dir);
	if (!d) /* none was ever written */
		return SIFA_OK;
	while (*n < DRAFTS_MAX && (e = readdir(d))) {
		if (!grow(out, &cap, *n + 1, sizeof **out)) {
			closedir(d);
			free(*out);
			*out = NULL;
			*n = 0;
			return err_nomem(err);
		}
		*n += list_one(dir, e->d_name, se->user, &(*out)[*n]);
	}
	closedir(d);
	if (*n)
		qsort(*out, *n, sizeof **out, newest_first);
	return SIFA_OK;
}

/* One block: the array of fields, the array of texts, the strings. */
static bool load_fields(struct reader *r, size_t count, char ***field, char ***text)
{
	size_t strings = r->n - r->at + 2 * count;
	char **block = malloc(2 * count * sizeof *block + strings + 1);
	char *s = block ? (char *)(block + 2 * count) : NULL;

	if (!block)
		return false;
	*field = block;
	*text = block + count;
	for (size_t i = 0; i < 2 * count; i++) {
		const char *p;
		size_t n;

		if (!get(r, &p, &n) || memchr(p, '\0', n)) {
			free(block);
			return false;
		}
		memcpy(s, p, n);
		s[n] = '\0';
		(i % 2 ? *text : *field)[i / 2] = s;
		s += n + 1;
	}
	return true;
}

enum sifa_rc sifa_draft_load(struct sifa_session *se, const struct sifa_draft *d, char ***field,
			     char ***text, size_t *n, struct sifa_err *err)
{
	char dir[4200], path[4400];
	struct sifa_draft seen = {0};
	struct reader r = {0};
	uint64_t user, count = 0;
	char *p = NULL;
	bool ok = !strchr(d->name, '/') && d->name[0] && d->name[0] != '.';

	*field = *text = NULL;
	*n = 0;
	folder(se, dir, sizeof dir);
	snprintf(path, sizeof path, "%s/%s", dir, d->name);
	ok = ok && (p = read_file(path, &r.n));
	r.p = p;
	ok = ok && head(&r, &seen, &user, &count) && user == se->user &&
	     load_fields(&r, (size_t)count, field, text);
	free(p);
	if (!ok)
		return err_set(err, SIFA_E_DAMAGED, N_("the draft {1} cannot be read"), d->name,
			       NULL);
	*n = (size_t)count;
	return SIFA_OK;
}

void sifa_draft_drop(struct sifa_session *se, const struct sifa_draft *d)
{
	char dir[4200], path[4400];

	if (!d->name[0] || strchr(d->name, '/'))
		return;
	folder(se, dir, sizeof dir);
	snprintf(path, sizeof path, "%s/%s", dir, d->name);
	unlink(path);
}
