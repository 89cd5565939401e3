/* blob.h - files kept beside the store under the SHA-256 of their content:
 * STORE/files/ab/cdef..., never changed once there. */
#ifndef SIFA_WORK_BLOB_H
#define SIFA_WORK_BLOB_H

#include "../trust/session.h"

enum { BLOB_NAME = 65 }; /* 64 hexadecimal digits and the terminator */

/* Holds off the sweep while files are there that no record names yet; one at a time. */
struct blobs {
	int dir;
};
/* sweep: waits for nobody: SIFA_E_BUSY while somebody puts a file in. */
enum sifa_rc blobs_open(const struct sifa_session *se, bool sweep, struct blobs *b,
			struct sifa_err *err);
void blobs_close(struct blobs *b);

/* Keeps the bytes: whole and on disk when it returns, or not there at all. What is
 * there already under this name is replaced, should it have been damaged. */
enum sifa_rc blob_put(const struct blobs *b, const uint8_t *p, size_t n, char name[BLOB_NAME],
		      struct sifa_err *err);
/* Gives the bytes piece by piece (sink may be NULL) and compares them with their name:
 * SIFA_E_DAMAGED, SIFA_E_NOTFOUND. */
enum sifa_rc blob_get(const struct blobs *b, const char *name, const struct sifa_sink *sink,
		      struct sifa_err *err);
/* Calls f with the name of every file; what is no whole file has another length than 64.
 * f says whether to remove it. */
typedef bool blob_fn(void *arg, const char *name);
enum sifa_rc blob_each(const struct blobs *b, blob_fn *f, void *arg, struct sifa_err *err);
/* What a file of these bytes would be called. */
void blob_name(const uint8_t *p, size_t n, char name[BLOB_NAME]);
bool blob_is_name(const char *s, size_t n);

/* A regular file of at most `most` bytes, read whole; free(*out). at: a folder, or
 * AT_FDCWD; a link is followed only there. */
enum sifa_rc file_read(int at, const char *path, int64_t most, uint8_t **out, size_t *n,
		       int64_t *modified, struct sifa_err *err);

#endif
