/* padding.c - records that look as if they were entered for the count's sake: texts that
 * stand in several word for word, the same persons again and again, a whole drawer closed
 * on one day. Nothing is proved by it; somebody looks. */
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "../base/text.h"
#include "check.h"
#include "find.h"

enum { KEPT = 50, KEY = 16 };

struct mark { /* one thing in one record that others may share */
	uint8_t key[KEY];
	uint64_t id;
	sifa_day day;
	uint16_t field;
	uint8_t why;
};
struct scan {
	struct view *v;
	const struct sifa_kind *kind;
	struct idlist ids;
	sifa_day from, to;
	struct mark *mark;
	size_t n, cap;
	bool failed;
};

/* ---- collecting ---- */

static bool take_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct scan *s = arg;
	const struct sifa_field *home = &s->kind->field[s->kind->date[0]];

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width) {
		sifa_day d = day_of_slot(slot_get(home, rows, width));

		if (d == SIFA_DAY_NONE || d < s->from || d > s->to ||
		    !view_sees_unit(s->v, get_le(rows + FIX_UNIT, 8)))
			continue;
		if (!idlist_add(&s->ids, get_le(rows + FIX_ID, 8)))
			return false;
	}
	return true;
}

static void add(struct scan *s, const struct sifa_record *r, int why, uint16_t field, sifa_day day,
		const void *p, size_t n)
{
	crypto_generichash_state st;
	struct mark *m;

	if (s->failed || !grow(&s->mark, &s->cap, s->n + 1, sizeof *s->mark)) {
		s->failed = true;
		return;
	}
	m = &s->mark[s->n++];
	*m = (struct mark){.id = r->id, .day = day, .field = field, .why = (uint8_t)why};
	crypto_generichash_init(&st, NULL, 0, KEY);
	crypto_generichash_update(&st, (const uint8_t *)&m->why, sizeof m->why);
	crypto_generichash_update(&st, (const uint8_t *)&m->field, sizeof m->field);
	crypto_generichash_update(&st, (const uint8_t *)&r->unit, sizeof r->unit);
	crypto_generichash_update(&st, p, n);
	crypto_generichash_final(&st, m->key, KEY);
}

static void add_texts(struct scan *s, const struct sifa_record *r)
{
	const struct sifa_padding_def *d = s->kind->padding;

	for (size_t i = 0; i < d->ntexts; i++) {
		const struct sifa_value *v = &r->v[d->text[i]];
		char *folded;

		if (v->state != SIFA_SET || sifa_text_chars(v->s, v->len) < d->least)
			continue;
		folded = malloc(6 * v->len + 64);
		if (folded)
			add(s, r, SIFA_PAD_TEXT, d->text[i], SIFA_DAY_NONE, folded,
			    text_fold(v->s, v->len, folded));
		else
			s->failed = true;
		free(folded);
	}
}

static void add_parties(struct scan *s, const struct sifa_record *r)
{
	const struct sifa_padding_def *d = s->kind->padding;
	struct field_path at = {d->party, SIFA_NO_FIELD};
	struct named who[NAMED_MOST];
	struct idlist ids = {0};
	size_t n;

	if (d->again == 0)
		return;
	if (d->rows != SIFA_NO_FIELD)
		at = (struct field_path){d->rows, d->party};
	n = check_named(s->v, r, &at, who);
	for (size_t i = 0; i < n; i++)
		s->failed |= !idlist_add(&ids, who[i].id);
	idlist_sort(&ids);
	if (ids.n)
		add(s, r, SIFA_PAD_PARTIES, at.field, SIFA_DAY_NONE, ids.id,
		    ids.n * sizeof *ids.id);
	free(ids.id);
}

