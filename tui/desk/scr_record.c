/* scr_record.c - a record to be read: its pages, its tables, who refers to it,
 * and its history. References open. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "record_files.h"
#include "record_life.h"
#include "scr_paper.h"
#include "scr_steps.h"

enum { LINE = 1, FIELD, REFERENCE, LIFE, ACT };
enum { REFERRERS = 100, LABEL = 22 };

struct record {
	struct page page;
	uint64_t id;
	uint32_t rev;
	unsigned flags;
	const struct sifa_state_def *state;
	const struct sifa_kind *kind;
	char title[160], reason[200];
	bool has_file, may_dossier;
	size_t inbox; /* files that wait there */
};

/* ---- fields ---------------------------------------------------------------------- */

static void pair(struct screen *sc, const struct sifa_field *f, const char *label,
		 const char *value, uint64_t to)
{
	struct record *r = sc->data;
	size_t from = r->page.n;

	page_pair(&r->page, sc->desk->cols - 3, LABEL, label, value, to ? REFERENCE : FIELD, to);
	while (from < r->page.n)
		r->page.row[from++].at = f->index;
}

static void add_table(struct screen *sc, const struct sifa_field *f, const struct sifa_value *v)
{
	struct record *r = sc->data;

	pair(sc, f, f->label[lang_now()], "", 0);
	for (size_t i = 0; i < v->len; i++) {
		struct cells c = {.n = 0};
		uint64_t to = 0;
		struct page_row *row;

		cells_put(&c, 4, "");
		for (size_t k = 0; k < f->nrow; k++) {
			const struct sifa_value *cell = &v->row[i].v[k];
			char text[160];

			if (cell->state == SIFA_ABSENT)
				continue;
			if (!to && f->row[k].type == SIFA_REF && cell->state == SIFA_SET)
				to = (uint64_t)cell->n;
			/* A record that a sample or a list tells by its number. */
			if (!to && cell->s && !strcmp(f->row[k].id, "record") &&
			    sifa_id_parse(cell->s, &to))
				to = 0;
			sifa_format(sc->desk->se, &f->row[k], cell, lang_now(), text, sizeof text);
			cells_rest(&c, text);
			cells_rest(&c, "  ");
		}
		row = page_add(&r->page, to ? REFERENCE : FIELD, c.s);
		if (row) {
			row->id = to;
			row->at = f->index;
		}
	}
}

static void add_field(struct screen *sc, const struct sifa_field *f, const struct sifa_value *v)
{
	bool set = v->state == SIFA_SET;
	bool ref = set && (f->type == SIFA_REF || f->type == SIFA_PLACE);
	char text[1024], *all = NULL;

	if (f->type == SIFA_ROWS && v->len) {
		add_table(sc, f, v);
		return;
	}
	if (f->type == SIFA_REFS && set) {
		for (size_t i = 0; i < v->len; i++)
			pair(sc, f, i ? "" : f->label[lang_now()],
			     sifa_title(sc->desk->se, v->id[i], true, lang_now(), text,
					sizeof text),
			     v->id[i]);
		return;
	}
	if (set && f->type == SIFA_LONGTEXT)
		all = strndup(v->s, v->len);
	else if (ref)
		sifa_title(sc->desk->se, (uint64_t)v->n, true, lang_now(), text, sizeof text);
	else
		sifa_format(sc->desk->se, f, v, lang_now(), text, sizeof text);
	pair(sc, f, f->label[lang_now()], all ? all : text, ref ? (uint64_t)v->n : 0);
	free(all);
}

/* What is empty is left to the form: here one reads. */
static void add_pages(struct screen *sc, const struct sifa_record *rec)
{
	struct record *r = sc->data;

	for (size_t p = 0; p < r->kind->npages; p++) {
		bool headed = false;

		for (size_t i = 0; i < r->kind->page[p].n; i++) {
			const struct sifa_field *f = &r->kind->field[r->kind->page[p].field[i]];
			const struct sifa_value *v = sifa_get(rec, f);

			if (v->state == SIFA_ABSENT || (f->type == SIFA_ROWS && !v->len))
				continue;
			if (!headed)
				page_head(&r->page, r->kind->page[p].label[lang_now()]);
			headed = true;
			add_field(sc, f, v);
		}
	}
}

