/* report.c - lines of a report, and the explanation of a clause. */
#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SHOWN = 40, ALIKE = 5 };

/* ---- lines ---- */

bool report_keep(struct report *r, const char *s, size_t n)
{
	if (r->n + n + 1 > r->cap) {
		size_t cap = 2 * (r->n + n + 1) + 4096;
		char *p = realloc(r->text, cap);

		if (!p)
			return false;
		r->text = p;
		r->cap = cap;
	}
	memcpy(r->text + r->n, s, n);
	r->n += n;
	r->text[r->n] = '\0';
	return true;
}

void report_line(struct report *r, enum report_what what, const char *text, uint64_t record)
{
	size_t n = strlen(text);

	if (r->line) {
		r->line(r->arg, what, text, record);
		return;
	}
	while (n && text[n - 1] == ' ')
		n--;
	report_keep(r, text, n);
	report_keep(r, "\n", 1);
}

/* In columns: text behind `indent` blanks, the first row behind label. */
static void broken(struct report *r, const char *label, int indent, const char *s,
		   enum report_what what, uint64_t record)
{
	size_t n = strlen(s), from = 0, len;
	int wide = sifa_text_width(label, strlen(label));
	char row[700];

	indent = wide >= indent ? wide + 1 : indent;

	do {
		size_t next = sifa_text_wrap(s, n, from, r->cols - indent, &len);
		int used = sifa_text_width(label, strlen(label));

		while (len && s[from + len - 1] == ' ')
			len--;
		snprintf(row, sizeof row, "%s%*s%.*s", label, indent > used ? indent - used : 0, "",
			 (int)len, s + from);
		report_line(r, what, row, record);
		label = "";
		from = next;
	} while (from <= n);
}

/* The longest label: "In the letter", and five characters of Chinese. */
void report_pair(struct report *r, const char *label, const char *value)
{
	if (*value)
		broken(r, label, lang_now() == SIFA_ZH ? 12 : 14, value, REPORT_TEXT, 0);
}

/* ---- words ---- */

const struct sifa_value *report_value(const struct sifa_record *r, const char *field)
{
	static const struct sifa_value none = {.state = SIFA_ABSENT};
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);

	return f ? sifa_get(r, f) : &none;
}

const char *report_shown(struct sifa_session *se, const struct sifa_record *r, const char *field,
			 char *buf, size_t size)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);

	buf[0] = '\0';
	return f ? sifa_format(se, f, sifa_get(r, f), lang_now(), buf, size) : buf;
}

const char *report_pace(const struct sifa_progress *p)
{
	static const char *const words[] = {"", N_("on schedule"), N_("behind schedule"),
					    N_("far behind")};

	if (p->pace && p->expected < 0)
		return p->pace == SIFA_PACE_GREEN ? _("nothing lost") : _("points lost");
	return p->pace ? _(words[p->pace]) : "";
}

const char *report_mark(enum sifa_pace p)
{
	static const char *const words[] = {"", N_("gr"), N_("yl"), N_("rd")};

	return p ? _(words[p]) : "";
}

const char *report_standing(enum sifa_standing s)
{
	static const char *const words[] = {
		[SIFA_PRINTED] = N_("printed"),		  [SIFA_GUARD] = N_("condition"),
		[SIFA_NOT_SET] = N_("no target"),	  [SIFA_NOT_DUE] = N_("not applicable"),
		[SIFA_UNVERIFIED] = N_("not verified"),	  [SIFA_UNJUDGED] = N_("not judged"),
		[SIFA_SWITCHED_OFF] = N_("switched off"), [SIFA_SAME] = N_("see another"),
		[SIFA_ELSEWHERE] = N_("kept elsewhere"),
	};
	const char *word = (size_t)s < sizeof words / sizeof *words ? words[s] : NULL;

	return word ? _(word) : "";
}

