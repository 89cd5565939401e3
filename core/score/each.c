/* each.c - a table with a row for each record of a kind, such as every practitioner: what it
 * owes, what was done for it, what is short. Its columns say what is counted, and when. */
#include <stdlib.h>
#include <string.h>

#include "../work/duty.h"
#include "rule.h"
#include "table.h"

enum each_op { EACH_CHANGE, EACH_MEASURE, EACH_DUTY, EACH_SUM };
enum { TERMS_MOST = 16 };

struct each_column {
	enum each_op op;
	struct measure *measure; /* pairs: the record it counts for */
	bool lack;		 /* DUTY: what is short, not what is owed */
	size_t term[TERMS_MOST]; /* SUM: columns before it */
	size_t n;
};
struct table_each {
	struct measure *who;
	struct each_column column[COLUMNS_MOST];
};

/* ---- reading ---- */

static struct measure *read_pairs(struct compile *c, const struct table_each *e, struct yaml *y,
				  struct yaml *via)
{
	struct measure *m;
	struct probe *p;

	if (!via) {
		yaml_error(c->f, c->file, y,
			   N_("Beside `measure:` stands `via:`, the field that says for whom."),
			   NULL);
		return NULL;
	}
	if (y->type == YAML_MAP)
		measure_known(c, y, NULL, 0);
	m = measure_compile(c, y, PROBE_PAIRS);
	if (!m || !e->who)
		return NULL;
	p = m->probe[0];
	p->field = measure_field(c, p->kind, via, SIFA_REF);
	if (m->n != 1 || p->op != PROBE_COUNT || !p->date || p->stock)
		yaml_error(c->f, c->file, y, N_("Here a plain count by `date:` is needed."), NULL);
	else if (p->field && p->field->target != e->who->probe[0]->kind)
		yaml_error(c->f, c->file, via, N_("Field {1} does not refer to {2}."), p->field->id,
			   e->who->probe[0]->kind->id, NULL);
	return m;
}

static void read_columns(struct compile *c, const struct sifa_table *t, struct yaml *y,
			 struct each_column *d)
{
	for (struct yaml *e = y->child; y->type == YAML_LIST && e && d->n < TERMS_MOST;
	     e = e->next) {
		const char *s = yaml_str(e, c->file, c->f, "");
		size_t k = table_column(t, s);

		if (k == SIZE_MAX)
			yaml_error(c->f, c->file, e,
				   N_("There is no column {1} before this one in the table."), s,
				   NULL);
		else
			d->term[d->n++] = k;
	}
	if (!d->n || y->n > TERMS_MOST)
		yaml_error(c->f, c->file, y, N_("`sum:` is a list of columns before it."), NULL);
}

static void read_duty(struct compile *c, struct yaml *y, struct each_column *d)
{
	const char *s = yaml_str(y, c->file, c->f, "");

	d->lack = !strcmp(s, "short");
	if (!d->lack && strcmp(s, "owed") != 0)
		yaml_error(c->f, c->file, y, N_("`duty:` is owed or short."), NULL);
}

void each_read_column(struct compile *c, struct sifa_table *t, struct yaml *y)
{
	static const char *const names[] = {[EACH_CHANGE] = "change",
					    [EACH_MEASURE] = "measure",
					    [EACH_DUTY] = "duty",
					    [EACH_SUM] = "sum"};
	struct each_column *d = &t->each->column[t->ncolumns];
	struct yaml *op = NULL;
	size_t n = 0;

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (yaml_get(y, names[i])) {
			op = yaml_get(y, names[i]);
			d->op = (enum each_op)i;
			n++;
		}
	if (n != 1) {
		yaml_error(c->f, c->file, y,
			   N_("A column of a table with `each:` has exactly one of measure, duty, "
			      "sum, change."),
			   NULL);
		return;
	}
	if (d->op == EACH_MEASURE)
		d->measure = read_pairs(c, t->each, op, yaml_get(y, "via"));
	else if (d->op == EACH_SUM)
		read_columns(c, t, op, d);
	else if (d->op == EACH_DUTY)
		read_duty(c, op, d);
}

bool each_read(struct compile *c, struct sifa_table *t, struct yaml *y)
{
	t->each = arena_alloc(c->arena, sizeof *t->each);
	if (!t->each)
		return false;
	if (y->type == YAML_MAP)
		measure_known(c, y, NULL, 0);
	t->each->who = measure_compile(c, y, PROBE_VALUE);
	if (t->each->who && (t->each->who->n != 1 || t->each->who->probe[0]->op != PROBE_COUNT)) {
		yaml_error(c->f, c->file, y, N_("`each:` is the count of one kind."), NULL);
		t->each->who = NULL;
	}
	return true;
}

