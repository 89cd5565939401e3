/* letter_paper.c - what papers say of a letter: its clauses with the numbers filled in,
 * its numbers in all versions, its score. Papers are in Chinese. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "frozen.h"
#include "office.h"
#include "sheet.h"
#include "target.h"

struct giving {
	given_fn *add;
	void *arg;
	const struct sifa_letter *l;
	const struct sifa_record *r;
	sifa_day today;
};

static void give(const struct giving *g, const char *const *cell, size_t n, bool head, bool spaced)
{
	struct given gv = {.n = n, .head = head, .spaced = spaced};

	for (size_t i = 0; i < n && i < GIVEN_MOST; i++)
		gv.cell[i] = cell[i];
	g->add(g->arg, &gv);
}

/* ---- the clauses ---- */

/* Where the number stands: before the last word of what is counted. */
static const char *place_of(const char *text, const char *unit)
{
	const char *at = NULL, *p = text;

	while (*unit && (p = strstr(p, unit)) != NULL)
		at = p++;
	return at;
}

static bool is_blank(const char *s, const char *end)
{
	return end > s && (end[-1] == ' ' || end[-1] == '_');
}

/* "完成卷宗 件" and 40: "完成卷宗 40 件"; without a place for it, behind in brackets. */
static void filled(const struct clause *cl, const char *number, struct buf *b)
{
	const char *text = cl->text[SIFA_ZH], *unit = cl->unit[SIFA_ZH] ? cl->unit[SIFA_ZH] : "";
	const char *at = place_of(text, unit), *end = at;

	if (!at) {
		buf_printf(b, "%s（%s%s）", text, number, unit);
		return;
	}
	while (is_blank(text, end))
		end--;
	buf_add(b, text, (size_t)(end - text));
	buf_printf(b, " %s %s", number, at);
}

static void clause_text(const struct giving *g, const struct clause *cl, struct buf *b)
{
	const struct sifa_row *row = target_row(g->l, g->r, cl->id, g->today, NULL);
	char number[24] = "____";

	if (row)
		snprintf(number, sizeof number, "%lld",
			 (long long)row->v[g->l->fields.let_target->index].n);
	if (cl->target.blank || row)
		filled(cl, number, b);
	else
		buf_str(b, cl->text[SIFA_ZH]);
}

/* Several clauses stand in one numbered sentence of the letter: 一1. */
static void give_clauses(const struct giving *g)
{
	char head[400];

	for (size_t i = 0; i < g->l->n; i++) {
		const struct section *s = &g->l->section[i];
		const char *last = "";

		snprintf(head, sizeof head, "%s%s%s", s->number, *s->number ? "、" : "",
			 s->title[SIFA_ZH]);
		if (*s->number)
			give(g, (const char *const[]){head}, 1, true, true);
		for (size_t k = 0; k < s->n; k++) {
			const struct clause *cl = &s->clause[k];
			const char *no = cl->number ? cl->number : "";
			size_t skip = strlen(s->number);
			struct buf b = {0};

			if (*s->number && strcmp(no, last) != 0)
				buf_printf(&b, "%s. ",
					   strncmp(no, s->number, skip) == 0 ? no + skip : no);
			clause_text(g, cl, &b);
			if (buf_add(&b, "", 1) && !b.failed)
				give(g, (const char *const[]){b.p}, 1, false, false);
			buf_free(&b);
			last = no;
		}
	}
}

static enum sifa_rc check_blanks(const struct giving *g, struct sifa_err *err)
{
	char list[150] = "";
	size_t n = 0;

	for (size_t i = 0; i < g->l->n; i++)
		for (size_t k = 0; k < g->l->section[i].n; k++) {
			const struct clause *cl = &g->l->section[i].clause[k];

			if (!cl->target.blank || target_row(g->l, g->r, cl->id, g->today, NULL) ||
			    n + strlen(cl->id) + 2 > sizeof list)
				continue;
			n += (size_t)snprintf(list + n, sizeof list - n, "%s%s", n ? " " : "",
					      cl->id);
		}
	if (!n)
		return SIFA_OK;
	return err_set(err, SIFA_E_DATA,
		       N_("Numbers of the letter are still blank: {1}. Fill them in, or print a "
			  "draft."),
		       list, NULL);
}

