/* put.h - fields of the kinds that the program itself writes. */
#ifndef SIFA_WORK_PUT_H
#define SIFA_WORK_PUT_H

#include "../trust/session.h"

/* A value into the field called `field`; SIFA_E_CONFIG where the kind has no such one. */
enum sifa_rc put_value(struct sifa_record *r, const char *field, struct sifa_value v,
		       struct sifa_err *err);
/* A number, day, code or id. */
enum sifa_rc put_number(struct sifa_record *r, const char *field, int64_t n, struct sifa_err *err);
/* A typed text; NULL and "" leave it as it is. */
enum sifa_rc put_text(struct sifa_record *r, const char *field, const char *s,
		      struct sifa_err *err);

#endif
