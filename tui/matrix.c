/* matrix.c - offices side by side. */
#include "matrix.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

/* By rank; closed ones, which have none, last. */
static int by_rank(const void *a, const void *b)
{
	const struct matrix_row *x = a, *y = b;
	size_t r = x->place->rank - 1, q = y->place->rank - 1;

	if (r != q)
		return r < q ? -1 : 1;
	return x->sheet->office < y->sheet->office ? -1 : x->sheet->office > y->sheet->office;
}

/* The same day a year before; 28 February for the 29th. */
static sifa_day year_before(sifa_day d)
{
	int y, m, day;
	sifa_day before;

	sifa_day_split(d, &y, &m, &day);
	before = sifa_day_of(y - 1, m, day);
	return before == SIFA_DAY_NONE ? sifa_day_of(y - 1, 2, 28) : before;
}

/* The row it belongs beside; a letter that nobody had signed then is not the year before. */
static struct matrix_row *row_of(struct matrix *m, const struct sifa_sheet *s, sifa_day day)
{
	for (size_t k = 0; k < m->n; k++) {
		struct matrix_row *row = &m->row[k];

		if (row->sheet->office == s->office && s->from <= day &&
		    s->from != row->sheet->from && !row->last)
			return row;
	}
	return NULL;
}

static void take_last(struct matrix *m, struct sifa_sheet **last, size_t n, sifa_day day)
{
	for (size_t i = 0; i < n; i++) {
		struct matrix_row *row = row_of(m, last[i], day);

		if (row) {
			row->last = last[i];
			m->has_last = true;
		} else {
			sifa_sheet_free(last[i]);
		}
	}
	free(last);
}

static enum sifa_rc read_last(struct matrix *m, struct sifa_session *se, sifa_day day,
			      struct sifa_err *err)
{
	const struct sifa_letter **letter = NULL;
	struct sifa_sheet **last = NULL;
	size_t n = 0, letters = 0;
	enum sifa_rc rc = sifa_letters_now(se, day, &letter, &letters, err);

	if (!rc && letters)
		rc = sifa_score_all(se, letter[0], day, &last, &n, err);
	if (!rc && letters)
		take_last(m, last, n, day);
	free(letter);
	return rc;
}

/* Has the section points by the letter, whatever applies to an office? */
static bool scores(const struct sifa_section *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->clause[i].base > 0 || s->clause[i].bonus)
			return true;
	return false;
}

static bool clause_scores(const struct sifa_clause *c)
{
	return c->base > 0 || c->bonus;
}

void matrix_by(struct matrix *m, bool by_clause)
{
	const struct sifa_sheet *s = m->n ? m->row[0].sheet : NULL;
	size_t parts = 0, flat = 0;

	m->by_clause = by_clause;
	for (size_t i = 0; s && !by_clause && i < s->n; i++)
		parts += scores(&s->section[i]);
	for (; s && by_clause && sifa_sheet_clause(s, flat); flat++)
		parts += clause_scores(sifa_sheet_clause(s, flat));
	m->columns = 1 + parts + (m->has_last ? 2 : 0);
	m->sort = 0;
}

enum sifa_rc matrix_read(struct matrix *m, struct sifa_session *se, const struct sifa_letter *l,
			 sifa_day as_of, bool by_clause, enum matrix_last last,
			 struct sifa_err *err)
{
	enum sifa_rc rc;

	*m = (struct matrix){0};
	rc = sifa_rank(se, l, 0, as_of, &m->ranking, err);
	if (!rc && !(m->row = calloc(m->ranking.n + 1, sizeof *m->row))) {
		*err = (struct sifa_err){.rc = SIFA_E_NOMEM,
					 .msg = N_("There is not enough memory")};
		rc = SIFA_E_NOMEM;
	}
	m->n = rc ? 0 : m->ranking.n;
	for (size_t i = 0; i < m->n; i++) {
		m->row[i].place = &m->ranking.place[i];
		m->row[i].sheet = m->ranking.place[i].sheet;
	}
	if (m->n)
		qsort(m->row, m->n, sizeof *m->row, by_rank);
	if (!rc && m->n && last)
		rc = read_last(m, se,
			       last == MATRIX_SAME_DAY ? year_before(as_of)
						       : m->row[0].sheet->from - 1,
			       err);
	matrix_by(m, by_clause);
	return rc;
}

