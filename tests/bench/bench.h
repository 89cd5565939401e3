/* bench.h - what the timed programs share: clocks, a median, and how they
 * report: a line `= NAME FIRST MEDIAN` in milliseconds, then the result's rows
 * to be compared. */
#ifndef BENCH_H
#define BENCH_H

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static inline double bench_clock(clockid_t which)
{
	struct timespec t;

	clock_gettime(which, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Of the processor: others may load the machine meanwhile. */
static inline double bench_ms(void)
{
	return bench_clock(CLOCK_PROCESS_CPUTIME_ID);
}

static inline int bench_less(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Sorts v. */
static inline double bench_median(double *v, size_t n)
{
	qsort(v, n, sizeof *v, bench_less);
	return v[n / 2];
}

static inline void bench_report(const char *name, double *v, size_t n)
{
	double first = v[0], median = bench_median(v, n);

	printf("= %s %.4f %.4f\n", name, first, median);
}

#endif
