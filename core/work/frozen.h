/* frozen.h - what a step freezes: bytes under their hash, named by a field of the record. */
#ifndef SIFA_WORK_FROZEN_H
#define SIFA_WORK_FROZEN_H

#include "blob.h"

/* Lets core/score make the bytes, keeps them and names them in r, not yet saved. The
 * files stay open until the act is done. Nothing where the step freezes nothing. */
enum sifa_rc frozen_keep(struct sifa_session *se, struct sifa_record *r,
			 const struct sifa_step_def *s, struct blobs *files,
			 struct sifa_findings *out, struct sifa_err *err);
/* The bytes that the record's last such step kept, compared with their hash;
 * SIFA_E_NOTFOUND: none were. */
enum sifa_rc frozen_read(struct sifa_session *se, const struct sifa_record *r, struct buf *out,
			 struct sifa_err *err);
/* The name that the step left in r; "". */
const char *frozen_name(const struct sifa_record *r, const struct sifa_step_def *s);
/* Everything that the record ever froze. */
void frozen_each(const struct sifa_record *r, void (*f)(void *arg, const char *name), void *arg);
bool frozen_kind(const struct sifa_kind *k);

#endif
