/* config.c - the configuration as a whole: files into trees, trees into lists,
 * kinds and calendar. All files are looked at whatever the first ones hold. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "link.h"

#define KINDS_MOST 250

struct config *config_new(void)
{
	return calloc(1, sizeof(struct config));
}

void config_free(struct config *c)
{
	if (!c)
		return;
	free(c->file);
	arena_free(&c->nodes);
	arena_free(&c->arena);
	free(c);
}

static enum sifa_rc add_file(struct config *c, struct config_file f, struct sifa_err *err)
{
	size_t cap = c->nfiles;

	f.name = arena_str(&c->arena, f.name);
	/* room is 8, 16, 32 ...: grown exactly when nfiles is one of these */
	if (c->nfiles == 0 || (c->nfiles >= 8 && (c->nfiles & (c->nfiles - 1)) == 0)) {
		if (!grow(&c->file, &cap, c->nfiles + 1, sizeof *c->file))
			return err_nomem(err);
	}
	if (!f.name || !f.text)
		return err_nomem(err);
	c->file[c->nfiles++] = f;
	return SIFA_OK;
}

enum sifa_rc config_add(struct config *c, const char *name, const char *text, size_t n,
			struct yaml *tree, struct sifa_err *err)
{
	return add_file(c,
			(struct config_file){.name = name,
					     .text = arena_copy(&c->arena, text, n),
					     .n = n,
					     .thawed = tree},
			err);
}

/* Read by config_link(), and by nobody later. */
static bool config_links(const char *name)
{
	return !strncmp(name, "kinds/", 6) || !strncmp(name, "codes/", 6) ||
	       !strncmp(name, "calendar/", 9);
}

enum sifa_rc config_add_frozen(struct config *c, const char *name, const void *frozen, size_t n,
			       struct sifa_err *err)
{
	struct config_file f = {.name = name, .text = "", .nfrozen = n};

	f.frozen = arena_copy(config_links(name) ? &c->nodes : &c->arena, frozen, n);
	return f.frozen ? add_file(c, f, err) : err_nomem(err);
}

struct yaml *config_tree(const struct config *c, const struct config_file *f)
{
	struct config *own = (struct config *)(uintptr_t)c; /* what is thawed is a cache */

	if (!f->thawed && f->frozen)
		own->file[f - c->file].thawed =
			yaml_thaw(&own->nodes, &own->arena, f->frozen, f->nfrozen);
	return f->thawed;
}

struct yaml *config_tree_in(const struct config *c, const struct config_file *f, const char *folder)
{
	return strncmp(f->name, folder, strlen(folder)) ? NULL : config_tree(c, f);
}

bool config_by_two(const struct config *c, const struct sifa_kind *k)
{
	return k && (k == c->same_person || k == c->handover || k == c->score_lock);
}

void config_rest(struct config *c)
{
	for (size_t i = 0; i < c->nfiles; i++) {
		struct config_file *f = &c->file[i];

		if (f->frozen)
			f->thawed = NULL;
		if (config_links(f->name))
			f->frozen = NULL;
	}
	arena_free(&c->nodes);
}

/* ---- looking up ---- */

const struct sifa_kind *config_kind(const struct config *c, const char *name)
{
	for (size_t i = 0; i < c->nkinds; i++)
		if (c->kind[i]->id[0] == name[0] && !strcmp(c->kind[i]->id, name))
			return c->kind[i];
	return NULL;
}

const struct sifa_kind *config_kind_no(const struct config *c, uint16_t no)
{
	return no < c->nkind_no ? c->kind_no[no] : NULL;
}

const struct sifa_codelist *config_list(const struct config *c, const char *id)
{
	for (size_t i = 0; i < c->nlists; i++)
		if (c->list[i].id[0] == id[0] && !strcmp(c->list[i].id, id))
			return &c->list[i];
	return NULL;
}

const struct sifa_field *sifa_field(const struct sifa_kind *k, const char *name)
{
	for (size_t i = 0; i < k->nfields; i++)
		if (strcmp(k->field[i].id, name) == 0)
			return &k->field[i];
	for (size_t i = 0; i < k->nfields; i++)
		if (strcmp(k->field[i].label[SIFA_ZH], name) == 0 ||
		    strcasecmp(k->field[i].label[SIFA_EN], name) == 0)
			return &k->field[i];
	return NULL;
}

bool config_broken(const struct config *c, const char *folder, const char *id)
{
	char name[200];

	snprintf(name, sizeof name, "%s%s.yaml", folder, id);
	for (size_t i = 0; i < c->nfiles; i++)
		if (!c->file[i].thawed && !c->file[i].frozen && strcmp(c->file[i].name, name) == 0)
			return true;
	return false;
}

