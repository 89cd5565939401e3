/* paper_value.c - what stands at a place of a template: found through the session's
 * guard, written as papers write it. */
#include <stdlib.h>
#include <string.h>

#include "../base/chinese.h"
#include "../base/text.h"
#include "find.h"
#include "paper.h"

/* ---- records ---- */

const struct sifa_record *paper_get(struct paper_env *e, uint64_t id)
{
	struct sifa_record *r;

	for (size_t i = 0; i < e->ngot; i++)
		if (e->got[i]->id == id)
			return e->got[i];
	if (view_get(e->v, id, &r, NULL))
		return NULL;
	if (!grow(&e->got, &e->cap, e->ngot + 1, sizeof *e->got)) {
		sifa_record_free(r);
		e->failed = true;
		return NULL;
	}
	return e->got[e->ngot++] = r;
}

void paper_forget(struct paper_env *e)
{
	for (size_t i = 0; i < e->ngot; i++)
		sifa_record_free(e->got[i]);
	free(e->got);
	e->got = NULL;
	e->ngot = e->cap = 0;
}

/* ---- places ---- */

static const struct paper_at *level(const struct paper_at *at, unsigned up)
{
	while (up-- && at->up)
		at = at->up;
	return at;
}

static const struct sifa_value *value_of(const struct paper_at *at, const struct sifa_field *f)
{
	static const struct sifa_value absent = {.state = SIFA_ABSENT};

	if (at->rows)
		return at->row ? &at->row->v[f->index] : &absent;
	return at->record ? &at->record->v[f->index] : &absent;
}

const struct sifa_value *paper_value(const struct paper_at *at, unsigned up,
				     const struct sifa_field *f)
{
	return value_of(level(at, up), f);
}

static bool in_time(const struct paper_at *at, const struct paper_cond *c)
{
	const struct sifa_value *v;

	if (c->since) {
		v = paper_value(at, c->up[3], c->since);
		if (v->state == SIFA_SET && v->n < c->since_day)
			return false;
	}
	if (c->before) {
		v = paper_value(at, c->up[4], c->before);
		if (v->state != SIFA_SET || v->n >= c->before_day)
			return false;
	}
	return true;
}

bool paper_holds(const struct paper_at *at, const struct paper_cond *c)
{
	if (!in_time(at, c))
		return false;
	if (c->given && paper_value(at, c->up[1], c->given)->state == SIFA_ABSENT)
		return false;
	if (c->missing && paper_value(at, c->up[2], c->missing)->state != SIFA_ABSENT)
		return false;
	return !c->when || value_among(c->when, paper_value(at, c->up[0], c->when), c->in);
}

/* ---- repetition ---- */

struct each {
	struct paper_env *e;
	const struct paper_source *s;
	struct idlist id;
};

static bool take_ref(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct each *x = arg;

	(void)kind, (void)field, (void)day;
	if (!idlist_add(&x->id, from))
		x->e->failed = true;
	return !x->e->failed;
}

/* Records that refer to this one, oldest first. */
static void referring(struct each *x, const struct paper_at *at)
{
	size_t n;

	if (!at->record || !at->record->id)
		return;
	view_refs(x->e->v, at->record->id, x->s->from->no, x->s->field->no, take_ref, x, NULL);
	n = x->id.n;
	for (size_t i = 0; i < n / 2; i++) {
		uint64_t id = x->id.id[i];

		x->id.id[i] = x->id.id[n - 1 - i];
		x->id.id[n - 1 - i] = id;
	}
}

static void referred(struct each *x, const struct sifa_value *v)
{
	if (v->state != SIFA_SET)
		return;
	if (x->s->field->type == SIFA_REF)
		take_ref(x, 0, 0, 0, (uint64_t)v->n);
	for (size_t i = 0; x->s->field->type == SIFA_REFS && i < v->len; i++)
		take_ref(x, 0, 0, 0, v->id[i]);
}

size_t paper_each(struct paper_env *e, const struct paper_at *at, const struct paper_source *s,
		  paper_each_fn *f, void *arg)
{
	const struct paper_at *where = level(at, s->up);
	struct each x = {.e = e, .s = s};
	struct paper_at in = {.up = at};
	size_t n = 0;

	if (!s->from && s->field->type == SIFA_ROWS) {
		const struct sifa_value *v = value_of(where, s->field);

		in.rows = s->field;
		for (size_t i = 0; v->state == SIFA_SET && i < v->len; i++) {
			in.row = &v->row[i];
			in.seq = n + 1;
			if (!paper_holds(&in, &s->cond))
				continue;
			f(arg, &in);
			n++;
		}
		return n;
	}
	if (s->from)
		referring(&x, where);
	else
		referred(&x, value_of(where, s->field));
	for (size_t i = 0; i < x.id.n; i++) {
		in.record = paper_get(e, x.id.id[i]);
		in.seq = n + 1;
		if (!in.record || !paper_holds(&in, &s->cond))
			continue;
		f(arg, &in);
		n++;
	}
	free(x.id.id);
	return n;
}

