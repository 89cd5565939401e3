/* Records in memory and as bytes, their keys and due days; damaged bytes. */
#include "mini.h"

static struct mini mini;

static int setup(void **state)
{
	(void)state;
	mini_load(&mini);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	mini_free(&mini);
	return 0;
}

static void add_party(struct sifa_record *r, const char *agent, uint64_t person)
{
	const struct sifa_field *f = sifa_field(r->kind, "parties");
	const struct sifa_value *old = sifa_get(r, f);
	struct sifa_row row[20];
	struct sifa_value cell[3] = {
		{.state = SIFA_SET, .n = 1},
		{.state = SIFA_SET, .n = (int64_t)person},
		{.state = SIFA_SET, .s = agent, .len = strlen(agent)},
	};
	struct sifa_value v = {.state = SIFA_SET, .len = old->len + 1, .row = row};

	for (size_t i = 0; i < old->len; i++)
		row[i] = old->row[i];
	row[old->len] = (struct sifa_row){.v = cell};
	assert_int_equal(sifa_set(r, f, &v, NULL), SIFA_OK);
}

static struct sifa_record *a_case(void)
{
	struct sifa_record *r = record_new(mini_kind(&mini, "mediation"));

	assert_non_null(r);
	mini_type(r, "no", "(2013)垣新人调字第001号");
	mini_type(r, "committee", "10203-7");
	mini_type(r, "form", "书面");
	mini_type(r, "type", "不详");
	mini_type(r, "accepted_on", "2013-01-31");
	mini_type(r, "begun_at", "2013-02-01 09:30");
	mini_type(r, "amount", "1234.56");
	mini_type(r, "people", "3");
	mini_type(r, "evidence", "笔录、视频");
	mini_type(r, "filed_at_court", "否");
	mini_type(r, "terms", "一、赔偿\n二、道歉");
	mini_type(r, "mediators", "10203-8 10203-9");
	add_party(r, "李四", 77);
	add_party(r, "", 78);
	r->id = 4711;
	r->unit = 12;
	r->holder = 13;
	r->rev = 5;
	r->flags = SIFA_REC_IMPORTED;
	r->entered = sifa_day_of(2013, 2, 1);
	r->created = 1360000000;
	r->created_by = 99;
	return r;
}

static void bytes_give_the_record_back(void **state)
{
	struct sifa_record *r = a_case(), *back = record_new(r->kind);
	struct buf b = {0};
	size_t n;

	(void)state;
	assert_int_equal(record_encode(r, &b, NULL), SIFA_OK);
	assert_int_equal(record_decode(back, (uint8_t *)b.p, b.n, NULL), SIFA_OK);
	assert_true(record_equal(r, back));
	assert_int_equal(sifa_record_id(back), 4711);
	assert_int_equal(sifa_record_unit(back), 12);
	assert_int_equal(back->holder, 13);
	assert_int_equal(sifa_record_rev(back), 5);
	assert_int_equal(sifa_record_flags(back), SIFA_REC_IMPORTED);
	assert_int_equal(back->entered, sifa_day_of(2013, 2, 1));
	assert_int_equal(back->secrecy, 1);
	assert_int_equal(back->created, 1360000000);
	assert_int_equal(back->created_by, 99);
	assert_non_null(record_fixed((uint8_t *)b.p, b.n, &n));
	assert_int_equal(n, r->kind->fixed);
	buf_free(&b);
	sifa_record_free(r);
	sifa_record_free(back);
}

