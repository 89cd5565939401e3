/* entry.c - entries of a book: what was written stays, a red entry takes it back in one act,
 * and all of them add up. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

static bool same_value(const struct sifa_value *a, const struct sifa_value *b)
{
	if (a->state != b->state || a->n != b->n || a->len != b->len)
		return false;
	if (a->state != SIFA_SET || !a->len)
		return true;
	if (a->s)
		return b->s && memcmp(a->s, b->s, a->len) == 0;
	return !a->id || (b->id && memcmp(a->id, b->id, a->len * sizeof *a->id) == 0);
}

/* What stands written is filled in where it is empty, and never changed. */
static void check_fixed(struct checking *c, const struct sifa_entries_def *d)
{
	struct sifa_record *was = record_new(c->r->kind);

	if (was && !view_load(c->v, c->r->id, was, NULL))
		for (size_t i = 0; i < d->nfixed; i++)
			if (was->v[d->fixed[i]].state != SIFA_ABSENT &&
			    !same_value(&was->v[d->fixed[i]], &c->r->v[d->fixed[i]]))
				check_say(
					c, SIFA_ERROR, &c->r->kind->field[d->fixed[i]], 0, NULL,
					N_("An entry stays as it was written; take it back with a "
					   "red entry and write a new one."),
					NULL);
	sifa_record_free(was);
}

struct others {
	uint64_t self, other;
};

static bool another(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct others *o = arg;

	(void)kind, (void)field, (void)day;
	if (from != o->self)
		o->other = from;
	return !o->other;
}

/* A red entry takes back the whole of one entry that none has taken back before. */
static void check_red(struct checking *c, const struct sifa_entries_def *d)
{
	const struct sifa_kind *k = c->r->kind;
	const struct sifa_field *red = &k->field[d->reverses];
	const struct sifa_value *amount = &c->r->v[d->amount], *of = &c->r->v[d->reverses];
	struct sifa_record *orig = record_new(k);
	struct others o = {.self = c->r->id};
	char id[32];

	if (orig && !view_load(c->v, (uint64_t)of->n, orig, NULL)) {
		if (orig->v[d->reverses].state == SIFA_SET)
			check_say(c, SIFA_ERROR, red, 0, NULL,
				  N_("A red entry is not taken back; write a new entry."), NULL);
		if (orig->v[d->amount].n != -amount->n)
			check_say(c, SIFA_ERROR, &k->field[d->amount], 0, NULL,
				  N_("A red entry has the amount of the other, below nothing."),
				  NULL);
		view_refs(c->v, orig->id, k->no, red->no, another, &o, NULL);
		if (o.other)
			check_say(c, SIFA_ERROR, red, 0, NULL,
				  N_("The entry was taken back already, by {1}."),
				  sifa_id_format(o.other, id), NULL);
	}
	sifa_record_free(orig);
}

void check_entry(struct checking *c)
{
	const struct sifa_entries_def *d = c->r->kind->entries;
	const struct sifa_value *amount = d ? &c->r->v[d->amount] : NULL;

	if (!d)
		return;
	if (c->r->id)
		check_fixed(c, d);
	if (c->r->v[d->reverses].state == SIFA_SET)
		check_red(c, d);
	else if (amount->state == SIFA_SET && amount->n < 0)
		check_say(c, SIFA_ERROR, &c->r->kind->field[d->amount], 0, NULL,
			  N_("Only a red entry is below nothing."), NULL);
}

/* ---- taking back ---- */

static enum sifa_rc make_red(struct sifa_session *se, const struct sifa_record *orig,
			     const char *reason, struct sifa_record **out, struct sifa_err *err)
{
	const struct sifa_kind *k = orig->kind;
	const struct sifa_entries_def *d = k->entries;
	const struct sifa_field *summary = &k->field[d->summary];
	struct sifa_value v = {.state = SIFA_SET, .n = sifa_today(se)};
	struct sifa_record *r;
	char text[400];
	enum sifa_rc rc = sifa_record_new(se, k, out, err);
	size_t n, at = 0, next, chars = 0;

	if (rc)
		return rc;
	r = *out;
	r->unit = orig->unit;
	for (size_t i = 0; i < d->ncopies && !rc; i++)
		rc = sifa_set(r, &k->field[d->copies[i]], &orig->v[d->copies[i]], err);
	if (!rc)
		rc = sifa_set(r, &k->field[d->date], &v, err);
	v.n = -orig->v[d->amount].n;
	if (!rc)
		rc = sifa_set(r, &k->field[d->amount], &v, err);
	v.n = (int64_t)orig->id;
	if (!rc)
		rc = sifa_set(r, &k->field[d->reverses], &v, err);
	snprintf(text, sizeof text, "红字冲销：%.300s", reason);
	n = strlen(text);
	while (at < n && chars++ < summary->max && (next = sifa_text_next(text, n, at)) > at)
		at = next;
	text[at] = '\0';
	v = (struct sifa_value){.state = SIFA_SET, .s = text, .len = at};
	return rc ? rc : sifa_set(r, summary, &v, err);
}

