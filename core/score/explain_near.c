/* explain_near.c - what nearly counted: every record of a probe's kind is put to the
 * probe's own tests, one by one, and told when just one of them stands in the way. */
#include <stdlib.h>
#include <string.h>

#include "../model/where_say.h"
#include "claim.h"
#include "explain.h"
#include "rule.h"

struct nearing {
	struct run *r;
	const struct probe *p;
	const struct tally *t;
	bool against;
	struct days days;
	struct claims claims;
	struct idlist counted; /* sorted */
	struct sifa_explain *x;
	size_t cap, first; /* of x->near; where this probe's begin */
	size_t kept[SIFA_NEARS];
	uint64_t unit; /* of the row that is looked at */
	bool failed;   /* memory was out */
};

static bool counted_ids(struct nearing *s)
{
	for (size_t i = 0; i < s->t->nhit; i++)
		if (!idlist_add(&s->counted, s->t->hit[i].id))
			return false;
	idlist_sort(&s->counted);
	return true;
}

static bool guarded(const struct nearing *s, uint64_t id)
{
	for (size_t i = 0; i < s->t->nfail; i++)
		if (s->t->fail[i].id == id)
			return true;
	return false;
}

/* ---- whose it is ---- */

static bool claimed(const struct nearing *s, uint64_t unit)
{
	return idmap_get(&s->claims.unit, unit) != IDMAP_NONE;
}

struct owner {
	uint64_t unit; /* whose work it counts as */
	bool ours;     /* it would count for the office */
	bool near;     /* or has to do with it all the same */
};

static struct owner owner_of(const struct nearing *s, const uint8_t *row, size_t width)
{
	struct view *v = s->r->view;
	bool is_unit = s->p->kind == v->se->sifa->config->unit;
	uint64_t via = s->p->via ? slot_get(s->p->via, row, width) : 0;
	struct owner o = {get_le(row + (is_unit ? FIX_ID : FIX_UNIT), 8), false, false};
	const uint8_t *fixed;
	size_t n;

	o.near = claimed(s, o.unit) || claimed(s, get_le(row + FIX_HOLDER, 8));
	if (via > SIFA_PENDING && !view_score_fixed(v, via, &fixed, &n, NULL))
		o.unit = s->p->via->target == v->se->sifa->config->unit
				 ? via
				 : get_le(fixed + FIX_UNIT, 8);
	o.ours = claimed(s, o.unit);
	return o;
}

/* ---- telling ---- */

static bool may_see(const struct nearing *s, uint64_t id, enum sifa_near why)
{
	const uint8_t *fixed;
	size_t n;

	if (why == SIFA_NEAR_DELETED) /* no reader has it; those who keep its unit may know */
		return view_sees_unit(s->r->view, s->unit);
	return view_fixed(s->r->view, id, &fixed, &n, NULL, NULL) == SIFA_OK;
}

/* NULL: it is counted only. */
static struct sifa_near_miss *tell(struct nearing *s, uint64_t id, enum sifa_near why)
{
	struct sifa_explain *x = s->x;

	x->near_by[why]++;
	if (!may_see(s, id, why)) {
		x->near_hidden++;
		return NULL;
	}
	if (s->kept[why]++ >= SIFA_NEAR_MOST)
		return NULL;
	if (!grow(&x->near, &s->cap, x->nnear + 1, sizeof *x->near)) {
		s->failed = true;
		return NULL;
	}
	x->near[x->nnear] = (struct sifa_near_miss){.id = id, .why = why};
	return &x->near[x->nnear++];
}

static void say_test(const struct where *w, const struct sifa_kind *k, uint32_t at,
		     const uint8_t *row, size_t width, struct sifa_words *out)
{
	struct sifa_words found = {{""}};

	words_say(out, "应", "wanted: ", NULL);
	where_say(w, k, at, out);
	where_say_found(w, k, at, row, width, &found);
	if (words_empty(&found))
		return;
	words_say(out, "；", "; ", NULL);
	words_join(out, &found);
}

