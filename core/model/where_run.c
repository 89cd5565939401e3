/* where_run.c - building, binding and running a compiled query. The run takes
 * no memory and reads slots where they lie; a slot beyond the row's end is
 * absent. */
#include <stdlib.h>
#include <string.h>

#include "where_node.h"

/* ---- building ---- */

struct where_node *where_node_add(struct where_build *b, enum where_op op,
				  const struct sifa_field *f)
{
	struct where_node *n;

	if (b->nomem || !grow(&b->node, &b->cap, b->n + 1, sizeof *b->node)) {
		b->nomem = true;
		return NULL;
	}
	n = &b->node[b->n++];
	*n = (struct where_node){.op = (uint8_t)op};
	if (f) {
		n->offset = f->offset;
		n->width = (uint8_t)slot_width(f->type);
	}
	return n;
}

static void one_of_many(struct where_build *b, const struct sifa_field *f, const uint64_t *v,
			size_t count)
{
	struct where_node *n = where_node_add(b, WHERE_IN, f);

	if (!n || !grow(&b->value, &b->cap_values, b->nvalues + count, sizeof *b->value)) {
		b->nomem = true;
		return;
	}
	n->lo = b->nvalues;
	n->hi = count;
	memcpy(b->value + b->nvalues, v, count * sizeof *v);
	b->nvalues += count;
}

void where_one_of(struct where_build *b, const struct sifa_field *f, const uint64_t *v, size_t n)
{
	struct where_node *node;
	uint64_t mask = 0;

	if (n == 1) {
		node = where_node_add(b, WHERE_RANGE, f);
		if (node)
			node->lo = node->hi = v[0];
		return;
	}
	for (size_t i = 0; i < n && f->type == SIFA_CODE; i++) {
		if (v[i] <= 3 || v[i] - 3 > 63) {
			mask = 0;
			break;
		}
		mask |= UINT64_C(1) << (v[i] - 3);
	}
	if (!mask) {
		one_of_many(b, f, v, n);
		return;
	}
	node = where_node_add(b, WHERE_MASK, f);
	if (node)
		node->lo = mask;
}

static void *keep(struct where_build *b, struct arena *a, const void *p, size_t n, size_t size)
{
	void *q = arena_array(a, n, size);

	if (!q)
		b->nomem = true;
	else if (n)
		memcpy(q, p, n * size);
	return q;
}

struct where *where_finish(struct where_build *b, struct arena *a)
{
	struct where *w = arena_alloc(a, sizeof *w);

	if (w && !b->nomem) {
		w->node = keep(b, a, b->node, b->n, sizeof *b->node);
		w->n = (uint32_t)b->n;
		w->value = keep(b, a, b->value, b->nvalues, sizeof *b->value);
		w->join = keep(b, a, b->join, b->njoins, sizeof(struct where_join *));
		w->njoins = b->njoins;
	}
	if (b->nomem)
		w = NULL;
	free(b->node);
	free(b->value);
	free(b->join);
	*b = (struct where_build){0};
	return w;
}

const struct sifa_field *where_field(struct arena *a, const struct sifa_kind *k,
				     const struct sifa_kind *unit, const char *name)
{
	static const struct {
		const char *id;
		enum sifa_type type;
		uint32_t offset;
	} built_in[] = {
		{"unit", SIFA_REF, FIX_UNIT},
		{"holder", SIFA_REF, FIX_HOLDER},
		{"entered", SIFA_DATE, FIX_ENTERED},
		{"id", SIFA_REF, FIX_ID},
	};

	for (size_t i = 0; i < sizeof built_in / sizeof built_in[0]; i++) {
		struct sifa_field *f;

		if (strcmp(built_in[i].id, name) != 0)
			continue;
		f = arena_alloc(a, sizeof *f);
		if (!f)
			return NULL;
		f->id = built_in[i].id;
		f->type = built_in[i].type;
		f->offset = built_in[i].offset;
		if (f->type == SIFA_REF)
			f->target = i == 3 ? k : unit;
		return f;
	}
	return sifa_field(k, name);
}

/* ---- binding ---- */

/* The last day since which so many years are full on `on`, as people grow older. */
static sifa_day years_before(sifa_day on, int years)
{
	sifa_day d = day_add_months(on, -12 * years);

	while (day_add_months(d + 1, 12 * years) <= on) /* 29 February */
		d++;
	return d;
}

static void bind_node(struct where_node *n, const struct where_env *env)
{
	const sifa_day day[] = {
		[WHERE_PERIOD_START] = env->period_start,
		[WHERE_PERIOD_END] = env->period_end,
		[WHERE_CUTOFF] = env->cutoff,
		[WHERE_AS_OF] = env->as_of,
	};
	const struct sifa_field minutes = {.type = SIFA_DATETIME};
	struct sifa_value v = {.state = SIFA_SET};
	uint8_t name[2] = {n->lo_name, n->hi_name}, years[2] = {n->lo_years, n->hi_years};
	uint64_t *bound[2] = {&n->lo, &n->hi};
	sifa_day d;

	for (int i = 0; i < 2; i++) {
		if (name[i] == WHERE_LITERAL)
			continue;
		if (day[name[i]] == SIFA_DAY_NONE) { /* holds for nothing */
			*bound[i] = i == 0 ? UINT64_MAX : 0;
			continue;
		}
		d = day[name[i]];
		if (years[i])
			d = years_before(d, years[i]) + (i ? 0 : 1);
		v.n = (int64_t)d * 1440 + (i ? 1439 : 0);
		*bound[i] = n->minutes ? slot_of(&minutes, &v) : slot_of_day(d);
	}
}

