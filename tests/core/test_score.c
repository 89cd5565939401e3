/* The score of an office, from records to points, by the shipped letter. */
#include "score_fixture.h"

static int setup(void **state)
{
	*state = county_new(SIFA_DAY_NONE);
	return 0;
}

static int setup_demo(void **state)
{
	*state = county_new(sifa_day_of(2013, 12, 20));
	return 0;
}

static int teardown(void **state)
{
	county_free(*state);
	return 0;
}

static uint64_t mediation(struct county *c, uint64_t unit, const char *form, const char *closed,
			  const char *archived)
{
	struct sifa_record *r = blank(c, "mediation", unit);
	static unsigned no;
	char text[64];

	snprintf(text, sizeof text, "no=(2013)垣新人调字第%u号", ++no);
	fill(r, text);
	fill(r, with("form", form));
	fill(r, "accepted_on=2013-01-05");
	fill(r, with("agreed_on", closed));
	fill(r, with("closed_on", closed));
	if (archived)
		fill(r, with("archived_on", archived));
	return put(c, r);
}

static uint64_t targets(struct county *c, uint64_t office, const char *from,
			const char *const *clause, const int64_t *n, size_t count)
{
	struct sifa_record *r = blank(c, "letter", office);
	const struct sifa_field *f = kind_field(r->kind, "targets");
	struct sifa_row row[8];
	struct sifa_value v[8][4];
	struct sifa_err err = {0};

	fill(r, "scheme=yuanqu-2013");
	fill(r, "year=2013");
	fill(r, with("period_from", from));
	memset(v, 0, sizeof v);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < f->nrow; k++) {
			if (strcmp(f->row[k].id, "clause") == 0)
				v[i][k] = (struct sifa_value){.state = SIFA_SET,
							      .s = clause[i],
							      .len = strlen(clause[i])};
			if (strcmp(f->row[k].id, "target") == 0)
				v[i][k] = (struct sifa_value){.state = SIFA_SET, .n = n[i]};
		}
		row[i] = (struct sifa_row){.id = 0, .v = v[i]};
	}
	ok(sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .row = row, .len = count}, &err),
	   &err);
	return put(c, r);
}

static void usual_targets(struct county *c, uint64_t office)
{
	static const char *const clause[] = {"C4", "C6", "C37"};
	static const int64_t n[] = {20, 40, 0};

	targets(c, office, "2013-01-01", clause, n, 3);
}

static uint64_t person_in_correction(struct county *c, uint64_t unit, const char *from)
{
	return add(c, "correction", unit, "kind=suspended", with("papers_in", from),
		   with("reported_on", from), NULL);
}

/* What is left of a clause that lost points of the letter. */
static int64_t less(const struct sifa_clause *cl, int64_t lost)
{
	return ((cl->base - lost) * cl->weight * 2 + cl->base) / (cl->base * 2);
}

static void sums_to_total(const struct sifa_sheet *s)
{
	int64_t w = 0, p = 0;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->section[i].n; k++) {
			w += s->section[i].clause[k].weight;
			p += s->section[i].clause[k].points;
		}
	assert_int_equal(w, 10000);
	assert_int_equal(s->weight, 10000);
	assert_int_equal(s->points, p);
}

static void same_sheet(const struct sifa_sheet *a, const struct sifa_sheet *b)
{
	assert_int_equal(a->points, b->points);
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < a->section[i].n; k++) {
			const struct sifa_clause *x = &a->section[i].clause[k];
			const struct sifa_clause *y = &b->section[i].clause[k];

			assert_string_equal(x->id, y->id);
			assert_int_equal(x->points, y->points);
			assert_int_equal(x->actual, y->actual);
			assert_int_equal(x->records, y->records);
			assert_string_equal(x->formula[SIFA_ZH], y->formula[SIFA_ZH]);
		}
}

static void all_clauses_are_there_and_weights_sum_to_the_total(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s = score(c, c->office[0], "2013-12-20");
	size_t n = 0;
	char id[16];

	for (size_t i = 0; i < s->n; i++)
		n += s->section[i].n;
	assert_int_equal(n, 65);
	for (int i = 1; i <= 65; i++) {
		snprintf(id, sizeof id, "C%d", i);
		assert_non_null(clause(s, id));
	}
	assert_string_equal(clause(s, "C4")->number, "一1");
	assert_int_equal(clause(s, "C1")->standing, SIFA_PRINTED);
	assert_int_equal(clause(s, "C65")->standing, SIFA_PRINTED);
	assert_int_equal(clause(s, "C21")->standing, SIFA_GUARD);
	assert_int_equal(clause(s, "C5")->standing, SIFA_UNJUDGED);
	assert_string_equal(s->office_name, "新城司法所");
	sums_to_total(s);
	sifa_sheet_free(s);
}

