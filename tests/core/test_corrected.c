/* A life in correction on the shipped kinds: assessed, received, late, announced, away,
 * lost, warned, discharged, helped for five years; under the old law and the new. */
#include <stdarg.h>
#include "work_fixture.h"

/* The office's head or the county's officer on a day; the fixture's own day is later. */
static struct sifa_session *on_day(struct fix *x, const char *user, int y, int m, int d)
{
	struct sifa_session *se = enter(x->sifa, user, noon(y, m, d));

	sifa_clock_confirm(se);
	return se;
}

static struct sifa_session *as_head(struct fix *x, int y, int m, int d)
{
	return on_day(x, "head", y, m, d);
}

static struct sifa_session *as_county(struct fix *x, int y, int m, int d)
{
	return on_day(x, "county", y, m, d);
}

static int up(void **state)
{
	struct fix *x;
	struct sifa_record *r;

	fix_up(state);
	x = *state;
	r = get(x->county, x->office[0]);
	set(r, "short", "垣新");
	save(x->county, r);
	make_user(x, x->office[0], "head", "所长");
	make_user(x, x->bureau, "county", "县局业务股室");
	return 0;
}

/* Takes the step with FIELD, VALUE, ..., NULL; the finding that refused it, or "". */
static const char *take(struct sifa_session *se, uint64_t id, const char *step, ...)
{
	static char why[400];
	struct sifa_record *r = get(se, id);
	const struct sifa_step_def *s = sifa_step(r->kind, step);
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	const char *field;
	va_list ap;

	if (!s)
		fail_msg("%s has no step %s", r->kind->id, step);
	va_start(ap, step);
	while ((field = va_arg(ap, const char *)) != NULL)
		set(r, field, va_arg(ap, const char *));
	va_end(ap);
	why[0] = '\0';
	sifa_record_reason(r, "照录原件");
	if (sifa_step_take(se, r, s, NULL, &f, &err))
		for (size_t i = 0; i < f.n; i++)
			if (f.v[i].severity == SIFA_ERROR) {
				snprintf(why, sizeof why, "%s %s %s", f.v[i].err.msg,
					 f.v[i].err.arg[0], f.v[i].err.arg[1]);
				break;
			}
	sifa_findings_free(&f);
	sifa_record_free(r);
	return why;
}

#define TAKEN(...) assert_string_equal(take(__VA_ARGS__), "")
#define REFUSED(words, ...) \
	do { \
		const char *why_ = take(__VA_ARGS__); \
		if (!strstr(why_, words)) \
			fail_msg("refused with \"%s\"", why_); \
	} while (0)

static const char *state_of(struct sifa_session *se, uint64_t id)
{
	static char name[40];
	struct sifa_record *r = get(se, id);
	const struct sifa_state_def *s = sifa_record_state(r);

	snprintf(name, sizeof name, "%s", s ? s->id : "");
	sifa_record_free(r);
	return name;
}

static bool beside(struct sifa_session *se, uint64_t id, const char *state)
{
	struct sifa_record *r = get(se, id);
	const struct sifa_state_def *in[8];
	bool is = false;

	for (size_t i = sifa_states(r, in, 8); i > 0; i--)
		is = is || !strcmp(in[i - 1]->id, state);
	sifa_record_free(r);
	return is;
}

/* Saves what a step begins; its id. */
static uint64_t begun(struct sifa_session *se, uint64_t id, const char *step, const char *field,
		      const char *value)
{
	struct sifa_record *r = get(se, id), *other;
	struct sifa_err err = {0};

	ok(sifa_step_begin(se, r, sifa_step(r->kind, step), &other, &err), &err);
	assert_non_null(other);
	sifa_record_free(r);
	if (field)
		set(other, field, value);
	return save(se, other);
}

/* Due day of a clock, as YYYY-MM-DD. */
static const char *due(struct sifa_session *se, uint64_t id, const char *clock)
{
	static char day[12];
	struct sifa_record *r = get(se, id);

	day[0] = '\0';
	for (size_t i = 0; i < r->kind->nclocks; i++)
		if (!strcmp(r->kind->clock[i].id, clock))
			sifa_day_format(sifa_clock_due(r, &r->kind->clock[i]), day);
	sifa_record_free(r);
	return day;
}

