/* kept_digest.c - what kept numbers stand under: a digest of everything that could make
 * them others. */
#include <stdlib.h>
#include <string.h>

#include "kept_digest.h"

/* The Makefile gives a sum of all that counts: another program keeps other numbers. */
#ifndef SCORE_CODE
#define SCORE_CODE ""
#endif

struct digest_stamp { /* of all months of a kind */
	uint16_t kind;
	uint8_t sum[DIGEST_BYTES];
};

void digest_bytes(digest *h, const void *p, size_t n)
{
	crypto_generichash_update(h, p, n);
}

void digest_int(digest *h, uint64_t v)
{
	uint8_t b[8];

	put_le(b, v, 8);
	digest_bytes(h, b, 8);
}

void digest_begin(digest *h)
{
	crypto_generichash_init(h, NULL, 0, DIGEST_BYTES);
}

void digest_end(digest *h, uint8_t *out)
{
	crypto_generichash_final(h, out, DIGEST_BYTES);
}

static void one_stamp(void *arg, int32_t month, uint64_t stamp)
{
	digest_int(arg, (uint32_t)month);
	digest_int(arg, stamp);
}

/* All that is known of a kind's facts, as one number. */
static bool feed_kind(struct digests *k, digest *h, const struct sifa_kind *kind)
{
	digest s;
	struct digest_stamp new;

	if (!kind)
		return true;
	for (size_t i = 0; i < k->nstamps; i++)
		if (k->stamp[i].kind == kind->no) {
			digest_bytes(h, k->stamp[i].sum, DIGEST_BYTES);
			return true;
		}
	new.kind = kind->no;
	digest_begin(&s);
	if (view_stamps(k->run->view, kind, INT32_MIN, INT32_MAX, one_stamp, &s, NULL) ||
	    !grow(&k->stamp, &k->stampcap, k->nstamps + 1, sizeof *k->stamp))
		return false;
	digest_end(&s, new.sum);
	k->stamp[k->nstamps++] = new;
	digest_bytes(h, new.sum, DIGEST_BYTES);
	return true;
}

static bool feed_joins(struct digests *k, digest *h, const struct where *w)
{
	size_t n = 0;
	/* only looked at */
	struct where_join **join = w ? where_joins((struct where *)(uintptr_t)w, &n) : NULL;

	for (size_t i = 0; i < n; i++)
		if (!feed_kind(k, h, join[i]->kind) || !feed_joins(k, h, join[i]->where))
			return false;
	return true;
}

/* Whose rows are: the units, what was handed over, who is one person. */
bool digests_begin(struct digests *k, const struct run *r)
{
	const struct config *c = r->view->se->sifa->config;
	digest *h = &k->context;

	k->run = r;
	digest_begin(h);
	digest_bytes(h, SCORE_CODE, sizeof SCORE_CODE);
	digest_bytes(h, session_running(r->view->se), 32);
	digest_bytes(h, r->letter->id, strlen(r->letter->id) + 1);
	digest_int(h, r->noffices);
	for (size_t i = 0; i < r->noffices; i++)
		digest_int(h, r->office[i].id);
	digest_int(h, (uint32_t)r->start);
	digest_int(h, (uint32_t)r->period_end);
	return feed_kind(k, h, c->unit) && feed_kind(k, h, c->handover) &&
	       feed_kind(k, h, c->same_person);
}

/* Counting days and ranges say all there is to say about such a probe in a month. */
static bool is_plain(const struct plan *pl)
{
	return pl->where.whole && !pl->p->guard && !pl->p->latest && !pl->p->stock && pl->p->date;
}

static bool feed_plan(struct digests *k, digest *h, const struct plan *pl, int32_t month)
{
	const struct run *r = k->run;
	sifa_day first = month == FACT_NO_MONTH ? 0 : month_first(month);
	sifa_day last = month == FACT_NO_MONTH ? 0 : month_last(month);

	digest_int(h, pl->p->slot);
	digest_int(h, (uint32_t)(pl->lo > first ? pl->lo : first));
	digest_int(h, (uint32_t)(pl->hi < last ? pl->hi : last));
	for (size_t i = 0; i < pl->where.n; i++) {
		const struct where_range *w = &pl->where.range[i];

		digest_int(h, (uint64_t)w->offset << 32 | w->other);
		digest_int(h, w->width);
		digest_int(h, w->lo);
		digest_int(h, w->hi);
	}
	if (is_plain(pl) && !pl->p->via)
		return true;
	digest_int(h, (uint64_t)(uint32_t)pl->lo << 32 | (uint32_t)pl->hi);
	digest_int(h, (uint64_t)(uint32_t)r->end << 32 | (uint32_t)r->cutoff);
	digest_int(h, (uint32_t)r->as_of);
	return (!pl->p->via || feed_kind(k, h, pl->p->via->target)) &&
	       feed_joins(k, h, pl->where.where) && feed_joins(k, h, pl->p->guard) &&
	       feed_joins(k, h, pl->p->latest);
}

bool digest_month(struct digests *k, const struct scan *s, int32_t month, digest *h)
{
	*h = k->context;
	digest_int(h, s->kind->no);
	digest_int(h, (uint32_t)month);
	for (size_t i = 0; i < s->nplans; i++)
		if (scan_wants(&s->plan[i], month) && !feed_plan(k, h, &s->plan[i], month))
			return false;
	return true;
}

void digests_free(struct digests *k)
{
	free(k->stamp);
	k->stamp = NULL;
}
