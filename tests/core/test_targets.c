/* Numbers of a letter: divided, laid down, amended, signed, carried into the next year. */
#include "letter_text.h"

#define LETTER \
	HEAD CLAUSE("A1", "60", \
		    "rule: ratio, actual: {count: mediation, date: closed_on}, " \
		    "target: {blank: yes}") \
		CLAUSE("A2", "40", \
		       "rule: ratio, actual: {count: lecture, date: at}, " \
		       "target: {blank: yes}")

enum { FOUR = 4 };
struct four { /* a county with four offices */
	struct county *c;
	uint64_t office[FOUR];
};

static const int population[FOUR] = {38, 25, 21, 16};

static int setup(void **state)
{
	struct four *f = calloc(1, sizeof *f);
	char text[40];

	f->c = county_new(SIFA_DAY_NONE);
	letter_use(f->c, LETTER);
	for (int i = 0; i < FOUR; i++) {
		if (i < 2) {
			f->office[i] = f->c->office[i];
		} else {
			snprintf(text, sizeof text, "name=所%d", i);
			f->office[i] = add(f->c, "unit", f->c->bureau, text, "kind=office",
					   ref("parent", f->c->bureau), NULL);
		}
		snprintf(text, sizeof text, "population=%d", population[i]);
		put_on(f->c, f->office[i], text);
	}
	county_login(f->c);
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct four *f = *state;

	county_free(f->c);
	free(f);
	return 0;
}

static void on(struct county *c, const char *today)
{
	struct sifa_login login = {
		.now = (int64_t)day(today) * 86400 + 4 * 3600, .now_forced = true, .host = "test"};
	struct sifa_err err = {0};

	sifa_logout(c->se);
	ok(sifa_login(c->sifa, &login, &c->se, &err), &err);
	sifa_clock_confirm(c->se);
}

static struct sifa_split split_of(struct four *f, const char *by, int64_t total)
{
	return (struct sifa_split){
		.letter = f->c->letter, .clause = "A1", .by = by, .total = total, .factor = 100};
}

static void divides(struct four *f, const struct sifa_split *s, const int64_t want[FOUR])
{
	struct sifa_split_plan p;
	struct sifa_err err = {0};

	ok(sifa_split_plan(f->c->se, s, &p, &err), &err);
	assert_int_equal(p.n, FOUR);
	for (size_t i = 0; i < FOUR; i++) {
		assert_int_equal(p.line[i].unit, f->office[i]);
		assert_int_equal(p.line[i].n, want[i]);
	}
	sifa_split_free(&p);
}

static void refuses(struct four *f, const struct sifa_split *s, const char *words)
{
	struct sifa_split_plan p;
	struct sifa_err err = {0};

	assert_int_not_equal(sifa_split_plan(f->c->se, s, &p, &err), SIFA_OK);
	assert_non_null(strstr(err.msg, words));
}

static void a_number_is_divided_by_largest_remainder(void **state)
{
	struct four *f = *state;
	struct sifa_split s = split_of(f, "population", 46);

	divides(f, &s, (int64_t[]){17, 12, 10, 7});
	s.total = 1;
	divides(f, &s, (int64_t[]){1, 0, 0, 0});
	s.total = 0;
	divides(f, &s, (int64_t[]){0, 0, 0, 0});
	s.by = "equal";
	s.total = 46;
	divides(f, &s, (int64_t[]){12, 12, 11, 11});
}

static void more_than_the_number_can_be_given_out(void **state)
{
	struct four *f = *state;
	struct sifa_split s = split_of(f, "population", 46);

	s.factor = 110; /* 50.6: 51 */
	divides(f, &s, (int64_t[]){19, 13, 11, 8});
	s.factor = 99;
	refuses(f, &s, "factor");
}

