/* codec.c - a record as bytes and back. One body codec serves the record and
 * the rows inside it, a level down. What is read is hostile: every length is
 * checked before it is used, every count before memory is asked for. */
#include <string.h>

#include "../base/err.h"
#include "record.h"

enum { /* of the envelope, after the checksum */
       ENV_FORMAT = 0,
       ENV_FIXED = 2,
       ENV_VARS = 4,
       ENV_REV = 8,
       ENV_CREATED_BY = 16,
       ENV_CREATED = 24,
       ENV_UPDATED_BY = 32,
       ENV_UPDATED = 40,
       ENV_SIZE = 48,
};
#define ROW_HEAD 10 /* row id 2, length 4, fixed 2, offsets 2 */

struct shape { /* of a record or of a row */
	const struct sifa_field *field;
	size_t nfields;
	uint32_t fixed;
	uint16_t nvar;
};

static struct shape shape_of_kind(const struct sifa_kind *k)
{
	return (struct shape){k->field, k->nfields, k->fixed, k->nvar};
}

static struct shape shape_of_rows(const struct sifa_field *f)
{
	return (struct shape){f->row, f->nrow, f->row_fixed, f->row_var};
}

/* ---- encode ---- */

static size_t body_size(const struct shape *s, const struct sifa_value *v);

static size_t var_size(const struct sifa_field *f, const struct sifa_value *v)
{
	struct shape s;
	size_t n = 2;

	if (v->state != SIFA_SET || !v->len)
		return 0;
	if (f->type == SIFA_REFS)
		return v->len * 8;
	if (f->type != SIFA_ROWS)
		return v->len;
	s = shape_of_rows(f);
	for (size_t i = 0; i < v->len; i++)
		n += ROW_HEAD + body_size(&s, v->row[i].v);
	return n;
}

/* Of a value that is set; most are texts. */
static inline size_t set_size(const struct sifa_field *f, const struct sifa_value *v)
{
	return type_is_text(f->type) ? v->len : var_size(f, v);
}

static size_t body_size(const struct shape *s, const struct sifa_value *v)
{
	size_t n = s->fixed + 4U * s->nvar;

	for (size_t i = 0; i < s->nfields; i++)
		if (v[i].state == SIFA_SET && type_is_var(s->field[i].type))
			n += set_size(&s->field[i], &v[i]);
	return n;
}

/* One store an instruction, where a variable width would be a call each. */
static void slot_write(uint8_t *out, uint64_t slot, unsigned width)
{
	switch (width) {
	case 1:
		out[0] = (uint8_t)slot;
		break;
	case 2:
		put_le(out, slot, 2);
		break;
	case 4:
		put_le(out, slot, 4);
		break;
	default:
		put_le(out, slot, 8);
	}
}

static size_t body_write(const struct shape *s, const struct sifa_value *v, uint8_t *out);

static void var_write(const struct sifa_field *f, const struct sifa_value *v, uint8_t *out)
{
	struct shape s;

	if (f->type == SIFA_REFS) {
		for (size_t i = 0; i < v->len; i++)
			put_le(out + 8 * i, v->id[i], 8);
		return;
	}
	if (f->type != SIFA_ROWS) {
		memcpy(out, v->s, v->len);
		return;
	}
	s = shape_of_rows(f);
	put_le(out, v->len, 2);
	out += 2;
	for (size_t i = 0; i < v->len; i++) {
		size_t n;

		memset(out + ROW_HEAD, 0, s.fixed);
		n = body_write(&s, v->row[i].v, out + ROW_HEAD);
		put_le(out, v->row[i].id, 2);
		put_le(out + 2, n + 4, 4);
		put_le(out + 6, s.fixed, 2);
		put_le(out + 8, s.nvar, 2);
		out += ROW_HEAD + n;
	}
}

/* Slots, offsets and values behind a zeroed fixed part. Lengths go into the
 * offset table first: fields stand in declared order, values in the order of
 * their numbers. */
