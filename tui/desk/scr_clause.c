/* scr_clause.c - one clause: its words, its rule in words, and the records its
 * number was made of. It keeps a sheet of its own, so that what was changed in
 * a record shows here at once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "page.h"
#include "scr_score.h"

enum { RECORD = 1, LINE };
enum { LABEL = 14, INSPECTIONS = 500 };

struct clause {
	struct page page;
	struct sifa_sheet *sheet;
	const struct sifa_clause *clause; /* of the sheet */
	size_t at;			  /* its place in the sheet */
};

static const char *role_word(enum sifa_role role)
{
	switch (role) {
	case SIFA_POPULATION:
		return _("population");
	case SIFA_MISSING_GUARD:
		return _("not counted: a condition is missing");
	case SIFA_AGAINST:
		return _("against");
	default:
		return _("counted");
	}
}

static void line(struct screen *sc, const char *label, const char *value)
{
	struct clause *v = sc->data;

	if (*value)
		page_pair(&v->page, sc->desk->cols - 3, LABEL, label, value, LINE, 0);
}

static void add_words(struct screen *sc)
{
	const struct clause *v = sc->data;
	const struct sifa_clause *c = v->clause;
	char a[40], b[32], text[200];
	const char *unit = c->unit[lang_now()] ? c->unit[lang_now()] : "";

	line(sc, _("Clause"), c->text[lang_now()]);
	snprintf(text, sizeof text, "%s/%s", sifa_points_format(c->points, a),
		 sifa_points_format(c->weight, b));
	line(sc, _("Points"), *clause_standing(c) ? clause_standing(c) : text);
	if (c->weight != c->base)
		line(sc, _("In the letter"), sifa_points_format(c->base, a));
	snprintf(text, sizeof text, "%s %s", report_amount(c, c->target, a), unit);
	line(sc, _("Target"), c->has_target ? text : "");
	snprintf(text, sizeof text, "%s %s", report_amount(c, c->actual, a), unit);
	line(sc, _("Actual"), text);
	snprintf(text, sizeof text, "%s %%",
		 c->completion >= 0 ? sifa_points_format(c->completion, a) : "");
	line(sc, _("Done"), c->completion >= 0 ? text : "");
	if (c->lacking > 0) {
		snprintf(text, sizeof text, "%lld %s", (long long)c->lacking, unit);
		line(sc, _("Lacking"), text);
	}
	line(sc, _("Counted by"), c->date[lang_now()]);
	line(sc, _("Rule"), c->formula[lang_now()]);
	line(sc, _("Note"), c->note[lang_now()]);
}

static char *late(struct screen *sc, const struct page_row *row)
{
	struct clause *v = sc->data;
	const struct sifa_clause *c = v->clause;
	struct cells cells = {.n = 0};
	char title[160], id[32], amount[40];

	cells_put(&cells, 14, sifa_id_format(row->id, id));
	cells_right(&cells, 8, report_amount(c, page_amount(row), amount));
	cells_put(&cells, 2, "");
	cells_put(&cells, 20, role_word(page_role(row)));
	cells_rest(&cells,
		   sifa_title(sc->desk->se, row->id, false, lang_now(), title, sizeof title));
	return strdup(cells.s);
}

