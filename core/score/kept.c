/* kept.c - the file of kept numbers. An entry stands under a digest of everything that
 * could make its numbers others: the stamp of its month, the running configuration,
 * the offices and the period, each probe's days and ranges in this month, and the
 * stamps of all other kinds that a probe looks at. So a month that is over is counted
 * once, and what depends on today is counted again tomorrow. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kept.h"
#include "kept_digest.h"
#include "kept_part.h"

enum {
	ENTRIES_AT = KEPT_ENTRIES,
	DIGEST = DIGEST_BYTES,
	ENTRY_HEAD = 2 + 4 + 8 + DIGEST + 4, /* kind, month, stamp, digest, length */
	ENTRY_OF = 2 + 4,		     /* what says whose entry it is */
	PIECE = 0x8000,			     /* of the kind: a piece of the month, not all of it */
	PIECE_BLOCKS = 8,		     /* blocks of a piece, more or less */
	PIECED_LEAST = 12,		     /* a month of fewer blocks is counted whole */
	WORTH_KEEPING = 16,		     /* chunks counted anew; a file costs as much */
	PIECES_MOST = 1 << 20,		     /* bytes of pieces in a file; then they are left out */
};

struct kept {
	struct digests digests;
	struct run *run;
	struct buf old, now; /* the file as it was and as it becomes */
	size_t at;	     /* the next entry of the old one */
	struct tally *scratch;
	bool tight; /* it holds too many pieces */
	bool broken;
	uint64_t anew; /* chunks that had to be counted */
	char path[KEPT_PATH];
};

/* ---- its name ---- */

/* One a letter, set of offices and set of probes. */
static void set_path(struct kept *k, bool *ok)
{
	const struct run *r = k->run;
	digest h;
	uint8_t name[DIGEST];
	int n;

	digest_begin(&h);
	digest_bytes(&h, r->letter->id, strlen(r->letter->id) + 1);
	for (size_t i = 0; i < r->noffices; i++)
		digest_int(&h, r->office[i].id);
	if (r->want)
		digest_bytes(&h, r->want, r->probes->n * sizeof *r->want);
	digest_end(&h, name);
	n = snprintf(k->path, sizeof k->path - 8, "%s/scores/%016llx", session_dir(r->view->se),
		     (unsigned long long)get_le(name, 8));
	*ok = n > 0 && (size_t)n < sizeof k->path - 8;
}

/* ---- entries ---- */

struct entry {
	const uint8_t *head, *part;
	size_t n; /* bytes of the part */
	size_t end;
};

static bool entry_at(const struct buf *b, size_t at, struct entry *e)
{
	if (at + ENTRY_HEAD > b->n)
		return false;
	e->head = (const uint8_t *)b->p + at;
	e->part = e->head + ENTRY_HEAD;
	e->n = (size_t)get_le(e->part - 4, 4);
	e->end = at + ENTRY_HEAD + e->n;
	return e->n <= b->n - at - ENTRY_HEAD;
}

static void make_head(uint8_t *head, unsigned kind, int32_t month, uint64_t stamp, digest *h)
{
	put_le(head, kind, 2);
	put_le(head + 2, (uint32_t)month, 4);
	put_le(head + 6, stamp, 8);
	digest_end(h, head + 14);
	put_le(head + ENTRY_HEAD - 4, 0, 4);
}

static bool is_piece(const uint8_t *head)
{
	return get_le(head, 2) & PIECE;
}

/* Too many pieces are those of months that were changed long ago, for the most part. */
static bool many_pieces(const struct buf *b)
{
	struct entry e;
	size_t n = 0;

	for (size_t at = ENTRIES_AT; entry_at(b, at, &e); at = e.end)
		n += is_piece(e.head) ? e.n : 0;
	return n > PIECES_MOST;
}

/* The kind's and month's entry. They come in the same order in each run, so the search
 * goes on where the last one ended; it begins anew once for what another set of months
 * has moved. */
static bool find(struct kept *k, const uint8_t *head, struct entry *e)
{
	for (int turn = 0; turn < 2; turn++, k->at = ENTRIES_AT)
		while (entry_at(&k->old, k->at, e)) {
			k->at = e->end;
			if (!memcmp(e->head, head, ENTRY_OF))
				return true;
		}
	return false;
}

