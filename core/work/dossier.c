/* dossier.c - the dossier of a case: begun from what exists, its contents kept in order,
 * what it lacks. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dossier.h"
#include "evidence.h"

enum { ENTRIES = 400, TOKEN = 80 };

/* ---- which ---- */

struct same_code {
	struct view *v;
	const struct dossiers *d;
	int64_t code;
	uint64_t id;
};

static bool of_code(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct same_code *s = arg;
	struct sifa_record *r;

	(void)kind;
	(void)field;
	(void)day;
	if (view_get(s->v, from, &r, NULL))
		return true;
	if (r->v[s->d->kind->index].n == s->code)
		s->id = from;
	sifa_record_free(r);
	return !s->id;
}

/* One case, one dossier of a kind. */
static enum sifa_rc find_dossier(struct view *v, const struct dossiers *d,
				 const struct dossier_def *def, uint64_t of, uint64_t *id,
				 struct sifa_err *err)
{
	struct same_code s = {v, d, def->code, 0};
	enum sifa_rc rc = view_refs(v, of, d->of->no, def->via->no, of_code, &s, err);

	*id = s.id;
	return rc;
}

/* The first kind of dossier the case still needs; else its first dossier. */
static enum sifa_rc choose(struct view *v, const struct dossiers *d, const struct sifa_record *r,
			   const struct dossier_def **def, uint64_t *id, struct sifa_err *err)
{
	uint64_t found = 0;
	enum sifa_rc rc = SIFA_OK;

	*def = NULL;
	*id = 0;
	for (size_t i = 0; d && i < d->n && !rc; i++) {
		const struct dossier_def *one = &d->def[i];

		if (one->of != r->kind || !when_holds(&one->when, r))
			continue;
		rc = find_dossier(v, d, one, r->id, &found, err);
		if (!rc && (!*def || !found)) {
			*def = one;
			*id = found;
		}
		if (!rc && !found)
			break;
	}
	return rc;
}

enum sifa_rc sifa_dossier_of(struct sifa_session *se, uint64_t of, uint64_t *id, bool *may,
			     struct sifa_err *err)
{
	const struct dossiers *d = dossiers_of(se->sifa);
	const struct dossier_def *def = NULL;
	struct sifa_record *r = NULL;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*id = 0;
	*may = false;
	if (rc)
		return rc;
	rc = view_get(&v, of, &r, err);
	if (!rc && d && r->kind == d->of) {
		*id = of;
		*may = dossier_def_of(d, r) != NULL;
	}
	if (!rc && !*id)
		rc = choose(&v, d, r, &def, id, err);
	if (!rc && def)
		*may = *id || r->v[def->closed->index].state == SIFA_SET;
	view_end(&v);
	sifa_record_free(r);
	return rc;
}

/* ---- what exists of a case ---- */

struct source {
	const struct dossier_item *item;
	char token[TOKEN];
};
struct sources {
	struct view *v;
	const struct dossier_def *def;
	uint64_t of;
	struct source *s;
	size_t n, cap;
	const struct sifa_kind *child[ITEMS_MOST];
	size_t nchildren;
	enum sifa_rc rc;
	struct sifa_err *err;
};

static void add_source(struct sources *s, const struct dossier_item *it, const char *token)
{
	for (size_t i = 0; i < s->n; i++)
		if (!strcmp(s->s[i].token, token))
			return;
	if (!grow(&s->s, &s->cap, s->n + 1, sizeof *s->s)) {
		s->rc = err_nomem(s->err);
		return;
	}
	s->s[s->n].item = it;
	snprintf(s->s[s->n++].token, TOKEN, "%s", token);
}

/* A paper is there when the journal knows that it was printed, and not as a draft. */
static void add_printed(struct sources *s, const struct sifa_entry *e, uint64_t record)
{
	size_t n = strcspn(e->note, " ");
	char token[TOKEN], id[32];

	if (strcmp(e->what, "print") != 0 || strstr(e->note, " draft"))
		return;
	for (size_t i = 0; i < s->def->nitems; i++)
		for (size_t k = 0; k < s->def->item[i].npapers; k++) {
			const char *paper = s->def->item[i].paper[k]->id;

			if (strlen(paper) != n || memcmp(paper, e->note, n) != 0)
				continue;
			snprintf(token, sizeof token, "%s%s%s", paper, record == s->of ? "" : "/",
				 record == s->of ? "" : sifa_id_format(record, id));
			add_source(s, &s->def->item[i], token);
		}
}

