/* The life of a record: states, steps, signatures, numbers and clocks, over a small
 * kind of its own (fixtures/flow). */
#include "small_fixture.h"

static int up(void **state)
{
	struct fix *x = small_up("flow", "aid", NULL);
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_get(x->se, sifa_session_unit(x->se), &r, &err), &err);
	set(r, "short", "垣");
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	sifa_record_free(r);
	*state = x;
	return 0;
}

static struct sifa_record *a_case(struct fix *x)
{
	struct sifa_record *r = blank(x, "aid");

	set(r, "name", "某某");
	return r;
}

static const char *text(const struct sifa_record *r, const char *field)
{
	const struct sifa_value *v = sifa_get(r, sifa_field(sifa_record_kind(r), field));

	return v->state == SIFA_SET ? v->s : "";
}

/* A saved case that was applied for. */
static struct sifa_record *applied(struct fix *x, const char *day)
{
	struct sifa_record *r = a_case(x);
	struct sifa_err err = {0};

	set(r, "applied_on", day);
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	return r;
}

static enum sifa_rc take(struct fix *x, struct sifa_record *r, const char *step,
			 const struct sifa_signed *paper, struct sifa_findings *f)
{
	struct sifa_err err = {0};

	sifa_findings_free(f);
	sifa_record_reason(r, "照录原件");
	return sifa_step_take(x->se, r, sifa_step(x->k, step), paper, f, &err);
}

static bool about(const struct sifa_findings *f, const char *field)
{
	for (size_t i = 0; i < f->n; i++)
		if (!strcmp(f->v[i].err.field, field))
			return true;
	return false;
}

static const char *in_state(const struct sifa_record *r)
{
	const struct sifa_state_def *s = sifa_record_state(r);

	return s ? s->id : "";
}

/* ---- states and steps ---- */

static void a_life_from_first_to_last(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_record *r = a_case(x);
	const struct sifa_step_def *step[8];

	assert_string_equal(in_state(r), "written"); /* a new record is in the first state */
	sifa_record_free(r);
	r = applied(x, "2013-12-02");
	assert_string_equal(in_state(r), "applied");
	assert_int_equal(sifa_steps(r, step, 8), 4);
	assert_string_equal(step[0]->id, "complete");
	assert_string_equal(step[1]->id, "grant");
	set(r, "cause", "欠薪");
	set(r, "reviewer", "甲");
	set(r, "approver", "乙");
	set(r, "decided_on", "2013-12-05");
	assert_int_equal(take(x, r, "grant", NULL, &f), SIFA_OK);
	assert_string_equal(in_state(r), "granted");
	set(r, "closed_on", "2013-12-10");
	assert_int_equal(take(x, r, "close", NULL, &f), SIFA_OK);
	assert_string_equal(in_state(r), "closed");
	assert_int_equal(sifa_steps(r, step, 8), 0);
	sifa_record_free(r);
	sifa_findings_free(&f);
}

static void one_date_two_states(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_record *r = applied(x, "2013-12-02");

	set(r, "decided_on", "2013-12-05");
	set(r, "cause", "欠薪");
	assert_int_equal(take(x, r, "refuse", NULL, &f), SIFA_OK);
	assert_string_equal(in_state(r), "refused");
	sifa_record_free(r);
	sifa_findings_free(&f);
}

static void a_state_that_ends_gives_way(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_record *r = applied(x, "2013-12-02");

	set(r, "asked_on", "2013-12-03");
	assert_int_equal(take(x, r, "complete", NULL, &f), SIFA_OK);
	assert_string_equal(in_state(r), "completing");
	set(r, "handed_on", "2013-12-04");
	assert_int_equal(take(x, r, "handed", NULL, &f), SIFA_OK);
	assert_string_equal(in_state(r), "applied");
	set(r, "asked_on", "2013-12-05"); /* once more: it begins anew */
	assert_int_equal(take(x, r, "complete", NULL, &f), SIFA_OK);
	assert_string_equal(in_state(r), "completing");
	sifa_record_free(r);
	sifa_findings_free(&f);
}