/* ---- writing a value ---- */

struct writing {
	struct paper_env *e;
	const struct paper_part *part;
	const struct sifa_record *top; /* of the place: ages count from its day */
	struct buf *out;
	size_t n; /* values written */
};

static void write_day(struct writing *w, sifa_day d, enum part_form form)
{
	sifa_day on = w->top ? record_day(w->top) : SIFA_DAY_NONE;
	int y, m, day, y2, m2, day2;
	char buf[12];

	if (form == FORM_PLAIN)
		form = w->e->body->paper.ledger ? FORM_ISO : FORM_DATE;
	switch (form) {
	case FORM_CNDATE:
		chinese_day_words(d, w->out);
		break;
	case FORM_ISO:
		buf_str(w->out, sifa_day_format(d, buf));
		break;
	case FORM_YEAR:
		sifa_day_split(d, &y, &m, &day);
		buf_printf(w->out, "%d", y);
		break;
	case FORM_AGE:
		sifa_day_split(d, &y, &m, &day);
		sifa_day_split(on == SIFA_DAY_NONE ? sifa_today(w->e->v->se) : on, &y2, &m2, &day2);
		buf_printf(w->out, "%d", y2 - y - (m2 < m || (m2 == m && day2 < day)));
		break;
	default:
		chinese_day(d, w->out);
		break;
	}
}

static void write_minute(struct writing *w, int64_t minute)
{
	int64_t day = minute >= 0 ? minute / 1440 : (minute - 1439) / 1440;
	int of_day = (int)(minute - day * 1440);

	write_day(w, (sifa_day)day, w->part->form);
	if (w->part->form != FORM_PLAIN)
		return;
	if (w->e->body->paper.ledger)
		buf_printf(w->out, " %02d:%02d", of_day / 60, of_day % 60);
	else
		buf_printf(w->out, "%d时%d分", of_day / 60, of_day % 60);
}

static void tick(struct writing *w, const char *label, bool on, bool first)
{
	buf_str(w->out, first ? "" : " ");
	buf_str(w->out, on ? "■" : "□");
	buf_str(w->out, label);
}

/* All that could be chosen, and what was. */
static void write_ticks(struct writing *w, const struct sifa_field *f, const struct sifa_value *v)
{
	bool set = v && v->state == SIFA_SET;
	uint64_t in = !set ? 0 : f->type == SIFA_CODES ? (uint64_t)v->n : 0;
	bool first = true;

	if (f->type == SIFA_BOOL) {
		tick(w, "是", set && v->n, true);
		tick(w, "否", set && !v->n, false);
		return;
	}
	for (size_t i = 0; i < f->codes->n; i++) {
		const struct sifa_code *c = &f->codes->code[i];
		bool on = f->type == SIFA_CODES ? c->no < 64 && (in >> c->no & 1)
						: set && v->n == c->no;

		if (c->withdrawn && !on)
			continue;
		tick(w, c->label[SIFA_ZH], on, first);
		first = false;
	}
}

static void write_title(struct writing *w, const struct sifa_field *f, uint64_t id)
{
	const struct config *c = w->e->v->se->sifa->config;
	char text[400];

	view_title(w->e->v, id, w->part->form == FORM_FULL, SIFA_ZH, text, sizeof text);
	if (w->e->how.public && f && f->target == c->person)
		paper_mask_name(text, strlen(text), w->out);
	else
		buf_str(w->out, text);
}

static void write_text(struct writing *w, const struct sifa_field *f, const struct sifa_value *v,
		       bool person)
{
	if (w->e->how.public)
		paper_mask(w->e, f, v->s, v->len, person, w->out);
	else
		buf_add(w->out, v->s, v->len);
}

static void write_value(struct writing *w, const struct sifa_field *f, const struct sifa_value *v,
			bool person)
{
	char text[512];

	switch (f->type) {
	case SIFA_DATE:
		write_day(w, (sifa_day)v->n, w->part->form);
		break;
	case SIFA_DATETIME:
		write_minute(w, v->n);
		break;
	case SIFA_MONEY:
		if (w->part->form == FORM_CAPITAL)
			chinese_capitals(v->n, w->out);
		else
			buf_str(w->out, sifa_money_format(v->n, text));
		break;
	case SIFA_REF:
	case SIFA_PLACE:
		write_title(w, f, (uint64_t)v->n);
		break;
	case SIFA_TEXT:
	case SIFA_LONGTEXT:
	case SIFA_IDNO:
	case SIFA_PHONE:
		write_text(w, f, v, person);
		break;
	default:
		field_format(f, v, SIFA_ZH, text, sizeof text);
		buf_str(w->out, text);
		break;
	}
}

