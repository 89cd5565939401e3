/* figures.c - counts the table of a return: one pass a column, then what is worked
 * out from other cells; and the records behind a cell. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule.h"
#include "table.h"

struct sifa_figures *figures_new(const struct sifa_table *t, const struct return_item *it)
{
	struct figures *f = calloc(1, sizeof *f);
	struct sifa_cell *cell =
		f ? arena_array(&f->arena, t->n * t->ncolumns + 1, sizeof *cell) : NULL;

	if (!cell) {
		free(f);
		return NULL;
	}
	f->face = (struct sifa_figures){.table = t,
					.id = t->ret->id,
					.label = {t->ret->label[0], t->ret->label[1]},
					.from = it->from,
					.to = it->to,
					.due = it->due,
					.first = it->first,
					.last = it->last,
					.row = t->face,
					.n = t->n,
					.column = t->head,
					.ncolumns = t->ncolumns,
					.cell = cell};
	return &f->face;
}

void sifa_figures_free(struct sifa_figures *face)
{
	struct figures *f = (struct figures *)face;

	if (!f)
		return;
	arena_free(&f->arena);
	free(f);
}

static struct return_item item_of(const struct sifa_figures *f)
{
	struct return_item it = returns_at(f->table->ret, f->from);

	it.first = f->first; /* of a closing supplement others than the period's */
	it.last = f->last;
	return it;
}

/* ---- which days ---- */

static sifa_day year_of(sifa_day d, int by, int month)
{
	int y, m, day;

	sifa_day_split(d, &y, &m, &day);
	return sifa_day_of(y + by, month ? month : m, 1);
}

bool table_days(const struct sifa_table *t, const struct table_column *c,
		const struct return_item *it, struct days *out)
{
	struct return_item other;

	*out = (struct days){it->first, it->last};
	switch (c->op) {
	case COLUMN_YEAR:
		other = returns_at(t->ret, year_of(it->from, 0, 1));
		out->from = other.first;
		break;
	case COLUMN_BEFORE:
		other = returns_at(t->ret, year_of(it->from, -1, 0));
		*out = (struct days){other.first, other.last};
		break;
	case COLUMN_MONTH:
		out->from = year_of(it->from, 0, (int)c->month);
		out->to = month_last(day_month(out->from));
		return out->from <= it->to;
	case COLUMN_CHANGE:
		return false;
	case COLUMN_PERIOD:
		break;
	}
	return true;
}

/* ---- one pass ---- */

enum sifa_rc pass_open(struct pass *p, struct view *v, const struct sifa_table *t, uint64_t unit,
		       struct sifa_err *err)
{
	*p = (struct pass){.v = v, .t = t, .office = {.id = unit}};
	view_title(v, unit, false, v->se->lang, p->office.name, sizeof p->office.name);
	p->want = calloc(t->probes.n + 1, sizeof *p->want);
	return p->want ? SIFA_OK : err_nomem(err);
}

void pass_clear(struct pass *p)
{
	memset(p->want, 0, p->t->probes.n * sizeof *p->want);
}

enum sifa_rc pass_run(struct pass *p, struct days d, bool collect, struct sifa_err *err)
{
	p->run = (struct run){.probes = &p->t->probes,
			      .view = p->v,
			      .office = &p->office,
			      .noffices = 1,
			      .start = d.from,
			      .end = d.to,
			      .period_end = d.to,
			      .cutoff = d.to,
			      .as_of = d.to,
			      .month0 = day_month(d.from),
			      .want = p->want,
			      .collect = collect};
	return run_count(&p->run, err);
}

static void want_row(const struct pass *p, size_t row, bool opening)
{
	const struct table_row *d = &p->t->row[row];

	for (size_t i = 0; d->measure && d->opening == opening && i < d->measure->n; i++)
		p->want[d->measure->probe[i]->slot] = true;
}

static bool any_wanted(const struct pass *p)
{
	for (size_t i = 0; i < p->t->probes.n; i++)
		if (p->want[i])
			return true;
	return false;
}

