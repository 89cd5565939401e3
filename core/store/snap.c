/* snap.c - reading: one short read transaction, and what can be asked of it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "../base/text.h"
#include "../base/initials.h"
#include "own.h"

static int load_pending(struct snap *sn, struct began *b)
{
	MDB_cursor *cu;
	MDB_val k, v;
	int rc = mdb_cursor_open(sn->txn, sn->store->t[T_PEND], &cu);

	b->npend = 0;
	if (rc)
		return rc;
	while (!(rc = mdb_cursor_get(cu, &k, &v, MDB_NEXT)) && b->npend < PEND_MAX)
		b->pend[b->npend++] = (struct pend){get_be(k.mv_data, 8), get_le(v.mv_data, 8)};
	mdb_cursor_close(cu);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

/* A screen takes a snapshot for every title: most see the commit of the one before. */
static enum sifa_rc begin(struct snap *sn, struct sifa_err *err)
{
	struct began *b = &sn->store->began;
	size_t commit = mdb_txn_id(sn->txn);
	enum sifa_rc rc;

	if (commit && b->commit == commit)
		return SIFA_OK;
	b->commit = 0;
	memset(b->held, 0, sizeof b->held);
	rc = head_read(sn->store, sn->txn, &b->head, err);
	if (!rc)
		rc = store_mdb(sn->store, load_pending(sn, b), err);
	if (!rc)
		b->commit = commit;
	return rc;
}

enum sifa_rc snap_begin(struct store *s, struct snap **out, struct sifa_err *err)
{
	struct snap *sn = malloc(sizeof *sn);
	enum sifa_rc rc;

	*out = NULL;
	if (!sn)
		return err_nomem(err);
	*sn = (struct snap){.store = s};
	rc = store_read(s, &sn->txn, err);
	if (!rc) {
		s->snaps++;
		rc = begin(sn, err);
	}
	if (rc) {
		snap_end(sn);
		return rc;
	}
	sn->npend = s->began.npend;
	memcpy(sn->pend, s->began.pend, sn->npend * sizeof *sn->pend);
	s->head = s->began.head;
	s->meta.journal_seq = s->head.jseq;
	s->meta.journal_time = s->head.jtime;
	sn->meta = s->meta;
	*out = sn;
	return SIFA_OK;
}

void snap_end(struct snap *sn)
{
	if (!sn)
		return;
	if (sn->rec)
		mdb_cursor_close(sn->rec);
	if (sn->txn) {
		mdb_txn_abort(sn->txn);
		sn->store->snaps--;
	}
	free(sn);
}

const struct store_meta *snap_meta(struct snap *sn)
{
	return &sn->meta;
}

bool snap_pending(const struct snap *sn, uint64_t id)
{
	for (size_t i = 0; i < sn->npend; i++)
		if (id >= sn->pend[i].first && id <= sn->pend[i].last)
			return true;
	return false;
}

void err_id(char *buf, uint64_t id)
{
	sifa_id_format(id, buf);
}

bool rec_stored(const struct store *s, uint64_t id, const MDB_val *v, struct stored *out)
{
	const uint8_t *p = v->mv_data;

	if (v->mv_size < ENVELOPE + FIX_FIELDS ||
	    get_le(p, SUM_BYTES) != sum_of(s, p + SUM_BYTES, v->mv_size - SUM_BYTES))
		return false;
	out->p = p + SUM_BYTES;
	out->n = v->mv_size - SUM_BYTES;
	out->fixed = record_fixed(out->p, out->n, &out->nfixed);
	return out->fixed && get_le(out->fixed + FIX_ID, 8) == id;
}

static enum sifa_rc about(uint64_t id, enum sifa_rc rc, const char *msg, struct sifa_err *err)
{
	char text[32];

	err_id(text, id);
	return err_set(err, rc, msg, text, NULL);
}

enum sifa_rc rec_missing(uint64_t id, struct sifa_err *err)
{
	return about(id, SIFA_E_NOTFOUND, N_("there is no record {1}"), err);
}

enum sifa_rc rec_damaged(uint64_t id, struct sifa_err *err)
{
	return about(id, SIFA_E_DAMAGED,
		     N_("record {1} is damaged on disk: restore it from a backup"), err);
}

