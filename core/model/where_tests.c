/* where_tests.c - FIELD=VALUE tests of the command line as a query. */
#include <stdlib.h>
#include <string.h>

#include "where_node.h"

#define VALUES_MOST 60

struct testing {
	struct arena *arena;
	const struct sifa_kind *kind;
	sifa_day today;
	struct sifa_err *err;
	struct where_build b;
};

/* One typed value as a slot of f. */
static enum sifa_rc read_slot(struct testing *t, const struct sifa_field *f, const char *s,
			      size_t n, uint64_t *slot)
{
	struct sifa_field any = *f;
	struct sifa_value v = {0};
	char buf[512];
	enum sifa_rc rc;

	if (n > sizeof buf - 64)
		return err_set(t->err, SIFA_E_USAGE, N_("The value for {1} is too long."), f->id,
			       NULL);
	/* a query may look for what could not be entered */
	any.unknown = f->type != SIFA_CODES;
	any.least = f->type == SIFA_MONEY ? -(INT64_C(1) << 50) : -1000000000;
	any.most = -any.least;
	rc = field_parse(&any, s, n, t->today, &v, buf, sizeof buf, t->err);
	if (!rc)
		*slot = slot_of(f, &v);
	return rc;
}

static bool is_ordered(const struct sifa_field *f)
{
	return f->type == SIFA_DATE || f->type == SIFA_DATETIME || f->type == SIFA_INT ||
	       f->type == SIFA_MONEY;
}

static enum sifa_rc test_range(struct testing *t, const struct sifa_field *f, const char *s,
			       const char *dots)
{
	uint64_t lo = SIFA_SET, hi = UINT64_MAX;
	struct where_node *n;
	enum sifa_rc rc = SIFA_OK;

	if (dots > s)
		rc = read_slot(t, f, s, (size_t)(dots - s), &lo);
	if (!rc && dots[2])
		rc = read_slot(t, f, dots + 2, strlen(dots + 2), &hi);
	if (rc)
		return rc;
	n = where_node_add(&t->b, WHERE_RANGE, f);
	if (n) {
		n->lo = lo < SIFA_SET ? SIFA_SET : lo;
		n->hi = hi;
	}
	return SIFA_OK;
}

/* VALUE, or several with commas between them. */
static enum sifa_rc test_values(struct testing *t, const struct sifa_field *f, const char *s)
{
	uint64_t slot[VALUES_MOST], mask = 0;
	size_t count = 0, n = strlen(s);
	struct where_node *node;
	enum sifa_rc rc;

	if (f->type == SIFA_CODES) {
		rc = read_slot(t, f, s, n, &mask);
		if (!rc && (node = where_node_add(&t->b, WHERE_ALL_BIT, f)) != NULL)
			node->lo = mask;
		return rc;
	}
	while (f->type == SIFA_CODE && memchr(s, ',', n) && count < VALUES_MOST - 1) {
		const char *comma = memchr(s, ',', n);

		rc = read_slot(t, f, s, (size_t)(comma - s), &slot[count++]);
		if (rc)
			return rc;
		n -= (size_t)(comma + 1 - s);
		s = comma + 1;
	}
	rc = read_slot(t, f, s, n, &slot[count++]);
	if (!rc)
		where_one_of(&t->b, f, slot, count);
	return rc;
}

static enum sifa_rc test_absent(struct testing *t, const struct sifa_field *f)
{
	where_node_add(&t->b, WHERE_RANGE, f); /* 0 to 0 */
	return SIFA_OK;
}

static enum sifa_rc no_field(struct testing *t, const char *name)
{
	const char *names[400], *near;
	size_t n = 0;

	for (; n < t->kind->nfields && n < 400; n++)
		names[n] = t->kind->field[n].id;
	near = nearest_name(name, names, n);
	if (near)
		return err_set(t->err, SIFA_E_USAGE,
			       N_("The kind {1} has no field \"{2}\"; \"{3}\" is the nearest."),
			       t->kind->id, name, near, NULL);
	return err_set(t->err, SIFA_E_USAGE,
		       N_("The kind {1} has no field \"{2}\"; name one of its fields."),
		       t->kind->id, name, NULL);
}

/* ---- states ---- */

static void field_within(struct testing *t, uint16_t field, uint64_t lo, uint64_t hi)
{
	struct where_node *n = field == SIFA_NO_FIELD
				       ? NULL
				       : where_node_add(&t->b, WHERE_RANGE, &t->kind->field[field]);

	if (n) {
		n->lo = lo;
		n->hi = hi;
	}
}

