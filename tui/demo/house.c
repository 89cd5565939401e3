/* house.c - what stands in the house of an office: rules on the wall, equipment, papers
 * of the leading groups, courses, posts of the day, and what is judged of it. */
#include "demo.h"

struct wanted {
	const char *item, *title;
};

/* The sets that ship, line by line; each ended by an empty row. */
static const struct wanted office_set[] = {{"rules_duty", "岗位职责"},
					   {"rules_first", "首问负责制"},
					   {"rules_roster", "值班制度"},
					   {"rules_study", "学习制度"},
					   {"rules_meeting", "会议制度"},
					   {"rules_report", "请示报告制度"},
					   {"rules_leave", "考勤制度"},
					   {"rules_integrity", "廉政纪律"},
					   {"rules_archive", "档案管理制度"},
					   {"rules_seal", "印章管理制度"},
					   {"rules_secrecy", "保密制度"},
					   {"rules_finance", "财务制度"},
					   {"rules_statistics", "信息报送制度"},
					   {"rules_board", "便民服务公开栏"},
					   {0}};
static const struct wanted mediation_set[] = {{"rules_members", "调委会组成人员"},
					      {"rules_tasks", "调委会工作任务、原则、纪律"},
					      {"rules_rights", "当事人权利义务"},
					      {"rules_flow", "人民调解程序图"},
					      {"rules_register", "纠纷登记制度"},
					      {"rules_sweep", "纠纷排查制度"},
					      {"rules_review", "纠纷讨论会商制度"},
					      {"rules_follow", "调解回访制度"},
					      {"rules_statistics", "调解统计报送制度"},
					      {"rules_archive", "调解档案制度"},
					      {"rules_training", "调解员培训制度"},
					      {"rules_reward", "调解考评奖励制度"},
					      {0}};
static const struct wanted correction_set[] = {{"rules_duty", "矫正机构职责"},
					       {"rules_receive", "接收宣告流程"},
					       {"rules_report", "矫正对象报告制度"},
					       {"rules_leave", "矫正对象外出审批制度"},
					       {"rules_training", "教育学习制度"},
					       {"rules_service", "公益活动制度"},
					       {"rules_follow", "走访谈话制度"},
					       {"rules_reward", "考核奖惩制度"},
					       {"rules_archive", "矫正档案制度"},
					       {"rules_secrecy", "矫正保密制度"},
					       {"rules_group", "矫正领导小组成员单位职责"},
					       {"rules_meeting", "矫正例会制度"},
					       {0}};
static const struct wanted released_set[] = {{"rules_group", "帮教领导小组职责"},
					     {"rules_receive", "衔接制度"},
					     {"rules_register", "帮教登记制度"},
					     {"rules_follow", "帮教走访制度"},
					     {"rules_duty", "帮教责任制度"},
					     {"rules_help", "帮扶制度"},
					     {"rules_meeting", "帮教例会制度"},
					     {"rules_statistics", "帮教统计制度"},
					     {"rules_archive", "帮教档案制度"},
					     {"rules_review", "帮教年度检查制度"},
					     {0}};
static const struct wanted service_set[] = {{"rules_tasks", "执业规范"},
					    {"rules_fees", "收费公开"},
					    {"rules_register", "统一收案制度"},
					    {"rules_archive", "法律服务档案制度"},
					    {"rules_finance", "法律服务财务制度"},
					    {"rules_board", "法律服务所务公开"},
					    {0}};

/* Large offices have a legal service office beside them. */
static bool has_service(int o)
{
	return demo_large(o);
}

static const struct {
	const char *line;
	const struct wanted *set;
} walls[] = {{"office", office_set},
	     {"mediation", mediation_set},
	     {"correction", correction_set},
	     {"released", released_set},
	     {"legal_service", service_set}};

/* What became of a rule: is it there, on the wall, looked at this year. */
enum wall { ABSENT, DRAWN, POSTED, LOOKED_AT };
static enum wall wall_of(const struct demo *d, int o, const char *line, int i)
{
	struct demo_rng r = demo_rng(d, line, o, i, 77);
	unsigned luck = demo_pick(&r, 200), slack = demo_slack(d, o);

	if (luck < slack / 2)
		return ABSENT;
	return luck < slack ? DRAWN : luck < slack + 3 ? POSTED : LOOKED_AT;
}

typedef void wall_row(const struct demo *d, FILE *out, int o, const char *line,
		      const struct wanted *w, enum wall state);

