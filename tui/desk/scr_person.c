/* scr_person.c - all that a person had part in, latest first, and the rows he stands in:
 * proposing that another row is his, answering and parting. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

enum { LINE = 1, RECORD, LINK };
enum { LINKS = 50 };

struct person {
	struct page page;
	uint64_t id, other; /* other: proposed as the same, until its reason is given */
	char title[160];
};

/* ---- rows ---- */

static void add_part(struct screen *sc, const struct sifa_part *p)
{
	struct person *v = sc->data;
	struct cells c = {.n = 0};
	struct page_row *row;
	char day[16];

	cells_put(&c, 11, sifa_day_format(p->day, day));
	cells_put(&c, 18, p->kind->label[lang_now()]);
	cells_put(&c, 13, p->role[lang_now()]);
	cells_put(&c, 26, p->title);
	cells_rest(&c, p->state ? p->state->label[lang_now()] : "");
	row = page_add(&v->page, RECORD, c.s);
	if (row)
		row->id = p->record;
}

static enum sifa_rc add_parts(struct screen *sc, struct sifa_err *err)
{
	struct person *v = sc->data;
	struct sifa_part *part;
	size_t n, hidden;
	char count[24], text[200];
	enum sifa_rc rc = sifa_person_history(sc->desk->se, v->id, &part, &n, &hidden, err);

	if (rc)
		return rc;
	snprintf(count, sizeof count, "%zu", n);
	lang_fill(text, sizeof text, _("Records: {1}"), count, NULL);
	if (n)
		page_head(&v->page, text);
	else
		page_add(&v->page, LINE, text);
	for (size_t i = 0; i < n; i++)
		add_part(sc, &part[i]);
	snprintf(count, sizeof count, "%zu", hidden);
	if (hidden)
		page_add(&v->page, LINE,
			 lang_fill(text, sizeof text,
				   _("{1} more records belong to other units and are not shown."),
				   count, NULL));
	free(part);
	return SIFA_OK;
}

static const struct sifa_kind *links_kind(const struct screen *sc)
{
	return sifa_kind(sc->desk->sifa, "same_person");
}

static uint64_t end_of(const struct sifa_record *r, const char *field)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);
	const struct sifa_value *v = f ? sifa_get(r, f) : NULL;

	return v && v->state == SIFA_SET ? (uint64_t)v->n : 0;
}

static void add_links(struct screen *sc)
{
	struct person *v = sc->data;
	struct sifa_rows rows = {0};

	if (links_kind(sc))
		sifa_referrers(sc->desk->se, v->id, links_kind(sc), LINKS, &rows, NULL);
	if (rows.n)
		page_head(&v->page, _("The same person"));
	for (size_t i = 0; i < rows.n; i++) {
		const struct sifa_record *r = rows.hit[i].record;
		const struct sifa_state_def *state = sifa_record_state(r);
		uint64_t a = end_of(r, "person"), b = end_of(r, "other");
		struct cells c = {.n = 0};
		struct page_row *row;
		char text[160], id[32];

		cells_put(&c, 12, state ? state->label[lang_now()] : "");
		cells_put(&c, 16, sifa_id_format(a == v->id ? b : a, id));
		cells_rest(&c, sifa_title(sc->desk->se, a == v->id ? b : a, true, lang_now(), text,
					  sizeof text));
		row = page_add(&v->page, LINK, c.s);
		if (row)
			row->id = sifa_record_id(r);
	}
	sifa_rows_free(&rows);
}

static enum sifa_rc build(struct screen *sc, struct sifa_err *err)
{
	struct person *v = sc->data;

	sifa_title(sc->desk->se, v->id, true, lang_now(), v->title, sizeof v->title);
	page_clear(&v->page);
	add_links(sc);
	return add_parts(sc, err);
}

/* ---- links ---- */

static const struct page_row *link_here(struct screen *sc)
{
	struct person *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	return row && row->what == LINK ? row : NULL;
}

static void done(struct screen *sc, enum sifa_rc rc, const struct sifa_err *err, const char *text)
{
	struct sifa_err mine = {0};

	if (rc) {
		desk_error(sc->desk, err);
		return;
	}
	if (build(sc, &mine))
		desk_error(sc->desk, &mine);
	else
		desk_message(sc->desk, text);
}

static void reason_given(struct screen *sc, const char *text)
{
	struct person *v = sc->data;
	struct sifa_err err = {0};
	uint64_t link;

	done(sc, sifa_same_propose(sc->desk->se, v->id, v->other, text, &link, &err), &err,
	     _("Proposed; another user decides it."));
}

