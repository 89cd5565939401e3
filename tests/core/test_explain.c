/* test_explain.c - why a clause has its points: targets, and what nearly counted. */
#include "letter_text.h"

static struct sifa_explain explain(struct county *c, const char *id, const char *as_of)
{
	struct sifa_sheet *s = score(c, c->office[0], as_of);
	struct sifa_explain x;
	struct sifa_err err = {0};

	ok(sifa_explain(c->se, s, id, &x, &err), &err);
	sifa_sheet_free(s);
	return x;
}

static const struct sifa_near_miss *near(const struct sifa_explain *x, uint64_t id)
{
	for (size_t i = 0; i < x->nnear; i++)
		if (x->near[i].id == id)
			return &x->near[i];
	return NULL;
}

static void misses(const struct sifa_explain *x, uint64_t id, enum sifa_near why, const char *words)
{
	const struct sifa_near_miss *m = near(x, id);

	assert_non_null(m);
	assert_int_equal(m->why, why);
	if (!strstr(m->words.text[SIFA_ZH], words))
		fail_msg("%s does not say %s", m->words.text[SIFA_ZH], words);
}

static const char dossiers[] = HEAD CLAUSE(
	"A", "100",
	"rule: ratio, target: {blank: yes}, actual: {count: mediation, date: closed_on, "
	"where: {form: written, archived_on: {to: cutoff}}}");

/* One reason each; a record with two is not nearly counted. */
static void one_condition_in_the_way_is_named(void **state)
{
	struct county *c = *state;
	uint64_t counted, late, open, oral, never, other_year, two, foreign;
	struct sifa_explain x;

	letter_use(c, dossiers);
	counted = add(c, "mediation", c->office[0], "form=written", "closed_on=2013-03-01",
		      "archived_on=2013-03-20", NULL);
	late = add(c, "mediation", c->office[0], "form=written", "closed_on=2013-12-01",
		   "archived_on=2014-01-16", NULL);
	never = add(c, "mediation", c->office[0], "form=written", "closed_on=2013-12-01", NULL);
	open = add(c, "mediation", c->office[0], "form=written", "accepted_on=2013-11-01", NULL);
	oral = add(c, "mediation", c->office[0], "form=oral", "closed_on=2013-03-01",
		   "archived_on=2013-03-20", NULL);
	other_year = add(c, "mediation", c->office[0], "form=written", "accepted_on=2013-12-20",
			 "closed_on=2014-01-05", "archived_on=2014-01-10", NULL);
	two = add(c, "mediation", c->office[0], "form=oral", "closed_on=2013-03-01", NULL);
	foreign = add(c, "mediation", c->office[1], "form=written", "closed_on=2013-03-01", NULL);
	x = explain(c, "A", "2014-02-01");
	assert_int_equal(x.behind.n, 1);
	assert_int_equal(x.behind.v[0].id, counted);
	assert_null(near(&x, counted));
	misses(&x, late, SIFA_NEAR_TEST, "不晚于 2014-01-15（截止日）；实为 2014-01-16");
	misses(&x, never, SIFA_NEAR_TEST, "现未填");
	misses(&x, open, SIFA_NEAR_UNDATED, "结案日期");
	misses(&x, oral, SIFA_NEAR_TEST, "实为口头协议登记");
	misses(&x, other_year, SIFA_NEAR_DATE, "2014-01-05");
	assert_null(near(&x, two));
	assert_null(near(&x, foreign));
	assert_int_equal(x.near_by[SIFA_NEAR_TEST], 3);
	assert_int_equal(x.near_by[SIFA_NEAR_UNDATED], 1);
	assert_int_equal(x.nnear, 5);
	sifa_explain_free(&x);
}

static void who_was_not_on_register_is_told(void **state)
{
	struct county *c = *state;
	struct sifa_explain x;
	uint64_t person, later, never;

	letter_use(c, HEAD CLAUSE("A", "100",
				  "rule: ratio, target: 5, actual: {count: released, stock: {from: "
				  "released_on, to: end_on}}"));
	person = add(c, "person", c->office[0], "name=某甲", NULL);
	later = add(c, "released", c->office[0], ref("person", person), "released_on=2014-01-20",
		    "registered_on=2013-12-01", NULL);
	person = add(c, "person", c->office[0], "name=某乙", NULL);
	never = add(c, "released", c->office[0], ref("person", person), "registered_on=2013-12-01",
		    NULL);
	x = explain(c, "A", "2014-02-01");
	misses(&x, later, SIFA_NEAR_REGISTER, "在册 2014-01-20 至");
	misses(&x, never, SIFA_NEAR_REGISTER, "未填，未在册");
	sifa_explain_free(&x);
}

