/* pick.c - candidates for a reference while it is typed, and who refers to a
 * record. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "find.h"

enum { LOOK_AT = 2000, REFERRERS_MAX = 100000, TEXT_MAX = 200 };

static enum sifa_rc show(struct view *v, struct sifa_rows *out, size_t *cap, uint64_t id,
			 struct sifa_err *err)
{
	struct sifa_hit *hit;

	if (!grow(&out->hit, cap, out->n + 1, sizeof *out->hit))
		return err_nomem(err);
	hit = &out->hit[out->n];
	*hit = (struct sifa_hit){0};
	if (!view_get(v, id, &hit->record, NULL)) /* else it is not for this reader */
		out->n++;
	return SIFA_OK;
}

/* ---- candidates ---- */

struct candidate {
	uint64_t id;
	int rank; /* smaller is likelier */
};

static int by_rank(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank - y->rank;
	return (x->id < y->id) - (x->id > y->id); /* what was made last comes first */
}

/* Is it called so (text is folded)? It may also be found by its village, or by whom it refers to.
 */
static bool is_called(struct view *v, const struct sifa_record *r, const char *text, size_t n)
{
	char title[TEXT_MAX], folded[TEXT_MAX];

	view_title_of(v, r, v->se->lang, title, sizeof title);
	return text_fold(title, strlen(title), folded) >= n && !memcmp(folded, text, n);
}

/* By its name before by another word, exact before partly, near before far, confirmed before
 * not. */
static int rank_of(struct view *v, const struct sifa_record *r, const char *text, size_t n)
{
	bool near = r->kind == v->se->sifa->config->unit ? view_sees_unit(v, r->id)
							 : r->unit == v->se->unit;

	return (is_called(v, r, text, n) ? 0 : 8) + (find_in_record(r, text, n, true) ? 0 : 4) +
	       (near ? 0 : 2) + (r->flags & SIFA_REC_UNCONFIRMED ? 1 : 0);
}

static enum sifa_rc rank(struct view *v, const struct sifa_kind *k, const struct idlist *l,
			 const char *text, size_t limit, struct sifa_rows *out,
			 struct sifa_err *err)
{
	struct candidate *c = calloc(l->n ? l->n : 1, sizeof *c);
	struct sifa_record *r = record_new(k);
	enum sifa_rc rc = c && r ? SIFA_OK : err_nomem(err);
	size_t n = 0, cap = 0, len = strlen(text);

	for (size_t i = 0; i < l->n && !rc; i++)
		if (!view_load(v, l->id[i], r, NULL))
			c[n++] = (struct candidate){l->id[i], rank_of(v, r, text, len)};
	if (!rc && n)
		qsort(c, n, sizeof *c, by_rank);
	out->more = n > limit;
	for (size_t i = 0; i < n && i < limit && !rc; i++)
		rc = show(v, out, &cap, c[i].id, err);
	free(c);
	sifa_record_free(r);
	return rc;
}

static bool take_key(void *arg, uint64_t id)
{
	struct idlist *l = arg;

	return l->n < LOOK_AT && idlist_add(l, id);
}

/* Numbers that are a key of their own: an identity number, a unit's code. */
static enum sifa_rc by_keys(struct view *v, const struct sifa_kind *k, const char *folded,
			    struct idlist *out, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;
	size_t n = strlen(folded);

	for (size_t i = 0; n && n <= KEY_MAX && !rc && i < k->nkeys; i++)
		if (k->key[i].n == 1 && type_is_var(k->field[k->key[i].field[0]].type))
			rc = view_key(v, k, i, 0, (const uint8_t *)folded, n, take_key, out, err);
	return rc ? rc : out->failed ? err_nomem(err) : SIFA_OK;
}

/* Records that hold the word, in one piece. */
static enum sifa_rc by_word(struct view *v, const struct sifa_kind *k, const char *folded, size_t n,
			    struct idlist *out, struct sifa_err *err)
{
	struct sifa_record *r = record_new(k);
	struct idlist l = {0};
	enum sifa_rc rc = r ? SIFA_OK : err_nomem(err);
	bool over, loose = find_loose(folded, n);

	if (!rc)
		rc = find_word(v, k, folded, n, LOOK_AT, &l, &over, err);
	for (size_t i = 0; !rc && i < l.n; i++)
		if (!loose || (!view_load(v, l.id[i], r, NULL) && find_in_reach(v, r, folded, n)))
			if (!idlist_add(out, l.id[i]))
				rc = err_nomem(err);
	free(l.id);
	sifa_record_free(r);
	return rc;
}

/* What was merged is offered as what it leads to. */
static enum sifa_rc lead(struct view *v, struct idlist *l, struct sifa_err *err)
{
	struct same s = {0};
	enum sifa_rc rc = same_load(v, &s, err);

