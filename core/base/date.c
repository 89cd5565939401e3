/* date.c - days, months and minutes by arithmetic, and the forms in which they
 * are typed. No clock, no time zone file: a day is a day in UTC+8. */
#include "date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

#define TYPED_MOST 40 /* bytes of a typed date */
#define YEAR_MOST  9999

sifa_day sifa_day_of(int year, int month, int day)
{
	static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	int y, m;

	if (year < 1 || year > YEAR_MOST || month < 1 || month > 12 || day < 1 ||
	    day > length[month - 1] + (month == 2 && leap))
		return SIFA_DAY_NONE;
	/* a year that begins with March has its leap day at the end */
	y = month > 2 ? year : year - 1;
	m = (month + 9) % 12;
	return y * 365 + y / 4 - y / 100 + y / 400 + (m * 153 + 2) / 5 + day - 719469;
}

struct ymd {
	int year, month, day;
};

/* Neri and Schneider, Euclidean affine functions and their application to calendar
 * algorithms (2022): the year begins in March, and no remainder is divided again. */
static inline struct ymd day_split(sifa_day d)
{
	enum { ERAS = 14704 }; /* of 400 years: any day becomes positive */
	uint64_t n = (uint64_t)((int64_t)d + 719468 + INT64_C(146097) * ERAS) * 4 + 3;
	uint32_t in_century = (uint32_t)(n % 146097) / 4;
	uint64_t p = UINT64_C(2939745) * (4 * in_century + 3);
	uint32_t in_year = (uint32_t)p / 2939745 / 4;
	uint32_t m = 2141 * in_year + 197913;
	bool next = in_year >= 306; /* January and February */

	return (struct ymd){(int)(100 * (int64_t)(n / 146097) + (int64_t)(p >> 32) - 400 * ERAS) +
				    next,
			    (int)(m >> 16) - (next ? 12 : 0), (int)((m & 0xFFFF) / 2141 + 1)};
}

void sifa_day_split(sifa_day d, int *year, int *month, int *day)
{
	struct ymd x = day_split(d);

	*year = x.year;
	*month = x.month;
	*day = x.day;
}

int sifa_day_weekday(sifa_day d)
{
	int64_t w = ((int64_t)d + 4) % 7; /* 1970-01-01 was a Thursday */

	return (int)(w < 0 ? w + 7 : w);
}

sifa_day sifa_day_of_time(int64_t utc)
{
	int64_t rest = utc % 86400, d = utc / 86400 - (rest < 0);

	if (rest < 0)
		rest += 86400;
	d += rest >= 16 * 3600;
	return d <= INT32_MIN || d > INT32_MAX ? SIFA_DAY_NONE : (sifa_day)d;
}

int64_t sifa_day_begins(sifa_day d)
{
	return (int64_t)d * 86400 - 8 * 3600;
}

/* n of 0 to 99 */
static inline void put_two(char *out, unsigned n)
{
	static const char two[] = "00010203040506070809101112131415161718192021222324"
				  "25262728293031323334353637383940414243444546474849"
				  "50515253545556575859606162636465666768697071727374"
				  "75767778798081828384858687888990919293949596979899";

	memcpy(out, two + (size_t)2 * n, 2);
}

char *sifa_day_format(sifa_day d, char *buf)
{
	struct ymd x = day_split(d);

	buf[0] = '\0';
	if (d == SIFA_DAY_NONE || x.year < 0 || x.year > YEAR_MOST)
		return buf;
	put_two(buf, (unsigned)x.year / 100); /* every list is full of days: snprintf is slow */
	put_two(buf + 2, (unsigned)x.year % 100);
	put_two(buf + 5, (unsigned)x.month);
	put_two(buf + 8, (unsigned)x.day);
	buf[4] = buf[7] = '-';
	buf[10] = '\0';
	return buf;
}

int32_t day_month(sifa_day d)
{
	int y, m, day;

	sifa_day_split(d, &y, &m, &day);
	return (y - 1970) * 12 + m - 1;
}

sifa_day month_first(int32_t month)
{
	int64_t y = 1970 + (month >= 0 ? month / 12 : -((11 - (int64_t)month) / 12));

	if (y < 1 || y > YEAR_MOST)
		return SIFA_DAY_NONE;
	return sifa_day_of((int)y, (int)(month - (y - 1970) * 12) + 1, 1);
}

sifa_day month_last(int32_t month)
{
	sifa_day first = month_first(month), d = SIFA_DAY_NONE;
	int y, m, day;

	if (first == SIFA_DAY_NONE)
		return first;
	sifa_day_split(first, &y, &m, &day);
	for (day = 31; d == SIFA_DAY_NONE; day--)
		d = sifa_day_of(y, m, day);
	return d;
}

