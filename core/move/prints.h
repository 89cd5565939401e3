/* prints.h - a table from 64-bit fingerprints to ids, several a print allowed:
 * what an import remembers of many records in 16 bytes each. */
#ifndef SIFA_MOVE_PRINTS_H
#define SIFA_MOVE_PRINTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct prints {
	struct {
		uint64_t print, id;
	} * v;
	size_t n, cap; /* cap is a power of two */
};
/* False when memory is out. Equal pairs are kept once. id is never 0. */
bool prints_add(struct prints *p, uint64_t print, uint64_t id);
/* The next id of a print; *at is 0 at first. 0 when there is no more. */
uint64_t prints_next(const struct prints *p, uint64_t print, size_t *at);
void prints_free(struct prints *p);

/* Mixes bytes into a fingerprint that begins with a secret of the store. */
uint64_t print_mix(uint64_t h, const void *p, size_t n);

#endif
