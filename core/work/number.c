/* number.c - numbers of cases and documents: given at save, continued from the
 * paper register, reserved in blocks, looked over for gaps. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "find.h"
#include "number.h"

static bool applies(const struct sifa_number_def *d, const struct sifa_record *r,
		    const struct sifa_step_def *step)
{
	if (d->steps && !(step && d->steps >> (step - r->kind->step) & 1))
		return false;
	return r->v[d->field].state == SIFA_ABSENT && r->v[d->year].state == SIFA_SET &&
	       when_holds(&d->when, r);
}

bool number_comes(const struct sifa_record *r, const struct sifa_field *f)
{
	for (size_t i = 0; i < r->kind->nnumbers; i++)
		if (r->kind->number[i].field == f->index && applies(&r->kind->number[i], r, NULL))
			return true;
	return false;
}

/* The short name of the unit whose sequence it is. */
static enum sifa_rc unit_mark(struct view *v, uint64_t unit, char *buf, size_t size,
			      struct sifa_err *err)
{
	struct sifa_record *r = record_new(v->se->sifa->config->unit);
	const struct sifa_field *f = r ? kind_field(r->kind, "short") : NULL;
	enum sifa_rc rc = r ? view_load(v, unit, r, err) : err_nomem(err);

	buf[0] = '\0';
	if (!rc && f && r->v[f->index].state == SIFA_SET)
		snprintf(buf, size, "%.*s", (int)r->v[f->index].len, r->v[f->index].s);
	sifa_record_free(r);
	return rc;
}

static bool put(char *buf, size_t size, size_t *n, const char *s, size_t len)
{
	if (*n + len >= size)
		return false;
	memcpy(buf + *n, s, len);
	*n += len;
	buf[*n] = '\0';
	return true;
}

/* The pattern, split where the number stands. */
static bool around(const char *pattern, const char *mark, int year, struct act_number *out)
{
	char *side = out->before;
	char digits[16];
	size_t n = 0;

	snprintf(digits, sizeof digits, "%d", year);
	out->before[0] = out->after[0] = '\0';
	while (*pattern) {
		const char *end = *pattern == '{' ? strchr(pattern, '}') : NULL;
		bool ok;

		if (!end) {
			ok = put(side, sizeof out->before, &n, pattern, 1);
			pattern++;
		} else if (pattern[1] == 'n') {
			out->width = pattern[2] == ':' ? pattern[3] - '0' : 1;
			side = out->after;
			n = 0;
			ok = true;
			pattern = end + 1;
		} else {
			const char *s = pattern[1] == 'y' ? digits : mark;

			ok = put(side, sizeof out->before, &n, s, strlen(s));
			pattern = end + 1;
		}
		if (!ok)
			return false;
	}
	return true;
}

enum sifa_rc number_of(struct view *v, const struct sifa_kind *k, const struct sifa_number_def *d,
		       uint64_t unit, int year, struct act_number *out, struct sifa_err *err)
{
	uint64_t owner = d->county ? view_root(v) : unit;
	size_t n = strlen(d->id);
	char mark[80];
	enum sifa_rc rc = SIFA_OK;

	mark[0] = '\0';
	if (strstr(d->pattern, "{unit}"))
		rc = unit_mark(v, owner, mark, sizeof mark, err);
	if (rc)
		return rc;
	if (strstr(d->pattern, "{unit}") && !mark[0]) {
		view_title(v, owner, false, SIFA_ZH, mark, sizeof mark);
		return err_set(err, SIFA_E_DATA,
			       N_("{1} has no short name, which stands in the number: none is "
				  "given. Fill it in there and save again, or type the number."),
			       mark, NULL);
	}
	*out = (struct act_number){.field = &k->field[d->field], .county = d->county};
	if (!around(d->pattern, mark, year, out))
		return err_set(err, SIFA_E_DATA, N_("The number would be too long."), NULL);
	put_be(out->key, k->no, 2);
	put_be(out->key + 2, d->county ? 0 : unit, 8);
	put_be(out->key + 10, (uint64_t)year, 2);
	out->nkey = 12 + (n < sizeof out->key - 12 ? n : sizeof out->key - 12);
	memcpy(out->key + 12, d->id, out->nkey - 12);
	return SIFA_OK;
}

enum sifa_rc number_plan(struct view *v, const struct sifa_record *r,
			 const struct sifa_step_def *step, struct act_number *out, size_t *n,
			 struct sifa_findings *findings, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	*n = 0;
	for (size_t i = 0; !rc && i < r->kind->nnumbers && *n < NUMBERS_MOST; i++) {
		const struct sifa_number_def *d = &r->kind->number[i];
		struct sifa_err e = {0};
		int year, month, day;

		if (!applies(d, r, step))
			continue;
		sifa_day_split((sifa_day)r->v[d->year].n, &year, &month, &day);
		rc = number_of(v, r->kind, d, r->unit, year, &out[*n], &e);
		if (rc == SIFA_E_DATA) { /* the case can wait for its number, not for its entry */
			err_field(&e, r->kind->field[d->field].id);
			findings_add(findings, SIFA_HINT, &e);
			rc = SIFA_OK;
		} else if (rc) {
			if (err && !err->rc)
				*err = e;
		} else {
			++*n;
		}
	}
	return rc;
}

