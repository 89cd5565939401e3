/* paper_text.c - templates: words with {places} in them, resolved against the kinds
 * when a paper is read, so that composing meets no unknown name. */
#include <string.h>

#include "paper.h"

enum { PARTS_MOST = 200, NAMES_MOST = 600 };

static const char *const whats[PART_WHATS] = {
	[PART_UNIT] = "unit", [PART_TODAY] = "today", [PART_USER] = "user",   [PART_SEQ] = "seq",
	[PART_ID] = "id",     [PART_PAGE] = "page",   [PART_PAGES] = "pages",
};
static const char *const forms[FORMS] = {
	[FORM_DATE] = "date", [FORM_ISO] = "iso",   [FORM_CNDATE] = "cndate",
	[FORM_YEAR] = "year", [FORM_AGE] = "age",   [FORM_CAPITAL] = "capital",
	[FORM_TICK] = "tick", [FORM_FULL] = "full",
};

/* ---- names ---- */

static const struct sifa_field *find(const struct sifa_field *f, size_t nf, const char *s, size_t n)
{
	for (size_t i = 0; i < nf; i++)
		if (strlen(f[i].id) == n && memcmp(f[i].id, s, n) == 0)
			return &f[i];
	return NULL;
}

static void scope_fields(const struct paper_scope *sc, const struct sifa_field **f, size_t *n)
{
	*f = sc->rows ? sc->rows->row : sc->kind->field;
	*n = sc->rows ? sc->rows->nrow : sc->kind->nfields;
}

static void unknown(struct paper_load *pl, struct yaml *y, const char *where, const char *name,
		    const char *const *names, size_t n)
{
	const char *near = nearest_name(name, names, n);

	if (near)
		yaml_error(pl->l.f, pl->l.file, y,
			   N_("{1} has no field \"{2}\"; \"{3}\" is the nearest."), where, name,
			   near, NULL);
	else
		yaml_error(pl->l.f, pl->l.file, y,
			   N_("{1} has no field \"{2}\"; name one of its fields."), where, name,
			   NULL);
}

static size_t add_names(const struct sifa_field *f, size_t nf, const char **names, size_t n)
{
	for (size_t i = 0; i < nf && n < NAMES_MOST; i++)
		names[n++] = f[i].id;
	return n;
}

/* The first step: in the innermost scope that has it. */
static const struct sifa_field *first_step(struct paper_load *pl, const struct paper_scope *sc,
					   struct yaml *y, const char *s, size_t n, unsigned *up)
{
	const char *names[NAMES_MOST], *name;
	const struct sifa_field *f, *hit;
	size_t nf, all = 0;

	*up = 0;
	for (const struct paper_scope *at = sc; at; at = at->up, ++*up) {
		scope_fields(at, &f, &nf);
		hit = find(f, nf, s, n);
		if (hit)
			return hit;
		all = add_names(f, nf, names, all);
	}
	name = arena_copy(&pl->l.c->arena, s, n);
	for (size_t i = PART_UNIT; i <= PART_PAGES && all < NAMES_MOST; i++)
		names[all++] = whats[i];
	unknown(pl, y, sc->rows ? sc->rows->id : sc->kind->id, name ? name : "", names, all);
	return NULL;
}

const struct sifa_field *paper_read_field(struct paper_load *pl, const struct paper_scope *sc,
					  struct yaml *y, unsigned *up)
{
	const char *s = yaml_str(y, pl->l.file, pl->l.f, NULL);

	return s ? first_step(pl, sc, y, s, strlen(s), up) : NULL;
}

static const struct sifa_field *next_step(struct paper_load *pl, struct yaml *y,
					  const struct sifa_field *from, const char *s, size_t n)
{
	const struct sifa_field *f = from->row, *hit;
	size_t nf = from->nrow;
	const char *names[NAMES_MOST], *name;

	if (from->target) {
		f = from->target->field;
		nf = from->target->nfields;
	} else if (from->type != SIFA_ROWS) {
		yaml_error(pl->l.f, pl->l.file, y,
			   N_("Nothing stands behind \"{1}\": it is no table and refers to no "
			      "record."),
			   from->id, NULL);
		return NULL;
	}
	hit = find(f, nf, s, n);
	if (!hit) {
		name = arena_copy(&pl->l.c->arena, s, n);
		unknown(pl, y, from->target ? from->target->id : from->id, name ? name : "", names,
			add_names(f, nf, names, 0));
	}
	return hit;
}

