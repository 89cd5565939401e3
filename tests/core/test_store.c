/* Records go in by acts and are found again by id, order, reference, number,
 * due day and fact; what must not happen is refused and leaves nothing. */
#include <signal.h>
#include <sys/stat.h>

#include "../../core/store/own.h"
#include "store_fixture.h"

struct ids {
	uint64_t v[4000];
	size_t n;
};

static bool collect(void *arg, uint64_t id)
{
	struct ids *l = arg;

	l->v[l->n++] = id;
	return l->n < 4000;
}

static bool count_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	size_t *total = arg;

	(void)month, (void)rows, (void)width;
	*total += n;
	return true;
}

static size_t walk_count(struct fix *f, const uint64_t *units, size_t n, bool backwards)
{
	struct sifa_err err = {0};
	struct snap *sn;
	struct walk *w;
	struct walk_row row;
	uint8_t last[512];
	size_t nlast = 0, count = 0;

	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(walk_open(sn, f->med, 0, units, n, &w, &err), &err);
	walk_seek(w, NULL, 0, backwards, false);
	while (walk_next(w, &row)) {
		int c = nlast ? memcmp(last, row.key, nlast < row.n ? nlast : row.n) : 0;

		assert_true(!nlast || (backwards ? c >= 0 : c <= 0));
		memcpy(last, row.key, nlast = row.n);
		count++;
	}
	walk_close(w);
	snap_end(sn);
	return count;
}

static void test_put_get(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 1), *back = record_new(f->med);
	struct sifa_err err = {0};
	struct snap *sn;
	struct stored at;

	fix_ok(fix_put(f, r, &err), &err);
	assert_int_equal(r->rev, 1);
	assert_int_equal(r->id >> 46, 10203);
	fix_close(f);
	fix_open(f);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(snap_get(sn, r->id, false, &at, &err), &err);
	sifa_record_free(back);
	back = record_new(f->med);
	fix_ok(record_decode(back, at.p, at.n, &err), &err);
	assert_int_equal(back->unit, r->unit);
	assert_int_equal(snap_get(sn, r->id + 1, false, &at, NULL), SIFA_E_NOTFOUND);
	snap_end(sn);
	fix_clean(f);
	sifa_record_free(back);
	sifa_record_free(r);
}

static void test_update_and_conflict(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 2);
	struct sifa_err err = {0};
	struct sifa_entry e[8];
	struct snap *sn;
	size_t n;

	fix_ok(fix_put(f, r, &err), &err);
	fix_set(r, "closed_on", "2013-11-05");
	fix_ok(fix_put(f, r, &err), &err);
	assert_int_equal(r->rev, 2);
	r->rev = 1; /* somebody read it before the change */
	fix_set(r, "people", "99");
	assert_int_equal(fix_put(f, r, &err), SIFA_E_CONFLICT);
	assert_int_equal(r->rev, 1);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(snap_journal(sn, r->id, e, 8, &n, &err), &err);
	snap_end(sn);
	assert_int_equal(n, 2);
	assert_string_equal(e[0].what, "update");
	assert_string_equal(e[1].what, "create");
	fix_clean(f);
	sifa_record_free(r);
}

static void test_unique_number(void **state)
{
	struct fix *f = *state;
	struct sifa_record *a = fix_case(f, 3), *b = fix_case(f, 3);
	struct sifa_err err = {0};

	fix_ok(fix_put(f, a, &err), &err);
	fix_set(b, "no", "（2013）垣新人调字第3号"); /* the same, written otherwise */
	assert_int_equal(fix_put(f, b, &err), SIFA_E_EXISTS);
	assert_int_equal(b->id, 0);
	b->unit = 2000; /* another unit's numbers are its own */
	err = (struct sifa_err){0};
	fix_ok(fix_put(f, b, &err), &err);
	fix_clean(f);
	sifa_record_free(a);
	sifa_record_free(b);
}

