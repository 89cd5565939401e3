/* table.c - reads the columns, rows and checks of a return's table. */
#include "table.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_MOST = 400, TERMS_MOST = 64, DEPTH_MOST = 16 };

struct reading {
	struct compile c;
	struct sifa_table *t;
	struct yaml **yaml; /* of each row, for what is read when all are known */
};

static void label(struct reading *r, struct yaml *y, struct yaml *at, const char **out)
{
	static const char *const keys[] = {"zh", "en"};

	out[SIFA_ZH] = yaml_str(yaml_get(y, "zh"), r->c.file, r->c.f, "");
	out[SIFA_EN] = yaml_str(yaml_get(y, "en"), r->c.file, r->c.f, "");
	if (y)
		yaml_known(y, r->c.file, keys, 2, r->c.f);
	if (at && (!out[SIFA_ZH][0] || !out[SIFA_EN][0]))
		yaml_error(r->c.f, r->c.file, y ? y : at, N_("A label has both zh and en."), NULL);
}

size_t table_row(const struct sifa_table *t, const char *id)
{
	for (size_t i = 0; i < t->n; i++)
		if (*id && strcmp(t->face[i].id, id) == 0)
			return i;
	return SIZE_MAX;
}

size_t table_column(const struct sifa_table *t, const char *id)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (strcmp(t->head[i].id, id) == 0)
			return i;
	return SIZE_MAX;
}

static const char *read_id(struct reading *r, struct yaml *y)
{
	struct yaml *id = yaml_get(y, "id");

	if (!id)
		yaml_error(r->c.f, r->c.file, y, N_("`{1}:` is missing here."), "id", NULL);
	return yaml_str(id, r->c.file, r->c.f, "");
}

/* ---- names of other rows and columns ---- */

static void unknown(struct reading *r, struct yaml *at, const char *id, const char *const *names,
		    size_t n, bool rows)
{
	const char *near = nearest_name(id, names, n);

	if (near)
		yaml_error(r->c.f, r->c.file, at,
			   rows ? N_("There is no row {1} in this table. Did you mean {2}?")
				: N_("There is no column {1} in this table. Did you mean {2}?"),
			   id, near, NULL);
	else
		yaml_error(r->c.f, r->c.file, at,
			   rows ? N_("There is no row {1} in this table.")
				: N_("There is no column {1} in this table."),
			   id, NULL);
}

static size_t named_row(struct reading *r, struct yaml *at, const char *id)
{
	const char *names[ROWS_MOST];
	size_t i = table_row(r->t, id), n = 0;

	if (i != SIZE_MAX)
		return i;
	for (size_t k = 0; k < r->t->n; k++)
		if (*r->t->face[k].id)
			names[n++] = r->t->face[k].id;
	unknown(r, at, id, names, n, true);
	return SIZE_MAX;
}

static size_t named_column(struct reading *r, struct yaml *at)
{
	const char *id = yaml_str(at, r->c.file, r->c.f, ""), *names[COLUMNS_MOST];
	size_t i = table_column(r->t, id), n = 0;

	if (i != SIZE_MAX)
		return i;
	for (; n < r->t->ncolumns; n++)
		names[n] = r->t->head[n].id;
	unknown(r, at, id, names, n, false);
	return SIZE_MAX;
}

/* A list of rows, or one; `-row` is taken away. */
static bool read_terms(struct reading *r, struct yaml *y, struct term **out, size_t *n)
{
	struct yaml *first = y->type == YAML_LIST ? y->child : y;
	size_t count = y->type == YAML_LIST ? y->n : 1;
	bool ok = true;

	*n = 0;
	*out = arena_array(r->c.arena, count + 1, sizeof **out);
	if (!*out) {
		r->c.failed = true;
		return false;
	}
	for (struct yaml *e = first; e && *n < count; e = e->next) {
		const char *s = yaml_str(e, r->c.file, r->c.f, "");
		struct term *t = &(*out)[(*n)++];

		t->less = *s == '-';
		t->row = named_row(r, e, s + t->less);
		ok = ok && t->row != SIZE_MAX;
	}
	return ok;
}

/* ---- columns ---- */

