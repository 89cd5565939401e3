/* where_node.h - private to core/model: a compiled query, a flat program. */
#ifndef SIFA_MODEL_WHERE_NODE_H
#define SIFA_MODEL_WHERE_NODE_H

#include "where.h"

enum where_op {
	WHERE_RANGE,   /* lo <= slot <= hi */
	WHERE_MASK,    /* code: bit slot - 3 of lo */
	WHERE_IN,      /* slot is one of value[lo .. lo + hi) */
	WHERE_ANY_BIT, /* set: one of lo's bits */
	WHERE_ALL_BIT, /* set: all of lo's bits */
	WHERE_WITHIN,  /* 0 <= slot - other <= hi, both set */
	WHERE_AFTER,   /* slot > other, both set */
	WHERE_JOIN,    /* slot is in the set of join lo */
	WHERE_LATER,   /* slot > that of the record `other` refers to, by join lo */
	WHERE_ALL,     /* group up to `end`: all of its nodes */
	WHERE_ANY,     /* group: one of its nodes */
	WHERE_NOT,     /* group: not all of its nodes */
};

enum where_name { WHERE_LITERAL, WHERE_PERIOD_START, WHERE_PERIOD_END, WHERE_CUTOFF, WHERE_AS_OF };

struct where_node {
	uint8_t op, width;
	uint8_t lo_name, hi_name;   /* enum where_name: set by where_bind() */
	uint8_t minutes;	    /* the names stand for whole days of a date-time */
	uint8_t lo_years, hi_years; /* years: bounds lie where so many years are full on the name's
				       day, lo a day behind; 0: on that day */
	uint32_t offset, other;	    /* of slots */
	uint32_t end;		    /* groups: node behind the last one inside */
	uint64_t lo, hi;
};

struct where {
	struct where_node *node;
	uint32_t n;
	uint64_t *value;
	struct where_join **join; /* inner ones first */
	size_t njoins;
};

struct where_build { /* growing parts of a program */
	struct where_node *node;
	size_t n, cap;
	uint64_t *value;
	size_t nvalues, cap_values;
	struct where_join **join;
	size_t njoins, cap_joins;
	bool nomem;
};

struct where_job { /* a map being compiled */
	struct arena *arena;
	const struct config *config;
	const struct sifa_kind *kind;
	const char *file;
	struct sifa_findings *f;
	struct where_build b;
};

void where_complain(struct where_job *c, const struct yaml *y, const char *msg, const char *a,
		    const char *b);
/* The field y names, built-in ones included; NULL after a finding. */
const struct sifa_field *where_find(struct where_job *c, const struct sifa_kind *k,
				    const struct yaml *y);
/* where_ops.c: one entry `field: test` of a map. */
void where_test(struct where_job *c, struct yaml *y);
/* where.c: the test {is: {...}} of a reference. */
void where_is(struct where_job *c, const struct sifa_field *f, struct yaml *map);
/* where.c: f is later than `date` of the record that `ref` refers to. */
void where_later(struct where_job *c, const struct sifa_field *f, const struct sifa_field *ref,
		 const struct sifa_field *date);

/* where_match() of the nodes from..end, which end no group begun before. */
bool where_match_part(const struct where *w, uint32_t from, uint32_t end, const uint8_t *fixed,
		      size_t n);

/* A new node for f's slot; NULL when memory is out. */
struct where_node *where_node_add(struct where_build *b, enum where_op op,
				  const struct sifa_field *f);
/* f is one of the slots v[0..n). */
void where_one_of(struct where_build *b, const struct sifa_field *f, const uint64_t *v, size_t n);
/* Moves the parts into the arena; NULL when memory was out. Frees b. */
struct where *where_finish(struct where_build *b, struct arena *a);
/* The field of that name, built-in ones (made in the arena) included; NULL. unit is the
 * kind of units, may be NULL. */
const struct sifa_field *where_field(struct arena *a, const struct sifa_kind *k,
				     const struct sifa_kind *unit, const char *name);

#endif
