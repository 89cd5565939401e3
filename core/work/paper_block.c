/* paper_block.c - the blocks of a paper as its file declares them. */
#include <string.h>

#include "paper.h"

enum { BLOCKS_MOST = 200, ROWS_MOST = 60, SIGN_MOST = 6 };

/* ---- conditions and sources ---- */

static void read_when(struct paper_load *pl, const struct paper_scope *sc, struct yaml *when,
		      struct paper_cond *out)
{
	struct yaml *is = when->child, name, one;
	const struct sifa_field *f;

	if (when->type != YAML_MAP || when->n != 1) {
		yaml_error(pl->l.f, pl->l.file, when,
			   N_("A condition on one field was expected: when: {field: [codes]}."),
			   NULL);
		return;
	}
	name = (struct yaml){.text = is->key, .line = is->key_line, .column = is->key_column};
	f = paper_read_field(pl, sc, &name, &out->up[0]);
	if (f && f->type != SIFA_BOOL && f->type != SIFA_CODE && f->type != SIFA_CODES)
		link_error(&pl->l, is,
			   N_("A condition needs a field of codes or yes/no; \"{1}\" is none."),
			   f->id, NULL);
	else
		out->when = f;
	one = *is;
	one.next = NULL;
	for (struct yaml *e = is->type == YAML_LIST ? is->child : &one; e && out->when; e = e->next)
		out->in |= link_bit(&pl->l, out->when, e);
}

/* `since: {field: day}`: which law was in force. */
static const struct sifa_field *read_day(struct paper_load *pl, const struct paper_scope *sc,
					 struct yaml *map, const char *key, unsigned *up,
					 sifa_day *day)
{
	struct yaml *y = yaml_get(map, key), *is = y ? y->child : NULL, name;
	const struct sifa_field *f;

	if (!y)
		return NULL;
	if (y->type != YAML_MAP || y->n != 1) {
		yaml_error(pl->l.f, pl->l.file, y,
			   N_("A day was expected here: {1}: {field: day}."), key, NULL);
		return NULL;
	}
	name = (struct yaml){.text = is->key, .line = is->key_line, .column = is->key_column};
	f = paper_read_field(pl, sc, &name, up);
	*day = link_day(&pl->l, is);
	if (f && f->type != SIFA_DATE) {
		link_error(&pl->l, is, N_("The field \"{1}\" is no date; a date was expected."),
			   f->id, NULL);
		return NULL;
	}
	return f;
}

void paper_read_cond(struct paper_load *pl, const struct paper_scope *sc, struct yaml *map,
		     struct paper_cond *out)
{
	struct yaml *when = yaml_get(map, "when"), *given = yaml_get(map, "given");
	struct yaml *missing = yaml_get(map, "missing");

	if (when)
		read_when(pl, sc, when, out);
	if (given)
		out->given = paper_read_field(pl, sc, given, &out->up[1]);
	if (missing)
		out->missing = paper_read_field(pl, sc, missing, &out->up[2]);
	out->since = read_day(pl, sc, map, "since", &out->up[3], &out->since_day);
	out->before = read_day(pl, sc, map, "before", &out->up[4], &out->before_day);
}

/* KIND.FIELD: the records of that kind whose field refers to this one. */
static void read_referring(struct paper_load *pl, struct yaml *y, const char *s, const char *dot,
			   const struct paper_scope *sc, struct paper_source *out)
{
	const char *kind = arena_copy(&pl->l.c->arena, s, (size_t)(dot - s)), *names[250], *near;
	struct yaml field = *y;
	size_t n = 0;

	out->from = kind ? config_kind(pl->l.c, kind) : NULL;
	if (!out->from) {
		for (; n < pl->l.c->nkinds && n < 250; n++)
			names[n] = pl->l.c->kind[n]->id;
		near = kind ? nearest_name(kind, names, n) : NULL;
		yaml_error(pl->l.f, pl->l.file, y,
			   near ? N_("There is no kind \"{1}\"; \"{2}\" is the nearest.")
				: N_("There is no kind \"{1}\"."),
			   kind ? kind : s, near, NULL);
		return;
	}
	field.text = dot + 1;
	out->field = link_field(&pl->l, out->from, &field);
	while (sc->rows && sc->up) {
		sc = sc->up;
		out->up++;
	}
	if (out->field && (out->field->type != SIFA_REF || out->field->target != sc->kind))
		yaml_error(pl->l.f, pl->l.file, y, N_("\"{1}\" does not refer to the kind {2}."), s,
			   sc->kind->id, NULL);
	out->scope.kind = out->from;
}

