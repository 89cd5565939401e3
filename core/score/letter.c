/* letter.c - reads config/letters: sections and clauses, weights that must sum
 * to the total, and guards tied to the clauses they stand before. */
#include "frozen.h"
#include "letter.h"

#include <stdlib.h>
#include <string.h>

#include "../trust/session.h"
#include "../work/blob.h"
#include "place.h"
#include "rule.h"

static const char *const clause_keys[] = {"id",	   "number", "text",	 "unit",    "weight",
					  "rule",  "until",  "verified", "applies", "empty",
					  "twins", "exempt", "shared",	 "from",    "curve"};
static const char *const empties[] = {
	[EMPTY_NA] = "not_applicable", [EMPTY_ZERO] = "zero", [EMPTY_FULL] = "full"};

#define COUNT(v) (sizeof(v) / sizeof *(v))

/* ---- fields of the kinds the score is built on ---- */

static const struct sifa_field *field(const struct sifa_kind *k, const char *id,
				      enum sifa_type type)
{
	const struct sifa_field *f = k ? kind_field(k, id) : NULL;

	return f && f->type == type ? f : NULL;
}

static const struct sifa_field *column(const struct sifa_field *rows, const char *id,
				       enum sifa_type type)
{
	const struct sifa_field *f = rows ? sifa_rows_field(rows, id) : NULL;

	return f && f->type == type ? f : NULL;
}

static void find_fields(const struct config *c, struct score_fields *sf)
{
	const struct sifa_kind *ins = c->inspection, *let = c->letter;

	sf->ins_letter = field(ins, "letter", SIFA_TEXT);
	sf->ins_clause = field(ins, "clause", SIFA_TEXT);
	sf->ins_on = field(ins, "inspected_on", SIFA_DATE);
	sf->ins_grade = field(ins, "grade", SIFA_CODE);
	sf->ins_points = field(ins, "points", SIFA_INT);
	sf->ins_samples = field(ins, "samples", SIFA_ROWS);
	sf->ins_score = column(sf->ins_samples, "score", SIFA_INT);
	if (sf->ins_clause && sf->ins_on)
		sf->inspection = ins;
	sf->let_scheme = field(let, "scheme", SIFA_TEXT);
	sf->let_from = field(let, "period_from", SIFA_DATE);
	sf->let_to = field(let, "period_to", SIFA_DATE);
	sf->let_cutoff = field(let, "cutoff", SIFA_DATE);
	sf->let_signed = field(let, "signed_on", SIFA_DATE);
	sf->let_ended = field(let, "ended_on", SIFA_DATE);
	sf->let_targets = field(let, "targets", SIFA_ROWS);
	sf->let_clause = column(sf->let_targets, "clause", SIFA_TEXT);
	sf->let_target = column(sf->let_targets, "target", SIFA_INT);
	sf->let_unit = column(sf->let_targets, "unit", SIFA_CODE);
	sf->let_since = column(sf->let_targets, "from", SIFA_DATE);
	sf->let_version = column(sf->let_targets, "version", SIFA_INT);
	sf->let_text_hash = field(let, "text_hash", SIFA_TEXT);
	sf->let_year = field(let, "year", SIFA_INT);
	if (sf->let_scheme && sf->let_from && sf->let_clause && sf->let_target)
		sf->letter = let;
	sf->evidence = config_kind(c, "evidence");
	if (returns_fields(c, &sf->ret))
		sf->return_ = c->return_;
}

static bool is_counting_date(const struct sifa_kind *k, const struct sifa_field *f)
{
	for (size_t i = 0; i < k->ndate; i++)
		if (k->date[i] == f->index)
			return true;
	return false;
}

/* Inspections between the period's first day and the cut-off, and returns, as
 * rows for the rules that look at them. */
static void own_probes(struct rule_compile *rc)
{
	struct score_fields *sf = &rc->letter->fields;
	struct probe *p;

	if (sf->inspection && is_counting_date(sf->inspection, sf->ins_on) &&
	    (p = measure_probe(&rc->c, sf->inspection, PROBE_ROWS))) {
		p->date = sf->ins_on;
		p->hi.name = BOUND_CUTOFF;
		p->where = where_compile(rc->c.arena, rc->c.config, p->kind, NULL, rc->c.file,
					 rc->c.f);
		rc->letter->inspections = p;
	}
	if (sf->return_ && (p = measure_probe(&rc->c, sf->return_, PROBE_ROWS))) {
		/* by the period covered, and from long before: a return of
		 * the first month may begin in the year before */
		p->date = is_counting_date(p->kind, sf->ret.from) ? sf->ret.from : NULL;
		p->lo = (struct bound){BOUND_DAY, sifa_day_of(1900, 1, 1), 0, 0};
		p->where = where_compile(rc->c.arena, rc->c.config, p->kind, NULL, rc->c.file,
					 rc->c.f);
		rc->letter->returns = p;
	}
}

