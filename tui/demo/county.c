/* county.c - what the county bureau and its aid centre did themselves, for the plan
 * that the city gave them: papers, rules, checks, stations, money, judgements. */
#include "demo.h"

#define COUNT(a)  (sizeof(a) / sizeof *(a))
#define BUREAU	  "云泉县司法局,"
#define CENTRE	  "云泉县法律援助中心,"
#define TARGET(n) ",targets." #n ".clause,targets." #n ".target"

#define COUNTY(name) \
	static void name##_rows(const struct demo *d, FILE *out, int o, int year, int month) \
	{ \
		(void)d, (void)o, (void)year, (void)month; \
		for (size_t i = 0; i < COUNT(name); i++) \
			fprintf(out, "%s\n", name[i]); \
	}

/* The plan of 2011 goes on in the year of the demonstration. */
static const char plan_header[] =
	"unit,scheme,year,period_from,period_to,cutoff,targets_on,signed_on,signer_upper,"
	"signer_lower,copies" TARGET(1) TARGET(2) TARGET(3) TARGET(4) TARGET(5) TARGET(6) TARGET(7)
		TARGET(8) TARGET(9) TARGET(10) TARGET(11) TARGET(12) TARGET(13) TARGET(14)
			TARGET(15) TARGET(16) TARGET(17) TARGET(18) TARGET(19) TARGET(20)
				TARGET(21);
static const char *const plan[] = {
	BUREAU
	"huanggang-2011,2013,2013-01-01,2013-12-31,2014-01-15,2013-03-09,2013-03-09,市司法局,"
	"李明远,2,A2,100,A3,1500,A18,4,A38,2,A40,60,A77,100,A81,4,A83,2,A88,200,A89,4,A90,10,"
	"A91,2,A92,40,A96,4,A98,2,A107,2,A108,3,A110,4800,A111,6000,A112,8000,A113,9200"};
COUNTY(plan)

static const char *const firms[] = {BUREAU
				    "云泉县司法鉴定所,appraisal,140810005,2004-07-01,0359-6021105"};
COUNTY(firms)

static const char *const stations[] = {
	BUREAU "trade,union,县总工会法律援助工作站,,,2008-05-01,2013-06-04,工作站台账齐全",
	BUREAU "trade,women,县妇联法律援助工作站,,,2008-03-08,2013-06-04,值班记录不全，已要求补记",
	BUREAU "trade,disabled,县残联法律援助工作站,,,2009-05-17,2013-06-05,标识醒目",
	BUREAU "trade,elderly,县老龄委法律援助工作站,,,2010-10-16,,",
	BUREAU "remote,,驻省城务工人员法律援助联络点,是,省城,2013-04-20,2013-09-12,已接待务工人员",
	BUREAU "remote,,驻临水市法律援助工作站,是,临水市,2013-05-08,2013-09-13,协助调查两件",
	BUREAU "remote,,驻石川县法律援助联络点,是,石川县,2013-05-20,,",
	BUREAU "remote,,驻东港市法律援助联络点,是,东港市,2013-06-18,,",
	BUREAU "remote,,驻南湾市法律援助联络点,是,南湾市,2013-07-02,2013-11-06,联络员更换"};
COUNTY(stations)

static const char *const papers[] = {
	CENTRE "training_plan,aid,2013年法律援助培训规划,2013-02-20,2013-02-22,云法援〔2013〕1号",
	BUREAU
	"aid_experts,aid,关于聘请法律援助专家律师的通知,2012-03-12,2012-03-13,云泉司发〔2012〕4号",
	CENTRE
	"aid_standard,aid,法律援助案件质量标准(试行),2012-11-05,2012-11-06,云法援〔2012〕9号",
	BUREAU "aid_migrants,aid,农民工法律援助实施细则,2012-06-01,2012-06-04,云泉司发〔2012〕7号",
	BUREAU "aid_means,aid,云泉县法律援助经济困难标准,2013-01-08,2013-01-10,云泉司发〔2013〕3号",
	CENTRE "aid_cooperation,aid,与石川县法律援助中心协作协议,2012-09-18,2012-09-18,",
	BUREAU
	"plan,publicity,2013年法律援助宣传活动安排,2013-03-15,2013-03-16,云泉司发〔2013〕6号"};
COUNTY(papers)

