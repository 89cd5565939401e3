/* check_rule.c - the checks a kind declares, and the guards of its steps: those that
 * look at the record alone. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "check.h"

static const struct sifa_value *value(const struct checking *c, const struct field_path *at)
{
	return &c->r->v[at->field];
}

static bool is_set(const struct checking *c, const struct field_path *at)
{
	return value(c, at)->state == SIFA_SET;
}

static const struct sifa_field *field(const struct checking *c, const struct field_path *at)
{
	return &c->r->kind->field[at->field];
}

void check_broken(struct checking *c, const struct sifa_check_def *d, const struct sifa_field *f,
		  size_t row, const struct sifa_field *sub, const char *msg, ...)
{
	const char *arg[SIFA_ERR_ARGS] = {0};
	va_list ap;

	if (d->text[SIFA_ZH][0]) {
		/* TRANSLATORS: {1} is the configured text in Chinese, {2} in English;
		 * translate as {1} */
		check_say(c, d->severity, f, row, sub, N_("{2}"), d->text[SIFA_ZH],
			  d->text[SIFA_EN], NULL);
		return;
	}
	va_start(ap, msg);
	for (size_t i = 0; i < SIFA_ERR_ARGS && (arg[i] = va_arg(ap, const char *)); i++)
		;
	va_end(ap);
	check_say(c, d->severity, f, row, sub, msg, arg[0], arg[1], arg[2], arg[3], NULL);
}

/* Two fields, the one to go to first. {1} {3} are labels in Chinese, {2} {4} in English. */
static void two(struct checking *c, const struct sifa_check_def *d, const struct sifa_field *b,
		const struct sifa_field *a, const char *msg)
{
	check_broken(c, d, b, 0, NULL, msg, b->label[SIFA_ZH], b->label[SIFA_EN], a->label[SIFA_ZH],
		     a->label[SIFA_EN], NULL);
}

/* ---- presence ---- */

static void order(struct checking *c, const struct sifa_check_def *d)
{
	const struct field_path *last = NULL;

	for (size_t i = 0; i < d->nf; i++) {
		if (!is_set(c, &d->f[i]))
			continue;
		if (last && value(c, last)->n > value(c, &d->f[i])->n)
			/* TRANSLATORS: {1} {3} are the labels in Chinese, {2} {4} in English */
			two(c, d, field(c, &d->f[i]), field(c, last),
			    type_is_day(field(c, last)->type)
				    ? N_("\"{2}\" is earlier than \"{4}\".")
				    : N_("\"{2}\" is less than \"{4}\"."));
		last = &d->f[i];
	}
}

static void needs(struct checking *c, const struct sifa_check_def *d)
{
	for (size_t i = 1; is_set(c, &d->f[0]) && i < d->nf; i++)
		if (value(c, &d->f[i])->state == SIFA_ABSENT)
			two(c, d, field(c, &d->f[i]), field(c, &d->f[0]),
			    N_("\"{2}\" is missing although \"{4}\" is filled in."));
}

static void excludes(struct checking *c, const struct sifa_check_def *d)
{
	const struct field_path *first = NULL;

	for (size_t i = 0; i < d->nf; i++) {
		if (!is_set(c, &d->f[i]))
			continue;
		if (first)
			two(c, d, field(c, &d->f[i]), field(c, first),
			    N_("\"{2}\" and \"{4}\" cannot both be filled in."));
		else
			first = &d->f[i];
	}
}

static void one_of(struct checking *c, const struct sifa_check_def *d)
{
	bool any = false;

	excludes(c, d);
	for (size_t i = 0; i < d->nf; i++)
		any = any || value(c, &d->f[i])->state != SIFA_ABSENT;
	if (!any)
		two(c, d, field(c, &d->f[0]), field(c, &d->f[1]),
		    N_("One of these must be filled in: \"{2}\", \"{4}\"."));
}

/* Two cells hold the same; what is empty is nobody's. */
static bool same_value(const struct sifa_field *f, const struct sifa_value *a,
		       const struct sifa_value *b)
{
	if (a->state != SIFA_SET || b->state != SIFA_SET)
		return false;
	if (!type_is_var(f->type))
		return a->n == b->n;
	return a->s && b->s && a->len == b->len && !memcmp(a->s, b->s, a->len);
}

