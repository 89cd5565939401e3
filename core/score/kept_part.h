/* kept_part.h - the tallies of one kind and month as bytes, and back into a sum; and
 * the file that holds such parts. */
#ifndef SIFA_SCORE_KEPT_PART_H
#define SIFA_SCORE_KEPT_PART_H

#include "scan.h"

/* Appends what the scan's plans counted in r->tally and empties those tallies. */
bool part_write(struct scan *s, struct buf *out);
/* Adds a part to r->tally, in the order of months. SIFA_E_DAMAGED if it does not read. */
enum sifa_rc part_add(struct run *r, const uint8_t *p, size_t n);

#define KEPT_HEAD "sifa-scores 2\n"

enum {
	KEPT_ENTRIES = sizeof KEPT_HEAD - 1 + 8, /* where they begin, behind a sum of them */
	KEPT_PATH = 4300,
	KEPT_MOST = 64 << 20,
};

/* Leaves out empty if there is no such file, or it is not whole. */
void kept_load(const struct sifa_session *se, const char *path, struct buf *out);
/* Sets b's sum. Nothing is reported: a file that is not written only costs time. */
void kept_save(const struct sifa_session *se, const char *path, struct buf *b);

#endif
