/* hand.c - records that a step has to do with besides its own: one that begins with it,
 * and one that is told of it. */
#include "check.h"

/* Its values, from ours; what is empty here becomes empty there. */
static enum sifa_rc hand_over(const struct sifa_hand *h, const struct sifa_record *from,
			      struct sifa_record *to, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < h->ncopies && !rc; i++)
		rc = sifa_set(to, &h->kind->field[h->copy[i].to], &from->v[h->copy[i].from], err);
	for (size_t i = 0; i < h->nfills && !rc; i++)
		rc = sifa_set(to, &h->kind->field[h->fill[i].field],
			      &(struct sifa_value){.state = SIFA_SET, .n = h->fill[i].n}, err);
	return rc;
}

enum sifa_rc sifa_step_begin(struct sifa_session *se, const struct sifa_record *r,
			     const struct sifa_step_def *s, struct sifa_record **out,
			     struct sifa_err *err)
{
	const struct sifa_hand *h = &s->begins;
	enum sifa_rc rc;

	*out = NULL;
	if (!h->kind)
		return SIFA_OK;
	rc = sifa_record_new(se, h->kind, out, err);
	if (rc)
		return rc;
	(*out)->unit = r->unit;
	rc = hand_over(h, r, *out, err);
	if (!rc && r->id)
		rc = sifa_set(*out, &h->kind->field[h->via],
			      &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)r->id}, err);
	if (rc) {
		sifa_record_free(*out);
		*out = NULL;
	}
	return rc;
}

enum sifa_rc hand_told(struct sifa_session *se, const struct sifa_record *r,
		       const struct sifa_step_def *s, struct sifa_record **out,
		       struct sifa_err *err)
{
	const struct sifa_hand *h = &s->tells;
	const struct sifa_value *via = h->kind ? &r->v[h->via] : NULL;
	enum sifa_rc rc;

	*out = NULL;
	if (!via || via->state != SIFA_SET)
		return SIFA_OK;
	rc = sifa_record_get(se, (uint64_t)via->n, out, err);
	if (!rc)
		rc = hand_over(h, r, *out, err);
	if (rc) {
		sifa_record_free(*out);
		*out = NULL;
	}
	return rc;
}
