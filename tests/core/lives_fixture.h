/* lives_fixture.h - people of several roles, and steps taken or refused, for tests of
 * the lives of the shipped kinds. */
#ifndef TESTS_CORE_LIVES_FIXTURE_H
#define TESTS_CORE_LIVES_FIXTURE_H

#include "work_fixture.h"

struct lives {
	struct fix *x;
	struct sifa_session *clerk, *window, *centre, *bureau, *lawyer;
	uint64_t person[2], staff[3], firm, practitioner, station, committee, mediator;
};

static inline uint64_t made(struct sifa_session *se, const char *kind, const char *const *pair)
{
	struct sifa_record *r = blank(se, kind);

	for (; *pair; pair += 2)
		set(r, pair[0], pair[1]);
	return save(se, r);
}
#define MADE(se, kind, ...) made(se, kind, (const char *const[]){__VA_ARGS__, NULL})

static inline struct sifa_session *user(struct fix *x, const char *login, const char *role,
					uint64_t unit)
{
	make_user(x, unit, login, role);
	return enter(x->sifa, login, noon(2013, 12, 20));
}

static inline void shorten(struct fix *x, uint64_t unit, const char *name)
{
	struct sifa_record *r = get(x->county, unit);

	set(r, "short", name);
	save(x->county, r);
}

static inline struct lives born(struct fix *x)
{
	struct lives v = {.x = x};

	shorten(x, x->bureau, "垣");
	shorten(x, x->office[0], "垣新");
	v.clerk = user(x, "operator", "司法所工作人员", x->office[0]);
	v.window = user(x, "window", "司法所工作人员", x->bureau);
	v.lawyer = user(x, "worker", "法律服务人员", x->bureau);
	v.centre = user(x, "centre", "法律援助中心主任", x->bureau);
	v.bureau = user(x, "leader", "县局领导", x->bureau);
	v.person[0] = MADE(x->county, "person", "name", "李春生");
	v.person[1] = MADE(x->county, "person", "name", "王桂兰");
	v.staff[0] = MADE(x->county, "staff", "name", "郑助理", "post", "13", "from", "2010-01-01");
	v.staff[1] = MADE(x->county, "staff", "name", "周主任", "post", "12", "from", "2010-01-01");
	v.staff[2] = MADE(x->county, "staff", "name", "王局长", "post", "11", "from", "2010-01-01");
	v.firm = MADE(x->county, "law_firm", "name", "垣曲律师事务所", "kind", "1");
	v.practitioner = MADE(x->county, "practitioner", "name", "陈律师", "kind", "1");
	return v;
}

static inline void gone(struct lives *v)
{
	sifa_logout(v->clerk);
	sifa_logout(v->window);
	sifa_logout(v->lawyer);
	sifa_logout(v->centre);
	sifa_logout(v->bureau);
}

/* The text of a row's only cells, in the order of its fields. */
static inline void add_row(struct sifa_record *r, const char *rows, const char *date,
			   const char *text)
{
	const struct sifa_field *f = kind_field(r->kind, rows);
	struct sifa_value cell[40] = {0}, v = {.state = SIFA_SET, .len = 1};
	struct sifa_row row = {.v = cell};
	struct sifa_err err = {0};

	for (size_t i = 0; i < f->nrow; i++) {
		if (f->row[i].type == SIFA_DATE) {
			sifa_day day;

			sifa_day_parse(date, strlen(date), SIFA_DAY_NONE, &day);
			cell[i] = (struct sifa_value){.state = SIFA_SET, .n = day};
		} else if (f->row[i].type == SIFA_TEXT) {
			cell[i] = (struct sifa_value){
				.state = SIFA_SET, .s = text, .len = strlen(text)};
		}
	}
	v.row = &row;
	ok(sifa_set(r, f, &v, &err), &err);
}

static inline bool says(const struct sifa_findings *f, const char *words)
{
	for (size_t i = 0; i < f->n; i++) {
		if (f->v[i].err.msg && strstr(f->v[i].err.msg, words))
			return true;
		for (size_t j = 0; j < 4; j++)
			if (strstr(f->v[i].err.arg[j], words))
				return true;
	}
	return false;
}

static inline void tell(const struct sifa_findings *f)
{
	for (size_t i = 0; i < f->n; i++)
		print_error("%s: %s [%s]\n", f->v[i].err.field, f->v[i].err.msg,
			    f->v[i].err.arg[0]);
}

/* The step is taken, or refused with these words. */
static inline void step(struct sifa_session *se, struct sifa_record *r, const char *id,
			const char *refused)
{
	const struct sifa_step_def *s = sifa_step(r->kind, id);
	struct sifa_findings f = {0};
	struct sifa_err err = {0};
	enum sifa_rc rc;

	if (!s)
		fail_msg("%s has no step %s", r->kind->id, id);
	sifa_record_reason(r, "照录原件");
	rc = sifa_step_take(se, r, s, NULL, &f, &err);
	if (rc != (refused ? SIFA_E_DATA : SIFA_OK) || (refused && !says(&f, refused))) {
		tell(&f);
		fail_msg("%s: rc %d, %s", id, (int)rc, refused ? refused : "not refused");
	}
	sifa_findings_free(&f);
}

static inline void is_in(const struct sifa_record *r, const char *state, const char *beside)
{
	const struct sifa_state_def *in[8];
	size_t n = sifa_states(r, in, 8);
	bool found = !beside;

	assert_string_equal(sifa_record_state(r)->id, state);
	for (size_t i = 0; i < n; i++)
		found |= beside && !strcmp(in[i]->id, beside);
	assert_true(found);
}

static inline const char *text(const struct sifa_record *r, const char *field)
{
	const struct sifa_value *v = sifa_get(r, kind_field(r->kind, field));

	return v->state == SIFA_SET ? v->s : "";
}

static inline void due(const struct sifa_record *r, const char *clock, const char *day)
{
	char got[12] = "";

	for (size_t i = 0; i < r->kind->nclocks; i++)
		if (!strcmp(r->kind->clock[i].id, clock)) {
			sifa_day d = sifa_clock_due(r, &r->kind->clock[i]);

			if (d != SIFA_DAY_NONE)
				sifa_day_format(d, got);
			if (strcmp(got, day))
				fail_msg("%s: %s, not %s", clock, got, day);
			return;
		}
	fail_msg("no clock %s", clock);
}

static inline void nothing_due(const struct sifa_record *r)
{
	for (size_t i = 0; i < r->kind->nclocks; i++)
		due(r, r->kind->clock[i].id, "");
}

static inline void saved(struct sifa_session *se, struct sifa_record *r)
{
	struct sifa_err err = {0};

	sifa_record_reason(r, "照录原件");
	ok(sifa_save(se, r, NULL, &err), &err);
}

#define T(f) cmocka_unit_test_setup_teardown(f, fix_up, fix_down)

#endif
