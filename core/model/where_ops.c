/* where_ops.c - the tests on one field: values, ranges, sets, pairs of dates. */
#include <string.h>

#include "where_node.h"

#define VALUES_MOST 200
#define NAMES_MOST  400

void where_complain(struct where_job *c, const struct yaml *y, const char *msg, const char *a,
		    const char *b)
{
	yaml_error(c->f, c->file, y, msg, a, b, NULL);
}

/* ---- values ---- */

static enum where_name date_name(const char *s)
{
	static const char *const names[] = {"", "period_start", "period_end", "cutoff", "as_of"};

	for (int i = 1; i < 5; i++)
		if (strcmp(s, names[i]) == 0)
			return (enum where_name)i;
	return WHERE_LITERAL;
}

static void no_code(struct where_job *c, const struct yaml *y, const struct sifa_codelist *l)
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
		where_complain(c, y, N_("The list {1} has no code \"{2}\"."), l->id, y->text);
}

static bool read_code(struct where_job *c, const struct sifa_field *f, const struct yaml *y,
		      int64_t *n)
{
	/* the id alone, so that a letter reads the same whatever labels become */
	for (size_t i = 0; i < f->codes->n; i++) {
		if (strcmp(f->codes->code[i].id, y->text) == 0) {
			*n = f->codes->code[i].no;
			return true;
		}
	}
	no_code(c, y, f->codes);
	return false;
}

static bool read_day(struct where_job *c, const struct sifa_field *f, const struct yaml *y,
		     int64_t *n)
{
	sifa_day d;

	if (sifa_day_parse(y->text, strlen(y->text), SIFA_DAY_NONE, &d)) {
		where_complain(c, y,
			       N_("\"{1}\" is no day: 2013-03-15, period_start, period_end, cutoff "
				  "or as_of was expected."),
			       y->text, NULL);
		return false;
	}
	*n = f->type == SIFA_DATE ? d : (int64_t)d * 1440;
	return true;
}

static bool read_id(struct where_job *c, const struct yaml *y, int64_t *n)
{
	uint64_t id;

	if (sifa_id_parse(y->text, &id)) {
		where_complain(c, y, N_("\"{1}\" is no record number such as 10203-4571."), y->text,
			       NULL);
		return false;
	}
	*n = (int64_t)id;
	return true;
}

static bool read_number(struct where_job *c, const struct sifa_field *f, struct yaml *y, int64_t *n)
{
	size_t errors = c->f->errors;

	switch (f->type) {
	case SIFA_CODE:
	case SIFA_CODES:
		return read_code(c, f, y, n);
	case SIFA_DATE:
	case SIFA_DATETIME:
		return read_day(c, f, y, n);
	case SIFA_REF:
	case SIFA_PLACE:
		return read_id(c, y, n);
	case SIFA_BOOL:
		*n = yaml_bool(y, c->file, c->f, false);
		break;
	case SIFA_INT:
		*n = yaml_int(y, c->file, -1000000000, 1000000000, c->f, 0);
		break;
	case SIFA_MONEY:
		*n = yaml_hundredths(y, c->file, c->f, 0);
		break;
	default:
		where_complain(c, y,
			       N_("The text field \"{1}\" cannot be compared in a query; only "
				  "{known: yes} or {known: no} can be asked of it."),
			       f->id, NULL);
	}
	return c->f->errors == errors;
}

/* A scalar as a slot of f (of CODES: its number); false after a finding. */
static bool read_slot(struct where_job *c, const struct sifa_field *f, struct yaml *y,
		      uint64_t *slot)
{
	struct sifa_value v = {.state = SIFA_SET};
	const char *s = yaml_str(y, c->file, c->f, NULL);

	if (!s)
		return false;
	if (f->unknown && state_of_word(s, strlen(s))) {
		*slot = (uint64_t)state_of_word(s, strlen(s));
		return true;
	}
	if (!read_number(c, f, y, &v.n))
		return false;
	if (!slot_fits(f->type, v.n)) {
		where_complain(c, y, N_("\"{1}\" is out of limits."), s, NULL);
		return false;
	}
	*slot = f->type == SIFA_CODES ? (uint64_t)v.n : slot_of(f, &v);
	return true;
}

