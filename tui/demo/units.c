/* units.c - the county's tree, its staff, committees, mediators and stations. */
#include "demo.h"

static void unit_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char code[64], name[64], town[64];

	(void)d;
	(void)year;
	(void)month;
	if (o == 0)
		fprintf(out, "FYZX,云泉县法律援助中心,centre,云泉县司法局,,2004-03-01\n");
	fprintf(out, "%s,%s,office,云泉县司法局,140827%03d,%s\n", demo_office_code(o, code),
		demo_office_name(o, name), (100 + o) % 1000, "2004-06-01");
	fprintf(out, "140827%03d,%s,township,%s,140827%03d,\n", (100 + o) % 1000,
		demo_town(o, town), code, (100 + o) % 1000);
	for (int v = 0; v < DEMO_VILLAGES; v++)
		fprintf(out, "%s,%s,village,%s,%s,\n", demo_village_code(o, v, code),
			demo_village_name(o, v, name), demo_office_code(o, town),
			demo_village_code(o, v, code));
}

/* Head, assistant, and every third office an assistant more. */
static int staff_count(int o)
{
	return 2 + (o % 3 == 0);
}

static void staff_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const char *const post[] = {"head", "assistant", "assistant"};
	char office[64];

	(void)year;
	(void)month;
	for (int j = 0; j < staff_count(o); j++) {
		struct demo_person p;

		demo_person(d, "staff", o, j, 25, 55, &p);
		fprintf(out, "%s,%s,%s,%s,%s,2008-03-01\n", demo_office_code(o, office), p.name,
			p.name, p.id_no, post[j]);
	}
}

static void committee_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], name[160], place[64];

	(void)year;
	(void)month;
	for (int v = -1; v < DEMO_VILLAGES; v++) {
		struct demo_rng r = demo_rng(d, "committee", o, v, 0);
		bool good = v < 0 || demo_chance(&r, 62);

		demo_committee(o, v, name);
		fprintf(out, "%s,%s,%s,%s,%d,%d,2011-11-20,2014-11-20,",
			demo_office_code(o, office), name, v < 0 ? "township" : "village",
			v < 0 ? "" : demo_village_code(o, v, place), good ? 5 : 3, good ? 1 : 0);
		for (int i = 0; i < 8; i++) /* sign .. papers, registers, room */
			fprintf(out, "%s,", good || demo_chance(&r, 75) ? "是" : "否");
		fprintf(out, "%s\n", good ? "2012-09-10" : "");
	}
}

static void mediator_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], name[160];

	(void)year;
	(void)month;
	for (int v = -1; v < DEMO_VILLAGES; v++)
		for (int j = 0; j < 3; j++) {
			struct demo_person p;

			demo_person(d, "mediator", o, 3 * (v + 1) + j, 30, 62, &p);
			fprintf(out, "%s,%s,%s,%s,%s,%s,%s,2011-11-20\n",
				demo_office_code(o, office), p.name, p.id_no,
				demo_committee(o, v, name), v < 0 ? "township" : "village",
				j == 0 ? "director" : "member", v < 0 ? "是" : "否");
		}
}

static void station_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], town[64], place[64], village[64];

	(void)year;
	(void)month;
	demo_town(o, town);
	fprintf(out, "%s,township,%s法律援助工作站,,2009-05-04\n", demo_office_code(o, office),
		town);
	for (int v = 0; v < DEMO_VILLAGES; v++) {
		struct demo_rng r = demo_rng(d, "station", o, v, 0);

		if (demo_chance(&r, 82))
			fprintf(out, "%s,contact,%s%s法律援助联络点,%s,2010-06-01\n", office, town,
				demo_village_name(o, v, village), demo_village_code(o, v, place));
	}
}

static void letter_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	static const struct {
		const char *clause;
		int target;
	} target[] = {{"C4", 20},
		      {"C6", 40},
		      {"C15", 8},
		      {"C37", 200},
		      {"C38", 20},
		      {"C39", 5},
		      {"C41", DEMO_VILLAGES}};
	char office[64];

	(void)month;
	if (year != d->last_year)
		return;
	fprintf(out, "%s,yuanqu-2013,%d,%d-01-01,%d-12-31,%d-01-15,%d-03-15",
		demo_office_code(o, office), year, year, year, year + 1, year);
	for (size_t i = 0; i < sizeof target / sizeof *target; i++)
		fprintf(out, ",%s,%d", target[i].clause, target[i].target);
	fputc('\n', out);
}

const struct demo_kind demo_units[] = {
	{"unit", "code,name,kind,parent,division,established_on", DEMO_OFFICE, unit_rows},
	{"staff", "unit,name,person.name,person.id_no,post,from", DEMO_OFFICE, staff_rows},
	{"committee",
	 "unit,name,kind,village,members,women,elected_on,term_end,sign,seal,emblem,procedure,rules,papers,registers,room,standard_on",
	 DEMO_OFFICE, committee_rows},
	{"mediator", "unit,person.name,person.id_no,committees,level,role,fulltime,start",
	 DEMO_OFFICE, mediator_rows},
	{"station", "unit,kind,name,place,founded_on", DEMO_OFFICE, station_rows},
	{"letter",
	 "unit,scheme,year,period_from,period_to,cutoff,signed_on,targets.1.clause,targets.1.target,targets.2.clause,targets.2.target,targets.3.clause,targets.3.target,targets.4.clause,targets.4.target,targets.5.clause,targets.5.target,targets.6.clause,targets.6.target,targets.7.clause,targets.7.target",
	 DEMO_YEAR, letter_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
