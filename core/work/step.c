/* step.c - the steps of a record's life: which may be taken, why one may not, and
 * taking it as one act. */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "frozen.h"
#include "number.h"

/* ---- which ---- */

size_t sifa_steps(const struct sifa_record *r, const struct sifa_step_def **out, size_t max)
{
	uint64_t in = states_now(r);
	size_t n = 0;

	for (size_t i = 0; i < r->kind->nsteps && n < max; i++)
		if (r->kind->step[i].from & in)
			out[n++] = &r->kind->step[i];
	return n;
}

const struct sifa_step_def *sifa_step(const struct sifa_kind *k, const char *id)
{
	for (size_t i = 0; i < k->nsteps; i++)
		if (!strcmp(k->step[i].id, id))
			return &k->step[i];
	return NULL;
}

size_t sifa_step_sources(const struct sifa_step_def *s, const char **out, size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i <= s->nguards && n < max; i++) {
		const char *law = i ? s->guard[i - 1].source : s->source;
		size_t at = 0;

		while (at < n && law && strcmp(out[at], law) != 0)
			at++;
		if (at == n && law && *law)
			out[n++] = law;
	}
	return n;
}

size_t sifa_states(const struct sifa_record *r, const struct sifa_state_def **out, size_t max)
{
	uint64_t in = states_now(r);
	size_t n = 0;

	for (size_t i = 0; i < r->kind->nstates && n < max; i++)
		if (in >> i & 1)
			out[n++] = &r->kind->state[i];
	return n;
}

/* ---- why not ---- */

void check_actor(struct checking *c, const struct sifa_step_def *s)
{
	char names[160] = "", en[160] = "";
	const struct sifa_codelist *roles = config_list(c->v->se->sifa->config, "role");

	if (!s->actors || (s->actors & c->v->se->roles))
		return;
	for (size_t i = 0; roles && i < roles->n; i++) {
		const struct sifa_code *code = &roles->code[i];

		if (code->no >= 64 || !(s->actors >> code->no & 1))
			continue;
		snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s",
			 *names ? "、" : "", code->label[SIFA_ZH]);
		snprintf(en + strlen(en), sizeof en - strlen(en), "%s%s", *en ? ", " : "",
			 code->label[SIFA_EN]);
	}
	check_say(c, SIFA_ERROR, NULL, 0, NULL,
		  N_("This is for {2} to do; if it was signed on paper, enter the signature."),
		  names, en, NULL);
}

/* What must stand there before the state is left for good: not for one beside it,
 * nor for one that ends and gives way to it again. */
static void check_needs(struct checking *c, const struct sifa_record *was,
			const struct sifa_step_def *step)
{
	const struct sifa_state_def *s = sifa_record_state(was);
	const struct sifa_kind *k = was->kind;
	const struct sifa_state_def *to = step->to == SIFA_NO_STATE ? s : &k->state[step->to];

	if (!s || to == s || to->side || to->until != SIFA_NO_FIELD)
		return;
	for (size_t i = 0; i < s->nneeds; i++)
		if (c->r->v[s->need[i]].state == SIFA_ABSENT)
			check_say(c, SIFA_ERROR, &k->field[s->need[i]], 0, NULL,
				  N_("This must be filled in before \"{2}\" is left."),
				  s->label[SIFA_ZH], s->label[SIFA_EN], NULL);
}

