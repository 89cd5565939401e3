/* aid.c - legal aid: cases of the county's one sequence, consultations, assessments,
 * rosters, duties, and cooperation with other counties. */
#include <string.h>

#include "demo.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* ---- cases ---- */

/* How far a case came; those behind PAID are for the months in which they stand. */
enum fate {
	PAID,
	WITHDRAWN,
	REFUSED,
	TRANSFERRED,
	TERMINATED,
	REGISTERED,
	REVIEWING,
	COMPLETING,
	GRANTED,
	FIRST,
	ASSIGNED,
	HANDLING,
	CHANGING,
	OBJECTION,
	OPEN_FATES = OBJECTION - REGISTERED + 1
};

struct aid_case {
	int office;
	enum fate fate;
	sifa_day applied;
	struct demo_rng r;
};

static const struct {
	const char *cause, *category, *means, *exempt, *facts;
} cause[] = {
	{"wages", "migrant", "exempt", "wages", "在建筑工地务工，被拖欠工资，多次讨要未果。"},
	{"work_injury", "migrant", "exempt", "work_injury",
	 "务工时受伤，用人单位拒绝支付工伤待遇。"},
	{"support", "elderly", "certificate", "", "年老多病，子女拒绝支付赡养费。"},
	{"traffic", "poor", "certificate", "", "骑车被撞伤，肇事方未赔偿医疗费。"},
	{"other_injury", "disabled", "certificate", "", "房屋被施工震裂，赔偿未达成一致。"},
};

/* A case that goes its way to the archive, if the office has one in the month. */
static bool ordinary(const struct demo *d, int o, int year, int month, struct aid_case *c)
{
	*c = (struct aid_case){o, PAID, SIFA_DAY_NONE, demo_rng(d, "aid", o, year, month)};
	if (!demo_chance(&c->r, (demo_large(o) ? 75 : 62) - demo_slack(d, o)))
		return false;
	c->applied = demo_day(d, &c->r, year, month);
	if (c->applied != SIFA_DAY_NONE && c->applied + 9 > d->today)
		c->fate = REVIEWING;
	return c->applied != SIFA_DAY_NONE;
}

/* One that ends otherwise, or is open at the end of the year. */
static bool special(const struct demo *d, int o, int year, int month, struct aid_case *c)
{
	struct demo_rng r = demo_rng(d, "aid-special", o, year, month);

	*c = (struct aid_case){o, PAID, SIFA_DAY_NONE, r};
	if (month == 12 && year == d->last_year) {
		c->fate = (enum fate)(REGISTERED + o % OPEN_FATES);
		c->applied = c->fate >= GRANTED ? sifa_day_of(year, 12, 2) : d->today - 2;
		return true;
	}
	if (month % 12 != o % 12)
		return false;
	c->fate = (enum fate)(WITHDRAWN + (o + year) % 4);
	c->applied = sifa_day_of(year, month, 3 + o % 9);
	return true;
}

/* Numbers of the year, which rise with the dates. */
struct numbers {
	int year, no, supplement, grant, refusal, assignment, change, termination;
};

static void opened(const struct demo *d, FILE *out, const struct aid_case *c, struct numbers *n,
		   size_t k)
{
	char town[64], a[16], b[16] = "", no[64] = "", asked[16] = "", by[16] = "", list[64] = "";
	struct demo_person p;
	bool taken_in = c->fate != REGISTERED;

	demo_person(d, "aided", c->office, (int)c->applied, 25, 70, &p);
	if (taken_in) {
		demo_date(c->applied, b);
		snprintf(no, sizeof no, "〔%d〕云法援字第%03d号", n->year, ++n->no);
	}
	if (c->fate == COMPLETING || c->fate == WITHDRAWN) {
		demo_date(c->applied + 1, asked);
		demo_date(c->applied + 11, by);
		snprintf(list, sizeof list, "欠条、身份证复印件");
		n->supplement++;
	}
	fprintf(out,
		"云泉县法律援助中心,%s,application,station,%s法律援助工作站,%s,%s,%s,%s,%s,%s,civil,civil,%s,%s,%s,%s,",
		no, demo_town(c->office, town), demo_date(c->applied, a), b, p.name, p.id_no,
		p.village, cause[k].category, cause[k].cause, cause[k].facts,
		taken_in ? cause[k].means : "", taken_in ? cause[k].exempt : "");
	fprintf(out, "%s,%s,%s,", asked, by, list);
	if (*asked)
		fprintf(out, "云法援补〔%d〕%d号,", n->year, n->supplement);
	else
		fputc(',', out);
}

