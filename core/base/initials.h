/* initials.h - first letters of the Mandarin readings of a name: 王小明 is wxm. */
#ifndef SIFA_BASE_INITIALS_H
#define SIFA_BASE_INITIALS_H

#include <stdbool.h>
#include <stddef.h>

enum {
	INITIALS_ROW = 64,
	INITIALS_ROWS = 328,
	INITIALS_MAX = 16, /* letters that are kept of a text */
	INITIALS_WAYS = 2,
};
extern const char initials_table[INITIALS_ROWS][INITIALS_ROW + 1];

/* The letters of a folded text that begins with a Chinese character, up to the first
 * character without a reading; returns how many ways there are to spell it, at most two:
 * a surname may be read otherwise than the character alone (单 as shan, not dan).
 * person: it is the name of one. */
int text_initials(const char *s, size_t n, bool person, char out[INITIALS_WAYS][INITIALS_MAX + 1]);
/* Can the folded word be initials: letters only? */
bool text_may_be_initials(const char *s, size_t n);

#endif
