/* scr_signed.c - one letter record: the copy that signing froze, its numbered supplements, and
 * what differs from the last of them now. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../report.h"
#include "page.h"
#include "record_files.h"
#include "scr_paper.h"

enum { LINE = 1, COPY, AMENDED };
enum { LABEL = 12, PAPER_COLS = 78 };

struct signed_text {
	struct page page;
	uint64_t id;
	struct sifa_record *record;
	struct sifa_letter_change *change; /* from the signed text */
	size_t nchanges;
	struct sifa_err why; /* they cannot be told; rc 0: they can */
	struct report paper; /* a copy, or what differs: what is shown of plain */
	struct sifa_plain plain;
	char title[240];
	bool amended; /* the copy being written out */
	bool has_copy;
};

/* The i-th row of a table of the record, a cell by its name. */
static const char *cell(struct screen *sc, const char *table, size_t i, const char *name, char *buf,
			size_t size)
{
	const struct signed_text *t = sc->data;
	const struct sifa_field *f = sifa_field(sifa_record_kind(t->record), table);
	const struct sifa_field *c = f ? sifa_rows_field(f, name) : NULL;
	const struct sifa_value *v = report_value(t->record, table);

	buf[0] = '\0';
	return c && v->row
		       ? sifa_format(sc->desk->se, c, &v->row[i].v[c->index], lang_now(), buf, size)
		       : buf;
}

static const char *shown(struct screen *sc, const char *field, char *buf, size_t size)
{
	const struct signed_text *v = sc->data;

	return report_shown(sc->desk->se, v->record, field, buf, size);
}

/* ---- told in lines, for the screen and for paper ---- */

/* The numbers that a document changed. */
static void say_numbers(struct report *p, struct screen *sc, const char *doc)
{
	const struct signed_text *v = sc->data;
	size_t n = report_value(v->record, "targets")->len;
	char by[200], clause[80], target[40], from[40], text[300];

	for (size_t i = 0; i < n; i++) {
		if (strcmp(cell(sc, "targets", i, "doc_no", by, sizeof by), doc) != 0)
			continue;
		lang_fill(text, sizeof text, _("{1}: {2}, counts from {3}"),
			  cell(sc, "targets", i, "clause", clause, sizeof clause),
			  cell(sc, "targets", i, "target", target, sizeof target),
			  cell(sc, "targets", i, "from", from, sizeof from), NULL);
		report_pair(p, "", text);
	}
}

static void say_supplements(struct report *p, struct screen *sc)
{
	const struct signed_text *v = sc->data;
	size_t n = report_value(v->record, "supplements")->len;
	char number[24], label[64], day[40], doc[200], words[500], text[800];

	snprintf(number, sizeof number, "%zu", n);
	report_line(p, REPORT_HEAD,
		    lang_fill(text, sizeof text, _("Supplements: {1}"), number, NULL), 0);
	for (size_t i = 0; i < n; i++) {
		snprintf(label, sizeof label, "%zu. %s", i + 1,
			 cell(sc, "supplements", i, "on", day, sizeof day));
		cell(sc, "supplements", i, "doc_no", doc, sizeof doc);
		snprintf(text, sizeof text, "%s  %s", doc,
			 cell(sc, "supplements", i, "text", words, sizeof words));
		report_pair(p, label, text);
		if (*doc)
			say_numbers(p, sc, doc);
	}
}

static void say_change(struct report *p, const struct sifa_letter_change *c)
{
	char text[300];

	snprintf(text, sizeof text, "%s%s%s %s", c->clause, *c->clause ? " " : "", _(c->what),
		 c->path);
	report_line(p, REPORT_TEXT, text, 0);
	report_pair(p, _("signed"), *c->was ? c->was : _("none"));
	report_pair(p, _("in force"), *c->now ? c->now : _("none"));
}

static void say_differences(struct report *p, const struct signed_text *v)
{
	char number[24], text[400];

	snprintf(number, sizeof number, "%zu", v->nchanges);
	report_line(p, REPORT_HEAD,
		    lang_fill(text, sizeof text,
			      v->nchanges ? _("What differs from the signed text: {1}")
					  : _("What differs from the signed text"),
			      number, NULL),
		    0);
	if (v->why.rc)
		report_pair(p, "", lang_error(text, sizeof text, &v->why));
	else if (!v->nchanges)
		report_line(p, REPORT_TEXT, _("nothing differs from the signed copy"), 0);
	for (size_t i = 0; i < v->nchanges; i++)
		say_change(p, &v->change[i]);
}

