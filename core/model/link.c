/* link.c - reading the parts that all configuration files are made of; every
 * complaint says where, what was expected and what is nearest. */
#include <stdio.h>
#include <string.h>

#include "link.h"

#define NAMES_MOST 400

void *link_array(struct link *l, size_t n, size_t size)
{
	void *p = arena_array(&l->c->arena, n, size);

	if (!p)
		l->nomem = true;
	return p;
}

static struct yaml key_place(const struct yaml *y)
{
	struct yaml at = *y;

	if (y->key) {
		at.line = y->key_line;
		at.column = y->key_column;
	}
	return at;
}

void link_error(struct link *l, const struct yaml *y, const char *msg, const char *a, const char *b)
{
	struct yaml at = key_place(y);

	yaml_error(l->f, l->file, &at, msg, a, b, NULL);
}

void link_warning(struct link *l, const struct yaml *y, const char *msg, const char *a,
		  const char *b)
{
	struct yaml at = key_place(y);
	struct sifa_err err = {0};

	err_set(&err, SIFA_E_CONFIG, msg, a, b, NULL);
	err_at(&err, l->file, at.line, at.column);
	findings_add(l->f, SIFA_WARNING, &err);
}

struct yaml *link_need(struct link *l, struct yaml *map, const char *key)
{
	struct yaml *y = yaml_get(map, key);

	if (!y && map->type == YAML_MAP)
		link_error(l, map, N_("The key \"{1}\" is missing here."), key, NULL);
	return y;
}

const char *link_str(struct link *l, struct yaml *map, const char *key)
{
	return yaml_str(yaml_get(map, key), l->file, l->f, "");
}

static bool is_id(const char *s)
{
	size_t n = strlen(s);

	if (n == 0 || n > LINK_ID_MOST || !(*s >= 'a' && *s <= 'z'))
		return false;
	return strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == n;
}

const char *link_id(struct link *l, struct yaml *map, const char *key)
{
	struct yaml *y = link_need(l, map, key);
	const char *s = yaml_str(y, l->file, l->f, NULL);

	if (!s || is_id(s))
		return s;
	yaml_error(l->f, l->file, y,
		   N_("\"{1}\" cannot be a name here: small letters, digits and _ were expected, a "
		      "letter first, at most 40."),
		   s, NULL);
	return NULL;
}

sifa_day link_day(struct link *l, struct yaml *y)
{
	const char *s = yaml_str(y, l->file, l->f, NULL);
	sifa_day d = SIFA_DAY_NONE;

	if (s && sifa_day_parse(s, strlen(s), SIFA_DAY_NONE, &d))
		yaml_error(l->f, l->file, y,
			   N_("\"{1}\" is no day; one such as 2013-10-01 was expected."), s, NULL);
	return d;
}

void link_label(struct link *l, struct yaml *map, const char *key, bool required,
		const char *out[SIFA_LANGS])
{
	static const char *const langs[SIFA_LANGS] = {"zh", "en"};
	struct yaml *y = required ? link_need(l, map, key) : yaml_get(map, key);

	for (size_t i = 0; i < SIFA_LANGS; i++) {
		struct yaml *word = yaml_get(y, langs[i]);
		const char *s = yaml_str(word, l->file, l->f, "");

		out[i] = s;
		if (y && y->type == YAML_MAP && (!word || !s[0]))
			link_error(l, word ? word : y,
				   N_("\"{1}\" needs both languages, {zh: ..., en: ...}; {2} is "
				      "missing."),
				   key, langs[i]);
	}
	LINK_KNOWN(l, y, langs);
}

struct yaml *link_list(struct link *l, struct yaml *map, const char *key, size_t least, size_t most)
{
	struct yaml *y = least ? link_need(l, map, key) : yaml_get(map, key);
	char lo[24], hi[24];

	if (!y)
		return NULL;
	if (y->type == YAML_LIST && y->n >= least && y->n <= most)
		return y;
	snprintf(lo, sizeof lo, "%zu", least);
	snprintf(hi, sizeof hi, "%zu", most);
	yaml_error(l->f, l->file, y, N_("A list of {2} to {3} entries was expected for \"{1}\"."),
		   key, lo, hi, NULL);
	return NULL;
}

