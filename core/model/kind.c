/* kind.c - the fields of a kind, as its file declares them. */
#include <stdio.h>
#include <string.h>

#include "link.h"

#define FIELDS_MOST 300
#define ROWS_MOST   40
#define CODES_BITS  60 /* numbers above do not fit into a set */

static const struct {
	uint16_t max, most; /* default and limit of `max`: characters, members or rows */
	bool number, unknown, list, target, day;
} traits[SIFA_TYPES] = {
	[SIFA_TEXT] = {.max = 100, .most = 400, .unknown = true},
	[SIFA_LONGTEXT] = {.max = 2000, .most = 20000, .unknown = true},
	[SIFA_INT] = {.number = true, .unknown = true},
	[SIFA_MONEY] = {.number = true, .unknown = true},
	[SIFA_DATE] = {.unknown = true, .day = true},
	[SIFA_DATETIME] = {.unknown = true, .day = true},
	[SIFA_BOOL] = {.unknown = true},
	[SIFA_CODE] = {.unknown = true, .list = true},
	[SIFA_CODES] = {.max = CODES_BITS, .most = CODES_BITS, .list = true},
	[SIFA_REF] = {.unknown = true, .target = true},
	[SIFA_REFS] = {.max = 50, .most = 5000, .target = true},
	[SIFA_PLACE] = {.unknown = true, .target = true},
	[SIFA_IDNO] = {.max = 30, .most = 30, .unknown = true},
	[SIFA_PHONE] = {.max = 30, .most = 30, .unknown = true},
	[SIFA_ROWS] = {.max = 100, .most = 5000},
};

static void wrong_here(struct link *l, const struct yaml *y, const struct sifa_field *f)
{
	link_error(l, y, N_("\"{1}\" means nothing for a field of type {2}; take it out."), y->key,
		   sifa_type_name(f->type));
}

static bool read_type(struct link *l, struct yaml *y, struct sifa_field *f)
{
	const char *names[SIFA_TYPES];
	int t;

	for (int i = 0; i < SIFA_TYPES; i++)
		names[i] = sifa_type_name((enum sifa_type)i);
	if (!link_need(l, y, "type"))
		return false;
	t = link_word(l, y, "type", names, SIFA_TYPES, -1);
	f->type = t < 0 ? SIFA_TEXT : (enum sifa_type)t;
	return t >= 0;
}

/* ---- limits ---- */

static int64_t limit(struct link *l, struct yaml *y, enum sifa_type type, int64_t def)
{
	if (type == SIFA_MONEY)
		return yaml_hundredths(y, l->file, l->f, def);
	return yaml_int(y, l->file, -1000000000, 1000000000, l->f, def);
}

static void read_limits(struct link *l, struct yaml *y, struct sifa_field *f)
{
	struct yaml *max = yaml_get(y, "max"), *least = yaml_get(y, "least"),
		    *most = yaml_get(y, "most");
	int64_t far = f->type == SIFA_MONEY ? INT64_C(1) << 50 : 1000000000;

	f->max = traits[f->type].max;
	if (max && !traits[f->type].most)
		wrong_here(l, max, f);
	else
		f->max = (uint16_t)yaml_int(max, l->file, 1, traits[f->type].most, l->f, f->max);
	if (!traits[f->type].number) {
		if (least)
			wrong_here(l, least, f);
		if (most)
			wrong_here(l, most, f);
		return;
	}
	f->least = limit(l, least, f->type, -far);
	f->most = limit(l, most, f->type, far);
	if (f->least > f->most)
		link_error(l, most ? most : y, N_("\"most\" lies below \"least\"."), NULL, NULL);
}

/* ---- what a field points at ---- */

static void check_set_codes(struct link *l, const struct yaml *y, const struct sifa_codelist *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct sifa_code *c = &list->code[i];

		if (c->no > CODES_BITS)
			link_error(
				l, y,
				N_("The code \"{1}\" of list {2} cannot be in a set: a list used "
				   "by a field of type codes holds at most 60 codes."),
				c->id, list->id);
	}
}

static const struct sifa_codelist empty_list = {.id = ""};

static void read_codes(struct link *l, struct yaml *y, struct sifa_field *f)
{
	struct yaml *at = link_need(l, y, "codes");
	const char *id = yaml_str(at, l->file, l->f, NULL), *names[500], *near;
	size_t n = 0;

	f->codes = &empty_list;
	if (!id)
		return;
	f->codes = config_list(l->c, id);
	if (f->codes) {
		if (f->type == SIFA_CODES)
			check_set_codes(l, at, f->codes);
		return;
	}
	f->codes = &empty_list;
	if (config_broken(l->c, "codes/", id))
		return;
	for (; n < l->c->nlists && n < 500; n++)
		names[n] = l->c->list[n].id;
	near = nearest_name(id, names, n);
	if (near)
		yaml_error(l->f, l->file, at,
			   N_("There is no code list \"{1}\"; \"{2}\" is the nearest."), id, near,
			   NULL);
	else
		yaml_error(l->f, l->file, at,
			   N_("There is no code list \"{1}\"; expected codes/{1}.yaml."), id, NULL);
}

