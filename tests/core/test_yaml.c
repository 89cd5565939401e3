/* YAML: the tree and its places, what is refused, typed readers, freezing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../core/base/yaml.h"

static const char kind[] = "kind: mediation\n"
			   "label: {zh: 人民调解, en: \"Mediation\"}\n"
			   "secrecy: 1\n"
			   "fields:\n"
			   "  - id: no\n"
			   "    required: yes\n"
			   "    weight: 2.5\n"
			   "  - {id: terms, required: \"yes\", empty: \"\", none: }\n"
			   "help: |\n"
			   "  第一行\n"
			   "  第二行\n";

static struct yaml *parse(struct arena *a, const char *text, struct sifa_findings *f)
{
	return yaml_parse(a, "x.yaml", text, strlen(text), f);
}

static void a_file_becomes_a_tree_with_places(void **state)
{
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct yaml *y = parse(&a, kind, &f), *label, *fields, *second;

	(void)state;
	assert_non_null(y);
	assert_int_equal(f.total, 0);
	assert_int_equal(y->type, YAML_MAP);
	assert_int_equal(y->n, 5);
	assert_int_equal(y->line, 1);
	assert_null(y->key);
	label = yaml_get(y, "label");
	assert_true(label->used);
	assert_int_equal(label->key_line, 2);
	assert_int_equal(label->key_column, 1);
	assert_int_equal(label->column, 8);
	assert_string_equal(yaml_get(label, "zh")->text, "人民调解");
	assert_false(yaml_get(label, "zh")->quoted);
	assert_int_equal(yaml_get(label, "en")->key_column, 19); /* characters, not bytes */
	assert_true(yaml_get(label, "en")->quoted);
	fields = yaml_get(y, "fields");
	assert_int_equal(fields->type, YAML_LIST);
	assert_int_equal(fields->n, 2);
	second = fields->child->next;
	assert_int_equal(second->line, 8);
	assert_int_equal(second->column, 5);
	assert_null(second->next);
	assert_string_equal(yaml_get(y, "help")->text, "第一行\n第二行\n");
	assert_null(yaml_get(y, "unit"));
	assert_null(yaml_get(NULL, "unit"));
	assert_null(yaml_get(fields, "unit"));
	arena_free(&a);
}

/* Files in error, and the place and argument of the first finding. */
static const struct {
	const char *text;
	int line, column;
	const char *arg; /* NULL: not looked at */
} wrong[] = {
	{"", 1, 1, NULL},
	{"# nothing\n", 1, 1, NULL},
	{"a: *x\n", 1, 4, "x"},
	{"a: &x 1\n", 1, 4, "x"},
	{"a: !!str 1\n", 1, 4, "tag:yaml.org,2002:str"},
	{"a: !x {b: 1}\n", 1, 4, "!x"},
	{"a: 1\n<<: {b: 1}\n", 2, 1, NULL},
	{"a: 1\n---\nb: 1\n", 2, 1, NULL},
	{"a: 1\nb: 2\na: 3\n", 3, 1, "a"},
	{"x: {a: 1, b: 2, a: 3}\n", 1, 17, "a"},
	{"a: 1\n? [b]\n: 1\n", 2, 3, NULL},
	{"a: 1\n: 2\n", 2, 1, NULL},
	{"法: 1\n法院\xFF: 2\n", 2, 3, NULL},
	{"a: 1\nb: \x1b[2J\n", 2, 4, NULL},
	{"a: \"x\\x1b[2J\"\n", 1, 4, NULL},
	{"a: \"x\\0y\"\n", 1, 4, NULL},
	{"a: \"\\u202E\"\n", 1, 4, NULL},
	{"\"a\\tb\": 1\n", 1, 1, NULL},
	{"a: x\xE2\x80\x8By\n", 1, 5, NULL},
	{"a: 1\rb: 2\n", 1, 5, NULL},
	{"a: [1, 2\nb: 3\n", 2, 2, NULL},
	{"a: {b: 1\n", 2, 1, NULL},
	{"a: \"x\n", 2, 1, NULL},
	{"a: b: c\n", 1, 5, NULL},
	{"a:\n  - x\n y: 1\n", 3, 2, NULL},
	{"a: @x\n", 1, 4, NULL},
	{"a:\n\tb: 1\n", 2, 1, NULL},
	{"a: \"\\q\"\n", 1, 5, NULL},
	{"a: 1\n  b: 2\n", 2, 4, NULL},
	{"a: 1\nword\n", 3, 1, NULL},
	{"%YAML 9.9\n---\na: 1\n", 1, 1, NULL},
	{"\xFF\xFE\x61\x00", 1, 1, NULL},
};

