/* runs.c - sorting more keys than memory should hold: a buffer is sorted when it
 * is full and written to an unnamed file; reading back merges the runs. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "own.h"

/* An entry: key length 2, value length 2, key, value. */
enum { RUNS_MAX = 512, READ_BUF = 32768, ENTRY_MAX = 4 + 511 + FACT_WIDTH };

struct reader {
	uint64_t at, end; /* of the file */
	char *buf;
	size_t n, pos;
	const char *entry; /* current, NULL at the end */
	uint64_t first[2]; /* bytes of its key, zeros behind: they tell most apart */
};

struct item { /* an entry in memory and the part of its key that is compared next */
	uint64_t part;
	uint32_t at;
};

struct runs {
	char *dir;
	size_t memory;
	struct buf bytes;
	struct item *item;
	size_t n, cap;
	int fd;
	uint64_t size;
	uint64_t start[RUNS_MAX + 1];
	size_t nruns;
	struct reader *reader; /* one a run */
	size_t heap[RUNS_MAX], nheap;
	size_t next; /* in memory, when nothing was written */
	bool merging;
	int failed; /* errno of a read */
};

struct runs *runs_new(const char *dir, size_t memory)
{
	struct runs *r = calloc(1, sizeof *r);

	if (!r || !(r->dir = strdup(dir))) {
		free(r);
		return NULL;
	}
	r->memory = memory;
	r->fd = -1;
	return r;
}

static size_t entry_size(const char *e)
{
	return 4 + (size_t)get_le(e, 2) + (size_t)get_le(e + 2, 2);
}

static int entry_compare(const char *a, const char *b)
{
	size_t na = (size_t)get_le(a, 2), nb = (size_t)get_le(b, 2);
	int c = memcmp(a + 4, b + 4, na < nb ? na : nb);

	return c ? c : (na > nb) - (na < nb);
}

static enum sifa_rc write_all(int fd, const char *p, size_t n, struct sifa_err *err)
{
	while (n) {
		ssize_t w = write(fd, p, n);

		if (w < 0 && errno == EINTR)
			continue;
		if (w <= 0)
			return err_set(err, errno == ENOSPC ? SIFA_E_FULL : SIFA_E_IO,
				       N_("cannot write a work file beside the store: {1}"),
				       strerror(errno), NULL);
		p += w;
		n -= (size_t)w;
	}
	return SIFA_OK;
}

/* ---- sorting: a byte at a time, the first that differs ---- */

enum { PART = 7, FEW = 20, BYTES = 256 };

/* Seven bytes of the key from `depth` on, and how many there were: 8 means more. */
static uint64_t part_of(const char *e, size_t depth)
{
	size_t left = (size_t)get_le(e, 2) - depth;
	uint64_t v = 0;

	if (left > PART) /* nearly always; a length the compiler knows is one instruction */
		return (get_be(e + 4 + depth, 8) & ~UINT64_C(0xFF)) | (PART + 1);
	memcpy(&v, e + 4 + depth, left);
	return be64toh(v) | left;
}

static void sort_few(const char *base, struct item *v, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct item x = v[i];
		size_t j = i;

		for (; j && (x.part < v[j - 1].part ||
			     (x.part == v[j - 1].part &&
			      entry_compare(base + x.at, base + v[j - 1].at) < 0));
		     j--)
			v[j] = v[j - 1];
		v[j] = x;
	}
}

static void sort_from(const char *base, struct item *v, size_t n, size_t depth);

/* Puts each where its byte belongs, one chain of moves after the other, then goes on
 * inside each byte's part. */
static void sort_byte(const char *base, struct item *v, size_t n, size_t depth, unsigned shift)
{
	uint32_t count[BYTES] = {0}, next[BYTES], at = 0;
	size_t least = BYTES, most = 0; /* bytes there are: mostly few */

	for (size_t i = 0; i < n; i++) {
		size_t b = v[i].part >> shift & 0xFF;

		count[b]++;
		least = b < least ? b : least;
		most = b > most ? b : most;
	}
	for (size_t b = least; b <= most; at += count[b++])
		next[b] = at;
	at = 0;
	for (size_t b = least; b <= most; at += count[b++])
		while (next[b] < at + count[b]) {
			struct item x = v[next[b]];
			size_t home;

			while ((home = x.part >> shift & 0xFF) != b) {
				struct item y = v[next[home]];

				v[next[home]++] = x;
				x = y;
			}
			v[next[b]++] = x;
		}
	for (size_t b = least; b <= most; v += count[b++])
		if (count[b] > 1)
			sort_from(base, v, count[b], depth);
}

