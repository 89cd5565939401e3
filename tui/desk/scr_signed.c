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

struct text { /* a frozen copy in memory */
	char *s;
	size_t n;
};

struct signed_text {
	struct page page;
	uint64_t id;
	struct report paper;
	struct text copy;
	struct sifa_plain plain;
	char title[240];
	bool amended; /* the copy being written out */
	bool has_copy;
};

static const struct sifa_value *value(const struct sifa_record *r, const char *field)
{
	static const struct sifa_value none = {.state = SIFA_ABSENT};
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);

	return f ? sifa_get(r, f) : &none;
}

static const char *shown(struct screen *sc, const struct sifa_record *r, const char *field,
			 char *buf, size_t size)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), field);

	buf[0] = '\0';
	return f ? sifa_format(sc->desk->se, f, sifa_get(r, f), lang_now(), buf, size) : buf;
}

/* The i-th row of a table of the record, a cell by its name. */
static const char *cell(struct screen *sc, const struct sifa_record *r, const char *table, size_t i,
			const char *name, char *buf, size_t size)
{
	const struct sifa_field *f = sifa_field(sifa_record_kind(r), table);
	const struct sifa_field *c = f ? sifa_rows_field(f, name) : NULL;
	const struct sifa_value *v = value(r, table);

	buf[0] = '\0';
	return c && v->row
		       ? sifa_format(sc->desk->se, c, &v->row[i].v[c->index], lang_now(), buf, size)
		       : buf;
}

/* ---- told in lines, for the screen and for paper ---- */

/* The numbers that a document changed. */
static void say_numbers(struct report *p, struct screen *sc, const struct sifa_record *r,
			const char *doc)
{
	size_t n = value(r, "targets")->len;
	char by[200], clause[80], target[40], from[40], text[300];

	for (size_t i = 0; i < n; i++) {
		if (strcmp(cell(sc, r, "targets", i, "doc_no", by, sizeof by), doc) != 0)
			continue;
		lang_fill(text, sizeof text, _("{1}: {2}, counts from {3}"),
			  cell(sc, r, "targets", i, "clause", clause, sizeof clause),
			  cell(sc, r, "targets", i, "target", target, sizeof target),
			  cell(sc, r, "targets", i, "from", from, sizeof from), NULL);
		report_pair(p, "", text);
	}
}

