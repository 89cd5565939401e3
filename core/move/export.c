/* export.c - records out: the walk, and references as texts that lead back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/text.h"
#include "export.h"

enum { PAGE = 200 };

/* ---- the walk ---- */

static enum sifa_rc show_page(struct export *x, const struct sifa_rows *rows, export_fn *f,
			      uint64_t *n, struct sifa_err *err)
{
	enum sifa_rc rc = view_begin(x->se, &x->v, err);

	if (rc)
		return rc;
	for (size_t i = 0; i < rows->n && !rc; i++) {
		if (x->ex->limit && *n == x->ex->limit)
			break;
		rc = f(x, rows->hit[i].record, err);
		*n += !rc;
	}
	view_end(&x->v);
	return rc;
}

static enum sifa_rc show_one(struct export *x, export_fn *f, uint64_t *n, struct sifa_err *err)
{
	struct sifa_record *r = NULL;
	enum sifa_rc rc = view_begin(x->se, &x->v, err);

	if (rc)
		return rc;
	rc = view_get(&x->v, x->ex->record, &r, err);
	if (!rc && r->kind != x->kind)
		rc = err_set(err, SIFA_E_USAGE, N_("The record is of another kind."), NULL);
	if (!rc)
		rc = f(x, r, err);
	*n = !rc;
	sifa_record_free(r);
	view_end(&x->v);
	return rc;
}

enum sifa_rc export_each(struct export *x, export_fn *f, uint64_t *n, struct sifa_err *err)
{
	struct sifa_query query = x->ex->query;
	struct sifa_cursor at = {.len = 0};
	enum sifa_dir dir = SIFA_FIRST;
	bool more = true;
	enum sifa_rc rc = SIFA_OK;

	query.columns = false;
	*n = 0;
	if (x->ex->record)
		return show_one(x, f, n, err);
	while (more && !rc && !(x->ex->limit && *n >= x->ex->limit)) {
		struct sifa_rows rows = {0};

		rc = sifa_list(x->se, &query, dir, &at, PAGE, &rows, err);
		if (!rc)
			rc = show_page(x, &rows, f, n, err);
		more = !rc && rows.more && rows.n;
		if (more)
			at = rows.hit[rows.n - 1].at;
		dir = SIFA_AFTER;
		sifa_rows_free(&rows);
	}
	return rc;
}

enum sifa_rc export_flush(struct export *x, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (x->out.failed)
		return err_nomem(err);
	rc = x->out.n ? x->sink->write(x->sink->arg, x->out.p, x->out.n, err) : SIFA_OK;
	x->out.n = 0;
	return rc;
}

enum sifa_rc export_soon(struct export *x, struct sifa_err *err)
{
	return x->out.n < 64 << 10 ? SIFA_OK : export_flush(x, err);
}

/* ---- references ---- */

static bool load(struct export *x, const struct sifa_kind *k, uint64_t id)
{
	if (!x->scratch || x->scratch->kind != k) {
		sifa_record_free(x->scratch);
		x->scratch = record_new(k);
	}
	if (!x->scratch)
		return false;
	record_clear(x->scratch);
	return !view_load(&x->v, id, x->scratch, NULL);
}

static bool holds_separator(const char *s)
{
	static const char *const marks[] = {"、", ",", "，", ";", "；", "\n"};

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strstr(s, marks[i]))
			return true;
	return false;
}

/* Does the text lead an import back to the record? */
static bool leads_back(struct export *x, uint64_t unit, const struct sifa_kind *k, uint64_t id,
		       const char *s, bool member)
{
	struct office *o;
	uint64_t found = 0;

	return *s && !(member && holds_separator(s)) && !offices_of(&x->offices, unit, &o, NULL) &&
	       !refer_find(o->refer, &x->v, k, s, strlen(s), &found, NULL) && found == id;
}

static bool copy_text(const struct sifa_record *r, size_t field, char *out)
{
	const struct sifa_value *v = &r->v[field];

	out[0] = '\0';
	if (v->state != SIFA_SET || !v->s || v->len >= EXPORT_TEXT)
		return false;
	memcpy(out, v->s, v->len);
	out[v->len] = '\0';
	return true;
}

/* The identity number of the person a record is named by. */
static bool title_idno(struct export *x, const struct sifa_kind *k, char *out)
{
	const struct sifa_field *t = k->ntitle ? &k->field[k->title[0]] : NULL;
	uint64_t person;

	if (!t || t->type != SIFA_REF || t->target != x->person.kind ||
	    x->scratch->v[t->index].state != SIFA_SET)
		return false;
	person = (uint64_t)x->scratch->v[t->index].n;
	return x->person.part[PART_IDNO] && load(x, x->person.kind, person) &&
	       copy_text(x->scratch, x->person.part[PART_IDNO]->index, out);
}

/* Puts "/s" behind the text; false: there is nothing to put, or no room. */
static bool put_part(char *out, const char *s)
{
	size_t n = strlen(out), len = strlen(s);

	if (!len || n + 1 + len >= EXPORT_TEXT)
		return false;
	out[n] = '/';
	memcpy(out + n + 1, s, len + 1);
	return true;
}