static void errors_have_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct arena a = {0};
		struct sifa_findings f = {0};
		struct sifa_err *e;

		if (parse(&a, wrong[i].text, &f) || !f.errors)
			fail_msg("accepted: %s", wrong[i].text);
		e = &f.v[0].err;
		if (e->line != wrong[i].line || e->column != wrong[i].column)
			fail_msg("%s: at %d:%d: %s %s", wrong[i].text, e->line, e->column, e->msg,
				 e->arg[0]);
		assert_string_equal(e->source, "x.yaml");
		assert_int_equal(e->rc, SIFA_E_CONFIG);
		if (wrong[i].arg)
			assert_string_equal(e->arg[0], wrong[i].arg);
		sifa_findings_free(&f);
		arena_free(&a);
	}
}

static void all_errors_of_a_file_are_told(void **state)
{
	struct arena a = {0};
	struct sifa_findings f = {0};

	(void)state;
	assert_null(parse(&a, "a: &x 1\nb: !t 2\na: 3\nc: \"\\e\"\n", &f));
	assert_int_equal(f.errors, 4);
	/* and a good file after it is still good */
	assert_non_null(parse(&a, "a: 1\n", &f));
	assert_int_equal(f.errors, 4);
	sifa_findings_free(&f);
	arena_free(&a);
}

static void mark_and_line_ends_of_other_systems_are_taken(void **state)
{
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct yaml *y = parse(&a,
			       "\xEF\xBB\xBF"
			       "a: 1\r\nb: |\r\n  x\r\n  y\r\n",
			       &f);

	(void)state;
	assert_non_null(y);
	assert_string_equal(yaml_get(y, "a")->text, "1");
	assert_int_equal(yaml_get(y, "a")->key_column, 1);
	assert_string_equal(yaml_get(y, "b")->text, "x\ny\n");
	arena_free(&a);
}

static void nested(struct buf *b, const char *open, size_t n, const char *mid, const char *close)
{
	for (size_t i = 0; i < n; i++)
		buf_str(b, open);
	buf_str(b, mid);
	for (size_t i = 0; i < n; i++)
		buf_str(b, close);
}

static void depth_is_limited(void **state)
{
	(void)state;
	for (size_t n = 15; n <= 18; n++) {
		struct arena a = {0};
		struct sifa_findings f = {0};
		struct buf b = {0};

		nested(&b, "[", n, "x", "]");
		assert_int_equal(yaml_parse(&a, "x", b.p, b.n, &f) != NULL, n <= YAML_DEPTH);
		assert_int_equal(f.errors, n > YAML_DEPTH);
		if (n > YAML_DEPTH)
			assert_int_equal(f.v[0].err.column, 17);
		buf_free(&b);
		sifa_findings_free(&f);
		arena_free(&a);
	}
}

static void hostile_nesting_ends_soon(void **state)
{
	static const char *const open[] = {"[", "{", "[\n", "- ", "{a: ", "? ", "[a: "};

	(void)state;
	for (size_t i = 0; i < sizeof open / sizeof open[0]; i++) {
		struct arena a = {0};
		struct sifa_findings f = {0};
		struct buf b = {0};

		nested(&b, open[i], YAML_SIZE / strlen(open[i]), "", "");
		assert_null(yaml_parse(&a, "x", b.p, b.n, &f));
		assert_true(a.used < 1 << 16);
		buf_free(&b);
		sifa_findings_free(&f);
		arena_free(&a);
	}
}

static void size_is_limited(void **state)
{
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct buf b = {0};

	(void)state;
	for (int i = 0; b.n < YAML_SIZE - 16; i++)
		buf_printf(&b, "k%d: 1\n", i);
	assert_non_null(yaml_parse(&a, "x", b.p, b.n, &f));
	nested(&b, "#", 32, "", "");
	assert_null(yaml_parse(&a, "x", b.p, b.n, &f));
	assert_int_equal(f.errors, 1);
	buf_free(&b);
	sifa_findings_free(&f);
	arena_free(&a);
}

