/* Who is looked at, by whom, and what is said of it: samples, marks, columns, objections,
 * lists of others. Locks and the command line: tests/cli/inspect.sh. */
#include "score_fixture.h"

#include "../../core/score/lock.h"

static uint64_t staff(struct county *c, uint64_t unit, const char *name)
{
	return add(c, "staff", unit, with("name", name), "from=2010-01-01", NULL);
}

/* n written cases, the last one by `rare` alone. */
static void cases(struct county *c, int n, uint64_t often, uint64_t rare)
{
	char no[64];

	for (int i = 1; i <= n; i++) {
		snprintf(no, sizeof no, "no=(2013)垣新人调字第%d号", i);
		add(c, "mediation", c->office[0], no, "form=written", "accepted_on=2013-02-01",
		    "agreed_on=2013-03-01", "closed_on=2013-03-01", "archived_on=2013-03-20",
		    ref("mediators", i == n ? rare : often), NULL);
	}
}

static uint64_t mediator(struct county *c, const char *name)
{
	uint64_t person = add(c, "person", c->office[0], with("name", name), NULL);

	return add(c, "mediator", c->office[0], ref("person", person), NULL);
}

static bool drawn(const struct sifa_sample *s, uint64_t id)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->id[i] == id)
			return true;
	return false;
}

static void each_handler_is_looked_at_whatever_the_seed(void **state)
{
	struct county *c = *state;
	struct sifa_err err = {0};
	struct sifa_sheet *s;
	struct sifa_behind_list list;
	uint64_t last = 0;
	char seed[16];

	cases(c, 30, mediator(c, "王大"), mediator(c, "李二"));
	s = score(c, c->office[0], "2013-12-20");
	ok(sifa_score_records(c->se, s, "C4", &list, &err), &err);
	for (size_t i = 0; i < list.n; i++)
		last = list.v[i].id > last ? list.v[i].id : last;
	sifa_behind_free(&list);
	for (int i = 0; i < 12; i++) {
		static const char *const method[] = {"random", "systematic", "risk"};
		struct sifa_sample_wish w = {.clause = "C5", .method = method[i % 3], .seed = seed};
		struct sifa_sample one, two;

		snprintf(seed, sizeof seed, "%d", i);
		ok(sifa_sample_draw(c->se, s, &w, &one, &err), &err);
		ok(sifa_sample_draw(c->se, s, &w, &two, &err), &err);
		assert_int_equal(one.population, 30);
		assert_in_range(one.n, 5, 6);
		assert_true(drawn(&one, last));
		assert_int_equal(one.n, two.n);
		assert_memory_equal(one.id, two.id, one.n * sizeof *one.id);
		assert_string_equal(one.hash, two.hash);
		sifa_sample_free(&one);
		sifa_sample_free(&two);
	}
	sifa_sheet_free(s);
}

static void a_small_population_is_looked_at_whole(void **state)
{
	struct county *c = *state;
	struct sifa_sample_wish w = {.clause = "C5", .seed = "1"};
	struct sifa_sample one;
	struct sifa_err err = {0};
	struct sifa_sheet *s = score(c, c->office[0], "2013-12-20");

	assert_int_equal(sifa_sample_draw(c->se, s, &w, &one, &err), SIFA_E_DATA);
	sifa_sample_free(&one);
	sifa_sheet_free(s);
	cases(c, 4, mediator(c, "王大"), mediator(c, "李二"));
	s = score(c, c->office[0], "2013-12-20");
	memset(&err, 0, sizeof err);
	ok(sifa_sample_draw(c->se, s, &w, &one, &err), &err);
	assert_int_equal(one.n, 4);
	sifa_sample_free(&one);
	sifa_sheet_free(s);
}

