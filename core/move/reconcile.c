/* reconcile.c - an official list against the register: who stands in both, with what
 * differences, and who in one alone. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/text.h"
#include "../work/put.h"
#include "bind.h"

enum { PAGE = 200, HEADER_ROWS = 20 };

struct entry { /* of the register */
	uint64_t id, person;
	char name[128], idno[24];
	sifa_day birth;
	bool met;
};
struct reconcile {
	struct sifa_session *se;
	const struct sifa_query *q;
	const struct sifa_field *who; /* of the kind; NULL: the kind is that of persons */
	struct csv *csv;
	struct csv_row row;
	struct bindings b;
	struct entry *entry;
	size_t n, cap;
	struct sifa_reconciliation *out;
	size_t outcap, listed;
};

/* ---- the register ---- */

static const struct sifa_value *part_value(const struct sifa_record *p, const char *field)
{
	const struct sifa_field *f = kind_field(p->kind, field);

	return f && p->v[f->index].state == SIFA_SET ? &p->v[f->index] : NULL;
}

static void copy(char *buf, size_t size, const struct sifa_value *v)
{
	if (v && v->s)
		text_keep(buf, size, v->s, v->len);
}

static enum sifa_rc add_entry(struct reconcile *rc, const struct sifa_record *r,
			      struct sifa_err *err)
{
	struct sifa_record *person = NULL;
	const struct sifa_record *p = r;
	const struct sifa_value *birth;
	struct entry *e;

	if (!grow(&rc->entry, &rc->cap, rc->n + 1, sizeof *rc->entry))
		return err_nomem(err);
	e = &rc->entry[rc->n++];
	*e = (struct entry){.id = r->id, .birth = SIFA_DAY_NONE};
	if (rc->who) {
		const struct sifa_value *v = &r->v[rc->who->index];

		if (v->state != SIFA_SET || sifa_record_get(rc->se, (uint64_t)v->n, &person, NULL))
			return SIFA_OK;
		p = person;
	}
	e->person = p->id;
	copy(e->name, sizeof e->name, part_value(p, "name"));
	copy(e->idno, sizeof e->idno, part_value(p, "id_no"));
	birth = part_value(p, "birth");
	e->birth = birth ? (sifa_day)birth->n : SIFA_DAY_NONE;
	sifa_record_free(person);
	return SIFA_OK;
}

static enum sifa_rc read_register(struct reconcile *rec, struct sifa_err *err)
{
	struct sifa_cursor at = {{0}, 0};
	bool more = true;
	enum sifa_rc rc = SIFA_OK;

	while (more && !rc) {
		struct sifa_rows rows = {0};

		rc = sifa_list(rec->se, rec->q, at.len ? SIFA_AFTER : SIFA_FIRST,
			       at.len ? &at : NULL, PAGE, &rows, err);
		for (size_t i = 0; i < rows.n && !rc; i++) {
			rc = add_entry(rec, rows.hit[i].record, err);
			at = rows.hit[i].at;
		}
		more = rows.more && rows.n;
		sifa_rows_free(&rows);
	}
	return rc;
}

/* ---- a line of the list ---- */

/* The cell of a part of the person, told by the column of a group or of a person itself. */
static void person_cell(const struct reconcile *r, enum bind_part part, const char **s, size_t *n)
{
	const struct sifa_field *f = r->b.person.part[part];
	size_t column = SIZE_MAX;

	*s = "";
	*n = 0;
	for (size_t g = 0; g < r->b.ngroups; g++)
		if (r->b.group[g].f == r->who && !r->b.group[g].sub)
			column = r->b.group[g].column[part];
	if (!r->who && f)
		column = bind_column(&r->b, f, SIZE_MAX, NULL);
	/* 姓名 alone: the reference itself */
	if (r->who && column == SIZE_MAX && part == PART_NAME)
		column = bind_column(&r->b, r->who, SIZE_MAX, NULL);
	if (column == SIZE_MAX || column >= r->row.n)
		return;
	*s = r->row.cell[column].s;
	*n = r->row.cell[column].n;
	csv_unguard(s, n);
	text_trim(s, n);
}

