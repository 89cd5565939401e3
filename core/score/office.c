/* office.c - reads the few records a score needs whole: units, letters,
 * inspections. */
#include "office.h"

#include <stdlib.h>
#include <string.h>

#include "../base/text.h"

static const struct sifa_value *value(const struct sifa_record *r, const struct sifa_field *f)
{
	static const struct sifa_value none;

	return f && r->v[f->index].state == SIFA_SET ? &r->v[f->index] : &none;
}

static sifa_day day_value(const struct sifa_record *r, const struct sifa_field *f)
{
	const struct sifa_value *v = value(r, f);

	return v->state == SIFA_SET ? (sifa_day)v->n : SIFA_DAY_NONE;
}

static uint16_t code_value(const struct sifa_record *r, const struct sifa_field *f)
{
	const struct sifa_value *v = value(r, f);

	return f && f->type == SIFA_CODE && v->state == SIFA_SET ? (uint16_t)v->n : 0;
}

/* ---- letters of offices ---- */

struct found { /* a letter record */
	uint64_t id, unit;
};
struct finding_letters {
	const struct sifa_kind *kind;
	struct found *v;
	size_t n, cap;
	bool failed;
};

static bool letter_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct finding_letters *f = arg;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width) {
		if (!grow(&f->v, &f->cap, f->n + 1, sizeof *f->v)) {
			f->failed = true;
			return false;
		}
		f->v[f->n++] = (struct found){get_le(rows + FIX_ID, 8), get_le(rows + FIX_UNIT, 8)};
	}
	return true;
}

/* Of several rows of a clause the one that began last holds, of two of one day the
 * later version, else the one that stands first. */
static bool newer(const struct office_target *a, const struct office_target *than)
{
	if (a->since != than->since)
		return than->since == SIFA_DAY_NONE ||
		       (a->since != SIFA_DAY_NONE && a->since > than->since);
	return a->version > than->version;
}

static void add_target(struct office *o, const struct office_target *t)
{
	size_t i = 0;

	while (i < o->ntargets && strcmp(o->target[i].clause, t->clause) != 0)
		i++;
	if (i == o->ntargets)
		o->target[o->ntargets++] = *t;
	else if (newer(t, &o->target[i]))
		o->target[i] = *t;
}

/* What was laid down from a later day on is not in force yet. */
static bool read_targets(struct office *o, const struct sifa_record *r,
			 const struct score_fields *sf, sifa_day day)
{
	const struct sifa_value *rows = value(r, sf->let_targets);

	free(o->target);
	o->ntargets = 0;
	o->target = calloc(rows->len + 1, sizeof *o->target);
	if (!o->target)
		return false;
	for (size_t i = 0; i < rows->len; i++) {
		const struct sifa_value *v = rows->row[i].v;
		const struct sifa_value *cl = &v[sf->let_clause->index];
		const struct sifa_value *n = &v[sf->let_target->index];
		struct office_target t = {.since = SIFA_DAY_NONE};

		if (cl->state != SIFA_SET || n->state != SIFA_SET)
			continue;
		if (sf->let_since && v[sf->let_since->index].state == SIFA_SET)
			t.since = (sifa_day)v[sf->let_since->index].n;
		if (t.since != SIFA_DAY_NONE && t.since > day)
			continue;
		if (sf->let_version && v[sf->let_version->index].state == SIFA_SET)
			t.version = v[sf->let_version->index].n;
		if (sf->let_unit && v[sf->let_unit->index].state == SIFA_SET)
			t.unit = (uint16_t)v[sf->let_unit->index].n;
		text_keep(t.clause, sizeof t.clause, cl->s, cl->len);
		t.n = n->n;
		add_target(o, &t);
	}
	return true;
}

/* Was it signed by another text than the one in force now? */
static bool moved_on(const struct sifa_letter *l, const struct sifa_record *r)
{
	const struct sifa_value *hash = value(r, l->fields.let_text_hash);

	return hash->state == SIFA_SET && !value_is(hash, l->hash);
}

bool letter_days(const struct sifa_letter *l, const struct sifa_record *r, struct letter_days *out)
{
	const struct score_fields *sf = &l->fields;

	*out = (struct letter_days){day_value(r, sf->let_from), day_value(r, sf->let_to),
				    day_value(r, sf->let_cutoff)};
	if (!value_is(value(r, sf->let_scheme), l->id) || out->from == SIFA_DAY_NONE)
		return false;
	if (out->to == SIFA_DAY_NONE) /* as long as the scheme's */
		out->to = out->from == l->from ? l->to : day_add_months(out->from, 12) - 1;
	if (out->cutoff == SIFA_DAY_NONE)
		out->cutoff = out->to + (l->cutoff - l->to);
	return true;
}

/* The letter of the year, or (0) with the latest period that has begun, by the last day of a closed
 * office; of two for one period the one signed later, then the younger record. */
