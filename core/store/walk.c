/* walk.c - one sort order over several units at once: a cursor a unit, the
 * smallest key next. Flat in the size of the store. */
#include <stdlib.h>

#include "own.h"

enum { HEAD = 11 }; /* kind 2, sort 1, unit 8 */

struct strand {
	MDB_cursor *cu;
	uint8_t head[HEAD]; /* of this unit's keys */
	MDB_val key;	    /* current entry, behind the head */
	uint64_t begins;    /* its first eight bytes */
	MDB_val val;
	bool live;
};

struct walk {
	struct snap *sn;
	bool backwards;
	struct strand *strand;
	size_t n;
	struct strand **heap; /* those that live, the next one first */
	size_t live;
	uint64_t last; /* the last answer: a record may stand in two units' registers */
	bool taken;    /* the first one is moved on before the next answer */
};

enum sifa_rc walk_open(struct snap *sn, const struct sifa_kind *k, size_t sort,
		       const uint64_t *unit, size_t nunits, struct walk **out, struct sifa_err *err)
{
	struct walk *w = calloc(1, sizeof *w);
	int rc = 0;

	*out = NULL;
	if (w) {
		w->strand = calloc(nunits + 1, sizeof *w->strand);
		w->heap = calloc(nunits + 1, sizeof(struct strand *));
	}
	if (!w || !w->strand || !w->heap) {
		walk_close(w);
		return err_nomem(err);
	}
	w->sn = sn;
	for (; !rc && w->n < nunits; w->n++) {
		struct strand *s = &w->strand[w->n];

		put_be(s->head, k->no, 2);
		s->head[2] = (uint8_t)sort;
		put_be(s->head + 3, unit[w->n], 8);
		rc = mdb_cursor_open(sn->txn, sn->store->t[T_SORT], &s->cu);
	}
	if (rc) {
		walk_close(w);
		return store_mdb(sn->store, rc, err);
	}
	*out = w;
	return SIFA_OK;
}

/* Takes what the cursor stands on, if it is still this unit's. */
static void look(struct strand *s, int rc, const MDB_val *k, const MDB_val *v)
{
	s->live = !rc && k->mv_size > HEAD + 8 - 1 && !memcmp(k->mv_data, s->head, HEAD);
	if (!s->live)
		return;
	s->key = (MDB_val){k->mv_size - HEAD, (uint8_t *)k->mv_data + HEAD};
	s->val = *v;
	s->begins = get_be(s->key.mv_data, 8);
}

static void move_on(const struct walk *w, struct strand *s)
{
	MDB_val k, v;
	int rc = mdb_cursor_get(s->cu, &k, &v, w->backwards ? MDB_PREV : MDB_NEXT);

	look(s, rc, &k, &v);
}

/* The first key behind all of this unit's. */
static void past_head(struct kbuf *k)
{
	for (size_t i = k->n; i-- > 0 && !++k->p[i];)
		;
}

static void strand_seek(const struct walk *w, struct strand *s, const uint8_t *key, size_t n,
			bool after)
{
	struct kbuf kb;
	MDB_val k, v;
	bool same;
	int rc;

	kb.n = 0;
	kb_bytes(&kb, s->head, HEAD);
	if (key)
		kb_bytes(&kb, key, n);
	else if (w->backwards)
		past_head(&kb);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_cursor_get(s->cu, &k, &v, MDB_SET_RANGE);
	same = !rc && k.mv_size == kb.n && !memcmp(k.mv_data, kb.p, kb.n);
	if (w->backwards && !same)
		rc = mdb_cursor_get(s->cu, &k, &v, rc ? MDB_LAST : MDB_PREV);
	look(s, rc, &k, &v);
	if (same && after && s->live)
		move_on(w, s);
}

static int compare(const struct strand *a, const struct strand *b)
{
	size_t n = a->key.mv_size, m = b->key.mv_size;
	int c;

	if (a->begins != b->begins)
		return a->begins < b->begins ? -1 : 1;
	c = memcmp(a->key.mv_data, b->key.mv_data, n < m ? n : m);
	return c ? c : (n > m) - (n < m);
}

static bool before(const struct walk *w, const struct strand *a, const struct strand *b)
{
	return (compare(a, b) < 0) != w->backwards;
}

static void sift(struct walk *w, size_t i)
{
	for (size_t c; (c = 2 * i + 1) < w->live; i = c) {
		struct strand *x = w->heap[i];

		if (c + 1 < w->live && before(w, w->heap[c + 1], w->heap[c]))
			c++;
		if (!before(w, w->heap[c], x))
			return;
		w->heap[i] = w->heap[c];
		w->heap[c] = x;
	}
}

void walk_seek(struct walk *w, const uint8_t *key, size_t n, bool backwards, bool after)
{
	w->backwards = backwards;
	w->taken = false;
	w->last = 0;
	w->live = 0;
	for (size_t i = 0; i < w->n; i++) {
		strand_seek(w, &w->strand[i], key, n, after);
		if (w->strand[i].live)
			w->heap[w->live++] = &w->strand[i];
	}
	for (size_t i = w->live / 2; i-- > 0;)
		sift(w, i);
}

bool walk_next(struct walk *w, struct walk_row *out)
{
	for (;;) {
		const MDB_val *k;

		if (w->taken) {
			move_on(w, w->heap[0]);
			if (!w->heap[0]->live)
				w->heap[0] = w->heap[--w->live];
			sift(w, 0);
		}
		w->taken = w->live > 0;
		if (!w->taken)
			return false;
		k = &w->heap[0]->key;
		out->key = k->mv_data;
		out->n = k->mv_size;
		out->id = get_be(out->key + out->n - 8, 8);
		if (out->id == w->last || snap_pending(w->sn, out->id))
			continue;
		out->shown = w->heap[0]->val.mv_data;
		out->nshown = w->heap[0]->val.mv_size;
		w->last = out->id;
		return true;
	}
}

void walk_close(struct walk *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->n; i++)
		if (w->strand[i].cu)
			mdb_cursor_close(w->strand[i].cu);
	free(w->strand);
	free(w->heap);
	free(w);
}