void paper_read_source(struct paper_load *pl, const struct paper_scope *sc, struct yaml *map,
		       const char *key, struct paper_source *out)
{
	struct yaml *y = link_need(&pl->l, map, key);
	const char *s = yaml_str(y, pl->l.file, pl->l.f, NULL), *dot = s ? strchr(s, '.') : NULL;

	out->scope = (struct paper_scope){.kind = sc->kind, .up = sc};
	if (dot)
		read_referring(pl, y, s, dot, sc, out);
	else if (s)
		out->field = paper_read_field(pl, sc, y, &out->up);
	if (!out->field)
		return;
	if (!out->from && out->field->type == SIFA_ROWS) {
		out->scope.rows = out->field;
	} else if (!out->from && (out->field->type == SIFA_REFS || out->field->type == SIFA_REF)) {
		out->scope.kind = out->field->target;
	} else if (!out->from) {
		yaml_error(pl->l.f, pl->l.file, y,
			   N_("\"{1}\" has no rows and no records to repeat for."), s, NULL);
		out->field = NULL;
	}
}

/* ---- grids and tables ---- */

bool paper_fit_widths(uint16_t *width, size_t n, int cols)
{
	int used = (int)n + 1;
	size_t open = 0;

	for (size_t i = 0; i < n; i++) {
		used += width[i];
		open += width[i] == 0;
	}
	for (size_t i = 0; i < n; i++) {
		if (width[i])
			continue;
		width[i] =
			(uint16_t)((cols - used) / (int)open > 0 ? (cols - used) / (int)open : 0);
		used += width[i];
		open--;
		if (width[i] < 2)
			return false;
	}
	return used <= cols;
}

static int page_cols(const struct paper_load *pl)
{
	return pl->body->paper.landscape ? PAPER_COLS_WIDE : PAPER_COLS;
}

static void read_widths(struct paper_load *pl, struct yaml *map, struct paper_block *b)
{
	struct yaml *list = link_list(&pl->l, map, "widths", 1, GRID_MOST);

	for (struct yaml *y = list ? list->child : NULL; y; y = y->next)
		b->width[b->ncolumns++] =
			(uint16_t)yaml_int(y, pl->l.file, 0, PAPER_COLS_WIDE, pl->l.f, 0);
	if (list && !paper_fit_widths(b->width, b->ncolumns, page_cols(pl)))
		link_error(&pl->l, list,
			   N_("These columns and the lines between them are wider than the page."),
			   NULL, NULL);
}

static const char *const aligns[] = {"left", "centre", "right"};

/* A few words and nothing to be filled in. */
static bool is_label(const struct paper_text *t)
{
	int w = 0;

	for (size_t i = 0; i < t->n; i++)
		w += t->fixed ? sifa_text_width(t->part[i].text, strlen(t->part[i].text)) : 0;
	return t->fixed && w > 0 && w <= 16;
}

static void read_cell(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		      struct paper_cell *c)
{
	static const char *const known[] = {"text", "span", "lines", "align"};
	bool map = y->type == YAML_MAP;

	c->span = 1;
	if (map)
		LINK_KNOWN(&pl->l, y, known);
	paper_read_text(pl, sc, map ? link_need(&pl->l, y, "text") : y, &c->text);
	c->align = is_label(&c->text) ? ALIGN_CENTRE : ALIGN_LEFT;
	if (!map)
		return;
	c->span = (uint16_t)yaml_int(yaml_get(y, "span"), pl->l.file, 1, GRID_MOST, pl->l.f, 1);
	c->lines = (uint16_t)yaml_int(yaml_get(y, "lines"), pl->l.file, 1, 60, pl->l.f, 0);
	c->align = (enum paper_align)link_word(&pl->l, y, "align", aligns, 3, c->align);
}