/* In the order in which they were first printed. */
static void add_prints(struct sources *s, uint64_t record)
{
	struct sifa_entry *e = calloc(ENTRIES, sizeof *e);
	size_t n = 0;

	if (!e)
		s->rc = err_nomem(s->err);
	else
		s->rc = view_journal(s->v, record, e, ENTRIES, &n, s->err);
	while (n-- > 0 && !s->rc)
		add_printed(s, &e[n], record);
	free(e);
}

static bool add_evidence(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct sources *s = arg;
	const struct dossier_item *it = NULL, *rest = NULL;
	const struct sifa_field *f;
	struct sifa_record *r;
	char id[32];

	(void)kind;
	(void)field;
	(void)day;
	if (view_get(s->v, from, &r, NULL))
		return true;
	f = kind_field(r->kind, "kind");
	for (size_t i = 0; f && i < s->def->nitems && !it; i++) {
		const struct dossier_item *one = &s->def->item[i];

		if (r->v[f->index].state == SIFA_SET &&
		    value_among(f, &r->v[f->index], one->evidence))
			it = one;
		if (one->rest)
			rest = one;
	}
	if (it || rest)
		add_source(s, it ? it : rest, sifa_id_format(from, id));
	sifa_record_free(r);
	return !s->rc;
}

static void add_of(struct sources *s, uint64_t record)
{
	const struct sifa_kind *k = evidence_kind(s->v->se->sifa);

	add_prints(s, record);
	if (!s->rc && k)
		s->rc = view_refs(s->v, record, k->no, 0, add_evidence, s, s->err);
}

static bool add_child(void *arg, uint16_t kind, uint16_t field, sifa_day day, uint64_t from)
{
	struct sources *s = arg;

	(void)kind;
	(void)field;
	(void)day;
	add_of(s, from);
	return !s->rc;
}

/* The case itself, and the records about it whose papers a line takes. */
static enum sifa_rc collect(struct sources *s)
{
	add_of(s, s->of);
	for (size_t i = 0; i < s->def->nitems; i++)
		for (size_t k = 0; k < s->def->item[i].npapers; k++) {
			const struct sifa_kind *kind = s->def->item[i].paper[k]->kind;
			bool known = kind == s->def->of || s->nchildren == ITEMS_MOST;

			for (size_t c = 0; c < s->nchildren; c++)
				known = known || s->child[c] == kind;
			if (known || s->rc)
				continue;
			s->child[s->nchildren++] = kind;
			s->rc = view_refs(s->v, s->of, kind->no, 0, add_child, s, s->err);
		}
	return s->rc;
}

/* ---- the rows of the contents ---- */

long dossier_row(const struct dossiers *d, const struct sifa_record *r,
		 const struct dossier_item *it)
{
	const struct sifa_value *rows = &r->v[d->rows->index];

	for (size_t i = 0; rows->state == SIFA_SET && i < rows->len; i++)
		if (value_is(&rows->row[i].v[d->item->index], it->id) ||
		    value_is(&rows->row[i].v[d->title->index], it->title[SIFA_ZH]) ||
		    value_is(&rows->row[i].v[d->title->index], it->title[SIFA_EN]))
			return (long)i;
	return -1;
}

struct filling {
	struct sifa_session *se;
	const struct dossiers *d;
	const struct dossier_def *def;
	struct sifa_record *r;
	struct sifa_row *row;
	size_t n, cap;
	bool changed;
};

static void set_num(struct filling *f, struct sifa_value *v, int64_t n)
{
	struct sifa_value now = {.state = n ? SIFA_SET : SIFA_ABSENT, .n = n};

	if (v->state == now.state && v->n == now.n)
		return;
	*v = now;
	f->changed = true;
}

static bool set_text(struct filling *f, struct sifa_value *v, const char *s)
{
	char *copy = arena_copy(&f->r->arena, s, strlen(s));

	if (!copy)
		return false;
	*v = (struct sifa_value){.state = SIFA_SET, .s = copy, .len = strlen(copy)};
	f->changed = true;
	return true;
}

