/* ladder.c - from what happened to what is proposed. Each occurrence (a loss, a clock that
 * was overrun, a number of warnings) is judged by the law in force on its first day, from the
 * strongest rung down; an event that answers the rung silences it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "ladder.h"

struct happened { /* an event, as its fixed part tells */
	uint64_t record, id;
	sifa_day on, until; /* until NONE: not over */
	uint16_t facts;	    /* bits */
	uint64_t answers;   /* rungs (bits) */
};

struct gathering {
	struct view *v;
	const struct ladder *la;
	struct happened *h;
	size_t n, cap;
	struct idlist own;   /* records to be judged */
	struct idlist clock; /* of them those whose clock may be overrun */
	sifa_day today;
	bool failed;
};

/* ---- events ---- */

static void note(struct gathering *g, const uint8_t *row, size_t width)
{
	const struct ladder *la = g->la;
	struct happened h = {.record = slot_get(la->via, row, width),
			     .id = get_le(row + FIX_ID, 8),
			     .on = day_of_slot(slot_get(la->on, row, width)),
			     .until = SIFA_DAY_NONE};

	if (h.record <= SIFA_PENDING || h.on == SIFA_DAY_NONE || h.on > g->today)
		return;
	for (size_t i = 0; i < la->nfacts; i++) {
		const struct ladder_fact *f = &la->fact[i];

		if (f->op == FACT_CLOCK || !f->where || !where_match(f->where, row, width))
			continue;
		h.facts |= (uint16_t)(1U << i);
		if (f->op == FACT_SPAN)
			h.until = day_of_slot(slot_get(f->until, row, width));
	}
	for (size_t i = 0; i < la->nlaws; i++)
		for (size_t j = 0; j < la->law[i].n; j++)
			if (la->law[i].rung[j].answered &&
			    where_match(la->law[i].rung[j].answered, row, width))
				h.answers |= UINT64_C(1) << la->law[i].rung[j].no;
	if (!h.facts && !h.answers)
		return;
	if (grow(&g->h, &g->cap, g->n + 1, sizeof *g->h))
		g->h[g->n++] = h;
	else
		g->failed = true;
}

static bool note_ref(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct gathering *g = arg;
	const uint8_t *fixed;
	size_t n;

	(void)kind, (void)field, (void)day;
	if (!view_fixed(g->v, from, &fixed, &n, NULL, NULL))
		note(g, fixed, n);
	return !g->failed;
}

static bool note_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct gathering *g = arg;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width)
		if (view_sees_unit(g->v, get_le(rows + FIX_UNIT, 8)))
			note(g, rows, width);
	return !g->failed;
}

/* Has the record a clock that has begun? Whether it was overrun is seen when it is read. */
static bool clock_begun(const struct ladder *la, const uint8_t *row, size_t width)
{
	for (size_t j = 0; j < la->nfacts; j++) {
		const struct ladder_fact *f = &la->fact[j];
		uint64_t from, until;

		if (f->op != FACT_CLOCK)
			continue;
		from = slot_get(&la->kind->field[f->clock->from], row, width);
		until = slot_get(f->until, row, width);
		if (from >= SIFA_SET && (until < SIFA_SET || until > from))
			return true;
	}
	return false;
}

/* Records not yet over: all of them where the ladder says when they are, else those with
 * a clock, for the others are known by their events. */
static bool note_own(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct gathering *g = arg;
	const struct ladder *la = g->la;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width) {
		uint64_t id = get_le(rows + FIX_ID, 8);
		bool begun = clock_begun(la, rows, width);

		if (la->until ? slot_get(la->until, rows, width) >= SIFA_SET : !begun)
			continue;
		if (view_sees_unit(g->v, get_le(rows + FIX_UNIT, 8)) &&
		    (!idlist_add(&g->own, id) || (begun && !idlist_add(&g->clock, id))))
			g->failed = true;
	}
	return !g->failed;
}

static int by_record(const void *a, const void *b)
{
	const struct happened *x = a, *y = b;

	if (x->record != y->record)
		return (x->record > y->record) - (x->record < y->record);
	if (x->on != y->on)
		return (x->on > y->on) - (x->on < y->on);
	return (x->id > y->id) - (x->id < y->id);
}