/* ---- clauses ---- */

static const char *need_str(struct rule_compile *rc, struct yaml *y, const char *key)
{
	struct yaml *v = yaml_get(y, key);

	if (!v)
		yaml_error(rc->c.f, rc->c.file, y, N_("`{1}:` is missing here."), key, NULL);
	return yaml_str(v, rc->c.file, rc->c.f, "");
}

static void need_label(struct rule_compile *rc, struct yaml *y, const char *key, const char **out)
{
	struct yaml *v = yaml_get(y, key);

	if (!v)
		yaml_error(rc->c.f, rc->c.file, y, N_("`{1}:` is missing here."), key, NULL);
	rule_label(rc, v, out);
}

static sifa_day read_day(struct rule_compile *rc, struct yaml *y, sifa_day def)
{
	const char *s = yaml_str(y, rc->c.file, rc->c.f, NULL);
	sifa_day d = def;

	if (s && (strlen(s) != 10 || sifa_day_parse(s, 10, SIFA_DAY_NONE, &d) != SIFA_OK))
		yaml_error(rc->c.f, rc->c.file, y, N_("{1} is no date; write YYYY-MM-DD."), s,
			   NULL);
	return d;
}

static const struct rule *read_rule(struct rule_compile *rc, struct yaml *y)
{
	struct yaml *v = yaml_get(y, "rule");
	const char *s = need_str(rc, y, "rule"), *names[64], *near;
	const struct rule *r = rule_find(s);

	if (r || !v)
		return r;
	near = nearest_name(s, names, rule_names(names, 64));
	if (near)
		yaml_error(rc->c.f, rc->c.file, v, N_("There is no rule {1}. Did you mean {2}?"), s,
			   near, NULL);
	else
		yaml_error(rc->c.f, rc->c.file, v, N_("There is no rule {1}; see sifa-letter(5)."),
			   s, NULL);
	return NULL;
}

static void check_keys(struct rule_compile *rc, const struct rule *r, struct yaml *y)
{
	const char *all[64];
	size_t n = 0;

	while (n < COUNT(clause_keys)) {
		all[n] = clause_keys[n];
		n++;
	}
	for (const char *const *k = r->keys; *k && n < 64; k++)
		all[n++] = *k;
	yaml_known(y, rc->c.file, all, n, rc->c.f);
}

static void read_twins(struct rule_compile *rc, struct clause *cl, struct yaml *list)
{
	if (!list)
		return;
	if (list->type != YAML_LIST) {
		yaml_error(rc->c.f, rc->c.file, list, N_("`twins:` is a list of LETTER/CLAUSE."),
			   NULL);
		return;
	}
	cl->twin = arena_array(rc->c.arena, list->n + 1, sizeof *cl->twin);
	if (!cl->twin) {
		rc->c.failed = true;
		return;
	}
	for (struct yaml *t = list->child; t; t = t->next)
		cl->twin[cl->ntwins++] = yaml_str(t, rc->c.file, rc->c.f, "");
}

/* `curve:` how much of the target is expected by the end of each month of the period. */
static void read_curve(struct rule_compile *rc, struct clause *cl, struct yaml *list)
{
	const struct sifa_letter *l = rc->letter;
	unsigned months = (unsigned)(day_month(l->to) - day_month(l->from) + 1);
	int64_t last = 0;

	if (!list)
		return;
	cl->curve = arena_array(rc->c.arena, months, sizeof *cl->curve);
	if (!cl->curve) {
		rc->c.failed = true;
		return;
	}
	for (struct yaml *e = list->type == YAML_LIST ? list->child : NULL; e; e = e->next) {
		int64_t v = yaml_int(e, rc->c.file, 0, 100, rc->c.f, 0);

		if (v >= last && cl->ncurve < months)
			cl->curve[cl->ncurve++] = last = v;
		else
			last = 101;
	}
	if (cl->ncurve != months || last != 100)
		yaml_error(rc->c.f, rc->c.file, list,
			   N_("`curve:` lists a percentage for each month of the period, never "
			      "falling, the last one 100."),
			   NULL);
}

