/* freeze.c - a return as it is sent: its figures and what they rest on, frozen in the act
 * that sends it; and what has changed since. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../work/frozen.h"
#include "sample.h"
#include "table.h"

static const struct return_def *def_of(struct sifa_session *se, const struct sifa_record *r,
				       struct return_fields *rf)
{
	const struct letters *ls = letters_of(se->sifa);
	const struct sifa_value *type;

	if (!ls || r->kind != se->sifa->config->return_ || !returns_fields(se->sifa->config, rf))
		return NULL;
	type = &r->v[rf->type->index];
	for (size_t i = 0; i < ls->nret && type->state == SIFA_SET; i++)
		if (!ls->ret[i].unsent && ls->ret[i].code == type->n)
			return &ls->ret[i];
	return NULL;
}

const struct sifa_table *sifa_return_table(struct sifa_session *se, const struct sifa_record *r)
{
	struct return_fields rf;
	const struct return_def *d = def_of(se, r, &rf);

	return d ? sifa_table(se->sifa, d->id) : NULL;
}

bool return_item_of(const struct return_def *d, const struct sifa_record *r,
		    const struct return_fields *rf, struct return_item *it)
{
	const struct sifa_value *from = &r->v[rf->from->index];
	const struct sifa_value *to = rf->to ? &r->v[rf->to->index] : from;
	const struct sifa_value *day = to->state == SIFA_SET ? to : from;

	if (day->state != SIFA_SET)
		return false;
	*it = returns_at(d, (sifa_day)day->n);
	return true;
}

bool return_stands(const struct sifa_record *r)
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

static enum sifa_rc count(struct sifa_session *se, struct view *v, const struct sifa_record *r,
			  struct sifa_figures **out, struct sifa_err *err)
{
	const struct sifa_table *t = sifa_return_table(se, r);
	struct return_fields rf;
	struct return_item it;
	enum sifa_rc rc;

	*out = NULL;
	if (!t || !returns_fields(se->sifa->config, &rf))
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("This type of return has no table in config/returns."), NULL);
	if (!return_item_of(t->ret, r, &rf, &it))
		return err_set(err, SIFA_E_DATA, N_("The return says no period."), NULL);
	rc = table_count(v, t, r->unit, &it, out, err);
	return rc ? rc : table_carry(v, *out, &it, err);
}

/* ---- what it rests on ---- */

static enum sifa_rc keep_sources(struct view *v, struct sifa_figures *f, struct sifa_err *err)
{
	struct figures *own = (struct figures *)f;
	struct sifa_kept *kept = NULL;
	struct idlist l = {0};
	enum sifa_rc rc = table_sources(v, f, &l, err);

	if (!rc && !(kept = arena_array(&own->arena, l.n + 1, sizeof *kept)))
		rc = err_nomem(err);
	for (size_t i = 0; i < l.n && !rc; i++) {
		rc = view_score_rev(v, l.id[i], &kept[i].rev, err);
		kept[i].id = l.id[i];
	}
	f->kept = kept;
	f->nkept = rc ? 0 : l.n;
	free(l.id);
	return rc;
}

static const char *config_hash(struct sifa_session *se, struct figures *f)
{
	char *s = arena_alloc(&f->arena, 65);

	if (s)
		hash_hex(session_config(se), s);
	return s;
}

/* ---- sending ---- */

static void refuse(struct sifa_findings *f, const struct sifa_field *field, const char *msg)
{
	struct sifa_err e = {0};

	err_set(&e, SIFA_E_DATA, msg, NULL);
	if (field)
		err_field(&e, field->id);
	findings_add(f, SIFA_ERROR, &e);
}

static bool all_zero(const struct sifa_figures *f)
{
	for (size_t i = 0; i < f->n; i++)
		for (size_t k = 0; k < f->ncolumns; k++)
			if (f->table->column[k].op == COLUMN_PERIOD &&
			    f->cell[i * f->ncolumns + k].n)
				return false;
	return true;
}

