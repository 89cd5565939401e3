/* ladder_load.c - reads config/ladders. */
#include <string.h>

#include "ladder.h"

enum { LAWS_MOST = 8, TESTS_MOST = 8 };

struct reading {
	struct link *l;
	struct ladder *ladder;
};

/* ---- what happened ---- */

static struct where *read_where(struct reading *r, struct yaml *y)
{
	return y ? where_compile(&r->l->c->arena, r->l->c, r->ladder->events, y, r->l->file,
				 r->l->f)
		 : NULL;
}

static const struct sifa_clock_def *read_clock(struct reading *r, struct yaml *y)
{
	const struct sifa_kind *k = r->ladder->kind;
	const char *id = yaml_str(y, r->l->file, r->l->f, NULL), *names[64], *near;
	size_t n = 0;

	for (; id && n < k->nclocks && n < 64; n++) {
		if (strcmp(k->clock[n].id, id) == 0)
			return &k->clock[n];
		names[n] = k->clock[n].id;
	}
	near = id ? nearest_name(id, names, n) : NULL;
	if (id)
		yaml_error(r->l->f, r->l->file, y,
			   near ? N_("There is no clock \"{1}\"; \"{2}\" is the nearest.")
				: N_("There is no clock \"{1}\"."),
			   id, near, NULL);
	return NULL;
}

static void read_fact(struct reading *r, struct yaml *y, struct ladder_fact *f)
{
	static const char *const known[] = {"id", "label", "span", "overrun", "count"};
	static const char *const of_span[] = {"where", "until"};
	static const char *const of_clock[] = {"clock", "until"};
	struct yaml *span = yaml_get(y, "span"), *clock = yaml_get(y, "overrun");
	struct yaml *count = yaml_get(y, "count");

	LINK_KNOWN(r->l, y, known);
	link_label(r->l, y, "label", true, f->label);
	if ((span != NULL) + (clock != NULL) + (count != NULL) != 1) {
		link_error(r->l, y, N_("A fact is one of span, overrun, count."), NULL, NULL);
	} else if (span) {
		LINK_KNOWN(r->l, span, of_span);
		f->op = FACT_SPAN;
		f->where = read_where(r, link_need(r->l, span, "where"));
		f->until = link_date(r->l, r->ladder->events, span, "until", true);
	} else if (clock) {
		LINK_KNOWN(r->l, clock, of_clock);
		f->op = FACT_CLOCK;
		f->clock = read_clock(r, link_need(r->l, clock, "clock"));
		f->until = link_date(r->l, r->ladder->kind, clock, "until", true);
	} else {
		f->op = FACT_COUNT;
		f->where = read_where(r, count);
	}
}

static void read_facts(struct reading *r, struct yaml *tree)
{
	struct yaml *list = link_list(r->l, tree, "facts", 1, FACTS_MOST);
	struct ladder_fact *f = link_array(r->l, list ? list->n : 0, sizeof *f);

	r->ladder->fact = f;
	for (struct yaml *y = list && f ? list->child : NULL; y; y = y->next) {
		if (y->type != YAML_MAP || !(f[r->ladder->nfacts].id = link_id(r->l, y, "id")))
			continue;
		read_fact(r, y, &f[r->ladder->nfacts++]);
	}
}

/* ---- what the law proposes ---- */

static bool find_fact(struct reading *r, struct yaml *y, uint16_t *out)
{
	const char *id = yaml_str(y, r->l->file, r->l->f, NULL), *names[FACTS_MOST], *near;

	for (size_t i = 0; id && i < r->ladder->nfacts; i++) {
		*out = (uint16_t)i;
		names[i] = r->ladder->fact[i].id;
		if (strcmp(names[i], id) == 0)
			return true;
	}
	near = id ? nearest_name(id, names, r->ladder->nfacts) : NULL;
	if (id)
		yaml_error(r->l->f, r->l->file, y,
			   near ? N_("There is no fact \"{1}\"; \"{2}\" is the nearest.")
				: N_("There is no fact \"{1}\"."),
			   id, near, NULL);
	return false;
}

static void read_test(struct reading *r, struct yaml *y, struct ladder_test *t)
{
	static const char *const known[] = {"fact", "least", "more_days", "most_days",
					    "more_months"};
	struct link *l = r->l;
	bool count, asked;

	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP || !find_fact(r, link_need(l, y, "fact"), &t->fact))
		return;
	count = r->ladder->fact[t->fact].op == FACT_COUNT;
	t->least = yaml_int(yaml_get(y, "least"), l->file, 1, 100, l->f, 0);
	t->more_days = yaml_int(yaml_get(y, "more_days"), l->file, 0, 10000, l->f, -1);
	t->most_days = yaml_int(yaml_get(y, "most_days"), l->file, 0, 10000, l->f, -1);
	t->more_months = yaml_int(yaml_get(y, "more_months"), l->file, 1, 600, l->f, 0);
	asked = t->more_days >= 0 || t->most_days >= 0 || t->more_months;
	if (count ? !t->least || asked : t->least || !asked)
		link_error(
			l, y,
			count ? N_("How many? A count is asked for by `least`.")
			      : N_("How long? more_days, most_days or more_months was expected."),
			NULL, NULL);
}

