/* gate.c - who writes: a lock with a deadline in front of LMDB's, which has none,
 * and the holder's name for the one who waits. The kernel lets go of it when
 * the holder dies. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "own.h"

enum sifa_rc gate_open(struct store *s, struct sifa_err *err)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/gate", s->dir);
	s->gate = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (s->gate < 0)
		return err_set(err, SIFA_E_DENIED, N_("cannot open {1}: {2}"), path,
			       strerror(errno), NULL);
	return SIFA_OK;
}

static bool gate_try(const struct store *s, int byte, short type)
{
	struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};

	return !fcntl(s->gate, F_OFD_SETLK, &l);
}

static long elapsed_ms(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - from->tv_sec) * 1000 + (now.tv_nsec - from->tv_nsec) / 1000000;
}

/* The name stands behind the lock bytes; a stale one is harmless: it is read
 * only while somebody holds the lock. */
#define NAME_AT(byte) (16 + 128 * (byte))
#define NAME_BYTES    120

enum sifa_rc gate_enter(struct store *s, int byte, int ms, const char *who, struct sifa_err *err)
{
	struct timespec from, nap = {0, 2000000};
	char name[NAME_BYTES + 1] = "";

	clock_gettime(CLOCK_MONOTONIC, &from);
	while (!gate_try(s, byte, F_WRLCK)) {
		if (elapsed_ms(&from) >= ms) {
			ssize_t n = pread(s->gate, name, NAME_BYTES, NAME_AT(byte));

			name[n > 0 ? n : 0] = '\0';
			return err_set(
				err, SIFA_E_BUSY,
				byte == GATE_WRITE
					? N_("the store is being written by {1}; try again")
					: N_("an import is running ({1}); wait until it ends"),
				name, NULL);
		}
		nanosleep(&nap, NULL);
	}
	snprintf(name, sizeof name, "%.80s, pid %ld", who ? who : "?", (long)getpid());
	if (pwrite(s->gate, name, strlen(name) + 1, NAME_AT(byte)) < 0)
		name[0] = '\0'; /* the lock is what counts */
	return SIFA_OK;
}

void gate_leave(struct store *s, int byte)
{
	gate_try(s, byte, F_UNLCK);
}
