/* mine.c - whose work a record is: the person it names, who made it, who took it over. */
#include <stdlib.h>
#include <string.h>

#include "mine.h"

static bool refers(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct mine *m = arg;

	(void)kind, (void)field, (void)day;
	return idlist_add(&m->ids, from);
}

/* A kind that tells who somebody is, and what refers to this person's record of it. */
static enum sifa_rc add_self(struct view *v, struct mine *m, const struct sifa_kind *k, uint64_t id,
			     struct sifa_err *err)
{
	if (m->nstaff < sizeof m->staff / sizeof *m->staff) {
		m->self[m->nstaff] = id;
		m->staff[m->nstaff++] = k;
	}
	return id ? view_refs(v, id, 0, 0, refers, m, err) : SIFA_OK;
}

static enum sifa_rc add_selves(struct view *v, struct mine *m, struct sifa_err *err)
{
	const struct config *c = v->se->sifa->config;
	struct sifa_record *r = NULL;
	enum sifa_rc rc = add_self(v, m, c->user, m->user, err);

	if (!rc && view_get(v, m->user, &r, NULL))
		r = NULL; /* not to be seen from here */
	for (size_t i = 0; !rc && i < c->user->nfields; i++) {
		const struct sifa_field *f = &c->user->field[i];

		if (f->type == SIFA_REF && f->target != c->unit)
			rc = add_self(v, m, f->target,
				      r && r->v[i].state == SIFA_SET ? (uint64_t)r->v[i].n : 0,
				      err);
	}
	sifa_record_free(r);
	idlist_sort(&m->ids);
	return rc;
}

/* ---- hand-overs to a colleague ---- */

struct took { /* by whom a record was taken over */
	uint64_t id, user, handover;
	sifa_day day;
};

struct taking {
	const struct sifa_kind *k;
	const struct sifa_field *to, *on, *list;
	struct idlist ids;
	struct took *v;
	size_t n, cap;
	bool failed;
};

static bool note_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct taking *t = arg;

	for (size_t i = 0; i < n && !t->ids.failed; i++, rows += width)
		if (fact_at_home(t->k, month, rows, width) &&
		    slot_get(t->on, rows, width) >= SIFA_SET &&
		    slot_get(t->to, rows, width) > SIFA_PENDING)
			idlist_add(&t->ids, get_le(rows + FIX_ID, 8));
	return !t->ids.failed;
}

static void note_list(struct taking *t, const struct sifa_record *h)
{
	const struct sifa_value *rows = &h->v[t->list->index];

	for (size_t i = 0; rows->state == SIFA_SET && i < rows->len; i++) {
		const struct sifa_value *cell = &rows->row[i].v[0]; /* `record` stands first */
		uint64_t id;

		if (cell->state != SIFA_SET || sifa_id_parse(cell->s, &id))
			continue;
		if (!grow(&t->v, &t->cap, t->n + 1, sizeof *t->v)) {
			t->failed = true;
			return;
		}
		t->v[t->n++] = (struct took){id, (uint64_t)h->v[t->to->index].n, h->id,
					     (sifa_day)h->v[t->on->index].n};
	}
}

static int latest_last(const void *a, const void *b)
{
	const struct took *x = a, *y = b;

	if (x->id != y->id)
		return (x->id > y->id) - (x->id < y->id);
	if (x->day != y->day)
		return (x->day > y->day) - (x->day < y->day);
	return (x->handover > y->handover) - (x->handover < y->handover);
}

static enum sifa_rc add_taken(struct view *v, struct mine *m, struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->handover;
	struct taking t = {.k = k,
			   .to = k ? kind_field(k, "to_user") : NULL,
			   .on = k ? kind_field(k, "accepted_on") : NULL,
			   .list = k ? kind_field(k, "list") : NULL};
	enum sifa_rc rc;

	if (!t.to || !t.on || !t.list)
		return SIFA_OK;
	rc = view_facts(v, k, INT32_MIN, INT32_MAX, note_block, &t, err);
	for (size_t i = 0; i < t.ids.n && !rc; i++) {
		struct sifa_record *h;

		if (view_get(v, t.ids.id[i], &h, NULL)) /* of another unit */
			continue;
		note_list(&t, h);
		sifa_record_free(h);
	}
	if (t.n)
		qsort(t.v, t.n, sizeof *t.v, latest_last);
	for (size_t i = 0; i < t.n && !t.failed; i++)
		if (i + 1 == t.n || t.v[i + 1].id != t.v[i].id)
			t.failed = !idlist_add(t.v[i].user == m->user ? &m->got : &m->given,
					       t.v[i].id);
	if (!rc && (t.failed || t.ids.failed))
		rc = err_nomem(err);
	free(t.ids.id);
	free(t.v);
	return rc;
}

/* ---- asking ---- */

enum sifa_rc mine_open(struct view *v, uint64_t user, struct mine *m, struct sifa_err *err)
{
	enum sifa_rc rc;

	m->user = user;
	rc = add_selves(v, m, err);
	if (!rc)
		rc = add_taken(v, m, err);
	if (!rc && m->ids.failed)
		rc = err_nomem(err);
	return rc;
}

void mine_close(struct mine *m)
{
	free(m->ids.id);
	free(m->got.id);
	free(m->given.id);
	*m = (struct mine){0};
}

static bool names_staff(const struct mine *m, const struct sifa_record *r)
{
	for (size_t i = 0; i < r->kind->nfields; i++) {
		const struct sifa_field *f = &r->kind->field[i];

		if ((f->type != SIFA_REF && f->type != SIFA_REFS) || r->v[i].state != SIFA_SET)
			continue;
		for (size_t j = 0; j < m->nstaff; j++)
			if (f->target == m->staff[j])
				return true;
	}
	return false;
}

