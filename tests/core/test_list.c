/* Ledgers: pages in every order and direction over several units, cursors that stay
 * while records come and go, jumps, filters, tests, pickers and who refers. */
#include "work_fixture.h"

/* ---- a page and a whole ledger ---- */

struct ids {
	uint64_t v[512];
	size_t n;
};

static struct sifa_rows page(struct sifa_session *se, const struct sifa_query *q, enum sifa_dir dir,
			     const struct sifa_cursor *at, size_t limit)
{
	struct sifa_rows rows;
	struct sifa_err err = {0};

	ok(sifa_list(se, q, dir, at, limit, &rows, &err), &err);
	return rows;
}

/* Page by page to the end; from the end the rows come back in the same order. */
static struct ids walk(struct sifa_session *se, const struct sifa_query *q, bool backwards,
		       size_t limit)
{
	struct ids all = {.n = 0};
	struct sifa_rows rows = page(se, q, backwards ? SIFA_LAST : SIFA_FIRST, NULL, limit);

	while (rows.n) {
		struct sifa_cursor at = rows.hit[backwards ? 0 : rows.n - 1].at;
		bool more = rows.more;

		assert_true(rows.n <= limit && all.n + rows.n <= 512);
		for (size_t i = 0; i < rows.n; i++) {
			size_t place = backwards ? 511 - all.n - (rows.n - 1 - i) : all.n + i;

			all.v[place] = sifa_record_id(rows.hit[i].record);
		}
		all.n += rows.n;
		sifa_rows_free(&rows);
		rows = page(se, q, backwards ? SIFA_BEFORE : SIFA_AFTER, &at, limit);
		assert_int_equal(more, rows.n > 0); /* `more` tells the truth */
	}
	sifa_rows_free(&rows);
	if (backwards)
		memmove(all.v, all.v + 512 - all.n, all.n * sizeof *all.v);
	return all;
}

static void same_ids(const struct ids *a, const struct ids *b)
{
	assert_int_equal(a->n, b->n);
	assert_memory_equal(a->v, b->v, a->n * sizeof *a->v);
}

/* ---- cases of two offices ---- */

enum { CASES = 60 };

static const char *day_text(int i, char *buf)
{
	return sifa_day_format(sifa_day_of(2013, 1, 1) + i * 37 % 300, buf);
}

static uint64_t one_case(struct fix *x, int i)
{
	char no[64], day[12];
	struct sifa_record *r;

	snprintf(no, sizeof no, "(2013)垣%s人调字第%d号", i % 2 ? "新" : "城", i);
	r = new_case(x, i % 2, no, day_text(i, day));
	snprintf(no, sizeof no, "%d", i % 5 + 1);
	set(r, "type", no);
	set(r, "form", i % 3 ? "1" : "2");
	if (i % 4)
		set(r, "closed_on", sifa_day_format(sifa_day_of(2013, 11, 1) + i % 7, day));
	set_id(r, "place", x->village[i % 2]);
	return save(x->clerk[i % 2], r);
}

static int fill(void **state)
{
	int rc = fix_up(state);

	for (int i = 1; i <= CASES && !rc; i++)
		one_case(*state, i);
	return rc;
}

/* Sort keys as the model makes them, in one order of all units. */
static void in_order(struct fix *x, struct sifa_session *se, const struct sifa_query *q,
		     const struct ids *all)
{
	uint8_t last[SORT_KEY_MAX + 8], key[SORT_KEY_MAX + 8];
	size_t nlast = 0;

	(void)x;
	for (size_t i = 0; i < all->n; i++) {
		struct sifa_record *r;
		size_t n;

		r = get(se, all->v[i]);
		n = record_sort_key(r, &q->kind->sort[q->sort], &(struct sort_text){0}, key);
		put_be(key + n, r->id, 8);
		n += 8;
		if (i)
			assert_true(memcmp(last, key, n < nlast ? n : nlast) < 0);
		memcpy(last, key, n);
		nlast = n;
		sifa_record_free(r);
	}
}

