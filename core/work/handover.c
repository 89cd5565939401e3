/* handover.c - handing records over to another unit, or within one to a colleague: they are
 * released with a list, the other side accepts or refuses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "mine.h"
#include "put.h"

enum { TEXT = 160 };

struct line { /* of the list */
	char id[32], kind[64], title[TEXT], state[64];
};

static enum sifa_rc no_kind(struct sifa_err *err)
{
	return err_set(err, SIFA_E_CONFIG, N_("The configuration has no kind \"handover\"."), NULL);
}

/* ---- releasing ---- */

struct hand_over { /* what is asked for */
	const uint64_t *id;
	size_t n;
	uint64_t of, to;
	const char *reason;
};

static enum sifa_rc may_release(struct sifa_session *se, const struct sifa_record *r, uint64_t from,
				struct sifa_err *err)
{
	char id[32];

	sifa_id_format(r->id, id);
	if (!goes_over(se->sifa->config, r->kind))
		return err_set(err, SIFA_E_USAGE,
			       N_("Record {1} is of a kind that is not handed over."), id, NULL);
	if (r->holder != from)
		return err_set(err, SIFA_E_USAGE,
			       N_("Record {1} is with another unit than the first of the list."),
			       id, NULL);
	return guard(se, GUARD_WRITE, r->kind, r->holder, r->secrecy, err);
}

static enum sifa_rc list_one(struct sifa_session *se, struct view *v, uint64_t id, uint64_t *from,
			     struct line *l, struct sifa_err *err)
{
	const struct sifa_state_def *state;
	struct sifa_record *r;
	enum sifa_rc rc = view_get(v, id, &r, err);

	if (rc)
		return rc;
	*from = *from ? *from : r->holder;
	rc = may_release(se, r, *from, err);
	state = sifa_record_state(r);
	sifa_id_format(id, l->id);
	snprintf(l->kind, sizeof l->kind, "%s", r->kind->label[SIFA_ZH]);
	snprintf(l->state, sizeof l->state, "%s", state ? state->label[SIFA_ZH] : "");
	view_title_of(v, r, SIFA_ZH, l->title, sizeof l->title);
	sifa_record_free(r);
	return rc;
}

static void fill_row(const struct sifa_field *list, const struct line *l, struct sifa_value *cell)
{
	const char *const names[] = {"record", "kind", "title", "state"};
	const char *const texts[] = {l->id, l->kind, l->title, l->state};

	for (size_t i = 0; i < list->nrow; i++)
		for (size_t j = 0; j < 4; j++)
			if (!strcmp(list->row[i].id, names[j]) && *texts[j])
				cell[i] = (struct sifa_value){
					.state = SIFA_SET, .s = texts[j], .len = strlen(texts[j])};
}

static enum sifa_rc put_list(struct sifa_record *r, const struct line *l, size_t n,
			     struct sifa_err *err)
{
	const struct sifa_field *list = kind_field(r->kind, "list");
	struct sifa_value v = {.state = SIFA_SET, .len = n}, *cell;
	struct sifa_row *row = calloc(n, sizeof *row);
	enum sifa_rc rc;

	if (!list) {
		free(row);
		return no_kind(err);
	}
	cell = calloc(n * list->nrow, sizeof *cell);
	for (size_t i = 0; row && cell && i < n; i++) {
		row[i].v = cell + i * list->nrow;
		fill_row(list, &l[i], row[i].v);
	}
	v.row = row;
	rc = row && cell ? sifa_set(r, list, &v, err) : err_nomem(err);
	free(cell);
	free(row);
	return rc;
}

/* Where they go: to a unit, or to a user of the unit that has them. */
struct target {
	uint64_t unit, user;
};

static enum sifa_rc read_user(struct view *v, uint64_t id, uint64_t from, struct sifa_err *err)
{
	struct sifa_record *r;
	enum sifa_rc rc = view_get(v, id, &r, err);

