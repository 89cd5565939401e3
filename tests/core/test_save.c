/* Records saved, changed by two, hidden and shown; what the journal says of it. */
#include "work_fixture.h"

#include <fcntl.h>

static const char *text_of(struct sifa_session *se, const struct sifa_record *r, const char *field,
			   char *buf)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return sifa_format(se, f, sifa_get(r, f), SIFA_ZH, buf, 256);
}

/* ---- saving ---- */

static void a_saved_record_carries_who_and_when(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct sifa_err err = {0};
	uint64_t id;

	set(r, "name", "张三");
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->clerk[0], r, NULL, &err), &err);
	id = sifa_record_id(r);
	assert_int_not_equal(id, 0);
	assert_int_equal(sifa_record_rev(r), 1);
	assert_int_equal(sifa_record_unit(r), x->office[0]);
	assert_int_equal(r->created, noon(2013, 12, 20));
	assert_int_equal(r->created_by, sifa_session_user(x->clerk[0]));
	set(r, "phone", "13812345678");
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->county, r, NULL, &err), &err); /* the county may write below it */
	assert_int_equal(sifa_record_rev(r), 2);
	sifa_record_free(r);
	r = get(x->clerk[0], id);
	assert_int_equal(sifa_record_rev(r), 2);
	assert_int_equal(r->created_by, sifa_session_user(x->clerk[0]));
	assert_int_equal(r->updated_by, sifa_session_user(x->county));
	sifa_record_set_unit(r, x->office[1]); /* too late: fixed since the first save */
	assert_int_equal(sifa_record_unit(r), x->office[0]);
	sifa_record_free(r);
}

static void an_error_refuses_and_changes_nothing(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)1", "2013-03-05");
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	set(r, "closed_on", "2013-03-04");
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, &f, &err), SIFA_E_DATA);
	assert_int_equal(sifa_record_id(r), 0);
	assert_int_equal(sifa_record_rev(r), 0);
	assert_string_equal(err.field, "closed_on"); /* the first error says why */
	assert_true(f.errors > 0);
	assert_int_equal(counted(x->clerk[0], x->med), 0);
	set(r, "closed_on", "2013-03-06");
	err = (struct sifa_err){0};
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->clerk[0], r, &f, &err), &err);
	sifa_findings_free(&f);
	sifa_record_free(r);
}

static void warnings_do_not_stop_a_save(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)2", "2013-03-05");
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->clerk[0], r, &f, &err), &err);
	assert_true(found(&f, SIFA_WARNING, "parties"));
	assert_int_equal(f.errors, 0);
	sifa_findings_free(&f);
	sifa_record_free(r);
}

static void saving_derives_birth_and_sex(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	char buf[256];
	uint64_t id;

	set(r, "name", "李四");
	set(r, "id_no", "421102200002290034");
	id = save(x->clerk[0], r);
	r = get(x->clerk[0], id);
	assert_string_equal(text_of(x->clerk[0], r, "birth", buf), "2000-02-29");
	assert_string_equal(text_of(x->clerk[0], r, "sex", buf), "男");
	sifa_record_free(r);
}

static void every_type_comes_back_as_it_was_saved(void **state)
{
	static const struct {
		const char *field, *typed, *shown;
	} cases[] = {
		{"source", "1", NULL},
		{"wages", "是", "是"},
		{"occurred_on", "不详", "不详"},
		{"summary", "第一行\n第二行 𠅤", "第一行\n第二行 𠅤"},
		{"amount", "1400.50", "1400.50"},
		{"perform_by", "2014年6月30日", "2014-06-30"},
		{"prevented_n", "12", "12"},
		{"remark", "买买提·吐尔逊", "买买提·吐尔逊"},
	};
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)垣新人调字第003号", "20130305");
	char buf[256];
	uint64_t id;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		set(r, cases[i].field, cases[i].typed);
	set_id(r, "place", x->village[0]);
	id = save(x->clerk[0], r);
	r = get(x->clerk[0], id);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (cases[i].shown)
			assert_string_equal(text_of(x->clerk[0], r, cases[i].field, buf),
					    cases[i].shown);
	assert_string_equal(text_of(x->clerk[0], r, "no", buf), "(2013)垣新人调字第003号");
	assert_string_equal(text_of(x->clerk[0], r, "place", buf), "西滩村");
	assert_string_equal(text_of(x->clerk[0], r, "committee", buf), "甲调委会");
	assert_string_equal(text_of(x->clerk[0], r, "closed_on", buf), "");
	sifa_record_free(r);
}

