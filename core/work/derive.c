/* derive.c - what nobody types: derived fields, and birth and sex from an identity
 * number. */
#include <string.h>

#include "../base/ident.h"
#include "check.h"

/* ---- from an identity number ---- */

/* Its value is still to be had. */
static bool wanting(const struct sifa_record *r, const struct sifa_field *f)
{
	return f && r->v[f->index].state == SIFA_ABSENT;
}

/* Where the number was first given, present or former. */
static void from_prefix(struct sifa_record *r, const char *number)
{
	const struct sifa_field *f = r->kind->idno.origin;
	char name[DIVISION_MOST];
	size_t n;
	const char *s;

	if (!wanting(r, f) || !division_name(number, name))
		return;
	n = strlen(name);
	s = arena_copy(&r->arena, name, n);
	if (s)
		r->v[f->index] = (struct sifa_value){.state = SIFA_SET, .s = s, .len = n};
}

static void from_number(struct sifa_record *r)
{
	const struct sifa_field *idno = r->kind->idno.number, *birth = r->kind->idno.birth,
				*sex = r->kind->idno.sex;
	const struct sifa_value *v = idno ? &r->v[idno->index] : NULL;
	const struct sifa_code *c;
	const char *word;
	sifa_day day;

	if (!v || v->state != SIFA_SET ||
	    idno_check(v->s, v->len) & (IDNO_LENGTH | IDNO_CHARS | IDNO_DATE | IDNO_CHECK))
		return;
	from_prefix(r, v->s);
	day = wanting(r, birth) ? idno_birth(v->s, v->len) : SIFA_DAY_NONE;
	if (day != SIFA_DAY_NONE)
		r->v[birth->index] = (struct sifa_value){.state = SIFA_SET, .n = day};
	if (!wanting(r, sex))
		return;
	word = idno_sex(v->s, v->len) == 1 ? "male" : "female";
	c = code_find(sex->codes, word, strlen(word));
	if (c)
		r->v[sex->index] = (struct sifa_value){.state = SIFA_SET, .n = c->no};
}

/* ---- operands ---- */

enum found { FOUND, NOTHING, UNSEEN };

/* The value of an operand. UNSEEN: it stands in a record that cannot be read here,
 * so that what was worked out before holds. */
static enum found operand(struct view *v, const struct sifa_record *r, const struct field_path *at,
			  struct sifa_value *out)
{
	const struct sifa_field *f = &r->kind->field[at->field];
	const struct sifa_value *own = &r->v[at->field];
	const struct sifa_kind *kind = f->target;
	const uint8_t *fixed;
	size_t n;

	*out = *own;
	if (own->state != SIFA_SET)
		return NOTHING;
	if (at->of == SIFA_NO_FIELD)
		return FOUND;
	if (!v || view_fixed(v, (uint64_t)own->n, &fixed, &n, &kind, NULL) || kind != f->target)
		return UNSEEN;
	slot_value(&kind->field[at->of], slot_get(&kind->field[at->of], fixed, n), out);
	return out->state == SIFA_SET ? FOUND : NOTHING;
}

static int64_t members(const struct sifa_field *f, const struct sifa_value *v)
{
	return f->type == SIFA_CODES ? __builtin_popcountll((uint64_t)v->n) : (int64_t)v->len;
}

static int64_t full_years(sifa_day birth, sifa_day on)
{
	int y0, y1, m, d, years;

	sifa_day_split(birth, &y0, &m, &d);
	sifa_day_split(on, &y1, &m, &d);
	years = y1 - y0;
	return day_add_months(birth, 12 * years) > on ? years - 1 : years;
}

/* ---- one rule ---- */

static enum found of_rows(const struct sifa_record *r, const struct derive *d, int64_t *out)
{
	const struct sifa_value *rows = &r->v[d->from[0].field];
	bool any = false;

	*out = 0;
	for (size_t i = 0; rows->state == SIFA_SET && i < rows->len; i++) {
		const struct sifa_value *v = &rows->row[i].v[d->from[0].of];

		if (v->state != SIFA_SET)
			continue;
		if (d->op == DERIVE_SUM && __builtin_add_overflow(*out, v->n, out))
			return NOTHING;
		if (d->op == DERIVE_LATEST && (!any || v->n > *out))
			*out = v->n;
		any = true;
	}
	return any ? FOUND : NOTHING;
}

/* Both columns are of one table. */
static enum found of_open(const struct sifa_record *r, const struct derive *d, int64_t *out)
{
	const struct sifa_value *rows = &r->v[d->from[0].field];
	bool any = false;

	*out = 0;
	for (size_t i = 0; rows->state == SIFA_SET && i < rows->len; i++) {
		const struct sifa_value *day = &rows->row[i].v[d->from[0].of];

		if (day->state != SIFA_SET || rows->row[i].v[d->from[1].of].state == SIFA_SET)
			continue;
		*out = any && *out < day->n ? *out : day->n;
		any = true;
	}
	return any ? FOUND : NOTHING;
}

