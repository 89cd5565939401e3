/* kind_check.c - what a kind demands of its values. */
#include <string.h>

#include "link.h"

#define CHECKS_MOST 60

static bool is_amount(const struct sifa_field *f)
{
	return f->type == SIFA_INT || f->type == SIFA_MONEY;
}

/* ---- the fields of a check ---- */

static bool ordered(const struct sifa_field *f)
{
	return f->type == SIFA_DATE || f->type == SIFA_DATETIME || is_amount(f);
}

static bool refers(const struct sifa_field *f)
{
	return f->type == SIFA_REF || f->type == SIFA_PLACE || f->type == SIFA_REFS;
}

/* How many fields an op takes, and which. */
static const struct {
	const char *key;
	uint8_t least, most;
	bool paths; /* with a point, too */
} shapes[CHECK_OPS] = {
	[CHECK_ORDER] = {"order", 2, CHECK_FIELDS, false},
	[CHECK_NEEDS] = {"needs", 2, CHECK_FIELDS, false},
	[CHECK_EXCLUDES] = {"excludes", 2, CHECK_FIELDS, false},
	[CHECK_ONE_OF] = {"one_of", 2, CHECK_FIELDS, false},
	[CHECK_AT_LEAST] = {"at_least", 2, 2, false},
	[CHECK_AT_MOST] = {"at_most", 2, 2, false},
	[CHECK_BEGINS] = {"begins", 2, 2, false},
	[CHECK_DIFFERS] = {"differs", 2, CHECK_FIELDS, false},
	[CHECK_BALANCE] = {"balance", 1, CHECK_FIELDS - 1, true},
	[CHECK_CONFLICT] = {"conflict", 2, CHECK_FIELDS, true},
	[CHECK_OVERLAP] = {"overlap", 3, 3, false},
	[CHECK_GAP] = {"gap", 3, 3, false},
	[CHECK_WITHIN] = {"within", 1, CHECK_FIELDS, true},
	[CHECK_TILES] = {"tiles", 3, 4, false},
	[CHECK_COMPLETE] = {"complete", 1, 1, false},
	[CHECK_CLIENT] = {"client", 1, CHECK_FIELDS - 2, true},
	[CHECK_OUTSIDE] = {"outside", 1, CHECK_FIELDS, true},
	[CHECK_TOTAL] = {"total", 1, CHECK_FIELDS, true},
	[CHECK_AGREE] = {"agree", 3, 3, true},
};

/* Two such can be compared; the first one and the one at hand. */
static bool alike(enum check_op op, const struct sifa_field *a, const struct sifa_field *b)
{
	switch (op) {
	case CHECK_ORDER:
		return ordered(b) && a->type == b->type;
	case CHECK_DIFFERS:
		return a->type == b->type;
	case CHECK_BALANCE:
		return is_amount(b) && a->type == b->type;
	case CHECK_CONFLICT:
		return refers(a) && refers(b) && a->target == b->target;
	case CHECK_OUTSIDE:
		return refers(b);
	case CHECK_AGREE:
		return b->type == SIFA_INT;
	default:
		return true;
	}
}

static void add_field(struct link *l, const struct sifa_kind *k, struct yaml *e,
		      struct sifa_check_def *c)
{
	const struct sifa_field *first = NULL, *f;
	struct field_path at = {0, SIFA_NO_FIELD};

	if (c->nf == CHECK_FIELDS)
		return;
	if (c->nf)
		first = path_field(k, &c->f[0]);
	if (shapes[c->op].paths)
		f = link_path(l, k, e, &at);
	else if ((f = link_field(l, k, e)) != NULL)
		at.field = f->index;
	if (!f)
		return;
	if (c->op == CHECK_ORDER && !ordered(f))
		yaml_error(l->f, l->file, e,
			   N_("\"{1}\" has no order: a date or number was expected."), f->id, NULL);
	else if (!alike(c->op, first ? first : f, f))
		yaml_error(l->f, l->file, e, N_("\"{1}\" and \"{2}\" cannot be compared."),
			   first ? first->id : f->id, f->id, NULL);
	else
		c->f[c->nf++] = at;
}

