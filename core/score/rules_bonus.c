/* rules_bonus.c - points beyond the total: bonus (events, or units beyond a target) and
 * rank_bonus (by rank among offices, or a rank that somebody recorded). */
#include <string.h>

#include "points.h"
#include "rank.h"
#include "rule.h"

/* ---- bonus: reading ---- */

static const char *const bonus_keys[] = {"events", "over",	  "points", "cap",
					 "group",  "same_matter", NULL};

static int64_t read_cap(struct rule_compile *rc, struct yaml *y)
{
	return yaml_get(y, "cap") ? rule_points(rc, y, "cap", -1) : POINTS_NO_END;
}

/* What a record is about: the one its reference names, or a value that several share. */
static bool read_matter(struct rule_compile *rc, struct clause *cl, struct item *it, struct yaml *y)
{
	struct yaml *m = yaml_get(y, "matter");

	if (!m != !cl->highest) {
		yaml_error(
			rc->c.f, rc->c.file, m ? m : y,
			N_("`matter:` stands in each event of `same_matter: highest`, and nowhere else."),
			NULL);
		return false;
	}
	if (!m)
		return true;
	if (!rule_one_kind(rc, y, it->measure))
		return false;
	it->matter = measure_field(&rc->c, it->measure->probe[0]->kind, m, SIFA_TYPES);
	if (!it->matter)
		return false;
	switch (it->matter->type) {
	case SIFA_REF:
	case SIFA_CODE:
	case SIFA_INT:
	case SIFA_DATE:
	case SIFA_PLACE:
		return true;
	default:
		yaml_error(rc->c.f, rc->c.file, m,
			   N_("Field {1} of {2} cannot tell matters apart: a reference, code, "
			      "number, date or place can."),
			   it->matter->id, it->measure->probe[0]->kind->id, NULL);
		return false;
	}
}

static bool bonus_event(struct rule_compile *rc, struct clause *cl, struct item *it, struct yaml *y)
{
	static const char *const keys[] = {"label", "points", "by", "cap", "matter"};
	enum probe_shape shape = cl->highest ? PROBE_ROWS : PROBE_VALUE;
	bool ok;

	measure_known(&rc->c, y, keys, 5);
	rule_label(rc, yaml_get(y, "label"), it->label);
	it->most = read_cap(rc, y);
	ok = rule_by_code(rc, it, y, "points", &shape);
	it->measure = measure_compile(&rc->c, y, shape);
	return it->measure && rule_by_field(rc, it, y, "points") && read_matter(rc, cl, it, y) &&
	       ok;
}

static bool bonus_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *same = yaml_get(y, "same_matter"), *over = yaml_get(y, "over");
	const char *s = yaml_str(same, rc->c.file, rc->c.f, "each");
	bool ok = true;
	size_t i = 0;

	cl->most = read_cap(rc, y);
	cl->group = yaml_str(yaml_get(y, "group"), rc->c.file, rc->c.f, NULL);
	cl->highest = strcmp(s, "highest") == 0;
	if (!cl->highest && strcmp(s, "each") != 0)
		yaml_error(rc->c.f, rc->c.file, same, N_("`same_matter:` is each or highest."),
			   NULL);
	if (!over == !yaml_get(y, "events") || !over != !yaml_get(y, "points")) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("A bonus is for `events:`, or for each unit `over:` the target of "
			      "another clause, with `points:`."),
			   NULL);
		return false;
	}
	if (over) {
		cl->deduct = rule_points(rc, y, "points", -1);
		rule_other(rc, cl, y, "over");
		return true;
	}
	if (!rule_items(rc, cl, y, "events"))
		return false;
	for (struct yaml *v = yaml_get(y, "events")->child; v; v = v->next)
		ok = bonus_event(rc, cl, &cl->item[i++], v) && ok;
	return ok;
}

/* ---- bonus: judging ---- */

struct matter { /* one record that brings points */
	uint64_t id, key;
	bool own; /* nothing says what it is about: itself */
	int64_t points;
	size_t item, at;
};

static struct matter matter_of(const struct eval *e, size_t item, size_t at)
{
	const struct item *it = &e->clause->item[item];
	const struct sifa_kind *k = it->measure->probe[0]->kind;
	const uint8_t *row = eval_tally(e, it->measure->probe[0])->rows + at * k->fixed;
	struct matter m = {get_le(row + FIX_ID, 8),	    0,	  true,
			   eval_by_code(it, row, k->fixed), item, at};

	m.key = m.id;
	if (it->matter && slot_get(it->matter, row, k->fixed) > SIFA_PENDING) {
		m.key = slot_get(it->matter, row, k->fixed);
		/* the first of them is named by the others, and names none */
		m.own = it->matter->type == SIFA_REF;
	}
	return m;
}

