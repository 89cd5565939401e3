/* The checks a kind may declare, over a small kind of its own (fixtures/checks). */
#include "small_fixture.h"

static int up(void **state)
{
	*state = small_up("checks", "matter", NULL);
	return 0;
}

static uint64_t save(struct fix *x, struct sifa_record *r)
{
	struct sifa_err err = {0};

	if (!r->id && !*r->reason)
		sifa_record_reason(r, "照录原件");
	ok(sifa_save(x->se, r, NULL, &err), &err);
	return sifa_record_id(r);
}

static uint64_t person(struct fix *x, const char *name)
{
	struct sifa_record *r = blank(x, "person");
	uint64_t id;

	set(r, "name", name);
	id = save(x, r);
	sifa_record_free(r);
	return id;
}

static uint64_t worker(struct fix *x, const char *name)
{
	struct sifa_record *r = blank(x, "worker");
	uint64_t id;

	set_ref(r, "person", person(x, name));
	id = save(x, r);
	sifa_record_free(r);
	return id;
}

/* A matter of a day on which no rule of `in_force` holds. */
static struct sifa_record *matter(struct fix *x, const char *no)
{
	struct sifa_record *r = blank(x, "matter");

	set(r, "no", no);
	set(r, "at", "2011-06-01");
	return r;
}

struct party {
	uint64_t who;
	const char *from, *to;
	int64_t fen;
};

static void parties(struct sifa_record *r, size_t n, const struct party *p)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), "parties");
	struct sifa_value cell[8][4] = {{{0}}};
	struct sifa_row row[8] = {{0}};
	struct sifa_value v = {.state = SIFA_SET, .len = n, .row = row};
	struct sifa_err err = {0};

	for (size_t i = 0; i < n; i++) {
		const char *day[] = {p[i].from, p[i].to};

		row[i].v = cell[i];
		if (p[i].who)
			cell[i][0] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)p[i].who};
		for (size_t j = 0; j < 2; j++) {
			sifa_day d;

			if (!day[j])
				continue;
			assert_int_equal(sifa_day_parse(day[j], strlen(day[j]), SIFA_DAY_NONE, &d),
					 SIFA_OK);
			cell[i][1 + j] = (struct sifa_value){.state = SIFA_SET, .n = d};
		}
		if (p[i].fen)
			cell[i][3] = (struct sifa_value){.state = SIFA_SET, .n = p[i].fen};
	}
	ok(sifa_set(r, f, &v, &err), &err);
}

/* The worst finding on a field, -1 for none; what it says and where from. */
static int on(struct fix *x, struct sifa_record *r, const char *field, struct sifa_finding *out)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	int worst = -1;

	ok(sifa_check_record(x->se, r, &f, &err), &err);
	for (size_t i = 0; i < f.n; i++) {
		if (strcmp(f.v[i].err.field, field) != 0 ||
		    (worst >= 0 && (int)f.v[i].severity >= worst))
			continue;
		worst = (int)f.v[i].severity;
		if (out)
			*out = f.v[i];
	}
	sifa_findings_free(&f);
	return worst;
}

/* ---- the record alone ---- */

static void chains_are_looked_at_link_by_link(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "1");
	struct sifa_finding f;

	set(r, "c_on", "2011-05-31"); /* b_on is empty: the next one counts */
	assert_int_equal(on(x, r, "c_on", &f), SIFA_ERROR);
	assert_string_equal(f.source, "测试法第一条");
	set(r, "c_on", "2011-06-01");
	assert_int_equal(on(x, r, "c_on", NULL), -1);
	set(r, "b_on", "2011-06-02");
	assert_int_equal(on(x, r, "c_on", NULL), SIFA_ERROR);
	assert_int_equal(on(x, r, "b_on", NULL), -1);
	sifa_record_free(r);
}

