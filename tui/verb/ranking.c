/* ranking.c - sifa score of all offices: their ranks, tiers and money; and the place of
 * one under its sheet. */
#include <stdio.h>
#include <string.h>

#include "verb.h"

enum { MOST = 16 };

struct shown { /* columns that say something for this letter */
	const struct sifa_letter *letter;
	size_t parts;
	bool raw, groups, tiers, money, veto, closed;
};

static struct shown shown_of(const struct sifa_letter *l, const struct sifa_ranking *r)
{
	struct shown s = {.letter = l, .groups = sifa_letter_groups(l)};

	while (sifa_letter_part(l, s.parts, SIFA_EN))
		s.parts++;
	for (size_t i = 0; i < r->n; i++) {
		const struct sifa_place *p = &r->place[i];

		s.raw = s.raw || p->points != p->sheet->raw;
		s.tiers = s.tiers || p->tier_id;
		s.money = s.money || p->money >= 0;
		s.veto = s.veto || !p->award;
		s.closed = s.closed || p->sheet->closed != SIFA_DAY_NONE;
	}
	return s;
}

static const char *rank_text(size_t rank, char *buf)
{
	if (!rank)
		return "";
	snprintf(buf, 24, "%zu", rank);
	return buf;
}

static const char *veto_word(const struct sifa_place *p)
{
	static const char *const word[] = {"", N_("no award"), N_("veto of the grade"),
					   N_("veto of the total")};

	return p->sheet->veto ? _(word[p->sheet->veto]) : p->award ? "" : _("last: no award");
}

const char *verb_closed(const struct sifa_sheet *s, char *buf, size_t size)
{
	char day[16];

	if (s->closed == SIFA_DAY_NONE)
		return "";
	return lang_fill(buf, size, _("closed on {1}"), sifa_day_format(s->closed, day), NULL);
}

/* Adds a cell, right-aligned where it is a number. */
static void cell(struct verb_table *t, size_t *at, bool number, const char *text)
{
	t->right[*at] = number;
	(*at)++;
	verb_cell(t, text);
}

static size_t columns_of(const struct shown *s)
{
	return 4 + s->parts + s->raw + s->groups + s->tiers + s->money + s->veto + s->closed;
}

static void head(struct verb_table *t, const struct shown *s)
{
	size_t at = 0;

	cell(t, &at, false, _("office"));
	cell(t, &at, true, _("rank"));
	cell(t, &at, true, _("points"));
	cell(t, &at, true, _("of"));
	for (size_t i = 0; i < s->parts; i++)
		cell(t, &at, true, sifa_letter_part(s->letter, i, lang_now()));
	if (s->raw)
		cell(t, &at, true, _("raw"));
	if (s->groups)
		cell(t, &at, true, _("in its group"));
	if (s->tiers)
		cell(t, &at, false, _("tier"));
	if (s->money)
		cell(t, &at, true, _("yuan"));
	if (s->veto)
		cell(t, &at, false, _("veto"));
	if (s->closed)
		cell(t, &at, false, "");
}

static void line(struct verb_table *t, const struct shown *s, const struct sifa_place *p)
{
	const struct sifa_letter *l = s->letter;
	char buf[32], words[80];
	size_t at = 0;

	cell(t, &at, false, p->sheet->office_name);
	cell(t, &at, true, rank_text(p->rank, buf));
	cell(t, &at, true, sifa_letter_points(l, p->points, buf));
	cell(t, &at, true, sifa_letter_points(l, p->sheet->weight, buf));
	for (size_t i = 0; i < s->parts; i++)
		cell(t, &at, true,
		     p->part[i] < 0 ? _("not given") : sifa_letter_points(l, p->part[i], buf));
	if (s->raw)
		cell(t, &at, true, sifa_letter_points(l, p->sheet->raw, buf));
	if (s->groups)
		cell(t, &at, true, rank_text(p->group_rank, buf));
	if (s->tiers)
		cell(t, &at, false, p->tier_id ? p->tier[lang_now()] : "");
	if (s->money)
		cell(t, &at, true, sifa_points_format(p->money, buf));
	if (s->veto)
		cell(t, &at, false, veto_word(p));
	if (s->closed)
		cell(t, &at, false, verb_closed(p->sheet, words, sizeof words));
}

