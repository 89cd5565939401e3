/* session.c - who acts, from which unit, on which day; and the two doors to
 * writing: an act and an import. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "session.h"

enum { NOON = 12 * 3600 };

/* ---- login ---- */

static bool take_id(void *arg, uint64_t id)
{
	*(uint64_t *)arg = id;
	return false;
}

static enum sifa_rc no_user(const char *login, struct sifa_err *err)
{
	return err_set(err, SIFA_E_DENIED,
		       N_("There is no user {1} in this store; ask the county bureau for an "
			  "account."),
		       login, NULL);
}

static enum sifa_rc find_login(struct view *v, const char *login, uint64_t *id,
			       struct sifa_err *err)
{
	const struct sifa_kind *k = v->se->sifa->config->user;
	const struct sifa_field *f = kind_field(k, "login");
	struct sifa_record *r;
	uint8_t key[KEY_MAX];
	enum sifa_rc rc = SIFA_OK;
	size_t n;

	*id = 0;
	if (!login) {
		*id = snap_meta(v->snap)->first_user;
		return *id ? SIFA_OK : no_user("", err);
	}
	if (!f || !*login)
		return no_user(login, err);
	if (!(r = record_new(k)))
		return err_nomem(err);
	r->v[f->index] = (struct sifa_value){.state = SIFA_SET, .s = login, .len = strlen(login)};
	for (size_t i = 0; i < k->nkeys && !*id && !rc; i++)
		if (k->key[i].n == 1 && k->key[i].field[0] == f->index &&
		    (n = record_key(r, i, key)) > 0)
			rc = snap_key(v->snap, k, i, 0, key, n, take_id, id, err);
	sifa_record_free(r);
	return rc ? rc : *id ? SIFA_OK : no_user(login, err);
}

/* An account ends with the day its holder left, or is locked before. */
enum sifa_rc session_valid(const struct sifa_session *se, const struct sifa_record *r,
			   struct sifa_err *err)
{
	static const char *const ends[] = {"valid_to", "left_on"};
	const struct sifa_field *f = kind_field(r->kind, "locked");
	char buf[12];

	if (f && f->type == SIFA_BOOL && r->v[f->index].state == SIFA_SET && r->v[f->index].n)
		return err_set(err, SIFA_E_DENIED,
			       N_("This account is locked; ask the county bureau."), NULL);
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		f = kind_field(r->kind, ends[i]);
		if (f && f->type == SIFA_DATE && r->v[f->index].state == SIFA_SET &&
		    r->v[f->index].n < sifa_today(se))
			return err_set(err, SIFA_E_DENIED, N_("This account ended on {1}."),
				       sifa_day_format((sifa_day)r->v[f->index].n, buf), NULL);
	}
	return SIFA_OK;
}

/* An account to which no role was given yet may do everything. */
static uint64_t roles_of(const struct sifa_record *r)
{
	const struct sifa_field *f = kind_field(r->kind, "roles");

	if (!f || f->type != SIFA_CODES || r->v[f->index].state != SIFA_SET)
		return UINT64_MAX;
	return (uint64_t)r->v[f->index].n;
}

static enum sifa_rc enter(struct sifa_session *se, const char *login, struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = find_login(&v, login, &se->user, err);
	if (!rc)
		rc = view_get(&v, se->user, &r, err);
	if (!rc && r->kind != se->sifa->config->user)
		rc = no_user(login ? login : "", err);
	if (!rc)
		rc = session_valid(se, r, err);
	if (!rc) {
		se->home = se->unit = r->unit;
		se->roles = roles_of(r);
		rc = view_units(&v, se->unit, &se->units, &se->nunits, err);
	}
	if (!rc)
		rc = view_units_above(&v, se->unit, &se->above, err);
	se->clock_last = sifa_day_of_time(snap_meta(v.snap)->journal_time);
	sifa_record_free(r);
	view_end(&v);
	return rc;
}

enum sifa_rc sifa_login(struct sifa *s, const struct sifa_login *login, struct sifa_session **out,
			struct sifa_err *err)
{
	sifa_day fixed = sifa_fixed_clock(s);
	bool own_date = fixed != SIFA_DAY_NONE && !login->now_forced;
	struct sifa_session *se = calloc(1, sizeof *se);
	enum sifa_rc rc;

	*out = NULL;
	if (!se)
		return err_nomem(err);
	se->sifa = s;
	se->now = own_date ? sifa_day_begins(fixed) + NOON : login->now;
	se->lang = login->lang;
	snprintf(se->host, sizeof se->host, "%s", login->host ? login->host : "");
	rc = enter(se, login->user, err);
	if (rc) {
		sifa_logout(se);
		return rc;
	}
	/* By days: sessions that began earlier the same day go on. */
	se->clock_free = own_date;
	se->clock_ok = own_date || sifa_today(se) >= se->clock_last;
	*out = se;
	return SIFA_OK;
}

