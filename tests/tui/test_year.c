/* test_year.c - one year of a letter, from its first number to the next year's, as a county and
 * an office live it: drafted, divided, signed, worked for, reported, inspected, objected to,
 * locked by two, corrected, opened again. One script at the keyboard; a verb where an act is the
 * machine's, such as reading a list. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "console.h"

/* Points of a clause of the office, by its score sheet. */
static double points_of(const char *clause)
{
	char want[32];
	const char *at = console_verb(0, "--format csv score yuanqu-2013 --office SFS1");

	snprintf(want, sizeof want, ",%s,", clause);
	at = strstr(at, want);
	assert_non_null(at);
	at += strlen(want);
	for (int i = 0; i < 3; i++) /* rule, standing, weight */
		at = strchr(at, ',') + 1;
	return atof(at);
}

/* ---- January: the county as it is ---- */

static void the_county(void)
{
	console_import("ORG", "code,name,kind,parent,established_on,population,short\n"
			      "SFS1,新城司法所,司法所,垣曲县司法局,1995-01-01,38,新\n"
			      "SFS2,历山司法所,司法所,垣曲县司法局,1995-01-01,25,历\n"
			      "SFS3,古城司法所,司法所,垣曲县司法局,1995-01-01,21,古\n"
			      "V1,东村,village,新城司法所,,,\n"
			      "V2,西村,village,新城司法所,,,\n");
	console_import("STF", "unit,name,from,post\n"
			      "垣曲县司法局,周文清,2010-01-01,\n"
			      "垣曲县司法局,许静怡,2010-01-01,\n"
			      "垣曲县司法局,李明远,2010-01-01,\n"
			      "SFS1,高静,2010-01-01,\n"
			      "SFS1,吕长生,2010-01-01,\n");
	console_import("USR", "unit,login,name,valid_from\n"
			      "垣曲县司法局,zhang,张局,2013-01-01\n"
			      "SFS1,gao,高静,2013-01-01\n");
	console_import("COM", "unit,name,kind\n"
			      "SFS1,新城镇人民调解委员会,township\n");
}

/* ---- February: the numbers ---- */

static void divide(struct vt *v, const char *total, const char *by)
{
	vt_keys(v, "s<C-U>");
	vt_keys(v, total);
	vt_keys(v, "<Enter><C-U>");
	vt_keys(v, by);
	vt_keys(v, "<Enter>");
	vt_expect(v, "已分解");
}

static void numbers_are_divided(void)
{
	struct vt *v;

	console_day("2013-02-20");
	v = console_open(0, 0, "zh");
	vt_keys(v, "k");
	vt_expect(v, "垣曲县司法局司法所工作目标责任书(2013年)"); /* the one with blanks */
	vt_keys(v, "b");
	vt_expect(v, "还没有责任书");
	divide(v, "46", "population");
	vt_expect(v, "按人口 x1.00");
	vt_expect(v, "空格 锁定");
	console_go(v, "新城司法所");
	vt_keys(v, "<Enter><C-U>20<Enter>");
	vt_expect(v, "[20']");
	vt_keys(v, " ");
	vt_expect(v, "[20*]");
	vt_expect(v, "[45]"); /* the sum no longer reaches what is to be done */
	divide(v, "46", "population");
	vt_expect(v, "[46]");
	vt_expect(v, "[20*]");
	vt_keys(v, "<Right>");
	divide(v, "40", "equal");
	vt_keys(v, "<Right>");
	divide(v, "6", "villages");
	for (int i = 0; i < 3; i++) {
		vt_keys(v, "<Right>");
		divide(v, "30", "equal");
	}
	vt_stop(v);
}

/* ---- March: reviewed and signed ---- */

/* The step's form, its day today; then what the message row says. */
static void step(struct vt *v, const char *label, const char *keys, const char *then)
{
	vt_keys(v, "b");
	console_go(v, label);
	vt_keys(v, "<Enter>.<Enter>");
	vt_keys(v, keys);
	vt_keys(v, "<F2>");
	vt_expect(v, then);
}

/* The copy that signing froze is the one whose hash stands in the record. */
static void frozen_copy(void)
{
	char hash[65];
	const char *at = console_verb(0, "--format csv letter show yuanqu-2013 --office SFS1");

	at = strstr(at, "新城司法所");
	assert_non_null(at);
	for (int i = 0; i < 4 && at; i++)
		at = strchr(at + 1, ',');
	assert_non_null(at);
	snprintf(hash, sizeof hash, "%.64s", at + 1);
	assert_int_equal(strspn(hash, "0123456789abcdef"), 64);
	at = console_verb(0, "letter copy yuanqu-2013 --office SFS1 | sha256sum");
	assert_memory_equal(at, hash, 64);
}

