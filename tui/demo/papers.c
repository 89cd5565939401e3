/* papers.c - what stands on paper about an office: documents and notebooks,
 * dossiers, photographs, attendance, and what others say of it. */
#include "demo.h"

static void document_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64];

	demo_office_code(o, office);
	demo_town(o, town);
	if (month == 1) {
		fprintf(out, "%s,key_points,rule_of_law,%s%d年依法治理工作要点,%d-01-2%d,,\n",
			office, town, year, year, o % 9);
		fprintf(out, "%s,plan,office,%d年司法所工作计划,%d-%s-1%d,,\n", office, year, year,
			demo_is(o, 7) ? "04" : "02", o % 9); /* one has its plan too late */
	}
	if (month == 12 && demo_slack(d, o) < 12)
		fprintf(out, "%s,summary,rule_of_law,%s%d年依法治理工作总结,%d-12-1%d,,\n", office,
			town, year, year, o % 8);
	if (month == 6)
		fprintf(out,
			"%s,opinion,rule_of_law,关于规范村级印章管理的法律建议,%d-06-1%d,,是\n",
			office, year, o % 9);
	for (int j = 0; month == 3 && j < demo_staff_count(o); j++) {
		struct demo_person p;

		demo_person(d, "staff", o, j, 25, 55, &p);
		if (!(demo_is(o, 3) && j == 1))
			fprintf(out, "%s,notebook,office,%s业务学习笔记,%d-03-0%d,%s,\n", office,
				p.name, year, 1 + j, p.name);
		if (!(demo_slack(d, o) > 12 && j == 1))
			fprintf(out, "%s,study_notes,publicity,%s普法学习笔记,%d-03-1%d,%s,\n",
				office, p.name, year, j, p.name);
	}
}

/* One dossier a written case, and last year's volume of publicity. */
static void dossier_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	int n = demo_written_before(d, o, year, month);
	char office[64], a[16], b[16], c[16];

	demo_office_code(o, office);
	for (int i = 0; i < demo_written(d, o, year, month); i++) {
		struct demo_rng r = demo_rng(d, "dossier", o, year, n + i);
		struct demo_mediation m;
		unsigned pages = 14 + demo_pick(&r, 20);

		demo_mediation(d, o, year, month, n + i + 1, true, &m);
		if (m.archived == SIFA_DAY_NONE)
			continue;
		fprintf(out,
			"%s,mediation,%s,人民调解卷宗,%s,%s,%s,%s,%u,long,档案室1号柜,"
			"1,申请书或受理登记表,1,1,2,权利义务告知书,2,2,3,调解记录,3,%u,4,调解协议书,%u,%u\n",
			office, m.no, m.no, demo_date(m.closed, a), demo_date(m.closed + 1, b),
			demo_date(m.archived, c), pages, pages - 2, pages - 1, pages);
	}
	if (month == 1)
		fprintf(out,
			"%s,publicity,%d-宣传-1,%d年度法制宣传档案,,%d-01-05,%d-01-06,%d-%s,36,short,"
			"档案室2号柜,1,活动记录,1,20,2,照片,21,36,,,,,,,,\n",
			office, year - 1, year - 1, year, year, year,
			demo_slack(d, o) > 12 ? "03-11" : "01-25");
}

/* Old dossiers of released persons, one in each state: being filed, lent, handed over,
 * destroyed. */
static void life_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const rest[] = {
		"2013-12-02,,long,,,,,,,,,,",
		"2006-03-01,2006-03-20,long,李建设,县法院,2013-11-20,2014-02-20,,,,,,",
		"2005-03-01,2005-03-20,long,,,,,2012-06-10,县档案馆,,,,",
		"2001-03-01,2001-03-20,short,,,,,,,所长,2012-05-08,县局分管领导,档案员"};
	char office[64];

	(void)month;
	if (year != d->last_year || o % 11 != 3)
		return;
	for (size_t i = 0; i < sizeof rest / sizeof *rest; i++)
		fprintf(out, "%s,released,旧档-%d-%zu,解除帮教人员档案（%zu）,%s,2\n",
			demo_office_code(o, office), o + 1, i + 1, i + 1, rest[i]);
}

static void evidence_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64];
	struct demo_person p;

	if (month != 12)
		return;
	demo_town(o, town);
	demo_person(d, "staff", o, 1, 25, 55, &p);
	for (int i = 1; i <= 2; i++)
		fprintf(out,
			"%s,photo,%s%d年“12·4”宣传日照片之%d,%d-12-04,%s,IMG_%04d%d.JPG,"
			"档案室3号柜,%s%d年“12·4”法制宣传日活动\n",
			demo_office_code(o, office), town, year, i, year, p.name, year, i, town,
			year);
}

static void attendance_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "attendance", o, year, month);
	char office[64], a[16];
	struct demo_person p, head;
	sifa_day at = demo_day(d, &r, year, month);

	demo_person(d, "staff", o, 1, 25, 55, &p);
	demo_person(d, "staff", o, 0, 25, 55, &head);
	demo_office_code(o, office);
	if (at != SIFA_DAY_NONE && month % 2)
		fprintf(out, "%s,%s,%s,%s,2,%s,\n", office, p.name, demo_date(at, a),
			month % 4 == 1 ? "personal" : "trip", head.name);
	if (demo_is(o, 7) && month == 8 && year == d->last_year) /* found by the county */
		fprintf(out, "%s,%s,%d-08-20,off_post,1,,县局督查组\n", office, p.name, year);
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

		fprintf(out, "%s,%s,office,%s,%d-11-1%d,许静怡\n", office, item[i],
			demo_chance(&r, 100 - 2 * demo_slack(d, o)) ? "是" : "否", year, o % 9);
	}
	fprintf(out, "%s,birth_control,office,是,%d-11-20,许静怡\n", office, year);
	if (!demo_is(o, DEMO_UNMATCHED))
		fprintf(out, "%s,petition_list_matched,petition,是,%d-12-10,许静怡\n", office,
			year);
}

