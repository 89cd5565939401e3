/* store_fixture.h - an empty store with the small configuration, in a folder that
 * goes away. */
#ifndef SIFA_TESTS_STORE_FIXTURE_H
#define SIFA_TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../../core/store/store.h"
#include "scratch.h"

struct fix {
	char dir[64];
	struct store *store;
	struct config *config;
	const struct sifa_kind *med, *com;
	int64_t now;
};

static inline void fix_ok(enum sifa_rc rc, const struct sifa_err *err)
{
	if (rc)
		print_error("rc %d: %s [%s] [%s]\n", (int)rc, err->msg ? err->msg : "", err->arg[0],
			    err->arg[1]);
	assert_int_equal(rc, SIFA_OK);
}

static inline void fix_link(struct fix *f)
{
	struct sifa_findings found = {0};
	struct sifa_err err = {0};

	fix_ok(config_link(f->config, store_namer(f->store), &found, &err), &err);
	assert_int_equal(found.errors, 0);
	sifa_findings_free(&found);
	f->med = config_kind(f->config, "mediation");
	f->com = config_kind(f->config, "committee");
}

static inline void fix_open(struct fix *f)
{
	struct sifa_err err = {0};

	fix_ok(store_open(f->dir, 0, &f->store, &err), &err);
	f->config = config_new();
	fix_ok(store_config(f->store, f->config, &err), &err);
	fix_link(f);
}

static inline void fix_close(struct fix *f)
{
	store_close(f->store);
	config_free(f->config);
	f->store = NULL;
	f->config = NULL;
}

static inline int fix_setup(void **state)
{
	struct fix *f = calloc(1, sizeof *f);
	struct sifa_findings found = {0};
	struct sifa_err err = {0};

	assert_true(scratch_make(f->dir, sizeof f->dir));
	f->now = 1387500000;
	fix_ok(store_create(f->dir, 10203, SIFA_DAY_NONE, f->now, &err), &err);
	fix_ok(store_open(f->dir, 0, &f->store, &err), &err);
	fix_ok(config_read("tests/fixtures/config-mini", &f->config, &found, &err), &err);
	fix_link(f);
	fix_ok(store_adopt(f->store, f->config, 0, "test", f->now, &err), &err);
	sifa_findings_free(&found);
	fix_close(f);
	fix_open(f); /* from the store's own copy */
	*state = f;
	return 0;
}

static inline int fix_teardown(void **state)
{
	struct fix *f = *state;

	fix_close(f);
	scratch_drop(f->dir);
	free(f);
	return 0;
}

static inline void fix_set(struct sifa_record *r, const char *field, const char *text)
{
	const struct sifa_field *f = sifa_field(r->kind, field);
	struct sifa_value v;
	struct sifa_err err = {0};
	char buf[512];

	assert_non_null(f);
	fix_ok(field_parse(f, text, strlen(text), SIFA_DAY_NONE, &v, buf, sizeof buf, &err), &err);
	fix_ok(sifa_set(r, f, &v, &err), &err);
}

/* Case number i of unit 1000 + i % 3: every value follows from i. */
static inline struct sifa_record *fix_case(struct fix *f, int i)
{
	struct sifa_record *r = record_new(f->med);
	char text[64], day[16];

	assert_non_null(r);
	r->unit = 1000 + (unsigned)i % 3;
	snprintf(text, sizeof text, "(2013)垣新人调字第%03d号", i);
	fix_set(r, "no", text);
	fix_set(r, "form", i % 2 ? "written" : "oral");
	fix_set(r, "accepted_on", sifa_day_format(sifa_day_of(2013, 1, 1) + i % 300, day));
	if (i % 4)
		fix_set(r, "closed_on", sifa_day_format(sifa_day_of(2013, 1, 10) + i % 300, day));
	snprintf(text, sizeof text, "%d", i + 1);
	fix_set(r, "people", text);
	return r;
}

static inline enum sifa_rc fix_put(struct fix *f, struct sifa_record *r, struct sifa_err *err)
{
	struct act_step step = {.op = ACT_PUT, .record = r};
	struct act a = {.actor = 7, .now = f->now, .host = "test", .step = &step, .n = 1};

	return store_act(f->store, &a, err);
}

static inline void fix_clean(struct fix *f)
{
	struct sifa_findings found = {0};
	struct sifa_err err = {0};
	uint64_t n;

	fix_ok(store_verify(f->store, f->config, &n, &found, &err), &err);
	for (size_t i = 0; i < found.n; i++)
		print_error("%s [%s] [%s] [%s]\n", found.v[i].err.msg, found.v[i].err.arg[0],
			    found.v[i].err.arg[1], found.v[i].err.arg[2]);
	assert_int_equal(found.total, 0);
	sifa_findings_free(&found);
}

#endif
