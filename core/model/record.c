/* record.c - a record in memory: made, emptied, read, set and compared. Setting
 * is a door: what does not fit the field's slot or its lists is refused here. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/date.h"
#include "record.h"

#define ID_ORIGIN      46
#define ID_INCARNATION 40

struct sifa_record *record_new(const struct sifa_kind *k)
{
	return record_new_sized(k, 0);
}

static size_t whole_size(const struct sifa_kind *k)
{
	return sizeof(struct sifa_record) + k->nfields * sizeof(struct sifa_value);
}

static struct sifa_record *begin(struct sifa_record *r, const struct sifa_kind *k, size_t size)
{
	size_t whole = whole_size(k);

	if (!r)
		return NULL;
	memset(r, 0, whole);
	arena_lend(&r->arena, (char *)r + whole, size);
	r->kind = k;
	r->v = (struct sifa_value *)(r + 1);
	r->secrecy = k->secrecy;
	r->entered = SIFA_DAY_NONE;
	return r;
}

struct sifa_record *record_new_sized(const struct sifa_kind *k, size_t size)
{
	return begin(malloc(whole_size(k) + size), k, size);
}

struct sifa_record *record_new_in(struct arena *many, const struct sifa_kind *k, size_t size)
{
	return begin(arena_room(many, whole_size(k) + size), k, size);
}

void record_end(struct sifa_record *r)
{
	arena_free(&r->arena);
}

void record_clear(struct sifa_record *r)
{
	arena_reset(&r->arena);
	memset(r->v, 0, r->kind->nfields * sizeof *r->v);
}

void sifa_record_free(struct sifa_record *r)
{
	if (!r)
		return;
	arena_free(&r->arena);
	free(r);
}

void sifa_rows_free(struct sifa_rows *rows)
{
	if (!rows)
		return;
	for (size_t i = 0; i < rows->n; i++) {
		if (rows->memory)
			record_end(rows->hit[i].record);
		else
			sifa_record_free(rows->hit[i].record);
	}
	if (rows->memory)
		arena_free(rows->memory);
	free(rows->memory);
	free(rows->hit);
	*rows = (struct sifa_rows){0};
}

/* ---- envelope ---- */

const struct sifa_kind *sifa_record_kind(const struct sifa_record *r)
{
	return r->kind;
}

uint64_t sifa_record_id(const struct sifa_record *r)
{
	return r->id;
}

uint32_t sifa_record_rev(const struct sifa_record *r)
{
	return r->rev;
}

uint64_t sifa_record_unit(const struct sifa_record *r)
{
	return r->unit;
}

void sifa_record_set_unit(struct sifa_record *r, uint64_t unit)
{
	if (r->id == 0)
		r->unit = unit;
}

unsigned sifa_record_flags(const struct sifa_record *r)
{
	return r->flags;
}

const struct sifa_state_def *sifa_record_state(const struct sifa_record *r)
{
	for (size_t i = r->kind->nstates; i--;) /* the last one that holds */
		if (!r->kind->state[i].side && state_holds(&r->kind->state[i], r))
			return &r->kind->state[i];
	return NULL;
}

bool fact_at_home(const struct sifa_kind *k, int32_t month, const uint8_t *row, size_t width)
{
	for (size_t i = 0; i < k->ndate; i++) {
		sifa_day d = day_of_slot(slot_get(&k->field[k->date[i]], row, width));

		if (d != SIFA_DAY_NONE)
			return day_month(d) == month;
	}
	return true;
}

sifa_day record_day(const struct sifa_record *r)
{
	for (size_t i = 0; i < r->kind->ndate; i++) {
		const struct sifa_value *v = &r->v[r->kind->date[i]];

		if (v->state == SIFA_SET)
			return (sifa_day)v->n;
	}
	return SIFA_DAY_NONE;
}

/* ---- ids ---- */

char *sifa_id_format(uint64_t id, char *buf)
{
	unsigned origin = (unsigned)(id >> ID_ORIGIN);
	unsigned incarnation = (unsigned)(id >> ID_INCARNATION & 63);
	unsigned long long seq = id & ((UINT64_C(1) << ID_INCARNATION) - 1);

	if (incarnation)
		snprintf(buf, 32, "%u.%u-%llu", origin, incarnation, seq);
	else
		snprintf(buf, 32, "%u-%llu", origin, seq);
	return buf;
}

/* Digits at *s without a leading zero, most..; false if there are none. */
static bool number_at(const char **s, uint64_t least, uint64_t most, uint64_t *out)
{
	uint64_t n = 0;

	if (**s < '1' || **s > '9')
		return false;
	for (; **s >= '0' && **s <= '9'; ++*s) {
		n = n * 10 + (uint64_t)(**s - '0');
		if (n > most)
			return false;
	}
	*out = n;
	return n >= least;
}