static void it_is_signed(void)
{
	struct vt *v;

	console_day("2013-03-15");
	v = console_open(0, 0, "zh");
	vt_keys(v, "k");
	console_go(v, "新城司法所");
	step(v, "填目标", "", "现在是：目标已填");
	step(v, "会审", "", "现在是：已会审");
	step(v, "签订", "王局长<Enter>李所长<Enter>2<Enter>", "C41");
	vt_refuse(v, "现在是");
	vt_keys(v, "<Esc><Esc>");
	vt_expect(v, "存为草稿");
	vt_keys(v, "<Enter><Esc>");
	vt_expect(v, "目标数  2013");
	for (int i = 0; i < 6; i++)
		vt_keys(v, "<Right>");
	divide(v, "6", "equal");
	vt_keys(v, "b<Enter><Enter>");
	vt_expect(v, "[李所长"); /* the draft of before */
	vt_keys(v, "<F2>");
	vt_expect(v, "现在是：已签订");
	vt_keys(v, "<Esc><Enter>7<Enter>");
	vt_expect(v, "责任书已签订");
	vt_stop(v);
	frozen_copy();
}

/* A document changes a number of the signed letter; what was typed outlives Esc. */
static void it_is_supplemented(void)
{
	struct vt *v;
	char line[300], hash[65];

	console_day("2013-04-01");
	v = console_open(0, 0, "zh");
	vt_keys(v, "k");
	console_go(v, "新城司法所");
	vt_keys(v, "<Right><Right><Right>a");
	vt_expect(v, "变更目标数的文号");
	vt_keys(v, "垣司〔2013〕18号<Esc>a");
	vt_expect(v, "垣司〔2013〕18号");
	vt_keys(v, "<Enter><Enter>");
	vt_expect(v, "补充文件须写明变更内容");
	vt_keys(v, "a<C-U><Enter>");
	vt_expect(v, "补充须有文号");
	vt_keys(v, "a垣司〔2013〕18号<Enter>下半年调整<Enter><C-U>七月<Enter>");
	vt_expect(v, "请填日期，如2013-07-01");
	vt_keys(v, "a<Enter><Enter><C-U>2013-07-01<Enter>");
	vt_expect(v, "按垣司〔2013〕18号变更，2013-07-01起计");
	vt_refuse(v, "空格 锁定");
	vt_keys(v, "<Enter><C-U>12<Enter>");
	vt_refuse(v, "责任书已签订");
	vt_keys(v, "g<C-U>2012<Enter>"); /* another letter is not changed by it */
	vt_refuse(v, "垣司〔2013〕18号变更");
	vt_keys(v, "g<C-U>2013<Enter>");
	console_go(v, "新城司法所");
	vt_keys(v, "d");
	vt_expect(v, "新城司法所：签订文本");
	vt_expect(v, "补充文件：1件");
	vt_expect(v, "1. 2013-04-01 垣司〔2013〕18号  下半年调整");
	vt_expect(v, "C37：12，2013-07-01起计");
	vt_expect(v, "与定稿一致");
	console_go(v, "补充后定稿");
	assert_int_equal(sscanf(strstr(vt_cursor_row(v), "补充后定稿"), "补充后定稿 %64s", hash),
			 1);
	vt_keys(v, "w");
	vt_expect(v, "-amended.yaml");
	snprintf(line, sizeof line, "sha256sum %s/outbox/letter-*-amended.yaml | grep -q ^%s",
		 console_dir(), hash);
	assert_int_equal(system(line), 0);
	vt_keys(v, "<Enter>");
	vt_expect(v, "共");
	vt_keys(v, "<Esc>p");
	vt_expect(v, "补充文件：1件");
	vt_keys(v, "<Esc><Esc><Esc>");
	console_register(v, "目标责任书登记簿");
	console_go(v, "新城司法所");
	vt_keys(v, "<Enter>");
	vt_expect(v, "2013 yuanqu-2013 新城司法所");
	vt_keys(v, "b");
	vt_expect(v, "步骤  2013 yuanqu-2013 新城司法所");
	vt_keys(v, "<Esc>c");
	vt_expect(v, "新城司法所：签订文本");
	vt_keys(v, "a");
	vt_expect(v, "变更目标数的文号");
	vt_keys(v, "<Esc>");
	assert_non_null(strstr(vt_cursor_row(v), "新城司法所"));
	vt_stop(v);
}

/* ---- the year's work ---- */

static struct vt *the_sheet(const char *login)
{
	struct vt *v = login ? console_as(login) : console_open(0, 0, "zh");

