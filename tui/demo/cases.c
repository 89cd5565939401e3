/* cases.c - mediation, petitions, legal aid, and the papers that follow them. */
#include <string.h>

#include "demo.h"

static sifa_day later(const struct demo *d, sifa_day day, unsigned days)
{
	sifa_day at = day + (sifa_day)days;

	return day == SIFA_DAY_NONE || at > d->today ? SIFA_DAY_NONE : at;
}

/* Written dossiers and oral entries of a month; numbers of a year run on. */
static int written_in(const struct demo *d, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "written", o, year, month);

	return 1 + (int)demo_pick(&r, 2) + (demo_chance(&r, 30) && o % 4 != 3);
}

static int oral_in(const struct demo *d, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "oral", o, year, month);

	return 3 + (int)demo_pick(&r, 2);
}

static int before(const struct demo *d, int (*in)(const struct demo *, int, int, int), int o,
		  int year, int month)
{
	int n = 0;

	for (int m = 1; m < month; m++)
		n += in(d, o, year, m);
	return n;
}

static const char *const type[] = {"family", "neighbour",  "housing", "contract", "damage",
				   "land",   "demolition", "labour",  "consumer", "traffic"};
static const char *const source[] = {"application", "own", "sweep"};
static const char *const matter[] = {
	"双方因宅基地边界发生争执，经工作人员实地查看后自愿达成协议。",
	"因雨水排放引起邻里纠纷，村委会派员到场见证，双方互相道歉。",
	"承包地流转费用未付，约定于月底前一次性付清。",
	"双方因赡养老人费用发生争议，兄弟三人约定轮流负担。",
	"一方要求赔偿医疗费用，经调解分两次付清。",
};

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

static void one_mediation(const struct demo *d, FILE *out, int o, int year, int month, int n,
			  bool written)
{
	struct demo_rng r = demo_rng(d, written ? "med-w" : "med-o", o, year, n);
	sifa_day accepted = demo_day(d, &r, year, month), agreed, archived = SIFA_DAY_NONE;
	char no[96], office[64], com[160], place[64], a[16], b[16], c[16];
	int v = (int)demo_pick(&r, DEMO_VILLAGES), who = (year * 1000 + n) * 4 + 2 * written;
	struct demo_person mediator;
	bool settled;

	if (accepted == SIFA_DAY_NONE)
		return;
	agreed = later(d, accepted, written ? 1 + demo_pick(&r, 25) : 0);
	settled = agreed != SIFA_DAY_NONE && !(written && demo_chance(&r, 4));
	if (written && agreed != SIFA_DAY_NONE)
		archived = later(d, agreed, 5 + demo_pick(&r, 32));
	demo_person(d, "mediator", o, 3 * (v + 1), 30, 62, &mediator);
	fprintf(out, "%s,%s,%s,%s,%s,%s,%s,", demo_office_code(o, office),
		demo_number(written ? "人调" : "人调口", o, year, n, no),
		written ? "written" : "oral", demo_committee(o, v, com), mediator.id_no,
		source[demo_pick(&r, 3)], type[demo_pick(&r, sizeof type / sizeof *type)]);
	fprintf(out, "%s,%s,%s,%s,%s,", demo_village_code(o, v, place), demo_date(accepted, a),
		settled ? demo_date(agreed, b) : "",
		agreed == SIFA_DAY_NONE ? "" : demo_date(agreed, b), demo_date(archived, c));
	fprintf(out, "%s,%s,%s,%u",
		agreed == SIFA_DAY_NONE ? ""
		: settled		? "agreed"
					: "failed",
		matter[demo_pick(&r, sizeof matter / sizeof *matter)],
		settled ? "双方自愿达成协议，当场履行。" : "", 100 * demo_pick(&r, 180));
	party(d, out, "applicant", o, who);
	party(d, out, "respondent", o, who + 1);
	fputc('\n', out);
}

static void mediation_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	int n = before(d, written_in, o, year, month);

	for (int i = 0; i < written_in(d, o, year, month); i++)
		one_mediation(d, out, o, year, month, n + i + 1, true);
	n = before(d, oral_in, o, year, month);
	for (int i = 0; i < oral_in(d, o, year, month); i++)
		one_mediation(d, out, o, year, month, n + i + 1, false);
}

/* One office has a petition after a settled case. */
static void petition_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], no[96];

	if (o == 1 && month == 9 && year == d->last_year)
		fprintf(out,
			"%s,信访〔%d〕1号,%d-09-16,王二小,3,visit,否,county,对调解协议履行不满，要求重新处理,%s\n",
			demo_office_code(o, office), year, year,
			demo_number("人调", o, year, 3, no));
}

