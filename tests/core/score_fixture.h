/* score_fixture.h - a county with two offices and their villages, on the shipped
 * configuration, in a folder that goes away. */
#ifndef TESTS_CORE_SCORE_FIXTURE_H
#define TESTS_CORE_SCORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../core/score/letter.h"
#include "../../core/trust/session.h"
#include "scratch.h"

struct county {
	char dir[64];
	struct sifa *sifa;
	struct sifa_session *se;
	uint64_t bureau, office[2], village[2][5];
	const struct sifa_letter *letter;
};

static inline void ok(enum sifa_rc rc, const struct sifa_err *err)
{
	if (rc)
		print_error("rc %d: %s [%s] [%s] %s:%d\n", (int)rc, err->msg ? err->msg : "",
			    err->arg[0], err->arg[1], err->source, err->line);
	assert_int_equal(rc, SIFA_OK);
}

static inline sifa_day day(const char *s)
{
	sifa_day d = SIFA_DAY_NONE;

	assert_int_equal(sifa_day_parse(s, strlen(s), SIFA_DAY_NONE, &d), SIFA_OK);
	return d;
}

static inline struct sifa_record *blank(struct county *c, const char *kind, uint64_t unit)
{
	struct sifa_record *r = record_new(sifa_kind(c->sifa, kind));

	assert_non_null(r);
	r->unit = r->holder = unit;
	return r;
}

/* "field=value": references as #id. */
static inline void fill(struct sifa_record *r, const char *cell)
{
	const char *eq = strchr(cell, '=');
	char name[64], buf[8192];
	struct sifa_value v = {.state = SIFA_SET};
	struct sifa_err err = {0};
	const struct sifa_field *f;
	uint64_t id;

	assert_non_null(eq);
	snprintf(name, sizeof name, "%.*s", (int)(eq - cell), cell);
	f = kind_field(r->kind, name);
	if (!f)
		fail_msg("%s has no field %s", r->kind->id, name);
	if (eq[1] == '#') {
		id = strtoull(eq + 2, NULL, 10);
		v.n = (int64_t)id;
		if (f->type == SIFA_REFS)
			v = (struct sifa_value){.state = SIFA_SET, .id = &id, .len = 1};
	} else {
		ok(field_parse(f, eq + 1, strlen(eq + 1), SIFA_DAY_NONE, &v, buf, sizeof buf, &err),
		   &err);
	}
	ok(sifa_set(r, f, &v, &err), &err);
}

static inline uint64_t put(struct county *c, struct sifa_record *r)
{
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct sifa_err err = {0};
	uint64_t id;

	ok(session_act(c->se, "create", "", &step, 1, &err), &err);
	id = r->id;
	sifa_record_free(r);
	return id;
}

/* Fields "name=value", ended by NULL. */
static inline uint64_t add(struct county *c, const char *kind, uint64_t unit, ...)
{
	struct sifa_record *r = blank(c, kind, unit);
	const char *cell;
	va_list ap;

	va_start(ap, unit);
	while ((cell = va_arg(ap, const char *)))
		fill(r, cell);
	va_end(ap);
	return put(c, r);
}

/* Fills a field of a stored record. */
static inline void put_on(struct county *c, uint64_t id, const char *cell)
{
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};

	ok(sifa_record_get(c->se, id, &r, &err), &err);
	fill(r, cell);
	put(c, r);
}

/* A cell; several may be alive in one call. */
static inline const char *with(const char *field, const char *text)
{
	static char buf[16][128];
	static unsigned at;
	char *b = buf[at++ % 16];

	assert_true(snprintf(b, sizeof buf[0], "%s=%s", field, text) < (int)sizeof buf[0]);
	return b;
}

/* A reference cell. */
static inline const char *ref(const char *field, uint64_t id)
{
	char text[32];

	snprintf(text, sizeof text, "#%llu", (unsigned long long)id);
	return with(field, text);
}

static inline void make_units(struct county *c)
{
	static const char *const name[] = {"新城司法所", "历山司法所"};
	struct sifa_record *r;
	char text[64];

	for (int o = 0; o < 2; o++) {
		r = blank(c, "unit", c->bureau);
		fill(r, with("name", name[o]));
		fill(r, "kind=office");
		fill(r, ref("parent", c->bureau));
		fill(r, "established_on=1995-01-01");
		c->office[o] = put(c, r);
		for (int v = 0; v < 5; v++) {
			r = blank(c, "unit", c->office[o]);
			snprintf(text, sizeof text, "name=村%d%d", o, v);
			fill(r, text);
			fill(r, "kind=village");
			fill(r, ref("parent", c->office[o]));
			c->village[o][v] = put(c, r);
		}
	}
}

static inline void county_login(struct county *c)
{
	struct sifa_login login = {.now = 1500000000, .now_forced = true, .host = "test"};
	struct sifa_err err = {0};

	sifa_logout(c->se);
	ok(sifa_login(c->sifa, &login, &c->se, &err), &err);
	c->bureau = sifa_session_unit(c->se);
}

static inline struct county *county_of(uint32_t origin, sifa_day fixed_clock)
{
	struct county *c = calloc(1, sizeof *c);
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	struct sifa_init init = {.origin = origin,
				 .config_dir = "config",
				 .name = "垣曲县司法局",
				 .user = "admin",
				 .now = 1387500000,
				 .fixed_clock = fixed_clock};

	assert_true(scratch_make(c->dir, sizeof c->dir));
	strcat(c->dir, "/s");
	ok(sifa_create(c->dir, &init, &found, &err), &err);
	sifa_findings_free(&found);
	ok(sifa_open(c->dir, 0, &c->sifa, &err), &err);
	county_login(c);
	make_units(c);
	county_login(c); /* sees the new units */
	c->letter = sifa_letter(c->sifa, "yuanqu-2013");
	assert_non_null(c->letter);
	return c;
}

static inline struct county *county_new(sifa_day fixed_clock)
{
	return county_of(10203, fixed_clock);
}

static inline void county_free(struct county *c)
{
	sifa_logout(c->se);
	sifa_close(c->sifa);
	c->dir[strlen(c->dir) - 2] = '\0';
	scratch_drop(c->dir);
	free(c);
}

static inline const struct sifa_clause *clause(const struct sifa_sheet *s, const char *id)
{
	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < s->section[i].n; k++)
			if (strcmp(s->section[i].clause[k].id, id) == 0)
				return &s->section[i].clause[k];
	fail_msg("no clause %s", id);
	return NULL;
}

static inline struct sifa_sheet *score(struct county *c, uint64_t office, const char *as_of)
{
	struct sifa_sheet *s = NULL;
	struct sifa_err err = {0};

	ok(sifa_score(c->se, c->letter, office, day(as_of), &s, &err), &err);
	return s;
}

static inline int county_up(void **state)
{
	*state = county_new(SIFA_DAY_NONE);
	return 0;
}

static inline int county_down(void **state)
{
	county_free(*state);
	return 0;
}

#endif