/* Papers in, with all that must be there; not saved. */
static struct sifa_record *papers_in(struct fix *x, struct sifa_session *se, const char *effective,
				     const char *papers, const char *start, const char *end)
{
	struct sifa_record *r = blank(se, "correction");

	set_id(r, "person", make_person(x, 0, "王小明"));
	set(r, "papers_in", papers);
	set(r, "kind", "缓刑");
	set(r, "crime", "盗窃罪");
	set(r, "sentence", "有期徒刑一年，缓刑一年");
	set(r, "court", "垣曲县人民法院");
	set(r, "judgment_no", "(2012)垣刑初字第15号");
	set(r, "effective_on", effective);
	set(r, "start", start);
	set(r, "end", end);
	return r;
}

static uint64_t received(struct fix *x, struct sifa_session *se, const char *effective,
			 const char *papers, const char *start, const char *end)
{
	return save(se, papers_in(x, se, effective, papers, start, end));
}

static void group_of(struct sifa_session *se, uint64_t id, bool woman)
{
	struct sifa_record *r = get(se, id);
	const struct sifa_field *f = sifa_field(r->kind, "group");
	struct sifa_value cell[2][40] = {{{0}}}, v = {.state = SIFA_SET, .len = 2};
	struct sifa_row row[2] = {{.v = cell[0]}, {.v = cell[1]}};
	struct sifa_err err = {0};

	for (size_t i = 0; i < 2; i++) {
		cell[i][0] =
			(struct sifa_value){.state = SIFA_SET, .n = f->row[0].codes->code[i].no};
		cell[i][1] = (struct sifa_value){.state = SIFA_SET, .s = "某某", .len = 6};
		if (i && !strcmp(r->kind->id, "correction"))
			cell[i][4] = (struct sifa_value){.state = SIFA_SET, .n = woman};
	}
	v.row = row;
	ok(sifa_set(r, f, &v, &err), &err);
	save(se, r);
}

static void group_of_two(struct sifa_session *se, uint64_t id)
{
	group_of(se, id, false);
}

/* ---- lives ---- */

static void assessed_in_ten_working_days(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2013, 3, 20);
	struct sifa_record *r = blank(se, "assessment");
	const char *no;
	uint64_t id, cor;

	set_id(r, "person", make_person(x, 0, "王小明"));
	set(r, "received_on", "2013-03-04");
	set(r, "from", "垣曲县人民法院");
	set(r, "kind", "拟宣告缓刑");
	set(r, "pace", "一般");
	id = save(se, r);
	assert_string_equal(due(se, id, "ordinary"), "2013-03-18");
	REFUSED("没有走访调查", se, id, "judge", "opinion_on", "2013-03-12", "opinion", "适用",
		NULL);
	r = get(se, id);
	no = sifa_get(r, sifa_field(r->kind, "no"))->s;
	assert_string_equal(no, "(2013)垣新矫评字第001号");
	set(r, "pace", "速裁");
	save(se, r);
	assert_string_equal(due(se, id, "expedited"), "2013-03-11");
	assert_string_equal(due(se, id, "ordinary"), "");
	r = blank(se, "assessment"); /* back entry: the opinion was given on paper */
	set_id(r, "person", make_person(x, 0, "李大山"));
	set(r, "received_on", "2013-03-04");
	set(r, "opinion", "适用");
	set(r, "opinion_on", "2013-03-08");
	set(r, "sent_on", "2013-03-11");
	id = save(se, r);
	assert_string_equal(state_of(se, id), "sent");
	cor = begun(se, id, "receive", "papers_in", "2013-03-20");
	r = get(se, cor);
	assert_int_equal(sifa_get(r, sifa_field(r->kind, "assessment"))->n, (int64_t)id);
	sifa_record_free(r);
	sifa_logout(se);
}

