/* The kept numbers of scores never differ from a count that reads every fact: on the
 * demonstration county, through acts of every kind at random, imports, another
 * configuration, and whatever happens to the files themselves. */
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "score_fixture.h"

enum { ACTS = 250, KINDS = 64 };

struct world {
	struct county c;
	char top[60];
	uint64_t random;
	struct idset {
		uint64_t *v;
		size_t n, cap;
	} ids[KINDS];  /* by kind, in the order of the configuration */
	unsigned done; /* acts that were not refused */
};

static unsigned pick(struct world *w, size_t n)
{
	w->random = w->random * UINT64_C(6364136223846793005) + 1442695040888963407;
	return (unsigned)((w->random >> 33) % n);
}

/* ---- the county ---- */

static void enter(struct world *w)
{
	struct sifa_login login = {.now = (int64_t)sifa_day_of(2013, 12, 20) * 86400 + 12 * 3600,
				   .now_forced = true,
				   .host = "test"};
	struct sifa_err err = {0};

	ok(sifa_open(w->c.dir, 0, &w->c.sifa, &err), &err);
	ok(sifa_login(w->c.sifa, &login, &w->c.se, &err), &err);
}

static void leave(struct world *w)
{
	sifa_logout(w->c.se);
	sifa_close(w->c.sifa);
}

static bool note(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct idset *s = arg;

	(void)month;
	for (size_t i = 0; i < n; i++) {
		assert_true(grow(&s->v, &s->cap, s->n + 1, sizeof *s->v));
		s->v[s->n++] = get_le(rows + i * width + FIX_ID, 8);
	}
	return true;
}

static void note_ids(struct world *w)
{
	const struct config *c = w->c.sifa->config;
	struct view v;
	struct sifa_err err = {0};

	ok(view_begin(w->c.se, &v, &err), &err);
	for (size_t i = 0; i < c->nkinds && i < KINDS; i++) {
		w->ids[i].n = 0;
		ok(view_facts(&v, c->kind[i], FACT_NO_MONTH, INT32_MAX, note, &w->ids[i], &err),
		   &err);
	}
	view_end(&v);
}

static int setup(void **state)
{
	struct world *w = calloc(1, sizeof *w);
	const char *bin = getenv("SIFA_BIN");
	char cmd[400];

	assert_true(scratch_make(w->top, sizeof w->top));
	snprintf(w->c.dir, sizeof w->c.dir, "%s/s", w->top);
	snprintf(cmd, sizeof cmd, "'%s' --store '%s' --config config demo >/dev/null",
		 bin ? bin : "build/sifa", w->c.dir);
	assert_int_equal(system(cmd), 0);
	w->random = 20131220;
	enter(w);
	note_ids(w);
	*state = w;
	return 0;
}

static int teardown(void **state)
{
	struct world *w = *state;

	leave(w);
	for (size_t i = 0; i < KINDS; i++)
		free(w->ids[i].v);
	scratch_drop(w->top);
	free(w);
	return 0;
}

/* ---- comparing ---- */

static void tell(struct buf *b, const struct sifa_sheet *s)
{
	buf_printf(b, "%s %d..%d of %d: %lld/%lld %d\n", s->office_name, s->from, s->to, s->as_of,
		   (long long)s->points, (long long)s->weight, (int)s->veto);
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->section[i].n; k++) {
			const struct sifa_clause *c = &s->section[i].clause[k];

			buf_printf(b, "%s %d %lld %lld %lld %lld %lld %d %zu %lld %lld %s %s\n",
				   c->id, (int)c->standing, (long long)c->weight,
				   (long long)c->points, (long long)c->target, (long long)c->actual,
				   (long long)c->completion, (int)c->veto, c->records,
				   (long long)c->gain, (long long)c->lacking, c->formula[0],
				   c->note[0]);
		}
}

