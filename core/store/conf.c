/* conf.c - the adopted configuration: texts and their trees, by hash. */
#include <errno.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "own.h"

static MDB_val config_key(void)
{
	return (MDB_val){6, (void *)(uintptr_t) "config"};
}

static bool pack(const struct config_file *f, struct buf *out)
{
	uint8_t head[8];

	put_le(head, strlen(f->name), 4);
	put_le(head + 4, f->n, 4);
	return buf_add(out, head, 8) && buf_str(out, f->name) && buf_add(out, f->text, f->n) &&
	       yaml_freeze(f->thawed, out);
}

static bool pack_hash(const struct config_file *f, struct buf *out, uint8_t hash[32])
{
	return pack(f, out) && !crypto_generichash(hash, 32, (uint8_t *)out->p, out->n, NULL, 0);
}

static int write_file(struct store *s, MDB_txn *txn, const struct config_file *f, uint8_t hash[32])
{
	struct buf b = {0};
	MDB_val k = {32, hash}, v;
	int rc = pack_hash(f, &b, hash) ? 0 : ENOMEM;

	if (!rc) {
		v = (MDB_val){b.n, b.p};
		rc = mdb_put(txn, s->t[T_CONF], &k, &v, 0);
	}
	buf_free(&b);
	return rc;
}

static int write_all(struct store *s, MDB_txn *txn, const struct config *c, uint8_t whole[32])
{
	uint8_t *list = malloc(32 * (c->nfiles + 1));
	MDB_val k = config_key(), v = {32 * c->nfiles, list};
	int rc = list ? 0 : ENOMEM;

	for (size_t i = 0; !rc && i < c->nfiles; i++)
		rc = write_file(s, txn, &c->file[i], list + 32 * i);
	if (!rc) {
		crypto_generichash(whole, 32, list, 32 * c->nfiles, NULL, 0);
		rc = mdb_put(txn, s->t[T_META], &k, &v, 0);
	}
	free(list);
	return rc;
}

/* The hash of the adopted configuration; zeros where there is none yet. */
static int hash_adopted(struct store *s, MDB_txn *txn, uint8_t hash[32])
{
	MDB_val k = config_key(), list;
	int rc = mdb_get(txn, s->t[T_META], &k, &list);

	memset(hash, 0, 32);
	if (!rc)
		crypto_generichash(hash, 32, list.mv_data, list.mv_size, NULL, 0);
	return rc == MDB_NOTFOUND ? 0 : rc;
}

enum sifa_rc conf_current(struct store *s, MDB_txn *txn, struct sifa_err *err)
{
	uint8_t hash[32];
	int rc = hash_adopted(s, txn, hash);

	if (rc)
		return store_mdb(s, rc, err);
	if (!memcmp(hash, s->running, sizeof hash))
		return SIFA_OK;
	return err_set(err, SIFA_E_CONFIG,
		       N_("The configuration was changed meanwhile; leave the program and "
			  "start it again."),
		       NULL);
}

const uint8_t *store_config_hash(const struct store *s)
{
	return s->running;
}

enum sifa_rc store_current(struct store *s, struct sifa_err *err)
{
	struct snap *sn;
	enum sifa_rc rc = snap_begin(s, &sn, err);

	if (rc)
		return rc;
	rc = conf_current(s, sn->txn, err);
	snap_end(sn);
	return rc;
}

struct adopting {
	struct store *s;
	const struct config *c;
	struct jentry e;
};

static enum sifa_rc adopt_in(void *arg, MDB_txn *txn, struct head *h, struct sifa_err *err)
{
	struct adopting *a = arg;
	enum sifa_rc rc = rekey(a->s, txn, a->c, err);

	if (!rc)
		rc = store_mdb(a->s, write_all(a->s, txn, a->c, a->e.digest), err);
	if (!rc)
		rc = store_mdb(a->s, names_write(a->s, txn), err);
	return rc ? rc : journal_add(a->s, txn, h, &a->e, NULL, err);
}

/* No import runs meanwhile: its rows are written in the form it began with. */
enum sifa_rc store_adopt(struct store *s, const struct config *c, uint64_t actor, const char *host,
			 int64_t now, struct sifa_err *err)
{
	struct adopting a = {s, c, {.time = now, .actor = actor, .what = "adopt", .host = host}};
	enum sifa_rc rc = gate_enter(s, GATE_IMPORT, 500, host, err);

	if (rc)
		return rc;
	randombytes_buf(a.e.op, sizeof a.e.op);
	rc = bulk_sweep(s, err);
	if (!rc)
		rc = store_txn(s, &(struct write){host, WAIT_ACT, a.e.op}, adopt_in, &a, err);
	gate_leave(s, GATE_IMPORT);
	if (!rc && !s->config) { /* a new store: nothing ran before */
		s->config = c;
		memcpy(s->running, a.e.digest, sizeof s->running);
	}
	return rc;
}

