/* split.c - a number of the unit above divided among those below it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "office.h"
#include "points.h"
#include "sheet.h"
#include "target.h"

enum { FACTOR_LEAST = 100, FACTOR_MOST = 200 };

/* ---- weights ---- */

struct weighing {
	struct view *v;
	const struct sifa_split *s;
	struct sifa_split_plan *p;
	uint64_t *id;
	int year;
};

static enum sifa_rc weigh_equal(struct weighing *w, struct sifa_err *err)
{
	(void)err;
	for (size_t i = 0; i < w->p->n; i++)
		w->p->line[i].weight = 1;
	return SIFA_OK;
}

static enum sifa_rc weigh_villages(struct weighing *w, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < w->p->n && !rc; i++) {
		uint64_t *village = NULL;
		size_t n = 0;

		rc = target_units(w->v, w->s->letter, w->id[i], sifa_today(w->v->se), &village, &n,
				  err);
		w->p->line[i].weight = (int64_t)n;
		free(village);
	}
	return rc;
}

/* What the units did by this clause in the year before, counted from the records. */
static enum sifa_rc weigh_last_year(struct weighing *w, struct sifa_err *err)
{
	const struct sifa_letter *l = w->s->letter;
	struct sifa_sheet **sheet = calloc(w->p->n + 1, sizeof(struct sifa_sheet *));
	struct office *o = NULL;
	size_t n = 0;
	enum sifa_rc rc = sheet ? office_read(w->v, l, w->id, w->p->n, w->year - 1,
					      sifa_today(w->v->se), &o, err)
				: err_nomem(err);

	for (size_t i = 0; i < w->p->n && !rc; i++)
		if (office_stood(&o[i])) {
			struct office t = o[i];

			o[i] = o[n];
			o[n++] = t;
		}
	if (!rc)
		rc = sheet_offices(w->v, l, o, n, sifa_today(w->v->se), sheet, err);
	for (size_t i = 0; i < n && !rc; i++) {
		struct sifa_split_line *line = w->p->line;
		size_t at = 0;

		while (sheet[i]->office != line[at].unit)
			at++;
		for (size_t k = 0; k < sheet[i]->n; k++)
			for (size_t c = 0; c < sheet[i]->section[k].n; c++)
				if (!strcmp(sheet[i]->section[k].clause[c].id, w->s->clause))
					line[at].weight = sheet[i]->section[k].clause[c].actual;
	}
	for (size_t i = 0; sheet && i < w->p->n; i++)
		sifa_sheet_free(sheet[i]);
	free(sheet);
	office_free(o, w->p->n);
	return rc;
}

static enum sifa_rc weigh_field(struct weighing *w, struct sifa_err *err)
{
	const struct sifa_kind *k = w->v->se->sifa->config->unit;
	const struct sifa_field *f = kind_field(k, w->s->by);
	const uint8_t *fixed;
	size_t len;

	if (!f || f->type != SIFA_INT)
		return err_set(
			err, SIFA_E_USAGE,
			N_("Nothing can be divided by \"{1}\": give equal, villages, last-year "
			   "or a number that is recorded of units, such as population."),
			w->s->by, NULL);
	for (size_t i = 0; i < w->p->n; i++) {
		struct sifa_value v;
		enum sifa_rc rc = view_score_fixed(w->v, w->id[i], &fixed, &len, err);

		if (rc)
			return rc;
		slot_value(f, slot_get(f, fixed, len), &v);
		if (v.state != SIFA_SET && !w->p->line[i].locked)
			return err_set(
				err, SIFA_E_DATA,
				N_("\"{2}\" of {3} is not filled in; enter it there, or lock "
				   "its number."),
				f->label[SIFA_ZH], f->label[SIFA_EN], w->p->line[i].name, NULL);
		w->p->line[i].weight = v.state == SIFA_SET ? v.n : 0;
	}
	return SIFA_OK;
}

