/* where_say.c - queries in words. */
#include "where_say.h"

#include <stdio.h>
#include <string.h>

#include "where_node.h"

struct saying {
	const struct where *w;
	const struct sifa_kind *kind;
	struct sifa_words *out;
};

/* ---- what a slot is ---- */

struct slot_field { /* a field, or what every record has */
	const struct sifa_field *field;
	const char *label[SIFA_LANGS];
	enum sifa_type type;
};

static bool find_slot(const struct sifa_kind *k, uint32_t offset, struct slot_field *out)
{
	static const struct {
		uint32_t offset;
		enum sifa_type type;
		const char *label[SIFA_LANGS];
	} all[] = {
		{FIX_UNIT, SIFA_REF, {"所属单位", "unit"}},
		{FIX_HOLDER, SIFA_REF, {"经办单位", "holder"}},
		{FIX_ENTERED, SIFA_DATE, {"录入日期", "day of entry"}},
		{FIX_ID, SIFA_REF, {"本记录", "the record"}},
	};

	*out = (struct slot_field){.type = SIFA_TYPES};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i].offset == offset)
			*out = (struct slot_field){
				NULL, {all[i].label[0], all[i].label[1]}, all[i].type};
	for (size_t i = 0; i < k->nfields && offset >= FIX_FIELDS; i++)
		if (k->field[i].offset == offset)
			*out = (struct slot_field){&k->field[i],
						   {k->field[i].label[0], k->field[i].label[1]},
						   k->field[i].type};
	return out->type != SIFA_TYPES;
}

/* ---- values ---- */

static void say_day(struct sifa_words *out, uint64_t slot, uint8_t name, bool minutes)
{
	static const char *const names[][SIFA_LANGS] = {
		[WHERE_LITERAL] = {"", ""},
		[WHERE_PERIOD_START] = {"（考核期首日）", " (the first day of the period)"},
		[WHERE_PERIOD_END] = {"（考核期末日）", " (the last day of the period)"},
		[WHERE_CUTOFF] = {"（截止日）", " (the cut-off)"},
		[WHERE_AS_OF] = {"（统计日）", " (the day of the score)"},
	};
	const struct sifa_field f = {.type = minutes ? SIFA_DATETIME : SIFA_DATE};
	struct sifa_value v;
	char day[16];
	sifa_day d;

	slot_value(&f, slot, &v);
	d = minutes ? (sifa_day)((v.n - (v.n < 0 ? 1439 : 0)) / 1440) : (sifa_day)v.n;
	words_say(out, " {1}", " {1}", sifa_day_format(d, day), NULL);
	words_label(out, names[name]);
}

static void say_code(struct sifa_words *out, const struct slot_field *f, uint64_t no)
{
	const struct sifa_code *c =
		f->field && f->field->codes ? code_by_no(f->field->codes, no) : NULL;
	char number[24];

	snprintf(number, sizeof number, "%llu", (unsigned long long)no);
	if (c)
		words_label(out, (const char *const *)c->label);
	else
		words_say(out, "{1}", "{1}", number, NULL);
}

static void say_bits(struct sifa_words *out, const struct slot_field *f, uint64_t bits)
{
	bool first = true;

	for (uint64_t no = 0; no < 64; no++) {
		if (!(bits >> no & 1))
			continue;
		if (!first)
			words_say(out, "、", ", ", NULL);
		say_code(out, f, no);
		first = false;
	}
}

static void say_state(struct sifa_words *out, uint64_t state)
{
	static const char *const words[][SIFA_LANGS] = {{"未填", "empty"},
							{"不详", "unknown"},
							{"拒绝提供", "refused"},
							{"待核", "pending"}};

	words_label(out, words[state < 4 ? state : 0]);
}

