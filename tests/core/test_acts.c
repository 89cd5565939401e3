/* Random acts of several people: created, changed, deleted, imported, refused. After
 * them the store is sound, the facts are what a recount from the records gives, and
 * everybody sees what a plain list kept beside says. Fixed seeds. */
#include "work_fixture.h"

enum { MOST = 1200 };

struct shadow { /* what must be in the store */
	uint64_t id;
	uint32_t rev;
	int office;
	sifa_day accepted, closed; /* SIFA_DAY_NONE: not set */
	bool alive;
};

struct play {
	struct fix *x;
	uint64_t seed;
	struct shadow s[MOST];
	size_t n;
	unsigned number;
};

static uint64_t dice(struct play *p, uint64_t sides)
{
	p->seed ^= p->seed << 13;
	p->seed ^= p->seed >> 7;
	p->seed ^= p->seed << 17;
	return p->seed % sides;
}

static sifa_day some_day(struct play *p, sifa_day from)
{
	sifa_day d = from + (sifa_day)dice(p, 120);

	return d > sifa_day_of(2013, 12, 20) ? sifa_day_of(2013, 12, 20) : d;
}

static void set_day(struct sifa_record *r, const char *field, sifa_day d)
{
	char buf[12];

	if (d == SIFA_DAY_NONE)
		r->v[kind_field(r->kind, field)->index] = (struct sifa_value){0};
	else
		set(r, field, sifa_day_format(d, buf));
}

static struct sifa_record *fetch(struct play *p, const struct shadow *s)
{
	struct sifa_record *r;
	struct sifa_err err = {0};

	ok(sifa_record_get(p->x->clerk[s->office], s->id, &r, &err), &err);
	assert_int_equal(sifa_record_rev(r), s->rev);
	return r;
}

/* ---- acts ---- */

static void create(struct play *p)
{
	struct shadow s = {.office = (int)dice(p, 2), .rev = 1, .alive = true};
	struct sifa_record *r;
	char no[40], day[12];

	if (p->n == MOST)
		return;
	s.accepted = some_day(p, sifa_day_of(2013, 1, 1));
	s.closed = dice(p, 2) ? some_day(p, s.accepted) : SIFA_DAY_NONE;
	snprintf(no, sizeof no, "(2013)第%u号", ++p->number);
	r = new_case(p->x, s.office, no, sifa_day_format(s.accepted, day));
	set_day(r, "closed_on", s.closed);
	if (dice(p, 2))
		set_id(r, "place", p->x->village[dice(p, 2)]);
	if (dice(p, 3) == 0)
		set_day(r, "perform_by", some_day(p, s.accepted) + 60);
	s.id = save(p->x->clerk[s.office], r);
	p->s[p->n++] = s;
}

static struct shadow *alive(struct play *p)
{
	for (size_t i = 0, at = p->n ? dice(p, p->n) : 0; i < p->n; i++)
		if (p->s[(at + i) % p->n].alive)
			return &p->s[(at + i) % p->n];
	return NULL;
}

static void update(struct play *p)
{
	struct shadow *s = alive(p);
	struct sifa_record *r;

	if (!s)
		return;
	r = fetch(p, s);
	s->accepted = some_day(p, sifa_day_of(2013, 1, 1));
	s->closed = dice(p, 2) ? some_day(p, s->accepted) : SIFA_DAY_NONE;
	set_day(r, "accepted_on", s->accepted);
	set_day(r, "closed_on", s->closed);
	set(r, "remark", dice(p, 2) ? "改动" : "又改动，较长的一段话");
	save(dice(p, 4) ? p->x->clerk[s->office] : p->x->county, r);
	s->rev++;
}

static void delete (struct play *p)
{
	struct shadow *s = alive(p);
	struct sifa_err err = {0};

	if (!s)
		return;
	ok(sifa_delete(p->x->clerk[s->office], s->id, s->rev, "试验", &err), &err);
	s->alive = false;
	s->rev++;
}

/* Stale revisions, wrong days, other people's records: nothing changes. */
static void refused(struct play *p)
{
	struct shadow *s = alive(p);
	struct sifa_record *r;
	struct sifa_err err = {0};

	if (!s)
		return;
	r = fetch(p, s);
	switch (dice(p, 3)) {
	case 0:
		r->rev += 1 + (uint32_t)dice(p, 5);
		sifa_record_reason(r, "照录原件");
		assert_int_equal(sifa_save(p->x->clerk[s->office], r, NULL, &err), SIFA_E_CONFLICT);
		break;
	case 1:
		set_day(r, "closed_on", s->accepted - 1);
		sifa_record_reason(r, "照录原件");
		assert_int_equal(sifa_save(p->x->clerk[s->office], r, NULL, &err), SIFA_E_DATA);
		break;
	default:
		sifa_record_reason(r, "照录原件");
		assert_int_equal(sifa_save(p->x->clerk[!s->office], r, NULL, &err),
				 SIFA_E_NOTFOUND);
	}
	sifa_record_free(r);
}