static void aid_case_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const cause[] = {"wages", "work_injury", "support", "traffic"};
	struct demo_rng r = demo_rng(d, "aid", o, year, month);
	char a[16], b[16], c[16], e[16], f[16], town[64];
	struct demo_person p;
	sifa_day applied, closed, archived;

	if (!demo_chance(&r, o % 2 ? 45 : 60))
		return;
	applied = demo_day(d, &r, year, month);
	if (applied == SIFA_DAY_NONE)
		return;
	demo_person(d, "aided", o, year * 12 + month, 25, 70, &p);
	closed = later(d, applied, 30 + demo_pick(&r, 70));
	archived = closed == SIFA_DAY_NONE ? closed : later(d, closed, 5 + demo_pick(&r, 32));
	fprintf(out,
		"云泉县法律援助中心,〔%d〕云法援字第%03d%02d号,application,station,%s法律援助工作站,%s,%s,%s,%s,",
		year, o + 1, month, demo_town(o, town), demo_date(applied, a), p.name, p.id_no,
		p.village);
	fprintf(out, "civil,civil,%s,%s,granted,%s,%s,%s,%s\n", cause[demo_pick(&r, 4)],
		demo_date(later(d, applied, 3), b), demo_date(later(d, applied, 5), c),
		demo_date(closed, e), closed == SIFA_DAY_NONE ? "" : "mediated",
		demo_date(archived, f));
}

static void aid_matter_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const topic[] = {"工伤赔偿标准", "土地承包",	    "离婚财产分割",
					    "欠薪讨要",	    "交通事故责任", "老人赡养"};
	struct demo_rng r = demo_rng(d, "matter", o, year, month);
	int n = 9 + (int)demo_pick(&r, 8);
	char office[64], a[16];

	for (int i = 0; i < n; i++) {
		sifa_day at = demo_day(d, &r, year, month);
		bool writing = i % 7 == 3;
		struct demo_person p;

		if (at == SIFA_DAY_NONE)
			continue;
		demo_person(d, "asker", o, (year * 12 + month) * 40 + i, 20, 75, &p);
		fprintf(out, "%s,%d%02d%03d,%s,%s,%s,%s,%u,咨询%s,已当场答复,%s\n",
			demo_office_code(o, office), year, month, i + 1,
			writing	     ? "writing"
			: i % 3 == 1 ? "phone"
				     : "visit",
			demo_date(at, a), i % 3 == 1 ? "" : p.name, i % 3 == 1 ? "" : p.id_no,
			writing ? 1 : 1 + demo_pick(&r, 2), topic[demo_pick(&r, 6)],
			writing ? "起诉状" : "");
	}
}

static void training_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "training", o, year, month);
	char office[64], a[16];
	sifa_day at;

	if (month != 4 && month != 10)
		return;
	at = demo_day(d, &r, year, month);
	if (at == SIFA_DAY_NONE)
		return;
	fprintf(out, "%s,mediation,村级人民调解员业务培训,%s,office,\"",
		demo_office_code(o, office), demo_date(at, a));
	for (int v = 0, first = 1; v < DEMO_VILLAGES; v++)
		for (int j = 0; j < 3; j++) {
			struct demo_person p;

			if (!demo_chance(&r, 70))
				continue;
			demo_person(d, "mediator", o, 3 * (v + 1) + j, 30, 62, &p);
			fprintf(out, "%s%s", first ? "" : "、", p.id_no);
			first = 0;
		}
	fprintf(out, "\",36,4,sign_in、material\n");
}

const struct demo_kind demo_cases[] = {
	{"mediation",
	 "unit,no,form,committee,mediators,source,type,place,accepted_on,agreed_on,closed_on,archived_on,result,summary,terms,amount,parties.1.side,parties.1.person.name,parties.1.person.id_no,parties.1.person.birth,parties.1.person.village,parties.2.side,parties.2.person.name,parties.2.person.id_no,parties.2.person.birth,parties.2.person.village",
	 DEMO_MONTH, mediation_rows},
	{"petition", "unit,no,at,name,visitors,kind,mass,level,matter,mediation", DEMO_MONTH,
	 petition_rows},
	{"aid_case",
	 "unit,no,source,channel,station,applied_on,applicant.name,applicant.id_no,applicant.village,matter_class,form,cause,decided_on,decision,assigned_on,closed_on,result,archived_on",
	 DEMO_MONTH, aid_case_rows},
	{"aid_matter", "unit,no,kind,at,person.name,person.id_no,persons,summary,reply,doc_title",
	 DEMO_MONTH, aid_matter_rows},
	{"training", "unit,line,title,at,organiser,mediators,trainees,hours,evidence", DEMO_MONTH,
	 training_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
