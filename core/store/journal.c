/* journal.c - the chain of headers and the old values beside it. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "../model/record.h"
#include "own.h"

enum { JOP = 8 + 8 + 8 + 8 + 4 + 2 + 2 + 2 + 2, JFIXED = JOP + 16 + 32 + 32 + 32 };

static const char *const what_name[] = {"",	  "create", "update",  "delete", "import",
					"adopt",  "read",   "step",    "number", "move",
					"hand",	  "print",  "propose", "merge",	 "link",
					"reject", "part",   "split",   "keep",	 "file"};

static unsigned what_no(const char *what)
{
	for (unsigned i = 1; i < sizeof what_name / sizeof *what_name; i++)
		if (!strcmp(what, what_name[i]))
			return i;
	return 0;
}

static void add_int(struct buf *b, uint64_t v, unsigned bytes)
{
	uint8_t p[8];

	put_le(p, v, bytes);
	buf_add(b, p, bytes);
}

static void hash(uint8_t out[32], const void *p, size_t n)
{
	crypto_generichash(out, 32, p, n, NULL, 0);
}

static void header(struct buf *b, const struct head *h, const struct jentry *e,
		   const struct buf *payload)
{
	uint8_t digest[32] = {0};
	size_t nh = e->host ? strnlen(e->host, 255) : 0, nn = e->note ? strnlen(e->note, 1000) : 0;

	if (payload && payload->n)
		hash(digest, payload->p, payload->n);
	add_int(b, h->jseq, 8);
	add_int(b, (uint64_t)e->time, 8);
	add_int(b, e->actor, 8);
	add_int(b, e->record, 8);
	add_int(b, e->rev, 4);
	add_int(b, what_no(e->what), 2);
	add_int(b, nh, 2);
	add_int(b, nn, 2);
	add_int(b, 0, 2);
	buf_add(b, e->op, 16);
	buf_add(b, e->digest, 32);
	buf_add(b, digest, 32);
	buf_add(b, h->jhash, 32);
	buf_add(b, e->host, nh);
	buf_add(b, e->note, nn);
}

static int put_key(MDB_txn *txn, MDB_dbi dbi, const struct kbuf *k, const void *p, size_t n,
		   unsigned flags)
{
	MDB_val key = {k->n, (void *)(uintptr_t)k->p}, v = {n, (void *)(uintptr_t)p};

	return mdb_put(txn, dbi, &key, &v, flags);
}

enum sifa_rc journal_add(struct store *s, MDB_txn *txn, struct head *h, const struct jentry *e,
			 const struct buf *payload, struct sifa_err *err)
{
	struct buf b = {0};
	struct kbuf seq = {.n = 0}, rec = {.n = 0};
	int rc;

	h->jseq++;
	header(&b, h, e, payload);
	if (b.failed) {
		buf_free(&b);
		return err_nomem(err);
	}
	kb_int(&seq, h->jseq, 8);
	kb_int(&rec, e->record, 8);
	kb_int(&rec, h->jseq, 8);
	rc = put_key(txn, s->t[T_JRN], &seq, b.p, b.n, MDB_APPEND);
	if (!rc && payload && payload->n)
		rc = put_key(txn, s->t[T_JPAY], &seq, payload->p, payload->n, MDB_APPEND);
	if (!rc && e->record)
		rc = put_key(txn, s->t[T_JREC], &rec, NULL, 0, 0);
	hash(h->jhash, b.p, b.n);
	h->jtime = e->time;
	buf_free(&b);
	return store_mdb(s, rc, err);
}

int journal_ends_with(struct store *s, MDB_txn *txn, const uint8_t op[16], bool *out)
{
	MDB_cursor *cu;
	MDB_val k, v;
	int rc = mdb_cursor_open(txn, s->t[T_JRN], &cu);

	if (rc)
		return rc;
	rc = mdb_cursor_get(cu, &k, &v, MDB_LAST);
	mdb_cursor_close(cu);
	*out = !rc && v.mv_size >= JFIXED && !memcmp((const uint8_t *)v.mv_data + JOP, op, 16);
	return rc;
}

bool journal_payload(const struct sifa_record *old, const struct sifa_record *now, struct buf *out)
{
	const struct sifa_kind *k = now->kind;
	struct sifa_record one = *old;
	struct sifa_value *v = calloc(k->nfields, sizeof *v);
	struct buf bytes = {0};
	bool ok = v != NULL;

	/* Each changed field is written as a record that holds it alone: the one
	 * codec serves, and old journals stay readable as the kind grows. */
	one.v = v;
	for (size_t i = 0; ok && i < k->nfields; i++) {
		uint8_t head[6];
		struct sifa_record a = *old, b = *now;

		v[i] = old->v[i];
		a.v = v;
		bytes.n = 0;
		ok = !record_encode(&one, &bytes, NULL);
		b.v = calloc(k->nfields, sizeof *v);
		if (b.v)
			b.v[i] = now->v[i];
		else
			ok = false;
		if (ok && !record_equal(&a, &b)) {
			put_le(head, k->field[i].no, 2);
			put_le(head + 2, bytes.n, 4);
			ok = buf_add(out, head, 6) && buf_add(out, bytes.p, bytes.n);
		}
		free(b.v);
		memset(&v[i], 0, sizeof *v);
	}
	buf_free(&bytes);
	free(v);
	return ok;
}