static void test_many(void **state)
{
	struct fix *f = *state;
	const uint64_t units[] = {1000, 1001, 1002};
	struct sifa_err err = {0};
	struct snap *sn;
	struct ids found = {.n = 0};
	size_t rows = 0;

	for (int i = 0; i < 400; i++) {
		struct sifa_record *r = fix_case(f, i);

		fix_ok(fix_put(f, r, &err), &err);
		sifa_record_free(r);
	}
	assert_int_equal(walk_count(f, units, 3, false), 400);
	assert_int_equal(walk_count(f, units, 3, true), 400);
	assert_int_equal(walk_count(f, units + 1, 1, false), 133);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(snap_facts(sn, f->med, FACT_NO_MONTH, INT32_MAX, count_rows, &rows, &err), &err);
	assert_true(rows >= 400); /* one row in each month of its dates */
	fix_ok(snap_search(sn, f->med, "2013垣新人调字第39", strlen("2013垣新人调字第39"), collect,
			   &found, &err),
	       &err);
	assert_int_equal(found.n, 11); /* 039 (zeros do not count) and 390 to 399 */
	snap_end(sn);
	fix_clean(f);
}

static void test_hide(void **state)
{
	struct fix *f = *state;
	const uint64_t unit = 1001;
	struct sifa_record *r = fix_case(f, 4);
	struct act_step step = {.op = ACT_HIDE};
	struct act a = {.actor = 7, .now = f->now, .host = "test", .step = &step, .n = 1};
	struct sifa_err err = {0};
	struct snap *sn;
	struct stored at;

	fix_ok(fix_put(f, r, &err), &err);
	step.id = r->id;
	step.rev = r->rev;
	fix_ok(store_act(f->store, &a, &err), &err);
	assert_int_equal(walk_count(f, &unit, 1, false), 0);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	assert_int_equal(snap_get(sn, r->id, false, &at, NULL), SIFA_E_NOTFOUND);
	fix_ok(snap_get(sn, r->id, true, &at, &err), &err);
	snap_end(sn);
	assert_int_equal(store_act(f->store, &a, NULL), SIFA_E_CONFLICT);
	fix_clean(f);
	sifa_record_free(r);
}

static bool first_due(void *arg, sifa_day due, uint16_t kind, uint8_t clock, uint64_t id)
{
	(void)kind, (void)clock, (void)id;
	*(sifa_day *)arg = due;
	return false;
}

static void test_due(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 4); /* accepted 2013-01-05, not closed */
	struct sifa_err err = {0};
	sifa_day due = SIFA_DAY_NONE;
	struct snap *sn;

	fix_ok(fix_put(f, r, &err), &err);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(snap_due(sn, r->unit, sifa_day_of(2013, 12, 31), first_due, &due, &err), &err);
	assert_int_equal(due, sifa_day_of(2013, 2, 5));
	due = SIFA_DAY_NONE;
	fix_ok(snap_due(sn, r->unit, sifa_day_of(2013, 2, 4), first_due, &due, &err), &err);
	assert_int_equal(due, SIFA_DAY_NONE);
	snap_end(sn);
	sifa_record_free(r);
}

/* The first row of the register of the units, or of all, as it stands in the store; false:
 * the record must be read. */
static bool first_shown(struct fix *f, bool all, struct sifa_record *out, enum sifa_rc *rc)
{
	const uint64_t units[] = {1000, 1001, 1002}, every = WALK_ALL_UNITS;
	struct sifa_err err = {0};
	struct walk_row row;
	const uint8_t *p;
	struct snap *sn;
	struct walk *w;
	bool there;
	size_t n;

	fix_ok(snap_begin(f->store, &sn, &err), &err);
	fix_ok(walk_open(sn, f->med, 0, all ? &every : units, all ? 1 : 3, &w, &err), &err);
	walk_seek(w, NULL, 0, false, false);
	assert_true(walk_next(w, &row));
	there = row.nshown > 0;
	*rc = there ? snap_shown(sn, &row, &p, &n, &err) : SIFA_OK;
	if (there && !*rc)
		fix_ok(record_decode_shown(out, p, n, &err), &err);
	walk_close(w);
	snap_end(sn);
	return there;
}

static const char *shown_no(struct fix *f, bool all, char *buf, size_t size)
{
	struct sifa_record *r = record_new(f->med);
	const struct sifa_field *no = sifa_field(f->med, "no");
	enum sifa_rc rc;

	assert_true(first_shown(f, all, r, &rc));
	assert_int_equal(rc, SIFA_OK);
	field_format(no, sifa_get(r, no), SIFA_ZH, buf, size);
	assert_int_equal(sifa_get(r, sifa_field(f->med, "people"))->state, SIFA_ABSENT);
	sifa_record_free(r);
	return buf;
}