struct text {
	const char *s;
	size_t n;
};

static enum sifa_rc give(void *arg, char *buf, size_t size, size_t *n, struct sifa_err *err)
{
	struct text *t = arg;

	(void)err;
	*n = t->n < size ? t->n : size;
	memcpy(buf, t->s, *n);
	t->s += *n;
	t->n -= *n;
	return SIFA_OK;
}

/* The cases of one file, or none of them. */
static void import(struct play *p)
{
	int office = (int)dice(p, 2), rows = 1 + (int)dice(p, 12);
	bool bad = dice(p, 3) == 0;
	struct sifa_import im = {.kind = p->x->med};
	struct sifa_import_result res = {0};
	struct sifa_query q = {.kind = p->x->med, .sort = 1};
	struct text t;
	struct buf b = {0};
	struct sifa_err err = {0};
	unsigned first = p->number + 1;
	enum sifa_rc rc;

	if (p->n + (size_t)rows > MOST)
		return;
	buf_str(&b, "编号,协议形式,调委会,受理日期,结案日期,parties.1.side,parties.1.person\n");
	for (int i = 0; i < rows; i++) {
		sifa_day a = some_day(p, sifa_day_of(2013, 1, 1)), c = some_day(p, a);
		bool closed = dice(p, 2);
		char day[2][12];

		buf_printf(&b, "(2013)第%u号,书面,%s,%s,%s,1,案外人\n", ++p->number,
			   office ? "乙调委会" : "甲调委会", sifa_day_format(a, day[0]),
			   closed ? sifa_day_format(c, day[1]) : "");
		if (!bad)
			p->s[p->n + (size_t)i] =
				(struct shadow){.rev = 1,
						.office = office,
						.accepted = a,
						.closed = closed ? c : SIFA_DAY_NONE,
						.alive = true};
	}
	if (bad)
		buf_str(&b, "(2013)坏,书面,无此调委会,2013-13-01,,,\n");
	t = (struct text){b.p, b.n};
	im.source = (struct sifa_source){.name = "cases.csv", .read = give, .arg = &t};
	rc = sifa_import(p->x->clerk[office], &im, &res, &err);
	assert_int_equal(rc, bad ? SIFA_E_DATA : SIFA_OK);
	assert_int_equal(res.added, bad ? 0 : rows);
	for (int i = 0; !bad && i < rows; i++) {
		struct sifa_rows found;
		char no[40];

		snprintf(no, sizeof no, "(2013)第%u号", first + (unsigned)i);
		q.find = no;
		ok(sifa_list(p->x->clerk[office], &q, SIFA_FIRST, NULL, 1, &found, &err), &err);
		assert_int_equal(found.n, 1); /* numbers are found by prefix, in order */
		p->s[p->n++].id = sifa_record_id(found.hit[0].record);
		sifa_rows_free(&found);
	}
	sifa_findings_free(&res.findings);
	buf_free(&b);
}

/* ---- what must hold ---- */

static void store_is_sound(struct play *p)
{
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	uint64_t n;

	ok(sifa_verify(p->x->county, &n, &f, &err), &err);
	for (size_t i = 0; i < f.n; i++)
		print_error("%s [%s] [%s]\n", f.v[i].err.msg, f.v[i].err.arg[0], f.v[i].err.arg[1]);
	assert_int_equal(f.total, 0);
	sifa_findings_free(&f);
}

struct recount {
	struct play *p;
	size_t rows[MOST];
	size_t strangers;
};

static const struct shadow *of_id(const struct play *p, uint64_t id, size_t *at)
{
	for (*at = 0; *at < p->n; ++*at)
		if (p->s[*at].id == id)
			return &p->s[*at];
	return NULL;
}

/* Each row of the facts is a living record in a month of one of its dates, and says
 * of it what the record says. */