static void look_at(struct scan *s, const struct sifa_record *r)
{
	const struct sifa_padding_def *d = s->kind->padding;

	add_texts(s, r);
	add_parties(s, r);
	if (d->day != SIFA_NO_FIELD && r->v[d->day].state == SIFA_SET)
		add(s, r, SIFA_PAD_DAY, d->day, (sifa_day)r->v[d->day].n, &r->v[d->day].n,
		    sizeof r->v[d->day].n);
}

/* ---- groups ---- */

static int by_key(const void *a, const void *b)
{
	const struct mark *x = a, *y = b;
	int c = memcmp(x->key, y->key, KEY);

	return c ? c : (x->id > y->id) - (x->id < y->id);
}

static size_t needed(const struct sifa_padding_def *d, const struct mark *m)
{
	return m->why == SIFA_PAD_TEXT	    ? d->same
	       : m->why == SIFA_PAD_PARTIES ? d->again
					    : d->most + 1u;
}

static enum sifa_rc group(struct scan *s, const struct mark *m, size_t n, struct sifa_pad **out,
			  size_t *nout, size_t *cap, struct sifa_err *err)
{
	struct sifa_pad *p;

	if (!grow(out, cap, *nout + 1, sizeof **out))
		return err_nomem(err);
	p = &(*out)[*nout];
	*p = (struct sifa_pad){.kind = s->kind,
			       .why = m->why,
			       .field = &s->kind->field[m->field],
			       .day = m->day,
			       .n = n};
	p->id = calloc(n < KEPT ? n : KEPT, sizeof *p->id);
	if (!p->id)
		return err_nomem(err);
	++*nout;
	for (; p->kept < n && p->kept < KEPT; p->kept++)
		p->id[p->kept] = m[p->kept].id;
	return SIFA_OK;
}

static enum sifa_rc groups(struct scan *s, struct sifa_pad **out, size_t *n, size_t *cap,
			   struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	if (s->n)
		qsort(s->mark, s->n, sizeof *s->mark, by_key);
	for (size_t i = 0, k; i < s->n && !rc; i = k) {
		for (k = i + 1; k < s->n && !memcmp(s->mark[i].key, s->mark[k].key, KEY);)
			k++;
		if (k - i >= needed(s->kind->padding, &s->mark[i]))
			rc = group(s, &s->mark[i], k - i, out, n, cap, err);
	}
	return rc;
}

static enum sifa_rc one_kind(struct scan *s, struct sifa_pad **out, size_t *n, size_t *cap,
			     struct sifa_err *err)
{
	enum sifa_rc rc = view_facts(s->v, s->kind, FACT_NO_MONTH, INT32_MAX, take_rows, s, err);

	if (!rc && s->ids.failed)
		rc = err_nomem(err);
	idlist_sort(&s->ids);
	for (size_t i = 0; i < s->ids.n && !rc && !s->failed; i++) {
		struct sifa_record *r;

		if (view_get(s->v, s->ids.id[i], &r, NULL)) /* not for this reader */
			continue;
		look_at(s, r);
		sifa_record_free(r);
	}
	if (!rc)
		rc = s->failed ? err_nomem(err) : groups(s, out, n, cap, err);
	free(s->ids.id);
	free(s->mark);
	return rc;
}

enum sifa_rc sifa_padding(struct sifa_session *se, sifa_day from, sifa_day to,
			  struct sifa_pad **out, size_t *n, struct sifa_err *err)
{
	const struct config *c = se->sifa->config;
	size_t cap = 0;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	for (size_t i = 0; i < c->nkinds && !rc; i++) {
		struct scan s = {.v = &v, .kind = c->kind[i], .from = from, .to = to};

		if (s.kind->padding && s.kind->ndate)
			rc = one_kind(&s, out, n, &cap, err);
	}
	view_end(&v);
	if (rc) {
		sifa_pads_free(*out, *n);
		*out = NULL;
		*n = 0;
	}
	return rc;
}

void sifa_pads_free(struct sifa_pad *p, size_t n)
{
	for (size_t i = 0; p && i < n; i++)
		free(p[i].id);
	free(p);
}
