/* many.c - several records saved in one act: all of them or none. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "many.h"
#include "number.h"

/* Whose record it is stands where a file's name would: the findings of many are one list. */
static void name_findings(struct view *v, const struct sifa_record *r, struct sifa_findings *out,
			  size_t first)
{
	for (size_t i = first; i < out->n; i++)
		if (!out->v[i].err.source[0])
			view_title(v, r->unit, false, v->se->lang, out->v[i].err.source,
				   sizeof out->v[i].err.source);
}

static enum sifa_rc plan_one(struct view *v, struct act_step *step, struct act_number *number,
			     struct sifa_findings *out, struct sifa_err *err)
{
	struct sifa_record *r = step->record;
	size_t first = out->n;
	enum sifa_rc rc;

	if (!r->id)
		r->holder = r->unit;
	derive_record(v, r);
	r->secrecy = record_secrecy(r, r->secrecy);
	step->number = number;
	rc = check_record(v, r, 0, out, err);
	if (!rc)
		rc = edit_check(v, r, out, err);
	if (!rc)
		rc = save_more(v, r, NULL, out, err);
	if (!rc)
		rc = number_plan(v, r, NULL, number, &step->nnumbers, out, err);
	name_findings(v, r, out, first);
	return rc;
}

static enum sifa_rc plan_many(struct sifa_session *se, struct act_step *step, size_t n,
			      struct act_number *number, struct sifa_findings *out,
			      struct sifa_err *err)
{
	size_t before = out->errors;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < n && !rc; i++)
		rc = plan_one(&v, &step[i], number + i * NUMBERS_MOST, out, err);
	view_end(&v);
	if (!rc && out->errors > before)
		rc = err_set(err, SIFA_E_DATA, N_("There are errors; nothing was saved."), NULL);
	return rc;
}

enum sifa_rc save_many(struct sifa_session *se, struct sifa_record **r, size_t n, const char *note,
		       struct sifa_findings *out, struct sifa_err *err)
{
	struct sifa_findings own = {0}, *f = out ? out : &own;
	struct act_number *number = calloc(n * NUMBERS_MOST + 1, sizeof *number);
	struct act_step *step = calloc(n + 1, sizeof *step);
	enum sifa_rc rc = number && step ? session_may_act(se, err) : err_nomem(err);

	if (!rc && n > MANY_MOST)
		rc = err_set(err, SIFA_E_USAGE, N_("These are too many records for one act."),
			     NULL);
	for (size_t i = 0; i < n && !rc; i++)
		step[i] = (struct act_step){.op = ACT_PUT, .record = r[i]};
	if (!rc)
		rc = plan_many(se, step, n, number, f, err);
	if (!rc && n)
		rc = session_act(se, NULL, note, step, n, err);
	free(step);
	free(number);
	sifa_findings_free(&own);
	return rc;
}
