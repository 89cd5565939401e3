/* lang.h - words for the screen: the catalogue compiled into the program.
 *
 * Messages are English in the source behind _(), Chinese by default whatever
 * the locale says; --lang en changes it. Labels and codes come from the
 * configuration in both languages and are chosen by lang_now(). */
#ifndef SIFA_TUI_LANG_H
#define SIFA_TUI_LANG_H

#include "../core/sifa.h"

#define _(s)  lang_text(s)
#define N_(s) s /* marks for xgettext what is translated later */

void lang_set(enum sifa_lang lang);
enum sifa_lang lang_now(void);
const char *lang_text(const char *msgid);
/* msgid's translation with {1}..{4} replaced; args ended by NULL. Returns buf. */
char *lang_fill(char *buf, size_t size, const char *msgid, ...) __attribute__((sentinel));
/* The whole sentence of an error: "file:line:column: field: message". */
char *lang_error(char *buf, size_t size, const struct sifa_err *err);
/* sysexits of an error: 65 data, 73 exists, 74 i/o, 75 busy, 77 denied, 78 configuration ... */
int lang_exit_code(enum sifa_rc rc);

#endif