static void side_states_stand_beside(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_record *r = applied(x, "2013-12-02");
	const struct sifa_state_def *in[4];

	set(r, "objected_on", "2013-12-06");
	assert_int_equal(take(x, r, "object", NULL, &f), SIFA_OK);
	assert_string_equal(in_state(r), "applied");
	assert_int_equal(sifa_states(r, in, 4), 2);
	assert_string_equal(in[1]->id, "objection");
	sifa_record_free(r);
	sifa_findings_free(&f);
}

/* How many of the kind's records are in the state, asked as --where state=. */
static size_t listed(struct fix *x, const char *state, const struct sifa_record *r, bool *has)
{
	const struct sifa_test test = {"state", state};
	struct sifa_query q = {.kind = x->k, .tests = &test, .ntests = 1};
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_list(x->se, &q, SIFA_FIRST, NULL, 50, &rows, &err), &err);
	*has = false;
	for (size_t i = 0; i < rows.n; i++)
		*has = *has || sifa_record_id(rows.hit[i].record) == sifa_record_id(r);
	n = rows.n;
	sifa_rows_free(&rows);
	return n;
}

static void a_list_asks_for_what_a_record_is_in(void **state)
{
	static const char *const day[][3] = {
		{"", "", ""},
		{"asked_on", "", ""},
		{"asked_on", "handed_on", ""},
		{"decided_on", "granted", ""},
		{"decided_on", "refused", "objected_on"},
		{"decided_on", "granted", "closed_on"},
		{"objected_on", "", ""},
		{"objected_on", "answered_on", "asked_on"},
	};
	enum { N = sizeof day / sizeof *day };
	struct fix *x = *state;
	struct sifa_record *r[N];
	struct sifa_err err = {0};

	for (size_t i = 0; i < N; i++) {
		r[i] = a_case(x);
		set(r[i], "applied_on", "2013-12-02");
		for (size_t j = 0; j < 3 && *day[i][j]; j++)
			if (sifa_field(x->k, day[i][j]))
				set(r[i], day[i][j], "2013-12-05");
			else
				set(r[i], "decision", day[i][j]);
		sifa_record_reason(r[i], "照录原件");
		ok(sifa_save(x->se, r[i], NULL, &err), &err);
	}
	for (size_t s = 0; s < x->k->nstates; s++) {
		const struct sifa_state_def *def = &x->k->state[s], *in[8];
		size_t many = 0, n = 0;

		for (size_t i = 0; i < N; i++) {
			bool is = false, has;

			for (size_t j = sifa_states(r[i], in, 8); j > 0; j--)
				is = is || in[j - 1] == def;
			n = listed(x, def->id, r[i], &has);
			assert_int_equal(has, is);
			many += is;
		}
		assert_int_equal(n, many);
	}
	for (size_t i = 0; i < N; i++)
		sifa_record_free(r[i]);
}

static void a_refused_step_says_why_and_changes_nothing(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *r = applied(x, "2013-12-02"), *again;

	set(r, "reviewer", "甲");
	set(r, "approver", "甲");
	assert_int_equal(take(x, r, "grant", NULL, &f), SIFA_E_DATA);
	assert_true(about(&f, "decided_on")); /* its day */
	assert_true(about(&f, "cause"));      /* needed before the state is left */
	assert_true(about(&f, "approver"));   /* the guard: two persons */
	ok(sifa_record_get(x->se, sifa_record_id(r), &again, &err), &err);
	assert_int_equal(sifa_record_rev(again), 1);
	assert_string_equal(in_state(again), "applied");
	sifa_record_free(again);
	assert_int_equal(take(x, r, "close", NULL, &f), SIFA_E_DATA); /* not from here */
	sifa_record_free(r);
	sifa_findings_free(&f);
}

