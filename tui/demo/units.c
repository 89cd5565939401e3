/* units.c - the county's tree, its staff, committees, mediators and stations. */
#include <string.h>

#include "demo.h"

static void unit_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char code[64], name[64], town[64], mark[64];

	(void)d;
	(void)year;
	(void)month;
	demo_town(o, mark);
	mark[strlen(mark) - strlen("镇")] = '\0';
	if (o == 0)
		fprintf(out, "FYZX,云泉县法律援助中心,云,centre,云泉县司法局,,2004-03-01,\n");
	fprintf(out, "%s,%s,云%s,office,云泉县司法局,140827%03d,%s,%d\n", demo_office_code(o, code),
		demo_office_name(o, name), mark, (100 + o) % 1000, "2004-06-01", 3 + demo_large(o));
	fprintf(out, "140827%03d,%s,,township,%s,140827%03d,,\n", (100 + o) % 1000,
		demo_town(o, town), code, (100 + o) % 1000);
	for (int v = 0; v < DEMO_VILLAGES; v++)
		fprintf(out, "%s,%s,,village,%s,%s,,\n", demo_village_code(o, v, code),
			demo_village_name(o, v, name), demo_office_code(o, town),
			demo_village_code(o, v, code));
}

/* Head, assistant, and in a large office an assistant more. */
int demo_staff_count(int o)
{
	return 2 + demo_large(o);
}

static void staff_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const post[] = {"head", "assistant", "helper"};
	static const char *const identity[] = {"political_quota", "institution", "hired"};
	static const char *const lines[] = {"office、correction、released",
					    "mediation、aid、publicity", "released、information"};
	static const char *const edu[] = {"bachelor", "college", "vocational"};
	char office[64];

	(void)year;
	(void)month;
	if (o == 0) {
		fprintf(out, "云泉县司法局,李明远,,,bureau_leader,civil,2009-06-01,,bachelor\n");
		fprintf(out, "云泉县司法局,周文清,,,section_head,civil,2010-03-01,,bachelor\n");
		fprintf(out, "云泉县司法局,许静怡,,,section_staff,civil,2011-09-01,,bachelor\n");
	}
	for (int j = 0; j < demo_staff_count(o); j++) {
		struct demo_person p;

		demo_person(d, "staff", o, j, 25, 55, &p);
		fprintf(out, "%s,%s,%s,%s,%s,%s,2008-03-01,%s,%s\n", demo_office_code(o, office),
			p.name, p.name, p.id_no, post[j], identity[j], lines[j], edu[(o + j) % 3]);
	}
}

static void user_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64];
	struct demo_person p;

	(void)year;
	(void)month;
	demo_person(d, "staff", o, 0, 25, 55, &p);
	fprintf(out, "%s,sfs%03d,%s,%s,head,2008-03-01\n", demo_office_code(o, office), o + 1,
		p.name, p.name);
}

static const char *yes_no(bool yes)
{
	return yes ? "是" : "否";
}

static void committee_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], name[160], place[64];

	(void)year;
	(void)month;
	for (int v = -1; v < DEMO_VILLAGES; v++) {
		struct demo_rng r = demo_rng(d, "committee", o, v, 0);
		bool good = demo_chance(&r, 92 - 2 * demo_slack(d, o));

		demo_committee(o, v, name);
		fprintf(out, "%s,%s,%s,%s,%d,%d,2011-11-20,2014-11-20,%s,%s,",
			demo_office_code(o, office), name, v < 0 ? "township" : "village",
			v < 0 ? "" : demo_village_code(o, v, place), good ? 5 : 3, good ? 1 : 0,
			good || v != 7 ? "2005-03-01" : "2013-12-02",
			good || v != 7 ? "2011-12-06" : "");
		for (int i = 0; i < 9; i++) /* sign .. papers, registers, room, wall */
			fprintf(out, "%s,", yes_no(good || demo_chance(&r, 70)));
		fprintf(out, "%s,,%s\n", good && v >= 0 ? "2012-09-10" : "",
			yes_no(good || demo_chance(&r, 60)));
	}
	if (o % 4 == 2) /* of a brickyard that is no more */
		fprintf(out,
			"%s,%s砖厂人民调解委员会,enterprise,,3,1,2008-04-10,2011-04-10,2008-04-10,"
			"2008-05-06,是,是,是,是,是,是,是,是,是,,2012-06-30,是\n",
			demo_office_code(o, office), demo_town(o, place));
}