bool conf_holds(struct store *s, MDB_txn *txn, const struct config_file *f)
{
	MDB_val k = config_key(), list;
	struct buf b = {0};
	uint8_t hash[32];
	bool found = false;

	if (pack_hash(f, &b, hash) && !mdb_get(txn, s->t[T_META], &k, &list))
		for (size_t i = 0; !found && i + 32 <= list.mv_size; i += 32)
			found = !memcmp((uint8_t *)list.mv_data + i, hash, 32);
	buf_free(&b);
	return found;
}

bool store_adopted(struct store *s, const struct config_file *f)
{
	struct snap *sn;
	bool found;

	if (snap_begin(s, &sn, NULL))
		return false;
	found = conf_holds(s, sn->txn, f);
	snap_end(sn);
	return found;
}

/* The text stays where it is: it is only read to be shown or exported. */
static enum sifa_rc read_file(struct config *c, const MDB_val *hash, const MDB_val *v,
			      struct sifa_err *err)
{
	const uint8_t *p = v->mv_data;
	uint8_t found[32];
	size_t nn = 0, nt = 0;
	char name[256];

	if (v->mv_size >= 8) {
		nn = (size_t)get_le(p, 4);
		nt = (size_t)get_le(p + 4, 4);
	}
	crypto_generichash(found, sizeof found, p, v->mv_size, NULL, 0);
	if (!nn || nn >= sizeof name || nn > v->mv_size - 8 || nt > v->mv_size - 8 - nn ||
	    memcmp(found, hash->mv_data, sizeof found) != 0)
		return err_set(err, SIFA_E_DAMAGED,
			       N_("the configuration inside the store is damaged: adopt it again "
				  "from its folder"),
			       NULL);
	memcpy(name, p + 8, nn);
	name[nn] = '\0';
	return config_add_frozen(c, name, p + 8 + nn + nt, v->mv_size - 8 - nn - nt, err);
}

static bool is_named(const MDB_val *v, const char *name, const char **text, size_t *n)
{
	const uint8_t *p = v->mv_data;
	size_t nn, nt;

	if (v->mv_size < 8)
		return false;
	nn = (size_t)get_le(p, 4);
	nt = (size_t)get_le(p + 4, 4);
	if (nn > v->mv_size - 8 || nt > v->mv_size - 8 - nn || nn != strlen(name) ||
	    memcmp(p + 8, name, nn) != 0)
		return false;
	*text = (const char *)p + 8 + nn;
	*n = nt;
	return true;
}

enum sifa_rc snap_config_text(struct snap *sn, const char *name, struct buf *out,
			      struct sifa_err *err)
{
	MDB_val k = config_key(), list, v;
	struct store *s = sn->store;
	const char *text;
	size_t n;
	int m = mdb_get(sn->txn, s->t[T_META], &k, &list);

	for (size_t i = 0; !m && i + 32 <= list.mv_size; i += 32) {
		k = (MDB_val){32, (uint8_t *)list.mv_data + i};
		m = mdb_get(sn->txn, s->t[T_CONF], &k, &v);
		if (!m && is_named(&v, name, &text, &n))
			return buf_add(out, text, n) ? SIFA_OK : err_nomem(err);
	}
	if (m && m != MDB_NOTFOUND)
		return store_mdb(s, m, err);
	return err_set(err, SIFA_E_NOTFOUND, N_("The file {1} is not there."), name, NULL);
}

static enum sifa_rc read_all(struct store *s, MDB_txn *txn, struct config *c, struct sifa_err *err)
{
	MDB_val k = config_key(), list, v;
	enum sifa_rc rc = SIFA_OK;
	int m = mdb_get(txn, s->t[T_META], &k, &list);

	if (m == MDB_NOTFOUND)
		return SIFA_OK;
	if (m)
		return store_mdb(s, m, err);
	crypto_generichash(s->running, 32, list.mv_data, list.mv_size, NULL, 0);
	for (size_t i = 0; !rc && i + 32 <= list.mv_size; i += 32) {
		k = (MDB_val){32, (uint8_t *)list.mv_data + i};
		m = mdb_get(txn, s->t[T_CONF], &k, &v);
		rc = m ? store_mdb(s, m == MDB_NOTFOUND ? MDB_CORRUPTED : m, err)
		       : read_file(c, &k, &v, err);
	}
	return rc;
}

enum sifa_rc store_config(struct store *s, struct config *c, struct sifa_err *err)
{
	struct snap *sn;
	enum sifa_rc rc = snap_begin(s, &sn, err);

	if (rc)
		return rc;
	rc = read_all(s, sn->txn, c, err);
	snap_end(sn);
	if (!rc)
		s->config = c;
	return rc;
}
