/* check.c - all findings on a record: presence, the kind's declared checks,
 * references and doubled keys. Values alone are judged in check_value.c, declared
 * checks in check_rule.c. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "alike.h"
#include "number.h"

void check_say(struct checking *c, enum sifa_severity severity, const struct sifa_field *f,
	       size_t row, const struct sifa_field *sub, const char *msg, ...)
{
	const char *arg[SIFA_ERR_ARGS] = {0};
	struct sifa_err e;
	char place[64];
	va_list ap;

	if (severity != SIFA_ERROR && (c->flags & CHECK_ERRORS))
		return;
	err_new(&e);
	va_start(ap, msg);
	for (size_t i = 0; i < SIFA_ERR_ARGS && (arg[i] = va_arg(ap, const char *)); i++)
		;
	va_end(ap);
	err_set(&e, SIFA_E_DATA, msg, arg[0], arg[1], arg[2], arg[3], NULL);
	if (sub)
		snprintf(place, sizeof place, "%.24s.%zu.%.24s", f->id, row + 1, sub->id);
	else
		snprintf(place, sizeof place, "%.60s", f ? f->id : "unit");
	err_field(&e, place);
	findings_add(c->out, severity, &e);
	if (c->out && c->out->n && c->source)
		c->out->v[c->out->n - 1].source = c->source;
}

static const struct sifa_value *value(const struct checking *c, size_t field)
{
	return &c->r->v[field];
}

static bool filled(const struct sifa_value *v)
{
	return v->state != SIFA_ABSENT;
}

/* ---- presence ---- */

/* Every record needs its unit, its key date and a name; more is asked for by
 * the kind. */
static void check_presence(struct checking *c)
{
	const struct sifa_kind *k = c->r->kind;
	bool named = !k->ntitle;

	if (!c->r->unit)
		check_say(c, SIFA_ERROR, NULL, 0, NULL, N_("The record has no unit."), NULL);
	for (size_t i = 0; i < k->nrequired; i++) {
		const struct sifa_field *f = &k->field[k->required[i]];

		if (!filled(value(c, f->index)) && !number_comes(c->r, f))
			check_say(c, SIFA_ERROR, f, 0, NULL,
				  N_("This must be filled in to make the record."), NULL);
	}
	for (size_t i = 0; i < k->ntitle; i++)
		named = named || filled(value(c, k->title[i])) || k->field[k->title[i]].required ||
			number_comes(c->r, &k->field[k->title[i]]);
	if (!named)
		check_say(c, SIFA_ERROR, &k->field[k->title[0]], 0, NULL,
			  N_("The record needs a name or number by which it can be found."), NULL);
}

/* ---- references ---- */

/* A unit that was closed before the record's day can hold it no more. */
static void check_stands(struct checking *c, uint64_t id, const struct sifa_field *f, size_t row,
			 const struct sifa_field *sub)
{
	const struct sifa_kind *unit = c->v->se->sifa->config->unit, *kind = unit;
	const struct sifa_field *closed = kind_field(unit, "closed_on");
	sifa_day day = record_day(c->r), end;
	const uint8_t *fixed;
	char buf[12];
	size_t n;

	if (!closed || closed->type != SIFA_DATE || c->r->kind == unit ||
	    view_fixed(c->v, id, &fixed, &n, &kind, NULL) || kind != unit)
		return;
	end = day_of_slot(slot_get(closed, fixed, n));
	if (end != SIFA_DAY_NONE && (day == SIFA_DAY_NONE ? c->today : day) > end)
		check_say(c, SIFA_WARNING, f, row, sub,
			  N_("This unit was closed on {1}, before the day of the record."),
			  sifa_day_format(end, buf), NULL);
}

static void check_target(struct checking *c, uint64_t id, const struct sifa_field *f, size_t row,
			 const struct sifa_field *sub)
{
	char buf[32];

	if (!view_exists(c->v, id, (sub ? sub : f)->target))
		check_say(c, SIFA_ERROR, f, row, sub,
			  N_("Record {1} does not exist or was deleted; choose another."),
			  sifa_id_format(id, buf), NULL);
	else if (!(c->flags & CHECK_ERRORS))
		check_stands(c, id, f, row, sub);
}