static void one_of_and_at_most_one(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "2");

	assert_int_equal(on(x, r, "x", NULL), -1);
	set(r, "cause", "wages");
	assert_int_equal(on(x, r, "x", NULL), SIFA_ERROR);
	set(r, "x", "不详");
	assert_int_equal(on(x, r, "x", NULL), -1);
	set(r, "y", "a");
	assert_int_equal(on(x, r, "y", NULL), -1);
	set(r, "z", "b");
	assert_int_equal(on(x, r, "z", NULL), SIFA_ERROR);
	set(r, "cause", "injury"); /* the other rule has the same words, as a warning */
	assert_int_equal(on(x, r, "z", NULL), SIFA_WARNING);
	sifa_record_free(r);
}

static void amounts_and_members_have_limits(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "3");
	const struct party four[4] = {{0}};
	struct sifa_finding f;

	set(r, "sum", "100万");
	assert_int_equal(on(x, r, "sum", NULL), -1);
	set(r, "sum", "1000000.01");
	assert_int_equal(on(x, r, "sum", &f), SIFA_WARNING);
	assert_string_equal(f.err.arg[2], "1000000.00");
	parties(r, 3, four);
	assert_int_equal(on(x, r, "parties", NULL), -1);
	parties(r, 4, four);
	assert_int_equal(on(x, r, "parties", NULL), SIFA_WARNING);
	assert_int_equal(on(x, r, "reached", NULL), -1);
	set(r, "reached", "0");
	assert_int_equal(on(x, r, "reached", NULL), SIFA_HINT);
	sifa_record_free(r);
}

static void typed_totals_are_those_of_their_parts(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "4");
	struct sifa_finding f;

	set(r, "reached", "842");
	assert_int_equal(on(x, r, "reached", NULL), -1); /* no part is known yet */
	set(r, "written", "400");
	assert_int_equal(on(x, r, "reached", &f), SIFA_ERROR);
	assert_string_equal(f.err.arg[3], "400");
	set(r, "oral", "442");
	assert_int_equal(on(x, r, "reached", NULL), -1);
	set(r, "sum", "30");
	parties(r, 2, (struct party[]){{.fen = 1000}, {.fen = 2000}});
	assert_int_equal(on(x, r, "sum", NULL), -1);
	parties(r, 2, (struct party[]){{.fen = 1000}, {.fen = 1999}});
	assert_int_equal(on(x, r, "sum", &f), SIFA_WARNING);
	assert_string_equal(f.err.arg[3], "29.99");
	sifa_record_free(r);
}

/* The monthly table of Huangshi: 869 accepted from three sources and of 15 types. */
static void the_table_of_869_balances(void **state)
{
	static const int64_t type[15] = {160, 278, 67, 44, 31, 76, 18, 28, 4, 13, 7, 55, 33, 1, 54};
	struct fix *x = *state;
	struct sifa_record *r = blank(x, "table");
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), "types");
	struct sifa_value cell[15] = {{0}}, v = {.state = SIFA_SET, .len = 15};
	struct sifa_row row[15] = {{0}};
	struct sifa_err err = {0};
	struct sifa_finding found;

	for (size_t i = 0; i < 15; i++) {
		cell[i] = (struct sifa_value){.state = SIFA_SET, .n = type[i]};
		row[i].v = &cell[i];
	}
	v.row = row;
	set(r, "month", "2013-05");
	set(r, "accepted", "869");
	set(r, "own", "455");
	set(r, "asked", "378");
	set(r, "sent", "36");
	set(r, "settled", "842");
	set(r, "oral", "400");
	set(r, "written", "442");
	set(r, "performed", "842");
	ok(sifa_set(r, f, &v, &err), &err);
	assert_int_equal(on(x, r, "accepted", NULL), -1);
	assert_int_equal(on(x, r, "settled", NULL), -1);
	cell[13].n = 2; /* one case too many of a type */
	ok(sifa_set(r, f, &v, &err), &err);
	assert_int_equal(on(x, r, "accepted", &found), SIFA_ERROR);
	assert_string_equal(found.err.arg[3], "870");
	set(r, "settled", "870");
	assert_int_equal(on(x, r, "accepted", NULL), SIFA_ERROR);
	assert_int_equal(on(x, r, "settled", NULL), SIFA_ERROR); /* oral + written: 842 */
	set(r, "settled", "841");
	assert_int_equal(on(x, r, "settled", NULL), SIFA_ERROR); /* fewer than were performed */
	sifa_record_free(r);
}