/* The length of the entry that began at `at`. */
static void set_length(struct buf *b, size_t at)
{
	put_le(b->p + at + ENTRY_HEAD - 4, b->n - at - ENTRY_HEAD, 4);
}

/* ---- a month ---- */

/* Counts the month apart; what it comes to is appended to the new file. */
static enum sifa_rc count_month(struct kept *k, struct scan *s, int32_t month, struct sifa_err *err)
{
	enum sifa_rc rc = scan_months(s, month, month, err);

	if (!rc && !part_write(s, &k->now))
		rc = err_nomem(err);
	return rc;
}

/* A piece is a run of blocks. It ends behind a block by a hash of its first id, so a block
 * that comes or goes moves no other piece. */
struct pieces {
	struct piece {
		uint64_t first, last;
		size_t from, to; /* of what says which blocks they are */
	} * v;
	size_t n, cap, blocks;
	struct buf said;
	bool ended, failed;
};

static bool add_block(void *arg, uint64_t first, const uint8_t *head, size_t n)
{
	struct pieces *p = arg;
	uint8_t id[8];

	if (p->ended) {
		if (!grow(&p->v, &p->cap, p->n + 1, sizeof *p->v)) {
			p->failed = true;
			return false;
		}
		p->v[p->n].first = first;
		p->v[p->n++].from = p->said.n;
	}
	put_le(id, first, 8);
	buf_add(&p->said, id, sizeof id);
	buf_add(&p->said, head, n);
	p->v[p->n - 1].last = first;
	p->v[p->n - 1].to = p->said.n;
	p->ended = !((first * UINT64_C(0x9E3779B97F4A7C15)) >> 32 & (PIECE_BLOCKS - 1));
	p->blocks++;
	return true;
}

/* The old file's piece of that head, from k->at on, where all of the month stand in order. */
static const uint8_t *find_piece(struct kept *k, const uint8_t *head, size_t *n)
{
	uint64_t first = get_le(head + 6, 8);
	struct entry e;

	while (entry_at(&k->old, k->at, &e) && !memcmp(e.head, head, ENTRY_OF) &&
	       get_le(e.head + 6, 8) <= first) {
		k->at = e.end;
		if (memcmp(e.head, head, ENTRY_HEAD - 4) != 0)
			continue;
		*n = e.n;
		return e.part;
	}
	return NULL;
}

static enum sifa_rc one_piece(struct kept *k, struct scan *s, int32_t month, const struct piece *p,
			      digest *h, struct buf *out, struct sifa_err *err)
{
	uint8_t head[ENTRY_HEAD];
	const uint8_t *part;
	size_t at = out->n, n;
	enum sifa_rc rc = SIFA_OK;

	make_head(head, s->kind->no | PIECE, month, p->first, h);
	part = find_piece(k, head, &n);
	if (!buf_add(out, head, ENTRY_HEAD))
		return err_nomem(err);
	if (part)
		buf_add(out, part, n);
	else
		rc = scan_piece(s, month, p->first, p->last, err);
	if (!rc && !part)
		part_write(s, out);
	if (rc || out->failed)
		return rc ? rc : err_nomem(err);
	set_length(out, at);
	return SIFA_OK;
}

/* What the pieces come to is the month's entry; they follow it. */
static enum sifa_rc add_pieces(struct kept *k, struct scan *s, const struct buf *pieces,
			       struct sifa_err *err)
{
	struct entry e;
	enum sifa_rc rc = SIFA_OK;

	for (size_t at = 0; entry_at(pieces, at, &e) && !rc; at = e.end)
		rc = part_add(k->run, e.part, e.n);
	k->broken = k->broken || rc == SIFA_E_DAMAGED;
	if (rc == SIFA_E_NOMEM || !part_write(s, &k->now))
		return err_nomem(err);
	return SIFA_OK;
}

static enum sifa_rc count_pieces(struct kept *k, struct scan *s, int32_t month, const digest *begun,
				 struct buf *out, struct sifa_err *err)
{
	struct pieces p = {.ended = true};
	enum sifa_rc rc = view_blocks(k->run->view, s->kind, month, add_block, &p, err);