static void tell_guard(struct nearing *s, const uint8_t *row, size_t width)
{
	struct sifa_near_miss *m = tell(s, get_le(row + FIX_ID, 8), SIFA_NEAR_GUARD);
	uint32_t at[4];
	size_t n = m ? where_fails(s->p->guard, row, width, at, 4) : 0;

	for (size_t i = 0; i < n && i < 4; i++) {
		if (i)
			words_say(&m->words, "；", "; ", NULL);
		say_test(s->p->guard, s->p->kind, at[i], row, width, &m->words);
	}
}

static void tell_undated(struct nearing *s, uint64_t id)
{
	struct sifa_near_miss *m = tell(s, id, SIFA_NEAR_UNDATED);

	if (m)
		words_say(&m->words, "按{1}统计，该日期未填", "counted by {2}, which is empty",
			  s->p->date->label[SIFA_ZH], s->p->date->label[SIFA_EN], NULL);
}

static void tell_date(struct nearing *s, uint64_t id, sifa_day day)
{
	struct sifa_near_miss *m = tell(s, id, SIFA_NEAR_DATE);
	char d[3][16];

	if (!m)
		return;
	sifa_day_format(day, d[0]);
	sifa_day_format(s->days.from, d[1]);
	sifa_day_format(s->days.to, d[2]);
	words_say(&m->words, "{1} {2} 不在 {3} 至 {4} 之内", "{5} {2} is not in {3} to {4}",
		  s->p->date->label[SIFA_ZH], d[0], d[1], d[2], s->p->date->label[SIFA_EN], NULL);
}

static void tell_register(struct nearing *s, uint64_t id, const uint8_t *row, size_t width)
{
	struct sifa_near_miss *m = tell(s, id, SIFA_NEAR_REGISTER);
	const struct probe *p = s->p;
	sifa_day from = day_of_slot(slot_get(p->date, row, width));
	sifa_day until = p->until ? day_of_slot(slot_get(p->until, row, width)) : SIFA_DAY_NONE;
	char a[16], b[16];

	if (!m)
		return;
	if (from == SIFA_DAY_NONE)
		words_say(&m->words, "{1}未填，未在册", "{2} is empty: not on register",
			  p->date->label[SIFA_ZH], p->date->label[SIFA_EN], NULL);
	else
		words_say(&m->words, "在册 {1} 至 {2}，不在统计期内",
			  "on register {1} to {2}, not when it counts", sifa_day_format(from, a),
			  sifa_day_format(until, b), NULL);
}

static void tell_unit(struct nearing *s, uint64_t id, const struct owner *o)
{
	struct sifa_near_miss *m = tell(s, id, SIFA_NEAR_UNIT);
	char zh[96], en[96];

	if (!m)
		return;
	view_title(s->r->view, o->unit, false, SIFA_ZH, zh, sizeof zh);
	view_title(s->r->view, o->unit, false, SIFA_EN, en, sizeof en);
	if (o->ours)
		words_say(&m->words, "当日归其他单位统计", "on that day it counts for another unit",
			  NULL);
	else if (s->p->via)
		words_say(&m->words, "按{1}归{2}统计", "by {3} it counts for {4}",
			  s->p->via->label[SIFA_ZH], *zh ? zh : "其他单位",
			  s->p->via->label[SIFA_EN], *en ? en : "another unit", NULL);
	else
		words_say(&m->words, "归{1}统计", "it counts for {2}", *zh ? zh : "其他单位",
			  *en ? en : "another unit", NULL);
}

static void tell_replaced(struct nearing *s, uint64_t id, const uint8_t *row, size_t width,
			  sifa_day day)
{
	bool last = day == s->t->last;
	struct sifa_near_miss *m = tell(s, id, last ? SIFA_NEAR_TEST : SIFA_NEAR_REPLACED);
	uint32_t at;
	char d[16];

	if (!m)
		return;
	if (last && where_fails(s->p->latest, row, width, &at, 1))
		say_test(s->p->latest, s->p->kind, at, row, width, &m->words);
	else
		words_say(&m->words, "以 {1} 的记录为准", "the entry of {1} decides",
			  sifa_day_format(s->t->last, d), NULL);
}

/* ---- the tests ---- */