void sifa_logout(struct sifa_session *se)
{
	if (!se)
		return;
	free(se->units);
	free(se->above.id);
	free(se->sealed.all.id);
	free(se);
}

sifa_day sifa_today(const struct sifa_session *se)
{
	return sifa_day_of_time(se->now);
}

uint64_t sifa_session_unit(const struct sifa_session *se)
{
	return se->unit;
}

uint64_t sifa_session_user(const struct sifa_session *se)
{
	return se->user;
}

bool sifa_clock_behind(const struct sifa_session *se, sifa_day *last)
{
	if (last)
		*last = se->clock_last;
	return !se->clock_ok;
}

void sifa_clock_confirm(struct sifa_session *se)
{
	se->clock_ok = se->clock_free = true;
}

const uint8_t *session_salt(const struct sifa_session *se)
{
	return store_salt(se->sifa->store);
}

const uint8_t *session_config(const struct sifa_session *se)
{
	return store_config_hash(se->sifa->store);
}

const char *session_dir(const struct sifa_session *se)
{
	return store_dir(se->sifa->store);
}

/* ---- units ---- */

static enum sifa_rc look_from(struct sifa_session *se, uint64_t unit, struct sifa_err *err)
{
	uint64_t *home = NULL, *units = NULL;
	size_t nhome = 0, nunits = 0;
	struct idlist above = {0};
	bool mine = unit == se->home;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = view_units(&v, se->home, &home, &nhome, err);
	for (size_t i = 0; i < nhome && !mine; i++)
		mine = home[i] == unit;
	if (!rc && !mine)
		rc = err_set(err, SIFA_E_DENIED,
			     N_("This unit is not below yours; you may not look from it."), NULL);
	if (!rc)
		rc = view_units_above(&v, unit, &above, err);
	if (!rc)
		rc = view_units(&v, unit, &units, &nunits, err);
	view_end(&v);
	free(home);
	if (rc) {
		free(above.id);
		return rc;
	}
	free(se->units);
	free(se->above.id);
	se->units = units;
	se->nunits = nunits;
	se->above = above;
	se->unit = unit;
	return SIFA_OK;
}

enum sifa_rc sifa_session_visit(struct sifa_session *se, uint64_t unit, struct sifa_err *err)
{
	return look_from(se, unit ? unit : se->home, err);
}

enum sifa_rc session_units(struct sifa_session *se, struct sifa_err *err)
{
	return look_from(se, se->unit, err);
}

/* ---- writing ---- */

enum sifa_rc session_may_act(struct sifa_session *se, struct sifa_err *err)
{
	if (!se->clock_ok)
		return guard(se, GUARD_WRITE, NULL, se->unit, 0, err);
	return store_current(se->sifa->store, err);
}

static enum sifa_rc may_put(struct view *v, const struct sifa_record *r, struct sifa_err *err)
{
	const struct sifa_kind *k = NULL;
	const uint8_t *fixed;
	enum sifa_rc rc;
	size_t n;

	if (!r->id) { /* who may write the kind may also write what its own rules seal at once */
		bool ruled = r->secrecy <= record_secrecy(r, r->kind->secrecy);

		return guard(v->se, GUARD_WRITE, r->kind, r->unit,
			     ruled ? r->kind->secrecy : r->secrecy, err);
	}
	rc = view_fixed(v, r->id, &fixed, &n, &k, err);
	if (rc)
		return rc;
	if (k != r->kind || get_le(fixed + FIX_UNIT, 8) != r->unit)
		return err_set(err, SIFA_E_USAGE,
			       N_("Kind and unit of a record are fixed once it is saved."), NULL);
	/* a link between persons of two units is both units' to decide */
	if (k == v->se->sifa->config->same_person &&
	    !guard(v->se, GUARD_WRITE, k, r->unit, view_secrecy(v, k, fixed), NULL))
		return SIFA_OK;
	/* the holder writes; the unit whose work it counts as may only read then */
	return guard(v->se, GUARD_WRITE, k, get_le(fixed + FIX_HOLDER, 8),
		     view_secrecy(v, k, fixed), err);
}

/* Whoever may write a record may correct its unit; a unit that was released a record to
 * takes it. */
static enum sifa_rc may_move(struct view *v, const struct act_step *step, struct sifa_err *err)
{
	const struct sifa_record *r = step->record;
	struct sifa_record *h = NULL, *was = NULL;
	const uint8_t *fixed;
	size_t n;
	enum sifa_rc rc;

