/* bulk.c - the rows of an import: written into a reserved range of ids that every
 * reader skips, their keys into sorted runs. Dropping takes the rows away. */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "bulk.h"

enum { BATCH_ROWS = 100000, BATCH_BYTES = 6 << 20, BATCH_MS = 200, MAP_SPARE = 64 << 20 };

/* Bytes for the keys of each table that is filled from sorted runs. */
static const size_t memory[TABLES] = {[T_SORT] = 10 << 20,
				      [T_KEY] = 3 << 20,
				      [T_DUE] = 1 << 20,
				      [T_REF] = 3 << 20,
				      [T_GRAM] = 3 << 20};

/* ---- the mark ---- */

static int pend_put(struct bulk *b, MDB_txn *txn)
{
	struct kbuf kb = {.n = 0};
	uint8_t v[16];
	MDB_val k, val = {sizeof v, v};

	kb_int(&kb, b->first, 8);
	k = (MDB_val){kb.n, kb.p};
	put_le(v, b->last, 8);
	put_le(v + 8, (uint64_t)b->now, 8);
	return mdb_put(txn, b->s->t[T_PEND], &k, &val, 0);
}

static enum sifa_rc reserve(void *arg, MDB_txn *txn, struct head *h, struct sifa_err *err)
{
	struct bulk *b = arg;
	uint64_t base = (uint64_t)b->s->meta.origin << 46 | (uint64_t)b->s->meta.incarnation << 40;

	b->jseq = h->jseq;
	b->first = b->next = base | (h->sequence + 1 + 3);
	h->sequence += RANGE;
	b->last = base | (h->sequence + 3);
	b->behind = b->now < h->jtime;
	return store_mdb(b->s, pend_put(b, txn), err);
}

enum sifa_rc bulk_sweep(struct store *s, struct sifa_err *err)
{
	struct pend left[PEND_MAX];
	struct snap *sn;
	size_t n;
	enum sifa_rc rc = snap_begin(s, &sn, err);

	if (rc)
		return rc;
	n = sn->npend;
	memcpy(left, sn->pend, sizeof left);
	snap_end(sn);
	for (size_t i = 0; !rc && i < n; i++)
		rc = bulk_drop(s, left[i].first, left[i].last, err);
	return rc;
}

enum sifa_rc bulk_begin(struct store *s, uint64_t actor, const char *host, int64_t now,
			struct bulk **out, struct sifa_err *err)
{
	struct bulk *b = calloc(1, sizeof *b);
	enum sifa_rc rc;

	*out = NULL;
	if (!b)
		return err_nomem(err);
	b->s = s;
	b->actor = actor;
	b->now = now;
	snprintf(b->host, sizeof b->host, "%s", host ? host : "");
	rc = gate_enter(s, GATE_IMPORT, 500, b->host, err);
	if (rc) {
		free(b);
		return rc;
	}
	rc = bulk_sweep(s, err);
	for (size_t t = 0; !rc && t < TABLES; t++)
		if (memory[t] && !(b->run[t] = runs_new(s->dir, memory[t])))
			rc = err_nomem(err);
	if (!rc)
		rc = store_txn(s, &(struct write){b->host, WAIT_BULK, NULL}, reserve, b, err);
	b->marked = !rc;
	if (rc) {
		bulk_end(b);
		return rc;
	}
	*out = b;
	return SIFA_OK;
}

/* ---- batches ---- */

enum sifa_rc batch_end(struct bulk *b, struct sifa_err *err)
{
	MDB_txn *txn = b->txn;
	enum sifa_rc rc;

	if (!txn)
		return SIFA_OK;
	b->txn = NULL;
	b->cu = NULL; /* the commit closes it */
	rc = store_commit(b->s, txn, NULL, err);
	gate_leave(b->s, GATE_WRITE);
	return rc;
}

static void batch_abort(struct bulk *b)
{
	if (!b->txn)
		return;
	mdb_txn_abort(b->txn);
	b->txn = NULL;
	b->cu = NULL;
	gate_leave(b->s, GATE_WRITE);
}

/* Grows the map while no transaction is open, well before it is full: a batch
 * whose put failed would be lost. */
static enum sifa_rc room_for(struct bulk *b, struct sifa_err *err)
{
	MDB_envinfo info;
	MDB_stat st;

	mdb_env_info(b->s->env, &info);
	mdb_env_stat(b->s->env, &st);
	if ((info.me_last_pgno + 1) * st.ms_psize + MAP_SPARE < info.me_mapsize)
		return SIFA_OK;
	return store_grow(b->s, err);
}

bool bulk_pause(const struct bulk *b)
{
	struct timespec now;

	if (!b->txn || b->rows >= BATCH_ROWS || b->bytes >= BATCH_BYTES)
		return true;
	if (b->rows % 64)
		return false;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - b->since.tv_sec) * 1000 + (now.tv_nsec - b->since.tv_nsec) / 1000000 >=
	       BATCH_MS;
}