/* The decision: by whom, which, when, its number; or why not. */
static void decided(FILE *out, const struct aid_case *c, struct numbers *n)
{
	bool granted = c->fate == PAID || c->fate == TERMINATED || c->fate == GRANTED ||
		       (c->fate >= ASSIGNED && c->fate <= CHANGING);
	bool refused = c->fate == REFUSED || c->fate == OBJECTION;
	char a[16];

	if (granted)
		fprintf(out, "许静怡,周文清,granted,%s,云法援予〔%d〕%d号,,,",
			demo_date(c->applied + 3, a), n->year, ++n->grant);
	else if (refused)
		fprintf(out, "许静怡,周文清,refused,%s,,不符合经济困难标准,云法援不予〔%d〕%d号,",
			demo_date(c->applied + 4, a), n->year, ++n->refusal);
	else if (c->fate == WITHDRAWN)
		fprintf(out, "许静怡,周文清,withdrawn,%s,,,,", demo_date(c->applied + 14, a));
	else
		fprintf(out, ",,,,,,,");
	if (c->fate == OBJECTION)
		fprintf(out, "家庭收入低于标准，请求重新审查,%s,,,", demo_date(c->applied + 9, a));
	else if (c->fate == REFUSED)
		fprintf(out, "对不予援助决定不服,%s,李明远,%s,", demo_date(c->applied + 9, a),
			"upheld");
	else
		fprintf(out, ",,,,");
	fprintf(out, "%s,%s,", c->fate == REFUSED ? demo_date(c->applied + 13, a) : "",
		c->fate == FIRST ? "preservation" : "");
	fprintf(out, "%s,", c->fate == FIRST ? demo_date(c->applied + 1, a) : "");
	if (c->fate == TRANSFERRED)
		fprintf(out, "%s,石川县法律援助中心,", demo_date(c->applied + 2, a));
	else
		fprintf(out, ",,");
}

static bool reached(const struct aid_case *c, enum fate least)
{
	return c->fate == PAID || c->fate == TERMINATED ||
	       (c->fate >= least && c->fate <= CHANGING);
}

static void assigned(const struct demo *d, FILE *out, const struct aid_case *c, struct numbers *n,
		     const char *lawyer)
{
	char a[16], b[16], e[16];

	if (reached(c, ASSIGNED))
		fprintf(out, "none,%s,云泉律师事务所,%s,云法援指〔%d〕%d号,",
			demo_date(demo_later(d, c->applied, 5), a), lawyer, n->year,
			++n->assignment);
	else
		fprintf(out, ",,,,,");
	if (reached(c, HANDLING))
		fprintf(out, "%s,%s,%s,会见受援人,了解案情，签订委托协议,2,",
			demo_date(demo_later(d, c->applied, 7), a),
			demo_date(demo_later(d, c->applied, 8), b),
			demo_date(demo_later(d, c->applied, 8), e));
	else
		fprintf(out, ",,,,,,");
	if (c->fate == CHANGING)
		fprintf(out, "%s,承办人因病住院,", demo_date(demo_later(d, c->applied, 14), a));
	else
		fprintf(out, ",,");
	if (c->fate == TERMINATED)
		fprintf(out, "%s,own_lawyer,云法援终〔%d〕%d号,",
			demo_date(demo_later(d, c->applied, 20), a), n->year, ++n->termination);
	else
		fprintf(out, ",,,");
}

