/* codelist.c - the code lists of config/codes, with their numbers. */
#include <stdio.h>
#include <string.h>

#include "link.h"

#define CODES_MOST 5000

static void check_double(struct link *l, const struct sifa_codelist *list, const struct yaml *y,
			 const struct sifa_code *c)
{
	for (const struct sifa_code *o = list->code; o < c; o++) {
		if (strcmp(o->id, c->id) == 0)
			link_error(l, y, N_("The code \"{1}\" stands in the list already."), c->id,
				   NULL);
		if (strcmp(o->digits, c->digits) == 0)
			link_error(l, y,
				   N_("The digits \"{1}\" belong to the code \"{2}\" already."),
				   c->digits, o->id);
	}
}

static void read_code(struct link *l, struct sifa_codelist *list, struct yaml *y,
		      struct sifa_code *c)
{
	static const char *const known[] = {"id", "digits", "label", "withdrawn", "was"};
	char path[2 * LINK_ID_MOST + 8], was[2 * LINK_ID_MOST + 8];
	const char *id, *old;

	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP)
		return;
	id = link_id(l, y, "id");
	c->id = id ? id : "?";
	c->digits = yaml_str(link_need(l, y, "digits"), l->file, l->f, "?");
	if (c->digits[0] != '?' && (c->digits[0] == '\0' || strlen(c->digits) > 6 ||
				    strspn(c->digits, "0123456789") != strlen(c->digits)))
		link_error(l, y,
			   N_("The digits \"{1}\" cannot be typed: 1 to 6 digits in quotes "
			      "were expected."),
			   c->digits, NULL);
	link_label(l, y, "label", true, c->label);
	c->withdrawn = yaml_bool(yaml_get(y, "withdrawn"), l->file, l->f, false);
	old = yaml_get(y, "was") ? link_id(l, y, "was") : NULL;
	if (!id)
		return;
	check_double(l, list, y, c);
	snprintf(path, sizeof path, "@%s.%s", list->id, id);
	if (old)
		snprintf(was, sizeof was, "@%s.%s", list->id, old);
	c->no = link_number(l, y, path, old ? was : NULL, 0);
}

static void read_list(struct link *l, struct yaml *y)
{
	static const char *const known[] = {"list", "label", "source", "codes"};
	struct sifa_codelist *list = &l->c->list[l->c->nlists];
	const char *label[SIFA_LANGS], *id;
	struct sifa_code *code;
	struct yaml *codes;

	LINK_KNOWN(l, y, known);
	if (y->type != YAML_MAP || !(id = link_id(l, y, "list")))
		return;
	link_label(l, y, "label", true, label);
	link_str(l, y, "source");
	if (config_list(l->c, id))
		link_error(l, y, N_("The list \"{1}\" stands in another file already."), id, NULL);
	codes = link_list(l, y, "codes", 1, CODES_MOST);
	code = link_array(l, codes ? codes->n : 0, sizeof *code);
	if (!code)
		return;
	*list = (struct sifa_codelist){.id = id, .code = code};
	l->c->nlists++;
	for (y = codes ? codes->child : NULL; y; y = y->next) {
		struct sifa_code *c = &code[list->n];

		read_code(l, list, y, c);
		list->n += c->id != NULL && c->label[SIFA_ZH] != NULL;
	}
}

void link_codes(struct link *l)
{
	l->c->list = link_array(l, l->c->nfiles, sizeof *l->c->list);
	l->c->nlists = 0;
	for (size_t i = 0; i < l->c->nfiles && l->c->list; i++) {
		const struct config_file *file = &l->c->file[i];
		struct yaml *tree = config_tree_in(l->c, file, "codes/");

		l->file = file->name;
		if (tree)
			read_list(l, tree);
	}
}