sifa_day day_add_months(sifa_day d, int months)
{
	int64_t to;
	int y, m, day;
	sifa_day first, same;

	if (d == SIFA_DAY_NONE)
		return d;
	sifa_day_split(d, &y, &m, &day);
	to = (int64_t)day_month(d) + months;
	first = to < INT32_MIN || to > INT32_MAX ? SIFA_DAY_NONE : month_first((int32_t)to);
	if (first == SIFA_DAY_NONE)
		return first;
	sifa_day_split(first, &y, &m, &(int){0});
	same = sifa_day_of(y, m, day);
	return same != SIFA_DAY_NONE ? same : month_last((int32_t)to);
}

/* ---- typed forms ---- */

/* A typed date as numbers and what stands after each. */
struct typed {
	int n[3], digits[3];
	uint32_t after[3]; /* 0: nothing */
	size_t count;
};

static bool typed_split(const char *s, size_t n, struct typed *t)
{
	size_t at = 0;

	*t = (struct typed){0};
	while (at < n) {
		int *v = &t->n[t->count], *digits = &t->digits[t->count];

		if (t->count == 3)
			return false;
		for (; at < n && s[at] >= '0' && s[at] <= '9' && *digits < 9; at++, (*digits)++)
			*v = *v * 10 + (s[at] - '0');
		if (*digits == 0)
			return false;
		if (at < n)
			t->after[t->count] = text_decode(s, n, &at);
		t->count++;
	}
	return t->count > 0;
}

static bool is_separator(uint32_t cp)
{
	return cp == '-' || cp == '.' || cp == '/';
}

/* True when t is written with one of the two sets of separators: 2013-3-15 or
 * 年月日; `first` is 0 for a year in front, 1 for a month, 2 for a day. */
static bool typed_form(const struct typed *t, size_t first)
{
	static const uint32_t han[] = {0x5E74, 0x6708, 0x65E5}; /* 年月日 */
	size_t last = t->count - 1;
	bool plain = last > 0 && t->after[last] == 0, word = true;

	for (size_t i = 0; i <= last; i++) {
		if (i < last && (!is_separator(t->after[i]) || t->after[i] != t->after[0]))
			plain = false;
		/* people also write 号 for 日, or leave the last one out */
		if (first + i > 2 ||
		    (t->after[i] != han[first + i] &&
		     !(first + i == 2 && (t->after[i] == 0x53F7 || (last > 0 && !t->after[i])))))
			word = false;
	}
	return plain || word;
}

static sifa_day typed_numbers(const struct typed *t, sifa_day today)
{
	int y = 0, m = 0, d = 0, v = t->n[0];

	if (today != SIFA_DAY_NONE)
		sifa_day_split(today, &y, &m, &d);
	if (t->count == 3)
		return typed_form(t, 0) && t->digits[0] == 4 && t->digits[1] <= 2 &&
				       t->digits[2] <= 2
			       ? sifa_day_of(v, t->n[1], t->n[2])
			       : SIFA_DAY_NONE;
	if (t->count == 1 && t->after[0] == 0 && t->digits[0] == 8)
		return sifa_day_of(v / 10000, v / 100 % 100, v % 100);
	if (today == SIFA_DAY_NONE)
		return SIFA_DAY_NONE;
	if (t->count == 2)
		return typed_form(t, 1) && t->digits[0] <= 2 && t->digits[1] <= 2
			       ? sifa_day_of(y, v, t->n[1])
			       : SIFA_DAY_NONE;
	if (t->after[0] == 0 && t->digits[0] == 4)
		return sifa_day_of(y, v / 100, v % 100);
	if (t->digits[0] <= 2 && (t->after[0] == 0 || typed_form(t, 2)))
		return sifa_day_of(y, m, v);
	return SIFA_DAY_NONE;
}

/* -3, +7, +1m */
static sifa_day typed_offset(const char *s, size_t n, sifa_day today)
{
	bool months = n > 0 && (s[n - 1] == 'm' || s[n - 1] == 'M');
	int sign = s[0] == '-' ? -1 : 1;
	int y, m, d;
	struct typed t;
	int64_t out;

	if (!typed_split(s + 1, n - 1 - months, &t) || t.count != 1 || t.after[0] ||
	    t.digits[0] > 5)
		return SIFA_DAY_NONE;
	if (months)
		return day_add_months(today, sign * t.n[0]);
	out = (int64_t)today + sign * t.n[0];
	if (out <= INT32_MIN || out > INT32_MAX)
		return SIFA_DAY_NONE;
	sifa_day_split((sifa_day)out, &y, &m, &d);
	return y >= 1 && y <= YEAR_MOST ? (sifa_day)out : SIFA_DAY_NONE;
}

static bool is_word(const char *s, size_t n, const char *const *words)
{
	for (; *words; words++) {
		if (strlen(*words) == n && memcmp(s, *words, n) == 0)
			return true;
	}
	return false;
}

int digits_of(const char *s, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		v = v * 10 + (s[i] - '0');
	}
	return v;
}

/* 2013-03-15, as nearly all days of a file are written: a tenth of the steps of the
 * other forms. SIFA_DAY_NONE if it is none such. */
