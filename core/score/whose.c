/* whose.c - whose row it is: by the unit that it names, by a hand-over, by a reference. */
#include "ask.h"
#include "whose.h"

/* A unit is itself what counts for those above it, whoever keeps its record. */
static size_t unit_offset(const struct scan *s, const struct sifa_kind *k)
{
	return k == s->run->view->se->sifa->config->unit ? FIX_ID : FIX_UNIT;
}

static bool is_handed(const struct scan *s, const uint8_t *row)
{
	return s->run->handed.n && (row[FIX_FLAGS] & SIFA_REC_HANDED);
}

static struct owner owner_of(const struct scan *s, uint64_t unit)
{
	struct owner o = {unit, idmap_get(&s->claims->unit, unit), (uint32_t)s->run->noffices,
			  false};

	if (o.claim == IDMAP_NONE)
		return o;
	if (s->claims->v[o.claim].whole)
		o.office = s->claims->v[o.claim].office;
	else
		o.divided = true;
	return o;
}

/* Units come again and again, in no order. */
void map_units(struct scan *s, const struct chunk *c, struct whose *w)
{
	const size_t unit_at = unit_offset(s, s->kind);

	w->divided = false;
	for (size_t i = 0; i < c->n; i++) {
		uint64_t unit = get_le(chunk_row(c, i) + unit_at, 8);
		struct owner *o = &s->owner[unit % SCAN_OWNERS];

		if (o->unit != unit || !unit)
			*o = owner_of(s, unit);
		w->claim[i] = o->claim;
		w->office[i] = o->office;
		w->divided |= o->divided;
	}
	for (size_t i = 0; i < c->n && s->run->handed.n; i++) {
		if (!is_handed(s, chunk_row(c, i)))
			continue;
		w->office[i] = (uint32_t)s->run->noffices;
		w->divided = true;
	}
	w->mapped = true;
}

uint32_t claim_via(struct scan *s, const struct plan *pl, const struct chunk *c,
		   const struct whose *w, size_t at)
{
	const struct sifa_field *via = pl->p->via;
	uint64_t to = slot_get(via, chunk_row(c, at), c->width);
	uint32_t nobody = (uint32_t)s->claims->n, claim;
	const uint8_t *fixed;
	size_t n;

	if (to <= SIFA_PENDING)
		return w->claim[at];
	claim = idmap_get(&s->via, to);
	if (claim == IDMAP_NONE) {
		if (view_score_fixed(s->run->view, to, &fixed, &n, NULL))
			return w->claim[at];
		/* one behind the last claim: nobody's */
		claim = idmap_get(&s->claims->unit, get_le(fixed + unit_offset(s, via->target), 8));
		if (!idmap_put(&s->via, to, claim == IDMAP_NONE ? nobody : claim))
			s->failed = true;
	}
	return claim == nobody ? IDMAP_NONE : claim;
}

bool falls_to(const struct scan *s, const struct probe *p, const uint8_t *row, size_t width,
	      const struct claim *c)
{
	const struct days *d = &c->days, own = stock_days(s->run, p);
	sifa_day a = own.from, b = own.to, day;

	if (c->whole)
		return true;
	if (p->date && !p->stock) {
		day = day_of_slot(slot_get(p->date, row, width));
		return day >= d->from && day <= d->to;
	}
	a = d->from > a ? d->from : a;
	b = d->to < b ? d->to : b;
	if (a > b || p->stock)
		return a <= b && run_on_register(p, row, width, a, b);
	day = home_day(s->kind, row, width);
	return day == SIFA_DAY_NONE || day <= b;
}

uint32_t claim_on(const struct scan *s, const struct probe *p, const struct chunk *c,
		  const struct whose *w, size_t at)
{
	const uint8_t *row = chunk_row(c, at);
	sifa_day day = s->run->end;

	if (!is_handed(s, row))
		return w->claim[at];
	if (p->date && !p->stock)
		day = day_of_slot(slot_get(p->date, row, c->width));
	return idmap_get(&s->claims->unit, handed_unit(&s->run->handed, get_le(row + FIX_ID, 8),
						       day, get_le(row + FIX_UNIT, 8)));
}
