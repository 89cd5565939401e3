/* same_act.c - proposing, approving and parting links between rows of one person. */
#include <string.h>

#include "put.h"
#include "same.h"

static enum sifa_rc no_links(struct sifa_err *err)
{
	return err_set(err, SIFA_E_CONFIG, N_("The configuration has no kind \"same_person\"."),
		       NULL);
}

static bool is_set(const struct sifa_record *r, const char *field)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f && r->v[f->index].state == SIFA_SET;
}

static int64_t number(const struct sifa_record *r, const char *field)
{
	const struct sifa_field *f = kind_field(r->kind, field);

	return f && r->v[f->index].state == SIFA_SET ? r->v[f->index].n : 0;
}

/* The link and, of its persons, those the reader sees: each gets an entry of the journal. */
static enum sifa_rc act(struct sifa_session *se, struct view *v, struct sifa_record *r,
			const char *what, const char *note, struct sifa_err *err)
{
	struct act_step step[3] = {{.op = ACT_PUT, .record = r}};
	const char *const fields[] = {"person", "other"};
	size_t n = 1;

	for (size_t i = 0; i < 2; i++) {
		uint64_t id = (uint64_t)number(r, fields[i]);
		struct sifa_record *p;

		if (view_get(v, id, &p, NULL))
			continue;
		step[n++] = (struct act_step){.op = ACT_NOTE, .id = id, .rev = p->rev};
		sifa_record_free(p);
	}
	view_end(v);
	return session_act(se, what, note, step, n, err);
}

/* ---- proposing ---- */

struct row {
	uint64_t id, unit;
	bool mine; /* the session may write it */
};

/* Rows of other units need not be seen: their number may be known from a paper. */
static enum sifa_rc look(struct view *v, uint64_t id, struct row *out, struct sifa_err *err)
{
	const uint8_t *fixed;
	enum sifa_rc rc;
	char text[32];
	size_t n;

	if (!view_exists(v, id, v->se->sifa->config->person))
		return err_set(err, SIFA_E_NOTFOUND, N_("Record {1} is no person."),
			       sifa_id_format(id, text), NULL);
	rc = view_score_fixed(v, id, &fixed, &n, err);
	if (rc)
		return rc;
	*out = (struct row){.id = id, .unit = get_le(fixed + FIX_UNIT, 8)};
	out->mine = !guard(v->se, GUARD_WRITE, v->se->sifa->config->person,
			   get_le(fixed + FIX_HOLDER, 8), fixed[FIX_SECRECY], NULL);
	return SIFA_OK;
}

static enum sifa_rc may_link(const struct same *s, const struct row *keep, const struct row *other,
			     struct sifa_err *err)
{
	if (keep->id == other->id || same_of(s, keep->id) == same_of(s, other->id))
		return err_set(err, SIFA_E_EXISTS, N_("These are one person already."), NULL);
	for (size_t i = 0; i < s->nopen; i++)
		if ((s->open[i][0] == keep->id && s->open[i][1] == other->id) ||
		    (s->open[i][0] == other->id && s->open[i][1] == keep->id))
			return err_set(err, SIFA_E_EXISTS,
				       N_("This is proposed already and waits for its answer."),
				       NULL);
	if (!keep->mine && !other->mine)
		return err_set(err, SIFA_E_DENIED,
			       N_("Neither of the two persons belongs to your unit."), NULL);
	return SIFA_OK;
}

static enum sifa_rc fill(struct sifa_session *se, struct sifa_record *r, const struct row *keep,
			 const struct row *other, const char *reason, struct sifa_err *err)
{
	enum sifa_rc rc = put_number(r, "person", (int64_t)keep->id, err);

	r->unit = keep->unit;
	r->holder = other->unit;
	r->secrecy = r->kind->secrecy;
	if (!rc)
		rc = put_number(r, "other", (int64_t)other->id, err);
	if (!rc)
		rc = put_number(r, "merge", keep->unit == other->unit, err);
	if (!rc)
		rc = put_text(r, "reason", reason, err);
	if (!rc)
		rc = put_number(r, "proposed_on", sifa_today(se), err);
	return rc ? rc : put_number(r, "proposed_by", (int64_t)se->user, err);
}

enum sifa_rc sifa_same_propose(struct sifa_session *se, uint64_t keep, uint64_t other,
			       const char *reason, uint64_t *link, struct sifa_err *err)
{
	const struct sifa_kind *k = se->sifa->config->same_person;
	struct row a, b;
	struct same s = {0};
	struct sifa_record *r = NULL;
	struct view v = {0};
	enum sifa_rc rc;

	if (!k)
		return no_links(err);
	if (!reason || !*reason)
		return err_set(err, SIFA_E_USAGE, N_("Say why the two are one person."), NULL);
	rc = view_begin(se, &v, err);
	if (!rc)
		rc = same_load(&v, &s, err);
	if (!rc)
		rc = look(&v, same_lead(&s, keep), &a, err);
	if (!rc)
		rc = look(&v, same_lead(&s, other), &b, err);
	if (!rc)
		rc = may_link(&s, &a, &b, err);
	same_free(&s);
	if (!rc && !(r = record_new(k)))
		rc = err_nomem(err);
	if (!rc) /* the one of ours comes first, so that the other unit answers */
		rc = fill(se, r, a.mine ? &a : &b, a.mine ? &b : &a, reason, err);
	if (!rc)
		rc = act(se, &v, r, "propose", reason, err);
	view_end(&v);
	if (!rc)
		*link = r->id;
	sifa_record_free(r);
	return rc;
}

