/* Typed text to values and back, one group a type of field. */
#include "mini.h"

static struct mini mini;

static int setup(void **state)
{
	(void)state;
	mini_load(&mini);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	mini_free(&mini);
	return 0;
}

static char shown[512];

/* What the text becomes, formatted in Chinese; "!" and the message if refused. */
static const char *typed(const struct sifa_field *f, const char *s)
{
	_Alignas(8) static char buf[4096];
	struct sifa_err err = {0};
	struct sifa_value v;
	enum sifa_rc rc =
		field_parse(f, s, strlen(s), sifa_day_of(2013, 12, 20), &v, buf, sizeof buf, &err);

	if (rc) {
		assert_int_equal(err.rc, rc);
		assert_string_equal(err.field, f->id);
		snprintf(shown, sizeof shown, "!%s", err.msg);
		return shown;
	}
	field_format(f, &v, SIFA_ZH, shown, sizeof shown);
	return shown;
}

#define ACCEPTS(f, text, becomes) assert_string_equal(typed(f, text), becomes)
#define REFUSES(f, text)	  assert_int_equal(typed(f, text)[0], '!')

static const struct sifa_field *field(const char *kind, const char *id)
{
	return mini_field(&mini, kind, id);
}

static void texts_keep_what_was_typed(void **state)
{
	struct sifa_field f = *field("committee", "name");

	(void)state;
	ACCEPTS(&f, "  新城镇调委会　", "新城镇调委会");
	ACCEPTS(&f, "", "");
	ACCEPTS(&f, " 　 ", "");
	ACCEPTS(&f, "（１）号", "（１）号");
	ACCEPTS(&f, "𬱖某", "𬱖某");
	REFUSES(&f, "a\nb");
	REFUSES(&f, "a\xE2\x80\xAE"
		    "b");
	f.max = 3;
	ACCEPTS(&f, "三个字", "三个字");
	REFUSES(&f, "四个字了");
}

static void long_texts_keep_lines(void **state)
{
	(void)state;
	ACCEPTS(field("mediation", "terms"), "一、赔偿\n二、道歉", "一、赔偿\n二、道歉");
}

static void names_are_joined(void **state)
{
	const struct sifa_field *f = field("person", "name");

	(void)state;
	ACCEPTS(f, "张 三", "张三");
	ACCEPTS(f, "买买提・吐尔逊", "买买提·吐尔逊");
	ACCEPTS(f, "John Smith", "John Smith");
}

static void case_numbers_have_one_bracket(void **state)
{
	const struct sifa_field *f = field("mediation", "no");

	(void)state;
	ACCEPTS(f, "〔2013〕垣新人调字第001号", "(2013)垣新人调字第001号");
	ACCEPTS(f, "[2013]垣新人调字第001号", "(2013)垣新人调字第001号");
	ACCEPTS(f, "（2013）垣新人调字第001号", "(2013)垣新人调字第001号");
}

static void credit_codes_are_checked(void **state)
{
	struct sifa_field f = *field("committee", "name");

	(void)state;
	f.form = SIFA_FORM_USCC;
	ACCEPTS(&f, "91350200776049653a", "91350200776049653A");
	ACCEPTS(&f, "３１１４０８２７０１２３４５６７１４", "311408270123456714");
	REFUSES(&f, "311408270123456715");
}

static void identity_numbers_are_normalised(void **state)
{
	const struct sifa_field *f = field("person", "id_no");

	(void)state;
	ACCEPTS(f, "１４０８２７１９８００１０１００１８", "140827198001010018");
	ACCEPTS(f, "14082719790228001x", "14082719790228001X");
	ACCEPTS(f, "14082719790228001*", "14082719790228001X");
	ACCEPTS(f, "E12345678", "E12345678");
	ACCEPTS(f, "不详", "不详");
	ACCEPTS(f, "refused", "拒绝提供");
	ACCEPTS(f, "待核", "待核");
	REFUSES(f, "没有");
}

static void phones_are_normalised(void **state)
{
	const struct sifa_field *f = field("person", "phone");

	(void)state;
	ACCEPTS(f, "+86 138 0000 0000", "13800000000");
	ACCEPTS(f, "１３８-0000-0000", "13800000000");
	ACCEPTS(f, "0359-6022345", "0359-6022345");
	ACCEPTS(f, "6022345", "6022345");
	REFUSES(f, "电话");
}

static void numbers_have_limits(void **state)
{
	const struct sifa_field *f = field("mediation", "people");

	(void)state;
	ACCEPTS(f, "１２", "12");
	ACCEPTS(f, "1,234", "1234");
	REFUSES(f, "0");
	REFUSES(f, "10000");
	REFUSES(f, "12人");
	REFUSES(f, "3,5"); /* not 35 */
	REFUSES(f, "3.5");
	REFUSES(f, "1,23");
	REFUSES(f, "1234,");
	ACCEPTS(f, "+7", "7");
	REFUSES(f, "-7");
	REFUSES(f, "-");
	REFUSES(f, "99999999999999999999");
}

static void money_is_exact(void **state)
{
	const struct sifa_field *f = field("mediation", "amount");

	(void)state;
	ACCEPTS(f, "1,234.5", "1234.50");
	ACCEPTS(f, "1.2万", "12000.00");
	REFUSES(f, "1.234");
	REFUSES(f, "-1");
	REFUSES(f, "钱");
}