static void read_target(struct link *l, struct yaml *y, struct sifa_field *f)
{
	struct yaml *at = f->type == SIFA_PLACE ? yaml_get(y, "to") : link_need(l, y, "to");
	const char *id = yaml_str(at, l->file, l->f, NULL), *names[300], *near;
	size_t n = 0;

	if (f->type == SIFA_PLACE && !at) {
		f->target = config_kind(l->c, "unit");
		return;
	}
	if (!id || (f->target = config_kind(l->c, id)) || config_broken(l->c, "kinds/", id))
		return;
	for (; n < l->c->nkinds && n < 300; n++)
		names[n] = l->c->kind[n]->id;
	near = nearest_name(id, names, n);
	if (near)
		yaml_error(l->f, l->file, at,
			   N_("There is no kind \"{1}\"; \"{2}\" is the nearest."), id, near, NULL);
	else
		yaml_error(l->f, l->file, at,
			   N_("There is no kind \"{1}\"; expected kinds/{1}.yaml."), id, NULL);
}

static void read_points_at(struct link *l, struct yaml *y, struct sifa_field *f, bool inside)
{
	struct yaml *codes = yaml_get(y, "codes"), *to = yaml_get(y, "to"),
		    *seals = yaml_get(y, "seals"), *charge = yaml_get(y, "charge");

	if (traits[f->type].list)
		read_codes(l, y, f);
	else if (codes)
		wrong_here(l, codes, f);
	if (traits[f->type].target)
		read_target(l, y, f);
	else if (to)
		wrong_here(l, to, f);
	f->seals = yaml_bool(seals, l->file, l->f, false);
	if (seals && (inside || (f->type != SIFA_REF && f->type != SIFA_REFS)))
		wrong_here(l, seals, f);
	f->charge = yaml_bool(charge, l->file, l->f, false);
	if (charge && (inside || f->type != SIFA_REF))
		wrong_here(l, charge, f);
}

/* ---- texts ---- */

static void read_text_form(struct link *l, struct yaml *y, struct sifa_field *f)
{
	static const char *const forms[] = {"plain", "name", "uscc"};
	static const char *const pairs[] = {"()", "（）", "〔〕", "【】", "[]"};
	struct yaml *form = yaml_get(y, "form"), *brackets = yaml_get(y, "brackets");

	if (form && f->type != SIFA_TEXT)
		wrong_here(l, form, f);
	else
		f->form = (uint8_t)link_word(l, y, "form", forms, 3, SIFA_FORM_PLAIN);
	if (!brackets)
		return;
	if (f->type != SIFA_TEXT || f->form != SIFA_FORM_PLAIN) {
		wrong_here(l, brackets, f);
		return;
	}
	f->brackets = pairs[link_word(l, y, "brackets", pairs, 5, 0)];
}

static void read_search(struct link *l, struct yaml *y, struct sifa_field *f)
{
	static const char *const ways[] = {"none", "name", "number"};
	struct yaml *at = yaml_get(y, "search");

	f->search = (uint8_t)link_word(l, y, "search", ways, 3, 0);
	if (f->search && f->type != SIFA_TEXT && f->type != SIFA_IDNO && f->type != SIFA_PHONE)
		wrong_here(l, at, f);
}

/* ---- a field ---- */

static void read_flags(struct link *l, struct yaml *y, struct sifa_field *f)
{
	struct yaml *unknown = yaml_get(y, "unknown"), *ahead = yaml_get(y, "ahead");

	f->required = yaml_bool(yaml_get(y, "required"), l->file, l->f, false);
	f->unknown = yaml_bool(unknown, l->file, l->f, false);
	f->sticky = yaml_bool(yaml_get(y, "sticky"), l->file, l->f, false);
	f->withdrawn = yaml_bool(yaml_get(y, "withdrawn"), l->file, l->f, false);
	f->secrecy = (uint8_t)yaml_int(yaml_get(y, "secrecy"), l->file, 0, 3, l->f, 0);
	f->derived = yaml_get(y, "derived") != NULL;
	f->ahead = yaml_bool(ahead, l->file, l->f, false) || (f->derived && f->type == SIFA_DATE);
	if (f->ahead && !traits[f->type].day)
		wrong_here(l, ahead, f);
	if (f->unknown && !traits[f->type].unknown)
		wrong_here(l, unknown, f);
	if (f->withdrawn && f->required)
		link_error(l, y, N_("The field \"{1}\" cannot be withdrawn and required."), f->id,
			   NULL);
}

