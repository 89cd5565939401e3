/* read.c - the store's indexes as the session may use them: facts, references,
 * sort orders, keys, search, due days, units, journal. */
#include <stdlib.h>
#include <string.h>

#include "session.h"

enum { JOURNAL_SCAN = 65536 };

enum sifa_rc view_facts(struct view *v, const struct sifa_kind *k, int32_t m0, int32_t m1,
			fact_fn *f, void *arg, struct sifa_err *err)
{
	return snap_facts(v->snap, k, m0, m1, f, arg, err);
}

enum sifa_rc view_stamps(struct view *v, const struct sifa_kind *k, int32_t m0, int32_t m1,
			 stamp_fn *f, void *arg, struct sifa_err *err)
{
	return snap_stamps(v->snap, k, m0, m1, f, arg, err);
}

enum sifa_rc view_blocks(struct view *v, const struct sifa_kind *k, int32_t month, block_fn *f,
			 void *arg, struct sifa_err *err)
{
	return snap_blocks(v->snap, k, month, f, arg, err);
}

enum sifa_rc view_piece(struct view *v, const struct sifa_kind *k, int32_t month, uint64_t first,
			uint64_t last, fact_fn *f, void *arg, struct sifa_err *err)
{
	return snap_piece(v->snap, k, month, first, last, f, arg, err);
}

bool view_importing(const struct view *v)
{
	return snap_importing(v->snap);
}

const uint8_t *session_running(const struct sifa_session *se)
{
	return store_running(se->sifa->store);
}

uint64_t session_sum(const struct sifa_session *se, const void *p, size_t n)
{
	return store_sum(se->sifa->store, p, n);
}

enum sifa_rc view_refs(struct view *v, uint64_t to, uint16_t kind, uint16_t field, ref_fn *f,
		       void *arg, struct sifa_err *err)
{
	return snap_refs(v->snap, to, kind, field, f, arg, err);
}

enum sifa_rc view_search(struct view *v, const struct sifa_kind *k, const char *text, size_t n,
			 id_fn *f, void *arg, struct sifa_err *err)
{
	return snap_search(v->snap, k, text, n, f, arg, err);
}

bool view_holds(struct view *v, const struct sifa_kind *k)
{
	return snap_holds(v->snap, k);
}

enum sifa_rc view_key(struct view *v, const struct sifa_kind *k, size_t which, uint64_t unit,
		      const uint8_t *key, size_t n, id_fn *f, void *arg, struct sifa_err *err)
{
	return snap_key(v->snap, k, which, unit, key, n, f, arg, err);
}

/* ---- units ---- */

/* Into a sorted list; false also where it stands already. */
static bool unit_add(struct idlist *s, uint64_t id)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->id[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo < s->n && s->id[lo] == id)
		return false;
	if (!grow(&s->id, &s->cap, s->n + 1, sizeof *s->id)) {
		s->failed = true;
		return false;
	}
	memmove(s->id + lo + 1, s->id + lo, (s->n - lo) * sizeof *s->id);
	s->id[lo] = id;
	s->n++;
	return true;
}

struct tree_walk {
	struct idlist seen;
	uint64_t *todo;
	size_t n, cap;
};

static bool tree_child(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct tree_walk *w = arg;

	(void)kind, (void)field, (void)day;
	if (!unit_add(&w->seen, from)) /* met before: a circle in the tree ends here */
		return !w->seen.failed;
	if (!grow(&w->todo, &w->cap, w->n + 1, sizeof *w->todo)) {
		w->seen.failed = true;
		return false;
	}
	w->todo[w->n++] = from;
	return true;
}

enum sifa_rc view_units(struct view *v, uint64_t unit, uint64_t **out, size_t *n,
			struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->unit;
	const struct sifa_field *parent = kind_field(k, "parent");
	struct tree_walk w = {0};
	enum sifa_rc rc = SIFA_OK;

	*out = NULL;
	*n = 0;
	tree_child(&w, 0, 0, 0, unit);
	while (parent && !rc && !w.seen.failed && w.n)
		rc = snap_refs(v->snap, w.todo[--w.n], k->no, parent->no, tree_child, &w, err);
	if (!rc && w.seen.failed)
		rc = err_nomem(err);
	free(w.todo);
	if (rc) {
		free(w.seen.id);
		return rc;
	}
	*out = w.seen.id;
	*n = w.seen.n;
	return SIFA_OK;
}

