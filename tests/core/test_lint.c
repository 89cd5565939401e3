/* What is odd in a letter that loads, and what keeps one from loading at all. */
#include "letter_text.h"

/* Findings of the letter with both words in their message or arguments. */
static size_t told(struct county *c, const char *text, enum sifa_severity severity,
		   const char *message, const char *argument)
{
	struct sifa_findings f = {0};
	size_t n = 0;

	letter_use(c, text);
	sifa_letter_lint(c->letter, &f);
	for (size_t i = 0; i < f.n; i++) {
		const struct sifa_err *e = &f.v[i].err;

		if (f.v[i].severity != severity || !strstr(e->msg, message) ||
		    (strcmp(e->arg[0], argument) && strcmp(e->arg[1], argument)))
			continue;
		assert_string_equal(e->source, "letters/t.yaml");
		n++;
	}
	sifa_findings_free(&f);
	letter_drop(c);
	return n;
}

#define WHERE(id, w, more) \
	CLAUSE(id, w, "rule: ratio, target: 1, actual: {count: mediation, date: closed_on" more "}")

static void a_record_that_counts_twice_is_told_unless_both_share_it(void **state)
{
	struct county *c = *state;
	const char *twice = "may count in clause";

	assert_int_equal(told(c,
			      HEAD WHERE("A", "50", "") WHERE("B", "50", ", where: {form: oral}"),
			      SIFA_WARNING, twice, "B"),
			 1);
	assert_int_equal(told(c,
			      HEAD WHERE("A", "50", ", where: {form: written}")
				      WHERE("B", "50", ", where: {form: oral}"),
			      SIFA_WARNING, twice, "B"),
			 0);
	assert_int_equal(told(c,
			      HEAD WHERE("A", "50", ", where: {form: oral}")
				      WHERE("B", "50", ", where: {not: {form: oral}}"),
			      SIFA_WARNING, twice, "B"),
			 0);
	assert_int_equal(
		told(c,
		     HEAD WHERE("A", "50", "}, shared: yes, empty: zero, applies: {count: unit")
			     WHERE("B", "50", ""),
		     SIFA_WARNING, twice, "B"),
		1); /* one of two is not enough */
	assert_int_equal(told(c,
			      HEAD WHERE("A", "50", "}, shared: yes, applies: {count: unit")
				      WHERE("B", "50", "}, shared: yes, applies: {count: unit"),
			      SIFA_WARNING, twice, "B"),
			 0);
	assert_int_equal(
		told(c,
		     HEAD WHERE("A", "50", "}, until: 2013-06-30, applies: {count: unit")
			     WHERE("B", "50", "}, from: 2013-07-01, applies: {count: unit"),
		     SIFA_WARNING, twice, "B"),
		0); /* versions of one rule never meet */
}

static void words_and_rules_say_the_same(void **state)
{
	struct county *c = *state;
	const char *most = "      - {id: A, text: {zh: 重犯率3%以下, en: T}, weight: 100, rule: "
			   "rate_min, limit: 3, deduct: 1, actual: {count: mediation, date: "
			   "closed_on}, of: {count: mediation, date: agreed_on}}\n";
	char text[2000];

	snprintf(text, sizeof text, "%s%s", HEAD, most);
	assert_int_equal(told(c, text, SIFA_WARNING, "says at most", "A"), 1);
}

static void what_a_letter_leaves_open_is_a_hint(void **state)
{
	struct county *c = *state;

	assert_int_equal(told(c, "template: yes\n" HEAD WHERE("A", "100", ""), SIFA_HINT,
			      "are a template", "t"),
			 1);
	assert_int_equal(told(c,
			      HEAD CLAUSE("A", "100",
					  "rule: ratio, target: {blank: yes}, actual: {count: "
					  "mediation, date: closed_on}"),
			      SIFA_HINT, "leaves its number", "A"),
			 1);
	assert_int_equal(told(c, HEAD CLAUSE("A", "100", "rule: range, actual: {count: committee}"),
			      SIFA_HINT, "without a `date:`", "committee"),
			 1);
	assert_int_equal(
		told(c, HEAD CLAUSE("A", "100", "rule: range, actual: {count: roster, date: date}"),
		     SIFA_HINT, "no evidence", "roster"),
		1);
	assert_int_equal(told(c,
			      HEAD CLAUSE("A", "100",
					  "rule: range, actual: {count: mediator, where: {has: "
					  "{kind: training, via: mediators}}}"),
			      SIFA_HINT, "read record by record", "mediators"),
			 1);
}

