/* work_fixture.h - a county bureau with two offices, each with a village of the
 * same name and a clerk, on the shipped configuration, in a folder that goes
 * away. Tests run in the root of the tree. */
#ifndef TESTS_CORE_WORK_FIXTURE_H
#define TESTS_CORE_WORK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../core/base/ident.h"
#include "../../core/trust/session.h"
#include "scratch.h"

struct fix {
	char dir[64]; /* DIR/s is the store */
	struct sifa *sifa;
	struct sifa_session *county, *clerk[2];
	uint64_t bureau, office[2], village[2], committee[2];
	const struct sifa_kind *med, *person, *unit;
};

static inline int64_t noon(int y, int m, int d)
{
	return (int64_t)sifa_day_of(y, m, d) * 86400 + 4 * 3600;
}

static inline void ok(enum sifa_rc rc, const struct sifa_err *err)
{
	if (rc && err)
		print_error("rc %d: %s [%s] [%s] field %s\n", (int)rc, err->msg ? err->msg : "",
			    err->arg[0], err->arg[1], err->field);
	assert_int_equal(rc, SIFA_OK);
}

static inline struct sifa_session *enter(struct sifa *s, const char *user, int64_t now)
{
	struct sifa_login login = {.user = user, .now = now, .host = "desk"};
	struct sifa_session *se;
	struct sifa_err err = {0};

	ok(sifa_login(s, &login, &se, &err), &err);
	return se;
}

/* A text, or #id: one reference, also in a list of them. */
static inline void set(struct sifa_record *r, const char *field, const char *text)
{
	const struct sifa_field *f = kind_field(r->kind, field);
	struct sifa_value v = {.state = SIFA_SET};
	struct sifa_err err = {0};
	char buf[8192];
	uint64_t id;

	if (!f)
		fail_msg("%s has no field %s", r->kind->id, field);
	if (*text == '#') {
		id = strtoull(text + 1, NULL, 10);
		v.n = (int64_t)id;
		if (f->type == SIFA_REFS)
			v = (struct sifa_value){.state = SIFA_SET, .id = &id, .len = 1};
	} else {
		ok(sifa_parse(f, text, strlen(text), SIFA_DAY_NONE, &v, buf, sizeof buf, &err),
		   &err);
	}
	ok(sifa_set(r, f, &v, &err), &err);
}

static inline void set_id(struct sifa_record *r, const char *field, uint64_t id)
{
	char text[32];

	snprintf(text, sizeof text, "#%llu", (unsigned long long)id);
	set(r, field, text);
}

static inline struct sifa_record *blank(struct sifa_session *se, const char *kind)
{
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_new(se, sifa_kind(se->sifa, kind), &r, &err), &err);
	return r;
}

/* Saves and frees. */
static inline uint64_t save(struct sifa_session *se, struct sifa_record *r)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t id;

	sifa_record_reason(r, "照录原件");
	ok(sifa_save(se, r, &f, &err), &err);
	id = sifa_record_id(r);
	sifa_record_free(r);
	sifa_findings_free(&f);
	return id;
}

static inline struct sifa_record *get(struct sifa_session *se, uint64_t id)
{
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_get(se, id, &r, &err), &err);
	return r;
}

static inline uint64_t counted(struct sifa_session *se, const struct sifa_kind *k)
{
	struct sifa_err err = {0};
	uint64_t n;

	ok(sifa_count(se, k, &n, &err), &err);
	return n;
}

/* Rows on the first or last page. */
static inline size_t rows_of(struct sifa_session *se, const struct sifa_query *q, enum sifa_dir dir)
{
	struct sifa_err err = {0};
	struct sifa_rows rows;
	size_t n;

	ok(sifa_list(se, q, dir, NULL, 50, &rows, &err), &err);
	n = rows.n;
	sifa_rows_free(&rows);
	return n;
}

static inline size_t listed(struct sifa_session *se, const struct sifa_kind *k, const char *find)
{
	return rows_of(se, &(struct sifa_query){.kind = k, .find = find}, SIFA_FIRST);
}

