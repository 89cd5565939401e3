/* duty.c - what is owed in a period, and how much of it was done: from the records
 * of the acts, through the references to the person. */
#include <stdlib.h>
#include <string.h>

#include "duty.h"
#include "find.h"

/* ---- periods ---- */

struct duty_span duty_period(enum sifa_every every, sifa_day day)
{
	static const int32_t months[] = {
		[SIFA_MONTH] = 1, [SIFA_QUARTER] = 3, [SIFA_HALF_YEAR] = 6, [SIFA_YEAR] = 12};
	int32_t first;
	sifa_day monday;

	if (every == SIFA_WEEK) {
		monday = day - (sifa_day_weekday(day) + 6) % 7;
		return (struct duty_span){monday, monday + 6};
	}
	first = day_month(day);
	first -= ((first % months[every]) + months[every]) % months[every];
	return (struct duty_span){month_first(first), month_last(first + months[every] - 1)};
}

/* ---- owed ---- */

bool duty_runs(const struct sifa_duty_def *d, sifa_day from, sifa_day until, struct duty_span p)
{
	if (from == SIFA_DAY_NONE || from > p.from || (until != SIFA_DAY_NONE && until <= p.to))
		return false;
	return (d->since == SIFA_DAY_NONE || p.from >= d->since) &&
	       (d->to == SIFA_DAY_NONE || p.from <= d->to);
}

bool duty_paused(sifa_day from, sifa_day until, sifa_day day)
{
	return from != SIFA_DAY_NONE && from < day && (until == SIFA_DAY_NONE || until >= day);
}

static sifa_day day_in(const struct sifa_record *r, uint16_t field)
{
	if (field == SIFA_NO_FIELD || r->v[field].state != SIFA_SET)
		return SIFA_DAY_NONE;
	return (sifa_day)r->v[field].n;
}

static bool owed(const struct sifa_duty_def *d, const struct sifa_record *r, struct duty_span p)
{
	if (!duty_runs(d, day_in(r, d->from), day_in(r, d->until), p) || !when_holds(&d->when, r) ||
	    record_over(r, p.to))
		return false;
	for (size_t i = 0; i < d->npauses; i++)
		if (duty_paused(day_in(r, d->pause[i][0]), day_in(r, d->pause[i][1]), p.to))
			return false;
	return true;
}

/* ---- acts done ---- */

struct acts {
	struct view *v;
	const struct sifa_duty_def *d;
	struct duty_span p;
	int64_t n;
};

static int64_t amount_of(const struct sifa_duty_def *d, const uint8_t *fixed, size_t n)
{
	const struct sifa_field *f;
	struct sifa_value v = {0};

	if (d->amount == SIFA_NO_FIELD)
		return 1;
	f = &d->done->field[d->amount];
	slot_value(f, slot_get(f, fixed, n), &v);
	return v.state == SIFA_SET ? v.n : 0;
}

static bool count_act(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct acts *a = arg;
	const uint8_t *fixed;
	size_t n;

	(void)kind, (void)field;
	if (day != SIFA_DAY_NONE && day < a->p.from) /* newest first */
		return false;
	if (day == SIFA_DAY_NONE || day > a->p.to ||
	    view_score_fixed(a->v, from, &fixed, &n, NULL) || !where_match(a->d->where, fixed, n))
		return true;
	a->n += amount_of(a->d, fixed, n);
	return true;
}

/* ---- a person's duties ---- */

struct gather {
	struct view *v;
	sifa_day day;
	struct sifa_duty *out;
	size_t n, cap;
	struct sifa_err *err;
	enum sifa_rc rc;
};

static void one(struct gather *g, const struct sifa_record *r, const struct sifa_duty_def *d)
{
	struct duty_span p = duty_period(d->every, g->day);
	struct acts a = {.v = g->v, .d = d, .p = p};
	struct sifa_duty *o;

	if (g->rc || !owed(d, r, p) || !d->done)
		return;
	g->rc = view_refs(g->v, r->id, d->done->no, d->via, count_act, &a, g->err);
	if (!g->rc && !grow(&g->out, &g->cap, g->n + 1, sizeof *g->out))
		g->rc = err_nomem(g->err);
	if (g->rc)
		return;
	o = &g->out[g->n++];
	*o = (struct sifa_duty){.kind = r->kind,
				.def = d,
				.record = r->id,
				.from = p.from,
				.to = p.to,
				.due = d->times,
				.done = a.n};
	if (g->n > 1 && o[-1].record == r->id) /* a person owes several */
		memcpy(o->title, o[-1].title, sizeof o->title);
	else
		view_title_of(g->v, r, g->v->se->lang, o->title, sizeof o->title);
}

