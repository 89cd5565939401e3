/* test_day.c - a day of the office and the county, by keyboard alone: a case of legal aid
 * from the window to the subsidy, a mediation by word of mouth, one in writing that a court
 * confirms, a person in correction from the assessment to the hand-over, and a case of last
 * year written down afterwards. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"

/* ---- legal aid: the window of the office, then the centre of the county ---- */

static void at_the_window(struct vt *v)
{
	day_new(v, "法律援助案件登记簿");
	FILL(v, "案件来源", "当事人申请", "申请渠道", "乡镇工作站", "受理站点",
	     "柳河镇法律援助工作站", "申请日期", "1202", "申请人", "郝有田<Enter><Ins><F2>",
	     "对方当事人", "运城某建筑公司", "案件性质", "民事", "援助方式", "民事诉讼代理",
	     "援助事项", "支付劳动报酬(确认劳动关系)");
	console_save(v);
	vt_expect(v, "已保存：郝有田");
	vt_keys(v, "<Enter>");
	STEP(v, "受理", "受理审查 2013-12-02", "收齐材料", "1202");
}

static void at_the_centre(struct vt *v)
{
	day_open(v, "法律援助案件登记簿", "郝有田");
	STEP(v, "决定给予", "决定给予 2013-12-04", "决定日期", "1204", "核查方式", "免予核查",
	     "免予核查理由", "进城务工人员请求劳动报酬", "审查人", "许静怡", "审批人", "周文清");
	STEP(v, "指派", "指派 2013-12-06", "指派日期", "1206", "承办机构", "云泉律师事务所",
	     "承办人", "<F4>", "利益冲突", "无利益冲突");
	STEP(v, "承办", "承办 2013-12-06", "接受指派", "1206", "委托协议", "1206");
	day_step(v, "结案");
	FILL(v, "结案日期", "1212", "结案依据", "收到判决书、裁定书", "办理结果", "胜诉",
	     "承办经过", "");
	day_row(v, "1210<Enter>开庭<Enter><Enter>4<Enter>");
	day_rows_end(v);
	day_done(v, "结案 2013-12-12");
	STEP(v, "归档", "归档 2013-12-16", "归档日期", "1216", "立卷材料提交", "1213", "目录所列",
	     "是", "质量等级", "优秀", "卷号", "〔2013〕云法援卷第1号");
	STEP(v, "发放补贴", "补贴已付 2013-12-18", "发放日期", "1218", "补贴合计", "1400",
	     "补贴审批人", "李明远", "补贴发放人", "周文清");
	vt_expect(v, "〔2013〕云法援字第"); /* the centre's number came with the step */
	console_go(v, "新建      demo");    /* the journal, newest first */
	for (const char *const *s = (const char *const[]){"受理", "决定给予", "指派", "承办",
							  "结案", "归档", "发放补贴", NULL};
	     *s; s++)
		vt_expect(v, *s);
}

/* ---- mediation ---- */

static void registered(struct vt *v, const char *form, const char *one, const char *other,
		       const char *day)
{
	char name[100];

	day_new(v, "人民调解登记簿");
	FILL(v, "协议形式", form, "调委会", "柳河镇长坪村人民调解委员会", "案件来源", "当事人申请",
	     "纠纷类型", "邻里纠纷", "调解员", "<F4>", "当事人", "");
	snprintf(name, sizeof name, "1<Enter>%s<Enter><Ins><F2><Enter><Enter><Enter>", one);
	day_row(v, name);
	snprintf(name, sizeof name, "2<Enter>%s<Enter><Ins><F2><Enter><Enter><Enter>", other);
	day_row(v, name);
	day_rows_end(v);
	snprintf(name, sizeof name, "%s与%s邻里纠纷", one, other);
	FILL(v, "纠纷名称", name, "登记日期", day);
	console_save(v);
	vt_expect(v, "已保存");
}

static void seen_performed(struct vt *v, const char *day, const char *who, const char *state)
{
	day_step(v, "履行完毕");
	FILL(v, "履行日期", day);
	console_go(v, "核实履行的回访");
	vt_keys(v, "<F4><Ins>");
	FILL(v, "回访日期", day, "被回访人", who, "回访方式", "上门", "服务评价", "满意");
	vt_keys(v, "<F2>");
	vt_expect(v, "已保存");
	day_done(v, state);
}