static void a_signature_on_paper_satisfies_the_guard(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_signed paper = {"王局长", sifa_day_of(2013, 12, 5), "垣司〔2013〕8号"};
	struct sifa_record *r = applied(x, "2013-12-02"), *again;
	const struct sifa_value *v;
	struct sifa_entry e[4];
	size_t n;

	set(r, "cause", "欠薪");
	set(r, "reviewer", "甲");
	set(r, "approver", "甲");
	set(r, "decided_on", "2013-12-05");
	assert_int_equal(take(x, r, "grant", NULL, &f), SIFA_E_DATA);
	paper.by = "";
	assert_int_equal(take(x, r, "grant", &paper, &f), SIFA_E_DATA); /* who? */
	paper.by = "王局长";
	assert_int_equal(take(x, r, "grant", &paper, &f), SIFA_OK);
	ok(sifa_record_get(x->se, sifa_record_id(r), &again, &err), &err);
	v = sifa_get(again, sifa_field(x->k, "signatures"));
	assert_int_equal(v->len, 1);
	assert_string_equal(v->row[0].v[1].s, "王局长");
	ok(sifa_journal(x->se, sifa_record_id(r), e, 4, &n, &err), &err);
	assert_string_equal(e[0].what, "step");
	assert_non_null(strstr(e[0].note, "grant"));
	assert_non_null(strstr(e[0].note, "王局长"));
	sifa_record_free(again);
	sifa_record_free(r);
	sifa_findings_free(&f);
}

static void a_refused_signature_leaves_no_trace(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	char by[400] = "";
	struct sifa_signed paper = {by, sifa_day_of(2013, 12, 5), by};
	struct sifa_record *r = applied(x, "2013-12-02"), *other;
	struct sifa_entry e[1];
	size_t n, at;
	const char *why;

	for (int i = 0; i < 13; i++)
		strcat(by, "长名长");
	set(r, "cause", "欠薪");
	set(r, "decided_on", "2013-12-05");
	ok(sifa_record_get(x->se, sifa_record_id(r), &other, &err), &err);
	set(other, "name", "别人");
	sifa_record_reason(other, "照录原件");
	ok(sifa_save(x->se, other, NULL, &err), &err);
	assert_int_equal(take(x, r, "grant", &paper, &f), SIFA_E_CONFLICT);
	assert_int_equal(sifa_get(r, sifa_field(x->k, "signatures"))->len, 0);
	set(other, "cause", "欠薪");
	set(other, "decided_on", "2013-12-05");
	assert_int_equal(take(x, other, "grant", &paper, &f), SIFA_OK);
	assert_int_equal(sifa_get(other, sifa_field(x->k, "signatures"))->len, 1);
	/* a long name is cut between characters */
	ok(sifa_journal(x->se, sifa_record_id(r), e, 1, &n, &err), &err);
	assert_true(sifa_text_check(e[0].note, strlen(e[0].note), 0, &at, &why));
	sifa_record_free(other);
	sifa_record_free(r);
	sifa_findings_free(&f);
}

/* ---- other records ---- */

/* A case granted on that day; its id. */
static uint64_t granted(struct fix *x, const char *applied_on, const char *day)
{
	struct sifa_record *r = applied(x, applied_on);
	struct sifa_findings f = {0};
	uint64_t id = sifa_record_id(r);

	set(r, "cause", "欠薪");
	set(r, "reviewer", "甲");
	set(r, "approver", "乙");
	set(r, "decided_on", day);
	assert_int_equal(take(x, r, "grant", NULL, &f), SIFA_OK);
	sifa_record_free(r);
	sifa_findings_free(&f);
	return id;
}

