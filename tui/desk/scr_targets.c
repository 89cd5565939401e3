/* scr_targets.c - the numbers of a letter: a row a unit, a column a clause. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_steps.h"
#include "scr_targets.h"

enum { NAME_COLS = 22, CELL_COLS = 8 };

static size_t columns_shown(const struct desk *d)
{
	int n = (d->cols - 2 - NAME_COLS) / CELL_COLS;

	return n > 1 ? (size_t)n : 1;
}

static const char *number(const struct sifa_target *c, char *buf)
{
	if (!c->set)
		return "____";
	snprintf(buf, 32, "%lld%s", (long long)c->n, c->locked ? "*" : c->by_hand ? "'" : "");
	return buf;
}

static void put_cell(struct targets *v, struct cells *c, size_t k, const char *text)
{
	char marked[48];

	snprintf(marked, sizeof marked, k == v->clause ? "[%s]" : "%s ", text);
	cells_right(c, CELL_COLS, marked);
}

static void each_column(struct screen *sc, struct cells *c, size_t unit)
{
	struct targets *v = sc->data;
	char buf[32];

	for (size_t k = v->left; k < v->t->nclauses && k < v->left + columns_shown(sc->desk); k++)
		put_cell(
			v, c, k,
			number(unit == SIZE_MAX ? &v->t->clause[k].above : targets_cell(v, unit, k),
			       buf));
}

static void sum_row(struct screen *sc)
{
	struct targets *v = sc->data;
	struct cells c = {.n = 0};
	char buf[32];

	cells_put(&c, NAME_COLS + 2, _("sum"));
	for (size_t k = v->left; k < v->t->nclauses && k < v->left + columns_shown(sc->desk); k++) {
		snprintf(buf, sizeof buf, "%lld", (long long)v->t->clause[k].sum);
		put_cell(v, &c, k, buf);
	}
	page_head(&v->page, c.s);
}

static void build(struct screen *sc)
{
	struct targets *v = sc->data;
	struct cells head = {.n = 0}, above = {.n = 0};
	struct page_row *row;

	page_clear(&v->page);
	cells_put(&head, NAME_COLS + 2, "");
	for (size_t k = v->left; k < v->t->nclauses && k < v->left + columns_shown(sc->desk); k++)
		put_cell(v, &head, k, v->t->clause[k].id);
	page_head(&v->page, head.s);
	for (size_t i = 0; i < v->t->nunits; i++) {
		struct cells c = {.n = 0};

		cells_put(&c, NAME_COLS, v->t->unit[i].name);
		each_column(sc, &c, i);
		row = page_add(&v->page, TARGETS_UNIT, c.s);
		if (row)
			row->at = i;
	}
	sum_row(sc);
	cells_put(&above, NAME_COLS, v->t->above.name);
	each_column(sc, &above, SIZE_MAX);
	page_add(&v->page, TARGETS_ABOVE, above.s);
}

static enum sifa_rc read_again(struct screen *sc, struct sifa_err *err)
{
	struct targets *v = sc->data;
	struct sifa_targets *t = NULL;
	enum sifa_rc rc = sifa_targets(sc->desk->se, v->letter, v->year, 0, &t, err);

	if (rc)
		return rc;
	sifa_targets_free(v->t);
	v->t = t;
	if (v->clause >= t->nclauses)
		v->clause = 0;
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc show(struct screen *sc, size_t at, struct sifa_err *err)
{
	struct targets *v = sc->data;

	v->at = at;
	v->letter = v->all[at];
	return read_again(sc, err);
}

/* The letter of a record, which need not be one in force, with the cursor on its unit. */
static enum sifa_rc show_one(struct screen *sc, const struct targets_arg *arg, struct sifa_err *err)
{
	struct targets *v = sc->data;
	enum sifa_rc rc;

	v->letter = arg->letter;
	v->year = arg->year;
	for (size_t i = 0; i < v->n; i++)
		if (v->all[i] == arg->letter)
			v->at = i;
	rc = read_again(sc, err);
	for (size_t i = 0; i < v->page.n && !rc; i++)
		if (v->page.row[i].what && targets_unit(v, &v->page.row[i])->unit == arg->unit)
			v->page.list.at = i;
	return rc;
}