static void ended(const struct demo *d, FILE *out, struct aid_case *c, int number)
{
	sifa_day closed = SIFA_DAY_NONE, archived = SIFA_DAY_NONE, paid;
	unsigned wait = demo_pick(&c->r, 60),
		 later = demo_pick(&c->r, 24 + demo_slack(d, c->office));
	char a[16], b[16], e[16], f[16], g[16];

	if (c->fate == PAID) {
		closed = demo_later(d, c->applied, 30 + wait);
		archived = demo_later(d, closed, 5 + later);
	}
	paid = demo_later(d, archived, 18);
	fprintf(out, "%s,%s,%s,%u,", demo_date(closed, a),
		closed == SIFA_DAY_NONE ? ""
		: number % 3		? "mediated"
					: "won",
		closed == SIFA_DAY_NONE ? ""
		: number % 3		? "mediation"
					: "judgment",
		closed == SIFA_DAY_NONE ? 0 : 1000 + 500 * demo_pick(&c->r, 60));
	fprintf(out, "%s,%s,%s,", demo_date(demo_later(d, closed, 4), b),
		archived == SIFA_DAY_NONE ? "" : "good", archived == SIFA_DAY_NONE ? "" : "是");
	if (archived != SIFA_DAY_NONE)
		fprintf(out, "〔%.4s〕云法援卷第%03d号,", demo_date(archived, e), number);
	else
		fputc(',', out);
	fprintf(out, "%s,%s,%s,%s,%s,%s\n", demo_date(archived, f),
		paid == SIFA_DAY_NONE ? "" : "1200", paid == SIFA_DAY_NONE ? "" : "1200",
		paid == SIFA_DAY_NONE ? "" : "周文清", paid == SIFA_DAY_NONE ? "" : "许静怡",
		demo_date(paid, g));
}

static void one_case(const struct demo *d, FILE *out, struct aid_case *c, struct numbers *n)
{
	size_t k = demo_pick(&c->r, COUNT(cause));
	struct demo_person lawyer;

	demo_person(d, "staff", 1000, (int)demo_pick(&c->r, 4), 28, 58, &lawyer);
	opened(d, out, c, n, k);
	decided(out, c, n);
	assigned(d, out, c, n, lawyer.name);
	ended(d, out, c, n->no);
}

enum { MONTH_MOST = 2000 };

/* The month's cases of all offices, in the order of their days. */
static int month_of(const struct demo *d, int year, int month, struct aid_case *list)
{
	int n = 0;

	for (int o = 0; o < d->offices; o++)
		for (int kind = 0; kind < 2 && n < MONTH_MOST; kind++) {
			struct aid_case c = {0};
			int j = n;

			if (!(kind ? special : ordinary)(d, o, year, month, &c))
				continue;
			for (; j > 0 && list[j - 1].applied > c.applied; j--)
				list[j] = list[j - 1];
			list[j] = c;
			n++;
		}
	return n;
}

static void aid_case_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const int first = 1;
	struct aid_case list[MONTH_MOST];

	(void)o, (void)month;
	for (year = d->last_year - d->years + 1; year <= d->last_year; year++) {
		struct numbers n = {.year = year};

		for (int m = first; m <= 12; m++) {
			int count = month_of(d, year, m, list);

			for (int i = 0; i < count; i++)
				one_case(d, out, &list[i], &n);
		}
	}
}

/* ---- consultations and papers ---- */

static const struct {
	const char *word, *cause, *ask, *reply, *paper;
} topic[] = {
	{"工伤", "work_injury", "务工受伤，工伤赔偿标准怎样计算？",
	 "告知先申请工伤认定和劳动能力鉴定，再按等级计算待遇。", "工伤认定申请书"},
	{"土地", "farmland", "承包地被邻居占种，怎么办？",
	 "告知先由村委会调解，也可以申请仲裁或者起诉。", "土地承包仲裁申请书"},
	{"离婚", "marriage", "离婚时财产如何分割？", "告知共同财产分割原则和子女抚养的规定。",
	 "离婚起诉状"},
	{"欠薪", "wages", "被拖欠工资，如何讨要？",
	 "告知向劳动监察投诉，符合条件的可以申请法律援助。", "民事起诉状"},
	{"交通", "traffic", "交通事故责任认定后对方不赔偿，怎么办？",
	 "告知可以申请调解或者起诉，并说明赔偿项目。", "民事起诉状"},
	{"赡养", "support", "儿女不给赡养费，老人能否起诉？",
	 "告知赡养义务的规定，可以申请调解或者法律援助。", "赡养费起诉状"},
};