static void a_blank_target_is_not_set_until_the_letter_record_sets_it(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	for (int i = 0; i < 17; i++)
		mediation(c, c->village[0][i % 5], "written", "2013-03-10", "2013-04-01");
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C4")->standing, SIFA_NOT_SET);
	assert_int_equal(clause(s, "C4")->weight, 0);
	assert_int_equal(clause(s, "C4")->actual, 17);
	sifa_sheet_free(s);
	usual_targets(c, c->office[0]);
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C4")->standing, SIFA_SCORED);
	assert_int_equal(clause(s, "C4")->target, 20);
	assert_int_equal(clause(s, "C4")->completion, 8500);
	assert_int_equal(clause(s, "C4")->lacking, 3);
	assert_int_equal(clause(s, "C4")->points, (clause(s, "C4")->weight * 17 * 2 + 20) / 40);
	assert_int_equal(clause(s, "C39")->standing, SIFA_NOT_SET);
	assert_int_equal(clause(s, "C37")->points, clause(s, "C37")->weight); /* target 0 */
	sums_to_total(s);
	sifa_sheet_free(s);
}

static void without_a_letter_record_only_printed_numbers_are_targets(void **state)
{
	static const char *const blank_ones[] = {"C4", "C6", "C15", "C37", "C38", "C39", "C41"};
	struct county *c = *state;
	struct sifa_sheet *s;

	mediation(c, c->office[0], "written", "2013-03-10", "2013-04-01");
	s = score(c, c->office[0], "2013-12-20");
	for (size_t i = 0; i < sizeof blank_ones / sizeof *blank_ones; i++) {
		assert_int_equal(clause(s, blank_ones[i])->standing, SIFA_NOT_SET);
		assert_int_equal(clause(s, blank_ones[i])->weight, 0);
	}
	assert_int_equal(clause(s, "C4")->actual, 1);
	assert_int_equal(clause(s, "C44")->target, 3); /* 3 villages, says the letter */
	sums_to_total(s);
	sifa_sheet_free(s);
}

static void a_case_counts_once_by_its_own_date_and_by_the_cutoff(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s;

	usual_targets(c, c->office[0]);
	mediation(c, c->office[0], "written", "2013-12-30",
		  "2014-01-15"); /* rows in three months */
	mediation(c, c->office[0], "written", "2013-12-30", "2014-01-16"); /* too late */
	mediation(c, c->office[0], "written", "2013-12-30", NULL);
	mediation(c, c->office[0], "written", "2014-01-02", "2014-01-03"); /* next year's */
	mediation(c, c->office[0], "written", "2012-12-31", "2013-01-03"); /* last year's */
	mediation(c, c->office[0], "oral", "2013-12-30", "2014-01-03");
	mediation(c, c->office[1], "written", "2013-05-30", "2013-06-03");
	s = score(c, c->office[0], "2014-02-01");
	assert_int_equal(clause(s, "C4")->actual, 1);
	assert_int_equal(clause(s, "C4")->records, 1);
	assert_int_equal(clause(s, "C6")->actual, 1);
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2014-01-10"); /* as of a day before it was archived */
	assert_int_equal(clause(s, "C4")->actual, 0);
	sifa_sheet_free(s);
}

static void a_legal_aid_case_counts_for_the_station_that_took_it_in(void **state)
{
	struct county *c = *state;
	uint64_t st = add(c, "station", c->village[0][1], "name=村联络点", "kind=contact",
			  "founded_on=2012-05-01", NULL);
	struct sifa_sheet *s;

	add(c, "aid_case", c->bureau, ref("station", st), "applied_on=2013-02-01",
	    "closed_on=2013-05-01", "archived_on=2013-05-20", NULL);
	add(c, "aid_case", c->bureau, "applied_on=2013-02-01", "closed_on=2013-05-01",
	    "archived_on=2013-05-20", NULL);
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C39")->actual, 1);
	assert_int_equal(clause(s, "C41")->actual, 1);
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2013-12-20");
	assert_int_equal(clause(s, "C39")->actual, 0);
	sifa_sheet_free(s);
}

static void petitions_are_unverified_until_the_list_is_confirmed(void **state)
{
	struct county *c = *state;
	uint64_t m = mediation(c, c->office[0], "oral", "2013-03-01", NULL);
	struct sifa_sheet *s;
	const struct sifa_clause *cl;

	add(c, "petition", c->bureau, "at=2013-06-01", "name=张三", ref("mediation", m), NULL);
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C10")->standing, SIFA_UNVERIFIED);
	assert_int_equal(clause(s, "C10")->points, 0);
	assert_true(clause(s, "C10")->weight > 0);
	sifa_sheet_free(s);
	add(c, "checklist", c->office[0], "item=petition_list_matched", "line=petition",
	    "checked_on=2013-12-10", "ok=yes", NULL);
	s = score(c, c->office[0], "2013-12-20");
	cl = clause(s, "C10");
	assert_int_equal(cl->standing, SIFA_SCORED);
	assert_int_equal(cl->points, less(cl, 100));
	assert_int_equal(cl->records, 1);
	assert_non_null(strstr(cl->formula[SIFA_ZH], "(2.50 − 1.00×1 上访) × "));
	sifa_sheet_free(s);
	add(c, "petition", c->bureau, "at=2013-07-01", "name=李四", "level=capital",
	    ref("mediation", m), NULL);
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C10")->points, 0);
	sifa_sheet_free(s);
}

