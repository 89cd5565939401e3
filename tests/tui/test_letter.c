/* test_letter.c - the acts of a letter at the keyboard: villages by months, an official list
 * against a register, the marks of a sample, the signed text; on small and wide windows and in
 * both languages. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* The name of a released person of the office, and its register opened there. */
static struct vt *released(const char *lang, int rows, int cols, char name[64])
{
	struct vt *v = console_open(rows, cols, lang);
	const char *at = strstr(console_verb(0, "--format jsonl list RLS --limit 1"),
				"\"person\":{\"id\":\"");

	assert_non_null(at);
	at = strstr(at, "\"title\":\"");
	assert_non_null(at);
	assert_int_equal(sscanf(at, "\"title\":\"%63[^\"]", name), 1);
	return v;
}

/* ---- a list ---- */

static void an_official_list_is_compared(void **state)
{
	char name[64], csv[300];
	struct vt *v = released("zh", 0, 0, name);

	(void)state;
	console_register(v, "刑释解教人员花名册");
	vt_keys(v, "k");
	vt_expect(v, "还没有名单");
	vt_keys(v, "<Enter><Esc>");
	/* One person differs, one is only there, the others are only here. */
	snprintf(csv, sizeof csv, "姓名,released_on\n%s,1999-01-02\n查无此人,2013-01-02\n", name);
	console_inbox("list.csv", csv);
	console_inbox("photo.jpg", "no list");
	console_inbox("wrong.txt", "a,b\n1,2\n");
	vt_keys(v, "k");
	vt_expect(v, "list.csv");
	vt_refuse(v, "photo.jpg");
	vt_refuse(v, "F2 保存"); /* nothing was compared yet */
	console_go(v, "wrong.txt");
	vt_keys(v, "<Enter>");
	vt_expect(v, "没有表头");
	vt_keys(v, "<Home><Enter>");
	vt_expect(v, "内容不同：1");
	vt_expect(v, "名单有、登记簿无：1");
	vt_expect(v, "1999-01-02 / ");
	vt_expect(v, "查无此人");
	assert_non_null(strstr(vt_cursor_row(v), name));
	vt_keys(v, "<Enter>");
	vt_expect(v, "刑释解教人员  ");
	vt_keys(v, "<Esc>");
	assert_null(
		strstr(console_verb(0, "--format csv list RCN"), "list.csv")); /* looked at only */
	vt_keys(v, "<F2>");
	vt_expect(v, "名单核对  ");
	vt_expect(v, "差异待处理");
	console_go(v, name); /* the difference leads to the person's record */
	vt_keys(v, "<Enter>");
	vt_expect(v, "刑释解教人员  ");
	vt_keys(v, "<Esc><Esc><Esc><Esc>");
	console_register(v, "名单核对登记簿");
	vt_keys(v, "k");
	vt_expect(v, "服刑在教人员信息核查");
	vt_keys(v, "<Enter>");
	vt_expect(v, "官方名单：刑释解教人员花名册");
	vt_stop(v);
	assert_non_null(strstr(console_verb(0, "--format csv list RCN"), "list.csv"));
}

/* A clause that counts the register leads there; others offer no such key. */
static void a_clause_leads_to_its_list(void **state)
{
	struct vt *v = console_office();

	(void)state;
	vt_keys(v, "<F11>");
	console_go(v, "底数清");
	vt_keys(v, "<Enter>k");
	vt_expect(v, "官方名单：刑释解教人员花名册");
	vt_keys(v, "<Esc><Esc><Home>");
	console_go(v, "口头协议");
	vt_keys(v, "<Enter>k");
	vt_refuse(v, "官方名单");
	vt_keys(v, "<F1>");
	vt_refuse(v, "官方名单");
	vt_stop(v);
}

/* ---- villages ---- */

