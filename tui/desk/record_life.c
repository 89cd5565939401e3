/* record_life.c - on a record's page: what of it is due and which field ends that, and what
 * was done with it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record_life.h"
#include "scr_dues.h"

enum { ENTRIES = 30, AHEAD = 30 };

/* ---- due ------------------------------------------------------------------------ */

static void due_line(struct desk *d, struct page *p, sifa_day due, const char *what, int label,
		     int kind, uint16_t field)
{
	int left = due - sifa_today(d->se);
	size_t from = p->n;
	char day[16], when[80], text[400];

	snprintf(text, sizeof text, "%s  %s  %s", sifa_day_format(due, day),
		 dues_when(left, when, sizeof when), what);
	page_pair(p, d->cols - 3, label, _("Due"), text, kind, 0);
	for (; from < p->n; from++) {
		p->row[from].at = field;
		p->row[from].alert = left < 0;
	}
}

static void add_clocks(struct desk *d, struct page *p, const struct sifa_record *r, int label,
		       int field, int line)
{
	const struct sifa_kind *k = sifa_record_kind(r);
	char text[300];

	for (size_t i = 0; i < k->nclocks; i++) {
		const struct sifa_clock_def *c = &k->clock[i];
		sifa_day due = sifa_clock_due(r, c);

		if (due == SIFA_DAY_NONE || due > sifa_today(d->se) + AHEAD)
			continue;
		if (c->done == SIFA_NO_FIELD)
			due_line(d, p, due, c->label[lang_now()], label, line, 0);
		else
			due_line(d, p, due,
				 lang_fill(text, sizeof text, _("{1} (until \"{2}\" is filled in)"),
					   c->label[lang_now()],
					   k->field[c->done].label[lang_now()], NULL),
				 label, field, c->done);
	}
}

/* The field of an act that refers to what it is owed for; NULL: in a table, or none. */
static const struct sifa_field *act_field(const struct sifa_duty_def *def)
{
	const struct sifa_kind *k = def->done;

	for (size_t i = 0; k && i < k->nfields; i++)
		if (k->field[i].no == def->via)
			return k->field[i].type == SIFA_REF ? &k->field[i] : NULL;
	return NULL;
}

static void add_duties(struct desk *d, struct page *p, const struct sifa_record *r, int label,
		       int act, int line)
{
	const struct sifa_kind *k = sifa_record_kind(r);
	struct sifa_duty *duty = NULL;
	struct sifa_err err = {0};
	size_t n = 0;
	char due[24], done[24], text[300];

	if (!k->nduties)
		return;
	if (sifa_duties(d->se, sifa_record_id(r), sifa_today(d->se), &duty, &n, &err))
		desk_error(d, &err);
	for (size_t i = 0; i < n && duty[i].done < duty[i].due; i++) {
		snprintf(due, sizeof due, "%lld", (long long)duty[i].due);
		snprintf(done, sizeof done, "%lld", (long long)duty[i].done);
		due_line(d, p, duty[i].to,
			 lang_fill(text, sizeof text, _("{1}: {3} of {2} done"),
				   duty[i].def->label[lang_now()], due, done, NULL),
			 label, act_field(duty[i].def) ? act : line,
			 (uint16_t)(duty[i].def - k->duty));
	}
	free(duty);
}

void record_dues(struct desk *d, struct page *p, const struct sifa_record *r, int label, int field,
		 int act, int line)
{
	add_clocks(d, p, r, label, field, line);
	add_duties(d, p, r, label, act, line);
}