/* ---- reading ---- */

int journal_record(struct store *s, MDB_txn *txn, uint64_t seq, uint64_t *id)
{
	struct kbuf kb = {.n = 0};
	MDB_val k, v;
	int rc;

	kb_int(&kb, seq, 8);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_get(txn, s->t[T_JRN], &k, &v);
	if (!rc && v.mv_size < JFIXED)
		rc = MDB_CORRUPTED;
	*id = rc ? 0 : get_le((uint8_t *)v.mv_data + 24, 8);
	return rc;
}

static void fill_entry(struct sifa_entry *e, const uint8_t *p, size_t n)
{
	size_t nh = (size_t)get_le(p + 38, 2), nn = (size_t)get_le(p + 40, 2);
	size_t what = (size_t)get_le(p + 36, 2);

	memset(e, 0, sizeof *e);
	e->seq = get_le(p, 8);
	e->time = (int64_t)get_le(p + 8, 8);
	e->actor = get_le(p + 16, 8);
	e->record = get_le(p + 24, 8);
	e->rev = (uint32_t)get_le(p + 32, 4);
	if (what < sizeof what_name / sizeof *what_name)
		snprintf(e->what, sizeof e->what, "%s", what_name[what]);
	if (JFIXED + nh + nn > n)
		return;
	snprintf(e->host, sizeof e->host, "%.*s", (int)nh, (const char *)p + JFIXED);
	snprintf(e->note, sizeof e->note, "%.*s", (int)nn, (const char *)p + JFIXED + nh);
}

static int entry_at(struct snap *sn, uint64_t seq, struct sifa_entry *e)
{
	struct kbuf kb = {.n = 0};
	MDB_val k, v;
	int rc;

	kb_int(&kb, seq, 8);
	k = (MDB_val){kb.n, kb.p};
	rc = mdb_get(sn->txn, sn->store->t[T_JRN], &k, &v);
	if (!rc && v.mv_size >= JFIXED)
		fill_entry(e, v.mv_data, v.mv_size);
	return rc;
}

