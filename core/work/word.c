/* word.c - the records that hold a word or refer to one that does. */
#include <stdlib.h>
#include <string.h>

#include "find.h"

enum { TARGETS_MAX = 20000, TARGET_KINDS = 16 };

struct gather {
	struct idlist *out;
	size_t most;
	bool over;
};

static bool take_id(void *arg, uint64_t id)
{
	struct gather *g = arg;

	g->over = g->over || g->out->n >= g->most;
	return !g->over && idlist_add(g->out, id);
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

static void add_target(const struct sifa_field *f, const struct sifa_kind **out, size_t *n)
{
	if (!f->target || !searched(f->target) || *n == TARGET_KINDS)
		return;
	for (size_t i = 0; i < *n; i++)
		if (out[i] == f->target)
			return;
	out[(*n)++] = f->target;
}

/* The searched kinds that records of k refer to, in their tables too. */
static size_t targets(const struct sifa_kind *k, const struct sifa_kind **out)
{
	size_t n = 0;

	for (size_t i = 0; i < k->nfields; i++) {
		add_target(&k->field[i], out, &n);
		for (size_t j = 0; j < k->field[i].nrow; j++)
			add_target(&k->field[i].row[j], out, &n);
	}
	return n;
}

static enum sifa_rc through(struct view *v, const struct sifa_kind *k,
			    const struct sifa_kind *target, const char *s, size_t n,
			    struct gather *out, struct sifa_err *err)
{
	struct idlist named = {0};
	struct gather g = {.out = &named, .most = TARGETS_MAX};
	enum sifa_rc rc = view_search(v, target, s, n, take_id, &g, err);

	out->over = out->over || g.over;
	out->out->failed = out->out->failed || named.failed;
	for (size_t i = 0; i < named.n && !rc && !out->over && !out->out->failed; i++)
		rc = view_refs(v, named.id[i], k->no, 0, take_ref, out, err);
	free(named.id);
	return rc;
}

enum sifa_rc find_word(struct view *v, const struct sifa_kind *k, const char *s, size_t n,
		       size_t most, struct idlist *out, bool *over, struct sifa_err *err)
{
	const struct sifa_kind *target[TARGET_KINDS];
	struct gather g = {.out = out, .most = most};
	size_t nt = targets(k, target);
	enum sifa_rc rc = SIFA_OK;

	if (searched(k))
		rc = view_search(v, k, s, n, take_id, &g, err);
	for (size_t i = 0; i < nt && !rc && !g.over && !out->failed; i++)
		rc = through(v, k, target[i], s, n, &g, err);
	*over = g.over;
	return rc ? rc : out->failed ? err_nomem(err) : SIFA_OK;
}
