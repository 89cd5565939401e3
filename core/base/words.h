/* words.h - a sentence put together in both languages at once. */
#ifndef SIFA_BASE_WORDS_H
#define SIFA_BASE_WORDS_H

#include <stdarg.h>

#include "../sifa.h"

enum { WORDS_ARGUMENTS = 6 };
/* Appends text to what buf, of size bytes, holds: {1}..{6} replaced by the n arguments, what
 * finds no room cut between characters. */
void words_fill(char *buf, size_t size, const char *text, const char *const *arg, size_t n);
/* The arguments up to NULL, at most WORDS_ARGUMENTS; returns how many. */
size_t words_arguments(va_list ap, const char **arg);

/* words_fill() in both languages; the arguments end with NULL. */
void words_say(struct sifa_words *w, const char *zh, const char *en, ...) __attribute__((sentinel));
/* Appends a label in its languages. */
void words_label(struct sifa_words *w, const char *const label[SIFA_LANGS]);
void words_join(struct sifa_words *w, const struct sifa_words *more);
static inline bool words_empty(const struct sifa_words *w)
{
	return !w->text[SIFA_ZH][0];
}

#endif