/* Of one matter the highest counts; of equal ones the first. */
static bool is_highest(const struct eval *e, const struct matter *m)
{
	const struct clause *cl = e->clause;

	for (size_t i = 0; i < cl->nitems; i++) {
		const struct tally *t = eval_tally(e, cl->item[i].measure->probe[0]);

		for (size_t k = 0; k < t->nrows; k++) {
			struct matter o = matter_of(e, i, k);

			if (o.key != m->key || o.own != m->own)
				continue;
			if (o.points > m->points ||
			    (o.points == m->points && (i < m->item || (i == m->item && k < m->at))))
				return false;
		}
	}
	return true;
}

/* Looks at the records one by one, where their code or matter decides. */
static int64_t event_rows(struct eval *e, size_t item, int64_t *n)
{
	const struct item *it = &e->clause->item[item];
	const struct tally *t = eval_tally(e, it->measure->probe[0]);
	int64_t sum = 0;

	for (size_t k = 0; k < t->nrows; k++) {
		struct matter m = matter_of(e, item, k);
		bool counts = m.points > 0 && (!e->clause->highest || is_highest(e, &m));

		eval_tell(e, m.id, counts ? SIFA_COUNTED : SIFA_POPULATION, counts ? m.points : 0);
		if (!counts)
			continue;
		sum = points_sum(sum, m.points);
		(*n)++;
	}
	return sum;
}

static int64_t one_event(struct eval *e, size_t item, int64_t *n)
{
	const struct item *it = &e->clause->item[item];

	if (e->clause->highest || it->by_code)
		return event_rows(e, item, n);
	eval_behind(e, it->measure, SIFA_COUNTED);
	*n = eval_whole(e, it->measure);
	return points_times(it->deduct, *n);
}

/* What is more than the cap allows stays in the formula. */
static int64_t capped(struct eval *e, int64_t points, int64_t most)
{
	if (points <= most)
		return points;
	eval_say(e, " (上限{1})", " (at most {1})", PTS(most), NULL);
	return most;
}

static int64_t for_events(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t sum = 0;
	bool first = true;

	for (size_t i = 0; i < cl->nitems; i++) {
		const struct item *it = &cl->item[i];
		int64_t n = 0, points = one_event(e, i, &n);

		if (!n)
			continue;
		e->out->actual += n;
		eval_say(e, first ? "{1} [{2}]" : " + {1} [{2}]",
			 first ? "{1} [{2}]" : " + {1} [{2}]", PTS(points), NUM(n), NULL);
		first = false;
		if (it->label[SIFA_ZH][0])
			eval_say(e, " {1}", " {2}", it->label[SIFA_ZH], it->label[SIFA_EN], NULL);
		sum = points_sum(sum, capped(e, points, it->most));
	}
	if (!e->out->actual)
		eval_say(e, "0", "0", NULL);
	return sum;
}

static int64_t for_more(struct eval *e)
{
	struct sifa_clause face;
	int64_t more = 0;

	if (eval_other(e, &face) && face.has_target && face.actual > face.target)
		more = face.actual - face.target;
	if (face.scaled || (e->clause->other->actual && e->clause->other->actual->scaled))
		more /= 100;
	e->out->actual = more;
	eval_behind(e, e->clause->other->actual, SIFA_COUNTED);
	eval_say(e, "{1}×{2} 超额", "{1}×{2} beyond the target", PTS(e->clause->deduct), NUM(more),
		 NULL);
	return points_times(e->clause->deduct, more);
}

static void bonus_eval(struct eval *e)
{
	int64_t sum = e->clause->other ? for_more(e) : for_events(e);

	eval_points(e, capped(e, sum, e->clause->most), 0);
}

/* ---- rank_bonus ---- */

static const char *const rank_keys[] = {"by",	 "actual", "recorded", "rank", "points",
					"order", "groups", "group",    NULL};

static bool read_table(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *list = yaml_get(y, "points");

	if (!list || list->type != YAML_LIST || !list->n) {
		yaml_error(rc->c.f, rc->c.file, list ? list : y,
			   N_("`points:` lists what each rank brings, such as [4, 3.5, 3]."), NULL);
		return false;
	}
	cl->table = arena_array(rc->c.arena, list->n, sizeof *cl->table);
	if (!cl->table) {
		rc->c.failed = true;
		return false;
	}
	for (struct yaml *p = list->child; p; p = p->next) {
		int64_t v = yaml_hundredths(p, rc->c.file, rc->c.f, 0);

		if (v < 0 || v > 100000000)
			yaml_error(rc->c.f, rc->c.file, p, N_("`{1}:` is between 0 and 1000000."),
				   "points", NULL);
		cl->table[cl->ntable++] = v;
	}
	return true;
}

