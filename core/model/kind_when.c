/* kind_when.c - conditions on a field. */
#include <string.h>

#include "link.h"

uint64_t link_bit(struct link *l, const struct sifa_field *f, struct yaml *e)
{
	const char *s = yaml_str(e, l->file, l->f, NULL);
	const struct sifa_code *code;

	if (f->type == SIFA_BOOL)
		return yaml_bool(e, l->file, l->f, false) ? 2 : 1;
	code = s ? code_find(f->codes, s, strlen(s)) : NULL;
	if (code && code->no < 64)
		return UINT64_C(1) << code->no;
	if (s && f->codes->n)
		yaml_error(l->f, l->file, e, N_("The list {1} has no code \"{2}\"."), f->codes->id,
			   s, NULL);
	return 0;
}

struct sifa_when link_when(struct link *l, const struct sifa_kind *k, struct yaml *map,
			   const char *key)
{
	struct sifa_when w = {.field = SIFA_NO_FIELD};
	struct yaml *when = yaml_get(map, key), *is = when ? when->child : NULL, one;
	const struct sifa_field *f;
	struct yaml name;

	if (!when)
		return w;
	if (when->type != YAML_MAP || when->n != 1) {
		yaml_error(l->f, l->file, when,
			   N_("A condition on one field was expected: when: {field: [codes]}."),
			   NULL);
		return w;
	}
	name = (struct yaml){.text = is->key, .line = is->key_line, .column = is->key_column};
	f = link_field(l, k, &name);
	if (!f)
		return w;
	if (f->type != SIFA_BOOL && f->type != SIFA_CODE && f->type != SIFA_CODES) {
		link_error(l, is,
			   N_("A condition needs a field of codes or yes/no; \"{1}\" is none."),
			   f->id, NULL);
		return w;
	}
	w.field = f->index;
	one = *is;
	one.next = NULL;
	for (struct yaml *e = is->type == YAML_LIST ? is->child : &one; e; e = e->next)
		w.in |= link_bit(l, f, e);
	return w;
}
