/* carry.c - evidence is entered once: its kind is ticked on the records it belongs to; a
 * dossier tells its case its number, its pages and when it was archived. */
#include <string.h>

#include "carry.h"
#include "dossier.h"
#include "evidence.h"

void carry_free(struct carry *c)
{
	for (size_t i = 0; i < c->n; i++)
		sifa_record_free(c->r[i]);
	c->n = 0;
}

/* The copy already made, or a new one; NULL with SIFA_OK for what may not be seen. */
static enum sifa_rc take(struct view *v, uint64_t id, struct carry *c, struct sifa_record **out,
			 struct sifa_err *err)
{
	enum sifa_rc rc;

	*out = NULL;
	for (size_t i = 0; i < c->n; i++)
		if (c->r[i]->id == id)
			*out = c->r[i];
	if (*out)
		return SIFA_OK;
	if (c->n == CARRY_MOST)
		return err_set(err, SIFA_E_DATA,
			       N_("This belongs to too many records; divide it into two."), NULL);
	rc = view_get(v, id, out, err);
	if (!rc)
		c->r[c->n++] = *out;
	return rc;
}

static enum sifa_rc tick(struct view *v, uint64_t id, int64_t code, struct carry *c,
			 struct sifa_err *err)
{
	struct sifa_value set = {.state = SIFA_SET};
	const struct sifa_field *f;
	struct sifa_record *r;
	enum sifa_rc rc = take(v, id, c, &r, err);

	if (rc)
		return rc;
	f = sifa_evidence_field(v->se->sifa, r->kind);
	if (f && r->v[f->index].state == SIFA_SET)
		set.n = r->v[f->index].n;
	if (f && !((uint64_t)set.n >> code & 1)) {
		set.n = (int64_t)((uint64_t)set.n | UINT64_C(1) << code);
		return sifa_set(r, f, &set, err);
	}
	if (c->r[c->n - 1] == r) { /* nothing to tell it */
		sifa_record_free(r);
		c->n--;
	}
	return SIFA_OK;
}

static enum sifa_rc tick_all(struct view *v, const struct sifa_record *r, struct carry *c,
			     struct sifa_err *err)
{
	const struct sifa_field *kind = kind_field(r->kind, "kind");
	enum sifa_rc rc = SIFA_OK;

	if (!kind || kind->type != SIFA_CODE || r->v[kind->index].state != SIFA_SET ||
	    r->v[kind->index].n > 60)
		return SIFA_OK;
	for (size_t i = 0; i < r->kind->nfields && !rc; i++) {
		const struct sifa_field *f = &r->kind->field[i];
		const struct sifa_value *val = &r->v[i];

		if (val->state != SIFA_SET || !f->target ||
		    !sifa_evidence_field(v->se->sifa, f->target))
			continue;
		if (f->type == SIFA_REF)
			rc = tick(v, (uint64_t)val->n, r->v[kind->index].n, c, err);
		for (size_t j = 0; f->type == SIFA_REFS && j < val->len && !rc; j++)
			rc = tick(v, val->id[j], r->v[kind->index].n, c, err);
	}
	return rc;
}

static bool same(const struct sifa_value *a, const struct sifa_value *b)
{
	return a->state == b->state && a->n == b->n && a->len == b->len &&
	       (!a->s || !b->s || !memcmp(a->s, b->s, a->len));
}

static enum sifa_rc tell(struct view *v, const struct sifa_record *r, struct carry *c,
			 struct sifa_err *err)
{
	const struct dossier_def *def = dossier_def_of(dossiers_of(v->se->sifa), r);
	struct sifa_record *of = NULL;
	bool changed = false;
	enum sifa_rc rc = SIFA_OK;

	if (def && def->ntells)
		rc = take(v, (uint64_t)r->v[def->via->index].n, c, &of, err);
	for (size_t i = 0; of && i < def->ntells && !rc; i++) {
		const struct dossier_copy *t = &def->tell[i];
		const struct sifa_value *val = &r->v[t->from[0]->index];

		if (val->state != SIFA_SET || same(&of->v[t->to->index], val))
			continue;
		rc = sifa_set(of, t->to, val, err);
		changed = true;
	}
	if (of && !changed)
		carry_free(c);
	return rc;
}

enum sifa_rc carry_plan(struct view *v, const struct sifa_record *r, struct carry *c,
			struct sifa_err *err)
{
	const struct dossiers *d = dossiers_of(v->se->sifa);

	c->n = 0;
	if (d && r->kind == d->of)
		return tell(v, r, c, err);
	return r->kind == evidence_kind(v->se->sifa) ? tick_all(v, r, c, err) : SIFA_OK;
}