static void slots_keep_the_order_of_values(void **state)
{
	static const int64_t n[] = {-1000000, -1, 0, 1, 15000, 1000000};
	struct sifa_field f = {.type = SIFA_DATE};

	(void)state;
	for (int t = 0; t < 3; t++) {
		f.type = (enum sifa_type[]){SIFA_INT, SIFA_MONEY, SIFA_DATE}[t];
		for (size_t i = 0; i < 6; i++) {
			struct sifa_value v = {.state = SIFA_SET, .n = n[i]}, back;
			uint64_t slot = slot_of(&f, &v), before;

			if (!slot_fits(f.type, n[i]))
				continue;
			assert_true(slot >= SIFA_SET);
			slot_value(&f, slot, &back);
			assert_int_equal(back.n, n[i]);
			v.n--;
			before = slot_of(&f, &v);
			assert_true(before < slot);
		}
	}
	assert_int_equal(day_of_slot(slot_of_day(15000)), 15000);
	assert_int_equal(day_of_slot(1), SIFA_DAY_NONE);
}

static void a_shorter_part_is_absent(void **state)
{
	/* As written before the last fields were declared. */
	struct sifa_record *r = a_case(), *back;
	struct sifa_kind young = *r->kind;
	struct buf b = {0};

	(void)state;
	young.nfields = 8;
	young.fixed = r->kind->field[8].offset;
	young.nvar = 1;
	r->kind = &young;
	assert_int_equal(record_encode(r, &b, NULL), SIFA_OK);
	back = record_new(mini_kind(&mini, "mediation"));
	assert_int_equal(record_decode(back, (uint8_t *)b.p, b.n, NULL), SIFA_OK);
	assert_int_equal(sifa_get(back, sifa_field(back->kind, "accepted_on"))->state, SIFA_SET);
	assert_int_equal(sifa_get(back, sifa_field(back->kind, "parties"))->state, SIFA_ABSENT);
	assert_int_equal(sifa_get(back, sifa_field(back->kind, "amount"))->state, SIFA_ABSENT);
	buf_free(&b);
	sifa_record_free(r);
	sifa_record_free(back);
}

static void rows_keep_their_ids(void **state)
{
	struct sifa_record *r = a_case();
	const struct sifa_field *f = sifa_field(r->kind, "parties");
	const struct sifa_value *v = sifa_get(r, f);
	struct sifa_row row[2];
	struct sifa_value swapped = {.state = SIFA_SET, .len = 2, .row = row};

	(void)state;
	assert_int_equal(v->row[0].id, 1);
	assert_int_equal(v->row[1].id, 2);
	row[0] = v->row[1];
	row[1] = v->row[0];
	assert_int_equal(sifa_set(r, f, &swapped, NULL), SIFA_OK);
	assert_int_equal(sifa_get(r, f)->row[0].id, 2);
	swapped.len = 1;
	assert_int_equal(sifa_set(r, f, &swapped, NULL), SIFA_OK);
	add_party(r, "新", 79);
	assert_int_equal(sifa_get(r, f)->row[0].id, 2);
	assert_int_equal(sifa_get(r, f)->row[1].id, 3);
	sifa_record_free(r);
}

static void setting_refuses_what_cannot_be(void **state)
{
	struct sifa_record *r = a_case();
	const struct sifa_kind *k = r->kind;
	struct sifa_value v = {.state = SIFA_UNKNOWN};
	struct sifa_err err = {0};

	(void)state;
	assert_int_equal(sifa_set(r, sifa_field(k, "form"), &v, &err), SIFA_E_USAGE);
	assert_string_equal(err.field, "form");
	assert_int_equal(sifa_set(r, sifa_field(k, "type"), &v, NULL), SIFA_OK);
	v = (struct sifa_value){.state = SIFA_SET, .n = 999};
	assert_int_equal(sifa_set(r, sifa_field(k, "type"), &v, NULL), SIFA_E_USAGE);
	assert_int_equal(sifa_set(r, sifa_field(k, "evidence"), &v, NULL), SIFA_E_USAGE);
	assert_int_equal(sifa_set(r, mini_field(&mini, "person", "birth"), &v, NULL), SIFA_E_USAGE);
	v.n = INT64_MAX;
	assert_int_equal(sifa_set(r, sifa_field(k, "people"), &v, NULL), SIFA_E_USAGE);
	assert_int_equal(sifa_set(r, sifa_field(k, "accepted_on"), &v, NULL), SIFA_E_USAGE);
	v = (struct sifa_value){.state = SIFA_SET, .s = "a\x1b[2J", .len = 5};
	assert_int_equal(sifa_set(r, sifa_field(k, "no"), &v, NULL), SIFA_E_DATA);
	assert_string_equal(sifa_get(r, sifa_field(k, "no"))->s, "(2013)垣新人调字第001号");
	sifa_record_free(r);
}

