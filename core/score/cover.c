/* cover.c - what a letter says, clause by clause, without counting anything. */
#include <string.h>

#include "rule.h"

static enum sifa_how how_of(const struct clause *cl)
{
	static const enum sifa_how how[] = {
		[RULE_SCORES] = SIFA_HOW_SCORED,       [RULE_PRINT] = SIFA_HOW_PRINTED,
		[RULE_GUARD] = SIFA_HOW_GUARD,	       [RULE_SAME] = SIFA_HOW_SAME,
		[RULE_ELSEWHERE] = SIFA_HOW_ELSEWHERE, [RULE_BONUS] = SIFA_HOW_SCORED,
	};

	return how[cl->rule->what];
}

static const struct clause *nth(const struct sifa_letter *l, size_t i)
{
	for (size_t s = 0; s < l->n; s++) {
		if (i < l->section[s].n)
			return &l->section[s].clause[i];
		i -= l->section[s].n;
	}
	return NULL;
}

bool sifa_letter_clause(const struct sifa_letter *l, size_t i, struct sifa_clause_text *out)
{
	const struct clause *cl = nth(l, i);

	*out = (struct sifa_clause_text){0};
	if (!cl)
		return false;
	out->id = cl->id;
	out->number = cl->number;
	out->rule = cl->rule->name;
	out->how = how_of(cl);
	out->weight = cl->weight;
	out->counts = cl->date_id;
	out->of = cl->of ? cl->of->id : NULL;
	out->blank = cl->target.blank;
	out->twin = cl->twin;
	out->ntwins = cl->ntwins;
	for (int n = 0; n < SIFA_LANGS; n++) {
		out->text[n] = cl->text[n];
		out->unit[n] = cl->unit[n] ? cl->unit[n] : "";
		out->place[n] = cl->place[n];
	}
	return true;
}
