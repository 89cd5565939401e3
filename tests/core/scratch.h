/* scratch.h - the folder a test works in: its own, below TMPDIR. */
#ifndef TESTS_CORE_SCRATCH_H
#define TESTS_CORE_SCRATCH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

/* Its path is put into `dir`. False: it cannot be made, or its path is too long for `size`. */
static inline bool scratch_make(char *dir, size_t size)
{
	const char *tmp = getenv("TMPDIR");
	int n = snprintf(dir, size, "%s/XXXXXX", tmp ? tmp : "/tmp");

	return n > 0 && (size_t)n < size && mkdtemp(dir);
}

/* With all that is in it. */
static inline void scratch_drop(const char *dir)
{
	char cmd[200];

	snprintf(cmd, sizeof cmd, "rm -rf '%s'", dir);
	if (system(cmd))
		fprintf(stderr, "%s is left behind\n", dir);
}

#endif
