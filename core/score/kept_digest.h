/* kept_digest.h - what kept numbers stand under. */
#ifndef SIFA_SCORE_KEPT_DIGEST_H
#define SIFA_SCORE_KEPT_DIGEST_H

#include <sodium.h>

#include "scan.h"

enum { DIGEST_BYTES = 16 };

typedef crypto_generichash_state digest;

void digest_begin(digest *h);
void digest_bytes(digest *h, const void *p, size_t n);
void digest_int(digest *h, uint64_t v);
/* out: DIGEST_BYTES. h is used up. */
void digest_end(digest *h, uint8_t *out);

struct digests { /* of one run */
	const struct run *run;
	struct digest_stamp *stamp; /* of kinds that were asked for */
	size_t nstamps, stampcap;
	digest context; /* whose rows are: the same for all kinds and months */
};

/* Both return false when memory is out. */
bool digests_begin(struct digests *k, const struct run *r);
/* h begins with all that the month's numbers depend on but the facts of the month. */
bool digest_month(struct digests *k, const struct scan *s, int32_t month, digest *h);
void digests_free(struct digests *k);

#endif
