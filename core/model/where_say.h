/* where_say.h - a compiled query in words: its tests by the labels of the fields, and
 * which of them a row fails. */
#ifndef SIFA_MODEL_WHERE_SAY_H
#define SIFA_MODEL_WHERE_SAY_H

#include "../base/words.h"
#include "where.h"

/* The tests of the top level that the row fails: their places into at[], at most max;
 * returns how many there are. Bound and joined as for where_match(). */
size_t where_fails(const struct where *w, const uint8_t *fixed, size_t n, uint32_t *at, size_t max);
/* How many tests stand at the top level. */
size_t where_tests(const struct where *w);
/* The test at that place in words; k is the kind of the row. */
void where_say(const struct where *w, const struct sifa_kind *k, uint32_t at,
	       struct sifa_words *out);
/* All of them, with commas between. */
void where_say_all(const struct where *w, const struct sifa_kind *k, struct sifa_words *out);
/* What the row says instead: "实为 口头", "未填"; nothing where that is no one field's. */
void where_say_found(const struct where *w, const struct sifa_kind *k, uint32_t at,
		     const uint8_t *fixed, size_t n, struct sifa_words *out);
/* Does the test look at a date that the row does not have? */
bool where_undated(const struct where *w, const struct sifa_kind *k, uint32_t at,
		   const uint8_t *fixed, size_t n);

#endif