/* ---- equal, one of ---- */

static void test_bits(struct where_job *c, const struct sifa_field *f, enum where_op op,
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

static void day_range(struct where_job *c, const struct sifa_field *f, struct yaml *from,
		      struct yaml *to);

static void test_equal(struct where_job *c, const struct sifa_field *f, struct yaml *y)
{
	struct yaml *e = y->type == YAML_LIST ? y->child : y;
	uint64_t slot[VALUES_MOST];
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
	for (; e && n < VALUES_MOST; e = y->type == YAML_LIST ? e->next : NULL)
		n += read_slot(c, f, e, &slot[n]);
	if (e)
		where_complain(c, e, N_("A list of at most 200 entries was expected."), NULL, NULL);
	if (n)
		where_one_of(&c->b, f, slot, n);
	else if (y->type == YAML_LIST && !y->child)
		where_complain(c, y, N_("A list with at least one entry was expected."), NULL,
			       NULL);
}

/* ---- ranges ---- */

static void day_end(struct where_job *c, const struct sifa_field *f, struct yaml *y, bool last,
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

static void day_range(struct where_job *c, const struct sifa_field *f, struct yaml *from,
		      struct yaml *to)
{
	struct where_node node = {.lo = SIFA_SET, .hi = UINT64_MAX}, *n;

	day_end(c, f, from, false, &node.lo_name, &node.lo);
	day_end(c, f, to, true, &node.hi_name, &node.hi);
	n = where_node_add(&c->b, WHERE_RANGE, f);
	if (!n)
		return;
	n->lo = node.lo < SIFA_SET ? SIFA_SET : node.lo; /* 不详 is no end of a range */
	n->hi = node.hi;
	n->lo_name = node.lo_name;
	n->hi_name = node.hi_name;
	n->minutes = f->type == SIFA_DATETIME;
}

static void op_from_to(struct where_job *c, const struct sifa_field *f, struct yaml *map)
{
	day_range(c, f, yaml_get(map, "from"), yaml_get(map, "to"));
}

/* years: {min: 36, max: 45} - so many full years on as_of. */
static void op_years(struct where_job *c, const struct sifa_field *f, struct yaml *map)
{
	static const char *const known[] = {"min", "max"};
	struct yaml *years = yaml_get(map, "years");
	struct yaml *min = yaml_get(years, "min"), *max = yaml_get(years, "max");
	struct where_node *n;

	yaml_known(years, c->file, known, 2, c->f);
	if (!min && !max)
		where_complain(c, years, N_("Full years were expected: {min: 36, max: 45}."), NULL,
			       NULL);
	n = where_node_add(&c->b, WHERE_RANGE, f);
	if (!n)
		return;
	n->lo = SIFA_SET;
	n->hi_name = WHERE_AS_OF;
	n->hi_years = (uint8_t)yaml_int(min, c->file, 0, 200, c->f, 0);
	if (max) {
		n->lo_name = WHERE_AS_OF;
		n->lo_years = (uint8_t)(1 + yaml_int(max, c->file, 0, 200, c->f, 0));
	}
	n->minutes = f->type == SIFA_DATETIME;
}

static void op_min_max(struct where_job *c, const struct sifa_field *f, struct yaml *map)
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
		n->lo = lo < SIFA_SET ? SIFA_SET : lo;
		n->hi = hi;
	}
}

static void op_known(struct where_job *c, const struct sifa_field *f, struct yaml *map)
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

static void op_all(struct where_job *c, const struct sifa_field *f, struct yaml *map)
{
	test_bits(c, f, WHERE_ALL_BIT, yaml_get(map, "all"));
}