/* The date of the state it leads to; then did it lead there? */
static void check_leads(struct checking *c, const struct sifa_step_def *s)
{
	const struct sifa_kind *k = c->r->kind;
	const struct sifa_state_def *to, *is = sifa_record_state(c->r);

	if (s->to == SIFA_NO_STATE)
		return;
	to = &k->state[s->to];
	if (to->date != SIFA_NO_FIELD && c->r->v[to->date].state != SIFA_SET) {
		check_say(c, SIFA_ERROR, &k->field[to->date], 0, NULL,
			  N_("The day of this step is missing."), NULL);
		return;
	}
	if (to->side ? state_holds(to, c->r) : is == to)
		return;
	check_say(c, SIFA_ERROR, to->date == SIFA_NO_FIELD ? NULL : &k->field[to->date], 0, NULL,
		  N_("With these values the record would stand in \"{2}\", not in \"{4}\"."),
		  is ? is->label[SIFA_ZH] : "—", is ? is->label[SIFA_EN] : "—", to->label[SIFA_ZH],
		  to->label[SIFA_EN], NULL);
}

static void check_from(struct checking *c, const struct sifa_step_def *s,
		       const struct sifa_record *was)
{
	const struct sifa_state_def *is = sifa_record_state(was);

	if (!(s->from & states_now(was)))
		check_say(c, SIFA_ERROR, NULL, 0, NULL, N_("In \"{2}\" this step cannot be taken."),
			  is ? is->label[SIFA_ZH] : "—", is ? is->label[SIFA_EN] : "—", NULL);
}

/* All that speaks against the step from `was` to r; a signature on paper stands
 * for the actor and satisfies every guard, but not for what is missing. */
static void check_step(struct view *v, const struct sifa_record *was, const struct sifa_record *r,
		       const struct sifa_step_def *s, bool on_paper, struct sifa_findings *out)
{
	struct checking c = {.v = v, .r = r, .today = sifa_today(v->se), .out = out};

	check_from(&c, s, was);
	check_needs(&c, was, s);
	check_leads(&c, s);
	if (on_paper)
		return;
	check_actor(&c, s);
	check_each(&c, s->guard, s->nguards);
}

/* ---- taking it ---- */

/* What the step sets by itself; and a state that was left before begins anew. */
static void fill(struct sifa_record *r, const struct sifa_step_def *s)
{
	const struct sifa_state_def *to = s->to == SIFA_NO_STATE ? NULL : &r->kind->state[s->to];

	if (to && to->until != SIFA_NO_FIELD) /* it begins anew */
		r->v[to->until] = (struct sifa_value){0};
	for (size_t i = 0; i < s->nfills; i++)
		r->v[s->fill[i].field] = (struct sifa_value){.state = SIFA_SET, .n = s->fill[i].n};
}

/* Adds the signature to the rows of the field `signatures`. */
static enum sifa_rc sign(struct sifa_record *r, const struct sifa_step_def *s,
			 const struct sifa_signed *paper, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, "signatures");
	const char *const names[] = {"step", "by", "on", "no"};
	struct sifa_value cell[40] = {0}, rows = {.state = SIFA_SET};
	struct sifa_row row[64];
	const struct sifa_value *old;
	const struct sifa_field *sub;

	if (!f || f->type != SIFA_ROWS || f->nrow > 40)
		return err_set(err, SIFA_E_CONFIG,
			       N_("The kind {1} has no table for signatures on paper."),
			       r->kind->id, NULL);
	old = &r->v[f->index];
	rows.len = old->state == SIFA_SET ? old->len : 0;
	if (rows.len >= sizeof row / sizeof *row)
		return err_set(err, SIFA_E_DATA, N_("The table of signatures is full."), NULL);
	if (rows.len)
		memcpy(row, old->row, rows.len * sizeof *row);
	for (size_t i = 0; i < 4; i++) {
		const char *text = i == 0 ? s->label[SIFA_ZH] : i == 1 ? paper->by : paper->no;

		if (!(sub = sifa_rows_field(f, names[i])))
			continue;
		if (i == 2)
			cell[sub->index] = (struct sifa_value){.state = SIFA_SET, .n = paper->on};
		else if (text && *text)
			cell[sub->index] = (struct sifa_value){
				.state = SIFA_SET, .s = text, .len = strlen(text)};
	}
	row[rows.len++] = (struct sifa_row){.v = cell};
	rows.row = row;
	return sifa_set(r, f, &rows, err);
}

