/* refer.c - what a typed reference means. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "find.h"
#include "refer.h"

enum { TEXT_MAX = 240, CACHE_MAX = 32768, SHOWN = 5 };

struct entry {
	uint64_t hash; /* of kind and folded text; 0 = empty */
	uint64_t id;
};

struct cache {
	struct entry *v;
	size_t slots, n;
};

struct refer {
	struct sifa_session *se;
	uint64_t unit;
	struct cache seen, learned; /* seen is emptied when it is full, learned never */
};

enum sifa_rc refer_new(struct sifa_session *se, uint64_t unit, struct refer **out,
		       struct sifa_err *err)
{
	struct refer *r = calloc(1, sizeof *r);

	*out = r;
	if (!r)
		return err_nomem(err);
	r->se = se;
	r->unit = unit;
	return SIFA_OK;
}

void refer_free(struct refer *r)
{
	if (!r)
		return;
	free(r->seen.v);
	free(r->learned.v);
	free(r);
}

/* ---- cache ---- */

/* Keyed, so that no file can be written in which one text stands for another. */
static uint64_t hash_of(const struct refer *r, const struct sifa_kind *k, const char *folded,
			size_t n)
{
	uint8_t text[TEXT_MAX + 2], hash[crypto_shorthash_BYTES];
	uint64_t h;

	put_le(text, k->no, 2);
	memcpy(text + 2, folded, n);
	crypto_shorthash(hash, text, n + 2, session_salt(r->se));
	h = get_le(hash, 8);
	return h ? h : 1;
}

static uint64_t cache_get(const struct cache *c, uint64_t hash)
{
	for (size_t i = hash & (c->slots - 1); c->slots && c->v[i].hash;
	     i = (i + 1) & (c->slots - 1))
		if (c->v[i].hash == hash)
			return c->v[i].id;
	return 0;
}

/* False when memory is out. */
static bool cache_set(struct cache *c, uint64_t hash, uint64_t id)
{
	size_t i;

	if (2 * (c->n + 1) > c->slots) {
		struct cache more = {.slots = c->slots ? 2 * c->slots : 256};

		more.v = calloc(more.slots, sizeof *more.v);
		if (!more.v)
			return false;
		for (i = 0; i < c->slots; i++)
			if (c->v[i].hash)
				cache_set(&more, c->v[i].hash, c->v[i].id);
		free(c->v);
		*c = more;
	}
	for (i = hash & (c->slots - 1); c->v[i].hash && c->v[i].hash != hash;)
		i = (i + 1) & (c->slots - 1);
	c->n += !c->v[i].hash;
	c->v[i] = (struct entry){hash, id};
	return true;
}

enum sifa_rc refer_learn(struct refer *r, const struct sifa_kind *target, const char *s, size_t n,
			 uint64_t id, struct sifa_err *err)
{
	char folded[TEXT_MAX];

	n = text_fold(s, n < sizeof folded ? n : sizeof folded, folded);
	if (n && !cache_set(&r->learned, hash_of(r, target, folded, n), id))
		return err_nomem(err);
	return SIFA_OK;
}

/* ---- looking ---- */

static bool take(void *arg, uint64_t id)
{
	return idlist_add(arg, id);
}

static bool take_ref(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	(void)kind, (void)field, (void)day;
	return idlist_add(arg, from);
}

static bool same_folded(const struct sifa_value *v, const char *folded, size_t n)
{
	char mine[TEXT_MAX];

	return v->state == SIFA_SET && v->s && v->len <= sizeof mine &&
	       text_fold(v->s, v->len, mine) == n && !memcmp(mine, folded, n);
}

/* Takes out what the session may not see: it must not be found by its number. */
static enum sifa_rc only_seen(struct view *v, struct idlist *l, struct sifa_err *err)
{
	const uint8_t *fixed;
	size_t n = 0, len;

	for (size_t i = 0; i < l->n; i++)
		if (!view_fixed(v, l->id[i], &fixed, &len, NULL, NULL))
			l->id[n++] = l->id[i];
	l->n = n;
	return l->failed ? err_nomem(err) : SIFA_OK;
}

/* Numbers: keys of one text field. */
static enum sifa_rc by_number(struct view *v, const struct sifa_kind *k, const char *folded,
			      size_t n, struct idlist *out, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; !rc && i < k->nkeys; i++)
		if (k->key[i].n == 1 && type_is_var(k->field[k->key[i].field[0]].type))
			rc = view_key(v, k, i, 0, (const uint8_t *)folded, n, take, out, err);
	return rc ? rc : only_seen(v, out, err);
}

