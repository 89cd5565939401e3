/* alike.c - persons who may be one, and namesakes of one village who are not: those of
 * the unit are found by the keys of name and number. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "alike.h"
#include "find.h"

enum { LOOK_AT = 300, NAME_MOST = 1600 };

struct namesakes {
	struct view *v;
	const struct sifa_record *r;
	struct sifa_record *other; /* the one looked at */
	struct same same;
	struct idlist id;
};

static bool take(void *arg, uint64_t id)
{
	struct idlist *l = arg;

	return l->n < LOOK_AT && idlist_add(l, id);
}

/* By every key of one field: the name, the identity number. */
static enum sifa_rc find_all(struct namesakes *a, struct sifa_err *err)
{
	const struct sifa_kind *k = a->r->kind;
	enum sifa_rc rc = same_load(a->v, &a->same, err);
	uint8_t key[KEY_MAX];

	a->other = record_new(k);
	if (!a->other)
		return err_nomem(err);
	for (size_t i = 0; i < k->nkeys && !rc; i++) {
		size_t n = k->key[i].n == 1 ? record_key(a->r, i, key) : 0;

		if (n)
			rc = view_key(a->v, k, i, a->r->unit, key, n, take, &a->id, err);
	}
	idlist_sort(&a->id);
	return rc;
}

static void end(struct namesakes *a)
{
	sifa_record_free(a->other);
	same_free(&a->same);
	free(a->id.id);
}

/* Another person, not this one under another id nor one it was told apart from. */
static bool is_other(struct namesakes *a, uint64_t id)
{
	return id != a->r->id && same_lead(&a->same, id) == id &&
	       (!a->r->id || (same_of(&a->same, id) != same_of(&a->same, a->r->id) &&
			      !same_apart(&a->same, id, a->r->id))) &&
	       !view_load(a->v, id, a->other, NULL);
}

static bool same(const struct namesakes *a, const char *field)
{
	const struct sifa_field *f = kind_field(a->r->kind, field);
	const struct sifa_value *x = f ? &a->r->v[f->index] : NULL,
				*y = f ? &a->other->v[f->index] : NULL;
	char p[NAME_MOST], q[NAME_MOST];
	size_t n;

	if (!f || x->state != SIFA_SET || y->state != SIFA_SET)
		return false;
	if (!x->s)
		return x->n == y->n;
	if (x->len > sizeof p || y->len > sizeof q)
		return false;
	n = text_fold(x->s, x->len, p);
	return n == text_fold(y->s, y->len, q) && !memcmp(p, q, n);
}

/* ---- hints ---- */

static enum sifa_likeness likeness(const struct namesakes *a)
{
	if (same(a, "id_no"))
		return SIFA_LIKE_NUMBER;
	if (!same(a, "name"))
		return 0;
	if (same(a, "birth"))
		return SIFA_LIKE_BIRTH;
	return same(a, "phone") ? SIFA_LIKE_PHONE : same(a, "village") ? SIFA_LIKE_VILLAGE : 0;
}

size_t sifa_alike(struct sifa_session *se, const struct sifa_record *r, struct sifa_like *out,
		  size_t max)
{
	struct view v;
	struct namesakes a = {.v = &v, .r = r};
	size_t n = 0;

	if (r->kind != se->sifa->config->person || view_begin(se, &v, NULL))
		return 0;
	if (!find_all(&a, NULL))
		for (enum sifa_likeness w = SIFA_LIKE_NUMBER; w <= SIFA_LIKE_VILLAGE; w++)
			for (size_t i = 0; i < a.id.n && n < max; i++)
				if (is_other(&a, a.id.id[i]) && likeness(&a) == w)
					out[n++] = (struct sifa_like){a.id.id[i], w};
	end(&a);
	view_end(&v);
	return n;
}

/* ---- namesakes ---- */

static bool filled(const struct sifa_record *r, const char *field)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f && r->v[f->index].state != SIFA_ABSENT;
}

/* Both have it, and it is not the same. */
static bool differs(const struct namesakes *a, const char *field)
{
	return filled(a->r, field) && filled(a->other, field) && !same(a, field);
}

void check_namesakes(struct checking *c)
{
	static const char *const asked[] = {"group", "father", "nickname"};
	struct namesakes a = {.v = c->v, .r = c->r};
	const struct sifa_field *group = kind_field(c->r->kind, "group");
	bool told = false;
	char title[128], id[32];

	if (c->r->kind != c->v->se->sifa->config->person || !group || !filled(c->r, "village"))
		return;
	for (size_t i = 0; i < 3; i++)
		told = told || filled(c->r, asked[i]);
	if (told || find_all(&a, NULL)) {
		end(&a);
		return;
	}
	for (size_t i = 0; i < a.id.n; i++) {
		if (!is_other(&a, a.id.id[i]) || !same(&a, "name") || !same(&a, "village") ||
		    differs(&a, "id_no"))
			continue;
		view_title(c->v, a.id.id[i], true, SIFA_ZH, title, sizeof title);
		check_say(c, SIFA_ERROR, group, 0, NULL,
			  N_("{1} ({2}) lives in the same village. If it is another person, say "
			     "the group, the father's name or the nickname; if not, take that "
			     "record."),
			  title, sifa_id_format(a.id.id[i], id), NULL);
		break;
	}
	end(&a);
}
