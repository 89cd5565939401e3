/* frozen.c - a signed letter: what it keeps, and the copy it leaves. */
#include <stdlib.h>
#include <string.h>

#include "../work/blob.h"
#include "../work/check.h"
#include "frozen.h"
#include "target.h"

const struct sifa_letter *letter_of_record(const struct sifa *s, const struct sifa_record *r)
{
	const struct sifa_value *v = letter_value(r, "scheme");

	return v->s ? sifa_letter(s, v->s) : NULL;
}

/* ---- what was signed stays ---- */

static void say(struct sifa_findings *out, const char *field, const char *msg, const char *arg)
{
	struct sifa_err e = {0};

	err_set(&e, SIFA_E_DATA, msg, arg, NULL);
	err_field(&e, field);
	findings_add(out, SIFA_ERROR, &e);
}

static bool same_text(const struct sifa_value *a, const struct sifa_value *b)
{
	return a->len == b->len && (!a->len || !memcmp(a->s, b->s, a->len));
}

static bool same_cell(const struct sifa_value *a, const struct sifa_value *b)
{
	return a->state == b->state && (a->state != SIFA_SET || (a->n == b->n && same_text(a, b)));
}

static bool same_row(const struct sifa_field *f, const struct sifa_row *a, const struct sifa_row *b)
{
	for (size_t i = 0; i < f->nrow; i++)
		if (!same_cell(&a->v[i], &b->v[i]))
			return false;
	return true;
}

static bool has_row(const struct sifa_field *f, const struct sifa_value *rows,
		    const struct sifa_row *row)
{
	for (size_t i = 0; rows->state == SIFA_SET && i < rows->len; i++)
		if (same_row(f, &rows->row[i], row))
			return true;
	return false;
}

static const struct sifa_value *row_cell(const struct sifa_field *f, const struct sifa_row *row,
					 const char *column)
{
	static const struct sifa_value none;
	const struct sifa_field *c = sifa_rows_field(f, column);

	return c && row->v[c->index].state == SIFA_SET ? &row->v[c->index] : &none;
}

/* A paper of that number, entered as a supplement. */
static bool has_paper(const struct sifa_record *r, const struct sifa_value *doc)
{
	const struct sifa_field *f = kind_field(r->kind, "supplements");
	const struct sifa_value *rows = letter_value(r, "supplements");

	for (size_t i = 0; f && doc->s && i < rows->len; i++) {
		const struct sifa_value *no = row_cell(f, &rows->row[i], "doc_no");

		if (no->s && same_text(no, doc))
			return true;
	}
	return false;
}

static void check_rows(const struct sifa_record *was, const struct sifa_record *r,
		       struct sifa_findings *out)
{
	const struct sifa_field *f = kind_field(r->kind, "targets");
	const struct sifa_value *old = letter_value(was, "targets");
	const struct sifa_value *now = letter_value(r, "targets");
	const char *clause;

	for (size_t i = 0; f && i < old->len; i++)
		if (!has_row(f, now, &old->row[i])) {
			clause = row_cell(f, &old->row[i], "clause")->s;
			say(out, "targets",
			    N_("The letter is signed: its number for {1} stays as it is; a "
			       "supplement with a document number adds a new version."),
			    clause ? clause : "");
		}
	for (size_t i = 0; f && i < now->len; i++) {
		const struct sifa_row *row = &now->row[i];

		if (has_row(f, old, row))
			continue;
		clause = row_cell(f, row, "clause")->s;
		if (row_cell(f, row, "from")->state != SIFA_SET ||
		    !has_paper(r, row_cell(f, row, "doc_no")) ||
		    letter_day(r, "supplemented_on") == SIFA_DAY_NONE)
			say(out, "targets",
			    N_("The letter is signed: a new number for {1} needs the day from which "
			       "it counts and the number of a document among the supplements."),
			    clause ? clause : "");
	}
}

static const char *const kept[] = {"scheme",	   "year",	   "period_from",
				   "period_to",	   "cutoff",	   "signed_on",
				   "signer_upper", "signer_lower", "copies"};

static void check_kept(const struct sifa_record *was, const struct sifa_record *r,
		       struct sifa_findings *out)
{
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (!same_cell(letter_value(was, kept[i]), letter_value(r, kept[i])))
			say(out, kept[i], N_("The letter is signed: this stays as it is."), NULL);
}