static void check_zero(const struct sifa_record *r, const struct sifa_field *zero,
		       const struct sifa_figures *f, struct sifa_findings *out)
{
	const struct sifa_value *v = zero ? &r->v[zero->index] : NULL;
	bool said = v && v->state == SIFA_SET && v->n;

	if (!zero || said == all_zero(f))
		return;
	refuse(out, zero,
	       said ? N_("It is marked as a zero return, but something happened in the period.")
		    : N_("Nothing happened in the period: mark it as a zero return."));
}

static void set_number(struct sifa_record *r, const struct sifa_field *f, int64_t n)
{
	if (f)
		r->v[f->index] = (struct sifa_value){.state = SIFA_SET, .n = n};
}

enum sifa_rc return_freeze(struct sifa_session *se, struct sifa_record *r, struct buf *out,
			   struct sifa_findings *found, struct sifa_err *err)
{
	struct return_fields rf;
	size_t before = found->errors;
	struct sifa_figures *f = NULL;
	struct view v;
	enum sifa_rc rc;

	if (!sifa_return_table(se, r) || !returns_fields(se->sifa->config, &rf))
		return SIFA_OK; /* a report on paper */
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = count(se, &v, r, &f, err);
	if (!rc) {
		sifa_figures_check(f, found);
		check_zero(r, rf.zero, f, found);
	}
	if (!rc && found->errors == before)
		rc = keep_sources(&v, f, err);
	view_end(&v);
	if (!rc && found->errors == before) {
		f->config = config_hash(se, (struct figures *)f);
		set_number(r, rf.cutoff, f->last);
		set_number(r, rf.sources, (int64_t)f->nkept);
		if (!f->config || !figures_write(f, out))
			rc = err_nomem(err);
	}
	sifa_figures_free(f);
	return rc;
}

/* ---- as sent, and now ---- */

static enum sifa_rc may_see(struct sifa_session *se, const struct sifa_record *r,
			    struct sifa_err *err)
{
	return guard(se, GUARD_READ, r->kind, r->unit, r->secrecy, err);
}

enum sifa_rc sifa_return_sent(struct sifa_session *se, const struct sifa_record *r,
			      struct sifa_figures **out, struct sifa_err *err)
{
	struct buf text = {0};
	enum sifa_rc rc = may_see(se, r, err);

	*out = NULL;
	if (!rc)
		rc = frozen_read(se, r, &text, err);
	if (!rc)
		rc = figures_read(text.p, text.n, out, err);
	if (!rc)
		(*out)->table = sifa_table(se->sifa, (*out)->id);
	buf_free(&text);
	return rc;
}

static enum sifa_rc count_now(struct sifa_session *se, const struct sifa_record *r,
			      struct sifa_figures **out, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = may_see(se, r, err);

	*out = NULL;
	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = count(se, &v, r, out, err);
	if (!rc)
		rc = keep_sources(&v, *out, err);
	view_end(&v);
	if (rc) {
		sifa_figures_free(*out);
		*out = NULL;
	}
	return rc;
}

static bool same_cell(struct sifa_cell a, struct sifa_cell b)
{
	return a.known == b.known && a.n == b.n;
}

static void compare_cells(struct sifa_return_diff *d)
{
	const struct sifa_figures *a = d->sent, *b = d->now;

	for (size_t i = 0; i < a->n; i++) {
		size_t row = sifa_figures_row(b, a->row[i].id);

		for (size_t k = 0; k < a->ncolumns && *a->row[i].id; k++) {
			size_t column = sifa_figures_column(b, a->column[k].id);
			bool there = row != SIZE_MAX && column != SIZE_MAX;

			if (there && same_cell(a->cell[i * a->ncolumns + k],
					       b->cell[row * b->ncolumns + column]))
				continue;
			d->cell[d->ncells++] = (struct sifa_moved_cell){
				i, k, there ? row : SIZE_MAX, there ? column : SIZE_MAX};
		}
	}
}

