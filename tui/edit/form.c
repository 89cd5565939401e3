/* form.c - the form model: items, typing, accepting. */
#include <stdlib.h>
#include <string.h>

#include "form.h"

enum { SHOWN_MAX = 1024 };

/* ---- making ----------------------------------------------------------------- */

/* Types whose text is chosen rather than written: typing begins anew. */
static bool is_chosen(const struct sifa_field *f)
{
	return f->type == SIFA_REF || f->type == SIFA_REFS || f->type == SIFA_PLACE ||
	       f->type == SIFA_CODE || f->type == SIFA_CODES || f->type == SIFA_BOOL;
}

static bool is_written(const struct sifa_field *f)
{
	return f->type == SIFA_TEXT || f->type == SIFA_LONGTEXT || f->type == SIFA_IDNO ||
	       f->type == SIFA_PHONE;
}

static size_t line_max(const struct sifa_field *f)
{
	switch (f->type) {
	case SIFA_TEXT:
	case SIFA_LONGTEXT:
		return f->max;
	case SIFA_CODES:
		return 400;
	default:
		return 60;
	}
}

static bool item_init(struct form_item *it, const struct sifa_field *f, size_t page,
		      const struct sifa_value *v)
{
	it->f = f;
	it->page = page;
	line_init(&it->line, 0, f->type == SIFA_LONGTEXT);
	return !v || (value_copy(&it->v, f, v) && value_copy(&it->was, f, v));
}

/* Shown texts may be longer than what may be typed. */
static void set_max(struct form_item *it)
{
	it->line.max = line_max(it->f);
}

/* An item's value as text. */
static void show(struct form *f, size_t i)
{
	struct form_item *it = &f->item[i];
	char buf[SHOWN_MAX];
	const char *s = buf;
	size_t n;

	if (it->v.state == SIFA_SET && is_written(it->f)) {
		s = it->v.s;
		n = it->v.len;
	} else {
		if (it->v.state == SIFA_SET &&
		    (it->f->type == SIFA_REF || it->f->type == SIFA_PLACE))
			sifa_title(f->se, (uint64_t)it->v.n, true, f->lang, buf, sizeof buf);
		else
			sifa_format(f->se, it->f, &it->v, f->lang, buf, sizeof buf);
		n = strlen(buf);
	}
	it->line.max = 0;
	line_replace(&it->line, s, n);
	set_max(it);
	it->typed = false;
}

static void show_all(struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		char *s;

		show(f, i);
		s = f->item[i].line.s ? strdup(f->item[i].line.s) : NULL;
		/* What was there at the start cannot be undone. */
		if (s)
			line_set(&f->item[i].line, s, strlen(s));
		free(s);
	}
	f->fresh = true;
}

static struct form *begin(struct sifa_session *se, const struct sifa_record *rec, size_t n,
			  size_t npages, enum sifa_lang lang)
{
	struct form *f = calloc(1, sizeof *f);

	if (!f)
		return NULL;
	f->se = se;
	f->lang = lang;
	f->kind = sifa_record_kind(rec);
	f->npages = npages;
	f->item = calloc(n ? n : 1, sizeof *f->item);
	return f;
}

static bool add(struct form *f, const struct sifa_record *rec, const struct sifa_field *d,
		size_t page)
{
	struct form_item *it = &f->item[f->n++];

	it->loose = d->index >= f->kind->nfields || d != &f->kind->field[d->index];
	return item_init(it, d, page, it->loose ? NULL : sifa_get(rec, d));
}

static struct form *made(struct form *f, struct sifa_record *rec, bool ok)
{
	if (!ok) {
		form_free(f);
		sifa_record_free(rec);
		return NULL;
	}
	f->rec = rec;
	show_all(f);
	return f;
}

struct form *form_of_record(struct sifa_session *se, struct sifa_record *rec, enum sifa_lang lang)
{
	const struct sifa_kind *k = sifa_record_kind(rec);
	struct form *f = begin(se, rec, k->nfields, k->npages, lang);
	bool ok = f && f->item;

	for (size_t p = 0; ok && p < k->npages; p++)
		for (size_t i = 0; ok && i < k->page[p].n && f->n < k->nfields; i++)
			ok = add(f, rec, &k->field[k->page[p].field[i]], p);
	return made(f, rec, ok);
}

struct form *form_of_fields(struct sifa_session *se, struct sifa_record *rec,
			    const struct sifa_field *const *field, size_t n, enum sifa_lang lang)
{
	struct form *f = begin(se, rec, n, 1, lang);
	bool ok = f && f->item;

	for (size_t i = 0; ok && i < n; i++)
		ok = add(f, rec, field[i], 0);
	return made(f, rec, ok);
}