/* ---- the numbers ---- */

static void cell_text(const struct sifa_field *rows, const struct sifa_row *row, const char *column,
		      char *buf, size_t size)
{
	const struct sifa_field *f = sifa_rows_field(rows, column);

	buf[0] = '\0';
	if (f && row->v[f->index].state == SIFA_SET)
		field_format(f, &row->v[f->index], SIFA_ZH, buf, size);
}

/* Every version in the order of the clauses, the first one first. */
static void give_targets(const struct giving *g)
{
	static const char *const columns[] = {"target", "parent_target", "from", "doc_no",
					      "factor"};
	const struct sifa_value *rows = letter_value(g->r, "targets");
	const struct sifa_field *f = g->l->fields.let_targets;
	char text[5][160], version[24];

	for (size_t i = 0; i < g->l->n; i++)
		for (size_t k = 0; k < g->l->section[i].n; k++) {
			const struct clause *cl = &g->l->section[i].clause[k];
			int versions = 0;

			for (size_t j = 0; j < rows->len; j++) {
				const struct sifa_row *row = &rows->row[j];
				const struct sifa_value *is =
					&row->v[g->l->fields.let_clause->index];

				if (is->state != SIFA_SET || strcmp(is->s, cl->id) != 0)
					continue;
				for (size_t c = 0; c < 5; c++)
					cell_text(f, row, columns[c], text[c], sizeof text[c]);
				snprintf(version, sizeof version, "%d", ++versions);
				give(g,
				     (const char *const[]){cl->number ? cl->number : cl->id,
							   cl->text[SIFA_ZH], version, text[0],
							   cl->unit[SIFA_ZH] ? cl->unit[SIFA_ZH]
									     : "",
							   text[2], text[3], text[1]},
				     8, false, false);
			}
		}
}

/* ---- the score ---- */

static const char *amount(const struct sifa_clause *c, int64_t v, char *buf)
{
	if (c->scaled)
		return sifa_points_format(v, buf);
	snprintf(buf, 32, "%lld", (long long)v);
	return buf;
}

static const char *standing(enum sifa_standing s)
{
	switch (s) {
	case SIFA_NOT_SET:
		return "未下达";
	case SIFA_NOT_DUE:
		return "不适用";
	case SIFA_UNVERIFIED:
		return "未核对";
	case SIFA_UNJUDGED:
		return "未评";
	case SIFA_SWITCHED_OFF:
		return "已停用";
	default:
		return "";
	}
}

static bool is_scored(const struct sifa_clause *c)
{
	return c->standing == SIFA_SCORED || c->standing == SIFA_NOT_SET ||
	       c->standing == SIFA_NOT_DUE || c->standing == SIFA_UNVERIFIED ||
	       c->standing == SIFA_UNJUDGED;
}

/* Clause, words, points, number, done, percent, own score, checked score, why. */
static void give_clause(const struct giving *g, const struct sifa_clause *c)
{
	bool done = c->standing == SIFA_SCORED;
	char w[32], p[32], t[32], a[32], percent[40] = "", x[32];

	if (c->completion >= 0 && done)
		snprintf(percent, sizeof percent, "%s%%", sifa_points_format(c->completion, x));
	give(g,
	     (const char *const[]){c->number, c->text[SIFA_ZH], sifa_points_format(c->weight, w),
				   c->has_target ? amount(c, c->target, t) : "",
				   done ? amount(c, c->actual, a) : "", percent,
				   done ? sifa_points_format(c->points, p) : "", "",
				   done ? c->formula[SIFA_ZH] : standing(c->standing)},
	     9, false, false);
}

