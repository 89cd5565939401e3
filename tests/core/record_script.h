/* record_script.h - records written as text, for tables of tests. A line is
 *
 *   17* mediation @m form=written closed_on=2013-05-10
 *
 * so many records of a kind, a label for them, and fields. `9m` in front makes
 * one for each of so many months, with %m as the month. References are labels:
 * @m is the first so labelled, @m:18 the first eighteen of them; @bureau, @office
 * and @v0..@v4 are there. Rows: samples=no:1,score:90|no:2,score:80. `unit=@x`
 * is whose record it is, else the office's. A line
 *
 *   returns med_monthly ..LL.M..R...
 *
 * makes the returns of a year: in time, late, missing, sent back once. */
#ifndef TESTS_CORE_RECORD_SCRIPT_H
#define TESTS_CORE_RECORD_SCRIPT_H

#include "score_fixture.h"

enum { SCRIPT_LABELS = 400, SCRIPT_BATCH = 2000 };

struct script {
	struct county *county;
	uint64_t office;
	uint64_t village[5];
	struct { /* several of one label: in the order they were made */
		char name[16];
		struct sifa_record *record; /* not yet stored */
		uint64_t id;
	} label[SCRIPT_LABELS];
	size_t nlabels;
	struct sifa_record *batch[SCRIPT_BATCH];
	size_t n;
};

/* Stores what was made so far, in one act. */
static inline void script_store(struct script *s)
{
	struct act_step *step = calloc(s->n + 1, sizeof *step);
	struct sifa_err err = {0};

	assert_non_null(step);
	for (size_t i = 0; i < s->n; i++)
		step[i] = (struct act_step){.op = ACT_PUT, .record = s->batch[i]};
	if (s->n)
		ok(session_act(s->county->se, "create", "", step, s->n, &err), &err);
	for (size_t i = 0; i < s->nlabels; i++) {
		if (s->label[i].record)
			s->label[i].id = s->label[i].record->id;
		s->label[i].record = NULL;
	}
	for (size_t i = 0; i < s->n; i++)
		sifa_record_free(s->batch[i]);
	s->n = 0;
	free(step);
}

/* The ids a label names, at most max; at least one. */
static inline size_t script_ids(struct script *s, const char *name, uint64_t *out, size_t max)
{
	size_t n = 0, len = strcspn(name, ":");

	if (name[len])
		max = strtoul(name + len + 1, NULL, 10);
	else
		max = 1;
	if (strcmp(name, "bureau") == 0)
		return out[0] = s->county->bureau, 1;
	if (strcmp(name, "office") == 0)
		return out[0] = s->office, 1;
	if (name[0] == 'v' && name[1] >= '0' && name[1] <= '4' && !name[2])
		return out[0] = s->village[name[1] - '0'], 1;
	for (size_t i = 0; i < s->nlabels; i++)
		if (s->label[i].record && strncmp(s->label[i].name, name, len) == 0)
			script_store(s);
	for (size_t i = 0; i < s->nlabels && n < max; i++)
		if (strncmp(s->label[i].name, name, len) == 0 && !s->label[i].name[len])
			out[n++] = s->label[i].id;
	if (!n)
		fail_msg("nothing is called @%s", name);
	return n;
}

static inline void script_refer(struct script *s, struct sifa_record *r, const struct sifa_field *f,
				const char *name)
{
	uint64_t id[SCRIPT_LABELS];
	size_t n = script_ids(s, name, id, SCRIPT_LABELS);
	struct sifa_value v = {.state = SIFA_SET, .n = (int64_t)id[0]};
	struct sifa_err err = {0};

	if (f->type == SIFA_REFS)
		v = (struct sifa_value){.state = SIFA_SET, .id = id, .len = n};
	ok(sifa_set(r, f, &v, &err), &err);
}

static inline void script_rows(struct sifa_record *r, const struct sifa_field *f, char *text)
{
	struct sifa_value cell[12][16] = {0};
	struct sifa_row row[12];
	struct sifa_err err = {0};
	size_t n = 0;
	char *keep, *keep_row, buf[12][16][64];

	for (char *t = strtok_r(text, "|", &keep); t && n < 12; t = strtok_r(NULL, "|", &keep)) {
		for (char *c = strtok_r(t, ",", &keep_row); c; c = strtok_r(NULL, ",", &keep_row)) {
			char *colon = strchr(c, ':');
			size_t k = 0;

			*colon = '\0';
			while (k < f->nrow && strcmp(f->row[k].id, c) != 0)
				k++;
			if (k == f->nrow)
				fail_msg("%s has no column %s", f->id, c);
			cell[n][k].state = SIFA_SET;
			ok(field_parse(&f->row[k], colon + 1, strlen(colon + 1), SIFA_DAY_NONE,
				       &cell[n][k], buf[n][k], sizeof buf[n][k], &err),
			   &err);
		}
		row[n] = (struct sifa_row){.id = 0, .v = cell[n]};
		n++;
	}
	ok(sifa_set(r, f, &(struct sifa_value){.state = SIFA_SET, .row = row, .len = n}, &err),
	   &err);
}

