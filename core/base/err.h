/* err.h - filling error values and lists of findings. */
#ifndef SIFA_BASE_ERR_H
#define SIFA_BASE_ERR_H

#include <stdarg.h>

#include "../sifa.h"

/* Marks a message for xgettext; tui translates. */
#define N_(s) s

/* err_set(err, rc, msg, ...) fills *err unless it holds an error already (first error wins)
 * or is NULL. Then `const char *` arguments for {1}..{4}, ended by NULL. Returns rc, and as a
 * macro: compilers and checkers see that what follows has an error. */
#define err_set(err, rc, ...) (err_fill((err), (rc), __VA_ARGS__), err_code(rc))
static inline enum sifa_rc err_code(enum sifa_rc rc)
{
	return rc;
}
void err_fill(struct sifa_err *err, enum sifa_rc rc, const char *msg, ...)
	__attribute__((sentinel));
void err_vfill(struct sifa_err *err, enum sifa_rc rc, const char *msg, va_list ap);
/* Adds the place to an error just set (only where it has none yet). */
void err_at(struct sifa_err *err, const char *source, int line, int column);
void err_field(struct sifa_err *err, const char *field);
void err_memory(struct sifa_err *err);
static inline enum sifa_rc err_nomem(struct sifa_err *err)
{
	err_memory(err);
	return SIFA_E_NOMEM;
}
/* A new error value; err_set() clears the rest, which is large. */
static inline void err_new(struct sifa_err *err)
{
	err->rc = SIFA_OK;
}
void err_clear(struct sifa_err *err);

/* Appends; keeps counting past SIFA_FINDINGS_MAX. */
void findings_add(struct sifa_findings *f, enum sifa_severity severity, const struct sifa_err *err);
/* The nearest of n names to `s` (edit distance of at most a third), or NULL. */
const char *nearest_name(const char *s, const char *const *names, size_t n);

#endif