static void by_word_of_mouth(struct vt *v)
{
	registered(v, "口头协议登记", "殷大庆", "柴桂花", "1209");
	day_open(v, "人民调解登记簿", "柴桂花");
	STEP(v, "受理", "受理 2013-12-09", "受理日期", "1209");
	vt_expect(v, "云柳河人调口字第067号"); /* on from the paper register's */
	STEP(v, "达成协议", "达成协议 2013-12-10", "达成协议日期", "1210", "协议内容", "三日内清淤",
	     "履行期限", "1213", "结案日期", "1210");
	seen_performed(v, "1212", "柴桂花", "履行完毕 2013-12-12");
	STEP(v, "归档", "归档 2013-12-16", "归档日期", "1216");
}

static void confirmed_by_the_court(struct vt *v)
{
	registered(v, "书面卷宗", "巩玉山", "阚巧云", "1008");
	day_open(v, "人民调解登记簿", "阚巧云");
	STEP(v, "受理", "受理 2013-10-08", "受理日期", "1008");
	STEP(v, "开始调解", "调解中 2013-10-10", "开始调解日期", "1010", "纠纷简要情况",
	     "排水沟堵塞", "告知权利义务", "是");
	STEP(v, "达成协议", "达成协议 2013-10-12", "达成协议日期", "1012", "签名、盖章", "1012",
	     "协议内容", "赔偿二百元", "履行期限", "1020", "结案日期", "1012", "司法确认", "是");
	STEP(v, "申请司法确认", "司法确认申请 2013-10-15", "日期", "1015");
	STEP(v, "法院受理", "司法确认申请", "法院受理日期", "1016");
	STEP(v, "法院确认", "司法确认 2013-11-05", "裁定日期", "1105", "法院案号",
	     "(2013)云调确字第1号");
	seen_performed(v, "1020", "阚巧云", "履行完毕 2013-10-20");
	STEP(v, "归档", "归档 2013-11-08", "归档日期", "1108", "卷号", "(2013)云柳河人调字第24号",
	     "材料齐全", "是");
}

/* ---- correction ---- */

static void assessed(struct vt *v)
{
	day_new(v, "调查评估登记簿");
	FILL(v, "被评估人", "邢建兵<Enter><Ins><F2>", "委托机关", "云泉县人民法院", "委托事项",
	     "拟宣告缓刑", "收到委托函", "20121105", "程序", "一般", "罪名", "盗窃罪", "调查人",
	     "<F4>", "共同调查人", "<F4><Down>");
	console_save(v);
	day_open(v, "调查评估登记簿", "邢建兵");
	day_step(v, "走访调查");
	FILL(v, "走访调查", "");
	day_row(v, "20121107<Enter>村支书<Enter><Enter><Enter>");
	day_rows_end(v);
	day_done(v, "委托收到");
	STEP(v, "形成评估意见", "已形成意见 2012-11-12", "意见书日期", "20121112", "评估意见",
	     "适用");
	STEP(v, "送达", "意见书已送达 2012-11-13", "送达", "20121113");
	day_begin(v, "文书收到");
	FILL(v, "矫正类别", "缓刑", "原判刑期", "有期徒刑一年，缓刑一年", "决定机关",
	     "云泉县人民法院", "裁判文书号", "(2012)云刑初字第15号", "裁判生效", "20121203",
	     "文书收到", "20121206", "矫正起日", "20121206", "矫正止日", "20131205");
	console_save(v);
	vt_expect(v, "已保存");
}

static void announced(struct vt *v)
{
	day_open(v, "社区矫正对象花名册", "邢建兵");
	STEP(v, "送回文书回执", "文书收到 2012-12-06", "文书回执日期", "20121207");
	STEP(v, "报到", "报到 2012-12-10", "报到日期", "20121210", "相符", "是");
	day_step(v, "入矫宣告");
	FILL(v, "宣告日期", "20121214", "管理类别", "普管", "矫正小组", "");
	day_row(v, "1<Enter>郑小田<Enter><Enter><Enter><Enter><Enter>");
	day_row(v, "2<Enter>段有福<Enter><Enter><Enter><Enter><Enter>");
	day_rows_end(v);
	FILL(v, "矫正方案", "20121213", "劳动能力", "是");
	day_done(v, "入矫教育) 2012-12-14");
}

