/* layout.c - where the fields of a kind lie: slots in the order of the fields'
 * numbers, those no longer declared included, so that an offset never changes. */
#include <stdio.h>
#include <string.h>

#include "link.h"

#define PATH_MOST (4 * LINK_ID_MOST)

struct layout {
	struct sifa_field *field;
	size_t n;
	uint32_t offset;
	uint16_t var;
};

static void place(void *arg, uint16_t no, const char *id, enum sifa_type type)
{
	struct layout *lay = arg;

	(void)id;
	for (size_t i = 0; i < lay->n; i++) {
		if (lay->field[i].no == no) {
			lay->field[i].offset = lay->offset;
			lay->field[i].var = lay->var;
		}
	}
	lay->offset += slot_width(type);
	lay->var = (uint16_t)(lay->var + type_is_var(type));
}

/* scope.id: both are of LINK_ID_MOST, or a path of such with room for one more. */
static void path_of(char out[PATH_MOST], const char *scope, const char *id)
{
	size_t n = strnlen(scope, PATH_MOST - LINK_ID_MOST - 2), m = strnlen(id, LINK_ID_MOST);

	memcpy(out, scope, n);
	out[n] = '.';
	memcpy(out + n + 1, id, m);
	out[n + 1 + m] = '\0';
}

/* Numbers for the fields declared in `list` under path (formerly `was`). */
static void number_fields(struct link *l, struct sifa_field *field, struct yaml *list,
			  const char *path, const char *was)
{
	struct sifa_field *f = field;

	for (struct yaml *y = list->child; y; y = y->next) {
		char now[PATH_MOST], old[PATH_MOST];
		const char *id, *formerly = NULL;

		if (y->type != YAML_MAP)
			continue;
		id = yaml_get(y, "was") ? link_id(l, y, "was") : NULL;
		path_of(now, path, f->id);
		if (id || was != path) {
			path_of(old, was, id ? id : f->id);
			formerly = strcmp(now, old) == 0 ? NULL : old;
		}
		f->no = link_number(l, y, now, formerly, (int)f->type);
		f++;
	}
}

static void place_fields(struct link *l, struct sifa_field *field, size_t n, const char *path,
			 struct layout *lay)
{
	lay->field = field;
	lay->n = n;
	l->namer->fields(l->namer->arg, path, place, lay);
}

static void layout_rows(struct link *l, struct sifa_field *f, struct yaml *y, const char *path,
			const char *was)
{
	struct yaml *rows = yaml_get(y, "rows"), *old = yaml_get(y, "was");
	char now[PATH_MOST], then[PATH_MOST];
	struct layout lay = {0};

	if (!f->row || !rows || rows->type != YAML_LIST)
		return;
	snprintf(now, sizeof now, "%s.%s", path, f->id);
	snprintf(then, sizeof then, "%s.%s", was,
		 old && old->type == YAML_SCALAR ? old->text : f->id);
	/* made by kind.c for this configuration, not yet shown to anybody */
	number_fields(l, (struct sifa_field *)(uintptr_t)f->row, rows, now, then);
	place_fields(l, (struct sifa_field *)(uintptr_t)f->row, f->nrow, now, &lay);
	f->row_fixed = (uint16_t)lay.offset;
	f->row_var = lay.var;
}

void layout_kind(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	struct sifa_field *field = (struct sifa_field *)(uintptr_t)k->field, *f = field;
	struct yaml *list = yaml_get(tree, "fields"), *was = yaml_get(tree, "was");
	const char *old = was && was->type == YAML_SCALAR ? was->text : k->id;
	struct layout lay = {.offset = FIX_FIELDS};

	if (!list || k->nfields == 0)
		return;
	number_fields(l, field, list, k->id, old);
	place_fields(l, field, k->nfields, k->id, &lay);
	k->fixed = lay.offset;
	k->nvar = lay.var;
	if (k->fixed > RECORD_FIXED_MAX)
		link_error(l, tree,
			   N_("The kind \"{1}\" has had too many fields; begin a new kind."), k->id,
			   NULL);
	for (struct yaml *y = list->child; y; y = y->next) {
		if (y->type != YAML_MAP)
			continue;
		if (f->type == SIFA_ROWS)
			layout_rows(l, f, y, k->id, old);
		f++;
	}
}