static enum sifa_rc targets_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct targets *v = sc->data;
	enum sifa_rc rc =
		sifa_letters_to_sign(sc->desk->se, sifa_today(sc->desk->se), &v->all, &v->n, err);

	v->from = SIFA_DAY_NONE;
	if (!rc && arg)
		return show_one(sc, arg, err);
	if (!rc && !v->n) {
		desk_message(sc->desk, _("There is no target letter in the configuration."));
		rc = SIFA_E_NOTFOUND;
	}
	/* Before anything is signed: the first letter that has something to fill in. */
	for (size_t i = 0; i < v->n && !rc && !(v->t && v->t->nclauses); i++)
		rc = show(sc, i, err);
	if (!rc && !v->t->nclauses)
		rc = show(sc, 0, err);
	return rc;
}

static void targets_close(struct screen *sc)
{
	struct targets *v = sc->data;

	sifa_targets_free(v->t);
	page_free(&v->page);
	free(v->all);
}

void targets_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read_again(sc, &err))
		desk_error(sc->desk, &err);
}

static void targets_title(struct screen *sc, char *buf, size_t size)
{
	const struct targets *v = sc->data;

	snprintf(buf, size, "%s  %d  %s", _("Targets"), v->t->year,
		 sifa_letter_title(v->letter, lang_now()));
}

/* "population x1.00" as it is kept, with the first words as they are said. */
static const char *way(const char *by, char *buf, size_t size)
{
	static const struct {
		const char *by, *said;
	} words[] = {{"equal", N_("equal parts")},
		     {"villages", N_("by villages")},
		     {"last-year", N_("by last year's work")},
		     {"last year", N_("last year's number")},
		     {"population", N_("by population")}};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i].by);

		if (strncmp(by, words[i].by, n) == 0 && (!by[n] || by[n] == ' ')) {
			snprintf(buf, size, "%s%s", _(words[i].said), by + n);
			return buf;
		}
	}
	return by;
}

/* Below the table: what the clause says, and how the number under the cursor came about. */
static void note(struct screen *sc)
{
	struct targets *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	const struct sifa_target_clause *c;
	const struct sifa_target *cell;
	char text[400], n[24], by[120];

	if (!v->t->nclauses) {
		frame_note(sc->desk,
			   v->n > 1 ? _("This letter leaves no number open; v shows another one.")
				    : _("This letter leaves no number open."));
		return;
	}
	if (v->by_paper) {
		frame_note(sc->desk,
			   lang_fill(text, sizeof text,
				     _("Numbers typed now change by {1}, from {2} on; a ends it."),
				     v->doc, sifa_day_format(v->from, by), NULL));
		return;
	}
	c = &v->t->clause[v->clause];
	cell = row ? targets_number(v, row) : &c->above;
	snprintf(n, sizeof n, "%zu", cell->versions);
	snprintf(text, sizeof text, "%s %s  %s%s%s", c->id, c->text[lang_now()],
		 !c->above.set		  ? ""
		 : sifa_target_divided(c) ? _("divided")
					  : _("not divided"),
		 *cell->by ? "  " : "", way(cell->by, by, sizeof by));
	if (cell->versions > 1)
		lang_fill(text + strlen(text), sizeof text - strlen(text), _("  version {1}"), n,
			  NULL);
	frame_note(sc->desk, text);
}

static void targets_draw(struct screen *sc)
{
	struct targets *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	note(sc);
}

static void targets_focus(struct screen *sc, int *y, int *x)
{
	const struct targets *v = sc->data;

	*y = v->page.y;
	*x = 2 + NAME_COLS + (int)(v->clause - v->left) * CELL_COLS;
}

static struct list *targets_list(struct screen *sc)
{
	struct targets *v = sc->data;

	return &v->page.list;
}

/* ---- across ---- */

static void go(struct screen *sc, size_t clause)
{
	struct targets *v = sc->data;
	size_t shown = columns_shown(sc->desk);

	v->clause = clause;
	if (v->clause < v->left)
		v->left = v->clause;
	if (v->clause >= v->left + shown)
		v->left = v->clause - shown + 1;
	build(sc);
}

static void cmd_left(struct screen *sc)
{
	const struct targets *v = sc->data;

	if (v->clause)
		go(sc, v->clause - 1);
}

static void cmd_right(struct screen *sc)
{
	const struct targets *v = sc->data;

	if (v->clause + 1 < v->t->nclauses)
		go(sc, v->clause + 1);
}

/* ---- other letters, other years ---- */

static void cmd_letter(struct screen *sc)
{
	struct targets *v = sc->data;
	struct sifa_err err = {0};

	v->year = 0;
	v->by_paper = false; /* a document changes the letter it was named for */
	v->clause = v->left = 0;
	if (show(sc, (v->at + 1) % v->n, &err))
		desk_error(sc->desk, &err);
}

