/* where.c - the compiler of queries: a YAML map of tests to a flat program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "where_node.h"

#define CODES_MOST 200
#define NAMES_MOST 400

struct compile {
	struct arena *arena;
	const struct config *config;
	const struct sifa_kind *kind;
	const char *file;
	struct sifa_findings *f;
	struct where_build b;
};

/* The place of a key, for complaints about the key itself. */
static struct yaml key_of(const struct yaml *y)
{
	return (struct yaml){
		.text = y->key, .line = y->key_line, .column = y->key_column, .key = y->key};
}

static void complain(struct compile *c, const struct yaml *y, const char *msg, const char *a,
		     const char *b)
{
	yaml_error(c->f, c->file, y, msg, a, b, NULL);
}

static void compile_map(struct compile *c, struct yaml *y);

/* ---- values ---- */

static enum where_name date_name(const char *s)
{
	static const char *const names[] = {"", "period_start", "period_end", "cutoff", "as_of"};

	for (int i = 1; i < 5; i++)
		if (strcmp(s, names[i]) == 0)
			return (enum where_name)i;
	return WHERE_LITERAL;
}

static void no_code(struct compile *c, const struct yaml *y, const struct sifa_codelist *l)
{
	const char *names[NAMES_MOST], *near;
	size_t n = 0;

	for (; n < l->n && n < NAMES_MOST; n++)
		names[n] = l->code[n].id;
	near = nearest_name(y->text, names, n);
	if (near)
		yaml_error(c->f, c->file, y,
			   N_("The list {1} has no code \"{2}\"; \"{3}\" is the nearest."), l->id,
			   y->text, near, NULL);
	else
		complain(c, y, N_("The list {1} has no code \"{2}\"."), l->id, y->text);
}

/* A scalar as a slot of f; false after a finding. Only codes go by their id
 * alone, so that a letter reads the same whatever the labels become. */
static bool read_slot(struct compile *c, const struct sifa_field *f, struct yaml *y, uint64_t *slot)
{
	struct sifa_value v = {.state = SIFA_SET};
	size_t errors = c->f->errors;
	const char *s = yaml_str(y, c->file, c->f, NULL);
	enum sifa_state st;
	sifa_day d;

	if (!s)
		return false;
	if (f->type == SIFA_CODE || f->type == SIFA_CODES) {
		for (size_t i = 0; i < f->codes->n; i++) {
			if (strcmp(f->codes->code[i].id, s) != 0)
				continue;
			v.n = f->codes->code[i].no;
			*slot = f->type == SIFA_CODE ? slot_of(f, &v) : (uint64_t)v.n;
			return true;
		}
	}
	st = f->unknown ? state_of_word(s, strlen(s)) : SIFA_ABSENT;
	if (st) {
		*slot = (uint64_t)st;
		return true;
	}
	switch (f->type) {
	case SIFA_CODE:
	case SIFA_CODES:
		no_code(c, y, f->codes);
		return false;
	case SIFA_BOOL:
		v.n = yaml_bool(y, c->file, c->f, false);
		break;
	case SIFA_INT:
		v.n = yaml_int(y, c->file, -1000000000, 1000000000, c->f, 0);
		break;
	case SIFA_MONEY:
		v.n = yaml_hundredths(y, c->file, c->f, 0);
		break;
	case SIFA_DATE:
	case SIFA_DATETIME:
		if (sifa_day_parse(s, strlen(s), SIFA_DAY_NONE, &d)) {
			complain(
				c, y,
				N_("\"{1}\" is no day: 2013-03-15, period_start, period_end, cutoff "
				   "or as_of was expected."),
				s, NULL);
			return false;
		}
		v.n = f->type == SIFA_DATE ? d : (int64_t)d * 1440;
		break;
	case SIFA_REF:
	case SIFA_PLACE: {
		uint64_t id;

		if (sifa_id_parse(s, &id)) {
			complain(c, y, N_("\"{1}\" is no record number such as 10203-4571."), s,
				 NULL);
			return false;
		}
		v.n = (int64_t)id;
		break;
	}
	default:
		complain(
			c, y,
			N_("The text field \"{1}\" cannot be compared in a query; only {known: yes} "
			   "or {known: no} can be asked of it."),
			f->id, NULL);
		return false;
	}
	if (c->f->errors != errors)
		return false;
	if (!slot_fits(f->type, v.n)) {
		complain(c, y, N_("\"{1}\" is out of limits."), s, NULL);
		return false;
	}
	*slot = slot_of(f, &v);
	return true;
}