static void differs(struct checking *c, const struct sifa_check_def *d)
{
	for (size_t i = 1; i < d->nf; i++)
		for (size_t j = 0; j < i; j++)
			if (same_value(field(c, &d->f[i]), value(c, &d->f[i]), value(c, &d->f[j])))
				two(c, d, field(c, &d->f[i]), field(c, &d->f[j]),
				    N_("\"{2}\" and \"{4}\" must not be the same."));
}

/* ---- numbers ---- */

static int64_t members(const struct sifa_field *f, const struct sifa_value *v)
{
	if (v->state != SIFA_SET)
		return 0;
	return f->type == SIFA_CODES ? __builtin_popcountll((uint64_t)v->n) : (int64_t)v->len;
}

static void limit(struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *f = field(c, &d->f[0]);
	const struct sifa_value *v = value(c, &d->f[0]);
	bool amount = f->type == SIFA_INT || f->type == SIFA_MONEY, least = d->op == CHECK_AT_LEAST;
	int64_t n = amount ? v->n : members(f, v);
	char shown[32];

	if ((amount && v->state != SIFA_SET) || (least ? n >= d->n : n <= d->n))
		return;
	if (f->type == SIFA_MONEY)
		sifa_money_format(d->n, shown);
	else
		snprintf(shown, sizeof shown, "%lld", (long long)d->n);
	check_broken(c, d, f, 0, NULL,
		     amount && least ? N_("\"{2}\" is less than {3}.")
		     : amount	     ? N_("\"{2}\" is more than {3}; is that right?")
		     : least	     ? N_("\"{2}\" needs at least {3} entries.")
				     : N_("\"{2}\" may have {3} entries at most."),
		     f->label[SIFA_ZH], f->label[SIFA_EN], shown, NULL);
}

static bool add(const struct checking *c, const struct field_path *at, int64_t *sum)
{
	const struct sifa_value *v = value(c, at);
	bool any = false;

	if (at->of == SIFA_NO_FIELD) {
		if (v->state == SIFA_SET)
			any = !__builtin_add_overflow(*sum, v->n, sum);
		return any;
	}
	for (size_t i = 0; v->state == SIFA_SET && v->row && i < v->len; i++)
		if (v->row[i].v[at->of].state == SIFA_SET)
			any = !__builtin_add_overflow(*sum, v->row[i].v[at->of].n, sum) || any;
	return any;
}

/* The sum as it is typed against that of its parts, where some are filled in. */
static void balance(struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *f = field(c, &d->f[0]);
	int64_t sum = 0;
	bool any = false;
	char have[32], parts[32];

	for (size_t i = 1; i < d->nf; i++)
		any = add(c, &d->f[i], &sum) || any;
	if (!any || !is_set(c, &d->f[0]) || value(c, &d->f[0])->n == sum)
		return;
	if (f->type == SIFA_MONEY) {
		sifa_money_format(value(c, &d->f[0])->n, have);
		sifa_money_format(sum, parts);
	} else {
		snprintf(have, sizeof have, "%lld", (long long)value(c, &d->f[0])->n);
		snprintf(parts, sizeof parts, "%lld", (long long)sum);
	}
	check_broken(c, d, f, 0, NULL, N_("\"{2}\" is {3}, but its parts sum to {4}."),
		     f->label[SIFA_ZH], f->label[SIFA_EN], have, parts, NULL);
}

static void begins(struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *f = field(c, &d->f[0]);
	const struct sifa_value *v = value(c, &d->f[0]);
	size_t n = strlen(d->prefix);

	if (v->state == SIFA_SET && v->s && (v->len < n || memcmp(v->s, d->prefix, n) != 0))
		check_broken(c, d, f, 0, NULL, N_("\"{2}\" usually begins with {3} here."),
			     f->label[SIFA_ZH], f->label[SIFA_EN], d->prefix, NULL);
}

/* ---- who ---- */

