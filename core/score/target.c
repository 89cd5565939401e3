/* target.c - letter records: read by letter and year, and the rows of their numbers. */
#include <stdlib.h>
#include <string.h>

#include "office.h"
#include "target.h"

const struct sifa_value *letter_value(const struct sifa_record *r, const char *field)
{
	static const struct sifa_value none;
	const struct sifa_field *f = kind_field(r->kind, field);

	return f && r->v[f->index].state == SIFA_SET ? &r->v[f->index] : &none;
}

sifa_day letter_day(const struct sifa_record *r, const char *field)
{
	const struct sifa_value *v = letter_value(r, field);

	return v->state == SIFA_SET ? (sifa_day)v->n : SIFA_DAY_NONE;
}

static enum sifa_rc set(struct sifa_record *r, const char *field, const struct sifa_value *v,
			struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	if (f)
		return sifa_set(r, f, v, err);
	return err_set(err, SIFA_E_CONFIG, N_("The kind {1} has no field \"{2}\"."), r->kind->id,
		       field, NULL);
}

enum sifa_rc letter_set_n(struct sifa_record *r, const char *field, int64_t n, struct sifa_err *err)
{
	return set(r, field, &(struct sifa_value){.state = SIFA_SET, .n = n}, err);
}

enum sifa_rc letter_set_text(struct sifa_record *r, const char *field, const char *s,
			     struct sifa_err *err)
{
	struct sifa_value v = {.state = SIFA_SET, .s = s, .len = strlen(s)};

	return set(r, field, &v, err);
}

/* ---- the records of a letter ---- */

static bool take_ids(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	(void)month;
	for (size_t i = 0; i < n; i++, rows += width)
		if (!idlist_add(arg, get_le(rows + FIX_ID, 8)))
			return false;
	return true;
}

enum sifa_rc letter_ids(struct view *v, const struct sifa_kind *letter, struct idlist *out,
			struct sifa_err *err)
{
	enum sifa_rc rc = view_facts(v, letter, FACT_NO_MONTH, INT32_MAX, take_ids, out, err);

	if (!rc && out->failed)
		rc = err_nomem(err);
	idlist_sort(out); /* one stands in several months */
	return rc;
}

static int by_unit(const void *a, const void *b)
{
	const struct sifa_record *const *x = a, *const *y = b;

	return ((*x)->unit > (*y)->unit) - ((*x)->unit < (*y)->unit);
}

static bool is_of(const struct sifa_letter *l, int year, const struct sifa_record *r)
{
	return value_is(letter_value(r, "scheme"), l->id) &&
	       (!year || letter_value(r, "year")->n == year);
}

static enum sifa_rc take_record(struct view *v, const struct sifa_letter *l, int year, uint64_t id,
				struct letter_records *out, struct sifa_err *err)
{
	struct sifa_record *r = record_new(l->fields.letter);
	enum sifa_rc rc = r ? view_score_load(v, id, r, err) : err_nomem(err);

	if (!rc && is_of(l, year, r)) {
		if (!grow(&out->v, &out->cap, out->n + 1, sizeof(struct sifa_record *)))
			rc = err_nomem(err);
		else
			out->v[out->n++] = r, r = NULL;
	}
	sifa_record_free(r);
	return rc;
}

enum sifa_rc letter_records_read(struct view *v, const struct sifa_letter *l, int year,
				 struct letter_records *out, struct sifa_err *err)
{
	struct idlist ids = {0};
	enum sifa_rc rc;

	*out = (struct letter_records){0};
	if (!l->fields.letter)
		return err_set(err, SIFA_E_CONFIG,
			       N_("The configuration has no kind for letters that are signed."),
			       NULL);
	rc = letter_ids(v, l->fields.letter, &ids, err);
	for (size_t i = 0; i < ids.n && !rc; i++)
		rc = take_record(v, l, year, ids.id[i], out, err);
	free(ids.id);
	if (out->n)
		qsort(out->v, out->n, sizeof(struct sifa_record *), by_unit);
	if (rc)
		letter_records_free(out);
	return rc;
}

void letter_records_free(struct letter_records *r)
{
	for (size_t i = 0; i < r->n; i++)
		sifa_record_free(r->v[i]);
	free(r->v);
	*r = (struct letter_records){0};
}

struct sifa_record *letter_records_of(const struct letter_records *r, uint64_t unit)
{
	for (size_t i = 0; i < r->n; i++)
		if (r->v[i]->unit == unit)
			return r->v[i];
	return NULL;
}

