/* run.h - counts everything a letter or table needs, for one or many offices, in one
 * pass over the fact rows of each kind. */
#ifndef SIFA_SCORE_RUN_H
#define SIFA_SCORE_RUN_H

#include "../work/handed.h"
#include "../work/same.h"
#include "letter.h"

struct days { /* both inclusive */
	sifa_day from, to;
};

struct hit { /* a record kept: amount it brings, or (pairs) the record it refers to */
	uint64_t id;
	int64_t amount;
	sifa_day day;
	int32_t n; /* pairs: how much of it, such as hours */
};

struct tally { /* one probe, one office */
	int64_t value, records;
	int64_t failed;	   /* rows that only the guard refused */
	sifa_day last;	   /* latest: the last day so far */
	int64_t *series;   /* SERIES: a number a sub-period */
	uint8_t *rows;	   /* ROWS: `nrows` fixed parts of the kind's size */
	struct days *term; /* of each row: when it was the office's */
	size_t nrows, rowcap, termcap;
	struct hit *hit; /* PAIRS; any shape when collecting; sorted by amount (PAIRS) or id */
	size_t nhit, hitcap;
	struct hit *fail; /* when collecting */
	size_t nfail, failcap;
};

struct office {
	uint64_t id;
	char name[96];
	sifa_day established, closed; /* SIFA_DAY_NONE; closed: by the day of the score */
	sifa_day from, to, cutoff;    /* of its letter, else of the scheme; to: while it stood */
	struct days judged; /* the whole months it stood; open where it stood all the time */
	int64_t months, of; /* of them in the period, and all of the period */
	struct office_target {
		char clause[17];
		int64_t n, version;
		sifa_day since; /* SIFA_DAY_NONE: from the first day */
		uint16_t unit;	/* its code number; 0: not said */
	} * target;		/* those in force on the day of the score, one a clause */
	size_t ntargets;
	uint64_t letter; /* its record; 0: none */
	bool moved;	 /* signed by another text than the one in force */
	uint16_t group;	 /* number of its group_size; 0: none */
};

struct run {
	const struct sifa_letter *letter; /* NULL: the probes are a table's */
	const struct probes *probes;
	struct view *view;
	struct same same;     /* rows of one person count once */
	struct handed handed; /* whose a record was on a day */
	struct office *office;
	size_t noffices;
	sifa_day start, end; /* of the period; end never after as_of */
	sifa_day period_end; /* as the letter says, or the last day the offices stood */
	sifa_day cutoff, as_of;
	int32_t month0; /* first calendar month that begins in the period */
	unsigned months;
	const bool *want;	       /* by probe slot; NULL: all */
	bool collect;		       /* keep the ids of counted rows */
	struct tally *tally;	       /* [slot * noffices + office] */
	struct inspection *inspection; /* of all offices */
	size_t ninspections, inspectcap;
	struct typed { /* a number typed for a clause */
		size_t office;
		char clause[17];
		sifa_day day;
		int64_t actual;
	} * typed;
	size_t ntyped, typedcap;
};

struct inspection { /* an inspector's entry */
	uint64_t id;
	size_t office;
	char clause[17];
	sifa_day day;
	uint16_t grade;	    /* code number, 0 none */
	int64_t points;	    /* -1 none */
	int64_t sum;	    /* of the samples' scores */
	int64_t samples;    /* how many */
	uint8_t score[101]; /* of them had so many */
};

/* Fills tallies and inspections; the caller has set everything above them. */
enum sifa_rc run_count(struct run *r, struct sifa_err *err);
void run_free(struct run *r);
/* Empty tallies of every probe and office; NULL when memory is out. */
struct tally *run_tallies(const struct run *r);
void run_tallies_free(const struct run *r, struct tally *t);
/* Sub-periods of a series; 1 for the other shapes. */
size_t run_subs(const struct run *r, const struct probe *p);
/* The first month-day on or after `from`. */
sifa_day run_yearly(sifa_day from, unsigned month, unsigned dom);
/* The days on which what the probe counts must lie; of a stock, and of what is on the
 * books, up to the end. */
struct days run_days(const struct run *r, const struct probe *p);
/* Reads every row that the probe kept, an office after the other; none where p is NULL or not
 * wanted. rec is whole and good for the call. */
typedef enum sifa_rc row_fn(struct run *r, size_t office, const uint8_t *row,
			    const struct sifa_record *rec, struct sifa_err *err);
enum sifa_rc run_each_row(struct run *r, const struct probe *p, row_fn *take, struct sifa_err *err);
/* Reads the inspectors' entries of the period (office.c). */
enum sifa_rc run_inspections(struct run *r, struct sifa_err *err);
/* And the numbers that offices typed (typed.c). */
enum sifa_rc run_typed(struct run *r, struct sifa_err *err);
/* What an act counts for whom it was done. */
int32_t run_act_amount(const struct probe *p, const uint8_t *row, size_t width);
/* Days a stock row is on register in [a, b]: from <= day < until. */
bool run_on_register(const struct probe *p, const uint8_t *row, size_t width, sifa_day a,
		     sifa_day b);

#endif