static size_t named_in(struct view *v, const struct sifa_field *f, const struct sifa_value *val,
		       const struct sifa_field *of, size_t row, struct named *out, size_t n)
{
	size_t len = f->type == SIFA_REFS ? val->len : 1;

	for (size_t i = 0; val->state == SIFA_SET && i < len && n < NAMED_MOST; i++) {
		uint64_t id = f->type == SIFA_REFS ? val->id[i] : (uint64_t)val->n;
		const struct sifa_kind *kind = f->target;
		const uint8_t *fixed;
		struct sifa_value there;
		size_t size;

		if (of) {
			if (view_fixed(v, id, &fixed, &size, &kind, NULL))
				continue;
			slot_value(of, slot_get(of, fixed, size), &there);
			if (there.state != SIFA_SET)
				continue;
			id = (uint64_t)there.n;
		}
		out[n++] = (struct named){id, row};
	}
	return n;
}

size_t check_named(struct view *v, const struct sifa_record *r, const struct field_path *at,
		   struct named *out)
{
	const struct sifa_field *f = &r->kind->field[at->field];
	const struct sifa_value *val = &r->v[at->field];
	size_t n = 0;

	if (f->type != SIFA_ROWS)
		return named_in(v, f, val,
				at->of == SIFA_NO_FIELD ? NULL : &f->target->field[at->of],
				SIZE_MAX, out, 0);
	for (size_t i = 0; val->state == SIFA_SET && i < val->len; i++)
		n = named_in(v, &f->row[at->of], &val->row[i].v[at->of], NULL, i, out, n);
	return n;
}

static void say_conflict(struct checking *c, const struct sifa_check_def *d,
			 const struct named *who, const struct field_path *at,
			 const struct field_path *other)
{
	const struct sifa_field *f = field(c, at), *g = field(c, other);
	bool row = who->row != SIZE_MAX;
	char title[100];

	view_title(c->v, who->id, false, c->v->se->lang, title, sizeof title);
	check_broken(c, d, f, row ? who->row : 0, row ? &f->row[at->of] : NULL,
		     N_("{3} stands also in \"{2}\"."), g->label[SIFA_ZH], g->label[SIFA_EN],
		     *title ? title : "?", NULL);
}

static void conflict(struct checking *c, const struct sifa_check_def *d)
{
	struct named a[NAMED_MOST], b[NAMED_MOST];

	for (size_t i = 1; i < d->nf; i++) {
		size_t n = check_named(c->v, c->r, &d->f[i], a);

		for (size_t j = 0; j < i; j++) {
			size_t m = check_named(c->v, c->r, &d->f[j], b);

			for (size_t x = 0; x < n; x++)
				for (size_t y = 0; y < m; y++)
					if (a[x].id == b[y].id)
						say_conflict(c, d, &a[x], &d->f[i], &d->f[j]);
		}
	}
}

/* ---- periods of rows ---- */

static bool span(const struct checking *c, const struct sifa_check_def *d, size_t row,
		 sifa_day *from, sifa_day *to)
{
	const struct sifa_value *v = value(c, &d->f[0])->row[row].v;

	if (v[d->f[0].of].state != SIFA_SET)
		return false;
	*from = (sifa_day)v[d->f[0].of].n;
	*to = v[d->f[1].of].state == SIFA_SET ? (sifa_day)v[d->f[1].of].n : INT32_MAX;
	return true;
}

/* The rows as they begin, whatever their order in the table. */
static size_t by_begin(const struct checking *c, const struct sifa_check_def *d, size_t *row,
		       size_t most)
{
	const struct sifa_value *v = value(c, &d->f[0]);
	sifa_day from, to, f, t;
	size_t n = 0, at;

	for (size_t i = 0; v->state == SIFA_SET && v->row && i < v->len && n < most; i++) {
		if (!span(c, d, i, &from, &to))
			continue;
		for (at = n; at && span(c, d, row[at - 1], &f, &t) && f > from; at--)
			row[at] = row[at - 1];
		row[at] = i;
		n++;
	}
	return n;
}