static void a_step_begins_another_record(void **state)
{
	struct fix *x = *state;
	uint64_t id = granted(x, "2013-12-02", "2013-12-03");
	const struct sifa_kind *k = sifa_kind(x->sifa, "visit");
	const struct sifa_step_def *close = sifa_step(x->k, "close");
	struct sifa_record *r, *v;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	ok(sifa_record_get(x->se, id, &r, &err), &err);
	set(r, "closed_on", "2013-12-10");
	assert_int_equal(take(x, r, "close", NULL, &f), SIFA_OK);
	ok(sifa_step_begin(x->se, r, close, &v, &err), &err);
	assert_ptr_equal(sifa_record_kind(v), k);
	assert_int_equal(sifa_record_id(v), 0); /* whoever took the step may look at it first */
	assert_int_equal(sifa_get(v, sifa_field(k, "aid"))->n, (int64_t)id);
	assert_int_equal(sifa_get(v, sifa_field(k, "at"))->n, sifa_day_of(2013, 12, 10));
	assert_int_equal(sifa_get(v, sifa_field(k, "home"))->n, 1);
	assert_string_equal(text(v, "text"), "欠薪");
	sifa_record_reason(v, "照录原件");
	ok(sifa_save(x->se, v, NULL, &err), &err);
	sifa_record_free(v);
	ok(sifa_step_begin(x->se, r, sifa_step(x->k, "object"), &v, &err), &err);
	assert_null(v); /* it begins none */
	sifa_record_free(r);
	sifa_findings_free(&f);
}

static void a_step_tells_the_record_it_refers_to(void **state)
{
	struct fix *x = *state;
	uint64_t id = granted(x, "2013-12-02", "2013-12-03");
	const struct sifa_kind *k = sifa_kind(x->sifa, "visit");
	const struct sifa_step_def *object = sifa_step(k, "object");
	const struct sifa_state_def *in[4];
	struct sifa_record *v, *r;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	ok(sifa_record_new(x->se, k, &v, &err), &err);
	set(v, "at", "2013-12-05");
	ok(sifa_set(v, sifa_field(k, "aid"),
		    &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)id}, &err),
	   &err);
	sifa_record_reason(v, "照录原件");
	ok(sifa_save(x->se, v, NULL, &err), &err);
	set(v, "heard_on", "2013-12-25"); /* not yet: nothing is saved of either */
	sifa_record_reason(v, "照录原件");
	assert_int_equal(sifa_step_take(x->se, v, object, NULL, &f, &err), SIFA_E_DATA);
	ok(sifa_record_get(x->se, id, &r, &err), &err);
	assert_int_equal(sifa_states(r, in, 4), 1);
	sifa_record_free(r);
	err = (struct sifa_err){0};
	set(v, "heard_on", "2013-12-06");
	sifa_record_reason(v, "照录原件");
	ok(sifa_step_take(x->se, v, object, NULL, &f, &err), &err);
	ok(sifa_record_get(x->se, id, &r, &err), &err);
	assert_int_equal(sifa_states(r, in, 4), 2);
	assert_string_equal(in[1]->id, "objection");
	sifa_record_free(r);
	set(v, "settled_on", "2013-12-09");
	sifa_record_reason(v, "照录原件");
	ok(sifa_step_take(x->se, v, object, NULL, &f, &err), &err);
	ok(sifa_record_get(x->se, id, &r, &err), &err);
	assert_int_equal(sifa_states(r, in, 4), 1);
	sifa_record_free(r);
	sifa_record_free(v);
	sifa_findings_free(&f);
}

/* ---- numbers ---- */

static void numbers_come_with_the_year(void **state)
{
	struct fix *x = *state;
	struct sifa_record *a = applied(x, "2013-12-02"), *b = applied(x, "2013-01-09"),
			   *c = applied(x, "2012-12-31");

	assert_string_equal(text(a, "no"), "〔2013〕垣援字第001号");
	assert_string_equal(text(b, "no"), "〔2013〕垣援字第002号");
	assert_string_equal(text(c, "no"), "〔2012〕垣援字第001号"); /* year of acceptance */
	sifa_record_free(a);
	sifa_record_free(b);
	sifa_record_free(c);
}