static void give_sheet(const struct giving *g, const struct sifa_sheet *s)
{
	char w[32], p[32];

	for (size_t i = 0; i < s->n; i++) {
		const struct sifa_section *sec = &s->section[i];

		for (size_t k = 0; k < sec->n; k++)
			if (is_scored(&sec->clause[k]))
				give_clause(g, &sec->clause[k]);
		if (sec->weight)
			give(g,
			     (const char *const[]){sec->number, "小计",
						   sifa_points_format(sec->weight, w), "", "", "",
						   sifa_points_format(sec->points, p), "",
						   sec->title[SIFA_ZH]},
			     9, false, false);
	}
	give(g,
	     (const char *const[]){"", "合计", sifa_points_format(s->weight, w), "", "", "",
				   sifa_points_format(s->points, p), "",
				   s->veto ? "有一票否决事项" : ""},
	     9, false, false);
}

/* ---- how far it is ---- */

static const char *pace(const struct sifa_progress *p)
{
	static const char *const words[] = {"", "绿　按进度", "黄　偏慢", "红　落后"};

	if (p->pace && p->expected < 0)
		return p->pace == SIFA_PACE_GREEN ? "绿　未扣分" : "红　已扣分";
	return words[p->pace];
}

static const char *hundredths(int64_t v, char *buf)
{
	return v < 0 ? "" : sifa_points_format(v, buf);
}

/* Clause, words, number, done, percent of it, expected by the day, percent of that, colour,
 * needed a month, next day. */
static void give_pace(const struct giving *g, const struct sifa_clause *c,
		      const struct sifa_progress *p)
{
	char t[32], a[32], done[32], e[32], s[32], m[32], day[16];

	give(g,
	     (const char *const[]){c->number, c->text[SIFA_ZH],
				   c->has_target ? amount(c, c->target, t) : "",
				   amount(c, c->actual, a), hundredths(c->completion, done),
				   hundredths(p->expected, e), hundredths(p->schedule, s), pace(p),
				   hundredths(p->per_month, m), sifa_day_format(p->next, day)},
	     10, false, false);
}

static void give_progress(const struct giving *g, const struct sifa_sheet *s)
{
	const struct sifa_clause *c;
	struct sifa_progress p;

	for (size_t flat = 0; (c = sifa_sheet_clause(s, flat)) != NULL; flat++)
		if (c->standing == SIFA_SCORED && sifa_progress(s, flat, &p) &&
		    (p.pace || p.next != SIFA_DAY_NONE))
			give_pace(g, c, &p);
}

static enum sifa_rc give_score(const struct giving *g, struct view *v,
			       void (*rows)(const struct giving *g, const struct sifa_sheet *s),
			       struct sifa_err *err)
{
	struct sifa_sheet *sheet = NULL;
	struct office *o = NULL;
	uint64_t unit = g->r->unit;
	enum sifa_rc rc = office_read(v, g->l, &unit, 1, (int)letter_value(g->r, "year")->n,
				      g->today, &o, err);

	if (!rc && office_stood(o))
		rc = sheet_offices(v, g->l, o, 1, g->today, &sheet, err);
	if (!rc && sheet)
		rows(g, sheet);
	sifa_sheet_free(sheet);
	office_free(o, 1);
	return rc;
}

enum sifa_rc letter_paper_more(struct view *v, const struct sifa_record *r, const char *what,
			       bool draft, given_fn *add, void *arg, struct sifa_err *err)
{
	struct giving g = {add, arg, letter_of_record(v->se->sifa, r), r, sifa_today(v->se)};
	enum sifa_rc rc = SIFA_OK;

	if (!g.l)
		return err_set(err, SIFA_E_NOTFOUND,
			       N_("The letter is in no file of the configuration any more."), NULL);
	if (strcmp(what, "score") == 0)
		return give_score(&g, v, give_sheet, err);
	if (strcmp(what, "progress") == 0)
		return give_score(&g, v, give_progress, err);
	if (!draft)
		rc = check_blanks(&g, err);
	if (!rc && strcmp(what, "clauses") == 0)
		give_clauses(&g);
	else if (!rc)
		give_targets(&g);
	return rc;
}