static void a_locked_number_stays_and_the_others_share_the_rest(void **state)
{
	struct four *f = *state;
	struct sifa_split_lock lock = {f->office[0], 20};
	struct sifa_split s = split_of(f, "population", 46);

	s.lock = &lock;
	s.nlocks = 1;
	divides(f, &s, (int64_t[]){20, 10, 9, 7}); /* 26 by 25, 21, 16: 10.48 8.81 6.71 */
	lock.n = 47;
	refuses(f, &s, "locked");
}

static void numbers_divide_by_villages_and_by_last_year(void **state)
{
	struct four *f = *state;
	struct sifa_split s = split_of(f, "villages", 10);

	divides(f, &s, (int64_t[]){5, 5, 0, 0});
	s.by = "last-year";
	refuses(f, &s, "nothing everywhere");
	for (int i = 0; i < 3; i++)
		add(f->c, "mediation", f->office[i > 0], "form=written", "accepted_on=2012-05-01",
		    "closed_on=2012-06-01", NULL);
	add(f->c, "mediation", f->office[3], "form=written", "closed_on=2013-02-01", NULL);
	s.total = 9;
	divides(f, &s, (int64_t[]){3, 6, 0, 0});
	s.by = "name";
	refuses(f, &s, "Nothing can be divided by");
}

static struct sifa_targets *matrix(struct four *f, uint64_t above)
{
	struct sifa_targets *t = NULL;
	struct sifa_err err = {0};

	ok(sifa_targets(f->c->se, f->c->letter, 0, above, &t, &err), &err);
	return t;
}

static void split_and_save(struct four *f, const struct sifa_split *s)
{
	struct sifa_findings found = {0};
	struct sifa_split_plan p;
	struct sifa_err err = {0};

	ok(sifa_split_plan(f->c->se, s, &p, &err), &err);
	ok(sifa_split_save(f->c->se, s, &p, NULL, &found, &err), &err);
	sifa_split_free(&p);
	sifa_findings_free(&found);
}

static void the_number_runs_from_the_bureau_to_the_villages(void **state)
{
	struct four *f = *state;
	struct sifa_split s = split_of(f, "population", 46);
	struct sifa_targets *t = matrix(f, 0);

	assert_int_equal(t->nclauses, 2);
	assert_int_equal(t->nunits, FOUR);
	assert_int_equal(t->clause[0].lacking, FOUR);
	assert_false(sifa_target_divided(&t->clause[0]));
	sifa_targets_free(t);

	split_and_save(f, &s);
	t = matrix(f, 0);
	assert_int_equal(t->clause[0].above.n, 46);
	assert_int_equal(t->clause[0].sum, 46);
	assert_true(sifa_target_divided(&t->clause[0]));
	assert_false(sifa_target_divided(&t->clause[1]));
	assert_int_equal(t->cell[0].n, 17);
	assert_true(t->unit[0].record != 0);
	assert_string_equal(t->unit[0].state->id, "drafted");
	sifa_targets_free(t);

	s = split_of(f, "equal", -1); /* the office's own 17, among five villages */
	s.above = f->office[0];
	split_and_save(f, &s);
	t = matrix(f, f->office[0]);
	assert_int_equal(t->nunits, 5);
	assert_int_equal(t->clause[0].above.n, 17);
	assert_int_equal(t->clause[0].sum, 17);
	assert_int_equal(t->cell[0].n, 4);
	assert_int_equal(t->cell[4 * 2].n, 3);
	sifa_targets_free(t);
}

static void put_target(struct four *f, uint64_t unit, const char *clause, int64_t n,
		       const struct sifa_supplement *s, enum sifa_rc want)
{
	struct sifa_target_put put = {.unit = unit, .clause = clause, .n = n, .above = -1};
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	enum sifa_rc rc = sifa_targets_put(f->c->se, f->c->letter, 0, &put, 1, s, &found, &err);

	if (!want)
		ok(rc, &err);
	assert_int_equal(rc, want);
	if (want)
		assert_true(found.errors || err.rc);
	sifa_findings_free(&found);
}