/* ---- its life ---------------------------------------------------------------------- */

static void join(char *buf, size_t size, const char *text)
{
	size_t n = strlen(buf);

	snprintf(buf + n, size - n, "%s%s", n ? lang_now() == SIFA_ZH ? "、" : ", " : "", text);
	buf[sifa_text_fit(buf, strlen(buf), 400, NULL)] = '\0'; /* a cut text must still be one */
}

/* The states it is in with the days they began, and the steps that may come next. */
static void add_life(struct screen *sc, const struct sifa_record *rec)
{
	struct record *r = sc->data;
	const struct sifa_state_def *state[8];
	const struct sifa_step_def *step[60];
	char text[600] = "", one[120], day[16];
	size_t n = sifa_states(rec, state, 8);
	int cols = sc->desk->cols - 3;

	if (!r->kind->nstates)
		return;
	for (size_t i = 0; i < n; i++) {
		const struct sifa_value *v =
			state[i]->date == SIFA_NO_FIELD
				? NULL
				: sifa_get(rec, &r->kind->field[state[i]->date]);

		snprintf(one, sizeof one, "%s%s%s", state[i]->label[lang_now()], v ? " " : "",
			 v ? sifa_day_format((sifa_day)v->n, day) : "");
		join(text, sizeof text, one);
	}
	page_pair(&r->page, cols, LABEL, _("State"), text, r->kind->nsteps ? LIFE : LINE, 0);
	text[0] = '\0';
	n = sifa_steps(rec, step, 60);
	for (size_t i = 0; i < n; i++)
		join(text, sizeof text, step[i]->label[lang_now()]);
	if (n)
		page_pair(&r->page, cols, LABEL, _("Next"), text, LIFE, 0);
}

/* ---- around it ---------------------------------------------------------------------- */

/* `listed`: a kind that has its own list already. */
static void add_referrers(struct screen *sc, const struct sifa_kind *listed)
{
	struct record *r = sc->data;
	struct sifa_rows rows = {0};
	struct sifa_err err = {0};
	bool headed = false;
	size_t len = strlen(r->title);

	if (sifa_referrers(sc->desk->se, r->id, NULL, REFERRERS, &rows, &err))
		desk_error(sc->desk, &err);
	for (size_t i = 0; i < rows.n; i++) {
		const struct sifa_kind *k = sifa_record_kind(rows.hit[i].record);
		struct cells c = {.n = 0};
		struct page_row *row;
		char text[160];

		if (k == listed)
			continue;
		if (!headed)
			page_head(&r->page, _("Referred to by"));
		headed = true;
		cells_put(&c, LABEL, k->label[lang_now()]);
		sifa_title(sc->desk->se, sifa_record_id(rows.hit[i].record), false, lang_now(),
			   text, sizeof text);
		/* That it is of this one goes without saying. */
		cells_rest(&c, len && !strncmp(text, r->title, len) && text[len] == ' '
				       ? text + len + 1
				       : text);
		row = page_add(&r->page, REFERENCE, c.s);
		if (row)
			row->id = sifa_record_id(rows.hit[i].record);
	}
	sifa_rows_free(&rows);
}

/* What the law proposes because of what happened; a person decides. */
static void add_proposals(struct screen *sc, const struct sifa_record *rec)
{
	struct record *r = sc->data;
	struct sifa_proposal p[8];
	struct sifa_err err = {0};
	size_t n;
	char text[400], day[16];

	if (sifa_ladder(sc->desk->se, rec, p, 8, &n, &err))
		desk_error(sc->desk, &err);
	for (size_t i = 0; i < n; i++) {
		struct page_row *row;

		if (!i)
			page_head(&r->page, p[i].ladder[lang_now()]);
		snprintf(text, sizeof text, "%s：%s", p[i].propose[lang_now()],
			 p[i].why[lang_now()]);
		row = page_add(&r->page, p[i].because ? REFERENCE : LINE, text);
		if (row) {
			row->id = p[i].because;
			row->alert = true;
		}
		snprintf(text, sizeof text, "%s %s", p[i].law, p[i].source);
		page_pair(&r->page, sc->desk->cols - 3, LABEL, _("Source"), text, LINE, 0);
		if (p[i].next != SIFA_DAY_NONE)
			page_pair(&r->page, sc->desk->cols - 3, LABEL,
				  sifa_day_format(p[i].next, day), p[i].next_propose[lang_now()],
				  LINE, 0);
	}
}

