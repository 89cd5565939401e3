/* test_return.c - returns by keyboard: what is due, the table of one, the records behind a
 * cell, the way to the county, and what has changed since. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

static struct vt *the_returns(void)
{
	struct vt *v = console_office();

	vt_keys(v, "b");
	vt_expect(v, "2013年报表");
	assert_non_null(strstr(vt_cursor_row(v), "2013-12-30")); /* what is to be sent next */
	vt_keys(v, "<Home>");
	return v;
}

static void every_return_opens_to_its_records(void **state)
{
	struct vt *v = the_returns();
	int month, year;

	(void)state;
	console_go(v, "2013-11  已上报");
	vt_keys(v, "<Home>");
	console_go(v, "人民调解案件情况月报表");
	vt_keys(v, "<Enter>");
	vt_expect(v, "人民调解案件情况月报表  2013-01  已上报");
	vt_expect(v, "[本月]");
	console_go(v, "受理件数");
	assert_int_equal(sscanf(strstr(vt_cursor_row(v), "件 "), "件 %d %d", &month, &year), 2);
	assert_true(year > 0 && month == year); /* January */
	vt_keys(v, "<Tab>");
	vt_expect(v, "[累计]");
	vt_keys(v, "<Enter>");
	vt_expect(v, "受理件数  累计");
	assert_int_equal(console_number(v, "依据的记录："), year);
	vt_keys(v, "<Enter>");
	vt_expect(v, "人民调解案件  ");
	vt_keys(v, "<Esc><Esc><Esc>");
	vt_expect(v, "2013年报表");
	vt_keys(v, "-");
	vt_expect(v, "2012年报表");
	vt_stop(v);
}

static void a_return_is_begun_from_its_table(void **state)
{
	struct vt *v = the_returns();

	(void)state;
	console_go(v, "2013-12  未编制");
	console_go(v, "人民调解案件情况月报表");
	vt_keys(v, "<Enter>");
	vt_expect(v, "2013-12  未编制");
	vt_keys(v, "b");
	vt_expect(v, "开始编制这份报表？");
	vt_keys(v, "y");
	vt_expect(v, "编制                 -> 已编制");
	vt_keys(v, "<Enter>");
	vt_expect(v, "填表人");
	vt_keys(v, "<Esc><Esc>");
	vt_expect(v, "2013-12  待编制");
	vt_stop(v);
}

/* By the office, through two of its people. */
static void send(const char *id)
{
	char one[CONSOLE_ID], other[CONSOLE_ID], line[300];

	console_id("STF", "吕长生", one);
	console_id("STF", "张水生", other);
	snprintf(line, sizeof line,
		 "--as sfs001 step %s prepare prepared_on=2013-12-20 prepared_by=%s", id, one);
	console_verb(0, line);
	snprintf(line, sizeof line,
		 "--as sfs001 step %s approve approved_on=2013-12-20 approved_by=%s", id, other);
	console_verb(0, line);
	snprintf(line, sizeof line, "--as sfs001 return submit %s", id);
	console_verb(0, line);
}

/* The return of this month, sent by the office. */
static void send_this_month(void)
{
	char id[24];

	snprintf(id, sizeof id, "%s",
		 console_verb(0, "--as sfs001 return prepare med_monthly 2013-12"));
	id[strcspn(id, "\n")] = '\0';
	send(id);
}

static void what_changes_after_it_was_sent_is_shown(void **state)
{
	struct vt *v;

	(void)state;
	send_this_month();
	v = the_returns();
	console_go(v, "2013-12  已上报");
	vt_keys(v, "<Enter>z");
	vt_expect(v, "上报后没有变化");
	vt_keys(v, "<Esc>");
	console_import("MED", "unit,no,form,committee,source,type,accepted_on\n"
			      "SFS001,(2013)云柳河人调字第990号,written,柳河镇人民调解委员会,own,"
			      "land,2013-12-02\n");
	vt_keys(v, "<Enter>z");
	vt_expect(v, "上报数与现算数");
	console_go(v, "主动调解");
	console_go(v, "新增");
	vt_keys(v, "<Enter>");
	vt_expect(v, "第990号");
	vt_keys(v, "<Esc>z");
	vt_expect(v, "[本月]");
	vt_stop(v);
}

