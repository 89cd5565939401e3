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

/* The number at the beginning of the line that holds `name`. */
static void number_of(const char *name, char *out)
{
	const char *line = console_verb(0, "list STF"), *at = strstr(line, name);

	assert_non_null(at);
	while (at > line && at[-1] != '\n')
		at--;
	snprintf(out, 24, "%.*s", (int)strcspn(at, " "), at);
}

/* The return of this month, sent by the office. */
static void send_it(void)
{
	char id[24], one[24], other[24], line[300];

	snprintf(id, sizeof id, "%s",
		 console_verb(0, "--as sfs001 return prepare med_monthly 2013-12"));
	id[strcspn(id, "\n")] = '\0';
	number_of("吕长生", one);
	number_of("张水生", other);
	snprintf(line, sizeof line,
		 "--as sfs001 step %s prepare prepared_on=2013-12-20 prepared_by=%s", id, one);
	console_verb(0, line);
	snprintf(line, sizeof line,
		 "--as sfs001 step %s approve approved_on=2013-12-20 approved_by=%s", id, other);
	console_verb(0, line);
	snprintf(line, sizeof line, "--as sfs001 return submit %s", id);
	console_verb(0, line);
}

static void what_changes_after_it_was_sent_is_shown(void **state)
{
	struct vt *v;

	(void)state;
	send_it();
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_return_opens_to_its_records, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_return_is_begun_from_its_table, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(what_it_will_lack_opens, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(what_changes_after_it_was_sent_is_shown,
						console_fresh, console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
