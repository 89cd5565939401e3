/* affairs.c - publicity, papers, meetings, returns, inspections: the office
 * itself, and what the county says of it. */
#include "demo.h"

static sifa_day month_end(int year, int month)
{
	return (month == 12 ? sifa_day_of(year + 1, 1, 1) : sifa_day_of(year, month + 1, 1)) - 1;
}

static void publicity_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const target[] = {"organ",  "village",    "community",
					     "school", "enterprise", "unit"};
	static const char *const title[] = {"送法进机关", "送法进乡村", "送法进社区",
					    "送法进学校", "送法进企业", "送法进单位"};
	struct demo_rng r = demo_rng(d, "publicity", o, year, month);
	char office[64], town[64], a[16];
	unsigned k = (unsigned)(month + o) % (o % 4 == 2 ? 5 : 6);
	sifa_day at = demo_day(d, &r, year, month);

	if (month == 12 && year * 1 <= d->last_year)
		fprintf(out,
			"%s,“12·4”法制宣传日活动,unit、village,%d-12-04,%s,large,260,400,"
			"record、material、photo\n",
			demo_office_code(o, office), year, demo_town(o, town));
	if (at != SIFA_DAY_NONE && demo_chance(&r, 80))
		fprintf(out, "%s,%s,%s,%s,%s,ordinary,%u,%u,%s\n", demo_office_code(o, office),
			title[k], target[k], demo_date(at, a), demo_town(o, town),
			30 + demo_pick(&r, 90), 50 + demo_pick(&r, 200),
			demo_chance(&r, 85) ? "record、material、photo" : "record");
}

static void site_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], place[64];

	if (month == 8 && year == d->last_year)
		for (int v = 0; v < (o % 3 == 1 ? 2 : 3); v++)
			fprintf(out, "%s,%s,普法墙头诗,%d-08-1%d,photo\n",
				demo_office_code(o, office), demo_village_code(o, v, place), year,
				v);
}

static void document_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64];
	struct demo_person p;

	demo_office_code(o, office);
	if (month == 1) {
		fprintf(out, "%s,key_points,rule_of_law,%d年依法治乡工作要点,%d-01-2%d,\n", office,
			year, year, o % 9);
		fprintf(out, "%s,plan,office,%d年司法所工作计划,%d-02-1%d,\n", office, year, year,
			o % 9);
	}
	if (month == 12 && o % 5 != 1)
		fprintf(out, "%s,summary,rule_of_law,%d年依法治乡工作总结,%d-12-1%d,\n", office,
			year, year, o % 6);
	if (month == 3)
		for (int j = 0; j < 2 + (o % 3 == 0); j++) {
			if (o % 4 == 3 && j == 1)
				continue;
			demo_person(d, "staff", o, j, 25, 55, &p);
			fprintf(out, "%s,notebook,office,%s业务学习笔记,%d-03-0%d,%s\n", office,
				p.name, year, 1 + j, p.name);
			fprintf(out, "%s,study_notes,publicity,%s普法学习笔记,%d-03-1%d,%s\n",
				office, p.name, year, j, p.name);
		}
}

static void handout_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "handout", o, year, month);
	char office[64];
	unsigned n = 10 + demo_pick(&r, 10), late = demo_pick(&r, 25);

	if (month == 4 || (month == 9 && year < d->last_year + 1))
		fprintf(out, "%s,poster,%d-%d,%d-%02d-05,%u,%d-%02d-%02u,%u,各村,是\n",
			demo_office_code(o, office), year, month == 4 ? 1 : 2, year, month, n, year,
			month, 6 + late % 22, n - (o % 6 == 5 ? 3 : 0));
}

static void article_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64];

	if ((month == 5 || (month == 10 && o % 3)) && year <= d->last_year)
		fprintf(out, "%s,good_practice,调解进村入户的做法,county,%d-%02d-2%d,%d-%02d-2%d\n",
			demo_office_code(o, office), year, month, o % 9, year, month, o % 9);
}

static void meeting_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "meeting", o, year, month);
	sifa_day at = demo_day(d, &r, year, month);
	char office[64], a[16];

	if (at != SIFA_DAY_NONE)
		fprintf(out, "%s,office,%d月份所务会,%s,3,3,%s\n", demo_office_code(o, office),
			month, demo_date(at, a), demo_chance(&r, 90) ? "minutes" : "");
}