static size_t body_write(const struct shape *s, const struct sifa_value *v, uint8_t *out)
{
	uint8_t *table = out + s->fixed, *values = table + 4U * s->nvar;
	uint16_t there[s->nvar + 1]; /* fields with a value behind the table */
	size_t nthere = 0;
	uint64_t end = 0;

	memset(table, 0, 4U * s->nvar);
	for (size_t i = 0; i < s->nfields; i++) {
		const struct sifa_field *f = &s->field[i];

		if (v[i].state == SIFA_ABSENT) /* most are, and their slots are 0 already */
			continue;
		slot_write(out + f->offset, slot_of(f, &v[i]), slot_width(f->type));
		if (v[i].state != SIFA_SET || !v[i].len || !type_is_var(f->type))
			continue;
		put_le(table + 4U * f->var, set_size(f, &v[i]), 4);
		there[nthere++] = (uint16_t)i;
	}
	for (size_t i = 0; i < s->nvar; i++) {
		end += get_le(table + 4 * i, 4);
		put_le(table + 4 * i, end, 4);
	}
	for (size_t i = 0; i < nthere; i++) {
		const struct sifa_field *f = &s->field[there[i]];

		var_write(f, &v[there[i]],
			  values + (f->var ? get_le(table + 4U * (f->var - 1U), 4) : 0));
	}
	return s->fixed + 4U * s->nvar + end;
}

static void head_write(const struct sifa_record *r, uint8_t *p)
{
	put_le(p + FIX_KIND, r->kind->no, 2);
	p[FIX_FLAGS] = (uint8_t)r->flags;
	p[FIX_SECRECY] = r->secrecy;
	put_le(p + FIX_ENTERED, slot_of_day(r->entered), 4);
	put_le(p + FIX_ID, r->id, 8);
	put_le(p + FIX_UNIT, r->unit, 8);
	put_le(p + FIX_HOLDER, r->holder, 8);
}

enum sifa_rc record_encode(const struct sifa_record *r, struct buf *out, struct sifa_err *err)
{
	struct shape s = shape_of_kind(r->kind);
	size_t n = ENV_SIZE + body_size(&s, r->v);
	uint8_t *p;

	if (r->partial)
		return err_set(err, SIFA_E_USAGE,
			       N_("A row of a list is no whole record; read the record itself."),
			       NULL);
	if (n > RECORD_MAX)
		return err_set(err, SIFA_E_DATA,
			       N_("The record is larger than 16 MiB; shorten its texts or rows."),
			       NULL);
	p = (uint8_t *)buf_room(out, n);
	if (!p)
		return err_nomem(err);
	memset(p, 0, ENV_SIZE + s.fixed);
	p[ENV_FORMAT] = 1;
	put_le(p + ENV_FIXED, s.fixed, 2);
	put_le(p + ENV_VARS, s.nvar, 2);
	put_le(p + ENV_REV, r->rev, 4);
	put_le(p + ENV_CREATED_BY, r->created_by, 8);
	put_le(p + ENV_CREATED, (uint64_t)r->created, 8);
	put_le(p + ENV_UPDATED_BY, r->updated_by, 8);
	put_le(p + ENV_UPDATED, (uint64_t)r->updated, 8);
	out->n += ENV_SIZE + body_write(&s, r->v, p + ENV_SIZE);
	head_write(r, p + ENV_SIZE);
	return SIFA_OK;
}

size_t record_shown(const struct sifa_record *r, uint8_t out[SHOWN_MAX])
{
	const struct sifa_kind *k = r->kind;
	size_t n = FIX_FIELDS;

	head_write(r, out);
	for (size_t i = 0; i < k->ncolumns; i++) {
		const struct sifa_field *f = &k->field[k->column[i].field];
		const struct sifa_value *v = &r->v[f->index];
		unsigned width = slot_width(f->type);
		size_t len = type_is_var(f->type) ? var_size(f, v) : 0;

		if (n + width + 2 + len > SHOWN_MAX)
			return 0;
		slot_write(out + n, slot_of(f, v), width);
		n += width;
		if (!len)
			continue;
		put_le(out + n, len, 2);
		var_write(f, v, out + n + 2);
		n += 2 + len;
	}
	return n;
}

/* ---- decode ---- */