/* Names: any field searched by name whose whole text it is. */
static enum sifa_rc by_name(struct view *v, const struct sifa_kind *k, const char *folded, size_t n,
			    struct idlist *out, struct sifa_err *err)
{
	struct idlist hits = {0};
	enum sifa_rc rc = view_search(v, k, folded, n, take, &hits, err);

	if (!rc && hits.failed)
		rc = err_nomem(err);
	for (size_t i = 0; !rc && i < hits.n; i++) {
		struct sifa_record *r;

		if (view_get(v, hits.id[i], &r, NULL))
			continue;
		for (size_t f = 0; f < k->nfields; f++)
			if (k->field[f].search && same_folded(&r->v[f], folded, n)) {
				if (!idlist_add(out, r->id))
					rc = err_nomem(err);
				break;
			}
		sifa_record_free(r);
	}
	free(hits.id);
	return rc;
}

/* Records named by another: a mediator by the person he is. */
static enum sifa_rc by_person(struct view *v, const struct sifa_kind *k, const char *folded,
			      size_t n, struct idlist *out, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; !rc && i < k->ntitle; i++) {
		const struct sifa_field *f = &k->field[k->title[i]];
		struct idlist who = {0};

		if (f->type != SIFA_REF)
			continue;
		rc = by_number(v, f->target, folded, n, &who, err);
		if (!rc && !who.n)
			rc = by_name(v, f->target, folded, n, &who, err);
		for (size_t j = 0; !rc && j < who.n; j++)
			rc = view_refs(v, who.id[j], k->no, f->no, take_ref, out, err);
		free(who.id);
	}
	return rc ? rc : only_seen(v, out, err);
}

static enum sifa_rc candidates(struct view *v, const struct sifa_kind *k, const char *folded,
			       size_t n, struct idlist *out, struct sifa_err *err)
{
	enum sifa_rc rc = by_number(v, k, folded, n, out, err);

	if (!rc && !out->n)
		rc = by_name(v, k, folded, n, out, err);
	if (!rc && !out->n)
		rc = by_person(v, k, folded, n, out, err);
	idlist_sort(out);
	return rc;
}

/* ---- choosing ---- */

static uint64_t parent_of(struct view *v, uint64_t id)
{
	const struct sifa_kind *k = v->se->sifa->config->unit;
	const struct sifa_field *f = kind_field(k, "parent");
	const uint8_t *fixed;
	size_t n;

	if (!f || view_fixed(v, id, &fixed, &n, NULL, NULL))
		return 0;
	return slot_get(f, fixed, n);
}

static bool below(struct view *v, uint64_t id, uint64_t unit)
{
	for (int depth = 0; id > SIFA_PENDING && depth < 12; depth++, id = parent_of(v, id))
		if (id == unit)
			return true;
	return false;
}

static bool near(struct view *v, const struct sifa_kind *k, uint64_t id, uint64_t unit)
{
	const uint8_t *fixed;
	size_t n;

	if (k == v->se->sifa->config->unit)
		return below(v, id, unit);
	return !view_fixed(v, id, &fixed, &n, NULL, NULL) && get_le(fixed + FIX_UNIT, 8) == unit;
}

/* Of several the one of the writing unit, if it is one. */
static void prefer(struct view *v, const struct sifa_kind *k, uint64_t unit, struct idlist *l)
{
	uint64_t best = 0;
	size_t n = 0;

	for (size_t i = 0; l->n > 1 && i < l->n; i++)
		if (near(v, k, l->id[i], unit)) {
			best = l->id[i];
			n++;
		}
	if (n == 1) {
		l->id[0] = best;
		l->n = 1;
	}
}

static enum sifa_rc ambiguous(struct view *v, const struct idlist *l, const char *text,
			      struct sifa_err *err)
{
	char list[160] = "", title[96];
	size_t used = 0;

	for (size_t i = 0; i < l->n && i < SHOWN; i++) {
		size_t n;

		view_title(v, l->id[i], true, SIFA_ZH, title, sizeof title);
		n = strlen(title);
		if (used + n + 4 >= sizeof list)
			break;
		if (used) {
			memcpy(list + used, "; ", 2);
			used += 2;
		}
		memcpy(list + used, title, n + 1);
		used += n;
	}
	return err_set(err, SIFA_E_DATA,
		       N_("{1} may be any of: {2}. Give its number, or township/name."), text, list,
		       NULL);
}