static void received_late_announced(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2012, 12, 28);
	uint64_t id = received(x, se, "2012-12-03", "2012-12-06", "2012-12-03", "2013-12-02"),
		 missed;

	assert_string_equal(due(se, id, "receipt"), "2012-12-11"); /* three working days */
	assert_string_equal(due(se, id, "report"), "2012-12-13");
	/* the day has passed: searched for, and found */
	TAKEN(se, id, "miss", "missed_on", "2012-12-14", NULL);
	assert_true(beside(se, id, "missed"));
	missed = begun(se, id, "miss", NULL, NULL);
	assert_string_equal(due(se, missed, "upward"), "2012-12-15");
	TAKEN(se, missed, "upward", "reported_on", "2012-12-14", NULL);
	TAKEN(se, missed, "taken", "ended_on", "2012-12-18", NULL);
	assert_false(beside(se, id, "missed")); /* the person's record learned of it */
	REFUSED("先核对文书", se, id, "report", "reported_on", "2012-12-18", NULL);
	REFUSED("文书与本人不符", se, id, "report", "reported_on", "2012-12-18", "papers_match",
		"否", NULL);
	TAKEN(se, id, "report", "reported_on", "2012-12-18", "papers_match", "是", "late_reason",
	      "在外地打工", NULL);
	assert_string_equal(state_of(se, id), "reported");
	REFUSED("先确定矫正小组", se, id, "announce", "announced_on", "2012-12-21", "plan_on",
		"2012-12-20", NULL);
	group_of_two(se, id);
	REFUSED("先拟定矫正方案", se, id, "announce", "announced_on", "2012-12-21", NULL);
	TAKEN(se, id, "announce", "announced_on", "2012-12-21", "plan_on", "2012-12-20", "class",
	      "普管", "able", "是", NULL);
	assert_string_equal(state_of(se, id), "announced");
	sifa_logout(se);
}

/* Nobody says so: the sex is the person's, the women are counted. */
static void a_woman_has_a_woman_in_her_group(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2012, 12, 28);
	struct sifa_record *r =
		papers_in(x, se, "2012-12-03", "2012-12-06", "2012-12-03", "2013-12-02");
	uint64_t id, who = (uint64_t)sifa_get(r, sifa_field(r->kind, "person"))->n;
	struct sifa_record *p = get(x->county, who);

	set(p, "sex", "女");
	save(x->county, p);
	id = save(se, r);
	TAKEN(se, id, "report", "reported_on", "2012-12-10", "papers_match", "是", NULL);
	group_of(se, id, false);
	REFUSED("应有女性成员", se, id, "announce", "announced_on", "2012-12-14", "plan_on",
		"2012-12-13", "class", "普管", "able", "是", NULL);
	group_of(se, id, true);
	TAKEN(se, id, "announce", "announced_on", "2012-12-14", "plan_on", "2012-12-13", "class",
	      "普管", "able", "是", NULL);
	sifa_logout(se);
}

/* Announced, as a record that was typed later. */
static uint64_t announced(struct fix *x, struct sifa_session *se)
{
	struct sifa_record *r =
		papers_in(x, se, "2012-12-03", "2012-12-06", "2012-12-03", "2013-12-02");

	set(r, "reported_on", "2012-12-10");
	set(r, "announced_on", "2012-12-14");
	set(r, "class", "严管");
	set(r, "able", "是");
	return save(se, r);
}

static uint64_t leave(struct sifa_session *se, uint64_t id, const char *at)
{
	return begun(se, id, "ask_leave", "at", at);
}

static void seven_days_and_eight(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2013, 6, 3), *county = as_county(x, 2013, 6, 3);
	uint64_t id = announced(x, se), seven = leave(se, id, "2013-06-03"), eight;

	REFUSED("外出事由", se, seven, "grant_leave", "approved_on", "2013-06-03", "leave_from",
		"2013-06-05", "leave_to", "2013-06-11", NULL);
	TAKEN(se, seven, "grant_leave", "approved_on", "2013-06-03", "leave_from", "2013-06-05",
	      "leave_to", "2013-06-11", "leave_place", "运城", "leave_reason", "看病", "phone",
	      "13800000000", NULL);
	assert_string_equal(state_of(se, seven), "leave_granted");
	assert_true(beside(se, id, "away"));
	assert_string_equal(due(se, id, "away"), "2013-06-11");
	sifa_logout(se);
	se = as_head(x, 2013, 6, 12);
	TAKEN(se, seven, "return", "back_on", "2013-06-11", NULL);
	assert_false(beside(se, id, "away"));
	eight = leave(se, id, "2013-06-12");
	REFUSED("超过七日的，由县局批准", se, eight, "grant_leave", "approved_on", "2013-06-12",
		"leave_from", "2013-06-14", "leave_to", "2013-06-21", "leave_place", "西安",
		"leave_reason", "做工", "phone", "13800000000", NULL);
	REFUSED("县局", se, eight, "grant_leave_county", "approved_on", "2013-06-12", NULL);
	assert_false(beside(se, id, "away"));
	sifa_logout(county);
	county = as_county(x, 2013, 6, 12);
	REFUSED("不得超过三十日", county, eight, "grant_leave_county", "approved_on", "2013-06-12",
		"leave_from", "2013-06-14", "leave_to", "2013-07-14", "leave_place", "西安",
		"leave_reason", "做工", "phone", "13800000000", NULL);
	TAKEN(county, eight, "grant_leave_county", "approved_on", "2013-06-12", "leave_from",
	      "2013-06-14", "leave_to", "2013-06-21", "leave_place", "西安", "leave_reason", "做工",
	      "phone", "13800000000", NULL);
	assert_true(beside(se, id, "away")); /* a second time */
	sifa_logout(county);
	sifa_logout(se);
}

