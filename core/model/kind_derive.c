/* kind_derive.c - fields that nobody types: what each is worked out from, and in
 * which order. */
#include <string.h>

#include "link.h"

#define RULES_MOST 8
#define BANDS_MOST 20

static const char *const ops[DERIVE_OPS] = {
	[DERIVE_COUNT] = "count", [DERIVE_SUM] = "sum",	    [DERIVE_LATEST] = "latest",
	[DERIVE_ADD] = "add",	  [DERIVE_LESS] = "less",   [DERIVE_DAYS] = "days",
	[DERIVE_AGE] = "age",	  [DERIVE_BAND] = "band",   [DERIVE_COPY] = "copy",
	[DERIVE_DUE] = "due",	  [DERIVE_AFTER] = "after", [DERIVE_OPEN] = "open",
};

/* ---- does it fit? ---- */

static bool is_amount(const struct sifa_field *f)
{
	return f->type == SIFA_INT || f->type == SIFA_MONEY;
}

static bool same_shape(const struct sifa_field *a, const struct sifa_field *b)
{
	return a->type == b->type && !type_is_var(a->type) && a->codes == b->codes &&
	       a->target == b->target;
}

/* May `part` (found at d) be an operand of the field? */
static bool fits(const struct sifa_kind *k, const struct sifa_field *f, const struct derive *d,
		 const struct field_path *at, const struct sifa_field *part)
{
	bool column = k->field[at->field].type == SIFA_ROWS && at->of != SIFA_NO_FIELD;

	if (k->field[at->field].type == SIFA_REFS && at->of != SIFA_NO_FIELD)
		return false;
	switch (d->op) {
	case DERIVE_COUNT:
		return column ? part->type == SIFA_BOOL
			      : at->of == SIFA_NO_FIELD &&
					(part->type == SIFA_ROWS || part->type == SIFA_REFS ||
					 part->type == SIFA_CODES);
	case DERIVE_SUM:
		return column && is_amount(part) && part->type == f->type;
	case DERIVE_LATEST:
		return column && part->type == SIFA_DATE;
	case DERIVE_OPEN: /* of one table */
		return column && part->type == SIFA_DATE &&
		       (!d->n || d->from[0].field == at->field);
	case DERIVE_ADD:
	case DERIVE_LESS:
		return !column && is_amount(part) && part->type == f->type;
	case DERIVE_COPY:
		return !column && same_shape(f, part);
	default:
		return !column && part->type == SIFA_DATE;
	}
}

static bool gives(enum derive_op op, enum sifa_type t)
{
	switch (op) {
	case DERIVE_COUNT:
	case DERIVE_DAYS:
	case DERIVE_AGE:
		return t == SIFA_INT;
	case DERIVE_SUM:
	case DERIVE_ADD:
	case DERIVE_LESS:
		return t == SIFA_INT || t == SIFA_MONEY;
	case DERIVE_BAND:
		return t == SIFA_CODE;
	case DERIVE_COPY:
		return !type_is_var(t);
	default:
		return t == SIFA_DATE;
	}
}

/* ---- one rule ---- */

static void read_operands(struct link *l, const struct sifa_kind *k, const struct sifa_field *f,
			  struct yaml *y, struct derive *d)
{
	bool pair = d->op == DERIVE_DAYS || d->op == DERIVE_AGE || d->op == DERIVE_BAND ||
		    d->op == DERIVE_OPEN;
	bool many = d->op == DERIVE_ADD || d->op == DERIVE_LESS;
	struct yaml *at = yaml_get(y, ops[d->op]), one, *e;

	if (pair || many) {
		at = link_list(l, y, ops[d->op], 2, pair ? 2 : DERIVE_MOST);
		e = at ? at->child : NULL;
	} else {
		one = *at;
		one.next = NULL;
		e = &one;
	}
	for (; e; e = e->next) {
		struct field_path from;
		const struct sifa_field *part = link_path(l, k, e, &from);

		if (part && !fits(k, f, d, &from, part))
			yaml_error(l->f, l->file, e,
				   N_("\"{1}\" cannot be worked out from \"{2}\": it is of another "
				      "type than \"{3}\" takes."),
				   f->id, part->id, ops[d->op], NULL);
		else if (part)
			d->from[d->n++] = from;
	}
}