static void read_change(struct reading *r, struct yaml *y, struct table_column *c)
{
	c->op = COLUMN_CHANGE;
	if (y->type != YAML_LIST || y->n != 2) {
		yaml_error(r->c.f, r->c.file, y,
			   N_("`change:` names two columns: what it was, and what it is."), NULL);
		return;
	}
	c->from = named_column(r, y->child);
	c->to = named_column(r, y->child->next);
}

static void read_count(struct reading *r, struct yaml *y, struct yaml *col, struct table_column *c)
{
	static const char *const names[] = {[COLUMN_PERIOD] = "period",
					    [COLUMN_YEAR] = "year",
					    [COLUMN_BEFORE] = "year_before",
					    [COLUMN_MONTH] = "month"};
	const char *s = yaml_str(y, r->c.file, r->c.f, "");
	struct yaml *month = yaml_get(col, "month");

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strcmp(names[i], s) != 0)
			continue;
		c->op = (enum column_op)i;
		if ((c->op == COLUMN_MONTH) != (month != NULL))
			break;
		c->month = (unsigned)yaml_int(month, r->c.file, 1, 12, r->c.f, 1);
		return;
	}
	yaml_error(r->c.f, r->c.file, y ? y : col,
		   N_("`count:` of a column is period, year, year_before, or month with `month:` 1 "
		      "to 12; or the column has `change:`."),
		   NULL);
}

static void read_column(struct reading *r, struct yaml *y)
{
	static const char *const keys[] = {"id",      "label", "count", "month", "change",
					   "measure", "via",   "duty",	"sum"};
	size_t i = r->t->ncolumns;
	struct sifa_table_column *head = &r->t->head[i];
	struct yaml *change = yaml_get(y, "change");

	yaml_known(y, r->c.file, keys, r->t->each ? sizeof keys / sizeof *keys : 5, r->c.f);
	head->id = read_id(r, y);
	label(r, yaml_get(y, "label"), y, head->label);
	head->change = change;
	if (table_column(r->t, head->id) != SIZE_MAX)
		yaml_error(r->c.f, r->c.file, y, N_("The column {1} stands here twice."), head->id,
			   NULL);
	if (change)
		read_change(r, change, &r->t->column[i]);
	else if (!r->t->each || yaml_get(y, "count"))
		read_count(r, yaml_get(y, "count"), y, &r->t->column[i]);
	if (r->t->each)
		each_read_column(&r->c, r->t, y);
	r->t->ncolumns++;
}

static void read_columns(struct reading *r, struct yaml *root)
{
	struct yaml *list = yaml_get(root, "columns");

	if (!list || list->type != YAML_LIST || !list->n || list->n > COLUMNS_MOST) {
		yaml_error(r->c.f, r->c.file, list ? list : root,
			   N_("A table has a list `columns:` of 1 to 16."), NULL);
		return;
	}
	r->t->head = arena_array(r->c.arena, list->n, sizeof *r->t->head);
	r->t->column = arena_array(r->c.arena, list->n, sizeof *r->t->column);
	if (!r->t->head || !r->t->column) {
		r->c.failed = true;
		return;
	}
	for (struct yaml *y = list->child; y; y = y->next)
		read_column(r, y);
}

/* ---- rows ---- */

/* The next row, to be filled in; NULL after an error. */
static struct sifa_table_row *add_row(struct reading *r, struct yaml *y)
{
	static const char *const none = "";
	struct sifa_table_row *face;

	if (r->t->n == ROWS_MOST) {
		yaml_error(r->c.f, r->c.file, y, N_("A table has at most 400 rows."), NULL);
		return NULL;
	}
	r->yaml[r->t->n] = y;
	face = &r->t->face[r->t->n];
	*face = (struct sifa_table_row){none, {none, none}, {none, none}, SIFA_CELL_WHOLE, 0};
	return face;
}

static void name_row(struct reading *r, struct yaml *y, const char *id)
{
	if (*id && table_row(r->t, id) != SIZE_MAX)
		yaml_error(r->c.f, r->c.file, y, N_("The row {1} stands here twice."), id, NULL);
	r->t->face[r->t->n].id = id;
	r->t->n++;
}

static enum sifa_cell_form money_form(struct reading *r, struct yaml *y)
{
	const char *s = yaml_str(y, r->c.file, r->c.f, "wan");

