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

	return o % 11 == 4 ? 0 : 8 + (int)demo_pick(&r, 7) + 3 * (d->years - 1);
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

static void correction_no(int o, int j, char *buf)
{
	demo_number("社矫", o, 2013, j + 1, buf);
}

static void correction_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const crime[] = {"盗窃罪", "交通肇事罪", "故意伤害罪", "滥伐林木罪",
					    "非法经营罪"};
	char office[64], no[96], a[16], b[16], c[16], e[16], f[16];

	(void)year;
	(void)month;
	for (int j = 0; j < demo_corrected_count(d, o); j++) {
		struct demo_rng r = demo_rng(d, "correction", o, j, 0);
		sifa_day start = demo_corrected_start(d, o, j), end = demo_corrected_end(d, o, j);
		bool lazy = demo_chance(&r, 12), again = o == 6 && j == 2;
		struct demo_person p;

		demo_person(d, "corrected", o, j, 19, 60, &p);
		correction_no(o, j, no);
		fprintf(out, "%s,%s,%s,%s,%s,%s,%s,有期徒刑一年缓刑一年,县人民法院,%s,%s,%s,",
			demo_office_code(o, office), no, p.name, p.id_no, p.village,
			j % 6 == 5 ? "parole" : "suspended", crime[demo_pick(&r, 5)],
			demo_date(start, a), demo_date(start + 2, b),
			demo_date(start + 4 + (sifa_day)demo_pick(&r, 8), c));
		fprintf(out, "%s,%s,%s,%s,%s,ordinary,", lazy ? "" : demo_date(start + 14, e), a,
			demo_date(end, f), lazy ? "" : demo_date(start + 15, e),
			lazy ? "否" : "是");
		fprintf(out, "%s,%s,", end <= d->today ? demo_date(end, e) : "",
			end <= d->today ? "expired" : "");
		if (again && known(d, sifa_day_of(d->last_year, 8, 9)))
			fprintf(out, "%d-08-09,penalty,%d-08-11", d->last_year, d->last_year);
		else
			fprintf(out, ",,");
		fprintf(out, ",司法所长,1,村干部,2\n");
	}
}

static void event(FILE *out, const char *office, const char *no, const char *kind, sifa_day at,
		  const char *hours, const char *evidence, const char *text)
{
	char a[16];

	fprintf(out, "%s,%s,%s,%s,%s,%s,%s,,,\n", office, no, kind, demo_date(at, a), hours,
		evidence, text);
}

/* A month of one person: calls, a report, a visit, a talk, study and labour. */
static void month_of(const struct demo *d, FILE *out, int o, int j, int year, int month)
{
	struct demo_rng r = demo_rng(d, "event", o * 1000 + j, year, month);
	char office[64], no[96];
	sifa_day first = sifa_day_of(year, month, 1);

	correction_no(o, j, no);
	demo_office_code(o, office);
	for (int w = 0; w < 4; w++)
		if (known(d, first + 7 * w + 2) && demo_chance(&r, 94))
			event(out, office, no, "phone", first + 7 * w + 2, "", "", "");
	if (known(d, first + 9) && demo_chance(&r, 95))
		event(out, office, no, "thought", first + 9, "", "thought_report", "");
	if (known(d, first + 14) && demo_chance(&r, 90))
		event(out, office, no, "visit", first + 14, "", "", "家庭走访，情况正常");
	if (known(d, first + 17) && demo_chance(&r, 92))
		event(out, office, no, "talk", first + 17, "", "", "思想状况稳定");
	if (known(d, first + 19) && demo_chance(&r, 93))
		event(out, office, no, "study", first + 19, "8", demo_chance(&r, 92) ? "notes" : "",
		      "集中学习");
	if (known(d, first + 21) && demo_chance(&r, 90))
		event(out, office, no, "labour", first + 21, "8",
		      demo_chance(&r, 88) ? "photo" : "", "清扫街道");
}

static void event_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	sifa_day first = sifa_day_of(year, month, 1);
	char office[64], no[96];

	for (int j = 0; j < demo_corrected_count(d, o); j++)
		if (demo_corrected_start(d, o, j) + 14 < first &&
		    first + 27 <= demo_corrected_end(d, o, j))
			month_of(d, out, o, j, year, month);
	if (o == 9 && month == 5 && year == d->last_year && demo_corrected_count(d, o) > 1 &&
	    demo_corrected_start(d, o, 1) < first && demo_corrected_end(d, o, 1) > first + 30) {
		correction_no(o, 1, no);
		fprintf(out, "%s,%s,lost,%d-05-06,,,失去联系,%d-05-07,%d-05-10,%d-05-14\n",
			demo_office_code(o, office), no, year, year, year, year);
	}
}

