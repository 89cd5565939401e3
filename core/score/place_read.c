/* place_read.c - reads what a letter says of totals: how they are printed, blended, ranked,
 * divided into tiers and paid. */
#include <string.h>

#include "place.h"

static void error(struct rule_compile *rc, struct yaml *y, const char *msg)
{
	yaml_error(rc->c.f, rc->c.file, y, msg, NULL);
}

/* ---- blend ---- */

/* entries: {count: KIND, date: F}, points: FIELD - hundredths of a point. */
static void read_entries(struct rule_compile *rc, struct part *p, struct yaml *y)
{
	struct yaml *points = yaml_get(y, "points");

	if (!rule_measure(rc, y, "entries", true, PROBE_ROWS, &p->entries))
		return;
	if (p->entries->n != 1 || !p->entries->probe[0]->date || p->entries->probe[0]->stock ||
	    !points) {
		error(rc, y,
		      N_("Entries of a part are records of one kind with a `date:`; `points:` names "
			 "their field."));
		return;
	}
	p->points = measure_field(&rc->c, p->entries->probe[0]->kind, points, SIFA_INT);
}

static void read_part(struct rule_compile *rc, struct part *p, struct yaml *y)
{
	static const char *const keys[] = {"label", "share", "as_of", "entries", "points"};
	struct yaml *as_of = yaml_get(y, "as_of"), *label = yaml_get(y, "label");

	yaml_known(y, rc->c.file, keys, 5, rc->c.f);
	if (!label)
		error(rc, y, N_("A label has both zh and en."));
	rule_label(rc, label, p->label);
	p->share = rule_points(rc, y, "share", -1);
	if (as_of &&
	    !returns_month_day(yaml_str(as_of, rc->c.file, rc->c.f, ""), &p->month, &p->day))
		error(rc, as_of,
		      N_("`as_of:` of a part is a day MM-DD in quotes, such as \"06-30\"."));
	if (yaml_get(y, "entries") && as_of)
		error(rc, as_of, N_("A part is computed `as_of:` a day, or given by `entries:`."));
	if (yaml_get(y, "entries"))
		read_entries(rc, p, y);
}

static void read_blend(struct rule_compile *rc, struct yaml *list)
{
	struct placing *pl = &rc->letter->place;
	int64_t sum = 0;

	if (!list)
		return;
	if (list->type != YAML_LIST || list->n < 2 || list->n > SIFA_PARTS) {
		error(rc, list, N_("`blend:` lists two to four parts with label and share."));
		return;
	}
	for (struct yaml *y = list->child; y; y = y->next) {
		read_part(rc, &pl->part[pl->nparts], y);
		sum += pl->part[pl->nparts++].share;
	}
	if (sum != 10000)
		yaml_error(
			rc->c.f, rc->c.file, list,
			N_("The shares of the parts sum to {1}; they are percent and sum to 100."),
			PTS(sum), NULL);
}

/* ---- tiers ---- */

static void read_tier(struct rule_compile *rc, struct tier *t, struct yaml *y)
{
	static const char *const keys[] = {"id", "label", "min", "share", "number"};
	struct yaml *share = yaml_get(y, "share"), *number = yaml_get(y, "number");

	yaml_known(y, rc->c.file, keys, 5, rc->c.f);
	t->id = yaml_str(yaml_get(y, "id"), rc->c.file, rc->c.f, "");
	rule_label(rc, yaml_get(y, "label"), t->label);
	if (!t->id[0] || !yaml_get(y, "label"))
		error(rc, y, N_("A tier has an id, a label and its least points: `min:`."));
	t->min = rule_points(rc, y, "min", -1);
	t->share = share ? rule_points(rc, y, "share", -1) : -1;
	t->number = number ? yaml_int(number, rc->c.file, 0, 10000, rc->c.f, 0) : -1;
	if (share && number)
		error(rc, number, N_("A tier has room for a `share:` or a `number:` of offices."));
}

static void read_veto_tier(struct rule_compile *rc, struct yaml *y)
{
	struct placing *pl = &rc->letter->place;
	const char *s = yaml_str(y, rc->c.file, rc->c.f, NULL), *names[32], *near;
	size_t n = 0;

	pl->veto_tier = pl->ntiers ? pl->ntiers - 1 : 0;
	if (!s)
		return;
	for (size_t i = 0; i < pl->ntiers; i++) {
		if (strcmp(pl->tier[i].id, s) == 0) {
			pl->veto_tier = i;
			return;
		}
		if (n < 32)
			names[n++] = pl->tier[i].id;
	}
	near = nearest_name(s, names, n);
	yaml_error(rc->c.f, rc->c.file, y,
		   near ? N_("There is no tier {1}. Did you mean {2}?")
			: N_("There is no tier {1} in this letter."),
		   s, near ? near : "", NULL);
}

