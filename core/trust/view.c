/* view.c - one short read: a snapshot seen through the guard. What the reader
 * may not see does not exist for him. */
#include <stdlib.h>
#include <string.h>

#include "session.h"

enum { TITLE_DEPTH = 3, TITLE_FIELDS = 4 };

enum sifa_rc view_begin(struct sifa_session *se, struct view *v, struct sifa_err *err)
{
	*v = (struct view){.se = se};
	return snap_begin(se->sifa->store, &v->snap, err);
}

void view_end(struct view *v)
{
	if (v->snap)
		snap_end(v->snap);
	v->snap = NULL;
}

enum sifa_rc view_each(struct view *v, const struct sifa_kind *k, record_fn *f, void *arg,
		       struct sifa_err *err)
{
	return snap_each(v->snap, k, f, arg, err);
}

uint64_t view_root(const struct view *v)
{
	return snap_meta(v->snap)->root_unit;
}

static const struct sifa_field *field_of(const struct sifa_field *f, size_t n, const char *id)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].id[0] == id[0] && !strcmp(f[i].id, id))
			return &f[i];
	return NULL;
}

const struct sifa_field *kind_field(const struct sifa_kind *k, const char *id)
{
	return k ? field_of(k->field, k->nfields, id) : NULL;
}

const struct sifa_field *sifa_rows_field(const struct sifa_field *rows, const char *id)
{
	return field_of(rows->row, rows->nrow, id);
}

static const struct sifa_kind *fixed_kind(const struct view *v, const uint8_t *fixed)
{
	uint16_t no = (uint16_t)get_le(fixed + FIX_KIND, 2);

	return v->may.kind && v->may.kind->no == no ? v->may.kind
						    : config_kind_no(v->se->sifa->config, no);
}

/* The unit that owns a record may read it, and the one that holds it now. */
static bool may_read(struct view *v, const struct sifa_kind *k, const uint8_t *fixed)
{
	unsigned secrecy = view_secrecy(v, k, fixed);
	uint64_t unit = get_le(fixed + FIX_UNIT, 8);

	if (v->may.kind == k && v->may.unit == unit && v->may.secrecy == secrecy)
		return true;
	if (guard(v->se, GUARD_READ, k, unit, secrecy, NULL))
		return !guard(v->se, GUARD_READ, k, get_le(fixed + FIX_HOLDER, 8), secrecy, NULL);
	v->may.kind = k;
	v->may.unit = unit;
	v->may.secrecy = secrecy;
	return true;
}

/* What a unit shares with those below it: they name its lawyers and its staff. */
static bool shared_from_above(struct view *v, const struct sifa_kind *k, const uint8_t *fixed)
{
	return k->shared && idlist_has(&v->se->above, get_le(fixed + FIX_UNIT, 8)) &&
	       view_secrecy(v, k, fixed) < 3;
}

/* Who was handed a record over reads the persons it names. */
struct named {
	struct view *v;
	bool yes;
};

static bool is_handed(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct named *n = arg;
	struct stored at;

	(void)kind, (void)field, (void)day;
	if (snap_get(n->v->snap, from, false, &at, NULL) ||
	    !(at.fixed[FIX_FLAGS] & SIFA_REC_HANDED))
		return true;
	n->yes = view_sees_unit(n->v, get_le(at.fixed + FIX_HOLDER, 8)) ||
		 view_sees_unit(n->v, get_le(at.fixed + FIX_UNIT, 8));
	return !n->yes;
}

static bool named_by_handed(struct view *v, const struct sifa_kind *k, const uint8_t *fixed)
{
	const struct config *c = v->se->sifa->config;
	struct named n = {.v = v};
	uint64_t handovers = 0;

	if (k != c->person || !c->handover || fixed[FIX_SECRECY] >= 3 ||
	    snap_count(v->snap, c->handover, &handovers, NULL) || !handovers ||
	    snap_refs(v->snap, get_le(fixed + FIX_ID, 8), 0, 0, is_handed, &n, NULL))
		return false;
	return n.yes;
}

static bool sees(struct view *v, const struct sifa_kind *k, const uint8_t *fixed)
{
	return may_read(v, k, fixed) || shared_from_above(v, k, fixed) ||
	       named_by_handed(v, k, fixed);
}

static enum sifa_rc not_found(uint64_t id, struct sifa_err *err)
{
	char buf[32];

	return err_set(err, SIFA_E_NOTFOUND, N_("There is no record {1}."), sifa_id_format(id, buf),
		       NULL);
}

