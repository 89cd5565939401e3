/* date.h - periods, month arithmetic and working days. */
#ifndef SIFA_BASE_DATE_H
#define SIFA_BASE_DATE_H

#include "../sifa.h"

/* Months since 1970-01, for fact keys and periods; 1970-01 is 0. */
int32_t day_month(sifa_day d);
sifa_day month_first(int32_t month);
sifa_day month_last(int32_t month);
/* The number that n digits make (at most 9); -1 where something else stands among them. */
int digits_of(const char *s, size_t n);
/* Same day number `months` later, or that month's last day (domain.md 3.6). */
sifa_day day_add_months(sifa_day d, int months);
/* "HH:MM" forms: 2013-03-15 09:30, 20130315 0930; minutes since 1970 in UTC+8. */
enum sifa_rc minute_parse(const char *s, size_t n, sifa_day today, int64_t *out);
char *minute_format(int64_t minute, char *buf); /* 17 bytes */

/* Rest days that differ from the plain week, from config/calendar. */
struct calendar {
	sifa_day *rest, *work; /* sorted */
	size_t nrest, nwork;
};
bool calendar_working(const struct calendar *c, sifa_day d);

#endif
