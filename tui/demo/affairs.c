/* affairs.c - publicity, posters, articles, meetings, returns, tasks: what an
 * office does besides its cases. */
#include "demo.h"

static sifa_day month_end(int year, int month)
{
	return (month == 12 ? sifa_day_of(year + 1, 1, 1) : sifa_day_of(year, month + 1, 1)) - 1;
}

/* Record and material, or what is left of them. */
static const char *proof(const struct demo *d, struct demo_rng *r, int o)
{
	return demo_chance(r, 100 - demo_slack(d, o)) ? "record、material、photo"
	       : demo_chance(r, 60)		      ? "record"
						      : "";
}

static void publicity_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const target[] = {"organ",  "village",    "community",
					     "school", "enterprise", "unit"};
	static const char *const title[] = {"送法进机关", "送法进乡村", "送法进社区",
					    "送法进学校", "送法进企业", "送法进单位"};
	struct demo_rng r = demo_rng(d, "publicity", o, year, month);
	/* some offices never reach the enterprises, or the units */
	unsigned reach = demo_slack(d, o) > 14 ? 4 : demo_slack(d, o) > 8 ? 5 : 6;
	char office[64], town[64], a[16];

	demo_office_code(o, office);
	demo_town(o, town);
	if (month == 12)
		fprintf(out,
			"%s,%s%d年“12·4”法制宣传日活动,constitution_day,village、community,%d-12-04,"
			"%s,large,260,400,record、material、photo\n",
			office, town, year, year, town);
	if (demo_slack(d, o) > 14 && month >= 7 && month <= 9)
		return; /* a quarter without any */
	for (int i = 0; i < 2; i++) {
		unsigned k = (unsigned)(2 * month + i + o) % reach;
		sifa_day at = demo_day(d, &r, year, month);

		if (at == SIFA_DAY_NONE || demo_chance(&r, demo_slack(d, o)))
			continue;
		fprintf(out, "%s,%s(%d年%d月),six,%s,%s,%s,%s,%u,%u,%s\n", office, title[k], year,
			month, target[k], demo_date(at, a), town,
			i == 0 && month % 4 == 3 && demo_slack(d, o) < 14 ? "large" : "ordinary",
			30 + demo_pick(&r, 90), 50 + demo_pick(&r, 200), proof(d, &r, o));
	}
}

static void lecture_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const title[] = {"村民委员会组织法讲座", "婚姻法与家庭纠纷",
					    "土地承包法律知识", "远离毒品、珍爱生命",
					    "农民工维权知识"};
	struct demo_rng r = demo_rng(d, "lecture", o, year, month);
	char office[64], village[64], place[64], a[16];
	int v = (int)demo_pick(&r, DEMO_VILLAGES);
	sifa_day at = demo_day(d, &r, year, month);
	struct demo_person p;

	if (at == SIFA_DAY_NONE || month % 2 || (demo_slack(d, o) > 14 && month == 8))
		return;
	demo_person(d, "staff", o, 0, 25, 55, &p);
	fprintf(out, "%s,%s,%s,%s村委会,%s,%s,%s,%u,2,%s\n", demo_office_code(o, office),
		title[demo_pick(&r, 5)], demo_date(at, a), demo_village_name(o, v, village),
		demo_village_code(o, v, place), p.name,
		month % 4 ? "villagers" : "cadres、villagers", 20 + demo_pick(&r, 60),
		proof(d, &r, o));
}

static void site_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const title[] = {"法律在我心中", "邻里和睦歌", "学法用法保平安"};
	char office[64], place[64];

	if (month != 8 || year != d->last_year)
		return;
	for (int v = 0; v < (demo_slack(d, o) > 9 ? 2 : 3); v++)
		fprintf(out, "%s,%s,%s,%d-08-1%d,12,photo,%s,\n", demo_office_code(o, office),
			demo_village_code(o, v, place), title[v], year, v,
			o % 2 ? "2013-10-15" : "");
	if (demo_is(o, 2)) /* a second poem in the same village: still two villages */
		fprintf(out, "%s,%s,%s,%d-09-03,8,photo,,\n", office,
			demo_village_code(o, 0, place), title[2], year);
	if (demo_is(o, 6)) /* pulled down with its wall */
		fprintf(out, "%s,%s,%s,%d-08-20,6,photo,,%d-05-06\n", office,
			demo_village_code(o, 9, place), title[1], year - 1, year);
}