static enum sifa_rc read_stored(struct view *v, uint64_t id, struct stored *out,
				const struct sifa_kind **kind, struct sifa_err *err)
{
	enum sifa_rc rc = snap_get(v->snap, id, false, out, err);
	char buf[32];

	if (rc)
		return rc;
	*kind = fixed_kind(v, out->fixed);
	if (!*kind)
		return err_set(err, SIFA_E_CONFIG,
			       N_("Record {1} is of a kind the configuration no longer holds."),
			       sifa_id_format(id, buf), NULL);
	return sees(v, *kind, out->fixed) ? SIFA_OK : not_found(id, err);
}

enum sifa_rc view_fixed(struct view *v, uint64_t id, const uint8_t **fixed, size_t *n,
			const struct sifa_kind **kind, struct sifa_err *err)
{
	const struct sifa_kind *k;
	struct stored at;
	enum sifa_rc rc = read_stored(v, id, &at, kind ? kind : &k, err);

	if (!rc) {
		*fixed = at.fixed;
		*n = at.nfixed;
	}
	return rc;
}

enum sifa_rc view_load(struct view *v, uint64_t id, struct sifa_record *r, struct sifa_err *err)
{
	const struct sifa_kind *k;
	struct stored at;
	enum sifa_rc rc = read_stored(v, id, &at, &k, err);

	if (rc)
		return rc;
	if (r->kind != k)
		return not_found(id, err);
	return record_decode(r, at.p, at.n, err);
}

/* Fields of k, by index (NULL: all), of what was read; many: NULL for a record of its own. */
static enum sifa_rc copy_of(const struct stored *at, const struct sifa_kind *k,
			    const uint16_t *field, size_t nfields, struct arena *many,
			    struct sifa_record **out, struct sifa_err *err)
{
	struct sifa_record *r = many ? record_new_in(many, k, ARENA_HEAD + at->n + 8)
				     : record_new_sized(k, ARENA_HEAD + at->n + 8);
	enum sifa_rc rc;

	if (!r)
		return err_nomem(err);
	rc = record_decode_new(r, at->p, at->n, field, nfields, err);
	if (!rc)
		*out = r;
	else if (many)
		record_end(r);
	else
		sifa_record_free(r);
	return rc;
}

enum sifa_rc view_get(struct view *v, uint64_t id, struct sifa_record **out, struct sifa_err *err)
{
	return view_get_some(v, id, NULL, 0, NULL, out, err);
}

enum sifa_rc view_get_some(struct view *v, uint64_t id, const uint16_t *field, size_t nfields,
			   struct arena *many, struct sifa_record **out, struct sifa_err *err)
{
	const struct sifa_kind *k;
	struct stored at;
	enum sifa_rc rc = read_stored(v, id, &at, &k, err);

	*out = NULL;
	return rc ? rc : copy_of(&at, k, field, nfields, many, out, err);
}

enum sifa_rc view_shown(struct view *v, const struct walk_row *row, struct arena *many,
			struct sifa_record **out, struct sifa_err *err)
{
	const struct sifa_kind *k;
	struct sifa_record *r;
	const uint8_t *p;
	size_t n;
	enum sifa_rc rc = snap_shown(v->snap, row, &p, &n, err);

	*out = NULL;
	if (rc)
		return rc;
	k = fixed_kind(v, p);
	if (!k || !sees(v, k, p))
		return not_found(row->id, err);
	r = record_new_in(many, k, ARENA_HEAD + n + 8);
	if (!r)
		return err_nomem(err);
	rc = record_decode_shown(r, p, n, err);
	if (!rc)
		*out = r;
	else
		record_end(r);
	return rc;
}

static bool lists(const struct sifa_record *h, uint64_t id)
{
	const struct sifa_field *list = kind_field(h->kind, "list");
	const struct sifa_value *rows = list ? &h->v[list->index] : NULL;
	uint64_t one;

	for (size_t i = 0; rows && rows->state == SIFA_SET && i < rows->len; i++)
		if (rows->row[i].v[0].state == SIFA_SET &&
		    !sifa_id_parse(rows->row[i].v[0].s, &one) && one == id)
			return true;
	return false;
}

enum sifa_rc view_listed(struct view *v, const struct sifa_record *h, uint64_t id,
			 struct sifa_record **out, struct sifa_err *err)
{
	const struct sifa_kind *k;
	struct stored at;
	enum sifa_rc rc = SIFA_E_NOTFOUND;

	*out = NULL;
	if (h->kind == v->se->sifa->config->handover && view_sees_unit(v, h->holder) &&
	    lists(h, id))
		rc = snap_get(v->snap, id, false, &at, err);
	k = rc ? NULL : fixed_kind(v, at.fixed);
	if (!k || view_secrecy(v, k, at.fixed) >= 3)
		return not_found(id, err);
	if (!(*out = record_new(k)))
		return err_nomem(err);
	rc = record_decode(*out, at.p, at.n, err);
	if (rc) {
		sifa_record_free(*out);
		*out = NULL;
	}
	return rc;
}