static void add_records(struct screen *sc)
{
	struct clause *v = sc->data;
	struct sifa_behind_list list = {0};
	struct sifa_err err = {0};

	if (sifa_score_records(sc->desk->se, v->sheet, v->clause->id, &list, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	page_behind(&v->page, &list, RECORD);
	sifa_behind_free(&list);
}

static void build(struct screen *sc)
{
	struct clause *v = sc->data;

	page_clear(&v->page);
	add_words(sc);
	add_records(sc);
}

static bool is_record(const struct page_row *row)
{
	return row && row->what == RECORD;
}

static enum sifa_rc clause_open(struct screen *sc, const void *p, struct sifa_err *err)
{
	const struct clause_arg *arg = p;
	struct clause *v = sc->data;
	enum sifa_rc rc = score_sheet(sc, arg->letter, arg->office, &v->sheet, err);

	if (rc)
		return rc;
	v->at = arg->clause;
	v->clause = sheet_clause(v->sheet, v->at);
	if (!v->clause)
		return SIFA_E_NOTFOUND;
	v->page.late = late;
	build(sc);
	/* On with Enter: the cursor waits on the first record. */
	for (size_t i = v->page.n; i-- > 0;)
		if (is_record(&v->page.row[i]))
			v->page.list.at = i;
	return SIFA_OK;
}

static void clause_refresh(struct screen *sc)
{
	struct clause *v = sc->data;
	struct sifa_sheet *fresh = NULL;
	struct sifa_err err = {0};

	if (score_sheet(sc, v->sheet->letter, v->sheet->office, &fresh, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	sifa_sheet_free(v->sheet);
	v->sheet = fresh;
	v->clause = sheet_clause(v->sheet, v->at);
	build(sc);
}

static void clause_close(struct screen *sc)
{
	struct clause *v = sc->data;

	page_free(&v->page);
	sifa_sheet_free(v->sheet);
}

static void clause_title(struct screen *sc, char *buf, size_t size)
{
	const struct clause *v = sc->data;

	snprintf(buf, size, "%s  %s %s", v->sheet->office_name, v->clause->id, v->clause->number);
}

static void clause_draw(struct screen *sc)
{
	struct clause *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
}

static void clause_focus(struct screen *sc, int *y, int *x)
{
	const struct clause *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *clause_list(struct screen *sc)
{
	struct clause *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct clause *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (is_record(row))
		desk_open(sc->desk, &screen_record, &row->id);
	else
		page_part(&v->page);
}

/* The seed typed, or a new one; the inspection opens. */
static void draw_sample(struct screen *sc, const char *seed)
{
	const struct clause *v = sc->data;
	const struct sifa_sample_wish w = {.clause = v->clause->id, .seed = *seed ? seed : NULL};
	struct sifa_sample s = {0};
	struct sifa_err err = {0};
	uint64_t id = 0;

	if (sifa_sample_keep(sc->desk->se, v->sheet, &w, &s, &id, NULL, &err))
		desk_error(sc->desk, &err);
	else
		desk_open(sc->desk, &screen_record, &id);
	sifa_sample_free(&s);
}

static void cmd_sample(struct screen *sc)
{
	desk_prompt(sc, _("Seed of the sample (empty: a new one)"), "", draw_sample);
}

/* The register that the clause counts and that official lists are compared with. */
static const struct sifa_kind *listed(struct screen *sc)
{
	const struct clause *v = sc->data;
	struct sifa_clause_text t;
	const char *s;

	if (!sifa_letter_clause(v->sheet->letter, v->at, &t))
		return NULL;
	for (s = t.counts; *s; s += strcspn(s, " "), s += strspn(s, " ")) {
		const struct sifa_kind *k;
		char id[64];

		snprintf(id, sizeof id, "%.*s", (int)strcspn(s, ". "), s);
		k = sifa_kind(sc->desk->sifa, id);
		if (k && desk_reconciles(sc->desk, k))
			return k;
	}
	return NULL;
}

static void cmd_compare(struct screen *sc)
{
	desk_reconcile(sc, listed(sc));
}

static bool says(const struct sifa_record *r, const char *field, const char *text)
{
	const struct sifa_value *v = report_value(r, field);

	return v->state == SIFA_SET && v->s && !strcmp(v->s, text);
}

/* The last inspection of the clause in this office; 0: none. */
static enum sifa_rc find_inspection(struct screen *sc, uint64_t *id, struct sifa_err *err)
{
	const struct clause *v = sc->data;
	const struct sifa_query q = {.kind = sifa_kind(sc->desk->sifa, "inspection"),
				     .unit = v->sheet->office};
	struct sifa_rows rows = {0};
	enum sifa_rc rc =
		q.kind ? sifa_list(sc->desk->se, &q, SIFA_FIRST, NULL, INSPECTIONS, &rows, err)
		       : SIFA_OK;

	*id = 0;
	for (size_t i = 0; i < rows.n && !*id; i++)
		if (says(rows.hit[i].record, "clause", v->clause->id) &&
		    says(rows.hit[i].record, "letter", sifa_letter_id(v->sheet->letter)))
			*id = sifa_record_id(rows.hit[i].record);
	sifa_rows_free(&rows);
	return rc;
}

static void cmd_marks(struct screen *sc)
{
	struct sifa_err err = {0};
	uint64_t id;

	if (find_inspection(sc, &id, &err))
		desk_error(sc->desk, &err);
	else if (id)
		desk_open(sc->desk, &screen_marks, &id);
	else
		desk_message(sc->desk, _("No inspection of this clause yet: z draws its sample."));
}

static bool clause_can(struct screen *sc, enum cmd c)
{
	return c != CMD_COMPARE || listed(sc);
}

static void cmd_part(struct screen *sc)
{
	struct clause *v = sc->data;

	page_part(&v->page);
}

static struct clause_arg this_clause(const struct screen *sc)
{
	const struct clause *v = sc->data;

	return (struct clause_arg){v->sheet->letter, v->sheet->office, v->at};
}

static void cmd_explain(struct screen *sc)
{
	const struct clause_arg arg = this_clause(sc);

	desk_open(sc->desk, &screen_explain, &arg);
}

static void cmd_try(struct screen *sc)
{
	const struct clause_arg arg = this_clause(sc);

	desk_open(sc->desk, &screen_try, &arg);
}

static const struct screen_cmd clause_cmds[] = {{CMD_OPEN, cmd_open, false},
						{CMD_EXPLAIN, cmd_explain, false},
						{CMD_TRY, cmd_try, false},
						{CMD_PART, cmd_part, false},
						{CMD_REFRESH, clause_refresh, false},
						{CMD_SAMPLE, cmd_sample, true},
						{CMD_MARKS, cmd_marks, true},
						{CMD_COMPARE, cmd_compare, true},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_clause = {
	.name = "clause",
	.size = sizeof(struct clause),
	.cmds = clause_cmds,
	.open = clause_open,
	.close = clause_close,
	.resume = clause_refresh,
	.resize = build,
	.title = clause_title,
	.draw = clause_draw,
	.focus = clause_focus,
	.can = clause_can,
	.list = clause_list,
};