struct body { /* bytes of a record or row, cut into their parts */
	const uint8_t *fixed, *table, *values;
	size_t nfixed, nvar, nvalues;
};

/* p[0..n) as fixed part, offset table and values; offsets must rise and the
 * last one must be the end. */
static bool body_cut(const uint8_t *p, size_t n, size_t nfixed, size_t nvar, struct body *b)
{
	uint64_t last = 0;

	if (nfixed > n || nvar > (n - nfixed) / 4)
		return false;
	*b = (struct body){p,	   p + nfixed, p + nfixed + 4 * nvar,
			   nfixed, nvar,       n - nfixed - 4 * nvar};
	for (size_t i = 0; i < nvar; i++) {
		uint64_t end = get_le(b->table + 4 * i, 4);

		if (end < last)
			return false;
		last = end;
	}
	return last == b->nvalues;
}

static bool record_head(const uint8_t *p, size_t n)
{
	return n >= ENV_SIZE && n <= RECORD_MAX && p[ENV_FORMAT] == 1;
}

static bool record_cut(const uint8_t *p, size_t n, struct body *b)
{
	return record_head(p, n) &&
	       body_cut(p + ENV_SIZE, n - ENV_SIZE, get_le(p + ENV_FIXED, 2),
			get_le(p + ENV_VARS, 2), b) &&
	       b->nfixed >= FIX_FIELDS;
}

const uint8_t *record_fixed(const uint8_t *p, size_t n, size_t *len)
{
	if (!record_head(p, n))
		return NULL;
	*len = get_le(p + ENV_FIXED, 2);
	return *len >= FIX_FIELDS && *len <= n - ENV_SIZE ? p + ENV_SIZE : NULL;
}

struct reading { /* where the values of one record go */
	struct arena *arena;
	char *text; /* the next text goes here, with a NUL behind it */
};

static enum sifa_rc body_read(struct reading *d, const struct shape *s, const struct body *b,
			      struct sifa_value *v);

static enum sifa_rc rows_read(struct reading *d, const struct sifa_field *f, const uint8_t *p,
			      size_t n, struct sifa_value *v)
{
	struct shape s = shape_of_rows(f);
	struct sifa_row *row;
	size_t count;

	if (n < 2)
		return SIFA_E_DAMAGED;
	count = get_le(p, 2);
	p += 2;
	n -= 2;
	if (count == 0 || count > n / ROW_HEAD)
		return SIFA_E_DAMAGED;
	row = arena_array(d->arena, count, sizeof *row);
	if (!row)
		return SIFA_E_NOMEM;
	for (size_t i = 0; i < count; i++) {
		enum sifa_rc rc;
		struct body b;
		size_t len;

		if (n < ROW_HEAD)
			return SIFA_E_DAMAGED;
		len = get_le(p + 2, 4);
		if (len < 4 || len - 4 > n - ROW_HEAD ||
		    !body_cut(p + ROW_HEAD, len - 4, get_le(p + 6, 2), get_le(p + 8, 2), &b))
			return SIFA_E_DAMAGED;
		row[i].id = (uint16_t)get_le(p, 2);
		row[i].v = arena_array(d->arena, f->nrow, sizeof *row[i].v);
		rc = row[i].v ? body_read(d, &s, &b, row[i].v) : SIFA_E_NOMEM;
		if (rc)
			return rc;
		p += ROW_HEAD + len - 4;
		n -= ROW_HEAD + len - 4;
	}
	*v = (struct sifa_value){.state = SIFA_SET, .len = count, .row = row};
	return n ? SIFA_E_DAMAGED : SIFA_OK;
}

static enum sifa_rc refs_read(struct reading *d, const uint8_t *p, size_t n, struct sifa_value *v)
{
	uint64_t *id;

	if (n == 0 || n % 8)
		return SIFA_E_DAMAGED;
	id = arena_array(d->arena, n / 8, sizeof *id);
	if (!id)
		return SIFA_E_NOMEM;
	for (size_t i = 0; i < n / 8; i++)
		id[i] = get_le(p + 8 * i, 8);
	*v = (struct sifa_value){.state = SIFA_SET, .len = n / 8, .id = id};
	return SIFA_OK;
}

