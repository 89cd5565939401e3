/* columns.c - what the office, the inspectors and the bureau say of each clause, beside what
 * the records say. */
#include <stdlib.h>
#include <string.h>

#include "lock.h"
#include "office.h"

struct reading {
	struct view *v;
	struct sifa_columns *out;
	const struct sifa_kind *kind;
	const struct sifa_field *item, *part, *at, *actual, *raw, *adjusted, *reviewed, *by,
		*verified_by, *verified_on, *final, *final_on;
	uint16_t self, middle, last, review; /* codes of `part` */
};

static const struct sifa_value *value(const struct sifa_record *r, const struct sifa_field *f)
{
	return f && r->v[f->index].state == SIFA_SET ? &r->v[f->index] : NULL;
}

static int64_t number(const struct sifa_record *r, const struct sifa_field *f)
{
	const struct sifa_value *v = value(r, f);

	return v ? v->n : -1;
}

static uint16_t part_code(const struct sifa_field *f, const char *id)
{
	const struct sifa_code *c = f && f->codes ? code_find(f->codes, id, strlen(id)) : NULL;

	return c ? c->no : 0;
}

static bool open_reading(struct reading *rd)
{
	const struct {
		const struct sifa_field **f;
		const char *id;
	} need[] = {
		{&rd->item, "item"},
		{&rd->part, "part"},
		{&rd->at, "at"},
		{&rd->actual, "actual"},
		{&rd->raw, "raw"},
		{&rd->adjusted, "adjusted"},
		{&rd->reviewed, "reviewed"},
		{&rd->by, "by"},
		{&rd->verified_by, "verified_by"},
		{&rd->verified_on, "verified_on"},
		{&rd->final, "final"},
		{&rd->final_on, "final_on"},
	};

	for (size_t i = 0; i < sizeof need / sizeof *need; i++)
		*need[i].f = kind_field(rd->kind, need[i].id);
	rd->self = part_code(rd->part, "self");
	rd->middle = part_code(rd->part, "middle");
	rd->last = part_code(rd->part, "final");
	rd->review = part_code(rd->part, "review");
	return rd->item && rd->part;
}

static struct sifa_column_row *row_of(struct sifa_columns *c, const struct sifa_value *item)
{
	for (size_t i = 0; item && i < c->n; i++)
		if (value_is(item, c->row[i].clause->id))
			return &c->row[i];
	return NULL;
}

static void say(struct sifa_said *s, const struct reading *rd, const struct sifa_record *r,
		int64_t points, const struct sifa_field *by, const struct sifa_field *on)
{
	const struct sifa_value *who = value(r, by), *day = value(r, on);

	s->record = r->id;
	s->points = points;
	s->actual = number(r, rd->actual);
	s->by = who ? (uint64_t)who->n : 0;
	s->on = day ? (sifa_day)day->n : SIFA_DAY_NONE;
}

/* The office says; on the same sheet, once verified, the bureau too. */
static void take_self(struct sifa_column_row *row, const struct reading *rd,
		      const struct sifa_record *r, int64_t given)
{
	bool verified = value(r, rd->verified_on) != NULL;
	int64_t raw = number(r, rd->raw);

	say(&row->self, rd, r, verified && raw >= 0 ? raw : given, rd->by, rd->at);
	if (verified && !row->checked.record)
		say(&row->checked, rd, r, given, rd->verified_by, rd->verified_on);
}

static void take(struct reading *rd, const struct sifa_record *r)
{
	struct sifa_column_row *row = row_of(rd->out, value(r, rd->item));
	int64_t part = number(r, rd->part), given = number(r, rd->adjusted);
	int64_t after = number(r, rd->reviewed);
	const struct sifa_value *final = value(r, rd->final);

	if (!row)
		return;
	if (given < 0)
		given = number(r, rd->raw);
	if (part == rd->self)
		take_self(row, rd, r, given);
	else if (part == rd->last || (part == rd->middle && !row->checked.record))
		say(&row->checked, rd, r, given, rd->by, rd->at);
	if (part != rd->review && after < 0 && !(final && final->n))
		return;
	if (row->final.record && part != rd->review) /* the review has the last word */
		return;
	say(&row->final, rd, r, after >= 0 ? after : given, rd->verified_by,
	    value(r, rd->final_on) ? rd->final_on : rd->at);
	row->before = after >= 0 ? given : -1;
}

static bool take_ref(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct reading *rd = arg;
	struct sifa_record *r;

	(void)kind, (void)field, (void)day;
	if (view_get(rd->v, from, &r, NULL))
		return true;
	take(rd, r);
	sifa_record_free(r);
	return true;
}

/* ---- differences ---- */

static bool other(int64_t a, int64_t b)
{
	return a >= 0 && b >= 0 && a != b;
}

