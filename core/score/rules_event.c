/* rules_event.c - rules of things that must not happen or must be there:
 * per_event, all_or_none, checklist, timely, delay. */
#include <string.h>

#include "points.h"
#include "rule.h"

/* ---- per_event ---- */

static const char *const per_event_keys[] = {"events", "floor", NULL};

static bool event_compile(struct rule_compile *rc, struct item *it, struct yaml *y)
{
	static const char *const keys[] = {"label", "deduct", "veto", "by"};
	struct yaml *d = yaml_get(y, "deduct");
	enum probe_shape shape = PROBE_VALUE;
	bool ok = true;

	measure_known(&rc->c, y, keys, 4);
	rule_label(rc, yaml_get(y, "label"), it->label);
	it->all = d && d->type == YAML_SCALAR && strcmp(d->text, "all") == 0;
	if (!it->all)
		ok = rule_by_code(rc, it, y, "deduct", &shape);
	it->veto = rule_veto(rc, y);
	it->measure = measure_compile(&rc->c, y, shape);
	return it->measure && rule_by_field(rc, it, y, "deduct") && ok;
}

static bool per_event_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_items(rc, cl, y, "events");
	size_t i = 0;

	rule_floor(rc, cl, y);
	if (!ok)
		return false;
	for (struct yaml *v = yaml_get(y, "events")->child; v; v = v->next)
		ok = event_compile(rc, &cl->item[i++], v) && ok;
	return ok;
}

static void say_event(struct eval *e, const struct item *it, int64_t each, int64_t n)
{
	eval_say(e, " − {1}×{2}", " − {1}×{2}", PTS(each), NUM(n), NULL);
	if (it->label[SIFA_ZH][0])
		eval_say(e, " {1}", " {2}", it->label[SIFA_ZH], it->label[SIFA_EN], NULL);
}

/* By code: what each record costs, those that cost nothing left out. */
static int64_t event_rows(struct eval *e, const struct item *it, int64_t *events)
{
	const struct probe *p = it->measure->probe[0];
	const struct tally *t = eval_tally(e, p);
	int64_t lost = 0, n = 0;

	for (size_t i = 0; i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * p->kind->fixed;
		int64_t each = eval_by_code(it, row, p->kind->fixed);

		if (each == POINTS_ALL)
			each = e->clause->weight;
		eval_tell(e, get_le(row + FIX_ID, 8), each ? SIFA_AGAINST : SIFA_POPULATION, each);
		lost = points_sum(lost, each);
		n += each != 0;
	}
	if (n)
		eval_say(e, " − {1} [{2}]", " − {1} [{2}]", PTS(lost), NUM(n), NULL);
	if (n && it->label[SIFA_ZH][0])
		eval_say(e, " {1}", " {2}", it->label[SIFA_ZH], it->label[SIFA_EN], NULL);
	*events = n;
	return lost;
}

static int64_t one_event(struct eval *e, const struct item *it, int64_t *events)
{
	int64_t each = it->all ? e->clause->weight : it->deduct;

	if (it->by_code)
		return event_rows(e, it, events);
	eval_behind(e, it->measure, SIFA_AGAINST);
	*events = eval_whole(e, it->measure);
	if (*events > 0)
		say_event(e, it, each, *events);
	return *events > 0 ? points_times(each, *events) : 0;
}

static void per_event_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t lost = 0, events = 0;

	eval_full(e);
	for (size_t i = 0; i < cl->nitems; i++) {
		const struct item *it = &cl->item[i];
		int64_t n = 0;

		lost = points_sum(lost, one_event(e, it, &n));
		if (n <= 0)
			continue;
		events += n;
		if (it->veto > e->out->veto)
			e->out->veto = it->veto;
	}
	if (!events)
		eval_say(e, " − 0", " − 0", NULL);
	e->out->actual = events;
	eval_left(e, lost, lost);
}

/* ---- all_or_none ---- */

static const char *const all_or_none_keys[] = {"none", "veto", NULL};

