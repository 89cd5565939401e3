/* import.c - rows in, records out: all or nothing, or the good ones with the bad
 * ones handed back. Writing goes on beside reading and is seen by nobody before
 * it is published. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../base/err.h"
#include "../base/text.h"
#include "../work/check.h"
#include "import.h"

enum { HEADER_ROWS = 50, VIEW_ROWS = 512, PROGRESS_ROWS = 1000, WAIT_BATCH = 2000 };

/* ---- view and bulk ---- */

enum sifa_rc import_view(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (im->viewing)
		return SIFA_OK;
	rc = view_begin(im->se, &im->v, err);
	im->viewing = !rc;
	return rc;
}

void import_unview(struct import *im)
{
	if (im->viewing)
		view_end(&im->v);
	im->viewing = false;
	im->v = (struct view){.se = im->se};
}

enum sifa_rc import_bulk(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc;

	if (im->bulk && !bulk_pause(im->bulk))
		return SIFA_OK;
	import_unview(im);
	rc = im->bulk ? SIFA_OK : session_bulk(im->se, im->im->kind, &im->bulk, err);
	if (!rc)
		rc = bulk_next(im->bulk, err);
	return rc ? rc : import_view(im, err);
}

static enum sifa_rc read_source(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct import *im = arg;
	const struct sifa_source *s = &im->im->source;
	enum sifa_rc rc = SIFA_OK;

	if (s->waits && s->waits(s->arg)) {
		import_unview(im);
		rc = bulk_rest(im->bulk, err);
	}
	return rc ? rc : s->read(s->arg, buf, size, n, err);
}

/* ---- checks of the record ---- */

/* The column of "no", "parties.2.person". */
static size_t column_of_path(const struct import *im, const char *path)
{
	char part[3][32] = {"", "", ""};
	const struct sifa_field *f, *sub = NULL;
	size_t row, column;

	sscanf(path, "%31[^.].%31[^.].%31[^.]", part[0], part[1], part[2]);
	if (!strcmp(path, "unit"))
		return im->b.unit;
	f = kind_field(im->im->kind, part[0]);
	if (!f)
		return SIZE_MAX;
	row = part[1][0] ? (size_t)strtoul(part[1], NULL, 10) - 1 : SIZE_MAX;
	if (part[2][0])
		sub = sifa_rows_field(f, part[2]);
	if (im->b.rows)
		row = 0;
	column = bind_column(&im->b, f, row, sub);
	return column != SIZE_MAX ? column : bind_column(&im->b, f, SIZE_MAX, NULL);
}

/* A cell that could not be read is not missing, too. */
static bool complained(const struct import *im, size_t column)
{
	if (column >= im->row.n)
		return false;
	for (size_t i = 0; i < im->bad.n; i++)
		if (im->bad.v[i].err.line == im->row.cell[column].line &&
		    im->bad.v[i].err.column == csv_column(&im->row, column))
			return true;
	return false;
}

static unsigned looked_for(const struct import *im)
{
	return CHECK_IMPORT & ~(im->im->reason ? (unsigned)CHECK_ERRORS : 0);
}

static bool copies(const struct sifa_kind *k)
{
	for (size_t i = 0; i < k->nderived; i++)
		if (derive_abroad(k, &k->field[k->derived[i]]))
			return true;
	return false;
}

/* The checks of the record; warnings only of rows that are taken with a reason. */
static enum sifa_rc judge(struct import *im, struct sifa_err *err)
{
	struct sifa_findings f = {0};
	enum sifa_rc rc = import_view(im, err);

	if (!rc)
		rc = check_record(&im->v, im->r, looked_for(im), &f, err);
	for (size_t i = 0; i < f.n; i++) {
		size_t column = column_of_path(im, f.v[i].err.field);

		if (f.v[i].severity == SIFA_ERROR && !complained(im, column))
			import_bad(im, column, &f.v[i].err);
	}
	for (size_t i = 0; i < f.n && !import_is_bad(im); i++)
		if (f.v[i].severity == SIFA_WARNING)
			import_warn(im, column_of_path(im, f.v[i].err.field), &f.v[i].err);
	sifa_findings_free(&f);
	return rc;
}

/* ---- one row ---- */