/* They are never typed; was NULL: a new record has none. */
static enum sifa_rc keep_hashes(const struct sifa_record *was, struct sifa_record *r,
				struct sifa_err *err)
{
	static const struct sifa_value none;
	static const char *const names[] = {"copy_hash", "amended_hash", "text_hash"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const struct sifa_field *f = kind_field(r->kind, names[i]);
		enum sifa_rc rc =
			f ? sifa_set(r, f, was ? &was->v[f->index] : &none, err) : SIFA_OK;

		if (rc)
			return rc;
	}
	return SIFA_OK;
}

/* ---- the copy ---- */

static void quoted(struct buf *b, const struct sifa_value *v)
{
	buf_str(b, "\"");
	for (size_t i = 0; v->s && i < v->len; i++) {
		if (v->s[i] == '"' || v->s[i] == '\\')
			buf_str(b, "\\");
		buf_add(b, &v->s[i], 1);
	}
	buf_str(b, "\"");
}

static void copy_value(struct buf *b, const struct sifa_field *f, const struct sifa_value *v)
{
	char day[16];

	if (f->type == SIFA_TEXT || f->type == SIFA_LONGTEXT)
		quoted(b, v);
	else if (f->type == SIFA_DATE)
		buf_str(b, sifa_day_format((sifa_day)v->n, day));
	else if (f->type == SIFA_CODE)
		for (size_t i = 0; i < f->codes->n; i++) {
			if (f->codes->code[i].no == v->n)
				buf_str(b, f->codes->code[i].id);
		}
	else
		buf_printf(b, "%lld", (long long)v->n);
}

static void copy_rows(struct buf *b, const struct sifa_record *r, const char *field)
{
	const struct sifa_field *f = kind_field(r->kind, field);
	const struct sifa_value *rows = letter_value(r, field);

	if (!f || !rows->len)
		return;
	buf_printf(b, "%s:\n", field);
	for (size_t i = 0; i < rows->len; i++) {
		const char *sep = "  - {";

		for (size_t k = 0; k < f->nrow; k++) {
			if (rows->row[i].v[k].state != SIFA_SET)
				continue;
			buf_printf(b, "%s%s: ", sep, f->row[k].id);
			copy_value(b, &f->row[k], &rows->row[i].v[k]);
			sep = ", ";
		}
		buf_str(b, "}\n");
	}
}

enum sifa_rc letter_text(struct view *v, const struct sifa_letter *l, struct buf *out,
			 struct sifa_err *err)
{
	if (!l->paper->n) /* of a store: texts are left there */
		return view_config_text(v, l->file, out, err);
	return buf_add(out, l->paper->text, l->paper->n) ? SIFA_OK : err_nomem(err);
}

/* The file of the letter as it stands, indented so that it is one text. */
static void copy_file(struct buf *b, const char *s, const char *end)
{
	buf_str(b, "text: |2\n");
	while (s < end) {
		const char *nl = memchr(s, '\n', (size_t)(end - s));
		size_t n = nl ? (size_t)(nl - s) : (size_t)(end - s);

		if (n)
			buf_str(b, "  ");
		buf_add(b, s, n);
		buf_str(b, "\n");
		s += n + (nl != NULL);
	}
}

static enum sifa_rc make_copy(struct view *v, const struct sifa_letter *l,
			      const struct sifa_record *r, struct buf *b, struct sifa_err *err)
{
	char id[40], name[128];
	struct buf text = {0};
	enum sifa_rc rc = letter_text(v, l, &text, err);

	view_title(v, r->unit, false, SIFA_ZH, name, sizeof name);
	buf_printf(b, "frozen: 1\nunit: \"%s\"\nname: ", sifa_id_format(r->unit, id));
	quoted(b, &(struct sifa_value){.s = name, .len = strlen(name)});
	buf_printf(b, "\nconfiguration: %s\n", l->hash);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const struct sifa_field *f = kind_field(r->kind, kept[i]);

		if (!f || r->v[f->index].state != SIFA_SET)
			continue;
		buf_printf(b, "%s: ", kept[i]);
		copy_value(b, f, &r->v[f->index]);
		buf_str(b, "\n");
	}
	copy_rows(b, r, "targets");
	copy_rows(b, r, "supplements");
	if (!rc)
		copy_file(b, text.p, text.p + text.n);
	buf_free(&text);
	return rc || !b->failed ? rc : err_nomem(err);
}

/* On disk before the act that names it: a copy that no act names is swept away. */
static enum sifa_rc freeze(struct view *v, const struct sifa_letter *l, struct sifa_record *r,
			   const char *field, struct sifa_err *err)
{
	struct blobs blobs = {-1};
	char name[BLOB_NAME] = "";
	struct buf b = {0};
	enum sifa_rc rc = make_copy(v, l, r, &b, err);

	if (!rc)
		rc = blobs_open(v->se, false, &blobs, err);
	if (!rc)
		rc = blob_put(&blobs, (const uint8_t *)b.p, b.n, name, err);
	blobs_close(&blobs);
	buf_free(&b);
	if (!rc)
		rc = letter_set_text(r, field, name, err);
	return rc ? rc : letter_set_text(r, "text_hash", l->hash, err);
}

