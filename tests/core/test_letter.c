/* Letters as files: the shipped one is whole; errors are told with their place
 * and the nearest name. */
#include "letter_text.h"

struct loaded {
	struct config *config;
	struct arena names;
};

static struct loaded load(void)
{
	struct loaded l = {0};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	ok(config_read("config", &l.config, &f, &err), &err);
	ok(config_link(l.config, namer_fresh(&l.names), &f, &err), &err);
	assert_int_equal(f.total, 0);
	return l;
}

static void unload(struct loaded *l)
{
	config_free(l->config);
	arena_free(&l->names);
}

static void the_shipped_letter_is_whole(void **state)
{
	struct loaded l = load();
	struct sifa_findings f = {0};
	struct letters *ls = letters_new(l.config, &f);
	const struct sifa_letter *letter = NULL;

	(void)state;
	for (size_t i = 0; i < f.n; i++)
		print_error("%s:%d: %s\n", f.v[i].err.source, f.v[i].err.line, f.v[i].err.msg);
	assert_int_equal(f.total, 0);
	for (size_t i = 0; i < ls->n; i++)
		if (strcmp(ls->letter[i]->id, "yuanqu-2013") == 0)
			letter = ls->letter[i];
	assert_non_null(letter);
	assert_int_equal(letter->nclauses, 65);
	assert_int_equal(letter->total, 10000);
	assert_int_equal(letter->cutoff, sifa_day_of(2014, 1, 15));
	assert_true(ls->nret >= 6);
	letters_free(ls);
	unload(&l);
}

/* Compiles the text and expects one finding: its line, and words of its message
 * or arguments. */
static void expect(const char *text, int line, const char *message, const char *argument)
{
	struct loaded l = load();
	struct sifa_findings f = {0};
	bool found = false;

	config_text(l.config, LETTER_PATH, text);
	letter_check_all(l.config, &f);
	for (size_t i = 0; i < f.n; i++) {
		const struct sifa_err *e = &f.v[i].err;

		if (strcmp(e->source, "letters/t.yaml") != 0 || e->line != line || e->column < 1 ||
		    !strstr(e->msg, message))
			continue;
		for (size_t k = 0; k < SIFA_ERR_ARGS; k++)
			found = found || strcmp(e->arg[k], argument) == 0;
	}
	if (!found)
		for (size_t i = 0; i < f.n; i++)
			print_error("line %d: %s [%s] [%s]\n", f.v[i].err.line, f.v[i].err.msg,
				    f.v[i].err.arg[0], f.v[i].err.arg[1]);
	assert_true(found);
	sifa_findings_free(&f);
	unload(&l);
}

static void unknown_names_are_told_with_the_nearest(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100", "rule: ratoi, target: 1, actual: {count: mediation}"), 9,
	       "There is no rule", "ratio");
	expect(HEAD CLAUSE("A", "100", "rule: ratio, target: 1, actual: {count: mediaton}"), 9,
	       "There is no kind", "mediation");
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, actual: {count: mediation, date: closed_in}"),
	       9, "has no field", "closed_on");
	expect(HEAD CLAUSE(
		       "A", "100",
		       "rule: ratio, target: 1, actual: {count: mediation, where: {form: writen}}"),
	       9, "", "written");
	expect(HEAD CLAUSE("A", "100", "rule: ratio, target: 1, actual: {count: mediation}")
		       CLAUSE("B1", "0", "rule: guard, of: AB, where: {form: oral}"),
	       10, "There is no clause", "AB");
	expect(HEAD CLAUSE("A", "100", "rule: timely, return: med_montly, late: 1, missing: 1"), 9,
	       "There is no return", "med_monthly");
	expect(HEAD CLAUSE("A", "100", "rule: ratio, target: 1, actul: {count: mediation}"), 9,
	       "unknown here", "actul");
}

static void weights_must_sum_to_the_total(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "60", "rule: sample_score")
		       CLAUSE("B", "39.99", "rule: sample_score"),
	       4, "The weights sum to", "99.99");
}

static void a_rate_needs_a_denominator(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100",
			   "rule: rate_max, limit: 3, deduct: 1, actual: {count: released}"),
	       9, "needs a denominator", "rate_max");
	expect(HEAD CLAUSE("A", "100", "rule: ratio, actual: {count: released}"), 9,
	       "needs a denominator", "ratio");
}

