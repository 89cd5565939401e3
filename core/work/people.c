/* people.c - persons of an import: found by number, or by name, birth and
 * village; else made. Only what was found exactly is taken for the same. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "../base/ident.h"
#include "../base/text.h"
#include "check.h"
#include "find.h"
#include "people.h"
#include "same.h"
#include "seen.h"

enum { CELL_MAX = 1024, ROOM = 3 * CELL_MAX + 64, NO_KEY = -1, NAME_MAX_FOLDED = 1600 };

struct people {
	struct sifa_session *se;
	const struct sifa_kind *kind;
	const struct sifa_field *name, *idno, *birth, *village, *phone;
	int by_number, by_birth; /* which key of the kind */
	uint64_t unit, made;
	struct sifa_record *r; /* the person asked for */
	struct sifa_record *other;
	struct seen seen;
	struct same same; /* as it stood when the import began */
	bool same_known;
	char text[3][ROOM]; /* of name, number and phone */
	char folded[NAME_MAX_FOLDED];
	size_t nfolded; /* the name as it is compared */
	int by;		/* the key it was last looked for by, and that key's print: */
	uint64_t print;
};

/* ---- life ---- */

static const struct sifa_field *typed(const struct sifa_kind *k, const char *id, enum sifa_type t)
{
	const struct sifa_field *f = kind_field(k, id);

	return f && f->type == t ? f : NULL;
}

static bool in_key(const struct sifa_key_def *key, const struct sifa_field *f)
{
	for (size_t i = 0; f && i < key->n; i++)
		if (key->field[i] == f->index)
			return true;
	return false;
}

static void find_keys(struct people *p)
{
	p->by_number = p->by_birth = NO_KEY;
	for (size_t i = 0; i < p->kind->nkeys; i++) {
		const struct sifa_key_def *key = &p->kind->key[i];

		if (key->n == 1 && in_key(key, p->idno))
			p->by_number = (int)i;
		if (key->n == 3 && in_key(key, p->name) && in_key(key, p->birth) &&
		    in_key(key, p->village))
			p->by_birth = (int)i;
	}
}

enum sifa_rc people_new(struct sifa_session *se, uint64_t unit, struct people **out,
			struct sifa_err *err)
{
	struct people *p = calloc(1, sizeof *p);
	enum sifa_rc rc = SIFA_OK;

	*out = NULL;
	if (!p)
		return err_nomem(err);
	p->se = se;
	p->unit = unit;
	p->kind = se->sifa->config->person;
	p->name = typed(p->kind, "name", SIFA_TEXT);
	p->idno = p->kind->idno.number;
	p->birth = p->kind->idno.birth;
	p->village = typed(p->kind, "village", SIFA_PLACE);
	p->phone = typed(p->kind, "phone", SIFA_PHONE);
	find_keys(p);
	p->r = record_new(p->kind);
	p->other = record_new(p->kind);
	if (!p->name)
		rc = err_set(err, SIFA_E_CONFIG, N_("The kind of persons has no field \"name\"."),
			     NULL);
	else if (!p->r || !p->other)
		rc = err_nomem(err);
	if (rc) {
		people_free(p);
		return rc;
	}
	*out = p;
	return SIFA_OK;
}

void people_free(struct people *p)
{
	if (!p)
		return;
	sifa_record_free(p->r);
	sifa_record_free(p->other);
	seen_free(&p->seen);
	same_free(&p->same);
	free(p);
}

uint64_t people_made(const struct people *p)
{
	return p->made;
}

/* ---- a cell ---- */

static size_t next_part(const char **s, size_t *n, const char **part)
{
	static const char wide[] = "／";
	size_t i = 0, len, sep = 0;

	for (; i < *n && !sep; i += !sep)
		if ((*s)[i] == '/')
			sep = 1;
		else if (*n - i >= sizeof wide - 1 && !memcmp(*s + i, wide, sizeof wide - 1))
			sep = sizeof wide - 1;
	*part = *s;
	len = i;
	*s += i + sep;
	*n -= i + sep;
	text_trim(part, &len);
	return len;
}

static bool number_like(const char *s, size_t n)
{
	char half[64];

	if (n >= sizeof half)
		return false;
	n = text_halfwidth(s, n, half);
	half[n] = '\0';
	return (n == 15 || n == 18) && strspn(half, "0123456789Xx") >= n;
}

