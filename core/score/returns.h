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
	uint16_t code;		   /* its number */
};

struct return_item { /* one return to be made */
	sifa_day from, to, due;
};

/* All files of returns/. NULL when memory is out; errors go into f. */
struct return_def *returns_compile(struct arena *a, const struct config *c, size_t *n,
				   struct sifa_findings *f);
/* The returns whose covered period begins in from..to, in order; at most max. */
size_t returns_items(const struct return_def *d, sifa_day from, sifa_day to,
		     struct return_item *out, size_t max);
/* "06-30" */
bool returns_month_day(const char *s, uint8_t *month, uint8_t *day);
/* The fields of the kind `return` that the calendar reads. */
struct return_fields {
	const struct sifa_field *type, *from, *to, *submitted, *returned;
};
bool returns_fields(const struct config *c, struct return_fields *out);

#endif