static inline void script_field(struct script *s, struct sifa_record *r, char *cell)
{
	char *value = strchr(cell, '=');
	const struct sifa_field *f;

	if (!value)
		fail_msg("%s is no FIELD=VALUE", cell);
	*value++ = '\0';
	if (strcmp(cell, "unit") == 0) {
		script_ids(s, value + 1, &r->unit, 1);
		r->holder = r->unit;
		return;
	}
	f = kind_field(r->kind, cell);
	if (!f)
		fail_msg("%s has no field %s", r->kind->id, cell);
	if (*value == '@') {
		script_refer(s, r, f, value + 1);
	} else if (f->type == SIFA_ROWS) {
		script_rows(r, f, value);
	} else {
		value[-1] = '=';
		fill(r, cell);
	}
}

static inline void script_add(struct script *s, struct sifa_record *r, const char *label)
{
	if (s->n == SCRIPT_BATCH)
		script_store(s);
	s->batch[s->n++] = r;
	if (!label)
		return;
	assert_true(s->nlabels < SCRIPT_LABELS);
	snprintf(s->label[s->nlabels].name, sizeof s->label[0].name, "%s", label);
	s->label[s->nlabels++].record = r;
}

/* One record of a line from the kind on; month 0: none. */
static inline void script_record(struct script *s, const char *line, int month)
{
	char text[600], *keep, *word, *label = NULL;
	struct sifa_record *r;

	snprintf(text, sizeof text, "%s", line);
	for (char *p = text; month && (p = strstr(p, "%m")); p += 2) {
		p[0] = (char)('0' + month / 10);
		p[1] = (char)('0' + month % 10);
	}
	r = blank(s->county, strtok_r(text, " ", &keep), s->office);
	while ((word = strtok_r(NULL, " ", &keep))) {
		if (*word == '@')
			label = word + 1;
		else
			script_field(s, r, word);
	}
	script_add(s, r, label);
}

static inline void script_returns(struct script *s, const char *type, const char *fate)
{
	int months = strlen(fate) == 12 ? 1 : 6;

	for (int i = 0; fate[i]; i++) {
		int last = (i + 1) * months;
		sifa_day due = sifa_day_of(2013, last, last == 2 ? 28 : 30);
		char line[200], day[16];

		if (fate[i] == 'M')
			continue;
		snprintf(line, sizeof line,
			 "return type=%s period_from=2013-%02d-01 submitted_on=%s "
			 "returned_times=%d",
			 type, last - months + 1, sifa_day_format(due + (fate[i] == 'L'), day),
			 fate[i] == 'R');
		script_record(s, line, 0);
	}
}

static inline void script_line(struct script *s, const char *line)
{
	long times = 1, months = 0, n;
	char type[40], fate[40], *end;

	while (*line == ' ')
		line++;
	if (sscanf(line, "returns %39s %39s", type, fate) == 2) {
		script_returns(s, type, fate);
		return;
	}
	while ((n = strtol(line, &end, 10)) > 0) {
		if (*end == '*')
			times = n;
		else
			months = n;
		line = end + 1;
		while (*line == ' ')
			line++;
	}
	for (long m = months ? 1 : 0; m <= months; m++)
		for (long i = 0; i < times; i++)
			script_record(s, line, (int)m);
}

/* Makes all records of the text and stores them. */
static inline void script_run(struct script *s, const char *text)
{
	while (*text) {
		size_t n = strcspn(text, "\n");
		char line[600];

		assert_true(n < sizeof line);
		snprintf(line, sizeof line, "%.*s", (int)n, text);
		if (n)
			script_line(s, line);
		text += n + (text[n] == '\n');
	}
	script_store(s);
}

/* An office of its own with five villages. */
static inline void script_office(struct script *s, struct county *c, const char *name)
{
	*s = (struct script){.county = c, .office = c->bureau};
	script_record(s, "unit @o kind=office parent=@bureau established_on=1995-01-01", 0);
	fill(s->batch[0], name);
	script_store(s);
	s->office = s->label[0].id;
	for (int i = 0; i < 5; i++) {
		char line[100];

		snprintf(line, sizeof line, "unit @w kind=village name=村%d parent=@office", i);
		script_record(s, line, 0);
	}
	script_store(s);
	for (int i = 0; i < 5; i++)
		s->village[i] = s->label[i + 1].id;
	s->nlabels = 0;
}

#endif
