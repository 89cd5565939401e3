/* paper_load.c - reads config/papers, and makes a ledger of its columns for every kind
 * that has none declared. */
#include <stdlib.h>
#include <string.h>

#include "dossier.h"

enum { LISTS_MOST = 20, NEEDS_MOST = 24, TESTS_MOST = 8, LEDGER_ROWS = 22 };
enum { LINES = 54, LINES_WIDE = 40 };

static const struct sifa_kind *read_kind(struct paper_load *pl, struct yaml *y)
{
	const char *s = yaml_str(y, pl->l.file, pl->l.f, NULL), *names[250], *near;
	const struct sifa_kind *k = s ? config_kind(pl->l.c, s) : NULL;
	size_t n = 0;

	if (k || !s)
		return k;
	for (; n < pl->l.c->nkinds && n < 250; n++)
		names[n] = pl->l.c->kind[n]->id;
	near = nearest_name(s, names, n);
	yaml_error(pl->l.f, pl->l.file, y,
		   near ? N_("There is no kind \"{1}\"; \"{2}\" is the nearest.")
			: N_("There is no kind \"{1}\"."),
		   s, near, NULL);
	return NULL;
}

static void read_page(struct paper_load *pl, struct yaml *tree, struct sifa_paper *p)
{
	static const char *const shapes[] = {"portrait", "landscape"};

	p->landscape = link_word(&pl->l, tree, "page", shapes, 2, p->ledger) == 1;
	p->lines = (uint16_t)yaml_int(yaml_get(tree, "lines"), pl->l.file, 20, 80, pl->l.f,
				      p->landscape ? LINES_WIDE : LINES);
	p->order = (uint16_t)yaml_int(yaml_get(tree, "order"), pl->l.file, 0, 999, pl->l.f, 500);
}

/* Texts made of several records, such as the names of all applicants. */
static void read_lists(struct paper_load *pl, const struct paper_scope *sc, struct yaml *tree)
{
	static const char *const known[] = {"id", "of", "only", "text", "join"};
	struct yaml *list = link_list(&pl->l, tree, "lists", 0, LISTS_MOST);
	struct paper_list *v = link_array(&pl->l, list ? list->n : 0, sizeof *v);

	pl->body->list = v;
	for (struct yaml *y = list && v ? list->child : NULL; y; y = y->next) {
		struct paper_list *l = &v[pl->body->nlists];

		LINK_KNOWN(&pl->l, y, known);
		if (y->type != YAML_MAP || !(l->id = link_id(&pl->l, y, "id")))
			continue;
		paper_read_source(pl, sc, y, "of", &l->of);
		paper_read_only(pl, y, &l->of);
		if (l->of.field)
			paper_read_text(pl, &l->of.scope, link_need(&pl->l, y, "text"), &l->text);
		l->join = yaml_str(yaml_get(y, "join"), pl->l.file, pl->l.f, "、");
		l->of.scope.up = NULL;
		pl->body->nlists += l->of.field != NULL;
	}
}

static void read_needs(struct paper_load *pl, struct yaml *tree, struct sifa_paper *p)
{
	uint16_t need[NEEDS_MOST], *copy;

	p->nneeds = link_fields(&pl->l, p->kind, tree, "needs", 0, NEEDS_MOST, NULL, NULL, need);
	copy = link_array(&pl->l, p->nneeds, sizeof *copy);
	if (copy && p->nneeds)
		memcpy(copy, need, p->nneeds * sizeof *copy);
	p->need = copy;
}

static void read_red_head(struct paper_load *pl, const struct paper_scope *sc, struct yaml *tree)
{
	static const char *const known[] = {"name", "number"};
	struct yaml *y = yaml_get(tree, "red_head");

	if (!y)
		return;
	LINK_KNOWN(&pl->l, y, known);
	pl->body->paper.red_head = true;
	paper_read_text(pl, sc, link_need(&pl->l, y, "name"), &pl->body->red_name);
	paper_read_text(pl, sc, yaml_get(y, "number"), &pl->body->red_no);
}

