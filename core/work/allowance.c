/* allowance.c - what the records of a month bring to one of those named in them: the whole
 * to a body, a part to each of several persons. */
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "rate.h"

struct gathering {
	struct view *v;
	const struct sifa_rate *rate;
	const struct sifa_field *field; /* names the member */
	struct idlist ids;
	const struct rate_table *ready; /* whose joins are */
	struct sifa_allowance *out;
	size_t cap;
};

static bool take(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct gathering *g = arg;

	(void)kind, (void)field, (void)day;
	return idlist_add(&g->ids, from);
}

static enum sifa_rc make_ready(struct gathering *g, const struct rate_table *t,
			       struct sifa_err *err)
{
	enum sifa_rc rc;

	if (g->ready == t)
		return SIFA_OK;
	if (g->ready)
		rate_done(g->ready);
	g->ready = NULL;
	rc = rate_ready(g->v, t, err);
	if (!rc)
		g->ready = t;
	return rc;
}

/* Fen that cannot be divided go to those named first. */
static void divide(const struct gathering *g, const struct sifa_record *r, int64_t amount,
		   struct sifa_allowance_item *it)
{
	const struct sifa_value *v = &r->v[g->field->index];
	size_t at = 0;

	it->amount = amount;
	it->among = 1;
	it->share = amount;
	if (g->field != g->rate->share || v->len < 2)
		return;
	while (at < v->len && v->id[at] != g->out->member)
		at++;
	it->among = (unsigned)v->len;
	it->share = amount / (int64_t)v->len + ((int64_t)at < amount % (int64_t)v->len);
}

static enum sifa_rc one(struct gathering *g, const struct sifa_record *r, struct sifa_err *err)
{
	const struct sifa_value *day = &r->v[g->rate->date->index];
	const struct rate_table *t;
	struct sifa_allowance_item it = {.record = r->id};
	struct sifa_rate_sheet sheet;
	struct sifa_err why = {0};
	enum sifa_rc rc = SIFA_OK;

	if (day->state != SIFA_SET || day->n < g->out->from || day->n > g->out->to)
		return SIFA_OK;
	it.day = (sifa_day)day->n;
	t = rate_table_on(g->rate, it.day);
	view_title_of(g->v, r, SIFA_ZH, it.title, sizeof it.title);
	if (t)
		rc = make_ready(g, t, err);
	if (rc)
		return rc;
	if (!t)
		it.why = N_("No table of this schedule is in force on that day.");
	else if (rate_run(g->rate, t, r, &sheet, &why))
		it.why = why.msg;
	else
		divide(g, r, sheet.total, &it);
	if (!grow(&g->out->item, &g->cap, g->out->n + 1, sizeof *g->out->item))
		return err_nomem(err);
	g->out->item[g->out->n++] = it;
	g->out->sum += it.share;
	return SIFA_OK;
}

static int by_day(const void *a, const void *b)
{
	const struct sifa_allowance_item *x = a, *y = b;

	if (x->day != y->day)
		return (x->day > y->day) - (x->day < y->day);
	return (x->record > y->record) - (x->record < y->record);
}

static enum sifa_rc gather(struct gathering *g, struct sifa_err *err)
{
	enum sifa_rc rc =
		view_refs(g->v, g->out->member, g->rate->kind->no, g->field->no, take, g, err);

	if (!rc && g->ids.failed)
		rc = err_nomem(err);
	idlist_sort(&g->ids);
	for (size_t i = 0; i < g->ids.n && !rc; i++) {
		struct sifa_record *r;

		if (view_get(g->v, g->ids.id[i], &r, NULL))
			continue;
		rc = one(g, r, err);
		sifa_record_free(r);
	}
	if (g->ready)
		rate_done(g->ready);
	free(g->ids.id);
	return rc;
}

/* The schedule and field by which records of that kind are paid. */
static bool find(struct sifa *s, const struct sifa_kind *k, struct gathering *g)
{
	const struct rates *rs = rates_of(s);

	for (size_t i = 0; rs && i < rs->n; i++)
		for (size_t j = 0; j < rs->rate[i]->nmembers; j++)
			if (rs->rate[i]->member[j]->target == k) {
				g->rate = rs->rate[i];
				g->field = rs->rate[i]->member[j];
				return true;
			}
	return false;
}

static enum sifa_rc with_view(struct gathering *g, struct sifa *s, struct sifa_err *err)
{
	struct sifa_record *m;
	const struct sifa_kind *k;
	const struct rate_table *t;
	enum sifa_rc rc = view_get(g->v, g->out->member, &m, err);

	if (rc)
		return rc;
	k = m->kind;
	sifa_record_free(m);
	if (!find(s, k, g))
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("No schedule of config/rates pays to a record of this kind."),
			       NULL);
	g->out->rate = g->rate;
	rc = gather(g, err);
	t = rate_table_on(g->rate, g->out->to);
	g->out->paid = g->out->sum;
	if (t && t->month_most && g->field == g->rate->share && g->out->sum > t->month_most)
		g->out->paid = t->month_most;
	return rc;
}

enum sifa_rc sifa_allowance(struct sifa_session *se, uint64_t member, sifa_day from, sifa_day to,
			    struct sifa_allowance *out, struct sifa_err *err)
{
	struct view v;
	struct gathering g = {.v = &v, .out = out};
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = (struct sifa_allowance){.member = member, .from = from, .to = to};
	if (rc)
		return rc;
	rc = with_view(&g, se->sifa, err);
	view_end(&v);
	if (!rc && out->n)
		qsort(out->item, out->n, sizeof *out->item, by_day);
	if (rc) {
		free(out->item);
		out->item = NULL;
		out->n = 0;
	}
	return rc;
}
