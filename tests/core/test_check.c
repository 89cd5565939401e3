/* What a record is told before it is saved: the rules of domain.md 3 with the
 * corrections of 11.1. One store serves all tests; none of them saves but those of
 * doubled numbers. */
#include "work_fixture.h"

static struct sifa_findings check(struct sifa_session *se, struct sifa_record *r)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	ok(sifa_check_record(se, r, &f, &err), &err);
	return f;
}

/* The most severe finding on the field; -1 if there is none. Frees r. */
static int verdict(struct fix *x, struct sifa_record *r, const char *field)
{
	struct sifa_findings f = check(x->clerk[0], r);
	int worst = -1;

	for (size_t i = 0; i < f.n; i++)
		if (!strcmp(f.v[i].err.field, field) && (worst < 0 || (int)f.v[i].severity < worst))
			worst = (int)f.v[i].severity;
	sifa_findings_free(&f);
	sifa_record_free(r);
	return worst;
}

static struct sifa_record *person(struct fix *x, const char *number, const char *status)
{
	struct sifa_record *r = blank(x->clerk[0], "person");

	set(r, "name", "张三");
	if (number)
		set(r, "id_no", number);
	if (status)
		set(r, "id_status", status);
	return r;
}

/* Seventeen digits and the one that checks them. */
static const char *whole(const char *digits, char *buf)
{
	memcpy(buf, digits, 17);
	buf[17] = idno_digit(digits);
	buf[18] = '\0';
	return buf;
}

/* ---- creation ---- */

static void a_name_is_enough_for_a_person(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = person(x, NULL, NULL);
	struct sifa_findings f = check(x->clerk[0], r);

	assert_int_equal(f.total, 0);
	sifa_findings_free(&f);
	sifa_record_free(r);
	assert_int_equal(verdict(x, blank(x->clerk[0], "person"), "name"), SIFA_ERROR);
}

static void a_record_needs_its_key_date_number_and_unit(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "mediation");
	struct sifa_findings f;

	sifa_record_set_unit(r, 0);
	f = check(x->clerk[0], r);
	assert_true(found(&f, SIFA_ERROR, "unit"));
	assert_true(found(&f, SIFA_ERROR, "no"));
	set(r, "no", "(2013)垣新人调字第001号");
	sifa_findings_free(&f);
	f = check(x->clerk[0], r);
	assert_true(found(&f, SIFA_ERROR, "accepted_on"));
	/* what belongs to later states is not asked for yet */
	assert_false(found(&f, SIFA_ERROR, "result"));
	assert_false(found(&f, SIFA_ERROR, "type"));
	sifa_findings_free(&f);
	sifa_record_free(r);
}

static void what_has_no_number_needs_a_name(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "aid_case");

	/* the title of an aid case is its number or its applicant */
	assert_true(verdict(x, r, "applicant") == SIFA_ERROR);
}

/* ---- unknown, refused, pending ---- */

static struct sifa_value state_value(enum sifa_state st)
{
	return (struct sifa_value){.state = st};
}

static void unknown_refused_and_pending_are_values(void **state)
{
	static const enum sifa_state states[] = {SIFA_UNKNOWN, SIFA_REFUSED, SIFA_PENDING};
	static const char *const words[] = {"不详", "拒绝提供", "待核"};
	static const char *const fields[] = {"birth", "sex", "id_no", "phone", "village", "addr"};
	struct fix *x = *state;

	for (size_t s = 0; s < 3; s++) {
		struct sifa_record *r = person(x, NULL, NULL);
		struct sifa_findings f;

		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
			const struct sifa_field *fi = kind_field(x->person, fields[i]);
			char shown[32];

			set(r, fields[i], words[s]);
			assert_int_equal(sifa_get(r, fi)->state, states[s]);
			sifa_format(x->clerk[0], fi, sifa_get(r, fi), SIFA_ZH, shown, sizeof shown);
			assert_string_equal(shown, words[s]);
		}
		f = check(x->clerk[0], r);
		assert_int_equal(f.errors, 0);
		sifa_findings_free(&f);
		sifa_record_free(r);
	}
}

static void where_they_mean_nothing_they_are_refused(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "1", "2013-03-01");
	struct sifa_value v = state_value(SIFA_UNKNOWN);
	struct sifa_err err = {0};

	assert_int_equal(sifa_set(r, kind_field(x->med, "accepted_on"), &v, &err), SIFA_E_USAGE);
	assert_string_equal(err.field, "accepted_on");
	/* and a record that was made elsewhere is not let through */
	r->v[kind_field(x->med, "closed_on")->index].state = SIFA_UNKNOWN;
	assert_int_equal(verdict(x, r, "closed_on"), SIFA_ERROR);
}