/* 0: none. */
static uint64_t unit_above(struct view *v, uint64_t unit)
{
	const struct sifa_field *parent = kind_field(v->se->sifa->config->unit, "parent");
	struct sifa_value up = {.state = SIFA_ABSENT};
	struct stored at;

	if (parent && !snap_get(v->snap, unit, false, &at, NULL))
		slot_value(parent, slot_get(parent, at.fixed, at.nfixed), &up);
	return up.state == SIFA_SET ? (uint64_t)up.n : 0;
}

enum sifa_rc view_units_above(struct view *v, uint64_t unit, struct idlist *out,
			      struct sifa_err *err)
{
	while ((unit = unit_above(v, unit)) != 0 && unit_add(out, unit))
		;
	return out->failed ? err_nomem(err) : SIFA_OK;
}

/* Records of kind unit are owned by the units above: their register is walked
 * from the session's unit up to the root as well. So is what these share. */
enum sifa_rc view_owners(struct view *v, const struct sifa_kind *k, uint64_t unit, bool shared,
			 uint64_t **out, size_t *n, struct sifa_err *err)
{
	const struct sifa_session *se = v->se;
	struct idlist s = {0};

	*out = NULL;
	*n = 0;
	if (unit) {
		enum sifa_rc rc = guard(se, GUARD_READ, NULL, unit, 0, err);

		return rc ? rc : view_units(v, unit, out, n, err);
	}
	for (size_t i = 0; i < se->nunits; i++) /* sorted already */
		idlist_add(&s, se->units[i]);
	if (k == se->sifa->config->unit || (shared && k->shared))
		for (size_t i = 0; i < se->above.n; i++)
			unit_add(&s, se->above.id[i]);
	if (s.failed) {
		free(s.id);
		return err_nomem(err);
	}
	*out = s.id;
	*n = s.n;
	return SIFA_OK;
}

enum sifa_rc view_walk(struct view *v, const struct sifa_kind *k, size_t sort, const uint64_t *unit,
		       size_t nunits, struct walk **out, struct sifa_err *err)
{
	static const uint64_t all = WALK_ALL_UNITS;
	const struct sifa_session *se = v->se;

	if (!sort && se->unit == view_root(v) && nunits >= se->nunits)
		return walk_open(v->snap, k, sort, &all, 1, out, err);
	return walk_open(v->snap, k, sort, unit, nunits, out, err);
}

/* ---- journal ---- */

static bool entry_seen(struct view *v, uint64_t record)
{
	const struct sifa_kind *k;
	struct stored at;

	if (!record) /* of the whole store: adoptions and imports */
		return true;
	if (snap_get(v->snap, record, true, &at, NULL))
		return false;
	k = config_kind_no(v->se->sifa->config, (uint16_t)get_le(at.fixed + FIX_KIND, 2));
	return !guard(v->se, GUARD_READ, k, get_le(at.fixed + FIX_UNIT, 8),
		      view_secrecy(v, k, at.fixed), NULL);
}

/* A reader gets his share of the latest entries, without those of sealed records: the
 * journal has no index by unit, so only so many are looked at. */
static enum sifa_rc journal_share(struct view *v, struct sifa_entry *out, size_t limit, size_t *n,
				  struct sifa_err *err)
{
	size_t want = limit, got = 0, seen = 0, cap = 0;
	struct sifa_entry *all = NULL;
	enum sifa_rc rc;

	do {
		want = want > JOURNAL_SCAN / 4 ? JOURNAL_SCAN : want * 4;
		if (!grow(&all, &cap, want, sizeof *all)) {
			free(all);
			return err_nomem(err);
		}
		rc = snap_journal(v->snap, 0, all, want, &got, err);
		seen = 0;
		for (size_t i = 0; !rc && i < got && seen < limit; i++)
			if (entry_seen(v, all[i].record))
				out[seen++] = all[i];
	} while (!rc && seen < limit && got == want && want < JOURNAL_SCAN);
	free(all);
	*n = rc ? 0 : seen;
	return rc;
}

enum sifa_rc view_journal(struct view *v, uint64_t record, struct sifa_entry *out, size_t limit,
			  size_t *n, struct sifa_err *err)
{
	*n = 0;
	if (!limit)
		return SIFA_OK;
	if (!record)
		return journal_share(v, out, limit, n, err);
	if (!entry_seen(v, record))
		return err_set(err, SIFA_E_NOTFOUND, N_("There is no such record."), NULL);
	return snap_journal(v->snap, record, out, limit, n, err);
}