static void every_order_is_whole_in_both_directions(void **state)
{
	static const size_t limits[] = {1, 7, 60, 100};
	struct fix *x = *state;

	assert_true(x->med->nsorts >= 4);
	for (size_t sort = 0; sort < x->med->nsorts; sort++) {
		struct sifa_query q = {.kind = x->med, .sort = sort};
		struct ids whole = walk(x->county, &q, false, 512);

		assert_int_equal(whole.n, CASES);
		in_order(x, x->county, &q, &whole);
		for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
			struct ids down = walk(x->county, &q, false, limits[i]);
			struct ids up = walk(x->county, &q, true, limits[i]);

			same_ids(&whole, &down);
			same_ids(&whole, &up);
		}
	}
}

/* The index and the small set are two ways to the same pages. */
static void a_filtered_ledger_has_the_same_order(void **state)
{
	static const struct sifa_test tests[] = {{"form", "1"},
						 {"accepted_on", "2013-02-01..2013-09-30"}};
	struct fix *x = *state;

	for (size_t sort = 0; sort < x->med->nsorts; sort++) {
		struct sifa_query all = {.kind = x->med, .sort = sort}, q = all;
		struct ids whole = walk(x->county, &all, false, 512), want = {.n = 0}, down, up;

		q.tests = tests;
		q.ntests = 2;
		for (size_t i = 0; i < whole.n; i++) {
			const struct sifa_field *form = kind_field(x->med, "form");
			const struct sifa_field *day = kind_field(x->med, "accepted_on");
			struct sifa_record *r;

			r = get(x->county, whole.v[i]);
			if (sifa_get(r, form)->n == 1 &&
			    sifa_get(r, day)->n >= sifa_day_of(2013, 2, 1) &&
			    sifa_get(r, day)->n <= sifa_day_of(2013, 9, 30))
				want.v[want.n++] = whole.v[i];
			sifa_record_free(r);
		}
		assert_true(want.n > 5 && want.n < whole.n);
		down = walk(x->county, &q, false, 3);
		up = walk(x->county, &q, true, 3);
		same_ids(&want, &down);
		same_ids(&want, &up);
	}
}

static void a_cursor_means_the_same_with_a_filter_and_without(void **state)
{
	static const struct sifa_test written = {"form", "1"};
	struct fix *x = *state;
	struct sifa_query all = {.kind = x->med},
			  some = {.kind = x->med, .tests = &written, .ntests = 1};
	struct sifa_rows a = page(x->county, &some, SIFA_FIRST, NULL, 9), b;
	struct sifa_cursor at = a.hit[4].at;

	b = page(x->county, &all, SIFA_FROM, &at, 1);
	assert_int_equal(sifa_record_id(b.hit[0].record), sifa_record_id(a.hit[4].record));
	sifa_rows_free(&b);
	b = page(x->county, &some, SIFA_FROM, &at, 4);
	assert_int_equal(sifa_record_id(b.hit[0].record), sifa_record_id(a.hit[4].record));
	assert_int_equal(sifa_record_id(b.hit[3].record), sifa_record_id(a.hit[7].record));
	sifa_rows_free(&b);
	b = page(x->county, &some, SIFA_BEFORE, &at, 4);
	assert_int_equal(b.n, 4);
	assert_false(b.more);
	assert_int_equal(sifa_record_id(b.hit[3].record), sifa_record_id(a.hit[3].record));
	sifa_rows_free(&b);
	sifa_rows_free(&a);
}

static bool is_column(const struct sifa_kind *k, size_t field)
{
	for (size_t i = 0; i < k->ncolumns; i++)
		if (k->column[i].field == field)
			return true;
	return false;
}

