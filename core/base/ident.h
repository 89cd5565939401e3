/* ident.h - numbers with a rule of their own: identity numbers, credit codes,
 * telephones, amounts. */
#ifndef SIFA_BASE_IDENT_H
#define SIFA_BASE_IDENT_H

#include "../sifa.h"

/* GB 11643-1999. s is normalised (half width, X upper). Findings as bits. */
enum {
	IDNO_LENGTH = 1,   /* neither 18 nor 15 */
	IDNO_CHARS = 2,	   /* something else than digits and a last X */
	IDNO_PROVINCE = 4, /* first two digits are no province code */
	IDNO_DATE = 8,	   /* digits 7-14 are no day, or before 1900 */
	IDNO_CHECK = 16,   /* the check digit differs */
	IDNO_OLD = 32,	   /* 15 digits: legacy */
};
unsigned idno_check(const char *s, size_t n);
char idno_digit(const char *s); /* check digit of the first 17 */
/* 15 to 18 digits (19 inserted, check appended); out of 19 bytes. */
void idno_convert(const char *s15, char *out);
sifa_day idno_birth(const char *s, size_t n);
int idno_sex(const char *s, size_t n); /* 1 male, 2 female, 0 unknown */

/* The division of a code of six digits, as "山西省运城市垣曲县", or for one given up since
 * "原山西省运城地区垣曲县"; buf of at least DIVISION_MOST bytes. False if it is unknown. */
#define DIVISION_MOST 160
bool division_name(const char *code, char *buf);

/* GB 32100-2015: true if the 18 characters and the check character agree. */
bool uscc_ok(const char *s, size_t n);
char uscc_digit(const char *s);

/* Strips +86, spaces and hyphens of mobiles, keeps landlines 0359-6022345.
 * True when the result is a number of domain.md 3.4; out needs n + 1 bytes. */
bool phone_normal(const char *s, size_t n, char *out);
/* Of a normal number: is it one that only services and units have (12348, 400-...)? */
bool phone_of_service(const char *s, size_t n);

/* In digits, without a NUL, at most 20 bytes; returns how many. snprintf is slow. */
size_t decimal_put(int64_t n, char *out);
/* Digits with an optional point and at most `places` behind it; commas only before
 * groups of three. The value is scaled by 10^places. */
bool decimal_parse(const char *s, size_t n, int places, uint64_t *out);
/* "1,234.50", "1.2万", "300元" to fen. */
enum sifa_rc money_parse(const char *s, size_t n, int64_t *fen);

#endif