static bool same_idno(const char *a, const char *s, size_t n)
{
	if (!n || strlen(a) != n)
		return false;
	for (size_t i = 0; i < n; i++) {
		char x = a[i] == 'x' ? 'X' : a[i], y = s[i] == 'x' ? 'X' : s[i];

		if (x != y)
			return false;
	}
	return true;
}

static struct entry *by_number(struct reconcile *r, const char *s, size_t n)
{
	for (size_t i = 0; i < r->n; i++)
		if (!r->entry[i].met && same_idno(r->entry[i].idno, s, n))
			return &r->entry[i];
	return NULL;
}

/* By name: the one of that birth, or the only one; never one with another number. */
static struct entry *by_name(struct reconcile *r, const char *s, size_t n, bool numbered,
			     sifa_day birth)
{
	struct entry *one = NULL;
	size_t found = 0;

	for (size_t i = 0; i < r->n && n; i++) {
		struct entry *e = &r->entry[i];

		if (e->met || strlen(e->name) != n || memcmp(e->name, s, n) != 0 ||
		    (numbered && *e->idno))
			continue;
		if (birth != SIFA_DAY_NONE && e->birth == birth)
			return e;
		if (birth != SIFA_DAY_NONE && e->birth != SIFA_DAY_NONE)
			continue;
		one = e;
		found++;
	}
	return found == 1 ? one : NULL;
}

static struct entry *match(struct reconcile *r)
{
	const char *idno, *name, *born;
	size_t nid, nname, nborn;
	sifa_day birth = SIFA_DAY_NONE;
	struct entry *e;

	person_cell(r, PART_IDNO, &idno, &nid);
	person_cell(r, PART_NAME, &name, &nname);
	person_cell(r, PART_BIRTH, &born, &nborn);
	if (nborn)
		sifa_day_parse(born, nborn, SIFA_DAY_NONE, &birth);
	e = by_number(r, idno, nid);
	return e ? e : by_name(r, name, nname, nid > 0, birth);
}

/* ---- differences ---- */

static void shown(struct reconcile *r, const struct sifa_field *f, const struct sifa_value *v,
		  char *buf, size_t size)
{
	buf[0] = '\0';
	if (v && v->state != SIFA_ABSENT)
		sifa_format(r->se, f, v, SIFA_ZH, buf, size);
}

/* As the list means it: a date is a date however it is written. */
static void meant(const struct sifa_field *f, const char *s, size_t n, char *buf, size_t size)
{
	char *parsed = malloc(n + 64);
	struct sifa_value v = {0};

	text_keep(buf, size, s, n);
	if (parsed && f->type != SIFA_REF && f->type != SIFA_REFS && f->type != SIFA_PLACE &&
	    f->type != SIFA_ROWS && !field_parse(f, s, n, SIFA_DAY_NONE, &v, parsed, n + 64, NULL))
		field_format(f, &v, SIFA_ZH, buf, size);
	free(parsed);
}

static void differ(struct reconcile *r, struct sifa_reconciled *out, const struct sifa_field *f,
		   const struct sifa_value *v, const char *s, size_t n)
{
	char list[200], reg[200], all[900];

	meant(f, s, n, list, sizeof list);
	shown(r, f, v, reg, sizeof reg);
	if (!strcmp(list, reg))
		return;
	out->verdict = SIFA_BOTH_DIFFER;
	snprintf(all, sizeof all, "%s%s%.40s: %s / %s", out->what, *out->what ? "; " : "",
		 f->label[r->se->lang], list, reg);
	text_keep(out->what, sizeof out->what, all, strlen(all));
}