/* ---- identity numbers: 3.1 ---- */

static void worked_identity_numbers(void **state)
{
	static const struct {
		const char *number;
		int verified, unverified;
	} cases[] = {
		{"140827198001010018", -1, -1},
		{"421102200002290034", -1, -1},			  /* 2000 is a leap year */
		{"140827197902290024", SIFA_ERROR, SIFA_WARNING}, /* 1979 is none */
		{"140827198001010010", SIFA_ERROR, SIFA_WARNING}, /* check digit */
		{"140827198010010018", SIFA_ERROR, SIFA_WARNING}, /* two exchanged */
		{"14082719800101001", SIFA_ERROR, SIFA_WARNING},  /* 17 of them */
		{"990827198001010016", SIFA_ERROR, SIFA_WARNING}, /* no such province */
		{"140827800101001", SIFA_WARNING, SIFA_WARNING},  /* 15 digits: kept */
	};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_int_equal(verdict(x, person(x, cases[i].number, "verified"), "id_no"),
				 cases[i].verified);
		assert_int_equal(verdict(x, person(x, cases[i].number, "unverified"), "id_no"),
				 cases[i].unverified);
		/* without a word on it the number is as on paper */
		assert_int_equal(verdict(x, person(x, cases[i].number, NULL), "id_no"),
				 cases[i].unverified);
	}
}

static void an_old_number_is_offered_with_18(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = person(x, "140827800101001", "verified");
	struct sifa_findings f = check(x->clerk[0], r);

	assert_int_equal(f.total, 1);
	assert_string_equal(f.v[0].err.arg[0], "140827198001010018");
	sifa_findings_free(&f);
	sifa_record_free(r);
}

static void a_number_without_its_state_gets_a_hint(void **state)
{
	struct fix *x = *state;

	assert_int_equal(verdict(x, person(x, "140827198001010018", NULL), "id_status"), SIFA_HINT);
	assert_int_equal(verdict(x, person(x, "140827198001010018", "verified"), "id_status"), -1);
}

static void a_number_agrees_with_birth_and_sex(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = person(x, "140827198001010018", "verified");

	set(r, "birth", "1980-01-01");
	set(r, "sex", "male");
	assert_int_equal(verdict(x, r, "birth"), -1);
	r = person(x, "140827198001010018", "verified");
	set(r, "birth", "1980-01-02");
	assert_int_equal(verdict(x, r, "birth"), SIFA_ERROR);
	r = person(x, "140827198001010018", "unverified");
	set(r, "birth", "1980-01-02");
	assert_int_equal(verdict(x, r, "birth"), SIFA_WARNING);
	r = person(x, "140827198001010018", "verified");
	set(r, "sex", "female");
	assert_int_equal(verdict(x, r, "sex"), SIFA_ERROR);
	r = person(x, "140827198001010018", "verified");
	set(r, "sex", "不详"); /* says nothing against it */
	assert_int_equal(verdict(x, r, "sex"), -1);
}

static void days_of_birth_lie_between_1900_and_today(void **state)
{
	struct fix *x = *state;
	char number[20] = "140827000000000010";
	static const struct {
		const char *day;
		int verdict;
	} cases[] = {
		{"18991231", SIFA_ERROR}, {"19000101", -1},	    {"20131220", -1},
		{"20131221", SIFA_ERROR}, {"18930101", SIFA_ERROR},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		memcpy(number + 6, cases[i].day, 8);
		number[17] = idno_digit(number);
		assert_int_equal(verdict(x, person(x, number, "verified"), "id_no"),
				 cases[i].verdict);
	}
}

static void older_than_120_is_a_warning(void **state)
{
	static const struct {
		const char *digits;
		int verdict;
	} cases[] = {
		{"14082719040103001", -1}, /* 121 tomorrow */
		{"14082719040102001", SIFA_WARNING},
		{"14082719000101001", SIFA_WARNING},
	};
	struct fix *x = *state;
	struct sifa_session *se = enter(x->sifa, "li", noon(2025, 1, 2));

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char number[20];
		struct sifa_record *r = person(x, whole(cases[i].digits, number), "verified");
		struct sifa_findings f = check(se, r);

		assert_int_equal(f.errors, 0);
		assert_int_equal(f.total ? (int)f.v[0].severity : -1, cases[i].verdict);
		sifa_findings_free(&f);
		sifa_record_free(r);
	}
	sifa_logout(se);
}

