/* targets.c - the numbers of a letter, units by clauses, and the one act that writes
 * them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../work/many.h"
#include "office.h"
#include "target.h"

struct matrix { /* a table and its memory */
	struct sifa_targets face;
	struct arena arena;
};

static int year_of(const struct sifa_letter *l, int year)
{
	return year ? year : letter_year(l);
}

static enum sifa_rc may_see(const struct sifa_session *se, uint64_t unit, struct sifa_err *err)
{
	return guard(se, GUARD_SCORE, se->sifa->config->letter, unit, 0, err);
}

/* ---- the table ---- */

static void read_cell(const struct sifa_letter *l, const struct sifa_record *r, const char *clause,
		      sifa_day day, struct sifa_target *out)
{
	const struct sifa_row *row = r ? target_row(l, r, clause, day, &out->versions) : NULL;
	const struct sifa_field *rows = l->fields.let_targets, *f;

	if (!row)
		return;
	out->set = true;
	out->n = row->v[l->fields.let_target->index].n;
	if ((f = sifa_rows_field(rows, "locked")))
		out->locked = row->v[f->index].state == SIFA_SET && row->v[f->index].n;
	if ((f = sifa_rows_field(rows, "by_hand")))
		out->by_hand = row->v[f->index].state == SIFA_SET && row->v[f->index].n;
	if ((f = sifa_rows_field(rows, "factor")) && row->v[f->index].state == SIFA_SET)
		snprintf(out->by, sizeof out->by, "%s", row->v[f->index].s);
}

/* Those that the letter leaves open, and those for which somebody has a number. */
static bool in_table(const struct sifa_letter *l, const struct clause *cl,
		     const struct letter_records *rs)
{
	bool yes = cl->target.blank;
	size_t versions;

	for (size_t i = 0; i < rs->n && !yes; i++) {
		target_row(l, rs->v[i], cl->id, INT32_MAX, &versions);
		yes = versions > 0;
	}
	return yes;
}

static bool make_clauses(struct matrix *m, const struct letter_records *rs)
{
	const struct sifa_letter *l = m->face.letter;
	struct sifa_target_clause *c = arena_array(&m->arena, l->nclauses + 1, sizeof *c);

	m->face.clause = c;
	for (size_t i = 0; c && i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++) {
			const struct clause *cl = &l->section[i].clause[k];

			if (!in_table(l, cl, rs))
				continue;
			*c = (struct sifa_target_clause){.id = cl->id,
							 .number = cl->number ? cl->number : "",
							 .blank = cl->target.blank};
			for (int g = 0; g < SIFA_LANGS; g++) {
				c->text[g] = cl->text[g] ? cl->text[g] : "";
				c->unit[g] = cl->unit[g] ? cl->unit[g] : "";
			}
			m->face.nclauses++;
			c++;
		}
	return m->face.clause;
}

static void make_unit(struct view *v, const struct letter_records *rs, uint64_t id,
		      struct sifa_target_unit *u)
{
	const struct sifa_kind *k = v->se->sifa->config->unit;
	const struct sifa_field *code = kind_field(k, "code");
	const struct sifa_record *r = letter_records_of(rs, id);
	struct sifa_record *unit = record_new(k);

	u->unit = id;
	view_title(v, id, false, v->se->lang, u->name, sizeof u->name);
	if (unit && code && !view_score_load(v, id, unit, NULL))
		field_format(code, &unit->v[code->index], v->se->lang, u->code, sizeof u->code);
	sifa_record_free(unit);
	if (!r)
		return;
	u->record = r->id;
	u->state = sifa_record_state(r);
	u->is_signed = letter_day(r, "signed_on") != SIFA_DAY_NONE;
}

static bool make_units(struct matrix *m, struct view *v, const struct letter_records *rs,
		       const uint64_t *id, size_t n)
{
	m->face.unit = arena_array(&m->arena, n + 1, sizeof *m->face.unit);
	if (!m->face.unit)
		return false;
	m->face.nunits = n;
	make_unit(v, rs, m->face.above.unit, &m->face.above);
	for (size_t i = 0; i < n; i++)
		make_unit(v, rs, id[i], &m->face.unit[i]);
	return true;
}

static bool make_cells(struct matrix *m, const struct letter_records *rs, sifa_day day)
{
	struct sifa_targets *t = &m->face;
	const struct sifa_record *above = letter_records_of(rs, t->above.unit);

	t->cell = arena_array(&m->arena, t->nunits * t->nclauses + 1, sizeof *t->cell);
	for (size_t k = 0; t->cell && k < t->nclauses; k++) {
		struct sifa_target_clause *c = &t->clause[k];

		read_cell(t->letter, above, c->id, day, &c->above);
		for (size_t i = 0; i < t->nunits; i++) {
			struct sifa_target *cell = &t->cell[i * t->nclauses + k];

			read_cell(t->letter, letter_records_of(rs, t->unit[i].unit), c->id, day,
				  cell);
			c->sum += cell->n;
			c->lacking += !cell->set;
		}
	}
	return t->cell;
}