static void a_third_mark_counts_with_the_nearer_one(void **state)
{
	static const struct {
		int64_t mark[3], score;
	} row[] = {
		{{90, 80, -1}, 85}, {{90, 79, -1}, -1}, {{90, 79, 89}, 90},
		{{90, 70, 74}, 72}, {{81, 80, -1}, 81}, {{100, 0, 50}, 75},
	};
	struct county *c = *state;
	uint64_t who[3] = {staff(c, c->bureau, "周文清"), staff(c, c->bureau, "许静怡"),
			   staff(c, c->bureau, "李明远")};
	struct sifa_sample_wish w = {.clause = "C5", .seed = "1"};
	struct sifa_sample s;
	struct sifa_err err = {0};
	struct sifa_sheet *sheet;
	uint64_t id;

	cases(c, 6, mediator(c, "王大"), mediator(c, "李二"));
	sheet = score(c, c->office[0], "2013-12-20");
	w.method = "all";
	ok(sifa_sample_keep(c->se, sheet, &w, &s, &id, NULL, &err), &err);
	assert_int_equal(s.n, 6);
	for (size_t i = 0; i < 6; i++) {
		int64_t got = -1;

		for (size_t k = 0; k < 3 && row[i].mark[k] >= 0; k++)
			ok(sifa_sample_mark(c->se, id, i + 1, who[k], row[i].mark[k], NULL, &got,
					    NULL, &err),
			   &err);
		assert_int_equal(got, row[i].score);
	}
	sifa_sample_free(&s);
	sifa_sheet_free(sheet);
	/* a row without score judges nothing, the others do not either */
	sheet = score(c, c->office[0], "2017-07-14");
	assert_int_equal(clause(sheet, "C5")->standing, SIFA_UNJUDGED);
	sifa_sheet_free(sheet);
}

static void nobody_marks_his_own_office(void **state)
{
	struct county *c = *state;
	uint64_t own = staff(c, c->office[0], "高静");
	struct sifa_sample_wish w = {.clause = "C5", .inspector = &own, .ninspectors = 1};
	struct sifa_findings found = {0};
	struct sifa_sample s;
	struct sifa_err err = {0};
	struct sifa_sheet *sheet;
	int64_t score_;
	uint64_t id;

	cases(c, 6, mediator(c, "王大"), mediator(c, "李二"));
	sheet = score(c, c->office[0], "2013-12-20");
	assert_int_equal(sifa_sample_keep(c->se, sheet, &w, &s, &id, &found, &err), SIFA_E_DATA);
	assert_true(found.errors > 0);
	assert_string_equal(found.v[0].err.field, "inspectors");
	sifa_sample_free(&s);
	sifa_findings_free(&found);
	w.ninspectors = 0;
	memset(&err, 0, sizeof err);
	ok(sifa_sample_keep(c->se, sheet, &w, &s, &id, NULL, &err), &err);
	assert_int_equal(sifa_sample_mark(c->se, id, 1, own, 90, NULL, &score_, NULL, &err),
			 SIFA_E_DATA);
	sifa_sample_free(&s);
	sifa_sheet_free(sheet);
}

/* ---- objections ---- */

static size_t errors_of(struct county *c, struct sifa_record *r)
{
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	size_t n;

	sifa_derive(c->se, r);
	ok(sifa_check_record(c->se, r, &found, &err), &err);
	n = found.errors;
	sifa_findings_free(&found);
	return n;
}

static void objections_come_in_five_working_days_and_are_reviewed_by_others(void **state)
{
	struct county *c = *state;
	uint64_t first = staff(c, c->bureau, "周文清"), other = staff(c, c->bureau, "许静怡");
	struct sifa_record *r = blank(c, "score_entry", c->office[0]);
	uint64_t letter = add(c, "letter", c->office[0], "scheme=yuanqu-2013", "year=2013",
			      "period_from=2013-01-01", NULL);

	fill(r, ref("letter", letter));
	fill(r, "item=C5");
	fill(r, "part=final");
	fill(r, "at=2013-12-01");
	fill(r, "verified_on=2013-12-02");
	fill(r, "published_on=2013-12-06"); /* a Friday: until the 13th */
	fill(r, "objected_on=2013-12-13");
	fill(r, ref("inspectors", first));
	assert_int_equal(errors_of(c, r), 0);
	fill(r, "objected_on=2013-12-16");
	assert_int_equal(errors_of(c, r), 1);
	fill(r, "objected_on=2013-12-12");
	fill(r, ref("reviewed_by", first));
	assert_int_equal(errors_of(c, r), 1);
	fill(r, ref("reviewed_by", other));
	assert_int_equal(errors_of(c, r), 0);
	sifa_record_free(r);
}

