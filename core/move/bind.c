/* bind.c - which field a heading names. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "../base/err.h"
#include "../base/text.h"
#include "bind.h"

enum { HEADING = 200 };

/* ---- names ---- */

static bool same_folded(const char *a, const char *s, size_t n)
{
	char x[HEADING], y[HEADING];
	size_t len = strlen(a);

	if (!len || len >= sizeof x || n >= sizeof y)
		return false;
	len = text_fold(a, len, x);
	n = text_fold(s, n, y);
	return len == n && n && !memcmp(x, y, n);
}

static bool is_name(const char *id, const char *const label[SIFA_LANGS], const char *s, size_t n)
{
	return same_folded(id, s, n) || same_folded(label[SIFA_ZH], s, n) ||
	       same_folded(label[SIFA_EN], s, n);
}

static bool is_one_of(const char *const *words, const char *s, size_t n)
{
	for (; *words; words++)
		if (same_folded(*words, s, n))
			return true;
	return false;
}

const struct sifa_field *bind_field(const struct sifa_field *f, size_t nf, const char *s, size_t n)
{
	for (size_t i = 0; i < nf; i++)
		if (strlen(f[i].id) == n && !strncasecmp(f[i].id, s, n))
			return &f[i];
	for (size_t i = 0; i < nf; i++)
		if (is_name(f[i].id, f[i].label, s, n))
			return &f[i];
	return NULL;
}

/* Takes name i (id, then labels) of a field off the front; false if it is not there. */
static bool take_name(const struct sifa_field *f, int i, const char **s, size_t *n)
{
	const char *name = i ? f->label[i - 1] : f->id;
	size_t len = strlen(name);

	if (!len || *n <= len || strncasecmp(*s, name, len))
		return false;
	*s += len;
	*n -= len;
	return true;
}

static void take_dot(const char **s, size_t *n)
{
	if (*n && (**s == '.' || **s == ' ')) {
		++*s;
		--*n;
	}
}

/* ---- persons ---- */

static const struct sifa_field *first_of(const struct sifa_kind *k, enum sifa_type t)
{
	for (size_t i = 0; i < k->nfields; i++)
		if (k->field[i].type == t)
			return &k->field[i];
	return NULL;
}

void bind_person_parts(const struct config *c, struct bind_person *out)
{
	const struct sifa_kind *k = c->person;

	out->kind = k;
	out->part[PART_NAME] = kind_field(k, "name");
	out->part[PART_IDNO] = first_of(k, SIFA_IDNO);
	out->part[PART_BIRTH] = kind_field(k, "birth");
	out->part[PART_VILLAGE] = first_of(k, SIFA_PLACE);
	out->part[PART_PHONE] = first_of(k, SIFA_PHONE);
}

static bool part_named(const struct bind_person *p, const char *s, size_t n, enum bind_part *out)
{
	static const char *const also[PARTS][5] = {
		[PART_NAME] = {"姓名", "name", NULL},
		[PART_IDNO] = {"身份证号", "身份证号码", "证件号", "id_no", NULL},
		[PART_BIRTH] = {"出生日期", "birth", NULL},
		[PART_VILLAGE] = {"村", "住址村", "village", NULL},
		[PART_PHONE] = {"电话", "联系电话", "phone", NULL},
	};

	for (enum bind_part i = 0; i < PARTS; i++)
		if (p->part[i] && (is_name(p->part[i]->id, p->part[i]->label, s, n) ||
				   is_one_of(also[i], s, n))) {
			*out = i;
			return true;
		}
	return false;
}

static bool is_person(const struct bind_person *p, const struct sifa_field *f)
{
	return f->type == SIFA_REF && f->target == p->kind;
}

/* "side", "person.name", "申请人姓名"; for a table with one person also "name". */
static bool bind_inner(const struct bind_person *p, const struct sifa_field *f, size_t nf,
		       bool table, const char *s, size_t n, const struct sifa_field **out,
		       struct bind *b)
{
	const struct sifa_field *only = NULL;
	size_t persons = 0;

	*out = bind_field(f, nf, s, n);
	b->what = BIND_FIELD;
	if (*out)
		return true;
	b->what = BIND_PART;
	for (size_t i = 0; i < nf; i++) {
		if (!is_person(p, &f[i]))
			continue;
		only = &f[i];
		persons++;
		for (int name = 0; name <= SIFA_LANGS; name++) {
			const char *rest = s;
			size_t len = n;

			if (!take_name(&f[i], name, &rest, &len))
				continue;
			take_dot(&rest, &len);
			if (part_named(p, rest, len, &b->part)) {
				*out = &f[i];
				return true;
			}
		}
	}
	*out = only;
	return table && persons == 1 && part_named(p, s, n, &b->part);
}