	if (!login) {
		console_go(v, "新城司法所");
		vt_keys(v, "<Enter>");
	}
	vt_keys(v, "<F11>");
	vt_expect(v, "完成人民调解案件卷宗");
	return v;
}

/* A case typed by the office moves its score. */
static void a_case_is_typed(void)
{
	struct vt *v;
	double before;

	console_day("2013-06-20");
	before = points_of("C6");
	v = console_as("gao");
	console_register(v, "人民调解登记簿");
	vt_keys(v, "n<Enter>2<Enter>新城镇人民调解委员会<Enter>");
	console_go(v, "受理日期");
	vt_keys(v, "0601<Enter>");
	console_go(v, "达成协议日期");
	vt_keys(v, "0603<Enter>");
	console_save(v);
	vt_expect(v, "已保存");
	vt_keys(v, "<F11>");
	console_go(v, "口头协议");
	vt_expect(v, " 14       1    7.14");
	vt_stop(v);
	assert_true(points_of("C6") > before);
}

/* Twelve dossiers from the paper register. */
static void dossiers_come_in(void)
{
	char csv[6000];
	int n = snprintf(
		csv, sizeof csv,
		"no,form,source,type,place,accepted_on,agreed_on,closed_on,archived_on,summary,"
		"parties.1.side,parties.1.person.name,parties.1.person.village,"
		"parties.2.side,parties.2.person.name,unit\n");

	for (int i = 1; i <= 12; i++)
		n += snprintf(
			csv + n, sizeof csv - (size_t)n,
			"(2013)垣新人调字第%d号,1,own,land,东村,2013-02-%02d,2013-03-%02d,2013-03-%02d,"
			"2013-03-30,第%d件的经过。,1,王甲%d,东村,2,李乙%d,SFS1\n",
			100 + i, i, i, i + 1, i, i, i);
	console_import("MED", csv);
}

/* ---- a return ---- */

static struct vt *the_return(const char *login)
{
	struct vt *v = login ? console_as(login) : console_open(0, 0, "zh");

	console_register(v, "报表报送登记簿");
	vt_keys(v, "<Enter>");
	vt_expect(v, "下一步");
	return v;
}

static void what_is_lacking_is_typed(void)
{
	struct vt *v = console_as("gao");

	console_register(v, "人民调解登记簿");
	console_go(v, "2013-06-01");
	vt_keys(v, "<Enter>e");
	console_go(v, "案件来源");
	vt_keys(v, "排查发现<Enter>");
	console_go(v, "纠纷类型");
	vt_keys(v, "02<Enter><F2>");
	if (vt_sees(v, "只有提醒"))
		vt_keys(v, "<F2>");
	vt_expect(v, "已保存");
	vt_stop(v);
}

static void a_return_goes_its_way(void)
{
	struct vt *v;

	console_day("2013-06-28");
	v = console_as("gao");
	vt_keys(v, "b");
	vt_expect(v, "2013年报表");
	console_go(v, "2013-06  ");
	console_go(v, "人民调解案件情况月报表");
	vt_keys(v, "<Enter>b");
	vt_expect(v, "开始编制这份报表？");
	vt_keys(v, "y");
	vt_expect(v, "编制");
	vt_keys(v, "<Enter>");
	vt_expect(v, "填表人");
	vt_stop(v);
	v = the_return("gao");
	step(v, "编制", "吕长生<Enter>", "现在是：已编制");
	step(v, "所长审核", "高静<Enter>", "现在是：所长已审核");
	/* The case that was typed has no source and no type yet. */
	step(v, "上报", "", "表内不平");
	vt_refuse(v, "现在是");
	vt_stop(v);
	what_is_lacking_is_typed();
	v = the_return("gao");
	vt_keys(v, "b<Enter><Enter><F2>"); /* on with the draft */
	vt_expect(v, "现在是：已上报");
	step(v, "撤回", "", "已办理：撤回");
	step(v, "上报", "", "现在是：已上报");
	vt_stop(v);
	v = the_return(NULL);
	step(v, "退回", "数字不符<Enter>1<Enter>", "现在是：退回");
	vt_stop(v);
	console_day("2013-06-29");
	v = the_return("gao");
	step(v, "重报", "", "现在是：重报");
	vt_stop(v);
	v = the_return(NULL);
	step(v, "接收", "周文清<Enter>", "现在是：已接收");
	step(v, "锁定", "", "现在是：锁定");
	vt_keys(v, "b");
	vt_expect(v, "更正报表");
	vt_stop(v);
	assert_non_null(strstr(console_verb(0, "--as gao return list 2013"), "锁定"));
}

