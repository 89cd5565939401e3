/* put.h - fields of the kinds that the program itself writes. */
#ifndef SIFA_WORK_PUT_H
#define SIFA_WORK_PUT_H

#include "../trust/session.h"

/* A typed text into the field called `field`; NULL and "" leave it as it is. */
enum sifa_rc put_text(struct sifa_record *r, const char *field, const char *s,
		      struct sifa_err *err);

#endif