/* There is no way to it for this reader. */
static inline void nowhere(struct sifa_session *se, uint64_t id, const struct sifa_kind *k)
{
	struct sifa_record *r;
	struct sifa_entry e[4];
	struct sifa_rows rows = {0};
	struct sifa_field any = {.type = SIFA_REF, .target = k};
	char text[32];
	size_t n;

	assert_int_equal(sifa_record_get(se, id, &r, NULL), SIFA_E_NOTFOUND);
	assert_string_equal(sifa_title(se, id, true, SIFA_ZH, text, sizeof text), "");
	assert_int_equal(sifa_journal(se, id, e, 4, &n, NULL), SIFA_E_NOTFOUND);
	assert_int_equal(sifa_delete(se, id, 1, "x", NULL), SIFA_E_NOTFOUND);
	sifa_id_format(id, text);
	ok(sifa_pick(se, &any, text, 9, &rows, NULL), NULL);
	assert_int_equal(rows.n, 0);
	sifa_rows_free(&rows);
	assert_int_equal(listed(se, k, text), 0);
	ok(sifa_journal(se, 0, e, 4, &n, NULL), NULL);
	for (size_t i = 0; i < n; i++)
		assert_int_not_equal(e[i].record, id);
}

static inline void verified(struct fix *x, size_t findings)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t records;

	ok(sifa_verify(x->county, &records, &f, &err), &err);
	assert_int_equal(f.total, findings);
	sifa_findings_free(&f);
}

static inline uint64_t make_unit(struct fix *x, const char *name, const char *kind, uint64_t parent)
{
	struct sifa_record *r = blank(x->county, "unit");

	set(r, "name", name);
	set(r, "kind", kind);
	set_id(r, "parent", parent);
	return save(x->county, r);
}

/* Not saved. */
static inline struct sifa_record *new_user(struct fix *x, uint64_t unit, const char *login)
{
	struct sifa_record *r = blank(x->county, "user");

	sifa_record_set_unit(r, unit);
	set(r, "login", login);
	set(r, "name", login);
	return r;
}

static inline void make_user(struct fix *x, uint64_t unit, const char *login, const char *role)
{
	struct sifa_record *r = new_user(x, unit, login);

	set(r, "roles", role);
	save(x->county, r);
}

static inline void make_clerk(struct fix *x, int i)
{
	static const char *const login[] = {"li", "wang"};
	struct sifa_record *r;

	save(x->county, new_user(x, x->office[i], login[i]));
	x->clerk[i] = enter(x->sifa, login[i], noon(2013, 12, 20));
	r = blank(x->clerk[i], "committee");
	set(r, "name", i ? "乙调委会" : "甲调委会");
	set(r, "kind", "1");
	x->committee[i] = save(x->clerk[i], r);
}

/* A case as the clerk writes it; not saved. */
static inline struct sifa_record *new_case(struct fix *x, int office, const char *no,
					   const char *accepted)
{
	struct sifa_record *r = blank(x->clerk[office], "mediation");

	set(r, "no", no);
	set(r, "form", "1");
	set_id(r, "committee", x->committee[office]);
	set(r, "accepted_on", accepted);
	return r;
}

static inline uint64_t make_person(struct fix *x, int office, const char *name)
{
	struct sifa_record *r = blank(x->clerk[office], "person");

	set(r, "name", name);
	return save(x->clerk[office], r);
}

static inline bool found(const struct sifa_findings *f, enum sifa_severity severity,
			 const char *field)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].severity == severity && !strcmp(f->v[i].err.field, field))
			return true;
	return false;
}

static inline void init_of(struct sifa_init *init)
{
	*init = (struct sifa_init){.origin = 10203,
				   .config_dir = "config",
				   .name = "垣曲县司法局",
				   .user = "admin",
				   .now = noon(2013, 12, 20),
				   .fixed_clock = SIFA_DAY_NONE};
}

static inline int fix_up(void **state)
{
	struct fix *x = calloc(1, sizeof *x);
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct sifa_init init;
	char path[80];

	init_of(&init);
	assert_true(scratch_make(x->dir, sizeof x->dir));
	snprintf(path, sizeof path, "%s/s", x->dir);
	ok(sifa_create(path, &init, &f, &err), &err);
	ok(sifa_open(path, 0, &x->sifa, &err), &err);
	sifa_findings_free(&f);
	x->county = enter(x->sifa, NULL, noon(2013, 12, 20));
	x->bureau = sifa_session_unit(x->county);
	x->med = sifa_kind(x->sifa, "mediation");
	x->person = sifa_kind(x->sifa, "person");
	x->unit = sifa_kind(x->sifa, "unit");
	for (int i = 0; i < 2; i++) {
		x->office[i] = make_unit(x, i ? "乙司法所" : "甲司法所", "office", x->bureau);
		x->village[i] = make_unit(x, "西滩村", "village", x->office[i]);
		make_clerk(x, i);
	}
	*state = x;
	return 0;
}

static inline int fix_down(void **state)
{
	struct fix *x = *state;

	for (int i = 0; i < 2; i++)
		sifa_logout(x->clerk[i]);
	sifa_logout(x->county);
	sifa_close(x->sifa);
	scratch_drop(x->dir);
	free(x);
	return 0;
}

#endif