static void periods_of_rows(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "5");

	/* in any order: the second row comes first */
	parties(r, 2,
		(struct party[]){{.from = "2011-03-01", .to = "2011-03-10"},
				 {.from = "2011-02-01", .to = "2011-02-28"}});
	set(r, "cause", "injury");
	assert_int_equal(on(x, r, "parties.1.from", NULL), -1);
	parties(r, 2,
		(struct party[]){{.from = "2011-03-02", .to = "2011-03-10"},
				 {.from = "2011-02-01", .to = "2011-02-28"}});
	assert_int_equal(on(x, r, "parties.1.from", NULL), SIFA_WARNING); /* 1 March */
	set(r, "cause", "wages");
	assert_int_equal(on(x, r, "parties.1.from", NULL), -1);
	parties(r, 2,
		(struct party[]){{.from = "2011-02-28"},
				 {.from = "2011-02-01", .to = "2011-02-28"}});
	assert_int_equal(on(x, r, "parties.1.from", NULL), SIFA_WARNING);
	/* what has no end goes on */
	parties(r, 2,
		(struct party[]){{.from = "2011-02-28", .to = "2011-03-01"},
				 {.from = "2011-02-01"}});
	assert_int_equal(on(x, r, "parties.1.from", NULL), SIFA_WARNING);
	sifa_record_free(r);
}

static void the_law_is_that_of_the_day(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "6");

	assert_int_equal(on(x, r, "b_on", NULL), -1);
	set(r, "at", "2012-03-01");
	assert_int_equal(on(x, r, "b_on", NULL), SIFA_WARNING);
	assert_int_equal(on(x, r, "c_on", NULL), -1);
	set(r, "at", "2013-01-01");
	assert_int_equal(on(x, r, "b_on", NULL), -1);
	assert_int_equal(on(x, r, "c_on", NULL), SIFA_WARNING);
	sifa_record_free(r);
}

/* ---- people and other records ---- */

static void who_has_an_interest_is_named_in_his_row(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "7"), *w;
	uint64_t one = worker(x, "甲"), two = worker(x, "乙"), self;
	uint64_t both[2] = {one, two};
	struct sifa_finding f;
	struct sifa_err err = {0};

	ok(sifa_record_get(x->se, two, &w, &err), &err);
	self = (uint64_t)sifa_get(w, sifa_field(sifa_record_kind(w), "person"))->n;
	sifa_record_free(w);
	ok(sifa_set(r, sifa_field(x->k, "workers"),
		    &(struct sifa_value){.state = SIFA_SET, .id = both, .len = 2}, &err),
	   &err);
	parties(r, 2, (struct party[]){{.who = person(x, "丙")}, {.who = self}});
	assert_int_equal(on(x, r, "parties.2.person", &f), SIFA_ERROR);
	assert_string_equal(f.err.arg[0], "经办人应当回避");
	assert_int_equal(on(x, r, "parties.1.person", NULL), -1);
	sifa_record_free(r);
}

static void the_same_again_within_a_year(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "8a"), *s;
	uint64_t who = person(x, "丁");
	struct sifa_finding f;

	set_ref(r, "applicant", who);
	set(r, "cause", "wages");
	set(r, "x", "-");
	set(r, "adverse", "大兴（集团）公司");
	save(x, r);
	assert_int_equal(on(x, r, "applicant", NULL), -1); /* not its own double */
	s = matter(x, "8b");
	set_ref(s, "applicant", who);
	set(s, "cause", "wages");
	set(s, "x", "-");
	set(s, "adverse", "大兴(集团)公司");
	set(s, "at", "2012-06-01");
	assert_int_equal(on(x, s, "applicant", &f), SIFA_WARNING);
	assert_string_equal(f.err.arg[0], "8a");
	set(s, "at", "2012-06-02"); /* a year and a day */
	assert_int_equal(on(x, s, "applicant", NULL), -1);
	set(s, "at", "2010-06-01"); /* before it, too */
	assert_int_equal(on(x, s, "applicant", NULL), SIFA_WARNING);
	set(s, "adverse", "别的公司");
	assert_int_equal(on(x, s, "applicant", NULL), -1);
	sifa_record_free(r);
	sifa_record_free(s);
}