/* What a ledger shows is as in the record; a row cannot be saved over it. */
static void rows_of_columns_hold_what_is_shown(void **state)
{
	struct fix *x = *state;
	struct sifa_query q = {.kind = x->med, .columns = true};
	struct sifa_rows rows = page(x->county, &q, SIFA_FIRST, NULL, CASES);
	struct sifa_err err = {0};
	size_t left_out = 0;

	assert_int_equal(rows.n, CASES);
	for (size_t i = 0; i < rows.n; i++) {
		struct sifa_record *whole;

		ok(sifa_record_get(x->county, sifa_record_id(rows.hit[i].record), &whole, &err),
		   &err);
		for (size_t f = 0; f < x->med->nfields; f++) {
			const struct sifa_field *field = &x->med->field[f];
			char a[300], b[300];

			sifa_format(x->county, field, sifa_get(rows.hit[i].record, field), SIFA_ZH,
				    a, sizeof a);
			sifa_format(x->county, field, sifa_get(whole, field), SIFA_ZH, b, sizeof b);
			if (is_column(x->med, f))
				assert_string_equal(a, b);
			else
				assert_string_equal(a, "");
			left_out += strcmp(a, b) != 0;
		}
		sifa_record_free(whole);
	}
	assert_true(left_out > 0);
	sifa_record_reason(rows.hit[0].record, "照录原件");
	assert_int_not_equal(sifa_save(x->county, rows.hit[0].record, NULL, &err), SIFA_OK);
	err = (struct sifa_err){0};
	assert_int_equal(record_encode(rows.hit[0].record, &(struct buf){0}, &err), SIFA_E_USAGE);
	sifa_rows_free(&rows);
}

static void a_unit_shows_its_own(void **state)
{
	struct fix *x = *state;
	struct sifa_query q = {.kind = x->med};
	struct ids mine = walk(x->clerk[0], &q, false, 13), both = walk(x->county, &q, false, 13);
	struct ids theirs;
	struct sifa_rows rows;
	struct sifa_err err = {0};

	assert_int_equal(mine.n, CASES / 2);
	assert_int_equal(both.n, CASES);
	q.unit = x->office[1];
	theirs = walk(x->county, &q, false, 13);
	assert_int_equal(theirs.n, CASES / 2);
	for (size_t i = 0; i < mine.n; i++)
		for (size_t j = 0; j < theirs.n; j++)
			assert_int_not_equal(mine.v[i], theirs.v[j]);
	assert_int_equal(sifa_list(x->clerk[0], &q, SIFA_FIRST, NULL, 9, &rows, &err),
			 SIFA_E_DENIED);
	assert_int_equal(rows.n, 0);
}

static void the_ends_of_a_ledger(void **state)
{
	struct fix *x = *state;
	struct sifa_query q = {.kind = x->med, .sort = 99};
	struct sifa_rows rows;
	struct sifa_err err = {0};

	assert_int_equal(sifa_list(x->county, &q, SIFA_FIRST, NULL, 9, &rows, &err), SIFA_E_USAGE);
	q = (struct sifa_query){.kind = x->med};
	rows = page(x->county, &q, SIFA_BEFORE, NULL, 9); /* before the first there is nothing */
	assert_int_equal(rows.n, 0);
	assert_false(rows.more);
	rows = page(x->county, &q, SIFA_FIRST, NULL, 0);
	assert_int_equal(rows.n, 0);
	assert_true(rows.more);
	sifa_rows_free(&rows);
	q.kind = sifa_kind(x->sifa, "petition"); /* nothing in it */
	for (enum sifa_dir d = SIFA_FIRST; d <= SIFA_FROM; d++) {
		rows = page(x->county, &q, d, NULL, 9);
		assert_int_equal(rows.n, 0);
		assert_false(rows.more);
		sifa_rows_free(&rows);
	}
}

/* ---- cursors while others write ---- */