static void note_ref(void *arg, uint64_t to, const struct sifa_field *field)
{
	char *seen = arg, one[64];

	snprintf(one, sizeof one, "%s:%llu ", field->id, (unsigned long long)(to & 0xFFFF));
	strcat(seen, one);
}

static void references_are_told_with_those_in_rows(void **state)
{
	struct sifa_record *r = a_case();
	char seen[400] = "";

	(void)state;
	record_refs(r, note_ref, seen);
	assert_string_equal(seen, "committee:7 mediators:8 mediators:9 parties:77 parties:78 ");
	sifa_record_free(r);
}

static void the_state_is_the_last_date_set(void **state)
{
	struct sifa_record *r = a_case();

	(void)state;
	assert_string_equal(sifa_record_state(r)->id, "accepted");
	mini_type(r, "closed_on", "2013-02-10");
	assert_string_equal(sifa_record_state(r)->id, "closed");
	mini_type(r, "accepted_on", "");
	assert_string_equal(sifa_record_state(r)->id, "closed");
	assert_int_equal(record_day(r), sifa_day_of(2013, 2, 10));
	record_clear(r);
	assert_null(sifa_record_state(r));
	assert_int_equal(record_day(r), SIFA_DAY_NONE);
	sifa_record_free(r);
}

static void due_days(void **state)
{
	struct sifa_record *r = a_case();
	const struct sifa_clock_def *settle = &r->kind->clock[0], *archive = &r->kind->clock[1];

	(void)state;
	assert_int_equal(sifa_clock_due(r, settle),
			 sifa_day_of(2013, 2, 28)); /* 31 January + month */
	assert_int_equal(sifa_clock_due(r, archive), SIFA_DAY_NONE);
	mini_type(r, "closed_on", "2013-02-10");
	assert_int_equal(sifa_clock_due(r, settle), SIFA_DAY_NONE);
	assert_int_equal(sifa_clock_due(r, archive), sifa_day_of(2013, 3, 12));
	sifa_record_free(r);
}

/* ---- keys ---- */

static size_t sort_key(struct sifa_record *r, size_t sort, const char *day, const char *no,
		       uint8_t *out)
{
	size_t n;

	mini_type(r, "accepted_on", day);
	mini_type(r, "no", no);
	memset(out, 0, SORT_KEY_MAX);
	n = record_sort_key(r, &r->kind->sort[sort], &(struct sort_text){0}, out);
	assert_in_range(n, 1, SORT_KEY_MAX);
	return n;
}

static void sort_keys_order_records(void **state)
{
	struct sifa_record *r = a_case();
	uint8_t a[SORT_KEY_MAX], b[SORT_KEY_MAX], text[SORT_KEY_MAX];
	size_t n;

	(void)state;
	sort_key(r, 1, "2013-01-01", "(2013)垣新人调字第9号", a);
	sort_key(r, 1, "2013-01-01", "(2013)垣新人调字第10号", b);
	assert_true(memcmp(a, b, sizeof a) < 0); /* 9 before 10 */
	n = sort_key_of_text(r->kind, &r->kind->sort[1], "〔2013〕垣新人调字第10", SIFA_DAY_NONE,
			     text);
	assert_true(memcmp(text, a, n) > 0);
	assert_memory_equal(text, b, n);
	/* newest first, then by number downwards */
	sort_key(r, 0, "2013-03-02", "1", a);
	sort_key(r, 0, "2013-03-01", "1", b);
	assert_true(memcmp(a, b, sizeof a) < 0);
	sort_key(r, 0, "", "1", b);
	assert_true(memcmp(a, b, sizeof a) < 0);
	n = sort_key_of_text(r->kind, &r->kind->sort[0], "2013-03", SIFA_DAY_NONE, text);
	assert_int_equal(n, 4);
	assert_true(memcmp(text, a, n) < 0);
	sort_key(r, 0, "2013-04-01", "1", a);
	assert_true(memcmp(text, a, n) > 0);
	assert_int_equal(sort_key_of_text(r->kind, &r->kind->sort[0], "??", SIFA_DAY_NONE, text),
			 0);
	sifa_record_free(r);
}