static void a_record_made_by_an_import_is_confirmed_by_a_save(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct sifa_err err = {0};
	uint64_t id;

	set(r, "name", "周未核");
	r->flags = SIFA_REC_UNCONFIRMED;
	ok(session_act(x->clerk[0], "create", "", &step, 1, &err), &err);
	id = r->id;
	sifa_record_free(r);
	r = get(x->clerk[0], id);
	assert_true(sifa_record_flags(r) & SIFA_REC_UNCONFIRMED);
	/* a save that fails has confirmed nothing */
	r->rev = 7;
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, &err), SIFA_E_CONFLICT);
	assert_true(sifa_record_flags(r) & SIFA_REC_UNCONFIRMED);
	r->rev = 1;
	save(x->clerk[0], r);
	r = get(x->clerk[0], id);
	assert_false(sifa_record_flags(r) & SIFA_REC_UNCONFIRMED);
	sifa_record_free(r);
}

/* ---- two at one record ---- */

static void the_second_of_two_learns_of_the_first(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "王五");
	struct sifa_record *mine = get(x->clerk[0], id), *theirs = get(x->county, id);
	struct sifa_err err = {0};
	char buf[256], title[64];
	uint64_t who;

	set(theirs, "phone", "13812345678");
	sifa_record_reason(theirs, "照录原件");
	ok(sifa_save(x->county, theirs, NULL, &err), &err);
	set(mine, "addr", "西滩村三组");
	sifa_record_reason(mine, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], mine, NULL, &err), SIFA_E_CONFLICT);
	assert_int_equal(sifa_record_rev(mine), 1);
	/* both learn of it: what was typed is still there, and the error names who */
	assert_string_equal(text_of(x->clerk[0], mine, "addr", buf), "西滩村三组");
	assert_string_equal(err.arg[0], sifa_id_format(id, buf));
	assert_int_equal(sifa_id_parse(err.arg[1], &who), SIFA_OK);
	assert_int_equal(who, sifa_session_user(x->county));
	sifa_title(x->clerk[0], who, false, SIFA_ZH, title, sizeof title);
	assert_non_null(strstr(title, "admin"));
	sifa_record_free(mine);
	mine = get(x->clerk[0], id);
	assert_string_equal(text_of(x->clerk[0], mine, "phone", buf), "13812345678");
	assert_string_equal(text_of(x->clerk[0], mine, "addr", buf), "");
	sifa_record_free(mine);
	sifa_record_free(theirs);
}

static void a_deletion_expects_the_revision_that_was_read(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "钱六");
	struct sifa_record *r = get(x->county, id);
	struct sifa_err err = {0};

	set(r, "phone", "13812345678");
	save(x->county, r);
	assert_int_equal(sifa_delete(x->clerk[0], id, 1, "错录", &err), SIFA_E_CONFLICT);
	err = (struct sifa_err){0};
	ok(sifa_delete(x->clerk[0], id, 2, "错录", &err), &err);
	assert_int_equal(sifa_delete(x->clerk[0], id, 3, "错录", &err), SIFA_E_NOTFOUND);
}

static void what_was_deleted_cannot_be_saved_again(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "孙七");
	struct sifa_record *r = get(x->clerk[0], id);
	struct sifa_err err = {0};

	ok(sifa_delete(x->county, id, 1, "错录", &err), &err);
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, &err), SIFA_E_NOTFOUND);
	sifa_record_free(r);
}

/* Between the check and the act another session may have been quicker: the act
 * itself finds the number taken. */