	for (size_t i = 0; !rc && i < l->n; i++)
		l->id[i] = same_lead(&s, l->id[i]);
	same_free(&s);
	return rc;
}

static enum sifa_rc by_text(struct view *v, const struct sifa_kind *k, const char *text,
			    size_t limit, struct sifa_rows *out, struct sifa_err *err)
{
	char folded[TEXT_MAX + 1] = "";
	struct idlist l = {0};
	size_t n = strlen(text);
	enum sifa_rc rc = SIFA_OK;
	uint64_t id;

	if (n > TEXT_MAX)
		return err_set(err, SIFA_E_USAGE, N_("This is too long to search for."), NULL);
	n = text_fold(text, n, folded);
	folded[n] = '\0';
	if (!sifa_id_parse(text, &id) && view_exists(v, id, k) && !idlist_add(&l, id))
		rc = err_nomem(err);
	if (!rc)
		rc = by_keys(v, k, folded, &l, err);
	if (!rc && n)
		rc = by_word(v, k, folded, n, &l, err);
	if (!rc && k == v->se->sifa->config->person)
		rc = lead(v, &l, err);
	idlist_sort(&l);
	if (!rc)
		rc = rank(v, k, &l, folded, limit, out, err);
	free(l.id);
	return rc;
}

/* Units closed by today are not offered beside others that stand. */
static void drop_closed(struct sifa_session *se, const struct sifa_kind *k, struct sifa_rows *out)
{
	const struct sifa_field *f =
		k == se->sifa->config->unit ? kind_field(k, "closed_on") : NULL;
	size_t open = 0;

	for (size_t i = 0; f && i < out->n; i++) {
		const struct sifa_value *v = &out->hit[i].record->v[f->index];
		struct sifa_hit hit = out->hit[i];

		if (v->state == SIFA_SET && v->n <= sifa_today(se))
			continue;
		out->hit[i] = out->hit[open];
		out->hit[open++] = hit;
	}
	for (size_t i = open; open && i < out->n; i++)
		sifa_record_free(out->hit[i].record);
	if (open)
		out->n = open;
}

enum sifa_rc sifa_pick(struct sifa_session *se, const struct sifa_field *f, const char *text,
		       size_t limit, struct sifa_rows *out, struct sifa_err *err)
{
	struct sifa_query all = {.kind = f->target, .shared = true};
	struct view v;
	enum sifa_rc rc;

	*out = (struct sifa_rows){0};
	if (!f->target)
		return err_set(err, SIFA_E_USAGE, N_("This field refers to no other record."),
			       NULL);
	if (!text || !*text)
		return f->target->nsorts ? sifa_list(se, &all, SIFA_FIRST, NULL, limit, out, err)
					 : SIFA_OK;
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = by_text(&v, f->target, text, limit, out, err);
	view_end(&v);
	if (rc)
		sifa_rows_free(out);
	else
		drop_closed(se, f->target, out);
	return rc;
}

/* ---- referrers ---- */

struct referrer {
	uint64_t id;
	sifa_day day;
};

struct referrers {
	struct referrer *v;
	size_t n, cap;
	bool failed;
};

static bool add_referrer(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct referrers *r = arg;

	(void)kind, (void)field;
	if (r->n == REFERRERS_MAX)
		return false;
	if (!grow(&r->v, &r->cap, r->n + 1, sizeof *r->v)) {
		r->failed = true;
		return false;
	}
	r->v[r->n++] = (struct referrer){from, day};
	return true;
}

static int newest_first(const void *a, const void *b)
{
	const struct referrer *x = a, *y = b;

	if (x->day != y->day)
		return (x->day < y->day) - (x->day > y->day);
	return (x->id < y->id) - (x->id > y->id);
}

enum sifa_rc sifa_referrers(struct sifa_session *se, uint64_t id, const struct sifa_kind *kind,
			    size_t limit, struct sifa_rows *out, struct sifa_err *err)
{
	struct referrers r = {0};
	struct view v;
	size_t cap = 0;
	enum sifa_rc rc;

	*out = (struct sifa_rows){0};
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = view_refs(&v, id, kind ? kind->no : 0, 0, add_referrer, &r, err);
	if (!rc && r.failed)
		rc = err_nomem(err);
	if (r.n)
		qsort(r.v, r.n, sizeof *r.v, newest_first);
	for (size_t i = 0; i < r.n && !rc; i++) {
		if (i && r.v[i].id == r.v[i - 1].id) /* two fields of one record */
			continue;
		if (out->n == limit) {
			out->more = true;
			break;
		}
		rc = show(&v, out, &cap, r.v[i].id, err);
	}
	view_end(&v);
	free(r.v);
	if (rc)
		sifa_rows_free(out);
	return rc;
}