static size_t import_key(struct sifa_record *r, const char *no, uint8_t *out)
{
	mini_type(r, "no", no);
	memset(out, 0, KEY_MAX);
	return record_key(r, 0, out);
}

static void import_keys_ignore_brackets_and_padding(void **state)
{
	struct sifa_record *r = a_case();
	struct sifa_record *p = record_new(mini_kind(&mini, "person"));
	uint8_t a[KEY_MAX], b[KEY_MAX];
	size_t na, nb;

	(void)state;
	na = import_key(r, "(2013)垣新人调字第001号", a);
	nb = import_key(r, "〔2013〕垣新人调字第1号", b);
	assert_int_equal(na, nb);
	assert_memory_equal(a, b, na);
	nb = import_key(r, "〔2013〕垣新人调字第2号", b);
	assert_true(na != nb || memcmp(a, b, na) != 0);
	assert_null(memchr(a, 0, na));
	mini_type(r, "no", "");
	assert_int_equal(record_key(r, 0, a), 0);
	assert_int_equal(record_key(r, 7, a), 0);
	mini_type(p, "name", "张三");
	mini_type(p, "birth", "1980-01-01");
	assert_int_equal(record_key(p, 1, a), 0);
	mini_type(p, "village", "1-5");
	na = record_key(p, 1, a);
	assert_true(na > 0);
	mini_type(p, "birth", "1980-01-02");
	nb = record_key(p, 1, b);
	assert_true(na != nb || memcmp(a, b, na) != 0);
	mini_type(p, "id_no", "不详"); /* nobody is found by an unknown number */
	assert_int_equal(record_key(p, 0, a), 0);
	sifa_record_free(p);
	sifa_record_free(r);
}

static void long_keys_differ_by_their_end(void **state)
{
	struct sifa_record *r = record_new(mini_kind(&mini, "committee"));
	uint8_t a[KEY_MAX], b[KEY_MAX];
	struct sifa_value v = {.state = SIFA_SET};
	char wide[400] = "";

	(void)state;
	while (strlen(wide) < 300)
		strcat(wide, "村");
	v.s = wide;
	v.len = strlen(wide);
	assert_int_equal(sifa_set(r, sifa_field(r->kind, "name"), &v, NULL), SIFA_OK);
	assert_int_equal(record_key(r, 0, a), KEY_MAX);
	strcat(wide, "乙");
	v.len = strlen(wide);
	assert_int_equal(sifa_set(r, sifa_field(r->kind, "name"), &v, NULL), SIFA_OK);
	assert_int_equal(record_key(r, 0, b), KEY_MAX);
	assert_true(memcmp(a, b, KEY_MAX) != 0);
	sifa_record_free(r);
}

static void ids_are_written_and_read(void **state)
{
	uint64_t id = 0;
	char buf[32];

	(void)state;
	assert_int_equal(sifa_id_parse("10203-4571", &id), SIFA_OK);
	assert_true(id == (UINT64_C(10203) << 46 | 4571));
	assert_string_equal(sifa_id_format(id, buf), "10203-4571");
	assert_int_equal(sifa_id_parse("10203.3-4571", &id), SIFA_OK);
	assert_string_equal(sifa_id_format(id, buf), "10203.3-4571");
	assert_string_equal(sifa_id_format(UINT64_MAX, buf), "262143.63-1099511627775");
	assert_int_equal(sifa_id_parse("10203-0", &id), SIFA_E_DATA);
	assert_int_equal(sifa_id_parse("10203-", &id), SIFA_E_DATA);
	assert_int_equal(sifa_id_parse("10203.64-1", &id), SIFA_E_DATA);
	assert_int_equal(sifa_id_parse("10203-1x", &id), SIFA_E_DATA);
	assert_int_equal(sifa_id_parse("", &id), SIFA_E_DATA);
}

