/* sample.c - a sample of what a clause counted, drawn so that anybody can draw it again;
 * the inspection that keeps it. No generator: records are put in order by a hash of the
 * seed and their number. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "../work/check.h"
#include "rule.h"
#include "sample.h"

enum { KEY = crypto_hash_sha256_BYTES, LEAST = 5, TENTH = 10 };

struct one { /* of the population */
	uint64_t id;
	const struct sifa_kind *kind;
	uint8_t key[KEY];
	bool in, must, risk;
};
struct handled { /* a handler and one of his records */
	uint64_t handler;
	size_t one;
};
struct draw {
	struct one *one; /* by id */
	size_t n;
	struct handled *by;
	size_t nby, bycap;
	size_t *order; /* by key, risks first where they go first */
};

void hash_hex(const uint8_t hash[32], char hex[65])
{
	sodium_bin2hex(hex, 65, hash, 32);
}

/* ---- the population ---- */

const struct clause *sample_from(const struct sifa_letter *l, const char *id, const char *from)
{
	const struct clause *last = NULL;

	for (size_t s = 0; s < l->n; s++)
		for (size_t i = 0; i < l->section[s].n; i++) {
			const struct clause *c = &l->section[s].clause[i];

			if (!strcmp(c->id, from ? from : id))
				return !c->rule->judged || from || !last ||
						       strcmp(last->number, c->number)
					       ? c
					       : last;
			if (c->rule->what == RULE_SCORES && !c->rule->judged)
				last = c;
		}
	return NULL;
}

static int by_id(const void *a, const void *b)
{
	const struct one *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static enum sifa_rc population(struct sifa_session *se, const struct sifa_sheet *sheet,
			       const char *from, struct draw *d, struct sifa_err *err)
{
	struct sifa_behind_list list;
	char hidden[24];
	enum sifa_rc rc = sifa_score_records(se, sheet, from, &list, err);

	if (rc)
		return rc;
	snprintf(hidden, sizeof hidden, "%zu", list.hidden);
	if (list.hidden)
		rc = err_set(err, SIFA_E_DENIED,
			     N_("Clause {1} counts {2} records that you may not see; somebody who "
				"sees them draws the sample."),
			     from, hidden, NULL);
	d->one = calloc(list.n + 1, sizeof *d->one);
	if (!rc && !d->one)
		rc = err_nomem(err);
	for (size_t i = 0; !rc && i < list.n; i++)
		if (list.v[i].role == SIFA_COUNTED)
			d->one[d->n++].id = list.v[i].id;
	sifa_behind_free(&list);
	if (!rc && !d->n)
		rc = err_set(err, SIFA_E_DATA,
			     N_("Clause {1} counts no record that could be looked at."), from,
			     NULL);
	if (!rc)
		qsort(d->one, d->n, sizeof *d->one, by_id);
	for (size_t i = 1, n = d->n, to = 1; !rc && i < n; i++, d->n = to)
		if (d->one[i].id != d->one[to - 1].id)
			d->one[to++] = d->one[i];
	return rc;
}

static void list_hash(const struct draw *d, char hex[65])
{
	crypto_hash_sha256_state st;
	uint8_t hash[KEY];
	char id[32];

	crypto_hash_sha256_init(&st);
	for (size_t i = 0; i < d->n; i++) {
		sifa_id_format(d->one[i].id, id);
		crypto_hash_sha256_update(&st, (const uint8_t *)id, strlen(id));
		crypto_hash_sha256_update(&st, (const uint8_t *)"\n", 1);
	}
	crypto_hash_sha256_final(&st, hash);
	hash_hex(hash, hex);
}

static void set_key(struct one *o, const char *seed)
{
	char text[128], id[32];

	snprintf(text, sizeof text, "%s\n%s\n", seed, sifa_id_format(o->id, id));
	crypto_hash_sha256(o->key, (const uint8_t *)text, strlen(text));
}

/* ---- what the kind says of its records ---- */

static bool add_handler(struct draw *d, uint64_t handler, size_t one)
{
	if (!grow(&d->by, &d->bycap, d->nby + 1, sizeof *d->by))
		return false;
	d->by[d->nby++] = (struct handled){handler, one};
	return true;
}

static bool look_at(struct draw *d, size_t at, const struct sifa_record *r)
{
	const struct sifa_samples_def *s = r->kind->samples;
	struct one *o = &d->one[at];
	const struct sifa_value *v;
	bool ok = true;

	o->kind = r->kind;
	if (!s)
		return true;
	o->must = s->all.field != SIFA_NO_FIELD && when_holds(&s->all, r);
	o->risk = s->risk.field != SIFA_NO_FIELD && when_holds(&s->risk, r);
	if (s->handler == SIFA_NO_FIELD || r->v[s->handler].state != SIFA_SET)
		return true;
	v = &r->v[s->handler];
	if (r->kind->field[s->handler].type == SIFA_REF)
		return add_handler(d, (uint64_t)v->n, at);
	for (size_t i = 0; ok && i < v->len; i++)
		ok = add_handler(d, v->id[i], at);
	return ok;
}

static enum sifa_rc look(struct sifa_session *se, struct draw *d, const char *seed,
			 struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < d->n && !rc; i++) {
		struct sifa_record *r;

		set_key(&d->one[i], seed);
		rc = view_get(&v, d->one[i].id, &r, err);
		if (!rc && !look_at(d, i, r))
			rc = err_nomem(err);
		sifa_record_free(rc ? NULL : r);
	}
	view_end(&v);
	return rc;
}

/* ---- drawing ---- */

static bool sooner(const struct draw *d, size_t a, size_t b, bool risk)
{
	const struct one *x = &d->one[a], *y = &d->one[b];

	if (risk && x->risk != y->risk)
		return x->risk;
	return memcmp(x->key, y->key, KEY) < 0;
}