static enum sifa_rc fill_draft(struct view *v, struct sifa_record *r, const struct sifa_letter *l,
			       int year, struct sifa_err *err)
{
	int months = (year - letter_year(l)) * 12;
	sifa_day to = day_add_months(l->to + 1, months) - 1;
	enum sifa_rc rc = letter_set_text(r, "scheme", l->id, err);

	if (!rc)
		rc = letter_set_n(r, "year", year, err);
	if (!rc)
		rc = letter_set_n(r, "period_from", day_add_months(l->from, months), err);
	if (!rc)
		rc = letter_set_n(r, "period_to", to, err);
	if (!rc)
		rc = letter_set_n(r, "cutoff", to + (l->cutoff - l->to), err);
	if (!rc && r->unit != view_root(v) && kind_field(r->kind, "upper"))
		rc = letter_set_n(r, "upper", (int64_t)view_root(v), err);
	return rc;
}

struct sifa_record *letter_records_add(struct view *v, struct letter_records *rs,
				       const struct sifa_letter *l, int year, uint64_t unit,
				       struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	enum sifa_rc rc = sifa_record_new(v->se, l->fields.letter, &r, err);

	if (!rc && !grow(&rs->v, &rs->cap, rs->n + 1, sizeof(struct sifa_record *)))
		rc = err_nomem(err);
	if (!rc) {
		r->unit = r->holder = unit;
		rc = fill_draft(v, r, l, year, err);
	}
	if (rc) {
		sifa_record_free(r);
		return NULL;
	}
	rs->v[rs->n++] = r;
	return r;
}

/* ---- rows ---- */

static const struct sifa_value *cell(const struct sifa_letter *l, const struct sifa_row *row,
				     const char *column)
{
	static const struct sifa_value none;
	const struct sifa_field *f = sifa_rows_field(l->fields.let_targets, column);

	return f && row->v[f->index].state == SIFA_SET ? &row->v[f->index] : &none;
}

static bool of_clause(const struct sifa_letter *l, const struct sifa_row *row, const char *clause)
{
	const struct sifa_value *v = cell(l, row, "clause");

	return v->s && v->len == strlen(clause) && memcmp(v->s, clause, v->len) == 0;
}

static bool newer(const struct sifa_letter *l, const struct sifa_row *a, const struct sifa_row *b)
{
	const struct sifa_value *x = cell(l, a, "from"), *y = cell(l, b, "from");
	sifa_day da = x->state == SIFA_SET ? (sifa_day)x->n : SIFA_DAY_NONE;
	sifa_day db = y->state == SIFA_SET ? (sifa_day)y->n : SIFA_DAY_NONE;

	return da != db ? da > db : cell(l, a, "version")->n > cell(l, b, "version")->n;
}

const struct sifa_row *target_row(const struct sifa_letter *l, const struct sifa_record *r,
				  const char *clause, sifa_day day, size_t *versions)
{
	const struct sifa_value *rows = letter_value(r, "targets");
	const struct sifa_row *best = NULL;

	if (versions)
		*versions = 0;
	for (size_t i = 0; i < rows->len; i++) {
		const struct sifa_row *row = &rows->row[i];
		const struct sifa_value *from = cell(l, row, "from");

		if (!of_clause(l, row, clause) || cell(l, row, "target")->state != SIFA_SET)
			continue;
		if (versions)
			++*versions;
		if (from->state == SIFA_SET && from->n > day)
			continue;
		if (!best || newer(l, row, best))
			best = row;
	}
	return best;
}

const struct clause *target_clause(const struct sifa_letter *l, const char *id)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++) {
			const struct clause *cl = &l->section[i].clause[k];

			if (strcmp(cl->id, id) == 0)
				return cl;
		}
	return NULL;
}

struct rows { /* being changed */
	const struct sifa_field *f;
	struct sifa_row *row;
	struct sifa_value *spare; /* cells of one more row */
	size_t n;
};

static bool rows_take(struct rows *rs, const struct sifa_record *r, const struct sifa_field *f)
{
	const struct sifa_value *v = &r->v[f->index];
	size_t n = v->state == SIFA_SET ? v->len : 0;

	*rs = (struct rows){.f = f};
	rs->row = calloc(n + 1, sizeof *rs->row);
	rs->spare = calloc(f->nrow, sizeof *rs->spare);
	if (!rs->row || !rs->spare)
		return false;
	if (n)
		memcpy(rs->row, v->row, n * sizeof *rs->row);
	rs->n = n;
	return true;
}

/* The cells of row i in memory that may be written to. */
static struct sifa_value *rows_edit(struct rows *rs, size_t i)
{
	if (i < rs->n)
		memcpy(rs->spare, rs->row[i].v, rs->f->nrow * sizeof *rs->spare);
	else
		rs->row[rs->n++] = (struct sifa_row){0};
	rs->row[i].v = rs->spare;
	return rs->spare;
}