static void read_bands(struct link *l, const struct sifa_field *f, struct yaml *y, struct derive *d)
{
	struct yaml *map = link_need(l, y, "of");
	struct derive_band *band = link_array(l, map ? map->n : 0, sizeof *band);

	if (!map || !band)
		return;
	if (map->type != YAML_MAP || !map->n || map->n > BANDS_MOST) {
		link_error(l, map, N_("Codes with the highest age of each were expected."), NULL,
			   NULL);
		return;
	}
	for (struct yaml *e = map->child; e; e = e->next) {
		const struct sifa_code *c = code_find(f->codes, e->key, strlen(e->key));

		if (!c)
			link_error(l, e, N_("The list {1} has no code \"{2}\"."), f->codes->id,
				   e->key);
		band[d->nbands].last = yaml_int(e, l->file, 0, 1000, l->f, 0);
		band[d->nbands].code = c ? c->no : 0;
		if (d->nbands && band[d->nbands].last <= band[d->nbands - 1].last)
			link_error(l, e, N_("The ages must go up from code to code."), NULL, NULL);
		d->nbands++;
	}
	d->band = band;
}

static void read_due(struct link *l, const struct sifa_kind *k, struct yaml *y, struct derive *d)
{
	struct yaml *at = yaml_get(y, "due");
	const char *s = yaml_str(at, l->file, l->f, NULL), *names[60];
	size_t n = 0;

	for (size_t i = 0; s && i < k->nclocks; i++) {
		if (strcmp(k->clock[i].id, s) == 0)
			d->clock = &k->clock[i];
		if (n < sizeof names / sizeof *names)
			names[n++] = k->clock[i].id;
	}
	if (s && !d->clock) {
		const char *near = nearest_name(s, names, n);

		yaml_error(l->f, l->file, at,
			   near ? N_("There is no clock \"{1}\"; \"{2}\" is the nearest.")
				: N_("There is no clock \"{1}\"; declare it under clocks."),
			   s, near, NULL);
	}
}

static void read_length(struct link *l, struct yaml *y, struct derive *d)
{
	struct sifa_period *p = &d->length;

	p->days = (uint16_t)yaml_int(yaml_get(y, "days"), l->file, 1, 40000, l->f, 0);
	p->workdays = (uint16_t)yaml_int(yaml_get(y, "workdays"), l->file, 1, 1000, l->f, 0);
	p->months = (uint16_t)yaml_int(yaml_get(y, "months"), l->file, 1, 1200, l->f, 0);
	if ((p->days != 0) + (p->workdays != 0) + (p->months != 0) != 1)
		link_error(l, y, N_("How long? days, workdays or months was expected."), NULL,
			   NULL);
}

static bool find_op(struct link *l, struct yaml *y, struct derive *d)
{
	unsigned found = 0;

	for (unsigned i = 0; i < DERIVE_OPS; i++) {
		/* `after` has a length in days of its own */
		if (!yaml_get(y, ops[i]) || (i == DERIVE_DAYS && yaml_get(y, "after")))
			continue;
		d->op = (enum derive_op)i;
		found++;
	}
	if (found == 1)
		return true;
	link_error(
		l, y,
		N_("A derived field is exactly one of count, sum, latest, open, add, less, days, "
		   "age, band, copy, due, after."),
		NULL, NULL);
	return false;
}

static bool read_rule(struct link *l, const struct sifa_kind *k, const struct sifa_field *f,
		      struct yaml *y, struct derive *d)
{
	static const char *const known[] = {"count",	"sum",	  "latest", "open", "add", "less",
					    "days",	"age",	  "band",   "copy", "due", "after",
					    "workdays", "months", "of",	    "when"};

	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP || !find_op(l, y, d))
		return false;
	if (!gives(d->op, f->type)) {
		link_error(l, y, N_("\"{1}\" gives no value of type {2}."), ops[d->op],
			   sifa_type_name(f->type));
		return false;
	}
	d->when = link_when(l, k, y, "when");
	if (d->op == DERIVE_DUE)
		read_due(l, k, y, d);
	else
		read_operands(l, k, f, y, d);
	if (d->op == DERIVE_BAND)
		read_bands(l, f, y, d);
	if (d->op == DERIVE_AFTER)
		read_length(l, y, d);
	return true;
}