static void read_list(struct link *l, const struct sifa_kind *k, struct yaml *map, const char *key,
		      struct sifa_check_def *c)
{
	struct yaml *list = link_list(l, map, key, shapes[c->op].least, shapes[c->op].most);

	for (struct yaml *e = list ? list->child : NULL; e; e = e->next)
		add_field(l, k, e, c);
}

/* ---- ops of a shape of their own ---- */

static void read_limit(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_check_def *c)
{
	struct yaml *list = link_list(l, y, shapes[c->op].key, 2, 2);
	const struct sifa_field *f = list ? link_field(l, k, list->child) : NULL;

	if (!f)
		return;
	c->f[c->nf++] = (struct field_path){f->index, SIFA_NO_FIELD};
	if (f->type == SIFA_MONEY)
		c->n = yaml_hundredths(list->child->next, l->file, l->f, 0);
	else if (f->type == SIFA_INT)
		c->n = yaml_int(list->child->next, l->file, -1000000000, 1000000000, l->f, 0);
	else if (f->type == SIFA_ROWS || f->type == SIFA_REFS || f->type == SIFA_CODES)
		c->n = yaml_int(list->child->next, l->file, 0, 10000, l->f, 1);
	else
		link_error(l, list->child,
			   N_("\"{1}\" has no members to be counted and is no amount: rows, refs, "
			      "codes, int or money were expected."),
			   f->id, NULL);
}

static void read_begins(struct link *l, const struct sifa_kind *k, struct yaml *y,
			struct sifa_check_def *c)
{
	struct yaml *list = link_list(l, y, "begins", 2, 2);
	const struct sifa_field *f = list ? link_field(l, k, list->child) : NULL;

	if (!f)
		return;
	if (f->type != SIFA_TEXT)
		link_error(l, list->child, N_("\"{1}\" is no text."), f->id, NULL);
	c->f[c->nf++] = (struct field_path){f->index, SIFA_NO_FIELD};
	c->prefix = yaml_str(list->child->next, l->file, l->f, "");
}

/* [rows, from, to]: two date columns. */
static void read_spans(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_check_def *c)
{
	struct yaml *list = link_list(l, y, shapes[c->op].key, 3, 3);
	const struct sifa_field *rows = list ? link_field(l, k, list->child) : NULL;

	if (rows && rows->type != SIFA_ROWS) {
		link_error(l, list->child, N_("\"{1}\" is no table."), rows->id, NULL);
		return;
	}
	for (struct yaml *e = rows ? list->child->next : NULL; e; e = e->next) {
		const struct sifa_field *f = link_part(l, rows, e, yaml_str(e, l->file, l->f, ""));

		if (f && f->type != SIFA_DATE)
			yaml_error(l->f, l->file, e,
				   N_("The field \"{1}\" is no date; a date was expected."), f->id,
				   NULL);
		else if (f)
			c->f[c->nf++] = (struct field_path){rows->index, f->index};
	}
}

static void read_balance(struct link *l, const struct sifa_kind *k, struct yaml *y,
			 struct sifa_check_def *c)
{
	static const char *const known[] = {"of", "is"};
	struct yaml *map = yaml_get(y, "balance"), *of;

	LINK_KNOWN(l, map, known);
	of = map->type == YAML_MAP ? link_need(l, map, "of") : NULL;
	if (!of)
		return;
	add_field(l, k, of, c);
	if (c->nf && c->f[0].of == SIFA_NO_FIELD)
		read_list(l, k, map, "is", c);
}

/* Another record is found by someone it refers to. */
static bool found_by(const struct sifa_kind *k, const struct field_path *at)
{
	return refers(path_field(k, at)) &&
	       (at->of == SIFA_NO_FIELD || k->field[at->field].type == SIFA_ROWS);
}