static struct sifa_record *paid(struct fix *x, const char *no, uint64_t who, const char *at,
				const char *sum)
{
	struct sifa_record *r = matter(x, no);

	set(r, "at", at);
	set(r, "cause", "wages");
	set(r, "x", "-");
	set_ref(r, "applicant", who);
	set(r, "sum", sum);
	return r;
}

static void what_comes_together_is_added_up(void **state)
{
	struct fix *x = *state;
	uint64_t who = person(x, "壬");
	struct sifa_record *a = paid(x, "t1", who, "2011-04-01", "3000"),
			   *b = paid(x, "t2", who, "2011-06-01", "2000.01"),
			   *c = paid(x, "t3", person(x, "癸"), "2011-06-01", "4999");
	struct sifa_finding f;

	save(x, a);
	save(x, c);
	assert_int_equal(on(x, b, "sum", &f), SIFA_WARNING); /* to the day two months before */
	assert_string_equal(f.err.arg[0], "两个月内累计过高");
	assert_string_equal(f.err.arg[2], "5000.01");
	assert_string_equal(f.err.arg[3], "5000.00");
	set(b, "sum", "2000");
	assert_int_equal(on(x, b, "sum", NULL), -1); /* what is the most is not more */
	set(b, "sum", "4000");
	set(b, "at", "2011-06-02");
	assert_int_equal(on(x, b, "sum", NULL), -1);
	set(b, "at", "2011-03-31"); /* the one behind it is not its past */
	assert_int_equal(on(x, b, "sum", NULL), -1);
	set(b, "at", "2011-04-01");
	assert_int_equal(on(x, b, "sum", NULL), SIFA_WARNING);
	set(b, "cause", "injury"); /* such ones are not counted */
	assert_int_equal(on(x, b, "sum", NULL), -1);
	set(b, "cause", "wages");
	set(a, "c_on", "2011-05-01"); /* nor what came to nothing */
	set(a, "b_on", "2011-04-15");
	save(x, a);
	assert_int_equal(on(x, b, "sum", NULL), -1);
	sifa_record_free(a);
	sifa_record_free(b);
	sifa_record_free(c);
}

static void written_and_oral_exclude_each_other(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "9a"), *s = matter(x, "9b");
	uint64_t a = person(x, "戊"), b = person(x, "己");
	struct sifa_finding f;

	set(r, "form", "written");
	set(r, "cause", "injury");
	parties(r, 2, (struct party[]){{.who = a}, {.who = b}});
	save(x, r);
	set(s, "form", "oral");
	set(s, "cause", "injury");
	parties(s, 2, (struct party[]){{.who = b}, {.who = a}});
	assert_int_equal(on(x, s, "parties", &f), SIFA_ERROR);
	assert_string_equal(f.err.arg[0], "书面、口头只能登记一次");
	assert_string_equal(f.err.arg[2], "9a");
	set(s, "form", "written"); /* twice written is no matter of form */
	assert_int_equal(on(x, s, "parties", NULL), -1);
	set(s, "form", "oral");
	parties(s, 1, (struct party[]){{.who = b}});
	assert_int_equal(on(x, s, "parties", NULL), -1);
	parties(s, 2, (struct party[]){{.who = b}, {.who = a}});
	set(s, "at", "2011-06-02");
	assert_int_equal(on(x, s, "parties", NULL), -1);
	sifa_record_free(r);
	sifa_record_free(s);
}