/* ---- machine forms ---- */

static const char *const field_name[] = {"office",   "rank",   "of",   "group_rank",
					 "group_of", "points", "raw",  "bonus",
					 "tier",     "award",  "money"};
enum { FIELDS = sizeof field_name / sizeof *field_name };

static void machine(const struct verb_env *env, const struct sifa_place *p)
{
	char n[8][32];
	const char *v[FIELDS] = {p->sheet->office_name,
				 rank_text(p->rank, n[0]),
				 rank_text(p->of, n[1]),
				 rank_text(p->group_rank, n[2]),
				 rank_text(p->group_of, n[3]),
				 sifa_points_format(p->points, n[4]),
				 sifa_points_format(p->sheet->raw, n[5]),
				 sifa_points_format(p->sheet->bonus, n[6]),
				 p->tier_id ? p->tier_id : "",
				 p->award ? "yes" : "no",
				 p->money < 0 ? "" : sifa_points_format(p->money, n[7])};

	verb_row(env, NULL, field_name, v, FIELDS);
}

int verb_ranking(struct verb_env *env, const struct sifa_letter *l, int year, sifa_day as_of)
{
	struct sifa_ranking r;
	struct sifa_err err = {0};
	struct shown s;
	struct verb_table t = {.columns = 0};

	if (sifa_rank(env->se, l, year, as_of, &r, &err))
		return verb_fail(&err);
	s = shown_of(l, &r);
	t.columns = columns_of(&s);
	if (env->format == VERB_TABLE && r.n)
		head(&t, &s);
	if (env->format == VERB_CSV)
		verb_row(env, &t, field_name, field_name, FIELDS);
	for (size_t i = 0; i < r.n; i++) {
		if (env->format == VERB_TABLE)
			line(&t, &s, &r.place[i]);
		else
			machine(env, &r.place[i]);
	}
	verb_print(&t);
	verb_table_free(&t);
	sifa_ranking_free(&r);
	return 0;
}

/* ---- under one sheet ---- */

static void say(const char *text, const char *a, const char *b)
{
	char msg[300];

	puts(lang_fill(msg, sizeof msg, text, a, b, NULL));
}

static void print_place(const struct sifa_letter *l, const struct sifa_place *p)
{
	char a[32], b[32];

	for (size_t i = 0; sifa_letter_part(l, i, lang_now()); i++)
		say("{1}: {2}", sifa_letter_part(l, i, lang_now()),
		    p->part[i] < 0 ? _("not given") : sifa_letter_points(l, p->part[i], a));
	if (sifa_letter_part(l, 0, SIFA_EN))
		say(_("blended: {1}"), sifa_letter_points(l, p->points, a), NULL);
	if (p->rank)
		say(_("rank {1} of {2}"), rank_text(p->rank, a), rank_text(p->of, b));
	if (p->rank && sifa_letter_groups(l))
		say(_("rank {1} of {2} in its group"), rank_text(p->group_rank, a),
		    rank_text(p->group_of, b));
	if (p->tier_id)
		say(_("tier: {1}"), p->tier[lang_now()], NULL);
	if (p->money >= 0)
		say(_("{1} yuan"), sifa_points_format(p->money, a), NULL);
}

int verb_place(struct verb_env *env, const struct sifa_letter *l, uint64_t office, int year,
	       sifa_day as_of)
{
	struct sifa_ranking r;
	struct sifa_err err = {0};

	if (env->format != VERB_TABLE || !sifa_letter_places(l))
		return 0;
	if (sifa_rank(env->se, l, year, as_of, &r, &err))
		return verb_fail(&err);
	for (size_t i = 0; i < r.n; i++)
		if (r.place[i].sheet->office == office)
			print_place(l, &r.place[i]);
	sifa_ranking_free(&r);
	return 0;
}