/* Of the eight rules one is not yet made. */
static const char *const rules[] = {
	CENTRE "aid,法律援助志愿者管理制度,rules_volunteer,2012,2012-03-01,是,2012-03-10",
	CENTRE "aid,四统一工作制度,rules_unified,2011,2011-03-20,是,2011-04-01",
	CENTRE "aid,案件质量管理制度,rules_quality,2011,2011-03-20,是,2011-04-01",
	CENTRE "aid,案件档案管理制度,rules_archive,2011,2011-03-20,是,2011-04-01",
	CENTRE "aid,援助经费管理制度,rules_finance,2011,2011-03-20,是,2011-04-01",
	CENTRE "aid,12348平台管理制度,rules_hotline,2012,2012-05-04,是,2012-05-10"};
COUNTY(rules)

static const char *const checks[] = {
	CENTRE "plan_project,aid,2013-11-18,是",     CENTRE "plan_economy,aid,2013-11-18,是",
	CENTRE "plan_rights,aid,2013-11-18,否",	     CENTRE "plan_budget,aid,2013-11-18,是",
	CENTRE "aid_status,aid,2013-11-18,是",	     CENTRE "aid_premises,aid,2013-11-19,是",
	CENTRE "room_window,aid,2013-11-19,是",	     CENTRE "room_consult,aid,2013-11-19,是",
	CENTRE "legal_aid_mark,aid,2013-11-19,是",   CENTRE "access,aid,2013-11-19,否",
	CENTRE "computers,aid,2013-11-19,是",	     CENTRE "printer,aid,2013-11-19,是",
	CENTRE "phone_fax,aid,2013-11-19,是",	     CENTRE "camera,aid,2013-11-19,否",
	CENTRE "register_matched,aid,2013-12-10,是", CENTRE "hotline_machines,aid,2013-11-20,是",
	CENTRE "hotline_software,aid,2013-11-20,否", CENTRE "hotline_keeper,aid,2013-11-20,是",
	CENTRE "aid_funds,aid,2013-12-10,是"};
COUNTY(checks)

static const char *const meetings[] = {
	BUREAU "joint,法律援助工作联席会议,2013-03-20,李明远,9,8,minutes",
	CENTRE "aid,农民工讨薪援助协调会,2013-06-14,周文清,6,6,minutes",
	BUREAU "joint,岁末讨薪联席会议,2013-12-06,李明远,9,9,minutes"};
COUNTY(meetings)

static const char *const trainings[] = {
	BUREAU
	"aid,法律援助人员业务培训班,2013-05-16,county,30,28,8,migrant、wages,sign_in、material",
	BUREAU "aid,工伤案件办理培训班,2013-10-17,county,30,19,4,work_injury,sign_in"};
COUNTY(trainings)

static const char *const events[] = {
	BUREAU "“法援在身边”广场宣传,aid_near,village、community,2013-04-18,县城广场,large,600,"
	       "1200,record、photo",
	BUREAU "法律援助为民办实事项目成果展,aid_show,community,2013-09-24,县文化馆,large,450,300,"
	       "record、photo",
	BUREAU "庙会送法援,local,village,2013-08-15,柳河镇,ordinary,180,260,record"};
COUNTY(events)

static const char *const articles[] = {
	BUREAU "tv,为八十名农民工追回工资,aid,县电视台,county,2013-06-20,2013-06-27"};
COUNTY(articles)

static const char *const examples[] = {
	CENTRE "八十名农民工讨薪援助案,2013-09-05,aid,建筑工地拖欠八十人工资。,"
	       "先行提供援助，非诉讼调解追回工资。,2013-09-20,是,county,2013-10-12",
	CENTRE
	"老人赡养援助案,2013-09-06,aid,子女互相推诿。,上门调解，签订赡养协议。,2013-09-20,是,"
	"county,2013-10-12"};
COUNTY(examples)

static const char *const visits[] = {
	CENTRE "2013-07-02,受援人,〔2013〕云法援字第001号,phone,satisfied,否",
	CENTRE "2013-07-02,受援人,〔2013〕云法援字第002号,phone,satisfied,否",
	CENTRE "2013-07-03,受援人,〔2013〕云法援字第003号,home,fairly,否"};
COUNTY(visits)

/* Four of the five that are asked of it. */
static const char *const duties[] = {BUREAU "2013-04-09,case,云泉县司法鉴定所,1,伤残等级鉴定",
				     BUREAU "2013-06-20,case,云泉县司法鉴定所,1,伤残等级鉴定",
				     BUREAU "2013-08-14,case,云泉县司法鉴定所,1,笔迹鉴定",
				     BUREAU "2013-11-05,case,云泉县司法鉴定所,1,伤残等级鉴定"};