/* Rows of cells; what a short row leaves belongs to its last cell. */
static void read_rows(struct paper_load *pl, const struct paper_scope *sc, struct yaml *list,
		      struct paper_block *b)
{
	struct paper_row *row = link_array(&pl->l, list ? list->n : 0, sizeof *row);

	for (struct yaml *y = list && row ? list->child : NULL; y; y = y->next) {
		struct paper_cell *cell =
			link_array(&pl->l, y->type == YAML_LIST ? y->n : 1, sizeof *cell);
		struct paper_row *r = &row[b->nrows++];
		size_t spans = 0;

		r->cell = cell;
		for (struct yaml *c = y->type == YAML_LIST ? y->child : y; c && cell;
		     c = y->type == YAML_LIST ? c->next : NULL) {
			read_cell(pl, sc, c, &cell[r->n]);
			spans += cell[r->n++].span;
		}
		if (b->op == BLOCK_GRID && spans > b->ncolumns)
			yaml_error(pl->l.f, pl->l.file, y,
				   N_("This row has more cells than the grid has columns."), NULL);
		else if (b->op == BLOCK_GRID && cell && r->n)
			cell[r->n - 1].span = (uint16_t)(cell[r->n - 1].span + b->ncolumns - spans);
	}
	b->row = row;
}

static const struct sifa_field *read_sum(struct paper_load *pl, const struct paper_scope *sc,
					 struct yaml *y)
{
	unsigned up;
	const struct sifa_field *f = paper_read_field(pl, sc, y, &up);

	if (f && f->type != SIFA_MONEY && f->type != SIFA_INT) {
		yaml_error(pl->l.f, pl->l.file, y,
			   N_("\"{1}\" cannot be summed: money or a number was expected."), f->id,
			   NULL);
		return NULL;
	}
	return f;
}

static void read_column(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
			bool ledger, struct paper_column *c)
{
	static const char *const table[] = {"label", "text", "width", "align"};
	static const char *const list[] = {"label", "text", "width", "align", "sum", "entry"};
	static const char *const sides[] = {[ENTRY_NONE] = "none",
					    [ENTRY_IN] = "in",
					    [ENTRY_OUT] = "out",
					    [ENTRY_BALANCE] = "balance"};

	if (ledger)
		LINK_KNOWN(&pl->l, y, list);
	else
		LINK_KNOWN(&pl->l, y, table);
	c->label = yaml_str(link_need(&pl->l, y, "label"), pl->l.file, pl->l.f, "");
	if (yaml_get(y, "text"))
		paper_read_text(pl, sc, yaml_get(y, "text"), &c->text);
	c->width = (uint16_t)yaml_int(link_need(&pl->l, y, "width"), pl->l.file, 0, PAPER_COLS_WIDE,
				      pl->l.f, 8);
	c->align = (enum paper_align)link_word(&pl->l, y, "align", aligns, 3, ALIGN_LEFT);
	if (ledger && yaml_get(y, "sum"))
		c->sum = read_sum(pl, sc, yaml_get(y, "sum"));
	if (!ledger || !yaml_get(y, "entry"))
		return;
	c->entry = (enum paper_entry)link_word(&pl->l, y, "entry", sides, 4, ENTRY_NONE);
	if (sc->kind->entries)
		c->sum = &sc->kind->field[sc->kind->entries->amount];
	else
		link_error(&pl->l, yaml_get(y, "entry"),
			   N_("Records of this kind add up to no balance."), NULL, NULL);
}

