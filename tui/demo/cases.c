/* cases.c - mediation, petitions, legal aid, and training for them. */
#include <string.h>

#include "demo.h"

/* The worked example settles so many in each month, all archived by its day. */
static const unsigned char middling_written[] = {2, 2, 2, 1, 2, 1, 2, 2, 2, 1, 0, 1};
static const unsigned char middling_oral[] = {4, 3, 3, 3, 4, 3, 3, 3, 4, 3, 3, 0};

static bool middling(const struct demo *d, int o, int year)
{
	return o == DEMO_MIDDLING && year == d->last_year;
}

/* Written dossiers and oral entries of a month; numbers of a year run on. */
int demo_written(const struct demo *d, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "written", o, year, month);

	if (middling(d, o, year))
		return middling_written[month - 1];
	return 1 + (int)demo_pick(&r, 2) + demo_chance(&r, demo_large(o) ? 60 : 25);
}

static int oral(const struct demo *d, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "oral", o, year, month);

	if (middling(d, o, year))
		return middling_oral[month - 1];
	return (demo_large(o) ? 5 : 3) + (int)demo_pick(&r, 2) -
	       demo_chance(&r, 2 * demo_slack(d, o));
}

static int before(const struct demo *d, int (*in)(const struct demo *, int, int, int), int o,
		  int year, int month)
{
	int n = 0;

	for (int m = 1; m < month; m++)
		n += in(d, o, year, m);
	return n;
}

int demo_written_before(const struct demo *d, int o, int year, int month)
{
	return before(d, demo_written, o, year, month);
}

void demo_mediation(const struct demo *d, int o, int year, int month, int n, bool written,
		    struct demo_mediation *m)
{
	struct demo_rng r = demo_rng(d, written ? "med-w" : "med-o", o, year, n);
	bool example = middling(d, o, year);

	demo_number(written ? "人调" : "人调口", o, year, n, m->no);
	m->accepted = demo_day(d, &r, year, month);
	m->village = (int)demo_pick(&r, DEMO_VILLAGES);
	m->closed = demo_later(d, m->accepted, written ? 1 + demo_pick(&r, example ? 9 : 25) : 0);
	m->agreed = written && !example && demo_chance(&r, 4) ? SIFA_DAY_NONE : m->closed;
	m->archived = SIFA_DAY_NONE;
	if (written)
		m->archived = demo_later(
			d, m->closed,
			5 + demo_pick(&r, example && month == 10 ? 12 : 24 + demo_slack(d, o)));
}

/* ---- the register of mediation ---- */

static const char *const type[] = {"family", "neighbour",  "housing", "contract", "damage",
				   "land",   "demolition", "labour",  "consumer", "traffic"};
static const char *const source[] = {"application", "own", "sweep", "own", "police", "petition"};
static const struct {
	const char *facts, *terms;
} matter[] = {
	{"双方因宅基地边界发生争执，经工作人员实地查看后自愿达成协议。",
	 "双方以现有墙基为界，互不侵占；被申请人于七日内清除堆放的砖石。"},
	{"因雨水排放引起邻里纠纷，村委会派员到场见证，双方互相道歉。",
	 "被申请人将排水沟改道，费用由双方各承担一半。"},
	{"承包地流转费用未付，申请人多次催要未果。", "被申请人于月底前一次性付清流转费。"},
	{"双方因赡养老人费用发生争议，兄弟三人互相推诿。",
	 "三兄弟每人每月支付赡养费，医药费平均分担，老人轮流居住。"},
	{"骑车相撞致申请人受伤，双方对医疗费用负担有争议。", "被申请人分两次付清医疗费和误工费。"},
	{"工程完工后工资久拖未付，申请人等要求支付劳动报酬。",
	 "被申请人于十日内付清拖欠工资，逾期按日加付。"},
};
#define COUNT(a) (sizeof(a) / sizeof *(a))

static void party(const struct demo *d, FILE *out, const char *side, int o, int j)
{
	struct demo_person p;
	char birth[16];

	demo_person(d, "party", o, j, 22, 75, &p);
	if (j % 5 == 4) /* the old paper register has no number */
		fprintf(out, ",%s,%s,,%s,%s", side, p.name, demo_date(p.birth, birth), p.village);
	else
		fprintf(out, ",%s,%s,%s,,%s", side, p.name, p.id_no, p.village);
}

