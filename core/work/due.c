/* due.c - what is due: the due days of clocks, from the index; duties of the present
 * period; returns of letters; all of them or those of one person. */
#include <stdlib.h>
#include <string.h>

#include "duty.h"
#include "mine.h"

struct due_list {
	struct view *v;
	const struct sifa_due_query *q;
	const struct mine *mine; /* NULL: everybody's */
	struct sifa_due *out;	 /* the oldest, ordered */
	size_t limit, n, total, overdue;
	sifa_day today;
};

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
	    (l->mine && !mine_has(l->v, l->mine, d->record)))
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
		rc = mine_open(&v, se->user, &mine, err);
	}
	if (!rc)
		rc = gather(&l, err);
	view_end(&v);
	mine_close(&mine);
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