/* ---- kinds ---- */

static void check_kind_double(struct link *l, struct yaml *tree, const struct sifa_kind *k)
{
	for (size_t i = 0; i < l->c->nkinds; i++) {
		const struct sifa_kind *o = l->c->kind[i];

		if (strcmp(o->id, k->id) == 0)
			link_error(l, tree, N_("The kind \"{1}\" stands in another file already."),
				   k->id, NULL);
		if (k->code[0] && strcasecmp(o->code, k->code) == 0)
			link_error(l, tree,
				   N_("The code \"{1}\" belongs to the kind \"{2}\" already."),
				   k->code, o->id);
	}
}

/* Sections of the menu. */
static const char *const menus[] = {"mediation", "correction", "released", "aid",
				    "publicity", "office",     "people",   "returns"};

/* What other kinds need to know of it: name, code, number. */
static void read_head(struct link *l, struct yaml *tree)
{
	static const char *const known[] = {
		"kind",	   "code",    "label",	 "ledger",	 "menu",     "secrecy", "title",
		"keys",	   "dates",   "fields",	 "states",	 "pages",    "columns", "sorts",
		"clocks",  "checks",  "was",	 "steps",	 "entries",  "numbers", "duties",
		"samples", "matches", "padding", "secrecy_when", "villages", "by_unit", "shared",
	};
	struct sifa_kind *k = link_array(l, 1, sizeof *k);
	const char *was;
	int menu;

	LINK_KNOWN(l, tree, known);
	if (!k || tree->type != YAML_MAP || !(k->id = link_id(l, tree, "kind")))
		return;
	k->code = yaml_str(link_need(l, tree, "code"), l->file, l->f, "");
	if (strlen(k->code) > 8 ||
	    strspn(k->code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != strlen(k->code))
		link_error(
			l, yaml_get(tree, "code"),
			N_("The code \"{1}\" of a kind was expected as capital letters and digits, "
			   "at most 8."),
			k->code, NULL);
	check_kind_double(l, tree, k);
	link_label(l, tree, "label", true, k->label);
	link_label(l, tree, "ledger", true, k->ledger);
	menu = link_word(l, tree, "menu", menus, sizeof menus / sizeof menus[0], -1);
	k->menu = menu < 0 ? "" : menus[menu];
	k->secrecy = (uint8_t)yaml_int(yaml_get(tree, "secrecy"), l->file, 0, 3, l->f, 0);
	k->by_unit = yaml_bool(yaml_get(tree, "by_unit"), l->file, l->f, false);
	k->shared = yaml_bool(yaml_get(tree, "shared"), l->file, l->f, false);
	was = yaml_get(tree, "was") ? link_id(l, tree, "was") : NULL;
	k->no = link_number(l, tree, k->id, was, 0);
	k->calendar = &l->c->calendar;
	l->c->kind[l->c->nkinds++] = k;
}

static void for_each_kind(struct link *l,
			  void (*f)(struct link *l, struct sifa_kind *k, struct yaml *tree))
{
	for (size_t i = 0; i < l->c->nfiles; i++) {
		const struct config_file *file = &l->c->file[i];
		const struct sifa_kind *k;
		struct yaml *tree = config_tree_in(l->c, file, "kinds/"),
			    *id = tree ? yaml_get(tree, "kind") : NULL;

		l->file = file->name;
		k = id && id->type == YAML_SCALAR ? config_kind(l->c, id->text) : NULL;
		if (k)
			f(l, (struct sifa_kind *)(uintptr_t)k, tree);
	}
}

static void link_kind_numbers(struct link *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->c->nkinds; i++)
		n = l->c->kind[i]->no >= n ? l->c->kind[i]->no + 1u : n;
	l->c->kind_no = link_array(l, n, sizeof *l->c->kind_no);
	l->c->nkind_no = l->c->kind_no ? n : 0;
	for (size_t i = l->c->nkind_no ? l->c->nkinds : 0; i--;)
		l->c->kind_no[l->c->kind[i]->no] = l->c->kind[i];
}

static void link_kinds(struct link *l)
{
	l->c->kind = link_array(l, l->c->nfiles, sizeof *l->c->kind);
	l->c->nkinds = 0;
	for (size_t i = 0; i < l->c->nfiles && l->c->kind; i++) {
		struct yaml *tree = config_tree_in(l->c, &l->c->file[i], "kinds/");

		l->file = l->c->file[i].name;
		if (!tree)
			continue;
		if (l->c->nkinds < KINDS_MOST)
			read_head(l, tree);
		else
			link_error(
				l, tree,
				N_("This kind is one too many: a configuration holds at most 250."),
				NULL, NULL);
	}
	if (l->c->kind)
		link_kind_numbers(l);
	for_each_kind(l, kind_fields);
	for_each_kind(l, kind_parts);
}

