/* sheet.c - the score sheet of an office: counts, judges, shares the weight of
 * what does not apply over the rest, and judges again at the final weights. */
#include <stdlib.h>
#include <string.h>

#include "place.h"
#include "points.h"
#include "rank.h"
#include "rule.h"
#include "sheet.h"

struct sheet { /* a sheet and its memory */
	struct sifa_sheet face;
	struct arena arena;
};

/* ---- running ---- */

void sheet_period(struct run *r, const struct office *o, sifa_day as_of)
{
	r->start = o->from;
	r->period_end = o->to;
	r->end = o->to < as_of ? o->to : as_of;
	r->cutoff = o->cutoff < as_of ? o->cutoff : as_of;
	r->as_of = as_of;
	r->month0 = day_month(o->from);
	r->month0 += month_first(r->month0) < o->from;
	r->months = 0;
	while (month_first(r->month0 + (int32_t)r->months) <= o->to)
		r->months++;
}

static void want_measure(bool *want, const struct measure *m)
{
	for (size_t i = 0; m && i < m->n; i++)
		want[m->probe[i]->slot] = true;
}

void sheet_want(const struct sifa_letter *l, const struct clause *cl, bool *want)
{
	if (cl->rule->what == RULE_SAME)
		cl = cl->of;
	want_measure(want, cl->actual);
	want_measure(want, cl->whole);
	want_measure(want, cl->verified);
	want_measure(want, cl->applies);
	want_measure(want, cl->target.quota.of);
	want_measure(want, cl->exempt);
	if (cl->other)
		sheet_want(l, cl->other, want);
	for (size_t i = 0; i < cl->nitems; i++) {
		want_measure(want, cl->item[i].measure);
		want_measure(want, cl->item[i].none);
	}
	if (cl->of)
		want_measure(want, cl->of->actual);
	if (cl->ret && l->returns)
		want[l->returns->slot] = true;
	if (l->inspections)
		want[l->inspections->slot] = true;
}

/* ---- building ---- */

/* The words of a sheet are those of its letter. */
static const char *word(const char *s)
{
	return s ? s : "";
}

static void set_labels(const char *const *from, const char **to)
{
	to[SIFA_ZH] = word(from[SIFA_ZH]);
	to[SIFA_EN] = word(from[SIFA_EN]);
}

static bool in_hundredths(const struct clause *cl)
{
	const struct clause *of = cl->rule->what == RULE_SAME ? cl->of : cl;

	return (of->actual && of->actual->scaled) || strcmp(of->rule->name, "sample_score") == 0;
}

static void set_face(const struct clause *cl, struct sifa_clause *out)
{
	out->id = word(cl->id);
	out->number = word(cl->number);
	out->rule = word(cl->rule->name);
	out->base = cl->weight;
	out->bonus = cl->rule->what == RULE_BONUS;
	out->scaled = in_hundredths(cl);
	set_labels(cl->text, out->text);
	set_labels(cl->unit, out->unit);
	set_labels(cl->date, out->date);
	out->date_id = word(cl->date_id);
}

/* Sections and clauses of the letter as empty faces; *flat gets the clauses in
 * one array, which the sections share. */
static bool make_faces(struct sheet *s, const struct sifa_letter *l, struct sifa_clause **flat)
{
	struct sifa_section *sec = arena_array(&s->arena, l->n, sizeof *sec);
	struct sifa_clause *cl = arena_array(&s->arena, l->nclauses + 1, sizeof *cl);
	size_t at = 0;

	if (!sec || !cl)
		return false;
	for (size_t i = 0; i < l->n; i++) {
		sec[i].number = word(l->section[i].number);
		set_labels(l->section[i].title, sec[i].title);
		sec[i].clause = cl + at;
		sec[i].n = l->section[i].n;
		for (size_t k = 0; k < sec[i].n; k++)
			set_face(&l->section[i].clause[k], &cl[at++]);
	}
	s->face.section = sec;
	s->face.n = l->n;
	*flat = cl;
	return true;
}