/* ---- a place ---- */

static bool in_scope(const struct paper_scope *sc, const char *s, size_t n)
{
	const struct sifa_field *f;
	size_t nf;

	for (; sc; sc = sc->up) {
		scope_fields(sc, &f, &nf);
		if (find(f, nf, s, n))
			return true;
	}
	return false;
}

/* Words that are no fields. A field of that name goes before them, but not before the
 * page numbers of a head or foot. */
static bool read_what(struct paper_load *pl, const struct paper_scope *sc, const char *s, size_t n,
		      struct paper_part *p)
{
	bool field = in_scope(sc, s, n);

	for (unsigned i = PART_UNIT; i <= PART_PAGES; i++) {
		bool number = i == PART_PAGE || i == PART_PAGES;

		if (strlen(whats[i]) != n || memcmp(whats[i], s, n) != 0)
			continue;
		if (number ? !pl->frame : field)
			continue;
		p->what = (enum part_what)i;
		return true;
	}
	for (size_t i = 0; i < pl->body->nlists && !field; i++) {
		const struct paper_list *list = &pl->body->list[i];

		if (strlen(list->id) != n || memcmp(list->id, s, n) != 0)
			continue;
		p->what = PART_LIST;
		p->list = list;
		return true;
	}
	return false;
}

/* Steps divided by points. */
static bool read_path(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		      const char *s, size_t n, struct paper_part *p)
{
	struct sifa_field unit = {.id = "unit", .target = pl->unit};
	struct sifa_field user = {.id = "user", .target = pl->user};
	const struct sifa_field *last = NULL;

	p->what = PART_FIELD;
	for (size_t at = 0; at <= n;) {
		const char *dot = memchr(s + at, '.', n - at);
		size_t len = dot ? (size_t)(dot - s) - at : n - at;

		if (at == 0 && read_what(pl, sc, s, len, p)) {
			last = p->what == PART_UNIT ? &unit : p->what == PART_USER ? &user : NULL;
			if (!last && dot) {
				yaml_error(pl->l.f, pl->l.file, y,
					   N_("Nothing stands behind \"{1}\": it is no table and "
					      "refers to no record."),
					   p->list ? p->list->id : whats[p->what], NULL);
				return false;
			}
		} else {
			last = last ? next_step(pl, y, last, s + at, len)
				    : first_step(pl, sc, y, s, len, &p->up);
			if (!last)
				return false;
			if (p->nsteps == PATH_MOST) {
				yaml_error(pl->l.f, pl->l.file, y,
					   N_("A place has at most five steps."), NULL);
				return false;
			}
			p->step[p->nsteps++] = last;
		}
		at += len + 1;
	}
	return true;
}

static bool has_form(enum part_form form, const struct sifa_field *f, enum part_what what)
{
	enum sifa_type t = f ? f->type : what == PART_TODAY ? SIFA_DATE : SIFA_TEXT;

	switch (form) {
	case FORM_PLAIN:
		return true;
	case FORM_DATE:
	case FORM_ISO:
	case FORM_CNDATE:
	case FORM_YEAR:
		return t == SIFA_DATE || t == SIFA_DATETIME;
	case FORM_AGE:
		return t == SIFA_DATE && what == PART_FIELD;
	case FORM_CAPITAL:
		return t == SIFA_MONEY;
	case FORM_TICK:
		return t == SIFA_CODE || t == SIFA_CODES || t == SIFA_BOOL;
	case FORM_FULL:
		return t == SIFA_REF || t == SIFA_REFS || t == SIFA_PLACE;
	default:
		return false;
	}
}