static void returns_are_late_missing_or_sent_back(void **state)
{
	struct county *c = *state;
	const struct sifa_clause *cl;
	struct sifa_sheet *s;
	char from[40], due[40], sent[40];

	for (int m = 1; m <= 9; m++) {
		snprintf(from, sizeof from, "period_from=2013-%02d-01", m);
		snprintf(due, sizeof due, "due_on=2013-%02d-%d", m, m == 2 ? 28 : 30);
		snprintf(sent, sizeof sent, "submitted_on=2013-%02d-%d", m, m == 2 ? 28 : 30);
		if (m == 5 || m == 6) /* a day late */
			snprintf(sent, sizeof sent, "submitted_on=2013-%02d-01", m + 1);
		add(c, "return", c->office[0], "type=med_monthly", from, due, sent,
		    m == 4 ? "returned_times=1" : "returned_times=0", NULL);
	}
	s = score(c, c->office[0], "2013-10-29"); /* October is not yet due */
	cl = clause(s, "C7");
	assert_int_equal(cl->target, 9);
	assert_int_equal(cl->actual, 7);
	assert_int_equal(cl->points, less(cl, 2 * 25 + 10));
	assert_int_equal(cl->records, 9);
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-10-30");
	cl = clause(s, "C7");
	assert_int_equal(cl->target, 10);
	assert_int_equal(cl->lacking, 1);
	assert_int_equal(cl->points, less(cl, 2 * 25 + 50 + 10));
	/* late is better than missing */
	assert_int_equal(cl->gain, less(cl, 3 * 25 + 10) - cl->points);
	assert_non_null(strstr(cl->formula[SIFA_ZH], "− 0.25×2 迟报 − 0.50×1 缺报 − 0.10×1 退回"));
	assert_non_null(strstr(cl->formula[SIFA_EN], "− 0.25×2 late"));
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-01-20");
	assert_int_equal(clause(s, "C7")->standing, SIFA_NOT_DUE);
	sums_to_total(s);
	sifa_sheet_free(s);
}

static void nobody_to_supervise_means_not_applicable(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s = score(c, c->office[0], "2013-12-20");
	static const char *const id[] = {"C16", "C20", "C24", "C25", "C26", "C27", "C33", "C47"};

	for (size_t i = 0; i < sizeof id / sizeof *id; i++) {
		assert_int_equal(clause(s, id[i])->standing, SIFA_NOT_DUE);
		assert_int_equal(clause(s, id[i])->weight, 0);
	}
	assert_int_equal(clause(s, "C14")->standing, SIFA_SCORED); /* no committee is no excuse */
	assert_int_equal(clause(s, "C14")->points, 0);
	sums_to_total(s);
	sifa_sheet_free(s);
}

static void study_without_notes_does_not_count(void **state)
{
	struct county *c = *state;
	uint64_t p = person_in_correction(c, c->office[0], "2013-03-15");
	const struct sifa_clause *cl;
	struct sifa_behind_list b;
	struct sifa_err err = {0};
	struct sifa_sheet *s;
	uint64_t bare;

	add(c, "correction_event", c->office[0], ref("correction", p), "kind=study",
	    "at=2013-04-10", "evidence=notes", NULL);
	bare = add(c, "correction_event", c->office[0], ref("correction", p), "kind=study",
		   "at=2013-05-10", "evidence=photo", NULL);
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=study",
	    "at=2013-06-10", "evidence=thought_report", NULL);
	s = score(c, c->office[0], "2013-07-15");
	cl = clause(s, "C20");
	assert_int_equal(cl->target, 4); /* March to June: somebody was on register */
	assert_int_equal(cl->actual, 2);
	assert_int_equal(cl->points, (cl->weight + 1) / 2);
	assert_int_equal(cl->records, 3);
	assert_int_equal(clause(s, "C21")->actual, 1);
	ok(sifa_score_records(c->se, s, "C20", &b, &err), &err);
	assert_int_equal(b.n, 3);
	for (size_t i = 0; i < b.n; i++)
		assert_int_equal(b.v[i].role,
				 b.v[i].id == bare ? SIFA_MISSING_GUARD : SIFA_COUNTED);
	sifa_behind_free(&b);
	ok(sifa_score_records(c->se, s, "C21", &b, &err), &err);
	assert_int_equal(b.n, 1);
	assert_int_equal(b.v[0].id, bare);
	sifa_behind_free(&b);
	sifa_sheet_free(s);
}