static void read_document(struct paper_load *pl, struct yaml *tree)
{
	static const char *const known[] = {"paper", "kind", "label", "page",	  "lines", "order",
					    "needs", "when", "given", "missing",  "since", "before",
					    "head",  "foot", "lists", "red_head", "body"};
	struct paper_body *b = pl->body;
	struct paper_scope sc = {.kind = b->paper.kind};

	LINK_KNOWN(&pl->l, tree, known);
	read_page(pl, tree, &b->paper);
	read_needs(pl, tree, &b->paper);
	paper_read_cond(pl, &sc, tree, &b->cond);
	read_lists(pl, &sc, tree);
	pl->frame = true;
	paper_read_text(pl, &sc, yaml_get(tree, "head"), &b->head);
	paper_read_text(pl, &sc, yaml_get(tree, "foot"), &b->foot);
	pl->frame = false;
	read_red_head(pl, &sc, tree);
	b->block = paper_read_blocks(pl, &sc, tree, "body", &b->nblocks);
}

/* ---- ledgers ---- */

/* `where: {field: value}`, values as --where takes them. */
static void read_where(struct paper_load *pl, struct yaml *tree)
{
	struct yaml *where = yaml_get(tree, "where");
	struct sifa_test *test = link_array(&pl->l, where ? where->n : 0, sizeof *test);
	struct sifa_err err = {0};
	struct arena a = {0};

	pl->body->test = test;
	if (where && (where->type != YAML_MAP || where->n > TESTS_MOST)) {
		yaml_error(pl->l.f, pl->l.file, where,
			   N_("Tests were expected here: where: {field: value}."), NULL);
		return;
	}
	for (struct yaml *y = where && test ? where->child : NULL; y; y = y->next) {
		struct sifa_test *t = &test[pl->body->ntests++];

		*t = (struct sifa_test){y->key, yaml_str(y, pl->l.file, pl->l.f, "")};
		if (!where_from_tests(&a, pl->body->paper.kind, t, 1, 0, &err) && err.msg)
			yaml_error(pl->l.f, pl->l.file, y, err.msg, err.arg[0], err.arg[1],
				   err.arg[2], NULL);
		err = (struct sifa_err){0};
	}
	arena_free(&a);
}

static void read_sort(struct paper_load *pl, struct yaml *tree)
{
	const struct sifa_kind *k = pl->body->paper.kind;
	const char *names[8];
	size_t n = 0;

	for (; n < k->nsorts && n < 8; n++)
		names[n] = k->sort[n].id;
	pl->body->sort = (size_t)link_word(&pl->l, tree, "sort", names, n, 0);
}

static void read_ledger(struct paper_load *pl, struct yaml *tree)
{
	static const char *const known[] = {"paper", "ledger", "label", "page", "lines",   "order",
					    "head",  "where",  "sort",	"rows", "columns", "lists"};
	struct paper_body *b = pl->body;
	struct paper_scope sc = {.kind = b->paper.kind};

	LINK_KNOWN(&pl->l, tree, known);
	read_page(pl, tree, &b->paper);
	read_lists(pl, &sc, tree);
	read_where(pl, tree);
	read_sort(pl, tree);
	paper_read_text(pl, &(struct paper_scope){.kind = pl->unit}, yaml_get(tree, "head"),
			&b->head);
	b->rows =
		(uint16_t)yaml_int(yaml_get(tree, "rows"), pl->l.file, 5, 60, pl->l.f, LEDGER_ROWS);
	b->column =
		paper_read_columns(pl, &sc, tree, b->paper.landscape ? PAPER_COLS_WIDE : PAPER_COLS,
				   true, &b->ncolumns);
}

/* ---- a kind's own ledger ---- */

static struct paper_text one_place(struct link *l, enum part_what what, const struct sifa_field *f)
{
	struct paper_part *p = link_array(l, 1, sizeof *p);

	if (p)
		*p = (struct paper_part){.what = what, .step = {f}, .nsteps = f != NULL};
	return (struct paper_text){p, p != NULL, false};
}

/* The columns of the screen, made wider in proportion. */
static void own_widths(struct paper_column *c, size_t n)
{
	unsigned sum = 0, room = PAPER_COLS_WIDE - (unsigned)n - 1 - c[0].width;

	for (size_t i = 1; i < n; i++)
		sum += c[i].width;
	for (size_t i = 1; i < n; i++)
		c[i].width = (uint16_t)(c[i].width * room / sum);
}