enum sifa_rc people_cell(struct people *p, struct refer *refer, struct view *v, const char *s,
			 size_t n, struct person_spec *out, struct sifa_err *err)
{
	const char *part;
	size_t len;

	*out = (struct person_spec){.birth = SIFA_DAY_NONE};
	out->name_len = next_part(&s, &n, &out->name);
	if (!out->name_len)
		return err_set(err, SIFA_E_DATA, N_("A person needs a name here."), NULL);
	len = next_part(&s, &n, &part);
	if (!len)
		return SIFA_OK;
	if (number_like(part, len)) {
		out->idno = part;
		out->idno_len = len;
		return SIFA_OK;
	}
	if (sifa_day_parse(part, len, SIFA_DAY_NONE, &out->birth))
		return err_set(err, SIFA_E_DATA,
			       N_("Behind the name and / stands neither an identity number nor a "
				  "date of birth."),
			       NULL);
	len = next_part(&s, &n, &part);
	if (!len || !p->village)
		return SIFA_OK;
	return refer_find(refer, v, p->village->target, part, len, &out->village, err);
}

/* ---- the record asked for ---- */

static enum sifa_rc take(struct people *p, const struct sifa_field *f, const char *s, size_t n,
			 bool parsed, char *room, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (!f || !s || !n)
		return SIFA_OK;
	if (n > CELL_MAX)
		return err_set(err, SIFA_E_DATA, N_("This is too long."), NULL);
	if (parsed) {
		p->r->v[f->index] = (struct sifa_value){.state = SIFA_SET, .s = s, .len = n};
		return SIFA_OK;
	}
	rc = field_parse(f, s, n, SIFA_DAY_NONE, &p->r->v[f->index], room, ROOM, err);
	if (rc)
		err_field(err, f->id);
	return rc;
}

static enum sifa_rc ask(struct people *p, const struct person_spec *spec, struct sifa_err *err)
{
	enum sifa_rc rc;

	record_clear(p->r);
	p->r->unit = p->r->holder = p->unit;
	p->r->id = 0;
	p->r->rev = 0;
	p->r->secrecy = p->kind->secrecy;
	p->r->flags = 0;
	p->by = NO_KEY;
	rc = take(p, p->name, spec->name, spec->name_len, spec->parsed, p->text[0], err);
	if (!rc && p->r->v[p->name->index].state != SIFA_SET)
		rc = err_set(err, SIFA_E_DATA, N_("A person needs a name here."), NULL);
	if (!rc)
		rc = take(p, p->idno, spec->idno, spec->idno_len, spec->parsed, p->text[1], err);
	if (!rc)
		rc = take(p, p->phone, spec->phone, spec->phone_len, spec->parsed, p->text[2], err);
	if (rc)
		return rc;
	if (p->birth && spec->birth != SIFA_DAY_NONE)
		p->r->v[p->birth->index] = (struct sifa_value){.state = SIFA_SET, .n = spec->birth};
	if (p->village && spec->village)
		p->r->v[p->village->index] =
			(struct sifa_value){.state = SIFA_SET, .n = (int64_t)spec->village};
	p->nfolded = text_fold(p->r->v[p->name->index].s, p->r->v[p->name->index].len, p->folded);
	return SIFA_OK;
}

static bool given(const struct people *p, const struct sifa_field *f)
{
	return f && p->r->v[f->index].state == SIFA_SET;
}

/* ---- found ---- */

static bool add_hit(void *arg, uint64_t id)
{
	return idlist_add(arg, id);
}

/* Of a key and, for numbers, the name beside it. */
static uint64_t print_of(const struct people *p, int which, const uint8_t *key, size_t n)
{
	uint8_t text[1 + KEY_MAX + 1 + NAME_MAX_FOLDED], hash[crypto_shorthash_BYTES];

	_Static_assert(crypto_shorthash_KEYBYTES == 16, "the store's salt is the key");
	text[0] = (uint8_t)which;
	memcpy(text + 1, key, n++);
	if (which == p->by_number) {
		text[n++] = 0;
		memcpy(text + n, p->folded, p->nfolded);
		n += p->nfolded;
	}
	crypto_shorthash(hash, text, n, session_salt(p->se));
	return get_be(hash, 8);
}

/* The first of the list who bears the name: they are one person on paper. */
static uint64_t of_that_name(struct people *p, struct view *v, const struct idlist *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (!view_load(v, l->id[i], p->other, NULL) &&
		    find_in_record(p->other, p->folded, p->nfolded, true))
			return l->id[i];
	return 0;
}

/* Several of one name, birth and village may be different people: then none. */
static uint64_t only_one(const struct idlist *l, uint64_t mine)
{
	if (mine == SEEN_SEVERAL || l->n > 1 || (l->n && mine && mine != l->id[0]))
		return 0;
	return l->n ? l->id[0] : mine;
}

/* By one key, in the store and in this import. *doubled: a stored one has the
 * number and another name. Nothing is derived yet: no key that is looked for is made
 * of what follows from the number. */