/* A record of this import can be named by later rows of the same file. */
static enum sifa_rc remember(struct import *im, struct sifa_err *err)
{
	const struct sifa_kind *k = im->im->kind;
	uint64_t id = im->dry ? PEOPLE_DRY : im->r->id;
	char folded[256];

	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_value *v = &im->r->v[i];
		bool names = false;

		for (size_t j = 0; j < k->ntitle; j++)
			names = names || k->title[j] == i;
		for (size_t j = 0; j < k->nkeys; j++)
			names = names || (k->key[j].n == 1 && k->key[j].field[0] == i);
		if (!names || v->state != SIFA_SET || !v->s || v->len > sizeof folded)
			continue;
		if (!prints_add(
			    &im->named,
			    print_mix(get_le(im->salt, 8), folded, text_fold(v->s, v->len, folded)),
			    id))
			return err_nomem(err);
	}
	return SIFA_OK;
}

/* With rejects, a number that stands twice in the file costs only its row. */
static enum sifa_rc unique_in_file(struct import *im, struct sifa_err *err)
{
	const struct sifa_kind *k = im->im->kind;
	uint8_t key[KEY_MAX];

	for (size_t i = 0; i < k->nkeys; i++) {
		size_t n = k->key[i].unique ? record_key(im->r, i, key) : 0, at = 0;
		uint64_t print = print_mix(get_le(im->salt, 8) + i, key, n), line;
		char buf[24];

		if (!n)
			continue;
		print = print_mix(print, &im->r->unit, sizeof im->r->unit);
		line = prints_next(&im->keys, print, &at);
		if (!line && !prints_add(&im->keys, print, (uint64_t)im->row.line))
			return err_nomem(err);
		snprintf(buf, sizeof buf, "%llu", (unsigned long long)line);
		if (line)
			import_say(
				im,
				bind_column(&im->b, &k->field[k->key[i].field[0]], SIZE_MAX, NULL),
				N_("\"{1}\" stands in line {2} of this file already."), buf, NULL);
	}
	return SIFA_OK;
}

/* What follows from the persons of the row, who are known by now. */
static enum sifa_rc derive(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc = im->im->kind->nderived ? import_view(im, err) : SIFA_OK;

	im->waits = !rc && im->im->kind->nderived && !derive_record(&im->v, im->r);
	if (!im->waits) /* what is sealed could not be read again */
		im->r->secrecy = record_secrecy(im->r, im->r->secrecy);
	return rc;
}

static enum sifa_rc keep_waiting(struct import *im, struct sifa_err *err)
{
	uint8_t id[8];

	put_le(id, im->r->id, sizeof id);
	return buf_add(&im->wait, id, sizeof id) ? SIFA_OK : err_nomem(err);
}

static enum sifa_rc add(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	if (im->im->rejects.write)
		rc = unique_in_file(im, err);
	if (!rc && !import_is_bad(im))
		rc = cells_persons(im, !im->dry, err);
	if (rc || import_is_bad(im))
		return rc;
	im->r->secrecy = im->im->kind->secrecy;
	rc = derive(im, err);
	if (!rc && !im->dry)
		rc = import_bulk(im, err);
	if (!rc && !im->dry)
		rc = bulk_put(im->bulk, im->r, (uint32_t)im->row.line, err);
	if (!rc && im->waits && !im->dry)
		rc = keep_waiting(im, err);
	if (!rc && im->self)
		rc = remember(im, err);
	im->res->added += !rc;
	return rc;
}

/* Rows keep their ids by place; new ones come after all that stood there. */
static void keep_row_ids(struct import *im)
{
	const struct sifa_kind *k = im->im->kind;

	for (size_t i = 0; i < k->nfields; i++) {
		const struct sifa_value *was = &im->old->v[i];
		struct sifa_row *row = (struct sifa_row *)im->r->v[i].row;
		uint16_t next = 0;

		if (k->field[i].type != SIFA_ROWS || !row || !im->b.bound[i])
			continue;
		for (size_t j = 0; j < was->len; j++)
			next = was->row[j].id > next ? was->row[j].id : next;
		for (size_t j = 0; j < im->r->v[i].len; j++)
			row[j].id = j < was->len ? was->row[j].id : ++next;
	}
}

void import_as_old(struct import *im)
{
	im->r->id = im->old->id;
	im->r->rev = im->old->rev;
	im->r->unit = im->old->unit;
	im->r->holder = im->old->holder;
	im->r->secrecy = im->old->secrecy;
	im->r->flags = im->old->flags;
	im->r->entered = im->old->entered;
	im->r->created = im->old->created;
	im->r->created_by = im->old->created_by;
}