static bool read_clause(struct rule_compile *rc, struct clause *cl, struct yaml *y)
{
	struct yaml *empty = yaml_get(y, "empty");
	const char *s = yaml_str(empty, rc->c.file, rc->c.f, empties[EMPTY_NA]);
	bool ok;

	cl->yaml = y;
	cl->line = y->line;
	cl->column = y->column;
	cl->id = need_str(rc, y, "id");
	cl->number = yaml_str(yaml_get(y, "number"), rc->c.file, rc->c.f, "");
	need_label(rc, y, "text", cl->text);
	rule_label(rc, yaml_get(y, "unit"), cl->unit);
	cl->rule = read_rule(rc, y);
	read_twins(rc, cl, yaml_get(y, "twins"));
	read_curve(rc, cl, yaml_get(y, "curve"));
	cl->from = read_day(rc, yaml_get(y, "from"), SIFA_DAY_NONE);
	cl->until = read_day(rc, yaml_get(y, "until"), SIFA_DAY_NONE);
	if (cl->from != SIFA_DAY_NONE && cl->until != SIFA_DAY_NONE && cl->from > cl->until)
		yaml_error(rc->c.f, rc->c.file, yaml_get(y, "until"),
			   N_("`until:` lies before `from:`."), NULL);
	if (strlen(cl->id) > 16)
		yaml_error(rc->c.f, rc->c.file, y, N_("Clause id {1} is longer than 16 bytes."),
			   cl->id, NULL);
	for (size_t i = 0; i < COUNT(empties); i++) {
		if (strcmp(empties[i], s) == 0) {
			cl->empty = (enum empty)i;
			empty = NULL;
		}
	}
	if (empty)
		yaml_error(rc->c.f, rc->c.file, empty,
			   N_("`empty:` is not_applicable, zero or full."), NULL);
	if (!cl->rule)
		return false;
	check_keys(rc, cl->rule, y);
	if (cl->rule->what == RULE_SCORES)
		cl->weight = rule_points(rc, y, "weight", -1);
	else if (yaml_get(y, "weight") && rule_points(rc, y, "weight", 0) != 0)
		yaml_error(rc->c.f, rc->c.file, yaml_get(y, "weight"),
			   N_("Rule {1} scores nothing; its weight is 0."), cl->rule->name, NULL);
	ok = rule_measure(rc, y, "verified", false, PROBE_VALUE, &cl->verified);
	ok = rule_measure(rc, y, "applies", false, PROBE_VALUE, &cl->applies) && ok;
	ok = clause_common(rc, cl, y) && ok;
	ok = cl->rule->compile(rc, cl, y) && ok;
	clause_term(cl);
	if (ok)
		clause_unit(rc, cl);
	return ok;
}

static bool read_section(struct rule_compile *rc, struct section *s, struct yaml *y)
{
	static const char *const keys[] = {"number", "title", "clauses"};
	struct yaml *list = yaml_get(y, "clauses");
	bool ok = true;

	yaml_known(y, rc->c.file, keys, 3, rc->c.f);
	s->number = yaml_str(yaml_get(y, "number"), rc->c.file, rc->c.f, "");
	need_label(rc, y, "title", s->title);
	if (!list || list->type != YAML_LIST) {
		yaml_error(rc->c.f, rc->c.file, y, N_("A section needs a list `clauses:`."), NULL);
		return false;
	}
	s->clause = arena_array(rc->c.arena, list->n + 1, sizeof *s->clause);
	if (!s->clause) {
		rc->c.failed = true;
		return false;
	}
	for (struct yaml *c = list->child; c; c = c->next)
		ok = read_clause(rc, &s->clause[s->n++], c) && ok;
	rc->letter->nclauses += s->n;
	return ok;
}

/* ---- the letter ---- */

const struct clause *letter_clause(const struct sifa_letter *l, const char *id)
{
	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++)
			if (strcmp(l->section[i].clause[k].id, id) == 0)
				return &l->section[i].clause[k];
	return NULL;
}

/* While it is being compiled. */
static struct clause *find_clause(struct sifa_letter *l, const char *id)
{
	return (struct clause *)(uintptr_t)letter_clause(l, id);
}