/* How near in time the other records are. */
static void read_span(struct link *l, struct yaml *map, struct sifa_check_def *c)
{
	c->months = (uint16_t)yaml_int(yaml_get(map, "months"), l->file, 1, 600, l->f, 0);
	c->days = (uint16_t)yaml_int(yaml_get(map, "days"), l->file, 0, 20000, l->f, 0);
}

static void need_way(struct link *l, const struct sifa_kind *k, struct yaml *map,
		     const struct sifa_check_def *c, size_t first)
{
	struct yaml *same = yaml_get(map, "same");
	bool found = false;

	for (size_t i = 0; i < c->nsame; i++)
		found = found || found_by(k, &c->f[first + i]);
	if (!found && same)
		link_error(l, same,
			   N_("One of these must be a reference, or a column of references: by it "
			      "the other records are found."),
			   NULL, NULL);
}

static void read_within(struct link *l, const struct sifa_kind *k, struct yaml *y,
			struct sifa_check_def *c)
{
	static const char *const known[] = {"same", "unlike", "on", "months", "days"};
	struct yaml *map = yaml_get(y, "within"), *unlike;
	const struct sifa_field *on;

	LINK_KNOWN(l, map, known);
	if (map->type != YAML_MAP)
		return;
	read_list(l, k, map, "same", c);
	c->nsame = c->nf;
	unlike = link_list(l, map, "unlike", 0, CHECK_FIELDS - 1);
	for (struct yaml *e = unlike ? unlike->child : NULL; e; e = e->next)
		add_field(l, k, e, c);
	on = link_date(l, k, map, "on", true);
	c->on = on ? on->index : SIFA_NO_FIELD;
	read_span(l, map, c);
	need_way(l, k, map, c, 0);
}

static void read_client(struct link *l, const struct sifa_kind *k, struct yaml *y,
			struct sifa_check_def *c)
{
	static const char *const known[] = {"ours", "theirs", "same", "until"};
	struct yaml *map = yaml_get(y, "client"), *ours, *theirs;
	const struct sifa_field *until;

	LINK_KNOWN(l, map, known);
	if (map->type != YAML_MAP)
		return;
	ours = link_need(l, map, "ours");
	theirs = link_need(l, map, "theirs");
	if (!ours || !theirs)
		return;
	add_field(l, k, ours, c);
	add_field(l, k, theirs, c);
	if (c->nf == 2 && !found_by(k, &c->f[1]))
		link_error(l, theirs, N_("\"{1}\" refers to nobody: a reference was expected."),
			   path_field(k, &c->f[1])->id, NULL);
	else if (c->nf == 2 && path_field(k, &c->f[0])->type != SIFA_TEXT &&
		 path_field(k, &c->f[0])->target != path_field(k, &c->f[1])->target)
		link_error(l, theirs, N_("\"{1}\" and \"{2}\" cannot be compared."),
			   path_field(k, &c->f[0])->id, path_field(k, &c->f[1])->id);
	read_list(l, k, map, "same", c);
	c->nsame = c->nf > 2 ? c->nf - 2 : 0;
	until = link_date(l, k, map, "until", false);
	c->until = until ? until->index : SIFA_NO_FIELD;
}

/* total: {of: leave_days, same: [correction], on: leave_from, months: 2, most: 30,
 *         where: {kind: [leave]}, unless: refused_on} */
static void read_total(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_check_def *c)
{
	static const char *const known[] = {"of",   "same", "on",    "months",
					    "days", "most", "where", "unless"};
	struct yaml *map = yaml_get(y, "total"), *of, *most;
	const struct sifa_field *amount, *on, *unless;

	LINK_KNOWN(l, map, known);
	if (map->type != YAML_MAP || !(of = link_need(l, map, "of")) ||
	    !(most = link_need(l, map, "most")) || !(amount = link_field(l, k, of)))
		return;
	if (!is_amount(amount))
		link_error(l, of, N_("\"{1}\" is no amount: int or money was expected."),
			   amount->id, NULL);
	c->f[c->nf++] = (struct field_path){amount->index, SIFA_NO_FIELD};
	c->n = amount->type == SIFA_MONEY ? yaml_hundredths(most, l->file, l->f, 0)
					  : yaml_int(most, l->file, 0, 1000000000, l->f, 0);
	read_list(l, k, map, "same", c);
	c->nsame = c->nf - 1;
	on = link_date(l, k, map, "on", true);
	c->on = on ? on->index : SIFA_NO_FIELD;
	read_span(l, map, c);
	c->which = link_when(l, k, map, "where");
	unless = link_one(l, k, map, "unless", false);
	c->unless = unless ? unless->index : SIFA_NO_FIELD;
	need_way(l, k, map, c, 1);
}

