/* judge.c - reading for the score. A score is equal for every reader, so what
 * it is made of is read without his rights; the drill-down is cut elsewhere. */
#include "session.h"

enum sifa_rc view_score_fixed(struct view *v, uint64_t id, const uint8_t **fixed, size_t *n,
			      struct sifa_err *err)
{
	struct stored at;
	enum sifa_rc rc = snap_get(v->snap, id, false, &at, err);

	if (!rc) {
		*fixed = at.fixed;
		*n = at.nfixed;
	}
	return rc;
}

struct deletions {
	struct view *v;
	deleted_fn *f;
	void *arg;
};

static bool one_deletion(void *arg, uint64_t id)
{
	const struct deletions *d = arg;
	struct stored at;

	if (snap_get(d->v->snap, id, true, &at, NULL) || snap_pending(d->v->snap, id) ||
	    !(at.fixed[FIX_FLAGS] & SIFA_REC_DELETED))
		return true;
	return d->f(d->arg, at.fixed, at.nfixed);
}

enum sifa_rc view_deleted(struct view *v, sifa_day since, deleted_fn *f, void *arg,
			  struct sifa_err *err)
{
	struct deletions d = {v, f, arg};

	return snap_deletions(v->snap, sifa_day_begins(since), one_deletion, &d, err);
}

enum sifa_rc view_score_load(struct view *v, uint64_t id, struct sifa_record *r,
			     struct sifa_err *err)
{
	struct stored at;
	enum sifa_rc rc = snap_get(v->snap, id, false, &at, err);

	return rc ? rc : record_decode(r, at.p, at.n, err);
}

enum sifa_rc view_score_rev(struct view *v, uint64_t id, uint32_t *out, struct sifa_err *err)
{
	struct stored at;
	enum sifa_rc rc = snap_get(v->snap, id, false, &at, err);

	if (!rc)
		*out = record_stored_rev(at.p);
	return rc;
}
