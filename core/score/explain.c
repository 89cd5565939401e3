/* explain.c - one page about one clause of one office: counts again, for that clause
 * alone, and puts the parts together. */
#include <stdlib.h>
#include <string.h>

#include "explain.h"
#include "rule.h"
#include "sheet.h"

enum { MEASURES = 80 };

struct told { /* a measure of the clause */
	const struct measure *m;
	const char *const *label; /* what it is of; NULL */
	bool against;		  /* must not happen */
};

static const char *const to_be_done[SIFA_LANGS] = {"应完成数", "to be done"};
static const char *const must_not[SIFA_LANGS] = {"不得有", "must not be"};
static const char *const verified_by[SIFA_LANGS] = {"核对", "verified by"};

/* What the clause counts, in the order in which it is told: at most max measures. */
static size_t measures(const struct clause *cl, struct told *out, size_t max)
{
	static const char *const bad[] = {"per_event", "all_or_none", "delay"};
	bool against = strcmp(cl->rule->name, "rate_max") == 0, events = false;
	size_t n = 0;
	bool first;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		events = events || strcmp(cl->rule->name, bad[i]) == 0;
	if (cl->actual && n < max)
		out[n++] = (struct told){cl->actual, NULL, against};
	for (size_t i = 0; i < cl->nitems; i++) {
		const struct item *it = &cl->item[i];

		if (it->measure && n < max)
			out[n++] =
				(struct told){it->measure, (const char *const *)it->label, events};
		if (it->none && n < max)
			out[n++] = (struct told){it->none, must_not, true};
	}
	first = !n;
	if (cl->whole && n < max)
		out[n++] = (struct told){cl->whole, first ? NULL : to_be_done, against};
	if (cl->verified && n < max)
		out[n++] = (struct told){cl->verified, verified_by, false};
	return n;
}

static void tell_probe(const struct run *r, const struct told *t, const struct probe *p,
		       struct sifa_words *out)
{
	if (t->label && t->label[SIFA_ZH] && t->label[SIFA_ZH][0]) {
		words_label(out, t->label);
		words_say(out, "：", ": ", NULL);
	}
	explain_probe(r, p, out);
}

enum { RETURNS = 400 };

/* Each return that was due by the day: when it was, and when it was sent. */
static void tell_returns(const struct run *r, const struct clause *cl, struct sifa_explain *x)
{
	const struct eval e = {.run = r, .clause = cl};
	struct return_item item[RETURNS];
	size_t n = returns_items(cl->ret, r->start, r->period_end, item, RETURNS);
	char d[4][16];

	for (size_t i = 0; i < n; i++) {
		struct sifa_words *w = &x->measure[x->nmeasures];
		sifa_day sent;

		if (item[i].due > r->as_of || !office_judged(r->office, item[i].to))
			continue;
		eval_return(&e, &item[i], &sent);
		sifa_day_format(item[i].from, d[0]);
		sifa_day_format(item[i].to, d[1]);
		sifa_day_format(item[i].due, d[2]);
		sifa_day_format(sent, d[3]);
		words_say(w, "{1} 至 {2}：期限 {3}，", "{1} to {2}: due {3}, ", d[0], d[1], d[2],
			  NULL);
		if (sent == SIFA_DAY_NONE)
			words_say(w, "未报", "not sent", NULL);
		else
			words_say(w, "{1} 报送", "sent {1}", d[3], NULL);
		if (sent > item[i].due - !cl->ret->inclusive && sent != SIFA_DAY_NONE)
			words_say(w, "，迟报", ", late", NULL);
		x->nmeasures++;
	}
}

static enum sifa_rc tell_measures(const struct run *r, const struct clause *cl,
				  const struct told *t, size_t n, struct sifa_explain *x,
				  struct sifa_err *err)
{
	size_t all = 0;

	for (size_t i = 0; i < n; i++)
		all += t[i].m->n;
	x->measure = calloc(all + (cl->ret ? RETURNS : 0) + 1, sizeof *x->measure);
	if (!x->measure)
		return err_nomem(err);
	if (cl->ret)
		tell_returns(r, cl, x);
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < t[i].m->n; k++)
			tell_probe(r, &t[i], t[i].m->probe[k], &x->measure[x->nmeasures++]);
	return SIFA_OK;
}

/* Population is told apart from what is done of it: who is no member of the first
 * need not be told of the second as well. */
static enum sifa_rc near_misses(struct run *r, const struct clause *cl, const struct told *t,
				size_t n, struct sifa_explain *x, struct sifa_err *err)
{
	struct gone gone = {0};
	enum sifa_rc rc = explain_gone(r, &gone, err);

	for (size_t i = 0; i < n && !rc; i++)
		if (t[i].m != cl->whole || n == 1)
			rc = explain_near(r, t[i].m, t[i].against, &gone, x, err);
	free(gone.v);
	return rc;
}

/* What counts by one measure has not nearly counted by another one. */
static void drop_counted(struct sifa_explain *x)
{
	size_t kept = 0;

	for (size_t i = 0; i < x->nnear; i++) {
		bool counted = false;

		for (size_t k = 0; k < x->behind.n && !counted; k++)
			counted = x->behind.v[k].id == x->near[i].id &&
				  (x->behind.v[k].role == SIFA_COUNTED ||
				   x->behind.v[k].role == SIFA_AGAINST);
		if (counted)
			x->near_by[x->near[i].why]--;
		else
			x->near[kept++] = x->near[i];
	}
	x->nnear = kept;
}

static enum sifa_rc explain(struct run *r, const struct clause *cl, void *out, struct sifa_err *err)
{
	struct sifa_explain *x = out;
	/* A duty said twice is counted where it is scored, a guard with what it guards. */
	const struct clause *of = cl->of ? cl->of : cl;
	struct told t[MEASURES];
	size_t n = measures(of, t, MEASURES);
	enum sifa_rc rc;

	explain_rule(cl, &x->rule);
	x->aim = explain_aim(r, of, &x->aim_words, &x->aim_record);
	rc = tell_measures(r, of, t, n, x, err);
	if (!rc)
		rc = behind_tell(r, cl, &x->behind, err);
	if (!rc && n)
		rc = near_misses(r, of, t, n, x, err);
	if (!rc)
		drop_counted(x);
	if (!rc)
		rc = explain_fields(r, of, x, err);
	return rc;
}

enum sifa_rc sifa_explain(struct sifa_session *se, const struct sifa_sheet *sheet,
			  const char *clause, struct sifa_explain *out, struct sifa_err *err)
{
	*out = (struct sifa_explain){0};
	return behind_asked(se, sheet, clause, explain, out, err);
}

void sifa_explain_free(struct sifa_explain *x)
{
	free(x->measure);
	free(x->near);
	sifa_behind_free(&x->behind);
	*x = (struct sifa_explain){0};
}