/* A decision of last year that is typed today is not given a number of today. */
static void a_step_gives_its_own_number(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_record *r = applied(x, "2013-12-02"), *old = a_case(x);

	set(r, "cause", "欠薪");
	set(r, "reviewer", "甲");
	set(r, "approver", "乙");
	set(r, "decided_on", "2013-12-05");
	assert_int_equal(take(x, r, "grant", NULL, &f), SIFA_OK);
	assert_string_equal(text(r, "grant_no"), "垣援决〔2013〕1号");
	set(old, "applied_on", "2012-05-02");
	set(old, "decided_on", "2012-05-09");
	set(old, "decision", "1");
	sifa_record_reason(old, "照录原件");
	ok(sifa_save(x->se, old, NULL, &err), &err);
	assert_string_equal(text(old, "grant_no"), "");
	sifa_record_free(r);
	sifa_record_free(old);
	sifa_findings_free(&f);
}

static void numbers_typed_ahead_are_stepped_over(void **state)
{
	struct fix *x = *state;
	struct sifa_err err = {0};
	struct sifa_record *r = a_case(x), *s;

	set(r, "applied_on", "2013-05-01");
	set(r, "no", "〔2013〕垣援字第1号"); /* by hand, without padding */
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	s = applied(x, "2013-05-02");
	assert_string_equal(text(s, "no"), "〔2013〕垣援字第002号");
	sifa_record_free(r);
	sifa_record_free(s);
}

static void note_gap(void *arg, uint64_t first, uint64_t last)
{
	char *s = arg;

	sprintf(s + strlen(s), "%llu-%llu ", (unsigned long long)first, (unsigned long long)last);
}

static void the_paper_register_goes_on(void **state)
{
	struct fix *x = *state;
	const struct sifa_number_def *d = sifa_number(x->k, "case");
	struct sifa_err err = {0};
	struct sifa_findings f = {0};
	struct sifa_record *r;
	uint64_t next, last;
	char gaps[80] = "";

	ok(sifa_number_set(x->se, x->k, d, 0, 2013, 46, 47, &err), &err);
	r = applied(x, "2013-12-02");
	assert_string_equal(text(r, "no"), "〔2013〕垣援字第046号");
	ok(sifa_number_next(x->se, x->k, d, 0, 2013, &next, &last, &err), &err);
	assert_int_equal(next, 47);
	assert_int_equal(last, 47);
	sifa_record_free(r);
	r = applied(x, "2013-12-02");
	sifa_record_free(r);
	r = a_case(x); /* the block is used up: nothing is saved, the field stays empty */
	set(r, "applied_on", "2013-12-02");
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->se, r, &f, &err), SIFA_E_DATA);
	assert_string_equal(err.field, "no");
	assert_string_equal(text(r, "no"), "");
	sifa_record_free(r);
	err = (struct sifa_err){0};
	ok(sifa_number_set(x->se, x->k, d, 0, 2013, 50, 0, &err), &err);
	r = applied(x, "2013-12-02");
	assert_string_equal(text(r, "no"), "〔2013〕垣援字第050号");
	sifa_record_free(r);
	ok(sifa_number_gaps(x->se, x->k, d, 0, 2013, note_gap, gaps, &err), &err);
	assert_string_equal(gaps, "48-49 ");
	assert_int_equal(sifa_number_set(x->se, x->k, d, 0, 2013, 9, 8, &err), SIFA_E_USAGE);
	sifa_findings_free(&f);
}

static void two_desks_never_get_the_same(void **state)
{
	struct fix *x = *state;
	struct sifa_session *other = login(x->sifa), *mine = x->se;
	struct sifa_record *r[10];

	for (int i = 0; i < 10; i++) {
		x->se = i % 2 ? other : mine;
		r[i] = applied(x, "2013-12-02");
	}
	for (int i = 0; i < 10; i++) {
		for (int j = 0; j < i; j++)
			assert_string_not_equal(text(r[i], "no"), text(r[j], "no"));
	}
	for (int i = 0; i < 10; i++)
		sifa_record_free(r[i]);
	x->se = mine;
	sifa_logout(other);
}

/* ---- clocks ---- */

