/* clock.c - due days: periods of law over the calendar, and whether they run. */
#include "config.h"

bool value_among(const struct sifa_field *f, const struct sifa_value *v, uint64_t in)
{
	if (v->state != SIFA_SET)
		return false;
	if (f->type == SIFA_CODES)
		return ((uint64_t)v->n & in) != 0;
	return v->n >= 0 && v->n < 64 && (in >> v->n & 1);
}

bool when_holds(const struct sifa_when *w, const struct sifa_record *r)
{
	return w->field == SIFA_NO_FIELD ||
	       value_among(&r->kind->field[w->field], &r->v[w->field], w->in);
}

static bool is_set(const struct sifa_record *r, uint16_t field)
{
	return field != SIFA_NO_FIELD && r->v[field].state == SIFA_SET;
}

bool state_holds(const struct sifa_state_def *s, const struct sifa_record *r)
{
	return (s->date == SIFA_NO_FIELD || is_set(r, s->date)) && !is_set(r, s->until) &&
	       when_holds(&s->when, r);
}

/* ---- the arithmetic ---- */

static sifa_day rest_day(const struct calendar *cal, sifa_day d, enum sifa_last_day how)
{
	for (int i = 0; i < 60 && how != SIFA_LAST_SAME && !calendar_working(cal, d); i++)
		d += how == SIFA_LAST_NEXT ? 1 : -1;
	return d;
}

/* Days behind `from` up to `to` are not counted: as everywhere in law, the day on which
 * something begins is not one of its days. */
struct still {
	sifa_day from, to;
};

static bool stands(const struct still *s, size_t n, sifa_day d)
{
	for (size_t i = 0; i < n; i++)
		if (d > s[i].from && d <= s[i].to)
			return true;
	return false;
}

/* n counted days behind `day`: each day that runs and, for working days, works. */
static sifa_day count_days(const struct calendar *cal, sifa_day day, unsigned n, bool working,
			   const struct still *s, size_t nstill)
{
	if (!working && !nstill)
		return day + (sifa_day)n;
	while (n) {
		day++;
		n -= !stands(s, nstill, day) && (!working || calendar_working(cal, day));
	}
	return day;
}

static sifa_day due_of(const struct calendar *cal, const struct sifa_period *p, sifa_day from,
		       const struct still *s, size_t nstill, enum sifa_last_day last)
{
	sifa_day due;

	if (p->months) { /* the month's day, later by the days it stood still before it */
		due = day_add_months(from, p->months);
		for (sifa_day d = from + 1; nstill && d <= due; d++)
			due += stands(s, nstill, d);
	} else {
		due = count_days(cal, from, p->days ? p->days : p->workdays, !p->days, s, nstill);
	}
	return rest_day(cal, due, last);
}

/* ---- of a record ---- */

/* Fills the spans in which the clock stood still; false while it does. */
static bool stills(const struct sifa_record *r, const struct sifa_clock_def *c, struct still *s,
		   size_t *n)
{
	for (size_t i = 0; i < c->npauses; i++) {
		if (!is_set(r, c->pause[i][0]))
			continue;
		if (!is_set(r, c->pause[i][1]))
			return false;
		s[*n].from = (sifa_day)r->v[c->pause[i][0]].n;
		s[*n].to = (sifa_day)r->v[c->pause[i][1]].n;
		*n += s[*n].from < s[*n].to;
	}
	return true;
}

uint64_t states_now(const struct sifa_record *r)
{
	const struct sifa_state_def *main = sifa_record_state(r);
	uint64_t in = main ? UINT64_C(1) << (main - r->kind->state) : 0;

	for (size_t i = 0; i < r->kind->nstates; i++)
		if (r->kind->state[i].side && state_holds(&r->kind->state[i], r))
			in |= UINT64_C(1) << i;
	return in;
}

uint8_t record_secrecy(const struct sifa_record *r, uint8_t base)
{
	for (size_t i = 0; i < r->kind->nsecrets; i++) {
		const struct secrecy_rule *s = &r->kind->secret[i];

		if (s->secrecy > base && (!s->in || s->in & states_now(r)) &&
		    when_holds(&s->when, r))
			base = s->secrecy;
	}
	return base;
}

bool record_over(const struct sifa_record *r, sifa_day by)
{
	for (size_t i = 0; i < r->kind->nstates; i++) {
		const struct sifa_state_def *s = &r->kind->state[i];

		if (s->final && state_holds(s, r) &&
		    (s->date == SIFA_NO_FIELD || r->v[s->date].n <= by))
			return true;
	}
	return false;
}

const struct sifa_period *clock_period(const struct sifa_clock_def *c, sifa_day from)
{
	for (size_t i = 0; i < c->nperiods; i++)
		if ((c->period[i].from == SIFA_DAY_NONE || from >= c->period[i].from) &&
		    (c->period[i].to == SIFA_DAY_NONE || from <= c->period[i].to))
			return &c->period[i];
	return NULL;
}

sifa_day clock_day(const struct sifa_record *r, const struct sifa_clock_def *c)
{
	const struct calendar *cal = r->kind->calendar;
	const struct sifa_period *p;
	struct still s[4];
	size_t n = 0;
	sifa_day from, due;

	if (!is_set(r, c->from) || !when_holds(&c->when, r) || !stills(r, c, s, &n))
		return SIFA_DAY_NONE;
	from = (sifa_day)r->v[c->from].n;
	p = clock_period(c, from);
	if (c->nperiods && !p)
		return SIFA_DAY_NONE;
	if (is_set(r, c->extended))
		due = rest_day(cal, (sifa_day)r->v[c->extended].n, c->last);
	else
		due = p ? due_of(cal, p, from, s, n, c->last) : rest_day(cal, from, c->last);
	return slot_fits(SIFA_DATE, due) ? due : SIFA_DAY_NONE;
}

sifa_day period_day(const struct sifa_kind *k, const struct sifa_period *p, sifa_day from)
{
	sifa_day due = due_of(k->calendar, p, from, NULL, 0, SIFA_LAST_SAME);

	return slot_fits(SIFA_DATE, due) ? due : SIFA_DAY_NONE;
}

sifa_day sifa_clock_due(const struct sifa_record *r, const struct sifa_clock_def *c)
{
	if (!is_set(r, c->from) || is_set(r, c->done) || !when_holds(&c->when, r) ||
	    record_over(r, INT32_MAX) || (c->in && !(c->in & states_now(r))))
		return SIFA_DAY_NONE;
	return clock_day(r, c);
}
