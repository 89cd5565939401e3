/* bulk.c - an import: rows are written into a reserved range of ids that every
 * reader skips, their keys into sorted runs; publishing merges the runs and
 * takes the mark away, dropping takes the rows away. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "own.h"

enum { BATCH_ROWS = 10000, BATCH_MS = 200, RANGE = 1 << 26 };

/* Tables that are filled from runs, and the memory of each (bytes). */
static const struct {
	enum table t;
	size_t memory;
} run_table[] = {
	{T_SORT, 6 << 20}, {T_KEY, 3 << 20},  {T_DUE, 1 << 20},
	{T_REF, 3 << 20},  {T_GRAM, 3 << 20}, {T_FACT, 6 << 20},
};
enum { RUNS = sizeof run_table / sizeof *run_table, RUN_FACT = RUNS - 1 };

struct bulk {
	struct store *s;
	uint64_t actor;
	char host[64];
	int64_t now;
	uint64_t first, last, next; /* reserved range, next id to give */
	struct runs *run[RUNS];
	MDB_txn *txn; /* the batch being written */
	size_t in_batch;
	struct timespec batch_start;
	struct buf bytes; /* one encoded record */
	uint32_t line;
	uint64_t count[512]; /* rows put, by kind number */
	struct sifa_err err; /* from inside a callback */
	struct act_step *replace;
	size_t nreplace, cap_replace;
	bool marked, published;
};

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

static int pend_del(struct store *s, MDB_txn *txn, uint64_t first)
{
	struct kbuf kb = {.n = 0};
	MDB_val k;

	kb_int(&kb, first, 8);
	k = (MDB_val){kb.n, kb.p};
	return mdb_del(txn, s->t[T_PEND], &k, NULL);
}

/* One small transaction under the gate. */
static enum sifa_rc small(struct bulk *b, int (*f)(struct bulk *b, MDB_txn *txn, struct head *h),
			  struct sifa_err *err)
{
	MDB_txn *txn;
	struct head h = {0};
	enum sifa_rc rc = gate_enter(b->s, GATE_WRITE, 10000, b->host, err);

	if (rc)
		return rc;
	rc = store_write(b->s, &txn, err);
	if (!rc) {
		rc = head_read(b->s, txn, &h, err);
		if (!rc)
			rc = store_mdb(b->s, f(b, txn, &h), err);
		if (rc)
			mdb_txn_abort(txn);
		else
			rc = store_mdb(b->s, mdb_txn_commit(txn), err);
	}
	if (!rc)
		b->s->head = h;
	gate_leave(b->s, GATE_WRITE);
	return rc;
}

static int reserve(struct bulk *b, MDB_txn *txn, struct head *h)
{
	uint64_t base = (uint64_t)b->s->meta.origin << 46 | (uint64_t)b->s->meta.incarnation << 40;
	int rc;

	b->first = b->next = base | (h->sequence + 1 + 3);
	h->sequence += RANGE;
	b->last = base | (h->sequence + 3);
	rc = pend_put(b, txn);
	return rc ? rc : head_write(b->s, txn, h);
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
	for (size_t i = 0; !rc && i < RUNS; i++)
		if (!(b->run[i] = runs_new(s->dir, run_table[i].memory)))
			rc = err_nomem(err);
	if (!rc)
		rc = small(b, reserve, err);
	b->marked = !rc;
	if (rc) {
		bulk_end(b);
		return rc;
	}
	*out = b;
	return SIFA_OK;
}

/* ---- rows ---- */

static enum sifa_rc batch_end(struct bulk *b, struct sifa_err *err)
{
	MDB_txn *txn = b->txn;

	if (!txn)
		return SIFA_OK;
	b->txn = NULL;
	b->in_batch = 0;
	return store_mdb(b->s, mdb_txn_commit(txn), err);
}

