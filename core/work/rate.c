/* rate.c - what a record is paid: the steps of the table in force on its day, each told in
 * words with its numbers. All amounts are fen; nothing is rounded but where a line says so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rate.h"

__extension__ typedef __int128 wide; /* percents of large sums pass 64 bits */

#define SUM_MOST INT64_C(1000000000000000) /* ten million million yuan */

/* ---- conditions ---- */

static void each_where(const struct rate_table *t, void (*f)(void *arg, struct where *w), void *arg)
{
	for (size_t i = 0; i < t->n; i++)
		for (size_t j = 0; j < t->step[i].n; j++)
			if (t->step[i].entry[j].where)
				f(arg, t->step[i].entry[j].where);
}

struct readying {
	struct view *v;
	struct where_env env;
	struct sifa_err *err;
	enum sifa_rc rc;
};

static void ready_one(void *arg, struct where *w)
{
	struct readying *r = arg;

	if (!r->rc)
		r->rc = view_join(r->v, w, &r->env, r->err);
}

static void drop_one(void *arg, struct where *w)
{
	size_t n;
	struct where_join **j = where_joins(w, &n);

	(void)arg;
	for (size_t i = 0; i < n; i++)
		id_set_free(&j[i]->set);
}

enum sifa_rc rate_ready(struct view *v, const struct rate_table *t, struct sifa_err *err)
{
	sifa_day today = sifa_today(v->se);
	struct readying r = {.v = v, .env = {today, today, today, today}, .err = err};

	each_where(t, ready_one, &r);
	if (r.rc)
		rate_done(t);
	return r.rc;
}

void rate_done(const struct rate_table *t)
{
	each_where(t, drop_one, NULL);
}

const struct rate_table *rate_table_on(const struct sifa_rate *r, sifa_day day)
{
	for (size_t i = 0; i < r->ntables; i++)
		if ((r->table[i].from == SIFA_DAY_NONE || day >= r->table[i].from) &&
		    (r->table[i].to == SIFA_DAY_NONE || day <= r->table[i].to))
			return &r->table[i];
	return NULL;
}

/* ---- arithmetic ---- */

struct sum {
	const struct sifa_record *r;
	const uint8_t *fixed;
	size_t nfixed;
	struct sifa_rate_sheet *out;
	wide total;
	bool too_large;
};

/* To a multiple of `unit`. */
static wide rounded(wide n, wide per, wide unit, enum rate_way way)
{
	wide whole = per * unit, down = n / whole * unit, rest = n % whole;

	if (rest && (way == RATE_UP || (way == RATE_HALF && rest * 2 >= whole)))
		down += unit;
	return down;
}

static char *yuan(wide fen, char *buf)
{
	return sifa_money_format((int64_t)fen, buf);
}

/* A number of hundredths without empty decimals: 50, 12.5. */
static const char *percent(int64_t n, char *buf, size_t size)
{
	snprintf(buf, size, "%lld.%02lld", (long long)(n / 100), (long long)(n % 100));
	while (buf[strlen(buf) - 1] == '0')
		buf[strlen(buf) - 1] = '\0';
	if (buf[strlen(buf) - 1] == '.')
		buf[strlen(buf) - 1] = '\0';
	return buf;
}

/* The sum so far must stay a sum that the program can write. */
static bool set_total(struct sum *s, wide total)
{
	s->too_large = s->too_large || total > SUM_MOST || total < 0;
	s->total = s->too_large ? 0 : total;
	return !s->too_large;
}

static struct sifa_rate_line *new_line(struct sum *s)
{
	struct sifa_rate_line *l = &s->out->line[s->out->n];
	size_t most = sizeof s->out->line / sizeof s->out->line[0];

	s->out->n += s->out->n + 1 < most;
	l->total = (int64_t)s->total;
	return l;
}

#define SAY(line, zh, en, ...) \
	do { \
		struct sifa_rate_line *say_ = (line); \
		const char *name = e->label[SIFA_ZH]; \
		snprintf(say_->text[SIFA_ZH], sizeof say_->text[SIFA_ZH], zh, name, __VA_ARGS__); \
		name = e->label[SIFA_EN]; \
		snprintf(say_->text[SIFA_EN], sizeof say_->text[SIFA_EN], en, name, __VA_ARGS__); \
	} while (0)

static bool holds(const struct sum *s, const struct rate_entry *e)
{
	return !e->where || where_match(e->where, s->fixed, s->nfixed);
}

static const struct rate_entry *first(const struct sum *s, const struct rate_step *step)
{
	for (size_t i = 0; i < step->n; i++)
		if (holds(s, &step->entry[i]))
			return &step->entry[i];
	return NULL;
}

static int64_t amount_of(const struct sum *s, const struct rate_entry *e)
{
	const struct sifa_value *v = e->field ? &s->r->v[e->field->index] : NULL;

	if (!v)
		return e->amount;
	return v->state == SIFA_SET && v->n > 0 ? v->n : 0;
}

