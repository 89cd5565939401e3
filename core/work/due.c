/* due.c - what is due: the due days of clocks, from the index; duties of the present
 * period; returns of letters; all of them or those of one person. */
#include <stdlib.h>
#include <string.h>

#include "duty.h"
#include "find.h"

struct due_list {
	struct view *v;
	const struct sifa_due_query *q;
	const struct mine *mine; /* NULL: everybody's */
	struct sifa_due *out;	 /* the oldest, ordered */
	size_t limit, n, total, overdue;
	sifa_day today;
};

/* ---- mine ---- */

/* The user's record, those it refers to (of staff), and all that refer to these. */
struct mine {
	uint64_t user;
	const struct sifa_kind *staff[4]; /* kinds of records that a user is */
	size_t nstaff;
	struct idlist ids;
};

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
	if (m->nstaff < sizeof m->staff / sizeof *m->staff)
		m->staff[m->nstaff++] = k;
	return id ? view_refs(v, id, 0, 0, refers, m, err) : SIFA_OK;
}

static enum sifa_rc mine_open(struct view *v, struct mine *m, struct sifa_err *err)
{
	const struct config *c = v->se->sifa->config;
	struct sifa_record *r = NULL;
	enum sifa_rc rc;

	m->user = v->se->user;
	rc = add_self(v, m, c->user, m->user, err);
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
	if (!rc && m->ids.failed)
		rc = err_nomem(err);
	idlist_sort(&m->ids);
	return rc;
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

static bool is_mine(struct view *v, const struct mine *m, uint64_t id)
{
	struct sifa_record *r;
	bool own;

	if (!id)
		return false;
	if (idlist_has(&m->ids, id))
		return true;
	if (view_get(v, id, &r, NULL))
		return false;
	own = r->created_by == m->user && !names_staff(m, r);
	sifa_record_free(r);
	return own;
}

/* ---- the list ---- */

static bool earlier(const struct sifa_due *a, const struct sifa_due *b)
{
	if (a->due != b->due)
		return a->due < b->due;
	return a->record < b->record;
}

static void due_add(void *arg, const struct sifa_due *d)
{
	struct due_list *l = arg;
	size_t i;

	sifa_day told = d->remind ? d->remind : d->due;

	if (d->due < l->q->from || told > l->q->until ||
	    (l->mine && !is_mine(l->v, l->mine, d->record)))
		return;
	l->total++;
	l->overdue += d->due < l->today;
	if (l->q->per_day)
		l->q->per_day[(d->due < l->q->until ? d->due : l->q->until) - l->q->from]++;
	if (!l->limit || (l->n == l->limit && !earlier(d, &l->out[l->n - 1])))
		return;
	i = l->n < l->limit ? l->n++ : l->n - 1;
	for (; i > 0 && earlier(d, &l->out[i - 1]); i--)
		l->out[i] = l->out[i - 1];
	l->out[i] = *d;
}

static bool due_found(void *arg, sifa_day due, uint16_t kind, uint8_t clock, uint64_t id)
{
	struct due_list *l = arg;
	const struct sifa_kind *k = config_kind_no(l->v->se->sifa->config, kind);
	struct sifa_due d = {.due = due, .kind = k, .record = id};

	if (!k || clock >= k->nclocks)
		return true;
	for (size_t i = 0; i < SIFA_LANGS; i++)
		d.what[i] = k->clock[clock].label[i];
	due_add(l, &d);
	return true;
}

/* Duties of the present period that are not done yet. */
static enum sifa_rc due_duties(struct due_list *l, struct sifa_err *err)
{
	struct sifa_duty *duty;
	size_t n;
	enum sifa_rc rc = duties_in(l->v, 0, l->today, &duty, &n, err);

	for (size_t i = 0; i < n && !rc && duty[i].done < duty[i].due; i++) {
		struct sifa_due d = {
			.due = duty[i].to, .kind = duty[i].kind, .record = duty[i].record};

		for (size_t j = 0; j < SIFA_LANGS; j++)
			d.what[j] = duty[i].def->label[j];
		due_add(l, &d);
	}
	free(duty);
	return rc;
}

static enum sifa_rc gather(struct due_list *l, struct sifa_err *err)
{
	struct sifa *s = l->v->se->sifa;
	enum sifa_rc rc = view_due(l->v, l->q->until, due_found, l, err);

	if (!rc)
		rc = due_duties(l, err);
	if (!rc && s->due_more)
		rc = s->due_more(l->v, l->q->until, due_add, l, err);
	for (size_t i = 0; i < l->n && !rc; i++)
		if (l->out[i].record && !l->out[i].title[0])
			view_title(l->v, l->out[i].record, false, l->v->se->lang, l->out[i].title,
				   sizeof l->out[i].title);
	return rc;
}

enum sifa_rc sifa_dues(struct sifa_session *se, const struct sifa_due_query *q,
		       struct sifa_due *out, size_t limit, size_t *n, size_t *total,
		       size_t *overdue, struct sifa_err *err)
{
	struct view v;
	struct mine mine = {0};
	struct due_list l = {.v = &v, .q = q, .out = out, .limit = limit, .today = sifa_today(se)};
	enum sifa_rc rc = view_begin(se, &v, err);

	*n = 0;
	if (rc)
		return rc;
	if (q->mine) {
		l.mine = &mine;
		rc = mine_open(&v, &mine, err);
	}
	if (!rc)
		rc = gather(&l, err);
	view_end(&v);
	free(mine.ids.id);
	if (rc)
		return rc;
	*n = l.n;
	if (total)
		*total = l.total;
	if (overdue)
		*overdue = l.overdue;
	return SIFA_OK;
}

enum sifa_rc sifa_due(struct sifa_session *se, sifa_day until, struct sifa_due *out, size_t limit,
		      size_t *n, size_t *total, size_t *overdue, struct sifa_err *err)
{
	const struct sifa_due_query q = {.from = SIFA_DAY_NONE, .until = until};

	return sifa_dues(se, &q, out, limit, n, total, overdue, err);
}

bool sifa_working(const struct sifa *s, sifa_day d)
{
	return calendar_working(&s->config->calendar, d);
}
