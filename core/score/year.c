/* year.c - one year's letters beside another's: which are open, and the next one's drafts. */
#include <stdlib.h>

#include "../work/many.h"
#include "office.h"
#include "target.h"

/* ---- open ---- */

static void open_year(const struct sifa_letter *l, const struct sifa_record *r, sifa_day day,
		      int *year, size_t max, size_t *n)
{
	int is = (int)letter_value(r, "year")->n;
	struct letter_days days;
	size_t at = 0;

	if (!letter_days(l, r, &days) || days.from > day)
		return;
	while (at < *n && year[at] != is)
		at++;
	if (days.cutoff >= day && at == *n && *n < max)
		year[(*n)++] = is;
}

static int by_year(const void *a, const void *b)
{
	const int *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

enum sifa_rc sifa_letter_years(struct sifa_session *se, const struct sifa_letter *l, sifa_day day,
			       int *year, size_t max, size_t *n, struct sifa_err *err)
{
	struct letter_records rs = {0};
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*n = 0;
	if (rc)
		return rc;
	rc = letter_records_read(&v, l, 0, &rs, err);
	for (size_t i = 0; i < rs.n && !rc; i++)
		if (view_sees_unit(&v, rs.v[i]->unit))
			open_year(l, rs.v[i], day, year, max, n);
	view_end(&v);
	letter_records_free(&rs);
	if (*n)
		qsort(year, *n, sizeof *year, by_year);
	if (!rc && !*n && max)
		year[(*n)++] = 0;
	return rc;
}

bool sifa_letter_before(struct sifa_session *se, const struct sifa_letter *a,
			const struct sifa_letter *b, sifa_day day)
{
	int of_a[8], of_b[8];
	size_t na = 0, nb = 0;

	if (sifa_letter_years(se, a, day, of_a, 8, &na, NULL) ||
	    sifa_letter_years(se, b, day, of_b, 8, &nb, NULL) || !na || !nb)
		return false;
	return of_a[na - 1] && of_a[na - 1] < of_b[nb - 1];
}

/* ---- the next one ---- */

/* Last year's numbers as they were at its end, as a proposal: no locks, no papers. */
static enum sifa_rc propose(const struct sifa_letter *l, const struct sifa_letter *to,
			    const struct sifa_record *was, struct sifa_record *r, sifa_day today,
			    struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < to->n && !rc; i++)
		for (size_t k = 0; k < to->section[i].n && !rc; k++) {
			const char *id = to->section[i].clause[k].id;
			const struct sifa_row *row = target_row(l, was, id, INT32_MAX, NULL);
			struct sifa_target_put put = {.clause = id, .above = -1, .by = "last year"};

			if (!row)
				continue;
			put.n = row->v[l->fields.let_target->index].n;
			rc = target_write(to, r, &put, NULL, today, err);
		}
	return rc;
}

/* The same months a year later, also where a county's year is its own. */
static enum sifa_rc shift(const struct sifa_record *was, struct sifa_record *r, const char *field,
			  sifa_day after, struct sifa_err *err)
{
	sifa_day d = letter_day(was, field);

	return d == SIFA_DAY_NONE
		       ? SIFA_OK
		       : letter_set_n(r, field, day_add_months(d + after, 12) - after, err);
}

static enum sifa_rc draft(struct view *v, struct letter_records *next, const struct sifa_letter *l,
			  const struct sifa_letter *to, int year, const struct sifa_record *was,
			  struct sifa_err *err)
{
	struct sifa_record *r = letter_records_add(v, next, to, year, was->unit, err);
	enum sifa_rc rc = r ? SIFA_OK : SIFA_E_DATA;

	if (!rc)
		rc = shift(was, r, "period_from", 0, err);
	if (!rc)
		rc = shift(was, r, "period_to", 1, err);
	if (!rc)
		rc = shift(was, r, "cutoff", 0, err);
	if (!rc)
		rc = propose(l, to, was, r, sifa_today(v->se), err);
	return rc;
}

static enum sifa_rc draft_all(struct view *v, const struct sifa_letter *l, int year,
			      const struct sifa_letter *to, struct letter_records *next,
			      size_t *had, struct sifa_err *err)
{
	struct letter_records was = {0};
	enum sifa_rc rc = letter_records_read(v, l, year, &was, err);

	if (!rc)
		rc = letter_records_read(v, to, year + 1, next, err);
	*had = next->n;
	for (size_t i = 0; i < was.n && !rc; i++) {
		const struct sifa_record *r = was.v[i];

		if (!view_sees_unit(v, r->unit) || letter_records_of(next, r->unit) ||
		    letter_day(r, "ended_on") != SIFA_DAY_NONE)
			continue;
		rc = draft(v, next, l, to, year + 1, r, err);
	}
	letter_records_free(&was);
	return rc;
}

enum sifa_rc sifa_letter_next_year(struct sifa_session *se, const struct sifa_letter *l, int year,
				   const struct sifa_letter *to, size_t *made,
				   struct sifa_findings *out, struct sifa_err *err)
{
	struct letter_records next = {0};
	size_t had = 0;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*made = 0;
	if (rc)
		return rc;
	rc = draft_all(&v, l, year ? year : letter_year(l), to ? to : l, &next, &had, err);
	view_end(&v);
	if (!rc && next.n == had)
		rc = err_set(err, SIFA_E_NOTFOUND,
			     N_("No unit has a letter {1} of that year without one of the next."),
			     l->id, NULL);
	if (!rc)
		rc = save_many(se, next.v + had, next.n - had, N_("next year"), out, err);
	if (!rc)
		*made = next.n - had;
	letter_records_free(&next);
	return rc;
}