static void say_value(struct sifa_words *out, const struct slot_field *f, uint64_t slot)
{
	const struct sifa_field any = {.type = f->type};
	struct sifa_value v;
	char text[32];

	if (f->type == SIFA_CODES && slot) {
		say_bits(out, f, slot);
		return;
	}
	if (slot < SIFA_SET) {
		say_state(out, slot);
		return;
	}
	slot_value(&any, slot, &v);
	switch (f->type) {
	case SIFA_CODE:
		say_code(out, f, (uint64_t)v.n);
		break;
	case SIFA_BOOL:
		words_say(out, v.n ? "是" : "否", v.n ? "yes" : "no", NULL);
		break;
	case SIFA_DATE:
		say_day(out, slot, WHERE_LITERAL, false);
		break;
	case SIFA_DATETIME:
		say_day(out, slot, WHERE_LITERAL, true);
		break;
	case SIFA_INT:
		snprintf(text, sizeof text, "%lld", (long long)v.n);
		words_say(out, "{1}", "{1}", text, NULL);
		break;
	case SIFA_MONEY:
		words_say(out, "{1}元", "{1} yuan", sifa_money_format(v.n, text), NULL);
		break;
	default:
		words_say(out, "已填", "filled in", NULL);
	}
}

/* ---- tests ---- */

enum gap { GAP_COMMA, GAP_AND, GAP_OR };

static void say_program(const struct saying *s, uint32_t i, uint32_t end, enum gap gap);

static void years_test(const struct saying *s, const struct where_node *t)
{
	char min[8], max[8];

	snprintf(min, sizeof min, "%u", t->hi_years);
	snprintf(max, sizeof max, "%u", t->lo_years);
	if (t->hi_years)
		words_say(s->out, "至统计日满{1}年",
			  " is at least {1} years before the day counted", min, NULL);
	if (t->hi_years && t->lo_years)
		words_say(s->out, "、", ",", NULL);
	if (t->lo_years)
		words_say(s->out, "至统计日不满{1}年",
			  " is less than {1} years before the day counted", max, NULL);
}

static bool day_test(const struct saying *s, const struct where_node *t, const struct slot_field *f)
{
	struct sifa_words *out = s->out;
	bool minutes = f->type == SIFA_DATETIME;
	bool lo = t->lo_name || t->lo > SIFA_SET, hi = t->hi_name || t->hi != UINT64_MAX;

	if (!type_is_day(f->type) || t->hi < SIFA_SET || (!lo && !hi))
		return false;
	if (t->lo_years || t->hi_years) {
		years_test(s, t);
		return true;
	}
	if (lo && hi && !t->lo_name && !t->hi_name && t->lo == t->hi) {
		words_say(out, "为", " is", NULL);
		say_day(out, t->lo, WHERE_LITERAL, minutes);
		return true;
	}
	if (lo) {
		words_say(out, "不早于", " is not before", NULL);
		say_day(out, t->lo, t->lo_name, minutes);
	}
	if (lo && hi)
		words_say(out, "、", ",", NULL);
	if (hi) {
		words_say(out, "不晚于", lo ? " not after" : " is not after", NULL);
		say_day(out, t->hi, t->hi_name, minutes);
	}
	return true;
}

static void range_test(const struct saying *s, const struct where_node *t,
		       const struct slot_field *f)
{
	struct sifa_words *out = s->out;
	uint64_t first = f->type == SIFA_CODES ? 1 : SIFA_SET;

	if (day_test(s, t, f))
		return;
	if (t->lo == first && t->hi == UINT64_MAX) {
		words_say(out, "已填", " is filled in", NULL);
	} else if (t->lo == 0 && t->hi == first - 1) {
		words_say(out, "未填", " is not known", NULL);
	} else if (t->lo == t->hi) {
		words_say(out, "为", " is ", NULL);
		say_value(out, f, t->lo);
	} else {
		if (t->lo > SIFA_SET) {
			words_say(out, "不少于", " is at least ", NULL);
			say_value(out, f, t->lo);
		}
		if (t->lo > SIFA_SET && t->hi != UINT64_MAX)
			words_say(out, "、", ",", NULL);
		if (t->hi != UINT64_MAX) {
			words_say(out, "不多于", " is at most ", NULL);
			say_value(out, f, t->hi);
		}
	}
}