static struct sifa_row *insert_row(struct filling *f, size_t at)
{
	struct sifa_value *v = arena_array(&f->r->arena, f->d->rows->nrow, sizeof *v);

	if (!v || !grow(&f->row, &f->cap, f->n + 1, sizeof *f->row))
		return NULL;
	memmove(f->row + at + 1, f->row + at, (f->n - at) * sizeof *f->row);
	f->n++;
	f->row[at] = (struct sifa_row){.v = v};
	f->changed = true;
	return &f->row[at];
}

/* A line for everything the dossier should hold, in the declared order. */
static bool add_lines(struct filling *f)
{
	size_t at = 0;

	for (size_t i = 0; i < f->def->nitems; i++) {
		const struct dossier_item *it = &f->def->item[i];
		size_t k = 0;
		struct sifa_row *row;

		while (k < f->n && !value_is(&f->row[k].v[f->d->item->index], it->id) &&
		       !value_is(&f->row[k].v[f->d->title->index], it->title[SIFA_ZH]))
			k++;
		row = k < f->n ? &f->row[k] : insert_row(f, k = at);
		if (!row)
			return false;
		if (!value_is(&row->v[f->d->item->index], it->id) &&
		    !set_text(f, &row->v[f->d->item->index], it->id))
			return false;
		if (row->v[f->d->title->index].state != SIFA_SET &&
		    !set_text(f, &row->v[f->d->title->index], it->title[SIFA_ZH]))
			return false;
		at = k + 1;
	}
	return true;
}

static bool holds_token(const struct sifa_value *v, const char *token)
{
	size_t n = strlen(token);

	for (size_t at = 0; v->state == SIFA_SET && at < v->len;) {
		size_t len = 0;

		while (at + len < v->len && !strchr(" \n", v->s[at + len]))
			len++;
		if (len == n && !memcmp(v->s + at, token, n))
			return true;
		at += len + 1;
	}
	return false;
}

static bool add_token(struct filling *f, const struct source *s)
{
	struct sifa_row *row = NULL;
	struct sifa_value *v;
	struct buf b = {0};
	bool ok;

	for (size_t i = 0; i < f->n; i++) {
		if (holds_token(&f->row[i].v[f->d->holds->index], s->token))
			return true;
		if (value_is(&f->row[i].v[f->d->item->index], s->item->id))
			row = &f->row[i];
	}
	if (!row)
		return true;
	v = &row->v[f->d->holds->index];
	if (v->state == SIFA_SET && v->len) {
		buf_add(&b, v->s, v->len);
		buf_str(&b, " ");
	}
	ok = buf_str(&b, s->token) && buf_add(&b, "", 1) && set_text(f, v, b.p);
	buf_free(&b);
	return ok;
}

/* Pages of what the row holds, and of the originals laid in by hand. What somebody typed
 * as a range before the program kept the contents is taken for originals. */
static enum sifa_rc count_row(struct filling *f, struct sifa_row *row, int64_t *pages,
			      struct sifa_err *err)
{
	static const struct sifa_compose how = {.draft = false};
	const struct sifa_value *holds = &row->v[f->d->holds->index];
	struct sifa_value *from = &row->v[f->d->from->index], *to = &row->v[f->d->to->index];
	struct sifa_value *leaves = &row->v[f->d->leaves->index];
	enum sifa_rc rc = SIFA_OK;

	if (holds->state != SIFA_SET && leaves->state != SIFA_SET && from->state == SIFA_SET &&
	    to->state == SIFA_SET && to->n >= from->n)
		set_num(f, leaves, to->n - from->n + 1);
	*pages = leaves->state == SIFA_SET ? leaves->n : 0;
	for (size_t at = 0, len; holds->state == SIFA_SET && at < holds->len && !rc;
	     at += len + 1) {
		struct sifa_pages *p = NULL;
		int64_t n = 0;

		len = 0;
		while (at + len < holds->len && !strchr(" \n", holds->s[at + len]))
			len++;
		if (len)
			rc = dossier_part(f->se, f->def, f->r, holds->s + at, len, &how, &p, &n,
					  err);
		sifa_pages_free(p);
		*pages += n;
	}
	return rc;
}