/* The few kinds the program itself is built on. */
static void link_built_on(struct link *l)
{
	struct config *c = l->c;
	const struct {
		const char *id;
		const struct sifa_kind **kind;
	} need[] = {
		{"unit", &c->unit},	{"person", &c->person},	 {"user", &c->user},
		{"letter", &c->letter}, {"return", &c->return_}, {"inspection", &c->inspection},
	};

	for (size_t i = 0; i < sizeof need / sizeof need[0]; i++) {
		*need[i].kind = config_kind(c, need[i].id);
		if (*need[i].kind || config_broken(c, "kinds/", need[i].id))
			continue;
		yaml_error(
			l->f, "kinds/", NULL,
			N_("The program needs a kind \"{1}\"; add the shipped file kinds/{1}.yaml."),
			need[i].id, NULL);
	}
	c->same_person = config_kind(c, "same_person");
	c->handover = config_kind(c, "handover");
	c->score_lock = config_kind(c, "score_lock");
}

/* ---- calendar ---- */

static int by_day(const void *a, const void *b)
{
	const sifa_day *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void add_days(struct link *l, struct yaml *tree, const char *key, sifa_day *day, size_t *n)
{
	struct yaml *list = link_list(l, tree, key, 0, 366);

	for (struct yaml *y = list ? list->child : NULL; y; y = y->next) {
		day[*n] = link_day(l, y);
		*n += day[*n] != SIFA_DAY_NONE;
	}
}

static void link_calendar(struct link *l)
{
	static const char *const known[] = {"calendar", "source", "rest", "work"};
	struct calendar *cal = &l->c->calendar;
	size_t years = 0;

	for (size_t i = 0; i < l->c->nfiles; i++)
		years += strncmp(l->c->file[i].name, "calendar/", 9) == 0;
	cal->rest = link_array(l, years, 366 * sizeof *cal->rest);
	cal->work = link_array(l, years, 366 * sizeof *cal->work);
	cal->nrest = cal->nwork = 0;
	for (size_t i = 0; i < l->c->nfiles && cal->rest && cal->work; i++) {
		const struct config_file *file = &l->c->file[i];
		struct yaml *tree = config_tree_in(l->c, file, "calendar/");

		l->file = file->name;
		if (!tree)
			continue;
		LINK_KNOWN(l, tree, known);
		if (tree->type != YAML_MAP)
			continue;
		yaml_int(link_need(l, tree, "calendar"), l->file, 1949, 2200, l->f, 0);
		link_str(l, tree, "source");
		add_days(l, tree, "rest", cal->rest, &cal->nrest);
		add_days(l, tree, "work", cal->work, &cal->nwork);
	}
	if (cal->nrest)
		qsort(cal->rest, cal->nrest, sizeof *cal->rest, by_day);
	if (cal->nwork)
		qsort(cal->work, cal->nwork, sizeof *cal->work, by_day);
}

/* ---- all ---- */

static enum sifa_rc first_error(const struct sifa_findings *f, struct sifa_err *err)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].severity != SIFA_ERROR)
			continue;
		if (err && err->rc == SIFA_OK) {
			*err = f->v[i].err;
			err->rc = SIFA_E_CONFIG;
		}
		return SIFA_E_CONFIG;
	}
	return err_set(err, SIFA_E_CONFIG, N_("The configuration has errors; see the list."), NULL);
}

enum sifa_rc config_link(struct config *c, const struct namer *namer,
			 struct sifa_findings *findings, struct sifa_err *err)
{
	struct sifa_findings own = {0};
	struct link l = {.c = c, .namer = namer, .f = findings ? findings : &own};
	enum sifa_rc rc = SIFA_OK;

	link_codes(&l);
	link_kinds(&l);
	for_each_kind(&l, kind_flow);
	for_each_kind(&l, kind_duties);
	for_each_kind(&l, kind_fair);
	link_calendar(&l);
	link_built_on(&l);
	for (size_t i = 0; i < c->nfiles; i++)
		if (!c->file[i].thawed && !c->file[i].frozen)
			rc = SIFA_E_CONFIG;
	if (l.nomem)
		rc = err_nomem(err);
	else if (rc || l.f->errors)
		rc = first_error(l.f, err);
	sifa_findings_free(&own);
	return rc;
}