/* A heap would be faster; a population is some thousands at most. */
static void put_in_order(struct draw *d, bool risk)
{
	size_t gap = d->n;

	for (size_t i = 0; i < d->n; i++)
		d->order[i] = i;
	while ((gap = gap > 2 ? gap * 5 / 11 : gap - 1) > 0)
		for (size_t i = gap; i < d->n; i++) {
			size_t one = d->order[i], at = i;

			for (; at >= gap && sooner(d, one, d->order[at - gap], risk); at -= gap)
				d->order[at] = d->order[at - gap];
			d->order[at] = one;
		}
}

static void take_steps(struct draw *d, size_t n, const char *seed)
{
	uint8_t hash[KEY];
	uint64_t start = 0;

	crypto_hash_sha256(hash, (const uint8_t *)seed, strlen(seed));
	for (size_t i = 0; i < 8; i++)
		start = start << 8 | hash[i];
	for (size_t i = 0; i < n; i++)
		d->one[(start % d->n + i * d->n / n) % d->n].in = true;
}

/* One at least of each handler. */
static void take_handlers(struct draw *d)
{
	for (size_t i = 0; i < d->nby; i++) {
		size_t best = d->by[i].one;
		bool has = false;

		for (size_t j = 0; j < d->nby && !has; j++) {
			if (d->by[j].handler != d->by[i].handler)
				continue;
			has = d->one[d->by[j].one].in;
			if (sooner(d, d->by[j].one, best, false))
				best = d->by[j].one;
		}
		if (!has)
			d->one[best].in = true;
	}
}

static enum sifa_rc how_many(const struct sifa_sample_wish *w, size_t all, size_t *out,
			     struct sifa_err *err)
{
	size_t tenth = (all + TENTH - 1) / TENTH, n = tenth > LEAST ? tenth : LEAST;

	if (w->n)
		n = w->n;
	if (w->percent)
		n = (all * w->percent + 99) / 100;
	if (n < all && n < LEAST && n < tenth)
		return err_set(err, SIFA_E_USAGE,
			       N_("A sample is five or a tenth of the population at least."), NULL);
	*out = n < all ? n : all;
	return SIFA_OK;
}

static enum sifa_rc choose(struct draw *d, const struct sifa_sample_wish *w, const char *seed,
			   struct sifa_err *err)
{
	const char *method = w->method ? w->method : "random";
	size_t n = 0;
	enum sifa_rc rc = how_many(w, d->n, &n, err);

	if (!rc && !(d->order = calloc(d->n + 1, sizeof *d->order)))
		rc = err_nomem(err);
	if (rc)
		return rc;
	if (!strcmp(method, "all"))
		n = d->n;
	put_in_order(d, !strcmp(method, "risk"));
	if (!strcmp(method, "systematic"))
		take_steps(d, n, seed);
	else
		for (size_t i = 0; i < n; i++)
			d->one[d->order[i]].in = true;
	for (size_t i = 0; i < d->n; i++)
		d->one[i].in |= d->one[i].must;
	take_handlers(d);
	return SIFA_OK;
}

static void new_seed(char seed[41])
{
	uint8_t r[8];

	randombytes_buf(r, sizeof r);
	sodium_bin2hex(seed, 41, r, sizeof r);
}

static enum sifa_rc prepare(struct sifa_session *se, const struct sifa_sheet *sheet,
			    const struct sifa_sample_wish *w, struct sifa_sample *out,
			    struct sifa_err *err)
{
	const struct sifa_codelist *ways = config_list(se->sifa->config, "sampling");
	const struct clause *from = sample_from(sheet->letter, w->clause, w->from);

	if (!letter_clause(sheet->letter, w->clause) || !from)
		return err_set(err, SIFA_E_NOTFOUND, N_("Letter {1} has no clause {2}."),
			       sheet->letter->id,
			       from	 ? w->clause
			       : w->from ? w->from
					 : w->clause,
			       NULL);
	if (w->method && (!ways || !code_find(ways, w->method, strlen(w->method))))
		return err_set(err, SIFA_E_USAGE, N_("{1} is no way of drawing a sample."),
			       w->method, NULL);
	if (w->seed && (!*w->seed || strlen(w->seed) >= sizeof out->seed))
		return err_set(err, SIFA_E_USAGE, N_("A seed has 1 to 40 characters."), NULL);
	snprintf(out->from, sizeof out->from, "%s", from->id);
	if (w->seed)
		snprintf(out->seed, sizeof out->seed, "%s", w->seed);
	else
		new_seed(out->seed);
	return SIFA_OK;
}

enum sifa_rc sifa_sample_draw(struct sifa_session *se, const struct sifa_sheet *sheet,
			      const struct sifa_sample_wish *w, struct sifa_sample *out,
			      struct sifa_err *err)
{
	struct draw d = {0};
	enum sifa_rc rc;

	*out = (struct sifa_sample){0};
	rc = prepare(se, sheet, w, out, err);
	if (!rc)
		rc = population(se, sheet, out->from, &d, err);
	if (!rc)
		rc = look(se, &d, out->seed, err);
	if (!rc)
		rc = choose(&d, w, out->seed, err);
	if (!rc && !(out->id = calloc(d.n + 1, sizeof *out->id)))
		rc = err_nomem(err);
	if (!rc)
		list_hash(&d, out->hash);
	for (size_t i = 0; i < d.n && !rc; i++)
		if (d.one[i].in)
			out->id[out->n++] = d.one[i].id;
	out->population = rc ? 0 : d.n;
	free(d.one);
	free(d.by);
	free(d.order);
	return rc;
}

void sifa_sample_free(struct sifa_sample *s)
{
	free(s->id);
	*s = (struct sifa_sample){0};
}
