/* claim.c - reads the tree of units once and follows each unit upwards, from
 * office to office and from closed ones to their successors. */
#include "claim.h"

#include <stdlib.h>

enum { STEPS_MOST = 64 }; /* a circle of parents or successors ends here */

static const struct days always = {INT32_MIN, INT32_MAX};

/* ---- id maps ---- */

static bool idmap_double(struct idmap *m)
{
	struct idmap big = {.cap = m->cap ? m->cap * 2 : 64};

	big.key = calloc(big.cap, sizeof *big.key);
	big.value = calloc(big.cap, sizeof *big.value);
	if (!big.key || !big.value) {
		idmap_free(&big);
		return false;
	}
	for (size_t i = 0; i < m->cap; i++)
		if (m->key[i])
			idmap_put(&big, m->key[i], m->value[i]);
	idmap_free(m);
	*m = big;
	return true;
}

bool idmap_put(struct idmap *m, uint64_t key, uint32_t value)
{
	size_t at;

	if (m->n * 2 >= m->cap && !idmap_double(m))
		return false;
	at = idmap_slot(m, key);
	if (!m->key[at])
		m->n++;
	m->key[at] = key;
	m->value[at] = value;
	return true;
}

void idmap_free(struct idmap *m)
{
	free(m->key);
	free(m->value);
	*m = (struct idmap){0};
}

/* ---- the tree ---- */

struct unit {
	uint64_t id, parent, successor;
	sifa_day closed;
	uint32_t office;
};

struct tree {
	const struct sifa_field *parent, *successor, *closed;
	struct unit *unit;
	size_t n, cap;
	struct idmap index;
	bool failed; /* memory was out */
};

static uint64_t reference(const struct sifa_field *f, const uint8_t *row, size_t width)
{
	uint64_t slot = f ? slot_get(f, row, width) : 0;

	return slot > SIFA_PENDING ? slot : 0;
}

static bool unit_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct tree *t = arg;

	(void)month;
	for (size_t i = 0; i < n && !t->failed; i++, rows += width) {
		uint64_t id = get_le(rows + FIX_ID, 8);

		if (idmap_get(&t->index, id) != IDMAP_NONE) /* has rows in several months */
			continue;
		if (!grow(&t->unit, &t->cap, t->n + 1, sizeof *t->unit) ||
		    !idmap_put(&t->index, id, (uint32_t)t->n)) {
			t->failed = true;
			break;
		}
		t->unit[t->n++] = (struct unit){
			.id = id,
			.parent = reference(t->parent, rows, width),
			.successor = reference(t->successor, rows, width),
			.closed = t->closed ? day_of_slot(slot_get(t->closed, rows, width))
					    : SIFA_DAY_NONE,
			.office = IDMAP_NONE,
		};
	}
	return !t->failed;
}

static const struct unit *find(const struct tree *t, uint64_t id)
{
	uint32_t i = id ? idmap_get(&t->index, id) : IDMAP_NONE;

	return i == IDMAP_NONE ? NULL : &t->unit[i];
}

static enum sifa_rc read_tree(struct tree *t, const struct run *r, struct sifa_err *err)
{
	const struct sifa_kind *k = r->view->se->sifa->config->unit;
	enum sifa_rc rc;

	t->parent = kind_field(k, "parent");
	t->successor = kind_field(k, "successor");
	t->closed = kind_field(k, "closed_on");
	rc = view_facts(r->view, k, FACT_NO_MONTH, INT32_MAX, unit_rows, t, err);
	if (!rc && t->failed)
		rc = err_nomem(err);
	for (size_t i = 0; i < r->noffices && !rc; i++) {
		uint32_t at = idmap_get(&t->index, r->office[i].id);

		if (at != IDMAP_NONE)
			t->unit[at].office = (uint32_t)i;
	}
	return rc;
}

/* ---- claims ---- */

static bool is_whole(const struct claim *c)
{
	return c->next == IDMAP_NONE && c->days.from == always.from && c->days.to == always.to;
}

/* Days that follow on those of a claim of the same office lengthen it. */
static bool add_claim(struct claims *c, uint64_t unit, uint32_t office, struct days d)
{
	uint32_t first = idmap_get(&c->unit, unit);

	for (uint32_t i = first; i != IDMAP_NONE; i = c->v[i].next) {
		struct days *had = &c->v[i].days;

		if (c->v[i].office != office || (int64_t)had->to + 1 < d.from)
			continue;
		if (had->to < d.to)
			had->to = d.to;
		return true;
	}
	if (!grow(&c->v, &c->cap, c->n + 1, sizeof *c->v) ||
	    !idmap_put(&c->unit, unit, (uint32_t)c->n))
		return false;
	c->v[c->n++] = (struct claim){office, first, d, false};
	return true;
}

/* Facts of `unit` on these days count for `at` and whatever stands above it;
 * earlier days first, so that those of one office are found together. */
static bool follow(struct claims *c, const struct tree *t, uint64_t unit, const struct unit *at,
		   struct days d, unsigned steps)
{
	for (; at && d.from <= d.to && steps < STEPS_MOST; steps++) {
		const struct unit *next = find(t, at->parent), *heir = find(t, at->successor);
		struct days stood = d;

		if (at->closed != SIFA_DAY_NONE && at->closed <= d.to)
			stood.to = at->closed - 1;
		if (at->office != IDMAP_NONE && stood.from <= stood.to &&
		    !add_claim(c, unit, at->office, stood))
			return false;
		if (heir && stood.to < d.to) {
			if (!follow(c, t, unit, next, stood, steps + 1))
				return false;
			if (d.from <= stood.to)
				d.from = stood.to + 1;
			next = heir;
		}
		at = next;
	}
	return true;
}

enum sifa_rc claims_read(struct claims *c, const struct run *r, struct sifa_err *err)
{
	struct tree t = {0};
	enum sifa_rc rc = read_tree(&t, r, err);

	for (size_t i = 0; i < t.n && !rc; i++)
		if (!follow(c, &t, t.unit[i].id, &t.unit[i], always, 0))
			rc = err_nomem(err);
	for (size_t i = 0; i < c->n; i++)
		c->v[i].whole = is_whole(&c->v[i]);
	free(t.unit);
	idmap_free(&t.index);
	return rc;
}

void claims_free(struct claims *c)
{
	idmap_free(&c->unit);
	free(c->v);
}