/* A value where the path ends. Values of one place are divided by 、. */
static void write_last(struct writing *w, const struct sifa_field *f, const struct sifa_value *v,
		       bool person)
{
	size_t before;

	if (v->state == SIFA_ABSENT)
		return;
	if (w->n)
		buf_str(w->out, "、");
	before = w->out->n;
	if (v->state == SIFA_REFUSED)
		buf_str(w->out, "当事人拒绝提供");
	else if (v->state != SIFA_SET)
		buf_str(w->out, state_word(v->state, SIFA_ZH));
	else if (f->type == SIFA_REFS)
		for (size_t i = 0; i < v->len; i++) {
			buf_str(w->out, i ? "、" : "");
			write_title(w, f, v->id[i]);
		}
	else
		write_value(w, f, v, person);
	if (w->out->n > before)
		w->n++;
	else if (w->n) /* what may not be seen leaves no comma either */
		w->out->n -= strlen("、");
}

static void walk(struct writing *w, const struct sifa_field *const *step, size_t n,
		 const struct paper_at *at);

static void walk_record(struct writing *w, const struct sifa_field *const *step, size_t n,
			uint64_t id)
{
	struct paper_at to = {.record = paper_get(w->e, id)};

	if (to.record)
		walk(w, step, n, &to);
}

static void walk(struct writing *w, const struct sifa_field *const *step, size_t n,
		 const struct paper_at *at)
{
	const struct sifa_field *f = step[0];
	const struct sifa_value *v = value_of(at, f);
	const struct config *c = w->e->v->se->sifa->config;

	if (n == 1) {
		write_last(w, f, v, !at->rows && at->record && at->record->kind == c->person);
		return;
	}
	if (v->state != SIFA_SET)
		return;
	if (f->type == SIFA_ROWS) {
		struct paper_at in = {.rows = f};

		for (size_t i = 0; i < v->len; i++) {
			in.row = &v->row[i];
			walk(w, step + 1, n - 1, &in);
		}
	} else if (f->type == SIFA_REFS) {
		for (size_t i = 0; i < v->len; i++)
			walk_record(w, step + 1, n - 1, v->id[i]);
	} else {
		walk_record(w, step + 1, n - 1, (uint64_t)v->n);
	}
}

/* ---- lists ---- */

struct listing {
	struct paper_env *e;
	const struct paper_list *list;
	struct buf *out;
	size_t n;
};

static void list_one(void *arg, const struct paper_at *at)
{
	struct listing *l = arg;

	if (l->n++)
		buf_str(l->out, l->list->join);
	paper_text_value(l->e, at, &l->list->text, "", l->out);
}

static const struct paper_at *top_of(const struct paper_at *at)
{
	while (at->up)
		at = at->up;
	return at;
}

/* ---- templates ---- */

static void write_id(struct writing *w, uint64_t id, struct sifa_field *f)
{
	if (w->part->nsteps)
		walk_record(w, w->part->step, w->part->nsteps, id);
	else
		write_last(w, f, &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)id}, false);
}

static void write_part(struct writing *w, const struct paper_at *at)
{
	struct sifa_field ref = {.type = SIFA_REF};
	const struct paper_part *p = w->part;
	struct paper_env *e = w->e;
	char text[32];

	switch (p->what) {
	case PART_FIELD:
		if (p->form == FORM_TICK && p->nsteps == 1) {
			write_ticks(w, p->step[0], paper_value(at, p->up, p->step[0]));
			w->n++;
		} else {
			walk(w, p->step, p->nsteps, level(at, p->up));
		}
		break;
	case PART_UNIT:
		write_id(w, w->top ? w->top->unit : sifa_session_unit(e->v->se), &ref);
		break;
	case PART_USER:
		write_id(w, sifa_session_user(e->v->se), &ref);
		break;
	case PART_TODAY:
		write_day(w, sifa_today(e->v->se), p->form);
		w->n++;
		break;
	case PART_SEQ:
	case PART_PAGE:
	case PART_PAGES:
		buf_printf(w->out, "%zu",
			   p->what == PART_SEQ	  ? at->seq
			   : p->what == PART_PAGE ? e->page
						  : e->pages);
		w->n++;
		break;
	case PART_ID:
		if (w->top)
			buf_str(w->out, sifa_id_format(w->top->id, text));
		w->n += w->top != NULL;
		break;
	case PART_LIST: {
		struct listing l = {e, p->list, w->out, 0};

		w->n += paper_each(e, top_of(at), &p->list->of, list_one, &l);
		break;
	}
	default:
		break;
	}
}

void paper_text_value(struct paper_env *e, const struct paper_at *at, const struct paper_text *t,
		      const char *blank, struct buf *out)
{
	bool written = false;

	for (size_t i = 0; i < t->n; i++) {
		struct writing w = {
			.e = e, .part = &t->part[i], .top = top_of(at)->record, .out = out};

		if (t->part[i].other && written)
			continue;

		if (t->part[i].what == PART_TEXT) {
			buf_str(out, t->part[i].text);
			continue;
		}
		write_part(&w, at);
		written = w.n > 0;
		if (!written)
			buf_str(out, t->part[i].text ? t->part[i].text : blank);
	}
	e->failed = e->failed || out->failed;
}
