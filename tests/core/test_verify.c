/* A store that something else has written into: the check names every harm, and what is
 * damaged is told, not shown. */
#include "store_fixture.h"

#include "../../core/store/own.h"

enum { CASES = 30 };

static uint64_t ids[CASES];

static int fill(void **state)
{
	struct fix *f;

	if (fix_setup(state))
		return 1;
	f = *state;
	for (int i = 0; i < CASES; i++) {
		struct sifa_record *r = fix_case(f, i);
		struct sifa_err err = {0};

		fix_ok(fix_put(f, r, &err), &err);
		ids[i] = r->id;
		sifa_record_free(r);
	}
	fix_clean(f);
	return 0;
}

/* Findings of a check of the whole store. */
static struct sifa_findings check(struct fix *f)
{
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	uint64_t n;

	fix_ok(store_verify(f->store, f->config, &n, &found, &err), &err);
	return found;
}

static bool tells(const struct sifa_findings *f, const char *words, const char *arg)
{
	for (size_t i = 0; i < f->n; i++) {
		bool here = strstr(f->v[i].err.msg, words) != NULL;

		for (int j = 0; j < SIFA_ERR_ARGS && here && arg; j++)
			if (!strcmp(f->v[i].err.arg[j], arg))
				return true;
		if (here && !arg)
			return true;
	}
	return false;
}

/* ---- harm ---- */

static MDB_txn *begin(struct fix *f)
{
	MDB_txn *txn;

	assert_int_equal(mdb_txn_begin(f->store->env, NULL, 0, &txn), 0);
	return txn;
}

/* The n-th key of a table; also its value, copied into a buffer that is one byte
 * longer where asked. */
static MDB_val nth(struct fix *f, MDB_txn *txn, enum table t, int n, MDB_val *v)
{
	static uint8_t key[511];
	MDB_cursor *cu;
	MDB_val k, val;

	assert_int_equal(mdb_cursor_open(txn, f->store->t[t], &cu), 0);
	for (int i = 0; i <= n; i++)
		assert_int_equal(mdb_cursor_get(cu, &k, &val, MDB_NEXT), 0);
	memcpy(key, k.mv_data, k.mv_size);
	if (v)
		*v = val;
	mdb_cursor_close(cu);
	return (MDB_val){k.mv_size, key};
}

