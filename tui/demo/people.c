/* people.c - one person in two rows: an old number of 15 digits on an old paper; and users
 * besides the heads of the offices. */
#include <string.h>

#include "demo.h"

/* The number as it was before 1999: no century, no check digit. */
static void old_number(const char *id_no, char old[16])
{
	memcpy(old, id_no, 6);
	memcpy(old + 6, id_no + 8, 9);
	old[15] = '\0';
}

static bool in_two_rows(const struct demo *d, int o, struct demo_person *p, char old[16])
{
	if (!demo_corrected_count(d, o))
		return false;
	demo_person(d, "corrected", o, 0, 19, 60, p);
	old_number(p->id_no, old);
	return true;
}

static void person_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], old[16];
	struct demo_person p;

	(void)year, (void)month;
	if (in_two_rows(d, o, &p, old))
		fprintf(out, "%s,%s,%s\n", demo_office_code(o, office), p.name, old);
}

/* A day of the year, "" for "". */
static char *on(int year, const char *day, char buf[16])
{
	buf[0] = '\0';
	if (*day)
		snprintf(buf, 16, "%d-%s", year, day);
	return buf;
}

/* The head of the office proposes, the bureau decides: most are one person; one was not, one
 * was parted again, one is to be, and some wait still. */
static const struct link {
	const char *approved, *rejected, *by, *note, *parting, *why, *parted, *parter;
} links[] = {
	{"11-25", "", "demo", "", "", "", "", ""},
	{"11-25", "", "demo", "", "", "", "", ""},
	{"", "", "", "", "", "", "", ""},
	{"", "11-25", "demo", "出生年月不符", "", "", "", ""},
	{"11-25", "", "demo", "", "12-10", "户籍档案不是一人", "", ""},
	{"11-25", "", "demo", "", "12-02", "照片不是一人", "12-05", "demo"},
};

static void same_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	const struct link *k = &links[o % 6];
	char office[64], old[16], a[16], b[16], c[16], e[16];
	struct demo_person p;

	(void)month;
	if (!in_two_rows(d, o, &p, old))
		return;
	fprintf(out, "%s,%s/%s,%s/%s,是,15位旧号与18位新号是同一人,%d-11-20,sfs%03d,",
		demo_office_code(o, office), p.name, p.id_no, p.name, old, year, o + 1);
	fprintf(out, "%s,%s,%s,%s,%s,", on(year, k->approved, a), on(year, k->rejected, b), k->by,
		k->note, on(year, k->parting, c));
	if (*k->parting)
		fprintf(out, "sfs%03d", o + 1);
	fprintf(out, ",%s,%s,%s\n", k->why, on(year, k->parted, e), k->parter);
}

/* A leader of the bureau, who decides with it; and in the second office a colleague. */
static void user_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64];
	struct demo_person p;

	(void)year, (void)month;
	if (o == 0)
		fputs("云泉县司法局,li,李明远,李明远,county_head,2009-06-01\n", out);
	if (o != 1)
		return;
	demo_person(d, "staff", o, 1, 25, 55, &p);
	fprintf(out, "%s,sfs%03da,%s,%s,operator,2008-03-01\n", demo_office_code(o, office), o + 1,
		p.name, p.name);
}

const struct demo_kind demo_people[] = {
	{"person", "unit,name,id_no", DEMO_OFFICE, person_rows},
	{"user", "unit,login,name,staff,roles,valid_from", DEMO_OFFICE, user_rows},
	{"same_person",
	 "unit,person,other,merge,reason,proposed_on,proposed_by,approved_on,rejected_on,decided_by,"
	 "note,parting_on,parting_by,parting_reason,parted_on,parted_by",
	 DEMO_OFFICE, same_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};