/* By every letter. */
static void all_sheets(struct world *w, sifa_day as_of, struct buf *b)
{
	size_t letters = 0, all = 0;
	const struct sifa_letter *const *letter = sifa_letters(w->c.sifa, &letters);

	for (size_t i = 0; i < letters; i++) {
		struct sifa_sheet **sheet = NULL;
		struct sifa_err err = {0};
		size_t n = 0;

		ok(sifa_score_all(w->c.se, letter[i], as_of, &sheet, &n, &err), &err);
		for (size_t k = 0; k < n; k++) {
			tell(b, sheet[k]);
			sifa_sheet_free(sheet[k]);
		}
		free(sheet);
		all += n;
	}
	assert_true(all > 1);
}

/* Only a score of today is kept: seen from the next day it is counted from the facts. */
static void compare_as_of(struct world *w, const char *after)
{
	struct buf kept = {0}, fresh = {0};
	int64_t now = w->c.se->now;
	sifa_day today = sifa_today(w->c.se);

	all_sheets(w, today, &kept);
	w->c.se->now += 86400;
	all_sheets(w, today, &fresh);
	w->c.se->now = now;
	assert_true(buf_add(&kept, "", 1) && buf_add(&fresh, "", 1));
	if (strcmp(kept.p, fresh.p) != 0)
		fail_msg("after %s the kept score differs:\n%s\n%s", after, kept.p, fresh.p);
	buf_free(&kept);
	buf_free(&fresh);
}

/* Today, and with the numbers kept today on a day before and on one to come. */
static void compare(struct world *w, const char *after)
{
	static const int days[] = {0, -40, 21, 0};
	int64_t now = w->c.se->now;

	for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
		w->c.se->now = now + days[i] * INT64_C(86400);
		compare_as_of(w, after);
	}
	w->c.se->now = now;
}

static unsigned files_of(struct world *w, char *path, size_t size)
{
	char dir[128];
	struct dirent *e;
	unsigned n = 0;
	DIR *d;

	snprintf(dir, sizeof dir, "%s/scores", w->c.dir);
	d = opendir(dir);
	while (d && (e = readdir(d)))
		if (e->d_name[0] != '.') {
			snprintf(path, size, "%s/%s", dir, e->d_name);
			n++;
		}
	if (d)
		closedir(d);
	return n;
}

/* ---- acts at random ---- */

/* By way of the store: what a guard or a check would refuse counts as well. */
static bool act(struct world *w, struct act_step *step)
{
	struct act a = {
		.actor = w->c.se->user, .now = w->c.se->now, .host = "test", .step = step, .n = 1};
	bool done = !store_act(w->c.sifa->store, &a, NULL);

	w->done += done;
	return done;
}

static uint64_t some_id(struct world *w, const struct sifa_kind *k)
{
	const struct config *c = w->c.sifa->config;

	for (size_t i = 0; i < c->nkinds && i < KINDS; i++)
		if (c->kind[i] == k && w->ids[i].n)
			return w->ids[i].v[pick(w, w->ids[i].n)];
	return 0;
}

static void set_random(struct world *w, struct sifa_record *r, const struct sifa_field *f)
{
	struct sifa_value v = {.state = SIFA_SET};

	if (!pick(w, 5))
		v.state = SIFA_ABSENT;
	else if (f->type == SIFA_DATE)
		v.n = sifa_day_of(2012, 11, 1) + (int)pick(w, 480);
	else if (f->type == SIFA_BOOL)
		v.n = pick(w, 2);
	else if (f->type == SIFA_INT || f->type == SIFA_MONEY)
		v.n = pick(w, 6);
	else if (f->type == SIFA_CODE && f->codes && f->codes->n)
		v.n = f->codes->code[pick(w, f->codes->n)].no;
	else if (f->type == SIFA_REF && f->target)
		v.n = (int64_t)some_id(w, f->target);
	else
		return;
	if (v.n || f->type != SIFA_REF)
		sifa_set(r, f, &v, NULL);
}

static struct sifa_record *some_record(struct world *w)
{
	const struct config *c = w->c.sifa->config;
	struct sifa_record *r = NULL;
	size_t kinds = c->nkinds < KINDS ? c->nkinds : KINDS, i;

	while (!r) {
		do
			i = pick(w, kinds);
		while (!w->ids[i].n || c->kind[i] == c->user);
		r = record_new(c->kind[i]);
		assert_non_null(r);
		struct view v;
		struct sifa_err err = {0};

		ok(view_begin(w->c.se, &v, &err), &err);
		if (view_score_load(&v, w->ids[i].v[pick(w, w->ids[i].n)], r, NULL)) {
			sifa_record_free(r);
			r = NULL;
		}
		view_end(&v);
	}
	return r;
}