/* ---- counting ---- */

struct counting {
	struct pass *p;
	const struct sifa_table *t;
	struct sifa_figures *f;
	const struct return_item *it;
};

/* The hits of one probe; run_free() when they were read. */
static enum sifa_rc run_one(struct counting *c, const struct probe *p, struct days d,
			    struct sifa_err *err)
{
	pass_clear(c->p);
	c->p->want[p->slot] = true;
	return pass_run(c->p, d, true, err);
}

/* Those that the reader may see, by id, as the hits of a plain count are. */
static enum sifa_rc add_rows(struct counting *c, struct sifa_err *err)
{
	const struct probe *p = c->t->each->who->probe[0];
	struct arena *a = &((struct figures *)c->f)->arena;
	const struct sifa_cell none[COLUMNS_MOST] = {{0}};
	enum sifa_rc rc = run_one(c, p, (struct days){c->it->first, c->it->last}, err);
	const struct tally *t = rc ? NULL : &c->p->run.tally[p->slot];

	for (size_t i = 0; t && i < t->nhit && !rc; i++) {
		struct sifa_table_row row = {.unit = {"", ""}};
		char id[32], title[160];
		const uint8_t *fixed;
		size_t n;

		if (view_fixed(c->p->v, t->hit[i].id, &fixed, &n, NULL, NULL))
			continue;
		row.id = arena_str(a, sifa_id_format(t->hit[i].id, id));
		for (int l = 0; l < SIFA_LANGS; l++) {
			view_title(c->p->v, t->hit[i].id, false, (enum sifa_lang)l, title,
				   sizeof title);
			row.label[l] = arena_str(a, title);
		}
		if (!row.id || !row.label[0] || !row.label[1] ||
		    !figures_append(c->f, &row, none, t->hit[i].id))
			rc = err_nomem(err);
	}
	run_free(&c->p->run);
	return rc;
}

static size_t row_of(const struct sifa_figures *f, uint64_t id)
{
	size_t lo = 0, hi = f->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (figures_source(f, mid) < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < f->n && figures_source(f, lo) == id ? lo : SIZE_MAX;
}

static struct sifa_cell *cell_at(struct counting *c, size_t row, size_t column)
{
	return &c->f->cell[row * c->f->ncolumns + column];
}

/* Is column j counted when k is? Of one op, over the same days: of duties the last one says
 * which period is meant. */
static bool goes_with(const struct counting *c, size_t k, size_t j)
{
	enum each_op op = c->t->each->column[k].op;
	struct days a, b;

	return c->t->each->column[j].op == op && table_days(c->t, &c->t->column[k], c->it, &a) &&
	       table_days(c->t, &c->t->column[j], c->it, &b) && a.to == b.to &&
	       (op == EACH_DUTY || a.from == b.from);
}

static void spread(struct counting *c, size_t k)
{
	const struct tally *t = &c->p->run.tally[c->t->each->column[k].measure->probe[0]->slot];

	for (size_t i = 0; i < c->f->n; i++)
		cell_at(c, i, k)->known = true;
	for (size_t i = 0; i < t->nhit; i++) {
		size_t row = row_of(c->f, (uint64_t)t->hit[i].amount);

		if (row != SIZE_MAX)
			cell_at(c, row, k)->n++;
	}
}

static enum sifa_rc count_pairs(struct counting *c, size_t k, struct days d, struct sifa_err *err)
{
	enum sifa_rc rc;

	pass_clear(c->p);
	for (size_t j = k; j < c->t->ncolumns; j++)
		if (goes_with(c, k, j))
			c->p->want[c->t->each->column[j].measure->probe[0]->slot] = true;
	rc = pass_run(c->p, d, true, err);
	for (size_t j = k; j < c->t->ncolumns && !rc; j++)
		if (goes_with(c, k, j))
			spread(c, j);
	run_free(&c->p->run);
	return rc;
}

static struct sifa_cell sum_of(const struct sifa_duty *duty, size_t n, bool lack)
{
	struct sifa_cell sum = {0, true};

	for (size_t i = 0; i < n; i++) {
		int64_t short_of = duty[i].due - duty[i].done;

		sum.n += !lack ? duty[i].due : short_of > 0 ? short_of : 0;
	}
	return sum;
}

static enum sifa_rc count_duty(struct counting *c, size_t k, struct days d, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < c->f->n && !rc; i++) {
		struct sifa_duty *duty = NULL;
		size_t n = 0;

		rc = duties_in(c->p->v, figures_source(c->f, i), d.to, &duty, &n, err);
		for (size_t j = k; j < c->t->ncolumns && !rc; j++)
			if (goes_with(c, k, j))
				*cell_at(c, i, j) = sum_of(duty, n, c->t->each->column[j].lack);
		free(duty);
	}
	return rc;
}