/* recorded: {count: KIND, date: F}, rank: FIELD - the latest record says it. */
static bool read_recorded(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *rank = yaml_get(y, "rank"), *at = yaml_get(y, "recorded");
	const struct probe *p;

	if (!rule_measure(rc, y, "recorded", true, PROBE_ROWS, &cl->whole) ||
	    !rule_one_kind(rc, at, cl->whole))
		return false;
	p = cl->whole->probe[0];
	if (!rank || !p->date || p->stock) {
		yaml_error(rc->c.f, rc->c.file, at,
			   N_("A recorded rank has a `date:`, and `rank:` names its field."), NULL);
		return false;
	}
	cl->field = arena_alloc(rc->c.arena, sizeof *cl->field);
	if (!cl->field) {
		rc->c.failed = true;
		return false;
	}
	cl->field[0] = measure_field(&rc->c, p->kind, rank, SIFA_INT);
	return cl->field[0];
}

static bool rank_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *order = yaml_get(y, "order");
	const char *s = yaml_str(order, rc->c.file, rc->c.f, "high");
	bool by = yaml_get(y, "by"), actual = yaml_get(y, "actual"),
	     recorded = yaml_get(y, "recorded"), ok = read_table(rc, cl, y);

	cl->fewest = strcmp(s, "low") == 0;
	if (!cl->fewest && strcmp(s, "high") != 0)
		yaml_error(rc->c.f, rc->c.file, order, N_("`order:` is high or low."), NULL);
	cl->in_groups = yaml_bool(yaml_get(y, "groups"), rc->c.file, rc->c.f, false);
	cl->group = yaml_str(yaml_get(y, "group"), rc->c.file, rc->c.f, NULL);
	if (by + actual + recorded != 1 || (yaml_get(y, "rank") && !recorded)) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("Rule {1} ranks `by:` a clause, by its `actual:`, or by a rank "
			      "`recorded:` in the field `rank:`."),
			   cl->rule->name, NULL);
		return false;
	}
	if (recorded)
		return read_recorded(rc, cl, y) && ok;
	rc->letter->ranked = true;
	if (by)
		rule_other(rc, cl, y, "by");
	return rule_measure(rc, y, "actual", false, PROBE_VALUE, &cl->actual) && ok;
}

static int64_t recorded_rank(struct eval *e, uint64_t *id)
{
	const struct clause *cl = e->clause;
	const struct probe *p = cl->whole->probe[0];
	const struct tally *t = eval_tally(e, p);
	sifa_day last = SIFA_DAY_NONE;
	int64_t rank = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * p->kind->fixed;
		sifa_day d = day_of_slot(slot_get(p->date, row, p->kind->fixed));
		struct sifa_value v;

		slot_value(cl->field[0], slot_get(cl->field[0], row, p->kind->fixed), &v);
		if (v.state != SIFA_SET || d < last)
			continue;
		last = d;
		rank = v.n;
		*id = get_le(row + FIX_ID, 8);
	}
	return rank;
}

/* From rank.c, too: the ranks come when all offices are judged. */
void rank_settle(const struct clause *cl, struct sifa_clause *out, int64_t rank,
		 struct eval_words *said)
{
	struct eval e = {.clause = cl, .out = out, .said = said};
	int64_t points = rank > 0 && (size_t)rank <= cl->ntable ? cl->table[rank - 1] : 0;

	if (rank > 0)
		eval_say(&e, cl->in_groups ? "组内第{1}名" : "第{1}名",
			 cl->in_groups ? "rank {1} of its group" : "rank {1}", NUM(rank), NULL);
	else
		eval_say(&e, "未列名次", "no rank", NULL);
	eval_points(&e, points, 0);
}

/* By numbers: the rank is known when all offices are judged (rank.c). */
static void rank_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	struct sifa_clause face;
	uint64_t id = 0;
	int64_t rank;

	if (cl->whole) {
		rank = recorded_rank(e, &id);
		if (id)
			eval_tell(e, id, SIFA_COUNTED, rank);
		e->out->actual = rank;
		rank_settle(cl, e->out, rank, e->said);
		return;
	}
	if (cl->other) {
		eval_other(e, &face);
		e->out->actual = face.actual;
		e->out->scaled = cl->other->actual && cl->other->actual->scaled;
		eval_behind(e, cl->other->actual, SIFA_COUNTED);
	} else {
		e->out->actual = eval_value(e, cl->actual);
		eval_behind(e, cl->actual, SIFA_COUNTED);
	}
	rank_settle(cl, e->out, 0, e->said);
}

const struct rule rules_bonus[] = {
	{"bonus", bonus_keys, bonus_compile, bonus_eval, RULE_BONUS, false},
	{"rank_bonus", rank_keys, rank_compile, rank_eval, RULE_BONUS, false},
	{NULL, NULL, NULL, NULL, RULE_SCORES, false},
};