/* What is empty counts nothing, but the first of `less` must be there. */
static enum found of_amounts(struct view *v, const struct sifa_record *r, const struct derive *d,
			     int64_t *out)
{
	bool any = false;

	*out = 0;
	for (size_t i = 0; i < d->n; i++) {
		struct sifa_value one;
		enum found f = operand(v, r, &d->from[i], &one);
		bool minus = d->op == DERIVE_LESS && i;

		if (f == UNSEEN || (f == NOTHING && d->op == DERIVE_LESS && !i))
			return f;
		if (f == FOUND && (minus ? __builtin_sub_overflow(*out, one.n, out)
					 : __builtin_add_overflow(*out, one.n, out)))
			return NOTHING;
		any = any || f == FOUND;
	}
	return any ? FOUND : NOTHING;
}

static enum found of_days(struct view *v, const struct sifa_record *r, const struct derive *d,
			  int64_t *out)
{
	struct sifa_value from, to;
	enum found f = operand(v, r, &d->from[0], &from), g = operand(v, r, &d->from[1], &to);

	if (f != FOUND || g != FOUND)
		return f == UNSEEN || g == UNSEEN ? UNSEEN : NOTHING;
	if (d->op == DERIVE_DAYS) {
		*out = to.n - from.n;
		return FOUND;
	}
	if (from.n > to.n)
		return NOTHING;
	*out = full_years((sifa_day)from.n, (sifa_day)to.n);
	if (d->op == DERIVE_AGE)
		return FOUND;
	for (size_t i = 0; i < d->nbands; i++)
		if (*out <= d->band[i].last) {
			*out = d->band[i].code;
			return FOUND;
		}
	return NOTHING;
}

/* Members, or the rows that say yes in a column: of a table that is there, none is a
 * number, too. */
static enum found of_members(struct view *v, const struct sifa_record *r, const struct derive *d,
			     int64_t *out)
{
	const struct sifa_value *rows = &r->v[d->from[0].field];
	struct sifa_value one;
	enum found f;

	*out = 0;
	if (d->from[0].of != SIFA_NO_FIELD) {
		for (size_t i = 0; rows->state == SIFA_SET && i < rows->len; i++)
			*out += rows->row[i].v[d->from[0].of].state == SIFA_SET &&
				rows->row[i].v[d->from[0].of].n != 0;
		return rows->state == SIFA_SET ? FOUND : NOTHING;
	}
	f = operand(v, r, &d->from[0], &one);
	if (f == FOUND)
		*out = members(&r->kind->field[d->from[0].field], &one);
	return f;
}

static enum found by_rule(struct view *v, const struct sifa_record *r, const struct derive *d,
			  int64_t *out)
{
	struct sifa_value one;
	enum found f;

	switch (d->op) {
	case DERIVE_COUNT:
		return of_members(v, r, d, out);
	case DERIVE_SUM:
	case DERIVE_LATEST:
		return of_rows(r, d, out);
	case DERIVE_OPEN:
		return of_open(r, d, out);
	case DERIVE_ADD:
	case DERIVE_LESS:
		return of_amounts(v, r, d, out);
	case DERIVE_DAYS:
	case DERIVE_AGE:
	case DERIVE_BAND:
		return of_days(v, r, d, out);
	case DERIVE_DUE:
		*out = clock_day(r, d->clock);
		return *out == SIFA_DAY_NONE ? NOTHING : FOUND;
	default:
		f = operand(v, r, &d->from[0], &one);
		*out = one.n;
		if (f == FOUND && d->op == DERIVE_AFTER)
			*out = period_day(r->kind, &d->length, (sifa_day)one.n);
		return f == FOUND && d->op == DERIVE_AFTER && *out == SIFA_DAY_NONE ? NOTHING : f;
	}
}

/* The first rule that gives a value; false where it cannot be known here. */
static bool derive_field(struct view *v, struct sifa_record *r, const struct sifa_field *f)
{
	for (size_t i = 0; i < f->nderives; i++) {
		const struct derive *d = &f->derive[i];
		enum found found;
		int64_t n;

		if (!when_holds(&d->when, r))
			continue;
		found = by_rule(v, r, d, &n);
		if (found == UNSEEN)
			return false;
		if (found == FOUND && slot_fits(f->type, n)) {
			r->v[f->index] = (struct sifa_value){.state = SIFA_SET, .n = n};
			return true;
		}
	}
	r->v[f->index] = (struct sifa_value){0};
	return true;
}

bool derive_record(struct view *v, struct sifa_record *r)
{
	bool all = true;

	from_number(r);
	marks_fill(r);
	for (size_t i = 0; i < r->kind->nderived; i++)
		all = derive_field(v, r, &r->kind->field[r->kind->derived[i]]) && all;
	return all;
}

bool derive_abroad(const struct sifa_kind *k, const struct sifa_field *f)
{
	for (size_t i = 0; i < f->nderives; i++)
		for (size_t j = 0; j < f->derive[i].n; j++)
			if (f->derive[i].from[j].of != SIFA_NO_FIELD &&
			    k->field[f->derive[i].from[j].field].type != SIFA_ROWS)
				return true;
	return false;
}

void sifa_derive(struct sifa_session *se, struct sifa_record *r)
{
	struct view v;
	bool seen = r->kind->nderived && !view_begin(se, &v, NULL);

	derive_record(seen ? &v : NULL, r);
	if (seen)
		view_end(&v);
}
