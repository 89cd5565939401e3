/* letter_matrix.c - sifa letter matrix, bulletin and press: all offices side by side. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../matrix.h"
#include "letter.h"

enum { PAGE_COLS = 78 };

struct wish {
	struct letter_wish w;
	const char *by, *sort, *last;
	bool up;
};

static const struct verb_option options[] = {
	{"--as-of", true}, {"--last", true}, {"--by", true},   {"--sort", true},
	{"--up", false},   {"--out", true},  {"--pdf", false}, {"--gb18030", false}};

static bool take(struct wish *w, const char *name, const char *value)
{
	if (!strcmp(name, "--by"))
		w->by = value;
	else if (!strcmp(name, "--sort"))
		w->sort = value;
	else if (!strcmp(name, "--last"))
		w->last = value;
	else if (!strcmp(name, "--up"))
		w->up = true;
	else
		return letter_take(&w->w, name, value);
	return true;
}

static int read_args(struct verb_env *env, struct wish *w)
{
	struct verb_args a = {w->w.verb, env, options, 8, 0};
	const char *name, *value;
	int got;

	while ((got = verb_next(&a, &name, &value)) >= 0) {
		if (got)
			take(w, name, value);
		else if (!w->w.letter)
			w->w.letter = value;
		else
			return verb_usage(w->w.verb, _("one letter is expected"));
	}
	if (got == -2)
		return 2;
	if (w->by && strcmp(w->by, "section") != 0 && strcmp(w->by, "clause") != 0)
		return verb_usage(w->w.verb, _("--by takes section or clause"));
	if (w->last && strcmp(w->last, "same-day") != 0 && strcmp(w->last, "final") != 0)
		return verb_usage(w->w.verb, _("--last takes same-day or final"));
	return 0;
}

/* The column of that label or key. */
static int find_column(const struct wish *w, const struct matrix *m, size_t *out)
{
	for (size_t i = 0; i < m->columns; i++) {
		*out = i;
		if (!strcmp(matrix_label(m, i), w->sort) || (!i && !strcmp(w->sort, "total")))
			return 0;
	}
	return verb_misuse(w->w.verb, N_("there is no column {1}"), w->sort);
}

static int begin(struct verb_env *env, struct wish *w, struct matrix *m)
{
	const struct sifa_letter *l;
	struct sifa_err err = {0};
	size_t column = 0;
	sifa_day day;
	int code = read_args(env, w);

	*m = (struct matrix){0};
	if (!code)
		code = letter_wish_day(env, &w->w, &day);
	if (code)
		return code;
	l = verb_letter(env, w->w.letter, day);
	if (!l)
		return 2;
	if (matrix_read(m, env->se, l, day, w->by && !strcmp(w->by, "clause"),
			!w->last		       ? MATRIX_NO_LAST
			: !strcmp(w->last, "same-day") ? MATRIX_SAME_DAY
						       : MATRIX_FINAL,
			&err))
		return verb_fail(&err);
	if (w->sort)
		code = find_column(w, m, &column);
	if (!code && m->n)
		matrix_sort(m, column, w->up);
	return code;
}

/* ---- matrix ---- */

static void print_matrix(struct verb_env *env, const struct matrix *m)
{
	const char **key = calloc(m->columns + 2, sizeof(char *));
	struct verb_table t = {.columns = m->columns + 2, .right = {true}};
	struct letter_cells out = {env, &t, key, m->columns + 2, 0};
	size_t at;
	char n[40];
	int64_t v;

	if (!key || !m->n) {
		free(key);
		return;
	}
	key[0] = "rank";
	key[1] = "office";
	for (size_t i = 0; i < m->columns; i++) {
		key[i + 2] = matrix_part(m, i, &at) ? matrix_label(m, i)
			     : !i		    ? "total"
			     : i + 2 == m->columns  ? "last"
						    : "change";
		t.right[i + 2] = true;
	}
	if (env->format == VERB_TABLE) {
		verb_cell(&t, _("rank"));
		verb_cell(&t, _("office"));
		for (size_t i = 0; i < m->columns; i++)
			verb_cell(&t, matrix_label(m, i));
	} else {
		letter_head(&out, key);
	}
	for (size_t r = 0; r < m->n; r++) {
		snprintf(n, sizeof n, "%zu", m->row[r].place->rank);
		letter_cell(&out, n);
		letter_cell(&out, m->row[r].sheet->office_name);
		for (size_t i = 0; i < m->columns; i++)
			letter_cell(&out,
				    matrix_value(m, r, i, &v) ? sifa_points_format(v, n) : "");
	}
	verb_print(&t);
	verb_table_free(&t);
	free(key);
}