static int64_t measured(const struct pass *p, const struct measure *m)
{
	int64_t sum = 0;

	for (size_t i = 0; i < m->n; i++)
		sum += p->run.tally[m->probe[i]->slot].value;
	return sum;
}

static struct days days_of(struct days d, bool opening)
{
	return opening ? (struct days){d.from - 1, d.from - 1} : d;
}

/* The measured rows of a column, those of the period or those of the day before it. */
static enum sifa_rc count_column(struct pass *p, struct days d, bool opening, size_t column,
				 struct sifa_cell *cell, struct sifa_err *err)
{
	const struct sifa_table *t = p->t;
	enum sifa_rc rc;

	pass_clear(p);
	for (size_t i = 0; i < t->n; i++)
		want_row(p, i, opening);
	if (!any_wanted(p))
		return SIFA_OK;
	rc = pass_run(p, days_of(d, opening), false, err);
	for (size_t i = 0; i < t->n && !rc; i++)
		if (t->row[i].op == ROW_MEASURE && t->row[i].opening == opening)
			cell[i * t->ncolumns + column] =
				(struct sifa_cell){measured(p, t->row[i].measure), true};
	run_free(&p->run);
	return rc;
}

/* ---- worked out ---- */

static int64_t half_up(int64_t a, int64_t b)
{
	int64_t n = a < 0 ? -a : a;

	n = n / b + (n % b * 2 >= b);
	return a < 0 ? -n : n;
}

static struct sifa_cell quotient(struct sifa_cell part, struct sifa_cell whole, int64_t times)
{
	if (!part.known || !whole.known || whole.n <= 0 || part.n > INT64_MAX / times / 2)
		return (struct sifa_cell){0, false};
	return (struct sifa_cell){half_up(part.n * times, whole.n), true};
}

static struct sifa_cell work_out(const struct sifa_table *t, struct sifa_cell *cell, size_t row,
				 size_t column)
{
	const struct table_row *d = &t->row[row];
	struct sifa_cell *out = &cell[row * t->ncolumns + column], v[2], sum = {0, true};

	if (d->op == ROW_SUM) {
		for (size_t i = 0; i < d->nterms; i++) {
			v[0] = work_out(t, cell, d->term[i].row, column);
			sum.n += d->term[i].less ? -v[0].n : v[0].n;
			sum.known = sum.known && v[0].known;
		}
		*out = sum.known ? sum : (struct sifa_cell){0, false};
	} else if (d->op == ROW_PERCENT || d->op == ROW_MEAN) {
		for (size_t i = 0; i < 2; i++)
			v[i] = work_out(t, cell, d->term[i].row, column);
		*out = quotient(v[0], v[1], d->op == ROW_PERCENT ? 1000 : 100);
	}
	return *out;
}

/* Of rates by how many points, of numbers by how many percent. */
static struct sifa_cell change(struct sifa_cell from, struct sifa_cell to, enum sifa_cell_form form)
{
	if (!from.known || !to.known)
		return (struct sifa_cell){0, false};
	if (form == SIFA_CELL_PERCENT)
		return (struct sifa_cell){to.n - from.n, true};
	to.n -= from.n;
	return quotient(to, from, 1000);
}

static void work_out_all(const struct sifa_table *t, struct sifa_figures *f)
{
	struct sifa_cell *cell = f->cell;

	for (size_t k = 0; k < t->ncolumns; k++)
		for (size_t i = 0; i < t->n && t->column[k].op != COLUMN_CHANGE; i++)
			work_out(t, cell, i, k);
	for (size_t k = 0; k < t->ncolumns; k++) {
		const struct table_column *c = &t->column[k];

		for (size_t i = 0; i < f->n && c->op == COLUMN_CHANGE; i++)
			cell[i * t->ncolumns + k] =
				change(cell[i * t->ncolumns + c->from],
				       cell[i * t->ncolumns + c->to], f->row[i].form);
	}
}

void figures_work_out(struct sifa_figures *f)
{
	work_out_all(f->table, f);
}

/* ---- figures ---- */

