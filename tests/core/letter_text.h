/* letter_text.h - letters and tables written in a test, on the shipped kinds. */
#ifndef TESTS_CORE_LETTER_TEXT_H
#define TESTS_CORE_LETTER_TEXT_H

#include "score_fixture.h"

#define HEAD \
	"letter: t\n" \
	"title: {zh: 试, en: T}\n" \
	"period: {from: 2013-01-01, to: 2013-12-31, cutoff: 2014-01-15}\n" \
	"total: 100\n" \
	"sections:\n" \
	"  - number: 一\n" \
	"    title: {zh: 节, en: S}\n" \
	"    clauses:\n"
#define CLAUSE(id, weight, rest) \
	"      - {id: " id ", number: \"1\", text: {zh: 文, en: Text}, weight: " weight ", " rest \
	"}\n"

#define LETTER_PATH "letters/t.yaml"

/* Adds a file to a configuration that is linked already. */
static inline void config_text(struct config *c, const char *path, const char *text)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	struct yaml *tree = yaml_parse(&c->arena, path, text, strlen(text), &f);

	for (size_t i = 0; i < f.n; i++)
		print_error("%d: %s\n", f.v[i].err.line, f.v[i].err.msg);
	assert_non_null(tree);
	ok(config_add(c, path, text, strlen(text), tree, &err), &err);
}

/* The county goes on with this file, a letter or a table. */
static inline void config_use(struct county *c, const char *path, const char *text)
{
	struct sifa_findings f = {0};

	config_text(c->sifa->config, path, text);
	letter_check_all(c->sifa->config, &f);
	for (size_t i = 0; i < f.n; i++)
		print_error("%s:%d:%d: %s [%s] [%s]\n", f.v[i].err.source, f.v[i].err.line,
			    f.v[i].err.column, f.v[i].err.msg, f.v[i].err.arg[0],
			    f.v[i].err.arg[1]);
	assert_int_equal(f.total, 0);
	letters_free(c->sifa->letters);
	c->sifa->letters = NULL;
}

static inline void letter_use(struct county *c, const char *text)
{
	config_use(c, LETTER_PATH, text);
	c->letter = sifa_letter(c->sifa, "t");
	assert_non_null(c->letter);
}

/* And without it again, before another one. */
static inline void letter_drop(struct county *c)
{
	letters_free(c->sifa->letters);
	c->sifa->letters = NULL;
	c->sifa->config->nfiles--;
}

#endif
