/* targets_put.c - the numbers of a letter written: typed, locked, divided, changed by a
 * document. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scr_targets.h"

const struct sifa_target *targets_cell(const struct targets *v, size_t unit, size_t clause)
{
	return &v->t->cell[unit * v->t->nclauses + clause];
}

const struct sifa_target_unit *targets_unit(const struct targets *v, const struct page_row *row)
{
	return row->what == TARGETS_UNIT ? &v->t->unit[row->at] : &v->t->above;
}

const struct sifa_target *targets_number(const struct targets *v, const struct page_row *row)
{
	return row->what == TARGETS_UNIT ? targets_cell(v, row->at, v->clause)
					 : &v->t->clause[v->clause].above;
}

/* ---- by a document ---- */

static const struct sifa_supplement *paper(const struct targets *v, struct sifa_supplement *s)
{
	*s = (struct sifa_supplement){v->from, v->doc, v->words};
	return v->by_paper ? s : NULL;
}

static void day_given(struct screen *sc, const char *text)
{
	struct targets *v = sc->data;

	if (sifa_day_parse(text, strlen(text), sifa_today(sc->desk->se), &v->from))
		desk_message(sc->desk, _("A day like 2013-07-01 is expected."));
	else
		v->by_paper = true;
}

static void keep(char *buf, size_t size, const char *text)
{
	snprintf(buf, size, "%s", text);
	buf[sifa_text_fit(buf, strlen(buf), (int)size, NULL)] = '\0';
}

static void keep_words(struct screen *sc, const char *text)
{
	struct targets *v = sc->data;

	keep(v->words, sizeof v->words, text);
}

static void keep_doc(struct screen *sc, const char *text)
{
	struct targets *v = sc->data;

	keep(v->doc, sizeof v->doc, text);
}

static void words_given(struct screen *sc, const char *text)
{
	struct targets *v = sc->data;
	char day[16];

	keep_words(sc, text);
	if (v->from == SIFA_DAY_NONE)
		v->from = sifa_today(sc->desk->se);
	if (*text)
		desk_prompt(sc, _("From which day on do the new numbers count?"),
			    sifa_day_format(v->from, day), day_given);
	else
		desk_message(sc->desk, _("A supplement says in words what it changes."));
}

static void doc_given(struct screen *sc, const char *text)
{
	const struct targets *v = sc->data;
	struct ask ask = {.owner = sc,
			  .question = _("What does it say?"),
			  .text = v->words,
			  .done = words_given,
			  .left = keep_words};

	keep_doc(sc, text);
	if (*text)
		desk_open(sc->desk, &screen_ask, &ask);
	else
		desk_message(sc->desk, _("A supplement has the number of its document."));
}

void targets_cmd_supplement(struct screen *sc)
{
	struct targets *v = sc->data;
	struct ask ask = {.owner = sc,
			  .question = _("Number of the document that changes numbers:"),
			  .text = v->doc,
			  .done = doc_given,
			  .left = keep_doc};

	if (v->by_paper)
		v->by_paper = false;
	else if (v->t->nclauses)
		desk_open(sc->desk, &screen_ask, &ask);
}

/* ---- written ---- */

static void put(struct screen *sc, int64_t n, bool locked)
{
	struct targets *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	struct sifa_target_put p = {.unit = targets_unit(v, row)->unit,
				    .clause = v->t->clause[v->clause].id,
				    .n = n,
				    .above = v->t->clause[v->clause].above.set &&
							     row->what == TARGETS_UNIT
						     ? v->t->clause[v->clause].above.n
						     : -1,
				    .by_hand = row->what == TARGETS_UNIT,
				    .locked = locked};
	struct sifa_supplement s;
	struct sifa_findings f = {0};
	struct sifa_err err = {0};

	if (sifa_targets_put(sc->desk->se, v->letter, v->year, &p, 1, paper(v, &s), &f, &err))
		desk_refused(sc->desk, &f, &err);
	else
		targets_refresh(sc);
	sifa_findings_free(&f);
}

static bool whole(const char *s, int64_t *out)
{
	char *end;

	*out = strtoll(s, &end, 10);
	return *s >= '0' && *s <= '9' && !*end && strlen(s) <= 7;
}

static void typed(struct screen *sc, const char *text)
{
	struct targets *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	int64_t n = -1;

	if (!row)
		return;
	if (*text && !whole(text, &n))
		desk_message(sc->desk, _("A whole number is expected; empty takes it away."));
	else
		put(sc, n, targets_number(v, row)->locked);
}

void targets_cmd_type(struct screen *sc)
{
	struct targets *v = sc->data;
	const struct page_row *row = page_current(&v->page);
	const struct sifa_target *c;
	char text[32] = "", question[400];

	if (!row || !v->t->nclauses)
		return;
	c = targets_number(v, row);
	if (c->set)
		snprintf(text, sizeof text, "%lld", (long long)c->n);
	snprintf(question, sizeof question, "%s  %s", targets_unit(v, row)->name,
		 v->t->clause[v->clause].text[lang_now()]);
	desk_prompt(sc, question, text, typed);
}

void targets_cmd_lock(struct screen *sc)
{
	struct targets *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row && row->what == TARGETS_UNIT && v->t->nclauses && targets_number(v, row)->set)
		put(sc, targets_number(v, row)->n, !targets_number(v, row)->locked);
}

/* ---- divided ---- */

static void divide(struct screen *sc, const char *by)
{
	struct targets *v = sc->data;
	struct sifa_split s = {.letter = v->letter,
			       .year = v->year,
			       .above = v->t->above.unit,
			       .clause = v->t->clause[v->clause].id,
			       .by = by,
			       .total = v->total,
			       .factor = 100};
	struct sifa_findings f = {0};
	struct sifa_split_plan p;
	struct sifa_supplement by_paper;
	struct sifa_err err = {0};

	if (sifa_split_plan(sc->desk->se, &s, &p, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	if (sifa_split_save(sc->desk->se, &s, &p, paper(v, &by_paper), &f, &err))
		desk_refused(sc->desk, &f, &err);
	else
		targets_refresh(sc);
	sifa_findings_free(&f);
	sifa_split_free(&p);
}

static void total_given(struct screen *sc, const char *text)
{
	struct targets *v = sc->data;

	if (!whole(text, &v->total))
		desk_message(sc->desk, _("A whole number is expected."));
	else
		desk_prompt(sc, _("Divide by: equal, villages, last-year, population"),
			    "population", divide);
}

void targets_cmd_split(struct screen *sc)
{
	struct targets *v = sc->data;
	const struct sifa_target *above;
	char text[32] = "";

	if (!v->t->nclauses)
		return;
	above = &v->t->clause[v->clause].above;
	if (above->set)
		snprintf(text, sizeof text, "%lld", (long long)above->n);
	desk_prompt(sc, _("How many are to be divided?"), text, total_given);
}