static void what_is_put_by_hand_stays_when_the_rest_is_divided_again(void **state)
{
	struct four *f = *state;
	struct sifa_split_lock lock = {f->office[1], 6};
	struct sifa_split s = split_of(f, "equal", 12);

	s.lock = &lock;
	s.nlocks = 1;
	split_and_save(f, &s);
	s.nlocks = 0;
	s.total = 18;
	divides(f, &s, (int64_t[]){4, 6, 4, 4});
}

static int64_t target_on(struct four *f, const char *as_of)
{
	struct sifa_sheet *s = score(f->c, f->office[0], as_of);
	int64_t n = clause(s, "A1")->target;

	sifa_sheet_free(s);
	return n;
}

static void an_amended_number_counts_from_its_day(void **state)
{
	struct four *f = *state;
	struct sifa_supplement s = {day("2013-07-01"), "垣司〔2013〕18号", "下半年调整"};
	struct sifa_targets *t;

	on(f->c, "2013-08-01");
	put_target(f, f->office[0], "A1", 40, NULL, SIFA_OK);
	put_target(f, f->office[0], "A1", 30, &s, SIFA_OK);
	assert_int_equal(target_on(f, "2013-06-30"), 40);
	assert_int_equal(target_on(f, "2013-07-01"), 30);
	t = matrix(f, 0);
	assert_int_equal(t->cell[0].n, 30);
	assert_int_equal(t->cell[0].versions, 2);
	sifa_targets_free(t);
	s.doc_no = "";
	put_target(f, f->office[0], "A1", 20, &s, SIFA_E_DATA);
}

static struct sifa_record *letter_record(struct four *f, size_t office)
{
	struct sifa_targets *t = matrix(f, 0);
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};

	ok(sifa_record_get(f->c->se, t->unit[office].record, &r, &err), &err);
	sifa_targets_free(t);
	return r;
}

static enum sifa_rc sign(struct four *f, struct sifa_record *r, struct sifa_findings *found)
{
	struct sifa_err err = {0};

	fill(r, "signed_on=2013-03-15");
	fill(r, "signer_upper=王局长");
	fill(r, "signer_lower=李所长");
	fill(r, "copies=2");
	return sifa_step_take(f->c->se, r, sifa_step(sifa_record_kind(r), "sign"), NULL, found,
			      &err);
}

static size_t about(const struct sifa_findings *f, const char *words)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += strstr(f->v[i].err.msg, words) != NULL;
	return n;
}

static const char *text(const struct sifa_record *r, const char *field)
{
	const struct sifa_value *v = sifa_get(r, sifa_field(r->kind, field));

	return v->state == SIFA_SET ? v->s : "";
}

