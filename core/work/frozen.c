/* frozen.c - keeps what a step freezes, before the act that names it. */
#include "frozen.h"

#include <stdlib.h>

/* What was frozen before stays: its name moves to the table `superseded`. */
static enum sifa_rc supersede(struct sifa_session *se, struct sifa_record *r,
			      const struct sifa_step_def *s, struct sifa_err *err)
{
	const struct sifa_field *f = kind_field(r->kind, "superseded");
	const struct sifa_field *file = f ? sifa_rows_field(f, "file") : NULL;
	const struct sifa_field *on = f ? sifa_rows_field(f, "on") : NULL;
	struct sifa_value cell[8] = {0}, rows = {.state = SIFA_SET};
	struct sifa_row row[64];

	if (!*frozen_name(r, s) || !file || !on || f->nrow > 8)
		return SIFA_OK;
	rows.len = r->v[f->index].state == SIFA_SET ? r->v[f->index].len : 0;
	if (rows.len >= f->max || rows.len >= sizeof row / sizeof *row)
		return err_set(err, SIFA_E_DATA,
			       N_("It was sent too often: the table {1} is full."), f->id, NULL);
	if (rows.len)
		memcpy(row, r->v[f->index].row, rows.len * sizeof *row);
	cell[file->index] = r->v[s->freezes];
	cell[on->index] = (struct sifa_value){.state = SIFA_SET, .n = sifa_today(se)};
	row[rows.len++] = (struct sifa_row){.v = cell};
	rows.row = row;
	return sifa_set(r, f, &rows, err);
}

enum sifa_rc frozen_keep(struct sifa_session *se, struct sifa_record *r,
			 const struct sifa_step_def *s, struct blobs *files,
			 struct sifa_findings *out, struct sifa_err *err)
{
	struct buf text = {0};
	size_t before = out->errors;
	char name[BLOB_NAME];
	enum sifa_rc rc;

	if (s->freezes == SIFA_NO_FIELD)
		return SIFA_OK;
	rc = trust_above.freeze(se, r, &text, out, err);
	if (!rc && text.failed)
		rc = err_nomem(err);
	if (!rc && text.n && out->errors == before) {
		rc = blobs_open(se, false, files, err);
		if (!rc)
			rc = blob_put(files, (const uint8_t *)text.p, text.n, name, err);
		if (!rc && strcmp(name, frozen_name(r, s)) != 0)
			rc = supersede(se, r, s, err);
		if (!rc)
			rc = sifa_set(r, &r->kind->field[s->freezes],
				      &(struct sifa_value){
					      .state = SIFA_SET, .s = name, .len = BLOB_NAME - 1},
				      err);
	}
	buf_free(&text);
	return rc;
}

const char *frozen_name(const struct sifa_record *r, const struct sifa_step_def *s)
{
	const struct sifa_value *v = s->freezes == SIFA_NO_FIELD ? NULL : &r->v[s->freezes];

	return v && v->state == SIFA_SET && blob_is_name(v->s, v->len) ? v->s : "";
}

bool frozen_kind(const struct sifa_kind *k)
{
	for (size_t i = 0; i < k->nsteps; i++)
		if (k->step[i].freezes != SIFA_NO_FIELD)
			return true;
	return false;
}

void frozen_each(const struct sifa_record *r, void (*f)(void *arg, const char *name), void *arg)
{
	const struct sifa_field *rows = kind_field(r->kind, "superseded");
	const struct sifa_field *file = rows ? sifa_rows_field(rows, "file") : NULL;
	const struct sifa_value *v = file ? &r->v[rows->index] : NULL;
	const char *name;

	for (size_t i = 0; i < r->kind->nsteps; i++)
		if (*(name = frozen_name(r, &r->kind->step[i])))
			f(arg, name);
	for (size_t i = 0; v && v->state == SIFA_SET && i < v->len; i++)
		if (v->row[i].v[file->index].state == SIFA_SET)
			f(arg, v->row[i].v[file->index].s);
}

static enum sifa_rc take(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	return buf_add(arg, s, n) ? SIFA_OK : err_nomem(err);
}

enum sifa_rc frozen_read(struct sifa_session *se, const struct sifa_record *r, struct buf *out,
			 struct sifa_err *err)
{
	const struct sifa_sink sink = {take, out};
	const char *name = "";
	struct blobs files = {-1};
	enum sifa_rc rc;

	for (size_t i = 0; i < r->kind->nsteps && !*name; i++)
		name = frozen_name(r, &r->kind->step[i]);
	if (!*name)
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("Nothing was frozen with this record: it was not sent by its "
				  "step."),
			       NULL);
	rc = blobs_open(se, false, &files, err);
	if (!rc)
		rc = blob_get(&files, name, &sink, err);
	blobs_close(&files);
	return rc;
}
