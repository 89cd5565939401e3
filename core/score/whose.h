/* whose.h - whose a row is: by the unit that it names, by a hand-over, by a reference. */
#ifndef SIFA_SCORE_WHOSE_H
#define SIFA_SCORE_WHOSE_H

#include "select.h"

struct whose {			/* the rows of a chunk */
	uint32_t claim[CHUNK];	/* the first one on the row's unit */
	uint32_t office[CHUNK]; /* of a whole claim; else noffices */
	bool divided;		/* some claims are not whole */
	bool mapped;		/* all this is known */
};

/* By the units that the rows name. */
void map_units(struct scan *s, const struct chunk *c, struct whose *w);
/* Through a reference, such as the station that took the case in. */
uint32_t claim_via(struct scan *s, const struct plan *pl, const struct chunk *c,
		   const struct whose *w, size_t at);
/* The claims on the row: of what was handed over those on whom it was with on the day
 * that counts; what is on register is with whom it is with at the end. */
uint32_t claim_on(const struct scan *s, const struct probe *p, const struct chunk *c,
		  const struct whose *w, size_t at);
/* Does the row count on a day of the claim? What happened counts on its day; what
 * is on register, or on the books, while it is there. */
bool falls_to(const struct scan *s, const struct probe *p, const uint8_t *row, size_t width,
	      const struct claim *c);

#endif