static void of_record(struct gather *g, const struct sifa_record *r)
{
	for (size_t i = 0; i < r->kind->nduties; i++)
		one(g, r, &r->kind->duty[i]);
}

/* ---- everybody's ---- */

struct members {
	struct view *v;
	const struct sifa_kind *kind;
	sifa_day day;
	struct idlist ids;
};

/* Could it owe something in a period that holds the day? Told from the fact row, so
 * that those whose duties are over are not read. */
static bool may_owe(const struct members *m, const uint8_t *row, size_t width)
{
	const struct sifa_kind *k = m->kind;
	uint64_t day = slot_of_day(m->day);

	for (size_t i = 0; i < k->nduties; i++) {
		const struct sifa_duty_def *d = &k->duty[i];
		uint64_t from = slot_get(&k->field[d->from], row, width), until = 0;

		if (d->until != SIFA_NO_FIELD)
			until = slot_get(&k->field[d->until], row, width);
		if (from >= SIFA_SET && from <= day && (until < SIFA_SET || until > day))
			return true;
	}
	return false;
}

static bool note_member(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct members *m = arg;

	(void)month;
	for (size_t i = 0; i < n && !m->ids.failed; i++, rows += width)
		if (may_owe(m, rows, width) && view_sees_unit(m->v, get_le(rows + FIX_HOLDER, 8)))
			idlist_add(&m->ids, get_le(rows + FIX_ID, 8));
	return !m->ids.failed;
}

static enum sifa_rc of_kind(struct gather *g, const struct sifa_kind *k)
{
	struct members m = {.v = g->v, .kind = k, .day = g->day};
	struct sifa_record *r = record_new(k);
	enum sifa_rc rc = r ? view_facts(g->v, k, INT32_MIN, INT32_MAX, note_member, &m, g->err)
			    : err_nomem(g->err);

	if (!rc && m.ids.failed)
		rc = err_nomem(g->err);
	idlist_sort(&m.ids);
	for (size_t i = 0; i < m.ids.n && !rc; i++) {
		record_clear(r);
		if (!view_load(g->v, m.ids.id[i], r, NULL))
			of_record(g, r);
		rc = g->rc;
	}
	free(m.ids.id);
	sifa_record_free(r);
	return rc;
}

/* What is still owed first, by its last day. */
static int by_need(const void *a, const void *b)
{
	const struct sifa_duty *x = a, *y = b;
	bool p = x->done >= x->due, q = y->done >= y->due;

	if (p != q)
		return p - q;
	if (x->to != y->to)
		return (x->to > y->to) - (x->to < y->to);
	if (x->record != y->record)
		return (x->record > y->record) - (x->record < y->record);
	return (x->def > y->def) - (x->def < y->def);
}

enum sifa_rc duties_in(struct view *v, uint64_t record, sifa_day day, struct sifa_duty **out,
		       size_t *n, struct sifa_err *err)
{
	const struct config *c = v->se->sifa->config;
	struct gather g = {.v = v, .day = day, .err = err};
	struct sifa_record *r = NULL;

	if (record) {
		g.rc = view_get(v, record, &r, err);
		if (!g.rc)
			of_record(&g, r);
		sifa_record_free(r);
	}
	for (size_t i = 0; !record && i < c->nkinds && !g.rc; i++)
		if (c->kind[i]->nduties)
			g.rc = of_kind(&g, c->kind[i]);
	if (!g.rc && g.n)
		qsort(g.out, g.n, sizeof *g.out, by_need);
	if (g.rc) {
		free(g.out);
		g.out = NULL;
		g.n = 0;
	}
	*out = g.out;
	*n = g.n;
	return g.rc;
}

enum sifa_rc sifa_duties(struct sifa_session *se, uint64_t record, sifa_day day,
			 struct sifa_duty **out, size_t *n, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	rc = duties_in(&v, record, day, out, n, err);
	view_end(&v);
	return rc;
}
