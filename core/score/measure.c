/* measure.c - reads the YAML map of a measure and checks it against the kinds. */
#include "measure.h"

#include <string.h>

const char *const measure_keys[] = {
	"count", "sum",	  "distinct", "all",  "field",	"where", "date",  "from",
	"to",	 "stock", "unit",     "aged", "latest", "split", "since",
};
const size_t measure_nkeys = sizeof measure_keys / sizeof *measure_keys;

static const char *const bound_names[] = {
	[BOUND_START] = "period_start",
	[BOUND_END] = "period_end",
	[BOUND_CUTOFF] = "cutoff",
	[BOUND_AS_OF] = "as_of",
};

void measure_known(struct compile *c, struct yaml *m, const char *const *more, size_t n)
{
	const char *all[64];
	size_t k = 0;

	for (size_t i = 0; i < measure_nkeys; i++)
		all[k++] = measure_keys[i];
	for (size_t i = 0; i < n && k < 64; i++)
		all[k++] = more[i];
	yaml_known(m, c->file, all, k, c->f);
}

static const char *nearest_field(const struct sifa_kind *k, const char *s)
{
	const char *names[256];
	size_t n = 0;

	while (n < k->nfields && n < 256) {
		names[n] = k->field[n].id;
		n++;
	}
	return nearest_name(s, names, n);
}

const struct sifa_kind *measure_kind(struct compile *c, struct yaml *y)
{
	const char *s = yaml_str(y, c->file, c->f, NULL);
	const struct sifa_kind *k = s ? config_kind(c->config, s) : NULL;
	const char *names[256], *near;
	size_t n = 0;

	if (!s || k)
		return k;
	while (n < c->config->nkinds && n < 256) {
		names[n] = c->config->kind[n]->id;
		n++;
	}
	near = nearest_name(s, names, n);
	if (near)
		yaml_error(c->f, c->file, y, N_("There is no kind {1}. Did you mean {2}?"), s, near,
			   NULL);
	else
		yaml_error(c->f, c->file, y, N_("There is no kind {1} in config/kinds."), s, NULL);
	return NULL;
}

const struct sifa_field *measure_field(struct compile *c, const struct sifa_kind *k, struct yaml *y,
				       enum sifa_type want)
{
	const char *s = yaml_str(y, c->file, c->f, NULL), *near;

	if (!s)
		return NULL;
	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];

		if (strcmp(f->id, s) != 0)
			continue;
		if (want == SIFA_TYPES || f->type == want)
			return f;
		yaml_error(c->f, c->file, y,
			   N_("Field {1} of {2} is of type {3}; {4} is needed here."), s, k->id,
			   sifa_type_name(f->type), sifa_type_name(want), NULL);
		return NULL;
	}
	near = nearest_field(k, s);
	if (near)
		yaml_error(c->f, c->file, y, N_("Kind {1} has no field {2}. Did you mean {3}?"),
			   k->id, s, near, NULL);
	else
		yaml_error(c->f, c->file, y, N_("Kind {1} has no field {2}."), k->id, s, NULL);
	return NULL;
}

const struct sifa_field *measure_date(struct compile *c, const struct sifa_kind *k, struct yaml *y)
{
	const struct sifa_field *f = measure_field(c, k, y, SIFA_DATE);

	if (!f)
		return NULL;
	for (size_t i = 0; i < k->ndate; i++)
		if (k->date[i] == f->index)
			return f;
	yaml_error(
		c->f, c->file, y,
		N_("{1} is not one of the counting dates of {2}; add it to `dates:` of the kind."),
		f->id, k->id, NULL);
	return NULL;
}

static void read_bound(struct compile *c, struct yaml *y, struct bound *b)
{
	const char *s = yaml_str(y, c->file, c->f, NULL);

	if (!s)
		return;
	for (size_t i = BOUND_START; i <= BOUND_AS_OF; i++) {
		if (strcmp(bound_names[i], s) == 0) {
			b->name = (enum bound_name)i;
			return;
		}
	}
	b->name = BOUND_DAY;
	if (sifa_day_parse(s, strlen(s), SIFA_DAY_NONE, &b->day) != SIFA_OK)
		yaml_error(c->f, c->file, y,
			   N_("{1} is neither a date nor one of period_start, period_end, cutoff, "
			      "as_of."),
			   s, NULL);
}

