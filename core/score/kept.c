/* kept.c - the file of kept numbers. An entry stands under a digest of everything that
 * could make its numbers others: the stamp of its month, the running configuration,
 * the offices and the period, each probe's days and ranges in this month, and the
 * stamps of all other kinds that a probe looks at. So a month that is over is counted
 * once, and what depends on today is counted again tomorrow. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "kept_part.h"
#include "kept.h"

/* The Makefile gives a sum of all that counts: another program keeps other numbers. */
#ifndef SCORE_CODE
#define SCORE_CODE ""
#endif

#define HEAD "sifa-scores 1\n"

enum {
	HEAD_BYTES = sizeof HEAD - 1,
	SUM_AT = HEAD_BYTES,
	ENTRIES_AT = SUM_AT + 8,
	DIGEST = 16,
	ENTRY_HEAD = 2 + 4 + DIGEST + 4, /* kind, month, digest, length of the part */
	FILE_MOST = 64 << 20,
	STALE = 60, /* seconds after which a half-written file is nobody's */
};

struct stamp { /* of all months of a kind */
	uint16_t kind;
	uint8_t digest[DIGEST];
};

struct kept {
	struct run *run;
	char path[4300];
	struct buf old, now; /* the file as it was and as it becomes */
	size_t at;	     /* the next entry of the old one */
	struct tally *scratch;
	struct stamp *stamp;
	size_t nstamps, stampcap;
	crypto_generichash_state context; /* of all kinds */
	bool changed, broken;
};

/* ---- digests ---- */

static void feed(crypto_generichash_state *h, const void *p, size_t n)
{
	crypto_generichash_update(h, p, n);
}

static void feed_int(crypto_generichash_state *h, uint64_t v)
{
	uint8_t b[8];

	put_le(b, v, 8);
	feed(h, b, 8);
}

static void begin(crypto_generichash_state *h)
{
	crypto_generichash_init(h, NULL, 0, DIGEST);
}

static void one_stamp(void *arg, int32_t month, uint64_t stamp)
{
	feed_int(arg, (uint32_t)month);
	feed_int(arg, stamp);
}

/* All that is known of a kind's facts, as one number. */
static bool feed_kind(struct kept *k, crypto_generichash_state *h, const struct sifa_kind *kind)
{
	crypto_generichash_state s;
	struct stamp new;

	if (!kind)
		return true;
	for (size_t i = 0; i < k->nstamps; i++)
		if (k->stamp[i].kind == kind->no) {
			feed(h, k->stamp[i].digest, DIGEST);
			return true;
		}
	new.kind = kind->no;
	begin(&s);
	if (view_stamps(k->run->view, kind, INT32_MIN, INT32_MAX, one_stamp, &s, NULL) ||
	    !grow(&k->stamp, &k->stampcap, k->nstamps + 1, sizeof *k->stamp))
		return false;
	crypto_generichash_final(&s, new.digest, DIGEST);
	k->stamp[k->nstamps++] = new;
	feed(h, new.digest, DIGEST);
	return true;
}

