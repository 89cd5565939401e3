/* rekey.c - stored records under a changed configuration. What a kind's file says of
 * orders, keys, search, periods and counting dates stands in keys and facts of every
 * record; where the file differs, each is brought from the old form to the new one. The
 * records themselves stay: they are read by the numbers of their fields. */
#include <stdio.h>

#include "own.h"

enum { KINDS_MOST = 256 };

struct pair { /* a kind whose file differs, as it was and as it shall be */
	struct sifa_record *old, *now;
};

struct rekeying {
	struct store *s;
	MDB_txn *txn;
	struct pair pair[KINDS_MOST];
	size_t n;
	struct keylist was, is;
	struct buf bytes; /* of the record: what is written may move what was read */
};

static const struct config_file *file_of(const struct config *c, const struct sifa_kind *k)
{
	char name[80];

	snprintf(name, sizeof name, "kinds/%s.yaml", k->id);
	for (size_t i = 0; i < c->nfiles; i++)
		if (!strcmp(c->file[i].name, name))
			return &c->file[i];
	return NULL;
}

/* Working days decide when a period ends. */
static bool same_calendar(const struct calendar *a, const struct calendar *b)
{
	return a->nrest == b->nrest && a->nwork == b->nwork &&
	       (!a->nrest || !memcmp(a->rest, b->rest, a->nrest * sizeof *a->rest)) &&
	       (!a->nwork || !memcmp(a->work, b->work, a->nwork * sizeof *a->work));
}

/* A file that has another name than its kind is taken for a changed one. */
static bool same_file(struct rekeying *r, const struct config_file *f)
{
	return f && conf_holds(r->s, r->txn, f);
}

static bool find_kinds(struct rekeying *r, const struct config *c)
{
	for (size_t i = 0; r->s->config && i < c->nkinds && r->n < KINDS_MOST; i++) {
		const struct sifa_kind *now = c->kind[i],
				       *old = config_kind_no(r->s->config, now->no);
		struct pair *p = &r->pair[r->n];

		if (!old || (same_file(r, file_of(c, now)) &&
			     (!now->nclocks || same_calendar(old->calendar, now->calendar))))
			continue;
		p->old = record_new(old);
		p->now = record_new(now);
		r->n++;
		if (!p->old || !p->now)
			return false;
	}
	return true;
}

static int apply_key(void *arg, bool add, enum table t, MDB_val *key, MDB_val *val)
{
	struct rekeying *r = arg;
	int rc = add ? mdb_put(r->txn, r->s->t[t], key, val, 0)
		     : mdb_del(r->txn, r->s->t[t], key, NULL);

	return rc == MDB_NOTFOUND ? 0 : rc;
}

static bool among(const int32_t *v, size_t n, int32_t month)
{
	for (size_t i = 0; i < n; i++)
		if (v[i] == month)
			return true;
	return false;
}

static int move_facts(struct rekeying *r, const struct pair *p, const uint8_t *fixed, size_t n)
{
	int32_t was[8], is[8];
	size_t nwas = fact_months(p->old->kind, fixed, n, was);
	size_t nis = fact_months(p->now->kind, fixed, n, is);
	uint16_t no = p->now->kind->no;
	int rc = 0;

	for (size_t i = 0; !rc && i < nwas; i++)
		if (!among(is, nis, was[i]))
			rc = fact_del(r->s, r->txn, no, was[i], p->now->id);
	for (size_t i = 0; !rc && i < nis; i++)
		if (!among(was, nwas, is[i]))
			rc = fact_put(r->s, r->txn, no, is[i], fixed, n);
	return rc;
}

static struct pair *pair_of(struct rekeying *r, const uint8_t *fixed)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->pair[i].now->kind->no == get_le(fixed + FIX_KIND, 2))
			return &r->pair[i];
	return NULL;
}

static enum sifa_rc rekey_one(struct rekeying *r, uint64_t id, const MDB_val *v,
			      struct sifa_err *err)
{
	struct stored at;
	struct pair *k = rec_stored(r->s, id, v, &at) ? pair_of(r, at.fixed) : NULL;
	const uint8_t *p, *fixed;
	enum sifa_rc rc;
	size_t len;
	int m;

	/* damaged ones have no keys that could be made: sifa check tells of them */
	if (!k || (at.fixed[FIX_FLAGS] & SIFA_REC_DELETED))
		return SIFA_OK;
	r->bytes.n = 0;
	if (!buf_add(&r->bytes, at.p, at.n))
		return err_nomem(err);
	p = (const uint8_t *)r->bytes.p;
	rc = record_decode(k->old, p, at.n, err);
	if (!rc)
		rc = record_decode(k->now, p, at.n, err);
	if (!rc && (!keylist_fill(&r->was, r->s, k->old) || !keylist_fill(&r->is, r->s, k->now)))
		rc = err_nomem(err);
	if (rc)
		return rc;
	m = keylist_diff(&r->was, &r->is, apply_key, r);
	fixed = record_fixed(p, at.n, &len);
	if (!m && fixed)
		m = move_facts(r, k, fixed, len);
	return store_mdb(r->s, m, err);
}

static enum sifa_rc rekey_all(struct rekeying *r, struct sifa_err *err)
{
	MDB_cursor *cu;
	MDB_val k, v;
	enum sifa_rc rc = SIFA_OK;
	int m = mdb_cursor_open(r->txn, r->s->t[T_REC], &cu);

	if (m)
		return store_mdb(r->s, m, err);
	while (!rc && !(m = mdb_cursor_get(cu, &k, &v, MDB_NEXT)))
		rc = rekey_one(r, get_be(k.mv_data, 8), &v, err);
	mdb_cursor_close(cu);
	return rc || m == MDB_NOTFOUND ? rc : store_mdb(r->s, m, err);
}

/* Records stay readable only by their kind. */
static enum sifa_rc gone_kinds(struct store *s, MDB_txn *txn, const struct config *c,
			       struct sifa_err *err)
{
	for (size_t i = 0; s->config && i < s->config->nkinds; i++) {
		const struct sifa_kind *k = s->config->kind[i];
		char text[24];
		uint64_t n;

		if (config_kind_no(c, k->no) || count_live(s, txn, k->no, &n) || !n)
			continue;
		snprintf(text, sizeof text, "%llu", (unsigned long long)n);
		return err_set(err, SIFA_E_CONFIG,
			       N_("the kind {1} has {2} records: keep its file, and take it out of "
				  "the menu instead"),
			       k->id, text, NULL);
	}
	return SIFA_OK;
}

enum sifa_rc rekey(struct store *s, MDB_txn *txn, const struct config *c, struct sifa_err *err)
{
	struct rekeying r = {.s = s, .txn = txn};
	enum sifa_rc rc = gone_kinds(s, txn, c, err);

	if (!rc && !find_kinds(&r, c))
		rc = err_nomem(err);
	if (!rc && r.n)
		rc = rekey_all(&r, err);
	for (size_t i = 0; i < r.n; i++) {
		sifa_record_free(r.pair[i].old);
		sifa_record_free(r.pair[i].now);
	}
	keylist_free(&r.was);
	keylist_free(&r.is);
	buf_free(&r.bytes);
	return rc;
}
