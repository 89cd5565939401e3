/* kind_hand.c - other records that a step has to do with: one that begins with it,
 * filled in from this one, and one that this record refers to and that is told of it. */
#include "link.h"

/* Can a value of one go into the other as it is? */
static bool alike(const struct sifa_field *to, const struct sifa_field *from)
{
	if (to->type != from->type)
		return to->type == SIFA_LONGTEXT && from->type == SIFA_TEXT;
	return to->type != SIFA_ROWS && to->codes == from->codes && to->target == from->target;
}

/* copies: {released_on: end_on}: its field, from ours. */
static void read_copies(struct link *l, const struct sifa_kind *ours, struct yaml *y,
			struct sifa_hand *h)
{
	struct yaml *map = yaml_get(y, "copies");
	struct sifa_copy *copy = link_array(l, map ? map->n : 0, sizeof *copy);

	for (struct yaml *e = map && copy ? map->child : NULL; e; e = e->next) {
		struct yaml name = {.text = e->key, .line = e->key_line, .column = e->key_column};
		const struct sifa_field *to = link_field(l, h->kind, &name);
		const struct sifa_field *from = link_field(l, ours, e);

		if (!to || !from)
			continue;
		if (!alike(to, from)) {
			link_error(l, e, N_("\"{1}\" cannot hold what stands in \"{2}\"."), to->id,
				   from->id);
			continue;
		}
		copy[h->ncopies].to = to->index;
		copy[h->ncopies++].from = from->index;
	}
	h->copy = copy;
}

/* begins: {kind: released, via: correction, copies: {person: person}, sets: {kind: parole}} */
static void read_begins(struct link *l, const struct sifa_kind *k, struct yaml *y,
			struct sifa_hand *h)
{
	static const char *const known[] = {"kind", "via", "copies", "sets"};
	const struct sifa_field *via;

	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP || !(h->kind = link_kind(l, y)) || !h->kind->field)
		return;
	via = link_one(l, h->kind, y, "via", true);
	if (via && (via->type != SIFA_REF || via->target != k))
		link_error(l, yaml_get(y, "via"), N_("\"{1}\" does not refer to {2}."), via->id,
			   k->id);
	h->via = via ? via->index : 0;
	read_copies(l, k, y, h);
	h->fill = link_fills(l, h->kind, y, "sets", &h->nfills);
}

/* tells: {via: correction, copies: {away_from: leave_from}} */
static void read_tells(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_hand *h)
{
	static const char *const known[] = {"via", "copies", "sets"};
	const struct sifa_field *via;

	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP || !(via = link_one(l, k, y, "via", true)))
		return;
	if (via->type != SIFA_REF || !via->target || !via->target->field) {
		link_error(l, yaml_get(y, "via"), N_("\"{1}\" refers to no record."), via->id,
			   NULL);
		return;
	}
	h->kind = via->target;
	h->via = via->index;
	read_copies(l, k, y, h);
	h->fill = link_fills(l, h->kind, y, "sets", &h->nfills);
}

void link_hands(struct link *l, const struct sifa_kind *k, struct yaml *y, struct sifa_step_def *s)
{
	struct yaml *begins = yaml_get(y, "begins"), *tells = yaml_get(y, "tells");

	if (begins)
		read_begins(l, k, begins, &s->begins);
	if (tells)
		read_tells(l, k, tells, &s->tells);
}