static enum sifa_rc var_read(struct reading *d, const struct sifa_field *f, const uint8_t *p,
			     size_t n, struct sifa_value *v)
{
	if (f->type == SIFA_ROWS)
		return rows_read(d, f, p, n, v);
	if (f->type == SIFA_REFS)
		return refs_read(d, p, n, v);
	if (!n)
		return SIFA_E_DAMAGED;
	v->state = SIFA_SET;
	v->s = memcpy(d->text, p, n);
	v->len = n;
	d->text[n] = '\0';
	d->text += n + 1;
	return SIFA_OK;
}

/* What the slot says by itself; a value that stands elsewhere is not there yet. */
static inline enum sifa_rc slot_read(const struct sifa_field *f, uint64_t slot,
				     struct sifa_value *v)
{
	if (slot < SIFA_SET && (!slot || f->type != SIFA_CODES)) {
		v->state = (enum sifa_state)slot;
		return SIFA_OK;
	}
	v->state = SIFA_SET;
	v->n = (int64_t)(slot - slot_ranges[f->type].bias);
	return slot_possible(f->type, slot) ? SIFA_OK : SIFA_E_DAMAGED;
}

static enum sifa_rc field_read(struct reading *d, const struct sifa_field *f, const struct body *b,
			       struct sifa_value *v)
{
	enum sifa_rc rc = slot_read(f, slot_get(f, b->fixed, b->nfixed), v);
	size_t from;

	if (rc || v->state != SIFA_SET || !type_is_var(f->type))
		return rc;
	if (f->var >= b->nvar)
		return SIFA_E_DAMAGED;
	from = f->var ? get_le(b->table + 4U * (f->var - 1U), 4) : 0;
	return var_read(d, f, b->values + from, get_le(b->table + 4U * f->var, 4) - from, v);
}

static enum sifa_rc body_read(struct reading *d, const struct shape *s, const struct body *b,
			      struct sifa_value *v)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < s->nfields && !rc; i++)
		rc = field_read(d, &s->field[i], b, &v[i]);
	return rc;
}

uint32_t record_stored_rev(const uint8_t *p)
{
	return (uint32_t)get_le(p + ENV_REV, 4);
}

static void head_read(struct sifa_record *r, const uint8_t *fixed)
{
	r->flags = fixed[FIX_FLAGS];
	r->secrecy = fixed[FIX_SECRECY];
	r->entered = day_of_slot(get_le(fixed + FIX_ENTERED, 4));
	r->id = get_le(fixed + FIX_ID, 8);
	r->unit = get_le(fixed + FIX_UNIT, 8);
	r->holder = get_le(fixed + FIX_HOLDER, 8);
}

static void envelope_read(struct sifa_record *r, const uint8_t *p)
{
	r->rev = record_stored_rev(p);
	r->created_by = get_le(p + ENV_CREATED_BY, 8);
	r->created = (int64_t)get_le(p + ENV_CREATED, 8);
	r->updated_by = get_le(p + ENV_UPDATED_BY, 8);
	r->updated = (int64_t)get_le(p + ENV_UPDATED, 8);
}

static enum sifa_rc damaged(const struct sifa_kind *k, struct sifa_err *err)
{
	return err_set(err, SIFA_E_DAMAGED,
		       N_("The bytes of a record of kind {1} are damaged. Run \"sifa check\", and "
			  "restore a backup if it finds more."),
		       k->id, NULL);
}