static void a_cursor_stays_while_records_come_and_go(void **state)
{
	struct fix *x = *state;
	struct sifa_query q = {.kind = x->med};
	struct sifa_rows first = page(x->county, &q, SIFA_FIRST, NULL, 10), next, back;
	struct sifa_cursor at = first.hit[9].at;
	struct sifa_err err = {0};
	struct sifa_record *r;
	uint64_t follows, here = sifa_record_id(first.hit[9].record);
	char day[12];

	next = page(x->county, &q, SIFA_AFTER, &at, 1);
	follows = sifa_record_id(next.hit[0].record);
	sifa_rows_free(&next);
	/* one comes before, on the day of the first row */
	r = new_case(x, 0, "插在前面", day_text(0, day));
	set(r, "accepted_on", "2013-12-19");
	save(x->clerk[0], r);
	next = page(x->county, &q, SIFA_AFTER, &at, 1);
	assert_int_equal(sifa_record_id(next.hit[0].record), follows);
	sifa_rows_free(&next);
	/* the row of the cursor itself goes */
	r = get(x->county, here);
	ok(sifa_delete(x->county, here, sifa_record_rev(r), "试删", &err), &err);
	sifa_record_free(r);
	next = page(x->county, &q, SIFA_AFTER, &at, 1);
	assert_int_equal(sifa_record_id(next.hit[0].record), follows);
	sifa_rows_free(&next);
	next = page(x->county, &q, SIFA_FROM, &at, 1);
	assert_int_equal(sifa_record_id(next.hit[0].record), follows);
	back = page(x->county, &q, SIFA_BEFORE, &at, 20);
	assert_int_equal(back.n, 10); /* nine of the first page and the new one */
	assert_int_equal(sifa_record_id(back.hit[9].record), sifa_record_id(first.hit[8].record));
	sifa_rows_free(&back);
	sifa_rows_free(&next);
	sifa_rows_free(&first);
}

/* ---- jumps ---- */

static struct sifa_record *jump(struct fix *x, size_t sort, const char *text,
				struct sifa_rows *rows)
{
	struct sifa_query q = {.kind = x->med, .sort = sort};
	struct sifa_cursor at;
	struct sifa_err err = {0};

	ok(sifa_seek(x->county, &q, text, &at, &err), &err);
	*rows = page(x->county, &q, SIFA_FROM, &at, 1);
	return rows->n ? rows->hit[0].record : NULL;
}

static int64_t accepted(struct fix *x, const struct sifa_record *r)
{
	return sifa_get(r, kind_field(x->med, "accepted_on"))->n;
}

/* By day of acceptance, the latest first: the jump lands on the latest that is not
 * later than what was typed. */
static void jumps_to_a_day_a_month_or_a_year(void **state)
{
	static const struct {
		const char *typed;
		int y, m, d;
	} cases[] = {
		{"2013-06-15", 2013, 6, 15},
		{"20130615", 2013, 6, 15},
		{"2013年6月15日", 2013, 6, 15},
		{"2013-06", 2013, 6, 30},
		{"201306", 2013, 6, 30},
		{"2013年6月", 2013, 6, 30},
		{"2013", 2013, 12, 31},
		{"0615", 2013, 6, 15},
		{"6.15", 2013, 6, 15},
		{"1020", 2013, 10, 20}, /* a day of this year, not the year 1020 */
		{".", 2013, 12, 20},
		{"-200", 2013, 6, 3},
	};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sifa_query q = {.kind = x->med};
		sifa_day most = sifa_day_of(cases[i].y, cases[i].m, cases[i].d);
		struct sifa_rows rows, before;
		struct sifa_cursor at;
		struct sifa_err err = {0};
		struct sifa_record *r = jump(x, 0, cases[i].typed, &rows);

		assert_non_null(r);
		assert_true(accepted(x, r) <= most);
		ok(sifa_seek(x->county, &q, cases[i].typed, &at, &err), &err);
		before = page(x->county, &q, SIFA_BEFORE, &at, 1);
		if (before.n)
			assert_true(accepted(x, before.hit[0].record) > most);
		sifa_rows_free(&before);
		sifa_rows_free(&rows);
	}
}