/* [rows, from, to] and, behind them, the field that holds where the last one ends. */
static void read_tiles(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_check_def *c)
{
	struct yaml *list = link_list(l, y, "tiles", 3, 4);
	const struct sifa_field *rows = list ? link_field(l, k, list->child) : NULL, *f;
	struct yaml *e = rows ? list->child->next : NULL;

	if (rows && rows->type != SIFA_ROWS) {
		link_error(l, list->child, N_("\"{1}\" is no table."), rows->id, NULL);
		return;
	}
	for (int i = 0; e; i++, e = e->next) {
		f = i < 2 ? link_part(l, rows, e, yaml_str(e, l->file, l->f, ""))
			  : link_field(l, k, e);
		if (f && f->type != SIFA_INT)
			yaml_error(l->f, l->file, e, N_("\"{1}\" is no number."), f->id, NULL);
		else if (f && i < 2)
			c->f[c->nf++] = (struct field_path){rows->index, f->index};
		else if (f)
			c->f[c->nf++] = (struct field_path){f->index, SIFA_NO_FIELD};
	}
}

/* agree: {of: [rows.first, rows.second, rows.third], is: rows.score, within: 10} */
static void read_agree(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_check_def *c)
{
	static const char *const known[] = {"of", "is", "within"};
	struct yaml *map = yaml_get(y, "agree"), *is;

	LINK_KNOWN(l, map, known);
	if (map->type != YAML_MAP || !(is = link_need(l, map, "is")))
		return;
	read_list(l, k, map, "of", c);
	add_field(l, k, is, c);
	c->n = yaml_int(link_need(l, map, "within"), l->file, 0, 1000000, l->f, 0);
	for (size_t i = 0; i < c->nf; i++)
		if (c->f[i].of == SIFA_NO_FIELD || c->f[i].field != c->f[0].field ||
		    k->field[c->f[i].field].type != SIFA_ROWS) {
			link_error(l, map, N_("Columns of one table were expected."), NULL, NULL);
			c->nf = 0;
		}
}

/* The contents of a dossier: what they must be is said in dossiers/. */
static void read_complete(struct link *l, const struct sifa_kind *k, struct yaml *y,
			  struct sifa_check_def *c)
{
	const struct sifa_field *f = link_one(l, k, y, "complete", true);

	if (f && f->type != SIFA_ROWS)
		link_error(l, yaml_get(y, "complete"), N_("\"{1}\" is no table."), f->id, NULL);
	else if (f)
		c->f[c->nf++] = (struct field_path){f->index, SIFA_NO_FIELD};
}

/* {by: announced_on, from: 2012-03-01, to: 2020-06-30} */
static void read_force(struct link *l, const struct sifa_kind *k, struct yaml *y,
		       struct sifa_check_def *c)
{
	static const char *const known[] = {"by", "from", "to"};
	struct yaml *map = yaml_get(y, "in_force"), *from, *to;
	const struct sifa_field *by;

	c->law = SIFA_NO_FIELD;
	c->from = c->to = SIFA_DAY_NONE;
	if (!map)
		return;
	LINK_KNOWN(l, map, known);
	if (map->type != YAML_MAP)
		return;
	by = link_date(l, k, map, "by", true);
	from = yaml_get(map, "from");
	to = yaml_get(map, "to");
	c->law = by ? by->index : SIFA_NO_FIELD;
	c->from = from ? link_day(l, from) : SIFA_DAY_NONE;
	c->to = to ? link_day(l, to) : SIFA_DAY_NONE;
	if (c->from != SIFA_DAY_NONE && c->to != SIFA_DAY_NONE && c->from > c->to)
		link_error(l, map, N_("\"to\" lies before \"from\"."), NULL, NULL);
}

