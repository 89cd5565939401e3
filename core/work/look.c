/* look.c - what the first screen and the officer ask: how many, what is due,
 * which offices, what happened, is all of it sound. */
#include <stdlib.h>
#include <string.h>

#include "duty.h"
#include "same.h"

/* ---- count ---- */

struct tally {
	struct view *v;
	const struct sifa_kind *k;
	uint64_t n, unit;
	struct same same; /* of persons */
	uint8_t secrecy;
	bool seen; /* of unit and secrecy, the last ones asked for */
};

static bool tally_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct tally *t = arg;

	for (size_t i = 0; i < n; i++, rows += width) {
		uint64_t unit = get_le(rows + FIX_UNIT, 8);

		if (unit != t->unit || rows[FIX_SECRECY] != t->secrecy) {
			t->unit = unit;
			t->secrecy = rows[FIX_SECRECY];
			t->seen = !guard(t->v->se, GUARD_READ, t->k, unit, t->secrecy, NULL);
		}
		t->n += t->seen && fact_at_home(t->k, month, rows, width) &&
			(!t->same.n ||
			 same_lead(&t->same, get_le(rows + FIX_ID, 8)) == get_le(rows + FIX_ID, 8));
	}
	return true;
}

enum sifa_rc sifa_count(struct sifa_session *se, const struct sifa_kind *k, uint64_t *out,
			struct sifa_err *err)
{
	struct view v;
	struct tally t = {.v = &v, .k = k};
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = 0;
	if (rc)
		return rc;
	if (k == se->sifa->config->person)
		rc = same_load(&v, &t.same, err);
	if (!rc)
		rc = view_facts(&v, k, INT32_MIN, INT32_MAX, tally_block, &t, err);
	same_free(&t.same);
	view_end(&v);
	if (!rc)
		*out = t.n;
	return rc;
}

/* ---- due days ---- */

struct due_list {
	struct view *v;
	struct sifa_due *out; /* the oldest, ordered */
	size_t limit, n, total, overdue;
	sifa_day today;
};

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

	l->total++;
	l->overdue += d->due < l->today;
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

	if (!k || clock >= k->nclocks || k->secrecy >= 3)
		return true;
	for (size_t i = 0; i < SIFA_LANGS; i++)
		d.what[i] = k->clock[clock].label[i];
	due_add(l, &d);
	return true;
}

/* Duties of the present period that are not done yet. */
static enum sifa_rc due_duties(struct due_list *l, sifa_day until, struct sifa_err *err)
{
	struct sifa_duty *duty;
	size_t n;
	enum sifa_rc rc = duties_in(l->v, 0, l->today, &duty, &n, err);

	for (size_t i = 0; i < n && !rc && duty[i].done < duty[i].due; i++) {
		struct sifa_due d = {
			.due = duty[i].to, .kind = duty[i].kind, .record = duty[i].record};

		for (size_t j = 0; j < SIFA_LANGS; j++)
			d.what[j] = duty[i].def->label[j];
		if (d.due <= until)
			due_add(l, &d);
	}
	free(duty);
	return rc;
}

enum sifa_rc sifa_due(struct sifa_session *se, sifa_day until, struct sifa_due *out, size_t limit,
		      size_t *n, size_t *total, size_t *overdue, struct sifa_err *err)
{
	struct view v;
	struct due_list l = {.v = &v, .out = out, .limit = limit, .today = sifa_today(se)};
	enum sifa_rc rc = view_begin(se, &v, err);

	*n = 0;
	if (rc)
		return rc;
	rc = view_due(&v, until, due_found, &l, err);
	if (!rc)
		rc = due_duties(&l, until, err);
	if (!rc && se->sifa->due_more)
		rc = se->sifa->due_more(&v, until, due_add, &l, err);
	for (size_t i = 0; i < l.n && !rc; i++)
		if (out[i].record && !out[i].title[0])
			view_title(&v, out[i].record, false, se->lang, out[i].title,
				   sizeof out[i].title);
	view_end(&v);
	if (rc)
		return rc;
	*n = l.n;
	if (total)
		*total = l.total;
	if (overdue)
		*overdue = l.overdue;
	return SIFA_OK;
}

/* ---- journal and check ---- */

enum sifa_rc sifa_journal(struct sifa_session *se, uint64_t record, struct sifa_entry *out,
			  size_t limit, size_t *n, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*n = 0;
	if (rc)
		return rc;
	rc = view_journal(&v, record, out, limit, n, err);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_verify(struct sifa_session *se, uint64_t *records, struct sifa_findings *out,
			 struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = session_verify(se, records, out, err);

	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = same_verify(&v, out, err);
	view_end(&v);
	return rc;
}