/* The gate is held only while a batch is written, and let go between. */
enum sifa_rc batch_begin(struct bulk *b, struct sifa_err *err)
{
	enum sifa_rc rc = gate_enter(b->s, GATE_WRITE, WAIT_BULK, b->host, err);

	if (rc)
		return rc;
	rc = room_for(b, err);
	if (!rc)
		rc = store_write(b->s, &b->txn, err);
	if (rc) {
		b->txn = NULL;
		gate_leave(b->s, GATE_WRITE);
		return rc;
	}
	b->rows = b->bytes = 0;
	clock_gettime(CLOCK_MONOTONIC, &b->since);
	return SIFA_OK;
}

enum sifa_rc batch_room(struct bulk *b, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	if (b->txn && b->s->snaps) /* somebody reads: he ends it when he pauses */
		return SIFA_OK;
	if (bulk_pause(b))
		rc = batch_end(b, err);
	return rc || b->txn ? rc : batch_begin(b, err);
}

enum sifa_rc bulk_next(struct bulk *b, struct sifa_err *err)
{
	enum sifa_rc rc = batch_end(b, err);

	return rc ? rc : batch_begin(b, err);
}

enum sifa_rc bulk_rest(struct bulk *b, struct sifa_err *err)
{
	return b ? batch_end(b, err) : SIFA_OK;
}

/* Behind the last key as long as that is its place: full pages, no search. */
static int put_in_order(struct bulk *b, MDB_val *key, MDB_val *val)
{
	int m = b->append ? mdb_cursor_put(b->cu, key, val, MDB_APPEND) : MDB_KEYEXIST;

	if (m != MDB_KEYEXIST)
		return m;
	b->append = false;
	return mdb_cursor_put(b->cu, key, val, 0);
}

enum sifa_rc batch_put(struct bulk *b, enum table t, MDB_val *key, MDB_val *val,
		       struct sifa_err *err)
{
	int m = 0;

	if (b->cu && b->at != t) {
		mdb_cursor_close(b->cu);
		b->cu = NULL;
	}
	if (!b->cu) {
		m = mdb_cursor_open(b->txn, b->s->t[t], &b->cu);
		b->at = t;
		b->append = true;
	}
	if (!m)
		m = put_in_order(b, key, val);
	b->rows++;
	b->bytes += key->mv_size + val->mv_size;
	return m ? store_mdb(b->s, m, err) : SIFA_OK;
}

/* ---- rows ---- */

/* Unique keys are told by their line in the file. */
static bool add_key(void *arg, enum table t, const struct kbuf *k, const MDB_val *v)
{
	struct bulk *b = arg;
	uint8_t line[4];

	if (t != T_KEY)
		return !runs_add(b->run[t], k->p, k->n, v->mv_data, v->mv_size, &b->err);
	put_le(line, b->line, 4);
	return !runs_add(b->run[t], k->p, k->n, line, sizeof line, &b->err);
}

/* Ids rise, so each block of a month begins behind the one before it and never has
 * to be opened again. */
static enum sifa_rc block_end(struct bulk *b, struct block *k, struct sifa_err *err)
{
	size_t most = FACT_HEAD + k->n * k->width;
	struct kbuf kb;
	MDB_val key, v;
	enum sifa_rc rc;

	if (!k->n)
		return SIFA_OK;
	b->out.n = 0;
	if (!buf_room(&b->out, most))
		return err_nomem(err);
	kb = fact_key(k->kind, k->month, get_le(k->rows + FIX_ID, 8));
	key = (MDB_val){kb.n, kb.p};
	v = (MDB_val){fact_block(b->s, (uint8_t *)b->out.p, k->rows, k->width, k->n), b->out.p};
	k->n = 0;
	rc = batch_put(b, T_FACT, &key, &v, err);
	return rc ? rc : store_mdb(b->s, fact_stamp(b->s, b->txn, k->kind, k->month), err);
}

enum sifa_rc blocks_end(struct bulk *b, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; !rc && i < BLOCKS; i++) {
		if (!b->block[i].n)
			continue;
		rc = batch_room(b, err);
		if (!rc)
			rc = block_end(b, &b->block[i], err);
	}
	return rc;
}

/* The block of a month, or the place for it. */
static struct block *block_of(struct bulk *b, uint16_t kind, int32_t month)
{
	struct block *set = b->block + ((uint32_t)month + kind) % BLOCK_SETS * BLOCK_WAYS;
	struct block *idlest = set;

	for (size_t i = 0; i < BLOCK_WAYS; i++) {
		if (set[i].kind == kind && set[i].month == month && set[i].rows)
			return &set[i];
		if (set[i].used < idlest->used)
			idlest = &set[i];
	}
	return idlest;
}