/* What it is paid, step by step, once the day is known that says by which table. */
static void add_money(struct screen *sc, const struct sifa_record *rec)
{
	struct record *r = sc->data;
	const struct sifa_rate *rate = sifa_rate_of_kind(sc->desk->sifa, r->kind);
	struct sifa_rate_sheet s;
	struct sifa_err err = {0};
	char text[400], amount[32];
	enum sifa_rc rc = rate ? sifa_rate_compute(sc->desk->se, rate, rec, &s, &err) : SIFA_OK;

	if (!rate || (rc && err.field[0]))
		return;
	page_head(&r->page, sifa_rate_label(rate, lang_now()));
	if (rc) {
		page_add(&r->page, LINE, lang_error(text, sizeof text, &err));
		return;
	}
	page_pair(&r->page, sc->desk->cols - 3, LABEL, _("Table"), s.source, LINE, 0);
	for (size_t i = 0; i < s.n; i++) {
		snprintf(text, sizeof text, "%zu. %s", i + 1, s.line[i].text[lang_now()]);
		page_add(&r->page, LINE, text);
	}
	page_add(&r->page, LINE,
		 lang_fill(text, sizeof text, _("total: {1} yuan"),
			   sifa_money_format(s.total, amount), NULL));
}

/* ---- the screen ------------------------------------------------------------------------ */

static enum sifa_rc build(struct screen *sc, struct sifa_err *err)
{
	struct record *r = sc->data;
	struct sifa_record *rec;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, r->id, &rec, err);
	uint64_t dossier;
	char name[200];
	const char *end;

	if (rc)
		return rc;
	r->kind = sifa_record_kind(rec);
	r->rev = sifa_record_rev(rec);
	r->flags = sifa_record_flags(rec);
	r->state = sifa_record_state(rec);
	sifa_title(sc->desk->se, r->id, false, lang_now(), r->title, sizeof r->title);
	page_clear(&r->page);
	add_life(sc, rec);
	record_dues(sc->desk, &r->page, rec, LABEL, FIELD, ACT, LINE);
	add_proposals(sc, rec);
	add_pages(sc, rec);
	add_money(sc, rec);
	record_lacks(sc->desk, &r->page, rec);
	add_referrers(sc, record_evidence(sc->desk, &r->page, rec, REFERENCE));
	record_history(sc->desk, &r->page, r->id, r->kind, LINE);
	r->has_file = *sifa_file_name(rec, name, &end) != '\0';
	if (sifa_dossier_of(sc->desk->se, r->id, &dossier, &r->may_dossier, NULL))
		r->may_dossier = false;
	if (sifa_inbox(sc->desk->se, NULL, &r->inbox, NULL))
		r->inbox = 0;
	sifa_record_free(rec);
	return SIFA_OK;
}

static enum sifa_rc record_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct record *r = sc->data;

	r->id = sifa_same_lead(sc->desk->se, *(const uint64_t *)arg);
	return build(sc, err);
}

static void record_close(struct screen *sc)
{
	struct record *r = sc->data;

	page_free(&r->page);
}

static void record_resume(struct screen *sc)
{
	struct sifa_err err = {0};
	enum sifa_rc rc = build(sc, &err);

	if (rc == SIFA_E_NOTFOUND) /* sealed by the step, or deleted by somebody else */
		desk_close(sc);
	if (rc)
		desk_error(sc->desk, &err);
}

static void record_title(struct screen *sc, char *buf, size_t size)
{
	const struct record *r = sc->data;

	snprintf(buf, size, "%s  %s", r->kind->label[lang_now()], r->title);
}