static void a_measure_counts_by_a_counting_date(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, actual: {count: mediation, date: occurred_on}"),
	       9, "counting dates", "occurred_on");
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, actual: {count: mediation, date: form}"),
	       9, "is of type", "form");
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, actual: {count: mediation, date: closed_on, "
			   "to: tomorrow}"),
	       9, "neither a date", "tomorrow");
}

static void nothing_in_a_measure_is_passed_over(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, actual: {all: [{count: mediation, dat: at}]}"),
	       9, "unknown here", "dat");
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, "
			   "actual: {all: [{count: mediation}], where: {form: oral}}"),
	       9, "belongs into each measure", "where");
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, actual: {count: mediation, from: 2013-02-01}"),
	       9, "none is named", "from");
	expect(HEAD CLAUSE("A", "100",
			   "rule: ratio, target: 1, actual: "
			   "{all: [{sum: mediation, field: amount}, {count: mediation}]}"),
	       9, "adds like to like", "");
	expect(HEAD CLAUSE(
		       "A", "100",
		       "rule: ratio, target: 1, actual: {count: mediation, latest: {form: oral}}"),
	       9, "plain count", "");
	expect(HEAD CLAUSE(
		       "A", "100",
		       "rule: ratio, target: {blank: yes, share: 60}, actual: {count: mediation}"),
	       9, "unknown here", "share");
}

/* A rule that looks at records one by one would read them as another kind's. */
static void records_looked_at_one_by_one_are_of_one_kind(void **state)
{
	static const char two[] = "all: [{count: correction_event, date: at}, "
				  "{count: correction_event, date: at}]";
	char text[2000];

	(void)state;
	snprintf(text, sizeof text,
		 HEAD CLAUSE("A", "100",
			     "rule: each_member, members: {count: correction}, acts: "
			     "[{%s, via: correction, need: 1}]"),
		 two);
	expect(text, 9, "of one kind", "");
	snprintf(text, sizeof text,
		 HEAD CLAUSE("A", "100",
			     "rule: delay, deduct: 1, late: [{%s, begin: at, end: reported_on}]"),
		 two);
	expect(text, 9, "of one kind", "");
	snprintf(text, sizeof text,
		 HEAD CLAUSE("A", "100", "rule: checklist, over: {%s}, yes: [ok]"), two);
	expect(text, 9, "of one kind", "");
}

static void a_clause_stands_once(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "50", "rule: sample_score") CLAUSE("A", "50", "rule: sample_score"),
	       10, "stands here twice", "A");
}

/* Elsewhere it would be passed over: no rule but these two has events. */
static void a_veto_stands_where_it_can_be_broken(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100", "rule: sample_score, veto: award"), 9, "unknown here",
	       "veto");
}

static void a_letter_stands_once(void **state)
{
	(void)state;
	expect("letter: yuanqu-2013\n"
	       "title: {zh: 试, en: T}\n"
	       "period: {from: 2013-01-01, to: 2013-12-31}\n"
	       "total: 0\n"
	       "sections: [{title: {zh: 节, en: S}, clauses: []}]\n",
	       1, "in another file", "yuanqu-2013");
}

static void a_duty_said_twice_names_the_clause_that_scores_it(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100", "rule: ratio, target: 1, actual: {count: mediation}")
		       CLAUSE("B", "0", "rule: same"),
	       10, "Name the clause", "");
	expect(HEAD CLAUSE("ABCD", "100", "rule: ratio, target: 1, actual: {count: mediation}")
		       CLAUSE("B", "0", "rule: same, as: ABCE"),
	       10, "Did you mean", "ABCD");
	expect(HEAD CLAUSE("A", "100", "rule: ratio, target: 1, actual: {count: mediation}")
		       CLAUSE("B", "0", "rule: print") CLAUSE("C", "0", "rule: same, as: B"),
	       11, "no points of its own", "B");
}