int link_word(struct link *l, struct yaml *map, const char *key, const char *const *names, size_t n,
	      int def)
{
	struct yaml *y = yaml_get(map, key);
	const char *s = yaml_str(y, l->file, l->f, NULL), *near;
	char all[150] = "";
	size_t used = 0;

	if (!s)
		return def;
	for (size_t i = 0; i < n; i++)
		if (strcmp(s, names[i]) == 0)
			return (int)i;
	near = nearest_name(s, names, n);
	for (size_t i = 0; i < n && used + strlen(names[i]) + 3 < sizeof all; i++)
		used += (size_t)snprintf(all + used, sizeof all - used, "%s%s", i ? ", " : "",
					 names[i]);
	if (near)
		yaml_error(l->f, l->file, y,
			   N_("\"{1}\" is unknown for \"{2}\"; \"{3}\" is the nearest."), s, key,
			   near, NULL);
	else
		yaml_error(l->f, l->file, y, N_("\"{1}\" is unknown for \"{2}\"; expected: {3}."),
			   s, key, all, NULL);
	return def;
}

const struct sifa_field *link_field(struct link *l, const struct sifa_kind *k, const struct yaml *y)
{
	const char *names[NAMES_MOST], *near;
	size_t n = 0;

	if (y->type != YAML_SCALAR) {
		yaml_error(l->f, l->file, y, N_("The name of a field was expected."), NULL);
		return NULL;
	}
	for (size_t i = 0; i < k->nfields; i++)
		if (k->field[i].id[0] == y->text[0] && !strcmp(k->field[i].id, y->text))
			return &k->field[i];
	for (; n < k->nfields && n < NAMES_MOST; n++)
		names[n] = k->field[n].id;
	near = nearest_name(y->text, names, n);
	if (near)
		yaml_error(l->f, l->file, y,
			   N_("The kind {1} has no field \"{2}\"; \"{3}\" is the nearest."), k->id,
			   y->text, near, NULL);
	else
		yaml_error(l->f, l->file, y,
			   N_("The kind {1} has no field \"{2}\"; name one of its fields."), k->id,
			   y->text, NULL);
	return NULL;
}

/* The field behind the point: of the record referred to, or a column of the rows. */
const struct sifa_field *link_part(struct link *l, const struct sifa_field *f, const struct yaml *y,
				   const char *id)
{
	const struct sifa_field *list = f->row;
	size_t n = f->nrow;

	if (f->type == SIFA_REF || f->type == SIFA_PLACE || f->type == SIFA_REFS) {
		list = f->target ? f->target->field : NULL;
		n = f->target ? f->target->nfields : 0;
	}
	for (size_t i = 0; i < n; i++)
		if (strcmp(list[i].id, id) == 0)
			return &list[i];
	if (f->target || f->type == SIFA_ROWS)
		yaml_error(l->f, l->file, y, N_("\"{1}\" has no field \"{2}\"."), f->id, id, NULL);
	else if (f->type != SIFA_REF && f->type != SIFA_REFS)
		yaml_error(l->f, l->file, y,
			   N_("\"{1}\" is neither a table nor a reference: it has no \"{2}\"."),
			   f->id, id, NULL);
	return NULL;
}

const struct sifa_field *link_path(struct link *l, const struct sifa_kind *k, struct yaml *y,
				   struct field_path *out)
{
	const char *s = yaml_str(y, l->file, l->f, NULL), *point = s ? strchr(s, '.') : NULL;
	struct yaml head = *y;
	const struct sifa_field *f, *part;

	if (!s)
		return NULL;
	if (point)
		head.text = arena_copy(&l->c->arena, s, (size_t)(point - s));
	f = head.text ? link_field(l, k, &head) : NULL;
	if (!f)
		return NULL;
	*out = (struct field_path){f->index, SIFA_NO_FIELD};
	if (!point)
		return f;
	part = link_part(l, f, y, point + 1);
	if (part)
		out->of = part->index;
	return part;
}

uint16_t link_number(struct link *l, const struct yaml *at, const char *path, const char *was,
		     int type)
{
	struct sifa_err err = {0};
	uint16_t no = l->namer->number(l->namer->arg, path, was, type, &err);
	struct yaml place;

	if (no)
		return no;
	if (err.rc == SIFA_E_NOMEM) {
		l->nomem = true;
		return 0;
	}
	place = key_place(at);
	err_at(&err, l->file, place.line, place.column);
	findings_add(l->f, SIFA_ERROR, &err);
	return 0;
}