/* Both are sorted by id. */
static void compare_records(struct sifa_return_diff *d)
{
	const struct sifa_figures *a = d->sent, *b = d->now;
	size_t i = 0, k = 0;

	while (i < a->nkept || k < b->nkept) {
		struct sifa_moved_record *m = &d->record[d->nrecords];

		if (k == b->nkept || (i < a->nkept && a->kept[i].id < b->kept[k].id)) {
			*m = (struct sifa_moved_record){a->kept[i].id, SIFA_LEFT, a->kept[i].rev,
							0};
			i++;
		} else if (i == a->nkept || b->kept[k].id < a->kept[i].id) {
			*m = (struct sifa_moved_record){b->kept[k].id, SIFA_CAME, 0,
							b->kept[k].rev};
			k++;
		} else {
			*m = (struct sifa_moved_record){a->kept[i].id, SIFA_REVISED, a->kept[i].rev,
							b->kept[k].rev};
			i++, k++;
			if (m->was == m->is)
				continue;
		}
		d->nrecords++;
	}
}

enum sifa_rc sifa_return_diff(struct sifa_session *se, const struct sifa_record *r,
			      struct sifa_return_diff *out, struct sifa_err *err)
{
	enum sifa_rc rc;

	*out = (struct sifa_return_diff){0};
	rc = sifa_return_sent(se, r, &out->sent, err);
	if (!rc)
		rc = count_now(se, r, &out->now, err);
	if (!rc) {
		out->cell = calloc(out->sent->n * out->sent->ncolumns + 1, sizeof *out->cell);
		out->record = calloc(out->sent->nkept + out->now->nkept + 1, sizeof *out->record);
		rc = out->cell && out->record ? SIFA_OK : err_nomem(err);
	}
	if (!rc) {
		compare_cells(out);
		compare_records(out);
	} else {
		sifa_return_diff_free(out);
	}
	return rc;
}

void sifa_return_diff_free(struct sifa_return_diff *d)
{
	sifa_figures_free(d->sent);
	sifa_figures_free(d->now);
	free(d->cell);
	free(d->record);
	*d = (struct sifa_return_diff){0};
}

/* ---- on paper ---- */

enum { ON_PAPER = 12 }; /* columns that a page can hold */

static void each_row(const struct sifa_figures *f,
		     void (*row)(void *arg, const char *const *cell, size_t n, bool head),
		     void *arg)
{
	size_t n = f->ncolumns < ON_PAPER ? f->ncolumns : ON_PAPER;
	const char *cell[ON_PAPER + 2] = {"项目", "单位"};
	char text[ON_PAPER][40], label[1200];

	for (size_t k = 0; k < n; k++)
		cell[k + 2] = f->column[k].label[SIFA_ZH];
	row(arg, cell, n + 2, true);
	for (size_t i = 0; i < f->n; i++) {
		snprintf(label, sizeof label, "%*s%s", (int)f->row[i].level * 2, "",
			 f->row[i].label[SIFA_ZH]);
		cell[0] = label;
		cell[1] = f->row[i].unit[SIFA_ZH];
		for (size_t k = 0; k < n; k++)
			cell[k + 2] = sifa_cell_text(f, i, k, text[k]);
		row(arg, cell, *f->row[i].id ? n + 2 : 1, !*f->row[i].id);
	}
}

enum sifa_rc return_on_paper(struct view *v, const struct sifa_record *r,
			     void (*row)(void *arg, const char *const *cell, size_t n, bool head),
			     void *arg, struct sifa_err *err)
{
	struct sifa_figures *f = NULL;
	enum sifa_rc rc;

	if (!sifa_return_table(v->se, r))
		return SIFA_OK; /* a report in words */
	rc = sifa_return_sent(v->se, r, &f, NULL);
	if (rc == SIFA_E_NOTFOUND)
		rc = count(v->se, v, r, &f, err);
	else if (rc)
		rc = sifa_return_sent(v->se, r, &f, err);
	if (!rc)
		each_row(f, row, arg);
	sifa_figures_free(f);
	return rc;
}