static void other_papers_have_their_own_numbers(void **state)
{
	static const struct {
		const char *type, *number;
		int verdict;
	} cases[] = {
		{"passport", "E12345678", -1},
		{"passport", "140827198001010010", -1}, /* no check digit of ours */
		{"officer", "1234567", -1},
		{"hmt_residence", "81000019800101001", -1},
		{"hmt_residence", "82000019800101001", -1},
		{"hmt_residence", "83000019800101001", -1},
		{"hmt_residence", "830000198001010010", SIFA_ERROR},
		{"hmt_residence", "14082719800101001", SIFA_ERROR},
		{"permanent", "91123419800101001", -1}, /* begins with 9: no province */
		{"permanent", "14082719800101001", SIFA_WARNING},
		{"resident", "14089919800101001", SIFA_HINT}, /* a division nobody knows */
		{"resident", "91123419800101001", SIFA_ERROR},
		{"household", "140827198001010010", SIFA_ERROR},
	};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *n = cases[i].number;
		char number[20];
		struct sifa_record *r =
			person(x, strlen(n) == 17 ? whole(n, number) : n, "verified");

		set(r, "id_type", cases[i].type);
		assert_int_equal(verdict(x, r, "id_no"), cases[i].verdict);
	}
}

static void birth_and_sex_follow_from_a_sound_number(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *birth = kind_field(x->person, "birth");
	const struct sifa_field *sex = kind_field(x->person, "sex");
	struct sifa_record *r = person(x, "421102200002290034", NULL);
	char shown[32], number[20];

	sifa_derive(x->clerk[0], r);
	assert_int_equal(sifa_get(r, birth)->n, sifa_day_of(2000, 2, 29));
	sifa_format(x->clerk[0], sex, sifa_get(r, sex), SIFA_EN, shown, sizeof shown);
	assert_string_equal(shown, "Male");
	sifa_record_free(r);
	/* nothing that was typed is overwritten, 不详 included */
	r = person(x, "421102200002290034", NULL);
	set(r, "birth", "不详");
	set(r, "sex", "female");
	sifa_derive(x->clerk[0], r);
	assert_int_equal(sifa_get(r, birth)->state, SIFA_UNKNOWN);
	sifa_format(x->clerk[0], sex, sifa_get(r, sex), SIFA_EN, shown, sizeof shown);
	assert_string_equal(shown, "Female");
	sifa_record_free(r);
	/* where it was given: a division that is gone keeps its name */
	r = person(x, whole("14273319800101001", number), NULL);
	sifa_derive(x->clerk[0], r);
	assert_string_equal(sifa_get(r, kind_field(x->person, "origin"))->s,
			    "原山西省运城地区垣曲县");
	sifa_record_free(r);
	/* a wrong number says nothing */
	r = person(x, "421102200002290035", NULL);
	sifa_derive(x->clerk[0], r);
	assert_int_equal(sifa_get(r, birth)->state, SIFA_ABSENT);
	assert_int_equal(sifa_get(r, sex)->state, SIFA_ABSENT);
	sifa_record_free(r);
	r = person(x, "140827800101002", NULL); /* 15 digits: a woman */
	sifa_derive(x->clerk[0], r);
	assert_int_equal(sifa_get(r, birth)->n, sifa_day_of(1980, 1, 1));
	sifa_format(x->clerk[0], sex, sifa_get(r, sex), SIFA_EN, shown, sizeof shown);
	assert_string_equal(shown, "Female");
	sifa_record_free(r);
}

/* ---- doubled numbers and names: 3.1.7, 3.9 ---- */

static void a_doubled_number_is_an_error_once_it_was_compared(void **state)
{
	struct fix *x = *state;
	char id[32], number[20];
	struct sifa_record *r = person(x, whole("15010119800101001", number), "verified");
	struct sifa_findings f;
	uint64_t first;

	set(r, "name", "李四");
	first = save(x->clerk[0], r);
	r = person(x, number, "verified");
	f = check(x->clerk[0], r);
	assert_true(found(&f, SIFA_ERROR, "id_no"));
	assert_non_null(strstr(f.v[0].err.arg[0], "李四")); /* links to the other */
	assert_string_equal(f.v[0].err.arg[1], sifa_id_format(first, id));
	sifa_findings_free(&f);
	set(r, "id_status", "unverified"); /* truly doubled numbers stand on paper */
	assert_int_equal(verdict(x, r, "id_no"), SIFA_WARNING);
	/* units never look into each other's rows */
	r = person(x, number, "verified");
	sifa_record_set_unit(r, x->office[1]);
	f = check(x->clerk[1], r);
	assert_int_equal(f.total, 0);
	sifa_findings_free(&f);
	sifa_record_free(r);
}