struct form *form_of_row(struct sifa_session *se, const struct sifa_field *table,
			 const struct sifa_row *row, enum sifa_lang lang)
{
	struct form *f = calloc(1, sizeof *f);
	bool ok;

	if (!f)
		return NULL;
	f->se = se;
	f->lang = lang;
	f->table = table;
	f->npages = 1;
	f->row_id = row ? row->id : 0;
	f->item = calloc(table->nrow ? table->nrow : 1, sizeof *f->item);
	ok = f->item != NULL;
	for (; ok && f->n < table->nrow; f->n++)
		ok = item_init(&f->item[f->n], &table->row[f->n], 0, row ? &row->v[f->n] : NULL);
	if (!ok) {
		form_free(f);
		return NULL;
	}
	show_all(f);
	return f;
}

void form_free(struct form *f)
{
	if (!f)
		return;
	for (size_t i = 0; f->item && i < f->n; i++) {
		line_free(&f->item[i].line);
		value_free(&f->item[i].v, f->item[i].f);
		value_free(&f->item[i].was, f->item[i].f);
	}
	free(f->item);
	sifa_record_free(f->rec);
	free(f);
}

/* ---- asking -------------------------------------------------------------------- */

bool form_changed(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->item[i].typed || f->item[i].changed)
			return true;
	return false;
}

bool form_empty(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->item[i].typed || (f->item[i].v.state != SIFA_ABSENT && !f->item[i].copied &&
					 !f->item[i].f->derived))
			return false;
	return true;
}

size_t form_find(const struct form *f, const char *id)
{
	size_t i = 0;

	while (i < f->n && strcmp(f->item[i].f->id, id) != 0)
		i++;
	return i;
}

struct form_item *form_item(struct form *f)
{
	return &f->item[f->at];
}

void form_go(struct form *f, size_t at)
{
	if (at >= f->n)
		return;
	f->at = at;
	f->fresh = true;
	line_end(&f->item[at].line);
}

struct sifa_row form_row(const struct form *f, struct sifa_value *cells)
{
	struct sifa_row row = {.id = f->row_id, .v = cells};

	for (size_t i = 0; i < f->n; i++)
		cells[i] = f->item[i].v;
	return row;
}

/* Not by typing: a table row by row, what is derived never. */
static bool is_typed(const struct sifa_field *f)
{
	return f->type != SIFA_ROWS && !f->derived;
}

/* ---- typing --------------------------------------------------------------------- */

static bool typed(struct form *f, bool did)
{
	if (did) {
		form_item(f)->typed = true;
		form_item(f)->bad = false;
		f->edits++;
	}
	f->fresh = false;
	return did;
}

void form_touch(struct form *f)
{
	f->fresh = false;
}

bool form_type(struct form *f, const char *s, size_t n, size_t *dropped)
{
	struct form_item *it = form_item(f);

	if (!is_typed(it->f))
		return false;
	if (!it->typed && (is_chosen(it->f) || (f->fresh && !is_written(it->f))))
		line_clear(&it->line);
	return typed(f, line_insert(&it->line, s, n, dropped));
}

/* A chosen value goes as a whole, a set its last member first. */
static bool drop_chosen(struct form *f)
{
	struct form_item *it = form_item(f);

	if (it->typed || !is_chosen(it->f) || it->v.state == SIFA_ABSENT)
		return false;
	if (it->f->type == SIFA_REFS && it->v.state == SIFA_SET && it->v.len > 1) {
		struct sifa_value less;

		if (!value_copy(&less, it->f, &it->v))
			return false;
		value_cut_id(&less, less.id[less.len - 1]);
		form_give(f, f->at, &less, NULL);
		value_free(&less, it->f);
		return true;
	}
	return form_give(f, f->at, &(struct sifa_value){0}, NULL) == FORM_TAKEN;
}

bool form_backspace(struct form *f)
{
	if (!is_typed(form_item(f)->f))
		return false;
	return drop_chosen(f) || typed(f, line_backspace(&form_item(f)->line));
}

bool form_delete(struct form *f)
{
	if (!is_typed(form_item(f)->f))
		return false;
	return drop_chosen(f) || typed(f, line_delete(&form_item(f)->line));
}

bool form_clear(struct form *f)
{
	if (!is_typed(form_item(f)->f))
		return false;
	return typed(f, line_clear(&form_item(f)->line));
}

bool form_cut_word(struct form *f)
{
	return is_typed(form_item(f)->f) && typed(f, line_cut_word(&form_item(f)->line));
}

bool form_undo(struct form *f)
{
	return is_typed(form_item(f)->f) && typed(f, line_undo(&form_item(f)->line));
}

