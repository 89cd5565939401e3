/* Lines of identity-card readers, as different makes type them. */
#include "work_fixture.h"

static const char *text(struct fix *x, const struct sifa_record *r, const char *field)
{
	static char buf[4][200];
	static int at;
	char *b = buf[at++ % 4];

	return sifa_format(x->clerk[0], kind_field(r->kind, field),
			   sifa_get(r, kind_field(r->kind, field)), SIFA_ZH, b, 200);
}

static void every_order_and_separator_fills_the_person(void **state)
{
	static const char *const lines[] = {
		"王小明|男|汉|19800101|山西省垣曲县新城镇西滩村3组12号|142723198001011230|垣曲县公安局|20100101-20200101",
		"王小明,男,汉族,1980-01-01,山西省垣曲县新城镇西滩村3组12号,142723198001011230,垣曲县公安局,2010.01.01,长期",
		"142723198001011230#王小明#男#汉#1980年1月1日#山西省垣曲县新城镇西滩村3组12号#垣曲县公安局#20100101#20200101\n",
		"王小明 男 汉 19800101 山西省垣曲县新城镇西滩村3组12号 142723198001011230 垣曲县公安局 20100101-长期",
		"姓名：王小明；性别：男；民族：汉；出生：1980年01月01日；住址：山西省垣曲县新城镇西滩村3组12号；公民身份号码：１４２７２３１９８００１０１１２３０",
		"山西省垣曲县新城镇西滩村3组12号\t王小明\t142723198001011230\t汉族\t男",
		"王小明^男^汉^1980/1/1^山西省垣曲县新城镇西滩村3组12号^142723198001011230",
	};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct sifa_record *r = blank(x->clerk[0], "person");
		struct sifa_err err = {0};

		if (!sifa_card_line(lines[i], strlen(lines[i])))
			fail_msg("not taken for a card: %s", lines[i]);
		ok(sifa_card_read(x->clerk[0], r, lines[i], strlen(lines[i]), &err), &err);
		assert_string_equal(text(x, r, "name"), "王小明");
		assert_string_equal(text(x, r, "sex"), "男");
		assert_string_equal(text(x, r, "ethnic"), "汉族");
		assert_string_equal(text(x, r, "birth"), "1980-01-01");
		assert_string_equal(text(x, r, "hukou"), "山西省垣曲县新城镇西滩村3组12号");
		assert_string_equal(text(x, r, "id_no"), "142723198001011230");
		assert_string_equal(text(x, r, "id_status"), "已核对原件");
		sifa_record_free(r);
	}
}

static void long_names_and_a_last_x_are_read(void **state)
{
	static const char line[] =
		"阿卜杜拉·买买提|男|维吾尔|19700203|新疆维吾尔自治区喀什市人民路9号|"
		"65310119700203005x|喀什市公安局|20150101-长期";
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct sifa_err err = {0};

	ok(sifa_card_read(x->clerk[0], r, line, strlen(line), &err), &err);
	assert_string_equal(text(x, r, "name"), "阿卜杜拉·买买提");
	assert_string_equal(text(x, r, "ethnic"), "维吾尔族");
	assert_string_equal(text(x, r, "id_no"), "65310119700203005X");
	sifa_record_free(r);
}

static void what_people_type_is_no_card(void **state)
{
	static const char *const lines[] = {
		"",
		"王小明",
		"142723198001011230",
		"王小明 142723198001011230",
		"王小明|男|汉|19800101|垣曲县|142723198001011238", /* a wrong digit */
		"调解员王小明与赵铁柱，李红，周强四人到场，号码13803591234",
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (sifa_card_line(lines[i], strlen(lines[i])))
			fail_msg("taken for a card: %s", lines[i]);
}

static void only_persons_are_filled(void **state)
{
	static const char line[] = "王小明|男|汉|19800101|山西省|142723198001011230";
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "volunteer");

	assert_int_equal(sifa_card_read(x->clerk[0], r, line, strlen(line), NULL), SIFA_E_USAGE);
	sifa_record_free(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_order_and_separator_fills_the_person),
		cmocka_unit_test(long_names_and_a_last_x_are_read),
		cmocka_unit_test(what_people_type_is_no_card),
		cmocka_unit_test(only_persons_are_filled),
	};

	return cmocka_run_group_tests(tests, fix_up, fix_down);
}