	if (!step->id) {
		rc = view_fixed(v, r->id, &fixed, &n, NULL, err);
		return rc ? rc
			  : guard(v->se, GUARD_WRITE, r->kind, get_le(fixed + FIX_HOLDER, 8),
				  view_secrecy(v, r->kind, fixed), err);
	}
	rc = view_get(v, step->id, &h, err);
	if (!rc)
		rc = guard(v->se, GUARD_WRITE, h->kind, h->holder, h->secrecy, err);
	if (!rc)
		rc = view_listed(v, h, r->id, &was, err);
	if (!rc && (was->holder != h->unit || r->holder != h->holder || r->unit != was->unit ||
		    sifa_record_state(h) != &h->kind->state[0]))
		rc = err_set(err, SIFA_E_DENIED, N_("This record was not released to your unit."),
			     NULL);
	sifa_record_free(was);
	sifa_record_free(h);
	return rc;
}

static enum sifa_rc may_hide(struct view *v, uint64_t id, struct sifa_err *err)
{
	const struct sifa_kind *k = NULL;
	const uint8_t *fixed;
	size_t n;
	enum sifa_rc rc = view_fixed(v, id, &fixed, &n, &k, err);

	if (rc)
		return rc;
	return guard(v->se, GUARD_DELETE, k, get_le(fixed + FIX_HOLDER, 8),
		     view_secrecy(v, k, fixed), err);
}

/* A session keeps the time it began with; the journal's times only rise within
 * a day. A date confirmed by a person, and a store's own, are taken as they are. */
static enum sifa_rc time_of_act(const struct sifa_session *se, int64_t last, int64_t *now,
				struct sifa_err *err)
{
	char buf[12];

	*now = se->now;
	if (se->now >= last || se->clock_free)
		return SIFA_OK;
	if (sifa_today(se) < sifa_day_of_time(last))
		return err_set(err, SIFA_E_CLOCK,
			       N_("This session began before {1}, on which the last entry was "
				  "made; log in again."),
			       sifa_day_format(sifa_day_of_time(last), buf), NULL);
	*now = last;
	return SIFA_OK;
}

/* Guards every step and tells whether the tree of units is about to change. */
static enum sifa_rc may_do(struct sifa_session *se, const struct act_step *step, size_t n,
			   int64_t *now, bool *tree, struct sifa_err *err)
{
	const struct sifa_kind *k, *unit = se->sifa->config->unit;
	const uint8_t *fixed;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);
	size_t len;

	if (rc)
		return rc;
	rc = session_may_act(se, err);
	*tree = false;
	for (size_t i = 0; i < n && !rc; i++) {
		if (step[i].op == ACT_PUT) {
			rc = may_put(&v, step[i].record, err);
			*tree = *tree || step[i].record->kind == unit;
		} else if (step[i].op == ACT_MOVE) {
			rc = may_move(&v, &step[i], err);
		} else if (step[i].op == ACT_COUNTER) {
			rc = guard(se, GUARD_WRITE, NULL, step[i].id, 0, err);
		} else if (step[i].op == ACT_NOTE) {
			rc = step[i].id ? view_fixed(&v, step[i].id, &fixed, &len, NULL, err) : rc;
		} else {
			rc = may_hide(&v, step[i].id, err);
			*tree = *tree ||
				(!rc && !view_fixed(&v, step[i].id, &fixed, &len, &k, NULL) &&
				 k == unit);
		}
	}
	if (!rc)
		rc = time_of_act(se, snap_meta(v.snap)->journal_time, now, err);
	view_end(&v);
	return rc;
}

enum sifa_rc session_act(struct sifa_session *se, const char *what, const char *note,
			 struct act_step *step, size_t n, struct sifa_err *err)
{
	struct act act = {.actor = se->user,
			  .host = se->host,
			  .what = what,
			  .note = note ? note : "",
			  .step = step,
			  .n = n,
			  .first_act = true}; /* the clock was compared here, by days */
	bool tree;
	enum sifa_rc rc = may_do(se, step, n, &act.now, &tree, err);

	if (rc)
		return rc;
	rc = store_act(se->sifa->store, &act, err);
	if (!rc && tree) /* what stands on disk is right even if this fails */
		session_units(se, NULL);
	return rc;
}

enum sifa_rc session_bulk(struct sifa_session *se, const struct sifa_kind *k, struct bulk **out,
			  struct sifa_err *err)
{
	enum sifa_rc rc = session_may_act(se, err);
	int64_t now;

	*out = NULL;
	if (!rc)
		rc = guard(se, GUARD_IMPORT, k, se->unit, k ? k->secrecy : 0, err);
	if (!rc)
		rc = time_of_act(se, store_meta(se->sifa->store)->journal_time, &now, err);
	return rc ? rc : bulk_begin(se->sifa->store, se->user, se->host, now, out, err);
}

enum sifa_rc session_verify(struct sifa_session *se, uint64_t *records, struct sifa_findings *out,
			    struct sifa_err *err)
{
	return store_verify(se->sifa->store, se->sifa->config, records, out, err);
}