static void a_namesake_of_the_village_is_told_apart(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct sifa_findings f;
	uint64_t first, second;

	set(r, "name", "赵铁柱");
	set_id(r, "village", x->village[0]);
	set(r, "group", "三组");
	first = save(x->clerk[0], r);
	r = blank(x->clerk[0], "person");
	set(r, "name", "赵铁柱");
	set_id(r, "village", x->village[0]);
	f = check(x->clerk[0], r);
	assert_true(found(&f, SIFA_WARNING, "name"));
	assert_true(found(&f, SIFA_ERROR, "group"));
	/* shown with village and group */
	assert_non_null(strstr(f.v[0].err.arg[0], "西滩村"));
	assert_non_null(strstr(f.v[0].err.arg[0], "三组"));
	sifa_findings_free(&f);
	set(r, "group", "五组");
	second = save(x->clerk[0], r); /* saved all the same, as somebody else */
	assert_int_not_equal(first, second);
}

static void a_case_number_is_free_only_once_a_unit(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "(2013)垣新人调字第001号", "2013-03-01");
	struct sifa_findings f;

	save(x->clerk[0], r);
	/* brackets and padding make no other number */
	r = new_case(x, 0, "〔2013〕垣新人调字第1号", "2013-03-02");
	assert_int_equal(verdict(x, r, "no"), SIFA_ERROR);
	r = new_case(x, 0, "(2013)垣新人调口字第001号", "2013-03-02");
	assert_int_equal(verdict(x, r, "no"), -1); /* oral: a sequence of its own */
	r = new_case(x, 1, "(2013)垣新人调字第001号", "2013-03-01");
	f = check(x->clerk[1], r);
	assert_int_equal(f.errors, 0);
	sifa_findings_free(&f);
	sifa_record_free(r);
}

static void codes_of_units_and_logins_are_free_only_once_at_all(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->county, "unit");
	struct sifa_findings f;

	set(r, "name", "另一单位");
	set(r, "kind", "office");
	set(r, "code", "10203"); /* the bureau's */
	sifa_record_set_unit(r, x->office[1]);
	f = check(x->county, r);
	assert_true(found(&f, SIFA_ERROR, "code"));
	sifa_findings_free(&f);
	sifa_record_free(r);
	r = blank(x->county, "user");
	sifa_record_set_unit(r, x->office[1]);
	set(r, "login", "li"); /* of the first office */
	set(r, "name", "李");
	f = check(x->county, r);
	assert_true(found(&f, SIFA_ERROR, "login"));
	sifa_findings_free(&f);
	sifa_record_free(r);
}

/* ---- order chains: 3.6 ---- */

static void order_of_a_mediation(void **state)
{
	static const struct {
		const char *early, *late; /* the field that must not be later, its successor */
		int severity;
	} cases[] = {
		{"occurred_on", "accepted_on", SIFA_ERROR},
		{"accepted_on", "agreed_on", SIFA_ERROR},
		{"accepted_on", "closed_on", SIFA_ERROR},
		{"agreed_on", "closed_on", SIFA_WARNING},
		{"agreed_on", "performed_on", SIFA_ERROR},
		{"agreed_on", "confirm_on", SIFA_ERROR},
		{"confirm_on", "confirmed_on", SIFA_ERROR},
		{"closed_on", "archived_on", SIFA_ERROR},
	};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sifa_record *r = new_case(x, 0, "77", "2013-03-05");
		struct sifa_findings f;

		set(r, cases[i].early, "2013-03-05");
		set(r, cases[i].late, "2013-03-05"); /* the same day is in order */
		f = check(x->clerk[0], r);
		assert_int_equal(f.errors, 0);
		sifa_findings_free(&f);
		set(r, cases[i].early, "2013-03-06");
		f = check(x->clerk[0], r);
		assert_true(found(&f, (enum sifa_severity)cases[i].severity, cases[i].late));
		sifa_findings_free(&f);
		sifa_record_free(r);
	}
}

static struct sifa_record *aid_case(struct fix *x)
{
	struct sifa_record *r = blank(x->clerk[0], "aid_case");
	static uint64_t who;

	if (!who)
		who = make_person(x, 0, "孙申请");
	set(r, "source", "1");
	set(r, "applied_on", "2013-03-05");
	set_id(r, "applicant", who);
	return r;
}

