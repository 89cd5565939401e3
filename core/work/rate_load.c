/* rate_load.c - reads config/rates: schedules of money for the records of a kind, each with
 * tables by date, each a list of steps. */
#include <string.h>

#include "rate.h"

enum { TABLES_MOST = 20, STEPS_MOST = 12, ENTRIES_MOST = 20, MEMBERS_MOST = 4 };

struct reading {
	struct link *l;
	struct sifa_rate *rate;
};

/* Yuan with two decimals, or percent, from none to `most` hundredths. */
static int64_t read_amount(struct link *l, struct yaml *y, int64_t most)
{
	int64_t n = yaml_hundredths(y, l->file, l->f, 0);

	if (n >= 0 && n <= most)
		return n;
	yaml_error(l->f, l->file, y, N_("This amount is below nothing or too large."), NULL);
	return 0;
}

#define MONEY_MOST   INT64_C(100000000000)
#define PERCENT_MOST 1000000

static const struct sifa_field *money_field(struct link *l, const struct sifa_kind *k,
					    struct yaml *map, const char *key)
{
	const struct sifa_field *f = link_one(l, k, map, key, false);

	if (!f || f->type == SIFA_MONEY)
		return f;
	link_error(l, yaml_get(map, key), N_("The field \"{1}\" is no amount of money."), f->id,
		   NULL);
	return NULL;
}

/* ---- steps ---- */

static void read_entry(struct reading *r, struct yaml *y, enum rate_op op, struct rate_entry *e)
{
	static const char *const known[] = {"label", "where", "amount", "percent", "field"};
	struct yaml *amount = yaml_get(y, "amount"), *percent = yaml_get(y, "percent");
	struct yaml *field = yaml_get(y, "field"), *where = yaml_get(y, "where");
	bool both = op == RATE_MOST, times = op == RATE_TIMES;

	LINK_KNOWN(r->l, y, known);
	if (y->type != YAML_MAP)
		return;
	link_label(r->l, y, "label", true, e->label);
	if (where)
		e->where = where_compile(&r->l->c->arena, r->l->c, r->rate->kind, where, r->l->file,
					 r->l->f);
	if ((amount != NULL) + (percent != NULL) + (field != NULL) != 1 ||
	    (percent && !times && !both) || (!percent && times)) {
		link_error(r->l, y,
			   times  ? N_("`times` has a percent: {percent: 50}.")
			   : both ? N_("`most` has an amount or a percent of the base.")
				  : N_("An amount was expected here, or a field that holds it."),
			   NULL, NULL);
		return;
	}
	e->field = money_field(r->l, r->rate->kind, y, "field");
	e->percent = both && percent ? read_amount(r->l, percent, PERCENT_MOST) : 0;
	e->amount = times    ? read_amount(r->l, percent, PERCENT_MOST)
		    : amount ? read_amount(r->l, amount, MONEY_MOST)
			     : 0;
}

static void read_entries(struct reading *r, struct yaml *step, const char *key, struct rate_step *s)
{
	struct yaml *list = link_list(r->l, step, key, 1, ENTRIES_MOST);

	s->entry = link_array(r->l, list ? list->n : 0, sizeof *s->entry);
	for (struct yaml *y = list && s->entry ? list->child : NULL; y; y = y->next)
		read_entry(r, y, s->op, &s->entry[s->n++]);
}

/* each: {of: group_n, beyond: 1, most: 100, amount: 200, label: ...} */
static void read_each(struct reading *r, struct yaml *step, struct rate_step *s)
{
	static const char *const known[] = {"of", "beyond", "most", "amount", "label", "where"};
	struct yaml *y = yaml_get(step, "each"), *where = yaml_get(y, "where");

	LINK_KNOWN(r->l, y, known);
	s->entry = link_array(r->l, 1, sizeof *s->entry);
	if (y->type != YAML_MAP || !s->entry)
		return;
	s->n = 1;
	s->of = link_one(r->l, r->rate->kind, y, "of", true);
	if (s->of && s->of->type != SIFA_INT && s->of->type != SIFA_ROWS &&
	    s->of->type != SIFA_REFS)
		link_error(r->l, yaml_get(y, "of"),
			   N_("\"{1}\" cannot be counted: a number, a table or a set of references "
			      "was expected."),
			   s->of->id, NULL);
	s->beyond = yaml_int(yaml_get(y, "beyond"), r->l->file, 0, 100000, r->l->f, 0);
	s->most = yaml_int(yaml_get(y, "most"), r->l->file, 1, 100000, r->l->f, 0);
	s->entry->amount = read_amount(r->l, link_need(r->l, y, "amount"), MONEY_MOST);
	link_label(r->l, y, "label", true, s->entry->label);
	if (where)
		s->entry->where = where_compile(&r->l->c->arena, r->l->c, r->rate->kind, where,
						r->l->file, r->l->f);
}

