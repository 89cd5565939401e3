/* proof.h - a table of small records in and points out, clause by clause of a letter.
 * Every row has a unit of its own, so that nothing but its records can count. */
#ifndef TESTS_CORE_PROOF_H
#define TESTS_CORE_PROOF_H

#include <inttypes.h>

#include "record_script.h"

/* How the points follow from the weight the clause has in the sheet. */
struct proof {
	const char *clause;
	/* "17/20" of the weight; "-0.60" off that of the letter; or a standing in words */
	const char *expect;
	int64_t actual; /* what was counted; ANY: not looked at */
	const char *records;
	const char *as_of; /* NULL: after all is due */
};

#define ANY INT64_MIN
static inline int64_t expected(const char *expect, int64_t weight, int64_t base)
{
	int64_t part, whole;
	double off;

	if (sscanf(expect, "%" SCNd64 "/%" SCNd64, &part, &whole) == 2)
		return (weight * part * 2 + whole) / (whole * 2);
	if (sscanf(expect, "-%lf", &off) == 1)
		return base ? ((base - (int64_t)(off * 100 + 0.5)) * weight * 2 + base) / (base * 2)
			    : 0;
	return 0;
}

static inline enum sifa_standing standing(const char *expect)
{
	static const struct {
		const char *word;
		enum sifa_standing s;
	} words[] = {{"print", SIFA_PRINTED},	      {"guard", SIFA_GUARD},
		     {"not set", SIFA_NOT_SET},	      {"not due", SIFA_NOT_DUE},
		     {"unverified", SIFA_UNVERIFIED}, {"unjudged", SIFA_UNJUDGED},
		     {"off", SIFA_SWITCHED_OFF},      {"same", SIFA_SAME},
		     {"elsewhere", SIFA_ELSEWHERE}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i].word, expect) == 0)
			return words[i].s;
	return SIFA_SCORED;
}

/* `end`: the day for rows that name none. */
static inline bool proved(struct county *c, const struct proof *p, uint64_t office, const char *end)
{
	struct sifa_sheet *s = score(c, office, p->as_of ? p->as_of : end);
	const struct sifa_clause *cl = clause(s, p->clause);
	int64_t points = expected(p->expect, cl->weight, cl->base);
	bool held = cl->standing == standing(p->expect) && cl->points == points &&
		    (cl->veto != SIFA_VETO_NONE) == (strcmp(p->expect, "veto") == 0) &&
		    (p->actual == ANY || p->actual == cl->actual);

	if (!held)
		print_error("%s %s: standing %d, %lld of %lld points, actual %lld: %s %s\n",
			    p->clause, p->expect, (int)cl->standing, (long long)cl->points,
			    (long long)cl->weight, (long long)cl->actual, cl->formula[SIFA_EN],
			    cl->note[SIFA_EN]);
	sifa_sheet_free(s);
	return held;
}

/* Each row in an office of its own, scored by the county's letter. */
static inline void every_one_proved(struct county *c, const struct proof *p, struct script *s,
				    size_t rows, const char *end)
{
	size_t wrong = 0;

	for (size_t i = 0; i < rows; i++) {
		char name[64];

		snprintf(name, sizeof name, "name=第%zu司法所", i);
		script_office(&s[i], c, name);
	}
	county_login(c); /* sees the new units */
	for (size_t i = 0; i < rows; i++)
		script_run(&s[i], p[i].records);
	for (size_t i = 0; i < rows; i++)
		wrong += !proved(c, &p[i], s[i].office, end);
	assert_int_equal(wrong, 0);
}

/* Every id from 1 to n has a row. */
static inline void all_proved(const struct proof *p, size_t rows, char letter, int n)
{
	char id[16];

	for (int k = 1; k <= n; k++) {
		bool found = false;

		snprintf(id, sizeof id, "%c%d", letter, k);
		for (size_t i = 0; i < rows && !found; i++)
			found = strcmp(p[i].clause, id) == 0;
		if (!found)
			fail_msg("%s has no proof", id);
	}
}

#endif