static void each_rule(const struct demo *d, FILE *out, int o, wall_row *row)
{
	for (size_t l = 0; l < sizeof walls / sizeof *walls; l++) {
		if (walls[l].set == service_set && !has_service(o))
			continue;
		for (int i = 0; walls[l].set[i].item; i++)
			row(d, out, o, walls[l].line, &walls[l].set[i],
			    wall_of(d, o, walls[l].line, i));
	}
}

/* Each office has its own copy, by its own name. */
static void one_rule(const struct demo *d, FILE *out, int o, const char *line,
		     const struct wanted *w, enum wall state)
{
	char office[64], town[64];

	if (state == ABSENT)
		return;
	fprintf(out, "%s,%s,%s%s,%s,2012版,2012-03-01,%s,%s,%s,", demo_office_code(o, office), line,
		demo_town(o, town), w->title, w->item, state >= POSTED ? "是" : "否",
		state >= POSTED ? "2012-03-20" : "", state >= POSTED ? "办公区走廊" : "");
	if (state == LOOKED_AT)
		fprintf(out, "%d-10-1%d", d->last_year, o % 9);
	fputc('\n', out);
}

static void rule_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	(void)year, (void)month;
	each_rule(d, out, o, one_rule);
}

/* The yearly look at each, as the duty of a rule wants it. */
static void one_look(const struct demo *d, FILE *out, int o, const char *line,
		     const struct wanted *w, enum wall state)
{
	char office[64], town[64];

	if (state == LOOKED_AT)
		fprintf(out, "%s,%s,%s,%s%s,是,是,%d-10-1%d\n", demo_office_code(o, office),
			w->item, line, demo_town(o, town), w->title, d->last_year, o % 9);
}

static void look_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	(void)year, (void)month;
	each_rule(d, out, o, one_look);
}

static void equipment_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const struct {
		const char *class, *name, *measure;
		int n, price;
	} want[] = {{"premises", "办公用房", "处", 1, 280000},
		    {"window", "接待窗口", "个", 1, 3200},
		    {"consult", "法律咨询室", "间", 1, 5000},
		    {"mediation", "调解室", "间", 1, 6000},
		    {"talk", "矫正帮教谈话室", "间", 1, 4500},
		    {"announce", "宣告室", "间", 1, 4500},
		    {"archive", "档案柜", "组", 4, 4800},
		    {"pc", "台式电脑", "台", 3, 12600},
		    {"dedicated_pc", "政法内网专机", "台", 1, 5200},
		    {"secrecy", "保密柜", "个", 1, 1800},
		    {"phone", "电话传真机", "台", 1, 1200},
		    {"printer", "打印复印一体机", "台", 1, 3600},
		    {"camera", "数码照相机", "台", 1, 2400},
		    {"sign", "门牌标识", "块", 2, 1500},
		    {"card_reader", "身份证阅读器", "台", 1, 1300},
		    {"locator", "定位终端", "部", 6, 5400},
		    {"vehicle", "业务用车", "辆", 1, 76000}};
	char office[64];

	(void)year, (void)month;
	demo_office_code(o, office);
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		struct demo_rng r = demo_rng(d, want[i].class, o, 0, 0);

		if (demo_chance(&r, 2 * demo_slack(d, o)))
			continue;
		fprintf(out, "%s,%s,%s,%d,%s,2010-0%u-15,%d,county,%s-%02zu,good,%s,", office,
			want[i].class, want[i].name, want[i].n, want[i].measure,
			1 + demo_pick(&r, 9), want[i].price, office, i + 1,
			want[i].class[0] != 'd' ? ""
			: o % 5 == 4		? "否"
						: "是");
		if (i == 0)
			fprintf(out, "%d,%s\n", 120 + 20 * (o % 4), o % 3 == 2 ? "否" : "是");
		else
			fprintf(out, ",\n");
	}
}

/* ---- papers and meetings of the leading groups ---- */