static enum sifa_rc add_fact(struct bulk *b, uint16_t kind, int32_t month, const uint8_t *row,
			     size_t width, struct sifa_err *err)
{
	struct block *k = block_of(b, kind, month);
	enum sifa_rc rc = SIFA_OK;

	if (k->n == k->most || k->kind != kind || k->month != month || k->width != width)
		rc = block_end(b, k, err);
	if (rc)
		return rc;
	if (k->width != width || !k->rows) {
		uint8_t *rows = realloc(k->rows, FACT_ROWS * width);

		if (!rows)
			return err_nomem(err);
		k->rows = rows;
		k->most = fact_most(width);
	}
	k->kind = kind;
	k->month = month;
	k->width = width;
	k->used = get_le(row + FIX_ID, 8);
	memcpy(k->rows + k->n++ * width, row, width);
	return SIFA_OK;
}

static enum sifa_rc add_facts(struct bulk *b, const struct sifa_record *r, struct sifa_err *err)
{
	int32_t month[8];
	size_t n = 0, count;
	const uint8_t *fixed =
		record_fixed((uint8_t *)b->record.p + SUM_BYTES, b->record.n - SUM_BYTES, &n);
	enum sifa_rc rc = SIFA_OK;

	count = fact_months(r->kind, fixed, n, month);
	for (size_t i = 0; !rc && i < count; i++)
		rc = add_fact(b, r->kind->no, month[i], fixed, n, err);
	return rc;
}

static enum sifa_rc put_record(struct bulk *b, struct sifa_record *r, struct sifa_err *err)
{
	struct kbuf kb = {.n = 0};
	MDB_val k, v;
	enum sifa_rc rc;

	b->record.n = 0;
	buf_add(&b->record, "\0\0\0\0\0\0\0", SUM_BYTES);
	rc = record_encode(r, &b->record, err);
	if (rc)
		return rc;
	rec_seal(b->s, &b->record);
	kb_int(&kb, r->id, 8);
	k = (MDB_val){kb.n, kb.p};
	v = (MDB_val){b->record.n, b->record.p};
	return batch_put(b, T_REC, &k, &v, err);
}

enum sifa_rc bulk_put(struct bulk *b, struct sifa_record *r, uint32_t line, struct sifa_err *err)
{
	enum sifa_rc rc = batch_room(b, err);

	if (rc)
		return rc;
	if (b->next > b->last || r->kind->no >= KIND_NUMBERS)
		return err_set(err, SIFA_E_FULL, N_("too many rows for one import"), NULL);
	b->line = line;
	r->id = b->next++;
	r->rev = 1;
	r->flags |= SIFA_REC_IMPORTED;
	r->created = r->updated = b->now;
	r->created_by = r->updated_by = b->actor;
	r->entered = sifa_day_of_time(b->now);
	if (!r->holder)
		r->holder = r->unit;
	rc = put_record(b, r, err);
	if (!rc && !index_keys(b->s, r, add_key, b)) {
		if (err && !err->rc)
			*err = b->err;
		rc = b->err.rc ? b->err.rc : err_nomem(err);
	}
	if (!rc)
		rc = add_facts(b, r, err);
	b->count[r->kind->no]++;
	return rc;
}

enum sifa_rc bulk_replace(struct bulk *b, struct sifa_record *r, struct sifa_err *err)
{
	struct sifa_record *copy = record_new(r->kind);
	struct buf bytes = {0};
	enum sifa_rc rc;

	if (!copy || !grow(&b->replace, &b->cap_replace, b->nreplace + 1, sizeof *b->replace)) {
		sifa_record_free(copy);
		return err_nomem(err);
	}
	rc = record_encode(r, &bytes, err);
	if (!rc)
		rc = record_decode(copy, (uint8_t *)bytes.p, bytes.n, err);
	buf_free(&bytes);
	if (rc) {
		sifa_record_free(copy);
		return rc;
	}
	b->replace[b->nreplace++] = (struct act_step){.op = ACT_PUT, .record = copy, .rev = r->rev};
	return SIFA_OK;
}

void bulk_end(struct bulk *b)
{
	if (!b)
		return;
	batch_abort(b);
	if (b->marked && !b->published)
		bulk_drop(b->s, b->first, b->last, NULL);
	gate_leave(b->s, GATE_IMPORT);
	for (size_t t = 0; t < TABLES; t++)
		runs_free(b->run[t]);
	for (size_t i = 0; i < BLOCKS; i++)
		free(b->block[i].rows);
	buf_free(&b->out);
	for (size_t i = 0; i < b->nreplace; i++)
		sifa_record_free(b->replace[i].record);
	free(b->replace);
	buf_free(&b->record);
	free(b);
}
