/* lock.c - locking a score and opening it again, by two users each; correction entries. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../work/number.h"
#include "../work/put.h"
#include "lock.h"

static enum sifa_rc no_kind(const char *kind, struct sifa_err *err)
{
	return err_set(err, SIFA_E_CONFIG, N_("The configuration has no kind \"{1}\"."), kind,
		       NULL);
}

static const struct sifa_value *value(const struct sifa_record *r, const char *field)
{
	static const struct sifa_value none;
	const struct sifa_field *f = kind_field(r->kind, field);

	return f && r->v[f->index].state == SIFA_SET ? &r->v[f->index] : &none;
}

static bool is_set(const struct sifa_record *r, const char *field)
{
	return value(r, field)->state == SIFA_SET;
}

static enum sifa_rc act(struct sifa_session *se, struct sifa_record *r, const char *what,
			const char *note, struct sifa_findings *findings, struct sifa_err *err)
{
	struct act_number number[NUMBERS_MOST];
	struct act_step step = {.op = ACT_PUT, .record = r, .number = number};
	struct sifa_findings own = {0};
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = number_plan(&v, r, NULL, number, &step.nnumbers, findings ? findings : &own, err);
	view_end(&v);
	sifa_findings_free(&own);
	return rc ? rc : session_act(se, what, note ? note : "", &step, 1, err);
}

/* ---- which ---- */

struct search {
	const struct sifa_letter *letter;
	sifa_day from; /* of the period; SIFA_DAY_NONE: any */
	uint64_t office, found;
	bool waits;
	struct view *v;
};

static bool in_force(const struct sifa_record *r)
{
	return is_set(r, "locked_on") && !is_set(r, "reopened_on");
}

static bool waiting(const struct sifa_record *r)
{
	return (!is_set(r, "locked_on") && !is_set(r, "rejected_on")) ||
	       (in_force(r) && is_set(r, "reopening_on"));
}

static bool lock_rows(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct search *s = arg;

	(void)month;
	for (size_t i = 0; i < n; i++, rows += width) {
		struct sifa_record *r;

		if (get_le(rows + FIX_UNIT, 8) != s->office ||
		    view_get(s->v, get_le(rows + FIX_ID, 8), &r, NULL))
			continue;
		if ((s->from == SIFA_DAY_NONE || value(r, "period_from")->n == s->from) &&
		    value_is(value(r, "letter"), s->letter->id) && (in_force(r) || waiting(r)) &&
		    r->id > s->found) {
			s->found = r->id;
			s->waits = waiting(r);
		}
		sifa_record_free(r);
	}
	return true;
}

enum sifa_rc sifa_lock_of(struct sifa_session *se, const struct sifa_letter *l, uint64_t office,
			  sifa_day from, uint64_t *lock, bool *waits, struct sifa_err *err)
{
	const struct sifa_kind *k = se->sifa->config->score_lock;
	struct view v;
	struct search s = {.letter = l, .from = from, .office = office, .v = &v};
	enum sifa_rc rc = SIFA_OK;

	*lock = 0;
	*waits = false;
	if (!k)
		return SIFA_OK;
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = view_facts(&v, k, FACT_NO_MONTH, INT32_MAX, lock_rows, &s, err);
	view_end(&v);
	*lock = s.found;
	*waits = s.waits;
	return rc;
}

/* ---- proposing ---- */

/* An office does not decide on its own score. */
static enum sifa_rc not_own_office(const struct sifa_session *se, uint64_t office,
				   struct sifa_err *err)
{
	if (se->home != office)
		return SIFA_OK;
	return err_set(err, SIFA_E_DENIED, N_("An office does not lock or open its own score."),
		       NULL);
}

static enum sifa_rc fill(struct sifa_session *se, struct sifa_record *r,
			 const struct sifa_sheet *sheet, const char *reason, struct blobs *files,
			 struct sifa_err *err)
{
	char name[65], config[65];
	size_t records = 0;
	enum sifa_rc rc = lock_write(se, sheet, files, name, config, &records, err);

	if (!rc)
		rc = put_text(r, "letter", sheet->letter->id, err);
	if (!rc)
		rc = put_number(r, "period_from", sheet->from, err);
	if (!rc)
		rc = put_number(r, "as_of", sheet->as_of, err);
	if (!rc)
		rc = put_number(r, "points", sheet->points, err);
	if (!rc)
		rc = put_number(r, "records", (int64_t)records, err);
	if (!rc)
		rc = put_text(r, "frozen", name, err);
	if (!rc)
		rc = put_text(r, "config", config, err);
	if (!rc)
		rc = put_text(r, "reason", reason, err);
	if (!rc)
		rc = put_number(r, "proposed_on", sifa_today(se), err);
	return rc ? rc : put_number(r, "proposed_by", (int64_t)se->user, err);
}