static void spans(struct checking *c, const struct sifa_check_def *d)
{
	const struct sifa_field *f = field(c, &d->f[0]);
	size_t row[200], n = by_begin(c, d, row, sizeof row / sizeof *row);
	sifa_day end = INT32_MIN, from = 0, to = 0;
	char day[12];

	for (size_t i = 0; i < n; i++) {
		span(c, d, row[i], &from, &to);
		if (i && d->op == CHECK_OVERLAP && from <= end)
			check_broken(c, d, f, row[i], &f->row[d->f[0].of],
				     N_("This period begins before the last one has ended."), NULL);
		if (i && d->op == CHECK_GAP && end != INT32_MAX && from > end + 1)
			check_broken(c, d, f, row[i], &f->row[d->f[0].of],
				     N_("Between this period and the last one there are days "
					"without one, from {1}."),
				     sifa_day_format(end + 1, day), NULL);
		if (to > end)
			end = to;
	}
}

/* ---- all ---- */

typedef void rule_check(struct checking *c, const struct sifa_check_def *d);

static rule_check *const rules[CHECK_OPS] = {
	[CHECK_ORDER] = order,		 [CHECK_NEEDS] = needs,
	[CHECK_EXCLUDES] = excludes,	 [CHECK_ONE_OF] = one_of,
	[CHECK_AT_LEAST] = limit,	 [CHECK_AT_MOST] = limit,
	[CHECK_BEGINS] = begins,	 [CHECK_DIFFERS] = differs,
	[CHECK_BALANCE] = balance,	 [CHECK_CONFLICT] = conflict,
	[CHECK_OVERLAP] = spans,	 [CHECK_GAP] = spans,
	[CHECK_WITHIN] = check_within,	 [CHECK_CLIENT] = check_client,
	[CHECK_TILES] = check_tiles,	 [CHECK_COMPLETE] = check_complete,
	[CHECK_OUTSIDE] = check_outside, [CHECK_AGREE] = check_agree,
	[CHECK_TOTAL] = check_total,
};

/* Is the rule that of the day in its field, or of today where there is none? */
static bool in_force(const struct checking *c, const struct sifa_check_def *d)
{
	sifa_day day = c->today;

	if (d->law == SIFA_NO_FIELD)
		return true;
	if (c->r->v[d->law].state == SIFA_SET)
		day = (sifa_day)c->r->v[d->law].n;
	return (d->from == SIFA_DAY_NONE || day >= d->from) &&
	       (d->to == SIFA_DAY_NONE || day <= d->to);
}

static bool among_others(enum check_op op)
{
	return op == CHECK_WITHIN || op == CHECK_CLIENT || op == CHECK_TOTAL;
}

void check_each(struct checking *c, const struct sifa_check_def *check, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct sifa_check_def *d = &check[i];
		struct sifa_check_def told;

		if (d->severity != SIFA_ERROR && (c->flags & CHECK_ERRORS))
			continue;
		/* an import looks for doubles by its keys; among other records only where
		 * somebody reads warnings, and then it only warns */
		if (among_others(d->op) && (c->flags & CHECK_KEYS_KNOWN)) {
			if (c->flags & CHECK_ERRORS)
				continue;
			told = *d;
			told.severity = SIFA_WARNING;
			d = &told;
		}
		if (!when_holds(&d->when, c->r) || !in_force(c, d))
			continue;
		c->source = d->source && *d->source ? d->source : NULL;
		rules[d->op](c, d);
		c->source = NULL;
	}
}

static bool looks_at(const struct sifa_check_def *d, uint16_t field)
{
	for (size_t i = 0; i < d->nf; i++)
		if (d->f[i].field == field)
			return true;
	return false;
}

size_t sifa_rules(const struct sifa_kind *k, const struct sifa_field *f, struct sifa_rule *out,
		  size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < k->nchecks && n < max; i++) {
		const struct sifa_check_def *d = &k->check[i];

		if (!looks_at(d, f->index) || (!*d->source && !*d->text[SIFA_ZH]))
			continue;
		out[n].text[SIFA_ZH] = d->text[SIFA_ZH];
		out[n].text[SIFA_EN] = d->text[SIFA_EN];
		out[n++].source = d->source;
	}
	return n;
}
