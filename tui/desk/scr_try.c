/* scr_try.c - what if: numbers of a clause changed in a copy in memory, and what that does
 * to every office. Nothing is stored. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "scr_score.h"

enum { NUMBER = 1, OFFICE };

struct sheets {
	struct sifa_sheet **v;
	size_t n;
};
struct trying {
	struct page page;
	struct clause_arg arg;
	char clause[20];
	struct sifa_try *now, *was; /* was: never changed, for the numbers as they are */
	struct sheets before, after;
	size_t at; /* the number being asked for */
};

static void sheets_free(struct sheets *s)
{
	for (size_t i = 0; i < s->n; i++)
		sifa_sheet_free(s->v[i]);
	free(s->v);
	*s = (struct sheets){0};
}

static enum sifa_rc score(struct screen *sc, const struct sifa_letter *l, struct sheets *out,
			  struct sifa_err *err)
{
	sheets_free(out);
	return sifa_score_all(sc->desk->se, l, sifa_today(sc->desk->se), &out->v, &out->n, err);
}

/* ---- rows ---- */

static char *number_text(const struct sifa_rule_number *n, char *buf)
{
	if (n->blank)
		snprintf(buf, 40, "%s", _("each its own"));
	else if (n->hundredths)
		sifa_points_format(n->value, buf);
	else
		snprintf(buf, 40, "%lld", (long long)n->value);
	return buf;
}

static const char *number_word(const char *id)
{
	static const struct {
		const char *id, *word;
	} words[] = {
		{"weight", N_("weight")},
		{"target", N_("target")},
		{"cap", N_("at most, %")},
		{"limit", N_("limit, %")},
		{"deduct", N_("deduction")},
		{"least", N_("at least")},
		{"low", N_("from")},
		{"high", N_("up to")},
		{"free", N_("days free")},
		{"late", N_("deduction, late")},
		{"missing", N_("deduction, missing")},
		{"returned", N_("deduction, returned")},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i].id, id))
			return _(words[i].word);
	return _("deduction for an event");
}

static void add_numbers(struct screen *sc)
{
	struct trying *v = sc->data;
	struct sifa_rule_number was, now;

	for (size_t i = 0; sifa_try_number(v->was, v->clause, i, &was); i++) {
		struct cells c = {.n = 0};
		struct page_row *row;
		char a[40], b[40];
		bool same;

		sifa_try_number(v->now, v->clause, i, &now);
		same = was.value == now.value && was.blank == now.blank;
		cells_put(&c, 24, number_word(was.id));
		cells_right(&c, 12, number_text(&was, a));
		cells_put(&c, 6, same ? "" : "  -> ");
		cells_put(&c, 12, same ? "" : number_text(&now, b));
		row = page_add(&v->page, NUMBER, c.s);
		if (row)
			row->at = i;
	}
}

static void add_office(struct screen *sc, const struct sifa_sheet *was,
		       const struct sifa_sheet *now)
{
	struct trying *v = sc->data;
	const struct sifa_clause *a = sifa_sheet_clause(was, v->arg.clause);
	const struct sifa_clause *b = sifa_sheet_clause(now, v->arg.clause);
	int64_t diff = now->points - was->points;
	struct cells c = {.n = 0};
	char n[32], text[40];
	struct page_row *row;

	cells_put(&c, 24, now->office_name);
	cells_right(&c, 9, a ? sifa_points_format(a->points, n) : "");
	cells_right(&c, 9, b ? sifa_points_format(b->points, n) : "");
	cells_right(&c, 11, sifa_points_format(was->points, n));
	cells_right(&c, 9, sifa_points_format(now->points, n));
	snprintf(text, sizeof text, "%s%s", diff > 0 ? "+" : "", sifa_points_format(diff, n));
	cells_right(&c, 12, text);
	row = page_add(&v->page, OFFICE, c.s);
	if (row)
		row->id = now->office;
}

static void build(struct screen *sc)
{
	struct trying *v = sc->data;
	const struct sifa_clause *c =
		v->before.n ? sifa_sheet_clause(v->before.v[0], v->arg.clause) : NULL;
	struct cells head = {.n = 0};

	page_clear(&v->page);
	page_head(&v->page, c ? c->text[lang_now()] : v->clause);
	add_numbers(sc);
	cells_put(&head, 2, ""); /* the rows stand behind their mark */
	cells_put(&head, 24, _("office"));
	cells_right(&head, 9, _("clause"));
	cells_right(&head, 9, _("after"));
	cells_right(&head, 11, _("total"));
	cells_right(&head, 9, _("after"));
	cells_right(&head, 12, _("difference"));
	page_head(&v->page, head.s);
	for (size_t i = 0; i < v->after.n && i < v->before.n; i++)
		add_office(sc, v->before.v[i], v->after.v[i]);
}