/* ---- tables ---- */

static bool take_number(const char **s, size_t *n, unsigned *out)
{
	size_t i = 0;

	*out = 0;
	while (i < *n && i < 4 && (*s)[i] >= '0' && (*s)[i] <= '9')
		*out = *out * 10 + (unsigned)((*s)[i++] - '0');
	*s += i;
	*n -= i;
	return i > 0 && *out > 0;
}

static bool bind_table(const struct bindings *b, const char *s, size_t n, struct bind *out)
{
	for (size_t i = 0; i < b->kind->nfields; i++) {
		const struct sifa_field *f = &b->kind->field[i];

		for (int name = 0; f->type == SIFA_ROWS && name <= SIFA_LANGS; name++) {
			const char *rest = s;
			size_t len = n;
			unsigned row;

			if (!take_name(f, name, &rest, &len))
				continue;
			take_dot(&rest, &len);
			if (!take_number(&rest, &len, &row) || row > f->max)
				continue;
			take_dot(&rest, &len);
			if (!bind_inner(&b->person, f->row, f->nrow, true, rest, len, &out->sub,
					out))
				continue;
			out->f = f;
			out->row = (uint16_t)(row - 1);
			return true;
		}
	}
	return false;
}

static bool bind_one(const struct bindings *b, const char *s, size_t n, struct bind *out)
{
	static const char *const unit[] = {"unit", "单位", "所属单位", NULL};
	static const char *const serial[] = {"序号", "no.", "serial", NULL};
	const struct sifa_kind *k = b->kind;

	*out = (struct bind){0};
	csv_unguard(&s, &n);
	text_trim(&s, &n);
	if (!n || n >= HEADING)
		return false;
	if (*s == '#') {
		out->what = BIND_SKIP;
		return true;
	}
	if (b->rows) {
		out->f = b->rows;
		if (bind_inner(&b->person, b->rows->row, b->rows->nrow, true, s, n, &out->sub, out))
			return true;
	} else if (bind_inner(&b->person, k->field, k->nfields, false, s, n, &out->f, out)) {
		return out->f->type != SIFA_ROWS;
	} else if (bind_table(b, s, n, out)) {
		return true;
	}
	*out = (struct bind){.what = is_one_of(unit, s, n)     ? BIND_UNIT
				     : same_folded("id", s, n) ? BIND_ID
				     : is_one_of(serial, s, n) ? BIND_SKIP
							       : BIND_NONE};
	return out->what != BIND_NONE;
}

/* ---- the header ---- */

bool bind_looks(const struct bindings *b, const struct csv_row *row)
{
	size_t filled = 0, known = 0;
	struct bind one;

	for (size_t i = 0; i < row->n; i++) {
		const char *s = row->cell[i].s;
		size_t n = row->cell[i].n;

		text_trim(&s, &n);
		filled += n > 0;
		known += n > 0 && bind_one(b, s, n, &one) && one.what > BIND_SKIP;
	}
	return known && 2 * known >= filled && (known > 1 || filled == 1);
}

char *bind_path(const struct bind_person *p, const struct bind *b, char *buf)
{
	size_t n = 0;

	if (!b->f) {
		snprintf(buf, 100, "%s",
			 b->what == BIND_UNIT ? "unit"
			 : b->what == BIND_ID ? "id"
					      : "");
		return buf;
	}
	n = (size_t)snprintf(buf, 100, "%.30s", b->f->id);
	if (b->sub)
		n += (size_t)snprintf(buf + n, 100 - n, ".%u.%.30s", b->row + 1U, b->sub->id);
	if (b->what == BIND_PART && p->part[b->part])
		snprintf(buf + n, 100 - n, ".%.20s", p->part[b->part]->id);
	return buf;
}

/* One word of a path: the label where it is an id of these, else as it is. */
static const struct sifa_field *word(const struct sifa_field *f, size_t n, const char *id,
				     enum sifa_lang lang, char *buf, size_t size)
{
	size_t used = strlen(buf);
	const struct sifa_field *hit = NULL;

	for (size_t i = 0; i < n && !hit; i++)
		hit = !strcmp(f[i].id, id) ? &f[i] : NULL;
	snprintf(buf + used, size - used, "%s%s", used ? "." : "",
		 hit && *hit->label[lang] ? hit->label[lang] : id);
	return hit;
}

