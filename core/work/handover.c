/* handover.c - handing records over to another unit: one unit releases them with a list, the
 * other one accepts or refuses. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "find.h"
#include "put.h"

enum { TEXT = 160 };

struct line { /* of the list */
	char id[32], kind[64], title[TEXT], state[64];
};

static enum sifa_rc no_kind(struct sifa_err *err)
{
	return err_set(err, SIFA_E_CONFIG, N_("The configuration has no kind \"handover\"."), NULL);
}

static enum sifa_rc put(struct sifa_record *r, const char *field, int64_t n, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f ? sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .n = n}, err)
		 : no_kind(err);
}

/* ---- releasing ---- */

static enum sifa_rc may_release(struct sifa_session *se, const struct sifa_record *r, uint64_t from,
				struct sifa_err *err)
{
	const struct config *c = se->sifa->config;
	char id[32];

	sifa_id_format(r->id, id);
	if (r->kind == c->unit || r->kind == c->user || r->kind == c->person ||
	    config_by_two(c, r->kind))
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
	view_title(v, id, false, SIFA_ZH, l->title, sizeof l->title);
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

static enum sifa_rc release(struct sifa_session *se, struct view *v, struct sifa_record *r,
			    const uint64_t *id, size_t n, uint64_t to, struct sifa_err *err)
{
	struct line *line = calloc(n, sizeof *line);
	enum sifa_rc rc = line ? SIFA_OK : err_nomem(err);
	uint64_t from = 0;

	for (size_t i = 0; i < n && !rc; i++)
		rc = list_one(se, v, id[i], &from, &line[i], err);
	if (!rc && !view_exists(v, to, se->sifa->config->unit))
		rc = err_set(err, SIFA_E_NOTFOUND, N_("There is no such unit."), NULL);
	if (!rc && to == from)
		rc = err_set(err, SIFA_E_USAGE, N_("They are with this unit already."), NULL);
	r->unit = from;
	r->holder = to; /* who answers */
	r->secrecy = r->kind->secrecy;
	if (!rc)
		rc = put(r, "to", (int64_t)to, err);
	if (!rc)
		rc = put_list(r, line, n, err);
	free(line);
	return rc;
}

enum sifa_rc sifa_hand_release(struct sifa_session *se, const uint64_t *id, size_t n, uint64_t to,
			       const char *reason, uint64_t *handover, struct sifa_err *err)
{
	const struct sifa_kind *k = se->sifa->config->handover;
	struct act_step step = {.op = ACT_PUT};
	struct view v;
	enum sifa_rc rc;

	if (!k)
		return no_kind(err);
	if (!n || n > SIFA_HAND_MOST || !reason || !*reason)
		return err_set(err, SIFA_E_USAGE,
			       N_("A hand-over needs its reason and at most 500 records."), NULL);
	if (!(step.record = record_new(k)))
		return err_nomem(err);
	rc = view_begin(se, &v, err);
	if (!rc) {
		rc = release(se, &v, step.record, id, n, to, err);
		view_end(&v);
	}
	if (!rc)
		rc = put_text(step.record, "reason", reason, err);
	if (!rc)
		rc = put(step.record, "released_on", sifa_today(se), err);
	if (!rc)
		rc = put(step.record, "released_by", (int64_t)se->user, err);
	if (!rc)
		rc = session_act(se, "hand", reason, &step, 1, err);
	*handover = rc ? 0 : step.record->id;
	sifa_record_free(step.record);
	return rc;
}

/* ---- answering ---- */

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
	if ((uint64_t)r->v[by->index].n == se->user)
		return err_set(err, SIFA_E_DENIED,
			       N_("You released this yourself; another user answers."), NULL);
	return guard(se, GUARD_WRITE, r->kind, r->holder, r->secrecy, err);
}

/* A record of the list, as it is after the hand-over. */
static enum sifa_rc take(struct view *v, const struct sifa_record *h, const struct sifa_value *cell,
			 struct sifa_record **out, struct sifa_err *err)
{
	uint64_t id = 0;
	enum sifa_rc rc;

	*out = NULL;
	if (cell->state != SIFA_SET || sifa_id_parse(cell->s, &id))
		return err_set(err, SIFA_E_DATA, N_("The list of the hand-over is damaged."), NULL);
	rc = view_listed(v, h, id, out, err);
	if (!rc && (*out)->holder != h->unit)
		rc = err_set(err, SIFA_E_CONFLICT,
			     N_("Record {1} is no longer with the unit that released it."), cell->s,
			     NULL);
	if (rc)
		return rc;
	(*out)->holder = h->holder;
	(*out)->flags |= SIFA_REC_HANDED;
	return SIFA_OK;
}

static enum sifa_rc accept(struct sifa_session *se, struct view *v, struct sifa_record *h,
			   struct act_step *step, size_t *n, struct sifa_err *err)
{
	const struct sifa_field *list = kind_field(h->kind, "list");
	const struct sifa_value *rows = list ? &h->v[list->index] : NULL;
	enum sifa_rc rc = rows ? SIFA_OK : no_kind(err);

	(void)se;
	for (size_t i = 0; !rc && rows->state == SIFA_SET && i < rows->len; i++) {
		rc = take(v, h, &rows->row[i].v[0], &step[*n].record, err);
		step[*n].op = ACT_MOVE;
		step[*n].id = h->id;
		*n += step[*n].record != NULL;
	}
	return rc;
}

enum sifa_rc sifa_hand_answer(struct sifa_session *se, uint64_t handover, bool yes,
			      const char *note, struct sifa_err *err)
{
	struct act_step *step = calloc(SIFA_HAND_MOST + 1, sizeof *step);
	struct sifa_record *h = NULL;
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
		rc = accept(se, &v, h, step, &n, err);
	view_end(&v);
	if (!rc)
		rc = put(h, yes ? "accepted_on" : "refused_on", sifa_today(se), err);
	if (!rc)
		rc = put(h, "decided_by", (int64_t)se->user, err);
	if (!rc)
		rc = put_text(h, "note", note, err);
	if (!rc) {
		step[n] = (struct act_step){.op = ACT_PUT, .record = h};
		rc = session_act(se, "hand", yes ? "accepted" : "refused", step, n + 1, err);
	}
	for (size_t i = 0; i < n; i++)
		sifa_record_free(step[i].record);
	sifa_record_free(h);
	free(step);
	return rc;
}