void letter_unknown_clause(struct rule_compile *rc, struct yaml *at, const char *id)
{
	const struct sifa_letter *l = rc->letter;
	const char *names[400], *near;
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n && n < 400; k++)
			names[n++] = l->section[i].clause[k].id;
	near = nearest_name(id, names, n);
	if (near)
		yaml_error(rc->c.f, rc->c.file, at, N_("There is no clause {1}. Did you mean {2}?"),
			   id, near, NULL);
	else
		yaml_error(rc->c.f, rc->c.file, at, N_("There is no clause {1} in this letter."),
			   id, NULL);
}

static void tie_guard(struct rule_compile *rc, struct clause *cl)
{
	struct yaml *of = yaml_get(cl->yaml, "of"), *where = yaml_get(cl->yaml, "where");
	const char *id = yaml_str(of, rc->c.file, rc->c.f, NULL);
	struct clause *to = id ? find_clause(rc->letter, id) : NULL;

	if (!id)
		return;
	if (!to) {
		letter_unknown_clause(rc, of, id);
		return;
	}
	if (!to->actual || to->stop) {
		yaml_error(rc->c.f, rc->c.file, of,
			   to->stop
				   ? N_("Clause {1} has a guard already.")
				   : N_("Clause {1} cannot be guarded: its rule has no `actual:`."),
			   id, NULL);
		return;
	}
	cl->of = to;
	to->stop = cl;
	for (size_t i = 0; i < to->actual->n; i++) {
		struct probe *p = to->actual->probe[i];

		p->guard = where_compile(rc->c.arena, rc->c.config, p->kind, where, rc->c.file,
					 rc->c.f);
	}
}

/* A duty that stands twice in one letter is scored where its twin stands. */
static void tie_same(struct rule_compile *rc, struct clause *cl)
{
	struct yaml *as = yaml_get(cl->yaml, "as");
	const char *id = yaml_str(as, rc->c.file, rc->c.f, NULL);
	struct clause *to = id ? find_clause(rc->letter, id) : NULL;

	if (!id)
		return;
	if (!to)
		letter_unknown_clause(rc, as, id);
	else if (!to->rule || to->rule->what != RULE_SCORES)
		yaml_error(rc->c.f, rc->c.file, as,
			   N_("Clause {1} has no points of its own; name the one that is scored."),
			   id, NULL);
	else
		cl->of = to;
}

static void check_clauses(struct rule_compile *rc, struct yaml *root)
{
	struct sifa_letter *l = rc->letter;
	struct yaml *total = yaml_get(root, "total");
	int64_t sum = 0;

	for (size_t i = 0; i < l->n; i++) {
		for (size_t k = 0; k < l->section[i].n; k++) {
			struct clause *cl = &l->section[i].clause[k];

			sum += cl->weight;
			if (find_clause(l, cl->id) != cl)
				yaml_error(rc->c.f, rc->c.file, cl->yaml,
					   N_("Clause {1} stands here twice."), cl->id, NULL);
			if (cl->rule && cl->rule->what == RULE_GUARD)
				tie_guard(rc, cl);
			if (cl->other_at)
				tie_other(rc, cl);
			if (cl->rule && cl->rule->what == RULE_SAME)
				tie_same(rc, cl);
		}
	}
	letter_together(rc);
	letter_twice(rc);
	if (sum != l->total)
		yaml_error(rc->c.f, rc->c.file, total ? total : root,
			   N_("The weights sum to {1}; the total is {2}."), PTS(sum), PTS(l->total),
			   NULL);
}

static void read_period(struct rule_compile *rc, struct yaml *root)
{
	static const char *const keys[] = {"from", "to", "cutoff"};
	struct yaml *p = yaml_get(root, "period");
	struct sifa_letter *l = rc->letter;

	if (!p) {
		yaml_error(rc->c.f, rc->c.file, root, N_("`{1}:` is missing here."), "period",
			   NULL);
		return;
	}
	yaml_known(p, rc->c.file, keys, 3, rc->c.f);
	l->from = read_day(rc, yaml_get(p, "from"), SIFA_DAY_NONE);
	l->to = read_day(rc, yaml_get(p, "to"), SIFA_DAY_NONE);
	l->cutoff = read_day(rc, yaml_get(p, "cutoff"), l->to);
	if (l->from == SIFA_DAY_NONE || l->to == SIFA_DAY_NONE || l->from > l->to ||
	    l->to > l->cutoff || l->to - l->from > 1100)
		yaml_error(rc->c.f, rc->c.file, p,
			   N_("A period has from <= to <= cutoff and lasts at most three years."),
			   NULL);
}

