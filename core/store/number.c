/* number.c - counters: the next number of a register, given inside the act that
 * uses it, so that two desks never get the same one and none is given twice. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "own.h"

#define TAKEN_MOST 100000 /* numbers typed by hand ahead of the counter */

static void counter_key(const struct act_number *n, struct kbuf *kb)
{
	kb->n = 0;
	kb_bytes(kb, "next", 4);
	kb_bytes(kb, n->key, n->nkey);
}

int counter_read(struct store *s, MDB_txn *txn, const struct act_number *n, uint64_t *next,
		 uint64_t *last)
{
	struct kbuf kb;
	MDB_val k, v;
	int rc;

	counter_key(n, &kb);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_get(txn, s->t[T_COUNT], &k, &v);
	*next = 1;
	*last = 0;
	if (!rc && v.mv_size == 16) {
		*next = get_le(v.mv_data, 8);
		*last = get_le((uint8_t *)v.mv_data + 8, 8);
	}
	return rc == MDB_NOTFOUND ? 0 : rc;
}

int counter_write(struct store *s, MDB_txn *txn, const struct act_number *n, uint64_t next,
		  uint64_t last)
{
	struct kbuf kb;
	uint8_t b[16];
	MDB_val k, v = {sizeof b, b};

	counter_key(n, &kb);
	k = (MDB_val){kb.n, kb.p};
	put_le(b, next, 8);
	put_le(b + 8, last, 8);
	return mdb_put(txn, s->t[T_COUNT], &k, &v, 0);
}

static bool in_key(const struct sifa_key_def *key, const struct sifa_field *f)
{
	for (size_t i = 0; i < key->n; i++)
		if (key->field[i] == f->index)
			return true;
	return false;
}

/* Has another record of the unit, or of the whole county, the number, by a unique key of
 * r with it? */
static int taken(struct store *s, MDB_txn *txn, const struct sifa_record *r,
		 const struct act_number *number, bool *yes)
{
	const struct sifa_field *f = number->field;
	uint8_t key[KEY_MAX];
	int rc = 0;

	*yes = false;
	for (size_t i = 0; i < r->kind->nkeys && !rc && !*yes; i++) {
		const struct sifa_key_def *def = &r->kind->key[i];
		size_t n = def->unique && in_key(def, f) ? record_key(r, i, key) : 0;
		struct kbuf kb = {.n = 0};
		MDB_cursor *cu;
		MDB_val k, v;

		if (!n)
			continue;
		kb_int(&kb, r->kind->no, 2);
		kb_int(&kb, i, 1);
		kb_bytes(&kb, key, n);
		kb_int(&kb, 0, 1);
		if (!number->county)
			kb_int(&kb, r->unit, 8);
		k = (MDB_val){kb.n, kb.p};
		rc = mdb_cursor_open(txn, s->t[T_KEY], &cu);
		if (rc)
			return rc;
		rc = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE);
		*yes = !rc && k.mv_size == kb.n + (number->county ? 16 : 8) &&
		       !memcmp(k.mv_data, kb.p, kb.n);
		mdb_cursor_close(cu);
		rc = rc == MDB_NOTFOUND ? 0 : rc;
	}
	return rc;
}

static enum sifa_rc used_up(const struct act_number *n, uint64_t last, struct sifa_err *err)
{
	char text[24];

	snprintf(text, sizeof text, "%llu", (unsigned long long)last);
	err_set(err, SIFA_E_DATA,
		N_("the block of numbers ends at {1} and is used up: ask the county for another"),
		text, NULL);
	err_field(err, n->field->id);
	return SIFA_E_DATA;
}

enum sifa_rc number_take(struct store *s, MDB_txn *txn, const struct act_number *n,
			 struct sifa_record *r, struct sifa_err *err)
{
	char text[240];
	struct sifa_value v = {.state = SIFA_SET, .s = text};
	uint64_t next, last;
	bool other = true;
	int m = counter_read(s, txn, n, &next, &last);
	enum sifa_rc rc = SIFA_OK;

	for (int i = 0; !m && !rc && other && i < TAKEN_MOST; i++, next++) {
		if (last && next > last)
			return used_up(n, last, err);
		v.len = (size_t)snprintf(text, sizeof text, "%s%0*llu%s", n->before, n->width,
					 (unsigned long long)next, n->after);
		rc = sifa_set(r, n->field, &v, err);
		if (!rc)
			m = taken(s, txn, r, n, &other);
	}
	if (!rc && !m)
		m = counter_write(s, txn, n, next, last);
	return rc ? rc : store_mdb(s, m, err);
}

enum sifa_rc snap_counter(struct snap *sn, const struct act_number *n, uint64_t *next,
			  uint64_t *last, struct sifa_err *err)
{
	return store_mdb(sn->store, counter_read(sn->store, sn->txn, n, next, last), err);
}