static void villages_open_to_their_records(void **state)
{
	struct vt *v = console_office();
	char row[400];
	const char *out;

	(void)state;
	vt_keys(v, "bo");
	vt_expect(v, "矛盾纠纷排查  2013");
	snprintf(row, sizeof row, "%s", vt_cursor_row(v));
	out = console_verb(0, "return villages 2013 --office 柳河司法所");
	for (char *w = strtok(row, " >"); w; w = strtok(NULL, " >")) /* the same as the verb's */
		assert_non_null(strstr(out, w));
	vt_keys(v, "<Enter>");
	vt_expect(v, "2013-12-");
	vt_keys(v, "<Enter>");
	vt_expect(v, "矛盾纠纷排查  (2013)");
	vt_keys(v, "<Esc><Esc><Left>");
	vt_expect(v, "矛盾纠纷排查  2012");
	vt_keys(v, "<Enter>");
	vt_expect(v, "没有上报");
	vt_keys(v, "<Enter><Esc><Esc><Esc>");
	console_register(v, "矛盾纠纷排查登记簿");
	vt_keys(v, "o");
	vt_expect(v, "矛盾纠纷排查  2013");
	vt_keys(v, "<Esc><Esc>");
	console_register(v, "报表报送登记簿");
	vt_keys(v, "<Enter>o");
	vt_expect(v, "矛盾纠纷排查  2013");
	vt_stop(v);
}

/* ---- marks ---- */

static void a_sample_is_marked(void **state)
{
	struct vt *v = console_open(0, 0, "zh");

	(void)state;
	console_register(v, "检查考核登记簿");
	console_go(v, "专项");
	vt_keys(v, "<Enter>s");
	vt_expect(v, "没有抽查卷宗");
	vt_keys(v, "<Esc>g2013-12-10<Enter>");
	console_go(v, "C5");
	vt_keys(v, "<Enter>");
	vt_expect(v, "s 评分");
	vt_keys(v, "s<Enter><Esc>"); /* nobody was chosen: nothing is asked */
	vt_refuse(v, "0至100");
	vt_keys(v, "<Enter><Enter>");
	vt_expect(v, "评分（0至100）");
	vt_keys(v, "9x<Enter>");
	vt_expect(v, "请填0至100的整数分");
	vt_keys(v, "v");
	vt_expect(v, "没有对应的记录");
	vt_stop(v);
}

static void a_clause_without_inspection_says_so(void **state)
{
	struct vt *v = console_office();

	(void)state;
	vt_keys(v, "<F11>");
	console_go(v, "口头协议");
	vt_keys(v, "<Enter>s");
	vt_expect(v, "这一条还没有检查");
	vt_stop(v);
}

/* ---- as a person sees them ---- */

static void tour(struct vt *v, const char *suffix, const char *released_no, const char *letters_no)
{
	console_inbox("list.csv", "姓名,released_on\n查无此人,2013-01-02\n");
	vt_keys(v, "bo");
	vt_golden(v, "villages", suffix);
	vt_keys(v, "<Esc><Esc><F8>");
	vt_keys(v, released_no);
	vt_keys(v, "<Enter>k<Enter>");
	vt_expect(v, "查无此人");
	vt_keys(v, "<Esc><Esc><F8>");
	vt_keys(v, letters_no);
	vt_keys(v, "<Enter><Down>");
	vt_golden(v, "letters", suffix);
	vt_keys(v, "<Enter>c");
	vt_golden(v, "signed", suffix);
	vt_keys(v, "<Esc>b");
	vt_golden(v, "letter-steps", suffix);
	vt_keys(v, "<Esc><Esc><Esc><Esc><F11><Down><Enter>z2013<Enter><Esc>s");
	vt_golden(v, "marks", suffix);
	vt_keys(v, "<Esc><Esc><Esc>");
}

static void chinese_at_80x24(void **state)
{
	struct vt *v = console_open(24, 80, "zh");

	(void)state;
	tour(v, "", "33", "84");
	vt_stop(v);
}

static void english_at_80x24(void **state)
{
	struct vt *v = console_open(24, 80, "en");

	(void)state;
	tour(v, "-en", "33", "84");
	vt_stop(v);
}

static void chinese_at_200x50(void **state)
{
	struct vt *v = console_open(50, 200, "zh");

	(void)state;
	tour(v, "-wide", "33", "84");
	vt_stop(v);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, console_fresh, console_clean)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_official_list_is_compared),
		TEST(a_clause_leads_to_its_list),
		TEST(villages_open_to_their_records),
		TEST(a_sample_is_marked),
		TEST(a_clause_without_inspection_says_so),
		TEST(chinese_at_80x24),
		TEST(english_at_80x24),
		TEST(chinese_at_200x50),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