static void work_out(struct counting *c, size_t k)
{
	const struct each_column *d = &c->t->each->column[k];

	for (size_t i = 0; i < c->f->n; i++) {
		struct sifa_cell sum = {0, true};

		for (size_t j = 0; j < d->n; j++) {
			const struct sifa_cell *part = cell_at(c, i, d->term[j]);

			sum.n += part->n;
			sum.known = sum.known && part->known;
		}
		*cell_at(c, i, k) = sum;
	}
}

/* With a column before it, those that go with it were counted. */
static bool is_counted(const struct counting *c, size_t k)
{
	for (size_t j = 0; j < k; j++)
		if (goes_with(c, j, k))
			return true;
	return false;
}

static enum sifa_rc count_all(struct counting *c, struct sifa_err *err)
{
	enum sifa_rc rc = add_rows(c, err);
	struct days d;

	for (size_t k = 0; k < c->t->ncolumns && !rc; k++) {
		enum each_op op = c->t->each->column[k].op;

		if (op == EACH_SUM)
			work_out(c, k);
		else if (!table_days(c->t, &c->t->column[k], c->it, &d) || is_counted(c, k))
			continue;
		else if (op == EACH_MEASURE)
			rc = count_pairs(c, k, d, err);
		else if (op == EACH_DUTY)
			rc = count_duty(c, k, d, err);
	}
	return rc;
}

enum sifa_rc each_count(struct pass *p, struct sifa_figures *f, const struct return_item *it,
			struct sifa_err *err)
{
	struct counting c = {p, f->table, f, it};

	return count_all(&c, err);
}

/* ---- behind a cell ---- */

static enum sifa_rc add_behind(struct behind *b, uint64_t id, int64_t n, struct sifa_err *err)
{
	if (!grow(&b->v, &b->cap, b->n + 1, sizeof *b->v))
		return err_nomem(err);
	b->v[b->n++] = (struct sifa_behind){id, SIFA_COUNTED, n};
	return SIFA_OK;
}

static enum sifa_rc open_column(struct counting *c, size_t row, size_t k, struct behind *b,
				struct sifa_err *err)
{
	const struct each_column *e = &c->t->each->column[k];
	uint64_t whose = figures_source(c->f, row);
	enum sifa_rc rc = SIFA_OK;
	struct days d;

	if (e->op == EACH_CHANGE) /* what it has become */
		return open_column(c, row, c->t->column[k].to, b, err);
	for (size_t i = 0; i < e->n && !rc; i++)
		rc = open_column(c, row, e->term[i], b, err);
	if (e->op == EACH_DUTY) /* who owes it */
		return add_behind(b, whose, cell_at(c, row, k)->n, err);
	if (e->op != EACH_MEASURE || !table_days(c->t, &c->t->column[k], c->it, &d))
		return rc;
	rc = run_one(c, e->measure->probe[0], d, err);
	if (!rc) {
		const struct tally *t = &c->p->run.tally[e->measure->probe[0]->slot];

		for (size_t i = 0; i < t->nhit && !rc; i++)
			if ((uint64_t)t->hit[i].amount == whose)
				rc = add_behind(b, t->hit[i].id, 1, err);
	}
	run_free(&c->p->run);
	return rc;
}

enum sifa_rc each_behind(struct view *v, const struct sifa_figures *f, const struct return_item *it,
			 size_t row, size_t column, struct behind *b, struct sifa_err *err)
{
	struct pass p = {0};
	struct counting c = {&p, f->table, (struct sifa_figures *)(uintptr_t)f, it};
	enum sifa_rc rc = pass_open(&p, v, f->table, f->unit, err);

	if (!rc)
		rc = open_column(&c, row, column, b, err);
	free(p.want);
	return rc;
}