bool sheet_say(struct sifa_sheet *sheet, struct sifa_clause *cl, const struct eval_words *said)
{
	struct arena *a = &((struct sheet *)sheet)->arena;

	cl->formula[SIFA_ZH] = "";
	for (int i = 0; i < SIFA_LANGS; i++) {
		cl->formula[i] =
			*said->formula[i] ? arena_str(a, said->formula[i]) : cl->formula[SIFA_ZH];
		if (*said->note[i])
			cl->note[i] = arena_str(a, said->note[i]);
		if (!cl->formula[i] || !cl->note[i])
			return false;
	}
	return true;
}

/* At weights that are given, or the letter's own; not `all`: only clauses that have been
 * judged at another weight. */
static bool judge(struct sheet *to, const struct run *r, size_t office, struct sifa_clause *flat,
		  const int64_t *weight, bool all, bool quiet)
{
	struct eval_words said;
	const struct sifa_letter *l = r->letter;
	size_t at = 0;

	for (size_t i = 0; i < l->n; i++) {
		for (size_t k = 0; k < l->section[i].n; k++, at++) {
			const struct clause *cl = &l->section[i].clause[k];
			struct eval e = {.run = r,
					 .office = office,
					 .clause = cl,
					 .weight = weight ? weight[at] : cl->weight,
					 .out = &flat[at],
					 .said = quiet ? NULL : &said};

			if (!all && e.weight == flat[at].weight)
				continue;
			eval_clause(&e);
			if (!quiet && !sheet_say(&to->face, &flat[at], &said))
				return false;
		}
	}
	return true;
}

static bool takes_weight(enum sifa_standing s)
{
	return s == SIFA_SCORED || s == SIFA_UNVERIFIED || s == SIFA_UNJUDGED;
}

/* What does not apply shows before the weights are known. The words are wanted of the
 * last judgement only: `quiet` says that there will be another one, and becomes whether
 * there had to be. */
static bool fill_sheet(struct sheet *s, const struct run *r, size_t office, bool *quiet)
{
	const struct sifa_letter *l = r->letter;
	const struct office *o = &r->office[office];
	size_t n = l->nclauses;
	int64_t *base = arena_array(&s->arena, n + 1, sizeof *base);
	int64_t *weight = arena_array(&s->arena, n + 1, sizeof *weight);
	bool *active = arena_array(&s->arena, n + 1, sizeof *active);
	bool first = *quiet;
	struct sifa_clause *flat;

	if (!base || !weight || !active || !make_faces(s, l, &flat))
		return false;
	s->face.letter = l;
	s->face.office = o->id;
	memcpy(s->face.office_name, o->name, sizeof s->face.office_name);
	s->face.from = r->start;
	s->face.to = r->period_end;
	s->face.as_of = r->as_of;
	s->face.since = o->judged.from;
	s->face.stands = o->closed == SIFA_DAY_NONE &&
			 (o->established == SIFA_DAY_NONE || o->established <= r->as_of);
	s->face.closed = o->closed;
	s->face.record = o->letter;
	s->face.moved = o->moved;
	s->face.group = o->group;
	if (!judge(s, r, office, flat, NULL, true, first))
		return false;
	for (size_t i = 0; i < n; i++) {
		base[i] = flat[i].base;
		active[i] = takes_weight(flat[i].standing) && !flat[i].bonus;
	}
	points_spread(base, active, n, l->total, weight);
	if (!judge(s, r, office, flat, weight, first, false))
		return false;
	*quiet = memcmp(base, weight, n * sizeof *base) != 0;
	sheet_add_up(&s->face);
	place_entered(r, office, &s->face);
	return true;
}

/* Faces, and as many words as most sheets have, in one piece. */
static bool begin_sheet(struct sheet *s, const struct sifa_letter *l)
{
	enum { WORDS = 160, OTHER = 256 }; /* of a clause; for rounding */
	size_t clause = sizeof(struct sifa_clause) + 2 * sizeof(int64_t) + sizeof(bool) + WORDS;

	return arena_begin(&s->arena,
			   l->n * sizeof(struct sifa_section) + (l->nclauses + 1) * clause + OTHER);
}