static void own_columns(struct link *l, struct paper_body *b, const struct sifa_kind *k)
{
	struct paper_column *c = link_array(l, k->ncolumns + 2, sizeof *c);

	if (!c)
		return;
	c[b->ncolumns++] = (struct paper_column){.label = "序号",
						 .text = one_place(l, PART_SEQ, NULL),
						 .align = ALIGN_RIGHT,
						 .width = 5};
	if (k->by_unit)
		c[b->ncolumns++] = (struct paper_column){.label = "单位",
							 .text = one_place(l, PART_UNIT, NULL),
							 .width = SIFA_UNIT_WIDTH};
	for (size_t i = 0; i < k->ncolumns && b->ncolumns < GRID_MOST; i++) {
		const struct sifa_field *f = &k->field[k->column[i].field];
		bool number = f->type == SIFA_MONEY || f->type == SIFA_INT;

		if (f->type == SIFA_ROWS)
			continue;
		c[b->ncolumns++] =
			(struct paper_column){.label = f->label[SIFA_ZH],
					      .text = one_place(l, PART_FIELD, f),
					      .sum = number ? f : NULL,
					      .width = k->column[i].width,
					      .align = number ? ALIGN_RIGHT : ALIGN_LEFT};
	}
	own_widths(c, b->ncolumns);
	b->column = c;
}

static struct paper_body *own_ledger(struct link *l, const struct sifa_kind *k)
{
	struct paper_body *b = link_array(l, 1, sizeof *b);

	if (!b)
		return NULL;
	b->paper = (struct sifa_paper){.id = k->id,
				       .label = {k->ledger[SIFA_ZH], k->ledger[SIFA_EN]},
				       .kind = k,
				       .ledger = true,
				       .landscape = true,
				       .lines = LINES_WIDE,
				       .order = 999,
				       .body = b};
	b->rows = LEDGER_ROWS;
	own_columns(l, b, k);
	return b;
}

static void add_own_ledgers(struct link *l, struct papers *ps)
{
	for (size_t i = 0; i < l->c->nkinds; i++) {
		const struct sifa_kind *k = l->c->kind[i];
		struct paper_body *b;
		bool has = false;

		for (size_t j = 0; j < ps->n; j++)
			has = has || strcmp(ps->paper[j]->id, k->id) == 0;
		if (!has && (b = own_ledger(l, k)) != NULL)
			ps->paper[ps->n++] = &b->paper;
	}
}

/* ---- all ---- */

static void read_paper(struct link *l, struct papers *ps, struct yaml *tree)
{
	struct paper_load pl = {.l = *l, .unit = l->c->unit, .user = l->c->user};
	struct yaml *kind = yaml_get(tree, "kind"), *ledger = yaml_get(tree, "ledger");
	struct sifa_paper *p;

	pl.body = link_array(&pl.l, 1, sizeof *pl.body);
	l->nomem = l->nomem || !pl.body;
	if (!pl.body)
		return;
	p = &pl.body->paper;
	p->body = pl.body;
	p->ledger = ledger != NULL;
	if (tree->type != YAML_MAP || !(p->id = link_id(&pl.l, tree, "paper")))
		return;
	link_label(&pl.l, tree, "label", true, p->label);
	if (!kind == !ledger)
		link_error(&pl.l, tree, N_("A paper has either `kind:` or `ledger:`."), NULL, NULL);
	p->kind = read_kind(&pl, ledger ? ledger : kind);
	if (p->kind && ledger)
		read_ledger(&pl, tree);
	else if (p->kind)
		read_document(&pl, tree);
	for (size_t i = 0; i < ps->n; i++)
		if (strcmp(ps->paper[i]->id, p->id) == 0)
			link_error(&pl.l, yaml_get(tree, "paper"),
				   N_("The paper \"{1}\" stands in another file already."), p->id,
				   NULL);
	if (p->kind)
		ps->paper[ps->n++] = p;
	l->nomem = l->nomem || pl.l.nomem;
}

static int by_order(const void *a, const void *b)
{
	const struct sifa_paper *const *x = a, *const *y = b;
	int kind = strcmp((*x)->kind->code, (*y)->kind->code);

	if (kind)
		return kind;
	if ((*x)->order != (*y)->order)
		return (*x)->order - (*y)->order;
	return strcmp((*x)->id, (*y)->id);
}