enum sifa_rc sifa_lock_propose(struct sifa_session *se, const struct sifa_sheet *sheet,
			       const char *reason, uint64_t *lock, struct sifa_findings *findings,
			       struct sifa_err *err)
{
	const struct sifa_kind *k = se->sifa->config->score_lock;
	struct sifa_record *r = NULL;
	struct blobs files = {-1};
	uint64_t there = 0;
	bool waits;
	enum sifa_rc rc = k ? not_own_office(se, sheet->office, err) : no_kind("score_lock", err);

	if (!rc && (!reason || !*reason))
		rc = err_set(err, SIFA_E_USAGE, N_("Say on what grounds the score is final."),
			     NULL);
	if (!rc)
		rc = sifa_lock_of(se, sheet->letter, sheet->office, sheet->from, &there, &waits,
				  err);
	if (!rc && there)
		rc = err_set(err, SIFA_E_EXISTS,
			     waits ? N_("This is proposed already and waits for its answer.")
				   : N_("This score is locked; propose to reopen it first."),
			     NULL);
	if (!rc && !(r = record_new(k)))
		rc = err_nomem(err);
	if (!rc) {
		r->unit = r->holder = sheet->office;
		r->secrecy = k->secrecy;
		rc = fill(se, r, sheet, reason, &files, err);
	}
	if (!rc)
		rc = act(se, r, "propose", reason, findings, err);
	blobs_close(&files);
	*lock = rc ? 0 : r->id;
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc lock_get(struct sifa_session *se, uint64_t lock, struct sifa_record **r,
			     struct sifa_err *err)
{
	enum sifa_rc rc = sifa_record_get(se, lock, r, err);

	if (!rc && ((*r)->kind != se->sifa->config->score_lock))
		rc = err_set(err, SIFA_E_USAGE, N_("This record locks no score."), NULL);
	return rc ? rc : not_own_office(se, (*r)->unit, err);
}

enum sifa_rc sifa_lock_reopen(struct sifa_session *se, uint64_t lock, const char *reason,
			      struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	enum sifa_rc rc = lock_get(se, lock, &r, err);

	if (!rc && (!reason || !*reason))
		rc = err_set(err, SIFA_E_USAGE, N_("Say why the score is to be opened again."),
			     NULL);
	if (!rc && (!in_force(r) || is_set(r, "reopening_on")))
		rc = err_set(err, SIFA_E_USAGE, N_("Only a locked score is opened, and only once."),
			     NULL);
	if (!rc)
		rc = put_number(r, "reopening_on", sifa_today(se), err);
	if (!rc)
		rc = put_number(r, "reopening_by", (int64_t)se->user, err);
	if (!rc)
		rc = put_text(r, "reopening_reason", reason, err);
	if (!rc)
		rc = act(se, r, "reopen", reason, NULL, err);
	sifa_record_free(r);
	return rc;
}

/* ---- deciding ---- */

static enum sifa_rc not_self(const struct sifa_session *se, const struct sifa_record *r,
			     const char *by, struct sifa_err *err)
{
	if ((uint64_t)value(r, by)->n != se->user)
		return SIFA_OK;
	return err_set(err, SIFA_E_DENIED,
		       N_("You proposed this yourself; another user decides it."), NULL);
}

static enum sifa_rc answer(struct sifa_session *se, struct sifa_record *r, bool yes,
			   const char *note, struct sifa_err *err)
{
	enum sifa_rc rc = not_self(se, r, "proposed_by", err);

	if (!rc)
		rc = put_number(r, yes ? "locked_on" : "rejected_on", sifa_today(se), err);
	if (!rc)
		rc = put_number(r, "decided_by", (int64_t)se->user, err);
	return rc ? rc : put_text(r, "note", note, err);
}

static enum sifa_rc answer_reopening(struct sifa_session *se, struct sifa_record *r, bool yes,
				     struct sifa_err *err)
{
	static const char *const asked[] = {"reopening_on", "reopening_by", "reopening_reason"};
	enum sifa_rc rc = not_self(se, r, "reopening_by", err);