static void test_register_shows_what_was_saved(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 1);
	struct sifa_err err = {0};
	enum sifa_rc rc;
	char no[700];

	fix_ok(fix_put(f, r, &err), &err);
	assert_string_equal(shown_no(f, false, no, sizeof no), "(2013)垣新人调字第001号");
	fix_set(r, "form", "oral"); /* the key stays, what is shown changes */
	fix_set(r, "people", "77"); /* shown by no column */
	fix_ok(fix_put(f, r, &err), &err);
	fix_clean(f);
	fix_set(r, "no", "(2013)垣新人调字第900号");
	fix_ok(fix_put(f, r, &err), &err);
	assert_string_equal(shown_no(f, false, no, sizeof no), "(2013)垣新人调字第900号");
	assert_string_equal(shown_no(f, true, no, sizeof no), "(2013)垣新人调字第900号");
	memset(no, '7', 450);
	no[450] = '\0';
	r->v[sifa_field(f->med, "no")->index] =
		(struct sifa_value){.state = SIFA_SET, .s = no, .len = 450};
	fix_ok(fix_put(f, r, &err), &err);
	assert_false(first_shown(f, false, NULL, &rc)); /* too long to stand there twice */
	assert_false(first_shown(f, true, NULL, &rc));
	fix_clean(f);
	sifa_record_free(r);
}

/* One byte of the row of the register that its unit has, or that all have: it comes first. */
static void spoil_shown(struct fix *f, bool all, size_t at)
{
	MDB_cursor *cu;
	MDB_val k, v;
	MDB_txn *txn;
	uint8_t copy[500];

	assert_int_equal(mdb_txn_begin(f->store->env, NULL, 0, &txn), 0);
	assert_int_equal(mdb_cursor_open(txn, f->store->t[T_SORT], &cu), 0);
	for (int i = 0; i < (all ? 1 : 2); i++)
		assert_int_equal(mdb_cursor_get(cu, &k, &v, MDB_NEXT), 0);
	memcpy(copy, v.mv_data, v.mv_size);
	copy[at % v.mv_size] ^= 1;
	assert_int_equal(mdb_cursor_put(cu, &k, &(MDB_val){v.mv_size, copy}, MDB_CURRENT), 0);
	mdb_cursor_close(cu);
	assert_int_equal(mdb_txn_commit(txn), 0);
}

static void spoilt(struct fix *f, bool all, struct sifa_record *back)
{
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	enum sifa_rc rc;
	uint64_t n;

	for (size_t at = 0; at < 60; at++) {
		spoil_shown(f, all, at);
		assert_true(first_shown(f, all, back, &rc));
		assert_int_equal(rc, SIFA_E_DAMAGED);
		spoil_shown(f, all, at);
	}
	spoil_shown(f, all, 40);
	fix_ok(store_verify(f->store, f->config, &n, &found, &err), &err);
	assert_int_equal(found.total, 1);
	assert_non_null(strstr(found.v[0].err.msg, "says something else"));
	sifa_findings_free(&found);
	spoil_shown(f, all, 40);
}

static void test_spoilt_row_is_told(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 3), *back = record_new(f->med);
	struct sifa_err err = {0};

	fix_ok(fix_put(f, r, &err), &err);
	spoilt(f, false, back);
	spoilt(f, true, back);
	sifa_record_free(back);
	sifa_record_free(r);
}

/* The small configuration with one file edited by sed. */
static void edited(struct fix *f, const char *script, const char *file, struct config **out)
{
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	char dir[80], cmd[800];

	snprintf(dir, sizeof dir, "%s/config", f->dir);
	snprintf(cmd, sizeof cmd,
		 "rm -rf '%s' && cp -r tests/fixtures/config-mini '%s' && sed -i '%s' '%s/%s' && "
		 "! cmp -s '%s/%s' tests/fixtures/config-mini/%s",
		 dir, dir, script, dir, file, dir, file, file);
	assert_int_equal(system(cmd), 0);
	fix_ok(config_read(dir, out, &found, &err), &err);
	fix_ok(config_link(*out, store_namer(f->store), &found, &err), &err);
	sifa_findings_free(&found);
}