/* ---- equal, one of ---- */

static void test_bits(struct compile *c, const struct sifa_field *f, enum where_op op,
		      struct yaml *y)
{
	struct yaml *e = y->type == YAML_LIST ? y->child : y;
	uint64_t mask = 0, bit;
	struct where_node *n;

	for (; e; e = y->type == YAML_LIST ? e->next : NULL)
		if (read_slot(c, f, e, &bit))
			mask |= UINT64_C(1) << (bit & 63);
	n = where_node_add(&c->b, op, f);
	if (n)
		n->lo = mask;
}

static void day_range(struct compile *c, const struct sifa_field *f, struct yaml *from,
		      struct yaml *to);

static void test_equal(struct compile *c, const struct sifa_field *f, struct yaml *y)
{
	struct yaml *e = y->type == YAML_LIST ? y->child : y;
	uint64_t slot[CODES_MOST];
	size_t n = 0;

	if (f->type == SIFA_CODES) {
		test_bits(c, f, WHERE_ANY_BIT, y);
		return;
	}
	if (y->type == YAML_SCALAR && (f->type == SIFA_DATE || f->type == SIFA_DATETIME) &&
	    !(f->unknown && state_of_word(y->text, strlen(y->text)))) {
		day_range(c, f, y, y);
		return;
	}
	for (; e && n < CODES_MOST; e = y->type == YAML_LIST ? e->next : NULL)
		n += read_slot(c, f, e, &slot[n]);
	if (e)
		complain(c, e, N_("A list of at most 200 entries was expected."), NULL, NULL);
	if (n)
		where_one_of(&c->b, f, slot, n);
	else if (y->type == YAML_LIST && !y->child)
		complain(c, y, N_("A list with at least one entry was expected."), NULL, NULL);
}

/* ---- ranges ---- */

static void day_end(struct compile *c, const struct sifa_field *f, struct yaml *y, bool last,
		    uint8_t *name, uint64_t *slot)
{
	if (!y)
		return;
	if (y->type == YAML_SCALAR && date_name(y->text)) {
		*name = (uint8_t)date_name(y->text);
		return;
	}
	if (read_slot(c, f, y, slot) && last && f->type == SIFA_DATETIME)
		*slot += 1439;
}

static void day_range(struct compile *c, const struct sifa_field *f, struct yaml *from,
		      struct yaml *to)
{
	struct where_node node = {.lo = SIFA_SET, .hi = UINT64_MAX}, *n;

	day_end(c, f, from, false, &node.lo_name, &node.lo);
	day_end(c, f, to, true, &node.hi_name, &node.hi);
	n = where_node_add(&c->b, WHERE_RANGE, f);
	if (!n)
		return;
	n->lo = node.lo;
	n->hi = node.hi;
	n->lo_name = node.lo_name;
	n->hi_name = node.hi_name;
	n->minutes = f->type == SIFA_DATETIME;
}

static void op_from_to(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	day_range(c, f, yaml_get(map, "from"), yaml_get(map, "to"));
}

static void op_min_max(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	struct yaml *min = yaml_get(map, "min"), *max = yaml_get(map, "max");
	uint64_t lo = SIFA_SET, hi = UINT64_MAX;
	struct where_node *n;

	if (min)
		read_slot(c, f, min, &lo);
	if (max)
		read_slot(c, f, max, &hi);
	n = where_node_add(&c->b, WHERE_RANGE, f);
	if (n) {
		n->lo = lo;
		n->hi = hi;
	}
}

