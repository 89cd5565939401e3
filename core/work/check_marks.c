/* check_marks.c - points that several persons give for one thing, and who may give them. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

/* ---- marks ---- */

static int64_t apart(int64_t a, int64_t b)
{
	return a < b ? b - a : a - b;
}

static int64_t mean(int64_t a, int64_t b) /* half up */
{
	return (a + b + 1) / 2;
}

enum marks { MARKS_NONE, MARKS_THIRD, MARKS_GIVEN };

/* Two that are near enough: their mean. Else a third decides: its mean with the nearer. */
static enum marks marks_of(const struct sifa_check_def *d, const struct sifa_value *v, int64_t *out)
{
	const struct sifa_value *a = &v[d->f[0].of], *b = &v[d->f[1].of], *c = &v[d->f[2].of];

	if (a->state != SIFA_SET || b->state != SIFA_SET)
		return MARKS_NONE;
	if (c->state != SIFA_SET && apart(a->n, b->n) > d->n)
		return MARKS_THIRD;
	*out = mean(a->n, b->n);
	if (c->state == SIFA_SET)
		*out = mean(c->n, apart(c->n, a->n) <= apart(c->n, b->n) ? a->n : b->n);
	return MARKS_GIVEN;
}

void check_agree(struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *f = &c->r->kind->field[d->f[0].field];
	const struct sifa_value *rows = &c->r->v[f->index];
	char most[24], points[24];
	int64_t n = 0;

	snprintf(most, sizeof most, "%lld", (long long)d->n);
	for (size_t i = 0; d->nf == 4 && rows->state == SIFA_SET && i < rows->len; i++) {
		const struct sifa_value *v = rows->row[i].v, *is = &v[d->f[3].of];
		enum marks m = marks_of(d, v, &n);

		if (m == MARKS_THIRD)
			check_broken(c, d, f, i, &f->row[d->f[2].of],
				     N_("The two differ by more than {1}: a third one is needed."),
				     most, NULL);
		if (m != MARKS_GIVEN || is->state != SIFA_SET || is->n == n)
			continue;
		snprintf(points, sizeof points, "%lld", (long long)n);
		check_say(c, d->severity, f, i, &f->row[d->f[3].of],
			  N_("The marks of this row come to {1}."), points, NULL);
	}
}

void marks_fill(struct sifa_record *r)
{
	for (size_t k = 0; r->kind->has_marks && k < r->kind->nchecks; k++) {
		const struct sifa_check_def *d = &r->kind->check[k];
		const struct sifa_value *rows = &r->v[d->f[0].field];
		int64_t n;

		if (d->op != CHECK_AGREE || d->nf != 4 || rows->state != SIFA_SET)
			continue;
		for (size_t i = 0; i < rows->len; i++)
			switch (marks_of(d, rows->row[i].v, &n)) {
			case MARKS_GIVEN:
				rows->row[i].v[d->f[3].of] =
					(struct sifa_value){.state = SIFA_SET, .n = n};
				break;
			case MARKS_THIRD: /* nothing is decided yet */
				rows->row[i].v[d->f[3].of] = (struct sifa_value){0};
				break;
			default:
				break;
			}
	}
}

/* ---- who ---- */

void check_outside(struct checking *c, const struct sifa_check_def *d)
{
	struct named who[NAMED_MOST];

	for (size_t i = 0; i < d->nf; i++) {
		const struct sifa_field *f = &c->r->kind->field[d->f[i].field];
		size_t n = check_named(c->v, c->r, &d->f[i], who);

		for (size_t j = 0; j < n; j++) {
			bool row = who[j].row != SIZE_MAX;
			char name[100], unit[100];
			const uint8_t *fixed;
			size_t size;

			if (view_score_fixed(c->v, who[j].id, &fixed, &size, NULL) ||
			    get_le(fixed + FIX_UNIT, 8) != c->r->unit)
				continue;
			view_title(c->v, who[j].id, false, c->v->se->lang, name, sizeof name);
			view_title(c->v, c->r->unit, false, c->v->se->lang, unit, sizeof unit);
			check_broken(c, d, f, row ? who[j].row : 0,
				     row ? &f->row[d->f[i].of] : NULL,
				     N_("{1} belongs to {2}, which is looked at here."),
				     *name ? name : "?", unit, NULL);
		}
	}
}
