/* act.c - one act of a user: records, their keys, facts and the journal in one
 * transaction under the gate. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "own.h"

static void count_key(struct kbuf *k, uint16_t kind)
{
	k->n = 0;
	kb_bytes(k, "live", 4);
	kb_int(k, kind, 2);
}

int count_live(struct store *s, MDB_txn *txn, uint16_t kind, uint64_t *out)
{
	struct kbuf kb;
	MDB_val k, v;
	int rc;

	count_key(&kb, kind);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_get(txn, s->t[T_COUNT], &k, &v);
	*out = !rc && v.mv_size == 8 ? get_le(v.mv_data, 8) : 0;
	return rc == MDB_NOTFOUND ? 0 : rc;
}

int count_add(struct store *s, MDB_txn *txn, uint16_t kind, int64_t by)
{
	struct kbuf kb;
	uint64_t now;
	uint8_t b[8];
	MDB_val k, v = {8, b};
	int rc = count_live(s, txn, kind, &now);

	if (rc)
		return rc;
	count_key(&kb, kind);
	k = (MDB_val){kb.n, kb.p};
	put_le(b, now + (uint64_t)by, 8);
	return mdb_put(txn, s->t[T_COUNT], &k, &v, 0);
}

void rec_seal(const struct store *s, struct buf *bytes)
{
	uint8_t *p = (uint8_t *)bytes->p;

	put_le(p, sum_of(s, p + SUM_BYTES, bytes->n - SUM_BYTES), SUM_BYTES);
}

static int rec_put(struct store *s, MDB_txn *txn, uint64_t id, struct buf *bytes)
{
	struct kbuf kb = {.n = 0};
	MDB_val k, v = {bytes->n, bytes->p};

	kb_int(&kb, id, 8);
	k = (MDB_val){kb.n, kb.p};
	rec_seal(s, bytes);
	return mdb_put(txn, s->t[T_REC], &k, &v, 0);
}

enum sifa_rc rec_load(struct store *s, MDB_txn *txn, uint64_t id, struct sifa_record *r,
		      struct sifa_err *err)
{
	struct kbuf kb = {.n = 0};
	MDB_val k, v;
	struct stored at;
	int rc;

	kb_int(&kb, id, 8);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_get(txn, s->t[T_REC], &k, &v);
	if (rc == MDB_NOTFOUND)
		return rec_missing(id, err);
	if (rc)
		return store_mdb(s, rc, err);
	return rec_stored(s, id, &v, &at) ? record_decode(r, at.p, at.n, err)
					  : rec_damaged(id, err);
}

/* ---- one record ---- */

struct change {
	struct store *s;
	MDB_txn *txn;
	bool unique;
	const struct sifa_record *now;
	uint64_t taken;	  /* record that has a unique key already */
	uint64_t missing; /* record referred to that is not there, or no longer */
};

/* Another record of the unit with the same key: what is left of the key without
 * the id is compared. */
static int unique_free(struct change *c, const MDB_val *key)
{
	const uint8_t *p = key->mv_data;
	MDB_cursor *cu;
	MDB_val k = {key->mv_size - 8, key->mv_data}, v;
	int rc;

	if (!c->now->kind->key[p[2]].unique)
		return 0;
	rc = mdb_cursor_open(c->txn, c->s->t[T_KEY], &cu);
	if (rc)
		return rc;
	rc = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE);
	if (!rc && k.mv_size == key->mv_size && !memcmp(k.mv_data, p, k.mv_size - 8) &&
	    get_be((uint8_t *)k.mv_data + k.mv_size - 8, 8) != c->now->id) {
		c->taken = get_be((uint8_t *)k.mv_data + k.mv_size - 8, 8);
		rc = MDB_KEYEXIST;
	}
	mdb_cursor_close(cu);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

/* A reference just made must lead somewhere: the record may have been deleted
 * since the caller looked. */
