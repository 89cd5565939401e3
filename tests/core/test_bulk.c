/* An import is unseen until it is published, gone when it is dropped, and leaves
 * the same store as single saves would. */
#include "../../core/store/own.h"
#include "store_fixture.h"

static struct bulk *begin(struct fix *f)
{
	struct sifa_err err = {0};
	struct bulk *b = NULL;

	fix_ok(bulk_begin(f->store, 7, "test", f->now, &b, &err), &err);
	return b;
}

static void put_many(struct fix *f, struct bulk *b, int from, int to)
{
	struct sifa_err err = {0};

	for (int i = from; i < to; i++) {
		struct sifa_record *r = fix_case(f, i);

		fix_ok(bulk_put(b, r, (uint32_t)i + 2, &err), &err);
		sifa_record_free(r);
	}
}

static size_t seen(struct fix *f)
{
	const uint64_t units[] = {1000, 1001, 1002};
	struct sifa_err err = {0};
	struct snap *sn;
	struct walk *w;
	struct walk_row row;
	size_t n = 0;

	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(walk_open(sn, f->med, 1, units, 3, &w, &err), &err);
	walk_seek(w, NULL, 0, false, false);
	while (walk_next(w, &row))
		n++;
	walk_close(w);
	snap_end(sn);
	return n;
}

static bool add_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	(void)month, (void)rows, (void)width;
	*(size_t *)arg += n;
	return true;
}

static size_t facts(struct fix *f)
{
	struct sifa_err err = {0};
	struct snap *sn;
	size_t n = 0;

	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(snap_facts(sn, f->med, FACT_NO_MONTH, INT32_MAX, add_rows, &n, &err), &err);
	snap_end(sn);
	return n;
}

static void test_publish(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 9000);
	struct sifa_err err = {0};
	struct bulk *b;

	fix_ok(fix_put(f, r, &err), &err);
	b = begin(f);
	put_many(f, b, 0, 3000);
	assert_int_equal(seen(f), 1);
	fix_ok(bulk_publish(b, "cases.csv", &err), &err);
	bulk_end(b);
	assert_int_equal(seen(f), 3001);
	assert_true(facts(f) > 3001);
	fix_clean(f);
	/* What comes after goes on behind it. */
	sifa_record_free(r);
	r = fix_case(f, 9001);
	fix_ok(fix_put(f, r, &err), &err);
	b = begin(f);
	put_many(f, b, 3000, 3100);
	fix_ok(bulk_publish(b, "", &err), &err);
	bulk_end(b);
	assert_int_equal(seen(f), 3102);
	fix_clean(f);
	sifa_record_free(r);
}

static void test_drop(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 9000);
	struct sifa_err err = {0};
	struct bulk *b;

	fix_ok(fix_put(f, r, &err), &err);
	b = begin(f);
	put_many(f, b, 0, 2500);
	bulk_end(b);
	assert_int_equal(seen(f), 1);
	fix_clean(f);
	sifa_record_free(r);
}

/* The number of line 6 stands again in line 12: nothing is published. */
static void test_doubled(void **state)
{
	struct fix *f = *state;
	struct sifa_err err = {0};
	struct bulk *b = begin(f);
	struct sifa_record *r;

	put_many(f, b, 0, 10);
	r = fix_case(f, 4);
	fix_ok(bulk_put(b, r, 12, &err), &err);
	assert_int_equal(bulk_publish(b, "", &err), SIFA_E_EXISTS);
	assert_int_equal(err.line, 12);
	bulk_end(b);
	assert_int_equal(seen(f), 0);
	assert_int_equal(facts(f), 0);
	fix_clean(f);
	sifa_record_free(r);
}

static void test_replace(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 1);
	struct sifa_err err = {0};
	struct bulk *b;

	fix_ok(fix_put(f, r, &err), &err);
	b = begin(f);
	fix_set(r, "accepted_on", "2013-07-07");
	fix_set(r, "closed_on", "2013-08-08");
	fix_ok(bulk_replace(b, r, &err), &err);
	put_many(f, b, 10, 20);
	fix_ok(bulk_publish(b, "", &err), &err);
	bulk_end(b);
	assert_int_equal(seen(f), 11);
	fix_clean(f);
	sifa_record_free(r);
}