static void person_text(struct export *x, uint64_t unit, uint64_t id, char *out)
{
	snprintf(out, EXPORT_TEXT, "%s", export_part(x, unit, id, PART_NAME));
	if (!*out || put_part(out, export_part(x, unit, id, PART_IDNO)))
		return;
	if (put_part(out, export_part(x, unit, id, PART_BIRTH)))
		put_part(out, export_part(x, unit, id, PART_VILLAGE));
}

static bool one_more(void *arg, uint64_t id)
{
	uint64_t *n = arg;

	(void)id;
	return ++*n < 2;
}

/* Two rows of one person must not be taken for each other: is the text, read in the
 * unit, this row's alone? By number, else by name, birth and village. */
static bool one_row(struct export *x, uint64_t unit, uint64_t id)
{
	const struct sifa_kind *k = x->person.kind;
	uint8_t key[KEY_MAX];

	if (!load(x, k, id) || x->scratch->unit != unit)
		return false;
	for (size_t i = 0; i < k->nkeys; i++) {
		size_t n = k->key[i].n == 1 && k->field[k->key[i].field[0]].type != SIFA_IDNO
				   ? 0
				   : record_key(x->scratch, i, key);
		uint64_t rows = 0;

		if (n && !view_key(&x->v, k, i, unit, key, n, one_more, &rows, NULL))
			return rows == 1;
	}
	return false;
}

static void find_text(struct export *x, uint64_t unit, const struct sifa_kind *k, uint64_t id,
		      bool member, char *out)
{
	char buf[32];

	if (k == x->person.kind) {
		person_text(x, unit, id, out);
		if (*out && !holds_separator(out) &&
		    (x->kind != x->se->sifa->config->same_person || one_row(x, unit, id)))
			return;
	} else if (load(x, k, id)) {
		for (size_t i = 0; i < k->nkeys; i++)
			if (k->key[i].n == 1 && copy_text(x->scratch, k->key[i].field[0], out) &&
			    leads_back(x, unit, k, id, out, member))
				return;
		if (title_idno(x, k, out) && leads_back(x, unit, k, id, out, member))
			return;
		view_title(&x->v, id, false, SIFA_ZH, out, EXPORT_TEXT);
		if (leads_back(x, unit, k, id, out, member))
			return;
	}
	snprintf(out, EXPORT_TEXT, "%s", sifa_id_format(id, buf));
}

const char *export_ref(struct export *x, uint64_t unit, const struct sifa_kind *target, uint64_t id,
		       bool member)
{
	struct export_known *e = &x->known[(id ^ id >> 9 ^ unit * 31) % EXPORT_CACHE];

	if (e->id != id || e->unit != unit || e->member != member) {
		char text[EXPORT_TEXT]; /* finding it may use the cache */

		find_text(x, unit, target, id, member, text);
		e->id = id;
		e->unit = unit;
		e->member = member;
		memcpy(e->text, text, sizeof text);
	}
	return e->text;
}

const char *export_part(struct export *x, uint64_t unit, uint64_t id, enum bind_part part)
{
	const struct sifa_field *f = x->person.part[part];
	const struct sifa_value *v;

	x->cell.n = 0;
	if (!buf_room(&x->cell, EXPORT_TEXT))
		return "";
	x->cell.p[0] = '\0';
	if (!load(x, x->person.kind, id)) { /* not to be seen: the number stands for it */
		if (part == PART_NAME)
			sifa_id_format(id, x->cell.p);
		return x->cell.p;
	}
	v = f ? &x->scratch->v[f->index] : NULL;
	if (!v || v->state != SIFA_SET)
		return x->cell.p;
	if (part == PART_VILLAGE)
		return export_ref(x, unit, f->target, (uint64_t)v->n, true);
	field_format(f, v, SIFA_ZH, x->cell.p, EXPORT_TEXT);
	return x->cell.p;
}

const char *export_code(const struct export *x, const struct sifa_codelist *l,
			const struct sifa_code *c)
{
	const char *s = c->label[x->lang];

	if (x->ex->ids || !*s || holds_separator(s) || code_find(l, s, strlen(s)) != c)
		return c->id;
	return s;
}

/* ---- the face ---- */

enum sifa_rc sifa_export(struct sifa_session *se, const struct sifa_export *ex,
			 const struct sifa_sink *sink, uint64_t *rows, struct sifa_err *err)
{
	struct export x = {.se = se,
			   .ex = ex,
			   .sink = sink,
			   .kind = ex->query.kind,
			   .lang = ex->lang,
			   .offices = {.se = se}};
	uint64_t n = 0;
	enum sifa_rc rc;

	bind_person_parts(se->sifa->config, &x.person);
	x.known = calloc(EXPORT_CACHE, sizeof *x.known);
	if (!x.known)
		rc = err_nomem(err);
	else
		rc = ex->shape == SIFA_JSONL ? json_export(&x, &n, err) : csv_export(&x, &n, err);
	if (rows)
		*rows = n;
	offices_free(&x.offices);
	sifa_record_free(x.scratch);
	buf_free(&x.out);
	buf_free(&x.cell);
	free(x.known);
	return rc;
}
