/* letter.h - the acts of sifa letter: a row in letter.c, a file each. */
#ifndef SIFA_TUI_VERB_LETTER_H
#define SIFA_TUI_VERB_LETTER_H

#include "verb.h"

extern const struct verb letter_coverage;
extern const struct verb letter_lint;

#endif
