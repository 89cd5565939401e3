/* form_step.c - the form of a step: what it asks for, the signature on paper, and taking
 * it. */
#include <stdio.h>
#include <string.h>

#include "scr_form.h"
#include "scr_paper.h"

enum { BY, ON, NO };
enum { RECENT = 31 }; /* days since the last step */

/* Fields of the form alone; '@' begins no id of a kind. */
static void signature_fields(struct form_view *v)
{
	static const char *const ids[] = {"@by", "@on", "@no"};
	static const char *const labels[] = {N_("Signed on paper by"), N_("Signed on"),
					     N_("Document number")};
	static const char *const help[] = {
		N_("Only where it was signed on paper: it stands for who may take the step, and "
		   "for its guards."),
		N_("The day of the signature on paper."),
		N_("Of the paper that was signed, if it has one."),
	};

	for (size_t i = 0; i < 3; i++) {
		struct sifa_field *f = &v->sign[i];

		f->id = ids[i];
		f->index = SIFA_NO_FIELD;
		f->type = i == ON ? SIFA_DATE : SIFA_TEXT;
		f->max = 40;
		for (int l = 0; l < SIFA_LANGS; l++) {
			f->label[l] = _(labels[i]);
			f->help[l] = _(help[i]);
		}
	}
}

/* A record that is worked on now; of one that is typed in long after, no day is known. */
static bool is_current(const struct sifa_record *rec, sifa_day today)
{
	const struct sifa_state_def *s = sifa_record_state(rec);
	const struct sifa_value *v = s && s->date != SIFA_NO_FIELD
					     ? sifa_get(rec, &sifa_record_kind(rec)->field[s->date])
					     : NULL;

	return !v || v->state != SIFA_SET || today - v->n <= RECENT;
}

/* What the step cannot do without; its day, which is hardly ever another than today. */
static void mark_needs(struct form *f, const struct sifa_step_def *s)
{
	const struct sifa_kind *k = f->kind;
	const struct sifa_state_def *to = s->to == SIFA_NO_STATE ? NULL : &k->state[s->to];
	size_t at;

	if (!to || to->date == SIFA_NO_FIELD)
		return;
	at = form_find(f, k->field[to->date].id);
	if (at == f->n || f->item[at].f->type != SIFA_DATE)
		return;
	f->item[at].must = true;
	if (is_current(f->rec, sifa_today(f->se)))
		form_offer(f, at, &(struct sifa_value){.state = SIFA_SET, .n = sifa_today(f->se)});
}

struct form *form_of_step(struct form_view *v, struct sifa_session *se, struct sifa_record *rec)
{
	const struct sifa_step_def *s = v->arg.step;
	const struct sifa_kind *k = sifa_record_kind(rec);
	const struct sifa_field *field[FORM_ONLY + 3];
	struct form *f;
	size_t n = 0;

	for (; n < s->nasks && n < FORM_ONLY; n++)
		field[n] = &k->field[s->ask[n]];
	/* A step that asks for nothing has a line to say so with. */
	if (((s->actors || s->nguards) && sifa_field(k, "signatures")) || !n) {
		signature_fields(v);
		for (size_t i = 0; i < 3; i++)
			field[n++] = &v->sign[i];
	}
	f = form_of_fields(se, rec, field, n, lang_now());
	if (f) {
		f->step = s->id;
		mark_needs(f, s);
	}
	return f;
}

static const struct sifa_value *signed_value(const struct form *f, const char *id)
{
	static const struct sifa_value none = {0};
	size_t i = form_find(f, id);

	return i < f->n ? &f->item[i].v : &none;
}

/* What was entered of a signature; NULL if nothing was. */
static const struct sifa_signed *signature(const struct form *f, struct sifa_signed *paper)
{
	const struct sifa_value *by = signed_value(f, "@by"), *on = signed_value(f, "@on"),
				*no = signed_value(f, "@no");

	paper->by = by->state == SIFA_SET ? by->s : NULL;
	paper->on = on->state == SIFA_SET ? (sifa_day)on->n : SIFA_DAY_NONE;
	paper->no = no->state == SIFA_SET ? no->s : NULL;
	return paper->by || paper->no || on->state == SIFA_SET ? paper : NULL;
}

/* The record that the step begins, in its form; who leaves it finds it as a draft. */
static void begin_other(struct desk *d, const struct form_view *v)
{
	struct form_arg arg = {.kind = v->arg.step->begins.kind};
	struct sifa_err err = {0};

	if (sifa_step_begin(d->se, v->form->rec, v->arg.step, &arg.begun, &err))
		desk_error(d, &err);
	else if (arg.begun)
		desk_open(d, &screen_form, &arg);
}

/* The papers that the step calls for are offered. */
static void taken(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct desk *d = sc->desk;
	struct form_arg arg = v->arg;
	const struct sifa_state_def *s = sifa_record_state(v->form->rec);
	uint64_t id = sifa_record_id(v->form->rec);
	struct papers_arg papers = {.record = id, .step = arg.step};
	char text[300];

	if (v->draft.name[0])
		sifa_draft_drop(d->se, &v->draft);
	form_saved(v->form);
	lang_fill(text, sizeof text, _("Taken: {1}. Now: {2}"), arg.step->label[lang_now()],
		  s ? s->label[lang_now()] : "—", NULL);
	desk_close(sc);
	if (arg.done)
		arg.done(arg.owner, id);
	if (arg.step->npapers)
		desk_open(d, &screen_papers, &papers);
	if (arg.step->begins.kind)
		begin_other(d, v);
	desk_message(d, text);
}

void form_take_step(struct screen *sc)
{
	struct form_view *v = sc->data;
	struct sifa_findings found = {0};
	struct sifa_signed paper;
	struct sifa_err err = {0};
	enum sifa_rc rc = sifa_step_take(sc->desk->se, v->form->rec, v->arg.step,
					 signature(v->form, &paper), &found, &err);

	if (!rc)
		taken(sc);
	else
		form_refused(sc, rc, &found, &err);
	sifa_findings_free(&found);
}