static void test_adopt_makes_keys_anew(void **state)
{
	static const char *const scripts[] = {
		"s/by: \\[accepted_on, no\\], descending: yes/by: [closed_on]/",
		"s/^dates: .*/dates: [closed_on]/",
		"s/months: 1, until/days: 3, until/",
		"s/required: yes, search: number, brackets/required: yes, brackets/",
		"s/fields: \\[no\\], unique: yes/fields: [accepted_on]/",
		"s/  - {field: form, width: 6}/  - {field: people, width: 6}/",
	};
	struct fix *f = *state;
	struct sifa_err err = {0};
	struct sifa_record *r;
	struct config *c;

	for (int i = 0; i < 40; i++) {
		r = fix_case(f, i);
		fix_ok(fix_put(f, r, &err), &err);
		sifa_record_free(r);
	}
	for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
		edited(f, scripts[i], "kinds/mediation.yaml", &c);
		fix_ok(store_adopt(f->store, c, 0, "test", f->now, &err), &err);
		config_free(c);
		/* this program makes the former keys: it may no longer write */
		r = fix_case(f, 100);
		assert_int_equal(fix_put(f, r, &err), SIFA_E_CONFIG);
		sifa_record_free(r);
		err = (struct sifa_err){0};
		fix_close(f);
		fix_open(f);
		fix_clean(f);
	}
}

static void test_adopt_keeps_kinds_with_records(void **state)
{
	struct fix *f = *state;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	struct sifa_record *r = fix_case(f, 1);
	struct config *c;
	char cmd[400], dir[80];

	fix_ok(fix_put(f, r, &err), &err);
	sifa_record_free(r);
	snprintf(dir, sizeof dir, "%s/config", f->dir);
	snprintf(cmd, sizeof cmd,
		 "cp -r tests/fixtures/config-mini '%s' && rm '%s/kinds/mediation.yaml'", dir, dir);
	assert_int_equal(system(cmd), 0);
	fix_ok(config_read(dir, &c, &found, &err), &err);
	fix_ok(config_link(c, store_namer(f->store), &found, &err), &err);
	assert_int_equal(store_adopt(f->store, c, 0, "test", f->now, &err), SIFA_E_CONFIG);
	config_free(c);
	sifa_findings_free(&found);
	fix_clean(f);
}

static void test_clock_behind(void **state)
{
	struct fix *f = *state;
	struct sifa_record *r = fix_case(f, 5);

	f->now -= 86400;
	assert_int_equal(fix_put(f, r, NULL), SIFA_E_CLOCK);
	sifa_record_free(r);
}

static void write_file(const char *dir, const char *text, size_t n)
{
	char path[128];
	FILE *out;

	snprintf(path, sizeof path, "%s/store.mdb", dir);
	unlink(path);
	out = fopen(path, "w");
	assert_int_equal(fwrite(text, 1, n, out), n);
	fclose(out);
}

/* Each wrong file has its sentence; none is formatted or taken for a store. */
static void test_foreign_files(void **state)
{
	char dir[64];
	static char junk[20000];
	struct sifa_err err = {0};
	struct store *s;

	(void)state;
	assert_true(scratch_make(dir, sizeof dir));
	assert_int_equal(store_open(dir, 0, &s, &err), SIFA_E_NOTFOUND);
	write_file(dir, "", 0);
	err = (struct sifa_err){0};
	assert_int_equal(store_open(dir, 0, &s, &err), SIFA_E_DAMAGED);
	write_file(dir, "root:x:0:0", 10);
	assert_int_equal(store_open(dir, 0, &s, NULL), SIFA_E_DAMAGED);
	memset(junk, 'x', sizeof junk);
	write_file(dir, junk, sizeof junk);
	assert_int_equal(store_open(dir, 0, &s, NULL), SIFA_E_DAMAGED);
	assert_int_equal(store_create(dir, 1, SIFA_DAY_NONE, 0, NULL), SIFA_E_EXISTS);
	assert_int_equal(store_create("/proc/nowhere/x", 1, SIFA_DAY_NONE, 0, NULL), SIFA_E_DENIED);
	scratch_drop(dir);
}

static void put_some(struct fix *f, int from, int to)
{
	for (int i = from; i < to; i++) {
		struct sifa_record *r = fix_case(f, i);
		struct sifa_err err = {0};

		fix_ok(fix_put(f, r, &err), &err);
		sifa_record_free(r);
	}
}

/* Whatever is missing at its end, a cut file is an error and not the end of the
 * program; another process looks, in case it is. */