static void rows_free(struct rows *rs)
{
	free(rs->row);
	free(rs->spare);
}

static void put_n(const struct rows *rs, struct sifa_value *cells, const char *column, int64_t n)
{
	const struct sifa_field *f = sifa_rows_field(rs->f, column);

	if (f)
		cells[f->index] = (struct sifa_value){.state = SIFA_SET, .n = n};
}

static void put_s(const struct rows *rs, struct sifa_value *cells, const char *column,
		  const char *s)
{
	const struct sifa_field *f = sifa_rows_field(rs->f, column);

	if (f)
		cells[f->index] =
			s && *s ? (struct sifa_value){.state = SIFA_SET, .s = s, .len = strlen(s)}
				: (struct sifa_value){0};
}

static void put_cells(const struct rows *rs, struct sifa_value *cells,
		      const struct sifa_target_put *put)
{
	const struct sifa_field *above = sifa_rows_field(rs->f, "parent_target");

	put_s(rs, cells, "clause", put->clause);
	put_n(rs, cells, "target", put->n);
	if (above)
		cells[above->index] = (struct sifa_value){0};
	if (put->above >= 0)
		put_n(rs, cells, "parent_target", put->above);
	put_s(rs, cells, "factor", put->by);
	put_n(rs, cells, "by_hand", put->by_hand);
	put_n(rs, cells, "locked", put->locked);
}

static enum sifa_rc store_rows(struct sifa_record *r, struct rows *rs, struct sifa_err *err)
{
	struct sifa_value v = {
		.state = rs->n ? SIFA_SET : SIFA_ABSENT, .row = rs->row, .len = rs->n};

	return sifa_set(r, rs->f, &v, err);
}

/* Replaces the number in place, or takes it away. */
static void replace(const struct sifa_letter *l, struct rows *rs, const struct sifa_target_put *put)
{
	size_t at = rs->n;

	for (size_t i = 0; i < rs->n; i++)
		if (of_clause(l, &rs->row[i], put->clause) &&
		    (at == rs->n || newer(l, &rs->row[i], &rs->row[at])))
			at = i;
	if (put->n >= 0) {
		put_cells(rs, rows_edit(rs, at), put);
	} else if (at < rs->n) {
		memmove(rs->row + at, rs->row + at + 1, (rs->n - at - 1) * sizeof *rs->row);
		rs->n--;
	}
}

/* A new row beside the one that it replaces from its day on. */
static void add_version(const struct sifa_letter *l, struct rows *rs,
			const struct sifa_target_put *put, const struct sifa_supplement *s)
{
	const struct sifa_row *was = NULL;
	int64_t version = 1;
	struct sifa_value *c;

	for (size_t i = 0; i < rs->n; i++) {
		if (!of_clause(l, &rs->row[i], put->clause))
			continue;
		was = &rs->row[i];
		if (cell(l, was, "version")->n > version)
			version = cell(l, was, "version")->n;
	}
	c = rows_edit(rs, rs->n);
	if (was)
		memcpy(c, was->v, rs->f->nrow * sizeof *c);
	put_cells(rs, c, put);
	put_n(rs, c, "version", was ? version + 1 : 1);
	put_n(rs, c, "from", s->from);
	put_s(rs, c, "doc_no", s->doc_no);
}

/* The paper is entered once a record. */
static enum sifa_rc add_paper(struct sifa_record *r, const struct sifa_supplement *s,
			      sifa_day today, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, "supplements");
	const struct sifa_field *no = f ? sifa_rows_field(f, "doc_no") : NULL;
	enum sifa_rc rc = SIFA_OK;
	struct sifa_value *c;
	struct rows rs = {0};

	if (!f || !no)
		return err_set(err, SIFA_E_CONFIG, N_("The kind {1} has no field \"{2}\"."),
			       r->kind->id, "supplements", NULL);
	if (!rows_take(&rs, r, f))
		rc = err_nomem(err);
	for (size_t i = 0; i < rs.n && !rc; i++) {
		const struct sifa_value *v = &rs.row[i].v[no->index];

		if (v->s && !strcmp(v->s, s->doc_no)) {
			rows_free(&rs);
			return SIFA_OK;
		}
	}
	if (!rc) {
		c = rows_edit(&rs, rs.n);
		put_n(&rs, c, "on", today);
		put_s(&rs, c, "doc_no", s->doc_no);
		put_s(&rs, c, "text", s->text);
		rc = store_rows(r, &rs, err);
	}
	if (!rc && letter_day(r, "signed_on") != SIFA_DAY_NONE)
		rc = letter_set_n(r, "supplemented_on", today, err);
	rows_free(&rs);
	return rc;
}

