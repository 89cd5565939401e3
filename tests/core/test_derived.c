/* What nobody types: derived fields, over a small kind of its own (fixtures/derived). */
#include "small_fixture.h"

static int up(void **state)
{
	*state = small_up("derived", "grant", NULL);
	return 0;
}

static void is(struct fix *x, const struct sifa_record *r, const char *field, const char *text)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);
	char buf[200];

	assert_non_null(f);
	assert_string_equal(sifa_format(x->se, f, sifa_get(r, f), SIFA_EN, buf, sizeof buf), text);
}

static uint64_t save(struct fix *x, struct sifa_record *r)
{
	struct sifa_err err = {0};

	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	return sifa_record_id(r);
}

static uint64_t person(struct fix *x, const char *name, const char *birth)
{
	struct sifa_record *r = blank(x, "person");
	uint64_t id;

	set(r, "name", name);
	set(r, "birth", birth);
	set(r, "sex", "female");
	id = save(x, r);
	sifa_record_free(r);
	return id;
}

static void items(struct sifa_record *r, size_t n, const int64_t *fen)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), "items");
	struct sifa_value cell[8][3] = {{{0}}};
	struct sifa_row row[8] = {{0}};
	struct sifa_value v = {.state = SIFA_SET, .len = n, .row = row};
	struct sifa_err err = {0};

	for (size_t i = 0; i < n; i++) {
		cell[i][1] = (struct sifa_value){.state = SIFA_SET,
						 .n = sifa_day_of(2013, 6, (int)(20 - 2 * i))};
		cell[i][2] = (struct sifa_value){.state = SIFA_SET, .n = fen[i]};
		row[i].v = cell[i];
	}
	ok(sifa_set(r, f, &v, &err), &err);
}

/* ---- worked out ---- */

static void sums_counts_and_balances(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x, "grant");

	set(r, "no", "1");
	is(x, r, "total", "");
	set(r, "received", "100");
	items(r, 3, (int64_t[]){1050, 2000, 1});
	sifa_derive(x->se, r);
	is(x, r, "total", "30.51");
	is(x, r, "balance", "69.49");
	is(x, r, "entries", "3");
	is(x, r, "last", "2013-06-20");
	items(r, 1, (int64_t[]){1050});
	save(x, r);
	is(x, r, "total", "10.50");
	is(x, r, "balance", "89.50");
	sifa_record_free(r);
}

static void what_is_typed_is_worked_out_again(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x, "grant");

	set(r, "no", "2");
	set(r, "total", "77");
	set(r, "age", "12");
	items(r, 1, (int64_t[]){500});
	save(x, r);
	is(x, r, "total", "5.00");
	is(x, r, "age", "");
	sifa_record_free(r);
}

static void days_and_due_days(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x, "grant");

	set(r, "no", "3");
	set(r, "at", "2013-01-31");
	sifa_derive(x->se, r);
	is(x, r, "took", "");
	is(x, r, "due", "2013-03-04"); /* 2 March is a Saturday */
	is(x, r, "until", "2018-01-31");
	set(r, "kind", "camp");
	set(r, "done_on", "2013-03-01"); /* the clock is over, its day stays */
	save(x, r);
	is(x, r, "took", "29");
	is(x, r, "due", "2013-03-04");
	is(x, r, "until", "2016-01-31");
	sifa_record_free(r);
}

static void age_and_sex_are_those_of_the_day(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x, "grant"), *p;
	uint64_t who = person(x, "张小红", "1996-02-29");

	set(r, "no", "4");
	set_ref(r, "applicant", who);
	set(r, "at", "2013-02-27");
	sifa_derive(x->se, r);
	is(x, r, "age", "16");
	set(r, "at", "2013-02-28");
	sifa_derive(x->se, r);
	is(x, r, "age", "17");
	is(x, r, "band", "Minor");
	is(x, r, "sex", "Female");
	save(x, r);
	/* a birth put right later is not followed until the record is saved again */
	{
		struct sifa_err err = {0};

		ok(sifa_record_get(x->se, who, &p, &err), &err);
	}
	set(p, "birth", "1950-01-01");
	save(x, p);
	sifa_record_free(p);
	is(x, r, "age", "17");
	save(x, r);
	is(x, r, "age", "63");
	is(x, r, "band", "Aged");
	sifa_record_free(r);
}