static bool run_base(struct sum *s, const struct rate_step *step)
{
	const struct rate_entry *e = first(s, step);
	char a[32];

	if (!e || !set_total(s, amount_of(s, e)))
		return false;
	s->out->base = (int64_t)s->total;
	SAY(new_line(s), "基数（%s）：%s元", "Base (%s): %s yuan", yuan(s->total, a));
	return true;
}

static int64_t count_of(const struct sum *s, const struct sifa_field *f)
{
	const struct sifa_value *v = &s->r->v[f->index];

	if (v->state != SIFA_SET)
		return 0;
	return f->type == SIFA_INT ? v->n : (int64_t)v->len;
}

static void run_each(struct sum *s, const struct rate_step *step)
{
	const struct rate_entry *e = step->entry;
	int64_t all = count_of(s, step->of), n = all > step->beyond ? all - step->beyond : 0;
	wide add;
	char most[40] = "", most_en[40] = "", a[32], b[32], c[32];

	if (step->most && n > step->most) {
		n = step->most;
		snprintf(most, sizeof most, "（以%lld计）", (long long)n);
		snprintf(most_en, sizeof most_en, " (at most %lld)", (long long)n);
	}
	add = (wide)n * e->amount;
	if (!n || !holds(s, e) || !set_total(s, s->total + add))
		return;
	SAY(new_line(s), "%s：%lld-%lld%s，%lld×%s=%s元，计%s元",
	    "%s: %lld - %lld%s, %lld x %s = %s; so far %s yuan", (long long)all,
	    (long long)step->beyond, name == e->label[SIFA_ZH] ? most : most_en, (long long)n,
	    yuan(e->amount, a), yuan(add, b), yuan(s->total, c));
}

static void run_times(struct sum *s, const struct rate_step *step)
{
	const struct rate_entry *e = first(s, step);
	wide was = s->total;
	bool exact = true;
	char p[24], a[32], b[32];

	if (!e)
		return;
	exact = was * e->amount % 10000 == 0;
	if (!set_total(s, rounded(was * e->amount, 10000, 1, RATE_HALF)))
		return;
	SAY(new_line(s), "%s：%s×%s%%=%s元%s", "%s: %s x %s%% = %s yuan%s", yuan(was, a),
	    percent(e->amount, p, sizeof p), yuan(s->total, b),
	    exact			? ""
	    : name == e->label[SIFA_ZH] ? "（四舍五入到分）"
					: " (rounded half up to the fen)");
}

static void run_add(struct sum *s, const struct rate_step *step)
{
	for (size_t i = 0; i < step->n; i++) {
		const struct rate_entry *e = &step->entry[i];
		int64_t n = amount_of(s, e);
		wide was = s->total;
		char a[32], b[32], c[32];

		if (!n || !holds(s, e) || !set_total(s, was + n))
			continue;
		SAY(new_line(s), "%s：%s+%s=%s元", "%s: %s + %s = %s yuan", yuan(was, a),
		    yuan(n, b), yuan(s->total, c));
	}
}

static void run_most(struct sum *s, const struct rate_step *step)
{
	const struct rate_entry *e = first(s, step);
	wide was = s->total, most;
	char a[32], b[32];

	if (!e)
		return;
	most = e->percent ? rounded((wide)s->out->base * e->percent, 10000, 1, RATE_HALF)
			  : amount_of(s, e);
	if (was <= most || !set_total(s, most))
		return;
	SAY(new_line(s), "%s：%s元超过最高额，按%s元计", "%s: %s is above the most; %s yuan",
	    yuan(was, a), yuan(s->total, b));
}

static void run_round(struct sum *s, const struct rate_table *t)
{
	static const char *const zh[] = {
		[RATE_HALF] = "四舍五入", [RATE_UP] = "进位", [RATE_DOWN] = "舍去尾数"};
	static const char *const en[] = {
		[RATE_HALF] = "half up", [RATE_UP] = "up", [RATE_DOWN] = "down"};
	wide was = s->total;
	struct sifa_rate_line *l;
	char a[32], b[32], u[32];

	if (!set_total(s, rounded(was, 1, t->unit, t->way)) || was == s->total)
		return;
	l = new_line(s);
	snprintf(l->text[SIFA_ZH], sizeof l->text[SIFA_ZH], "取整到%s元（%s）：%s元→%s元",
		 yuan(t->unit, u), zh[t->way], yuan(was, a), yuan(s->total, b));
	snprintf(l->text[SIFA_EN], sizeof l->text[SIFA_EN], "Rounded %s to %s yuan: %s -> %s yuan",
		 en[t->way], yuan(t->unit, u), yuan(was, a), yuan(s->total, b));
}