static void a_number_is_given_once_even_in_a_race(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)9", "2013-03-05");
	struct act_step step = {.op = ACT_PUT, .record = NULL};
	struct sifa_err err = {0};
	char buf[32];
	uint64_t first = save(x->clerk[0], r);

	r = new_case(x, 0, "〔2013〕09", "2013-03-06");
	step.record = r;
	assert_int_equal(session_act(x->clerk[0], "create", "", &step, 1, &err), SIFA_E_EXISTS);
	assert_string_equal(err.arg[0], sifa_id_format(first, buf));
	assert_int_equal(sifa_record_id(r), 0);
	sifa_record_free(r);
}

/* ---- deletion ---- */

static void a_deletion_has_a_reason(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "周八");
	struct sifa_err err = {0};

	assert_int_equal(sifa_delete(x->clerk[0], id, 1, "", &err), SIFA_E_USAGE);
	assert_int_equal(sifa_delete(x->clerk[0], id, 1, NULL, &(struct sifa_err){0}),
			 SIFA_E_USAGE);
	sifa_record_free(get(x->clerk[0], id));
}

static struct sifa_record *mediator(struct fix *x, uint64_t person)
{
	struct sifa_record *r = blank(x->clerk[0], "mediator");
	uint64_t id[] = {x->committee[0]};
	struct sifa_value v = {.state = SIFA_SET, .id = id, .len = 1};
	struct sifa_err err = {0};

	set_id(r, "person", person);
	set(r, "start", "2013-01-01");
	ok(sifa_set(r, kind_field(r->kind, "committees"), &v, &err), &err);
	return r;
}

static void what_others_refer_to_is_not_deleted(void **state)
{
	struct fix *x = *state;
	uint64_t who = make_person(x, 0, "吴九"), med;
	struct sifa_record *r = mediator(x, who);
	struct sifa_err err = {0};

	med = save(x->clerk[0], r);
	assert_int_equal(sifa_delete(x->clerk[0], who, 1, "错录", &err), SIFA_E_EXISTS);
	assert_string_equal(err.arg[0], "1");
	r = get(x->clerk[0], x->committee[0]);
	set_id(r, "director", med);
	save(x->clerk[0], r);
	assert_int_equal(sifa_delete(x->clerk[0], med, 1, "错录", &(struct sifa_err){0}),
			 SIFA_E_EXISTS);
	/* when nobody does any more it may go */
	r = get(x->clerk[0], x->committee[0]);
	r->v[kind_field(r->kind, "director")->index] = (struct sifa_value){0};
	save(x->clerk[0], r);
	ok(sifa_delete(x->clerk[0], med, 1, "错录", &(struct sifa_err){0}), NULL);
	ok(sifa_delete(x->clerk[0], who, 1, "错录", &(struct sifa_err){0}), NULL);
	assert_int_equal(counted(x->clerk[0], x->person), 0);
}

static void two_fields_of_one_record_are_one_referrer(void **state)
{
	struct fix *x = *state;
	uint64_t old = make_unit(x, "撤并村", "village", x->office[0]);
	struct sifa_record *r = blank(x->county, "unit");
	struct sifa_err err = {0};

	set(r, "name", "并入村");
	set(r, "kind", "village");
	set_id(r, "parent", old);
	set_id(r, "successor", old);
	save(x->county, r);
	assert_int_equal(sifa_delete(x->county, old, 1, "错录", &err), SIFA_E_EXISTS);
	assert_string_equal(err.arg[0], "1");
}

