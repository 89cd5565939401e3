/* behind.c - opens a number: the records a clause was made of, and the returns
 * an office owes. Both count again, for one office and a few probes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule.h"
#include "sheet.h"

static enum sifa_rc count_again(struct run *r, struct view *v, const struct sifa_letter *l,
				struct office *o, sifa_day as_of, const bool *want, bool collect,
				struct sifa_err *err)
{
	*r = (struct run){.letter = l,
			  .probes = &l->probes,
			  .view = v,
			  .office = o,
			  .noffices = 1,
			  .want = want,
			  .collect = collect};
	sheet_period(r, o, as_of);
	return run_count(r, err);
}

/* ---- records behind a clause ---- */

enum sifa_rc behind_ids(const struct behind *b, struct idlist *out, struct sifa_err *err)
{
	for (size_t i = 0; i < b->n; i++)
		if (!idlist_add(out, b->v[i].id))
			return err_nomem(err);
	idlist_sort(out);
	return SIFA_OK;
}

enum sifa_rc behind_seen(struct view *v, const struct behind *b, struct sifa_behind_list *out,
			 struct sifa_err *err)
{
	out->v = calloc(b->n + 1, sizeof *out->v);
	if (b->failed || !out->v)
		return err_nomem(err);
	for (size_t i = 0; i < b->n; i++) {
		const uint8_t *fixed;
		size_t n;

		if (view_fixed(v, b->v[i].id, &fixed, &n, NULL, NULL) == SIFA_OK)
			out->v[out->n++] = b->v[i];
		else
			out->hidden++;
	}
	return SIFA_OK;
}

struct behind behind_all(const struct run *r, const struct clause *cl)
{
	struct sifa_clause face = {0};
	struct behind b = {0};
	struct eval e = {.run = r, .clause = cl, .weight = cl->weight, .out = &face, .behind = &b};

	eval_clause(&e);
	return b;
}

enum sifa_rc behind_tell(struct run *r, const struct clause *cl, void *list, struct sifa_err *err)
{
	struct behind b = behind_all(r, cl);
	enum sifa_rc rc = behind_seen(r->view, &b, list, err);

	free(b.v);
	return rc;
}

static enum sifa_rc count_clause(struct view *v, const struct sifa_sheet *sheet,
				 const struct clause *cl, behind_fn *tell, void *arg,
				 struct sifa_err *err)
{
	const struct sifa_letter *l = sheet->letter;
	bool *want = cl ? calloc(l->probes.n + 1, sizeof *want) : NULL;
	struct office *o = NULL;
	struct run r = {.letter = l, .probes = &l->probes};
	enum sifa_rc rc = want || !cl ? SIFA_OK : err_nomem(err);

	if (!rc)
		rc = office_read(v, l, &sheet->office, 1, sheet->year, sheet->as_of, &o, err);
	if (!rc && cl)
		sheet_want(l, cl, want);
	if (!rc)
		rc = count_again(&r, v, l, o, sheet->as_of, want, true, err);
	if (!rc)
		rc = tell(&r, cl, arg, err);
	run_free(&r);
	office_free(o, 1);
	free(want);
	return rc;
}

