/* supervision.c - corrected and released persons, and what is done with them. */
#include "demo.h"

static bool known(const struct demo *d, sifa_day day)
{
	return day != SIFA_DAY_NONE && day <= d->today;
}

/* One office has nobody: its clauses must not earn points for nothing. */
int demo_corrected_count(const struct demo *d, int o)
{
	struct demo_rng r = demo_rng(d, "corrected", o, 0, 0);

	return demo_is(o, DEMO_NOBODY) ? 0 : 8 + (int)demo_pick(&r, 7) + 3 * (d->years - 1);
}

sifa_day demo_corrected_start(const struct demo *d, int o, int j)
{
	struct demo_rng r = demo_rng(d, "corr-start", o, j, 0);
	int span = 365 * d->years + 300;

	return sifa_day_of(d->last_year, 10, 30) - (sifa_day)demo_pick(&r, (unsigned)span);
}

sifa_day demo_corrected_end(const struct demo *d, int o, int j)
{
	struct demo_rng r = demo_rng(d, "corr-end", o, j, 0);

	return demo_corrected_start(d, o, j) + 365 * (1 + (sifa_day)demo_pick(&r, 3)) - 1;
}

char *demo_correction_no(const struct demo *d, int o, int j, char *buf)
{
	int year, month, day;

	sifa_day_split(demo_corrected_start(d, o, j), &year, &month, &day);
	return demo_number("社矫", o, year, j + 1, buf);
}

/* A day that has come and that the office wrote down. */
static const char *noted(const struct demo *d, struct demo_rng *r, int o, sifa_day day, char *buf)
{
	bool forgotten = demo_chance(r, demo_slack(d, o));

	return forgotten || !known(d, day) ? "" : demo_date(day, buf);
}

/* The stages of the time in correction, and its end as the law wants it. */
static void stages(const struct demo *d, FILE *out, sifa_day start, sifa_day end, int j)
{
	sifa_day at[] = {start + 75, end - 30, end - 20, end - 5, end};
	char day[16];

	fprintf(out, ",%s", j % 4 ? "是" : "否");
	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		fprintf(out, ",%s", known(d, at[i]) ? demo_date(at[i], day) : "");
	fprintf(out, ",%s", end <= d->today ? "是" : "");
}

static void correction_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const crime[] = {"盗窃罪", "交通肇事罪", "故意伤害罪", "滥伐林木罪",
					    "非法经营罪"};
	static const char *const kind[] = {"suspended", "suspended", "suspended",
					   "suspended", "outside",   "parole"};
	char office[64], no[96], a[16], b[16], c[16], e[16], f[16];

	(void)year;
	(void)month;
	for (int j = 0; j < demo_corrected_count(d, o); j++) {
		struct demo_rng r = demo_rng(d, "correction", o, j, 0);
		sifa_day start = demo_corrected_start(d, o, j), end = demo_corrected_end(d, o, j);
		bool again = o == 6 && j == 2;
		struct demo_person p;

		demo_person(d, "corrected", o, j, 19, 60, &p);
		demo_correction_no(d, o, j, no);
		fprintf(out, "%s,%s,%s,%s,%s,%s,%s,有期徒刑一年缓刑二年,云泉县人民法院,",
			demo_office_code(o, office), no, p.name, p.id_no, p.village, kind[j % 6],
			crime[demo_pick(&r, 5)]);
		if (!demo_chance(&r, demo_slack(d, o)))
			fprintf(out, "(%d)云刑初字第%d号", 2013 - (int)demo_pick(&r, 2), 11 + j);
		fprintf(out, ",%s,%s,%s,%s,", demo_date(start, a), demo_date(start + 2, b),
			noted(d, &r, o, start + 5, c),
			demo_date(start + 4 + (sifa_day)demo_pick(&r, 6), e));
		fprintf(out, "%s,%s,%s,%s,", noted(d, &r, o, start + 14, c), a, demo_date(end, e),
			noted(d, &r, o, start + 16, f));
		fprintf(out, "%s,%s,%s,ordinary,", noted(d, &r, o, start + 15, c), j % 9 ? no : "",
			demo_chance(&r, demo_slack(d, o)) ? "" : "是");
		fprintf(out, "%s,%s,%s,", end <= d->today ? demo_date(end, e) : "",
			end <= d->today ? "expired" : "",
			end <= d->today ? noted(d, &r, o, end + 12, c) : "");
		if (again && known(d, sifa_day_of(d->last_year, 8, 11)))
			fprintf(out, "%d-08-09,penalty,%d-08-10,%d-08-11", d->last_year,
				d->last_year, d->last_year);
		else
			fprintf(out, ",,,");
		fprintf(out, ",司法所长,leader,村治保主任,village");
		stages(d, out, start, end, j);
		fprintf(out, ",%s\n", demo_platform(d, "corr-in", o, j, start, a));
	}
}

