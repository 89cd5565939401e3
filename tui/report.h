/* report.h - pages of plain words about scores: the same lines on the screen, on standard
 * output and on paper. */
#ifndef SIFA_TUI_REPORT_H
#define SIFA_TUI_REPORT_H

#include "lang.h"

enum report_what { REPORT_TEXT, REPORT_HEAD, REPORT_RECORD };

struct report {
	int cols; /* to break lines at */
	/* Told of every line; record: that it is about, 0 for none. NULL: kept in text. */
	void (*line)(void *arg, enum report_what what, const char *text, uint64_t record);
	void *arg;
	char title[200];
	char *text; /* lines, ended by LF; free() */
	size_t n, cap;
};

/* Behind the text that is kept; false when memory is short. */
bool report_keep(struct report *r, const char *s, size_t n);
void report_line(struct report *r, enum report_what what, const char *text, uint64_t record);
/* "label  value", the value broken to the columns that are left; nothing for "". */
void report_pair(struct report *r, const char *label, const char *value);
/* Why a clause of the sheet has the points it has. */
void report_explain(struct report *r, struct sifa_session *se, const struct sifa_sheet *sheet,
		    size_t flat, const struct sifa_explain *x);
/* A field of a record by its name, absent where the kind has none; and as it is shown. */
const struct sifa_value *report_value(const struct sifa_record *r, const char *field);
const char *report_shown(struct sifa_session *se, const struct sifa_record *r, const char *field,
			 char *buf, size_t size);
/* Words for a pace, and its mark of two columns. */
const char *report_pace(const struct sifa_progress *p);
const char *report_mark(enum sifa_pace p);
/* Why a clause has no points; "" when it is scored. */
const char *report_standing(enum sifa_standing s);
/* Why a record was not counted. */
const char *report_near(enum sifa_near why);
const char *report_role(enum sifa_role role);
/* Of a number that sifa_clause has, and of one in hundredths; buf of at least 40 bytes. */
char *report_amount(const struct sifa_clause *c, int64_t v, char *buf);
char *report_hundredths(int64_t v, char *buf);
/* What a list and a register say of one person, and of all of them together. */
const char *report_verdict(enum sifa_verdict v);
char *report_reconciled(const struct sifa_reconciliation *r, char *buf, size_t size);
/* A village's month: "" nothing came, a number, "0" a zero that somebody told, "0?" one that
 * nobody did; buf of at least 24 bytes. Who told last in the year; "". */
const char *report_village(const struct sifa_village_month *m, char *buf);
const char *report_village_by(const struct sifa_village *v);

/* "2.5" as 250; false when it is no number of points. */
bool report_points(const char *s, int64_t *out);

#endif