const struct papers *papers_load(struct config *c, struct sifa_findings *f)
{
	struct link l = {.c = c, .f = f};
	struct papers *ps = link_array(&l, 1, sizeof *ps);

	if (!ps || !(ps->paper = link_array(&l, c->nfiles + c->nkinds, sizeof *ps->paper)))
		return NULL;
	for (size_t i = 0; i < c->nfiles; i++) {
		struct yaml *tree = config_tree_in(c, &c->file[i], "papers/");

		l.file = c->file[i].name;
		if (tree)
			read_paper(&l, ps, tree);
	}
	add_own_ledgers(&l, ps);
	if (ps->n)
		qsort(ps->paper, ps->n, sizeof *ps->paper, by_order);
	return l.nomem ? NULL : ps;
}

/* ---- papers that kinds name ---- */

static const struct sifa_paper *find(const struct papers *ps, const char *id)
{
	for (size_t i = 0; ps && i < ps->n; i++)
		if (strcmp(ps->paper[i]->id, id) == 0)
			return ps->paper[i];
	return NULL;
}

static void check_name(struct link *l, const struct papers *ps, struct yaml *y)
{
	const char *names[400], *near;
	size_t n = 0;

	if (y->type != YAML_SCALAR || find(ps, y->text))
		return;
	for (; n < ps->n && n < 400; n++)
		names[n] = ps->paper[n]->id;
	near = nearest_name(y->text, names, n);
	yaml_error(l->f, l->file, y,
		   near ? N_("There is no paper \"{1}\"; \"{2}\" is the nearest.")
			: N_("There is no paper \"{1}\"; add papers/{1}.yaml."),
		   y->text, near, NULL);
}

void papers_check(struct config *c, struct sifa_findings *f)
{
	const struct papers *ps = papers_load(c, f);
	struct link l = {.c = c, .f = f};

	for (size_t i = 0; ps && i < c->nfiles; i++) {
		struct yaml *tree = config_tree_in(c, &c->file[i], "kinds/"),
			    *steps = tree ? yaml_get(tree, "steps") : NULL;

		l.file = c->file[i].name;
		for (struct yaml *s = steps ? steps->child : NULL; s; s = s->next) {
			struct yaml *named = yaml_get(s, "papers");

			for (struct yaml *y = named ? named->child : NULL; y; y = y->next)
				check_name(&l, ps, y);
		}
	}
	dossiers_load(c, ps, f);
}

/* ---- the face ---- */

static const struct papers *papers_of(struct sifa *s)
{
	struct sifa_findings f = {0};

	if (!s->papers) {
		s->papers = papers_load(s->config, &f);
		config_rest(s->config);
	}
	sifa_findings_free(&f);
	return s->papers;
}

const struct sifa_paper *const *sifa_papers(struct sifa *s, size_t *n)
{
	const struct papers *ps = papers_of(s);

	*n = ps ? ps->n : 0;
	return ps ? ps->paper : NULL;
}

const struct sifa_paper *sifa_paper(struct sifa *s, const char *id)
{
	return find(papers_of(s), id);
}

size_t sifa_papers_of(struct sifa *s, const struct sifa_record *r, const struct sifa_paper **out,
		      size_t max)
{
	const struct papers *ps = papers_of(s);
	struct paper_at at = {.record = r};
	size_t n = 0;

	for (size_t i = 0; ps && i < ps->n && n < max; i++) {
		const struct sifa_paper *p = ps->paper[i];

		if (!p->ledger && p->kind == sifa_record_kind(r) &&
		    paper_holds(&at, &p->body->cond))
			out[n++] = p;
	}
	return n;
}

const struct sifa_paper *sifa_ledger(struct sifa *s, const struct sifa_kind *k)
{
	const struct papers *ps = papers_of(s);

	for (size_t i = 0; ps && i < ps->n; i++)
		if (ps->paper[i]->ledger && ps->paper[i]->kind == k)
			return ps->paper[i];
	return NULL;
}

void sifa_paper_missing(const struct sifa_paper *p, const struct sifa_record *r,
			struct sifa_findings *out)
{
	for (size_t i = 0; i < p->nneeds; i++) {
		const struct sifa_field *f = &p->kind->field[p->need[i]];
		struct sifa_err err = {0};

		if (sifa_get(r, f)->state != SIFA_ABSENT)
			continue;
		err_set(&err, SIFA_E_DATA, N_("The paper needs this: {2}."), f->label[SIFA_ZH],
			f->label[SIFA_EN], NULL);
		err_field(&err, f->id);
		findings_add(out, SIFA_ERROR, &err);
	}
}