static void say_signing(struct report *p, struct screen *sc)
{
	char day[40], upper[200], lower[200], text[500];

	shown(sc, "signed_on", day, sizeof day);
	if (*day)
		report_pair(p, _("Signed"),
			    lang_fill(text, sizeof text, _("{1} by {2} and {3}"), day,
				      shown(sc, "signer_upper", upper, sizeof upper),
				      shown(sc, "signer_lower", lower, sizeof lower), NULL));
}

static void tell(struct report *p, struct screen *sc)
{
	say_signing(p, sc);
	say_supplements(p, sc);
	say_differences(p, sc->data);
}

/* ---- the screen ---- */

static void line(void *arg, enum report_what what, const char *text, uint64_t record)
{
	struct page *p = arg;

	(void)record;
	if (what == REPORT_HEAD)
		page_head(p, text);
	else
		page_add(p, LINE, text);
}

static void build(struct screen *sc)
{
	struct signed_text *v = sc->data;
	struct report p = {.cols = sc->desk->cols - 3, .line = line, .arg = &v->page};
	char hash[80];

	page_clear(&v->page);
	v->has_copy = *shown(sc, "copy_hash", hash, sizeof hash);
	if (v->has_copy)
		page_pair(&v->page, p.cols, LABEL, _("Signed copy"), hash, COPY, 0);
	if (*shown(sc, "amended_hash", hash, sizeof hash))
		page_pair(&v->page, p.cols, LABEL, _("As amended"), hash, AMENDED, 0);
	tell(&p, sc);
}

static void forget(struct signed_text *v)
{
	sifa_record_free(v->record);
	sifa_letter_diff_free(v->change, v->nchanges);
}

static enum sifa_rc read(struct screen *sc, struct sifa_err *err)
{
	struct signed_text *v = sc->data;
	struct sifa_record *fresh = NULL;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, v->id, &fresh, err);
	char title[160];

	if (rc)
		return rc;
	forget(v);
	v->record = fresh;
	v->change = NULL;
	v->nchanges = 0;
	v->why = (struct sifa_err){0};
	v->why.rc = sifa_letter_diff(sc->desk->se, fresh, &v->change, &v->nchanges, &v->why);
	lang_fill(v->title, sizeof v->title, _("{1}: signed text"),
		  sifa_title(sc->desk->se, v->id, false, lang_now(), title, sizeof title), NULL);
	build(sc);
	return SIFA_OK;
}

static enum sifa_rc signed_open(struct screen *sc, const void *arg, struct sifa_err *err)
{
	struct signed_text *v = sc->data;

	v->id = *(const uint64_t *)arg;
	return read(sc, err);
}

static void signed_refresh(struct screen *sc)
{
	struct sifa_err err = {0};

	if (read(sc, &err))
		desk_error(sc->desk, &err);
}

static void signed_close(struct screen *sc)
{
	struct signed_text *v = sc->data;

	page_free(&v->page);
	forget(v);
	free(v->paper.text);
}

static void signed_title(struct screen *sc, char *buf, size_t size)
{
	const struct signed_text *v = sc->data;

	snprintf(buf, size, "%s", v->title);
}

static void signed_draw(struct screen *sc)
{
	struct signed_text *v = sc->data;
	const struct page_row *row = page_current(&v->page);

	page_draw(sc, &v->page, BODY_TOP, body_rows(sc->desk));
	frame_note(sc->desk, row && row->what != LINE
				     ? _("Enter shows this copy; w writes it into the outbox: its "
					 "SHA-256 is this hash.")
				     : "");
}

static void signed_focus(struct screen *sc, int *y, int *x)
{
	const struct signed_text *v = sc->data;

	*y = v->page.y;
	*x = 0;
}

static struct list *signed_list(struct screen *sc)
{
	struct signed_text *v = sc->data;

	return &v->page.list;
}

/* ---- the copies ---- */