int demo_released_count(const struct demo *d, int o)
{
	struct demo_rng r = demo_rng(d, "released", o, 0, 0);

	return 22 + (int)demo_pick(&r, 16) + 4 * (d->years - 1);
}

sifa_day demo_released_on(const struct demo *d, int o, int j)
{
	struct demo_rng r = demo_rng(d, "rel-on", o, j, 0);

	return sifa_day_of(d->last_year, 11, 20) - (sifa_day)demo_pick(&r, 1700);
}

static void released_no(int o, int j, char *buf)
{
	demo_number("安帮", o, 2013, j + 1, buf);
}

static void released_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], no[96], a[16], b[16], c[16], e[16];

	(void)year;
	(void)month;
	for (int j = 0; j < demo_released_count(d, o); j++) {
		struct demo_rng r = demo_rng(d, "release", o, j, 0);
		sifa_day on = demo_released_on(d, o, j);
		bool gap = demo_chance(&r, 10);
		struct demo_person p;

		demo_person(d, "released", o, j, 22, 62, &p);
		released_no(o, j, no);
		fprintf(out, "%s,%s,%s,%s,%s,sentence,盗窃罪,有期徒刑三年,省第%u监狱,%s,%s,%s,%s,",
			demo_office_code(o, office), no, p.name, p.id_no, p.village,
			1 + demo_pick(&r, 4), demo_date(on, a), demo_date(on + 3, b),
			gap ? "" : demo_date(on + 9, c), gap ? "" : demo_date(on + 10, e));
		fprintf(out, "%s,%s,", j % 9 == 0 ? "是" : "否", gap ? "" : "self_employed");
		if (o == 2 && j == 5 && on < sifa_day_of(d->last_year, 7, 2))
			fprintf(out, "%d-07-02,crime\n", d->last_year);
		else
			fprintf(out, ",\n");
	}
}

static void help_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], no[96], a[16];

	for (int j = 0; j < demo_released_count(d, o); j++) {
		struct demo_rng r = demo_rng(d, "help", o * 1000 + j, year, month);
		sifa_day at;
		bool help = j < 3 && month == 6 && o % 5 != 3;

		if (!help && !demo_chance(&r, 25))
			continue;
		at = demo_day(d, &r, year, month);
		if (at == SIFA_DAY_NONE || at < demo_released_on(d, o, j) + 10)
			continue;
		released_no(o, j, no);
		fprintf(out, "%s,%s,%s,%s,%s,%s,%s\n", demo_office_code(o, office), no,
			help ? "job" : "visit", demo_date(at, a),
			help ? "联系就业岗位" : "了解近况", help ? "500" : "",
			help && j < 2 ? "是" : "否");
	}
}

static void inmate_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	struct demo_rng r = demo_rng(d, "inmate", o, year, month);
	int n = 1 + (int)demo_pick(&r, 2);
	char office[64], a[16], b[16], c[16];

	for (int i = 0; i < n; i++) {
		sifa_day on = demo_day(d, &r, year, month);
		sifa_day done;
		struct demo_person p;

		if (on == SIFA_DAY_NONE)
			continue;
		done = on + 4 + (sifa_day)demo_pick(&r, 13);
		demo_person(d, "inmate", o, (year * 12 + month) * 4 + i, 22, 55, &p);
		fprintf(out, "%s,%s,%s,admission,省第一监狱,%s,%s,%s,%s\n",
			demo_office_code(o, office), p.name, p.id_no, demo_date(on, a),
			demo_date(on + 15, b), known(d, done) ? "true" : "",
			known(d, done) ? demo_date(done, c) : "");
	}
}

const struct demo_kind demo_supervision[] = {
	{"correction",
	 "unit,no,person.name,person.id_no,person.village,kind,crime,sentence,court,effective_on,papers_in,reported_on,announced_on,start,end,file_on,handbook,class,end_on,end_reason,reoffend_on,offence_kind,reoffend_reported_on,group.1.name,group.1.role,group.2.name,group.2.role",
	 DEMO_OFFICE, correction_rows},
	{"correction_event",
	 "unit,correction,kind,at,hours,evidence,text,discovered_on,reported_on,ended_on",
	 DEMO_MONTH, event_rows},
	{"released",
	 "unit,no,person.name,person.id_no,person.village,kind,crime,sentence,prison,released_on,registered_on,agreement_on,file_on,key,placed,reoffend_on,offence_kind",
	 DEMO_OFFICE, released_rows},
	{"help_event", "unit,released,kind,at,text,money,material", DEMO_MONTH, help_rows},
	{"inmate_check",
	 "unit,person.name,person.id_no,stream,from_prison,received_on,due_on,result,done_on",
	 DEMO_MONTH, inmate_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