static const struct sifa_column_row *column(const struct sifa_columns *c, const char *id)
{
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->row[i].clause->id, id))
			return &c->row[i];
	fail_msg("no clause %s", id);
	return NULL;
}

static void old_and_new_points_are_both_seen(void **state)
{
	struct county *c = *state;
	uint64_t letter = add(c, "letter", c->office[0], "scheme=yuanqu-2013", "year=2013",
			      "period_from=2013-01-01", NULL);
	struct sifa_columns cols;
	struct sifa_err err = {0};
	struct sifa_sheet *s;
	const struct sifa_column_row *row;

	add(c, "score_entry", c->office[0], ref("letter", letter), "item=C5", "part=self",
	    "at=2013-12-01", "raw=250", NULL);
	add(c, "score_entry", c->office[0], ref("letter", letter), "item=C5", "part=final",
	    "at=2013-12-10", "adjusted=200", "reviewed=220", "final=yes", NULL);
	add(c, "score_entry", c->office[0], ref("letter", letter), "item=C6", "part=self",
	    "at=2013-12-01", "raw=300", "actual=7", NULL);
	s = score(c, c->office[0], "2013-12-20");
	ok(sifa_score_columns(c->se, s, &cols, &err), &err);
	row = column(&cols, "C5");
	assert_int_equal(row->self.points, 250);
	assert_int_equal(row->checked.points, 200);
	assert_int_equal(row->final.points, 220);
	assert_int_equal(row->before, 200);
	assert_true(row->differs);
	row = column(&cols, "C6"); /* no target is set: nothing is computed */
	assert_int_equal(row->self.actual, 7);
	assert_int_equal(row->checked.points, -1);
	assert_false(column(&cols, "C11")->differs);
	sifa_columns_free(&cols);
	sifa_sheet_free(s);
}

/* ---- locks ---- */

static size_t listed(const struct lock_copy *copy, const char *clause)
{
	size_t n = 0;

	for (size_t i = 0; i < copy->nrecords; i++)
		n += !strcmp(copy->record[i].clause, clause);
	return n;
}

/* Of the office, one sealed, and one of the bureau's that counts for it. */
static uint64_t records_of_all_sorts(struct county *c)
{
	uint64_t st = add(c, "station", c->office[0], "name=工作站", "kind=township",
			  "founded_on=2012-05-01", NULL);
	struct sifa_record *r = blank(c, "correction", c->office[0]);

	cases(c, 6, mediator(c, "王大"), mediator(c, "李二"));
	add(c, "aid_case", c->bureau, ref("station", st), "applied_on=2013-02-01",
	    "closed_on=2013-05-01", "archived_on=2013-05-20", NULL);
	fill(r, "kind=suspended");
	fill(r, "papers_in=2013-03-01");
	fill(r, "minor=yes");
	fill(r, "end_on=2013-06-01");
	fill(r, "end_reason=expired");
	fill(r, "archived_on=2013-06-20");
	r->secrecy = 3;
	return put(c, r);
}