static void change(struct world *w, struct sifa_record *r, bool moves)
{
	for (unsigned i = 0; i < 3; i++)
		set_random(w, r, &r->kind->field[pick(w, r->kind->nfields)]);
	for (size_t i = 0; i < r->kind->ndate; i++)
		if (!pick(w, 3))
			set_random(w, r, &r->kind->field[r->kind->date[i]]);
	if (moves) {
		r->unit = some_id(w, w->c.sifa->config->unit);
		r->holder = r->unit;
	}
}

static const char *random_act(struct world *w)
{
	struct sifa_record *r = some_record(w);
	struct act_step step = {.op = ACT_PUT, .record = r, .id = r->id, .rev = r->rev};
	static char what[80];
	const char *did;

	switch (pick(w, 6)) {
	case 0:
		step.op = ACT_HIDE;
		step.record = NULL;
		did = "deleting";
		break;
	case 1:
		change(w, r, true);
		step.op = ACT_MOVE;
		step.id = 0;
		did = "moving";
		break;
	case 2:
		change(w, r, false);
		r->id = 0;
		r->rev = 0;
		did = "adding";
		break;
	default:
		change(w, r, false);
		did = "changing";
		break;
	}
	snprintf(what, sizeof what, "%s a %s", did, r->kind->id);
	act(w, &step);
	sifa_record_free(r);
	return what;
}

static void random_acts_leave_the_kept_score_right(void **state)
{
	struct world *w = *state;

	compare(w, "nothing");
	for (unsigned i = 0; i < ACTS; i++) {
		const char *what = random_act(w);

		/* several acts between two looks, at times */
		if (pick(w, 3))
			compare_as_of(w, what);
		if (i % 50 == 49) {
			note_ids(w);
			compare(w, what);
		}
	}
	assert_true(w->done > ACTS / 3);
}

static void one_unit_closed_moves_its_facts(void **state)
{
	struct world *w = *state;
	uint64_t *office = NULL;
	struct sifa_err err = {0};
	size_t n = 0;

	compare(w, "nothing");
	ok(sifa_offices(w->c.se, &office, &n, &err), &err);
	assert_true(n > 1);
	for (int i = 0; i < 2; i++) {
		struct sifa_record *r = NULL;
		struct act_step step = {.op = ACT_PUT};

		ok(sifa_record_get(w->c.se, office[0], &r, &err), &err);
		fill(r, i ? "closed_on=2013-09-15" : "closed_on=2013-05-01");
		fill(r, ref("successor", office[1]));
		step.record = r;
		assert_true(act(w, &step));
		sifa_record_free(r);
		compare(w, "closing an office");
	}
	free(office);
}

static void one_person_in_two_rows_is_counted_once(void **state)
{
	struct world *w = *state;
	const struct config *c = w->c.sifa->config;

	for (int i = 0; i < 20; i++) {
		struct sifa_record *r =
			blank(&w->c, c->same_person->id, sifa_session_unit(w->c.se));
		struct act_step step = {.op = ACT_PUT, .record = r};

		fill(r, ref("person", some_id(w, c->person)));
		fill(r, ref("other", some_id(w, c->person)));
		fill(r, "approved_on=2013-12-01");
		act(w, &step);
		sifa_record_free(r);
		compare_as_of(w, "joining two persons");
	}
	assert_true(w->done > 10);
}

static void import(struct world *w, bool publish)
{
	struct bulk *b = NULL;
	struct sifa_err err = {0};

	ok(bulk_begin(w->c.sifa->store, w->c.se->user, "test", w->c.se->now, &b, &err), &err);
	for (uint32_t i = 0; i < 200; i++) {
		struct sifa_record *r = some_record(w);

		change(w, r, false);
		/* numbers are taken: a key that lacks a part is none */
		for (size_t k = 0; k < r->kind->nkeys; k++)
			if (r->kind->key[k].unique)
				sifa_set(r, &r->kind->field[r->kind->key[k].field[0]],
					 &(struct sifa_value){.state = SIFA_ABSENT}, NULL);
		ok(bulk_put(b, r, i, &err), &err);
		sifa_record_free(r);
		if (i % 70 == 69) {
			ok(bulk_rest(b, &err), &err);
			compare_as_of(w, "a part of an import");
		}
	}
	if (publish)
		ok(bulk_publish(b, "test", &err), &err);
	bulk_end(b);
	compare(w, publish ? "an import" : "an import that was dropped");
}