enum sifa_rc behind_asked(struct sifa_session *se, const struct sifa_sheet *sheet,
			  const char *clause, behind_fn *tell, void *arg, struct sifa_err *err)
{
	const struct clause *cl = clause ? letter_clause(sheet->letter, clause) : NULL;
	struct view v;
	enum sifa_rc rc;

	if (clause && !cl)
		return err_set(err, SIFA_E_NOTFOUND, N_("Letter {1} has no clause {2}."),
			       sheet->letter->id, clause, NULL);
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = guard(se, GUARD_SCORE, se->sifa->config->letter, sheet->office, 0, err);
	if (!rc)
		rc = count_clause(&v, sheet, cl, tell, arg, err);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_score_records(struct sifa_session *se, const struct sifa_sheet *sheet,
				const char *clause, struct sifa_behind_list *out,
				struct sifa_err *err)
{
	enum sifa_rc rc;

	*out = (struct sifa_behind_list){0};
	rc = behind_asked(se, sheet, clause ? clause : "", behind_tell, out, err);
	if (rc)
		sifa_behind_free(out);
	return rc;
}

void sifa_behind_free(struct sifa_behind_list *l)
{
	free(l->v);
	*l = (struct sifa_behind_list){0};
}

/* ---- returns to be made ---- */

struct owing {
	struct run run;
	sifa_day until;
	uint64_t told; /* return types, a bit a code: two letters may ask for one */
	void (*add)(void *arg, const struct sifa_due *d);
	void *arg;
};

/* A record of the return has been begun: its own clock shows it. */
static bool begun(const struct run *r, const struct clause *cl, const struct return_item *it)
{
	const struct tally *t = &r->tally[r->letter->returns->slot];
	const struct return_fields *f = &r->letter->fields.ret;
	size_t width = r->letter->returns->kind->fixed;

	for (size_t i = 0; i < t->nrows; i++) {
		const uint8_t *row = t->rows + i * width;
		sifa_day from = day_of_slot(slot_get(f->from, row, width));
		sifa_day to = f->to ? day_of_slot(slot_get(f->to, row, width)) : SIFA_DAY_NONE;
		sifa_day day = to != SIFA_DAY_NONE ? to : from;

		if (slot_get(f->type, row, width) == cl->ret->code + 3u && day >= it->from &&
		    day <= it->to)
			return true;
	}
	return false;
}

/* The last working day up to the due day, unless the return says otherwise. */
static sifa_day remind_day(const struct run *r, const struct return_def *d, sifa_day due)
{
	const struct calendar *c = &r->view->se->sifa->config->calendar;

	for (int i = 0; i < 15 && !d->strict && !calendar_working(c, due - i); i++)
		if (calendar_working(c, due - i - 1))
			return due - i - 1;
	return due;
}

static void owe_clause(struct owing *w, const struct clause *cl)
{
	const struct run *r = &w->run;
	struct return_item item[400];
	size_t n;
	struct eval e = {.run = r, .clause = cl};

	if (cl->ret->code < 64 && (w->told >> cl->ret->code & 1))
		return;
	if (cl->applies && eval_value(&e, cl->applies) == 0)
		return;
	/* A rule that changes in mid-year is two clauses, each with its own days. */
	if (cl->ret->code < 64 && cl->from == SIFA_DAY_NONE && cl->until == SIFA_DAY_NONE)
		w->told |= UINT64_C(1) << cl->ret->code;
	n = returns_items(cl->ret, r->start, r->period_end, item, 400);
	for (size_t i = 0; i < n; i++) {
		struct sifa_due d = {.due = item[i].due,
				     .remind = remind_day(r, cl->ret, item[i].due),
				     .kind = r->letter->fields.return_};
		char month[12];

		if (d.remind > w->until || !clause_runs(cl, item[i].to) ||
		    !office_judged(r->office, item[i].to) || begun(r, cl, &item[i]))
			continue;
		sifa_day_format(item[i].from, month);
		month[7] = '\0';
		snprintf(d.title, sizeof d.title, "%s %.100s", month, cl->ret->label[SIFA_ZH]);
		w->add(w->arg, &d);
	}
}

static void each_timely(const struct sifa_letter *l, void (*f)(void *, const struct clause *),
			void *arg)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++)
			if (l->section[i].clause[k].ret)
				f(arg, &l->section[i].clause[k]);
}

struct wanting {
	const struct sifa_letter *letter;
	bool *want;
};

static void want_clause(void *arg, const struct clause *cl)
{
	struct wanting *w = arg;

	sheet_want(w->letter, cl, w->want);
}

static void owe(void *arg, const struct clause *cl)
{
	owe_clause(arg, cl);
}

static enum sifa_rc owe_letter(struct owing *w, struct view *v, const struct sifa_letter *l,
			       struct sifa_err *err)
{
	struct wanting wanting = {l, calloc(l->probes.n + 1, sizeof(bool))};
	sifa_day today = sifa_today(v->se);
	struct office *o = NULL;
	enum sifa_rc rc = wanting.want ? SIFA_OK : err_nomem(err);

	w->run = (struct run){.letter = l, .probes = &l->probes};
	if (!rc)
		rc = office_read(v, l, &v->se->unit, 1, 0, today, &o, err);
	if (!rc && l->returns && o->from <= today && today <= o->cutoff) {
		each_timely(l, want_clause, &wanting);
		rc = count_again(&w->run, v, l, o, today, wanting.want, false, err);
		if (!rc)
			each_timely(l, owe, w);
	}
	run_free(&w->run);
	office_free(o, 1);
	free(wanting.want);
	return rc;
}

enum sifa_rc returns_due(struct view *v, sifa_day until,
			 void (*add)(void *arg, const struct sifa_due *d), void *arg,
			 struct sifa_err *err)
{
	const struct sifa_letter **letter = NULL;
	struct owing w = {.until = until, .add = add, .arg = arg};
	uint64_t *ids = NULL;
	size_t n = 0, letters = 0;
	sifa_day today = sifa_today(v->se);
	enum sifa_rc rc = office_list(v, NULL, v->se->unit, today, &ids, &n, err);

	/* A bureau looks at its offices one by one: theirs are not its own. */
	if (!rc && n == 1 && ids[0] == v->se->unit)
		rc = office_letters(v, v->se->unit, today, false, &letter, &letters, err);
	for (size_t i = 0; i < letters && !rc; i++)
		rc = owe_letter(&w, v, letter[i], err);
	free(letter);
	free(ids);
	return rc;
}
