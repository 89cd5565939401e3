/* rate.h - schedules of money (config/rates) as compiled: what one record is paid, step by
 * step, by the table in force on its day. */
#ifndef SIFA_WORK_RATE_H
#define SIFA_WORK_RATE_H

#include "../model/link.h"
#include "../trust/session.h"

enum rate_op {
	RATE_BASE,  /* the first entry that holds; one must */
	RATE_EACH,  /* so much for every unit beyond some */
	RATE_TIMES, /* percent of all so far: the first entry that holds */
	RATE_ADD,   /* every entry that holds */
	RATE_MOST,  /* no more than: the first entry that holds */
};

struct rate_entry {
	const char *label[SIFA_LANGS];
	struct where *where;		/* NULL: always */
	int64_t amount;			/* fen; TIMES: hundredths of a percent */
	const struct sifa_field *field; /* not NULL: the amount stands there */
	int64_t percent;		/* MOST: of the base, hundredths; 0: `amount` */
};

struct rate_step {
	enum rate_op op;
	struct rate_entry *entry;
	size_t n;
	/* EACH */
	const struct sifa_field *of;
	int64_t beyond, most; /* most: units paid at most, 0: all */
};

enum rate_way { RATE_HALF, RATE_UP, RATE_DOWN };

struct rate_table {
	sifa_day from, to; /* SIFA_DAY_NONE: open */
	const char *source;
	struct rate_step *step;
	size_t n;
	int64_t unit; /* fen: the result is a multiple of it */
	enum rate_way way;
	int64_t month_most; /* of one who shares; 0: none */
};

struct sifa_rate {
	const char *id, *label[SIFA_LANGS];
	const struct sifa_kind *kind;
	const struct sifa_field *date;
	const struct sifa_field *base, *added, *total; /* where it is written; NULL */
	const struct sifa_field *share;	    /* references among whom it is divided; NULL */
	const struct sifa_field *member[4]; /* by whom it is summed */
	size_t nmembers;
	struct rate_table *table;
	size_t ntables;
};

struct rates {
	struct sifa_rate **rate;
	size_t n;
};

/* rate_load.c: all of a configuration, in its memory; NULL when memory is out. */
const struct rates *rates_load(struct config *c, struct sifa_findings *f);
/* Those of an open store. */
const struct rates *rates_of(struct sifa *s);

/* rate.c: the joins of every condition, before records are asked; and away again. */
enum sifa_rc rate_ready(struct view *v, const struct rate_table *t, struct sifa_err *err);
void rate_done(const struct rate_table *t);
/* The table in force on that day; NULL if none. */
const struct rate_table *rate_table_on(const struct sifa_rate *r, sifa_day day);
/* Fills the sheet's lines and sums for a record whose table is ready; SIFA_E_DATA with a
 * sentence where the table has no base for it. */
enum sifa_rc rate_run(const struct sifa_rate *r, const struct rate_table *t,
		      const struct sifa_record *rec, struct sifa_rate_sheet *out,
		      struct sifa_err *err);
/* sifa_rate_compute() within a view. */
enum sifa_rc rate_compute(struct view *v, const struct sifa_rate *r,
			  const struct sifa_record *record, struct sifa_rate_sheet *out,
			  struct sifa_err *err);

#endif