static void away_and_back(struct vt *v)
{
	day_begin(v, "申请外出");
	FILL(v, "日期", "20130603");
	console_save(v);
	day_follow(v, "外出请假");
	STEP(v, "批准外出(七日", "准予外出 2013-06-03", "批准日期", "20130603", "外出起",
	     "20130605", "外出止", "20130611", "外出地点", "运城", "外出事由", "看病", "通话号码",
	     "13800000000");
	STEP(v, "销假", "已销假 2013-06-11", "销假日期", "20130611");
	vt_keys(v, "<Esc>");
}

static void lost_and_warned(struct vt *v)
{
	day_step(v, "失去联系");
	FILL(v, "脱管日期", "20130801<F2>");
	vt_expect(v, "新建：");
	console_save(v);
	vt_expect(v, "脱管 2013-08-01");
	day_follow(v, "矫正日常记录          脱管 2013-08-01");
	STEP(v, "上报县局", "脱管(查找中)", "发现日期", "20130802", "上报县局", "20130802",
	     "查找与处置", "走访其家属");
	STEP(v, "县局认定", "脱管(查找中)", "县局认定", "20130803");
	STEP(v, "查获", "已查获(解除) 2013-08-13", "解除(查获)", "20130813");
	vt_keys(v, "<Esc>");
	vt_expect(v, "脱管解除(查获)日期    2013-08-13"); /* the person's record learned of it */
	day_begin(v, "提出奖惩");
	FILL(v, "日期", "20130814");
	console_save(v);
	day_follow(v, "矫正日常记录          警告");
	STEP(v, "作出决定", "已决定 2013-08-16", "决定日期", "20130816", "违规事实", "脱管十二日",
	     "文号", "〔2013〕云司矫警字第3号");
	vt_keys(v, "<Esc>");
}

static void discharged_and_helped(struct vt *v)
{
	STEP(v, "解矫教育", "解矫教育) 2013-11-05", "解矫教育日期", "20131105", "个人总结",
	     "20131120");
	STEP(v, "期满解除", "期满解除 2013-12-05", "解除(终止)日期", "20131205", "期满鉴定",
	     "20131128");
	day_step(v, "转入安置帮教");
	FILL(v, "移交安置帮教", "20131205", "本人同意", "是");
	vt_keys(v, "<F2>");
	vt_expect(v, "新建：刑释解教人员");
	console_save(v);
	vt_expect(v, "本步骤的文书"); /* those of the step, once its record is there */
	vt_keys(v, "<Esc>");
	day_open(v, "刑释解教人员花名册", "邢建兵");
	STEP(v, "衔接", "衔接 2013-12-05", "衔接日期", "20131205", "衔接方式", "自行报到");
	day_step(v, "登记建档");
	FILL(v, "登记日期", "20131206", "重点帮教", "否", "帮教小组", "");
	day_row(v, "2<Enter>段有福<Enter><Enter><Enter>");
	day_rows_end(v);
	FILL(v, "帮教协议日期", "20131206", "帮教措施", "每季走访");
	day_done(v, "建档帮教 2013-12-06");
	STEP(v, "建档完毕", "帮教中 2013-12-10", "建档日期", "20131210", "帮教期限至", "20181205",
	     "安置情况", "就业");
}

/* ---- of last year, as the paper register has it ---- */