/* Steps that the law lets precede (先行提供) warn; the impossible is an error. */
static void order_of_an_aid_case(void **state)
{
	static const struct {
		const char *early, *late;
		int severity;
	} cases[] = {
		{"applied_on", "decided_on", SIFA_WARNING},
		{"decided_on", "assigned_on", SIFA_WARNING},
		{"assigned_on", "closed_on", SIFA_ERROR},
		{"applied_on", "closed_on", SIFA_ERROR},
		{"closed_on", "archived_on", SIFA_ERROR},
	};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sifa_record *r = aid_case(x);

		set(r, "source", "application");
		set(r, "decision", "granted");
		set(r, cases[i].early, "2013-04-02");
		set(r, cases[i].late, "2013-04-01");
		assert_int_equal(verdict(x, r, cases[i].late), cases[i].severity);
	}
}

static void a_check_asks_only_of_the_forms_it_names(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "88", "2013-03-05");

	set(r, "agreed_on", "2013-03-06");
	assert_int_equal(verdict(x, r, "terms"), SIFA_WARNING); /* written */
	r = new_case(x, 0, "88", "2013-03-05");
	set(r, "form", "2");
	set(r, "agreed_on", "2013-03-06");
	assert_int_equal(verdict(x, r, "terms"), -1); /* oral */
}

static void a_dispute_has_two_parties(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(x->med, "parties");
	struct sifa_record *r;

	assert_int_equal(verdict(x, new_case(x, 0, "89", "2013-03-05"), "parties"), SIFA_WARNING);
	r = new_case(x, 0, "89", "2013-03-05");
	for (int n = 1; n <= 2; n++) {
		struct sifa_value v[2][8] = {{{0}}};
		struct sifa_row row[2] = {{.v = v[0]}, {.v = v[1]}};
		struct sifa_value rows = {.state = SIFA_SET, .row = row, .len = (size_t)n};
		struct sifa_findings fi;
		struct sifa_err err = {0};

		assert_true(f->nrow <= 8);
		for (int i = 0; i < n; i++)
			v[i][0] = (struct sifa_value){.state = SIFA_SET,
						      .n = f->row[0].codes->code[0].no};
		ok(sifa_set(r, f, &rows, &err), &err);
		fi = check(x->clerk[0], r);
		assert_int_equal(found(&fi, SIFA_WARNING, "parties"), n < 2);
		assert_int_equal(fi.errors, 0);
		sifa_findings_free(&fi);
	}
	sifa_record_free(r);
}

static void each_entry_of_a_table_is_looked_at(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(x->med, "parties");
	struct sifa_record *r = new_case(x, 0, "90", "2013-03-05");
	struct sifa_value v[2][8] = {{{0}}};
	struct sifa_row row[2] = {{.v = v[0]}, {.v = v[1]}};
	struct sifa_value rows = {.state = SIFA_SET, .row = row, .len = 2};
	struct sifa_err err = {0};
	struct sifa_findings fi;

	assert_string_equal(f->row[0].id, "side");
	assert_string_equal(f->row[1].id, "person");
	v[0][0] = (struct sifa_value){.state = SIFA_SET, .n = f->row[0].codes->code[0].no};
	v[1][1] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)x->bureau};
	ok(sifa_set(r, f, &rows, &err), &err);
	fi = check(x->clerk[0], r);
	assert_false(found(&fi, SIFA_ERROR, "parties.1.side"));
	assert_true(found(&fi, SIFA_ERROR, "parties.2.side"));	 /* required */
	assert_true(found(&fi, SIFA_ERROR, "parties.2.person")); /* a unit is no person */
	sifa_findings_free(&fi);
	sifa_record_free(r);
}

/* ---- days ahead ---- */

static void what_has_happened_cannot_lie_ahead(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "91", "2013-12-21");

	assert_int_equal(verdict(x, r, "accepted_on"), SIFA_ERROR);
	assert_int_equal(verdict(x, new_case(x, 0, "91", "2013-12-20"), "accepted_on"), -1);
	/* a term may lie ahead, and so may what is itself a due day */
	r = new_case(x, 0, "91", "2013-12-20");
	set(r, "perform_by", "2014-06-30");
	set(r, "confirm_wanted", "yes");
	assert_int_equal(verdict(x, r, "perform_by"), -1);
	r = blank(x->clerk[0], "task");
	set(r, "title", "年终检查");
	set(r, "received_on", "2013-12-20");
	set(r, "due_on", "2014-01-10");
	assert_int_equal(verdict(x, r, "due_on"), -1);
	r = blank(x->clerk[0], "person");
	set(r, "name", "未出生");
	set(r, "birth", "2013-12-21");
	assert_int_equal(verdict(x, r, "birth"), SIFA_ERROR);
}

/* ---- telephones, codes, texts: 3.3, 3.4, 3.8 ---- */

