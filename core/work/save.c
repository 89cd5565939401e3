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

/* Apart, for most cells hold no reference and need no view. */
__attribute__((noinline)) static void format_names(struct sifa_session *se,
						   const struct sifa_field *f,
						   const struct sifa_value *v, enum sifa_lang lang,
						   char *buf, size_t size)
{
	struct view view;

	buf[0] = '\0';
	if (view_begin(se, &view, NULL))
		return;
	if (f->type == SIFA_REF || f->type == SIFA_PLACE)
		view_title(&view, (uint64_t)v->n, false, lang, buf, size);
	else
		join_names(&view, f, v, lang, buf, size);
	view_end(&view);
	if (!buf[0] && f->type == SIFA_ROWS && v->len) /* rows without names: how many */
		field_format(f, v, lang, buf, size);
}

char *sifa_format(struct sifa_session *se, const struct sifa_field *f, const struct sifa_value *v,
		  enum sifa_lang lang, char *buf, size_t size)
{
	if (v->state == SIFA_SET && type_may_refer(f->type) && size)
		format_names(se, f, v, lang, buf, size);
	else
		field_format(f, v, lang, buf, size);
	return buf;
}

/* ---- saved ---- */

void sifa_record_reason(struct sifa_record *r, const char *reason)
{
	size_t n = strlen(reason), at = 0, next;

	while ((next = sifa_text_next(reason, n, at)) > at && next < sizeof r->reason)
		at = next;
	memcpy(r->reason, reason, at);
	r->reason[at] = '\0';
}

static bool same_finding(const struct sifa_finding *a, const struct sifa_finding *b)
{
	bool same = !strcmp(a->err.msg, b->err.msg) && !strcmp(a->err.field, b->err.field);

	for (size_t i = 0; i < SIFA_ERR_ARGS && same; i++)
		same = !strcmp(a->err.arg[i], b->err.arg[i]);
	return same;
}

/* Warnings that the stored version gives, too, were saved over once. */
static enum sifa_rc mark_known(struct view *v, const struct sifa_record *r,
			       struct sifa_findings *out, size_t first, struct sifa_err *err)
{
	struct sifa_findings before = {0};
	struct sifa_record *stored;
	enum sifa_rc rc = view_get(v, r->id, &stored, NULL);

	if (rc) /* gone, or not to be seen: the save will say so */
		return SIFA_OK;
	rc = check_record(v, stored, 0, &before, err);
	for (size_t i = first; i < out->n; i++)
		for (size_t j = 0; j < before.n && !out->v[i].known; j++)
			out->v[i].known = same_finding(&out->v[i], &before.v[j]);
	sifa_findings_free(&before);
	sifa_record_free(stored);
	return rc;
}

enum sifa_rc sifa_check_record(struct sifa_session *se, const struct sifa_record *r,
			       struct sifa_findings *out, struct sifa_err *err)
{
	size_t first = out->n;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = check_record(&v, r, 0, out, err);
	if (!rc && r->id && out->n > first)
		rc = mark_known(&v, r, out, first, err);
	if (!rc)
		rc = edit_check(&v, r, out, err);
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

enum sifa_rc save_more(struct view *v, struct sifa_record *r, const struct sifa_step_def *by,
		       struct sifa_findings *out, struct sifa_err *err)
{
	const struct sifa *s = v->se->sifa;

	return s->save_more ? s->save_more(v, r, by, out, err) : SIFA_OK;
}

/* Only a person's reason lets a record pass with warnings nobody has passed before. */
static enum sifa_rc check_reason(const struct sifa_record *r, const struct sifa_findings *f,
				 size_t first, struct sifa_err *err)
{
	bool asks = false;

	for (size_t i = first; i < f->n; i++) {
		if (f->v[i].severity == SIFA_ERROR) /* which alone refuses it */
			return SIFA_OK;
		asks |= f->v[i].severity == SIFA_WARNING && !f->v[i].known;
	}
	if (asks && !*r->reason)
		return err_set(err, SIFA_E_REASON,
			       N_("There are warnings: the record is saved with a reason, or not "
				  "at all."),
			       NULL);
	return SIFA_OK;
}

static enum sifa_rc check_and_plan(struct sifa_session *se, struct act_step *step, size_t n,
				   const struct sifa_step_def *by, struct act_number *number,
				   struct carry *carry, struct sifa_findings *out,
				   struct sifa_err *err)
{
	size_t first = out->n;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < n && !rc; i++, number += NUMBERS_MOST) {
		derive_record(&v, step[i].record);
		step[i].record->secrecy = record_secrecy(step[i].record, step[i].record->secrecy);
		step[i].number = number;
		rc = check_record(&v, step[i].record, 0, out, err);
		if (!rc)
			rc = save_more(&v, step[i].record, i ? NULL : by, out, err);
		if (!rc)
			rc = number_plan(&v, step[i].record, i ? NULL : by, number,
					 &step[i].nnumbers, out, err);
		if (!rc && !i && step->record->id && out->n > first)
			rc = mark_known(&v, step->record, out, first, err);
		if (!rc && !i)
			rc = check_reason(step->record, out, first, err);
	}
	if (!rc)
		rc = carry_plan(&v, step[0].record, carry, err);
	view_end(&v);
	return rc;
}