/* Due by the 30th; some late, few missing, one sent back. */
static void one_return(const struct demo *d, FILE *out, int o, const char *type, sifa_day from,
		       sifa_day to, sifa_day due)
{
	struct demo_rng r = demo_rng(d, type, o, (int)from, 0);
	unsigned luck = demo_pick(&r, 100), careless = o % 4 == 2 ? 12 : 4;
	sifa_day sent = due - (sifa_day)demo_pick(&r, 4);
	char office[64], a[16], b[16], c[16], e[16];

	if (luck < careless / 4)
		return;
	if (luck < careless)
		sent = due + 1 + (sifa_day)demo_pick(&r, 5);
	if (sent > d->today)
		return;
	fprintf(out, "%s,%s,%s,%s,%s,%s,%d,否\n", demo_office_code(o, office), type,
		demo_date(from, a), demo_date(to, b), demo_date(due, c), demo_date(sent, e),
		luck == 50);
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

static void checklist_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const item[] = {
		"std_setup", "std_dual_lead", "std_staff",    "std_head",     "std_education",
		"std_sign",  "std_seal",      "std_premises", "std_training", "std_party",
		"std_files", "std_separate",  "std_functions"};
	char office[64];

	if (month != 11 || year != d->last_year)
		return;
	demo_office_code(o, office);
	for (size_t i = 0; i < sizeof item / sizeof *item; i++) {
		struct demo_rng r = demo_rng(d, item[i], o, year, 0);

		fprintf(out, "%s,%s,office,%s,%d-11-1%d\n", office, item[i],
			demo_chance(&r, 88) ? "是" : "否", year, o % 9);
	}
	if (o % 11 != 7) /* one office whose petition list nobody has matched */
		fprintf(out, "%s,petition_list_matched,petition,是,%d-12-10\n", office, year);
}

static void inspection_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const sheet[] = {"C5", "C32", "C40"};
	static const char *const grade[] = {"good", "good", "fairly_good", "fairly_good", "fair"};
	struct demo_rng r = demo_rng(d, "inspection", o, year, 0);
	char office[64];

	if (month != 12 || year != d->last_year)
		return;
	demo_office_code(o, office);
	for (int i = 0; i < 3; i++) {
		fprintf(out, "%s,yuanqu-2013,%s,%d-12-1%d,,", office, sheet[i], year, i);
		for (int j = 0; j < 5; j++)
			fprintf(out, ",%d,%u", j + 1, 72 + demo_pick(&r, 27));
		fputc('\n', out);
	}
	fprintf(out, "%s,yuanqu-2013,C13,%d-12-14,,%u,,,,,,,,,,\n", office, year,
		30 + demo_pick(&r, 21));
	fprintf(out, "%s,yuanqu-2013,C28,%d-12-14,,%u,,,,,,,,,,\n", office, year,
		30 + demo_pick(&r, 21));
	fprintf(out, "%s,yuanqu-2013,C58,%d-12-15,%s,,,,,,,,,,,\n", office, year,
		grade[demo_pick(&r, 5)]);
	fprintf(out, "%s,yuanqu-2013,C62,%d-12-16,%s,,,,,,,,,,,\n", office, year,
		grade[demo_pick(&r, 5)]);
}

static void discipline_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64];

	if (o == 3 && month == 7 && year == d->last_year)
		fprintf(out, "%s,张三,%d-07-15,rules,无故缺席县局会议,是\n",
			demo_office_code(o, office), year);
}

static void task_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "task", o, year, month);
	char office[64], done[16] = "";

	if (month % 3 || year != d->last_year)
		return;
	if (month < 12 && demo_chance(&r, 90))
		demo_date(sifa_day_of(year, month, 20 + (int)demo_pick(&r, 6)), done);
	fprintf(out, "%s,县局基层科,第%d季度矛盾纠纷排查情况汇总,%d-%02d-05,%d-%02d-25,%s\n",
		demo_office_code(o, office), month / 3, year, month, year, month, done);
}

const struct demo_kind demo_affairs[] = {
	{"publicity", "unit,title,targets,at,place,scale,heads,leaflets,evidence", DEMO_MONTH,
	 publicity_rows},
	{"works_site", "unit,village,title,built_on,evidence", DEMO_MONTH, site_rows},
	{"document", "unit,kind,line,title,at,staff", DEMO_MONTH, document_rows},
	{"handout", "unit,item,batch,received_on,received_n,handed_on,handed_n,to,signed",
	 DEMO_MONTH, handout_rows},
	{"article", "unit,kind,title,level,sent_on,published_on", DEMO_MONTH, article_rows},
	{"meeting", "unit,body,title,at,present,required,evidence", DEMO_MONTH, meeting_rows},
	{"return", "unit,type,period_from,period_to,due_on,submitted_on,returned_times,zero",
	 DEMO_MONTH, return_rows},
	{"checklist", "unit,item,line,ok,checked_on", DEMO_MONTH, checklist_rows},
	{"inspection",
	 "unit,letter,clause,inspected_on,grade,points,samples.1.no,samples.1.score,samples.2.no,samples.2.score,samples.3.no,samples.3.score,samples.4.no,samples.4.score,samples.5.no,samples.5.score",
	 DEMO_MONTH, inspection_rows},
	{"discipline", "unit,name,at,kind,fact,upheld", DEMO_MONTH, discipline_rows},
	{"task", "unit,from,title,received_on,due_on,done_on", DEMO_MONTH, task_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