static void a_breach_takes_all_and_flags_the_veto(void **state)
{
	struct county *c = *state;
	uint64_t p = person_in_correction(c, c->office[0], "2013-01-15");
	const struct sifa_clause *cl;
	struct sifa_sheet *s = score(c, c->office[0], "2013-12-20");

	assert_int_equal(clause(s, "C24")->points, clause(s, "C24")->weight);
	assert_false(s->veto);
	sifa_sheet_free(s);
	add(c, "correction_event", c->office[0], ref("correction", p), "kind=lost", "at=2013-05-01",
	    "discovered_on=2013-05-02", "reported_on=2013-05-06", NULL);
	s = score(c, c->office[0], "2013-12-20");
	cl = clause(s, "C24");
	assert_int_equal(cl->points, 0);
	assert_int_equal(cl->actual, 1);
	assert_true(cl->veto);
	assert_true(s->veto);
	assert_non_null(strstr(cl->note[SIFA_ZH], "一票否决"));
	cl = clause(s, "C26");
	assert_int_equal(cl->actual, 3); /* four days, one free */
	assert_int_equal(cl->points, less(cl, 75));
	assert_true(s->points > 0); /* the raw score stays */
	sifa_sheet_free(s);
}

static void one_in_twenty_six_is_more_than_three_percent(void **state)
{
	struct county *c = *state;
	const struct sifa_clause *cl;
	struct sifa_sheet *s;

	for (int i = 0; i < 26; i++)
		add(c, "released", c->office[0], "kind=1", "released_on=2012-05-01",
		    i ? "risk=low" : "reoffend_on=2013-08-01",
		    i ? "risk=low" : "offence_kind=crime", NULL);
	add(c, "reconciliation", c->office[0], "of=released", "at=2013-12-10",
	    "settled_on=2013-12-10", NULL);
	s = score(c, c->office[0], "2013-12-20");
	cl = clause(s, "C33");
	assert_int_equal(cl->standing, SIFA_SCORED);
	assert_int_equal(cl->points, less(cl, 100));
	assert_int_equal(cl->completion, 385);
	assert_non_null(strstr(cl->note[SIFA_ZH], "允许数0"));
	cl = clause(s, "C29"); /* two of nine fields for 25, one for the first */
	assert_int_equal(cl->target, 26);
	assert_true(cl->points > 0 && cl->points < cl->weight / 3);
	sifa_sheet_free(s);
}

static void inspect(struct county *c, const char *clause_id, const char *on, const char *grade,
		    const int64_t *scores, size_t n)
{
	struct sifa_record *r = blank(c, "inspection", c->office[0]);
	const struct sifa_field *f = kind_field(r->kind, "samples");
	struct sifa_row row[8];
	struct sifa_value v[8][8];
	struct sifa_err err = {0};

	fill(r, "letter=yuanqu-2013");
	fill(r, with("clause", clause_id));
	fill(r, with("inspected_on", on));
	if (grade)
		fill(r, with("grade", grade));
	memset(v, 0, sizeof v);
	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < f->nrow; k++)
			if (strcmp(f->row[k].id, "score") == 0)
				v[i][k] = (struct sifa_value){.state = SIFA_SET, .n = scores[i]};
		row[i] = (struct sifa_row){.id = 0, .v = v[i]};
	}
	if (n)
		ok(sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .row = row, .len = n},
			    &err),
		   &err);
	put(c, r);
}

static void the_latest_inspection_counts_and_inspectors_are_averaged(void **state)
{
	static const int64_t old[] = {10}, scores[] = {92, 88, 76, 95, 58};
	struct county *c = *state;
	const struct sifa_clause *cl;
	struct sifa_sheet *s;

	inspect(c, "C5", "2013-06-20", NULL, old, 1);
	inspect(c, "C5", "2013-12-10", NULL, scores, 5);
	inspect(c, "C58", "2013-12-10", "good", NULL, 0);
	inspect(c, "C58", "2013-12-10", "fairly_good", NULL, 0);
	add(c, "evaluation", c->office[0], "item=central", "at=2013-12-10", "evaluator=新城镇政府",
	    "grade=fairly_good", "stamped=yes", NULL);
	s = score(c, c->office[0], "2013-12-20");
	cl = clause(s, "C5");
	assert_int_equal(cl->standing, SIFA_SCORED);
	assert_int_equal(cl->actual, 8180);
	assert_int_equal(cl->points, (cl->weight * 409 * 2 + 500) / 1000);
	assert_int_equal(cl->records, 1);
	cl = clause(s, "C58");
	assert_int_equal(cl->completion, 9000);
	assert_int_equal(cl->points, (cl->weight * 270 * 2 + 300) / 600);
	assert_int_equal(cl->records, 3);
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-12-01");
	assert_int_equal(clause(s, "C5")->actual, 1000); /* as of a day before the second one */
	assert_int_equal(clause(s, "C58")->standing, SIFA_UNJUDGED);
	assert_int_equal(clause(s, "C58")->points, 0);
	assert_true(clause(s, "C58")->weight > 0);
	sifa_sheet_free(s);
}