static void no_age_before_birth(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x, "grant");

	set_ref(r, "applicant", person(x, "李新", "2013-05-01"));
	set(r, "at", "2013-04-30");
	sifa_derive(x->se, r);
	is(x, r, "age", "");
	is(x, r, "band", "");
	sifa_record_free(r);
}

/* ---- imports ---- */

struct text {
	const char *s;
};

static enum sifa_rc read_text(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct text *t = arg;

	(void)err;
	*n = strlen(t->s) < size ? strlen(t->s) : size;
	memcpy(buf, t->s, *n);
	t->s += *n;
	return SIFA_OK;
}

static enum sifa_rc import(struct fix *x, const char *text, struct sifa_import_result *res)
{
	struct text t = {text};
	struct sifa_import im = {.kind = x->k,
				 .source = {.name = "g.csv", .read = read_text, .arg = &t}};
	struct sifa_err err = {0};

	*res = (struct sifa_import_result){0};
	return sifa_import(x->se, &im, res, &err);
}

static void an_import_may_not_say_otherwise(void **state)
{
	struct fix *x = *state;
	struct sifa_import_result res;

	assert_int_equal(import(x, "no,total,items.1.amount,items.2.amount\nA1,3.50,1,2\n", &res),
			 SIFA_E_DATA);
	assert_int_equal(res.findings.errors, 1);
	assert_int_equal(res.findings.v[0].err.line, 2);
	assert_int_equal(res.findings.v[0].err.column, 4);
	assert_string_equal(res.findings.v[0].err.arg[1], "3.00");
	sifa_findings_free(&res.findings);
	assert_int_equal(import(x, "no,total,items.1.amount,items.2.amount\nA1,3.00,1,2\n", &res),
			 SIFA_OK);
	assert_int_equal(res.added, 1);
	sifa_findings_free(&res.findings);
	/* the same file, and one without the rows the total is made of, add nothing */
	assert_int_equal(import(x, "no,total,items.1.amount,items.2.amount\nA1,3.00,1,2\n", &res),
			 SIFA_OK);
	assert_int_equal(res.same, 1);
	sifa_findings_free(&res.findings);
	assert_int_equal(import(x, "no,total\nA1,3.00\n", &res), SIFA_OK);
	assert_int_equal(res.same, 1);
	sifa_findings_free(&res.findings);
}

static struct sifa_record *by_no(struct fix *x, const char *no)
{
	struct sifa_query q = {.kind = x->k};
	struct sifa_rows rows = {0};
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};

	ok(sifa_list(x->se, &q, SIFA_FIRST, NULL, 50, &rows, &err), &err);
	for (size_t i = 0; i < rows.n && !r; i++)
		if (!strcmp(sifa_get(rows.hit[i].record, sifa_field(x->k, "no"))->s, no))
			ok(sifa_record_get(x->se, sifa_record_id(rows.hit[i].record), &r, &err),
			   &err);
	sifa_rows_free(&rows);
	assert_non_null(r);
	return r;
}