/* A cell that says nothing differs from nothing. */
static void compare(struct reconcile *r, const struct sifa_record *record,
		    const struct sifa_record *person, struct sifa_reconciled *out)
{
	for (size_t c = 0; c < r->b.n && c < r->row.n; c++) {
		const struct bind *b = &r->b.v[c];
		const struct sifa_field *f = b->f;
		const struct sifa_record *of = record;
		const char *s = r->row.cell[c].s;
		size_t n = r->row.cell[c].n;

		csv_unguard(&s, &n);
		text_trim(&s, &n);
		if (!n || b->sub || !f || f == r->who)
			f = NULL;
		if (b->what == BIND_PART && !b->sub && n && b->f == r->who) {
			f = r->b.person.part[b->part];
			of = person;
		}
		if (f && of && f->type != SIFA_ROWS && f->type != SIFA_REFS)
			differ(r, out, f, &of->v[f->index], s, n);
	}
}

static struct sifa_reconciled *add(struct reconcile *r, enum sifa_verdict verdict,
				   struct sifa_err *err)
{
	struct sifa_reconciliation *o = r->out;

	if (!grow(&o->v, &r->outcap, o->n + 1, sizeof *o->v)) {
		err_nomem(err);
		return NULL;
	}
	o->v[o->n] = (struct sifa_reconciled){.verdict = verdict};
	return &o->v[o->n++];
}

static enum sifa_rc line(struct reconcile *r, struct sifa_err *err)
{
	struct entry *e = match(r);
	struct sifa_reconciled *out = add(r, e ? SIFA_BOTH_EQUAL : SIFA_LIST_ONLY, err);
	struct sifa_record *record = NULL, *person = NULL;
	const char *name;
	size_t n;
	enum sifa_rc rc = out ? SIFA_OK : SIFA_E_NOMEM;

	if (rc)
		return rc;
	person_cell(r, PART_NAME, &name, &n);
	text_keep(out->name, sizeof out->name, name, n);
	out->line = r->row.line;
	r->listed++;
	if (!e)
		return SIFA_OK;
	e->met = true;
	out->record = e->id;
	rc = sifa_record_get(r->se, e->id, &record, err);
	if (!rc && e->person && e->person != e->id)
		rc = sifa_record_get(r->se, e->person, &person, err);
	if (!rc)
		compare(r, record, person, out);
	sifa_record_free(record);
	sifa_record_free(person);
	return rc;
}

static enum sifa_rc header(struct reconcile *r, const struct sifa_source *source,
			   struct sifa_findings *findings, struct sifa_err *err)
{
	size_t before = findings->errors;
	bool more = true, found = false;
	enum sifa_rc rc = SIFA_OK;

	for (int i = 0; i < HEADER_ROWS && !rc && more && !found; i++) {
		rc = csv_next(r->csv, &r->row, &more, err);
		found = !rc && more && bind_looks(&r->b, &r->row);
	}
	if (rc)
		return rc;
	if (!found)
		return err_set(err, SIFA_E_DATA,
			       N_("The list has no header: fields of {1} were expected."),
			       r->q->kind->label[r->se->lang], NULL);
	rc = bind_header(&r->b, &r->row, source->name, findings, err);
	return !rc && findings->errors > before
		       ? err_set(err, SIFA_E_DATA, N_("The header of the list has errors."), NULL)
		       : rc;
}

static enum sifa_rc read_list(struct reconcile *r, const struct sifa_source *source,
			      struct sifa_findings *findings, struct sifa_err *err)
{
	bool more = true;
	enum sifa_rc rc = csv_open(source, &r->csv, err);

	if (!rc)
		rc = header(r, source, findings, err);
	while (!rc && more) {
		const char *name, *idno;
		size_t n, m;

		rc = csv_next(r->csv, &r->row, &more, err);
		if (rc || !more)
			break;
		if (r->row.bad) {
			rc = err_set(err, SIFA_E_DATA, r->row.bad, NULL);
			err_at(err, source->name, r->row.line,
			       csv_column(&r->row, r->row.bad_cell));
			break;
		}
		person_cell(r, PART_NAME, &name, &n);
		person_cell(r, PART_IDNO, &idno, &m);
		if (n || m) /* not an empty line, nor a total */
			rc = line(r, err);
	}
	return rc;
}