static void op_known(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	bool known = yaml_bool(yaml_get(map, "known"), c->file, c->f, true);
	struct where_node *n = where_node_add(&c->b, WHERE_RANGE, f);
	uint64_t first = f->type == SIFA_CODES ? 1 : SIFA_SET;

	if (!n)
		return;
	n->lo = known ? first : 0;
	n->hi = known ? UINT64_MAX : first - 1;
}

/* ---- sets, pairs of dates ---- */

static void op_all(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	test_bits(c, f, WHERE_ALL_BIT, yaml_get(map, "all"));
}

static void op_any(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	test_bits(c, f, WHERE_ANY_BIT, yaml_get(map, "any"));
}

static const struct sifa_field *find_field(struct compile *c, const struct sifa_kind *k,
					   const struct yaml *y)
{
	const struct sifa_field *f = where_field(c->arena, k, c->config->unit, y->text);
	const char *names[NAMES_MOST + 3] = {"unit", "entered", "holder"}, *near;
	size_t n = 3;

	/* labels are for people; a query names ids */
	if (f && strcmp(f->id, y->text) == 0)
		return f;
	for (size_t i = 0; i < k->nfields && n < NAMES_MOST; i++)
		names[n++] = k->field[i].id;
	near = nearest_name(y->text, names, n);
	if (near)
		yaml_error(c->f, c->file, y,
			   N_("The kind {1} has no field \"{2}\"; \"{3}\" is the nearest."), k->id,
			   y->text, near, NULL);
	else
		complain(c, y, N_("The kind {1} has no field \"{2}\"; name one of its fields."),
			 k->id, y->text);
	return NULL;
}

static const struct sifa_field *other_date(struct compile *c, const struct sifa_field *f,
					   struct yaml *y)
{
	const struct sifa_field *other;

	if (!y || y->type != YAML_SCALAR)
		return NULL;
	other = find_field(c, c->kind, y);
	if (other && other->type != f->type) {
		complain(c, y, N_("\"{1}\" and \"{2}\" cannot be compared."), f->id, other->id);
		return NULL;
	}
	return other;
}

static void op_within(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	struct yaml *of = yaml_get(map, "of");
	const struct sifa_field *other = other_date(c, f, of);
	int64_t days = yaml_int(yaml_get(map, "within"), c->file, 0, 36500, c->f, 0);
	struct where_node *n;

	if (!of)
		complain(c, map,
			 N_("The other date was expected as well: {within: 30, of: closed_on}."),
			 NULL, NULL);
	if (!other || !(n = where_node_add(&c->b, WHERE_WITHIN, f)))
		return;
	n->other = other->offset;
	n->hi = (uint64_t)days * (f->type == SIFA_DATETIME ? 1440 : 1);
}

static void op_after(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	const struct sifa_field *other = other_date(c, f, yaml_get(map, "after"));
	struct where_node *n = other ? where_node_add(&c->b, WHERE_AFTER, f) : NULL;

	if (n)
		n->other = other->offset;
}

/* ---- joins ---- */

static bool add_join(struct compile *c, struct where_join *j)
{
	struct where_build *b = &c->b;

	if (!j || !grow(&b->join, &b->cap_joins, b->njoins + 1, sizeof(struct where_join *))) {
		b->nomem = true;
		return false;
	}
	b->join[b->njoins++] = j;
	return true;
}

/* Compiles the tests on the other kind; its joins come before this one. */
static void join(struct compile *c, const struct sifa_field *slot, const struct sifa_kind *k,
		 const struct sifa_field *via, struct yaml *tests)
{
	struct where *w = where_compile(c->arena, c->config, k, tests, c->file, c->f);
	struct where_join *j = w ? arena_alloc(c->arena, sizeof *j) : NULL;
	struct where_node *n;

	if (!w)
		return;
	for (size_t i = 0; i < w->njoins; i++)
		if (!add_join(c, w->join[i]))
			return;
	if (!add_join(c, j) || !(n = where_node_add(&c->b, WHERE_JOIN, slot)))
		return;
	*j = (struct where_join){.kind = k, .via = via, .where = w};
	n->lo = c->b.njoins - 1;
}

