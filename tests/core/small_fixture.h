/* small_fixture.h - a bureau with one user on the small configuration and the kinds of a
 * folder of fixtures, in a folder that goes away. Tests run in the root of the tree. */
#ifndef TESTS_CORE_SMALL_FIXTURE_H
#define TESTS_CORE_SMALL_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../core/trust/session.h"
#include "scratch.h"

struct fix {
	char dir[64]; /* DIR/c is the configuration, DIR/s the store */
	struct sifa *sifa;
	struct sifa_session *se;
	const struct sifa_kind *k; /* the one under test */
};

static inline void ok(enum sifa_rc rc, const struct sifa_err *err)
{
	if (rc)
		print_error("rc %d: %s [%s] [%s] %s:%d:%d %s\n", (int)rc, err->msg ? err->msg : "",
			    err->arg[0], err->arg[1], err->source, err->line, err->column,
			    err->field);
	assert_int_equal(rc, SIFA_OK);
}

/* On 20 December 2013. */
static inline struct sifa_session *login(struct sifa *s)
{
	struct sifa_login l = {.now = (int64_t)sifa_day_of(2013, 12, 20) * 86400 + 4 * 3600,
			       .host = "desk"};
	struct sifa_session *se;
	struct sifa_err err = {0};

	ok(sifa_login(s, &l, &se, &err), &err);
	return se;
}

/* `more`: a command run in the folder of the configuration before it is read; or NULL. */
static inline struct fix *small_up(const char *fixtures, const char *kind, const char *more)
{
	struct fix *x = calloc(1, sizeof *x);
	struct sifa_init in = {.origin = 7,
			       .name = "垣曲县司法局",
			       .user = "li",
			       .now = (int64_t)sifa_day_of(2013, 12, 19) * 86400,
			       .fixed_clock = SIFA_DAY_NONE};
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	char cmd[600], conf[80], store[80];

	assert_non_null(x);
	assert_true(scratch_make(x->dir, sizeof x->dir));
	snprintf(cmd, sizeof cmd,
		 "cp -R tests/fixtures/config-mini '%s/c' && cp -R tests/fixtures/%s/. '%s/c' && "
		 "cd '%s/c' && %s",
		 x->dir, fixtures, x->dir, x->dir, more ? more : "true");
	assert_int_equal(system(cmd), 0);
	snprintf(conf, sizeof conf, "%s/c", x->dir);
	snprintf(store, sizeof store, "%s/s", x->dir);
	in.config_dir = conf;
	ok(sifa_create(store, &in, &f, &err), &err);
	ok(sifa_open(store, 0, &x->sifa, &err), &err);
	x->se = login(x->sifa);
	x->k = sifa_kind(x->sifa, kind);
	sifa_findings_free(&f);
	return x;
}

static inline int down(void **state)
{
	struct fix *x = *state;

	sifa_logout(x->se);
	sifa_close(x->sifa);
	scratch_drop(x->dir);
	free(x);
	return 0;
}

static inline struct sifa_record *blank(struct fix *x, const char *kind)
{
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_new(x->se, sifa_kind(x->sifa, kind), &r, &err), &err);
	return r;
}

static inline void set(struct sifa_record *r, const char *field, const char *text)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);
	struct sifa_value v;
	struct sifa_err err = {0};
	char buf[512];

	assert_non_null(f);
	ok(sifa_parse(f, text, strlen(text), SIFA_DAY_NONE, &v, buf, sizeof buf, &err), &err);
	ok(sifa_set(r, f, &v, &err), &err);
}

static inline void set_ref(struct sifa_record *r, const char *field, uint64_t id)
{
	struct sifa_value v = {.state = SIFA_SET, .n = (int64_t)id};
	struct sifa_err err = {0};

	ok(sifa_set(r, sifa_field(sifa_record_kind(r), field), &v, &err), &err);
}

#endif