static enum sifa_rc make_sheet(const struct run *r, size_t office, bool *quiet,
			       struct sifa_sheet **out, struct sifa_err *err)
{
	struct sheet *s = calloc(1, sizeof *s);

	*out = NULL;
	if (!s)
		return err_nomem(err);
	if (!begin_sheet(s, r->letter) || !fill_sheet(s, r, office, quiet)) {
		sifa_sheet_free(&s->face);
		return err_nomem(err);
	}
	*out = &s->face;
	return SIFA_OK;
}

void sifa_sheet_free(struct sifa_sheet *sheet)
{
	struct sheet *s = (struct sheet *)sheet;

	if (!s)
		return;
	arena_free(&s->arena);
	free(s);
}

/* ---- one and many ---- */

static bool same_period(const struct office *a, const struct office *b)
{
	return a->from == b->from && a->to == b->to && a->cutoff == b->cutoff;
}

/* Offices [i, end) that share a period are moved together and counted at once. */
static size_t gather(struct office *o, size_t i, size_t n)
{
	size_t end = i + 1;

	for (size_t k = i + 1; k < n; k++) {
		struct office t;

		if (!same_period(&o[i], &o[k]))
			continue;
		t = o[end];
		o[end] = o[k];
		o[k] = t;
		end++;
	}
	return end;
}

enum sifa_rc sheet_offices(struct view *v, const struct sifa_letter *l, struct office *o, size_t n,
			   sifa_day as_of, struct sifa_sheet **out, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0, end; i < n && !rc; i = end) {
		struct run r = {.letter = l, .probes = &l->probes, .view = v};
		bool quiet = n == 1;

		end = gather(o, i, n);
		r.office = o + i;
		r.noffices = end - i;
		sheet_period(&r, &o[i], as_of);
		rc = run_count(&r, err);
		for (size_t k = 0; k < r.noffices && !rc; k++)
			rc = make_sheet(&r, k, &quiet, &out[i + k], err);
		run_free(&r);
	}
	return rc;
}

static enum sifa_rc may_score(struct sifa_session *se, uint64_t office, struct sifa_err *err)
{
	return guard(se, GUARD_SCORE, se->sifa->config->letter, office, 0, err);
}

/* Those that stood in their period come first; returns how many. */
static size_t part(struct office *o, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < n; i++) {
		struct office t = o[i];

		if (!office_stood(&t))
			continue;
		o[i] = o[k];
		o[k++] = t;
	}
	return k;
}

enum sifa_rc sheet_score(struct sifa_session *se, struct view *v, const struct sifa_letter *l,
			 const uint64_t *ids, size_t *n, int year, sifa_day as_of,
			 struct sifa_sheet **out, struct sifa_err *err)
{
	size_t all = *n;
	struct office *o = NULL;
	enum sifa_rc rc = SIFA_OK;

	*n = 0;
	if (as_of == SIFA_DAY_NONE)
		as_of = sifa_today(se);
	rc = office_read(v, l, ids, all, year, as_of, &o, err);
	if (!rc) {
		*n = part(o, all);
		rc = sheet_offices(v, l, o, *n, as_of, out, err);
	}
	for (size_t i = 0; i < *n && !rc && out[i]; i++)
		out[i]->year = year;
	if (!rc && !rank_offices(l, out, *n))
		rc = err_nomem(err);
	office_free(o, all);
	return rc;
}

/* Of all offices of the store, where their ranks decide about the points of one. */
static enum sifa_rc score_one(struct sifa_session *se, struct view *v, const struct sifa_letter *l,
			      uint64_t office, int year, sifa_day as_of, struct sifa_sheet **out,
			      struct sifa_err *err)
{
	struct sifa_sheet **sheets;
	uint64_t *ids = NULL;
	size_t n = 0;
	enum sifa_rc rc = office_list(v, l, view_root(v), SIFA_DAY_NONE, &ids, &n, err);