static void op_is(struct compile *c, const struct sifa_field *f, struct yaml *map)
{
	if (f->target)
		join(c, f, f->target, NULL, yaml_get(map, "is"));
}

static bool refers_to(const struct sifa_field *f, const struct sifa_kind *k)
{
	if (f->type == SIFA_REF || f->type == SIFA_REFS || f->type == SIFA_PLACE)
		return f->target == k;
	for (size_t i = 0; f->type == SIFA_ROWS && i < f->nrow; i++)
		if (refers_to(&f->row[i], k))
			return true;
	return false;
}

static const struct sifa_kind *find_kind(struct compile *c, const struct yaml *y)
{
	const struct sifa_kind *k = config_kind(c->config, y->text);
	const char *names[NAMES_MOST], *near;
	size_t n = 0;

	if (k)
		return k;
	for (; n < c->config->nkinds && n < NAMES_MOST; n++)
		names[n] = c->config->kind[n]->id;
	near = nearest_name(y->text, names, n);
	if (near)
		complain(c, y, N_("There is no kind \"{1}\"; \"{2}\" is the nearest."), y->text,
			 near);
	else
		complain(c, y, N_("There is no kind \"{1}\"; expected kinds/{1}.yaml."), y->text,
			 NULL);
	return NULL;
}

static void has_one(struct compile *c, struct yaml *y)
{
	static const char *const known[] = {"kind", "via", "where"};
	struct yaml *kind = yaml_get(y, "kind"), *via = yaml_get(y, "via");
	struct yaml *tests = yaml_get(y, "where");
	const struct sifa_field *f, *id = where_field(c->arena, c->kind, NULL, "id");
	const struct sifa_kind *k;

	yaml_known(y, c->file, known, 3, c->f);
	if (!kind || !via || kind->type != YAML_SCALAR || via->type != YAML_SCALAR) {
		complain(c, y,
			 N_("\"has\" was expected as {kind: ..., via: its field, where: {...}}."),
			 NULL, NULL);
		return;
	}
	if (!(k = find_kind(c, kind)) || !(f = find_field(c, k, via)))
		return;
	if (!refers_to(f, c->kind))
		complain(c, via, N_("The field \"{1}\" does not refer to the kind {2}."), f->id,
			 c->kind->id);
	else if (id)
		join(c, id, k, f, tests);
	else
		c->b.nomem = true;
}

/* ---- one field ---- */

typedef void op_fn(struct compile *c, const struct sifa_field *f, struct yaml *map);

enum { /* kinds of fields an operator is for */
       FOR_DAY = 1,
       FOR_NUMBER = 2,
       FOR_SET = 4,
       FOR_REF = 8,
       FOR_ALL = 16,
};

static const struct {
	const char *first, *second; /* keys; either is enough */
	unsigned fits;
	op_fn *op;
} ops[] = {
	{"from", "to", FOR_DAY, op_from_to}, {"min", "max", FOR_NUMBER, op_min_max},
	{"known", NULL, FOR_ALL, op_known},  {"within", "of", FOR_DAY, op_within},
	{"after", NULL, FOR_DAY, op_after},  {"all", NULL, FOR_SET, op_all},
	{"any", NULL, FOR_SET, op_any},	     {"is", NULL, FOR_REF, op_is},
};
#define OPS (sizeof ops / sizeof ops[0])