static void imports_count_once_they_are_published(void **state)
{
	struct world *w = *state;

	compare(w, "nothing");
	import(w, false);
	import(w, true);
	import(w, true);
}

static void add_of_one_month(struct world *w, const struct sifa_kind *k, uint32_t n)
{
	struct bulk *b = NULL;
	struct sifa_err err = {0};

	ok(bulk_begin(w->c.sifa->store, w->c.se->user, "test", w->c.se->now, &b, &err), &err);
	for (uint32_t i = 0; i < n; i++) {
		struct sifa_record *r = blank(&w->c, k->id, some_id(w, w->c.sifa->config->unit));

		set_random(w, r, &k->field[pick(w, k->nfields)]);
		sifa_set(r, &k->field[k->date[0]],
			 &(struct sifa_value){.state = SIFA_SET,
					      .n = sifa_day_of(2013, 6, 1) + (int)pick(w, 30)},
			 NULL);
		ok(bulk_put(b, r, i, &err), &err);
		sifa_record_free(r);
	}
	ok(bulk_publish(b, "test", &err), &err);
	bulk_end(b);
}

static off_t largest_file(struct world *w)
{
	char dir[128], path[400];
	struct dirent *e;
	struct stat st;
	off_t most = 0;
	DIR *d;

	snprintf(dir, sizeof dir, "%s/scores", w->c.dir);
	d = opendir(dir);
	assert_non_null(d);
	while ((e = readdir(d))) {
		snprintf(path, sizeof path, "%s/%s", dir, e->d_name);
		if (e->d_name[0] != '.' && !stat(path, &st) && st.st_size > most)
			most = st.st_size;
	}
	closedir(d);
	return most;
}

/* Saves in one full month: it is counted in pieces from the second count on, and a piece
 * that comes, goes, splits or is damaged moves no number. */
static void a_month_of_many_blocks_is_kept_in_pieces(void **state)
{
	struct world *w = *state;
	const struct sifa_kind *k = sifa_kind(w->c.sifa, "mediation");
	struct buf b = {0};
	off_t whole;

	assert_non_null(k);
	add_of_one_month(w, k, 2500);
	all_sheets(w, sifa_today(w->c.se), &b);
	whole = largest_file(w);
	note_ids(w);
	for (int i = 0; i < 40; i++) {
		struct sifa_record *r = NULL;
		struct act_step step = {.op = ACT_PUT};
		struct sifa_err err = {0};

		ok(sifa_record_get(w->c.se, some_id(w, k), &r, &err), &err);
		change(w, r, false);
		if (i % 4 == 3) { /* into the middle of the month: blocks split and join */
			step.op = ACT_HIDE;
			step.id = r->id;
			step.rev = r->rev;
		} else {
			step.record = r;
		}
		act(w, &step);
		sifa_record_free(r);
		if (i % 3)
			compare_as_of(w, "a save in a full month");
		if (i == 20) {
			add_of_one_month(w, k, 300);
			compare(w, "an import into a full month");
		}
	}
	assert_true(largest_file(w) > whole);
	buf_free(&b);
}

static void another_configuration_is_counted_by(void **state)
{
	struct world *w = *state;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	struct buf before = {0}, after = {0};
	char cmd[400], conf[128];

	compare(w, "nothing");
	all_sheets(w, sifa_today(w->c.se), &before);
	snprintf(conf, sizeof conf, "%s/conf", w->top);
	snprintf(cmd, sizeof cmd,
		 "cp -R config '%s' && sed -i 's/{form: oral}/{form: written}/' "
		 "'%s/letters/yuanqu-2013.yaml'",
		 conf, conf);
	assert_int_equal(system(cmd), 0);
	ok(sifa_config_adopt(w->c.se, conf, false, NULL, NULL, &found, &err), &err);
	sifa_findings_free(&found);
	leave(w);
	enter(w);
	compare(w, "adopting another letter");
	all_sheets(w, sifa_today(w->c.se), &after);
	assert_true(buf_add(&before, "", 1) && buf_add(&after, "", 1));
	assert_string_not_equal(before.p, after.p);
	buf_free(&before);
	buf_free(&after);
}

