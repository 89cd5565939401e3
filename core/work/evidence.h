/* evidence.h - what the floor shares of evidence.c. */
#ifndef SIFA_WORK_EVIDENCE_H
#define SIFA_WORK_EVIDENCE_H

#include "../trust/session.h"

/* The kind `evidence`; NULL where a configuration has none. */
const struct sifa_kind *evidence_kind(const struct sifa *s);
/* The hash of the record's file; "" if it has none. */
const char *evidence_hash(const struct sifa_record *r);

#endif