static void typed_readers(void **state)
{
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct yaml *y = parse(&a,
			       "i: 12\nneg: -3\nd: 2.5\nd2: -0.05\nb: no\nt: true\ns: 01\n"
			       "e: \"\"\n",
			       &f);

	(void)state;
	assert_int_equal(yaml_int(yaml_get(y, "i"), "x", 0, 12, &f, 7), 12);
	assert_int_equal(yaml_int(yaml_get(y, "neg"), "x", -3, 0, &f, 7), -3);
	assert_int_equal(yaml_int(NULL, "x", 0, 5, &f, 7), 7);
	assert_int_equal(yaml_hundredths(yaml_get(y, "d"), "x", &f, 0), 250);
	assert_int_equal(yaml_hundredths(yaml_get(y, "d2"), "x", &f, 0), -5);
	assert_int_equal(yaml_hundredths(yaml_get(y, "i"), "x", &f, 0), 1200);
	assert_int_equal(yaml_hundredths(NULL, "x", &f, 9), 9);
	assert_false(yaml_bool(yaml_get(y, "b"), "x", &f, true));
	assert_true(yaml_bool(yaml_get(y, "t"), "x", &f, false));
	assert_true(yaml_bool(NULL, "x", &f, true));
	assert_string_equal(yaml_str(yaml_get(y, "s"), "x", &f, ""), "01");
	assert_string_equal(yaml_str(yaml_get(y, "e"), "x", &f, "d"), "");
	assert_string_equal(yaml_str(NULL, "x", &f, "d"), "d");
	assert_int_equal(f.total, 0);
	arena_free(&a);
}

/* Reads `v` as type t ('i', 'd', 'b', 's') and expects one more finding. */
static void refuses(char t, const char *v)
{
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct yaml *y;
	char text[64];

	snprintf(text, sizeof text, "\nkey: %s\n", v);
	y = yaml_get(parse(&a, text, &f), "key");
	assert_non_null(y);
	if (t == 'i')
		assert_int_equal(yaml_int(y, "y.yaml", 0, 12, &f, 7), 7);
	else if (t == 'd')
		assert_int_equal(yaml_hundredths(y, "y.yaml", &f, 7), 7);
	else if (t == 'b')
		assert_true(yaml_bool(y, "y.yaml", &f, true));
	else
		assert_string_equal(yaml_str(y, "y.yaml", &f, "d"), "d");
	if (f.errors != 1)
		fail_msg("accepted: %s", v);
	assert_int_equal(f.v[0].err.line, 2);
	assert_string_equal(f.v[0].err.source, "y.yaml");
	assert_string_equal(f.v[0].err.field, "key");
	sifa_findings_free(&f);
	arena_free(&a);
}

static void typed_readers_refuse_other_types(void **state)
{
	static const char *const no_int[] = {"1.5", "\"1\"", "x",  "13",  "-1",
					     "0x1", "",	     "--", "1_0", "99999999999999999999",
					     "[1]", "1 2",   NULL};
	static const char *const no_decimal[] = {
		"2.555", "2.", ".5", "\"2\"", "1e3", "1,5", "-x", "{a: 1}", "92233720368547759",
		NULL};
	static const char *const no_bool[] = {"\"no\"", "on", "1", "Yes", "[]", "", NULL};
	static const char *const no_text[] = {"[a]", "{a: b}", "", NULL};

	(void)state;
	for (size_t i = 0; no_int[i]; i++)
		refuses('i', no_int[i]);
	for (size_t i = 0; no_decimal[i]; i++)
		refuses('d', no_decimal[i]);
	for (size_t i = 0; no_bool[i]; i++)
		refuses('b', no_bool[i]);
	for (size_t i = 0; no_text[i]; i++)
		refuses('s', no_text[i]);
}

static void unknown_keys_are_told_with_the_nearest(void **state)
{
	static const char *const known[] = {"kind", "label", "fields"};
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct yaml *y = parse(&a, "kind: x\nlable: y\nzzzzzz: 1\n", &f);

	(void)state;
	yaml_known(y, "x.yaml", known, 3, &f);
	assert_int_equal(f.errors, 2);
	assert_int_equal(f.v[0].err.line, 2);
	assert_int_equal(f.v[0].err.column, 1);
	assert_string_equal(f.v[0].err.arg[1], "label");
	assert_string_equal(f.v[1].err.arg[1], "kind, label, fields");
	yaml_known(NULL, "x.yaml", known, 3, &f);
	assert_int_equal(f.errors, 2);
	yaml_known(yaml_get(y, "kind"), "x.yaml", known, 3, &f);
	assert_int_equal(f.errors, 3);
	sifa_findings_free(&f);
	arena_free(&a);
}

static void same_tree(const struct yaml *x, const struct yaml *y)
{
	for (; x && y; x = x->next, y = y->next) {
		assert_int_equal(x->type, y->type);
		assert_int_equal(x->line, y->line);
		assert_int_equal(x->column, y->column);
		assert_int_equal(x->quoted, y->quoted);
		assert_int_equal(x->n, y->n);
		assert_int_equal(!x->key, !y->key);
		if (x->key) {
			assert_string_equal(x->key, y->key);
			assert_int_equal(x->key_line, y->key_line);
			assert_int_equal(x->key_column, y->key_column);
		}
		if (x->type == YAML_SCALAR)
			assert_string_equal(x->text, y->text);
		same_tree(x->child, y->child);
	}
	assert_ptr_equal(x, y);
}