static void say_supplements(struct report *p, struct screen *sc, const struct sifa_record *r)
{
	size_t n = value(r, "supplements")->len;
	char number[24], label[64], day[40], doc[200], words[500], text[800];

	snprintf(number, sizeof number, "%zu", n);
	report_line(p, REPORT_HEAD,
		    lang_fill(text, sizeof text, _("Supplements: {1}"), number, NULL), 0);
	for (size_t i = 0; i < n; i++) {
		snprintf(label, sizeof label, "%zu. %s", i + 1,
			 cell(sc, r, "supplements", i, "on", day, sizeof day));
		cell(sc, r, "supplements", i, "doc_no", doc, sizeof doc);
		snprintf(text, sizeof text, "%s  %s", doc,
			 cell(sc, r, "supplements", i, "text", words, sizeof words));
		report_pair(p, label, text);
		if (*doc)
			say_numbers(p, sc, r, doc);
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

static void say_differences(struct report *p, struct screen *sc, const struct sifa_record *r)
{
	struct sifa_letter_change *c = NULL;
	struct sifa_err err = {0};
	size_t n = 0;
	char number[24], text[400];
	enum sifa_rc rc = sifa_letter_diff(sc->desk->se, r, &c, &n, &err);

	snprintf(number, sizeof number, "%zu", n);
	report_line(p, REPORT_HEAD,
		    lang_fill(text, sizeof text,
			      n ? _("What differs from the signed text: {1}")
				: _("What differs from the signed text"),
			      number, NULL),
		    0);
	if (rc)
		report_pair(p, "", lang_error(text, sizeof text, &err));
	else if (!n)
		report_line(p, REPORT_TEXT, _("nothing differs from the signed copy"), 0);
	for (size_t i = 0; i < n; i++)
		say_change(p, &c[i]);
	sifa_letter_diff_free(c, n);
}

static void say_signing(struct report *p, struct screen *sc, const struct sifa_record *r)
{
	char day[40], upper[200], lower[200], text[500];

	shown(sc, r, "signed_on", day, sizeof day);
	if (*day)
		report_pair(p, _("Signed"),
			    lang_fill(text, sizeof text, _("{1} by {2} and {3}"), day,
				      shown(sc, r, "signer_upper", upper, sizeof upper),
				      shown(sc, r, "signer_lower", lower, sizeof lower), NULL));
}

static void tell(struct report *p, struct screen *sc, const struct sifa_record *r)
{
	say_signing(p, sc, r);
	say_supplements(p, sc, r);
	say_differences(p, sc, r);
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

static enum sifa_rc read(struct screen *sc, struct sifa_err *err)
{
	struct signed_text *v = sc->data;
	struct report p = {.cols = sc->desk->cols - 3, .line = line, .arg = &v->page};
	struct sifa_record *r = NULL;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, v->id, &r, err);
	char hash[80], title[160];

	if (rc)
		return rc;
	page_clear(&v->page);
	lang_fill(v->title, sizeof v->title, _("{1}: signed text"),
		  sifa_title(sc->desk->se, v->id, false, lang_now(), title, sizeof title), NULL);
	v->has_copy = *shown(sc, r, "copy_hash", hash, sizeof hash);
	if (v->has_copy)
		page_pair(&v->page, p.cols, LABEL, _("Signed copy"), hash, COPY, 0);
	if (*shown(sc, r, "amended_hash", hash, sizeof hash))
		page_pair(&v->page, p.cols, LABEL, _("As amended"), hash, AMENDED, 0);
	tell(&p, sc, r);
	sifa_record_free(r);
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
	free(v->paper.text);
	free(v->copy.s);
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
	struct sifa_record *r = NULL;
	enum sifa_rc rc = sifa_record_get(sc->desk->se, v->id, &r, err);

	if (!rc)
		rc = sifa_letter_copy(sc->desk->se, r, v->amended, sink, err);
	sifa_record_free(r);
	return rc;
}

static enum sifa_rc keep(void *arg, const char *s, size_t n, struct sifa_err *err)
{
	struct text *t = arg;
	char *p = realloc(t->s, t->n + n + 1);

	if (!p) {
		*err = (struct sifa_err){.rc = SIFA_E_NOMEM,
					 .msg = N_("There is not enough memory")};
		return SIFA_E_NOMEM;
	}
	memcpy(p + t->n, s, n);
	t->s = p;
	t->n += n;
	t->s[t->n] = '\0';
	return SIFA_OK;
}

static void show_copy(struct screen *sc)
{
	struct signed_text *v = sc->data;
	struct paper_arg arg = {.plain = &v->plain};
	const struct sifa_sink sink = {.write = keep, .arg = &v->copy};
	struct sifa_err err = {0};

	free(v->copy.s);
	v->copy = (struct text){0};
	if (write_copy(sc, &sink, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	v->plain = (struct sifa_plain){"letter-copy", v->title, v->copy.s ? v->copy.s : ""};
	desk_open(sc->desk, &screen_paper, &arg);
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
	struct signed_text *v = sc->data;
	struct paper_arg arg = {.plain = &v->plain};
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};

	if (sifa_record_get(sc->desk->se, v->id, &r, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	free(v->paper.text);
	v->paper = (struct report){.cols = PAPER_COLS};
	tell(&v->paper, sc, r);
	sifa_record_free(r);
	v->plain = (struct sifa_plain){"letter-diff", v->title, v->paper.text ? v->paper.text : ""};
	desk_open(sc->desk, &screen_paper, &arg);
}

/* On with the numbers of this letter, by a document that is asked for there. */
static void cmd_supplement(struct screen *sc)
{
	const struct signed_text *v = sc->data;
	struct targets_arg arg = {0};
	struct sifa_record *r = NULL;
	struct sifa_err err = {0};
	char scheme[80];

	if (sifa_record_get(sc->desk->se, v->id, &r, &err)) {
		desk_error(sc->desk, &err);
		return;
	}
	arg.letter = sifa_letter(sc->desk->sifa, shown(sc, r, "scheme", scheme, sizeof scheme));
	arg.year = (int)value(r, "year")->n;
	arg.unit = sifa_record_unit(r);
	sifa_record_free(r);
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
	.resize = signed_refresh,
	.title = signed_title,
	.draw = signed_draw,
	.focus = signed_focus,
	.can = signed_can,
	.list = signed_list,
};