enum sifa_rc sifa_id_parse(const char *s, uint64_t *out)
{
	uint64_t origin, incarnation = 0, seq;

	if (*s == '#')
		s++;
	if (!number_at(&s, 1, (1U << 18) - 1, &origin))
		return SIFA_E_DATA;
	if (*s == '.' && (++s, !number_at(&s, 1, 63, &incarnation)))
		return SIFA_E_DATA;
	if (*s++ != '-' || !number_at(&s, 1, (UINT64_C(1) << ID_INCARNATION) - 1, &seq) || *s)
		return SIFA_E_DATA;
	*out = origin << ID_ORIGIN | incarnation << ID_INCARNATION | seq;
	return SIFA_OK;
}

/* ---- values ---- */

const struct sifa_value *sifa_get(const struct sifa_record *r, const struct sifa_field *f)
{
	return &r->v[f->index];
}

static enum sifa_rc set_refused(const struct sifa_field *f, struct sifa_err *err, const char *msg)
{
	err_set(err, SIFA_E_USAGE, msg, f->id, NULL);
	err_field(err, f->id);
	return SIFA_E_USAGE;
}

static bool number_fits(const struct sifa_field *f, int64_t n)
{
	uint64_t known = 0;

	if (!slot_fits(f->type, n))
		return false;
	if (f->type == SIFA_CODE)
		return code_by_no(f->codes, (uint64_t)n) != NULL;
	if (f->type != SIFA_CODES)
		return true;
	for (size_t i = 0; i < f->codes->n; i++)
		if (f->codes->code[i].no < 64)
			known |= UINT64_C(1) << f->codes->code[i].no;
	return !((uint64_t)n & ~known);
}

static enum sifa_rc value_copy(struct arena *a, const struct sifa_field *f,
			       const struct sifa_value *v, struct sifa_value *out,
			       struct sifa_err *err);

static bool row_id_taken(const struct sifa_row *row, size_t n, uint16_t id)
{
	for (size_t i = 0; i < n; i++)
		if (row[i].id == id)
			return true;
	return false;
}

/* Ids of new rows lie above all that stood there before, so that a row is
 * known again after others were removed. */
static void rows_number(struct sifa_row *row, size_t n, uint16_t highest)
{
	for (size_t i = 0; i < n; i++)
		if (row[i].id > highest)
			highest = row[i].id;
	for (size_t i = 0; i < n; i++) {
		if (row[i].id && !row_id_taken(row, i, row[i].id))
			continue;
		if (highest < UINT16_MAX) {
			row[i].id = ++highest;
			continue;
		}
		row[i].id = 1;
		while (row_id_taken(row, i, row[i].id) ||
		       row_id_taken(row + i + 1, n - i - 1, row[i].id))
			row[i].id++;
	}
}

static enum sifa_rc rows_copy(struct arena *a, const struct sifa_field *f,
			      const struct sifa_value *v, struct sifa_value *out,
			      struct sifa_err *err)
{
	struct sifa_row *row = arena_array(a, v->len, sizeof *row);
	uint16_t highest = 0;
	enum sifa_rc rc = SIFA_OK;

	if (!row)
		return err_nomem(err);
	for (size_t i = 0; i < out->len && out->state == SIFA_SET; i++)
		if (out->row[i].id > highest)
			highest = out->row[i].id;
	for (size_t i = 0; i < v->len && !rc; i++) {
		row[i].id = v->row[i].id;
		row[i].v = arena_array(a, f->nrow, sizeof *row[i].v);
		if (!row[i].v)
			return err_nomem(err);
		for (size_t j = 0; j < f->nrow && !rc; j++)
			rc = value_copy(a, &f->row[j], &v->row[i].v[j], &row[i].v[j], err);
	}
	if (rc)
		return rc;
	rows_number(row, v->len, highest);
	*out = (struct sifa_value){.state = SIFA_SET, .len = v->len, .row = row};
	return SIFA_OK;
}

static enum sifa_rc ids_copy(struct arena *a, const struct sifa_field *f,
			     const struct sifa_value *v, struct sifa_value *out,
			     struct sifa_err *err)
{
	uint64_t *id = arena_array(a, v->len, sizeof *id);

	if (!id)
		return err_nomem(err);
	for (size_t i = 0; i < v->len; i++) {
		if (v->id[i] < SIFA_SET)
			return set_refused(f, err,
					   N_("The field {1} refers to a record that cannot be."));
		id[i] = v->id[i];
	}
	*out = (struct sifa_value){.state = SIFA_SET, .len = v->len, .id = id};
	return SIFA_OK;
}

static enum sifa_rc text_copy(struct arena *a, const struct sifa_field *f,
			      const struct sifa_value *v, struct sifa_value *out,
			      struct sifa_err *err)
{
	const char *why, *s;
	size_t at;