static int run_matrix(struct verb_env *env)
{
	struct wish w = {.w.verb = &letter_matrix};
	struct matrix m;
	int code = begin(env, &w, &m);

	if (!code)
		print_matrix(env, &m);
	matrix_free(&m);
	return code;
}

const struct verb letter_matrix = {
	"letter matrix",
	"[LETTER] [--as-of DATE] [--by section|clause] [--sort COLUMN [--up]] "
	"[--last same-day|final]",
	N_("all offices side by side, ranked, by section or clause, against last year"),
	"",
	VERB_STORE | VERB_BATCH,
	run_matrix};

/* ---- bulletin ---- */

static int run_bulletin(struct verb_env *env)
{
	struct wish w = {.w.verb = &letter_bulletin};
	struct report r = {.cols = PAGE_COLS};
	struct matrix m;
	int code = begin(env, &w, &m);

	if (!code) {
		report_bulletin(&r, &m);
		code = letter_report(env, &w.w, "bulletin", &r);
	}
	free(r.text);
	matrix_free(&m);
	return code;
}

const struct verb letter_bulletin = {
	"letter bulletin",
	"[LETTER] [--as-of DATE] [--last same-day|final] [--out FILE] [--pdf] [--gb18030]",
	N_("the ranked bulletin of all offices, as text or pages"),
	"",
	VERB_STORE | VERB_BATCH,
	run_bulletin};

/* ---- press ---- */

static void print_press(struct verb_env *env, const struct matrix *m)
{
	static const char *const key[] = {"office", "clause",  "why",  "target",
					  "actual", "lacking", "gain", "text"};
	static const char *const why[] = {"veto", "returns", "zero", "lost", "red"};
	struct letter_cells out = {env, NULL, key, 8, 0};
	struct press *v;
	size_t n;
	char a[40], b[40], c[40], g[40];

	if (!matrix_press(m, &v, &n))
		return;
	letter_head(&out, key);
	for (size_t i = 0; i < n; i++) {
		const struct sifa_sheet *s = m->row[v[i].row].sheet;
		const struct sifa_clause *cl = sifa_sheet_clause(s, v[i].flat);

		letter_cell(&out, s->office_name);
		letter_cell(&out, cl->id);
		letter_cell(&out, why[v[i].why]);
		letter_cell(&out, cl->has_target ? report_amount(cl, cl->target, a) : "");
		letter_cell(&out, report_amount(cl, cl->actual, b));
		letter_cell(&out, cl->lacking > 0 ? report_amount(cl, cl->lacking, c) : "");
		letter_cell(&out, sifa_points_format(cl->gain, g));
		letter_cell(&out, cl->text[lang_now()]);
	}
	free(v);
}

static int run_press(struct verb_env *env)
{
	struct wish w = {.w.verb = &letter_press};
	struct report r = {.cols = PAGE_COLS};
	struct matrix m;
	int code = begin(env, &w, &m);

	if (!code && env->format != VERB_TABLE && !w.w.paper) {
		print_press(env, &m);
	} else if (!code) {
		report_press(&r, &m);
		code = letter_report(env, &w.w, "press", &r);
	}
	free(r.text);
	matrix_free(&m);
	return code;
}

const struct verb letter_press = {
	"letter press",
	"[LETTER] [--as-of DATE] [--out FILE] [--pdf] [--gb18030]",
	N_("what must be pressed: vetoes, overdue returns, nothing begun, far behind"),
	"",
	VERB_STORE | VERB_BATCH,
	run_press};