static enum sifa_rc leftovers(struct reconcile *r, struct sifa_err *err)
{
	for (size_t i = 0; i < r->n; i++) {
		struct sifa_reconciled *out;

		if (r->entry[i].met)
			continue;
		out = add(r, SIFA_REGISTER_ONLY, err);
		if (!out)
			return SIFA_E_NOMEM;
		out->record = r->entry[i].id;
		memcpy(out->name, r->entry[i].name, sizeof out->name);
	}
	for (size_t i = 0; i < r->out->n; i++)
		r->out->count[r->out->v[i].verdict]++;
	return SIFA_OK;
}

/* ---- kept ---- */

enum { VERDICT, NAME, RECORD, WHAT, COLUMNS };

static void fill_row(const struct sifa_field *const *sub, const struct sifa_reconciled *x, char *id,
		     struct sifa_value *v)
{
	static const char *const word[] = {"equal", "differs", "list_only", "register_only"};
	const struct sifa_code *code =
		code_find(sub[VERDICT]->codes, word[x->verdict], strlen(word[x->verdict]));
	const char *text[COLUMNS] = {NULL, x->name, x->record ? sifa_id_format(x->record, id) : "",
				     x->what};

	if (code)
		v[sub[VERDICT]->index] = (struct sifa_value){.state = SIFA_SET, .n = code->no};
	for (int i = NAME; i < COLUMNS; i++) {
		size_t at = 0, n = strlen(text[i]);

		for (unsigned k = 0; k < sub[i]->max && at < n; k++)
			at = sifa_text_next(text[i], n, at);
		if (at)
			v[sub[i]->index] =
				(struct sifa_value){.state = SIFA_SET, .s = text[i], .len = at};
	}
}

static enum sifa_rc put_items(struct sifa_record *r, const struct sifa_reconciliation *o,
			      struct sifa_err *err)
{
	static const char *const name[COLUMNS] = {"verdict", "name", "record", "what"};
	const struct sifa_field *f = kind_field(r->kind, "items"), *sub[COLUMNS];
	size_t most = f ? f->max : 0, n = 0;
	struct sifa_value *cell = f ? calloc(most * f->nrow + 1, sizeof *cell) : NULL;
	struct sifa_row *rows = calloc(most + 1, sizeof *rows);
	char(*id)[32] = calloc(most + 1, sizeof *id);
	enum sifa_rc rc = f && cell && rows && id ? SIFA_OK : err_nomem(err);

	for (size_t k = 0; !rc && k < COLUMNS; k++)
		if (!(sub[k] = sifa_rows_field(f, name[k])) || (k == VERDICT && !sub[k]->codes))
			rc = err_set(err, SIFA_E_CONFIG, N_("The kind {1} has no field {2}."),
				     r->kind->id, name[k], NULL);
	for (size_t i = 0; !rc && i < o->n && n < most; i++) {
		if (o->v[i].verdict == SIFA_BOTH_EQUAL)
			continue;
		rows[n].v = cell + n * f->nrow;
		fill_row(sub, &o->v[i], id[n], rows[n].v);
		n++;
	}
	if (!rc && n)
		rc = put_value(r, "items",
			       (struct sifa_value){.state = SIFA_SET, .row = rows, .len = n}, err);
	free(id);
	free(rows);
	free(cell);
	return rc;
}

static enum sifa_rc put_register(struct sifa_record *out, const char *kind, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(out->kind, "of");
	const struct sifa_code *c = f && f->codes ? code_find(f->codes, kind, strlen(kind)) : NULL;

	if (c)
		return put_number(out, "of", c->no, err);
	return err_set(err, SIFA_E_CONFIG, N_("The list {1} has no code \"{2}\"."),
		       f && f->codes ? f->codes->id : "reconciled", kind, NULL);
}