static void list_test(const struct saying *s, const struct where_node *t,
		      const struct slot_field *f)
{
	struct sifa_words *out = s->out;
	bool first = true;

	words_say(out, "为", " is ", NULL);
	for (uint64_t i = 0; t->op == WHERE_IN ? i < t->hi : i < 64; i++) {
		if (t->op != WHERE_IN && !(t->lo >> i & 1))
			continue;
		if (!first)
			words_say(out, "或", " or ", NULL);
		if (t->op == WHERE_IN)
			say_value(out, f, s->w->value[t->lo + i]);
		else
			say_code(out, f, i);
		first = false;
	}
}

static void bits_test(const struct saying *s, const struct where_node *t,
		      const struct slot_field *f)
{
	bool one = !(t->lo & (t->lo - 1));

	words_say(s->out, t->op == WHERE_ALL_BIT || one ? "含" : "含以下之一：",
		  t->op == WHERE_ALL_BIT || one ? " has " : " has one of ", NULL);
	say_bits(s->out, f, t->lo);
}

static void dates_test(const struct saying *s, const struct where_node *t,
		       const struct slot_field *f)
{
	struct slot_field other = {.label = {"", ""}};
	char days[24];

	find_slot(s->kind, t->other, &other);
	snprintf(days, sizeof days, "%llu",
		 (unsigned long long)(f->type == SIFA_DATETIME ? t->hi / 1440 : t->hi));
	if (t->op == WHERE_AFTER)
		words_say(s->out, "晚于{1}", " is later than {2}", other.label[SIFA_ZH],
			  other.label[SIFA_EN], NULL);
	else
		words_say(s->out, "在{1}后{2}日内", " is within {2} days of {3}",
			  other.label[SIFA_ZH], days, other.label[SIFA_EN], NULL);
}

static void later_test(const struct saying *s, const struct where_node *t)
{
	const struct where_join *j = s->w->join[t->lo];
	struct slot_field ref = {.label = {"", ""}};

	find_slot(s->kind, t->other, &ref);
	words_say(s->out, "晚于{1}的{2}", " is later than {4} of {3}", ref.label[SIFA_ZH],
		  j->slot->label[SIFA_ZH], ref.label[SIFA_EN], j->slot->label[SIFA_EN], NULL);
}

/* {is:} and {has:}: what the other record must be. */
static void join_test(const struct saying *s, const struct where_node *t,
		      const struct slot_field *f)
{
	const struct where_join *j = s->w->join[t->lo];
	struct saying inner = {j->where, j->kind, s->out};

	if (j->via)
		words_say(s->out, "有{1}以它为{2}", "there is {3} with it as {4}",
			  j->kind->label[SIFA_ZH], j->via->label[SIFA_ZH], j->kind->label[SIFA_EN],
			  j->via->label[SIFA_EN], NULL);
	else
		words_say(s->out, "{1}", "{2}", f->label[SIFA_ZH], f->label[SIFA_EN], NULL);
	if (!j->where->n)
		return;
	words_say(s->out, "（", " (", NULL);
	say_program(&inner, 0, j->where->n, GAP_COMMA);
	words_say(s->out, "）", ")", NULL);
}

static void say_leaf(const struct saying *s, const struct where_node *t)
{
	struct slot_field f = {.label = {"", ""}, .type = SIFA_TEXT};

	find_slot(s->kind, t->offset, &f);
	if (t->op == WHERE_JOIN) {
		join_test(s, t, &f);
		return;
	}
	words_label(s->out, f.label);
	switch ((enum where_op)t->op) {
	case WHERE_RANGE:
		range_test(s, t, &f);
		break;
	case WHERE_ANY_BIT:
	case WHERE_ALL_BIT:
		bits_test(s, t, &f);
		break;
	case WHERE_WITHIN:
	case WHERE_AFTER:
		dates_test(s, t, &f);
		break;
	case WHERE_LATER:
		later_test(s, t);
		break;
	default:
		list_test(s, t, &f);
	}
}