/* Leave of these days, and what is said of its length: "" for nothing. */
static const char *long_leave(struct sifa_session *se, uint64_t id, const char *from,
			      const char *to)
{
	static char said[sizeof((struct sifa_err *)0)->arg[0]];
	struct sifa_record *r = blank(se, "correction_event");
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	said[0] = '\0';
	set_id(r, "correction", id);
	set(r, "kind", "外出请假");
	set(r, "at", from);
	set(r, "leave_from", from);
	set(r, "leave_to", to);
	sifa_derive(se, r);
	ok(sifa_check_record(se, r, &f, &err), &err);
	for (size_t i = 0; i < f.n; i++)
		if (!strcmp(f.v[i].err.field, "leave_length")) {
			assert_int_equal(f.v[i].severity, SIFA_WARNING);
			snprintf(said, sizeof said, "%s", f.v[i].err.arg[0]);
		}
	sifa_findings_free(&f);
	save(se, r);
	return said;
}

/* More than thirty days in two months since 2020; until then sixty in a year. */
static void leave_adds_up(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2020, 10, 20);
	struct sifa_record *r =
		papers_in(x, se, "2020-07-06", "2020-07-08", "2020-07-06", "2021-07-05");
	uint64_t id = announced(x, se), other = save(se, r);

	assert_string_equal(long_leave(se, id, "2013-02-01", "2013-02-28"), "");
	assert_string_equal(long_leave(se, id, "2013-03-10", "2013-04-08"), ""); /* 28 and 30 */
	assert_string_equal(long_leave(se, id, "2013-06-01", "2013-06-02"), ""); /* sixty */
	assert_non_null(strstr(long_leave(se, id, "2013-07-01", "2013-07-01"), "六十日"));
	assert_string_equal(long_leave(se, id, "2014-06-03", "2014-06-20"), ""); /* a year ago */
	assert_string_equal(long_leave(se, id, "2020-08-01", "2020-08-20"), "");
	assert_string_equal(long_leave(se, other, "2020-08-01", "2020-08-20"), "");
	assert_string_equal(long_leave(se, id, "2020-10-02", "2020-10-12"),
			    ""); /* past two months */
	assert_string_equal(long_leave(se, other, "2020-09-01", "2020-09-10"), ""); /* thirty */
	assert_non_null(strstr(long_leave(se, other, "2020-10-01", "2020-10-01"), "三十日"));
	sifa_logout(se);
}