static enum sifa_rc take_letter(struct office *o, const struct sifa_record *r,
				const struct sifa_letter *l, int year, sifa_day as_of,
				sifa_day *signed_on, struct sifa_err *err)
{
	const struct score_fields *sf = &l->fields;
	sifa_day sig = day_value(r, sf->let_signed), ended = day_value(r, sf->let_ended);
	sifa_day day = o->closed != SIFA_DAY_NONE ? o->closed - 1 : as_of;
	struct letter_days is;

	if (!letter_days(l, r, &is) || (ended != SIFA_DAY_NONE && ended <= day))
		return SIFA_OK;
	if (year ? value(r, sf->let_year)->n != year : is.from > day)
		return SIFA_OK;
	if (o->letter && (is.from < o->from || (is.from == o->from && sig < *signed_on) ||
			  (is.from == o->from && sig == *signed_on && r->id < o->letter)))
		return SIFA_OK;
	o->letter = r->id;
	o->moved = moved_on(l, r);
	*signed_on = sig;
	o->from = is.from;
	o->to = is.to;
	o->cutoff = is.cutoff;
	return read_targets(o, r, sf, day) ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc read_letters(struct view *v, const struct sifa_letter *l, struct office *o,
				 size_t n, int year, sifa_day as_of, struct sifa_err *err)
{
	struct finding_letters f = {.kind = l->fields.letter};
	struct sifa_record *r = NULL;
	sifa_day *signed_on = calloc(n + 1, sizeof *signed_on);
	enum sifa_rc rc = signed_on ? SIFA_OK : err_nomem(err);

	if (!rc && f.kind)
		rc = view_facts(v, f.kind, FACT_NO_MONTH, INT32_MAX, letter_rows, &f, err);
	if (!rc && f.failed)
		rc = err_nomem(err);
	if (!rc && f.n && !(r = record_new(f.kind)))
		rc = err_nomem(err);
	for (size_t i = 0; i < f.n && !rc; i++) {
		for (size_t k = 0; k < n && !rc; k++) {
			if (o[k].id != f.v[i].unit || o[k].letter == f.v[i].id)
				continue;
			record_clear(r);
			rc = view_score_load(v, f.v[i].id, r, err);
			if (!rc)
				rc = take_letter(&o[k], r, l, year, as_of, &signed_on[k], err);
		}
	}
	sifa_record_free(r);
	free(signed_on);
	free(f.v);
	return rc;
}

/* ---- offices ---- */

static int32_t month_from(sifa_day d) /* the first that begins on or after it */
{
	int32_t m = day_month(d);

	return m + (month_first(m) < d);
}

/* One established or closed on the way is judged for its whole months. */
static void set_term(struct office *o)
{
	int32_t first = month_from(o->from), last = day_month(o->to);

	o->judged = (struct days){o->from, INT32_MAX};
	o->of = last >= first ? last - first + 1 : 0;
	if (o->established != SIFA_DAY_NONE && o->established > o->from) {
		first = month_from(o->established);
		o->judged.from = month_first(first);
	}
	if (o->closed != SIFA_DAY_NONE && o->closed <= o->to) {
		o->to = o->closed - 1;
		last = day_month(o->closed) - 1;
		o->judged.to = month_last(last);
	}
	o->months = last >= first ? last - first + 1 : 0;
}

void office_narrow(struct office *o, sifa_day from, sifa_day to)
{
	int32_t first = month_from(from), last = month_from(o->from) + (int32_t)o->of - 1, old;

	if (to != SIFA_DAY_NONE && day_month(to + 1) - 1 < last)
		last = day_month(to + 1) - 1;
	o->of = last >= first ? last - first + 1 : 0;
	if (from > o->judged.from && from > o->from)
		o->judged.from = month_first(first);
	if (to != SIFA_DAY_NONE && to < o->judged.to && to < o->to)
		o->judged.to = month_last(last);
	old = month_from(o->judged.from);
	first = old > first ? old : first;
	if (o->judged.to != INT32_MAX && day_month(o->judged.to) < last)
		last = day_month(o->judged.to);
	o->months = last >= first ? last - first + 1 : 0;
}

bool office_stood(const struct office *o)
{
	return o->from <= o->to;
}

bool office_judged(const struct office *o, sifa_day last)
{
	return last >= o->judged.from && last <= o->judged.to;
}

int letter_year(const struct sifa_letter *l)
{
	int y, m, d;

	sifa_day_split(l->to, &y, &m, &d);
	return y;
}

enum sifa_rc office_read(struct view *v, const struct sifa_letter *l, const uint64_t *ids, size_t n,
			 int year, sifa_day as_of, struct office **out, struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->unit;
	struct office *o = calloc(n + 1, sizeof *o);
	struct sifa_record *r = record_new(k);
	const struct sifa_value *name;
	enum sifa_rc rc = o && r ? SIFA_OK : err_nomem(err);
	int months = year ? (year - letter_year(l)) * 12 : 0;

	for (size_t i = 0; i < n && !rc; i++) {
		record_clear(r);
		rc = view_score_load(v, ids[i], r, err);
		if (rc)
			break;
		o[i].id = ids[i];
		name = value(r, kind_field(k, "name"));
		text_keep(o[i].name, sizeof o[i].name, name->s, name->len);
		o[i].established = day_value(r, kind_field(k, "established_on"));
		o[i].closed = day_value(r, kind_field(k, "closed_on"));
		if (o[i].closed > as_of) /* not known yet on that day */
			o[i].closed = SIFA_DAY_NONE;
		o[i].group = code_value(r, kind_field(k, "group_size"));
		o[i].from = day_add_months(l->from, months);
		o[i].to = day_add_months(l->to + 1, months) - 1;
		o[i].cutoff = o[i].to + (l->cutoff - l->to);
	}
	if (!rc)
		rc = read_letters(v, l, o, n, year, as_of, err);
	for (size_t i = 0; i < n && !rc; i++)
		set_term(&o[i]);
	sifa_record_free(r);
	if (rc) {
		office_free(o, n);
		o = NULL;
	}
	*out = o;
	return rc;
}

void office_free(struct office *o, size_t n)
{
	for (size_t i = 0; o && i < n; i++)
		free(o[i].target);
	free(o);
}

/* Is it a kind of unit that signs the letter? */
static bool signs(const struct sifa_letter *l, const struct sifa_field *kind, uint64_t slot)
{
	const struct sifa_code *office;

	if (!l) {
		office = kind->codes ? code_find(kind->codes, "office", 6) : NULL;
		return office && slot == office->no + 3u;
	}
	for (size_t i = 0; i < l->nunits; i++)
		if (l->unit_slot[i] == slot)
			return true;
	return false;
}

enum sifa_rc office_list(struct view *v, const struct sifa_letter *l, uint64_t unit, sifa_day day,
			 uint64_t **out, size_t *n, struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->unit;
	const struct sifa_field *kind = kind_field(k, "kind"), *closed = kind_field(k, "closed_on");
	uint64_t *id;
	size_t all;
	enum sifa_rc rc = view_units(v, unit, &id, &all, err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	for (size_t i = 0; i < all && kind; i++) {
		const uint8_t *fixed;
		size_t len;
		sifa_day end;

		if (view_score_fixed(v, id[i], &fixed, &len, NULL))
			continue;
		if (!signs(l, kind, slot_get(kind, fixed, len)))
			continue;
		end = closed ? day_of_slot(slot_get(closed, fixed, len)) : SIFA_DAY_NONE;
		if (end == SIFA_DAY_NONE || day == SIFA_DAY_NONE || end > day)
			id[(*n)++] = id[i];
	}
	*out = id;
	return SIFA_OK;
}

/* ---- inspections ---- */

static enum sifa_rc take_inspection(struct run *r, size_t office, const uint8_t *row,
				    const struct sifa_record *rec, struct sifa_err *err)
{
	const struct score_fields *sf = &r->letter->fields;
	const struct sifa_value *letter = value(rec, sf->ins_letter), *v;
	struct inspection in = {.id = rec->id, .office = office, .points = -1};

	(void)row;
	if (letter->state == SIFA_SET && letter->len && !value_is(letter, r->letter->id))
		return SIFA_OK;
	v = value(rec, sf->ins_clause);
	text_keep(in.clause, sizeof in.clause, v->s, v->len);
	in.day = day_value(rec, sf->ins_on);
	v = value(rec, sf->ins_grade);
	in.grade = v->state == SIFA_SET ? (uint16_t)v->n : 0;
	v = value(rec, sf->ins_points);
	in.points = v->state == SIFA_SET ? v->n : -1;
	v = value(rec, sf->ins_samples);
	for (size_t i = 0; sf->ins_score && i < v->len; i++) {
		const struct sifa_value *s = &v->row[i].v[sf->ins_score->index];

		if (s->state != SIFA_SET) { /* drawn, and not yet judged whole */
			in.sum = in.samples = 0;
			break;
		}
		in.sum += s->n;
		in.samples++;
		in.score[s->n < 0 ? 0 : s->n > 100 ? 100 : s->n]++;
	}
	if (!grow(&r->inspection, &r->inspectcap, r->ninspections + 1, sizeof in))
		return err_nomem(err);
	r->inspection[r->ninspections++] = in;
	return SIFA_OK;
}

enum sifa_rc run_each_row(struct run *r, const struct probe *p, row_fn *take, struct sifa_err *err)
{
	struct sifa_record *rec;
	enum sifa_rc rc = SIFA_OK;

	if (!p || (r->want && !r->want[p->slot]))
		return SIFA_OK;
	rec = record_new(p->kind);
	if (!rec)
		return err_nomem(err);
	for (size_t o = 0; o < r->noffices && !rc; o++) {
		const struct tally *t = &r->tally[p->slot * r->noffices + o];

		for (size_t i = 0; i < t->nrows && !rc; i++) {
			const uint8_t *row = t->rows + i * p->kind->fixed;

			record_clear(rec);
			rc = view_score_load(r->view, get_le(row + FIX_ID, 8), rec, err);
			if (!rc)
				rc = take(r, o, row, rec, err);
		}
	}
	sifa_record_free(rec);
	return rc;
}

enum sifa_rc run_inspections(struct run *r, struct sifa_err *err)
{
	return run_each_row(r, r->letter ? r->letter->inspections : NULL, take_inspection, err);
}
