/* sample_keep.c - the inspection that a sample is kept in, and the marks its inspectors
 * give. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../work/check.h"
#include "../work/put.h"
#include "sample.h"

/* ---- fields by name: the kind is one the program is built on ---- */

static enum sifa_rc lacks(const struct sifa_kind *k, const char *field, struct sifa_err *err)
{
	return err_set(err, SIFA_E_CONFIG, N_("The kind {1} has no field {2}."), k->id, field,
		       NULL);
}

static enum sifa_rc put_known(struct sifa_record *r, const char *field, const char *s,
			      struct sifa_err *err)
{
	return kind_field(r->kind, field) ? put_text(r, field, s, err) : lacks(r->kind, field, err);
}

/* ---- rows of the sample ---- */

enum { NO, RECORD, HANDLER, COLUMNS, MOST = 200 };

struct sheet_row {
	char text[COLUMNS][160];
};

/* What the record is called on the sheet, and who handled it. */
static void describe(struct view *v, uint64_t id, struct sheet_row *out)
{
	const struct sifa_samples_def *s;
	const struct sifa_value *val;
	struct sifa_record *r;
	size_t n = 0;

	sifa_id_format(id, out->text[RECORD]);
	snprintf(out->text[NO], sizeof out->text[NO], "%s", out->text[RECORD]);
	if (view_get(v, id, &r, NULL))
		return;
	s = r->kind->samples;
	if (s && s->number != SIFA_NO_FIELD && r->v[s->number].state == SIFA_SET)
		field_format(&r->kind->field[s->number], &r->v[s->number], SIFA_ZH, out->text[NO],
			     sizeof out->text[NO]);
	val = s && s->handler != SIFA_NO_FIELD ? &r->v[s->handler] : NULL;
	if (val && val->state == SIFA_SET && r->kind->field[s->handler].type == SIFA_REF)
		view_title(v, (uint64_t)val->n, false, SIFA_ZH, out->text[HANDLER],
			   sizeof out->text[HANDLER]);
	else if (val && val->state == SIFA_SET)
		for (size_t i = 0; i < val->len && n + 4 < sizeof out->text[HANDLER]; i++) {
			if (n)
				n += (size_t)snprintf(out->text[HANDLER] + n,
						      sizeof out->text[HANDLER] - n, "、");
			view_title(v, val->id[i], false, SIFA_ZH, out->text[HANDLER] + n,
				   sizeof out->text[HANDLER] - n);
			n += strlen(out->text[HANDLER] + n);
		}
	sifa_record_free(r);
}

/* Cut to what the column holds, between characters. */
static void cut(char *s, const struct sifa_field *f)
{
	size_t at = 0, n = strlen(s);

	for (unsigned i = 0; i < f->max && at < n; i++)
		at = sifa_text_next(s, n, at);
	s[at] = '\0';
}

static enum sifa_rc put_rows(struct sifa_record *r, struct sheet_row *row, size_t n,
			     struct sifa_err *err)
{
	static const char *const name[COLUMNS] = {"no", "record", "handler"};
	const struct sifa_field *f = kind_field(r->kind, "samples"), *sub[COLUMNS];
	struct sifa_value *cell = f ? calloc(n * f->nrow + 1, sizeof *cell) : NULL;
	struct sifa_row *rows = calloc(n + 1, sizeof *rows);
	enum sifa_rc rc =
		f ? cell && rows ? SIFA_OK : err_nomem(err) : lacks(r->kind, "samples", err);

	for (size_t k = 0; !rc && k < COLUMNS; k++)
		if (!(sub[k] = sifa_rows_field(f, name[k])))
			rc = lacks(r->kind, name[k], err);
	for (size_t i = 0; i < n && !rc; i++) {
		rows[i].v = cell + i * f->nrow;
		for (size_t k = 0; k < COLUMNS; k++) {
			char *s = row[i].text[k];

			cut(s, sub[k]);
			if (*s)
				rows[i].v[sub[k]->index] = (struct sifa_value){
					.state = SIFA_SET, .s = s, .len = strlen(s)};
		}
	}
	if (!rc)
		rc = sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .row = rows, .len = n},
			      err);
	free(rows);
	free(cell);
	return rc;
}