enum sifa_rc table_count(struct view *v, const struct sifa_table *t, uint64_t unit,
			 const struct return_item *it, struct sifa_figures **out,
			 struct sifa_err *err)
{
	struct sifa_figures *f = figures_new(t, it);
	struct pass p = {0};
	struct days d;
	enum sifa_rc rc = f ? pass_open(&p, v, t, unit, err) : err_nomem(err);

	if (!rc && t->each)
		rc = each_count(&p, f, it, err);
	for (size_t k = 0; k < t->ncolumns && !t->each && !rc; k++) {
		if (!table_days(t, &t->column[k], it, &d))
			continue;
		rc = count_column(&p, d, false, k, f->cell, err);
		if (!rc)
			rc = count_column(&p, d, true, k, f->cell, err);
	}
	if (!rc) {
		f->unit = unit;
		memcpy(f->unit_name, p.office.name, sizeof f->unit_name);
		work_out_all(t, f);
	}
	free(p.want);
	if (rc) {
		sifa_figures_free(f);
		f = NULL;
	}
	*out = f;
	return rc;
}

static enum sifa_rc may_see(struct sifa_session *se, uint64_t unit, struct sifa_err *err)
{
	return guard(se, GUARD_READ, se->sifa->config->return_, unit, 0, err);
}

enum sifa_rc sifa_figures(struct sifa_session *se, const struct sifa_table *t, uint64_t unit,
			  sifa_day day, struct sifa_figures **out, struct sifa_err *err)
{
	struct return_item it = returns_at(t->ret, day);
	struct view v;
	enum sifa_rc rc = may_see(se, unit, err);

	*out = NULL;
	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = table_count(&v, t, unit, &it, out, err);
	if (!rc)
		rc = table_carry(&v, *out, &it, err);
	view_end(&v);
	if (rc) {
		sifa_figures_free(*out);
		*out = NULL;
	}
	return rc;
}

enum sifa_rc sifa_figures_closing(struct sifa_session *se, const struct sifa_table *t,
				  uint64_t unit, sifa_day day, struct sifa_figures **out,
				  struct sifa_err *err)
{
	struct return_item it = returns_at(t->ret, year_of(day, 0, 12));
	struct view v;
	enum sifa_rc rc = may_see(se, unit, err);

	*out = NULL;
	if (!rc && it.last == it.to)
		rc = err_set(err, SIFA_E_USAGE,
			     N_("The table {1} is counted to the end of the year; nothing is left "
				"over."),
			     t->ret->id, NULL);
	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	it.first = it.last + 1;
	it.last = it.to;
	it.due = SIFA_DAY_NONE;
	rc = table_count(&v, t, unit, &it, out, err);
	view_end(&v);
	return rc;
}

/* ---- behind a cell ---- */

struct opening {
	struct pass *p;
	struct behind *b;
	bool at_opening; /* which of the two passes runs now */
};

static void tell_measure(const struct opening *o, const struct measure *m, enum sifa_role role)
{
	struct behind *b = o->b;

	for (size_t i = 0; i < m->n; i++) {
		const struct probe *p = m->probe[i];
		const struct tally *t = &o->p->run.tally[p->slot];

		if (!grow(&b->v, &b->cap, b->n + t->nhit, sizeof *b->v)) {
			b->failed = true;
			return;
		}
		for (size_t k = 0; k < t->nhit; k++)
			b->v[b->n++] = (struct sifa_behind){
				t->hit[k].id, role, p->op == PROBE_DISTINCT ? 1 : t->hit[k].amount};
	}
}

/* The measures a row rests on, each through `f`. */
static void each_measure(const struct opening *o, size_t row, enum sifa_role role,
			 void (*f)(const struct opening *, size_t row, enum sifa_role role))
{
	const struct table_row *d = &o->p->t->row[row];

	if (d->op == ROW_MEASURE && d->opening == o->at_opening)
		f(o, row, role);
	for (size_t i = 0; i < d->nterms; i++)
		each_measure(o, d->term[i].row,
			     i && d->op != ROW_SUM ? SIFA_POPULATION
			     : d->term[i].less	   ? SIFA_AGAINST
						   : role,
			     f);
}

