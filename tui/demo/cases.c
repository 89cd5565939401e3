/* cases.c - petitions about cases, training for them, and what is written of them. */
#include "demo.h"

/* A petition after a settled case; one by a crowd; one about a clerk, found true;
 * one before its case was settled, which counts against nobody. */
static void petition_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], day[16];
	struct demo_mediation m;

	if (year != d->last_year)
		return;
	demo_office_code(o, office);
	demo_mediation(d, o, year, 2, demo_written_before(d, o, year, 2) + 1, true, &m);
	if (o == DEMO_MIDDLING && month == 9)
		fprintf(out,
			"%s,信访(%d)1号,%d-09-16,王二小,1,visit,否,county,after_mediation,"
			"对调解协议履行不满，要求重新处理,%s,,,%d-09-17,%d-09-29,explained\n",
			office, year, year, m.no, year, year);
	if (demo_is(o, 9) && month == 10)
		fprintf(out,
			"%s,信访(%d)1号,%d-10-21,赵长生等人,7,visit,是,city,after_mediation,"
			"对征地补偿协议反悔，集体到市里反映,%s,,,%d-10-22,%d-11-20,settled\n",
			office, year, year, m.no, year, year);
	if (demo_is(o, 5) && month == 6)
		fprintf(out,
			"%s,信访(%d)1号,%d-06-18,马秀英,1,letter,否,county,staff,"
			"反映工作人员态度生硬、推诿,,是,是,%d-06-20,%d-07-02,explained\n",
			office, year, year, year, year);
	if (demo_is(o, 2) && month == 2 && m.accepted != SIFA_DAY_NONE)
		fprintf(out,
			"%s,信访(%d)1号,%s,刘根生,2,visit,否,township,dispute,"
			"要求解决排水纠纷,%s,,,%s,%s,mediation\n",
			office, year, demo_date(m.accepted, day), m.no, day, day);
}

/* ---- training ---- */

static void mediators_trained(const struct demo *d, FILE *out, int o, struct demo_rng *r)
{
	bool first = true;

	for (int j = 0; j < 3 * (DEMO_VILLAGES + 1); j++) {
		struct demo_person p;

		if (!demo_chance(r, 75 - 2 * demo_slack(d, o)))
			continue;
		demo_person(d, "mediator", o, j, 30, 62, &p);
		fprintf(out, "%s%s", first ? "" : "、", p.id_no);
		first = false;
	}
}

static void training_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "training", o, year, month);
	char office[64], a[16];
	sifa_day at;

	if (month % 3 != 1)
		return;
	at = demo_day(d, &r, year, month);
	if (at == SIFA_DAY_NONE)
		return;
	if (month == 4 || month == 10) {
		fprintf(out, "%s,mediation,%d年%s村级人民调解员业务培训,%s,office,\"",
			demo_office_code(o, office), year, month == 4 ? "上半年" : "下半年",
			demo_date(at, a));
		mediators_trained(d, out, o, &r);
		fprintf(out, "\",39,36,4,%s\n", demo_is(o, 3) ? "sign_in" : "sign_in、material");
	} else {
		fprintf(out, "%s,%s,县局%s培训班,%s,county,,3,2,8,sign_in、material\n",
			demo_office_code(o, office), month == 1 ? "office" : "correction",
			month == 1 ? "信息化" : "社区矫正", demo_date(at, a));
	}
}

/* ---- what they are known for ---- */

static void honour_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], name[64];
	struct demo_person p;

	demo_office_code(o, office);
	if (month == 4 && demo_slack(d, o) < 12)
		fprintf(out,
			"%s,%d年度先进司法所,%d-04-0%d,collective,%s,county,云泉县司法局,"
			"云司发〔%d〕%d号,red_head,%d-04-20,\n",
			office, year - 1, year, 1 + o % 9, demo_office_name(o, name), year, 10 + o,
			year);
	demo_person(d, "mediator", o, 0, 30, 62, &p);
	if (month == 11 && o % 2)
		fprintf(out,
			"%s,优秀人民调解员,%d-11-1%d,personal,%s,city,市司法局,%s,certificate,,%s\n",
			office, year, o % 9, p.name, o % 4 == 1 ? "运司发〔2013〕88号" : "",
			o % 10 == 3 ? "2013-12-02" : "");
}

static void typical_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_mediation m;
	struct demo_person p;
	char office[64], a[16] = "", b[16] = "", c[16] = "";
	int stage = o % 4;

	if (month != 9 || year != d->last_year)
		return;
	demo_mediation(d, o, year, 2, demo_written_before(d, o, year, 2) + 1, true, &m);
	demo_person(d, "staff", o, 0, 25, 55, &p);
	if (stage)
		demo_date(sifa_day_of(year, 9, 18), a);
	if (stage > 1)
		demo_date(sifa_day_of(year, 10, 8), b);
	if (stage > 2)
		demo_date(sifa_day_of(year, 11, 20), c);
	fprintf(out,
		"%s,一杯热茶化解的积怨(%d),%d-09-10,mediation,%s,%s,甲某与乙某因琐事积怨多年。,"
		"调解员三次上门，请来双方长辈，促成和解。,%s,%s,county,%s,%s,%s\n",
		demo_office_code(o, office), o + 1, year, m.no, p.name, a, *a ? "是" : "", b, c,
		*c ? o % 8 == 3 ? "chosen" : "none" : "");
}

static void opinion_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const quarter[] = {"一", "二", "三", "四"};
	char office[64], a[16], b[16], c[16], e[16];
	sifa_day from, to, sent;
	struct demo_person p;

	if (month % 3)
		return;
	from = sifa_day_of(year, month - 2, 1);
	to = sifa_day_of(year, month, month == 3 || month == 12 ? 31 : 30);
	sent = demo_later(d, to, 2 + (unsigned)o % 7);
	demo_person(d, "staff", o, 0, 25, 55, &p);
	fprintf(out,
		"%s,%d年第%s季度舆情分析报告,%s,%s,%s,走访群众、村级信息员、接待来访,"
		"群众反映集中在拖欠工资和土地流转，未发现群体性苗头。,工资拖欠；流转费标准不一。,"
		"建议组织一次土地流转合同专项检查。,%s,%s,%s,%s\n",
		demo_office_code(o, office), year, quarter[month / 3 - 1], demo_date(from, a),
		demo_date(to, b), p.name, sent == SIFA_DAY_NONE ? "" : "云泉县司法局",
		demo_date(sent, c), sent != SIFA_DAY_NONE && o % 5 == 0 ? "是" : "",
		sent != SIFA_DAY_NONE && o % 5 == 0 ? demo_date(sent + 5, e) : "");
}

const struct demo_kind demo_cases[] = {
	{"petition",
	 "unit,no,at,name,visitors,kind,mass,level,topic,matter,mediation,about_staff,upheld,accepted_on,answered_on,result",
	 DEMO_MONTH, petition_rows},
	{"training", "unit,line,title,at,organiser,mediators,required_n,trainees,hours,evidence",
	 DEMO_MONTH, training_rows},
	{"honour",
	 "unit,name,on,kind,holder_name,level,giver,doc_no,evidence,verified_on,revoked_on",
	 DEMO_MONTH, honour_rows},
	{"typical_case",
	 "unit,title,written_on,kind,mediation,author,facts,course,anonymised_on,anonymised,level,submitted_on,decided_on,result",
	 DEMO_MONTH, typical_rows},
	{"opinion_report",
	 "unit,title,from,to,author,sources,summary,hot_topics,suggestion,submitted_to,submitted_on,adopted,adopted_on",
	 DEMO_MONTH, opinion_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