/* ---- deciding ---- */

static enum sifa_rc not_own(struct sifa_session *se, const struct sifa_record *r, const char *by,
			    struct sifa_err *err)
{
	if ((uint64_t)number(r, by) != se->user)
		return SIFA_OK;
	return err_set(err, SIFA_E_DENIED,
		       N_("You proposed this yourself; another user decides it."), NULL);
}

/* Meanwhile they may have become one person by other links. */
static enum sifa_rc still_two(struct view *v, const struct sifa_record *r, struct sifa_err *err)
{
	uint64_t a = (uint64_t)number(r, "person"), b = (uint64_t)number(r, "other");
	struct same s = {0};
	enum sifa_rc rc = same_load(v, &s, err);

	if (!rc && same_of(&s, a) == same_of(&s, b))
		rc = err_set(err, SIFA_E_EXISTS, N_("These are one person already."), NULL);
	if (!rc && number(r, "merge") && same_lead(&s, b) != b)
		rc = err_set(err, SIFA_E_EXISTS, N_("The other row was merged meanwhile."), NULL);
	same_free(&s);
	return rc;
}

static enum sifa_rc answer(struct sifa_session *se, struct view *v, struct sifa_record *r, bool yes,
			   const char *note, const char **what, struct sifa_err *err)
{
	enum sifa_rc rc = not_own(se, r, "proposed_by", err);

	*what = !yes ? "reject" : number(r, "merge") ? "merge" : "link";
	if (!rc && yes)
		rc = still_two(v, r, err);
	if (!rc)
		rc = put_number(r, yes ? "approved_on" : "rejected_on", sifa_today(se), err);
	if (!rc)
		rc = put_number(r, "decided_by", (int64_t)se->user, err);
	return rc ? rc : put_text(r, "note", note, err);
}

static enum sifa_rc answer_parting(struct sifa_session *se, struct sifa_record *r, bool yes,
				   const char **what, struct sifa_err *err)
{
	static const char *const asked[] = {"parting_on", "parting_by", "parting_reason"};
	enum sifa_rc rc = not_own(se, r, "parting_by", err);

	*what = yes ? "split" : "keep";
	if (!rc && yes)
		rc = put_number(r, "parted_on", sifa_today(se), err);
	if (!rc && yes)
		rc = put_number(r, "parted_by", (int64_t)se->user, err);
	for (size_t i = 0; !rc && !yes && i < 3; i++)
		rc = put_value(r, asked[i], (struct sifa_value){0}, err);
	return rc;
}

static enum sifa_rc link_get(struct sifa_session *se, struct view *v, uint64_t link,
			     struct sifa_record **r, struct sifa_err *err)
{
	enum sifa_rc rc = view_begin(se, v, err);

	*r = NULL;
	if (!rc)
		rc = view_get(v, link, r, err);
	if (!rc && (*r)->kind != se->sifa->config->same_person)
		rc = err_set(err, SIFA_E_USAGE, N_("This record links no persons."), NULL);
	return rc;
}

enum sifa_rc sifa_same_decide(struct sifa_session *se, uint64_t link, bool yes, const char *note,
			      struct sifa_err *err)
{
	struct sifa_record *r;
	struct view v = {0};
	const char *what = "";
	enum sifa_rc rc = link_get(se, &v, link, &r, err);
	bool parting = !rc && is_set(r, "parting_on") && !is_set(r, "parted_on");

	if (!rc && parting)
		rc = answer_parting(se, r, yes, &what, err);
	else if (!rc && (is_set(r, "approved_on") || is_set(r, "rejected_on")))
		rc = err_set(err, SIFA_E_USAGE, N_("There is nothing left to decide."), NULL);
	else if (!rc)
		rc = answer(se, &v, r, yes, note, &what, err);
	if (!rc)
		rc = act(se, &v, r, what, note, err);
	view_end(&v);
	sifa_record_free(r);
	return rc;
}

enum sifa_rc sifa_same_part(struct sifa_session *se, uint64_t link, const char *reason,
			    struct sifa_err *err)
{
	struct sifa_record *r;
	struct view v = {0};
	enum sifa_rc rc = link_get(se, &v, link, &r, err);

	if (!rc && (!reason || !*reason))
		rc = err_set(err, SIFA_E_USAGE, N_("Say why the two are not one person."), NULL);
	if (!rc && (!is_set(r, "approved_on") || is_set(r, "parting_on")))
		rc = err_set(err, SIFA_E_USAGE,
			     N_("Only an approved link can be parted, and only once."), NULL);
	if (!rc)
		rc = put_number(r, "parting_on", sifa_today(se), err);
	if (!rc)
		rc = put_number(r, "parting_by", (int64_t)se->user, err);
	if (!rc)
		rc = put_text(r, "parting_reason", reason, err);
	if (!rc)
		rc = act(se, &v, r, "part", reason, err);
	view_end(&v);
	sifa_record_free(r);
	return rc;
}

uint64_t sifa_same_lead(struct sifa_session *se, uint64_t id)
{
	struct same s = {0};
	struct view v;

	if (view_begin(se, &v, NULL))
		return id;
	if (!same_load(&v, &s, NULL))
		id = same_lead(&s, id);
	same_free(&s);
	view_end(&v);
	return id;
}