static void test_cut_file(void **state)
{
	struct fix *f = *state;
	bool noticed = false;
	char path[128];
	struct stat st;

	put_some(f, 0, 300);
	fix_close(f);
	snprintf(path, sizeof path, "%s/store.mdb", f->dir);
	assert_int_equal(stat(path, &st), 0);
	for (off_t size = st.st_size / 4096 * 4096 - 4096; size >= 8192; size -= size / 5 + 4096) {
		pid_t child;
		int status;

		assert_int_equal(truncate(path, size), 0);
		child = fork();
		if (!child) {
			struct sifa_findings found = {0};
			uint64_t n;

			if (store_open(f->dir, 0, &f->store, NULL))
				_exit(0);
			f->config = config_new();
			if (store_config(f->store, f->config, NULL) ||
			    config_link(f->config, store_namer(f->store), &found, NULL))
				_exit(0);
			_exit(!store_verify(f->store, f->config, &n, &found, NULL) &&
			      !found.errors);
		}
		waitpid(child, &status, 0);
		if (!WIFEXITED(status))
			fail_msg("cut at %ld: killed by %d", (long)size, WTERMSIG(status));
		noticed = WEXITSTATUS(status) == 0; /* the last pages may have been free ones */
	}
	assert_true(noticed);
}

/* Two processes on a map that is soon too small: it grows in the one that writes,
 * and the other goes on reading and writing. */
static void test_map_grows(void **state)
{
	struct fix *f = *state;
	int go[2], status;
	pid_t child;
	char c = 0;

	assert_int_equal(pipe(go), 0);
	fix_close(f);
	child = fork();
	fix_open(f);
	assert_int_equal(mdb_env_set_mapsize(f->store->env, 1 << 20), 0);
	if (!child) {
		struct snap *sn;
		uint64_t n = 0;

		if (read(go[0], &c, 1) != 1 || snap_begin(f->store, &sn, NULL) ||
		    snap_count(sn, f->med, &n, NULL))
			_exit(1);
		snap_end(sn);
		put_some(f, 1000, 1010);
		_exit(n != 1000);
	}
	put_some(f, 0, 1000);
	assert_int_equal(write(go[1], &c, 1), 1);
	waitpid(child, &status, 0);
	assert_int_equal(status, 0);
	fix_clean(f);
	close(go[0]);
	close(go[1]);
}

/* The map does not move while this process reads; the save is refused, and works
 * when the reader is done. */
static void test_map_stays_under_a_reader(void **state)
{
	struct fix *f = *state;
	struct sifa_err err = {0};
	struct snap *sn;
	int i = 0;

	assert_int_equal(mdb_env_set_mapsize(f->store->env, 1 << 20), 0);
	fix_ok(snap_begin(f->store, &sn, &err), &err);
	for (enum sifa_rc rc = SIFA_OK; rc == SIFA_OK && i < 5000; i++) {
		struct sifa_record *r = fix_case(f, i);

		rc = fix_put(f, r, &err);
		assert_true(rc == SIFA_OK || rc == SIFA_E_FULL);
		sifa_record_free(r);
	}
	assert_int_equal(err.rc, SIFA_E_FULL);
	snap_end(sn);
	put_some(f, i, i + 10);
	fix_clean(f);
}

/* A holder that does not let go is named, after the deadline. */
static void test_gate_names_holder(void **state)
{
	struct fix *f = *state;
	struct sifa_err err = {0};
	char pid[24], c = 0;
	int up[2], status;
	pid_t child;

	assert_int_equal(pipe(up), 0);
	child = fork();
	if (!child) {
		struct store *s;

		f->store->env = NULL; /* the parent's; never used after a fork */
		if (store_open(f->dir, 0, &s, NULL) || gate_enter(s, GATE_WRITE, 0, "窗口二", NULL))
			_exit(1);
		if (write(up[1], &c, 1) != 1)
			_exit(1);
		for (;;)
			pause();
	}
	assert_int_equal(read(up[0], &c, 1), 1);
	assert_int_equal(gate_enter(f->store, GATE_WRITE, 30, "窗口一", &err), SIFA_E_BUSY);
	snprintf(pid, sizeof pid, "pid %ld", (long)child);
	assert_non_null(strstr(err.arg[0], "窗口二"));
	assert_non_null(strstr(err.arg[0], pid));
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	put_some(f, 0, 1); /* the kernel let go */
	close(up[0]);
	close(up[1]);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_setup, fix_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_put_get),
		T(test_update_and_conflict),
		T(test_unique_number),
		T(test_many),
		T(test_hide),
		T(test_due),
		T(test_register_shows_what_was_saved),
		T(test_spoilt_row_is_told),
		T(test_adopt_makes_keys_anew),
		T(test_adopt_keeps_kinds_with_records),
		T(test_clock_behind),
		cmocka_unit_test(test_foreign_files),
		T(test_cut_file),
		T(test_map_grows),
		T(test_gate_names_holder),
		T(test_map_stays_under_a_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
