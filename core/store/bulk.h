/* bulk.h - what the two halves of an import share: bulk.c takes the rows,
 * publish.c merges their keys into the tables and shows them. */
#ifndef SIFA_STORE_BULK_H
#define SIFA_STORE_BULK_H

#include <time.h>

#include "own.h"

enum { RANGE = 1 << 26, BLOCK_SETS = 8, BLOCK_WAYS = 8, BLOCKS = BLOCK_SETS * BLOCK_WAYS };

struct block { /* of facts, being filled */
	uint16_t kind;
	int32_t month;
	uint8_t *rows;
	size_t width, n, most; /* most: rows that fit */
	uint64_t used;	       /* id of the latest row */
};

struct bulk {
	struct store *s;
	uint64_t actor;
	char host[64];
	int64_t now;
	uint64_t first, last, next; /* reserved range, next id to give */
	uint64_t jseq;		    /* of the journal when the range was reserved */
	struct runs *run[TABLES];   /* NULL: the table is filled otherwise */
	struct block block[BLOCKS]; /* by kind and month; who needs a place ends the idlest */
	struct buf out;
	MDB_txn *txn; /* the batch being written */
	size_t rows, bytes;
	struct timespec since;
	MDB_cursor *cu; /* where the batch writes: a table filled in order */
	enum table at;
	bool append;
	struct buf record; /* encoded */
	uint32_t line;
	uint64_t count[KIND_NUMBERS]; /* rows put, by kind number */
	struct sifa_err err;	      /* from inside a callback */
	struct act_step *replace;
	size_t nreplace, cap_replace;
	bool behind; /* a confirmed date before the last entry: it is written as it is */
	bool marked, published;
};

/* Puts into a table that is filled in order, into the open batch. */
enum sifa_rc batch_put(struct bulk *b, enum table t, MDB_val *key, MDB_val *val,
		       struct sifa_err *err);
/* Ends the batch and lets the gate go. */
enum sifa_rc batch_end(struct bulk *b, struct sifa_err *err);
enum sifa_rc batch_begin(struct bulk *b, struct sifa_err *err);
/* Opens a batch if none is, after ending one that has been open long enough. */
enum sifa_rc batch_room(struct bulk *b, struct sifa_err *err);
/* Writes all blocks as they are. */
enum sifa_rc blocks_end(struct bulk *b, struct sifa_err *err);

#endif