static void check_due(struct sifa_record *r, int clock, int y, int m, int d)
{
	char got[12], want[12];

	sifa_day_format(sifa_clock_due(r, &r->kind->clock[clock]), got);
	sifa_day_format(y ? sifa_day_of(y, m, d) : SIFA_DAY_NONE, want);
	assert_string_equal(got, want);
}

enum { DECIDE, OBJECT, MONTH, AGREED, HANDLE };

static void the_law_of_the_day_it_started(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	check_due(r, DECIDE, 0, 0, 0);
	set(r, "applied_on", "2013-09-23"); /* 7 working days over the National Day holiday */
	check_due(r, DECIDE, 2013, 10, 8);
	set(r, "applied_on", "2024-01-05"); /* 7 days since 2022: 12 January, a Friday */
	check_due(r, DECIDE, 2024, 1, 12);
	set(r, "applied_on", "2024-09-26"); /* 3 October is a holiday, and so until the 7th */
	check_due(r, DECIDE, 2024, 10, 8);
	set(r, "decided_on", "2024-09-30"); /* done */
	check_due(r, DECIDE, 0, 0, 0);
	sifa_record_free(r);
}

static void it_stands_still_while_papers_are_completed(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	set(r, "applied_on", "2024-01-05");
	set(r, "asked_on", "2024-01-08");
	check_due(r, DECIDE, 0, 0, 0); /* not running */
	set(r, "handed_on", "2024-01-18");
	check_due(r, DECIDE, 2024, 1, 22);
	sifa_record_free(r);
}

static void months_end_with_the_month(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	set(r, "objected_on", "2024-01-31");
	check_due(r, MONTH, 2024, 2, 29);
	set(r, "objected_on", "2023-01-31");
	check_due(r, MONTH, 2023, 2, 28);
	set(r, "objected_on", "2013-11-30"); /* 30 December, a Monday */
	check_due(r, MONTH, 2013, 12, 30);
	set(r, "closed_on", "2013-12-01"); /* its life is over: no clock runs */
	check_due(r, MONTH, 0, 0, 0);
	sifa_record_free(r);
}

static void an_agreed_day_does_not_move(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	set(r, "pay_by", "2013-10-01");
	check_due(r, AGREED, 2013, 10, 1);
	sifa_record_free(r);
}

static void it_runs_in_its_states_and_can_be_extended(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = a_case(x);

	set(r, "applied_on", "2013-09-02");
	set(r, "decided_on", "2013-09-05");
	set(r, "taken_on", "2013-09-05");
	check_due(r, HANDLE, 0, 0, 0); /* not granted, so far */
	set(r, "decision", "1");
	check_due(r, HANDLE, 2013, 10, 8); /* 5 October is a holiday, and so until the 7th */
	set(r, "extended_to", "2013-11-07");
	check_due(r, HANDLE, 2013, 11, 7);
	set(r, "decision", "2");
	check_due(r, HANDLE, 0, 0, 0);
	sifa_record_free(r);
}

/* ---- duties ---- */

static void visit(struct fix *x, uint64_t aid, const char *day, const char *home)
{
	const struct sifa_kind *k = sifa_kind(x->sifa, "visit");
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_new(x->se, k, &r, &err), &err);
	set(r, "at", day);
	set(r, "home", home);
	ok(sifa_set(r, sifa_field(k, "aid"),
		    &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)aid}, &err),
	   &err);
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	sifa_record_free(r);
}

static struct sifa_duty *duties(struct fix *x, uint64_t id, int y, int m, int d, size_t *n)
{
	struct sifa_duty *out;
	struct sifa_err err = {0};

	ok(sifa_duties(x->se, id, sifa_day_of(y, m, d), &out, n, &err), &err);
	return out;
}