static void read_step(struct reading *r, struct yaml *y, struct rate_step *s)
{
	static const char *const ops[] = {[RATE_BASE] = "base",
					  [RATE_EACH] = "each",
					  [RATE_TIMES] = "times",
					  [RATE_ADD] = "add",
					  [RATE_MOST] = "most"};

	LINK_KNOWN(r->l, y, ops);
	if (y->type != YAML_MAP || y->n != 1) {
		yaml_error(r->l->f, r->l->file, y,
			   N_("A step is one of base, each, times, add, most."), NULL);
		return;
	}
	for (unsigned i = RATE_BASE; i <= RATE_MOST; i++) {
		if (strcmp(ops[i], y->child->key) != 0)
			continue;
		s->op = (enum rate_op)i;
		y->child->used = true;
		if (s->op == RATE_EACH)
			read_each(r, y, s);
		else
			read_entries(r, y, ops[i], s);
	}
}

/* ---- tables ---- */

static void read_round(struct link *l, struct yaml *table, struct rate_table *t)
{
	static const char *const known[] = {"to", "way"};
	static const char *const ways[] = {
		[RATE_HALF] = "half_up", [RATE_UP] = "up", [RATE_DOWN] = "down"};
	struct yaml *y = yaml_get(table, "round");

	t->unit = 1;
	if (!y)
		return;
	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP)
		return;
	t->unit = read_amount(l, link_need(l, y, "to"), 100000);
	t->way = (enum rate_way)link_word(l, y, "way", ways, 3, RATE_HALF);
	if (t->unit < 1) {
		yaml_error(l->f, l->file, yaml_get(y, "to"),
			   N_("Rounded to what? 0.01, 0.10, 1.00 or 10.00 was expected."), NULL);
		t->unit = 1;
	}
}

static void read_table(struct reading *r, struct yaml *y, struct rate_table *t)
{
	static const char *const known[] = {"from", "to", "source", "steps", "round", "month_most"};
	struct link *l = r->l;
	struct yaml *from = yaml_get(y, "from"), *to = yaml_get(y, "to"), *list;

	LINK_KNOWN(l, y, known);
	t->from = t->to = SIFA_DAY_NONE;
	t->unit = 1;
	t->source = "";
	if (y->type != YAML_MAP)
		return;
	t->from = from ? link_day(l, from) : SIFA_DAY_NONE;
	t->to = to ? link_day(l, to) : SIFA_DAY_NONE;
	t->source = yaml_str(link_need(l, y, "source"), l->file, l->f, "");
	t->month_most = read_amount(l, yaml_get(y, "month_most"), MONEY_MOST);
	read_round(l, y, t);
	list = link_list(l, y, "steps", 1, STEPS_MOST);
	t->step = link_array(l, list ? list->n : 0, sizeof *t->step);
	for (struct yaml *s = list && t->step ? list->child : NULL; s; s = s->next)
		read_step(r, s, &t->step[t->n++]);
	if (t->step && t->n && t->step[0].op != RATE_BASE)
		link_error(l, list, N_("The first step of a table is its base."), NULL, NULL);
}

static int64_t open_day(sifa_day d, int64_t none)
{
	return d == SIFA_DAY_NONE ? none : d;
}

static void read_tables(struct reading *r, struct yaml *tree)
{
	struct yaml *list = link_list(r->l, tree, "tables", 1, TABLES_MOST);
	struct rate_table *t = link_array(r->l, list ? list->n : 0, sizeof *t);

	r->rate->table = t;
	for (struct yaml *y = list && t ? list->child : NULL; y; y = y->next) {
		struct rate_table *new = &t[r->rate->ntables];

		read_table(r, y, new);
		for (size_t i = 0; i < r->rate->ntables; i++)
			if (open_day(new->from, INT64_MIN) <= open_day(t[i].to, INT64_MAX) &&
			    open_day(t[i].from, INT64_MIN) <= open_day(new->to, INT64_MAX))
				link_error(r->l, y, N_("Two tables are in force on one day."), NULL,
					   NULL);
		r->rate->ntables++;
	}
}

