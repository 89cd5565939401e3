/* check_other.c - the checks that look at other records: likely doubles, and people who
 * stand on both sides. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/date.h"
#include "../base/text.h"
#include "check.h"
#include "find.h"

enum { CANDIDATES = 2000, PEOPLE = 16 };

/* ---- finding ---- */

struct refers {
	struct idlist ids;
	uint64_t self;
};

static bool take_ref(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct refers *t = arg;

	(void)kind, (void)field, (void)day;
	return from == t->self || (idlist_add(&t->ids, from) && t->ids.n < CANDIDATES);
}

/* Records of the kind that refer to `id` in the field at hand; each once. */
static bool referring(struct checking *c, uint64_t id, const struct field_path *at,
		      struct refers *out)
{
	const struct sifa_kind *k = c->r->kind;

	out->self = c->r->id;
	if (view_refs(c->v, id, k->no, k->field[at->field].no, take_ref, out, NULL))
		return false;
	idlist_sort(&out->ids);
	return true;
}

/* ---- comparing ---- */

static bool names_all(const struct named *a, size_t n, const struct named *b, size_t m)
{
	for (size_t i = 0; i < n; i++) {
		bool there = false;

		for (size_t j = 0; j < m && !there; j++)
			there = a[i].id == b[j].id;
		if (!there)
			return false;
	}
	return n > 0;
}

static bool same_text(const struct sifa_value *a, const struct sifa_value *b)
{
	char *p = malloc(6 * (a->len + b->len) + 128), *q = p ? p + 6 * a->len + 64 : NULL;
	bool same = false;

	if (p && a->s && b->s) {
		size_t n = text_fold(a->s, a->len, p), m = text_fold(b->s, b->len, q);

		same = n == m && !memcmp(p, q, n);
	}
	free(p);
	return same;
}

/* The same people, text or value in both; what is empty is the same as nothing. */
static bool equal(struct view *v, const struct sifa_record *r, const struct sifa_record *o,
		  const struct field_path *at)
{
	const struct sifa_field *f = path_field(r->kind, at);
	const struct sifa_value *a = &r->v[at->field], *b = &o->v[at->field];
	struct named mine[NAMED_MOST], other[NAMED_MOST];
	size_t n, m;

	if (a->state != SIFA_SET || b->state != SIFA_SET)
		return false;
	if (f->type == SIFA_REF || f->type == SIFA_PLACE || f->type == SIFA_REFS) {
		n = check_named(v, r, at, mine);
		m = check_named(v, o, at, other);
		return names_all(mine, n, other, m) && names_all(other, m, mine, n);
	}
	if (at->of != SIFA_NO_FIELD)
		return false;
	return type_is_var(f->type) ? same_text(a, b) : a->n == b->n;
}

static bool near_in_time(const struct sifa_check_def *d, const struct sifa_record *r,
			 const struct sifa_record *o)
{
	const struct sifa_value *a = &r->v[d->on], *b = &o->v[d->on];
	sifa_day first, last;

	if (a->state != SIFA_SET || b->state != SIFA_SET)
		return false;
	first = (sifa_day)(a->n < b->n ? a->n : b->n);
	last = (sifa_day)(a->n < b->n ? b->n : a->n);
	return last <= (d->months ? day_add_months(first, d->months) : first + d->days);
}

static bool differs_in_one(struct view *v, const struct sifa_record *r, const struct sifa_record *o,
			   const struct field_path *f, size_t n)
{
	bool differs = n == 0;

	for (size_t i = 0; i < n && !differs; i++)
		differs = r->v[f[i].field].state == SIFA_SET &&
			  o->v[f[i].field].state == SIFA_SET && !equal(v, r, o, &f[i]);
	return differs;
}

/* ---- saying ---- */

static void say(struct checking *c, const struct sifa_check_def *d, const struct field_path *at,
		size_t row, const char *msg, uint64_t other)
{
	const struct sifa_field *f = &c->r->kind->field[at->field];
	const struct sifa_field *sub = row == SIZE_MAX ? NULL : &f->row[at->of];
	char title[128], id[32];

	view_title(c->v, other, true, c->v->se->lang, title, sizeof title);
	sifa_id_format(other, id);
	if (d->text[SIFA_ZH][0])
		/* TRANSLATORS: {1} is the configured text in Chinese, {2} in English;
		 * translate with {1} */
		check_say(c, d->severity, f, sub ? row : 0, sub, N_("{2} {3} ({4})"),
			  d->text[SIFA_ZH], d->text[SIFA_EN], *title ? title : "?", id, NULL);
	else
		check_say(c, d->severity, f, sub ? row : 0, sub, msg, *title ? title : "?", id,
			  NULL);
}

/* ---- likely doubles ---- */

