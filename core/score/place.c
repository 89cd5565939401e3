/* place.c - places offices: blends their points, ranks them, divides them into tiers and
 * says what they are paid. The points of a sheet stay as they are. */
#include "place.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "points.h"
#include "sheet.h"

/* ---- blend ---- */

/* The latest day's entries count together, as judgements do. */
static int64_t entered(const struct run *r, size_t office, const struct part *p)
{
	const struct probe *pr = p->entries->probe[0];
	const struct tally *t = &r->tally[pr->slot * r->noffices + office];
	sifa_day last = SIFA_DAY_NONE;
	int64_t sum = 0, n = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * pr->kind->fixed;
		sifa_day d = day_of_slot(slot_get(pr->date, row, pr->kind->fixed));
		struct sifa_value v;

		slot_value(p->points, slot_get(p->points, row, pr->kind->fixed), &v);
		if (v.state != SIFA_SET || d < last)
			continue;
		if (d > last)
			sum = n = 0;
		last = d;
		sum += v.n;
		n++;
	}
	return n ? points_part(sum, 1, n) : -1;
}

void place_entered(const struct run *r, size_t office, struct sifa_sheet *s)
{
	const struct placing *pl = &r->letter->place;

	for (size_t i = 0; i < SIFA_PARTS; i++)
		s->entered[i] = i < pl->nparts && pl->part[i].entries
					? entered(r, office, &pl->part[i])
					: -1;
}

/* What is not given yet is left out, and the others make up the whole. */
static int64_t blended(const struct placing *pl, const int64_t *part)
{
	int64_t sum = 0, share = 0;

	for (size_t i = 0; i < pl->nparts; i++) {
		if (part[i] < 0)
			continue;
		sum = points_sum(sum, points_times(pl->part[i].share, part[i]));
		share += pl->part[i].share;
	}
	return share ? points_part(sum, 1, share) : 0;
}

/* ---- ranks ---- */

static int64_t late_returns(const struct sifa_sheet *s)
{
	int64_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->section[i].n; k++) {
			const struct sifa_clause *cl = &s->section[i].clause[k];

			if (strcmp(cl->rule, "timely") == 0 && cl->has_target)
				n += cl->target - cl->actual;
		}
	return n;
}

/* Sections by the weight the letter gives them: the heaviest decides first. */
static int by_weight(const struct sifa_sheet *a, const struct sifa_sheet *b)
{
	bool seen[64] = {false};

	for (size_t done = 0; done < a->n && a->n <= 64; done++) {
		size_t best = a->n;
		int64_t most = -1;

		for (size_t i = 0; i < a->n; i++) {
			int64_t w = 0;

			for (size_t k = 0; k < a->section[i].n; k++)
				w += a->section[i].clause[k].base;
			if (seen[i] || w <= most)
				continue;
			most = w;
			best = i;
		}
		if (best == a->n)
			return 0;
		seen[best] = true;
		if (a->section[best].points != b->section[best].points)
			return a->section[best].points > b->section[best].points ? -1 : 1;
	}
	return 0;
}

/* Below 0: a stands before b. */
static int compare(const struct placing *pl, const struct sifa_place *a, const struct sifa_place *b)
{
	if (a->points != b->points)
		return a->points > b->points ? -1 : 1;
	for (size_t i = 0; i < pl->nties; i++) {
		int64_t x = 0, y = 0;

		if (pl->tie[i] == TIE_WEIGHT) {
			int c = by_weight(a->sheet, b->sheet);

			if (c)
				return c;
			continue;
		}
		x = pl->tie[i] == TIE_VETO ? a->sheet->veto : late_returns(a->sheet);
		y = pl->tie[i] == TIE_VETO ? b->sheet->veto : late_returns(b->sheet);
		if (x != y)
			return x < y ? -1 : 1;
	}
	return 0;
}

/* It does not stand: closed, or not founded yet. */
static bool gone(const struct sifa_place *p)
{
	return !p->sheet->stands;
}

static void rank_all(const struct placing *pl, struct sifa_place *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		p[i].rank = p[i].group_rank = 1;
		for (size_t k = 0; k < n; k++) {
			bool before = compare(pl, &p[k], &p[i]) < 0;

			if (gone(&p[k]))
				continue;
			p[i].of++;
			p[i].rank += before;
			if (p[k].sheet->group != p[i].sheet->group)
				continue;
			p[i].group_of++;
			p[i].group_rank += before;
		}
		if (gone(&p[i]))
			p[i].rank = p[i].group_rank = 0;
	}
}

/* ---- tiers ---- */

static size_t room(const struct tier *t, size_t of)
{
	if (t->number >= 0)
		return (size_t)t->number;
	return t->share >= 0 ? (size_t)points_down((int64_t)of, t->share, 10000) : of;
}

static bool fits(const struct placing *pl, const struct sifa_place *p, size_t at)
{
	bool barred = p->sheet->veto >= SIFA_VETO_TIER && at < pl->veto_tier;

	return !barred && p->points >= pl->tier[at].min;
}