static void a_frozen_tree_thaws_the_same(void **state)
{
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct buf b = {0};
	struct yaml *y = parse(&a, kind, &f), *again;

	(void)state;
	assert_true(yaml_freeze(y, &b));
	assert_true(b.n < sizeof kind + 60);
	again = yaml_thaw(&a, &a, b.p, b.n);
	assert_non_null(again);
	same_tree(y, again);
	buf_free(&b);
	arena_free(&a);
}

/* A copy of exactly n bytes, so that a read past the end is seen. */
static void thaw_copy(const char *p, size_t n)
{
	struct arena a = {0};
	struct yaml *y;
	char *copy = malloc(n ? n : 1);

	memcpy(copy, p, n);
	y = yaml_thaw(&a, &a, copy, n);
	free(copy);
	if (y) {
		struct buf b = {0};

		assert_true(yaml_freeze(y, &b));
		assert_true(b.n <= n); /* numbers have one shortest form */
		buf_free(&b);
	}
	assert_true(a.used <= (n + 1) * 160);
	arena_free(&a);
}

static void damaged_frozen_trees_do_no_harm(void **state)
{
	struct arena a = {0};
	struct sifa_findings f = {0};
	struct buf b = {0};
	unsigned seed = 7;

	(void)state;
	assert_true(yaml_freeze(parse(&a, kind, &f), &b));
	for (size_t n = 0; n < b.n; n++) {
		struct arena part = {0};

		assert_null(yaml_thaw(&part, &part, b.p, n));
		arena_free(&part);
	}
	buf_str(&b, "x");
	assert_null(yaml_thaw(&a, &a, b.p, b.n));
	b.n--;
	for (size_t i = 0; i < b.n; i++) {
		char was = b.p[i];

		for (int v = 0; v < 256; v++) {
			b.p[i] = (char)v;
			thaw_copy(b.p, b.n);
		}
		b.p[i] = was;
	}
	for (int round = 0; round < 20000; round++) {
		char junk[64] = "Y1";
		size_t n = 2 + (size_t)round % 62;

		for (size_t i = 2; i < n; i++) {
			seed = seed * 1103515245u + 12345u;
			junk[i] = (char)(seed >> 20 & (seed & 0x10000 ? 0xF : 0xFF));
		}
		thaw_copy(junk, n);
	}
	buf_free(&b);
	arena_free(&a);
}

static void deep_frozen_trees_are_refused(void **state)
{
	(void)state;
	for (size_t n = 15; n <= 18; n++) {
		struct arena a = {0};
		struct buf b = {0};

		buf_str(&b, "Y1");
		for (size_t i = 1; i < n; i++)
			buf_add(&b, "\x01\x01\x01\x01", 4);
		buf_add(&b, "\x01\x01\x01\x00", 4);
		assert_int_equal(yaml_thaw(&a, &a, b.p, b.n) != NULL, n <= YAML_DEPTH);
		buf_free(&b);
		arena_free(&a);
	}
}

static void damaged_files_do_no_harm(void **state)
{
	char text[sizeof kind];
	unsigned seed = 3;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct arena a = {0};
		struct sifa_findings f = {0};
		struct yaml *y;

		memcpy(text, kind, sizeof kind);
		for (int i = 0; i < 1 + round % 4; i++) {
			seed = seed * 1103515245u + 12345u;
			text[(seed >> 8) % (sizeof kind - 1)] =
				"{}[]:-,'\"#&*!|>%@? \n\t\\"[(seed >> 4) % 22];
		}
		y = yaml_parse(&a, "x", text, sizeof text - 1, &f);
		assert_int_equal(y == NULL, f.errors > 0);
		for (size_t i = 0; i < f.n; i++)
			assert_true(f.v[i].err.line > 0 && f.v[i].err.column > 0);
		sifa_findings_free(&f);
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_becomes_a_tree_with_places),
		cmocka_unit_test(errors_have_their_place),
		cmocka_unit_test(all_errors_of_a_file_are_told),
		cmocka_unit_test(mark_and_line_ends_of_other_systems_are_taken),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(hostile_nesting_ends_soon),
		cmocka_unit_test(size_is_limited),
		cmocka_unit_test(typed_readers),
		cmocka_unit_test(typed_readers_refuse_other_types),
		cmocka_unit_test(unknown_keys_are_told_with_the_nearest),
		cmocka_unit_test(a_frozen_tree_thaws_the_same),
		cmocka_unit_test(damaged_frozen_trees_do_no_harm),
		cmocka_unit_test(deep_frozen_trees_are_refused),
		cmocka_unit_test(damaged_files_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
