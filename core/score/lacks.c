/* lacks.c - what a return will lack: records that one side of a check counts and the other
 * does not, and what the check of records finds in those it rests on. */
#include <stdlib.h>
#include <string.h>

#include "../work/check.h"
#include "rule.h"
#include "table.h"

struct lacking {
	struct view *v;
	const struct sifa_figures *f;
	size_t column;
	struct sifa_lacks *out;
	size_t cap;
	struct sifa_err *err;
};

static enum sifa_rc behind_terms(struct lacking *l, const struct term *t, size_t n,
				 struct idlist *out)
{
	struct behind b = {0};
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < n && !rc; i++)
		rc = table_behind(l->v, l->f, t[i].row, l->column, &b, l->err);
	if (!rc)
		rc = behind_ids(&b, out, l->err);
	free(b.v);
	return rc;
}

static enum sifa_rc say(struct lacking *l, uint64_t id, const struct sifa_finding *f)
{
	const uint8_t *fixed;
	size_t n;

	if (view_fixed(l->v, id, &fixed, &n, NULL, NULL))
		return SIFA_OK; /* not to be seen by the reader */
	if (!grow(&l->out->v, &l->cap, l->out->n + 1, sizeof *l->out->v))
		return err_nomem(l->err);
	l->out->v[l->out->n++] = (struct sifa_lack){id, *f};
	return SIFA_OK;
}

static enum sifa_rc only_in(struct lacking *l, const struct table_check *k, const struct idlist *a,
			    const struct idlist *b)
{
	struct sifa_finding f = {.severity = k->severity};
	enum sifa_rc rc = SIFA_OK;

	err_set(&f.err, SIFA_E_DATA, N_("It is counted on one side only: {2}"), k->text[SIFA_ZH],
		k->text[SIFA_EN], NULL);
	for (size_t i = 0; i < a->n && !rc; i++)
		if (!idlist_has(b, a->id[i]))
			rc = say(l, a->id[i], &f);
	return rc;
}

static int64_t side(const struct lacking *l, const struct term *t, size_t n)
{
	int64_t sum = 0;

	for (size_t i = 0; i < n; i++) {
		const struct sifa_cell *c = &l->f->cell[t[i].row * l->f->ncolumns + l->column];

		sum += t[i].less ? -c->n : c->n;
	}
	return sum;
}

static enum sifa_rc unequal(struct lacking *l, const struct table_check *k)
{
	struct idlist a = {0}, b = {0};
	enum sifa_rc rc;

	if (k->at_most || side(l, k->left, k->nleft) == side(l, k->right, k->nright))
		return SIFA_OK;
	rc = behind_terms(l, k->left, k->nleft, &a);
	if (!rc)
		rc = behind_terms(l, k->right, k->nright, &b);
	if (!rc)
		rc = only_in(l, k, &a, &b);
	if (!rc)
		rc = only_in(l, k, &b, &a);
	free(a.id);
	free(b.id);
	return rc;
}

static enum sifa_rc open_findings(struct lacking *l, uint64_t id)
{
	struct sifa_findings found = {0};
	struct sifa_record *r = NULL;
	enum sifa_rc rc = view_get(l->v, id, &r, NULL);

	if (rc) /* not to be seen by the reader */
		return SIFA_OK;
	rc = check_record(l->v, r, 0, &found, l->err);
	for (size_t i = 0; i < found.n && !rc; i++)
		if (found.v[i].severity != SIFA_HINT)
			rc = say(l, id, &found.v[i]);
	sifa_findings_free(&found);
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc all_findings(struct lacking *l)
{
	struct term every = {0, false};
	struct idlist a = {0};
	enum sifa_rc rc = SIFA_OK;

	for (size_t row = 0; row < l->f->table->n && !rc; row++) {
		struct idlist more = {0};

		every.row = row;
		if (l->f->table->row[row].op != ROW_MEASURE || l->f->table->row[row].opening ||
		    !l->f->table->row[row].measure->probe[0]->date ||
		    l->f->table->row[row].measure->probe[0]->stock)
			continue; /* what happened in the period, not what is on the books */
		rc = behind_terms(l, &every, 1, &more);
		for (size_t i = 0; i < more.n && !rc; i++)
			if (!idlist_has(&a, more.id[i]))
				rc = open_findings(l, more.id[i]);
		for (size_t i = 0; i < more.n && !rc; i++)
			if (!idlist_add(&a, more.id[i]))
				rc = err_nomem(l->err);
		idlist_sort(&a);
		free(more.id);
	}
	free(a.id);
	return rc;
}

enum sifa_rc sifa_return_lacks(struct sifa_session *se, const struct sifa_figures *f,
			       struct sifa_lacks *out, struct sifa_err *err)
{
	const struct sifa_table *t = f->table;
	struct lacking l = {.f = f, .out = out, .err = err};
	struct view v;
	enum sifa_rc rc = guard(se, GUARD_READ, se->sifa->config->return_, f->unit, 0, err);

	*out = (struct sifa_lacks){0};
	if (!rc && (!t || f->config))
		rc = err_set(err, SIFA_E_USAGE,
			     N_("Records are shown behind figures counted now, not behind "
				"frozen ones."),
			     NULL);
	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	l.v = &v;
	while (l.column < t->ncolumns && t->column[l.column].op != COLUMN_PERIOD)
		l.column++;
	for (size_t i = 0; i < t->nchecks && !rc && l.column < t->ncolumns; i++)
		rc = unequal(&l, &t->check[i]);
	if (!rc && l.column < t->ncolumns)
		rc = all_findings(&l);
	view_end(&v);
	if (rc)
		sifa_lacks_free(out);
	return rc;
}

void sifa_lacks_free(struct sifa_lacks *l)
{
	free(l->v);
	*l = (struct sifa_lacks){0};
}