/* Equal ones are in or out together, so that a tier never holds more than it may, and nobody
 * passes one before him that found no room. */
static bool has_room(const struct placing *pl, const struct sifa_place *p, size_t n,
		     const struct sifa_place *me, const size_t *tier, size_t at)
{
	size_t taken = 0, of = pl->groups ? me->group_of : me->of;

	for (size_t i = 0; i < n; i++) {
		bool waits = tier[i] == pl->ntiers && fits(pl, &p[i], at);

		if (gone(&p[i]) || (pl->groups && p[i].sheet->group != me->sheet->group))
			continue;
		if (waits && p[i].rank < me->rank)
			return false;
		if (tier[i] == at || (waits && p[i].rank == me->rank))
			taken++;
	}
	return taken <= room(&pl->tier[at], of);
}

/* Whoever shares the last rank; nobody where all share the first. */
static void last_without_award(const struct placing *pl, struct sifa_place *p, size_t n)
{
	size_t last = 1;

	for (size_t i = 0; i < n; i++)
		if (p[i].rank > last)
			last = p[i].rank;
	for (size_t i = 0; i < n && pl->last_out && last > 1; i++)
		if (p[i].rank == last)
			p[i].award = false;
}

/* From the best rank down; who finds no room looks at the next tier. */
static void divide(const struct placing *pl, struct sifa_place *p, size_t n, size_t *tier)
{
	for (size_t i = 0; i < n; i++)
		tier[i] = pl->ntiers;
	for (size_t at = 0; at < pl->ntiers; at++)
		for (size_t rank = 1; rank <= n; rank++)
			for (size_t i = 0; i < n; i++)
				if (p[i].rank == rank && tier[i] == pl->ntiers &&
				    fits(pl, &p[i], at) && has_room(pl, p, n, &p[i], tier, at))
					tier[i] = at;
	for (size_t i = 0; i < n; i++) {
		if (tier[i] == pl->ntiers)
			continue;
		p[i].tier_id = pl->tier[tier[i]].id;
		p[i].tier[SIFA_ZH] = pl->tier[tier[i]].label[SIFA_ZH];
		p[i].tier[SIFA_EN] = pl->tier[tier[i]].label[SIFA_EN];
	}
}

static int64_t money(const struct placing *pl, const struct sifa_place *p)
{
	int64_t price = pl->price;

	if (!pl->pays)
		return -1;
	if (pl->group_price && p->sheet->group < ITEM_CODES &&
	    pl->group_price[p->sheet->group] >= 0)
		price = pl->group_price[p->sheet->group];
	return p->points < pl->least ? 0 : points_part(p->points, price, 100);
}

/* ---- all together ---- */

static int by_rank(const void *a, const void *b)
{
	const struct sifa_place *x = a, *y = b;
	size_t rx = x->rank ? x->rank : SIZE_MAX, ry = y->rank ? y->rank : SIZE_MAX;

	if (rx != ry)
		return rx < ry ? -1 : 1;
	return (x->sheet->office > y->sheet->office) - (x->sheet->office < y->sheet->office);
}

struct placed { /* all offices, and the sheets of one earlier day at a time */
	struct sifa_session *se;
	struct view *v;
	const struct sifa_letter *l;
	int year;
	sifa_day as_of;
	uint64_t *ids;
	size_t nids;
};

static enum sifa_rc earlier_part(struct placed *w, struct sifa_place *p, size_t n, size_t i,
				 struct sifa_err *err)
{
	const struct part *part = &w->l->place.part[i];
	struct sifa_sheet **sheet = calloc(w->nids + 1, sizeof(struct sifa_sheet *));
	size_t all = w->nids;
	sifa_day day = n ? run_yearly(p[0].sheet->from, part->month, part->day) : w->as_of;
	enum sifa_rc rc = sheet ? SIFA_OK : err_nomem(err);

	if (!rc)
		rc = sheet_score(w->se, w->v, w->l, w->ids, &all, w->year,
				 day < w->as_of ? day : w->as_of, sheet, err);
	for (size_t k = 0; k < all && !rc; k++)
		for (size_t o = 0; o < n; o++)
			if (p[o].sheet->office == sheet[k]->office)
				p[o].part[i] = sheet[k]->points;
	for (size_t k = 0; sheet && k < all; k++)
		sifa_sheet_free(sheet[k]);
	free(sheet);
	return rc;
}

static enum sifa_rc blend_all(struct placed *w, struct sifa_place *p, size_t n,
			      struct sifa_err *err)
{
	const struct placing *pl = &w->l->place;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < pl->nparts && !rc; i++) {
		if (pl->part[i].month)
			rc = earlier_part(w, p, n, i, err);
		for (size_t o = 0; o < n && !pl->part[i].month; o++)
			p[o].part[i] =
				pl->part[i].entries ? p[o].sheet->entered[i] : p[o].sheet->points;
	}
	for (size_t o = 0; o < n && !rc; o++) {
		p[o].points = pl->nparts ? blended(pl, p[o].part) : p[o].sheet->points;
		p[o].award = p[o].sheet->veto == SIFA_VETO_NONE;
		if (p[o].sheet->veto == SIFA_VETO_TOTAL)
			p[o].points = 0;
	}
	return rc;
}

