/* field.h - private to core/model: a typed text on its way to a value. */
#ifndef SIFA_MODEL_FIELD_H
#define SIFA_MODEL_FIELD_H

#include "record.h"

struct typed {
	const struct sifa_field *f;
	const char *s; /* trimmed */
	size_t n;
	sifa_day today;
	struct sifa_value *out;
	char *buf;
	size_t size;
	struct sifa_err *err;
};

/* SIFA_E_DATA with the text as argument 1. */
enum sifa_rc typed_refuse(struct typed *t, const char *msg, const char *arg2, const char *arg3);
enum sifa_rc typed_no_room(struct typed *t);
enum sifa_rc typed_number(struct typed *t, int64_t n);
/* The next part of a list at *s, trimmed; false at the end. Spaces divide too
 * if asked. */
bool typed_part(const char **s, size_t *n, bool spaces, const char **part, size_t *len);

/* field_codes.c */
enum sifa_rc typed_code(struct typed *t);
enum sifa_rc typed_codes(struct typed *t);

#endif