	if (!rc && yes)
		rc = put_number(r, "reopened_on", sifa_today(se), err);
	if (!rc && yes)
		rc = put_number(r, "reopened_by", (int64_t)se->user, err);
	for (size_t i = 0; !rc && !yes && i < 3; i++)
		rc = put_value(r, asked[i], (struct sifa_value){0}, err);
	return rc;
}

enum sifa_rc sifa_lock_decide(struct sifa_session *se, uint64_t lock, bool yes, const char *note,
			      struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	const char *what = yes ? "lock" : "reject";
	enum sifa_rc rc = lock_get(se, lock, &r, err);

	if (!rc && !waiting(r)) {
		rc = err_set(err, SIFA_E_USAGE, N_("There is nothing left to decide."), NULL);
	} else if (!rc && in_force(r)) {
		what = yes ? "open" : "keep";
		rc = answer_reopening(se, r, yes, err);
	} else if (!rc) {
		rc = answer(se, r, yes, note, err);
	}
	if (!rc)
		rc = act(se, r, what, note, NULL, err);
	sifa_record_free(r);
	return rc;
}

/* ---- correction entries ---- */

struct corrections {
	struct view *v;
	const char *clause;
	uint64_t last;
	int64_t points;
};

static bool take_correction(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct corrections *c = arg;
	const struct sifa_value *clause;
	struct sifa_record *r;

	(void)kind, (void)field, (void)day;
	if (from < c->last || view_get(c->v, from, &r, NULL))
		return true;
	clause = value(r, "clause");
	if (clause->s && clause->len == strlen(c->clause) &&
	    !memcmp(clause->s, c->clause, clause->len)) {
		c->last = from;
		c->points = value(r, "new")->n;
	}
	sifa_record_free(r);
	return true;
}

int64_t lock_corrected(struct view *v, uint64_t lock, const char *clause)
{
	const struct sifa_kind *k = config_kind(v->se->sifa->config, "score_correction");
	const struct sifa_field *f = k ? kind_field(k, "lock") : NULL;
	struct corrections c = {v, clause, 0, -1};

	if (f)
		view_refs(v, lock, k->no, f->no, take_correction, &c, NULL);
	return c.points;
}

static enum sifa_rc old_points(struct sifa_session *se, const struct sifa_record *lock,
			       const char *clause, int64_t *out, struct sifa_err *err)
{
	struct lock_copy c;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*out = -1;
	if (rc)
		return rc;
	*out = lock_corrected(&v, lock->id, clause);
	view_end(&v);
	if (*out >= 0)
		return SIFA_OK;
	rc = lock_read(se, value(lock, "frozen")->s, &c, err);
	if (rc)
		return rc;
	for (size_t i = 0; i < c.n; i++)
		if (!strcmp(c.point[i].clause, clause))
			*out = c.point[i].points;
	lock_copy_free(&c);
	return *out >= 0 ? SIFA_OK
			 : err_set(err, SIFA_E_NOTFOUND, N_("The locked score has no clause {1}."),
				   clause, NULL);
}

static enum sifa_rc fill_correction(struct sifa_session *se, struct sifa_record *r, uint64_t lock,
				    const char *clause, int64_t old, int64_t points,
				    const char *reason, struct sifa_err *err)
{
	enum sifa_rc rc = put_number(r, "lock", (int64_t)lock, err);

	if (!rc)
		rc = put_text(r, "clause", clause, err);
	if (!rc)
		rc = put_number(r, "at", sifa_today(se), err);
	if (!rc)
		rc = put_number(r, "old", old, err);
	if (!rc)
		rc = put_number(r, "new", points, err);
	if (!rc)
		rc = put_text(r, "reason", reason, err);
	return rc ? rc : put_number(r, "by", (int64_t)se->user, err);
}

enum sifa_rc sifa_lock_correct(struct sifa_session *se, uint64_t lock, const char *clause,
			       int64_t points, const char *reason, uint64_t *id,
			       struct sifa_findings *findings, struct sifa_err *err)
{
	const struct sifa_kind *k = config_kind(se->sifa->config, "score_correction");
	struct sifa_record *at = NULL, *r = NULL;
	int64_t old = -1;
	enum sifa_rc rc = k ? lock_get(se, lock, &at, err) : no_kind("score_correction", err);

	*id = 0;
	if (!rc && (!reason || !*reason))
		rc = err_set(err, SIFA_E_USAGE, N_("A correction needs its reason."), NULL);
	if (!rc && !in_force(at))
		rc = err_set(err, SIFA_E_USAGE,
			     N_("This score is not locked: its records are corrected themselves."),
			     NULL);
	if (!rc)
		rc = old_points(se, at, clause, &old, err);
	if (!rc)
		rc = sifa_record_new(se, k, &r, err);
	if (!rc) {
		sifa_record_set_unit(r, at->unit);
		rc = fill_correction(se, r, lock, clause, old, points, reason, err);
	}
	if (!rc)
		rc = sifa_save(se, r, findings, err);
	if (!rc)
		*id = r->id;
	sifa_record_free(r);
	sifa_record_free(at);
	return rc;
}