/* By record and day; a row of facts may come once for each of its months. */
static void in_order(struct gathering *g)
{
	size_t n = 0;

	if (g->n)
		qsort(g->h, g->n, sizeof *g->h, by_record);
	for (size_t i = 0; i < g->n; i++)
		if (!n || g->h[n - 1].id != g->h[i].id)
			g->h[n++] = g->h[i];
	g->n = n;
}

/* ---- judging ---- */

struct judging {
	const struct ladder *la;
	const struct sifa_record *r;
	const struct happened *h; /* of the record, in order of days */
	size_t n;
	sifa_day today;
	struct sifa_proposal *out;
	size_t max, *nout;
};

struct occurrence {
	const struct ladder_fact *fact;
	uint64_t because;
	sifa_day from, to; /* COUNT: from the first to the last */
	bool open;
	int64_t n; /* COUNT */
};

static const struct ladder_law *law_on(const struct ladder *la, sifa_day d)
{
	for (size_t i = 0; i < la->nlaws; i++)
		if ((la->law[i].from == SIFA_DAY_NONE || d >= la->law[i].from) &&
		    (la->law[i].to == SIFA_DAY_NONE || d <= la->law[i].to))
			return &la->law[i];
	return NULL;
}

/* More than a month is more than a calendar month (domain.md 11.2). */
static bool test_holds(const struct ladder_test *t, const struct occurrence *o)
{
	int64_t days = o->to - o->from;

	if (o->fact->op == FACT_COUNT)
		return o->n >= t->least;
	return (t->more_days < 0 || days > t->more_days) &&
	       (t->most_days < 0 || days <= t->most_days) &&
	       (!t->more_months || o->to > day_add_months(o->from, (int)t->more_months));
}

/* The first day on which a span from o->from will be that long. */
static sifa_day test_day(const struct ladder_test *t, const struct occurrence *o)
{
	sifa_day d = o->from + (sifa_day)(t->more_days >= 0 ? t->more_days + 1 : 0), m;

	if (t->more_months) {
		m = day_add_months(o->from, (int)t->more_months) + 1;
		d = m > d ? m : d;
	}
	return d;
}

static bool rung_holds(const struct judging *j, const struct ladder_rung *g,
		       const struct occurrence *o)
{
	for (size_t i = 0; i < g->n && when_holds(&g->when, j->r); i++)
		if (&j->la->fact[g->test[i].fact] == o->fact && test_holds(&g->test[i], o))
			return true;
	return false;
}

/* The day on which the rung was last answered; NONE: never. */
static sifa_day answered_on(const struct judging *j, const struct ladder_rung *g)
{
	for (size_t i = j->n; i > 0; i--)
		if (j->h[i - 1].answers >> g->no & 1)
			return j->h[i - 1].on;
	return SIFA_DAY_NONE;
}

static void say_why(const struct occurrence *o, struct sifa_proposal *p)
{
	const char *const *label = o->fact->label;
	char from[16], to[16];
	int days = o->to - o->from;

	sifa_day_format(o->from, from);
	sifa_day_format(o->to, to);
	if (o->fact->op == FACT_COUNT) {
		snprintf(p->why[SIFA_ZH], sizeof p->why[SIFA_ZH], "%s%lld次，最近%s",
			 label[SIFA_ZH], (long long)o->n, to);
		snprintf(p->why[SIFA_EN], sizeof p->why[SIFA_EN], "%s: %lld, the last on %s",
			 label[SIFA_EN], (long long)o->n, to);
		return;
	}
	snprintf(p->why[SIFA_ZH], sizeof p->why[SIFA_ZH], "%s%d日（%s至%s）", label[SIFA_ZH], days,
		 from, o->open ? "今" : to);
	snprintf(p->why[SIFA_EN], sizeof p->why[SIFA_EN], "%s for %d days (%s to %s)",
		 label[SIFA_EN], days, from, o->open ? "today" : to);
}