static void telephones(void **state)
{
	static const struct {
		const char *typed, *kept;
		int verdict;
	} cases[] = {
		{"13812345678", "13812345678", -1},
		{"+86 138-1234-5678", "13812345678", -1},
		{"１３８１２３４５６７８", "13812345678", -1},
		{"0359-6022345", "0359-6022345", -1},
		{"(0359)6022345", "0359-6022345", -1},
		{"0359-6022345-12", "0359-6022345-12", -1},
		{"12348", "12348", SIFA_WARNING},     /* of a service, not of a person */
		{"6022345", "6022345", SIFA_WARNING}, /* no area code */
		{"12812345678", "12812345678", SIFA_WARNING},
	};
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(x->person, "phone");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sifa_record *r = person(x, NULL, NULL);

		set(r, "phone", cases[i].typed);
		assert_string_equal(sifa_get(r, f)->s, cases[i].kept);
		assert_int_equal(verdict(x, r, "phone"), cases[i].verdict);
	}
}

/* A hint only speaks, and imports do not hear it. */
static void one_telephone_of_many_persons(void **state)
{
	static const char *const names[] = {"甲一", "乙二", "丙三"};
	struct fix *x = *state;
	struct sifa_record *r;

	for (size_t i = 0; i < 3; i++) {
		r = person(x, NULL, NULL);
		set(r, "name", names[i]);
		set(r, "phone", "13900000001");
		if (i == 2)
			assert_int_equal(verdict(x, r, "phone"), -1); /* the third; frees r */
		if (i == 2) {
			r = person(x, NULL, NULL);
			set(r, "name", names[i]);
			set(r, "phone", "13900000001");
		}
		save(x->clerk[0], r);
	}
	r = person(x, NULL, NULL);
	set(r, "phone", "139 0000 0001");
	assert_int_equal(verdict(x, r, "phone"), SIFA_HINT);
}

/* The prefix of the kind of institution: 3.3, 11.2. */
static void a_credit_code_begins_as_its_institution(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->county, "law_firm");

	set(r, "name", "某律师事务所");
	set(r, "kind", "law_firm");
	set(r, "uscc", "311408270123456714");
	assert_int_equal(verdict(x, r, "uscc"), -1);
	r = blank(x->county, "law_firm");
	set(r, "name", "某公证处");
	set(r, "kind", "notary");
	set(r, "uscc", "311408270123456714");
	assert_int_equal(verdict(x, r, "uscc"), SIFA_HINT);
}

/* ---- other records: 3.9 ---- */

static uint64_t known(struct fix *x, const char *name)
{
	struct sifa_record *r = person(x, NULL, NULL);

	set(r, "name", name);
	return save(x->clerk[0], r);
}

static struct sifa_record *dispute(struct fix *x, const char *no, const char *form,
				   const char *accepted, const uint64_t party[2])
{
	struct sifa_record *r = blank(x->clerk[0], "mediation");
	const struct sifa_field *f = kind_field(x->med, "parties");
	struct sifa_value v = {.state = SIFA_SET, .len = 2}, cell[2][40] = {{{0}}};
	struct sifa_row row[2] = {{0}};
	struct sifa_err err = {0};
	size_t side = 0, who = 0;

	for (size_t i = 0; i < f->nrow; i++) {
		side = strcmp(f->row[i].id, "side") ? side : i;
		who = strcmp(f->row[i].id, "person") ? who : i;
	}
	for (size_t i = 0; i < 2; i++) {
		cell[i][side] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)i + 1};
		cell[i][who] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)party[i]};
		row[i].v = cell[i];
	}
	v.row = row;
	set(r, "no", no);
	set(r, "form", form);
	set(r, "type", "neighbour");
	set(r, "accepted_on", accepted);
	ok(sifa_set(r, f, &v, &err), &err);
	return r;
}

static void a_dispute_stands_in_one_register(void **state)
{
	struct fix *x = *state;
	const uint64_t party[2] = {known(x, "东家"), known(x, "西家")};

	save(x->clerk[0], dispute(x, "(2013)垣新人调字第801号", "written", "2013-03-01", party));
	assert_int_equal(
		verdict(x, dispute(x, "(2013)垣新人调口字第801号", "oral", "2013-03-01", party),
			"parties"),
		SIFA_ERROR);
	/* within six months they may quarrel again, but look at it */
	assert_int_equal(
		verdict(x, dispute(x, "(2013)垣新人调字第802号", "written", "2013-09-01", party),
			"parties"),
		SIFA_WARNING);
	assert_int_equal(
		verdict(x, dispute(x, "(2013)垣新人调字第803号", "written", "2013-09-02", party),
			"parties"),
		-1);
}