	if (!rc && (p.failed || p.said.failed))
		rc = err_nomem(err);
	for (size_t i = 0; i < p.n && p.blocks >= PIECED_LEAST && !rc; i++) {
		digest h = *begun;

		digest_bytes(&h, p.said.p + p.v[i].from, p.v[i].to - p.v[i].from);
		rc = one_piece(k, s, month, &p.v[i], &h, out, err);
	}
	if (!rc)
		rc = p.blocks < PIECED_LEAST ? count_month(k, s, month, err)
					     : add_pieces(k, s, out, err);
	buf_free(&p.said);
	free(p.v);
	return rc;
}

/* Pieces that no one has changed stay. */
static void carry(struct kept *k, const uint8_t *head)
{
	uint8_t own[ENTRY_OF];
	struct entry e;

	memcpy(own, head, ENTRY_OF);
	put_le(own, get_le(head, 2) | PIECE, 2);
	while (entry_at(&k->old, k->at, &e) && !memcmp(e.head, own, ENTRY_OF)) {
		if (!k->tight)
			buf_add(&k->now, e.head, ENTRY_HEAD + e.n);
		k->at = e.end;
	}
}

/* Not as it was kept. One that was kept under another stamp will be changed again: such
 * a month is counted in pieces, of which the next time most stand. */
static enum sifa_rc count_anew(struct kept *k, struct scan *s, int32_t month, bool changed,
			       const digest *begun, struct buf *pieces, struct sifa_err *err)
{
	struct tally *sum = k->run->tally;
	uint64_t before = s->chunks;
	enum sifa_rc rc;

	if (!k->scratch && !(k->scratch = run_tallies(k->run)))
		return err_nomem(err);
	k->run->tally = k->scratch;
	rc = changed ? count_pieces(k, s, month, begun, pieces, err)
		     : count_month(k, s, month, err);
	k->run->tally = sum;
	k->anew += s->chunks - before;
	return rc;
}

static enum sifa_rc write_month(struct kept *k, struct scan *s, int32_t month, uint64_t stamp,
				struct buf *pieces, struct sifa_err *err)
{
	uint8_t head[ENTRY_HEAD];
	digest begun, h;
	struct entry e;
	enum sifa_rc rc = SIFA_OK;
	size_t at = k->now.n;
	bool found, stands;

	if (!digest_month(&k->digests, s, month, &begun))
		return err_nomem(err);
	h = begun;
	digest_int(&h, stamp);
	make_head(head, s->kind->no, month, stamp, &h);
	found = find(k, head, &e);
	if (!buf_add(&k->now, head, ENTRY_HEAD))
		return err_nomem(err);
	stands = found && !memcmp(e.head, head, ENTRY_HEAD - 4);
	if (stands)
		buf_add(&k->now, e.part, e.n);
	else
		rc = count_anew(k, s, month, found && get_le(e.head + 6, 8) != stamp, &begun,
				pieces, err);
	if (rc || k->now.failed)
		return rc ? rc : err_nomem(err);
	set_length(&k->now, at);
	if (entry_at(&k->now, at, &e))
		rc = part_add(k->run, e.part, e.n);
	k->broken = k->broken || rc == SIFA_E_DAMAGED;
	if (rc == SIFA_E_NOMEM)
		return err_nomem(err);
	if (stands)
		carry(k, head);
	return SIFA_OK;
}

static enum sifa_rc one_month(struct kept *k, struct scan *s, int32_t month, uint64_t stamp,
			      struct sifa_err *err)
{
	struct buf pieces = {0};
	enum sifa_rc rc = write_month(k, s, month, stamp, &pieces, err);

	if (!rc && pieces.n)
		buf_add(&k->now, pieces.p, pieces.n);
	if (!rc && k->now.failed)
		rc = err_nomem(err);
	buf_free(&pieces);
	return rc;
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
	if (!ok || !digests_begin(&k->digests, r) ||
	    !buf_add(&k->now, KEPT_HEAD "\0\0\0\0\0\0\0", ENTRIES_AT)) {
		kept_close(k, false);
		return NULL;
	}
	kept_load(se, k->path, &k->old);
	k->tight = many_pieces(&k->old);
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
	if (good && !k->broken && (k->anew > WORTH_KEEPING || k->tight) && k->now.n < KEPT_MOST)
		kept_save(k->run->view->se, k->path, &k->now);
	run_tallies_free(k->run, k->scratch);
	buf_free(&k->old);
	buf_free(&k->now);
	digests_free(&k->digests);
	free(k);
}