void matrix_free(struct matrix *m)
{
	for (size_t i = 0; i < m->n; i++)
		sifa_sheet_free(m->row[i].last);
	sifa_ranking_free(&m->ranking);
	free(m->row);
	*m = (struct matrix){0};
}

/* ---- columns ---- */

static size_t parts(const struct matrix *m)
{
	return m->columns - 1 - (m->has_last ? 2 : 0);
}

bool matrix_part(const struct matrix *m, size_t column, size_t *at)
{
	const struct sifa_sheet *s = m->n ? m->row[0].sheet : NULL;

	if (!s || !column || column > parts(m))
		return false;
	for (*at = 0;; ++*at) {
		bool is;

		if (m->by_clause && !sifa_sheet_clause(s, *at))
			return false;
		if (!m->by_clause && *at >= s->n)
			return false;
		is = m->by_clause ? clause_scores(sifa_sheet_clause(s, *at))
				  : scores(&s->section[*at]);
		if (is && !--column)
			return true;
	}
}

const char *matrix_label(const struct matrix *m, size_t column)
{
	size_t at;

	if (matrix_part(m, column, &at))
		return m->by_clause ? sifa_sheet_clause(m->row[0].sheet, at)->id
				    : m->row[0].sheet->section[at].number;
	return column == 0 ? _("total") : column == parts(m) + 1 ? _("last year") : _("difference");
}

bool matrix_value(const struct matrix *m, size_t row, size_t column, int64_t *out)
{
	const struct sifa_sheet *s = m->row[row].sheet, *last = m->row[row].last;
	const struct sifa_clause *c;
	size_t at;

	*out = 0;
	if (!column) {
		*out = m->row[row].place->points;
		return true;
	}
	if (!matrix_part(m, column, &at)) {
		if (last)
			*out = column == parts(m) + 1 ? last->points
						      : m->row[row].place->points - last->points;
		return last != NULL;
	}
	if (!m->by_clause) {
		*out = s->section[at].points;
		return true;
	}
	c = sifa_sheet_clause(s, at);
	*out = c->points;
	return c->standing == SIFA_SCORED || c->standing == SIFA_UNJUDGED ||
	       c->standing == SIFA_UNVERIFIED;
}

/* ---- order ---- */

static bool before(const struct matrix *m, size_t a, size_t b, size_t column, bool up)
{
	int64_t x, y;
	bool has = matrix_value(m, a, column, &x), other = matrix_value(m, b, column, &y);

	if (has != other)
		return has;
	if (has && x != y)
		return up ? x < y : x > y;
	return by_rank(&m->row[a], &m->row[b]) < 0;
}

void matrix_sort(struct matrix *m, size_t column, bool up)
{
	m->sort = column;
	for (size_t i = 1; i < m->n; i++) { /* a county has tens of offices */
		for (size_t k = i; k && before(m, k, k - 1, column, up); k--) {
			struct matrix_row t = m->row[k];

			m->row[k] = m->row[k - 1];
			m->row[k - 1] = t;
		}
	}
}

/* ---- what must be pressed ---- */

static bool must_press(const struct sifa_sheet *s, size_t flat, enum press_why *why)
{
	const struct sifa_clause *c = sifa_sheet_clause(s, flat);
	struct sifa_progress p;

	sifa_progress(s, flat, &p);
	if (c->veto)
		*why = PRESS_VETO;
	else if (c->standing == SIFA_SCORED && !strcmp(c->rule, "timely") && c->lacking > 0)
		*why = PRESS_RETURNS;
	else if (p.pace && p.expected > 0 && c->has_target && c->completion == 0)
		*why = PRESS_ZERO;
	else if (p.pace == SIFA_PACE_RED)
		*why = p.expected < 0 ? PRESS_LOST : PRESS_RED;
	else
		return false;
	return true;
}

bool matrix_press(const struct matrix *m, struct press **out, size_t *n)
{
	size_t all = 0;

	*n = 0;
	for (size_t flat = 0; m->n && sifa_sheet_clause(m->row[0].sheet, flat); flat++)
		all++;
	*out = calloc(all * m->n + 1, sizeof **out);
	for (size_t i = 0; *out && i < m->n; i++) {
		for (size_t flat = 0; flat < all; flat++) {
			enum press_why why;

			if (must_press(m->row[i].sheet, flat, &why))
				(*out)[(*n)++] = (struct press){i, flat, why};
		}
	}
	return *out;
}