static enum sifa_rc place_all(struct placed *w, struct sifa_ranking *out, struct sifa_err *err)
{
	const struct placing *pl = &w->l->place;
	size_t n = w->nids, *tier;
	enum sifa_rc rc;

	out->sheet = calloc(n + 1, sizeof(struct sifa_sheet *));
	out->place = calloc(n + 1, sizeof *out->place);
	tier = calloc(n + 1, sizeof *tier);
	rc = out->sheet && out->place && tier ? SIFA_OK : err_nomem(err);
	if (!rc) {
		out->nsheets = n;
		rc = sheet_score(w->se, w->v, w->l, w->ids, &out->nsheets, w->year, w->as_of,
				 out->sheet, err);
		out->nsheets = rc ? n : out->nsheets;
	}
	for (size_t i = 0; i < out->nsheets && !rc; i++) {
		struct sifa_place *p = &out->place[out->n++];

		p->sheet = out->sheet[i];
		for (size_t k = 0; k < SIFA_PARTS; k++)
			p->part[k] = -1;
	}
	if (!rc)
		rc = blend_all(w, out->place, out->n, err);
	if (!rc) {
		rank_all(pl, out->place, out->n);
		last_without_award(pl, out->place, out->n);
		divide(pl, out->place, out->n, tier);
		for (size_t i = 0; i < out->n; i++)
			out->place[i].money = money(pl, &out->place[i]);
		if (out->n)
			qsort(out->place, out->n, sizeof *out->place, by_rank);
	}
	free(tier);
	return rc;
}

/* Everybody is ranked; told are those of the session's own units. */
static enum sifa_rc keep_own(struct placed *w, struct sifa_ranking *out, struct sifa_err *err)
{
	uint64_t *own = NULL;
	size_t n = 0, kept = 0;
	enum sifa_rc rc = office_list(w->v, w->l, w->se->unit, SIFA_DAY_NONE, &own, &n, err);

	for (size_t i = 0; i < out->n && !rc; i++) {
		bool mine = false;

		for (size_t k = 0; k < n && !mine; k++)
			mine = own[k] == out->place[i].sheet->office;
		if (!mine)
			continue;
		rc = guard(w->se, GUARD_SCORE, w->se->sifa->config->letter,
			   out->place[i].sheet->office, 0, err);
		out->place[kept++] = out->place[i];
	}
	out->n = kept;
	free(own);
	return rc;
}

enum sifa_rc sifa_rank(struct sifa_session *se, const struct sifa_letter *l, int year,
		       sifa_day as_of, struct sifa_ranking *out, struct sifa_err *err)
{
	struct placed w = {.se = se, .l = l, .year = year, .as_of = as_of};
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = (struct sifa_ranking){0};
	if (rc)
		return rc;
	w.v = &v;
	if (as_of == SIFA_DAY_NONE)
		w.as_of = sifa_today(se);
	rc = office_list(&v, l, view_root(&v), SIFA_DAY_NONE, &w.ids, &w.nids, err);
	if (!rc)
		rc = place_all(&w, out, err);
	if (!rc)
		rc = keep_own(&w, out, err);
	view_end(&v);
	free(w.ids);
	if (rc)
		sifa_ranking_free(out);
	return rc;
}

void sifa_ranking_free(struct sifa_ranking *r)
{
	for (size_t i = 0; i < r->nsheets; i++)
		sifa_sheet_free(r->sheet[i]);
	free(r->sheet);
	free(r->place);
	*r = (struct sifa_ranking){0};
}

/* ---- what the letter says of it ---- */

bool sifa_letter_places(const struct sifa_letter *l)
{
	const struct placing *pl = &l->place;

	return pl->nparts || pl->ntiers || pl->pays || pl->groups;
}

bool sifa_letter_groups(const struct sifa_letter *l)
{
	return l->place.groups;
}

const char *sifa_letter_part(const struct sifa_letter *l, size_t i, enum sifa_lang lang)
{
	return i < l->place.nparts ? l->place.part[i].label[lang] : NULL;
}

char *sifa_letter_points(const struct sifa_letter *l, int64_t points, char *buf)
{
	static const int64_t unit[] = {100, 10, 1};
	int64_t u = unit[l->place.decimals],
		v = points_part(points < 0 ? -points : points, l->place.scale, u);
	char *dot;

	sifa_points_format((points < 0 ? -v : v) * u, buf);
	dot = strchr(buf, '.');
	if (dot && l->place.decimals < 2)
		dot[l->place.decimals ? 2 : 0] = '\0';
	return buf;
}
