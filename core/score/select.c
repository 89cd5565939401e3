/* select.c - the tests of a scan, and the sets of rows that answer them. */
#include "ask.h"

#include <stdlib.h>
#include <string.h>

/* ---- making the tests ---- */

static uint64_t mix(uint64_t h, uint64_t v)
{
	h = (h ^ v) * UINT64_C(0x9E3779B97F4A7C15);
	return h ^ h >> 29;
}

static bool same_range(const struct where_range *a, const struct where_range *b)
{
	return a->offset == b->offset && a->other == b->other && a->lo == b->lo && a->hi == b->hi;
}

static bool same_day(const struct plan *a, const struct plan *b)
{
	return !a == !b && (!a || (a->p->date == b->p->date && a->lo == b->lo && a->hi == b->hi));
}

/* Two that fall on one number are two tests, whether they are the same or not. */
static bool add_test(struct scan *s, struct plan *pl, const struct test *t)
{
	const struct where_range *r = &t->range;
	struct tests *all = &s->tests;
	uint64_t h = mix(mix(mix(mix(1, (uint64_t)r->offset << 32 | r->other), r->lo), r->hi),
			 t->day ? (uint64_t)(uint32_t)t->day->lo << 32 | (uint32_t)t->day->hi : 0);
	uint32_t at = idmap_get(&all->index, h | 1);

	if (at == IDMAP_NONE || !same_range(&all->v[at].range, r) ||
	    !same_day(all->v[at].day, t->day)) {
		at = (uint32_t)all->n;
		if (!grow(&all->v, &all->cap, all->n + 1, sizeof *all->v) ||
		    !idmap_put(&all->index, h | 1, at))
			return false;
		all->v[all->n++] = *t;
	}
	pl->test[pl->ntests++] = at;
	return true;
}

static bool add_day(struct scan *s, struct plan *pl)
{
	const struct sifa_field *date = pl->p->date;
	struct test t = {.day = pl};

	if (date) {
		t.range.offset = date->offset;
		t.range.width = (uint8_t)slot_width(SIFA_DATE);
	}
	pl->ntests = 0;
	return add_test(s, pl, &t);
}

static int by_number(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool add_ranges(struct scan *s, struct plan *pl)
{
	for (size_t i = 0; i < pl->where.n; i++)
		if (!add_test(s, pl, &(struct test){.range = pl->where.range[i]}))
			return false;
	qsort(pl->test, pl->ntests, sizeof *pl->test, by_number);
	return true;
}

/* ---- the order in which they are asked ---- */

static size_t alike(const struct plan *a, const struct plan *b)
{
	size_t n = 0;

	while (n < a->ntests && n < b->ntests && a->test[n] == b->test[n])
		n++;
	return n;
}

static int by_tests(const void *a, const void *b)
{
	const struct plan *x = *(const struct plan *const *)a, *y = *(const struct plan *const *)b;
	size_t n = alike(x, y);

	if (n < x->ntests && n < y->ntests)
		return x->test[n] < y->test[n] ? -1 : 1;
	return (x->ntests > y->ntests) - (x->ntests < y->ntests);
}

/* The steps of a plan behind those that it has in common with the plan before. */
static void add_steps(struct tests *t, const struct plan *before, const struct plan *pl)
{
	size_t depth = before ? alike(before, pl) : 0;

	if (depth == pl->ntests)
		depth--;
	for (; depth < pl->ntests; depth++)
		t->step[t->nsteps++] = (struct step){.test = pl->test[depth], .depth = depth};
	t->step[t->nsteps - 1].plan = pl;
}

/* Behind a step at which no row is left, whatever goes on from it is passed over. */
static void set_skips(struct tests *t)
{
	size_t next[SCAN_TESTS];

	for (size_t d = 0; d < SCAN_TESTS; d++)
		next[d] = t->nsteps;
	for (size_t i = t->nsteps; i-- > 0;) {
		t->step[i].skip = next[t->step[i].depth];
		for (size_t d = t->step[i].depth; d < SCAN_TESTS; d++)
			next[d] = i;
	}
}

static bool add_tree(struct scan *s)
{
	const struct plan **order = calloc(s->nplans + 1, sizeof *order);
	size_t most = 0;

	for (size_t i = 0; order && i < s->nplans; i++) {
		order[i] = &s->plan[i];
		most += s->plan[i].ntests;
	}
	s->tests.step = calloc(most + 1, sizeof *s->tests.step);
	if (order && s->tests.step) {
		qsort(order, s->nplans, sizeof *order, by_tests);
		for (size_t i = 0; i < s->nplans; i++)
			add_steps(&s->tests, i ? order[i - 1] : NULL, order[i]);
		set_skips(&s->tests);
	}
	free(order);
	return order && s->tests.step;
}

/* Days come first: most months are not those of most plans. */
bool tests_make(struct scan *s)
{
	for (size_t i = 0; i < s->nplans; i++)
		if (!add_day(s, &s->plan[i]))
			return false;
	for (size_t i = 0; i < s->nplans; i++)
		if (!add_ranges(s, &s->plan[i]))
			return false;
	return add_tree(s);
}

void tests_free(struct tests *t)
{
	free(t->v);
	free(t->step);
	idmap_free(&t->index);
	*t = (struct tests){0};
}

/* ---- the rows of each plan ---- */

/* Of `from` those of `by`; false: none. */
static bool narrow(const struct rows *from, const struct rows *by, struct rows *to)
{
	uint64_t left = 0;

	for (size_t w = 0; w < CHUNK_WORDS; w++)
		left |= to->word[w] = from->word[w] & by->word[w];
	return left;
}

static const struct rows *answer(const struct scan *s, const struct chunk *c, struct test *t)
{
	if (t->asked != c->no) {
		t->asked = c->no;
		t->passed = ask(s, c, t);
	}
	return &t->passed;
}

void select_rows(struct scan *s, const struct chunk *c, select_fn *f, void *arg)
{
	struct rows set[SCAN_TESTS + 1];

	set[0] = c->all;
	for (size_t i = 0; i < s->tests.nsteps && !s->failed;) {
		const struct step *st = &s->tests.step[i];
		const struct plan *pl = st->plan;
		struct rows *left = &set[st->depth + 1];

		if (!narrow(left - 1, answer(s, c, &s->tests.v[st->test]), left)) {
			i = st->skip;
			continue;
		}
		i++;
		if (!pl)
			continue;
		if (pl->where.whole && !pl->p->stock) {
			f(s, pl, c, left, arg);
		} else {
			struct rows rest = *left;

			ask_rows(s, pl, c, &rest);
			f(s, pl, c, &rest, arg);
		}
	}
}
