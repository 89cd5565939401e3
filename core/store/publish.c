/* publish.c - the end of an import: its keys merged into the tables, then one
 * transaction that shows it all. */
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>

#include "bulk.h"

/* ---- merging ---- */

/* The same unique key twice in the file: the second one's line is told. */
static enum sifa_rc doubled(const struct bulk *b, const MDB_val *key, const struct kbuf *prev,
			    uint32_t line, struct sifa_err *err)
{
	const uint8_t *p = key->mv_data;
	const struct sifa_kind *k = config_kind_no(b->s->config, (uint16_t)get_be(p, 2));

	if (key->mv_size != prev->n || memcmp(p, prev->p, prev->n - 8) || !k || p[2] >= k->nkeys ||
	    !k->key[p[2]].unique)
		return SIFA_OK;
	err_set(err, SIFA_E_EXISTS, N_("this number stands in the file twice"), NULL);
	err_at(err, "", (int)line, 0);
	return SIFA_E_EXISTS;
}

/* What stands in the table behind the keys to be merged. If it is little, it is
 * taken out and put back in its order, all inside the batch: then everything is
 * appended, which fills pages and needs no search. */
struct tail {
	struct buf bytes; /* lengths of key and value 2 each, key, value */
	size_t at;
};

enum { TAIL_MOST = 512, TAIL_HEAD = 4 };

static int tail_read(struct tail *t, MDB_cursor *cu, const MDB_val *from)
{
	MDB_val k = *from, v;
	size_t n = 0;
	int m = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE);

	for (; !m && n < TAIL_MOST; n++) {
		uint8_t head[TAIL_HEAD];

		put_be(head, k.mv_size, 2);
		put_be(head + 2, v.mv_size, 2);
		if (!buf_add(&t->bytes, head, TAIL_HEAD) ||
		    !buf_add(&t->bytes, k.mv_data, k.mv_size) ||
		    (v.mv_size && !buf_add(&t->bytes, v.mv_data, v.mv_size)))
			return ENOMEM;
		m = mdb_cursor_get(cu, &k, &v, MDB_NEXT);
	}
	if (!m) /* too much: keys are put between, each in its place */
		t->bytes.n = 0;
	return m == MDB_NOTFOUND ? 0 : m;
}

static bool tail_first(const struct tail *t, MDB_val *key, MDB_val *val)
{
	char *p = t->bytes.p + t->at;

	if (t->at >= t->bytes.n)
		return false;
	*key = (MDB_val){(size_t)get_be(p, 2), p + TAIL_HEAD};
	*val = (MDB_val){(size_t)get_be(p + 2, 2), p + TAIL_HEAD + key->mv_size};
	return true;
}

static void tail_next(struct tail *t, const MDB_val *key, const MDB_val *val)
{
	t->at += TAIL_HEAD + key->mv_size + val->mv_size;
}

static enum sifa_rc tail_take(struct bulk *b, struct tail *t, enum table table, const MDB_val *from,
			      struct sifa_err *err)
{
	MDB_cursor *cu;
	MDB_val key, val;
	int m = mdb_cursor_open(b->txn, b->s->t[table], &cu);

	t->bytes.n = t->at = 0;
	if (m)
		return store_mdb(b->s, m, err);
	m = tail_read(t, cu, from);
	mdb_cursor_close(cu);
	for (; !m && tail_first(t, &key, &val); tail_next(t, &key, &val))
		m = mdb_del(b->txn, b->s->t[table], &key, NULL);
	t->at = 0;
	return store_mdb(b->s, m, err);
}

/* As LMDB orders them. */
static bool comes_before(const MDB_val *a, const MDB_val *b)
{
	size_t n = a->mv_size < b->mv_size ? a->mv_size : b->mv_size;
	uint64_t x = n < 8 ? 0 : get_be(a->mv_data, 8), y = n < 8 ? 0 : get_be(b->mv_data, 8);
	int c;

	if (x != y) /* nearly always */
		return x < y;
	c = memcmp(a->mv_data, b->mv_data, n);
	return c ? c < 0 : a->mv_size < b->mv_size;
}

