/* scr_targets.h - what the files of the numbers of a letter share: shown in scr_targets.c,
 * written in targets_put.c. */
#ifndef SIFA_DESK_SCR_TARGETS_H
#define SIFA_DESK_SCR_TARGETS_H

#include "page.h"

enum { TARGETS_UNIT = 1, TARGETS_ABOVE }; /* what a row is */

struct targets {
	struct page page;
	const struct sifa_letter **all, *letter; /* those in force; the one shown */
	size_t n, at;
	int year;
	struct sifa_targets *t;
	size_t clause, left; /* the column in use, and the first in view */
	int64_t total;	     /* to be divided, while it is asked by what */
	/* The document by which numbers change; what was typed stays for the next time. */
	bool by_paper;
	char doc[200], words[600];
	sifa_day from;
};

/* The number of a unit, by its place in the table. */
const struct sifa_target *targets_cell(const struct targets *v, size_t unit, size_t clause);
/* Whose row it is: one of the units, or the one above; and its number of the clause in use. */
const struct sifa_target_unit *targets_unit(const struct targets *v, const struct page_row *row);
const struct sifa_target *targets_number(const struct targets *v, const struct page_row *row);
void targets_refresh(struct screen *sc);

void targets_cmd_type(struct screen *sc);
void targets_cmd_lock(struct screen *sc);
void targets_cmd_split(struct screen *sc);
/* Names the document by which numbers change from here on; again: no more. */
void targets_cmd_supplement(struct screen *sc);

#endif
