/* save.c - one record: new, read, shown, derived, saved, deleted. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "carry.h"
#include "number.h"

enum sifa_rc sifa_record_new(struct sifa_session *se, const struct sifa_kind *k,
			     struct sifa_record **out, struct sifa_err *err)
{
	struct sifa_record *r = record_new(k);

	*out = r;
	if (!r)
		return err_nomem(err);
	r->unit = r->holder = se->unit;
	r->secrecy = k->secrecy;
	r->entered = sifa_today(se);
	return SIFA_OK;
}

enum sifa_rc sifa_record_get(struct sifa_session *se, uint64_t id, struct sifa_record **out,
			     struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc;

	*out = NULL;
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = view_get(&v, id, out, err);
	view_end(&v);
	return rc;
}

/* ---- shown ---- */

char *sifa_title(struct sifa_session *se, uint64_t id, bool with_place, enum sifa_lang lang,
		 char *buf, size_t size)
{
	struct view v;

	if (size)
		buf[0] = '\0';
	if (!size || !id || view_begin(se, &v, NULL))
		return buf;
	view_title(&v, id, with_place, lang, buf, size);
	view_end(&v);
	return buf;
}

static const char comma[] = "、";

/* What names a row: its first record, else its first line of text. */
static void row_name(struct view *v, const struct sifa_field *f, const struct sifa_row *row,
		     enum sifa_lang lang, char *buf, size_t size)
{
	buf[0] = '\0';
	for (size_t i = 0; i < f->nrow; i++)
		if (f->row[i].type == SIFA_REF && row->v[i].state == SIFA_SET) {
			view_title(v, (uint64_t)row->v[i].n, false, lang, buf, size);
			return;
		}
	for (size_t i = 0; i < f->nrow; i++)
		if (f->row[i].type == SIFA_TEXT && row->v[i].state == SIFA_SET) {
			field_format(&f->row[i], &row->v[i], lang, buf, size);
			return;
		}
}

/* The names of the records of a set, or of the rows of a table. */
static void join_names(struct view *v, const struct sifa_field *f, const struct sifa_value *val,
		       enum sifa_lang lang, char *buf, size_t size)
{
	size_t at = 0;

	buf[0] = '\0';
	for (size_t i = 0; i < val->len; i++) {
		size_t sep = at ? sizeof comma - 1 : 0;

		if (at + sep + 1 >= size)
			return;
		memcpy(buf + at, comma, sep);
		if (f->type == SIFA_ROWS)
			row_name(v, f, &val->row[i], lang, buf + at + sep, size - at - sep);
		else
			view_title(v, val->id[i], false, lang, buf + at + sep, size - at - sep);
		if (!buf[at + sep]) { /* not to be seen, or no room */
			buf[at] = '\0';
			continue;
		}
		at += sep + strlen(buf + at + sep);
	}
}

char *sifa_format(struct sifa_session *se, const struct sifa_field *f, const struct sifa_value *v,
		  enum sifa_lang lang, char *buf, size_t size)
{
	struct view view;
	bool one = f->type == SIFA_REF || f->type == SIFA_PLACE;

	if (!size)
		return buf;
	buf[0] = '\0';
	if (v->state != SIFA_SET || (!one && f->type != SIFA_REFS && f->type != SIFA_ROWS)) {
		field_format(f, v, lang, buf, size);
		return buf;
	}
	if (view_begin(se, &view, NULL))
		return buf;
	if (one)
		view_title(&view, (uint64_t)v->n, false, lang, buf, size);
	else
		join_names(&view, f, v, lang, buf, size);
	view_end(&view);
	if (!buf[0] && f->type == SIFA_ROWS && v->len) /* rows without names: how many */
		field_format(f, v, lang, buf, size);
	return buf;
}

/* ---- saved ---- */

enum sifa_rc sifa_check_record(struct sifa_session *se, const struct sifa_record *r,
			       struct sifa_findings *out, struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = check_record(&v, r, 0, out, err);
	view_end(&v);
	return rc;
}

static const struct sifa_err *first_error(const struct sifa_findings *f, size_t from)
{
	for (size_t i = from; i < f->n; i++)
		if (f->v[i].severity == SIFA_ERROR)
			return &f->v[i].err;
	return NULL;
}

static enum sifa_rc check_and_plan(struct sifa_session *se, struct sifa_record *r,
				   const struct sifa_step_def *by, struct act_number *number,
				   size_t *n, struct carry *carry, struct sifa_findings *out,
				   struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	derive_record(&v, r);
	rc = check_record(&v, r, 0, out, err);
	if (!rc)
		rc = number_plan(&v, r, by, number, n, out, err);
	if (!rc)
		rc = carry_plan(&v, r, carry, err);
	view_end(&v);
	return rc;
}

enum sifa_rc save_as(struct sifa_session *se, struct sifa_record *r, const struct sifa_step_def *by,
		     const char *note, struct sifa_findings *out, struct sifa_err *err)
{
	struct sifa_findings own = {0}, *f = out ? out : &own;
	struct act_number number[NUMBERS_MOST];
	struct act_step step[1 + CARRY_MOST] = {{.op = ACT_PUT, .record = r, .number = number}};
	struct carry carry = {.n = 0};
	size_t before = f->errors, first = f->n;
	unsigned flags = r->flags;
	const struct sifa_err *e;
	enum sifa_rc rc = session_may_act(se, err);

	if (rc)
		return rc;
	if (!r->id)
		r->holder = r->unit;
	rc = check_and_plan(se, r, by, number, &step->nnumbers, &carry, f, err);
	if (!rc && f->errors > before) {
		e = first_error(f, first);
		if (e && err && !err->rc)
			*err = *e;
		rc = err_set(err, SIFA_E_DATA, N_("The record has errors and was not saved."),
			     NULL);
	}
	if (!rc) {
		if (r->id) /* a person who saves it has looked at it */
			r->flags &= ~(unsigned)SIFA_REC_UNCONFIRMED;
		for (size_t i = 0; i < carry.n; i++)
			step[i + 1] = (struct act_step){.op = ACT_PUT, .record = carry.r[i]};
		rc = session_act(se, by ? "step" : NULL, note, step, 1 + carry.n, err);
		if (rc)
			r->flags = flags;
	}
	carry_free(&carry);
	sifa_findings_free(&own);
	return rc;
}

enum sifa_rc sifa_save(struct sifa_session *se, struct sifa_record *r, struct sifa_findings *out,
		       struct sifa_err *err)
{
	return save_as(se, r, NULL, "", out, err);
}

/* ---- deleted ---- */

enum sifa_rc sifa_delete(struct sifa_session *se, uint64_t id, uint32_t rev, const char *reason,
			 struct sifa_err *err)
{
	struct act_step step = {.op = ACT_HIDE, .id = id, .rev = rev};

	if (!reason || !*reason)
		return err_set(err, SIFA_E_USAGE, N_("A deletion needs its reason."), NULL);
	return session_act(se, "delete", reason, &step, 1, err);
}