const char *press_word(enum press_why why)
{
	static const char *const words[] = {N_("veto"), N_("returns overdue"), N_("not begun"),
					    N_("points lost"), N_("far behind")};

	return _(words[why]);
}

/* ---- texts ---- */

enum { PRESS_FIXED = 2 + 6 + 9 + 2 }; /* columns of a line of the press that never change */

struct text { /* a line of exact columns */
	char s[700];
	size_t n;
};

static void cell(struct text *t, int cols, bool right, const char *s)
{
	int used;
	size_t n = sifa_text_fit(s, strlen(s), cols, &used);

	if (t->n + n + (size_t)cols + 1 > sizeof t->s)
		return;
	t->n += (size_t)snprintf(t->s + t->n, sizeof t->s - t->n, "%*s%.*s%*s",
				 right ? cols - used : 0, "", (int)n, s, right ? 0 : cols - used,
				 "");
}

static void bulletin_head(struct report *r, const struct matrix *m)
{
	struct text t = {.n = 0};

	cell(&t, 6, false, _("rank"));
	cell(&t, 16, false, _("office"));
	for (size_t i = 0; i < m->columns; i++)
		cell(&t, 7, true, matrix_label(m, i));
	if (m->row[0].place->tier_id) {
		cell(&t, 2, false, "");
		cell(&t, 8, false, _("tier"));
	}
	report_line(r, REPORT_HEAD, t.s, 0);
}

static void bulletin_row(struct report *r, const struct matrix *m, size_t row)
{
	struct text t = {.n = 0};
	char n[40];
	int64_t v;

	snprintf(n, sizeof n, "%zu", m->row[row].place->rank);
	cell(&t, 6, false, n);
	cell(&t, 16, false, m->row[row].sheet->office_name);
	for (size_t i = 0; i < m->columns; i++)
		cell(&t, 7, true, matrix_value(m, row, i, &v) ? sifa_points_format(v, n) : "—");
	if (m->row[row].place->tier_id) {
		cell(&t, 2, false, "");
		cell(&t, 8, false, m->row[row].place->tier[lang_now()]);
	}
	report_line(r, REPORT_TEXT, t.s, m->row[row].sheet->office);
}

static void bulletin_sums(struct report *r, const struct matrix *m)
{
	int64_t sum = 0;
	char a[32], b[32], c[32], n[24], text[300];

	if (!m->n) /* nobody signs it here: no mean of nothing */
		return;
	for (size_t i = 0; i < m->n; i++)
		sum += m->row[i].place->points;
	snprintf(n, sizeof n, "%zu", m->n);
	report_line(r, REPORT_TEXT, "", 0);
	report_line(
		r, REPORT_TEXT,
		lang_fill(text, sizeof text, _("{1} offices; mean {2}, highest {3}, lowest {4}."),
			  n, sifa_points_format((2 * sum + (int64_t)m->n) / (2 * (int64_t)m->n), a),
			  sifa_points_format(m->row[0].place->points, b),
			  sifa_points_format(m->row[m->n - 1].place->points, c), NULL),
		0);
}

/* As wide as the longest reason in the language of the day. */
static int why_cols(void)
{
	int cols = 0;

	for (int i = PRESS_VETO; i <= PRESS_RED; i++) {
		const char *word = press_word((enum press_why)i);
		int w = sifa_text_width(word, strlen(word));

		cols = w > cols ? w : cols;
	}
	return cols + 2;
}

static int number_cols(const struct sifa_sheet *s)
{
	const struct sifa_clause *c;
	int cols = 0;

	for (size_t i = 0; (c = sifa_sheet_clause(s, i)); i++) {
		int w = sifa_text_width(c->number, strlen(c->number));

		cols = w > cols ? w : cols;
	}
	return cols + 1;
}

static const struct sifa_section *section_of(const struct sifa_sheet *s, size_t flat)
{
	size_t i = 0;

	while (i + 1 < s->n && flat >= s->section[i].n)
		flat -= s->section[i++].n;
	return &s->section[i];
}

