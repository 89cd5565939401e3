/* test_ledger.c - a register: narrowing while typing, jumping, orders, pages,
 * and names that are hard to align. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../core/sifa.h"
#include "console.h"

#define TEST(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

/* Rows of a register in view. */
static int rows(struct vt *v)
{
	int n = 0;

	for (int y = 3; y < 21; y++)
		n += vt_line(v, y)[0] != '\0';
	return n;
}

static void a_filter_narrows_while_it_is_typed(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, " 人员名册");
	assert_int_equal(rows(v), 18);
	vt_keys(v, "/");
	vt_expect(v, "查找（");
	vt_keys(v, "买");
	assert_in_range(rows(v), 1, 17);
	vt_expect(v, "买买提·吐尔逊");
	vt_keys(v, "买提");
	vt_expect(v, "/ 买买提");
	vt_refuse(v, "于勇");
	vt_keys(v, "x");
	vt_expect(v, "没有查到");
	vt_keys(v, "<BS><Enter>");
	vt_expect(v, "买买提·吐尔逊");
	vt_expect(v, "排序：");
	vt_keys(v, "<Enter>"); /* what was found opens */
	vt_expect(v, "姓名                  买买提·吐尔逊");
	vt_keys(v, "<Esc>/"); /* the filter stays until it is changed */
	vt_expect(v, "> 买买提");
	vt_keys(v, "<C-U>王<Esc>"); /* Esc: as it was */
	vt_expect(v, "/ 买买提");
	vt_keys(v, "/<C-U><Enter>");
	assert_int_equal(rows(v), 18);
	vt_refuse(v, "/ 买买提");
	vt_stop(v);
}

static void a_date_or_number_is_jumped_to(void **state)
{
	struct vt *v = console_office();

	(void)state;
	console_register(v, "人民调解登记簿");
	vt_keys(v, "g2013-06-30<Enter>");
	if (!strstr(vt_cursor_row(v), " 2013-06-"))
		vt_fail(v, "not at the first one from that day down");
	vt_keys(v, "s:");
	vt_expect(v, "编号");
	vt_keys(v, "(2013)云柳河人调口字第020<Enter>");
	if (!strstr(vt_cursor_row(v), "人调口字第020号"))
		vt_fail(v, "not at the number");
	vt_keys(v, "g什么<Enter>");
	if (!strstr(vt_cursor_row(v), ">"))
		vt_fail(v, "no row");
	vt_stop(v);
}

static void orders_go_round(void **state)
{
	static const char *const order[] = {"受理日期", "编号", "结案日期", "纠纷类型"};
	struct vt *v = console_office();
	char text[64];

	(void)state;
	console_register(v, "人民调解登记簿");
	for (size_t i = 0; i < 9; i++) {
		snprintf(text, sizeof text, "排序：%s", order[i % 4]);
		vt_expect(v, text);
		vt_keys(v, i % 2 ? "s" : "<F6>");
	}
	vt_stop(v);
}

/* Down through all of it row by row, and back page by page: the same rows, none
 * twice. */
static void every_row_is_met_once(void **state)
{
	struct vt *v = console_office();
	char first[300], last[300];
	int n = 1, pages = 0;

	(void)state;
	console_register(v, "人民调解登记簿");
	snprintf(last, sizeof last, "%s", vt_cursor_row(v));
	memcpy(first, last, sizeof first);
	for (;;) {
		vt_keys(v, "<Down>");
		if (!strcmp(last, vt_cursor_row(v)))
			break;
		snprintf(last, sizeof last, "%s", vt_cursor_row(v));
		n++;
	}
	assert_int_equal(
		n, atoi(console_verb(
			   0, "list MED --where unit=SFS001 --format csv | tail -n +2 | wc -l")));
	assert_true(n > 40);
	vt_refuse(v, "下面还有");
	vt_keys(v, "<Home>");
	vt_expect(v, "下面还有");
	while (vt_sees(v, "下面还有") && pages++ < 10)
		vt_keys(v, "<PgDn>");
	assert_int_equal(pages, (n - 2) / 17);
	vt_keys(v, "<PgUp><PgUp><PgUp><PgUp><PgUp><PgUp>");
	if (strcmp(first, vt_cursor_row(v)) != 0)
		vt_fail(v, "not at the top");
	vt_stop(v);
}

static int column(struct vt *v, int row, const char *text)
{
	const char *line = vt_line(v, row), *at = strstr(line, text);

	return at ? sifa_text_width(line, (size_t)(at - line)) : -1;
}

/* Interpuncts and characters beyond the BMP, known to libc or not. */
static void hard_names_stay_aligned(void **state)
{
	static const char *const name[] = {"买提·吐尔逊",	   "古丽·艾则孜·甲",
					   "李\xf0\xac\xb1\x96",   "王\xf0\xa0\x85\xa4",
					   "欧\xf0\xb2\x8e\xaf二", "䶮大海"};
	char csv[1000] = "unit,name,birth\n";
	struct vt *v;

	(void)state;
	for (size_t i = 0; i < sizeof name / sizeof *name; i++)
		snprintf(csv + strlen(csv), sizeof csv - strlen(csv), "SFS001,%s,1901-01-0%zu\n",
			 name[i], i + 1);
	console_import("PSN", csv);
	v = console_office();
	console_register(v, " 人员名册");
	vt_keys(v, "s"); /* by birth: the imported ones stand first */
	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		if (!vt_sees(v, name[i]) && i != 4)
			vt_fail(v, name[i]);
		if (column(v, 3 + (int)i, "1901-01-0") != column(v, 2, "出生日期"))
			vt_fail(v, "not aligned");
	}
	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		vt_keys(v, "<Enter><Enter>"); /* the record, the form at its name */
		vt_expect(v, "修改：");
		vt_keys(v, "<Left><BS>x<End><Esc>y<Esc><Down>");
	}
	vt_stop(v);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_filter_narrows_while_it_is_typed),
		TEST(a_date_or_number_is_jumped_to),
		TEST(orders_go_round),
		TEST(every_row_is_met_once),
		TEST(hard_names_stay_aligned),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