enum sifa_rc snap_journal(struct snap *sn, uint64_t record, struct sifa_entry *out, size_t limit,
			  size_t *n, struct sifa_err *err)
{
	MDB_cursor *cu;
	MDB_val k, v;
	struct kbuf after = {.n = 0};
	int rc = mdb_cursor_open(sn->txn, sn->store->t[record ? T_JREC : T_JRN], &cu);

	*n = 0;
	if (rc)
		return store_mdb(sn->store, rc, err);
	kb_int(&after, record ? record + 1 : UINT64_MAX, 8);
	k = (MDB_val){after.n, after.p};
	rc = mdb_cursor_get(cu, &k, &v, MDB_SET_RANGE);
	rc = mdb_cursor_get(cu, &k, &v, rc ? MDB_LAST : MDB_PREV);
	while (!rc && *n < limit) {
		if (record && (k.mv_size != 16 || get_be(k.mv_data, 8) != record))
			break;
		if (!entry_at(sn, get_be((const uint8_t *)k.mv_data + k.mv_size - 8, 8), &out[*n]))
			++*n;
		rc = mdb_cursor_get(cu, &k, &v, MDB_PREV);
	}
	mdb_cursor_close(cu);
	return rc && rc != MDB_NOTFOUND ? store_mdb(sn->store, rc, err) : SIFA_OK;
}

enum sifa_rc snap_deletions(struct snap *sn, int64_t since, id_fn *f, void *arg,
			    struct sifa_err *err)
{
	unsigned deletion = what_no("delete");
	MDB_cursor *cu;
	MDB_val k, v;
	int rc = mdb_cursor_open(sn->txn, sn->store->t[T_JRN], &cu);

	if (rc)
		return store_mdb(sn->store, rc, err);
	for (rc = mdb_cursor_get(cu, &k, &v, MDB_LAST); !rc;
	     rc = mdb_cursor_get(cu, &k, &v, MDB_PREV)) {
		const uint8_t *p = v.mv_data;

		if (v.mv_size < JFIXED)
			continue;
		if ((int64_t)get_le(p + 8, 8) < since ||
		    (get_le(p + 36, 2) == deletion && !f(arg, get_le(p + 24, 8))))
			break;
	}
	mdb_cursor_close(cu);
	return rc && rc != MDB_NOTFOUND ? store_mdb(sn->store, rc, err) : SIFA_OK;
}

static void finding(struct sifa_findings *out, const char *msg, uint64_t seq)
{
	struct sifa_err e = {0};
	char no[24];

	snprintf(no, sizeof no, "%llu", (unsigned long long)seq);
	err_set(&e, SIFA_E_DAMAGED, msg, no, NULL);
	findings_add(out, SIFA_ERROR, &e);
}

/* Old values as their header binds them; a destruction may have taken them away. */
static bool payload_sound(struct store *s, MDB_txn *txn, MDB_val *key, const uint8_t *header)
{
	uint8_t digest[32];
	MDB_val v;

	if (mdb_get(txn, s->t[T_JPAY], key, &v))
		return true;
	hash(digest, v.mv_data, v.mv_size);
	return !memcmp(digest, header + JFIXED - 64, sizeof digest);
}

enum sifa_rc journal_verify(struct store *s, MDB_txn *txn, struct sifa_findings *out,
			    struct sifa_err *err)
{
	MDB_cursor *cu;
	MDB_val k, v;
	uint8_t prev[32] = {0};
	uint64_t seq = 0;
	int rc = mdb_cursor_open(txn, s->t[T_JRN], &cu);

	if (rc)
		return store_mdb(s, rc, err);
	while (!(rc = mdb_cursor_get(cu, &k, &v, MDB_NEXT))) {
		const uint8_t *p = v.mv_data;
		bool whole = v.mv_size >= JFIXED;

		seq++;
		if (!whole || get_le(p, 8) != seq || memcmp(p + JFIXED - 32, prev, 32)) {
			finding(out, N_("the journal's chain breaks at entry {1}"), seq);
			seq = get_be(k.mv_data, 8);
		}
		if (whole && !payload_sound(s, txn, &k, p))
			finding(out, N_("the old values of journal entry {1} were changed"), seq);
		hash(prev, p, v.mv_size);
	}
	mdb_cursor_close(cu);
	if (rc != MDB_NOTFOUND)
		return store_mdb(s, rc, err);
	if (seq != s->head.jseq || (seq && memcmp(prev, s->head.jhash, 32)))
		finding(out, N_("the journal's last entry is not the one that was written"), seq);
	return SIFA_OK;
}
