/* test_paper.c - papers: days and amounts in words, widths of printers, where lines and
 * pages end, what is masked, and that every print is told to the journal. */
#include "../../core/base/chinese.h"
#include "../../core/base/text.h"
#include "work_fixture.h"

/* ---- words ---- */

static void is_day(int y, int m, int d, const char *plain, const char *words)
{
	struct buf b = {0};

	chinese_day(sifa_day_of(y, m, d), &b);
	buf_add(&b, "", 1);
	assert_string_equal(b.p, plain);
	b.n = 0;
	chinese_day_words(sifa_day_of(y, m, d), &b);
	buf_add(&b, "", 1);
	assert_string_equal(b.p, words);
	buf_free(&b);
}

static void test_days(void **state)
{
	(void)state;
	is_day(2013, 3, 15, "2013年3月15日", "二〇一三年三月十五日");
	is_day(2010, 10, 10, "2010年10月10日", "二〇一〇年十月十日");
	is_day(2000, 11, 20, "2000年11月20日", "二〇〇〇年十一月二十日");
	is_day(1999, 12, 31, "1999年12月31日", "一九九九年十二月三十一日");
	is_day(2024, 2, 29, "2024年2月29日", "二〇二四年二月二十九日");
}

static void test_capitals(void **state)
{
	static const struct {
		int64_t fen;
		const char *words;
	} t[] = {
		{140050, "壹仟肆佰元伍角整"},
		{100405, "壹仟零肆元零伍分"},
		{0, "零元整"},
		{5, "伍分"},
		{50, "伍角整"},
		{1000, "壹拾元整"},
		{1000005, "壹万元零伍分"},
		{1200000, "壹万贰仟元整"},
		{2030000, "贰万零叁佰元整"},
		{10000000, "壹拾万元整"},
		{10050000, "壹拾万零伍佰元整"},
		{10000000000, "壹亿元整"},
		{12003000001, "壹亿贰仟零叁万元零壹分"},
		{10000000100, "壹亿零壹元整"},
		{1000000000000, "壹佰亿元整"},
		{100000000000000, "壹万亿元整"},
		{-140050, "负壹仟肆佰元伍角整"},
		{123456789, "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct buf b = {0};

		chinese_capitals(t[i].fen, &b);
		buf_add(&b, "", 1);
		assert_string_equal(b.p, t[i].words);
		buf_free(&b);
	}
}

static void test_printers_draw_some_signs_wide(void **state)
{
	static const char s[] = "□买买提·吐尔逊—①…“”";

	(void)state;
	assert_int_equal(sifa_text_width_wide(s, strlen(s)), 12 + 2 * 7);
	assert_int_equal(sifa_text_width_wide("┌─┐", strlen("┌─┐")), 3);
	assert_int_equal(sifa_text_width_wide("ab甲", 5), 4);
}

static void test_lines_break_by_the_rules(void **state)
{
	static const char s[] = "甲乙丙丁，（戊己）庚。";
	size_t len, next = text_wrap(s, strlen(s), 0, 8, false, &len);

	(void)state;
	assert_int_equal(len, strlen("甲乙丙")); /* the comma takes its character along */
	next = text_wrap(s, strlen(s), next, 6, false, &len);
	assert_memory_equal(s + strlen("甲乙丙"), "丁，", strlen("丁，"));
	assert_int_equal(len, strlen("丁，")); /* no opening bracket at the end */
	text_wrap(s, strlen(s), next, 10, false, &len);
	assert_int_equal(len, strlen("（戊己）"));
}

/* ---- papers ---- */

static struct sifa_pages *compose(struct fix *x, const char *paper, uint64_t id,
				  const struct sifa_compose *how)
{
	struct sifa_record *r;
	struct sifa_pages *pages;
	struct sifa_err err = {0};

	r = get(x->clerk[0], id);
	ok(sifa_compose(x->clerk[0], sifa_paper(x->sifa, paper), r, how, &pages, &err), &err);
	sifa_record_free(r);
	return pages;
}

static size_t lines_with(const struct sifa_pages *p, size_t page, const char *text)
{
	size_t n = 0;

	for (size_t i = 0; i < p->page[page].n; i++)
		n += strstr(p->page[page].line[i].text, text) != NULL;
	return n;
}

static uint64_t case_with(struct fix *x, const char *field, const char *text)
{
	struct sifa_record *r = new_case(x, 0, "(2013)1", "2013-05-10");

	set(r, field, text);
	return save(x->clerk[0], r);
}

/* A cell of hundreds of lines: every page closes and opens the box, none is lost. */
static void test_a_box_goes_on_over_pages(void **state)
{
	struct fix *x = *state;
	struct sifa_compose how = {.draft = true};
	struct sifa_pages *p;
	char text[4000] = "";
	size_t seen = 0;

	for (int i = 0; i < 200; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%s第%03d行",
			 i ? "\n" : "", i);
	p = compose(x, "mediation_registration", case_with(x, "summary", text), &how);
	assert_true(p->n > 3);
	for (size_t i = 0; i < p->n; i++) {
		char foot[64];

		assert_int_equal(p->page[i].n, p->lines);
		snprintf(foot, sizeof foot, "第%zu页　共%zu页", i + 1, p->n);
		assert_int_equal(lines_with(p, i, foot), 1);
		assert_int_equal(lines_with(p, i, "草　　稿"), 1);
		assert_int_equal(lines_with(p, i, "┌"), lines_with(p, i, "└"));
		seen += lines_with(p, i, "行 ");
		for (size_t j = 0; j < p->page[i].n; j++)
			assert_true(sifa_text_width(p->page[i].line[j].text,
						    strlen(p->page[i].line[j].text)) <= 78);
	}
	assert_int_equal(seen, 200);
	sifa_pages_free(p);
}

/* Who signs stands with what is signed: never alone at the head of a page. */
static void test_signatures_are_not_divided(void **state)
{
	struct fix *x = *state;
	struct sifa_compose how = {0};

	for (int lines = 1; lines < 50; lines++) {
		struct sifa_record *r = new_case(x, 0, "", "2013-05-10");
		char text[800] = "甲", no[32];
		struct sifa_pages *p;
		size_t on = 0;

		for (int i = 1; i < lines; i++)
			strcat(text, "\n乙");
		snprintf(no, sizeof no, "(2013)%d", lines);
		set(r, "no", no);
		set(r, "terms", text);
		p = compose(x, "mediation_agreement", save(x->clerk[0], r), &how);
		for (size_t i = 0; i < p->n; i++)
			if (lines_with(p, i, "（印章）")) {
				on++;
				/* the date below it, three blank lines above */
				assert_int_equal(lines_with(p, i, "________　"), 0);
				for (size_t j = 0; j < p->page[i].n; j++)
					if (p->page[i].line[j].style == SIFA_LINE_SEAL)
						assert_true(j + 3 < p->page[i].n);
			}
		assert_int_equal(on, 1);
		sifa_pages_free(p);
	}
}

static void test_ask_for_what_it_needs(void **state)
{
	struct fix *x = *state;
	struct sifa_findings f = {0};
	struct sifa_record *r = new_case(x, 0, "(2013)1", "2013-05-10");
	const struct sifa_paper *p[60];
	size_t n;

	sifa_paper_missing(sifa_paper(x->sifa, "mediation_agreement"), r, &f);
	assert_int_equal(f.total, 4);
	assert_true(found(&f, SIFA_ERROR, "terms"));
	sifa_findings_free(&f);
	n = sifa_papers_of(x->sifa, r, p, 60);
	for (size_t i = 0; i < n; i++) {
		assert_ptr_equal(p[i]->kind, x->med);
		assert_string_not_equal(p[i]->id, "mediation_oral"); /* a written case */
		assert_true(!i || p[i - 1]->order <= p[i]->order);
	}
	assert_true(n > 5);
	sifa_record_free(r);
	/* every kind has a ledger, its own or one of its columns */
	assert_string_equal(sifa_ledger(x->sifa, x->med)->id, "mediation_register");
	assert_string_equal(sifa_ledger(x->sifa, x->unit)->id, "unit");
}

/* ---- out ---- */

struct bytes {
	char p[200000];
	size_t n;
};

static enum sifa_rc take(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	struct bytes *b = arg;

	(void)err;
	assert_true(b->n + n < sizeof b->p);
	memcpy(b->p + b->n, s, n);
	b->n += n;
	return SIFA_OK;
}

static void test_every_print_is_in_the_journal(void **state)
{
	struct fix *x = *state;
	uint64_t id = case_with(x, "summary", "龍𠅤之争"); /* 𠅤 needs four bytes */
	struct sifa_compose how = {.draft = true, .ascii = true, .wide = true};
	struct sifa_pages *p = compose(x, "mediation_registration", id, &how);
	struct sifa_print print = {.form = SIFA_PRINT_NEEDLE};
	struct bytes *b = calloc(1, sizeof *b);
	struct sifa_sink sink = {take, b};
	struct sifa_entry e;
	struct sifa_err err = {0};
	char lacking[64];
	size_t n;

	ok(sifa_print(x->clerk[0], p, &print, &sink, &err), &err);
	ok(sifa_journal(x->clerk[0], id, &e, 1, &n, &err), &err);
	assert_string_equal(e.what, "print");
	assert_string_equal(e.note, "mediation_registration 1/1 draft");
	assert_int_equal(e.actor, sifa_session_user(x->clerk[0]));
	assert_non_null(memmem(b->p, b->n, "\xA1\xFE", 2)); /* 〓 for what it lacks */
	assert_int_equal(sifa_pages_lacking(p, lacking, sizeof lacking), 1);
	assert_string_equal(lacking, "𠅤");
	/* another office may neither see nor print it */
	assert_int_equal(sifa_print(x->clerk[1], p, &print, &sink, &err), SIFA_E_NOTFOUND);
	sifa_pages_free(p);
	free(b);
}

static void test_what_may_not_be_seen_is_not_printed(void **state)
{
	struct fix *x = *state;
	uint64_t id = case_with(x, "summary", "甲");
	struct sifa_compose how = {.draft = true};
	struct sifa_pages *p;
	struct sifa_record *r;
	struct sifa_err err = {0};

	r = get(x->clerk[0], id);
	set_id(r, "committee", x->committee[1]); /* of the other office */
	ok(sifa_compose(x->clerk[0], sifa_paper(x->sifa, "mediation_registration"), r, &how, &p,
			&err),
	   &err);
	assert_int_equal(lines_with(p, 0, "乙调委会"), 0);
	sifa_pages_free(p);
	sifa_record_free(r);
}

#define IN_STORE(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_capitals),
		cmocka_unit_test(test_printers_draw_some_signs_wide),
		cmocka_unit_test(test_lines_break_by_the_rules),
		IN_STORE(test_a_box_goes_on_over_pages),
		IN_STORE(test_signatures_are_not_divided),
		IN_STORE(test_ask_for_what_it_needs),
		IN_STORE(test_every_print_is_in_the_journal),
		IN_STORE(test_what_may_not_be_seen_is_not_printed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
