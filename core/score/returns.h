/* returns.h - the calendar of statutory returns (config/returns). */
#ifndef SIFA_SCORE_RETURNS_H
#define SIFA_SCORE_RETURNS_H

#include "../model/config.h"

enum return_short { RETURN_LAST, RETURN_NEXT, RETURN_SKIP };

struct return_def {
	const char *id; /* a code of the return kind's `type` */
	const char *label[SIFA_LANGS];
	const char *source;
	unsigned months; /* covered by one return: 1, 3, 6, 12 */
	unsigned day;	 /* due on this day of its last month; 0: `date` counts */
	struct {
		uint8_t month, day;
	} date[4];
	enum return_short shorter; /* what happens in a month without that day */
	bool inclusive;		   /* on the due day is in time */
	bool unsent;		   /* a table that nobody is owed */
	bool strict;		   /* reminded of on the due day even if it is a rest day */
	unsigned again;		   /* working days to send again what came back */
	unsigned cutoff; /* counted up to this day of its last month; 0: the period's end */
	uint16_t code;	 /* its number */
};

struct return_item { /* one return to be made */
	sifa_day from, to, due;
	sifa_day first, last; /* the days it counts: from behind one cut-off to the next */
};

/* All files of returns/. NULL when memory is out; errors go into f. */
struct return_def *returns_compile(struct arena *a, const struct config *c, size_t *n,
				   struct sifa_findings *f);
/* The returns whose covered period begins in from..to, in order; at most max. */
size_t returns_items(const struct return_def *d, sifa_day from, sifa_day to,
		     struct return_item *out, size_t max);
/* The one that covers "2013-03" (or 2013-Q1, 2013-H1, 2013, as often as it is made). */
bool returns_period(const struct return_def *d, const char *text, struct return_item *out);
/* The one whose period holds the day. */
struct return_item returns_at(const struct return_def *d, sifa_day day);
/* The name of its period, such as 2013-H1; buf of at least 16 bytes. */
char *returns_name(const struct return_def *d, const struct return_item *it, char *buf);
/* "06-30" */
bool returns_month_day(const char *s, uint8_t *month, uint8_t *day);
/* The fields of the kind `return` that the calendar reads. */
struct return_fields {
	const struct sifa_field *type, *from, *to, *submitted, *returned;
	/* NULL where the configuration does without: */
	const struct sifa_field *withdrawn, *back, *again, *cutoff, *due, *zero, *sources;
};
bool returns_fields(const struct config *c, struct return_fields *out);

#endif