static unsigned traits_of(const struct sifa_field *f)
{
	switch (f->type) {
	case SIFA_DATE:
	case SIFA_DATETIME:
		return FOR_ALL | FOR_DAY;
	case SIFA_INT:
	case SIFA_MONEY:
		return FOR_ALL | FOR_NUMBER;
	case SIFA_CODES:
		return FOR_ALL | FOR_SET;
	case SIFA_REF:
	case SIFA_PLACE:
		return f->target ? FOR_ALL | FOR_REF : FOR_ALL;
	default:
		return FOR_ALL;
	}
}

static void test_map(struct compile *c, const struct sifa_field *f, struct yaml *y)
{
	const char *names[2 * OPS];
	unsigned traits = traits_of(f);
	size_t n = 0;

	for (size_t i = 0; i < OPS; i++) {
		if (!(ops[i].fits & traits))
			continue;
		names[n++] = ops[i].first;
		if (ops[i].second)
			names[n++] = ops[i].second;
		if (yaml_get(y, ops[i].first) || (ops[i].second && yaml_get(y, ops[i].second)))
			ops[i].op(c, f, y);
	}
	yaml_known(y, c->file, names, n, c->f);
	if (!y->child)
		complain(c, y, N_("A test was expected for the field \"{1}\"."), f->id, NULL);
}

static void test_field(struct compile *c, struct yaml *y)
{
	struct yaml key = key_of(y);
	const struct sifa_field *f = find_field(c, c->kind, &key);

	if (!f)
		return;
	if (y->type == YAML_MAP)
		test_map(c, f, y);
	else
		test_equal(c, f, y);
}

/* ---- groups ---- */

static void group(struct compile *c, enum where_op op, struct yaml *y)
{
	size_t at = c->b.n;

	if (!where_node_add(&c->b, op, NULL))
		return;
	if (op == WHERE_ANY) {
		for (struct yaml *e = y->child; e; e = e->next)
			group(c, WHERE_ALL, e);
	} else {
		compile_map(c, y);
	}
	if (!c->b.nomem)
		c->b.node[at].end = (uint32_t)c->b.n;
}

static void test_any(struct compile *c, struct yaml *y)
{
	if (y->type == YAML_LIST && y->child)
		group(c, WHERE_ANY, y);
	else
		complain(c, y, N_("\"any\" needs a list of tests: any: [{...}, {...}]."), NULL,
			 NULL);
}

static void test_not(struct compile *c, struct yaml *y)
{
	group(c, WHERE_NOT, y);
}

static void test_has(struct compile *c, struct yaml *y)
{
	if (y->type != YAML_LIST) {
		has_one(c, y);
		return;
	}
	for (struct yaml *e = y->child; e; e = e->next)
		has_one(c, e);
}

static void compile_map(struct compile *c, struct yaml *y)
{
	static const struct {
		const char *key;
		void (*test)(struct compile *c, struct yaml *y);
	} words[] = {{"has", test_has}, {"not", test_not}, {"any", test_any}};

	if (y->type != YAML_MAP) {
		complain(c, y, N_("Tests were expected as a map: {field: value, ...}."), NULL,
			 NULL);
		return;
	}
	for (struct yaml *e = y->child; e; e = e->next) {
		size_t i = 0;

		e->used = true;
		while (i < 3 && strcmp(words[i].key, e->key) != 0)
			i++;
		if (i < 3)
			words[i].test(c, e);
		else
			test_field(c, e);
	}
}

struct where *where_compile(struct arena *a, const struct config *c, const struct sifa_kind *k,
			    struct yaml *y, const char *file, struct sifa_findings *findings)
{
	struct sifa_findings own = {0};
	struct compile co = {
		.arena = a, .config = c, .kind = k, .file = file, .f = findings ? findings : &own};
	size_t errors = co.f->errors;
	struct where *w;

	if (y)
		compile_map(&co, y);
	if (co.b.nomem) {
		struct sifa_err err = {0};

		err_nomem(&err);
		findings_add(co.f, SIFA_ERROR, &err);
	}
	w = where_finish(&co.b, a);
	if (co.f->errors != errors)
		w = NULL;
	sifa_findings_free(&own);
	return w;
}