COUNTY(duties)

static const char *const breaches[] = {
	BUREAU "云泉律师事务所律师,140800020003,2013-08-06,professional,未按时出庭,是,2013-08-07"};
COUNTY(breaches)

static const char *const money[] = {
	CENTRE "2013-03-05,2013,in,county,budget,县级财政拨付法律援助经费,60000,县财政局",
	CENTRE "2013-03-28,2013,out,county,equipment,购置电脑一台,4600,县科技公司",
	CENTRE "2013-05-20,2013,out,county,training,培训班费用,4300.50,县招待所",
	CENTRE "2013-04-16,2013,out,county,publicity,广场宣传印制资料,5200,县印刷厂"};
COUNTY(money)

static const char *const asked[] = {
	CENTRE "20131100001,guide,2013-11-04,1,wages,工资仲裁如何申请？,告知仲裁时效和需带材料。,"
	       "2013-11-04,是",
	CENTRE
	"20131100002,guide,2013-11-12,1,support,赡养纠纷到哪里起诉？,告知管辖法院和立案材料。,"
	"2013-11-12,是",
	CENTRE "20131100003,record,2013-11-20,1,traffic,事故责任如何复核？,告知复核期限三日。,"
	       "2013-11-21,",
	CENTRE "20131100004,record,2013-11-25,1,farmland,征地补偿向谁反映？,告知先向镇政府反映。,"
	       "2013-11-28,"};
COUNTY(asked)

/* What no record can tell; the city inspects, none of the bureau itself. A97 waits for it. */
static const char *const judged[] = {
	BUREAU "huanggang-2011,A6,2013-12-12,,fairly_good,律师和法律服务所共同参与,,",
	BUREAU "huanggang-2011,A17,2013-12-12,,good,增配人员一名,,",
	BUREAU "huanggang-2011,A37,2013-12-12,,fair,未组织测试,,",
	BUREAU "huanggang-2011,A87,2013-12-12,,,,1,86",
	BUREAU "huanggang-2011,A115,2013-12-12,,fairly_good,预算比上年增加,,"};
COUNTY(judged)

const struct demo_kind demo_county[] = {
	{"letter", plan_header, DEMO_COUNTY, plan_rows},
	{"law_firm", "unit,name,kind,licence_no,founded_on,phone", DEMO_COUNTY, firms_rows},
	{"station",
	 "unit,kind,trade,name,outside,outside_place,founded_on,guided.1.date,guided.1.text",
	 DEMO_COUNTY, stations_rows},
	{"document", "unit,kind,line,title,at,issued_on,no", DEMO_COUNTY, papers_rows},
	{"wall_rule", "unit,line,title,item,version,issued_on,on_wall,posted_on", DEMO_COUNTY,
	 rules_rows},
	{"checklist", "unit,item,line,checked_on,ok", DEMO_COUNTY, checks_rows},
	{"meeting", "unit,body,title,at,chair,required,present,evidence", DEMO_COUNTY,
	 meetings_rows},
	{"training", "unit,line,title,at,organiser,required_n,trainees,hours,themes,evidence",
	 DEMO_COUNTY, trainings_rows},
	{"publicity", "unit,title,campaign,targets,at,place,scale,heads,leaflets,evidence",
	 DEMO_COUNTY, events_rows},
	{"article", "unit,kind,title,line,media,level,sent_on,published_on", DEMO_COUNTY,
	 articles_rows},
	{"typical_case",
	 "unit,title,written_on,kind,facts,course,anonymised_on,anonymised,level,submitted_on",
	 DEMO_COUNTY, examples_rows},
	{"follow_up", "unit,at,who,aid_case,way,quality,money_taken", DEMO_COUNTY, visits_rows},
	{"duty_entry", "unit,at,kind,firm,weight,text", DEMO_COUNTY, duties_rows},
	{"discipline", "unit,name,lawyer,at,kind,fact,upheld,found_on", DEMO_COUNTY, breaches_rows},
	{"fund", "unit,at,year,direction,source,category,summary,amount,payee", DEMO_COUNTY,
	 money_rows},
	{"aid_matter", "unit,no,kind,at,persons,cause,summary,reply,replied_on,legal_edu",
	 DEMO_COUNTY, asked_rows},
	{"inspection",
	 "unit,letter,clause,inspected_on,inspectors,grade,reason,samples.1.no,samples.1.score",
	 DEMO_COUNTY, judged_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