static void done_of_due(void **state)
{
	struct fix *x = *state;
	uint64_t id = granted(x, "2013-10-08", "2013-10-15");
	struct sifa_duty *v;
	struct sifa_due due[8];
	struct sifa_err err = {0};
	size_t n, total, overdue;

	visit(x, id, "2013-11-05", "yes");
	visit(x, id, "2013-11-30", "yes");
	visit(x, id, "2013-12-01", "yes");
	visit(x, id, "2013-12-02", "no");    /* not such a one */
	v = duties(x, id, 2013, 10, 20, &n); /* came in the midst of October */
	assert_int_equal(n, 0);
	v = duties(x, id, 2013, 11, 20, &n);
	assert_int_equal(n, 1); /* the other rule ended in June */
	assert_int_equal(v[0].due, 2);
	assert_int_equal(v[0].done, 2);
	free(v);
	v = duties(x, 0, 2013, 12, 20, &n);
	assert_int_equal(n, 1);
	assert_int_equal(v[0].done, 1);
	assert_int_equal(v[0].to, sifa_day_of(2013, 12, 31));
	free(v);
	/* one is owed, and so it stands among what is due */
	ok(sifa_due(x->se, sifa_day_of(2013, 12, 31), due, 8, &n, &total, &overdue, &err), &err);
	assert_int_equal(n, 1);
	assert_string_equal(due[0].what[SIFA_ZH], "上门回访");
	assert_int_equal(due[0].record, id);
	visit(x, id, "2013-12-20", "yes");
	ok(sifa_due(x->se, sifa_day_of(2013, 12, 31), due, 8, &n, &total, &overdue, &err), &err);
	assert_int_equal(n, 0);
}

static void hours_are_summed(void **state)
{
	struct fix *x = *state;
	const struct sifa_kind *k = sifa_kind(x->sifa, "visit");
	struct sifa_record *r = applied(x, "2013-10-08"), *v;
	uint64_t id = sifa_record_id(r);
	struct sifa_err err = {0};
	struct sifa_duty *d;
	size_t n;

	set(r, "handed_on", "2013-10-15");
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	for (int i = 0; i < 2; i++) {
		ok(sifa_record_new(x->se, k, &v, &err), &err);
		set(v, "at", i ? "2013-11-20" : "2013-11-05");
		set(v, "hours", i ? "5" : "2");
		ok(sifa_set(v, sifa_field(k, "aid"),
			    &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)id}, &err),
		   &err);
		sifa_record_reason(v, "照录原件");
		ok(sifa_save(x->se, v, NULL, &err), &err);
		sifa_record_free(v);
	}
	visit(x, id, "2013-11-25", "no"); /* without hours */
	d = duties(x, id, 2013, 11, 20, &n);
	assert_int_equal(n, 1);
	assert_int_equal(d[0].due, 8);
	assert_int_equal(d[0].done, 7);
	free(d);
	/* it stands still over the end of the month: not owed in that month */
	set(r, "objected_on", "2013-11-28");
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	d = duties(x, id, 2013, 11, 20, &n);
	assert_int_equal(n, 0);
	free(d);
	set(r, "answered_on", "2013-11-29");
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	d = duties(x, id, 2013, 11, 20, &n);
	assert_int_equal(n, 1);
	free(d);
	sifa_record_free(r);
}

#define T(f) cmocka_unit_test_setup_teardown(f, up, down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_life_from_first_to_last),
		T(one_date_two_states),
		T(a_state_that_ends_gives_way),
		T(side_states_stand_beside),
		T(a_list_asks_for_what_a_record_is_in),
		T(a_refused_step_says_why_and_changes_nothing),
		T(a_signature_on_paper_satisfies_the_guard),
		T(a_refused_signature_leaves_no_trace),
		T(a_step_begins_another_record),
		T(a_step_tells_the_record_it_refers_to),
		T(numbers_come_with_the_year),
		T(a_step_gives_its_own_number),
		T(numbers_typed_ahead_are_stepped_over),
		T(the_paper_register_goes_on),
		T(two_desks_never_get_the_same),
		T(the_law_of_the_day_it_started),
		T(it_stands_still_while_papers_are_completed),
		T(months_end_with_the_month),
		T(an_agreed_day_does_not_move),
		T(it_runs_in_its_states_and_can_be_extended),
		T(done_of_due),
		T(hours_are_summed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