static void the_shipped_letters_raise_no_warning(void **state)
{
	struct county *c = *state;
	size_t n;
	const struct sifa_letter *const *l = sifa_letters(c->sifa, &n);

	assert_true(n >= 3);
	for (size_t i = 0; i < n; i++) {
		struct sifa_findings f = {0};

		sifa_letter_lint(l[i], &f);
		assert_true(f.total > 0); /* their weights are templates, at least */
		for (size_t k = 0; k < f.n; k++)
			if (f.v[k].severity != SIFA_HINT)
				fail_msg("%s:%d: %s", f.v[k].err.source, f.v[k].err.line,
					 f.v[k].err.msg);
		sifa_findings_free(&f);
	}
}

/* ---- what does not load ---- */

/* The only finding of the text, with its words and an argument. */
static void refused(struct county *c, const char *text, const char *message, const char *argument)
{
	struct sifa_findings f = {0};
	bool found = false;

	config_text(c->sifa->config, LETTER_PATH, text);
	letter_check_all(c->sifa->config, &f);
	assert_true(f.errors > 0);
	for (size_t i = 0; i < f.n; i++)
		for (size_t k = 0; k < SIFA_ERR_ARGS; k++)
			found = found || (strstr(f.v[i].err.msg, message) && f.v[i].err.line > 0 &&
					  strcmp(f.v[i].err.arg[k], argument) == 0);
	if (!found)
		for (size_t i = 0; i < f.n; i++)
			print_error("%d: %s [%s] [%s]\n", f.v[i].err.line, f.v[i].err.msg,
				    f.v[i].err.arg[0], f.v[i].err.arg[1]);
	assert_true(found);
	sifa_findings_free(&f);
	c->sifa->config->nfiles--;
}

static void a_target_in_the_wrong_unit_is_refused(void **state)
{
	struct county *c = *state;

	refused(c,
		HEAD
		"      - {id: A, text: {zh: 文, en: T}, unit: {zh: 人次, en: persons}, weight: "
		"100, rule: ratio, target: 9, actual: {count: aid_matter, date: at}}\n",
		"wrong unit", "人次");
	refused(c,
		HEAD "      - {id: A, text: {zh: 文, en: T}, unit: {zh: 件, en: cases}, weight: "
		     "100, rule: ratio, target: 9, actual: {sum: aid_matter, field: persons, date: "
		     "at}}\n",
		"wrong unit", "件");
}

static void a_period_that_cannot_be_is_refused(void **state)
{
	static const char *const period[] = {
		"{from: 2013-12-31, to: 2013-01-01}",
		"{from: 2013-01-01, to: 2013-12-31, cutoff: 2013-11-30}",
		"{from: 2013-01-01, to: 2016-12-31}"};
	struct county *c = *state;
	char text[1000];

	for (int i = 0; i < 4; i++) {
		snprintf(text, sizeof text,
			 "letter: t\ntitle: {zh: 试, en: T}\nperiod: %s\ntotal: 0\nsections: "
			 "[{title: {zh: 节, en: S}, clauses: []}]\n",
			 i < 3 ? period[i] : "{from: 2013-01-01, to: 2013-02-30}");
		refused(c, text, i < 3 ? "A period has from" : "is no date",
			i < 3 ? "" : "2013-02-30");
	}
}

static void new_keys_are_checked_like_the_old(void **state)
{
	struct county *c = *state;
	const char *w = "weight: 100, rule: sample_score}\n";
	char text[2000];
	static const struct {
		const char *keys, *clause, *message, *argument;
	} row[] = {
		{"", "rule: bonus, over: B, points: 1}", "There is no clause", "B"},
		{"caps: {news: 5}\n",
		 "rule: bonus, group: nws, events: [{count: honour, points: 1}]}",
		 "no cap for group", "news"},
		{"", "rule: bonus, events: [{count: article, by: level, points: {town: 1}}]}",
		 "no code of the list", "town"},
		{"", "rule: rank_bonus, actual: {count: article}}", "`points:` lists", ""},
		{"blend:\n  - {label: {zh: 甲, en: A}, share: 50}\n  - {label: {zh: 乙, en: B}, "
		 "share: 40}\n",
		 "rule: print}", "shares of the parts", "90.00"},
		{"tiers: [{id: a, label: {zh: 甲, en: A}, min: 5}]\n", "rule: print}",
		 "The last tier", ""},
		{"tiers: [{id: good, label: {zh: 甲, en: A}, min: 0}]\nveto_tier: god\n",
		 "rule: print}", "no tier", "good"},
		{"", "rule: print, from: 2013-07-01, until: 2013-06-30}", "lies before", ""},
		{"", "rule: rank_bonus, by: A, actual: {count: article}, points: [1]}", "ranks",
		 "rank_bonus"},
	};

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		snprintf(
			text, sizeof text,
			"%s%s      - {id: A, text: {zh: 文, en: T}, %s      - {id: E, text: {zh: 文, "
			"en: T}, %s\n",
			row[i].keys, HEAD, w, row[i].clause);
		refused(c, text, row[i].message, row[i].argument);
	}
	refused(c,
		HEAD CLAUSE("A", "100",
			    "rule: ratio, actual: {sum: aid_case, field: amount_won, date: "
			    "closed_on}, of: {count: aid_case, date: closed_on}"),
		"are not alike", "");
}