static void jumps_to_a_number_or_a_code(void **state)
{
	struct fix *x = *state;
	char no[256];
	struct sifa_rows rows;
	struct sifa_record *r = jump(x, 1, "(2013)垣新人调字第9", &rows);

	sifa_format(x->county, kind_field(x->med, "no"), sifa_get(r, kind_field(x->med, "no")),
		    SIFA_ZH, no, sizeof no);
	assert_string_equal(no, "(2013)垣新人调字第9号"); /* 9 before 11 */
	sifa_rows_free(&rows);
	r = jump(x, 1, "〔2013〕垣新人调字第10", &rows); /* is of the other office */
	sifa_format(x->county, kind_field(x->med, "no"), sifa_get(r, kind_field(x->med, "no")),
		    SIFA_ZH, no, sizeof no);
	assert_string_equal(no, "(2013)垣新人调字第11号");
	sifa_rows_free(&rows);
	r = jump(x, 3, "3", &rows); /* by type of dispute */
	assert_int_equal(sifa_get(r, kind_field(x->med, "type"))->n, 3);
	sifa_rows_free(&rows);
}

static void what_has_no_place_is_told(void **state)
{
	static const char *const typed[] = {"", "x", "2013-13", "2013-02-30", "99999999"};
	struct fix *x = *state;
	struct sifa_query q = {.kind = x->med};

	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		struct sifa_cursor at;
		struct sifa_err err = {0};

		assert_int_equal(sifa_seek(x->county, &q, typed[i], &at, &err), SIFA_E_USAGE);
		assert_int_equal(at.len, 0);
	}
}

/* ---- filters ---- */

static size_t found_by(struct sifa_session *se, const struct sifa_kind *k, const char *text)
{
	struct sifa_query q = {.kind = k, .find = text};
	struct ids all = walk(se, &q, false, 5), back = walk(se, &q, true, 5);

	same_ids(&all, &back);
	return all.n;
}

static void filters_by_number_ignore_brackets_and_padding(void **state)
{
	struct fix *x = *state;

	assert_int_equal(found_by(x->county, x->med, "(2013)垣新人调字第9号"), 1);
	assert_int_equal(found_by(x->county, x->med, "〔2013〕垣新人调字第009号"), 1);
	assert_int_equal(found_by(x->county, x->med, "2013垣新"), CASES / 2);
	assert_int_equal(found_by(x->clerk[0], x->med, "2013垣新"), 0); /* of the other office */
	assert_int_equal(found_by(x->county, x->med, "垣新"), 0); /* numbers from their beginning */
	assert_int_equal(found_by(x->county, x->med, NULL), CASES);
	assert_int_equal(found_by(x->county, x->med, ""), CASES);
	assert_int_equal(found_by(x->county, x->med, " 　 "), CASES);
	assert_int_equal(found_by(x->county, x->med, "()"), CASES); /* nothing to look for */
}

static void a_filter_takes_an_id(void **state)
{
	struct fix *x = *state;
	struct sifa_query q = {.kind = x->med};
	struct ids all = walk(x->county, &q, false, 100);
	char text[32];

	assert_int_equal(found_by(x->county, x->med, sifa_id_format(all.v[17], text)), 1);
	assert_int_equal(found_by(x->county, x->med, "10203-999999"), 0);
}

static void a_case_is_found_through_its_people_and_committee(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *f = kind_field(x->med, "parties");
	struct sifa_record *r = new_case(x, 0, "(2012)旧案1号", "2013-12-01");
	struct sifa_value v[1][8] = {{{0}}};
	struct sifa_row row = {.v = v[0]};
	struct sifa_value rows = {.state = SIFA_SET, .row = &row, .len = 1};
	struct sifa_err err = {0};

	v[0][0] = (struct sifa_value){.state = SIFA_SET, .n = f->row[0].codes->code[0].no};
	v[0][1] = (struct sifa_value){.state = SIFA_SET,
				      .n = (int64_t)make_person(x, 0, "古丽·买买提")};
	ok(sifa_set(r, f, &rows, &err), &err);
	save(x->clerk[0], r);
	assert_int_equal(found_by(x->clerk[0], x->med, "古丽买买提"), 1);
	assert_int_equal(found_by(x->clerk[0], x->med, "丽·买"), 1);
	assert_int_equal(found_by(x->clerk[0], x->med, "古丽　2012旧案"), 1); /* both words */
	assert_int_equal(found_by(x->clerk[0], x->med, "古丽 2013"), 0);
	assert_int_equal(found_by(x->clerk[0], x->med, "甲调委会"), CASES / 2 + 1);
	assert_int_equal(found_by(x->clerk[1], x->med, "古丽"), 0);
}