/* Neighbours stand on one page: the cursor, which is kept, finds them at once. */
static int rec_find(struct snap *sn, uint64_t id, MDB_val *v)
{
	uint8_t key[8];
	MDB_val k = {sizeof key, key};
	int rc = sn->rec ? 0 : mdb_cursor_open(sn->txn, sn->store->t[T_REC], &sn->rec);

	put_be(key, id, sizeof key);
	return rc ? rc : mdb_cursor_get(sn->rec, &k, v, MDB_SET_KEY);
}

enum sifa_rc snap_get(struct snap *sn, uint64_t id, bool hidden_too, struct stored *out,
		      struct sifa_err *err)
{
	MDB_val v;
	int rc = rec_find(sn, id, &v);

	if (rc == MDB_NOTFOUND || (!rc && !hidden_too && snap_pending(sn, id)))
		return rec_missing(id, err);
	if (rc)
		return store_mdb(sn->store, rc, err);
	if (!rec_stored(sn->store, id, &v, out))
		return rec_damaged(id, err);
	return !hidden_too && (out->fixed[FIX_FLAGS] & SIFA_REC_DELETED) ? rec_missing(id, err)
									 : SIFA_OK;
}

enum sifa_rc snap_shown(struct snap *sn, const struct walk_row *row, const uint8_t **p, size_t *n,
			struct sifa_err *err)
{
	if (row->nshown < SUM_BYTES + FIX_FIELDS)
		return rec_damaged(row->id, err);
	*p = row->shown + SUM_BYTES;
	*n = row->nshown - SUM_BYTES;
	if (get_le(row->shown, SUM_BYTES) != sum_of(sn->store, *p, *n) ||
	    get_le(*p + FIX_ID, 8) != row->id)
		return rec_damaged(row->id, err);
	return SIFA_OK;
}

enum sifa_rc snap_each(struct snap *sn, const struct sifa_kind *k, record_fn *f, void *arg,
		       struct sifa_err *err)
{
	struct sifa_record *r = record_new(k);
	uint64_t bad = 0;
	MDB_cursor *cu;
	MDB_val key, val;
	int rc = r ? mdb_cursor_open(sn->txn, sn->store->t[T_REC], &cu) : ENOMEM;

	while (!rc && !(rc = mdb_cursor_get(cu, &key, &val, MDB_NEXT))) {
		uint64_t id = key.mv_size == 8 ? get_be(key.mv_data, 8) : 0;
		struct stored at;

		if (snap_pending(sn, id))
			continue;
		if (!rec_stored(sn->store, id, &val, &at))
			bad = id;
		else if (get_le(at.fixed + FIX_KIND, 2) != k->no)
			continue;
		else if (record_decode(r, at.p, at.n, NULL))
			bad = id;
		else
			f(arg, r);
	}
	if (rc == MDB_NOTFOUND)
		mdb_cursor_close(cu);
	sifa_record_free(r);
	if (rc != MDB_NOTFOUND)
		return rc == ENOMEM ? err_nomem(err) : store_mdb(sn->store, rc, err);
	return bad ? rec_damaged(bad, err) : SIFA_OK;
}

enum sifa_rc snap_count(struct snap *sn, const struct sifa_kind *k, uint64_t *out,
			struct sifa_err *err)
{
	return store_mdb(sn->store, count_live(sn->store, sn->txn, k->no, out), err);
}

bool snap_holds(struct snap *sn, const struct sifa_kind *k)
{
	enum { NOT_ASKED, NONE, SOME };
	struct began *b = &sn->store->began;
	uint64_t n;

	if (k->no >= KIND_NUMBERS || b->commit != mdb_txn_id(sn->txn))
		return true;
	if (b->held[k->no] == NOT_ASKED)
		b->held[k->no] = !snap_count(sn, k, &n, NULL) && !n ? NONE : SOME;
	return b->held[k->no] == SOME;
}

/* ---- facts ---- */

/* While an import is pending its rows are stepped over, run by run. */
static bool give_rows(struct snap *sn, int32_t month, const uint8_t *rows, size_t width, size_t n,
		      fact_fn *f, void *arg)
{
	size_t i = 0;

	if (!sn->npend)
		return f(arg, month, rows, width, n);
	while (i < n) {
		size_t from;

		while (i < n && snap_pending(sn, get_le(rows + i * width + FIX_ID, 8)))
			i++;
		for (from = i; i < n && !snap_pending(sn, get_le(rows + i * width + FIX_ID, 8));
		     i++)
			;
		if (i > from && !f(arg, month, rows + from * width, width, i - from))
			return false;
	}
	return true;
}