/* Days of the month's entries, early ones first. */
static int matter_days(const struct demo *d, int o, int year, int month, sifa_day *day)
{
	struct demo_rng r = demo_rng(d, "matter", o, year, month);
	int n = (demo_large(o) ? 13 : 10) + (int)demo_pick(&r, 7) - (int)demo_slack(d, o) / 5;
	int count = 0;

	for (int i = 0; i < n; i++) {
		sifa_day at = demo_day(d, &r, year, month);
		int j = count;

		if (at == SIFA_DAY_NONE)
			continue;
		for (; j > 0 && day[j - 1] > at; j--)
			day[j] = day[j - 1];
		day[j] = at;
		count++;
	}
	return count;
}

static void one_matter(const struct demo *d, FILE *out, int o, int year, int month, int i,
		       sifa_day at)
{
	static const char *const word[] = {"visit",  "phone", "visit", "phone", "visit",
					   "letter", "web",   "visit", "phone", "record"};
	struct demo_rng r = demo_rng(d, "matter-of", o * 40 + i, year, month);
	unsigned k = demo_pick(&r, COUNT(topic)), persons = 1 + demo_pick(&r, 2);
	bool writing = i % 7 == 3, phone = !writing && i % 10 % 3 == 1;
	bool wait = !writing && i % 9 == 5, closed = i % 4 == 0, last = at == d->today;
	const char *outcome = i % 16 == 4 ? "case" : i % 16 == 8 ? "mediation" : "done";
	sifa_day replied = last ? SIFA_DAY_NONE : wait ? demo_later(d, at, 4) : at;
	struct demo_person p;
	char office[64], a[16], b[16], c[16] = "", e[16] = "";

	demo_person(d, "asker", o, (year % 100 * 12 + month) * 40 + i, 20, 75, &p);
	if (wait)
		demo_date(at + 5, c);
	if (closed && replied != SIFA_DAY_NONE)
		demo_date(replied, e);
	fprintf(out, "%s,%d%02d%03d,%s,%s,%s,%s,%u,%s,%s,%s,%s,%s,%s,%s,%s\n",
		demo_office_code(o, office), year, month, i + 1, writing ? "writing" : word[i % 10],
		demo_date(at, a), phone ? "" : p.name, phone ? "" : p.id_no, writing ? 1 : persons,
		topic[k].cause, topic[k].ask, replied == SIFA_DAY_NONE ? "" : topic[k].reply,
		demo_date(replied, b), writing ? topic[k].paper : "", c, *e ? outcome : "", e);
}

static void aid_matter_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	sifa_day day[40];
	int n = matter_days(d, o, year, month, day);

	for (int i = 0; i < n; i++)
		one_matter(d, out, o, year, month, i, day[i]);
}

/* ---- who serves, and how well ---- */

static void lawyer_name(const struct demo *d, int j, char *name)
{
	struct demo_person p;

	demo_person(d, "staff", 1000, j, 28, 58, &p);
	snprintf(name, sizeof p.name, "%s", p.name);
}

static void quality_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char a[32], b[32];

	(void)o, (void)month;
	lawyer_name(d, 6, a);
	lawyer_name(d, 7, b);
	for (year = d->last_year - d->years + 1; year <= d->last_year; year++)
		for (int i = 1; i <= 4; i++) {
			bool apart = i == 3, open = i == 4;

			fprintf(out,
				"云泉县司法局,〔%d〕云法援评字第%03d号,%d-11-%02d,〔%d〕云法援字第%03d号,"
				"县中心2013年版,%s、%s,meeting,20,%d,papers,40,%d,hearing,40,%d,%d,%s,%s,%s,%s\n",
				year, i, year, 10 + i, year, i, a, b, 20 - i, 38 - i, 38 - 2 * i,
				apart ? 70 : 94 - 3 * i,
				apart  ? ""
				: open ? ""
				       : "是",
				apart ? "2013-11-18" : "", apart || open ? "" : "good",
				apart || open ? "" : "2013-11-25");
		}
}