/* The reference by which others are found, and whom it names; of `same`. */
static const struct field_path *way(const struct checking *c, const struct sifa_check_def *d,
				    const struct field_path *same, struct named *who, size_t *n)
{
	*n = 0;
	for (size_t i = 0; i < d->nsame; i++) {
		const struct sifa_field *f = path_field(c->r->kind, &same[i]);

		if (f->type != SIFA_REF && f->type != SIFA_PLACE && f->type != SIFA_REFS)
			continue;
		if (same[i].of != SIFA_NO_FIELD &&
		    c->r->kind->field[same[i].field].type != SIFA_ROWS)
			continue;
		*n = check_named(c->v, c->r, &same[i], who);
		return &same[i];
	}
	return NULL;
}

static bool is_double(struct checking *c, const struct sifa_check_def *d,
		      const struct sifa_record *o)
{
	if (!near_in_time(d, c->r, o))
		return false;
	for (size_t i = 0; i < d->nsame; i++)
		if (!equal(c->v, c->r, o, &d->f[i]))
			return false;
	return differs_in_one(c->v, c->r, o, d->f + d->nsame, d->nf - d->nsame);
}

void check_within(struct checking *c, const struct sifa_check_def *d)
{
	struct named who[NAMED_MOST];
	struct refers found = {0};
	size_t n;
	const struct field_path *at = way(c, d, d->f, who, &n);
	bool said = false;

	for (size_t i = 0; i < d->nsame; i++)
		if (c->r->v[d->f[i].field].state != SIFA_SET)
			return;
	if (!at || !n || !referring(c, who[0].id, at, &found))
		n = 0;
	for (size_t i = 0; n && i < found.ids.n && !said; i++) {
		struct sifa_record *o;

		if (view_get(c->v, found.ids.id[i], &o, NULL))
			continue;
		said = is_double(c, d, o);
		sifa_record_free(o);
		if (said)
			say(c, d, &d->f[0], SIZE_MAX,
			    N_("{1} ({2}) has the same; is it entered twice?"), found.ids.id[i]);
	}
	free(found.ids.id);
}

/* ---- what comes together ---- */

/* Its part of the total: of a record that counts, on a day not behind `day` and near it. */
static int64_t part_of(struct view *v, const struct sifa_check_def *d, const struct sifa_record *r,
		       const struct sifa_record *o)
{
	const struct sifa_value *amount = &o->v[d->f[0].field], *on = &o->v[d->on];
	int64_t day = r->v[d->on].n;

	if (amount->state != SIFA_SET || on->state != SIFA_SET || on->n > day ||
	    !when_holds(&d->which, o) || !near_in_time(d, r, o) ||
	    (d->unless != SIFA_NO_FIELD && o->v[d->unless].state == SIFA_SET))
		return 0;
	for (size_t i = 1; o != r && i <= d->nsame; i++)
		if (!equal(v, r, o, &d->f[i]))
			return 0;
	return amount->n;
}

static void say_total(struct checking *c, const struct sifa_check_def *d, int64_t sum)
{
	const struct sifa_field *f = &c->r->kind->field[d->f[0].field];
	const char *const *text = d->text[SIFA_ZH][0] ? d->text : f->label;
	char all[32], most[32];

	if (f->type == SIFA_MONEY) {
		sifa_money_format(sum, all);
		sifa_money_format(d->n, most);
	} else {
		snprintf(all, sizeof all, "%lld", (long long)sum);
		snprintf(most, sizeof most, "%lld", (long long)d->n);
	}
	/* TRANSLATORS: {1} is the rule in Chinese, {2} in English; translate with {1} */
	check_say(c, d->severity, f, 0, NULL, N_("{2} ({3} in all, {4} at most)"), text[SIFA_ZH],
		  text[SIFA_EN], all, most, NULL);
}

void check_total(struct checking *c, const struct sifa_check_def *d)
{
	struct named who[NAMED_MOST];
	struct refers found = {0};
	int64_t sum = c->r->v[d->on].state == SIFA_SET ? part_of(c->v, d, c->r, c->r) : 0;
	const struct field_path *at;
	size_t n = 0;

	if (!sum) /* it adds nothing */
		return;
	at = way(c, d, d->f + 1, who, &n);
	if (!at || !n || !referring(c, who[0].id, at, &found))
		found.ids.n = 0;
	for (size_t i = 0; i < found.ids.n; i++) {
		struct sifa_record *o;

		if (found.ids.id[i] == c->r->id || view_get(c->v, found.ids.id[i], &o, NULL))
			continue;
		if (__builtin_add_overflow(sum, part_of(c->v, d, c->r, o), &sum))
			sum = INT64_MAX;
		sifa_record_free(o);
	}
	free(found.ids.id);
	if (sum > d->n)
		say_total(c, d, sum);
}

