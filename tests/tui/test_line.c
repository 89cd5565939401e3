/* test_line.c - the line editor against a simple model: random sessions with
 * Chinese text, wrapping, and the list's moves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "../../tui/edit/line.h"
#include "../../tui/edit/list.h"
#include "../../tui/edit/wrap.h"

/* ---- a model: an array of characters, edited the dull way ------------------- */

struct model {
	const char *c[400];
	size_t n, at;
};

static const char *const han[] = {"东", "京", "都", "港", "区", "芝", "张", "三", "丰", "𠮷", "·"};
static const char *const ascii[] = {"a", "b", "c", "x", "y", "z", "0", "1", "2", " ", "-"};

static void model_text(const struct model *m, size_t n, char *out)
{
	out[0] = '\0';
	for (size_t i = 0; i < n; i++)
		strcat(out, m->c[i]);
}

static void model_op(struct model *m, unsigned op, const char *c)
{
	switch (op) {
	case 0:
		memmove(m->c + m->at + 1, m->c + m->at, (m->n - m->at) * sizeof *m->c);
		m->c[m->at++] = c;
		m->n++;
		break;
	case 1:
		if (!m->at)
			break;
		memmove(m->c + m->at - 1, m->c + m->at, (m->n - m->at) * sizeof *m->c);
		m->at--;
		m->n--;
		break;
	case 2:
		if (m->at == m->n)
			break;
		memmove(m->c + m->at, m->c + m->at + 1, (m->n - m->at - 1) * sizeof *m->c);
		m->n--;
		break;
	case 3:
		m->at -= m->at > 0;
		break;
	default:
		m->at += m->at < m->n;
		break;
	}
}

static void line_op(struct line *l, unsigned op, const char *c)
{
	switch (op) {
	case 0:
		line_insert(l, c, strlen(c), NULL);
		break;
	case 1:
		line_backspace(l);
		break;
	case 2:
		line_delete(l);
		break;
	case 3:
		line_left(l);
		break;
	default:
		line_right(l);
		break;
	}
}

/* What must hold after every step, whatever was typed. */
static void invariants(struct line *l, int cols)
{
	size_t n, bad, at = 0;
	const char *why, *view;
	int col;

	if (!l->s)
		return;
	assert_true(sifa_text_check(l->s, l->n, SIFA_TEXT_LINES, &bad, &why));
	assert_int_equal(strlen(l->s), l->n);
	while (at < l->at)
		at = sifa_text_next(l->s, l->n, at);
	assert_int_equal(at, l->at);
	view = line_view(l, cols, &n, &col);
	for (at = 0; at < l->left;)
		at = sifa_text_next(l->s, l->n, at);
	assert_int_equal(at, l->left);
	assert_true(col >= 0 && col < cols);
	assert_true(sifa_text_width(view, n) <= cols);
	assert_true(l->left <= l->at && l->at <= l->left + n);
}

static void session(unsigned seed, const char *const *alphabet, size_t letters, int cols)
{
	struct line l;
	struct model m = {.n = 0};
	char want[2000], before[2000];
	size_t changes = 0;

	srand(seed);
	line_init(&l, 0, false);
	for (int step = 0; step < 60; step++) {
		unsigned op = (unsigned)rand() % 10;
		const char *c = alphabet[(size_t)rand() % letters];

		op = op < 5 ? 0 : op - 4;
		if (op > 4)
			op = 4;
		model_op(&m, op, c);
		line_op(&l, op, c);
		model_text(&m, m.n, want);
		assert_string_equal(l.s ? l.s : "", want);
		model_text(&m, m.at, before);
		assert_int_equal(l.at, strlen(before));
		invariants(&l, cols);
	}
	/* Everything can be undone, and done again. */
	while (line_undo(&l)) {
		invariants(&l, cols);
		changes++;
	}
	assert_int_equal(l.n, 0);
	while (line_redo(&l))
		invariants(&l, cols);
	assert_true(changes > 0);
	assert_string_equal(l.s, want);
	line_free(&l);
}

static void random_sessions_keep_every_character(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 400; seed++) {
		session(seed, han, sizeof han / sizeof *han, 10);
		session(seed, ascii, sizeof ascii / sizeof *ascii, 10);
		session(seed, han, sizeof han / sizeof *han, 3 + (int)(seed % 20));
	}
}

static void marks_never_part_from_their_base(void **state)
{
	static const char *const mix[] = {"a", "\xcc\x81", "东", "\xcc\x88", "e"};

	(void)state;
	for (unsigned seed = 1; seed <= 400; seed++) {
		struct line l;

		srand(seed);
		line_init(&l, 0, false);
		for (int step = 0; step < 60; step++) {
			unsigned op = (unsigned)rand() % 8;

			line_op(&l, op < 4 ? 0 : op - 3, mix[rand() % 5]);
			invariants(&l, 12);
		}
		while (line_undo(&l))
			invariants(&l, 12);
		assert_int_equal(l.n, 0);
		line_free(&l);
	}
}