/* The same in the act: whoever was quicker, no reference leads nowhere. */
static void no_reference_leads_nowhere_even_in_a_race(void **state)
{
	struct fix *x = *state;
	uint64_t who = make_person(x, 0, "郑十"), gone = make_person(x, 0, "先删");
	struct act_step hide = {.op = ACT_HIDE, .id = who, .rev = 1};
	struct sifa_record *r = mediator(x, who);
	struct act_step put = {.op = ACT_PUT, .record = NULL};
	struct sifa_err err = {0};
	char buf[32];

	save(x->clerk[0], r);
	assert_int_equal(session_act(x->clerk[0], "delete", "错录", &hide, 1, &err), SIFA_E_EXISTS);
	assert_string_equal(err.arg[0], "1");
	sifa_record_free(get(x->clerk[0], who));
	r = mediator(x, gone);
	ok(sifa_delete(x->clerk[0], gone, 1, "错录", &(struct sifa_err){0}), NULL);
	put.record = r;
	err = (struct sifa_err){0};
	assert_int_equal(session_act(x->clerk[0], "create", "", &put, 1, &err), SIFA_E_NOTFOUND);
	assert_string_equal(err.arg[0], sifa_id_format(gone, buf));
	assert_int_equal(sifa_record_id(r), 0);
	sifa_record_free(r);
}

/* One holder writes: while a record is handed over its unit only reads. */
static void the_holder_deletes(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct sifa_err err = {0};
	uint64_t id;

	set(r, "name", "移交人");
	r->holder = x->bureau;
	ok(session_act(x->clerk[0], "create", "", &step, 1, &err), &err);
	id = r->id;
	sifa_record_free(r);
	assert_int_equal(sifa_delete(x->clerk[0], id, 1, "错录", &err), SIFA_E_DENIED);
	err = (struct sifa_err){0};
	ok(sifa_delete(x->county, id, 1, "错录", &err), &err);
}

static size_t picked(struct sifa_session *se, const struct sifa_field *f, const char *text)
{
	struct sifa_rows rows;
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_pick(se, f, text, 50, &rows, &err), &err);
	n = rows.n;
	sifa_rows_free(&rows);
	return n;
}

static size_t due_ones(struct sifa_session *se)
{
	struct sifa_due due[500];
	size_t n, of_records = 0;
	struct sifa_err err = {0};

	ok(sifa_due(se, sifa_day_of(2014, 12, 31), due, 500, &n, NULL, NULL, &err), &err);
	for (size_t i = 0; i < n; i++) /* the others are returns not yet begun */
		of_records += due[i].record != 0;
	return of_records;
}

static void what_is_deleted_is_nowhere(void **state)
{
	static const struct sifa_test form = {"form", "written"};
	struct fix *x = *state;
	const struct sifa_query written = {.kind = x->med, .tests = &form, .ntests = 1};
	struct sifa_record *r = new_case(x, 0, "(2013)12", "2013-12-05"), *copy;
	const struct sifa_field *who = &kind_field(x->med, "parties")->row[1];
	uint64_t id, person;
	struct sifa_rows rows;
	struct sifa_err err = {0};
	char title[64];

	set(r, "perform_by", "2014-01-31");
	id = save(x->clerk[0], r);
	person = make_person(x, 0, "冯消失");
	assert_int_equal(listed(x->clerk[0], x->med, NULL), 1);
	assert_int_equal(listed(x->clerk[0], x->med, "(2013)12"), 1);
	assert_int_equal(rows_of(x->clerk[0], &written, SIFA_FIRST), 1);
	assert_int_equal(picked(x->clerk[0], who, "冯消失"), 1);
	assert_int_equal(due_ones(x->clerk[0]), 2);
	ok(sifa_delete(x->clerk[0], id, 1, "重复", &err), &err);
	ok(sifa_delete(x->clerk[0], person, 1, "重复", &err), &err);
	assert_int_equal(sifa_record_get(x->county, id, &copy, &err), SIFA_E_NOTFOUND);
	assert_int_equal(listed(x->county, x->med, NULL), 0);
	assert_int_equal(listed(x->clerk[0], x->med, "(2013)12"), 0);
	assert_int_equal(rows_of(x->clerk[0], &written, SIFA_FIRST), 0);
	assert_int_equal(picked(x->clerk[0], who, "冯消失"), 0);
	assert_int_equal(due_ones(x->clerk[0]), 0);
	assert_string_equal(sifa_title(x->county, id, true, SIFA_ZH, title, sizeof title), "");
	err = (struct sifa_err){0};
	assert_int_equal(counted(x->county, x->med), 0);
	ok(sifa_referrers(x->clerk[0], x->committee[0], NULL, 10, &rows, &err), &err);
	assert_int_equal(rows.n, 0);
	sifa_rows_free(&rows);
	/* its number is free again */
	save(x->clerk[0], new_case(x, 0, "(2013)12", "2013-12-06"));
}