static bool feed_joins(struct kept *k, crypto_generichash_state *h, const struct where *w)
{
	size_t n = 0;
	/* only looked at */
	struct where_join **join = w ? where_joins((struct where *)(uintptr_t)w, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		if (!feed_kind(k, h, join[i]->kind) || !feed_joins(k, h, join[i]->where))
			return false;
	return true;
}

/* Whose rows are: the units, what was handed over, who is one person. */
static bool context(struct kept *k)
{
	const struct run *r = k->run;
	const struct config *c = r->view->se->sifa->config;
	crypto_generichash_state *h = &k->context;

	begin(h);
	feed(h, SCORE_CODE, sizeof SCORE_CODE);
	feed(h, session_running(r->view->se), 32);
	feed(h, r->letter->id, strlen(r->letter->id) + 1);
	feed_int(h, r->noffices);
	for (size_t i = 0; i < r->noffices; i++)
		feed_int(h, r->office[i].id);
	feed_int(h, (uint32_t)r->start);
	feed_int(h, (uint32_t)r->period_end);
	return feed_kind(k, h, c->unit) && feed_kind(k, h, c->handover) &&
	       feed_kind(k, h, c->same_person);
}

/* Counting days and ranges say all there is to say about such a probe in a month. */
static bool is_plain(const struct plan *pl)
{
	return pl->where.whole && !pl->guard.where && !pl->latest.where && !pl->p->stock &&
	       pl->p->date;
}

static bool feed_plan(struct kept *k, crypto_generichash_state *h, const struct plan *pl,
		      int32_t month)
{
	const struct run *r = k->run;
	sifa_day first = month == FACT_NO_MONTH ? 0 : month_first(month);
	sifa_day last = month == FACT_NO_MONTH ? 0 : month_last(month);

	feed_int(h, pl->p->slot);
	feed_int(h, (uint32_t)(pl->lo > first ? pl->lo : first));
	feed_int(h, (uint32_t)(pl->hi < last ? pl->hi : last));
	for (size_t i = 0; i < pl->where.n; i++) {
		const struct where_range *w = &pl->where.range[i];

		feed_int(h, (uint64_t)w->offset << 32 | w->other);
		feed_int(h, w->width);
		feed_int(h, w->lo);
		feed_int(h, w->hi);
	}
	if (is_plain(pl) && !pl->p->via)
		return true;
	feed_int(h, (uint64_t)(uint32_t)pl->lo << 32 | (uint32_t)pl->hi);
	feed_int(h, (uint64_t)(uint32_t)r->end << 32 | (uint32_t)r->cutoff);
	feed_int(h, (uint32_t)r->as_of);
	return (!pl->p->via || feed_kind(k, h, pl->p->via->target)) &&
	       feed_joins(k, h, pl->where.where) && feed_joins(k, h, pl->guard.where) &&
	       feed_joins(k, h, pl->latest.where);
}

static bool digest_of(struct kept *k, const struct scan *s, int32_t month, uint64_t stamp,
		      uint8_t *out)
{
	crypto_generichash_state h = k->context;

	feed_int(&h, s->kind->no);
	feed_int(&h, (uint32_t)month);
	feed_int(&h, stamp);
	for (size_t i = 0; i < s->nplans; i++)
		if (scan_wants(&s->plan[i], month) && !feed_plan(k, &h, &s->plan[i], month))
			return false;
	crypto_generichash_final(&h, out, DIGEST);
	return true;
}

/* ---- the file ---- */

/* One a letter, set of offices and set of probes. */
static void set_path(struct kept *k, bool *ok)
{
	const struct run *r = k->run;
	crypto_generichash_state h;
	uint8_t name[DIGEST];
	int n;

	begin(&h);
	feed(&h, r->letter->id, strlen(r->letter->id) + 1);
	for (size_t i = 0; i < r->noffices; i++)
		feed_int(&h, r->office[i].id);
	if (r->want)
		feed(&h, r->want, r->probes->n * sizeof *r->want);
	crypto_generichash_final(&h, name, DIGEST);
	n = snprintf(k->path, sizeof k->path - 8, "%s/scores/%016llx", session_dir(r->view->se),
		     (unsigned long long)get_le(name, 8));
	*ok = n > 0 && (size_t)n < sizeof k->path - 8;
}

static bool read_whole(int fd, struct buf *out)
{
	struct stat st;
	char *to;

	if (fstat(fd, &st) || st.st_size < ENTRIES_AT || st.st_size > FILE_MOST)
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

static uint64_t sum_of_entries(const struct kept *k, const struct buf *b)
{
	return session_sum(k->run->view->se, b->p + ENTRIES_AT, b->n - ENTRIES_AT);
}

static void load(struct kept *k)
{
	int fd = open(k->path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return;
	if (!read_whole(fd, &k->old) || memcmp(k->old.p, HEAD, HEAD_BYTES) != 0 ||
	    get_le(k->old.p + SUM_AT, 8) != sum_of_entries(k, &k->old))
		k->old.n = 0;
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
static void save(struct kept *k)
{
	char new[sizeof k->path + 8], *slash;
	struct stat st;
	int fd;

	put_le(k->now.p + SUM_AT, sum_of_entries(k, &k->now), 8);
	snprintf(new, sizeof new, "%s", k->path);
	slash = strrchr(new, '/');
	*slash = '\0';
	if (mkdir(new, 0700) && errno != EEXIST)
		return;
	snprintf(new, sizeof new, "%s.new", k->path);
	fd = open(new, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0) { /* somebody writes it just now, or died of it */
		if (errno == EEXIST && !stat(new, &st) && time(NULL) - st.st_mtime > STALE)
			unlink(new);
		return;
	}
	if (!write_whole(fd, k->now.p, k->now.n) || rename(new, k->path))
		unlink(new);
	close(fd);
}

/* ---- entries ---- */

/* Kinds and months come in the same order in each run, so the search goes on where the
 * last one ended; it begins anew once for what another set of months has moved. */
static const uint8_t *find(struct kept *k, const uint8_t *head, size_t *n)
{
	for (int turn = 0; turn < 2; turn++, k->at = ENTRIES_AT) {
		while (k->at + ENTRY_HEAD <= k->old.n) {
			const uint8_t *e = (const uint8_t *)k->old.p + k->at;
			size_t len = (size_t)get_le(e + ENTRY_HEAD - 4, 4);

			if (len > k->old.n - k->at - ENTRY_HEAD)
				break;
			k->at += ENTRY_HEAD + len;
			if (memcmp(e, head, ENTRY_HEAD - 4) != 0)
				continue;
			*n = len;
			return e + ENTRY_HEAD;
		}
	}
	return NULL;
}

/* Counts the month apart; what it comes to is appended to the new file. */
static enum sifa_rc count_month(struct kept *k, struct scan *s, int32_t month, struct sifa_err *err)
{
	struct tally *sum = k->run->tally;
	enum sifa_rc rc;

	if (!k->scratch && !(k->scratch = run_tallies(k->run)))
		return err_nomem(err);
	k->run->tally = k->scratch;
	rc = scan_months(s, month, month, err);
	if (!rc && !part_write(s, &k->now))
		rc = err_nomem(err);
	k->run->tally = sum;
	k->changed = true;
	return rc;
}

static enum sifa_rc one_month(struct kept *k, struct scan *s, int32_t month, uint64_t stamp,
			      struct sifa_err *err)
{
	uint8_t head[ENTRY_HEAD] = {0};
	size_t at = k->now.n, n = 0;
	const uint8_t *part;
	enum sifa_rc rc = SIFA_OK;

	put_le(head, s->kind->no, 2);
	put_le(head + 2, (uint32_t)month, 4);
	if (!digest_of(k, s, month, stamp, head + 6))
		return err_nomem(err);
	part = find(k, head, &n);
	if (!buf_add(&k->now, head, ENTRY_HEAD))
		return err_nomem(err);
	if (part)
		buf_add(&k->now, part, n);
	else
		rc = count_month(k, s, month, err);
	if (rc || k->now.failed)
		return rc ? rc : err_nomem(err);
	n = k->now.n - at - ENTRY_HEAD;
	put_le(k->now.p + at + ENTRY_HEAD - 4, n, 4);
	rc = part_add(k->run, (const uint8_t *)k->now.p + at + ENTRY_HEAD, n);
	k->broken = k->broken || rc == SIFA_E_DAMAGED;
	return rc == SIFA_E_NOMEM ? err_nomem(err) : SIFA_OK;
}

struct months {
	struct month {
		int32_t month;
		uint64_t stamp;
	} * v;
	size_t n, cap;
	bool failed;
};

static void add_month(void *arg, int32_t month, uint64_t stamp)
{
	struct months *m = arg;

	if (grow(&m->v, &m->cap, m->n + 1, sizeof *m->v))
		m->v[m->n++] = (struct month){month, stamp};
	else
		m->failed = true;
}

enum sifa_rc kept_scan(struct kept *k, struct scan *s, int32_t m0, int32_t m1, struct sifa_err *err)
{
	struct months m = {0};
	enum sifa_rc rc = view_stamps(k->run->view, s->kind, m0, m1, add_month, &m, err);
	int64_t next = m0;

	if (!rc && m.failed)
		rc = err_nomem(err);
	/* Facts of a month without a stamp are counted, but not kept. */
	for (size_t i = 0; i < m.n && !rc; i++) {
		if (next < m.v[i].month)
			rc = scan_months(s, (int32_t)next, m.v[i].month - 1, err);
		if (!rc)
			rc = one_month(k, s, m.v[i].month, m.v[i].stamp, err);
		next = (int64_t)m.v[i].month + 1;
	}
	if (!rc && next <= m1)
		rc = scan_months(s, (int32_t)next, m1, err);
	free(m.v);
	return rc;
}

/* ---- */

struct kept *kept_open(struct run *r)
{
	struct sifa_session *se = r->view->se;
	struct kept *k = NULL;
	bool ok = false;

	/* Tables look at many periods, each once; a letter that is tried is not the one whose
	 * numbers are kept under its name. */
	if (!r->letter || r->letter->tried || r->collect || r->as_of != sifa_today(se) ||
	    view_importing(r->view))
		return NULL;
	k = calloc(1, sizeof *k);
	if (!k)
		return NULL;
	k->run = r;
	k->at = ENTRIES_AT;
	set_path(k, &ok);
	if (!ok || !context(k) || !buf_add(&k->now, HEAD "\0\0\0\0\0\0\0", ENTRIES_AT)) {
		kept_close(k, false);
		return NULL;
	}
	load(k);
	return k;
}

bool kept_broken(const struct kept *k)
{
	return k && k->broken;
}

void kept_close(struct kept *k, bool good)
{
	if (!k)
		return;
	if (good && !k->broken && (k->changed || k->now.n != k->old.n) && k->now.n < FILE_MOST)
		save(k);
	run_tallies_free(k->run, k->scratch);
	buf_free(&k->old);
	buf_free(&k->now);
	free(k->stamp);
	free(k);
}
