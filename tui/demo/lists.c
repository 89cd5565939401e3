/* lists.c - official lists of the demonstration: whom the prisons released to each township,
 * and whose particulars they asked for. Each is compared with the office's register as a
 * county would, and kept with the comparison. One list has a person whom nobody entered. */
#include <stdlib.h>
#include <string.h>

#include "demo.h"

enum { MOST = 500 }; /* persons of one list */

struct official {
	const char *kind, *date, *name, *unknown;
	const char *title;
};
static const struct official lists[] = {
	{"released", "released_on", "监狱刑释人员名单.csv",
	 "滕向东,140827198504128819,2013-12-09\n", "省监狱管理局刑释人员名单"},
	{"inmate_check", "received_on", "监狱信息核查名单.csv", NULL, "省监狱管理局信息核查名单"},
};

struct memory {
	char *text;
	size_t n, at;
};

static enum sifa_rc from_memory(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct memory *m = arg;

	(void)err;
	*n = m->n - m->at < size ? m->n - m->at : size;
	memcpy(buf, m->text + m->at, *n);
	m->at += *n;
	return SIFA_OK;
}

static void cell(struct sifa_session *se, FILE *out, const struct sifa_record *r, const char *field,
		 const char *end)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);
	const struct sifa_value *v = f ? sifa_get(r, f) : NULL;
	char day[32];

	if (v && v->state == SIFA_SET && v->s)
		fprintf(out, "%.*s", (int)v->len, v->s);
	else if (v && v->state == SIFA_SET)
		fputs(sifa_format(se, f, v, SIFA_ZH, day, sizeof day), out);
	fputs(end, out);
}

static enum sifa_rc line(struct sifa_session *se, FILE *out, const struct sifa_record *r,
			 const char *date, struct sifa_err *err)
{
	const struct sifa_field *who = sifa_field(sifa_record_kind(r), "person");
	const struct sifa_value *v = who ? sifa_get(r, who) : NULL;
	struct sifa_record *person = NULL;
	enum sifa_rc rc;

	if (!v || v->state != SIFA_SET)
		return SIFA_OK;
	rc = sifa_record_get(se, (uint64_t)v->n, &person, err);
	if (!rc) {
		cell(se, out, person, "name", ",");
		cell(se, out, person, "id_no", ",");
		cell(se, out, r, date, "\n");
	}
	sifa_record_free(person);
	return rc;
}

/* The list of an office, as the prisons have it. */
static enum sifa_rc write_list(struct sifa_session *se, const struct sifa_query *q,
			       const struct official *o, bool differs, struct memory *m,
			       struct sifa_err *err)
{
	struct sifa_rows rows = {0};
	enum sifa_rc rc = sifa_list(se, q, SIFA_FIRST, NULL, MOST, &rows, err);
	FILE *out = open_memstream(&m->text, &m->n);

	if (!rc && !out)
		rc = demo_no_memory(err);
	if (out)
		fprintf(out, "person.name,person.id_no,%s\n", o->date);
	for (size_t i = 0; i < rows.n && !rc; i++)
		rc = line(se, out, rows.hit[i].record, o->date, err);
	if (out && differs && o->unknown)
		fputs(o->unknown, out);
	sifa_rows_free(&rows);
	if (out && fclose(out) && !rc)
		rc = demo_no_memory(err);
	return rc;
}

static enum sifa_rc one_list(struct verb_env *env, struct sifa *s, struct sifa_session *se,
			     uint64_t office, const struct official *o, bool differs,
			     struct sifa_err *err)
{
	struct sifa_query q = {.kind = sifa_kind(s, o->kind), .unit = office};
	struct sifa_reconciliation r = {0};
	struct memory m = {0};
	const struct sifa_source source = {.name = o->name, .read = from_memory, .arg = &m};
	enum sifa_rc rc = write_list(se, &q, o, differs, &m, err);

	if (!rc)
		rc = sifa_reconcile(se, &q, &source, true, &r, NULL, err);
	if (!rc)
		rc = demo_file(env, se,
			       &(struct demo_file){.name = o->name,
						   .bytes = m.text,
						   .n = m.n,
						   .to = r.id,
						   .taken = sifa_today(se),
						   .kind = "list",
						   .title = o->title},
			       err);
	sifa_reconciliation_free(&r);
	free(m.text);
	return rc;
}

enum sifa_rc demo_lists(struct verb_env *env, struct sifa *s, struct sifa_session *se,
			const struct demo_offices *offices, struct sifa_err *err)
{
	enum sifa_rc rc = SIFA_OK;

	for (size_t i = 0; i < offices->n && !rc; i++) {
		rc = sifa_session_visit(se, offices->id[i], err);
		for (size_t k = 0; k < sizeof lists / sizeof *lists && !rc; k++)
			rc = one_list(env, s, se, offices->id[i], &lists[k], i == 0, err);
	}
	return rc ? rc : sifa_session_visit(se, 0, err);
}
