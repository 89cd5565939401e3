/* Numbers and codes as they stand on paper in the county, in the shipped kinds: brackets of
 * every keyboard become those of the number, what was given long ago stays as it is, and a
 * search asks for neither. */
#include "lives_fixture.h"

static const struct {
	const char *kind, *field, *typed, *kept, *search;
} samples[] = {
	{"document", "no", "黄政办发[2011]23号", "黄政办发〔2011〕23号", "黄政办发(2011)23号"},
	{"aid_case", "no", "【2013】垣法援字第001号", "〔2013〕垣法援字第001号",
	 "2013垣法援字第1号"},
	{"aid_case", "no", "﹝2013﹞垣法援民字第12号", "〔2013〕垣法援民字第12号",
	 "[2013]垣法援民字第012号"},
	{"aid_case", "application_no", "(垣)援申字[2013]第001号", "(垣)援申字[2013]第001号",
	 "垣援申字2013第1号"},
	{"mediation", "no", "（2013）垣新人调字第001号", "(2013)垣新人调字第001号",
	 "〔2013〕垣新人调字第1号"},
	{"mediation", "no", "[2013]垣新人调口字第001号", "(2013)垣新人调口字第001号",
	 "【2013】垣新人调口字第1号"},
	{"mediation", "court_no", "（2013）垣调确字第1号", "(2013)垣调确字第1号", NULL},
	{"correction", "no", "〔2013〕垣社矫字第001号", "(2013)垣社矫字第001号",
	 "2013垣社矫字第1号"},
	{"correction", "no", "垣社矫2009-7", "垣社矫2009-7", "垣社矫2009-7"}, /* verbatim */
};

static struct sifa_record *numbered(struct lives *v, size_t i)
{
	struct sifa_record *r = blank(v->clerk, samples[i].kind);
	static const char *const person[] = {"person", "applicant"};
	static const char *const day[] = {"applied_on", "papers_in", "registered_on", "at"};

	for (size_t j = 0; j < 2; j++)
		if (sifa_field(r->kind, person[j]))
			set_id(r, person[j], v->person[0]);
	for (size_t j = 0; j < 4; j++)
		if (sifa_field(r->kind, day[j]))
			set(r, day[j], "2013-03-01");
	if (sifa_field(r->kind, "accepted_on"))
		set(r, "accepted_on", "2013-03-01");
	if (!strcmp(samples[i].kind, "document")) {
		set(r, "kind", "1");
		set(r, "title", "通知");
	}
	if (!strcmp(samples[i].kind, "mediation"))
		set(r, "name", "邻里纠纷");
	set(r, samples[i].field, samples[i].typed);
	return r;
}

static size_t found_by(struct lives *v, const struct sifa_kind *k, const char *word, uint64_t id)
{
	struct sifa_query q = {.kind = k, .find = word};
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	size_t n = 0;

	ok(sifa_list(v->clerk, &q, SIFA_FIRST, NULL, 20, &rows, &err), &err);
	for (size_t i = 0; i < rows.n; i++)
		n += sifa_record_id(rows.hit[i].record) == id;
	sifa_rows_free(&rows);
	return n;
}

static void numbers_as_they_stand_on_paper(void **state)
{
	struct lives v = born(*state);

	for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
		struct sifa_record *r = numbered(&v, i), *kept;
		const struct sifa_kind *k = r->kind;
		uint64_t id = save(v.clerk, r);
		struct sifa_err err = {0};

		ok(sifa_record_get(v.clerk, id, &kept, &err), &err);
		assert_string_equal(text(kept, samples[i].field), samples[i].kept);
		sifa_record_free(kept);
		if (samples[i].search && !found_by(&v, k, samples[i].search, id))
			fail_msg("%s is not found by %s", samples[i].kept, samples[i].search);
	}
	gone(&v);
}

/* Towns have codes of nine digits, a statistical one among them; a zone may have none. */
static void towns_by_their_codes(void **state)
{
	static const char *const town[][2] = {
		{"140827100", "新城镇"},     {"140827101", "历山镇"},
		{"140827102", "古城镇"},     {"140827103", "王茅镇"},
		{"140827104", "毛家湾镇"},   {"140827105", "英言镇"},
		{"140827200", "蒲掌乡"},     {"140827202", "解峪乡"},
		{"140827203", "华峰乡"},     {"140827204", "长直乡"},
		{"140827205", "皋落乡"},     {"140827400", "社区服务中心"},
		{"HGKFQ", "黄冈经济开发区"},
	};
	struct fix *x = *state;
	const struct sifa_kind *k = sifa_kind(x->county->sifa, "unit");
	struct sifa_err err = {0};

	for (size_t i = 0; i < sizeof town / sizeof *town; i++) {
		uint64_t id = MADE(x->county, "unit", "code", town[i][0], "name", town[i][1],
				   "kind", "township");
		const struct sifa_field *parent = sifa_field(k, "parent");
		struct sifa_rows rows = {0};

		ok(sifa_pick(x->county, parent, town[i][0], 5, &rows, &err), &err);
		assert_true(rows.n > 0);
		assert_int_equal(sifa_record_id(rows.hit[0].record), id);
		sifa_rows_free(&rows);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(numbers_as_they_stand_on_paper),
		T(towns_by_their_codes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