static int32_t month_of(const uint8_t *key)
{
	return (int32_t)((uint32_t)get_be(key + 2, 4) ^ 0x80000000u);
}

/* A block comes from memory while the one before it is looked at; into the second cache,
 * for the first one waits when so many lines are under way. */
static void fetch_ahead(const MDB_val *v)
{
	enum { LINE = 64, MOST = 1 << 14, SECOND = 2 };
	const uint8_t *p = v->mv_data;

	for (size_t i = 0; i < v->mv_size && i < MOST; i += LINE)
		__builtin_prefetch(p + i, 0, SECOND);
}

static enum sifa_rc facts_between(struct snap *sn, const struct sifa_kind *k,
				  const struct kbuf *from, const struct kbuf *to, fact_fn *f,
				  void *arg, struct sifa_err *err)
{
	MDB_cursor *cu;
	MDB_val key = {from->n, (void *)(uintptr_t)from->p}, v;
	enum sifa_rc bad = SIFA_OK;
	int rc = mdb_cursor_open(sn->txn, sn->store->t[T_FACT], &cu);

	if (rc)
		return store_mdb(sn->store, rc, err);
	rc = mdb_cursor_get(cu, &key, &v, MDB_SET_RANGE);
	while (!rc && key.mv_size == to->n && memcmp(key.mv_data, to->p, to->n) <= 0) {
		MDB_val at = key, block = v;
		const uint8_t *rows;
		size_t width, n;

		rc = mdb_cursor_get(cu, &key, &v, MDB_NEXT);
		if (!rc)
			fetch_ahead(&v);
		rows = fact_rows_once(sn->store, &at, &block, &width, &n);
		if (!rows)
			bad = err_set(err, SIFA_E_DAMAGED,
				      N_("a fact block of {1} is damaged on disk: run sifa check"),
				      k->id, NULL);
		if (!rows || !give_rows(sn, month_of(at.mv_data), rows, width, n, f, arg))
			break;
	}
	mdb_cursor_close(cu);
	if (bad)
		return bad;
	return rc && rc != MDB_NOTFOUND ? store_mdb(sn->store, rc, err) : SIFA_OK;
}

enum sifa_rc snap_facts(struct snap *sn, const struct sifa_kind *k, int32_t m0, int32_t m1,
			fact_fn *f, void *arg, struct sifa_err *err)
{
	struct kbuf from = fact_key(k->no, m0, 0), to = fact_key(k->no, m1, UINT64_MAX);

	return facts_between(sn, k, &from, &to, f, arg, err);
}

enum sifa_rc snap_piece(struct snap *sn, const struct sifa_kind *k, int32_t month, uint64_t first,
			uint64_t last, fact_fn *f, void *arg, struct sifa_err *err)
{
	struct kbuf from = fact_key(k->no, month, first), to = fact_key(k->no, month, last);

	return facts_between(sn, k, &from, &to, f, arg, err);
}

enum { BLOCKS_AHEAD = 8 };

/* Some blocks at a time, for each begins in another place of memory: while one is waited
 * for, the others come. */
static size_t blocks_ahead(MDB_cursor *cu, const struct kbuf *to, MDB_val *key, MDB_val *block,
			   int *rc)
{
	size_t n = 0;

	for (; !*rc && n < BLOCKS_AHEAD; *rc = mdb_cursor_get(cu, &key[n], &block[n], MDB_NEXT)) {
		if (key[n].mv_size != to->n || memcmp(key[n].mv_data, to->p, to->n) > 0) {
			*rc = MDB_NOTFOUND;
			break;
		}
		__builtin_prefetch(block[n++].mv_data);
	}
	return n;
}