static void more_than_a_million_is_asked_about(void **state)
{
	struct fix *x = *state;
	const uint64_t party[2] = {known(x, "南家"), known(x, "北家")};
	struct sifa_record *r =
		dispute(x, "(2013)垣新人调字第804号", "written", "2013-03-01", party);

	set(r, "amount", "100万");
	assert_int_equal(verdict(x, r, "amount"), -1);
	r = dispute(x, "(2013)垣新人调字第804号", "written", "2013-03-01", party);
	set(r, "amount", "1,000,000.01");
	assert_int_equal(verdict(x, r, "amount"), SIFA_WARNING);
}

static void a_closed_unit_takes_nothing_new(void **state)
{
	struct fix *x = *state;
	uint64_t gone = make_unit(x, "旧石马村", "village", x->office[0]);
	uint64_t stands = make_unit(x, "旧石马坡村", "village", x->office[0]);
	const struct sifa_field *place = kind_field(x->med, "place");
	struct sifa_record *r;
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};

	r = get(x->county, gone);
	set(r, "closed_on", "2013-06-30");
	save(x->county, r);
	/* back entry of what happened there is quiet */
	r = blank(x->clerk[0], "mediation");
	set(r, "accepted_on", "2013-06-30");
	set_id(r, "place", gone);
	assert_int_equal(verdict(x, r, "place"), -1);
	r = blank(x->clerk[0], "mediation");
	set(r, "accepted_on", "2013-07-01");
	set_id(r, "place", gone);
	assert_int_equal(verdict(x, r, "place"), SIFA_WARNING);
	/* and it is not offered beside one that stands, but by its own name */
	ok(sifa_pick(x->clerk[0], place, "旧石马", 10, &rows, &err), &err);
	assert_int_equal(rows.n, 1);
	assert_int_equal(sifa_record_id(rows.hit[0].record), stands);
	sifa_rows_free(&rows);
	ok(sifa_pick(x->clerk[0], place, "旧石马村", 10, &rows, &err), &err);
	assert_int_equal(sifa_record_id(rows.hit[0].record), gone);
	sifa_rows_free(&rows);
}

static void a_credit_code_is_optional_and_checked(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->county, "law_firm");
	const struct sifa_field *f = kind_field(r->kind, "uscc");
	struct sifa_err err = {0};
	struct sifa_value v;
	char buf[128];

	set(r, "name", "垣曲律师事务所");
	set(r, "kind", "1");
	set(r, "uscc", "３１１４０８２７０１２３４５６７１４"); /* full width: 311408270123456714 */
	assert_string_equal(sifa_get(r, f)->s, "311408270123456714");
	assert_int_equal(
		sifa_parse(f, "311408270123456715", 18, SIFA_DAY_NONE, &v, buf, sizeof buf, &err),
		SIFA_E_DATA);
	sifa_record_free(r);
	r = blank(x->county, "law_firm");
	set(r, "name", "老所");
	set(r, "kind", "1");
	assert_int_equal(verdict(x, r, "uscc"), -1);
}

static void names_keep_their_characters(void **state)
{
	static const struct {
		const char *typed, *kept;
	} cases[] = {
		{"买买提·吐尔逊", "买买提·吐尔逊"},
		{"买买提•吐尔逊", "买买提·吐尔逊"},
		{"买买提・吐尔逊", "买买提·吐尔逊"},
		{"买买提.吐尔逊", "买买提·吐尔逊"},
		{"张　三", "张三"},
		{"张 三", "张三"},
		{"𠅤𬱖", "𠅤𬱖"},
		{"某甲", "某甲"},
	};
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(x->person, "name");

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sifa_record *r = person(x, NULL, NULL);

		set(r, "name", cases[i].typed);
		assert_string_equal(sifa_get(r, f)->s, cases[i].kept);
		assert_int_equal(verdict(x, r, "name"), -1);
	}
}

static void limits_count_characters(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(x->person, "name");
	struct sifa_record *r = person(x, NULL, NULL);
	struct sifa_value v = {.state = SIFA_SET};
	struct sifa_err err = {0};
	char name[4 * 51 + 1] = "";

	for (int i = 0; i < 50; i++)
		strcat(name, "𠅤");
	v.s = name;
	v.len = strlen(name);
	ok(sifa_set(r, f, &v, &err), &err);
	assert_int_equal(verdict(x, r, "name"), -1); /* 200 bytes, 50 characters */
	r = person(x, NULL, NULL);
	strcat(name, "𠅤");
	v.len = strlen(name);
	ok(sifa_set(r, f, &v, &err), &err);
	assert_int_equal(verdict(x, r, "name"), SIFA_ERROR);
}