/* ---- the register's keeper ---- */

const struct sifa_number_def *sifa_number(const struct sifa_kind *k, const char *id)
{
	for (size_t i = 0; i < k->nnumbers; i++)
		if (!strcmp(k->number[i].id, id))
			return &k->number[i];
	return NULL;
}

enum sifa_rc sifa_number_next(struct sifa_session *se, const struct sifa_kind *k,
			      const struct sifa_number_def *d, uint64_t unit, int year,
			      uint64_t *next, uint64_t *last, struct sifa_err *err)
{
	struct act_number n;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = number_of(&v, k, d, unit ? unit : se->unit, year, &n, err);
	if (!rc)
		rc = snap_counter(v.snap, &n, next, last, err);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_number_set(struct sifa_session *se, const struct sifa_kind *k,
			     const struct sifa_number_def *d, uint64_t unit, int year,
			     uint64_t next, uint64_t last, struct sifa_err *err)
{
	struct act_step step = {.op = ACT_COUNTER, .id = unit ? unit : se->unit, .nnumbers = 1};
	struct act_number n;
	char note[160];
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = number_of(&v, k, d, step.id, year, &n, err);
	view_end(&v);
	if (rc)
		return rc;
	if (!next || (last && last < next))
		return err_set(err, SIFA_E_USAGE, N_("A block of numbers is FIRST or FIRST-LAST."),
			       NULL);
	n.next = next;
	n.last = last;
	step.number = &n;
	snprintf(note, sizeof note, "%s %s %d: %llu-%llu", k->code, d->id, year,
		 (unsigned long long)next, (unsigned long long)last);
	return session_act(se, "number", note, &step, 1, err);
}

/* ---- gaps ---- */

/* The sequence number inside a text made by the pattern; 0 if it is none. */
static uint64_t sequence_of(const struct act_number *n, const struct sifa_value *v)
{
	size_t a = strlen(n->before), b = strlen(n->after);
	uint64_t seq = 0;

	if (v->state != SIFA_SET || v->len <= a + b || memcmp(v->s, n->before, a) ||
	    memcmp(v->s + v->len - b, n->after, b))
		return 0;
	for (size_t i = a; i < v->len - b; i++) {
		if (v->s[i] < '0' || v->s[i] > '9' || seq > UINT64_MAX / 100)
			return 0;
		seq = seq * 10 + (uint64_t)(v->s[i] - '0');
	}
	return seq;
}

struct used {
	struct idlist seq;
	uint64_t unit;
	bool any;
	const struct act_number *number;
	struct view *view;
	struct sifa_record *r;
};

static bool note_number(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct used *u = arg;

	(void)month;
	for (size_t i = 0; i < n && !u->seq.failed; i++, rows += width) {
		uint64_t seq;

		if (!u->any && get_le(rows + FIX_UNIT, 8) != u->unit)
			continue;
		record_clear(u->r);
		if (view_load(u->view, get_le(rows + FIX_ID, 8), u->r, NULL))
			continue;
		seq = sequence_of(u->number, &u->r->v[u->number->field->index]);
		if (seq)
			idlist_add(&u->seq, seq);
	}
	return !u->seq.failed;
}

/* What stood on paper before the first is not asked for. */
static enum sifa_rc tell_gaps(struct idlist *seq, sifa_gap_fn *gap, void *arg, struct sifa_err *err)
{
	if (seq->failed)
		return err_nomem(err);
	idlist_sort(seq);
	for (size_t i = 1; i < seq->n; i++)
		if (seq->id[i] > seq->id[i - 1] + 1)
			gap(arg, seq->id[i - 1] + 1, seq->id[i] - 1);
	return SIFA_OK;
}

enum sifa_rc sifa_number_gaps(struct sifa_session *se, const struct sifa_kind *k,
			      const struct sifa_number_def *d, uint64_t unit, int year,
			      sifa_gap_fn *gap, void *arg, struct sifa_err *err)
{
	struct act_number n;
	struct view v;
	struct used u = {
		.unit = unit ? unit : se->unit, .any = d->county, .number = &n, .view = &v};
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	u.r = record_new(k);
	rc = u.r ? number_of(&v, k, d, u.unit, year, &n, err) : err_nomem(err);
	if (!rc)
		rc = view_facts(&v, k, INT32_MIN, INT32_MAX, note_number, &u, err);
	view_end(&v);
	if (!rc)
		rc = tell_gaps(&u.seq, gap, arg, err);
	sifa_record_free(u.r);
	free(u.seq.id);
	return rc;
}