static int target_there(struct change *c, const MDB_val *key)
{
	uint64_t to = get_be(key->mv_data, 8);
	struct kbuf kb = {.n = 0};
	struct stored at;
	MDB_val k, v;
	int rc;

	kb_int(&kb, to, 8);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_get(c->txn, c->s->t[T_REC], &k, &v);
	if (!rc && rec_stored(c->s, to, &v, &at) && !(at.fixed[FIX_FLAGS] & SIFA_REC_DELETED))
		return 0;
	if (!rc || rc == MDB_NOTFOUND)
		c->missing = to;
	return rc ? rc : MDB_NOTFOUND;
}

static int apply_key(void *arg, bool add, enum table t, MDB_val *key, MDB_val *val)
{
	struct change *c = arg;
	int rc;

	if (!add) {
		rc = mdb_del(c->txn, c->s->t[t], key, NULL);
		return rc == MDB_NOTFOUND ? 0 : rc;
	}
	if (t == T_KEY && c->unique && (rc = unique_free(c, key)))
		return rc;
	if (t == T_REF && (rc = target_there(c, key)))
		return rc;
	return mdb_put(c->txn, c->s->t[t], key, val, 0);
}

static int change_facts(struct change *c, const struct sifa_record *old, const uint8_t *fixed,
			size_t n)
{
	int32_t was[8] = {0}, is[8] = {0};
	size_t nwas = 0, nis = 0;
	struct buf b = {0};
	int rc = 0;

	if (old && !(old->flags & SIFA_REC_DELETED)) {
		const uint8_t *p;
		size_t len = 0;

		if (record_encode(old, &b, NULL) ||
		    !(p = record_fixed((uint8_t *)b.p, b.n, &len))) {
			buf_free(&b);
			return ENOMEM;
		}
		nwas = fact_months(old->kind, p, len, was);
		buf_free(&b);
	}
	if (!(c->now->flags & SIFA_REC_DELETED))
		nis = fact_months(c->now->kind, fixed, n, is);
	for (size_t i = 0; !rc && i < nwas; i++) {
		size_t j = 0;

		while (j < nis && is[j] != was[i])
			j++;
		if (j == nis)
			rc = fact_del(c->s, c->txn, c->now->kind->no, was[i], c->now->id);
	}
	for (size_t i = 0; !rc && i < nis; i++)
		rc = fact_put(c->s, c->txn, c->now->kind->no, is[i], fixed, n);
	return rc;
}

static enum sifa_rc change_error(const struct change *c, int m, struct sifa_err *err)
{
	char text[32];

	err_id(text, c->taken ? c->taken : c->missing);
	if (c->taken)
		return err_set(err, SIFA_E_EXISTS, N_("record {1} has the same number already"),
			       text, NULL);
	if (c->missing)
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("Record {1} does not exist or was deleted; choose another."),
			       text, NULL);
	return store_mdb(c->s, m, err);
}

enum sifa_rc rec_change(struct store *s, MDB_txn *txn, const struct sifa_record *old,
			const struct sifa_record *now, bool unique, struct sifa_err *err)
{
	struct change c = {.s = s, .txn = txn, .unique = unique, .now = now};
	struct keylist a = {0}, b = {0};
	struct buf bytes = {0};
	const uint8_t *fixed;
	bool gone = now->flags & SIFA_REC_DELETED, was = old && !(old->flags & SIFA_REC_DELETED);
	enum sifa_rc rc = SIFA_OK;
	size_t n = 0;
	int m = 0;

	if (!buf_add(&bytes, "\0\0\0\0\0\0\0", SUM_BYTES) || (was && !keylist_fill(&a, s, old)) ||
	    (!gone && !keylist_fill(&b, s, now)))
		rc = err_nomem(err);
	if (!rc)
		rc = record_encode(now, &bytes, err);
	if (!rc) {
		fixed = record_fixed((uint8_t *)bytes.p + SUM_BYTES, bytes.n - SUM_BYTES, &n);
		m = rec_put(s, txn, now->id, &bytes);
		if (!m)
			m = keylist_diff(&a, &b, apply_key, &c);
		if (!m)
			m = change_facts(&c, old, fixed, n);
		if (!m && was == gone)
			m = count_add(s, txn, now->kind->no, gone ? -1 : 1);
		rc = change_error(&c, m, err);
	}
	keylist_free(&a);
	keylist_free(&b);
	buf_free(&bytes);
	return rc;
}

