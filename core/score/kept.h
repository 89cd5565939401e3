/* kept.h - what was counted of one kind in one month, kept in a file beside the store
 * (store/FORMAT.md, "Scores") until a fact of the month, or anything else that the
 * numbers depend on, has changed. A file that is missing, old or damaged, or cannot be
 * written, only costs time. */
#ifndef SIFA_SCORE_KEPT_H
#define SIFA_SCORE_KEPT_H

#include "scan.h"

/* For a run as of today over whole offices; NULL when nothing can be kept now, or
 * memory is out. */
struct kept *kept_open(struct run *r);
/* Adds the kind's months m0..m1 to the tallies: those that are kept as they are, the
 * others by a scan, which is kept then. */
enum sifa_rc kept_scan(struct kept *k, struct scan *s, int32_t m0, int32_t m1,
		       struct sifa_err *err);
/* Kept numbers did not read: the tallies are wrong and must be counted afresh. */
bool kept_broken(const struct kept *k);
/* Writes the file anew if `good` and something in it is new. k may be NULL. */
void kept_close(struct kept *k, bool good);

#endif
