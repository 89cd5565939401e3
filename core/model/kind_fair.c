/* kind_fair.c - what a kind says of its own truth: how its records are sampled, matched with
 * another body's list, and looked through for what was entered for the count's sake. */
#include <string.h>

#include "link.h"

static uint16_t index_of(const struct sifa_field *f)
{
	return f ? f->index : SIFA_NO_FIELD;
}

static const struct sifa_field *typed(struct link *l, const struct sifa_kind *k, struct yaml *map,
				      const char *key, bool needed, enum sifa_type type)
{
	const struct sifa_field *f = link_one(l, k, map, key, needed);

	if (!f || f->type == type)
		return f;
	link_error(l, yaml_get(map, key), N_("The field \"{1}\" is of another type than \"{2}\"."),
		   f->id, sifa_type_name(type));
	return NULL;
}

/* A reference to persons: a field, or a column of a table. */
static bool people(struct link *l, const struct sifa_kind *k, struct yaml *map, const char *key,
		   bool needed, uint16_t *rows, uint16_t *party)
{
	struct yaml *y = needed ? link_need(l, map, key) : yaml_get(map, key);
	struct field_path at;
	const struct sifa_field *f = y ? link_path(l, k, y, &at) : NULL;

	*rows = *party = SIFA_NO_FIELD;
	if (!f)
		return false;
	if (f->type != SIFA_REF ||
	    (at.of != SIFA_NO_FIELD && k->field[at.field].type != SIFA_ROWS)) {
		link_error(l, y, N_("\"{1}\" refers to nobody: a reference was expected."), f->id,
			   NULL);
		return false;
	}
	*rows = at.of == SIFA_NO_FIELD ? SIFA_NO_FIELD : at.field;
	*party = at.of == SIFA_NO_FIELD ? at.field : at.of;
	return true;
}

static void read_samples(struct link *l, struct sifa_kind *k, struct yaml *y)
{
	static const char *const known[] = {"number", "handler", "all", "risk"};
	struct sifa_samples_def *d = link_array(l, 1, sizeof *d);
	const struct sifa_field *f;

	LINK_KNOWN(l, y, known);
	if (!d || y->type != YAML_MAP)
		return;
	d->number = index_of(typed(l, k, y, "number", false, SIFA_TEXT));
	f = link_one(l, k, y, "handler", false);
	d->handler = index_of(f);
	if (f && f->type != SIFA_REF && f->type != SIFA_REFS)
		link_error(l, yaml_get(y, "handler"),
			   N_("\"{1}\" refers to nobody: a reference was expected."), f->id, NULL);
	d->all = link_when(l, k, y, "all");
	d->risk = link_when(l, k, y, "risk");
	k->samples = d;
}

static const struct sifa_code *code_named(struct link *l, struct yaml *y, const char *key,
					  const char *codes)
{
	const char *id = link_str(l, y, key);
	const struct sifa_codelist *list = config_list(l->c, codes);
	const struct sifa_code *code = *id && list ? code_find(list, id, strlen(id)) : NULL;

	if (*id && !code)
		link_error(l, yaml_get(y, key), N_("The list {1} has no code \"{2}\"."), codes, id);
	return code;
}

static void read_matches(struct link *l, struct sifa_kind *k, struct yaml *y)
{
	static const char *const known[] = {"listed", "matched", "by",	  "none", "name", "village",
					    "case",   "of",	 "place", "item", "line"};
	struct sifa_matches_def *d = link_array(l, 1, sizeof *d);
	const struct sifa_field *to;

	LINK_KNOWN(l, y, known);
	if (!d || y->type != YAML_MAP)
		return;
	d->listed = index_of(link_date(l, k, y, "listed", true));
	d->matched = index_of(link_date(l, k, y, "matched", true));
	d->by = index_of(typed(l, k, y, "by", false, SIFA_REF));
	d->none = index_of(typed(l, k, y, "none", true, SIFA_BOOL));
	d->name = index_of(typed(l, k, y, "name", true, SIFA_TEXT));
	d->village = index_of(typed(l, k, y, "village", true, SIFA_PLACE));
	to = typed(l, k, y, "case", true, SIFA_REF);
	d->to = index_of(to);
	d->item = code_named(l, y, "item", "office_item");
	d->line = code_named(l, y, "line", "business_line");
	if (!to || !people(l, to->target, y, "of", true, &d->rows, &d->party))
		return;
	d->place = index_of(typed(l, to->target, y, "place", false, SIFA_PLACE));
	if (d->listed != SIFA_NO_FIELD && d->matched != SIFA_NO_FIELD && d->none != SIFA_NO_FIELD &&
	    d->name != SIFA_NO_FIELD && d->village != SIFA_NO_FIELD)
		k->matches = d;
}

static bool is_words(const struct sifa_field *f)
{
	return f->type == SIFA_TEXT || f->type == SIFA_LONGTEXT;
}

static uint16_t least(struct link *l, struct yaml *y, const char *key, bool needed)
{
	struct yaml *n = needed ? link_need(l, y, key) : yaml_get(y, key);

	return (uint16_t)yaml_int(n, l->file, 1, 10000, l->f, 0);
}

static void read_padding(struct link *l, struct sifa_kind *k, struct yaml *y)
{
	static const char *const known[] = {"text",  "least", "same", "parties",
					    "again", "day",   "most"};
	struct sifa_padding_def *d = link_array(l, 1, sizeof *d);

	LINK_KNOWN(l, y, known);
	if (!d || y->type != YAML_MAP)
		return;
	d->ntexts =
		link_fields(l, k, y, "text", 0, 4, is_words, N_("\"{1}\" is no text."), d->text);
	d->least = least(l, y, "least", d->ntexts > 0);
	d->same = least(l, y, "same", d->ntexts > 0);
	if (people(l, k, y, "parties", false, &d->rows, &d->party))
		d->again = least(l, y, "again", true);
	d->day = index_of(link_date(l, k, y, "day", false));
	d->most = least(l, y, "most", d->day != SIFA_NO_FIELD);
	k->padding = d;
}

/* {of: area, day: from, found: found, zero: zero_confirmed, by: reported_by} */
static void read_villages(struct link *l, struct sifa_kind *k, struct yaml *y)
{
	static const char *const known[] = {"of", "day", "found", "zero", "by"};
	struct sifa_villages_def *d = link_array(l, 1, sizeof *d);

	LINK_KNOWN(l, y, known);
	if (!d || y->type != YAML_MAP)
		return;
	d->of = index_of(typed(l, k, y, "of", true, SIFA_REFS));
	d->day = index_of(link_date(l, k, y, "day", true));
	d->found = index_of(typed(l, k, y, "found", true, SIFA_INT));
	d->zero = index_of(typed(l, k, y, "zero", false, SIFA_BOOL));
	d->by = index_of(typed(l, k, y, "by", false, SIFA_TEXT));
	if (d->of != SIFA_NO_FIELD && d->day != SIFA_NO_FIELD && d->found != SIFA_NO_FIELD)
		k->villages = d;
}

void kind_fair(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	struct yaml *y;

	if (!k->field)
		return;
	if ((y = yaml_get(tree, "samples")))
		read_samples(l, k, y);
	if ((y = yaml_get(tree, "matches")))
		read_matches(l, k, y);
	if ((y = yaml_get(tree, "padding")))
		read_padding(l, k, y);
	if ((y = yaml_get(tree, "villages")))
		read_villages(l, k, y);
}
