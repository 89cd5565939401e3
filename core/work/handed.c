/* handed.c - when records were handed over: read once a score, as hand-overs are few. */
#include <stdlib.h>

#include "handed.h"
#include "find.h"

struct accepted {
	const struct sifa_kind *k;
	const struct sifa_field *on, *user;
	struct idlist id;
};

static bool note_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct accepted *a = arg;

	for (size_t i = 0; i < n && !a->id.failed; i++, rows += width)
		if (fact_at_home(a->k, month, rows, width) &&
		    slot_get(a->on, rows, width) >= SIFA_SET &&
		    (!a->user || slot_get(a->user, rows, width) == SIFA_ABSENT))
			idlist_add(&a->id, get_le(rows + FIX_ID, 8));
	return !a->id.failed;
}

static bool add_list(struct handed *h, const struct sifa_record *r)
{
	const struct sifa_field *list = kind_field(r->kind, "list");
	const struct sifa_field *on = kind_field(r->kind, "accepted_on");
	const struct sifa_value *rows = list ? &r->v[list->index] : NULL;
	const struct sifa_field *to = kind_field(r->kind, "to");

	for (size_t i = 0; rows && rows->state == SIFA_SET && i < rows->len; i++) {
		const struct sifa_value *cell = &rows->row[i].v[0]; /* `record` stands first */
		uint64_t id;

		if (cell->state != SIFA_SET || sifa_id_parse(cell->s, &id))
			continue;
		if (!grow(&h->v, &h->cap, h->n + 1, sizeof *h->v))
			return false;
		h->v[h->n++] = (struct handed_row){id, r->unit, (uint64_t)r->v[to->index].n,
						   (sifa_day)r->v[on->index].n};
	}
	return true;
}

static int by_id_and_day(const void *a, const void *b)
{
	const struct handed_row *x = a, *y = b;

	if (x->id != y->id)
		return (x->id > y->id) - (x->id < y->id);
	return (x->day > y->day) - (x->day < y->day);
}

enum sifa_rc handed_load(struct view *v, struct handed *h, struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->handover;
	struct accepted a = {.k = k,
			     .on = k ? kind_field(k, "accepted_on") : NULL,
			     .user = k ? kind_field(k, "to_user") : NULL}; /* stays */
	struct sifa_record *r;
	enum sifa_rc rc;

	if (!k || !a.on)
		return SIFA_OK;
	rc = view_facts(v, k, INT32_MIN, INT32_MAX, note_block, &a, err);
	r = record_new(k);
	if (!rc && (a.id.failed || !r))
		rc = err_nomem(err);
	for (size_t i = 0; i < a.id.n && !rc; i++) {
		record_clear(r);
		rc = view_score_load(v, a.id.id[i], r, err);
		if (!rc && !add_list(h, r))
			rc = err_nomem(err);
	}
	sifa_record_free(r);
	free(a.id.id);
	if (h->n)
		qsort(h->v, h->n, sizeof *h->v, by_id_and_day);
	return rc;
}

void handed_free(struct handed *h)
{
	free(h->v);
	*h = (struct handed){0};
}

uint64_t handed_unit(const struct handed *h, uint64_t id, sifa_day day, uint64_t unit)
{
	size_t lo = 0, hi = h->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (h->v[mid].id < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < h->n && h->v[lo].id == id && h->v[lo].day <= day; lo++)
		unit = h->v[lo].to;
	return unit;
}