static void draw_note(struct screen *sc)
{
	const struct record *r = sc->data;
	char text[400], id[32], waiting[120] = "", n[24];

	snprintf(n, sizeof n, "%zu", r->inbox);
	if (r->inbox)
		lang_fill(waiting, sizeof waiting, _("inbox: {1} (a attaches)"), n, NULL);
	snprintf(text, sizeof text, "%s %s  %s  %s  %s", _("Record"), sifa_id_format(r->id, id),
		 r->state ? r->state->label[lang_now()] : "",
		 r->flags & SIFA_REC_UNCONFIRMED ? _("made by an import, not yet confirmed") : "",
		 waiting);
	frame_note(sc->desk, text);
}

static void record_draw(struct screen *sc)
{
	struct record *r = sc->data;

	page_draw(sc, &r->page, BODY_TOP, body_rows(sc->desk));
	draw_note(sc);
}

static void record_focus(struct screen *sc, int *y, int *x)
{
	const struct record *r = sc->data;

	*y = r->page.y;
	*x = 0;
}

static struct list *record_list(struct screen *sc)
{
	struct record *r = sc->data;

	return &r->page.list;
}

static void cmd_step(struct screen *sc)
{
	const struct record *r = sc->data;

	desk_open(sc->desk, &screen_steps, &r->id);
}

/* A reference opens its record, a value the form at its field. */
static void cmd_open(struct screen *sc)
{
	struct record *r = sc->data;
	const struct page_row *row = page_current(&r->page);
	struct form_arg arg = {.kind = r->kind, .record = r->id};

	if (row && row->what == REFERENCE) {
		desk_open(sc->desk, &screen_record, &row->id);
	} else if (row && row->what == LIFE) {
		cmd_step(sc);
	} else if (row && row->what == ACT) {
		record_act(sc->desk, r->id, &r->kind->duty[row->at]);
	} else if (row && row->what == FIELD) {
		arg.field = &r->kind->field[row->at];
		desk_form(sc->desk, &arg);
	}
}

static void cmd_part(struct screen *sc)
{
	struct record *r = sc->data;

	page_part(&r->page);
}

static void cmd_edit(struct screen *sc)
{
	const struct record *r = sc->data;
	struct form_arg arg = {.kind = r->kind, .record = r->id};

	desk_form(sc->desk, &arg);
}

static void delete_now(struct screen *sc, const char *answer)
{
	const struct record *r = sc->data;
	struct desk *d = sc->desk;
	struct sifa_err err = {0};

	(void)answer;
	if (sifa_delete(d->se, r->id, r->rev, r->reason, &err)) {
		desk_error(d, &err);
		return;
	}
	desk_close(sc);
	desk_message(d, _("Deleted."));
}

static void reason_given(struct screen *sc, const char *text)
{
	struct record *r = sc->data;
	char title[160], question[300];

	if (!*text) {
		desk_message(sc->desk, _("Nothing was deleted: a reason is needed."));
		return;
	}
	snprintf(r->reason, sizeof r->reason, "%s", text);
	r->reason[sifa_text_fit(r->reason, strlen(r->reason), 150, NULL)] = '\0';
	lang_fill(question, sizeof question, _("Delete {1}?"),
		  sifa_title(sc->desk->se, r->id, true, lang_now(), title, sizeof title), NULL);
	desk_ask(sc, question, delete_now);
}

static void cmd_delete(struct screen *sc)
{
	desk_prompt(sc, _("Reason for deleting this record:"), "", reason_given);
}

/* ---- an entry of a book ---- */

static void red_now(struct screen *sc, const char *text)
{
	const struct record *r = sc->data;
	struct desk *d = sc->desk;
	struct sifa_findings f = {0};
	struct sifa_record *red = NULL;
	struct sifa_err err = {0};
	uint64_t id;

	if (!*text) {
		desk_message(d, _("Nothing was taken back: a reason is needed."));
		return;
	}
	if (sifa_reverse(d->se, r->id, text, &red, &f, &err)) {
		desk_refused(d, &f, &err);
	} else {
		id = sifa_record_id(red);
		desk_open(d, &screen_record, &id);
		desk_message(d, _("Taken back by this red entry."));
	}
	sifa_findings_free(&f);
	sifa_record_free(red);
}

