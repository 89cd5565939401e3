/* scr_steps.c - the steps that a record's state allows: which can be taken, which only
 * with a signature on paper, which not and why; taking one, and what comes of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "scr_steps.h"

enum {
	STEPS = 60,
	LABEL = 20,
	STATE = 18,
	LABEL_MOST = 36,
	STATE_MOST = 26,
	WHY_LEAST = 10,
	WIDE = 110
};

enum standing { OPEN, ON_PAPER, SHUT };

struct row {
	const struct sifa_step_def *step;
	enum standing standing;
	char why[400]; /* the first reason */
};

struct steps {
	uint64_t record;
	const struct sifa_kind *kind;
	struct row row[STEPS];
	size_t n;
	int label, state; /* columns */
	char head[240];	  /* whose steps */
	struct list list;
	int y, x;
};

/* ---- what can be taken ---------------------------------------------------------- */

static bool is_asked(const struct sifa_kind *k, const struct sifa_step_def *s, const char *field)
{
	for (size_t i = 0; i < s->nasks; i++)
		if (!strcmp(k->field[s->ask[i]].id, field))
			return true;
	return false;
}

/* The first error that the form of the step cannot settle; NULL if there is none. */
static const struct sifa_err *obstacle(const struct sifa_kind *k, const struct sifa_step_def *s,
				       const struct sifa_findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].severity == SIFA_ERROR && !is_asked(k, s, f->v[i].err.field))
			return &f->v[i].err;
	return NULL;
}

static bool stands_in_the_way(struct screen *sc, struct row *row, const struct sifa_signed *paper)
{
	struct steps *st = sc->data;
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	const struct sifa_err *why = &err;
	struct sifa_err bare;
	struct sifa_record *r;
	const struct sifa_field *field;
	char text[300];

	if (!sifa_record_get(sc->desk->se, st->record, &r, &err)) {
		if (!sifa_step_check(sc->desk->se, r, row->step, paper, &found, &err))
			why = obstacle(st->kind, row->step, &found);
		sifa_record_free(r);
	}
	if (why) {
		bare = *why;
		bare.field[0] = '\0';
		field = sifa_field(st->kind, why->field);
		lang_error(text, sizeof text, &bare);
		snprintf(row->why, sizeof row->why, "%s%s%s", field ? field->label[lang_now()] : "",
			 field ? lang_now() == SIFA_ZH ? "：" : ": " : "", text);
	}
	sifa_findings_free(&found);
	return why != NULL;
}

static void judge(struct screen *sc, struct row *row)
{
	const struct sifa_signed paper = {.by = "-", .on = sifa_today(sc->desk->se)};

	row->why[0] = '\0';
	row->standing = OPEN;
	if (!stands_in_the_way(sc, row, NULL))
		return;
	row->standing = SHUT;
	if (!sifa_field(((struct steps *)sc->data)->kind, "signatures"))
		return;
	if (stands_in_the_way(sc, row, &paper))
		return;
	row->standing = ON_PAPER;
}

static enum sifa_rc steps_read(struct screen *sc, struct sifa_err *err)
{
	struct steps *st = sc->data;
	const struct sifa_step_def *step[STEPS];
	struct sifa_record *r;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, st->record, &r, err);
	char title[160];

	if (rc)
		return rc;
	snprintf(st->head, sizeof st->head, "%s  %s", _("Steps"),
		 sifa_title(sc->desk->se, st->record, false, lang_now(), title, sizeof title));
	st->kind = sifa_record_kind(r);
	st->n = sifa_steps(r, step, STEPS);
	sifa_record_free(r);
	for (size_t i = 0; i < st->n; i++) {
		st->row[i].step = step[i];
		judge(sc, &st->row[i]);
	}
	list_fit(&st->list, st->n, 1);
	return SIFA_OK;
}

static enum sifa_rc steps_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct steps *st = sc->data;
	enum sifa_rc rc;

	st->record = *(const uint64_t *)arg;
	rc = steps_read(sc, err);
	if (!rc && !st->n) {
		desk_message(sc->desk, st->kind->nsteps
					       ? _("In its present state no step is left.")
					       : _("Records of this kind go through no steps."));
		return SIFA_E_NOTFOUND;
	}
	return rc;
}

static void steps_resume(struct screen *sc)
{
	struct sifa_err err = {0};

	if (steps_read(sc, &err))
		desk_error(sc->desk, &err);
}

/* ---- drawn ------------------------------------------------------------------------ */

static const char *leads_to(const struct steps *st, const struct sifa_step_def *s)
{
	return s->to == SIFA_NO_STATE ? "" : st->kind->state[s->to].label[lang_now()];
}

static int wider(int w, int most, const char *s)
{
	int own = sifa_text_width(s, strlen(s));

	return own <= w ? w : own < most ? own : most;
}

/* As wide as the longest of all. */
static void measure(struct steps *st)
{
	st->label = LABEL;
	st->state = STATE;
	for (size_t i = 0; i < st->n; i++) {
		st->label = wider(st->label, LABEL_MOST, st->row[i].step->label[lang_now()]);
		st->state = wider(st->state, STATE_MOST, leads_to(st, st->row[i].step));
	}
}