void record_act(struct desk *d, uint64_t id, const struct sifa_duty_def *def)
{
	const struct sifa_page_def *page = def->done->page;
	struct form_arg arg = {.kind = def->done};
	struct sifa_err err = {0};

	/* Whose act it is stands there already. */
	if (page->n > 1 && &def->done->field[page->field[0]] == act_field(def))
		arg.field = &def->done->field[page->field[1]];

	if (sifa_record_new(d->se, def->done, &arg.begun, &err) ||
	    sifa_set(arg.begun, act_field(def),
		     &(struct sifa_value){.state = SIFA_SET, .n = (int64_t)id}, &err)) {
		desk_error(d, &err);
		sifa_record_free(arg.begun);
		return;
	}
	desk_open(d, &screen_form, &arg);
}

/* ---- history -------------------------------------------------------------------- */

static const char *what_word(const char *what)
{
	static const char *const words[][2] = {
		{"create", N_("created")},  {"update", N_("changed")},
		{"delete", N_("deleted")},  {"import", N_("imported")},
		{"read", N_("read")},	    {"print", N_("printed out")},
		{"step", N_("step")},	    {"propose", N_("proposed")},
		{"merge", N_("merged")},    {"link", N_("linked")},
		{"reject", N_("rejected")}, {"part", N_("to be parted")},
		{"split", N_("parted")},    {"keep", N_("not parted")},
		{"move", N_("moved")},	    {"hand", N_("handed over")},
		{"file", N_("file out")},
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (!strcmp(words[i][0], what))
			return _(words[i][1]);
	return what;
}

/* Local time of day by arithmetic: UTC+8. */
static void time_text(int64_t utc, char *buf, size_t size)
{
	int64_t minute = (utc / 60 + 8 * 60) % (24 * 60);
	char day[16];

	snprintf(buf, size, "%s %02d:%02d", sifa_day_format(sifa_day_of_time(utc), day),
		 (int)(minute / 60), (int)(minute % 60));
}

/* A step of the kind, or of another whose steps are told to it. */
static const char *step_word(const struct sifa *sf, const struct sifa_kind *k, const char *id)
{
	const struct sifa_step_def *s = sifa_step(k, id);
	const struct sifa_kind *const *all;
	size_t n;

	all = sifa_kinds(sf, &n);
	for (size_t i = 0; i < n && !s; i++) {
		s = sifa_step(all[i], id);
		if (s && s->tells.kind != k)
			s = NULL;
	}
	return s ? s->label[lang_now()] : NULL;
}

/* What the program noted in words of its own is translated, a step is named by its label;
 * a reason or a signature may follow. */
static void note_text(const struct desk *d, const struct sifa_kind *k, const struct sifa_entry *e,
		      char *buf, size_t size)
{
	static const char own[] = N_("back entry");
	const char *note = e->note, *word = NULL;
	size_t n = strcspn(note, ";, ");
	char id[64];

	if (!strncmp(note, own, sizeof own - 1)) {
		word = _(own);
		n = sizeof own - 1;
	} else if (!strcmp(e->what, "step") && n < sizeof id) {
		memcpy(id, note, n);
		id[n] = '\0';
		word = step_word(d->sifa, k, id);
	}
	snprintf(buf, size, "%s%.150s", word ? word : "", word ? note + n : note);
}

void record_history(struct desk *d, struct page *p, uint64_t id, const struct sifa_kind *k,
		    int line)
{
	struct sifa_entry *entry = calloc(ENTRIES, sizeof *entry);
	size_t n = 0;

	if (!entry || sifa_journal(d->se, id, entry, ENTRIES, &n, NULL))
		n = 0;
	if (n)
		page_head(p, _("History"));
	for (size_t i = 0; i < n; i++) {
		struct cells c = {.n = 0};
		char text[160];

		time_text(entry[i].time, text, sizeof text);
		cells_put(&c, 18, text);
		cells_put(&c, 10, what_word(entry[i].what));
		cells_put(&c, 20,
			  sifa_title(d->se, entry[i].actor, false, lang_now(), text, sizeof text));
		cells_put(&c, 1, "");
		note_text(d, k, &entry[i], text, sizeof text);
		cells_rest(&c, text);
		page_add(p, line, c.s);
	}
	free(entry);
}