static enum sifa_rc weigh(struct weighing *w, struct sifa_err *err)
{
	static const struct {
		const char *by;
		enum sifa_rc (*weigh)(struct weighing *w, struct sifa_err *err);
	} ways[] = {{"equal", weigh_equal},
		    {"villages", weigh_villages},
		    {"last-year", weigh_last_year}};

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (!strcmp(ways[i].by, w->s->by))
			return ways[i].weigh(w, err);
	return weigh_field(w, err);
}

/* ---- what stays ---- */

static void keep_stored(const struct sifa_split *s, const struct letter_records *rs,
			struct sifa_split_line *line, sifa_day day)
{
	const struct sifa_record *r = letter_records_of(rs, line->unit);
	const struct sifa_row *row = r ? target_row(s->letter, r, s->clause, day, NULL) : NULL;
	static const char *const why[] = {"locked", "by_hand"};

	for (size_t i = 0; row && i < 2; i++) {
		const struct sifa_field *f = sifa_rows_field(s->letter->fields.let_targets, why[i]);

		if (!f || row->v[f->index].state != SIFA_SET || !row->v[f->index].n)
			continue;
		line->locked = true;
		line->n = row->v[s->letter->fields.let_target->index].n;
	}
}

static enum sifa_rc keep_given(const struct sifa_split *s, struct sifa_split_plan *p,
			       struct sifa_err *err)
{
	for (size_t i = 0; i < s->nlocks; i++) {
		size_t at = 0;

		while (at < p->n && p->line[at].unit != s->lock[i].unit)
			at++;
		if (at == p->n)
			return err_set(err, SIFA_E_USAGE,
				       N_("A locked number is of a unit that gets none."), NULL);
		p->line[at].locked = true;
		p->line[at].n = s->lock[i].n;
	}
	return SIFA_OK;
}

static enum sifa_rc find_total(const struct sifa_split *s, const struct letter_records *rs,
			       uint64_t above, sifa_day day, int64_t *total, struct sifa_err *err)
{
	const struct sifa_record *r = letter_records_of(rs, above);
	const struct sifa_row *row = r ? target_row(s->letter, r, s->clause, day, NULL) : NULL;

	*total = s->total >= 0 ? s->total
		 : row	       ? row->v[s->letter->fields.let_target->index].n
			       : -1;
	if (*total >= 0)
		return SIFA_OK;
	return err_set(
		err, SIFA_E_DATA,
		N_("The unit above has no number for the clause {1} yet: say how many are to "
		   "be divided."),
		s->clause, NULL);
}

/* ---- the rest, shared ---- */

static enum sifa_rc share(struct sifa_split_plan *p, struct sifa_err *err)
{
	int64_t rest = p->goal, *w = calloc(p->n + 1, sizeof *w), sum = 0;
	int64_t *got = calloc(p->n + 1, sizeof *got);
	bool *open = calloc(p->n + 1, sizeof *open);
	enum sifa_rc rc = w && got && open ? SIFA_OK : err_nomem(err);

	for (size_t i = 0; i < p->n && !rc; i++) {
		open[i] = !p->line[i].locked;
		w[i] = p->line[i].weight;
		if (open[i])
			sum += w[i];
		else
			rest -= p->line[i].n;
	}
	if (!rc && rest < 0)
		rc = err_set(err, SIFA_E_DATA,
			     N_("The locked numbers come to more than is to be divided."), NULL);
	if (!rc && rest && !sum)
		rc = err_set(err, SIFA_E_DATA,
			     N_("What it is to be divided by is nothing everywhere; divide by "
				"something else."),
			     NULL);
	if (!rc && rest)
		points_spread(w, open, p->n, rest, got);
	for (size_t i = 0; i < p->n && !rc; i++)
		if (open[i])
			p->line[i].n = got[i];
	free(w);
	free(got);
	free(open);
	return rc;
}

static enum sifa_rc plan(struct weighing *w, uint64_t above, struct sifa_err *err)
{
	const struct sifa_split *s = w->s;
	sifa_day today = sifa_today(w->v->se);
	struct letter_records rs = {0};
	enum sifa_rc rc = target_units(w->v, s->letter, above, today, &w->id, &w->p->n, err);