static void check_ref(struct checking *c, const struct sifa_value *v, const struct sifa_field *f,
		      size_t row, const struct sifa_field *sub)
{
	enum sifa_type t = (sub ? sub : f)->type;

	if (v->state != SIFA_SET)
		return;
	if (t == SIFA_REF || t == SIFA_PLACE)
		check_target(c, (uint64_t)v->n, f, row, sub);
	for (size_t i = 0; t == SIFA_REFS && i < v->len; i++)
		check_target(c, v->id[i], f, row, sub);
}

static void check_references(struct checking *c)
{
	const struct sifa_kind *k = c->r->kind;

	for (size_t i = 0; i < k->nrefers; i++) {
		const struct sifa_field *f = &k->field[k->refers[i]];
		const struct sifa_value *v = value(c, f->index);

		if (f->type != SIFA_ROWS) {
			check_ref(c, v, f, 0, NULL);
			continue;
		}
		for (size_t j = 0; v->state == SIFA_SET && j < v->len; j++)
			for (size_t m = 0; m < f->nrow; m++)
				check_ref(c, &v->row[j].v[m], f, j, &f->row[m]);
	}
}

/* ---- doubled keys ---- */

struct twin {
	uint64_t self, other;
};

static bool find_twin(void *arg, uint64_t id)
{
	struct twin *t = arg;

	if (id == t->self)
		return true;
	t->other = id;
	return false;
}

/* A key may also be shared on paper: a number nobody has verified, and what only
 * finds candidates, give a warning. */
static void say_twin(struct checking *c, const struct sifa_key_def *key, uint64_t other)
{
	const struct sifa_field *f = &c->r->kind->field[key->field[0]];
	bool number = f->type == SIFA_IDNO;
	bool error = number ? check_verified(c->r) : key->unique;
	char title[128], id[32];

	sifa_id_format(other, id);
	view_title(c->v, other, true, c->v->se->lang, title, sizeof title);
	check_say(c, error ? SIFA_ERROR : SIFA_WARNING, f, 0, NULL,
		  number ? N_("{1} ({2}) has the same identity number.")
		  : key->unique
			  ? N_("{1} ({2}) has the same number already.")
			  : N_("{1} ({2}) looks like the same; open it before making another."),
		  *title ? title : "?", id, NULL);
}

static enum sifa_rc check_keys(struct checking *c, struct sifa_err *err)
{
	const struct config *conf = c->v->se->sifa->config;
	const struct sifa_kind *k = c->r->kind;
	bool everywhere = k == conf->unit || k == conf->user;
	enum sifa_rc rc = SIFA_OK;
	uint8_t key[KEY_MAX];

	for (size_t i = 0; i < k->nkeys && !rc; i++) {
		struct twin t = {.self = c->r->id};
		size_t n = record_key(c->r, i, key);

		if (!n)
			continue;
		rc = view_key(c->v, k, i, everywhere ? 0 : c->r->unit, key, n, find_twin, &t, err);
		if (!rc && t.other)
			say_twin(c, &k->key[i], t.other);
	}
	return rc;
}

enum sifa_rc check_record(struct view *v, const struct sifa_record *r, unsigned flags,
			  struct sifa_findings *out, struct sifa_err *err)
{
	struct checking c = {
		.v = v, .r = r, .flags = flags, .today = sifa_today(v->se), .out = out};

	check_presence(&c);
	check_values(&c);
	check_idno(&c);
	check_shared_phone(&c);
	check_each(&c, r->kind->check, r->kind->nchecks);
	check_entry(&c);
	if (!(flags & CHECK_REFS_KNOWN)) {
		check_references(&c);
		if (r->unit && !(flags & CHECK_ERRORS))
			check_stands(&c, r->unit, NULL, 0, NULL);
	}
	if (flags & CHECK_KEYS_KNOWN)
		return SIFA_OK;
	check_namesakes(&c);
	return check_keys(&c, err);
}