static enum sifa_rc change(struct import *im, struct sifa_err *err)
{
	struct sifa_err e;
	enum sifa_rc rc;

	if (!im->im->update) {
		twin_say(im);
		return SIFA_OK;
	}
	err_new(&e);
	if (guard(im->se, GUARD_IMPORT, im->im->kind, im->old->holder, im->old->secrecy, &e)) {
		import_bad(im, SIZE_MAX, &e); /* handed over: another unit writes it now */
		return SIFA_OK;
	}
	rc = cells_persons(im, !im->dry, err);
	if (rc || import_is_bad(im))
		return rc;
	import_as_old(im);
	keep_row_ids(im);
	rc = derive(im, err);
	if (!rc)
		rc = judge(im, err);
	if (rc || import_is_bad(im))
		return rc;
	if (!im->dry)
		rc = import_bulk(im, err);
	if (!rc && !im->dry)
		rc = bulk_replace(im->bulk, im->r, err);
	im->res->updated += !rc;
	return rc;
}

/* A kept row: line 4, length 4, text. */
enum sifa_rc import_keep(struct buf *kept, const struct csv_row *row, struct sifa_err *err)
{
	uint8_t head[8];

	put_le(head, (uint64_t)row->line, 4);
	put_le(head + 4, row->raw_n, 4);
	return buf_add(kept, head, sizeof head) && buf_add(kept, row->raw, row->raw_n)
		       ? SIFA_OK
		       : err_nomem(err);
}

enum sifa_rc import_again(struct import *im, struct buf *kept, size_t *at, struct sifa_err *err)
{
	const char *p = buf_room(kept, 8) ? kept->p + *at : NULL; /* 8 bytes behind the last */
	size_t n;

	if (!p)
		return err_nomem(err);
	n = (size_t)get_le(p + 4, 4);
	*at += 8 + n;
	return csv_again(im->csv, p + 8, n, (int)get_le(p, 4), &im->row, err);
}

/* What is copied from records referred to is judged, too. */
static enum sifa_rc judge_new(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc = im->abroad ? import_view(im, err) : SIFA_OK;

	if (!rc && im->abroad)
		derive_record(&im->v, im->r);
	return rc ? rc : judge(im, err);
}

static enum sifa_rc take_row(struct import *im, struct sifa_err *err)
{
	enum twin twin = TWIN_NEW;
	enum sifa_rc rc;

	im->bad.n = im->bad.total = im->bad.errors = 0;
	rc = cells_read(im, err);
	if (!rc && im->later && !import_is_bad(im)) {
		im->nkept++;
		return import_keep(&im->kept, &im->row, err);
	}
	if (!rc && !import_is_bad(im))
		rc = twin_find(im, &twin, err);
	if (!rc && twin == TWIN_SAME) {
		im->res->same++;
		return SIFA_OK;
	}
	if (!rc && twin == TWIN_NEW &&
	    !im->row.bad) /* also of a row with bad cells: all findings at once */
		rc = judge_new(im, err);
	if (!rc && !import_is_bad(im))
		rc = twin == TWIN_NEW ? add(im, err) : change(im, err);
	return rc || !import_is_bad(im) ? rc : import_reject(im, err);
}

/* ---- the file ---- */

/* Empty rows and totals hold no record. */
static bool holds_data(const struct csv_row *row)
{
	static const char *const total[] = {"合计", "小计", "总计", "本页合计", "累计"};

	for (size_t i = 0; i < row->n; i++) {
		const char *s = row->cell[i].s;
		size_t n = row->cell[i].n;

		text_trim(&s, &n);
		if (!n)
			continue;
		for (size_t t = 0; t < sizeof total / sizeof *total && i == 0; t++)
			if (n >= strlen(total[t]) && !memcmp(s, total[t], strlen(total[t])))
				return false;
		return true;
	}
	return row->bad != NULL;
}

enum sifa_rc import_next(struct import *im, bool *more, struct sifa_err *err)
{
	enum sifa_rc rc;