	if (strcmp(s, "yuan") == 0)
		return SIFA_CELL_YUAN;
	if (strcmp(s, "wan") != 0)
		yaml_error(r->c.f, r->c.file, y, N_("`money:` is wan or yuan."), NULL);
	return SIFA_CELL_WAN;
}

static void set_measure(struct reading *r, struct yaml *row, struct yaml *m)
{
	struct table_row *d = &r->t->row[r->t->n];
	struct yaml *at = yaml_get(row, "at");
	const char *s = yaml_str(at, r->c.file, r->c.f, "");

	if (m->type == YAML_MAP)
		measure_known(&r->c, m, NULL, 0);
	d->op = ROW_MEASURE;
	d->measure = measure_compile(&r->c, m, PROBE_VALUE);
	d->opening = strcmp(s, "opening") == 0;
	if (at && !d->opening)
		yaml_error(r->c.f, r->c.file, at, N_("`at:` of a row is opening."), NULL);
	if (d->measure && d->measure->scaled)
		r->t->face[r->t->n].form = money_form(r, yaml_get(row, "money"));
}

static const char *joined(struct reading *r, const char *a, const char *b)
{
	size_t n = strlen(a), k = strlen(b);
	char *s = arena_alloc(r->c.arena, n + k + 2);

	if (!s) {
		r->c.failed = true;
		return "";
	}
	memcpy(s, a, n);
	s[n] = '.';
	memcpy(s + n + 1, b, k + 1);
	return s;
}

/* by: FIELD - a row for each code of its list. */
static void read_by(struct reading *r, struct yaml *y, struct yaml *by, struct yaml *m)
{
	struct yaml *ky = m->type == YAML_MAP ? measure_counted(m) : NULL;
	const struct sifa_kind *k = ky ? measure_kind(&r->c, ky) : NULL;
	const struct sifa_field *f = k ? measure_field(&r->c, k, by, SIFA_TYPES) : NULL;
	const char *id = read_id(r, y);

	if (!k)
		yaml_error(r->c.f, r->c.file, by,
			   N_("`by:` divides the count, sum or distinct of one kind."), NULL);
	if (f && f->type != SIFA_CODE) {
		yaml_error(r->c.f, r->c.file, by,
			   N_("Field {1} of {2} is of type {3}; {4} is needed here."), f->id, k->id,
			   sifa_type_name(f->type), sifa_type_name(SIFA_CODE), NULL);
		return;
	}
	for (size_t i = 0; f && i < f->codes->n; i++) {
		const struct sifa_code *code = &f->codes->code[i];
		struct sifa_table_row *face = code->withdrawn ? NULL : add_row(r, y);
		struct yaml *one = face ? measure_narrowed(&r->c, m, f->id, code->id) : NULL;

		if (code->withdrawn)
			continue;
		if (!one)
			return;
		face->label[SIFA_ZH] = code->label[SIFA_ZH];
		face->label[SIFA_EN] = code->label[SIFA_EN];
		face->level = 1;
		label(r, yaml_get(y, "unit"), NULL, face->unit);
		set_measure(r, y, one);
		name_row(r, y, joined(r, id, code->id));
	}
}

static void read_head_row(struct reading *r, struct yaml *y, struct yaml *head)
{
	static const char *const keys[] = {"head"};
	struct sifa_table_row *face = add_row(r, y);

	yaml_known(y, r->c.file, keys, 1, r->c.f);
	if (!face)
		return;
	label(r, head, y, face->label);
	r->t->row[r->t->n].op = ROW_HEAD;
	name_row(r, y, "");
}