static enum sifa_rc fill(struct reconcile *r, const char *source, struct sifa_record *out,
			 struct sifa_err *err)
{
	const struct sifa_reconciliation *o = r->out;
	const struct {
		const char *field;
		size_t n;
	} count[] = {{"listed", r->listed},
		     {"registered", r->n},
		     {"equal", o->count[SIFA_BOTH_EQUAL]},
		     {"different", o->count[SIFA_BOTH_DIFFER]},
		     {"list_only", o->count[SIFA_LIST_ONLY]},
		     {"register_only", o->count[SIFA_REGISTER_ONLY]}};
	const char *base = strrchr(source, '/');
	enum sifa_rc rc = put_register(out, r->q->kind->id, err);

	if (!rc)
		rc = put_text(out, "source", base ? base + 1 : source, err);
	if (!rc)
		rc = put_number(out, "at", (size_t)sifa_today(r->se), err);
	for (size_t i = 0; i < sizeof count / sizeof *count && !rc; i++)
		rc = put_number(out, count[i].field, (int64_t)count[i].n, err);
	if (!rc && o->count[SIFA_BOTH_EQUAL] == o->n)
		rc = put_number(out, "settled_on", (size_t)sifa_today(r->se), err);
	return rc ? rc : put_items(out, o, err);
}

static enum sifa_rc keep_it(struct reconcile *r, const char *source, struct sifa_findings *findings,
			    struct sifa_err *err)
{
	const struct sifa_kind *k = config_kind(r->se->sifa->config, "reconciliation");
	struct sifa_record *rec = NULL;
	enum sifa_rc rc;

	if (!k)
		return err_set(err, SIFA_E_CONFIG, N_("The configuration has no kind \"{1}\"."),
			       "reconciliation", NULL);
	rc = sifa_record_new(r->se, k, &rec, err);
	if (!rc && r->q->unit)
		sifa_record_set_unit(rec, r->q->unit);
	if (!rc)
		rc = fill(r, source, rec, err);
	if (!rc)
		rc = sifa_save(r->se, rec, findings, err);
	if (!rc)
		r->out->id = rec->id;
	sifa_record_free(rec);
	return rc;
}

/* ---- all ---- */

static bool find_who(struct reconcile *r)
{
	const struct sifa_kind *person = r->se->sifa->config->person;

	if (r->q->kind == person)
		return true;
	for (size_t i = 0; i < r->q->kind->nfields && !r->who; i++)
		if (r->q->kind->field[i].type == SIFA_REF && r->q->kind->field[i].target == person)
			r->who = &r->q->kind->field[i];
	return r->who != NULL;
}

enum sifa_rc sifa_reconcile(struct sifa_session *se, const struct sifa_query *q,
			    const struct sifa_source *source, bool keep,
			    struct sifa_reconciliation *out, struct sifa_findings *findings,
			    struct sifa_err *err)
{
	struct reconcile r = {.se = se, .q = q, .b = {.kind = q->kind}, .out = out};
	struct sifa_findings own = {0}, *f = findings ? findings : &own;
	enum sifa_rc rc = SIFA_OK;

	*out = (struct sifa_reconciliation){0};
	bind_person_parts(se->sifa->config, &r.b.person);
	if (!find_who(&r))
		rc = err_set(err, SIFA_E_USAGE,
			     N_("Records of {1} are about no person: a list of persons cannot be "
				"compared with them."),
			     q->kind->label[se->lang], NULL);
	if (!rc)
		rc = read_register(&r, err);
	if (!rc)
		rc = read_list(&r, source, f, err);
	if (!rc)
		rc = leftovers(&r, err);
	if (!rc && keep)
		rc = keep_it(&r, source->name, f, err);
	csv_close(r.csv);
	bind_free(&r.b);
	free(r.entry);
	if (rc)
		sifa_reconciliation_free(out);
	sifa_findings_free(&own);
	return rc;
}

void sifa_reconciliation_free(struct sifa_reconciliation *r)
{
	free(r->v);
	*r = (struct sifa_reconciliation){0};
}