static bool all_or_none_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	bool ok = rule_items(rc, cl, y, "none");
	size_t i = 0;

	cl->veto = rule_veto(rc, y);
	if (!ok)
		return false;
	for (struct yaml *v = yaml_get(y, "none")->child; v; v = v->next, i++) {
		measure_known(&rc->c, v, NULL, 0);
		cl->item[i].measure = measure_compile(&rc->c, v, PROBE_VALUE);
		ok = cl->item[i].measure && ok;
	}
	return ok;
}

static void all_or_none_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t n = 0;

	for (size_t i = 0; i < cl->nitems; i++) {
		int64_t some = eval_value(e, cl->item[i].measure);

		n += cl->item[i].measure->scaled ? (some + 99) / 100 : some;
		eval_behind(e, cl->item[i].measure, SIFA_AGAINST);
	}
	e->out->actual = n;
	e->out->veto = n > 0 ? cl->veto : SIFA_VETO_NONE;
	eval_say(e, n > 0 ? "{1} − {1} ({2}起)" : "{1} ({2}起)",
		 n > 0 ? "{1} − {1} ({2} cases)" : "{1} ({2} cases)", PTS(e->weight), NUM(n), NULL);
	eval_points(e, n > 0 ? 0 : e->weight, 0);
}

/* ---- checklist ---- */

static const char *const checklist_keys[] = {"mode", "deduct", "items", "over",
					     "yes",  "floor",  NULL};

static bool item_compile(struct rule_compile *rc, struct item *it, struct yaml *y)
{
	static const char *const keys[] = {"label", "least", "none", "some"};
	bool ok = true;

	measure_known(&rc->c, y, keys, 4);
	rule_label(rc, yaml_get(y, "label"), it->label);
	if (yaml_get(y, "none")) {
		ok = rule_measure(rc, y, "none", true, PROBE_VALUE, &it->none);
		ok = rule_measure(rc, y, "some", true, PROBE_VALUE, &it->measure) && ok;
	} else {
		it->measure = measure_compile(&rc->c, y, PROBE_VALUE);
	}
	it->n = rule_number(rc, y, "least", 1, 1, it->measure);
	return it->measure && ok;
}

static bool checklist_over(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *yes = yaml_get(y, "yes");

	if (!rule_measure(rc, y, "over", true, PROBE_ROWS, &cl->whole))
		return false;
	if (!yes) {
		yaml_error(rc->c.f, rc->c.file, y,
			   N_("`over:` needs `yes:`, a list of yes/no fields."), NULL);
		return false;
	}
	return rule_one_kind(rc, yaml_get(y, "over"), cl->whole) &&
	       rule_fields(rc, cl, cl->whole->probe[0]->kind, yes, SIFA_BOOL);
}

static bool checklist_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *mode = yaml_get(y, "mode");
	const char *s = yaml_str(mode, rc->c.file, rc->c.f, "share");
	bool ok;
	size_t i = 0;

	cl->mean = strcmp(s, "deduct") == 0;
	if (!cl->mean && strcmp(s, "share") != 0)
		yaml_error(rc->c.f, rc->c.file, mode, N_("`mode:` is share or deduct."), NULL);
	if (cl->mean)
		cl->deduct = rule_points(rc, y, "deduct", -1);
	rule_floor(rc, cl, y);
	if (yaml_get(y, "over"))
		return checklist_over(rc, cl, y);
	ok = rule_items(rc, cl, y, "items");
	if (!ok)
		return false;
	for (struct yaml *v = yaml_get(y, "items")->child; v; v = v->next)
		ok = item_compile(rc, &cl->item[i++], v) && ok;
	return ok;
}

/* Yes fields of each record; a record short of one is shown as such. */
static void count_yes(struct eval *e, int64_t *done, int64_t *all)
{
	const struct clause *cl = e->clause;
	const struct probe *p = cl->whole->probe[0];
	const struct tally *t = eval_tally(e, p);

	for (size_t i = 0; i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * p->kind->fixed;
		int64_t yes = 0;

		for (size_t f = 0; f < cl->nfields; f++)
			yes += slot_get(cl->field[f], row, p->kind->fixed) == 5;
		*done += yes;
		*all += (int64_t)cl->nfields;
		eval_tell(e, get_le(row + FIX_ID, 8),
			  yes == (int64_t)cl->nfields ? SIFA_COUNTED : SIFA_POPULATION, yes);
	}
}

