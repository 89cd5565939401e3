/* kept_part.h - the tallies of one kind and month as bytes, and back into a sum. */
#ifndef SIFA_SCORE_KEPT_PART_H
#define SIFA_SCORE_KEPT_PART_H

#include "scan.h"

/* Appends what the scan's plans counted in r->tally and empties those tallies. */
bool part_write(struct scan *s, struct buf *out);
/* Adds a part to r->tally, in the order of months. SIFA_E_DAMAGED if it does not read. */
enum sifa_rc part_add(struct run *r, const uint8_t *p, size_t n);

#endif