static void rare_characters_are_found(void **state)
{
	struct fix *x = *state;

	make_person(x, 0, "𠅤𬱖");
	make_person(x, 0, "王𬱖明");
	make_person(x, 0, "欧阳修");
	assert_int_equal(found_by(x->clerk[0], x->person, "𠅤𬱖"), 1);
	assert_int_equal(found_by(x->clerk[0], x->person, "𬱖明"), 1);
	assert_int_equal(found_by(x->clerk[0], x->person, "欧"), 1); /* one: the beginning */
	assert_int_equal(found_by(x->clerk[0], x->person, "阳修"), 1);
	assert_int_equal(found_by(x->clerk[0], x->person, "欧修"), 0);
}

/* 甲丁 and 丁戊 stand in 丁戊甲丁, but not 甲丁戊. */
static void a_word_stands_in_one_piece(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *who = &kind_field(x->med, "parties")->row[1];
	struct sifa_rows rows;
	struct sifa_err err = {0};

	make_person(x, 0, "丁戊甲丁");
	assert_int_equal(found_by(x->clerk[0], x->person, "甲丁戊"), 0);
	assert_int_equal(found_by(x->clerk[0], x->person, "戊甲丁"), 1);
	ok(sifa_pick(x->clerk[0], who, "甲丁戊", 9, &rows, &err), &err);
	assert_int_equal(rows.n, 0);
	ok(sifa_pick(x->clerk[0], who, "丁戊甲丁", 9, &rows, &err), &err);
	assert_int_equal(rows.n, 1);
	sifa_rows_free(&rows);
}

static void a_number_is_found_by_its_beginning(void **state)
{
	struct fix *x = *state;
	struct sifa_record *r = blank(x->clerk[0], "person");

	set(r, "name", "有号人");
	set(r, "id_no", "140827198001010018");
	save(x->clerk[0], r);
	assert_int_equal(found_by(x->clerk[0], x->person, "140827"), 1);
	assert_int_equal(found_by(x->clerk[0], x->person, "140827198001010018"), 1);
	assert_int_equal(found_by(x->clerk[0], x->person, "0827"), 0);
}

static void filters_that_cannot_be_are_told(void **state)
{
	struct fix *x = *state;
	struct sifa_query q = {.kind = x->med};
	char text[300];
	struct sifa_rows rows;
	struct sifa_err err = {0};

	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	q.find = text;
	assert_int_equal(sifa_list(x->county, &q, SIFA_FIRST, NULL, 5, &rows, &err), SIFA_E_USAGE);
	q.find = "a b c d e f g h i"; /* a ninth word is not silently left out */
	err = (struct sifa_err){0};
	assert_int_equal(sifa_list(x->county, &q, SIFA_FIRST, NULL, 5, &rows, &err), SIFA_E_USAGE);
	q.find = "a b c d e f g h";
	ok(sifa_list(x->county, &q, SIFA_FIRST, NULL, 5, &rows, &err), NULL);
	sifa_rows_free(&rows);
}

/* ---- tests ---- */