static enum sifa_rc find_by(struct people *p, struct view *v, int which, uint64_t *id,
			    bool *doubled, struct sifa_err *err)
{
	uint8_t key[KEY_MAX];
	struct idlist l = {0};
	enum sifa_rc rc;
	uint64_t mine;
	size_t n = which == NO_KEY ? 0 : record_key(p->r, (size_t)which, key);

	*id = 0;
	*doubled = false;
	if (!n)
		return SIFA_OK;
	p->by = which;
	p->print = print_of(p, which, key, n);
	mine = seen_find(&p->seen, p->print);
	if (which == p->by_number && mine && mine != SEEN_SEVERAL) {
		*id = mine; /* made because none of that number and name was stored */
		return SIFA_OK;
	}
	rc = view_key(v, p->kind, (size_t)which, p->unit, key, n, add_hit, &l, err);
	if (!rc && l.failed)
		rc = err_nomem(err);
	if (!rc && which == p->by_number) {
		*id = of_that_name(p, v, &l);
		*doubled = l.n && !*id;
	} else if (!rc) {
		*id = only_one(&l, mine);
	}
	free(l.id);
	return rc;
}

static enum sifa_rc remember(struct people *p, int which, struct sifa_err *err)
{
	uint8_t key[KEY_MAX];
	uint64_t print = p->print;
	size_t n;

	if (which == NO_KEY)
		return SIFA_OK;
	if (which != p->by) {
		n = record_key(p->r, (size_t)which, key);
		if (!n)
			return SIFA_OK;
		print = print_of(p, which, key, n);
	}
	return seen_add(&p->seen, print, p->r->id) ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc make(struct people *p, struct bulk *b, uint32_t line, bool known,
			 struct sifa_err *err)
{
	enum sifa_rc rc;

	derive_record(NULL, p->r);
	p->r->flags = SIFA_REC_IMPORTED | (known ? 0u : (unsigned)SIFA_REC_UNCONFIRMED);
	rc = bulk_put(b, p->r, line, err);
	if (!rc)
		rc = remember(p, p->by_number, err);
	if (!rc)
		rc = remember(p, p->by_birth, err);
	p->made += !rc;
	return rc;
}

enum sifa_rc people_resolve(struct people *p, struct view *v, struct bulk *b,
			    const struct person_spec *spec, uint32_t line, uint64_t *id, bool *made,
			    struct sifa_err *err)
{
	enum sifa_rc rc = ask(p, spec, err);
	bool numbered, doubled, known;

	*id = 0;
	*made = false;
	if (!rc && !p->same_known)
		rc = same_load(v, &p->same, err);
	p->same_known = !rc;
	if (rc)
		return rc;
	numbered = given(p, p->idno);
	rc = find_by(p, v, numbered ? p->by_number : p->by_birth, id, &doubled, err);
	*id = same_lead(&p->same, *id);
	if (rc || *id)
		return rc;
	known = numbered ? !doubled : given(p, p->birth) && given(p, p->village);
	*made = true;
	*id = PEOPLE_DRY;
	if (!b)
		return SIFA_OK;
	rc = make(p, b, line, known, err);
	*id = rc ? 0 : p->r->id;
	*made = !rc;
	return rc;
}

/* ---- compared ---- */

static bool same_text(const struct sifa_value *a, const struct sifa_value *b)
{
	char x[CELL_MAX * 3], y[CELL_MAX * 3];
	size_t n, m;

	if (a->state != SIFA_SET || b->state != SIFA_SET || a->len > sizeof x || b->len > sizeof y)
		return false;
	n = text_fold(a->s, a->len, x);
	m = text_fold(b->s, b->len, y);
	return n == m && !memcmp(x, y, n);
}

static bool same_number(const struct people *p, const struct sifa_field *f)
{
	const struct sifa_value *a = &p->r->v[f->index], *b = &p->other->v[f->index];

	return b->state == SIFA_SET && a->n == b->n;
}

bool people_answers(struct people *p, struct view *v, uint64_t id, const struct person_spec *spec)
{
	struct sifa_err ignored = {0};

	if (ask(p, spec, &ignored) || view_load(v, id, p->other, &ignored) ||
	    !same_text(&p->r->v[p->name->index], &p->other->v[p->name->index]))
		return false;
	if (given(p, p->idno) && !same_text(&p->r->v[p->idno->index], &p->other->v[p->idno->index]))
		return false;
	if (given(p, p->birth) && spec->birth != SIFA_DAY_NONE && !same_number(p, p->birth))
		return false;
	return !given(p, p->village) || same_number(p, p->village);
}