static void paper_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const line[] = {"correction", "released"};
	static const char *const name[] = {"社区矫正", "安置帮教"};
	char office[64];

	demo_office_code(o, office);
	for (int i = 0; i < 2; i++) {
		struct demo_rng r = demo_rng(d, line[i], o, year, 300 + month);
		bool slow = demo_chance(&r, 2 * demo_slack(d, o));

		if (month == 2 && !slow)
			fprintf(out,
				"%s,group,%s,关于调整%s工作领导小组的通知(%d),%d-02-2%d,"
				"%d-02-2%d,镇长\n",
				office, line[i], name[i], year, year, o % 5, year, 1 + o % 5);
		if (month == 3 && !slow && year == d->last_year - d->years + 1) {
			fprintf(out, "%s,duties,%s,%s成员单位职责,%d-03-05,,\n", office, line[i],
				name[i], year);
			fprintf(out, "%s,rules,%s,%s成员单位协作机制,%d-03-06,,\n", office, line[i],
				name[i], year);
		}
		if (month == 6 || (month == 11 && !slow))
			fprintf(out,
				"%s,report,%s,%s工作情况报告(%d年%d月),%d-%02d-18,%d-%02d-19,所长\n",
				office, line[i], name[i], year, month, year, month, year, month);
	}
	if (month == 3 && demo_slack(d, o) < 16)
		fprintf(out, "%s,office_year,office,“司法所建设年”活动方案(%d),%d-03-1%d,,\n",
			office, year, year, o % 9);
	if (month == 9 && demo_slack(d, o) < 14)
		fprintf(out, "%s,report,petition,综治维稳情况报告(%d),%d-09-1%d,%d-09-20,所长\n",
			office, year, year, o % 9, year);
}

static void gathering_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "gathering", o, year, month);
	char office[64];

	if (month % 3 == 2 && demo_chance(&r, 100 - 2 * demo_slack(d, o)))
		fprintf(out, "%s,released,%d年%d月安置帮教领导小组会议,%d-%02d-1%d,9,8,minutes\n",
			demo_office_code(o, office), year, month, year, month, o % 9);
}

/* ---- courses ---- */

static void course_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const struct {
		int month;
		const char *line, *title, *organiser;
		int hours, all; /* all of the staff, or the assistant */
	} course[] = {{2, "information", "信息系统应用培训", "office", 8, 1},
		      {3, "office", "司法所人员培训班(上半年)", "office", 16, 1},
		      {5, "office", "全县司法所人员轮训", "county", 40, 1},
		      {6, "released", "安置帮教业务培训", "office", 8, 1},
		      {8, "correction", "社区矫正业务培训", "office", 8, 1},
		      {9, "office", "司法所人员培训班(下半年)", "office", 16, 1},
		      {10, "office", "省厅业务培训", "province", 24, 0},
		      {11, "legal_service", "基层法律服务业务培训", "office", 8, 0}};
	char office[64];

	for (size_t i = 0; i < sizeof course / sizeof *course; i++) {
		struct demo_rng r = demo_rng(d, "course", o, year, (int)i);
		bool held = demo_chance(&r, 100 - 2 * demo_slack(d, o));
		int n = course[i].all ? demo_staff_count(o) : 1, came = 0;

		if (course[i].month != month || !held || (i == 7 && !has_service(o)))
			continue;
		fprintf(out, "%s,%s,%d年%s,%d-%02d-1%d,%s,\"", demo_office_code(o, office),
			course[i].line, year, course[i].title, year, month, o % 9,
			course[i].organiser);
		for (int j = 0; j < n; j++) {
			struct demo_person p;

			if (j && demo_chance(&r, demo_slack(d, o)))
				continue;
			demo_person(d, "staff", o, j, 25, 55, &p);
			fprintf(out, "%s%s", came++ ? "、" : "", p.name);
		}
		fprintf(out, "\",%d,%d,%d,sign_in、material\n", n, came, course[i].hours);
	}
}

/* ---- posts and articles ---- */

/* One office has a post every day and more; where there are many offices the others
 * keep to the few they have anyhow. */
static void post_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const title[] = {"法治副校长进课堂", "调解员下村排查", "帮教对象回访",
					    "矫正对象公益劳动", "便民服务窗口见闻"};
	static const char *const line[] = {"publicity", "mediation", "released", "correction",
					   "office"};
	struct demo_rng r = demo_rng(d, "post", o, year, month);
	sifa_day first = sifa_day_of(year, month, 1);
	sifa_day next = month == 12 ? sifa_day_of(year + 1, 1, 1) : sifa_day_of(year, month + 1, 1);
	char office[64], a[16];

	if (year != d->last_year || (d->offices > 20 && o != 1))
		return;
	demo_office_code(o, office);
	for (sifa_day at = first; at < next && at <= d->today; at++) {
		unsigned n =
			o == 1 ? 1 + (at - first < 3) : demo_chance(&r, 60 - 2 * demo_slack(d, o));

		for (unsigned i = 0; i < n; i++) {
			unsigned k = demo_pick(&r, 5);

			fprintf(out, "%s,web,%s(%d月%d日%s),%s,县司法局网站,county,%s\n", office,
				title[k], month, (int)(at - first) + 1, i ? "二" : "", line[k],
				demo_date(at, a));
		}
	}
	if (month < 12 && (month + o) % 12 < 9 - (int)demo_slack(d, o) / 3)
		fprintf(out, "%s,%s,%s调解故事(%d),mediation,%s,city,%d-%02d-2%d\n", office,
			month % 4 ? "paper" : "journal", demo_town(o, (char[64]){0}), month,
			month % 4 ? "市日报" : "法治月刊", year, month, o % 8);
}