/* ---- journal ---- */

static void the_journal_says_who_when_where_and_what(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "陈一");
	struct sifa_record *r = get(x->county, id);
	struct sifa_entry e[8];
	struct sifa_err err = {0};
	size_t n;

	set(r, "phone", "13812345678");
	save(x->county, r);
	ok(sifa_delete(x->clerk[0], id, 2, "同一人录了两次", &err), &err);
	/* the history of a deleted record stays readable */
	ok(sifa_journal(x->clerk[0], id, e, 8, &n, &err), &err);
	assert_int_equal(n, 3);
	assert_string_equal(e[0].what, "delete");
	assert_string_equal(e[0].note, "同一人录了两次");
	assert_int_equal(e[0].actor, sifa_session_user(x->clerk[0]));
	assert_string_equal(e[0].host, "desk");
	assert_int_equal(e[0].time, noon(2013, 12, 20));
	assert_int_equal(e[0].rev, 3);
	assert_string_equal(e[1].what, "update");
	assert_int_equal(e[1].actor, sifa_session_user(x->county));
	assert_string_equal(e[2].what, "create");
	assert_int_equal(e[2].record, id);
	assert_true(e[0].seq > e[1].seq && e[1].seq > e[2].seq);
	ok(sifa_journal(x->clerk[0], id, e, 2, &n, &err), &err);
	assert_int_equal(n, 2);
	assert_string_equal(e[0].what, "delete");
	/* nobody else's */
	assert_int_equal(sifa_journal(x->clerk[1], id, e, 8, &n, &err), SIFA_E_NOTFOUND);
	assert_int_equal(n, 0);
	verified(x, 0); /* the chain holds */
}