static enum sifa_rc put_samples(struct sifa_session *se, struct sifa_record *r,
				const struct sifa_sample *s, struct sifa_err *err)
{
	struct sheet_row *row = calloc(s->n + 1, sizeof *row);
	char n[24];
	struct view v;
	enum sifa_rc rc = row ? view_begin(se, &v, err) : err_nomem(err);

	snprintf(n, sizeof n, "%zu", s->n);
	if (!rc && s->n > MOST) {
		view_end(&v);
		rc = err_set(err, SIFA_E_DATA,
			     N_("The sample has {1} records; a sheet holds 200 at most."), n, NULL);
	} else if (!rc) {
		for (size_t i = 0; i < s->n; i++)
			describe(&v, s->id[i], &row[i]);
		view_end(&v);
		rc = put_rows(r, row, s->n, err);
	}
	free(row);
	return rc;
}

/* ---- the inspection ---- */

static enum sifa_rc put_method(struct sifa_record *r, const char *method, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, "sampling");
	const char *s = method ? method : "random";
	const struct sifa_code *code = f && f->codes ? code_find(f->codes, s, strlen(s)) : NULL;

	return code ? put_number(r, "sampling", code->no, err) : lacks(r->kind, "sampling", err);
}

static enum sifa_rc put_inspectors(struct sifa_record *r, const struct sifa_sample_wish *w,
				   struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, "inspectors");
	const struct sifa_value v = {.state = SIFA_SET, .id = w->inspector, .len = w->ninspectors};

	if (!w->ninspectors)
		return SIFA_OK;
	return f ? sifa_set(r, f, &v, err) : lacks(r->kind, "inspectors", err);
}

static enum sifa_rc fill(struct sifa_session *se, struct sifa_record *r,
			 const struct sifa_sheet *sheet, const struct sifa_sample_wish *w,
			 const struct sifa_sample *s, struct sifa_err *err)
{
	enum sifa_rc rc = put_known(r, "letter", sheet->letter->id, err);

	if (!rc)
		rc = put_known(r, "clause", w->clause, err);
	if (!rc)
		rc = put_number(r, "inspected_on", sifa_today(se), err);
	if (!rc)
		rc = put_inspectors(r, w, err);
	if (!rc)
		rc = put_method(r, w->method, err);
	if (!rc)
		rc = put_number(r, "population", (int64_t)s->population, err);
	if (!rc)
		rc = put_known(r, "population_of", s->from, err);
	if (!rc)
		rc = put_number(r, "population_on", sheet->as_of, err);
	if (!rc)
		rc = put_known(r, "population_hash", s->hash, err);
	if (!rc)
		rc = put_known(r, "seed", s->seed, err);
	return rc ? rc : put_samples(se, r, s, err);
}

enum sifa_rc sifa_sample_keep(struct sifa_session *se, const struct sifa_sheet *sheet,
			      const struct sifa_sample_wish *w, struct sifa_sample *out,
			      uint64_t *id, struct sifa_findings *findings, struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	enum sifa_rc rc = sifa_sample_draw(se, sheet, w, out, err);

	if (!rc)
		rc = sifa_record_new(se, se->sifa->config->inspection, &r, err);
	if (!rc) {
		sifa_record_set_unit(r, sheet->office);
		rc = fill(se, r, sheet, w, out, err);
	}
	if (!rc)
		rc = sifa_save(se, r, findings, err);
	*id = rc ? 0 : r->id;
	sifa_record_free(r);
	return rc;
}

/* ---- marks ---- */