/* `units:` kinds of units that sign it; judicial offices where nothing is said. */
static void read_units(struct rule_compile *rc, struct yaml *list)
{
	const struct sifa_field *kind = field(rc->c.config->unit, "kind", SIFA_CODE);
	struct sifa_letter *l = rc->letter;
	const struct sifa_code *code;

	if (!kind || !kind->codes)
		return;
	if (!list) {
		code = code_find(kind->codes, "office", 6);
		if (code)
			l->unit_slot[l->nunits++] = code->no + 3u;
		return;
	}
	if (list->type != YAML_LIST || !list->n || list->n > LETTER_UNITS) {
		yaml_error(rc->c.f, rc->c.file, list,
			   N_("`units:` lists one to eight codes of {1}."), kind->codes->id, NULL);
		return;
	}
	for (struct yaml *u = list->child; u; u = u->next) {
		const char *s = yaml_str(u, rc->c.file, rc->c.f, "");

		code = code_find(kind->codes, s, strlen(s));
		if (code)
			l->unit_slot[l->nunits++] = code->no + 3u;
		else
			yaml_error(rc->c.f, rc->c.file, u, N_("Code list {1} has no code {2}."),
				   kind->codes->id, s, NULL);
	}
}

static void read_letter(struct rule_compile *rc, struct yaml *root)
{
	static const char *const keys[] = {
		"letter",   "title", "source", "template",  "period", "total",
		"sections", "units", "exempt", "caps",	    "typed",  "scale",
		"decimals", "blend", "tiers",  "veto_tier", "ranks",  "money"};
	struct sifa_letter *l = rc->letter;
	struct yaml *list = yaml_get(root, "sections");
	bool ok = true;

	yaml_known(root, rc->c.file, keys, COUNT(keys), rc->c.f);
	l->id = need_str(rc, root, "letter");
	need_label(rc, root, "title", l->title);
	yaml_str(yaml_get(root, "source"), rc->c.file, rc->c.f, "");
	l->template = yaml_bool(yaml_get(root, "template"), rc->c.file, rc->c.f, false);
	read_period(rc, root);
	read_units(rc, yaml_get(root, "units"));
	l->total = rule_points(rc, root, "total", -1);
	find_fields(rc->c.config, &l->fields);
	own_probes(rc);
	letter_common(rc, root);
	place_read(rc, root);
	if (!list || list->type != YAML_LIST || !list->n) {
		yaml_error(rc->c.f, rc->c.file, list ? list : root,
			   N_("A letter needs a list `sections:`."), NULL);
		return;
	}
	l->section = arena_array(rc->c.arena, list->n, sizeof *l->section);
	if (!l->section) {
		rc->c.failed = true;
		return;
	}
	for (struct yaml *s = list->child; s; s = s->next)
		ok = read_section(rc, &l->section[l->n++], s) && ok;
	if (!rc->c.failed)
		check_clauses(rc, root);
	l->probes = rc->c.probes;
}

/* Of its content: comments and line breaks of the file are nothing that is signed. */
static bool hash_tree(struct sifa_letter *l, const struct yaml *tree)
{
	struct buf b = {0};
	bool ok;

	frozen_line(tree, &b);
	ok = !b.failed;
	if (ok)
		blob_name((const uint8_t *)b.p, b.n, l->hash);
	buf_free(&b);
	return ok;
}

bool letter_read(struct letters *ls, const struct config *c, const char *file, struct yaml *tree,
		 struct sifa_findings *f)
{
	struct rule_compile rc = {
		.c = {.arena = &ls->arena, .config = c, .file = file, .f = f},
		.letters = ls,
		.letter = arena_alloc(&ls->arena, sizeof(struct sifa_letter)),
	};
	size_t before = f->errors;

	if (!rc.letter)
		return false;
	rc.letter->file = file;
	for (size_t i = 0; i < c->nfiles; i++)
		if (strcmp(c->file[i].name, file) == 0)
			rc.letter->paper = &c->file[i];
	if (!hash_tree(rc.letter, tree))
		return false;
	read_letter(&rc, tree);
	for (size_t i = 0; i < ls->n; i++)
		if (strcmp(ls->letter[i]->id, rc.letter->id) == 0)
			yaml_error(f, file, yaml_get(tree, "letter"),
				   N_("The letter {1} stands in another file already."),
				   rc.letter->id, NULL);
	if (f->errors == before && !rc.c.failed) {
		rc.c.failed = !letter_dates(rc.c.arena, rc.letter);
		ls->letter[ls->n++] = rc.letter;
	}
	return !rc.c.failed;
}