static void a_lock_lists_all_that_was_counted(void **state)
{
	struct county *c = *state;
	struct sifa_record *lock, *none;
	struct sifa_lock_sheet after;
	struct lock_copy copy;
	struct sifa_err err = {0};
	struct sifa_sheet *s;
	uint64_t sealed = records_of_all_sorts(c), id;
	size_t all = 0;
	bool by_number = false;

	put_on(c, c->bureau, "short=垣");
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(sifa_record_get(c->se, sealed, &none, &err), SIFA_E_NOTFOUND);
	memset(&err, 0, sizeof err);
	ok(sifa_lock_propose(c->se, s, "局务会", &id, NULL, &err), &err);
	ok(sifa_record_get(c->se, id, &lock, &err), &err);
	assert_string_equal(lock->v[kind_field(lock->kind, "no")->index].s, "垣司考〔2017〕1号");
	ok(lock_read(c->se, lock->v[kind_field(lock->kind, "frozen")->index].s, &copy, &err), &err);
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->section[i].n; k++) {
			const struct sifa_clause *cl = &s->section[i].clause[k];
			bool own = cl->standing != SIFA_GUARD && cl->standing != SIFA_SAME;

			assert_int_equal(listed(&copy, cl->id), own ? cl->records : 0);
			all += own ? cl->records : 0;
		}
	for (size_t i = 0; i < copy.nrecords; i++)
		by_number |= copy.record[i].id == sealed && copy.record[i].rev == 1;
	assert_true(by_number);
	assert_true(listed(&copy, "C16") > 0 && listed(&copy, "C39") == 1);
	assert_int_equal(copy.nrecords, all);
	assert_int_equal(lock->v[kind_field(lock->kind, "records")->index].n, all);
	ok(sifa_lock_sheet(c->se, id, &after, &err), &err);
	assert_int_equal(after.nchanges, 0);
	sifa_lock_sheet_free(&after);
	lock_copy_free(&copy);
	sifa_record_free(lock);
	sifa_sheet_free(s);
}

/* ---- petitions ---- */

static uint64_t petition(struct county *c, const char *name, uint64_t village)
{
	return add(c, "petition", c->bureau, "at=2013-06-01", with("name", name),
		   ref("village", village), "listed_on=2013-12-01", NULL);
}

static void two_cases_of_one_name_are_matched_by_hand(void **state)
{
	struct county *c = *state;
	const struct sifa_kind *k = sifa_kind(c->sifa, "petition");
	uint64_t one, *left = NULL, villages[2] = {c->village[0][0], c->village[0][1]};
	struct sifa_err err = {0};
	size_t n, matched, offices;
	char no[64];

	for (int i = 0; i < 3; i++) { /* two in the first village, one in the second */
		uint64_t p = add(c, "person", c->office[0], "name=张三",
				 ref("village", villages[i == 2]), NULL);
		struct sifa_record *r = blank(c, "mediation", c->office[0]);
		const struct sifa_field *f = kind_field(r->kind, "parties");
		struct sifa_value v[8] = {{0}};
		struct sifa_row row = {.v = v};

		snprintf(no, sizeof no, "no=(2013)垣新人调字第%d号", i + 1);
		fill(r, no);
		fill(r, "accepted_on=2013-02-01");
		for (size_t j = 0; j < f->nrow; j++) {
			if (!strcmp(f->row[j].id, "person"))
				v[j] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)p};
			if (!strcmp(f->row[j].id, "side"))
				v[j] = (struct sifa_value){.state = SIFA_SET, .n = 1};
		}
		ok(sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .row = &row, .len = 1},
			    &err),
		   &err);
		put(c, r);
	}
	petition(c, "张三", villages[1]);
	one = petition(c, "张三", villages[0]);
	ok(sifa_unmatched(c->se, k, true, &left, &n, &matched, &err), &err);
	assert_int_equal(matched, 1);
	assert_int_equal(n, 1);
	assert_int_equal(left[0], one);
	free(left);
	assert_int_equal(sifa_matched(c->se, k, &offices, &err), SIFA_E_DATA);
	memset(&err, 0, sizeof err);
	ok(sifa_match(c->se, one, 0, NULL, &err), &err);
	ok(sifa_matched(c->se, k, &offices, &err), &err);
	assert_int_equal(offices, 2);
}

#define T(f) cmocka_unit_test_setup_teardown(f, county_up, county_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(each_handler_is_looked_at_whatever_the_seed),
		T(a_small_population_is_looked_at_whole),
		T(a_third_mark_counts_with_the_nearer_one),
		T(nobody_marks_his_own_office),
		T(objections_come_in_five_working_days_and_are_reviewed_by_others),
		T(old_and_new_points_are_both_seen),
		T(a_lock_lists_all_that_was_counted),
		T(two_cases_of_one_name_are_matched_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