static void read_form(struct paper_load *pl, struct yaml *y, const char *s, size_t n,
		      struct paper_part *p)
{
	const char *name = arena_copy(&pl->l.c->arena, s, n), *near;

	for (unsigned i = FORM_PLAIN + 1; name && i < FORMS; i++) {
		if (strcmp(forms[i], name) != 0)
			continue;
		p->form = (enum part_form)i;
		if (!has_form(p->form, p->nsteps ? p->step[p->nsteps - 1] : NULL, p->what))
			yaml_error(pl->l.f, pl->l.file, y,
				   N_("\"{1}\" cannot be written in the form {2}."),
				   p->nsteps ? p->step[p->nsteps - 1]->id : whats[p->what], name,
				   NULL);
		return;
	}
	if (!name)
		return;
	near = nearest_name(name, forms + 1, FORMS - 1);
	yaml_error(pl->l.f, pl->l.file, y,
		   near ? N_("There is no form \"{1}\"; \"{2}\" is the nearest.")
			: N_("There is no form \"{1}\"; see sifa-paper(5)."),
		   name, near, NULL);
}

/* A path with its |form. */
static void read_value(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		       const char *s, size_t n, struct paper_part *p)
{
	const char *bar = memchr(s, '|', n);

	if (!read_path(pl, sc, y, s, bar ? (size_t)(bar - s) : n, p))
		return;
	if (bar)
		read_form(pl, y, bar + 1, n - (size_t)(bar - s) - 1, p);
	if (p->nsteps && p->step[p->nsteps - 1]->type == SIFA_ROWS)
		yaml_error(pl->l.f, pl->l.file, y,
			   N_("\"{1}\" is a table; name one of its columns, or repeat a block for "
			      "it."),
			   p->step[p->nsteps - 1]->id, NULL);
}

/* What stands between the braces: paths, the next one behind / for where the one before has
 * no value; then ? or :text. Returns how many parts it fills. */
static size_t read_place(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
			 const char *s, size_t n, struct paper_part *p, size_t room)
{
	const char *colon = memchr(s, ':', n), *text = NULL;
	size_t len = colon ? (size_t)(colon - s) : n, used = 0;

	if (colon)
		text = arena_copy(&pl->l.c->arena, colon + 1, n - len - 1);
	else if (len && s[len - 1] == '?') {
		text = "";
		len--;
	}
	while (used < room) {
		const char *next = memchr(s, '/', len);
		size_t own = next ? (size_t)(next - s) : len;

		p[used].other = used > 0;
		read_value(pl, sc, y, s, own, &p[used]);
		p[used++].text = next ? "" : text;
		if (!next)
			break;
		s += own + 1;
		len -= own + 1;
	}
	return used;
}

void paper_read_text(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		     struct paper_text *out)
{
	const char *s = yaml_str(y, pl->l.file, pl->l.f, "");
	struct paper_part part[PARTS_MOST] = {0}, *copy;
	size_t n = 0;

	while (*s && n < PARTS_MOST) {
		size_t len = strcspn(s, "{");
		const char *end;

		if (len || s[1] == '{') { /* words, or a brace written twice */
			len += s[len] == '{' && s[len + 1] == '{';
			part[n++].text = arena_copy(&pl->l.c->arena, s, len);
			s += len + (len && s[len - 1] == '{');
			continue;
		}
		end = strchr(s, '}');
		if (!end) {
			yaml_error(pl->l.f, pl->l.file, y,
				   N_("A brace { is not closed; two of them stand for the "
				      "character."),
				   NULL);
			break;
		}
		n += read_place(pl, sc, y, s + 1, (size_t)(end - s) - 1, &part[n], PARTS_MOST - n);
		s = end + 1;
	}
	copy = link_array(&pl->l, n, sizeof *copy);
	if (copy && n)
		memcpy(copy, part, n * sizeof *copy);
	out->part = copy;
	out->n = copy ? n : 0;
	out->fixed = true;
	for (size_t i = 0; i < out->n; i++)
		out->fixed = out->fixed && part[i].what == PART_TEXT;
}