/* All are alike before `depth`, and as far as their parts are. */
static void sort_from(const char *base, struct item *v, size_t n, size_t depth)
{
	while (n > FEW) {
		uint64_t differs = 0;

		for (size_t i = 1; i < n; i++)
			differs |= v[i].part ^ v[0].part;
		if (differs) {
			sort_byte(base, v, n, depth,
				  (63 - (unsigned)__builtin_clzll(differs)) & ~7U);
			return;
		}
		if ((v[0].part & 0xFF) <= PART) /* the keys ended: they are equal */
			return;
		depth += PART;
		for (size_t i = 0; i < n; i++)
			v[i].part = part_of(base + v[i].at, depth);
	}
	sort_few(base, v, n);
}

static void sort(struct runs *r)
{
	for (size_t i = 0; i < r->n; i++)
		r->item[i].part = part_of(r->bytes.p + r->item[i].at, 0);
	sort_from(r->bytes.p, r->item, r->n, 0);
}

/* ---- writing ---- */

/* A file that nobody else sees and that is gone when it is closed; some file
 * systems cannot make it without a name. */
static int work_file(const char *dir)
{
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
	char path[4096];

	if (fd >= 0 || (size_t)snprintf(path, sizeof path, "%s/runs.XXXXXX", dir) >= sizeof path)
		return fd;
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

static enum sifa_rc spill(struct runs *r, struct sifa_err *err)
{
	char *out = malloc(READ_BUF);
	size_t fill = 0;
	enum sifa_rc rc = SIFA_OK;

	if (!out)
		return err_nomem(err);
	if (r->fd < 0)
		r->fd = work_file(r->dir);
	if (r->fd < 0)
		rc = err_set(err, SIFA_E_IO, N_("cannot write a work file beside the store: {1}"),
			     strerror(errno), NULL);
	sort(r);
	for (size_t i = 0; !rc && i < r->n; i++) {
		const char *e = r->bytes.p + r->item[i].at;
		size_t n = entry_size(e);

		if (fill + n > READ_BUF) {
			rc = write_all(r->fd, out, fill, err);
			fill = 0;
		}
		memcpy(out + fill, e, n);
		fill += n;
		r->size += n;
	}
	if (!rc)
		rc = write_all(r->fd, out, fill, err);
	free(out);
	r->start[++r->nruns] = r->size;
	r->n = r->bytes.n = 0;
	return rc;
}

enum sifa_rc runs_add(struct runs *r, const void *key, size_t nk, const void *val, size_t nv,
		      struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;
	char *to;

	if (4 + nk + nv > ENTRY_MAX)
		return err_set(err, SIFA_E_USAGE, N_("a key is too long to be sorted"), NULL);
	if (r->n && r->nruns < RUNS_MAX - 1 &&
	    r->bytes.n + sizeof *r->item * r->n + nk + nv > r->memory)
		rc = spill(r, err);
	if (rc)
		return rc;
	to = buf_room(&r->bytes, 4 + nk + nv);
	if (!to || r->bytes.n > UINT32_MAX - 1024 ||
	    !grow(&r->item, &r->cap, r->n + 1, sizeof *r->item))
		return err_nomem(err);
	put_le(to, nk, 2);
	put_le(to + 2, nv, 2);
	memcpy(to + 4, key, nk);
	if (nv)
		memcpy(to + 4 + nk, val, nv);
	r->item[r->n++].at = (uint32_t)r->bytes.n;
	r->bytes.n += 4 + nk + nv;
	return SIFA_OK;
}

/* ---- merging ---- */

static bool refill(struct runs *r, struct reader *d)
{
	size_t left = d->n - d->pos, want;
	ssize_t got;

	memmove(d->buf, d->buf + d->pos, left);
	d->pos = 0;
	d->n = left;
	want = READ_BUF - left;
	if (want > d->end - d->at)
		want = (size_t)(d->end - d->at);
	if (!want)
		return false;
	do
		got = pread(r->fd, d->buf + left, want, (off_t)d->at);
	while (got < 0 && errno == EINTR);
	if (got <= 0) {
		r->failed = got ? errno : EIO;
		return false;
	}
	d->at += (uint64_t)got;
	d->n += (size_t)got;
	return true;
}

static void first_bytes(struct reader *d)
{
	size_t n = (size_t)get_le(d->entry, 2);
	const char *key = d->entry + 4;
	char padded[16] = "";

	if (n < sizeof padded)
		key = memcpy(padded, key, n);
	d->first[0] = get_be(key, 8);
	d->first[1] = get_be(key + 8, 8);
}

/* Moves to the next entry of one run. */
static void advance(struct runs *r, struct reader *d)
{
	if (d->entry)
		d->pos += entry_size(d->entry);
	while (d->pos + 4 > d->n || d->pos + entry_size(d->buf + d->pos) > d->n)
		if (!refill(r, d)) {
			d->entry = NULL;
			return;
		}
	d->entry = d->buf + d->pos;
	first_bytes(d);
}

static bool before(const struct runs *r, size_t a, size_t b)
{
	const struct reader *x = &r->reader[a], *y = &r->reader[b];
	int c;

	if (x->first[0] != y->first[0])
		return x->first[0] < y->first[0];
	if (x->first[1] != y->first[1])
		return x->first[1] < y->first[1];
	c = entry_compare(x->entry, y->entry);
	return c ? c < 0 : a < b;
}

static void sift(struct runs *r, size_t i)
{
	for (;;) {
		size_t c = 2 * i + 1, x = r->heap[i];

		if (c >= r->nheap)
			return;
		if (c + 1 < r->nheap && before(r, r->heap[c + 1], r->heap[c]))
			c++;
		if (!before(r, r->heap[c], x))
			return;
		r->heap[i] = r->heap[c];
		r->heap[c] = x;
		i = c;
	}
}

enum sifa_rc runs_rewind(struct runs *r, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	if (!r->nruns) {
		sort(r);
		return SIFA_OK;
	}
	if (r->n)
		rc = spill(r, err);
	/* The sorting memory is not needed any more. */
	buf_free(&r->bytes);
	free(r->item);
	r->item = NULL;
	r->cap = 0;
	r->reader = calloc(r->nruns, sizeof *r->reader);
	if (!rc && !r->reader)
		rc = err_nomem(err);
	for (size_t i = 0; !rc && i < r->nruns; i++) {
		struct reader *d = &r->reader[i];

		*d = (struct reader){.at = r->start[i], .end = r->start[i + 1]};
		d->buf = malloc(READ_BUF);
		if (!d->buf) {
			rc = err_nomem(err);
			break;
		}
		advance(r, d);
		if (d->entry)
			r->heap[r->nheap++] = i;
	}
	for (size_t i = r->nheap; !rc && i-- > 0;)
		sift(r, i);
	return rc;
}

static void give(const char *e, MDB_val *key, MDB_val *val)
{
	size_t nk = (size_t)get_le(e, 2), nv = (size_t)get_le(e + 2, 2);

	*key = (MDB_val){nk, (void *)(uintptr_t)(e + 4)};
	*val = (MDB_val){nv, (void *)(uintptr_t)(e + 4 + nk)};
}

enum sifa_rc runs_end(const struct runs *r, struct sifa_err *err)
{
	if (!r->failed)
		return SIFA_OK;
	return err_set(err, SIFA_E_IO, N_("cannot read a work file beside the store: {1}"),
		       strerror(r->failed), NULL);
}

bool runs_next(struct runs *r, MDB_val *key, MDB_val *val)
{
	if (!r->nruns) {
		if (r->next >= r->n)
			return false;
		give(r->bytes.p + r->item[r->next++].at, key, val);
		return true;
	}
	if (r->merging) { /* the entry given last time is used up now */
		advance(r, &r->reader[r->heap[0]]);
		if (!r->reader[r->heap[0]].entry)
			r->heap[0] = r->heap[--r->nheap];
		sift(r, 0);
	}
	r->merging = true;
	if (!r->nheap)
		return false;
	give(r->reader[r->heap[0]].entry, key, val);
	return true;
}

void runs_free(struct runs *r)
{
	if (!r)
		return;
	for (size_t i = 0; r->reader && i < r->nruns; i++)
		free(r->reader[i].buf);
	free(r->reader);
	if (r->fd >= 0)
		close(r->fd);
	buf_free(&r->bytes);
	free(r->item);
	free(r->dir);
	free(r);
}