static bool fact_rows_fit(void *arg, int32_t month, const uint8_t *rows, size_t width, size_t n)
{
	struct recount *r = arg;
	const struct sifa_field *accepted = kind_field(r->p->x->med, "accepted_on");
	const struct sifa_field *closed = kind_field(r->p->x->med, "closed_on");

	for (size_t i = 0; i < n; i++, rows += width) {
		size_t at;
		const struct shadow *s = of_id(r->p, get_le(rows + FIX_ID, 8), &at);

		if (!s || !s->alive) {
			r->strangers++;
			continue;
		}
		r->rows[at]++;
		assert_true(month == day_month(s->accepted) ||
			    (s->closed != SIFA_DAY_NONE && month == day_month(s->closed)));
		assert_int_equal(day_of_slot(slot_get(accepted, rows, width)), s->accepted);
		assert_int_equal(day_of_slot(slot_get(closed, rows, width)), s->closed);
		assert_int_equal(get_le(rows + FIX_UNIT, 8), r->p->x->office[s->office]);
	}
	return true;
}

static void facts_equal_a_recount(struct play *p)
{
	struct recount r = {.p = p};
	struct view v;
	struct sifa_err err = {0};

	ok(view_begin(p->x->county, &v, &err), &err);
	ok(view_facts(&v, p->x->med, INT32_MIN, INT32_MAX, fact_rows_fit, &r, &err), &err);
	view_end(&v);
	assert_int_equal(r.strangers, 0);
	for (size_t i = 0; i < p->n; i++) {
		const struct shadow *s = &p->s[i];
		bool two = s->closed != SIFA_DAY_NONE &&
			   day_month(s->closed) != day_month(s->accepted);

		assert_int_equal(r.rows[i], s->alive ? 1 + two : 0);
	}
}

static void lists_and_counts_agree(struct play *p)
{
	for (int office = 0; office < 3; office++) {
		struct sifa_session *se = office < 2 ? p->x->clerk[office] : p->x->county;
		size_t want = 0, got = 0;
		struct sifa_err err = {0};
		uint64_t n;

		for (size_t i = 0; i < p->n; i++)
			want += p->s[i].alive && (office == 2 || p->s[i].office == office);
		ok(sifa_count(se, p->x->med, &n, &err), &err);
		assert_int_equal(n, want);
		for (size_t sort = 0; sort < p->x->med->nsorts; sort++, got = 0) {
			struct sifa_query q = {.kind = p->x->med, .sort = sort};
			struct sifa_cursor at = {.len = 0};
			struct sifa_rows rows;

			do {
				ok(sifa_list(se, &q, SIFA_AFTER, &at, 37, &rows, &err), &err);
				for (size_t i = 0; i < rows.n; i++) {
					size_t place;
					const struct shadow *s = of_id(
						p, sifa_record_id(rows.hit[i].record), &place);

					assert_true(s && s->alive);
					at = rows.hit[i].at;
				}
				got += rows.n;
				n = rows.more;
				sifa_rows_free(&rows);
			} while (n);
			assert_int_equal(got, want);
		}
	}
}

/* One entry a revision, the newest first; a deletion is the last of all. */
static void journal_tells_every_revision(struct play *p)
{
	for (size_t i = 0; i < p->n; i += 7) {
		struct sifa_entry e[64];
		struct sifa_err err = {0};
		size_t n;

		ok(sifa_journal(p->x->county, p->s[i].id, e, 64, &n, &err), &err);
		for (size_t j = 0; j < n; j++)
			assert_int_equal(e[j].rev, p->s[i].rev - j);
		/* what an import made has no entry of its own */
		assert_true(n == p->s[i].rev || n + 1 == p->s[i].rev);
		if (!p->s[i].alive)
			assert_string_equal(e[0].what, "delete");
	}
}

static void play(void **state, uint64_t seed)
{
	static void (*const acts[])(struct play * p) = {create, create, create,	 update, update,
							update, delete, refused, import};
	struct play *p = calloc(1, sizeof *p);

	p->x = *state;
	p->seed = seed;
	for (int i = 0; i < 260; i++) {
		acts[dice(p, sizeof acts / sizeof *acts)](p);
		if (i % 65 == 64)
			store_is_sound(p);
	}
	assert_true(p->n > 100);
	facts_equal_a_recount(p);
	lists_and_counts_agree(p);
	journal_tells_every_revision(p);
	free(p);
}

static void random_acts_1(void **state)
{
	play(state, UINT64_C(0x9E3779B97F4A7C15));
}

static void random_acts_2(void **state)
{
	play(state, 20130315);
}

static void random_acts_3(void **state)
{
	play(state, 4571);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

int main(void)
{
	const struct CMUnitTest tests[] = {T(random_acts_1), T(random_acts_2), T(random_acts_3)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