	do
		rc = csv_next(im->csv, &im->row, more, err);
	while (!rc && *more && !holds_data(&im->row));
	if (rc || !*more)
		return rc;
	if (++im->res->rows % VIEW_ROWS == 0)
		import_unview(im);
	if (im->im->progress && im->res->rows % PROGRESS_ROWS == 0)
		im->im->progress(im->im->progress_arg, csv_bytes(im->csv), im->res->rows);
	return SIFA_OK;
}

static enum sifa_rc no_header(struct import *im, struct sifa_err *err)
{
	const struct sifa_kind *k = im->im->kind;
	const struct sifa_field *rows = im->b.rows, *f = rows ? rows->row : k->field;
	size_t nf = rows ? rows->nrow : k->nfields, n = 0;
	char names[150] = "";

	for (size_t i = 0; i < nf && n + 60 < sizeof names; i++)
		n += (size_t)snprintf(names + n, sizeof names - n, "%s%.40s", i ? ", " : "",
				      f[i].id);
	err_set(err, SIFA_E_DATA,
		N_("None of the first rows names fields of {1}; a header such as \"{2}\" was "
		   "expected."),
		rows ? rows->id : k->id, names, NULL);
	err_at(err, im->im->source.name, 1, 1);
	return SIFA_E_DATA;
}

/* A required field that no column gives would be wrong in every row. */
static void missing_columns(struct import *im)
{
	const struct sifa_kind *k = im->im->kind;

	for (size_t i = 0; i < k->nfields && !im->im->update && !im->b.rows; i++) {
		struct sifa_err e = {0};

		if (!k->field[i].required || im->b.bound[i])
			continue;
		err_set(&e, SIFA_E_DATA,
			N_("The file has no column \"{1}\" ({2}), which every record needs."),
			k->field[i].id, k->field[i].label[SIFA_ZH], NULL);
		err_at(&e, im->im->source.name, im->row.line, 1);
		err_field(&e, k->field[i].id);
		findings_add(&im->res->findings, SIFA_ERROR, &e);
	}
}

static enum sifa_rc bad_file(const struct sifa_findings *f, struct sifa_err *err)
{
	char n[24];

	snprintf(n, sizeof n, "%zu", f->errors);
	return err_set(err, SIFA_E_DATA,
		       N_("Nothing was imported: {1} errors were found in the file."), n, NULL);
}

static enum sifa_rc read_header(struct import *im, struct sifa_err *err)
{
	bool more = true;
	enum sifa_rc rc = SIFA_OK;

	for (int i = 0; i < HEADER_ROWS && !rc && more; i++) {
		rc = csv_next(im->csv, &im->row, &more, err);
		if (rc || !more || !bind_looks(&im->b, &im->row))
			continue;
		rc = bind_header(&im->b, &im->row, im->im->source.name, &im->res->findings, err);
		if (!rc)
			missing_columns(im);
		if (!rc && im->res->findings.errors)
			rc = bad_file(&im->res->findings, err);
		if (!rc && im->im->rejects.write)
			rc = import_reject_header(im, err);
		return rc;
	}
	return rc ? rc : no_header(im, err);
}

/* Rows that were put off, again and again while some find what they name. */
static enum sifa_rc take_kept(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;
	size_t before = SIZE_MAX;

	while (im->nkept && !rc) {
		struct buf rows = im->kept;
		size_t n = im->nkept;

		im->last = n == before; /* the last round found nothing: say what is missing */
		before = n;
		im->kept = (struct buf){0};
		im->nkept = 0;
		for (size_t at = 0; at < rows.n && !rc;) {
			rc = import_again(im, &rows, &at, err);
			if (!rc)
				rc = take_row(im, err);
		}
		buf_free(&rows);
	}
	return rc;
}

static enum sifa_rc take_rows(struct import *im, struct sifa_err *err)
{
	bool more = true;
	enum sifa_rc rc = SIFA_OK;

	while (!rc && more) {
		rc = import_next(im, &more, err);
		if (!rc && more)
			rc = take_row(im, err);
	}
	return rc ? rc : take_kept(im, err);
}

static enum sifa_rc publish(struct import *im, struct sifa_err *err)
{
	struct sifa_err e = {0};
	char note[400];
	size_t n;
	enum sifa_rc rc;

