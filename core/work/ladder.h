/* ladder.h - counters that propose the next step (config/ladders) as compiled: what happened
 * to a record, and what the law in force then proposes. A person decides. */
#ifndef SIFA_WORK_LADDER_H
#define SIFA_WORK_LADDER_H

#include "../model/link.h"
#include "../trust/session.h"

enum { RUNGS_MOST = 60, FACTS_MOST = 12 };

enum fact_op {
	FACT_SPAN,  /* an event with a beginning and an end: how long */
	FACT_CLOCK, /* a clock of the record that was overrun: by how long */
	FACT_COUNT, /* events since the last answer: how many */
};

struct ladder_fact {
	const char *id, *label[SIFA_LANGS];
	enum fact_op op;
	struct where *where; /* of the event */
	const struct sifa_clock_def *clock;
	const struct sifa_field *until; /* of the event, or of the record */
};

struct ladder_test {
	uint16_t fact;
	int64_t least;		      /* COUNT */
	int64_t more_days, most_days; /* -1: not asked */
	int64_t more_months;	      /* 0: not asked */
};

struct ladder_rung {
	const char *propose[SIFA_LANGS], *source;
	struct sifa_when when; /* of the record */
	struct ladder_test *test;
	size_t n;
	struct where *answered; /* events that answer it */
	uint16_t no;		/* among all of the ladder */
};

struct ladder_law {
	sifa_day from, to;
	const char *source;
	struct ladder_rung *rung; /* the strongest first */
	size_t n;
};

struct ladder {
	const char *id, *label[SIFA_LANGS];
	const struct sifa_kind *kind;
	const struct sifa_field *until; /* when the record's life is over; NULL */
	const struct sifa_kind *events;
	const struct sifa_field *via, *on;
	struct ladder_fact *fact;
	size_t nfacts;
	struct ladder_law *law;
	size_t nlaws, nrungs;
};

struct ladders {
	struct ladder **ladder;
	size_t n;
};

/* ladder_load.c: all of a configuration, in its memory; NULL when memory is out. */
const struct ladders *ladders_load(struct config *c, struct sifa_findings *f);
const struct ladders *ladders_of(struct sifa *s);
/* ladder.c: adds what is proposed for all records the session sees, due today. */
enum sifa_rc ladders_due(struct view *v, void (*add)(void *arg, const struct sifa_due *d),
			 void *arg, struct sifa_err *err);

#endif