/* ---- both sides ---- */

/* People called exactly so. */
static size_t called(struct view *v, const struct sifa_kind *k, const struct sifa_value *name,
		     struct named *out)
{
	char *word = malloc(6 * name->len + 64);
	struct idlist found = {0};
	bool over = false;
	size_t len = word ? text_fold(name->s, name->len, word) : 0, n = 0;

	if (len && !find_word(v, k, word, len, PEOPLE * 8, &found, &over, NULL))
		for (size_t i = 0; i < found.n && n < PEOPLE; i++) {
			struct sifa_record *r;

			if (view_get(v, found.id[i], &r, NULL))
				continue;
			if (find_in_record(r, word, len, true))
				out[n++] = (struct named){found.id[i], SIZE_MAX};
			sifa_record_free(r);
		}
	free(found.id);
	free(word);
	return n;
}

static size_t opponents(struct checking *c, const struct sifa_check_def *d, struct named *out)
{
	const struct sifa_field *f = path_field(c->r->kind, &d->f[0]);
	const struct sifa_kind *people = path_field(c->r->kind, &d->f[1])->target;
	const struct sifa_value *v = &c->r->v[d->f[0].field];
	size_t n = 0;

	if (f->type != SIFA_TEXT)
		return check_named(c->v, c->r, &d->f[0], out);
	if (v->state == SIFA_SET && d->f[0].of == SIFA_NO_FIELD)
		return called(c->v, people, v, out);
	for (size_t i = 0; v->state == SIFA_SET && v->row && i < v->len; i++) {
		const struct sifa_value *name = &v->row[i].v[d->f[0].of];
		size_t from = n;

		if (name->state == SIFA_SET && n + PEOPLE < NAMED_MOST)
			n += called(c->v, people, name, out + n);
		for (; from < n; from++)
			out[from].row = i;
	}
	return n;
}

static bool is_open(const struct sifa_check_def *d, const struct sifa_record *o)
{
	const struct sifa_state_def *s = sifa_record_state(o);

	if (s && s->final)
		return false;
	return d->until == SIFA_NO_FIELD || o->v[d->until].state != SIFA_SET;
}

static bool serves(struct checking *c, const struct sifa_check_def *d, uint64_t id)
{
	struct sifa_record *o;
	bool is;

	if (view_get(c->v, id, &o, NULL))
		return false;
	is = is_open(d, o);
	for (size_t i = 0; i < d->nsame && is; i++)
		is = equal(c->v, c->r, o, &d->f[2 + i]);
	sifa_record_free(o);
	return is;
}

void check_client(struct checking *c, const struct sifa_check_def *d)
{
	struct named who[NAMED_MOST];
	size_t n = opponents(c, d, who);

	for (size_t i = 0; i < n; i++) {
		struct refers found = {0};
		bool said = !referring(c, who[i].id, &d->f[1], &found);

		for (size_t j = 0; j < found.ids.n && !said; j++)
			if ((said = serves(c, d, found.ids.id[j])))
				say(c, d, &d->f[0], who[i].row,
				    N_("Who stands against us here is helped in {1} ({2}), which is "
				       "still open."),
				    found.ids.id[j]);
		free(found.ids.id);
	}
}

/* ---- telephones ---- */

enum { SHARERS = 3 };

static bool take_number(void *arg, uint64_t id)
{
	return take_ref(arg, 0, 0, 0, id);
}

static bool has_phone(struct view *v, uint64_t id, const struct sifa_field *f,
		      const struct sifa_value *phone)
{
	struct sifa_record *r;
	bool has;

	if (view_get(v, id, &r, NULL))
		return false;
	has = r->v[f->index].state == SIFA_SET && same_text(&r->v[f->index], phone);
	sifa_record_free(r);
	return has;
}

void check_shared_phone(struct checking *c)
{
	const struct sifa_kind *k = c->r->kind;

	if (k != c->v->se->sifa->config->person || c->flags & CHECK_ERRORS)
		return;
	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];
		const struct sifa_value *v = &c->r->v[i];
		struct refers found = {.self = c->r->id};
		size_t n = 0;

		if (f->type != SIFA_PHONE || !f->search || v->state != SIFA_SET ||
		    view_search(c->v, k, v->s, v->len, take_number, &found, NULL))
			continue;
		idlist_sort(&found.ids);
		for (size_t j = 0; j < found.ids.n && n < SHARERS; j++)
			n += has_phone(c->v, found.ids.id[j], f, v);
		free(found.ids.id);
		if (n >= SHARERS)
			check_say(c, SIFA_HINT, f, 0, NULL,
				  N_("More than three persons have this telephone."), NULL);
	}
}