/* The next stronger rung that an open span will come to. */
static void foresee(const struct judging *j, const struct ladder_law *law, size_t at,
		    const struct occurrence *o, struct sifa_proposal *p)
{
	p->next = SIFA_DAY_NONE;
	for (size_t i = 0; i < at && o->open; i++) {
		const struct ladder_rung *g = &law->rung[i];

		for (size_t k = 0; k < g->n && when_holds(&g->when, j->r); k++) {
			sifa_day d = test_day(&g->test[k], o);

			if (&j->la->fact[g->test[k].fact] != o->fact || d <= j->today ||
			    (p->next != SIFA_DAY_NONE && d >= p->next))
				continue;
			p->next = d;
			memcpy(p->next_propose, g->propose, sizeof g->propose);
		}
	}
}

static void judge(const struct judging *j, const struct occurrence *o)
{
	const struct ladder_law *law = law_on(j->la, o->fact->op == FACT_COUNT ? o->to : o->from);
	size_t i = 0;
	sifa_day answer;
	struct sifa_proposal *p;

	while (law && i < law->n && !rung_holds(j, &law->rung[i], o))
		i++;
	if (!law || i == law->n || *j->nout == j->max)
		return;
	answer = answered_on(j, &law->rung[i]);
	/* Of a count only what came behind the last answer is left (count_of). */
	if (o->fact->op != FACT_COUNT && answer != SIFA_DAY_NONE && answer >= o->from)
		return;
	p = &j->out[(*j->nout)++];
	*p = (struct sifa_proposal){.ladder = {j->la->label[SIFA_ZH], j->la->label[SIFA_EN]},
				    .law = law->source,
				    .source = law->rung[i].source,
				    .because = o->because,
				    .since = o->from,
				    .rung = law->rung[i].no};
	memcpy(p->propose, law->rung[i].propose, sizeof p->propose);
	say_why(o, p);
	foresee(j, law, i, o, p);
}

static void judge_spans(const struct judging *j, const struct ladder_fact *f, unsigned bit)
{
	for (size_t i = 0; i < j->n; i++) {
		struct occurrence o = {.fact = f,
				       .because = j->h[i].id,
				       .from = j->h[i].on,
				       .to = j->h[i].until,
				       .open = j->h[i].until == SIFA_DAY_NONE ||
					       j->h[i].until > j->today};

		if (!(j->h[i].facts >> bit & 1))
			continue;
		if (o.open)
			o.to = j->today;
		if (o.to >= o.from)
			judge(j, &o);
	}
}

/* The due day as if nothing had been done, and how far it was passed. */
static void judge_clock(const struct judging *j, const struct ladder_fact *f)
{
	const struct sifa_value *until = &j->r->v[f->until->index];
	struct sifa_record as_if = *j->r;
	struct occurrence o = {.fact = f, .open = until->state != SIFA_SET};

	as_if.v = calloc(j->r->kind->nfields, sizeof *as_if.v);
	if (!as_if.v)
		return;
	memcpy(as_if.v, j->r->v, j->r->kind->nfields * sizeof *as_if.v);
	if (f->clock->done != SIFA_NO_FIELD)
		as_if.v[f->clock->done].state = SIFA_ABSENT;
	as_if.v[f->until->index].state = SIFA_ABSENT;
	o.from = sifa_clock_due(&as_if, f->clock);
	free(as_if.v);
	o.to = o.open ? j->today : (sifa_day)until->n;
	if (o.from != SIFA_DAY_NONE && o.to > o.from)
		judge(j, &o);
}

/* How many since the last event that answered a rung which asks for this count. */
static void judge_count(const struct judging *j, const struct ladder_fact *f, unsigned bit)
{
	uint64_t asking = 0;
	struct occurrence o = {.fact = f};

	for (size_t i = 0; i < j->la->nlaws; i++)
		for (size_t k = 0; k < j->la->law[i].n; k++)
			for (size_t t = 0; t < j->la->law[i].rung[k].n; t++)
				if (j->la->law[i].rung[k].test[t].fact == bit)
					asking |= UINT64_C(1) << j->la->law[i].rung[k].no;
	for (size_t i = 0; i < j->n; i++) {
		if (j->h[i].answers & asking)
			o.n = 0;
		if (!(j->h[i].facts >> bit & 1))
			continue;
		o.from = o.n++ ? o.from : j->h[i].on;
		o.to = j->h[i].on;
		o.because = j->h[i].id;
	}
	if (o.n)
		judge(j, &o);
}