static void a_reader_of_part_of_the_tree_reads_his_part_of_the_journal(void **state)
{
	struct fix *x = *state;
	struct sifa_entry e[64];
	struct sifa_err err = {0};
	size_t n, mine = 0;
	uint64_t a = make_person(x, 0, "甲人"), b = make_person(x, 1, "乙人");

	ok(sifa_journal(x->county, 0, e, 64, &n, &err), &err);
	assert_int_equal(e[0].record, b);
	assert_int_equal(e[1].record, a);
	ok(sifa_journal(x->clerk[0], 0, e, 64, &n, &err), &err);
	for (size_t i = 0; i < n; i++) {
		assert_int_not_equal(e[i].record, b);
		mine += e[i].record == a;
	}
	assert_int_equal(mine, 1);
	ok(sifa_journal(x->clerk[0], 0, e, 1, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_int_equal(e[0].record, a);
	ok(sifa_journal(x->clerk[0], 0, e, 0, &n, &err), &err);
	assert_int_equal(n, 0);
}

/* Sealed: whoever asks, wherever he looks. */
static void what_is_sealed_is_nowhere(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *who = &kind_field(x->med, "parties")->row[1];
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct act act = {.now = noon(2013, 12, 20),
			  .host = "",
			  .what = "create",
			  .note = "",
			  .step = &step,
			  .n = 1};
	struct sifa_err err = {0};
	uint64_t open = make_person(x, 0, "何公开"), id;

	set(r, "name", "何封存");
	r->secrecy = 3;
	assert_int_equal(session_act(x->county, "create", "", &step, 1, &err), SIFA_E_DENIED);
	err = (struct sifa_err){0};
	ok(store_act(x->sifa->store, &act, &err), &err); /* as a higher right will do it */
	id = r->id;
	sifa_record_free(r);
	make_person(x, 0, "何公开二");
	nowhere(x->county, id, x->person);
	assert_int_equal(listed(x->county, x->person, NULL), 2);
	assert_int_equal(listed(x->clerk[0], x->person, "何封存"), 0);
	assert_int_equal(picked(x->clerk[0], who, "何封存"), 0);
	assert_int_equal(counted(x->county, x->person), 2);
	sifa_record_free(get(x->clerk[0], open));
}

static uint64_t make_firm(struct sifa_session *se, const char *name)
{
	struct sifa_record *r = blank(se, "law_firm");

	set(r, "name", name);
	set(r, "kind", "律师事务所");
	return save(se, r);
}

static uint64_t make_lawyer(struct sifa_session *se, const char *name, uint64_t firm)
{
	struct sifa_record *r = blank(se, "practitioner");

	set(r, "name", name);
	set(r, "kind", "执业律师");
	set_id(r, "firm", firm);
	return save(se, r);
}

/* An office names the county's lawyers and staff; they stay the county's. */
static void what_the_county_shares_is_named_below(void **state)
{
	struct fix *x = *state;
	const struct sifa_kind *firm = sifa_kind(x->sifa, "law_firm"),
			       *lawyer = sifa_kind(x->sifa, "practitioner");
	const struct sifa_kind *roster = sifa_kind(x->sifa, "roster"),
			       *duty = sifa_kind(x->sifa, "duty_entry");
	uint64_t theirs = make_firm(x->county, "垣曲律师事务所"), ours, who;
	struct sifa_record *r;

	ours = make_firm(x->clerk[0], "新城法律服务所");
	make_firm(x->clerk[1], "邻乡法律服务所");
	who = make_lawyer(x->county, "郝律师", theirs);
	assert_int_equal(picked(x->clerk[0], kind_field(duty, "firm"), ""), 2);
	assert_int_equal(picked(x->clerk[0], kind_field(duty, "firm"), "垣曲律师"), 1);
	assert_int_equal(picked(x->clerk[0], kind_field(duty, "firm"), "邻乡"), 0);
	assert_int_equal(picked(x->clerk[0], kind_field(roster, "lawyer"), "郝"), 1);
	assert_int_equal(picked(x->county, kind_field(duty, "firm"), ""), 3);
	r = blank(x->clerk[0], "roster");
	set(r, "date", "2013-12-23");
	set(r, "post", "法援窗口");
	set_id(r, "lawyer", who);
	save(x->clerk[0], r);
	/* registers, counts and the right to write are those of its unit */
	assert_int_equal(listed(x->clerk[0], firm, NULL), 1);
	assert_int_equal(listed(x->clerk[0], firm, "垣曲律师"), 0);
	assert_int_equal(listed(x->clerk[0], lawyer, NULL), 0);
	assert_int_equal(counted(x->clerk[0], firm), 1);
	r = get(x->clerk[0], theirs);
	set(r, "head", "某某");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, NULL), SIFA_E_DENIED);
	sifa_record_free(r);
	assert_int_equal(sifa_delete(x->clerk[0], theirs, 1, "x", NULL), SIFA_E_DENIED);
	assert_int_equal(sifa_record_get(x->clerk[1], ours, &r, NULL), SIFA_E_NOTFOUND);
}

/* Somebody holds the gate: after the deadline the one who waits learns who. */
static void a_held_gate_names_its_holder(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct flock l = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
	struct sifa_err err = {0};
	char path[160];
	int fd;

	set(r, "name", "等候人");
	snprintf(path, sizeof path, "%s/s/gate", x->dir);
	fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(fcntl(fd, F_OFD_SETLK, &l), 0);
	assert_int_equal(pwrite(fd, "二楼的李", sizeof "二楼的李", 16), sizeof "二楼的李");
	sifa_record_reason(r, "照录原件");
	assert_int_equal(sifa_save(x->clerk[0], r, NULL, &err), SIFA_E_BUSY);
	assert_string_equal(err.arg[0], "二楼的李");
	assert_int_equal(sifa_record_id(r), 0);
	close(fd);
	err = (struct sifa_err){0};
	sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->clerk[0], r, NULL, &err), &err);
	sifa_record_free(r);
}

/* ---- shown ---- */