static void mediator_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const edu[] = {"junior", "senior", "junior", "college", "vocational"};
	char office[64], name[160];

	(void)year;
	(void)month;
	for (int v = -1; v < DEMO_VILLAGES; v++)
		for (int j = 0; j < 3; j++) {
			struct demo_person p;

			demo_person(d, "mediator", o, 3 * (v + 1) + j, 30, 62, &p);
			fprintf(out, "%s,%s,%s,%s,%s,%s,%s,%s,2011-11-20,,\n",
				demo_office_code(o, office), p.name, p.id_no,
				demo_committee(o, v, name), v < 0 ? "township" : "village",
				j == 0 ? "director" : "member", yes_no(v < 0),
				edu[(v + 1 + j) % 5]);
		}
	if (o % 2) { /* one who left with the last term */
		struct demo_person p;

		demo_person(d, "mediator", o, 100, 55, 64, &p);
		fprintf(out, "%s,%s,%s,%s,township,member,否,junior,2008-11-20,2011-11-19,term\n",
			demo_office_code(o, office), p.name, p.id_no, demo_committee(o, -1, name));
	}
}

static void station_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64], place[64], village[64];

	(void)year;
	(void)month;
	demo_town(o, town);
	fprintf(out, "%s,township,%s法律援助工作站,,2009-05-04,\n", demo_office_code(o, office),
		town);
	if (o % 5 == 3)
		fprintf(out, "%s,trade,%s妇联法律援助工作站,,2008-03-08,2011-12-31\n", office,
			town);
	for (int v = 0; v < DEMO_VILLAGES; v++) {
		struct demo_rng r = demo_rng(d, "station", o, v, 0);

		if (demo_chance(&r, 98 - 2 * demo_slack(d, o)))
			fprintf(out, "%s,contact,%s%s法律援助联络点,%s,2010-06-01,\n", office, town,
				demo_village_name(o, v, village), demo_village_code(o, v, place));
	}
}

static const struct {
	const char *name, *kind, *profession;
	int people;
} firm[] = {{"云泉律师事务所", "law_firm", "lawyer", 4},
	    {"云泉县公证处", "notary", "notary", 2},
	    {"云泉县法律服务所", "legal_service", "legal_worker", 3}};

static void firm_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	(void)d, (void)o, (void)year, (void)month;
	for (size_t i = 0; i < sizeof firm / sizeof *firm; i++)
		fprintf(out, "云泉县司法局,%s,%s,1408%05zu,1998-07-01,0359-6021%03zu,\n",
			firm[i].name, firm[i].kind, 10001 + i, 101 + i);
	fprintf(out,
		"云泉县司法局,云泉县第二法律服务所,legal_service,140810009,1998-07-01,0359-6021109,"
		"2010-12-31\n");
}

static void practitioner_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	int n = 0;

	(void)o, (void)year, (void)month;
	for (size_t i = 0; i < sizeof firm / sizeof *firm; i++)
		for (int j = 0; j < firm[i].people; j++, n++) {
			struct demo_person p;

			demo_person(d, "staff", 1000, n, 28, 58, &p);
			fprintf(out, "云泉县司法局,%s,%s,1408%08d,%s,%d-09-01,,%s\n", p.name,
				firm[i].profession, 20000 + n, firm[i].name, 1996 + n,
				n < 2 ? "是" : "");
		}
	fprintf(out,
		"云泉县司法局,吕长顺,legal_worker,140820099,云泉县法律服务所,1994-09-01,2012-06-30,\n");
}