static sifa_day whole_day(const char *s)
{
	if (s[4] != s[7] || !is_separator((unsigned char)s[4]))
		return SIFA_DAY_NONE;
	return sifa_day_of(digits_of(s, 4), digits_of(s + 5, 2), digits_of(s + 8, 2));
}

enum sifa_rc sifa_day_parse(const char *s, size_t n, sifa_day today, sifa_day *out)
{
	static const char *const now[] = {".", "今", "今天", "今日", NULL};
	static const char *const before[] = {"昨", "昨天", "昨日", NULL};
	char buf[TYPED_MOST];
	struct typed t;
	sifa_day d = n == 10 ? whole_day(s) : SIFA_DAY_NONE;

	if (d != SIFA_DAY_NONE) {
		*out = d;
		return SIFA_OK;
	}
	text_trim(&s, &n);
	if (n == 0 || n > sizeof buf)
		return SIFA_E_DATA;
	n = text_halfwidth(s, n, buf);
	if (today != SIFA_DAY_NONE && is_word(buf, n, now))
		d = today;
	else if (today != SIFA_DAY_NONE && is_word(buf, n, before))
		d = today - 1;
	else if (today != SIFA_DAY_NONE && (buf[0] == '-' || buf[0] == '+'))
		d = typed_offset(buf, n, today);
	else if (typed_split(buf, n, &t))
		d = typed_numbers(&t, today);
	if (d == SIFA_DAY_NONE)
		return SIFA_E_DATA;
	*out = d;
	return SIFA_OK;
}

/* 9:30, 09:30, 0930; -1 if it is no time of day. */
static int time_parse(const char *s, size_t n)
{
	struct typed t;
	int h, m;

	if (!typed_split(s, n, &t) || t.after[t.count - 1])
		return -1;
	if (t.count == 1 && t.digits[0] == 4) {
		h = t.n[0] / 100;
		m = t.n[0] % 100;
	} else if (t.count == 2 && t.after[0] == ':' && t.digits[0] <= 2 && t.digits[1] == 2) {
		h = t.n[0];
		m = t.n[1];
	} else {
		return -1;
	}
	return h < 24 && m < 60 ? h * 60 + m : -1;
}

/* The same with a time: 2013-03-15 09:30. */
static bool whole_minute(const char *s, int64_t *out)
{
	sifa_day d = (s[10] == ' ' || s[10] == 'T') && s[13] == ':' ? whole_day(s) : SIFA_DAY_NONE;
	int h = digits_of(s + 11, 2), m = digits_of(s + 14, 2);

	if (d == SIFA_DAY_NONE || h < 0 || h > 23 || m < 0 || m > 59)
		return false;
	*out = (int64_t)d * 1440 + h * 60 + m;
	return true;
}

enum sifa_rc minute_parse(const char *s, size_t n, sifa_day today, int64_t *out)
{
	char buf[TYPED_MOST];
	sifa_day d = today;
	size_t at;
	int minute;

	if (n == 16 && whole_minute(s, out))
		return SIFA_OK;
	text_trim(&s, &n);
	if (n == 0 || n > sizeof buf)
		return SIFA_E_DATA;
	n = text_halfwidth(s, n, buf);
	for (at = n; at > 0 && buf[at - 1] != ' ' && buf[at - 1] != 'T'; at--)
		;
	if (at > 0 && sifa_day_parse(buf, at - 1, today, &d) != SIFA_OK)
		return SIFA_E_DATA;
	minute = time_parse(buf + at, n - at);
	/* a bare 0930 might be a day: only 09:30 means today */
	if (minute < 0 || d == SIFA_DAY_NONE || (at == 0 && !memchr(buf, ':', n)))
		return SIFA_E_DATA;
	*out = (int64_t)d * 1440 + minute;
	return SIFA_OK;
}

char *minute_format(int64_t minute, char *buf)
{
	int64_t d = minute / 1440, m = minute % 1440;
	char day[12];

	if (m < 0) {
		m += 1440;
		d--;
	}
	sifa_day_format(d > INT32_MIN && d <= INT32_MAX ? (sifa_day)d : SIFA_DAY_NONE, day);
	buf[0] = '\0';
	if (day[0])
		snprintf(buf, 17, "%.10s %02u:%02u", day, (unsigned)m / 60 % 24, (unsigned)m % 60);
	return buf;
}

static int day_order(const void *a, const void *b)
{
	sifa_day x = *(const sifa_day *)a, y = *(const sifa_day *)b;

	return (x > y) - (x < y);
}

static bool listed(const sifa_day *v, size_t n, sifa_day d)
{
	return n && bsearch(&d, v, n, sizeof *v, day_order) != NULL;
}

bool calendar_working(const struct calendar *c, sifa_day d)
{
	int w = sifa_day_weekday(d);

	if (w != 0 && w != 6 && !(c && listed(c->rest, c->nrest, d)))
		return true;
	return c && listed(c->work, c->nwork, d);
}