static void of_last_year(struct vt *v)
{
	day_new(v, "人民调解登记簿");
	FILL(v, "编号", "(2012)云柳河人调字第77号", "协议形式", "书面卷宗", "调委会",
	     "柳河镇长坪村人民调解委员会", "案件来源", "当事人申请", "纠纷类型", "邻里纠纷",
	     "受理日期", "20120301");
	vt_keys(v, "<PgDn><PgDn>");
	FILL(v, "调解结果", "达成协议", "达成协议日期", "20120305", "结案日期", "20120305");
	vt_keys(v, "<PgDn><PgDn>");
	FILL(v, "卷号", "(2012)云柳河人调字第77号", "归档日期", "20120320");
	vt_expect(v, "补录：不提醒，不算逾期");
	console_save(v);
	vt_expect(v, "已保存");
	day_open(v, "人民调解登记簿", "(2012)云柳河人调字第77号");
	vt_expect(v, "归档 2012-03-20");
}

/* The points of a part of the letter on the first screen. */
static double part(struct vt *v, const char *name)
{
	int row = vt_row(v, name);
	const char *at = row < 0 ? NULL : strchr(vt_line(v, row), ']');

	assert_non_null(at);
	return atof(at + 1);
}

static void a_whole_day(void **state)
{
	struct vt *v = console_open(0, 0, "zh");
	double mediation, correction, late;

	(void)state;
	day_office(v);
	mediation = part(v, "人民调解工作");
	correction = part(v, "社区矫正工作");
	late = console_number(v, "逾期");
	at_the_window(v);
	day_home(v);
	by_word_of_mouth(v);
	confirmed_by_the_court(v);
	day_home(v);
	assessed(v);
	announced(v);
	away_and_back(v);
	lost_and_warned(v);
	discharged_and_helped(v);
	day_home(v);
	of_last_year(v);
	day_county(v);
	at_the_centre(v);
	day_office(v);
	assert_true(part(v, "人民调解工作") > mediation);
	assert_true(part(v, "社区矫正工作") < correction); /* somebody was lost */
	assert_true(console_number(v, "逾期") == late);	   /* all was done, the old case is past */
	vt_stop(v);
	assert_non_null(strstr(console_verb(0, "check"), "发现0处问题"));
}

/* The office works with a minor until his file is closed; then it has gone from the desk. */
static void a_minors_file_leaves_the_desk(void **state)
{
	struct vt *v = console_office();

	(void)state;
	day_new(v, "社区矫正对象花名册");
	FILL(v, "矫正编号", "(2012)云柳河社矫字第99号", "姓名", "邢小兵<Enter><Ins><F2>",
	     "未成年人", "是", "文书收到", "20121206");
	vt_keys(v, "<PgDn><PgDn><PgDn>");
	FILL(v, "解除(终止)日期", "20131205", "解除(终止)原因", "期满解除", "解除证明书号",
	     "(2013)云柳河矫解字第99号");
	console_save(v);
	day_open(v, "社区矫正对象花名册", "邢小兵");
	day_step(v, "归档");
	FILL(v, "归档", "20131218<F2>");
	vt_expect(v, "已办理：归档");
	vt_expect(v, "社区矫正对象花名册  / 邢小兵"); /* back in the register */
	vt_expect(v, "没有查到");
	vt_keys(v, "<Esc><Esc><Esc>");
	vt_refuse(v, "邢小兵");
	vt_stop(v);
	assert_null(strstr(console_verb(0, "list correction"), "邢小兵"));
	console_verb(0, "check");
}

static void an_entry_is_taken_back_by_a_red_one(void **state)
{
	struct vt *v = console_open(0, 0, "zh");

	(void)state;
	console_register(v, "经费登记簿");
	vt_keys(v, "<Enter>z<C-U><Enter>");
	vt_expect(v, "没有冲销");
	vt_keys(v, "z金额有误<Enter>");
	vt_expect(v, "已由这笔红字冲销");
	vt_keys(v, "z再次<Enter>"); /* a red one is not taken back */
	vt_refuse(v, "已由这笔红字冲销");
	vt_stop(v);
	console_verb(0, "check");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_whole_day, console_fresh, console_clean),
		cmocka_unit_test_setup_teardown(an_entry_is_taken_back_by_a_red_one, console_fresh,
						console_clean),
		cmocka_unit_test_setup_teardown(a_minors_file_leaves_the_desk, console_fresh,
						console_clean),
	};

	return cmocka_run_group_tests(tests, console_make, console_drop);
}