enum sifa_rc record_decode_new(struct sifa_record *r, const uint8_t *p, size_t n,
			       const uint16_t *field, size_t nfields, struct sifa_err *err)
{
	struct shape s = shape_of_kind(r->kind);
	struct reading d = {.arena = &r->arena};
	enum sifa_rc rc = SIFA_E_DAMAGED;
	struct body b;

	r->partial = field != NULL;
	if (record_cut(p, n, &b) && get_le(b.fixed + FIX_KIND, 2) == r->kind->no) {
		envelope_read(r, p);
		head_read(r, b.fixed);
		/* A text has four bytes in the offset table: there is room for its NUL. */
		d.text = arena_room(&r->arena, n);
		rc = !d.text ? SIFA_E_NOMEM : field ? SIFA_OK : body_read(&d, &s, &b, r->v);
	}
	for (size_t i = 0; i < nfields && !rc; i++) {
		struct sifa_value *v = &r->v[field[i]];

		if (v->state == SIFA_ABSENT) /* a field named twice has room for one text */
			rc = field_read(&d, &s.field[field[i]], &b, v);
	}
	if (!rc)
		return SIFA_OK;
	record_clear(r);
	return rc == SIFA_E_NOMEM ? err_nomem(err) : damaged(r->kind, err);
}

struct showing { /* a register's row, read from column to column */
	struct arena *arena;
	const uint8_t *p, *at, *end;
	char *copy; /* of the bytes from p on: texts stay there, each with a NUL behind it */
};

static enum sifa_rc column_list(struct arena *a, const struct sifa_field *f, const uint8_t *p,
				size_t n, struct sifa_value *v)
{
	struct reading d = {a, arena_room(a, n)};

	return d.text ? var_read(&d, f, p, n, v) : SIFA_E_NOMEM;
}

/* Its slot is a byte, the state, with length and bytes behind it. */
static inline enum sifa_rc column_var(struct showing *c, const struct sifa_field *f,
				      struct sifa_value *v)
{
	const uint8_t *p = c->at;
	size_t len;
	char *s;

	if (p == c->end || p[0] > SIFA_SET)
		return SIFA_E_DAMAGED;
	v->state = (enum sifa_state)p[0];
	c->at = ++p;
	if (v->state != SIFA_SET)
		return SIFA_OK;
	if (c->end - p < 2 || !(len = get_le(p, 2)) || len > (size_t)(c->end - p) - 2)
		return SIFA_E_DAMAGED;
	p += 2;
	c->at = p + len;
	if (!type_is_text(f->type))
		return column_list(c->arena, f, p, len, v);
	v->s = s = c->copy + (p - c->p);
	v->len = len;
	s[len] = '\0';
	return SIFA_OK;
}

static inline enum sifa_rc column_number(struct showing *c, const struct sifa_field *f,
					 struct sifa_value *v)
{
	unsigned width = slot_width(f->type);
	const uint8_t *p = c->at;

	if ((size_t)(c->end - p) < width)
		return SIFA_E_DAMAGED;
	c->at = p + width;
	return slot_read(f, slot_load(p, width), v);
}

enum sifa_rc record_decode_shown(struct sifa_record *r, const uint8_t *p, size_t n,
				 struct sifa_err *err)
{
	const struct sifa_kind *k = r->kind;
	struct showing c = {.arena = &r->arena, .p = p, .end = p + n};
	enum sifa_rc rc = n < FIX_FIELDS ? SIFA_E_DAMAGED : SIFA_OK;

	r->partial = true;
	if (!rc) {
		head_read(r, p);
		c.at = p + FIX_FIELDS;
		c.copy = arena_copy(&r->arena, (const char *)p, n);
		rc = c.copy ? SIFA_OK : SIFA_E_NOMEM;
	}
	for (size_t i = 0; i < k->ncolumns && !rc; i++) {
		const struct sifa_field *f = &k->field[k->column[i].field];
		struct sifa_value *v = &r->v[f->index];

		rc = type_is_var(f->type) ? column_var(&c, f, v) : column_number(&c, f, v);
	}
	if (!rc && c.at == c.end)
		return SIFA_OK;
	record_clear(r);
	return rc == SIFA_E_NOMEM ? err_nomem(err) : damaged(r->kind, err);
}

enum sifa_rc record_decode_some(struct sifa_record *r, const uint8_t *p, size_t n,
				const uint16_t *field, size_t nfields, struct sifa_err *err)
{
	record_clear(r);
	return record_decode_new(r, p, n, field, nfields, err);
}

enum sifa_rc record_decode(struct sifa_record *r, const uint8_t *p, size_t n, struct sifa_err *err)
{
	return record_decode_some(r, p, n, NULL, 0, err);
}