/* An import that died leaves a mark; the next one clears it away. */
static void test_left_over(void **state)
{
	struct fix *f = *state;
	struct bulk *b;
	pid_t child;
	int status;

	fix_close(f);
	child = fork();
	if (!child) {
		fix_open(f);
		b = begin(f);
		put_many(f, b, 0, 2100);
		_exit(0);
	}
	waitpid(child, &status, 0);
	fix_open(f);
	assert_int_equal(seen(f), 0);
	b = begin(f);
	put_many(f, b, 0, 5);
	fix_ok(bulk_publish(b, "", NULL), &(struct sifa_err){0});
	bulk_end(b);
	assert_int_equal(seen(f), 5);
	fix_clean(f);
}

/* A number that somebody saves while the import runs is not given twice. */
static void test_rival_save(void **state)
{
	struct fix *f = *state;
	struct sifa_err err = {0};
	struct sifa_record *r = fix_case(f, 7), *other = fix_case(f, 500);
	struct bulk *b = begin(f);

	fix_ok(fix_put(f, r, &err), &err);
	put_many(f, b, 0, 10);
	assert_int_equal(bulk_publish(b, "", &err), SIFA_E_CONFLICT);
	bulk_end(b);
	assert_int_equal(seen(f), 1);
	b = begin(f);
	err = (struct sifa_err){0};
	fix_ok(fix_put(f, other, &err), &err);
	put_many(f, b, 10, 400);
	fix_ok(bulk_publish(b, "", &err), &err);
	bulk_end(b);
	assert_int_equal(seen(f), 392);
	fix_clean(f);
	sifa_record_free(r);
	sifa_record_free(other);
}

/* A row saved behind the range of a running import stands in a block of its own:
 * blocks that are still to be merged come between. */
static void test_blocks_apart(void **state)
{
	struct fix *f = *state;
	size_t width = f->med->fixed;
	uint8_t *row = calloc(1, width);
	struct bulk *b = begin(f);
	struct sifa_err err = {0};
	struct snap *sn;
	struct pend range;
	MDB_stat st;
	MDB_txn *txn;

	assert_non_null(row);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	range = sn->pend[0];
	snap_end(sn);
	fix_ok(store_write(f->store, &txn, &err), &err);
	for (int i = 0; i < 4; i++) {
		put_le(row + FIX_ID, i < 2 ? range.first + (unsigned)i : range.last + (unsigned)i,
		       8);
		assert_int_equal(fact_put(f->store, txn, f->med->no, 5, row, width), 0);
	}
	assert_int_equal(mdb_stat(txn, f->store->t[T_FACT], &st), 0);
	assert_int_equal(st.ms_entries, 2);
	mdb_txn_abort(txn);
	bulk_end(b);
	free(row);
}

static void put_committees(struct fix *f, struct bulk *b, int from, int to)
{
	struct sifa_err err = {0};
	char name[32];

	for (int i = from; i < to; i++) {
		struct sifa_record *r = record_new(f->com);

		assert_non_null(r);
		r->unit = 1000 + (unsigned)i % 3;
		snprintf(name, sizeof name, "第%d调委会", i);
		fix_set(r, "name", name);
		fix_ok(bulk_put(b, r, (uint32_t)i + 2, &err), &err);
		sifa_record_free(r);
	}
}

/* Keys of kinds that stand before and behind those imported keep their places,
 * few or many, over several batches. */
static void test_between_others(void **state)
{
	struct fix *f = *state;
	struct sifa_err err = {0};
	int done = 0;

	for (int round = 0; round < 3; round++) {
		int cases = round == 1 ? 900 : 40;
		struct bulk *b = begin(f);

		put_many(f, b, done, done + cases);
		put_committees(f, b, done, done + 3);
		fix_ok(bulk_publish(b, "", &err), &err);
		bulk_end(b);
		fix_clean(f);
		b = begin(f);
		put_committees(f, b, done + 3, done + cases);
		fix_ok(bulk_publish(b, "", &err), &err);
		bulk_end(b);
		done += cases;
		fix_clean(f);
	}
	assert_int_equal(seen(f), done);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_publish),   T(test_drop),	   T(test_doubled),    T(test_replace),
		T(test_left_over), T(test_between_others), T(test_rival_save), T(test_blocks_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