	sheets = calloc(n + 1, sizeof(struct sifa_sheet *));
	if (!rc && !sheets)
		rc = err_nomem(err);
	if (!rc)
		rc = sheet_score(se, v, l, ids, &n, year, as_of, sheets, err);
	for (size_t i = 0; sheets && i < n; i++) {
		if (!rc && sheets[i]->office == office)
			*out = sheets[i];
		else
			sifa_sheet_free(sheets[i]);
	}
	free(sheets);
	free(ids);
	return rc;
}

enum sifa_rc sifa_score(struct sifa_session *se, const struct sifa_letter *l, uint64_t office,
			sifa_day as_of, struct sifa_sheet **out, struct sifa_err *err)
{
	return sifa_score_year(se, l, office, 0, as_of, out, err);
}

enum sifa_rc sifa_score_year(struct sifa_session *se, const struct sifa_letter *l, uint64_t office,
			     int year, sifa_day as_of, struct sifa_sheet **out,
			     struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);
	size_t n = 1;

	*out = NULL;
	if (rc)
		return rc;
	rc = may_score(se, office, err);
	if (!rc)
		rc = l->ranked ? score_one(se, &v, l, office, year, as_of, out, err)
			       : sheet_score(se, &v, l, &office, &n, year, as_of, out, err);
	if (!rc && !*out)
		rc = err_set(err, SIFA_E_NOTFOUND,
			     N_("This office was closed before the period of the letter began."),
			     NULL);
	view_end(&v);
	return rc;
}

/* Back into the order of ids, whatever periods they have. */
static int by_office(const void *a, const void *b)
{
	const struct sifa_sheet *const *x = a, *const *y = b;

	return ((*x)->office > (*y)->office) - ((*x)->office < (*y)->office);
}

enum sifa_rc sifa_score_all(struct sifa_session *se, const struct sifa_letter *l, sifa_day as_of,
			    struct sifa_sheet ***out, size_t *n, struct sifa_err *err)
{
	return sifa_score_all_year(se, l, 0, as_of, out, n, err);
}

enum sifa_rc sifa_score_all_year(struct sifa_session *se, const struct sifa_letter *l, int year,
				 sifa_day as_of, struct sifa_sheet ***out, size_t *n,
				 struct sifa_err *err)
{
	struct sifa_sheet **sheets = NULL;
	uint64_t *ids = NULL;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	rc = office_list(&v, l, se->unit, SIFA_DAY_NONE, &ids, n, err);
	if (!rc && !(sheets = calloc(*n + 1, sizeof(struct sifa_sheet *))))
		rc = err_nomem(err);
	for (size_t i = 0; i < *n && !rc; i++)
		rc = may_score(se, ids[i], err);
	if (!rc)
		rc = sheet_score(se, &v, l, ids, n, year, as_of, sheets, err);
	view_end(&v);
	free(ids);
	if (rc) {
		for (size_t i = 0; sheets && i < *n; i++)
			sifa_sheet_free(sheets[i]);
		free(sheets);
		*n = 0;
		return rc;
	}
	if (*n)
		qsort(sheets, *n, sizeof *sheets, by_office);
	*out = sheets;
	return SIFA_OK;
}

enum sifa_rc sifa_letter_units(struct sifa_session *se, const struct sifa_letter *l, uint64_t **ids,
			       size_t *n, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*ids = NULL;
	*n = 0;
	if (rc)
		return rc;
	rc = office_list(&v, l, se->unit, SIFA_DAY_NONE, ids, n, err);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_offices(struct sifa_session *se, uint64_t **ids, size_t *n, struct sifa_err *err)
{
	return sifa_letter_units(se, NULL, ids, n, err);
}

static enum sifa_rc letters_on(struct sifa_session *se, sifa_day day, bool any,
			       const struct sifa_letter ***out, size_t *n, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	rc = office_letters(&v, se->unit, day, any, out, n, err);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_letters_now(struct sifa_session *se, sifa_day day,
			      const struct sifa_letter ***out, size_t *n, struct sifa_err *err)
{
	return letters_on(se, day, false, out, n, err);
}

enum sifa_rc sifa_letters_to_sign(struct sifa_session *se, sifa_day day,
				  const struct sifa_letter ***out, size_t *n, struct sifa_err *err)
{
	return letters_on(se, day, true, out, n, err);
}
