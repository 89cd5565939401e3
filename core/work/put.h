/* put.h - fields of the kinds that the program itself writes. */
#ifndef SIFA_WORK_PUT_H
#define SIFA_WORK_PUT_H

#include "../trust/session.h"

/* A typed text into the field called `field`; NULL and "" leave it as it is. */
/* A value into it; SIFA_E_CONFIG where the kind has no such field. */
enum sifa_rc put_value(struct sifa_record *r, const char *field, struct sifa_value v,
		       struct sifa_err *err);
enum sifa_rc put_text(struct sifa_record *r, const char *field, const char *s,
		      struct sifa_err *err);

#endif