/* ---- December: inspected ---- */

static void mark(const char *inspection, int row, int points, const char *by, const char *then)
{
	char line[160];

	snprintf(line, sizeof line, "letter mark %s %d %d --by %s", inspection, row, points, by);
	assert_non_null(strstr(console_verb(0, line), then));
}

/* The marks of two inspectors on the first dossier, at the keyboard. */
static void marked_by_hand(void)
{
	struct vt *v = the_sheet(NULL);

	console_go(v, "且案卷规范");
	vt_keys(v, "<Enter>s");
	vt_expect(v, "承办人");
	vt_keys(v, "d");
	vt_expect(v, "请先给这一卷评分");
	vt_keys(v, "<Enter>周文清<Enter>");
	vt_expect(v, "周文清评分（0至100）");
	vt_keys(v, "101<Enter>");
	vt_expect(v, "请填0至100的整数分");
	vt_keys(v, "<Enter>90<Enter>");
	assert_non_null(strstr(vt_cursor_row(v), "      90"));
	vt_keys(v, "i许静怡<Enter>");
	vt_expect(v, "现在填的是许静怡的评分");
	vt_keys(v, "<Enter>86<Enter>");
	vt_expect(v, "这一卷得88分");
	vt_keys(v, "d <Enter><Down><Up>");
	vt_expect(v, "现在填的是许静怡的评分。  缺申请书");
	vt_keys(v, "<Down><Enter>70<Enter>i周文清<Enter><Enter>90<Enter>");
	vt_expect(v, "两人评分相差超过10分：应由第三人评");
	vt_refuse(v, "samples"); /* no names of fields */
	vt_keys(v, "v");
	vt_expect(v, "人民调解案件  ");
	vt_keys(v, "<Esc><Esc>");
	vt_expect(v, "新城司法所  2013-12-20"); /* the county still looks at the office */
	vt_stop(v);
}

static void it_is_inspected(void)
{
	struct vt *v;
	char id[CONSOLE_ID];

	console_day("2013-12-20");
	v = the_sheet(NULL);
	console_go(v, "且案卷规范");
	vt_expect(v, "未评");
	vt_keys(v, "<Enter>z2013<Enter>");
	vt_expect(v, "随机抽取");
	vt_expect(v, "总体名单摘要");
	vt_stop(v);
	console_id("INS", "\"C5\"", id);
	marked_by_hand();
	mark(id, 2, 74, "李明远", "72");
	for (int row = 3; row <= 5; row++) {
		mark(id, row, 80, "周文清", "");
		mark(id, row, 80, "许静怡", "80");
	}
	v = the_sheet(NULL);
	console_go(v, "且案卷规范");
	vt_refuse(v,
		  "一1   且案卷规范                                      0.00                未评");
	assert_null(strstr(vt_cursor_row(v), "未评"));
	vt_keys(v, "<Enter>y");
	vt_expect(v, "80"); /* explained: (88 + 72 + 80 + 80 + 80) / 5 */
	vt_stop(v);
	assert_true(points_of("C5") > 0);
}

/* ---- objected to, and reviewed by another one ---- */

static struct vt *the_entry(const char *login)
{
	struct vt *v = login ? console_as(login) : console_open(0, 0, "zh");

	console_register(v, "考核评分登记簿");
	vt_keys(v, "<Enter>");
	vt_expect(v, "下一步");
	return v;
}

static void it_is_objected_to(void)
{
	struct vt *v;
	char letter[CONSOLE_ID], csv[300];

	console_id("LTR", "新城司法所", letter);
	snprintf(csv, sizeof csv,
		 "unit,letter,item,part,at,actual,raw,by\nSFS1,%s,C6,self,2013-12-18,2,200,高静\n",
		 letter);
	console_import("SCR", csv);
	v = the_entry(NULL);
	step(v, "核定", "周文清<Enter>100<Enter>只有1件<Enter>", "现在是：已核定");
	step(v, "公示", "", "现在是：公示中");
	vt_stop(v);
	console_day("2013-12-23");
	v = the_entry("gao");
	step(v, "提出异议", "另1件已补登<Enter>", "已办理：提出异议");
	vt_stop(v);
	v = the_entry(NULL);
	step(v, "受理异议", "", "已办理：受理异议");
	/* Who verified it does not review it. */
	step(v, "答复异议", "周文清<Enter>2<Enter>150<Enter>补登属实<Enter>", "不得为同一人");
	vt_keys(v, "<Enter><C-U>许静怡<Enter><F2>");
	vt_expect(v, "已办理：答复异议");
	vt_stop(v);
	v = the_sheet(NULL);
	vt_keys(v, "k");
	console_go(v, "口头协议");
	vt_expect(v, "1.50");
	vt_stop(v);
}

