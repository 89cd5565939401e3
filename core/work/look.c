/* look.c - what the first screen and the officer ask: how many,
 * what happened, is all of it sound. */
#include <stdlib.h>
#include <string.h>

#include "same.h"

/* ---- count ---- */

struct tally {
	struct view *v;
	const struct sifa_kind *k;
	uint64_t n, unit, holder;
	struct same same; /* of persons */
	unsigned secrecy;
	bool seen; /* of unit, holder and secrecy, the last ones asked for */
};

static bool tally_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct tally *t = arg;

	for (size_t i = 0; i < n; i++, rows += width) {
		uint64_t unit = get_le(rows + FIX_UNIT, 8), holder = get_le(rows + FIX_HOLDER, 8);

		unsigned secrecy = view_secrecy(t->v, t->k, rows);

		if (unit != t->unit || holder != t->holder || secrecy != t->secrecy) {
			t->unit = unit;
			t->holder = holder;
			t->secrecy = secrecy;
			t->seen = !guard(t->v->se, GUARD_READ, t->k, unit, t->secrecy, NULL) ||
				  !guard(t->v->se, GUARD_READ, t->k, holder, t->secrecy, NULL);
		}
		t->n += t->seen && fact_at_home(t->k, month, rows, width) &&
			(!t->same.n ||
			 same_lead(&t->same, get_le(rows + FIX_ID, 8)) == get_le(rows + FIX_ID, 8));
	}
	return true;
}

enum sifa_rc sifa_count(struct sifa_session *se, const struct sifa_kind *k, uint64_t *out,
			struct sifa_err *err)
{
	struct view v;
	struct tally t = {.v = &v, .k = k};
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = 0;
	if (rc)
		return rc;
	if (k == se->sifa->config->person)
		rc = same_load(&v, &t.same, err);
	if (!rc)
		rc = view_facts(&v, k, INT32_MIN, INT32_MAX, tally_block, &t, err);
	same_free(&t.same);
	view_end(&v);
	if (!rc)
		*out = t.n;
	return rc;
}

/* ---- journal and check ---- */

enum sifa_rc sifa_journal(struct sifa_session *se, uint64_t record, struct sifa_entry *out,
			  size_t limit, size_t *n, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*n = 0;
	if (rc)
		return rc;
	rc = view_journal(&v, record, out, limit, n, err);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_verify(struct sifa_session *se, uint64_t *records, struct sifa_findings *out,
			 struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = session_verify(se, records, out, err);

	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = same_verify(&v, out, err);
	view_end(&v);
	return rc;
}