static void batch_abort(struct bulk *b)
{
	if (b->txn)
		mdb_txn_abort(b->txn);
	b->txn = NULL;
}

/* The gate is held only while a batch is written, and let go between. */
static enum sifa_rc batch_room(struct bulk *b, struct sifa_err *err)
{
	struct timespec now;
	enum sifa_rc rc;

	if (b->txn) {
		if (b->in_batch < BATCH_ROWS) {
			if (b->in_batch % 64)
				return SIFA_OK;
			clock_gettime(CLOCK_MONOTONIC, &now);
			if ((now.tv_sec - b->batch_start.tv_sec) * 1000 +
				    (now.tv_nsec - b->batch_start.tv_nsec) / 1000000 <
			    BATCH_MS)
				return SIFA_OK;
		}
		rc = batch_end(b, err);
		gate_leave(b->s, GATE_WRITE);
		if (rc)
			return rc;
	}
	rc = gate_enter(b->s, GATE_WRITE, 10000, b->host, err);
	if (rc)
		return rc;
	clock_gettime(CLOCK_MONOTONIC, &b->batch_start);
	rc = store_write(b->s, &b->txn, err);
	if (rc)
		gate_leave(b->s, GATE_WRITE);
	return rc;
}

/* Ends the batch and lets the gate go. */
static enum sifa_rc batch_close(struct bulk *b, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (!b->txn)
		return SIFA_OK;
	rc = batch_end(b, err);
	gate_leave(b->s, GATE_WRITE);
	return rc;
}

static bool add_key(void *arg, enum table t, const struct kbuf *k)
{
	struct bulk *b = arg;
	uint8_t line[4];
	size_t i = 0;

	while (run_table[i].t != t)
		i++;
	put_le(line, b->line, 4);
	return !runs_add(b->run[i], k->p, k->n, line, t == T_KEY ? 4 : 0, &b->err);
}

static enum sifa_rc add_facts(struct bulk *b, const struct sifa_record *r, struct sifa_err *err)
{
	int32_t month[8];
	size_t n = 0, count;
	const uint8_t *fixed =
		record_fixed((uint8_t *)b->bytes.p + SUM_BYTES, b->bytes.n - SUM_BYTES, &n);
	enum sifa_rc rc = SIFA_OK;

	count = fact_months(r->kind, fixed, n, month);
	for (size_t i = 0; !rc && i < count; i++) {
		struct kbuf k = {.n = 0};

		kb_int(&k, r->kind->no, 2);
		kb_int(&k, (uint32_t)month[i] ^ 0x80000000u, 4);
		kb_int(&k, r->id, 8);
		rc = runs_add(b->run[RUN_FACT], k.p, k.n, fixed, n, err);
	}
	return rc;
}

/* Grows the map while no transaction is open, well before it is full. */
static enum sifa_rc room_for(struct bulk *b, struct sifa_err *err)
{
	MDB_envinfo info;
	MDB_stat st;
	size_t used;

	mdb_env_info(b->s->env, &info);
	mdb_env_stat(b->s->env, &st);
	used = (info.me_last_pgno + 1) * st.ms_psize;
	if (used + (64u << 20) < info.me_mapsize)
		return SIFA_OK;
	return store_grow(b->s, err);
}

enum sifa_rc bulk_put(struct bulk *b, struct sifa_record *r, uint32_t line, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (!b->txn && (rc = room_for(b, err)))
		return rc;
	rc = batch_room(b, err);
	if (rc)
		return rc;
	if (b->next > b->last || r->kind->no >= 512)
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
	b->bytes.n = 0;
	buf_add(&b->bytes, "\0\0\0\0\0\0\0", SUM_BYTES);
	rc = record_encode(r, &b->bytes, err);
	if (!rc)
		rc = store_mdb(b->s, rec_put(b->s, b->txn, r->id, &b->bytes, true), err);
	if (!rc && !index_keys(r, add_key, b)) {
		if (err && !err->rc)
			*err = b->err;
		rc = b->err.rc ? b->err.rc : err_nomem(err);
	}
	if (!rc)
		rc = add_facts(b, r, err);
	b->in_batch++;
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
	copy->rev = r->rev;
	b->replace[b->nreplace++] = (struct act_step){.op = ACT_PUT, .record = copy};
	return SIFA_OK;
}