/* Puts back what comes before `end`; NULL: all. */
static enum sifa_rc tail_put(struct bulk *b, struct tail *t, enum table table, const MDB_val *end,
			     struct sifa_err *err)
{
	MDB_val key, val;
	enum sifa_rc rc = SIFA_OK;

	while (!rc && tail_first(t, &key, &val) && (!end || comes_before(&key, end))) {
		tail_next(t, &key, &val);
		rc = batch_put(b, table, &key, &val, err);
	}
	return rc;
}

/* The batch is ended here, and not by batch_room(): the tail goes back first. */
static enum sifa_rc put_key(struct bulk *b, struct tail *t, enum table table, MDB_val *key,
			    MDB_val *val, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	if (b->txn && bulk_pause(b)) {
		rc = tail_put(b, t, table, NULL, err);
		if (!rc)
			rc = batch_end(b, err);
	}
	if (!rc && !b->txn) {
		rc = batch_begin(b, err);
		b->at = T_META;
	}
	if (!rc && b->at != table)
		rc = tail_take(b, t, table, key, err);
	if (!rc)
		rc = tail_put(b, t, table, key, err);
	return rc ? rc : batch_put(b, table, key, val, err);
}

static enum sifa_rc merge_keys(struct bulk *b, enum table t, struct sifa_err *err)
{
	struct kbuf prev = {.n = 0};
	struct tail tail = {.at = 0};
	MDB_val key, val;
	enum sifa_rc rc = runs_rewind(b->run[t], err);

	while (!rc && runs_next(b->run[t], &key, &val)) {
		/* A record may give one key twice (two parties, one person). */
		if (prev.n == key.mv_size && !memcmp(prev.p, key.mv_data, prev.n))
			continue;
		if (t == T_KEY && prev.n)
			rc = doubled(b, &key, &prev, (uint32_t)get_le(val.mv_data, 4), err);
		prev.n = 0;
		kb_bytes(&prev, key.mv_data, key.mv_size);
		if (t == T_KEY)
			val.mv_size = 0;
		if (!rc)
			rc = put_key(b, &tail, t, &key, &val, err);
	}
	if (!rc)
		rc = tail_put(b, &tail, t, NULL, err);
	buf_free(&tail.bytes);
	return rc ? rc : runs_end(b->run[t], err);
}

/* ---- what others did meanwhile ---- */

struct rival {
	struct bulk *b;
	MDB_txn *txn;
	const struct sifa_record *r;
	int rc;
	bool same;
};

/* Does a row of this import bear the record's unique key? */
static bool rival_key(void *arg, enum table t, const struct kbuf *k, const MDB_val *none)
{
	struct rival *v = arg;
	MDB_cursor *cu;
	MDB_val key, val;
	struct kbuf at = *k;

	(void)none;
	if (t != T_KEY || !v->r->kind->key[k->p[2]].unique)
		return true;
	put_be(at.p + at.n - 8, v->b->first, 8);
	key = (MDB_val){at.n, at.p};
	v->rc = mdb_cursor_open(v->txn, v->b->s->t[T_KEY], &cu);
	if (v->rc)
		return false;
	v->rc = mdb_cursor_get(cu, &key, &val, MDB_SET_RANGE);
	v->same = !v->rc && key.mv_size == k->n && !memcmp(key.mv_data, k->p, k->n - 8) &&
		  get_be((uint8_t *)key.mv_data + k->n - 8, 8) <= v->b->last;
	mdb_cursor_close(cu);
	if (v->rc == MDB_NOTFOUND)
		v->rc = 0;
	return !v->rc && !v->same;
}

static enum sifa_rc rival(struct bulk *b, MDB_txn *txn, uint64_t id, struct sifa_err *err)
{
	const struct sifa_kind *k = id ? rec_kind(b->s, txn, id) : NULL;
	struct rival v = {.b = b, .txn = txn};
	struct sifa_record *r;
	enum sifa_rc rc;
	char text[32];

