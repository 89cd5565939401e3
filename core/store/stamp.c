/* stamp.c - a random number a kind and month, another one after each change of its
 * facts. A number that only rose would come again in a store put back from a backup. */
#include <sodium.h>

#include "own.h"

enum { STAMP_KEY = 5 + 2 + 4 };

static struct kbuf stamp_key(uint16_t kind, int32_t month)
{
	struct kbuf k = {.n = 0};

	kb_bytes(&k, "stamp", 5);
	kb_int(&k, kind, 2);
	kb_int(&k, (uint32_t)month ^ 0x80000000u, 4);
	return k;
}

int fact_stamp(struct store *s, MDB_txn *txn, uint16_t kind, int32_t month)
{
	struct kbuf kb = stamp_key(kind, month);
	uint8_t stamp[8];
	MDB_val k = {kb.n, kb.p}, v = {sizeof stamp, stamp};

	randombytes_buf(stamp, sizeof stamp);
	return mdb_put(txn, s->t[T_COUNT], &k, &v, 0);
}

enum sifa_rc snap_stamps(struct snap *sn, const struct sifa_kind *k, int32_t m0, int32_t m1,
			 stamp_fn *f, void *arg, struct sifa_err *err)
{
	struct kbuf from = stamp_key(k->no, m0), to = stamp_key(k->no, m1);
	MDB_val key = {from.n, from.p}, v;
	MDB_cursor *cu;
	int rc = mdb_cursor_open(sn->txn, sn->store->t[T_COUNT], &cu);

	if (rc)
		return store_mdb(sn->store, rc, err);
	for (rc = mdb_cursor_get(cu, &key, &v, MDB_SET_RANGE); !rc;
	     rc = mdb_cursor_get(cu, &key, &v, MDB_NEXT)) {
		if (key.mv_size != STAMP_KEY || memcmp(key.mv_data, to.p, to.n) > 0)
			break;
		if (v.mv_size == 8)
			f(arg,
			  (int32_t)((uint32_t)get_be((uint8_t *)key.mv_data + 7, 4) ^ 0x80000000u),
			  get_le(v.mv_data, 8));
	}
	mdb_cursor_close(cu);
	return rc && rc != MDB_NOTFOUND ? store_mdb(sn->store, rc, err) : SIFA_OK;
}

bool snap_importing(const struct snap *sn)
{
	return sn->npend;
}

const uint8_t *store_running(const struct store *s)
{
	return s->running;
}

uint64_t store_sum(const struct store *s, const void *p, size_t n)
{
	return sum_of(s, p, n);
}