const struct paper_column *paper_read_columns(struct paper_load *pl, const struct paper_scope *sc,
					      struct yaml *map, int cols, bool ledger, size_t *n)
{
	struct yaml *list = link_list(&pl->l, map, "columns", 1, GRID_MOST);
	struct paper_column *column = link_array(&pl->l, list ? list->n : 0, sizeof *column);
	uint16_t width[GRID_MOST] = {0};

	*n = 0;
	for (struct yaml *y = list && column ? list->child : NULL; y; y = y->next) {
		read_column(pl, sc, y, ledger, &column[*n]);
		width[*n] = column[*n].width;
		++*n;
	}
	if (*n && !paper_fit_widths(width, *n, cols))
		link_error(&pl->l, list,
			   N_("These columns and the lines between them are wider than the page."),
			   NULL, NULL);
	for (size_t i = 0; i < *n; i++)
		column[i].width = width[i];
	return column;
}

/* ---- blocks, by their first word ---- */

struct block_def {
	const char *word;
	enum block_op op;
	enum paper_align align;
	enum sifa_line_style style;
	const char *more[4]; /* keys beside it */
};
static const struct block_def defs[] = {
	{"title", BLOCK_LINE, ALIGN_CENTRE, SIFA_LINE_TITLE, {NULL}},
	{"centre", BLOCK_LINE, ALIGN_CENTRE, SIFA_LINE_TEXT, {NULL}},
	{"left", BLOCK_LINE, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"right", BLOCK_LINE, ALIGN_RIGHT, SIFA_LINE_TEXT, {NULL}},
	{"para", BLOCK_PARA, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"blank", BLOCK_BLANK, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"rule", BLOCK_RULE, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"cut", BLOCK_CUT, ALIGN_CENTRE, SIFA_LINE_CUT, {NULL}},
	{"break", BLOCK_BREAK, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"grid", BLOCK_GRID, ALIGN_LEFT, SIFA_LINE_TEXT, {"widths"}},
	{"table", BLOCK_TABLE, ALIGN_LEFT, SIFA_LINE_TEXT, {"of", "least", "only", "columns"}},
	{"each", BLOCK_EACH, ALIGN_LEFT, SIFA_LINE_TEXT, {"body", "least", "only"}},
	{"group", BLOCK_GROUP, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"side_by_side", BLOCK_COLUMNS, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"sign", BLOCK_SIGN, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"seal", BLOCK_SEAL, ALIGN_CENTRE, SIFA_LINE_SEAL, {NULL}},
	{"arithmetic", BLOCK_ARITHMETIC, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
	{"letter", BLOCK_LETTER, ALIGN_LEFT, SIFA_LINE_TEXT, {"columns"}},
	{"figures", BLOCK_FIGURES, ALIGN_LEFT, SIFA_LINE_TEXT, {NULL}},
};
enum { DEFS = sizeof defs / sizeof *defs };

static const struct block_def *read_def(struct paper_load *pl, struct yaml *y)
{
	const char *names[DEFS], *near;

	for (size_t i = 0; i < DEFS; i++) {
		names[i] = defs[i].word;
		if (yaml_get(y, defs[i].word))
			return &defs[i];
	}
	near = y->child && y->child->key ? nearest_name(y->child->key, names, DEFS) : NULL;
	yaml_error(pl->l.f, pl->l.file, y,
		   near ? N_("This is no block; \"{1}\" is the nearest.")
			: N_("This is no block; see sifa-paper(5)."),
		   near, NULL);
	return NULL;
}

static void known_keys(struct paper_load *pl, const struct block_def *d, struct yaml *y)
{
	const char *known[10] = {d->word, "when", "given", "missing", "since", "before"};
	size_t n = 6;

	for (size_t i = 0; i < 4 && d->more[i]; i++)
		known[n++] = d->more[i];
	yaml_known(y, pl->l.file, known, n, pl->l.f);
}

void paper_read_only(struct paper_load *pl, struct yaml *y, struct paper_source *of)
{
	struct yaml *only = yaml_get(y, "only");

	if (only && of->field)
		read_when(pl, &of->scope, only, &of->cond);
}

static void read_table(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		       struct paper_block *b)
{
	static const char *const known[] = {"of", "least", "only", "columns"};
	struct yaml *t = yaml_get(y, "table");

	LINK_KNOWN(&pl->l, t, known);
	paper_read_source(pl, sc, t, "of", &b->of);
	paper_read_only(pl, t, &b->of);
	b->n = (uint16_t)yaml_int(yaml_get(t, "least"), pl->l.file, 0, 100, pl->l.f, 0);
	if (b->of.field)
		b->column =
			paper_read_columns(pl, &b->of.scope, t, page_cols(pl), false, &b->ncolumns);
}

static void read_grid(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		      struct paper_block *b)
{
	read_widths(pl, y, b);
	if (b->ncolumns)
		read_rows(pl, sc, link_list(&pl->l, y, "grid", 1, ROWS_MOST), b);
}

/* `letter: clauses`; `targets`, `score` and `progress` with columns of labels. */
static void read_letter(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
			struct paper_block *b)
{
	static const char *const what[] = {"clauses", "targets", "score", "progress"};
	size_t i = (size_t)link_word(&pl->l, y, "letter", what, 4, 0);

	b->given = what[i];
	if (sc->kind != pl->l.c->letter)
		link_error(&pl->l, yaml_get(y, "letter"),
			   N_("Only a paper of the kind for letters has this block."), NULL, NULL);
	if (i)
		b->column = paper_read_columns(pl, sc, y, page_cols(pl), false, &b->ncolumns);
}

static void read_block(struct paper_load *pl, const struct paper_scope *sc, struct yaml *y,
		       const struct block_def *d, struct paper_block *b)
{
	struct yaml *v = yaml_get(y, d->word);

	*b = (struct paper_block){.op = d->op, .align = d->align, .style = d->style};
	known_keys(pl, d, y);
	paper_read_cond(pl, sc, y, &b->cond);
	switch (d->op) {
	case BLOCK_LINE:
	case BLOCK_PARA:
	case BLOCK_CUT:
		paper_read_text(pl, sc, v, &b->text);
		break;
	case BLOCK_BLANK:
		b->n = (uint16_t)yaml_int(v, pl->l.file, 1, 60, pl->l.f, 1);
		break;
	case BLOCK_GRID:
		read_grid(pl, sc, y, b);
		break;
	case BLOCK_TABLE:
		read_table(pl, sc, y, b);
		break;
	case BLOCK_EACH:
		paper_read_source(pl, sc, y, "each", &b->of);
		paper_read_only(pl, y, &b->of);
		b->n = (uint16_t)yaml_int(yaml_get(y, "least"), pl->l.file, 0, 20, pl->l.f, 0);
		if (b->of.field)
			b->block = paper_read_blocks(pl, &b->of.scope, y, "body", &b->nblocks);
		break;
	case BLOCK_LETTER:
		read_letter(pl, sc, y, b);
		break;
	case BLOCK_GROUP:
		b->block = paper_read_blocks(pl, sc, y, "group", &b->nblocks);
		break;
	case BLOCK_COLUMNS:
	case BLOCK_SIGN:
	case BLOCK_SEAL:
		read_rows(pl, sc, link_list(&pl->l, y, d->word, 1, SIGN_MOST), b);
		break;
	default:
		yaml_bool(v, pl->l.file, pl->l.f, true);
		break;
	}
	b->of.scope.up = NULL; /* it lived while the file was read */
}

const struct paper_block *paper_read_blocks(struct paper_load *pl, const struct paper_scope *sc,
					    struct yaml *map, const char *key, size_t *n)
{
	struct yaml *list = link_list(&pl->l, map, key, 1, BLOCKS_MOST);
	struct paper_block *block = link_array(&pl->l, list ? list->n : 0, sizeof *block);

	*n = 0;
	for (struct yaml *y = list && block ? list->child : NULL; y; y = y->next) {
		const struct block_def *d = read_def(pl, y);

		if (d)
			read_block(pl, sc, y, d, &block[(*n)++]);
	}
	return block;
}