static void tests_of_the_command_line(void **state)
{
	static const struct {
		struct sifa_test t[2];
		size_t n, want;
	} cases[] = {
		{{{"form", "1"}}, 1, 40},
		{{{"form", "written"}}, 1, 40},
		{{{"form", "书面"}}, 1, 40},
		{{{"协议形式", "1"}}, 1, 40},
		{{{"closed_on", ""}}, 1, 15},
		{{{"type", "1,2"}}, 1, 24},
		{{{"accepted_on", "2013-01-01..2013-12-31"}}, 1, 60},
		{{{"accepted_on", "..2012-12-31"}}, 1, 0},
		{{{"accepted_on", "2013-01-01.."}, {"form", "2"}}, 2, 20},
		{{{"entered", "2013-12-20"}}, 1, 60},
		{{{"entered", ".."}}, 1, 60},
	};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct sifa_query q = {.kind = x->med, .tests = cases[i].t, .ntests = cases[i].n};
		struct ids all = walk(x->county, &q, false, 50);

		assert_int_equal(all.n, cases[i].want);
		q.find = "2013垣"; /* and the same looked up by number */
		all = walk(x->county, &q, false, 50);
		assert_int_equal(all.n, cases[i].want);
	}
}

static void wrong_tests_are_told(void **state)
{
	static const struct sifa_test tests[] = {
		{"nosuch", "1"}, {"form", "9"}, {"summary", "x"}, {"accepted_on", "2013-13-01"}};
	struct fix *x = *state;

	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++) {
		struct sifa_query q = {.kind = x->med, .tests = &tests[i], .ntests = 1};
		struct sifa_rows rows;
		struct sifa_err err = {0};

		assert_int_not_equal(sifa_list(x->county, &q, SIFA_FIRST, NULL, 5, &rows, &err),
				     SIFA_OK);
		assert_non_null(err.msg);
		assert_int_equal(rows.n, 0);
	}
}

/* ---- pickers ---- */

static void pickers_put_the_likeliest_first(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *who = &kind_field(x->med, "parties")->row[1];
	const struct sifa_field *place = kind_field(x->med, "place");
	struct sifa_rows rows;
	struct sifa_err err = {0};
	uint64_t exact, old, partly;

	partly = make_person(x, 0, "刘一手");
	old = make_person(x, 0, "刘一");
	exact = make_person(x, 0, "刘一");
	ok(sifa_pick(x->clerk[0], who, "刘一", 9, &rows, &err), &err);
	assert_int_equal(rows.n, 3);
	assert_int_equal(sifa_record_id(rows.hit[0].record), exact); /* the latest made */
	assert_int_equal(sifa_record_id(rows.hit[1].record), old);
	assert_int_equal(sifa_record_id(rows.hit[2].record), partly);
	sifa_rows_free(&rows);
	ok(sifa_pick(x->clerk[0], who, "刘一", 2, &rows, &err), &err);
	assert_int_equal(rows.n, 2);
	assert_true(rows.more);
	sifa_rows_free(&rows);
	/* villages of all offices, the own first */
	ok(sifa_pick(x->clerk[1], place, "西滩", 9, &rows, &err), &err);
	assert_int_equal(rows.n, 2);
	assert_int_equal(sifa_record_id(rows.hit[0].record), x->village[1]);
	sifa_rows_free(&rows);
	ok(sifa_pick(x->clerk[1], who, "刘一", 9, &rows, &err), &err);
	assert_int_equal(rows.n, 0);
	ok(sifa_pick(x->clerk[0], place, "", 9, &rows, &err), &err); /* all, in order */
	assert_true(rows.n >= 4);
	sifa_rows_free(&rows);
	assert_int_equal(sifa_pick(x->clerk[0], kind_field(x->med, "no"), "1", 9, &rows, &err),
			 SIFA_E_USAGE);
}

/* 西 is whom the typist means, not everybody of 西滩村. */
static void a_name_comes_before_a_village(void **state)
{
	struct fix *x = *state;
	const struct sifa_field *who = &kind_field(x->med, "parties")->row[1];
	uint64_t called = make_person(x, 0, "西门庆");
	struct sifa_record *r = blank(x->clerk[0], "person");
	struct sifa_rows rows;
	struct sifa_err err = {0};

	set(r, "name", "武大");
	ok(sifa_set(r, kind_field(x->person, "village"),
		    &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)x->village[0]}, &err),
	   &err);
	save(x->clerk[0], r);
	ok(sifa_pick(x->clerk[0], who, "西", 9, &rows, &err), &err);
	assert_int_equal(rows.n, 2);
	assert_int_equal(sifa_record_id(rows.hit[0].record), called);
	sifa_rows_free(&rows);
}