/* ---- publishing ---- */

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

static enum sifa_rc merge_keys(struct bulk *b, size_t i, struct sifa_err *err)
{
	struct kbuf prev = {.n = 0};
	MDB_val key, val, none = {0, NULL};
	enum sifa_rc rc = runs_rewind(b->run[i], err);

	while (!rc && runs_next(b->run[i], &key, &val)) {
		/* A record may give one key twice (two parties, one person). */
		if (prev.n == key.mv_size && !memcmp(prev.p, key.mv_data, prev.n))
			continue;
		if (run_table[i].t == T_KEY && prev.n)
			rc = doubled(b, &key, &prev, (uint32_t)get_le(val.mv_data, 4), err);
		if (!rc && !b->txn)
			rc = room_for(b, err);
		if (!rc)
			rc = batch_room(b, err);
		if (!rc) {
			int m = mdb_put(b->txn, b->s->t[run_table[i].t], &key, &none, MDB_APPEND);

			if (m == MDB_KEYEXIST)
				m = mdb_put(b->txn, b->s->t[run_table[i].t], &key, &none, 0);
			rc = store_mdb(b->s, m, err);
		}
		b->in_batch++;
		prev.n = 0;
		kb_bytes(&prev, key.mv_data, key.mv_size);
	}
	return rc;
}

struct block {
	struct kbuf key;
	uint8_t *rows, *out;
	size_t width, n;
};

static enum sifa_rc block_flush(struct bulk *b, struct block *k, struct sifa_err *err)
{
	MDB_val key = {k->key.n, k->key.p}, v = {0, k->out};
	enum sifa_rc rc = SIFA_OK;
	int m;

	if (!k->n)
		return SIFA_OK;
	if (!b->txn)
		rc = room_for(b, err);
	if (!rc)
		rc = batch_room(b, err);
	if (rc)
		return rc;
	v.mv_size = fact_block(b->s, k->out, k->rows, k->width, k->n);
	m = mdb_put(b->txn, b->s->t[T_FACT], &key, &v, MDB_APPEND);
	if (m == MDB_KEYEXIST)
		m = mdb_put(b->txn, b->s->t[T_FACT], &key, &v, 0);
	b->in_batch += k->n;
	k->n = 0;
	return store_mdb(b->s, m, err);
}

/* Reserved ids lie behind all others, so a block never has to be opened. */
static enum sifa_rc merge_facts(struct bulk *b, struct sifa_err *err)
{
	struct block k = {.rows = malloc((size_t)FACT_ROWS * 4096),
			  .out = malloc(FACT_HEAD + (size_t)FACT_ROWS * 4096)};
	MDB_val key, row;
	enum sifa_rc rc = k.rows && k.out ? runs_rewind(b->run[RUN_FACT], err) : err_nomem(err);

	while (!rc && runs_next(b->run[RUN_FACT], &key, &row)) {
		if (k.n &&
		    (k.n == FACT_ROWS || k.width != row.mv_size || memcmp(k.key.p, key.mv_data, 6)))
			rc = block_flush(b, &k, err);
		if (!rc && row.mv_size > 4096)
			rc = err_nomem(err);
		if (rc)
			break;
		if (!k.n) {
			k.key.n = 0;
			kb_bytes(&k.key, key.mv_data, key.mv_size);
			k.width = row.mv_size;
		}
		memcpy(k.rows + k.n++ * k.width, row.mv_data, k.width);
	}
	if (!rc)
		rc = block_flush(b, &k, err);
	free(k.rows);
	free(k.out);
	return rc;
}