static enum sifa_rc number_rows(struct filling *f, struct sifa_err *err)
{
	int64_t next = 1, pages;

	for (size_t i = 0; i < f->n; i++) {
		struct sifa_row *row = &f->row[i];
		enum sifa_rc rc = count_row(f, row, &pages, err);

		if (rc)
			return rc;
		set_num(f, &row->v[f->d->seq->index], (int64_t)i + 1);
		set_num(f, &row->v[f->d->from->index], pages ? next : 0);
		set_num(f, &row->v[f->d->to->index], pages ? next + pages - 1 : 0);
		next += pages;
	}
	set_num(f, &f->r->v[f->d->pages->index], next - 1);
	return SIFA_OK;
}

static enum sifa_rc fill_rows(struct filling *f, const struct sources *s, struct sifa_err *err)
{
	struct sifa_value *rows = &f->r->v[f->d->rows->index];
	enum sifa_rc rc = SIFA_OK;

	if (rows->state == SIFA_SET && rows->len) {
		if (!grow(&f->row, &f->cap, rows->len, sizeof *f->row))
			return err_nomem(err);
		memcpy(f->row, rows->row, rows->len * sizeof *f->row);
		f->n = rows->len;
	}
	if (!add_lines(f))
		rc = err_nomem(err);
	for (size_t i = 0; i < s->n && !rc; i++)
		if (!add_token(f, &s->s[i]))
			rc = err_nomem(err);
	if (!rc)
		rc = number_rows(f, err);
	if (!rc) {
		struct sifa_value v = {.state = SIFA_SET, .row = f->row, .len = f->n};

		rc = sifa_set(f->r, f->d->rows, &v, err);
	}
	free(f->row);
	return rc;
}

/* ---- begun, and kept in order ---- */

static enum sifa_rc copy_value(struct sifa_session *se, const struct dossier_copy *c,
			       struct sifa_record *to, const struct sifa_record *from,
			       struct sifa_err *err)
{
	char all[400] = "", one[200];
	size_t n = 0;

	if (to->v[c->to->index].state == SIFA_SET)
		return SIFA_OK;
	if (c->to->type != SIFA_TEXT) {
		const struct sifa_value *v = &from->v[c->from[0]->index];

		return v->state == SIFA_SET ? sifa_set(to, c->to, v, err) : SIFA_OK;
	}
	for (size_t i = 0; i < c->n; i++) {
		sifa_format(se, c->from[i], &from->v[c->from[i]->index], SIFA_ZH, one, sizeof one);
		if (n + strlen(one) < sizeof all)
			n += (size_t)snprintf(all + n, sizeof all - n, "%s", one);
	}
	while (sifa_text_chars(all, n) > c->to->max)
		all[n = sifa_text_prev(all, n, n)] = '\0';
	if (!*all)
		return SIFA_OK;
	return sifa_set(to, c->to, &(struct sifa_value){.state = SIFA_SET, .s = all, .len = n},
			err);
}

static enum sifa_rc begin(struct sifa_session *se, const struct dossiers *d,
			  const struct dossier_def *def, const struct sifa_record *of,
			  struct sifa_record **out, struct sifa_err *err)
{
	char id[32];
	enum sifa_rc rc = SIFA_OK;

	if (of->v[def->closed->index].state != SIFA_SET)
		return err_set(err, SIFA_E_DATA,
			       N_("Record {1} is not closed yet: its dossier is begun after that."),
			       sifa_id_format(of->id, id), NULL);
	rc = sifa_record_new(se, d->of, out, err);
	if (rc)
		return rc;
	(*out)->unit = of->unit;
	(*out)->v[d->kind->index] = (struct sifa_value){.state = SIFA_SET, .n = def->code};
	(*out)->v[def->via->index] = (struct sifa_value){.state = SIFA_SET, .n = (int64_t)of->id};
	(*out)->v[d->filed_on->index] = (struct sifa_value){.state = SIFA_SET, .n = sifa_today(se)};
	for (size_t i = 0; i < def->ncopies && !rc; i++)
		rc = copy_value(se, &def->copy[i], *out, of, err);
	return rc;
}