/* The strongest first; the same rung stands once. */
static int by_rung(const void *a, const void *b)
{
	const struct sifa_proposal *x = a, *y = b;

	if (x->rung != y->rung)
		return x->rung - y->rung;
	return (x->since > y->since) - (x->since < y->since);
}

static void judge_all(const struct judging *j)
{
	size_t n = 0;

	if (j->la->until && j->r->v[j->la->until->index].state == SIFA_SET)
		return;
	for (unsigned i = 0; i < j->la->nfacts; i++) {
		const struct ladder_fact *f = &j->la->fact[i];

		if (f->op == FACT_SPAN)
			judge_spans(j, f, i);
		else if (f->op == FACT_CLOCK)
			judge_clock(j, f);
		else
			judge_count(j, f, i);
	}
	if (*j->nout)
		qsort(j->out, *j->nout, sizeof *j->out, by_rung);
	for (size_t i = 0; i < *j->nout; i++)
		if (!n || j->out[n - 1].rung != j->out[i].rung)
			j->out[n++] = j->out[i];
	*j->nout = n;
}

/* ---- conditions on events ---- */

static enum sifa_rc ready(struct view *v, const struct ladder *la, struct sifa_err *err)
{
	sifa_day d = sifa_today(v->se);
	struct where_env env = {d, d, d, d};
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < la->nfacts && !rc; i++)
		if (la->fact[i].where)
			rc = view_join(v, la->fact[i].where, &env, err);
	for (size_t i = 0; i < la->nlaws && !rc; i++)
		for (size_t k = 0; k < la->law[i].n && !rc; k++)
			if (la->law[i].rung[k].answered)
				rc = view_join(v, la->law[i].rung[k].answered, &env, err);
	return rc;
}

static void drop(struct where *w)
{
	size_t n;
	struct where_join **j = w ? where_joins(w, &n) : NULL;

	for (size_t i = 0; w && i < n; i++)
		id_set_free(&j[i]->set);
}

static void done(const struct ladder *la)
{
	for (size_t i = 0; i < la->nfacts; i++)
		drop(la->fact[i].where);
	for (size_t i = 0; i < la->nlaws; i++)
		for (size_t k = 0; k < la->law[i].n; k++)
			drop(la->law[i].rung[k].answered);
}

/* ---- one record ---- */

static enum sifa_rc of_record(struct view *v, const struct ladder *la, const struct sifa_record *r,
			      struct sifa_proposal *out, size_t max, size_t *n,
			      struct sifa_err *err)
{
	struct gathering g = {.v = v, .la = la, .today = sifa_today(v->se)};
	enum sifa_rc rc = ready(v, la, err);

	if (!rc && r->id)
		rc = view_refs(v, r->id, la->events->no, la->via->no, note_ref, &g, err);
	if (!rc && g.failed)
		rc = err_nomem(err);
	if (!rc) {
		struct judging j = {
			.la = la, .r = r, .today = g.today, .out = out, .max = max, .nout = n};

		in_order(&g);
		j.h = g.h;
		j.n = g.n;
		judge_all(&j);
	}
	done(la);
	free(g.h);
	return rc;
}

enum sifa_rc sifa_ladder(struct sifa_session *se, const struct sifa_record *r,
			 struct sifa_proposal *out, size_t max, size_t *n, struct sifa_err *err)
{
	const struct ladders *ls = ladders_of(se->sifa);
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);
	size_t all = 0;

	*n = 0;
	if (rc)
		return rc;
	for (size_t i = 0; ls && i < ls->n && !rc; i++) {
		size_t some = 0;

		if (ls->ladder[i]->kind == r->kind)
			rc = of_record(&v, ls->ladder[i], r, out + all, max - all, &some, err);
		all += some;
	}
	view_end(&v);
	*n = rc ? 0 : all;
	return rc;
}

