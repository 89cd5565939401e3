/* villages.c - who answered for which village in which month, a zero told by telephone
 * included: of records that name villages. */
#include <stdlib.h>

#include "../base/text.h"
#include "../trust/session.h"

struct gathering {
	struct view *v;
	const struct sifa_kind *kind;
	int32_t first; /* month of January */
	struct sifa_village *village;
	size_t n;
	struct sifa_record *r;
};

static int by_unit(const void *a, const void *b)
{
	const struct sifa_village *x = a, *y = b;

	return (x->unit > y->unit) - (x->unit < y->unit);
}

static struct sifa_village *village_of(const struct gathering *g, uint64_t unit)
{
	const struct sifa_village key = {.unit = unit};

	return bsearch(&key, g->village, g->n, sizeof key, by_unit);
}

static const struct sifa_value *value(const struct gathering *g, uint16_t field)
{
	static const struct sifa_value none;

	return field != SIFA_NO_FIELD && g->r->v[field].state == SIFA_SET ? &g->r->v[field] : &none;
}

static void answer(struct gathering *g, struct sifa_village_month *m)
{
	const struct sifa_villages_def *d = g->kind->villages;
	const struct sifa_value *found = value(g, d->found), *by = value(g, d->by);

	m->records++;
	m->found += found->n > 0 ? found->n : 0;
	m->zero |= value(g, d->zero)->n == 1;
	text_keep(m->by, sizeof m->by, by->s, by->len);
}

static void one_record(struct gathering *g, uint64_t id, int32_t month)
{
	const struct sifa_value *of;

	record_clear(g->r);
	if (view_load(g->v, id, g->r, NULL)) /* not to be seen */
		return;
	of = value(g, g->kind->villages->of);
	for (size_t i = 0; i < of->len && of->id; i++) {
		struct sifa_village *at = village_of(g, of->id[i]);

		if (at)
			answer(g, &at->month[month - g->first]);
	}
}

static bool take_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct gathering *g = arg;
	const struct sifa_field *day = &g->kind->field[g->kind->villages->day];

	for (size_t i = 0; i < n; i++, rows += width) {
		sifa_day d = day_of_slot(slot_get(day, rows, width));
		int32_t at = d == SIFA_DAY_NONE ? g->first - 1 : day_month(d);

		/* a record stands in each month of its counting dates: once is enough */
		if (at == month && at >= g->first && at < g->first + 12)
			one_record(g, get_le(rows + FIX_ID, 8), at);
	}
	return true;
}

static bool has_code(uint64_t slot, const struct sifa_code *c)
{
	return c && slot == c->no + 3u;
}

/* Units below `unit` that are villages or communities, by their numbers. */
static enum sifa_rc list(struct view *v, uint64_t unit, struct sifa_village **out, size_t *n,
			 struct sifa_err *err)
{
	const struct sifa_field *kind = kind_field(v->se->sifa->config->unit, "kind");
	const struct sifa_codelist *codes = kind ? kind->codes : NULL;
	const struct sifa_code *village = codes ? code_find(codes, "village", 7) : NULL,
			       *residents = codes ? code_find(codes, "residents", 9) : NULL;
	uint64_t *id = NULL;
	size_t all = 0, len;
	const uint8_t *fixed;
	enum sifa_rc rc = view_units(v, unit, &id, &all, err);

	if (!rc && !(*out = calloc(all + 1, sizeof **out)))
		rc = err_nomem(err);
	for (size_t i = 0; i < all && !rc && codes; i++) {
		struct sifa_village *to = &(*out)[*n];

		if (view_fixed(v, id[i], &fixed, &len, NULL, NULL) ||
		    (!has_code(slot_get(kind, fixed, len), village) &&
		     !has_code(slot_get(kind, fixed, len), residents)))
			continue;
		to->unit = id[i];
		view_title(v, id[i], false, SIFA_ZH, to->name, sizeof to->name);
		++*n;
	}
	free(id);
	return rc;
}

enum sifa_rc sifa_villages(struct sifa_session *se, const struct sifa_kind *k, uint64_t unit,
			   int year, struct sifa_village **out, size_t *n, struct sifa_err *err)
{
	struct view v;
	struct gathering g = {.v = &v, .kind = k};
	enum sifa_rc rc;

	*out = NULL;
	*n = 0;
	if (!k->villages)
		return err_set(err, SIFA_E_USAGE, N_("Records of {1} do not answer for villages."),
			       k->id, NULL);
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = list(&v, unit ? unit : se->unit, out, n, err);
	g.village = *out;
	g.n = *n;
	g.first = day_month(sifa_day_of(year, 1, 1));
	if (!rc && !(g.r = record_new(k)))
		rc = err_nomem(err);
	if (!rc)
		rc = view_facts(&v, k, g.first, g.first + 11, take_rows, &g, err);
	sifa_record_free(g.r);
	view_end(&v);
	if (rc) {
		free(*out);
		*out = NULL;
		*n = 0;
	}
	return rc;
}