static struct sifa_field *read_fields(struct link *l, struct yaml *list, bool inside, size_t *n);

static void read_rows(struct link *l, struct yaml *y, struct sifa_field *f, bool inside)
{
	struct yaml *rows = yaml_get(y, "rows");
	size_t n = 0;

	if (f->type != SIFA_ROWS) {
		if (rows)
			wrong_here(l, rows, f);
		return;
	}
	if (inside) {
		link_error(l, y, N_("Rows cannot stand inside rows; declare a kind of its own."),
			   NULL, NULL);
		return;
	}
	rows = link_list(l, y, "rows", 1, ROWS_MOST);
	f->row = read_fields(l, rows, true, &n);
	f->nrow = (uint16_t)n;
}

static bool reserved(const char *id)
{
	static const char *const words[] = {"id",  "unit", "holder", "entered",
					    "rev", "has",  "not",    "any"};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strcmp(words[i], id) == 0)
			return true;
	return false;
}

static void read_field(struct link *l, struct yaml *y, struct sifa_field *f, bool inside)
{
	static const char *const known[] = {
		"id",	  "type",   "label",   "help",	"required", "unknown",
		"sticky", "search", "secrecy", "max",	"least",    "most",
		"codes",  "to",	    "rows",    "form",	"brackets", "withdrawn",
		"was",	  "ahead",  "derived", "seals", "charge",
	};

	LINK_KNOWN(l, y, known);
	f->id = link_id(l, y, "id");
	f->codes = &empty_list;
	if (!f->id)
		f->id = "?";
	else if (!inside && reserved(f->id))
		link_error(l, y, N_("The name \"{1}\" is built in; choose another for the field."),
			   f->id, NULL);
	link_label(l, y, "label", true, f->label);
	link_label(l, y, "help", false, f->help);
	if (!read_type(l, y, f))
		return;
	read_limits(l, y, f);
	read_points_at(l, y, f, inside);
	read_text_form(l, y, f);
	read_search(l, y, f);
	read_flags(l, y, f);
	read_rows(l, y, f, inside);
	if (inside && yaml_get(y, "derived"))
		link_error(l, yaml_get(y, "derived"),
			   N_("Inside rows nothing is derived; derive from them in the record."),
			   NULL, NULL);
}

static struct sifa_field *read_fields(struct link *l, struct yaml *list, bool inside, size_t *n)
{
	struct sifa_field *field = link_array(l, list ? list->n : 0, sizeof *field);

	*n = 0;
	if (!field)
		return NULL;
	for (struct yaml *y = list ? list->child : NULL; y; y = y->next) {
		struct sifa_field *f = &field[*n];

		if (y->type != YAML_MAP) {
			link_error(l, y,
				   N_("A field was expected: {id: ..., type: ..., label: ...}."),
				   NULL, NULL);
			continue;
		}
		f->index = (uint16_t)(*n)++;
		read_field(l, y, f, inside);
		for (struct sifa_field *o = field; o < f; o++)
			if (strcmp(o->id, f->id) == 0 && f->id[0] != '?')
				link_error(l, y, N_("The field \"{1}\" is declared twice."), f->id,
					   NULL);
	}
	return field;
}

static const struct sifa_field *typed(const struct sifa_kind *k, const char *id, enum sifa_type t)
{
	for (size_t i = 0; i < k->nfields; i++)
		if (k->field[i].type == t && (!id || !strcmp(k->field[i].id, id)))
			return &k->field[i];
	return NULL;
}

/* What every record is asked for is found once. */
static void find_fields(struct link *l, struct sifa_kind *k)
{
	uint16_t *required = link_array(l, k->nfields, sizeof *required);
	uint16_t *refers = link_array(l, k->nfields, sizeof *refers);

	for (size_t i = 0; required && refers && i < k->nfields; i++) {
		k->has_seals = k->has_seals || k->field[i].seals;
		if (k->field[i].required)
			required[k->nrequired++] = (uint16_t)i;
		if (type_may_refer(k->field[i].type))
			refers[k->nrefers++] = (uint16_t)i;
	}
	k->required = required;
	k->refers = refers;
	k->idno.number = typed(k, NULL, SIFA_IDNO);
	k->idno.birth = typed(k, "birth", SIFA_DATE);
	k->idno.sex = typed(k, "sex", SIFA_CODE);
	k->idno.origin = typed(k, "origin", SIFA_TEXT);
	k->idno.type = typed(k, "id_type", SIFA_CODE);
	k->idno.status = typed(k, "id_status", SIFA_CODE);
}

void kind_fields(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	struct yaml *list = link_list(l, tree, "fields", 1, FIELDS_MOST);

	k->field = read_fields(l, list, false, &k->nfields);
	if (!k->field)
		return;
	find_fields(l, k);
	layout_kind(l, k, tree);
}
