/* move.c - correcting the unit of what was entered in the wrong one. */
#include <stdlib.h>
#include <string.h>

#include "find.h"

enum { MOVE_MOST = 200 };

struct moving {
	struct sifa_session *se;
	struct view v;
	uint64_t from, to;
	struct idlist id; /* of all that moves, in order of finding */
	struct sifa_record *record[MOVE_MOST];
	size_t n;
};

/* ---- locked ---- */

struct lock {
	uint64_t unit;
	sifa_day day, from; /* from: of the return that was found */
	const struct sifa_field *first, *last, *received;
};

static bool look_for_return(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct lock *l = arg;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width) {
		sifa_day first = day_of_slot(slot_get(l->first, rows, width)),
			 last = day_of_slot(slot_get(l->last, rows, width));

		if (get_le(rows + FIX_UNIT, 8) == l->unit && first != SIFA_DAY_NONE &&
		    last != SIFA_DAY_NONE && first <= l->day && l->day <= last &&
		    slot_get(l->received, rows, width) >= SIFA_SET) {
			l->from = first;
			return false;
		}
	}
	return true;
}

/* A return that was received counts it: its number may not change any more. */
static enum sifa_rc not_locked(struct view *v, const struct sifa_record *r, struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->return_;
	struct lock l = {.unit = r->unit,
			 .day = record_day(r),
			 .from = SIFA_DAY_NONE,
			 .first = kind_field(k, "period_from"),
			 .last = kind_field(k, "period_to"),
			 .received = kind_field(k, "received_on")};
	char day[12], id[32];
	enum sifa_rc rc;

	if (l.day == SIFA_DAY_NONE || !l.first || !l.last || !l.received)
		return SIFA_OK;
	rc = view_facts(v, k, INT32_MIN, INT32_MAX, look_for_return, &l, err);
	if (rc || l.from == SIFA_DAY_NONE)
		return rc;
	return err_set(err, SIFA_E_DENIED,
		       N_("Record {1} stands in a return from {2} on that was received; hand it "
			  "over instead."),
		       sifa_id_format(r->id, id), sifa_day_format(l.from, day), NULL);
}

/* ---- what goes along ---- */

static bool goes(const struct moving *m, uint64_t id)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->record[i]->id == id)
			return true;
	return false;
}

/* A record of its own: it cannot be without the one that moves. */
static bool take_own(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct moving *m = arg;
	const struct sifa_kind *k = config_kind_no(m->se->sifa->config, kind);

	(void)day;
	for (size_t i = 0; k && i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];
		bool own = f->no == field && f->type == SIFA_REF && f->required &&
			   !strcmp(f->id, f->target->id);

		if (own && !idlist_add(&m->id, from))
			return false;
	}
	return true;
}

struct namers {
	const struct moving *m;
	bool others;
};

static bool other_namer(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct namers *n = arg;

	(void)kind, (void)field, (void)day;
	n->others = !goes(n->m, from);
	return !n->others;
}

static void take_person(void *arg, uint64_t to, const struct sifa_field *field)
{
	struct moving *m = arg;
	const struct sifa_kind *k = NULL;
	struct namers n = {.m = m};
	const uint8_t *fixed;
	size_t len;

	(void)field;
	if (view_fixed(&m->v, to, &fixed, &len, &k, NULL) || k != m->se->sifa->config->person ||
	    get_le(fixed + FIX_UNIT, 8) != m->from ||
	    view_refs(&m->v, to, 0, 0, other_namer, &n, NULL) || n.others)
		return;
	idlist_add(&m->id, to);
}

/* ---- moving ---- */

static enum sifa_rc may_move(struct moving *m, const struct sifa_record *r, struct sifa_err *err)
{
	const struct config *c = m->se->sifa->config;
	char id[32];

	sifa_id_format(r->id, id);
	if (r->kind == c->unit || r->kind == c->user || r->kind == c->same_person ||
	    r->kind == c->handover)
		return err_set(err, SIFA_E_USAGE, N_("Records of this kind are not moved."), NULL);
	if (r->holder != r->unit || (r->flags & SIFA_REC_HANDED))
		return err_set(err, SIFA_E_DENIED,
			       N_("Record {1} was handed over and is not moved any more."), id,
			       NULL);
	return not_locked(&m->v, r, err);
}

