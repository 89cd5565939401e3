/* drop.c - taking an unpublished import away again, a batch at a time. */
#include <errno.h>

#include "own.h"

enum { DROP_ROWS = 2000 };

struct drop {
	struct store *s;
	MDB_txn *txn;
	int rc;
};

static bool drop_key(void *arg, enum table t, const struct kbuf *k, const MDB_val *v)
{
	struct drop *d = arg;
	MDB_val key = {k->n, (void *)(uintptr_t)k->p};
	int rc = mdb_del(d->txn, d->s->t[t], &key, NULL);

	(void)v;
	if (rc && rc != MDB_NOTFOUND)
		d->rc = rc;
	return !d->rc;
}

/* The keys are made again from the record; what was not written yet is not
 * there, which is as good. */
static int drop_one(struct drop *d, uint64_t id, const MDB_val *v)
{
	struct stored at;
	const struct sifa_kind *k =
		rec_stored(d->s, id, v, &at) && d->s->config
			? config_kind_no(d->s->config, (uint16_t)get_le(at.fixed + FIX_KIND, 2))
			: NULL;
	struct sifa_record *r = k ? record_new(k) : NULL;
	int32_t month[8];
	size_t count;

	if (!r)
		return k ? ENOMEM : 0;
	count = fact_months(k, at.fixed, at.nfixed, month);
	if (!record_decode(r, at.p, at.n, NULL))
		index_keys(NULL, r, drop_key, d);
	for (size_t i = 0; !d->rc && i < count; i++)
		d->rc = fact_del(d->s, d->txn, k->no, month[i], id);
	sifa_record_free(r);
	return d->rc;
}

struct range { /* of ids, being dropped */
	struct store *s;
	uint64_t first, last;
	bool more;
};

/* Up to DROP_ROWS rows from the end, so that fact blocks shrink without moving. */
static int drop_rows(struct range *r, MDB_txn *txn)
{
	struct drop d = {r->s, txn, 0};
	struct kbuf end = {.n = 0};
	MDB_cursor *cu;
	MDB_val k, v;
	int rc = mdb_cursor_open(txn, r->s->t[T_REC], &cu), rows = 0;

	if (rc)
		return rc;
	kb_int(&end, r->last, 8);
	while (!rc) {
		uint64_t id;

		k = (MDB_val){end.n, end.p};
		rc = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE);
		if (rc == MDB_NOTFOUND)
			rc = mdb_cursor_get(cu, &k, &v, MDB_LAST);
		else if (!rc && get_be(k.mv_data, 8) > r->last)
			rc = mdb_cursor_get(cu, &k, &v, MDB_PREV);
		if (rc || (id = get_be(k.mv_data, 8)) < r->first)
			break;
		if (rows++ == DROP_ROWS) {
			r->more = true;
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
static int drop_mark(const struct range *r, MDB_txn *txn, struct head *h)
{
	struct kbuf kb = {.n = 0};
	MDB_val k;
	int rc;

	kb_int(&kb, r->first, 8);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_del(txn, r->s->t[T_PEND], &k, NULL);
	head_give_back(h, r->first, r->last);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

static enum sifa_rc drop_batch(void *arg, MDB_txn *txn, struct head *h, struct sifa_err *err)
{
	struct range *r = arg;
	int rc;

	r->more = false;
	rc = drop_rows(r, txn);
	if (!rc && !r->more)
		rc = drop_mark(r, txn, h);
	return store_mdb(r->s, rc, err);
}

enum sifa_rc bulk_drop(struct store *s, uint64_t first, uint64_t last, struct sifa_err *err)
{
	struct range r = {s, first, last, true};
	enum sifa_rc rc = SIFA_OK;

	while (!rc && r.more)
		rc = store_txn(s, &(struct write){"drop", WAIT_BULK, NULL}, drop_batch, &r, err);
	return rc;
}