	if (rc)
		return rc;
	if (r->kind != v->se->sifa->config->user)
		rc = err_set(err, SIFA_E_NOTFOUND, N_("There is no such user."), NULL);
	else if (r->unit != from)
		rc = err_set(err, SIFA_E_USAGE,
			     N_("A colleague is of the unit that has the records; what goes to "
				"another unit is handed over to the unit."),
			     NULL);
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc to_colleague(struct view *v, const struct hand_over *h, uint64_t from,
				 struct target *t, struct sifa_err *err)
{
	uint64_t of = h->of ? h->of : v->se->user;
	struct sifa_record *r;
	enum sifa_rc rc = read_user(v, h->to, from, err);

	if (!rc && h->of)
		rc = read_user(v, h->of, from, err);
	if (!rc && h->to == of)
		rc = err_set(err, SIFA_E_USAGE, N_("They are with this user already."), NULL);
	if (!rc)
		rc = view_get(v, h->to, &r, err);
	if (!rc) {
		rc = session_valid(v->se, r, err);
		sifa_record_free(r);
	}
	*t = (struct target){from, h->to};
	return rc;
}

static enum sifa_rc read_target(struct view *v, const struct hand_over *h, uint64_t from,
				struct target *t, struct sifa_err *err)
{
	if (view_exists(v, h->to, v->se->sifa->config->user))
		return to_colleague(v, h, from, t, err);
	*t = (struct target){h->to, 0};
	if (!view_exists(v, h->to, v->se->sifa->config->unit))
		return err_set(err, SIFA_E_NOTFOUND, N_("There is no such unit."), NULL);
	if (h->to == from)
		return err_set(err, SIFA_E_USAGE, N_("They are with this unit already."), NULL);
	return SIFA_OK;
}

static enum sifa_rc put_parties(struct sifa_record *r, const struct hand_over *h,
				const struct target *t, struct sifa_err *err)
{
	enum sifa_rc rc = put_number(r, "to", (int64_t)t->unit, err);

	if (!rc && t->user)
		rc = put_number(r, "to_user", (int64_t)t->user, err);
	if (!rc && t->user && h->of)
		rc = put_number(r, "of_user", (int64_t)h->of, err);
	return rc;
}

static enum sifa_rc release(struct view *v, struct sifa_record *r, const struct hand_over *h,
			    struct sifa_err *err)
{
	struct line *line = calloc(h->n, sizeof *line);
	enum sifa_rc rc = line ? SIFA_OK : err_nomem(err);
	struct target t = {0};
	uint64_t from = 0;

	for (size_t i = 0; i < h->n && !rc; i++)
		rc = list_one(v->se, v, h->id[i], &from, &line[i], err);
	if (!rc)
		rc = read_target(v, h, from, &t, err);
	r->unit = from;
	r->holder = t.unit; /* who answers */
	r->secrecy = r->kind->secrecy;
	if (!rc)
		rc = put_parties(r, h, &t, err);
	if (!rc)
		rc = put_list(r, line, h->n, err);
	free(line);
	return rc;
}

static enum sifa_rc make_list(struct view *v, const struct hand_over *h, struct act_step *step,
			      struct sifa_err *err)
{
	struct sifa_record *r = record_new(v->se->sifa->config->handover);
	enum sifa_rc rc = r ? release(v, r, h, err) : err_nomem(err);