static void a_letter_with_blanks_cannot_be_signed(void **state)
{
	struct four *f = *state;
	struct sifa_findings found = {0};
	const char *const *blank;
	struct sifa_err err = {0};
	struct sifa_record *r;
	size_t n;

	put_target(f, f->office[0], "A1", 40, NULL, SIFA_OK);
	r = letter_record(f, 0);
	ok(sifa_letter_blanks(f->c->se, r, &blank, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_string_equal(blank[0], "A2");
	free((void *)(uintptr_t)blank);
	assert_int_equal(sign(f, r, &found), SIFA_E_DATA);
	assert_int_equal(about(&found, "still blank"), 1);
	assert_string_equal(found.v[0].err.arg[0], "A2");
	sifa_record_free(r);
	r = letter_record(f, 0);
	assert_string_equal(text(r, "copy_hash"), "");
	sifa_record_free(r);
	sifa_findings_free(&found);
}

static enum sifa_rc collect(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	(void)err;
	return buf_add(arg, s, n) ? SIFA_OK : SIFA_E_NOMEM;
}

static struct sifa_record *signed_letter(struct four *f)
{
	struct sifa_findings found = {0};
	struct sifa_record *r;

	put_target(f, f->office[0], "A1", 40, NULL, SIFA_OK);
	put_target(f, f->office[0], "A2", 8, NULL, SIFA_OK);
	r = letter_record(f, 0);
	assert_int_equal(sign(f, r, &found), SIFA_OK);
	sifa_findings_free(&found);
	return r;
}

static void signing_leaves_a_copy_of_text_and_numbers(void **state)
{
	struct four *f = *state;
	struct sifa_record *r = signed_letter(f);
	struct buf b = {0};
	struct sifa_sink sink = {collect, &b};
	struct sifa_err err = {0};
	struct sifa_findings found = {0};
	struct sifa_letter_change *ch;
	uint64_t files, removed;
	size_t n;

	assert_int_equal(strlen(text(r, "copy_hash")), 64);
	ok(sifa_letter_copy(f->c->se, r, false, &sink, &err), &err);
	buf_add(&b, "", 1);
	assert_non_null(strstr(b.p, "{clause: \"A1\", target: 40"));
	assert_non_null(strstr(b.p, "  letter: t\n"));
	assert_non_null(strstr(b.p, "signed_on: 2013-03-15"));
	buf_free(&b);
	ok(sifa_letter_diff(f->c->se, r, &ch, &n, &err), &err);
	assert_int_equal(n, 0);
	sifa_letter_diff_free(ch, n);
	/* the sweep knows whose it is */
	ok(sifa_verify_files(f->c->se, true, &files, &removed, &found, &err), &err);
	assert_int_equal(files, 1);
	assert_int_equal(removed, 0);
	assert_int_equal(found.total, 0);
	sifa_record_free(r);
}

static void a_signed_letter_changes_by_a_supplement_only(void **state)
{
	struct four *f = *state;
	struct sifa_supplement s = {day("2013-07-01"), "垣司〔2013〕18号", "下半年调整"};
	struct sifa_record *r = signed_letter(f);
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	char first[65];

	snprintf(first, sizeof first, "%s", text(r, "copy_hash"));
	put_target(f, f->office[0], "A1", 30, NULL, SIFA_E_DATA);
	fill(r, "signer_lower=张所长");
	assert_int_equal(sifa_save(f->c->se, r, &found, &err), SIFA_E_DATA);
	assert_int_equal(about(&found, "this stays as it is"), 1);
	sifa_record_free(r);
	assert_int_equal(target_on(f, "2013-12-20"), 40);

	put_target(f, f->office[0], "A1", 30, &s, SIFA_OK);
	r = letter_record(f, 0);
	assert_string_equal(sifa_record_state(r)->id, "supplemented");
	assert_string_equal(text(r, "copy_hash"), first);
	assert_int_equal(strlen(text(r, "amended_hash")), 64);
	assert_int_equal(target_on(f, "2013-06-30"), 40);
	assert_int_equal(target_on(f, "2013-12-20"), 30);
	sifa_record_free(r);
	sifa_findings_free(&found);
}

#define CHANGED \
	HEAD CLAUSE("A1", "70", \
		    "rule: ratio, actual: {count: mediation, date: closed_on, " \
		    "where: {form: written}}, target: {blank: yes}") \
		CLAUSE("A3", "30", "rule: ratio, actual: {count: lecture, date: at}, target: 3")

static size_t letters(struct four *f, const char *on, bool to_sign, const char *first)
{
	const struct sifa_letter **l = NULL;
	struct sifa_err err = {0};
	size_t n = 0;

	ok((to_sign ? sifa_letters_to_sign : sifa_letters_now)(f->c->se, day(on), &l, &n, &err),
	   &err);
	if (first)
		assert_string_equal(sifa_letter_id(l[0]), first);
	free(l);
	return n;
}

static void a_letter_of_another_year_waits_for_its_record(void **state)
{
	struct four *f = *state;

	/* nothing signed: the year of the letters' own; for whoever gives out numbers, any */
	assert_true(letters(f, "2013-06-30", false, NULL) > 0);
	assert_true(letters(f, "2014-01-15", false, NULL) > 0); /* its cut-off */
	assert_int_equal(letters(f, "2014-01-16", false, NULL), 0);
	assert_int_equal(letters(f, "2015-06-30", false, NULL), 0);
	assert_true(letters(f, "2015-06-30", true, NULL) > 0);
	/* a draft for the year is enough, and then stands alone */
	add(f->c, "letter", f->office[0], "scheme=t", "year=2015", "period_from=2015-01-01",
	    "period_to=2015-12-31", NULL);
	assert_int_equal(letters(f, "2015-06-30", false, "t"), 1);
	assert_int_equal(letters(f, "2015-06-30", true, "t"), 1);
	assert_int_equal(letters(f, "2017-06-30", false, NULL), 0);
}

static bool change_is(const struct sifa_letter_change *c, const char *clause, const char *path,
		      const char *was, const char *now)
{
	return !strcmp(c->clause, clause) && !strcmp(c->path, path) && !strcmp(c->was, was) &&
	       !strcmp(c->now, now);
}

static void a_changed_text_is_told_value_by_value(void **state)
{
	struct four *f = *state;
	struct sifa_record *r = signed_letter(f);
	struct sifa_sheet *s = score(f->c, f->office[0], "2013-12-20");
	struct sifa_letter_change *ch;
	struct sifa_err err = {0};
	size_t n, weight = 0, rule = 0, gone = 0, made = 0, whole = 0;

	assert_false(s->moved);
	sifa_sheet_free(s);
	f->c->sifa->config->nfiles--; /* the file is replaced */
	letter_use(f->c, CHANGED);
	ok(sifa_letter_diff(f->c->se, r, &ch, &n, &err), &err);
	for (size_t i = 0; i < n; i++) {
		weight += change_is(&ch[i], "A1", "weight", "60", "70");
		rule += change_is(&ch[i], "A1", "actual.where.form", "", "written");
		gone += change_is(&ch[i], "A2", "weight", "40", "");
		made += change_is(&ch[i], "A3", "actual.count", "", "lecture");
		whole += strchr(ch[i].was, '{') || strchr(ch[i].now, '{');
	}
	assert_int_equal(weight, 1);
	assert_int_equal(rule, 1);
	assert_int_equal(gone, 1);
	assert_int_equal(made, 1);
	assert_int_equal(whole, 0); /* value by value, no maps */
	sifa_letter_diff_free(ch, n);
	s = score(f->c, f->office[0], "2013-12-20");
	assert_true(s->moved);
	sifa_sheet_free(s);
	sifa_record_free(r);
}

static void the_next_year_begins_with_last_years_numbers(void **state)
{
	struct four *f = *state;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	struct sifa_targets *t;
	struct sifa_sheet *s;
	size_t made, n;
	int year[4];

	sifa_record_free(signed_letter(f));
	put_target(f, f->office[1], "A1", 20, NULL, SIFA_OK);
	on(f->c, "2014-01-10");
	ok(sifa_letter_next_year(f->c->se, f->c->letter, 0, NULL, &made, &found, &err), &err);
	assert_int_equal(made, 2);
	ok(sifa_targets(f->c->se, f->c->letter, 2014, 0, &t, &err), &err);
	assert_int_equal(t->cell[0].n, 40);
	assert_string_equal(t->cell[0].by, "last year");
	assert_false(t->unit[0].is_signed);
	assert_string_equal(t->unit[0].state->id, "drafted");
	sifa_targets_free(t);
	/* a second time there is nothing to do */
	assert_int_equal(
		sifa_letter_next_year(f->c->se, f->c->letter, 0, NULL, &made, &found, &err),
		SIFA_E_NOTFOUND);

	/* a case accepted in December and closed in January counts for the new year; its
	 * record was not touched by the change of year */
	add(f->c, "mediation", f->office[0], "form=written", "accepted_on=2013-12-20",
	    "closed_on=2014-01-08", NULL);
	ok(sifa_letter_years(f->c->se, f->c->letter, day("2014-01-10"), year, 4, &n, &err), &err);
	assert_int_equal(n, 2);
	assert_int_equal(year[0], 2013);
	assert_int_equal(year[1], 2014);
	ok(sifa_score_year(f->c->se, f->c->letter, f->office[0], 2013, day("2014-01-10"), &s, &err),
	   &err);
	assert_int_equal(s->to, day("2013-12-31"));
	assert_int_equal(clause(s, "A1")->actual, 0);
	sifa_sheet_free(s);
	ok(sifa_score_year(f->c->se, f->c->letter, f->office[0], 2014, day("2014-01-10"), &s, &err),
	   &err);
	assert_int_equal(s->from, day("2014-01-01"));
	assert_int_equal(clause(s, "A1")->actual, 1);
	assert_int_equal(clause(s, "A1")->target, 40);
	sifa_sheet_free(s);
	/* past the cut-off last year's letter is closed */
	ok(sifa_letter_years(f->c->se, f->c->letter, day("2014-01-16"), year, 4, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_int_equal(year[0], 2014);
	sifa_findings_free(&found);
}

struct text_source {
	const char *s;
};

static enum sifa_rc read_text(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct text_source *t = arg;

	(void)err;
	*n = strlen(t->s) < size ? strlen(t->s) : size;
	memcpy(buf, t->s, *n);
	t->s += *n;
	return SIFA_OK;
}

static enum sifa_rc import(struct four *f, const char *s, size_t *changed,
			   struct sifa_findings *found)
{
	struct text_source t = {s};
	struct sifa_source source = {"目标.csv", read_text, &t, NULL};
	struct sifa_err err = {0};

	return sifa_targets_import(f->c->se, f->c->letter, 0, 0, &source, NULL, changed, found,
				   &err);
}

static void a_file_brings_all_numbers_or_none(void **state)
{
	struct four *f = *state;
	struct sifa_findings found = {0};
	struct sifa_targets *t;
	size_t changed;

	assert_int_equal(import(f, "code,name,A1,A9\n,新城司法所,x,\n,无此所,1,\n,所2,7,\n",
				&changed, &found),
			 SIFA_E_DATA);
	assert_int_equal(found.errors, 3);
	assert_int_equal(found.v[0].err.line, 1);
	assert_int_equal(found.v[1].err.line, 2);
	assert_int_equal(found.v[2].err.line, 3);
	t = matrix(f, 0);
	assert_int_equal(t->clause[0].lacking, FOUR);
	sifa_targets_free(t);

	sifa_findings_free(&found);
	found = (struct sifa_findings){0};
	assert_int_equal(import(f, "code,name,A1,A2\n,新城司法所,5,\n,所2,7,2\n", &changed, &found),
			 SIFA_OK);
	assert_int_equal(changed, 3);
	t = matrix(f, 0);
	assert_int_equal(t->cell[0].n, 5);
	assert_true(t->cell[0].by_hand);
	assert_int_equal(t->cell[2 * 2 + 1].n, 2);
	assert_int_equal(t->clause[0].sum, 12);
	sifa_targets_free(t);
	sifa_findings_free(&found);
}

int main(void)
{
#define TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(a_number_is_divided_by_largest_remainder),
		TEST(more_than_the_number_can_be_given_out),
		TEST(a_locked_number_stays_and_the_others_share_the_rest),
		TEST(numbers_divide_by_villages_and_by_last_year),
		TEST(the_number_runs_from_the_bureau_to_the_villages),
		TEST(what_is_put_by_hand_stays_when_the_rest_is_divided_again),
		TEST(an_amended_number_counts_from_its_day),
		TEST(a_letter_with_blanks_cannot_be_signed),
		TEST(signing_leaves_a_copy_of_text_and_numbers),
		TEST(a_signed_letter_changes_by_a_supplement_only),
		TEST(a_letter_of_another_year_waits_for_its_record),
		TEST(a_changed_text_is_told_value_by_value),
		TEST(the_next_year_begins_with_last_years_numbers),
		TEST(a_file_brings_all_numbers_or_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