static void read_row(struct reading *r, struct yaml *y)
{
	static const char *const keys[] = {"id",    "label", "unit", "measure", "by",	"at",
					   "money", "sum",   "mean", "percent", "level"};
	static const char *const ops[] = {[ROW_MEASURE] = "measure",
					  [ROW_SUM] = "sum",
					  [ROW_PERCENT] = "percent",
					  [ROW_MEAN] = "mean"};
	struct yaml *head = yaml_get(y, "head"), *by = yaml_get(y, "by"), *op = NULL;
	struct sifa_table_row *face;
	size_t n = 0;

	if (head) {
		read_head_row(r, y, head);
		return;
	}
	yaml_known(y, r->c.file, keys, sizeof keys / sizeof *keys, r->c.f);
	for (size_t i = ROW_MEASURE; i <= ROW_MEAN; i++) {
		struct yaml *o = yaml_get(y, ops[i]);

		n += o != NULL;
		op = o ? o : op;
	}
	if (n != 1) {
		yaml_error(r->c.f, r->c.file, y,
			   N_("A row has exactly one of head, measure, sum, percent, mean."), NULL);
		return;
	}
	if (by) {
		read_by(r, y, by, op);
		return;
	}
	face = add_row(r, y);
	if (!face)
		return;
	label(r, yaml_get(y, "label"), y, face->label);
	label(r, yaml_get(y, "unit"), NULL, face->unit);
	face->level = (unsigned)yaml_int(yaml_get(y, "level"), r->c.file, 0, 4, r->c.f, 0);
	if (yaml_get(y, "measure"))
		set_measure(r, y, op);
	name_row(r, y, read_id(r, y));
}

/* ---- rows made of others ---- */

static void tie_row(struct reading *r, size_t i)
{
	struct yaml *y = r->yaml[i], *sum = yaml_get(y, "sum"), *percent = yaml_get(y, "percent");
	struct yaml *mean = yaml_get(y, "mean"), *op = sum ? sum : percent ? percent : mean;
	struct table_row *d = &r->t->row[i];

	if (d->op != ROW_HEAD || !op || yaml_get(y, "head"))
		return;
	d->op = sum ? ROW_SUM : percent ? ROW_PERCENT : ROW_MEAN;
	if (!sum && (op->type != YAML_LIST || op->n != 2)) {
		yaml_error(r->c.f, r->c.file, op,
			   N_("percent and mean name two rows: the part and the whole."), NULL);
		return;
	}
	read_terms(r, op, &d->term, &d->nterms);
	if (percent)
		r->t->face[i].form = SIFA_CELL_PERCENT;
	if (mean)
		r->t->face[i].form = SIFA_CELL_MEAN;
}

/* Rows that are made of themselves would never end. Sums take the form of their first. */
static bool settle(struct reading *r, size_t i, unsigned depth)
{
	struct table_row *d = &r->t->row[i];
	bool ok = depth < DEPTH_MOST;

	for (size_t k = 0; k < d->nterms && ok; k++)
		ok = d->term[k].row != SIZE_MAX && settle(r, d->term[k].row, depth + 1);
	if (ok && d->op == ROW_SUM && d->nterms)
		r->t->face[i].form = r->t->face[d->term[0].row].form;
	return ok;
}

static bool same_forms(const struct sifa_table *t, const struct table_row *d)
{
	for (size_t k = 1; k < d->nterms; k++)
		if (t->face[d->term[k].row].form != t->face[d->term[0].row].form)
			return false;
	return true;
}

static void tie_rows(struct reading *r, size_t before)
{
	for (size_t i = 0; i < r->t->n; i++)
		tie_row(r, i);
	for (size_t i = 0; i < r->t->n && r->c.f->errors == before; i++) {
		if (!settle(r, i, 0))
			yaml_error(r->c.f, r->c.file, r->yaml[i],
				   N_("The row {1} is made of itself."), r->t->face[i].id, NULL);
		else if (r->t->row[i].op == ROW_SUM && !same_forms(r->t, &r->t->row[i]))
			yaml_error(
				r->c.f, r->c.file, r->yaml[i],
				N_("A sum adds like to like: money to money, numbers to numbers."),
				NULL);
	}
}

static void read_rows(struct reading *r, struct yaml *root)
{
	struct yaml *list = yaml_get(root, "rows");

	if (list->type != YAML_LIST || !list->n) {
		yaml_error(r->c.f, r->c.file, list, N_("`rows:` is a list of rows."), NULL);
		return;
	}
	r->t->face = arena_array(r->c.arena, ROWS_MOST, sizeof *r->t->face);
	r->t->row = arena_array(r->c.arena, ROWS_MOST, sizeof *r->t->row);
	r->yaml = arena_array(r->c.arena, ROWS_MOST, sizeof(struct yaml *));
	if (!r->t->face || !r->t->row || !r->yaml) {
		r->c.failed = true;
		return;
	}
	for (struct yaml *y = list->child; y; y = y->next)
		read_row(r, y);
}