static void bind_program(const struct where *w, const struct where_env *env)
{
	for (uint32_t i = 0; i < w->n; i++)
		if (w->node[i].lo_name || w->node[i].hi_name)
			bind_node(&w->node[i], env);
}

void where_bind(struct where *w, const struct where_env *env)
{
	bind_program(w, env);
	for (size_t i = 0; i < w->njoins; i++) {
		bind_program(w->join[i]->where, env);
		w->join[i]->ready = false;
	}
}

struct where_join **where_joins(struct where *w, size_t *n)
{
	*n = w->njoins;
	return w->join;
}

/* ---- running ---- */

/* Where the id stands, or n. */
static size_t id_set_find(const struct id_set *s, uint64_t id)
{
	size_t lo = 0, hi = s->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->id[mid] < id)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < s->n && s->id[lo] == id ? lo : s->n;
}

bool id_set_has(const struct id_set *s, uint64_t id)
{
	return id_set_find(s, id) < s->n;
}

void id_set_free(struct id_set *s)
{
	free(s->id);
	free(s->slot);
	*s = (struct id_set){0};
}

static inline uint64_t slot_at(const uint8_t *fixed, size_t n, uint32_t offset, unsigned width)
{
	return offset > n || n - offset < width ? 0 : slot_load(fixed + offset, width);
}

static bool one_of(const struct where *w, const struct where_node *n, uint64_t slot)
{
	for (uint64_t i = 0; i < n->hi; i++)
		if (w->value[n->lo + i] == slot)
			return true;
	return false;
}

static bool joined(const struct where_join *j, uint64_t id)
{
	return j->ask ? j->ask(j->arg, j, id) != 0 : id_set_has(&j->set, id);
}

static bool run_all(const struct where *w, uint32_t i, uint32_t end, const uint8_t *fixed,
		    size_t n);

static bool run_any(const struct where *w, uint32_t i, uint32_t end, const uint8_t *fixed, size_t n)
{
	while (i < end) {
		uint32_t next = w->node[i].op >= WHERE_ALL ? w->node[i].end : i + 1;

		if (run_all(w, i, next, fixed, n))
			return true;
		i = next;
	}
	return false;
}

static uint64_t date_of(const struct where_join *j, uint64_t id)
{
	size_t i;

	if (id <= SIFA_PENDING)
		return 0;
	if (j->ask)
		return j->ask(j->arg, j, id);
	i = id_set_find(&j->set, id);
	return i < j->set.n ? j->set.slot[i] : 0;
}

static bool later(const struct where_join *j, uint64_t id, uint64_t slot)
{
	uint64_t than = date_of(j, id);

	return than >= SIFA_SET && slot > than;
}

static bool run_leaf(const struct where *w, const struct where_node *t, uint64_t slot,
		     const uint8_t *fixed, size_t n)
{
	uint64_t other;

	switch ((enum where_op)t->op) {
	case WHERE_MASK:
		return slot > 3 && slot - 3 < 64 && (t->lo >> (slot - 3) & 1);
	case WHERE_IN:
		return one_of(w, t, slot);
	case WHERE_ANY_BIT:
		return (slot & t->lo) != 0;
	case WHERE_ALL_BIT:
		return (slot & t->lo) == t->lo;
	case WHERE_WITHIN:
		other = slot_at(fixed, n, t->other, t->width);
		return other >= SIFA_SET && slot >= other && slot - other <= t->hi;
	case WHERE_AFTER:
		other = slot_at(fixed, n, t->other, t->width);
		return other >= SIFA_SET && slot > other;
	case WHERE_LATER:
		other = slot_at(fixed, n, t->other, 8);
		return later(w->join[t->lo], other, slot);
	case WHERE_JOIN:
		return slot >= SIFA_SET && joined(w->join[t->lo], slot);
	default:
		return false;
	}
}

static bool run_all(const struct where *w, uint32_t i, uint32_t end, const uint8_t *fixed, size_t n)
{
	while (i < end) {
		const struct where_node *t = &w->node[i];
		uint64_t slot;

		if (t->op >= WHERE_ALL) {
			bool held = t->op == WHERE_ANY ? run_any(w, i + 1, t->end, fixed, n)
						       : run_all(w, i + 1, t->end, fixed, n);

			if (held == (t->op == WHERE_NOT))
				return false;
			i = t->end;
			continue;
		}
		slot = slot_at(fixed, n, t->offset, t->width);
		if (t->op == WHERE_RANGE ? slot < t->lo || slot > t->hi
					 : !run_leaf(w, t, slot, fixed, n))
			return false;
		i++;
	}
	return true;
}

bool where_match_part(const struct where *w, uint32_t from, uint32_t end, const uint8_t *fixed,
		      size_t n)
{
	return run_all(w, from, end, fixed, n);
}

bool where_match(const struct where *w, const uint8_t *fixed, size_t n)
{
	return run_all(w, 0, w->n, fixed, n);
}

bool where_ranges(const struct where *w, struct where_range *out, size_t max, size_t *n)
{
	bool whole = true;

	*n = 0;
	for (uint32_t i = 0; i < w->n;) {
		const struct where_node *t = &w->node[i];

		if (t->op == WHERE_RANGE && *n < max)
			out[(*n)++] = (struct where_range){t->offset, 0, t->width, t->lo, t->hi};
		else if (t->op == WHERE_WITHIN && *n < max)
			out[(*n)++] = (struct where_range){t->offset, t->other, t->width, 0, t->hi};
		else
			whole = false;
		i = t->op >= WHERE_ALL ? t->end : i + 1;
	}
	return whole;
}
