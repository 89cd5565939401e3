/* people.c - one person in two rows: an old number of 15 digits on an old paper; and
 * cases on their way to another office. */
#include <stdlib.h>
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

/* The head of the office proposes, the bureau decides; some wait for it still. */
static void same_rows(const struct demo *d, FILE *out, int o, int year, int month)
{
	char office[64], old[16];
	struct demo_person p;
	bool decided = o % 3 != 2;

	(void)month;
	if (!in_two_rows(d, o, &p, old))
		return;
	fprintf(out, "%s,%s/%s,%s/%s,是,15位旧号与18位新号是同一人,%d-11-20,sfs%03d,",
		demo_office_code(o, office), p.name, p.id_no, p.name, old, year, o + 1);
	if (decided)
		fprintf(out, "%d-11-25,demo\n", year);
	else
		fputs(",\n", out);
}

const struct demo_kind demo_people[] = {
	{"person", "unit,name,id_no", DEMO_OFFICE, person_rows},
	{"same_person",
	 "unit,person,other,merge,reason,proposed_on,proposed_by,approved_on,decided_by",
	 DEMO_OFFICE, same_rows},
	{NULL, NULL, DEMO_COUNTY, NULL},
};

enum sifa_rc demo_hand_over(struct sifa *s, struct sifa_session *se, struct sifa_err *err)
{
	struct sifa_query q = {.kind = sifa_kind(s, "mediation")};
	struct sifa_rows rows = {0};
	uint64_t *office = NULL, id[2], handover;
	size_t n = 0;
	enum sifa_rc rc = sifa_offices(se, &office, &n, err);

	if (!rc && n > 1) {
		q.unit = office[0];
		rc = sifa_list(se, &q, SIFA_FIRST, NULL, 2, &rows, err);
	}
	for (size_t i = 0; i < rows.n; i++)
		id[i] = sifa_record_id(rows.hit[i].record);
	if (!rc && rows.n)
		rc = sifa_hand_release(se, id, rows.n, 0, office[1], "区划调整", &handover, err);
	sifa_rows_free(&rows);
	free(office);
	return rc;
}