static void handout_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "handout", o, year, month);
	char office[64], town[64], village[64], place[64];

	if (month == 12 && year == d->last_year && demo_is(o, DEMO_UNSET)) /* came this week */
		fprintf(out, "%s,poster,%d年第三批,%d-12-17,3,%s居委会,,,,,\n",
			demo_office_code(o, office), year, year, demo_town(o, town));
	if (month != 4 && month != 9)
		return;
	demo_town(o, town);
	for (int v = 0; v < DEMO_VILLAGES; v++) {
		unsigned n = 2 + demo_pick(&r, 3);
		bool late = demo_chance(&r, 2 * demo_slack(d, o));
		struct demo_person p;

		demo_person(d, "mediator", o, 3 * (v + 1), 30, 62, &p);
		fprintf(out,
			"%s,poster,%d年第%s批,%d-%02d-05,%u,%s%s委会,%s,%d-%02d-%02u,%u,%s,%s\n",
			demo_office_code(o, office), year, month == 4 ? "一" : "二", year, month, n,
			town, demo_village_name(o, v, village), demo_village_code(o, v, place),
			year, month, late ? 22 + demo_pick(&r, 7) : 7 + demo_pick(&r, 12), n,
			p.name, demo_is(o, 6) && v == 3 ? "否" : "是");
	}
}

static void article_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const title[] = {"人民调解进村入户", "矫正对象集中学习",
					    "法律援助暖人心", "普法挂图进村", "排查化解春季矛盾"};
	static const char *const line[] = {"mediation", "correction", "aid", "publicity",
					   "mediation"};
	struct demo_rng r = demo_rng(d, "article", o, year, month);
	char office[64], a[16];
	struct demo_person p;

	demo_office_code(o, office);
	for (unsigned i = 0; i < 1 + demo_pick(&r, 3); i++) {
		sifa_day at = demo_day(d, &r, year, month);
		unsigned k = demo_pick(&r, 5);

		if (at == SIFA_DAY_NONE)
			continue;
		demo_person(d, "staff", o, (int)i % 2, 25, 55, &p);
		fprintf(out, "%s,web,%s(%d-%d-%u),%s,县政府网站,county,%s,%s,%s\n", office,
			title[k], year, month, i + 1, line[k], demo_date(at, a), a, p.name);
	}
	if (month != 5 && (month != 10 || demo_slack(d, o) > 10))
		return;
	demo_person(d, "staff", o, 0, 25, 55, &p);
	fprintf(out, "%s,good_practice,%s,mediation,县局简报,county,%d-%02d-2%d,%d-%02d-2%d,%s\n",
		office, month == 5 ? "“一村一警”联动调解的做法" : "社区矫正“双周谈话”新举措", year,
		month, o % 9, year, month, o % 9, p.name);
}

static void meeting_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "meeting", o, year, month);
	char office[64], a[16];
	struct demo_person p;

	demo_person(d, "staff", o, 0, 25, 55, &p);
	for (int i = 0; i < 3; i++) {
		static const char *const body[] = {"office", "study", "correction"};
		static const char *const name[] = {"所务会", "业务学习会", "社区矫正工作例会"};
		sifa_day at = demo_day(d, &r, year, month);

		if (at == SIFA_DAY_NONE || (i == 2 && month % 3))
			continue;
		fprintf(out, "%s,%s,%d年%d月%s,%s,%s,%d,%d,%s\n", demo_office_code(o, office),
			body[i], year, month, name[i], demo_date(at, a), p.name,
			demo_staff_count(o) + 3 * (i == 2), demo_staff_count(o) + 2 * (i == 2),
			demo_chance(&r, 100 - demo_slack(d, o)) ? "minutes" : "");
	}
}

/* ---- returns ---- */

enum fate { IN_TIME, LATE, MISSING, SENT_BACK };

/* Due by the 30th; the worse the office, the more are late, few are missing. */
static enum fate fate_of(const struct demo *d, int o, const char *type, sifa_day from)
{
	struct demo_rng r = demo_rng(d, type, o, (int)from, 0);
	unsigned luck = demo_pick(&r, 200), slack = demo_slack(d, o);
	int year, month, day;