static uint32_t next(const struct where *w, uint32_t i)
{
	return w->node[i].op >= WHERE_ALL ? w->node[i].end : i + 1;
}

static void say_node(const struct saying *s, uint32_t i)
{
	const struct where_node *t = &s->w->node[i], *inner = t + 1;
	bool alone; /* a group with nothing but a group in it needs one pair of brackets */

	if (t->op < WHERE_ALL) {
		say_leaf(s, t);
		return;
	}
	alone = t->op == WHERE_NOT && i + 1 < t->end && inner->op == WHERE_ANY &&
		inner->end == t->end;
	if (t->op != WHERE_ALL)
		words_say(s->out, t->op == WHERE_NOT ? "不属于（" : "（",
			  t->op == WHERE_NOT ? "not (" : "(", NULL);
	say_program(s, i + 1 + alone, t->end, alone || t->op == WHERE_ANY ? GAP_OR : GAP_AND);
	if (t->op != WHERE_ALL)
		words_say(s->out, "）", ")", NULL);
}

static void say_program(const struct saying *s, uint32_t i, uint32_t end, enum gap gap)
{
	static const char *const words[][SIFA_LANGS] = {[GAP_COMMA] = {"，", ", "},
							[GAP_AND] = {"且", " and "},
							[GAP_OR] = {"，或", ", or "}};

	for (bool first = true; i < end; i = next(s->w, i)) {
		if (!first)
			words_label(s->out, words[gap]);
		say_node(s, i);
		first = false;
	}
}

/* ---- the face ---- */

size_t where_fails(const struct where *w, const uint8_t *fixed, size_t n, uint32_t *at, size_t max)
{
	size_t failed = 0;

	for (uint32_t i = 0; i < w->n; i = next(w, i)) {
		/* one test alone is a program that ends behind it */
		if (where_match_part(w, i, next(w, i), fixed, n))
			continue;
		if (failed < max)
			at[failed] = i;
		failed++;
	}
	return failed;
}

size_t where_tests(const struct where *w)
{
	size_t n = 0;

	for (uint32_t i = 0; w && i < w->n; i = next(w, i))
		n++;
	return n;
}

void where_say(const struct where *w, const struct sifa_kind *k, uint32_t at,
	       struct sifa_words *out)
{
	const struct saying s = {w, k, out};

	say_node(&s, at);
}

void where_say_all(const struct where *w, const struct sifa_kind *k, struct sifa_words *out)
{
	const struct saying s = {w, k, out};

	say_program(&s, 0, w->n, GAP_COMMA);
}

void where_say_found(const struct where *w, const struct sifa_kind *k, uint32_t at,
		     const uint8_t *fixed, size_t n, struct sifa_words *out)
{
	const struct where_node *t = &w->node[at];
	struct slot_field f;
	uint64_t slot;

	if (t->op >= WHERE_JOIN || !find_slot(k, t->offset, &f) || !f.field)
		return;
	slot = slot_get(f.field, fixed, n);
	if (slot >= SIFA_SET || (f.type == SIFA_CODES && slot))
		words_say(out, "实为", "it says ", NULL);
	else
		words_say(out, "现", "it is ", NULL);
	say_value(out, &f, slot);
}

bool where_undated(const struct where *w, const struct sifa_kind *k, uint32_t at,
		   const uint8_t *fixed, size_t n)
{
	const struct where_node *t = &w->node[at];
	struct slot_field f;

	return t->op < WHERE_ALL && find_slot(k, t->offset, &f) && f.field && type_is_day(f.type) &&
	       slot_get(f.field, fixed, n) < SIFA_SET;
}