enum sifa_rc target_write(const struct sifa_letter *l, struct sifa_record *r,
			  const struct sifa_target_put *put,
			  const struct sifa_supplement *supplement, sifa_day today,
			  struct sifa_err *err)
{
	const struct sifa_row *was =
		supplement ? target_row(l, r, put->clause, supplement->from, NULL) : NULL;
	struct rows rs = {0};
	enum sifa_rc rc = SIFA_OK;

	if (supplement && put->n < 0)
		return err_set(
			err, SIFA_E_DATA,
			N_("A supplement changes the number of {1}; it cannot take it away."),
			put->clause, NULL);
	if (was && cell(l, was, "target")->n == put->n) /* nothing changes by the paper */
		return SIFA_OK;
	if (!rows_take(&rs, r, l->fields.let_targets))
		rc = err_nomem(err);
	if (!rc && supplement)
		add_version(l, &rs, put, supplement);
	else if (!rc)
		replace(l, &rs, put);
	if (!rc)
		rc = store_rows(r, &rs, err);
	if (!rc && supplement)
		rc = add_paper(r, supplement, today, err);
	rows_free(&rs);
	return rc;
}

/* ---- units ---- */

/* Whose numbers go to whom, by the kind of unit. */
static const char *const chain[][3] = {{"province", "city", NULL},
				       {"city", "bureau", NULL},
				       {"bureau", "office", NULL},
				       {"county", "office", NULL},
				       {"office", "village", "residents"}};

static bool unit_kind_is(const struct sifa_field *kind, uint64_t slot, const char *id)
{
	const struct sifa_code *c =
		id && kind->codes ? code_find(kind->codes, id, strlen(id)) : NULL;

	return c && slot == c->no + 3u;
}

static const char *const *chain_of(const struct sifa_field *kind, uint64_t slot)
{
	for (size_t i = 0; i < sizeof chain / sizeof *chain; i++)
		if (unit_kind_is(kind, slot, chain[i][0]))
			return chain[i];
	return NULL;
}

static bool signs(const struct sifa_letter *l, uint64_t slot)
{
	for (size_t i = 0; i < l->nunits; i++)
		if (l->unit_slot[i] == slot)
			return true;
	return false;
}

struct going { /* to whom */
	const struct sifa_letter *l;
	const struct sifa_field *kind, *closed;
	const char *const *to;
	sifa_day day;
	bool signers; /* the unit above gives to those that sign */
};

static bool goes_to(const struct going *g, const uint8_t *fixed, size_t len)
{
	uint64_t is = slot_get(g->kind, fixed, len);
	sifa_day end = g->closed ? day_of_slot(slot_get(g->closed, fixed, len)) : SIFA_DAY_NONE;

	if (end != SIFA_DAY_NONE && end <= g->day)
		return false;
	if (g->signers)
		return signs(g->l, is);
	return unit_kind_is(g->kind, is, g->to[1]) || unit_kind_is(g->kind, is, g->to[2]);
}

enum sifa_rc target_units(struct view *v, const struct sifa_letter *l, uint64_t above, sifa_day day,
			  uint64_t **out, size_t *n, struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->unit;
	struct going g = {.l = l,
			  .kind = kind_field(k, "kind"),
			  .closed = kind_field(k, "closed_on"),
			  .day = day};
	const uint8_t *fixed;
	size_t len, all = 0;
	uint64_t *id = NULL, is;
	enum sifa_rc rc = view_score_fixed(v, above, &fixed, &len, err);

	*out = NULL;
	*n = 0;
	if (rc)
		return rc;
	is = g.kind ? slot_get(g.kind, fixed, len) : 0;
	g.to = g.kind ? chain_of(g.kind, is) : NULL;
	if (!g.to)
		return err_set(err, SIFA_E_USAGE,
			       N_("Numbers are divided below a bureau or an office; this unit has "
				  "nobody below it to take them."),
			       NULL);
	/* An office gives to its villages, whoever signs. */
	g.signers = l->nunits && !signs(l, is) && strcmp(g.to[0], "office") != 0;
	rc = view_units(v, above, &id, &all, err);
	for (size_t i = 0; i < all && !rc; i++)
		if (id[i] != above && !view_score_fixed(v, id[i], &fixed, &len, NULL) &&
		    goes_to(&g, fixed, len))
			id[(*n)++] = id[i];
	*out = id;
	return rc;
}