/* ---- steps ---- */

struct keep { /* what a failed attempt must give back to the caller's record */
	uint64_t id, created_by, updated_by, holder;
	int64_t created, updated;
	uint32_t rev;
	sifa_day entered;
};

struct run {
	struct store *s;
	const struct act *a;
	struct keep *kept; /* one a step */
	MDB_txn *txn;
	struct head *h;
	uint8_t op[16];
};

static enum sifa_rc moved(const struct sifa_record *old, struct sifa_err *err)
{
	char id[32], by[32];

	err_id(id, old->id);
	err_id(by, old->updated_by);
	return err_set(
		err, SIFA_E_CONFLICT,
		N_("record {1} was changed by {2} meanwhile: look at it again, your text is kept"),
		id, by, NULL);
}

static enum sifa_rc note_step(struct run *r, const struct sifa_record *old,
			      const struct sifa_record *now, const char *what, struct sifa_err *err)
{
	struct jentry e = {.time = r->a->now,
			   .actor = r->a->actor,
			   .record = now->id,
			   .rev = now->rev,
			   .what = what,
			   .host = r->a->host,
			   .note = r->a->note};
	struct buf payload = {0}, bytes = {0};
	enum sifa_rc rc;

	memcpy(e.op, r->op, sizeof e.op);
	if ((old && !journal_payload(old, now, &payload)) || record_encode(now, &bytes, NULL)) {
		rc = err_nomem(err);
	} else {
		crypto_generichash(e.digest, 32, (uint8_t *)bytes.p, bytes.n, NULL, 0);
		rc = journal_add(r->s, r->txn, r->h, &e, &payload, err);
	}
	buf_free(&payload);
	buf_free(&bytes);
	return rc;
}

static uint64_t next_id(struct run *r)
{
	return (uint64_t)r->s->meta.origin << 46 | (uint64_t)r->s->meta.incarnation << 40 |
	       (++r->h->sequence + 3); /* 0 to 3 are no ids: slots use them */
}

static enum sifa_rc create_step(struct run *r, struct sifa_record *rec, struct sifa_err *err)
{
	rec->id = next_id(r);
	rec->rev = 1;
	rec->created = rec->updated = r->a->now;
	rec->created_by = rec->updated_by = r->a->actor;
	rec->entered = sifa_day_of_time(r->a->now);
	if (!rec->holder)
		rec->holder = rec->unit;
	return rec_change(r->s, r->txn, NULL, rec, true, err);
}

static enum sifa_rc update_step(struct run *r, struct sifa_record *old, struct sifa_record *rec,
				struct sifa_err *err)
{
	if (old->rev != rec->rev)
		return moved(old, err);
	rec->rev++;
	rec->updated = r->a->now;
	rec->updated_by = r->a->actor;
	return rec_change(r->s, r->txn, old, rec, true, err);
}

static enum sifa_rc put_step(struct run *r, const struct act_step *step, struct sifa_err *err)
{
	struct sifa_record *rec = step->record, *old;
	enum sifa_rc rc;

