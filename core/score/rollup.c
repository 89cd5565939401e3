/* rollup.c - the sum of what the offices sent. */
#include <stdlib.h>
#include <string.h>

#include "office.h"
#include "table.h"

/* Adds the measured cells; those that an office's table did not have count as nothing. */
static void add_cells(struct sifa_figures *sum, const struct sifa_figures *f)
{
	const struct sifa_table *t = sum->table;

	for (size_t i = 0; i < t->n; i++) {
		size_t row = sifa_figures_row(f, t->face[i].id);

		for (size_t k = 0; k < t->ncolumns && t->row[i].op == ROW_MEASURE; k++) {
			size_t column = sifa_figures_column(f, t->head[k].id);
			struct sifa_cell *c = &sum->cell[i * t->ncolumns + k];

			if (row == SIZE_MAX || column == SIZE_MAX ||
			    !f->cell[row * f->ncolumns + column].known)
				continue;
			c->n += f->cell[row * f->ncolumns + column].n;
			c->known = true;
		}
	}
}

struct adding {
	struct sifa_session *se;
	const struct sifa_table *t;
	struct return_item it;
	struct sifa_rollup *out;
};

static bool stands(const struct sifa_record *r)
{
	const struct sifa_state_def *s = sifa_record_state(r);
	const struct sifa_field *sent = kind_field(r->kind, "submitted_on");
	const struct sifa_field *taken = kind_field(r->kind, "withdrawn_on");

	/* Sent back or withdrawn, it is not there. */
	if (!s || !sent || r->v[sent->index].state != SIFA_SET ||
	    (taken && r->v[taken->index].state == SIFA_SET))
		return false;
	return s->until == SIFA_NO_FIELD || (taken && s->until == taken->index);
}

static enum sifa_rc add_office(struct adding *a, uint64_t office, struct sifa_err *err)
{
	struct sifa_part_unit *u = &a->out->unit[a->out->n];
	struct sifa_record *r = NULL;
	struct sifa_figures *f = NULL;
	enum sifa_rc rc = sifa_return_begin(a->se, a->t, office, a->it.from, &r, err);

	if (rc)
		return rc;
	*u = (struct sifa_part_unit){.unit = office, .record = r->id};
	sifa_title(a->se, office, false, a->se->lang, u->name, sizeof u->name);
	if (r->id && stands(r) && !sifa_return_sent(a->se, r, &f, NULL)) {
		add_cells(a->out->sum, f);
		u->sent = true;
	}
	u->state = r->id ? sifa_record_state(r) : NULL;
	a->out->n++;
	a->out->missing += !u->sent;
	sifa_figures_free(f);
	sifa_record_free(r);
	return SIFA_OK;
}

static enum sifa_rc offices_then(struct sifa_session *se, sifa_day day, uint64_t **id, size_t *n,
				 struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = office_list(&v, NULL, se->unit, day, id, n, err);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_return_rollup(struct sifa_session *se, const struct sifa_table *t, sifa_day day,
				struct sifa_rollup *out, struct sifa_err *err)
{
	struct adding a = {se, t, returns_at(t->ret, day), out};
	uint64_t *id = NULL;
	size_t n = 0;
	enum sifa_rc rc;

	*out = (struct sifa_rollup){0};
	rc = offices_then(se, a.it.from, &id, &n, err);
	if (!rc) {
		out->sum = figures_new(t, &a.it);
		out->unit = calloc(n + 1, sizeof *out->unit);
		rc = out->sum && out->unit ? SIFA_OK : err_nomem(err);
	}
	if (!rc) {
		out->sum->unit = se->unit;
		sifa_title(se, se->unit, false, se->lang, out->sum->unit_name,
			   sizeof out->sum->unit_name);
	}
	for (size_t i = 0; i < n && !rc; i++)
		rc = add_office(&a, id[i], err);
	free(id);
	if (!rc)
		figures_work_out(out->sum);
	else
		sifa_rollup_free(out);
	return rc;
}

void sifa_rollup_free(struct sifa_rollup *r)
{
	sifa_figures_free(r->sum);
	free(r->unit);
	*r = (struct sifa_rollup){0};
}