/* What the record holds already is not what comes out: whoever pays should know. */
static void compare(struct sum *s, const struct sifa_rate *r)
{
	const struct sifa_value *v = r->total ? &s->r->v[r->total->index] : NULL;
	struct sifa_rate_line *l;
	char a[32];

	if (!v || v->state != SIFA_SET || v->n == s->total)
		return;
	l = new_line(s);
	snprintf(l->text[SIFA_ZH], sizeof l->text[SIFA_ZH], "注意：记录里的%s是%s，与计算不符",
		 r->total->label[SIFA_ZH], yuan(v->n, a));
	snprintf(l->text[SIFA_EN], sizeof l->text[SIFA_EN],
		 "Note: the record holds %s as %s, which is another sum", yuan(v->n, a),
		 r->total->label[SIFA_EN]);
}

static bool run_steps(struct sum *s, const struct rate_table *t)
{
	static void (*const run[])(struct sum * s, const struct rate_step *step) = {
		[RATE_EACH] = run_each,
		[RATE_TIMES] = run_times,
		[RATE_ADD] = run_add,
		[RATE_MOST] = run_most,
	};

	for (size_t i = 0; i < t->n && !s->too_large; i++) {
		if (t->step[i].op != RATE_BASE)
			run[t->step[i].op](s, &t->step[i]);
		else if (!run_base(s, &t->step[i]))
			return false;
	}
	run_round(s, t);
	return true;
}

enum sifa_rc rate_run(const struct sifa_rate *r, const struct rate_table *t,
		      const struct sifa_record *rec, struct sifa_rate_sheet *out,
		      struct sifa_err *err)
{
	struct sum s = {.r = rec, .out = out};
	struct buf b = {0};
	enum sifa_rc rc = record_encode(rec, &b, err);
	bool based = false;

	*out = (struct sifa_rate_sheet){.rate = r,
					.record = rec->id,
					.day = (sifa_day)rec->v[r->date->index].n,
					.source = t->source};
	if (!rc) {
		s.fixed = record_fixed((const uint8_t *)b.p, b.n, &s.nfixed);
		based = run_steps(&s, t);
		out->total = (int64_t)s.total;
		if (based && !s.too_large)
			compare(&s, r);
	}
	buf_free(&b);
	if (!rc && s.too_large)
		rc = err_set(err, SIFA_E_DATA, N_("The amount is too large to be written."), NULL);
	else if (!rc && !based)
		rc = err_set(err, SIFA_E_DATA,
			     N_("The table has no amount for such a record; fill in what it asks "
				"for, or add it to the table."),
			     NULL);
	return rc;
}

/* ---- the face ---- */

enum sifa_rc rate_compute(struct view *v, const struct sifa_rate *r,
			  const struct sifa_record *record, struct sifa_rate_sheet *out,
			  struct sifa_err *err)
{
	const struct sifa_value *day = &record->v[r->date->index];
	const struct rate_table *t =
		day->state == SIFA_SET ? rate_table_on(r, (sifa_day)day->n) : NULL;
	enum sifa_rc rc;

	*out = (struct sifa_rate_sheet){.rate = r, .record = record->id, .source = ""};
	if (!t) {
		rc = err_set(err, SIFA_E_DATA,
			     day->state == SIFA_SET
				     ? N_("No table of this schedule is in force on that day.")
				     : N_("The table is that of this day; it is not known yet."),
			     NULL);
		err_field(err, r->date->id);
		return rc;
	}
	rc = rate_ready(v, t, err);
	if (!rc) {
		rc = rate_run(r, t, record, out, err);
		rate_done(t);
	}
	return rc;
}

enum sifa_rc sifa_rate_compute(struct sifa_session *se, const struct sifa_rate *r,
			       const struct sifa_record *record, struct sifa_rate_sheet *out,
			       struct sifa_err *err)
{
	struct view v;
	enum sifa_rc rc = view_begin(se, &v, err);

	if (rc)
		return rc;
	rc = rate_compute(&v, r, record, out, err);
	view_end(&v);
	return rc;
}

static void put(struct sifa_record *r, const struct sifa_field *f, int64_t n)
{
	if (f)
		r->v[f->index] = (struct sifa_value){.state = SIFA_SET, .n = n};
}

enum sifa_rc sifa_rate_fill(const struct sifa_rate_sheet *sheet, struct sifa_record *record,
			    struct sifa_err *err)
{
	const struct sifa_rate *r = sheet->rate;
	int64_t base = sheet->base < sheet->total ? sheet->base : sheet->total;

	if (!r->total || r->kind != record->kind)
		return err_set(err, SIFA_E_USAGE,
			       N_("The schedule {1} names no field for its amount."), r->id, NULL);
	/* Less than the base was earned: then the base is what was. */
	put(record, r->base, base);
	put(record, r->added, sheet->total - base);
	put(record, r->total, sheet->total);
	return SIFA_OK;
}