enum sifa_rc snap_blocks(struct snap *sn, const struct sifa_kind *k, int32_t month, block_fn *f,
			 void *arg, struct sifa_err *err)
{
	struct kbuf from = fact_key(k->no, month, 0), to = fact_key(k->no, month, UINT64_MAX);
	MDB_val key[BLOCKS_AHEAD + 1] = {{from.n, from.p}}, block[BLOCKS_AHEAD + 1];
	bool go = true;
	MDB_cursor *cu;
	size_t n;
	int rc = mdb_cursor_open(sn->txn, sn->store->t[T_FACT], &cu);

	if (rc)
		return store_mdb(sn->store, rc, err);
	rc = mdb_cursor_get(cu, key, block, MDB_SET_RANGE);
	while (go && (n = blocks_ahead(cu, &to, key, block, &rc))) {
		for (size_t i = 0; i < n && go; i++)
			go = block[i].mv_size < FACT_HEAD ||
			     f(arg, get_be((uint8_t *)key[i].mv_data + 6, 8), block[i].mv_data,
			       FACT_HEAD);
		key[0] = key[n];
		block[0] = block[n];
	}
	mdb_cursor_close(cu);
	return rc && rc != MDB_NOTFOUND ? store_mdb(sn->store, rc, err) : SIFA_OK;
}

/* ---- keys with a common beginning ---- */

typedef bool prefix_fn(struct snap *sn, const uint8_t *key, size_t n, void *arg);

static enum sifa_rc prefix_scan(struct snap *sn, enum table t, const struct kbuf *prefix,
				prefix_fn *f, void *arg, struct sifa_err *err)
{
	MDB_cursor *cu;
	MDB_val k = {prefix->n, (void *)(uintptr_t)prefix->p}, v;
	int rc = mdb_cursor_open(sn->txn, sn->store->t[t], &cu);

	if (rc)
		return store_mdb(sn->store, rc, err);
	for (rc = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE); !rc;
	     rc = mdb_cursor_get(cu, &k, &v, MDB_NEXT)) {
		if (k.mv_size < prefix->n || memcmp(k.mv_data, prefix->p, prefix->n))
			break;
		if (!f(sn, k.mv_data, k.mv_size, arg))
			break;
	}
	mdb_cursor_close(cu);
	return rc && rc != MDB_NOTFOUND ? store_mdb(sn->store, rc, err) : SIFA_OK;
}

struct ref_scan {
	uint16_t kind, field;
	ref_fn *f;
	void *arg;
};

static bool ref_one(struct snap *sn, const uint8_t *key, size_t n, void *arg)
{
	const struct ref_scan *r = arg;
	uint64_t from;

	if (n != REF_KEY)
		return true;
	from = get_be(key + REF_KEY - 8, 8);
	if (r->field && get_be(key + 10, 2) != r->field)
		return true;
	if (snap_pending(sn, from))
		return true;
	return r->f(r->arg, (uint16_t)get_be(key + 8, 2), (uint16_t)get_be(key + 10, 2),
		    day_of_slot((uint32_t)~get_be(key + 12, 4)), from);
}

enum sifa_rc snap_refs(struct snap *sn, uint64_t to, uint16_t kind, uint16_t field, ref_fn *f,
		       void *arg, struct sifa_err *err)
{
	struct ref_scan r = {kind, field, f, arg};
	struct kbuf k = {.n = 0};

	kb_int(&k, to, 8);
	if (kind)
		kb_int(&k, kind, 2);
	if (kind && field)
		kb_int(&k, field, 2);
	return prefix_scan(sn, T_REF, &k, ref_one, &r, err);
}

struct due_scan {
	sifa_day until;
	due_fn *f;
	void *arg;
};

static bool due_one(struct snap *sn, const uint8_t *key, size_t n, void *arg)
{
	const struct due_scan *d = arg;
	sifa_day due;
	uint64_t id;

	if (n != 23)
		return true;
	due = day_of_slot(get_be(key + 8, 4));
	id = get_be(key + 15, 8);
	if (due > d->until)
		return false;
	if (snap_pending(sn, id))
		return true;
	return d->f(d->arg, due, (uint16_t)get_be(key + 12, 2), key[14], id);
}

enum sifa_rc snap_due(struct snap *sn, uint64_t unit, sifa_day until, due_fn *f, void *arg,
		      struct sifa_err *err)
{
	struct due_scan d = {until, f, arg};
	struct kbuf k = {.n = 0};

	kb_int(&k, unit, 8);
	return prefix_scan(sn, T_DUE, &k, due_one, &d, err);
}

struct id_scan {
	uint64_t unit;
	id_fn *f;
	void *arg;
	uint64_t last;
};