	sifa_day_split(from, &year, &month, &day);
	if (o == DEMO_MIDDLING && year == d->last_year) {
		if (type[0] != 'm')
			return IN_TIME;
		return month == 3 || month == 7 ? LATE : month == 9 ? SENT_BACK : IN_TIME;
	}
	if (luck < slack / 4)
		return MISSING;
	if (luck < slack)
		return LATE;
	return luck < slack + 4 ? SENT_BACK : IN_TIME;
}

static void one_return(const struct demo *d, FILE *out, int o, const char *type, sifa_day from,
		       sifa_day to, sifa_day due)
{
	struct demo_rng r = demo_rng(d, "sent", o, (int)from, type[0]);
	enum fate fate = fate_of(d, o, type, from);
	sifa_day sent = due - (sifa_day)demo_pick(&r, 3);
	char office[64], a[16], b[16], c[16], e[16], f[16];
	struct demo_person p, head;

	if (fate == LATE)
		sent = due + 1 + (sifa_day)demo_pick(&r, 5);
	if (fate == MISSING || sent > d->today)
		return;
	demo_person(d, "staff", o, 1, 25, 55, &p);
	demo_person(d, "staff", o, 0, 25, 55, &head);
	fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,%d,%s,%s,%s,否\n", demo_office_code(o, office), type,
		demo_date(from, a), demo_date(to, b), demo_date(due, c), p.name, head.name,
		demo_date(sent, e), fate == SENT_BACK,
		fate == SENT_BACK ? demo_date(sent + 1, f) : "",
		fate == SENT_BACK ? "合计数与明细不符" : "",
		fate == SENT_BACK ? demo_date(sent + 2, c) : "");
}

static void return_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const monthly[] = {"med_monthly", "correction_monthly",
					      "released_monthly"};
	static const char *const half[] = {"office_half", "committee_half", "released_file"};
	sifa_day first = sifa_day_of(year, month, 1), last = month_end(year, month);
	sifa_day due = last - first >= 29 ? first + 29 : last;

	for (size_t i = 0; i < 3; i++)
		one_return(d, out, o, monthly[i], first, last, due);
	if (month == 6 || month == 12)
		for (size_t i = 0; i < 3; i++)
			one_return(d, out, o, half[i], sifa_day_of(year, month - 5, 1), last,
				   first + 29);
}

static void task_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "task", o, year, month);
	bool done = month < 12 && demo_chance(&r, 100 - demo_slack(d, o));
	char office[64], day[16] = "";

	if (month % 3 || year != d->last_year)
		return;
	if (done)
		demo_date(sifa_day_of(year, month, 20 + (int)demo_pick(&r, 6)), day);
	fprintf(out,
		"%s,县局基层科,第%d季度矛盾纠纷排查情况汇总,mediation,%d-%02d-05,%d-%02d-25,%s,%s\n",
		demo_office_code(o, office), month / 3, year, month, year, month, day,
		done ? "done" : "");
}

const struct demo_kind demo_affairs[] = {
	{"publicity", "unit,title,campaign,targets,at,place,scale,heads,leaflets,evidence",
	 DEMO_MONTH, publicity_rows},
	{"lecture", "unit,title,at,place,village,speaker,audience,heads,hours,evidence", DEMO_MONTH,
	 lecture_rows},
	{"works_site", "unit,village,title,built_on,area,evidence,checked_on,removed_on",
	 DEMO_MONTH, site_rows},
	{"handout",
	 "unit,item,batch,received_on,received_n,to,village,handed_on,handed_n,signed_by,signed",
	 DEMO_MONTH, handout_rows},
	{"article", "unit,kind,title,line,media,level,sent_on,published_on,author", DEMO_MONTH,
	 article_rows},
	{"meeting", "unit,body,title,at,chair,required,present,evidence", DEMO_MONTH, meeting_rows},
	{"return",
	 "unit,type,period_from,period_to,due_on,prepared_by,approved_by,submitted_on,returned_times,returned_on,returned_reason,resubmitted_on,zero",
	 DEMO_MONTH, return_rows},
	{"task", "unit,from,title,line,received_on,due_on,done_on,result", DEMO_MONTH, task_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