static void what_it_will_lack_opens(void **state)
{
	struct vt *v;

	(void)state;
	console_import("MED", "unit,no,form,committee,type,accepted_on\n"
			      "SFS001,(2012)云柳河人调字第990号,written,柳河镇人民调解委员会,"
			      "land,2012-03-02\n");
	v = the_returns();
	vt_keys(v, "-");
	console_go(v, "2012-03  未编制        人民调解案件情况月报表");
	vt_keys(v, "<Enter>");
	console_go(v, "只在一边计数：各来源之和等于受理数");
	vt_keys(v, "<Enter>");
	vt_expect(v, "第990号");
	vt_stop(v);
}

/* The return of November, sent, received, and corrected by a case found later. */
static void november_is_corrected(void)
{
	char id[24], line[300];
	const char *list = console_verb(0, "--as sfs001 return list 2013 --format csv");
	const char *at;

	for (at = list; (at = strstr(at, ",2013-11,")); at++) {
		char state[16], table[24];

		if (sscanf(at, ",2013-11,%15[^,],%23[^,],%23[^,]", state, id, table) == 3 &&
		    !strcmp(table, "med_monthly"))
			break;
	}
	assert_non_null(at);
	snprintf(line, sizeof line, "--as sfs001 return withdraw %s", id);
	console_verb(0, line);
	send(id);
	snprintf(line, sizeof line,
		 "step %s receive received_on=2013-12-20 received_by=县局 --signed 李明远", id);
	console_verb(0, line);
	console_import("MED", "unit,no,form,committee,source,type,accepted_on\n"
			      "SFS001,(2013)云柳河人调字第990号,written,柳河镇人民调解委员会,own,"
			      "land,2013-11-12\n");
	snprintf(line, sizeof line, "--as sfs001 return correct %s --reason 漏录", id);
	console_verb(0, line);
}

static void the_next_return_repeats_what_was_corrected(void **state)
{
	struct vt *v;

	(void)state;
	november_is_corrected();
	v = the_returns();
	console_go(v, "2013-12  未编制        人民调解案件情况月报表");
	vt_keys(v, "<Enter>");
	console_go(v, "受理件数 9→10");
	vt_expect(v, "更正2013-11报表，已含在所列各栏中");
	vt_keys(v, "<Tab><Enter>"); /* the year to date */
	vt_expect(v, "累计  1");
	assert_int_equal(console_number(v, "依据的记录："), 1);
	vt_keys(v, "<Enter>");
	vt_expect(v, "人民调解案件情况月报表 2013-11-01");
	vt_stop(v);
}

static void tables_that_are_only_looked_at_open_too(void **state)
{
	struct vt *v = the_returns();

	(void)state;
	console_go(v, "法律六进宣传表");
	vt_expect(v, "只看不报的表");
	vt_keys(v, "<Enter>");
	vt_expect(v, "[1月]");
	vt_expect(v, "1-5/15");
	vt_refuse(v, "增减%");
	vt_keys(v, "<Tab><Tab><Tab><Tab><Tab>");
	vt_expect(v, "[6月]");
	vt_expect(v, "2-6/15");
	vt_keys(v, "<Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab><Tab>");
	vt_expect(v, "[增减%]");
	vt_keys(v, "<Tab>");
	vt_expect(v, "1-5/15");
	vt_keys(v, "<Esc><Home>");
	console_go(v, "履行义务明细表(人员)");
	vt_keys(v, "<Enter>");
	vt_expect(v, "应履行");
	console_go(v, "林淑珍");
	vt_keys(v, "<Tab><Enter>"); /* the cases */
	vt_expect(v, "林淑珍  办案  ");
	assert_true(console_number(v, "依据的记录：") > 0);
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_return_opens_to_its_records, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_return_is_begun_from_its_table, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(what_it_will_lack_opens, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(the_next_return_repeats_what_was_corrected,
						console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(tables_that_are_only_looked_at_open_too,
						console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(what_changes_after_it_was_sent_is_shown,
						console_fresh, console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