	if (!k)
		return SIFA_OK;
	if (!(r = record_new(k)))
		return err_nomem(err);
	v.r = r;
	rc = rec_load(b->s, txn, id, r, err);
	if (!rc && !(r->flags & SIFA_REC_DELETED))
		index_keys(NULL, r, rival_key, &v);
	if (!rc)
		rc = store_mdb(b->s, v.rc, err);
	err_id(text, id);
	if (!rc && v.same)
		rc = err_set(err, SIFA_E_CONFLICT,
			     N_("record {1}, saved while the import ran, has a number that stands "
				"in the file: import again"),
			     text, NULL);
	sifa_record_free(r);
	return rc;
}

/* Single saves look for pending keys, but not all were merged then. */
static enum sifa_rc rivals(struct bulk *b, MDB_txn *txn, const struct head *h, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (uint64_t seq = b->jseq + 1; !rc && seq <= h->jseq; seq++) {
		uint64_t id;
		int m = journal_record(b->s, txn, seq, &id);

		rc = m ? store_mdb(b->s, m, err) : rival(b, txn, id, err);
	}
	return rc;
}

/* ---- publishing ---- */

static enum sifa_rc replace(struct bulk *b, MDB_txn *txn, const struct act_step *step,
			    struct sifa_err *err)
{
	struct sifa_record *now = step->record, *old = record_new(now->kind);
	enum sifa_rc rc = old ? rec_load(b->s, txn, now->id, old, err) : err_nomem(err);

	if (!rc && old->rev != step->rev)
		rc = err_set(err, SIFA_E_CONFLICT,
			     N_("a record was changed while the import ran: import again"), NULL);
	now->rev = step->rev + 1;
	now->updated = b->now;
	now->updated_by = b->actor;
	if (!rc)
		rc = rec_change(b->s, txn, old, now, true, err);
	sifa_record_free(old);
	return rc;
}

static int mark_off(struct bulk *b, MDB_txn *txn)
{
	struct kbuf kb = {.n = 0};
	MDB_val k;

	kb_int(&kb, b->first, 8);
	k = (MDB_val){kb.n, kb.p};
	return mdb_del(txn, b->s->t[T_PEND], &k, NULL);
}

struct publishing {
	struct bulk *b;
	struct jentry e;
};

static enum sifa_rc publish_in(void *arg, MDB_txn *txn, struct head *h, struct sifa_err *err)
{
	struct publishing *p = arg;
	struct bulk *b = p->b;
	enum sifa_rc rc = SIFA_OK;

	/* Others may have written since this import began; that is no wrong clock. */
	if (!b->behind && p->e.time < h->jtime)
		p->e.time = h->jtime;
	rc = rivals(b, txn, h, err);
	for (size_t i = 0; !rc && i < b->nreplace; i++)
		rc = replace(b, txn, &b->replace[i], err);
	for (uint16_t i = 0; !rc && i < KIND_NUMBERS; i++)
		if (b->count[i])
			rc = store_mdb(b->s, count_add(b->s, txn, i, (int64_t)b->count[i]), err);
	head_give_back(h, b->next, b->last);
	if (!rc)
		rc = journal_add(b->s, txn, h, &p->e, NULL, err);
	return rc ? rc : store_mdb(b->s, mark_off(b, txn), err);
}

enum sifa_rc bulk_publish(struct bulk *b, const char *note, struct sifa_err *err)
{
	struct publishing p = {b,
			       {.time = b->now,
				.actor = b->actor,
				.what = "import",
				.host = b->host,
				.note = note}};
	enum sifa_rc rc = blocks_end(b, err);

	for (size_t t = 0; !rc && t < TABLES; t++) {
		if (!b->run[t])
			continue;
		rc = merge_keys(b, (enum table)t, err);
		runs_free(b->run[t]);
		b->run[t] = NULL;
	}
	if (!rc)
		rc = batch_end(b, err);
	if (rc)
		return rc;
	randombytes_buf(p.e.op, sizeof p.e.op);
	rc = store_txn(b->s, &(struct write){b->host, WAIT_BULK, p.e.op}, publish_in, &p, err);
	b->published = !rc;
	return rc;
}
