/* verify.c - the whole store against itself: records against checksums, every
 * key a record should have, every key that is there, facts, counts, journal. */
#include <stdio.h>
#include <stdlib.h>

#include "own.h"

struct verify {
	struct store *s;
	MDB_txn *txn;
	const struct config *c;
	struct sifa_findings *out;
	struct keylist keys;
	uint64_t records, seen[TABLES], rows, live[KIND_NUMBERS];
};

static void finding(struct verify *v, uint64_t id, const char *msg, const char *arg)
{
	struct sifa_err e = {0};
	char text[32];

	err_id(text, id);
	err_set(&e, SIFA_E_DAMAGED, msg, text, arg, NULL);
	err_field(&e, text);
	findings_add(v->out, SIFA_ERROR, &e);
}

static const char *const table_word[TABLES] = {
	[T_SORT] = "sort", [T_KEY] = "key", [T_DUE] = "due", [T_REF] = "ref", [T_GRAM] = "gram"};

static void check_keys(struct verify *v, const struct sifa_record *r)
{
	if (!keylist_fill(&v->keys, v->s, r))
		return;
	for (size_t i = 0; i < v->keys.n; i++) {
		MDB_val k, want, val;
		enum table t = keylist_at(&v->keys, i, &k, &want);

		v->seen[t]++;
		if (mdb_get(v->txn, v->s->t[t], &k, &val))
			finding(v, r->id, N_("record {1} is missing from the index {2}"),
				table_word[t]);
		else if (val.mv_size != want.mv_size ||
			 memcmp(val.mv_data, want.mv_data, val.mv_size))
			finding(v, r->id,
				N_("the index {2} says something else of record {1} than the "
				   "record"),
				table_word[t]);
	}
}

static void check_facts(struct verify *v, const struct sifa_record *r, const uint8_t *fixed,
			size_t n)
{
	int32_t month[8];
	size_t count = fact_months(r->kind, fixed, n, month);

	for (size_t i = 0; i < count; i++) {
		size_t width = 0;
		const uint8_t *row = fact_find(v->s, v->txn, r->kind->no, month[i], r->id, &width);
		size_t both = n < width ? n : width;

		v->rows++;
		if (!row || memcmp(row, fixed, both))
			finding(v, r->id,
				N_("the facts of record {1} are not what the record says"), NULL);
	}
}

static void check_one(struct verify *v, uint64_t id, const MDB_val *val)
{
	const struct sifa_kind *k;
	struct stored at;
	struct sifa_record *r;

	v->records++;
	if (!rec_stored(v->s, id, val, &at)) {
		finding(v, id, N_("record {1} is damaged on disk: restore it from a backup"), NULL);
		return;
	}
	k = config_kind_no(v->c, (uint16_t)get_le(at.fixed + FIX_KIND, 2));
	if (!k) {
		finding(v, id, N_("record {1} is of a kind the configuration no longer has"), NULL);
		return;
	}
	r = record_new(k);
	if (!r)
		return;
	if (record_decode(r, at.p, at.n, NULL)) {
		finding(v, id, N_("record {1} is damaged on disk: restore it from a backup"), NULL);
	} else if (!(r->flags & SIFA_REC_DELETED)) {
		if (k->no < KIND_NUMBERS)
			v->live[k->no]++;
		check_keys(v, r);
		check_facts(v, r, at.fixed, at.nfixed);
	}
	sifa_record_free(r);
}

static void surplus(struct verify *v)
{
	static const enum table tables[] = {T_SORT, T_KEY, T_DUE, T_REF, T_GRAM};

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct sifa_err e = {0};
		MDB_stat st;
		char a[24], b[24];

		if (mdb_stat(v->txn, v->s->t[tables[i]], &st) ||
		    st.ms_entries == v->seen[tables[i]])
			continue;
		snprintf(a, sizeof a, "%zu", st.ms_entries);
		snprintf(b, sizeof b, "%llu", (unsigned long long)v->seen[tables[i]]);
		err_set(&e, SIFA_E_DAMAGED,
			N_("the index {1} has {2} entries where the records make {3}"),
			table_word[tables[i]], a, b, NULL);
		findings_add(v->out, SIFA_ERROR, &e);
	}
}

static enum sifa_rc count_rows(struct verify *v, struct sifa_err *err)
{
	struct sifa_err e = {0};
	MDB_cursor *cu;
	MDB_val k, val;
	uint64_t rows = 0;
	int rc = mdb_cursor_open(v->txn, v->s->t[T_FACT], &cu);

	while (!rc && !(rc = mdb_cursor_get(cu, &k, &val, MDB_NEXT))) {
		size_t width, n;

		if (fact_rows(v->s, &val, &width, &n)) {
			rows += n;
			continue;
		}
		err_clear(&e);
		err_set(&e, SIFA_E_DAMAGED, N_("a block of facts is damaged on disk"), NULL);
		findings_add(v->out, SIFA_ERROR, &e);
	}
	if (rc != MDB_NOTFOUND)
		return store_mdb(v->s, rc, err);
	mdb_cursor_close(cu);
	if (rows != v->rows) {
		err_clear(&e);
		err_set(&e, SIFA_E_DAMAGED, N_("there are facts that no record has"), NULL);
		findings_add(v->out, SIFA_ERROR, &e);
	}
	return SIFA_OK;
}

static void check_counts(struct verify *v)
{
	for (uint16_t i = 0; i < KIND_NUMBERS; i++) {
		const struct sifa_kind *kind = config_kind_no(v->c, i);
		struct sifa_err e = {0};
		uint64_t n;

		if (!kind || (!count_live(v->s, v->txn, i, &n) && n == v->live[i]))
			continue;
		err_set(&e, SIFA_E_DAMAGED,
			N_("the number of records of {1} is not what was counted"), kind->id, NULL);
		findings_add(v->out, SIFA_ERROR, &e);
	}
}

static enum sifa_rc walk_records(struct verify *v, struct snap *sn, struct sifa_err *err)
{
	MDB_cursor *cu;
	MDB_val k, val;
	int rc = mdb_cursor_open(v->txn, v->s->t[T_REC], &cu);

	while (!rc && !(rc = mdb_cursor_get(cu, &k, &val, MDB_NEXT))) {
		uint64_t id = k.mv_size == 8 ? get_be(k.mv_data, 8) : 0;

		if (!snap_pending(sn, id))
			check_one(v, id, &val);
	}
	if (rc != MDB_NOTFOUND)
		return store_mdb(v->s, rc, err);
	mdb_cursor_close(cu);
	return SIFA_OK;
}

enum sifa_rc store_verify(struct store *s, const struct config *c, uint64_t *records,
			  struct sifa_findings *out, struct sifa_err *err)
{
	struct verify v = {.s = s, .c = c, .out = out};
	struct snap *sn;
	enum sifa_rc rc = snap_begin(s, &sn, err);

	if (rc)
		return rc;
	v.txn = sn->txn;
	rc = walk_records(&v, sn, err);
	if (!rc && !sn->npend) { /* a running import writes ahead: counted when it ends */
		surplus(&v);
		rc = count_rows(&v, err);
		check_counts(&v);
	}
	if (!rc)
		rc = journal_verify(s, sn->txn, out, err);
	*records = v.records;
	keylist_free(&v.keys);
	snap_end(sn);
	return rc;
}