/* ---- a check ---- */

static void read_fields(struct link *l, const struct sifa_kind *k, struct yaml *y,
			struct sifa_check_def *c)
{
	switch (c->op) {
	case CHECK_AT_LEAST:
	case CHECK_AT_MOST:
		read_limit(l, k, y, c);
		break;
	case CHECK_BEGINS:
		read_begins(l, k, y, c);
		break;
	case CHECK_OVERLAP:
	case CHECK_GAP:
		read_spans(l, k, y, c);
		break;
	case CHECK_BALANCE:
		read_balance(l, k, y, c);
		break;
	case CHECK_TILES:
		read_tiles(l, k, y, c);
		break;
	case CHECK_COMPLETE:
		read_complete(l, k, y, c);
		break;
	case CHECK_WITHIN:
		read_within(l, k, y, c);
		break;
	case CHECK_CLIENT:
		read_client(l, k, y, c);
		break;
	case CHECK_TOTAL:
		read_total(l, k, y, c);
		break;
	case CHECK_AGREE:
		read_agree(l, k, y, c);
		break;
	default:
		read_list(l, k, y, shapes[c->op].key, c);
		break;
	}
}

static bool read_check(struct link *l, const struct sifa_kind *k, struct yaml *y, int fixed,
		       struct sifa_check_def *c)
{
	static const char *const severities[] = {"error", "warning", "hint"};
	unsigned found = 0;

	for (unsigned i = 0; i < CHECK_OPS; i++)
		if (yaml_get(y, shapes[i].key)) {
			c->op = (enum check_op)i;
			found++;
		}
	if (found != 1) {
		link_error(
			l, y,
			N_("A check is exactly one of order, needs, excludes, one_of, at_least, "
			   "at_most, begins, differs, balance, conflict, overlap, gap, within, client, "
			   "tiles, complete, outside, total, agree."),
			NULL, NULL);
		return false;
	}
	read_fields(l, k, y, c);
	if (fixed < 0)
		fixed = link_word(l, y, "severity", severities, 3, SIFA_WARNING);
	c->severity = (enum sifa_severity)fixed;
	c->when = link_when(l, k, y, "when");
	read_force(l, k, y, c);
	link_label(l, y, "text", false, c->text);
	c->source = link_str(l, y, "source");
	return true;
}

const struct sifa_check_def *link_checks(struct link *l, const struct sifa_kind *k,
					 struct yaml *map, const char *key, int fixed, size_t *n)
{
	static const char *const known[] = {
		"order",  "needs",    "excludes", "one_of",   "at_least", "at_most",
		"begins", "differs",  "balance",  "conflict", "overlap",  "gap",
		"within", "client",   "tiles",	  "complete", "outside",  "agree",
		"total",  "severity", "when",	  "in_force", "text",	  "source"};
	struct yaml *list = link_list(l, map, key, 0, CHECKS_MOST);
	struct sifa_check_def *check = link_array(l, list ? list->n : 0, sizeof *check);

	*n = 0;
	for (struct yaml *y = list && check ? list->child : NULL; y; y = y->next) {
		LINK_KNOWN(l, y, known);
		if (fixed >= 0 && yaml_get(y, "severity"))
			link_error(l, yaml_get(y, "severity"),
				   N_("A guard always refuses; take the severity out."), NULL,
				   NULL);
		if (y->type == YAML_MAP && read_check(l, k, y, fixed, &check[*n]))
			++*n;
	}
	return check;
}

void kind_checks(struct link *l, struct sifa_kind *k, struct yaml *tree)
{
	k->check = link_checks(l, k, tree, "checks", -1, &k->nchecks);
	for (size_t i = 0; i < k->nchecks; i++)
		k->has_marks = k->has_marks || k->check[i].op == CHECK_AGREE;
}
