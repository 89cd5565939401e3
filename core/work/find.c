/* find.c - the typed filter: grams and numbers of the record, and of the persons,
 * units and other records it refers to. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "../base/text.h"
#include "find.h"

enum { WORD_MAX = 200, REFERRED_MOST = 5000 };

bool idlist_add(struct idlist *l, uint64_t id)
{
	if (!grow(&l->id, &l->cap, l->n + 1, sizeof *l->id))
		return false;
	l->id[l->n++] = id;
	return true;
}

static int by_id(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

void idlist_sort(struct idlist *l)
{
	size_t n = 0;

	if (l->n)
		qsort(l->id, l->n, sizeof *l->id, by_id);
	for (size_t i = 0; i < l->n; i++)
		if (!n || l->id[n - 1] != l->id[i])
			l->id[n++] = l->id[i];
	l->n = n;
}

bool idlist_has(const struct idlist *l, uint64_t id)
{
	return l->n && bsearch(&id, l->id, l->n, sizeof id, by_id);
}

struct gather {
	struct idlist *out;
	bool failed;
	size_t most;
};

static bool take_id(void *arg, uint64_t id)
{
	struct gather *g = arg;

	if (!idlist_add(g->out, id))
		g->failed = true;
	return !g->failed && g->out->n < g->most;
}

static bool take_ref(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	(void)kind, (void)field, (void)day;
	return take_id(arg, from);
}

static bool searched(const struct sifa_kind *k)
{
	for (size_t i = 0; i < k->nfields; i++)
		if (k->field[i].search)
			return true;
	return false;
}

/* Kinds the record refers to, those in its rows included; no doubles. */
static size_t targets(const struct sifa_kind *k, const struct sifa_kind **out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];
		size_t many = f->type == SIFA_ROWS ? f->nrow : 1;

		for (size_t j = 0; j < many; j++) {
			const struct sifa_kind *t =
				f->type == SIFA_ROWS ? f->row[j].target : f->target;
			size_t at = 0;

			if (!t || !searched(t))
				continue;
			while (at < n && out[at] != t)
				at++;
			if (at == n && n < max)
				out[n++] = t;
		}
	}
	return n;
}

static enum sifa_rc refer_to(struct view *v, const struct sifa_kind *k,
			     const struct sifa_kind *target, const char *s, size_t n,
			     struct idlist *out, struct sifa_err *err)
{
	struct idlist named = {0};
	struct gather g = {&named, false, REFERRED_MOST}, refs = {out, false, SIZE_MAX};
	enum sifa_rc rc = view_search(v, target, s, n, take_id, &g, err);

	for (size_t i = 0; !rc && i < named.n; i++)
		rc = view_refs(v, named.id[i], k->no, 0, take_ref, &refs, err);
	if (!rc && (g.failed || refs.failed))
		rc = err_nomem(err);
	free(named.id);
	return rc;
}

enum sifa_rc find_word(struct view *v, const struct sifa_kind *k, const char *s, size_t n,
		       bool referred, struct idlist *out, struct sifa_err *err)
{
	const struct sifa_kind *t[16];
	struct gather g = {out, false, SIZE_MAX};
	char folded[WORD_MAX];
	size_t nt = referred ? targets(k, t, 16) : 0;
	enum sifa_rc rc;

	n = text_fold(s, n < sizeof folded ? n : sizeof folded, folded);
	rc = n ? view_search(v, k, folded, n, take_id, &g, err) : SIFA_OK;
	if (!rc && g.failed)
		rc = err_nomem(err);
	for (size_t i = 0; n && !rc && i < nt; i++)
		rc = refer_to(v, k, t[i], folded, n, out, err);
	idlist_sort(out);
	return rc;
}

static void intersect(struct idlist *a, const struct idlist *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->n; i++)
		if (idlist_has(b, a->id[i]))
			a->id[n++] = a->id[i];
	a->n = n;
}

/* Records that answer to every word of `text`. */
static enum sifa_rc words(struct view *v, const struct sifa_kind *k, const char *text,
			  struct idlist *out, struct sifa_err *err)
{
	bool first = true;
	enum sifa_rc rc = SIFA_OK;

	while (!rc) {
		struct idlist word = {0};
		size_t n;

		text += strspn(text, " ");
		n = strcspn(text, " ");
		if (!n)
			break;
		rc = find_word(v, k, text, n, true, first ? out : &word, err);
		if (!first)
			intersect(out, &word);
		free(word.id);
		first = false;
		text += n;
	}
	return rc;
}

enum sifa_rc find_open(struct find *f, struct view *v, const struct sifa_query *q,
		       struct sifa_err *err)
{
	struct where_env env = {SIFA_DAY_NONE, SIFA_DAY_NONE, SIFA_DAY_NONE, sifa_today(v->se)};
	enum sifa_rc rc;

	*f = (struct find){.v = v, .q = q};
	rc = view_owners(v, q->kind, q->unit, &f->owner, &f->nowner, err);
	if (!rc && q->ntests) {
		struct sifa_err mine = {0};

		f->where = where_from_tests(&f->arena, q->kind, q->tests, q->ntests,
					    sifa_today(v->se), &mine);
		if (f->where)
			where_bind(f->where, &env);
		else
			rc = mine.rc ? mine.rc : SIFA_E_NOMEM;
		if (rc && err && !err->rc)
			*err = mine;
	}
	if (!rc && q->find && *q->find) {
		f->limited = true;
		rc = words(v, q->kind, q->find, &f->set, err);
	}
	if (rc)
		find_close(f);
	return rc;
}

void find_close(struct find *f)
{
	arena_free(&f->arena);
	free(f->set.id);
	free(f->owner);
}

bool find_match(const struct find *f, uint64_t id)
{
	const uint8_t *fixed;
	size_t n;

	if (f->limited && !idlist_has(&f->set, id))
		return false;
	if (!f->where)
		return true;
	return !view_fixed(f->v, id, &fixed, &n, NULL, NULL) && where_match(f->where, fixed, n);
}

bool find_owner(const struct find *f, uint64_t unit)
{
	return f->nowner && bsearch(&unit, f->owner, f->nowner, sizeof unit, by_id);
}