/* What a clause says in so many columns: a few words mean little without their section, and
 * what is cut says so. */
static void words_of(const struct sifa_sheet *s, size_t flat, int cols, char *buf, size_t size)
{
	const char *text = sifa_sheet_clause(s, flat)->text[lang_now()];
	const struct sifa_section *sec = section_of(s, flat);
	int used;
	size_t n;

	snprintf(buf, size, lang_now() == SIFA_ZH ? "%s（%s）" : "%s (%s)", text,
		 sec->title[lang_now()]);
	if (sifa_text_width(buf, strlen(buf)) <= cols)
		return;
	n = sifa_text_fit(text, strlen(text), cols, &used);
	if (text[n])
		n = sifa_text_fit(text, strlen(text), cols - 2, &used);
	snprintf(buf, size, "%.*s%s", (int)n, text, text[n] ? "…" : "");
}

static void press_line(struct report *r, const struct sifa_sheet *s, const struct press *p, int why,
		       int number)
{
	const struct sifa_clause *c = sifa_sheet_clause(s, p->flat);
	int rest = r->cols - PRESS_FIXED - why - number;
	struct text t = {.n = 0};
	char a[40], b[40], text[700];

	cell(&t, 2, false, "");
	cell(&t, why, false, press_word(p->why));
	cell(&t, 6, false, c->id);
	cell(&t, number, false, c->number);
	snprintf(text, sizeof text, "%s/%s", report_amount(c, c->actual, a),
		 c->has_target ? report_amount(c, c->target, b) : "0");
	cell(&t, 9, true, text);
	cell(&t, 2, false, "");
	words_of(s, p->flat, rest, text, sizeof text);
	cell(&t, rest, false, text);
	report_line(r, REPORT_TEXT, t.s, s->office);
}

static void press_lines(struct report *r, const struct matrix *m)
{
	int why = why_cols(), number = 0;
	size_t n, last = SIZE_MAX;
	struct press *v;

	if (!matrix_press(m, &v, &n))
		return;
	for (size_t i = 0; i < n; i++) {
		const struct sifa_sheet *s = m->row[v[i].row].sheet;

		if (v[i].row != last) {
			report_line(r, REPORT_TEXT, "", 0);
			report_line(r, REPORT_HEAD, s->office_name, s->office);
			number = number_cols(s);
		}
		last = v[i].row;
		press_line(r, s, &v[i], why, number);
	}
	if (!n)
		report_line(r, REPORT_TEXT, _("Nothing needs to be pressed."), 0);
	free(v);
}

void report_bulletin(struct report *r, const struct matrix *m)
{
	const struct sifa_sheet *s = m->n ? m->row[0].sheet : NULL;
	char day[16], text[400];

	snprintf(r->title, sizeof r->title, "%s", _("Bulletin on the work of the offices"));
	if (!s)
		return;
	report_line(r, REPORT_TEXT, sifa_letter_title(s->letter, lang_now()), 0);
	report_line(r, REPORT_TEXT,
		    lang_fill(text, sizeof text, _("As of {1}, the offices stand as follows."),
			      sifa_day_format(s->as_of, day), NULL),
		    0);
	report_line(r, REPORT_TEXT, "", 0);
	bulletin_head(r, m);
	for (size_t i = 0; i < m->n; i++)
		bulletin_row(r, m, i);
	bulletin_sums(r, m);
	for (size_t i = 0; i < s->n; i++) {
		snprintf(text, sizeof text, "%s %s", s->section[i].number,
			 s->section[i].title[lang_now()]);
		if (scores(&s->section[i]))
			report_line(r, REPORT_TEXT, text, 0);
	}
	report_line(r, REPORT_TEXT, "", 0);
	report_line(r, REPORT_HEAD, _("To be attended to"), 0);
	press_lines(r, m);
}

void report_press(struct report *r, const struct matrix *m)
{
	char day[16], text[300];

	snprintf(r->title, sizeof r->title, "%s", _("What must be pressed"));
	if (!m->n)
		return;
	report_line(r, REPORT_TEXT,
		    lang_fill(text, sizeof text, _("As of {1}; done of what is to be done."),
			      sifa_day_format(m->row[0].sheet->as_of, day), NULL),
		    0);
	press_lines(r, m);
}
