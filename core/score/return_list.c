/* return_list.c - the returns of a unit in a year, begun or not. */
#include <stdlib.h>
#include <string.h>

#include "table.h"

struct listing {
	struct view *v;
	struct return_fields rf;
	uint64_t unit;
	struct sifa_return *out;
	const struct return_def **def; /* of each */
	struct return_item *item;
	size_t n;
};

static void add_items(struct listing *l, const struct letters *ls, sifa_day from, sifa_day to)
{
	struct return_item item[64];

	for (size_t i = 0; i < ls->nret; i++) {
		const struct return_def *d = &ls->ret[i];
		size_t n = d->unsent ? 0 : returns_items(d, from, to, item, 64);

		for (size_t k = 0; k < n; k++) {
			struct sifa_return *r = &l->out[l->n];

			*r = (struct sifa_return){.label = {d->label[0], d->label[1]},
						  .from = item[k].from,
						  .due = item[k].due,
						  .unit = l->unit};
			r->table = sifa_table(l->v->se->sifa, d->id);
			returns_name(d, &item[k], r->when);
			l->def[l->n] = d;
			l->item[l->n++] = item[k];
		}
	}
}

static bool of_item(const struct listing *l, size_t i, const uint8_t *row, size_t width)
{
	sifa_day from = day_of_slot(slot_get(l->rf.from, row, width));
	sifa_day to = l->rf.to ? day_of_slot(slot_get(l->rf.to, row, width)) : SIFA_DAY_NONE;

	to = to == SIFA_DAY_NONE ? from : to;
	return to >= l->item[i].from && to <= l->item[i].to &&
	       slot_get(l->rf.type, row, width) == l->def[i]->code + 3u;
}

static bool rows(void *arg, int32_t month, const uint8_t *row, size_t width, size_t n)
{
	struct listing *l = arg;

	(void)month;
	for (size_t k = 0; k < n; k++, row += width) {
		if (get_le(row + FIX_UNIT, 8) != l->unit)
			continue;
		for (size_t i = 0; i < l->n; i++)
			if (!l->out[i].record && of_item(l, i, row, width))
				l->out[i].record = get_le(row + FIX_ID, 8);
	}
	return true;
}

static enum sifa_rc read_states(struct listing *l, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < l->n && !rc; i++) {
		struct sifa_record *r = NULL;

		if (!l->out[i].record)
			continue;
		rc = view_get(l->v, l->out[i].record, &r, err);
		if (!rc)
			l->out[i].state = sifa_record_state(r);
		sifa_record_free(r);
	}
	return rc;
}

static int by_due(const void *a, const void *b)
{
	const struct sifa_return *x = a, *y = b;

	if (x->due != y->due)
		return x->due < y->due ? -1 : 1;
	return strcmp(x->label[SIFA_ZH], y->label[SIFA_ZH]);
}

static enum sifa_rc list(struct listing *l, const struct letters *ls, sifa_day from, sifa_day to,
			 struct sifa_err *err)
{
	size_t most = ls->nret * 64 + 1;
	enum sifa_rc rc;

	l->out = calloc(most, sizeof *l->out);
	l->def = calloc(most, sizeof(struct return_def *));
	l->item = calloc(most, sizeof *l->item);
	if (!l->out || !l->def || !l->item)
		return err_nomem(err);
	add_items(l, ls, from, to);
	rc = view_facts(l->v, l->v->se->sifa->config->return_, FACT_NO_MONTH, INT32_MAX, rows, l,
			err);
	if (!rc)
		rc = read_states(l, err);
	if (!rc && l->n)
		qsort(l->out, l->n, sizeof *l->out, by_due);
	return rc;
}

enum sifa_rc sifa_returns(struct sifa_session *se, uint64_t unit, sifa_day from, sifa_day to,
			  struct sifa_return **out, size_t *n, struct sifa_err *err)
{
	const struct letters *ls = letters_of(se->sifa);
	struct listing l = {.unit = unit};
	struct view v;
	enum sifa_rc rc = guard(se, GUARD_READ, se->sifa->config->return_, unit, 0, err);

	*out = NULL;
	*n = 0;
	if (!rc && (!ls || !returns_fields(se->sifa->config, &l.rf)))
		rc = err_set(err, SIFA_E_CONFIG, N_("The configuration has no returns."), NULL);
	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	l.v = &v;
	if (to > sifa_today(se))
		to = sifa_today(se);
	rc = list(&l, ls, from, to, err);
	view_end(&v);
	free(l.def);
	free(l.item);
	if (rc) {
		free(l.out);
		return rc;
	}
	*out = l.out;
	*n = l.n;
	return SIFA_OK;
}