static void when_is(struct testing *t, const struct sifa_when *w)
{
	const struct sifa_field *f = w->field == SIFA_NO_FIELD ? NULL : &t->kind->field[w->field];
	struct sifa_value v = {.state = SIFA_SET};
	uint64_t slot[64];
	struct where_node *node;
	size_t n = 0;

	if (f && f->type == SIFA_CODES) {
		node = where_node_add(&t->b, WHERE_ANY_BIT, f);
		if (node)
			node->lo = w->in;
		return;
	}
	for (; f && v.n < 64; v.n++)
		if (w->in >> v.n & 1)
			slot[n++] = slot_of(f, &v);
	if (n)
		where_one_of(&t->b, f, slot, n);
}

/* The question of state_holds(), asked of slots. */
static void state_is(struct testing *t, const struct sifa_state_def *s)
{
	field_within(t, s->date, SIFA_SET, UINT64_MAX);
	field_within(t, s->until, 0, SIFA_SET - 1);
	when_is(t, &s->when);
}

static void state_is_not(struct testing *t, const struct sifa_state_def *s)
{
	size_t at = t->b.n;

	where_node_add(&t->b, WHERE_NOT, NULL);
	state_is(t, s);
	if (!t->b.nomem)
		t->b.node[at].end = (uint32_t)t->b.n;
}

static enum sifa_rc no_state(struct testing *t, const char *name)
{
	const struct sifa_kind *k = t->kind;
	const char *names[64], *near;
	size_t n = 0;

	for (; n < k->nstates && n < 64; n++)
		names[n] = k->state[n].id;
	near = nearest_name(name, names, n);
	return err_set(t->err, SIFA_E_USAGE,
		       near ? N_("The kind {1} has no state \"{2}\"; \"{3}\" is the nearest.")
			    : N_("The kind {1} has no state \"{2}\"."),
		       k->id, name, near, NULL);
}

/* state=closed: it holds, and none declared after it; one beside the others only
 * has to hold. */
static enum sifa_rc test_state(struct testing *t, const char *s)
{
	const struct sifa_kind *k = t->kind;
	const struct sifa_state_def *is = NULL, *end = k->state + k->nstates;

	for (const struct sifa_state_def *d = k->state; *s && d < end && !is; d++)
		if (!strcmp(d->id, s) || !strcmp(d->label[SIFA_ZH], s))
			is = d;
	if (*s && !is)
		return no_state(t, s);
	if (is)
		state_is(t, is);
	for (const struct sifa_state_def *d = is ? is + 1 : k->state; d < end && !(is && is->side);
	     d++)
		if (!d->side)
			state_is_not(t, d);
	return SIFA_OK;
}

static enum sifa_rc one_test(struct testing *t, const struct sifa_test *test)
{
	const struct sifa_field *f = where_field(t->arena, t->kind, NULL, test->field);
	const char *dots;
	enum sifa_rc rc;

	if (!f && t->kind->nstates && !strcmp(test->field, "state"))
		return test_state(t, test->value);
	if (!f)
		return no_field(t, test->field);
	if (!test->value[0])
		return test_absent(t, f);
	if (type_is_var(f->type)) {
		rc = err_set(
			t->err, SIFA_E_USAGE,
			N_("The text field {1} cannot be compared; only \"{1}=\" (absent) can be "
			   "asked. Search for its words instead."),
			f->id, NULL);
	} else if (is_ordered(f) && (dots = strstr(test->value, "..")) != NULL) {
		rc = test_range(t, f, test->value, dots);
	} else {
		rc = test_values(t, f, test->value);
	}
	if (rc)
		err_field(t->err, f->id);
	return rc;
}

struct where *where_from_tests(struct arena *a, const struct sifa_kind *k,
			       const struct sifa_test *t, size_t n, sifa_day today,
			       struct sifa_err *err)
{
	struct testing te = {.arena = a, .kind = k, .today = today, .err = err};
	enum sifa_rc rc = SIFA_OK;
	struct where *w;

	for (size_t i = 0; i < n && !rc; i++)
		rc = one_test(&te, &t[i]);
	w = where_finish(&te.b, a);
	if (!w && !rc)
		err_nomem(err);
	return rc ? NULL : w;
}