/* The note of an act and the reason for its warnings. */
static void noted(const struct sifa_record *r, const char *note, char *buf, size_t size)
{
	size_t n = (size_t)snprintf(buf, size, "%s%s%s", note, *note && *r->reason ? "; " : "",
				    r->reason);

	if (n >= size)
		buf[sifa_text_fit(buf, size - 1, (int)size, NULL)] = '\0';
}

/* Kinds that two users write together, each his part. */
static enum sifa_rc by_acts_only(const struct sifa_session *se, const struct sifa_kind *k,
				 struct sifa_err *err)
{
	if (!config_by_two(se->sifa->config, k))
		return SIFA_OK;
	return err_set(err, SIFA_E_USAGE,
		       N_("Such a record is proposed by one user and decided by another one; it "
			  "is not written in a form."),
		       NULL);
}

enum sifa_rc save_as(struct sifa_session *se, struct sifa_record *r, const struct sifa_step_def *by,
		     struct sifa_record *told, const char *note, struct sifa_findings *out,
		     struct sifa_err *err)
{
	struct sifa_findings own = {0}, *f = out ? out : &own;
	struct act_number number[2 * NUMBERS_MOST];
	struct act_step step[2 + CARRY_MOST] = {{.op = ACT_PUT, .record = r},
						{.op = ACT_PUT, .record = told}};
	struct carry carry = {.n = 0};
	size_t before = f->errors, first = f->n, n = told ? 2 : 1;
	unsigned flags = r->flags;
	const struct sifa_err *e;
	char text[400];
	enum sifa_rc rc = session_may_act(se, err);

	if (!rc)
		rc = by_acts_only(se, r->kind, err);
	if (rc)
		return rc;
	if (!r->id)
		r->holder = r->unit;
	rc = check_and_plan(se, step, n, by, number, &carry, f, err);
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
		noted(r, note, text, sizeof text);
		for (size_t i = 0; i < carry.n; i++)
			step[n++] = (struct act_step){.op = ACT_PUT, .record = carry.r[i]};
		rc = session_act(se, by ? "step" : NULL, text, step, n, err);
		if (rc)
			r->flags = flags;
		else
			r->reason[0] = '\0';
	}
	carry_free(&carry);
	sifa_findings_free(&own);
	return rc;
}

bool sifa_back_entry(const struct sifa_session *se, const struct sifa_record *r)
{
	const struct sifa_state_def *s = sifa_record_state(r);

	return !r->id && s && s->final && s->date != SIFA_NO_FIELD &&
	       day_month((sifa_day)r->v[s->date].n) < day_month(sifa_today(se));
}

/* What is typed may not take the place of a step. */
static enum sifa_rc check_edit(struct sifa_session *se, const struct sifa_record *r,
			       struct sifa_findings *f, struct sifa_err *err)
{
	size_t first = f->n, before = f->errors;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = edit_check(&v, r, f, err);
	view_end(&v);
	if (rc || f->errors == before)
		return rc;
	if (err && !err->rc)
		*err = *first_error(f, first);
	return SIFA_E_DATA;
}

enum sifa_rc sifa_save(struct sifa_session *se, struct sifa_record *r, struct sifa_findings *out,
		       struct sifa_err *err)
{
	struct sifa_findings own = {0}, *f = out ? out : &own;
	const char *note = sifa_back_entry(se, r) ? N_("back entry") : "";
	enum sifa_rc rc = check_edit(se, r, f, err);

	if (!rc)
		rc = save_as(se, r, NULL, NULL, note, f, err);
	sifa_findings_free(&own);
	return rc;
}

enum sifa_rc save_made(struct sifa_session *se, struct sifa_record *r, struct sifa_findings *out,
		       struct sifa_err *err)
{
	if (!*r->reason)
		sifa_record_reason(r, N_("made by the program"));
	return sifa_save(se, r, out, err);
}

/* ---- deleted ---- */

/* What two users decided is undone by two. */
static enum sifa_rc deletable(struct sifa_session *se, uint64_t id, struct sifa_err *err)
{
	const struct sifa_kind *k = NULL;
	const uint8_t *fixed;
	struct view v;
	size_t n;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	if (!view_fixed(&v, id, &fixed, &n, &k, NULL))
		rc = by_acts_only(se, k, err);
	if (!rc && k && k->entries)
		rc = err_set(err, SIFA_E_USAGE,
			     N_("An entry is not deleted; take it back with a red entry."), NULL);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_delete(struct sifa_session *se, uint64_t id, uint32_t rev, const char *reason,
			 struct sifa_err *err)
{
	struct act_step step = {.op = ACT_HIDE, .id = id, .rev = rev};
	enum sifa_rc rc;

	if (!reason || !*reason)
		return err_set(err, SIFA_E_USAGE, N_("A deletion needs its reason."), NULL);
	rc = deletable(se, id, err);
	return rc ? rc : session_act(se, "delete", reason, &step, 1, err);
}
