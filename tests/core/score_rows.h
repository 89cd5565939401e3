/* score_rows.h - records with rows that a score reads: an inspector's samples, the targets
 * of an office's letter. */
#ifndef TESTS_CORE_SCORE_ROWS_H
#define TESTS_CORE_SCORE_ROWS_H

#include "score_fixture.h"

static inline const struct sifa_field *column_of(const struct sifa_field *rows, const char *id)
{
	const struct sifa_field *f = sifa_rows_field(rows, id);

	assert_non_null(f);
	return f;
}

static inline void set_rows(struct sifa_record *r, const struct sifa_field *f, struct sifa_row *row,
			    size_t n)
{
	struct sifa_err err = {0};

	if (n)
		ok(sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .row = row, .len = n},
			    &err),
		   &err);
}

/* An inspection of the first office: the scores of its sample. */
static inline void samples(struct county *c, const char *letter, const char *clause_id,
			   const char *on, const int64_t *scores, size_t n)
{
	struct sifa_record *r = blank(c, "inspection", c->office[0]);
	const struct sifa_field *f = kind_field(r->kind, "samples");
	const struct sifa_field *score = column_of(f, "score");
	struct sifa_row row[8];
	struct sifa_value v[8][8];

	fill(r, with("letter", letter));
	fill(r, with("clause", clause_id));
	fill(r, with("inspected_on", on));
	memset(v, 0, sizeof v);
	for (size_t i = 0; i < n; i++) {
		v[i][score->index] = (struct sifa_value){.state = SIFA_SET, .n = scores[i]};
		row[i] = (struct sifa_row){.id = 0, .v = v[i]};
	}
	set_rows(r, f, row, n);
	put(c, r);
}

/* The letter of the first office with its numbers; unit: a code of target_unit or NULL. */
static inline uint64_t targets_of(struct county *c, const char *scheme, const char *from,
				  const char *const *clause_id, const int64_t *n, const char *unit,
				  size_t count)
{
	struct sifa_record *r = blank(c, "letter", c->office[0]);
	const struct sifa_field *f = kind_field(r->kind, "targets");
	const struct sifa_field *by = column_of(f, "clause"), *to = column_of(f, "target"),
				*in = column_of(f, "unit");
	const struct sifa_code *code = unit ? code_find(in->codes, unit, strlen(unit)) : NULL;
	struct sifa_row row[8];
	struct sifa_value v[8][16];
	static unsigned year;
	char text[64];

	fill(r, with("scheme", scheme));
	snprintf(text, sizeof text, "year=%u", 2013 + ++year % 80); /* once a year and scheme */
	fill(r, text);
	fill(r, with("period_from", from));
	memset(v, 0, sizeof v);
	for (size_t i = 0; i < count; i++) {
		v[i][by->index] = (struct sifa_value){
			.state = SIFA_SET, .s = clause_id[i], .len = strlen(clause_id[i])};
		v[i][to->index] = (struct sifa_value){.state = SIFA_SET, .n = n[i]};
		if (code)
			v[i][in->index] = (struct sifa_value){.state = SIFA_SET, .n = code->no};
		row[i] = (struct sifa_row){.id = 0, .v = v[i]};
	}
	set_rows(r, f, row, count);
	return put(c, r);
}

#endif