const char *report_near(enum sifa_near why)
{
	static const char *const words[] = {
		[SIFA_NEAR_GUARD] = N_("a condition is missing, such as evidence"),
		[SIFA_NEAR_UNDATED] = N_("without the date it counts by"),
		[SIFA_NEAR_DATE] = N_("dated outside the days that count"),
		[SIFA_NEAR_TEST] = N_("one test is not met"),
		[SIFA_NEAR_REGISTER] = N_("not on register when it counts"),
		[SIFA_NEAR_REPLACED] = N_("a later entry decides"),
		[SIFA_NEAR_UNIT] = N_("counts for another unit"),
		[SIFA_NEAR_DELETED] = N_("deleted"),
	};

	return _(words[why]);
}

const char *report_role(enum sifa_role role)
{
	static const char *const words[] = {N_("Records that count"), N_("Population, not done"),
					    N_("Not counted: a condition is missing"),
					    N_("Records that count against it")};

	return _(words[role]);
}

char *report_amount(const struct sifa_clause *c, int64_t v, char *buf)
{
	if (c->scaled)
		return sifa_points_format(v, buf);
	snprintf(buf, 40, "%lld", (long long)v);
	return buf;
}

char *report_hundredths(int64_t v, char *buf)
{
	if (v % 100)
		return sifa_points_format(v, buf);
	snprintf(buf, 40, "%lld", (long long)v / 100);
	return buf;
}

/* ---- an explanation ---- */

static const char *unit_of(const struct sifa_clause *c)
{
	return c->unit[lang_now()] ? c->unit[lang_now()] : "";
}

static void say_target(struct report *r, const struct sifa_clause *c, const struct sifa_explain *x)
{
	const char *from = x->aim_words.text[lang_now()];
	char n[40], text[900];

	if (!c->has_target && x->aim == SIFA_AIM_NONE)
		return;
	snprintf(text, sizeof text, "%s%s%s%s%s",
		 c->has_target ? report_amount(c, c->target, n) : "", c->has_target ? " " : "",
		 c->has_target ? unit_of(c) : "", c->has_target && *from ? _(": ") : "", from);
	report_pair(r, _("Target"), text);
}

static void say_numbers(struct report *r, const struct sifa_clause *c)
{
	char a[40], b[40], text[300];

	if (c->standing != SIFA_SCORED && c->standing != SIFA_NOT_SET)
		return;
	snprintf(text, sizeof text, "%s %s", report_amount(c, c->actual, a), unit_of(c));
	if (c->completion >= 0)
		snprintf(text + strlen(text), sizeof text - strlen(text), " (%s%%)",
			 sifa_points_format(c->completion, b));
	report_pair(r, _("Actual"), text);
	if (c->lacking > 0) {
		snprintf(text, sizeof text, "%s %s", report_amount(c, c->lacking, a), unit_of(c));
		report_pair(r, _("Lacking"), text);
	}
}

static void say_points(struct report *r, const struct sifa_clause *c)
{
	char a[32], b[32], text[300];

	if (*report_standing(c->standing)) {
		report_pair(r, _("Points"), report_standing(c->standing));
	} else {
		lang_fill(text, sizeof text,
			  c->gain > 0 ? _("{1} of {2}; {3} more can be had") : _("{1} of {2}"),
			  sifa_points_format(c->points, a), sifa_points_format(c->weight, b),
			  sifa_points_format(c->gain, (char[32]){0}), NULL);
		report_pair(r, _("Points"), text);
	}
	if (c->weight != c->base && c->standing == SIFA_SCORED)
		report_pair(r, _("In the letter"), sifa_points_format(c->base, a));
}

static void say_progress(struct report *r, const struct sifa_sheet *sheet, size_t flat)
{
	struct sifa_progress p;
	char e[40], s[40], m[40], f[40], text[400];

	if (!sifa_progress(sheet, flat, &p) || !p.pace)
		return;
	snprintf(text, sizeof text, "[%s] %s", report_mark(p.pace), report_pace(&p));
	report_pair(r, _("Progress"), text);
	if (p.expected >= 0)
		report_pair(r, _("Expected"),
			    lang_fill(text, sizeof text, _("{1} by this day; {2}% reached"),
				      report_hundredths(p.expected, e),
				      sifa_points_format(p.schedule, s), NULL));
	if (p.per_month >= 0)
		report_pair(r, _("Needed"),
			    lang_fill(text, sizeof text,
				      _("{1} a month; going on like this {2} in the end"),
				      report_hundredths(p.per_month, m),
				      report_hundredths(p.forecast > 0 ? p.forecast : 0, f), NULL));
}