static void to_year(struct screen *sc, const char *text)
{
	struct targets *v = sc->data;
	int was = v->year;
	struct sifa_err err = {0};
	char *end;
	long year = strtol(text, &end, 10);

	if (*end || year < 2000 || year > 2100) {
		desk_message(sc->desk, _("A year like 2014 is expected."));
		return;
	}
	v->year = (int)year;
	v->by_paper = false;
	if (read_again(sc, &err)) {
		v->year = was;
		desk_error(sc->desk, &err);
	}
}

static void cmd_year(struct screen *sc)
{
	const struct targets *v = sc->data;
	char text[16];

	snprintf(text, sizeof text, "%d", v->t->year + 1);
	desk_prompt(sc, _("Numbers of which year?"), text, to_year);
}

static void next_year(struct screen *sc, const char *answer)
{
	struct targets *v = sc->data;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	size_t made = 0;
	char n[24], year[16], text[200];

	(void)answer;
	if (sifa_letter_next_year(sc->desk->se, v->letter, v->t->year, NULL, &made, &f, &err)) {
		desk_refused(sc->desk, &f, &err);
	} else {
		snprintf(n, sizeof n, "%zu", made);
		snprintf(year, sizeof year, "%d", v->t->year + 1);
		to_year(sc, year);
		desk_message(sc->desk, lang_fill(text, sizeof text,
						 _("{1} letters drafted for {2}"), n, year, NULL));
	}
	sifa_findings_free(&f);
}

static void cmd_next_year(struct screen *sc)
{
	const struct targets *v = sc->data;
	char year[16], text[200];

	snprintf(year, sizeof year, "%d", v->t->year + 1);
	desk_ask(sc,
		 lang_fill(text, sizeof text,
			   _("Draft the letters of {1} with these numbers as a proposal?"), year,
			   NULL),
		 next_year);
}

/* The letter record of the unit under the cursor. */
static void open_letter(struct screen *sc, const struct screen_ops *ops)
{
	struct targets *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	uint64_t record = row ? targets_unit(v, row)->record : 0;

	if (record)
		desk_open(sc->desk, ops, &record);
	else
		desk_message(sc->desk, _("No letter yet: the first number drafts it."));
}

/* From here the letter of the unit goes on to review and signing. */
static void cmd_step(struct screen *sc)
{
	open_letter(sc, &screen_steps);
}

static void cmd_score(struct screen *sc)
{
	struct targets *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	struct score_arg arg = {0};

	if (!row || row->what != TARGETS_UNIT)
		return;
	arg.office = targets_unit(v, row)->unit;
	desk_open(sc->desk, &screen_score, &arg);
}

static void targets_resize(struct screen *sc)
{
	const struct targets *v = sc->data;

	go(sc, v->clause);
}

/* The letter that the unit signed. */
static void cmd_diff(struct screen *sc)
{
	open_letter(sc, &screen_signed);
}

/* A document changes numbers: it locks none. */
static bool targets_can(struct screen *sc, enum cmd c)
{
	const struct targets *v = sc->data;

	return c != CMD_LOCK || !v->by_paper;
}

static const struct screen_cmd targets_cmds[] = {{CMD_NUMBER, targets_cmd_type, false},
						 {CMD_LOCK, targets_cmd_lock, false},
						 {CMD_SPLIT, targets_cmd_split, false},
						 {CMD_STEP, cmd_step, false},
						 {CMD_SUPPLEMENT, targets_cmd_supplement, false},
						 {CMD_DIFF, cmd_diff, true},
						 {CMD_CLAUSE_PREV, cmd_left, true},
						 {CMD_CLAUSE_NEXT, cmd_right, true},
						 {CMD_LETTER, cmd_letter, false},
						 {CMD_YEAR, cmd_year, true},
						 {CMD_YEAR_NEW, cmd_next_year, true},
						 {CMD_SCORE, cmd_score, true},
						 {CMD_REFRESH, targets_refresh, true},
						 SCREEN_MOVES,
						 {CMD_NONE, NULL, false}};

const struct screen_ops screen_targets = {
	.name = "targets",
	.size = sizeof(struct targets),
	.cmds = targets_cmds,
	.open = targets_open,
	.close = targets_close,
	.resume = targets_refresh,
	.resize = targets_resize,
	.title = targets_title,
	.draw = targets_draw,
	.focus = targets_focus,
	.can = targets_can,
	.list = targets_list,
};