void bind_words(const struct bind_person *p, const struct sifa_kind *k, enum sifa_lang lang,
		char *path, size_t size)
{
	char part[4][32] = {"", "", "", ""}, out[300] = "";
	const struct sifa_field *f, *sub = NULL;
	int n = sscanf(path, "%31[^.].%31[^.].%31[^.].%31[^.]", part[0], part[1], part[2], part[3]);
	bool table;

	if (n < 1)
		return;
	if (!strcmp(path, "unit") && lang == SIFA_ZH) {
		snprintf(path, size, "单位");
		return;
	}
	f = word(k->field, k->nfields, part[0], lang, out, sizeof out);
	table = f && f->type == SIFA_ROWS;
	for (int i = 1; f && i < n; i++) {
		bool last = table ? i == 3 : i == 1;

		if (table && i == 2)
			sub = word(f->row, f->nrow, part[i], lang, out, sizeof out);
		else if (last && is_person(p, table && sub ? sub : f))
			word(p->kind->field, p->kind->nfields, part[i], lang, out, sizeof out);
		else
			word(NULL, 0, part[i], lang, out, sizeof out);
	}
	snprintf(path, size, "%.*s", (int)sifa_text_prev(out, strlen(out) + 1, size), out);
}

size_t bind_column(const struct bindings *b, const struct sifa_field *f, size_t row,
		   const struct sifa_field *sub)
{
	for (size_t i = 0; i < b->n; i++)
		if (b->v[i].f == f && (!sub || b->v[i].sub == sub) &&
		    (row == SIZE_MAX || b->v[i].row == row))
			return i;
	return SIZE_MAX;
}

struct heading {
	struct bindings *b;
	const struct csv_row *row;
	size_t column;
	const char *source;
	struct sifa_findings *findings;
};

static void complain(const struct heading *h, const char *msg, const char *a2, const char *a3)
{
	const struct csv_cell *cell = &h->row->cell[h->column];
	struct sifa_err e = {0};
	char shown[120];

	snprintf(shown, sizeof shown, "%.*s", (int)sifa_text_fit(cell->s, cell->n, 40, NULL),
		 cell->s);
	err_set(&e, SIFA_E_DATA, msg, shown, a2, a3, NULL);
	err_at(&e, h->source, cell->line, csv_column(h->row, h->column));
	findings_add(h->findings, SIFA_ERROR, &e);
}

/* The table that a heading names without telling the cell. */
static const struct sifa_field *table_named(const struct sifa_kind *k, const char *name)
{
	const struct sifa_field *f =
		name ? bind_field(k->field, k->nfields, name, strlen(name)) : NULL;

	return f && f->type == SIFA_ROWS ? f : NULL;
}

/* How its columns are called, in the language of the heading. */
static void complain_table(const struct heading *h, const char *name, const struct sifa_field *f)
{
	const struct sifa_field *sub = &f->row[0];
	char column[120];

	for (size_t i = 0; i < f->nrow; i++)
		if (is_person(&h->b->person, &f->row[i]))
			sub = &f->row[i];
	snprintf(column, sizeof column, "%.40s.1.%.60s", name,
		 !strcmp(name, f->label[SIFA_ZH])   ? sub->label[SIFA_ZH]
		 : !strcmp(name, f->label[SIFA_EN]) ? sub->label[SIFA_EN]
						    : sub->id);
	complain(h,
		 N_("\"{1}\": this is a table, with a column for each of its cells, such as "
		    "\"{2}\"; or a second file, read with --rows {3}."),
		 column, f->id);
}

static void complain_unknown(const struct heading *h)
{
	const struct csv_cell *cell = &h->row->cell[h->column];
	const struct sifa_kind *k = h->b->kind;
	const char **name = calloc(3 * k->nfields, sizeof *name), *near = NULL;
	const struct sifa_field *table;
	char s[HEADING];
	size_t n = 0;

	snprintf(s, sizeof s, "%.*s", (int)cell->n, cell->s);
	for (size_t i = 0; name && i < k->nfields; i++) {
		name[n++] = k->field[i].id;
		name[n++] = k->field[i].label[SIFA_ZH];
		name[n++] = k->field[i].label[SIFA_EN];
	}
	if (name)
		near = nearest_name(s, name, n);
	table = table_named(k, near);
	if (table && !h->b->rows)
		complain_table(h, near, table);
	else if (near)
		complain(h,
			 N_("\"{1}\" is no field of {2}; did you mean \"{3}\"? To leave the column "
			    "out, begin its heading with #."),
			 k->id, near);
	else
		complain(
			h,
			N_("\"{1}\" is no field of {2}. To leave the column out, begin its heading "
			   "with #."),
			k->id, NULL);
	free(name);
}

