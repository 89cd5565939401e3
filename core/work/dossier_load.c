/* dossier_load.c - reads dossiers/: what a dossier of each kind is made of. */
#include <string.h>

#include "dossier.h"
#include "evidence.h"

/* ---- papers ---- */

static const struct sifa_paper *find_paper(struct link *l, const struct papers *ps, struct yaml *y)
{
	const char *s = y ? yaml_str(y, l->file, l->f, NULL) : NULL, *names[400], *near;
	size_t n = 0;

	for (size_t i = 0; s && i < ps->n; i++) {
		if (!strcmp(ps->paper[i]->id, s) && !ps->paper[i]->ledger)
			return ps->paper[i];
		if (n < 400)
			names[n++] = ps->paper[i]->id;
	}
	if (!s)
		return NULL;
	near = nearest_name(s, names, n);
	yaml_error(l->f, l->file, y,
		   near ? N_("There is no paper \"{1}\"; \"{2}\" is the nearest.")
			: N_("There is no paper \"{1}\"; add papers/{1}.yaml."),
		   s, near, NULL);
	return NULL;
}

/* Of the case or of the dossier itself. */
static const struct sifa_paper *one_paper(struct link *l, const struct papers *ps,
					  const struct dossiers *d, const struct dossier_def *def,
					  struct yaml *tree, const char *key)
{
	struct yaml *y = yaml_get(tree, key);
	const struct sifa_paper *p = find_paper(l, ps, y);

	if (p && p->kind != def->of && p->kind != d->of) {
		link_error(l, y, N_("The paper \"{1}\" is neither of the dossier nor of its case."),
			   p->id, NULL);
		return NULL;
	}
	return p;
}

/* ---- lines of the contents ---- */

static void read_evidence(struct link *l, struct yaml *y, struct dossier_item *it)
{
	const struct sifa_kind *k = config_kind(l->c, "evidence");
	const struct sifa_field *kind = k ? kind_field(k, "kind") : NULL;
	struct yaml *list = link_list(l, y, "evidence", 0, 60);

	for (struct yaml *e = list && kind ? list->child : NULL; e; e = e->next)
		it->evidence |= link_bit(l, kind, e);
}

static void read_item(struct link *l, const struct papers *ps, const struct dossier_def *def,
		      struct yaml *y, struct dossier_item *it)
{
	struct yaml *list = link_list(l, y, "papers", 0, 20);

	link_label(l, y, "label", true, it->title);
	it->paper = link_array(l, list ? list->n : 0, sizeof *it->paper);
	for (struct yaml *e = list && it->paper ? list->child : NULL; e; e = e->next)
		if ((it->paper[it->npapers] = find_paper(l, ps, e)) != NULL)
			it->npapers++;
	read_evidence(l, y, it);
	it->rest = yaml_bool(yaml_get(y, "rest"), l->file, l->f, false);
	it->required = yaml_bool(yaml_get(y, "required"), l->file, l->f, false);
	it->when = link_when(l, def->of, y, "when");
}

static void read_items(struct link *l, const struct papers *ps, struct yaml *tree,
		       struct dossier_def *def)
{
	static const char *const known[] = {"id",   "label",	"papers", "evidence",
					    "rest", "required", "when"};
	struct yaml *list = link_list(l, tree, "contents", 1, ITEMS_MOST);
	struct dossier_item *item = link_array(l, list ? list->n : 0, sizeof *item);

	def->item = item;
	for (struct yaml *y = list && item ? list->child : NULL; y; y = y->next) {
		struct dossier_item *it = &item[def->nitems];

		LINK_KNOWN(l, y, known);
		if (y->type != YAML_MAP || !(it->id = link_id(l, y, "id")))
			continue;
		for (size_t i = 0; i < def->nitems; i++)
			if (!strcmp(item[i].id, it->id))
				link_error(l, y, N_("The line \"{1}\" is declared twice."), it->id,
					   NULL);
		read_item(l, ps, def, y, it);
		def->nitems++;
	}
}

/* ---- values that go from one to the other ---- */

static bool same_kind(const struct sifa_field *a, const struct sifa_field *b)
{
	bool text = a->type == SIFA_TEXT;

	return text || (a->type == b->type && a->target == b->target && a->codes == b->codes);
}

/* `TO: FROM`, or `TO: [FROM, ...]` for a text made of several. */
static void read_copies(struct link *l, struct yaml *tree, const char *key,
			const struct sifa_kind *to, const struct sifa_kind *from,
			struct dossier_copy *out, size_t *n)
{
	struct yaml *map = yaml_get(tree, key);

	if (map && (map->type != YAML_MAP || map->n > COPIES_MOST)) {
		link_error(l, map, N_("Fields were expected here: {field: field}."), NULL, NULL);
		return;
	}
	for (struct yaml *y = map ? map->child : NULL; y; y = y->next) {
		struct yaml name = {.text = y->key, .line = y->key_line, .column = y->key_column};
		struct dossier_copy *c = &out[*n];
		struct yaml one = *y;

		*c = (struct dossier_copy){.to = link_field(l, to, &name)};
		one.next = NULL;
		for (struct yaml *e = y->type == YAML_LIST ? y->child : &one;
		     e && c->to && c->n < COPY_FIELDS; e = e->next) {
			const struct sifa_field *f = link_field(l, from, e);

			if (f && !same_kind(c->to, f))
				link_error(l, e, N_("\"{1}\" cannot become \"{2}\"."), f->id,
					   c->to->id);
			else if (f)
				c->from[c->n++] = f;
		}
		*n += c->to != NULL && c->n;
	}
}

/* ---- a file ---- */