static void event(FILE *out, const char *office, const char *no, const char *kind, sifa_day at,
		  const char *hours, const char *evidence, const char *text)
{
	char a[16];

	fprintf(out, "%s,%s,%s,%s,%s,%s,%s,,,,,,\n", office, no, kind, demo_date(at, a), hours,
		evidence, text);
}

/* A month of one person: calls, a report, a visit, a talk, study and labour. */
static void month_of(const struct demo *d, FILE *out, int o, int j, int year, int month)
{
	static const struct {
		const char *kind, *hours, *evidence, *text;
		int day;
		unsigned extra; /* as often as a call, or less */
	} act[] = {{"report", "", "", "本月到所报到", 5, 0},
		   {"thought", "", "thought_report", "", 9, 0},
		   {"visit", "", "", "家庭走访，情况正常", 14, 2},
		   {"talk", "", "", "思想状况稳定", 17, 1},
		   {"study", "8", "notes", "集中学习", 19, 0},
		   {"labour", "8", "photo", "清扫街道", 21, 3}};
	struct demo_rng r = demo_rng(d, "event", o * 1000 + j, year, month);
	unsigned slack = demo_slack(d, o);
	char office[64], no[96];
	sifa_day first = sifa_day_of(year, month, 1);

	demo_correction_no(d, o, j, no);
	demo_office_code(o, office);
	for (int w = 0; w < 4; w++)
		if (known(d, first + 7 * w + 2) && demo_chance(&r, 100 - slack))
			event(out, office, no, "phone", first + 7 * w + 2, "", "", "");
	for (size_t i = 0; i < sizeof act / sizeof *act; i++)
		if (known(d, first + act[i].day) && demo_chance(&r, 100 - slack - act[i].extra))
			event(out, office, no, act[i].kind, first + act[i].day, act[i].hours,
			      demo_chance(&r, slack) ? "" : act[i].evidence, act[i].text);
	if ((j + month) % 7 == 0 && known(d, first + 26))
		fprintf(out, "%s,%s,leave,%d-%02d-22,,,探亲,,,,%d-%02d-23,%d-%02d-26,%d-%02d-26\n",
			office, no, year, month, year, month, year, month, year, month);
}

/* Nobody forgets study and labour of a whole month, except in the poorest office,
 * whose entries of two months have no notes and no photographs. */
static void event_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	sifa_day first = sifa_day_of(year, month, 1);
	char office[64], no[96];

	if (!(demo_slack(d, o) > 14 && month % 5 == 2))
		for (int j = 0; j < demo_corrected_count(d, o); j++)
			if (demo_corrected_start(d, o, j) + 14 < first &&
			    first + 27 <= demo_corrected_end(d, o, j))
				month_of(d, out, o, j, year, month);
	if (demo_is(o, 9) && month == 5 && year == d->last_year && demo_corrected_count(d, o) > 1) {
		demo_correction_no(d, o, 1, no);
		fprintf(out, "%s,%s,lost,%d-05-06,,,失去联系,%d-05-07,%d-05-10,%d-05-14,,,\n",
			demo_office_code(o, office), no, year, year, year, year);
	}
}