static void lost_and_warned(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2013, 8, 20), *county = as_county(x, 2013, 8, 20);
	uint64_t id = announced(x, se), lost, warn;

	TAKEN(se, id, "lose", "lost_on", "2013-08-01", NULL);
	lost = begun(se, id, "lose", NULL, NULL);
	assert_true(beside(se, id, "lost"));
	assert_string_equal(due(se, id, "lost_revoke"), "2013-09-01"); /* a calendar month */
	assert_string_equal(due(se, id, "lost_warn"), "");	       /* no such step in 2012 */
	REFUSED("先登记查找", county, lost, "confirm", "confirmed_on", "2013-08-03", NULL);
	TAKEN(se, lost, "upward", "discovered_on", "2013-08-02", "reported_on", "2013-08-02",
	      "measure", "走访其家属", NULL);
	TAKEN(county, lost, "confirm", "confirmed_on", "2013-08-03", NULL);
	TAKEN(se, lost, "found", "ended_on", "2013-08-13", NULL);
	assert_false(beside(se, id, "lost"));
	warn = begun(se, id, "propose", "at", "2013-08-14");
	REFUSED("县局", se, warn, "decide", "decided_on", "2013-08-16", "facts", "脱管十二日",
		NULL);
	REFUSED("请填事实", county, warn, "decide", "decided_on", "2013-08-16", NULL);
	TAKEN(county, warn, "decide", "decided_on", "2013-08-16", "facts", "脱管十二日", "doc_no",
	      "垣司矫[2013]3号", NULL);
	assert_string_equal(state_of(se, warn), "decided");
	sifa_logout(county);
	sifa_logout(se);
}

static void discharged_and_helped(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2013, 12, 3), *county = as_county(x, 2013, 12, 3);
	uint64_t id = announced(x, se), rls;
	struct sifa_record *r;

	TAKEN(se, id, "last", "leaving_on", "2013-11-02", NULL);
	assert_string_equal(due(se, id, "end"), "2013-12-02");
	REFUSED("县局", se, id, "discharge", "end_on", "2013-12-02", "summary_on", "2013-11-20",
		"appraisal_on", "2013-11-28", NULL);
	REFUSED("期限未满", county, id, "discharge", "end_on", "2013-12-01", "summary_on",
		"2013-11-20", "appraisal_on", "2013-11-28", NULL);
	REFUSED("个人总结", county, id, "discharge", "end_on", "2013-12-02", "appraisal_on",
		"2013-11-28", NULL);
	TAKEN(county, id, "discharge", "end_on", "2013-12-02", "summary_on", "2013-11-20",
	      "appraisal_on", "2013-11-28", NULL);
	assert_string_equal(state_of(se, id), "discharged");
	r = get(se, id);
	assert_string_equal(sifa_get(r, sifa_field(r->kind, "end_no"))->s, "(2013)垣新矫解字第1号");
	sifa_record_free(r);
	REFUSED("是否同意", se, id, "hand_over", "handed_on", "2013-12-02", NULL);
	TAKEN(se, id, "hand_over", "handed_on", "2013-12-02", "consent", "是", NULL);
	rls = begun(se, id, "hand_over", NULL, NULL);
	assert_string_equal(state_of(se, rls), "notified");
	TAKEN(se, rls, "hand_over", "handover_on", "2013-12-03", "handover", "自行报到", NULL);
	r = get(se, rls);
	assert_int_equal(sifa_get(r, sifa_field(r->kind, "correction"))->n, (int64_t)id);
	assert_int_equal(sifa_get(r, sifa_field(r->kind, "until_law"))->n,
			 sifa_day_of(2018, 12, 2));
	set(r, "until", "2018-12-02");
	save(se, r);
	assert_string_equal(due(se, rls, "until"), "2018-12-02");
	sifa_logout(county);
	sifa_logout(se);
	se = as_head(x, 2018, 12, 5); /* five years later */
	REFUSED("先成立帮教小组", se, rls, "register", "registered_on", "2013-12-10",
		"agreement_on", "2013-12-10", "key", "否", "measures", "每季走访", NULL);
	group_of_two(se, rls);
	TAKEN(se, rls, "register", "registered_on", "2013-12-10", "agreement_on", "2013-12-10",
	      "key", "否", "measures", "每季走访", NULL);
	TAKEN(se, rls, "help", "file_on", "2013-12-20", "placed", "就业", NULL);
	REFUSED("期限未满", se, rls, "end", "end_on", "2018-12-01", NULL);
	TAKEN(se, rls, "end", "end_on", "2018-12-03", NULL);
	assert_string_equal(state_of(se, rls), "expired");
	sifa_logout(se);
}

/* Is it in the register, by a word of the search? */
static size_t shown(struct sifa_session *se, const char *find, uint64_t id)
{
	struct sifa_query q = {.kind = sifa_kind(se->sifa, "correction"), .find = find};
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	size_t n = 0;

	ok(sifa_list(se, &q, SIFA_FIRST, NULL, 50, &rows, &err), &err);
	for (size_t i = 0; i < rows.n; i++)
		n += sifa_record_id(rows.hit[i].record) == id;
	sifa_rows_free(&rows);
	return n;
}

