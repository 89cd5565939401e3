/* run.c - prepares the passes over the facts, one a kind, and brings what they
 * counted into one tally a probe and office. */
#include "run.h"

#include <stdlib.h>
#include <string.h>

#include "kept.h"

#define DAY_FIRST ((sifa_day)-25567) /* 1900-01-01 */

struct counting {
	struct run *run;
	struct where_env env;
	struct claims claims;
	struct kept *kept;
	struct plan *plan;
	int64_t *count;
};

static bool wanted(const struct run *r, const struct probe *p)
{
	return !r->want || r->want[p->slot];
}

static bool by_reference(const struct probe *p)
{
	return p->shape == PROBE_PAIRS && p->field->type == SIFA_REFS;
}

/* ---- plans ---- */

sifa_day run_yearly(sifa_day from, unsigned month, unsigned dom)
{
	int year, m, d;

	sifa_day_split(from, &year, &m, &d);
	for (int y = year; y <= year + 1; y++) {
		sifa_day day = sifa_day_of(y, (int)month, (int)dom);

		if (day == SIFA_DAY_NONE) /* 29 February */
			day = sifa_day_of(y, 2, 28);
		if (day >= from)
			return day;
	}
	return from;
}

static sifa_day bound_day(const struct run *r, const struct bound *b)
{
	switch (b->name) {
	case BOUND_START:
		return r->start;
	case BOUND_END:
		return r->end;
	case BOUND_CUTOFF:
		return r->cutoff;
	case BOUND_AS_OF:
		return r->as_of;
	case BOUND_YEARLY:
		return run_yearly(r->start, b->month, b->dom);
	case BOUND_DAY:
		break;
	}
	return b->day;
}

static void set_filter(struct filter *f, const struct where *w)
{
	f->where = w;
	f->whole = !w || where_ranges(w, f->range, SCAN_RANGES, &f->n);
}

struct days run_days(const struct run *r, const struct probe *p)
{
	struct days d = {DAY_FIRST, r->end};

	if (!p->date || p->stock)
		return d;
	d.from = bound_day(r, &p->lo);
	d.to = p->hi.name == BOUND_YEARLY ? run_yearly(d.from, p->hi.month, p->hi.dom)
					  : bound_day(r, &p->hi);
	if (d.to > r->as_of - (sifa_day)p->aged)
		d.to = r->as_of - (sifa_day)p->aged;
	if (p->term.set) {
		d.from = d.from > p->term.from ? d.from : p->term.from;
		d.to = d.to < p->term.to ? d.to : p->term.to;
	}
	return d;
}

static void set_plan(struct counting *c, struct plan *pl, const struct probe *p)
{
	struct run *r = c->run;
	struct days d = run_days(r, p);

	*pl = (struct plan){.p = p, .lo = d.from, .hi = d.to};
	pl->m0 = p->date ? day_month(pl->lo) : FACT_NO_MONTH;
	pl->m1 = day_month(pl->hi);
	set_filter(&pl->where, p->where);
	pl->fast = p->op == PROBE_COUNT && !p->guard && !p->latest && !p->via && !p->with &&
		   !p->stock && !r->collect &&
		   (p->shape == PROBE_VALUE || p->shape == PROBE_SERIES);
}

size_t run_subs(const struct run *r, const struct probe *p)
{
	return p->shape == PROBE_SERIES ? (r->months + p->step - 1) / p->step : 1;
}

static int by_kind(const void *a, const void *b)
{
	const struct plan *x = a, *y = b;
	int c = (x->p->kind->no > y->p->kind->no) - (x->p->kind->no < y->p->kind->no);

	return c ? c : (x->p->slot > y->p->slot) - (x->p->slot < y->p->slot);
}

static enum sifa_rc join(struct counting *c, struct where *w, struct sifa_err *err)
{
	if (!w)
		return SIFA_OK;
	return view_join(c->run->view, w, &c->env, err);
}