static void say_record(struct report *r, struct sifa_session *se, uint64_t id, const char *amount)
{
	char number[32], title[200], text[400];

	sifa_title(se, id, false, lang_now(), title, sizeof title);
	snprintf(text, sizeof text, "  %-14s %6s  %s", sifa_id_format(id, number), amount, title);
	text[sifa_text_fit(text, strlen(text), r->cols, NULL)] = '\0';
	report_line(r, REPORT_RECORD, text, id);
}

static void say_more(struct report *r, size_t n)
{
	char number[24], text[80];

	snprintf(number, sizeof number, "%zu", n);
	report_line(r, REPORT_TEXT, lang_fill(text, sizeof text, _("  and {1} more"), number, NULL),
		    0);
}

static void say_group(struct report *r, const char *title, size_t n)
{
	char number[24], text[200];

	report_line(r, REPORT_TEXT, "", 0);
	snprintf(number, sizeof number, "%zu", n);
	report_line(r, REPORT_HEAD,
		    lang_fill(text, sizeof text, _("{1}: {2}"), title, number, NULL), 0);
}

static void say_behind(struct report *r, struct sifa_session *se, const struct sifa_clause *c,
		       const struct sifa_behind_list *l, enum sifa_role role)
{
	size_t n = 0, shown = 0;
	char amount[40];

	for (size_t i = 0; i < l->n; i++)
		n += l->v[i].role == role;
	if (!n)
		return;
	say_group(r, report_role(role), n);
	for (size_t i = 0; i < l->n && shown < SHOWN; i++) {
		if (l->v[i].role != role)
			continue;
		say_record(r, se, l->v[i].id, report_amount(c, l->v[i].amount, amount));
		shown++;
	}
	if (n > shown)
		say_more(r, n - shown);
}

static bool alike(const struct sifa_explain *x, size_t a, size_t b)
{
	return x->near[a].why == x->near[b].why &&
	       strcmp(x->near[a].words.text[SIFA_ZH], x->near[b].words.text[SIFA_ZH]) == 0;
}

static bool is_first(const struct sifa_explain *x, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (alike(x, k, i))
			return false;
	return true;
}

/* Records that lack the same are told together, a few of them by name. */
static void say_alike(struct report *r, struct sifa_session *se, const struct sifa_explain *x,
		      size_t first, size_t *shown)
{
	const char *words = x->near[first].words.text[lang_now()];
	size_t n = 0;
	char number[24], text[900];

	for (size_t i = first; i < x->nnear; i++)
		n += alike(x, i, first);
	snprintf(number, sizeof number, "%zu", n);
	if (*words)
		broken(r, "", 2,
		       n > 1 ? lang_fill(text, sizeof text, _("{1} ({2} records)"), words, number,
					 NULL)
			     : words,
		       REPORT_TEXT, 0);
	for (size_t i = first, k = 0; i < x->nnear && k < ALIKE; i++) {
		if (!alike(x, i, first))
			continue;
		say_record(r, se, x->near[i].id, "");
		k++;
	}
	if (n > ALIKE)
		say_more(r, n - ALIKE);
	*shown += n;
}

static void say_near(struct report *r, struct sifa_session *se, const struct sifa_explain *x,
		     enum sifa_near why)
{
	size_t shown = 0;
	char title[200];

	if (!x->near_by[why])
		return;
	lang_fill(title, sizeof title, _("Nearly counted, but {1}"), report_near(why), NULL);
	say_group(r, title, x->near_by[why]);
	for (size_t i = 0; i < x->nnear; i++)
		if (x->near[i].why == why && is_first(x, i))
			say_alike(r, se, x, i, &shown);
	if (x->near_by[why] > shown)
		say_more(r, x->near_by[why] - shown);
}