	for (size_t i = 0; i < step->nnumbers; i++) {
		rc = number_take(r->s, r->txn, &step->number[i], rec, err);
		if (rc)
			return rc;
	}
	if (!rec->id) {
		rc = create_step(r, rec, err);
		return rc ? rc : note_step(r, NULL, rec, r->a->what ? r->a->what : "create", err);
	}
	old = record_new(rec->kind);
	if (!old)
		return err_nomem(err);
	rc = rec_load(r->s, r->txn, rec->id, old, err);
	if (!rc)
		rc = update_step(r, old, rec, err);
	if (!rc)
		rc = note_step(r, old, rec, r->a->what ? r->a->what : "update", err);
	sifa_record_free(old);
	return rc;
}

const struct sifa_kind *rec_kind(struct store *s, MDB_txn *txn, uint64_t id)
{
	struct kbuf kb = {.n = 0};
	MDB_val k, v;
	struct stored at;

	kb_int(&kb, id, 8);
	k = (MDB_val){kb.n, kb.p};
	if (!s->config || mdb_get(txn, s->t[T_REC], &k, &v) || !rec_stored(s, id, &v, &at))
		return NULL;
	return config_kind_no(s->config, (uint16_t)get_le(at.fixed + FIX_KIND, 2));
}

/* How many other records refer to it. Counted in the act: one that was saved
 * since the caller looked counts as well. */
static enum sifa_rc referrers(struct run *r, uint64_t id, size_t *count, struct sifa_err *err)
{
	struct kbuf kb = {.n = 0};
	struct idlist from = {0};
	MDB_cursor *cu;
	MDB_val k, v;
	int rc = mdb_cursor_open(r->txn, r->s->t[T_REF], &cu);

	*count = 0;
	if (rc)
		return store_mdb(r->s, rc, err);
	kb_int(&kb, id, 8);
	k = (MDB_val){kb.n, kb.p};
	for (rc = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE);
	     !rc && k.mv_size == REF_KEY && !memcmp(k.mv_data, kb.p, kb.n);
	     rc = mdb_cursor_get(cu, &k, &v, MDB_NEXT)) {
		uint64_t by = get_be((const uint8_t *)k.mv_data + REF_KEY - 8, 8);

		if (by != id && !idlist_add(&from, by)) {
			rc = ENOMEM;
			break;
		}
	}
	mdb_cursor_close(cu);
	idlist_sort(&from);
	*count = from.n;
	free(from.id);
	return rc && rc != MDB_NOTFOUND ? store_mdb(r->s, rc, err) : SIFA_OK;
}

static enum sifa_rc referred_to(struct run *r, uint64_t id, struct sifa_err *err)
{
	char text[24];
	size_t n;
	enum sifa_rc rc = referrers(r, id, &n, err);

	if (rc || !n)
		return rc;
	snprintf(text, sizeof text, "%zu", n);
	return err_set(err, SIFA_E_EXISTS,
		       N_("{1} other records refer to this one; it cannot be deleted while they "
			  "do."),
		       text, NULL);
}

static enum sifa_rc hide_step(struct run *r, const struct act_step *step, struct sifa_err *err)
{
	const struct sifa_kind *k = rec_kind(r->s, r->txn, step->id);
	struct sifa_record *old = NULL, *now = NULL;
	enum sifa_rc rc;

	if (!k)
		return rec_missing(step->id, err);
	old = record_new(k);
	now = record_new(k);
	rc = old && now ? rec_load(r->s, r->txn, step->id, old, err) : err_nomem(err);
	if (!rc)
		rc = rec_load(r->s, r->txn, step->id, now, err);
	if (!rc && (old->rev != step->rev || (old->flags & SIFA_REC_DELETED)))
		rc = moved(old, err);
	if (!rc)
		rc = referred_to(r, step->id, err);
	if (!rc) {
		now->flags |= SIFA_REC_DELETED;
		now->rev++;
		now->updated = r->a->now;
		now->updated_by = r->a->actor;
		rc = rec_change(r->s, r->txn, old, now, false, err);
	}
	if (!rc)
		rc = note_step(r, old, now, "delete", err);
	sifa_record_free(old);
	sifa_record_free(now);
	return rc;
}