static void part_of_a_year_cuts_targets_and_months(void **state)
{
	struct county *c = *state;
	struct sifa_record *r = blank(c, "unit", c->bureau);
	struct sifa_sheet *s;
	uint64_t office;

	fill(r, "name=新设司法所");
	fill(r, "kind=office");
	fill(r, ref("parent", c->bureau));
	fill(r, "established_on=2013-07-01");
	office = put(c, r);
	county_login(c);
	usual_targets(c, office);
	s = score(c, office, "2014-01-20");
	assert_int_equal(clause(s, "C4")->target, 10);
	assert_int_equal(clause(s, "C44")->target, 2); /* three villages, half a year */
	assert_int_equal(clause(s, "C7")->target, 6);
	assert_int_equal(clause(s, "C8")->target, 1);
	assert_int_equal(clause(s, "C43")->target, 2);
	sifa_sheet_free(s);
}

static void what_was_over_before_an_office_began_is_not_due(void **state)
{
	struct county *c = *state;
	struct sifa_record *r = blank(c, "unit", c->bureau);
	static const int64_t n[] = {20};
	static const char *const c4[] = {"C4"};
	struct sifa_sheet *s;
	uint64_t office;

	fill(r, "name=新设司法所");
	fill(r, "kind=office");
	fill(r, ref("parent", c->bureau));
	fill(r, "established_on=2013-07-15");
	office = put(c, r);
	county_login(c);
	s = score(c, office, "2014-01-20");
	assert_int_equal(clause(s, "C45")->standing, SIFA_NOT_DUE);
	assert_int_equal(clause(s, "C55")->standing, SIFA_NOT_DUE);
	assert_int_equal(clause(s, "C46")->standing, SIFA_SCORED);
	assert_int_equal(clause(s, "C46")->points, 0);
	sums_to_total(s);
	sifa_sheet_free(s);
	targets(c, c->office[1], "2013-07-01", c4, n, 1); /* as by a letter that begins then */
	s = score(c, c->office[1], "2014-01-20");
	assert_int_equal(clause(s, "C45")->standing, SIFA_NOT_DUE);
	sifa_sheet_free(s);
	put_on(c, office, "established_on=2013-12-02"); /* not one whole month */
	targets(c, office, "2013-01-01", c4, n, 1);
	s = score(c, office, "2014-01-20");
	assert_int_equal(clause(s, "C4")->standing, SIFA_NOT_DUE);
	assert_int_equal(clause(s, "C44")->standing, SIFA_NOT_DUE);
	assert_int_equal(clause(s, "C46")->standing, SIFA_NOT_DUE);
	sifa_sheet_free(s);
}

/* The first office ends on the 1st of July; the second one goes on with its work. */
static void merge(struct county *c)
{
	put_on(c, c->office[0], "closed_on=2013-07-01");
	put_on(c, c->office[0], ref("successor", c->office[1]));
	county_login(c);
}