static bool key_one(struct snap *sn, const uint8_t *key, size_t n, void *arg)
{
	const struct id_scan *s = arg;
	uint64_t id = get_be(key + n - 8, 8);

	if ((s->unit && get_be(key + n - 16, 8) != s->unit) || snap_pending(sn, id))
		return true;
	return s->f(s->arg, id);
}

enum sifa_rc snap_key(struct snap *sn, const struct sifa_kind *k, size_t which, uint64_t unit,
		      const uint8_t *key, size_t n, id_fn *f, void *arg, struct sifa_err *err)
{
	struct id_scan s = {unit, f, arg, 0};
	struct kbuf kb = {.n = 0};

	if (!snap_holds(sn, k)) /* most imports fill registers that are empty */
		return SIFA_OK;
	kb_int(&kb, k->no, 2);
	kb_int(&kb, which, 1);
	kb_bytes(&kb, key, n);
	kb_int(&kb, 0, 1);
	if (unit)
		kb_int(&kb, unit, 8);
	return prefix_scan(sn, T_KEY, &kb, key_one, &s, err);
}

/* ---- search ---- */

static bool gram_one(struct snap *sn, const uint8_t *key, size_t n, void *arg)
{
	struct id_scan *s = arg;
	uint64_t id = get_be(key + n - 8, 8);

	if (id == s->last || snap_pending(sn, id))
		return true;
	s->last = id;
	return s->f(s->arg, id);
}

static bool id_collect(void *arg, uint64_t id)
{
	return idlist_add(arg, id);
}

struct gram_list {
	char gram[32][9];
	size_t len[32], n;
};

static void gram_add(void *arg, const char *gram, size_t len)
{
	struct gram_list *l = arg;

	if (l->n < 32 && len <= 8) {
		memcpy(l->gram[l->n], gram, len);
		l->len[l->n++] = len;
	}
}

static enum sifa_rc gram_ids(struct snap *sn, uint16_t kind, enum gram_class cls, const char *text,
			     size_t n, bool whole, struct idlist *out, struct sifa_err *err)
{
	struct id_scan s = {0, id_collect, out, 0};
	struct kbuf k = {.n = 0};
	enum sifa_rc rc;

	kb_int(&k, kind, 2);
	kb_int(&k, cls, 1);
	kb_bytes(&k, text, n);
	if (whole)
		kb_int(&k, 0, 1);
	rc = prefix_scan(sn, T_GRAM, &k, gram_one, &s, err);
	idlist_sort(out);
	return !rc && out->failed ? err_nomem(err) : rc;
}

/* Keeps in a what is also in b; both sorted. */
static void intersect(struct idlist *a, const struct idlist *b)
{
	size_t n = 0, j = 0;

	for (size_t i = 0; i < a->n; i++) {
		while (j < b->n && b->id[j] < a->id[i])
			j++;
		if (j < b->n && b->id[j] == a->id[i])
			a->id[n++] = a->id[i];
	}
	a->n = n;
}

static bool give_ids(const struct idlist *set, id_fn *f, void *arg)
{
	for (size_t i = 0; i < set->n; i++)
		if (!f(arg, set->id[i]))
			return false;
	return true;
}

enum sifa_rc snap_search(struct snap *sn, const struct sifa_kind *k, const char *text, size_t n,
			 id_fn *f, void *arg, struct sifa_err *err)
{
	struct gram_list l = {.n = 0};
	struct idlist names = {0}, more, others = {0};
	enum sifa_rc rc = SIFA_OK;

	text_grams(text, n, gram_add, &l);
	for (size_t i = 0; !rc && i < l.n && (!i || names.n); i++) {
		more = (struct idlist){0};
		rc = gram_ids(sn, k->no, GRAM_PAIR, l.gram[i], l.len[i], l.n > 1 || l.len[i] < n,
			      i ? &more : &names, err);
		if (i)
			intersect(&names, &more);
		free(more.id);
	}
	if (!rc)
		rc = gram_ids(sn, k->no, GRAM_NUMBER, text, n, false, &others, err);
	if (!rc && text_may_be_initials(text, n))
		rc = gram_ids(sn, k->no, GRAM_INITIALS, text, n, false, &others, err);
	if (!rc && give_ids(&names, f, arg))
		give_ids(&others, f, arg);
	free(names.id);
	free(others.id);
	return rc;
}