/* A store put back from a backup meets the files of the days that are undone. */
static void a_store_put_back_is_not_mistaken(void **state)
{
	struct world *w = *state;
	char cmd[300];

	compare(w, "nothing");
	leave(w);
	snprintf(cmd, sizeof cmd, "cp '%s/store.mdb' '%s/old.mdb'", w->c.dir, w->top);
	assert_int_equal(system(cmd), 0);
	enter(w);
	for (int i = 0; i < 20; i++)
		random_act(w);
	compare(w, "acts to be undone");
	leave(w);
	snprintf(cmd, sizeof cmd, "cp '%s/old.mdb' '%s/store.mdb'", w->top, w->c.dir);
	assert_int_equal(system(cmd), 0);
	enter(w);
	compare(w, "putting the store back");
	for (int i = 0; i < 20; i++) {
		random_act(w);
		compare_as_of(w, "other acts than before");
	}
}

static void damage_only_costs_time(void **state)
{
	struct world *w = *state;
	char path[400], byte;
	struct stat st;
	int fd;

	compare_as_of(w, "nothing");
	assert_true(files_of(w, path, sizeof path) > 0);
	assert_int_equal(stat(path, &st), 0);
	for (int i = 0; i < 40; i++) {
		off_t at = (off_t)pick(w, (size_t)st.st_size);

		fd = open(path, O_RDWR);
		assert_true(fd >= 0);
		assert_int_equal(pread(fd, &byte, 1, at), 1);
		byte ^= (char)(1 << pick(w, 8));
		assert_int_equal(pwrite(fd, &byte, 1, at), 1);
		close(fd);
		compare_as_of(w, "a flipped bit");
	}
	assert_int_equal(truncate(path, st.st_size / 2), 0);
	compare_as_of(w, "a file cut short");
	assert_int_equal(truncate(path, 3), 0);
	compare_as_of(w, "a file of three bytes");
	assert_int_equal(unlink(path), 0);
	compare_as_of(w, "a file gone");
	assert_int_equal(stat(path, &st), 0);
}

/* The second look reads no facts that the first one has counted: the file stays as it is
 * until something has changed. */
static void a_file_is_written_only_for_something_new(void **state)
{
	struct world *w = *state;
	struct buf b = {0};
	struct stat first, then;
	struct sifa_record *r = NULL;
	struct act_step step = {.op = ACT_PUT};
	struct sifa_err err = {0};
	char path[400];

	all_sheets(w, sifa_today(w->c.se), &b);
	assert_true(files_of(w, path, sizeof path) > 0);
	assert_int_equal(stat(path, &first), 0);
	all_sheets(w, sifa_today(w->c.se), &b);
	assert_int_equal(stat(path, &then), 0);
	assert_int_equal(first.st_ino, then.st_ino);
	ok(sifa_record_get(w->c.se, sifa_session_unit(w->c.se), &r, &err), &err);
	step.record = r;
	assert_true(act(w, &step)); /* whose records are depends on every unit */
	sifa_record_free(r);
	all_sheets(w, sifa_today(w->c.se), &b);
	assert_int_equal(stat(path, &then), 0);
	assert_int_not_equal(first.st_ino, then.st_ino);
	buf_free(&b);
}

#define WORLD(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD(random_acts_leave_the_kept_score_right),
		WORLD(one_unit_closed_moves_its_facts),
		WORLD(one_person_in_two_rows_is_counted_once),
		WORLD(imports_count_once_they_are_published),
		WORLD(a_month_of_many_blocks_is_kept_in_pieces),
		WORLD(another_configuration_is_counted_by),
		WORLD(a_store_put_back_is_not_mistaken),
		WORLD(damage_only_costs_time),
		WORLD(a_file_is_written_only_for_something_new),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
