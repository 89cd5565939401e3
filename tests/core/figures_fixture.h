/* figures_fixture.h - the figures of a table, its cells and the records behind them. */
#ifndef TESTS_CORE_FIGURES_FIXTURE_H
#define TESTS_CORE_FIGURES_FIXTURE_H

#include "score_fixture.h"

#include "../../core/score/table.h"

static inline struct sifa_figures *figures(struct county *c, const char *table, uint64_t unit,
					   const char *period)
{
	const struct sifa_table *t = sifa_table(c->sifa, table);
	struct sifa_figures *f = NULL;
	struct sifa_err err = {0};
	sifa_day from;

	assert_non_null(t);
	from = sifa_table_period(t, period);
	assert_int_not_equal(from, SIFA_DAY_NONE);
	ok(sifa_figures(c->se, t, unit, from, &f, &err), &err);
	return f;
}

static inline void cell(const struct sifa_figures *f, const char *row, const char *column,
			const char *text)
{
	size_t i = sifa_figures_row(f, row), k = sifa_figures_column(f, column);
	char buf[40];

	assert_int_not_equal(i, SIZE_MAX);
	assert_int_not_equal(k, SIZE_MAX);
	if (strcmp(sifa_cell_text(f, i, k, buf), text) != 0)
		fail_msg("%s.%s is %s, not %s", row, column, buf, text);
}

static inline size_t behind(struct county *c, const struct sifa_figures *f, const char *row,
			    const char *column, enum sifa_role role)
{
	struct sifa_behind_list l;
	struct sifa_err err = {0};
	size_t n = 0;

	ok(sifa_figures_records(c->se, f, sifa_figures_row(f, row), sifa_figures_column(f, column),
				&l, &err),
	   &err);
	assert_int_equal(l.hidden, 0);
	for (size_t i = 0; i < l.n; i++)
		n += l.v[i].role == role;
	sifa_behind_free(&l);
	return n;
}

#endif