/* The place of this inspector: first or second, else third. */
static enum sifa_rc place_of(const struct sifa_record *r, uint64_t who, size_t *place,
			     struct sifa_err *err)
{
	static const char *const name[3] = {"first_by", "second_by", "third_by"};

	for (size_t i = 0; i < 3; i++) {
		const struct sifa_field *f = kind_field(r->kind, name[i]);

		if (!f)
			return lacks(r->kind, name[i], err);
		*place = i;
		if (r->v[f->index].state != SIFA_SET || (uint64_t)r->v[f->index].n == who)
			return SIFA_OK;
	}
	return err_set(err, SIFA_E_DATA,
		       N_("Three inspectors have given marks already; nobody else may."), NULL);
}

static enum sifa_rc put_defects(const struct sifa_field *f, const char *s, struct sifa_value *v,
				struct sifa_err *err)
{
	for (size_t n; f && *s; s += n) {
		const struct sifa_code *code;
		char word[64];

		s += strspn(s, ", ");
		n = strcspn(s, ", ");
		if (!n)
			break;
		snprintf(word, sizeof word, "%.*s", (int)(n < 63 ? n : 63), s);
		code = code_find(f->codes, word, strlen(word));
		if (!code || code->no >= 64)
			return err_set(err, SIFA_E_DATA, N_("The list {1} has no code \"{2}\"."),
				       f->codes->id, word, NULL);
		v->n = (int64_t)((uint64_t)(v->state == SIFA_SET ? v->n : 0) | UINT64_C(1)
										       << code->no);
		v->state = SIFA_SET;
	}
	return SIFA_OK;
}

static enum sifa_rc put_mark(struct sifa_record *r, size_t row, uint64_t who, int64_t points,
			     const char *defects, struct sifa_err *err)
{
	static const char *const by[3] = {"first_by", "second_by", "third_by"};
	static const char *const mark[3] = {"first", "second", "third"};
	const struct sifa_field *f = kind_field(r->kind, "samples"), *sub;
	struct sifa_value *v;
	size_t place = 0;
	char most[24];
	enum sifa_rc rc = place_of(r, who, &place, err);

	if (rc)
		return rc;
	if (!f || !(sub = sifa_rows_field(f, mark[place])))
		return lacks(r->kind, mark[place], err);
	snprintf(most, sizeof most, "%zu",
		 r->v[f->index].state == SIFA_SET ? r->v[f->index].len : 0);
	if (!row || r->v[f->index].state != SIFA_SET || row > r->v[f->index].len)
		return err_set(err, SIFA_E_USAGE, N_("The sheet has rows 1 to {1}."), most, NULL);
	v = r->v[f->index].row[row - 1].v;
	v[sub->index] = (struct sifa_value){.state = SIFA_SET, .n = points};
	if (defects && (sub = sifa_rows_field(f, "defects")))
		rc = put_defects(sub, defects, &v[sub->index], err);
	return rc ? rc : put_number(r, by[place], (int64_t)who, err);
}

enum sifa_rc sifa_sample_mark(struct sifa_session *se, uint64_t inspection, size_t row,
			      uint64_t inspector, int64_t points, const char *defects,
			      int64_t *score, struct sifa_findings *findings, struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	const struct sifa_field *f, *sub;
	enum sifa_rc rc = sifa_record_get(se, inspection, &r, err);

	*score = -1;
	if (!rc && r->kind != se->sifa->config->inspection)
		rc = err_set(err, SIFA_E_USAGE, N_("This record is no inspection."), NULL);
	if (!rc)
		rc = put_mark(r, row, inspector, points, defects, err);
	if (!rc)
		rc = sifa_save(se, r, findings, err);
	f = rc ? NULL : kind_field(r->kind, "samples");
	sub = f ? sifa_rows_field(f, "score") : NULL;
	if (sub && r->v[f->index].row[row - 1].v[sub->index].state == SIFA_SET)
		*score = r->v[f->index].row[row - 1].v[sub->index].n;
	sifa_record_free(r);
	return rc;
}