static enum sifa_rc write_copy(void *arg, const struct sifa_sink *sink, struct sifa_err *err)
{
	struct screen *sc = arg;
	const struct signed_text *v = sc->data;

	return sifa_letter_copy(sc->desk->se, v->record, v->amended, sink, err);
}

static enum sifa_rc keep(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	if (report_keep(arg, s, n))
		return SIFA_OK;
	*err = (struct sifa_err){.rc = SIFA_E_NOMEM, .msg = N_("There is not enough memory")};
	return SIFA_E_NOMEM;
}

/* A new text takes the place of the last one that was shown. */
static struct report *begin(struct signed_text *v)
{
	free(v->paper.text);
	v->paper = (struct report){.cols = PAPER_COLS};
	return &v->paper;
}

static void show(struct screen *sc, const char *stem)
{
	struct signed_text *v = sc->data;
	struct paper_arg arg = {.plain = &v->plain};

	v->plain = (struct sifa_plain){stem, v->title, v->paper.text ? v->paper.text : ""};
	desk_open(sc->desk, &screen_paper, &arg);
}

static void show_copy(struct screen *sc)
{
	const struct sifa_sink sink = {.write = keep, .arg = begin(sc->data)};
	struct sifa_err err = {0};

	if (write_copy(sc, &sink, &err))
		desk_error(sc->desk, &err);
	else
		show(sc, "letter-copy");
}

/* Is the cursor on a copy? It is the one meant then. */
static bool on_copy(struct signed_text *v)
{
	const struct page_row *row = page_current(&v->page);

	v->amended = row && row->what == AMENDED;
	return row && row->what != LINE;
}

static void cmd_open(struct screen *sc)
{
	struct signed_text *v = sc->data;

	if (on_copy(v))
		show_copy(sc);
	else
		page_part(&v->page);
}

static void cmd_outbox(struct screen *sc)
{
	struct signed_text *v = sc->data;
	char id[32], stem[64];

	if (!on_copy(v)) {
		desk_message(sc->desk, _("Choose the signed copy, or the amended one, first."));
		return;
	}
	snprintf(stem, sizeof stem, "letter-%s%s", sifa_id_format(v->id, id),
		 v->amended ? "-amended" : "");
	desk_file_out(sc->desk, stem, ".yaml", write_copy, sc);
}

static void cmd_print(struct screen *sc)
{
	tell(begin(sc->data), sc);
	show(sc, "letter-diff");
}

/* On with the numbers of this letter, by a document that is asked for there. */
static void cmd_supplement(struct screen *sc)
{
	const struct signed_text *v = sc->data;
	struct targets_arg arg = {0};
	char scheme[80];

	arg.letter = sifa_letter(sc->desk->sifa, shown(sc, "scheme", scheme, sizeof scheme));
	arg.year = (int)report_value(v->record, "year")->n;
	arg.unit = sifa_record_unit(v->record);
	if (!arg.letter)
		desk_message(sc->desk, _("The configuration has this letter no more."));
	else if (desk_open(sc->desk, &screen_targets, &arg))
		desk_command(sc->desk, CMD_SUPPLEMENT);
}

static void cmd_part(struct screen *sc)
{
	struct signed_text *v = sc->data;

	page_part(&v->page);
}

static bool signed_can(struct screen *sc, enum cmd c)
{
	const struct signed_text *v = sc->data;

	return c != CMD_OUTBOX || v->has_copy;
}

static const struct screen_cmd signed_cmds[] = {{CMD_OPEN, cmd_open, false},
						{CMD_OUTBOX, cmd_outbox, false},
						{CMD_SUPPLEMENT, cmd_supplement, false},
						{CMD_PRINT, cmd_print, false},
						{CMD_PART, cmd_part, false},
						{CMD_REFRESH, signed_refresh, true},
						SCREEN_MOVES,
						{CMD_NONE, NULL, false}};

const struct screen_ops screen_signed = {
	.name = "signed",
	.size = sizeof(struct signed_text),
	.cmds = signed_cmds,
	.open = signed_open,
	.close = signed_close,
	.resume = signed_refresh,
	.resize = build,
	.title = signed_title,
	.draw = signed_draw,
	.focus = signed_focus,
	.can = signed_can,
	.list = signed_list,
};