static void the_other_side_is_a_client(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "10a"), *s = matter(x, "10b");
	uint64_t lawyer = worker(x, "庚");
	struct sifa_finding f;

	set_ref(r, "applicant", person(x, "辛大山"));
	set_ref(r, "lawyer", lawyer);
	save(x, r);
	set_ref(s, "applicant", person(x, "壬"));
	set_ref(s, "lawyer", lawyer);
	set(s, "adverse", "辛大山");
	assert_int_equal(on(x, s, "adverse", &f), SIFA_WARNING);
	assert_string_equal(f.err.arg[0], "10a");
	set_ref(s, "lawyer", worker(x, "癸"));
	assert_int_equal(on(x, s, "adverse", NULL), -1);
	set_ref(s, "lawyer", lawyer);
	set(r, "c_on", "2011-07-01"); /* closed */
	save(x, r);
	assert_int_equal(on(x, s, "adverse", NULL), -1);
	sifa_record_free(r);
	sifa_record_free(s);
}

/* ---- warnings and reasons ---- */

static void a_warning_is_saved_with_a_reason(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = matter(x, "11");
	struct sifa_entry e;
	struct sifa_finding f;
	struct sifa_err err = {0};
	size_t n;

	set(r, "sum", "2000000");
	assert_int_equal(on(x, r, "sum", &f), SIFA_WARNING);
	assert_false(f.known);
	sifa_record_reason(r, "照纸质登记录入");
	save(x, r);
	ok(sifa_journal(x->se, sifa_record_id(r), &e, 1, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_string_equal(e.note, "照纸质登记录入");
	/* the next save of it needs none, unless it says something new */
	assert_int_equal(on(x, r, "sum", &f), SIFA_WARNING);
	assert_true(f.known);
	set(r, "y", "a");
	set(r, "z", "b");
	assert_int_equal(on(x, r, "z", &f), SIFA_WARNING);
	assert_false(f.known);
	/* the reason was used once */
	assert_int_equal(sifa_save(x->se, r, NULL, &err), SIFA_E_REASON);
	ok(sifa_journal(x->se, sifa_record_id(r), &e, 1, &n, &err), &err);
	assert_string_equal(e.note, "照纸质登记录入");
	sifa_record_reason(r, "两处均有记载");
	save(x, r);
	ok(sifa_journal(x->se, sifa_record_id(r), &e, 1, &n, &err), &err);
	assert_string_equal(e.note, "两处均有记载");
	sifa_record_free(r);
}

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

static void an_import_keeps_its_warnings(void **state)
{
	struct fix *x = *state;
	struct text t = {"no,at,sum\nI1,2011-01-01,5\nI2,2011-01-02,2000000\n"};
	struct sifa_import im = {.kind = x->k,
				 .source = {.name = "m.csv", .read = read_text, .arg = &t},
				 .reason = "照旧册录入"};
	struct sifa_import_result res = {0};
	struct sifa_entry e;
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_import(x->se, &im, &res, &err), &err);
	assert_int_equal(res.added, 2);
	assert_int_equal(res.warnings, 1);
	assert_int_equal(res.findings.n, 1);
	assert_int_equal(res.findings.v[0].severity, SIFA_WARNING);
	assert_int_equal(res.findings.v[0].err.line, 3);
	assert_int_equal(res.findings.v[0].err.column, 15);
	sifa_findings_free(&res.findings);
	ok(sifa_journal(x->se, 0, &e, 1, &n, &err), &err);
	assert_string_equal(e.note, "matter m.csv 1?; 照旧册录入");
}

static void rules_of_a_field_have_their_sources(void **state)
{
	struct fix *x = *state;
	struct sifa_rule rule[8];

	assert_int_equal(sifa_rules(x->k, sifa_field(x->k, "b_on"), rule, 8), 2);
	assert_string_equal(rule[0].source, "测试法第一条");
	assert_string_equal(rule[1].text[SIFA_ZH], "旧规定");
	assert_int_equal(sifa_rules(x->k, sifa_field(x->k, "no"), rule, 8), 0);
}

/* ---- refused at load ---- */

static void refused(void **state)
{
	static const struct {
		const char *from, *to, *msg;
	} wrong[] = {
		{"{order: [at, b_on, c_on]", "{order: [at, b_on, no]",
		 "\"{1}\" has no order: a date or number was expected."},
		{"{order: [at, b_on, c_on]", "{order: [at, b_on, reached]",
		 "\"{1}\" and \"{2}\" cannot be compared."},
		{"at_most: [parties, 3]", "at_most: [no, 3]",
		 "\"{1}\" has no members to be counted and is no amount: rows, refs, codes, int or "
		 "money were expected."},
		{"is: [written, oral]", "is: [written, sum]",
		 "\"{1}\" and \"{2}\" cannot be compared."},
		{"conflict: [workers.person", "conflict: [workers",
		 "\"{1}\" and \"{2}\" cannot be compared."},
		{"overlap: [parties, from", "overlap: [parties, amount",
		 "The field \"{1}\" is no date; a date was expected."},
		{"same: [applicant, cause, adverse]", "same: [cause, adverse]",
		 "One of these must be a reference, or a column of references: by it the other "
		 "records are found."},
		{"of: sum, same", "of: no, same",
		 "\"{1}\" is no amount: int or money was expected."},
		{"same: [applicant], on", "same: [x], on",
		 "One of these must be a reference, or a column of references: by it the other "
		 "records are found."},
		{"theirs: applicant", "theirs: no",
		 "\"{1}\" refers to nobody: a reference was expected."},
		{"from: 2012-03-01, to: 2012-12-31", "from: 2012-03-01, to: 2011-12-31",
		 "\"to\" lies before \"from\"."},
		{"{excludes: [x, y, z]}", "{excludes: [x, y, z], order: [at, b_on]}",
		 "A check is exactly one of order, needs, excludes, one_of, at_least, at_most, "
		 "begins, differs, balance, conflict, overlap, gap, within, client, tiles, "
		 "complete, outside, total, agree."},
	};
	struct fix *x = *state;
	char conf[80], path[120], text[6000], bad[6200];
	size_t n;
	FILE *f;

	snprintf(conf, sizeof conf, "%s/c", x->dir);
	snprintf(path, sizeof path, "%s/kinds/matter.yaml", conf);
	f = fopen(path, "r");
	assert_non_null(f);
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	fclose(f);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct sifa_findings found = {0};
		struct sifa_err err = {0};
		const char *at = strstr(text, wrong[i].from);
		int line = 1;
		bool seen = false;

		assert_non_null(at);
		for (const char *p = text; p < at; p++)
			line += *p == '\n';
		snprintf(bad, sizeof bad, "%.*s%s%s", (int)(at - text), text, wrong[i].to,
			 at + strlen(wrong[i].from));
		f = fopen(path, "w");
		fputs(bad, f);
		fclose(f);
		assert_int_equal(sifa_config_adopt(x->se, conf, true, NULL, NULL, &found, &err),
				 SIFA_E_CONFIG);
		for (size_t j = 0; j < found.n; j++)
			seen = seen || (!strcmp(found.v[j].err.msg, wrong[i].msg) &&
					found.v[j].err.line == line && found.v[j].err.column > 0);
		if (!seen)
			fail_msg("%s: %s (line %d, not %d)", wrong[i].to, err.msg, err.line, line);
		sifa_findings_free(&found);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(chains_are_looked_at_link_by_link),
		cmocka_unit_test(one_of_and_at_most_one),
		cmocka_unit_test(amounts_and_members_have_limits),
		cmocka_unit_test(typed_totals_are_those_of_their_parts),
		cmocka_unit_test(the_table_of_869_balances),
		cmocka_unit_test(periods_of_rows),
		cmocka_unit_test(the_law_is_that_of_the_day),
		cmocka_unit_test(who_has_an_interest_is_named_in_his_row),
		cmocka_unit_test(the_same_again_within_a_year),
		cmocka_unit_test(what_comes_together_is_added_up),
		cmocka_unit_test(written_and_oral_exclude_each_other),
		cmocka_unit_test(the_other_side_is_a_client),
		cmocka_unit_test(a_warning_is_saved_with_a_reason),
		cmocka_unit_test(an_import_keeps_its_warnings),
		cmocka_unit_test(rules_of_a_field_have_their_sources),
		cmocka_unit_test(refused),
	};

	return cmocka_run_group_tests(tests, up, down);
}