static void volunteer_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64];

	(void)year;
	(void)month;
	for (int j = 0; j < 10 - (int)demo_slack(d, o) / 5; j++) {
		struct demo_person p;

		demo_person(d, "volunteer", o, j, 20, 60, &p);
		fprintf(out, "%s,%s,%s,%s,2012-03-05,%d,", demo_office_code(o, office), p.name,
			p.id_no, j % 2 ? "released、correction" : "aid", j + 1);
		if (j == 5 && o % 4 == 1)
			fprintf(out, "paused,2013-06-01,,,");
		else if (j == 5 && o % 4 == 2)
			fprintf(out, "left,,2013-05-20,外出务工,");
		else if (j == 5 && o % 4 == 3)
			fprintf(out, "struck,,2013-07-20,一年内失约三次,");
		else
			fprintf(out, "active,,,,");
		if (demo_slack(d, o) > 9 && j % 4 == 1)
			fprintf(out, ",\n"); /* has not been seen this year */
		else
			fprintf(out, "%d-04-0%d,4\n", d->last_year, 1 + j % 9);
	}
}

/* Large offices have larger targets; one target of one office is not yet set. */
static void letter_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const struct {
		const char *clause;
		int target, large;
	} target[] = {{"C4", 20, 24},
		      {"C6", 40, 60},
		      {"C15", 8, 8},
		      {"C37", 200, 260},
		      {"C38", 20, 24},
		      {"C39", 5, 6},
		      {"C41", DEMO_VILLAGES, DEMO_VILLAGES}};
	char office[64];
	struct demo_person p;

	(void)month;
	if (year != d->last_year)
		return;
	demo_person(d, "staff", o, 0, 25, 55, &p);
	fprintf(out,
		"%s,yuanqu-2013,%d,%d-01-01,%d-12-31,%d-01-15,%d-03-15,云泉县司法局,李明远,%s,2",
		demo_office_code(o, office), year, year, year, year + 1, year, p.name);
	for (size_t i = 0; i < sizeof target / sizeof *target; i++) {
		if (demo_is(o, DEMO_UNSET) && !strcmp(target[i].clause, "C38"))
			fprintf(out, ",,");
		else
			fprintf(out, ",%s,%d", target[i].clause,
				demo_large(o) ? target[i].large : target[i].target);
	}
	fputc('\n', out);
}

const struct demo_kind demo_units[] = {
	{"unit", "code,name,short,kind,parent,division,established_on,quota", DEMO_OFFICE,
	 unit_rows},
	{"staff", "unit,name,person.name,person.id_no,post,identity,from,lines,edu", DEMO_OFFICE,
	 staff_rows},
	{"user", "unit,login,name,staff,roles,valid_from", DEMO_OFFICE, user_rows},
	{"committee",
	 "unit,name,kind,village,members,women,elected_on,term_end,founded_on,filed_on,sign,seal,emblem,procedure,rules,papers,registers,room,wall,standard_on,closed_on,equipment",
	 DEMO_OFFICE, committee_rows},
	{"mediator",
	 "unit,person.name,person.id_no,committees,level,role,fulltime,edu,start,end,end_reason",
	 DEMO_OFFICE, mediator_rows},
	{"station", "unit,kind,name,place,founded_on,closed_on", DEMO_OFFICE, station_rows},
	{"law_firm", "unit,name,kind,licence_no,founded_on,phone,closed_on", DEMO_COUNTY,
	 firm_rows},
	{"practitioner", "unit,name,kind,licence_no,firm,licensed_on,left_on,expert", DEMO_COUNTY,
	 practitioner_rows},
	{"volunteer",
	 "unit,person.name,person.id_no,lines,reg_on,reg_no,state,paused_on,quit_on,quit_reason,hours.1.date,hours.1.hours",
	 DEMO_OFFICE, volunteer_rows},
	{"letter",
	 "unit,scheme,year,period_from,period_to,cutoff,signed_on,upper,signer_upper,signer_lower,copies,targets.1.clause,targets.1.target,targets.2.clause,targets.2.target,targets.3.clause,targets.3.target,targets.4.clause,targets.4.target,targets.5.clause,targets.5.target,targets.6.clause,targets.6.target,targets.7.clause,targets.7.target",
	 DEMO_YEAR, letter_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