/* ---- help ---- */

static void aid_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const who[] = {"civil_affairs", "labour", "education", "industry"};
	char office[64], no[96];

	if (month != 1 && month != 9 && month != 11)
		return;
	for (int j = 0; j < demo_corrected_count(d, o) && j < 5; j++) {
		struct demo_rng r = demo_rng(d, "aid-event", o * 100 + j, year, month);
		sifa_day at = sifa_day_of(year, month, 20 + (int)demo_pick(&r, 8));

		if (at > d->today || demo_corrected_start(d, o, j) + 14 > at ||
		    at > demo_corrected_end(d, o, j) || demo_chance(&r, 40 + demo_slack(d, o)))
			continue;
		demo_correction_no(d, o, j, no);
		fprintf(out, "%s,%s,help,%d-%02d-%02d,%s,%s,%s\n", demo_office_code(o, office), no,
			year, month, (int)(at - sifa_day_of(year, month, 1)) + 1,
			who[(j + month) % 4], j % 2 ? "300" : "",
			j % 2 ? "节前慰问" : "协调落实帮扶措施");
	}
}

/* Once a quarter who was released hears about law, those who come. */
static void lesson_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], no[96], a[16];
	sifa_day at = sifa_day_of(year, month, 10 + o % 9);

	for (int j = 0; month % 3 == 1 && at <= d->today && j < demo_released_count(d, o); j++) {
		struct demo_rng r = demo_rng(d, "lesson", o * 1000 + j, year, month);

		if (at < demo_released_on(d, o, j) + 10 ||
		    demo_chance(&r, 15 + 2 * demo_slack(d, o)))
			continue;
		demo_released_no(o, j, no);
		fprintf(out, "%s,%s,education,%s,法制教育课\n", demo_office_code(o, office), no,
			demo_date(at, a));
	}
}

/* ---- the legal service office ---- */

static void firm_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64];

	(void)d, (void)year, (void)month;
	if (has_service(o))
		fprintf(out, "%s,%s法律服务所,legal_service,1408%05d,2001-05-01,0359-62%05d\n",
			demo_office_code(o, office), demo_town(o, town), 60000 + o, o);
}

static void worker(const struct demo *d, int o, int j, struct demo_person *p)
{
	demo_person(d, "legal-worker", o, j, 28, 58, p);
}

static void worker_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64];

	(void)year, (void)month;
	for (int j = 0; has_service(o) && j < 2; j++) {
		struct demo_person p;

		worker(d, o, j, &p);
		fprintf(out, "%s,%s,legal_worker,1408%08d,%s法律服务所,200%d-09-01\n",
			demo_office_code(o, office), p.name, 700000 + 2 * o + j, demo_town(o, town),
			3 + j);
	}
}

static void deed_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64];

	for (int j = 0; has_service(o) && month == 1 && j < 2; j++) {
		int n = j ? 6 - (int)demo_slack(d, o) / 4 : 6;
		struct demo_person p;

		worker(d, o, j, &p);
		for (int i = 0; i < n; i++)
			fprintf(out,
				"%s,%d-%02d-1%d,case,%s,%s法律服务所,1,代理法律援助案件,%d-12-05\n",
				demo_office_code(o, office), year, 2 + i, j, p.name,
				demo_town(o, town), year);
	}
}

static void volume_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64];
	struct demo_person p;

	if (!has_service(o) || month % 2 || month == 12)
		return;
	demo_person(d, "staff", o, 2, 25, 55, &p);
	fprintf(out,
		"%s,legal_service,(%d)%s法服字第%d号,代理合同纠纷一案,%d-%02d-05,%d-%02d-06,"
		"%d-%02d-20,%s,%s,法服柜,%d层,short,42,1,委托合同,1,4,2,诉讼文书,5,42\n",
		demo_office_code(o, office), year, demo_town(o, town), month / 2, year, month, year,
		month, year, month, p.name, p.name, 1 + month / 4);
}

/* ---- what is judged ---- */