static void an_import_knows_the_age_of_its_people(void **state)
{
	struct fix *x = *state;
	struct sifa_import_result res;
	struct sifa_record *r;

	person(x, "赵老", "1940-03-03");
	assert_int_equal(import(x,
				"no,at,applicant\nB1,2013-03-02,赵老/1940-03-03\n"
				"B2,2013-03-02,钱新/140827200001010018\n",
				&res),
			 SIFA_OK);
	assert_int_equal(res.added, 2);
	sifa_findings_free(&res.findings);
	r = by_no(x, "B1");
	is(x, r, "age", "72");
	sifa_record_free(r);
	r = by_no(x, "B2"); /* made by the import itself */
	is(x, r, "age", "13");
	is(x, r, "sex", "Male");
	sifa_record_free(r);
	/* again: nothing is new */
	assert_int_equal(
		import(x, "no,at,applicant,age\nB2,2013-03-02,钱新/140827200001010018,44\n", &res),
		SIFA_OK);
	assert_int_equal(res.same, 1);
	sifa_findings_free(&res.findings);
}

/* ---- refused at load ---- */

static void refused(void **state)
{
	static const struct {
		const char *from, *to, *msg;
		int line;
	} wrong[] = {
		{"{sum: items.amount}", "{less: [balance, received]}",
		 "The field \"{1}\" would be worked out from itself.", 27},
		{"{sum: items.amount}", "{sum: items.what}",
		 "\"{1}\" cannot be worked out from \"{2}\": it is of another type than \"{3}\" "
		 "takes.",
		 27},
		{"{sum: items.amount}", "{sum: items.price}", "\"{1}\" has no field \"{2}\".", 27},
		{"{count: items}", "{sum: items.amount}",
		 "\"{1}\" cannot be worked out from \"{2}\": it is of another type than \"{3}\" "
		 "takes.",
		 28},
		{"{latest: items.on}", "{count: items}", "\"{1}\" gives no value of type {2}.", 29},
		{"{due: report}", "{due: rapport}",
		 "There is no clock \"{1}\"; \"{2}\" is the nearest.", 31},
		{"minor: 17, adult: 59", "minor: 60, adult: 59",
		 "The ages must go up from code to code.", 36},
		{"{copy: applicant.sex}", "{copy: applicant.birth}",
		 "\"{1}\" cannot be worked out from \"{2}\": it is of another type than \"{3}\" "
		 "takes.",
		 37},
		{"derived: {count: items}", "required: yes, derived: {count: items}",
		 "A derived field is never typed; take \"{1}\" out.", 28},
	};
	struct fix *x = *state;
	char conf[80], path[120], text[6000], bad[6200];
	size_t n;
	FILE *f;

	snprintf(conf, sizeof conf, "%s/c", x->dir);
	snprintf(path, sizeof path, "%s/kinds/grant.yaml", conf);
	f = fopen(path, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct sifa_findings found = {0};
		struct sifa_err err = {0};
		const char *at = strstr(text, wrong[i].from);
		bool seen = false;

		assert_non_null(at);
		snprintf(bad, sizeof bad, "%.*s%s%s", (int)(at - text), text, wrong[i].to,
			 at + strlen(wrong[i].from));
		f = fopen(path, "w");
		fputs(bad, f);
		fclose(f);
		assert_int_equal(sifa_config_adopt(x->se, conf, true, NULL, NULL, &found, &err),
				 SIFA_E_CONFIG);
		for (size_t j = 0; j < found.n; j++)
			seen = seen ||
			       (!strcmp(found.v[j].err.msg, wrong[i].msg) &&
				found.v[j].err.line == wrong[i].line && found.v[j].err.column > 0);
		if (!seen)
			fail_msg("%s: %s (line %d)", wrong[i].to, err.msg, err.line);
		sifa_findings_free(&found);
	}
	f = fopen(path, "w");
	fputs(text, f);
	fclose(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sums_counts_and_balances),
		cmocka_unit_test(what_is_typed_is_worked_out_again),
		cmocka_unit_test(days_and_due_days),
		cmocka_unit_test(age_and_sex_are_those_of_the_day),
		cmocka_unit_test(no_age_before_birth),
		cmocka_unit_test(an_import_may_not_say_otherwise),
		cmocka_unit_test(an_import_knows_the_age_of_its_people),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, up, down);
}