/* Five dossiers of each sort, by two inspectors; the worse the office, the lower. */
static void inspection_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const sheet[] = {"C5", "C32", "C40"};
	struct demo_rng r = demo_rng(d, "inspection", o, year, 0);
	char office[64];

	if (month != 12 || year != d->last_year)
		return;
	demo_office_code(o, office);
	for (int i = 0; i < 3; i++) {
		if (demo_is(o, DEMO_UNJUDGED) && i == 2)
			continue;
		fprintf(out, "%s,yuanqu-2013,%s,%d-12-1%d,周文清、许静怡,random,%u", office,
			sheet[i], year, i, 18 + demo_pick(&r, 10));
		for (int j = 0; j < 5; j++)
			fprintf(out, ",%d,%u", 3 * j + 1,
				96 - demo_slack(d, o) - demo_pick(&r, 10));
		fputc('\n', out);
	}
}

static const char *grade(const struct demo *d, int o, struct demo_rng *r)
{
	static const char *const word[] = {"good", "fairly_good", "fair", "poor"};

	return word[(demo_slack(d, o) + demo_pick(r, 6)) / 8 % 4];
}

static void evaluation_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "evaluation", o, year, 0);
	char office[64], town[64];

	if (month != 12 || year != d->last_year)
		return;
	demo_office_code(o, office);
	demo_town(o, town);
	fprintf(out, "%s,mediation,C13,%d-12-12,县局基层科,,%u,周文清,是\n", office, year,
		50 - demo_slack(d, o) - demo_pick(&r, 4));
	fprintf(out, "%s,correction,C28,%d-12-12,县局社区矫正科,,%u,许静怡,是\n", office, year,
		50 - demo_slack(d, o) - demo_pick(&r, 4));
	fprintf(out, "%s,central,C58,%d-12-13,%s人民政府,%s,,张镇长,%s\n", office, year, town,
		grade(d, o, &r), demo_is(o, DEMO_UNJUDGED) ? "否" : "是");
}

static void vote_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "vote", o, year, 0);
	unsigned slack = demo_slack(d, o), good = 40 - slack - demo_pick(&r, 5);
	char office[64];

	if (month == 12 && year == d->last_year)
		fprintf(out, "%s,conduct,%d-12-11,县纠风办,60,58,%u,%u,%u,%u,%s\n",
			demo_office_code(o, office), year, good, 54 - good - slack / 2,
			slack / 2 + 2, 2u, grade(d, o, &r));
}

static void discipline_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64];
	struct demo_person p;

	if (month != 7 || year != d->last_year)
		return;
	demo_office_code(o, office);
	demo_person(d, "staff", o, 1, 25, 55, &p);
	if (demo_is(o, 3))
		fprintf(out, "%s,%s,%s,%d-07-15,rules,无故缺席县局会议,是,criticise,%d-07-25\n",
			office, p.name, p.name, year, year);
	if (demo_is(o, 7))
		fprintf(out,
			"%s,%s,%s,%d-07-02,image,工作时间饮酒，被群众举报,是,admonish,%d-07-20\n",
			office, p.name, p.name, year, year);
	if (demo_is(o, 0))
		fprintf(out,
			"%s,%s,%s,%d-07-08,integrity,反映收受礼品，经查不实,否,none,%d-07-30\n",
			office, p.name, p.name, year, year);
}

const struct demo_kind demo_papers[] = {
	{"document", "unit,kind,line,title,at,staff,adopted", DEMO_MONTH, document_rows},
	{"dossier",
	 "unit,kind,no,title,mediation,closed_on,filed_on,archived_on,pages,retention,shelf,contents.1.seq,contents.1.title,contents.1.page_from,contents.1.page_to,contents.2.seq,contents.2.title,contents.2.page_from,contents.2.page_to,contents.3.seq,contents.3.title,contents.3.page_from,contents.3.page_to,contents.4.seq,contents.4.title,contents.4.page_from,contents.4.page_to",
	 DEMO_MONTH, dossier_rows},
	{"dossier",
	 "unit,kind,no,title,filed_on,archived_on,retention,loans.1.by,loans.1.org,loans.1.out_on,loans.1.due,"
	 "moved_on,moved_to,destroy_asked,destroyed_on,destroyed_by,destroyed_with,pages",
	 DEMO_YEAR, life_rows},
	{"evidence", "unit,kind,title,taken_on,by,file,shelf,publicity", DEMO_MONTH, evidence_rows},
	{"attendance", "unit,staff,at,kind,half_days,approver,found_by", DEMO_MONTH,
	 attendance_rows},
	{"checklist", "unit,item,line,ok,checked_on,checker", DEMO_MONTH, checklist_rows},
	{"inspection",
	 "unit,letter,clause,inspected_on,inspectors,sampling,population,samples.1.no,samples.1.score,samples.2.no,samples.2.score,samples.3.no,samples.3.score,samples.4.no,samples.4.score,samples.5.no,samples.5.score",
	 DEMO_MONTH, inspection_rows},
	{"evaluation", "unit,item,clause,at,evaluator,grade,points,signer,stamped", DEMO_MONTH,
	 evaluation_rows},
	{"vote_tally", "unit,kind,at,organiser,sent,valid,good,fairly,fair,poor,grade", DEMO_MONTH,
	 vote_rows},
	{"discipline", "unit,name,staff,at,kind,fact,upheld,level,decided_on", DEMO_MONTH,
	 discipline_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