static enum sifa_rc make_plans(struct counting *c, size_t *n, struct sifa_err *err)
{
	const struct probes *l = c->run->probes;
	size_t cells = 0, row = c->run->noffices + 1;
	enum sifa_rc rc = SIFA_OK;
	int64_t *at;

	c->plan = calloc(l->n + 1, sizeof *c->plan);
	if (!c->plan)
		return err_nomem(err);
	for (size_t i = 0; i < l->n && !rc; i++) {
		const struct probe *p = l->v[i];

		if (!wanted(c->run, p))
			continue;
		rc = join(c, p->where, err);
		if (!rc)
			rc = join(c, p->guard, err);
		if (!rc)
			rc = join(c, p->latest, err);
		set_plan(c, &c->plan[*n], p);
		if (by_reference(p) || c->plan[*n].lo > c->plan[*n].hi)
			continue;
		if (c->plan[*n].fast)
			cells += row * run_subs(c->run, p);
		(*n)++;
	}
	if (rc)
		return rc;
	qsort(c->plan, *n, sizeof *c->plan, by_kind);
	at = c->count = calloc(cells + 1, sizeof *c->count);
	if (!c->count)
		return err_nomem(err);
	for (size_t i = 0; i < *n; i++) {
		if (!c->plan[i].fast)
			continue;
		c->plan[i].count = at;
		at += row * run_subs(c->run, c->plan[i].p);
	}
	return SIFA_OK;
}

/* ---- after the passes ---- */

/* Acts through a set of references: asked of the reference index, a member at a
 * time, since sets do not stand in fact rows. */
struct acts {
	const struct probe *p;
	const struct plan *pl;
	struct view *view;
	struct tally *t;
	uint64_t member;
	struct days term; /* of the member */
	bool failed;
};

static bool one_act(void *arg, uint16_t kind, uint16_t field, sifa_day home, uint64_t from)
{
	struct acts *a = arg;
	const uint8_t *fixed;
	sifa_day day = home;
	size_t n;

	(void)kind, (void)field;
	if (view_score_fixed(a->view, from, &fixed, &n, NULL))
		return true;
	if (a->p->date)
		day = day_of_slot(slot_get(a->p->date, fixed, n));
	if (day == SIFA_DAY_NONE || day < a->pl->lo || day > a->pl->hi || day < a->term.from ||
	    day > a->term.to || (fixed[FIX_FLAGS] & SIFA_REC_DELETED) ||
	    !where_match(a->p->where, fixed, n))
		return true;
	if (!grow(&a->t->hit, &a->t->hitcap, a->t->nhit + 1, sizeof *a->t->hit)) {
		a->failed = true;
		return false;
	}
	a->t->hit[a->t->nhit++] =
		(struct hit){from, (int64_t)a->member, day, run_act_amount(a->p, fixed, n)};
	return true;
}

static enum sifa_rc referred_acts(struct counting *c, const struct probe *p, struct sifa_err *err)
{
	struct run *r = c->run;
	enum sifa_rc rc = SIFA_OK;
	struct plan pl;

	set_plan(c, &pl, p);
	for (size_t o = 0; o < r->noffices && !rc; o++) {
		const struct tally *m = &r->tally[p->members->slot * r->noffices + o];
		struct acts a = {p, &pl,    r->view, &r->tally[p->slot * r->noffices + o],
				 0, {0, 0}, false};

		for (size_t i = 0; i < m->nrows && !rc; i++) {
			a.member = get_le(m->rows + i * p->members->kind->fixed + FIX_ID, 8);
			a.term = m->term[i];
			rc = view_refs(r->view, a.member, p->kind->no, p->field->no, one_act, &a,
				       err);
			if (!rc && a.failed)
				rc = err_nomem(err);
		}
	}
	return rc;
}