/* Performed in time, late, or not: the last is due on the first screen. */
static void performance(const struct demo *d, FILE *out, struct demo_rng *r,
			const struct demo_mediation *m, bool written)
{
	sifa_day by = m->agreed == SIFA_DAY_NONE || !written ? SIFA_DAY_NONE : m->agreed + 15;
	sifa_day done = demo_chance(r, 94) ? demo_later(d, by, demo_pick(r, 4)) : SIFA_DAY_NONE;
	char a[16], b[16];

	if (m->agreed != SIFA_DAY_NONE && !written)
		done = m->agreed;
	fprintf(out, "%s,%s,%s", demo_date(by, a), demo_date(done, b),
		done != SIFA_DAY_NONE ? "done"
		: by != SIFA_DAY_NONE ? "running"
				      : "");
}

static void one_mediation(const struct demo *d, FILE *out, int o, int year, int month, int n,
			  bool written)
{
	struct demo_rng r = demo_rng(d, written ? "case-w" : "case-o", o, year, n);
	struct demo_mediation m;
	struct demo_person mediator;
	char office[64], com[160], place[64], a[16], b[16], c[16], e[16];
	int who = ((year % 100 * 200 + n) * 2 + written) * 2;
	size_t i = demo_pick(&r, COUNT(matter));

	demo_mediation(d, o, year, month, n, written, &m);
	if (m.accepted == SIFA_DAY_NONE)
		return;
	demo_person(d, "mediator", o, 3 * (m.village + 1), 30, 62, &mediator);
	fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,%s,", demo_office_code(o, office), m.no,
		written ? "written" : "oral", demo_committee(o, m.village, com), mediator.id_no,
		source[demo_pick(&r, COUNT(source))], i == 5 ? "labour" : type[demo_pick(&r, 10)],
		i == 5 ? "是" : "", written && demo_chance(&r, 15) ? "hard" : "ordinary");
	fprintf(out, "%s,%s,%s,%s,%s,%s,", demo_village_code(o, m.village, place),
		demo_date(m.accepted, a), demo_date(m.agreed, b), demo_date(m.closed, c),
		demo_date(m.archived, e), m.archived == SIFA_DAY_NONE ? "" : m.no);
	fprintf(out, "%s,%s,%s,%s,%u,",
		m.closed == SIFA_DAY_NONE   ? ""
		: m.agreed == SIFA_DAY_NONE ? "failed"
					    : "agreed",
		written ? "是" : "", matter[i].facts,
		m.agreed == SIFA_DAY_NONE ? "" : matter[i].terms, 100 * demo_pick(&r, 180));
	performance(d, out, &r, &m, written);
	party(d, out, "applicant", o, who);
	party(d, out, "respondent", o, who + 1);
	fputc('\n', out);
}

static void mediation_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	int n = before(d, demo_written, o, year, month);

	for (int i = 0; i < demo_written(d, o, year, month); i++)
		one_mediation(d, out, o, year, month, n + i + 1, true);
	n = before(d, oral, o, year, month);
	for (int i = 0; i < oral(d, o, year, month); i++)
		one_mediation(d, out, o, year, month, n + i + 1, false);
}

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

/* ---- legal aid ---- */