static void roster_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const post[] = {"window", "hotline", "station", "duty_lawyer"};
	char office[64], town[64], a[16], name[32];

	if (month % 3 || year != d->last_year)
		return;
	for (int i = 0; i < 3; i++) {
		sifa_day at = sifa_day_of(year, month, 5 + 10 * i);
		bool over = at <= d->today, missed = (o + i + month) % 9 == 4;

		lawyer_name(d, (o + i) % 4, name);
		fprintf(out, "%s,%s,morning,%s,%s法律援助工作站,%s,%s,%s,%s,%s,%s,%s\n",
			demo_office_code(o, office), demo_date(at, a), post[(o + i) % 4],
			demo_town(o, town), name,
			!over	 ? ""
			: missed ? "否"
				 : "是",
			over && !missed ? a : "", over && missed ? a : "",
			over && missed ? "临时出庭" : "", over && !missed ? "3" : "",
			over && !missed ? "4" : "");
	}
}

/* Each does its two a year, but for one who still owes one. */
static void duty_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char name[32];

	(void)o, (void)month;
	for (year = d->last_year - d->years + 1; year <= d->last_year; year++) {
		for (int j = 0; j < 9; j++)
			for (int i = 0; i < (j == 3 ? 1 : 2); i++) {
				lawyer_name(d, j, name);
				fprintf(out, "云泉县司法局,%d-%02d-1%d,%s,%s,,1,%s,%s\n", year,
					4 + 5 * i, j, i ? "consultation" : "case", name,
					i ? "集市法律咨询" : "办理法律援助案件",
					i && year == d->last_year ? "" : "2013-11-20");
			}
		fprintf(out,
			"云泉县司法局,%d-12-04,activity,,云泉律师事务所,1,“12·4”集体义务咨询,%d-12-06\n",
			year, year);
	}
}

static void cooperation_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	(void)o, (void)month;
	for (year = d->last_year - d->years + 1; year <= d->last_year; year++) {
		fprintf(out,
			"云泉县法律援助中心,云法援协〔%d〕1号,sent,石川县法律援助中心,evidence,"
			"请协助调取工资发放表。,%d-05-06,%d-05-16,done,已寄出复印件,\n",
			year, year, year);
		fprintf(out,
			"云泉县法律援助中心,,received,石川县法律援助中心,service,"
			"请协助送达指派通知书。,%d-12-16,,,,\n",
			year);
		fprintf(out,
			"云泉县法律援助中心,云法援协〔%d〕2号,sent,临水市法律援助处,check,"
			"请协助核查申请人经济状况。,%d-09-02,,,,%d-09-04\n",
			year, year, year);
	}
}

const struct demo_kind demo_aid[] = {
	{"aid_case",
	 "unit,no,source,channel,station,applied_on,accepted_on,applicant.name,applicant.id_no,applicant.village,categories,matter_class,form,cause,facts,means_mode,exempt_reason,supp_on,supp_due,supp_list,supp_no,reviewer,approver,decision,decided_on,grant_no,refuse_reason,refuse_no,objection,objected_on,objection_by,objection_result,ruled_on,first_reason,first_on,transferred_on,transferred_to,conflict,assigned_on,firm,lawyer,assign_no,taken_on,agreed_on,progress.1.date,progress.1.action,progress.1.text,progress.1.hours,change_on,change_reason,terminated_on,termination,terminate_no,closed_on,result,closing_doc,amount_won,handed_in_on,quality,complete,dossier_no,archived_on,subsidy_base,subsidy_total,subsidy_approver,payer,paid_on",
	 DEMO_COUNTY, aid_case_rows},
	{"aid_matter",
	 "unit,no,kind,at,person.name,person.id_no,persons,cause,summary,reply,replied_on,doc_title,callback_on,outcome,closed_on",
	 DEMO_MONTH, aid_matter_rows},
	{"quality",
	 "unit,no,at,case,sheet_version,assessors,items.1.item,items.1.full,items.1.got,items.2.item,items.2.full,items.2.got,items.3.item,items.3.full,items.3.got,total2,independent,diverged_on,grade,graded_on",
	 DEMO_COUNTY, quality_rows},
	{"roster",
	 "unit,date,slot,post,station,lawyer,came,came_on,absent_on,absent_reason,hours,served",
	 DEMO_MONTH, roster_rows},
	{"duty_entry", "unit,at,kind,practitioner,firm,weight,text,confirmed_on", DEMO_COUNTY,
	 duty_rows},
	{"cooperation",
	 "unit,no,direction,other_org,kind,content,sent_on,replied_on,result,reply,recalled_on",
	 DEMO_COUNTY, cooperation_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