enum day_state { DAY_FITS, DAY_OUT, DAY_MISSING, DAY_UNREGISTERED };

static enum day_state day_state(const struct nearing *s, const uint8_t *row, size_t width,
				sifa_day *day)
{
	const struct probe *p = s->p;

	*day = p->date ? day_of_slot(slot_get(p->date, row, width)) : SIFA_DAY_NONE;
	if (p->stock)
		return run_on_register(p, row, width, p->on_day ? s->r->end : s->r->start,
				       s->r->end)
			       ? DAY_FITS
			       : DAY_UNREGISTERED;
	if (!p->date)
		return DAY_FITS;
	if (*day == SIFA_DAY_NONE)
		return DAY_MISSING;
	return *day < s->days.from || *day > s->days.to ? DAY_OUT : DAY_FITS;
}

/* What has no date of its own in the period has nothing to do with it. */
static bool belongs_here(const struct nearing *s, const uint8_t *row, size_t width)
{
	const struct sifa_kind *k = s->p->kind;

	for (size_t i = 0; i < k->ndate; i++) {
		sifa_day d = day_of_slot(slot_get(&k->field[k->date[i]], row, width));

		if (d != SIFA_DAY_NONE && d >= s->r->start && d <= s->r->period_end)
			return true;
	}
	return false;
}

/* A record that is not finished lacks later dates as well. */
static bool only_undated(const struct nearing *s, const uint8_t *row, size_t width,
			 const uint32_t *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!where_undated(s->p->where, s->p->kind, at[i], row, width))
			return false;
	return true;
}

/* Of a checklist each measure names its item and nothing else: another item's entry is not
 * nearly this one's. */
static bool names_alone(const struct probe *p)
{
	return p->latest && where_tests(p->where) == 1;
}

static void one_row(struct nearing *s, const uint8_t *row, size_t width, bool deleted)
{
	uint64_t id = get_le(row + FIX_ID, 8);
	struct owner o = owner_of(s, row, width);
	uint32_t at[8];
	size_t n;
	sifa_day day;
	enum day_state state;
	struct sifa_near_miss *m;

	s->unit = get_le(row + FIX_UNIT, 8);
	if ((!o.ours && !o.near) || idlist_has(&s->counted, id))
		return;
	if (guarded(s, id)) {
		tell_guard(s, row, width);
		return;
	}
	state = day_state(s, row, width, &day);
	n = where_fails(s->p->where, row, width, at, 8);
	if (deleted) {
		if (o.ours && !n && state == DAY_FITS)
			tell(s, id, SIFA_NEAR_DELETED);
	} else if (!o.ours) {
		if (!n && state == DAY_FITS)
			tell_unit(s, id, &o);
	} else if (state == DAY_MISSING) {
		if (!s->against && n <= 8 && only_undated(s, row, width, at, n))
			tell_undated(s, id);
	} else if (state == DAY_OUT) {
		if (!n && belongs_here(s, row, width))
			tell_date(s, id, day);
	} else if (state == DAY_UNREGISTERED) {
		if (!n && belongs_here(s, row, width))
			tell_register(s, id, row, width);
	} else if (n == 1 && !names_alone(s->p)) {
		m = tell(s, id, SIFA_NEAR_TEST);
		if (m)
			say_test(s->p->where, s->p->kind, at[0], row, width, &m->words);
	} else if (!n && s->p->latest) {
		tell_replaced(s, id, row, width, day);
	} else if (!n && !s->p->members) {
		tell_unit(s, id, &o);
	}
}

/* ---- the pass ---- */

static bool one_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct nearing *s = arg;

	for (size_t i = 0; i < n && !s->failed; i++, rows += width)
		if (fact_at_home(s->p->kind, month, rows, width))
			one_row(s, rows, width, false);
	return !s->failed;
}

/* Facts know nothing of what was deleted; the journal does. */
static bool one_gone(void *arg, const uint8_t *fixed, size_t n)
{
	struct gone *g = arg;

	if (!grow(&g->v, &g->cap, g->n + 1, sizeof *g->v)) {
		g->failed = true;
		return false;
	}
	g->v[g->n++] = (struct gone_record){fixed, n};
	return true;
}