static void draw_row(struct desk *d, const struct steps *st, const struct row *row, int y, int x,
		     int cols)
{
	static const char *const marks[] = {[OPEN] = " ", [ON_PAPER] = "?", [SHUT] = "!"};
	struct cells c = {.n = 0};

	cells_put(&c, 2, marks[row->standing]);
	cells_put(&c, st->label, row->step->label[lang_now()]);
	cells_put(&c, 4, row->step->to == SIFA_NO_STATE ? "" : " -> ");
	cells_put(&c, st->state, leads_to(st, row->step));
	cells_put(&c, 1, "");
	/* The line below tells it whole. */
	if (cols - sifa_text_width(c.s, c.n) >= WHY_LEAST)
		cells_rest(&c, row->why);
	draw_text(d->tty, y, x, cols, row->standing == SHUT ? DRAW_ALERT : DRAW_TEXT, c.s);
}

static void steps_draw(struct screen *sc)
{
	struct steps *st = sc->data;
	struct desk *d = sc->desk;
	int y, x, cols, room = d->rows - 8;

	measure(st);
	if (room > (int)st->n)
		room = (int)st->n;
	frame_popup(d, room + 2, d->cols - 4 < WIDE ? d->cols - 4 : WIDE, st->head, &y, &x, &cols);
	list_fit(&st->list, st->n, (size_t)(room ? room : 1));
	for (int i = 0; i < room; i++) {
		size_t at = st->list.top + (size_t)i;

		frame_mark(d, y + i, x, at == st->list.at);
		draw_row(d, st, &st->row[at], y + i, x + 2, cols - 2);
	}
	frame_note(d,
		   st->n ? st->row[st->list.at].why[0]
				   ? st->row[st->list.at].why
				   : _("Enter opens the form of the step; F1: its law and papers.")
			 : "");
	st->y = y + (int)(st->list.at - st->list.top);
	st->x = x;
}

static void steps_focus(struct screen *sc, int *y, int *x)
{
	const struct steps *st = sc->data;

	*y = st->y;
	*x = st->x;
}

static struct list *steps_list(struct screen *sc)
{
	struct steps *st = sc->data;

	return &st->list;
}

/* ---- told in full ------------------------------------------------------------------- */

static void line(char *buf, size_t size, const char *label, const char *text)
{
	size_t n = strlen(buf);
	bool zh = lang_now() == SIFA_ZH;

	if (*text)
		snprintf(buf + n, size - n, "%s%s%s%s", n ? "\n" : "", label,
			 *label ? zh ? "：" : ": " : "", text);
}

static void join(char *buf, size_t size, const char *text)
{
	size_t n = strlen(buf);

	snprintf(buf + n, size - n, "%s%s", n ? lang_now() == SIFA_ZH ? "；" : "; " : "", text);
}

static void cmd_told(struct screen *sc)
{
	struct steps *st = sc->data;
	const struct row *row = &st->row[st->list.at];
	const struct sifa_step_def *s = row->step;
	const char *law[16];
	char text[2000] = "", part[700] = "";
	size_t n = sifa_step_sources(s, law, sizeof law / sizeof *law);

	line(text, sizeof text, "", s->label[lang_now()]);
	line(text, sizeof text, _("Leads to"), leads_to(st, s));
	for (size_t i = 0; i < s->nasks; i++)
		join(part, sizeof part, st->kind->field[s->ask[i]].label[lang_now()]);
	line(text, sizeof text, _("Asks for"), part);
	part[0] = '\0';
	for (size_t i = 0; i < s->npapers; i++) {
		const struct sifa_paper *p = sifa_paper(sc->desk->sifa, s->paper[i]);

		join(part, sizeof part, p ? p->label[lang_now()] : s->paper[i]);
	}
	line(text, sizeof text, _("Papers"), part);
	part[0] = '\0';
	for (size_t i = 0; i < n; i++)
		join(part, sizeof part, law[i]);
	line(text, sizeof text, _("Source"), part);
	line(text, sizeof text, row->standing == SHUT ? _("Not now") : _("Only signed on paper"),
	     row->why);
	/* A cut text must still be one. */
	text[sifa_text_fit(text, strlen(text), 1500, NULL)] = '\0';
	desk_open(sc->desk, &screen_notice, text);
}

/* ---- taken ---------------------------------------------------------------------------- */

/* The list has done its work. */
static void taken(struct screen *sc, uint64_t id)
{
	(void)id;
	desk_close(sc);
}

static void cmd_take(struct screen *sc)
{
	struct steps *st = sc->data;
	const struct row *row = &st->row[st->list.at];
	struct form_arg arg = {.kind = st->kind,
			       .record = st->record,
			       .step = row->step,
			       .owner = sc,
			       .done = taken};

	desk_form(sc->desk, &arg);
}

static const struct screen_cmd steps_cmds[] = {{CMD_OPEN, cmd_take, false},
					       {CMD_HELP, cmd_told, false},
					       SCREEN_MOVES,
					       {CMD_NONE, NULL, false}};

const struct screen_ops screen_steps = {
	.name = "steps",
	.size = sizeof(struct steps),
	.popup = true,
	.cmds = steps_cmds,
	.open = steps_open,
	.resume = steps_resume,
	.draw = steps_draw,
	.focus = steps_focus,
	.list = steps_list,
};