/* ---- the copy ---- */

/* The letter as it is, in both copies. */
static enum sifa_rc restart(struct screen *sc, struct sifa_err *err)
{
	struct trying *v = sc->data;
	enum sifa_rc rc;

	sifa_try_free(v->now);
	sifa_try_free(v->was);
	v->now = v->was = NULL;
	rc = sifa_try_letter(sc->desk->se, v->arg.letter, &v->was, err);
	if (!rc)
		rc = sifa_try_letter(sc->desk->se, v->arg.letter, &v->now, err);
	if (!rc)
		rc = score(sc, v->arg.letter, &v->before, err);
	if (!rc)
		rc = score(sc, sifa_try_of(v->now), &v->after, err);
	if (!rc)
		build(sc);
	return rc;
}

static enum sifa_rc try_open(struct screen *sc, const void *p, struct sifa_err *err)
{
	struct trying *v = sc->data;
	struct sifa_clause_text c;

	v->arg = *(const struct clause_arg *)p;
	if (sifa_letter_clause(v->arg.letter, v->arg.clause, &c))
		snprintf(v->clause, sizeof v->clause, "%s", c.id);
	return restart(sc, err);
}

static void try_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (restart(sc, &err)) {
		desk_error(sc->desk, &err);
		desk_close(sc);
	}
}

static void try_close(struct screen *sc)
{
	struct trying *v = sc->data;

	page_free(&v->page);
	sheets_free(&v->before);
	sheets_free(&v->after);
	sifa_try_free(v->now);
	sifa_try_free(v->was);
}

/* "7", "2.5": whole numbers, or with up to two decimals. */
static bool parse(const char *s, bool hundredths, int64_t *out)
{
	int decimals = -1;
	size_t digits = 0;

	*out = 0;
	for (; *s && digits < 9; s++) {
		if (*s == '.' && hundredths && decimals < 0) {
			decimals = 0;
			continue;
		}
		if (*s < '0' || *s > '9' || decimals == 2)
			return false;
		*out = *out * 10 + (*s - '0');
		decimals += decimals >= 0;
		digits++;
	}
	for (int i = decimals < 0 ? 0 : decimals; hundredths && i < 2; i++)
		*out *= 10;
	return digits && !*s;
}

static void given(struct screen *sc, const char *text)
{
	struct trying *v = sc->data;
	struct sifa_rule_number n;
	struct sifa_err err = {0};
	int64_t value;

	if (!sifa_try_number(v->now, v->clause, v->at, &n))
		return;
	if (!parse(text, n.hundredths, &value))
		desk_message(sc->desk, _("A number is expected, such as 7 or 2.5."));
	else if (sifa_try_set(v->now, v->clause, n.id, value, &err) ||
		 score(sc, sifa_try_of(v->now), &v->after, &err))
		desk_error(sc->desk, &err);
	build(sc);
}

/* ---- the screen ---- */

static void cmd_open(struct screen *sc)
{
	struct trying *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	struct sifa_rule_number n;
	char text[40];

	if (!row || row->what != NUMBER || !sifa_try_number(v->now, v->clause, row->at, &n)) {
		page_part(&v->page);
		return;
	}
	v->at = row->at;
	desk_prompt(sc, number_word(n.id), n.blank ? "" : number_text(&n, text), given);
}

static void cmd_part(struct screen *sc)
{
	struct trying *v = sc->data;

	page_part(&v->page);
}

static void try_title(struct screen *sc, char *buf, size_t size)
{
	const struct trying *v = sc->data;

	lang_fill(buf, size, _("What if: {1}"), v->clause, NULL);
}

static void try_draw(struct screen *sc)
{
	struct trying *v = sc->data;

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	frame_note(sc->desk, _("A copy in memory: nothing here is stored."));
}

static void try_focus(struct screen *sc, int *y, int *x)
{
	const struct trying *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *try_list(struct screen *sc)
{
	struct trying *v = sc->data;

	return &v->page.list;
}

static const struct screen_cmd try_cmds[] = {{CMD_OPEN, cmd_open, false},
					     {CMD_PART, cmd_part, false},
					     {CMD_REFRESH, try_refresh, false},
					     SCREEN_MOVES,
					     {CMD_NONE, NULL, false}};

const struct screen_ops screen_try = {
	.name = "try",
	.size = sizeof(struct trying),
	.cmds = try_cmds,
	.open = try_open,
	.close = try_close,
	.resize = build,
	.title = try_title,
	.draw = try_draw,
	.focus = try_focus,
	.list = try_list,
};
