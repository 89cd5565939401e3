/* score_rows.h - records with rows that a score reads: an inspector's samples, the targets
 * of an office's letter. */
#ifndef TESTS_CORE_SCORE_ROWS_H
#define TESTS_CORE_SCORE_ROWS_H

#include "score_fixture.h"

static inline const struct sifa_field *column_of(const struct sifa_field *rows, const char *id)
{
	const struct sifa_field *f = rows_field(rows, id);

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
	char text[64];

	snprintf(text, sizeof text, "letter=%s", letter);
	fill(r, text);
	snprintf(text, sizeof text, "clause=%s", clause_id);
	fill(r, text);
	snprintf(text, sizeof text, "inspected_on=%s", on);
	fill(r, text);
	memset(v, 0, sizeof v);
	for (size_t i = 0; i < n; i++) {
		v[i][score->index] = (struct sifa_value){.state = SIFA_SET, .n = scores[i]};
		row[i] = (struct sifa_row){.id = 0, .v = v[i]};
	}
	set_rows(r, f, row, n);
	put(c, r);
}

#endif