static void want_one(const struct opening *o, size_t row, enum sifa_role role)
{
	(void)role;
	want_row(o->p, row, o->at_opening);
}

static void tell_one(const struct opening *o, size_t row, enum sifa_role role)
{
	tell_measure(o, o->p->t->row[row].measure, role);
}

/* Rows first..end of a column, by one pass or two. */
static enum sifa_rc open_rows(struct pass *p, struct days d, size_t first, size_t end,
			      struct behind *b, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (int i = 0; i < 2 && !rc; i++) {
		struct opening o = {p, b, i == 1};

		pass_clear(p);
		for (size_t row = first; row < end; row++)
			each_measure(&o, row, SIFA_COUNTED, want_one);
		if (!any_wanted(p))
			continue;
		rc = pass_run(p, days_of(d, o.at_opening), true, err);
		for (size_t row = first; row < end && !rc; row++)
			each_measure(&o, row, SIFA_COUNTED, tell_one);
		run_free(&p->run);
	}
	return rc || !b->failed ? rc : err_nomem(err);
}

/* The return that was corrected. */
static enum sifa_rc carried_behind(const struct sifa_figures *f, size_t row, size_t column,
				   struct behind *b, struct sifa_err *err)
{
	uint64_t id = figures_source(f, row);

	if (!id)
		return SIFA_OK;
	if (!grow(&b->v, &b->cap, b->n + 1, sizeof *b->v))
		return err_nomem(err);
	b->v[b->n++] =
		(struct sifa_behind){id, SIFA_COUNTED, f->cell[row * f->ncolumns + column].n};
	return SIFA_OK;
}

enum sifa_rc table_behind(struct view *v, const struct sifa_figures *f, size_t row, size_t column,
			  struct behind *b, struct sifa_err *err)
{
	const struct sifa_table *t = f->table;
	const struct table_column *c = &t->column[column];
	struct return_item it = item_of(f);
	struct pass p = {0};
	struct days d;
	enum sifa_rc rc;

	if (t->each)
		return each_behind(v, f, &it, row, column, b, err);
	if (row >= t->n)
		return carried_behind(f, row, column, b, err);
	if (c->op == COLUMN_CHANGE) /* what it has become */
		c = &t->column[c->to];
	if (!table_days(t, c, &it, &d))
		return SIFA_OK;
	rc = pass_open(&p, v, t, f->unit, err);
	if (!rc)
		rc = open_rows(&p, d, row, row + 1, b, err);
	free(p.want);
	return rc;
}

enum sifa_rc sifa_figures_records(struct sifa_session *se, const struct sifa_figures *f, size_t row,
				  size_t column, struct sifa_behind_list *out, struct sifa_err *err)
{
	struct behind b = {0};
	struct view v;
	enum sifa_rc rc = may_see(se, f->unit, err);

	*out = (struct sifa_behind_list){0};
	if (rc)
		return rc;
	if (!f->table || f->config)
		return err_set(err, SIFA_E_USAGE,
			       N_("Records are shown behind figures counted now, not behind "
				  "frozen ones."),
			       NULL);
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = table_behind(&v, f, row, column, &b, err);
	if (!rc)
		rc = behind_seen(&v, &b, out, err);
	view_end(&v);
	free(b.v);
	return rc;
}

enum sifa_rc table_sources(struct view *v, const struct sifa_figures *f, struct idlist *out,
			   struct sifa_err *err)
{
	const struct sifa_table *t = f->table;
	struct return_item it = item_of(f);
	struct behind b = {0};
	struct pass p = {0};
	struct days d;
	enum sifa_rc rc = pass_open(&p, v, t, f->unit, err);

	for (size_t k = 0; k < t->ncolumns && !rc; k++)
		if (table_days(t, &t->column[k], &it, &d))
			rc = open_rows(&p, d, 0, t->n, &b, err);
	if (!rc)
		rc = behind_ids(&b, out, err);
	free(p.want);
	free(b.v);
	return rc;
}
