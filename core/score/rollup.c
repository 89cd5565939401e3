/* rollup.c - the sum of what the offices sent. */
#include <stdio.h>
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

/* The corrections it carries, under the office's name: no other office has the same. */
static bool add_carried(struct sifa_figures *sum, const struct sifa_figures *f, const char *office)
{
	struct figures *own = (struct figures *)sum;
	const struct sifa_cell none[COLUMNS_MOST] = {{0}};

	for (size_t i = 0; i < f->n; i++) {
		struct sifa_table_row row = f->row[i];
		bool head = !*row.id && i + 1 < f->n && figures_is_carried(&f->row[i + 1]);
		char text[1200];

		if (!head && !figures_is_carried(&row))
			continue;
		row.id = arena_str(&own->arena, row.id);
		for (int l = 0; l < SIFA_LANGS; l++) {
			snprintf(text, sizeof text, "%s%s%s", head ? office : "", head ? " " : "",
				 row.label[l]);
			row.label[l] = arena_str(&own->arena, text);
			row.unit[l] = arena_str(&own->arena, row.unit[l]);
		}
		if (!row.id || !row.label[0] || !row.label[1] || !row.unit[0] || !row.unit[1] ||
		    !figures_append(sum, &row,
				    f->ncolumns == sum->ncolumns ? &f->cell[i * f->ncolumns] : none,
				    0))
			return false;
	}
	return true;
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
	if (r->id && return_stands(r) && !sifa_return_sent(a->se, r, &f, NULL)) {
		add_cells(a->out->sum, f);
		if (!add_carried(a->out->sum, f, u->name))
			rc = err_nomem(err);
		u->sent = true;
	}
	u->state = r->id ? sifa_record_state(r) : NULL;
	a->out->n++;
	a->out->missing += !u->sent;
	sifa_figures_free(f);
	sifa_record_free(r);
	return rc;
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