static enum sifa_rc refresh(struct sifa_session *se, const struct dossiers *d,
			    const struct dossier_def *def, struct sifa_record *r, uint64_t of,
			    struct sifa_findings *out, struct sifa_err *err)
{
	struct filling f = {.se = se, .d = d, .def = def, .r = r};
	struct view v;
	struct sources s = {.v = &v, .def = def, .of = of, .err = err};
	enum sifa_rc rc;
	bool fresh;

	if (r->v[d->archived_on->index].state == SIFA_SET)
		return SIFA_OK; /* it is closed: what was archived stands */
	rc = view_begin(se, &v, err);
	if (rc)
		return rc;
	rc = collect(&s);
	view_end(&v);
	if (!rc)
		rc = fill_rows(&f, &s, err);
	free(s.s);
	fresh = !r->id;
	if (!rc && (f.changed || fresh))
		rc = save_made(se, r, out, err);
	if (!rc && fresh) /* now it has its number, which its case is told */
		rc = save_made(se, r, NULL, err);
	return rc;
}

static enum sifa_rc no_dossier(uint64_t of, struct sifa_err *err)
{
	char id[32];

	return err_set(err, SIFA_E_USAGE, N_("There is no kind of dossier for record {1}."),
		       sifa_id_format(of, id), NULL);
}

/* of: a case, or a dossier to be brought up to date. */
enum sifa_rc sifa_dossier_make(struct sifa_session *se, uint64_t of, uint64_t *id,
			       struct sifa_findings *out, struct sifa_err *err)
{
	const struct dossiers *d = dossiers_of(se->sifa);
	const struct dossier_def *def = NULL;
	struct sifa_record *given = NULL, *r = NULL;
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	*id = 0;
	if (rc)
		return rc;
	rc = view_get(&v, of, &given, err);
	if (!rc && d && given->kind == d->of) {
		def = dossier_def_of(d, given);
		*id = of;
		of = def ? (uint64_t)given->v[def->via->index].n : 0;
	} else if (!rc) {
		rc = choose(&v, d, given, &def, id, err);
	}
	view_end(&v);
	if (!rc && !def && !*id)
		rc = no_dossier(of, err);
	if (!rc && def)
		rc = *id ? sifa_record_get(se, *id, &r, err) : begin(se, d, def, given, &r, err);
	if (!rc && def)
		rc = refresh(se, d, def, r, of, out, err);
	if (!rc && def)
		*id = r->id;
	sifa_record_free(given);
	sifa_record_free(r);
	return rc;
}

/* ---- what it lacks ---- */

static void say_lacking(struct checking *c, enum sifa_severity severity,
			const struct dossier_item *it, const struct sifa_field *rows)
{
	check_say(c, severity, rows, 0, NULL, N_("The dossier lacks this: {2}."),
		  it->title[SIFA_ZH], it->title[SIFA_EN], NULL);
}

static void each_lacking(struct checking *c, enum sifa_severity severity)
{
	const struct dossiers *d = dossiers_of(c->v->se->sifa);
	const struct dossier_def *def = dossier_def_of(d, c->r);
	struct sifa_record *of = NULL;

	if (!def || view_get(c->v, (uint64_t)c->r->v[def->via->index].n, &of, NULL))
		return;
	for (size_t i = 0; i < def->nitems; i++) {
		const struct dossier_item *it = &def->item[i];
		long row = dossier_row(d, c->r, it);

		if (it->required && when_holds(&it->when, of) &&
		    (row < 0 ||
		     c->r->v[d->rows->index].row[row].v[d->from->index].state != SIFA_SET))
			say_lacking(c, severity, it, d->rows);
	}
	sifa_record_free(of);
}

void check_complete(struct checking *c, const struct sifa_check_def *d)
{
	each_lacking(c, d->severity);
}

enum sifa_rc sifa_dossier_lacks(struct sifa_session *se, const struct sifa_record *dossier,
				struct sifa_findings *out, struct sifa_err *err)
{
	struct view v;
	struct checking c = {.v = &v, .r = dossier, .today = sifa_today(se), .out = out};
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	each_lacking(&c, SIFA_WARNING);
	view_end(&v);
	return SIFA_OK;
}