/* ---- damage ---- */

static uint64_t next_random(uint64_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 7;
	*s ^= *s << 17;
	return *s;
}

static void every_cut_is_found(void **state)
{
	struct sifa_record *r = a_case(), *back = record_new(r->kind);
	struct buf b = {0};

	(void)state;
	assert_int_equal(record_encode(r, &b, NULL), SIFA_OK);
	for (size_t n = 0; n < b.n; n++) {
		uint8_t *p = malloc(n + 1); /* its own block, so that a read past the end shows */
		struct sifa_err err = {0};

		assert_non_null(p);
		memcpy(p, b.p, n);
		p = realloc(p, n ? n : 1);
		assert_int_equal(record_decode(back, p, n, &err), SIFA_E_DAMAGED);
		assert_int_equal(err.rc, SIFA_E_DAMAGED);
		free(p);
	}
	buf_free(&b);
	sifa_record_free(r);
	sifa_record_free(back);
}

/* A damaged record is refused, or is some record that can be written again. */
static void damaged_bytes_do_no_harm(void **state)
{
	struct sifa_record *r = a_case(), *back = record_new(r->kind);
	uint64_t seed = 20131220;
	struct buf b = {0}, again = {0};
	size_t refused = 0;

	(void)state;
	assert_int_equal(record_encode(r, &b, NULL), SIFA_OK);
	for (int i = 0; i < 40000; i++) {
		uint8_t *p = malloc(b.n);
		size_t len;
		enum sifa_rc rc;

		assert_non_null(p);
		memcpy(p, b.p, b.n);
		for (uint64_t k = next_random(&seed) % 4 + 1; k > 0; k--) {
			static const uint8_t edge[] = {0, 1, 4, 0x7F, 0x80, 0xFF};
			uint64_t x = next_random(&seed);

			p[x % b.n] = x & 1 << 20 ? edge[x >> 32 & 3] : (uint8_t)(x >> 40);
		}
		rc = record_decode(back, p, b.n, NULL);
		record_fixed(p, b.n, &len);
		if (rc) {
			assert_int_equal(rc, SIFA_E_DAMAGED);
			refused++;
		} else {
			char shown[200];
			uint8_t key[KEY_MAX];

			for (size_t j = 0; j < back->kind->nfields; j++)
				field_format(&back->kind->field[j], &back->v[j], SIFA_ZH, shown,
					     sizeof shown);
			record_key(back, 0, key);
			record_sort_key(back, &back->kind->sort[0], &(struct sort_text){0}, key);
			again.n = 0;
			assert_int_equal(record_encode(back, &again, NULL), SIFA_OK);
		}
		free(p);
	}
	assert_in_range(refused, 1000, 39999);
	buf_free(&b);
	buf_free(&again);
	sifa_record_free(r);
	sifa_record_free(back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_give_the_record_back),
		cmocka_unit_test(slots_keep_the_order_of_values),
		cmocka_unit_test(a_shorter_part_is_absent),
		cmocka_unit_test(rows_keep_their_ids),
		cmocka_unit_test(setting_refuses_what_cannot_be),
		cmocka_unit_test(references_are_told_with_those_in_rows),
		cmocka_unit_test(the_state_is_the_last_date_set),
		cmocka_unit_test(due_days),
		cmocka_unit_test(sort_keys_order_records),
		cmocka_unit_test(import_keys_ignore_brackets_and_padding),
		cmocka_unit_test(long_keys_differ_by_their_end),
		cmocka_unit_test(ids_are_written_and_read),
		cmocka_unit_test(every_cut_is_found),
		cmocka_unit_test(damaged_bytes_do_no_harm),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
