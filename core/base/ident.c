/* ident.c - numbers with a rule of their own: resident identity numbers
 * (GB 11643-1999), credit codes (GB 32100-2015), telephones, amounts. */
#include "ident.h"

#include <stdio.h>
#include <string.h>

#include "text.h"

#define PHONE_MOST 40 /* characters of a telephone number as typed */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool all_digits(const char *s, size_t n)
{
	size_t i = 0;

	for (; n - i >= 8; i += 8)
		if (!text_digits(get_le(s + i, 8)))
			return false;
	for (; i < n; i++)
		if (!is_digit(s[i]))
			return false;
	return n > 0;
}

static int number(const char *s, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++)
		v = v * 10 + (s[i] - '0');
	return v;
}

/* ---- identity numbers ---- */

char idno_digit(const char *s)
{
	static const int weight[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;

	for (size_t i = 0; i < 17; i++)
		sum += weight[i] * (s[i] - '0');
	return "10X98765432"[sum % 11];
}

static bool is_province(int code)
{
	return (code >= 11 && code <= 15) || (code >= 21 && code <= 23) ||
	       (code >= 31 && code <= 37) || (code >= 41 && code <= 46) ||
	       (code >= 50 && code <= 54) || (code >= 61 && code <= 65) || code == 71 ||
	       (code >= 81 && code <= 83);
}

sifa_day idno_birth(const char *s, size_t n)
{
	int date;

	if (n == 18 && all_digits(s, 17))
		date = number(s + 6, 8);
	else if (n == 15 && all_digits(s, 15))
		date = 19000000 + number(s + 6, 6);
	else
		return SIFA_DAY_NONE;
	if (date < 19000000)
		return SIFA_DAY_NONE;
	return sifa_day_of(date / 10000, date / 100 % 100, date % 100);
}

unsigned idno_check(const char *s, size_t n)
{
	unsigned found = n == 15 ? IDNO_OLD : 0;

	if (n != 15 && n != 18)
		return IDNO_LENGTH;
	if (!all_digits(s, n == 15 ? 15 : 17) || (n == 18 && !is_digit(s[17]) && s[17] != 'X'))
		return found | IDNO_CHARS;
	if (!is_province(number(s, 2)))
		found |= IDNO_PROVINCE;
	if (idno_birth(s, n) == SIFA_DAY_NONE)
		found |= IDNO_DATE;
	if (n == 18 && idno_digit(s) != s[17])
		found |= IDNO_CHECK;
	return found;
}

void idno_convert(const char *s15, char *out)
{
	memcpy(out, s15, 6);
	memcpy(out + 6, "19", 2);
	memcpy(out + 8, s15 + 6, 9);
	out[17] = idno_digit(out);
	out[18] = '\0';
}

int idno_sex(const char *s, size_t n)
{
	if (n == 18 && is_digit(s[16]))
		return (s[16] - '0') % 2 ? 1 : 2;
	if (n == 15 && is_digit(s[14]))
		return (s[14] - '0') % 2 ? 1 : 2;
	return 0;
}

/* ---- credit codes ---- */

/* -1 if the character is none of the 31. */
static int uscc_value(char c)
{
	static const char set[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	const char *p = c ? strchr(set, c) : NULL;

	return p ? (int)(p - set) : -1;
}

char uscc_digit(const char *s)
{
	static const int weight[] = {1,	 3,  9,	 27, 19, 26, 16, 17, 20,
				     29, 25, 13, 8,  24, 10, 30, 28};
	int sum = 0;

	for (size_t i = 0; i < 17; i++)
		sum += weight[i] * uscc_value(s[i]);
	return "0123456789ABCDEFGHJKLMNPQRTUWXY"[(31 - sum % 31) % 31];
}

bool uscc_ok(const char *s, size_t n)
{
	if (n != 18)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (uscc_value(s[i]) < 0)
			return false;
	}
	return uscc_digit(s) == s[17];
}

/* ---- telephones ---- */

static bool is_mobile(const char *s, size_t n)
{
	return n == 11 && all_digits(s, n) && s[0] == '1' && s[1] >= '3';
}

/* 110, 12348, 95588: numbers of services. */
static bool is_short(const char *s, size_t n)
{
	if (!all_digits(s, n))
		return false;
	return (n == 3 && s[0] == '1') || (n == 5 && memcmp(s, "12", 2) == 0) ||
	       (n >= 5 && n <= 8 && memcmp(s, "95", 2) == 0);
}

/* 0359-6022345, with an extension or without; 400-xxx-xxxx and 800. */
static bool is_landline(const char *s, size_t n)
{
	size_t part[3] = {0}, parts = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '-') {
			if (++parts == 3)
				return false;
		} else if (is_digit(s[i])) {
			part[parts]++;
		} else {
			return false;
		}
	}
	if (n == 0)
		return false;
	if (memcmp(s, "400", n < 3 ? n : 3) == 0 || memcmp(s, "800", n < 3 ? n : 3) == 0)
		return part[0] + part[1] + part[2] == 10 && part[0] >= 3;
	if (s[0] != '0')
		return false;
	if (parts == 0)
		return n >= 10 && n <= 12;
	return (part[0] == 3 || part[0] == 4) && (part[1] == 7 || part[1] == 8) &&
	       (parts == 1 || (part[2] >= 1 && part[2] <= 6));
}

