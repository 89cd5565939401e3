/* mini.h - the small configuration of tests/fixtures/config-mini, linked. Tests
 * run in the root of the tree. */
#ifndef TESTS_CORE_MINI_H
#define TESTS_CORE_MINI_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/err.h"
#include "../../core/model/where.h"

struct mini {
	struct config *config;
	struct arena names;
};

static inline void mini_load(struct mini *m)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	*m = (struct mini){0};
	assert_int_equal(config_read("tests/fixtures/config-mini", &m->config, &f, &err), SIFA_OK);
	if (config_link(m->config, namer_fresh(&m->names), &f, &err))
		fail_msg("%s:%d:%d %s (%s, %s)", err.source, err.line, err.column, err.msg,
			 err.arg[0], err.arg[1]);
	assert_int_equal(f.total, 0);
}

static inline void mini_free(struct mini *m)
{
	config_free(m->config);
	arena_free(&m->names);
}

static inline const struct sifa_kind *mini_kind(const struct mini *m, const char *id)
{
	const struct sifa_kind *k = config_kind(m->config, id);

	assert_non_null(k);
	return k;
}

static inline const struct sifa_field *mini_field(const struct mini *m, const char *kind,
						  const char *id)
{
	const struct sifa_field *f = sifa_field(mini_kind(m, kind), id);

	assert_non_null(f);
	return f;
}

/* Sets a field from typed text, as a person would. */
static inline void mini_type(struct sifa_record *r, const char *id, const char *text)
{
	const struct sifa_field *f = sifa_field(r->kind, id);
	struct sifa_err err = {0};
	struct sifa_value v;
	_Alignas(8) char buf[4096];

	assert_non_null(f);
	if (field_parse(f, text, strlen(text), SIFA_DAY_NONE, &v, buf, sizeof buf, &err) ||
	    sifa_set(r, f, &v, &err))
		fail_msg("%s = %s: %s (%s)", id, text, err.msg, err.arg[0]);
}

#endif