static void other_picked(struct screen *sc, uint64_t id)
{
	struct person *v = sc->data;

	v->other = id;
	desk_prompt(sc, _("Why are the two one person?"), "", reason_given);
}

static void part_given(struct screen *sc, const char *text)
{
	const struct page_row *row = link_here(sc);
	struct sifa_err err = {0};

	if (row)
		done(sc, sifa_same_part(sc->desk->se, row->id, text, &err), &err,
		     _("Proposed; another user decides it."));
}

/* On a link that stands: part it. Elsewhere: the other row is picked. */
static void cmd_join(struct screen *sc)
{
	const struct sifa_kind *k = links_kind(sc);
	struct pick_arg arg = {.owner = sc, .text = "", .done = other_picked};

	if (link_here(sc)) {
		desk_prompt(sc, _("Why are the two not one person?"), "", part_given);
		return;
	}
	arg.field = k ? sifa_field(k, "other") : NULL;
	if (arg.field)
		desk_open(sc->desk, &screen_pick, &arg);
}

static void answer(struct screen *sc, bool yes)
{
	const struct page_row *row = link_here(sc);
	struct sifa_err err = {0};

	if (row)
		done(sc, sifa_same_decide(sc->desk->se, row->id, yes, "", &err), &err,
		     yes ? _("Approved.") : _("Rejected."));
}

static void cmd_yes(struct screen *sc)
{
	answer(sc, true);
}

static void cmd_no(struct screen *sc)
{
	answer(sc, false);
}

/* ---- the screen ---- */

static enum sifa_rc person_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct person *v = sc->data;

	v->id = sifa_same_lead(sc->desk->se, *(const uint64_t *)arg);
	return build(sc, err);
}

static void person_close(struct screen *sc)
{
	struct person *v = sc->data;

	page_free(&v->page);
}

static void person_resume(struct screen *sc)
{
	struct sifa_err err = {0};

	if (build(sc, &err))
		desk_error(sc->desk, &err);
}

static void person_title(struct screen *sc, char *buf, size_t size)
{
	const struct person *v = sc->data;

	lang_fill(buf, size, N_("All of {1}"), v->title, NULL);
}

static void person_draw(struct screen *sc)
{
	struct person *v = sc->data;
	char text[100], id[32];

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	snprintf(text, sizeof text, "%s %s", _("Record"), sifa_id_format(v->id, id));
	frame_note(sc->desk, text);
}

static void person_focus(struct screen *sc, int *y, int *x)
{
	const struct person *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *person_list(struct screen *sc)
{
	struct person *v = sc->data;

	return &v->page.list;
}

static void cmd_open(struct screen *sc)
{
	struct person *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	if (row && row->what != LINE)
		desk_open(sc->desk, &screen_record, &row->id);
}

static void cmd_part(struct screen *sc)
{
	struct person *v = sc->data;

	page_part(&v->page);
}

static bool person_can(struct screen *sc, enum cmd c)
{
	if (c == CMD_JOIN)
		return links_kind(sc) != NULL;
	return (c != CMD_YES && c != CMD_NO) || link_here(sc);
}

static const struct screen_cmd person_cmds[] = {{CMD_OPEN, cmd_open, false},
						{CMD_JOIN, cmd_join, false},
						{CMD_YES, cmd_yes, false},
						{CMD_NO, cmd_no, false},
						{CMD_PART, cmd_part, false},
						{CMD_REFRESH, person_resume, true},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_person = {
	.name = "person",
	.size = sizeof(struct person),
	.cmds = person_cmds,
	.open = person_open,
	.close = person_close,
	.resume = person_resume,
	.resize = person_resume,
	.title = person_title,
	.draw = person_draw,
	.focus = person_focus,
	.can = person_can,
	.list = person_list,
};

/* ---- from a record ---- */

/* The person a record is about: itself, else the first it refers to. */
static uint64_t person_of(struct screen *sc, uint64_t record)
{
	const struct sifa_kind *person = sifa_kind(sc->desk->sifa, "person"), *k;
	struct sifa_record *r;
	uint64_t id = 0;

	if (sifa_record_get(sc->desk->se, record, &r, NULL))
		return 0;
	k = sifa_record_kind(r);
	if (k == person)
		id = record;
	for (size_t i = 0; i < k->nfields && !id; i++)
		if (k->field[i].type == SIFA_REF && k->field[i].target == person)
			id = end_of(r, k->field[i].id);
	sifa_record_free(r);
	return id;
}

void desk_person(struct screen *sc, uint64_t record)
{
	uint64_t id = person_of(sc, record);

	if (id)
		desk_open(sc->desk, &screen_person, &id);
	else
		desk_message(sc->desk, _("This record is about no single person."));
}