int demo_released_count(const struct demo *d, int o)
{
	struct demo_rng r = demo_rng(d, "released", o, 0, 0);

	return o == DEMO_MIDDLING ? 26 : 22 + (int)demo_pick(&r, 16) + 4 * (d->years - 1);
}

/* The last five years, so that all are still helped; a few before, whose time is over. */
sifa_day demo_released_on(const struct demo *d, int o, int j)
{
	struct demo_rng r = demo_rng(d, "rel-on", o, j, 0);
	sifa_day back = j < 6 ? 300 + (sifa_day)demo_pick(&r, 1200) : (sifa_day)demo_pick(&r, 1500);

	return sifa_day_of(d->last_year, 11, 20) - back -
	       (j % 12 == 11 && o != DEMO_MIDDLING ? 500 : 0);
}

char *demo_released_no(int o, int j, char *buf)
{
	return demo_number("安帮", o, 2013, j + 1, buf);
}

static sifa_day five_years_on(sifa_day day)
{
	int year, month, dom;

	sifa_day_split(day, &year, &month, &dom);
	return sifa_day_of(year + 5, month, dom > 28 ? 28 : dom) - 1;
}

/* Who helps, and how; what was sent to the prison. */
static void taken_in(const struct demo *d, FILE *out, int o, int j, sifa_day on)
{
	struct demo_rng r = demo_rng(d, "taken-in", o, j, 0);
	unsigned slack = demo_slack(d, o);
	bool group = !demo_chance(&r, slack), told = !demo_chance(&r, slack);
	char a[16], b[16];

	fprintf(out, ",%s,%s", group ? "leader" : "", group ? "司法所长" : "");
	fprintf(out, ",%s,%s", demo_chance(&r, slack) ? "" : "定期走访，落实就业和救助",
		told ? demo_date(on + 5, a) : "");
	fprintf(out, ",%s,%s\n", j % 6 == 1 ? "是" : "否",
		demo_platform(d, "rel-in", o, j, on + 3, b));
}

static void released_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const placed[] = {"self_employed", "land", "employed", "subsistence"};
	static const char *const crime[] = {"盗窃罪", "故意伤害罪", "诈骗罪", "抢劫罪"};
	static const char *const handover[] = {"family", "self", "prison", "office"};
	char office[64], no[96], a[16], b[16], c[16], e[16], f[16], g[16];

	(void)year;
	(void)month;
	for (int j = 0; j < demo_released_count(d, o); j++) {
		struct demo_rng r = demo_rng(d, "release", o, j, 0);
		sifa_day on = demo_released_on(d, o, j), until = five_years_on(on);
		unsigned slack = demo_slack(d, o);
		bool key = j % 9 == 0, again = o == DEMO_MIDDLING && j == 5;
		struct demo_person p;

		demo_person(d, "released", o, j, 22, 62, &p);
		demo_released_no(o, j, no);
		fprintf(out, "%s,%s,%s,%s,%s,%s,%s,有期徒刑三年,省第%u监狱,%s,%s,",
			demo_office_code(o, office), no, p.name, p.id_no, p.village,
			j % 13 == 6 ? "reeducation" : "sentence", crime[demo_pick(&r, 4)],
			1 + demo_pick(&r, 4), demo_date(on, a),
			demo_chance(&r, slack) ? "" : handover[key ? 3 : demo_pick(&r, 3)]);
		fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,%s,", demo_date(on + 3, b),
			noted(d, &r, o, on + 9, c), noted(d, &r, o, on + 10, e), j % 10 ? no : "",
			key ? "是" : "否", key ? "destitute" : "",
			demo_chance(&r, slack) ? ""
			: key		       ? "high"
					       : "low",
			demo_chance(&r, slack) ? "" : placed[demo_pick(&r, 4)],
			demo_chance(&r, slack) ? "" : demo_date(until, f));
		fprintf(out, "%s,%s,%s,", known(d, until) ? demo_date(until, f) : "",
			known(d, until) ? "expired" : "",
			known(d, until) ? noted(d, &r, o, until + 10, g) : "");
		if (again)
			fprintf(out, "%d-07-02,crime,%d-07-05,%d-07-05", d->last_year, d->last_year,
				d->last_year);
		else
			fprintf(out, ",,,");
		taken_in(d, out, o, j, on);
	}
}