/* A letter in error never takes the place of a working one: it goes on scoring. */
static void a_bad_letter_leaves_the_working_one(void **state)
{
	static const struct {
		const char *was, *is;
	} change[] = {
		{"weight: 60", "weight: 61"},		 /* weights that do not sum */
		{"count: mediation", "count: mediaton"}, /* unknown kind */
		{"date: closed_on", "date: closed_in"},	 /* unknown field */
		{"form: written", "form: writen"},	 /* unknown code */
		{"over: A", "over: AA"},		 /* unknown clause */
		{"of: {count: mediation}", "cap: 100"},	 /* a rate without denominator */
		{"to: 2013-12-31", "to: 2012-12-31"},	 /* a period that cannot be */
	};
	static const char good[] =
		"letter: t\ntitle: {zh: 试, en: T}\n"
		"period: {from: 2013-01-01, to: 2013-12-31}\ntotal: 100\nsections:\n"
		"  - title: {zh: 节, en: S}\n    clauses:\n"
		"      - {id: A, text: {zh: 文, en: T}, weight: 60, rule: ratio, target: 1, actual: "
		"{count: mediation, date: closed_on, where: {form: written}}}\n"
		"      - {id: R, text: {zh: 文, en: T}, weight: 40, rule: ratio, actual: {count: "
		"mediation, date: agreed_on}, of: {count: mediation}}\n"
		"      - {id: B, text: {zh: 文, en: T}, rule: bonus, over: A, points: 1}\n";
	struct county *c = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	char dir[80], path[120], cmd[256], text[2000];

	snprintf(dir, sizeof dir, "%s.config", c->dir);
	snprintf(cmd, sizeof cmd, "cp -R config '%s'", dir);
	assert_int_equal(system(cmd), 0);
	snprintf(path, sizeof path, "%s/letters/t.yaml", dir);
	for (size_t i = 0; i <= sizeof change / sizeof *change; i++) {
		const char *at = i ? strstr(good, change[i - 1].was) : good;
		FILE *file = fopen(path, "w");

		assert_non_null(file);
		assert_non_null(at);
		snprintf(text, sizeof text, "%.*s%s%s", (int)(at - good), good,
			 i ? change[i - 1].is : "", at + (i ? strlen(change[i - 1].was) : 0));
		fputs(text, file);
		fclose(file);
		assert_int_equal(sifa_config_adopt(c->se, dir, false, NULL, NULL, &f, &err),
				 i ? SIFA_E_CONFIG : SIFA_OK);
		assert_int_equal(f.errors > 0, i > 0);
		if (i) {
			assert_string_equal(f.v[0].err.source, "letters/t.yaml");
			assert_true(f.v[0].err.line > 0 && f.v[0].err.column > 0);
		}
		sifa_findings_free(&f);
		f = (struct sifa_findings){0};
		sifa_logout(c->se); /* whoever opens it next has the adopted one */
		c->se = NULL;
		sifa_close(c->sifa);
		ok(sifa_open(c->dir, 0, &c->sifa, &err), &err);
		county_login(c);
		c->letter = sifa_letter(c->sifa, "t");
		assert_non_null(c->letter);
		sifa_sheet_free(score(c, c->office[0], "2013-12-31"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_record_that_counts_twice_is_told_unless_both_share_it, county_up,
			county_down),
		cmocka_unit_test_setup_teardown(words_and_rules_say_the_same, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(what_a_letter_leaves_open_is_a_hint, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(the_shipped_letters_raise_no_warning, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_target_in_the_wrong_unit_is_refused, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_period_that_cannot_be_is_refused, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(a_bad_letter_leaves_the_working_one, county_up,
						county_down),
		cmocka_unit_test_setup_teardown(new_keys_are_checked_like_the_old, county_up,
						county_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