static void a_closed_office_is_shown_for_its_part_of_the_year(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s, **all;
	struct sifa_err err = {0};
	size_t n;

	usual_targets(c, c->office[0]);
	usual_targets(c, c->office[1]);
	mediation(c, c->village[0][0], "written", "2013-06-30", "2013-08-01");
	mediation(c, c->office[0], "written", "2013-07-01", "2013-08-01");
	mediation(c, c->village[0][1], "written", "2013-09-01", "2013-09-02");
	mediation(c, c->office[1], "written", "2013-02-01", "2013-02-02");
	merge(c);
	s = score(c, c->office[0], "2013-06-30"); /* nobody knows yet */
	assert_int_equal(s->closed, SIFA_DAY_NONE);
	assert_int_equal(s->to, day("2013-12-31"));
	assert_int_equal(clause(s, "C4")->target, 20);
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2014-01-20");
	assert_int_equal(s->closed, day("2013-07-01"));
	assert_int_equal(s->to, day("2013-06-30"));
	assert_int_equal(clause(s, "C4")->actual, 1);
	assert_int_equal(clause(s, "C4")->target, 10);
	assert_int_equal(clause(s, "C7")->target, 6);
	assert_int_equal(clause(s, "C8")->target, 1);
	assert_int_equal(clause(s, "C43")->target, 2);
	assert_int_equal(clause(s, "C45")->standing, SIFA_SCORED);
	assert_int_equal(clause(s, "C46")->standing, SIFA_NOT_DUE);
	sums_to_total(s);
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2014-01-20");
	assert_int_equal(clause(s, "C4")->actual, 3);
	assert_int_equal(clause(s, "C4")->target, 20);
	assert_int_equal(clause(s, "C7")->target, 12);
	sifa_sheet_free(s);
	ok(sifa_score_all(c->se, c->letter, day("2014-01-20"), &all, &n, &err), &err);
	assert_int_equal(n, 2);
	for (size_t i = 0; i < n; i++) {
		s = score(c, all[i]->office, "2014-01-20");
		same_sheet(all[i], s);
		sifa_sheet_free(s);
		sifa_sheet_free(all[i]);
	}
	free(all);
	put_on(c, c->office[0], "closed_on=2013-01-01"); /* not there one day of the year */
	assert_int_equal(sifa_score(c->se, c->letter, c->office[0], day("2014-01-20"), &s, &err),
			 SIFA_E_NOTFOUND);
	err = (struct sifa_err){0};
	ok(sifa_score_all(c->se, c->letter, day("2014-01-20"), &all, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_int_equal(all[0]->office, c->office[1]);
	assert_int_equal(clause(all[0], "C4")->actual, 4);
	sifa_sheet_free(all[0]);
	free(all);
}

static void people_go_on_with_the_successor_from_the_day_of_the_merger(void **state)
{
	struct county *c = *state;
	uint64_t p = person_in_correction(c, c->office[0], "2013-01-01");
	uint64_t gone = person_in_correction(c, c->office[0], "2013-01-01");
	struct sifa_sheet *s;
	char at[32];

	put_on(c, gone, "end_on=2013-07-01");
	for (int m = 1; m <= 12; m++) {
		snprintf(at, sizeof at, "at=2013-%02d-10", m);
		add(c, "correction_event", c->office[m > 6], ref("correction", p), "kind=study", at,
		    "evidence=notes", NULL);
		for (int i = 0; i < 4 && m > 6; i++)
			add(c, "correction_event", c->office[1], ref("correction", p), "kind=phone",
			    at, NULL);
	}
	add(c, "committee", c->village[0][0], "name=甲", "kind=township", "sign=yes", NULL);
	merge(c);
	s = score(c, c->office[0], "2014-01-20");
	assert_int_equal(clause(s, "C16")->target, 2);
	assert_int_equal(clause(s, "C20")->target, 6);
	assert_int_equal(clause(s, "C20")->actual, 6);
	assert_int_equal(clause(s, "C14")->target, 9);
	assert_int_equal(clause(s, "C18")->lacking, 2 * (6 * 5 + 2));
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2014-01-20");
	assert_int_equal(clause(s, "C16")->target, 1);
	assert_int_equal(clause(s, "C20")->target, 6);
	assert_int_equal(clause(s, "C20")->actual, 6);
	assert_int_equal(clause(s, "C14")->target, 9);
	assert_int_equal(clause(s, "C18")->lacking, 6 + 2); /* talks and visits, not the calls */
	sifa_sheet_free(s);
	s = score(c, c->office[1], "2013-06-30");
	assert_int_equal(clause(s, "C16")->standing, SIFA_NOT_DUE);
	sifa_sheet_free(s);
}

static void acts_due_for_each_person_are_counted_by_month(void **state)
{
	struct county *c = *state;
	uint64_t a = person_in_correction(c, c->office[0], "2013-01-01");
	uint64_t b = person_in_correction(c, c->office[0], "2013-03-20");
	const struct sifa_clause *cl;
	struct sifa_sheet *s;
	char at[32];

	for (int m = 1; m <= 3; m++) {
		snprintf(at, sizeof at, "at=2013-%02d-10", m);
		add(c, "correction_event", c->office[0], ref("correction", a), "kind=talk", at,
		    NULL);
		for (int i = 0; i < 5; i++) /* one more than due */
			add(c, "correction_event", c->office[0], ref("correction", a), "kind=phone",
			    at, NULL);
	}
	add(c, "correction_event", c->office[0], ref("correction", a), "kind=visit",
	    "at=2013-02-10", NULL);
	add(c, "correction_event", c->office[0], ref("correction", b), "kind=phone",
	    "at=2013-03-21", NULL); /* nothing is due yet for b */
	s = score(c, c->office[0], "2013-04-15");
	cl = clause(s, "C18");
	assert_int_equal(cl->target, 1);
	assert_int_equal(cl->actual, 1);
	assert_int_equal(cl->points, cl->weight);
	sifa_sheet_free(s);
	s = score(c, c->office[0], "2013-05-15");
	cl = clause(s, "C18");
	assert_int_equal(cl->target, 2);
	assert_int_equal(cl->actual, 0);
	/* a: 16 of 21, b: 0 of 5 */
	assert_int_equal(cl->completion, (10000 * 16 / 21 + 1) / 2);
	assert_int_equal(cl->lacking, 10);
	sifa_sheet_free(s);
}

static void mediators_are_trained_through_the_lists_of_trainings(void **state)
{
	struct county *c = *state;
	uint64_t m[4];
	struct sifa_sheet *s;
	struct sifa_behind_list b;
	struct sifa_err err = {0};

	for (int i = 0; i < 4; i++)
		m[i] = add(c, "mediator", c->village[0][i], "level=village", "start=2012-01-01",
			   NULL);
	add(c, "training", c->office[0], "line=mediation", "title=调解员培训", "at=2013-04-01",
	    ref("mediators", m[1]), "evidence=sign_in,material", NULL);
	add(c, "training", c->office[0], "line=mediation", "title=去年培训", "at=2012-04-01",
	    ref("mediators", m[2]), NULL);
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C11")->actual, 1);
	assert_int_equal(clause(s, "C11")->target, 4);
	assert_int_equal(clause(s, "C11")->records, 4);
	assert_int_equal(clause(s, "C12")->points, clause(s, "C12")->weight);
	ok(sifa_score_records(c->se, s, "C11", &b, &err), &err);
	assert_int_equal(b.n, 4);
	for (size_t i = 0; i < b.n; i++)
		assert_int_equal(b.v[i].role, b.v[i].id == m[1] ? SIFA_COUNTED : SIFA_POPULATION);
	sifa_behind_free(&b);
	sifa_sheet_free(s);
}

static void notes_of_each_of_the_staff(void **state)
{
	struct county *c = *state;
	uint64_t a = add(c, "staff", c->office[0], "name=王五", "from=2010-01-01", NULL);
	struct sifa_sheet *s;

	add(c, "staff", c->office[0], "name=赵六", "from=2010-01-01", NULL);
	add(c, "staff", c->office[0], "name=钱七", "from=2005-01-01", "to=2012-12-31", NULL);
	add(c, "document", c->office[0], "kind=study_notes", "at=2013-05-01", "title=笔记",
	    ref("staff", a), NULL);
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C50")->actual, 1);
	assert_int_equal(clause(s, "C50")->target, 2);
	assert_int_equal(clause(s, "C56")->actual, 0);
	sifa_sheet_free(s);
}

static void all_offices_at_once_score_as_each_alone(void **state)
{
	static const char *const clauses[] = {"C4", "C6"};
	static const int64_t n[] = {8, 9};
	struct county *c = *state;
	struct sifa_sheet **all, *one;
	struct sifa_err err = {0};
	size_t count;

	usual_targets(c, c->office[0]);
	targets(c, c->office[1], "2012-12-01", clauses, n, 2); /* another period */
	for (int i = 0; i < 9; i++) {
		mediation(c, c->village[i % 2][i % 5], i % 3 ? "written" : "oral", "2013-02-10",
			  "2013-02-20");
		person_in_correction(c, c->office[i % 2], "2013-02-01");
		add(c, "publicity", c->office[i % 2], "title=宣传", "at=2013-03-04",
		    "targets=village", i % 3 ? "evidence=record" : "evidence=photo", NULL);
	}
	mediation(c, c->office[1], "written", "2012-12-05", "2012-12-20");
	ok(sifa_score_all(c->se, c->letter, day("2013-12-20"), &all, &count, &err), &err);
	assert_int_equal(count, 2);
	for (size_t i = 0; i < count; i++) {
		one = score(c, all[i]->office, "2013-12-20");
		same_sheet(all[i], one);
		sums_to_total(one);
		sifa_sheet_free(one);
	}
	assert_int_equal(clause(all[1], "C4")->actual, 4); /* with last December's */
	assert_int_equal(all[1]->from, day("2012-12-01"));
	for (size_t i = 0; i < count; i++)
		sifa_sheet_free(all[i]);
	free(all);
}

static void every_number_opens(void **state)
{
	struct county *c = *state;
	struct sifa_behind_list b;
	struct sifa_err err = {0};
	struct sifa_sheet *s;
	uint64_t st;

	usual_targets(c, c->office[0]);
	for (int i = 0; i < 6; i++) {
		mediation(c, c->village[0][i % 5], "written", "2013-02-10", "2013-02-20");
		person_in_correction(c, c->office[0], "2013-02-01");
		add(c, "publicity", c->office[0], "title=宣传", "at=2013-03-04", "targets=village",
		    i % 3 ? "evidence=record" : "text=无", NULL);
		add(c, "aid_matter", c->office[0], "kind=visit", "at=2013-03-04", "persons=3",
		    NULL);
		add(c, "handout", c->office[0], "item=poster", "received_on=2013-03-01",
		    "received_n=10", i % 2 ? "handed_on=2013-03-05" : "handed_on=2013-05-05",
		    "handed_n=8", "signed=yes", NULL);
	}
	st = add(c, "station", c->office[0], "name=工作站", "kind=township",
		 "founded_on=2012-05-01", NULL);
	add(c, "aid_case", c->bureau, ref("station", st), "applied_on=2013-02-01",
	    "closed_on=2013-05-01", "archived_on=2013-05-20", NULL);
	ok(sifa_session_visit(c->se, c->office[0], &err), &err);
	s = score(c, c->office[0], "2013-12-20");
	assert_int_equal(clause(s, "C4")->actual, 6);
	assert_int_equal(clause(s, "C37")->actual, 18);
	assert_int_equal(clause(s, "C47")->actual, 24);
	assert_int_equal(clause(s, "C47")->target, 60);
	for (size_t i = 0; i < s->n; i++) {
		for (size_t k = 0; k < s->section[i].n; k++) {
			const struct sifa_clause *cl = &s->section[i].clause[k];

			ok(sifa_score_records(c->se, s, cl->id, &b, &err), &err);
			if (b.n + b.hidden != cl->records)
				print_error("%s\n", cl->id);
			assert_int_equal(b.n + b.hidden, cl->records);
			/* the bureau's case counts for the office, which may not read it */
			assert_int_equal(b.hidden,
					 strcmp(cl->id, "C39") == 0 || strcmp(cl->id, "C54") == 0);
			sifa_behind_free(&b);
		}
	}
	assert_int_equal(sifa_score_records(c->se, s, "C99", &b, &err), SIFA_E_NOTFOUND);
	sifa_sheet_free(s);
}

static void other_offices_are_not_ours_to_score(void **state)
{
	struct county *c = *state;
	struct sifa_sheet *s, **all;
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_session_visit(c->se, c->office[0], &err), &err);
	assert_int_equal(sifa_score(c->se, c->letter, c->office[1], day("2013-12-20"), &s, &err),
			 SIFA_E_DENIED);
	assert_null(s);
	err = (struct sifa_err){0};
	ok(sifa_score_all(c->se, c->letter, day("2013-12-20"), &all, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_int_equal(all[0]->office, c->office[0]);
	sifa_sheet_free(all[0]);
	free(all);
}

struct due_list {
	struct sifa_due v[64];
	size_t n;
};

static void add_due(void *arg, const struct sifa_due *d)
{
	struct due_list *l = arg;

	if (l->n < 64)
		l->v[l->n++] = *d;
}

static void an_office_sees_the_returns_it_owes(void **state)
{
	struct county *c = *state;
	struct due_list l = {.n = 0};
	struct sifa_err err = {0};
	size_t monthly = 0, n;
	struct view v;

	sifa_letters(c->sifa, &n);
	assert_non_null(c->sifa->due_more);
	add(c, "return", c->office[0], "type=med_monthly", "period_from=2013-10-01",
	    "due_on=2013-10-30", NULL); /* begun: its own clock shows it */
	c->se->now = (int64_t)day("2013-11-20") * 86400;
	ok(sifa_session_visit(c->se, c->office[0], &err), &err);
	ok(view_begin(c->se, &v, &err), &err);
	ok(c->sifa->due_more(&v, day("2013-11-30"), add_due, &l, &err), &err);
	view_end(&v);
	for (size_t i = 0; i < l.n; i++) {
		assert_true(l.v[i].due <= day("2013-11-30"));
		assert_int_equal(l.v[i].record, 0);
		assert_null(strstr(l.v[i].title, "社区矫正")); /* nobody is in correction */
		monthly += strstr(l.v[i].title, "人民调解案件情况月报表") != NULL;
	}
	assert_int_equal(monthly, 10); /* eleven months less the one begun */
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		T(all_clauses_are_there_and_weights_sum_to_the_total),
		T(a_blank_target_is_not_set_until_the_letter_record_sets_it),
		cmocka_unit_test_setup_teardown(
			without_a_letter_record_only_printed_numbers_are_targets, setup_demo,
			teardown),
		T(a_case_counts_once_by_its_own_date_and_by_the_cutoff),
		T(a_legal_aid_case_counts_for_the_station_that_took_it_in),
		T(petitions_are_unverified_until_the_list_is_confirmed),
		T(returns_are_late_missing_or_sent_back),
		T(nobody_to_supervise_means_not_applicable),
		T(study_without_notes_does_not_count),
		T(a_breach_takes_all_and_flags_the_veto),
		T(one_in_twenty_six_is_more_than_three_percent),
		T(the_latest_inspection_counts_and_inspectors_are_averaged),
		T(part_of_a_year_cuts_targets_and_months),
		T(what_was_over_before_an_office_began_is_not_due),
		T(a_closed_office_is_shown_for_its_part_of_the_year),
		T(people_go_on_with_the_successor_from_the_day_of_the_merger),
		T(acts_due_for_each_person_are_counted_by_month),
		T(mediators_are_trained_through_the_lists_of_trainings),
		T(notes_of_each_of_the_staff),
		T(all_offices_at_once_score_as_each_alone),
		T(every_number_opens),
		T(other_offices_are_not_ours_to_score),
		T(an_office_sees_the_returns_it_owes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