/* What helps is written down; one office has helped only one person, and one has
 * nothing on paper for one of two. */
static void help_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const help[] = {"job", "allowance", "skill"};
	char office[64], no[96], a[16];
	int helped = demo_is(o, 3) ? 1 : 3;

	for (int j = 0; j < demo_released_count(d, o); j++) {
		struct demo_rng r = demo_rng(d, "help", o * 1000 + j, year, month);
		bool real = j < helped && month == 6;
		sifa_day at = real ? sifa_day_of(year, 6, 11 + j) : demo_day(d, &r, year, month);

		if (!real && !demo_chance(&r, 30))
			continue;
		if (at == SIFA_DAY_NONE || at < demo_released_on(d, o, j) + 10)
			continue;
		demo_released_no(o, j, no);
		fprintf(out, "%s,%s,%s,%s,%s,%s,%s\n", demo_office_code(o, office), no,
			real ? help[j] : "visit", demo_date(at, a),
			real ? "帮助联系就业、申请救助，送技术培训" : "了解近况", real ? "500" : "",
			real ? (demo_is(o, 9) && j == 1 ? "否" : "是") : "");
	}
}

static void inmate_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "inmate", o, year, month);
	int n = 1 + (int)demo_pick(&r, 2);
	char office[64], a[16], b[16], c[16], e[16];

	for (int i = 0; i < n; i++) {
		sifa_day on = demo_day(d, &r, year, month);
		sifa_day done;
		struct demo_person p;

		if (on == SIFA_DAY_NONE)
			continue;
		done = on + 4 + (sifa_day)demo_pick(&r, 10 + demo_slack(d, o) / 4);
		demo_person(d, "inmate", o, (year % 100 * 12 + month) * 4 + i, 22, 55, &p);
		fprintf(out, "%s,%s,%s,admission,省第一监狱,%s,%s,%s,%s,%s,%s\n",
			demo_office_code(o, office), p.name, p.id_no, demo_date(on, a),
			demo_date(on + 15, b), known(d, done) ? "true" : "",
			known(d, done) ? demo_date(done, c) : "", known(d, done) ? "村委会" : "",
			known(d, done + 1) ? demo_date(done + 1, e) : "");
	}
}

const struct demo_kind demo_supervision[] = {
	{"correction",
	 "unit,no,person.name,person.id_no,person.village,kind,crime,sentence,court,judgment_no,effective_on,papers_in,receipt_on,reported_on,announced_on,start,end,plan_on,file_on,file_no,handbook,class,end_on,end_reason,archived_on,reoffend_on,offence_kind,reoffend_found_on,reoffend_reported_on,group.1.name,group.1.role,group.2.name,group.2.role,able,regular_on,leaving_on,summary_on,appraisal_on,handed_on,consent,platform_on",
	 DEMO_OFFICE, correction_rows},
	{"correction_event",
	 "unit,correction,kind,at,hours,evidence,text,discovered_on,reported_on,ended_on,leave_from,leave_to,back_on",
	 DEMO_MONTH, event_rows},
	{"released",
	 "unit,no,person.name,person.id_no,person.village,kind,crime,sentence,prison,released_on,handover,registered_on,agreement_on,file_on,file_no,key,key_reasons,risk,placed,until,end_on,end_reason,archived_on,reoffend_on,offence_kind,reoffend_found_on,reoffend_reported_on,group.1.role,group.1.name,measures,receipt_on,hard_up,platform_on",
	 DEMO_OFFICE, released_rows},
	{"help_event", "unit,released,kind,at,text,money,material", DEMO_MONTH, help_rows},
	{"inmate_check",
	 "unit,person.name,person.id_no,stream,from_prison,received_on,due_on,result,done_on,source,sent_on",
	 DEMO_MONTH, inmate_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