/* However it is written: in capitals, in full width, with spaces. */
static void a_name_is_compared_as_it_is_searched(void **state)
{
	static const char *const typed[] = {"Gulnar", "GULNAR", "ＧＵＬ", "gulnar al",
					    "Gulnar　Ali"};
	struct fix *x = *state;
	const struct sifa_field *who = &kind_field(x->med, "parties")->row[1];
	uint64_t called = make_person(x, 0, "Gulnar Ali");
	struct sifa_rows rows;
	struct sifa_err err = {0};

	make_person(x, 0, "Bo Gulnar Ali"); /* made last, so that it is first of equals */
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		ok(sifa_pick(x->clerk[0], who, typed[i], 9, &rows, &err), &err);
		assert_int_equal(rows.n, 2);
		assert_int_equal(sifa_record_id(rows.hit[0].record), called);
		sifa_rows_free(&rows);
	}
}

/* ---- who refers ---- */

static void referrers_come_newest_first_and_once(void **state)
{
	struct fix *x = *state;
	struct sifa_rows rows;
	struct sifa_err err = {0};
	int64_t last = INT64_MAX;

	ok(sifa_referrers(x->clerk[0], x->committee[0], x->med, 100, &rows, &err), &err);
	assert_true(rows.n >= CASES / 2);
	for (size_t i = 0; i < rows.n; i++) {
		assert_true(accepted(x, rows.hit[i].record) <= last);
		last = accepted(x, rows.hit[i].record);
	}
	assert_false(rows.more);
	sifa_rows_free(&rows);
	ok(sifa_referrers(x->clerk[0], x->committee[0], NULL, 5, &rows, &err), &err);
	assert_int_equal(rows.n, 5);
	assert_true(rows.more);
	sifa_rows_free(&rows);
	/* of a unit that everybody knows each sees only his own */
	ok(sifa_referrers(x->clerk[1], x->village[0], x->med, 100, &rows, &err), &err);
	assert_int_equal(rows.n, 0);
	sifa_rows_free(&rows);
	ok(sifa_referrers(x->clerk[0], x->committee[0], sifa_kind(x->sifa, "person"), 5, &rows,
			  &err),
	   &err);
	assert_int_equal(rows.n, 0);
	sifa_rows_free(&rows);
}

#define T(f) cmocka_unit_test(f)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(every_order_is_whole_in_both_directions),
		T(a_filtered_ledger_has_the_same_order),
		T(a_cursor_means_the_same_with_a_filter_and_without),
		T(rows_of_columns_hold_what_is_shown),
		T(a_unit_shows_its_own),
		T(the_ends_of_a_ledger),
		T(jumps_to_a_day_a_month_or_a_year),
		T(jumps_to_a_number_or_a_code),
		T(what_has_no_place_is_told),
		T(filters_by_number_ignore_brackets_and_padding),
		T(a_filter_takes_an_id),
		T(tests_of_the_command_line),
		T(wrong_tests_are_told),
		T(filters_that_cannot_be_are_told),
		cmocka_unit_test_setup_teardown(a_cursor_stays_while_records_come_and_go, fill,
						fix_down),
		cmocka_unit_test_setup_teardown(a_case_is_found_through_its_people_and_committee,
						fill, fix_down),
		cmocka_unit_test_setup_teardown(rare_characters_are_found, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(a_word_stands_in_one_piece, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(a_number_is_found_by_its_beginning, fix_up,
						fix_down),
		cmocka_unit_test_setup_teardown(pickers_put_the_likeliest_first, fix_up, fix_down),
		cmocka_unit_test_setup_teardown(a_name_is_compared_as_it_is_searched, fix_up,
						fix_down),
		cmocka_unit_test_setup_teardown(a_name_comes_before_a_village, fix_up, fix_down),
		T(referrers_come_newest_first_and_once),
	};

	return cmocka_run_group_tests(tests, fill, fix_down);
}