static void what_may_not_be_stored_is_dropped(void **state)
{
	struct line l;
	size_t lost;
	const char paste[] = "张\033[31m三\x01\n四\t五\xff\xe2\x80\xae!";

	(void)state;
	line_init(&l, 0, false);
	assert_true(line_insert(&l, paste, sizeof paste - 1, &lost));
	assert_string_equal(l.s, "张[31m三 四 五!");
	assert_int_equal(lost, 4);
	line_free(&l);

	line_init(&l, 3, false);
	line_insert(&l, "一二三四五", strlen("一二三四五"), &lost);
	assert_string_equal(l.s, "一二三");
	assert_int_equal(lost, 2);
	line_free(&l);

	line_init(&l, 0, true);
	line_insert(&l, "一\r\n二", strlen("一\r\n二"), &lost);
	assert_string_equal(l.s, "一\n二");
	line_free(&l);
}

static void a_typed_word_is_undone_at_once(void **state)
{
	struct line l;

	(void)state;
	line_init(&l, 0, false);
	line_set(&l, "旧", strlen("旧"));
	line_insert(&l, "新", 3, NULL);
	line_insert(&l, "字", 3, NULL);
	line_left(&l);
	line_insert(&l, "的", 3, NULL);
	assert_string_equal(l.s, "旧新的字");
	assert_true(line_undo(&l));
	assert_string_equal(l.s, "旧新字");
	assert_true(line_undo(&l));
	assert_string_equal(l.s, "旧");
	assert_false(line_undo(&l));
	assert_true(line_redo(&l));
	assert_string_equal(l.s, "旧新字");
	line_free(&l);
}

/* ---- rows --------------------------------------------------------------------- */

static void wrapping_loses_nothing_and_fits(void **state)
{
	static const char *const bits[] = {"调解",  "，", "。",	  "（", "）", " ", "word",
					   "12345", "\n", "申请", "“",	"”",  "a", "纠纷"};

	(void)state;
	for (unsigned seed = 1; seed <= 300; seed++) {
		char text[600] = "";
		size_t from = 0, len, n, rows = 0;
		int cols = 4 + (int)(seed % 30);

		srand(seed);
		for (int i = 0; i < 40; i++)
			strcat(text, bits[(size_t)rand() % (sizeof bits / sizeof *bits)]);
		n = strlen(text);
		while (from <= n) {
			size_t next = wrap_row(text, n, from, cols, &len), row;
			int col;

			assert_true(next > from);
			assert_true(sifa_text_width(text + from, len) <= cols);
			/* Only a line feed may stand between two rows. */
			assert_true(next == from + len || (next == from + len + 1 &&
							   (next > n || text[from + len] == '\n')));
			wrap_find(text, n, cols, from, &row, &col);
			assert_int_equal(row, rows);
			assert_int_equal(col, 0);
			assert_int_equal(wrap_start(text, n, cols, rows), from);
			rows++;
			from = next;
		}
		assert_int_equal(wrap_count(text, n, cols), rows);
	}
}

static void punctuation_stays_with_its_word(void **state)
{
	size_t len;
	const char *s = "双方同意，当日付清。";

	(void)state;
	/* Eight columns end before the comma, which may not begin a row. */
	assert_int_equal(wrap_row(s, strlen(s), 0, 8, &len), strlen("双方同"));
	assert_int_equal(len, strlen("双方同"));
}

static void the_cursor_walks_through_rows(void **state)
{
	struct line l;
	int down = 0;

	(void)state;
	line_init(&l, 0, true);
	line_insert(&l, "一二三四五六七八九十\n甲乙丙", strlen("一二三四五六七八九十\n甲乙丙"),
		    NULL);
	line_home(&l);
	line_right(&l);
	while (wrap_move(&l, 8, 1))
		down++;
	assert_int_equal(down, 3);
	assert_string_equal(l.s + l.at, "乙丙");
	while (wrap_move(&l, 8, -1))
		down--;
	assert_int_equal(down, 0);
	assert_int_equal(l.at, strlen("一"));
	line_free(&l);
}

/* ---- list ------------------------------------------------------------------------ */

static bool is_heading(const void *arg, size_t i)
{
	return ((const char *)arg)[i] == 'h';
}

static void a_list_never_rests_on_a_heading(void **state)
{
	static const char rows[] = "hrrrhhrrrrrrhrh";

	(void)state;
	for (size_t h = 1; h < 20; h++) {
		struct list l = {.skip = is_heading, .arg = rows};

		srand((unsigned)h);
		list_fit(&l, sizeof rows - 1, h);
		for (int i = 0; i < 300; i++) {
			list_step(&l, (enum list_move)(rand() % 6));
			assert_true(rows[l.at] == 'r');
			assert_true(l.at >= l.top && l.at < l.top + h);
		}
	}
}

static void an_empty_list_stays_empty(void **state)
{
	struct list l = {0};

	(void)state;
	list_fit(&l, 0, 10);
	for (int m = LIST_UP; m <= LIST_END; m++)
		assert_false(list_step(&l, (enum list_move)m));
	list_fit(&l, 3, 10);
	assert_true(list_step(&l, LIST_DOWN));
	list_fit(&l, 1, 10);
	assert_int_equal(l.at, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_sessions_keep_every_character),
		cmocka_unit_test(marks_never_part_from_their_base),
		cmocka_unit_test(what_may_not_be_stored_is_dropped),
		cmocka_unit_test(a_typed_word_is_undone_at_once),
		cmocka_unit_test(wrapping_loses_nothing_and_fits),
		cmocka_unit_test(punctuation_stays_with_its_word),
		cmocka_unit_test(the_cursor_walks_through_rows),
		cmocka_unit_test(a_list_never_rests_on_a_heading),
		cmocka_unit_test(an_empty_list_stays_empty),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