static void what_was_deleted_is_told(void **state)
{
	struct county *c = *state;
	struct sifa_err err = {0};
	struct sifa_record *r;
	struct sifa_explain x;
	uint64_t id;

	letter_use(c, dossiers);
	id = add(c, "mediation", c->office[0], "form=written", "closed_on=2013-03-01",
		 "archived_on=2013-03-20", NULL);
	ok(sifa_record_get(c->se, id, &r, &err), &err);
	ok(sifa_delete(c->se, id, sifa_record_rev(r), "重复录入", &err), &err);
	sifa_record_free(r);
	x = explain(c, "A", "2014-02-01");
	assert_int_equal(x.behind.n, 0);
	assert_int_equal(x.nnear, 1);
	misses(&x, id, SIFA_NEAR_DELETED, "");
	sifa_explain_free(&x);
}

static uint64_t deleted_lecture(struct county *c, const char *on, const char *at)
{
	struct sifa_err err = {0};
	struct sifa_record *r;
	uint64_t id;

	c->se->now = (int64_t)day(on) * 86400 - 8 * 3600; /* its first second */
	id = add(c, "lecture", c->office[0], with("at", at), NULL);
	ok(sifa_record_get(c->se, id, &r, &err), &err);
	ok(sifa_delete(c->se, id, sifa_record_rev(r), "重复录入", &err), &err);
	sifa_record_free(r);
	return id;
}

/* The journal is read back to the first day of the period and no further. */
static void what_was_deleted_before_the_period_is_not_looked_for(void **state)
{
	struct county *c = *state;
	struct sifa_explain x;
	uint64_t before, first, last;

	letter_use(c,
		   "letter: t\n"
		   "title: {zh: 试, en: T}\n"
		   "period: {from: 2021-01-01, to: 2021-12-31}\n"
		   "total: 100\n"
		   "sections:\n"
		   "  - number: 一\n"
		   "    title: {zh: 节, en: S}\n"
		   "    clauses:\n" CLAUSE("A", "100",
					   "rule: ratio, target: 4, actual: {count: lecture, date: "
					   "at, from: 2020-01-01}"));
	before = deleted_lecture(c, "2020-12-31", "2020-03-01");
	first = deleted_lecture(c, "2021-01-01", "2020-03-01");
	last = deleted_lecture(c, "2022-01-20", "2021-03-01");
	x = explain(c, "A", "2022-02-01");
	assert_int_equal(x.near_by[SIFA_NEAR_DELETED], 2);
	misses(&x, first, SIFA_NEAR_DELETED, "");
	misses(&x, last, SIFA_NEAR_DELETED, "");
	assert_null(near(&x, before));
	sifa_explain_free(&x);
}

static void a_guard_says_what_is_missing(void **state)
{
	struct county *c = *state;
	struct sifa_explain x;
	uint64_t shown, bare;

	letter_use(
		c,
		HEAD CLAUSE(
			"A", "100",
			"rule: ratio, target: 4, actual: {count: lecture, date: at}") "      - {id: G, number: \"2\", text: {zh: 文, en: Text}, rule: guard, "
										      "of: A, where: {evidence: {any: [photo]}}}\n");
	shown = add(c, "lecture", c->office[0], "at=2013-03-01", "evidence=photo", NULL);
	bare = add(c, "lecture", c->office[0], "at=2013-03-02", NULL);
	x = explain(c, "A", "2014-02-01");
	misses(&x, bare, SIFA_NEAR_GUARD, "佐证材料含");
	assert_null(near(&x, shown));
	assert_non_null(strstr(x.rule.text[SIFA_ZH], "另须符合G"));
	assert_int_equal(x.aim, SIFA_AIM_LETTER);
	sifa_explain_free(&x);
}

static void by_a_reference_it_counts_for_another_unit(void **state)
{
	struct county *c = *state;
	struct sifa_explain x;
	uint64_t station, id;

	letter_use(c, HEAD CLAUSE("A", "100",
				  "rule: ratio, target: 4, actual: {count: aid_case, date: "
				  "closed_on, unit: {via: station}}"));
	station = add(c, "station", c->office[1], "name=历山工作站", NULL);
	id = add(c, "aid_case", c->office[0], "closed_on=2013-03-01", ref("station", station),
		 NULL);
	x = explain(c, "A", "2014-02-01");
	misses(&x, id, SIFA_NEAR_UNIT, "历山司法所");
	sifa_explain_free(&x);
}

static void a_target_says_where_it_comes_from(void **state)
{
	struct county *c = *state;
	struct sifa_explain x;

	letter_use(c, HEAD CLAUSE("A", "50",
				  "rule: ratio, target: {blank: yes}, actual: {count: lecture, "
				  "date: at}") CLAUSE("B", "50",
						      "rule: ratio, of: {count: mediation, date: "
						      "closed_on}, actual: {count: mediation, "
						      "date: closed_on, where: {form: written}}"));
	x = explain(c, "A", "2014-02-01");
	assert_int_equal(x.aim, SIFA_AIM_UNSET);
	sifa_explain_free(&x);
	x = explain(c, "B", "2014-02-01");
	assert_int_equal(x.aim, SIFA_AIM_MEASURED);
	assert_int_equal(x.nmeasures, 2);
	assert_non_null(strstr(x.measure[0].text[SIFA_EN], "2013-01-01 to 2013-12-31"));
	sifa_explain_free(&x);
}