/* ---- all records ---- */

static void add_due(struct gathering *g, struct sifa_record *r, uint64_t id, size_t from, size_t to,
		    void (*add)(void *arg, const struct sifa_due *d), void *arg)
{
	struct sifa_proposal p[8];
	size_t n = 0;
	struct judging j = {.la = g->la,
			    .r = r,
			    .h = g->h + from,
			    .n = to - from,
			    .today = g->today,
			    .out = p,
			    .max = 8,
			    .nout = &n};

	record_clear(r);
	if (view_load(g->v, id, r, NULL) || !view_sees_unit(g->v, r->unit))
		return;
	judge_all(&j);
	for (size_t i = 0; i < n; i++) {
		struct sifa_due d = {.due = g->today,
				     .kind = r->kind,
				     .what = {p[i].propose[SIFA_ZH], p[i].propose[SIFA_EN]},
				     .record = id};

		add(arg, &d);
	}
}

/* Events of a record, if it may come to anything: asked of the index of references, for
 * those of records that are over outnumber them, and grow from year to year. */
static enum sifa_rc gather_own(struct gathering *g, struct sifa_err *err)
{
	const struct ladder *la = g->la;
	enum sifa_rc rc = SIFA_OK;

	idlist_sort(&g->own);
	for (size_t i = 0; i < g->own.n && !rc; i++)
		rc = view_refs(g->v, g->own.id[i], la->events->no, la->via->no, note_ref, g, err);
	return rc;
}

static enum sifa_rc gather_events(struct gathering *g, struct sifa_err *err)
{
	enum sifa_rc rc = view_facts(g->v, g->la->events, INT32_MIN, INT32_MAX, note_block, g, err);

	for (size_t i = 0; i < g->n && !rc && !g->failed; i++)
		g->failed = !idlist_add(&g->own, g->h[i].record);
	idlist_sort(&g->own);
	return rc;
}

static enum sifa_rc gather_all(struct gathering *g, struct sifa_err *err)
{
	enum sifa_rc rc = view_facts(g->v, g->la->kind, INT32_MIN, INT32_MAX, note_own, g, err);

	if (!rc)
		rc = g->la->until ? gather_own(g, err) : gather_events(g, err);
	if (!rc && g->failed)
		rc = err_nomem(err);
	idlist_sort(&g->clock);
	in_order(g);
	return rc;
}

static enum sifa_rc all_of(struct view *v, const struct ladder *la,
			   void (*add)(void *arg, const struct sifa_due *d), void *arg,
			   struct sifa_err *err)
{
	struct gathering g = {.v = v, .la = la, .today = sifa_today(v->se)};
	struct sifa_record *r = record_new(la->kind);
	enum sifa_rc rc = r ? ready(v, la, err) : err_nomem(err);
	size_t at = 0, clock = 0;

	if (!rc)
		rc = gather_all(&g, err);
	for (size_t i = 0; r && i < g.own.n && !rc; i++) {
		size_t from;

		while (at < g.n && g.h[at].record < g.own.id[i])
			at++;
		for (from = at; at < g.n && g.h[at].record == g.own.id[i];)
			at++;
		while (clock < g.clock.n && g.clock.id[clock] < g.own.id[i])
			clock++;
		if (from < at || (clock < g.clock.n && g.clock.id[clock] == g.own.id[i]))
			add_due(&g, r, g.own.id[i], from, at, add, arg);
	}
	done(la);
	free(g.h);
	free(g.own.id);
	free(g.clock.id);
	sifa_record_free(r);
	return rc;
}

enum sifa_rc ladders_due(struct view *v, void (*add)(void *arg, const struct sifa_due *d),
			 void *arg, struct sifa_err *err)
{
	const struct ladders *ls = ladders_of(v->se->sifa);
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; ls && i < ls->n && !rc; i++)
		rc = all_of(v, ls->ladder[i], add, arg, err);
	return rc;
}
