/* return.h - what the parts of sifa return share. */
#ifndef SIFA_VERB_RETURN_H
#define SIFA_VERB_RETURN_H

#include "verb.h"

struct return_wish {
	struct verb_env *env;
	const char *arg[4]; /* table, period, cell; or the number of a return */
	const char *office, *column, *reason;
	const char *xlsx; /* file to write the table into; - standard output */
	bool zero, closing;
};

/* The table named first, or NULL after a message. */
const struct sifa_table *return_table(const struct return_wish *w, int *code);
/* The table, unit and period asked for; an exit code. */
int return_place(const struct return_wish *w, const struct sifa_table **t, uint64_t *unit,
		 sifa_day *day);
/* The record of the kind `return` named first; an exit code. */
int return_record(const struct return_wish *w, struct sifa_record **out);
/* Counts it for the period and office asked for; an exit code. */
int return_figures(const struct return_wish *w, struct sifa_figures **out);
/* In the form asked for, with what does not add up; an exit code. */
int return_print(const struct return_wish *w, const struct sifa_figures *f);

/* What may be done with one: exit codes (return_act.c). */
int return_list(struct return_wish *w);
int return_prepare(struct return_wish *w);
int return_submit(struct return_wish *w);
int return_withdraw(struct return_wish *w);
int return_sent(struct return_wish *w);
int return_diff(struct return_wish *w);
int return_correct(struct return_wish *w);
/* The table as a spreadsheet (return_xlsx.c). */
int return_xlsx(const struct return_wish *w, const struct sifa_figures *f);
/* return_sum.c */
int return_sum(struct return_wish *w);
int return_lacks(struct return_wish *w);
/* return_villages.c */
int return_villages(struct return_wish *w);

#endif