static bool probe_list(struct compile *c, struct probe *p)
{
	struct probes *l = &c->probes;

	if (l->n == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 64;
		struct probe **v = arena_array(c->arena, cap, sizeof *v);

		if (!v)
			return false;
		if (l->n)
			memcpy(v, l->v, l->n * sizeof *v);
		l->v = v;
		l->cap = cap;
	}
	p->slot = l->n;
	l->v[l->n++] = p;
	return true;
}

struct probe *measure_probe(struct compile *c, const struct sifa_kind *k, enum probe_shape shape)
{
	struct probe *p = arena_alloc(c->arena, sizeof *p);

	if (!p || !probe_list(c, p)) {
		c->failed = true;
		return NULL;
	}
	p->kind = k;
	p->shape = shape;
	p->lo.name = BOUND_START;
	p->hi.name = BOUND_END;
	p->step = 1;
	return p;
}

static bool read_stock(struct compile *c, struct probe *p, struct yaml *y)
{
	static const char *const keys[] = {"from", "to", "at"};
	struct yaml *from = yaml_get(y, "from"), *to = yaml_get(y, "to"), *at = yaml_get(y, "at");
	const char *when = yaml_str(at, c->file, c->f, "period");

	yaml_known(y, c->file, keys, 3, c->f);
	if (!from) {
		yaml_error(c->f, c->file, y,
			   N_("A stock needs `from:`, the date a record comes on register."), NULL);
		return false;
	}
	p->stock = true;
	p->date = measure_date(c, p->kind, from);
	if (to)
		p->until = measure_field(c, p->kind, to, SIFA_DATE);
	p->on_day = strcmp(when, "as_of") == 0;
	if (!p->on_day && strcmp(when, "period") != 0)
		yaml_error(c->f, c->file, at, N_("`at:` is period or as_of."), NULL);
	return p->date && (!to || p->until);
}

/* unit: {via: FIELD} */
static bool read_unit(struct compile *c, struct probe *p, struct yaml *y)
{
	static const char *const keys[] = {"via"};
	struct yaml *via = yaml_get(y, "via");

	yaml_known(y, c->file, keys, 1, c->f);
	if (!via) {
		yaml_error(c->f, c->file, y, N_("`unit:` is written {via: FIELD}."), NULL);
		return false;
	}
	p->via = measure_field(c, p->kind, via, SIFA_REF);
	return p->via;
}

/* split: {with: UNIT, percent: FIELD} - a duty of two offices. */
static bool read_split(struct compile *c, struct probe *p, struct yaml *y)
{
	static const char *const keys[] = {"with", "percent"};
	struct yaml *with = yaml_get(y, "with"), *percent = yaml_get(y, "percent");

	yaml_known(y, c->file, keys, 2, c->f);
	if (!with || !percent || p->op == PROBE_DISTINCT || p->latest || p->shape != PROBE_VALUE) {
		yaml_error(
			c->f, c->file, y,
			N_("`split: {with: UNIT, percent: FIELD}` is for plain counts and sums."),
			NULL);
		return false;
	}
	p->with = measure_field(c, p->kind, with, SIFA_REF);
	p->percent = measure_field(c, p->kind, percent, SIFA_INT);
	if (p->with && p->with->target != c->config->unit) {
		yaml_error(c->f, c->file, with, N_("Field {1} does not refer to {2}."), p->with->id,
			   c->config->unit->id, NULL);
		return false;
	}
	return p->with && p->percent;
}

/* {field: DATE, since: DATE} - the days from the one to the other. */
static bool read_since(struct compile *c, struct probe *p, struct yaml *y, struct yaml *field)
{
	if (p->op != PROBE_SUM || p->shape != PROBE_VALUE) {
		yaml_error(c->f, c->file, y, N_("`since:` is for a plain sum of days."), NULL);
		return false;
	}
	p->field = measure_field(c, p->kind, field, SIFA_DATE);
	p->since = measure_field(c, p->kind, y, SIFA_DATE);
	return p->field && p->since;
}