/* A minor's, ended; not archived. */
static uint64_t ended_minor(struct fix *x, struct sifa_session *se)
{
	struct sifa_record *r =
		papers_in(x, se, "2012-12-03", "2012-12-06", "2012-12-03", "2013-12-02");

	set(r, "minor", "是");
	set(r, "reported_on", "2012-12-10");
	set(r, "announced_on", "2012-12-14");
	set(r, "class", "普管");
	set(r, "end_on", "2013-12-02");
	set(r, "end_reason", "期满解除");
	return save(se, r);
}

/* The office works on with a minor until the file is closed; then it is sealed. */
static void a_minors_file_is_sealed_when_it_is_archived(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2013, 12, 20), *county = as_county(x, 2013, 12, 20);
	const struct sifa_kind *correction = sifa_kind(x->sifa, "correction");
	uint64_t grown = announced(x, se), id = ended_minor(x, se);
	struct sifa_record *r = get(se, id), *again;
	struct sifa_err err = {0};
	char no[60];

	snprintf(no, sizeof no, "%s", sifa_get(r, sifa_field(r->kind, "no"))->s);
	sifa_record_free(r);
	assert_int_equal(shown(se, NULL, id), 1);
	assert_int_equal(shown(se, no, id), 1);
	assert_int_equal(counted(county, correction), 2);
	TAKEN(se, id, "archive", "archived_on", "2013-12-18", NULL);
	assert_int_equal(shown(se, NULL, id), 0);
	assert_int_equal(shown(se, no, id), 0);
	assert_int_equal(shown(county, "王小明", id), 0);
	assert_int_equal(shown(se, NULL, grown), 1);
	assert_int_equal(counted(county, correction), 1);
	assert_int_equal(sifa_record_get(se, id, &again, &err), SIFA_E_NOTFOUND);
	err = (struct sifa_err){0};
	assert_int_equal(sifa_record_get(county, id, &again, &err), SIFA_E_NOTFOUND);
	sifa_logout(se);
	sifa_logout(county);
}

static uint64_t part(struct sifa_session *se, const char *kind, const char *field, uint64_t of,
		     const char *const *more)
{
	struct sifa_record *r = blank(se, kind);

	set_id(r, field, of);
	for (; *more; more += 2)
		set(r, more[0], more[1]);
	return save(se, r);
}

static size_t referring(struct sifa_session *se, uint64_t to)
{
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	size_t n;

	ok(sifa_referrers(se, to, NULL, 50, &rows, &err), &err);
	n = rows.n;
	sifa_rows_free(&rows);
	return n;
}

static size_t dues(struct sifa_session *se)
{
	struct sifa_due due[100];
	struct sifa_err err = {0};
	size_t n, total, overdue;

	ok(sifa_due(se, sifa_day_of(2014, 12, 31), due, 100, &n, &total, &overdue, &err), &err);
	return total;
}

/* The file with all that is part of it: events, papers, the dossier, and what proves these. */
static void with_a_file_its_parts_are_sealed(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2013, 12, 20), *county = as_county(x, 2013, 12, 20);
	const struct sifa_kind *events = sifa_kind(x->sifa, "correction_event"),
			       *proofs = sifa_kind(x->sifa, "evidence"),
			       *files = sifa_kind(x->sifa, "dossier");
	uint64_t grown = announced(x, se), id = ended_minor(x, se), event, proof, file, other;
	size_t due;
	const char *const talk[] = {"kind", "个别谈话", "at", "2013-03-05", NULL};
	const char *const photo[] = {"kind",	 "照片",       "title", "谈话照片",
				     "taken_on", "2013-03-05", NULL};
	const char *const volume[] = {"kind",	    "社区矫正执行档案", "no",	      "77", "title",
				      "某某矫正卷", "filed_on",		"2013-12-10", NULL};

	event = part(se, "correction_event", "correction", id, talk);
	other = part(se, "correction_event", "correction", grown, talk);
	proof = part(se, "evidence", "correction_event", event, photo);
	file = part(se, "dossier", "correction", id, volume);
	assert_int_equal(listed(se, events, NULL), 2);
	assert_int_equal(listed(se, proofs, "谈话照片"), 1);
	assert_int_equal(listed(county, files, "某某"), 1);
	assert_int_equal(referring(se, event), 1);
	due = dues(se);
	TAKEN(se, id, "archive", "archived_on", "2013-12-18", NULL);
	for (int i = 0; i < 2; i++) {
		struct sifa_session *who = i ? county : se;

		nowhere(who, event, events);
		nowhere(who, proof, proofs);
		nowhere(who, file, files);
		assert_int_equal(listed(who, events, NULL), 1);
		assert_int_equal(listed(who, proofs, "谈话照片"), 0);
		assert_int_equal(listed(who, files, "某某"), 0);
		assert_int_equal(referring(who, event), 0);
		assert_int_equal(counted(who, events), 1);
	}
	assert_true(dues(se) < due);
	assert_int_equal(listed(se, events, NULL), 1);
	sifa_record_free(get(se, other));
	sifa_logout(se);
	sifa_logout(county);
}