/* Is the unit part of `upper`, or, where townships stand beside their villages,
 * of the office both belong to? */
static bool part_of(struct view *v, uint64_t id, uint64_t upper)
{
	uint64_t office = parent_of(v, upper);

	return below(v, id, upper) || (office != view_root(v) && below(v, id, office));
}

/* The units called as s[at..n) that are part of one called as s[0..end). */
static enum sifa_rc by_parts(struct view *v, const struct sifa_kind *k, const char *s, size_t end,
			     size_t at, size_t n, struct idlist *out, struct sifa_err *err)
{
	struct idlist upper = {0}, named = {0};
	enum sifa_rc rc = candidates(v, k, s, end, &upper, err);

	if (!rc && upper.n)
		rc = candidates(v, k, s + at, n - at, &named, err);
	for (size_t i = 0; !rc && i < named.n; i++)
		for (size_t j = 0; !rc && j < upper.n; j++)
			if (part_of(v, named.id[i], upper.id[j]) && !idlist_add(out, named.id[i]))
				rc = err_nomem(err);
	free(upper.id);
	free(named.id);
	return rc;
}

/* TOWNSHIP/NAME, or the two written as one. */
static enum sifa_rc by_path(struct view *v, const struct sifa_kind *k, const char *folded, size_t n,
			    struct idlist *out, struct sifa_err *err)
{
	const char *slash = memchr(folded, '/', n);
	size_t at = slash ? (size_t)(slash - folded) : 0;
	enum sifa_rc rc = SIFA_OK;

	if (k != v->se->sifa->config->unit)
		return SIFA_OK;
	if (slash)
		rc = by_parts(v, k, folded, at, at + 1, n, out, err);
	else
		at = sifa_text_next(folded, n, 0); /* no unit has a name of one character */
	while (!slash && !rc && (at = sifa_text_next(folded, n, at)) < n)
		rc = by_parts(v, k, folded, at, at, n, out, err);
	idlist_sort(out);
	return rc;
}

static enum sifa_rc look(struct refer *r, struct view *v, const struct sifa_kind *k,
			 const char *text, const char *folded, size_t nf, uint64_t *id,
			 struct sifa_err *err)
{
	struct idlist l = {0};
	const struct sifa_kind *kind;
	const uint8_t *fixed;
	size_t len;
	enum sifa_rc rc = SIFA_OK;

	if (!sifa_id_parse(text, id) && !view_fixed(v, *id, &fixed, &len, &kind, NULL) && kind == k)
		return SIFA_OK;
	rc = candidates(v, k, folded, nf, &l, err);
	if (!rc && !l.n)
		rc = by_path(v, k, folded, nf, &l, err);
	prefer(v, k, r->unit, &l);
	if (!rc && !l.n)
		rc = err_set(err, SIFA_E_NOTFOUND, N_("there is no {2} {1}"), text,
			     k->label[SIFA_ZH], NULL);
	if (!rc && l.n > 1)
		rc = ambiguous(v, &l, text, err);
	if (!rc)
		*id = l.id[0];
	free(l.id);
	return rc;
}

enum sifa_rc refer_find(struct refer *r, struct view *v, const struct sifa_kind *target,
			const char *s, size_t n, uint64_t *id, struct sifa_err *err)
{
	char text[TEXT_MAX + 1], folded[TEXT_MAX];
	uint64_t hash;
	size_t nf;
	enum sifa_rc rc;

	*id = 0;
	text_trim(&s, &n);
	if (n > TEXT_MAX)
		return err_set(err, SIFA_E_NOTFOUND, N_("this is too long for a name or number"),
			       NULL);
	memcpy(text, s, n);
	text[n] = '\0';
	nf = text_fold(s, n, folded);
	hash = hash_of(r, target, folded, nf);
	*id = cache_get(&r->learned, hash);
	if (!*id)
		*id = cache_get(&r->seen, hash);
	if (*id)
		return SIFA_OK;
	rc = look(r, v, target, text, folded, nf, id, err);
	if (rc)
		return rc;
	if (r->seen.n >= CACHE_MAX) {
		free(r->seen.v);
		r->seen = (struct cache){0};
	}
	(void)cache_set(&r->seen, hash, *id); /* else it is looked up again */
	return SIFA_OK;
}
