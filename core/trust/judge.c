/* judge.c - reading for the score. A score is equal for every reader, so what
 * it is made of is read without his rights; the drill-down is cut elsewhere. */
#include "session.h"

enum sifa_rc view_score_fixed(struct view *v, uint64_t id, const uint8_t **fixed, size_t *n,
			      struct sifa_err *err)
{
	const uint8_t *p;
	size_t len;
	char buf[32];
	enum sifa_rc rc = snap_get(v->snap, id, false, &p, &len, err);

	if (rc)
		return rc;
	*fixed = record_fixed(p, len, n);
	if (*fixed)
		return SIFA_OK;
	return err_set(err, SIFA_E_DAMAGED, N_("Record {1} is damaged on disk."),
		       sifa_id_format(id, buf), NULL);
}

enum sifa_rc view_score_load(struct view *v, uint64_t id, struct sifa_record *r,
			     struct sifa_err *err)
{
	const uint8_t *p;
	size_t n;
	enum sifa_rc rc = snap_get(v->snap, id, false, &p, &n, err);

	return rc ? rc : record_decode(r, p, n, err);
}