static void count_items(struct eval *e, int64_t *done, int64_t *all)
{
	const struct clause *cl = e->clause;

	for (size_t i = 0; i < cl->nitems; i++) {
		const struct item *it = &cl->item[i];
		bool ok = eval_value(e, it->measure) >= it->n;

		if (it->none && eval_value(e, it->none) > 0)
			ok = false;
		eval_behind(e, it->measure, SIFA_COUNTED);
		eval_behind(e, it->none, SIFA_AGAINST);
		*done += ok;
		(*all)++;
		if (!ok && it->label[SIFA_ZH][0])
			eval_note(e, "缺：{1}", "missing: {2}", it->label[SIFA_ZH],
				  it->label[SIFA_EN], NULL);
	}
}

static void checklist_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	int64_t done = 0, all = 0, points;

	if (cl->whole)
		count_yes(e, &done, &all);
	else
		count_items(e, &done, &all);
	if (!all) {
		eval_empty(e);
		return;
	}
	eval_numbers(e, done, all);
	if (cl->mean) {
		eval_full(e);
		eval_say(e, " − {1}×{2}", " − {1}×{2}", PTS(cl->deduct), NUM(all - done), NULL);
		eval_left(e, points_times(cl->deduct, all - done), 0);
		return;
	}
	points = points_ratio(e->weight, done, all, 100);
	eval_say(e, "{1} × {2}/{3}", "{1} × {2}/{3}", PTS(e->weight), NUM(done), NUM(all), NULL);
	eval_points(e, points, e->weight - points);
}

/* ---- timely ---- */

static const char *const timely_keys[] = {"return", "late", "missing", "returned", "floor", NULL};

static bool timely_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *type = yaml_get(y, "return");
	const char *s = yaml_str(type, rc->c.file, rc->c.f, NULL), *names[64], *near;
	size_t n = 0;

	cl->late = rule_points(rc, y, "late", -1);
	cl->missing = rule_points(rc, y, "missing", -1);
	cl->returned = rule_points(rc, y, "returned", 0);
	rule_floor(rc, cl, y);
	for (size_t i = 0; s && i < rc->letters->nret; i++) {
		const struct return_def *d = &rc->letters->ret[i];

		if (!d->unsent && strcmp(d->id, s) == 0)
			cl->ret = d;
		if (!d->unsent && n < 64)
			names[n++] = d->id;
	}
	if (cl->ret && rc->letter->fields.return_)
		return true;
	if (cl->ret) {
		yaml_error(rc->c.f, rc->c.file, type,
			   N_("Rule timely needs a kind `return` with type, period_from and "
			      "submitted_on."),
			   NULL);
		return false;
	}
	near = s ? nearest_name(s, names, n) : NULL;
	if (near)
		yaml_error(rc->c.f, rc->c.file, type,
			   N_("There is no return {1} in config/returns. Did you mean {2}?"), s,
			   near, NULL);
	else
		yaml_error(rc->c.f, rc->c.file, type ? type : y,
			   N_("`return:` names a return of config/returns."), NULL);
	return false;
}

struct sent { /* what became of the returns due */
	int64_t due, in_time, late, missing, returned;
};

/* INT32_MAX where there is none. */
static sifa_day day_in(const struct sifa_field *f, const uint8_t *row, size_t width)
{
	sifa_day d = f ? day_of_slot(slot_get(f, row, width)) : SIFA_DAY_NONE;

	return d == SIFA_DAY_NONE ? INT32_MAX : d;
}

/* It came back, and was not sent again in the days allowed, but after it was due. */
static bool sent_again_late(const struct eval *e, const struct return_item *it, const uint8_t *row)
{
	const struct sifa_letter *l = e->run->letter;
	const struct return_fields *f = &l->fields.ret;
	const struct calendar *c = &e->run->view->se->sifa->config->calendar;
	size_t width = l->returns->kind->fixed;
	sifa_day last = day_in(f->back, row, width), again = day_in(f->again, row, width);

	if (last > e->run->as_of)
		return false;
	for (unsigned n = 0; n < e->clause->ret->again;)
		n += calendar_working(c, ++last);
	return e->run->as_of > last && again > last && again > it->due;
}

