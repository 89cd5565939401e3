/* same.c - links between rows of one person, read from their facts. */
#include <stdlib.h>
#include <string.h>

#include "same.h"

enum { CHAIN_MOST = 64 };

struct edge {
	uint64_t id, a, b;
	bool merge;
};

struct reading {
	struct same *s;
	const struct sifa_kind *k;
	const struct sifa_field *person, *other, *merge, *approved, *rejected, *parted, *by,
		*decider;
	struct edge *edge;
	size_t n, cap;
	struct sifa_findings *out; /* verifying */
};

static uint64_t slot(const struct sifa_field *f, const uint8_t *row, size_t width)
{
	return f ? slot_get(f, row, width) : 0;
}

static bool is_set(const struct sifa_field *f, const uint8_t *row, size_t width)
{
	return slot(f, row, width) >= SIFA_SET;
}

static bool pair_add(uint64_t (**v)[2], size_t *n, size_t *cap, uint64_t a, uint64_t b)
{
	if (!grow(v, cap, *n + 1, sizeof **v))
		return false;
	(*v)[*n][0] = a < b ? a : b;
	(*v)[(*n)++][1] = a < b ? b : a;
	return true;
}

static void say(struct reading *r, uint64_t id, const char *msg)
{
	struct sifa_err e = {0};
	char text[32];

	if (!r->out)
		return;
	err_set(&e, SIFA_E_DAMAGED, msg, sifa_id_format(id, text), NULL);
	err_field(&e, text);
	findings_add(r->out, SIFA_ERROR, &e);
}

static bool read_row(struct reading *r, const uint8_t *row, size_t w)
{
	uint64_t id = get_le(row + FIX_ID, 8), a = slot(r->person, row, w),
		 b = slot(r->other, row, w);
	struct same *s = r->s;

	if (a < SIFA_SET || b < SIFA_SET)
		return true;
	if (is_set(r->decider, row, w) && slot(r->decider, row, w) == slot(r->by, row, w))
		say(r, id, N_("link {1} was proposed and decided by one user"));
	if (is_set(r->rejected, row, w))
		return pair_add(&s->apart, &s->napart, &s->apartcap, a, b);
	if (is_set(r->parted, row, w))
		return true;
	if (!is_set(r->approved, row, w))
		return pair_add(&s->open, &s->nopen, &s->opencap, a, b);
	if (!grow(&r->edge, &r->cap, r->n + 1, sizeof *r->edge))
		return false;
	/* a yes/no slot: 4 no, 5 yes */
	r->edge[r->n++] = (struct edge){id, a, b, slot(r->merge, row, w) == SIFA_SET + 1};
	return true;
}

static bool read_block(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct reading *r = arg;

	for (size_t i = 0; i < n && !r->s->failed; i++, rows += width)
		if (fact_at_home(r->k, month, rows, width) && !read_row(r, rows, width))
			r->s->failed = true;
	return !r->s->failed;
}

static int by_id(const void *a, const void *b)
{
	const struct same_node *x = a, *y = b;

	return (x->id > y->id) - (x->id < y->id);
}

static struct same_node *node_of(const struct same *s, uint64_t id)
{
	const struct same_node key = {.id = id};

	return s->n ? bsearch(&key, s->node, s->n, sizeof key, by_id) : NULL;
}

static uint32_t group_of(struct same *s, uint32_t i)
{
	while (s->node[i].group != i)
		i = s->node[i].group = s->node[s->node[i].group].group;
	return i;
}

static bool make_nodes(struct reading *r)
{
	struct same *s = r->s;
	size_t n = 0;

	if (!grow(&s->node, &s->nodecap, 2 * r->n, sizeof *s->node))
		return false;
	for (size_t i = 0; i < r->n; i++) {
		s->node[s->n++] = (struct same_node){.id = r->edge[i].a};
		s->node[s->n++] = (struct same_node){.id = r->edge[i].b};
	}
	qsort(s->node, s->n, sizeof *s->node, by_id);
	for (size_t i = 0; i < s->n; i++)
		if (!n || s->node[n - 1].id != s->node[i].id)
			s->node[n++] = s->node[i];
	s->n = n;
	for (size_t i = 0; i < n; i++)
		s->node[i].group = (uint32_t)i;
	return true;
}

static void join(struct reading *r, const struct edge *e)
{
	struct same_node *a = node_of(r->s, e->a), *b = node_of(r->s, e->b);
	uint32_t x = group_of(r->s, (uint32_t)(a - r->s->node)),
		 y = group_of(r->s, (uint32_t)(b - r->s->node));

	if (x == y)
		say(r, e->id, N_("link {1} joins rows that are one person already"));
	r->s->node[x > y ? x : y].group = x > y ? y : x;
	if (e->merge && b->lead)
		say(r, e->id, N_("link {1} merges a row that was merged before"));
	if (e->merge && !b->lead)
		b->lead = e->a;
}

static enum sifa_rc load(struct view *v, struct same *s, struct sifa_findings *out,
			 struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->same_person;
	struct reading r = {.s = s, .k = k, .out = out};
	enum sifa_rc rc;

	if (!k)
		return SIFA_OK;
	r.person = kind_field(k, "person");
	r.other = kind_field(k, "other");
	r.merge = kind_field(k, "merge");
	r.approved = kind_field(k, "approved_on");
	r.rejected = kind_field(k, "rejected_on");
	r.parted = kind_field(k, "parted_on");
	r.by = kind_field(k, "proposed_by");
	r.decider = kind_field(k, "decided_by");
	rc = view_facts(v, k, INT32_MIN, INT32_MAX, read_block, &r, err);
	if (!rc && r.n && !s->failed)
		s->failed = !make_nodes(&r);
	for (size_t i = 0; i < r.n && !rc && !s->failed; i++)
		join(&r, &r.edge[i]);
	for (uint32_t i = 0; i < s->n && !s->failed; i++)
		s->node[i].group = group_of(s, i);
	free(r.edge);
	return rc ? rc : s->failed ? err_nomem(err) : SIFA_OK;
}

enum sifa_rc same_load(struct view *v, struct same *s, struct sifa_err *err)
{
	return load(v, s, NULL, err);
}

enum sifa_rc same_verify(struct view *v, struct sifa_findings *out, struct sifa_err *err)
{
	struct same s = {0};
	enum sifa_rc rc = load(v, &s, out, err);

	same_free(&s);
	return rc;
}

void same_free(struct same *s)
{
	free(s->node);
	free(s->open);
	free(s->apart);
	*s = (struct same){0};
}

uint64_t same_of(const struct same *s, uint64_t id)
{
	const struct same_node *n = node_of(s, id);

	return n ? s->node[n->group].id : id;
}

uint64_t same_lead(const struct same *s, uint64_t id)
{
	const struct same_node *n = node_of(s, id);

	for (int i = 0; n && n->lead && i < CHAIN_MOST; i++) {
		id = n->lead;
		n = node_of(s, id);
	}
	return id;
}

static bool has_pair(const uint64_t (*v)[2], size_t n, uint64_t a, uint64_t b)
{
	for (size_t i = 0; i < n; i++)
		if (v[i][0] == (a < b ? a : b) && v[i][1] == (a < b ? b : a))
			return true;
	return false;
}

bool same_apart(const struct same *s, uint64_t a, uint64_t b)
{
	return has_pair((const uint64_t(*)[2])s->apart, s->napart, a, b);
}