	*step = (struct act_step){.op = ACT_PUT, .record = r};
	if (!rc)
		rc = put_text(r, "reason", h->reason, err);
	if (!rc)
		rc = put_number(r, "released_on", sifa_today(v->se), err);
	return rc ? rc : put_number(r, "released_by", (int64_t)v->se->user, err);
}

static size_t lists_of(size_t n)
{
	return (n + SIFA_HAND_MOST - 1) / SIFA_HAND_MOST;
}

/* In as many lists as it takes, by one act; handover gets the number of each. */
static enum sifa_rc release_all(struct sifa_session *se, const struct hand_over *h,
				uint64_t *handover, struct sifa_err *err)
{
	size_t n = lists_of(h->n);
	struct act_step *step = calloc(n, sizeof *step);
	struct hand_over part = *h;
	struct view v;
	enum sifa_rc rc = step ? view_begin(se, &v, err) : err_nomem(err);

	if (rc) {
		free(step);
		return rc;
	}
	for (size_t i = 0; i < n && !rc; i++, part.id += part.n) {
		size_t left = h->n - i * SIFA_HAND_MOST;

		part.n = left < SIFA_HAND_MOST ? left : SIFA_HAND_MOST;
		rc = make_list(&v, &part, &step[i], err);
	}
	view_end(&v);
	if (!rc)
		rc = session_act(se, "hand", h->reason, step, n, err);
	for (size_t i = 0; i < n; i++) {
		handover[i] = rc ? 0 : step[i].record->id;
		sifa_record_free(step[i].record);
	}
	free(step);
	return rc;
}

static enum sifa_rc may_ask(const struct sifa_session *se, const struct hand_over *h, size_t most,
			    struct sifa_err *err)
{
	if (!se->sifa->config->handover)
		return no_kind(err);
	if (!h->n || h->n > most || !h->reason || !*h->reason)
		return err_set(err, SIFA_E_USAGE,
			       N_("A hand-over needs its reason and at most 500 records."), NULL);
	return SIFA_OK;
}

enum sifa_rc sifa_hand_release(struct sifa_session *se, const uint64_t *id, size_t n, uint64_t of,
			       uint64_t to, const char *reason, uint64_t *handover,
			       struct sifa_err *err)
{
	const struct hand_over h = {id, n, of, to, reason};
	enum sifa_rc rc = may_ask(se, &h, SIFA_HAND_MOST, err);

	*handover = 0;
	return rc ? rc : release_all(se, &h, handover, err);
}

enum sifa_rc sifa_hand_all(struct sifa_session *se, const uint64_t *id, size_t n, uint64_t of,
			   uint64_t to, const char *reason, uint64_t **handover, size_t *lists,
			   struct sifa_err *err)
{
	struct hand_over h = {id, n, of, to, reason};
	uint64_t *open = NULL;
	enum sifa_rc rc = SIFA_OK;

	*handover = NULL;
	*lists = 0;
	if (!n) {
		rc = sifa_user_open(se, of, &open, &h.n, err);
		h.id = open;
		if (!rc && !h.n)
			rc = err_set(err, SIFA_E_NOTFOUND, N_("This user has nothing open."), NULL);
	}
	if (!rc)
		rc = may_ask(se, &h, SIZE_MAX, err);
	if (!rc && !(*handover = calloc(lists_of(h.n), sizeof **handover)))
		rc = err_nomem(err);
	if (!rc)
		rc = release_all(se, &h, *handover, err);
	free(open);
	if (!rc) {
		*lists = lists_of(h.n);
		return SIFA_OK;
	}
	free(*handover);
	*handover = NULL;
	return rc;
}

/* ---- answering ---- */

/* Whom it was released to within the unit; 0: to another unit. */
static uint64_t user_in(const struct sifa_record *h, const char *field)
{
	const struct sifa_field *f = kind_field(h->kind, field);

	return f && h->v[f->index].state == SIFA_SET ? (uint64_t)h->v[f->index].n : 0;
}

static uint64_t colleague(const struct sifa_record *h)
{
	return user_in(h, "to_user");
}

static enum sifa_rc open_still(const struct sifa_record *r, struct sifa_session *se,
			       struct sifa_err *err)
{
	const struct sifa_field *yes = kind_field(r->kind, "accepted_on"),
				*no = kind_field(r->kind, "refused_on"),
				*by = kind_field(r->kind, "released_by");