static enum sifa_rc add(struct moving *m, uint64_t id, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (goes(m, id))
		return SIFA_OK;
	if (m->n == MOVE_MOST)
		return err_set(err, SIFA_E_USAGE, N_("Too much belongs to this record."), NULL);
	rc = view_get(&m->v, id, &m->record[m->n], err);
	if (rc)
		return rc;
	if (m->record[m->n]->unit != m->from) { /* entered elsewhere: it stays there */
		sifa_record_free(m->record[m->n]);
		return SIFA_OK;
	}
	return may_move(m, m->record[m->n++], err);
}

static enum sifa_rc add_found(struct moving *m, struct sifa_err *err)
{
	enum sifa_rc rc = m->id.failed ? err_nomem(err) : SIFA_OK;

	for (size_t i = 0; i < m->id.n && !rc; i++)
		rc = add(m, m->id.id[i], err);
	m->id.n = 0;
	return rc;
}

static enum sifa_rc not_linked(struct moving *m, struct sifa_err *err)
{
	struct same s = {0};
	enum sifa_rc rc = same_load(&m->v, &s, err);

	for (size_t i = 0; i < m->n && !rc; i++)
		for (size_t j = 0; j < s.n && !rc; j++)
			if (s.node[j].id == m->record[i]->id)
				rc = err_set(err, SIFA_E_DENIED,
					     N_("A person who is linked with another row is not "
						"moved; part them first."),
					     NULL);
	same_free(&s);
	return rc;
}

static enum sifa_rc gather(struct moving *m, uint64_t id, struct sifa_err *err)
{
	enum sifa_rc rc = add(m, id, err);

	for (size_t i = 0; i < m->n && !rc; i++) { /* grows while it is gone through */
		rc = view_refs(&m->v, m->record[i]->id, 0, 0, take_own, m, err);
		if (!rc)
			rc = add_found(m, err);
	}
	for (size_t i = 0, own = m->n; i < own && !rc; i++)
		record_refs(m->record[i], take_person, m);
	if (!rc)
		rc = add_found(m, err);
	return rc ? rc : not_linked(m, err);
}

static enum sifa_rc check_target(struct moving *m, uint64_t id, struct sifa_err *err)
{
	const uint8_t *fixed;
	size_t n;
	enum sifa_rc rc = view_fixed(&m->v, id, &fixed, &n, NULL, err);

	if (rc)
		return rc;
	m->from = get_le(fixed + FIX_UNIT, 8);
	if (!view_exists(&m->v, m->to, m->se->sifa->config->unit))
		return err_set(err, SIFA_E_NOTFOUND, N_("There is no such unit."), NULL);
	if (m->from == m->to)
		return err_set(err, SIFA_E_EXISTS, N_("It belongs to this unit already."), NULL);
	return SIFA_OK;
}

static enum sifa_rc act(struct moving *m, const char *reason, struct sifa_err *err)
{
	struct act_step step[MOVE_MOST] = {0};

	for (size_t i = 0; i < m->n; i++) {
		m->record[i]->unit = m->record[i]->holder = m->to;
		step[i] = (struct act_step){.op = ACT_MOVE, .record = m->record[i]};
	}
	return session_act(m->se, "move", reason, step, m->n, err);
}

enum sifa_rc sifa_move(struct sifa_session *se, uint64_t id, uint64_t unit, const char *reason,
		       size_t *moved, struct sifa_err *err)
{
	struct moving m = {.se = se, .to = unit};
	enum sifa_rc rc;

	*moved = 0;
	if (!reason || !*reason)
		return err_set(err, SIFA_E_USAGE, N_("Say why the unit is corrected."), NULL);
	rc = view_begin(se, &m.v, err);
	if (rc)
		return rc;
	rc = check_target(&m, id, err);
	if (!rc)
		rc = gather(&m, id, err);
	view_end(&m.v);
	if (!rc)
		rc = act(&m, reason, err);
	if (!rc)
		*moved = m.n;
	for (size_t i = 0; i < m.n; i++)
		sifa_record_free(m.record[i]);
	free(m.id.id);
	return rc;
}