enum sifa_rc sifa_reverse(struct sifa_session *se, uint64_t id, const char *reason,
			  struct sifa_record **out, struct sifa_findings *findings,
			  struct sifa_err *err)
{
	struct sifa_record *orig, *red = NULL;
	enum sifa_rc rc = sifa_record_get(se, id, &orig, err);

	*out = NULL;
	if (rc)
		return rc;
	if (!orig->kind->entries)
		rc = err_set(err, SIFA_E_USAGE,
			     N_("Records of this kind are changed, not taken back by a red entry."),
			     NULL);
	else if (!*reason)
		rc = err_set(err, SIFA_E_USAGE, N_("A red entry needs its reason."), NULL);
	else
		rc = make_red(se, orig, reason, &red, err);
	if (!rc)
		rc = save_made(se, red, findings, err);
	if (rc)
		sifa_record_free(red);
	else
		*out = red;
	sifa_record_free(orig);
	return rc;
}

/* ---- balance ---- */

static void add_entry(struct sifa_balance *b, const struct sifa_entries_def *d,
		      const struct sifa_record *r)
{
	const struct sifa_value *v = &r->v[d->amount];

	b->n++;
	if (v->state != SIFA_SET)
		return;
	if (when_holds(&d->plus, r))
		b->plus += v->n;
	else
		b->minus += v->n;
}

static struct sifa_balance *line_of(struct sifa_balance **v, size_t *n, size_t *cap,
				    const struct sifa_entries_def *d, const struct sifa_record *r)
{
	struct sifa_balance new = {0};

	for (size_t i = 0; i < d->nby; i++)
		if (r->v[d->by[i]].state == SIFA_SET)
			new.by[i] = (struct sifa_value){.state = SIFA_SET, .n = r->v[d->by[i]].n};
	for (size_t i = 0; i < *n; i++)
		if (memcmp((*v)[i].by, new.by, sizeof new.by) == 0)
			return &(*v)[i];
	if (!grow(v, cap, *n + 1, sizeof new))
		return NULL;
	(*v)[*n] = new;
	return &(*v)[(*n)++];
}

static int by_line(const void *a, const void *b)
{
	const struct sifa_balance *x = a, *y = b;

	for (size_t i = 0; i < sizeof x->by / sizeof x->by[0]; i++)
		if (x->by[i].n != y->by[i].n)
			return (x->by[i].n > y->by[i].n) - (x->by[i].n < y->by[i].n);
	return 0;
}

enum sifa_rc sifa_balances(struct sifa_session *se, const struct sifa_query *q,
			   struct sifa_balance **out, size_t *n, struct sifa_err *err)
{
	const struct sifa_entries_def *d = q->kind->entries;
	struct sifa_cursor at = {.len = 0};
	enum sifa_dir dir = SIFA_FIRST;
	size_t cap = 0;
	bool more = d;
	enum sifa_rc rc = d ? SIFA_OK
			    : err_set(err, SIFA_E_USAGE,
				      N_("Records of this kind add up to no balance."), NULL);

	*out = NULL;
	*n = 0;
	while (!rc && more) {
		struct sifa_rows rows;

		rc = sifa_list(se, q, dir, &at, 500, &rows, err);
		if (rc)
			break;
		for (size_t i = 0; i < rows.n && !rc; i++) {
			struct sifa_balance *b = line_of(out, n, &cap, d, rows.hit[i].record);

			if (b)
				add_entry(b, d, rows.hit[i].record);
			else
				rc = err_nomem(err);
		}
		more = rows.more && rows.n;
		if (rows.n)
			at = rows.hit[rows.n - 1].at;
		dir = SIFA_AFTER;
		sifa_rows_free(&rows);
	}
	if (!rc && *n)
		qsort(*out, *n, sizeof **out, by_line);
	if (rc) {
		free(*out);
		*out = NULL;
		*n = 0;
	}
	return rc;
}