static void days_are_read_as_people_write_them(void **state)
{
	const struct sifa_field *f = field("mediation", "accepted_on");

	(void)state;
	ACCEPTS(f, "20130315", "2013-03-15");
	ACCEPTS(f, "2013年3月15日", "2013-03-15");
	ACCEPTS(f, "3.15", "2013-03-15");
	ACCEPTS(f, "昨", "2013-12-19");
	REFUSES(f, "2013-02-29");
	REFUSES(f, "不详"); /* not one of its values */
	ACCEPTS(field("mediation", "begun_at"), "2013-03-15 9:30", "2013-03-15 09:30");
	REFUSES(field("mediation", "begun_at"), "2013-03-15 25:00");
}

static void yes_and_no(void **state)
{
	const struct sifa_field *f = field("mediation", "filed_at_court");

	(void)state;
	ACCEPTS(f, "是", "是");
	ACCEPTS(f, "Y", "是");
	ACCEPTS(f, "１", "是");
	ACCEPTS(f, "否", "否");
	ACCEPTS(f, "0", "否");
	REFUSES(f, "2");
}

static void codes_by_digits_id_label_or_prefix(void **state)
{
	const struct sifa_field *f = field("mediation", "type");

	(void)state;
	ACCEPTS(f, "01", "婚姻家庭");
	ACCEPTS(f, "1", "婚姻家庭");
	ACCEPTS(f, "０１", "婚姻家庭");
	ACCEPTS(f, "neighbour", "邻里");
	ACCEPTS(f, "邻里", "邻里");
	ACCEPTS(f, "land and forest", "山林土地");
	ACCEPTS(f, "山林", "山林土地");
	ACCEPTS(f, "生产经营", "生产经营"); /* withdrawn, on old paper */
	ACCEPTS(f, "不详", "不详");
	REFUSES(f, "99");
	REFUSES(f, "x");
}

static void a_refused_code_lists_what_was_expected(void **state)
{
	const struct sifa_field *f = field("mediation", "form");
	struct sifa_err err = {0};
	struct sifa_value v;
	char buf[100];

	(void)state;
	assert_int_equal(field_parse(f, "口说", strlen("口说"), 0, &v, buf, sizeof buf, &err),
			 SIFA_E_DATA);
	assert_string_equal(err.arg[0], "口说");
	assert_non_null(strstr(err.arg[1], "2 口头"));
}

static void sets_of_codes(void **state)
{
	const struct sifa_field *f = field("mediation", "evidence");
	struct sifa_codelist list = *f->codes;
	struct sifa_code code[4];
	struct sifa_field odd = *f;

	(void)state;
	ACCEPTS(f, "1,3", "笔录、视频");
	ACCEPTS(f, "视频；笔录", "笔录、视频");
	ACCEPTS(f, "notes photo", "笔录、照片");
	ACCEPTS(f, "Sign-in sheet、Notes", "笔录、签到表");
	ACCEPTS(f, "照片，照片", "照片");
	REFUSES(f, "照片，9");
	memcpy(code, list.code, sizeof code);
	code[1].label[SIFA_ZH] = "照片、录像";
	list.code = code;
	odd.codes = &list;
	ACCEPTS(&odd, "笔录、照片、录像、视频", "笔录、照片、录像、视频");
}

static void references_only_by_id(void **state)
{
	const struct sifa_field *one = field("mediation", "committee");
	const struct sifa_field *many = field("mediation", "mediators");

	(void)state;
	ACCEPTS(one, "10203-4571", "10203-4571");
	ACCEPTS(one, "#10203.2-4571", "10203.2-4571");
	ACCEPTS(field("person", "village"), "1-1", "1-1");
	ACCEPTS(many, "10203-1、10203-2 10203-3", "10203-1、10203-2、10203-3");
	REFUSES(one, "新城镇调委会");
	REFUSES(one, "0-1");
	REFUSES(one, "262144-1");
	REFUSES(one, "1-1099511627776");
	REFUSES(field("mediation", "parties"), "1");
}

static void formatting_cuts_between_characters(void **state)
{
	const struct sifa_field *f = field("person", "name");
	struct sifa_value v = {.state = SIFA_SET, .s = "买买提", .len = 9};
	char buf[6];

	(void)state;
	assert_int_equal(field_format(f, &v, SIFA_ZH, buf, sizeof buf), 3);
	assert_string_equal(buf, "买");
	assert_int_equal(field_format(f, &v, SIFA_ZH, buf, 1), 0);
	assert_string_equal(buf, "");
}

static void a_small_place_is_refused_not_overrun(void **state)
{
	const struct sifa_field *f = field("person", "name");
	struct sifa_value v;
	struct sifa_err err = {0};
	char buf[4] = "xyz";

	(void)state;
	assert_int_equal(field_parse(f, "张三丰", 9, 0, &v, buf, 3, &err), SIFA_E_USAGE);
	assert_int_equal(buf[3], '\0');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_keep_what_was_typed),
		cmocka_unit_test(long_texts_keep_lines),
		cmocka_unit_test(names_are_joined),
		cmocka_unit_test(case_numbers_have_one_bracket),
		cmocka_unit_test(credit_codes_are_checked),
		cmocka_unit_test(identity_numbers_are_normalised),
		cmocka_unit_test(phones_are_normalised),
		cmocka_unit_test(numbers_have_limits),
		cmocka_unit_test(money_is_exact),
		cmocka_unit_test(days_are_read_as_people_write_them),
		cmocka_unit_test(yes_and_no),
		cmocka_unit_test(codes_by_digits_id_label_or_prefix),
		cmocka_unit_test(a_refused_code_lists_what_was_expected),
		cmocka_unit_test(sets_of_codes),
		cmocka_unit_test(references_only_by_id),
		cmocka_unit_test(formatting_cuts_between_characters),
		cmocka_unit_test(a_small_place_is_refused_not_overrun),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