static void cmd_red(struct screen *sc)
{
	desk_prompt(sc, _("Why is this entry taken back?"), "", red_now);
}

static void cmd_print(struct screen *sc)
{
	const struct record *r = sc->data;

	struct papers_arg arg = {.record = r->id};

	desk_open(sc->desk, &screen_papers, &arg);
}

static void cmd_attach(struct screen *sc)
{
	const struct record *r = sc->data;

	desk_open(sc->desk, &screen_inbox, &r->id);
}

static void cmd_outbox(struct screen *sc)
{
	struct record *r = sc->data;
	const struct page_row *row = page_current(&r->page);

	record_file_out(sc, !r->has_file && row && row->what == REFERENCE ? row->id : r->id);
}

static void cmd_dossier(struct screen *sc)
{
	const struct record *r = sc->data;
	uint64_t id = record_dossier(sc, r->id);

	if (id && id != r->id)
		desk_open(sc->desk, &screen_record, &id);
	else if (id)
		record_resume(sc);
}

static void cmd_signed(struct screen *sc)
{
	const struct record *r = sc->data;

	desk_open(sc->desk, &screen_signed, &r->id);
}

static void cmd_marks(struct screen *sc)
{
	const struct record *r = sc->data;

	desk_open(sc->desk, &screen_marks, &r->id);
}

static void cmd_villages(struct screen *sc)
{
	desk_open(sc->desk, &screen_villages, NULL);
}

static void cmd_unit(struct screen *sc)
{
	const struct record *r = sc->data;

	desk_open(sc->desk, &screen_hand, &(struct hand_arg){&r->id, 1, NULL, NULL});
}

static void cmd_person(struct screen *sc)
{
	const struct record *r = sc->data;

	desk_person(sc, r->id);
}

static bool record_can(struct screen *sc, enum cmd c)
{
	struct record *r = sc->data;
	const struct page_row *row = page_current(&r->page);

	return c == CMD_OUTBOX	   ? r->has_file || (row && row->what == REFERENCE)
	       : c == CMD_DOSSIER  ? r->may_dossier
	       : c == CMD_STEP	   ? r->kind->nsteps > 0
	       : c == CMD_RED	   ? r->kind->entries != NULL
	       : c == CMD_SIGNED   ? r->kind == sifa_kind(sc->desk->sifa, "letter")
	       : c == CMD_MARKS	   ? r->kind == sifa_kind(sc->desk->sifa, "inspection")
	       : c == CMD_VILLAGES ? r->kind == sifa_kind(sc->desk->sifa, "return")
				   : true;
}

static const struct screen_cmd record_cmds[] = {{CMD_OPEN, cmd_open, false},
						{CMD_STEP, cmd_step, false},
						{CMD_SIGNED, cmd_signed, false},
						{CMD_MARKS, cmd_marks, false},
						{CMD_VILLAGES, cmd_villages, false},
						{CMD_EDIT, cmd_edit, false},
						{CMD_DELETE, cmd_delete, false},
						{CMD_PRINT, cmd_print, false},
						{CMD_ATTACH, cmd_attach, true},
						{CMD_DOSSIER, cmd_dossier, false},
						{CMD_RED, cmd_red, false},
						{CMD_OUTBOX, cmd_outbox, true},
						{CMD_PERSON, cmd_person, true},
						{CMD_UNIT, cmd_unit, true},
						{CMD_PART, cmd_part, false},
						{CMD_REFRESH, record_resume, true},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_record = {
	.name = "record",
	.size = sizeof(struct record),
	.cmds = record_cmds,
	.open = record_open,
	.close = record_close,
	.resume = record_resume,
	.resize = record_resume,
	.title = record_title,
	.draw = record_draw,
	.focus = record_focus,
	.can = record_can,
	.list = record_list,
};
