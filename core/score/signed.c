/* signed.c - which letters are in force: those that a unit, or those below it, have a
 * letter record of; before there is any, those whose own period it is. */
#include <stdlib.h>
#include <string.h>

#include "office.h"
#include "target.h"

struct tried { /* a letter, and what was found of it */
	const struct sifa_letter *letter;
	sifa_day from; /* of the latest period */
	size_t signers;
};

/* Notes a letter record in force on the day. */
static void take(struct tried *t, size_t n, const struct sifa_record *r, sifa_day day)
{
	for (size_t i = 0; i < n; i++) {
		const struct sifa_field *f = t[i].letter->fields.let_ended;
		const struct sifa_value *ended = f ? &r->v[f->index] : NULL;
		struct letter_days is;

		if (!letter_days(t[i].letter, r, &is) || is.from > day || is.cutoff < day ||
		    (ended && ended->state == SIFA_SET && ended->n <= day))
			continue;
		t[i].signers++;
		if (t[i].from == SIFA_DAY_NONE || is.from > t[i].from)
			t[i].from = is.from;
	}
}

static enum sifa_rc look(struct view *v, uint64_t unit, sifa_day day, struct tried *t, size_t n,
			 struct sifa_err *err)
{
	const struct sifa_kind *k = n ? t[0].letter->fields.letter : NULL;
	struct idlist letters = {0};
	struct sifa_record *r = NULL;
	uint64_t *below = NULL;
	size_t nbelow = 0;
	enum sifa_rc rc;

	if (!k)
		return SIFA_OK;
	rc = view_units(v, unit, &below, &nbelow, err);
	if (!rc)
		rc = letter_ids(v, k, &letters, err);
	if (!rc && !(r = record_new(k)))
		rc = err_nomem(err);
	for (size_t i = 0; i < letters.n && !rc; i++) {
		record_clear(r);
		rc = view_score_load(v, letters.id[i], r, err);
		if (!rc && bsearch(&r->unit, below, nbelow, sizeof *below, id_compare))
			take(t, n, r, day);
	}
	sifa_record_free(r);
	free(below);
	free(letters.id);
	return rc;
}

/* Later periods first, then what most have signed, then as configured. */
static int by_force(const void *a, const void *b)
{
	const struct tried *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? 1 : -1;
	if (x->signers != y->signers)
		return x->signers < y->signers ? 1 : -1;
	return strcmp(x->letter->id, y->letter->id);
}

/* Nothing is signed: those of the day's own period, or (any) all that could be, the latest
 * first. */
static enum sifa_rc meant(struct view *v, uint64_t unit, sifa_day day, bool any, struct tried *t,
			  size_t *n, struct sifa_err *err)
{
	size_t all = *n;
	enum sifa_rc rc = SIFA_OK;

	*n = 0;
	for (size_t i = 0; i < all && !rc; i++) {
		const struct sifa_letter *l = t[i].letter;
		uint64_t *ids;
		size_t units;

		if (!any && (day < l->from || day > l->cutoff))
			continue;
		rc = office_list(v, l, unit, day, &ids, &units, err);
		if (!rc && units) {
			t[*n] = t[i];
			t[(*n)++].from = l->from;
		}
		free(ids);
	}
	qsort(t, *n, sizeof *t, by_force);
	return rc;
}

enum sifa_rc office_letters(struct view *v, uint64_t unit, sifa_day day, bool any,
			    const struct sifa_letter ***out, size_t *n, struct sifa_err *err)
{
	const struct letters *ls = letters_of(v->se->sifa);
	struct tried *t = ls ? calloc(ls->n + 1, sizeof *t) : NULL;
	size_t found = 0;
	enum sifa_rc rc = t ? SIFA_OK : err_nomem(err);

	*out = NULL;
	*n = 0;
	for (size_t i = 0; !rc && i < ls->n; i++)
		t[i] = (struct tried){ls->letter[i], SIFA_DAY_NONE, 0};
	if (!rc)
		rc = look(v, unit, day, t, ls->n, err);
	for (size_t i = 0; !rc && i < ls->n; i++)
		if (t[i].signers)
			t[found++] = t[i];
	if (!rc && found) {
		qsort(t, found, sizeof *t, by_force);
	} else if (!rc) {
		found = ls->n;
		rc = meant(v, unit, day, any, t, &found, err);
	}
	if (!rc && !(*out = calloc(found + 1, sizeof(struct sifa_letter *))))
		rc = err_nomem(err);
	for (size_t i = 0; !rc && i < found; i++)
		(*out)[i] = t[i].letter;
	*n = rc ? 0 : found;
	free(t);
	return rc;
}
