/* rank.c - adds up a sheet, and gives the points that depend on the other offices. */
#include "rank.h"

#include <string.h>

#include "rule.h"
#include "sheet.h"

/* The sheets are ours until they are handed out. */
static struct sifa_section *section_of(const struct sifa_sheet *s, size_t i)
{
	return (struct sifa_section *)(uintptr_t)&s->section[i];
}

static struct sifa_clause *clause_of(const struct sifa_sheet *s, size_t i, size_t k)
{
	return (struct sifa_clause *)(uintptr_t)&s->section[i].clause[k];
}

/* ---- a sheet ---- */

/* Points of the clauses of a group beyond its cap. */
static int64_t beyond(const struct sifa_sheet *s, const struct bonus_cap *cap)
{
	const struct sifa_letter *l = s->letter;
	int64_t sum = 0;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++) {
			const char *group = l->section[i].clause[k].group;

			if (group && strcmp(group, cap->group) == 0)
				sum += s->section[i].clause[k].points;
		}
	return sum > cap->most ? sum - cap->most : 0;
}

static void add_section(struct sifa_sheet *s, struct sifa_section *sec)
{
	sec->weight = sec->points = 0;
	for (size_t k = 0; k < sec->n; k++) {
		const struct sifa_clause *cl = &sec->clause[k];

		sec->weight += cl->weight;
		sec->points += cl->points;
		s->raw += cl->points;
		if (cl->bonus)
			s->bonus += cl->points;
		if (cl->veto > s->veto)
			s->veto = cl->veto;
	}
	if (sec->points < 0)
		sec->points = 0;
}

void sheet_add_up(struct sifa_sheet *s)
{
	s->weight = s->points = s->raw = s->bonus = 0;
	s->veto = SIFA_VETO_NONE;
	for (size_t i = 0; i < s->n; i++) {
		struct sifa_section *sec = section_of(s, i);

		add_section(s, sec);
		s->weight += sec->weight;
		s->points += sec->points;
	}
	for (size_t i = 0; i < s->letter->ncaps; i++) {
		int64_t cut = beyond(s, &s->letter->cap[i]);

		s->points -= cut;
		s->bonus -= cut;
	}
	if (s->points < 0)
		s->points = 0;
}

/* ---- ranks ---- */

static bool takes_part(const struct clause *cl, const struct sifa_sheet *s,
		       const struct sifa_clause *face)
{
	return s->stands && (cl->fewest || face->actual > 0);
}

/* Those before it and one: who are equal share the better rank. */
static int64_t rank_of(const struct clause *cl, struct sifa_sheet *const *sheet, size_t n,
		       size_t me, size_t i, size_t k)
{
	int64_t mine = sheet[me]->section[i].clause[k].actual, rank = 1;

	for (size_t o = 0; o < n; o++) {
		const struct sifa_clause *face = &sheet[o]->section[i].clause[k];

		if (!takes_part(cl, sheet[o], face) ||
		    (cl->in_groups && sheet[o]->group != sheet[me]->group))
			continue;
		rank += cl->fewest ? face->actual < mine : face->actual > mine;
	}
	return rank;
}

static bool rank_clause(const struct sifa_letter *l, struct sifa_sheet *const *sheet, size_t n,
			size_t i, size_t k)
{
	const struct clause *cl = &l->section[i].clause[k];

	for (size_t o = 0; o < n; o++) {
		struct sifa_clause *face = clause_of(sheet[o], i, k);

		if (face->standing == SIFA_SCORED && takes_part(cl, sheet[o], face)) {
			struct eval_words said = {0};

			rank_settle(cl, face, rank_of(cl, sheet, n, o, i, k), &said);
			if (!sheet_say(sheet[o], face, &said))
				return false;
		}
	}
	return true;
}

bool rank_offices(const struct sifa_letter *l, struct sifa_sheet *const *sheet, size_t n)
{
	bool ok = true;

	if (!l->ranked)
		return true;
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++)
			if (l->section[i].clause[k].table && !l->section[i].clause[k].whole)
				ok = ok && rank_clause(l, sheet, n, i, k);
	for (size_t o = 0; o < n; o++)
		sheet_add_up(sheet[o]);
	return ok;
}