/* 1, 0, or -1: the record itself must be asked. */
static int known(const struct mine *m, uint64_t id)
{
	if (idlist_has(&m->got, id))
		return 1;
	if (!id || idlist_has(&m->given, id))
		return 0;
	return idlist_has(&m->ids, id) ? 1 : -1;
}

static bool mine_is(const struct mine *m, const struct sifa_record *r)
{
	int is = known(m, r->id);

	return is < 0 ? r->created_by == m->user && !names_staff(m, r) : is;
}

bool mine_has(struct view *v, const struct mine *m, uint64_t id)
{
	struct sifa_record *r;
	int is = known(m, id);
	bool own;

	if (is >= 0)
		return is;
	if (view_get(v, id, &r, NULL))
		return false;
	own = mine_is(m, r);
	sifa_record_free(r);
	return own;
}

/* ---- in charge ---- */

/* The person of this kind that the user is; 0: none. */
static uint64_t self_of(const struct mine *m, const struct sifa_kind *k)
{
	for (size_t i = 0; i < m->nstaff; i++)
		if (m->staff[i] == k)
			return m->self[i];
	return 0;
}

bool mine_charged(const struct mine *m, const struct sifa_record *r)
{
	bool charged = false;

	if (idlist_has(&m->got, r->id) || idlist_has(&m->given, r->id))
		return idlist_has(&m->got, r->id);
	for (size_t i = 0; i < r->kind->nfields; i++) {
		const struct sifa_field *f = &r->kind->field[i];

		if (!f->charge || r->v[i].state != SIFA_SET)
			continue;
		charged = true;
		if ((uint64_t)r->v[i].n == self_of(m, f->target))
			return true;
	}
	return !charged && r->created_by == m->user;
}

enum sifa_rc mine_recharge(const struct mine *from, const struct mine *to, struct sifa_record *r,
			   bool *changed, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	*changed = false;
	for (size_t i = 0; i < r->kind->nfields && !rc; i++) {
		const struct sifa_field *f = &r->kind->field[i];
		struct sifa_value v = {.state = SIFA_SET};

		if (!f->charge || r->v[i].state != SIFA_SET ||
		    (uint64_t)r->v[i].n != self_of(from, f->target))
			continue;
		v.n = (int64_t)self_of(to, f->target);
		if (!v.n)
			continue;
		rc = sifa_set(r, f, &v, err);
		*changed = true;
	}
	return rc;
}

/* ---- all that one person has in hand ---- */

bool goes_over(const struct config *c, const struct sifa_kind *k)
{
	return k != c->unit && k != c->user && k != c->person && !config_by_two(c, k);
}

static bool can_end(const struct sifa_kind *k)
{
	for (size_t i = 0; i < k->nstates; i++)
		if (k->state[i].final)
			return true;
	return false;
}

struct in_hand {
	struct view *v;
	const struct sifa_kind *k;
	uint64_t unit; /* of the user */
	struct idlist ids;
};

static bool note_held(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct in_hand *o = arg;

	for (size_t i = 0; i < n && !o->ids.failed; i++, rows += width)
		if (get_le(rows + FIX_HOLDER, 8) == o->unit &&
		    fact_at_home(o->k, month, rows, width))
			idlist_add(&o->ids, get_le(rows + FIX_ID, 8));
	return !o->ids.failed;
}

/* Appends what is open of one kind. */
static enum sifa_rc open_of_kind(struct in_hand *o, const struct mine *m, struct idlist *out,
				 struct sifa_err *err)
{
	struct sifa_record *r = record_new(o->k);
	enum sifa_rc rc = r ? view_facts(o->v, o->k, INT32_MIN, INT32_MAX, note_held, o, err)
			    : err_nomem(err);

	for (size_t i = 0; i < o->ids.n && !rc; i++) {
		record_clear(r);
		if (!view_load(o->v, o->ids.id[i], r, NULL) && mine_charged(m, r) &&
		    !record_over(r, sifa_today(o->v->se)) && !idlist_add(out, r->id))
			rc = err_nomem(err);
	}
	if (!rc && o->ids.failed)
		rc = err_nomem(err);
	free(o->ids.id);
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc open_of(struct view *v, uint64_t user, struct idlist *out, struct sifa_err *err)
{
	const struct config *c = v->se->sifa->config;
	struct sifa_record *r;
	struct mine m = {0};
	uint64_t unit;
	enum sifa_rc rc = view_get(v, user, &r, err);

	if (rc)
		return rc;
	unit = r->unit;
	if (r->kind != c->user)
		rc = err_set(err, SIFA_E_NOTFOUND, N_("There is no such user."), NULL);
	sifa_record_free(r);
	if (!rc)
		rc = mine_open(v, user, &m, err);
	for (size_t i = 0; i < c->nkinds && !rc; i++)
		if (goes_over(c, c->kind[i]) && can_end(c->kind[i])) {
			struct in_hand o = {.v = v, .k = c->kind[i], .unit = unit};

			rc = open_of_kind(&o, &m, out, err);
		}
	mine_close(&m);
	return rc;
}

enum sifa_rc sifa_user_open(struct sifa_session *se, uint64_t user, uint64_t **out, size_t *n,
			    struct sifa_err *err)
{
	struct idlist ids = {0};
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	rc = open_of(&v, user, &ids, err);
	view_end(&v);
	if (rc) {
		free(ids.id);
		return rc;
	}
	*out = ids.id;
	*n = ids.n;
	return SIFA_OK;
}
