/* Who is looked at, by whom, and what is said of it: samples, marks, columns, objections,
 * lists of others. Locks and the command line: tests/cli/inspect.sh. */
#include "score_fixture.h"

static uint64_t staff(struct county *c, uint64_t unit, const char *name)
{
	char text[64];

	snprintf(text, sizeof text, "name=%s", name);
	return add(c, "staff", unit, text, "from=2010-01-01", NULL);
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
	char text[64];

	snprintf(text, sizeof text, "name=%s", name);
	return add(c, "mediator", c->office[0],
		   ref("person", add(c, "person", c->office[0], text, NULL)), NULL);
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

/* ---- petitions ---- */

static uint64_t petition(struct county *c, const char *name, uint64_t village)
{
	char text[64];

	snprintf(text, sizeof text, "name=%s", name);
	return add(c, "petition", c->bureau, "at=2013-06-01", text, ref("village", village),
		   "listed_on=2013-12-01", NULL);
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
		T(two_cases_of_one_name_are_matched_by_hand),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