static void a_rule_kept_elsewhere_names_a_place_that_is_there(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "0", "rule: elsewhere"), 9, "needs a list", "at");
	expect(HEAD CLAUSE("A", "0", "rule: elsewhere, at: [{kind: mediaton}]"), 9, "Did you mean",
	       "mediation");
	expect(HEAD CLAUSE("A", "0", "rule: elsewhere, at: [{codes: form}]"), 9, "no code list",
	       "form");
	expect(HEAD CLAUSE("A", "0", "rule: elsewhere, at: [{paper: aid_mean}]"), 9, "no file",
	       "papers/aid_mean.yaml");
	expect(HEAD CLAUSE("A", "0", "rule: elsewhere, at: [{}]"), 9, "A place is", "");
}

static void twins_stand_in_another_letter(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100",
			   "twins: [yuanqu-2013/C99], rule: ratio, target: 1, "
			   "actual: {count: mediation}"),
	       9, "in another letter", "yuanqu-2013/C99");
	expect(HEAD CLAUSE("A", "100",
			   "twins: [t/A], rule: ratio, target: 1, actual: {count: mediation}"),
	       9, "in another letter", "t/A");
}

static void a_letter_is_signed_by_kinds_of_units(void **state)
{
	static const char text[] =
		"letter: t\ntitle: {zh: 试, en: T}\nunits: [bureo]\ntotal: 100\n"
		"period: {from: 2013-01-01, to: 2013-12-31}\nsections:\n"
		"  - title: {zh: 节, en: S}\n    clauses:\n" CLAUSE(
			"A", "100", "rule: ratio, target: 1, actual: {count: mediation}");

	(void)state;
	expect(text, 3, "has no code", "bureo");
}

static void a_guard_needs_something_to_guard(void **state)
{
	(void)state;
	expect(HEAD CLAUSE("A", "100", "rule: sample_score")
		       CLAUSE("B", "0", "rule: guard, of: A, where: {form: oral}"),
	       10, "cannot be guarded", "A");
	expect(HEAD CLAUSE("A", "100", "rule: ratio, target: 1, actual: {count: mediation}")
		       CLAUSE("B", "1", "rule: guard, of: A, where: {form: oral}"),
	       10, "scores nothing", "guard");
}

static void a_configuration_with_a_bad_letter_is_not_adopted(void **state)
{
	struct county *c = county_new(SIFA_DAY_NONE);
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	char dir[80], cmd[256];
	FILE *file;

	(void)state;
	snprintf(dir, sizeof dir, "%s.config", c->dir); /* inside the folder that goes away */
	snprintf(cmd, sizeof cmd, "cp -R config '%s'", dir);
	assert_int_equal(system(cmd), 0);
	ok(sifa_config_adopt(c->se, dir, true, NULL, NULL, &f, &err), &err);
	snprintf(cmd, sizeof cmd, "%s/letters/t.yaml", dir);
	file = fopen(cmd, "w");
	assert_non_null(file);
	fputs(HEAD CLAUSE("A", "100", "rule: ratio, target: 1, actual: {count: mediaton}"), file);
	fclose(file);
	assert_int_equal(sifa_config_adopt(c->se, dir, false, NULL, NULL, &f, &err), SIFA_E_CONFIG);
	assert_int_equal(f.errors, 1);
	assert_string_equal(f.v[0].err.source, "letters/t.yaml");
	assert_int_equal(f.v[0].err.line, 9);
	sifa_findings_free(&f);
	county_free(c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_shipped_letter_is_whole),
		cmocka_unit_test(unknown_names_are_told_with_the_nearest),
		cmocka_unit_test(weights_must_sum_to_the_total),
		cmocka_unit_test(a_rate_needs_a_denominator),
		cmocka_unit_test(a_measure_counts_by_a_counting_date),
		cmocka_unit_test(nothing_in_a_measure_is_passed_over),
		cmocka_unit_test(records_looked_at_one_by_one_are_of_one_kind),
		cmocka_unit_test(a_veto_stands_where_it_can_be_broken),
		cmocka_unit_test(a_letter_stands_once),
		cmocka_unit_test(a_clause_stands_once),
		cmocka_unit_test(a_duty_said_twice_names_the_clause_that_scores_it),
		cmocka_unit_test(a_rule_kept_elsewhere_names_a_place_that_is_there),
		cmocka_unit_test(twins_stand_in_another_letter),
		cmocka_unit_test(a_letter_is_signed_by_kinds_of_units),
		cmocka_unit_test(a_guard_needs_something_to_guard),
		cmocka_unit_test(a_configuration_with_a_bad_letter_is_not_adopted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
