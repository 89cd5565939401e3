/* Names: found by their initials, by the beginning of a number or telephone, before and
 * after a change and an import; namesakes of one village. */
#include "../../core/base/initials.h"
#include "../../core/base/text.h"
#include "work_fixture.h"

static bool spelt(const char *name, const char *letters)
{
	char way[INITIALS_WAYS][INITIALS_MAX + 1];
	int n = text_initials(name, strlen(name), true, way);

	for (int i = 0; i < n; i++)
		if (!strcmp(way[i], letters))
			return true;
	return false;
}

static void surnames_are_read_as_surnames(void **state)
{
	static const char *const names[][2] = {
		{"王小明", "wxm"},    {"单雄信", "sxx"}, {"曾国藩", "zgf"},    {"解晓东", "xxd"},
		{"仇英", "qy"},	      {"区桃", "ot"},	 {"查良镛", "zly"},    {"尉迟恭", "ycg"},
		{"万俟卨", "mqx"},    {"单于", "cy"},	 {"长孙无忌", "zswj"}, {"翟志刚", "zzg"},
		{"盖叫天", "gjt"},    {"朴槿", "pj"},	 {"任长霞", "rcx"},    {"繁漪", "py"},
		{"阿依古丽", "aygl"}, {"張學良", "zxl"}, {"鳌拜", "ab"},       {"欧阳修", "oyx"},
		{"龔定盦", "gda"},    {"匝一", "zy"},	 {"啊一", "ay"},       {"座一", "zy"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!spelt(names[i][0], names[i][1]))
			fail_msg("%s is not spelt %s", names[i][0], names[i][1]);
	assert_true(spelt("单雄信", "dxx")); /* as the character alone is read */
	assert_true(spelt("王𠅤", "w"));     /* up to what has no reading */
	assert_false(spelt("abc", "abc"));   /* found by its own letters */
}

/* The ids that a picker of persons offers, as text. */
static const char *picked(struct fix *x, const char *text)
{
	static char out[200];
	const struct sifa_field *f = kind_field(sifa_kind(x->sifa, "released"), "person");
	struct sifa_err err = {0};
	struct sifa_rows rows;
	char name[64];

	ok(sifa_pick(x->clerk[0], f, text, 9, &rows, &err), &err);
	out[0] = '\0';
	for (size_t i = 0; i < rows.n; i++) {
		sifa_title(x->clerk[0], sifa_record_id(rows.hit[i].record), false, SIFA_ZH, name,
			   sizeof name);
		strcat(out, *out ? " " : "");
		strcat(out, name);
	}
	sifa_rows_free(&rows);
	return out;
}

static void persons_are_found_by_initials_and_numbers(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "王小明");
	struct sifa_record *r;

	make_person(x, 0, "单小明");
	make_person(x, 1, "王小妹"); /* another office's */
	assert_string_equal(picked(x, "wxm"), "王小明");
	assert_string_equal(picked(x, "WX"), "王小明");
	assert_string_equal(picked(x, "w"), "王小明");
	assert_string_equal(picked(x, "sxm"), "单小明");
	assert_string_equal(picked(x, "xm"), "");
	r = get(x->clerk[0], id);
	set(r, "name", "汪小明");
	set(r, "alias", "黑小蛋");
	set(r, "phone", "13803591234");
	set(r, "id_no", "142723198001011239");
	set(r, "id_status", "2");
	save(x->clerk[0], r);
	assert_string_equal(picked(x, "wxm"), "汪小明");
	assert_string_equal(picked(x, "hxd"), "汪小明");
	assert_string_equal(picked(x, "138035"), "汪小明");
	assert_string_equal(picked(x, "1427231980"), "汪小明");
	verified(x, 0);
}

static void cases_are_found_by_the_initials_of_their_people(void **state)
{
	struct fix *x = *state;
	uint64_t id = make_person(x, 0, "任长霞");
	struct sifa_record *r = new_case(x, 0, "(2013)垣甲人调字第9号", "2013-05-02");
	struct sifa_value cell[40] = {0};
	struct sifa_row row = {.v = cell};
	struct sifa_value rows = {.state = SIFA_SET, .len = 1, .row = &row};
	const struct sifa_field *parties = kind_field(x->med, "parties");
	struct sifa_err err = {0};

	for (size_t i = 0; i < parties->nrow; i++) {
		if (!strcmp(parties->row[i].id, "person"))
			cell[i] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)id};
		if (!strcmp(parties->row[i].id, "side"))
			cell[i] = (struct sifa_value){.state = SIFA_SET, .n = 1};
	}
	ok(sifa_set(r, parties, &rows, &err), &err);
	save(x->clerk[0], r);
	assert_int_equal(listed(x->clerk[0], x->med, "rcx"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(surnames_are_read_as_surnames),
		cmocka_unit_test_setup_teardown(persons_are_found_by_initials_and_numbers, fix_up,
						fix_down),
		cmocka_unit_test_setup_teardown(cases_are_found_by_the_initials_of_their_people,
						fix_up, fix_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