static enum sifa_rc publish_in(struct bulk *b, MDB_txn *txn, const char *note, struct head *h,
			       struct sifa_err *err)
{
	struct jentry e = {
		.time = b->now, .actor = b->actor, .what = "import", .host = b->host, .note = note};
	uint64_t used = b->next - b->first, end = h->sequence;
	enum sifa_rc rc = SIFA_OK;
	int m;

	randombytes_buf(e.op, sizeof e.op);
	for (size_t i = 0; !rc && i < b->nreplace; i++) {
		struct sifa_record *now = b->replace[i].record, *old = record_new(now->kind);

		rc = old ? rec_load(b->s, txn, now->id, old, err) : err_nomem(err);
		if (!rc && old->rev != now->rev)
			rc = err_set(err, SIFA_E_CONFLICT,
				     N_("a record was changed while the import ran: import again"),
				     NULL);
		now->rev++;
		now->updated = b->now;
		now->updated_by = b->actor;
		if (!rc)
			rc = rec_change(b->s, txn, old, now, true, err);
		sifa_record_free(old);
	}
	for (uint16_t i = 0; !rc && i < 512; i++)
		if (b->count[i])
			rc = store_mdb(b->s, count_add(b->s, txn, i, (int64_t)b->count[i]), err);
	if (rc)
		return rc;
	/* Ids reserved and not used are free again if nobody went on behind them. */
	if ((b->last & 0xffffffffffu) == end + 3)
		h->sequence = end - RANGE + used;
	rc = journal_add(b->s, txn, h, &e, NULL, err);
	m = rc ? 0 : pend_del(b->s, txn, b->first);
	if (!rc && !m)
		m = head_write(b->s, txn, h);
	return rc ? rc : store_mdb(b->s, m, err);
}

enum sifa_rc bulk_publish(struct bulk *b, const char *note, struct sifa_err *err)
{
	struct head h = {0};
	MDB_txn *txn;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; !rc && i < RUNS; i++) {
		rc = i == RUN_FACT ? merge_facts(b, err) : merge_keys(b, i, err);
		runs_free(b->run[i]);
		b->run[i] = NULL;
	}
	if (rc) {
		batch_abort(b);
		gate_leave(b->s, GATE_WRITE);
		return rc;
	}
	rc = batch_close(b, err);
	if (!rc)
		rc = gate_enter(b->s, GATE_WRITE, 10000, b->host, err);
	if (rc)
		return rc;
	rc = store_write(b->s, &txn, err);
	if (!rc) {
		rc = head_read(b->s, txn, &h, err);
		if (!rc)
			rc = conf_current(b->s, txn, err);
		if (!rc && b->now < h.jtime)
			rc = err_set(
				err, SIFA_E_CLOCK,
				N_("the clock stands before the last entry of the journal: set it "
				   "right, or confirm the date"),
				NULL);
		if (!rc)
			rc = publish_in(b, txn, note, &h, err);
		if (rc)
			mdb_txn_abort(txn);
		else
			rc = store_mdb(b->s, mdb_txn_commit(txn), err);
	}
	gate_leave(b->s, GATE_WRITE);
	if (!rc) {
		b->s->head = h;
		b->published = true;
	}
	return rc;
}

void bulk_end(struct bulk *b)
{
	if (!b)
		return;
	if (b->txn) {
		batch_abort(b);
		gate_leave(b->s, GATE_WRITE);
	}
	if (b->marked && !b->published)
		bulk_drop(b->s, b->first, b->last, NULL);
	gate_leave(b->s, GATE_IMPORT);
	for (size_t i = 0; i < RUNS; i++)
		runs_free(b->run[i]);
	for (size_t i = 0; i < b->nreplace; i++)
		sifa_record_free(b->replace[i].record);
	free(b->replace);
	buf_free(&b->bytes);
	free(b);
}