	if (!rc && !(w->p->line = calloc(w->p->n + 1, sizeof *w->p->line)))
		rc = err_nomem(err);
	if (!rc)
		rc = letter_records_read(w->v, s->letter, w->year, &rs, err);
	if (!rc)
		rc = find_total(s, &rs, above, today, &w->p->total, err);
	for (size_t i = 0; i < w->p->n && !rc; i++) {
		struct sifa_split_line *line = &w->p->line[i];

		line->unit = w->id[i];
		view_title(w->v, line->unit, false, w->v->se->lang, line->name, sizeof line->name);
		keep_stored(s, &rs, line, today);
	}
	if (!rc)
		rc = keep_given(s, w->p, err);
	if (!rc)
		rc = weigh(w, err);
	letter_records_free(&rs);
	if (rc)
		return rc;
	w->p->goal = points_up(w->p->total, s->factor, 100);
	return share(w->p, err);
}

static enum sifa_rc check_split(const struct sifa_split *s, struct sifa_err *err)
{
	if (!target_clause(s->letter, s->clause))
		return err_set(err, SIFA_E_USAGE, N_("The letter {1} has no clause {2}."),
			       s->letter->id, s->clause, NULL);
	if (s->factor < FACTOR_LEAST || s->factor > FACTOR_MOST)
		return err_set(err, SIFA_E_USAGE,
			       N_("Between the number and twice the number can be given out: a "
				  "factor from 1 to 2."),
			       NULL);
	return SIFA_OK;
}

enum sifa_rc sifa_split_plan(struct sifa_session *se, const struct sifa_split *s,
			     struct sifa_split_plan *out, struct sifa_err *err)
{
	uint64_t above = s->above ? s->above : se->unit;
	struct view v;
	struct weighing w = {
		.v = &v, .s = s, .p = out, .year = s->year ? s->year : letter_year(s->letter)};
	enum sifa_rc rc = check_split(s, err);

	*out = (struct sifa_split_plan){0};
	if (!rc)
		rc = guard(se, GUARD_SCORE, se->sifa->config->letter, above, 0, err);
	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = plan(&w, above, err);
	view_end(&v);
	free(w.id);
	if (rc)
		sifa_split_free(out);
	return rc;
}

void sifa_split_free(struct sifa_split_plan *p)
{
	free(p->line);
	*p = (struct sifa_split_plan){0};
}

static bool given_now(const struct sifa_split *s, uint64_t unit)
{
	for (size_t i = 0; i < s->nlocks; i++)
		if (s->lock[i].unit == unit)
			return true;
	return false;
}

enum sifa_rc sifa_split_save(struct sifa_session *se, const struct sifa_split *s,
			     const struct sifa_split_plan *p,
			     const struct sifa_supplement *supplement, struct sifa_findings *out,
			     struct sifa_err *err)
{
	struct sifa_target_put *put = calloc(p->n + 1, sizeof *put);
	enum sifa_rc rc = put ? SIFA_OK : err_nomem(err);
	char how[80];
	size_t n = 0;

	snprintf(how, sizeof how, "%.13s x%lld.%02lld", s->by, (long long)(s->factor / 100),
		 (long long)(s->factor % 100));
	if (!rc && s->total >= 0) {
		n = 1;
		put[0] = (struct sifa_target_put){.unit = s->above ? s->above : se->unit,
						  .clause = s->clause,
						  .n = p->total,
						  .above = -1};
	}
	for (size_t i = 0; i < p->n && !rc; i++) {
		const struct sifa_split_line *line = &p->line[i];
		bool now = given_now(s, line->unit);

		if (line->locked && !now) /* as it stood before */
			continue;
		put[n] = (struct sifa_target_put){.unit = line->unit,
						  .clause = s->clause,
						  .n = line->n,
						  .above = p->total,
						  .by_hand = now,
						  .locked = now,
						  .by = now ? NULL : how};
		n++;
	}
	if (!rc)
		rc = sifa_targets_put(se, s->letter, s->year, put, n, supplement, out, err);
	free(put);
	return rc;
}
