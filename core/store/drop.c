/* drop.c - taking an unpublished import away again, a batch at a time. */
#include <errno.h>

#include "own.h"

enum { DROP_ROWS = 2000 };

struct drop {
	struct store *s;
	MDB_txn *txn;
	int rc;
};

static bool drop_key(void *arg, enum table t, const struct kbuf *k)
{
	struct drop *d = arg;
	MDB_val key = {k->n, (void *)(uintptr_t)k->p};
	int rc = mdb_del(d->txn, d->s->t[t], &key, NULL);

	if (rc && rc != MDB_NOTFOUND)
		d->rc = rc;
	return !d->rc;
}

/* The keys are made again from the record; what was not written yet is not
 * there, which is as good. */
static int drop_one(struct drop *d, uint64_t id, const MDB_val *v)
{
	size_t n, len;
	const uint8_t *p = rec_bytes(d->s, id, v, &n), *fixed = p ? record_fixed(p, n, &len) : NULL;
	const struct sifa_kind *k =
		fixed && d->s->config
			? config_kind_no(d->s->config, (uint16_t)get_le(fixed + FIX_KIND, 2))
			: NULL;
	struct sifa_record *r = k ? record_new(k) : NULL;
	int32_t month[8];
	size_t count;

	if (!r)
		return k ? ENOMEM : 0;
	count = fact_months(k, fixed, len, month);
	if (!record_decode(r, p, n, NULL))
		index_keys(r, drop_key, d);
	for (size_t i = 0; !d->rc && i < count; i++)
		d->rc = fact_del(d->s, d->txn, k->no, month[i], id);
	sifa_record_free(r);
	return d->rc;
}

/* Removes up to DROP_ROWS rows from the end; *more when some are left. From the
 * end, so that fact blocks shrink without moving. */
static int drop_batch(struct store *s, MDB_txn *txn, uint64_t first, uint64_t last, bool *more)
{
	struct drop d = {s, txn, 0};
	struct kbuf end = {.n = 0};
	MDB_cursor *cu;
	MDB_val k, v;
	int rc = mdb_cursor_open(txn, s->t[T_REC], &cu), rows = 0;

	if (rc)
		return rc;
	*more = false;
	while (!rc) {
		uint64_t id;

		end.n = 0;
		kb_int(&end, last, 8);
		k = (MDB_val){end.n, end.p};
		rc = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE);
		if (rc == MDB_NOTFOUND)
			rc = mdb_cursor_get(cu, &k, &v, MDB_LAST);
		else if (!rc && get_be(k.mv_data, 8) > last)
			rc = mdb_cursor_get(cu, &k, &v, MDB_PREV);
		if (rc || (id = get_be(k.mv_data, 8)) < first)
			break;
		if (rows++ == DROP_ROWS) {
			*more = true;
			break;
		}
		rc = drop_one(&d, id, &v);
		if (!rc)
			rc = mdb_cursor_del(cu, 0);
	}
	mdb_cursor_close(cu);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

/* The last step: the range is nobody's any more. */
static enum sifa_rc drop_mark(struct store *s, MDB_txn *txn, uint64_t first, uint64_t last,
			      struct sifa_err *err)
{
	struct kbuf kb = {.n = 0};
	struct head h;
	MDB_val k;
	enum sifa_rc rc = head_read(s, txn, &h, err);
	int m;

	if (rc)
		return rc;
	kb_int(&kb, first, 8);
	k = (MDB_val){kb.n, kb.p};
	m = mdb_del(txn, s->t[T_PEND], &k, NULL);
	head_give_back(&h, first, last);
	if (!m || m == MDB_NOTFOUND)
		m = head_write(s, txn, &h);
	return store_mdb(s, m, err);
}

enum sifa_rc bulk_drop(struct store *s, uint64_t first, uint64_t last, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;
	bool more = true;

	while (!rc && more) {
		MDB_txn *txn;

		rc = gate_enter(s, GATE_WRITE, 10000, "drop", err);
		if (rc)
			break;
		rc = store_write(s, &txn, err);
		if (!rc) {
			rc = store_mdb(s, drop_batch(s, txn, first, last, &more), err);
			if (!rc && !more)
				rc = drop_mark(s, txn, first, last, err);
			if (rc)
				mdb_txn_abort(txn);
			else
				rc = store_mdb(s, mdb_txn_commit(txn), err);
		}
		gate_leave(s, GATE_WRITE);
	}
	return rc;
}
