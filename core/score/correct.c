/* correct.c - beginning a return, and correcting one that was sent: the old number, the
 * new one, why and by whom, in the record's own table. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table.h"

static const struct sifa_field *column(const struct sifa_field *rows, const char *id)
{
	return rows ? sifa_rows_field(rows, id) : NULL;
}

/* Where a correction is written. */
struct places {
	const struct sifa_field *rows, *cell, *item, *was, *now, *reason, *by, *on;
	const struct sifa_field *into; /* NULL where the configuration does without */
};

static bool find_places(const struct sifa_kind *k, struct places *p)
{
	p->rows = kind_field(k, "corrections");
	p->cell = column(p->rows, "cell");
	p->item = column(p->rows, "item");
	p->was = column(p->rows, "was");
	p->now = column(p->rows, "now");
	p->reason = column(p->rows, "reason");
	p->by = column(p->rows, "by");
	p->on = column(p->rows, "on");
	p->into = column(p->rows, "into");
	return p->cell && p->item && p->was && p->now && p->reason && p->by && p->on;
}

static struct sifa_value text_value(const char *s)
{
	return (struct sifa_value){.state = *s ? SIFA_SET : SIFA_ABSENT, .s = s, .len = strlen(s)};
}

/* The number it was corrected to last; as sent where it was not. */
static const char *last_number(const struct sifa_value *rows, const struct places *p,
			       const char *cell, const char *sent)
{
	for (size_t i = rows->state == SIFA_SET ? rows->len : 0; i-- > 0;) {
		const struct sifa_value *c = &rows->row[i].v[p->cell->index];
		const struct sifa_value *now = &rows->row[i].v[p->now->index];

		if (c->state == SIFA_SET && strcmp(c->s, cell) == 0)
			return now->state == SIFA_SET ? now->s : "";
	}
	return sent;
}

struct correcting {
	struct sifa_record *r;
	struct places p;
	struct sifa_row *row;
	struct sifa_value *v; /* of the new rows */
	size_t n, old;
	char (*number)[2][40];
	const char *reason, *by;
	sifa_day on, into;
};

static void add_row(struct correcting *c, const struct sifa_figures *f, size_t row)
{
	size_t at = c->n - c->old;
	struct sifa_value *v = c->v + at * c->p.rows->nrow;

	v[c->p.cell->index] = text_value(f->row[row].id);
	v[c->p.item->index] = text_value(f->row[row].label[SIFA_ZH]);
	v[c->p.was->index] = text_value(c->number[at][0]);
	v[c->p.now->index] = text_value(c->number[at][1]);
	v[c->p.reason->index] = text_value(c->reason);
	v[c->p.by->index] = text_value(c->by);
	v[c->p.on->index] = (struct sifa_value){.state = SIFA_SET, .n = c->on};
	if (c->p.into)
		v[c->p.into->index] = (struct sifa_value){.state = SIFA_SET, .n = c->into};
	c->row[c->n++] = (struct sifa_row){.v = v};
}

/* Of the first column: the others follow from it, or from other periods. */
static void add_rows(struct correcting *c, const struct sifa_return_diff *d)
{
	const struct sifa_value *old = &c->r->v[c->p.rows->index];

	for (size_t i = 0; i < d->ncells && c->n < c->p.rows->max; i++) {
		const struct sifa_moved_cell *m = &d->cell[i];
		char(*number)[40] = c->number[c->n - c->old];
		char sent[40];

		if (m->column != 0 || m->now_row == SIZE_MAX)
			continue;
		sifa_cell_text(d->sent, m->row, m->column, sent);
		sifa_cell_text(d->now, m->now_row, m->now_column, number[1]);
		snprintf(number[0], sizeof number[0], "%s",
			 last_number(old, &c->p, d->sent->row[m->row].id, sent));
		if (strcmp(number[0], number[1]) != 0)
			add_row(c, d->sent, m->row);
	}
}

static enum sifa_rc write_rows(struct correcting *c, const struct sifa_return_diff *d,
			       struct sifa_err *err)
{
	const struct sifa_value *old = &c->r->v[c->p.rows->index];
	struct sifa_value rows = {.state = SIFA_SET};
	enum sifa_rc rc = SIFA_OK;

	c->n = c->old = old->state == SIFA_SET ? old->len : 0;
	c->row = calloc(c->old + d->ncells + 1, sizeof *c->row);
	c->v = calloc((d->ncells + 1) * c->p.rows->nrow, sizeof *c->v);
	c->number = calloc(d->ncells + 1, sizeof *c->number);
	if (!c->row || !c->v || !c->number)
		rc = err_nomem(err);
	if (!rc && c->old)
		memcpy(c->row, old->row, c->old * sizeof *c->row);
	if (!rc)
		add_rows(c, d);
	if (!rc && c->n == c->old)
		rc = err_set(err, SIFA_E_DATA,
			     N_("The figures are as they were sent, or corrected already."), NULL);
	rows.row = c->row;
	rows.len = c->n;
	if (!rc)
		rc = sifa_set(c->r, c->p.rows, &rows, err);
	free(c->row);
	free(c->v);
	free(c->number);
	return rc;
}