/* ---- checks ---- */

static void read_check(struct reading *r, struct yaml *y, struct table_check *k)
{
	static const char *const keys[] = {"equal", "at_most", "severity", "text"};
	struct yaml *equal = yaml_get(y, "equal"), *most = yaml_get(y, "at_most");
	struct yaml *sides = equal ? equal : most, *severity = yaml_get(y, "severity");
	const char *s = yaml_str(severity, r->c.file, r->c.f, "error");

	yaml_known(y, r->c.file, keys, 4, r->c.f);
	label(r, yaml_get(y, "text"), NULL, k->text);
	k->at_most = most;
	k->severity = strcmp(s, "warning") == 0 ? SIFA_WARNING : SIFA_ERROR;
	if (k->severity == SIFA_ERROR && strcmp(s, "error") != 0)
		yaml_error(r->c.f, r->c.file, severity, N_("`severity:` is error or warning."),
			   NULL);
	if (!equal == !most || sides->type != YAML_LIST || sides->n != 2) {
		yaml_error(r->c.f, r->c.file, y,
			   N_("A check has `equal:` or `at_most:`, a list of two: each a row, or "
			      "a list of rows to be added."),
			   NULL);
		return;
	}
	read_terms(r, sides->child, &k->left, &k->nleft);
	read_terms(r, sides->child->next, &k->right, &k->nright);
}

static void read_checks(struct reading *r, struct yaml *root)
{
	struct yaml *list = yaml_get(root, "checks");

	if (!list)
		return;
	if (list->type != YAML_LIST) {
		yaml_error(r->c.f, r->c.file, list, N_("`checks:` is a list."), NULL);
		return;
	}
	r->t->check = arena_array(r->c.arena, list->n + 1, sizeof *r->t->check);
	if (!r->t->check) {
		r->c.failed = true;
		return;
	}
	for (struct yaml *y = list->child; y; y = y->next)
		read_check(r, y, &r->t->check[r->t->nchecks++]);
}

/* ---- all of a configuration ---- */

static const struct return_def *def_of(const struct return_def *ret, size_t n, struct yaml *tree)
{
	struct yaml *id = yaml_get(tree, "return");

	id = id ? id : yaml_get(tree, "table");
	for (size_t i = 0; i < n && id && id->text; i++)
		if (strcmp(ret[i].id, id->text) == 0)
			return &ret[i];
	return NULL;
}

static bool read_table(struct arena *a, const struct config *c, const char *file, struct yaml *tree,
		       const struct return_def *ret, struct tables *out, struct sifa_findings *f)
{
	struct reading r = {.c = {.arena = a, .config = c, .file = file, .f = f},
			    .t = arena_alloc(a, sizeof *r.t)};
	struct yaml *each = yaml_get(tree, "each");
	size_t before = f->errors;

	if (!r.t)
		return false;
	r.t->ret = ret;
	if (each && !each_read(&r.c, r.t, each))
		return false;
	read_columns(&r, tree);
	if (!each)
		read_rows(&r, tree);
	if (!r.c.failed && r.yaml) {
		tie_rows(&r, before);
		read_checks(&r, tree);
	}
	r.t->probes = r.c.probes;
	if (f->errors == before && !r.c.failed)
		out->v[out->n++] = r.t;
	return !r.c.failed;
}

bool tables_compile(struct arena *a, const struct config *c, const struct return_def *ret,
		    size_t nret, struct tables *out, struct sifa_findings *f)
{
	bool ok;

	out->n = 0;
	out->v = arena_array(a, c->nfiles + 1, sizeof(struct sifa_table *));
	ok = out->v;
	for (size_t i = 0; i < c->nfiles && ok; i++) {
		struct yaml *tree = config_tree_in(c, &c->file[i], "returns/");
		const struct return_def *def = tree ? def_of(ret, nret, tree) : NULL;

		if (def && (yaml_get(tree, "rows") || yaml_get(tree, "each")))
			ok = read_table(a, c, c->file[i].name, tree, def, out, f);
		else if (def && def->unsent)
			yaml_error(f, c->file[i].name, tree,
				   N_("A table needs `rows:` or `each:`."), NULL);
	}
	return ok;
}