/* The row of a return record that covers the item; the first sent of several. */
const uint8_t *eval_return(const struct eval *e, const struct return_item *it, sifa_day *submitted)
{
	const struct sifa_letter *l = e->run->letter;
	const struct tally *t = eval_tally(e, l->returns);
	const struct return_fields *f = &l->fields.ret;
	size_t width = l->returns->kind->fixed;
	const uint8_t *found = NULL;

	*submitted = SIFA_DAY_NONE;
	for (size_t i = 0; i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * width;
		sifa_day from = day_of_slot(slot_get(f->from, row, width));
		sifa_day to = f->to ? day_of_slot(slot_get(f->to, row, width)) : SIFA_DAY_NONE;
		sifa_day day = to != SIFA_DAY_NONE ? to : from, sub;

		if (slot_get(f->type, row, width) != e->clause->ret->code + 3u || day < it->from ||
		    day > it->to)
			continue;
		sub = day_of_slot(slot_get(f->submitted, row, width));
		if (sub > e->run->as_of || day_in(f->withdrawn, row, width) <= e->run->as_of)
			sub = SIFA_DAY_NONE;
		if (!found ||
		    (sub != SIFA_DAY_NONE && (*submitted == SIFA_DAY_NONE || sub < *submitted))) {
			found = row;
			*submitted = sub;
		}
	}
	return found;
}

/* The last time it came back has its day: one that is still to come does not count yet. */
static int64_t later(const struct eval *e, const struct sifa_field *f, const uint8_t *row)
{
	sifa_day day = f ? day_of_slot(slot_get(f, row, e->run->letter->returns->kind->fixed))
			 : SIFA_DAY_NONE;

	return day != SIFA_DAY_NONE && day > e->run->as_of;
}

static void judge_return(struct eval *e, const struct return_item *it, struct sent *s)
{
	const struct sifa_letter *l = e->run->letter;
	sifa_day day;
	const uint8_t *row = eval_return(e, it, &day);
	struct sifa_value back = {0};
	uint64_t id = row ? get_le(row + FIX_ID, 8) : 0;

	s->due++;
	if (!row || day == SIFA_DAY_NONE) {
		s->missing++;
		if (row)
			eval_tell(e, id, SIFA_AGAINST, 1);
		return;
	}
	if (l->fields.ret.returned)
		slot_value(l->fields.ret.returned,
			   slot_get(l->fields.ret.returned, row, l->returns->kind->fixed), &back);
	if (back.state == SIFA_SET && back.n > 0)
		s->returned += back.n - later(e, l->fields.ret.back, row);
	if (day > it->due - !e->clause->ret->inclusive || sent_again_late(e, it, row)) {
		s->late++;
		eval_tell(e, id, SIFA_AGAINST, 1);
		return;
	}
	s->in_time++;
	eval_tell(e, id, SIFA_COUNTED, 1);
}

static int64_t timely_lost(const struct clause *cl, int64_t late, int64_t missing, int64_t returned)
{
	return points_sum(
		points_sum(points_times(cl->late, late), points_times(cl->missing, missing)),
		points_times(cl->returned, returned));
}

static void say_lost(struct eval *e, int64_t each, int64_t n, const char *zh, const char *en)
{
	if (!n)
		return;
	eval_say(e, " − {1}×{2} {3}", " − {1}×{2} {4}", PTS(each), NUM(n), zh, en, NULL);
}

static void timely_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	const struct run *r = e->run;
	struct return_item item[400];
	size_t n = returns_items(cl->ret, r->start, r->period_end, item, 400);
	struct sent s = {0};

	for (size_t i = 0; i < n; i++)
		if (item[i].due <= r->as_of && office_judged(eval_office(e), item[i].to))
			judge_return(e, &item[i], &s);
	if (!s.due) {
		e->out->standing = SIFA_NOT_DUE;
		return;
	}
	eval_numbers(e, s.in_time, s.due);
	e->out->lacking = s.missing;
	eval_full(e);
	say_lost(e, cl->late, s.late, "迟报", "late");
	say_lost(e, cl->missing, s.missing, "缺报", "missing");
	say_lost(e, cl->returned, s.returned, "退回", "returned");
	if (!s.late && !s.missing && !s.returned)
		eval_say(e, " − 0", " − 0", NULL);
	/* late is better than missing */
	eval_left(e, timely_lost(cl, s.late, s.missing, s.returned),
		  timely_lost(cl, s.late + s.missing, 0, s.returned));
}

