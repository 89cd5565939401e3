/* lock_sheet.c - what was locked beside what the records say today. */
#include <stdlib.h>
#include <string.h>

#include "lock.h"
#include "sample.h"

static const char *text(const struct sifa_record *r, const char *field)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f && r->v[f->index].state == SIFA_SET ? r->v[f->index].s : "";
}

static sifa_day day(const struct sifa_record *r, const char *field)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f && r->v[f->index].state == SIFA_SET ? (sifa_day)r->v[f->index].n : SIFA_DAY_NONE;
}

static int by_clause_id(const void *a, const void *b)
{
	const struct lock_record *x = a, *y = b;
	int c = strcmp(x->clause, y->clause);

	return c ? c : (x->id > y->id) - (x->id < y->id);
}

static bool add_change(struct sifa_lock_sheet *out, size_t *cap, const struct lock_record *r,
		       uint32_t was, uint32_t is)
{
	struct sifa_lock_change *c;

	if (!grow(&out->change, cap, out->nchanges + 1, sizeof *out->change))
		return false;
	c = &out->change[out->nchanges++];
	*c = (struct sifa_lock_change){.id = r->id, .was = was, .is = is};
	memcpy(c->clause, r->clause, sizeof c->clause);
	return true;
}

/* Both lists sorted: a walk along the two. */
static enum sifa_rc compare(struct lock_copy *was, struct lock_copy *is,
			    struct sifa_lock_sheet *out, struct sifa_err *err)
{
	size_t i = 0, k = 0, cap = 0;
	bool ok = true;

	if (was->nrecords)
		qsort(was->record, was->nrecords, sizeof *was->record, by_clause_id);
	if (is->nrecords)
		qsort(is->record, is->nrecords, sizeof *is->record, by_clause_id);
	while (ok && (i < was->nrecords || k < is->nrecords)) {
		const struct lock_record *a = i < was->nrecords ? &was->record[i] : NULL;
		const struct lock_record *b = k < is->nrecords ? &is->record[k] : NULL;
		int c = !a ? 1 : !b ? -1 : by_clause_id(a, b);

		if (c < 0)
			ok = add_change(out, &cap, a, a->rev, 0);
		else if (c > 0)
			ok = add_change(out, &cap, b, 0, b->rev);
		else if (a->rev != b->rev)
			ok = add_change(out, &cap, a, a->rev, b->rev);
		i += c <= 0;
		k += c >= 0;
	}
	return ok ? SIFA_OK : err_nomem(err);
}

static int64_t points_now(const struct lock_copy *c, const char *clause)
{
	for (size_t i = 0; i < c->n; i++)
		if (!strcmp(c->point[i].clause, clause))
			return c->point[i].points;
	return 0;
}

static enum sifa_rc clauses(struct sifa_session *se, uint64_t lock, const struct lock_copy *was,
			    const struct lock_copy *is, struct sifa_lock_sheet *out,
			    struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	out->clause = calloc(was->n + 1, sizeof *out->clause);
	if (!out->clause)
		rc = err_nomem(err);
	out->points = out->correct = was->total;
	out->now = is->total;
	for (size_t i = 0; i < was->n && !rc; i++) {
		struct sifa_lock_clause *c = &out->clause[out->n++];

		memcpy(c->clause, was->point[i].clause, sizeof c->clause);
		c->locked = was->point[i].points;
		c->now = points_now(is, c->clause);
		c->correct = lock_corrected(&v, lock, c->clause);
		out->correct += c->correct >= 0 ? c->correct - c->locked : 0;
	}
	view_end(&v);
	return rc;
}

static enum sifa_rc look(struct sifa_session *se, uint64_t lock, const struct lock_copy *was,
			 struct sifa_lock_sheet *out, struct sifa_err *err)
{
	const struct sifa_letter *l = sifa_letter(se->sifa, was->letter);
	struct sifa_sheet *sheet = NULL;
	struct lock_copy is = {0}, copy = *was;
	enum sifa_rc rc;

	if (!l)
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("There is no letter {1} in the configuration now."), was->letter,
			       NULL);
	rc = sifa_score_year(se, l, was->office, was->year, was->as_of, &sheet, err);
	if (!rc)
		rc = lock_copy_of(se, sheet, &is, err);
	if (!rc)
		rc = clauses(se, lock, was, &is, out, err);
	if (!rc)
		rc = compare(&copy, &is, out, err);
	lock_copy_free(&is);
	sifa_sheet_free(sheet);
	return rc;
}

enum sifa_rc sifa_lock_sheet(struct sifa_session *se, uint64_t lock, struct sifa_lock_sheet *out,
			     struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	struct lock_copy was = {0};
	char config[65];
	enum sifa_rc rc = sifa_record_get(se, lock, &r, err);

	*out = (struct sifa_lock_sheet){0};
	if (!rc && r->kind != se->sifa->config->score_lock)
		rc = err_set(err, SIFA_E_USAGE, N_("This record locks no score."), NULL);
	if (!rc)
		rc = lock_read(se, text(r, "frozen"), &was, err);
	if (!rc) {
		hash_hex(session_config(se), config);
		memcpy(out->config, was.config, sizeof out->config);
		strncat(out->frozen, text(r, "frozen"), sizeof out->frozen - 1);
		out->same_config = !strcmp(config, was.config);
		out->as_of = was.as_of;
		out->locked_on = day(r, "locked_on");
		rc = look(se, lock, &was, out, err);
	}
	lock_copy_free(&was);
	sifa_record_free(r);
	if (rc)
		sifa_lock_sheet_free(out);
	return rc;
}

void sifa_lock_sheet_free(struct sifa_lock_sheet *s)
{
	free(s->clause);
	free(s->change);
	*s = (struct sifa_lock_sheet){0};
}