static void the_law_of_the_day(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2021, 3, 1);
	struct sifa_record *first =
		papers_in(x, se, "2021-01-04", "2021-01-06", "2021-01-04", "2022-01-03");
	struct sifa_record *r =
		papers_in(x, se, "2021-01-04", "2021-01-06", "2021-01-04", "2022-01-03");
	uint64_t id;
	struct sifa_duty *d;
	struct sifa_err err = {0};
	size_t n;

	id = save(se, first);
	assert_string_equal(due(se, id, "receipt"), "2021-01-11"); /* five days */
	assert_string_equal(due(se, id, "report"), "2021-01-14");
	set(r, "reported_on", "2021-01-08");
	set(r, "announced_on", "2021-01-12");
	set(r, "class", "普管");
	set(r, "able", "是");
	set(r, "lost_on", "2021-02-01");
	id = save(se, r);
	assert_string_equal(due(se, id, "lost_warn"), "2021-02-11");
	assert_string_equal(due(se, id, "lost_revoke"), "2021-03-01");
	/* no eight hours since July 2020 */
	ok(sifa_duties(se, id, sifa_day_of(2021, 3, 1), &d, &n, &err), &err);
	assert_true(n > 0);
	for (size_t i = 0; i < n; i++) {
		assert_string_not_equal(d[i].def->id, "study");
		assert_string_not_equal(d[i].def->id, "phone");
	}
	free(d);
	sifa_logout(se);
}

static void duties_by_class(void **state)
{
	struct fix *x = *state;
	struct sifa_session *se = as_head(x, 2013, 5, 31);
	uint64_t id = announced(x, se);
	struct sifa_record *r;
	struct sifa_duty *d;
	struct sifa_err err = {0};
	int64_t hours = -1;
	bool strict = false, ordinary = false;
	size_t n;

	for (int i = 0; i < 2; i++) { /* five hours and two */
		r = blank(se, "correction_event");
		set_id(r, "correction", id);
		set(r, "kind", i ? "个别教育" : "教育学习");
		set(r, "at", i ? "2013-05-20" : "2013-05-06");
		set(r, "hours", i ? "2" : "5");
		save(se, r);
	}
	ok(sifa_duties(se, id, sifa_day_of(2013, 5, 31), &d, &n, &err), &err);
	for (size_t i = 0; i < n; i++) {
		if (!strcmp(d[i].def->id, "study")) {
			assert_int_equal(d[i].due, 8);
			hours = d[i].done;
		}
		strict = strict || !strcmp(d[i].def->id, "visit_strict");
		ordinary = ordinary || !strcmp(d[i].def->id, "visit");
	}
	free(d);
	assert_int_equal(hours, 7);
	assert_true(strict && !ordinary);
	sifa_logout(se);
}

#define T(f) cmocka_unit_test_setup_teardown(f, up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(assessed_in_ten_working_days),
		T(received_late_announced),
		T(a_woman_has_a_woman_in_her_group),
		T(seven_days_and_eight),
		T(leave_adds_up),
		T(lost_and_warned),
		T(discharged_and_helped),
		T(a_minors_file_is_sealed_when_it_is_archived),
		T(with_a_file_its_parts_are_sealed),
		T(the_law_of_the_day),
		T(duties_by_class),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