static void keep_fields(const struct sifa_record *r, struct keep *k)
{
	*k = (struct keep){r->id,      r->created_by, r->updated_by, r->holder,
			   r->created, r->updated,    r->rev,	     r->entered};
}

static void give_back(const struct run *r)
{
	for (size_t i = 0; i < r->a->n; i++) {
		struct sifa_record *rec = r->a->step[i].record;
		const struct keep *k = &r->kept[i];

		if (r->a->step[i].op != ACT_PUT && r->a->step[i].op != ACT_MOVE)
			continue;
		for (size_t j = 0; j < r->a->step[i].nnumbers; j++) /* never given */
			rec->v[r->a->step[i].number[j].field->index] = (struct sifa_value){0};
		rec->id = k->id;
		rec->created_by = k->created_by;
		rec->updated_by = k->updated_by;
		rec->holder = k->holder;
		rec->created = k->created;
		rec->updated = k->updated;
		rec->rev = k->rev;
		rec->entered = k->entered;
	}
}

/* What changes no record: a print. */
static enum sifa_rc journal_step(struct run *r, const char *what, uint64_t record, uint32_t rev,
				 struct sifa_err *err)
{
	struct jentry e = {.time = r->a->now,
			   .actor = r->a->actor,
			   .record = record,
			   .rev = rev,
			   .what = r->a->what ? r->a->what : what,
			   .host = r->a->host,
			   .note = r->a->note};

	memcpy(e.op, r->op, sizeof e.op);
	return journal_add(r->s, r->txn, r->h, &e, NULL, err);
}

/* A register that goes on from paper, or a block reserved for an office offline. */
static enum sifa_rc counter_step(struct run *r, const struct act_step *step, struct sifa_err *err)
{
	enum sifa_rc rc = store_mdb(
		r->s,
		counter_write(r->s, r->txn, step->number, step->number->next, step->number->last),
		err);

	return rc ? rc : journal_step(r, "number", 0, 0, err);
}

static enum sifa_rc one_step(struct run *r, const struct act_step *step, struct sifa_err *err)
{
	switch (step->op) {
	case ACT_PUT:
	case ACT_MOVE:
		return put_step(r, step, err);
	case ACT_HIDE:
		return hide_step(r, step, err);
	case ACT_COUNTER:
		return counter_step(r, step, err);
	case ACT_NOTE:
		return journal_step(r, "read", step->id, step->rev, err);
	}
	return SIFA_OK;
}

static enum sifa_rc run_steps(void *arg, MDB_txn *txn, struct head *h, struct sifa_err *err)
{
	struct run *r = arg;
	const struct act *a = r->a;
	enum sifa_rc rc = SIFA_OK;

	give_back(r);
	r->txn = txn;
	r->h = h;
	if (!a->first_act && a->now < h->jtime)
		rc = err_set(
			err, SIFA_E_CLOCK,
			N_("the clock stands before the last entry of the journal: set it right, "
			   "or confirm the date"),
			NULL);
	for (size_t i = 0; !rc && i < a->n; i++)
		rc = one_step(r, &a->step[i], err);
	return rc;
}

enum sifa_rc store_act(struct store *s, struct act *a, struct sifa_err *err)
{
	struct run r = {.s = s, .a = a, .kept = calloc(a->n ? a->n : 1, sizeof *r.kept)};
	enum sifa_rc rc;

	if (!r.kept)
		return err_nomem(err);
	for (size_t i = 0; i < a->n; i++)
		if (a->step[i].op == ACT_PUT || a->step[i].op == ACT_MOVE)
			keep_fields(a->step[i].record, &r.kept[i]);
	randombytes_buf(r.op, sizeof r.op);
	rc = store_txn(s, &(struct write){a->host, WAIT_ACT, r.op}, run_steps, &r, err);
	if (rc)
		give_back(&r);
	free(r.kept);
	return rc;
}