enum sifa_rc explain_gone(const struct run *r, struct gone *out, struct sifa_err *err)
{
	enum sifa_rc rc = view_deleted(r->view, r->start, one_gone, out, err);

	return !rc && out->failed ? err_nomem(err) : rc;
}

static void gone_rows(struct nearing *s, const struct gone *g)
{
	for (size_t i = 0; i < g->n && !s->failed; i++)
		if (get_le(g->v[i].fixed + FIX_KIND, 2) == s->p->kind->no)
			one_row(s, g->v[i].fixed, g->v[i].n, true);
}

static int by_reason(const void *a, const void *b)
{
	const struct sifa_near_miss *x = a, *y = b;

	if (x->why != y->why)
		return x->why < y->why ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static enum sifa_rc near_probe(struct nearing *s, const struct gone *g, struct sifa_err *err)
{
	struct view *v = s->r->view;
	enum sifa_rc rc = claims_read(&s->claims, s->r, err);

	if (!rc && !counted_ids(s))
		rc = err_nomem(err);
	if (!rc)
		rc = view_facts(v, s->p->kind, FACT_NO_MONTH, INT32_MAX, one_block, s, err);
	if (!rc)
		gone_rows(s, g);
	if (!rc && s->failed)
		rc = err_nomem(err);
	if (!rc && s->x->nnear > s->first)
		qsort(s->x->near + s->first, s->x->nnear - s->first, sizeof *s->x->near, by_reason);
	claims_free(&s->claims);
	free(s->counted.id);
	return rc;
}

enum sifa_rc explain_near(struct run *r, const struct measure *m, bool against,
			  const struct gone *g, struct sifa_explain *x, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < m->n && !rc; i++) {
		const struct probe *p = m->probe[i];
		struct nearing s = {.r = r,
				    .p = p,
				    .t = &r->tally[p->slot * r->noffices],
				    .against = against,
				    .days = run_days(r, p),
				    .x = x,
				    .cap = x->nnear,
				    .first = x->nnear};

		rc = near_probe(&s, g, err);
	}
	return rc;
}

/* ---- fields, one by one ---- */

/* A checklist wants yes; each_member any value but what is pending. */
static bool wanting(const struct clause *cl, const struct sifa_field *f, const uint8_t *row,
		    size_t width)
{
	uint64_t slot = slot_get(f, row, width);

	if (strcmp(cl->rule->name, "checklist") == 0)
		return slot != slot_of(f, &(struct sifa_value){.state = SIFA_SET, .n = 1});
	return f->type == SIFA_CODES ? !slot : !slot || slot == SIFA_PENDING;
}

static void one_member(struct nearing *s, const struct clause *cl, const uint8_t *row, size_t width)
{
	struct sifa_words w = {{"", ""}};
	struct sifa_near_miss *m;

	for (size_t i = 0; i < cl->nfields; i++) {
		if (!wanting(cl, cl->field[i], row, width))
			continue;
		words_say(&w, words_empty(&w) ? "缺：" : "、", words_empty(&w) ? "wanting: " : ", ",
			  NULL);
		words_label(&w, (const char *const *)cl->field[i]->label);
	}
	s->unit = get_le(row + FIX_UNIT, 8);
	m = words_empty(&w) ? NULL : tell(s, get_le(row + FIX_ID, 8), SIFA_NEAR_TEST);
	if (m)
		m->words = w;
}

enum sifa_rc explain_fields(struct run *r, const struct clause *cl, struct sifa_explain *x,
			    struct sifa_err *err)
{
	const struct probe *p = cl->nfields && cl->whole ? cl->whole->probe[0] : NULL;
	struct nearing s = {.r = r, .p = p, .x = x, .cap = x->nnear, .first = x->nnear};
	const struct tally *t = p ? &r->tally[p->slot * r->noffices] : NULL;

	for (size_t i = 0; t && i < t->nrows; i++)
		one_member(&s, cl, t->rows + i * p->kind->fixed, p->kind->fixed);
	return s.failed ? err_nomem(err) : SIFA_OK;
}