static bool read_field(struct compile *c, struct probe *p, struct yaml *y, struct yaml *m)
{
	if (!y) {
		yaml_error(c->f, c->file, m, N_("sum and distinct need `field:`."), NULL);
		return false;
	}
	if (yaml_get(m, "since"))
		return read_since(c, p, yaml_get(m, "since"), y);
	p->field = measure_field(c, p->kind, y, SIFA_TYPES);
	if (!p->field)
		return false;
	switch (p->field->type) {
	case SIFA_INT:
	case SIFA_MONEY:
		return true;
	case SIFA_DATE:
	case SIFA_CODE:
	case SIFA_REF:
	case SIFA_PLACE:
	case SIFA_BOOL:
		if (p->op == PROBE_DISTINCT)
			return true;
		/* fallthrough */
	default:
		yaml_error(c->f, c->file, y, N_("Field {1} of {2} cannot be summed or told apart."),
			   p->field->id, p->kind->id, NULL);
		return false;
	}
}

static struct yaml *read_op(struct yaml *y, enum probe_op *op)
{
	static const char *const name[] = {
		[PROBE_COUNT] = "count", [PROBE_SUM] = "sum", [PROBE_DISTINCT] = "distinct"};
	struct yaml *found = NULL;

	for (size_t i = 0; i < 3; i++) {
		struct yaml *k = yaml_get(y, name[i]);

		if (!k)
			continue;
		if (found)
			return NULL;
		found = k;
		*op = (enum probe_op)i;
	}
	return found;
}

/* Bounds of a date that nothing is counted by would be passed over in silence. */
static void check_bounds(struct compile *c, struct yaml *y)
{
	static const char *const keys[] = {"from", "to", "aged"};
	bool dated = yaml_get(y, "date") && !yaml_get(y, "stock");

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		struct yaml *b = yaml_get(y, keys[i]);

		if (b && !dated)
			yaml_error(c->f, c->file, b,
				   N_("`{1}:` bounds a `date:`, and none is named here."), keys[i],
				   NULL);
	}
}

/* latest: {tests} - the records of the last day decide. */
static bool read_latest(struct compile *c, struct probe *p, struct yaml *y)
{
	if (!p->date || p->stock || p->op != PROBE_COUNT || p->shape != PROBE_VALUE) {
		yaml_error(c->f, c->file, y,
			   N_("`latest:` is for a plain count of records with a `date:`."), NULL);
		return false;
	}
	p->latest = where_compile(c->arena, c->config, p->kind, y, c->file, c->f);
	return p->latest;
}

static struct probe *read_probe(struct compile *c, struct yaml *y, enum probe_shape shape)
{
	enum probe_op op = PROBE_COUNT;
	struct yaml *ky = read_op(y, &op), *stock, *unit, *date, *where = yaml_get(y, "where");
	struct yaml *latest = yaml_get(y, "latest");
	const struct sifa_kind *k;
	struct probe *p;
	bool ok = true;

	if (!ky) {
		yaml_error(c->f, c->file, y,
			   N_("A measure says exactly one of count, sum, distinct, all."), NULL);
		return NULL;
	}
	k = measure_kind(c, ky);
	p = k ? measure_probe(c, k, shape) : NULL;
	if (!p)
		return NULL;
	p->op = op;
	p->at = y;
	if (op != PROBE_COUNT || yaml_get(y, "since"))
		ok = read_field(c, p, yaml_get(y, "field"), y);
	if (op == PROBE_DISTINCT && shape != PROBE_VALUE) {
		yaml_error(c->f, c->file, ky, N_("distinct cannot be counted by sub-period."),
			   NULL);
		ok = false;
	}
	stock = yaml_get(y, "stock");
	unit = yaml_get(y, "unit");
	date = yaml_get(y, "date");
	if (stock)
		ok = read_stock(c, p, stock) && ok;
	else if (date)
		ok = (p->date = measure_date(c, k, date)) && ok;
	if (stock && date)
		yaml_error(c->f, c->file, date, N_("A stock has no `date:`; it has from and to."),
			   NULL);
	if (unit)
		ok = read_unit(c, p, unit) && ok;
	if (latest)
		ok = read_latest(c, p, latest) && ok;
	if (yaml_get(y, "split"))
		ok = read_split(c, p, yaml_get(y, "split")) && ok;
	check_bounds(c, y);
	p->aged = (unsigned)yaml_int(yaml_get(y, "aged"), c->file, 0, 3650, c->f, 0);
	read_bound(c, yaml_get(y, "from"), &p->lo);
	read_bound(c, yaml_get(y, "to"), &p->hi);
	p->where = where_compile(c->arena, c->config, k, where, c->file, c->f);
	return ok && p->where ? p : NULL;
}

