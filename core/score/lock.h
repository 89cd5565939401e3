/* lock.h - a locked score: its record, and the file in which points and the records behind
 * them are frozen. */
#ifndef SIFA_SCORE_LOCK_H
#define SIFA_SCORE_LOCK_H

#include "../work/blob.h"
#include "letter.h"

struct lock_point {
	char clause[17];
	int64_t points;
};
struct lock_record {
	char clause[17];
	uint64_t id;
	uint32_t rev;
	int role;
};
struct lock_copy { /* what the file says */
	char letter[41], config[65];
	uint64_t office;
	sifa_day as_of;
	int year; /* asked for; 0: what was in force */
	int64_t total;
	struct lock_point *point;
	size_t n, cap;
	struct lock_record *record;
	size_t nrecords, recordcap;
};
/* Writes the sheet and all records behind it into a file of the store; its name, the
 * configuration's hash, and how many records it lists. `files` is opened, and closed by the
 * caller when a record names the file. */
enum sifa_rc lock_write(struct sifa_session *se, const struct sifa_sheet *sheet,
			struct blobs *files, char name[65], char config[65], size_t *records,
			struct sifa_err *err);
/* Reads it back. */
enum sifa_rc lock_read(struct sifa_session *se, const char *name, struct lock_copy *out,
		       struct sifa_err *err);
/* The same of a sheet, without a file. */
enum sifa_rc lock_copy_of(struct sifa_session *se, const struct sifa_sheet *sheet,
			  struct lock_copy *out, struct sifa_err *err);
void lock_copy_free(struct lock_copy *c);
/* Points after the last correction entry of the lock; -1: none. */
int64_t lock_corrected(struct view *v, uint64_t lock, const char *clause);

#endif