static void op_any(struct where_job *c, const struct sifa_field *f, struct yaml *map)
{
	test_bits(c, f, WHERE_ANY_BIT, yaml_get(map, "any"));
}

const struct sifa_field *where_find(struct where_job *c, const struct sifa_kind *k,
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
		where_complain(c, y,
			       N_("The kind {1} has no field \"{2}\"; name one of its fields."),
			       k->id, y->text);
	return NULL;
}

static const struct sifa_field *other_date(struct where_job *c, const struct sifa_field *f,
					   struct yaml *y)
{
	const struct sifa_field *other;

	if (!y || y->type != YAML_SCALAR)
		return NULL;
	other = where_find(c, c->kind, y);
	if (other && other->type != f->type) {
		where_complain(c, y, N_("\"{1}\" and \"{2}\" cannot be compared."), f->id,
			       other->id);
		return NULL;
	}
	return other;
}

static void op_within(struct where_job *c, const struct sifa_field *f, struct yaml *map)
{
	struct yaml *of = yaml_get(map, "of"), *within = yaml_get(map, "within");
	int64_t days = yaml_int(within, c->file, 0, 36500, c->f, 0);
	const struct sifa_field *other;
	struct where_node *n;

	if (!within && yaml_get(map, "after"))
		return; /* `of` is its own */
	other = other_date(c, f, of);
	if (!of || !within)
		where_complain(
			c, map,
			N_("Days and the other date were expected: {within: 30, of: closed_on}."),
			NULL, NULL);
	if (!other || !(n = where_node_add(&c->b, WHERE_WITHIN, f)))
		return;
	n->other = other->offset;
	n->hi = (uint64_t)days * (f->type == SIFA_DATETIME ? 1440 : 1);
}

/* {after: DATE, of: REFERENCE}: a date of another record. */
static void after_of(struct where_job *c, const struct sifa_field *f, struct yaml *after,
		     struct yaml *of)
{
	const struct sifa_kind *own = c->kind;
	const struct sifa_field *ref = where_find(c, own, of), *date;

	if (!ref)
		return;
	if (!ref->target || (ref->type != SIFA_REF && ref->type != SIFA_PLACE)) {
		where_complain(c, of, N_("The field \"{1}\" refers to no record."), ref->id, NULL);
		return;
	}
	c->kind = ref->target;
	date = other_date(c, f, after);
	c->kind = own;
	if (date && date->type == f->type)
		where_later(c, f, ref, date);
}

static void op_after(struct where_job *c, const struct sifa_field *f, struct yaml *map)
{
	struct yaml *after = yaml_get(map, "after"), *of = yaml_get(map, "of");
	const struct sifa_field *other;
	struct where_node *n;

	if (of && of->type == YAML_SCALAR) {
		after_of(c, f, after, of);
		return;
	}
	other = other_date(c, f, after);
	n = other ? where_node_add(&c->b, WHERE_AFTER, f) : NULL;
	if (n)
		n->other = other->offset;
}

/* The place of a key, for complaints about the key itself. */
static struct yaml key_of(const struct yaml *y)
{
	return (struct yaml){
		.text = y->key, .line = y->key_line, .column = y->key_column, .key = y->key};
}

/* ---- one field ---- */

typedef void op_fn(struct where_job *c, const struct sifa_field *f, struct yaml *map);

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
	{"any", NULL, FOR_SET, op_any},	     {"is", NULL, FOR_REF, where_is},
	{"years", NULL, FOR_DAY, op_years},
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

static void test_map(struct where_job *c, const struct sifa_field *f, struct yaml *y)
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
		where_complain(c, y, N_("A test was expected for the field \"{1}\"."), f->id, NULL);
}

void where_test(struct where_job *c, struct yaml *y)
{
	struct yaml key = key_of(y);
	const struct sifa_field *f = where_find(c, c->kind, &key);

	if (!f)
		return;
	if (y->type == YAML_MAP)
		test_map(c, f, y);
	else
		test_equal(c, f, y);
}
