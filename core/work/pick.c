/* pick.c - candidates for a reference while it is typed, and who refers to a
 * record. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "../base/text.h"
#include "find.h"

enum { LOOKED_AT = 400 }; /* candidates read to put the likeliest first */

struct candidate {
	struct sifa_record *r;
	int rank; /* smaller first */
};

/* The exact name first, then the session's own unit, then the rest. */
static int rank_of(struct view *v, const struct sifa_record *r, const char *text)
{
	char title[256];
	int rank = view_sees_unit(v, r->unit) && r->unit == v->se->unit ? 0 : 2;

	view_title(v, r->id, false, SIFA_ZH, title, sizeof title);
	return rank + (strcmp(title, text) != 0);
}

static int by_rank(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	return (x->r->id > y->r->id) - (x->r->id < y->r->id);
}

static enum sifa_rc give(struct candidate *c, size_t n, size_t limit, struct sifa_rows *out,
			 struct sifa_err *err)
{
	out->hit = calloc(n < limit ? n + 1 : limit + 1, sizeof *out->hit);
	for (size_t i = 0; i < n; i++) {
		if (out->hit && i < limit)
			out->hit[out->n++].record = c[i].r;
		else
			sifa_record_free(c[i].r);
	}
	out->more = n > limit;
	return out->hit ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc read_candidates(struct view *v, const struct sifa_field *f, const char *text,
				    const struct idlist *ids, size_t limit, struct sifa_rows *out,
				    struct sifa_err *err)
{
	struct candidate *c = calloc(LOOKED_AT, sizeof *c);
	size_t n = 0;

	if (!c)
		return err_nomem(err);
	for (size_t i = 0; i < ids->n && n < LOOKED_AT; i++) {
		struct sifa_record *r;

		if (view_get(v, ids->id[i], &r, NULL))
			continue;
		if (r->kind != f->target) {
			sifa_record_free(r);
			continue;
		}
		c[n].r = r;
		c[n++].rank = rank_of(v, r, text);
	}
	qsort(c, n, sizeof *c, by_rank);
	give(c, n, limit, out, err);
	free(c);
	return out->hit ? SIFA_OK : SIFA_E_NOMEM;
}

static bool take_key(void *arg, uint64_t id)
{
	return idlist_add(arg, id);
}

/* Numbers that are a key of their own: an identity number, a unit's code. */
static enum sifa_rc by_keys(struct view *v, const struct sifa_kind *k, const char *text,
			    struct idlist *out, struct sifa_err *err)
{
	char folded[KEY_MAX];
	size_t n = strlen(text);
	enum sifa_rc rc = SIFA_OK;

	n = text_fold(text, n < sizeof folded ? n : sizeof folded, folded);
	for (size_t i = 0; n && !rc && i < k->nkeys; i++)
		if (k->key[i].n == 1 && type_is_var(k->field[k->key[i].field[0]].type))
			rc = view_key(v, k, i, 0, (const uint8_t *)folded, n, take_key, out, err);
	return rc;
}

enum sifa_rc sifa_pick(struct sifa_session *se, const struct sifa_field *f, const char *text,
		       size_t limit, struct sifa_rows *out, struct sifa_err *err)
{
	struct sifa_query all = {.kind = f->target};
	struct idlist ids = {0};
	struct view v;
	uint64_t id;
	enum sifa_rc rc;

	*out = (struct sifa_rows){0};
	if (!f->target)
		return err_set(err, SIFA_E_USAGE, N_("{1} refers to nothing"), f->id, NULL);
	if (!text || !*text)
		return f->target->nsorts ? sifa_list(se, &all, SIFA_FIRST, NULL, limit, out, err)
					 : SIFA_OK;
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	if (!sifa_id_parse(text, &id) && !idlist_add(&ids, id))
		rc = err_nomem(err);
	if (!rc)
		rc = by_keys(&v, f->target, text, &ids, err);
	if (!rc)
		rc = find_word(&v, f->target, text, strlen(text), true, &ids, err);
	if (!rc)
		rc = read_candidates(&v, f, text, &ids, limit, out, err);
	view_end(&v);
	free(ids.id);
	return rc;
}

struct referring {
	struct sifa_rows *out;
	struct view *v;
	size_t limit, cap;
	bool failed;
};

static bool add_referrer(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct referring *r = arg;
	struct sifa_record *rec;

	(void)kind, (void)field, (void)day;
	for (size_t i = 0; i < r->out->n; i++)
		if (r->out->hit[i].record->id == from)
			return true;
	if (r->out->n == r->limit) {
		r->out->more = true;
		return false;
	}
	if (view_get(r->v, from, &rec, NULL))
		return true; /* not his to see */
	if (!grow(&r->out->hit, &r->cap, r->out->n + 1, sizeof *r->out->hit)) {
		sifa_record_free(rec);
		r->failed = true;
		return false;
	}
	r->out->hit[r->out->n++] = (struct sifa_hit){.record = rec};
	return true;
}

enum sifa_rc sifa_referrers(struct sifa_session *se, uint64_t id, const struct sifa_kind *kind,
			    size_t limit, struct sifa_rows *out, struct sifa_err *err)
{
	struct view v;
	struct referring r = {.out = out, .v = &v, .limit = limit};
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = (struct sifa_rows){0};
	if (rc)
		return rc;
	rc = view_refs(&v, id, kind ? kind->no : 0, 0, add_referrer, &r, err);
	view_end(&v);
	if (!rc && r.failed)
		rc = err_nomem(err);
	if (rc)
		sifa_rows_free(out);
	return rc;
}