	if (!yes || !no || !by)
		return no_kind(err);
	if (r->v[yes->index].state == SIFA_SET || r->v[no->index].state == SIFA_SET)
		return err_set(err, SIFA_E_USAGE, N_("There is nothing left to decide."), NULL);
	if (colleague(r) && colleague(r) != se->user)
		return err_set(err, SIFA_E_DENIED,
			       N_("This was released to a colleague, who alone answers."), NULL);
	if (!colleague(r) && (uint64_t)r->v[by->index].n == se->user)
		return err_set(err, SIFA_E_DENIED,
			       N_("You released this yourself; another user answers."), NULL);
	return guard(se, GUARD_WRITE, r->kind, r->holder, r->secrecy, err);
}

/* Between whom; of a hand-over to another unit nobody is known. */
struct taking {
	struct mine from, to;
};

/* A record of the list, as it is after the hand-over. */
static enum sifa_rc take(struct view *v, const struct sifa_record *h, const struct sifa_value *cell,
			 const struct taking *t, struct act_step *step, struct sifa_err *err)
{
	bool moves = !colleague(h), changed = false;
	uint64_t id = 0;
	enum sifa_rc rc;

	if (cell->state != SIFA_SET || sifa_id_parse(cell->s, &id))
		return err_set(err, SIFA_E_DATA, N_("The list of the hand-over is damaged."), NULL);
	rc = view_listed(v, h, id, &step->record, err);
	if (!rc && step->record->holder != h->unit)
		rc = err_set(err, SIFA_E_CONFLICT,
			     N_("Record {1} is no longer with the unit that released it."), cell->s,
			     NULL);
	if (!rc && moves) {
		step->record->holder = h->holder;
		step->record->flags |= SIFA_REC_HANDED;
		step->op = ACT_MOVE;
		step->id = h->id;
		return SIFA_OK;
	}
	if (!rc)
		rc = mine_recharge(&t->from, &t->to, step->record, &changed, err);
	if (!rc && changed)
		derive_record(v, step->record);
	step->op = changed ? ACT_PUT : ACT_NOTE; /* its journal tells of it either way */
	step->id = id;
	step->rev = rc ? 0 : step->record->rev;
	return rc;
}

static enum sifa_rc accept(struct view *v, struct sifa_record *h, struct act_step *step, size_t *n,
			   struct sifa_err *err)
{
	const struct sifa_field *list = kind_field(h->kind, "list");
	const struct sifa_value *rows = list ? &h->v[list->index] : NULL;
	uint64_t of = user_in(h, "of_user");
	struct taking t = {0};
	enum sifa_rc rc = rows ? SIFA_OK : no_kind(err);

	if (!rc && colleague(h))
		rc = mine_open(v, of ? of : user_in(h, "released_by"), &t.from, err);
	if (!rc && colleague(h))
		rc = mine_open(v, colleague(h), &t.to, err);
	for (size_t i = 0; !rc && rows->state == SIFA_SET && i < rows->len; i++)
		rc = take(v, h, &rows->row[i].v[0], &t, &step[(*n)++], err);
	mine_close(&t.from);
	mine_close(&t.to);
	return rc;
}

/* What the journal of each record says: which hand-over, and why. */
static void say_why(const struct sifa_record *h, bool yes, char *buf, size_t size)
{
	const struct sifa_field *f = kind_field(h->kind, "reason");
	char id[32];

	snprintf(buf, size, "%s %s", sifa_id_format(h->id, id),
		 !yes					 ? "refused"
		 : f && h->v[f->index].state == SIFA_SET ? h->v[f->index].s
							 : "accepted");
}

enum sifa_rc sifa_hand_answer(struct sifa_session *se, uint64_t handover, bool yes,
			      const char *note, struct sifa_err *err)
{
	struct act_step *step = calloc(SIFA_HAND_MOST + 1, sizeof *step);
	struct sifa_record *h = NULL;
	char why[160];
	size_t n = 0;
	struct view v;
	enum sifa_rc rc = step ? view_begin(se, &v, err) : err_nomem(err);

	if (rc) {
		free(step);
		return rc;
	}
	rc = view_get(&v, handover, &h, err);
	if (!rc && h->kind != se->sifa->config->handover)
		rc = err_set(err, SIFA_E_USAGE, N_("This record is no hand-over."), NULL);
	if (!rc)
		rc = open_still(h, se, err);
	if (!rc && yes)
		rc = accept(&v, h, step, &n, err);
	view_end(&v);
	if (!rc)
		rc = put_number(h, yes ? "accepted_on" : "refused_on", sifa_today(se), err);
	if (!rc)
		rc = put_number(h, "decided_by", (int64_t)se->user, err);
	if (!rc)
		rc = put_text(h, "note", note, err);
	if (!rc) {
		step[n] = (struct act_step){.op = ACT_PUT, .record = h};
		say_why(h, yes, why, sizeof why);
		rc = session_act(se, "hand", why, step, n + 1, err);
	}
	for (size_t i = 0; i < n; i++)
		sifa_record_free(step[i].record);
	sifa_record_free(h);
	free(step);
	return rc;
}