static void lose(struct fix *f, enum table t, int n)
{
	MDB_txn *txn = begin(f);
	MDB_val k = nth(f, txn, t, n, NULL);

	assert_int_equal(mdb_del(txn, f->store->t[t], &k, NULL), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
}

static void add(struct fix *f, enum table t, const void *key, size_t n)
{
	MDB_txn *txn = begin(f);
	MDB_val k = {n, (void *)(uintptr_t)key}, v = {0, NULL};

	assert_int_equal(mdb_put(txn, f->store->t[t], &k, &v, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
}

/* Turns one bit of the n-th value, `at` bytes from its end where negative. */
static void flip(struct fix *f, enum table t, int n, int at)
{
	MDB_txn *txn = begin(f);
	MDB_val v, k = nth(f, txn, t, n, &v);
	uint8_t *copy = malloc(v.mv_size);
	size_t size = v.mv_size;

	memcpy(copy, v.mv_data, size);
	copy[at < 0 ? size - (size_t)-at : (size_t)at] ^= 1;
	v = (MDB_val){size, copy};
	assert_int_equal(mdb_put(txn, f->store->t[t], &k, &v, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	free(copy);
}

/* ---- what the check says ---- */

static void a_lost_key_is_named_with_its_record(void **state)
{
	static const struct {
		enum table t;
		const char *word;
	} tables[] = {{T_SORT, "sort"}, {T_KEY, "key"}, {T_DUE, "due"}, {T_GRAM, "gram"}};
	struct fix *f = *state;

	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct sifa_findings found;

		lose(f, tables[i].t, 3);
		found = check(f);
		assert_true(tells(&found, "missing from the index", tables[i].word));
		assert_true(found.v[0].err.field[0]);
		sifa_findings_free(&found);
	}
}

static void a_key_without_record_is_counted(void **state)
{
	static const uint8_t ref[24] = {9, 9, 9};
	struct fix *f = *state;
	struct sifa_findings found;

	add(f, T_REF, ref, sizeof ref);
	found = check(f);
	assert_int_equal(found.total, 1);
	assert_true(tells(&found, "entries where the records make", "ref"));
	sifa_findings_free(&found);
}

static void a_damaged_record_is_told_and_not_shown(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found;
	struct sifa_err err = {0};
	struct stored at;
	struct snap *sn;
	char id[32];

	flip(f, T_REC, 17, -1);
	found = check(f);
	sifa_id_format(ids[17], id);
	assert_true(tells(&found, "damaged on disk", id));
	sifa_findings_free(&found);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	assert_int_equal(snap_get(sn, ids[17], false, &at, &err), SIFA_E_DAMAGED);
	assert_string_equal(err.arg[0], id);
	snap_end(sn);
}

/* The bytes of one record under the number of another. */
static void a_record_in_the_place_of_another_is_told(void **state)
{
	struct fix *f = *state;
	MDB_txn *txn = begin(f);
	MDB_val v, k = nth(f, txn, T_REC, 5, &v);
	uint8_t *copy = malloc(v.mv_size), other[8];
	struct sifa_findings found;
	char id[32];

	memcpy(copy, v.mv_data, v.mv_size);
	v.mv_data = copy;
	put_be(other, ids[6], 8);
	k = (MDB_val){8, other};
	assert_int_equal(mdb_put(txn, f->store->t[T_REC], &k, &v, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	free(copy);
	found = check(f);
	assert_true(tells(&found, "damaged on disk", sifa_id_format(ids[6], id)));
	sifa_findings_free(&found);
}

static bool any_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	(void)arg, (void)month, (void)rows, (void)width, (void)n;
	return true;
}

static void read_facts(struct fix *f, enum sifa_rc want)
{
	struct sifa_err err = {0};
	struct snap *sn;

	fix_ok(snap_begin(f->store, &sn, &err), &err);
	assert_int_equal(snap_facts(sn, f->med, INT32_MIN, INT32_MAX, any_rows, NULL, &err), want);
	snap_end(sn);
}

static void a_damaged_fact_is_told_and_not_counted(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found;

	flip(f, T_FACT, 0, 40);
	found = check(f);
	assert_true(tells(&found, "block of facts is damaged", NULL));
	assert_true(tells(&found, "not what the record says", NULL));
	sifa_findings_free(&found);
	read_facts(f, SIFA_E_DAMAGED);
}

/* What a reader has found sound is not summed again; damage that comes later is told by a
 * check, by whoever changes the block, and by the next one who opens the store. */
static void a_fact_damaged_after_it_was_read_is_told(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found;
	struct sifa_err err = {0};
	struct sifa_record *r;

	read_facts(f, SIFA_OK);
	read_facts(f, SIFA_OK);
	flip(f, T_FACT, 0, 40);
	found = check(f);
	assert_true(tells(&found, "block of facts is damaged", NULL));
	sifa_findings_free(&found);
	r = fix_case(f, CASES);
	assert_int_not_equal(fix_put(f, r, &err), SIFA_OK);
	sifa_record_free(r);
	fix_ok(store_reopen(f->store, &err), &err);
	read_facts(f, SIFA_E_DAMAGED);
}

/* A block written anew is read anew. */
static void a_fact_written_anew_is_summed_anew(void **state)
{
	struct fix *f = *state;
	struct sifa_err err = {0};
	struct sifa_record *r = fix_case(f, CASES);

	read_facts(f, SIFA_OK);
	fix_ok(fix_put(f, r, &err), &err);
	sifa_record_free(r);
	read_facts(f, SIFA_OK);
	flip(f, T_FACT, 0, 8); /* its sum: another block, for all one knows */
	read_facts(f, SIFA_E_DAMAGED);
}

/* A block that is sound in itself but says something else. */
static void facts_that_differ_from_the_record_are_told(void **state)
{
	struct fix *f = *state;
	MDB_txn *txn = begin(f);
	MDB_val v, k = nth(f, txn, T_FACT, 0, &v);
	uint8_t *copy = malloc(v.mv_size);
	size_t size = v.mv_size, width, n;
	struct sifa_findings found;

	memcpy(copy, v.mv_data, size);
	assert_non_null(fact_rows(f->store, &v, &width, &n));
	copy[FACT_HEAD + FIX_FIELDS] ^= 1;
	fact_block(f->store, copy, copy + FACT_HEAD, width, n);
	v = (MDB_val){size, copy};
	assert_int_equal(mdb_put(txn, f->store->t[T_FACT], &k, &v, 0), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	free(copy);
	found = check(f);
	assert_int_equal(found.total, 1);
	assert_true(tells(&found, "not what the record says", NULL));
	sifa_findings_free(&found);
}

static void facts_and_counts_without_records_are_told(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found;
	MDB_txn *txn = begin(f);
	struct kbuf kb = {.n = 0};
	MDB_val k;

	kb_int(&kb, ids[20], 8);
	k = (MDB_val){kb.n, kb.p};
	assert_int_equal(mdb_del(txn, f->store->t[T_REC], &k, NULL), 0);
	assert_int_equal(mdb_txn_commit(txn), 0);
	found = check(f);
	assert_true(tells(&found, "facts that no record has", NULL));
	assert_true(tells(&found, "number of records", "mediation"));
	assert_true(tells(&found, "entries where the records make", "sort"));
	sifa_findings_free(&found);
}

static void a_changed_journal_entry_breaks_the_chain(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found;

	flip(f, T_JRN, 20, 9); /* another time */
	found = check(f);
	assert_true(tells(&found, "chain breaks", "22")); /* the next does not follow from it */
	sifa_findings_free(&found);
}

static void a_lost_journal_entry_breaks_the_chain(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found;

	lose(f, T_JRN, 20);
	found = check(f);
	assert_true(tells(&found, "chain breaks", NULL));
	sifa_findings_free(&found);
}

/* The last entry is followed by nothing: the head knows it. */
static void the_last_journal_entry_cannot_go_or_change(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found;

	flip(f, T_JRN, CASES, 9);
	found = check(f);
	assert_true(tells(&found, "last entry", NULL));
	sifa_findings_free(&found);
	lose(f, T_JRN, CASES);
	found = check(f);
	assert_true(tells(&found, "last entry", NULL));
	sifa_findings_free(&found);
}

/* Old values stand beside the chain, bound to it by their digest. */
static void changed_old_values_are_told(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 3);
	struct sifa_findings found;
	struct sifa_err err = {0};

	r->id = ids[3];
	r->rev = 1;
	fix_set(r, "people", "77");
	fix_ok(fix_put(f, r, &err), &err);
	sifa_record_free(r);
	fix_clean(f);
	flip(f, T_JPAY, 0, -1);
	found = check(f);
	assert_int_equal(found.total, 1);
	assert_true(tells(&found, "old values", NULL));
	sifa_findings_free(&found);
	lose(f, T_JPAY, 0); /* taken away by a destruction: the header stays */
	fix_clean(f);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fill, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_lost_key_is_named_with_its_record),
		T(a_key_without_record_is_counted),
		T(a_damaged_record_is_told_and_not_shown),
		T(a_record_in_the_place_of_another_is_told),
		T(a_damaged_fact_is_told_and_not_counted),
		T(a_fact_damaged_after_it_was_read_is_told),
		T(a_fact_written_anew_is_summed_anew),
		T(facts_that_differ_from_the_record_are_told),
		T(facts_and_counts_without_records_are_told),
		T(a_changed_journal_entry_breaks_the_chain),
		T(a_lost_journal_entry_breaks_the_chain),
		T(the_last_journal_entry_cannot_go_or_change),
		T(changed_old_values_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