static void say_hidden(struct report *r, size_t n)
{
	char number[24], text[120];

	snprintf(number, sizeof number, "%zu", n);
	if (n)
		report_line(r, REPORT_TEXT,
			    lang_fill(text, sizeof text, _("{1} more are not yours to see"), number,
				      NULL),
			    0);
}

void report_explain(struct report *r, struct sifa_session *se, const struct sifa_sheet *sheet,
		    size_t flat, const struct sifa_explain *x)
{
	const struct sifa_clause *c = sifa_sheet_clause(sheet, flat);
	char from[16], to[16], day[16], text[300];

	lang_fill(r->title, sizeof r->title, _("{1}: clause {2} explained"), sheet->office_name,
		  c->id, NULL);
	report_pair(r, _("Letter"), sifa_letter_title(sheet->letter, lang_now()));
	if (sifa_letter_template(sheet->letter))
		report_pair(r, "", _("the weights are a template"));
	snprintf(text, sizeof text, "%s %s", c->number, c->text[lang_now()]);
	report_pair(r, _("Clause"), text);
	report_pair(r, _("Period"),
		    lang_fill(text, sizeof text, _("{1} to {2}, as of {3}"),
			      sifa_day_format(sheet->from, from), sifa_day_format(sheet->to, to),
			      sifa_day_format(sheet->as_of, day), NULL));
	report_pair(r, _("Rule"), x->rule.text[lang_now()]);
	for (size_t i = 0; i < x->nmeasures; i++)
		report_pair(r, i ? "" : _("Counted"), x->measure[i].text[lang_now()]);
	say_target(r, c, x);
	say_numbers(r, c);
	report_pair(r, _("Arithmetic"), c->formula[lang_now()]);
	say_points(r, c);
	report_pair(r, _("Note"), c->note[lang_now()]);
	say_progress(r, sheet, flat);
	/* What a guard refused is told below, with what it lacks. */
	for (int i = 0; i <= SIFA_AGAINST; i++)
		if (i != SIFA_MISSING_GUARD)
			say_behind(r, se, c, &x->behind, (enum sifa_role)i);
	for (int i = 0; i < SIFA_NEARS; i++)
		say_near(r, se, x, (enum sifa_near)i);
	say_hidden(r, x->behind.hidden + x->near_hidden);
}

/* ---- lists and villages ---- */

const char *report_verdict(enum sifa_verdict v)
{
	static const char *const words[] = {N_("the same"), N_("differs"), N_("on the list only"),
					    N_("in the register only")};

	return _(words[v]);
}

char *report_reconciled(const struct sifa_reconciliation *r, char *buf, size_t size)
{
	char n[4][24];

	for (size_t i = 0; i < 4; i++)
		snprintf(n[i], sizeof n[i], "%zu", r->count[i]);
	return lang_fill(
		buf, size,
		_("{1} the same, {2} different, {3} on the list only, {4} in the register only"),
		n[0], n[1], n[2], n[3], NULL);
}

const char *report_village(const struct sifa_village_month *m, char *buf)
{
	if (!m->records)
		return "";
	if (m->found)
		snprintf(buf, 24, "%lld", (long long)m->found);
	else
		snprintf(buf, 24, "%s", m->zero ? "0" : "0?");
	return buf;
}

const char *report_village_by(const struct sifa_village *v)
{
	for (size_t m = 12; m--;)
		if (v->month[m].by[0])
			return v->month[m].by;
	return "";
}

bool report_points(const char *s, int64_t *out)
{
	int64_t n = 0;
	const char *p = s;

	for (; *p >= '0' && *p <= '9' && n < 1000000; p++)
		n = n * 10 + (*p - '0');
	n *= 100;
	if (p != s && *p == '.' && p[1] >= '0' && p[1] <= '9') {
		n += (p[1] - '0') * 10;
		p += 2;
		if (*p >= '0' && *p <= '9')
			n += *p++ - '0';
	}
	*out = n;
	return p != s && !*p;
}
