/* many.h - several records saved in one act: all of them or none. */
#ifndef SIFA_WORK_MANY_H
#define SIFA_WORK_MANY_H

#include "../trust/session.h"

enum { MANY_MOST = 2000 };

/* What sifa_save() does, for at most MANY_MOST records at once. A finding names the
 * record's unit as its source. SIFA_E_DATA with findings, and nothing changed, when one
 * of them cannot be saved. */
enum sifa_rc save_many(struct sifa_session *se, struct sifa_record **r, size_t n, const char *note,
		       struct sifa_findings *out, struct sifa_err *err);

#endif