static const struct sifa_field *refers(const struct sifa_kind *k, const struct sifa_kind *to)
{
	for (size_t i = 0; i < k->nfields; i++)
		if (k->field[i].type == SIFA_REF && k->field[i].target == to)
			return &k->field[i];
	return NULL;
}

static bool read_head(struct link *l, const struct dossiers *d, struct yaml *tree,
		      struct dossier_def *def)
{
	const char *of = yaml_str(link_need(l, tree, "case"), l->file, l->f, NULL);
	const struct sifa_code *code;

	*def = (struct dossier_def){0};
	def->id = link_id(l, tree, "dossier");
	if (!def->id || !of)
		return false;
	code = code_find(d->kind->codes, def->id, strlen(def->id));
	if (!code)
		link_error(l, yaml_get(tree, "dossier"), N_("The list {1} has no code \"{2}\"."),
			   d->kind->codes->id, def->id);
	def->code = code ? code->no : 0;
	def->of = config_kind(l->c, of);
	def->via = def->of ? refers(d->of, def->of) : NULL;
	if (!def->of)
		link_error(l, yaml_get(tree, "case"), N_("There is no kind \"{1}\"."), of, NULL);
	else if (!def->via)
		link_error(l, yaml_get(tree, "case"),
			   N_("The kind dossier has no reference to \"{1}\"."), of, NULL);
	return code && def->via;
}

static void read_def(struct link *l, const struct papers *ps, struct dossiers *d, struct yaml *tree,
		     struct dossier_def *def)
{
	static const char *const known[] = {"dossier", "case",	"when", "closed", "copies",
					    "tells",   "cover", "list", "back",	  "contents"};

	LINK_KNOWN(l, tree, known);
	if (!read_head(l, d, tree, def))
		return;
	def->closed = link_date(l, def->of, tree, "closed", true);
	def->when = link_when(l, def->of, tree, "when");
	read_copies(l, tree, "copies", d->of, def->of, def->copy, &def->ncopies);
	read_copies(l, tree, "tells", def->of, d->of, def->tell, &def->ntells);
	def->cover = one_paper(l, ps, d, def, tree, "cover");
	def->contents = one_paper(l, ps, d, def, tree, "list");
	def->back = one_paper(l, ps, d, def, tree, "back");
	read_items(l, ps, tree, def);
	d->n += def->closed != NULL;
}

/* The kind dossier must have what is written into it. */
static bool read_kind(struct link *l, struct dossiers *d)
{
	const struct {
		const char *id;
		const struct sifa_field **f;
		enum sifa_type type;
		bool row;
	} need[] = {{"kind", &d->kind, SIFA_CODE, false},
		    {"contents", &d->rows, SIFA_ROWS, false},
		    {"pages", &d->pages, SIFA_INT, false},
		    {"filed_on", &d->filed_on, SIFA_DATE, false},
		    {"archived_on", &d->archived_on, SIFA_DATE, false},
		    {"seq", &d->seq, SIFA_INT, true},
		    {"title", &d->title, SIFA_TEXT, true},
		    {"page_from", &d->from, SIFA_INT, true},
		    {"page_to", &d->to, SIFA_INT, true},
		    {"item", &d->item, SIFA_TEXT, true},
		    {"holds", &d->holds, SIFA_LONGTEXT, true},
		    {"leaves", &d->leaves, SIFA_INT, true}};

	d->of = config_kind(l->c, "dossier");
	for (size_t i = 0; d->of && i < sizeof need / sizeof *need; i++) {
		const struct sifa_field *f = need[i].row ? NULL : kind_field(d->of, need[i].id);

		for (size_t k = 0; need[i].row && k < d->rows->nrow; k++)
			if (!strcmp(d->rows->row[k].id, need[i].id))
				f = &d->rows->row[k];
		if (!f || f->type != need[i].type) {
			yaml_error(l->f, "kinds/dossier.yaml", NULL,
				   N_("The kind dossier needs the field {1} as the shipped "
				      "kinds/dossier.yaml has it."),
				   need[i].id, NULL);
			return false;
		}
		*need[i].f = f;
	}
	return d->of != NULL;
}

const struct dossiers *dossiers_load(struct config *c, const struct papers *ps,
				     struct sifa_findings *f)
{
	struct link l = {.c = c, .f = f};
	struct dossiers *d = link_array(&l, 1, sizeof *d);
	struct dossier_def *def;
	size_t files = 0;

	for (size_t i = 0; i < c->nfiles; i++)
		files += strncmp(c->file[i].name, "dossiers/", 9) == 0;
	def = link_array(&l, files, sizeof *def);
	if (!d || !def || !ps || !files || !read_kind(&l, d))
		return d;
	d->def = def;
	for (size_t i = 0; i < c->nfiles; i++) {
		struct yaml *tree = config_tree_in(c, &c->file[i], "dossiers/");

		l.file = c->file[i].name;
		if (tree && tree->type == YAML_MAP)
			read_def(&l, ps, d, tree, &def[d->n]);
	}
	return l.nomem ? NULL : d;
}

const struct dossiers *dossiers_of(struct sifa *s)
{
	struct sifa_findings f = {0};
	size_t n;

	if (!s->dossiers && sifa_papers(s, &n)) {
		s->dossiers = dossiers_load(s->config, s->papers, &f);
		config_rest(s->config);
	}
	sifa_findings_free(&f);
	return s->dossiers;
}

const struct dossier_def *dossier_def_of(const struct dossiers *d, const struct sifa_record *r)
{
	for (size_t i = 0; d && i < d->n; i++)
		if (r->kind == d->of && r->v[d->kind->index].state == SIFA_SET &&
		    r->v[d->kind->index].n == d->def[i].code &&
		    r->v[d->def[i].via->index].state == SIFA_SET)
			return &d->def[i];
	return NULL;
}
