/* kind_duty.c - what is owed again and again for a record: visits, talks, study, by
 * class of person and under the law of the day. Read when all kinds are linked,
 * since the acts that fulfil a duty are records of another kind. */
#include <string.h>

#include "where.h"

#include "link.h"

#define DUTIES_MOST 24

const struct sifa_kind *link_kind(struct link *l, struct yaml *map)
{
	struct yaml *at = link_need(l, map, "kind");
	const char *id = yaml_str(at, l->file, l->f, NULL), *names[300], *near;
	const struct sifa_kind *k = id ? config_kind(l->c, id) : NULL;
	size_t n = 0;

	if (!id || k)
		return k;
	for (; n < l->c->nkinds && n < 300; n++)
		names[n] = l->c->kind[n]->id;
	near = nearest_name(id, names, n);
	yaml_error(l->f, l->file, at,
		   near ? N_("There is no kind \"{1}\"; \"{2}\" is the nearest.")
			: N_("There is no kind \"{1}\"; expected kinds/{1}.yaml."),
		   id, near ? near : NULL, NULL);
	return NULL;
}

static bool refers(const struct sifa_field *via, const struct sifa_kind *to)
{
	for (size_t i = 0; i < via->nrow; i++)
		if (via->row[i].target == to)
			return true;
	return via->target == to;
}

/* done: {kind: correction_event, via: correction, where: {kind: study}, amount: hours} */
static void read_done(struct link *l, const struct sifa_kind *k, struct yaml *y,
		      struct sifa_duty_def *d)
{
	static const char *const known[] = {"kind", "via", "where", "amount"};
	struct yaml *done = link_need(l, y, "done");
	const struct sifa_field *via, *amount;

	LINK_KNOWN(l, done, known);
	if (!done || done->type != YAML_MAP || !(d->done = link_kind(l, done)) || !d->done->field)
		return;
	via = link_one(l, d->done, done, "via", true);
	if (via && !refers(via, k))
		link_error(l, yaml_get(done, "via"), N_("\"{1}\" does not refer to {2}."), via->id,
			   k->id);
	d->via = via ? via->no : 0;
	amount = link_one(l, d->done, done, "amount", false);
	if (amount && amount->type != SIFA_INT)
		link_error(l, yaml_get(done, "amount"), N_("\"{1}\" is no whole number."),
			   amount->id, NULL);
	else if (amount)
		d->amount = amount->index;
	d->where =
		where_compile(&l->c->arena, l->c, d->done, yaml_get(done, "where"), l->file, l->f);
}

static void read_duty(struct link *l, const struct sifa_kind *k, struct yaml *y,
		      struct sifa_duty_def *d)
{
	static const char *const every[] = {[SIFA_WEEK] = "week",
					    [SIFA_MONTH] = "month",
					    [SIFA_QUARTER] = "quarter",
					    [SIFA_HALF_YEAR] = "half_year",
					    [SIFA_YEAR] = "year"};
	const struct sifa_field *from = link_date(l, k, y, "from", true);
	const struct sifa_field *until = link_date(l, k, y, "until", false);
	struct yaml *since = yaml_get(y, "since"), *to = yaml_get(y, "to");

	link_label(l, y, "label", true, d->label);
	link_need(l, y, "every");
	d->every = (enum sifa_every)link_word(l, y, "every", every, 5, SIFA_MONTH);
	d->times = (uint16_t)yaml_int(yaml_get(y, "times"), l->file, 1, 100, l->f, 1);
	d->from = from ? from->index : 0;
	d->until = until ? until->index : SIFA_NO_FIELD;
	d->since = since ? link_day(l, since) : SIFA_DAY_NONE;
	d->to = to ? link_day(l, to) : SIFA_DAY_NONE;
	d->when = link_when(l, k, y, "when");
	d->npauses = link_pauses(l, k, y, d->pause);
	d->amount = SIFA_NO_FIELD;
	d->source = link_str(l, y, "source");
	if (!*d->source)
		link_error(l, y, N_("A duty needs its source: act and article, or the rule."), NULL,
			   NULL);
	read_done(l, k, y, d);
}

void kind_duties(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	static const char *const known[] = {"id",    "label", "every",	"times", "from", "until",
					    "since", "to",    "pauses", "when",	 "done", "source"};
	struct yaml *list = link_list(l, tree, "duties", 0, DUTIES_MOST);
	struct sifa_duty_def *duty = link_array(l, list ? list->n : 0, sizeof *duty);

	for (struct yaml *y = list && duty && k->field ? list->child : NULL; y; y = y->next) {
		struct sifa_duty_def *d = &duty[k->nduties];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(d->id = link_id(l, y, "id")))
			continue;
		read_duty(l, k, y, d);
		for (size_t i = 0; i < k->nduties; i++)
			if (strcmp(duty[i].id, d->id) == 0)
				link_error(l, y, N_("The duty \"{1}\" is declared twice."), d->id,
					   NULL);
		k->nduties++;
	}
	k->duty = duty;
}