/* ---- delay ---- */

static const char *const delay_keys[] = {"late", "free", "deduct", "floor", NULL};

static bool delay_compile(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	static const char *const keys[] = {"begin", "end"};
	bool ok = rule_items(rc, cl, y, "late");
	size_t i = 0;

	cl->free = yaml_int(yaml_get(y, "free"), rc->c.file, 0, 3650, rc->c.f, 0);
	cl->deduct = rule_points(rc, y, "deduct", -1);
	rule_floor(rc, cl, y);
	if (!ok)
		return false;
	for (struct yaml *v = yaml_get(y, "late")->child; v; v = v->next, i++) {
		struct item *it = &cl->item[i];
		struct yaml *begin = yaml_get(v, "begin"), *end = yaml_get(v, "end");

		measure_known(&rc->c, v, keys, 2);
		it->measure = measure_compile(&rc->c, v, PROBE_ROWS);
		if (!begin || !end)
			yaml_error(rc->c.f, rc->c.file, v,
				   N_("A delay runs from the date `begin:` to the date `end:`."),
				   NULL);
		if (!it->measure || !rule_one_kind(rc, v, it->measure) || !begin || !end) {
			ok = false;
			continue;
		}
		it->from = measure_field(&rc->c, it->measure->probe[0]->kind, begin, SIFA_DATE);
		it->to = measure_field(&rc->c, it->measure->probe[0]->kind, end, SIFA_DATE);
		ok = it->from && it->to && ok;
	}
	return ok;
}

static void delay_eval(struct eval *e)
{
	const struct clause *cl = e->clause;
	const struct office *o = eval_office(e);
	sifa_day end = o->closed != SIFA_DAY_NONE ? o->closed - 1 : e->run->as_of;
	int64_t days = 0, lost;

	for (size_t i = 0; i < cl->nitems; i++) {
		const struct item *it = &cl->item[i];
		const struct probe *p = it->measure->probe[0];
		const struct tally *t = eval_tally(e, p);

		for (size_t k = 0; k < t->nrows; k++) {
			const uint8_t *row = t->rows + k * p->kind->fixed;
			sifa_day from = day_of_slot(slot_get(it->from, row, p->kind->fixed));
			sifa_day to = day_of_slot(slot_get(it->to, row, p->kind->fixed));
			int64_t late;

			if (from == SIFA_DAY_NONE)
				continue;
			if (to == SIFA_DAY_NONE || to > end)
				to = end;
			late = (int64_t)to - from - cl->free;
			if (late < 0)
				late = 0;
			days += late;
			eval_tell(e, get_le(row + FIX_ID, 8), late ? SIFA_AGAINST : SIFA_COUNTED,
				  late);
		}
	}
	e->out->actual = days;
	lost = points_times(cl->deduct, days);
	eval_full(e);
	eval_say(e, " − {1}×{2} 天", " − {1}×{2} days", PTS(cl->deduct), NUM(days), NULL);
	eval_left(e, lost, lost);
}

const struct rule rules_event[] = {
	{"per_event", per_event_keys, per_event_compile, per_event_eval, RULE_SCORES, false},
	{"all_or_none", all_or_none_keys, all_or_none_compile, all_or_none_eval, RULE_SCORES,
	 false},
	{"checklist", checklist_keys, checklist_compile, checklist_eval, RULE_SCORES, false},
	{"timely", timely_keys, timely_compile, timely_eval, RULE_SCORES, false},
	{"delay", delay_keys, delay_compile, delay_eval, RULE_SCORES, false},
	{NULL, NULL, NULL, NULL, RULE_SCORES, false},
};