static enum sifa_rc check_paper(const struct sifa_signed *paper, struct sifa_err *err)
{
	if (!paper || (paper->by && *paper->by && paper->on != SIFA_DAY_NONE))
		return SIFA_OK;
	return err_set(err, SIFA_E_DATA,
		       N_("A signature on paper needs who signed it and the day."), NULL);
}

/* The record as it stands in the store, to compare with. */
static enum sifa_rc stored(struct view *v, const struct sifa_record *r, struct sifa_record **was,
			   struct sifa_err *err)
{
	if (r->id)
		return view_get(v, r->id, was, err);
	return err_set(err, SIFA_E_USAGE, N_("The record must be saved before a step is taken."),
		       NULL);
}

enum sifa_rc sifa_step_check(struct sifa_session *se, struct sifa_record *r,
			     const struct sifa_step_def *s, const struct sifa_signed *paper,
			     struct sifa_findings *out, struct sifa_err *err)
{
	struct sifa_record *was = NULL;
	struct view v;
	enum sifa_rc rc = check_paper(paper, err);

	if (!rc)
		rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = stored(&v, r, &was, err);
	if (!rc) {
		fill(r, s);
		derive_record(&v, r);
		check_step(&v, was, r, s, paper != NULL, out);
	}
	view_end(&v);
	sifa_record_free(was);
	return rc;
}

/* What the journal says of it, cut between characters. */
static void step_note(const struct sifa_step_def *s, const struct sifa_signed *paper, char *note,
		      size_t size)
{
	char all[1024], day[12];
	size_t n;

	if (paper)
		snprintf(all, sizeof all, "%s; %s %s %s", s->id, paper->by,
			 sifa_day_format(paper->on, day), paper->no ? paper->no : "");
	else
		snprintf(all, sizeof all, "%s", s->id);
	n = strlen(all);
	if (n >= size)
		n = sifa_text_prev(all, n, size);
	snprintf(note, size, "%.*s", (int)n, all);
}

enum sifa_rc sifa_step_take(struct sifa_session *se, struct sifa_record *r,
			    const struct sifa_step_def *s, const struct sifa_signed *paper,
			    struct sifa_findings *out, struct sifa_err *err)
{
	struct sifa_findings own = {0}, *f = out ? out : &own;
	const struct sifa_field *table = kind_field(r->kind, "signatures");
	struct sifa_record *told = NULL;
	const struct sifa_field *before_it = kind_field(r->kind, "superseded");
	struct sifa_value unsigned_yet = {0}, unfrozen = {0}, not_before = {0};
	struct blobs files = {-1};
	size_t before = f->errors;
	char note[160];
	enum sifa_rc rc = sifa_step_check(se, r, s, paper, f, err);

	if (table)
		unsigned_yet = r->v[table->index];
	if (s->freezes != SIFA_NO_FIELD)
		unfrozen = r->v[s->freezes];
	if (before_it)
		not_before = r->v[before_it->index];
	if (!rc && f->errors == before)
		rc = frozen_keep(se, r, s, &files, f, err);
	if (!rc && f->errors > before)
		rc = err_set(err, SIFA_E_DATA, N_("The step was not taken."), NULL);
	if (!rc && paper)
		rc = sign(r, s, paper, err);
	if (!rc)
		rc = hand_told(se, r, s, &told, err);
	if (!rc) {
		step_note(s, paper, note, sizeof note);
		rc = save_as(se, r, s, told, note, f, err);
	}
	if (rc && paper && table) /* a second try signs once */
		r->v[table->index] = unsigned_yet;
	if (rc && s->freezes != SIFA_NO_FIELD)
		r->v[s->freezes] = unfrozen;
	if (rc && before_it)
		r->v[before_it->index] = not_before;
	blobs_close(&files);
	sifa_record_free(told);
	sifa_findings_free(&own);
	return rc;
}
