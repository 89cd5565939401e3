/* sealed.c - what is part of a sealed file. Its records keep the secrecy they were made
 * with; who else is sealed with a file follows from the references that say so (`seals`),
 * so that nothing is written anew when a file is sealed, and what comes later is sealed
 * at once. */
#include <stdlib.h>
#include <string.h>

#include "session.h"

enum { DEPTH = 6 }; /* of files within files; ends a circle */

/* ---- files ---- */

static bool may_be_sealed(const struct sifa_kind *k)
{
	bool may = k->secrecy >= 3;

	for (size_t i = 0; i < k->nsecrets; i++)
		may = may || k->secret[i].secrecy >= 3;
	return may;
}

static bool take_sealed(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct idlist *l = arg;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width)
		if (rows[FIX_SECRECY] >= 3 && !idlist_add(l, get_le(rows + FIX_ID, 8)))
			return false;
	return true;
}

static enum sifa_rc sealed_files(struct view *v, struct idlist *out, struct sifa_err *err)
{
	const struct config *c = v->se->sifa->config;
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < c->nkinds && !rc; i++)
		if (may_be_sealed(c->kind[i]))
			rc = snap_facts(v->snap, c->kind[i], FACT_NO_MONTH, INT32_MAX, take_sealed,
					out, err);
	idlist_sort(out);
	return rc;
}

/* ---- what is part of them ---- */

struct parts {
	const struct config *config;
	struct idlist ids;
};

static bool take_part(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct parts *p = arg;
	const struct sifa_kind *k = config_kind_no(p->config, kind);

	(void)day;
	for (size_t i = 0; k && k->has_seals && i < k->nfields; i++)
		if (k->field[i].no == field && k->field[i].seals)
			return idlist_add(&p->ids, from);
	return true;
}

/* One level: the parts of at[0..n) become *out. */
static enum sifa_rc parts_of(struct view *v, const uint64_t *at, size_t n, struct idlist *out,
			     struct sifa_err *err)
{
	struct parts p = {.config = v->se->sifa->config};
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < n && !rc; i++)
		rc = snap_refs(v->snap, at[i], 0, 0, take_part, &p, err);
	idlist_sort(&p.ids);
	*out = p.ids;
	return rc ? rc : p.ids.failed ? err_nomem(err) : SIFA_OK;
}

/* The files and what is part of them. */
static enum sifa_rc gather(struct view *v, struct idlist *all, struct sifa_err *err)
{
	struct idlist at = {0}, next;
	enum sifa_rc rc = sealed_files(v, &at, err);

	for (int depth = 0; at.n && !rc && depth <= DEPTH; depth++) {
		for (size_t i = 0; i < at.n && !rc; i++)
			if (!idlist_add(all, at.id[i]))
				rc = err_nomem(err);
		if (!rc)
			rc = parts_of(v, at.id, at.n, &next, err);
		else
			next = (struct idlist){0};
		free(at.id);
		at = next;
	}
	if (!rc && at.failed)
		rc = err_nomem(err);
	free(at.id);
	idlist_sort(all);
	return rc;
}

/* ---- asking ---- */

static void add_stamp(void *arg, int32_t month, uint64_t stamp)
{
	uint64_t *sum = arg;

	(void)month;
	*sum += stamp;
}

/* Another number after each change of a file that may be sealed or of what may be part of
 * one; 0 where that cannot be told. */
static uint64_t stamps(struct view *v)
{
	const struct config *c = v->se->sifa->config;
	uint64_t sum = 0;

	if (snap_importing(v->snap))
		return 0;
	for (size_t i = 0; i < c->nkinds; i++)
		if ((c->kind[i]->has_seals || may_be_sealed(c->kind[i])) &&
		    snap_stamps(v->snap, c->kind[i], INT32_MIN, INT32_MAX, add_stamp, &sum, NULL))
			return 0;
	return sum;
}

/* Kept in the session until one of them changes. */
static bool know(struct view *v)
{
	struct sealed *s = &v->se->sealed;
	uint64_t seq = snap_meta(v->snap)->journal_seq, now;

	if (s->known && s->at == seq)
		return true;
	now = stamps(v);
	if (!s->known || !now || now != s->stamps) {
		free(s->all.id);
		s->all = (struct idlist){0};
		s->known = !gather(v, &s->all, NULL);
	}
	s->stamps = now;
	s->at = seq;
	return s->known;
}

/* What cannot be told is not shown. */
static bool is_sealed(struct view *v, uint64_t id)
{
	return !know(v) || idlist_has(&v->se->sealed.all, id);
}

unsigned view_secrecy(struct view *v, const struct sifa_kind *k, const uint8_t *fixed)
{
	return k && k->has_seals && is_sealed(v, get_le(fixed + FIX_ID, 8)) ? 3
									    : fixed[FIX_SECRECY];
}

/* ---- due days ---- */

struct open_due {
	struct view *v;
	due_fn *f;
	void *arg;
};

static bool open_only(void *arg, sifa_day due, uint16_t kind, uint8_t clock, uint64_t id)
{
	const struct open_due *o = arg;
	const struct sifa_kind *k = config_kind_no(o->v->se->sifa->config, kind);

	if (k && (k->has_seals || may_be_sealed(k)) && is_sealed(o->v, id))
		return true;
	return o->f(o->arg, due, kind, clock, id);
}

enum sifa_rc view_due(struct view *v, sifa_day until, due_fn *f, void *arg, struct sifa_err *err)
{
	struct open_due o = {v, f, arg};
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < v->se->nunits && !rc; i++)
		rc = snap_due(v->snap, v->se->units[i], until, open_only, &o, err);
	return rc;
}