static void titles_tell_namesakes_apart(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	char buf[64], tight[10];
	uint64_t id;

	set(r, "name", "赵铁柱");
	set_id(r, "village", x->village[0]);
	set(r, "group", "三组");
	id = save(x->clerk[0], r);
	assert_string_equal(sifa_title(x->clerk[0], id, false, SIFA_ZH, buf, sizeof buf), "赵铁柱");
	assert_string_equal(sifa_title(x->clerk[0], id, true, SIFA_ZH, buf, sizeof buf),
			    "赵铁柱 西滩村 甲司法所 三组");
	assert_string_equal(sifa_title(x->clerk[0], x->village[1], true, SIFA_ZH, buf, sizeof buf),
			    "西滩村 乙司法所");
	/* cut between characters */
	assert_string_equal(sifa_title(x->clerk[0], id, true, SIFA_ZH, tight, 9), "赵铁");
	assert_string_equal(sifa_title(x->clerk[0], id, true, SIFA_ZH, tight, 10), "赵铁柱");
	assert_string_equal(sifa_title(x->clerk[0], 0, true, SIFA_ZH, buf, sizeof buf), "");
	assert_string_equal(sifa_title(x->clerk[1], id, true, SIFA_ZH, buf, sizeof buf), "");
}

static void sets_of_references_are_shown_by_their_titles(void **state)
{
	struct fix *x = *state;
	uint64_t who[3];
	struct sifa_record *r = new_case(x, 0, "(2013)13", "2013-03-05");
	const struct sifa_field *f = kind_field(x->med, "mediators");
	struct sifa_value v = {.state = SIFA_SET, .id = who, .len = 3};
	char buf[64], tight[12];

	for (int i = 0; i < 2; i++)
		who[i] = save(x->clerk[0], mediator(x, make_person(x, 0, i ? "李调解" : "张调解")));
	who[2] = 12345; /* not there, or not for this reader */
	assert_string_equal(sifa_format(x->clerk[0], f, &v, SIFA_ZH, buf, sizeof buf),
			    "张调解、李调解");
	assert_string_equal(sifa_format(x->clerk[0], f, &v, SIFA_ZH, tight, sizeof tight),
			    "张调解");
	assert_string_equal(sifa_format(x->clerk[1], f, &v, SIFA_ZH, buf, sizeof buf), "");
	v.len = 0;
	assert_string_equal(sifa_format(x->clerk[0], f, &v, SIFA_ZH, buf, sizeof buf), "");
	sifa_record_free(r);
}

static void the_state_is_the_last_date_reached(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)14", "2013-03-05");

	assert_string_equal(sifa_record_state(r)->id, "accepted");
	set(r, "agreed_on", "2013-03-06");
	assert_string_equal(sifa_record_state(r)->id, "agreed");
	set(r, "archived_on", "2013-04-06");
	assert_string_equal(sifa_record_state(r)->id, "archived");
	sifa_record_free(r);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_saved_record_carries_who_and_when),
		T(an_error_refuses_and_changes_nothing),
		T(warnings_do_not_stop_a_save),
		T(saving_derives_birth_and_sex),
		T(every_type_comes_back_as_it_was_saved),
		T(a_record_made_by_an_import_is_confirmed_by_a_save),
		T(the_second_of_two_learns_of_the_first),
		T(a_deletion_expects_the_revision_that_was_read),
		T(what_was_deleted_cannot_be_saved_again),
		T(a_number_is_given_once_even_in_a_race),
		T(a_deletion_has_a_reason),
		T(what_others_refer_to_is_not_deleted),
		T(two_fields_of_one_record_are_one_referrer),
		T(no_reference_leads_nowhere_even_in_a_race),
		T(the_holder_deletes),
		T(what_is_deleted_is_nowhere),
		T(the_journal_says_who_when_where_and_what),
		T(a_reader_of_part_of_the_tree_reads_his_part_of_the_journal),
		T(what_is_sealed_is_nowhere),
		T(what_the_county_shares_is_named_below),
		T(a_held_gate_names_its_holder),
		T(titles_tell_namesakes_apart),
		T(sets_of_references_are_shown_by_their_titles),
		T(the_state_is_the_last_date_reached),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
