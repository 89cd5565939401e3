/* near.c - what may have been meant by a name that is not there. */
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "refer.h"

enum { GRAMS_MAX = 24, FOR_A_GRAM = 3000, SHOWN = 3 };

struct grams {
	struct {
		char s[8];
		size_t n;
	} v[GRAMS_MAX];
	size_t n;
};

static void add_gram(void *arg, const char *gram, size_t n)
{
	struct grams *g = arg;

	if (g->n == GRAMS_MAX || n > sizeof g->v[0].s)
		return;
	memcpy(g->v[g->n].s, gram, n);
	g->v[g->n++].n = n;
}

struct votes { /* one for each gram a record shares, if not too many share it */
	struct idlist all, gram;
	struct view *v;
	const struct sifa_kind *kind;
	const struct sifa_field *via; /* of kind, to what is searched; NULL: itself */
};

static bool take_ref(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	(void)kind, (void)field, (void)day;
	return idlist_add(arg, from);
}

static bool take(void *arg, uint64_t id)
{
	struct votes *t = arg;

	if (!t->via)
		return idlist_add(&t->gram, id) && t->gram.n < FOR_A_GRAM;
	return !view_refs(t->v, id, t->kind->no, t->via->no, take_ref, &t->gram, NULL) &&
	       t->gram.n < FOR_A_GRAM;
}

static bool vote(struct votes *t, const char *folded, size_t n)
{
	const struct sifa_kind *where = t->via ? t->via->target : t->kind;
	struct grams g = {.n = 0};
	bool ok = true;

	text_grams(folded, n, add_gram, &g);
	for (size_t i = 0; ok && i < g.n; i++) {
		t->gram.n = 0;
		ok = !view_search(t->v, where, g.v[i].s, g.v[i].n, take, t, NULL);
		idlist_sort(&t->gram);
		for (size_t j = 0; ok && j < t->gram.n && t->gram.n < FOR_A_GRAM; j++)
			ok = idlist_add(&t->all, t->gram.id[j]);
	}
	return ok;
}

/* The id with most votes; its votes are taken away. */
static uint64_t winner(struct idlist *l)
{
	size_t best = 0, at = 0;
	uint64_t id;

	for (size_t i = 0, j; i < l->n; i = j) {
		for (j = i; j < l->n && l->id[j] == l->id[i]; j++)
			;
		if (j - i > best) {
			best = j - i;
			at = i;
		}
	}
	if (!best)
		return 0;
	id = l->id[at];
	memmove(l->id + at, l->id + at + best, (l->n - at - best) * sizeof *l->id);
	l->n -= best;
	return id;
}

static const struct sifa_field *named_by(const struct sifa_kind *k)
{
	const struct sifa_field *t = k->ntitle ? &k->field[k->title[0]] : NULL;

	return t && t->type == SIFA_REF ? t : NULL;
}

bool near_names(struct view *v, const struct sifa_kind *k, const char *folded, size_t n, char *out,
		size_t size)
{
	struct votes t = {.v = v, .kind = k, .via = named_by(k)};
	size_t used = 0;
	uint64_t id;

	out[0] = '\0';
	if (vote(&t, folded, n) && t.all.n) {
		qsort(t.all.id, t.all.n, sizeof *t.all.id, id_compare);
		for (size_t i = 0; i < SHOWN && (id = winner(&t.all)) != 0; i++)
			used = names_add(v, id, out, used, size);
	}
	free(t.all.id);
	free(t.gram.id);
	return used > 0;
}

size_t names_add(struct view *v, uint64_t id, char *out, size_t used, size_t size)
{
	char title[96];
	size_t n;

	view_title(v, id, true, v->se->lang, title, sizeof title);
	n = strlen(title);
	if (!n || used + n + 3 > size) /* nothing: not for this session to see */
		return used;
	if (used) {
		memcpy(out + used, "; ", 2);
		used += 2;
	}
	memcpy(out + used, title, n + 1);
	return used + n;
}