static void read_derived(struct link *l, const struct sifa_kind *k, struct sifa_field *f,
			 struct yaml *field)
{
	static const char *const typed[] = {"required", "sticky", "unknown"};
	struct yaml *y = yaml_get(field, "derived"), one;
	struct derive *d;

	if (!y)
		return;
	one = *y;
	one.next = NULL;
	if (y->type == YAML_LIST && !link_list(l, field, "derived", 1, RULES_MOST))
		return;
	d = link_array(l, y->type == YAML_LIST ? y->n : 1, sizeof *d);
	for (struct yaml *e = y->type == YAML_LIST ? y->child : &one; e && d; e = e->next)
		f->nderives += read_rule(l, k, f, e, &d[f->nderives]);
	f->derive = d;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		if (yaml_get(field, typed[i]))
			link_error(l, yaml_get(field, typed[i]),
				   N_("A derived field is never typed; take \"{1}\" out."),
				   typed[i], NULL);
}

/* ---- the order ---- */

static bool waits_for(const uint8_t *done, uint16_t field)
{
	return field != SIFA_NO_FIELD && !done[field];
}

static bool rule_waits(const struct derive *d, const uint8_t *done)
{
	const struct sifa_clock_def *c = d->clock;
	bool waits = waits_for(done, d->when.field);

	for (size_t i = 0; i < d->n; i++)
		waits = waits || waits_for(done, d->from[i].field);
	if (!c)
		return waits;
	waits = waits || waits_for(done, c->from) || waits_for(done, c->when.field) ||
		waits_for(done, c->extended);
	for (size_t i = 0; i < c->npauses; i++)
		waits = waits || waits_for(done, c->pause[i][0]) || waits_for(done, c->pause[i][1]);
	return waits;
}

static bool field_waits(const struct sifa_field *f, const uint8_t *done)
{
	for (size_t i = 0; i < f->nderives; i++)
		if (rule_waits(&f->derive[i], done))
			return true;
	return false;
}

/* Each field behind those it is made of; what is left goes in a circle. */
static void order(struct link *l, struct sifa_kind *k, struct yaml *list)
{
	uint8_t *done = link_array(l, k->nfields, 1);
	uint16_t *out = link_array(l, k->nfields, sizeof *out);
	struct yaml *y = list->child;
	bool more = done && out;

	if (!more)
		return;
	for (size_t i = 0; i < k->nfields; i++)
		done[i] = !k->field[i].derive;
	while (more) {
		more = false;
		for (size_t i = 0; i < k->nfields; i++) {
			if (done[i] || field_waits(&k->field[i], done))
				continue;
			out[k->nderived++] = (uint16_t)i;
			done[i] = more = true;
		}
	}
	k->derived = out;
	for (size_t i = 0; i < k->nfields && y; y = y->next) {
		if (y->type != YAML_MAP)
			continue;
		if (!done[i])
			link_error(l, yaml_get(y, "derived"),
				   N_("The field \"{1}\" would be worked out from itself."),
				   k->field[i].id, NULL);
		i++;
	}
}

void kind_derived(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	/* made by kind.c for this configuration, not yet shown to anybody */
	struct sifa_field *f = (struct sifa_field *)(uintptr_t)k->field;
	struct yaml *list = yaml_get(tree, "fields");
	bool any = false;

	if (!list || list->type != YAML_LIST)
		return;
	for (struct yaml *y = list->child; y; y = y->next) {
		if (y->type != YAML_MAP)
			continue;
		read_derived(l, k, f, y);
		any = any || f->derive;
		f++;
	}
	if (any)
		order(l, k, list);
}
