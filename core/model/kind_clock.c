/* kind_clock.c - the legal periods of a kind: from which day, how long under the
 * law of that day, until which day. */
#include <string.h>

#include "link.h"

#define CLOCKS_MOST  60
#define PERIODS_MOST 8

static sifa_day read_day(struct link *l, struct yaml *map, const char *key)
{
	struct yaml *y = yaml_get(map, key);

	return y ? link_day(l, y) : SIFA_DAY_NONE;
}

/* How long: exactly one of the three units. */
static void read_length(struct link *l, struct yaml *y, struct sifa_period *p)
{
	p->days = (uint16_t)yaml_int(yaml_get(y, "days"), l->file, 1, 20000, l->f, 0);
	p->workdays = (uint16_t)yaml_int(yaml_get(y, "workdays"), l->file, 1, 1000, l->f, 0);
	p->months = (uint16_t)yaml_int(yaml_get(y, "months"), l->file, 1, 600, l->f, 0);
	if ((p->days != 0) + (p->workdays != 0) + (p->months != 0) > 1)
		link_error(l, y, N_("A clock counts days, working days or months: one of them."),
			   NULL, NULL);
}

static bool need_source(struct link *l, struct yaml *y)
{
	const char *s = link_str(l, y, "source");

	if (*s)
		return true;
	link_error(l, y, N_("A clock needs its source: the act and article, or what was agreed."),
		   NULL, NULL);
	return false;
}

static void read_period(struct link *l, struct yaml *y, struct sifa_period *p)
{
	static const char *const known[] = {"from", "to", "days", "workdays", "months", "source"};

	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP)
		return;
	p->from = read_day(l, y, "from");
	p->to = read_day(l, y, "to");
	read_length(l, y, p);
	if (need_source(l, y))
		p->source = link_str(l, y, "source");
	if (!p->days && !p->workdays && !p->months)
		link_error(l, y, N_("How long? days, workdays or months was expected."), NULL,
			   NULL);
	if (p->from != SIFA_DAY_NONE && p->to != SIFA_DAY_NONE && p->from > p->to)
		link_error(l, y, N_("\"to\" lies before \"from\"."), NULL, NULL);
}

/* `rules: [...]` by the day the clock started, or one length for ever. */
static void read_periods(struct link *l, struct yaml *y, struct sifa_clock_def *c)
{
	struct yaml *rules = link_list(l, y, "rules", 0, PERIODS_MOST);
	struct sifa_period *p = link_array(l, rules ? rules->n : 1, sizeof *p);

	if (!p)
		return;
	c->source = link_str(l, y, "source");
	for (struct yaml *e = rules ? rules->child : NULL; e; e = e->next)
		read_period(l, e, &p[c->nperiods++]);
	if (!rules && need_source(l, y)) {
		*p = (struct sifa_period){SIFA_DAY_NONE, SIFA_DAY_NONE, .source = c->source};
		read_length(l, y, p);
		c->nperiods = p->days || p->workdays || p->months;
	} else if (rules &&
		   (yaml_get(y, "days") || yaml_get(y, "workdays") || yaml_get(y, "months"))) {
		link_error(l, y, N_("A clock has one length, or rules by date, not both."), NULL,
			   NULL);
	}
	c->period = p;
}

size_t link_pauses(struct link *l, const struct sifa_kind *k, struct yaml *map,
		   uint16_t pause[4][2])
{
	static const char *const known[] = {"from", "until"};
	struct yaml *list = link_list(l, map, "pauses", 0, 4);
	size_t n = 0;

	for (struct yaml *e = list ? list->child : NULL; e; e = e->next) {
		const struct sifa_field *from, *until;

		LINK_KNOWN(l, e, known);
		if (e->type != YAML_MAP)
			continue;
		from = link_date(l, k, e, "from", true);
		until = link_date(l, k, e, "until", true);
		if (!from || !until)
			continue;
		pause[n][0] = from->index;
		pause[n++][1] = until->index;
	}
	return n;
}

static void read_clock(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_clock_def *c)
{
	static const char *const lasts[] = {[SIFA_LAST_NEXT] = "next",
					    [SIFA_LAST_SAME] = "same",
					    [SIFA_LAST_BEFORE] = "before"};
	const struct sifa_field *from = link_date(l, k, y, "from", true);
	const struct sifa_field *until = link_date(l, k, y, "until", false);
	const struct sifa_field *extended = link_date(l, k, y, "extended", false);

	link_label(l, y, "label", true, c->label);
	if (from && !from->ahead && !yaml_get(y, "days") && !yaml_get(y, "workdays") &&
	    !yaml_get(y, "months") && !yaml_get(y, "rules"))
		link_error(l, yaml_get(y, "from"),
			   N_("\"{1}\" is the due day itself; give it `ahead: yes`."), from->id,
			   NULL);
	c->from = from ? from->index : 0;
	c->done = until ? until->index : SIFA_NO_FIELD;
	c->extended = extended ? extended->index : SIFA_NO_FIELD;
	c->in = link_states(l, k, y, "in");
	read_periods(l, y, c);
	c->npauses = link_pauses(l, k, y, c->pause);
	c->when = link_when(l, k, y, "when");
	c->last = (enum sifa_last_day)link_word(l, y, "rest_day", lasts, 3,
						c->nperiods ? SIFA_LAST_NEXT : SIFA_LAST_SAME);
}

void kind_clocks(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id",    "from",	 "days",     "workdays", "months",
					    "until", "label",	 "source",   "rules",	 "pauses",
					    "when",  "rest_day", "extended", "in"};
	struct yaml *list = link_list(l, tree, "clocks", 0, CLOCKS_MOST);
	struct sifa_clock_def *clock = link_array(l, list ? list->n : 0, sizeof *clock);

	for (struct yaml *y = list && clock ? list->child : NULL; y; y = y->next) {
		struct sifa_clock_def *c = &clock[k->nclocks];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(c->id = link_id(l, y, "id")))
			continue;
		read_clock(l, k, y, c);
		for (size_t i = 0; i < k->nclocks; i++)
			if (strcmp(clock[i].id, c->id) == 0)
				link_error(l, y, N_("The clock \"{1}\" is declared twice."), c->id,
					   NULL);
		k->nclocks++;
	}
	k->clock = clock;
}