static enum sifa_rc fill(struct matrix *m, struct view *v, struct sifa_err *err)
{
	sifa_day today = sifa_today(v->se);
	struct letter_records rs = {0};
	uint64_t *id = NULL;
	size_t n = 0;
	enum sifa_rc rc = target_units(v, m->face.letter, m->face.above.unit, today, &id, &n, err);

	if (!rc)
		rc = letter_records_read(v, m->face.letter, m->face.year, &rs, err);
	if (!rc &&
	    !(make_clauses(m, &rs) && make_units(m, v, &rs, id, n) && make_cells(m, &rs, today)))
		rc = err_nomem(err);
	letter_records_free(&rs);
	free(id);
	return rc;
}

enum sifa_rc sifa_targets(struct sifa_session *se, const struct sifa_letter *l, int year,
			  uint64_t above, struct sifa_targets **out, struct sifa_err *err)
{
	struct matrix *m = calloc(1, sizeof *m);
	struct view v;
	enum sifa_rc rc;

	*out = NULL;
	if (!m)
		return err_nomem(err);
	m->face.letter = l;
	m->face.year = year_of(l, year);
	m->face.above.unit = above ? above : se->unit;
	rc = may_see(se, m->face.above.unit, err);
	if (!rc && !(rc = view_begin(se, &v, err))) {
		rc = fill(m, &v, err);
		view_end(&v);
	}
	if (rc)
		sifa_targets_free(&m->face);
	else
		*out = &m->face;
	return rc;
}

void sifa_targets_free(struct sifa_targets *t)
{
	struct matrix *m = (struct matrix *)t;

	if (!m)
		return;
	arena_free(&m->arena);
	free(m);
}

bool sifa_target_divided(const struct sifa_target_clause *c)
{
	return c->above.set && c->sum >= c->above.n;
}

/* ---- written ---- */

static enum sifa_rc check_put(const struct sifa_letter *l, const struct sifa_target_put *p,
			      struct sifa_err *err)
{
	const struct clause *cl = target_clause(l, p->clause);

	if (!cl)
		return err_set(err, SIFA_E_DATA, N_("The letter {1} has no clause {2}."), l->id,
			       p->clause, NULL);
	if (!cl->target.blank && !cl->target.quota.n && !cl->target.quota.of)
		return err_set(err, SIFA_E_DATA,
			       N_("The clause {1} of the letter {2} goes by no number."), p->clause,
			       l->id, NULL);
	return SIFA_OK;
}

static enum sifa_rc check_paper(const struct sifa_supplement *s, struct sifa_err *err)
{
	if (!s || (s->from != SIFA_DAY_NONE && s->doc_no && *s->doc_no && s->text && *s->text))
		return SIFA_OK;
	return err_set(err, SIFA_E_DATA,
		       N_("A supplement needs its document number, its words and the day from "
			  "which it counts."),
		       NULL);
}

/* The records of the units that get a number. */
struct writing {
	struct letter_records all;
	struct sifa_record **v;
	size_t n;
};

static void touch(struct writing *w, struct sifa_record *r)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->v[i] == r)
			return;
	w->v[w->n++] = r;
}

static enum sifa_rc write_all(struct view *v, struct writing *w, const struct sifa_letter *l,
			      int year, const struct sifa_target_put *put, size_t n,
			      const struct sifa_supplement *supplement, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < n && !rc; i++) {
		struct sifa_record *r;

		rc = check_put(l, &put[i], err);
		if (!rc)
			rc = may_see(v->se, put[i].unit, err);
		if (rc)
			break;
		r = letter_records_of(&w->all, put[i].unit);
		if (!r)
			r = letter_records_add(v, &w->all, l, year, put[i].unit, err);
		rc = r ? target_write(l, r, &put[i], supplement, sifa_today(v->se), err)
		       : SIFA_E_DATA;
		if (!rc)
			touch(w, r);
	}
	return rc;
}

enum sifa_rc sifa_targets_put(struct sifa_session *se, const struct sifa_letter *l, int year,
			      const struct sifa_target_put *put, size_t n,
			      const struct sifa_supplement *supplement, struct sifa_findings *out,
			      struct sifa_err *err)
{
	struct writing w = {.v = calloc(n + 1, sizeof(struct sifa_record *))};
	struct view v;
	enum sifa_rc rc = w.v ? check_paper(supplement, err) : err_nomem(err);

	if (!rc && !(rc = view_begin(se, &v, err))) {
		rc = letter_records_read(&v, l, year_of(l, year), &w.all, err);
		if (!rc)
			rc = write_all(&v, &w, l, year_of(l, year), put, n, supplement, err);
		view_end(&v);
	}
	if (!rc)
		rc = save_many(se, w.v, w.n, supplement ? supplement->doc_no : N_("targets"), out,
			       err);
	letter_records_free(&w.all);
	free(w.v);
	return rc;
}