static void read_rung(struct reading *r, struct yaml *y, struct ladder_rung *g)
{
	static const char *const known[] = {"propose", "source", "when", "any", "answered"};
	struct yaml *list;

	LINK_KNOWN(r->l, y, known);
	g->when.field = SIFA_NO_FIELD;
	g->source = "";
	if (y->type != YAML_MAP)
		return;
	link_label(r->l, y, "propose", true, g->propose);
	g->source = yaml_str(link_need(r->l, y, "source"), r->l->file, r->l->f, "");
	g->when = link_when(r->l, r->ladder->kind, y, "when");
	g->answered = read_where(r, link_need(r->l, y, "answered"));
	list = link_list(r->l, y, "any", 1, TESTS_MOST);
	g->test = link_array(r->l, list ? list->n : 0, sizeof *g->test);
	for (struct yaml *t = list && g->test ? list->child : NULL; t; t = t->next)
		read_test(r, t, &g->test[g->n++]);
}

static void read_law(struct reading *r, struct yaml *y, struct ladder_law *law)
{
	static const char *const known[] = {"from", "to", "source", "rungs"};
	struct yaml *from = yaml_get(y, "from"), *to = yaml_get(y, "to"), *list;

	LINK_KNOWN(r->l, y, known);
	law->from = law->to = SIFA_DAY_NONE;
	law->source = "";
	if (y->type != YAML_MAP)
		return;
	law->from = from ? link_day(r->l, from) : SIFA_DAY_NONE;
	law->to = to ? link_day(r->l, to) : SIFA_DAY_NONE;
	law->source = yaml_str(link_need(r->l, y, "source"), r->l->file, r->l->f, "");
	list = link_list(r->l, y, "rungs", 1, RUNGS_MOST);
	law->rung = link_array(r->l, list ? list->n : 0, sizeof *law->rung);
	for (struct yaml *g = list && law->rung ? list->child : NULL; g; g = g->next) {
		law->rung[law->n].no = (uint16_t)r->ladder->nrungs++;
		read_rung(r, g, &law->rung[law->n++]);
	}
	if (r->ladder->nrungs > RUNGS_MOST)
		link_error(r->l, list, N_("These are more than 60 rungs."), NULL, NULL);
}

static void read_laws(struct reading *r, struct yaml *tree)
{
	struct yaml *list = link_list(r->l, tree, "laws", 1, LAWS_MOST);

	r->ladder->law = link_array(r->l, list ? list->n : 0, sizeof *r->ladder->law);
	for (struct yaml *y = list && r->ladder->law ? list->child : NULL; y; y = y->next)
		read_law(r, y, &r->ladder->law[r->ladder->nlaws++]);
}

/* ---- a ladder ---- */

static bool read_events(struct reading *r, struct yaml *tree)
{
	static const char *const known[] = {"kind", "via", "on"};
	struct yaml *y = link_need(r->l, tree, "events");
	struct ladder *la = r->ladder;

	LINK_KNOWN(r->l, y, known);
	if (!y || y->type != YAML_MAP || !(la->events = link_kind(r->l, y)))
		return false;
	la->via = link_one(r->l, la->events, y, "via", true);
	la->on = link_date(r->l, la->events, y, "on", true);
	if (la->via && (la->via->type != SIFA_REF || la->via->target != la->kind)) {
		link_error(r->l, yaml_get(y, "via"), N_("\"{1}\" does not refer to {2}."),
			   la->via->id, la->kind->id);
		return false;
	}
	return la->via && la->on;
}

static void read_ladder(struct link *l, struct ladders *ls, struct yaml *tree)
{
	static const char *const known[] = {"ladder", "kind",  "label", "until",
					    "events", "facts", "laws"};
	struct ladder *la = link_array(l, 1, sizeof *la);
	struct reading r = {l, la};

	LINK_KNOWN(l, tree, known);
	if (!la || tree->type != YAML_MAP || !(la->id = link_id(l, tree, "ladder")) ||
	    !(la->kind = link_kind(l, tree)))
		return;
	link_label(l, tree, "label", true, la->label);
	la->until = link_date(l, la->kind, tree, "until", false);
	if (!read_events(&r, tree))
		return;
	read_facts(&r, tree);
	read_laws(&r, tree);
	for (size_t i = 0; i < ls->n; i++)
		if (strcmp(ls->ladder[i]->id, la->id) == 0)
			link_error(l, yaml_get(tree, "ladder"),
				   N_("The ladder \"{1}\" stands in another file already."), la->id,
				   NULL);
	ls->ladder[ls->n++] = la;
}

const struct ladders *ladders_load(struct config *c, struct sifa_findings *f)
{
	struct link l = {.c = c, .f = f};
	struct ladders *ls = link_array(&l, 1, sizeof *ls);

	if (!ls || !(ls->ladder = link_array(&l, c->nfiles + 1, sizeof(struct ladder *))))
		return NULL;
	for (size_t i = 0; i < c->nfiles; i++) {
		struct yaml *tree = config_tree_in(c, &c->file[i], "ladders/");

		l.file = c->file[i].name;
		if (tree)
			read_ladder(&l, ls, tree);
	}
	return l.nomem ? NULL : ls;
}

const struct ladders *ladders_of(struct sifa *s)
{
	struct sifa_findings f = {0};

	if (!s->ladders) {
		s->ladders = ladders_load(s->config, &f);
		config_rest(s->config);
	}
	sifa_findings_free(&f);
	return s->ladders;
}