static void what_is_not_verified_says_what_it_waits_for(void **state)
{
	struct county *c = *state;
	struct sifa_explain x;
	uint64_t before, open;

	letter_use(c, HEAD CLAUSE("A", "100",
				  "rule: ratio, target: 4, actual: {count: lecture, date: at}, "
				  "verified: {count: reconciliation, date: at, to: cutoff, where: "
				  "{of: released}, latest: {settled_on: {to: as_of}}}"));
	add(c, "lecture", c->office[0], "at=2013-03-01", NULL);
	before = add(c, "reconciliation", c->office[0], "of=released", "at=2013-06-01",
		     "settled_on=2013-06-01", NULL);
	open = add(c, "reconciliation", c->office[0], "of=released", "at=2013-12-01", NULL);
	x = explain(c, "A", "2014-02-01");
	assert_non_null(strstr(x.measure[1].text[SIFA_ZH], "核对：名单核对"));
	misses(&x, open, SIFA_NEAR_TEST, "差异处理完毕日期");
	misses(&x, before, SIFA_NEAR_REPLACED, "2013-12-01");
	sifa_explain_free(&x);
}

static void every_clause_of_the_shipped_letters_is_explained(void **state)
{
	static const struct {
		const char *letter, *day;
	} shipped[] = {{"yuanqu-2013", "2013-12-20"},
		       {"office-letter", "2013-12-20"},
		       {"huanggang-2011", "2011-12-20"}};
	struct county *c = *state;
	struct sifa_clause_text t;

	for (size_t s = 0; s < sizeof shipped / sizeof *shipped; s++) {
		c->letter = sifa_letter(c->sifa, shipped[s].letter);
		assert_non_null(c->letter);
		for (size_t i = 0; sifa_letter_clause(c->letter, i, &t); i++) {
			struct sifa_explain x = explain(c, t.id, shipped[s].day);

			for (int l = 0; l < SIFA_LANGS; l++)
				assert_true(x.rule.text[l][0]);
			assert_null(strstr(x.rule.text[SIFA_EN], "sifa-letter(5)"));
			sifa_explain_free(&x);
		}
	}
}

/* Those that no shipped letter uses, or not in every form. */
static void rules_are_told_in_words(void **state)
{
	static const struct {
		const char *id, *zh, *en;
	} said[] = {
		{"B", "90.00%以上得8.00分", "from 90.00 % 8.00 points"},
		{"R", "数量在1至3之间得满分", "full points from 1 to 3"},
		{"S", "抽查合格率", "share of samples in order"},
		{"W", "有记录的工作日数", "working days with an entry"},
		{"D", "有记录的天数", "days with an entry"},
		{"K", "从多到少排名加分：4.00、3.50", "the most first: 4.00, 3.50"},
		{"E", "与R同一事项", "the same duty as R"},
		{"V", "最多5.00分", "5.00 at most"},
	};
	struct county *c = *state;

	letter_use(
		c,
		HEAD CLAUSE("B", "10",
			    "rule: band, target: 10, actual: {count: lecture, date: at}, bands: "
			    "[{from: 100, points: 10}, {from: 90, points: 8}]")
			CLAUSE("R", "10",
			       "rule: range, low: 1, high: 3, actual: {count: lecture, date: at}")
				CLAUSE("S", "20",
				       "rule: sample_discount, target: 4, actual: {count: lecture, date: "
				       "at}") CLAUSE("W", "20",
						     "rule: coverage_days, days: work, actual: {count: lecture, "
						     "date: at}")
					CLAUSE("D", "40",
					       "rule: coverage_days, actual: {count: lecture, "
					       "date: at}")
						CLAUSE("K", "0",
						       "rule: rank_bonus, by: B, points: [4, 3.5]")
							CLAUSE("E", "0", "rule: same, as: R")
								CLAUSE("V", "0",
								       "rule: bonus, cap: 5, "
								       "events: [{count: lecture, "
								       "date: at, points: 1}]"));
	for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
		struct sifa_explain x = explain(c, said[i].id, "2014-02-01");

		if (!strstr(x.rule.text[SIFA_ZH], said[i].zh) ||
		    !strstr(x.rule.text[SIFA_EN], said[i].en))
			fail_msg("%s: %s / %s", said[i].id, x.rule.text[SIFA_ZH],
				 x.rule.text[SIFA_EN]);
		sifa_explain_free(&x);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_condition_in_the_way_is_named, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(who_was_not_on_register_is_told, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(what_was_deleted_is_told, county_up, county_down),
		cmocka_unit_test_setup_teardown(
			what_was_deleted_before_the_period_is_not_looked_for, county_up,
			county_down),
		cmocka_unit_test_setup_teardown(a_guard_says_what_is_missing, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(by_a_reference_it_counts_for_another_unit,
						county_up, county_down),
		cmocka_unit_test_setup_teardown(a_target_says_where_it_comes_from, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(what_is_not_verified_says_what_it_waits_for,
						county_up, county_down),
		cmocka_unit_test_setup_teardown(every_clause_of_the_shipped_letters_is_explained,
						county_up, county_down),
		cmocka_unit_test_setup_teardown(rules_are_told_in_words, county_up, county_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