/* The first period behind the record's of which nothing is sent yet. */
static enum sifa_rc carried_into(struct sifa_session *se, const struct sifa_record *r,
				 sifa_day *out, struct sifa_err *err)
{
	const struct sifa_table *t = sifa_return_table(se, r);
	struct return_fields rf;
	struct return_item it;
	bool sent = true;

	*out = SIFA_DAY_NONE;
	if (!t || !returns_fields(se->sifa->config, &rf) || !return_item_of(t->ret, r, &rf, &it))
		return err_set(err, SIFA_E_DATA, N_("The return says no period."), NULL);
	while (sent) {
		struct sifa_record *next = NULL;
		enum sifa_rc rc;

		it = returns_at(t->ret, it.to + 1);
		rc = sifa_return_begin(se, t, r->unit, it.from, &next, err);
		if (rc)
			return rc;
		sent = next->id && return_stands(next);
		sifa_record_free(next);
	}
	*out = it.from;
	return SIFA_OK;
}

static enum sifa_rc set_words(struct sifa_record *r, sifa_day on, const char *reason,
			      struct sifa_err *err)
{
	const struct sifa_field *day = kind_field(r->kind, "corrected_on");
	const struct sifa_field *text = kind_field(r->kind, "correction");
	struct sifa_value v = text_value(reason);
	enum sifa_rc rc = text ? sifa_set(r, text, &v, err) : SIFA_OK;

	if (!rc && day)
		rc = sifa_set(r, day, &(struct sifa_value){.state = SIFA_SET, .n = on}, err);
	return rc;
}

enum sifa_rc sifa_return_correct(struct sifa_session *se, struct sifa_record *r, const char *reason,
				 struct sifa_findings *out, struct sifa_err *err)
{
	const struct sifa_step_def *step = sifa_step(r->kind, "correct");
	struct correcting c = {.r = r, .reason = reason, .on = sifa_today(se)};
	struct sifa_return_diff d = {0};
	char by[60];
	enum sifa_rc rc;

	if (!step || !find_places(r->kind, &c.p))
		return err_set(err, SIFA_E_CONFIG,
			       N_("The kind {1} has no step `correct` with a table of "
				  "corrections."),
			       r->kind->id, NULL);
	if (!*reason)
		return err_set(err, SIFA_E_USAGE, N_("A correction needs its reason."), NULL);
	c.by = sifa_title(se, sifa_session_user(se), false, SIFA_ZH, by, sizeof by);
	rc = sifa_return_diff(se, r, &d, err);
	if (!rc)
		rc = carried_into(se, r, &c.into, err);
	if (!rc)
		rc = write_rows(&c, &d, err);
	if (!rc)
		rc = set_words(r, c.on, reason, err);
	if (!rc)
		rc = sifa_step_take(se, r, step, NULL, out, err);
	sifa_return_diff_free(&d);
	return rc;
}

/* ---- the record of a return ---- */

struct finding_return {
	const struct return_fields *rf;
	const struct return_def *def;
	struct return_item it;
	uint64_t unit, id;
};

static bool return_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct finding_return *f = arg;

	(void)month;
	for (size_t i = 0; i < n && !f->id; i++, rows += width) {
		sifa_day from = day_of_slot(slot_get(f->rf->from, rows, width));
		sifa_day to =
			f->rf->to ? day_of_slot(slot_get(f->rf->to, rows, width)) : SIFA_DAY_NONE;

		to = to == SIFA_DAY_NONE ? from : to;
		if (get_le(rows + FIX_UNIT, 8) == f->unit && to >= f->it.from && to <= f->it.to &&
		    slot_get(f->rf->type, rows, width) == f->def->code + 3u)
			f->id = get_le(rows + FIX_ID, 8);
	}
	return !f->id;
}

static void set_day(struct sifa_record *r, const struct sifa_field *f, sifa_day day)
{
	if (f && day != SIFA_DAY_NONE)
		r->v[f->index] = (struct sifa_value){.state = SIFA_SET, .n = day};
}

static void fill(struct sifa_record *r, const struct finding_return *f)
{
	r->v[f->rf->type->index] = (struct sifa_value){.state = SIFA_SET, .n = f->def->code};
	set_day(r, f->rf->from, f->it.from);
	set_day(r, f->rf->to, f->it.to);
	set_day(r, f->rf->cutoff, f->it.last);
	set_day(r, f->rf->due, f->it.due);
}

enum sifa_rc sifa_return_begin(struct sifa_session *se, const struct sifa_table *t, uint64_t unit,
			       sifa_day day, struct sifa_record **out, struct sifa_err *err)
{
	const struct sifa_kind *k = se->sifa->config->return_;
	struct return_fields rf;
	struct finding_return f = {
		.rf = &rf, .def = t->ret, .it = returns_at(t->ret, day), .unit = unit};
	struct view v;
	enum sifa_rc rc;

	*out = NULL;
	if (t->ret->unsent || !returns_fields(se->sifa->config, &rf))
		return err_set(err, SIFA_E_USAGE,
			       N_("The table {1} is only looked at; it is not sent."), t->ret->id,
			       NULL);
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = view_facts(&v, k, FACT_NO_MONTH, INT32_MAX, return_rows, &f, err);
	view_end(&v);
	if (!rc && f.id)
		return sifa_record_get(se, f.id, out, err);
	if (!rc)
		rc = sifa_record_new(se, k, out, err);
	if (!rc) {
		sifa_record_set_unit(*out, unit);
		fill(*out, &f);
	}
	return rc;
}