static int by_amount(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	if (x->amount != y->amount)
		return (uint64_t)x->amount < (uint64_t)y->amount ? -1 : 1;
	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static int by_id(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static void finish(struct tally *t, const struct probe *p)
{
	if (p->op == PROBE_DISTINCT || p->shape == PROBE_PAIRS) {
		if (t->nhit)
			qsort(t->hit, t->nhit, sizeof *t->hit, by_amount);
		for (size_t i = 0; p->op == PROBE_DISTINCT && i < t->nhit; i++)
			t->value += !i || t->hit[i].amount != t->hit[i - 1].amount;
		return;
	}
	if (t->nhit)
		qsort(t->hit, t->nhit, sizeof *t->hit, by_id);
}

static enum sifa_rc scan_all(struct counting *c, size_t n, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0, k; i < n && !rc; i = k) {
		struct scan s = {.run = c->run, .kept = c->kept, .claims = &c->claims};

		s.kind = c->plan[i].p->kind;
		for (k = i + 1; k < n && c->plan[k].p->kind == s.kind; k++)
			;
		s.plan = &c->plan[i];
		s.nplans = k - i;
		rc = scan_kind(&s, err);
	}
	return rc;
}

struct tally *run_tallies(const struct run *r)
{
	size_t n = r->probes->n * r->noffices;
	struct tally *t = calloc(n + 1, sizeof *t);

	for (size_t i = 0; t && i < n; i++) {
		const struct probe *p = r->probes->v[i / r->noffices];

		t[i].last = SIFA_DAY_NONE;
		if (p->shape != PROBE_SERIES || !wanted(r, p))
			continue;
		t[i].series = calloc(run_subs(r, p) + 1, sizeof(int64_t));
		if (!t[i].series) {
			run_tallies_free(r, t);
			return NULL;
		}
	}
	return t;
}

void run_tallies_free(const struct run *r, struct tally *t)
{
	for (size_t i = 0; t && i < r->probes->n * r->noffices; i++) {
		free(t[i].series);
		free(t[i].rows);
		free(t[i].term);
		free(t[i].hit);
		free(t[i].fail);
	}
	free(t);
}

static enum sifa_rc counted(struct counting *c, struct sifa_err *err)
{
	struct run *r = c->run;
	enum sifa_rc rc = SIFA_OK;
	size_t n = 0;

	r->tally = run_tallies(r);
	if (!r->tally)
		return err_nomem(err);
	rc = claims_read(&c->claims, r, err);
	if (!rc)
		rc = same_load(r->view, &r->same, err);
	if (!rc)
		rc = handed_load(r->view, &r->handed, err);
	if (!rc)
		rc = make_plans(c, &n, err);
	if (!rc)
		rc = scan_all(c, n, err);
	for (size_t i = 0; i < r->probes->n && !rc; i++)
		if (wanted(r, r->probes->v[i]) && by_reference(r->probes->v[i]))
			rc = referred_acts(c, r->probes->v[i], err);
	for (size_t i = 0; i < r->probes->n * r->noffices && !rc; i++)
		finish(&r->tally[i], r->probes->v[i / r->noffices]);
	return rc;
}

static void counting_free(struct counting *c)
{
	free(c->plan);
	free(c->count);
	claims_free(&c->claims);
	*c = (struct counting){.run = c->run, .env = c->env};
}

enum sifa_rc run_count(struct run *r, struct sifa_err *err)
{
	struct counting c = {.run = r, .kept = kept_open(r)};
	enum sifa_rc rc;
	bool broken;

	c.env = (struct where_env){r->start, r->end, r->cutoff, r->as_of};
	rc = counted(&c, err);
	broken = kept_broken(c.kept);
	kept_close(c.kept, !rc);
	if (!rc && broken) {
		counting_free(&c);
		run_free(r);
		rc = counted(&c, err);
	}
	if (!rc)
		rc = run_inspections(r, err);
	if (!rc)
		rc = run_typed(r, err);
	counting_free(&c);
	return rc;
}

void run_free(struct run *r)
{
	run_tallies_free(r, r->tally);
	same_free(&r->same);
	handed_free(&r->handed);
	free(r->inspection);
	free(r->typed);
	r->typed = NULL;
	r->ntyped = r->typedcap = 0;
	r->tally = NULL;
	r->inspection = NULL;
}
