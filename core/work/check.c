/* check.c - all findings on a record: presence, the kind's declared checks,
 * references and doubled keys. Values alone are judged in check_value.c. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "check.h"
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
	for (size_t i = 0; i < k->nfields; i++)
		if (k->field[i].required && !filled(value(c, i)) &&
		    !number_comes(c->r, &k->field[i]))
			check_say(c, SIFA_ERROR, &k->field[i], 0, NULL,
				  N_("This must be filled in to make the record."), NULL);
	for (size_t i = 0; i < k->ntitle; i++)
		named = named || filled(value(c, k->title[i])) || k->field[k->title[i]].required ||
			number_comes(c->r, &k->field[k->title[i]]);
	if (!named)
		check_say(c, SIFA_ERROR, &k->field[k->title[0]], 0, NULL,
			  N_("The record needs a name or number by which it can be found."), NULL);
}

/* ---- declared checks ---- */

/* Two days or two numbers: config_link() lets nothing else be compared. */
static bool in_order(const struct sifa_value *a, const struct sifa_value *b)
{
	return a->state != SIFA_SET || b->state != SIFA_SET || a->n <= b->n;
}

static int64_t members(const struct sifa_field *f, const struct sifa_value *v)
{
	int64_t n = 0;

	if (v->state != SIFA_SET)
		return 0;
	if (f->type != SIFA_CODES)
		return f->type == SIFA_ROWS || f->type == SIFA_REFS ? (int64_t)v->len : 1;
	for (uint64_t bits = (uint64_t)v->n; bits; bits &= bits - 1)
		n++;
	return n;
}

static bool same_value(const struct sifa_field *f, const struct sifa_value *a,
		       const struct sifa_value *b)
{
	if (a->state != SIFA_SET || b->state != SIFA_SET)
		return false;
	if (!type_is_var(f->type))
		return a->n == b->n;
	return a->s && b->s && a->len == b->len && !memcmp(a->s, b->s, a->len);
}

static bool holds(const struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *a = &c->r->kind->field[d->a];
	const struct sifa_value *v = value(c, d->a);

	switch (d->op) {
	case CHECK_ORDER:
		return in_order(v, value(c, d->b));
	case CHECK_NEEDS:
		return v->state != SIFA_SET || filled(value(c, d->b));
	case CHECK_EXCLUDES:
		return v->state != SIFA_SET || value(c, d->b)->state != SIFA_SET;
	case CHECK_AT_LEAST:
		return members(a, v) >= d->n;
	case CHECK_DIFFERS:
		return !same_value(a, v, value(c, d->b));
	case CHECK_TILES: /* they say it themselves */
	case CHECK_COMPLETE:
	case CHECK_OPS:
		break;
	}
	return true;
}

static void say_default(struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *a = &c->r->kind->field[d->a], *b = &c->r->kind->field[d->b];
	char n[24];

	switch (d->op) {
	case CHECK_ORDER: /* TRANSLATORS: {1} {3} are the labels in Chinese, {2} {4} in English */
		check_say(c, d->severity, b, 0, NULL, N_("\"{2}\" is earlier than \"{4}\"."),
			  b->label[SIFA_ZH], b->label[SIFA_EN], a->label[SIFA_ZH],
			  a->label[SIFA_EN], NULL);
		break;
	case CHECK_NEEDS:
		check_say(c, d->severity, b, 0, NULL,
			  N_("\"{2}\" is missing although \"{4}\" is filled in."),
			  b->label[SIFA_ZH], b->label[SIFA_EN], a->label[SIFA_ZH],
			  a->label[SIFA_EN], NULL);
		break;
	case CHECK_EXCLUDES:
		check_say(c, d->severity, b, 0, NULL,
			  N_("\"{2}\" and \"{4}\" cannot both be filled in."), b->label[SIFA_ZH],
			  b->label[SIFA_EN], a->label[SIFA_ZH], a->label[SIFA_EN], NULL);
		break;
	case CHECK_AT_LEAST:
		snprintf(n, sizeof n, "%lld", (long long)d->n);
		check_say(c, d->severity, a, 0, NULL, N_("\"{2}\" needs at least {3} entries."),
			  a->label[SIFA_ZH], a->label[SIFA_EN], n, NULL);
		break;
	case CHECK_DIFFERS:
		check_say(c, d->severity, b, 0, NULL,
			  N_("\"{2}\" and \"{4}\" must not be the same."), b->label[SIFA_ZH],
			  b->label[SIFA_EN], a->label[SIFA_ZH], a->label[SIFA_EN], NULL);
		break;
	case CHECK_TILES:
	case CHECK_COMPLETE:
	case CHECK_OPS:
		break;
	}
}

void check_each(struct checking *c, const struct sifa_check_def *check, size_t n)
{
	const struct sifa_kind *k = c->r->kind;

	for (size_t i = 0; i < n; i++) {
		const struct sifa_check_def *d = &check[i];
		bool one = d->op == CHECK_AT_LEAST;

		if (!when_holds(&d->when, c->r))
			continue;
		if (d->op == CHECK_TILES)
			check_tiles(c, d);
		else if (d->op == CHECK_COMPLETE)
			check_complete(c, d);
		if (holds(c, d))
			continue;
		if (d->text[SIFA_ZH] && *d->text[SIFA_ZH])
			/* TRANSLATORS: {1} is the configured text in Chinese, {2} in English;
			 * translate as {1} */
			check_say(c, d->severity, &k->field[one ? d->a : d->b], 0, NULL, N_("{2}"),
				  d->text[SIFA_ZH], d->text[SIFA_EN], NULL);
		else
			say_default(c, d);
	}
}

/* ---- references ---- */

static void check_target(struct checking *c, uint64_t id, const struct sifa_field *f, size_t row,
			 const struct sifa_field *sub)
{
	char buf[32];

	if (!view_exists(c->v, id, (sub ? sub : f)->target))
		check_say(c, SIFA_ERROR, f, row, sub,
			  N_("Record {1} does not exist or was deleted; choose another."),
			  sifa_id_format(id, buf), NULL);
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

	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_field *f = &k->field[i];
		const struct sifa_value *v = value(c, i);

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
	view_title(c->v, other, true, SIFA_ZH, title, sizeof title);
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
	check_each(&c, r->kind->check, r->kind->nchecks);
	if (!(flags & CHECK_REFS_KNOWN))
		check_references(&c);
	return flags & CHECK_KEYS_KNOWN ? SIFA_OK : check_keys(&c, err);
}