/* (0359) 6022345 and 0359 6022345 to 0359-6022345. */
static size_t landline_form(const char *s, size_t n, char *out)
{
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		bool joint = s[i] == ' ' || s[i] == '-' || s[i] == '(' || s[i] == ')';

		if (!joint)
			out[used++] = s[i];
		else if (used > 0 && out[used - 1] != '-')
			out[used++] = '-';
	}
	return used;
}

/* Half width, without +86 and outer spaces; fills `out`, returns its length. */
static size_t phone_bare(const char *s, size_t n, char *out)
{
	const char *p = out;

	text_trim(&s, &n);
	n = text_halfwidth(s, n, out);
	if (n >= 3 && memcmp(p, "+86", 3) == 0) {
		p += 3;
		n -= 3;
	}
	text_trim(&p, &n);
	memmove(out, p, n);
	out[n] = '\0';
	return n;
}

bool phone_normal(const char *s, size_t n, char *out)
{
	char form[PHONE_MOST + 1] = "";
	size_t used = 0;

	if (is_mobile(s, n)) {
		memmove(out, s, n);
		out[n] = '\0';
		return true;
	}
	n = phone_bare(s, n, out);
	if (n > PHONE_MOST)
		return false;
	for (size_t i = 0; i < n; i++) {
		if (out[i] != ' ' && out[i] != '-')
			form[used++] = out[i];
	}
	if (!is_mobile(form, used) && !is_short(form, used)) {
		used = landline_form(out, n, form);
		if (!is_landline(form, used))
			return false;
	}
	memcpy(out, form, used);
	out[used] = '\0';
	return true;
}

bool phone_of_service(const char *s, size_t n)
{
	return is_short(s, n) || (n >= 10 && (!memcmp(s, "400", 3) || !memcmp(s, "800", 3)));
}

/* ---- amounts ---- */

/* Takes `word` off the end if it is there. */
static bool strip_end(const char *s, size_t *n, const char *word)
{
	size_t len = strlen(word);

	if (*n < len || memcmp(s + *n - len, word, len) != 0)
		return false;
	*n -= len;
	while (*n > 0 && s[*n - 1] == ' ')
		--*n;
	return true;
}

bool decimal_parse(const char *s, size_t n, int places, uint64_t *out)
{
	uint64_t v = 0;
	size_t i = 0, digits, group;
	bool commas = false, point = false;

	for (; i < n && i < 18 && is_digit(s[i]); i++) /* most are no more than these */
		v = v * 10 + (unsigned)(s[i] - '0');
	digits = group = i;
	for (; i < n; i++) {
		if (s[i] == ',' && !point && digits && (commas ? group == 3 : group <= 3)) {
			commas = true;
			group = 0;
		} else if (s[i] == '.' && !point && digits && (!commas || group == 3)) {
			point = true;
		} else if (is_digit(s[i]) && !(point && places == 0)) {
			if (__builtin_mul_overflow(v, 10u, &v) ||
			    __builtin_add_overflow(v, (unsigned)(s[i] - '0'), &v))
				return false;
			digits++;
			group++;
			places -= point;
		} else {
			return false;
		}
	}
	if (!digits || (commas && !point && group != 3) || s[n - 1] == '.')
		return false;
	for (; places > 0; places--) {
		if (__builtin_mul_overflow(v, 10u, &v))
			return false;
	}
	*out = v;
	return true;
}

enum sifa_rc money_parse(const char *s, size_t n, int64_t *fen)
{
	char buf[64];
	const char *p = buf;
	bool negative = false;
	int places = 2;
	uint64_t v;

	text_trim(&s, &n);
	if (n == 0 || n > sizeof buf)
		return SIFA_E_DATA;
	if (decimal_parse(s, n, places, &v) && v <= INT64_MAX) {
		*fen = (int64_t)v;
		return SIFA_OK;
	}
	n = text_halfwidth(s, n, buf);
	if (*p == '-') {
		negative = true;
		p++;
		n--;
	}
	/* ¥ U+00A5, ￥ U+FFE5 */
	if (n > 3 && memcmp(p, "\xEF\xBF\xA5", 3) == 0) {
		p += 3;
		n -= 3;
	} else if (n > 2 && memcmp(p, "\xC2\xA5", 2) == 0) {
		p += 2;
		n -= 2;
	}
	strip_end(p, &n, "元");
	if (strip_end(p, &n, "万"))
		places = 6;
	if (!decimal_parse(p, n, places, &v) || v > INT64_MAX)
		return SIFA_E_DATA;
	*fen = negative ? -(int64_t)v : (int64_t)v;
	return SIFA_OK;
}

size_t decimal_put(int64_t n, char *out)
{
	uint64_t left = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	char digit[20];
	size_t i = sizeof digit;

	do
		digit[--i] = (char)('0' + left % 10);
	while (left /= 10);
	if (n < 0)
		digit[--i] = '-';
	memcpy(out, digit + i, sizeof digit - i);
	return sizeof digit - i;
}

static char *hundredths(int64_t v, char *buf)
{
	int64_t whole = v / 100, rest = v % 100;
	size_t n = 0;

	if (v < 0 && !whole)
		buf[n++] = '-';
	n += decimal_put(whole, buf + n);
	rest = rest < 0 ? -rest : rest;
	buf[n++] = '.';
	buf[n++] = (char)('0' + rest / 10);
	buf[n++] = (char)('0' + rest % 10);
	buf[n] = '\0';
	return buf;
}

char *sifa_money_format(int64_t fen, char *buf)
{
	return hundredths(fen, buf);
}

char *sifa_points_format(int64_t v, char *buf)
{
	return hundredths(v, buf);
}
