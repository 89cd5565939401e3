/* words.h - a sentence put together in both languages at once. */
#ifndef SIFA_BASE_WORDS_H
#define SIFA_BASE_WORDS_H

#include "../sifa.h"

/* Appends zh and en with {1}..{6} replaced by the arguments, ended by NULL; what finds no
 * room is cut between characters. */
void words_say(struct sifa_words *w, const char *zh, const char *en, ...) __attribute__((sentinel));
/* Appends a label in its languages. */
void words_label(struct sifa_words *w, const char *const label[SIFA_LANGS]);
void words_join(struct sifa_words *w, const struct sifa_words *more);
static inline bool words_empty(const struct sifa_words *w)
{
	return !w->text[SIFA_ZH][0];
}

#endif