static void item_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const item[] = {"computers",	  "plan_appraisal", "released_yearly",
					   "sep_duties",  "sep_room",	    "sep_business",
					   "sep_finance", "sep_files"};
	char office[64];

	for (size_t i = 0; month == 11 && year == d->last_year && i < (has_service(o) ? 8 : 3);
	     i++) {
		struct demo_rng r = demo_rng(d, item[i], o, year, 0);

		fprintf(out, "%s,%s,%s,%s,%d-11-1%d,许静怡\n", demo_office_code(o, office), item[i],
			i > 2 ? "legal_service" : "office",
			demo_chance(&r, 100 - 2 * demo_slack(d, o)) ? "是" : "否", year, o % 9);
	}
}

static void sample_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const clause[] = {"B56", "B71", "B102"};
	char office[64];

	for (int i = 0; month == 12 && year == d->last_year && i < 3; i++) {
		struct demo_rng r = demo_rng(d, clause[i], o, year, 0);

		fprintf(out, "%s,office-letter,%s,%d-12-1%d,周文清、许静怡,random,%u",
			demo_office_code(o, office), clause[i], year, i, 12 + demo_pick(&r, 10));
		for (int j = 0; j < 5; j++)
			fprintf(out, ",%d,%u", 2 * j + 1,
				96 - demo_slack(d, o) - demo_pick(&r, 10));
		fputc('\n', out);
	}
}

static void grade_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const clause[] = {"B10", "B20", "B37", "B86"};
	static const char *const word[] = {"good", "fairly_good", "fair", "poor"};
	char office[64];

	for (int i = 0; month == 12 && year == d->last_year && i < 4; i++) {
		struct demo_rng r = demo_rng(d, clause[i], o, year, 0);

		if (demo_is(o, DEMO_UNJUDGED))
			continue;
		fprintf(out, "%s,office-letter,%s,%d-12-1%d,周文清、许静怡,%s,年终检查评定\n",
			demo_office_code(o, office), clause[i], year, i,
			word[(demo_slack(d, o) + demo_pick(&r, 6)) / 8 % 4]);
	}
}

const struct demo_kind demo_house[] = {
	{"wall_rule", "unit,line,title,item,version,issued_on,on_wall,posted_on,place,checked_on",
	 DEMO_OFFICE, rule_rows},
	{"checklist", "unit,item,line,rule,ok,on_wall,checked_on", DEMO_OFFICE, look_rows},
	{"equipment",
	 "unit,class,name,n,measure,bought_on,price,source,asset_no,condition,dedicated,area,own_title",
	 DEMO_OFFICE, equipment_rows},
	{"document", "unit,kind,line,title,at,issued_on,signed_by", DEMO_MONTH, paper_rows},
	{"meeting", "unit,body,title,at,required,present,evidence", DEMO_MONTH, gathering_rows},
	{"training", "unit,line,title,at,organiser,staff,required_n,trainees,hours,evidence",
	 DEMO_MONTH, course_rows},
	{"article", "unit,kind,title,line,media,level,published_on", DEMO_MONTH, post_rows},
	{"correction_event", "unit,correction,kind,at,department,money,text", DEMO_MONTH, aid_rows},
	{"help_event", "unit,released,kind,at,text", DEMO_MONTH, lesson_rows},
	{"law_firm", "unit,name,kind,licence_no,founded_on,phone", DEMO_OFFICE, firm_rows},
	{"practitioner", "unit,name,kind,licence_no,firm,licensed_on", DEMO_OFFICE, worker_rows},
	{"duty_entry", "unit,at,kind,practitioner,firm,weight,text,confirmed_on", DEMO_MONTH,
	 deed_rows},
	{"dossier",
	 "unit,kind,no,title,closed_on,filed_on,archived_on,filed_by,archivist,cabinet,shelf,retention,pages,contents.1.seq,contents.1.title,contents.1.page_from,contents.1.page_to,contents.2.seq,contents.2.title,contents.2.page_from,contents.2.page_to",
	 DEMO_MONTH, volume_rows},
	{"checklist", "unit,item,line,ok,checked_on,checker", DEMO_MONTH, item_rows},
	{"inspection",
	 "unit,letter,clause,inspected_on,inspectors,sampling,population,samples.1.no,samples.1.score,samples.2.no,samples.2.score,samples.3.no,samples.3.score,samples.4.no,samples.4.score,samples.5.no,samples.5.score",
	 DEMO_MONTH, sample_rows},
	{"inspection", "unit,letter,clause,inspected_on,inspectors,grade,reason", DEMO_MONTH,
	 grade_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