static bool typed_wrong(const struct sifa_said *s, const struct sifa_clause *c)
{
	return s->record && s->actual >= 0 && c->standing == SIFA_SCORED && !c->scaled &&
	       s->actual != c->actual;
}

static void compare(struct sifa_column_row *r)
{
	const int64_t v[] = {r->clause->standing == SIFA_SCORED ? r->clause->points : -1,
			     r->self.points, r->checked.points, r->final.points, r->locked};
	size_t n = sizeof v / sizeof *v;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < i; k++)
			r->differs |= other(v[i], v[k]);
	r->differs |= typed_wrong(&r->self, r->clause) || typed_wrong(&r->checked, r->clause) ||
		      typed_wrong(&r->final, r->clause);
}

/* ---- all ---- */

static bool has_points(const struct sifa_clause *c)
{
	return c->standing != SIFA_PRINTED && c->standing != SIFA_GUARD &&
	       c->standing != SIFA_SAME && c->standing != SIFA_ELSEWHERE;
}

static bool make_rows(const struct sifa_sheet *sheet, struct sifa_columns *out)
{
	size_t n = 0;

	for (size_t s = 0; s < sheet->n; s++)
		n += sheet->section[s].n;
	out->n = 0;
	out->row = calloc(n + 1, sizeof *out->row);
	if (!out->row)
		return false;
	for (size_t s = 0; s < sheet->n; s++)
		for (size_t i = 0; i < sheet->section[s].n; i++) {
			const struct sifa_clause *c = &sheet->section[s].clause[i];
			const struct sifa_said none = {0, -1, -1, 0, SIFA_DAY_NONE};

			if (has_points(c))
				out->row[out->n++] = (struct sifa_column_row){
					.clause = c,
					.self = none,
					.checked = none,
					.final = none,
					.before = -1,
					.locked = -1,
					.correct = -1,
				};
		}
	return true;
}

/* What is locked stands in its own column; the lists of records are not looked at. */
static enum sifa_rc read_lock(struct sifa_session *se, struct view *v,
			      const struct sifa_sheet *sheet, struct sifa_columns *out,
			      struct sifa_err *err)
{
	const struct sifa_kind *k = se->sifa->config->score_lock;
	const struct sifa_field *f = k ? kind_field(k, "frozen") : NULL;
	const struct sifa_field *on = k ? kind_field(k, "locked_on") : NULL;
	struct sifa_record *r = NULL;
	struct lock_copy c = {0};
	enum sifa_rc rc = sifa_lock_of(se, sheet->letter, sheet->office, sheet->from, &out->latest,
				       &out->waits, err);

	if (rc || !out->latest || !f)
		return rc;
	rc = view_get(v, out->latest, &r, err);
	if (!rc && value(r, on) && value(r, f)) {
		rc = lock_read(se, r->v[f->index].s, &c, err);
		out->lock = out->latest;
		out->locked = out->correct = c.total;
	}
	for (size_t i = 0; i < c.n && !rc; i++)
		for (size_t j = 0; j < out->n; j++)
			if (!strcmp(out->row[j].clause->id, c.point[i].clause)) {
				out->row[j].locked = c.point[i].points;
				out->row[j].correct =
					lock_corrected(v, out->lock, c.point[i].clause);
				if (out->row[j].correct >= 0)
					out->correct += out->row[j].correct - c.point[i].points;
			}
	lock_copy_free(&c);
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc read_entries(struct view *v, const struct sifa_sheet *sheet,
				 struct sifa_columns *out, struct sifa_err *err)
{
	struct reading rd = {.v = v, .out = out};
	const struct sifa_field *letter;
	struct office *o = NULL;
	enum sifa_rc rc;

	rd.kind = config_kind(v->se->sifa->config, "score_entry");
	letter = rd.kind ? kind_field(rd.kind, "letter") : NULL;
	if (!letter || !open_reading(&rd))
		return SIFA_OK;
	rc = office_read(v, sheet->letter, &sheet->office, 1, sheet->year, sheet->as_of, &o, err);
	if (!rc && o->letter)
		rc = view_refs(v, o->letter, rd.kind->no, letter->no, take_ref, &rd, err);
	office_free(o, 1);
	return rc;
}

enum sifa_rc sifa_score_columns(struct sifa_session *se, const struct sifa_sheet *sheet,
				struct sifa_columns *out, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc;

	*out = (struct sifa_columns){0};
	if (!make_rows(sheet, out))
		return err_nomem(err);
	rc = view_begin(se, &v, err);
	if (!rc) {
		rc = read_entries(&v, sheet, out, err);
		if (!rc)
			rc = read_lock(se, &v, sheet, out, err);
		view_end(&v);
	}
	for (size_t i = 0; i < out->n && !rc; i++)
		compare(&out->row[i]);
	if (rc)
		sifa_columns_free(out);
	return rc;
}

void sifa_columns_free(struct sifa_columns *c)
{
	free(c->row);
	*c = (struct sifa_columns){0};
}