bool form_redo(struct form *f)
{
	return is_typed(form_item(f)->f) && typed(f, line_redo(&form_item(f)->line));
}

/* ---- accepting --------------------------------------------------------------------- */

/* What follows from other fields appears in the empty ones. */
static void derive(struct form *f)
{
	if (!f->rec)
		return;
	sifa_derive(f->se, f->rec);
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->item[i];
		const struct sifa_value *v = it->loose ? &it->v : sifa_get(f->rec, it->f);
		struct sifa_value copy;

		if (it->typed || value_equal(v, &it->v, it->f) || !value_copy(&copy, it->f, v))
			continue;
		value_free(&it->v, it->f);
		it->v = copy;
		it->changed = !it->f->derived && !value_equal(&it->v, &it->was, it->f);
		show(f, i);
	}
}

enum form_answer form_give(struct form *f, size_t i, const struct sifa_value *v,
			   struct sifa_err *err)
{
	struct form_item *it = &f->item[i];
	struct sifa_value copy;

	if (it->f->derived)
		return FORM_TAKEN;
	if ((f->rec && !it->loose && sifa_set(f->rec, it->f, v, err)) ||
	    !value_copy(&copy, it->f, v)) {
		it->bad = true;
		return FORM_BAD;
	}
	if (!value_equal(&copy, &it->v, it->f)) {
		it->copied = false;
		f->edits++;
	}
	it->changed = !value_equal(&copy, &it->was, it->f);
	value_free(&it->v, it->f);
	it->v = copy;
	it->bad = false;
	show(f, i);
	derive(f);
	return FORM_TAKEN;
}

enum form_answer form_accept(struct form *f, struct sifa_err *err)
{
	struct form_item *it = form_item(f);
	struct sifa_value v = {0};
	enum form_answer answer;
	char *buf;
	size_t size = 2 * it->line.n + 512;
	bool ref = it->f->type == SIFA_REF || it->f->type == SIFA_REFS || it->f->type == SIFA_PLACE;

	if (!it->typed)
		return it->bad ? FORM_BAD : FORM_TAKEN;
	buf = malloc(size);
	if (!buf)
		return FORM_BAD;
	if (it->line.n && sifa_parse(it->f, it->line.s, it->line.n, sifa_today(f->se), &v, buf,
				     size, ref ? NULL : err)) {
		it->bad = !ref;
		free(buf);
		return ref ? FORM_PICK : FORM_BAD;
	}
	answer = form_give(f, f->at, &v, err);
	free(buf);
	return answer;
}

void form_reread(struct form *f)
{
	form_item(f)->typed = form_item(f)->bad = false;
	show(f, f->at);
	derive(f);
	f->edits++;
}

void form_offer(struct form *f, size_t i, const struct sifa_value *v)
{
	struct form_item *it = &f->item[i];

	if (it->v.state == SIFA_ABSENT && form_give(f, i, v, NULL) == FORM_TAKEN) {
		it->changed = false;
		it->copied = true;
	}
}

void form_sticky(struct form *f, const struct sifa_record *last)
{
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->item[i];
		const struct sifa_value *v = it->f->sticky ? sifa_get(last, it->f) : NULL;

		if (v && v->state != SIFA_ABSENT)
			form_offer(f, i, v);
	}
}

void form_rebase(struct form *f, struct sifa_record *newer,
		 void (*both)(void *arg, const struct sifa_field *field), void *arg)
{
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->item[i];
		struct sifa_value theirs;

		if (it->loose || !value_copy(&theirs, it->f, sifa_get(newer, it->f)))
			continue;
		if ((it->changed || it->typed) && !value_equal(&theirs, &it->was, it->f) &&
		    !value_equal(&theirs, &it->v, it->f))
			both(arg, it->f);
		value_free(&it->was, it->f);
		it->was = theirs;
		if (it->changed)
			it->bad = sifa_set(newer, it->f, &it->v, NULL) != SIFA_OK;
		else if (value_copy(&theirs, it->f, &it->was)) {
			value_free(&it->v, it->f);
			it->v = theirs;
			if (!it->typed)
				show(f, i);
		}
	}
	sifa_record_free(f->rec);
	f->rec = newer;
}

void form_begun(struct form *f)
{
	for (size_t i = 0; i < f->n; i++) {
		struct form_item *it = &f->item[i];

		value_free(&it->was, it->f);
		memset(&it->was, 0, sizeof it->was);
		it->changed = it->v.state != SIFA_ABSENT;
		f->edits += it->changed;
	}
}

void form_saved(struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		f->item[i].typed = f->item[i].changed = f->item[i].bad = false;
}