	if (!sifa_text_check(v->s, v->len, f->type == SIFA_LONGTEXT ? SIFA_TEXT_LINES : 0, &at,
			     &why)) {
		err_set(err, SIFA_E_DATA, why, NULL);
		err_field(err, f->id);
		return SIFA_E_DATA;
	}
	s = arena_copy(a, v->s, v->len);
	if (!s)
		return err_nomem(err);
	*out = (struct sifa_value){.state = SIFA_SET, .len = v->len, .s = s};
	return SIFA_OK;
}

static enum sifa_rc value_copy(struct arena *a, const struct sifa_field *f,
			       const struct sifa_value *v, struct sifa_value *out,
			       struct sifa_err *err)
{
	if (v->state == SIFA_ABSENT || (v->state == SIFA_SET && type_is_var(f->type) && !v->len) ||
	    (f->type == SIFA_CODES && v->state == SIFA_SET && !v->n)) {
		*out = (struct sifa_value){0};
		return SIFA_OK;
	}
	if (v->state != SIFA_SET) {
		if (!f->unknown || v->state > SIFA_SET)
			return set_refused(f, err, N_("The field {1} cannot be unknown."));
		*out = (struct sifa_value){.state = v->state};
		return SIFA_OK;
	}
	if (type_is_var(f->type) && v->len > (f->type == SIFA_ROWS ? UINT16_MAX : RECORD_MAX / 8))
		return set_refused(f, err, N_("The value of field {1} is too long to be kept."));
	if (f->type == SIFA_ROWS)
		return rows_copy(a, f, v, out, err);
	if (f->type == SIFA_REFS)
		return ids_copy(a, f, v, out, err);
	if (type_is_var(f->type))
		return text_copy(a, f, v, out, err);
	if (!number_fits(f, v->n))
		return set_refused(f, err, N_("The field {1} cannot hold this value."));
	*out = (struct sifa_value){.state = SIFA_SET, .n = v->n};
	return SIFA_OK;
}

enum sifa_rc sifa_set(struct sifa_record *r, const struct sifa_field *f, const struct sifa_value *v,
		      struct sifa_err *err)
{
	if (f->index >= r->kind->nfields || f != &r->kind->field[f->index])
		return set_refused(f, err, N_("The field {1} is not one of this record's kind."));
	return value_copy(&r->arena, f, v, &r->v[f->index], err);
}

/* ---- comparison and references ---- */

static bool value_equal(const struct sifa_field *f, const struct sifa_value *a,
			const struct sifa_value *b)
{
	if (a->state != b->state || a->state != SIFA_SET)
		return a->state == b->state;
	if (!type_is_var(f->type))
		return a->n == b->n;
	if (a->len != b->len)
		return false;
	if (f->type == SIFA_REFS)
		return memcmp(a->id, b->id, a->len * sizeof *a->id) == 0;
	if (f->type != SIFA_ROWS)
		return memcmp(a->s, b->s, a->len) == 0;
	for (size_t i = 0; i < a->len; i++)
		for (size_t j = 0; j < f->nrow; j++)
			if (!value_equal(&f->row[j], &a->row[i].v[j], &b->row[i].v[j]))
				return false;
	return true;
}

bool record_equal(const struct sifa_record *a, const struct sifa_record *b)
{
	if (a->kind != b->kind)
		return false;
	for (size_t i = 0; i < a->kind->nfields; i++)
		if (!value_equal(&a->kind->field[i], &a->v[i], &b->v[i]))
			return false;
	return true;
}

static void value_refs(const struct sifa_field *f, const struct sifa_value *v,
		       const struct sifa_field *report,
		       void (*call)(void *arg, uint64_t to, const struct sifa_field *field),
		       void *arg)
{
	if (v->state != SIFA_SET)
		return;
	if (f->type == SIFA_REF || f->type == SIFA_PLACE)
		call(arg, (uint64_t)v->n, report);
	for (size_t i = 0; f->type == SIFA_REFS && i < v->len; i++)
		call(arg, v->id[i], report);
	for (size_t i = 0; f->type == SIFA_ROWS && i < v->len; i++)
		for (size_t j = 0; j < f->nrow; j++)
			if (type_may_refer(f->row[j].type))
				value_refs(&f->row[j], &v->row[i].v[j], report, call, arg);
}

void record_refs(const struct sifa_record *r,
		 void (*f)(void *arg, uint64_t to, const struct sifa_field *field), void *arg)
{
	for (size_t i = 0; i < r->kind->nrefers; i++) {
		const struct sifa_field *field = &r->kind->field[r->kind->refers[i]];

		value_refs(field, &r->v[field->index], field, f, arg);
	}
}