static bool same_target(const struct bind *a, const struct bind *b)
{
	return a->what == b->what && a->f == b->f && a->sub == b->sub && a->row == b->row &&
	       (a->what != BIND_PART || a->part == b->part);
}

static bool twice(const struct bindings *b, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (b->v[column].what > BIND_SKIP && same_target(&b->v[i], &b->v[column]))
			return true;
	return false;
}

/* Puts the column of a person's part to the others of that person. */
static void add_part(struct bindings *b, size_t column)
{
	const struct bind *x = &b->v[column];
	struct bind_group *g = b->group;

	while (g < b->group + b->ngroups && (g->f != x->f || g->sub != x->sub || g->row != x->row))
		g++;
	if (g == b->group + b->ngroups) {
		*g = (struct bind_group){.f = x->f, .sub = x->sub, .row = x->row};
		for (int i = 0; i < PARTS; i++)
			g->column[i] = SIZE_MAX;
		b->ngroups++;
	}
	g->column[x->part] = column;
}

static bool worth_a_cache(const struct bind *x)
{
	const struct sifa_field *f = x->of;

	return x->what == BIND_UNIT || x->refers ||
	       (f && x->what == BIND_FIELD &&
		(f->type == SIFA_CODE || f->type == SIFA_CODES || f->type == SIFA_BOOL ||
		 f->type == SIFA_DATE));
}

static enum sifa_rc bind_column_of(struct heading *h, struct sifa_err *err)
{
	struct bindings *b = h->b;
	struct bind *x = &b->v[h->column];
	const struct csv_cell *cell = &h->row->cell[h->column];
	const char *s = cell->s;
	size_t n = cell->n;

	text_trim(&s, &n);
	if (!n)
		return SIFA_OK;
	if (!bind_one(b, s, n, x)) {
		*x = (struct bind){0};
		complain_unknown(h);
		return SIFA_OK;
	}
	if (twice(b, h->column))
		complain(h, N_("\"{1}\" stands twice in the header."), NULL, NULL);
	if (x->what == BIND_UNIT)
		b->unit = h->column;
	if (x->what == BIND_ID)
		b->id = h->column;
	if (x->what == BIND_PART)
		add_part(b, h->column);
	x->of = x->sub ? x->sub : x->f;
	x->refers = x->of && (x->of->type == SIFA_REF || x->of->type == SIFA_PLACE ||
			      x->of->type == SIFA_REFS);
	if (x->f && !b->rows) {
		b->bound[x->f->index] = true;
		if (x->sub && b->nrows[x->f->index] <= x->row)
			b->nrows[x->f->index] = (uint16_t)(x->row + 1);
	}
	if (worth_a_cache(x) && !(x->cache = calloc(BIND_CACHE, sizeof *x->cache)))
		return err_nomem(err);
	return SIFA_OK;
}

enum sifa_rc bind_header(struct bindings *b, const struct csv_row *row, const char *source,
			 struct sifa_findings *findings, struct sifa_err *err)
{
	struct heading h = {b, row, 0, source, findings};
	enum sifa_rc rc = SIFA_OK;

	b->n = row->n;
	b->unit = b->id = SIZE_MAX;
	b->v = calloc(row->n, sizeof *b->v);
	b->group = calloc(row->n, sizeof *b->group);
	b->bound = calloc(b->kind->nfields + 1, sizeof *b->bound);
	b->nrows = calloc(b->kind->nfields + 1, sizeof *b->nrows);
	if (!b->v || !b->group || !b->bound || !b->nrows)
		return err_nomem(err);
	if (b->rows) {
		b->bound[b->rows->index] = true;
		b->nrows[b->rows->index] = 1;
	}
	b->reasons = row->n && row->cell[0].n == 1 && *row->cell[0].s == '#';
	b->number = b->rows ? b->reasons : SIZE_MAX;
	for (; h.column < row->n && !rc; h.column++)
		if (h.column != b->number)
			rc = bind_column_of(&h, err);
	return rc;
}

void bind_keep(struct bind_cache *c, const char *s, size_t n, int64_t v, enum sifa_state state,
	       const void *by)
{
	c->n = (uint8_t)n;
	c->state = (uint8_t)state;
	c->v = v;
	c->by = by;
	memcpy(c->s, s, n);
}

void bind_free(struct bindings *b)
{
	for (size_t i = 0; b->v && i < b->n; i++)
		free(b->v[i].cache);
	free(b->v);
	free(b->group);
	free(b->bound);
	free(b->nrows);
}