/* ---- a schedule ---- */

static bool refers(const struct sifa_field *f)
{
	return f->type == SIFA_REF || f->type == SIFA_REFS || f->type == SIFA_PLACE;
}

static void read_into(struct link *l, struct yaml *tree, struct sifa_rate *rate)
{
	static const char *const known[] = {"base", "added", "total"};
	struct yaml *y = yaml_get(tree, "into");

	if (!y)
		return;
	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP)
		return;
	rate->base = money_field(l, rate->kind, y, "base");
	rate->added = money_field(l, rate->kind, y, "added");
	rate->total = money_field(l, rate->kind, y, "total");
}

static void read_members(struct link *l, struct yaml *tree, struct sifa_rate *rate)
{
	uint16_t at[MEMBERS_MOST];
	size_t n = link_fields(l, rate->kind, tree, "members", 0, MEMBERS_MOST, refers,
			       N_("The field \"{1}\" refers to no record."), at);

	for (size_t i = 0; i < n; i++)
		rate->member[rate->nmembers++] = &rate->kind->field[at[i]];
	rate->share = link_one(l, rate->kind, tree, "share", false);
	if (rate->share && rate->share->type != SIFA_REFS)
		link_error(l, yaml_get(tree, "share"),
			   N_("\"{1}\" is no set of references among which could be shared."),
			   rate->share->id, NULL);
}

static void read_rate(struct link *l, struct rates *rs, struct yaml *tree)
{
	static const char *const known[] = {"rate", "kind",    "label", "date",
					    "into", "members", "share", "tables"};
	struct sifa_rate *rate = link_array(l, 1, sizeof *rate);
	struct reading r = {l, rate};

	LINK_KNOWN(l, tree, known);
	if (!rate || tree->type != YAML_MAP || !(rate->id = link_id(l, tree, "rate")) ||
	    !(rate->kind = link_kind(l, tree)))
		return;
	link_label(l, tree, "label", true, rate->label);
	rate->date = link_date(l, rate->kind, tree, "date", true);
	read_into(l, tree, rate);
	read_members(l, tree, rate);
	read_tables(&r, tree);
	for (size_t i = 0; i < rs->n; i++) {
		if (strcmp(rs->rate[i]->id, rate->id) == 0)
			link_error(l, yaml_get(tree, "rate"),
				   N_("The schedule \"{1}\" stands in another file already."),
				   rate->id, NULL);
		else if (rs->rate[i]->kind == rate->kind)
			link_error(l, yaml_get(tree, "kind"),
				   N_("The kind \"{1}\" has a schedule already: \"{2}\"."),
				   rate->kind->id, rs->rate[i]->id);
	}
	if (rate->date)
		rs->rate[rs->n++] = rate;
}

const struct rates *rates_load(struct config *c, struct sifa_findings *f)
{
	struct link l = {.c = c, .f = f};
	struct rates *rs = link_array(&l, 1, sizeof *rs);

	if (!rs || !(rs->rate = link_array(&l, c->nfiles + 1, sizeof(struct sifa_rate *))))
		return NULL;
	for (size_t i = 0; i < c->nfiles; i++) {
		struct yaml *tree = config_tree_in(c, &c->file[i], "rates/");

		l.file = c->file[i].name;
		if (tree)
			read_rate(&l, rs, tree);
	}
	return l.nomem ? NULL : rs;
}

/* ---- the face ---- */

const struct rates *rates_of(struct sifa *s)
{
	struct sifa_findings f = {0};

	if (!s->rates) {
		s->rates = rates_load(s->config, &f);
		config_rest(s->config);
	}
	sifa_findings_free(&f);
	return s->rates;
}

const struct sifa_rate *sifa_rate_of_kind(struct sifa *s, const struct sifa_kind *k)
{
	const struct rates *rs = rates_of(s);

	for (size_t i = 0; rs && i < rs->n; i++)
		if (rs->rate[i]->kind == k)
			return rs->rate[i];
	return NULL;
}

const char *sifa_rate_label(const struct sifa_rate *r, enum sifa_lang lang)
{
	return r->label[lang];
}