	import_unview(im);
	if (!im->bulk)
		return SIFA_OK;
	n = (size_t)snprintf(note, sizeof note, "%s %.80s", im->im->kind->id, im->im->source.name);
	if (im->res->warnings)
		snprintf(note + n, sizeof note - n, " %llu?; %.250s",
			 (unsigned long long)im->res->warnings, im->im->reason);
	rc = bulk_publish(im->bulk, note, &e);
	if (!rc) /* units just made can own records at once */
		return im->im->kind == im->se->sifa->config->unit ? session_units(im->se, err)
								  : SIFA_OK;
	if (rc == SIFA_E_EXISTS && e.line) {
		e.source[0] = '\0';
		snprintf(e.source, sizeof e.source, "%s", im->im->source.name);
		e.column = 1;
		findings_add(&im->res->findings, SIFA_ERROR, &e);
		return bad_file(&im->res->findings, err);
	}
	if (err && !err->rc)
		*err = e;
	return rc;
}

static bool refers_to_itself(const struct sifa_kind *k)
{
	for (size_t i = 0; i < k->nfields; i++) {
		if (k->field[i].target == k)
			return true;
		for (size_t j = 0; j < k->field[i].nrow; j++)
			if (k->field[i].row[j].target == k)
				return true;
	}
	return false;
}

static void import_free(struct import *im)
{
	import_unview(im);
	bulk_end(im->bulk);
	csv_close(im->csv);
	bind_free(&im->b);
	sifa_record_free(im->r);
	sifa_record_free(im->old);
	offices_free(&im->offices);
	free(im->pend);
	buf_free(&im->text);
	sifa_findings_free(&im->bad);
	buf_free(&im->kept);
	prints_free(&im->named);
	prints_free(&im->keys);
	prints_free(&im->stored);
	buf_free(&im->out);
	buf_free(&im->wait);
}

/* People made by the import can be read now: what follows from them. */
static enum sifa_rc end_waiting(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t at = 0; at < im->wait.n && !rc; at += 8) {
		uint64_t id = get_le((const uint8_t *)im->wait.p + at, 8);

		if (at % (8 * WAIT_BATCH) == 0) {
			bulk_end(im->bulk);
			im->bulk = NULL;
		}
		rc = import_bulk(im, err);
		record_clear(im->r);
		if (!rc)
			rc = view_load(&im->v, id, im->r, err);
		if (!rc) {
			derive_record(&im->v, im->r);
			im->r->secrecy = record_secrecy(im->r, im->r->secrecy);
		}
		if (!rc)
			rc = bulk_replace(im->bulk, im->r, err);
		if (!rc && (at + 8 == im->wait.n || (at + 8) % (8 * WAIT_BATCH) == 0))
			rc = publish(im, err);
	}
	return rc;
}

static enum sifa_rc run(struct import *im, struct sifa_err *err)
{
	enum sifa_rc rc = csv_open(&im->source, &im->csv, err);

	if (!rc)
		rc = read_header(im, err);
	if (!rc)
		rc = im->b.rows ? table_import(im, err) : take_rows(im, err);
	im->res->persons = offices_made(&im->offices);
	if (!rc && im->dry)
		rc = bad_file(&im->res->findings, err);
	if (!rc)
		rc = publish(im, err);
	return rc ? rc : end_waiting(im, err);
}

enum sifa_rc sifa_import(struct sifa_session *se, const struct sifa_import *spec,
			 struct sifa_import_result *out, struct sifa_err *err)
{
	struct import im = {.se = se, .im = spec, .res = out, .offices = {.se = se}};
	enum sifa_rc rc = session_may_act(se, err);

	if (!rc)
		rc = guard(se, GUARD_IMPORT, spec->kind, se->unit, spec->kind->secrecy, err);
	if (rc)
		return rc;
	memcpy(im.salt, session_salt(se), sizeof im.salt);
	im.v.se = se;
	im.source =
		(struct sifa_source){.name = spec->source.name, .read = read_source, .arg = &im};
	im.b.kind = spec->kind;
	im.abroad = copies(spec->kind);
	im.b.rows = spec->rows;
	im.self = refers_to_itself(spec->kind);
	bind_person_parts(se->sifa->config, &im.b.person);
	im.r = record_new(spec->kind);
	im.old = record_new(spec->kind);
	rc = im.r && im.old ? run(&im, err) : err_nomem(err);
	if (rc == SIFA_E_DATA && err && (err->line || !out->findings.errors))
		findings_add(&out->findings, SIFA_ERROR, err);
	if (rc)
		out->added = out->updated = out->persons = 0;
	import_free(&im);
	return rc;
}