bool view_exists(struct view *v, uint64_t id, const struct sifa_kind *k)
{
	struct stored at;

	return !snap_get(v->snap, id, false, &at, NULL) && (!k || fixed_kind(v, at.fixed) == k);
}

/* ---- titles ---- */

struct title {
	char *buf;
	size_t n, size;
};

static void add(struct title *t, const char *s, size_t n)
{
	size_t room = t->size - 1 - t->n;

	if (n > room) { /* cut between characters */
		size_t at = 0, next;

		while (at < n && (next = sifa_text_next(s, n, at)) <= room && next > at)
			at = next;
		n = at;
	}
	memcpy(t->buf + t->n, s, n);
	t->n += n;
	t->buf[t->n] = '\0';
}

static void title_of_id(struct view *v, uint64_t id, bool with_place, enum sifa_lang lang,
			struct title *t, int depth);

/* After a space where something stands already; nothing leaves none. */
static void add_word(struct title *t, const char *s, size_t n)
{
	size_t before = t->n;

	if (before)
		add(t, " ", 1);
	add(t, s, n);
	if (before && t->n == before + 1)
		t->buf[t->n = before] = '\0';
}

static void add_value(struct view *v, const struct sifa_record *r, const struct sifa_field *f,
		      enum sifa_lang lang, struct title *t, int depth)
{
	const struct sifa_value *val = &r->v[f->index];
	char text[256];

	if (val->state == SIFA_ABSENT)
		return;
	if (val->state == SIFA_SET && (f->type == SIFA_REF || f->type == SIFA_PLACE)) {
		title_of_id(v, (uint64_t)val->n, false, lang, t, depth + 1);
	} else if (val->state == SIFA_SET && val->s) {
		add_word(t, val->s, val->len);
	} else {
		field_format(f, val, lang, text, sizeof text);
		add_word(t, text, strlen(text));
	}
}

/* What tells two of one name apart: the place of a person, the birth of one
 * without a place, what a unit is part of. The root is left out: everything is
 * part of it. */
static void add_place(struct view *v, const struct sifa_record *r, enum sifa_lang lang,
		      struct title *t, int depth)
{
	const struct config *c = v->se->sifa->config;
	const struct sifa_field *f = kind_field(r->kind, r->kind == c->unit ? "parent" : "village");
	bool placed = f && r->v[f->index].state == SIFA_SET;
	uint64_t place = placed ? (uint64_t)r->v[f->index].n : 0;

	if (placed && place != view_root(v))
		title_of_id(v, place, r->kind == c->person, lang, t, depth + 1);
	if (r->kind != c->person)
		return;
	f = kind_field(r->kind, placed ? "group" : "birth");
	if (f)
		add_value(v, r, f, lang, t, depth);
}

static void title_of(struct view *v, const struct sifa_record *r, bool with_place,
		     enum sifa_lang lang, struct title *t, int depth)
{
	const struct config *c = v->se->sifa->config;

	for (size_t i = 0; i < r->kind->ntitle && i < TITLE_FIELDS; i++)
		add_value(v, r, &r->kind->field[r->kind->title[i]], lang, t, depth);
	if (r->kind->by_unit)
		title_of_id(v, r->unit, false, lang, t, depth + 1);
	if (with_place && (r->kind == c->unit || r->kind == c->person))
		add_place(v, r, lang, t, depth);
}

/* The place asks for more than the fields of the title. */
static void title_of_id(struct view *v, uint64_t id, bool with_place, enum sifa_lang lang,
			struct title *t, int depth)
{
	const struct sifa_kind *k;
	struct sifa_record *r;
	struct stored at;

	if (depth >= TITLE_DEPTH || read_stored(v, id, &at, &k, NULL) ||
	    copy_of(&at, k, with_place ? NULL : k->title, with_place ? 0 : k->ntitle, NULL, &r,
		    NULL))
		return;
	title_of(v, r, with_place, lang, t, depth);
	sifa_record_free(r);
}

void view_title(struct view *v, uint64_t id, bool with_place, enum sifa_lang lang, char *buf,
		size_t size)
{
	struct title t = {.buf = buf, .size = size};

	if (!size)
		return;
	buf[0] = '\0';
	title_of_id(v, id, with_place, lang, &t, 0);
}

void view_title_of(struct view *v, const struct sifa_record *r, enum sifa_lang lang, char *buf,
		   size_t size)
{
	struct title t = {.buf = buf, .size = size};

	buf[0] = '\0';
	title_of(v, r, false, lang, &t, 0);
}

enum sifa_rc view_config_text(struct view *v, const char *name, struct buf *out,
			      struct sifa_err *err)
{
	return snap_config_text(v->snap, name, out, err);
}