static void read_tiers(struct rule_compile *rc, struct yaml *list)
{
	struct placing *pl = &rc->letter->place;

	if (!list)
		return;
	if (list->type != YAML_LIST || !list->n) {
		error(rc, list, N_("`tiers:` lists tiers from the best down."));
		return;
	}
	pl->tier = arena_array(rc->c.arena, list->n, sizeof *pl->tier);
	if (!pl->tier) {
		rc->c.failed = true;
		return;
	}
	for (struct yaml *y = list->child; y; y = y->next) {
		struct tier *t = &pl->tier[pl->ntiers++];

		read_tier(rc, t, y);
		if (t > pl->tier && t->min >= t[-1].min)
			error(rc, y, N_("Tiers go from the best down: each needs fewer points."));
	}
	if (pl->tier[pl->ntiers - 1].min)
		error(rc, list, N_("The last tier takes everyone else: its `min:` is 0."));
}

/* ---- ranks, money, print ---- */

static void read_last(struct rule_compile *rc, struct yaml *y)
{
	static const char *const words[] = {"no_award"};

	if (!y)
		return;
	rc->letter->place.last_out = strcmp(yaml_str(y, rc->c.file, rc->c.f, ""), words[0]) == 0;
	if (!rc->letter->place.last_out)
		error(rc, y, N_("`last:` of `ranks:` is no_award: whoever is last gets none."));
}

static void read_ranks(struct rule_compile *rc, struct yaml *y)
{
	static const char *const keys[] = {"ties", "groups", "last"};
	static const char *const ties[] = {
		[TIE_VETO] = "veto", [TIE_WEIGHT] = "weight", [TIE_LATE] = "late"};
	struct placing *pl = &rc->letter->place;
	struct yaml *list = yaml_get(y, "ties");

	if (!y)
		return;
	yaml_known(y, rc->c.file, keys, 3, rc->c.f);
	read_last(rc, yaml_get(y, "last"));
	pl->groups = yaml_bool(yaml_get(y, "groups"), rc->c.file, rc->c.f, false);
	for (struct yaml *t = list ? list->child : NULL; t; t = t->next) {
		const char *s = yaml_str(t, rc->c.file, rc->c.f, "");
		size_t i = 0;

		while (i < 3 && strcmp(ties[i], s) != 0)
			i++;
		if (i < 3 && pl->nties < 3)
			pl->tie[pl->nties++] = (enum tie)i;
		else
			error(rc, t,
			      N_("`ties:` lists what decides, each once: veto, weight, late."));
	}
}

static void read_group_prices(struct rule_compile *rc, struct yaml *map)
{
	const struct sifa_field *f = kind_field(rc->c.config->unit, "group_size");
	int64_t *to = arena_array(rc->c.arena, ITEM_CODES, sizeof *to);

	if (!to) {
		rc->c.failed = true;
		return;
	}
	for (size_t i = 0; i < ITEM_CODES; i++)
		to[i] = -1;
	rc->letter->place.group_price = to;
	for (struct yaml *g = map->child; g; g = g->next) {
		const struct sifa_code *code = f && f->type == SIFA_CODE
						       ? code_find(f->codes, g->key, strlen(g->key))
						       : NULL;

		if (code && code->no < ITEM_CODES)
			to[code->no] = rule_points(rc, map, g->key, -1);
		else
			yaml_error(rc->c.f, rc->c.file, g, N_("{1} is no code of the list {2}."),
				   g->key, f && f->codes ? f->codes->id : "group_size", NULL);
	}
}

static void read_money(struct rule_compile *rc, struct yaml *y)
{
	static const char *const keys[] = {"price", "least", "groups"};
	struct placing *pl = &rc->letter->place;

	if (!y)
		return;
	yaml_known(y, rc->c.file, keys, 3, rc->c.f);
	pl->pays = true;
	pl->price = rule_points(rc, y, "price", -1);
	pl->least = rule_points(rc, y, "least", 0);
	if (yaml_get(y, "groups"))
		read_group_prices(rc, yaml_get(y, "groups"));
}

void place_read(struct rule_compile *rc, struct yaml *root)
{
	struct placing *pl = &rc->letter->place;

	pl->scale = yaml_int(yaml_get(root, "scale"), rc->c.file, 1, 100, rc->c.f, 1);
	pl->decimals = yaml_int(yaml_get(root, "decimals"), rc->c.file, 0, 2, rc->c.f, 2);
	read_blend(rc, yaml_get(root, "blend"));
	read_tiers(rc, yaml_get(root, "tiers"));
	read_veto_tier(rc, yaml_get(root, "veto_tier"));
	read_ranks(rc, yaml_get(root, "ranks"));
	read_money(rc, yaml_get(root, "money"));
}