static void numbers_have_limits(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(x->med, "amount");
	struct sifa_record *r = new_case(x, 0, "92", "2013-03-05");
	struct sifa_value v = {.state = SIFA_SET, .n = -1};
	struct sifa_err err = {0};

	set(r, "amount", "1.2万");
	assert_int_equal(sifa_get(r, f)->n, 1200000); /* fen */
	ok(sifa_set(r, f, &v, &err), &err);
	assert_int_equal(verdict(x, r, "amount"), SIFA_ERROR);
	r = new_case(x, 0, "92", "2013-03-05");
	r->v[kind_field(x->med, "pages")->index] =
		(struct sifa_value){.state = SIFA_SET, .n = 2001};
	assert_int_equal(verdict(x, r, "pages"), SIFA_ERROR);
}

static void a_code_that_is_in_no_list_is_an_error(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "93", "2013-03-05");

	r->v[kind_field(x->med, "type")->index] =
		(struct sifa_value){.state = SIFA_SET, .n = 60000};
	assert_int_equal(verdict(x, r, "type"), SIFA_ERROR);
	r = new_case(x, 0, "93", "2013-03-05");
	r->v[kind_field(x->med, "prevented")->index] =
		(struct sifa_value){.state = SIFA_SET, .n = INT64_C(1) << 59};
	assert_int_equal(verdict(x, r, "prevented"), SIFA_ERROR);
}

static void references_stand_for_records_that_are_there(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = new_case(x, 0, "94", "2013-03-05");
	struct sifa_err err = {0};
	uint64_t id = make_person(x, 0, "将删");

	set_id(r, "committee", id); /* a person is no committee */
	assert_int_equal(verdict(x, r, "committee"), SIFA_ERROR);
	r = new_case(x, 0, "94", "2013-03-05");
	set_id(r, "place", x->village[1]); /* places of others may be named */
	assert_int_equal(verdict(x, r, "place"), -1);
	ok(sifa_delete(x->clerk[0], id, 1, "错录", &err), &err);
	r = blank(x->clerk[0], "mediator");
	set_id(r, "person", id);
	set(r, "start", "2013-01-01");
	assert_int_equal(verdict(x, r, "person"), SIFA_ERROR);
	/* rows and sets as well */
	r = new_case(x, 0, "94", "2013-03-05");
	r->v[kind_field(x->med, "mediators")->index] =
		(struct sifa_value){.state = SIFA_SET, .len = 1, .id = &id};
	assert_int_equal(verdict(x, r, "mediators"), SIFA_ERROR);
}

#define T(f) cmocka_unit_test(f)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_name_is_enough_for_a_person),
		T(a_record_needs_its_key_date_number_and_unit),
		T(what_has_no_number_needs_a_name),
		T(unknown_refused_and_pending_are_values),
		T(where_they_mean_nothing_they_are_refused),
		T(worked_identity_numbers),
		T(an_old_number_is_offered_with_18),
		T(a_number_without_its_state_gets_a_hint),
		T(a_number_agrees_with_birth_and_sex),
		T(days_of_birth_lie_between_1900_and_today),
		T(older_than_120_is_a_warning),
		T(other_papers_have_their_own_numbers),
		T(birth_and_sex_follow_from_a_sound_number),
		T(a_doubled_number_is_an_error_once_it_was_compared),
		T(a_namesake_of_the_village_is_told_apart),
		T(a_case_number_is_free_only_once_a_unit),
		T(codes_of_units_and_logins_are_free_only_once_at_all),
		T(order_of_a_mediation),
		T(order_of_an_aid_case),
		T(a_check_asks_only_of_the_forms_it_names),
		T(a_dispute_has_two_parties),
		T(each_entry_of_a_table_is_looked_at),
		T(what_has_happened_cannot_lie_ahead),
		T(telephones),
		T(one_telephone_of_many_persons),
		T(a_credit_code_begins_as_its_institution),
		T(a_dispute_stands_in_one_register),
		T(more_than_a_million_is_asked_about),
		T(a_closed_unit_takes_nothing_new),
		T(a_credit_code_is_optional_and_checked),
		T(names_keep_their_characters),
		T(limits_count_characters),
		T(numbers_have_limits),
		T(a_code_that_is_in_no_list_is_an_error),
		T(references_stand_for_records_that_are_there),
	};

	return cmocka_run_group_tests(tests, fix_up, fix_down);
}