static void aid_case_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const cause[] = {"wages", "work_injury", "support", "traffic", "family"};
	struct demo_rng r = demo_rng(d, "aid", o, year, month);
	char a[16], b[16], c[16], e[16], f[16], town[64];
	struct demo_person p, lawyer;
	sifa_day applied, closed, archived;
	unsigned matter_of = demo_pick(&r, 4);

	if (!demo_chance(&r, (demo_large(o) ? 75 : 62) - demo_slack(d, o)))
		return;
	applied = demo_day(d, &r, year, month);
	if (applied == SIFA_DAY_NONE)
		return;
	demo_person(d, "aided", o, year * 12 + month, 25, 70, &p);
	demo_person(d, "staff", 1000, (int)demo_pick(&r, 4), 28, 58, &lawyer);
	closed = demo_later(d, applied, 30 + demo_pick(&r, 60));
	archived = demo_later(d, closed, 5 + demo_pick(&r, 24 + demo_slack(d, o)));
	fprintf(out,
		"云泉县法律援助中心,〔%d〕云法援字第%03d%02d号,application,station,%s法律援助工作站,%s,%s,%s,%s,",
		year, o + 1, month, demo_town(o, town), demo_date(applied, a), p.name, p.id_no,
		p.village);
	fprintf(out, "%s,civil,civil,%s,%s,%s,granted,%s,%s,云泉律师事务所,%s,%s,%s,%s,%u\n",
		matter_of < 2 ? "migrant" : "poor", cause[matter_of],
		matter_of < 2 ? "exempt" : "certificate",
		matter_of == 0	 ? "wages"
		: matter_of == 1 ? "work_injury"
				 : "",
		demo_date(demo_later(d, applied, 3), b), demo_date(demo_later(d, applied, 5), c),
		lawyer.name, demo_date(closed, e), closed == SIFA_DAY_NONE ? "" : "mediated",
		demo_date(archived, f), 1000 + 500 * demo_pick(&r, 60));
}

static void aid_matter_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const struct {
		const char *word, *cause;
	} topic[] = {{"工伤赔偿标准", "work_injury"}, {"土地承包", "farmland"},
		     {"离婚财产分割", "marriage"},    {"欠薪讨要", "wages"},
		     {"交通事故责任", "traffic"},     {"老人赡养", "support"}};
	struct demo_rng r = demo_rng(d, "matter", o, year, month);
	int n = (demo_large(o) ? 13 : 10) + (int)demo_pick(&r, 7) - (int)demo_slack(d, o) / 5;
	char office[64], a[16];

	for (int i = 0; i < n; i++) {
		sifa_day at = demo_day(d, &r, year, month);
		unsigned k = demo_pick(&r, 6), persons = 1 + demo_pick(&r, 2);
		bool writing = i % 7 == 3, phone = !writing && i % 3 == 1;
		struct demo_person p;

		if (at == SIFA_DAY_NONE)
			continue;
		demo_person(d, "asker", o, (year % 100 * 12 + month) * 40 + i, 20, 75, &p);
		fprintf(out, "%s,%d%02d%03d,%s,%s,%s,%s,%u,%s,咨询%s,已当场答复,%s,%s\n",
			demo_office_code(o, office), year, month, i + 1,
			writing ? "writing"
			: phone ? "phone"
				: "visit",
			demo_date(at, a), phone ? "" : p.name, phone ? "" : p.id_no,
			writing ? 1 : persons, topic[k].cause, topic[k].word, a,
			writing ? "起诉状" : "");
	}
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

const struct demo_kind demo_cases[] = {
	{"mediation",
	 "unit,no,form,committee,mediators,source,type,wages,difficulty,place,accepted_on,agreed_on,closed_on,archived_on,dossier_no,result,notices,summary,terms,amount,perform_by,performed_on,perform_state,parties.1.side,parties.1.person.name,parties.1.person.id_no,parties.1.person.birth,parties.1.person.village,parties.2.side,parties.2.person.name,parties.2.person.id_no,parties.2.person.birth,parties.2.person.village",
	 DEMO_MONTH, mediation_rows},
	{"petition",
	 "unit,no,at,name,visitors,kind,mass,level,topic,matter,mediation,about_staff,upheld,accepted_on,answered_on,result",
	 DEMO_MONTH, petition_rows},
	{"aid_case",
	 "unit,no,source,channel,station,applied_on,applicant.name,applicant.id_no,applicant.village,categories,matter_class,form,cause,means_mode,exempt_reason,decision,decided_on,assigned_on,firm,lawyer,closed_on,result,archived_on,amount_won",
	 DEMO_MONTH, aid_case_rows},
	{"aid_matter",
	 "unit,no,kind,at,person.name,person.id_no,persons,cause,summary,reply,replied_on,doc_title",
	 DEMO_MONTH, aid_matter_rows},
	{"training", "unit,line,title,at,organiser,mediators,required_n,trainees,hours,evidence",
	 DEMO_MONTH, training_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
