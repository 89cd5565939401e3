/* find.h - which records a query means: typed words and FIELD=VALUE tests,
 * turned into a set of ids where that is small, else tested record by record. */
#ifndef SIFA_WORK_FIND_H
#define SIFA_WORK_FIND_H

#include "same.h"

#define FIND_WORDS 8

struct find_word { /* folded */
	const char *s;
	size_t n;
	bool broad;  /* too many records hold it: look into each */
	uint64_t id; /* of the record that the word names; 0: none */
};

/* A query made ready. */
struct find {
	struct view *v;
	const struct sifa_query *q;
	struct arena arena;
	struct idlist owner; /* units whose records the list shows; sorted */
	struct find_word word[FIND_WORDS];
	size_t nword;
	struct same same;    /* of persons: merged rows are not shown */
	struct where *where; /* NULL: no tests, or `set` has them applied */
	bool limited;	     /* nothing outside `set` matches */
	bool all;	     /* every record matches: find_match(), find_holds() need no asking */
	struct idlist set;
};
enum sifa_rc find_open(struct find *f, struct view *v, const struct sifa_query *q,
		       struct sifa_err *err);
void find_close(struct find *f);
/* Of a record of the query's kind and owners: does it match? */
bool find_match(struct find *f, uint64_t id);
bool find_owner(const struct find *f, uint64_t unit);
/* The last look at a record about to be shown: the pairs of characters of a longer
 * word were found, but they may stand apart. */
bool find_holds(struct find *f, const struct sifa_record *r);
/* Does a searched field of r hold the folded word? exact: is one equal to it? */
bool find_in_record(const struct sifa_record *r, const char *word, size_t n, bool exact);
/* Does r, or a record it refers to, hold the folded word? */
bool find_in_reach(struct view *v, const struct sifa_record *r, const char *word, size_t n);
/* Can a word that search keys found still stand apart: three characters or more? */
bool find_loose(const char *word, size_t n);
/* Appends the records of k found by a folded word: by what they hold, and by
 * what records they refer to hold. *over: there are more than `most`. */
enum sifa_rc find_word(struct view *v, const struct sifa_kind *k, const char *s, size_t n,
		       size_t most, struct idlist *out, bool *over, struct sifa_err *err);

#endif
