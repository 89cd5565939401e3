/* Identity numbers, credit codes, telephones, amounts. All numbers are made up
 * or published examples of institutions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/ident.h"

static unsigned check(const char *s)
{
	return idno_check(s, strlen(s));
}

static void check_digits_of_identity_numbers(void **state)
{
	(void)state;
	assert_int_equal(idno_digit("14082719800101001"), '8');
	assert_int_equal(idno_digit("14082719790229002"), '4');
	assert_int_equal(idno_digit("42110220000229003"), '4');
	assert_int_equal(check("140827198001010018"), 0);
	assert_int_equal(check("421102200002290034"), 0);
	assert_int_equal(check("140827197902290024"), IDNO_DATE);
	assert_int_equal(check("140827198001010010"), IDNO_CHECK);
}

static void a_check_digit_may_be_x(void **state)
{
	char s[19] = "14082719800101000";

	(void)state;
	for (int i = 0; i < 1000; i++) {
		s[14] = (char)('0' + i / 100);
		s[15] = (char)('0' + i / 10 % 10);
		s[16] = (char)('0' + i % 10);
		s[17] = idno_digit(s);
		assert_int_equal(check(s), 0);
		if (s[17] == 'X')
			return;
	}
	fail();
}

static void wrong_identity_numbers_say_what_is_wrong(void **state)
{
	(void)state;
	assert_int_equal(check(""), IDNO_LENGTH);
	assert_int_equal(check("1408271980010100"), IDNO_LENGTH);
	assert_int_equal(check("1408271980010100181"), IDNO_LENGTH);
	assert_int_equal(check("14082719800101001A"), IDNO_CHARS);
	assert_int_equal(check("X40827198001010018"), IDNO_CHARS);
	assert_int_equal(check("14082719800101001x"), IDNO_CHARS);
	assert_int_equal(check("160827198001010018") & IDNO_PROVINCE, IDNO_PROVINCE);
	assert_int_equal(check("140827188001010018") & IDNO_DATE, IDNO_DATE);
	assert_int_equal(check("140827198013010018") & IDNO_DATE, IDNO_DATE);
	assert_int_equal(check("830000198001010018") & IDNO_PROVINCE, 0);
	assert_int_equal(check("910000198001010018") & IDNO_PROVINCE, IDNO_PROVINCE);
}

static void old_numbers_are_known_and_converted(void **state)
{
	char out[19];

	(void)state;
	assert_int_equal(check("140827800101001"), IDNO_OLD);
	assert_int_equal(check("140827801301001"), IDNO_OLD | IDNO_DATE);
	assert_int_equal(check("14082780010100X"), IDNO_OLD | IDNO_CHARS);
	idno_convert("140827800101001", out);
	assert_string_equal(out, "140827198001010018");
	assert_int_equal(idno_birth("140827800101001", 15), sifa_day_of(1980, 1, 1));
	assert_int_equal(idno_sex("140827800101001", 15), 1);
}

static void birth_and_sex_come_from_the_number(void **state)
{
	(void)state;
	assert_int_equal(idno_birth("140827198001010018", 18), sifa_day_of(1980, 1, 1));
	assert_int_equal(idno_sex("140827198001010018", 18), 1);
	assert_int_equal(idno_sex("140827198001010026", 18), 2);
	assert_int_equal(idno_sex("421102200002290034", 18), 1);
	assert_int_equal(idno_birth("421102200002290034", 18), sifa_day_of(2000, 2, 29));
	assert_int_equal(idno_birth("140827197902290024", 18), SIFA_DAY_NONE);
	assert_int_equal(idno_birth("1408", 4), SIFA_DAY_NONE);
	assert_int_equal(idno_birth("1408271980AA010018", 18), SIFA_DAY_NONE);
	assert_int_equal(idno_sex("1408", 4), 0);
	assert_int_equal(idno_sex("1408271980010100A8", 18), 0);
}

static void divisions_present_and_former(void **state)
{
	static const struct {
		const char *code, *name;
	} known[] = {
		{"140827", "山西省运城市垣曲县"},
		{"142733", "原山西省运城地区垣曲县"},
		{"421100", "湖北省黄冈市"},
		{"421102", "湖北省黄冈市黄州区"},
		{"421121", "湖北省黄冈市团风县"},
		{"421122", "湖北省黄冈市红安县"},
		{"421123", "湖北省黄冈市罗田县"},
		{"421124", "湖北省黄冈市英山县"},
		{"421125", "湖北省黄冈市浠水县"},
		{"421126", "湖北省黄冈市蕲春县"},
		{"421127", "湖北省黄冈市黄梅县"},
		{"421181", "湖北省黄冈市麻城市"},
		{"421182", "湖北省黄冈市武穴市"},
		{"110101", "北京市东城区"},
		{"421171", "湖北省黄冈市龙感湖管理区"},
	};
	char buf[DIVISION_MOST];

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		assert_true(division_name(known[i].code, buf));
		assert_string_equal(buf, known[i].name);
	}
	assert_false(division_name("000000", buf));
	assert_false(division_name("140899", buf));
	assert_false(division_name("999999", buf));
	assert_string_equal(buf, "");
}

static void services_are_no_persons(void **state)
{
	(void)state;
	assert_true(phone_of_service("12348", 5));
	assert_true(phone_of_service("110", 3));
	assert_true(phone_of_service("95588", 5));
	assert_true(phone_of_service("400-123-4567", 12));
	assert_true(phone_of_service("8001234567", 10));
	assert_false(phone_of_service("13800138000", 11));
	assert_false(phone_of_service("0359-6022345", 12));
}

static void credit_codes(void **state)
{
	(void)state;
	assert_true(uscc_ok("91350200776049653A", 18));
	assert_true(uscc_ok("91440101MA5CJQ4N59", 18));
	assert_true(uscc_ok("311408270123456714", 18));
	assert_int_equal(uscc_digit("31140827012345671"), '4');
	assert_false(uscc_ok("913502007760496539", 18));
	assert_false(uscc_ok("91350200776049653", 17));
	assert_false(uscc_ok("91350200776049653AA", 19));
	assert_false(uscc_ok("9135020077604965IA", 18));
	assert_false(uscc_ok("91350200776049653a", 18));
	assert_false(uscc_ok("", 0));
	assert_false(uscc_ok("9135020077604\0653A", 18));
}

static void telephones(void **state)
{
	static const struct {
		const char *typed, *stored;
		bool good;
	} t[] = {
		{"13800000001", "13800000001", true},
		{"+86 138-0000-0001", "13800000001", true},
		{"+8613800000001", "13800000001", true},
		{" 138 0000 0001 ", "13800000001", true},
		{"１３８０００００００１", "13800000001", true},
		{"0359-6022345", "0359-6022345", true},
		{"（0359）6022345", "0359-6022345", true},
		{"(0359) 6022345", "0359-6022345", true},
		{"0359 6022345", "0359-6022345", true},
		{"010-12345678-123", "010-12345678-123", true},
		{"03596022345", "03596022345", true},
		{"12348", "12348", true},
		{"110", "110", true},
		{"95588", "95588", true},
		{"400-123-4567", "400-123-4567", true},
		{"4001234567", "4001234567", true},
		{"12800000001", "12800000001", false},
		{"1380000000", "1380000000", false},
		{"138000000012", "138000000012", false},
		{"6022345", "6022345", false},
		{"0359-602234", "0359-602234", false},
		{"03590-6022345", "03590-6022345", false},
		{"0359-6022345-1234567", "0359-6022345-1234567", false},
		{"0359-6022345-1-2", "0359-6022345-1-2", false},
		{"无", "无", false},
		{"", "", false},
		{"+86", "", false},
		{"-", "-", false},
		{"((((", "((((", false},
		{"00000000000000000000000000000000000000000000000000000000000000",
		 "00000000000000000000000000000000000000000000000000000000000000", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof t[0]; i++) {
		char out[100];
		bool good = phone_normal(t[i].typed, strlen(t[i].typed), out);

		if (good != t[i].good)
			fail_msg("%s: %d %s", t[i].typed, good, out);
		assert_string_equal(out, t[i].stored);
	}
}

static void typed_amounts(void **state)
{
	static const struct {
		const char *typed;
		int64_t fen;
	} good[] = {
		{"0", 0},
		{"1", 100},
		{"1.5", 150},
		{"1400.50", 140050},
		{"1,234.50", 123450},
		{"1,234,567", 123456700},
		{"123,456", 12345600},
		{"300元", 30000},
		{"300 元", 30000},
		{"1.2万", 1200000},
		{"1.2万元", 1200000},
		{"0.000001万", 1},
		{"3万", 3000000},
		{"１，２３４．５０", 123450},
		{"￥12.34", 1234},
		{"¥12.34", 1234},
		{"-5", -500},
		{"-1.2万", -1200000},
		{"92233720368547758.07", INT64_MAX},
	};
	static const char *const bad[] = {
		"",
		"元",
		"万",
		".",
		"1.",
		".5",
		"1.234",
		"1,2",
		"1,23",
		",123",
		"1234,567",
		"1,234,",
		"1,,234",
		"12a",
		"1 2",
		"--5",
		"1.2.3",
		"1.2,345",
		"1e5",
		"0x10",
		"1.2345678万",
		"一百",
		"\xFF",
		"1万万",
		"元1",
		"92233720368547758.08",
		"99999999999999999999999999999999999999999999",
	};

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		int64_t fen = -1;

		if (money_parse(good[i].typed, strlen(good[i].typed), &fen) != SIFA_OK)
			fail_msg("%s refused", good[i].typed);
		assert_true(fen == good[i].fen);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		int64_t fen;

		if (money_parse(bad[i], strlen(bad[i]), &fen) != SIFA_E_DATA)
			fail_msg("%s accepted", bad[i]);
	}
}

static void amounts_are_shown_with_two_decimals(void **state)
{
	char buf[32];

	(void)state;
	assert_string_equal(sifa_money_format(140050, buf), "1400.50");
	assert_string_equal(sifa_money_format(0, buf), "0.00");
	assert_string_equal(sifa_money_format(5, buf), "0.05");
	assert_string_equal(sifa_money_format(-5, buf), "-0.05");
	assert_string_equal(sifa_money_format(INT64_MAX, buf), "92233720368547758.07");
	assert_string_equal(sifa_money_format(INT64_MIN, buf), "-92233720368547758.08");
	assert_string_equal(sifa_points_format(10000, buf), "100.00");
	assert_string_equal(sifa_points_format(-250, buf), "-2.50");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_digits_of_identity_numbers),
		cmocka_unit_test(a_check_digit_may_be_x),
		cmocka_unit_test(wrong_identity_numbers_say_what_is_wrong),
		cmocka_unit_test(old_numbers_are_known_and_converted),
		cmocka_unit_test(birth_and_sex_come_from_the_number),
		cmocka_unit_test(divisions_present_and_former),
		cmocka_unit_test(services_are_no_persons),
		cmocka_unit_test(credit_codes),
		cmocka_unit_test(telephones),
		cmocka_unit_test(typed_amounts),
		cmocka_unit_test(amounts_are_shown_with_two_decimals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