/* ---- January: final by two users, corrected, opened again ---- */

static struct vt *the_columns(const char *login)
{
	struct vt *v = console_as(login);

	console_go(v, "新城司法所");
	vt_keys(v, "<F11>k");
	vt_expect(v, "自评、核查、终评");
	return v;
}

static void it_is_final(void)
{
	struct vt *v;

	console_day("2014-01-10");
	v = the_columns("admin");
	vt_keys(v, "l");
	vt_expect(v, "定分的依据是什么？");
	vt_keys(v, "局务会2014年第1次<Enter>");
	vt_expect(v, "由另一用户在此按 l 答复");
	vt_keys(v, "ly<Enter>"); /* not he himself */
	vt_expect(v, "须由另一用户");
	vt_stop(v);
	v = the_columns("zhang");
	vt_expect(v, "按 l 答复");
	vt_keys(v, "ly<Enter>");
	vt_expect(v, "得分已锁定");
	console_go(v, "口头协议");
	vt_keys(v, "c<C-U>2.5.0<Enter>");
	vt_expect(v, "请填分数");
	vt_keys(v, "c<C-U>2.50<Enter>");
	vt_expect(v, "更正的理由");
	vt_keys(v, "登记簿另有1件<Enter>");
	vt_expect(v, "锁定的分数仍保留");
	vt_keys(v, "r");
	vt_expect(v, "已锁定：");
	assert_non_null(strstr(vt_cursor_row(v), "2.50"));
	vt_stop(v);
}

static void it_is_opened_again(void)
{
	struct vt *v = the_columns("admin");

	vt_keys(v, "l");
	vt_expect(v, "为什么重新打开");
	vt_keys(v, "复核改分<Enter>");
	vt_stop(v);
	v = the_columns("zhang");
	vt_expect(v, "申请重开");
	vt_keys(v, "ly<Enter>");
	vt_expect(v, "得分已重新打开");
	vt_keys(v, "r");
	vt_refuse(v, "已锁定：");
	vt_stop(v);
}

/* ---- the next year beside this one ---- */

static void the_next_year(void)
{
	struct vt *v = console_open(0, 0, "zh");

	vt_keys(v, "k");
	vt_expect(v, "目标数  2013");
	vt_keys(v, "n");
	vt_expect(v, "起草2014年度的责任书？");
	vt_keys(v, "y");
	vt_expect(v, "目标数  2014");
	vt_expect(v, "已起草2014年度责任书");
	console_go(v, "新城司法所");
	assert_non_null(strstr(vt_cursor_row(v), "20"));
	vt_keys(v, "g<C-U>2013<Enter>");
	vt_expect(v, "目标数  2013");
	vt_keys(v, "<Esc>");
	vt_expect(v, "(2013年)  2014");
	vt_expect(v, "(2013年)  2013");
	vt_stop(v);
}

/* The county changes a weight afterwards: every sheet says so, and shows what. */
static void the_text_changes(void)
{
	struct vt *v = the_sheet("gao");
	char line[400];

	vt_keys(v, "d");
	vt_expect(v, "与定稿一致");
	vt_stop(v);
	snprintf(line, sizeof line,
		 "cp -R config %s/c && sed -i 's/^total: 100.00/total: 101.00/; "
		 "/id: C4$/,/weight: 7/s/weight: 7/weight: 8/' %s/c/letters/yuanqu-2013.yaml",
		 console_dir(), console_dir());
	assert_int_equal(system(line), 0);
	snprintf(line, sizeof line, "config adopt %s/c", console_dir());
	console_verb(0, line);
	v = the_sheet("gao");
	vt_expect(v, "按 d 看差别");
	vt_keys(v, "d");
	vt_expect(v, "与签订文本的差别：2处");
	vt_keys(v, "<End>");
	vt_expect(v, "C4 分值");
	vt_expect(v, "签订        7");
	vt_expect(v, "现行        8");
	vt_stop(v);
}

static void a_year(void **state)
{
	(void)state;
	the_county();
	numbers_are_divided();
	it_is_signed();
	it_is_supplemented();
	a_case_is_typed();
	dossiers_come_in();
	a_return_goes_its_way();
	it_is_inspected();
	it_is_objected_to();
	it_is_final();
	it_is_opened_again();
	the_text_changes();
	the_next_year();
	console_verb(0, "check");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_year, console_fresh, console_clean),
	};

	return cmocka_run_group_tests(tests, console_make_empty, console_drop);
}