/* ---- signing ---- */

static size_t blanks(const struct sifa_letter *l, const struct sifa_record *r, const char **out)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		for (size_t k = 0; k < l->section[i].n; k++) {
			const struct clause *cl = &l->section[i].clause[k];

			if (cl->target.blank && !target_row(l, r, cl->id, INT32_MAX, NULL))
				out[n++] = cl->id;
		}
	return n;
}

enum sifa_rc sifa_letter_blanks(struct sifa_session *se, const struct sifa_record *r,
				const char *const **out, size_t *n, struct sifa_err *err)
{
	const struct sifa_letter *l = letter_of_record(se->sifa, r);
	const char **id = calloc((l ? l->nclauses : 0) + 1, sizeof(const char *));

	*n = 0;
	*out = (const char *const *)id;
	if (!id)
		return err_nomem(err);
	if (l)
		*n = blanks(l, r, id);
	return SIFA_OK;
}

static enum sifa_rc check_blanks(const struct sifa_letter *l, const struct sifa_record *r,
				 struct sifa_findings *out, struct sifa_err *err)
{
	const char **id = calloc(l->nclauses + 1, sizeof(const char *));
	size_t n = id ? blanks(l, r, id) : 0;

	for (size_t i = 0; i < n; i++)
		say(out, "targets",
		    N_("The number for {1} is still blank; a letter with blanks cannot be signed."),
		    id[i]);
	free(id);
	return id ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc sign(struct view *v, const struct sifa_letter *l, struct sifa_record *r,
			 struct sifa_findings *out, struct sifa_err *err)
{
	size_t before = out->errors;
	enum sifa_rc rc = check_blanks(l, r, out, err);

	return rc || out->errors > before ? rc : freeze(v, l, r, "copy_hash", err);
}

static bool papers_grew(const struct sifa_record *was, const struct sifa_record *r)
{
	return letter_value(r, "supplements")->len > letter_value(was, "supplements")->len;
}

static enum sifa_rc look(struct view *v, const struct sifa_record *was, struct sifa_record *r,
			 struct sifa_findings *out, struct sifa_err *err)
{
	const struct sifa_letter *l = letter_of_record(v->se->sifa, r);
	size_t before = out->errors;
	enum sifa_rc rc = keep_hashes(was, r, err);

	if (rc || letter_day(r, "signed_on") == SIFA_DAY_NONE) {
		if (!rc && letter_day(was, "signed_on") != SIFA_DAY_NONE)
			check_kept(was, r, out);
		return rc;
	}
	if (letter_day(was, "signed_on") == SIFA_DAY_NONE)
		return l ? sign(v, l, r, out, err) : SIFA_OK;
	check_kept(was, r, out);
	check_rows(was, r, out);
	if (out->errors == before && l && papers_grew(was, r))
		return freeze(v, l, r, "amended_hash", err);
	return SIFA_OK;
}

enum sifa_rc letter_save_more(struct view *v, struct sifa_record *r, const struct sifa_step_def *by,
			      struct sifa_findings *out, struct sifa_err *err)
{
	struct sifa_record *was;
	enum sifa_rc rc;

	(void)by;
	if (r->kind != v->se->sifa->config->letter)
		return SIFA_OK;
	if (!r->id) /* one written down afterwards was signed on paper */
		return keep_hashes(NULL, r, err);
	if (view_get(v, r->id, &was, NULL))
		return SIFA_OK; /* gone, or not to be seen: the save will say so */
	rc = look(v, was, r, out, err);
	sifa_record_free(was);
	return rc;
}

/* ---- given ---- */

enum sifa_rc sifa_letter_copy(struct sifa_session *se, const struct sifa_record *r, bool amended,
			      const struct sifa_sink *sink, struct sifa_err *err)
{
	const struct sifa_value *hash = letter_value(r, amended ? "amended_hash" : "copy_hash");
	struct blobs b = {-1};
	enum sifa_rc rc;

	if (!hash->s)
		return err_set(
			err, SIFA_E_NOTFOUND,
			N_("There is no frozen copy: the letter is not signed, or was signed "
			   "before it was entered."),
			NULL);
	rc = blobs_open(se, false, &b, err);
	if (!rc)
		rc = blob_get(&b, hash->s, sink, err);
	blobs_close(&b);
	return rc;
}