static bool read_all(struct compile *c, struct measure *m, struct yaml *y, enum probe_shape shape)
{
	struct yaml *all = yaml_get(y, "all");
	bool ok = true;

	for (size_t i = 0; i < measure_nkeys; i++) {
		struct yaml *other = yaml_get(y, measure_keys[i]);

		if (other && other != all)
			yaml_error(c->f, c->file, other,
				   N_("`{1}:` belongs into each measure of `all:`, not beside it."),
				   measure_keys[i], NULL);
	}
	if (all->type != YAML_LIST || !all->n) {
		yaml_error(c->f, c->file, all, N_("`all:` is a list of measures."), NULL);
		return false;
	}
	for (struct yaml *e = all->child; e; e = e->next) {
		struct measure *part;
		struct probe **v;

		if (e->type == YAML_MAP)
			measure_known(c, e, NULL, 0);
		part = measure_compile(c, e, shape);
		if (!part) {
			ok = false;
			continue;
		}
		if (m->n && part->scaled != m->scaled)
			yaml_error(c->f, c->file, e,
				   N_("`all:` adds like to like: amounts of money, or numbers."),
				   NULL);
		v = arena_array(c->arena, m->n + part->n, sizeof(struct probe *));
		if (!v)
			return false;
		if (m->n)
			memcpy(v, m->probe, m->n * sizeof(struct probe *));
		memcpy(v + m->n, part->probe, part->n * sizeof(struct probe *));
		m->probe = v;
		m->n += part->n;
		m->scaled = part->scaled;
	}
	return ok;
}

struct measure *measure_compile(struct compile *c, struct yaml *y, enum probe_shape shape)
{
	struct measure *m = arena_alloc(c->arena, sizeof *m);

	if (!m) {
		c->failed = true;
		return NULL;
	}
	if (!y || y->type != YAML_MAP) {
		if (y)
			yaml_error(c->f, c->file, y,
				   N_("A measure is a map such as {count: KIND}."), NULL);
		return NULL;
	}
	if (yaml_get(y, "all"))
		return read_all(c, m, y, shape) ? m : NULL;
	m->probe = arena_alloc(c->arena, sizeof(struct probe *));
	if (!m->probe) {
		c->failed = true;
		return NULL;
	}
	m->n = 1;
	m->probe[0] = read_probe(c, y, shape);
	if (!m->probe[0])
		return NULL;
	m->scaled = m->probe[0]->with ||
		    (m->probe[0]->op == PROBE_SUM && m->probe[0]->field->type == SIFA_MONEY);
	return m;
}

void measure_step(struct measure *m, unsigned months)
{
	for (size_t i = 0; m && i < m->n; i++)
		m->probe[i]->step = months;
}

/* ---- a measure divided by a field ---- */

struct yaml *measure_narrowed(struct compile *c, const struct yaml *m, const char *field,
			      const char *code)
{
	struct yaml *copy = arena_alloc(c->arena, sizeof *copy);
	struct yaml *where = arena_alloc(c->arena, sizeof *where);
	struct yaml *test = arena_alloc(c->arena, sizeof *test), **end;

	if (!copy || !where || !test) {
		c->failed = true;
		return NULL;
	}
	*copy = *m;
	*where = *m;
	where->key = "where";
	where->child = NULL;
	where->n = 0;
	end = &copy->child;
	for (const struct yaml *e = m->child; e; e = e->next) {
		struct yaml *e2 = e->key && !strcmp(e->key, "where")
					  ? NULL
					  : arena_alloc(c->arena, sizeof *e2);

		if (e->key && !strcmp(e->key, "where")) {
			where->child = e->child;
			where->n = e->n;
			copy->n--;
			continue;
		}
		if (!e2) {
			c->failed = true;
			return NULL;
		}
		*e2 = *e;
		*end = e2;
		end = &e2->next;
	}
	*end = where;
	where->next = NULL;
	copy->n++;
	*test = (struct yaml){.key = field,
			      .text = code,
			      .next = where->child,
			      .line = m->line,
			      .column = m->column,
			      .key_line = m->line,
			      .key_column = m->column};
	where->child = test;
	where->n++;
	return copy;
}

struct yaml *measure_counted(struct yaml *m)
{
	struct yaml *k = yaml_get(m, "count");

	k = k ? k : yaml_get(m, "sum");
	return k ? k : yaml_get(m, "distinct");
}
